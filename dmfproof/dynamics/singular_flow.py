"""Write ACHL's formulas for the singular values and vectors of W = W_N ... W_1 with balanced factors.

Everything is a function of s_r = sigma_r^(1/N), so that all powers are whole ones: sigma_r = s_r^N,
(sigma_r^2)^(1/N) = s_r^2, (sigma_r^2)^(1-1/N) = s_r^(2N-2) and (sigma_r^2)^(1/2-1/N) = s_r^(N-2).  Matrices are of
exact rationals or of balls, and numbers of the same kind.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from dmfproof.arithmetic.rational_matrix import identity

__all__ = ["end_to_end_formula", "pair_residuals", "theorem_3_speed", "value_velocities", "vector_velocities"]

Speed = Callable[[Any, int], Any]
Gap = Callable[[Any, Any], Any]


def end_to_end_formula(left_powers: Sequence[Any], slope: Any, right_powers: Sequence[Any]) -> Any:
    """Return -sum_j A^((N-j)/N) grad l(W) B^((j-1)/N), given A^(0/N), ..., A^((N-1)/N) and the like of B."""
    terms = [a * slope * b for a, b in zip(reversed(left_powers), right_powers, strict=True)]
    return sum(terms[1:], terms[0]) * -1


def theorem_3_speed(s: Any, depth: int) -> Any:
    """Return N (sigma^2)^(1-1/N), with s = sigma^(1/N)."""
    return depth * s ** (2 * depth - 2)


def value_velocities(
    left: Any, right: Any, roots: Sequence[Any], slope: Any, depth: int, speed: Speed = theorem_3_speed
) -> list[Any]:
    """Return d sigma_r/dt = -N (sigma_r^2)^(1-1/N) <grad l(W), u_r v_r'> (ACHL Theorem 3)."""
    aligned = left.transpose() * slope * right
    return [-speed(s, depth) * aligned[r, r] for r, s in enumerate(roots)]


def _gap(here: Any, there: Any) -> Any:
    return 1 / (there - here)


def _tail(s: Any, depth: int) -> Any:
    return s ** (depth - 2)


def vector_velocities(
    left: Any, right: Any, roots: Sequence[Any], slope: Any, depth: int, *, gap: Gap = _gap, tail: Speed = _tail
) -> tuple[Any, Any]:
    """Return (dU/dt, dV/dt) of ACHL Lemma 2.

    dU/dt = -U (F o [U' grad l V S + S V' grad l' U]) - (I - U U') grad l V (S^2)^(1/2-1/N), and for V the same of W';
    F_rr' = `gap`(a_r, a_r') = 1/(a_r' - a_r), a = (sigma^2)^(1/N), and 0 on the diagonal.
    """
    moved = _one_side(left, right, roots, slope, depth, gap, tail)
    return moved, _one_side(right, left, roots, slope.transpose(), depth, gap, tail)


def _one_side(left: Any, right: Any, roots: Sequence[Any], slope: Any, depth: int, gap: Gap, tail: Speed) -> Any:
    aligned, kind, k = left.transpose() * slope * right, type(left), len(roots)
    sigma, a = [s**depth for s in roots], [s**2 for s in roots]
    zero = 0 * roots[0]
    bracket = [
        [zero if r == t else gap(a[r], a[t]) * (aligned[r, t] * sigma[t] + sigma[r] * aligned[t, r]) for t in range(k)]
        for r in range(k)
    ]
    tails = [[tail(s, depth) if r == t else zero for t in range(k)] for r, s in enumerate(roots)]
    beyond = kind(identity(left.nrows())) - left * left.transpose()
    return left * kind(bracket) * -1 - beyond * slope * right * kind(tails)


def pair_residuals(
    w: Any, velocity: Any, left: Any, right: Any, values: Sequence[Any], moved: tuple[Any, Any]
) -> list[Any]:
    """Return what is left of the derivatives of W V = U S, W' U = V S, U'U = I and V'V = I; all zero for the true ones.

    With dS/dt = diag(U' dW/dt V), these equations have one solution (dU/dt, dV/dt) where the singular values are
    distinct and positive.
    """
    kind, k, (left_moves, right_moves) = type(left), len(values), moved
    aligned, zero = left.transpose() * velocity * right, 0 * values[0]
    s = kind([[values[r] if r == t else zero for t in range(k)] for r in range(k)])
    s_moves = kind([[aligned[r, r] if r == t else zero for t in range(k)] for r in range(k)])
    turned, mirrored = left.transpose() * left_moves, right.transpose() * right_moves
    return [
        velocity * right + w * right_moves - left_moves * s - left * s_moves,
        velocity.transpose() * left + w.transpose() * left_moves - right_moves * s - right * s_moves,
        turned + turned.transpose(),
        mirrored + mirrored.transpose(),
    ]
