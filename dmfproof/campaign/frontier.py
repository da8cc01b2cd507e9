"""Map where a claim's conclusion holds in a plane of two parameters, whatever its conditions on the first one say.

The plane is bisected into boxes.  A box is decided by balls as a whole where that succeeds; at the finest size it is
decided at its middle, exactly.  The claim's conditions on the first parameter are not assumed but returned as curves,
the paper's and the sharper ones, so that one sees how much room they leave; its other assumptions are kept, and where
one fails the claim says nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from dmfproof.arithmetic.ball import ends, hull, working_precision, writable
from dmfproof.arithmetic.evaluator import Budget, Point, Undetermined, decide, enclose
from dmfproof.campaign.cover import check_fixed
from dmfproof.errors import InvalidInput, Unsupported
from dmfproof.rational import write
from dmfproof.statements.domain import Between, Depth, GroundTruth, Whole
from dmfproof.statements.examine import OutsideDomain, examine
from dmfproof.statements.formula import expression_text
from dmfproof.statements.membership import conditions, kinds, reach, stated_bounds
from dmfproof.statements.model import Claim, Computed, ForEveryStep, Statement, rests_on_an_argument
from dmfproof.statements.vocabulary import Symbol
from dmfproof.verdict import Outcome, all_of

__all__ = ["Axis", "default_axis", "frontier"]

_COARSE, _BITS = 8, 96


@dataclass(frozen=True, slots=True)
class Axis:
    """One side of the plane: a variable and the interval that is looked at."""

    symbol: Symbol
    low: Fraction
    high: Fraction


Box = tuple[int, int, int]  # column and row of the lower left cell, and the side, counted in finest cells


def default_axis(statement: Statement, claim: Claim, symbol: Symbol, fixed: Mapping[Symbol, Any]) -> Axis:
    """Return an interval from 0 that shows more than the claim's range: 3/2 of its end, or 2 where that is unknown.

    The other variable of the plane may stand in the range's end; it is then taken to be the ground truth's root.
    """
    draw = next(draw for draw in claim.domain if draw.symbol == symbol)
    ends_ = [draw.high] if isinstance(draw, Between) else []
    for expression in ends_:
        filled = {s: Fraction(1) for s in expression.free_symbols if s not in fixed} | dict(fixed)
        try:
            enclosure = enclose(expression, filled, bits=32)
        except (Undetermined, Unsupported):
            continue
        if writable(enclosure) and 0 < enclosure < 10:
            return Axis(symbol, Fraction(0), Fraction(round(float(ends(enclosure)[1]) * 150), 100) or Fraction(1))
    return Axis(symbol, Fraction(0), Fraction(2))


def frontier(
    statement: Statement,
    claim: Claim,
    x: Axis,
    y: Axis,
    fixed: Mapping[Symbol, Any],
    *,
    cells: int = 64,
    budget: Budget,
    progress: Callable[[int, int, str], None] | None = None,
) -> dict[str, Any]:
    """Map the plane on `cells` x `cells` finest cells (a power of two, at least 8) and return JSON-ready values.

    `boxes` has, by status and by scope, [column, row, side] in finest cells: under "box" what is decided as a whole,
    under "point" the finest cells that are decided at their middle only.

    Raises `InvalidInput` for a variable that has no value or one that it does not stand for, and for a claim about
    matrices.
    """
    if isinstance(claim.concludes, Computed):
        holds = "a plane of two real parameters is mapped"
        raise InvalidInput("claim", claim.name, "about whole matrices", holds, "Choose another claim")
    for draw in claim.domain:
        if draw.symbol not in (x.symbol, y.symbol) and draw.symbol not in fixed:
            holds = f"the claim has the variables {', '.join(d.symbol.name for d in claim.domain)}"
            raise InvalidInput(draw.symbol.name, "none", "missing", holds, f"Give --at {draw.symbol.name}=1/10, say")
    check_fixed(claim, fixed)
    plane = _Plane(claim, x, y, dict(fixed), cells, budget)
    area: Counter[str] = Counter()
    boxes: dict[str, dict[str, list[list[int]]]] = {}
    for box, status, scope in plane.boxes(progress):
        area[status] += box[2] ** 2
        boxes.setdefault(status, {}).setdefault(scope, []).append(list(box))
    return {
        "schema": "dmfproof.frontier/1",
        "statement": statement.id,
        "claim": claim.name,
        "says": claim.says,
        "x": _axis_json(x),
        "y": _axis_json(y),
        "fixed": {symbol.name: write(Fraction(value)) for symbol, value in fixed.items()},
        "cells": cells,
        "shares": {status: write(Fraction(count, cells * cells)) for status, count in sorted(area.items())},
        "boxes": {status: dict(sorted(parts.items())) for status, parts in sorted(boxes.items())},
        "curves": list(_curves(statement, claim, x, y, fixed)),
    }


def _axis_json(axis: Axis) -> dict[str, str]:
    return {"name": axis.symbol.name, "low": write(axis.low), "high": write(axis.high)}


class _Plane:
    """The claim without its conditions on x, and the boxes on which it is decided."""

    def __init__(
        self, claim: Claim, x: Axis, y: Axis, fixed: dict[Symbol, Any], cells: int, budget: Budget
    ) -> None:
        self.x, self.y, self.fixed, self.cells, self.budget = x, y, fixed, cells, budget
        kept = [part for part in claim.assumes if not isinstance(part, Computed)]
        kept = [part for part in kept if x.symbol not in part.free_symbols]
        others = tuple(draw for draw in claim.domain if isinstance(draw, Between) and draw.symbol != x.symbol)
        kept += [bound for bound in conditions(others) if x.symbol not in bound.free_symbols]
        self.kept, self.near = (*kinds(claim.domain), *kept), tuple(reach(others))
        # An argument presupposes the conditions on x, too: where they fail nothing is certified by it.
        everything = (*(part for part in claim.assumes if not isinstance(part, Computed)), *conditions(claim.domain))
        self.presupposed = everything if rests_on_an_argument(claim) else ()
        domain = tuple(draw for draw in claim.domain if not isinstance(draw, Between))
        self.claim = replace(claim, domain=domain, assumes=())

    def boxes(self, progress: Callable[[int, int, str], None] | None) -> Iterator[tuple[Box, str, str]]:
        """Yield boxes that make up the plane, each with its status and whether it is decided as a whole."""
        side = max(1, self.cells // _COARSE)
        columns = range(0, self.cells, side)
        for done, (i, j) in enumerate((i, j) for j in columns for i in columns):
            if progress is not None:
                progress(done, len(columns) ** 2, "boxes")
            yield from self.decide((i, j, side))

    def decide(self, box: Box) -> Iterator[tuple[Box, str, str]]:
        """Decide a box as a whole, else its four quarters, else its middle."""
        status = self.whole(box)
        if status is not None:
            yield box, status, "box"
        elif box[2] == 1:
            yield box, self.middle(box), "point"
        else:
            i, j, side = box
            half = side // 2
            for part in ((i, j), (i + half, j), (i, j + half), (i + half, j + half)):
                yield from self.decide((*part, half))

    def interval(self, axis: Axis, start: int, side: int) -> tuple[Fraction, Fraction]:
        width = (axis.high - axis.low) / self.cells
        return axis.low + start * width, axis.low + (start + side) * width

    def whole(self, box: Box) -> str | None:
        i, j, side = box
        with working_precision(_BITS):
            point = {**self.fixed, self.x.symbol: hull(*self.interval(self.x, i, side)),
                     self.y.symbol: hull(*self.interval(self.y, j, side))}  # fmt: skip
        budget = Budget(min(self.budget.max_steps, 500), _BITS)
        conclusion: Any = self.claim.concludes
        every_step = isinstance(conclusion, ForEveryStep)
        try:
            applies = all_of(*(decide(part, point, budget) for part in self.kept))
            if applies is Outcome.REFUTED:
                return "outside"
            if applies is Outcome.UNDECIDED:
                return None
            outcome = decide(conclusion.because if every_step else conclusion, point, budget)
        except (Unsupported, InvalidInput):
            return None
        if outcome is Outcome.UNDECIDED or (every_step and outcome is Outcome.REFUTED):
            return None
        if outcome is Outcome.CERTIFIED and not self.is_licensed(point, budget):
            return None
        if outcome is Outcome.REFUTED and not self.is_near(point, budget):
            return None
        if every_step and self.middle(box) == Outcome.REFUTED.value:  # by a step: the argument is wrong
            return None
        return str(outcome.value)

    def is_licensed(self, point: Point, budget: Budget) -> bool:
        """Say whether everything that the claim's argument presupposes certainly holds."""
        return all_of(*(decide(part, point, budget) for part in self.presupposed)) is Outcome.CERTIFIED

    def is_near(self, point: Point, budget: Budget) -> bool:
        """Say whether the point is certainly within the reach of campaigns: nothing is refuted beyond."""
        return all_of(*(decide(part, point, budget) for part in self.near)) is Outcome.CERTIFIED

    def middle(self, box: Box) -> str:
        i, j, side = box
        ends_x, ends_y = self.interval(self.x, i, side), self.interval(self.y, j, side)
        point = {**self.fixed, self.x.symbol: sum(ends_x, Fraction(0)) / 2, self.y.symbol: sum(ends_y, Fraction(0)) / 2}
        try:
            if all_of(*(decide(part, point, self.budget) for part in self.kept)) is Outcome.REFUTED:
                return "outside"
            outcome = examine(self.claim, point, budget=self.budget).outcome
            if outcome is Outcome.CERTIFIED and not self.is_licensed(point, self.budget):
                outcome = Outcome.UNDECIDED
            if outcome is Outcome.REFUTED and not self.is_near(point, self.budget):
                return "outside"
            return str(outcome.value)
        except OutsideDomain:
            return "outside"
        except (Unsupported, InvalidInput):
            return str(Outcome.UNDECIDED.value)


def _curves(
    statement: Statement, claim: Claim, x: Axis, y: Axis, fixed: Mapping[Symbol, Any], points: int = 96
) -> Iterator[dict[str, Any]]:
    """Yield the upper ends of x in the statement's claims, as functions of y, each expression once."""
    ordered = (claim, *(other for other in statement.claims if other is not claim))
    found: dict[Any, dict[str, Any]] = {}
    for other in ordered:
        draw = next((d for d in other.domain if d.symbol == x.symbol), None)
        if not isinstance(draw, Between) or not _speaks_here(other, fixed):
            continue
        if not draw.high.free_symbols <= {y.symbol, *fixed} or x.symbol in draw.high.free_symbols:
            continue
        bound = f"{x.symbol.name} {'<=' if draw.closed in ('right', 'both') else '<'} {expression_text(draw.high)}"
        about: dict[str, Any] = {"claim": other.name, "form": other.form.value, "bound": bound, "points": {}}
        curve = found.setdefault((draw.high, other.form), about)
        for i in range(points):
            row = y.low + (y.high - y.low) * Fraction(2 * i + 1, 2 * points)
            value = None if row in curve["points"] else _end(other, draw, {**fixed, y.symbol: row}, x)
            if value is not None:
                curve["points"][row] = value
    for curve in found.values():
        if curve["points"]:
            yield curve | {"points": [[value, float(row)] for row, value in sorted(curve["points"].items())]}


def _speaks_here(claim: Claim, fixed: Mapping[Symbol, Any]) -> bool:
    """Say whether a claim's kinds of depth and ground truth are those at hand."""
    for draw in claim.domain:
        value = fixed.get(draw.symbol)
        if value is None:
            continue
        if isinstance(draw, Depth) and not draw.least <= value:
            return False
        if isinstance(draw, GroundTruth) and ("+" if value > 0 else "-" if value < 0 else "0") not in draw.signs:
            return False
        if isinstance(draw, Whole):
            return False
    return True


def _end(claim: Claim, draw: Between, point: Mapping[Symbol, Any], x: Axis) -> float | None:
    """Return the end of x's range at one y, None where the claim says nothing there or the end is off the plane."""
    known = set(point)
    conditions = [part for part in claim.assumes if not isinstance(part, Computed) and part.free_symbols <= known]
    conditions += [bound for other in claim.domain if isinstance(other, Between) and other.symbol != x.symbol
                   for bound in stated_bounds(other) if bound.free_symbols <= known]  # fmt: skip
    try:
        if all_of(*(decide(part, point) for part in conditions)) is Outcome.REFUTED:
            return None
        enclosure = enclose(draw.high, point, bits=40)
    except (Undetermined, Unsupported):
        return None
    if not writable(enclosure):
        return None
    value = float(ends(enclosure)[1])
    return value if float(x.low) <= value <= float(x.high) else None
