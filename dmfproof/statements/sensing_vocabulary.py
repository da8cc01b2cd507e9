"""Name what Theorems 1 and 2 of ACHL speak of: symmetric commuting measurements, in their common eigenbasis.

A point holds the eigenvalues `a` of the measurements (one row for each A_i), and `x`, so that the labels y = A (1 +
x^2) are those of a positive definite W; W_j(0) = alpha I.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import sympy as sp

from dmfproof.arithmetic.ball import arb, ball, decimal_ends, working_precision
from dmfproof.arithmetic.commuting_limit import Limit, enclose_limit
from dmfproof.arithmetic.evaluator import Budget
from dmfproof.arithmetic.rational_matrix import Matrix, entries, matrix, shape
from dmfproof.dynamics.linear_programme import Optimum, least_sum
from dmfproof.errors import ToolFault
from dmfproof.statements.domain import Between, Depth, Domain, RationalMatrix, Whole
from dmfproof.statements.factor_vocabulary import Quantity, exactly
from dmfproof.statements.model import Claim, Computed, Form
from dmfproof.statements.vocabulary import N, alpha
from dmfproof.verdict import Outcome, Verdict

__all__ = [
    "INDEPENDENT",
    "LEAST",
    "TRACE",
    "Bound",
    "Sensing",
    "a",
    "about_commuting",
    "bounded",
    "commuting",
    "equal",
    "gap",
    "gap_at_most",
    "m",
    "n",
    "nothing",
    "sensing_of",
    "x",
]

n, m = sp.symbols("n m", integer=True, positive=True)
a, x = sp.symbols("a x", real=True)
TRACE = Quantity("tr W(oo)", r"\operatorname{tr} W(\infty)")
LEAST = Quantity(
    "min {tr W : W >= 0, <A_i, W> = y_i}", r"\min_{W \succeq 0,\, \langle A_i, W\rangle = y_i} \operatorname{tr} W"
)


def equal(left: sp.Expr, right: sp.Expr) -> sp.Basic:
    """Write an equation for the reader."""
    return sp.Eq(left, right, evaluate=False)


def gap_at_most(bound: sp.Expr) -> sp.Basic:
    """Write 0 <= tr W(oo) - min <= bound for the reader."""
    gap_shown = TRACE - LEAST
    return sp.And(sp.Ge(gap_shown, 0, evaluate=False), sp.Le(gap_shown, bound, evaluate=False), evaluate=False)


def nothing(problem: Sensing, limit: Limit) -> arb:
    """Bound the gap by zero: the least trace is attained."""
    del problem, limit
    return arb(0)


Bound = Callable[["Sensing", Limit], arb]


def commuting(depth: tuple[int, int], sizes: tuple[int, int] = (2, 4)) -> Domain:
    """Draw fewer measurements than eigenvalues, labels that a positive definite W fits, and 0 < alpha < 1/2."""
    return (
        Depth(*depth),
        Whole(n, *sizes),
        Whole(m, 1, sp.Min(2, n - 1)),
        RationalMatrix(a, m, n),
        RationalMatrix(x, 1, n),
        Between(alpha, sp.Integer(0), sp.Rational(1, 2)),
    )


@dataclass(frozen=True, slots=True)
class Sensing:
    """One problem in its eigenbasis: depth, measurements, labels, the start alpha and the exact optimum."""

    depth: int
    measured: Matrix
    labels: tuple[Fraction, ...]
    alpha: Fraction
    optimum: Optimum


def sensing_of(point: Mapping[sp.Symbol, Any]) -> Sensing:
    """Read a problem and solve its linear programme exactly."""
    measured, solution = matrix(point[a]), [1 + entry**2 for entry in point[x][0]]
    labels = tuple(sum(p * q for p, q in zip(row, solution, strict=True)) for row in entries(measured))
    return Sensing(int(point[N]), measured, labels, Fraction(point[alpha]), least_sum(measured, labels))


def gap(problem: Sensing, limit: Limit) -> arb:
    """Enclose tr W - min, without cancellation: sum of w_i (1 - a_i . nu*), nu* the optimal multipliers.

    Raises `ToolFault` where the trace itself contradicts it.
    """
    weights = [w * ball(slack) for w, slack in zip(limit.values, problem.optimum.slacks, strict=True)]
    found, trace = sum(weights, arb(0)), sum(limit.values, arb(0))
    if not found.overlaps(trace - ball(problem.optimum.value)):
        raise ToolFault(
            f"the trace {trace} and the optimum {problem.optimum.value} contradict their difference {found}"
        )
    return found


def bounded(point: Mapping[sp.Symbol, Any], budget: Budget, bound: Bound) -> Verdict:
    """Decide 0 <= tr W - min <= bound by enclosures of the limit, at doubling precision."""
    problem, bits = sensing_of(point), 64
    while True:
        limit = limit_of(problem, bits)
        with working_precision(bits + 64):
            found, most = gap(problem, limit), bound(problem, limit)
            above, below = bool(found > most), bool(found >= 0) and bool(found <= most)
            margin, ratio = decimal_ends(most - found, 6), _ratio(found, most)
        if above or below or 2 * bits > budget.max_bits:
            break
        bits *= 2
    outcome = Outcome.REFUTED if above else Outcome.CERTIFIED if below else Outcome.UNDECIDED
    reason = "" if below else "the trace exceeds the bound" if above else f"{bits} bits do not separate the two sides"
    return Verdict(outcome, "balls, exact linear programme", reason=reason, margin=margin, tightness=ratio)


def _ratio(found: arb, most: arb) -> tuple[str, str] | None:
    return decimal_ends(found / most, 6) if found >= 0 and most > 0 else None


def limit_of(problem: Sensing, bits: int) -> Limit:
    """Enclose where the flow ends."""
    near = problem.optimum.vertex
    return enclose_limit(problem.measured, problem.labels, problem.depth, problem.alpha, bits, near=near)


def _independent(point: Mapping[sp.Symbol, Any], budget: Budget) -> Verdict:
    """Compute the rank of the measurements exactly."""
    del budget
    measured = matrix(point[a])
    return exactly(measured.rank() == shape(measured)[0])


INDEPENDENT = Computed(sp.Eq(Quantity("rank(A_1, ..., A_m)", r"\operatorname{rank}(A_1, \dots, A_m)"), m), _independent)


def about_commuting(
    name: str,
    says: str,
    form: Form,
    tag: str,
    domain: Domain,
    concludes: Computed,
    *assumes: Computed,
    argument: str = "",
) -> Claim:
    """Make a claim of Theorem 1 or 2, in which the measurements have to commute."""
    return Claim(
        name=name, says=says, form=form, tag=tag, domain=domain, assumes=assumes, concludes=concludes,
        load_bearing="the measurements commute", argument=argument,
    )  # fmt: skip
