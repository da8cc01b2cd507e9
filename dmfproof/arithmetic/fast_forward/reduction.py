"""Bring a problem to the form in which fast forward treats it.

**Homogeneity.** d = R u.  lam != 0: R = |lam|^(1/N), s = sign(lam), h = eta R^(2N-2) = eta lam^2/R^2.  lam = 0: R =
eta^(-1/(2N-2)), s = 0, h = 1.  Then u+ = u + h u^(N-1) (s - u^N), and the hitting times are those of eps/R^N.

**Lemma 2.2.** Under `StepSize.LEMMA_2_2` the iterates are monotone towards rho (1 for s = 1, else 0) and never cross
it, so T = min{k : u(k) is at or beyond theta}, with theta = (1 - eps/lam)^(1/N) from below, (1 + eps/lam)^(1/N) from
above, eps^(1/N)/R for s <= 0.

**Local maps**, y -> y (1 + E), in t = y^m.
  Origin, y = u.  s = 0: m = 2N-2, E = -t.  s != 0: m = gcd(N-2, 2) (2 for N = 2), E = h y^(N-2) (s - y^N); order
  (N-2)/m.  E/y^(N-2) = h (s - y^N) is monotone in y.
  Root, y = |u - 1|, m = 1: E = -h q(y), q = u^(N-1) (1 + u + ... + u^(N-1)), which increases with u: E is monotone in
  y.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from math import exp, expm1, inf, log, log1p
from math import log2 as float_log2

from flint import arb, arb_poly

from dmfproof.arithmetic.ball import ball
from dmfproof.arithmetic.fast_forward.fixed_point import LocalMap, log2
from dmfproof.problem import Problem

__all__ = [
    "Reduced",
    "Side",
    "digits_needed",
    "extra_bits",
    "origin_map",
    "reduce_in_balls",
    "root_map",
    "steps_between",
    "velocity",
]

_PANELS = 12


class Side(Enum):
    """From where the iterates come, and to which fixed point they go."""

    BELOW = "up from near 0 to the root"
    ABOVE = "down to the root"
    TO_ZERO = "down to 0 (lam <= 0)"


@dataclass(frozen=True)
class Reduced:
    """A problem with lam in {1, 0, -1}, in balls; `bits` is the precision for coordinates, which may be less.

    `start` and `threshold` enclose u(0) and theta; `start_distance` and `threshold_distance` their distances to the
    limit, to full relative accuracy.
    """

    depth: int
    sign: int
    side: Side
    step: arb
    start: arb
    threshold: arb
    start_distance: arb
    threshold_distance: arb
    bits: int

    def beyond(self, u: arb, mark: arb) -> bool:
        """Certify that u is at `mark` or beyond it, in the direction of descent."""
        return bool(u >= mark) if self.side is Side.BELOW else bool(u <= mark)

    def before(self, u: arb, mark: arb) -> bool:
        """Certify that u has not reached `mark`."""
        return bool(u < mark) if self.side is Side.BELOW else bool(u > mark)


def reduce_in_balls(problem: Problem, bits: int) -> Reduced:
    """Reduce a problem (N >= 2, with eps, admissible) at the current working precision, at least `bits`."""
    n, lam, eps = problem.depth, problem.lam, problem.eps
    if eps is None:
        raise ValueError("the problem has no eps")
    alpha, eta = ball(problem.alpha), ball(problem.eta)
    if lam == 0:
        shrink = eta.root(2 * n - 2)
        start, threshold = alpha * shrink, ball(eps).root(n) * shrink
        return Reduced(n, 0, Side.TO_ZERO, arb(1), start, threshold, start, threshold, bits)
    size = abs(lam)
    scale = ball(size).root(n)
    step, start, error = eta * (ball(size) / scale) ** 2, alpha / scale, eps / size
    if lam < 0:
        threshold = ball(error).root(n)
        return Reduced(n, -1, Side.TO_ZERO, step, start, threshold, start, threshold, bits)
    gap = problem.alpha**n / lam - 1
    side = Side.BELOW if gap < 0 else Side.ABOVE
    signed = -error if side is Side.BELOW else error
    threshold = ball(1 + signed).root(n)
    return Reduced(n, 1, side, step, start, threshold, _distance(gap, n), _distance(signed, n), bits)


def _distance(offset: Fraction, n: int) -> arb:
    """Enclose |(1 + offset)^(1/N) - 1| without cancellation."""
    if offset < Fraction(-1, 2):
        return 1 - ball(1 + offset).root(n)
    return abs((ball(offset).log1p() / n).expm1())


def digits_needed(reduced: Reduced) -> int:
    """Estimate log2 of the largest time coordinate that will occur, about log2 of T (an aim, no bound)."""
    n = reduced.depth
    small = -min(log2(reduced.start), log2(reduced.threshold), 0.0)
    power = 2 * n - 2 if reduced.sign == 0 else n - 2
    logarithms = 2 + small + max(0.0, -log2(reduced.threshold_distance))
    return int(power * small + max(0.0, -log2(reduced.step)) + float_log2(logarithms)) + 1


def extra_bits(reduced: Reduced) -> int:
    """Return how many bits more tell the threshold from the root."""
    return 0 if reduced.side is Side.TO_ZERO else int(max(0.0, -log2(reduced.threshold_distance))) + 1


def steps_between(reduced: Reduced, start: tuple[float, float], end: tuple[float, float]) -> float:
    """Estimate how many steps lead from one point to another, each given as (log2 u, log2 |1 - u|).

    An aim, no bound: the time of the flow divided by h, from dx = N du/(u |s - u^N|), x = log(u^N/|s - u^N|), by
    Simpson.
    """
    n, s = reduced.depth, reduced.sign
    ln2, h = log(2), log2(reduced.step)
    if s == 0:
        return _power_of_two((2 - 2 * n) * end[0] - float_log2(2 * n - 2))
    far = 0.0
    if start[0] > 1:  # u > 2, where lam hardly matters
        near = max(end[0], 1.0)
        far = _power_of_two((2 - 2 * n) * near - float_log2(2 * n - 2) - h)
        far *= -expm1((2 - 2 * n) * (start[0] - near) * ln2)
        if end[0] >= 1:
            return far
        start = (1.0, 0.0)
    a, b = (_logit(n, s, point) for point in (start, end))
    total = 0.0
    for i in range(2 * _PANELS + 1):
        x = a + (b - a) * i / (2 * _PANELS)
        weight = 1 if i in (0, 2 * _PANELS) else 4 if i % 2 else 2
        # log of u^N from x
        if s < 0:
            log_power = x - _log(-expm1(min(x, -1e-18)))
        elif reduced.side is Side.BELOW:
            log_power = -log1p(exp(-x)) if x > -700 else x
        else:
            log_power = -_log(-expm1(-max(x, 1e-18)))
        total += weight * _power_of_two(log_power * (2 - n) / n / ln2 - h)
    return far + total * abs(b - a) / (6 * _PANELS) / n


def _logit(n: int, s: int, point: tuple[float, float]) -> float:
    """Return log(u^N/|s - u^N|) from (log2 u, log2 |1-u|)."""
    log_power = n * point[0] * log(2)
    if s < 0:
        return log_power - (log1p(exp(log_power)) if log_power < 700 else log_power)
    if point[1] < -40:
        return -log(n) - point[1] * log(2)
    return log_power - (_log(abs(expm1(log_power))) if log_power < 700 else log_power)


def _log(value: float) -> float:
    return log(value) if value > 0 else -745.0


def _power_of_two(exponent: float) -> float:
    return 2.0**exponent if exponent < 1000 else inf


def velocity(reduced: Reduced) -> arb_poly:
    """Return h G as a polynomial in u."""
    n = reduced.depth
    coefficients = [arb(0)] * (2 * n)
    coefficients[n - 1], coefficients[2 * n - 1] = reduced.sign * reduced.step, -reduced.step
    return arb_poly(coefficients)


def origin_map(reduced: Reduced) -> LocalMap:
    """Return the map near 0 in y = u."""
    n, h = reduced.depth, reduced.step
    if reduced.sign == 0:
        return LocalMap(2 * n - 2, 1, (arb(0), -h))
    m = 2 if n % 2 == 0 else 1
    growth = [arb(0)] * ((2 * n - 2) // m + 1)
    growth[(n - 2) // m], growth[(2 * n - 2) // m] = reduced.sign * h, -h
    return LocalMap(m, (n - 2) // m, tuple(growth))


def root_map(reduced: Reduced) -> LocalMap:
    """Return the map near the root in y = |u - 1| (lam > 0)."""
    direction = -1 if reduced.side is Side.BELOW else 1
    u = arb_poly([1, direction])
    low = arb_poly([1])
    total = low
    for _ in range(reduced.depth - 1):
        low = low * u
        total = total + low
    return LocalMap(1, 0, tuple(-reduced.step * c for c in (low * total).coeffs()))
