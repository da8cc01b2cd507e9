"""Attack one claim: draw points, examine each, keep what was certified, and shrink what refutes."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings, target
from hypothesis.errors import Unsatisfiable

from dmfproof.arithmetic.evaluator import Budget
from dmfproof.campaign.own_constants import without_local_constants
from dmfproof.campaign.strategies import points
from dmfproof.errors import DmfproofError, InvalidInput, Unsupported
from dmfproof.statements.examine import OutsideDomain, assumption_holds, examine, parse_point, write_point
from dmfproof.statements.model import Claim, Statement, strictly
from dmfproof.statements.user_files import is_path
from dmfproof.statements.vocabulary import Symbol
from dmfproof.verdict import Outcome

__all__ = ["PROFILES", "Profile", "Record", "attack", "refuting_witness"]


_OWN = 25
_BRIEF = Budget(max_steps=5_000, max_bits=4096)


@dataclass(frozen=True, slots=True)
class Profile:
    """How hard to attack: draws for a claim and for a mutant, work allowed a point, boxes looked at in a cover.

    timeout -- seconds after which a task is given up; points -- certified points wanted for each statement from seeded
    draws, beside those that Hypothesis steers; draws_budget -- work allowed for each draw; mechanical -- seeded draws
    for each variant of a mechanical mutant, 0 where these are left out.
    """

    name: str
    examples: int
    mutant_examples: int
    budget: Budget
    boxes: int
    timeout: float = 1800.0
    points: int = 0
    draws_budget: Budget = _BRIEF
    mechanical: int = 0

    def draws_for(self, statement: str, *, mutant: bool) -> int:
        """Return how many points a claim gets: a user's own, which nobody has proved, many more than ours."""
        if mutant:
            return self.mutant_examples
        return self.examples * (_OWN if is_path(statement) else 1)


PROFILES = {
    "quick": Profile("quick", 12, 1500, Budget(max_steps=10_000, max_bits=2048), boxes=40),
    "standard": Profile("standard", 30, 3000, Budget(max_steps=20_000, max_bits=4096), boxes=100, mechanical=4),
    "deep": Profile(
        "deep", 300, 50_000, Budget(max_steps=100_000, max_bits=8192), boxes=2000, timeout=86_400.0,
        points=100_000, mechanical=30,
    ),
}


@dataclass(slots=True)
class Record:
    """What a campaign on one claim found; every number in it was counted, none is estimated."""

    claim: str
    certified: int = 0
    undecided: Counter[str] = field(default_factory=Counter)
    outside: int = 0
    drawn: int = 0
    counterexample: dict[str, str] | None = None
    found_after: int | None = None
    why: str = ""
    strict: dict[str, str] | None = None
    tightest: dict[str, str] | None = None
    slackest: dict[str, str] | None = None
    methods: Counter[str] = field(default_factory=Counter)
    points: list[tuple[dict[str, str], float | None]] = field(default_factory=list)
    tightness: list[float] = field(default_factory=list)

    @property
    def outcome(self) -> Outcome:
        """REFUTED by a counterexample; CERTIFIED where points were certified; else UNDECIDED.

        CERTIFIED speaks of the points that were tried ("sampled"), not of the whole domain.
        """
        if self.counterexample is not None:
            return Outcome.REFUTED
        return Outcome.CERTIFIED if self.certified else Outcome.UNDECIDED

    @property
    def vacuous(self) -> bool:
        """Whether no drawn point was one that the claim speaks of: its range is empty or its assumptions fail."""
        return not (self.certified or self.undecided or self.counterexample)

    def summary(self) -> dict[str, Any]:
        """Return a JSON-ready summary; tightness is rounded to four digits (largest is tightest, 1 = attained)."""
        return {
            "claim": self.claim,
            "outcome": self.outcome.value,
            "certified_points": self.certified,
            "undecided_points": sum(self.undecided.values()),
            "undecided_reasons": dict(sorted(self.undecided.items())),
            "draws": self.drawn,
            "outside_points": self.outside,
            "vacuous": self.vacuous,
            "tightness": _spread(self.tightness),
            "strict_point": self.strict,
            "tightest_point": self.tightest,
            "slackest_point": self.slackest,
            "counterexample": self.counterexample,
            "found_after_draws": self.found_after,
            "why": self.why,
            "methods": dict(sorted(self.methods.items())),
        }


def _spread(values: list[float]) -> dict[str, Any] | None:
    """Return the number of values, the least, median and largest, and all eleven deciles (each one of the values)."""
    if not values:
        return None
    least, middle, most = min(values), median(values), max(values)
    ordered, last = sorted(values), len(values) - 1
    deciles = [_round(ordered[(tenth * last + 5) // 10]) for tenth in range(11)]
    out = {"points": len(values), "least": _round(least), "median": _round(middle), "most": _round(most)}
    return out | {"deciles": deciles}


def _round(value: float) -> float:
    return float(f"{value:.4g}")


# After a counterexample so many more points are examined to shrink it.
_SHRINKS = 30


class _Refuted(Exception):
    """A point that refutes the claim (raised so that Hypothesis shrinks it)."""


def attack(claim: Claim, *, examples: int, seed_value: int, budget: Budget) -> Record:
    """Examine `examples` drawn points; stop at a counterexample and shrink it.

    The points depend on the claim's domain, the seed and the version of Hypothesis only.  An error that is no answer to
    a point, such as one of a user's own function, is raised as it came.
    """
    record, seen, refuting = Record(claim.name), set[tuple[Any, ...]](), set[tuple[Any, ...]]()
    errors: list[Exception] = []

    @seed(seed_value)
    @settings(
        max_examples=examples,
        database=None,
        deadline=None,
        derandomize=False,
        phases=(Phase.generate, Phase.target, Phase.shrink),
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
        verbosity=Verbosity.quiet,
    )
    @given(points(claim.domain))
    def try_point(point: dict[Symbol, Any]) -> None:
        record.drawn += 1
        key = tuple(point.values())
        late = record.found_after is not None and record.drawn > record.found_after + _SHRINKS
        if key not in seen and not late and not errors:
            seen.add(key)
            try:
                if _refutes(record, claim, point, budget):
                    refuting.add(key)
            except Exception as error:  # not to be shrunk by Hypothesis, which would ask for the same point again
                errors.append(error)
        if key in refuting:
            record.counterexample = write_point(point)
            raise _Refuted

    # Unsatisfiable: the domain is empty wherever it was looked at
    with without_local_constants(), suppress(_Refuted, Unsatisfiable):
        try_point()
    if errors:
        raise errors[0]
    return record


def refuting_witness(statement: Statement, claim: Claim, budget: Budget) -> tuple[dict[str, str], str] | None:
    """Return the first of a statement's own witnesses that refutes the claim it is for, and why; None where none does.

    Draws need not come near a point that the statement itself names.
    """
    for witness in statement.witnesses:
        if witness.claim == claim.name:
            try:
                point = parse_point(claim, witness.point)
                verdict = examine(claim, point, budget=budget)
            except DmfproofError:
                continue
            if verdict.outcome is Outcome.REFUTED:
                return write_point(point), verdict.reason
    return None


def _refutes(record: Record, claim: Claim, point: dict[Symbol, Any], budget: Budget) -> bool:
    """Examine one point and count it; say whether it refutes the claim."""
    try:
        verdict = examine(claim, point, budget=budget, drawn=True)
    except OutsideDomain:
        record.outside += 1
        return False
    except Unsupported as error:
        record.undecided[str(error).split(";")[0]] += 1
        return False
    except InvalidInput as error:  # a range that does not keep to what a hitting time, say, is defined for
        record.undecided[f"the claim is not defined where {error.name} is {error.wrong}"] += 1
        return False
    tight = float(verdict.tightness[1]) if verdict.tightness else None
    if verdict.outcome is Outcome.REFUTED:
        record.why = verdict.reason
        record.found_after = record.found_after or record.drawn
        return True
    if verdict.outcome is Outcome.UNDECIDED:
        record.undecided[verdict.reason] += 1
        return False
    record.certified += 1
    record.points.append((write_point(point), tight))
    record.methods[verdict.method.split(":")[0]] += 1
    if tight is not None:
        if not record.tightness or tight > max(record.tightness):
            record.tightest = write_point(point)
        if not record.tightness or tight < min(record.tightness):
            record.slackest = write_point(point)
        record.tightness.append(tight)
        target(min(tight, 1e9), label="tightness")
    strict = (assumption_holds(strictly(a), point, budget) for a in claim.assumes)
    if record.strict is None and all(outcome is Outcome.CERTIFIED for outcome in strict):
        record.strict = write_point(point)
    return False
