"""Run gradient descent on all factors of a matrix, in binary64 or at another precision, beside the certified theory.

In exact arithmetic V' W(k) V stays diagonal (Lemmas 2.1 and 2.8), V the eigenvectors of What.  A run in floating point
leaves that: by how much is the point.  Values are v_i' W(k) v_i, and the leak is the largest entry off the diagonal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from dmfproof.errors import InvalidInput
from dmfproof.experiments.cgmr.descent import matrix_products
from dmfproof.planner import EnclosedSpectrum
from dmfproof.planner.paths import value_paths
from dmfproof.rational import write

__all__ = ["Arithmetic", "Simulation", "binary64", "multiprecision", "simulate"]

Doubles = npt.NDArray[np.float64]
_MOST_ROWS_OF_MPFR = 24
_GREATEST = 2**1000
_MOST_PRODUCTS = 10**13  # multiplications, about


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """A floating-point arithmetic: `bits` of precision, how a rational is rounded, and where it is in force."""

    name: str
    bits: int
    round: Callable[[Fraction], Any]
    dtype: Any
    context: Callable[[], AbstractContextManager[Any]]

    def array(self, rows: Sequence[Sequence[Fraction]]) -> Any:
        """Round a matrix entry by entry."""
        with self.context():
            return np.array([[self.round(entry) for entry in row] for row in rows], dtype=self.dtype)


def binary64() -> Arithmetic:
    """Return NumPy's double precision; its matrix products may round differently on another machine."""
    return Arithmetic("binary64 (NumPy)", 53, float, np.float64, nullcontext)


def multiprecision(bits: int) -> Arithmetic:
    """Return MPFR with `bits` of precision, each operation correctly rounded: the same on every machine."""
    import gmpy2

    def rounded(value: Fraction) -> Any:
        return gmpy2.mpfr(gmpy2.mpq(value.numerator, value.denominator))

    return Arithmetic(f"{bits} bits (MPFR)", bits, rounded, object, lambda: gmpy2.context(precision=bits))


@dataclass(frozen=True, slots=True)
class Simulation:
    """A run at some of its steps: one row a step, one column an eigenvalue, descending.

    values -- v_i' W v_i of the run; low, high -- certified enclosures of what they are in exact arithmetic; loss --
    1/2 ||W - What||_F^2; leak -- the largest |v_i' W v_j|, i != j; rank, rank_low, rank_high -- the effective rank of
    the run (nuclear over operator norm of W) and its certified enclosure; blown_up -- the first recorded step at which
    the run was not finite, None where it stayed finite.
    """

    arithmetic: str
    steps: tuple[int, ...]
    values: Doubles
    low: Doubles
    high: Doubles
    loss: Doubles
    leak: Doubles
    rank: Doubles
    rank_low: Doubles
    rank_high: Doubles
    blown_up: int | None

    @property
    def deviation(self) -> Doubles:
        """Return, for every step, by how much some value certainly differs from the exact one (0: none does)."""
        beyond = np.maximum(self.low - self.values, self.values - self.high)
        result: Doubles = np.maximum(beyond, 0.0).max(axis=1)
        return result

    def as_json(self) -> dict[str, Any]:
        """Return the records as JSON, floats as they are."""
        names = ("values", "low", "high", "loss", "leak", "rank", "rank_low", "rank_high", "deviation")
        columns = {name: getattr(self, name).tolist() for name in names}
        return {"arithmetic": self.arithmetic, "steps": list(self.steps), "blown_up": self.blown_up} | columns


def simulate(
    rows: Sequence[Sequence[Fraction]],
    *,
    depth: int,
    alpha: Fraction,
    eta: Fraction,
    steps: int,
    beta: Fraction | None = None,
    arithmetic: Arithmetic | None = None,
    records: int = 300,
) -> Simulation:
    """Run `steps` steps on a symmetric matrix from identical (or, with beta, perturbed) initialisation.

    About `records` steps are kept, densely at first.  Raises `InvalidInput` for a matrix that is too large for MPFR or
    for so many steps, for numbers beyond 2^1000, and for a step size beyond the limits under which the theory can be
    certified.
    """
    used = arithmetic or binary64()
    if used.dtype is object and len(rows) > _MOST_ROWS_OF_MPFR:
        holds = f"at most {_MOST_ROWS_OF_MPFR} rows are treated outside binary64"
        raise InvalidInput("MATRIX", f"{len(rows)} rows", "too large", holds, "Run it in binary64")
    if len(rows) ** 3 * depth * steps > _MOST_PRODUCTS:
        holds = f"{steps} steps of {depth} factors of {len(rows)} x {len(rows)} would take hours"
        raise InvalidInput("steps", steps, "too large for this matrix", holds, "Take fewer steps or a smaller matrix")
    check_range(rows, alpha, eta)
    spectrum = EnclosedSpectrum.of_matrix(rows)
    chosen = _chosen_steps(steps, records)
    low, high, ranks = value_paths(spectrum, depth=depth, alpha=alpha, beta=beta, eta=eta, steps=chosen)
    truth = np.array([[float(entry) for entry in row] for row in rows])
    _, vectors = np.linalg.eigh(truth)
    vectors = vectors[:, ::-1]
    values, loss, leak, rank, blown_up = [], [], [], [], None
    for k, product in zip(chosen, _recorded(rows, used, depth, alpha, beta, eta, chosen), strict=False):
        if not np.isfinite(product).all():
            blown_up = k
            break
        seen = vectors.T @ product @ vectors
        values.append(np.diag(seen))
        leak.append(np.abs(seen - np.diag(np.diag(seen))).max())
        loss.append(0.5 * float(((product - truth) ** 2).sum()))
        singular = np.linalg.svd(product, compute_uv=False)
        rank.append(singular.sum() / singular[0] if singular[0] > 0 else np.nan)
    count = len(values)
    return Simulation(
        arithmetic=used.name,
        steps=tuple(chosen[:count]),
        values=np.array(values).reshape(count, len(rows)),
        low=low[:count],
        high=high[:count],
        loss=np.array(loss),
        leak=np.array(leak),
        rank=np.array(rank),
        rank_low=ranks[0][:count],
        rank_high=ranks[1][:count],
        blown_up=blown_up,
    )


def check_range(rows: Sequence[Sequence[Fraction]], alpha: Fraction, eta: Fraction) -> None:
    """Raise `InvalidInput` for numbers that leave the range of binary64, in which every run is recorded."""
    for name, value in (("alpha", alpha), ("eta", eta), *(("MATRIX", entry) for row in rows for entry in row)):
        if abs(value) >= _GREATEST:
            holds = "runs are recorded in binary64, so that numbers below 2^1000 are needed"
            raise InvalidInput(name, write(value), "too large", holds, "Rescale the problem (homogeneity)")


def start(size: int, used: Arithmetic, depth: int, alpha: Fraction, beta: Fraction | None) -> list[Any]:
    """Return alpha I for every factor, (alpha - beta) I for the first one where there is a beta."""
    first = alpha if beta is None else alpha - beta
    ones = [[Fraction(i == j) for j in range(size)] for i in range(size)]
    return [
        used.array([[(first if factor == 0 else alpha) * entry for entry in row] for row in ones])
        for factor in range(depth)
    ]


def _recorded(
    rows: Sequence[Sequence[Fraction]],
    used: Arithmetic,
    depth: int,
    alpha: Fraction,
    beta: Fraction | None,
    eta: Fraction,
    chosen: Sequence[int],
) -> Iterator[Doubles]:
    """Yield W(k) in binary64 at the chosen steps."""
    factors = start(len(rows), used, depth, alpha, beta)
    wanted = set(chosen)
    with used.context(), np.errstate(over="ignore", invalid="ignore"):
        products = matrix_products(used.array(rows), factors, used.round(eta), chosen[-1])
        for k, product in enumerate(products):
            if k in wanted:
                yield product.astype(np.float64)


def _chosen_steps(last: int, records: int) -> list[int]:
    """Return 0, ..., last, at distances that grow in proportion once there are too many."""
    chosen, k = [0], 0
    ratio = max(8, records // 6)
    while k < last:
        k = min(last, k + max(1, k // ratio))
        chosen.append(k)
    return chosen
