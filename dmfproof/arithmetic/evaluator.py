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
from dmfproof.arithmetic.evaluator_term import Term, term_of
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
    keep,
    shared_key,
)
from dmfproof.arithmetic.radical import NotExact, Radical
from dmfproof.errors import Unsupported
from dmfproof.verdict import Outcome, all_of, any_of

__all__ = [
    "DEFAULT_BUDGET",
    "Budget",
    "Evaluator",
    "Point",
    "Remembering",
    "Rule",
    "Undetermined",
    "decide",
    "enclose",
    "evaluator_at",
    "exact_value",
    "extend",
]

_GENEROUS = Budget(max_bits=1 << 16)


def decide(statement: sp.Basic, point: Point, budget: Budget = DEFAULT_BUDGET) -> Outcome:
    """Decide a relation, or a Boolean combination of relations (Kleene's tables), at a point."""
    if statement is sp.true or statement is True:
        return Outcome.CERTIFIED
    if statement is sp.false or statement is False:
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
    """Decide a relation, once at a point that remembers, and one in N once for all points: conditions recur."""
    term = term_of(relation)
    if not isinstance(point, Remembering):
        return _escalate(term, point, budget)
    known = point.outcomes.get((term, budget))
    if known is None:
        key = shared_key(term, point) if term.whole is not None else None
        shared = _shared_outcomes(budget)
        known = shared.get(key)
        if known is None:
            known = _escalate(term, point, budget)
            if key is not None:
                keep(shared, key, known)
        point.outcomes[term, budget] = known
    return known


@lru_cache(maxsize=64)
def _shared_outcomes(budget: Budget) -> dict[Any, Outcome]:
    """Keep how relations in integers, such as N = 2, were decided within a budget, for all points."""
    del budget
    return {}


def _escalate(relation: Term, point: Point, budget: Budget) -> Outcome:
    bits = _first_bits(relation, budget.max_bits)
    tried_exact = False
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
            if not any(isinstance(value, arb) for value in point.values()):  # a ball has no exact value
                try:
                    return _exactly(relation, point, budget)
                except (NotExact, Undetermined):
                    pass
        bits *= 2
    return Outcome.UNDECIDED


def _first_bits(relation: Term, most: int) -> int:
    """Return where escalation starts: 64 bits, or as many as the longest constant has, such as 10^-500."""
    bits = 64
    while bits < relation.longest and 2 * bits <= most:
        bits *= 2
    return bits


def _by_balls(relation: Term, point: Point, bits: int, budget: Budget) -> Outcome:
    from dmfproof.arithmetic.evaluator_ball import BallEvaluator

    with working_precision(bits):
        left, right = map(evaluator_at(BallEvaluator, point, budget).value, relation.arguments)
        if isinstance(left, acb) or isinstance(right, acb):
            wanted = f"a comparison of complex numbers: {relation.expression}"
            raise Unsupported(f"{wanted}; wrap the sides in re() or Abs()")
        return compare(relation.expression, left, right)


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


def _exactly(relation: Term, point: Point, budget: Budget) -> Outcome:
    left, right = (exact_value(side.expression, point, budget) for side in relation.arguments)
    order = left.compare(right)
    truth = {
        sp.StrictLessThan: order < 0,
        sp.LessThan: order <= 0,
        sp.StrictGreaterThan: order > 0,
        sp.GreaterThan: order >= 0,
        sp.Equality: order == 0,
        sp.Unequality: order != 0,
    }[relation.head]
    return Outcome.CERTIFIED if truth else Outcome.REFUTED


def exact_value(expression: sp.Basic, point: Point, budget: Budget = DEFAULT_BUDGET) -> Radical:
    """Evaluate exactly; raises `NotExact` where the value is no rational or real radical."""
    from dmfproof.arithmetic.evaluator_exact import ExactEvaluator

    value = evaluator_at(ExactEvaluator, point, budget)(expression)
    assert isinstance(value, Radical)
    return value


def rational_at(expression: sp.Basic | Term, point: Point, budget: Budget = DEFAULT_BUDGET) -> Fraction:
    """Evaluate what must be rational, such as an exponent; raises `NotExact`."""
    term = expression if isinstance(expression, Term) else term_of(expression)
    if term.number is not None:
        return term.number
    return exact_value(term.expression, point, budget).rational()


def enclose(
    expression: sp.Basic, point: Point, *, bits: int = 64, budget: Budget = _GENEROUS, most_bits: int | None = None
) -> arb:
    """Enclose a real expression with at least `bits` certain bits.

    The working precision is chosen from the conditioning: it is raised by what the result lacks.  Where `most_bits`
    (if not given, `budget.max_bits`) is reached (the value may be exactly zero, say) the best enclosure is returned:
    its radius tells.  Raises `Undetermined` where a branch or a budget leaves no enclosure.
    """
    from dmfproof.arithmetic.evaluator_ball import BallEvaluator

    working, most = bits + 32, budget.max_bits if most_bits is None else min(most_bits, budget.max_bits)
    while True:
        with working_precision(working):
            try:
                value: arb = evaluator_at(BallEvaluator, point, budget)(expression)
            except Undetermined as stop:
                if stop.final or 2 * working > most:
                    raise
                working *= 2
                continue
            if isinstance(value, acb):
                raise Unsupported(f"{expression} is complex; wrap it in re(), im() or Abs()")
            missing = bits - relative_bits(value)
        if missing <= 0 or value == 0 or working >= most:
            return value
        working = min(most, working + max(missing + 32, working // 2))


def truth_of(condition: Boolean, point: Point, budget: Budget = DEFAULT_BUDGET) -> bool:
    """Decide a branch condition; raises `Undetermined` where it cannot be decided."""
    outcome = decide(condition, point, budget)
    if outcome is Outcome.UNDECIDED:
        raise Undetermined(f"the condition {condition} is undecided")
    return outcome is Outcome.CERTIFIED
