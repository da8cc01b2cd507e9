"""Run gradient descent on the N factors of a product W = W_N ... W_1, in exact rationals.

L(W_1, ..., W_N) = 1/2 ||W - What||_F^2, and W_j(k+1) = W_j(k) - eta grad_{W_j} L with                  (CGMR (5), (6))
grad_{W_j} L = (W_N ... W_{j+1})' (W - What) (W_{j-1} ... W_1)'.                                              (CGMR (9))

Entries grow by a factor 2N - 1 a step, so that few steps are taken; the caller stops.  Factors are listed from W_1, the
one that acts first, and may have any shapes that fit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import accumulate

from dmfproof.arithmetic.rational_matrix import Matrix, diagonal, product, scaled, shape, squared_norm
from dmfproof.errors import InvalidInput

__all__ = [
    "Factors",
    "descend_along",
    "end_to_end",
    "factor_gradient",
    "factor_gradients",
    "identical_start",
    "loss",
    "matrix_descent",
    "perturbed_start",
]

Factors = tuple[Matrix, ...]


def end_to_end(factors: Sequence[Matrix]) -> Matrix:
    """Return W = W_N ... W_1."""
    return product(factors[::-1])


def loss(factors: Sequence[Matrix], ground_truth: Matrix) -> Fraction:
    """Return 1/2 ||W - What||_F^2 exactly (CGMR (5))."""
    return squared_norm(end_to_end(factors) - ground_truth) / 2


def factor_gradient(factors: Sequence[Matrix], slope: Matrix, index: int) -> Matrix:
    """Return the gradient of ell(W_N ... W_1) in W_{index+1}, `slope` being the gradient of ell at W (CGMR (9))."""
    gradient = slope
    if index + 1 < len(factors):
        gradient = end_to_end(factors[index + 1 :]).transpose() * gradient
    if index > 0:
        gradient = gradient * end_to_end(factors[:index]).transpose()
    return gradient


def factor_gradients(factors: Sequence[Matrix], slope_at: Callable[[Matrix], Matrix]) -> list[Matrix]:
    """Return the gradients of ell(W_N ... W_1) in all factors, W_1 first; `slope_at` gives that of ell at W."""
    before = list(accumulate(factors, lambda product, factor: factor * product))  # W_j ... W_1
    gradients, left = [], slope_at(before[-1])  # (W_N ... W_{j+1})' grad ell, from j = N down
    for j in reversed(range(len(factors))):
        gradients.append(left * before[j - 1].transpose() if j else left)
        left = factors[j].transpose() * left
    return gradients[::-1]


def descend_along(
    factors: Sequence[Matrix], slope_at: Callable[[Matrix], Matrix], eta: Fraction | Sequence[Fraction]
) -> Iterator[Factors]:
    """Yield (W_1, ..., W_N) at steps 0, 1, ...; `slope_at` gives the gradient of any loss ell at W.

    `eta` is one step size, or one for each factor.  Raises `InvalidInput` for factors whose shapes do not fit.
    """
    sizes = [eta] * len(factors) if isinstance(eta, Fraction | int) else list(eta)
    end_to_end(factors)  # the shapes fit
    current = tuple(factors)
    while True:
        yield current
        slopes = factor_gradients(current, slope_at)
        current = tuple(
            factor - scaled(slope, size) for factor, slope, size in zip(current, slopes, sizes, strict=True)
        )


def matrix_descent(
    factors: Sequence[Matrix], ground_truth: Matrix, eta: Fraction | Sequence[Fraction]
) -> Iterator[Factors]:
    """Yield the factors (W_1, ..., W_N) of gradient descent on (5) exactly, from step 0 on.

    Raises `InvalidInput` where there is no factor, or where the product's shape is not the ground truth's.
    """
    if not factors:
        raise InvalidInput("factors", "[]", "empty", "a product has at least one factor", "Give N >= 1 matrices")
    if shape(end_to_end(factors)) != shape(ground_truth):
        holds = f"the product W_N ... W_1 is {shape(end_to_end(factors))}, the ground truth {shape(ground_truth)}"
        raise InvalidInput("factors", f"{len(factors)} matrices", "of another shape", holds, "List them from W_1 on")
    return descend_along(factors, lambda w: w - ground_truth, eta)


def identical_start(n: int, depth: int, alpha: Fraction) -> Factors:
    """Return W_j(0) = alpha I for all j (CGMR (7))."""
    return (diagonal([alpha] * n),) * depth


def perturbed_start(n: int, depth: int, alpha: Fraction, beta: Fraction, perturbed: int = 0) -> Factors:
    """Return W_j(0) = alpha I, but (alpha - beta) I for the factor W_{perturbed+1} (CGMR (13), (38))."""
    return tuple(diagonal([alpha - (beta if j == perturbed else 0)] * n) for j in range(depth))
