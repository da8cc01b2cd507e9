"""Nothing is certified where nothing was claimed."""

from __future__ import annotations

from dmfproof.bounds import iteration_bounds
from dmfproof.problem import Problem
from dmfproof.verdict import Outcome


def test_bounds_that_claim_nothing_certify_nothing() -> None:
    bounds = iteration_bounds(Problem(depth=2, lam=1, alpha=2, eta=3, eps="1/4"))
    assert not bounds.lower
    assert not bounds.upper
    assert bounds.outcome is Outcome.UNDECIDED
