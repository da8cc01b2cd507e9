"""Run gradient descent on one eigenvalue, exactly or enclosed in balls."""

from __future__ import annotations

from fractions import Fraction
from itertools import islice

from dmfproof.arithmetic.ball import decimal_ends, working_precision, writable
from dmfproof.arithmetic.ball_descent import ball_iterates
from dmfproof.arithmetic.exact_descent import as_fraction, exact_bits, exact_iterates
from dmfproof.errors import InvalidInput
from dmfproof.problem import Problem
from dmfproof.rational import parse_integer

__all__ = ["descend", "descend_in_balls"]

_MOST_EXACT_BITS = 20_000_000.0


def descend(problem: Problem, steps: int) -> list[Fraction]:
    """Return d(0), ..., d(steps) as exact rationals.

    Their size grows by a factor 2N-1 a step; raises `InvalidInput` where the last would pass about 20 million bits.
    """
    count = parse_integer(steps, "steps", least=0)
    if exact_bits(problem, count) > _MOST_EXACT_BITS:
        holds = f"exact iterates grow by a factor {2 * problem.depth - 1} a step and would pass 20 million bits"
        raise InvalidInput("steps", steps, "too large", holds, "Take fewer steps, or descend_in_balls")
    return [as_fraction(d) for d in islice(exact_iterates(problem), count + 1)]


def descend_in_balls(problem: Problem, steps: int, *, bits: int = 128, digits: int = 20) -> list[tuple[str, str]]:
    """Return certified decimal enclosures (low, high) of d(0), ..., d(steps).

    `bits` is the working precision, `digits` the significant digits written, outward rounded.  Raises `InvalidInput`
    where an iterate is no longer enclosed (it overflows every bound); use more bits, or a smaller step size.
    """
    count = parse_integer(steps, "steps", least=0)
    with working_precision(parse_integer(bits, "bits", least=2)):
        orbit = list(islice(ball_iterates(problem), count + 1))
    for step, d in enumerate(orbit):
        if not writable(d):
            holds = f"d({step}) is no longer enclosed by a finite ball"
            raise InvalidInput("steps", steps, "too large at this precision", holds, "Raise bits or lower eta")
    return [decimal_ends(d, digits) for d in orbit]
