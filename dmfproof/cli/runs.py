"""Show what campaigns put on record: the runs, one of them, and its certified points."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from dmfproof.cli.hunt import RECORD, report_lines
from dmfproof.cli.terminal import new_table, note, page, print_json, print_text

if TYPE_CHECKING:
    from dmfproof.campaign.store import Run, Store

__all__ = ["COMMANDS"]

_AS_JSON = typer.Option("--json", help="Print JSON.")


class What(StrEnum):
    """What to do with the record."""

    LIST = "list"
    SHOW = "show"
    EXPORT = "export"


class Format(StrEnum):
    """How points are written."""

    CSV = "csv"
    JSON = "json"


def runs(
    what: Annotated[What, typer.Argument(help="What to do.")] = What.LIST,
    run: Annotated[str | None, typer.Argument(metavar="[RUN]", help="The run's number, for show and export.")] = None,
    claims: Annotated[bool, typer.Option("--claims", help="List when each claim was examined last.")] = False,
    file_format: Annotated[Format, typer.Option("--format", help="How `export` writes points.")] = Format.CSV,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the export there.")] = None,
    record: Annotated[Path | None, RECORD] = None,
    as_json: Annotated[bool, _AS_JSON] = False,
) -> None:
    """Show the record of campaigns: list, show RUN, export RUN.

    `list` shows every run, with --claims the last run of every claim: with which version and seed, and how many points.
    `show` reports what a run found.  `export` writes its certified points, one a row, rationals as text.

    Example:
      dmfproof runs list --claims
      dmfproof runs export 1 --format json --out points.json
    """
    from dmfproof.campaign.store import open_store
    from dmfproof.errors import InvalidInput
    from dmfproof.rational import parse_integer

    if what is not What.LIST and run is None:
        raise InvalidInput("RUN", "none", "missing", f"`runs {what}` takes a run's number", "Try `dmfproof runs list`")
    if what is What.LIST and run is not None:
        raise InvalidInput("RUN", run, "given to `runs list`", "it lists every run", f"Try `dmfproof runs show {run}`")
    with open_store(record, create=False) as store:
        if what is What.LIST:
            _list(store, by_claim=claims, as_json=as_json)
            return
        entry = store.run(parse_integer(run or "", "RUN", least=1))
        if what is What.SHOW:
            _show(store, entry, as_json=as_json)
        else:
            _export(store, entry, Format.JSON if as_json else file_format, out)


def _state(store: Store, run: Run) -> str:
    if run.ended is not None:
        return "ended"
    return "running" if store.is_held(run.number) else "stopped"


def _row(store: Store, run: Run, *, brief: bool = False) -> dict[str, Any]:
    """Describe a run; in brief, of several statements only how many."""
    ids = run.plan.get("ids", ())
    subject = run.plan.get("statement") or " ".join(ids) or "everything"
    if brief and len(ids) > 1:
        subject = f"{len(ids)} statements"
    return {
        "run": run.number,
        "kind": run.kind,
        "subject": subject,
        "state": _state(store, run),
        "points": run.points,
        "started": run.started,
        "seconds": round(run.seconds, 1),
        "seed": run.seed,
        "version": run.version,
    }


def _list(store: Store, *, by_claim: bool, as_json: bool) -> None:
    rows = store.last_verified() if by_claim else [_row(store, run, brief=not as_json) for run in store.runs()]
    if as_json:
        print_json({"schema": "dmfproof.runs/1", "record": str(store.path), "claims" if by_claim else "runs": rows})
        return
    if not rows:
        print_text("Nothing is on record.")
        return
    table = new_table(*rows[0], right=("run", "points", "seconds"))
    for row in rows:
        table.add_row(*map(str, row.values()))
    page().print(table)


def _show(store: Store, run: Run, *, as_json: bool) -> None:
    row = _row(store, run)
    if as_json:
        print_json({"schema": "dmfproof.run/1", **row, "plan": run.plan, "report": run.report})
        return
    print_text("\n".join(f"{name:<8} {value}" for name, value in row.items()))
    print_text(f"plan     {json.dumps(run.plan)}")
    if run.report is not None and "claims" in run.report:
        print_text("")
        print_text("\n".join(report_lines({"run": run.number, "seed": run.seed, **run.report})))
    elif run.report is not None:
        print_text("\n".join(f"{name.replace('_', ' ')}: {value}" for name, value in run.report["summary"].items()))
    else:
        print_text(f"continue dmfproof {run.kind} --resume {run.number}")


def _export(store: Store, run: Run, file_format: Format, out: Path | None) -> None:
    from dmfproof.errors import InvalidInput

    try:
        file = sys.stdout if out is None else out.open("w", encoding="utf-8", newline="")
    except OSError as error:
        raise InvalidInput("--out", out, "not writable", str(error.strerror), "Choose another file") from None
    try:
        count = (_write_json if file_format is Format.JSON else _write_csv)(file, store.points(run.number))
    finally:
        if file is not sys.stdout:
            file.close()
    if out is not None:
        note(f"Written: {out} ({count} points)")


def _write_json(file: TextIO, rows: Iterable[dict[str, Any]]) -> int:
    count = 0
    for row in rows:
        count += 1
        file.write(("[\n" if count == 1 else ",\n") + json.dumps(row))
    file.write("\n]\n" if count else "[]\n")
    return count


def _write_csv(file: TextIO, rows: Iterable[dict[str, Any]]) -> int:
    names = ("run", "statement", "claim", "tightness", "task", "seed", "version", "point")
    writer, count = csv.writer(file, lineterminator="\n"), 0
    writer.writerow(names)
    for row in rows:
        count += 1
        at = " ".join(f"{name}={value}" for name, value in row["point"].items())
        writer.writerow([at if name == "point" else row[name] for name in names])
    return count


COMMANDS = (runs,)
