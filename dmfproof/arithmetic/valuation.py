"""Exclude ties |d(k)^N - limit| = eps by divisibility: no precision is needed to see that two rationals differ.

For a prime l let v be the l-adic valuation.  If at some step N v(d) < v(lam) and v(eta) + (2N-2) v(d) < 0, then v(d^N
- lam) = N v(d), hence v(d+) = v(eta) + (2N-1) v(d) < v(d), and both conditions hold again: from then on the
valuations are known, without computing d, and fall by more and more.  A tie at step k needs v(limit + eps) = N
v(d(k)) or v(limit - eps) = N v(d(k)).
"""

from __future__ import annotations

from fractions import Fraction

from dmfproof.arithmetic.exact_descent import as_fraction, exact_bits, exact_iterates
from dmfproof.problem import Problem

__all__ = ["tie_is_excluded"]

_GREATEST_PRIME = 1000
_EXACT_STEPS = 3
_EXACT_BITS = 100_000.0


def tie_is_excluded(problem: Problem, step: int) -> bool:
    """Prove that |d(step)^N - limit| differs from eps; False says nothing.

    Only primes up to 1,000 in the denominators of eta and alpha are tried, each from the first few steps on.
    """
    if problem.eps is None:
        raise ValueError("the problem has no eps")
    n, eta = problem.depth, problem.eta
    targets = [problem.limit + problem.eps, problem.limit - problem.eps]
    starts = []
    for k, d in enumerate(exact_iterates(problem)):
        if k > min(step, _EXACT_STEPS) or exact_bits(problem, k) > _EXACT_BITS or d == 0:
            break
        starts.append((k, as_fraction(d)))
    for prime in _primes(problem.eta.denominator * problem.alpha.denominator):
        goals = {_valuation(target, prime) for target in targets if target}
        for k, iterate in starts:
            v, v_eta = _valuation(iterate, prime), _valuation(eta, prime)
            if not ((problem.lam == 0 or n * v < _valuation(problem.lam, prime)) and v_eta + (2 * n - 2) * v < 0):
                continue
            while k < step and n * v >= min(goals):
                v, k = v_eta + (2 * n - 1) * v, k + 1
            if n * v < min(goals) or n * v not in goals:
                return True
            break
    return False


def _primes(number: int) -> list[int]:
    """Return the primes up to 1,000 that divide a positive number."""
    return [p for p in range(2, _GREATEST_PRIME) if number % p == 0 and all(p % q for q in range(2, int(p**0.5) + 1))]


def _valuation(value: Fraction, prime: int) -> int:
    """Return the exponent of a prime in a non-zero rational."""
    exponent, numerator, denominator = 0, value.numerator, value.denominator
    while numerator % prime == 0:
        numerator, exponent = numerator // prime, exponent + 1
    while denominator % prime == 0:
        denominator, exponent = denominator // prime, exponent - 1
    return exponent
