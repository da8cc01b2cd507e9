"""Decide what Theorem 3.5 says of its window, at every iteration of the window.

Near ones are decided step by step: the decoupled eigenvalues are iterated in balls, and r(W(k)) is held against the
bounds at every k.  Far ones are decided by certified hitting times at the two ends, which fix intervals for all
eigenvalues throughout the window (errors never increase, and iterates are ordered as the eigenvalues are); the
extreme rank over those intervals is rational and is compared exactly.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from typing import Any

import sympy as sp

from dmfproof.arithmetic.ball import arb, ball, decimal_ends, relative_bits, working_precision, writable
from dmfproof.arithmetic.evaluator import Budget, Undetermined, exact_value
from dmfproof.arithmetic.radical import NotExact
from dmfproof.dynamics.hitting import hitting_time
from dmfproof.dynamics.rank_path import factor_values
from dmfproof.errors import OutsideDomain
from dmfproof.problem import Problem
from dmfproof.statements.matrix_vocabulary import L, spectrum
from dmfproof.statements.vocabulary import N, alpha, eta
from dmfproof.verdict import Outcome, Verdict

__all__ = ["e", "e_prime", "every_step", "window_is_not_empty"]

e, e_prime = sp.symbols("e e_prime", positive=True)

_FEW_STEPS = 1500
_FIRST_BITS = 96


@dataclass(frozen=True, slots=True)
class Window:
    """A window of iterations first <= k <= last (None: for ever), with bounds lower <= r(W(k)) - r(What_L) <= upper.

    values -- the eigenvalues that are learnt; best -- r(What_L), of What without noise.
    """

    depth: int
    values: tuple[Fraction, ...]
    best: Fraction
    alpha: Fraction
    eta: Fraction
    L: int
    first: int
    last: int | None
    lower: Fraction
    upper: Fraction

    @property
    def start(self) -> Fraction:
        """Return alpha^N."""
        return self.alpha**self.depth


def _whole(expression: sp.Expr, point: Mapping[sp.Symbol, Any], budget: Budget) -> int:
    return int(exact_value(expression, point, budget).rational())


def _window(
    point: Mapping[sp.Symbol, Any],
    budget: Budget,
    opens: sp.Expr,
    closes: sp.Expr | None,
    above: sp.Expr,
    below: sp.Expr | None,
    learnt: Callable[[Mapping[sp.Symbol, Any]], tuple[Fraction, ...]],
) -> Window:
    """Read the window, which is not empty, and its bounds at a point."""
    first = max(0, _whole(opens, point, budget))
    last = None if closes is None else _whole(closes, point, budget)
    upper = exact_value(above, point, budget).rational()
    lower = upper if below is None else exact_value(below, point, budget).rational()
    clean, rank = point[spectrum], int(point[L])
    best = sum(clean[:rank], Fraction(0)) / clean[0]
    return Window(int(point[N]), learnt(point), best, point[alpha], point[eta], rank, first, last, -lower, upper)


def _without_noise(point: Mapping[sp.Symbol, Any]) -> tuple[Fraction, ...]:
    return tuple(point[spectrum])


def window_is_not_empty(point: Mapping[sp.Symbol, Any], budget: Budget, *, opens: sp.Expr, closes: sp.Expr) -> Verdict:
    """Compare the two ends of the window, whole numbers, exactly.  Raises `OutsideDomain` where it is empty."""
    try:
        first, last = _whole(opens, point, budget), _whole(closes, point, budget)
    except (NotExact, Undetermined) as stop:
        return Verdict(Outcome.UNDECIDED, "balls, exact at ties", reason=str(stop))
    if last < first:
        raise OutsideDomain(f"the window is empty: it opens at k = {first} and closes at k = {last}")
    return Verdict(Outcome.CERTIFIED, "balls, exact at ties")


def every_step(
    point: Mapping[sp.Symbol, Any],
    budget: Budget,
    *,
    opens: sp.Expr,
    closes: sp.Expr | None,
    above: sp.Expr,
    below: sp.Expr | None = None,
    learnt: Callable[[Mapping[sp.Symbol, Any]], tuple[Fraction, ...]] = _without_noise,
) -> Verdict:
    """Hold r(W(k)) against the bounds at every k of the window, in balls; far ones by hitting times at its ends."""
    try:
        window = _window(point, budget, opens, closes, above, below, learnt)
    except (NotExact, Undetermined) as stop:
        return Verdict(Outcome.UNDECIDED, "balls, exact at ties", reason=f"the window's ends are undecided: {stop}")
    near = _step_by_step(window, budget)
    if near.outcome is not Outcome.UNDECIDED:
        return near
    far = _by_hitting_times(window, point, budget)
    if far is None:
        return near
    method = "hitting times at the window's ends: every k between"
    return Verdict(Outcome.CERTIFIED, method, tightness=near.tightness) if far else near


def _step_by_step(window: Window, budget: Budget) -> Verdict:
    """Decide k = first, first + 1, ...; UNDECIDED where they are too many."""
    few = min(_FEW_STEPS, budget.max_steps // 10)
    until = window.first + few if window.last is None else window.last
    reach = min(until, few)
    if window.first > reach:
        return Verdict(Outcome.UNDECIDED, "balls", reason=f"the window opens beyond {few} steps")
    bits = _FIRST_BITS
    while True:
        found, worst = _hold_against(window, reach, bits)
        method = f"balls, {bits} bits, at every k from {window.first} to {reach}"
        tightness = decimal_ends(worst, 6) if writable(worst) and relative_bits(worst) > 12 else None
        if isinstance(found, int):
            return Verdict(Outcome.REFUTED, method, reason=f"the bound fails at k = {found}", tightness=tightness)
        if found is Outcome.CERTIFIED or 2 * bits > budget.max_bits:
            break
        bits *= 2
    if found is Outcome.CERTIFIED and window.last is not None and reach == window.last:
        return Verdict(
            Outcome.CERTIFIED, method.replace(f"{window.first} to {reach}", "end to end"), tightness=tightness
        )
    reason = f"the window closes beyond {few} steps" if found is Outcome.CERTIFIED else "a tie within the window"
    return Verdict(Outcome.UNDECIDED, method, reason=reason, tightness=tightness)


def _hold_against(window: Window, reach: int, bits: int) -> tuple[int | Outcome, arb]:
    """Return the first k at which the bounds certainly fail, or whether they certainly hold; and the largest ratio."""
    outcome, worst = Outcome.CERTIFIED, arb(0)
    with working_precision(bits):
        upper, lower, best = ball(window.upper), ball(-window.lower), ball(window.best - 1)
        path = factor_values(window.depth, window.values, window.alpha, window.eta)
        for k, factors in enumerate(islice(path, window.first, reach + 1), window.first):
            powers = [d**window.depth for d in factors]
            # the first is the largest, and its own share of the rank is 1 exactly
            excess = sum(powers[1:], arb(0)) / powers[0] - best
            for side, bound in ((excess, upper), (-excess, lower)):
                if bound > 0 and side / bound > worst:
                    worst = side / bound
                if side > bound:
                    return k, worst
                if not side <= bound:
                    outcome = Outcome.UNDECIDED
    return outcome, worst


def _by_hitting_times(window: Window, point: Mapping[sp.Symbol, Any], budget: Budget) -> bool | None:
    """Say whether intervals that hold throughout the window imply the bounds; None where a hitting time is missing."""
    share, values = point[e], window.values
    for lam in dict.fromkeys(values[: window.L]):
        reached = _first_within(window, lam, share * lam, budget)
        if reached is None or reached > window.first:
            return None
    small = window.start
    rest = values[window.L :]
    if rest and rest[0] > window.start:
        if e_prime not in point:
            return None
        small = point[e_prime]
        # Noise may leave the next eigenvalue at or below e': it never exceeds its limit.
        if rest[0] > small and not _still_below(window, rest[0], small, budget):
            return None
    head = sum(values[1 : window.L], Fraction(0))
    tail = sum((min(small, lam) if lam > window.start else window.start for lam in rest), Fraction(0))
    greatest = (head + tail) / ((1 - share) * values[0]) - (window.best - 1)
    least = head * (1 - share) / values[0] - (window.best - 1)
    return bool(window.lower <= least and greatest <= window.upper)


def _still_below(window: Window, lam: Fraction, small: Fraction, budget: Budget) -> bool:
    """Say whether d(k)^N is certified to be below `small` < lam up to the window's end."""
    left = _first_within(window, lam, lam - small, budget)
    return left is not None and window.last is not None and left > window.last


def _first_within(window: Window, lam: Fraction, eps: Fraction, budget: Budget) -> int | None:
    """Return the certified first k with |d(k)^N - lam| <= eps; None where it is not known."""
    problem = Problem(depth=window.depth, lam=lam, alpha=window.alpha, eta=window.eta)
    if eps >= problem.gap:
        return 0
    found = hitting_time(
        Problem(depth=window.depth, lam=lam, alpha=window.alpha, eta=window.eta, eps=eps), max_steps=budget.max_steps
    )
    return found.k if found.outcome is Outcome.CERTIFIED else None
