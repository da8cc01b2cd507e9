"""Draw problems of every kind at random: all signs of lam, both sides of the root, step sizes up to the limit."""

import random
from fractions import Fraction

from dmfproof.arithmetic.ball import ball, ends, working_precision
from dmfproof.arithmetic.ball_descent import ball_iterates
from dmfproof.dynamics.cost import predicted_steps
from dmfproof.problem import Problem, StepSize

DEPTHS = (2, 2, 3, 3, 4, 5, 6, 8, 10, 16)


def draw(rng: random.Random, most_steps: float = 500.0) -> Problem:
    """Draw one admissible problem whose predicted hitting time is at most `most_steps`."""
    while True:
        n = rng.choice(DEPTHS)
        lam = Fraction(rng.choice((1, 1, 0, -1)) * rng.randint(1, 10**6), 10 ** rng.randint(0, 9))
        root = float(abs(lam)) ** (1 / n) if lam else 1.0
        ratio = rng.choice((rng.uniform(0.02, 0.9), 1 - 10 ** rng.uniform(-9, -1), 1 + 10 ** rng.uniform(-9, 1)))
        alpha = Fraction(root * ratio)
        share = rng.choice((1.0, 0.999, 0.5, 10 ** rng.uniform(-3, 0)))
        eta = Fraction(share / (n * max(root if lam else 0.0, float(alpha)) ** (2 * n - 2)))
        bare = Problem(depth=n, lam=lam, alpha=alpha, eta=eta)
        eps = bare.gap * Fraction(10 ** rng.uniform(-12, -0.001))
        problem = Problem(depth=n, lam=lam, alpha=alpha, eta=eta, eps=eps)
        if problem.admissible(StepSize.LEMMA_2_2) and predicted_steps(problem) <= most_steps:
            return problem


def errors(problem: Problem, steps: int, bits: int = 400) -> list[Fraction]:
    """Return |d(k)^N - limit| for k = 0, 1, ..., within 2^-300 of it relatively (fewer where it falls below 1e-30)."""
    found: list[Fraction] = []
    with working_precision(bits):
        limit = ball(problem.limit)
        for k, d in enumerate(ball_iterates(problem)):
            low, high = ends(abs(d**problem.depth - limit))
            if k > steps or high - low > low / 2**300:
                return found
            found.append((low + high) / 2)
    raise AssertionError("ball_iterates never ends")


def near_ties(rng: random.Random, orbits: int, steps: int, each: int) -> list[tuple[Problem, int]]:
    """Return problems whose eps is within 1 ulp to 1e-12 (relatively) of an iterate's error, with their hitting times.

    The errors fall strictly, so eps slightly above the error at step k gives T = k, slightly below it T = k+1.
    """
    cases = []
    for _ in range(orbits):
        base = draw(rng, float("inf"))
        residuals = errors(base, steps)
        for k in range(1, len(residuals)):
            if residuals[k] >= residuals[k - 1] * (1 - Fraction(1, 10**9)) or residuals[k] < Fraction(1, 10**40):
                continue
            for _ in range(each):
                shift = Fraction(10 ** rng.uniform(-16.0, -12.0)) * rng.choice((1, -1))
                eps = residuals[k] * (1 + shift)
                if eps < base.gap:
                    problem = Problem(depth=base.depth, lam=base.lam, alpha=base.alpha, eta=base.eta, eps=eps)
                    cases.append((problem, k if shift > 0 else k + 1))
    return cases


def extreme_draw(rng: random.Random, most_steps: float = 3e5) -> Problem:
    """Draw an admissible problem from the far ends of the range: scales and alpha to 1e-40 and less, eps to 1e-250."""

    def magnitude(low: float, high: float) -> Fraction:
        return Fraction(10) ** int(rng.uniform(low, high)) * Fraction(rng.randint(10**6, 10**7), 10**6)

    while True:
        n = rng.choice(DEPTHS)
        lam = rng.choice((1, 1, 0, -1)) * magnitude(-40, 40)
        root = Fraction(float(abs(lam)) ** (1 / n)) if lam else Fraction(1)
        alpha = root * rng.choice((magnitude(-60, -1), magnitude(-3, 0), magnitude(0, 3)))
        share = rng.choice((Fraction(1), Fraction(999, 1000), Fraction(1, 2), magnitude(-4, -1)))
        eta = share / (n * max(root if lam else 0, alpha) ** (2 * n - 2))
        bare = Problem(depth=n, lam=lam, alpha=alpha, eta=eta)
        eps = bare.gap * rng.choice((magnitude(-250, -1), magnitude(-20, -1), magnitude(-2, -1)))
        if eps < bare.gap and bare.admissible(StepSize.LEMMA_2_2):
            problem = Problem(depth=n, lam=lam, alpha=alpha, eta=eta, eps=eps)
            if predicted_steps(problem) <= most_steps:
                return problem
