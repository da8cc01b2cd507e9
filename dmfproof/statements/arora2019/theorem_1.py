r"""Theorem 1: with commuting measurements, a product of two factors flows to the least nuclear norm.

l(W) = 1/2 sum_i (y_i - <A_i, W>)^2, the A_i symmetric and commuting, W_1(0) = W_2(0) = alpha I.  If the limit of
alpha -> 0 of the flow's end exists and fits all labels, then it minimises the nuclear norm (the trace) over the
positive semidefinite solutions.  The mechanism, with A*(s) = sum_i s_i A_i and ds_i/dt = y_i - <A_i, W>:

    W(t) = alpha^2 exp(2 A*(s(t))),

so that the flow's end has the least entropy sum_i w_i (ln(w_i/alpha^2) - 1) among all positive semidefinite
solutions (our own form, by convexity: the gradient ln(w/alpha^2) = 2 A' s is orthogonal to the solutions).  Compared
with an optimal w*,

    0 <= tr W - min <= (sum phi(w*_i) - sum phi(w_i)) / (2 ln(1/alpha)),   phi(x) = x ln x - x >= -1,

which tends to 0 with alpha.  The gap is exactly sum_i (1 - a_i . nu*) alpha^(2 (1 - a_i . nu)), nu = s/ln(1/alpha):
of order alpha^(2 mu), mu the least positive slack, which may be far slower than the alpha^N of N >= 3
(`arora2019.theorem_2`).

Load-bearing: the measurements commute; positive semidefinite.  In the common eigenbasis the problem is a linear
programme, whose optimum is computed exactly; a holds the eigenvalues of the A_i, row by row, and y = a (1 + x^2).
Source: ACHL Theorem 1 (from Gunasekar et al. 2017, arXiv:1705.09280).
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import partial
from typing import Any

import sympy as sp

from dmfproof.arithmetic.ball import arb, ball, working_precision
from dmfproof.arithmetic.commuting_limit import Limit
from dmfproof.arithmetic.evaluator import Budget
from dmfproof.arithmetic.rational_matrix import diagonal, entries, matrix, scaled
from dmfproof.arithmetic.singular import BallMatrix, agree, row_of_balls
from dmfproof.dynamics.end_to_end import factor_velocities, rotation
from dmfproof.statements.domain import Domain, RationalMatrix, Spectrum
from dmfproof.statements.factor_vocabulary import DIGITS, Quantity, exactly, within
from dmfproof.statements.model import Computed, Form, Mutant, Source, Statement, Step
from dmfproof.statements.sensing_vocabulary import (
    INDEPENDENT,
    LEAST,
    TRACE,
    Bound,
    Sensing,
    about_commuting,
    bounded,
    commuting,
    equal,
    gap_at_most,
    limit_of,
    nothing,
    sensing_of,
    x,
)
from dmfproof.statements.spectrum_vocabulary import Size
from dmfproof.statements.vocabulary import alpha
from dmfproof.verdict import Outcome, Verdict

factor_values, K, A = sp.symbols("y_values K A", real=True)
_n = Size(factor_values)
_TWO = (2, 2)


# --- the closed form -----------------------------------------------------------------------------------------------
def _closed_form(point: Mapping[sp.Symbol, Any], budget: Budget, *, commutes: bool = True, factor: int = 1) -> Verdict:
    """Differentiate ln W_j = ln(alpha) I + A*(s) along the flow of both factors, entry by entry in the basis of W_j.

    W_j = Q diag(y) Q' is where the flow is and A = A*(ds/dt); the derivative of ln has the divided differences of ln.
    False neighbours: A does not commute with W_j; A*(s) has another `factor`.
    """
    q, y = rotation(matrix(point[K])), point[factor_values]
    given = matrix(point[A])
    moves = q * diagonal([row[i] for i, row in enumerate(point[A])]) * q.transpose() if commutes else given
    w = q * diagonal(y) * q.transpose()
    wanted = entries(scaled(q.transpose() * moves * q, factor))
    for velocity in factor_velocities([w, w], scaled(moves, -1)):
        turned = entries(q.transpose() * velocity * q)
        for i, row in enumerate(turned):
            for j, entry in enumerate(row):
                same = _divided(entry, y[i], y[j], wanted[i][j], budget)
                if same is not Outcome.CERTIFIED:
                    return exactly(False) if same is Outcome.REFUTED else Verdict(same, "balls", reason="close")
    return exactly(True)


def _divided(entry: Fraction, here: Fraction, there: Fraction, wanted: Fraction, budget: Budget) -> Outcome:
    """Decide entry (ln here - ln there)/(here - there) = wanted; unless entry = 0 the left side is irrational."""
    if entry == 0 or here == there:
        return Outcome.CERTIFIED if entry == wanted * here else Outcome.REFUTED
    bits = 64
    while bits <= budget.max_bits:
        with working_precision(bits):
            value = ball(entry) * (ball(here / there)).log() / ball(here - there) - ball(wanted)
        if not value.contains(0):
            return Outcome.REFUTED
        bits *= 2
    return Outcome.UNDECIDED


# --- the limit of small alpha --------------------------------------------------------------------------------------
def _phi(value: arb) -> arb:
    return value * (value.log() - 1)


def _entropy_gap(problem: Sensing, limit: Limit) -> arb:
    best = sum((_phi(ball(w)) for w in problem.optimum.vertex if w > 0), arb(0))
    return (best - sum(map(_phi, limit.values), arb(0))) / (-2 * ball(problem.alpha).log())


def _quadratic(problem: Sensing, limit: Limit) -> arb:
    return len(limit.values) * ball(problem.alpha) ** 2


def _bounded(point: Mapping[sp.Symbol, Any], budget: Budget, *, bound: Bound = _entropy_gap) -> Verdict:
    """Enclose the flow's end by an interval Newton method and compare its trace with the exact linear programme."""
    return bounded(point, budget, bound)


def _rate(point: Mapping[sp.Symbol, Any], budget: Budget) -> Verdict:
    """Enclose the quotient of both sides, from the flow's end and from its multipliers."""
    problem = sensing_of(point)
    if not any(problem.optimum.slacks):
        return exactly(sum(entry**2 + 1 for entry in point[x][0]) == problem.optimum.value)

    def difference(bits: int) -> BallMatrix:
        limit, start = limit_of(problem, bits), ball(problem.alpha)
        trace = sum(limit.values, arb(0)) - ball(problem.optimum.value)
        pairs = zip(problem.optimum.slacks, limit.slacks, strict=True)
        terms = [ball(best) * (2 * slack * start.log()).exp() for best, slack in pairs if best > 0]
        return row_of_balls([trace / sum(terms, arb(0)) - 1])

    return within(agree(difference, digits=DIGITS, max_bits=budget.max_bits))


def _entropy(point: Mapping[sp.Symbol, Any], budget: Budget, *, reverse: bool = False) -> Verdict:
    """Enclose the entropies of the flow's end, of 1 + x^2 and of the vertex, and compare.

    A false neighbour: they are in `reverse` order.
    """
    problem, bits = sensing_of(point), 64
    others = [[1 + entry**2 for entry in point[x][0]], [w for w in problem.optimum.vertex if w > 0]]
    while bits <= budget.max_bits:
        limit = limit_of(problem, bits)
        with working_precision(bits):
            shift = 2 * ball(problem.alpha).log()
            ours = sum((_phi(w) - w * shift for w in limit.values), arb(0))
            theirs = [sum((_phi(ball(w)) - ball(w) * shift for w in other), arb(0)) for other in others]
        if all(ours < value for value in theirs) or any(ours > value for value in theirs):
            less = all(ours < value for value in theirs)
            reason = "" if less != reverse else "the entropies are in the other order"
            return Verdict(Outcome.CERTIFIED if less != reverse else Outcome.REFUTED, "balls", reason=reason)
        bits *= 2
    return Verdict(
        Outcome.UNDECIDED, "balls", reason="the entropies are too close (equal, where the solution is unique)"
    )


# --- formulas ------------------------------------------------------------------------------------------------------
_form = Quantity("alpha^2 exp(2 A*(s(t)))", r"\alpha^2 \exp(2 A^*(s(t)))")
_other_form = Quantity("alpha^2 exp(A*(s(t)))", r"\alpha^2 \exp(A^*(s(t)))")
_w = Quantity("W(t)", "W(t)")
_entropies = Quantity(
    "(sum phi(w*_i) - sum phi(w_i))", r"\left(\textstyle\sum \varphi(w^*_i) - \sum \varphi(w_i)\right)"
)
_sum = Quantity(
    "sum_i (1 - a_i . nu*) alpha^(2 (1 - a_i . nu))", r"\sum_i (1 - a_i \cdot \nu^*)\, \alpha^{2 (1 - a_i \cdot \nu)}"
)
_ours = Quantity("sum w_i (ln(w_i/alpha^2) - 1)", r"\sum_i w_i (\ln(w_i/\alpha^2) - 1)")
_theirs = Quantity("sum v_i (ln(v_i/alpha^2) - 1)", r"\sum_i v_i (\ln(v_i/\alpha^2) - 1)")


def _states(sizes: tuple[int, int]) -> Domain:
    """Draw where the flow is and A*(ds/dt), of which a commuting problem keeps the diagonal in the basis of W."""
    return (
        Spectrum(factor_values, *sizes, "+"),
        RationalMatrix(K, _n, _n, "skew"),
        RationalMatrix(A, _n, _n, "symmetric"),
    )


_half = 1 / (2 * sp.log(1 / alpha, evaluate=False))
_y, _b = sp.symbols("y b", positive=True)

STATEMENT = Statement(
    id="arora2019.theorem_1",
    title="Commuting measurements and two factors lead to the least nuclear norm",
    source=Source("ACHL", "Theorem 1, after Gunasekar et al. 2017"),
    claims=(
        about_commuting(
            "closed_form", "the closed form solves the flow of both factors", Form.PAPER, "paper 85%", _states((1, 3)),
            Computed(equal(_w, _form), _closed_form),
            argument="at s = 0 it is alpha^2 I; its derivative at any s, along any ds/dt, is the flow's",
        ),
        about_commuting(
            "nuclear_norm", "the trace of the flow's end exceeds the least one by a multiple of 1/ln(1/alpha) at most",
            Form.PAPER, "paper 85%", commuting(_TWO), Computed(gap_at_most(_entropies * _half), _bounded), INDEPENDENT,
            argument="phi >= -1, so that the bound tends to 0 with alpha: limits have the least nuclear norm",
        ),
        about_commuting(
            "rate", f"the gap is a sum of powers of alpha (agreement to {DIGITS} digits)", Form.SHARPER, "sharper",
            commuting(_TWO), Computed(equal(TRACE - LEAST, _sum), _rate), INDEPENDENT,
            argument="nu tends to nu* where it is unique: the order is alpha^(2 mu), mu the least of 1 - a_i . nu* > 0",
        ),
        about_commuting(
            "least_entropy",
            "no other solution v has a smaller entropy (v = 1 + x^2 and the linear programme's vertex)",
            Form.SHARPER, "sharper", commuting(_TWO), Computed(sp.Lt(_ours, _theirs, evaluate=False), _entropy),
            INDEPENDENT,
            argument="the entropy is strictly convex; its gradient 2 A' s is orthogonal to differences of solutions",
        ),
    ),
    mutants=(
        Mutant(
            claim=about_commuting(
                "without_commuting", "the closed form holds for all symmetric measurements", Form.PAPER, "false",
                _states((2, 2)), Computed(equal(_w, _form), partial(_closed_form, commutes=False)),
            ),
            why="W_1 and W_2 no longer commute with A*(ds/dt), so that they even cease to be equal",
        ),
        Mutant(
            claim=about_commuting(
                "factor_2_dropped", "W = alpha^2 exp(A*(s))", Form.PAPER, "false", _states((1, 2)),
                Computed(equal(_w, _other_form), partial(_closed_form, factor=2)),
            ),
            why="both factors grow by exp(A*(s))",
        ),
        Mutant(
            claim=about_commuting(
                "attained", "the least nuclear norm is attained at every alpha", Form.PAPER, "false", commuting(_TWO),
                Computed(equal(TRACE, LEAST), partial(_bounded, bound=nothing)), INDEPENDENT,
            ),
            why="W stays positive definite",
        ),
        Mutant(
            claim=about_commuting(
                "rate_of_depth_three", "the gap is of order alpha^2, at most alpha^2 n", Form.SHARPER, "false",
                commuting(_TWO),
                Computed(gap_at_most(alpha**2 * Quantity("n", "n")), partial(_bounded, bound=_quadratic)),
                INDEPENDENT,
            ),
            why="with two factors the order is alpha^(2 mu), and mu may be small",
        ),
        Mutant(
            claim=about_commuting(
                "greatest_entropy", "the flow's end has the greatest entropy", Form.SHARPER, "false", commuting(_TWO),
                Computed(sp.Gt(_ours, _theirs, evaluate=False), partial(_entropy, reverse=True)), INDEPENDENT,
            ),
            why="the entropy is convex",
        ),
    ),
    derivation=(
        Step(
            "an eigenvalue y of the factor has ln y = ln alpha + b, b that of A*(s), if dy/db = y: the flow",
            sp.Derivative(sp.log(_y), _y) * _y, sp.Integer(1),
        ),
        Step("that of the product, w = y^2, moves by Theorem 3", sp.Derivative(_y**2, _y) * _y,
        2 * (_y**2) ** (2 - 2 / sp.Integer(2))),
        Step("the entropy's gradient", sp.Derivative(_y * (sp.log(_y) - 2 * sp.log(alpha) - 1), _y),
        sp.log(_y) - 2 * sp.log(alpha)),
    ),
)  # fmt: skip
