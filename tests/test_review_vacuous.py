"""Nothing is certified where nothing was claimed."""

from __future__ import annotations

from fractions import Fraction

from dmfproof.bounds import iteration_bounds
from dmfproof.campaign.cover import Covered
from dmfproof.problem import Problem
from dmfproof.verdict import Outcome


def test_bounds_that_claim_nothing_certify_nothing() -> None:
    bounds = iteration_bounds(Problem(depth=2, lam=1, alpha=2, eta=3, eps="1/4"))
    assert not bounds.lower
    assert not bounds.upper
    assert bounds.outcome is Outcome.UNDECIDED


def test_cover_that_lies_outside_the_assumptions_certifies_nothing() -> None:
    assert Covered(Fraction(0), Fraction(1), 0, 0, None, None).outcome is Outcome.UNDECIDED
