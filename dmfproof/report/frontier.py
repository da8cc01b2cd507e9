"""Draw a frontier (`dmfproof.campaign.frontier`): where a claim holds in a plane, its conditions drawn over it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from dmfproof.report.style import (
    CERTIFIED_FALSE,
    CERTIFIED_TRUE,
    PAPER,
    SHARPER,
    UNDECIDED,
    Format,
    Look,
    draw,
    figure,
    save,
)

__all__ = ["draw_frontier"]

_LETTERS = {"alpha": r"\alpha", "eta": r"\eta", "lam": r"\lambda", "eps": r"\varepsilon", "beta": r"\beta"}
_NAMES = {
    "certified": ("certified true", CERTIFIED_TRUE),
    "refuted": ("certified false", CERTIFIED_FALSE),
    "undecided": ("undecided", UNDECIDED),
}
_MORE_MARKERS = "sDoPX"
_FAINT = 0.55  # of the colour's strength, for cells that are decided at their middle only


def draw_frontier(
    result: Mapping[str, Any], path: Path, *, formats: Sequence[Format] = ("png", "svg"), dpi: int = 200
) -> list[Path]:
    """Write `path`.png and .svg and return their paths.

    Full colour: certified on the whole box.  Faint: at the middle of the finest cell.  White: the claim says nothing.
    """
    from matplotlib.patches import Patch

    x, y = (_interval(result[name]) for name in ("x", "y"))
    with figure(width=5.0, height=4.6) as (sheet, (axes,)):
        axes.imshow(_colours(result), origin="lower", extent=(*x, *y), aspect="auto", interpolation="nearest", zorder=0)
        axes.set_autoscale_on(False)
        handles = [Patch(**_patch(look), label=name) for status, (name, look) in _NAMES.items()
                   if status in result["shares"]]  # fmt: skip
        if "outside" in result["shares"]:
            handles.append(Patch(facecolor="white", edgecolor="black", linewidth=0.5, label="the claim says nothing"))
        for curve, look in zip(result["curves"], _looks(result["curves"]), strict=True):
            values, rows = zip(*curve["points"], strict=True)
            own = " (this claim)" if curve["claim"] == result["claim"] else ""
            draw(axes, values, rows, look, label=f"{curve['form']}: {curve['claim']}{own}", marks=7)
        lines, _ = axes.get_legend_handles_labels()
        axes.set_xlabel(f"${_LETTERS.get(result['x']['name'], result['x']['name'])}$")
        axes.set_ylabel(f"${_LETTERS.get(result['y']['name'], result['y']['name'])}$")
        axes.set_title(f"{result['statement']}: {result['claim']}\n{_where(result)}")
        axes.grid(False)
        axes.legend(handles=[*handles, *lines], loc="upper center", bbox_to_anchor=(0.5, -0.13), ncols=2, frameon=False)
        title = f"Where {result['claim']} of {result['statement']} holds"
        return save(sheet, path, title=title, formats=formats, dpi=dpi)


def _looks(curves: Sequence[Mapping[str, Any]]) -> list[Look]:
    """Give curves of the same form the same colour and dashes, and each a marker of its own."""
    seen: Counter[str] = Counter()
    out = []
    for curve in curves:
        look = PAPER if curve["form"] == "paper" else SHARPER
        markers = look.marker + _MORE_MARKERS
        out.append(replace(look, marker=markers[seen[curve["form"]] % len(markers)]))
        seen[curve["form"]] += 1
    return out


def _patch(look: Any) -> dict[str, Any]:
    return {"facecolor": look.colour, "edgecolor": "none"}


def _interval(axis: Mapping[str, str]) -> tuple[float, float]:
    return float(Fraction(axis["low"])), float(Fraction(axis["high"]))


def _where(result: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} = {value}" for name, value in result["fixed"].items())


def _colours(result: Mapping[str, Any]) -> Any:
    """Return the picture, one pixel a finest cell, rows from below."""
    import numpy as np
    from matplotlib.colors import to_rgb

    cells = result["cells"]
    picture = np.ones((cells, cells, 3))
    for status, (_, look) in _NAMES.items():
        full = np.array(to_rgb(look.colour))
        for scope, boxes in result["boxes"].get(status, {}).items():
            for i, j, side in boxes:
                picture[j : j + side, i : i + side] = 1 - _FAINT * (1 - full) if scope == "point" else full
    return picture
