"""Count the roundings of the pair kernel, and hold the constants that pay for them.

A draw carries x <= d(k) <= X and y <= w(k) <= Y, w = |d^N - max(lam, 0)|, in binary64, rounding to nearest, without
fused operations.  u = 2^-53: fl(a op b) = (a op b)(1 + t), |t| <= u, as nothing that matters under- or overflows
(`entry` sees to it, see 7).  A value made by c roundings from positive parts lies within (1-u)^c and (1+u)^c of its
own.

Each end iterates on its own: g(x) = x - eta x^(N-1)(x^N - lam) increases between the limit rho and alpha (`entry`
decides this exactly) and d(k) stays between them (Lemma 2.2), so that g(x) <= g(d) <= g(X).  With s = eta d^(N-2) w,

    BELOW  alpha < rho   w = lam - d^N   d+ = d + eta d^(N-1) w   w+ = w (1 - z),  z = eta d^(2N-2) sum_{j<N} (1+s)^j
    ABOVE  alpha > rho   w = d^N - lam   d+ = d - eta d^(N-1) w   w+ = w (1 - z),  z = eta d^(2N-2) sum_{j<N} (1-s)^j
    DOWN   lam <= 0      the error is d^N itself                  d+ = d - eta d^(N-1) (d^N + |lam|)

as d+ = d (1 +- s) and d^N - d+^N = +-d^N s sum_{j<N} (1+-s)^j.  The recursion keeps the RELATIVE accuracy of w near
the limit; far from it the direct value c = +-(lam - x^N) is sharper; they are intersected at every step.

1. eta pays for the products.  With e = 6N + 8: eta_low <= eta (1+u)^2 (1 - e u), eta_high >= eta (1-u)^2 (1 + e u).
   Roundings on top: x^(N-2): N-3 (none for N <= 3); eta x^(N-2): N-2; S = (eta x^(N-2)) w: N-1; x^(N-1): N-2; eta
   x^(N-1): N-1; x^N: N-1; increments of d: N in BELOW and ABOVE, 2N in DOWN (d^N + |lam|: N, |lam| itself being
   rounded).  S is thus a bound of s outright; the Horner scheme t <- t (1 +- S) + 1 then has N-1 rounds of 3
   roundings (ABOVE: 1 - S >= 1/2 is rounded once, see 4); z: (2N-2) + (3N-3) + 1 = 5N-4. All counts plus eta's own 2
   are at most c = 5N-2, and (1 - e u)(1+u)^c <= exp((c-e) u) <= 1 <= (1 + e u)(1 - c u) <= (1 + e u)(1-u)^c. So z and
   the increments are lower bounds with eta_low and upper bounds with eta_high.
2. w+.  y+ = fl(y fl(1-3u - z_high)) <= y (1 - z - 3u)(1+u)^2 <= y (1 - z) and Y+ = fl(Y fl(1+4u - z_low)) >= Y (1 - z
   + 4u)(1-u)^2 >= Y (1 - z), as 0 <= 1 - z <= 1.  Where 1-3u - z_high <= 0, y+ is not positive and the next test
   cannot call it a miss.
3. d+.  The sum is rounded to nearest, then moved to the next double outward, which lies beyond the exact sum; the
   sums are positive (see 4), so the next double is the neighbouring bit pattern.
4. Signs and sizes.  ABOVE: g'(alpha) >= 0 gives (2N-1) s <= 1 - N eta lam alpha^(N-2), so s <= 1/3, and eta
   alpha^(2N-2) <= 1/N.  DOWN: it gives (N-1) s <= 1, and for N = 2 `entry` asks for s <= 1/2.  So x+ >= x/3 > 0.  X
   <= top, where alpha <= top, keeps X in the interval where g increases: `entry` asks for g'(alpha) >= 2^-40, which
   is more than g' can fall over the two ulps from alpha to top.
5. The direct value.  BELOW: fl(lam' - fl(x^N)), lam' = fl(lam), is off by at most u lam (1 + 2(N-1) + 2) 1.01 if x^N
   <= 2 lam, and adding the slack rounds by 2.02 u lam more; slack = (2N+6) u lam' covers it.  ABOVE, if x^N >= lam/2:
   off by (N-1 + 2 + 2) 1.01 u x^N, then 2.02 u x^N; slack = (N+8) u fl(x^N) covers it.  Outside these ranges x lies
   beyond rho by a factor, c is negative by more than all errors, and the intersection (y >= 0) or the cut at 0
   ignores it, rightly: an end beyond rho may stay where it is.
6. Which bound drives which end.  BELOW: x needs a lower bound of lam - x^N >= w >= y: max(y, c - slack); X an upper
   bound of lam - X^N <= w <= Y: max(0, min(Y, C + slack)).  ABOVE: x an upper bound of x^N - lam <= w <= Y, X a lower
   bound of X^N - lam >= w >= y.
7. Range.  After scaling by a power of 2 (exact, by homogeneity) all quantities are at most 2^100 and every product of
   a draw that is still undecided is 0 or at least 2^-960: BELOW, d >= alpha; DOWN, x^N > eps is part of the test;
   ABOVE, x^N > floor = max(lam, eps)/4 is.
8. The test.  Hit: Y <= eps_low; miss: y > eps_high.  In DOWN x^N has N-1 roundings, for which eps_low and eps_high
   are widened as eta is. Neither: undecided.  Every step before the one reported has been certified to miss.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["NONE", "OUTWARD", "Rounding"]

_U = 2.0**-53


@dataclass(frozen=True, slots=True)
class Rounding:
    """What is added outward; `NONE` adds nothing and is there to show that the tests then see false answers."""

    outward: bool

    @property
    def nudge(self) -> int:
        """Return by how many doubles each new end of d is moved outward (item 3)."""
        return int(self.outward)

    @property
    def one_low(self) -> float:
        """Return 1-3u (item 2), exact in binary64."""
        return 1.0 - 3 * _U * self.outward

    @property
    def one_high(self) -> float:
        """Return 1+4u (item 2), exact in binary64."""
        return 1.0 + 4 * _U * self.outward

    def widening(self, depth: int) -> float:
        """Return e u (items 1 and 8); 1 - e u and 1 + e u are exact in binary64."""
        return (6 * depth + 8) * _U * self.outward

    def slack(self, depth: int) -> float:
        """Return the factor of lam' in BELOW's slack (item 5)."""
        return (2 * depth + 6) * _U * self.outward

    def relative(self, depth: int) -> float:
        """Return the factor of x^N in ABOVE's slack (item 5)."""
        return (depth + 8) * _U * self.outward


OUTWARD = Rounding(outward=True)
NONE = Rounding(outward=False)
