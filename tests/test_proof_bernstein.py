"""The second route for fixed N, which shares nothing with the certificates."""

from fractions import Fraction

import pytest

from dmfproof.errors import InvalidInput
from dmfproof.proof.bernstein import BOXES, Box, least_coefficient, prove_on_box
from dmfproof.proof.library import lemmas


def test_an_unknown_box_is_refused():
    with pytest.raises(InvalidInput, match="box=sphere is unknown"):
        prove_on_box("sphere", 2)


def test_every_box_belongs_to_a_lemma():
    assert {lemma for lemma, _ in BOXES.values()} <= set(lemmas())


@pytest.mark.parametrize("depth", range(2, 17))
@pytest.mark.parametrize("box", BOXES)
def test_each_one_step_lemma_is_proved_for_small_depths(box, depth):
    assert prove_on_box(box, depth).proved


@pytest.mark.deep
@pytest.mark.parametrize("depth", [24, 32])
@pytest.mark.parametrize("box", BOXES)
def test_each_one_step_lemma_is_proved_for_larger_depths(box, depth):
    assert prove_on_box(box, depth).proved


def test_the_least_coefficient_is_a_lower_bound_and_exact_at_corners():
    x, y = Box.variables(2)
    assert least_coefficient(x.lift(3)) == 3
    assert least_coefficient(x - y) == -1
    assert least_coefficient(x * y) == 0
    assert least_coefficient(1 - x * y * y) == 0
    assert least_coefficient((x - Fraction(1, 2)) ** 2) == Fraction(-1, 4)  # not sharp inside: no proof, no verdict


def test_a_line_of_zero_coefficients_counts():
    x, y = Box.variables(2)
    assert least_coefficient(x + x * y) == 0
    assert least_coefficient(x.lift(0)) == 0


def test_a_step_size_that_is_too_long_is_not_proved():
    x, w = Box.variables(2)
    secant = sum((x**j for j in range(1, 3)), x.lift(1))
    assert least_coefficient(1 - w * Fraction(1, 3) * x**2 * secant) >= 0
    assert least_coefficient(1 - w * Fraction(10001, 30000) * x**2 * secant) < 0
