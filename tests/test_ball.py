"""Specify the passage between rationals, balls and decimal text: everything encloses."""

from fractions import Fraction

import pytest
from flint import arb, ctx
from hypothesis import given
from hypothesis import strategies as st

from dmfproof.arithmetic.ball import (
    at_most,
    ball,
    below,
    decimal_ends,
    ends,
    relative_bits,
    to_fmpq,
    unique_ceiling,
    working_precision,
)
from dmfproof.rational import parse_rational
from dmfproof.verdict import Outcome

precisions = st.integers(2, 400)
scales = st.integers(-400, 400).map(lambda exponent: Fraction(10) ** exponent)
fractions = st.one_of(st.fractions(), st.builds(Fraction.__mul__, st.fractions(), scales))
balls = st.builds(lambda middle, radius: arb(to_fmpq(middle), to_fmpq(abs(radius))), fractions, fractions)


def test_the_precision_is_restored_also_after_an_error():
    before = ctx.prec
    with working_precision(before + 100):
        assert ctx.prec == before + 100
    with pytest.raises(ZeroDivisionError), working_precision(before + 100):
        Fraction(1, 0)
    assert ctx.prec == before


@given(fractions, precisions)
def test_a_ball_encloses_its_rational(value, bits):
    with working_precision(bits):
        low, high = ends(ball(value))
    assert low <= value <= high


@given(st.integers(-(2**200), 2**200))
def test_a_ball_of_an_integer_is_exact(number):
    assert ends(ball(number)) == (number, number)


@given(balls, st.integers(1, 40))
def test_decimal_ends_enclose_the_ball(value, digits):
    low, high = (parse_rational(text) for text in decimal_ends(value, digits))
    assert low <= ends(value)[0] <= ends(value)[1] <= high


@given(fractions, st.integers(1, 40))
def test_decimal_ends_are_no_further_than_one_unit_of_the_last_digit(value, digits):
    with working_precision(2000):
        low, high = (parse_rational(text) for text in decimal_ends(ball(value), digits))
    assert high - low <= 2 * abs(value) * Fraction(10) ** (1 - digits)


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        ("0", 5, ("0", "0")),
        ("1/2", 5, ("0.5", "0.5")),
        ("1/3", 3, ("0.333", "0.334")),
        ("-1/3", 3, ("-0.334", "-0.333")),
        ("1999.5", 2, ("1900", "2000")),
        ("0.00001", 3, ("0.00000999", "0.0000101")),
        ("1e-9", 1, ("9e-10", "2e-9")),
        ("123456789e50", 4, ("1.234e58", "1.235e58")),
    ],
)
def test_decimal_ends_are_rounded_outward(value, digits, text):
    with working_precision(60):
        assert decimal_ends(ball(parse_rational(value)), digits) == text


def test_a_comparison_that_cannot_be_decided_is_undecided():
    wide = arb(1, 1)
    assert below(wide, arb(1)) is Outcome.UNDECIDED
    assert at_most(wide, arb(1)) is Outcome.UNDECIDED


def test_equal_exact_balls_are_at_most_but_not_below_each_other():
    assert below(arb(1), arb(1)) is Outcome.REFUTED
    assert at_most(arb(1), arb(1)) is Outcome.CERTIFIED


def test_a_ball_is_not_known_to_be_at_most_itself():
    assert at_most(arb(1, 1), arb(1, 1)) is Outcome.UNDECIDED


def test_a_comparison_with_what_is_no_number_is_undecided():
    assert below(arb("nan"), arb(1)) is Outcome.UNDECIDED
    assert at_most(arb("nan"), arb(1)) is Outcome.UNDECIDED


@given(balls, balls)
def test_a_comparison_speaks_for_every_point_of_the_balls(left, right):
    (a, b), (c, d) = ends(left), ends(right)
    # Where flint's comparison is certain, exact ends agree; it may be undecided more often.
    outcome = below(left, right)
    assert outcome is Outcome.UNDECIDED or (b < c if outcome is Outcome.CERTIFIED else a >= d)
    outcome = at_most(left, right)
    assert outcome is Outcome.UNDECIDED or (b <= c if outcome is Outcome.CERTIFIED else a > d)


@pytest.mark.parametrize(
    ("middle", "radius", "ceiling"),
    [("2.5", ".25", 3), ("3", "0", 3), ("3", ".1", None), ("2.9", "0.09", 3), ("2.9", "0.11", None), ("-.5", ".25", 0)],
)
def test_a_ceiling_is_told_only_where_all_points_share_it(middle, radius, ceiling):
    value = arb(to_fmpq(Fraction(middle)), to_fmpq(Fraction(radius)))
    assert unique_ceiling(value) == ceiling


@pytest.mark.parametrize("text", ["nan", "inf", "-inf"])
def test_what_is_not_finite_has_no_ceiling_and_no_certain_bits(text):
    assert unique_ceiling(arb(text)) is None
    assert relative_bits(arb(text)) == 0


def test_certain_bits_are_relative_to_the_value():
    assert relative_bits(arb(0, 1)) == 0
    assert 48 <= relative_bits(arb(2**100, 2**50)) <= 51
