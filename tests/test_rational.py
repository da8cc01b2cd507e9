"""Specify the boundary: what text means exactly, and what is refused."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmfproof.errors import InvalidInput
from dmfproof.rational import (
    at_least_root,
    exact_float,
    integer_root,
    parse_integer,
    parse_rational,
    perfect_root,
    round_significant,
    write,
)

positive = st.fractions(min_value=0).filter(bool)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", Fraction(0)),
        ("-0", Fraction(0)),
        ("0.1", Fraction(1, 10)),
        (".5", Fraction(1, 2)),
        ("5.", Fraction(5)),
        ("+7", Fraction(7)),
        ("-2.50", Fraction(-5, 2)),
        (" 1/3 ", Fraction(1, 3)),
        ("-4/6", Fraction(-2, 3)),
        ("1e-50", Fraction(1, 10**50)),
        ("-1.5E+3", Fraction(-1500)),
        ("0x1.8p-3", Fraction(3, 16)),
        ("-0X.8", Fraction(-1, 2)),
        ("0x1e5", Fraction(0x1E5)),
    ],
)
def test_text_means_exactly_what_it_says(text, value):
    assert parse_rational(text) == value


@pytest.mark.parametrize(
    "text",
    ["", "nan", "inf", "-oo", "1_000", "1/-3", "1.5/2", "0x", "0x.p1", "e5", ".", "--1", "1\n2", "١", "2**9"],
)
def test_anything_else_is_no_number(text):
    with pytest.raises(InvalidInput, match=r"not a number that can be read, a rational number is needed\. Write it as"):
        parse_rational(text)


def test_a_division_by_zero_is_named():
    with pytest.raises(InvalidInput, match=r"^lam=1/0 is a division by zero"):
        parse_rational("1/0", "lam")


@pytest.mark.parametrize("text", ["1" * 10**6, "0." + "1" * 10**6, "1/" + "3" * 10**6, "0x" + "f" * 10**6])
def test_a_million_digits_are_refused_unread(text):
    with pytest.raises(InvalidInput, match="is too long, at most 20000 characters are read"):
        parse_rational(text)


@pytest.mark.parametrize("text", ["1e20001", "1e-999999999999", "0x1p99999", "1e" + "9" * 15000])
def test_an_exponent_that_would_fill_the_memory_is_refused(text):
    with pytest.raises(InvalidInput, match="is out of range, exponents up to 20000"):
        parse_rational(text)


def test_leading_zeros_of_an_exponent_do_not_count():
    assert parse_rational("1e-000000050") == Fraction(1, 10**50)


@pytest.mark.parametrize("value", [0.1, 1.0, float("nan"), True, None, 1j, [1], np.float64(0.1), np.float32(0.5)])
def test_a_float_or_no_number_at_all_is_refused(value):
    with pytest.raises(InvalidInput, match="needed"):
        parse_rational(value)


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
def test_a_decimal_must_be_finite(value):
    with pytest.raises(InvalidInput, match="not finite"):
        parse_rational(Decimal(value))


def test_exact_numbers_of_other_kinds_are_taken_as_they_are():
    assert parse_rational(Decimal("1e-50")) == Fraction(1, 10**50)
    assert parse_rational(np.int64(-3)) == Fraction(-3)
    assert type(parse_rational(np.int64(3)).numerator) is int


@given(st.fractions())
def test_writing_and_reading_is_the_identity(value):
    assert parse_rational(write(value)) == value


def test_writing_and_reading_is_the_identity_beyond_the_digits_that_python_writes():
    value = Fraction(-(7**9000), 3**8000)
    assert parse_rational(write(value)) == value


@given(st.integers(-(10**30), 10**30), st.integers(-300, 300))
def test_a_decimal_with_an_exponent_is_read_exactly(digits, exponent):
    assert parse_rational(f"{digits}e{exponent}") == digits * Fraction(10) ** exponent


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_hex_float_is_read_as_the_binary_value(value):
    assert parse_rational(value.hex()) == exact_float(value) == Fraction(value)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_an_exact_float_must_be_finite(value):
    with pytest.raises(InvalidInput, match="not finite"):
        exact_float(value)


def test_an_integer_is_read_from_any_way_of_writing_it():
    assert [parse_integer(text, "depth", least=1) for text in ("3", "3.0", "6/2", "3e0")] == [3, 3, 3, 3]


def test_an_integer_has_no_fraction_and_is_not_too_small():
    with pytest.raises(InvalidInput, match=r"^depth=5/2 is not an integer, depth must be an integer >= 1\."):
        parse_integer("5/2", "depth", least=1)
    with pytest.raises(InvalidInput, match=r"^depth=0 is too small, depth must be an integer >= 1\."):
        parse_integer("0", "depth", least=1)
    with pytest.raises(InvalidInput, match=r"^depth=13 is too large, depth must be an integer, 1 to 12\."):
        parse_integer("13", "depth", least=1, most=12)


@pytest.mark.parametrize("text", ["", "three", "1,000"])
def test_what_is_no_number_is_answered_in_words_about_whole_numbers(text):
    with pytest.raises(InvalidInput, match=r"is not a whole number, depth must be an integer >= 1\. Write"):
        parse_integer(text, "depth", least=1)


@given(st.integers(0, 10**200), st.integers(1, 60))
def test_an_integer_root_is_the_floor(number, n):
    root = integer_root(number, n)
    assert root**n <= number < (root + 1) ** n


@given(st.integers(2, 10**20), st.integers(1, 60))
def test_an_integer_root_is_right_beside_perfect_powers(root, n):
    assert [integer_root(root**n - 1, n), integer_root(root**n, n)] == [root - 1, root]


def test_an_integer_root_is_right_for_great_degrees():
    assert integer_root(7**500, 1000) == 2
    assert integer_root(3**1000 + 1, 1000) == 3
    assert integer_root(10**4000 - 1, 1000) == 9999


@given(st.fractions(min_value=0), st.integers(1, 12))
def test_a_perfect_root_is_found(root, n):
    assert perfect_root(root**n, n) == root


@given(positive, st.integers(2, 12))
def test_what_has_no_rational_root_has_none(root, n):
    assert perfect_root(2 * root**n, n) is None


@given(st.fractions(min_value=0), st.fractions(min_value=0), st.integers(1, 12))
def test_a_comparison_with_a_root_is_the_comparison_of_powers(value, radicand, n):
    assert at_least_root(value, radicand, n) is (value**n >= radicand)
    assert at_least_root(value, value**n, n)


def test_a_comparison_with_an_irrational_root_goes_as_deep_as_it_must():
    root = Fraction(integer_root(2 * 10**800, 2), 10**400)
    assert not at_least_root(root, Fraction(2), 2)
    assert at_least_root(root + Fraction(1, 10**400), Fraction(2), 2)


@given(st.fractions(), st.integers(1, 30))
def test_rounding_moves_a_number_by_at_most_half_a_unit_of_its_last_digit(value, digits):
    rounded = round_significant(value, digits)
    assert abs(rounded - value) * 2 * 10 ** (digits - 1) <= abs(value)
    assert round_significant(rounded, digits) == rounded
    assert round_significant(-value, digits) == -rounded


@pytest.mark.parametrize(
    ("value", "digits", "rounded"),
    [("0", 3, "0"), ("1.25", 2, "1.2"), ("1.35", 2, "1.4"), ("999.6", 3, "1000"), ("1/3", 2, "0.33")],
)
def test_rounding_is_to_significant_digits_and_ties_go_to_even(value, digits, rounded):
    assert round_significant(parse_rational(value), digits) == parse_rational(rounded)


def test_an_exact_integer_of_numpy_does_not_overflow() -> None:
    assert exact_float(np.int64(2**40)) ** 2 == 2**80
