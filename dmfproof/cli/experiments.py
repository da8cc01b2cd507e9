"""Run the papers' experiments and write what they gave."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from dmfproof.cli.terminal import ExitCode, leave, new_table, note, open_folder, page, print_json, progress_bar

__all__ = ["COMMANDS"]


_PART = "Only completion, sensing, paths, incremental or co2; may be repeated."
_FORM = "Write png, svg, csv (the numbers behind a figure) or json; may be repeated; all by default."


class PaperName(StrEnum):
    """The papers whose experiments can be run; `dmfproof figures` makes those of CGMR."""

    ACHL = "achl"


class SizeName(StrEnum):
    """How large the problems are."""

    SMALL = "small"
    FULL = "full"


class PartName(StrEnum):
    """One experiment of the paper."""

    COMPLETION = "completion"
    SENSING = "sensing"
    PATHS = "paths"
    INCREMENTAL = "incremental"
    CO2 = "co2"


class FormatName(StrEnum):
    """In which form figures are written."""

    PNG = "png"
    SVG = "svg"
    CSV = "csv"
    JSON = "json"


def experiments(
    paper: Annotated[PaperName, typer.Argument(help="Whose experiments: achl, arXiv:1905.13655.")],
    size: Annotated[SizeName, typer.Option(help="small: n <= 30; full: n = 100 as well.")] = SizeName.SMALL,
    part: Annotated[list[PartName] | None, typer.Option(metavar="PART", help=_PART)] = None,
    seeds: Annotated[str | None, typer.Option(metavar="K", help="Problems of each setting (10; large ones 3).")] = None,
    seed: Annotated[str, typer.Option(metavar="S", help="The seed of all of them, a whole number.")] = "0",
    benchmark: Annotated[bool, typer.Option(help="Minimise the nuclear norm, too (needs cvxpy).")] = True,
    out: Annotated[Path | None, typer.Option(metavar="DIR", help="Write text and figures there.")] = None,
    form: Annotated[list[FormatName] | None, typer.Option("--format", metavar="FORM", help=_FORM)] = None,
    dpi: Annotated[str, typer.Option(metavar="D", help="Dots per inch of a png; figures are 7 inches wide.")] = "200",
    workers: Annotated[str | None, typer.Option(metavar="W", help="Processes; all cores by default.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """See whether depth strengthens the bias to low rank.

    Descent on products of N = 1, 2, 3, 4 matrices: completion, sensing, the paths of the singular values with Theorem
    3's slopes, incremental learning, and a real matrix with missing entries (carbon dioxide at Mauna Loa).  Medians and
    quantiles over the seeds are shown, and whether what the paper reports was seen.  Nothing here is certified.

    Each process uses one BLAS thread: at these sizes two are slower than one, and the runs fill the cores better.

    The small size takes about two minutes on two idle cores, the full one about six.  Ctrl-C keeps what is done.
    Exit code 4 means that something was not seen.

    Example:
      dmfproof experiments achl --part completion --seeds 3
      dmfproof experiments achl --out reports/achl --format png
    """
    from dmfproof.rational import parse_integer

    count = None if seeds is None else parse_integer(seeds, "seeds", least=1)
    first = parse_integer(seed, "seed", least=0)
    dots = parse_integer(dpi, "dpi", least=20)
    processes = None if workers is None else parse_integer(workers, "workers", least=1)
    if out is not None:
        open_folder(out)
    from dmfproof.experiments.achl.run import run

    try:
        with progress_bar() as progress:
            result = run(
                size.value,
                parts=[one.value for one in part or ()],
                seeds=count,
                seed=first,
                workers=processes,
                benchmark=benchmark,
                progress=progress,
            )
    except ModuleNotFoundError as error:
        if error.name != "cvxpy":
            raise
        note("Error: minimising the nuclear norm needs cvxpy, which is not installed.")
        note("Install it with `pip install 'dmfproof[convex]'`, or leave the benchmark out with --no-benchmark.")
        leave(ExitCode.PART_MISSING)
    if as_json:
        print_json(result)
    else:
        _print_tables(result)
    if out is not None:
        from dmfproof.report.achl import write_achl

        for path in write_achl(result, out, formats=[one.value for one in form or FormatName], dpi=dots):
            note(f"Written: {path}")
    leave(_exit_code(result))


def _exit_code(result: Mapping[str, Any]) -> ExitCode:
    if result["interrupted"]:
        note("Interrupted: what was done until then is shown.")
        return ExitCode.INTERRUPTED
    for text in result["lost"]:
        note(f"Lost: {text}")
    unseen = result["lost"] or not all(one["seen"] for one in result["observations"])
    return ExitCode.UNDECIDED if unseen else ExitCode.AS_CLAIMED


_HEADS = {
    "method": "method",
    "test_error": "test error",
    "held_out_error": "held-out error (ppm)",
    "nuclear_norm": "nuclear norm",
    "effective_rank": "effective_rank",
    "entropy_rank": "entropy_rank",
}


def _print_tables(result: Mapping[str, Any]) -> None:
    from dmfproof.report.achl_text import summary_cells

    console = page()
    groups = {setting["name"]: [] for setting in result["settings"]} | {"co2": result["co2_summary"]}
    for record in result["summary"]:
        groups[record["setting"]].append(record)
    for name, records in groups.items():
        if records:
            rows = [summary_cells(record) for record in records]
            heads = {key: head for key, head in _HEADS.items() if any(key in row for row in rows)}
            title = f"{name}, {max(record['seeds'] for record in records)} seeds: median [quartiles] (minimum, maximum)"
            table = new_table(*heads.values(), title=title)
            for row in rows:
                table.add_row(*(row.get(key, "") for key in heads))
            console.print(table)
            console.print()
    for one in result["observations"]:
        seeds = "1 run" if one["seeds"] == 1 else f"{one['seeds']} seeds"
        console.print(
            f"{'seen' if one['seen'] else 'NOT SEEN'}: {one['says']} ({seeds})", style="" if one["seen"] else "yellow"
        )
        console.print(f"  {one['measured']}")


COMMANDS = (experiments,)
