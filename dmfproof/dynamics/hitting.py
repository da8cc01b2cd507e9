"""Certify hitting times T = min{k >= 0 : |d(k)^N - limit| <= eps}, each by the tier that is predicted to be cheapest.

Closed form (N = 1); exact rationals (few steps); the binary64 pair kernel (up to about 10^6 steps, many draws at
once); balls at doubling precision, with an exact decision of ties; fast forward (more steps than can be taken).  The
answer does not depend on the tier: every one of them gives the exact T or nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from dmfproof.dynamics.cost import predicted_steps
from dmfproof.dynamics.tiers import HittingTime, by_balls, by_exact_steps, by_fast_forward, in_closed_form, undecided
from dmfproof.errors import InvalidInput
from dmfproof.problem import Problem, StepSize
from dmfproof.verdict import Outcome

__all__ = ["HittingTime", "certify", "hitting_time"]

_FEW_STEPS = 4.0
_FAR = {"C": 1e6, "NumPy": 2e4}  # predicted steps from which fast forward is cheaper than the kernel
_FAR_FOR_BALLS = 1e4
_HOPELESS = 1e3  # times the budget: where fast forward fails, too, no step is taken (predictions are right within 30)
_NUMPY_DRAWS = 32  # fewer draws than this are faster in balls than in NumPy


def hitting_time(problem: Problem, *, max_steps: int = 1_000_000, max_bits: int = 1 << 16) -> HittingTime:
    """Certify the hitting time of one problem within a budget of steps and of bits of precision.

    Any step size is treated, admissible or not.  Raises `InvalidInput` where the problem has no eps.
    """
    require_eps(problem)
    [(_, answer)] = certify([problem], max_steps=max_steps, max_bits=max_bits)
    return answer


def require_eps(problem: Problem) -> None:
    """Raise `InvalidInput` where a problem has no target accuracy."""
    if problem.eps is None:
        raise InvalidInput("eps", "none", "missing", "a hitting time needs a target accuracy", "Give an eps")


def certify(problems: Sequence[Problem], *, max_steps: int, max_bits: int) -> Iterator[tuple[int, HittingTime]]:
    """Yield (index, hitting time) for every problem, in the order in which they are found.

    max_steps -- the steps that may be taken one by one for a problem (fast forward takes none);
    max_bits -- the greatest precision of balls.
    """
    from dmfproof.arithmetic import kernel

    backend = kernel.backend()
    tried: dict[int, str] = {}  # why fast forward did not certify
    draws: list[tuple[float, int, kernel.Start]] = []
    rest: list[tuple[int, int, str]] = []  # index, first step that may hit, tiers before
    for i, problem in enumerate(problems):
        cost = predicted_steps(problem)
        start = "N = 1" if problem.depth == 1 else kernel.enter(problem)
        quick = None
        if problem.depth == 1:
            quick = in_closed_form(problem)
        elif isinstance(start, int):
            quick = HittingTime(start, Outcome.CERTIFIED, "exact rationals")
        elif cost < _FEW_STEPS:
            quick = by_exact_steps(problem)
        elif cost > (_FAR_FOR_BALLS if isinstance(start, str) else _FAR[backend.value]):
            quick = _leap(problem, i, max_bits, tried)
            if quick is None and cost > _HOPELESS * max_steps and problem.admissible(StepSize.LEMMA_2_2):
                quick = _out_of_steps("no steps taken", max_steps, tried[i], "a hit is not expected")
        if quick is not None:
            yield i, quick
        elif isinstance(start, kernel.Start):
            draws.append((-cost, i, start))
        else:
            rest.append((i, 0, ""))
    if backend is kernel.Backend.NUMPY:
        crowd = Counter((start.mode, start.depth) for _, _, start in draws)
        rest += [(i, 0, "") for _, i, start in draws if crowd[start.mode, start.depth] < _NUMPY_DRAWS]
        draws = [draw for draw in draws if crowd[draw[2].mode, draw[2].depth] >= _NUMPY_DRAWS]
    draws.sort(key=lambda draw: draw[0])  # the longest first, so that the others fill in
    method = "pair kernel, binary64"
    fewest = _NUMPY_DRAWS if backend is kernel.Backend.NUMPY else 0
    for position, answer in kernel.run([start for _, _, start in draws], max_steps=max_steps, fewest=fewest):
        i = draws[position][1]
        if answer.finding is kernel.Finding.HIT:
            yield i, HittingTime(answer.step, Outcome.CERTIFIED, method)
        elif answer.finding is kernel.Finding.UNDECIDED:
            rest.append((i, answer.step, f"{method}, then "))
        else:
            yield i, _leap(problems[i], i, max_bits, tried) or _out_of_steps(method, max_steps, tried[i])
    for i, first, before in rest:
        problem = problems[i]
        found = _leap(problem, i, max_bits, tried) if first > _FAR_FOR_BALLS else None
        found = found or by_balls(problem, first=first, max_steps=max_steps, max_bits=max_bits, before=before)
        found = found or _leap(problem, i, max_bits, tried)
        yield i, found or _out_of_steps(f"{before}balls", max_steps, tried[i])


def _leap(problem: Problem, i: int, max_bits: int, tried: dict[int, str]) -> HittingTime | None:
    """Try fast forward, once for a problem; note in `tried` why it does not certify, and return None then."""
    if i in tried:
        return None
    found = by_fast_forward(problem, max_bits)
    if found.k is not None:
        return found
    tried[i] = found.reason
    return None


def _out_of_steps(method: str, max_steps: int, why: str, found: str = "no hit") -> HittingTime:
    """Say that the budget is too small, and why fast forward does not help."""
    reason = f"{found} within the budget of {max_steps} steps: raise max_steps (fast forward does not certify: {why})"
    return undecided(method, reason)
