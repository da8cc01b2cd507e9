"""Evaluate Theorem 3.5 for one plateau of an enclosed spectrum: the window (63) and the bound (64).

For e in (0,1), alpha^N < (1-e) lam_L, alpha^N < e' <= c_N^N lam_(L+1), eta < 1/((3N-2) M^(2N-2)) and

    max_{i<=L} T(lam_i, e lam_i) <= k <= U(lam_(L+1); alpha -> e'^(1/N)) / eta                                   (63)

it bounds |r(W(k)) - r(What_L)| by [(r(What_L)-1) e + (L'-L) e'/lam_1 + (n-L') alpha^N/lam_1] / (1-e), L' the number of
eigenvalues above alpha^N (64).  T is Theorem 2.4's count in the sharper form, with x* = min(max(alpha, c_N rho),
(lam-eps)^(1/N)):

    T(lam, eps) = ceil( U(lam; alpha -> (lam-eps)^(1/N))/eta + ln(G(x*)/G(alpha)) ).

No upper end is needed where lam_(L+1) <= alpha^N, nor where lam_(L+1) <= e', since no eigenvalue ever exceeds its limit
when it starts below it.  The positive part is what is reached; negative eigenvalues stay between 0 and alpha^N (Lemma
2.2), so they count among the last n - L', and only the step size has to know of them (M).

Everything holds for all eigenvalues in their enclosures: T is evaluated over the whole enclosure, U at its upper end
(the flow is monotone in lam, Lemma 3.4), counts and bounds with the end that makes them worse.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import floor

from dmfproof.arithmetic.ball import arb, ball, ends, hull, working_precision
from dmfproof.planner.spectrum import Cluster, EnclosedSpectrum

__all__ = ["Guarantee", "Obstacle", "Setting", "accuracy", "cap", "guarantee", "step_is_admissible"]

_BITS = 256
_DIGITS, _FEW_DIGITS = 12, 2
_LOW_RANK = 64
_FREE_ACCURACY = Fraction(1, 4)


@dataclass(frozen=True, slots=True)
class Setting:
    """What descent is run with: depth N >= 2, initial scale alpha, step size eta; and the tolerance gamma of ranks."""

    depth: int
    alpha: Fraction
    eta: Fraction
    gamma: Fraction


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Which inequality leaves the window empty: a short name, the sentence with its numbers, where it would begin."""

    name: str
    says: str
    begin: int | None = None


@dataclass(frozen=True, slots=True)
class Guarantee:
    """What Theorem 3.5 says of one plateau.

    start, end -- the window start <= k <= end, both inclusive; end None: no upper limit;
    bound -- (64), at most gamma; accuracy -- e; cap -- e', None where no eigenvalue needs it.
    """

    start: int
    end: int | None
    bound: Fraction
    accuracy: Fraction
    cap: Fraction | None


def step_is_admissible(spectrum: EnclosedSpectrum, depth: int, alpha: Fraction, eta: Fraction) -> bool:
    """Decide eta < 1/((3N-2) M^(2N-2)), M^N = max(alpha^N, ||What||), for the upper bound of the norm."""
    scale = max(alpha**depth, spectrum.greatest_modulus)
    return ((3 * depth - 2) * eta) ** depth * scale ** (2 * depth - 2) < 1


def accuracy(spectrum: EnclosedSpectrum, rank: int, gamma: Fraction) -> Fraction:
    """Choose e so that the first term of (64) is gamma/3: Remark 3.6 with r(What_L) - 1 for L - 1."""
    excess = spectrum.truncated_rank(rank)[1] - 1
    if excess <= 0:
        return _FREE_ACCURACY
    # High plateaus share a coarser e, so that the counts of their many eigenvalues are the same and computed once.
    digits = _DIGITS if rank <= _LOW_RANK else _FEW_DIGITS
    return min(_FREE_ACCURACY, _down(gamma / (gamma + 3 * excess), digits))


def cap(spectrum: EnclosedSpectrum, rank: int, alpha: Fraction, depth: int, gamma: Fraction) -> Fraction | None:
    """Return the greatest value that eigenvalues L+1, ..., L' may have so that (64) is at most gamma; None: L' = L.

    It may be negative: then alpha is too large for gamma.
    """
    e, first = accuracy(spectrum, rank, gamma), spectrum.clusters[0].low
    start = alpha**depth
    grown = _above(spectrum, start)
    left = gamma * (1 - e) * first - (spectrum.truncated_rank(rank)[1] - 1) * e * first
    left -= (spectrum.size - max(grown, rank)) * start
    return None if grown <= rank else left / (grown - rank)


def guarantee(spectrum: EnclosedSpectrum, rank: int, setting: Setting) -> Guarantee | Obstacle:
    """Return the window of plateau L, or what leaves it empty.  L is at most the number of positive eigenvalues."""
    n, gamma = setting.depth, setting.gamma
    scale, last = setting.alpha**n, spectrum.place(rank)
    following = spectrum.place(rank + 1) if rank < spectrum.size else None
    if following is last:
        what = "are equal" if last.single else "are not told apart by their enclosures"
        return Obstacle("no eigenvalue gap", f"lam_{rank} and lam_{rank + 1} {what}")
    if not step_is_admissible(spectrum, n, setting.alpha, setting.eta):
        return Obstacle("step too large", "eta < 1/((3N-2) M^(2N-2)) fails")
    e = accuracy(spectrum, rank, gamma)
    if scale >= (1 - e) * last.low:
        return Obstacle("alpha too large", f"alpha^N < (1-e) lam_{rank} fails, e = {float(e):.3g}")
    limit = cap(spectrum, rank, setting.alpha, n, gamma)
    grown = max(_above(spectrum, scale), rank)
    if limit is None:
        bound = _bound(spectrum, rank, e, Fraction(0), grown, scale)
        if bound > gamma:
            return Obstacle("alpha too large", f"(n-L') alpha^N/lam_1 leaves (64) at {float(bound):.3g} > gamma")
        return Guarantee(_start(spectrum, rank, e, setting), None, bound, e, None)
    assert following is not None
    if limit <= scale:
        return Obstacle("alpha too large", "gamma leaves no room for e' > alpha^N in (64)")
    if following.high <= limit:
        bound = _bound(spectrum, rank, e, following.high, grown, scale)
        return Guarantee(_start(spectrum, rank, e, setting), None, bound, e, following.high)
    least = min(limit, Fraction(n - 1, 2 * n - 1) * following.low)
    rounded = _down(least)
    least = rounded if rounded > scale else least
    if least <= scale:
        name = f"alpha^N < e' <= c_N^N lam_{rank + 1} has no room for e'"
        return Obstacle("alpha too large", name)
    end = _end(following, least, setting)
    if _lowest_start(last, e, setting) > end:
        return _late(spectrum, rank, _lowest_start(last, e, setting), end)
    start = _start(spectrum, rank, e, setting)
    if start > end:
        return _late(spectrum, rank, start, end)
    return Guarantee(start, end, _bound(spectrum, rank, e, least, grown, scale), e, least)


def _late(spectrum: EnclosedSpectrum, rank: int, start: int, end: int) -> Obstacle:
    ratio = float(spectrum.place(rank).low / spectrum.place(rank + 1).high)
    says = f"(63) would begin at k = {start} and end at k = {end}: lam_{rank}/lam_{rank + 1} = {ratio:.4g}"
    return Obstacle("gap too small for this alpha", says, start)


def _above(spectrum: EnclosedSpectrum, scale: Fraction) -> int:
    """Count the eigenvalues that may exceed alpha^N: L', from above."""
    return sum(cluster.count for cluster in spectrum.clusters if cluster.high > scale)


def _bound(
    spectrum: EnclosedSpectrum, rank: int, e: Fraction, limit: Fraction, grown: int, scale: Fraction
) -> Fraction:
    """Return (64), from above."""
    first, excess = spectrum.clusters[0].low, spectrum.truncated_rank(rank)[1] - 1
    return (excess * e + ((grown - rank) * limit + (spectrum.size - grown) * scale) / first) / (1 - e)


def _start(spectrum: EnclosedSpectrum, rank: int, e: Fraction, setting: Setting) -> int:
    """Return the ceiling of max_{i<=L} T(lam_i, e lam_i), of the upper ends of the balls."""
    left, latest = rank, 0
    for cluster in spectrum.clusters:
        latest = max(latest, _ceiling(_count(cluster, e, setting)))
        left -= cluster.count
        if left <= 0:
            break
    return latest


def _lowest_start(last: Cluster, e: Fraction, setting: Setting) -> int:
    """Return the start that eigenvalue L alone asks for."""
    return _ceiling(_count(last, e, setting))


def _end(following: Cluster, limit: Fraction, setting: Setting) -> int:
    """Return the floor of U(lam_(L+1); alpha -> e'^(1/N))/eta, at the upper end of lam_(L+1)."""
    with working_precision(_BITS):
        lam = ball(following.high)
        time = _flow_time(setting.depth, lam, ball(setting.alpha), ball(limit).root(setting.depth))
        low, _ = ends(time / ball(setting.eta))
    return low.numerator // low.denominator


@lru_cache(maxsize=1 << 15)
def _count(cluster: Cluster, e: Fraction, setting: Setting) -> arb:
    """Enclose U(lam; alpha -> ((1-e) lam)^(1/N))/eta + ln(G(x*)/G(alpha)) over a cluster."""
    n = setting.depth
    with working_precision(_BITS):
        lam, start = hull(cluster.low, cluster.high), ball(setting.alpha)
        goal = (ball(1 - e) * lam).root(n)
        turn = (ball(Fraction(n - 1, 2 * n - 1)) * lam).root(n)
        # x* is the point up to which the flow accelerates; the delay increases with it, so the larger end serves.
        peak = start.max(turn).min(goal)
        delay = (_speed(n, lam, peak) / _speed(n, lam, start)).log().max(arb(0))
        return _flow_time(n, lam, start, goal) / ball(setting.eta) + delay


def _speed(n: int, lam: arb, x: arb) -> arb:
    """Return G(x)."""
    return x ** (n - 1) * (lam - x**n)


def _flow_time(n: int, lam: arb, start: arb, end: arb) -> arb:
    """Enclose U(lam; start -> end) for 0 < start <= end < lam^(1/N), by real logarithms and arctangents.

    The same as `statements.flow_forms.real_form`, which is a SymPy expression: a plan evaluates it thousands of times.
    """
    if n == 2:
        ratio = (end / start) ** 2 * (lam - start**2) / (lam - end**2)
        return ratio.log() / (2 * lam)
    root = lam.root(n)
    first = (start ** (2 - n) - end ** (2 - n)) / (n - 2)
    rest = _antiderivative(n, end / root) - _antiderivative(n, start / root)
    return (first - root**2 / (n * lam) * rest) / lam


def _antiderivative(n: int, u: arb) -> arb:
    """Enclose C(u), C' = -N u/(1 - u^N), for 0 < u < 1: one term for each pair of conjugate roots of 1."""
    total = (1 - u).log()
    if n % 2 == 0:
        total += (u + 1).log()
    for j in range(2, n, 2):
        angle = ball(Fraction(j, n))
        cos, sin = angle.cos_pi(), angle.sin_pi()
        total += (2 * angle).cos_pi() * (u**2 - 2 * u * cos + 1).log()
        total += 2 * (2 * angle).sin_pi() * (arb.pi() / 2 - ((u - cos) / sin).atan())
    return total


def _ceiling(value: arb) -> int:
    _, high = ends(value)
    return max(0, -((-high.numerator) // high.denominator))


def _down(value: Fraction, digits: int = _DIGITS) -> Fraction:
    """Round a positive rational down to so many significant digits, where that is shorter."""
    if value <= 0 or value.denominator < 10**digits:
        return value
    exponent = floor((value.numerator.bit_length() - value.denominator.bit_length() + 1) * 0.30103)
    while value < Fraction(10) ** exponent:
        exponent -= 1
    unit = Fraction(10) ** (exponent - digits + 1)
    scaled = value / unit
    return scaled.numerator // scaled.denominator * unit
