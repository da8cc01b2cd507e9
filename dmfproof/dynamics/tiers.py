"""The ways in which a hitting time is certified; `hitting` chooses among them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import islice

from dmfproof.arithmetic.ball_descent import End, first_hit
from dmfproof.arithmetic.exact_descent import as_fraction, exact_bits, exact_hit, exact_iterates
from dmfproof.arithmetic.valuation import tie_is_excluded
from dmfproof.dynamics.cost import step_size_exponent
from dmfproof.problem import Problem
from dmfproof.verdict import Outcome

__all__ = ["HittingTime", "by_balls", "by_exact_steps", "by_fast_forward", "in_closed_form", "undecided"]

_FIRST_BITS = 128
_EXACT_TIE_BITS = 4_000_000.0
_EXACT_STEP_BITS = 2_000.0
_FAST_FORWARD_BITS = 65_536
_FAST_FORWARD_DEPTH = 100
_FAST_FORWARD_STEP_EXPONENT = -300


@dataclass(frozen=True, slots=True)
class HittingTime:
    """A certified hitting time, or why there is none.

    k -- the least k with error <= eps; None where undecided, or where the iterates certainly never hit;
    outcome -- CERTIFIED (k is right, or "never" is) or UNDECIDED;
    method -- tier and precision; reason -- for k None, in words.
    """

    k: int | None
    outcome: Outcome
    method: str
    reason: str = ""


def undecided(method: str, reason: str) -> HittingTime:
    """Return a hitting time that is not known."""
    return HittingTime(None, Outcome.UNDECIDED, method, reason)


def in_closed_form(problem: Problem) -> HittingTime:
    """Decide N = 1 exactly: T is the least k with |1-eta|^k |alpha-lam| <= eps."""
    from dmfproof.arithmetic.linear import least_power

    contraction = abs(1 - problem.eta)
    if contraction >= 1:
        reason = "never: |d(k) - lam| = |1-eta|^k |alpha-lam| does not fall, as |1-eta| >= 1"
        return HittingTime(None, Outcome.CERTIFIED, "closed form for N = 1", reason)
    assert problem.eps is not None
    k = least_power(contraction, problem.eps / problem.gap)
    return HittingTime(k, Outcome.CERTIFIED, "closed form for N = 1")


def by_exact_steps(problem: Problem) -> HittingTime | None:
    """Look at the first few steps exactly, as long as they have at most 2,000 bits; None where none of them hits."""
    assert problem.eps is not None
    for k, d in enumerate(islice(exact_iterates(problem), 10)):
        if abs(as_fraction(d) ** problem.depth - problem.limit) <= problem.eps:
            return HittingTime(k, Outcome.CERTIFIED, "exact rationals")
        if exact_bits(problem, k + 1) > _EXACT_STEP_BITS:
            return None
    return None


def by_fast_forward(problem: Problem, max_bits: int) -> HittingTime:
    """Leap over the steps; the cost hardly grows with k, but much with the depth and with tiny step sizes.

    So depths up to 100 and step sizes down to 1e-300 of their limit are treated; others are undecided at once.
    """
    from dmfproof.arithmetic.fast_forward import fast_forward

    if problem.depth > _FAST_FORWARD_DEPTH:
        return undecided("fast forward", f"it is offered up to depth {_FAST_FORWARD_DEPTH}")
    if step_size_exponent(problem) < _FAST_FORWARD_STEP_EXPONENT:
        return undecided("fast forward", f"the step size is below 1e{_FAST_FORWARD_STEP_EXPONENT} of its limit")
    found = fast_forward(problem, max_bits=min(max_bits, _FAST_FORWARD_BITS))
    if found.k is None:
        return undecided(found.method, found.reason)
    return HittingTime(found.k, Outcome.CERTIFIED, found.method)


def by_balls(problem: Problem, *, first: int, max_steps: int, max_bits: int, before: str = "") -> HittingTime | None:
    """Iterate in balls at doubling precision; steps before `first` are known to miss.

    Where error and eps cannot be told apart at a step, that step is decided exactly if it is small enough and no
    divisibility argument excludes a tie, else the precision is doubled.  `before` names the tiers that came earlier.
    Returns None where `max_steps` are used up.
    """
    assert problem.eps is not None
    bits = _FIRST_BITS + ratio_bits(problem.gap, problem.eps)
    while True:
        run = first_hit(problem, bits=bits, max_steps=max_steps, first=first)
        method = f"{before}balls, {bits} bits"
        if run.end is End.HIT:
            return HittingTime(run.step, Outcome.CERTIFIED, method)
        if run.end is End.ESCAPE:
            reason = f"never: from step {run.step} on |d(k)| grows without bound"
            return HittingTime(None, Outcome.CERTIFIED, method, reason)
        if run.end is End.BUDGET:
            return None
        first = run.step
        excluded = tie_is_excluded(problem, run.step)
        if not excluded and exact_bits(problem, run.step) <= min(_EXACT_TIE_BITS, 1000.0 * bits):
            if exact_hit(problem, run.step):
                return HittingTime(run.step, Outcome.CERTIFIED, f"{method}, then exact rationals at step {run.step}")
            first, bits = run.step + 1, bits // 2
        bits *= 2
        if bits > max_bits:
            why = "no tie, as divisibility shows: raise max_bits" if excluded else "a tie, or more bits are needed"
            return undecided(method, f"at step {run.step} error and eps agree to {bits // 2} bits: {why}")


def ratio_bits(large: Fraction, small: Fraction) -> int:
    """Return about log2(large/small), at least 0."""
    ratio = large / small
    return max(0, ratio.numerator.bit_length() - ratio.denominator.bit_length())
