"""Draw a frontier (`dmfproof.campaign.frontier`): where a claim holds in a plane, its conditions drawn over it."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from dmfproof.report.style import CERTIFIED_FALSE, CERTIFIED_TRUE, PAPER, SHARPER, UNDECIDED, draw, figure, save

__all__ = ["draw_frontier"]

_LETTERS = {"alpha": r"\alpha", "eta": r"\eta", "lam": r"\lambda", "eps": r"\varepsilon", "beta": r"\beta"}
_NAMES = {
    "certified": ("certified true", CERTIFIED_TRUE),
    "refuted": ("certified false", CERTIFIED_FALSE),
    "undecided": ("undecided", UNDECIDED),
}
_FAINT = 0.55  # of the colour's strength, for cells that are decided at their middle only


def draw_frontier(result: Mapping[str, Any], path: Path, title: str = "") -> list[Path]:
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
        for curve in result["curves"]:
            look = PAPER if curve["form"] == "paper" else SHARPER
            values, rows = zip(*curve["points"], strict=True)
            label = f"{'paper' if curve['form'] == 'paper' else 'sharper'}: {curve['claim']}"
            draw(axes, values, rows, look, label=label, marks=7)
        lines, _ = axes.get_legend_handles_labels()
        axes.set_xlabel(f"${_LETTERS.get(result['x']['name'], result['x']['name'])}$")
        axes.set_ylabel(f"${_LETTERS.get(result['y']['name'], result['y']['name'])}$")
        axes.set_title(title or f"{result['statement']}: {result['claim']}\n{_where(result)}")
        axes.grid(False)
        axes.legend(handles=[*handles, *lines], loc="upper center", bbox_to_anchor=(0.5, -0.13), ncols=2, frameon=False)
        return save(sheet, path, title=f"Where {result['claim']} of {result['statement']} holds")


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
    for box in result["boxes"]:
        if box["status"] in _NAMES:
            i, j, side = box["at"]
            colour = np.array(to_rgb(_NAMES[box["status"]][1].colour))
            if box["scope"] == "point":
                colour = 1 - _FAINT * (1 - colour)
            picture[j : j + side, i : i + side] = colour
    return picture
