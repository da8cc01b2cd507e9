"""Certify hitting times in binary64 for many draws at once: the outward-rounded pair kernel, in C or in NumPy.

`entry` encloses a problem, `rounding` holds the proof, pair.c and `numpy_kernel` iterate, with results that agree bit
for bit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import groupby

import numpy as np

from dmfproof.arithmetic.kernel import c_kernel, numpy_kernel
from dmfproof.arithmetic.kernel.entry import Start, enter
from dmfproof.arithmetic.kernel.rounding import OUTWARD, Rounding

__all__ = ["Answer", "Backend", "Finding", "Start", "backend", "describe", "enter", "run"]

_MOST_STEPS = 1 << 40
_QUOTA = {"C": 500_000, "NumPy": 1_000}


class Backend(Enum):
    """Which implementation runs."""

    C = "C"
    NUMPY = "NumPy"


class Finding(Enum):
    """What the kernel found out about a draw."""

    HIT = numpy_kernel.HIT
    UNDECIDED = numpy_kernel.UNDECIDED
    BUDGET = numpy_kernel.BUDGET


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found at `step`; all earlier steps are certified to miss (with BUDGET, this one, too)."""

    finding: Finding
    step: int


def backend() -> Backend:
    """Return C where it was built, else NumPy."""
    return Backend.NUMPY if c_kernel.level() is None else Backend.C


def describe() -> str:
    """Name the kernel in use in one line."""
    level = c_kernel.level()
    if level is None:
        return "NumPy (the C kernel was not built: no compiler was found when dmfproof was installed)"
    return f"C, {c_kernel.LEVELS[level]}"


def run(
    starts: Sequence[Start],
    *,
    max_steps: int,
    rounding: Rounding = OUTWARD,
    use: Backend | None = None,
    use_level: int | None = None,
    fewest: int = 0,
) -> Iterator[tuple[int, Answer]]:
    """Yield (index, answer) for every draw, as answers come in; several times a second there is time for an interrupt.

    `max_steps` is capped at 2^40 (see `rounding`, item 7).  `use_level` forces an instruction set of the C kernel.
    Where fewer than `fewest` draws of one mode and depth still run, they are given up as undecided from their step on.
    """
    chosen = backend() if use is None else use
    order = sorted(range(len(starts)), key=lambda i: (starts[i].mode, starts[i].depth))
    for (mode, depth), group in groupby(order, key=lambda i: (starts[i].mode, starts[i].depth)):
        draws = list(group)
        rows = np.array([starts[i].row for i in draws], dtype=np.float64)
        step = np.array([starts[i].step for i in draws], dtype=np.int64)
        status = np.zeros(len(draws), dtype=np.int8)
        told = np.zeros(len(draws), dtype=np.bool_)
        left, limit, quota = len(draws), min(max_steps, _MOST_STEPS), _QUOTA[chosen.value]
        while left:
            if chosen is Backend.C:
                left = c_kernel.run(mode, depth, rows, step, status, limit, quota, rounding, use_level=use_level)
            else:
                left = numpy_kernel.run(mode, depth, rows, step, status, limit, quota, rounding)
            if left < fewest:
                status[status == numpy_kernel.RUNNING] = numpy_kernel.UNDECIDED
                left = 0
            new = np.flatnonzero((status != numpy_kernel.RUNNING) & ~told)
            told[new] = True
            for position in new.tolist():
                yield draws[position], Answer(Finding(int(status[position])), int(step[position]))
