import json
import random
from fractions import Fraction
from itertools import islice
from pathlib import Path

import pytest
from draws import draw, extreme_draw

from dmfproof.arithmetic.ball_descent import End, first_hit
from dmfproof.arithmetic.exact_descent import as_fraction, exact_iterates
from dmfproof.arithmetic.valuation import tie_is_excluded
from dmfproof.dynamics.cost import predicted_steps
from dmfproof.dynamics.hitting import hitting_time
from dmfproof.dynamics.tiers import by_balls, by_exact_steps, by_fast_forward
from dmfproof.errors import InvalidInput
from dmfproof.problem import Problem
from dmfproof.verdict import Outcome

VECTORS = json.loads((Path(__file__).parent / "vectors" / "hitting.json").read_text())["vectors"]


def problem(**changes):
    return Problem(**({"depth": 2, "lam": 1, "alpha": "1/10", "eta": "1/5", "eps": "1/2"} | changes))


def residual(case, step):
    """Return the exact error at a step."""
    d = as_fraction(next(islice(exact_iterates(case), step, None)))
    return abs(d**case.depth - case.limit)


@pytest.mark.parametrize("vector", VECTORS)
def test_hitting_times_equal_the_independent_vectors(vector):
    fields = {name: value for name, value in vector.items() if name != "k"}
    found = hitting_time(Problem(**fields))
    assert (found.k, found.outcome) == (int(vector["k"]), Outcome.CERTIFIED)


@pytest.mark.parametrize("vector", [v for v in VECTORS if v["depth"] > 1 and int(v["k"]) < 3000])
def test_balls_alone_equal_the_independent_vectors(vector):
    fields = {name: value for name, value in vector.items() if name != "k"}
    assert by_balls(Problem(**fields), first=0, max_steps=10**4, max_bits=512).k == int(vector["k"])


def test_a_problem_without_eps_has_no_hitting_time():
    with pytest.raises(InvalidInput, match=r"eps=none is missing, a hitting time needs a target accuracy"):
        hitting_time(problem(eps=None))


def test_depth_one_is_solved_in_closed_form():
    assert hitting_time(problem(depth=1, lam=1, alpha="1/2", eta="1/2", eps="1/1024")).k == 9


def test_depth_one_never_hits_where_it_does_not_contract():
    found = hitting_time(problem(depth=1, alpha="1/2", eta=2, eps="1/4"))
    assert (found.k, found.outcome) == (None, Outcome.CERTIFIED)
    assert "never" in found.reason


def test_an_escaping_orbit_never_hits():
    found = hitting_time(problem(depth=3, alpha=2, eta="3/2", eps="1/1000"))
    assert (found.k, found.outcome) == (None, Outcome.CERTIFIED)
    assert "grows without bound" in found.reason


def test_the_budget_of_steps_is_honest():
    found = hitting_time(problem(eta="3/2", alpha="1/100", eps="1/1000"), max_steps=50)
    assert (found.k, found.outcome) == (None, Outcome.UNDECIDED)
    assert "budget of 50 steps" in found.reason


def test_the_counterexamples_of_the_theory_have_their_hitting_times():
    assert hitting_time(problem(lam=0, alpha=1, eta="1/4", eps="9/10")).k == 1
    assert hitting_time(problem(alpha="1/100", eta="1/5")).k == 25
    assert hitting_time(problem(depth=3, alpha="1/100", eta="1/8", eps="1/10")).k == 804


def test_a_step_size_at_its_limit_is_treated():
    assert hitting_time(problem(depth=3, alpha="1/10", eta="1/3")).outcome is Outcome.CERTIFIED
    assert hitting_time(problem(depth=3, alpha=2, eta="1/28", eps="1e-30")).k == 1


@pytest.mark.parametrize("step", range(1, 7))
@pytest.mark.parametrize("changes", [{}, {"depth": 3, "alpha": "3/2", "eta": "1/12"}, {"lam": -1, "alpha": 1}])
def test_exact_ties_hit_and_their_neighbours_do_not_deceive(step, changes):
    if changes.get("depth") == 3 and step > 4:
        step -= 4
    eps = residual(problem(eps=None, **changes), step)
    tiny = Fraction(1, 10**100)
    assert hitting_time(problem(eps=eps, **changes)).k == step
    assert hitting_time(problem(eps=eps * (1 + tiny), **changes)).k == step
    assert hitting_time(problem(eps=eps * (1 - tiny), **changes)).k == step + 1


def test_a_tie_beyond_the_reach_of_exact_rationals_is_undecided_not_guessed(monkeypatch):
    case = problem(eps=residual(problem(eps=None), 5))
    monkeypatch.setattr("dmfproof.dynamics.tiers._EXACT_TIE_BITS", 10.0)
    found = hitting_time(case, max_bits=4096)
    assert (found.k, found.outcome) == (None, Outcome.UNDECIDED)
    assert "step 5" in found.reason
    assert "agree to" in found.reason


def test_divisibility_excludes_no_true_tie():
    for step in range(1, 7):
        assert not tie_is_excluded(problem(eps=residual(problem(eps=None), step)), step)


def test_divisibility_excludes_ties_with_a_plain_decimal_at_every_later_step():
    assert all(tie_is_excluded(problem(eps="0.123"), step) for step in range(2, 2000, 97))


def test_divisibility_settles_lam_and_alpha_of_equal_valuation():
    assert tie_is_excluded(problem(lam=3, alpha=1, eta="1/100", eps="1/10"), 50)


def test_divisibility_says_nothing_without_a_small_prime():
    case = problem(lam=3, alpha=1, eta=Fraction(1, 1009), eps="1/10")
    assert not tie_is_excluded(case, 50)


def test_the_exact_tier_agrees_with_the_others_or_says_nothing():
    rng, answers = random.Random(21), 0
    for _ in range(60):
        case = draw(rng, 4.0)
        found = by_exact_steps(case)
        answers += found is not None
        assert found is None or found.k == first_hit(case, bits=256, max_steps=100).step
    assert answers > 20


@pytest.mark.parametrize("seed", range(3))
def test_the_kernel_agrees_with_balls_on_random_draws(seed):
    compare(random.Random(seed), 120, 400.0, lambda case: first_hit(case, bits=200, max_steps=10**5).step)


@pytest.mark.parametrize("seed", range(2))
def test_fast_forward_agrees_with_the_kernel_on_random_draws(seed):
    compare(random.Random(seed), 40, 20_000.0, lambda case: by_fast_forward(case, 4096).k)


@pytest.mark.deep
@pytest.mark.parametrize("seed", range(100, 120))
def test_the_kernel_agrees_with_balls_on_thousands_of_draws(seed):
    compare(random.Random(seed), 300, 5_000.0, lambda case: first_hit(case, bits=200, max_steps=10**6).step)


@pytest.mark.deep
@pytest.mark.parametrize("seed", range(200, 220))
def test_fast_forward_agrees_with_the_kernel_on_thousands_of_draws(seed):
    compare(random.Random(seed), 200, 500_000.0, lambda case: by_fast_forward(case, 4096).k)


@pytest.mark.parametrize("seed", range(2))
def test_the_kernel_agrees_with_fast_forward_at_the_far_ends_of_the_range(seed):
    compare(random.Random(seed), 60, 3e5, lambda case: by_fast_forward(case, 4096).k, extreme_draw)


@pytest.mark.deep
@pytest.mark.parametrize("seed", range(300, 310))
def test_the_kernel_agrees_with_fast_forward_on_thousands_of_extremes(seed):
    compare(random.Random(seed), 300, 3e5, lambda case: by_fast_forward(case, 4096).k, extreme_draw)


def compare(rng, draws, most_steps, other, pick=draw):
    """Compare `hitting_time` with another way; where that one says nothing there is nothing to compare."""
    compared = 0
    for _ in range(draws):
        case = pick(rng, most_steps)
        found, second = hitting_time(case), other(case)
        assert found.outcome is Outcome.CERTIFIED, (case, found)
        assert second is None or second == found.k, (case, found, second)
        compared += second is not None
    assert compared > draws // 2


def test_balls_are_not_asked_before_the_first_step_that_may_hit():
    run = first_hit(problem(), bits=128, max_steps=100, first=20)
    assert (run.end, run.step) == (End.HIT, 20)


@pytest.mark.parametrize("changes", [{"depth": 3}, {"depth": 4, "lam": -1, "eps": "1e-9"}, {"depth": 10}])
def test_a_hundred_digits_are_certified(changes):
    found = hitting_time(
        problem(alpha="1e-50", eta="1/100", **({"eps": "1/1000"} | changes))
        if "lam" not in changes
        else problem(alpha=1, eta="1e-60", **changes)
    )
    assert found.outcome is Outcome.CERTIFIED
    assert len(str(found.k)) > 50


def test_depths_beyond_the_kernel_are_certified_too():
    found = hitting_time(problem(depth=20, alpha="9/10", eta="1/100", eps="1/1000"))
    assert found.outcome is Outcome.CERTIFIED
    assert "kernel" not in found.method


def test_the_prediction_is_right_within_a_factor_of_thirty():
    rng = random.Random(31)
    for _ in range(150):
        case = draw(rng, 3000.0)
        found = hitting_time(case)
        assert (found.k + 1) / 30 < predicted_steps(case) + 1 < 30 * (found.k + 1), (case, found)


def test_predictions_of_astronomical_times_are_infinite_not_an_error():
    assert predicted_steps(problem(depth=1000, alpha="1e-300")) == float("inf")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"depth": 3, "alpha": "1e2000", "eps": 1, "eta": "1e-8501"}, "step size is below 1e-300 of its limit"),
        ({"depth": 1000, "lam": -1, "alpha": "99/100", "eta": "1/2000", "eps": "1e-300"}, "up to depth 100"),
    ],
)
def test_a_hopeless_problem_is_undecided_at_once_with_the_reason(changes, reason):
    found = hitting_time(problem(**changes))
    assert (found.k, found.outcome) == (None, Outcome.UNDECIDED)
    assert reason in found.reason


@pytest.mark.parametrize("changes", [{"eps": "1e-15000"}, {"alpha": "1e-5000"}, {"eta": "1e-100"}])
def test_extreme_exponents_are_certified(changes):
    assert hitting_time(problem(**({"depth": 3, "eta": "1/20", "alpha": "1/2", "eps": "1/100"} | changes))).k > 0
