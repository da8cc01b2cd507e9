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
from dmfproof.problem import Problem
from dmfproof.verdict import Outcome

__all__ = ["HittingTime", "certify", "hitting_time"]

_FEW_STEPS = 4.0
_MANY_STEPS = {"C": 1e6, "NumPy": 2e4}  # from here on fast forward is tried first
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
    far: dict[int, str] = {}  # why fast forward, tried first, did not certify
    draws: list[tuple[float, int, kernel.Start]] = []
    stepping: list[tuple[int, int, str]] = []  # index, first step that may hit, tiers before
    for i, problem in enumerate(problems):
        cost = predicted_steps(problem)
        quick = None
        if problem.depth == 1:
            quick = in_closed_form(problem)
        elif cost < _FEW_STEPS:
            quick = by_exact_steps(problem)
        if quick is None and cost > _MANY_STEPS[backend.value]:
            quick = by_fast_forward(problem, max_bits)
            if quick.k is None:
                far[i], quick = quick.reason, None
        if quick is not None:
            yield i, quick
            continue
        start = kernel.enter(problem)
        if isinstance(start, int):
            yield i, HittingTime(start, Outcome.CERTIFIED, "exact rationals")
        elif isinstance(start, str):
            stepping.append((i, 0, ""))
        else:
            draws.append((-cost, i, start))
    if backend is kernel.Backend.NUMPY:
        crowd = Counter((start.mode, start.depth) for _, _, start in draws)
        stepping += [(i, 0, "") for _, i, start in draws if crowd[start.mode, start.depth] < _NUMPY_DRAWS]
        draws = [draw for draw in draws if crowd[draw[2].mode, draw[2].depth] >= _NUMPY_DRAWS]
    draws.sort(key=lambda draw: draw[0])  # the longest first, so that the others fill in
    method = f"pair kernel, binary64 ({backend.value})"
    for position, answer in kernel.run([start for _, _, start in draws], max_steps=max_steps):
        i = draws[position][1]
        if answer.finding is kernel.Finding.HIT:
            yield i, HittingTime(answer.step, Outcome.CERTIFIED, method)
        elif answer.finding is kernel.Finding.UNDECIDED:
            stepping.append((i, answer.step, f"{method}, then "))
        else:
            yield i, _beyond_budget(problems[i], method, max_steps, max_bits, far.get(i))
    for i, first, before in stepping:
        found = by_balls(problems[i], first=first, max_steps=max_steps, max_bits=max_bits, before=before)
        if found is None:
            found = _beyond_budget(problems[i], f"{before}balls", max_steps, max_bits, far.get(i))
        yield i, found


def _beyond_budget(problem: Problem, method: str, max_steps: int, max_bits: int, tried: str | None) -> HittingTime:
    """Try fast forward, unless that was `tried` and failed for the reason given, where the steps are used up."""
    if tried is None:
        found = by_fast_forward(problem, max_bits)
        if found.k is not None:
            return found
        tried = found.reason
    reason = f"no hit within the budget of {max_steps} steps: raise max_steps (fast forward does not certify: {tried})"
    return undecided(method, reason)
