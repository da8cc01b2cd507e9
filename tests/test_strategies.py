from __future__ import annotations

from fractions import Fraction as F

import pytest
import sympy as sp
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from dmfproof.arithmetic.evaluator import decide
from dmfproof.campaign.strategies import points, positions, simplest_between
from dmfproof.statements.domain import Between, Depth, descent
from dmfproof.statements.vocabulary import N, alpha, eps, eta, lam, rho
from dmfproof.verdict import Outcome

BELOW = descent(
    signs="+",
    start=(sp.Integer(0), rho),
    step=1 / (N * lam ** (2 - 2 / N)),
    accuracy=(sp.Integer(0), lam - alpha**N),
)


@given(points(BELOW))
@settings(max_examples=60)
def test_every_draw_is_valid_by_construction(point: dict[sp.Symbol, object]) -> None:
    step = eta * N * lam ** (2 - 2 / N) <= 1
    for relation in (alpha > 0, alpha**N < lam, eta > 0, step, eps > 0, eps < lam - alpha**N):
        assert decide(relation, point) is Outcome.CERTIFIED, relation


@pytest.fixture(scope="module")
def drawn() -> list[dict[sp.Symbol, F]]:
    found: list[dict[sp.Symbol, F]] = []

    @seed(1)
    @settings(max_examples=400, database=None, derandomize=False, suppress_health_check=list(HealthCheck))
    @given(points(BELOW))
    def keep(point: dict[sp.Symbol, F]) -> None:
        found.append(point)

    keep()
    return found


@pytest.mark.parametrize(
    "extreme",
    [
        sp.Eq(eta * N * lam ** (2 - 2 / N), 1),
        alpha**N > lam * (1 - sp.Rational(1, 10**26)),
        alpha**N < lam / sp.Integer(10) ** 26,
        eps < lam / sp.Integer(10) ** 26,
        eps > (lam - alpha**N) * (1 - sp.Rational(1, 10**20)),
    ],
)
def test_draws_reach_the_extremes(drawn: list[dict[sp.Symbol, F]], extreme: sp.Basic) -> None:
    assert any(decide(extreme, point) is Outcome.CERTIFIED for point in drawn)


def test_an_open_end_is_never_drawn(drawn: list[dict[sp.Symbol, F]]) -> None:
    assert all(decide(eps < lam - alpha**N, point) is Outcome.CERTIFIED for point in drawn)


@given(st.sampled_from(["", "left", "right", "both"]).flatmap(lambda c: st.tuples(st.just(c), positions(c))))
def test_positions_respect_closed_ends(drawn: tuple[str, F]) -> None:
    closed, t = drawn
    assert 0 < t < 1 or (t == 0 and closed in ("left", "both")) or (t == 1 and closed in ("right", "both"))


@given(st.fractions(-9, 9, max_denominator=50), st.fractions(0, 2, max_denominator=90))
def test_simplest_between_lies_inside_and_has_the_least_denominator(low: F, width: F) -> None:
    found = simplest_between(low, low + width)
    assert low <= found <= low + width
    smaller = range(1, found.denominator)
    assert all(-(-low * q // 1) > (low + width) * q for q in smaller)



IRRATIONAL = (
    Depth(2, 2),
    Between(lam, sp.Integer(2), sp.Integer(3), "left"),
    Between(alpha, sp.Integer(0), rho, "right"),
)


@given(points(IRRATIONAL))
def test_an_irrational_bound_is_approached_from_inside(point: dict[sp.Symbol, F]) -> None:
    assert point[alpha] ** 2 <= point[lam]
