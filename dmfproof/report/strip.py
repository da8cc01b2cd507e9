"""Draw the distribution of a claim's tightness as a small picture inside the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = ["spread_text", "strip"]

_LEFT, _RIGHT, _HEIGHT, _WIDTH = 8.0, 212.0, 30.0, 220.0


def strip(spread: Mapping[str, Any]) -> str:
    """Return an SVG: an axis from 0 to 1, the range, the deciles as ticks, the 3rd to the 7th as a bar, the median.

    Without deciles (files of older versions) only the range and the median are drawn.
    """
    least, middle, most = (_place(spread[key]) for key in ("least", "median", "most"))
    deciles = [_place(value) for value in spread.get("deciles", ())]
    parts = [_line(_LEFT, 20, _RIGHT, 20, "axis")]
    for value, word in ((0.0, "0"), (0.25, ""), (0.5, "½"), (0.75, ""), (1.0, "1")):
        parts.append(_line(_place(value), 20, _place(value), 23, "axis"))
        parts.append(f'<text x="{_place(value):.0f}" y="30">{word}</text>' if word else "")
    parts.append(_line(least, 9, most, 9, "range"))
    if deciles:
        width = max(0.8, deciles[7] - deciles[3])
        parts.append(f'<rect x="{deciles[3]:.1f}" y="4" width="{width:.1f}" height="10" class="box"/>')
        parts += [_line(x, 6, x, 12, "decile") for x in deciles]
    parts.append(_line(middle, 1, middle, 17, "median"))
    label = spread_text(spread)
    head = f'<svg class="strip" role="img" aria-label="{label}" viewBox="0 0 {_WIDTH:.0f} {_HEIGHT + 2:.0f}">'
    return f"{head}<title>{label}</title>{''.join(parts)}</svg>"


def _line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1}" x2="{x2:.1f}" y2="{y2}" class="{kind}"/>'


def spread_text(spread: Mapping[str, Any]) -> str:
    """Say a distribution in words."""
    figures = ", ".join(f"{key} {spread[key]:.4g}" for key in ("least", "median", "most"))
    return f"tightness at {int(spread['points'])} certified points: {figures}"


def _place(value: float) -> float:
    """Return where a tightness lies; what is outside of [0, 1] lies at the end."""
    return _LEFT + (_RIGHT - _LEFT) * min(1.0, max(0.0, float(value)))
