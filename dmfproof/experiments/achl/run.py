"""Run the experiments of ACHL in worker processes, and return one JSON-ready result."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from importlib.util import find_spec
from typing import Any

from dmfproof.campaign.executor import Finished, Job, Lost, do_jobs
from dmfproof.errors import InvalidInput
from dmfproof.experiments.achl import incremental, mauna_loa, work
from dmfproof.experiments.achl.settings import DEPTHS, MAX_ITERATIONS, SCALE, SIZES, STOP_AT, chosen_parts, generator
from dmfproof.experiments.achl.summary import observations, summary
from dmfproof.experiments.achl.training import GroupRMSprop

__all__ = ["Progress", "run"]

Progress = Callable[[int, int, str], None]

_TIMEOUT = 7200.0
_FIRST = SIZES["small"][0]


def run(
    size: str = "small",
    *,
    parts: Sequence[str] = (),
    seeds: int | None = None,
    seed: int = 0,
    workers: int | None = None,
    benchmark: bool = True,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Run the chosen parts of `settings.PARTS`, all where none is named.

    seeds -- problems of each setting, 10 (3 of the large ones) by default; benchmark -- minimise the nuclear norm, too.
    Each process uses one BLAS thread.  `progress(done, total, label)` is called after each run.  On Ctrl-C what is done
    is returned, with ``"interrupted": true``.  Raises `InvalidInput`, and `ModuleNotFoundError` where the benchmark
    is wanted and cvxpy is not installed.
    """
    if size not in SIZES:
        raise InvalidInput("size", size, "unknown", f"the sizes are {', '.join(SIZES)}", "Choose one")
    chosen = chosen_parts(parts)
    if benchmark and find_spec("cvxpy") is None:
        raise ModuleNotFoundError("cvxpy is not installed", name="cvxpy")
    jobs = list(_jobs(size, chosen, seeds, seed, benchmark))
    done, lost, interrupted = _do(jobs, workers or os.cpu_count() or 1, progress)
    # In the order of the jobs, so that the result does not depend on which process was faster.
    values = [(job.key.partition(":")[0], done[job.key]) for job in jobs if job.key in done]
    result: dict[str, Any] = {part: [] for part in ("completion", "sensing", "paths", "incremental", "co2")}
    for part, value in values:
        result[part] += value if isinstance(value, list) else [value]
    return {**_about(size, chosen, seeds, seed, benchmark, interrupted, lost), **_summed_up(result), **result}


def _jobs(size: str, parts: Sequence[str], seeds: int | None, seed: int, benchmark: bool) -> Iterator[Job]:
    nuclear = [work.NUCLEAR] if benchmark else []
    methods: list[int | str] = [work.TRUTH, *DEPTHS, *nuclear]
    predictors: list[int | str] = [*mauna_loa.DEPTHS, work.ADDITIVE, *nuclear]
    for setting in SIZES[size]:
        if setting.part in parts:
            for index in range(seeds or setting.seeds):
                for method in methods:
                    key = f"{setting.part}:{setting.name} #{index} {_method(method)}"
                    yield Job(key, work.reconstruction, (setting, seed, index, method))
    if "paths" in parts:
        for depth in DEPTHS:
            yield Job(f"paths:N = {depth}", work.paths, (_FIRST, seed, 0, depth))
    if "incremental" in parts:
        for index in range(seeds or 10):
            for depth in incremental.DEPTHS:
                key = f"incremental:#{index} N = {depth}"
                yield Job(key, work.incremental_learning, (seed, index, depth, index == 0))
    if "co2" in parts:
        for index in range(seeds or 10):
            for method in predictors:
                yield Job(f"co2:#{index} {_method(method)}", work.carbon_dioxide, (seed, index, method))


def _method(method: int | str) -> str:
    return f"N = {method}" if isinstance(method, int) else method


def _do(jobs: Sequence[Job], workers: int, progress: Progress | None) -> tuple[dict[str, Any], list[str], bool]:
    done: dict[str, Any] = {}
    lost: list[str] = []
    try:
        for ended in do_jobs(jobs, workers=workers, timeout=_TIMEOUT):
            match ended:
                case Finished(job, value):
                    done[job.key] = value
                case Lost(job, why):
                    lost.append(f"{job.key}: {why}")
            if progress is not None:
                progress(len(done) + len(lost), len(jobs), ended.job.key)
    except KeyboardInterrupt:
        return done, lost, True
    return done, sorted(lost), False


def _about(
    size: str, parts: Sequence[str], seeds: int | None, seed: int, benchmark: bool, interrupted: bool, lost: list[str]
) -> dict[str, Any]:
    from dmfproof import __version__

    settings = [
        {"name": setting.name, **asdict(setting), "seeds": seeds or setting.seeds}
        for setting in SIZES[size]
        if setting.part in parts
    ]
    return {
        "schema": "dmfproof.experiments.achl/1",
        "version": __version__,
        "size": size,
        "parts": list(parts),
        "seed": seed,
        "seeds": seeds,
        "benchmark": benchmark,
        "interrupted": interrupted,
        "lost": lost,
        "settings": settings,
        "descent": {"scale": SCALE, "stop_at": STOP_AT, "max_iterations": MAX_ITERATIONS, **GroupRMSprop().as_json()},
        "incremental_setting": {
            "size": incremental.SIZE,
            "count": incremental.COUNT,
            "spectrum": list(incremental.SPECTRUM),
            "scale": incremental.SCALE,
            "rate": incremental.RATE,
        },
        "co2_setting": {"known_share": mauna_loa.KNOWN_SHARE, "stops": list(mauna_loa.STOPS)},
        "co2_year": _year(seed) if "co2" in parts else {},
    }


def _year(seed: int) -> dict[str, Any]:
    """Return the year that is shown: its number, and what was measured and known in the first split (None: missing)."""
    row, measured = mauna_loa.YEAR, mauna_loa.carbon_dioxide()
    known = mauna_loa.split(measured, mauna_loa.KNOWN_SHARE, generator(seed, "co2", 0)).known.entries
    weeks = sorted(int(week) for year, week in known if year == row)
    values = [None if value != value else float(value) for value in measured[row]]
    return {"year": 1958 + row, "measured": values, "known_weeks": [week + 1 for week in weeks]}


def _summed_up(result: dict[str, Any]) -> dict[str, Any]:
    rows = result["completion"] + result["sensing"]
    return {"summary": summary(rows), "co2_summary": summary(result["co2"]), "observations": observations(result)}
