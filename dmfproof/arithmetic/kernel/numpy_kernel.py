"""Run the pair kernel in NumPy: operation for operation what pair.c does, so the two agree bit for bit."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from dmfproof.arithmetic.kernel.entry import Mode
from dmfproof.arithmetic.kernel.rounding import Rounding

__all__ = ["BUDGET", "HIT", "RUNNING", "UNDECIDED", "run"]

RUNNING, HIT, UNDECIDED, BUDGET = range(4)
_BLOCK = 8192

Doubles = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


def run(
    mode: Mode,
    depth: int,
    rows: Doubles,
    step: Integers,
    status: npt.NDArray[np.int8],
    max_step: int,
    quota: int,
    rounding: Rounding,
) -> int:
    """Advance every draw whose status is RUNNING until it is decided, undecided or at `max_step`.

    rows -- (draws, 11), see `entry.Start`, updated for the draws that still run; step -- the step a row belongs to,
    then that of the answer; status -- updated in place.  Stops early after `quota` passes over a block and returns
    how many still run.
    """
    waiting = np.flatnonzero(status == RUNNING)
    while waiting.size and quota > 0:
        quota -= _run_block(mode, depth, rows, step, status, max_step, quota, rounding, waiting[:_BLOCK])
        waiting = np.flatnonzero(status == RUNNING)
    return int(waiting.size)


def _run_block(
    mode: Mode,
    depth: int,
    rows: Doubles,
    step: Integers,
    status: npt.NDArray[np.int8],
    max_step: int,
    quota: int,
    rounding: Rounding,
    draws: Integers,
) -> int:
    """Advance up to a block of draws together; those that end are dropped from the block when half of it has ended."""
    block = _Block(mode, depth, rows[draws].T, rounding)
    base = step[draws]
    alive = np.ones(draws.size, dtype=np.bool_)
    stop = max_step - int(base.max())
    for clock in range(quota):
        missed, hit = block.advance()
        ended = alive > missed
        late = clock >= stop
        if late:
            ended |= alive & (base + clock >= max_step)
        if not ended.any():
            continue
        status[draws[ended]] = np.where(missed, BUDGET, np.where(hit, HIT, UNDECIDED))[ended]
        step[draws[ended]] = base[ended] + clock
        alive &= ~ended
        left = int(np.count_nonzero(alive))
        if left == 0:
            return clock + 1
        if late or 2 * left < alive.size:
            block = _Block(mode, depth, block.columns[:, alive], rounding)
            draws, base, alive = draws[alive], base[alive], alive[alive]
            stop = max_step - int(base.max())
    rows[draws[alive]] = block.columns.T[alive]
    step[draws[alive]] = base[alive] + quota
    return quota


class _Block:
    """Draws that are advanced together; the two rows of an array are the lower and the upper end."""

    def __init__(self, mode: Mode, depth: int, columns: Doubles, rounding: Rounding) -> None:
        """Take the rows of the draws, transposed: (11, draws)."""
        self.mode, self.depth, self.columns = mode, depth, np.ascontiguousarray(columns)
        self.d, self.w, self.eta = self.columns[0:2], self.columns[2:4], self.columns[6:8]
        self.lam, self.slack, self.eps_low, self.eps_high, self.top = (self.columns[c] for c in (4, 5, 8, 9, 10))
        self.one = np.array([[rounding.one_low], [rounding.one_high]])
        self.ulps = np.array([[-rounding.nudge], [rounding.nudge]], dtype=np.int64)
        self.relative = rounding.relative(depth)
        self.scratch = [np.empty_like(self.d) for _ in range(6)]

    def advance(self) -> tuple[Flags, Flags]:
        """Test all draws at their current step, take the next step; return (certified misses, certified hits)."""
        d, w, lam = self.d, self.w, self.lam
        slope, power, whole, under, over, drive = self.scratch
        self._powers(slope, power, whole)
        if self.mode is Mode.DOWN:
            missed, hit = whole[0] > self.eps_high, self.eps_low >= whole[1]
            whole += lam
            self._descend(np.multiply(self.eta[::-1], power, out=slope), whole)
            return missed, hit
        below = self.mode is Mode.BELOW
        slack = self.slack if below else np.multiply(self.relative, whole, out=drive)
        gap = np.subtract(lam, whole, out=under) if below else np.subtract(whole, lam, out=under)
        np.add(gap, slack, out=over)
        np.subtract(gap, slack, out=under)
        # The end nearer to the limit bounds w from below, the other one from above.
        near, far = (1, 0) if below else (0, 1)
        np.maximum(w[0], under[near], out=w[0])
        np.minimum(w[1], over[far], out=w[1])
        np.maximum(w[0], under[far], out=drive[far])
        np.minimum(w[1], over[near], out=drive[near])
        np.maximum(0.0, drive[near], out=drive[near])
        missed, hit = w[0] > self.eps_high, self.eps_low >= w[1]
        np.multiply(slope, w, out=over)
        ratio = np.add(1.0, over, out=over) if below else np.subtract(1.0, over[::-1], out=under)
        slope *= d
        if below:
            total = np.add(ratio, 1.0, out=under)
        else:
            missed &= whole[0] > self.slack
            total = np.add(ratio, 1.0, out=over)
        for _ in range(self.depth - 2):
            total *= ratio
            total += 1.0
        np.multiply(slope, power, out=whole)
        whole *= total
        self._descend(slope if below else np.multiply(self.eta[::-1], power, out=slope), drive)
        w *= np.subtract(self.one, whole[::-1], out=over)
        return missed, hit

    def _powers(self, slope: Doubles, power: Doubles, whole: Doubles) -> None:
        """Write eta d^(N-2), d^(N-1) and d^N, multiplied in the order of pair.c."""
        np.copyto(power, self.d)
        if self.depth == 2:
            np.copyto(slope, self.eta)
        else:
            for _ in range(self.depth - 3):
                power *= self.d
            np.multiply(self.eta, power, out=slope)
            power *= self.d
        np.multiply(power, self.d, out=whole)

    def _descend(self, slope: Doubles, drive: Doubles) -> None:
        """Move d by slope * drive towards the limit, then outward by one double."""
        drive *= slope
        if self.mode is Mode.BELOW:
            self.d += drive
        else:
            self.d -= drive
        pattern = self.d.view(np.int64)
        pattern += self.ulps
        if self.mode is not Mode.BELOW:
            np.minimum(self.top, self.d[1], out=self.d[1])
