"""Run descent on noisy images of the digit one from a small Gaussian initialisation, once for figures 8 to 12."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

import numpy as np

from dmfproof.bundled import load
from dmfproof.experiments.cgmr.descent import end_to_end, matrix_products
from dmfproof.experiments.experiment import Array, chosen_steps

__all__ = ["AMPLITUDE", "DEPTHS", "ETAS", "Run", "Runs", "descend"]

DEPTHS = (1, 2, 3)
ETAS = {1: Fraction(1, 50), 2: Fraction(1, 10), 3: Fraction(1, 8)}
_START_NORM = Fraction(1, 1000)
AMPLITUDE = 0.5


@dataclass(frozen=True, slots=True)
class Run:
    """One depth: what was recorded at the steps `k`; `best` is the product nearest to the clean matrix."""

    k: Array
    training: Array
    clean: Array
    singular: Array
    start_error: float
    best_step: int
    best: Array


@dataclass(frozen=True, slots=True)
class Runs:
    """All depths on one noisy matrix; everything is divided by the noisy matrix's operator norm."""

    clean: Array
    noisy: Array
    scale: float
    limits: Array
    truncations: tuple[Array, Array]
    runs: dict[int, Run]
    last: int


@lru_cache(maxsize=2)
def descend(seed: int, quick: bool) -> Runs:
    """Run every depth once; figures 8 to 12 are views of the same runs."""
    random = np.random.default_rng(seed)
    images = np.array([[float(pixel) for pixel in row] for row in load("mnist_ones").entries])
    if quick:
        images = images[:16]
    noisy = images + random.uniform(-AMPLITUDE, AMPLITUDE, images.shape)
    left, limits, right = np.linalg.svd(noisy, full_matrices=False)
    scale = float(limits[0])
    clean, noisy, limits = images / scale, noisy / scale, limits / scale
    first, second = (left[:, :r] * limits[:r] @ right[:r] for r in (1, 2))
    last = 1_200 if quick else 2_000
    runs = {depth: _run(depth, noisy, clean, last, random) for depth in DEPTHS}
    return Runs(clean, noisy, scale, limits, (first, second), runs, last)


def _run(depth: int, noisy: Array, clean: Array, last: int, random: np.random.Generator) -> Run:
    """Descend from Gaussian factors with E ||W(0)||_F^2 = (1/1000)^2, whatever the depth.

    Entries of variance s^2, factors m x m but for W_1, which is m x n: E ||W(0)||_F^2 = n m^N s^(2N).  The rows of W_1
    and of its gradients never leave the span of the rows of W_1(0) and of the noisy matrix, so descent is taken in an
    orthonormal basis of that span: the same iterates, of 2m columns instead of n.
    """
    m, n = noisy.shape
    deviation = (float(_START_NORM) ** 2 / (n * float(m) ** depth)) ** (1 / (2 * depth))
    factors = [deviation * random.standard_normal((m, n if j == 0 else m)) for j in range(depth)]
    basis = np.linalg.qr(np.concatenate((noisy, factors[0])).T)[0]
    factors[0], target, inside = factors[0] @ basis, noisy @ basis, clean @ basis
    outside = float(np.linalg.norm(clean - inside @ basis.T))
    shown = chosen_steps(last, 200, logarithmic=True)
    kept = set(shown.tolist())
    training, error, singular = [], [], []
    best, best_step, best_error = end_to_end(factors), 0, np.inf
    for k, product in enumerate(matrix_products(target, factors, float(ETAS[depth]), last)):
        if k in kept:
            training.append(float(np.linalg.norm(product - target)))
            error.append(float(np.hypot(np.linalg.norm(product - inside), outside)))
            singular.append(np.linalg.svd(product, compute_uv=False))
            if error[-1] < best_error:
                best, best_step, best_error = product.copy(), k, error[-1]
    return Run(
        k=shown.astype(np.float64),
        training=np.array(training),
        clean=np.array(error),
        singular=np.array(singular),
        start_error=training[0],
        best_step=best_step,
        best=best @ basis.T,
    )
