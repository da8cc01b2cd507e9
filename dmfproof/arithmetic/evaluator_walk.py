"""Walk an expression at a point: the rule of each head from a table, every subexpression once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from typing import Any, ClassVar

import sympy as sp

from dmfproof.arithmetic.ball import current_bits
from dmfproof.arithmetic.evaluator_term import Term, term_of
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
    "keep",
    "shared_key",
]

Point = Mapping[sp.Symbol, Any]
Rule = Callable[..., Any]

# Values of terms whose symbols stand for integers are kept for all points: so many of them a precision.
_MOST_SHARED = 1 << 15


@dataclass(frozen=True, slots=True)
class Budget:
    """How much work one question may cost: steps of gradient descent, and bits of precision."""

    max_steps: int = 100_000
    max_bits: int = 4096

    def __hash__(self) -> int:
        return self.max_steps ^ (self.max_bits << 40)


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
    key: tuple[Any, Budget, int] = (kind, budget, current_bits() if kind.rounds else 0)
    known = point.evaluators.get(key)
    if known is None:
        known = point.evaluators[key] = kind(point, budget)
        known.shared = _shared(*key)
        if point.within is not None:
            known.outer, known.extra = evaluator_at(kind, point.within, budget), point.extra
    return known


@lru_cache(maxsize=256)
def _shared(kind: type[Evaluator], budget: Budget, bits: int) -> dict[Any, Any]:
    """Keep the values of terms in integers, such as c_N, for all points at one precision."""
    del kind, budget, bits
    return {}


def shared_key(term: Term, point: Point) -> tuple[Any, ...] | None:
    """Return under what to keep the value of a term in integers for all points; None where a value is a ball."""
    assert term.whole is not None
    values = [point.get(symbol) for symbol in term.whole]
    return (term, *values) if all(isinstance(value, int | Fraction) for value in values) else None


def keep(shared: dict[Any, Any], key: tuple[Any, ...], value: Any) -> None:
    """Keep a value for all points; forget all when there are too many."""
    if len(shared) >= _MOST_SHARED:
        shared.clear()
    shared[key] = value


class Undetermined(ArithmeticError):
    """A value that this precision or budget does not determine (a branch condition, a hitting time).

    `final` says that more precision would not help.
    """

    def __init__(self, message: str, *, final: bool = False) -> None:
        super().__init__(message)
        self.final = final


@dataclass(eq=False)
class Evaluator:
    """Walk an expression at one point; subclasses say how numbers are made and bring their tables of rules.

    `strict` rules get values; `lazy` rules get the evaluator and the unevaluated arguments, `direct` ones as terms.
    """

    point: Point
    budget: Budget = DEFAULT_BUDGET
    memo: dict[Term, Any] = field(default_factory=dict)
    outer: Evaluator | None = None
    extra: sp.Symbol | None = None
    shared: dict[Any, Any] | None = None
    strict: ClassVar[dict[type, Rule]] = {}
    lazy: ClassVar[dict[type, Rule]] = {}
    direct: ClassVar[dict[type, Rule]] = {}
    rounds: ClassVar[bool] = True  # whether values depend on the working precision

    def number(self, value: Any) -> Any:
        """Convert a rational, or a value the point already holds in this arithmetic."""
        raise NotImplementedError

    def __call__(self, expression: sp.Basic) -> Any:
        """Evaluate; a subexpression that occurs twice is evaluated once."""
        return self.value(term_of(expression))

    def value(self, term: Term) -> Any:
        """Evaluate a term."""
        value = self.memo.get(term)
        if value is None:
            value = self.memo[term] = self._find(term)
        return value

    def with_symbol(self, symbol: sp.Symbol, value: Any) -> Evaluator:
        """Return an evaluator of the same kind at the point extended by one symbol."""
        return evaluator_at(type(self), extend(self.point, symbol, value), self.budget)

    def _find(self, term: Term) -> Any:
        """Take a value from where it is known already, else walk."""
        if term.whole is not None and self.shared is not None:
            key = shared_key(term, self.point)
            value = self.shared.get(key)
            if value is None:
                value = self._walk(term)
                if key is not None:
                    keep(self.shared, key, value)
            return value
        if self.outer is not None and self.extra not in term.symbols:
            return self.outer.value(term)
        return self._walk(term)

    def _walk(self, term: Term) -> Any:
        if term.number is not None:
            return self.number(term.number)
        if isinstance(term.expression, sp.Symbol):
            if term.expression not in self.point:
                holds = f"the point has {sorted(map(str, self.point))}"
                raise InvalidInput(str(term.expression), "none", "missing", holds, "Give it a value")
            return self.number(self.point[term.expression])
        kinds: Any = type(self), term.head
        try:
            rule, form = _rule_for(*kinds)
        except LookupError:
            raise self.without_rule(term.expression) from None
        if form == "strict":
            return rule(*map(self.value, term.arguments))
        return rule(self, *(term.arguments if form == "direct" else term.expression.args))

    def without_rule(self, expression: sp.Basic) -> Exception:
        """Return what to raise for an expression whose head is in no table."""
        return Unsupported(f"no rule evaluates {type(expression).__name__}; the expression is {expression}")


@lru_cache(maxsize=4096)
def _rule_for(evaluator: Any, head: Any) -> tuple[Rule, str]:
    """Return the rule of the nearest base class that has one, and in which table it is; raises `LookupError`.

    Only found rules are remembered: a module that is imported later may bring more.
    """
    for kind in head.__mro__:
        for form in ("direct", "lazy", "strict"):
            if kind in getattr(evaluator, form):
                return getattr(evaluator, form)[kind], form
    raise LookupError(head)
