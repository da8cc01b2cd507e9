"""Cover a box of parameters: decide a claim on whole boxes of balls at once, bisecting where that fails.

A box is a product of closed rational intervals.  On a box every variable is a ball, so a certified comparison holds at
every point of it.  What stays uncovered at the smallest size is counted and its share of the volume is stated
exactly: a cover never rounds "not decided" to a side.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from heapq import heappop, heappush
from itertools import count
from typing import Any

from dmfproof.arithmetic.ball import hull, working_precision
from dmfproof.arithmetic.evaluator import Budget, Point, decide
from dmfproof.errors import InvalidInput
from dmfproof.rational import write
from dmfproof.statements.domain import Depth, Draw, RationalMatrix, Spectrum, Whole
from dmfproof.statements.membership import conditions, is_of_kind, kinds, reach
from dmfproof.statements.model import Claim, Computed, ForEveryStep, rests_on_an_argument
from dmfproof.statements.vocabulary import Symbol
from dmfproof.verdict import Outcome, all_of

__all__ = ["Box", "Covered", "check_fixed", "cover"]

Box = Mapping[Symbol, tuple[Fraction, Fraction]]


@dataclass(frozen=True, slots=True)
class Covered:
    """The result of a cover.

    share -- exact fraction of the box's volume on which the claim is certified; outside -- the fraction on which an
    assumption or a bound of the domain certainly fails, so that the claim says nothing; boxes -- how many boxes were
    certified; remainder -- how many were given up; largest -- the largest of those, as text; refuted -- a box within
    the domain on which the claim is certainly false throughout, as text, or None.
    """

    share: Fraction
    outside: Fraction
    boxes: int
    remainder: int
    largest: dict[str, tuple[str, str]] | None
    refuted: dict[str, tuple[str, str]] | None

    @property
    def outcome(self) -> Outcome:
        """CERTIFIED only where certified and outside boxes make up the whole box, and not by the latter alone."""
        if self.refuted is not None:
            return Outcome.REFUTED
        whole = self.share + self.outside == 1 and self.share > 0
        return Outcome.CERTIFIED if whole else Outcome.UNDECIDED


def cover(
    claim: Claim,
    fixed: Mapping[Symbol, Any],
    box: Box,
    *,
    max_boxes: int = 4000,
    bits: int = 96,
    progress: Callable[[int, int, str], None] | None = None,
) -> Covered:
    """Cover `box` for a claim whose other variables have the exact values `fixed` (the depth must be one of them).

    The largest box that is not decided is bisected next, along the side that is longest relative to the whole, until
    `max_boxes` boxes have been looked at.  Raises `InvalidInput` for a claim about every step (cover its one-step
    facts instead), and for an empty or missing interval.
    """
    if isinstance(claim.concludes, ForEveryStep):
        holds = "a cover decides one relation on a box"
        raise InvalidInput("claim", claim.name, "about every step", holds, "Cover the one-step facts it follows from")
    if isinstance(claim.concludes, Computed):
        holds = "a cover decides relations between real numbers on a box"
        raise InvalidInput("claim", claim.name, "about whole matrices", holds, "Examine it at points instead")
    _check(claim, fixed, box)
    presumed, near = (*claim.assumes, *conditions(claim.domain)), tuple(reach(claim.domain))
    whole = {symbol: high - low for symbol, (low, high) in box.items()}
    order = count()
    queue: list[tuple[Fraction, int, dict[Symbol, tuple[Fraction, Fraction]]]] = []
    heappush(queue, (Fraction(-1), next(order), dict(box)))
    share, outside, boxes = Fraction(0), Fraction(0), 0
    for looked_at in range(max_boxes):
        if not queue:
            break
        if progress is not None:
            progress(looked_at, max_boxes, f"boxes; {float(share + outside):.1%} of the volume decided")
        size, _, part = heappop(queue)
        point, budget = _point(fixed, part, bits), Budget(max_bits=bits)
        applies = _all(presumed, point, budget)
        outcome = Outcome.UNDECIDED if applies is Outcome.REFUTED else decide(claim.concludes, point, budget)
        licensed = applies is Outcome.CERTIFIED
        if applies is Outcome.REFUTED:
            outside -= size
        elif outcome is Outcome.REFUTED and licensed and _all(near, point, budget) is Outcome.CERTIFIED:
            return Covered(share, outside, boxes, len(queue) + 1, None, _text(part))
        elif outcome is Outcome.CERTIFIED and (licensed or not rests_on_an_argument(claim)):
            share, boxes = share - size, boxes + 1
        else:
            for half in _bisect(part, whole):
                heappush(queue, (size / 2, next(order), half))
    largest = _text(queue[0][2]) if queue else None
    return Covered(share, outside, boxes, len(queue), largest, None)


def _check(claim: Claim, fixed: Mapping[Symbol, Any], box: Box) -> None:
    for draw in claim.domain:
        if draw.symbol not in fixed and draw.symbol not in box:
            holds = f"the claim has {sorted(d.symbol.name for d in claim.domain)}"
            raise InvalidInput(draw.symbol.name, "none", "missing", holds, "Fix it or give an interval")
        if draw.symbol in box and (isinstance(draw, Depth | Whole) or draw.symbol.is_integer):
            holds = "between two integers the claim says nothing"
            raise InvalidInput(draw.symbol.name, "an interval", "not what it stands for", holds, "Fix it")
    check_fixed(claim, fixed)
    for symbol, (low, high) in box.items():
        if not low < high:
            ends, holds = f"{write(low)}:{write(high)}", "an interval low < high is needed"
            raise InvalidInput(symbol.name, ends, "empty", holds, "Exchange the ends or fix it")


def check_fixed(claim: Claim, fixed: Mapping[Symbol, Any]) -> None:
    """Raise `InvalidInput` for a fixed value that its variable does not stand for, unless a relation says so."""
    for draw in claim.domain:
        if draw.symbol not in fixed or isinstance(draw, Spectrum | RationalMatrix):
            continue
        if not is_of_kind(draw, fixed[draw.symbol], fixed) and not _is_outside(draw, fixed):
            holds = f"{draw.symbol.name} stands for other numbers"
            if isinstance(draw, Depth):
                holds = f"the claim speaks of {draw.least}, {draw.least + draw.stride}, ..."
            raise InvalidInput(draw.symbol.name, fixed[draw.symbol], "not in the domain", holds, "Fix one of those")


def _is_outside(draw: Draw, fixed: Mapping[Symbol, Any]) -> bool:
    """Say whether a fixed value breaks a relation, so that all boxes will be outside: then there is a cover to show."""
    return any(decide(relation, fixed) is Outcome.REFUTED for relation in kinds((draw,)))


def _point(fixed: Mapping[Symbol, Any], part: Box, bits: int) -> Point:
    with working_precision(bits):
        return {**fixed, **{symbol: hull(low, high) for symbol, (low, high) in part.items()}}


def _all(relations: tuple[Any, ...], point: Point, budget: Budget) -> Outcome:
    return all_of(*(decide(relation, point, budget) for relation in relations))


def _bisect(
    part: Mapping[Symbol, tuple[Fraction, Fraction]], whole: Mapping[Symbol, Fraction]
) -> list[dict[Symbol, tuple[Fraction, Fraction]]]:
    longest = max(part, key=lambda symbol: ((part[symbol][1] - part[symbol][0]) / whole[symbol], symbol.name))
    low, high = part[longest]
    middle = (low + high) / 2
    return [{**part, longest: (low, middle)}, {**part, longest: (middle, high)}]


def _text(part: Box) -> dict[str, tuple[str, str]]:
    return {symbol.name: (write(low), write(high)) for symbol, (low, high) in part.items()}
