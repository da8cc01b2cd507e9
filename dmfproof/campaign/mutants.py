"""Make false neighbours of a claim mechanically (`dmfproof.campaign.mutate` attacks them).

Each assumption (a bound of the domain is one) is weakened by 1% and dropped, each inequality of the conclusion is
sharpened by 1%, each number in it is perturbed by 1% either way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import sympy as sp
from sympy.core.function import Application
from sympy.core.relational import Relational

from dmfproof.errors import InvalidInput
from dmfproof.statements.domain import Between, Depth, Domain, GroundTruth
from dmfproof.statements.formula import expression_text
from dmfproof.statements.membership import stated_bounds
from dmfproof.statements.model import Claim, Computed, ForEveryStep

__all__ = ["MechanicalMutant", "mechanical_claim", "mechanical_mutants"]

_PERCENT = sp.Rational(1, 100)
_FAR = 9  # a dropped bound is moved away by so many times the width of its range


@dataclass(frozen=True, slots=True)
class MechanicalMutant:
    """One change to a claim.

    kind -- what was changed ("assumption", "inequality" or "number"); what -- the changed part, as text;
    variants -- the changed claims, the nearest first: one refuted variant kills the mutant.
    """

    name: str
    kind: str
    what: str
    variants: tuple[Claim, ...]


# --- changes to the domain and to assumptions --------------------------------------------------------------------
def mechanical_mutants(claim: Claim) -> list[MechanicalMutant]:
    """Return the mechanical mutants of a claim; a computed conclusion has those of its assumptions only."""
    return [*_without_assumptions(claim), *_sharpened(claim), *_perturbed(claim)]


def mechanical_claim(claims: Iterable[Claim], name: str) -> Claim:
    """Return the variant called `name` (such as ``upper:weaken-1``); raises `InvalidInput` if there is none."""
    stem = name.partition(":")[0]
    known = [variant for claim in claims if claim.name == stem for mutant in mechanical_mutants(claim)
             for variant in mutant.variants]  # fmt: skip
    for variant in known:
        if variant.name == name:
            return variant
    holds = f"it has {', '.join(variant.name for variant in known) or 'no such claim'}"
    raise InvalidInput("CLAIM", name, "no mechanical mutant", holds, "Run `dmfproof mutate ID` to see them all")


def _without_assumptions(claim: Claim) -> Iterator[MechanicalMutant]:
    """Weaken and drop each assumption.  The mutant is looked for where the assumption fails: nowhere else is it new."""
    assumptions = [part for part in claim.assumes if not isinstance(part, Computed)]
    bounded = {_last(claim.domain, part) for part in assumptions}
    bounds = [bound for draw in claim.domain if isinstance(draw, Between) and draw.symbol not in bounded
              for bound in stated_bounds(draw)]  # fmt: skip
    for number, assumption in enumerate([*assumptions, *bounds], start=1):
        rest = tuple(part for part in claim.assumes if part is not assumption)
        variants = []
        weaker = _weakened(assumption)
        if weaker != assumption:
            domain = _widened(claim.domain, assumption, lambda end, width: sp.Abs(end) * _PERCENT)
            there = (*rest, sp.Not(assumption), weaker)
            variants.append(_changed(claim, f"weaken-{number}", domain=domain, assumes=there))
        domain = _widened(claim.domain, assumption, lambda end, width: _FAR * width)
        variants.append(_changed(claim, f"drop-{number}", domain=domain, assumes=(*rest, sp.Not(assumption))))
        yield MechanicalMutant(f"{claim.name}:assumption-{number}", "assumption", expression_text(assumption),
                               tuple(variants))  # fmt: skip


def _last(domain: Domain, assumption: sp.Basic) -> sp.Symbol | None:
    """Return the variable that is drawn last among those of an assumption: its range has to give way."""
    symbols = [draw.symbol for draw in domain if draw.symbol in assumption.free_symbols]
    return symbols[-1] if symbols else None


def _widened(domain: Domain, assumption: sp.Basic, by: Callable[[sp.Expr, sp.Expr], sp.Expr]) -> Domain:
    """Move the ends of the range that an assumption bounds outwards, by a length made of the end and the width."""
    symbol = _last(domain, assumption)
    return tuple(_wider(draw, assumption, by) if draw.symbol == symbol else draw for draw in domain)


def _wider(draw: Any, assumption: sp.Basic, by: Callable[[sp.Expr, sp.Expr], sp.Expr]) -> Any:
    if isinstance(draw, GroundTruth):
        return replace(draw, signs="+-0")
    if isinstance(draw, Depth):
        return replace(draw, least=1, stride=1)
    if not isinstance(draw, Between):
        return draw
    low, high, named = draw.low, draw.high, _other_sides(assumption, draw.symbol)
    both = not named & {low, high}
    width = high - low
    new_low = low - by(low, width) if low in named or (both and low.free_symbols) else low
    new_high = high + by(high, width) if high in named or (both and high.free_symbols) else high
    if draw.symbol.is_positive or draw.symbol.is_nonnegative:
        new_low = sp.Max(new_low, 0) if new_low != low else low
    closed = draw.closed if new_high == high or draw.closed in ("right", "both") else f"{draw.closed}right"
    return replace(draw, low=new_low, high=new_high, closed={"leftright": "both"}.get(closed, closed))


def _other_sides(assumption: sp.Basic, symbol: sp.Symbol) -> set[sp.Basic]:
    sides = [relation.args for relation in [*assumption.atoms(Relational), assumption]
             if isinstance(relation, Relational)]  # fmt: skip
    return {other for left, right in sides for one, other in ((left, right), (right, left)) if one == symbol}


def _weakened(assumption: sp.Basic) -> sp.Basic:
    """Give every inequality 1% of its larger side more room; one with a side 0 has no scale and stays."""
    return _relations_changed(assumption, lambda relation: _moved(relation, -_PERCENT))


# --- changes to the conclusion ------------------------------------------------------------------------------------
def _sharpened(claim: Claim) -> Iterator[MechanicalMutant]:
    conclusion = _relations_of(claim)
    if conclusion is None:
        return
    for number, relation in enumerate(_positive(conclusion), start=1):
        sharper = _moved(relation, _PERCENT)
        if sharper == relation and isinstance(relation, sp.Le | sp.Ge):
            sharper = (sp.Lt if isinstance(relation, sp.Le) else sp.Gt)(*relation.args, evaluate=False)
        if sharper != relation:
            changed = _relations_changed(conclusion, partial(_exchanged, relation, sharper))
            variant = _changed(claim, f"sharpen-{number}", concludes=_with_relations(claim, changed))
            name = f"{claim.name}:inequality-{number}"
            yield MechanicalMutant(name, "inequality", expression_text(relation), (variant,))


def _exchanged(old: Relational, new: Relational, relation: Relational) -> Relational:
    return new if relation == old else relation


def _perturbed(claim: Claim) -> Iterator[MechanicalMutant]:
    """Multiply each number of the conclusion, but 0, 1 and -1, by 1.01 and by 0.99: a one-sided claim bears one."""
    conclusion = _relations_of(claim)
    if conclusion is None:
        return
    numbers = sorted((n for n in conclusion.atoms(sp.Rational) if n not in (0, 1, -1)), key=lambda n: (abs(n), n))
    for index, number in enumerate(numbers, start=1):
        variants = [
            _changed(claim, f"number-{index}{sign}", concludes=_with_relations(claim, _replaced(conclusion, number, f)))
            for sign, f in (("+", 1 + _PERCENT), ("-", 1 - _PERCENT))
        ]
        yield MechanicalMutant(f"{claim.name}:number-{index}", "number", str(number), tuple(variants))


def _replaced(expression: sp.Basic, number: sp.Rational, factor: sp.Rational) -> sp.Basic:
    """Replace a number without evaluating relations (SymPy would try to decide them)."""
    if expression == number:
        return number * factor
    arguments = [_replaced(part, number, factor) for part in expression.args]
    if all(new is old for new, old in zip(arguments, expression.args, strict=True)):
        return expression
    if isinstance(expression, Relational | Application):  # Abs, Max and their like take long to evaluate
        return expression.func(*arguments, evaluate=False)
    return expression.func(*arguments)


def _relations_of(claim: Claim) -> sp.Basic | None:
    """Return the part of a conclusion that is made of relations, None for a computed one."""
    if isinstance(claim.concludes, Computed):
        return None
    return claim.concludes.step if isinstance(claim.concludes, ForEveryStep) else claim.concludes


def _with_relations(claim: Claim, changed: sp.Basic) -> sp.Basic | ForEveryStep:
    if isinstance(claim.concludes, ForEveryStep):
        return replace(claim.concludes, step=changed)
    return changed


def _changed(claim: Claim, name: str, **changes: Any) -> Claim:
    """Return a changed claim.  What implied a claim about every step may fail now: it certifies no more."""
    changed = replace(claim, name=f"{claim.name}:{name}", tag="false", proofs=(), **changes)
    if isinstance(changed.concludes, ForEveryStep):
        return replace(changed, concludes=replace(changed.concludes, because=sp.false))
    return changed


def _positive(statement: sp.Basic) -> Iterator[Relational]:
    """Yield the relations of a Boolean combination that may be sharpened: not those of a premise."""
    if isinstance(statement, Relational):
        yield statement
    elif isinstance(statement, sp.Implies):
        yield from _positive(statement.args[1])
    elif isinstance(statement, sp.And | sp.Or):
        for part in sorted(statement.args, key=lambda part: part.sort_key()):
            yield from _positive(part)


def _relations_changed(statement: sp.Basic, change: Callable[[Any], sp.Basic]) -> sp.Basic:
    """Apply a change to the relations of a Boolean combination, not to premises nor to conditions inside terms."""
    if isinstance(statement, Relational):
        return change(statement)
    if isinstance(statement, sp.Implies):
        return sp.Implies(statement.args[0], _relations_changed(statement.args[1], change), evaluate=False)
    if isinstance(statement, sp.And | sp.Or):
        return statement.func(*(_relations_changed(part, change) for part in statement.args), evaluate=False)
    return statement


def _moved(relation: Relational, share: sp.Rational) -> Relational:
    """Add a share of a side to the small side of an inequality (or to one of an equation); unchanged if a side is 0."""
    left, right = relation.args
    if 0 in (left, right) or isinstance(relation, sp.Ne) or (isinstance(relation, sp.Eq) and share < 0):
        return relation
    if isinstance(relation, sp.Ge | sp.Gt):
        return relation.func(left, right + share * _size(right), evaluate=False)
    return relation.func(left + share * _size(left), right, evaluate=False)


def _size(side: sp.Expr) -> sp.Expr:
    return side if side.is_nonnegative else sp.Abs(side, evaluate=False)
