"""Evaluate exactly, in rationals and real radicals, where a tie has to be decided."""

from __future__ import annotations

from fractions import Fraction
from functools import reduce
from typing import Any, ClassVar

import sympy as sp

from dmfproof.arithmetic.ball import magnitude_bits, unique_ceiling, writable
from dmfproof.arithmetic.evaluator import Evaluator, Rule, Undetermined, enclose, truth_of
from dmfproof.arithmetic.evaluator_ball import sum_rule
from dmfproof.arithmetic.radical import NotExact, Radical

__all__ = ["ExactEvaluator"]


class ExactEvaluator(Evaluator):
    """Radicals; whatever is not one raises `NotExact`."""

    strict: ClassVar[dict[type, Rule]] = {}
    lazy: ClassVar[dict[type, Rule]] = {}

    def number(self, value: Any) -> Radical:
        """Take a rational; a ball has no exact value."""
        if isinstance(value, int | Fraction):
            return Radical.of(value)
        raise NotExact("a ball")

    def _walk(self, expression: sp.Basic) -> Any:
        """Treat heads without an exact rule (logarithms, flow times) as not exact."""
        known = isinstance(expression, sp.Rational | sp.Symbol)
        if not known and not any(kind in self.strict or kind in self.lazy for kind in type(expression).__mro__):
            raise NotExact(type(expression).__name__)
        return super()._walk(expression)


def _power(evaluator: ExactEvaluator, base: sp.Expr, exponent: sp.Expr) -> Radical:
    value: Radical = evaluator(base) ** evaluator(exponent).rational()
    return value


def _piecewise(evaluator: ExactEvaluator, *branches: Any) -> Radical:
    for value, condition in branches:
        if truth_of(condition, evaluator.point, evaluator.budget):
            return evaluator(value)  # type: ignore[no-any-return]
    raise Undetermined("no branch of a Piecewise applies")


def _ceiling(evaluator: ExactEvaluator, argument: sp.Expr) -> Radical:
    """Take the ceiling of an exact value, or of a ball all of whose points share it (an integer is exact)."""
    try:
        exact = evaluator(argument).rational()
        return Radical.of(-(-exact.numerator // exact.denominator))
    except NotExact:
        pass
    bits = 64
    while bits <= evaluator.budget.max_bits:
        value = enclose(argument, evaluator.point, bits=bits, budget=evaluator.budget)
        ceiling = unique_ceiling(value)
        if ceiling is not None:
            return Radical.of(ceiling)
        if not writable(value):
            break
        bits = max(2 * bits, magnitude_bits(value) + 64)
    raise NotExact("a ceiling at a tie")


def _floor(evaluator: ExactEvaluator, argument: sp.Expr) -> Radical:
    return -_ceiling(evaluator, -argument)


def _maximum(*values: Radical) -> Radical:
    return reduce(lambda x, y: x if x.compare(y) >= 0 else y, values)


def _minimum(*values: Radical) -> Radical:
    return reduce(lambda x, y: x if x.compare(y) <= 0 else y, values)


def _log(value: Radical) -> Radical:
    if value == Radical.of(1):
        return Radical.of(0)
    raise NotExact("a logarithm")


def _exp(value: Radical) -> Radical:
    if value.sign == 0:
        return Radical.of(1)
    raise NotExact("an exponential")


ExactEvaluator.strict.update(
    {
        sp.Add: lambda *terms: reduce(lambda x, y: x + y, terms),
        sp.Mul: lambda *factors: reduce(lambda x, y: x * y, factors),
        sp.Abs: lambda x: -x if x.sign < 0 else x,
        sp.Max: _maximum,
        sp.Min: _minimum,
        sp.log: _log,
        sp.exp: _exp,
    }
)
ExactEvaluator.lazy.update(
    {
        sp.Pow: _power,
        sp.Piecewise: _piecewise,
        sp.Sum: sum_rule,
        sp.ceiling: _ceiling,
        sp.floor: _floor,
    }
)
