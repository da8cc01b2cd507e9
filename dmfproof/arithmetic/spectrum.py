"""Enclose the eigenvalues of a real symmetric matrix rigorously.

Two routes, chosen by size.  Exact: the characteristic polynomial over the integers, its square-free factors and their
isolated roots, so multiplicities are exact and every requested digit is delivered.  Residual: binary64 eigenvectors,
taken as guesses, and the exact integer matrices X'X - I and AX - XD, whose norms bound the distance of every eigenvalue
from its guess; the digits are those that binary64 eigenvectors give, and eigenvalues that they cannot tell apart are
enclosed together.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import lcm
from typing import Any

from flint import fmpz_mat, fmpz_poly

from dmfproof.arithmetic.ball import ends, working_precision
from dmfproof.arithmetic.residual import Interval, residual_enclosures
from dmfproof.errors import InvalidInput, ToolFault
from dmfproof.rational import exact_float, parse_integer, parse_rational

__all__ = ["EnclosedEigenvalue", "eigenvalues"]

Rows = list[list[Fraction]]

_EXACT_COST = 10**6
"""Most n^2 * (bits of the entries over one denominator) for the exact route: about a second."""

_MOST_DIGITS = 10_000


@dataclass(frozen=True, slots=True)
class EnclosedEigenvalue:
    """Exactly `multiplicity` eigenvalues, counted with multiplicity, lie in the closed interval [low, high].

    `single` says that they are one eigenvalue of that multiplicity; otherwise they are a cluster that was not resolved.
    On the exact route low == high just where the eigenvalue is rational.
    """

    low: Fraction
    high: Fraction
    multiplicity: int
    single: bool = True


def eigenvalues(matrix: Iterable[Iterable[object]], *, digits: int = 15) -> tuple[EnclosedEigenvalue, ...]:
    """Enclose all eigenvalues of a symmetric matrix, descending; the enclosures are disjoint.

    Entries are exact rationals, text, or floats (a float, also in a NumPy array, is its exact binary value).  `digits`
    is the relative accuracy of every enclosure on the exact route (n to about 100, less where entries are long); beyond
    it the enclosures are as narrow as binary64 eigenvectors allow, 1e-15 to 1e-12 of the largest eigenvalue in size.

    Raises `InvalidInput` for a matrix that is empty, not square, not symmetric or not finite.
    """
    digits = parse_integer(digits, "digits", least=1)
    if digits > _MOST_DIGITS:
        raise InvalidInput("digits", digits, "too large", f"at most {_MOST_DIGITS} are computed", "Ask for fewer")
    rows = _symmetric_rows(matrix)
    denominator = _common_denominator(rows)
    if denominator is not None:
        integers = [[int(entry * denominator) for entry in row] for row in rows]
        if len(rows) ** 2 * max(abs(entry).bit_length() for row in integers for entry in row) <= _EXACT_COST:
            return _exact_route(integers, denominator, digits)
    return tuple(_clusters(residual_enclosures(rows)))


def _symmetric_rows(matrix: Iterable[Iterable[object]]) -> Rows:
    source = matrix.tolist() if hasattr(matrix, "tolist") else matrix
    if not isinstance(source, Iterable) or isinstance(source, str):
        raise InvalidInput("matrix", source, "not a matrix", "rows of numbers are needed", "Give a list of rows")
    rows = [_row(row, i) for i, row in enumerate(source)]
    n = len(rows)
    if n == 0 or not rows[0]:
        raise InvalidInput("matrix", "[]", "empty", "at least one row and column are needed", "Give a square matrix")
    for row in rows:
        if len(row) != n:
            raise InvalidInput("matrix", f"{n} x {len(row)}", "not square", "eigenvalues need n x n", "Check its shape")
    for i in range(n):
        for j in range(i):
            if rows[i][j] != rows[j][i]:
                pair = f"entry ({i}, {j}) {_six_digits(rows[i][j])} against ({j}, {i}) {_six_digits(rows[j][i])}"
                advice = "Symmetrise it first, if that is meant: (A + A')/2"
                raise InvalidInput("matrix", pair, "not symmetric", "a symmetric matrix is needed", advice)
    return rows


def _row(row: object, i: int) -> list[Fraction]:
    if not isinstance(row, Iterable) or isinstance(row, str):
        raise InvalidInput(f"matrix[{i}]", row, "not a row", "rows of numbers are needed", "Give a list of rows")
    return [_entry(entry, i, j) for j, entry in enumerate(row)]


def _entry(entry: object, i: int, j: int) -> Fraction:
    if isinstance(entry, float):
        return exact_float(entry, f"matrix[{i}][{j}]")
    return parse_rational(entry, f"matrix[{i}][{j}]")  # type: ignore[arg-type]


def _six_digits(value: Fraction) -> str:
    """Write a rational to six digits, for a message."""
    try:
        return f"{float(value):.6g}"
    except OverflowError:
        return "a huge number"


def _common_denominator(rows: Rows) -> int | None:
    """Return the least common denominator, or None where it alone makes the exact route too expensive."""
    common = 1
    for row in rows:
        common = lcm(common, *{entry.denominator for entry in row})
        if len(rows) ** 2 * common.bit_length() > _EXACT_COST:
            return None
    return common


def _exact_route(integers: list[list[int]], denominator: int, digits: int) -> tuple[EnclosedEigenvalue, ...]:
    """Isolate the roots of the characteristic polynomial; all are real, as the matrix is symmetric."""
    _, factors = fmpz_mat(integers).charpoly().factor_squarefree()
    bits = wanted = int(digits * 3.3219280948873626) + 8
    while True:
        bits *= 2
        with working_precision(bits):
            found = [(root, int(multiplicity)) for factor, multiplicity in factors for root in _roots(factor)]
        if sum(multiplicity for _, multiplicity in found) != len(integers):
            raise ToolFault(f"the characteristic polynomial of degree {len(integers)} has lost roots: {found}")
        found.sort(key=lambda pair: pair[0][0], reverse=True)
        sharp = all(_sharp(low, high, wanted) for (low, high), _ in found)
        if sharp and all(upper[0][0] > lower[0][1] for upper, lower in pairwise(found)):
            return tuple(EnclosedEigenvalue(low / denominator, high / denominator, m) for (low, high), m in found)


def _roots(factor: fmpz_poly) -> list[Interval]:
    """Enclose the roots, all real, at the working precision; a rational root is found exactly.

    The polynomial is monic with integer coefficients, so its rational roots are integers.
    """
    found: list[Interval] = []
    pairs: Any = factor.complex_roots()
    for root, _ in pairs:
        candidate = root.real.unique_fmpz()
        if candidate is not None and factor(candidate) == 0:
            found.append((Fraction(int(candidate)), Fraction(int(candidate))))
        else:
            found.append(ends(root.real))
    return found


def _sharp(low: Fraction, high: Fraction, bits: int) -> bool:
    """Say whether an enclosure has so many bits; it is also short enough that no integer in it went unnoticed."""
    width = high - low
    return width == 0 or (width < 1 and min(abs(low), abs(high)) >= width * (1 << bits))


def _clusters(intervals: list[Interval]) -> list[EnclosedEigenvalue]:
    """Merge the intervals that meet: a union of m of them that meets no other holds exactly m eigenvalues."""
    merged: list[EnclosedEigenvalue] = []
    for low, high in sorted(intervals, reverse=True):
        if merged and high >= merged[-1].low:
            above = merged.pop()
            # Equal points are one eigenvalue; anything wider may be several.
            single = low == high == above.low == above.high
            merged.append(EnclosedEigenvalue(min(low, above.low), above.high, above.multiplicity + 1, single))
        else:
            merged.append(EnclosedEigenvalue(low, high, 1))
    return merged
