"""Iterate gradient descent in balls, in mean-value form: g(X) lies in g(m) + g'(X) (X - m).

The mean-value form needs no monotonicity and no condition on the step size, and its radius grows only by the
true sensitivity |g'| of the orbit, so it does not lose bits near convergence as the plain recursion does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from flint import arb

from dmfproof.arithmetic.ball import ball, working_precision
from dmfproof.problem import Problem

__all__ = ["BallRun", "End", "ball_iterates", "first_hit", "hit_range"]


class End(Enum):
    """How a run in balls ended."""

    HIT = "hit"
    STRADDLE = "the error and eps cannot be told apart at this precision"
    BUDGET = "the step budget is used up"
    ESCAPE = "the iterates grow without bound"


@dataclass(frozen=True, slots=True)
class BallRun:
    """The end of a run and the step at which it came; all earlier steps are certified not to have hit."""

    end: End
    step: int


def ball_iterates(problem: Problem) -> Iterator[arb]:
    """Yield enclosures of d(0), d(1), ... at the precision that is current when each is asked for.

    Beyond 2^4000000 in modulus the enclosures are infinite balls, which contain everything: a diverging orbit grows
    doubly exponentially, and not even its exponents could be written down.
    """
    n, lam, eta = problem.depth, ball(problem.lam), ball(problem.eta)
    d, huge = ball(problem.alpha), arb(2) ** 4_000_000
    while True:
        yield d
        d = advance(d, n, lam, eta)
        if not abs(d) < huge:
            d = arb(0, arb.pos_inf())


def advance(d: arb, n: int, lam: arb, eta: arb) -> arb:
    """Enclose g over the ball d."""
    middle = d.mid()
    power = middle ** (n - 1)
    image = middle - eta * power * (power * middle - lam)
    if n == 1:
        return image + (1 - eta) * (d - middle)
    low = d ** (n - 2)
    slope = 1 - eta * low * ((2 * n - 1) * low * d * d - (n - 1) * lam)
    return image + slope * (d - middle)


def first_hit(problem: Problem, *, bits: int, max_steps: int, first: int = 0) -> BallRun:
    """Find the first k <= max_steps with |d(k)^N - limit| <= eps, each earlier k certified to miss.

    `bits` is the working precision; steps before `first` are known to miss and are not tested.  (The iteration starts
    from 0 all the same: an enclosure at a later step would carry the width with which it was found.)  A step at which
    the enclosure of the error contains eps ends the run with STRADDLE; a certified escape (from then on |d| grows and
    the error exceeds eps) with ESCAPE.
    """
    if problem.eps is None:
        raise ValueError("the problem has no eps")
    n = problem.depth
    with working_precision(bits):
        lam, eta, eps, limit = ball(problem.lam), ball(problem.eta), ball(problem.eps), ball(problem.limit)
        size, wide = abs(lam), 2 * abs(ball(problem.alpha)) + 2 * abs(lam) + 2
        d = ball(problem.alpha)
        for _ in range(min(first, max_steps + 1)):
            d = advance(d, n, lam, eta)
        for step in range(first, max_steps + 1):
            error = abs(d**n - limit)
            if error <= eps:
                return BallRun(End.HIT, step)
            if not error > eps:
                return BallRun(End.STRADDLE, step)
            if abs(d) > wide and _escapes(abs(d), n, size, eta, eps):
                return BallRun(End.ESCAPE, step)
            d = advance(d, n, lam, eta)
    return BallRun(End.BUDGET, max_steps)


def hit_range(depth: int, lam: arb, alpha: arb, eta: arb, eps: arb, *, max_steps: int) -> tuple[int, int] | None:
    """Return (a, b) such that a <= T <= b for all parameters in the balls; None where no b <= max_steps is certain.

    Steps before a certainly miss, step b certainly hits, for every choice in the balls.
    """
    limit = lam if depth == 1 else lam.max(arb(0))
    d, earliest = alpha, None
    for step in range(max_steps + 1):
        error = abs(d**depth - limit)
        if error <= eps:
            return (step if earliest is None else earliest), step
        if earliest is None and not error > eps:
            earliest = step
        d = advance(d, depth, lam, eta)
        if not d.is_finite():
            return None
    return None


def _escapes(d: arb, n: int, size: arb, eta: arb, eps: arb) -> bool:
    """Certify that |d| never falls again and that the error stays above eps.

    With q = eta |d|^(N-2) (|d|^N - |lam|) > 2 the next iterate has modulus at least (q-1)|d| > |d|, and q is increasing
    in |d|, so this repeats for ever; the error is at least |d|^N - |lam|.  For N = 1 the map is affine with
    expansion |1-eta| > 1 and |d - lam| grows.
    """
    excess = d**n - size
    if n == 1:
        return bool(eta > 2) and bool(excess > eps)
    return bool(excess > eps) and bool(eta * d ** (n - 2) * excess > 2)
