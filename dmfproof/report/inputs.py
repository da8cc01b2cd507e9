"""Read what other commands wrote, for the report: a verification, tightness, pushed constants, maps, experiments.

What is not as the command writes it raises `InvalidInput`, which names the option and the command to run.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from dmfproof.errors import InvalidInput
from dmfproof.report.frontier_caption import SAYS, map_caption, map_command, map_title
from dmfproof.report.page import data_address
from dmfproof.report.sharpen import pushed

__all__ = [
    "MOST_EMBEDDED",
    "embed",
    "read_achl",
    "read_figures",
    "read_frontier",
    "read_sharpen",
    "read_tightness",
    "read_verification",
]

MOST_EMBEDDED = 2_000_000
"""How many characters the addresses of the experiments' pictures may have together in the page; of the maps as well."""
_UNREADABLE = (OSError, ArithmeticError, ValueError, KeyError, TypeError, AttributeError, IndexError)

Record = dict[str, Any]


def read_verification(path: Path) -> Record:
    """Read what `dmfproof verify --out` wrote."""
    return _record("--from", path, "verification", "Run `dmfproof verify --out DIR` and name DIR/verification.json")


def read_sharpen(path: Path) -> Record:
    """Read what `dmfproof sharpen --out` wrote, and say how far each constant was pushed."""
    advice = "Run `dmfproof sharpen --main --out DIR` and name DIR/sharpen.json"
    found = _record("--sharpen", path, "sharpen", advice)
    try:
        return {**found, "constants": pushed(found["constants"])}
    except (KeyError, TypeError, ValueError, ZeroDivisionError) as error:
        raise InvalidInput("--sharpen", path, "not readable", f"it must hold constants ({error!r})", advice) from None


def read_tightness(folder: Path) -> Record:
    """Read the record and the plots of `dmfproof tightness --out`; each plot gets its `picture`, a data address."""

    def read() -> Record:
        found: Record = json.loads((folder / "tightness.json").read_text(encoding="utf-8"))
        for plot in found["plots"]:
            svg = folder / f"{plot['name']}.svg"
            plot["picture"] = data_address(svg if svg.exists() else svg.with_suffix(".png"))
        return found

    holds = "it must hold tightness.json and its plots"
    return _folder("--tightness", folder, holds, "Run `dmfproof tightness --out DIR` first", read)


def read_frontier(folder: Path) -> Record:
    """Read the maps of `dmfproof frontier --out`: one group of pictures, see `embed`.

    Each names its `statement` and `claim`, too, and has the `command` that makes it again.
    """

    def read() -> Record:
        paths = sorted(folder.glob("frontier-*.json"))
        if not paths:
            raise ValueError("no frontier-*.json")
        return {"says": SAYS, "pictures": [_map(folder, path) for path in paths]}

    holds = "it must hold frontier-*.json, each with its PNG or SVG beside it"
    return _folder("--frontier", folder, holds, "Run `dmfproof frontier ID --out DIR` first", read)


def read_figures(folder: Path) -> Record:
    """Read the captions and pictures of `dmfproof figures --out`: one group of pictures, see `embed`."""

    def read() -> Record:
        paths = sorted(folder.glob("figure_[0-9][0-9]_*.json"))
        if not paths:
            raise ValueError("no figure_*.json")
        return {
            "paper": "CGMR",
            "says": "Section 4's experiments, made anew with the theory's prediction drawn over each run.",
            "made_by": "dmfproof figures",
            "observations": [],
            "pictures": [_figure(folder, json.loads(path.read_text(encoding="utf-8"))) for path in paths],
        }

    holds = "it must hold figure_*.json and their pictures"
    return _folder("--figures", folder, holds, "Run `dmfproof figures --out DIR` first", read)


def read_achl(folder: Path) -> Record:
    """Read the text and pictures of `dmfproof experiments achl --out`: one group of pictures, see `embed`."""

    def read() -> Record:
        text = (folder / "achl.md").read_text(encoding="utf-8")
        return {
            "paper": "ACHL",
            "says": "Does depth strengthen the bias to low rank? Measured in binary64 over the seeds, not certified.",
            "made_by": "dmfproof experiments achl",
            "observations": _observations(text),
            "pictures": [
                _picture(folder, title=title, caption=[["", caption]], files=[name])
                for title, caption, name in _titled_images(text)
            ],
        }

    holds = "it must hold achl.md and its pictures"
    return _folder("--experiments", folder, holds, "Run `dmfproof experiments achl --out DIR` first", read)


def embed(groups: list[Record], most: int = MOST_EMBEDDED) -> list[Record]:
    """Give every picture its data address under `picture`; None for those that would make the page too large.

    A picture has `title`, `caption` (pairs of a word and a text), `file` (its name), `bytes`, and `source` (its path),
    which is dropped.
    """
    left = most
    out = []
    for group in groups:
        pictures = []
        for shown in group["pictures"]:
            address = data_address(shown["source"])
            kept = len(address) <= left
            left -= len(address) if kept else 0
            rest = {key: value for key, value in shown.items() if key != "source"}
            pictures.append({**rest, "picture": address if kept else None})
        out.append({**group, "pictures": pictures})
    return out


def _record(option: str, path: Path, kind: str, advice: str) -> Record:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InvalidInput(option, path, "not readable", f"it must be a file ({error.strerror})", advice) from None
    except ValueError as error:
        raise InvalidInput(option, path, "no JSON", f"it must hold JSON ({error})", advice) from None
    schema = f"dmfproof.{kind}/1"
    if not isinstance(found, dict) or found.get("schema") != schema:
        wrong = "no verification" if kind == "verification" else "no table of constants"
        raise InvalidInput(option, path, wrong, f"its schema is {schema}", advice)
    return found


def _folder(option: str, folder: Path, holds: str, advice: str, read: Callable[[], Record]) -> Record:
    try:
        return read()
    except _UNREADABLE as error:
        raise InvalidInput(option, folder, "not readable", f"{holds} ({error})", advice) from None


def _map(folder: Path, path: Path) -> Record:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        if found["schema"] != "dmfproof.frontier/1":
            raise ValueError("its schema is not dmfproof.frontier/1")
        beside = [name for name in (f"{path.stem}.png", f"{path.stem}.svg") if (folder / name).is_file()]
        if not beside:
            raise ValueError("its picture is missing, PNG or SVG")
        shown = _picture(folder, title=map_title(found), caption=map_caption(found), files=beside)
        return {**shown, "statement": found["statement"], "claim": found["claim"], "command": map_command(found)}
    except _UNREADABLE as error:
        raise ValueError(f"{path.name}: {error}") from None


def _figure(folder: Path, figure: Mapping[str, Any]) -> Record:
    words, rows = figure["caption"], figure["comparisons"]
    caption = [["", words["sees"]], ["Parameters", words["parameters"]], ["Certified", words["certified"]]]
    caption.append(["Not certified", words["computed"]])
    caption.append(["Predictions that hold in the run", f"{sum(row['holds'] for row in rows)} of {len(rows)}"])
    caption += [["Does not hold", _comparison(row)] for row in rows if not row["holds"]]
    title = f"Figure {figure['figure']}. {figure['title']}"
    return _picture(folder, title=title, caption=caption, files=figure["files"])


def _comparison(row: Mapping[str, Any]) -> str:
    return f"{row['says']}: {row['run']:.6g} {row['relation']} {row['theory']:.6g} ({row['evidence']})"


def _picture(folder: Path, *, title: str, caption: list[list[str]], files: list[str]) -> Record:
    """Describe a picture; its file is the first PNG, else the first SVG, and lies in the folder itself."""
    [name, *_] = sorted((name for name in files if name.endswith((".png", ".svg"))), key=lambda name: name[-4:])
    path = folder / Path(name).name
    return {"title": title, "caption": caption, "file": path.name, "source": path, "bytes": path.stat().st_size}


def _titled_images(text: str) -> list[tuple[str, str, str]]:
    """List the images of a Markdown text: the heading above, the words for it, and the file's name."""
    out, title = [], ""
    for line in text.splitlines():
        if line.startswith("## "):
            title = line[3:]
        elif image := re.fullmatch(r"!\[(.*)\]\(([^()]+)\)", line):
            out.append((title, image[1], image[2]))
    return out


def _observations(text: str) -> list[list[str]]:
    """Return the rows of the table under "What was seen": expected, seen or not, seeds, measured."""
    part = text.partition("## What was seen\n")[2].partition("\n## ")[0]
    rows = [line.strip().strip("|").split("|") for line in part.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in rows[2:] if len(row) == 4]
