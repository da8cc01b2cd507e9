"""Measure a matrix that was found; the two effective ranks are kept apart."""

from __future__ import annotations

import numpy as np

from dmfproof.experiments.cgmr.descent import effective_rank
from dmfproof.experiments.experiment import Array

__all__ = ["QUANTILES", "entropy_rank", "quantiles", "spectrum_measures", "squared_error"]

QUANTILES = {"least": 0.0, "lower": 0.25, "median": 0.5, "upper": 0.75, "most": 1.0}
"""The names under which quantiles are given."""


def entropy_rank(values: Array) -> float:
    """Return exp(-sum p ln p), p = values / sum(values), for values >= 0 not all 0 (ACHL's effective rank)."""
    shares = values[values > 0] / values.sum()
    return float(np.exp(-(shares * np.log(shares)).sum()))


def spectrum_measures(product: Array) -> dict[str, float]:
    """Return the nuclear norm, effective_rank (nuclear over operator norm) and entropy_rank."""
    values: Array = np.linalg.svd(product, compute_uv=False).astype(np.float64)
    return {
        "nuclear_norm": float(values.sum()),
        "effective_rank": float(effective_rank(values)),
        "entropy_rank": entropy_rank(values),
    }


def squared_error(product: Array, truth: Array) -> float:
    """Return the mean over all entries of the squared difference (ACHL's reconstruction error)."""
    return float(np.mean((product - truth) ** 2))


def quantiles(values: Array | list[float]) -> dict[str, float]:
    """Return minimum, lower quartile, median, upper quartile and maximum, interpolated linearly."""
    return {name: float(np.quantile(values, share)) for name, share in QUANTILES.items()}
