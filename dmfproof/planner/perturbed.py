"""Find exact windows for the perturbed initialisation, by following every pair (40) in balls.

Theorem 3.5 is for identical initialisation; for the perturbed one no window is known beforehand, and the planner
claims none.  What is certified is what was followed: every step up to the last one, for every eigenvalue in its
enclosure, each step in balls (the kernel is for one exact problem).  Of later steps it is only known that no error
|p - lam| ever increases (Lemma 2.12).  Negative eigenvalues are reached, so What_L keeps the L eigenvalues of greatest
modulus.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import inf

import numpy as np
import numpy.typing as npt

from dmfproof.arithmetic.ball import arb, ball, hull, working_precision
from dmfproof.arithmetic.pair_descent import ball_pairs
from dmfproof.perturbed_problem import PairStepSize, PerturbedProblem
from dmfproof.planner.exact import Border, ExactWindow, Side, Target
from dmfproof.planner.spectrum import Cluster, EnclosedSpectrum
from dmfproof.planner.trajectory import Range

__all__ = ["PairPath", "moduli", "pair_step_is_admissible", "pair_window", "rank_ranges"]

Doubles = npt.NDArray[np.float64]

_BITS, _MOST_BITS = 160, 5120
_U = 2.0**-53
_LEAST = 1e-300  # pays for rounding in the subnormal range
_CLOSE, _WIDE = 1e-12, 1e-9


def moduli(spectrum: EnclosedSpectrum) -> EnclosedSpectrum:
    """Return the spectrum of |lam_i|, descending; enclosures that meet are merged."""
    sizes = []
    for cluster in spectrum.clusters:
        ends = sorted((abs(cluster.low), abs(cluster.high)))
        straddles = cluster.low < 0 < cluster.high
        sizes.append(Cluster(Fraction(0) if straddles else ends[0], ends[1], cluster.count, cluster.single))
    merged: list[Cluster] = []
    for size in sorted(sizes, key=lambda one: (one.high, one.low), reverse=True):
        if merged and size.high >= merged[-1].low:
            above = merged.pop()
            equal = size.low == size.high == above.low == above.high
            single = equal and size.single and above.single
            size = Cluster(min(size.low, above.low), above.high, above.count + size.count, single)
        merged.append(size)
    return EnclosedSpectrum(tuple(merged))


def pair_step_is_admissible(
    spectrum: EnclosedSpectrum, depth: int, alpha: Fraction, beta: Fraction, eta: Fraction
) -> bool:
    """Decide eta <= 1/(N (cM)^(2N-2)), M^N = max(alpha^N, ||What||), the sharper form of Lemma 2.12."""
    largest = spectrum.greatest_modulus
    problem = PerturbedProblem(depth=depth, lam=largest, alpha=alpha, beta=beta, eta=eta)
    return problem.admissible(PairStepSize.LEMMA_2_12)


@dataclass(frozen=True, slots=True)
class PairPath:
    """Enclosures [low, high] of r(W(k)) for k = 0, ..., last, entry k of each array.

    after -- an enclosure for all k > last, or None where the step size is beyond Lemma 2.12; size -- n.
    """

    low: Doubles
    high: Doubles
    after: Range | None
    size: int

    @property
    def last(self) -> int:
        """Return the last step."""
        return len(self.low) - 1

    @classmethod
    def follow(
        cls, spectrum: EnclosedSpectrum, *, depth: int, alpha: Fraction, beta: Fraction, eta: Fraction, last: int
    ) -> PairPath:
        """Take `last` steps, or fewer: it ends where all products are close to their limits.

        One that is close, 1e-12 of the norm, is followed no more: its error never increases (Lemma 2.12).  Where balls
        get wide, the precision is doubled and everything is done again.
        """
        bits, settles = _BITS, pair_step_is_admissible(spectrum, depth, alpha, beta, eta)
        while True:
            with working_precision(bits):
                start, unit = (ball(alpha - beta), ball(alpha)), ball(spectrum.greatest_modulus)
                runs = [_Run(depth, cluster, start, ball(eta), unit, settles) for cluster in spectrum.clusters]
                lows, highs, wide = [], [], False
                for _ in range(last + 1):
                    ends = [run.advance() for run in runs]
                    lows.append([low for low, _ in ends])
                    highs.append([high for _, high in ends])
                    wide = any(high - low > _WIDE for low, high in ends)
                    if wide or all(run.settled is not None for run in runs):
                        break
                boxes = [run.ever_after() for run in runs]
            if not wide or bits >= _MOST_BITS:
                break
            bits *= 2
        counts = np.array([cluster.count for cluster in spectrum.clusters], dtype=np.float64)
        tail = rank_ranges(np.array([[low for low, _ in boxes]]), np.array([[high for _, high in boxes]]), counts)
        after = (float(tail[0][0]), float(tail[1][0])) if settles and not wide else None
        return cls(*rank_ranges(np.array(lows), np.array(highs), counts), after, spectrum.size)


class _Run:
    """One cluster's products d1 d2^(N-1) in units of the norm, step by step, as ends of their moduli."""

    def __init__(
        self, depth: int, cluster: Cluster, start: tuple[arb, arb], eta: arb, unit: arb, settles: bool
    ) -> None:
        truth = hull(cluster.low, cluster.high)
        self.depth, self.unit, self.truth, self.settles = depth, unit, truth / unit, settles
        self.pairs = ball_pairs(depth, truth, start, eta)
        self.product = arb(0)
        self.settled: Range | None = None

    def advance(self) -> Range:
        """Return the ends at the next step."""
        if self.settled is None:
            first, second = next(self.pairs)
            self.product = first * second ** (self.depth - 1) / self.unit
            if self.settles and abs(self.product - self.truth) < _CLOSE:
                self.settled = self.ever_after()
        return _ends(self.product) if self.settled is None else self.settled

    def ever_after(self) -> Range:
        """Return the ends of |lam| - e and |lam| + e, where e bounds the last error."""
        error = abs(self.product - self.truth).abs_upper()
        return _ends(self.truth + arb(0, error)) if error.is_finite() else (0.0, inf)


def pair_window(path: PairPath, rank: tuple[Fraction, Fraction], gamma: Fraction) -> ExactWindow | None:
    """Return the longest run of steps that are certified inside, the first of several equally long ones."""
    target = Target.of(rank, gamma, path.size)
    sides = [target.side((low, high)) for low, high in zip(path.low.tolist(), path.high.tolist(), strict=True)]
    best: tuple[int, int] | None = None
    k = 0
    while k <= path.last:
        if sides[k] is Side.INSIDE:
            first = k
            while k < path.last and sides[k + 1] is Side.INSIDE:
                k += 1
            if best is None or k - first > best[1] - best[0]:
                best = first, k
        k += 1
    if best is None:
        return None
    start, end = best
    known = {Side.OUTSIDE: Border.EXACT, Side.OPEN: Border.UNDECIDED}
    before = Border.FIRST if start == 0 else known[sides[start - 1]]
    if end < path.last:
        return ExactWindow(start, end, before, known[sides[end + 1]])
    if path.after is not None and target.side(path.after) is Side.INSIDE:
        return ExactWindow(start, None, before, Border.NEVER)
    return ExactWindow(start, end, before, Border.FOLLOWED)


def _ends(product: arb) -> Range:
    """Return doubles at or beyond the ends of a modulus (0 and infinity where the ball is not finite)."""
    if not product.is_finite():
        return 0.0, inf
    least, most = float(product.abs_lower()), float(product.abs_upper())
    return max(0.0, least * (1 - 4 * _U) - _LEAST), most * (1 + 4 * _U) + _LEAST


def rank_ranges(low: Doubles, high: Doubles, counts: Doubles) -> tuple[Doubles, Doubles]:
    """Enclose sum s_i / max s_i for every row; a cluster of several may hold different values of its enclosure.

    The same exact range as `dynamics.effective_rank.effective_rank`, in binary64 and rounded outward.
    """
    slack, least = 4 * (low.shape[1] + 4) * _U, low.max(axis=1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        greatest = (counts * np.where(least > 0, np.minimum(high / least, 1.0), 1.0)).sum(axis=1)
        total = (counts * low).sum(axis=1, keepdims=True)
        candidates = np.where(high >= least, 1 + (total - low) / high, inf)
    candidates = np.where(np.isnan(candidates), 1.0, candidates)
    return np.maximum(1.0, candidates.min(axis=1)) * (1 - slack), greatest * (1 + slack)
