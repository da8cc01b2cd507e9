"""Examine a range of a campaign's draws in one process: what a worker does for about a second.

Draw number i of a claim has a seed of its own, so that the points of a campaign depend on its seed alone: not on how
the draws are cut into chunks, nor on who examines them.
"""

from __future__ import annotations

import hashlib
import re
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from dmfproof.arithmetic.evaluator import Budget
from dmfproof.campaign.attack import attack, refuting_witness
from dmfproof.campaign.drawing import Drawn, Empty, Seeded, draw_point
from dmfproof.campaign.regions import Regions
from dmfproof.errors import Unsupported
from dmfproof.statements.catalogue import find
from dmfproof.statements.examine import OutsideDomain, examine, write_point
from dmfproof.statements.model import Claim
from dmfproof.verdict import Outcome

__all__ = ["aim", "draw_number", "draws_summary", "examine_draws", "seed_of", "tidy"]

_TIGHTNESS_BITS = 32  # enough for six digits at 64 bits of precision, where every decision begins
_ATTEMPTS = 10
_NUMBER = re.compile(r"\d+")


def seed_of(seed: int, *names: str) -> int:
    """Derive a seed of 64 bits for what has these names, so that it does not depend on what else is done."""
    text = "\n".join((str(seed), *names))
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")


def tidy(reason: str) -> str:
    """Leave the numbers out of a reason, so that equal ones can be counted."""
    return _NUMBER.sub("#", reason.split(";")[0])


def draw_number(statement: str, claim: Claim, seed: int, number: int) -> Drawn:
    """Draw the point that a campaign with this seed examines under this number.

    Choices that leave a variable without room are made anew, some ten times; raises `Empty` after that.
    """
    choices = Seeded(seed_of(seed, statement, claim.name, str(number)))
    for _ in range(_ATTEMPTS):
        try:
            return draw_point(choices, claim.domain)
        except Empty:
            continue
    raise Empty(f"{_ATTEMPTS} attempts left a variable without room")


def examine_draws(statement: str, name: str, seed: int, first: int, last: int, budget: Budget) -> dict[str, Any]:
    """Examine draws first..last-1 of a claim; stop behind the first that refutes it.

    Returns counts, the certified points with their tightness, where they lie, the refuted point, and the faults: draws
    whose examination raised an error, which is never taken for a verdict.
    """
    claim, regions, started = find(statement).claim(name), Regions(), time.perf_counter()
    undecided, faults, certified = Counter[str](), list[dict[str, Any]](), list[tuple[dict[str, str], float | None]]()
    counts = Counter(draws=0, outside=0, empty=0)
    refuted: dict[str, Any] | None = None
    for number in range(first, last):
        counts["draws"] += 1
        try:
            drawn = draw_number(statement, claim, seed, number)
            verdict = examine(claim, drawn.point, budget=budget, margin_bits=_TIGHTNESS_BITS, drawn=True)
        except Empty:
            counts["empty"] += 1
        except OutsideDomain:
            counts["outside"] += 1
        except Unsupported as error:
            undecided[tidy(str(error))] += 1
        except Exception as error:
            faults.append({"draw": number, "why": f"{type(error).__name__}: {error}"})
        else:
            if verdict.outcome is Outcome.CERTIFIED:
                tight = None if verdict.tightness is None else float(verdict.tightness[1])
                certified.append((write_point(drawn.point), tight))
                regions.add(drawn, claim.domain)
            elif verdict.outcome is Outcome.UNDECIDED:
                undecided[tidy(verdict.reason)] += 1
            else:
                refuted = {"draw": number, "point": write_point(drawn.point), "why": verdict.reason}
                break
    return {
        **counts,
        "certified": certified,
        "undecided": dict(undecided),
        "faults": faults,
        "refuted": refuted,
        "regions": regions.as_json(),
        "seconds": round(time.perf_counter() - started, 3),
    }


def aim(statement: str, name: str, seed: int, examples: int, budget: Budget) -> dict[str, Any]:
    """Let Hypothesis steer towards tight points; it shrinks what refutes.  The statement's own witnesses come last."""
    owner = find(statement)
    claim = owner.claim(name)
    found: dict[str, Any] = {"draws": 0, "outside": 0, "empty": 0, "certified": [], "undecided": {}, "refuted": None}
    try:
        record = attack(claim, examples=examples, seed_value=seed_of(seed, statement, name), budget=budget)
    except Exception as error:
        return {**found, "faults": [{"draw": None, "why": f"{type(error).__name__}: {error}"}]}
    undecided = Counter[str]()
    for reason, count in record.undecided.items():
        undecided[tidy(reason)] += count
    refuted = None
    if record.counterexample is not None:
        refuted = {"draw": record.found_after, "point": record.counterexample, "why": record.why}
    elif named := refuting_witness(owner, claim, budget):
        refuted = {"draw": record.drawn, "point": named[0], "why": named[1], "found_by": "witness"}
    return {
        "draws": record.drawn,
        "outside": record.outside,
        "empty": 0,
        "certified": record.points,
        "undecided": dict(undecided),
        "faults": [],
        "refuted": refuted,
    }


def draws_summary(results: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Sum up chunks of draws, given in their order: counts, why points are undecided, the first refuted, the faults."""
    undecided = Counter[str]()
    for result in results:
        undecided.update(result["undecided"])
    counts = {
        name: sum(result[name] for result in results) for name in ("draws", "certified_points", "outside", "empty")
    }
    return {
        **counts,
        "undecided": dict(sorted(undecided.items())),
        "refuted": next((result["refuted"] for result in results if result["refuted"]), None),
        "faults": [fault for result in results for fault in result["faults"]],
    }
