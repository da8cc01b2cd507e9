"""Follow the eigenvalues w_i(k) = d_i(k)^N of the end-to-end matrix, step after step, in balls.

Identical initialisation keeps them decoupled (Lemma 2.1), so that each is gradient descent (18) of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from dmfproof.arithmetic.ball import arb
from dmfproof.arithmetic.ball_descent import ball_iterates
from dmfproof.problem import Problem

__all__ = ["factor_values"]


def factor_values(depth: int, spectrum: Sequence[Fraction], alpha: Fraction, eta: Fraction) -> Iterator[list[arb]]:
    """Yield the enclosures d_1(k), ..., d_n(k) for k = 0, 1, ... at the precision that is current when asked for.

    Equal eigenvalues are iterated once.
    """
    distinct = list(dict.fromkeys(spectrum))
    place = [distinct.index(lam) for lam in spectrum]
    orbits = [ball_iterates(Problem(depth=depth, lam=lam, alpha=alpha, eta=eta)) for lam in distinct]
    while True:
        values = [next(orbit) for orbit in orbits]
        yield [values[m] for m in place]
