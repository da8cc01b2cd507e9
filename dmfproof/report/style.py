"""Give every plot one visual language, and write it so that the same data make the same bytes.

Colours are those of Okabe and Ito, which stay apart for colour-blind readers; every colour comes with a line style, a
marker and a hatch of its own, so that a grey print says the same.  Sizes are inches on paper: a figure is drawn at the
width at which it is printed, so its letters are 7 to 9 points there.

Nothing here touches pyplot or leaves a trace in `matplotlib.rcParams`, and the reader's own matplotlibrc has no effect.

    with figure(width=COLUMN) as (sheet, (axes,)):
        draw(axes, k, d, RUN, label="run")
        window(axes, 120, 480, label="Theorem 3.5")
        axes.set_xlabel("iterations")
        log_scale(axes, "y")
    save(sheet, folder / "plateau", title="Plateau of the effective rank", columns={"k": k, "d": d})
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from dmfproof.rational import write

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = [
    "BENCHMARK",
    "CERTIFIED_FALSE",
    "CERTIFIED_TRUE",
    "COLUMN",
    "PAGE",
    "PAPER",
    "RUN",
    "SHARPER",
    "THEORY",
    "UNDECIDED",
    "WINDOW",
    "Format",
    "Look",
    "csv_text",
    "draw",
    "figure",
    "log_scale",
    "panel_letters",
    "save",
    "series",
    "window",
]

Format = Literal["png", "svg"]

COLUMN, PAGE = 3.5, 7.0
"""Width in inches of one column and of the text of a page."""

_BLACK, _ORANGE, _SKY, _GREEN = "#000000", "#E69F00", "#56B4E9", "#009E73"
_BLUE, _VERMILLION, _PURPLE, _GREY = "#0072B2", "#D55E00", "#CC79A7", "#767676"

_STYLE: Any = {
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],  # comes with matplotlib, so every machine has it
    "mathtext.fontset": "dejavusans",
    "font.size": 8.0,
    "axes.titlesize": 8.5,
    "axes.labelsize": 8.0,
    "xtick.labelsize": 7.0,
    "ytick.labelsize": 7.0,
    "legend.fontsize": 7.0,
    "figure.titlesize": 9.0,
    "lines.linewidth": 1.3,
    "lines.markersize": 4.0,
    "patch.linewidth": 0.6,
    "hatch.linewidth": 0.4,
    "axes.linewidth": 0.6,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlelocation": "left",
    "axes.grid": True,
    "axes.axisbelow": True,
    "axes.xmargin": 0.02,
    "axes.formatter.use_mathtext": True,
    "axes.formatter.limits": (-4, 5),
    "grid.color": "#DDDDDD",
    "grid.linewidth": 0.4,
    "xtick.major.width": 0.6,
    "ytick.major.width": 0.6,
    "legend.frameon": True,
    "legend.framealpha": 0.9,
    "legend.edgecolor": "none",
    "legend.handlelength": 2.6,
    "image.cmap": "gray",
    "figure.constrained_layout.use": True,
    "savefig.facecolor": "white",
    "svg.fonttype": "path",  # letters as outlines: the same picture where no such font is installed
    "svg.hashsalt": "dmfproof",
}


@dataclass(frozen=True, slots=True)
class Look:
    """How one kind of thing is drawn, wherever it is drawn: `line`, `fill` and `points` are keywords for matplotlib."""

    colour: str
    dashes: str | tuple[int, tuple[float, ...]]
    marker: str
    hatch: str = ""
    width: float = 1.3
    opacity: float = 0.22
    hollow: bool = False

    def line(self, **more: Any) -> dict[str, Any]:
        """Return the keywords of a line without markers."""
        return {"color": self.colour, "linestyle": self.dashes, "linewidth": self.width, **more}

    def points(self, **more: Any) -> dict[str, Any]:
        """Return the keywords of markers that no line joins."""
        face = "white" if self.hollow else self.colour
        looks = {"marker": self.marker, "markerfacecolor": face, "markeredgecolor": self.colour, "markeredgewidth": 0.8}
        return {"color": self.colour, "linestyle": "none", **looks, **more}

    def fill(self, **more: Any) -> dict[str, Any]:
        """Return the keywords of an area (a span, a bar), in a tint that is not transparent.

        In SVG a hatch on a transparent face would be drawn in the face's own colour, and not be seen.
        """
        from matplotlib.colors import to_rgb

        faint = tuple(1 - self.opacity * (1 - part) for part in to_rgb(self.colour))
        return {"facecolor": faint, "edgecolor": self.colour, "hatch": self.hatch, "linewidth": 0.6, **more}


RUN = Look(_BLACK, "-", "o")
"""What was computed step by step."""
THEORY = Look(_VERMILLION, (0, (5, 2)), "s", "////")
"""What a theorem predicts, as a line or a point."""
WINDOW = Look(_SKY, "-", "s", "", opacity=0.28)
"""Where a theorem guarantees something, as an area."""
PAPER = Look(_ORANGE, (0, (6, 1.5, 1, 1.5)), "^", "\\\\\\\\")
"""The paper's own form."""
SHARPER = Look(_BLUE, (0, (4, 1.5)), "v", "////")
"""The sharper form."""
BENCHMARK = Look(_GREY, (0, (1, 1.2)), "d", "....")
"""What is shown for comparison."""
CERTIFIED_TRUE = Look(_GREEN, "-", "o", "")
"""Certified to hold."""
CERTIFIED_FALSE = Look(_VERMILLION, "-", "X", "xxxx")
"""Certified to fail."""
UNDECIDED = Look(_GREY, (0, (1, 1)), "D", "....", hollow=True)
"""Not decided, never drawn as either."""

_SERIES = (
    Look(_BLUE, "-", "o", ""),
    Look(_VERMILLION, (0, (5, 1.5)), "s", "////"),
    Look(_GREEN, (0, (6, 1.5, 1, 1.5)), "^", "\\\\\\\\"),
    Look(_PURPLE, (0, (2.5, 1.2)), "v", "...."),
    Look(_ORANGE, (0, (1, 1.2)), "D", "xxxx", width=1.6),
    Look(_SKY, (0, (8, 2)), "P", "++++"),
    Look(_BLACK, (0, (6, 1.2, 1, 1.2, 1, 1.2)), "X", "----"),
)


def series(i: int) -> Look:
    """Return the look of the i-th of several equal things (eigenvalues, depths); after seven they repeat."""
    return _SERIES[i % len(_SERIES)]


@contextmanager
def _styled() -> Iterator[None]:
    """Apply the style to matplotlib's own defaults, and give back what was there."""
    import matplotlib

    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(_STYLE)
        yield


@contextmanager
def figure(
    rows: int = 1,
    columns: int = 1,
    *,
    width: float = COLUMN,
    height: float | None = None,
    share_x: bool = False,
    share_y: bool = False,
    **grid: Any,
) -> Iterator[tuple[Figure, list[Axes]]]:
    """Open a figure of rows x columns axes, given row by row; draw within the `with`, save within it or after it.

    `width` and `height` are inches on paper; without a height every row is 0.68 of the width of one column of axes.
    `grid` goes to `Figure.subplots` (`width_ratios` and so on).
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    tall = 0.68 * width / columns * rows if height is None else height
    with _styled():
        sheet = Figure(figsize=(width, tall))
        FigureCanvasAgg(sheet)
        axes = sheet.subplots(rows, columns, squeeze=False, sharex=share_x, sharey=share_y, **grid)
        yield sheet, list(axes.flat)


def draw(axes: Axes, x: Any, y: Any, look: Look, *, label: str = "", marks: int = 0, **more: Any) -> None:
    """Draw a line in a look; `marks` > 0 puts about so many of its markers on it."""
    keywords = look.line(**more)
    if marks:
        keywords = {**look.points(), **keywords, "markevery": max(1, -(-len(x) // marks))}
    axes.plot(x, y, label=label or "_nolegend_", **keywords)


def window(axes: Axes, start: float, end: float | None, look: Look = WINDOW, *, label: str = "", **more: Any) -> None:
    """Shade start <= x <= end; a window without an end reaches the right edge, so set the x limits first."""
    right = axes.get_xlim()[1] if end is None else end
    axes.axvspan(start, right, label=label or "_nolegend_", **look.fill(**{"zorder": 0.5, **more}))


def log_scale(axes: Axes, which: Literal["x", "y", "both"] = "both", *, linear_below: float | None = None) -> None:
    """Make an axis logarithmic; with `linear_below` it is linear around 0, so that both signs show."""
    for axis, wanted in (("x", which != "y"), ("y", which != "x")):
        if wanted:
            change = axes.set_xscale if axis == "x" else axes.set_yscale
            if linear_below is None:
                change("log")
            else:
                change("symlog", linthresh=linear_below)


def panel_letters(axes: Sequence[Axes]) -> None:
    """Write (a), (b), ... before the titles of the axes."""
    for i, one in enumerate(axes):
        one.set_title(f"({chr(ord('a') + i)}) {one.get_title(loc='left')}".rstrip(), loc="left")


def save(
    sheet: Figure,
    path: Path,
    *,
    title: str,
    formats: Sequence[Format] = ("png", "svg"),
    columns: Mapping[str, Sequence[Any]] | None = None,
    dpi: int = 200,
) -> list[Path]:
    """Write `path` with the suffixes of the formats, and .csv where `columns` are given; return the paths.

    Neither holds a date or a version, so the same figure is the same file.  `title` names the picture to a reader who
    cannot see it (the SVG's title, the PNG's Title).  The folder must exist.
    """
    metadata = {"svg": {"Title": title, "Date": None, "Creator": None}, "png": {"Title": title, "Software": None}}
    written = []
    for form in formats:
        target = path.with_name(f"{path.name}.{form}")
        with _styled():
            sheet.savefig(target, format=form, dpi=dpi, metadata=metadata[form])
        written.append(target)
    if columns is not None:
        target = path.with_name(f"{path.name}.csv")
        target.write_text(csv_text(columns), encoding="utf-8", newline="\n")
        written.append(target)
    return written


def csv_text(columns: Mapping[str, Sequence[Any]]) -> str:
    """Write columns of one length as CSV: floats so that they can be read back exactly, None as an empty cell.

    Raises `ValueError` where the lengths differ.
    """
    out = StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(columns)
    for row in zip(*columns.values(), strict=True):
        table.writerow([_cell(value) for value in row])
    return out.getvalue()


def _cell(value: Any) -> Any:
    plain = value.item() if hasattr(value, "item") else value
    return write(plain) if isinstance(plain, Fraction) else plain
