"""Load the C kernels (pair.c, perturbed.c), if they were built, and run the first.

It is plain C behind `ctypes`: no Python headers are needed to build it, and a missing or foreign file only means that
the NumPy kernel serves.  The interpreter lock is released while it runs.
"""

from __future__ import annotations

import ctypes
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from dmfproof.arithmetic.kernel.entry import COLUMNS, Mode
from dmfproof.arithmetic.kernel.rounding import Rounding

__all__ = ["LEVELS", "level", "library", "run"]

LEVELS = ("plain C", "SSE2", "AVX2", "AVX-512")
_SUFFIXES = (".so", ".pyd", ".dylib", ".dll")


@cache
def library() -> ctypes.CDLL | None:
    """Return the library of both kernels, or None where it was not built."""
    for path in sorted(Path(__file__).parent.glob("_pair*")):
        if path.suffix not in _SUFFIXES:
            continue
        try:
            loaded = ctypes.CDLL(str(path))
            loaded.dmf_pair_run.restype = ctypes.c_int64
            loaded.dmf_pair_level.restype = ctypes.c_int
            loaded.dmf_perturbed_run.restype = ctypes.c_int
        except (OSError, AttributeError):
            continue
        return loaded
    return None


@cache
def level() -> int | None:
    """Return the widest instruction set in use (an index into `LEVELS`), or None where the kernel was not built."""
    loaded = library()
    return None if loaded is None else int(loaded.dmf_pair_level())


def run(
    mode: Mode,
    depth: int,
    rows: npt.NDArray[np.float64],
    step: npt.NDArray[np.int64],
    status: npt.NDArray[np.int8],
    max_step: int,
    quota: int,
    rounding: Rounding,
    *,
    use_level: int | None = None,
) -> int:
    """Do what `numpy_kernel.run` does; the arrays must be contiguous.  `use_level` forces a lesser instruction set.

    Raises `RuntimeError` where the kernel was not built, or does not offer the level, mode or depth.
    """
    loaded = library()
    chosen = level() if use_level is None else use_level
    if loaded is None or chosen is None:
        raise RuntimeError("the C kernel was not built")
    if rows.shape != (step.size, COLUMNS) or not (rows.flags.c_contiguous and step.flags.c_contiguous):
        raise ValueError(f"rows of shape {rows.shape} for {step.size} draws")
    left = loaded.dmf_pair_run(
        ctypes.c_int(chosen),
        ctypes.c_int(mode),
        ctypes.c_int(depth),
        ctypes.c_int64(step.size),
        ctypes.c_void_p(rows.ctypes.data),
        ctypes.c_void_p(step.ctypes.data),
        ctypes.c_void_p(status.ctypes.data),
        ctypes.c_int64(max_step),
        ctypes.c_int64(quota),
        ctypes.c_double(rounding.one_low),
        ctypes.c_double(rounding.one_high),
        ctypes.c_double(rounding.relative(depth)),
        ctypes.c_int64(rounding.nudge),
    )
    if left < 0:
        raise RuntimeError(f"the C kernel does not offer level {chosen}, mode {mode!r}, depth {depth}")
    return int(left)
