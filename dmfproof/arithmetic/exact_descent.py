"""Iterate gradient descent in exact rationals (few steps: the bits grow by a factor 2N-1 a step)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from numbers import Rational
from typing import Any

from flint import fmpq

from dmfproof.arithmetic.ball import to_fmpq
from dmfproof.problem import Problem

__all__ = ["as_fraction", "exact_bits", "exact_hit", "exact_iterates"]


def exact_iterates(problem: Problem) -> Iterator[fmpq]:
    """Yield d(0), d(1), ... exactly; the caller stops."""
    n, lam, eta = problem.depth, to_fmpq(problem.lam), to_fmpq(problem.eta)
    d = to_fmpq(problem.alpha)
    while True:
        yield d
        power = d ** (n - 1)
        d = d - eta * power * (power * d - lam)


def exact_bits(problem: Problem, steps: int) -> float:
    """Predict the size in bits of d(steps), numerator and denominator together."""
    values = [problem.alpha, problem.eta, problem.lam]
    seed = sum(v.numerator.bit_length() + v.denominator.bit_length() for v in values)
    return float(seed) * float(2 * problem.depth - 1) ** min(steps, 200)


def exact_hit(problem: Problem, step: int) -> bool:
    """Decide exactly whether |d(step)^N - limit| <= eps.  The caller has checked `exact_bits`."""
    if problem.eps is None:
        raise ValueError("the problem has no eps")
    for k, d in enumerate(exact_iterates(problem)):
        if k == step:
            error = abs(d**problem.depth - to_fmpq(problem.limit))
            return bool(error <= to_fmpq(problem.eps))
    raise AssertionError("unreachable: exact_iterates never ends")


def as_fraction(value: fmpq) -> Fraction:
    """Return the same rational as a `Fraction`."""
    reduced: Any = _Reduced(int(value.p), int(value.q))
    return Fraction(reduced)


@Rational.register
class _Reduced:
    """A numerator and a denominator without common divisor: for huge ones, looking for one takes the most time."""

    __slots__ = ("denominator", "numerator")

    def __init__(self, numerator: int, denominator: int) -> None:
        self.numerator, self.denominator = numerator, denominator
