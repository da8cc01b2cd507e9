from __future__ import annotations

import json
import math
import random
from collections import Counter
from fractions import Fraction as F

import pytest

from dmfproof.arithmetic.kernel import perturbed as kernel
from dmfproof.cli.main import main
from dmfproof.dynamics.perturbed import PhaseTransition
from dmfproof.dynamics.tiers import HittingTime
from dmfproof.errors import InvalidInput
from dmfproof.pair_bounds import perturbed_bounds
from dmfproof.perturbed_problem import PairStepSize, PerturbedProblem, constant_below
from dmfproof.verdict import Outcome

NEGATIVE = PerturbedProblem(depth=2, lam=-1, alpha="1/10", beta="1/100", eta="1/50", eps="1/100")
DEEPER = PerturbedProblem(depth=3, lam=-1, alpha="1/2", beta="1/4", eta="1/50", eps="1/100")
POSITIVE = PerturbedProblem(depth=3, lam=2, alpha="1/2", beta="1/10", eta="1/500", eps="1/100")
SHELL = ["bounds", "--depth", "2", "--lam", "-1", "--alpha", "1/10", "--beta", "1/100", "--eta", "1/50"]


def draw(rng: random.Random, sign: int, most_steps: float) -> PerturbedProblem:
    """Draw an admissible problem, beta from 1e-12 alpha to .9999 alpha; N >= 3 only where about `most_steps` do."""
    while True:
        n = rng.choice((2, 2, 3, 4))
        size = F(rng.randint(1, 10**6), 10 ** rng.randint(2, 6)) if sign or n > 2 else F(1)
        alpha = float(size) ** (1 / n) * rng.choice((rng.uniform(0.05, 1), rng.uniform(1, 3)))
        share = rng.choice((10 ** rng.uniform(-12, -0.01), rng.uniform(0.01, 0.9999), 0.9999, 1e-12))
        c = 1 + constant_below(n, 50) / 2**50
        scale = max(alpha, float(size) ** (1 / n))
        eta = rng.choice((0.9999, 0.5, rng.uniform(0.1, 1))) / (n * (c * scale) ** (2 * n - 2))
        if (scale / (share * alpha)) ** ((n - 2) / 2) * n * c ** (2 * n) * (scale / alpha) ** n > most_steps:
            continue
        bare = PerturbedProblem(depth=n, lam=sign * size, alpha=F(alpha), beta=F(share) * F(alpha), eta=F(eta))
        most = min(bare.gap, size if sign else bare.gap)
        accuracy = most * F(10 ** rng.uniform(-6 if sign else -2, -0.4))  # lam = 0 is approached slowly
        if bare.admissible(PairStepSize.LEMMA_2_12):
            return PerturbedProblem(depth=n, lam=bare.lam, alpha=bare.alpha, beta=bare.beta, eta=bare.eta, eps=accuracy)


def count_verdicts(sign: int, draws: int, most_steps: float) -> Counter[Outcome]:
    """Hold the bounds of random problems against the certified counts; the upper bound has to be claimed each time."""
    rng, verdicts = random.Random(16 + sign), Counter[Outcome]()
    for _ in range(draws):
        problem = draw(rng, sign, most_steps)
        found = perturbed_bounds(problem, digits=8, max_steps=int(20 * most_steps))
        assert any(bound.form == "sharper" for bound in found.upper), problem
        assert found.outcome is not Outcome.REFUTED, problem
        verdicts[found.outcome] += 1
    return verdicts


def test_a_problem_without_eps_has_no_bounds() -> None:
    with pytest.raises(InvalidInput, match="eps=none is missing"):
        perturbed_bounds(PerturbedProblem(depth=2, lam=-1, alpha="1/10", beta="1/100", eta="1/50"))


def test_below_zero_the_bounds_are_those_of_16_and_of_the_phase_transition() -> None:
    out = perturbed_bounds(NEGATIVE).as_json()
    assert out["schema"] == "dmfproof.perturbed_bounds/1"
    assert out["hitting_time"]["k"] == "380"
    assert (out["phase_transition"]["k"], out["phase_transition"]["bound"]) == ("74", "74")
    assert out["tau"] == "497/1000"
    assert [(b["claim"], b["k"], b["excess"]) for b in out["upper"]] == [
        ("two_factors", "606", "226"), ("two_factors_by_transition", "537", "157")
    ]  # fmt: skip
    assert (out["verdict"], out["admissible"]) == ("certified", {"paper": True, "sharper": True})


def test_the_bound_is_what_its_formula_gives() -> None:
    # T1 and T^Id of (16) for N = 2, lam = -1, in plain floats
    t, s2, eta, eps = 0.497, 0.01 * (0.2 - 0.01), 1 / 50, 0.01
    star = t + math.sqrt(t * t + s2)
    first = math.ceil(math.log(star / 0.01) / math.log1p(eta / 2))
    flow = 0.5 * math.log((1 - eps) * (1 - t * t) / (t * t * eps)) / eta
    turning = max(t, math.sqrt(1 / 3))
    delay = math.log(turning * (1 - turning**2) / (t * (1 - t * t)))
    assert first + math.ceil(flow + delay) == 606


def test_for_more_factors_the_flow_sharpens_the_bound() -> None:
    counts = {bound.claim: bound.k for bound in perturbed_bounds(DEEPER).upper}
    assert counts == {"deeper": 1304, "deeper_by_flow": 763, "deeper_by_transition": 487}


@pytest.mark.skipif(not kernel.available(), reason="the C kernel was not built, and balls take minutes")
@pytest.mark.parametrize(("depth", "share"), [(3, 12), (4, 12), (5, 6)])
def test_by_the_transition_the_bounds_keep_the_order_of_descent(depth: int, share: int) -> None:
    eta = F(1, 20 * depth**2)
    found = perturbed_bounds(
        PerturbedProblem(depth=depth, lam=-1, alpha="1/2", beta=F(1, 2 ** (share + 1)), eta=eta, eps="1/100")
    )
    true, turned, longest = found.hitting_time.k, found.transition.k, found.transition_bound
    counts = {bound.claim: bound.k for bound in found.upper}
    assert true <= counts["deeper_by_transition"] <= 5 * true
    assert counts["deeper_by_flow"] > 50 * true
    assert turned <= longest <= 1.3 * turned


def test_above_zero_the_paper_and_the_sharper_start_are_both_given() -> None:
    found = perturbed_bounds(POSITIVE)
    assert [(b.form, b.claim, b.k) for b in found.upper] == [("paper", "below_paper", 1225), ("sharper", "below", 727)]
    assert (found.hitting_time.k, found.transition.k, found.tau) == (722, None, None)


def test_an_accuracy_beyond_lam_has_no_bound_and_says_what_it_needs() -> None:
    found = perturbed_bounds(PerturbedProblem(depth=3, lam=-1, alpha="1/2", beta="1/4", eta="1/50", eps="101/100"))
    assert found.upper == ()
    assert found.not_claimed[0] == "upper bound (sharper, deeper): it needs eps < |lam|"
    assert found.hitting_time.k == 45


def test_beyond_the_step_size_nothing_is_claimed() -> None:
    found = perturbed_bounds(PerturbedProblem(depth=2, lam=0, alpha=1, beta="1/10", eta=1, eps="1/100"))
    assert (found.upper, found.transition_bound) == ((), None)
    assert found.outcome is Outcome.UNDECIDED
    assert all("it needs" in line for line in found.not_claimed)


@pytest.mark.parametrize(
    ("target", "decreed", "outcome"),
    [
        ("perturbed_hitting_time", HittingTime(607, Outcome.CERTIFIED, "by decree"), Outcome.REFUTED),
        ("perturbed_hitting_time", HittingTime(None, Outcome.UNDECIDED, "by decree", "why"), Outcome.UNDECIDED),
        ("phase_transition", PhaseTransition(76, Outcome.CERTIFIED, "by decree"), Outcome.REFUTED),
        ("phase_transition", PhaseTransition(None, Outcome.UNDECIDED, "by decree", "why"), Outcome.UNDECIDED),
    ],
)
def test_a_count_beyond_its_bound_would_be_seen(
    monkeypatch: pytest.MonkeyPatch, target: str, decreed: object, outcome: Outcome
) -> None:
    monkeypatch.setattr(f"dmfproof.pair_bounds.{target}", lambda *_, **__: decreed)
    assert perturbed_bounds(NEGATIVE).outcome is outcome


@pytest.mark.parametrize("sign", [-1, 0, 1])
def test_the_bounds_hold_on_random_problems(sign: int) -> None:
    draws = 200 if sign < 0 else 40
    assert count_verdicts(sign, draws, 500.0)[Outcome.CERTIFIED] > 0.9 * draws


@pytest.mark.deep
@pytest.mark.parametrize("sign", [-1, 0, 1])
def test_the_bounds_hold_on_a_thousand_random_problems(sign: int) -> None:
    assert count_verdicts(sign, 1000, 5000.0)[Outcome.CERTIFIED] > 900


def test_the_command_line_bounds_a_perturbed_pair(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*SHELL, "--eps", "1/100", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == perturbed_bounds(NEGATIVE).as_json()
    assert main([*SHELL, "--eps", "1/100"]) == 0
    text = capsys.readouterr().out
    assert "true count   T = 380" in text
    assert "T0 = 74" in text
    assert "upper bound  T <= 606" in text


@pytest.mark.parametrize(
    ("more", "code"), [(["--eps", "101/100"], 2), (["--eps", "1/100", "--max-steps", "3"], 4), (["--eps", "2"], 2)]
)
def test_the_exit_code_tells_what_is_wrong(capsys: pytest.CaptureFixture[str], more: list[str], code: int) -> None:
    assert main([*SHELL, *more]) == code
    assert "Traceback" not in capsys.readouterr().err
