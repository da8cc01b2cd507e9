"""Enclose the decoupled values d_i(k)^N (identical) or p_i(k) (perturbed) of a whole spectrum at given steps."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import inf

import numpy as np
import numpy.typing as npt

from dmfproof.arithmetic.ball import arb, ball, hull, working_precision
from dmfproof.arithmetic.pair_descent import ball_pairs
from dmfproof.dynamics.ensemble import Ensemble
from dmfproof.errors import InvalidInput
from dmfproof.planner.perturbed import rank_ranges
from dmfproof.planner.spectrum import EnclosedSpectrum
from dmfproof.planner.theorem import step_is_admissible

__all__ = ["value_paths"]

Doubles = npt.NDArray[np.float64]
_U = 2.0**-53
_BITS, _MOST_BITS, _WIDE = 160, 5120, 1e-9


def value_paths(
    spectrum: EnclosedSpectrum,
    *,
    depth: int,
    alpha: Fraction,
    beta: Fraction | None,
    eta: Fraction,
    steps: Sequence[int],
) -> tuple[Doubles, Doubles, tuple[Doubles, Doubles]]:
    """Return lower and upper ends of the values, one row a step, one column an eigenvalue; and of the effective rank.

    Identical initialisation (beta None) needs eta < 1/((3N-2) M^(2N-2)); else `InvalidInput` is raised.  For the
    perturbed one every step is taken in balls, and an enclosure that cannot be kept narrow is infinite.
    """
    counts = [cluster.count for cluster in spectrum.clusters]
    if beta is None:
        low, high = _identical(spectrum, depth, alpha, eta, steps)
    else:
        low, high = _perturbed(spectrum, depth, (alpha - beta, alpha), eta, steps)
    sizes = np.where(low > 0, low, np.where(high < 0, -high, 0.0)), np.maximum(np.abs(low), np.abs(high))
    ranks = rank_ranges(*sizes, np.array(counts, dtype=np.float64))
    return np.repeat(low, counts, axis=1), np.repeat(high, counts, axis=1), ranks


def _identical(
    spectrum: EnclosedSpectrum, depth: int, alpha: Fraction, eta: Fraction, steps: Sequence[int]
) -> tuple[Doubles, Doubles]:
    if not step_is_admissible(spectrum, depth, alpha, eta):
        holds = "the theory is certified for eta < 1/((3N-2) M^(2N-2))"
        raise InvalidInput("eta", eta, "too large", holds, "Choose a smaller step size")
    ends = sorted({end for cluster in spectrum.clusters for end in (cluster.low, cluster.high)})
    ensemble = Ensemble(depth=depth, spectrum=ends, alpha=alpha, eta=eta)
    first = [ends.index(cluster.low) for cluster in spectrum.clusters]
    last = [ends.index(cluster.high) for cluster in spectrum.clusters]
    lows, highs = [], []
    for k in steps:
        ensemble.advance(k - ensemble.k)
        low, high = ensemble.values()
        lows.append(np.ldexp(low[first], ensemble.unit))
        highs.append(np.ldexp(high[last], ensemble.unit))
    return np.array(lows), np.array(highs)


def _perturbed(
    spectrum: EnclosedSpectrum, depth: int, start: tuple[Fraction, Fraction], eta: Fraction, steps: Sequence[int]
) -> tuple[Doubles, Doubles]:
    columns = []
    for cluster in spectrum.clusters:
        bits = _BITS
        while True:
            with working_precision(bits):
                column = _products(depth, hull(cluster.low, cluster.high), start, eta, steps)
            scale = float(spectrum.greatest_modulus)
            if all(high - low <= _WIDE * scale for low, high in column) or bits >= _MOST_BITS:
                break
            bits *= 2
        columns.append(column)
    both = np.array(columns)
    return both[:, :, 0].T, both[:, :, 1].T


def _products(
    depth: int, truth: arb, start: tuple[Fraction, Fraction], eta: Fraction, steps: Sequence[int]
) -> list[tuple[float, float]]:
    pairs, wanted, found = ball_pairs(depth, truth, (ball(start[0]), ball(start[1])), ball(eta)), set(steps), []
    for k in range(steps[-1] + 1):
        first, second = next(pairs)
        if k in wanted:
            found.append(_ends(first * second ** (depth - 1)))
    return found


def _ends(product: arb) -> tuple[float, float]:
    """Return doubles at or beyond the ends of a ball."""
    if not product.is_finite():
        return -inf, inf
    low, high = float(product.lower()), float(product.upper())
    return low - 4 * _U * abs(low) - 1e-300, high + 4 * _U * abs(high) + 1e-300
