"""Measure and draw how much the bounds give away."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from dmfproof.cli.figures import FORMATS, PictureFormat
from dmfproof.cli.terminal import ExitCode, leave, note, open_folder, print_json, print_text, progress_bar

__all__ = ["COMMANDS"]


def tightness(
    out: Annotated[Path | None, typer.Option(metavar="DIR", help="Write the tables and the plots there.")] = None,
    form: Annotated[PictureFormat, typer.Option("--format", help="Pictures as png, svg or both.")] = PictureFormat.BOTH,
    quick: Annotated[bool, typer.Option("--quick", help="A few points of every sweep, in seconds.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Measure how much the bounds give away, against certified counts.

    Theorem 2.4 in the paper's form and in the sharper one over sweeps of depth, scale (down to 1e-100), step size and
    accuracy, and where its bounds lose; the phase transition and (16) of the perturbed pair; the windows of Theorems
    3.1 and 3.5.  --out writes tightness.json and, for every plot, PNG, SVG and CSV.  Ctrl-C keeps what is done.

    Example:
      dmfproof tightness --quick
    """
    from dmfproof.campaign.tightness import certified, measure, theorem_jobs
    from dmfproof.experiments.plateau_windows import window_jobs
    from dmfproof.report.tightness import says, write_tightness

    if out is not None:
        open_folder(out)
    size = "quick" if quick else "full"
    with progress_bar() as progress:
        record: dict[str, Any] = measure([*theorem_jobs(size), *window_jobs(size)], size, progress)
    if as_json:
        print_json(record)
    else:
        print_text(says(record))
    if out is not None:
        for path in write_tightness(record, out, FORMATS[form]):
            note(f"Written: {path}")
    if record["interrupted"]:
        note("Interrupted: what was measured until then is shown.")
        leave(ExitCode.INTERRUPTED)
    rows = [row for table in record["tables"].values() for row in table]
    if any(row.get("verdict") == "refuted" for row in rows):
        leave(ExitCode.REFUTED)
    leave(ExitCode.AS_CLAIMED if certified(rows) else ExitCode.UNDECIDED)


COMMANDS = (tightness,)
