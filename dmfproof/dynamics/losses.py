"""Give losses of a matrix W with their gradients: exact rationals, or balls for the logistic loss."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fractions import Fraction

from dmfproof.arithmetic.rational_matrix import Matrix, entries, matrix, scaled
from dmfproof.arithmetic.singular import BallMatrix, in_balls, logistic

__all__ = ["completion_slope", "inner", "logistic_slope", "quadratic_slope", "sensing_slope"]


def inner(a: Matrix, b: Matrix) -> Fraction:
    """Return <A, B>, the sum of the products of the entries."""
    pairs = zip(entries(a), entries(b), strict=True)
    return sum((x * y for left, right in pairs for x, y in zip(left, right, strict=True)), Fraction(0))


def quadratic_slope(w: Matrix, truth: Matrix) -> Matrix:
    """Return the gradient of 1/2 ||W - What||^2, which is W - What."""
    return w - truth


def completion_slope(w: Matrix, truth: Matrix, observed: Collection[tuple[int, int]]) -> Matrix:
    """Return the gradient of 1/2 sum over the observed entries (i, j) of (W_ij - What_ij)^2."""
    rows = entries(w - truth)
    return matrix([[x if (i, j) in observed else 0 for j, x in enumerate(row)] for i, row in enumerate(rows)])


def sensing_slope(w: Matrix, measurements: Sequence[Matrix], labels: Sequence[Fraction]) -> Matrix:
    """Return the gradient of 1/2 sum_i (<A_i, W> - y_i)^2, which is sum_i (<A_i, W> - y_i) A_i."""
    terms = [scaled(a, inner(a, w) - y) for a, y in zip(measurements, labels, strict=True)]
    return sum(terms[1:], terms[0])


def logistic_slope(w: Matrix, measurements: Sequence[Matrix], labels: Sequence[int], bits: int) -> BallMatrix:
    """Enclose the gradient of sum_i ln(1 + exp(-y_i <A_i, W>)), y_i = 1 or -1.

    It is -sum_i y_i A_i / (1 + exp(y_i <A_i, W>)).
    """
    terms = [
        in_balls(scaled(a, -y), bits) * logistic(-y * inner(a, w), bits)
        for a, y in zip(measurements, labels, strict=True)
    ]
    return sum(terms[1:], terms[0])
