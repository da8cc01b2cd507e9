"""Find the exact window of a plateau: a maximal run of steps k with |r(W(k)) - r(What_L)| <= gamma, certified.

Every step of the run is certified to satisfy the inequality, and the steps just before and after it are certified to
violate it, unless said otherwise.  Where Theorem 3.5 gives a window, the run is the one that holds it; elsewhere it
is the longest that is found.  (There may be others: in the first steps r falls from n to about 1 and passes every
plateau.)
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from math import inf, nextafter

from dmfproof.errors import ToolFault
from dmfproof.planner.theorem import Guarantee
from dmfproof.planner.trajectory import Range, Trajectory

__all__ = ["Border", "ExactWindow", "Side", "Target", "exact_window"]


class Border(Enum):
    """What is known beyond an end of an exact window."""

    EXACT = "the next step is certified outside"
    FIRST = "it is the first step"
    NEVER = "it never ends"
    FOLLOWED = "descent was followed up to here"
    UNDECIDED = "the next step is undecided"


@dataclass(frozen=True, slots=True)
class ExactWindow:
    """All of start <= k <= end satisfy |r(W(k)) - r(What_L)| <= gamma, certified; end None: so do all k >= start."""

    start: int
    end: int | None
    before: Border
    after: Border


class Side(Enum):
    """How an enclosure of r(W(k)) lies to the target."""

    INSIDE = 0
    OUTSIDE = 1
    OPEN = 2


@dataclass(frozen=True, slots=True)
class Target:
    """The rank of the truncation and the tolerance, as doubles rounded so that a comparison certifies."""

    low: float
    high: float
    least: float
    most: float

    @classmethod
    def of(cls, rank: tuple[Fraction, Fraction], gamma: Fraction, size: int) -> Target:
        """Round a target for a spectrum of `size` eigenvalues."""
        slack = 8 * (size + 1) * 2.0**-53  # for the two differences below, whose terms are at most n
        width = float(min(gamma, Fraction(2 * size)))  # no two effective ranks differ by more than n - 1
        low, high = nextafter(float(rank[0]), -inf), nextafter(float(rank[1]), inf)
        return cls(low, high, nextafter(width, 0) - slack, nextafter(width, inf) + slack)

    def side(self, values: Range) -> Side:
        """Compare an enclosure of r(W(k)) with the target."""
        if max(values[1] - self.low, self.high - values[0]) <= self.least:
            return Side.INSIDE
        if max(values[0] - self.high, self.low - values[1]) > self.most:
            return Side.OUTSIDE
        return Side.OPEN


def exact_window(
    path: Trajectory, rank: tuple[Fraction, Fraction], gamma: Fraction, promised: Guarantee | None
) -> ExactWindow | None:
    """Return the exact window of the plateau whose truncation has the given (enclosed) effective rank.

    None where no step of it was found up to `path.last`; where the guaranteed window begins later, it is the run that
    reaches `path.last`.  Raises `ToolFault` where Theorem 3.5's window is not in it.
    """
    target = Target.of(rank, gamma, path.size)
    seed: int | None
    if promised is None:
        seed = _longest(path, target)
    else:
        seed = min(promised.start, path.last)
        path.visit(seed)
        side = target.side(path.at(seed))
        if side is Side.OUTSIDE and seed == promised.start:
            raise ToolFault(f"Theorem 3.5 promises step {seed}, which is certified to be outside")
        seed = seed if side is Side.INSIDE else None
    if seed is None:
        return None
    start, before = _reach_down(path, target, seed)
    end, after = _reach_up(path, target, seed)
    if promised is not None and promised.start <= path.last:
        if promised.end is None and after is not Border.NEVER:
            if after is Border.EXACT:
                raise ToolFault(f"Theorem 3.5 promises every step from {promised.start}; {end} is the last inside")
            end, after = None, Border.NEVER
        elif promised.end is not None and end is not None and end < promised.end and after is Border.EXACT:
            raise ToolFault(f"Theorem 3.5 promises step {promised.end}, but {end} is the last inside")
    return ExactWindow(start, end, before, after)


def _longest(path: Trajectory, target: Target) -> int | None:
    """Return a step of the longest run of known steps inside, or one found where the rank crosses the target."""
    best, length, run = None, -1, None
    for k in path.steps:
        if target.side(path.at(k)) is not Side.INSIDE:
            run = None
            continue
        run = k if run is None else run
        if k - run > length:
            best, length = run, k - run
    return best if best is not None else _crossing(path, target)


def _crossing(path: Trajectory, target: Target) -> int | None:
    """Look between two steps on either side of the target, the latest such pair."""
    for after, k in zip(path.steps[:0:-1], path.steps[-2::-1], strict=True):
        now, then = path.at(k), path.at(after)
        if not ((now[1] < target.low and then[0] > target.high) or (now[0] > target.high and then[1] < target.low)):
            continue
        rises = now[1] < target.low
        while after - k > 1:
            middle = (k + after) // 2
            path.visit(middle)
            values = path.at(middle)
            if target.side(values) is Side.INSIDE:
                return middle
            if (values[1] < target.low) is rises:
                k = middle
            else:
                after = middle
        return None
    return None


def _reach_up(path: Trajectory, target: Target, k: int) -> tuple[int | None, Border]:
    """Go on from a step inside as long as all steps are certified inside."""
    while k < path.last:
        after = path.steps[bisect_right(path.steps, k)]
        if target.side(path.between(k, after)) is Side.INSIDE:
            k = after
        elif after > k + 1:
            if not path.refine(k, after):
                return k, Border.UNDECIDED
        else:
            side = target.side(path.at(after))
            if side is not Side.INSIDE:
                return k, Border.EXACT if side is Side.OUTSIDE else Border.UNDECIDED
            k = after
    if target.side(path.ever_after()) is Side.INSIDE:
        return None, Border.NEVER
    return k, Border.FOLLOWED


def _reach_down(path: Trajectory, target: Target, k: int) -> tuple[int, Border]:
    """Go back from a step inside as long as all steps are certified inside."""
    while k > 0:
        earlier = path.steps[bisect_left(path.steps, k) - 1]
        if target.side(path.between(earlier, k)) is Side.INSIDE:
            k = earlier
        elif k > earlier + 1:
            if not path.refine(earlier, k):
                return k, Border.UNDECIDED
        else:
            side = target.side(path.at(earlier))
            if side is not Side.INSIDE:
                return k, Border.EXACT if side is Side.OUTSIDE else Border.UNDECIDED
            k = earlier
    return 0, Border.FIRST
