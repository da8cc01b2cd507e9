"""Let the factors of W = W_N ... W_1 flow down a loss of the product, and say how W and its singular values move.

    dW_j/dt = -(W_N ... W_{j+1})' grad l(W) (W_{j-1} ... W_1)'                                               (ACHL, (2))

for any loss l; only its gradient at W, a matrix of W's shape, enters.  Factors are listed from W_1, the one that
acts first.  They are balanced where W_{j+1}' W_{j+1} = W_j W_j' for all j.  The formulas of ACHL are written once,
in terms of s_r = sigma_r^(1/N), for any matrices with `*`, `+`, `-` and `.transpose()`: exact rationals or balls.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from dmfproof.arithmetic.rational_matrix import Matrix, cayley, entries, matrix, scaled, shape
from dmfproof.dynamics.matrix_descent import Factors, end_to_end, factor_gradient
from dmfproof.errors import InvalidInput

__all__ = [
    "balanced_factors",
    "factor_velocities",
    "gram_velocities",
    "imbalances",
    "leading_block",
    "padded",
    "product_velocity",
    "rotation",
    "stacked_factors",
]


def leading_block(a: Matrix, rows: int, columns: int) -> Matrix:
    """Return the upper left corner of a matrix."""
    return matrix([row[:columns] for row in entries(a)[:rows]])


def padded(a: Matrix, rows: int, columns: int) -> Matrix:
    """Put a matrix into the upper left corner of a larger one, zero elsewhere."""
    filled = [row + [Fraction(0)] * (columns - len(row)) for row in entries(a)]
    return matrix(filled + [[Fraction(0)] * columns] * (rows - len(filled)))


def rotation(skew: Matrix, multiple: int = 1) -> Matrix:
    """Return the Cayley transform of a multiple of a skew-symmetric matrix: a rational orthogonal matrix."""
    return cayley(scaled(skew, multiple))


def balanced_factors(core: Matrix, rotations: Sequence[Matrix]) -> Factors:
    """Return W_j = Q_{j+1} D_j Q_j', D_j the symmetric m x m `core` padded by zeros, from orthogonal Q_1, ..., Q_{N+1}.

    They are balanced, as W_{j+1}' W_{j+1} = Q_{j+1} core^2 Q_{j+1}' = W_j W_j' (padded).  The singular values of the
    product are the N-th powers of the moduli of core's eigenvalues: rational where core is diagonal, in general not.
    Raises `InvalidInput` for a core that is not symmetric, and for rotations smaller than it.
    """
    if core != core.transpose():
        raise InvalidInput("core", f"{shape(core)}", "not symmetric", "then the factors are not balanced", "Check it")
    if any(shape(q)[0] < shape(core)[0] for q in rotations):
        sizes = [shape(q)[0] for q in rotations]
        holds = f"every size must be at least min(d, d') = {shape(core)[0]}"
        raise InvalidInput("rotations", f"sizes {sizes}", "too small", holds, "Widen the hidden layers")
    return tuple(
        after * padded(core, shape(after)[0], shape(before)[0]) * before.transpose()
        for before, after in pairwise(rotations)
    )


def stacked_factors(stack: Matrix, sizes: Sequence[int]) -> Factors:
    """Cut arbitrary factors out of a stack of square blocks: W_j is the upper left corner of the j-th block.

    `sizes` are d_0, ..., d_N; W_j is d_j x d_{j-1}, and a block has as many rows as the stack has columns.
    """
    block, rows = shape(stack)[1], entries(stack)
    return tuple(
        leading_block(matrix(rows[j * block : (j + 1) * block]), after, before)
        for j, (before, after) in enumerate(pairwise(sizes))
    )


def imbalances(factors: Sequence[Matrix]) -> list[Matrix]:
    """Return W_{j+1}' W_{j+1} - W_j W_j' for j = 1, ..., N-1."""
    return [after.transpose() * after - before * before.transpose() for before, after in pairwise(factors)]


def factor_velocities(factors: Sequence[Matrix], slope: Matrix) -> Factors:
    """Return dW_j/dt for j = 1, ..., N, `slope` being the gradient of the loss at W."""
    return tuple(scaled(factor_gradient(factors, slope, j), -1) for j in range(len(factors)))


def gram_velocities(factors: Sequence[Matrix], velocities: Sequence[Matrix]) -> list[tuple[Matrix, Matrix]]:
    """Return d/dt (W_{j+1}' W_{j+1}) and d/dt (W_j W_j') for j = 1, ..., N-1, by the product rule."""
    moved = []
    for (before, after), (before_moves, after_moves) in zip(pairwise(factors), pairwise(velocities), strict=True):
        above, below = after_moves.transpose() * after, before_moves * before.transpose()
        moved.append((above + above.transpose(), below + below.transpose()))
    return moved


def product_velocity(factors: Sequence[Matrix], velocities: Sequence[Matrix]) -> Matrix:
    """Return dW/dt = sum_j W_N ... W_{j+1} (dW_j/dt) W_{j-1} ... W_1, the product rule."""
    terms = [end_to_end([*factors[:j], velocity, *factors[j + 1 :]]) for j, velocity in enumerate(velocities)]
    return sum(terms[1:], terms[0])
