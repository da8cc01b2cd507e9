"""Evaluate in mpmath numbers: a sketch that may aim a search or draw a curve, and never gives a verdict."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from functools import reduce
from typing import Any, ClassVar

import mpmath
import sympy as sp

from dmfproof.arithmetic.evaluator import Budget, Evaluator, Point, Rule, truth_of
from dmfproof.arithmetic.evaluator_ball import sum_rule
from dmfproof.arithmetic.evaluator_term import Term
from dmfproof.arithmetic.evaluator_walk import DEFAULT_BUDGET
from dmfproof.errors import Unsupported

__all__ = ["MpmathEvaluator", "sketch"]


@dataclass(eq=False)
class MpmathEvaluator(Evaluator):
    """mpmath numbers of a context of one's own, whose precision nobody else changes."""

    context: Any = field(default_factory=mpmath.MPContext)
    strict: ClassVar[dict[type, Rule]] = {}
    lazy: ClassVar[dict[type, Rule]] = {}
    direct: ClassVar[dict[type, Rule]] = {}

    def number(self, value: Any) -> Any:
        """Round a rational to the context's precision; an mpmath number stays what it is."""
        if isinstance(value, int | Fraction):
            return self.context.mpf(value.numerator) / value.denominator
        return value

    def with_symbol(self, symbol: sp.Symbol, value: Any) -> MpmathEvaluator:
        """Return an evaluator with the same context at the point extended by one symbol."""
        return MpmathEvaluator({**self.point, symbol: value}, self.budget, context=self.context)


def sketch(expression: sp.Basic, point: Point, *, digits: int = 15, budget: Budget = DEFAULT_BUDGET) -> Any:
    """Evaluate to an mpmath number with a working precision of `digits` digits (accuracy is not guaranteed)."""
    context = mpmath.MPContext()
    context.dps = digits
    return MpmathEvaluator(point, budget, context=context)(expression)


def _call(name: str) -> Rule:
    def rule(evaluator: MpmathEvaluator, *arguments: sp.Expr) -> Any:
        return getattr(evaluator.context, name)(*(evaluator(argument) for argument in arguments))

    return rule


def _constant(name: str) -> Rule:
    return lambda evaluator: +getattr(evaluator.context, name)


def _power(evaluator: MpmathEvaluator, base: sp.Expr, exponent: sp.Expr) -> Any:
    power = evaluator(exponent)
    whole = int(power.real) if power == int(power.real) else None
    return evaluator(base) ** (power if whole is None else whole)


def _piecewise(evaluator: MpmathEvaluator, *branches: Term) -> Any:
    for value, condition in (branch.arguments for branch in branches):
        if truth_of(condition.expression, evaluator.point, evaluator.budget):
            return evaluator.value(value)
    return evaluator.context.nan


def _hyper(evaluator: MpmathEvaluator, above: sp.Tuple, under: sp.Tuple, argument: sp.Expr) -> Any:
    if len(above) != 2 or len(under) != 1:
        raise Unsupported(f"only 2F1 is evaluated, not a {len(above)}F{len(under)}")
    return evaluator.context.hyp2f1(*(evaluator(p) for p in (*above, *under)), evaluator(argument))


def _integral(evaluator: MpmathEvaluator, integrand: sp.Expr, limits: sp.Tuple) -> Any:
    symbol, low, high = limits
    ends = [evaluator(low), evaluator(high)]
    return evaluator.context.quad(lambda x: evaluator.with_symbol(symbol, x)(integrand), ends)


MpmathEvaluator.strict.update(
    {
        sp.Add: lambda *terms: reduce(lambda x, y: x + y, terms),
        sp.Mul: lambda *factors: reduce(lambda x, y: x * y, factors),
        sp.Abs: abs,
        sp.Max: max,
        sp.Min: min,
    }
)
_LAZY: dict[type, Rule] = {
    sp.Pow: _power,
    sp.Integral: _integral,
    sp.hyper: _hyper,
    type(sp.pi): _constant("pi"),
    type(sp.E): _constant("e"),
    type(sp.I): lambda evaluator: evaluator.context.mpc(0, 1),
    **{getattr(sp, name): _call(name) for name in ("exp", "log", "atan", "sin", "cos", "re", "im")},
    sp.ceiling: _call("ceil"),
    sp.floor: _call("floor"),
}
MpmathEvaluator.lazy.update(_LAZY)
MpmathEvaluator.direct.update({sp.Piecewise: _piecewise, sp.Sum: sum_rule})
