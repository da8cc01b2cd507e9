"""Say what a hunt is about, and whether a run on record can still be continued as what it was."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dmfproof.campaign.store import Run
from dmfproof.errors import InvalidInput
from dmfproof.statements.catalogue import find
from dmfproof.statements.user_files import digest, is_path

__all__ = ["check_continues", "plan_of"]


def plan_of(
    statements: Sequence[str], claims: Sequence[str], *, examples: int | None, minutes: float | None
) -> dict[str, Any]:
    """Return the plan of a hunt, JSON-ready; the files of the user's have their digests in it.

    Raises `InvalidInput` for unknown statements and claims.
    """
    targets = [(identifier, name) for identifier in statements for name in _names(identifier, claims)]
    plan = {"statement": " ".join(statements), "claims": targets, "examples": examples, "minutes": minutes}
    files = {identifier: digest(identifier) for identifier in statements if is_path(identifier)}
    return {**plan, "files": files} if files else plan


def _names(identifier: str, claims: Sequence[str]) -> list[str]:
    """Return the names of a statement's claims that are wanted; raises `InvalidInput` for unknown ones."""
    found = find(identifier)
    known = [claim.name for claim in (*found.claims, *(mutant.claim for mutant in found.mutants))]
    for name in claims:
        try:
            found.claim(name)
        except KeyError:
            holds = f"{identifier} has {', '.join(known)}"
            raise InvalidInput("CLAIM", name, "unknown", holds, "Name one of them") from None
    return list(dict.fromkeys(claims)) or [claim.name for claim in found.claims]


def check_continues(run: Run) -> None:
    """Raise `InvalidInput` for a run whose continuation would not belong to it; an ended one is only reported."""
    from dmfproof import __version__

    if run.kind != "hunt":
        wrong, holds = f"a run of `dmfproof {run.kind}`", "only a hunt is continued"
        raise InvalidInput("--resume", run.number, wrong, holds, "Choose another run")
    if run.ended is not None:
        return
    if run.version != __version__:
        holds = f"it was begun with version {run.version}, and this is {__version__}"
        raise InvalidInput("--resume", run.number, "not continued", holds, "Begin a new run")
    for path, before in run.plan.get("files", {}).items():
        if digest(path) != before:
            holds = f"{path} has changed since, and what is on record is about the file as it was"
            raise InvalidInput("--resume", run.number, "not continued", holds, "Begin a new run")
