"""Evaluate in Arb balls at the working precision: every value contains the exact one."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import reduce
from operator import add, mul
from typing import Any, ClassVar

import sympy as sp
from flint import acb, arb

from dmfproof.arithmetic.ball import ball, unique_ceiling
from dmfproof.arithmetic.evaluator import Evaluator, Rule, Undetermined, exact_value, rational_at, truth_of
from dmfproof.arithmetic.evaluator_term import Term
from dmfproof.arithmetic.radical import NotExact
from dmfproof.errors import Unsupported

__all__ = ["BallEvaluator", "piecewise_rule", "sum_rule"]


# Roots of a larger index take memory in proportion to it; there exp(e log b) serves.
_LARGEST_ROOT = 10_000
_MOST_EVALUATIONS = 100_000  # of an integrand


class BallEvaluator(Evaluator):
    """Balls: `arb` for real values, `acb` where the imaginary unit enters."""

    strict: ClassVar[dict[type, Rule]] = {}
    lazy: ClassVar[dict[type, Rule]] = {}
    direct: ClassVar[dict[type, Rule]] = {}

    def number(self, value: Any) -> Any:
        """Enclose a rational; a ball stays what it is."""
        return ball(value) if isinstance(value, int | Fraction) else value


def _power(evaluator: BallEvaluator, base: Term, exponent: Term) -> Any:
    """Raise to an exactly known rational power (a root of a positive ball is monotone), else exp(e log b)."""
    value = evaluator.value(base)
    try:
        power = rational_at(exponent, evaluator.point, evaluator.budget)
    except NotExact:
        if base.expression is sp.E:
            return evaluator.value(exponent).exp()
        return (evaluator.value(exponent) * value.log()).exp()
    if power == 0 and not value.is_finite():
        return arb("nan")  # flint takes the power 0 of what is undefined to be 1
    if power.denominator == 1:
        return value**power.numerator
    if isinstance(value, acb):
        return value ** ball(power)
    if value == 0:
        return arb(0) if power > 0 else arb("nan")
    if power.denominator > _LARGEST_ROOT:
        return (ball(power) * value.log()).exp()
    return value.root(power.denominator) ** power.numerator


def piecewise_rule(evaluator: Evaluator, *branches: Term) -> Any:
    """Evaluate the first branch whose condition holds; raises `Undetermined` where a condition is undecided."""
    for branch in branches:
        value, condition = branch.arguments
        if truth_of(condition.expression, evaluator.point, evaluator.budget):
            return evaluator.value(value)
    raise Undetermined("no branch of a Piecewise applies")


def _range(evaluator: Evaluator, limits: Term) -> tuple[sp.Symbol, range]:
    symbol, low, high = limits.arguments
    try:
        first, last = (rational_at(end, evaluator.point, evaluator.budget) for end in (low, high))
    except NotExact:
        if not evaluator.rounds:
            raise
        raise Undetermined(f"the limits of a sum over {limits.expression} are not exact here") from None
    if first.denominator != 1 or last.denominator != 1:
        raise Unsupported(f"a sum over {limits.expression}: the limits are not integers")
    if last < first - 1:  # SymPy's sum over i = 1, ..., -2 is minus that over -1, 0; elsewhere such sums are empty
        raise Unsupported(f"a sum over {limits.expression} with its last index {last} below {first} - 1: ambiguous")
    return symbol.expression, range(int(first), int(last) + 1)


def sum_rule(evaluator: Evaluator, term: Term, *limits: Term) -> Any:
    """Add up a finite sum whose limits are integers at the point; it is 0 where the last is one below the first.

    The first of several indices is the innermost one, as SymPy writes a sum of sums.
    """
    *inner, outermost = limits
    symbol, values = _range(evaluator, outermost)
    total = evaluator.number(Fraction(0))
    for value in values:
        at_value = evaluator.with_symbol(symbol, value)
        total = total + (sum_rule(at_value, term, *inner) if inner else at_value.value(term))
    return total


def _ceiling(evaluator: BallEvaluator, argument: sp.Expr) -> arb:
    """Return the integer all points of the ball share; at a tie the exact value decides; else the hull."""
    value = evaluator(argument)
    if isinstance(value, acb):
        raise Unsupported(f"the ceiling of a complex number: {argument}")
    ceiling = unique_ceiling(value)
    if ceiling is not None:
        return ball(ceiling)
    try:
        exact = exact_value(argument, evaluator.point, evaluator.budget).rational()
    except (NotExact, Undetermined):
        return arb(value.ceil())
    return ball(-(-exact.numerator // exact.denominator))


def _floor(evaluator: BallEvaluator, argument: sp.Expr) -> arb:
    return -_ceiling(evaluator, -argument)


def _integral(evaluator: BallEvaluator, integrand: sp.Expr, limits: sp.Tuple) -> arb:
    """Enclose an integral over a real interval; the integrand must be a rational function of the variable."""
    symbol, low, high = limits
    value = _rational_function(evaluator, integrand, symbol)

    # A rational function is meromorphic: on a ball that meets a pole its enclosure is not finite, as acb.integral asks.
    # The number of evaluations is limited, as bisection towards a pole on the way has no end.
    first, last = _real("an integral between", (evaluator(low), evaluator(high)))
    enclosure = acb.integral(
        lambda z, _analytic: acb(value(z)), acb(first), acb(last), eval_limit=_MOST_EVALUATIONS
    )
    area: arb = enclosure.real
    return area


def _rational_function(evaluator: BallEvaluator, expression: sp.Expr, symbol: sp.Symbol) -> Callable[[Any], Any]:
    """Prepare sums, products and whole powers for many evaluations: what is constant is evaluated once."""
    if symbol not in expression.free_symbols:
        (constant,) = _real("an integral", (evaluator(expression),))
        return lambda _z: constant
    if expression == symbol:
        return lambda z: z
    if isinstance(expression, sp.Pow):
        base = _rational_function(evaluator, expression.base, symbol)
        exponent = rational_at(expression.exp, evaluator.point, evaluator.budget)
        if exponent.denominator == 1:
            whole = exponent.numerator
            return lambda z: base(z) ** whole
    if isinstance(expression, sp.Add | sp.Mul):
        parts = [_rational_function(evaluator, part, symbol) for part in expression.args]
        join = add if isinstance(expression, sp.Add) else mul
        return reduce(lambda left, right: lambda z: join(left(z), right(z)), parts)
    raise Unsupported(f"only rational functions are integrated, not {expression}")


def _hyper(evaluator: BallEvaluator, above: sp.Tuple, under: sp.Tuple, argument: sp.Expr) -> Any:
    """Enclose 2F1 with rational parameters; Arb has to be told which of their differences are exact integers."""
    if len(above) != 2 or len(under) != 1:
        raise Unsupported(f"only 2F1 is evaluated, not a {len(above)}F{len(under)}")
    z = evaluator(argument)
    a, b, c = (rational_at(p, evaluator.point, evaluator.budget) for p in (*above, *under))
    whole = {"ab": a - b, "ac": a - c, "bc": b - c, "abc": a + b - c}
    flags = {name: difference.denominator == 1 for name, difference in whole.items()}

    def value(argument: Any) -> acb:
        return acb(argument).hypgeom_2f1(acb(ball(a)), acb(ball(b)), acb(ball(c)), **flags)

    if isinstance(z, acb) or z > 1:
        return value(z)
    if not z < 1:
        return arb("nan")
    if z > 0 and a > 0 and c > b > 0 and z.rad() > 0 and z.upper() < 1:
        # Increasing, by Euler's integral; near 1 Arb takes seconds for a wide ball and is quick for its exact ends.
        return value(z.lower()).real.union(value(z.upper()).real)
    return value(z).real


def _log(value: Any) -> Any:
    """Take the principal branch; a negative real argument gives a complex value."""
    if isinstance(value, arb) and value < 0:
        return acb(value).log()
    return value.log()


def _maximum(*values: arb) -> arb:
    return reduce(lambda x, y: x.max(y), _real("the maximum", values))


def _minimum(*values: arb) -> arb:
    return reduce(lambda x, y: x.min(y), _real("the minimum", values))


def _part(value: Any) -> acb:
    """Return a complex number to take a part of: none where either part is undefined, as in (-1)^(1/2) or log 0."""
    return acb(value) if value.is_finite() else acb(arb("nan"), arb("nan"))


def _real(what: str, values: tuple[Any, ...]) -> tuple[arb, ...]:
    if any(isinstance(value, acb) for value in values):
        raise Unsupported(f"{what} of complex numbers")
    return values


BallEvaluator.strict.update(
    {
        sp.Add: lambda *terms: reduce(lambda x, y: x + y, terms),
        sp.Mul: lambda *factors: reduce(lambda x, y: x * y, factors),
        sp.exp: lambda x: x.exp(),
        sp.log: _log,
        sp.Abs: abs,
        sp.Max: _maximum,
        sp.Min: _minimum,
        sp.atan: lambda x: x.atan(),
        sp.sin: lambda x: x.sin(),
        sp.cos: lambda x: x.cos(),
        sp.re: lambda x: _part(x).real,
        sp.im: lambda x: _part(x).imag,
    }
)
BallEvaluator.strict[type(sp.pi)] = arb.pi
BallEvaluator.strict[type(sp.E)] = lambda: arb(1).exp()
BallEvaluator.strict[type(sp.I)] = lambda: acb(0, 1)
BallEvaluator.direct.update({sp.Pow: _power, sp.Piecewise: piecewise_rule, sp.Sum: sum_rule})
BallEvaluator.lazy.update(
    {
        sp.ceiling: _ceiling,
        sp.floor: _floor,
        sp.Integral: _integral,
        sp.hyper: _hyper,
    }
)
