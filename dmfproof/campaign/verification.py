"""Examine a catalogue: attack every claim, every mutant and every mechanical one, sandwich a real spectrum.

The result is one JSON-ready dictionary, the same for the same seed, profile and versions, whatever the number of
worker processes.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from fractions import Fraction
from typing import Any

from dmfproof.campaign.assembly import Task, assemble
from dmfproof.campaign.attack import PROFILES, Profile, attack, refuting_witness
from dmfproof.campaign.chunks import examine_draws, seed_of
from dmfproof.campaign.cover import cover
from dmfproof.campaign.evidence import own_evidence
from dmfproof.campaign.executor import Finished, Job, do_jobs
from dmfproof.campaign.mutate import attack_mutants, tightest
from dmfproof.campaign.plans import check_continues, files_of
from dmfproof.campaign.polish import simplest
from dmfproof.campaign.store import Point, Store
from dmfproof.errors import InvalidInput
from dmfproof.proof.derive import derive
from dmfproof.rational import parse_rational, write
from dmfproof.statements.catalogue import catalogue, find
from dmfproof.statements.model import Statement

__all__ = ["Progress", "seed_of", "verify"]

Progress = Callable[[int, int, str], None]

_CHUNK = 200  # seeded draws in a task


def verify(
    ids: Sequence[str] = (),
    *,
    profile: str = "standard",
    seed: int = 0,
    workers: int | None = None,
    scheduler: str | None = None,
    store: Store | None = None,
    resume: int | None = None,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Examine the statements with the given ids (all, and the real spectra, if none are given).

    store -- where finished tasks and certified points are put on record; resume -- a run there that is continued: its
    ids, profile and seed are taken.  `progress(done, total, label)` is called after each task.  On Ctrl-C what is done
    is returned, with ``"interrupted": true``; tasks that were given up are named under ``"skipped"``.  Raises
    `InvalidInput` for an unknown id, profile or run.
    """
    run = None
    if store is not None:
        run, plan = _enter(store, {"ids": list(ids), "profile": profile} | files_of(ids), seed, resume)
        ids, profile, seed = plan["ids"], plan["profile"], plan["seed"]
    if profile not in PROFILES:
        raise InvalidInput("profile", profile, "unknown", f"the profiles are {', '.join(PROFILES)}", "Choose one")
    statements = [find(identifier) for identifier in dict.fromkeys(ids)] or list(catalogue().values())
    tasks = [task for statement in statements for task in tasks_of(statement, PROFILES[profile])]
    if not ids:
        tasks += _common_tasks()
    work = _Work(statements, tasks, profile, seed, store, run)
    try:
        interrupted = work.do(workers or os.cpu_count() or 1, scheduler, progress)
    except Exception:
        if store is not None and run is not None and resume is None and not work.results:
            store.forget(run)
        raise
    result = assemble(statements, work.results, profile, seed, interrupted)
    if work.skipped:
        result["skipped"] = work.skipped
    if store is not None and run is not None and not interrupted:
        store.end(run, {"summary": result["summary"], "skipped": work.skipped})
    return result


def _enter(store: Store, plan: dict[str, Any], seed: int, resume: int | None) -> tuple[int, dict[str, Any]]:
    """Begin a run, or hold the one to be continued; return its number and what was asked for."""
    from dmfproof import __version__

    if resume is None:
        for identifier in plan["ids"]:
            find(identifier)  # an unknown one is an error before it is a run
        return store.begin("verify", plan, seed=seed, version=__version__), {**plan, "seed": seed}
    entry = store.run(resume)
    check_continues(entry, "verify")
    store.hold(resume)
    return resume, {**entry.plan, "seed": int(entry.seed)}


def tasks_of(statement: Statement, profile: Profile) -> list[Task]:
    each = -(-profile.points // max(1, len(statement.claims)))
    draws = draws_of(statement, 0, each)
    claims = [Task("claim", statement.id, claim.name) for claim in statement.claims]
    covers = [Task("cover", statement.id, str(index)) for index in range(len(statement.covers))]
    derivation = [Task("derivation", statement.id, "")] if statement.derivation else []
    mutants = [Task("mutant", statement.id, mutant.name) for mutant in statement.mutants]
    mechanical = [Task("mechanical", statement.id, claim.name) for claim in statement.claims if profile.mechanical]
    return claims + mutants + covers + derivation + draws + mechanical


def draws_of(statement: Statement, start: int, stop: int) -> list[Task]:
    """Cut the draws start, ..., stop-1 of every claim into tasks."""
    return [
        Task("draws", statement.id, f"{claim.name}|{first}-{min(first + _CHUNK, stop)}")
        for claim in statement.claims
        for first in range(start, stop, _CHUNK)
    ]


def more_draws(statement: Statement, profile: Profile, results: Mapping[Task, Any]) -> list[Task]:
    """Return more draws where those that were done have not certified the points wanted.

    How many depends on the results alone, and so on the seed.  None where a draw refutes, where none certifies, and
    where four times the draws that were to do are done.
    """
    done = [(task, result) for task, result in results.items() if (task.kind, task.subject) == ("draws", statement.id)]
    certified = sum(result["certified_points"] for _, result in done)
    short, drawn = profile.points - certified, sum(result["draws"] for _, result in done)
    if short <= 0 or certified == 0 or drawn >= 4 * profile.points or any(result["refuted"] for _, result in done):
        return []
    start = max(int(task.name.rpartition("-")[2]) for task, _ in done)
    each = -(-min(short * drawn // certified + 1, 4 * profile.points - drawn) // len(statement.claims))
    return draws_of(statement, start, start + each)


def _common_tasks() -> list[Task]:
    from dmfproof.campaign.sandwich import SPECTRA

    spectra = [Task("spectrum", name, str(depth)) for name in SPECTRA for depth in (2, 3, 4)]
    return [*spectra, Task("machine epsilon", "binary64 against the certified answer", "")]


def run_task(task: Task, profile: Profile, seed: int, known: Sequence[dict[str, str]] = ()) -> Any:
    """Do one task in this process and return its JSON-ready result; `known` points of a claim are for its mutants."""
    if task.kind == "spectrum":
        from dmfproof.campaign.sandwich import sandwich

        return sandwich(task.subject, int(task.name), max_steps=profile.budget.max_steps)
    if task.kind == "machine epsilon":
        return _binary64_rows()
    if task.kind == "derivation":
        steps = [outcome.value for _, outcome in derive(find(task.subject))]
        return {"steps": len(steps), "certified": steps.count("certified"), "refuted": steps.count("refuted")}
    if task.kind == "cover":
        return cover_row(find(task.subject), int(task.name), profile)
    if task.kind == "draws":
        name, _, ends = task.name.partition("|")
        first, last = map(int, ends.split("-"))
        return examine_draws(task.subject, name, seed, first, last, profile.draws_budget)
    claim = find(task.subject).claim(task.name)
    if task.kind == "mechanical":
        return attack_mutants(find(task.subject), claim, draws=profile.mechanical, seed=seed, budget=profile.budget,
                              known=known)  # fmt: skip
    examples = profile.draws_for(task.subject, mutant=task.kind == "mutant")
    record = attack(claim, examples=examples, seed_value=seed_of(seed, task.subject, task.name), budget=profile.budget)
    if task.kind == "mutant":
        return {**record.summary(), "certified": []}
    if record.counterexample is None and (named := refuting_witness(find(task.subject), claim, profile.budget)):
        record.counterexample, record.why = named
    found = record.summary() | own_evidence(task.subject, claim, record.strict)
    if record.counterexample is not None:
        simple = simplest(claim, record.counterexample, profile.budget)
        found |= {"counterexample": simple["point"], "why": simple["why"]}
    return {**found, "certified": record.points, "known": tightest(record.points)}


def _binary64_rows() -> list[dict[str, Any]]:
    """Say where plain binary64 gradient descent is wrong, each problem with the certified answer beside it."""
    from dmfproof.campaign.machine_epsilon import binary64_failures

    return [
        {
            "problem": failure.problem.as_text(),
            "inputs": "exact in binary64" if failure.dyadic else "rounded to binary64",
            "fault": failure.fault.value if failure.fault else "none",
            "says": failure.says,
            "certified_k": write(Fraction(failure.certified)),
            "method": failure.method,
        }
        for failure in binary64_failures()
    ]


def cover_row(statement: Statement, index: int, profile: Profile) -> dict[str, Any]:
    """Cover one of the statement's boxes; shares of the volume are exact, and written as decimals rounded down."""
    wanted = statement.covers[index]
    claim = statement.claim(wanted.claim)
    symbols = {draw.symbol.name: draw.symbol for draw in claim.domain}
    fixed = {symbols[name]: parse_rational(value, name) for name, value in wanted.fixed.items()}
    box = {symbols[name]: (parse_rational(low), parse_rational(high)) for name, (low, high) in wanted.box.items()}
    found = cover(claim, fixed, box, max_boxes=profile.boxes)
    return {
        "claim": wanted.claim,
        "fixed": dict(wanted.fixed),
        "box": {name: list(ends) for name, ends in wanted.box.items()},
        "outcome": found.outcome.value,
        "covered_share": int(found.share * 10**6) / 10**6,
        "outside_share": int(found.outside * 10**6) / 10**6,
        "boxes": found.boxes,
        "uncovered_boxes": found.remainder,
        "largest_uncovered": found.largest,
        "refuted_box": found.refuted,
    }


class _Work:
    """Tasks, what came out of them, and where that is put on record."""

    def __init__(
        self, statements: Sequence[Statement], tasks: list[Task], profile: str, seed: int,
        store: Store | None, run: int | None,
    ) -> None:  # fmt: skip
        self.statements, self.tasks = statements, {task.key: task for task in tasks}
        self.profile, self.seed, self.store, self.run = PROFILES[profile], seed, store, run
        self.known: dict[str, Any] = {}
        self.results: dict[Task, Any] = {}
        self.open = Counter[str]()  # draws at work, by statement
        self.skipped: list[dict[str, str]] = []
        self.lost: set[Task] = set()
        self.noted = time.monotonic()

    def do(self, workers: int, scheduler: str | None, progress: Progress | None) -> bool:
        """Do what is not on record; say whether it was interrupted."""
        self.known = {} if self.store is None or self.run is None else self.store.done(self.run)
        try:
            workers = min(workers, max(1, len(self.tasks)))
            ends = do_jobs(self._jobs(), workers=workers, timeout=self.profile.timeout, scheduler=scheduler)
            with closing(ends):
                for end in ends:
                    task = self.tasks[end.job.key]
                    if isinstance(end, Finished):
                        self._note(task, end.value)
                    else:
                        self.lost.add(task)
                        self.skipped.append({"task": task.label, "why": end.why})
                    if task.kind == "draws":
                        self.open[task.subject] -= 1
                    if progress is not None:
                        progress(len(self.results) + len(self.skipped), len(self.tasks), task.label)
        except KeyboardInterrupt:
            return True
        self.skipped.sort(key=lambda skipped: skipped["task"])
        return False

    def _jobs(self) -> Iterator[Job | None]:
        """Yield a job for each task that is not on record, None while what is left waits for what is at work."""
        yield from self._wave(list(self.tasks.values()))
        waiting = list(self.statements) if self.profile.points else []
        while waiting:
            for statement in list(waiting):
                if self.open[statement.id]:
                    continue
                more = more_draws(statement, self.profile, self.results)
                if more and not any(task.key in self.tasks for task in more):
                    self.tasks |= {task.key: task for task in more}
                    yield from self._wave(more)
                else:
                    waiting.remove(statement)
            if any(self.open[statement.id] for statement in waiting):
                yield None

    def _wave(self, tasks: list[Task]) -> Iterator[Job | None]:
        """Yield a job for each of these; the mutants of a claim wait for its certified points."""
        self.results |= {task: self.known[task.key] for task in tasks if task.key in self.known}
        left = [task for task in tasks if task.key not in self.known]
        self.open.update(task.subject for task in left if task.kind == "draws")
        waiting = [(task, Task("claim", task.subject, task.name)) for task in left if task.kind == "mechanical"]
        for task in left:
            if task.kind != "mechanical":
                yield Job(task.key, run_task, (task, self.profile, self.seed))
        while waiting:
            ready = next((entry for entry in waiting if entry[1] in self.results or entry[1] in self.lost), None)
            if ready is None:
                yield None
                continue
            waiting.remove(ready)
            task, claim = ready
            known = self.results.get(claim, {}).get("known", ())
            yield Job(task.key, run_task, (task, self.profile, self.seed, known))

    def _note(self, task: Task, value: Any) -> None:
        """Keep a result, and put it on record with its certified points."""
        points: list[Point] = []
        if isinstance(value, dict) and "certified" in value and task.kind in ("claim", "mutant", "draws"):
            value = dict(value)
            certified = value.pop("certified")
            points = [Point(task.subject, task.name.partition("|")[0], at, tight) for at, tight in certified]
            if task.kind == "draws":
                value["certified_points"] = len(points)
        self.results[task] = value
        if self.store is not None and self.run is not None:
            seconds, self.noted = time.monotonic() - self.noted, time.monotonic()
            self.store.add(self.run, task.key, value, points, seconds=seconds)
