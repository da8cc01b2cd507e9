"""Specify the problem: what is refused, its case, and the exact decision of every step-size condition."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dmfproof.arithmetic.ball import ball, working_precision
from dmfproof.errors import InvalidInput
from dmfproof.problem import Case, Problem, StepSize
from dmfproof.rational import write

depths = st.integers(1, 8)
lams = st.fractions(min_value=-50, max_value=50, max_denominator=1000)
positives = st.fractions(min_value=Fraction(1, 1000), max_value=50, max_denominator=1000)
conditions = st.sampled_from(StepSize)
STRICT = (StepSize.LEMMA_2_2_PAPER, StepSize.THEOREM_2_4_PAPER)


def problem(depth=3, lam=2, alpha="1/10", eta="1/200", eps=None):
    return Problem(depth=depth, lam=lam, alpha=alpha, eta=eta, eps=eps)


@st.composite
def problems(draw):
    """Draw a problem whose eps is a share of its gap, so that it is valid by construction."""
    values = {"depth": draw(depths), "lam": draw(lams), "alpha": draw(positives), "eta": draw(positives) / 10}
    gap = Problem(**values).gap
    assume(gap > 0)
    return Problem(**values, eps=gap * draw(st.fractions(min_value=Fraction(1, 100), max_value=Fraction(99, 100))))


# What is refused


@pytest.mark.parametrize("depth", [0, -1, "5/2", "nan"])
def test_the_depth_is_a_positive_integer(depth):
    with pytest.raises(InvalidInput, match=r"^depth="):
        problem(depth=depth)


def test_a_depth_beyond_a_thousand_is_not_treated():
    with pytest.raises(InvalidInput, match=r"^depth=1001 is too large, depths up to 1000 are treated\."):
        problem(depth=1001, alpha=1)
    with pytest.raises(InvalidInput, match=r"^depth=a number of more than 4,300 digits is too large"):
        problem(depth=10**5000)


@pytest.mark.parametrize("name", ["alpha", "eta", "eps"])
@pytest.mark.parametrize("value", ["0", "-1/2"])
def test_scale_step_size_and_accuracy_are_positive(name, value):
    with pytest.raises(InvalidInput, match=rf"^{name}={value} is not positive, the .* must be > 0\. Choose {name}"):
        problem(**{name: value})


def test_the_accuracy_lies_below_the_gap_which_is_shown():
    with pytest.raises(InvalidInput, match=r"^eps=3/4 is not below the initial error, .* = 3/4 is needed"):
        problem(depth=2, lam=1, alpha="1/2", eps="3/4")


def test_a_start_at_the_limit_leaves_no_accuracy_to_ask_for():
    with pytest.raises(InvalidInput, match="descent starts converged and no eps > 0 lies below the gap 0"):
        problem(depth=2, lam=4, alpha=2, eps="1e-9")


@pytest.mark.parametrize(
    ("lam", "gap"), [("1/3", r"0\.333333"), ("1e-50", r"1\.00000e-50"), ("1e6000", r"1\.00000e\+6000")]
)
def test_a_long_gap_is_abbreviated_in_the_message(lam, gap):
    with pytest.raises(InvalidInput, match=rf"= about {gap} is needed"):
        problem(depth=2, lam=lam, alpha="1e-300", eps="1e7000")


@pytest.mark.parametrize("name", ["lam", "alpha", "eta"])
def test_numbers_too_long_for_the_depth_are_refused_before_any_power_is_formed(name):
    with pytest.raises(InvalidInput, match=rf"^{name}=a number of \d+ bits is too long, at depth 1000 .* 1000 bits"):
        problem(depth=1000, **{name: "1e-20000"})


def test_tiny_numbers_are_welcome_at_small_depths():
    assert problem(depth=2, lam=1, alpha="1e-5000", eps="1e-10000").gap == 1 - Fraction(10) ** -10000


def test_a_wrong_step_size_is_no_wrong_problem():
    assert not any(problem(eta=100).admissible(condition) for condition in StepSize)


# Limit, gap, case


def test_the_limit_is_lam_where_it_is_positive_or_the_depth_is_one():
    assert [problem(depth=n, lam=lam).limit for n, lam in [(2, -3), (2, 3), (1, -3), (3, 0)]] == [0, 3, -3, 0]


@pytest.mark.parametrize(
    ("depth", "lam", "alpha", "eps", "case"),
    [
        (1, 5, 1, "1/2", Case.LINEAR),
        (1, -5, 1, "1/2", Case.LINEAR),
        (2, -1, 1, "1/2", Case.NEGATIVE),
        (2, 0, 1, "1/2", Case.FROM_ABOVE),
        (2, "1/2", 1, "1/4", Case.FROM_ABOVE),
        (2, 1, 1, None, Case.FROM_ABOVE),
        (2, 1, "1/10", "2/3", Case.FIRST_PHASE),
        (2, 1, "1/10", "0.6666666666666666666666", Case.BOTH_PHASES),
        (3, 5, "1/10", "3", Case.FIRST_PHASE),
    ],
)
def test_a_problem_belongs_to_one_case(depth, lam, alpha, eps, case):
    assert problem(depth=depth, lam=lam, alpha=alpha, eps=eps).case is case


def test_the_case_needs_an_accuracy_only_from_below():
    with pytest.raises(InvalidInput, match="the case depends on eps when alpha\\^N < lam"):
        _ = problem(lam=1, eps=None).case


# The step size


def factor(condition, n, lam):
    return {
        StepSize.LEMMA_2_2_PAPER: 2 * n - 1 if lam >= 0 else 2,
        StepSize.SIMPLE: n,
        StepSize.MONOTONE_IN_LAM: 3 * n - 2,
        StepSize.THEOREM_2_4_PAPER: 3 * n - 2,
    }[condition]


simple_conditions = st.sampled_from([condition for condition in StepSize if condition is not StepSize.LEMMA_2_2])


@given(problems(), simple_conditions)
def test_admissibility_agrees_with_balls_wherever_those_decide(drawn, condition):
    n = drawn.depth
    assume(n > 1)
    with working_precision(200):
        root = abs(ball(drawn.lam)).root(n)
        greatest = ball(drawn.alpha).max(root)
        product = factor(condition, n, drawn.lam) * ball(drawn.eta) * greatest ** (2 * n - 2)
    if product < 1:
        assert drawn.admissible(condition)
    elif product > 1:
        assert not drawn.admissible(condition)


@given(problems())
def test_the_sharper_lemma_2_2_agrees_with_balls_wherever_those_decide(drawn):
    n = drawn.depth
    assume(n > 1)
    with working_precision(200):
        alpha, lam, eta = ball(drawn.alpha), ball(drawn.lam), ball(drawn.eta)
        rho = ball(drawn.limit).root(n)
        if drawn.lam > drawn.alpha**n:
            margin = 1 - n * eta * rho ** (2 * n - 2)
        else:
            margin = alpha - eta * alpha ** (n - 1) * (alpha**n - lam) - rho
    if margin > 0:
        assert drawn.admissible(StepSize.LEMMA_2_2)
    elif margin < 0:
        assert not drawn.admissible(StepSize.LEMMA_2_2)


@given(depths, lams, positives, simple_conditions)
def test_the_limit_itself_is_admissible_just_where_the_condition_is_not_strict(n, root, alpha, condition):
    greatest = max(alpha, abs(root))
    lam = abs(root) ** n * (-1 if root < 0 else 1)
    eta = Fraction(1, (factor(condition, n, lam) if n > 1 else 1)) / greatest ** (2 * n - 2)
    assert problem(n, lam, alpha, eta).admissible(condition) is (condition not in STRICT)
    assert problem(n, lam, alpha, eta * Fraction(10**40 - 1, 10**40)).admissible(condition)
    assert not problem(n, lam, alpha, eta * Fraction(10**40 + 1, 10**40)).admissible(condition)


@pytest.mark.parametrize("lam", [2, -2])
@pytest.mark.parametrize("condition", [condition for condition in StepSize if condition is not StepSize.LEMMA_2_2])
def test_a_tie_is_seen_where_the_root_is_irrational_but_its_power_rational(lam, condition):
    # N = 2: M = sqrt(2) is irrational and M^(2N-2) = 2 is rational, so eta can be exactly at the limit.
    eta = Fraction(1, 2 * factor(condition, 2, lam))
    assert problem(2, lam, "1/10", eta).admissible(condition) is (condition not in STRICT)
    assert not problem(2, lam, "1/10", eta + Fraction(1, 10**60)).admissible(condition)


def test_a_tie_of_the_sharper_lemma_2_2_is_seen_for_an_irrational_limit():
    assert problem(2, 2, 1, Fraction(1, 4)).admissible(StepSize.LEMMA_2_2)
    assert not problem(2, 2, 1, Fraction(1, 4) + Fraction(1, 10**60)).admissible(StepSize.LEMMA_2_2)


@given(st.integers(2, 6), positives, positives)
def test_a_step_onto_the_limit_is_admissible_and_any_further_one_is_not(n, root, above):
    alpha = root + above
    eta = above / (alpha ** (n - 1) * (alpha**n - root**n))
    assert problem(n, root**n, alpha, eta).admissible(StepSize.LEMMA_2_2)
    assert not problem(n, root**n, alpha, eta * Fraction(10**40 + 1, 10**40)).admissible(StepSize.LEMMA_2_2)


@given(st.integers(2, 6), positives, positives)
def test_from_a_negative_ground_truth_the_step_may_reach_zero_but_not_cross_it(n, size, alpha):
    eta = 1 / (alpha ** (n - 2) * (alpha**n + size))
    assert problem(n, -size, alpha, eta).admissible(StepSize.LEMMA_2_2)
    assert not problem(n, -size, alpha, eta * Fraction(10**40 + 1, 10**40)).admissible(StepSize.LEMMA_2_2)


@given(problems())
def test_the_conditions_imply_each_other_as_the_theory_says(drawn):
    if drawn.admissible(StepSize.THEOREM_2_4_PAPER):
        assert drawn.admissible(StepSize.MONOTONE_IN_LAM)
    if drawn.admissible(StepSize.MONOTONE_IN_LAM):
        assert drawn.admissible(StepSize.SIMPLE)
    if drawn.admissible(StepSize.LEMMA_2_2_PAPER) or drawn.admissible(StepSize.SIMPLE):
        assert drawn.admissible(StepSize.LEMMA_2_2)


def test_a_great_depth_is_decided_without_forming_endless_powers():
    assert problem(depth=1000, lam=0, alpha="1e-299", eta="1/10").admissible(StepSize.LEMMA_2_2)
    assert not problem(depth=1000, lam=2, alpha="1.000694", eta=1).admissible(StepSize.LEMMA_2_2)


# Homogeneity and text


@given(problems(), positives)
def test_rescaling_changes_neither_case_nor_admissibility(drawn, scale):
    scaled = drawn.rescale(scale)
    assert scaled.case is drawn.case
    assert [scaled.admissible(c) for c in StepSize] == [drawn.admissible(c) for c in StepSize]
    assert scaled.gap == drawn.gap * scale**drawn.depth


@given(problems(), positives)
def test_rescaling_multiplies_the_first_step(drawn, scale):
    def step(p):
        return p.alpha - p.eta * p.alpha ** (p.depth - 1) * (p.alpha**p.depth - p.lam)

    assert step(drawn.rescale(scale)) == scale * step(drawn)


@given(problems(), positives)
def test_rescaling_back_is_the_identity(drawn, scale):
    assert drawn.rescale(scale).rescale(1 / scale) == drawn


@pytest.mark.parametrize("factor", ["0", "-1"])
def test_a_scaling_is_positive(factor):
    with pytest.raises(InvalidInput, match="the scaling must be > 0"):
        problem().rescale(factor)


@given(problems(), lams)
def test_reduction_leaves_a_sign(drawn, root):
    lam = abs(root) ** drawn.depth * (-1 if root < 0 else 1)
    reduced = Problem(depth=drawn.depth, lam=lam, alpha=drawn.alpha, eta=drawn.eta).reduce()
    assert reduced.lam in (-1, 0, 1)
    assert reduced.lam != 0 or reduced.alpha == 1


def test_a_reduction_that_is_not_rational_is_refused():
    with pytest.raises(InvalidInput, match=r"^lam=2 is not an exact N-th power"):
        problem(depth=2, lam=2).reduce()


@given(problems())
def test_text_keeps_everything(drawn):
    assert Problem.from_text(drawn.as_text()) == drawn


def test_text_leaves_out_an_accuracy_that_was_not_given():
    assert problem().as_text() == {"depth": 3, "lam": "2", "alpha": "1/10", "eta": "1/200"}


def test_text_with_an_unknown_field_is_refused():
    with pytest.raises(InvalidInput, match=r"^beta=1 is an unknown field"):
        Problem.from_text({"depth": 1, "beta": 1})


def test_a_problem_cannot_be_changed_and_can_be_hashed():
    with pytest.raises(AttributeError):
        problem().eta = Fraction(1)
    assert len({problem(), problem()}) == 1


def test_a_problem_shows_its_recursion_in_a_notebook():
    recursion = r"d(0)=\frac{1}{10},\quad d(k+1)=d(k)-\frac{1}{200}\,d(k)^{1}\left(d(k)^{2}-\frac{1}{3}\right)"
    assert problem(depth=2, lam="1/3", eps="1/9")._repr_latex_() == rf"${recursion},\ \varepsilon=\frac{{1}}{{9}}$"


@given(st.fractions())
def test_numbers_are_taken_from_text_as_from_fractions(value):
    assert problem(lam=write(value)) == problem(lam=value)
