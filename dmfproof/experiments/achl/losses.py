"""Pose linear measurements of a matrix, and the mean squared error that descent is run on, in binary64.

ell(W) = 1/m sum_i (<A_i, W> - y_i)^2, as in ACHL's experiments: the A_i pick single entries (completion), or are
Gaussian (sensing).
"""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from dmfproof.experiments.experiment import Array

__all__ = ["Completion", "Loss", "Sensing", "least_observations", "low_rank", "random_entries", "random_measurements"]


class Loss(Protocol):
    """A loss of a product of the given `shape`."""

    shape: tuple[int, int]

    def value_and_slope(self, product: Array) -> tuple[float, Array]:
        """Return ell(W) and its gradient, of W's shape."""

    def equations(self) -> tuple[Any, Array]:
        """Return (A, y) such that ell(W) = 0 means A vec(W) = y, vec(W) being W row by row."""

    def feasible(self, product: Array) -> Array:
        """Return the nearest matrix with ell = 0, up to rounding."""


class Completion:
    """Single entries of a matrix are known: `entries` are pairs of a row and a column, one line each."""

    def __init__(self, shape: tuple[int, int], entries: NDArray[np.int64], values: Array) -> None:
        self.shape = shape
        self.entries = entries
        self.values = values
        self._mask, self._known = np.zeros(shape), np.zeros(shape)
        self._mask[entries[:, 0], entries[:, 1]] = 1.0
        self._known[entries[:, 0], entries[:, 1]] = values

    def value_and_slope(self, product: Array) -> tuple[float, Array]:
        """Return the mean squared error over the known entries, and its gradient."""
        rest = (product - self._known) * self._mask
        flat = rest.ravel()
        return float(flat @ flat) / len(self.values), rest * (2 / len(self.values))

    def equations(self) -> tuple[Any, Array]:
        """Return a sparse A with one 1 a row, and the known values."""
        from scipy.sparse import csr_array

        count, columns = len(self.values), self.entries[:, 0] * self.shape[1] + self.entries[:, 1]
        pick = csr_array((np.ones(count), (np.arange(count), columns)), shape=(count, self.shape[0] * self.shape[1]))
        return pick, self.values

    def feasible(self, product: Array) -> Array:
        """Put in the known values."""
        return product * (1 - self._mask) + self._known


class Sensing:
    """Inner products with given matrices are known: `matrices` holds one A_i row by row in each line."""

    def __init__(self, shape: tuple[int, int], matrices: Array, values: Array) -> None:
        self.shape = shape
        self.matrices = matrices
        self.values = values

    def value_and_slope(self, product: Array) -> tuple[float, Array]:
        """Return the mean squared error over the measurements, and its gradient."""
        rest = self.matrices @ product.ravel() - self.values
        return float(rest @ rest) / len(rest), (rest @ self.matrices).reshape(self.shape) * (2 / len(rest))

    def equations(self) -> tuple[Any, Array]:
        """Return the matrices, and the known values."""
        return self.matrices, self.values

    def feasible(self, product: Array) -> Array:
        """Add the least matrix that mends the measurements."""
        rest = self.values - self.matrices @ product.ravel()
        mended: Array = product + np.linalg.lstsq(self.matrices, rest, rcond=None)[0].reshape(self.shape)
        return mended


def low_rank(size: int, rank: int, random: np.random.Generator) -> Array:
    """Return U V' / sqrt(rank), U and V Gaussian size x rank, rescaled to Frobenius norm `size` (as ACHL do)."""
    product = random.standard_normal((size, rank)) @ random.standard_normal((rank, size)) / np.sqrt(rank)
    scaled: Array = product * (size / np.linalg.norm(product))
    return scaled


def random_entries(truth: Array, count: int, random: np.random.Generator) -> Completion:
    """Let `count` entries of a matrix be known, drawn without repetition."""
    chosen = random.permutation(truth.size)[:count]
    entries = np.stack(np.unravel_index(chosen, truth.shape), axis=1)
    return Completion((truth.shape[0], truth.shape[1]), entries, truth[entries[:, 0], entries[:, 1]])


def random_measurements(truth: Array, count: int, random: np.random.Generator, *, deviation: float) -> Sensing:
    """Measure a matrix by `count` matrices with independent normal entries of that standard deviation."""
    matrices = deviation * random.standard_normal((count, truth.size))
    return Sensing((truth.shape[0], truth.shape[1]), matrices, matrices @ truth.ravel())


def least_observations(loss: Completion) -> int:
    """Return how many entries are known in the row or column with fewest; below the rank, nothing can complete it."""
    rows, columns = loss.shape
    by_row = np.bincount(loss.entries[:, 0], minlength=rows)
    by_column = np.bincount(loss.entries[:, 1], minlength=columns)
    return int(min(by_row.min(), by_column.min()))
