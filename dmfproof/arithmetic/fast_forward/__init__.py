"""Certify hitting times of any size: the cost grows polynomially in log(1/alpha), log(1/eps) and log(1/eta)."""

from __future__ import annotations

from dataclasses import dataclass

from dmfproof.arithmetic.ball import working_precision
from dmfproof.arithmetic.exact_descent import exact_bits, exact_hit
from dmfproof.arithmetic.fast_forward.itinerary import Itinerary, Stuck
from dmfproof.arithmetic.fast_forward.reduction import digits_needed, extra_bits, reduce_in_balls
from dmfproof.problem import Problem, StepSize

__all__ = ["Forwarded", "fast_forward"]

_EXACT_BITS = 400_000.0
_SKETCH_BITS = 64
_ATTEMPTS = ((-24, 1000), (-60, 5000), (-150, 50_000), (-375, 50_000))
_GUARD_BITS = 64
_NAME = "fast forward"


@dataclass(frozen=True, slots=True)
class Forwarded:
    """A certified hitting time, or which obligation failed.

    k -- exactly min{k : |d(k)^N - limit| <= eps}, or None; method -- the legs, their orders, the bits; reason -- for
    k None.
    """

    k: int | None
    method: str
    reason: str = ""


def fast_forward(problem: Problem, *, max_bits: int = 16384) -> Forwarded:
    """Certify the hitting time of a problem with N >= 2 and a step size admissible under Lemma 2.2.

    Precision and orders grow until the answer is certain or `max_bits` bits would be exceeded.  A tie of eps with an
    iterate's error at k > 1 is not decided here.
    """
    refusal = _refusal(problem)
    if refusal:
        return Forwarded(None, _NAME, refusal)
    if exact_bits(problem, 1) <= _EXACT_BITS and exact_hit(problem, 1):
        return Forwarded(1, "one exact step")
    with working_precision(_SKETCH_BITS):
        sketch = reduce_in_balls(problem, _SKETCH_BITS)
        needed, extra = digits_needed(sketch), extra_bits(sketch)
    reason = ""
    for goal, few in _ATTEMPTS:
        bits = needed - goal + _GUARD_BITS
        if bits + extra > max_bits:
            reason = reason or f"{bits + extra} bits are needed"
            return Forwarded(None, _NAME, f"{reason}; max_bits = {max_bits} is reached")
        with working_precision(bits + extra):
            reduced = reduce_in_balls(problem, bits)
        with working_precision(bits):
            trip = Itinerary(reduced, goal, few)
            try:
                return Forwarded(trip.hitting_time(), f"{_NAME}, {bits} bits: {'; '.join(trip.legs)}")
            except Stuck as stuck:
                reason = str(stuck)
                if stuck.final:
                    return Forwarded(None, _NAME, reason)
    return Forwarded(None, _NAME, f"{reason} (errors aimed at: 2^{_ATTEMPTS[-1][0]} steps); a tie, or nearly one")


def _refusal(problem: Problem) -> str:
    """Say why a problem is not treated, or nothing."""
    if problem.eps is None:
        return "the problem has no eps"
    if problem.depth == 1:
        return "N = 1 has a closed form"
    if not problem.admissible(StepSize.LEMMA_2_2):
        return "the step size is not admissible under Lemma 2.2, so the orbit need not be monotone"
    return ""
