"""Write a first statement file for the user to change."""

from __future__ import annotations

import shlex
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dmfproof.cli.terminal import note, print_json, print_text
from dmfproof.errors import InvalidInput

__all__ = ["COMMANDS"]


class Kind(StrEnum):
    """What the claim is about."""

    STEP = "step"
    TRAJECTORY = "trajectory"
    HITTING_TIME = "hitting-time"
    PERTURBED = "perturbed"
    INEQUALITY = "inequality"


def new(
    path: Annotated[Path, typer.Argument(metavar="FILE.py", help="The file to write; it must not exist.")],
    kind: Annotated[Kind, typer.Option(help="What the claim is about.")] = Kind.STEP,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Write a statement file of your own, to be changed: a true claim with a false neighbour.

    verify, hunt, mutate, sharpen, show and examine take the file in the place of an ID.  The kinds are claims about one
    step of descent, about every step of a trajectory, about hitting times, about the perturbed pair, and plain
    inequalities between SymPy expressions.

    Example:
      dmfproof new my_lemma.py --kind inequality
    """
    from dmfproof.statements.templates import template

    if path.suffix != ".py":
        advice = f"Write {path.with_suffix('.py')}"
        raise InvalidInput("FILE", path, "no Python file by its name", "a statement file ends in .py", advice)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(template(kind.value))
    except FileExistsError:
        holds = "nothing is overwritten"
        raise InvalidInput("FILE", path, "there already", holds, "Choose another name, or remove it") from None
    except OSError as error:
        raise InvalidInput("FILE", path, "not writable", str(error.strerror), "Choose another place") from None
    if as_json:
        print_json({"schema": "dmfproof.new/1", "file": path.as_posix(), "kind": kind.value})
    else:
        print_text(f"Written: {path.as_posix()}")
        note(f"Change what it claims, then: dmfproof verify {shlex.quote(path.as_posix())} --profile quick")


COMMANDS = (new,)
