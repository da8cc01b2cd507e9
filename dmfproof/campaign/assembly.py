"""Put the results of a verification's tasks together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dmfproof.campaign.chunks import draws_summary
from dmfproof.statements.model import Statement

__all__ = ["Task", "assemble"]


@dataclass(frozen=True, slots=True)
class Task:
    """One piece of work that a process does alone."""

    kind: str  # "claim", "draws", "mutant", "mechanical", "cover", "derivation", "spectrum" or "machine epsilon"
    subject: str
    name: str

    @property
    def label(self) -> str:
        """Name the task for a progress bar."""
        if self.kind == "mechanical":
            return f"{self.subject}: mechanical mutants of {self.name}"
        return f"{self.subject}: {self.name}" if self.name else self.subject


def assemble(
    statements: list[Statement], results: dict[Task, Any], profile: str, seed: int, interrupted: bool
) -> dict[str, Any]:
    """Return one JSON-ready dictionary from the tasks' results; a task without one counts as not examined."""
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
            "mechanical": _mechanical(rows),
        },
        "statements": rows,
        "spectra": [result for task, result in sorted(results.items(), key=_key) if task.kind == "spectrum"],
        "machine_epsilon": next((r for task, r in results.items() if task.kind == "machine epsilon"), []),
    }


def _key(item: tuple[Task, Any]) -> tuple[str, str]:
    return item[0].subject, item[0].name


def _mechanical(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any] | None:
    """Sum the mechanical mutants up, None where none were made; a claim whose mutants were not reached is counted."""
    claims = [(row["id"], claim) for row in rows for claim in row["claims"]]
    made = [(name, mutant) for name, claim in claims for mutant in claim.get("mechanical", ())]
    if not any("mechanical" in claim for _, claim in claims):
        return None

    def counted(kind: str | None = None) -> dict[str, int]:
        results = [mutant["result"] for _, mutant in made if kind in (None, mutant["kind"])]
        return {"mutants": len(results), "killed": results.count("killed"), "survived": results.count("survived")}

    return {
        **counted(),
        "by_kind": {kind: counted(kind) for kind in ("assumption", "inequality", "number")},
        "claims_left_out": sum("mechanical" not in claim for _, claim in claims),
        "faults": sum(sum(mutant["faults"].values()) for _, mutant in made),
        "survivors": [f"{name} {mutant['mutant']}" for name, mutant in made if mutant["result"] == "survived"],
    }


def _claim_result(statement: Statement, name: str, results: Mapping[Task, Any]) -> dict[str, Any]:
    """Return what attacking a claim found, with the seeded draws counted in where the profile has any."""
    found = dict(results.get(Task("claim", statement.id, name), {}))
    found.pop("known", None)
    mechanical = results.get(Task("mechanical", statement.id, name))
    if mechanical is not None:
        found["mechanical"] = mechanical
    drawn = [
        (int(task.name.partition("|")[2].partition("-")[0]), result)
        for task, result in results.items()
        if (task.kind, task.subject) == ("draws", statement.id) and task.name.partition("|")[0] == name
    ]
    if "outcome" not in found or not drawn:
        return found
    summary = draws_summary([result for _, result in sorted(drawn, key=lambda item: item[0])])
    found["certified_points"] += summary["certified_points"]
    found["seeded_draws"] = summary
    if summary["refuted"] is not None and found["counterexample"] is None:
        found |= {
            "outcome": "refuted", "counterexample": summary["refuted"]["point"], "why": summary["refuted"]["why"],
        }  # fmt: skip
    elif found["outcome"] == "undecided" and summary["certified_points"]:
        found["outcome"] = "certified"
    return found


def _statement_row(statement: Statement, results: dict[Task, Any]) -> dict[str, Any]:
    from dmfproof.campaign.evidence import evidence_of

    claims = [
        {
            "name": claim.name,
            "says": claim.says,
            "form": claim.form.value,
            "tag": claim.tag,
            "evidence": evidence_of(claim, statement.id),
            **_claim_result(statement, claim.name, results),
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
