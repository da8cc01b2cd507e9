from __future__ import annotations

from fractions import Fraction as F

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dmfproof.bounds import flow_time, iteration_bounds
from dmfproof.errors import InvalidInput, Unsupported
from dmfproof.problem import Problem
from dmfproof.verdict import Outcome

EXAMPLE = Problem(depth=3, lam=2, alpha="1/10", eta="1/200", eps="1/1000")


def test_a_problem_without_eps_has_no_bounds() -> None:
    with pytest.raises(InvalidInput, match="eps=none is missing"):
        iteration_bounds(Problem(depth=3, lam=2, alpha="1/10", eta="1/200"))


@pytest.mark.parametrize("digits", ["0", "2.5", "20000"])
def test_digits_are_a_whole_number_within_reach(digits: str) -> None:
    with pytest.raises(InvalidInput, match="digits="):
        iteration_bounds(EXAMPLE, digits=digits)


def test_the_sandwich_holds_and_is_written_as_promised() -> None:
    out = iteration_bounds(EXAMPLE, digits=12).as_json()
    assert out["schema"] == "dmfproof.bounds/1"
    assert out["problem"] == {"depth": 3, "lam": "2", "alpha": "1/10", "eta": "1/200", "eps": "1/1000"}
    assert out["admissible"] == {"paper": True, "sharper": True}
    assert out["hitting_time"]["k"] == "1140"
    assert [(b["form"], b["k"]) for b in out["lower"]] == [("paper", "1103"), ("sharper", "1110")]
    assert [(b["form"], b["k"]) for b in out["upper"]] == [("paper", "1439"), ("sharper", "1146")]
    assert out["verdict"] == "certified"
    assert "not_claimed" not in out


def test_bounds_beyond_the_step_size_are_not_claimed() -> None:
    bounds = iteration_bounds(Problem(depth=3, lam=1, alpha=2, eta=1, eps="1/1000"))
    assert (bounds.lower, bounds.upper) == ((), ())
    assert any("upper bound (paper, upper_from_above_paper): it needs" in line for line in bounds.not_claimed)
    assert bounds.hitting_time.k is None
    assert bounds.hitting_time.reason.startswith("never")


def test_between_the_two_limits_only_the_sharper_bound_is_claimed() -> None:
    bounds = iteration_bounds(Problem(depth=3, lam=1, alpha="1/10", eta="1/5", eps="1/1000"))
    assert [b.form for b in bounds.upper] == ["sharper"]
    assert not bounds.admissible_paper
    assert bounds.admissible_sharper


def test_one_layer_is_counted_exactly_also_when_it_overshoots() -> None:
    bounds = iteration_bounds(Problem(depth=1, lam=2, alpha="1/10", eta="3/2", eps="1/1000"))
    assert [b.k for b in (*bounds.lower, *bounds.upper)] == [bounds.hitting_time.k] * 2


def test_one_layer_is_counted_exactly_at_a_tie() -> None:
    bounds = iteration_bounds(Problem(depth=1, lam=1, alpha=2, eta="1/2", eps="1/4"))
    assert [b.k for b in (*bounds.lower, *bounds.upper)] == [2, 2, 2, 2]
    assert bounds.outcome is Outcome.CERTIFIED


def test_a_bound_that_is_an_integer_exactly_is_decided() -> None:
    bounds = iteration_bounds(Problem(depth=3, lam=0, alpha="1/2", eta="1/10", eps="1/1000"))
    assert [b.k for b in bounds.upper] == [24960, 24960]
    assert bounds.outcome is Outcome.CERTIFIED


@given(
    depth=st.integers(1, 6),
    lam=st.fractions(-4, 4, max_denominator=20),
    alpha=st.fractions(F(1, 10), 3, max_denominator=20),
    kappa=st.fractions(F(1, 50), 1, max_denominator=50),
    part=st.fractions(F(1, 1000), F(999, 1000), max_denominator=1000),
)
@settings(max_examples=60)
def test_no_random_problem_breaks_the_sandwich(depth: int, lam: F, alpha: F, kappa: F, part: F) -> None:
    bare = Problem(depth=depth, lam=lam, alpha=alpha, eta=1)
    if bare.gap == 0:
        return
    greatest = max(alpha, abs(lam), F(1)) ** (2 * depth - 2)
    problem = Problem(depth=depth, lam=lam, alpha=alpha, eta=kappa / (depth * greatest), eps=part * bare.gap)
    bounds = iteration_bounds(problem, max_steps=20_000)
    assert bounds.outcome is not Outcome.REFUTED
    assert bounds.upper


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"start": "0", "end": "1/2"}, "from=0 is not positive"),
        ({"start": "1/2", "end": "2"}, "not on the same side"),
        ({"start": "1/2", "end": "1"}, "not on the same side"),
        ({"start": "1/2", "end": "1/4"}, "against the direction"),
        ({"start": "2", "end": "3"}, "against the direction"),
        ({"start": "1/2", "end": "3/4", "digits": 10**6}, "digits=1000000 is too large"),
    ],
)
def test_a_path_the_flow_does_not_take_is_refused(arguments: dict[str, str], message: str) -> None:
    with pytest.raises(InvalidInput, match=message):
        flow_time(depth=3, lam=1, **arguments)


def test_a_path_of_no_length_takes_no_time() -> None:
    assert flow_time(depth=3, lam=1, start="1/2", end="1/2").low == "0"


@pytest.mark.parametrize(("depth", "lam"), [(1, "1"), (2, "1"), (2, "-1"), (5, "1"), (5, "-1"), (3, "0")])
def test_the_flow_time_is_enclosed_to_the_digits_asked_for(depth: int, lam: str) -> None:
    start, end = ("1/4", "1/2") if lam == "1" else ("1/2", "1/4")
    for digits in (5, 50, 500):
        found = flow_time(depth=depth, lam=lam, start=start, end=end, digits=digits)
        low, high = F(found.low), F(found.high)
        assert 0 < low <= high
        assert high - low <= low / 10 ** (digits - 1)


def test_the_flow_time_of_two_layers_is_the_logarithm_of_the_paper() -> None:
    found = flow_time(depth=2, lam=1, start="1/4", end="1/2", digits=12)
    assert F(found.low) <= F("0.804718956217") <= F(found.high) + F(1, 10**11)


def test_a_flow_time_that_cannot_be_written_down_is_no_fault() -> None:
    with pytest.raises(Unsupported, match="exponent passes a million bits"):
        flow_time(depth=1000, lam=0, start="1/2", end="1e-300")
