"""Ask the certified part of the tool what a run should do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import inf, nextafter

from dmfproof.arithmetic.ball import working_precision
from dmfproof.bounds import iteration_bounds
from dmfproof.errors import ToolFault
from dmfproof.experiments.flow_times import earliest_closing, latest_opening
from dmfproof.problem import Problem
from dmfproof.verdict import Outcome

__all__ = ["Sandwich", "Window", "flow_window", "sandwich"]


@dataclass(frozen=True, slots=True)
class Sandwich:
    """The certified hitting time of a problem between Theorem 2.4's bounds; a bound that is not claimed is None."""

    hit: int
    lower: int | None
    upper: int | None
    upper_paper: int | None


def sandwich(problem: Problem) -> Sandwich:
    """Certify the hitting time and its bounds.  Raises `ToolFault` where the parameters of a figure leave it open."""
    found = iteration_bounds(problem, digits=8)
    if found.outcome is not Outcome.CERTIFIED or found.hitting_time.k is None:
        raise ToolFault(f"the sandwich of {problem} is {found.outcome.value}: {found.hitting_time.reason}")
    upper = {bound.form: bound.k for bound in found.upper}
    lower = max((bound.k for bound in found.lower if bound.k is not None), default=None)
    return Sandwich(found.hitting_time.k, lower, upper.get("sharper"), upper.get("paper"))


@dataclass(frozen=True, slots=True)
class Window:
    """For start <= k <= end (None: for ever) the effective rank is within `tolerance` of [low, high]; all certified.

    `rank` is the number L of eigenvalues found by then; low = high = r(What_L) where there is no noise.
    """

    rank: int
    start: float
    end: float | None
    low: float
    high: float
    tolerance: float


def flow_window(
    spectrum: Sequence[Fraction],
    rank: int,
    alpha: Fraction,
    *,
    accuracy: Fraction,
    leak: Fraction,
    noise: Fraction = Fraction(0),
) -> Window:
    """Certify Theorem 3.1's time window for N = 2, for every spectrum whose i-th eigenvalue is within `noise` of ours.

    accuracy, leak -- e1 and e2.  On I1 the largest eigenvalue satisfies w_1 >= lam_1/(1+e1), so the sets I1 and I2 are
    the times between two logarithms, and I3 holds for e3 = (1+e1) alpha^2/lam_1, at most e2.  Negative eigenvalues stay
    below alpha^2 and count among the last n - L'.  Raises `ToolFault` where alpha is too large for that.
    """
    square, top = alpha**2, spectrum[0] - noise
    found = [value - noise for value in spectrum[:rank]]
    if not found[-1] > square:
        raise ToolFault(f"lam_L - noise = {found[-1]} is not above alpha^2 = {square}")
    floor = (1 + accuracy) * square / top
    if floor > leak:
        raise ToolFault(f"e3 = {floor} is above e2 = {leak}: alpha is too large")
    # How many of the eigenvalues may exceed alpha^2: with noise possibly all of them.
    alive = sum(value + noise > square for value in spectrum)
    with working_precision(96):
        # g_i falls in lam_i once 2 t (lam_i - alpha^2) >= 1, so the least eigenvalue of a box is its worst.
        starts = [latest_opening(value, square, accuracy) for value in found]
        start = max(*starts, *(1 / (2 * (value - square)) for value in found))
        end = None
        if alive > rank:
            highest, allowed = spectrum[rank] + noise, leak * top / (1 + accuracy)
            if highest > allowed:
                end = earliest_closing(highest, square, allowed)
    low = 1 + sum((value / (spectrum[0] + noise) for value in found[1:]), Fraction(0))
    high = 1 + sum(((value + noise) / top for value in spectrum[1:rank]), Fraction(0))
    terms = (high - 1) * accuracy + (alive - rank) * leak + (len(spectrum) - alive) * floor
    last = None if end is None else _below(end)
    return Window(rank, _above(start), last, _below(low), _above(high), _above(terms))


def _above(value: Fraction) -> float:
    """Return a float that is at least the value."""
    near = float(value)
    return near if Fraction(near) >= value else nextafter(near, inf)


def _below(value: Fraction) -> float:
    return -_above(-value)
