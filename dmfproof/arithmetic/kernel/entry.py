"""Enclose a problem's rationals in binary64 so that the pair kernel may start, or say why it may not.

The problem is first scaled by a power of 2 (exact, see `Problem.rescale`), so that rho or alpha is near 1.  A
quotient of Python integers is rounded to nearest, so the neighbouring doubles of it enclose the rational.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction

from dmfproof.arithmetic.kernel.rounding import OUTWARD, Rounding
from dmfproof.problem import Problem, StepSize

__all__ = ["COLUMNS", "DEPTHS", "Mode", "Start", "above", "enter", "nearest"]

DEPTHS = range(2, 17)
COLUMNS = 11
_LEAST_EXPONENT = -900
_SLOPE_BITS = 40


class Mode(IntEnum):
    """Which recursion is used; see `rounding`."""

    BELOW = 0
    ABOVE = 1
    DOWN = 2


@dataclass(frozen=True, slots=True)
class Start:
    """A draw at the step from which the kernel takes over; all earlier steps are certified to miss.

    row -- d low, d high, w low, w high, lam, slack (ABOVE: floor), eta low, eta high, eps low, eps high, top.
    """

    mode: Mode
    depth: int
    step: int
    row: tuple[float, ...]


def enter(problem: Problem, rounding: Rounding = OUTWARD) -> Start | int | str:
    """Return where the kernel starts, the hitting time itself if it is 1, or why the kernel cannot be used.

    Where g is not increasing up to alpha (a large step from above), the first step is taken exactly.
    """
    n, eps = problem.depth, problem.eps
    if eps is None:
        raise ValueError("the problem has no eps")
    if n not in DEPTHS:
        return f"the kernel treats depths {DEPTHS[0]} to {DEPTHS[-1]}"
    if problem.lam > problem.alpha**n:
        if not _contracting(problem):
            return "the step size is beyond the limit of Lemma 2.2"
        return _scaled(problem, eps, Mode.BELOW, 0, rounding)
    mode = Mode.ABOVE if problem.lam > 0 else Mode.DOWN
    if _increasing(problem):
        return _scaled(problem, eps, mode, 0, rounding)
    if not problem.admissible(StepSize.LEMMA_2_2):
        return "the step size is beyond the limit of Lemma 2.2"
    alpha = problem.alpha - problem.eta * problem.alpha ** (n - 1) * (problem.alpha**n - problem.lam)
    if alpha**n - problem.limit <= eps:
        return 1
    later = Problem(depth=n, lam=problem.lam, alpha=alpha, eta=problem.eta, eps=eps)
    if not _increasing(later):
        return "descent is not monotone in the initial scale after one step"
    return _scaled(later, eps, mode, 1, rounding)


def _contracting(problem: Problem) -> bool:
    """Decide eta <= 1/(N lam^(2-2/N)), hence g' >= 0 up to rho (in integers: reducing fractions would cost more)."""
    n, eta, lam = problem.depth, problem.eta, problem.lam
    product: int = (n * eta.numerator) ** n * lam.numerator ** (2 * n - 2)
    whole: int = eta.denominator**n * lam.denominator ** (2 * n - 2)
    return product <= whole


def _increasing(problem: Problem) -> bool:
    """Decide that g' >= 2^-40 at alpha >= rho, hence g' > 0 from the limit up to alpha (and s <= 1/2 for lam <= 0)."""
    n, alpha, lam, eta = problem.depth, problem.alpha, problem.lam, problem.eta
    power, limit = alpha.numerator**n * lam.denominator, lam.numerator * alpha.denominator**n
    low = eta.numerator * alpha.numerator ** (n - 2)
    whole = eta.denominator * alpha.denominator ** (2 * n - 2) * lam.denominator
    steep = low * ((2 * n - 1) * power - (n - 1) * limit) << _SLOPE_BITS
    return steep <= whole * ((1 << _SLOPE_BITS) - 1) and (lam > 0 or 2 * low * (power - limit) <= whole)


def _scaled(problem: Problem, eps: Fraction, mode: Mode, step: int, rounding: Rounding) -> Start | str:
    """Scale, check the range (item 7 of `rounding`) and enclose."""
    n, lam, alpha, eta = problem.depth, abs(problem.lam), problem.alpha, problem.eta
    j = -(above(lam) // -n) if mode is Mode.BELOW else above(alpha)  # the scaling multiplies d by 2^-j
    least_eta, least_eps = above(eta) + (2 * n - 2) * j - 2, above(eps) - n * j - 2
    if mode is Mode.BELOW:
        least = least_eta + (2 * n - 2) * (above(alpha) - j - 2) + min(least_eps, -140 - n)
    elif mode is Mode.ABOVE:
        least_floor = max(least_eps, above(lam) - n * j - 2) - 2
        least = least_eta + 2 * least_floor + min(least_eps, least_floor - 110)
    else:
        least = least_eta + 2 * least_eps
    if least < _LEAST_EXPONENT or (lam and abs(above(lam) - n * j) > -_LEAST_EXPONENT):
        return "the problem leaves the range of binary64"
    d, w = nearest(alpha, -j), nearest(problem.gap, -n * j)
    lam_near, eta_near, eps_near = nearest(lam, -n * j), nearest(eta, (2 * n - 2) * j), nearest(eps, -n * j)
    down, up = (-math.inf, math.inf) if rounding.outward else (None, None)
    widen = rounding.widening(n)
    eps_low, eps_high = _next(eps_near, down), _next(eps_near, up)
    slack = rounding.slack(n) * lam_near
    if mode is Mode.DOWN:
        eps_low, eps_high = eps_low * (1.0 - widen), eps_high * (1.0 + widen)
    elif mode is Mode.ABOVE:
        slack = max(lam_near, eps_near) / 4
    ends = (_next(d, down), _next(d, up), _next(w, down), _next(w, up))
    steps = (eta_near * (1.0 - widen), eta_near * (1.0 + widen))
    return Start(mode, n, step, (*ends, lam_near, slack, *steps, eps_low, eps_high, ends[1]))


def above(value: Fraction) -> int:
    """Return an e with 2^(e-2) < |value| < 2^e (0 for 0)."""
    if not value:
        return 0
    return value.numerator.bit_length() - value.denominator.bit_length() + 1


def nearest(value: Fraction, shift: int) -> float:
    """Round value * 2^shift to nearest."""
    if shift >= 0:
        return (value.numerator << shift) / value.denominator
    return value.numerator / (value.denominator << -shift)


def _next(value: float, towards: float | None) -> float:
    return value if towards is None else math.nextafter(value, towards)
