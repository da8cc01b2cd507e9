"""Say in words what a map (`dmfproof.campaign.frontier`) shows, from its JSON: areas, lines, how to make it again."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from dmfproof.rational import write

__all__ = ["SAYS", "STATUS", "map_caption", "map_command", "map_title"]

SAYS = (
    "Each map shows a plane of two parameters. What the claim presupposes of the one to the right is not assumed; the "
    "upper limits that its statement's claims set to it, in the paper's form and in the sharper one, are drawn as "
    "lines. Green beyond a line is room that this limit leaves. Full colour is certified on a whole box at once; "
    "fainter colour only at the middles of the finest cells, which says nothing about the rest of such a cell. False "
    "means that a part of what the claim concludes fails. Grey is undecided, and never counted as either. Where it is "
    "white another assumption of the claim fails, and it says nothing."
)
STATUS = {
    "certified": "certified true",
    "refuted": "certified false",
    "undecided": "undecided",
    "outside": "the claim says nothing",
}

Record = Mapping[str, Any]


def map_title(found: Record) -> str:
    """Name the statement, the claim, the values that are held fixed, and the plane."""
    right, up = (f"{axis['name']} in [{axis['low']}, {axis['high']}]" for axis in (found["x"], found["y"]))
    fixed = ", ".join(f"{name} = {value}" for name, value in found["fixed"].items())
    where = f" at {fixed}" if fixed else ""
    return f"{found['statement']}: {found['claim']}{where}; {right} to the right, {up} upwards"


def map_caption(found: Record) -> list[list[str]]:
    """Return pairs of a word and a text: first, without a word, what is mapped and where it is decided.

    Raises `ValueError` where the boxes do not make up the plane, or not in the shares that the record names.
    """
    whole, middle = _areas(found, "box"), _areas(found, "point")
    _check(found, whole, middle)
    side = found["cells"]
    boxes = _listed({status: f"on {_percent(Fraction(area, side * side))} of it" for status, area in whole.items()})
    cells = _listed({status: f"in {area}" for status, area in middle.items()})
    says = f"{found['says'].rstrip('.')}. Whole boxes of the plane: {boxes}."
    if middle:
        says += f" Elsewhere, at the middles only of {sum(middle.values())} of {side} x {side} cells: {cells}."
    out = [["", says]]
    for form, word in (("paper", "The paper's limit"), ("sharper", "The sharper limit")):
        lines = [f"{curve['bound']} ({_whose(curve, found)})" for curve in found["curves"] if curve["form"] == form]
        out.append([word if len(lines) < 2 else f"{word}s", f"{'; '.join(lines) or 'no such line in this plane'}."])
    return out


def map_command(found: Record) -> str:
    """Return the command that makes the map again."""
    words = ["dmfproof", "frontier", found["statement"], "--claim", found["claim"]]
    for option in ("x", "y"):
        axis = found[option]
        words += [f"--{option}", f"{axis['name']}={axis['low']}:{axis['high']}"]
    for name, value in found["fixed"].items():
        words += ["--at", f"{name}={value}"]
    return shlex.join([*words, "--cells", str(found["cells"])])


def _areas(found: Record, scope: str) -> dict[str, int]:
    """Return by status how many finest cells are decided in this scope."""
    parts = {status: found["boxes"].get(status, {}).get(scope, ()) for status in STATUS}
    return {status: sum(side * side for _, _, side in boxes) for status, boxes in parts.items() if boxes}


def _check(found: Record, *scopes: Mapping[str, int]) -> None:
    names = [found["statement"], found["claim"], found["says"]]
    if not all(isinstance(name, str) for name in names):
        raise ValueError("its statement, claim and says must be texts")
    areas: Counter[str] = Counter()
    for scope in scopes:
        areas.update(scope)
    everything = found["cells"] ** 2
    total = sum(side * side for parts in found["boxes"].values() for boxes in parts.values() for _, _, side in boxes)
    shares = {status: write(Fraction(area, everything)) for status, area in areas.items()}
    if total != everything or shares != found["shares"]:
        raise ValueError("its boxes do not make up the plane in the shares that it names")


def _listed(amounts: Mapping[str, str]) -> str:
    return ", ".join(f"{STATUS[status]} {amount}" for status, amount in amounts.items()) or "none"


def _percent(share: Fraction) -> str:
    """Write a positive share; nothing is rounded to none or all of it."""
    if share == 1:
        return "all"
    if share < Fraction(1, 1000):
        return "less than 0.1%"
    return "more than 99.9%" if share > Fraction(999, 1000) else f"{float(100 * share):.1f}%"


def _whose(curve: Record, found: Record) -> str:
    return "this claim's own" if curve["claim"] == found["claim"] else curve["claim"]
