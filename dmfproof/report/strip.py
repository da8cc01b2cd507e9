"""Draw the distribution of a claim's tightness as a small picture inside the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = ["spread_text", "strip"]

_LEFT, _RIGHT, _HEIGHT, _WIDTH = 8.0, 212.0, 30.0, 220.0


def strip(spread: Mapping[str, Any]) -> str:
    """Return an SVG: an axis from 0 to 1, the middle half of the values as a bar, deciles as ticks, ends and median.

    Without deciles (files of older versions) only the range and the median are drawn.
    """
    least, middle, most = (_place(spread[key]) for key in ("least", "median", "most"))
    deciles = [_place(value) for value in spread.get("deciles", ())]
    parts = [
        f'<line x1="{_LEFT}" y1="20" x2="{_RIGHT}" y2="20" class="axis"/>',
        *(f'<line x1="{x:.1f}" y1="20" x2="{x:.1f}" y2="23" class="axis"/>' for x in map(_place, (0, 0.25, 0.5, 0.75, 1))),
        f'<text x="{_LEFT}" y="30">0</text><text x="{_place(0.5):.1f}" y="30">½</text><text x="{_RIGHT}" y="30">1</text>',
        f'<line x1="{least:.1f}" y1="9" x2="{most:.1f}" y2="9" class="range"/>',
    ]
    if deciles:
        # Between the 3rd and the 7th decile lie the middle two fifths of the values.
        parts.append(f'<rect x="{deciles[3]:.1f}" y="4" width="{max(0.8, deciles[7] - deciles[3]):.1f}" height="10" class="box"/>')
        parts += [f'<line x1="{x:.1f}" y1="6" x2="{x:.1f}" y2="12" class="decile"/>' for x in deciles]
    parts.append(f'<line x1="{middle:.1f}" y1="1" x2="{middle:.1f}" y2="17" class="median"/>')
    label = spread_text(spread)
    head = f'<svg class="strip" role="img" aria-label="{label}" viewBox="0 0 {_WIDTH:.0f} {_HEIGHT + 2:.0f}">'
    return f"{head}<title>{label}</title>{''.join(parts)}</svg>"


def spread_text(spread: Mapping[str, Any]) -> str:
    """Say a distribution in words."""
    figures = ", ".join(f"{key} {spread[key]:.4g}" for key in ("least", "median", "most"))
    return f"tightness at {int(spread['points'])} certified points: {figures}"


def _place(value: float) -> float:
    """Return where a tightness lies; what is outside of [0, 1] lies at the end."""
    return _LEFT + (_RIGHT - _LEFT) * min(1.0, max(0.0, float(value)))
