"""Prove the one-step lemmas a second time, for a fixed N: Bernstein coefficients in exact rationals on the unit box.

A polynomial is at least its least Bernstein coefficient on [0, 1]^n.  Each lemma is written as polynomials on the unit
box by a reparametrisation that removes its double roots (normalised to lam = 1, 0, -1), and no subdivision is needed.
Nothing is shared with the certificates: other polynomials, other arithmetic (dense arrays of exact rationals).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import comb, prod

from dmfproof.errors import InvalidInput

__all__ = ["BOXES", "Bernstein", "Box", "least_coefficient", "prove_on_box"]

Monomials = dict[tuple[int, ...], Fraction]


@dataclass(frozen=True, slots=True)
class Bernstein:
    """The outcome for one lemma and one N: the least Bernstein coefficient of each claim; all >= 0 is a proof."""

    box: str
    depth: int
    least: tuple[Fraction, ...]

    @property
    def proved(self) -> bool:
        """Whether every claim is proved; if not, nothing is known."""
        return all(value >= 0 for value in self.least)


class Box:
    """A polynomial on the unit box, as a dict of exponents; closed under +, -, * and whole powers."""

    __slots__ = ("terms", "width")

    def __init__(self, terms: Monomials, width: int) -> None:
        self.terms, self.width = {e: c for e, c in terms.items() if c}, width

    @staticmethod
    def variables(width: int) -> list[Box]:
        """Return the coordinates of the unit box of that dimension."""
        unit = [tuple(int(i == j) for j in range(width)) for i in range(width)]
        return [Box({exponents: Fraction(1)}, width) for exponents in unit]

    def lift(self, other: Box | Fraction | int) -> Box:
        """Return a constant as a polynomial on the same box."""
        return other if isinstance(other, Box) else Box({(0,) * self.width: Fraction(other)}, self.width)

    def __add__(self, other: Box | Fraction | int) -> Box:
        total = dict(self.terms)
        for exponents, coefficient in self.lift(other).terms.items():
            total[exponents] = total.get(exponents, Fraction(0)) + coefficient
        return Box(total, self.width)

    def __mul__(self, other: Box | Fraction | int) -> Box:
        total: Monomials = {}
        for e1, c1 in self.terms.items():
            for e2, c2 in self.lift(other).terms.items():
                exponents = tuple(a + b for a, b in zip(e1, e2, strict=True))
                total[exponents] = total.get(exponents, Fraction(0)) + c1 * c2
        return Box(total, self.width)

    def __neg__(self) -> Box:
        return self * -1

    def __sub__(self, other: Box | Fraction | int) -> Box:
        return self + self.lift(other) * -1

    def __rsub__(self, other: Fraction | int) -> Box:
        return self.lift(other) - self

    def __pow__(self, exponent: int) -> Box:
        total = self.lift(1)
        for _ in range(exponent):
            total = total * self
        return total

    __radd__, __rmul__ = __add__, __mul__


def least_coefficient(poly: Box) -> Fraction:
    """Return the least Bernstein coefficient on the unit box, a lower bound of the polynomial there."""
    if not poly.terms:
        return Fraction(0)
    degrees = [max(exponents[i] for exponents in poly.terms) for i in range(poly.width)]
    table = dict(poly.terms)
    for axis, degree in enumerate(degrees):
        # b_i = sum_{j <= i} C(i, j) / C(degree, j) a_j, one axis after the other
        lines: dict[tuple[int, ...], list[Fraction]] = {}
        for index, value in table.items():
            line = lines.setdefault((*index[:axis], 0, *index[axis + 1 :]), [Fraction(0)] * (degree + 1))
            line[index[axis]] = value / comb(degree, index[axis])
        table = {}
        for index, line in lines.items():
            # C(i, j) = C(i-1, j) + C(i-1, j-1): i passes of partial sums, the first entry of each pass is b_i
            for i in range(degree + 1):
                table[*index[:axis], i, *index[axis + 1 :]] = line[0]
                line = [a + b for a, b in pairwise(line)]
    least = min(table.values())
    # A line of zeros is not in the table: its coefficients are 0.
    return least if len(table) == prod(d + 1 for d in degrees) else min(least, Fraction(0))


def _power_sum(x: Box, n: int, other: Box | int = 1) -> Box:
    """Return sum_j x^j other^(n-1-j) over j < n, by Horner's rule."""
    total = power = x.lift(1)
    for _ in range(1, n):
        power = power * other
        total = x * total + power
    return total


def _below(n: int) -> list[Box]:
    """Bound 1 - h x^(N-1) S on 0 <= x <= 1, h = w/N, which gives x <= g <= 1 (lam = 1)."""
    x, w = Box.variables(2)
    factor = 1 - w * Fraction(1, n) * x ** (n - 1) * _power_sum(x, n)
    return [factor, 1 - factor]


def _above(n: int) -> list[Box]:
    """Bound the same for 1 <= x <= A: A = 1/a, x = A z, z = a + (1 - a) u, h = w/(N A^(2N-2)), and a^(2N-2) cancels."""
    a, u, w = Box.variables(3)
    z = a + (1 - a) * u
    # h x^(N-1) S = (w/N) z^(N-1) sum_j z^j a^(N-1-j)
    factor = 1 - w * Fraction(1, n) * z ** (n - 1) * _power_sum(z, n, a)
    return [factor, 1 - factor]


def _negative(n: int) -> list[Box]:
    """Bound 1 - h x^(N-2) (x^N + l) for x, l^(1/N) in units of M: h = w/2 (lam < 0)."""
    x, level, w = Box.variables(3)
    factor = 1 - w * Fraction(1, 2) * x ** (n - 2) * (x**n + level)
    return [factor, 1 - factor]


def _zero(n: int) -> list[Box]:
    """Bound 1 - h x^(2N-2), h = w/N (lam = 0)."""
    x, w = Box.variables(2)
    return [1 - w * Fraction(1, n) * x ** (2 * n - 2)]


def _slope(n: int) -> list[Box]:
    """Bound g' in units of M: 0 <= lam <= 1 with h = w/(2N-1), and lam = -level with h = w/(3N-2)."""
    x, level, w = Box.variables(3)
    positive = 1 - w * Fraction(1, 2 * n - 1) * ((2 * n - 1) * x ** (2 * n - 2) - (n - 1) * level * x ** (n - 2))
    negative = 1 - w * Fraction(1, 3 * n - 2) * ((2 * n - 1) * x ** (2 * n - 2) + (n - 1) * level * x ** (n - 2))
    return [positive, negative]


def _contraction(n: int) -> list[Box]:
    """Bound h(x) between h(c) and N on c <= x <= 1: x = c + (1 - c) t."""
    c, t = Box.variables(2)
    x = c + (1 - c) * t
    h = x ** (n - 1) * _power_sum(x, n)
    return [h - c ** (n - 1) * _power_sum(c, n), n - h]


def _bernoulli(n: int) -> list[Box]:
    """Bound 1 - (1+s)^(N-1) (1 - (N-1) s) on 0 <= s <= 1, the double root s^2 divided out."""
    (s,) = Box.variables(1)
    whole = 1 - (1 + s) ** (n - 1) * (1 - (n - 1) * s)
    if any(exponent < 2 for (exponent,) in whole.terms):
        return [s.lift(-1)]
    return [Box({(e - 2,): c for (e,), c in whole.terms.items()}, 1)]


BOXES: dict[str, tuple[str, Callable[[int], Sequence[Box]]]] = {
    "below": ("lemma_2_2_below", _below),
    "above": ("lemma_2_2_above", _above),
    "negative": ("lemma_2_2_negative", _negative),
    "zero": ("lemma_2_2_zero", _zero),
    "slope": ("slope_nonneg_any_sign", _slope),
    "contraction": ("contraction_below", _contraction),
    "bernoulli": ("bernoulli_reciprocal", _bernoulli),
}


def prove_on_box(name: str, depth: int) -> Bernstein:
    """Bound the claims of one box at one depth N >= 2; raises `InvalidInput` for an unknown box."""
    if name not in BOXES:
        raise InvalidInput("box", name, "unknown", "the boxes are " + ", ".join(BOXES), "Choose one of them")
    return Bernstein(name, depth, tuple(least_coefficient(claim) for claim in BOXES[name][1](depth)))
