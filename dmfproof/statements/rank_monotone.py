"""Decide how the effective rank moves along gradient descent: whether it falls and then rises, or falls for ever.

With u_i = 1 + eta s_i, s_i = d_i^(N-2) (lam_i - d_i^N), a step multiplies w_i = d_i^N by u_i^N, so that

    r(W(k+1)) - r(W(k))  has the sign of  sum_i w_i (u_i^N - u_1^N).

Eigenvalues equal to lam_1 add exactly nothing and are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import islice
from typing import Any

import sympy as sp

from dmfproof.arithmetic.ball import arb, ball, working_precision
from dmfproof.arithmetic.evaluator import Budget
from dmfproof.dynamics.rank_path import factor_values
from dmfproof.problem import Problem, StepSize
from dmfproof.statements.matrix_vocabulary import spectrum
from dmfproof.statements.vocabulary import N, alpha, eta
from dmfproof.verdict import Outcome, Verdict

__all__ = ["falls_for_ever", "falls_then_rises", "first_of_falling", "rises_at_last"]

_STEPS = 800
_BITS = 320
_LONGEST_SEARCH = 4000

Point = Mapping[sp.Symbol, Any]


class _State:
    """One step: for each eigenvalue other than lam_1 its multiplicity, d, s = d^(N-2)(lam - d^N) and u = 1 + eta s."""

    def __init__(self, point: Point, counts: Counter[Fraction], factors: list[arb]) -> None:
        self.depth, step = int(point[N]), ball(point[eta])
        self.lam, self.count, self.d = list(counts), list(counts.values()), factors
        self.s = [d ** (self.depth - 2) * (ball(lam) - d**self.depth) for d, lam in zip(factors, self.lam, strict=True)]
        self.u = [1 + step * s for s in self.s]

    def trend(self) -> arb:
        """Enclose what has the sign of r(W(k+1)) - r(W(k))."""
        first, total = self.u[0] ** self.depth, arb(0)
        for count, d, u in list(zip(self.count, self.d, self.u, strict=True))[1:]:
            total += count * d**self.depth * (u**self.depth - first)
        return total


def _states(point: Point) -> Iterator[_State]:
    """Yield the states of the distinct eigenvalues, the largest first; N >= 2."""
    counts = Counter(sorted(point[spectrum], reverse=True))
    for factors in factor_values(int(point[N]), list(counts), point[alpha], point[eta]):
        yield _State(point, counts, factors)


def _step_is_small(point: Point) -> bool:
    """Decide exactly that N >= 2 and eta <= 1/((3N-2) M^(2N-2)), M^N = max(alpha^N, lam_1)."""
    problem = Problem(depth=int(point[N]), lam=max(point[spectrum]), alpha=point[alpha], eta=point[eta])
    return problem.depth >= 2 and problem.admissible(StepSize.MONOTONE_IN_LAM)


def falls_then_rises(point: Point, budget: Budget) -> Verdict:
    """Follow the sign of r(W(k+1)) - r(W(k)) in balls: once the rank has risen it must not fall again.

    For all k it is certified by the proof alone, whose conditions are decided here, exactly.
    """
    rose: int | None = None
    followed = max(1, min(_STEPS, budget.max_steps // 25))
    with working_precision(_BITS):
        for k, state in enumerate(islice(_states(point), followed)):
            trend = state.trend()
            if trend > 0 and rose is None:
                rose = k
            elif trend < 0 and rose is not None:
                reason = f"the rank rises from k = {rose} to {rose + 1} and falls from k = {k} to {k + 1}"
                return Verdict(Outcome.REFUTED, f"balls, {_BITS} bits", reason=reason)
            elif not (trend > 0 or trend < 0 or trend == 0):
                break
    if min(point[spectrum]) < point[alpha] ** int(point[N]) or not _step_is_small(point):
        reason = f"not broken in {k} steps, and the proof needs all lam_i >= alpha^N and eta <= 1/((3N-2) M^(2N-2))"
        return Verdict(Outcome.UNDECIDED, f"balls, {_BITS} bits", reason=reason)
    method = (
        f"all k: the conditions imply it; followed in balls of {_BITS} bits until undecided, {followed} steps at most"
    )
    return Verdict(Outcome.CERTIFIED, method)


def first_of_falling(point: Point, steps: int = _LONGEST_SEARCH) -> int | None:
    """Return a K from which r(W(k)) certainly falls strictly at every step for ever; None where none is found.

    None as well where eta > 1/((3N-2) M^(2N-2)), as u_1 >= 1 need not persist then.
    At K, over the eigenvalues other than lam_1:  a_i = lam_i (u_i^N - 1) for those that rise, b_j = w_j (1 - u_j^N) for
    one that falls.  In every later step a_i shrinks at least by q_i = u_i^(N-2) (1 - N eta X_i), and b_j at most by
    p_j = u_j^(2N-2) (1 - N eta X_j), X = d^(2N-2), and q_i falls while p_j rises.  So sum a_i < b_j, q_i <= min(1, p_j)
    and u_1 >= 1 at K stay true.
    """
    if not _step_is_small(point):
        return None
    with working_precision(_BITS):
        step = ball(point[eta])
        for k, state in enumerate(islice(_states(point), steps)):
            if _falls_from_here(state, step):
                return k
    return None


def _falls_from_here(state: _State, step: arb) -> bool:
    n, one = state.depth, arb(1)
    if not state.u[0] >= 1:
        return False
    rising, slowest, total = [], arb(0), arb(0)
    candidates: list[tuple[arb, arb]] = []
    for lam, count, d, s, u in list(zip(state.lam, state.count, state.d, state.s, state.u, strict=True))[1:]:
        shrink = 1 - n * step * d ** (2 * n - 2)
        if s < 0:
            candidates.append((count * d**n * (1 - u**n), u ** (2 * n - 2) * shrink))
        elif not s <= 0:
            rising.append(u ** (n - 2) * shrink)
            total += count * ball(lam) * (u**n - 1).max(arb(0))
    for factor in rising:
        slowest = slowest.max(factor)
    return any(total < b and slowest <= p and slowest <= one for b, p in candidates)


def falls_for_ever(point: Point, budget: Budget) -> Verdict:
    """Find in balls a step from which certified rates make the rank fall strictly for ever."""
    steps = min(_LONGEST_SEARCH, budget.max_steps // 5)
    k = first_of_falling(point, steps)
    if k is None:
        return Verdict(Outcome.UNDECIDED, "balls", reason=f"no such step among the first {steps}")
    return Verdict(Outcome.CERTIFIED, "all k: rates certified in balls at one step")


def rises_at_last(point: Point, budget: Budget) -> Verdict:
    """Refute by a step from which certified rates make the rank fall strictly for ever."""
    steps = min(_LONGEST_SEARCH, budget.max_steps // 5)
    k = first_of_falling(point, steps)
    if k is None:
        return Verdict(Outcome.UNDECIDED, "balls", reason=f"no such step among the first {steps}")
    reason = f"r(W(k+1)) < r(W(k)) for every k >= {k}"
    return Verdict(Outcome.REFUTED, "balls", reason=reason)
