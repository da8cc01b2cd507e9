"""Draw where a claim holds in a plane of two parameters."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dmfproof.cli.catalogue import STATEMENTS, assignments, find_claim
from dmfproof.cli.figures import FORMATS, PictureFormat, density
from dmfproof.cli.terminal import ExitCode, leave, note, open_folder, print_json, print_text, progress_bar
from dmfproof.errors import InvalidInput

if TYPE_CHECKING:
    from dmfproof.campaign.frontier import Axis
    from dmfproof.statements.model import Claim, Statement

__all__ = ["COMMANDS"]

_FINEST = (8, 16, 32, 64, 128, 256)


def frontier(
    identifier: Annotated[str, typer.Argument(metavar="ID", help="A statement, or a file of your own.")],
    x: Annotated[str, typer.Option("--x", metavar="NAME[=LOW:HIGH]", help="The variable to the right.")] = "eta",
    y: Annotated[str, typer.Option("--y", metavar="NAME[=LOW:HIGH]", help="The variable upwards.")] = "alpha",
    claim_name: Annotated[str | None, typer.Option("--claim", metavar="CLAIM", help="Else the first claim.")] = None,
    depth: Annotated[str | None, typer.Option(metavar="N", help="The depth; 2 by default.")] = None,
    lam: Annotated[str | None, typer.Option(metavar="Q", help="The ground truth; 1, -1 or 0 by default.")] = None,
    at: Annotated[list[str] | None, typer.Option("--at", metavar="NAME=Q", help="Another variable's value.")] = None,
    cells: Annotated[str, typer.Option(metavar="M", help="Finest cells a side: 8, 16, ..., 256.")] = "64",
    out: Annotated[Path, typer.Option(metavar="DIR", help="Write the picture and its JSON there.")] = Path(),
    form: Annotated[PictureFormat, typer.Option("--format", help="Pictures as png, svg or both.")] = PictureFormat.BOTH,
    dpi: Annotated[str, typer.Option(metavar="D", help="Dots per inch of the PNG, 50 to 600.")] = "200",
    statements: Annotated[Path | None, STATEMENTS] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Map where a claim's conclusion holds: certified true, certified false, undecided.

    The claim's conditions on the variable to the right are not assumed: they are drawn over the map, the paper's and
    the sharper ones.  Boxes are certified as a whole where that succeeds, else at the middle of the finest cells, drawn
    fainter.  Where another assumption fails the claim says nothing, and the map is white.  The files are named after
    the claim, the two variables and the others' values, so that a folder holds many maps: `report --frontier DIR`.

    Example:
      dmfproof frontier scalar.lemma_2_2 --claim stays_above --x eta --y alpha --depth 3
    """
    from dmfproof.arithmetic.evaluator import Budget
    from dmfproof.campaign.frontier import frontier as map_plane
    from dmfproof.rational import parse_integer
    from dmfproof.statements.catalogue import find, resolve

    chosen = resolve([identifier], statements)
    if len(chosen) > 1:
        raise InvalidInput("ID", identifier, "a folder", "one statement is mapped at a time", f"Name {chosen[0]}, say")
    statement = find(chosen[0])
    claim = statement.claims[0] if claim_name is None else find_claim(statement, claim_name)
    finest = parse_integer(cells, "cells", least=1)
    if finest not in _FINEST:
        holds = "the plane is bisected"
        raise InvalidInput("cells", cells, "no such size", holds, f"Choose one of {', '.join(map(str, _FINEST))}")
    dots = density(dpi)
    if depth is not None:
        parse_integer(depth, "depth", least=1)
    if _name(x) == _name(y):
        raise InvalidInput("--y", y, "the variable of --x, too", "a plane has two", "Choose another for one of them")
    fixed = _fixed(claim, depth, lam, assignments(at or [], "--at"), {_name(x), _name(y)})
    right, up = _axis(statement, claim, x, "--x", fixed), _axis(statement, claim, y, "--y", fixed)
    open_folder(out)
    with progress_bar() as progress:
        result = map_plane(statement, claim, right, up, fixed, cells=finest, budget=Budget(max_steps=10_000),
                           progress=progress)  # fmt: skip
    from dmfproof.report.frontier import draw_frontier
    from dmfproof.report.frontier_caption import STATUS

    path = out / _stem(result)
    written = draw_frontier(result, path, formats=FORMATS[form], dpi=dots)
    written.append(path.with_name(f"{path.name}.json"))
    written[-1].write_text(json.dumps(result, separators=(",", ":")) + "\n", encoding="utf-8", newline="\n")
    if as_json:
        print_json(result)
    else:
        print_text(f"{statement.id}: {claim.name} [{claim.tag}]\n  {claim.says}")
        for status, share in result["shares"].items():
            print_text(f"{STATUS[status]:<22} {float(Fraction(share)):.4f} of the plane")
        for curve in result["curves"]:
            print_text(f"curve ({curve['form']})  {curve['claim']}: {curve['bound']}")
    for file in written:
        note(f"Written: {file}")
    leave(ExitCode.AS_CLAIMED)


def _stem(result: Mapping[str, Any]) -> str:
    """Name the files of a map; of two with the same claim, variables and values the later one replaces the other."""
    statement = result["statement"]
    words = [Path(statement).stem if statement.endswith(".py") else statement, result["claim"]]
    words += [result["x"]["name"], result["y"]["name"], *(f"{name}={value}" for name, value in result["fixed"].items())]
    return re.sub(r"[^A-Za-z0-9_.=-]", "_", "-".join(["frontier", *words]))


def _name(text: str) -> str:
    return text.partition("=")[0].strip()


def _fixed(
    claim: Claim, depth: str | None, lam: str | None, given: dict[str, str], axes: set[str]
) -> dict[Any, Any]:
    """Return the values of the variables that are no axes, in the claim's order; the depth and lam have defaults."""
    from dmfproof.rational import parse_rational
    from dmfproof.statements.domain import Depth, GroundTruth

    symbols = {draw.symbol.name: draw.symbol for draw in claim.domain}
    values = dict(given)
    for option, value, kind in (("--depth", depth, Depth), ("--lam", lam, GroundTruth)):
        names = [draw.symbol.name for draw in claim.domain if isinstance(draw, kind)]
        if value is not None and (not names or names[0] in values or names[0] in axes):
            holds = f"{names[0]} is given otherwise, too" if names else "the claim has no such variable"
            raise InvalidInput(option, value, "without effect", holds, "Drop it")
    for draw in claim.domain:
        if draw.symbol.name in axes or draw.symbol.name in values:
            continue
        if isinstance(draw, Depth):
            values[draw.symbol.name] = depth or str(draw.least if draw.least == draw.most else 2)
        elif isinstance(draw, GroundTruth):
            values[draw.symbol.name] = lam or ("1" if "+" in draw.signs else "-1" if "-" in draw.signs else "0")
    for name in values:
        if name not in symbols:
            holds = f"it has {', '.join(sorted(symbols))}"
            raise InvalidInput("--at", name, "no variable of this claim", holds, "Drop it")
    return {symbol: parse_rational(values[name], name) for name, symbol in symbols.items() if name in values}


def _axis(statement: Statement, claim: Claim, text: str, option: str, fixed: dict[Any, Any]) -> Axis:
    from dmfproof.campaign.frontier import Axis, default_axis
    from dmfproof.rational import parse_rational

    name, equals, ends = (part.strip() for part in text.partition("="))
    symbols = {draw.symbol.name: draw.symbol for draw in claim.domain}
    if name not in symbols or symbols[name].is_integer:
        real = sorted(name for name, symbol in symbols.items() if not symbol.is_integer)
        raise InvalidInput(option, name, "no real variable of this claim", f"it has {', '.join(real)}", "Choose one")
    if not equals:
        return default_axis(statement, claim, symbols[name], fixed)
    low, _, high = (part.strip() for part in ends.partition(":"))
    if not (low and high):
        raise InvalidInput(option, text, "malformed", "it reads NAME=LOW:HIGH", "Give both ends")
    first, last = parse_rational(low, name), parse_rational(high, name)
    if not first < last:
        raise InvalidInput(option, text, "empty", "an interval LOW < HIGH is needed", "Exchange the ends")
    return Axis(symbols[name], first, last)


COMMANDS = (frontier,)
