"""Turn SymPy expressions into Arb balls, exact radicals or mpmath numbers, by one walk and three tables of rules.

The expression that a statement shows is the expression that is evaluated here.  A table maps the head of an
expression to a rule; a head that is in no table raises `Unsupported`.  Relations become three-valued
outcomes: balls first, at doubling precision; exact radicals where balls cannot separate the two sides.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import Any

import sympy as sp
from flint import acb, arb
from sympy.core.relational import Relational
from sympy.logic.boolalg import Boolean

from dmfproof.arithmetic.ball import at_most, below, relative_bits, working_precision
from dmfproof.arithmetic.evaluator_walk import (
    DEFAULT_BUDGET,
    Budget,
    Evaluator,
    Point,
    Remembering,
    Rule,
    Undetermined,
    evaluator_at,
    extend,
)
from dmfproof.arithmetic.radical import NotExact, Radical
from dmfproof.errors import Unsupported
from dmfproof.verdict import Outcome, all_of, any_of

__all__ = [
    "Budget",
    "Evaluator",
    "Point",
    "Remembering",
    "Rule",
    "Undetermined",
    "decide",
    "enclose",
    "exact_value",
    "extend",
]

_GENEROUS = Budget(max_bits=1 << 16)


def decide(statement: sp.Basic, point: Point, budget: Budget = DEFAULT_BUDGET) -> Outcome:
    """Decide a relation, or a Boolean combination of relations (Kleene's tables), at a point."""
    if statement in (sp.true, True):
        return Outcome.CERTIFIED
    if statement in (sp.false, False):
        return Outcome.REFUTED
    if isinstance(statement, Relational):
        return _relation(statement, point, budget)
    parts = (decide(part, point, budget) for part in statement.args)
    if isinstance(statement, sp.And):
        return all_of(*parts)
    if isinstance(statement, sp.Or):
        return any_of(*parts)
    if isinstance(statement, sp.Not):
        return ~next(parts)
    if isinstance(statement, sp.Implies):
        premise, conclusion = parts
        return any_of(~premise, conclusion)
    raise Unsupported(f"no rule decides {type(statement).__name__}; the statement is {statement}")


def _relation(relation: Relational, point: Point, budget: Budget) -> Outcome:
    """Decide a relation, once at a point that remembers: a condition recurs at every precision."""
    if not isinstance(point, Remembering):
        return _escalate(relation, point, budget)
    known = point.outcomes.get((relation, budget))
    if known is None:
        known = point.outcomes[relation, budget] = _escalate(relation, point, budget)
    return known


def _escalate(relation: Relational, point: Point, budget: Budget) -> Outcome:
    bits = _first_bits(relation, budget.max_bits)
    tried_exact = any(isinstance(value, arb) for value in point.values())  # a ball has no exact value
    while bits <= budget.max_bits:
        try:
            outcome = _by_balls(relation, point, bits, budget)
        except Undetermined as stop:
            if stop.final:
                return Outcome.UNDECIDED
            outcome = Outcome.UNDECIDED
        if outcome is not Outcome.UNDECIDED:
            return outcome
        if not tried_exact:
            tried_exact = True
            try:
                return _exactly(relation, point, budget)
            except (NotExact, Undetermined):
                pass
        bits *= 2
    return Outcome.UNDECIDED


@lru_cache(maxsize=4096)
def _first_bits(relation: Relational, most: int) -> int:
    """Return where escalation starts: 64 bits, or as many as the longest constant has, such as 10^-500."""
    longest = max((max(int(c.p).bit_length(), int(c.q).bit_length()) for c in relation.atoms(sp.Rational)), default=0)
    bits = 64
    while bits < longest and 2 * bits <= most:
        bits *= 2
    return bits


def _by_balls(relation: Relational, point: Point, bits: int, budget: Budget) -> Outcome:
    from dmfproof.arithmetic.evaluator_ball import BallEvaluator

    with working_precision(bits):
        evaluator = evaluator_at(BallEvaluator, point, budget)
        left, right = evaluator(relation.lhs), evaluator(relation.rhs)
        if isinstance(left, acb) or isinstance(right, acb):
            raise Unsupported(f"a comparison of complex numbers: {relation}; wrap the sides in re() or Abs()")
        return compare(relation, left, right)


def compare(relation: Relational, left: arb, right: arb) -> Outcome:
    """Compare two balls as a relation asks."""
    if isinstance(relation, sp.StrictLessThan):
        return below(left, right)
    if isinstance(relation, sp.LessThan):
        return at_most(left, right)
    if isinstance(relation, sp.StrictGreaterThan):
        return below(right, left)
    if isinstance(relation, sp.GreaterThan):
        return at_most(right, left)
    equal = all_of(at_most(left, right), at_most(right, left))
    return equal if isinstance(relation, sp.Equality) else ~equal


def _exactly(relation: Relational, point: Point, budget: Budget) -> Outcome:
    order = exact_value(relation.lhs, point, budget).compare(exact_value(relation.rhs, point, budget))
    truth = {
        sp.StrictLessThan: order < 0,
        sp.LessThan: order <= 0,
        sp.StrictGreaterThan: order > 0,
        sp.GreaterThan: order >= 0,
        sp.Equality: order == 0,
        sp.Unequality: order != 0,
    }[type(relation)]
    return Outcome.CERTIFIED if truth else Outcome.REFUTED


def exact_value(expression: sp.Basic, point: Point, budget: Budget = DEFAULT_BUDGET) -> Radical:
    """Evaluate exactly; raises `NotExact` where the value is no rational or real radical."""
    from dmfproof.arithmetic.evaluator_exact import ExactEvaluator

    value = evaluator_at(ExactEvaluator, point, budget)(expression)
    assert isinstance(value, Radical)
    return value


def rational_at(expression: sp.Basic, point: Point, budget: Budget = DEFAULT_BUDGET) -> Fraction:
    """Evaluate what must be rational, such as an exponent; raises `NotExact`.

    It is remembered by the values of its variables, mostly the depth alone, since points share those.
    """
    symbols = _variables(expression)
    values = tuple([point.get(symbol) for symbol in symbols])
    for value in values:
        if not isinstance(value, int | Fraction):
            return exact_value(expression, point, budget).rational()
    found = _rational_at(expression, symbols, values, budget)
    if isinstance(found, NotExact):
        raise NotExact(*found.args)
    return found


@lru_cache(maxsize=1 << 14)
def _variables(expression: sp.Basic) -> tuple[sp.Symbol, ...]:
    return tuple(sorted(expression.free_symbols, key=str))


@lru_cache(maxsize=1 << 14)
def _rational_at(
    expression: sp.Basic, symbols: tuple[sp.Symbol, ...], values: tuple[Any, ...], budget: Budget
) -> Fraction | NotExact:
    try:
        return exact_value(expression, dict(zip(symbols, values, strict=True)), budget).rational()
    except NotExact as found:
        return found.with_traceback(None)


def enclose(expression: sp.Basic, point: Point, *, bits: int = 64, budget: Budget = _GENEROUS) -> arb:
    """Enclose a real expression with at least `bits` certain bits.

    The working precision is chosen from the conditioning: it is raised by what the result lacks.  Where
    `budget.max_bits` is reached (the value may be exactly zero, say) the best enclosure is returned: its radius tells.
    Raises `Undetermined` where a branch or a budget leaves no enclosure.
    """
    from dmfproof.arithmetic.evaluator_ball import BallEvaluator

    working = bits + 32
    while True:
        with working_precision(working):
            try:
                value: arb = evaluator_at(BallEvaluator, point, budget)(expression)
            except Undetermined as stop:
                if stop.final or 2 * working > budget.max_bits:
                    raise
                working *= 2
                continue
            if isinstance(value, acb):
                raise Unsupported(f"{expression} is complex; wrap it in re(), im() or Abs()")
            missing = bits - relative_bits(value)
        if missing <= 0 or value == 0 or working >= budget.max_bits:
            return value
        working = min(budget.max_bits, working + max(missing + 32, working // 2))


def truth_of(condition: Boolean, point: Point, budget: Budget = DEFAULT_BUDGET) -> bool:
    """Decide a branch condition; raises `Undetermined` where it cannot be decided."""
    outcome = decide(condition, point, budget)
    if outcome is Outcome.UNDECIDED:
        raise Undetermined(f"the condition {condition} is undecided")
    return outcome is Outcome.CERTIFIED
