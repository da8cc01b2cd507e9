"""Linearise the time of descent away from the fixed points where steps are short: the modified flow on a panel.

**Setting.** With u = centre + radius * z descent reads z -> p(z) = z + f(z), f(z) = h G(u)/radius, a polynomial of
degree 2N-1 that is small on |z| <= w.

**Coordinate.** A time A of the modified flow of p, A o p = A + 1, has A' = B with 1 = sum_{i>=1} f^i B^(i-1)/i!
(Taylor), a power series in the step size: B = 1/f - sum_{i>=2} f^(i-1) B^(i-1)/i!, iterated from B = 1/f, gains one
order in f at a time.  B is truncated in z and rounded to exact numbers: any polynomial will do, as everything that is
claimed about it is checked afterwards.

**Defect.** D(z) = A(p(z)) - A(z) - 1 = sum_{i=1}^{I} f^i A^(i)/i! - 1 + rest.  The sum is a polynomial: on |z| <= w
it is at most the sum of |coefficient| w^i.  With the majorant M(x) = sum |a_j| x^j and F = sum |f_i| w^i, for every x
> F
  |rest| <= sum_{i>I} F^i M^(i)(w)/i! <= (F/x)^(I+1) M(w + x).
(O4) The sum d of both is below 1/2.

**Orbit.** (O5) w1 + F <= w: the image of |z| <= w1 lies in |z| <= w.  (O3, see `fixed_point`) A' has no zero on |z|
<= w.  Of k steps that start in |z| <= w1 between A(z_0) and A(z_0) + X each raises A by at least 1-d, so k - 1 <=
X/(1-d), and the defects sum to at most d (X/(1-d) + 1).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import lgamma, log
from math import log2 as float_log2

from flint import arb, arb_poly

from dmfproof.arithmetic.ball import ball, working_precision
from dmfproof.arithmetic.fast_forward.fixed_point import absolute, log2, nonvanishing, truncated_inverse

__all__ = ["Panel", "build_panel"]

_TRIALS = 2
_LONGEST = -7  # log2 of the longest step, in units of the radius, for which panels pay


@dataclass(frozen=True)
class Panel:
    """A certified coordinate for steps that start in |u - centre| <= radius * half."""

    centre: arb
    radius: arb
    half: arb
    time: arb_poly
    slope: arb_poly
    defect: arb

    def value(self, u: arb) -> arb:
        """Enclose A over a ball of u, in mean-value form."""
        z = (u - self.centre) / self.radius
        middle = z.mid()
        return self.time(middle) + self.slope(z) * (z - middle)

    def error(self, start: arb, end: arb) -> arb:
        """Bound |A(u_k) - A(u_0) - k| along an orbit from `start` to at most `end`, both on the panel."""
        span = abs(self.value(end) - self.value(start))
        return (self.defect * (span / (1 - self.defect) + 1)).upper()

    def covers(self, u: arb) -> bool:
        """Certify that u lies on the panel."""
        return bool(abs(u - self.centre) <= self.radius * self.half)


def build_panel(
    velocity: arb_poly, *, centre: Fraction, radius: Fraction, half: Fraction, goal: float, bits: int
) -> Panel | None:
    """Return a panel whose sum of defects is at most about 2^goal, or None where an obligation fails.

    `velocity` is h G as a polynomial in u; `half` is the half width w1 in units of `radius`; `bits` the working
    precision.
    """
    with working_precision(bits):
        middle, scale = ball(centre), ball(radius)
        f = velocity(arb_poly([middle, scale])) * (1 / scale)
        steps = [log2(f(ball(half))), log2(f(ball(-half)))]
        longest, aim = max(steps), goal - 4 + min(steps)
        if longest > _LONGEST:
            return None
        pole = (longest - min(steps)) / float_log2((1 + half) / (1 - half))
        for _ in range(_TRIALS):
            terms, orders = _terms(float(half), aim, pole), int((4 - aim) / (-longest - 3)) + 2
            time = _solve(f, terms, orders)
            defect, wide = _defect(f, time, half, aim)
            slope = time.derivative()
            if defect is None or not nonvanishing(slope, terms, wide):
                return None
            excess = log2(defect) - min(steps) - goal
            if excess <= 0:
                return Panel(middle, scale, ball(half), time, slope, defect)
            aim -= excess + 4
    return None


def _terms(half: float, aim: float, pole: float) -> int:
    """Return how many terms bring (half)^terms * binomial(terms + pole, pole) to about 2^aim."""
    terms = 16
    while True:
        growth = (lgamma(terms + pole + 1) - lgamma(terms + 1) - lgamma(pole + 1)) / log(2)
        if growth + terms * float_log2(half) <= aim - 4:
            return terms
        terms += 2


def _solve(f: arb_poly, terms: int, orders: int) -> arb_poly:
    """Approximate the time A of the modified flow; the coefficients are exact numbers."""
    length = terms + orders
    f = arb_poly([c.mid() for c in f.coeffs()])
    inverse = truncated_inverse(f, length)
    powers = [arb_poly([1]), f]
    for _ in range(orders - 2):
        powers.append((powers[-1] * f).truncate(length))
    factorials = [arb(1)]
    for i in range(1, orders + 1):
        factorials.append(factorials[-1] * i)
    b = inverse
    for known in range(1, orders):
        correction, derivative = arb_poly([0]), b
        for i in range(2, known + 2):
            derivative = derivative.derivative()
            correction = correction + (powers[i - 1] * derivative).truncate(length) * (1 / factorials[i])
        b = arb_poly([c.mid() for c in (inverse - correction).coeffs()])
    return arb_poly([c.mid() for c in b.truncate(terms).integral().coeffs()])


def _defect(f: arb_poly, time: arb_poly, half: Fraction, aim: float) -> tuple[arb | None, arb]:
    """Return (d, w): the bound (O4) of the defect on |z| <= w, with (O5) for w1 = `half`; d is None where one fails."""
    moduli, majorant = absolute(f.coeffs()), absolute(time.coeffs())
    inner = ball(half)
    wide = (inner + 2 * moduli(inner)).upper()
    largest = moduli(wide).upper()
    if not inner + largest <= wide:
        return None, wide
    room = inner / 2
    ratio, height = log2(largest / room), log2(majorant(wide + room))
    if not (largest < room and ratio < -3):
        return None, wide
    last = max(2, int((aim - height) / ratio) + 1)
    total, derivative, power = arb_poly([-1]), time, arb_poly([1])
    for i in range(1, last + 1):
        derivative = derivative.derivative() * (1 / arb(i))
        power = power * f
        total = total + power * derivative
    defect = absolute(total.coeffs())(wide) + (largest / room) ** (last + 1) * majorant(wide + room)
    return (defect.upper() if defect < 0.5 else None), wide
