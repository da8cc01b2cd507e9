"""Specify how matrices are read: exactly as written, never evaluated, and every bad file is refused in words."""

from fractions import Fraction

import numpy as np
import pytest
import scipy.io
import scipy.sparse

from dmfproof.errors import InvalidInput
from dmfproof.matrix_file import is_symmetric, read_matrix, symmetric_part


@pytest.fixture
def write(tmp_path):
    def put(name, text):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return str(tmp_path / name)

    return put


@pytest.fixture
def save(tmp_path):
    def put(name, *arrays, **named):
        (np.savez if name.endswith("z") else np.save)(tmp_path / name, *arrays, **named)
        return str(tmp_path / name)

    return put


def test_text_is_read_exactly(write):
    assert read_matrix(write("a.csv", "0.1,1/3\n1/3,2e-40\n")).rows == [
        [Fraction(1, 10), Fraction(1, 3)],
        [Fraction(1, 3), Fraction(2, 10**40)],
    ]


@pytest.mark.parametrize("text", ["1;2\n2;3", "1\t2\n2\t3", "1 2\n2 3", "1, 2\n\n# note\n2, 3\n", '\ufeff"1","2"\n2,3'])
def test_separators_blank_lines_comments_quotes_and_byte_order_marks_are_understood(write, text):
    assert read_matrix(write("a.csv", text)).rows == [[1, 2], [2, 3]]


def test_huge_integers_stay_exact(write):
    assert read_matrix(write("a.csv", "9" * 400)).rows == [[Fraction(10**400 - 1)]]


def test_a_binary_float_is_its_binary_value(save):
    assert read_matrix(save("a.npy", np.array([[0.1]]))).rows == [[Fraction(0.1)]]


@pytest.mark.parametrize("kind", [np.int64, np.uint8, np.float16, np.float32, np.longdouble, np.bool_])
def test_real_arrays_of_every_kind_are_read(save, kind):
    assert read_matrix(save("a.npy", np.array([[1, 0], [0, 1]], dtype=kind))).rows == [[1, 0], [0, 1]]


def test_an_archive_of_one_array_is_read_and_one_of_several_by_name(save):
    assert read_matrix(save("a.npz", np.eye(2))).rows == [[1, 0], [0, 1]]
    assert read_matrix(save("b.npz", x=np.eye(1), y=np.ones((1, 1))) + ":y").rows == [[1]]


def test_bundled_matrices_are_read_by_name():
    assert len(read_matrix("bundled:karate").rows) == 34


def test_matrix_market_agrees_with_scipy(tmp_path):
    dense = np.array([[2.0, -1.0, 0.0], [-1.0, 2.0, 0.5], [0.0, 0.5, 3.0]])
    for name, matrix in (("a", scipy.sparse.coo_array(dense)), ("b", dense), ("c", dense[:2])):
        scipy.io.mmwrite(tmp_path / f"{name}.mtx", matrix)
        known = scipy.io.mmread(tmp_path / f"{name}.mtx")
        known = known.toarray() if scipy.sparse.issparse(known) else known
        assert read_matrix(str(tmp_path / f"{name}.mtx")).rows == known.tolist()


def test_matrix_market_text_is_read_exactly_with_its_symmetry(write):
    text = "%%MatrixMarket matrix coordinate real skew-symmetric\n% note\n2 2 1\n2 1 0.1\n"
    assert read_matrix(write("a.mtx", text)).rows == [[0, Fraction(-1, 10)], [Fraction(1, 10), 0]]
    text = "%%MatrixMarket matrix coordinate pattern symmetric\n2 2 2\n1 1\n2 1\n"
    assert read_matrix(write("b.mtx", text)).rows == [[1, 1], [1, 0]]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "empty"),
        ("# nothing\n", "empty"),
        ("a,b\n1,2\n", "line 1, entry 1=a is not a number.*Remove the header line"),
        ("1,two\n", "line 1, entry 2=two is not a number"),
        ("1,2\n3,x\n", "line 2, entry 2=x is not a number.*Remove or replace"),
        ("1,2\n3\n", "ragged at line 2"),
        ("1,\n", "entry 2='' is not a number"),
        ("1,nan\n", "entry 2=nan is not finite.*missing values"),
        ("-inf\n", "entry 1=-inf is not finite"),
        ("1+2j\n", r"entry 1=1\+2j is complex"),
        ("(1+2j)\n", "is complex"),
        ("1/0\n", "division by zero"),
        ("__import__('os')\n", "not a number"),
        ("1,5;2,5\n", "1,5 is not a number that can be read"),
    ],
)
def test_bad_text_is_refused_in_words(write, text, says):
    with pytest.raises(InvalidInput, match=says):
        read_matrix(write("a.csv", text))


@pytest.mark.parametrize(
    ("array", "says"),
    [
        (np.zeros((0, 0)), "empty"),
        (np.array([[np.nan]]), r"MATRIX\[0\]\[0\]=nan is not finite"),
        (np.array([[np.inf]], dtype=np.longdouble), "not finite"),
        (np.array([[1j]]), "complex"),
        (np.array([["1"]]), "an array of <U1"),
        (np.array([1.0]), "an array of 1 dimensions"),
        (np.array([[10**400]], dtype=object), "it holds Python objects"),
        (np.zeros((2001, 1)), "too large"),
    ],
)
def test_bad_arrays_are_refused_in_words(save, array, says):
    with pytest.raises(InvalidInput, match=says):
        read_matrix(save("a.npy", array))


def test_bad_archives_are_refused_in_words(save, tmp_path):
    with pytest.raises(InvalidInput, match=r"2 arrays, they are x, y\. Name one"):
        read_matrix(save("a.npz", x=np.eye(1), y=np.eye(1)))
    with pytest.raises(InvalidInput, match="not in the archive"):
        read_matrix(save("a.npz", x=np.eye(1)) + ":z")
    scipy.sparse.save_npz(tmp_path / "s.npz", scipy.sparse.eye_array(2))
    with pytest.raises(InvalidInput, match="a sparse matrix of SciPy"):
        read_matrix(str(tmp_path / "s.npz"))


@pytest.mark.parametrize("name", ["a.npy", "a.npz", "a.mtx"])
def test_damaged_files_are_refused(write, name):
    with pytest.raises(InvalidInput, match=r"not readable|not in Matrix Market format"):
        read_matrix(write(name, "nonsense"))


def test_text_in_another_encoding_is_refused(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"\xff\xfe1\x00")
    with pytest.raises(InvalidInput, match="not text in UTF-8"):
        read_matrix(str(tmp_path / "a.csv"))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("%%MatrixMarket matrix array complex general\n1 1\n1 0\n", "complex"),
        ("%%MatrixMarket matrix array real odd\n1 1\n1\n", "array real odd"),
        ("%%MatrixMarket matrix array real general\n", "sizes is missing"),
        ("%%MatrixMarket matrix array real general\n1 1 1\n", "sizes are not two"),
        ("%%MatrixMarket matrix array real general\n1 2\n1\n", "promises 2 entries and holds 1"),
        ("%%MatrixMarket matrix coordinate real general\n1 1 2\n1 1 3\n", "promises 2 entries and holds 1"),
        ("%%MatrixMarket matrix coordinate real general\n1 1 1\n2 1 3\n", r"entry \(2, 1\) lies outside"),
        ("%%MatrixMarket matrix coordinate real general\n1 1 1\n1 1\n", "line 3 holds 2 words"),
        ("%%MatrixMarket matrix coordinate real symmetric\n2 1 1\n2 1 3\n", "must be square"),
        ("%%MatrixMarket matrix coordinate real general\n9999 1 0\n", "too large"),
    ],
)
def test_bad_matrix_market_files_are_refused(write, text, says):
    with pytest.raises(InvalidInput, match=says):
        read_matrix(write("a.mtx", text))


def test_missing_files_folders_and_unknown_formats_are_refused(tmp_path, write):
    for source, says in (
        ("no.csv", "not there"),
        (str(tmp_path), "not a file"),
        (write("a.txt", "1"), "unknown format"),
    ):
        with pytest.raises(InvalidInput, match=says):
            read_matrix(source)
    with pytest.raises(InvalidInput, match="bundled are"):
        read_matrix("bundled:nothing")


def test_the_symmetric_part_and_its_distance_are_exact():
    part, distance = symmetric_part([[Fraction(1), Fraction(3)], [Fraction(0), Fraction(1)]])
    assert part == [[1, Fraction(3, 2)], [Fraction(3, 2), 1]]
    assert Fraction(9, 2) <= distance**2 < Fraction(9, 2) * Fraction(1000001, 1000000)
    assert symmetric_part([[Fraction(1)]])[1] == 0
    assert is_symmetric(part)
    assert not is_symmetric([[Fraction(1), Fraction(2)]])


def test_only_square_matrices_have_a_symmetric_part():
    with pytest.raises(InvalidInput, match="not square"):
        symmetric_part([[Fraction(1), Fraction(2)]])
