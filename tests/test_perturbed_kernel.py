"""The perturbed kernel encloses the pair, and its answers are those of balls and of exact arithmetic."""

from __future__ import annotations

import ctypes
import random
import shutil
import subprocess
from collections.abc import Iterator
from fractions import Fraction as F
from itertools import islice
from pathlib import Path

import pytest
from flint import arb

from dmfproof.arithmetic.ball import ball, ends, working_precision
from dmfproof.arithmetic.kernel import perturbed as kernel
from dmfproof.arithmetic.kernel.perturbed import Event, Finding, Run, enter
from dmfproof.arithmetic.pair_descent import ball_pairs, first_crossing, first_pair_hit
from dmfproof.dynamics.perturbed import KERNEL_STEPS, perturbed_hitting_time, phase_transition
from dmfproof.perturbed_problem import PerturbedProblem
from dmfproof.verdict import Outcome

needs_c = pytest.mark.skipif(not kernel.available(), reason="the C kernel was not built")
U = F(1, 2**53)


def drawn(rng: random.Random, eps: bool = True) -> PerturbedProblem:
    """Draw a problem of either sign whose hitting time is some hundreds to thousands of steps, mostly."""
    n = rng.choice([2, 2, 3, 3, 4, 5, 7, 12])
    lam = F(rng.choice([-1, 1, 1, 0]) * rng.randrange(1, 400), 100)
    alpha = F(rng.randrange(20, 200), 100) * (1 if rng.random() < 0.5 else F(1, 4))
    beta = alpha * F(rng.randrange(1, 100), 100) * F(1, 10 ** rng.choice([0, 0, 3, 9]))
    largest = max(alpha**n, abs(lam), F(1, 100))
    eta = F(rng.randrange(1, 100), 100 * n) / F(float(largest) ** (2 - 2 / n) * 4).limit_denominator(10**6)
    problem = PerturbedProblem(depth=n, lam=lam, alpha=alpha, beta=beta, eta=eta)
    accuracy = problem.gap * F(1, rng.choice([2, 10, 1000, 10**6])) if problem.gap and eps else None
    return PerturbedProblem(depth=n, lam=lam, alpha=alpha, beta=beta, eta=eta, eps=accuracy)


def started(problem: PerturbedProblem, event: Event = Event.HITTING, unit: float = kernel.UNIT) -> Run:
    run = enter(problem, event, unit)
    assert isinstance(run, Run)
    return run


def orbit(problem: PerturbedProblem) -> Iterator[tuple[arb, arb]]:
    start = (ball(problem.start[0]), ball(problem.start[1]))
    return ball_pairs(problem.depth, ball(problem.lam), start, ball(problem.eta))


def errors(problem: PerturbedProblem, run: Run) -> tuple[arb, arb]:
    """Return the errors of ln U + ln V and ln U - ln V of a run's state."""
    with working_precision(500):
        first, second = next(islice(orbit(problem), run.step, None))
        scale = ball(F(2) ** run.scale)
        u, v = ((second + sign * first) / 2 * scale for sign in (1, -1))
        high_u, low_u, high_v, low_v = (ball(F(part)) for part in run.state[:4])
        left, right = (u / (high_u + low_u)).log(), (v / (high_v + low_v)).log()
        return left + right, left - right


def encloses(problem: PerturbedProblem, run: Run) -> bool:
    total, difference = errors(problem, run)
    return bool(abs(total) <= ball(F(run.state[4])) and abs(difference) <= ball(F(run.state[5])))


def displace(problem: PerturbedProblem, run: Run, rng: random.Random) -> None:
    """Start a run beside the pair, at a corner of an enclosure that just holds it."""
    for part in (0, 2):
        run.state[part : part + 2] = run.state[part] * (1 + rng.choice([-1, 1]) * 1e-7 * rng.random()), 0.0
    run.state[4:6] = (float(ends(abs(error))[1]) * (1 + 1e-12) for error in errors(problem, run))


def escapes(unit: float, *, seed: int = 1, draws: int = 60, displaced: bool = False) -> tuple[int, int]:
    """Return how many pairs leave their enclosure within some hundred steps, and how often that was looked at."""
    rng, out, looked_at = random.Random(seed), 0, 0
    for _ in range(draws):
        problem = drawn(rng, eps=False)
        run = started(problem, Event.CROSSING, unit)
        if displaced:
            displace(problem, run, rng)
        for quota in (1, 2, 40, 300):
            if run.advance(10**6, quota) is not Finding.RUNNING:
                break
            looked_at += 1
            if not encloses(problem, run):
                out += 1
                break
    return out, looked_at


def false_residuals(*, displaced: bool) -> tuple[int, int]:
    """Return how many residuals p - lam are off by more than is said, and how many of a thousandth at most."""
    rng, false, sharp = random.Random(2), 0, 0
    for _ in range(60):
        problem = drawn(rng, eps=False)
        run = started(PerturbedProblem(**problem.as_text() | {"eps": problem.gap / 10**60}))
        if displaced:
            displace(problem, run, rng)
        for quota in (1, 40, 200, 700):
            if run.advance(10**6, quota) is not Finding.RUNNING:
                break
            with working_precision(900):
                first, second = next(islice(orbit(problem), run.step, None))
                true = first * second ** (problem.depth - 1) - ball(problem.lam)
                left, loss = ball(F(run.state[6])), run.state[7]
                off = abs(true * ball(F(2) ** (problem.depth * run.scale)) / left - 1)
                false += loss < 1 and not off <= ball(F(loss))
                sharp += loss < 1e-3
    return false, sharp


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"depth": 65}, "depths up to 64"),
        ({"beta": "1e-200"}, "leaves the range of binary64"),
        ({"eta": "1e-150"}, "leaves the range of binary64"),
        ({"lam": "1e-200"}, "leaves the range of binary64"),
    ],
)
def test_what_binary64_cannot_hold_is_refused(changes: dict[str, object], says: str) -> None:
    given = {"depth": 3, "lam": 1, "alpha": 1, "beta": "1/2", "eta": "1/20"} | changes
    assert says in enter(PerturbedProblem(**given), Event.CROSSING)


@pytest.mark.parametrize("depth", [2, 3, 17, 64])
def test_what_a_step_adds_pays_for_its_roundings(depth: int) -> None:
    # Item 3, with every product of the bounds and one part in a hundred for what they are measured by.
    n, more = depth, F(101, 100)
    power = more * (F(201, 100) * (n - 2) + (n - 3 if n > 3 else 0))
    product = more * (power + F(402, 100) + 4) + 3 * more**2
    residual = more * (product + 2 * more)
    rate = more**2 * (residual + power + 3)
    assert (power, product) <= (4 * n, 4 * n + 10)
    assert (residual, rate) <= (4 * n + 14, 9 * n + 20)
    logarithm = 1 / (1 - F(102, 100) / 4)
    assert 2 * logarithm * (9 * n + 20) + 2 * F(31, 10) <= 27 * n + 67
    assert logarithm * (2 * F(102, 100) + F(1, 100)) <= F(31, 10)


@pytest.mark.parametrize("depth", [2, 3, 17, 64])
def test_what_the_box_is_widened_by_pays_for_its_roundings(depth: int) -> None:
    # Items 2 and 5, in units of u and of e >= 4u.
    n, unit = depth, F(1, 4)
    across = (n - 2) * (4 * n + 14) + 2 * n * (3 * n + 12)
    assert 2 * n * F(202, 100) * n + across * unit <= 12 * n**2
    rate = F(21, 10) * n + (9 * n + 20) * unit
    assert 1 + unit <= F(13, 10)
    assert F(102, 100) + rate + 2 * F(102, 100) * unit <= F(44, 10) * n + 8
    assert F(102, 100) * n * F(13, 10) + (2 * n + 6) * unit <= 2 * n * F(13, 10)
    assert F(202, 100) + 2 / F(13, 10) <= 5


@needs_c
@pytest.mark.parametrize("displaced", [False, True])
@pytest.mark.parametrize("seed", range(3))
def test_the_pair_stays_enclosed(seed: int, displaced: bool) -> None:
    out, looked_at = escapes(kernel.UNIT, seed=seed, displaced=displaced)
    assert (out, looked_at > 120) == (0, True)


@needs_c
def test_without_the_unit_of_rounding_pairs_escape() -> None:
    assert escapes(0.0)[0] > 30


@needs_c
@pytest.mark.parametrize("displaced", [False, True])
def test_residuals_are_off_by_what_is_said(displaced: bool) -> None:
    false, sharp = false_residuals(displaced=displaced)
    assert (false, sharp > 20) == (0, True)


@needs_c
def test_a_million_steps_keep_twelve_digits() -> None:
    problem = PerturbedProblem(depth=3, lam=1, alpha="1/100", beta="1e-6", eta="1/10000", eps="1/100")
    run = started(problem)
    assert (run.advance(10**7), run.step) == (Finding.FOUND, 1_007_812)
    assert max(run.state[4:6]) < 1e-12


@needs_c
@pytest.mark.parametrize("seed", range(4))
def test_events_are_those_of_balls(seed: int) -> None:
    rng, found = random.Random(seed), dict.fromkeys(Event, 0)
    for _ in range(60):
        problem = drawn(rng)
        for event, in_balls in ((Event.HITTING, first_pair_hit), (Event.CROSSING, first_crossing)):
            if event is Event.HITTING and problem.eps is None:
                continue
            run = started(problem, event)
            if run.advance(1500) is Finding.FOUND:
                assert in_balls(problem, bits=400, max_steps=1500).step == run.step, problem
                found[event] += 1
    assert min(found.values()) > 3


def near_tie(rng: random.Random, most: int = 60, digits: int = 13) -> tuple[PerturbedProblem, int]:
    """Return a problem whose accuracy agrees to some digits with the error at a step, and its true hitting time."""
    while True:
        problem = drawn(rng, eps=False)
        with working_precision(400 + most):
            pairs = islice(orbit(problem), most)
            gaps = [abs(a * b ** (problem.depth - 1) - ball(problem.lam)) for a, b in pairs]
            k = rng.randrange(1, most)
            off = F(rng.randrange(-99, 100), 100) / 10 ** rng.randrange(digits, digits + 5)
            eps = ends(gaps[k])[0] * (1 + off)
            if gaps[k].is_finite() and 0 < eps < problem.gap:
                true = next((j for j, gap in enumerate(gaps) if gap <= ball(eps)), None)
                if true is not None and all(gap > ball(eps) for gap in gaps[:true]):
                    return PerturbedProblem(**problem.as_text() | {"eps": eps}), true


def answers(unit: float, *, most: int, digits: int, tries: int) -> tuple[int, int]:
    """Return how many near ties are decided falsely, and rightly."""
    rng, false, right = random.Random(5), 0, 0
    for _ in range(tries):
        problem, true = near_tie(rng, most, digits)
        run = started(problem, unit=unit)
        if run.advance(most) is Finding.FOUND:
            false, right = false + (run.step != true), right + (run.step == true)
    return false, right


@needs_c
@pytest.mark.parametrize(("most", "digits", "tries"), [(60, 13, 300), (500, 9, 100)])
def test_no_answer_is_false_near_ties(most: int, digits: int, tries: int) -> None:
    false, right = answers(kernel.UNIT, most=most, digits=digits, tries=tries)
    assert (false, right > 20) == (0, True)


@needs_c
@pytest.mark.parametrize(("most", "digits", "tries"), [(60, 13, 300), (500, 13, 60)])
def test_without_the_unit_of_rounding_there_are_false_answers_near_ties(most: int, digits: int, tries: int) -> None:
    assert answers(0.0, most=most, digits=digits, tries=tries)[0] > 5


@needs_c
def test_a_tiny_accuracy_is_decided_by_the_recursion_of_the_residual() -> None:
    problem = PerturbedProblem(depth=3, lam=1, alpha="1/3", beta="1/9", eta="1/1000", eps="1e-60")
    run = started(problem)
    assert run.advance(10**6) is Finding.FOUND
    assert first_pair_hit(problem, bits=900, max_steps=run.step).step == run.step
    assert run.state[7] < 1e-8


def test_a_step_that_binary64_leaves_open_is_decided_by_balls() -> None:
    rng = random.Random(6)
    for _ in range(40):
        problem, true = near_tie(rng)
        found = perturbed_hitting_time(problem)
        assert (found.k, found.outcome) == (true, Outcome.CERTIFIED)


@needs_c
def test_an_open_step_beyond_the_budget_of_balls_is_undecided() -> None:
    problem, _ = near_tie(random.Random(7))
    run = started(problem)
    assert run.advance(100) is Finding.OPEN
    found = perturbed_hitting_time(problem, max_steps=run.step - 1)
    assert (found.outcome, found.k) == (Outcome.UNDECIDED, None)
    assert f"binary64 does not decide step {run.step}" in found.reason


@needs_c
def test_the_budget_is_the_last_step_that_is_tested() -> None:
    problem = PerturbedProblem(depth=2, lam=-1, alpha="1/10", beta="1/100", eta="1/50", eps="1/100")
    assert (started(problem).advance(380), started(problem).advance(379)) == (Finding.FOUND, Finding.BUDGET)
    assert perturbed_hitting_time(problem, max_steps=4).k == 380
    short = perturbed_hitting_time(problem, max_steps=3)
    assert (short.k, short.reason.partition(" (")[0]) == (None, f"no hit in {3 * KERNEL_STEPS} steps")


@needs_c
def test_a_run_that_is_cut_goes_on_as_if_it_were_not() -> None:
    problem = PerturbedProblem(depth=4, lam=-2, alpha="1/2", beta="1/9", eta="1/200", eps="1/10")
    whole, cut = started(problem), started(problem)
    finding = whole.advance(10**6)
    while cut.advance(10**6, 7) is Finding.RUNNING:
        pass
    assert (finding, cut) == (Finding.FOUND, whole)


def test_without_a_compiler_balls_give_the_same_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = PerturbedProblem(depth=2, lam=-1, alpha="1/10", beta="1/100", eta="1/50", eps="1/100")
    monkeypatch.setattr(kernel, "available", lambda: False)
    for found, k in ((perturbed_hitting_time(problem), 380), (phase_transition(problem), 74)):
        assert (found.k, found.method[:5]) == (k, "balls")


SOURCE = Path(kernel.__file__).with_suffix(".c")
MUTANTS = {
    "a step adds nothing": ("fresh = unit", "fresh = 0 * unit"),
    "the low parts are lost": ("low = lost + u.low;", "low = 0;"),
    "z contracts more": ("fabs(1 - across)", "fabs(1 - 1.1 * across)"),
    "z grows less": ("fabs(1 - across)", "fabs(1 - 0.9 * across)"),
    "the factors that start equal do not matter": ("(n - 1) * (d1 * d1)", "0 * (d1 * d1)"),
    "the power of d2 does not matter to z": ("(n - 2) * (d1 / d2)", "0 * (d1 / d2)"),
    "s does not move z": ("* Z + B * S + fresh", "* Z + fresh"),
    "nothing moves s": ("S + top * (B * S + 1.08 * A * Z) + fresh", "S + fresh"),
    "the residual forgets the factors that start equal": ("d1 * d1 * mixed", "0 * mixed"),
    "the residual loses nothing": ("(off / fabs(factor) + 4 * unit)", "0"),
}


@needs_c
@pytest.mark.skipif(not shutil.which("gcc"), reason="gcc is not installed")
@pytest.mark.parametrize("mutant", MUTANTS)
def test_every_part_of_the_enclosure_is_needed(mutant: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = MUTANTS[mutant]
    text = SOURCE.read_text(encoding="ascii")
    assert old in text
    (tmp_path / "mutant.c").write_text(text.replace(old, new), encoding="ascii")
    flags = ["-O2", "-std=gnu11", "-ffp-contract=off", "-shared", "-fPIC"]
    subprocess.run(["gcc", *flags, "mutant.c", "-o", "mutant.so"], cwd=tmp_path, check=True)
    monkeypatch.setattr(kernel, "_run", lambda: ctypes.CDLL(str(tmp_path / "mutant.so")).dmf_perturbed_run)
    found = (escapes(kernel.UNIT), escapes(kernel.UNIT, displaced=True), false_residuals(displaced=True))
    assert sum(false for false, _ in found) > 0
