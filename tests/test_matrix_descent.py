"""Specify exact gradient descent on the factors of a product, and the rational matrices it runs on."""

from __future__ import annotations

import random
from fractions import Fraction as F
from itertools import islice, pairwise

import pytest

from dmfproof.arithmetic.rational_matrix import (
    Matrix,
    cayley,
    diagonal,
    diagonal_of,
    entries,
    height_bits,
    identity,
    is_diagonal,
    matrix,
    product,
    scaled,
    shape,
    squared_norm,
)
from dmfproof.dynamics.descent import descend
from dmfproof.dynamics.matrix_descent import (
    descend_along,
    end_to_end,
    factor_gradient,
    factor_gradients,
    identical_start,
    loss,
    matrix_descent,
    perturbed_start,
)
from dmfproof.errors import InvalidInput
from dmfproof.problem import Problem


def random_matrix(rng: random.Random, rows: int, columns: int) -> Matrix:
    return matrix([[F(rng.randint(-9, 9), rng.randint(1, 5)) for _ in range(columns)] for _ in range(rows)])


def test_a_matrix_without_entries_is_refused() -> None:
    with pytest.raises(InvalidInput, match="is empty"):
        matrix([])
    with pytest.raises(InvalidInput, match="is empty"):
        matrix([[], []])


def test_a_ragged_matrix_is_refused() -> None:
    with pytest.raises(InvalidInput, match=r"ragged, rows of one length are needed, not of \[1, 2\]"):
        matrix([[1, 2], [3]])


def test_factors_that_do_not_fit_are_refused() -> None:
    with pytest.raises(InvalidInput, match=r"a \(1, 2\) times a \(1, 2\) is no product"):
        product([matrix([[1, 2]]), matrix([[1, 2]])])


def test_the_cayley_transform_of_one_skew_matrix_is_a_rotation_by_a_rational_angle() -> None:
    assert entries(cayley(matrix([[0, F(1, 2)], [F(-1, 2), 0]]))) == [[F(3, 5), F(-4, 5)], [F(4, 5), F(3, 5)]]


@pytest.mark.parametrize("n", [1, 2, 3, 5])
def test_the_cayley_transform_is_orthogonal(n: int) -> None:
    a = random_matrix(random.Random(n), n, n)
    v = cayley(a - a.transpose())
    assert v.transpose() * v == identity(n)


def test_the_cayley_transform_refuses_a_matrix_that_is_not_skew() -> None:
    with pytest.raises(InvalidInput, match="not skew-symmetric"):
        cayley(identity(2))


def test_small_accessors() -> None:
    a = matrix([[1, 2, 3], [4, 5, F(6, 7)]])
    assert (shape(a), diagonal_of(a), is_diagonal(a)) == ((2, 3), [F(1), F(5)], False)
    assert is_diagonal(diagonal([1, 0]))
    assert squared_norm(matrix([[3, 4]])) == 25
    assert (entries(scaled(identity(1), F(1, 3))), height_bits(a)) == ([[F(1, 3)]], 6)


@pytest.mark.parametrize("sizes", [(1, 1), (2, 3), (3, 2, 2, 1), (2, 2, 3, 1, 2)])
def test_the_gradient_is_the_exact_central_difference(sizes: tuple[int, ...]) -> None:
    # As a function of one entry of one factor the loss is a quadratic: its central difference is its slope.
    rng = random.Random(len(sizes))
    factors = [random_matrix(rng, after, before) for before, after in pairwise(sizes)]
    truth = random_matrix(rng, sizes[-1], sizes[0])
    for index, factor in enumerate(factors):
        gradient = factor_gradient(factors, end_to_end(factors) - truth, index)
        for i, j in [(0, 0), (shape(factor)[0] - 1, shape(factor)[1] - 1)]:
            moved = []
            for step in (1, -1):
                rows = entries(factor)
                rows[i][j] += step
                moved.append(loss([*factors[:index], matrix(rows), *factors[index + 1 :]], truth))
            assert entries(gradient)[i][j] == (moved[0] - moved[1]) / 2


@pytest.mark.parametrize("sizes", [(1, 1), (2, 3), (3, 2, 2, 1), (2, 2, 3, 1, 2)])
def test_all_gradients_together_are_the_single_ones(sizes: tuple[int, ...]) -> None:
    rng = random.Random(len(sizes))
    factors = [random_matrix(rng, after, before) for before, after in pairwise(sizes)]
    slope = random_matrix(rng, sizes[-1], sizes[0])
    together = factor_gradients(factors, lambda _: slope)
    assert together == [factor_gradient(factors, slope, index) for index in range(len(factors))]


def test_one_factor_of_size_one_is_the_scalar_descent() -> None:
    run = matrix_descent(identical_start(1, 3, F(1, 2)), matrix([[2]]), F(1, 20))
    expected = descend(Problem(depth=3, lam=2, alpha="1/2", eta="1/20"), 4)
    assert [diagonal_of(factors[2])[0] for factors in islice(run, 5)] == expected


def test_a_run_without_factors_is_refused() -> None:
    with pytest.raises(InvalidInput, match="at least one factor"):
        matrix_descent([], identity(2), F(1))


def test_a_product_of_another_shape_than_the_ground_truth_is_refused() -> None:
    with pytest.raises(InvalidInput, match=r"the product W_N ... W_1 is \(2, 2\), the ground truth \(3, 3\)"):
        matrix_descent(identical_start(2, 2, F(1)), identity(3), F(1))


def test_each_factor_may_have_a_step_size_of_its_own() -> None:
    _, factors = islice(matrix_descent(identical_start(1, 2, F(1)), matrix([[3]]), [F(0), F(1, 2)]), 2)
    assert [diagonal_of(factor)[0] for factor in factors] == [1, 2]


def test_any_loss_can_be_descended() -> None:
    # ell(W) = W_11, so that one factor moves by -eta in one entry
    _, (w,) = islice(descend_along([identity(2)], lambda _: diagonal([1, 0]), F(1, 4)), 2)
    assert entries(w) == [[F(3, 4), 0], [0, 1]]


def test_the_perturbed_start_perturbs_one_factor() -> None:
    start = perturbed_start(2, 3, F(1), F(1, 4), perturbed=1)
    assert [diagonal_of(factor) for factor in start] == [[1, 1], [F(3, 4), F(3, 4)], [1, 1]]


def test_rectangular_descent_lowers_the_loss() -> None:
    rng = random.Random(3)
    factors, truth = [random_matrix(rng, 3, 2), random_matrix(rng, 2, 3)], random_matrix(rng, 2, 2)
    losses = [loss(state, truth) for state in islice(matrix_descent(factors, truth, F(1, 10**4)), 4)]
    assert losses == sorted(losses, reverse=True)
    assert len(set(losses)) == 4
