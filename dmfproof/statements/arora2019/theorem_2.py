r"""Theorem 2: with commuting measurements, a product of N >= 3 factors flows to the least nuclear norm.

l(W) = 1/2 sum_i (y_i - <A_i, W>)^2, the A_i symmetric and commuting, W_j(0) = alpha I.  If the limit of alpha -> 0
of the flow's end exists and fits all labels, then it minimises the nuclear norm (the trace) over the positive
semidefinite solutions.  The mechanism, with A*(s) = sum_i s_i A_i and ds_i/dt = y_i - <A_i, W>:

    W(t) = (alpha^(-(N-2)) I - (N-2) A*(s(t)))^(-N/(N-2)),

so that nu = (N-2) alpha^(N-2) s satisfies I - A*(nu) = alpha^(N-2) W^(-(N-2)/N) > 0: dual feasible at every time;
and where the flow ends, 0 <= tr W - min <= tr W - nu . y = alpha^(N-2) tr W^(2/N) -> 0 (our own form: a bound at
every alpha).  Ours, too: s follows the gradient flow of a convex function of s, so that the flow converges whenever
a positive definite W fits the labels; and the gap is exactly alpha^N sum_i (1 - a_i . nu*)(1 - a_i . nu)^(-N/(N-2)),
nu* an optimal multiplier: of order alpha^N where the optimum is strictly complementary.

Load-bearing: the measurements commute (else W(t) is no function of A*(s)); positive semidefinite (among all symmetric
solutions the least nuclear norm may be smaller); N >= 3 (N = 1 goes to the least Frobenius norm).  In the common
eigenbasis the problem is a linear programme (a: the A_i's eigenvalues, y = a (1 + x^2)), solved exactly.
Source: ACHL Theorem 2 and its proof.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import partial
from typing import Any

import sympy as sp

from dmfproof.arithmetic.ball import arb, ball
from dmfproof.arithmetic.commuting_limit import Limit
from dmfproof.arithmetic.evaluator import Budget
from dmfproof.arithmetic.rational_matrix import diagonal, entries, identity, matrix, scaled
from dmfproof.arithmetic.singular import BallMatrix, agree, row_of_balls
from dmfproof.dynamics.end_to_end import factor_velocities, rotation
from dmfproof.dynamics.linear_programme import least_sum
from dmfproof.statements.domain import Between, Depth, Domain, RationalMatrix, Spectrum
from dmfproof.statements.factor_vocabulary import DIGITS, Quantity, exactly, refuse, within
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
)
from dmfproof.statements.spectrum_vocabulary import Size
from dmfproof.statements.vocabulary import N, alpha
from dmfproof.verdict import Verdict

factor_values, K, other, direction = sp.symbols("y_values K other direction", real=True)
_n, _zero, _one = Size(factor_values), sp.Integer(0), sp.Integer(1)


def _closed_form(
    point: Mapping[sp.Symbol, Any], budget: Budget, *, commutes: bool = True, constant: int = 0
) -> Verdict:
    """Differentiate W_j^(-(N-2)) = alpha^(-(N-2)) I - (N-2) A*(s) along the flow of each W_j, in exact rationals.

    W_j = Q diag(y) Q' is where the flow is; A_1 is what s = (1, 0) leads there with, A_2 is `other`, ds/dt is
    `direction`. False neighbours: A_2 does not commute with A_1; the `constant` N-2 is another.
    """
    del budget
    depth, q = int(point[N]), rotation(matrix(point[K]))
    y = point[factor_values]
    inverse = q * diagonal([1 / value for value in y]) * q.transpose()
    start = Fraction(1) / Fraction(point[alpha]) ** (depth - 2)
    first = scaled(scaled(identity(len(y)), start) - inverse ** (depth - 2), Fraction(1, depth - 2))
    second = q * diagonal(point[other][0]) * q.transpose() if commutes else matrix(point[other])
    moves = scaled(first, point[direction][0][0]) + scaled(second, point[direction][0][1])
    factor = q * diagonal(y) * q.transpose()
    claimed = scaled(moves, -(constant or depth - 2))
    for velocity in factor_velocities([factor] * depth, scaled(moves, -1)):
        turned = scaled(inverse * velocity * inverse, -1)
        terms = [inverse**k * turned * inverse ** (depth - 3 - k) for k in range(depth - 2)]
        if sum(terms[1:], terms[0]) != claimed:
            return exactly(False)
    return exactly(True)


def _certificate(point: Mapping[sp.Symbol, Any], budget: Budget, *, power: int = 0) -> Verdict:
    """Compute nu, the dual slacks and tr W - nu . y in exact rationals, and the optimum of the linear programme.

    The flow ends at W_j = diag(y); A_1 is what nu = (1, 0) leads there with, A_2 is diag(`other`).
    A false neighbour: the gap has `power` more factors alpha.
    """
    del budget
    depth, start, y = int(point[N]), Fraction(point[alpha]), point[factor_values]
    slacks = [(start / value) ** (depth - 2) for value in y]
    w = [value**depth for value in y]
    measured = matrix([[1 - slack for slack in slacks], point[other][0]])
    if measured.rank() < 2:
        raise refuse("the two measurements are dependent")
    labels = [sum(p * q for p, q in zip(row, w, strict=True)) for row in entries(measured)]
    bound = start ** (depth - 2 + power) * sum(value**2 for value in y)
    least = least_sum(measured, labels).value
    return exactly(sum(w) - labels[0] == bound and labels[0] <= least <= sum(w))


def _dual_gap(problem: Sensing, limit: Limit) -> arb:
    n, start = problem.depth, ball(problem.alpha)
    return start ** (n - 2) * sum((w.root(n) ** 2 for w in limit.values), arb(0))


def _power_alone(problem: Sensing, limit: Limit) -> arb:
    del limit
    return ball(problem.alpha) ** problem.depth


def _bounded(point: Mapping[sp.Symbol, Any], budget: Budget, *, bound: Bound = _dual_gap) -> Verdict:
    """Enclose the flow's end by an interval Newton method and compare its trace with the exact linear programme."""
    return bounded(point, budget, bound)


def _rate(point: Mapping[sp.Symbol, Any], budget: Budget) -> Verdict:
    """Enclose both sides, divided by alpha^N, from the flow's end and from its multipliers."""
    problem = sensing_of(point)
    power = Fraction(-problem.depth, problem.depth - 2)

    def difference(bits: int) -> BallMatrix:
        limit = limit_of(problem, bits)
        trace = sum(limit.values, arb(0)) - ball(problem.optimum.value)
        pairs = zip(problem.optimum.slacks, limit.slacks, strict=True)
        terms = [ball(best) * (slack.log() * ball(power)).exp() for best, slack in pairs if best > 0]
        return row_of_balls([trace / ball(problem.alpha) ** problem.depth - sum(terms, arb(0))])

    return within(agree(difference, digits=DIGITS, max_bits=budget.max_bits))


def _symmetric(point: Mapping[sp.Symbol, Any], budget: Budget) -> Verdict:
    """Compare the exact optima over W >= 0 and over all symmetric W, whose negative part is free."""
    del budget
    problem = sensing_of(point)
    both = matrix([[*row, *(-entry for entry in row)] for row in entries(problem.measured)])
    return exactly(least_sum(both, problem.labels).value == problem.optimum.value)


def _shallow(point: Mapping[sp.Symbol, Any], budget: Budget) -> Verdict:
    """Compute the solution of least Frobenius norm, where N = 1 goes, and compare its nuclear norm exactly."""
    del budget
    problem = sensing_of(point)
    rows = problem.measured
    multipliers = (rows * rows.transpose()).solve(matrix([[label] for label in problem.labels]))
    w = [row[0] for row in entries(rows.transpose() * multipliers)]
    both = matrix([[*row, *(-entry for entry in row)] for row in entries(rows)])
    return exactly(sum(abs(value) for value in w) == least_sum(both, problem.labels).value)


_w = Quantity("W(t)", "W(t)")
_bracket = Quantity("(alpha^(-(N-2)) I - (N-2) A*(s(t)))", r"\alpha^{-(N-2)} I - (N-2) A^*(s(t))")
_other_bracket = Quantity("(alpha^(-(N-2)) I - A*(s(t)))", r"\alpha^{-(N-2)} I - A^*(s(t))")
_roots = Quantity("tr W(oo)^(2/N)", r"\operatorname{tr} W(\infty)^{2/N}")
_dual = Quantity("nu . y", r"\nu \cdot y")
_sum = Quantity(
    "sum_i (1 - a_i . nu*) (1 - a_i . nu)^(-N/(N-2))", r"\sum_i (1 - a_i \cdot \nu^*)(1 - a_i \cdot \nu)^{-N/(N-2)}"
)
_symmetric_least = Quantity(
    "min {|W|_* : W = W', <A_i, W> = y_i}", r"\min_{W = W^\top,\, \langle A_i, W\rangle = y_i} \|W\|_*"
)
_frobenius = Quantity("|W(oo)|_*", r"\|W(\infty)\|_*")


def _states(kind: str, depth: tuple[int, int] = (3, 6), sizes: tuple[int, int] = (1, 3)) -> Domain:
    """Draw where the flow is, the second measurement ("commuting": its eigenvalues) and ds/dt."""
    second = RationalMatrix(other, 1, _n) if kind == "commuting" else RationalMatrix(other, _n, _n, "symmetric")
    turned = (RationalMatrix(K, _n, _n, "skew"), second, RationalMatrix(direction, 1, 2))
    return (Depth(*depth), Spectrum(factor_values, *sizes, "+"), *turned, _small)


_small = Between(alpha, _zero, _one)
_ends: Domain = (Depth(3, 6), Spectrum(factor_values, 3, 4, "+"), RationalMatrix(other, 1, _n), _small)
_form = equal(_w, _bracket ** (-N / (N - 2)))
_y = sp.Symbol("y", positive=True)

STATEMENT = Statement(
    id="arora2019.theorem_2",
    title="Commuting measurements and N >= 3 factors lead to the least nuclear norm",
    source=Source("ACHL", "Theorem 2"),
    claims=(
        about_commuting(
            "closed_form", "the closed form solves the flow of every factor", Form.PAPER, "paper 85%",
            _states("commuting"),
            Computed(_form, _closed_form),
            argument="at s = 0 it is alpha^N I; its derivative at any s, along any ds/dt, is the flow's",
        ),
        about_commuting(
            "dual_certificate",
            "nu is dual feasible and its gap is alpha^(N-2) tr W^(2/N), exactly; the optimum lies between",
            Form.SHARPER, "sharper", _ends,
            Computed(
                sp.And(equal(TRACE - _dual, alpha ** (N - 2) * _roots), sp.Le(_dual, LEAST, evaluate=False),
                       sp.Ge(TRACE, LEAST, evaluate=False), evaluate=False),
                _certificate,
            ),
            argument="1 - a_i . nu = (alpha/y_i)^(N-2) > 0; any measurements span some A*(nu) as A_1",
        ),
        about_commuting(
            "nuclear_norm", "the trace of the flow's end exceeds the least one by alpha^(N-2) tr W^(2/N) at most",
            Form.PAPER,
            "paper 85%", commuting((3, 5)), Computed(gap_at_most(alpha ** (N - 2) * _roots), _bounded), INDEPENDENT,
            argument="the trace is bounded, so that the bound tends to 0 with alpha: the limit has the least norm",
        ),
        about_commuting(
            "rate", f"the gap is alpha^N times a sum that converges (agreement to {DIGITS} digits)", Form.SHARPER,
            "sharper",
            commuting((3, 5)), Computed(equal(TRACE - LEAST, alpha**N * _sum), _rate), INDEPENDENT,
            argument="nu tends to nu*, so that the sum tends to that of the positive (1 - a_i . nu*)^(-2/(N-2))",
        ),
    ),
    mutants=(
        Mutant(
            claim=about_commuting(
                "without_commuting", "the closed form holds for all symmetric measurements", Form.PAPER, "false",
                _states("any", (3, 4), (2, 2)), Computed(_form, partial(_closed_form, commutes=False)),
            ),
            why="W_j no longer commutes with A*(ds/dt), so that the W_j even cease to be equal",
        ),
        Mutant(
            claim=about_commuting(
                "constant_dropped", "the closed form without the factor N-2", Form.PAPER, "false",
                _states("commuting", (4, 6), (1, 2)),
                Computed(equal(_w, _other_bracket ** (-N / (N - 2))), partial(_closed_form, constant=1)),
            ),
            why="d/dt W_j^(-(N-2)) = -(N-2) A*(ds/dt)",
        ),
        Mutant(
            claim=about_commuting(
                "smaller_gap", "tr W - nu . y is alpha^(N-1) tr W^(2/N)", Form.SHARPER, "false", _ends,
                Computed(equal(TRACE - _dual, alpha ** (N - 1) * _roots), partial(_certificate, power=1)),
            ),
            why="each dual slack is (alpha/y_i)^(N-2)",
        ),
        Mutant(
            claim=about_commuting(
                "attained", "the least nuclear norm is attained at every alpha", Form.PAPER, "false", commuting((3, 4)),
                Computed(equal(TRACE, LEAST), partial(_bounded, bound=nothing)), INDEPENDENT,
            ),
            why="W stays positive definite: eigenvalues that should vanish are of order alpha^N",
        ),
        Mutant(
            claim=about_commuting(
                "gap_at_most_alpha_N", "the gap is at most alpha^N", Form.SHARPER, "false", commuting((3, 4)),
                Computed(gap_at_most(alpha**N), partial(_bounded, bound=_power_alone)), INDEPENDENT,
            ),
            why="the constant depends on the slacks: small ones make it large",
        ),
        Mutant(
            claim=about_commuting(
                "among_all_symmetric", "least among all symmetric solutions, positive semidefinite or not", Form.PAPER,
                "false",
                commuting((3, 3), (2, 3)), Computed(equal(_symmetric_least, LEAST), _symmetric), INDEPENDENT,
            ),
            why="W stays positive definite, and a negative eigenvalue may fit the labels at a lower nuclear norm",
        ),
        Mutant(
            claim=about_commuting(
                "depth_one", "also for N = 1", Form.PAPER, "false", commuting((1, 1), (2, 3)),
                Computed(equal(_frobenius, _symmetric_least), _shallow), INDEPENDENT,
            ),
            why="W(t) = alpha I + A*(s(t)): the limit has the least Frobenius norm",
        ),
    ),
    derivation=(
        Step(
            "a factor's y solves y^(-(N-2)) = alpha^(-(N-2)) - (N-2) b, b that of A*(s), if dy/db = y^(N-1)",
            sp.Derivative(_y ** (2 - N), _y) * _y ** (N - 1), 2 - N,
        ),
        Step(
            "and that of the product, w = y^N, moves by Theorem 3", sp.Derivative(_y**N, _y) * _y ** (N - 1),
            N * (_y**N) ** (2 - 2 / N),
        ),
        Step(
            "complementary slackness: 1 - a . nu = (alpha/y)^(N-2) gives w (1 - a . nu) = alpha^(N-2) w^(2/N)",
            _y**N * (alpha / _y) ** (N - 2), alpha ** (N - 2) * (_y**N) ** (2 / N),
        ),
    ),
)  # fmt: skip
