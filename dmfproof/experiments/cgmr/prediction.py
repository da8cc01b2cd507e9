"""Ask the certified part of the tool what a run should do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import inf, nextafter

from dmfproof.arithmetic.ball import ball, ends, working_precision
from dmfproof.bounds import flow_time, iteration_bounds
from dmfproof.errors import ToolFault
from dmfproof.problem import Problem
from dmfproof.verdict import Outcome

__all__ = ["Sandwich", "Window", "descent_window", "flow_window", "sandwich"]


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


def descent_window(
    depth: int,
    spectrum: Sequence[Fraction],
    rank: int,
    alpha: Fraction,
    eta: Fraction,
    *,
    accuracy: Fraction,
    leak: Fraction,
) -> Window:
    """Certify Theorem 3.5's window (63) and tolerance (64) for a descending spectrum of non-negative eigenvalues.

    accuracy -- e, relative, of the eigenvalues 1..L; leak -- e'^(1/N), which eigenvalue L+1 may reach.  The lower end
    is the sharper upper bound of Theorem 2.4, so it is a little earlier than the paper's.
    """
    found, top, start = spectrum[:rank], spectrum[0], alpha**depth
    if not start < (1 - accuracy) * found[-1]:
        raise ToolFault(f"alpha^N = {start} is not below (1-e) lam_L = {(1 - accuracy) * found[-1]}")
    alive = sum(value > start for value in spectrum)
    counts = []
    for value in found:
        k = sandwich(Problem(depth=depth, lam=value, alpha=alpha, eta=eta, eps=accuracy * value)).upper
        if k is None:
            raise ToolFault(f"no upper bound is claimed for lam = {value} at eta = {eta}")
        counts.append(k)
    end, leaked = None, Fraction(0)
    if alive > rank:
        following, leaked = spectrum[rank], leak**depth
        if not start < leaked <= Fraction(depth - 1, 2 * depth - 1) * following:
            raise ToolFault(f"e' = {leaked} is not between alpha^N and c_N^N lam_(L+1)")
        end = int(Fraction(flow_time(depth=depth, lam=following, start=alpha, end=leak).low) / eta)
    plateau = sum(found, Fraction(0)) / top
    terms = (plateau - 1) * accuracy + (alive - rank) * leaked / top + (len(spectrum) - alive) * start / top
    return Window(rank, max(counts), end, _below(plateau), _above(plateau), _above(terms / (1 - accuracy)))


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
    the times between two logarithms, and I3 holds for e3 = (1+e1) alpha^2/lam_1.  Noise below alpha^2 is refused.
    """
    square, top = alpha**2, spectrum[0] - noise
    found = [value - noise for value in spectrum[:rank]]
    if not found[-1] > square:
        raise ToolFault(f"lam_L - noise = {found[-1]} is not above alpha^2 = {square}")
    # How many of the eigenvalues may exceed alpha^2: with noise possibly all of them.
    alive = sum(value + noise > square for value in spectrum)
    with working_precision(96):
        # g_i falls in lam_i once 2 t (lam_i - alpha^2) >= 1, so the least eigenvalue of a box is its worst.
        starts = [ends((ball((v - square) / (square * accuracy))).log() / ball(2 * v))[1] for v in found]
        start = max(*starts, *(1 / (2 * (value - square)) for value in found))
        end = None
        if alive > rank:
            highest, allowed = spectrum[rank] + noise, leak * top / (1 + accuracy)
            if highest > allowed:
                ratio = allowed * (highest - square) / (square * (highest - allowed))
                end = ends(ball(ratio).log() / ball(2 * highest))[0]
    low = 1 + sum((value / (spectrum[0] + noise) for value in found[1:]), Fraction(0))
    high = 1 + sum(((value + noise) / top for value in spectrum[1:rank]), Fraction(0))
    floor = (1 + accuracy) * square / top
    terms = (high - 1) * accuracy + (alive - rank) * leak + (len(spectrum) - alive) * floor
    last = None if end is None else _below(end)
    return Window(rank, _above(start), last, _below(low), _above(high), _above(terms))


def _above(value: Fraction) -> float:
    """Return a float that is at least the value."""
    near = float(value)
    return near if Fraction(near) >= value else nextafter(near, inf)


def _below(value: Fraction) -> float:
    return -_above(-value)
