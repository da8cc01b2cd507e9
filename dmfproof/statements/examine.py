"""Decide a claim at a point: certified, refuted (with the reason) or undecided, with margin and tightness."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

import sympy as sp
from sympy.core.relational import Relational
from sympy.logic.boolalg import Boolean

from dmfproof.arithmetic.ball import decimal_ends, relative_bits, working_precision, writable
from dmfproof.arithmetic.ball_descent import ball_iterates
from dmfproof.arithmetic.evaluator import Budget, Remembering, Undetermined, decide, enclose, extend
from dmfproof.arithmetic.exact_descent import as_fraction, exact_bits, exact_iterates
from dmfproof.errors import OutsideDomain, ToolFault, Unsupported
from dmfproof.problem import Problem
from dmfproof.statements.membership import conditions, is_of_kind, reach
from dmfproof.statements.model import Claim, Computed, ForEveryStep, formula_of, rests_on_an_argument, x, x_next
from dmfproof.statements.points import exact_point, parse_point, write_point
from dmfproof.statements.vocabulary import N, alpha, eta, lam
from dmfproof.verdict import Outcome, Verdict, all_of

__all__ = ["OutsideDomain", "assumption_holds", "examine", "parse_point", "write_point"]

_EXACT_ATTACK_BITS = 40_000.0
_ATTACK_BITS = 192
_MARGIN_BITS = 48
_TIGHTNESS_BITS = 12  # fewer certain bits make no tightness
_MEASURE_BITS = 160  # a margin is for readers: a side that vanishes to so many bits is not worth more


def examine(
    claim: Claim,
    point: Mapping[Any, Any],
    *,
    budget: Budget | None = None,
    margin_bits: int = _MARGIN_BITS,
    drawn: bool = False,
) -> Verdict:
    """Decide one claim at one point, given by symbols or by names.

    drawn -- whether the point was drawn from the claim's domain, so that its ranges are known to hold;
    margin_bits -- certain bits of both sides that margin and tightness are computed from (the outcome is not); with
    less than the usual 48 the precision is hardly raised for them, and there may be none.
    Raises `OutsideDomain` where an assumption is certainly violated, where N, lam's sign or an integer is none that
    the claim speaks of, and where a point not certainly between the domain's bounds breaks the conclusion.  A point
    beyond a bound may be certified where the conclusion is a relation that is decided there, and says all that the
    claim says; where it rests on an argument, such a point is refused.  Raises `InvalidInput` for a malformed point.
    """
    budget = budget or Budget()
    if any(isinstance(key, str) for key in point):
        point = parse_point(claim, point)
    if not isinstance(point, Remembering):  # assumptions, conclusion and margin share most of what they are made of
        point = Remembering(exact_point(claim, point))
    _check_kind(claim, point)
    assumed: list[Outcome] = []
    for assumption in claim.assumes:
        outcome = assumption_holds(assumption, point, budget)
        if outcome is Outcome.REFUTED:
            raise _outside(claim, point, f"{formula_of(assumption)} does not hold there")
        assumed.append(outcome)
    try:
        if isinstance(claim.concludes, ForEveryStep):
            verdict = _every_step(claim.concludes, point, budget, margin_bits)
        elif isinstance(claim.concludes, Computed):
            verdict = claim.concludes.decide(point, budget)
        else:
            verdict = _relation(claim.concludes, point, budget, margin_bits)
    except ToolFault:
        _check_bounds(claim, point, budget)
        raise
    if verdict.outcome is Outcome.REFUTED:
        _check_bounds(claim, point, budget)
    if verdict.outcome is Outcome.CERTIFIED and rests_on_an_argument(claim) and not drawn:
        assumed.append(_presupposed(claim, point, budget))
    if all_of(*assumed) is Outcome.UNDECIDED:
        return Verdict(Outcome.UNDECIDED, verdict.method, reason="an assumption is undecided at this point")
    return verdict


def assumption_holds(assumption: sp.Basic | Computed, point: Mapping[sp.Symbol, Any], budget: Budget) -> Outcome:
    """Decide one assumption of a claim at a point."""
    if isinstance(assumption, Computed):
        return assumption.decide(point, budget).outcome
    return decide(assumption, point, budget)


def _check_kind(claim: Claim, point: Mapping[sp.Symbol, Any]) -> None:
    """Refuse a value that is none of those that a variable stands for: a depth below the domain's, a wrong sign."""
    for draw in claim.domain:
        if not is_of_kind(draw, point[draw.symbol], point):
            raise _outside(claim, point, f"{draw.symbol} is not in its domain")


def _outside(claim: Claim, point: Mapping[sp.Symbol, Any], where: str) -> OutsideDomain:
    return OutsideDomain(f"{claim.name} says nothing at {write_point(point)}: {where}")


def _check_bounds(claim: Claim, point: Mapping[sp.Symbol, Any], budget: Budget) -> None:
    """Refuse a variable that is not certainly between its bounds, or beyond the reach of campaigns."""
    for relation in (*conditions(claim.domain), *reach(claim.domain)):
        if decide(relation, point, budget) is not Outcome.CERTIFIED:
            raise _outside(claim, point, f"{relation} is not certain there")


def _presupposed(claim: Claim, point: Mapping[sp.Symbol, Any], budget: Budget) -> Outcome:
    """Decide what a claim's argument presupposes of its variables; raises `OutsideDomain` where that is broken.

    Where the assumptions speak of a variable they say all that is needed of it; of another its range does.
    """
    spoken_of = set[sp.Basic]().union(*(formula_of(assumption).free_symbols for assumption in claim.assumes))
    outcome = Outcome.CERTIFIED
    for relation in conditions(claim.domain, but=spoken_of):
        found = decide(relation, point, budget)
        if found is Outcome.REFUTED:
            raise _outside(claim, point, f"{relation} does not hold there")
        outcome = all_of(outcome, found)
    return outcome


def _relation(conclusion: sp.Basic, point: Mapping[sp.Symbol, Any], budget: Budget, margin_bits: int) -> Verdict:
    outcome = decide(conclusion, point, budget)
    margin, tightness = _measure(conclusion, point, budget, margin_bits)
    reason = ""
    if outcome is Outcome.UNDECIDED:
        reason = _obstacle(conclusion, point, budget)
    if outcome is Outcome.REFUTED:
        reason = "the conclusion is false at this point"
    return Verdict(outcome, "balls, exact at ties", reason=reason, margin=margin, tightness=tightness)


def _obstacle(conclusion: sp.Basic, point: Mapping[sp.Symbol, Any], budget: Budget) -> str:
    """Say why a conclusion is undecided: a budget that ran out, or two sides that balls cannot separate."""
    for relation in _relations(conclusion):
        try:
            for side in relation.args:
                enclose(side, point, bits=32, budget=budget)
        except Undetermined as stop:
            return str(stop)
    return f"balls of up to {budget.max_bits} bits do not separate the two sides"


def _relations(conclusion: sp.Basic) -> Iterator[Relational]:
    """Yield the relations that a conclusion combines, not conditions within their sides (they may bind variables)."""
    if isinstance(conclusion, Relational):
        yield conclusion
    elif isinstance(conclusion, Boolean):
        for part in conclusion.args:
            yield from _relations(part)


def _measure(conclusion: sp.Basic, point: Mapping[sp.Symbol, Any], budget: Budget, bits: int) -> tuple[Any, Any]:
    """Enclose right minus left, and left over right, for the first inequality of the conclusion."""
    relation = _first_inequality(conclusion)
    if relation is None:
        return None, None
    # A rough measure takes the precision of the decision: the first one, or twice that where the sides do not separate.
    caps = (_MEASURE_BITS,) if bits >= _MARGIN_BITS else (bits + 32, 2 * (bits + 32))
    try:
        for most in caps:
            sides = (relation.lts, relation.gts)
            low, high = (enclose(side, point, bits=bits, budget=budget, most_bits=most) for side in sides)
            if min(relative_bits(low), relative_bits(high)) >= _TIGHTNESS_BITS and not low.overlaps(high):
                break
    except (Undetermined, Unsupported):
        return None, None
    if not (writable(low) and writable(high) and writable(high - low)):
        return None, None
    ratio = low / high if low >= 0 and high > 0 else None
    if ratio is not None and relative_bits(ratio) < _TIGHTNESS_BITS and ratio != 0:
        ratio = None
    return decimal_ends(high - low, 6), (decimal_ends(ratio, 6) if ratio is not None and writable(ratio) else None)


def _first_inequality(conclusion: sp.Basic) -> Any:
    inequalities = (sp.Le, sp.Lt, sp.Ge, sp.Gt)
    if isinstance(conclusion, inequalities):
        return conclusion
    if isinstance(conclusion, sp.And):
        relations = [part for part in conclusion.args if isinstance(part, Relational)]
        return next((part for part in relations if isinstance(part, inequalities)), None)
    return None


def _every_step(
    claim: ForEveryStep, point: Mapping[sp.Symbol, Any], budget: Budget, margin_bits: int
) -> Verdict:
    certain = decide(claim.because, point, budget)
    broken = _attack(claim, point, budget)
    margin, tightness = _measure(claim.because, point, budget, margin_bits)
    if broken is not None:
        reason = f"the step from k = {broken} breaks it"
        if certain is Outcome.CERTIFIED:  # the argument is prose: it may be wrong where both computations are right
            reason += ", although the sufficient condition holds: the argument is wrong"
        method = "orbit in balls, exact at ties"
        return Verdict(Outcome.REFUTED, method, reason=reason, margin=margin, tightness=tightness)
    if certain is Outcome.CERTIFIED:
        return Verdict(Outcome.CERTIFIED, f"all k: {claim.argument}", margin=margin, tightness=tightness)
    reason = f"the sufficient condition is {certain.value}, and {claim.attack} steps do not break the claim"
    return Verdict(Outcome.UNDECIDED, "balls", reason=reason, margin=margin, tightness=tightness)


def _attack(claim: ForEveryStep, point: Mapping[sp.Symbol, Any], budget: Budget) -> int | None:
    """Return the first k whose step certainly breaks the claim, within `claim.attack` steps.

    Steps run in exact rationals while they are short, then in balls.
    """
    problem = Problem(depth=point[N], lam=point[lam], alpha=point[alpha], eta=point[eta])
    exact = 0
    while exact < claim.attack and exact_bits(problem, exact + 1) < _EXACT_ATTACK_BITS:
        exact += 1
    states: list[Any] = [as_fraction(d) for d, _ in zip(exact_iterates(problem), range(exact + 1), strict=False)]
    with working_precision(_ATTACK_BITS):
        balls = ball_iterates(problem)
        orbit = [next(balls) for _ in range(claim.attack + 1)]
    small = Budget(budget.max_steps, 256)
    for step in range(claim.attack):
        pair = states[step : step + 2] if step < exact else orbit[step : step + 2]
        if not all(isinstance(v, Fraction) or v.is_finite() for v in pair):
            return None
        here = extend(extend(point, x, pair[0]), x_next, pair[1])
        if decide(claim.step, here, small) is Outcome.REFUTED:
            return step
    return None
