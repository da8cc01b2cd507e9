"""Balanced factors, their flow, losses and the limits of commuting problems."""

import itertools
from fractions import Fraction as F

import pytest

from dmfproof.arithmetic.ball import arb, ball, working_precision
from dmfproof.arithmetic.commuting_limit import enclose_limit
from dmfproof.arithmetic.rational_matrix import diagonal, entries, identity, matrix, scaled, shape, squared_norm
from dmfproof.dynamics.end_to_end import (
    balanced_factors,
    factor_velocities,
    imbalances,
    leading_block,
    padded,
    product_velocity,
    rotation,
    stacked_factors,
)
from dmfproof.dynamics.linear_programme import least_sum
from dmfproof.dynamics.losses import completion_slope, inner, logistic_slope, quadratic_slope, sensing_slope
from dmfproof.dynamics.matrix_descent import end_to_end, loss
from dmfproof.errors import InvalidInput, Unsupported

CORE = matrix([[2, F(1, 3)], [F(1, 3), -3]])
SKEWS = {
    2: matrix([[0, F(1, 2)], [F(-1, 2), 0]]),
    3: matrix([[0, 1, F(1, 2)], [-1, 0, F(2, 3)], [F(-1, 2), F(-2, 3), 0]]),
}
SLOPE = matrix([[1, 2, F(1, 3)], [0, -1, F(5, 2)]])


def factors_of(sizes):
    return balanced_factors(CORE, [rotation(SKEWS[n], j + 1) for j, n in enumerate(sizes)])


@pytest.mark.parametrize("sizes", [(2, 2), (3, 2), (2, 3, 2), (3, 3, 2, 3), (2, 2, 3, 2, 3, 3)])
def test_factors_made_from_rotations_are_balanced(sizes):
    factors = factors_of(sizes)
    assert [shape(w) for w in factors] == [(after, before) for before, after in itertools.pairwise(sizes)]
    assert all(not any(map(any, entries(difference))) for difference in imbalances(factors))
    assert small_trace(factors) == inner(CORE ** (len(factors)), CORE ** (len(factors)))


def small_trace(factors):
    return squared_norm(end_to_end(factors))


def test_a_core_that_is_not_symmetric_or_too_large_is_refused():
    with pytest.raises(InvalidInput, match="not symmetric"):
        balanced_factors(matrix([[1, 2], [3, 4]]), [identity(2)] * 2)
    with pytest.raises(InvalidInput, match="too small"):
        balanced_factors(CORE, [identity(2), identity(1), identity(2)])


def test_blocks_are_cut_and_padded():
    assert entries(padded(matrix([[5]]), 2, 3)) == [[5, 0, 0], [0, 0, 0]]
    assert leading_block(padded(CORE, 3, 3), 2, 2) == CORE
    first, second = stacked_factors(matrix([[1, 2], [3, 4], [5, 6], [7, 8]]), [2, 1, 2])
    assert (entries(first), entries(second)) == ([[1, 2]], [[5], [7]])


@pytest.mark.parametrize("sizes", [(3, 2), (3, 2, 2), (3, 3, 2, 2)])
def test_the_product_moves_as_a_difference_quotient_says(sizes):
    factors = factors_of(sizes)
    velocities, n = factor_velocities(factors, SLOPE), len(sizes) - 1
    # W(t) along straight factors is a polynomial of degree n in t: differences at -n..n determine its slope exactly
    nodes = range(-n, n + 1)
    values = [end_to_end([w + scaled(v, t) for w, v in zip(factors, velocities, strict=True)]) for t in nodes]
    slope = sum(
        (scaled(value, weight) for value, weight in zip(values, weights(nodes), strict=True)), scaled(values[0], 0)
    )
    assert slope == product_velocity(factors, velocities)


def weights(nodes):
    """Return the weights of the derivative at 0 of Lagrange's interpolation."""
    found = []
    for i in nodes:
        terms = []
        for j in nodes:
            if j != i:
                product = F(1, i - j)
                for m in nodes:
                    if m not in (i, j):
                        product *= F(-m, i - m)
                terms.append(product)
        found.append(sum(terms))
    return found


def test_the_flow_of_the_quadratic_loss_falls_at_the_rate_of_its_gradient():
    factors, truth = factors_of((3, 2, 2)), matrix([[1, 0, 2], [3, F(1, 2), -1]])
    slope = quadratic_slope(end_to_end(factors), truth)
    velocities = factor_velocities(factors, slope)
    rate = inner(slope, product_velocity(factors, velocities))
    assert rate == -sum(squared_norm(v) for v in velocities)
    assert loss(factors, truth) == inner(slope, slope) / 2


@pytest.mark.parametrize("kind", ["quadratic", "completion", "sensing"])
def test_gradients_of_quadratic_losses_are_exact(kind):
    w, step, target = matrix([[1, 2], [3, 5]]), matrix([[F(1, 2), -1], [2, F(1, 3)]]), matrix([[0, 1], [F(1, 5), 2]])
    seen, a = {(0, 1), (1, 1)}, [matrix([[1, 2], [0, -1]]), matrix([[3, 0], [1, 1]])]
    slope = {
        "quadratic": lambda x: quadratic_slope(x, target),
        "completion": lambda x: completion_slope(x, target, seen),
        "sensing": lambda x: sensing_slope(x, a, [inner(m, target) for m in a]),
    }[kind]

    def value(x):
        return inner(x - target, slope(x)) / 2  # these losses are half a quadratic form of x - target

    # a quadratic function: the central difference is its derivative
    assert (value(w + step) - value(w - step)) / 2 == inner(slope(w), step)


def test_the_logistic_gradient_at_a_zero_margin_is_half_the_measurement():
    slope = logistic_slope(matrix([[0, 0]]), [matrix([[1, 2]])], [1], 100)
    assert slope[0, 0].contains(ball(F(-1, 2)))
    assert slope[0, 1].contains(-1)


A, LABELS = matrix([[1, 2, -1, F(1, 2)], [0, 1, 1, 3]]), [F(37, 18), F(79, 12)]


def test_the_linear_programme_is_solved_and_checked_exactly():
    optimum = least_sum(A, LABELS)
    assert optimum.value == F(1007, 396)
    assert optimum.value == sum(nu * y for nu, y in zip(optimum.multipliers, LABELS, strict=True))
    assert optimum.vertex == (0, F(23, 44), 0, F(200, 99))
    assert optimum.slacks == (F(7, 11), 0, F(12, 11), 0)
    assert optimum.unique
    assert not least_sum(matrix([[1, 1]]), [F(1)]).unique


def test_wrong_linear_programmes_are_refused():
    with pytest.raises(InvalidInput, match="dependent"):
        least_sum(matrix([[1, 2], [2, 4]]), [F(1), F(2)])
    with pytest.raises(Unsupported, match="is there a w >= 0"):
        least_sum(matrix([[1, 2]]), [F(-1)])


def test_a_badly_scaled_linear_programme_is_still_exact():
    tiny = F(1, 10**60)
    optimum = least_sum(matrix([[1, tiny, 1], [tiny, 1, 2]]), [1 + tiny**2, 2 * tiny])
    assert optimum.value == optimum.multipliers[0] * (1 + tiny**2) + optimum.multipliers[1] * 2 * tiny


@pytest.mark.parametrize(
    ("depth", "alpha"), [(2, F(1, 10)), (2, F(1, 10**30)), (3, F(1, 3)), (3, F(1, 10**8)), (6, F(1, 100))]
)
def test_the_limit_fits_the_labels_and_shrinks_with_the_precision(depth, alpha):
    widths = []
    for bits in (64, 256):
        limit = enclose_limit(A, LABELS, depth, alpha, bits)
        for row, label in zip(entries(A), LABELS, strict=True):
            assert sum((ball(a) * w for a, w in zip(row, limit.values, strict=True)), arb(0)).overlaps(ball(label))
        widths.append(max(w.rad() for w in limit.values))
    assert widths[0] > widths[1] * 2**128


def test_the_search_from_a_vertex_finds_the_same_limit():
    near = enclose_limit(A, LABELS, 3, F(1, 1000), 128, near=least_sum(A, LABELS).vertex)
    far = enclose_limit(A, LABELS, 3, F(1, 1000), 128)
    assert all(x.overlaps(y) for x, y in zip(near.values, far.values, strict=True))


def test_the_gap_to_the_optimum_is_of_order_alpha_to_the_depth():
    # the constant is the sum of (1 - a_i . nu*)^(-2/(N-2)): at N = 3, (11/7)^2 + (11/12)^2
    optimum, constant = least_sum(A, LABELS), F(11, 7) ** 2 + F(11, 12) ** 2
    for power in (4, 8, 16):
        alpha = F(1, 10**power)
        limit = enclose_limit(A, LABELS, 3, alpha, 256, near=optimum.vertex)
        with working_precision(300):
            ratio = (sum(limit.values, arb(0)) - ball(optimum.value)) / ball(alpha**3)
        assert abs(ratio / ball(constant) - 1) < 2 * ball(alpha) * 10


def test_with_two_factors_the_gap_is_of_the_order_of_the_least_slack():
    optimum, alpha = least_sum(A, LABELS), F(1, 10**30)
    limit = enclose_limit(A, LABELS, 2, alpha, 256, near=optimum.vertex)
    with working_precision(500):
        gap = sum(limit.values, arb(0)) - ball(optimum.value)
    assert abs(gap.log() / ball(alpha).log() - ball(F(14, 11))) < 0.02


@pytest.mark.parametrize(
    ("labels", "depth", "alpha", "message"),
    [
        (LABELS, 1, F(1, 2), "too small"),
        (LABELS, 2, F(1), "out of range"),
        (LABELS, 2, F(0), "out of range"),
    ],
)
def test_a_wrong_limit_problem_is_refused(labels, depth, alpha, message):
    with pytest.raises(InvalidInput, match=message):
        enclose_limit(A, labels, depth, alpha, 64)
    with pytest.raises(InvalidInput, match="dependent"):
        enclose_limit(matrix([[1, 2], [2, 4]]), [F(1), F(2)], 3, F(1, 2), 64)


def test_labels_that_no_positive_spectrum_fits_give_no_limit():
    with pytest.raises(Unsupported, match="is there a positive w"):
        enclose_limit(matrix([[1, 2]]), [F(-1)], 3, F(1, 2), 64)


def test_a_diagonal_problem_ends_where_it_is_measured():
    limit = enclose_limit(diagonal([1, 1]), [F(2), F(3)], 4, F(1, 10), 128)
    assert [w.contains(v) for w, v in zip(limit.values, (2, 3), strict=True)] == [True, True]
