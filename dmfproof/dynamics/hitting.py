"""Certify the hitting time T = min{k >= 0 : |d(k)^N - limit| <= eps} of one problem.

Tiers, in the order in which they are tried: closed form (N = 1); balls at doubling precision; an exact
decision where a step looks like a tie and exact rationals still fit.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from dmfproof.arithmetic.ball_descent import End, first_hit
from dmfproof.arithmetic.exact_descent import exact_bits, exact_hit
from dmfproof.errors import InvalidInput
from dmfproof.problem import Problem
from dmfproof.verdict import Outcome

__all__ = ["HittingTime", "hitting_time"]

_EXACT_BITS = 4_000_000.0
_FIRST_BITS = 128


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


def hitting_time(problem: Problem, *, max_steps: int = 1_000_000, max_bits: int = 1 << 16) -> HittingTime:
    """Certify the hitting time of one problem within a budget of steps and of bits of precision.

    Any step size is treated, admissible or not.  Raises `InvalidInput` where the problem has no eps.
    """
    if problem.eps is None:
        raise InvalidInput("eps", "none", "missing", "a hitting time needs a target accuracy", "Give an eps")
    if problem.depth == 1:
        return _linear(problem)
    bits = _FIRST_BITS + _ratio_bits(problem.gap, problem.eps)
    while True:
        run = first_hit(problem, bits=bits, max_steps=max_steps)
        method = f"balls, {bits} bits"
        if run.end is End.HIT:
            return HittingTime(run.step, Outcome.CERTIFIED, method)
        if run.end is End.ESCAPE:
            reason = f"never: from step {run.step} on |d(k)| grows without bound"
            return HittingTime(None, Outcome.CERTIFIED, method, reason)
        if run.end is End.BUDGET:
            reason = f"no hit within the budget of {max_steps} steps; raise max_steps"
            return HittingTime(None, Outcome.UNDECIDED, method, reason)
        if exact_bits(problem, run.step) <= _EXACT_BITS and exact_hit(problem, run.step):
            return HittingTime(run.step, Outcome.CERTIFIED, f"{method}, then exact rationals at step {run.step}")
        bits *= 2
        if bits > max_bits:
            reason = f"at step {run.step} error and eps agree to {bits // 2} bits: a tie, or more bits are needed"
            return HittingTime(None, Outcome.UNDECIDED, method, reason)


def _ratio_bits(large: Fraction, small: Fraction) -> int:
    """Return about log2(large/small), at least 0."""
    ratio = large / small
    return max(0, ratio.numerator.bit_length() - ratio.denominator.bit_length())


def _linear(problem: Problem) -> HittingTime:
    """Decide N = 1 exactly: T is the least k with |1-eta|^k |alpha-lam| <= eps."""
    from dmfproof.arithmetic.linear import least_power

    contraction = abs(1 - problem.eta)
    if contraction >= 1:
        reason = "never: |d(k) - lam| = |1-eta|^k |alpha-lam| does not fall, as |1-eta| >= 1"
        return HittingTime(None, Outcome.CERTIFIED, "closed form for N = 1", reason)
    assert problem.eps is not None
    k = least_power(contraction, problem.eps / problem.gap)
    return HittingTime(k, Outcome.CERTIFIED, "closed form for N = 1")
