import random

import pytest
from draws import near_ties

from dmfproof.arithmetic import kernel
from dmfproof.arithmetic.kernel import Finding, Start, enter
from dmfproof.arithmetic.kernel.rounding import NONE, OUTWARD, Rounding
from dmfproof.dynamics.batch import hitting_times
from dmfproof.problem import Problem


def wrong_answers(cases: list[tuple[Problem, int]], rounding: Rounding) -> tuple[int, int]:
    """Return how many of the kernel's answers are wrong, and how many answers there are."""
    starts = [enter(problem, rounding) for problem, _ in cases]
    entered = [i for i, start in enumerate(starts) if isinstance(start, Start)]
    wrong = sum(isinstance(start, int) and start != cases[i][1] for i, start in enumerate(starts))
    answers = 0
    for position, answer in kernel.run([starts[i] for i in entered], max_steps=500, rounding=rounding):
        truth = cases[entered[position]][1]
        hit = answer.finding is Finding.HIT
        wrong += answer.step != truth if hit else answer.step > truth
        answers += hit
    return wrong, answers


@pytest.mark.parametrize("seed", range(3))
def test_no_answer_is_wrong_near_a_tie(seed):
    cases = near_ties(random.Random(seed), orbits=90, steps=60, each=2)
    wrong, answers = wrong_answers(cases, OUTWARD)
    print(f"seed {seed}: {len(cases)} cases, {answers} decided, {wrong} wrong")
    assert len(cases) > 7000
    assert answers > len(cases) // 5
    assert wrong == 0


def test_without_outward_rounding_there_are_false_answers_near_ties():
    cases = near_ties(random.Random(0), orbits=25, steps=60, each=2)
    wrong, answers = wrong_answers(cases, NONE)
    assert wrong > answers // 50


def test_escalation_decides_every_near_tie_rightly():
    cases = near_ties(random.Random(99), orbits=30, steps=40, each=1)
    found = hitting_times([problem for problem, _ in cases])
    assert [answer.k for answer in found] == [truth for _, truth in cases]


@pytest.mark.deep
@pytest.mark.parametrize("seed", range(1000, 1050))
def test_no_answer_is_wrong_near_half_a_million_ties(seed):
    cases = near_ties(random.Random(seed), orbits=80, steps=80, each=2)
    wrong, answers = wrong_answers(cases, OUTWARD)
    print(f"seed {seed}: {len(cases)} cases, {answers} decided, {wrong} wrong")
    assert len(cases) > 7000
    assert wrong == 0
