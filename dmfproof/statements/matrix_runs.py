"""Decide convergence of whole matrices on exact runs: the error matrix of every step, entry by entry."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import sympy as sp

from dmfproof.arithmetic.evaluator import Budget, Undetermined, exact_value
from dmfproof.arithmetic.radical import NotExact
from dmfproof.arithmetic.rational_matrix import Matrix, diagonal, diagonal_of, is_diagonal, product
from dmfproof.dynamics.matrix_descent import Factors
from dmfproof.errors import OutsideDomain
from dmfproof.statements.decoupling import METHOD, Place, rotation, run
from dmfproof.statements.matrix_vocabulary import spectrum
from dmfproof.statements.vocabulary import eps, eta, k, lam
from dmfproof.verdict import Outcome, Verdict

__all__ = ["within_eps"]


def within_eps(
    point: Place,
    budget: Budget,
    *,
    start: Callable[[Place, Matrix], tuple[Factors, object]],
    bound: sp.Expr,
    limit: Callable[[Fraction], Fraction],
    share: Fraction = Fraction(1),
) -> Verdict:
    """Run exactly for k steps; E must be diagonal at each, and |E_ii| <= eps from the bound for lam_i on."""
    try:
        due = [_due(point, budget, bound, value) for value in point[spectrum]]
    except (NotExact, Undetermined) as stop:
        return Verdict(Outcome.UNDECIDED, METHOD, reason=f"a bound is undecided: {stop}")
    if all(first is None or first > point[k] for first in due):
        raise OutsideDomain(f"no eigenvalue is bound to be within eps after {point[k]} steps")
    v = rotation(point)
    factors, _ = start(point, v)
    limits = [limit(value) for value in point[spectrum]]
    states = run(point, budget, factors, v, v * diagonal(point[spectrum]) * v.transpose(), point[eta])
    if len(states) <= point[k]:
        return Verdict(Outcome.UNDECIDED, METHOD, reason="the entries grow too long")
    errors = [product(state[::-1]) - diagonal(limits) for state in states]
    for step, error in enumerate(errors):
        if not is_diagonal(error):
            return Verdict(Outcome.REFUTED, METHOD, reason=f"E({step}) is not diagonal")
        for index, (size, first) in enumerate(zip(diagonal_of(error), due, strict=True), 1):
            if first is not None and step >= first and abs(size) > share * point[eps]:
                return Verdict(Outcome.REFUTED, METHOD, reason=f"|E_{index}{index}({step})| > eps")
    return Verdict(Outcome.CERTIFIED, METHOD)


def _due(point: Place, budget: Budget, bound: sp.Expr, value: Fraction) -> int | None:
    """Return the step from which the error of one eigenvalue has to be within eps; None where the bound is no number.

    Where eps is not below the initial error the bound says nothing, and the eigenvalue is left out.
    """
    found = exact_value(bound, {**point, lam: value}, budget).rational()
    return int(found) if found >= 0 else None
