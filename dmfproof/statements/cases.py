"""Tell the cases of gradient descent apart: the sign of lam and where the start lies, with the step size each allows.

The step sizes are the largest under which no step from the start overshoots (Lemma 2.2); from below, for any start.
`FALLING` has the one that our lower bound by the flow needs.
"""

from __future__ import annotations

from typing import NamedTuple

import sympy as sp

from dmfproof.statements.count_bounds import before_inflection, fall_slope, in_first_phase, inflection, phase_edge, root
from dmfproof.statements.domain import FAR, Domain, descent
from dmfproof.statements.vocabulary import N, alpha, eps, h, lam, limit, rho

__all__ = [
    "ABOVE",
    "BELOW",
    "BELOW_ZERO",
    "BOTH_PHASES",
    "EARLY",
    "FALLING",
    "FIRST_PHASE",
    "FROM_ABOVE",
    "LATE",
    "NEGATIVE",
    "RISING",
    "Case",
]  # fmt: skip


class Case(NamedTuple):
    """One case: signs of lam, range of alpha, largest step size, what tells the case; the accuracy where there is one.

    `start_closed` and `accuracy_closed` say which ends belong to the ranges, as in `Between`.
    """

    name: str
    signs: str
    start: tuple[sp.Expr, sp.Expr]
    step: sp.Expr
    assumed: sp.Basic
    start_closed: str = ""
    accuracy: tuple[sp.Expr, sp.Expr] | None = None
    accuracy_closed: str = ""

    def domain(self, *, closed: bool = True, depth: tuple[int, int] = (2, 10)) -> Domain:
        """Return the case's domain, the largest step size included or not."""
        return descent(
            signs=self.signs,
            start=self.start,
            start_closed=self.start_closed,
            step=self.step,
            closed=closed,
            accuracy=self.accuracy,
            accuracy_closed=self.accuracy_closed,
            depth=depth,
        )


zero = sp.Integer(0)
BELOW = Case("below", "+", (zero, root), 1 / (N * lam ** (2 - 2 / N)), lam >= alpha**N, "right")
ABOVE = Case("above", "+0", (rho, rho + FAR), 1 / h(alpha), sp.And(lam >= 0, lam < alpha**N))
NEGATIVE = Case("negative", "-", (zero, FAR), 1 / (alpha ** (N - 2) * (alpha**N + sp.Abs(lam))), lam < 0)

# --- those of Theorem 2.4, with an accuracy; lam > alpha^N before and after the inflection point of the flow ----------
BELOW_ZERO = NEGATIVE._replace(name="below_zero", accuracy=(zero, alpha**N))
FROM_ABOVE = ABOVE._replace(name="from_above", accuracy=(zero, alpha**N - lam))
FALLING = Case("falling", "+-0", ABOVE.start, 1 / fall_slope, lam < alpha**N, accuracy=(zero, alpha**N - limit))
RISING = BELOW._replace(start_closed="", assumed=lam > alpha**N, accuracy=(zero, lam - alpha**N))
FIRST_PHASE = RISING._replace(
    name="first_phase",
    start=(zero, inflection),
    assumed=before_inflection,
    accuracy=(phase_edge, lam - alpha**N),
    accuracy_closed="left",
)
BOTH_PHASES = RISING._replace(
    name="both_phases",
    assumed=sp.And(RISING.assumed, eps < phase_edge),
    accuracy=(zero, sp.Min(phase_edge, lam - alpha**N)),
)
EARLY = RISING._replace(start=(zero, inflection), assumed=in_first_phase, accuracy=(zero, phase_edge))
LATE = RISING._replace(start=(inflection, root), assumed=sp.And(alpha >= inflection, RISING.assumed))
