"""Enclosures of singular values, vectors and powers: they hold the exact ones and shrink with the precision."""

from fractions import Fraction as F

import pytest

from dmfproof.arithmetic.ball import arb, ball, working_precision
from dmfproof.arithmetic.rational_matrix import cayley, diagonal, identity, matrix, scaled, shape
from dmfproof.arithmetic.singular import (
    agree,
    ball_diagonal,
    characteristic_slopes,
    exact_slopes_agree,
    fractional_powers,
    has_distinct_positive_singular_values,
    in_balls,
    logistic,
    range_projector,
    row_of_balls,
    singular_system,
    singular_value_slopes,
    small_gram,
)
from dmfproof.errors import InvalidInput
from dmfproof.verdict import Outcome

GENERIC = matrix([[2, F(1, 3), 1], [F(1, 3), -3, F(1, 2)]])
TURN = cayley(matrix([[0, F(1, 2), 1], [F(-1, 2), 0, F(2, 3)], [-1, F(-2, 3), 0]]))


def width(a):
    return max(entry.rad() for entry in a.entries())


@pytest.mark.parametrize("w", [GENERIC, GENERIC.transpose(), matrix([[7]]), TURN * diagonal([3, 2, 1])])
def test_the_enclosed_system_multiplies_to_the_matrix_and_shrinks(w):
    widths = []
    for bits in (128, 256, 512):
        system = singular_system(w, bits)
        with working_precision(bits):
            rebuilt = system.left * ball_diagonal(system.values) * system.right.transpose() - in_balls(w, bits)
            gram = system.left.transpose() * system.left - in_balls(identity(min(shape(w))), bits)
        assert all(entry.contains(0) for entry in [*rebuilt.entries(), *gram.entries()])
        widths.append(max(width(rebuilt), width(gram)))
    assert widths[0] > widths[1] * 2**100
    assert widths[1] > widths[2] * 2**200


def test_rational_singular_values_are_in_their_enclosures():
    system = singular_system(TURN * diagonal([3, F(-1, 2), 0]) + TURN * diagonal([0, 0, F(1, 7)]), 200)
    assert all(value.overlaps(ball(s)) for value, s in zip(system.values, (3, F(1, 2), F(1, 7)), strict=True))
    assert all(value.rad() < 1e-50 for value in system.values)


@pytest.mark.parametrize("w", [diagonal([1, -1]), diagonal([1, 0]), matrix([[0, 0]]), matrix([[1, 1], [1, 1], [1, 1]])])
def test_repeated_and_zero_singular_values_are_refused(w):
    assert not has_distinct_positive_singular_values(w)
    with pytest.raises(InvalidInput, match="degenerate"):
        singular_system(w, 128)
    with pytest.raises(InvalidInput, match="simple and positive"):
        singular_value_slopes(w, w, 128)


def test_the_small_gram_matrix_is_the_smaller_one():
    assert shape(small_gram(GENERIC)) == (2, 2)
    assert shape(small_gram(GENERIC.transpose())) == (2, 2)


@pytest.mark.parametrize("depth", [1, 2, 3, 5])
def test_powers_of_degenerate_gram_matrices_are_enclosed(depth):
    root = TURN * diagonal([4, 4, 0]) * TURN.transpose()
    powers = fractional_powers(root**depth, depth, 256)
    assert len(powers) == depth
    for k, power in enumerate(powers):
        exact = root**k if k else identity(3)
        assert power.contains(in_balls(exact, 1000))
        assert width(power) < 1e-60


def test_a_negative_eigenvalue_has_no_real_power():
    with pytest.raises(InvalidInput, match="not positive semidefinite"):
        fractional_powers(diagonal([1, -1]), 2, 128)


@pytest.mark.parametrize("size", [1, 10**19, 10**40])
def test_the_projector_on_the_range_is_exact_for_large_entries(size):
    # flint's own minimal polynomial of diag(10^19, 0) is wrong, and it is not used
    gram = TURN * diagonal([size, 0, 3 * size]) * TURN.transpose()
    assert range_projector(gram) == TURN * diagonal([1, 0, 1]) * TURN.transpose()
    assert range_projector(diagonal([size, 1])) == identity(2)


def test_the_slope_of_a_singular_value_is_that_of_a_diagonal():
    slopes = singular_value_slopes(diagonal([3, 2]), matrix([[5, 1], [1, F(-1, 3)]]), 200)
    assert slopes[0].contains(5)
    assert slopes[1].overlaps(ball(F(-1, 3)))


def test_the_slope_of_the_characteristic_polynomial_is_its_directional_derivative():
    gram, direction = small_gram(GENERIC), matrix([[1, 2], [2, F(1, 2)]])
    steps = [
        (gram + scaled(direction, t)).charpoly() for t in (-1, 1)
    ]  # of degree 2 in t: central differences are exact
    assert (steps[1] - steps[0]) / 2 == -1 * characteristic_slopes(gram, direction)


def test_exact_agreement_counts_distinct_values_and_sees_a_wrong_factor():
    # N = 1: dsigma/dt = -<G, u v'> for dW/dt = -G
    w, slope = diagonal([2, 2, 1]), matrix([[1, 2, 3], [4, 5, 6], [7, 8, 10]])
    gram = small_gram(w)
    assert exact_slopes_agree(w, scaled(slope, -1), slope, gram, 1, factor=1, power=0) == 2
    assert exact_slopes_agree(w, scaled(slope, -1), slope, gram, 1, factor=2, power=0) == -1
    assert exact_slopes_agree(scaled(w, 0), slope, slope, scaled(gram, 0), 1, factor=1, power=0) == 0
    with pytest.raises(InvalidInput, match="no root"):
        exact_slopes_agree(w, slope, slope, identity(3), 2, factor=2, power=1)


def test_agreement_is_three_valued():
    def third(bits):
        return row_of_balls([ball(F(1, 3)) * 3 - 1])

    assert agree(third, digits=100, max_bits=4096)[0] is Outcome.CERTIFIED
    assert agree(third, digits=100, max_bits=128)[0] is Outcome.UNDECIDED
    assert agree(lambda bits: row_of_balls([arb(10) ** -99]), digits=100, max_bits=4096)[0] is Outcome.REFUTED
    assert agree(lambda bits: row_of_balls([arb("nan")]), digits=1, max_bits=256)[0] is Outcome.UNDECIDED


def test_the_logistic_function_is_enclosed():
    assert logistic(F(0), 100).contains(ball(F(1, 2)))
    with working_precision(100):
        assert abs(logistic(F(1), 100) - arb("0.73105857863000487925")) < 1e-18
