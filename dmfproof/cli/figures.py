"""Draw the figures of CGMR's experiments."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dmfproof.cli.terminal import ExitCode, leave, new_table, note, open_folder, page, print_json, progress_bar
from dmfproof.rational import parse_integer

if TYPE_CHECKING:
    from dmfproof.report.style import Format

__all__ = ["COMMANDS", "FORMATS", "PictureFormat", "density"]


class PictureFormat(StrEnum):
    """In which form the figures are written."""

    PNG = "png"
    SVG = "svg"
    BOTH = "both"


FORMATS: dict[PictureFormat, tuple[Format, ...]] = {
    PictureFormat.PNG: ("png",),
    PictureFormat.SVG: ("svg",),
    PictureFormat.BOTH: ("png", "svg"),
}


def figures(
    numbers: Annotated[list[str] | None, typer.Argument(metavar="[N]...", help="1 to 13; all where none.")] = None,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where to write; made if needed.")] = Path("figures"),
    seed: Annotated[str, typer.Option(metavar="S", help="Of the random matrices and starts.")] = "2011",
    form: Annotated[PictureFormat, typer.Option("--format", help="Pictures as png, svg or both.")] = PictureFormat.BOTH,
    dpi: Annotated[str, typer.Option(metavar="D", help="Dots per inch of the PNG, 50 to 600.")] = "200",
    table: Annotated[bool, typer.Option("--csv/--no-csv", help="Write the plotted numbers, too.")] = True,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Draw the figures of CGMR's experiments, the prediction over the run.

    1 identical and perturbed initialisation, 2 depth, 3 plateaus of the effective rank, 4 predicted and true time,
    5 phase transition, 6 rank 3 with and without noise, 7 step size, 8 to 12 noisy MNIST digits, 13 variance.

    Each figure is written with its caption, all parameters, and every prediction beside the run (.json), the numbers
    behind it (.csv), and DIR/index.md shows all figures of DIR.  The same seed gives the same files.  All together
    take about a minute; Ctrl-C keeps what is done.  Exit code 4 means that a run strayed from a prediction.

    Example:
      dmfproof figures 3 --out plots --format svg
    """
    wanted = [parse_integer(number, "figure", least=1) for number in numbers or []]
    start = parse_integer(seed, "seed", least=0)
    dots = density(dpi)
    from dmfproof.experiments.cgmr import experiment, experiments

    chosen = experiments(wanted)
    open_folder(out)
    from dmfproof.report.figures.index import write_figure, write_index

    formats = FORMATS[form]
    done: list[dict[str, Any]] = []
    interrupted = False
    try:
        with progress_bar() as bar:
            for i, number in enumerate(chosen):
                if bar:
                    bar(i, len(chosen), f"figure {number}")
                found = experiment(number, seed=start)
                done.append(write_figure(found, out, formats=formats, dpi=dots, table=table))
    except KeyboardInterrupt:
        interrupted = True
    if done:
        write_index(out)
    _answer(done, out, as_json)
    if interrupted:
        note(f"Interrupted: {len(done)} of {len(chosen)} figures are written.")
        leave(ExitCode.INTERRUPTED)
    strayed = sum(not row["holds"] for figure in done for row in figure["comparisons"])
    if strayed:
        note(f"{strayed} predictions do not hold in their runs: see the .json files.")
        leave(ExitCode.UNDECIDED)


def density(text: str) -> int:
    """Read --dpi: dots per inch, 50 to 600."""
    from dmfproof.errors import InvalidInput

    dpi = parse_integer(text, "dpi", least=50)
    if dpi > 600:
        raise InvalidInput("dpi", dpi, "too large", "at most 600 are drawn", "Use --format svg for any size")
    return dpi


def _answer(done: list[dict[str, Any]], out: Path, as_json: bool) -> None:
    if as_json:
        print_json({"schema": "dmfproof.figures/1", "folder": str(out), "figures": done})
        return
    table = new_table("Figure", "Title", "Predictions held", "Files", right=("Figure",))
    for figure in done:
        rows = figure["comparisons"]
        held = f"{sum(row['holds'] for row in rows)} of {len(rows)}"
        names = [Path(name) for name in figure["files"]]
        written = f"{names[0].stem} ({', '.join(name.suffix for name in names)})" if names else ""
        table.add_row(str(figure["figure"]), figure["title"], held, written)
    page().print(table)
    note(f"Captions and parameters: {out / 'index.md'}")


COMMANDS = (figures,)
