"""Predict the hitting time roughly, in plain floats: it chooses the tier, never the answer."""

from __future__ import annotations

import math
from fractions import Fraction

from dmfproof.problem import Problem

__all__ = ["predicted_steps", "step_size_exponent"]

_MOST = 1000.0


def predicted_steps(problem: Problem) -> float:
    """Return about the number of steps until the error is eps, right within a factor of ten or so (inf where huge)."""
    if problem.eps is None:
        raise ValueError("the problem has no eps")
    n, eta, eps = problem.depth, _log(problem.eta), _log(problem.eps)
    alpha, size = _log(problem.alpha), _log(abs(problem.lam)) if problem.lam else -math.inf
    root = size / n
    if n == 1:
        return _exp(math.log(max(1.0, _log(problem.gap) - eps)) - eta)
    contraction = eta + math.log(n) + (2 - 2 / n) * size
    if problem.lam > 0 and alpha < root:
        rise = math.log(max(root - alpha, 1e-9)) if n == 2 else (2 - n) * alpha - math.log(n - 2)
        ln_ratio = max(1.0, min(size, _log(problem.gap)) - eps)
        return _exp(rise - size - eta) + _exp(math.log(ln_ratio) - contraction)
    goal = max(size if problem.lam > 0 else -math.inf, eps) / n
    fall = (2 - 2 * n) * goal - math.log(2 * n - 2) - eta if goal < alpha else -math.inf
    if problem.lam > 0:
        return _exp(fall) + (_exp(math.log(size - eps) - contraction) if size > eps else 0.0)
    if problem.lam < 0:
        linear = math.log(max(alpha - goal, 1e-9)) if n == 2 else (2 - n) * goal - math.log(n - 2)
        fall = min(fall, linear - size - eta)
    return _exp(fall)


def step_size_exponent(problem: Problem) -> float:
    """Return about log10(eta M^(2N-2)), M = max(alpha, |lam|^(1/N)): how small the step size is beside its limit."""
    n = problem.depth
    largest = max(_log(problem.alpha), _log(abs(problem.lam)) / n if problem.lam else -math.inf)
    return (_log(problem.eta) + (2 * n - 2) * largest) / math.log(10)


def _log(value: Fraction) -> float:
    return math.log(value.numerator) - math.log(value.denominator)


def _exp(value: float) -> float:
    return math.exp(value) if value < _MOST / 2 else math.inf
