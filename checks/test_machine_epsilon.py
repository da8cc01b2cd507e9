"""Attack binary64: near machine epsilon descent in doubles gives wrong answers; they are found and certified."""

from fractions import Fraction

import pytest

from dmfproof.campaign.machine_epsilon import Binary64Run, Fault, binary64_failures, binary64_run, compare
from dmfproof.problem import Problem


@pytest.fixture(scope="module")
def failures():
    return binary64_failures()


@pytest.mark.parametrize("dyadic", [True, False])
@pytest.mark.parametrize("fault", Fault)
def test_every_fault_is_met_with_exact_and_with_rounded_inputs(failures, fault, dyadic):
    assert any(found.fault is fault and found.dyadic is dyadic for found in failures)


def test_dyadic_inputs_are_doubles(failures):
    for found in failures:
        values = (found.problem.lam, found.problem.alpha, found.problem.eta, found.problem.eps)
        assert found.dyadic is all(Fraction(float(value)) == value for value in values)


def test_each_failure_is_confirmed_by_running_it_again(failures):
    for found in failures:
        assert binary64_run(found.problem) == found.binary64
        assert compare(found.problem) == found


def test_a_run_that_rests_beyond_the_limit_has_a_cube_above_it(failures):
    for found in failures:
        if found.fault is Fault.WRONG_SIDE:
            power = Fraction(found.binary64.rest) ** found.problem.depth
            start = found.problem.alpha**found.problem.depth
            assert (power > found.problem.limit) is (start < found.problem.limit)


def test_steps_too_small_for_a_double_never_reach_what_descent_reaches():
    tiny = Problem(depth=3, lam=1, alpha=Fraction(1, 1 << 60), eta=Fraction(1, 16), eps=Fraction(1, 8))
    found = compare(tiny)
    assert found.fault is Fault.STAGNATES
    assert found.binary64 == Binary64Run(None, 2.0**-60, 0)
    assert found.certified > 2**60


def test_the_right_answer_is_no_failure():
    problem = Problem(depth=2, lam=1, alpha="1/100", eta="1/5", eps="1/2")
    assert compare(problem).fault is None


def test_a_count_that_is_off_by_one_is_a_failure():
    problem = Problem(depth=2, lam=1, alpha="1/100", eta="1/5", eps="1/2")
    assert compare(problem, Binary64Run(24, None, 100)).fault is Fault.HITTING_TIME
