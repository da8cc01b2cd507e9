"""Compute with matrices of exact rationals: make them, read them, multiply them, rotate by a rational angle.

A `Matrix` is flint's rational matrix: `+`, `-`, `*` (by a matrix or a number), `==` and `.transpose()` are exact.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import reduce
from itertools import pairwise

from flint import fmpq_mat

from dmfproof.arithmetic.ball import to_fmpq
from dmfproof.arithmetic.exact_descent import as_fraction
from dmfproof.errors import InvalidInput

__all__ = [
    "Matrix",
    "cayley",
    "diagonal",
    "diagonal_of",
    "entries",
    "height_bits",
    "identity",
    "is_diagonal",
    "matrix",
    "product",
    "scaled",
    "shape",
    "squared_norm",
]

Matrix = fmpq_mat


def matrix(rows: Sequence[Sequence[Fraction | int]]) -> Matrix:
    """Make a matrix from its rows.  Raises `InvalidInput` where it has no entry or rows of different lengths."""
    widths = {len(row) for row in rows}
    if not rows or 0 in widths:
        raise InvalidInput("matrix", "[]", "empty", "at least one row and column are needed", "Give some entries")
    if len(widths) > 1:
        holds = f"rows of one length are needed, not of {sorted(widths)}"
        raise InvalidInput("matrix", f"{len(rows)} rows", "ragged", holds, "Check its rows")
    return fmpq_mat(len(rows), widths.pop(), [to_fmpq(Fraction(entry)) for row in rows for entry in row])


def entries(a: Matrix) -> list[list[Fraction]]:
    """Return the rows as exact rationals."""
    return [[as_fraction(entry) for entry in row] for row in a.tolist()]


def shape(a: Matrix) -> tuple[int, int]:
    """Return (rows, columns)."""
    return int(a.nrows()), int(a.ncols())


def diagonal(values: Sequence[Fraction | int]) -> Matrix:
    """Make a square matrix with the given diagonal, zero elsewhere."""
    return matrix([[value if i == j else 0 for j in range(len(values))] for i, value in enumerate(values)])


def identity(n: int) -> Matrix:
    """Make the n x n identity."""
    return diagonal([1] * n)


def diagonal_of(a: Matrix) -> list[Fraction]:
    """Return the diagonal entries."""
    return [as_fraction(a[i, i]) for i in range(min(shape(a)))]


def is_diagonal(a: Matrix) -> bool:
    """Say whether every entry off the diagonal is exactly zero."""
    rows, columns = shape(a)
    return all(a[i, j] == 0 for i in range(rows) for j in range(columns) if i != j)


def scaled(a: Matrix, factor: Fraction | int) -> Matrix:
    """Multiply every entry by a rational."""
    return a * to_fmpq(Fraction(factor))


def product(factors: Sequence[Matrix]) -> Matrix:
    """Multiply from left to right.  Raises `InvalidInput` where two neighbours do not fit."""
    for left, right in pairwise(factors):
        if left.ncols() != right.nrows():
            holds = f"a {shape(left)} times a {shape(right)} is no product"
            raise InvalidInput("factors", f"{len(factors)} matrices", "of shapes that do not fit", holds, "Check them")
    return reduce(lambda a, b: a * b, factors)


def cayley(skew: Matrix) -> Matrix:
    """Return the orthogonal matrix (I - S)(I + S)^-1 of a skew-symmetric S, rational where S is.

    I + S is invertible, as the eigenvalues of S are imaginary.  Every rotation without the eigenvalue -1 is one.
    Raises `InvalidInput` where S is not skew-symmetric.
    """
    if skew.nrows() != skew.ncols() or skew.transpose() != skew * to_fmpq(Fraction(-1)):
        advice = "Give S with S' = -S"
        raise InvalidInput("S", f"{shape(skew)}", "not skew-symmetric", "the Cayley transform needs S' = -S", advice)
    one = identity(skew.nrows())
    return (one - skew) * (one + skew).inv()


def squared_norm(a: Matrix) -> Fraction:
    """Return the sum of the squares of the entries (the square of the Frobenius norm)."""
    return sum((entry * entry for row in entries(a) for entry in row), Fraction(0))


def height_bits(a: Matrix) -> int:
    """Return the bits of the longest entry, numerator and denominator together."""
    return max(int(entry.p).bit_length() + int(entry.q).bit_length() for entry in a.entries())
