"""Specify the certified fast forward: it agrees with brute force, reaches any scale, and its obligations bite."""

from __future__ import annotations

import json
import random
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from dmfproof.arithmetic import fast_forward as package
from dmfproof.arithmetic.ball_descent import End, first_hit
from dmfproof.arithmetic.exact_descent import as_fraction, exact_iterates
from dmfproof.arithmetic.fast_forward import fast_forward, itinerary
from dmfproof.arithmetic.fast_forward.crossing import step_to
from dmfproof.problem import Problem, StepSize

REGIONS = ("from below", "from above", "lam < 0", "lam = 0")
HUGE = Problem(depth=4, lam=1, alpha="1e-50", eta="1/100", eps="1/1000")


def draw(rng: random.Random, region: str) -> Problem:
    """Draw an admissible problem whose hitting time is mostly between 1 and some 1e5."""
    while True:
        n = rng.randint(2, 10)
        lam = 0.0 if region == "lam = 0" else 10 ** rng.uniform(-2, 2) * (-1 if region == "lam < 0" else 1)
        scale = abs(lam) ** (1 / n) if lam else 1.0
        stretch = {"from below": rng.uniform(-4.0 / n, -0.01), "from above": rng.uniform(0.001, 0.6)}
        alpha = scale * 10.0 ** stretch.get(region, rng.uniform(-1, 0.6))
        rho = max(lam, 0.0) ** (1 / n)
        slope = sum(float(max(alpha, rho) ** (2 * n - 2 - j) * rho**j) for j in range(n))
        limit = 1 / slope if lam >= 0 else 1 / (alpha ** (n - 2) * (alpha**n - lam))
        eta = _rational(limit * rng.choice([0.999, 10 ** rng.uniform(-3, 0)]))
        lam_, alpha_ = _rational(lam), _rational(alpha)
        gap = abs(alpha_**n - max(lam_, Fraction(0)))
        eps = gap * _rational(rng.choice([1 - 10 ** rng.uniform(-5, 0), 10 ** rng.uniform(-6, 0)]))
        if 0 < eps < gap:
            problem = Problem(depth=n, lam=lam_, alpha=alpha_, eta=eta, eps=eps)
            if problem.admissible(StepSize.LEMMA_2_2):
                return problem


def _rational(value: float) -> Fraction:
    return Fraction(f"{value:.6e}")


@cache
def brute_force(problem: Problem, most: int) -> int | None:
    """Return T by balls, one step at a time, or None where it exceeds `most`."""
    bits = 160
    while (run := first_hit(problem, bits=bits, max_steps=most)).end is End.STRADDLE and bits < 10_000:
        bits *= 2
    assert run.end in (End.HIT, End.BUDGET)
    return run.step if run.end is End.HIT else None


def disagreements(seed: int, draws: int, most: int) -> tuple[list[Problem], int]:
    """Compare fast forward with brute force; return the false answers and how many were not certified."""
    print(f"seed {seed}")
    rng, wrong, undecided = random.Random(seed), [], 0
    for i in range(draws):
        problem = draw(rng, REGIONS[i % 4])
        truth, found = brute_force(problem, most), fast_forward(problem).k
        undecided += found is None
        if found is not None and (found <= most or truth is not None) and found != truth:
            wrong.append(problem)
    return wrong, undecided


@pytest.fixture
def eager(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make coordinates serve wherever they can, however few steps they save."""
    monkeypatch.setattr(package, "_ATTEMPTS", ((-24, 8), (-60, 400), (-150, 50_000)))


def test_no_eps_is_not_treated() -> None:
    assert "no eps" in fast_forward(Problem(depth=2, lam=1, alpha="1/2", eta="1/9")).reason


def test_depth_one_is_left_to_the_closed_form() -> None:
    assert "closed form" in fast_forward(Problem(depth=1, lam=1, alpha="1/2", eta="1/9", eps="1/9")).reason


def test_an_inadmissible_step_size_is_refused_with_the_reason() -> None:
    found = fast_forward(Problem(depth=3, lam=1, alpha="1/2", eta="1/2", eps="1/9"))
    assert found.k is None
    assert "Lemma 2.2" in found.reason


def test_one_step_is_decided_exactly_even_at_a_tie() -> None:
    problem = Problem(depth=2, lam=1, alpha="1/2", eta="1/4")
    first = (Fraction(1, 2) + Fraction(1, 8) * Fraction(3, 4)) ** 2
    tied = Problem(depth=2, lam=1, alpha="1/2", eta="1/4", eps=1 - first)
    assert problem.gap > 1 - first
    assert fast_forward(tied).k == 1


def test_a_tie_later_on_is_given_up_with_a_reason() -> None:
    third = _iterate(Problem(depth=2, lam=1, alpha="1/2", eta="1/9"), 3)
    found = fast_forward(Problem(depth=2, lam=1, alpha="1/2", eta="1/9", eps=1 - third**2))
    assert found.k is None
    assert "told apart" in found.reason


@pytest.mark.parametrize(("offset", "k"), [("1e-60", 3), ("-1e-60", 4)])
def test_a_near_tie_is_decided(offset: str, k: int) -> None:
    third = _iterate(Problem(depth=2, lam=1, alpha="1/2", eta="1/4"), 3)
    assert fast_forward(Problem(depth=2, lam=1, alpha="1/2", eta="1/4", eps=1 - third**2 + Fraction(offset))).k == k


NEXT_TO_THE_START = [
    {"depth": 2, "lam": 100, "alpha": "268/25", "eta": "1e-30", "share": "1e-23"},
    {"depth": 3, "lam": -8, "alpha": "9999/500", "eta": "1e-35", "share": "1e-25"},
    {"depth": 8, "lam": -256, "alpha": "2e-12", "eta": "1e-9", "share": "1e-60"},
]


@pytest.mark.parametrize("case", NEXT_TO_THE_START, ids=lambda case: f"N = {case['depth']}")
def test_a_threshold_next_to_the_start_is_reached_without_its_many_steps(case: dict[str, str]) -> None:
    """The logarithms of start and threshold are equal in binary64: they do not tell how many steps there are."""
    case = dict(case)
    share = 1 - Fraction(case.pop("share"))
    bare = Problem(**case)
    problem = Problem(**case, eps=bare.gap * share)
    k = fast_forward(problem).k
    assert k is not None
    assert k == brute_force(problem, 50_000) or k > 50_000
    # the velocity hardly changes on the way
    velocity = bare.alpha ** (bare.depth - 1) * abs(bare.lam - bare.alpha**bare.depth)
    way = (bare.gap - problem.eps) / (bare.depth * bare.alpha ** (bare.depth - 1))
    assert abs(k - way / (bare.eta * velocity)) <= 2


def test_steps_that_no_precision_saves_are_taken_once(monkeypatch: pytest.MonkeyPatch) -> None:
    attempts = []
    monkeypatch.setattr(itinerary, "_NEAR", 0.0)  # estimate as if the threshold were reached at once
    monkeypatch.setattr(itinerary, "step_to", lambda *a, **kw: attempts.append(kw["bits"]) or step_to(*a, **kw))
    case = {key: value for key, value in NEXT_TO_THE_START[0].items() if key != "share"}
    found = fast_forward(Problem(**case, eps=Problem(**case).gap * (1 - Fraction("1e-22"))))
    assert (found.k, len(attempts)) == (None, 1)
    assert "the budget of direct steps is used up" in found.reason


def test_too_few_bits_give_no_answer() -> None:
    found = fast_forward(HUGE, max_bits=200)
    assert found.k is None
    assert "max_bits" in found.reason


def test_landing_exactly_on_the_root_takes_one_step() -> None:
    assert fast_forward(Problem(depth=2, lam=1, alpha=2, eta="1/6", eps="1/1000")).k == 1


@pytest.mark.parametrize(("depth", "digits"), [(3, 52), (4, 102), (6, 201), (10, 401)], ids=lambda value: str(value))
def test_hitting_times_have_the_known_sizes(depth: int, digits: int) -> None:
    eta = {3: "1/30", 4: "1/100"}.get(depth, Fraction(1, depth))
    k = fast_forward(Problem(depth=depth, lam=1, alpha="1e-50", eta=eta, eps="1/1000")).k
    assert k is not None
    assert len(str(k)) == digits


@pytest.mark.parametrize("depth", [2, 3, 4, 7, 10])
@pytest.mark.parametrize("share", ["1", "1/50", "1e-6"])
def test_one_step_from_a_tiny_start_costs_exactly_one(depth: int, share: str) -> None:
    problem = Problem(depth=depth, lam=1, alpha="1e-50", eta=Fraction(share) / depth, eps="1e-9")
    assert _gain(problem, 1) == 1


@pytest.mark.parametrize("lam", [-1, 0])
def test_a_late_start_towards_zero_costs_exactly_the_steps_taken(lam: int) -> None:
    assert _gain(Problem(depth=5, lam=lam, alpha=1, eta="1/9", eps="1e-200"), 2) == 2


def test_a_late_start_from_far_above_costs_exactly_the_steps_taken() -> None:
    assert _gain(Problem(depth=4, lam=1, alpha=50, eta="1e-13", eps="1e-30"), 2) == 2


EXTREMES = {
    "at the limit, tiny eps": Problem(depth=4, lam=1, alpha="1e-5", eta="1/4", eps="1e-300"),
    "just below the limit, tiny eps": Problem(depth=9, lam=2, alpha="1e-5", eta="0.032", eps="1e-300"),
    "near the root": Problem(depth=3, lam=1, alpha=1 - Fraction(1, 10**30), eta="1/400", eps="1e-100"),
    "far above, short steps": Problem(depth=9, lam=1, alpha=100, eta="1e-40", eps="1e-30"),
    "far above, lam < 0": Problem(depth=8, lam=-1, alpha=100, eta="1e-36", eps="1/2"),
    "long steps towards 0": Problem(depth=6, lam=-1, alpha="1e-30", eta="0.9e120", eps="1e-300"),
    "lam = 0, long first step": Problem(depth=8, lam=0, alpha=1, eta="0.999", eps="1e-100"),
    "eps just below the gap": Problem(depth=3, lam=1, alpha="1e-20", eta="1/9", eps="0.999999"),
    "odd depth beyond the scope": Problem(depth=25, lam=1, alpha="1/1000", eta="1/30", eps="1/1000"),
}


@pytest.mark.parametrize("name", EXTREMES)
def test_extremes_are_decided_and_one_step_costs_one(name: str) -> None:
    assert _gain(EXTREMES[name], 1) == 1


@pytest.mark.parametrize("eps", ["1/3", "1e-12", "1e-300"])
@pytest.mark.parametrize("depth", [3, 8])
def test_other_orders_and_other_legs_give_the_same_time(depth: int, eps: str, monkeypatch: pytest.MonkeyPatch) -> None:
    problem = Problem(depth=depth, lam=2, alpha="1e-20", eta="1e-3", eps=eps)
    plain = fast_forward(problem)
    monkeypatch.setattr(package, "_ATTEMPTS", ((-40, 30_000),))
    other = fast_forward(problem)
    assert plain.method != other.method
    assert plain.k == other.k is not None


def test_hitting_times_do_not_change_under_homogeneity() -> None:
    assert fast_forward(HUGE).k == fast_forward(HUGE.rescale("37/11")).k is not None


def test_a_stricter_accuracy_never_takes_fewer_steps() -> None:
    times = [fast_forward(Problem(depth=3, lam=1, alpha="1e-30", eta="1/7", eps=f"1e-{e}")).k or 0 for e in (1, 5, 50)]
    assert 0 < times[0] < times[1] < times[2]


@pytest.mark.parametrize("seed", [1, 2])
def test_eager_coordinates_agree_with_brute_force(seed: int, eager: None) -> None:
    wrong, undecided = disagreements(seed, 160, 3000)
    assert wrong == []
    assert undecided == 0


def test_fast_forward_as_used_agrees_with_brute_force() -> None:
    wrong, undecided = disagreements(3, 120, 4000)
    assert wrong == []
    assert undecided == 0


VECTORS = json.loads((Path(__file__).parent / "vectors" / "hitting.json").read_text())["vectors"]


@pytest.mark.parametrize("vector", [v for v in VECTORS if v["depth"] > 1], ids=lambda v: v["k"])
def test_reference_hitting_times_are_reproduced(vector: dict[str, str]) -> None:
    known = {name: value for name, value in vector.items() if name != "k"}
    assert fast_forward(Problem.from_text(known)).k == int(vector["k"])


@pytest.mark.deep
@pytest.mark.parametrize("seed", range(10, 20))
def test_thousands_of_draws_agree_with_brute_force(seed: int, eager: None) -> None:
    wrong, undecided = disagreements(seed, 1000, 20_000)
    assert wrong == []
    assert undecided == 0


def _iterate(problem: Problem, steps: int) -> Fraction:
    iterates = exact_iterates(problem)
    for _ in range(steps):
        next(iterates)
    return as_fraction(next(iterates))


def _gain(problem: Problem, steps: int) -> int:
    """Return T(alpha) - T(d(steps)), which is `steps`."""
    values = {name: getattr(problem, name) for name in ("depth", "lam", "eta", "eps")}
    late = fast_forward(Problem(alpha=_iterate(problem, steps), **values))
    early = fast_forward(problem)
    assert early.k is not None, early.reason
    assert late.k is not None, late.reason
    return early.k - late.k
