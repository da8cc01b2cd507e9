from __future__ import annotations

from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmfproof.arithmetic.radical import NotExact, Radical

roots = st.builds(
    Radical.root,
    st.sampled_from([-1, 1]),
    st.builds(F, st.integers(1, 60), st.integers(1, 60)),
    st.integers(1, 6),
)


def test_perfect_powers_are_taken_out() -> None:
    assert Radical.root(1, F(8, 27), 3) == Radical.of(F(2, 3))
    assert Radical.root(1, F(4), 4) == Radical.root(1, F(2), 2)


def test_zero_has_no_negative_power() -> None:
    assert Radical.of(0) ** F(0) == Radical.of(1)
    with pytest.raises(NotExact, match="negative power of zero"):
        Radical.of(0) ** F(-1)


def test_sum_of_unlike_radicals_is_not_exact() -> None:
    with pytest.raises(NotExact):
        Radical.root(1, F(2), 2) + Radical.of(1)


def test_sum_of_like_radicals_is_exact() -> None:
    two = Radical.root(1, F(2), 2)
    assert two + two == Radical.root(1, F(8), 2)
    assert (two + -two).sign == 0


def test_a_value_too_large_to_write_down_is_not_exact() -> None:
    with pytest.raises(NotExact, match="too large"):
        Radical.of(F(10) ** 100_000) ** F(100)


@given(roots, roots)
def test_order_agrees_with_floating_point_away_from_ties(x: Radical, y: Radical) -> None:
    a, b = (r.sign * float(r.radicand) ** (1 / r.index) for r in (x, y))
    if abs(a - b) > 1e-9:
        assert x.compare(y) == (1 if a > b else -1)


@given(roots, st.integers(1, 5))
def test_a_power_undoes_a_root(x: Radical, n: int) -> None:
    if x.sign > 0:
        assert (x ** F(1, n)) ** F(n) == x
