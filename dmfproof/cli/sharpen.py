"""Push a statement's constants until it breaks."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dmfproof.cli.catalogue import STATEMENTS
from dmfproof.cli.terminal import (
    ExitCode,
    leave,
    new_table,
    note,
    open_folder,
    page,
    print_json,
    print_text,
    progress_bar,
)
from dmfproof.errors import InvalidInput

if TYPE_CHECKING:
    from dmfproof.statements.model import Statement

__all__ = ["COMMANDS", "depths_of"]

_MOST_DEPTH = 400


def sharpen(
    identifiers: Annotated[
        list[str] | None, typer.Argument(metavar="[ID]...", help="Statements, or files of your own.")
    ] = None,
    names: Annotated[
        list[str] | None, typer.Option("--constant", metavar="NAME", help="A constant; one --constant for each.")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="All constants of the statements.")] = False,
    main: Annotated[bool, typer.Option("--main", help="The constants of reports/sharpen.md.")] = False,
    depths: Annotated[str, typer.Option("--depths", metavar="A:B", help="The depths N.")] = "2:10",
    draws: Annotated[str, typer.Option(metavar="M", help="Draws for each value that is tried.")] = "40",
    seed: Annotated[str, typer.Option(metavar="S", help="The seed, a whole number.")] = "0",
    out: Annotated[Path | None, typer.Option(metavar="DIR", help="Write sharpen.json and .md there.")] = None,
    workers: Annotated[str | None, typer.Option(metavar="W", help="Processes; all cores by default.")] = None,
    statements: Annotated[Path | None, STATEMENTS] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Find how far a statement's constants can be pushed before a counterexample exists.

    For each depth the answer is an interval: the strongest value that survived (at how many certified points) and the
    weakest that is refuted, by an exact counterexample with the command that examines it again.  Without --constant the
    constants are listed.  It is no fault of a claim that a stronger one is false: the exit code is 0, and 1 only where
    a stated value itself is refuted.

    Example:
      dmfproof sharpen scalar.lemma_2_2 --constant step_nonnegative --depths 2:4
    """
    from dmfproof.campaign.attack import PROFILES
    from dmfproof.campaign.sharpen import MAIN, table
    from dmfproof.rational import parse_integer, parse_rational
    from dmfproof.statements.catalogue import catalogue, find, resolve

    if main and (identifiers or names or every):
        given = " ".join([*(identifiers or ()), *(names or ()), *(["--all"] if every else [])])
        raise InvalidInput("--main", given, "given beside it", "--main is a choice of its own", "Drop one of them")
    chosen = [find(identifier) for identifier in resolve(identifiers or (), statements)]
    if not (names or every or main):
        _list(chosen or [s for s in catalogue().values() if s.constants], as_json)
        return
    wanted = list(MAIN) if main else _wanted(chosen, names or [], every)
    if not wanted:
        where = " ".join(statement.id for statement in chosen)
        raise InvalidInput("--all", where, "without constants", "no statement there names one", "Name another")
    processes = None if workers is None else parse_integer(workers, "workers", least=1)
    numbers = depths_of(depths)
    if out is not None:
        open_folder(out)
    with progress_bar() as progress:
        result = table(
            wanted,
            numbers,
            examples=parse_integer(draws, "draws", least=1),
            seed=parse_integer(seed, "seed", least=0),
            budget=PROFILES["quick"].budget,
            share=parse_rational("1/200"),
            workers=processes,
            progress=progress,
        )
    if as_json:
        print_json(result)
    else:
        _print(result)
    if out is not None:
        from dmfproof.report.sharpen import write_sharpen

        for path in write_sharpen(result, out):
            note(f"Written: {path}")
    if result["interrupted"]:
        note("Interrupted: what was done until then is shown.")
        leave(ExitCode.INTERRUPTED)
    leave(_exit_code(result))


def depths_of(text: str) -> list[int]:
    """Read ``A:B`` or one number; raises `InvalidInput`."""
    from dmfproof.rational import parse_integer

    low, _, high = text.partition(":")
    first = parse_integer(low, "depths", least=1)
    last = parse_integer(high, "depths", least=1) if high else first
    if not first <= last <= _MOST_DEPTH:
        raise InvalidInput("depths", text, "no range", f"1 <= A <= B <= {_MOST_DEPTH} is needed", "Write 2:10")
    return list(range(first, last + 1))


def _wanted(chosen: list[Statement], names: list[str], every: bool) -> list[tuple[str, str]]:
    from dmfproof.campaign.sharpen import find_constant

    if not chosen:
        raise InvalidInput("ID", "none", "missing", "a constant belongs to a statement", "Name the statement, too")
    if every:
        return [(statement.id, constant.name) for statement in chosen for constant in statement.constants]
    return [(statement.id, find_constant(statement, name).name) for statement in chosen for name in names]


def _list(chosen: list[Statement], as_json: bool) -> None:
    rows = [(s.id, c.name, c.says) for s in chosen for c in s.constants]
    if as_json:
        keys = ("statement", "constant", "says")
        print_json({"schema": "dmfproof.constants/1", "constants": [dict(zip(keys, row, strict=True)) for row in rows]})
        return
    if not rows:
        print_text("No constants are named there.")
        return
    listed = new_table("ID", "constant", "says")
    for row in rows:
        listed.add_row(*row)
    page().print(listed)


def _exit_code(result: Mapping[str, Any]) -> ExitCode:
    rows = [(constant["stronger"], row) for constant in result["constants"] for row in constant["rows"]]
    if any(_stated_is_refuted(stronger, row) for stronger, row in rows):
        return ExitCode.REFUTED
    return ExitCode.AS_CLAIMED


def _stated_is_refuted(stronger: str, row: Mapping[str, Any]) -> bool:
    from fractions import Fraction

    if row["refuted"] is None:
        return False
    stated, refuted = Fraction(row["stated"]), Fraction(row["refuted"])
    return refuted <= stated if stronger == "larger" else refuted >= stated


def _print(result: Mapping[str, Any]) -> None:
    from dmfproof.report.sharpen import interval_text

    console = page()
    for constant in result["constants"]:
        console.print(f"{constant['statement']}: {constant['constant']}", style="bold")
        console.print(f"  {constant['says']}")
        if constant["known"]:
            console.print(f"  known: {constant['known']}")
        rows = new_table("N", "stated", "survived to refuted", "points", right=("N", "points"))
        for row in constant["rows"]:
            rows.add_row(str(row["N"]), row["stated"], interval_text(row, constant["stronger"]), str(row["points"]))
        console.print(rows)
        for row in constant["rows"]:
            if row["command"]:
                console.print(f"  {row['command']}", soft_wrap=True)
        console.print()


COMMANDS = (sharpen,)
