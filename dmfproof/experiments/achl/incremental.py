"""Let singular values be learned one after another (Gissin, Shalev-Shwartz, Daniely 2020: incremental learning).

Sensing by Gaussian matrices, factors that start at scaled identities, plain gradient descent with a small step.  Were
the measurements complete, the eigenvalues would decouple into CGMR's scalar flow, whose certified time to half height
is the prediction.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np

from dmfproof.bounds import flow_time
from dmfproof.experiments.achl.losses import Sensing, random_measurements
from dmfproof.experiments.achl.training import Steps, descend, scaled_identities
from dmfproof.experiments.cgmr.descent import random_orthogonal, symmetric
from dmfproof.experiments.experiment import Array

__all__ = [
    "COUNT",
    "DEPTHS",
    "RATE",
    "SCALE",
    "SIZE",
    "SPECTRUM",
    "half_heights",
    "predicted_half_heights",
    "spectrum_path",
]

DEPTHS = (1, 2, 3)
SIZE, COUNT = 20, 240
SPECTRUM = (10.0, 6.0, 3.0, 1.5)
"""Eigenvalues of the ground truth, all others being 0."""
SCALE, RATE = 1e-3, 1e-3
"""The product starts at SCALE I; RATE is the step size on half of the mean squared error."""
_EVERY = 5


def sensing(random: np.random.Generator) -> Sensing:
    """Draw a symmetric ground truth with eigenvalues `SPECTRUM` in a random basis, and its measurements.

    A_i is scaled by 1/sqrt(2) so that the expected loss is 1/2 ||W - What||^2, the one of CGMR (5).
    """
    truth = symmetric(random_orthogonal(SIZE, random), [*SPECTRUM, *[0.0] * (SIZE - len(SPECTRUM))])
    return random_measurements(truth, COUNT, random, deviation=0.5**0.5)


def predicted_half_heights(depth: int) -> list[float]:
    """Return the steps after which the scalar flow from `SCALE` reaches half of each eigenvalue: time over `RATE`.

    The flow starts at the binary64 number next to SCALE^(1/N), and its time is certified (`dmfproof flow`).
    """
    start = Fraction(SCALE ** (1 / depth))
    ends = [Fraction((value / 2) ** (1 / depth)) for value in SPECTRUM]
    pairs = zip(SPECTRUM, ends, strict=True)
    return [float(flow_time(depth=depth, lam=Fraction(v), start=start, end=end).low) / RATE for v, end in pairs]


def spectrum_path(loss: Sensing, depth: int, iterations: int) -> dict[str, Any]:
    """Return the singular values (one more than `SPECTRUM` has) at every fifth iteration, one row each."""
    steps: list[int] = []
    rows: list[Array] = []
    for state in descend(loss, scaled_identities(SIZE, depth, SCALE), Steps(RATE)):
        if state.iteration % _EVERY == 0:
            steps.append(state.iteration)
            rows.append(np.asarray(np.linalg.svd(state.product, compute_uv=False), np.float64)[: len(SPECTRUM) + 1])
        if state.iteration >= iterations:
            break
    return {"iteration": steps, "values": np.array(rows)}


def half_heights(steps: list[int], values: Array) -> list[float | None]:
    """Return when sigma_r first reaches half of the r-th of `SPECTRUM`, interpolated linearly; None where never."""
    found: list[float | None] = []
    for column, truth in zip(values.T, SPECTRUM, strict=False):
        hits = np.flatnonzero(column >= truth / 2)
        if not len(hits):
            found.append(None)
        elif hits[0] == 0:
            found.append(float(steps[0]))
        else:
            i = int(hits[0])
            share = (truth / 2 - column[i - 1]) / (column[i] - column[i - 1])
            found.append(float(steps[i - 1] + share * (steps[i] - steps[i - 1])))
    return found
