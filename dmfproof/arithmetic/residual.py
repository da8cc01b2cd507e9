"""Enclose all eigenvalues of a symmetric matrix from approximate eigenvectors, by exact residuals.

Let A be symmetric, D = diag(d), X nonsingular, R = A X - X D, E = X'X - I with ||E|| <= delta < 1, all in the 2-norm.
The polar form X = U H has U orthogonal and H = (X'X)^(1/2), so ||H - I|| <= delta since |sqrt(1+e) - 1| <= |e|.
With B = U'A U and K = H - I, U'R = B H - H D = B - D + B K - K D, hence

    ||B - D|| <= ||R|| + delta (||B|| + ||D||),   ||B|| <= ||D|| + ||B - D||,
    ||B - D|| <= (||R|| + 2 delta ||D||) / (1 - delta),

and by Weyl the i-th eigenvalue of A, which is that of B, is that close to the i-th largest d.  Nothing is assumed of
X and d: they are guesses of LAPACK, rounded to integers over a power of two; R and E are then computed exactly.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import cycle
from math import isqrt

from flint import fmpz_mat

from dmfproof.errors import Unsupported

__all__ = ["Interval", "residual_enclosures"]

Interval = tuple[Fraction, Fraction]

_BITS = 60
"""Fixed-point bits of the entries of A and X; binary64 guesses carry 53."""

_ONE = 2**_BITS


def residual_enclosures(rows: list[list[Fraction]]) -> list[Interval]:
    """Enclose the eigenvalues of a symmetric matrix, one closed interval each, all of the same width.

    Raises `Unsupported` where LAPACK's guesses are too poor to conclude (no convergence, delta >= 1).
    """
    import numpy as np

    unit = _power_of_two_above(max(abs(entry) for i, row in enumerate(rows) for entry in row[: i + 1])) / _ONE
    matrix = [[_nearest(entry, unit) for entry in row] for row in rows]
    try:
        guesses, vectors = np.linalg.eigh(np.array(matrix, dtype=np.float64))
    except np.linalg.LinAlgError:
        raise Unsupported("LAPACK's eigenvalue routine did not converge on this matrix") from None
    values = [round(guess) for guess in guesses.tolist()]
    basis = fmpz_mat([[round(entry) for entry in row] for row in np.ldexp(vectors, _BITS).tolist()])
    radius = weyl_radius(fmpz_mat(matrix), values, basis) + _rounding_radius(matrix, rows, unit)
    return [((value - radius) * unit, (value + radius) * unit) for value in values]


def weyl_radius(matrix: fmpz_mat, values: list[int], basis: fmpz_mat) -> Fraction:
    """Bound the distance of each eigenvalue of an integer matrix from the value of the same rank.

    `basis` holds X in units of 2^-60, one guessed eigenvector a column.  Raises `Unsupported` for delta >= 1.
    """
    gram, product = basis.transpose() * basis, matrix * basis
    for i in range(len(values)):
        gram[i, i] -= _ONE**2
    delta = Fraction(_root_above(sum(int(entry) ** 2 for entry in gram.entries())), _ONE**2)
    if delta >= 1:
        raise Unsupported("LAPACK's eigenvectors of this matrix are too far from orthogonal to conclude anything")
    columns = zip(product.entries(), basis.entries(), cycle(values))
    squares = sum(int(image - entry * value) ** 2 for image, entry, value in columns)
    residual = Fraction(_root_above(squares), _ONE)
    return (residual + 2 * delta * max(abs(value) for value in values)) / (1 - delta)


def _nearest(value: Fraction, unit: Fraction) -> int:
    """Round value / unit to an integer at most 1/2 away."""
    denominator = value.denominator * unit.numerator
    return (2 * value.numerator * unit.denominator + denominator) // (2 * denominator)


def _rounding_radius(matrix: list[list[int]], rows: list[list[Fraction]], unit: Fraction) -> Fraction:
    """Bound the norm of matrix - rows / unit: entries at most 1/2, hence at most n/2 in norm, and 0 where all agree."""
    exact = all(
        whole * unit.numerator * entry.denominator == entry.numerator * unit.denominator
        for integers, row in zip(matrix, rows, strict=True)
        for whole, entry in zip(integers, row, strict=True)
    )
    return Fraction(0) if exact else Fraction(len(rows), 2)


def _root_above(square: int) -> int:
    """Return the ceiling of a square root."""
    return isqrt(square - 1) + 1 if square else 0


def _power_of_two_above(value: Fraction) -> Fraction:
    """Return a power of two in (value, 4 value], and 1 for 0."""
    exponent = value.numerator.bit_length() - value.denominator.bit_length() + 1
    return Fraction(2) ** exponent if value else Fraction(1)
