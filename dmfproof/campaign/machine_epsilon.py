"""Find where plain binary64 gradient descent gives a wrong answer, and certify what the right one is.

A binary64 run takes the doubles nearest to the exact inputs (rounding the inputs is part of the run) and iterates d -
eta d^(N-1) (d^N - lam) with powers by repeated multiplication, so that every machine gives the same doubles.  In the
dyadic cases the inputs are doubles already, and only the arithmetic errs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from dmfproof.dynamics.hitting import hitting_time
from dmfproof.problem import Problem, StepSize
from dmfproof.verdict import Outcome

__all__ = ["Binary64Run", "Comparison", "Fault", "binary64_failures", "binary64_run", "compare"]

_MOST_STEPS = 20_000


class Fault(Enum):
    """What went wrong in binary64."""

    HITTING_TIME = "the hitting time is wrong"
    STAGNATES = "the iterates stop moving before the error is <= eps"
    WRONG_SIDE = "the iterates come to rest beyond the limit, which the exact ones never cross"


@dataclass(frozen=True, slots=True)
class Binary64Run:
    """A run in doubles: the first k with error <= eps, or None; the double it came to rest at, or None; steps taken."""

    hit: int | None
    rest: float | None
    steps: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """One problem in binary64 against the certified answer; `fault` is None where binary64 is right.

    `dyadic` says that lam, alpha, eta and eps are doubles themselves; `certified` is the hitting time, of any size.
    """

    problem: Problem
    dyadic: bool
    binary64: Binary64Run
    certified: int
    method: str
    fault: Fault | None
    says: str


def binary64_run(problem: Problem, *, max_steps: int = _MOST_STEPS) -> Binary64Run:
    """Run gradient descent in doubles until it hits and comes to rest, or for `max_steps` steps."""
    if problem.eps is None:
        raise ValueError("the problem has no eps")
    lam, d, eta, eps = (float(v) for v in (problem.lam, problem.alpha, problem.eta, problem.eps))
    limit, hit = float(problem.limit), None
    for step in range(max_steps + 1):
        low = 1.0
        for _ in range(problem.depth - 1):
            low *= d
        if hit is None and abs(low * d - limit) <= eps:
            hit = step
        following = d - eta * low * (low * d - lam)
        if following == d:
            return Binary64Run(hit, d, step)
        d = following
    return Binary64Run(hit, None, max_steps)


def compare(problem: Problem, run: Binary64Run | None = None) -> Comparison | None:
    """Compare a binary64 run with the certified hitting time; None where either is undecided within its budget."""
    run = run or binary64_run(problem)
    exact = hitting_time(problem, max_steps=_MOST_STEPS)
    if exact.outcome is not Outcome.CERTIFIED or exact.k is None or (run.hit is None and run.rest is None):
        return None
    fault, says = _fault(problem, run, exact.k)
    values = (problem.lam, problem.alpha, problem.eta, problem.eps)
    dyadic = all(v is not None and Fraction(float(v)) == v for v in values)
    return Comparison(problem, dyadic, run, exact.k, exact.method, fault, says)


def _fault(problem: Problem, run: Binary64Run, certified: int) -> tuple[Fault | None, str]:
    if run.hit is None:
        return Fault.STAGNATES, f"at rest from step {run.steps} on; the exact iterates hit at k = {_short(certified)}"
    if run.hit != certified:
        return Fault.HITTING_TIME, f"k = {run.hit} in binary64; the exact k = {_short(certified)}"
    if run.rest is not None and problem.admissible(StepSize.LEMMA_2_2):
        side, start = Fraction(run.rest) ** problem.depth - problem.limit, problem.alpha**problem.depth - problem.limit
        if side * start < 0:
            return Fault.WRONG_SIDE, f"at rest at {run.rest!r}, beyond the limit"
    return None, "binary64 is right"


def _short(k: int) -> str:
    digits = str(k)
    return digits if len(digits) <= 12 else f"{digits[:4]}... ({len(digits)} digits)"


def binary64_failures(most: int = 24) -> list[Comparison]:
    """Return failures of binary64, at most `most`, each kind in turn; the same list on every machine."""
    kinds: dict[tuple[Fault, bool], list[Comparison]] = {}
    for problem in _candidates():
        found = compare(problem)
        if found is not None and found.fault is not None:
            kinds.setdefault((found.fault, found.dyadic), []).append(found)
    share = max(1, most // max(1, len(kinds)))
    return [failure for failures in kinds.values() for failure in failures[:share]]


def _candidates() -> Iterator[Problem]:
    """Yield problems near machine epsilon: tiny accuracies, ties, and steps too small to be seen."""
    for depth in (2, 3, 4, 5):
        for lam, alpha in (("1", "1/2"), ("2", "1"), ("3", "5/4"), ("2", "3/2"), ("1/3", "1/10"), ("7/5", "1/3")):
            truth, start = Fraction(lam), Fraction(alpha)
            steepest = depth * max(start**depth, truth, Fraction(1)) ** 2
            step = Fraction(1, 1 << (steepest.__ceil__() - 1).bit_length())
            for eps in (Fraction(1, 1 << 60), Fraction(1, 10**17)):
                yield Problem(depth=depth, lam=truth, alpha=start, eta=step, eps=eps)
            yield from _ties(Problem(depth=depth, lam=truth, alpha=start, eta=step))
            # Quick convergence, so that rounding decides on which side of the limit a run comes to rest.
            for part in (4, 5, 6, 7):
                yield Problem(depth=depth, lam=truth, alpha=start, eta=step * part / 4, eps=Fraction(1, 1 << 20))
    for depth in (3, 4, 6):
        yield Problem(depth=depth, lam=1, alpha=Fraction(1, 1 << 60), eta=Fraction(1, 16), eps=Fraction(1, 8))
        yield Problem(depth=depth, lam=1, alpha=Fraction(1, 10**30), eta=Fraction(1, 10), eps=Fraction(1, 10))


def _ties(problem: Problem) -> Iterator[Problem]:
    """Yield accuracies equal to what binary64 takes for the error at a step: the exact error is a little off them."""
    lam, d, eta, limit = (float(v) for v in (problem.lam, problem.alpha, problem.eta, problem.limit))
    for step in range(12):
        low = 1.0
        for _ in range(problem.depth - 1):
            low *= d
        error = Fraction(abs(low * d - limit))
        if step > 4 and 0 < error < problem.gap:
            yield Problem(depth=problem.depth, lam=problem.lam, alpha=problem.alpha, eta=problem.eta, eps=error)
        d = d - eta * low * (low * d - lam)
