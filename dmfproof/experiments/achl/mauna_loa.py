"""Complete a real matrix: weekly carbon dioxide at Mauna Loa, years x weeks, with weeks that were never measured.

Entries that are there are split into known ones and held-out ones, which are predicted.  Known entries are centred and
scaled by their own mean and standard deviation.  Errors are root mean squares over the held-out entries, in ppm.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dmfproof.bundled.incomplete import load_incomplete
from dmfproof.experiments.achl.losses import Completion
from dmfproof.experiments.achl.measures import spectrum_measures
from dmfproof.experiments.achl.training import GroupRMSprop, descend, gaussian_factors
from dmfproof.experiments.experiment import Array

__all__ = [
    "DEPTHS",
    "KNOWN_SHARE",
    "NAME",
    "STOPS",
    "YEAR",
    "Split",
    "additive_fit",
    "carbon_dioxide",
    "completed",
    "split",
]

DEPTHS = (1, 2, 3)
NAME = "mauna_loa_co2"
YEAR = 1964 - 1958
"""The row that is shown: the year with most missing weeks but the first, which is no whole year."""
KNOWN_SHARE = 0.2
STOPS = (1e-4, 1e-6)
"""Training losses, in units of the known entries' variance, at which the prediction is looked at."""


def carbon_dioxide() -> Array:
    """Return the 44 x 52 matrix in ppm, missing entries as NaN."""
    rows = load_incomplete(NAME).entries
    return np.array([[np.nan if entry is None else float(entry) for entry in row] for row in rows])


@dataclass(frozen=True, slots=True)
class Split:
    """Known and held-out entries; known values are (ppm - mean) / deviation."""

    known: Completion
    held_out: NDArray[np.int64]
    measured: Array
    mean: float
    deviation: float

    def error(self, product: Array) -> float:
        """Return the root mean square over the held-out entries of a prediction in scaled units, in ppm."""
        rows, columns = self.held_out.T
        predicted = self.mean + self.deviation * product[rows, columns]
        return float(np.sqrt(np.mean((predicted - self.measured[rows, columns]) ** 2)))


def split(measured: Array, share: float, random: np.random.Generator) -> Split:
    """Let that share of the entries that are there be known, drawn at random."""
    there = random.permutation(np.argwhere(np.isfinite(measured)))
    count = round(share * len(there))
    known, held_out = there[:count], there[count:]
    values = measured[known[:, 0], known[:, 1]]
    mean, deviation = float(values.mean()), float(values.std())
    shape = (measured.shape[0], measured.shape[1])
    return Split(Completion(shape, known, (values - mean) / deviation), held_out, measured, mean, deviation)


def completed(
    parts: Split, depth: int, *, scale: float, max_iterations: int, random: np.random.Generator
) -> list[dict[str, Any]]:
    """Descend, and return one record for each of `STOPS`, with the product in scaled units.

    `ended` is "budget" where a stop was not reached in time.
    """
    factors = gaussian_factors(parts.known.shape, depth, scale, random)
    records: list[dict[str, Any]] = []
    for state in descend(parts.known, factors, GroupRMSprop()):
        late = state.iteration >= max_iterations
        while len(records) < len(STOPS) and (late or state.loss <= STOPS[len(records)]):
            stop = STOPS[len(records)]
            ended = "loss" if state.loss <= stop else "budget"
            found = {"stop_at": stop, "ended": ended, "iterations": state.iteration, "train_loss": state.loss}
            measured = {"held_out_error": parts.error(state.product), **spectrum_measures(state.product)}
            records.append({**found, **measured, "product": state.product})
        if len(records) == len(STOPS):
            break
    return records


def additive_fit(known: Completion) -> Array:
    """Fit year + week by least squares (of least norm, where it is not unique): a sensible model of rank 2."""
    (rows, columns), count = known.shape, len(known.values)
    design = np.zeros((count, rows + columns))
    design[np.arange(count), known.entries[:, 0]] = 1.0
    design[np.arange(count), rows + known.entries[:, 1]] = 1.0
    effects = np.linalg.lstsq(design, known.values, rcond=None)[0]
    fitted: Array = effects[:rows, None] + effects[None, rows:]
    return fitted
