from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
import sympy as sp

from dmfproof.campaign.cover import cover
from dmfproof.errors import InvalidInput
from dmfproof.statements.domain import Between, Depth, GroundTruth
from dmfproof.statements.model import Claim, ForEveryStep, Form, x, x_next
from dmfproof.statements.vocabulary import N, alpha, eta, lam
from dmfproof.verdict import Outcome

DOMAIN = (Depth(2, 8), Between(alpha, sp.Integer(0), sp.Integer(1)), Between(eta, sp.Integer(0), 1 / N, "right"))
HALF, ONE = Fraction(1, 2), Fraction(1)


def _claim(concludes: sp.Basic | ForEveryStep, *assumes: sp.Basic) -> Claim:
    return Claim(
        name="test", says="", form=Form.SHARPER, tag="sharper", domain=DOMAIN, assumes=assumes, concludes=concludes
    )


BOX = {alpha: (Fraction(1, 10), HALF), eta: (Fraction(1, 100), Fraction(1, 4))}


def test_a_claim_about_every_step_is_not_covered() -> None:
    every = ForEveryStep(step=x_next >= x, because=eta <= 1, argument="")
    with pytest.raises(InvalidInput, match="claim=test is about every step"):
        cover(_claim(every), {N: 2}, BOX)


def test_every_variable_needs_a_value_or_an_interval() -> None:
    with pytest.raises(InvalidInput, match="N=none is missing"):
        cover(_claim(alpha < 1), {}, BOX)
    with pytest.raises(InvalidInput, match="alpha=1/2:1/2 is empty"):
        cover(_claim(alpha < 1), {N: 2}, {**BOX, alpha: (HALF, HALF)})


def test_a_strict_inequality_is_covered_completely() -> None:
    found = cover(_claim(sp.log(1 / alpha) > 1 - alpha), {N: 3}, BOX)
    assert found.outcome is Outcome.CERTIFIED
    assert found.share == 1
    assert found.largest is None


def test_a_claim_that_is_false_on_a_part_is_refuted_with_a_box() -> None:
    found = cover(_claim(alpha**2 < Fraction(1, 5)), {N: 3}, BOX)
    assert found.outcome is Outcome.REFUTED
    assert found.refuted is not None
    assert Fraction(found.refuted["alpha"][0]) ** 2 >= Fraction(1, 5)


def test_equality_on_an_edge_stays_uncovered_and_is_measured() -> None:
    found = cover(_claim(alpha < HALF), {N: 2}, BOX, max_boxes=60)
    assert found.outcome is Outcome.UNDECIDED
    assert 0 < 1 - found.share < Fraction(1, 5)
    assert found.largest is not None
    assert found.largest["alpha"][1] == "1/2"


def test_where_an_assumption_fails_the_claim_says_nothing() -> None:
    found = cover(_claim(alpha < Fraction(1, 4), alpha < Fraction(1, 5)), {N: 2}, BOX, max_boxes=400)
    assert found.refuted is None
    assert found.outside > Fraction(1, 2)
    assert found.share + found.outside > Fraction(99, 100)


def test_beyond_its_domain_a_true_claim_is_not_refuted() -> None:
    claim = _claim(alpha**2 < 1)
    beyond = cover(claim, {N: 3}, {**BOX, alpha: (Fraction(2), Fraction(3))})
    assert (beyond.refuted, beyond.outside) == (None, 1)
    across = cover(claim, {N: 3}, {**BOX, alpha: (Fraction(1, 3), Fraction(3))}, max_boxes=200)
    assert across.refuted is None
    assert across.share > Fraction(1, 6)
    assert across.outside > Fraction(3, 5)
    assert cover(claim, {N: 1}, BOX).outside == 1  # the domain begins at N = 2


@pytest.mark.parametrize(
    ("draw", "low", "high", "outside"),
    [
        (GroundTruth("+"), -2, -1, 1), (GroundTruth("+"), 1, 2, 0), (GroundTruth("-0"), 1, 2, 1),
        (GroundTruth("+-0"), -2, 2, 0), (GroundTruth("-"), 1, 2, 1),
    ],
)  # fmt: skip
def test_signs_that_the_claim_does_not_speak_of_are_outside(
    draw: GroundTruth, low: int, high: int, outside: int
) -> None:
    claim = replace(_claim(lam**2 < 9), domain=(draw,))
    assert cover(claim, {}, {lam: (Fraction(low), Fraction(high))}, max_boxes=50).outside == outside


def test_a_parity_that_the_claim_does_not_speak_of_is_refused() -> None:
    with pytest.raises(InvalidInput, match=r"N=3 is not in the domain, the claim speaks of 2, 4, \.\.\."):
        cover(replace(_claim(alpha < 1), domain=(Depth(2, 8, stride=2), *DOMAIN[1:])), {N: 3}, BOX)


def test_progress_counts_boxes() -> None:
    seen: list[tuple[int, int]] = []
    cover(_claim(alpha < HALF), {N: 2}, BOX, max_boxes=9, progress=lambda done, total, _: seen.append((done, total)))
    assert seen == [(number, 9) for number in range(9)]


def test_covered_volume_and_remainder_add_up() -> None:
    for budget in (1, 2, 7, 30):
        found = cover(_claim(sp.sqrt(alpha) + eta < ONE), {N: 2}, BOX, max_boxes=budget)
        assert 0 <= found.share + found.outside <= 1
        assert (found.share + found.outside == 1) == (found.remainder == 0)
