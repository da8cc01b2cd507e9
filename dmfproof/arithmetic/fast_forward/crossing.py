"""Count steps by a coordinate, or leap over them; step directly where no coordinate serves.

**Lemma.** Let A be continuous and strictly monotone on an interval J, and I an initial part of J (in the direction of
descent) whose points have their images in J.  Let `mark` in I lie beyond u_0 in I, X = A(mark) - A(u_0) > 0, and let
|A(u_k) - A(u_0) - k| <= S hold for every k for which none of u_0, ..., u_(k-1) is beyond mark.
(a) If m - 1 < X - S and X + S <= m for an integer m >= 1, then m = min{k : u_k is at or beyond mark}.
(b) If m + S <= X for an integer m >= 0, then u_m is not beyond mark and |A(u_m) - A(mark) + X - m| <= S.
Proof.  Let k >= 1, and let u_0, ..., u_(k-1) be before mark.  Then u_k lies in J and A(u_k) <= A(u_0) + k + S.  In
(a) this is less than A(mark) for k <= m-1, in (b) at most A(mark) for k <= m; by monotonicity u_k is before mark, or
not beyond it.  In (a), A(u_m) >= A(u_0) + m - S >= A(mark).  (Each claim by induction on k.)

The balls contain u_0, mark and all coefficients, so a comparison that is certified holds for the true ones.
"""

from __future__ import annotations

from enum import Enum
from typing import Protocol

from flint import arb

from dmfproof.arithmetic.ball import ends, unique_ceiling, working_precision
from dmfproof.arithmetic.fast_forward.reduction import Reduced, Side

__all__ = ["Coordinate", "Stop", "count_to", "leap_to", "step_to"]

_NEWTON_STEPS = 60
_MARGIN = arb(2) ** -7


class Coordinate(Protocol):
    """What fixed points and panels offer: A, the bound S of the lemma, and the certified range I."""

    def value(self, y: arb) -> arb:
        """Enclose A over a ball."""

    def error(self, start: arb, end: arb) -> arb:
        """Bound S for mark = end (an exact ball; infinite where an obligation fails)."""

    def covers(self, y: arb) -> bool:
        """Certify that y lies in I."""


class Stop(Enum):
    """Why direct steps ended."""

    HIT = "at or beyond the threshold"
    MARK = "at or beyond the mark"
    STRADDLE = "iterate and threshold cannot be told apart"
    BUDGET = "the budget of direct steps is used up"


def count_to(coordinate: Coordinate, start: arb, mark: arb) -> int | None:
    """Return min{k >= 1 : the k-th iterate of `start` is at or beyond `mark`} by (a), or None where it is not decided.

    `start` is certified to lie before `mark` by the caller.
    """
    if not (coordinate.covers(start) and coordinate.covers(mark)):
        return None
    lead = coordinate.value(mark) - coordinate.value(start)
    error = coordinate.error(start, mark)
    if not error.is_finite():
        return None
    steps = unique_ceiling(lead + arb(0, error))
    return steps if steps is not None and steps >= 1 else None


def leap_to(coordinate: Coordinate, start: arb, mark: arb) -> tuple[int, arb] | None:
    """Return (m, an enclosure of the m-th iterate of `start`), the iterate just before `mark`, by (b).

    None where nothing is certified or no step fits in.
    """
    if not (coordinate.covers(start) and coordinate.covers(mark)):
        return None
    final = coordinate.value(mark)
    lead = final - coordinate.value(start)
    error = coordinate.error(start, mark)
    if not (error.is_finite() and lead.is_finite()):
        return None
    low, _ = ends(lead - error)
    steps = low.numerator // low.denominator
    if steps < 1:
        return None
    landing = _enclose(coordinate, final - (lead - steps), error, mark)
    return None if landing is None else (steps, landing)


def _enclose(coordinate: Coordinate, goal: arb, error: arb, mark: arb) -> arb | None:
    """Enclose the y on the range with |A(y) - goal| <= error, by monotonicity; `mark` is a first guess."""
    aim, guess = goal.mid(), mark.mid()
    shift = guess / 1024
    slope = (coordinate.value(guess).mid() - coordinate.value(guess - shift).mid()) / shift
    for _ in range(_NEWTON_STEPS):
        move = (aim - coordinate.value(guess)).mid() / slope.mid()
        tolerance = (error + goal.rad()) / abs(slope.mid())
        fresh = (guess + move).mid()
        if not coordinate.covers(fresh):
            fresh = ((guess + mark.mid()) / 2).mid()
        if abs(fresh - guess) < tolerance:
            guess = fresh
            break
        if fresh != guess:
            slope = ((coordinate.value(fresh) - coordinate.value(guess)).mid() / (fresh - guess)).mid()
        guess = fresh
    room = (tolerance * 3 / 2).upper()
    first, last = guess - room, guess + room
    if not (coordinate.covers(first) and coordinate.covers(last)):
        return None
    reach = error + goal.rad()
    one, other = coordinate.value(first), coordinate.value(last)
    within = (one < goal.mid() - reach and other > goal.mid() + reach) or (
        one > goal.mid() + reach and other < goal.mid() - reach
    )
    return first.union(last) if within else None


def step_to(reduced: Reduced, start: arb, mark: arb | None, *, budget: int, bits: int) -> tuple[Stop, int, arb]:
    """Iterate from the ball `start` until `mark` or the threshold is reached, at `bits` bits.

    g(U) lies in g(c) + g'(c) (U-c) + (g''/2) (U-c)^2, c the midpoint of U, so that the radius grows by the true
    sensitivity only. BUDGET: `budget` steps are taken, and all iterates but the last are certainly before the
    threshold. Return why it stopped, the number of steps and the last enclosure; HIT: certainly the first iterate at
    or beyond the threshold.
    """
    with working_precision(bits):
        n, s, h = reduced.depth, reduced.sign, reduced.step * 1
        threshold, u = reduced.threshold * 1, start * 1
        below = reduced.side is Side.BELOW
        target = mark if mark is not None and reduced.before(mark, threshold) else threshold
        top = (arb(1) if below else u.upper()) * (1 + _MARGIN)
        room = top * _MARGIN / 2
        gain, loss, bend = (n - 1) * s, 2 * n - 1, _half_curvature(reduced, top)
        for step in range(budget):
            if not (u < target if below else u > target):
                stop = _stop(reduced, u, threshold, mark)
                if stop is not None:
                    return stop, step, u
            middle = u.mid()
            low = _power(middle, n - 2)
            high = low * middle * middle
            low *= h
            spread = u - middle
            if not spread < room:
                return Stop.STRADDLE, step, u
            u = middle + low * middle * (s - high) + spread * (1 + low * (gain - loss * high) + bend * spread)
    return Stop.BUDGET, budget, u


def _stop(reduced: Reduced, u: arb, threshold: arb, mark: arb | None) -> Stop | None:
    """Say whether direct steps end at u, which is not certified to lie before both marks."""
    if reduced.beyond(u, threshold):
        return Stop.HIT
    if not reduced.before(u, threshold):
        return Stop.STRADDLE
    return Stop.MARK if mark is not None and reduced.beyond(u, mark) else None


def _half_curvature(reduced: Reduced, top: arb) -> arb:
    """Bound |g''|/2 on [-top, top] by a ball around 0.

    The iterates lie in [0, 1] from below, and in [0, u(0)] if they descend; top exceeds the end of this interval by a
    margin.  So the segment between an iterate and the midpoint of its enclosure is covered as long as the radius is
    below that margin.
    """
    n, s, h = reduced.depth, reduced.sign, reduced.step
    first = (n - 1) * (n - 2) * abs(s) * _power(top, n - 3) if n > 2 else arb(0)
    bound = h * (first + (2 * n - 1) * (2 * n - 2) * _power(top, 2 * n - 3)) / 2
    return arb(0, bound.abs_upper())


def _power(x: arb, exponent: int) -> arb:
    """Return x^exponent for a small exponent >= 0 (flint's general power is slower)."""
    result = None
    while exponent:
        if exponent & 1:
            result = x if result is None else result * x
        exponent >>= 1
        if exponent:
            x = x * x
    return arb(1) if result is None else result
