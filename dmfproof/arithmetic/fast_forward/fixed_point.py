"""Linearise the time of descent near a fixed point: Abel (Fatou) and Koenigs (Schroeder) coordinates.

**Setting.** Near a fixed point descent is y -> p(y) = y (1 + E(t)), t = y^m, with a polynomial
E(t) = E_n t^n + E_(n+1) t^(n+1) + ...; n >= 1 is the parabolic case (the origin, N >= 3 or lam = 0), n = 0 the
hyperbolic one (the root rho, and the origin for N = 2), with multiplier mu = 1 + E_0 > 0, mu != 1.

**Coordinate.** A(y) = sum_{-n <= j < P-n, j != 0} a_j t^j + c log y, where the a_j and c solve A(p(y)) - A(y) - 1 =
O(t^P). As t^j o p = t^j (1+E)^(mj) and log p - log y = log(1+E), the coefficient of t^i, i = 0, ..., P-1, determines
a_(i-n) (c for i = n >= 1, and for i = n = 0): its factor is m j E_n (c: E_n), and mu^(mj) - 1 (c: log mu) for n = 0;
none of them vanishes. The exact solution lies in the balls computed, so the defect of the exact one vanishes to order
P.

**Defect.** D(t) = A(p(y)) - A(y) - 1 is analytic on |t| <= r if (O1) X = sum_{i>=1} |E_i| r^i / mu < 1 (mu = 1 for n
>= 1), for then 1 + E = mu (1 + x) with |x| <= X has no zero.  D/t^P is analytic too, so by the maximum principle
|D(t)| <= C (|t|/r)^P for |t| <= r, where C bounds |D| on |t| = r.  With e = sum |E_i| r^i,
  j > 0: |(1+E)^(mj) - 1| <= min( (1+e)^(mj) - 1, (mu (1+X))^(mj) + 1 );   j < 0: |(1+E)^(mj) - 1| <= (1-X)^(mj) - 1;
  |c log(1+E) - 1| <= |c| |log(1-X)| + 1 for n >= 1, and <= |c| |log(1-X)| for n = 0, as c log mu = 1.

**Sum of defects along an orbit** y_0, y_1, ..., over steps that start in 0 < t <= s.  Let q = P - n and b > 0 with (O2)
|E(t)| >= b t^n on (0, s].  Then, with k = m q,
      sum t_j^P <= s^q (1/(k b) + s^n):
  ascending (E > 0), t_(j+1)^q - t_j^q >= t_j^q ((1 + b t_j^n)^k - 1) >= k b t_j^P; add this up over all steps but the
  last; descending (E < 0), t_j^q - t_(j+1)^q >= t_j^q (1 - (1-x)^k) >= t_j^q k x/(1 + k x), x = b t_j^n < 1, as
  (1-x)^k <= 1/(1+kx).
E(t)/t^n is monotone in t on the range for each of the maps used (see `reduction`), so the lesser of the values of
|E|/t^n at its two ends serves as b, if E has the same sign at both.

**Monotone coordinate.** t^n y A'(y) = B(t) := c t^n + sum m j a_j t^(j+n).  (O3) If H is any polynomial and the
coefficients of B H - 1 satisfy sum |.| s^i < 1, then B has no zero on [0, s]: A is strictly monotone there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from flint import arb, arb_poly, arb_series, ctx

from dmfproof.arithmetic.ball import working_precision

__all__ = ["Expansion", "FixedPointCoordinate", "LocalMap", "log2", "nonvanishing", "truncated_inverse"]

_MAJORANT_BITS = 64
_LN2 = 0.6931471805599453


@dataclass(frozen=True)
class LocalMap:
    """The map y -> y (1 + E(y^power)) near its fixed point 0; `growth` holds E_0, E_1, ... (E_i = 0 for i < order)."""

    power: int
    order: int
    growth: tuple[arb, ...]

    @cached_property
    def ascending(self) -> bool:
        """Say whether iterates move away from the fixed point (E_n > 0)."""
        return bool(self.growth[self.order] > 0)


@dataclass(frozen=True)
class Expansion:
    """A(y) = polar(1/t) + regular(t) + log_factor * log y; `terms` = P orders of the defect vanish."""

    polar: arb_poly
    regular: arb_poly
    log_factor: arb
    terms: int


def log2(value: arb) -> float:
    """Return log2 of the upper end of |value| as a float (an aim, no bound); -1e9 at zero."""
    top = value.abs_upper()
    return float(top.log()) / _LN2 if top > 0 else -1e9


def truncated_inverse(series: arb_poly, length: int) -> arb_poly:
    """Return 1/series modulo t^length."""
    before = ctx.cap
    ctx.cap = length
    try:
        return arb_poly((1 / arb_series(series, length)).coeffs())
    finally:
        ctx.cap = before


def _truncated_log(series: arb_poly, length: int) -> arb_poly:
    before = ctx.cap
    ctx.cap = length
    try:
        return arb_poly(arb_series(series, length).log().coeffs())
    finally:
        ctx.cap = before


def absolute(coefficients: Iterable[arb]) -> arb_poly:
    """Return the polynomial of the upper ends of the moduli of the coefficients."""
    return arb_poly([a.abs_upper() for a in coefficients])


def nonvanishing(series: arb_poly, length: int, bound: arb) -> bool:
    """Certify (O3) that a polynomial has no zero of modulus at most `bound`."""
    if not (series.length() > 0 and abs(series[0]) > 0):
        return False
    product = series * truncated_inverse(arb_poly([a.mid() for a in series.coeffs()]), length) - 1
    return bool(absolute(product.coeffs())(bound) < 1)


def solve(local: LocalMap, terms: int) -> Expansion:
    """Solve the triangular system for the coordinate at the working precision; `terms` > order."""
    m, n, size = local.power, local.order, terms
    factor = arb_poly([1 + local.growth[0], *local.growth[1:]])
    raised = factor
    for _ in range(m - 1):
        raised = raised * factor
    full = size + n
    logarithm = _truncated_log(factor, full)
    rate = local.growth[0].log1p()  # log mu, without cancellation for short steps
    residual = arb_poly([-1])
    power = arb_poly([1])
    for _ in range(n):
        power = (power * raised).truncate(full)
    power = truncated_inverse(power, full)
    polar, regular, c = [arb(0)] * (n + 1), [arb(0)] * (size - n), arb(0)
    for i in range(size):
        j = i - n
        if j == 0:
            c = -residual[i] / (logarithm[n] if n else rate)
            residual = residual + c * logarithm
        else:
            a = -residual[i] / (m * j * local.growth[n] if n else (m * j * rate).expm1())
            change = a * (power - 1)
            if j < 0:
                polar[-j] = a
                residual = residual + change.right_shift(-j)
            else:
                regular[j] = a
                residual = residual + change.left_shift(j)
        power = (power * raised).truncate(full - i)
    return Expansion(arb_poly(polar), arb_poly(regular), c, size)


class FixedPointCoordinate:
    """A truncated coordinate with a certified bound of its defect.

    `terms` is P; `bits` the precision at which the polar part and c are found, `tail_bits` (at most `bits`) that of the
    regular part.  `goal` is the bound of the sum of defects that the range is chosen for, as its log2.  `edge` is the
    end of the certified range 0 < y <= edge (an exact ball), or None where an obligation fails on every range tried.
    """

    def __init__(self, local: LocalMap, *, terms: int, bits: int, tail_bits: int, goal: float) -> None:
        """Solve for the coefficients, bound the defect and choose the range."""
        self.local = local
        with working_precision(tail_bits):
            tail = solve(local, terms)
        head = tail
        if bits > tail_bits and local.order:
            with working_precision(bits):
                head = solve(local, 2 * local.order + 1)
        self.expansion = Expansion(head.polar, tail.regular, head.log_factor, terms)
        with working_precision(_MAJORANT_BITS):
            self._prepare()
            self.edge = self._choose_edge(goal)

    @property
    def name(self) -> str:
        """Name the coordinate and its order."""
        kind = "Abel" if self.local.order else "Koenigs"
        return f"{kind} coordinate of order {self.expansion.terms}"

    def value(self, y: arb) -> arb:
        """Enclose A over a ball y > 0, in mean-value form."""
        middle, x = y.mid(), self.expansion
        t = middle**self.local.power
        at_middle = x.polar(1 / t) + x.regular(t) + x.log_factor * middle.log()
        if y.is_exact():
            return at_middle
        t = y**self.local.power
        return at_middle + self._slopes(t) / (t**self.local.order * y) * (y - middle)

    def error(self, start: arb, end: arb) -> arb:
        """Bound |A(y_k) - A(y_0) - k| along an orbit from `start` to at most `end`, both in the range."""
        with working_precision(_MAJORANT_BITS):
            return self._error(self._top(start, end) ** self.local.power)

    def covers(self, y: arb) -> bool:
        """Certify that y lies in the certified range."""
        return self.edge is not None and bool(y > 0) and bool(y <= self.edge)

    @staticmethod
    def _top(start: arb, end: arb) -> arb:
        return start.union(end).upper()

    def _prepare(self) -> None:
        local, x = self.local, self.expansion
        self._moduli = absolute(local.growth)
        self._regular, self._polar = absolute(x.regular.coeffs()), absolute(x.polar.coeffs())
        self._log = x.log_factor.abs_upper()
        self._mu = 1 + local.growth[0]
        m, n = local.power, local.order
        slopes = [-m * j * x.polar[j] for j in range(n, 0, -1)] + [x.log_factor]
        slopes += [m * j * x.regular[j] for j in range(1, x.terms - n)]
        self._slopes = arb_poly(slopes)
        self._radius, self._circle = self._choose_radius()

    def _majorant(self, r: arb) -> arb | None:
        """Return C for |t| = r, or None where (O1) fails."""
        m = self.local.power
        e = self._moduli(r)
        spread = (e - self._moduli[0]) / self._mu
        if not (spread < 1 and self._mu > 0):
            return None
        plain = self._regular(r)
        first = self._regular(r * (1 + e) ** m) - plain
        second = self._regular(r * (self._mu * (1 + spread)) ** m) + plain
        total = first if first < second else second
        total += self._log * -((1 - spread).log())
        if self.local.order:
            total += self._polar((1 - spread) ** -m / r) - self._polar(1 / r) + 1
        return total.upper() if total.is_finite() else None

    def _choose_radius(self) -> tuple[arb, arb | None]:
        """Return r and C with C/r^P about least (its logarithm is convex in log r)."""
        best: tuple[float, arb, arb | None] = (1e18, arb(1), None)
        n = self.local.order
        high = min(0.6, -log2(self.local.growth[n]) / n) if n else 0.6
        low = high - 12

        def score(x: float) -> float:
            nonlocal best
            r = arb(2.0**x)
            c = self._majorant(r)
            if c is None:
                return 1e18 + x
            height = log2(c) - self.expansion.terms * x
            if height < best[0]:
                best = (height, r, c)
            return height

        left, right = low + 0.382 * (high - low), low + 0.618 * (high - low)
        at_left, at_right = score(left), score(right)
        for _ in range(11):
            if at_left < at_right:
                high, right, at_right = right, left, at_left
                left = low + 0.382 * (high - low)
                at_left = score(left)
            else:
                low, left, at_left = left, right, at_right
                right = low + 0.618 * (high - low)
                at_right = score(right)
        return best[1], best[2]

    def _growth_bound(self, s: arb) -> arb:
        """Return b of (O2) on (0, s]; not positive where E changes its sign."""
        n, growth = self.local.order, self.local.growth
        sign = 1 if self.local.ascending else -1
        return (sign * growth[n]).min(sign * arb_poly(list(growth[n:]))(s)).lower()

    def _error(self, s: arb) -> arb:
        local, x = self.local, self.expansion
        b, q = self._growth_bound(s), x.terms - local.order
        if self._circle is None or not (b > 0 and s <= self._radius):
            return arb.pos_inf()
        total = 1 / (local.power * q * b) + s**local.order
        return (self._circle * (s / self._radius) ** q / self._radius**local.order * total).upper()

    def _monotone(self, s: arb) -> bool:
        """Certify (O3) on (0, s], and on the image of (0, s] where iterates ascend."""
        if self.local.ascending:
            s = s * (1 + self._moduli(s)) ** self.local.power
        return bool(s <= self._radius) and nonvanishing(self._slopes, self.expansion.terms, s.upper())

    def _choose_edge(self, goal: float) -> arb | None:
        if self._circle is None:
            return None
        local, q = self.local, self.expansion.terms - self.local.order
        height = log2(self._circle) - self.expansion.terms * log2(self._radius)
        x = min((goal - height + log2(local.power * q * self._growth_bound(arb(0)))) / q, log2(self._radius) - 0.1)
        for _ in range(12):
            y = arb(2.0 ** (x / local.power)) if x > -1000 * local.power else arb(2) ** int(x / local.power)
            s = y**local.power
            if self._monotone(s) and log2(self._error(s)) <= goal + 4:
                return y
            x -= 0.25
        return None
