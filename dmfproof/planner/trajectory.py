"""Enclose the effective rank along gradient descent, at single steps and over whole stretches of steps.

Every d_i(k)^N is monotone in k (Lemma 2.2), so between two steps it lies between its values there, and monotone in
lam (for eta < 1/((3N-2) M^(2N-2))), so the ends of an eigenvalue's enclosure bound it for every lam between; also the
first is the largest: r = sum_i d_i^N / d_1^N.  So what is certified for a stretch holds at each of its steps, and for
the matrix in the file.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from dmfproof.dynamics.ensemble import Ensemble, State
from dmfproof.planner.spectrum import EnclosedSpectrum

__all__ = ["Range", "Trajectory"]

Doubles = npt.NDArray[np.float64]
Range = tuple[float, float]

_U = 2.0**-53
_FINENESS = 48
_PARTS = 24
_MOST = 60_000
"""Most steps that are looked at one by one."""


class Trajectory:
    """Certified enclosures of r(W(k)) for 0 <= k <= `last`, refined where they are asked for.

    The step size must satisfy eta < 1/((3N-2) M^(2N-2)).  `steps` are those at which everything is known.  Raises
    `Unsupported` where the pair kernel does not treat an eigenvalue.
    """

    def __init__(self, spectrum: EnclosedSpectrum, *, depth: int, alpha: Fraction, eta: Fraction, last: int) -> None:
        """Follow the descent up to `last`, with steps at distances that grow in proportion."""
        clusters = spectrum.clusters
        values = sorted({end for cluster in clusters for end in (cluster.low, cluster.high)}, reverse=True)
        self._low = np.array([values.index(cluster.low) for cluster in clusters])
        self._high = np.array([values.index(cluster.high) for cluster in clusters])
        self._count = np.array([cluster.count for cluster in clusters], dtype=np.float64)
        self._single, self.size, self.last = clusters[0].single, spectrum.size, last
        self._ensemble = Ensemble(depth=depth, spectrum=values, alpha=alpha, eta=eta)
        self.steps: list[int] = []
        self._states: dict[int, State] = {}
        self._known: dict[int, tuple[Doubles, Doubles]] = {}
        self._ranges: dict[tuple[int, int], Range] = {}
        self._limits = self._limit_values(spectrum)
        self._note()
        while self._ensemble.k < last:
            k = self._ensemble.k
            self._ensemble.advance(min(max(1, k // _FINENESS), last - k))
            self._note()

    def _limit_values(self, spectrum: EnclosedSpectrum) -> tuple[Doubles, Doubles]:
        """Return lower and upper ends of max(lam, 0), in the units of the values."""
        unit = Fraction(2) ** self._ensemble.unit
        low = [float(max(cluster.low, Fraction(0)) / unit) * (1 - 4 * _U) for cluster in spectrum.clusters]
        high = [float(max(cluster.high, Fraction(0)) / unit) * (1 + 4 * _U) for cluster in spectrum.clusters]
        return np.array(low), np.maximum(np.array(high), 0.0)

    def _note(self, *, coarse: bool = True) -> None:
        """Keep the rank at the current step; of a coarse step also the values, and what is needed to go on from it."""
        k = self._ensemble.k
        if (k, k) in self._ranges:
            return
        low, high = self._ensemble.values()
        self._range((k, k), low[self._low], high[self._high])
        if coarse:
            self._known[k] = low[self._low], high[self._high]
            self._states[k] = self._ensemble.save()
        self.steps.insert(bisect_left(self.steps, k), k)

    def _go_to(self, k: int) -> None:
        """Bring the descent to step k, from the last step before it that can be restored."""
        before = self.steps[bisect_right(self.steps, k) - 1]
        while before not in self._states:
            before = self.steps[bisect_left(self.steps, before) - 1]
        self._ensemble.restore(self._states[before])
        self._ensemble.advance(k - before)

    def refine(self, k: int, after: int) -> bool:
        """Put further steps between two neighbours; say False where too many have been put already."""
        if len(self.steps) > _MOST:
            return False
        self._go_to(k)
        part = max(1, (after - k) // _PARTS)
        while self._ensemble.k + part < after:
            self._ensemble.advance(part)
            self._note(coarse=part > 1)
        return True

    def visit(self, k: int) -> None:
        """Put a step where it is asked for, 0 <= k <= last."""
        if (k, k) not in self._ranges:
            self._go_to(k)
            self._note()

    def at(self, k: int) -> Range:
        """Enclose r(W(k)) at one of `steps`."""
        return self._ranges[k, k]

    def between(self, k: int, after: int) -> Range:
        """Enclose r(W(j)) for all j from k to `after`, two of `steps`; of neighbours, this is the union of the two."""
        if after == k + 1:
            one, two = self.at(k), self.at(after)
            return min(one[0], two[0]), max(one[1], two[1])
        if (k, after) in self._ranges:
            return self._ranges[k, after]
        (low, high), (later_low, later_high) = self._values(k), self._values(after)
        return self._range((k, after), np.minimum(low, later_low), np.maximum(high, later_high))

    def _values(self, k: int) -> tuple[Doubles, Doubles]:
        if k not in self._known:
            self._go_to(k)
            low, high = self._ensemble.values()
            return low[self._low], high[self._high]
        return self._known[k]

    def ever_after(self) -> Range:
        """Enclose r(W(k)) for all k >= last: every value lies between its last one and its limit."""
        (low, high), (limit_low, limit_high) = self._known[self.last], self._limits
        return self._range((self.last, -1), np.minimum(low, limit_low), np.maximum(high, limit_high))

    def _range(self, block: tuple[int, int], low: Doubles, high: Doubles) -> Range:
        """Enclose sum w_i / w_1 for w_i in [low_i, high_i], w_1 the largest; rounded outward."""
        known = self._ranges.get(block)
        if known is None:
            slack, repeated = 4 * (len(low) + 4) * _U, self._count[0] - 1
            with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
                share = float(low[0] / high[0])
                least = float(np.dot(self._count[1:], np.minimum(low[1:] / high[0], 1.0)))
                ratio = np.where(low[0] > 0, np.minimum(high[1:] / low[0], 1.0), 1.0)
                most = float(np.dot(self._count[1:], ratio))
            together = 1.0 if self._single else share
            known = (1 + repeated * together + least) * (1 - slack), (1 + repeated + most) * (1 + slack)
            self._ranges[block] = known
        return known
