"""Name the objects that statements speak of, and give each the rule by which it is evaluated.

g, G, h, rho, M, c_N, a_N, b_N are expressions in the symbols N, lam, alpha, eta, eps;
FlowTime, HittingTime, Iterate and FlowValue are functions with a certified rule in balls.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from typing import Any

import sympy as sp
from sympy import Expr, Symbol, ceiling

from dmfproof.arithmetic.ball import arb, ball, current_bits
from dmfproof.arithmetic.ball_descent import ball_iterates, hit_range
from dmfproof.arithmetic.evaluator import Evaluator, Remembering, Undetermined, exact_value
from dmfproof.arithmetic.evaluator_ball import BallEvaluator
from dmfproof.arithmetic.evaluator_exact import ExactEvaluator
from dmfproof.arithmetic.evaluator_mpmath import MpmathEvaluator
from dmfproof.arithmetic.radical import NotExact, Radical
from dmfproof.dynamics.hitting import HittingTime as CertifiedHittingTime
from dmfproof.dynamics.hitting import hitting_time
from dmfproof.errors import Unsupported
from dmfproof.problem import Problem
from dmfproof.statements import flow_forms
from dmfproof.statements.inversion import flow_value
from dmfproof.verdict import Outcome

__all__ = [
    "Expr",
    "FlowTime",
    "FlowValue",
    "G",
    "HittingTime",
    "Iterate",
    "M",
    "N",
    "Symbol",
    "a_N",
    "alpha",
    "b_N",
    "c_N",
    "ceiling",
    "delta_eps",
    "eps",
    "eta",
    "g",
    "h",
    "k",
    "lam",
    "lemma_2_2_step",
    "limit",
    "rho",
    "theta",
    "whole_value",
]  # fmt: skip

_MOST_BOX_STEPS = 2000
N = sp.Symbol("N", integer=True, positive=True)
lam = sp.Symbol("lam", real=True)
alpha, eta, eps = sp.symbols("alpha eta eps", positive=True)
k = sp.Symbol("k", integer=True, nonnegative=True)
j = sp.Symbol("j", integer=True, nonnegative=True)

limit = sp.Max(lam, 0)
rho = limit ** (1 / N)
M = sp.Max(alpha, sp.Abs(lam) ** (1 / N))
theta = eta * N * lam ** (2 - 2 / N)
c_N = ((N - 1) / (2 * N - 1)) ** (1 / N)
a_N = N * (1 - c_N)
b_N = c_N ** (N - 1) * (1 - c_N**N) / (1 - c_N)
delta_eps = lam ** (1 / N) - (lam - eps) ** (1 / N)


def G(x: sp.Expr, truth: sp.Expr = lam) -> sp.Expr:
    """Return the flow's right-hand side x^(N-1) (lam - x^N)."""
    return x ** (N - 1) * (truth - x**N)


def g(x: sp.Expr, truth: sp.Expr = lam, step: sp.Expr = eta) -> sp.Expr:
    """Return one step of gradient descent, x + eta G(x)."""
    return x + step * G(x, truth)


def h(x: sp.Expr, root: sp.Expr = rho) -> sp.Expr:
    """Return the secant slope of G towards the root: G(x) = h(x) (rho - x) for lam >= 0."""
    return x ** (N - 1) * sp.Sum(x ** (N - 1 - j) * root**j, (j, 0, N - 1))


# Lemma 2.2's step size in its weakest form: one step from alpha does not overshoot.
lemma_2_2_step = sp.And(
    sp.Or(lam < 0, eta * h(sp.Max(alpha, rho)) <= 1),
    sp.Or(lam >= 0, eta * alpha ** (N - 2) * (alpha**N + sp.Abs(lam)) <= 1),
)


class FlowTime(sp.Function):  # type: ignore[misc]  # SymPy ships no types
    """U(lam; a -> m): the time the gradient flow y' = y^(N-1)(lam - y^N) takes from a to m, same side of the root."""

    nargs = 4

    def _latex(self, printer: Any) -> str:
        n, truth, start, end = (printer._print(x) for x in self.args)
        return rf"U_{{{n}}}\left({truth};\, {start} \to {end}\right)"


class HittingTime(sp.Function):  # type: ignore[misc]  # SymPy ships no types
    """T(N, lam, alpha, eta, eps) = min{k : |d(k)^N - max(lam, 0)| <= eps}; for N = 1 the limit is lam."""

    nargs = 5

    def _latex(self, printer: Any) -> str:
        return rf"T\left({', '.join(printer._print(x) for x in self.args)}\right)"


class Iterate(sp.Function):  # type: ignore[misc]  # SymPy ships no types
    """The k-th iterate d(k; N, lam, alpha, eta) of gradient descent (18)."""

    nargs = 5

    def _latex(self, printer: Any) -> str:
        step, *rest = (printer._print(x) for x in self.args)
        return rf"d\left({step};\, {', '.join(rest)}\right)"


class FlowValue(sp.Function):  # type: ignore[misc]  # SymPy ships no types
    """y(t; N, lam, alpha): the gradient flow (28) started at alpha, at time t >= 0."""

    nargs = 4

    def _latex(self, printer: Any) -> str:
        time, *rest = (printer._print(x) for x in self.args)
        return rf"y\left({time};\, {', '.join(rest)}\right)"


def whole_value(evaluator: Evaluator, expression: sp.Expr, what: str) -> int:
    """Return an exact integer; raises `Unsupported`, naming `what` it is, where the expression has another value."""
    try:
        value = exact_value(expression, evaluator.point, evaluator.budget).rational()
    except NotExact:
        raise Unsupported(f"{what} = {expression} is not an exact integer at this point") from None
    if value.denominator != 1:
        raise Unsupported(f"{what} = {value} is not an integer")
    return int(value)


def _sign(value: Any) -> int:
    if value > 0:
        return 1
    if value < 0:
        return -1
    if value == 0:
        return 0
    raise Undetermined("the sign of the ground truth is undecided")


def _on_one_side(n: int, truth: Any, start: Any, end: Any) -> bool:
    """Say whether the flow certainly leads from one to the other, or back, without passing a fixed point."""
    if n == 1:
        return bool((start < truth and end < truth) or (start > truth and end > truth))
    if not (start > 0 and end > 0):
        return False
    return bool(truth <= 0 or (start**n < truth and end**n < truth) or (start**n > truth and end**n > truth))


def _flow_time(evaluator: Evaluator, depth: sp.Expr, truth: sp.Expr, start: sp.Expr, end: sp.Expr) -> Any:
    """Evaluate one of the forms of `flow_forms`: 2F1 in balls, real logarithms in mpmath."""
    n = whole_value(evaluator, depth, "N")
    truth_value, from_, to = evaluator(truth), evaluator(start), evaluator(end)
    if not _on_one_side(n, truth_value, from_, to):
        raise Undetermined("U(lam; a -> m) is for a and m on one side of the root (> 0 if N >= 2): not certain here")
    sketched = isinstance(evaluator, MpmathEvaluator)
    if n == 1:
        form = flow_forms.linear_form
    elif sketched and (sign := _sign(truth_value)) != 0:
        form = flow_forms.real_form(sign)
    else:
        form = flow_forms.hypergeometric_form()
    at = Remembering({flow_forms.N: n, flow_forms.lam: truth_value, flow_forms.a: from_, flow_forms.m: to})
    local = type(evaluator)(at, evaluator.budget)
    if sketched:
        local.context = evaluator.context  # type: ignore[attr-defined]
    return local(form)


def _flow_time_exact(evaluator: Evaluator, depth: sp.Expr, truth: sp.Expr, start: sp.Expr, end: sp.Expr) -> Radical:
    """Evaluate exactly where nothing has to be flowed, and for lam = 0, where it is a difference of powers."""
    n, from_, to = whole_value(evaluator, depth, "N"), evaluator(start), evaluator(end)
    if from_.compare(to) == 0:
        return Radical.of(0)
    if n == 1 or evaluator(truth).sign != 0:
        raise NotExact("a flow time")
    power = Fraction(2 - 2 * n)
    time: Radical = (to**power + -(from_**power)) * Radical.of(Fraction(1, 2 * n - 2))
    return time


def _problem(evaluator: Evaluator, *arguments: sp.Expr) -> Problem:
    names = ("lam", "alpha", "eta", "eps")
    try:
        values = [exact_value(x, evaluator.point, evaluator.budget).rational() for x in arguments[1:]]
    except NotExact:
        raise Unsupported("gradient descent is certified for exact rational parameters only") from None
    depth = whole_value(evaluator, arguments[0], "N")
    return Problem(depth=depth, **dict(zip(names, values, strict=False)))


@lru_cache(maxsize=4096)
def _certified(problem: Problem, max_steps: int) -> CertifiedHittingTime:
    return hitting_time(problem, max_steps=max_steps)


def _hitting(evaluator: Evaluator, *arguments: sp.Expr) -> int | None:
    """Return the certified hitting time, None for a certified "never"; raises `Undetermined` otherwise."""
    found = _certified(_problem(evaluator, *arguments), evaluator.budget.max_steps)
    if found.outcome is not Outcome.CERTIFIED:
        raise Undetermined(found.reason, final=True)
    return found.k


def _hitting_ball(evaluator: Evaluator, *arguments: sp.Expr) -> arb:
    """Return the hitting time; where the point is a box, a ball that holds those of all its points."""
    if any(isinstance(value, arb) for value in evaluator.point.values()):
        depth, values = whole_value(evaluator, arguments[0], "N"), [evaluator(x) for x in arguments[1:]]
        found = hit_range(depth, *values, max_steps=min(evaluator.budget.max_steps, _MOST_BOX_STEPS))
        if found is None:
            raise Undetermined("no common hitting time within the budget on this box", final=True)
        return ball(found[0]).union(ball(found[1]))
    steps = _hitting(evaluator, *arguments)
    return arb("inf") if steps is None else ball(steps)


def _hitting_exact(evaluator: Evaluator, *arguments: sp.Expr) -> Radical:
    steps = _hitting(evaluator, *arguments)
    if steps is None:
        raise NotExact("never")
    return Radical.of(steps)


def _hitting_sketch(evaluator: Evaluator, *arguments: sp.Expr) -> Any:
    steps = _hitting(evaluator, *arguments)
    return evaluator.context.inf if steps is None else evaluator.number(steps)  # type: ignore[attr-defined]


@lru_cache(maxsize=64)
def _orbit(problem: Problem, bits: int) -> tuple[list[arb], Iterator[arb]]:
    """Keep one orbit a problem and precision, extended as far as it was asked for."""
    del bits
    return [], ball_iterates(problem)


def _iterate(evaluator: Evaluator, step: sp.Expr, *arguments: sp.Expr) -> arb:
    problem, wanted = _problem(evaluator, *arguments), whole_value(evaluator, step, "k")
    if wanted < 0:
        raise Unsupported(f"k = {wanted} is negative")
    if wanted > evaluator.budget.max_steps:
        raise Undetermined(f"d({wanted}) is beyond the budget of {evaluator.budget.max_steps} steps", final=True)
    known, more = _orbit(problem, current_bits())
    while len(known) <= wanted:
        known.append(next(more))
    return known[wanted]


def _iterate_sketch(evaluator: Evaluator, *arguments: sp.Expr) -> Any:
    return evaluator.context.mpf(_iterate(evaluator, *arguments).mid().str(20, radius=False))  # type: ignore[attr-defined]


def _flow_value(evaluator: Evaluator, time: sp.Expr, depth: sp.Expr, truth: sp.Expr, start: sp.Expr) -> arb:
    n, from_, after = whole_value(evaluator, depth, "N"), evaluator(start), evaluator(time)
    if not (after >= 0 and (n == 1 or from_ > 0)):
        raise Undetermined("y(t) is evaluated for t >= 0 and, if N >= 2, a start > 0; here that is not certain")
    return flow_value(n, evaluator(truth), from_, after)


BallEvaluator.lazy.update({FlowTime: _flow_time, HittingTime: _hitting_ball, Iterate: _iterate, FlowValue: _flow_value})
ExactEvaluator.lazy.update({HittingTime: _hitting_exact, FlowTime: _flow_time_exact})
MpmathEvaluator.lazy.update({FlowTime: _flow_time, HittingTime: _hitting_sketch, Iterate: _iterate_sketch})


