"""Decide statements about whole matrices by running gradient descent on the factors in exact rationals.

The ground truth is What = V diag(lam_1, ..., lam_n) V' with V = (I - S)(I + S)^-1 for the point's skew matrix S: its
eigenvectors are known exactly, and every entry of V' W_j(k) V is compared exactly.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import reduce
from itertools import islice
from math import prod
from typing import Any

import sympy as sp

from dmfproof.arithmetic.evaluator import Budget
from dmfproof.arithmetic.rational_matrix import (
    Matrix,
    cayley,
    diagonal,
    diagonal_of,
    height_bits,
    identity,
    is_diagonal,
    matrix,
)
from dmfproof.dynamics.descent import descend
from dmfproof.dynamics.matrix_descent import Factors, identical_start, matrix_descent, perturbed_start
from dmfproof.problem import Problem
from dmfproof.statements.matrix_vocabulary import spectrum
from dmfproof.statements.perturbed_vocabulary import beta
from dmfproof.statements.vocabulary import N, alpha, eta, k
from dmfproof.verdict import Outcome, Verdict

__all__ = [
    "METHOD",
    "Place",
    "Rotated",
    "a",
    "any_commuting_start",
    "b",
    "coefficients",
    "decoupled",
    "factor",
    "identical",
    "perturbed",
    "perturbed_elsewhere",
    "perturbed_twice",
    "rotation",
    "run",
    "skew",
    "start_not_commuting",
    "truth_not_symmetric",
]

METHOD = "exact rational matrices"
_MOST_BITS = 400_000
_BITS_A_STEP = 20

Place = Mapping[sp.Symbol, Any]
Expected = list[list[Fraction]]  # one row a factor, one column an eigenvalue

skew = sp.Symbol("S", real=True)
coefficients = sp.Symbol("D", real=True)
factor = sp.Symbol("j", integer=True, positive=True)
a, b = sp.symbols("a b", integer=True, positive=True)


class Rotated(sp.Function):  # type: ignore[misc]  # SymPy ships no types
    """(V' W_j(k) V)_ab: an entry of a factor in the ground truth's eigenbasis; arguments j, k, a, b."""

    nargs = 4
    is_real = True

    def _latex(self, printer: Any) -> str:
        j, step, row, column = (printer._print(part) for part in self.args)
        return rf"\left(V^\top W_{{{j}}}({step}) V\right)_{{{row} {column}}}"

    def _sympystr(self, printer: Any) -> str:
        j, step, row, column = (printer._print(part) for part in self.args)
        return f"(V' W_{j}({step}) V)_{row}{column}"


def rotation(point: Place) -> Matrix:
    """Return V, the Cayley transform of the point's skew matrix; (1) for a single eigenvalue."""
    return cayley(matrix(point[skew])) if len(point[spectrum]) > 1 else identity(1)


def _ground_truth(point: Place, v: Matrix) -> Matrix:
    return v * diagonal(point[spectrum]) * v.transpose()


def most_bits(budget: Budget) -> int:
    """Return how long the entries of an exact run may become within a budget."""
    return min(_MOST_BITS, _BITS_A_STEP * budget.max_steps)


def run(
    point: Place, budget: Budget, start: Factors, v: Matrix, truth: Matrix, eta_of: Sequence[Fraction] | Fraction
) -> list[list[Matrix]]:
    """Return V' W_j V for each step 0, ..., k and each factor, as far as their entries stay short enough."""
    states: list[list[Matrix]] = []
    for factors in islice(matrix_descent(start, truth, eta_of), int(point[k]) + 1):
        states.append([v.transpose() * w * v for w in factors])
        if max(map(height_bits, factors)) * (2 * len(start) - 1) > most_bits(budget):
            break
    return states


def identical(point: Place, v: Matrix) -> tuple[Factors, Callable[[int], Expected]]:
    """Start at W_j(0) = alpha I and expect (18) in every factor."""
    depth = int(point[N])
    problems = [Problem(depth=depth, lam=lam, alpha=point[alpha], eta=point[eta]) for lam in point[spectrum]]
    start = identical_start(len(problems), depth, point[alpha])
    return start, lambda step: [[descend(problem, step)[-1] for problem in problems]] * depth


def perturbed(point: Place, v: Matrix) -> tuple[Factors, Callable[[int], Expected]]:
    """Start at W_i(0) = alpha I, W_j(0) = (alpha - beta) I, and expect (40): d1 in the factor j, d2 in the others."""
    depth, which = int(point[N]), int(point[factor]) - 1
    start = perturbed_start(len(point[spectrum]), depth, point[alpha], point[beta], which)

    def expected(step: int) -> Expected:
        pairs = [_pair(depth, lam, point, step) for lam in point[spectrum]]
        return [[pair[0 if j == which else 1] for pair in pairs] for j in range(depth)]

    return start, expected


def _pair(depth: int, lam: Fraction, point: Place, steps: int) -> tuple[Fraction, Fraction]:
    """Iterate (40) as it stands, in rationals; for N = 1 there is no second factor."""
    first, second = point[alpha] - point[beta], point[alpha]
    for _ in range(steps):
        residual = first * second ** (depth - 1) - lam
        slope = second ** (depth - 2) * first * residual if depth > 1 else Fraction(0)
        first, second = first - point[eta] * second ** (depth - 1) * residual, second - point[eta] * slope
    return first, second


def any_commuting_start(point: Place, v: Matrix) -> tuple[Factors, Callable[[int], Expected]]:
    """Start at W_j(0) = V diag(D_j1, ..., D_jn) V' for any D; expect one product system for each eigenvalue."""
    rows = [list(row) for row in point[coefficients]]
    start = tuple(v * diagonal(row) * v.transpose() for row in rows)

    def expected(step: int) -> Expected:
        return reduce(lambda state, _: _product_step(state, point), range(step), rows)

    return start, expected


def _product_step(rows: Expected, point: Place) -> Expected:
    """Take d_j+ = d_j - eta (p - lam) prod_{i != j} d_i, p the product of all factors, for each eigenvalue."""
    columns = []
    for column, lam in zip(zip(*rows, strict=True), point[spectrum], strict=True):
        residual = prod(column, start=Fraction(1)) - lam
        others = [prod(column[:j] + column[j + 1 :], start=Fraction(1)) for j in range(len(column))]
        columns.append([d - point[eta] * residual * rest for d, rest in zip(column, others, strict=True)])
    return [list(row) for row in zip(*columns, strict=True)]


def start_not_commuting(point: Place, v: Matrix) -> tuple[Factors, Callable[[int], Expected]]:
    """Start as `identical`, but let W_1(0) have one more entry, in its upper right corner."""
    start, expected = identical(point, v)
    size = len(point[spectrum])
    corner = [[Fraction(i == 0 and j == size - 1) * point[alpha] for j in range(size)] for i in range(size)]
    return (start[0] + matrix(corner), *start[1:]), expected


def perturbed_twice(point: Place, v: Matrix) -> tuple[Factors, Callable[[int], Expected]]:
    """Perturb a second factor, too, and expect the pair (40) all the same."""
    start, expected = perturbed(point, v)
    which = int(point[factor]) - 1
    other = (which + 1) % len(start)
    return tuple(start[which] if j == other else w for j, w in enumerate(start)), expected


def perturbed_elsewhere(point: Place, v: Matrix) -> tuple[Factors, Callable[[int], Expected]]:
    """Perturb the next factor instead, and expect d1 where it was."""
    start, expected = perturbed(point, v)
    return (start[-1], *start[:-1]), expected


def truth_not_symmetric(point: Place, v: Matrix) -> Matrix:
    """Return diag(lam) V', whose singular values are |lam_i| and whose singular vectors differ left and right."""
    return diagonal(point[spectrum]) * v.transpose()


def decoupled(
    point: Place,
    budget: Budget,
    *,
    start: Callable[[Place, Matrix], tuple[Factors, Callable[[int], Expected]]],
    truth: Callable[[Place, Matrix], Matrix] = _ground_truth,
    own_steps: bool = False,
) -> Verdict:
    """Run matrix gradient descent in exact rationals and compare every entry of V' W_j V at every step up to k."""
    v = rotation(point)
    factors, expected = start(point, v)
    sizes = [point[eta] * (1 + j) for j in range(len(factors))] if own_steps else point[eta]
    states = run(point, budget, factors, v, truth(point, v), sizes)
    for step, state in enumerate(states):
        for j, (found, values) in enumerate(zip(state, expected(step), strict=True)):
            if not is_diagonal(found):
                return Verdict(Outcome.REFUTED, METHOD, reason=f"V' W_{j + 1}({step}) V is not diagonal")
            if diagonal_of(found) != values:
                return Verdict(Outcome.REFUTED, METHOD, reason=f"V' W_{j + 1}({step}) V has other diagonal entries")
    if len(states) <= point[k]:
        reason = f"after {len(states) - 1} steps the entries have more than {most_bits(budget)} bits"
        return Verdict(Outcome.UNDECIDED, METHOD, reason=reason)
    return Verdict(Outcome.CERTIFIED, METHOD)
