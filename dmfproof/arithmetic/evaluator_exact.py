"""Evaluate exactly, in rationals and real radicals, where a tie has to be decided."""

from __future__ import annotations

from fractions import Fraction
from functools import reduce
from typing import Any, ClassVar

import sympy as sp

from dmfproof.arithmetic.ball import magnitude_bits, unique_ceiling, writable
from dmfproof.arithmetic.evaluator import Evaluator, Rule, enclose, rational_at
from dmfproof.arithmetic.evaluator_ball import piecewise_rule, sum_rule
from dmfproof.arithmetic.evaluator_term import Term
from dmfproof.arithmetic.radical import NotExact, Radical

__all__ = ["ExactEvaluator"]


class ExactEvaluator(Evaluator):
    """Radicals; whatever is not one raises `NotExact`."""

    strict: ClassVar[dict[type, Rule]] = {}
    lazy: ClassVar[dict[type, Rule]] = {}
    direct: ClassVar[dict[type, Rule]] = {}
    rounds = False

    def number(self, value: Any) -> Radical:
        """Take a rational; a ball has no exact value."""
        if isinstance(value, int | Fraction):
            return Radical.of(value)
        raise NotExact("a ball")

    def value(self, term: Term) -> Any:
        """Evaluate; what was found not to be exact is not tried again."""
        known = self.memo.get(term)
        if known is None:
            try:
                known = self._find(term)
            except NotExact as found:
                known = found.with_traceback(None)
            self.memo[term] = known
        if isinstance(known, NotExact):
            raise NotExact(*known.args)
        return known

    def without_rule(self, expression: sp.Basic) -> Exception:
        """Treat heads without an exact rule (logarithms, flow times) as not exact."""
        return NotExact(type(expression).__name__)


def _power(evaluator: ExactEvaluator, base: Term, exponent: Term) -> Radical:
    value: Radical = evaluator.value(base) ** rational_at(exponent, evaluator.point, evaluator.budget)
    return value


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


def _product(evaluator: ExactEvaluator, *factors: Term) -> Radical:
    """Multiply; a quotient of two logarithms is exact where one argument is a whole power of the other."""
    above = [x for x in factors if x.head is sp.log]
    below = [x for x in factors if _is_reciprocal_of_a_log(x)] if above else []
    product, rest = Radical.of(1), list(factors)
    if len(above) == len(below) == 1:
        value, base = above[0].arguments[0], below[0].arguments[0].arguments[0]
        product = _logarithm_to_base(evaluator, value.expression, base.expression)
        rest = [x for x in factors if x is not above[0] and x is not below[0]]
    for factor in rest:
        product = product * evaluator.value(factor)
    return product


def _is_reciprocal_of_a_log(factor: Term) -> bool:
    return factor.head is sp.Pow and factor.arguments[0].head is sp.log and factor.arguments[1].number == -1


def _logarithm_to_base(evaluator: ExactEvaluator, value: sp.Expr, base: sp.Expr) -> Radical:
    """Return the integer m with value = base^m; raises `NotExact` where there is none (or it is not seen)."""
    exact_value, exact_base = evaluator(value), evaluator(base)
    if min(exact_value.sign, exact_base.sign) <= 0 or exact_base == Radical.of(1):
        raise NotExact("a logarithm")
    ratio = enclose(sp.log(value) / sp.log(base), evaluator.point, bits=40, budget=evaluator.budget)
    m = unique_ceiling(ratio - 0.5) if writable(ratio) else None
    if m is None or exact_base ** Fraction(m) != exact_value:
        raise NotExact("a logarithm")
    return Radical.of(m)


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
        sp.Abs: lambda x: -x if x.sign < 0 else x,
        sp.Max: _maximum,
        sp.Min: _minimum,
        sp.log: _log,
        sp.exp: _exp,
    }
)
ExactEvaluator.direct.update({sp.Mul: _product, sp.Pow: _power, sp.Piecewise: piecewise_rule, sp.Sum: sum_rule})
ExactEvaluator.lazy.update({sp.ceiling: _ceiling, sp.floor: _floor})
