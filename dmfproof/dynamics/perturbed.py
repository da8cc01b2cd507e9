"""Certify hitting times and phase transitions of the perturbed pair, by balls at doubling precision and exact ties.

There is no fast tier: fast forward and the pair kernel treat identical initialisation only, so every step is taken.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dmfproof.arithmetic.ball_descent import BallRun, End
from dmfproof.arithmetic.pair_descent import exact_crossing, exact_pair_hit, first_crossing, first_pair_hit
from dmfproof.dynamics.tiers import HittingTime, ratio_bits, undecided
from dmfproof.errors import InvalidInput
from dmfproof.perturbed_problem import PairStepSize, PerturbedProblem
from dmfproof.verdict import Outcome

__all__ = ["PhaseTransition", "perturbed_hitting_time", "phase_transition"]

_FIRST_BITS = 128
_EXACT_BITS = 2_000_000
_NO_FAST_TIER = "the perturbed pair has no fast tier, every step is taken: raise max_steps"


@dataclass(frozen=True, slots=True)
class PhaseTransition:
    """T0 = min{k : d1(k) <= 0}; k is None where it is undecided, or where d1 certainly stays positive."""

    k: int | None
    outcome: Outcome
    method: str
    reason: str = ""


def perturbed_hitting_time(
    problem: PerturbedProblem, *, max_steps: int = 1_000_000, max_bits: int = 1 << 14
) -> HittingTime:
    """Certify min{k : |p(k) - lam| <= eps} within a budget of steps and of bits of precision.

    Any step size is treated, admissible or not.  Raises `InvalidInput` where the problem has no eps.
    """
    if problem.eps is None:
        raise InvalidInput("eps", "none", "missing", "a hitting time needs a target accuracy", "Give an eps")
    bits = ratio_bits(problem.gap, problem.eps)
    return _search(problem, first_pair_hit, exact_pair_hit, bits, max_steps, max_bits, "hit")


def phase_transition(
    problem: PerturbedProblem, *, max_steps: int = 1_000_000, max_bits: int = 1 << 14
) -> PhaseTransition:
    """Certify T0 = min{k : d1(k) <= 0}; for lam >= 0 and an admissible step size certify that there is none."""
    if problem.lam >= 0 and problem.admissible(PairStepSize.LEMMA_2_12):
        reason = "never: for lam >= 0 and eta <= 1/(N(cM)^(2N-2)) the factor d1 stays positive"
        return PhaseTransition(None, Outcome.CERTIFIED, "Lemmas D.2 and D.3", reason)

    found = _search(problem, first_crossing, exact_crossing, 0, max_steps, max_bits, "phase transition")
    return PhaseTransition(found.k, found.outcome, found.method, found.reason)


def _search(
    problem: PerturbedProblem,
    run_in_balls: Callable[..., BallRun],
    exactly: Callable[..., bool | None],
    more_bits: int,
    max_steps: int,
    max_bits: int,
    event: str,
) -> HittingTime:
    """Look for the first step of an event; a step that balls leave open is decided exactly or with more bits."""
    bits, first = _FIRST_BITS + more_bits, 0
    while True:
        run = run_in_balls(problem, bits=bits, max_steps=max_steps, first=first)
        method = f"balls, {bits} bits"
        if run.end is End.HIT:
            return HittingTime(run.step, Outcome.CERTIFIED, method)
        if run.end is End.BUDGET:
            return undecided(method, f"no {event} within the budget of {max_steps} steps ({_NO_FAST_TIER})")
        if run.end is End.ESCAPE:
            return undecided(method, f"the iterates pass 2^1000000 at step {run.step}: the step size is too large")
        known = exactly(problem, run.step, max_bits=min(_EXACT_BITS, 100 * bits))
        if known:
            return HittingTime(run.step, Outcome.CERTIFIED, f"{method}, then exact rationals at step {run.step}")
        first = run.step if known is None else run.step + 1
        if known is None:
            bits *= 2
        if bits > max_bits:
            return undecided(method, f"step {run.step} is not decided by {bits // 2} bits: a tie, or raise max_bits")
