"""The partial fractions of x/(x^N - 1), in Q[w]/Phi_N."""

import pytest

from dmfproof.proof.antiderivative import cyclotomic, prove_antiderivative, surviving_powers


@pytest.mark.parametrize(
    ("n", "phi"), [(1, [-1, 1]), (2, [1, 1]), (6, [1, -1, 1]), (7, [1] * 7), (12, [1, 0, -1, 0, 1])]
)
def test_cyclotomic_polynomials(n, phi):
    assert cyclotomic(n) == phi


def test_a_cyclotomic_polynomial_may_have_other_coefficients():
    assert min(cyclotomic(105)) == -2


@pytest.mark.parametrize("depth", range(2, 65))
def test_the_residues_sum_to_n_x(depth):
    assert prove_antiderivative(depth).proved


@pytest.mark.parametrize("depth", range(2, 65))
def test_only_the_first_power_survives_the_sum_over_the_roots(depth):
    assert surviving_powers(depth) == [1]


@pytest.mark.parametrize("depth", [2, 3, 5, 7, 8])
def test_a_wrong_residue_is_found(depth):
    wrong = prove_antiderivative(depth, residue=1)
    assert wrong.products
    assert not wrong.total
    assert surviving_powers(depth, residue=1) != [1]
