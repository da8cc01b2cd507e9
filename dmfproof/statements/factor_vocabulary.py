"""Name what the statements about W = W_N ... W_1 speak of, and read the factors out of a point.

Balanced factors are drawn as W_j = Q_{j+1} D_j Q_j', Q_j rational rotations by Cayley's transform and D_j =
diag(s_1, ..., s_n) padded by zeros, which makes sigma_r = s_r^N rational; or D_j a symmetric rational `core`, whose
eigenvalues, and so the singular values, are irrational in general.  Arbitrary factors are cut out of a `stack` of
rational blocks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

import sympy as sp

from dmfproof.arithmetic.ball import working_precision
from dmfproof.arithmetic.evaluator import Budget
from dmfproof.arithmetic.rational_matrix import Matrix, diagonal, entries, matrix
from dmfproof.arithmetic.singular import BallMatrix, has_distinct_positive_singular_values, in_balls
from dmfproof.dynamics.end_to_end import (
    balanced_factors,
    factor_velocities,
    imbalances,
    leading_block,
    product_velocity,
    rotation,
    stacked_factors,
)
from dmfproof.dynamics.losses import completion_slope, inner, logistic_slope, quadratic_slope, sensing_slope
from dmfproof.dynamics.matrix_descent import Factors, end_to_end
from dmfproof.errors import OutsideDomain
from dmfproof.statements.domain import Depth, Domain, RationalMatrix, Spectrum, Whole
from dmfproof.statements.model import Computed
from dmfproof.statements.spectrum_vocabulary import Size
from dmfproof.statements.vocabulary import N
from dmfproof.verdict import Outcome, Verdict

__all__ = [
    "ANY_LOSS",
    "BALANCED",
    "DIGITS",
    "DISTINCT",
    "LOSSES",
    "READING",
    "Flow",
    "G",
    "K_in",
    "K_out",
    "Quantity",
    "arbitrary",
    "balanced_by_core",
    "balanced_by_roots",
    "columns",
    "core",
    "exactly",
    "factors_of",
    "flow_in_balls",
    "flow_of",
    "hidden",
    "largest",
    "loss",
    "measurement",
    "refuse",
    "rows",
    "s",
    "sigma",
    "truth",
    "within",
]

READING = (
    "W is rows x columns; G is the gradient of the loss at W (any matrix is that of some loss). Balanced factors are "
    "read as W_j = Q_{j+1} D_j Q_j', Q_j the Cayley transforms of K_in (j = 1), of multiples of blocks of K_hidden, "
    "and of K_out; the hidden layers have the sizes hidden, hidden + 1, hidden, ...; D_j is diag(s), or the symmetric "
    "core, padded by zeros. Arbitrary factors are corners of the blocks of stack. Losses: 1 quadratic, 2 completion, "
    "3 sensing, 4 logistic, made from truth and measurement."
)
"""How a point holds factors and losses, for readers of a statement."""

DIGITS = 100
"""To how many digits two sides are compared where they are irrational."""

rows, columns, hidden = sp.symbols("rows columns hidden", integer=True, positive=True)
s = sp.Symbol("s", real=True)
core, stack, G = sp.symbols("core stack G", real=True)
K_in, K_hidden, K_out = sp.symbols("K_in K_hidden K_out", real=True)
truth, measurement = sp.symbols("truth measurement", real=True)
loss = sp.Symbol("loss", integer=True, positive=True)
sigma = sp.Symbol("sigma_r")


class Quantity(sp.Symbol):  # type: ignore[misc]  # SymPy ships no types
    """A matrix, or a part of a formula, that is shown to the reader as it is written; it does not commute."""

    _spellings: ClassVar[dict[str, str]] = {}

    def __new__(cls, text: str, latex: str = "") -> Quantity:
        """Make a quantity from its text, and its LaTeX where that differs."""
        if latex:
            cls._spellings[text] = latex
        made: Quantity = super().__new__(cls, text, commutative=False)
        return made

    def _sympystr(self, printer: Any) -> str:
        return str(self.name)

    def _latex(self, printer: Any) -> str:
        return self._spellings.get(self.name, str(self.name))


# --- domains -------------------------------------------------------------------------------------------------------
ANY_LOSS: Domain = (RationalMatrix(G, rows, columns),)
"""The gradient of the loss at W: any matrix is that of some loss, and only it enters."""

LOSSES: Domain = (Whole(loss, 1, 4), RationalMatrix(truth, rows, columns), RationalMatrix(measurement, rows, columns))
"""A loss by its number: 1 quadratic, 2 completion, 3 sensing, 4 logistic (see `slope_in_balls`)."""

_n = Size(s)


def _rotations(least: int | sp.Expr) -> Domain:
    """Draw hidden sizes and the skew-symmetric matrices of the rotations; hidden layers have `hidden` or one more."""
    return (
        Whole(hidden, least, least + 1),
        RationalMatrix(K_in, columns, columns, "skew"),
        RationalMatrix(K_hidden, hidden + 1, hidden + 1, "skew"),
        RationalMatrix(K_out, rows, rows, "skew"),
    )


def balanced_by_roots(
    depth: tuple[int, int] = (1, 5), sizes: tuple[int, int] = (1, 3), more: Domain = ANY_LOSS, *, full: bool = False
) -> Domain:
    """Draw balanced factors whose product has the singular values s_r^N, s_1 >= s_2 >= ... > 0, and zeros beyond.

    Where `full`, there are none beyond: the spectrum has min(rows, columns) entries.
    """
    wide = Whole(columns, _n, _n + 1)
    tall = Whole(rows, _n, sp.Piecewise((_n, columns > _n), (_n + 1, True)) if full else _n + 1)
    return (Depth(*depth), Spectrum(s, *sizes, "+"), wide, tall, *_rotations(_n), *more)


def balanced_by_core(
    depth: tuple[int, int] = (1, 5), sizes: tuple[int, int] = (1, 3), more: Domain = ANY_LOSS
) -> Domain:
    """Draw balanced factors whose product has the singular values |e|^N, e the eigenvalues of a symmetric `core`."""
    shape = (Whole(rows, *sizes), Whole(columns, *sizes))
    least = sp.Min(rows, columns)
    return (Depth(*depth), *shape, RationalMatrix(core, least, least, "symmetric"), *_rotations(least), *more)


def arbitrary(depth: tuple[int, int] = (2, 5), sizes: tuple[int, int] = (1, 3), more: Domain = ANY_LOSS) -> Domain:
    """Draw factors that are not balanced: W_j is the upper left corner of the j-th square block of the stack."""
    shape = (Whole(rows, *sizes), Whole(columns, *sizes), Whole(hidden, *sizes))
    block = sp.Max(rows, columns, hidden + 1)
    return (Depth(*depth), *shape, RationalMatrix(stack, N * block, block), *more)


# --- points --------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Flow:
    """The factors (from W_1), the gradient of the loss at W, and what moves how fast under the gradient flow.

    The matrices are of exact rationals, or of balls.
    """

    factors: tuple[Any, ...]
    slope: Any
    product: Any
    factor_velocities: tuple[Any, ...]
    velocity: Any

    @property
    def depth(self) -> int:
        """Return N."""
        return len(self.factors)


def flow_of(point: Mapping[sp.Symbol, Any]) -> Flow:
    """Let the factors of a point flow along the point's gradient, in exact rationals."""
    return _flow(factors_of(point), matrix(point[G]))


def flow_in_balls(point: Mapping[sp.Symbol, Any], bits: int) -> Flow:
    """Let the factors of a point flow down the point's loss, in balls."""
    factors = factors_of(point)
    with working_precision(bits):
        return _flow(tuple(in_balls(w, bits) for w in factors), slope_in_balls(point, end_to_end(factors), bits))


def _flow(factors: tuple[Any, ...], slope: Any) -> Flow:
    velocities = factor_velocities(factors, slope)
    return Flow(factors, slope, end_to_end(factors), velocities, product_velocity(factors, velocities))


def slope_in_balls(point: Mapping[sp.Symbol, Any], w: Matrix, bits: int) -> BallMatrix:
    """Enclose the gradient at W of the loss the point names; T is its `truth`, A its `measurement`, B that upside down.

    1: 1/2 ||W - T||^2; 2: the same over the entries at which A is positive; 3: 1/2 <A, W - T>^2 + 1/2 <B, W - T>^2;
    4: ln(1 + exp(-<A, W>)) + ln(1 + exp(<B, W>)).
    """
    target, a = matrix(point[truth]), matrix(point[measurement])
    pair = (a, matrix(entries(a)[::-1]))
    kind = point[loss]
    if kind == 1:
        return in_balls(quadratic_slope(w, target), bits)
    if kind == 2:
        seen = {(i, j) for i, row in enumerate(entries(a)) for j, entry in enumerate(row) if entry > 0}
        return in_balls(completion_slope(w, target, seen), bits)
    if kind == 3:
        return in_balls(sensing_slope(w, pair, [inner(m, target) for m in pair]), bits)
    if kind == 4:
        return logistic_slope(w, pair, (1, -1), bits)
    raise refuse("the losses are numbered 1 to 4")


def factors_of(point: Mapping[sp.Symbol, Any]) -> Factors:
    """Read W_1, ..., W_N out of a point."""
    width, depth = int(point[hidden]), int(point[N])
    sizes = [int(point[columns]), *(width + j % 2 for j in range(depth - 1)), int(point[rows])]
    if stack in point:
        return stacked_factors(matrix(point[stack]), sizes)
    between = [rotation(leading_block(matrix(point[K_hidden]), n, n), j + 1) for j, n in enumerate(sizes[1:-1])]
    turned = [rotation(matrix(point[K_in])), *between, rotation(matrix(point[K_out]))]
    return balanced_factors(diagonal(point[s]) if s in point else matrix(point[core]), turned)


def exactly(holds: bool) -> Verdict:
    """Turn an exact decision into a verdict."""
    if holds:
        return Verdict(Outcome.CERTIFIED, "exact rationals")
    return Verdict(Outcome.REFUTED, "exact rationals", reason="the two sides differ at this point")


def within(decided: tuple[Outcome, int]) -> Verdict:
    """Turn an agreement of enclosures to so many digits into a verdict."""
    outcome, bits = decided
    reasons = {
        Outcome.REFUTED: f"the two sides differ by more than 10^-{DIGITS}",
        Outcome.UNDECIDED: f"{bits} bits do not separate the two sides",
    }
    return Verdict(outcome, f"balls, agreement to 10^-{DIGITS}", reason=reasons.get(outcome, ""))


def largest(a: Matrix) -> Fraction:
    """Return the largest modulus of an entry."""
    return max(abs(entry) for row in entries(a) for entry in row)


# --- assumptions ---------------------------------------------------------------------------------------------------
def _distinct(point: Mapping[sp.Symbol, Any], budget: Budget) -> Verdict:
    """Decide by the characteristic polynomial of the Gram matrix: squarefree and not zero at 0."""
    del budget
    return exactly(has_distinct_positive_singular_values(end_to_end(factors_of(point))))


def _balanced(point: Mapping[sp.Symbol, Any], budget: Budget) -> Verdict:
    """Compare the Gram matrices of neighbouring factors exactly."""
    del budget
    return exactly(not any(largest(difference) for difference in imbalances(factors_of(point))))


_after, _before = Quantity("W_{j+1}' W_{j+1}", r"W_{j+1}^\top W_{j+1}"), Quantity("W_j W_j'", r"W_j W_j^\top")
_chain = Quantity("sigma_1 > ... > sigma_n", r"\sigma_1 > \dots > \sigma_n")
BALANCED = Computed(sp.Eq(_after, _before, evaluate=False), _balanced)
DISTINCT = Computed(sp.Gt(_chain, 0, evaluate=False), _distinct)
"""All n = min(rows, columns) singular values of W are distinct and positive."""


def refuse(why: str) -> OutsideDomain:
    """Make the error of a point about which a claim says nothing."""
    return OutsideDomain(f"the claim says nothing here: {why}")
