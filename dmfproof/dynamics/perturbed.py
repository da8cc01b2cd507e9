"""Certify hitting times and phase transitions of the perturbed pair: in binary64, then in balls, ties exactly.

Every step is taken (fast forward treats identical initialisation only), but the C kernel takes them some sixty times
as fast as balls do, so that it may take `KERNEL_STEPS` times as many.  A step that it leaves open is decided by balls.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dmfproof.arithmetic.ball_descent import BallRun, End
from dmfproof.arithmetic.kernel import perturbed as kernel
from dmfproof.arithmetic.pair_descent import exact_crossing, exact_pair_hit, first_crossing, first_pair_hit
from dmfproof.dynamics.tiers import HittingTime, ratio_bits, undecided
from dmfproof.errors import InvalidInput
from dmfproof.perturbed_problem import PairStepSize, PerturbedProblem
from dmfproof.verdict import Outcome

__all__ = ["KERNEL_STEPS", "PhaseTransition", "perturbed_hitting_time", "phase_transition"]

KERNEL_STEPS = 100
"""How many steps of the kernel a budget allows for each step in balls; they take up to twice as long."""

_FIRST_BITS = 128
_EXACT_BITS = 2_000_000
_KERNEL = "perturbed kernel, binary64"
_NOT_FOUND = {kernel.Event.HITTING: "no hit", kernel.Event.CROSSING: "no phase transition"}
_EVERY_STEP = "every step of the perturbed pair is taken: raise max_steps"


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

    max_steps -- steps in balls; the C kernel, where it was built, may take 100 times as many.

    Any step size is treated, admissible or not.  Raises `InvalidInput` where the problem has no eps.
    """
    if problem.eps is None:
        raise InvalidInput("eps", "none", "missing", "a hitting time needs a target accuracy", "Give an eps")
    bits = ratio_bits(problem.gap, problem.eps)
    return _search(problem, kernel.Event.HITTING, first_pair_hit, exact_pair_hit, bits, max_steps, max_bits)


def phase_transition(
    problem: PerturbedProblem, *, max_steps: int = 1_000_000, max_bits: int = 1 << 14
) -> PhaseTransition:
    """Certify T0 = min{k : d1(k) <= 0}; for lam >= 0 and an admissible step size certify that there is none."""
    if problem.lam >= 0 and problem.admissible(PairStepSize.LEMMA_2_12):
        reason = "never: for lam >= 0 and eta <= 1/(N(cM)^(2N-2)) the factor d1 stays positive"
        return PhaseTransition(None, Outcome.CERTIFIED, "Lemmas D.2 and D.3", reason)

    found = _search(problem, kernel.Event.CROSSING, first_crossing, exact_crossing, 0, max_steps, max_bits)
    return PhaseTransition(found.k, found.outcome, found.method, found.reason)


def _search(
    problem: PerturbedProblem,
    event: kernel.Event,
    run_in_balls: Callable[..., BallRun],
    exactly: Callable[..., bool | None],
    more_bits: int,
    max_steps: int,
    max_bits: int,
) -> HittingTime:
    """Look for the first step of an event; a step that stays open is decided exactly or with more bits.

    Steps before `first` are certified to miss.
    """
    bits, first = _FIRST_BITS + more_bits, 0
    run = kernel.enter(problem, event) if kernel.available() else ""
    if isinstance(run, kernel.Run):
        most = max_steps * KERNEL_STEPS
        finding, first = run.advance(most), run.step
        if finding is kernel.Finding.FOUND:
            return HittingTime(first, Outcome.CERTIFIED, _KERNEL)
        if finding is kernel.Finding.BUDGET:
            return undecided(_KERNEL, f"{_NOT_FOUND[event]} in {most} steps ({_EVERY_STEP})")
        if first > max_steps:
            why = f"binary64 does not decide step {first}, and balls take {max_steps} steps at most: raise max_steps"
            return undecided(_KERNEL, why)
    while True:
        found = run_in_balls(problem, bits=bits, max_steps=max_steps, first=first)
        method = f"balls, {bits} bits"
        if found.end is End.HIT:
            return HittingTime(found.step, Outcome.CERTIFIED, method)
        if found.end is End.BUDGET:
            return undecided(method, f"{_NOT_FOUND[event]} within the budget of {max_steps} steps ({_EVERY_STEP})")
        if found.end is End.ESCAPE:
            return undecided(method, f"the iterates pass 2^1000000 at step {found.step}: the step size is too large")
        known = exactly(problem, found.step, max_bits=min(_EXACT_BITS, 100 * bits))
        if known:
            return HittingTime(found.step, Outcome.CERTIFIED, f"{method}, then exact rationals at step {found.step}")
        first = found.step if known is None else found.step + 1
        if known is None:
            bits *= 2
        if bits > max_bits:
            return undecided(method, f"step {found.step} is not decided by {bits // 2} bits: a tie, or raise max_bits")
