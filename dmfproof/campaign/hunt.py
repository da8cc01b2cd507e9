"""Hunt for counterexamples: steer, draw in bulk, polish the tightest points, and keep everything on record.

For each claim Hypothesis aims at tight points; seeded draws cover the domain in chunks of about a second; then a
numeric optimiser starts from the tightest points of several depths.  What refutes is simplified.  The points depend on
the seed alone, and a run that was stopped, however it was, is continued where its record ends.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dmfproof.arithmetic.evaluator import Budget
from dmfproof.campaign.chunks import aim, examine_draws
from dmfproof.campaign.executor import Finished, Job, Lost, do_jobs
from dmfproof.campaign.findings import Findings, claim_report
from dmfproof.campaign.hunt_plan import check_continues, plan_of
from dmfproof.campaign.polish import polish, shrink
from dmfproof.campaign.store import Point, Store, open_store
from dmfproof.statements.catalogue import find

__all__ = ["TIMEOUT", "hunt", "resume"]

Progress = Callable[[int, int, str], None]

TIMEOUT = 120.0
_BUDGET = Budget(max_steps=20_000, max_bits=4096)
_AIMED = 200  # examples that Hypothesis steers, at most
_STARTS = 4  # points from which a claim is polished
_EVALUATIONS = 120
_CHUNK_SECONDS = 1.0
_FIRST_CHUNK, _LARGEST_CHUNK = 16, 5000
_PATIENCE = 10.0
_DRAWING = 0.85  # share of a time limit that is spent on aiming and drawing


@dataclass(slots=True)
class _Target:
    """A claim and how far its campaign has come."""

    statement: str
    claim: str
    findings: Findings
    gaps: list[tuple[int, int]] = field(default_factory=list)
    rate: float = 0.0  # draws a second
    pending: int = 0
    aimed: bool = False

    @property
    def key(self) -> str:
        return f"{self.statement}|{self.claim}"


def hunt(
    statements: Sequence[str],
    claims: Sequence[str] = (),
    *,
    examples: int | None = None,
    minutes: float | None = None,
    seed: int = 0,
    workers: int = 1,
    scheduler: str | None = None,
    record: Path | None = None,
    timeout: float = TIMEOUT,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Hunt for counterexamples to claims of statements (to all of them if none is named); return a report.

    examples -- draws for each claim (1000 where no limit is given); minutes -- a limit of time instead, for all claims
    together; timeout -- seconds after which a chunk's worker is killed and the chunk examined draw by draw.
    On Ctrl-C the report has ``"interrupted": true``, and `resume` continues.  Raises `InvalidInput`.
    """
    from dmfproof import __version__

    most = 1000 if examples is None and minutes is None else examples
    plan = plan_of(statements, claims, examples=most, minutes=minutes)
    with open_store(record) as store:
        run = store.begin("hunt", plan, seed=seed, version=__version__)
        try:
            return _Campaign(store, run, plan, seed, timeout, progress).report(workers, scheduler)
        except Exception:
            store.forget(run)
            raise


def resume(
    run: int,
    *,
    workers: int = 1,
    scheduler: str | None = None,
    record: Path | None = None,
    timeout: float = TIMEOUT,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Continue a hunt on record, or report what it found where it came to its end.

    Raises `InvalidInput` for a run of another kind, of another version of dmfproof, or of files that have changed
    since: its points would be others.
    """
    with open_store(record, create=False) as store:
        entry = store.run(run)
        check_continues(entry)
        store.hold(run)
        return _Campaign(store, run, entry.plan, int(entry.seed), timeout, progress).report(workers, scheduler)


class _Campaign:
    """One process's work on a run."""

    def __init__(
        self, store: Store, run: int, plan: Mapping[str, Any], seed: int, timeout: float, progress: Progress | None
    ) -> None:
        self.store, self.run, self.plan, self.seed = store, run, plan, seed
        self.timeout, self.progress = timeout, progress
        self.before = store.run(run).seconds
        self.started = self.noted = time.monotonic()
        done = store.done(run)
        self.done = set(done)
        self.targets = []
        for identifier, name in plan["claims"]:
            target = _Target(identifier, name, Findings())
            for key, result in done.items():
                task = key.partition("|")[2]  # with a number behind it, but for aiming and simplifying
                if target.key in (task, task.rpartition("|")[0]):
                    target.findings.add(key, result)
            target.aimed = f"aim|{target.key}" in done
            self.targets.append(target)

    @property
    def spent(self) -> float:
        """Return the seconds spent on the run, earlier processes' included."""
        return self.before + time.monotonic() - self.started

    def report(self, workers: int, scheduler: str | None) -> dict[str, Any]:
        """Do what is left of the run and report what all of it found."""
        interrupted, entry = False, self.store.run(self.run)
        if entry.ended is None:
            try:
                self._show()
                options: dict[str, Any] = {"workers": workers, "timeout": self.timeout, "scheduler": scheduler}
                with closing(do_jobs(self._jobs(), split=self._singles, **options)) as ends:
                    for end in ends:
                        self._note(end)
                        self._show()
            except KeyboardInterrupt:
                interrupted = True
            entry = self.store.run(self.run)
        report = {
            "schema": "dmfproof.hunt/1",
            "run": self.run,
            "version": entry.version,
            "seed": self.seed,
            "plan": dict(self.plan),
            "interrupted": interrupted,
            "seconds": round(entry.seconds, 1),
        }
        if entry.report is not None:  # as it was found: a file of the user's may be another one by now
            return report | entry.report
        report["claims"] = [
            claim_report(self.store, self.run, find(target.statement), target.claim, target.findings)
            for target in self.targets
        ]
        if not interrupted:
            self.store.end(self.run, {key: report[key] for key in ("seconds", "claims")})
        return report

    def _jobs(self) -> Iterator[Job | None]:
        """Give the jobs that are left, and None where the next ones depend on those at work."""
        for target in self.targets:
            if not target.aimed and not target.findings.refuted:
                examples = min(_AIMED, self.plan["examples"] or _AIMED)
                target.pending += 1
                yield self._job(target, f"aim|{target.key}", aim, self.seed, examples)
            # Of a hunt without end the draws begin anew behind the last one, its gaps first.
            target.gaps = target.findings.gaps(self.plan["examples"] or 1 << 62)
        drawing, polishing = list(self.targets), list(self.targets)
        while polishing:
            gave = False
            for target in list(drawing):
                if target.findings.refuted or not target.gaps or self._is_late(_DRAWING):
                    drawing.remove(target)
                    continue
                gave = True
                yield self._chunk(target)
            for target in list(polishing):
                if target in drawing or target.pending:
                    continue
                polishing.remove(target)
                if not target.findings.refuted and not self._is_late(1.0):
                    for job in self._polish_jobs(target):
                        gave = True
                        yield job
            if not gave and polishing:
                yield None
        while any(target.pending for target in self.targets):
            yield None
        for target in self.targets:
            first = target.findings.refuted
            if first is not None and f"shrink|{target.key}" not in self.done:
                yield self._job(target, f"shrink|{target.key}", shrink, first["point"])

    def _job(self, target: _Target, key: str, function: Callable[..., Any], *arguments: Any) -> Job:
        """Make a job that examines a hundred points at once."""
        return Job(key, function, (target.statement, target.claim, *arguments, _BUDGET), _PATIENCE)

    def _is_late(self, share: float) -> bool:
        minutes = self.plan["minutes"]
        return minutes is not None and self.spent > 60 * minutes * share

    def _chunk(self, target: _Target) -> Job:
        first, last = target.gaps[0]
        size = int(min(_LARGEST_CHUNK, max(1, _CHUNK_SECONDS * target.rate))) if target.rate else _FIRST_CHUNK
        end = min(last, first + size)
        target.gaps[0] = (end, last)
        if end == last:
            target.gaps.pop(0)
        target.pending += 1
        return _draws_job(target.statement, target.claim, self.seed, first, end, _BUDGET)

    def _polish_jobs(self, target: _Target) -> Iterator[Job]:
        for index, start in enumerate(self._starts(target)):
            if f"polish|{target.key}|{index}" not in self.done:
                target.pending += 1
                yield self._job(target, f"polish|{target.key}|{index}", polish, start, _EVALUATIONS)

    def _starts(self, target: _Target) -> list[dict[str, str]]:
        """Return the tightest points that were aimed at or drawn, of different depths first."""
        tightest = self.store.tightest(self.run, target.statement, target.claim, 200, but="polish|")
        by_depth: dict[str | None, dict[str, str]] = {}
        for _, point in tightest:
            by_depth.setdefault(point.get("N"), point)
        chosen = list(by_depth.values())[:_STARTS]
        return chosen + [point for _, point in tightest if point not in chosen][: _STARTS - len(chosen)]

    def _note(self, end: Finished | Lost) -> None:
        """Put on record what became of a job."""
        key = end.job.key
        target = self._target_of(end.job)
        seconds, self.noted = time.monotonic() - self.noted, time.monotonic()
        result: dict[str, Any] = {"lost": end.why} if isinstance(end, Lost) else dict(end.value)
        points = [Point(target.statement, target.claim, at, tight) for at, tight in result.pop("certified", ())]
        self.store.add(self.run, key, result, points, seconds=seconds)
        self.done.add(key)
        target.findings.add(key, result)
        if not key.startswith("shrink|"):
            target.pending -= 1
        if key.startswith("draws|") and result.get("seconds"):
            rate = result["draws"] / result["seconds"]
            target.rate = rate if not target.rate else (target.rate + rate) / 2

    def _singles(self, job: Job) -> list[Job]:
        """Cut a chunk that keeps failing into single draws."""
        if not job.key.startswith("draws|"):
            return []
        statement, claim, seed, first, last, budget = job.arguments
        if last - first == 1:
            return []
        self._target_of(job).pending += last - first - 1
        return [_draws_job(statement, claim, seed, n, n + 1, budget) for n in range(first, last)]

    def _target_of(self, job: Job) -> _Target:
        return next(target for target in self.targets if (target.statement, target.claim) == job.arguments[:2])

    def _show(self) -> None:
        if self.progress is None:
            return
        draws = sum(target.findings.draws for target in self.targets)
        if self.plan["minutes"] is not None:
            total = int(60 * self.plan["minutes"])
            self.progress(min(int(self.spent), total), total, f"seconds; {draws} draws")
        else:
            total = self.plan["examples"] * len(self.targets)
            self.progress(min(draws, total), total, "draws" if draws else "draws, behind the steered ones")


def _draws_job(statement: str, claim: str, seed: int, first: int, last: int, budget: Budget) -> Job:
    key = f"draws|{statement}|{claim}|{first}-{last}"
    return Job(key, examine_draws, (statement, claim, seed, first, last, budget))
