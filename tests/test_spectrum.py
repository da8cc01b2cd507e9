"""Specify certified eigenvalues: exact where they are rational, enclosed elsewhere, repeated ones counted."""

from collections import Counter
from fractions import Fraction

import numpy as np
import pytest
from flint import fmpq_mat, fmpz_mat
from hypothesis import given
from hypothesis import strategies as st

from dmfproof.arithmetic import residual, spectrum
from dmfproof.arithmetic.ball import to_fmpq
from dmfproof.arithmetic.exact_descent import as_fraction
from dmfproof.arithmetic.spectrum import EnclosedEigenvalue, eigenvalues
from dmfproof.errors import InvalidInput, Unsupported

small = st.fractions(min_value=-3, max_value=3, max_denominator=5)


@st.composite
def matrices_with_known_eigenvalues(draw, largest=5):
    """Draw V diag V' with a rational orthogonal V, the Cayley transform of a skew matrix."""
    n = draw(st.integers(1, largest))
    values = draw(st.lists(st.one_of(st.sampled_from([Fraction(0), Fraction(1)]), small), min_size=n, max_size=n))
    skew = [[Fraction(0)] * n for _ in range(n)]
    for i in range(n):
        for j in range(i):
            skew[i][j] = draw(small)
            skew[j][i] = -skew[i][j]
    return similar(skew, values), values


def similar(skew, values):
    n = len(values)
    one = fmpq_mat(n, n, [int(i == j) for i in range(n) for j in range(n)])
    diagonal = fmpq_mat(n, n, [to_fmpq(values[i]) if i == j else 0 for i in range(n) for j in range(n)])
    s = fmpq_mat(n, n, [to_fmpq(entry) for row in skew for entry in row])
    orthogonal = (one - s) * (one + s).inv()
    product = orthogonal * diagonal * orthogonal.transpose()
    return [[as_fraction(product[i, j]) for j in range(n)] for i in range(n)]


def reflected(values):
    """Return H diag H for the reflection H along (1, 2, ..., n): the eigenvalues are the values."""
    n = len(values)
    norm = sum(i * i for i in range(1, n + 1))
    h = [[Fraction(i == j) - Fraction(2 * i * j, norm) for j in range(1, n + 1)] for i in range(1, n + 1)]
    scaled = [[entry * value for entry, value in zip(row, values, strict=True)] for row in h]
    return [[sum(a * b for a, b in zip(left, right, strict=True)) for right in h] for left in scaled]


def cycle_laplacian(n):
    return [[2 * (i == j) - ((i - j) % n in (1, n - 1)) for j in range(n)] for i in range(n)]


def holds(enclosures, values):
    """Say whether every enclosure holds exactly as many of the values as it claims."""
    counts = [sum(enclosed.low <= value <= enclosed.high for value in values) for enclosed in enclosures]
    return counts == [enclosed.multiplicity for enclosed in enclosures] and sum(counts) == len(values)


@pytest.fixture
def by_residuals(monkeypatch):
    monkeypatch.setattr(spectrum, "_EXACT_COST", -1)


# What is refused


@pytest.mark.parametrize("matrix", [[], [[]], np.zeros((0, 0)), np.zeros((0, 3))])
def test_an_empty_matrix_is_refused(matrix):
    with pytest.raises(InvalidInput, match="is empty"):
        eigenvalues(matrix)


@pytest.mark.parametrize("matrix", [[1, 2], "12", 3, np.array([1.0, 2.0]), None])
def test_what_is_no_matrix_is_refused(matrix):
    with pytest.raises(InvalidInput, match=r"is not a (matrix|row), rows of numbers are needed"):
        eigenvalues(matrix)


@pytest.mark.parametrize("matrix", [[[1, 2]], [[1], [2]], [[1, 2], [2]], np.ones((3, 2))])
def test_a_matrix_that_is_not_square_is_refused(matrix):
    with pytest.raises(InvalidInput, match="is not square"):
        eigenvalues(matrix)


def test_an_asymmetric_matrix_is_refused_and_the_place_shown():
    with pytest.raises(InvalidInput, match=r"entry \(1, 0\) 3 against \(0, 1\) 2 is not symmetric.*\(A \+ A'\)/2"):
        eigenvalues([[1, 2], [3, 4]])
    with pytest.raises(InvalidInput, match="not symmetric"):
        eigenvalues([[1, 2], [Fraction(2) + Fraction(1, 10**100), 4]])


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_an_entry_that_is_not_finite_is_refused_and_named(value):
    with pytest.raises(InvalidInput, match=r"^matrix\[0\]\[1\]=.* is not finite"):
        eigenvalues(np.array([[1.0, value], [value, 1.0]]))


@pytest.mark.parametrize("digits", [0, -1, 10001])
def test_the_digits_are_bounded(digits):
    with pytest.raises(InvalidInput, match=r"^digits="):
        eigenvalues([[1]], digits=digits)


# The exact route


@pytest.mark.parametrize(
    ("matrix", "found"),
    [
        ([[5]], [(5, 1)]),
        ([["-1/3"]], [(Fraction(-1, 3), 1)]),
        ([[0, 0], [0, 0]], [(0, 2)]),
        ([[1, 0, 0], [0, 1, 0], [0, 0, 1]], [(1, 3)]),
        ([[0, 1], [1, 0]], [(1, 1), (-1, 1)]),
        (np.array([[0.1, 0.0], [0.0, 0.1]]), [(Fraction(0.1), 2)]),
        ([["1e-300", 0], [0, "1e300"]], [(10**300, 1), (Fraction(1, 10**300), 1)]),
    ],
)
def test_rational_eigenvalues_of_small_matrices_are_exact(matrix, found):
    assert eigenvalues(matrix) == tuple(EnclosedEigenvalue(Fraction(v), Fraction(v), m) for v, m in found)


@given(matrices_with_known_eigenvalues())
def test_a_rational_rotation_does_not_move_exact_eigenvalues(drawn):
    matrix, values = drawn
    expected = sorted(Counter(values).items(), reverse=True)
    assert [(e.low, e.high, e.multiplicity) for e in eigenvalues(matrix)] == [(v, v, m) for v, m in expected]


@pytest.mark.parametrize("digits", [1, 15, 500])
def test_an_irrational_eigenvalue_is_enclosed_to_the_digits_asked_for(digits):
    above, below = eigenvalues([[0, 1], [1, 1]], digits=digits)
    for found in (above, below):
        low, high = (x * x - x - 1 for x in (found.low, found.high))
        assert low * high < 0
        assert (found.high - found.low) * 10**digits <= abs(found.low)


def test_eigenvalues_beyond_the_reach_of_binary64_are_told_apart():
    tiny = Fraction(1, 10**40)
    assert [e.multiplicity for e in eigenvalues([[1, tiny], [tiny, 1]])] == [1, 1]
    assert [e.multiplicity for e in eigenvalues([[2, 0, 0], [0, 1, 1 + tiny], [0, 1 + tiny, 1]])] == [1, 1, 1]


@given(st.lists(st.integers(3, 6), min_size=1, max_size=3))
def test_zero_is_an_exact_eigenvalue_of_a_laplacian_once_for_each_component(sizes):
    n = sum(sizes)
    matrix, start = [[0] * n for _ in range(n)], 0
    for size in sizes:
        for i, row in enumerate(cycle_laplacian(size)):
            matrix[start + i][start : start + size] = row
        start += size
    assert eigenvalues(matrix)[-1] == EnclosedEigenvalue(Fraction(0), Fraction(0), len(sizes))


# The residual route


@given(matrices_with_known_eigenvalues())
def test_residuals_enclose_exact_eigenvalues(drawn):
    matrix, values = drawn
    assert holds(spectrum._clusters(residual.residual_enclosures(matrix)), values)


@pytest.mark.parametrize(
    "values",
    [
        [*range(-20, 20)],
        [Fraction(1)] * 20 + [Fraction(0)] * 20,
        [Fraction(1, 10**k) for k in range(40)],
        [Fraction(10**200 + k) for k in range(40)],
        [1 + Fraction(k, 10**15) for k in range(40)],
    ],
    ids=["integers", "two, repeated", "fast decay", "huge", "a cluster"],
)
def test_residuals_enclose_the_spectrum_of_a_reflected_diagonal(values, by_residuals):
    found = eigenvalues(reflected(values))
    assert holds(found, values)
    scale = max(abs(value) for value in values)
    assert all((e.high - e.low) <= scale * Fraction(len(values), 10**14) for e in found)


def test_a_cluster_is_not_passed_off_as_one_repeated_eigenvalue(by_residuals):
    (cluster,) = eigenvalues(reflected([1 + Fraction(k, 10**20) for k in range(10)]))
    assert (cluster.multiplicity, cluster.single) == (10, False)


def test_the_zero_matrix_is_exact_by_residuals_too(by_residuals):
    assert eigenvalues(np.zeros((30, 30))) == (EnclosedEigenvalue(Fraction(0), Fraction(0), 30),)


def test_both_routes_agree_on_a_random_matrix(monkeypatch):
    sample = np.random.default_rng(1).standard_normal((40, 40))
    exact = eigenvalues(sample + sample.T)
    monkeypatch.setattr(spectrum, "_EXACT_COST", -1)
    enclosed = eigenvalues(sample + sample.T)
    assert all(e.low <= x.low and x.high <= e.high for e, x in zip(enclosed, exact, strict=True))


def test_subnormal_numbers_are_no_trap(by_residuals):
    tiny = 2.0**-1074
    found = eigenvalues(np.array([[tiny, 0.0, 0.0], [0.0, 3 * tiny, 0.0], [0.0, 0.0, 1.0]]))
    assert holds(found, [Fraction(tiny), 3 * Fraction(tiny), Fraction(1)])


def test_an_enclosure_without_its_radius_is_caught(monkeypatch, by_residuals):
    values = [Fraction(k, 7) for k in range(12)]
    assert holds(eigenvalues(reflected(values)), values)
    monkeypatch.setattr(residual, "weyl_radius", lambda *given: Fraction(0))
    monkeypatch.setattr(residual, "_rounding_radius", lambda *given: Fraction(0))
    assert not holds(eigenvalues(reflected(values)), values)


def test_an_enclosure_without_the_rounding_of_its_entries_is_caught(monkeypatch, by_residuals):
    matrix = np.diag([2.0**-70, 1.0])
    assert holds(eigenvalues(matrix), [Fraction(2) ** -70, Fraction(1)])
    monkeypatch.setattr(residual, "_rounding_radius", lambda *given: Fraction(0))
    assert not holds(eigenvalues(matrix), [Fraction(2) ** -70, Fraction(1)])


def test_wrong_guesses_only_widen_the_enclosure():
    one = 2**60
    matrix, basis = fmpz_mat([[3, 0], [0, 5]]), fmpz_mat([[one, 0], [0, one]])
    assert residual.weyl_radius(matrix, [3, 5], basis) == 0
    assert residual.weyl_radius(matrix, [3, 4], basis) >= 1
    tilted = fmpz_mat([[one, one // 10], [0, one]])
    assert residual.weyl_radius(matrix, [3, 5], tilted) > Fraction(1, 5)


def test_guesses_that_are_no_basis_prove_nothing():
    with pytest.raises(Unsupported, match="too far from orthogonal"):
        residual.weyl_radius(fmpz_mat([[3, 0], [0, 5]]), [3, 5], fmpz_mat([[0, 0], [0, 0]]))


@pytest.mark.deep
def test_a_cycle_of_a_thousand_vertices_has_its_cosines_in_pairs():
    import mpmath

    n = 1000
    with mpmath.workdps(40):
        cosines = [2 - 2 * mpmath.cos(2 * mpmath.pi * k / n) for k in range(n)]
        values = [Fraction(int(mpmath.nint(value * 10**35)), 10**35) for value in cosines]
    found = eigenvalues(cycle_laplacian(n))
    assert holds(found, values)
    assert Counter(e.multiplicity for e in found) == {2: 499, 1: 2}
