"""Attack the mechanical mutants of a claim (`dmfproof.campaign.mutants`): at known points, then at seeded draws.

What survives says that the assumption is not needed, that the claim is not sharp, or that the campaign is too weak: it
is reported, never hidden.  Draw number i of a variant has a seed of its own, so that more draws kill what fewer do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from dmfproof.arithmetic.evaluator import Budget, Remembering
from dmfproof.campaign.attack import Profile, attack
from dmfproof.campaign.chunks import draw_number, seed_of
from dmfproof.campaign.drawing import Empty
from dmfproof.campaign.mutants import MechanicalMutant, mechanical_mutants
from dmfproof.errors import InvalidInput, Unsupported
from dmfproof.statements.examine import OutsideDomain, examine, parse_point, write_point
from dmfproof.statements.model import Claim, Statement
from dmfproof.statements.vocabulary import Symbol
from dmfproof.verdict import Outcome

__all__ = ["DRAWS", "attack_mutants", "known_points", "mutate", "tightest"]

# Draws that `dmfproof mutate` gives a variant, by profile; a verification, which attacks all statements, gives fewer.
DRAWS = {"quick": 30, "standard": 100, "deep": 1000}
_KNOWN = 8
_BITS = 256  # a change by 1% shows at few bits; at a tie that it leaves, more of them cost minutes and decide nothing
_SHARE_OF_STEPS = 4
_MARGIN_BITS = 12  # margins are not looked at
_SURVIVED = {
    "assumption": "assumption not needed, or campaign too weak",
    "inequality": "not sharp to 1%, or campaign too weak",
    "number": "bears 1% either way, or campaign too weak",
}
_NOWHERE = {
    "assumption": "no drawn point lies outside it, so the rest of the claim may imply it",
    "inequality": "no drawn point meets its assumptions",
    "number": "no drawn point meets its assumptions",
}


def tightest(points: Iterable[tuple[Mapping[str, str], float | None]]) -> list[dict[str, str]]:
    """Return the tightest of a claim's certified points, a few; equal ones in the order of their text."""

    def order(entry: tuple[Mapping[str, str], float | None]) -> tuple[float, str]:
        point, tight = entry
        return (0.0 if tight is None else -tight, repr(sorted(point.items())))

    return [dict(point) for point, _ in sorted(points, key=order)[:_KNOWN]]


def known_points(statement: Statement, claim: Claim, profile: Profile, seed: int) -> list[dict[str, str]]:
    """Return the points that a verification with this profile and seed knows of a claim when it attacks its mutants."""
    examples = profile.draws_for(statement.id, mutant=False)
    record = attack(claim, examples=examples, seed_value=seed_of(seed, statement.id, claim.name), budget=profile.budget)
    return tightest(record.points)


def mutate(
    statement: Statement,
    claim: Claim,
    *,
    profile: Profile,
    draws: int,
    seed: int,
    progress: Callable[[str], None] | None = None,
) -> list[dict[str, Any]]:
    """Attack every mechanical mutant of a claim, at its certified points first; see `attack_mutants`."""
    known = known_points(statement, claim, profile, seed)
    return attack_mutants(statement, claim, draws=draws, seed=seed, budget=profile.budget, known=known,
                          progress=progress)  # fmt: skip


def attack_mutants(
    statement: Statement,
    claim: Claim,
    *,
    draws: int,
    seed: int,
    budget: Budget,
    known: Sequence[Mapping[str, str]] = (),
    progress: Callable[[str], None] | None = None,
) -> list[dict[str, Any]]:
    """Attack every mechanical mutant of a claim, each of its variants with so many draws.

    known -- points of the claim, tried first where its conclusion was changed (where an assumption was, none of them
    is new), and so are the statement's witnesses; budget -- what the claim itself gets: a mutant gets less of it.
    Return one JSON-ready row a mutant: killed (with the variant, its witness and how it was found) or survived (with
    the points of its domain that were examined, how many were undecided, and why that may be).
    """
    witnesses = [witness.point for witness in statement.witnesses if witness.claim == claim.name]
    inside = [Remembering(parse_point(claim, point)) for point in (*known, *witnesses)]
    less = Budget(max(1, budget.max_steps // _SHARE_OF_STEPS), min(budget.max_bits, _BITS))
    rows = []
    for mutant in mechanical_mutants(claim):
        if progress is not None:
            progress(mutant.name)
        rows.append(_row(statement.id, mutant, inside, draws, seed, less))
    return rows


def _row(
    statement: str, mutant: MechanicalMutant, known: Sequence[Remembering], draws: int, seed: int, budget: Budget
) -> dict[str, Any]:
    row = {"mutant": mutant.name, "kind": mutant.kind, "what": mutant.what}
    tally, faults = Counter[str](), Counter[str]()
    for variant in mutant.variants:
        try_at = _Trial(variant, budget, tally, faults)
        inside = known if mutant.kind != "assumption" else ()
        witness: Mapping[Symbol, Any] | None = next(filter(try_at, inside), None)
        how = "at a known point"
        number = 0
        while witness is None and number < draws:
            witness, how = try_at.drawn(statement, seed, number), f"after {number + 1} draws"
            number += 1
        if witness is not None:
            killed = {"result": "killed", "by": variant.name, "witness": write_point(witness), "how": how}
            return row | killed | {"points": 0, "undecided": 0, "faults": dict(faults)}
    points, undecided = tally["certified"] + tally["undecided"], tally["undecided"]
    how = _SURVIVED[mutant.kind]
    if not points:
        how += f": {_NOWHERE[mutant.kind]}"
    elif undecided == points:
        how += ": every point that was examined is undecided"
    return row | {"result": "survived", "by": None, "witness": None, "how": how, "points": points,
                  "undecided": undecided, "faults": dict(faults)}  # fmt: skip


class _Trial:
    """One variant of a mutant, and the count of what became of the points at which it was examined."""

    def __init__(self, variant: Claim, budget: Budget, tally: Counter[str], faults: Counter[str]) -> None:
        self.variant, self.budget, self.tally, self.faults = variant, budget, tally, faults

    def __call__(self, point: Mapping[Symbol, Any]) -> bool:
        """Say whether a point refutes the variant.  An error of the examination is counted, and is no verdict."""
        try:
            outcome = examine(self.variant, point, budget=self.budget, margin_bits=_MARGIN_BITS).outcome
        except OutsideDomain:
            return False
        except (Unsupported, InvalidInput):  # beyond the claim's own range something may not be defined
            outcome = Outcome.UNDECIDED
        except Exception as error:
            self._fault(error)
            return False
        self.tally[outcome.value] += 1
        return outcome is Outcome.REFUTED

    def drawn(self, statement: str, seed: int, number: int) -> Mapping[Symbol, Any] | None:
        """Return the point with this number where it refutes the variant."""
        try:
            point = draw_number(statement, self.variant, seed, number).point
        except (Empty, Unsupported, InvalidInput):
            return None
        except Exception as error:
            self._fault(error)
            return None
        return point if self(point) else None

    def _fault(self, error: Exception) -> None:
        self.faults[f"{type(error).__name__}: {error}"] += 1
