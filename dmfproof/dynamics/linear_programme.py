"""Solve min sum(w) over w >= 0 with A w = y exactly: the least nuclear norm in a common eigenbasis.

For symmetric commuting A_i, with eigenvalues a_i in a common basis, min tr W over positive semidefinite W with <A_i,
W> = y_i is this linear programme: the diagonal of a W in that basis is again a solution, of the same trace.  The
basis is proposed by HiGHS in binary64; what it proposes is solved and checked in exact rationals, so that a wrong
proposal cannot pass.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, combinations, islice

from dmfproof.arithmetic.rational_matrix import Matrix, entries, matrix, shape
from dmfproof.errors import InvalidInput, Unsupported

__all__ = ["Optimum", "least_sum"]

_MOST_BASES = 1000


@dataclass(frozen=True, slots=True)
class Optimum:
    """The optimal value, a vertex w that attains it, multipliers nu and the slacks 1 - A'nu, all exact.

    w >= 0, A w = y, slacks >= 0 and sum(w) = nu . y were checked: by weak duality no w does better.
    """

    value: Fraction
    vertex: tuple[Fraction, ...]
    multipliers: tuple[Fraction, ...]
    slacks: tuple[Fraction, ...]

    @property
    def unique(self) -> bool:
        """Say whether strict complementarity shows that no other w is optimal (a vertex's columns are independent)."""
        return all(w > 0 or slack > 0 for w, slack in zip(self.vertex, self.slacks, strict=True))


def least_sum(measured: Matrix, labels: Sequence[Fraction]) -> Optimum:
    """Return the exact optimum, the rows of `measured` being the a_i.

    Where HiGHS's basis is not optimal in exact arithmetic (badly scaled problems), a thousand others are tried.
    Raises `InvalidInput` for dependent rows, `Unsupported` where no basis that was tried is optimal.
    """
    rows, columns = shape(measured)
    if measured.rank() < rows:
        raise InvalidInput("measured", f"{rows} rows", "dependent", "independent measurements are needed", "Drop one")
    for basis in chain([_proposed(measured, labels)], islice(combinations(range(columns), rows), _MOST_BASES)):
        optimum = _checked(measured, labels, basis)
        if optimum is not None:
            return optimum
    raise Unsupported("no basis that was tried is optimal in exact arithmetic: is there a w >= 0 that fits the labels?")


def _proposed(measured: Matrix, labels: Sequence[Fraction]) -> tuple[int, ...]:
    """Ask HiGHS, in binary64, which columns are basic; an empty answer where it has none."""
    import numpy as np
    from scipy.optimize import linprog

    a = np.array([[float(entry) for entry in row] for row in entries(measured)])
    columns = a.shape[1]
    found = linprog(np.ones(columns), A_eq=a, b_eq=[float(y) for y in labels], method="highs-ds")
    if found.status != 0:
        return ()
    reduced = 1 - a.T @ found.eqlin.marginals
    return _independent(measured, sorted(range(columns), key=lambda i: (-round(found.x[i], 9), reduced[i])))


def _checked(measured: Matrix, labels: Sequence[Fraction], basis: Sequence[int]) -> Optimum | None:
    """Solve for a basis exactly; return what it gives where that is feasible on both sides, hence optimal."""
    rows, columns = shape(measured)
    square = matrix([[row[i] for i in basis] for row in entries(measured)]) if basis else None
    if square is None or square.rank() < rows:
        return None
    weights = entries(square.solve(matrix([[y] for y in labels])))
    multipliers = tuple(row[0] for row in entries(square.transpose().solve(matrix([[1]] * rows))))
    vertex = [Fraction(0)] * columns
    for i, (weight,) in zip(basis, weights, strict=True):
        vertex[i] = weight
    pairs = (zip(column, multipliers, strict=True) for column in _columns(measured))
    slacks = tuple(1 - sum((x * nu for x, nu in pair), Fraction(0)) for pair in pairs)
    if min(vertex) < 0 or min(slacks) < 0:
        return None
    return Optimum(sum(vertex, Fraction(0)), tuple(vertex), multipliers, slacks)


def _columns(a: Matrix) -> list[list[Fraction]]:
    return entries(a.transpose())


def _independent(a: Matrix, order: Sequence[int]) -> tuple[int, ...]:
    """Choose linearly independent columns, the first in the given order, as many as there are rows."""
    chosen: list[int] = []
    columns = _columns(a)
    for i in order:
        if matrix([columns[j] for j in (*chosen, i)]).rank() == len(chosen) + 1:
            chosen.append(i)
    return tuple(chosen)
