"""Examine a catalogue: attack every claim and every mutant, replay the known witnesses, sandwich a real spectrum.

The result is one JSON-ready dictionary, the same for the same seed, profile and versions, whatever the number of
worker processes.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from dmfproof.campaign.attack import PROFILES, Profile, attack
from dmfproof.campaign.cover import cover
from dmfproof.errors import InvalidInput
from dmfproof.proof.derive import derive
from dmfproof.rational import parse_rational, write
from dmfproof.statements.catalogue import catalogue, find
from dmfproof.statements.model import Statement

__all__ = ["Progress", "verify"]

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Task:
    """One piece of work that a process does alone."""

    kind: str  # "claim", "mutant", "cover", "derivation", "spectrum" or "machine epsilon"
    subject: str
    name: str

    @property
    def label(self) -> str:
        """Name the task for a progress bar."""
        return f"{self.subject}: {self.name}" if self.name else self.subject


def verify(
    ids: Sequence[str] = (),
    *,
    profile: str = "standard",
    seed: int = 0,
    workers: int | None = None,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Examine the statements with the given ids (all, and the real spectra, if none are given).

    `progress(done, total, label)` is called after each task.  On Ctrl-C what is done is returned, with
    ``"interrupted": true``.  Raises `InvalidInput` for an unknown id or profile.
    """
    if profile not in PROFILES:
        raise InvalidInput("profile", profile, "unknown", f"the profiles are {', '.join(PROFILES)}", "Choose one")
    statements = [find(identifier) for identifier in dict.fromkeys(ids)] or list(catalogue().values())
    tasks = [task for statement in statements for task in _tasks_of(statement)]
    if not ids:
        tasks += _common_tasks()
    results, interrupted = _run(tasks, profile, seed, workers or os.cpu_count() or 1, progress)
    return _assemble(statements, results, profile, seed, interrupted)


def _tasks_of(statement: Statement) -> list[Task]:
    claims = [Task("claim", statement.id, claim.name) for claim in statement.claims]
    covers = [Task("cover", statement.id, str(index)) for index in range(len(statement.covers))]
    derivation = [Task("derivation", statement.id, "")] if statement.derivation else []
    return claims + [Task("mutant", statement.id, mutant.name) for mutant in statement.mutants] + covers + derivation


def _common_tasks() -> list[Task]:
    from dmfproof.campaign.sandwich import SPECTRA

    spectra = [Task("spectrum", name, str(depth)) for name in SPECTRA for depth in (2, 3, 4)]
    return [*spectra, Task("machine epsilon", "binary64 against the certified answer", "")]


def seed_of(seed: int, *names: str) -> int:
    """Derive a task's own seed, so that no task depends on which others run."""
    text = "\n".join((str(seed), *names))
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")


def run_task(task: Task, profile: Profile, seed: int) -> Any:
    """Do one task in this process and return its JSON-ready result."""
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
    claim = find(task.subject).claim(task.name)
    examples = profile.mutant_examples if task.kind == "mutant" else profile.examples
    record = attack(claim, examples=examples, seed_value=seed_of(seed, task.subject, task.name), budget=profile.budget)
    return record.summary()


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


def _run(
    tasks: list[Task], profile: str, seed: int, workers: int, progress: Progress | None
) -> tuple[dict[Task, Any], bool]:
    results: dict[Task, Any] = {}
    # A spawned process inherits no state, so that the result does not depend on what ran before.
    context = multiprocessing.get_context("spawn")
    executor = ProcessPoolExecutor(max_workers=min(workers, len(tasks)), mp_context=context)
    pending: dict[Future[Any], Task] = {}
    try:
        for task in tasks:
            pending[executor.submit(run_task, task, PROFILES[profile], seed)] = task
        for future in as_completed(pending):
            task = pending[future]
            results[task] = future.result()
            if progress is not None:
                progress(len(results), len(tasks), task.label)
    except KeyboardInterrupt:
        executor.shutdown(wait=False, cancel_futures=True)
        return results, True
    executor.shutdown()
    return results, False


def _assemble(
    statements: list[Statement], results: dict[Task, Any], profile: str, seed: int, interrupted: bool
) -> dict[str, Any]:
    from dmfproof import __version__

    rows = [_statement_row(statement, results) for statement in statements]
    claims = [claim for row in rows for claim in row["claims"]]
    mutants = [mutant for row in rows for mutant in row["mutants"]]
    return {
        "schema": "dmfproof.verification/1",
        "version": __version__,
        "profile": profile,
        "seed": seed,
        "interrupted": interrupted,
        "summary": {
            "claims": len(claims),
            "certified": sum(claim.get("outcome") == "certified" for claim in claims),
            "refuted": sum(claim.get("outcome") == "refuted" for claim in claims),
            "undecided": sum(claim.get("outcome") == "undecided" for claim in claims),
            "not_examined": sum("outcome" not in claim for claim in claims),
            "vacuous": sum("outcome" in claim and claim["strict_point"] is None for claim in claims),
            "certified_points": sum(claim.get("certified_points", 0) for claim in claims),
            "mutants": len(mutants),
            "mutants_killed": sum(mutant.get("outcome") == "refuted" for mutant in mutants),
        },
        "statements": rows,
        "spectra": [result for task, result in sorted(results.items(), key=_key) if task.kind == "spectrum"],
        "machine_epsilon": next((r for task, r in results.items() if task.kind == "machine epsilon"), []),
    }


def _key(item: tuple[Task, Any]) -> tuple[str, str]:
    return item[0].subject, item[0].name


def _statement_row(statement: Statement, results: dict[Task, Any]) -> dict[str, Any]:
    from dmfproof.campaign.evidence import evidence_of

    claims = [
        {
            "name": claim.name,
            "says": claim.says,
            "form": claim.form.value,
            "tag": claim.tag,
            "evidence": evidence_of(claim),
            **results.get(Task("claim", statement.id, claim.name), {}),
        }
        for claim in statement.claims
    ]
    mutants = [
        {
            "name": mutant.name,
            "says": mutant.claim.says,
            "why_false": mutant.why,
            **results.get(Task("mutant", statement.id, mutant.name), {}),
        }
        for mutant in statement.mutants
    ]
    source = f"{statement.source.paper} {statement.source.number}"
    derivation = results.get(Task("derivation", statement.id, ""))
    row = {"id": statement.id, "title": statement.title, "source": source, "derivation": derivation}
    covers = [result for task, result in results.items() if (task.kind, task.subject) == ("cover", statement.id)]
    covers.sort(key=lambda cover: (cover["claim"], sorted(cover["fixed"].items())))
    return {**row, "claims": claims, "mutants": mutants, "covers": covers}
