"""Specify the bundled matrices: what they are, that they may be shipped, and facts published about them."""

from fractions import Fraction
from importlib.resources import files

import numpy as np
import pytest

from dmfproof.arithmetic.spectrum import eigenvalues
from dmfproof.bundled import load, names, rational_spectrum
from dmfproof.errors import InvalidInput

SHAPES = {
    "breast_cancer": (30, 30),
    "digits": (64, 64),
    "el_nino": (12, 12),
    "karate": (34, 34),
    "les_miserables": (77, 77),
    "longley": (7, 7),
    "mnist_ones": (100, 784),
}
SQUARE = [name for name, (rows, columns) in SHAPES.items() if rows == columns]


def floats(name):
    return np.array([[float(entry) for entry in row] for row in load(name).entries])


def test_an_unknown_name_is_answered_with_the_known_ones():
    with pytest.raises(InvalidInput, match=r"^name=iris is unknown, bundled are breast_cancer, digits, el_nino"):
        load("iris")


def test_a_path_is_no_name():
    with pytest.raises(InvalidInput, match="is unknown"):
        load("../bundled/karate")


def test_the_names_are_those_of_the_files():
    assert names() == tuple(SHAPES)


@pytest.mark.parametrize("name", SHAPES)
def test_every_matrix_says_where_it_is_from_and_under_which_licence(name):
    matrix = load(name)
    assert matrix.shape == SHAPES[name]
    assert all(len(row) == matrix.shape[1] for row in matrix.entries)
    assert all(text.strip() for text in (matrix.title, matrix.provenance, matrix.licence))


@pytest.mark.parametrize("name", SQUARE)
def test_square_matrices_are_symmetric(name):
    entries = load(name).entries
    assert all(entries[i][j] == entries[j][i] for i in range(len(entries)) for j in range(i))


def test_all_files_together_stay_small():
    sizes = [len(path.read_bytes()) for path in files("dmfproof.bundled").iterdir() if path.is_file()]
    assert sum(sizes) < 150_000


@pytest.mark.parametrize("name", ["breast_cancer", "longley"])
def test_a_correlation_has_ones_on_its_diagonal_and_at_most_ones_elsewhere(name):
    entries = load(name).entries
    assert all(row[i] == 1 for i, row in enumerate(entries))
    assert all(abs(entry) <= 1 for row in entries for entry in row)


@pytest.mark.parametrize(("name", "edges"), [("karate", 78), ("les_miserables", 820)])
def test_the_rows_of_a_laplacian_sum_to_zero(name, edges):
    entries = load(name).entries
    assert {sum(row) for row in entries} == {0}
    assert sum(row[i] for i, row in enumerate(entries)) == 2 * edges
    assert eigenvalues(entries)[-1].high == 0
    assert eigenvalues(entries)[-1].multiplicity == 1


def test_three_pixels_of_the_digits_are_always_dark():
    assert sum(not any(row) for row in load("digits").entries) == 3
    assert eigenvalues(load("digits").entries)[-1].multiplicity == 3


def test_longley_is_as_published():
    # TOTEMP against GNP: r^2 = 0.967374 (NIST Statistical Reference Datasets give this data set).
    assert round(load("longley").entries[0][2], 4) == Fraction(9836, 10000)


def test_the_ones_are_as_published():
    ones = floats("mnist_ones")
    singular = np.linalg.svd(ones, compute_uv=False)
    assert np.linalg.matrix_rank(ones) == 100
    assert round(np.linalg.norm(ones), 2) == 73.31
    assert [round(value, 2) for value in singular[:5]] == [56.40, 29.29, 16.78, 11.15, 10.91]
    assert "Juan Cazala" in load("mnist_ones").notice


@pytest.mark.parametrize("name", SQUARE)
def test_a_rational_spectrum_is_the_spectrum_correctly_rounded(name):
    spectrum = rational_spectrum(name, digits=12)
    assert np.allclose(np.array(spectrum, float)[::-1], np.linalg.eigvalsh(floats(name)), rtol=1e-11, atol=1e-10)
    sharp = [(e.low, e.high) for e in eigenvalues(load(name).entries, digits=30) for _ in range(e.multiplicity)]
    half_unit = Fraction(5, 10**12)
    for value, (low, high) in zip(spectrum, sharp, strict=True):
        assert max(abs(value - low), abs(value - high)) <= half_unit * abs(low)


def test_a_rational_spectrum_descends_and_keeps_exact_eigenvalues():
    spectrum = rational_spectrum("karate", digits=3)
    assert list(spectrum) == sorted(spectrum, reverse=True)
    assert (spectrum[-1], spectrum.count(Fraction(2)), len(spectrum)) == (0, 5, 34)


def test_a_spectrum_needs_a_square_matrix():
    with pytest.raises(InvalidInput, match="not square"):
        rational_spectrum("mnist_ones")
