"""Change each claim of a statement mechanically and see whether the campaign notices."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dmfproof.cli.catalogue import STATEMENTS, find_claim
from dmfproof.cli.terminal import ExitCode, leave, new_table, note, page, print_json, progress_bar
from dmfproof.cli.verification import ProfileName
from dmfproof.replay import replay_command

if TYPE_CHECKING:
    from dmfproof.campaign.attack import Profile
    from dmfproof.statements.model import Claim, Statement

__all__ = ["COMMANDS"]


def mutate(
    identifiers: Annotated[
        list[str] | None, typer.Argument(metavar="[ID]...", help="Statements, or files of your own; all if none.")
    ] = None,
    claim_names: Annotated[
        list[str] | None, typer.Option("--claim", metavar="CLAIM", help="Only this claim; one --claim for each.")
    ] = None,
    profile: Annotated[ProfileName, typer.Option(help="How many draws a mutant gets.")] = ProfileName.QUICK,
    seed: Annotated[str, typer.Option(metavar="S", help="The seed, a whole number.")] = "0",
    statements: Annotated[Path | None, STATEMENTS] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Attack mechanical mutants of every claim.

    Each assumption is weakened by 1% and dropped, each inequality is sharpened by 1%, each number in the conclusion is
    perturbed by 1% either way.  A killed mutant comes with its witness; `dmfproof examine ID MUTANT` takes the names.
    A survivor means that the assumption is not needed, or that the campaign is too weak: read it, it is no error (exit
    code 0).  Ctrl-C keeps what is done.

    Example:
      dmfproof mutate scalar.lemma_2_2 --claim stays_below
    """
    from dmfproof.campaign.attack import PROFILES
    from dmfproof.campaign.mutate import DRAWS
    from dmfproof.rational import parse_integer
    from dmfproof.statements import catalogue

    draws = DRAWS[profile.value]
    chosen_seed = parse_integer(seed, "seed", least=0)
    chosen: list[tuple[Statement, Claim]] = []
    given = identifiers or ([] if statements else catalogue.identifiers())
    for identifier in catalogue.resolve(given, statements):
        statement = catalogue.find(identifier)
        wanted = [find_claim(statement, name) for name in claim_names or ()] or statement.claims
        chosen += [(statement, claim) for claim in wanted]
    rows, interrupted = _all_rows(chosen, PROFILES[profile.value], draws, chosen_seed)
    if as_json:
        print_json({"schema": "dmfproof.mutate/1", "seed": chosen_seed, "draws": draws, "interrupted": interrupted,
                    "mutants": rows})  # fmt: skip
    else:
        _print(rows, draws)
    if interrupted:
        note("Interrupted: what was done until then is shown.")
    leave(ExitCode.INTERRUPTED if interrupted else ExitCode.AS_CLAIMED)


def _all_rows(
    chosen: list[tuple[Statement, Claim]], profile: Profile, draws: int, seed: int
) -> tuple[list[dict[str, Any]], bool]:
    from dmfproof.campaign.mutate import mutate as attack_mutants

    rows: list[dict[str, Any]] = []
    with progress_bar() as progress:
        for done, (statement, claim) in enumerate(chosen):
            if progress is not None:
                progress(done, len(chosen), f"{statement.id}: {claim.name}")
            try:
                found = attack_mutants(statement, claim, profile=profile, draws=draws, seed=seed)
            except KeyboardInterrupt:
                return rows, True
            rows += [{"statement": statement.id, **row, "command": _command(statement.id, row)} for row in found]
    return rows, False


def _command(statement: str, row: dict[str, Any]) -> str | None:
    return None if row["witness"] is None else replay_command(statement, row["by"], row["witness"])


def _print(rows: list[dict[str, Any]], draws: int) -> None:
    console = page()
    table = new_table("mutant", "what", "result", "how")
    for row in rows:
        table.add_row(row["mutant"], row["what"], row["result"], f"{row['by'] or ''} {row['how']}".strip())
    console.print(table)
    console.print()
    for row in rows:
        if row["command"]:
            console.print(row["command"], soft_wrap=True)
    killed = sum(row["result"] == "killed" for row in rows)
    console.print(f"\n{killed} of {len(rows)} mechanical mutants killed, {len(rows) - killed} survived "
                  f"({draws} draws each variant).")  # fmt: skip


COMMANDS = (mutate,)
