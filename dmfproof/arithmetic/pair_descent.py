"""Iterate the perturbed pair (40) exactly, and in balls in the coordinates u = (d1+d2)/2, v = (d2-d1)/2.

There the step is diagonal, u+ = (1 - q) u and v+ = (1 + q) v with q = eta d2^(N-2) (p - lam) (Lemma 2.9), so the
relative radii grow by the radius of q only, and a perturbation far below alpha keeps its relative accuracy.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from flint import arb, fmpq

from dmfproof.arithmetic.ball import ball, to_fmpq, working_precision
from dmfproof.arithmetic.ball_descent import BallRun, End
from dmfproof.arithmetic.exact_descent import as_fraction
from dmfproof.perturbed_problem import PerturbedProblem

__all__ = ["ball_pairs", "exact_crossing", "exact_pair", "exact_pair_hit", "first_crossing", "first_pair_hit"]

_HUGE_EXPONENT = 1_000_000


def exact_pair(
    depth: int, lam: Fraction, start: tuple[Fraction, Fraction], eta: Fraction, step: int, *, max_bits: int
) -> tuple[Fraction, Fraction] | None:
    """Return (d1(step), d2(step)) exactly; None where they, or iterates before, have more than `max_bits` bits."""
    pair = _iterate_exactly(depth, lam, start, eta, step, max_bits)
    return None if pair is None else (as_fraction(pair[0]), as_fraction(pair[1]))


def exact_pair_hit(problem: PerturbedProblem, step: int, *, max_bits: int) -> bool | None:
    """Decide |p(step) - lam| <= eps exactly; None where the iterates are too long."""
    if problem.eps is None:
        raise ValueError("the problem has no eps")
    pair = _iterate_exactly(problem.depth, problem.lam, problem.start, problem.eta, step, max_bits)
    if pair is None:
        return None
    error = abs(pair[0] * pair[1] ** (problem.depth - 1) - to_fmpq(problem.lam))
    return bool(error <= to_fmpq(problem.eps))


def exact_crossing(problem: PerturbedProblem, step: int, *, max_bits: int) -> bool | None:
    """Decide d1(step) <= 0 exactly; None where the iterates are too long."""
    pair = _iterate_exactly(problem.depth, problem.lam, problem.start, problem.eta, step, max_bits)
    return None if pair is None else bool(pair[0] <= 0)


def _iterate_exactly(
    depth: int, lam: Fraction, start: tuple[Fraction, Fraction], eta: Fraction, step: int, max_bits: int
) -> tuple[fmpq, fmpq] | None:
    first, second = (to_fmpq(value) for value in start)
    truth, size = to_fmpq(lam), to_fmpq(eta)
    for _ in range(step):
        power = second ** (depth - 2)
        residual = power * second * first - truth
        if residual == 0:
            break
        rate = size * power * residual
        first, second = first - rate * second, second - rate * first
        if int(first.height_bits()) + int(second.height_bits()) > max_bits:
            return None
    return first, second


def ball_pairs(depth: int, lam: arb, start: tuple[arb, arb], eta: arb) -> Iterator[tuple[arb, arb]]:
    """Yield enclosures of (d1, d2) at steps 0, 1, ... at the precision that is current when each is asked for.

    Beyond 2^1000000 in modulus the enclosures are infinite balls, which contain everything.
    """
    u, v = (start[1] + start[0]) / 2, (start[1] - start[0]) / 2
    huge = arb(2) ** _HUGE_EXPONENT
    while True:
        first, second = u - v, u + v
        yield first, second
        power = second ** (depth - 2)
        rate = eta * power * (first * second * power - lam)
        u, v = u * (1 - rate), v * (1 + rate)
        if not (abs(u) < huge and abs(v) < huge):
            u = v = arb(0, arb.pos_inf())


def first_pair_hit(problem: PerturbedProblem, *, bits: int, max_steps: int, first: int = 0) -> BallRun:
    """Find the first k <= max_steps with |p(k) - lam| <= eps, each earlier k certified to miss.

    `bits` is the working precision; steps before `first` are known to miss and are not tested.  STRADDLE where a step
    cannot be decided, ESCAPE where the iterates pass 2^1000000 (which certifies nothing about later steps).
    """
    if problem.eps is None:
        raise ValueError("the problem has no eps")
    n = problem.depth
    with working_precision(bits):
        lam, eta, eps = ball(problem.lam), ball(problem.eta), ball(problem.eps)
        u, v, huge = ball(problem.alpha - problem.beta / 2), ball(problem.beta / 2), arb(2) ** _HUGE_EXPONENT
        for step in range(max_steps + 1):
            second = u + v
            power = second ** (n - 2)
            residual = (u - v) * second * power - lam
            if step >= first:
                error = abs(residual)
                if not error > eps:
                    return BallRun(End.HIT if error <= eps else End.STRADDLE, step)
                if not error < huge:
                    return BallRun(End.ESCAPE, step)
            rate = eta * power * residual
            u, v = u * (1 - rate), v * (1 + rate)
    return BallRun(End.BUDGET, max_steps)


def first_crossing(problem: PerturbedProblem, *, bits: int, max_steps: int, first: int = 0) -> BallRun:
    """Find the first k <= max_steps with d1(k) <= 0, each earlier k certified positive; see `first_pair_hit`."""
    n = problem.depth
    with working_precision(bits):
        lam, eta = ball(problem.lam), ball(problem.eta)
        u, v, huge = ball(problem.alpha - problem.beta / 2), ball(problem.beta / 2), arb(2) ** _HUGE_EXPONENT
        for step in range(max_steps + 1):
            d1, second = u - v, u + v
            if step >= first and not d1 > 0:
                return BallRun(End.HIT if d1 <= 0 else End.STRADDLE, step)
            if not abs(second) < huge:
                return BallRun(End.ESCAPE, step)
            power = second ** (n - 2)
            rate = eta * power * (d1 * second * power - lam)
            u, v = u * (1 - rate), v * (1 + rate)
    return BallRun(End.BUDGET, max_steps)
