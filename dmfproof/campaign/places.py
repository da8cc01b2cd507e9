"""Say where in the ranges of its domain a point lies, and walk there: the coordinates in which `sharpen` polishes.

A place holds 0 to 1 for every variable between two bounds and the value itself for every other; it outlives a change of
the bounds, as with the constant that is pushed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from dmfproof.arithmetic.ball import ends, writable
from dmfproof.arithmetic.evaluator import Undetermined, enclose, exact_value
from dmfproof.arithmetic.radical import NotExact
from dmfproof.campaign.strategies import simplest_between
from dmfproof.errors import Unsupported
from dmfproof.statements.domain import Between, Depth, Draw, Whole
from dmfproof.statements.model import Claim, q
from dmfproof.statements.vocabulary import N, Symbol

__all__ = ["neighbours", "place_of", "point_at"]


def neighbours(draw: Draw, t: Any, step: Fraction) -> Iterator[Fraction]:
    """Yield a coordinate's neighbours: nearer to either end of its range by a factor, the ends, the next integers."""
    if t is None or draw.symbol == q:
        return
    if isinstance(draw, Whole):
        for near in (t + 1, t - 1):
            if near >= 0 and (not isinstance(draw.most, int) or near <= draw.most):
                yield near
    elif isinstance(draw, Between):
        for near in (1 - (1 - t) * (1 - step), t * (1 - step)):
            if 0 < near < 1:
                width = min(near, 1 - near) * step / 16
                yield simplest_between(near - width, near + width)
        if step > Fraction(1, 4):
            yield from (Fraction(1), Fraction(0))


def _range(draw: Between, point: Mapping[Symbol, Any]) -> tuple[Fraction, Fraction, bool] | None:
    """Return the rational ends of a range (inwards if irrational) and whether the high one is exact."""
    values, exact = [], True
    for end, inward in ((draw.low, 1), (draw.high, -1)):
        try:
            values.append(exact_value(end, point).rational())
            exact = True
        except NotExact:
            exact = False
            try:
                enclosure = enclose(end, point, bits=120)
            except (Undetermined, Unsupported):
                return None
            if not writable(enclosure):
                return None
            bound = ends(enclosure)[inward > 0]
            values.append(simplest_between(*sorted((bound, bound + inward * abs(bound) / 10**9))))
        except (Undetermined, Unsupported):
            return None
    return (values[0], values[1], exact) if values[0] <= values[1] else None


def place_of(claim: Claim, point: Mapping[Symbol, Any]) -> dict[Symbol, Fraction] | None:
    """Return where in each range a point lies, 0 to 1 (other variables as they are)."""
    place: dict[Symbol, Any] = {}
    for draw in claim.domain:
        if draw.symbol in (q, N):
            continue
        value = point[draw.symbol]
        if isinstance(draw, Between):
            found = _range(draw, point)
            if found is None or found[0] == found[1]:
                return None
            value = (value - found[0]) / (found[1] - found[0])
            place[draw.symbol] = value
    return place | {d.symbol: point[d.symbol] for d in claim.domain if d.symbol not in place and d.symbol not in (q, N)}


def point_at(claim: Claim, place: Mapping[Symbol, Fraction]) -> dict[Symbol, Any] | None:
    """Return the point at a place, None where a range is empty or its open end is meant."""
    point: dict[Symbol, Any] = {}
    for draw in claim.domain:
        if isinstance(draw, Depth):
            point[draw.symbol] = Fraction(draw.least)
        elif isinstance(draw, Between):
            found = _range(draw, point)
            if found is None:
                return None
            t = Fraction(0) if draw.symbol == q else place.get(draw.symbol, Fraction(1, 2))
            open_end = (t <= 0 and draw.closed not in ("left", "both")) or (
                t >= 1 and not (found[2] and draw.closed in ("right", "both"))
            )
            if open_end:
                t = Fraction(1, 10**12) if t <= 0 else 1 - Fraction(1, 10**12)
            point[draw.symbol] = found[0] + t * (found[1] - found[0])
        elif draw.symbol in place:
            point[draw.symbol] = place[draw.symbol]
        else:
            return None
    return point
