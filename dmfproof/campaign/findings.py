"""Put together what the tasks of a hunt found, and report it for one claim."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dmfproof.campaign.regions import ZONES, Regions
from dmfproof.campaign.store import Store
from dmfproof.replay import replay_command
from dmfproof.statements.model import Statement
from dmfproof.verdict import Outcome

__all__ = ["Findings", "claim_report"]

_SHOWN = 5


@dataclass(slots=True)
class Findings:
    """What the tasks of one claim found, whatever their order."""

    counts: Counter[str] = field(default_factory=Counter)
    undecided: Counter[str] = field(default_factory=Counter)
    regions: Regions = field(default_factory=Regions)
    faults: list[dict[str, Any]] = field(default_factory=list)
    lost: list[dict[str, Any]] = field(default_factory=list)
    ranges: list[tuple[int, int]] = field(default_factory=list)
    refutations: list[tuple[tuple[int, int], dict[str, Any]]] = field(default_factory=list)
    shrunk: dict[str, Any] | None = None

    def add(self, key: str, result: Mapping[str, Any]) -> None:
        """Add a task's result, without its certified points, by the task's key."""
        # The names between the first bar and the last may hold bars of their own.
        kind, number, first = key.partition("|")[0], key.rpartition("|")[2], 0
        if kind == "draws":
            first, last = map(int, number.split("-"))
            self.ranges.append((first, last))
        if "lost" in result:
            self.lost.append({"task": kind, "draw": first if kind == "draws" else None, "why": result["lost"]})
            return
        if kind == "shrink":
            self.shrunk = dict(result)
            return
        for name in ("draws", "outside", "empty"):
            self.counts[f"{kind} {name}"] += result[name]
        self.undecided.update(result["undecided"])
        self.faults += result["faults"]
        if "regions" in result:
            self.regions.merge(result["regions"])
        if result["refuted"]:
            # Aimed points first, then draws by number, then polished ones: so the workers' pace decides nothing.
            order = ("aim", "draws", "polish").index(kind)
            place = int(number) if kind == "polish" else result["refuted"]["draw"]
            self.refutations.append(((order, place), {"found_by": kind, **result["refuted"]}))

    @property
    def draws(self) -> int:
        """Return the number of seeded draws."""
        return self.counts["draws draws"]

    @property
    def refuted(self) -> dict[str, Any] | None:
        """Return the first counterexample."""
        return min(self.refutations, key=lambda item: item[0])[1] if self.refutations else None

    def gaps(self, total: int) -> list[tuple[int, int]]:
        """Return the ranges of draws below `total` that are not done."""
        out, at = [], 0
        for first, last in sorted(self.ranges):
            if at < first:
                out.append((at, min(first, total)))
            at = max(at, last)
        return [*out, (at, total)] if at < total else out


def claim_report(store: Store, run: int, statement: Statement, name: str, found: Findings) -> dict[str, Any]:
    """Return what a hunt found about one claim, JSON-ready."""
    claim = statement.claim(name)
    points, first = store.count(run, statement.id, name), found.refuted
    outcome = Outcome.CERTIFIED if points else Outcome.UNDECIDED
    counterexample = None
    if first is not None:
        outcome = Outcome.REFUTED
        best = found.shrunk or first
        counterexample = {
            "point": best["point"],
            "why": best["why"],
            "found_by": first["found_by"],
            "draw": first["draw"],
            "found_at": first["point"],
            "examine": replay_command(statement.id, name, best["point"]),
        }
    kinds = ("aim", "draws", "polish")
    count = {what: sum(found.counts[f"{kind} {what}"] for kind in kinds) for what in ("draws", "outside", "empty")}
    tightest = [{"tightness": t, "point": at} for t, at in store.tightest(run, statement.id, name, _SHOWN)]
    return {
        "statement": statement.id,
        "claim": name,
        "says": claim.says,
        "tag": claim.tag,
        "outcome": outcome.value,
        "vacuous": count["draws"] > 0 and not (points or first or found.undecided or found.faults or found.lost),
        "certified_points": points,
        "examined": count["draws"],
        "seeded_draws": found.draws,
        "outside_points": count["outside"],
        "empty_draws": count["empty"],
        "undecided_points": sum(found.undecided.values()),
        "undecided_reasons": dict(found.undecided.most_common()),
        "counterexample": counterexample,
        "tightest": tightest,
        "zones": list(ZONES),
        "regions": {key: value for key, value in found.regions.as_json().items() if key != "cells"},
        "coverage": found.regions.coverage(claim.domain),
        "skipped": sorted(found.lost, key=str),
        "faults": sorted(found.faults, key=lambda fault: -1 if fault["draw"] is None else int(fault["draw"])),
    }
