"""Follow singular values along a run, with the slopes that ACHL's Theorem 3 gives them.

d sigma_r / dt = -N (sigma_r^2)^(1 - 1/N) <grad ell(W), u_r v_r'>, for balanced factors along the gradient flow.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from dmfproof.experiments.achl.losses import Loss
from dmfproof.experiments.achl.training import StepRule, descend
from dmfproof.experiments.experiment import Array

__all__ = ["FORMS", "deviations", "exponent", "predicted_slopes", "singular_value_path"]

FORMS = ("1 - 1/N", "1 - 2/N", "2 - 2/N")
"""Exponents of sigma_r^2: Theorem 3's, and two false neighbours."""


def exponent(form: str, depth: int) -> float:
    """Return the exponent of sigma_r^2 that a form of `FORMS` gives at a depth."""
    return {"1 - 1/N": 1 - 1 / depth, "1 - 2/N": 1 - 2 / depth, "2 - 2/N": 2 - 2 / depth}[form]


def predicted_slopes(product: Array, slope: Array, depth: int, form: str = FORMS[0]) -> tuple[Array, Array]:
    """Return the singular values, descending, and their d/dt by Theorem 3 (or a false form); `slope` is grad ell(W)."""
    left, values, right = np.linalg.svd(product, full_matrices=False)
    along = np.einsum("ir,ij,rj->r", left, slope, right)
    return values, -depth * (values**2) ** exponent(form, depth) * along


def singular_value_path(
    loss: Loss,
    factors: Sequence[Array],
    rule: StepRule,
    *,
    stop_at: float,
    max_iterations: int,
    every: int,
    keep: int,
) -> dict[str, list[Any]]:
    """Record every `every`-th state of a run, and the slopes there, over one step: predicted and measured.

    Columns, one entry a record: iteration; step (size); values, measured, and one for each of `FORMS`, each with `keep`
    numbers, a slope being d sigma_r / dt in the flow's time.  Predicted slopes are means of the two ends of the step.
    """
    depth = len(factors)
    table: dict[str, list[Any]] = {name: [] for name in ("iteration", "step", "values", "measured", *FORMS)}
    for before, after in pairwise(descend(loss, factors, rule)):
        done = after.loss <= stop_at or after.iteration >= max_iterations
        if before.iteration % every == 0 or done:
            step = after.time - before.time
            table["iteration"].append(before.iteration)
            table["step"].append(step)
            for form in FORMS:
                first, start = predicted_slopes(before.product, before.slope, depth, form)
                second, end = predicted_slopes(after.product, after.slope, depth, form)
                table[form].append((start + end)[:keep] / 2)
            table["values"].append(first[:keep])
            table["measured"].append((second - first)[:keep] / step)
        if done:
            break
    return table


def deviations(table: dict[str, list[Any]], *, rank: int) -> dict[str, list[float]]:
    """Return |predicted / measured - 1| for each form, at the records at which one of `rank` values is growing.

    Growing means: between 5% and 95% of what it ends at, where it moves fast enough to be measured over one step.
    """
    values, measured = np.array(table["values"])[:, :rank], np.array(table["measured"])[:, :rank]
    growing = (values > 0.05 * values[-1]) & (values < 0.95 * values[-1]) & (measured > 0)
    found = {form: np.array(table[form])[:, :rank][growing] / measured[growing] for form in FORMS}
    return {form: np.abs(ratio - 1).tolist() for form, ratio in found.items()}
