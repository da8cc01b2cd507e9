"""Run gradient descent in binary64: matrices as they are, and the scalars into which they decouple.

W_j(k+1) = W_j(k) - eta (W_N...W_{j+1})' (W - What) (W_{j-1}...W_1)'            (CGMR (6), (9))
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from dmfproof.experiments.experiment import Array

__all__ = [
    "effective_rank",
    "end_to_end",
    "factor_paths",
    "first_within",
    "follow",
    "identical",
    "matrix_products",
    "pair_paths",
    "random_orthogonal",
    "symmetric",
]


def matrix_products(target: Array, factors: Sequence[Array], eta: float, steps: int) -> Iterator[Array]:
    """Yield W(0), ..., W(steps), the products W_N ... W_1; `factors` starts with W_1 and is not changed."""
    weights = [factor.copy() for factor in factors]
    depth = len(weights)
    for step in range(steps + 1):
        right = [weights[0]]  # right[j] = W_{j+1} ... W_1
        for weight in weights[1:]:
            right.append(weight @ right[-1])
        yield right[-1]
        if step == steps:
            return
        slope = right[-1] - target  # (W_N ... W_{j+1})' (W - What), from j = N downwards
        for j in range(depth - 1, -1, -1):
            gradient = slope @ right[j - 1].T if j else slope
            slope = weights[j].T @ slope if j else slope
            weights[j] -= eta * gradient


def end_to_end(factors: Sequence[Array]) -> Array:
    """Return W_N ... W_1."""
    product = factors[0]
    for factor in factors[1:]:
        product = factor @ product
    return product


def identical(size: int, depth: int, alpha: float, beta: float = 0.0) -> list[Array]:
    """Return the start (7), or (13) with a beta: W_1 = (alpha - beta) I, the others alpha I."""
    return [(alpha - (beta if j == 0 else 0.0)) * np.eye(size) for j in range(depth)]


def factor_paths(depth: int, truths: Sequence[float], alpha: float, eta: float, steps: int) -> Array:
    """Return d_i(0..steps) of (18), one column an eigenvalue."""
    truth, d = np.asarray(truths, dtype=np.float64), np.full(len(truths), alpha)
    path = np.empty((steps + 1, len(truths)))
    for step in range(steps + 1):
        path[step] = d
        low = d ** (depth - 1)
        d = d - eta * low * (low * d - truth)
    return path


def pair_paths(depth: int, truth: float, alpha: float, beta: float, eta: float, steps: int) -> Array:
    """Return d1(0..steps), d2(0..steps) of (40) as two columns."""
    first, second = alpha - beta, alpha
    path = np.empty((steps + 1, 2))
    for step in range(steps + 1):
        path[step] = first, second
        low = second ** (depth - 2)
        rate = eta * low * (first * low * second - truth)
        first, second = first - rate * second, second - rate * first
    return path


def first_within(path: Array, limit: float, eps: float) -> int:
    """Return the first step at which |path - limit| <= eps, -1 where there is none."""
    hits = np.flatnonzero(np.abs(path - limit) <= eps)
    return int(hits[0]) if len(hits) else -1


def follow(
    depth: int, steps: Array, values: Array, limit: float, eta: float, *, share: float = 0.1
) -> dict[str, Array]:
    """Predict a recorded singular value by (18) with lam = limit, from where it has passed a share of its limit.

    Return the columns k, s (predicted) and run; empty ones where it never passes.
    """
    passed = np.flatnonzero(values >= share * limit)
    place = int(passed[0]) if len(passed) else len(values)
    k, run = steps[place:], values[place:]
    if not len(k):
        return {"k": k, "s": run, "run": run}
    path = factor_paths(depth, [limit], float(run[0]) ** (1 / depth), eta, int(k[-1] - k[0]))[:, 0] ** depth
    return {"k": k, "s": path[(k - k[0]).astype(int)], "run": run}


def effective_rank(singular_values: Array) -> Array:
    """Return nuclear over operator norm along the last axis."""
    size = np.abs(singular_values)
    rank: Array = size.sum(axis=-1) / size.max(axis=-1)
    return rank


def random_orthogonal(size: int, random: np.random.Generator) -> Array:
    """Return an orthogonal matrix from the Haar measure."""
    basis, upper = np.linalg.qr(random.standard_normal((size, size)))
    return basis * np.sign(np.diag(upper))


def symmetric(basis: Array, spectrum: Sequence[float]) -> Array:
    """Return V diag(spectrum) V', symmetric to the last bit."""
    product = (basis * np.asarray(spectrum, dtype=np.float64)) @ basis.T
    return (product + product.T) / 2
