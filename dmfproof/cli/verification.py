"""Examine the theory and show what came out in one table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dmfproof.cli.catalogue import STATEMENTS
from dmfproof.cli.hunt import RECORD, SCHEDULER, WORKERS
from dmfproof.cli.terminal import ExitCode, leave, new_table, note, open_folder, page, print_json, progress_bar
from dmfproof.errors import InvalidInput

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from dmfproof.campaign.store import Store

__all__ = ["COMMANDS", "ProfileName", "exit_code"]

_COLOURS = {"certified": "green", "refuted": "bold red", "undecided": "yellow"}


class ProfileName(StrEnum):
    """How much work to do."""

    QUICK = "quick"
    STANDARD = "standard"
    DEEP = "deep"


def verify(
    identifiers: Annotated[
        list[str] | None, typer.Argument(metavar="[ID]...", help="Statements, files of your own, folders; all if none.")
    ] = None,
    profile: Annotated[ProfileName, typer.Option(help="How much work to do.")] = ProfileName.STANDARD,
    seed: Annotated[str, typer.Option(metavar="S", help="The seed, a whole number.")] = "0",
    out: Annotated[Path | None, typer.Option(metavar="DIR", help="Write verification.json and .md there.")] = None,
    workers: Annotated[str | None, WORKERS] = None,
    statements: Annotated[Path | None, STATEMENTS] = None,
    scheduler: Annotated[str | None, SCHEDULER] = None,
    resume: Annotated[str | None, typer.Option(metavar="RUN", help="Continue a run of `dmfproof runs list`.")] = None,
    record: Annotated[Path | None, RECORD] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Attack every claim and every mutant.

    Without an ID, real spectra are sandwiched between the bounds, too, and binary64 is confronted with the truth.
    The result depends on the seed and the profile, not on the number of processes.  Ctrl-C keeps what is done, and so
    does the record: a run that was stopped, however it was, continues with --resume.

    Example:
      dmfproof verify scalar.theorem_2_4 --profile quick
    """
    from dmfproof.campaign.verification import verify as examine_all
    from dmfproof.rational import parse_integer
    from dmfproof.statements.catalogue import resolve

    chosen = resolve(identifiers or (), statements)
    chosen_seed = parse_integer(seed, "seed", least=0)
    processes = None if workers is None else parse_integer(workers, "workers", least=1)
    if out is not None:
        open_folder(out)
    continued = None if resume is None else parse_integer(resume, "--resume", least=1)
    with _record(record, needed=continued is not None) as store, progress_bar() as progress:
        result = examine_all(
            chosen,
            profile=profile.value,
            seed=chosen_seed,
            workers=processes,
            scheduler=scheduler,
            store=store,
            resume=continued,
            progress=progress,
        )
    if as_json:
        print_json(result)
    else:
        _print_tables(page(), result)
    if out is not None:
        from dmfproof.report.verification import write_verification

        for path in write_verification(result, out):
            note(f"Written: {path}")
    for skipped in result.get("skipped", ()):
        note(f"Skipped: {skipped['task']}: {skipped['why']}.")
    if result["interrupted"]:
        note("Interrupted: what was done until then is shown" + (" and written." if out is not None else "."))
    leave(exit_code(result))


@contextmanager
def _record(path: Path | None, *, needed: bool) -> Iterator[Store | None]:
    """Open the record; a default one that cannot be written is done without, and that is said."""
    from dmfproof.campaign.store import open_store

    with ExitStack() as stack:
        try:
            store = stack.enter_context(open_store(path, create=not needed))
        except InvalidInput as error:
            if path is not None or needed:
                raise
            note(f"Not recorded: {error}")
            store = None
        yield store


def exit_code(result: Mapping[str, Any]) -> ExitCode:
    """Put a refuted claim or a violated sandwich before everything; then what is not known."""
    count = result["summary"]
    verdicts = {row["verdict"] for spectrum in result["spectra"] for row in spectrum["rows"]}
    covers = [cover["outcome"] for row in result["statements"] for cover in row.get("covers", ())]
    steps = [row["derivation"] for row in result["statements"] if row.get("derivation")]
    if count["refuted"] or "refuted" in verdicts or "refuted" in covers or any(part["refuted"] for part in steps):
        return ExitCode.REFUTED
    if result["interrupted"]:
        return ExitCode.INTERRUPTED
    unknown = count["undecided"] or count["not_examined"] or count["vacuous"] or "undecided" in verdicts
    unknown = unknown or result.get("skipped") or any(part["certified"] < part["steps"] for part in steps)
    return ExitCode.UNDECIDED if unknown or count["mutants_killed"] < count["mutants"] else ExitCode.AS_CLAIMED


_HEADS = {
    "claim": "claim",
    "tag": "tag",
    "verdict": "verdict",
    "evidence": "how",
    "points": "points",
    "undecided": "undec",
    "most": "tight",
    "median": "median",
}
_GAP = 2


def _print_tables(console: Console, result: Mapping[str, Any]) -> None:
    from dmfproof.report.verification import epsilon_cells, heading, refutations, spectrum_cells, summary_lines

    rows = {statement["id"]: _claim_rows(statement) for statement in result["statements"]}
    widths = _widths([row for claims in rows.values() for row in claims], console.width)
    for number, statement in enumerate(result["statements"]):
        # One table for the eye: the columns agree, and a statement's heading may run over all of them.
        if number == 0:
            console.print(_claim_table([], widths, head=True))
        console.print(f"{statement['id']}: {heading(statement)}", style="bold")
        console.print(_claim_table(rows[statement["id"]], widths, head=False))
        for name, command in refutations(statement):
            # Not broken into lines, so that it can be pasted.
            console.print(f"  {name} is refuted by: {command}", style="red", soft_wrap=True)
    if result["spectra"]:
        names = list(spectrum_cells(result["spectra"][0]))
        spectra = new_table(*names, title="Real spectra: lower bound <= T <= upper bound")
        for spectrum in result["spectra"]:
            spectra.add_row(*spectrum_cells(spectrum).values())
        console.print()
        console.print(spectra)
    if result["machine_epsilon"]:
        heads, failures = epsilon_cells(result["machine_epsilon"])
        wrong = new_table(*heads, title="Where plain binary64 is wrong")
        for failure in failures:
            wrong.add_row(*failure)
        console.print()
        console.print(wrong)
    console.print()
    for line in summary_lines(result):
        console.print(line)


def _claim_rows(statement: Mapping[str, Any]) -> list[dict[str, str]]:
    from dmfproof.report.verification import claim_cells

    covers = statement.get("covers", ())
    return [{"claim": f"  {claim['name']}", **claim_cells(claim, covers)} for claim in statement["claims"]]


def _widths(rows: list[dict[str, str]], available: int) -> dict[str, int]:
    """Give each column what it needs; where that is too much, fold the evidence first, then the names of claims."""
    needed = {key: max([len(head), *(len(row.get(key, "-")) for row in rows)]) for key, head in _HEADS.items()}
    for key, least in (("evidence", 10), ("claim", 16)):
        excess = sum(needed.values()) + _GAP * len(needed) - 1 - available
        needed[key] = min(needed[key], max(least, needed[key] - max(0, excess)))
    return needed


def _claim_table(rows: list[dict[str, str]], widths: Mapping[str, int], *, head: bool) -> Table:
    from rich.text import Text

    table = new_table(*_HEADS.values(), right=("points", "undec"))
    table.show_header = head
    for column, key in zip(table.columns, _HEADS, strict=True):
        column.width = widths[key]
    for row in rows:
        cells = [row.get(key, "-") for key in _HEADS]
        table.add_row(*(Text(cell, style=_COLOURS.get(cell, "")) for cell in cells))
    return table


COMMANDS = (verify,)
