"""Enclose where the flow of a commuting sensing problem ends, started at W_j = alpha I.

In the common eigenbasis W = diag(w), and A w = y with (ACHL, proofs of Theorems 1 and 2; A' nu is the vector of a_i
. nu)

    N >= 3:  w_i = (alpha^(N-2)/(1 - (A' nu)_i))^(N/(N-2)),    nu = (N-2) alpha^(N-2) s
    N  = 2:  w_i = alpha^(2 (1 - (A' nu)_i)),                  nu = s/ln(1/alpha).

These are the equations of a strictly convex minimisation over nu, so that nu is unique.  It is approached by short
Newton steps, which is a guess, and proved by an interval Newton step, which maps a box around the guess into its
interior.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from flint import arb, arb_mat

from dmfproof.arithmetic.ball import ball, current_bits, working_precision
from dmfproof.arithmetic.rational_matrix import Matrix, entries, shape
from dmfproof.errors import InvalidInput, Unsupported

__all__ = ["Limit", "enclose_limit"]

_MOST_STEPS = 4000
_CUT, _ARRIVED, _GUESSED_BITS = 0.45, 1e-9, 28


@dataclass(frozen=True, slots=True)
class Limit:
    """Enclosures of the limit's eigenvalues w, of the slacks 1 - A' nu, and of nu."""

    values: tuple[arb, ...]
    slacks: tuple[arb, ...]
    multipliers: tuple[arb, ...]


def enclose_limit(
    measured: Matrix,
    labels: Sequence[Fraction],
    depth: int,
    alpha: Fraction,
    bits: int,
    *,
    near: Sequence[Fraction] | None = None,
) -> Limit:
    """Enclose the limit at a working precision of at least `bits` bits; rows of `measured` are the a_i, 0 < alpha < 1.

    `near` is a vertex w of the linear programme that the limit approaches as alpha falls: the search starts there.
    Raises `InvalidInput` for a depth below 2, alpha outside (0, 1) or dependent measurements, and `Unsupported`
    where no step of the interval Newton method succeeds (labels that no positive w fits, say).
    """
    if depth < 2:
        raise InvalidInput("depth", depth, "too small", "the closed forms hold for N >= 2", "Take N = 2 or more")
    if not 0 < alpha < 1:
        raise InvalidInput("alpha", alpha, "out of range", "0 < alpha < 1 is needed", "Choose a smaller start")
    if measured.rank() < shape(measured)[0]:
        raise InvalidInput("measured", shape(measured), "dependent", "independent rows are needed", "Drop one")
    problem = _Problem(entries(measured), list(labels), depth, alpha)
    small = alpha.denominator.bit_length() - alpha.numerator.bit_length()
    with working_precision(bits + 64 + 2 * depth * max(small, 0)):
        guess = problem.approach(problem.start(near))
        for _ in range((current_bits() // _GUESSED_BITS).bit_length()):
            guess, _ = problem.step(guess)  # each step doubles the bits that are right
        for _ in range(4):
            found = problem.proved(guess)
            if found is not None:
                return found
            guess, _ = problem.step(guess)
    raise Unsupported("no box is mapped into itself by Newton's method: is there a positive w that fits the labels?")


class _Problem:
    """The equations A w(nu) = y at the working precision."""

    def __init__(self, rows: list[list[Fraction]], labels: list[Fraction], depth: int, alpha: Fraction) -> None:
        self.rows, self.labels, self.depth, self.alpha = rows, labels, depth, alpha

    def slacks(self, nu: Sequence[arb]) -> list[arb]:
        columns = zip(*self.rows, strict=True)
        return [1 - sum((ball(a) * x for a, x in zip(column, nu, strict=True)), arb(0)) for column in columns]

    def values(self, slacks: Sequence[arb]) -> list[arb]:
        n, start = self.depth, ball(self.alpha)
        if n == 2:
            return [(2 * slack * start.log()).exp() for slack in slacks]
        return [start**n * (slack.log() * ball(Fraction(-n, n - 2))).exp() for slack in slacks]

    def rates(self, slacks: Sequence[arb]) -> list[arb]:
        """Return d ln w_i/d (A' nu)_i."""
        n = self.depth
        if n == 2:
            return [-2 * ball(self.alpha).log() for _ in slacks]
        return [ball(Fraction(n, n - 2)) / slack for slack in slacks]

    def newton(self, middle: Sequence[arb], box: Sequence[arb]) -> list[arb]:
        """Return -J(box)^-1 F(middle).  Raises `ZeroDivisionError` where J(box) may be singular."""
        at, around = self.slacks(middle), self.slacks(box)
        w, curved = self.values(at), [x * r for x, r in zip(self.values(around), self.rates(around), strict=True)]
        missing = [
            [ball(y) - sum((ball(a) * x for a, x in zip(row, w, strict=True)), arb(0))]
            for row, y in zip(self.rows, self.labels, strict=True)
        ]
        hessian = [
            [sum((ball(a * b) * c for a, b, c in zip(p, q, curved, strict=True)), arb(0)) for q in self.rows]
            for p in self.rows
        ]
        return [row[0] for row in arb_mat(hessian).solve(arb_mat(missing)).tolist()]

    def step(self, nu: list[arb]) -> tuple[list[arb], bool]:
        """Take a Newton step from a point, cut to change each ln w_i by 9/20 at most to first order; radii are dropped.

        The flag says whether the step was so short that the point has arrived.
        """
        move = self.newton(nu, nu)
        turns = [1 - slack for slack in self.slacks(move)]
        change = max(abs(t * r).upper() for t, r in zip(turns, self.rates(self.slacks(nu)), strict=True))
        cut = _CUT / change if change > _CUT else arb(1)
        return [(x + cut * d).mid() for x, d in zip(nu, move, strict=True)], bool(change < _ARRIVED)

    def start(self, near: Sequence[Fraction] | None) -> list[arb]:
        """Return the nu at which the positive w_i of a vertex are met, or 0 where they do not determine one."""
        support = [i for i, w in enumerate(near or ()) if w > 0]
        if near is None or len(support) != len(self.rows):
            return [arb(0) for _ in self.rows]
        n, begin = self.depth, ball(self.alpha)
        wanted = [ball(near[i]).log() / (2 * begin.log()) for i in support]
        if n > 2:
            wanted = [begin ** (n - 2) * (ball(near[i]).log() * ball(Fraction(2 - n, n))).exp() for i in support]
        square = arb_mat([[ball(row[i]) for row in self.rows] for i in support])
        nu = [row[0].mid() for row in square.solve(arb_mat([[1 - slack] for slack in wanted])).tolist()]
        return nu if n == 2 or all(slack > 0 for slack in self.slacks(nu)) else [arb(0) for _ in self.rows]

    def approach(self, nu: list[arb]) -> list[arb]:
        """Return a point from which a Newton step changes no w_i by more than 10^-9 of it; it is a guess."""
        for _ in range(_MOST_STEPS):
            nu, arrived = self.step(nu)
            if arrived:
                break
        return nu

    def proved(self, nu: list[arb]) -> Limit | None:
        """Return the enclosures where the interval Newton step maps a box around the guess into its interior."""
        try:
            size = max(abs(d).upper() for d in self.newton(nu, nu))
            radius = size * 8 + arb(2) ** -current_bits()
            box = [arb(x, radius) for x in nu]
            image = [x + d for x, d in zip(nu, self.newton(nu, box), strict=True)]
        except ZeroDivisionError:
            return None
        if not all(inside.contains_interior(x) for inside, x in zip(box, image, strict=True)):
            return None
        slacks = self.slacks(image)
        if self.depth > 2 and not all(slack > 0 for slack in slacks):
            return None
        return Limit(tuple(self.values(slacks)), tuple(slacks), tuple(image))
