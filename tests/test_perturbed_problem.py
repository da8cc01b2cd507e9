from __future__ import annotations

from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmfproof.errors import InvalidInput
from dmfproof.perturbed_problem import PairStepSize, PerturbedProblem, constant_below
from dmfproof.rational import RationalLike

BASE: dict[str, RationalLike] = {
    "depth": 3,
    "lam": 2,
    "alpha": "1/10",
    "beta": "1/100",
    "eta": "1/500",
    "eps": "1/1000",
}


def problem(**changes: RationalLike | None) -> PerturbedProblem:
    return PerturbedProblem(**{**BASE, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("depth", 1, "depth=1 is too small for a perturbed initialisation"),
        ("depth", 0, "depth=0 is too small"),
        ("depth", 1001, "depth=1001 is too large"),
        ("beta", 0, "beta=0 is not positive"),
        ("beta", "1/10", "beta=1/10 is not below alpha"),
        ("beta", 1, "0 < beta < alpha = 1/10 is needed"),
        ("alpha", -1, "alpha=-1 is not positive"),
        ("eta", 0, "eta=0 is not positive"),
        ("eps", 3, "eps=3 is not below the initial error"),
        ("lam", "1/0", "lam=1/0 is a division by zero"),
        ("beta", "1/3" + "0" * 19_000, "beta="),
    ],
)
def test_what_makes_no_problem_is_refused_in_words(name: str, value: RationalLike, message: str) -> None:
    with pytest.raises(InvalidInput, match=message.replace("(", r"\(")):
        problem(**{"depth": 200} if len(str(value)) > 99 else {}, **{name: value})


def test_a_start_at_the_limit_has_no_accuracy() -> None:
    with pytest.raises(InvalidInput, match="the start is the limit itself"):
        PerturbedProblem(depth=2, lam="1/2", alpha=1, beta="1/2", eta="1/10", eps="1/10")


def test_a_problem_is_frozen_and_equal_to_its_text() -> None:
    one = problem()
    assert PerturbedProblem.from_text(one.as_text()) == one
    assert one.as_text()["beta"] == "1/100"
    with pytest.raises(AttributeError):
        one.beta = F(1)  # type: ignore[misc]


def test_text_with_a_missing_or_unknown_field_is_refused() -> None:
    with pytest.raises(InvalidInput, match="beta=none is missing"):
        PerturbedProblem.from_text({"depth": 2, "lam": 1, "alpha": 1, "eta": 1})
    with pytest.raises(InvalidInput, match="gamma=1 is an unknown field"):
        PerturbedProblem.from_text({**problem().as_text(), "gamma": 1})


def test_the_start_and_the_gap_are_exact() -> None:
    assert problem().start == (F(9, 100), F(1, 10))
    assert problem().gap == 2 - F(9, 100) * F(1, 100)


def test_for_two_factors_c_is_the_golden_ratio() -> None:
    # c^2 = c + 1 = 2.6180339887...: eta = 1/(18 c^2) lies between these two
    rest: dict[str, RationalLike | None] = {"depth": 2, "lam": 0, "alpha": 1, "beta": "1/2", "eps": None}
    assert problem(**rest, eta=F(10**6, 47124612)).admissible(PairStepSize.PAPER)
    assert not problem(**rest, eta=F(10**6, 47124611)).admissible(PairStepSize.PAPER)


@pytest.mark.parametrize(("beta", "below"), [("0.6180339887", True), ("0.6180339888", False), ("0.99", False)])
def test_the_condition_on_beta_is_decided_exactly(beta: str, below: bool) -> None:
    assert problem(depth=2, lam=0, alpha=1, beta=beta, eps=None).beta_is_admissible is below


def test_a_condition_with_rational_limit_holds_at_the_limit_and_not_beyond() -> None:
    rest: dict[str, RationalLike | None] = {"lam": -8, "alpha": 1, "beta": "1/2", "eps": None}
    assert problem(**rest, eta=F(1, 7 * 16)).admissible(PairStepSize.PHASE_TRANSITION)
    assert not problem(**rest, eta=F(1, 7 * 16) + F(1, 10**30)).admissible(PairStepSize.PHASE_TRANSITION)


@given(st.integers(2, 60), st.integers(1, 200))
def test_the_root_is_bracketed_by_its_neighbours(n: int, bits: int) -> None:
    low = F(constant_below(n, bits), 2**bits)
    high = low + F(1, 2**bits)
    assert low * (1 + low) ** (n - 1) <= 1 < high * (1 + high) ** (n - 1)


@given(
    st.integers(2, 6),
    st.sampled_from([-3, -1, 0, 1, 2]),
    st.fractions(F(1, 10), 3),
    st.fractions(F(1, 100), F(99, 100)),
    st.fractions(F(1, 1000), 1),
    st.fractions(F(1, 10), 10),
)
def test_scaling_changes_no_condition(n: int, lam: int, alpha: F, share: F, eta: F, factor: F) -> None:
    one = PerturbedProblem(depth=n, lam=lam, alpha=alpha, beta=share * alpha, eta=eta)
    other = one.rescale(factor)
    assert [one.admissible(c) for c in PairStepSize] == [other.admissible(c) for c in PairStepSize]
    assert one.beta_is_admissible == other.beta_is_admissible
    assert other.rescale(1 / factor) == one


def test_reduction_leads_to_a_unit_ground_truth_or_says_why_not() -> None:
    assert problem(lam=-8).reduce().lam == -1
    assert problem(lam=0, eps=None).reduce().alpha == 1
    with pytest.raises(InvalidInput, match="not an exact N-th power"):
        problem(lam=3).reduce()


def test_a_problem_is_shown_as_mathematics() -> None:
    assert r"d_1(0)=\frac{9}{100}" in problem()._repr_latex_()
