"""Follow the descents of many eigenvalues at once, certified, to any step: the pair kernel without a threshold.

Each of them carries binary64 ends of d(k) and of the error w(k) = |d(k)^N - max(lam, 0)|, outward rounded (the proof
is in `arithmetic.kernel.rounding`).  One whose error has fallen below 2^-140 of its size is no longer followed: the
error never grows again (Lemma 2.2), so what is known then stays true.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

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
_TOGETHER = 32  # so many draws are kept in step by the C kernel
_FEW, _MANY = 6, 300
_U = 2.0**-53
_LEAST = 1e-300
_FIXED = -1  # the mode of an eigenvalue that never moves, or hardly
_D_LOW, _D_HIGH, _W_LOW, _W_HIGH, _LAM = range(5)
_EPS_HIGH = 9

State = tuple[int, Doubles, npt.NDArray[np.int8]]
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
        self._compiled = kernel.backend() is kernel.Backend.C
        self._rows = np.zeros((count, COLUMNS))
        self._mode = np.full(count, _FIXED)
        self._shift = np.zeros(count, dtype=np.int64)  # power of 2 from a row's unit to the common one
        self._status = np.full(count, numpy_kernel.UNDECIDED, dtype=np.int8)  # RUNNING for those that are followed
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
            self._rows[i], self._mode[i], self._status[i] = entry.row, int(entry.mode), numpy_kernel.RUNNING
            # The kernel scales d by a power of 2; how far it went is read off the start.
            self._shift[i] = depth * round(_log2(alpha) - np.log2(entry.row[_D_LOW])) - self.unit

        # Draws of one mode stand together, so that the kernel works on slices in place.
        order = np.argsort(self._mode, kind="stable")
        self._place = np.argsort(order, kind="stable")
        for name in ("_rows", "_mode", "_shift", "_status"):
            setattr(self, name, np.ascontiguousarray(getattr(self, name)[order]))
        self._fixed = self._fixed[:, order]
        self._step = np.zeros(count, dtype=np.int64)
        self._groups = [(mode, *np.searchsorted(self._mode, [int(mode), int(mode) + 1]).tolist()) for mode in Mode]

    @property
    def size(self) -> int:
        """Return the number of eigenvalues."""
        return len(self._rows)

    def save(self) -> State:
        """Return what `restore` needs to come back to this step."""
        return self.k, self._rows[:, :_LAM].copy(), self._status.copy()

    def restore(self, state: State) -> None:
        """Come back to a step."""
        self.k, ends, status = state
        self._rows[:, :_LAM] = ends
        self._status[:] = status
        self._step[:] = self.k

    def advance(self, steps: int) -> None:
        """Take so many steps."""
        running = self._status == numpy_kernel.RUNNING
        for mode, first, last in self._groups:
            # The kernels agree bit for bit; few steps of many draws are faster in NumPy.
            count = int(np.count_nonzero(running[first:last]))
            compiled = self._compiled and (count < _MANY or steps > _FEW)
            together = _TOGETHER if compiled else max(1, last - first)
            for begin in range(first, last, together):
                part = slice(begin, min(begin + together, last))
                if running[part].any():
                    run = c_kernel.run if compiled else numpy_kernel.run
                    tables = self._rows[part], self._step[part], self._status[part]
                    run(mode, self.depth, *tables, _MOST, steps, OUTWARD)
        self.k += steps
        self._stop_following(running & (self._status != numpy_kernel.RUNNING))
        if not np.all(self._step[self._status == numpy_kernel.RUNNING] == self.k):
            raise ToolFault("the pair kernel has not kept the draws in step")

    def _stop_following(self, ended: npt.NDArray[np.bool_]) -> None:
        """Keep of these draws that the error is at most eps, or at least not above what it was before the call."""
        hit = ended & (self._status == numpy_kernel.HIT)
        self._rows[hit, _W_HIGH] = np.minimum(self._rows[hit, _W_HIGH], self._rows[hit, _EPS_HIGH])
        self._rows[ended, _W_LOW] = 0.0
        self._step[ended] = self.k

    def values(self) -> tuple[Doubles, Doubles]:
        """Return lower and upper ends of d_i(k)^N, in units of 2^`unit`."""
        x, big_x, y, big_y, lam = self._rows[:, : _LAM + 1].T
        wide = (2 * self.depth + 8) * _U
        power, big_power = _power(x, self.depth) * (1 - wide), _power(big_x, self.depth) * (1 + wide)
        below, above, down = (self._mode == int(mode) for mode in (Mode.BELOW, Mode.ABOVE, Mode.DOWN))
        low, high = power.copy(), big_power.copy()
        # Where d is not followed any more, its end towards the limit is out of date.
        gone = self._status != numpy_kernel.RUNNING
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
        return np.where(low < _LEAST, 0.0, low)[self._place], np.maximum(high, _LEAST)[self._place]

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
