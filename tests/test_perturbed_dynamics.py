from __future__ import annotations

import json
import re
from fractions import Fraction as F
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dmfproof.arithmetic.ball import ball, ends, working_precision
from dmfproof.arithmetic.kernel import perturbed as kernel
from dmfproof.arithmetic.pair_constants import enclose_constant, enclose_largest_tau
from dmfproof.arithmetic.pair_descent import ball_pairs, exact_pair
from dmfproof.dynamics.perturbed import perturbed_hitting_time, phase_transition
from dmfproof.errors import InvalidInput
from dmfproof.perturbed_problem import PerturbedProblem
from dmfproof.verdict import Outcome

VECTORS = json.loads((Path(__file__).parent / "vectors" / "perturbed.json").read_text())["vectors"]


def stated(vector: dict[str, str]) -> PerturbedProblem:
    return PerturbedProblem.from_text({name: value for name, value in vector.items() if name != "k"})


def plain_pairs(problem: PerturbedProblem, steps: int) -> list[tuple[F, F]]:
    """Iterate (40) as it is written, in `Fraction`s."""
    n, (a, b) = problem.depth, problem.start
    orbit = [(a, b)]
    for _ in range(steps):
        r = b ** (n - 2) * (a * b ** (n - 1) - problem.lam)
        a, b = a - problem.eta * r * b, b - problem.eta * r * a
        orbit.append((a, b))
    return orbit


def test_without_an_accuracy_there_is_no_hitting_time() -> None:
    with pytest.raises(InvalidInput, match="eps=none is missing"):
        perturbed_hitting_time(PerturbedProblem(depth=2, lam=1, alpha=1, beta="1/2", eta="1/10"))


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: f"N={v['depth']}-k={v['k']}")
def test_independent_brute_force_finds_the_same_step(vector: dict[str, str]) -> None:
    found = perturbed_hitting_time(stated(vector))
    assert (found.k, found.outcome) == (int(vector["k"]), Outcome.CERTIFIED)


@settings(max_examples=40, deadline=None)
@given(
    st.integers(2, 4),
    st.fractions(-2, 2, max_denominator=9),
    st.fractions(F(1, 5), 2, max_denominator=9),
    st.fractions(F(1, 9), F(8, 9), max_denominator=9),
    st.fractions(F(1, 50), F(1, 2), max_denominator=50),
)
def test_balls_and_exact_pairs_hold_the_pair(n: int, lam: F, alpha: F, share: F, eta: F) -> None:
    problem = PerturbedProblem(depth=n, lam=lam, alpha=alpha, beta=share * alpha, eta=eta)
    with working_precision(128):
        start = (ball(problem.start[0]), ball(problem.start[1]))
        balls = list(islice(ball_pairs(n, ball(lam), start, ball(eta)), 4))
    for k, pair in enumerate(plain_pairs(problem, 3)):
        assert exact_pair(n, lam, problem.start, eta, k, max_bits=10**7) == pair
        for enclosure, value in zip(balls[k], pair, strict=True):
            low, high = ends(enclosure)
            assert low <= value <= high


@settings(max_examples=40, deadline=None)
@given(
    st.integers(2, 3), st.sampled_from([F(-1), F(0), F(1), F(2, 3)]), st.fractions(F(1, 3), 2, max_denominator=5),
    st.fractions(F(1, 9), F(8, 9), max_denominator=9), st.integers(0, 4),
)  # fmt: skip
def test_an_accuracy_that_is_attained_exactly_is_decided(n: int, lam: F, alpha: F, share: F, k: int) -> None:
    eta = F(1, 8 * n) / max(alpha, F(1)) ** (2 * n - 2)
    problem = PerturbedProblem(depth=n, lam=lam, alpha=alpha, beta=share * alpha, eta=eta)
    errors = [abs(a * b ** (n - 1) - lam) for a, b in plain_pairs(problem, 4)]
    if 0 < errors[k] < errors[0] and errors[k].denominator.bit_length() < 4000:
        tied = PerturbedProblem(depth=n, lam=lam, alpha=alpha, beta=share * alpha, eta=eta, eps=errors[k])
        assert perturbed_hitting_time(tied).k == next(j for j, error in enumerate(errors) if error <= errors[k])


def test_a_factor_that_lands_on_zero_ends_the_first_phase() -> None:
    # d1 = 1/3, d2 = 1, lam = -2/3: r = 1 and d1+ = 1/3 - eta = 0, which no binary ball can tell
    problem = PerturbedProblem(depth=2, lam="-2/3", alpha=1, beta="2/3", eta="1/3")
    found = phase_transition(problem)
    assert (found.k, found.method) == (1, "balls, 128 bits, then exact rationals at step 1")


def test_above_zero_an_admissible_pair_has_no_phase_transition() -> None:
    found = phase_transition(PerturbedProblem(depth=3, lam=1, alpha=1, beta="1/2", eta="1/20"))
    assert (found.k, found.outcome) == (None, Outcome.CERTIFIED)
    assert found.reason.startswith("never")


@pytest.mark.parametrize("built", [kernel.available(), False])
def test_a_used_up_budget_is_undecided_and_says_what_to_raise(built: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel, "available", lambda: built)
    problem = PerturbedProblem(depth=2, lam=-1, alpha="1/10", beta="1/100", eta="1/5000", eps="1/100")
    for found in (perturbed_hitting_time(problem, max_steps=10), phase_transition(problem, max_steps=10)):
        assert (found.k, found.outcome) == (None, Outcome.UNDECIDED)
        assert re.match(r"no (hit|phase transition) (in 1000 steps|within the budget of 10 steps) \(", found.reason)
        assert "raise max_steps" in found.reason


def test_a_diverging_pair_is_undecided() -> None:
    found = perturbed_hitting_time(PerturbedProblem(depth=2, lam=1, alpha=9, beta=1, eta=9, eps="1/10"))
    assert found.outcome is Outcome.UNDECIDED
    assert "the step size is too large" in found.reason


def test_a_tiny_perturbation_keeps_its_relative_accuracy() -> None:
    problem = PerturbedProblem(depth=2, lam=-1, alpha=1, beta="1e-150", eta="1/10", eps="1/100")
    found = phase_transition(problem)
    assert found.outcome is Outcome.CERTIFIED
    assert found.method == "balls, 128 bits"


@pytest.mark.parametrize("n", [2, 3, 10, 100])
def test_the_constant_c_solves_its_equation(n: int) -> None:
    with working_precision(200):
        c = enclose_constant(n)
        assert c.rel_accuracy_bits() > 190
        assert abs((c - 1) * c ** (n - 1) - 1) < ball(F(1, 2**180))


@pytest.mark.parametrize(("n", "beta"), [(2, "1e-30"), (3, "1/2"), (8, "99/100")])
def test_the_largest_tau_solves_its_equation(n: int, beta: str) -> None:
    with working_precision(100):
        tau, square = enclose_largest_tau(n, F(-3), F(1), F(beta)), ball(F(beta) * (2 - F(beta)))
        assert abs(tau * (tau + (tau * tau + square).sqrt()) ** (n - 1) - ball(F(3, 2))) < ball(F(1, 2**80))
