"""Sum runs up: medians and quantiles over the seeds, paired comparisons, and whether what ACHL report was seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dmfproof.experiments.achl.mauna_loa import STOPS
from dmfproof.experiments.achl.measures import quantiles
from dmfproof.experiments.achl.slopes import FORMS

__all__ = ["observations", "summary"]

_MEASURES = (
    "test_error",
    "held_out_error",
    "nuclear_norm",
    "effective_rank",
    "entropy_rank",
    "iterations",
    "relative_gap",
)
_WRONG = FORMS[1:]

Rows = Sequence[Mapping[str, Any]]


def summary(rows: Rows) -> list[dict[str, Any]]:
    """Return a record for each setting, method and stop: seeds, runs out of budget, quantiles of each measure."""
    groups: dict[tuple[Any, ...], list[Mapping[str, Any]]] = {}
    for row in rows:
        groups.setdefault((row.get("setting"), row["method"], row.get("stop_at")), []).append(row)
    found = []
    for (setting, method, stop), group in groups.items():
        record: dict[str, Any] = {"setting": setting, "method": method, "stop_at": stop, "seeds": len(group)}
        record["not_converged"] = sum(row.get("ended") in ("budget", "diverged") for row in group)
        for name in _MEASURES:
            values = [row[name] for row in group if name in row]
            if values:
                record[name] = {key: float(f"{value:.5e}") for key, value in quantiles(values).items()}
        found.append(record)
    return found


def observations(result: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Say for each thing that ACHL report whether it was seen; `seeds` runs stand behind it, which proves nothing."""
    found = []
    rows = result["completion"] + result["sensing"]
    for setting in dict.fromkeys(row["setting"] for row in rows):
        found += _strengthened([row for row in rows if row["setting"] == setting], setting)
    late = [row for row in result["co2"] if row.get("stop_at") == STOPS[-1]]
    found += _falls(late, "held_out_error", "co2: error on held-out entries")
    found += _ordered(result["incremental"])
    found += _sloped(result["paths"])
    return found


def _strengthened(rows: Rows, setting: str) -> list[dict[str, Any]]:
    truths = {row["index"]: row["entropy_rank"] for row in rows if row["method"] == "truth"}
    distances = [
        {**row, "distance": abs(row["entropy_rank"] - truths[row["index"]])} for row in rows if row["index"] in truths
    ]
    error = _falls(rows, "test_error", f"{setting}: test error")
    return error + _falls(distances, "distance", f"{setting}: distance of entropy_rank from the ground truth's")


def _falls(rows: Rows, name: str, label: str) -> list[dict[str, Any]]:
    """Compare depths 1, 2, 3 on the problems that all three did: medians, and how often the deeper is better."""
    by_depth = {depth: {row["index"]: row[name] for row in rows if row["method"] == depth} for depth in (1, 2, 3)}
    common = by_depth[1].keys() & by_depth[2].keys() & by_depth[3].keys()
    if not common:
        return []
    medians = [quantiles([values[index] for index in common])["median"] for values in by_depth.values()]
    pairs = []
    for shallow, deep in ((1, 2), (2, 3)):
        wins = sum(by_depth[deep][index] < by_depth[shallow][index] for index in common)
        pairs.append(f"N = {deep} below N = {shallow} in {wins} of {len(common)}")
    return [
        {
            "says": f"{label}: the median falls from N = 1 to 2 to 3",
            "seen": medians[0] > medians[1] > medians[2],
            "seeds": len(common),
            "measured": f"{' > '.join(f'{value:.3g}' for value in medians)}; {', '.join(pairs)}",
        }
    ]


def _ordered(rows: Rows) -> list[dict[str, Any]]:
    """Check the order in which singular values reach half height: the largest first for N >= 2, not so for N = 1."""
    found = []
    for depth in sorted({row["depth"] for row in rows}):
        times = [row["half_heights"] for row in rows if row["depth"] == depth]
        in_order = [None not in one and one == sorted(one) for one in times]
        says = "the larger, the earlier" if depth > 1 else "not in the order of size"
        seen = all(in_order) if depth > 1 else not any(in_order)
        measured = f"in the order of size in {sum(in_order)} of {len(in_order)}"
        label = f"incremental, N = {depth}: half heights are reached {says}"
        found.append({"says": label, "seen": seen, "seeds": len(times), "measured": measured})
    return found


def _sloped(rows: Rows) -> list[dict[str, Any]]:
    """Check that Theorem 3's exponent describes the measured slopes, and that the false ones do not."""
    found = []
    for row in rows:
        medians = {form: quantiles(values)["median"] for form, values in row["deviations"].items() if values}
        if medians:
            others = [form for form in _WRONG if row["depth"] > 1]
            seen = medians[FORMS[0]] < 0.05 and all(medians[form] > 10 * medians[FORMS[0]] for form in others)
            shown = ", ".join(f"{form}: {medians[form]:.2g}" for form in (FORMS[0], *others))
            says = (
                "only Theorem 3's exponent gives the measured slopes"
                if others
                else "Theorem 3 gives the measured slopes"
            )
            measured = f"median of abs(predicted/measured - 1): {shown}"
            found.append({"says": f"paths, N = {row['depth']}: {says}", "seen": seen, "seeds": 1, "measured": measured})
    return found
