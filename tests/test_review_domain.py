"""A claim is refuted only where it speaks: outside its domain it says nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
import sympy as sp

from dmfproof.arithmetic.evaluator import Budget
from dmfproof.campaign.drawing import Empty, Seeded, draw_point
from dmfproof.errors import InvalidInput
from dmfproof.statements.catalogue import catalogue, find
from dmfproof.statements.domain import Between, Draw
from dmfproof.statements.examine import OutsideDomain, assumption_holds, examine
from dmfproof.statements.membership import conditions, is_of_kind
from dmfproof.statements.model import Claim, formula_of, rests_on_an_argument
from dmfproof.verdict import Outcome

SMALL = Budget(2_000, 1_024)
ENDLESS = sp.Integer(10) ** 99

OUTSIDE = [
    ("scalar.theorem_2_4", "upper_below_zero", {"N": 1, "lam": -1, "alpha": 1, "eta": "1/100", "eps": "7/100"}),
    ("scalar.monotone_in_lam", "any_signs", {"N": 1, "lam": -1, "mu": -2, "alpha": 1, "eta": "1/2", "k": 3}),
    ("scalar.lemma_2_2", "stays_negative", {"N": 1, "lam": -1, "alpha": 1, "eta": "1/2"}),
    ("scalar.lemma_2_5", "depth_two_below", {"N": 4, "lam": "7/100", "alpha": "1/100", "t": 7}),
    ("scalar.lemma_2_5", "stays_below", {"N": 3, "lam": 0, "alpha": "1/10", "t": "1/100"}),
    ("scalar.lemma_2_7", "below_zero", {"N": 3, "lam": 1, "alpha": "3/10", "k": 4, "eta": 1}),
]


@pytest.mark.parametrize(("statement", "claim", "point"), OUTSIDE)
def test_point_outside_the_domain_neither_refutes_nor_faults(
    statement: str, claim: str, point: dict[str, object]
) -> None:
    with pytest.raises(OutsideDomain, match="says nothing at"):
        examine(find(statement).claim(claim), point)


def presupposed_by_assumptions(claim: Claim) -> set[sp.Basic]:
    """Return the variables of which the assumptions say all that is needed, so that their ranges are not asked for."""
    return set[sp.Basic]().union(*(formula_of(assumption).free_symbols for assumption in claim.assumes))


def beyond_its_ranges(claim: Claim) -> Iterator[dict[sp.Symbol, Any]]:
    """Yield drawn points at which one of these variables was moved out of its range."""
    for seed in range(4):
        try:
            drawn = draw_point(Seeded(seed), claim.domain).point
        except Empty:
            continue
        for symbol in presupposed_by_assumptions(claim) & {d.symbol for d in claim.domain if isinstance(d, Between)}:
            for factor in (Fraction(1, 1000), Fraction(10), Fraction(-1)):
                point = {**drawn, symbol: factor * drawn[symbol]}
                of_kind = all(is_of_kind(d, point[d.symbol], point) for d in claim.domain)
                if of_kind and not all_hold(conditions(claim.domain), point):
                    yield point


def all_hold(facts: Iterable[Any], point: Mapping[sp.Symbol, Any]) -> bool:
    return all(assumption_holds(fact, point, SMALL) is Outcome.CERTIFIED for fact in facts)


def assumes_too_little(claim: Claim) -> bool:
    """Say whether a claim fails at a point beyond its ranges at which all holds that it assumes."""
    anywhere = replace(claim, domain=tuple(unbounded(draw) for draw in claim.domain))
    for point in beyond_its_ranges(claim):
        try:
            if all_hold(claim.assumes, point) and examine(anywhere, point, budget=SMALL).outcome is Outcome.REFUTED:
                return True
        except (OutsideDomain, InvalidInput):  # another variable's range is broken: eps, an empty window
            continue
    return False


def unbounded(draw: Draw) -> Draw:
    return Between(draw.symbol, -ENDLESS, ENDLESS) if isinstance(draw, Between) else draw


@pytest.mark.parametrize("statement", catalogue())
def test_assumptions_about_a_variable_replace_its_range(statement: str) -> None:
    claims = [claim for claim in find(statement).claims if rests_on_an_argument(claim) and claim.assumes]
    assert [claim.name for claim in claims if assumes_too_little(claim)] == []


@pytest.mark.parametrize(
    ("statement", "claim", "left_out"),
    [("scalar.lemma_b_1", "odd_may_converge", "lam < 0"), ("perturbed.lemma_d_1", "concave_paper", "p > lam")],
)
def test_range_that_no_assumption_replaces_is_noticed(statement: str, claim: str, left_out: str) -> None:
    complete = find(statement).claim(claim)
    assert left_out in [str(assumption) for assumption in complete.assumes]
    assert assumes_too_little(
        replace(complete, assumes=tuple(fact for fact in complete.assumes if str(fact) != left_out))
    )
