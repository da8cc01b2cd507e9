"""Do one piece of work in one process: one run of one problem.  Every function returns JSON-ready values."""

from __future__ import annotations

from typing import Any

import numpy as np

from dmfproof.experiments.achl import incremental, mauna_loa
from dmfproof.experiments.achl.convex import nuclear_norm_solution
from dmfproof.experiments.achl.losses import Completion, least_observations
from dmfproof.experiments.achl.measures import spectrum_measures, squared_error
from dmfproof.experiments.achl.settings import MAX_ITERATIONS, SCALE, STOP_AT, Setting, generator
from dmfproof.experiments.achl.slopes import FORMS, deviations, singular_value_path
from dmfproof.experiments.achl.training import GroupRMSprop, gaussian_factors, train
from dmfproof.experiments.experiment import rounded

__all__ = ["carbon_dioxide", "incremental_learning", "paths", "reconstruction"]

ADDITIVE, NUCLEAR, TRUTH = "year + week", "nuclear norm", "truth"
"""Methods beside descent at a depth."""
_EVERY = 100
_THINNED = 5
_TAIL = 3
"""How many singular values beyond the rank are followed."""


def reconstruction(setting: Setting, seed: int, index: int, method: int | str) -> dict[str, Any]:
    """Find a matrix by descent at a depth, or by another `method` (the truth itself is one), and measure it."""
    truth, loss = setting.problem(seed, index)
    row: dict[str, Any] = {"setting": setting.name, "index": index, "method": method}
    if isinstance(loss, Completion):
        row["least_observations"] = least_observations(loss)
    if method == TRUTH:
        return _rounded({**row, **spectrum_measures(truth)})
    if isinstance(method, int):
        factors = gaussian_factors(truth.shape, method, SCALE, generator(seed, setting.name, index, "start", method))
        found = train(loss, factors, GroupRMSprop(), stop_at=STOP_AT, max_iterations=MAX_ITERATIONS)
        product = found.product
        row |= {"ended": found.ended, "iterations": found.iterations, "train_loss": found.loss}
    else:
        solution = nuclear_norm_solution(loss)
        product = solution.product
        row |= {"ended": solution.status, "relative_gap": solution.gap, "train_loss": loss.value_and_slope(product)[0]}
    return _rounded({**row, "test_error": squared_error(product, truth), **spectrum_measures(product)})


def paths(setting: Setting, seed: int, index: int, depth: int) -> dict[str, Any]:
    """Follow the singular values of one run, with Theorem 3's slopes beside the measured ones."""
    truth, loss = setting.problem(seed, index)
    factors = gaussian_factors(truth.shape, depth, SCALE, generator(seed, setting.name, index, "start", depth))
    keep = setting.rank + _TAIL
    table = singular_value_path(
        loss, factors, GroupRMSprop(), stop_at=STOP_AT, max_iterations=MAX_ITERATIONS, every=_EVERY, keep=keep
    )
    off = deviations(table, rank=setting.rank)
    columns: dict[str, list[float]] = {"iteration": table["iteration"], "step": rounded(table["step"]).tolist()}
    for name, prefix in (("values", "sigma"), ("measured", "measured"), (FORMS[0], "theorem3")):
        for r, column in enumerate(rounded(table[name]).T.tolist()):
            columns[f"{prefix}_{r + 1}"] = column
    truths = rounded(np.linalg.svd(truth, compute_uv=False)[: setting.rank]).tolist()
    spread = {form: rounded(values).tolist() for form, values in off.items()}
    return {"depth": depth, "truth": truths, "columns": columns, "deviations": spread}


def incremental_learning(seed: int, index: int, depth: int, keep_path: bool) -> dict[str, Any]:
    """Return when each singular value reaches half height, the flow's prediction, and the path if it is wanted."""
    predicted = incremental.predicted_half_heights(depth)
    loss = incremental.sensing(generator(seed, "incremental", index))
    # Long enough to see the last one late by half, and what comes after it.
    path = incremental.spectrum_path(loss, depth, int(1.5 * max(predicted)) + 2000)
    found = [half and _six_digits(half) for half in incremental.half_heights(path["iteration"], path["values"])]
    predicted = [_six_digits(value) for value in predicted]
    row: dict[str, Any] = {"index": index, "depth": depth, "half_heights": found, "predicted": predicted}
    if keep_path:
        values = rounded(path["values"][::_THINNED])
        columns = {f"sigma_{r + 1}": column for r, column in enumerate(values.T.tolist())}
        row["columns"] = {"iteration": path["iteration"][::_THINNED], **columns}
    return row


def carbon_dioxide(seed: int, index: int, method: int | str) -> list[dict[str, Any]]:
    """Predict held-out entries of the real matrix by descent at a depth, or by a benchmark; one record a stop.

    With the records of the first split comes the year 1964, the one with most gaps, as predicted.
    """
    parts = mauna_loa.split(mauna_loa.carbon_dioxide(), mauna_loa.KNOWN_SHARE, generator(seed, "co2", index))
    if isinstance(method, int):
        random = generator(seed, "co2", index, "start", method)
        records = mauna_loa.completed(parts, method, scale=SCALE, max_iterations=MAX_ITERATIONS, random=random)
    else:
        if method == NUCLEAR:
            solution = nuclear_norm_solution(parts.known)
            product, more = solution.product, {"ended": solution.status, "relative_gap": solution.gap}
        else:
            product, more = mauna_loa.additive_fit(parts.known), {"ended": "closed form"}
        loss = parts.known.value_and_slope(product)[0]
        measured = {"held_out_error": parts.error(product), **spectrum_measures(product)}
        records = [{**more, "train_loss": loss, **measured, "product": product}]
    about = {"index": index, "method": method, "least_observations": least_observations(parts.known)}
    return [_with_year({**about, **record}, parts) for record in records]


def _with_year(row: dict[str, Any], parts: mauna_loa.Split) -> dict[str, Any]:
    product = row.pop("product")
    if row["index"] == 0:
        row["year"] = rounded(parts.mean + parts.deviation * product[mauna_loa.YEAR]).tolist()
    return _rounded(row)


def _rounded(row: dict[str, Any]) -> dict[str, Any]:
    """Keep six significant digits of floats: the last bits of binary64 differ from processor to processor."""
    return {key: _six_digits(value) if isinstance(value, float) else value for key, value in row.items()}


def _six_digits(value: float) -> float:
    return float(f"{value:.5e}")
