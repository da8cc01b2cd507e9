"""Cover a box of parameters, chosen by the user, for one claim."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dmfproof.cli.catalogue import assignments, find_claim
from dmfproof.cli.terminal import ExitCode, leave, print_json, print_text, progress_bar, text_width
from dmfproof.errors import InvalidInput
from dmfproof.rational import parse_integer, write
from dmfproof.replay import replay_command

if TYPE_CHECKING:
    from dmfproof.campaign.cover import Covered
    from dmfproof.statements.model import Claim

__all__ = ["COMMANDS"]

_INTERVAL = "NAME=LOW:HIGH"


def cover(
    identifier: Annotated[str, typer.Argument(metavar="ID", help="A statement's id, as `dmfproof list` shows it.")],
    claim_name: Annotated[str, typer.Argument(metavar="CLAIM", help="A claim or a mutant of the statement.")],
    boxed: Annotated[list[str], typer.Option("--box", metavar=_INTERVAL, help="A closed interval for a variable.")],
    fix: Annotated[list[str] | None, typer.Option(metavar="NAME=Q", help="A value for any other variable.")] = None,
    max_boxes: Annotated[str, typer.Option(metavar="M", help="Most boxes to look at.")] = "4000",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    r"""Cover a box of parameters for one claim.

    The box is bisected until the claim is certified on every part of it, until a part refutes it, or until the budget
    is spent; the volume that is certified is stated exactly.  Where an assumption certainly fails, and beyond the
    claim's domain, it says nothing: that volume is counted apart, and a box that has nothing else is wrong input (exit
    code 2).

    Example:
      dmfproof cover scalar.theorem_2_4 upper_both_phases \
        --fix N=2 --fix lam=1 --fix eta=1/4 --fix eps=1/5 --box alpha=2/5:201/500
    """
    from dmfproof.campaign.cover import cover as cover_box
    from dmfproof.statements.catalogue import find
    from dmfproof.statements.show import hang

    statement = find(identifier)
    claim = find_claim(statement, claim_name)
    most = parse_integer(max_boxes, "max-boxes", least=1)
    fixed, box = _parse(claim, fix or [], boxed)
    with progress_bar() as progress:
        found = cover_box(claim, fixed, box, max_boxes=most, progress=progress)
    verdict = "vacuous" if found.outside == 1 else found.outcome.value
    again = None if found.refuted is None else _examine_middle(statement.id, claim, fixed, found.refuted)
    if as_json:
        shown = {"schema": "dmfproof.cover/1", "statement": statement.id, "claim": claim.name, "verdict": verdict}
        print_json({**shown, **_box_json(fixed, box), **_found_json(found), "examine": again})
    else:
        print_text(f"{statement.id}: {claim.name} [{claim.tag}]\n{hang(claim.says, 2, text_width())}")
        print_text("\n".join(_lines(found, verdict, again)))
    codes = {"certified": ExitCode.AS_CLAIMED, "refuted": ExitCode.REFUTED, "vacuous": ExitCode.USAGE}
    leave(codes.get(verdict, ExitCode.UNDECIDED))


def _parse(claim: Claim, fix: list[str], boxed: list[str]) -> tuple[dict[Any, Fraction], dict[Any, Any]]:
    """Read values and intervals, both ends of which the claim's symbols must allow."""
    from dmfproof.statements.examine import parse_point

    values = assignments(fix, "--fix")
    lows, highs = {}, {}
    for name, ends in assignments(boxed, "--box", _INTERVAL, "alpha=2/5:1/2").items():
        low, colon, high = (part.strip() for part in ends.partition(":"))
        if not (low and colon and high):
            raise InvalidInput("--box", f"{name}={ends}", "malformed", f"it reads {_INTERVAL}", "Give both ends")
        if name in values:
            raise InvalidInput("--box", f"{name}={ends}", "a repetition", f"--fix {name} was given, too", "Drop one")
        lows[name], highs[name] = low, high
    low_point, high_point = (parse_point(claim, {**values, **ends}) for ends in (lows, highs))
    fixed = {symbol: value for symbol, value in low_point.items() if symbol.name in values}
    box = {symbol: (low_point[symbol], high_point[symbol]) for symbol in low_point if symbol.name in lows}
    for symbol in box:
        if symbol.is_integer:
            holds = f"{symbol.name} is an integer, and an interval holds other numbers, too"
            raise InvalidInput("--box", f"{symbol.name}=...", "no box", holds, f"Use --fix {symbol.name}=2, say")
    return fixed, box


def _examine_middle(statement: str, claim: Claim, fixed: dict[Any, Fraction], box: dict[str, tuple[str, str]]) -> str:
    """Return the command that examines the claim in the middle of a box that refutes it."""
    middle = {name: write((Fraction(low) + Fraction(high)) / 2) for name, (low, high) in box.items()}
    return replay_command(statement, claim.name, {**{s.name: write(value) for s, value in fixed.items()}, **middle})


def _box_json(fixed: dict[Any, Fraction], box: dict[Any, tuple[Fraction, Fraction]]) -> dict[str, Any]:
    intervals = {symbol.name: [write(low), write(high)] for symbol, (low, high) in box.items()}
    return {"fixed": {symbol.name: write(value) for symbol, value in fixed.items()}, "box": intervals}


def _found_json(found: Covered) -> dict[str, Any]:
    rest = 1 - found.share - found.outside
    return {
        "covered": {"share": write(found.share), "at_least": _rounded_down(found.share)},
        "outside": {"share": write(found.outside), "at_least": _rounded_down(found.outside)},
        "remainder": {"share": write(rest), "at_most": _rounded_up(rest)},
        "boxes": found.boxes,
        "undecided_boxes": found.remainder,
        "largest_undecided": found.largest,
        "refuting_box": found.refuted,
    }


def _lines(found: Covered, verdict: str, again: str | None) -> list[str]:
    from dmfproof.statements.show import hang

    scope = {
        "certified": "certified everywhere on this box" + (" where it applies" if found.outside else ""),
        "refuted": "refuted on a part of this box",
        "vacuous": "none: the claim says nothing anywhere on this box, as an assumption or a bound fails",
    }
    rest = 1 - found.share - found.outside
    rows = [("verdict", scope.get(verdict, "undecided on a part of this box"))]
    rows.append(("covered", f"{_share(found.share)} of its volume, in {_boxes(found.boxes)}"))
    if found.outside:
        rows.append(("outside", f"{_share(found.outside)} of its volume: an assumption or a bound fails there"))
    if rest:
        share = f"{write(rest)} (at most {_rounded_up(rest)})" if rest < 1 else "1"
        said = "the refuted one among them" if found.refuted is not None else "undecided"
        rows.append(("remainder", f"{share} of its volume, in {_boxes(found.remainder)}, {said}"))
    if found.largest is not None:
        rows.append(("largest", _box_text(found.largest)))
    if found.refuted is not None:
        rows.append(("refuted", _box_text(found.refuted)))
    lines = [hang(f"{name:<10} {text}", 0, text_width(), hang=11) for name, text in rows]
    # Not broken into lines, so that it can be pasted.
    return lines if again is None else [*lines, f"{'again':<10} {again}"]


def _boxes(count: int) -> str:
    return f"{count} box{'' if count == 1 else 'es'}"


def _share(share: Fraction) -> str:
    return write(share) if share.denominator == 1 else f"{write(share)} (at least {_rounded_down(share)})"


def _rounded_down(share: Fraction) -> str:
    return _millionths(share.numerator * 10**6 // share.denominator)


def _rounded_up(share: Fraction) -> str:
    return _millionths(-(-share.numerator * 10**6 // share.denominator))


def _millionths(count: int) -> str:
    whole, rest = divmod(count, 10**6)
    return f"{whole}.{rest:06d}"


def _box_text(box: dict[str, tuple[str, str]]) -> str:
    return ", ".join(f"{low} <= {name} <= {high}" for name, (low, high) in box.items())


COMMANDS = (cover,)
