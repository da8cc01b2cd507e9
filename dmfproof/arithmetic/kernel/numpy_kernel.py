"""Run the pair kernel in NumPy: operation for operation what pair.c does, so the two agree bit for bit."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from dmfproof.arithmetic.kernel.entry import Mode
from dmfproof.arithmetic.kernel.rounding import Rounding

__all__ = ["BUDGET", "HIT", "RUNNING", "UNDECIDED", "run"]

RUNNING, HIT, UNDECIDED, BUDGET = range(4)
_BLOCK = 2048

Doubles = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]


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

    rows -- (draws, 11), see `entry.Start`, updated for the draws that still run; step -- the step a row belongs to, then that
    of the answer; status -- updated in place.  Stops early after `quota` passes over a block and returns how many still run.
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
    columns = np.ascontiguousarray(rows[draws].T)
    base = step[draws].copy()
    alive = np.ones(draws.size, dtype=np.bool_)
    stop = int(max_step - base.max())
    for clock in range(quota):
        missed, hit = _advance(mode, depth, columns, rounding)
        ended = alive > missed
        late = clock >= stop
        if late:
            ended |= alive & (base + clock >= max_step)
        if not ended.any():
            continue
        kind = np.where(missed, BUDGET, np.where(hit, HIT, UNDECIDED))
        status[draws[ended]] = kind[ended]
        step[draws[ended]] = base[ended] + clock
        alive &= ~ended
        left = int(np.count_nonzero(alive))
        if left == 0:
            return clock + 1
        if late or 2 * left < alive.size:
            columns, draws, base, alive = np.ascontiguousarray(columns[:, alive]), draws[alive], base[alive], alive[alive]
            stop = int(max_step - base.max())
    rows[draws[alive]] = columns.T[alive]
    step[draws[alive]] = base[alive] + quota
    return quota


def _advance(
    mode: Mode, depth: int, columns: Doubles, rounding: Rounding
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Test all draws at their current step, take the next step in place; return (certified misses, certified hits)."""
    x, X, y, Y, lam, slack, eta_low, eta_high, eps_low, eps_high, top = columns
    x1, X1 = x, X
    for _ in range(depth - 2):
        x1, X1 = x1 * x, X1 * X
    x0, X0 = x1 * x, X1 * X
    if mode is Mode.DOWN:
        missed, hit = x0 > eps_high, eps_low >= X0
        _outward(x - eta_high * x1 * (x0 + lam), -rounding.nudge, x)
        np.minimum(top, _outward(X - eta_low * X1 * (X0 + lam), rounding.nudge), out=X)
        return missed, hit
    e, E = _times_power(eta_low, x, depth - 2), _times_power(eta_high, X, depth - 2)
    if mode is Mode.BELOW:
        c, C = lam - x0, lam - X0
        np.maximum(y, C - slack, out=y)
        np.minimum(Y, c + slack, out=Y)
        t, T = _horner(1.0 + e * y, depth), _horner(1.0 + E * Y, depth)
        e *= x
        E *= X
        z, Z = e * x1 * t, E * X1 * T
        _outward(x + e * np.maximum(y, c - slack), -rounding.nudge, x)
        _outward(X + E * np.maximum(0.0, np.minimum(Y, C + slack)), rounding.nudge, X)
        missed = y > eps_high
    else:
        c, C = x0 - lam, X0 - lam
        near, far = rounding.relative(depth) * x0, rounding.relative(depth) * X0
        np.maximum(y, c - near, out=y)
        np.minimum(Y, C + far, out=Y)
        t, T = _horner(1.0 - E * Y, depth), _horner(1.0 - e * y, depth)
        z, Z = e * x * x1 * t, E * X * X1 * T
        _outward(x - eta_high * x1 * np.maximum(0.0, np.minimum(Y, c + near)), -rounding.nudge, x)
        np.minimum(top, _outward(X - eta_low * X1 * np.maximum(y, C - far), rounding.nudge), out=X)
        missed = (y > eps_high) & (x0 > slack)
    hit = eps_low >= Y
    np.multiply(y, rounding.one_low - Z, out=y)
    np.multiply(Y, rounding.one_high - z, out=Y)
    return missed, hit


def _times_power(factor: Doubles, base: Doubles, exponent: int) -> Doubles:
    """Return factor * base^exponent, the power first, as pair.c does."""
    if exponent == 0:
        return factor.copy()
    power = base
    for _ in range(exponent - 1):
        power = power * base
    return factor * power


def _horner(ratio: Doubles, depth: int) -> Doubles:
    """Return 1 + ratio + ... + ratio^(depth-1)."""
    total = ratio + 1.0
    for _ in range(depth - 2):
        total *= ratio
        total += 1.0
    return total


def _outward(value: Doubles, ulps: int, out: Doubles | None = None) -> Doubles:
    """Move positive doubles by whole doubles."""
    target = np.empty_like(value) if out is None else out
    np.add(value.view(np.int64), ulps, out=target.view(np.int64))
    return target
