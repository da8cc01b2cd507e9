"""Lead the iterates of one reduced problem from the start to the threshold, leg by leg.

Legs: the coordinate at the origin, panels or direct steps in the middle, the coordinate at the limit.  Which legs are
taken is chosen by estimates in binary64; whether a leg is valid is certified by the leg itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from math import cos, pi, sin

from flint import arb

from dmfproof.arithmetic.ball import ball
from dmfproof.arithmetic.fast_forward.crossing import Coordinate, Stop, count_to, leap_to, step_to
from dmfproof.arithmetic.fast_forward.fixed_point import FixedPointCoordinate, LocalMap, log2
from dmfproof.arithmetic.fast_forward.panel import Panel, build_panel
from dmfproof.arithmetic.fast_forward.reduction import (
    Reduced,
    Side,
    extra_bits,
    origin_map,
    root_map,
    steps_between,
    velocity,
)

__all__ = ["Itinerary", "Stuck"]

_MOST_STEPS = 60_000
_HALF = Fraction(1, 3)
_LEAVE = 0.4
_NEAR = 2.0**-20


class Stuck(Exception):
    """An obligation that failed; the text says which.

    `final` says that no leap was tried: the same steps would be taken, whatever the precision and the orders.
    """

    def __init__(self, reason: str, *, final: bool = False) -> None:
        super().__init__(reason)
        self.final = final


@dataclass
class Itinerary:
    """Find the hitting time of a reduced problem; `legs` tells how.

    goal -- log2 of the error, in steps, that each leg aims at; few -- at most that many direct steps are preferred to
    a coordinate; k, u -- steps done, and the enclosure of u(k); aimed -- whether a leap was tried.
    """

    reduced: Reduced
    goal: int
    few: int = 1000
    k: int = 0
    stepped: int = 0
    aimed: bool = False
    legs: list[str] = field(default_factory=list)
    u: arb = field(init=False)

    def __post_init__(self) -> None:
        """Begin at the start."""
        self.u = self.reduced.start

    def hitting_time(self) -> int:
        """Return the certified hitting time.  Raises `Stuck`."""
        reduced = self.reduced
        found = self._leave_origin() if reduced.side is Side.BELOW else None
        if found is not None:
            return found
        limit = None
        if self._left(reduced.threshold) > self.few:
            limit = self._coordinate(origin_map(reduced) if reduced.side is Side.TO_ZERO else root_map(reduced))
        if limit is None or limit.edge is None:
            return self._finish(self._step(None))
        if not limit.covers(reduced.threshold_distance):
            return self._finish(self._cross_middle(None))
        distance = reduced.start_distance
        if not (self.k == 0 and limit.covers(distance)):
            edge = limit.edge
            mark = {Side.BELOW: 1 - edge, Side.ABOVE: 1 + edge, Side.TO_ZERO: edge}[reduced.side]
            found = self._cross_middle(mark)
            if found is not None:
                return found
            distance = self.u if reduced.side is Side.TO_ZERO else abs(self.u - 1)
        return self._count(limit, distance, reduced.threshold_distance, limit.name)

    @staticmethod
    def _finish(found: int | None) -> int:
        if found is None:
            raise Stuck("the threshold is not reached")
        return found

    def _leave_origin(self) -> int | None:
        """Leap from the start to the end of the range of the coordinate at 0; return T if the threshold lies in it."""
        reduced = self.reduced
        near = arb(_LEAVE).min(reduced.threshold)
        if not self.u < near or self._left(near) < self.few / 2:
            return None
        coordinate = self._coordinate(origin_map(reduced))
        if coordinate.edge is None or not coordinate.covers(self.u):
            return None
        if coordinate.covers(reduced.threshold):
            return self._count(coordinate, self.u, reduced.threshold, coordinate.name)
        self._leap(coordinate, coordinate.edge, coordinate.name)
        return None

    def _cross_middle(self, mark: arb | None) -> int | None:
        """Go on to `mark` or to the threshold (mark None) by panels and direct steps; return T once hit."""
        target = self.reduced.threshold if mark is None else mark
        while not self.reduced.beyond(self.u, target) and self._left(target) > self.few:
            centre, radius, far = self._frame()
            last = self.reduced.before(far, target)
            end = far if last else target
            panel = self._panel(centre, radius) if self._left(end) > self.few else None
            if panel is None:
                found = self._step(end, patience=self.few)
                if found is not None:
                    return found
                continue
            name = f"a panel of order {panel.time.degree()}"
            if mark is None and not last:
                return self._count(panel, self.u, target, name)
            self._leap(panel, end, name)
        return self._step(mark)

    def _frame(self) -> tuple[Fraction, Fraction, arb]:
        """Return centre, radius and (just inside) far end of the panel that begins at u."""
        n, sign, u = self.reduced.depth, self.reduced.sign, float(self.u)
        if not 1e-300 < u < 1e300:
            raise Stuck("the start lies too far from 1, in units of |lam|^(1/N), for panels")
        angle = {1: 2 * pi / n, -1: pi / n}.get(sign, pi)
        towards = 1 if self.reduced.side is Side.BELOW else -1
        centre = u
        radius = 0.0
        for _ in range(30):
            radius = min(centre, abs(centre - complex(cos(angle), sin(angle))))
            if sign == 1:
                radius = min(radius, abs(centre - 1))
            centre = u + towards * 0.333 * radius
        if radius < 1e-6 * centre:
            raise Stuck("no panel fits so near to the root")
        exact, size = Fraction(centre), Fraction(radius)
        return exact, size, ball(exact + towards * size * Fraction(333, 1000))

    def _shortness(self) -> float:
        return max(0.0, -log2(self.reduced.step))

    def _panel(self, centre: Fraction, radius: Fraction) -> Panel | None:
        self.aimed = True
        bits = int(self._shortness() - self.goal + 96)
        panel = build_panel(velocity(self.reduced), centre=centre, radius=radius, half=_HALF, goal=self.goal, bits=bits)
        return panel if panel is not None and panel.covers(self.u) else None

    def _coordinate(self, local: LocalMap) -> FixedPointCoordinate:
        self.aimed = True
        aim = self._shortness() - self.goal
        terms = max(24, int(-0.9 * self.goal), int(aim / 2.5), 16 + 3 * local.order)
        tail, bits = int(aim + 64 + 3 * terms), self.reduced.bits
        return FixedPointCoordinate(local, terms=terms, bits=bits, tail_bits=min(bits, tail), goal=self.goal)

    def _left(self, mark: arb) -> float:
        """Estimate the number of steps from u to `mark`."""
        reduced = self.reduced
        gap, room = abs(mark - self.u), self.u if reduced.sign < 1 else self.u.min(abs(1 - self.u))
        if gap < room * _NEAR:  # the logarithms would not tell the two apart, but the velocity hardly changes
            return abs(float((gap / velocity(reduced)(self.u)).mid()))
        distance = abs(1 - self.u) if self.k else reduced.start_distance
        end = abs(1 - mark)
        if reduced.side is Side.TO_ZERO:
            distance = abs(1 - self.u)
        elif mark is reduced.threshold:
            end = reduced.threshold_distance
        return steps_between(reduced, (log2(self.u), log2(distance)), (log2(mark), log2(end)))

    def _leap(self, coordinate: Coordinate, mark: arb, name: str) -> None:
        landing = leap_to(coordinate, self.u, mark)
        if landing is None:
            raise Stuck(f"{name}: no certified leap")
        self.k += landing[0]
        self.u = landing[1]
        self.legs.append(name)
        if not self.reduced.before(self.u, self.reduced.threshold):
            raise Stuck(f"{name}: the leap may lead beyond the threshold")

    def _count(self, coordinate: Coordinate, start: arb, mark: arb, name: str) -> int:
        steps = count_to(coordinate, start, mark)
        if steps is None:
            raise Stuck(f"{name}: the error is not below the distance to the next integer")
        self.legs.append(name)
        return self.k + steps

    def _step(self, mark: arb | None, patience: int | None = None) -> int | None:
        """Step directly to `mark` or to the threshold; return T if the threshold is hit.

        At most `patience` steps are taken; without it, the budget must suffice.
        """
        bits = self.reduced.bits
        if self.reduced.side is not Side.TO_ZERO:
            bits = int(64 - self.goal + self._shortness())
            bits += extra_bits(self.reduced) if mark is None else 0
        budget = _MOST_STEPS if patience is None else patience
        stop, steps, self.u = step_to(self.reduced, self.u, mark, budget=budget, bits=bits)
        self.k += steps
        self.stepped += steps
        if steps:
            self.legs.append(f"{steps} direct steps")
        if stop is Stop.STRADDLE or (stop is Stop.BUDGET and (patience is None or self.stepped > _MOST_STEPS)):
            final = stop is Stop.BUDGET and not self.aimed
            raise Stuck(f"after {self.stepped} direct steps: {stop.value}", final=final)
        return self.k if stop is Stop.HIT else None
