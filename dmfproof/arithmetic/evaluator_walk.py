"""Walk an expression at a point: the rule of each head from a table, every subexpression once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from typing import Any, ClassVar

import sympy as sp

from dmfproof.arithmetic.ball import current_bits
from dmfproof.errors import InvalidInput, Unsupported
from dmfproof.verdict import Outcome

__all__ = [
    "DEFAULT_BUDGET",
    "Budget",
    "Evaluator",
    "Point",
    "Remembering",
    "Rule",
    "Undetermined",
    "evaluator_at",
    "extend",
]

Point = Mapping[sp.Symbol, Any]
Rule = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Budget:
    """How much work one question may cost: steps of gradient descent, and bits of precision."""

    max_steps: int = 100_000
    max_bits: int = 4096


DEFAULT_BUDGET = Budget()


class Remembering(dict[sp.Symbol, Any]):
    """A point that keeps what was evaluated at it, so that nothing is evaluated twice at the same precision.

    It must not be changed any more.  Values are the same as at a plain dictionary: every one is a function of the
    expression, the point, the budget and the precision alone.  `within` is the point that this one extends by `extra`.
    """

    __slots__ = ("evaluators", "extra", "outcomes", "within")

    def __init__(self, values: Point, within: Remembering | None = None, extra: sp.Symbol | None = None) -> None:
        super().__init__(values)
        self.evaluators: dict[Any, Evaluator] = {}
        self.outcomes: dict[Any, Outcome] = {}
        self.within, self.extra = within, extra


def extend(point: Point, symbol: sp.Symbol, value: Any) -> Point:
    """Return the point with one more value; what does not mention its symbol is still evaluated at the old point."""
    extended = {**point, symbol: value}
    return Remembering(extended, point, symbol) if isinstance(point, Remembering) else extended


def evaluator_at(kind: type[Evaluator], point: Point, budget: Budget) -> Evaluator:
    """Return an evaluator at the working precision: at a point that remembers, the one it had before."""
    if not isinstance(point, Remembering):
        return kind(point, budget)
    key = (kind, budget, current_bits())
    known = point.evaluators.get(key)
    if known is None:
        known = point.evaluators[key] = kind(point, budget)
        if point.within is not None:
            known.outer = evaluator_at(kind, point.within, budget)
    return known


@lru_cache(maxsize=1 << 16)
def _mentions(expression: sp.Basic, symbol: sp.Symbol) -> bool:
    return symbol in expression.free_symbols


class Undetermined(ArithmeticError):
    """A value that this precision or budget does not determine (a branch condition, a hitting time).

    `final` says that more precision would not help.
    """

    def __init__(self, message: str, *, final: bool = False) -> None:
        super().__init__(message)
        self.final = final


@dataclass
class Evaluator:
    """Walk an expression at one point; subclasses say how numbers are made and bring their table of rules.

    `strict` rules get values; `lazy` rules get the evaluator and the unevaluated arguments.
    """

    point: Point
    budget: Budget = DEFAULT_BUDGET
    memo: dict[sp.Basic, Any] = field(default_factory=dict)
    outer: Evaluator | None = None
    strict: ClassVar[dict[type, Rule]] = {}
    lazy: ClassVar[dict[type, Rule]] = {}

    def number(self, value: Any) -> Any:
        """Convert a rational, or a value the point already holds in this arithmetic."""
        raise NotImplementedError

    def __call__(self, expression: sp.Basic) -> Any:
        """Evaluate; a subexpression that occurs twice is evaluated once."""
        value = self.memo.get(expression)
        if value is None:
            if self.outer is not None and not _mentions(expression, self.point.extra):  # type: ignore[attr-defined]
                value = self.outer(expression)
            else:
                value = self._walk(expression)
            self.memo[expression] = value
        return value

    def with_symbol(self, symbol: sp.Symbol, value: Any) -> Evaluator:
        """Return an evaluator of the same kind at the point extended by one symbol."""
        return evaluator_at(type(self), extend(self.point, symbol, value), self.budget)

    def _walk(self, expression: sp.Basic) -> Any:
        if isinstance(expression, sp.Rational):
            return self.number(Fraction(int(expression.p), int(expression.q)))
        if isinstance(expression, sp.Symbol):
            if expression not in self.point:
                holds = f"the point has {sorted(map(str, self.point))}"
                raise InvalidInput(str(expression), "none", "missing", holds, "Give it a value")
            return self.number(self.point[expression])
        heads: Any = type(self), type(expression)
        try:
            rule, is_lazy = _rule_for(*heads)
        except LookupError:
            raise self.without_rule(expression) from None
        if is_lazy:
            return rule(self, *expression.args)
        return rule(*map(self, expression.args))

    def without_rule(self, expression: sp.Basic) -> Exception:
        """Return what to raise for an expression whose head is in no table."""
        return Unsupported(f"no rule evaluates {type(expression).__name__}; the expression is {expression}")


@lru_cache(maxsize=4096)
def _rule_for(evaluator: Any, head: Any) -> tuple[Rule, bool]:
    """Return the rule of the nearest base class that has one, and whether it is lazy; raises `LookupError`.

    Only found rules are remembered: a module that is imported later may bring more.
    """
    for kind in head.__mro__:
        if kind in evaluator.lazy:
            return evaluator.lazy[kind], True
        if kind in evaluator.strict:
            return evaluator.strict[kind], False
    raise LookupError(head)
