"""Name the objects of the perturbed chapter, and give each the rule by which it is evaluated.

The pair (40) may start anywhere: `First`, `Other` and `Product` take its start (d1, d2).  `PairHittingTime` and
`PhaseTime` belong to the start (alpha - beta, alpha) of (41).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import lru_cache
from typing import Any

import sympy as sp

from dmfproof.arithmetic.ball import arb, ball, current_bits
from dmfproof.arithmetic.ball_descent import advance
from dmfproof.arithmetic.evaluator import Evaluator, Undetermined, exact_value
from dmfproof.arithmetic.evaluator_ball import BallEvaluator
from dmfproof.arithmetic.evaluator_exact import ExactEvaluator
from dmfproof.arithmetic.pair_constants import enclose_constant, enclose_largest_tau
from dmfproof.arithmetic.pair_descent import ball_pairs, exact_pair
from dmfproof.arithmetic.radical import NotExact, Radical
from dmfproof.dynamics.hitting import HittingTime
from dmfproof.dynamics.perturbed import PhaseTransition, perturbed_hitting_time, phase_transition
from dmfproof.errors import Unsupported
from dmfproof.perturbed_problem import PerturbedProblem
from dmfproof.statements.vocabulary import M, N, alpha, whole_value
from dmfproof.verdict import Outcome

__all__ = [
    "Constant",
    "First",
    "LargestTau",
    "Other",
    "PairHittingTime",
    "PhaseTime",
    "Product",
    "ScalarFrom",
    "beta",
    "c",
    "d1",
    "d2",
    "pair_start",
    "pair_step",
    "paper_step",
    "start_product",
    "start_root",
    "tau",
]

_EXACT_BITS = 20_000
_EXACT_RADICAL_BITS = 300
_MOST_ORBIT = 400_000

beta, tau = sp.symbols("beta tau", positive=True)
d1 = sp.Symbol("d1", real=True)
d2 = sp.Symbol("d2", positive=True)


class _Named(sp.Function):  # type: ignore[misc]  # SymPy ships no types
    """A function that is written by a letter and its arguments, the first one separated where it is a step."""

    letter = ""
    latex_letter = ""
    split = False

    def _write(self, printer: Any, letter: str) -> str:
        texts = [printer._print(argument) for argument in self.args]
        return f"{letter}({texts[0]}{'; ' if self.split else ', '}{', '.join(texts[1:])})"

    def _latex(self, printer: Any) -> str:
        return self._write(printer, self.latex_letter).replace("(", r"\left(", 1)[:-1] + r"\right)"

    def _sympystr(self, printer: Any) -> str:
        return self._write(printer, self.letter)


class First(_Named):
    """d1(k; N, lam, d1(0), d2(0), eta): the one perturbed factor of (40)."""

    nargs, letter, latex_letter, split = 6, "d1", "d_1", True


class Other(_Named):
    """d2(k; N, lam, d1(0), d2(0), eta): the other N-1 factors of (40)."""

    nargs, letter, latex_letter, split = 6, "d2", "d_2", True


class Product(_Named):
    """p(k; N, lam, d1(0), d2(0), eta) = d1 d2^(N-1): the end-to-end eigenvalue."""

    nargs, letter, latex_letter, split = 6, "p", "p", True


class ScalarFrom(_Named):
    """d(k; N, lam, start, eta): gradient descent (18) from any start >= 0, rational or not."""

    nargs, letter, latex_letter, split = 5, "d", "d", True


class PairHittingTime(_Named):
    """T(N, lam, alpha, beta, eta, eps) = min{k : |p(k) - lam| <= eps} for the pair started as in (41)."""

    nargs, letter, latex_letter = 6, "T", "T"


class PhaseTime(_Named):
    """T0(N, lam, alpha, beta, eta) = min{k : d1(k) <= 0} for the pair started as in (41)."""

    nargs, letter, latex_letter = 5, "T0", "T_0"


class LargestTau(_Named):
    """tau_max(N, lam, alpha, beta): the root tau of tau (tau + sqrt(tau^2 + beta(2 alpha-beta)))^(N-1) = |lam|/2."""

    nargs, letter, latex_letter = 4, "tau_max", r"\tau_{\max}"


class Constant(sp.Function):  # type: ignore[misc]  # SymPy ships no types
    """c(N): the only c > 1 with (c-1) c^(N-1) = 1."""

    nargs = 1
    is_positive = True

    def _latex(self, printer: Any) -> str:
        return rf"c_{{{printer._print(self.args[0])}}}"

    def _sympystr(self, printer: Any) -> str:
        return "c" if self.args[0] == N else f"c({printer._print(self.args[0])})"


c = Constant(N)
pair_start = (alpha - beta, alpha)
start_product = (alpha - beta) * alpha ** (N - 1)
start_root = start_product ** (1 / N)
# The paper's (14) and ours; M = max(alpha, |lam|^(1/N)).
paper_step = 1 / (9 * N * (c * M) ** (2 * N - 2))
pair_step = 1 / (N * (c * M) ** (2 * N - 2))


def _rationals(evaluator: Evaluator, arguments: tuple[sp.Expr, ...]) -> list[Fraction]:
    try:
        return [exact_value(x, evaluator.point, evaluator.budget).rational() for x in arguments]
    except NotExact:
        raise Unsupported("the pair is certified for exact rational parameters only") from None


Orbit = tuple[list[tuple[arb, arb]], Iterator[tuple[arb, arb]]]


@lru_cache(maxsize=64)
def _orbit(n: int, lam_: Fraction, first: Fraction, second: Fraction, eta_: Fraction, bits: int) -> Orbit:
    """Keep one orbit a problem and precision, extended as far as it was asked for."""
    del bits
    return [], ball_pairs(n, ball(lam_), (ball(first), ball(second)), ball(eta_))


def _step_of(evaluator: Evaluator, step: sp.Expr) -> int:
    wanted = whole_value(evaluator, step, "k")
    if wanted < 0:
        raise Unsupported(f"k = {wanted} is negative")
    if wanted > min(evaluator.budget.max_steps, _MOST_ORBIT):
        raise Undetermined(f"step {wanted} is beyond the budget of {evaluator.budget.max_steps} steps", final=True)
    return wanted


def _ball_pair(evaluator: Evaluator, step: sp.Expr, depth: sp.Expr, *rest: sp.Expr) -> tuple[arb, arb, int]:
    n, wanted = whole_value(evaluator, depth, "N"), _step_of(evaluator, step)
    truth, first, second, size = _rationals(evaluator, rest)
    known, more = _orbit(n, truth, first, second, size, current_bits())
    while len(known) <= wanted:
        known.append(next(more))
    return *known[wanted], n


@lru_cache(maxsize=1024)
def _exactly(n: int, truth: Fraction, first: Fraction, second: Fraction, size: Fraction, step: int) -> Any:
    return exact_pair(n, truth, (first, second), size, step, max_bits=_EXACT_BITS)


def _exact_pair(evaluator: Evaluator, step: sp.Expr, depth: sp.Expr, *rest: sp.Expr) -> tuple[Fraction, Fraction, int]:
    n, wanted = whole_value(evaluator, depth, "N"), _step_of(evaluator, step)
    pair = _exactly(n, *_rationals(evaluator, rest), wanted)
    if pair is None:
        raise NotExact(f"the pair after {wanted} steps is too large to write down")
    return *pair, n


def _scalar(evaluator: Evaluator, step: sp.Expr, depth: sp.Expr, *rest: sp.Expr) -> arb:
    n, wanted = whole_value(evaluator, depth, "N"), _step_of(evaluator, step)
    truth, d, size = (evaluator(x) for x in rest)
    for _ in range(wanted):
        d = advance(d, n, truth, size)
    return arb(d)


def _scalar_exact(evaluator: Evaluator, step: sp.Expr, depth: sp.Expr, *rest: sp.Expr) -> Radical:
    """Iterate exactly while the iterates stay radicals: at k = 0, and for ever at a fixed point."""
    n, wanted = whole_value(evaluator, depth, "N"), _step_of(evaluator, step)
    truth, d, size = (evaluator(x) for x in rest)
    for _ in range(wanted):
        residual = d ** Fraction(n) + -truth
        if residual.sign == 0:
            break
        if d.radicand.denominator.bit_length() > _EXACT_RADICAL_BITS:
            raise NotExact("an iterate too large to write down")
        d = d + -(size * d ** Fraction(n - 1) * residual)
    return d  # type: ignore[no-any-return]


def _problem(evaluator: Evaluator, depth: sp.Expr, *rest: sp.Expr) -> PerturbedProblem:
    names = ("lam", "alpha", "beta", "eta", "eps")
    values = dict(zip(names, _rationals(evaluator, rest), strict=False))
    return PerturbedProblem(depth=whole_value(evaluator, depth, "N"), **values)


@lru_cache(maxsize=4096)
def _hit(problem: PerturbedProblem, max_steps: int) -> HittingTime:
    return perturbed_hitting_time(problem, max_steps=max_steps)


@lru_cache(maxsize=4096)
def _transition(problem: PerturbedProblem, max_steps: int) -> PhaseTransition:
    return phase_transition(problem, max_steps=max_steps)


def _count(evaluator: Evaluator, search: Callable[..., Any], *arguments: sp.Expr) -> int | None:
    found = search(_problem(evaluator, *arguments), evaluator.budget.max_steps)
    if found.outcome is not Outcome.CERTIFIED:
        raise Undetermined(found.reason, final=True)
    return None if found.k is None else int(found.k)


def _count_rules(search: Callable[..., Any]) -> tuple[Callable[..., Any], Callable[..., Any]]:
    """Return the rules of a counted step, in balls and exactly; a certified "never" is infinite."""

    def in_balls(evaluator: Evaluator, *arguments: sp.Expr) -> arb:
        steps = _count(evaluator, search, *arguments)
        return arb("inf") if steps is None else ball(steps)

    def exactly(evaluator: Evaluator, *arguments: sp.Expr) -> Radical:
        steps = _count(evaluator, search, *arguments)
        if steps is None:
            raise NotExact("never")
        return Radical.of(steps)

    return in_balls, exactly


def _first(evaluator: Evaluator, *arguments: sp.Expr) -> arb:
    return _ball_pair(evaluator, *arguments)[0]


def _other(evaluator: Evaluator, *arguments: sp.Expr) -> arb:
    return _ball_pair(evaluator, *arguments)[1]


def _product(evaluator: Evaluator, *arguments: sp.Expr) -> arb:
    first, second, n = _ball_pair(evaluator, *arguments)
    return first * second ** (n - 1)


def _first_exact(evaluator: Evaluator, *arguments: sp.Expr) -> Radical:
    return Radical.of(_exact_pair(evaluator, *arguments)[0])


def _other_exact(evaluator: Evaluator, *arguments: sp.Expr) -> Radical:
    return Radical.of(_exact_pair(evaluator, *arguments)[1])


def _product_exact(evaluator: Evaluator, *arguments: sp.Expr) -> Radical:
    first, second, n = _exact_pair(evaluator, *arguments)
    return Radical.of(first * second ** (n - 1))


def _constant(evaluator: Evaluator, depth: sp.Expr) -> arb:
    return enclose_constant(whole_value(evaluator, depth, "N"))


def _largest_tau(evaluator: Evaluator, depth: sp.Expr, *rest: sp.Expr) -> arb:
    truth, first, perturbation = _rationals(evaluator, rest)
    if truth == 0 or not 0 <= perturbation <= 2 * first:
        raise Undetermined("there is a largest tau for lam != 0 and 0 <= beta <= 2 alpha only", final=True)
    return enclose_largest_tau(whole_value(evaluator, depth, "N"), truth, first, perturbation)


_COUNTS = {PairHittingTime: _count_rules(_hit), PhaseTime: _count_rules(_transition)}
_VALUES = {First: _first, Other: _other, Product: _product, Constant: _constant, LargestTau: _largest_tau}
BallEvaluator.lazy.update({head: rules[0] for head, rules in _COUNTS.items()} | _VALUES | {ScalarFrom: _scalar})
ExactEvaluator.lazy.update({head: rules[1] for head, rules in _COUNTS.items()})
ExactEvaluator.lazy.update(
    {First: _first_exact, Other: _other_exact, Product: _product_exact, ScalarFrom: _scalar_exact}
)
