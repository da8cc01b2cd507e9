"""Follow the descents of many eigenvalues at once, certified, to any step: the pair kernel without a threshold.

Each of them carries binary64 ends of d(k) and of the error w(k) = |d(k)^N - max(lam, 0)|, outward rounded (the proof
is in `arithmetic.kernel.rounding`).  One whose error has fallen below 2^-140 of its size is no longer followed: the
error never grows again (Lemma 2.2), so what is known then stays true.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from dmfproof.arithmetic import kernel
from dmfproof.arithmetic.kernel import c_kernel, numpy_kernel
from dmfproof.arithmetic.kernel.entry import COLUMNS, Mode
from dmfproof.arithmetic.kernel.rounding import OUTWARD
from dmfproof.errors import ToolFault, Unsupported
from dmfproof.problem import Problem

__all__ = ["Ensemble", "State"]

Doubles = npt.NDArray[np.float64]

_SMALL = Fraction(1, 1 << 140)
_MOST = 1 << 40
_TOGETHER = {kernel.Backend.C: 32, kernel.Backend.NUMPY: 8192}  # the C kernel keeps so many draws in step
_U = 2.0**-53
_LEAST, _GREATEST = 1e-300, 1e300
_FIXED = -1  # the mode of an eigenvalue that never moves, or hardly
_D_LOW, _D_HIGH, _W_LOW, _W_HIGH, _LAM = range(5)
_EPS_HIGH = 9
_BELOW, _ABOVE, _DOWN = int(Mode.BELOW), int(Mode.ABOVE), int(Mode.DOWN)

State = tuple[int, Doubles, npt.NDArray[np.bool_]]
"""A step, the ends of d and w at it, and which eigenvalues are still followed: what `Ensemble.save` returns."""


class Ensemble:
    """Certified descents from identical initialisation, one an eigenvalue, all at the same step `k`.

    The values d_i(k)^N are in units of 2^`unit`, so that the largest limit is near 1.  The step size must be admissible
    under Lemma 2.2 for every eigenvalue.  Raises `Unsupported` where the pair kernel does not treat one of them.
    """

    def __init__(self, *, depth: int, spectrum: Sequence[Fraction], alpha: Fraction, eta: Fraction) -> None:
        """Enter every eigenvalue into the kernel."""
        count, start = len(spectrum), alpha**depth
        self.depth, self.k, self.unit = depth, 0, _exponent(max(start, *spectrum))
        self._backend = kernel.backend()
        self._rows = np.zeros((count, COLUMNS))
        self._mode = np.full(count, _FIXED)
        self._shift = np.zeros(count, dtype=np.int64)  # power of 2 from a row's unit to the common one
        self._followed = np.zeros(count, dtype=np.bool_)
        self._fixed = np.zeros((2, count))
        for i, lam in enumerate(spectrum):
            limit = max(lam, Fraction(0))
            eps = _SMALL * max(limit, start)
            if abs(start - limit) <= eps:
                low, high = min(start, limit), max(start, limit)
                self._fixed[:, i] = self._scaled(low) * (1 - 4 * _U), self._scaled(high) * (1 + 4 * _U)
                continue
            entry = kernel.enter(Problem(depth=depth, lam=lam, alpha=alpha, eta=eta, eps=eps))
            if not isinstance(entry, kernel.Start) or entry.step:
                raise Unsupported(f"the pair kernel does not follow this eigenvalue: {entry}")
            self._rows[i], self._mode[i], self._followed[i] = entry.row, int(entry.mode), True
            # The kernel scales d by a power of 2; how far it went is read off the start.
            self._shift[i] = depth * round(_log2(alpha) - np.log2(entry.row[_D_LOW])) - self.unit

    @property
    def size(self) -> int:
        """Return the number of eigenvalues."""
        return len(self._rows)

    def save(self) -> State:
        """Return what `restore` needs to come back to this step."""
        return self.k, self._rows[:, :_LAM].copy(), self._followed.copy()

    def restore(self, state: State) -> None:
        """Come back to a step."""
        self.k, ends, followed = state
        self._rows[:, :_LAM] = ends
        self._followed = followed.copy()

    def advance(self, steps: int) -> None:
        """Take so many steps."""
        together = _TOGETHER[self._backend]
        for mode in Mode:
            running = np.flatnonzero(self._followed & (self._mode == int(mode)))
            for first in range(0, running.size, together):
                self._advance(mode, running[first : first + together], steps)
        self.k += steps

    def _advance(self, mode: Mode, draws: Any, steps: int) -> None:
        rows = np.ascontiguousarray(self._rows[draws])
        step, status = np.zeros(draws.size, dtype=np.int64), np.zeros(draws.size, dtype=np.int8)
        run = c_kernel.run if self._backend is kernel.Backend.C else numpy_kernel.run
        run(mode, self.depth, rows, step, status, _MOST, steps, OUTWARD)
        running = status == numpy_kernel.RUNNING
        if not np.all(step[running] == steps):
            raise ToolFault("the pair kernel has not kept the draws in step")
        self._rows[draws[running]] = rows[running]
        # Not followed any more: the error is at most eps, or at least not above what it was.
        ended, hit = draws[~running], draws[status == numpy_kernel.HIT]
        self._followed[ended] = False
        self._rows[hit, _W_HIGH] = np.minimum(self._rows[hit, _W_HIGH], self._rows[hit, _EPS_HIGH])
        self._rows[ended, _W_LOW] = 0.0

    def values(self) -> tuple[Doubles, Doubles]:
        """Return lower and upper ends of d_i(k)^N, in units of 2^`unit`."""
        x, big_x, y, big_y, lam = self._rows[:, : _LAM + 1].T
        wide = (2 * self.depth + 8) * _U
        power, big_power = _power(x, self.depth) * (1 - wide), _power(big_x, self.depth) * (1 + wide)
        below, above, down = (self._mode == int(mode) for mode in (Mode.BELOW, Mode.ABOVE, Mode.DOWN))
        low, high = power.copy(), big_power.copy()
        # Where d is not followed any more, its end towards the limit is out of date.
        gone = ~self._followed
        low[gone & ~below], high[gone & below] = 0.0, np.inf
        near, far = lam * (1 - 8 * _U), lam * (1 + 8 * _U)
        low[below] = np.maximum(low, near - big_y)[below]
        high[below] = np.minimum(high, far - y)[below]
        low[above] = np.maximum(low, (near + y) * (1 - 4 * _U))[above]
        high[above] = np.minimum(high, (far + big_y) * (1 + 4 * _U))[above]
        high[down] = np.minimum(high, big_y)[down]  # there it is the initial error, or eps once that is reached
        low, high = np.ldexp(low, self._shift), np.ldexp(high, self._shift)
        low[self._mode == _FIXED], high[self._mode == _FIXED] = self._fixed[:, self._mode == _FIXED]
        # Rounding in the subnormal range has no relative bound.
        return np.where(low < _LEAST, 0.0, low), np.maximum(high, _LEAST)

    def _scaled(self, value: Fraction) -> float:
        shifted = value / Fraction(2) ** self.unit
        return shifted.numerator / shifted.denominator


def _power(x: Doubles, depth: int) -> Doubles:
    power = x
    for _ in range(depth - 1):
        power = power * x
    return power


def _exponent(value: Fraction) -> int:
    return value.numerator.bit_length() - value.denominator.bit_length()


def _log2(value: Fraction) -> float:
    """Return log2 of a positive rational of any size, in binary64."""
    exponent = _exponent(value)
    scaled = value / Fraction(2) ** exponent
    return float(np.log2(scaled.numerator / scaled.denominator)) + exponent
