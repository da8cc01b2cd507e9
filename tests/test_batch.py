import pickle
import random
import signal
import subprocess
import sys

import pytest
from draws import draw

from dmfproof.arithmetic import kernel
from dmfproof.arithmetic.kernel import Backend, c_kernel
from dmfproof.dynamics import hitting
from dmfproof.dynamics.batch import InvalidBatch, hitting_times
from dmfproof.dynamics.hitting import hitting_time
from dmfproof.dynamics.perturbed import perturbed_hitting_time
from dmfproof.errors import InvalidInput
from dmfproof.perturbed_problem import PerturbedProblem
from dmfproof.problem import Problem
from dmfproof.verdict import Outcome

GOOD = {"depth": 2, "lam": "1", "alpha": "1/10", "eta": "1/5", "eps": "1/2"}
KINDS = [
    GOOD | {"depth": 1},
    GOOD,
    GOOD | {"depth": 3, "alpha": "1e-50"},
    GOOD | {"lam": "0", "alpha": "1", "eta": "1/4", "eps": "9/10"},
    GOOD | {"depth": 20, "alpha": "9/10", "eta": "1/100"},
    GOOD | {"eta": "5/4"},
]


def test_no_problems_have_no_hitting_times():
    assert hitting_times([]) == []


def test_the_order_is_kept_whichever_tier_answers():
    answers = hitting_times(KINDS)
    assert answers == [hitting_time(Problem.from_text(kind)) for kind in KINDS]
    assert len({answer.method.split(",")[0] for answer in answers}) >= 4


def test_an_iterator_of_problems_and_mappings_is_read():
    assert [answer.k for answer in hitting_times(iter([GOOD, Problem.from_text(GOOD)]))] == [13, 13]


def test_numpy_gives_the_same_answers(monkeypatch):
    rng = random.Random(5)
    problems = [draw(rng, 300.0) for _ in range(300)]
    expected = hitting_times(problems)
    monkeypatch.setattr(c_kernel, "level", lambda: None)
    assert kernel.backend() is Backend.NUMPY
    found = hitting_times(problems)
    assert [answer.k for answer in found] == [answer.k for answer in expected]
    assert any("kernel" in answer.method for answer in found)


BAD = [
    (GOOD | {"eps": "2"}, r"problems\[1\]\.eps=2 is not below the initial error"),
    (GOOD | {"lam": "1/0"}, r"problems\[1\]\.lam=1/0 is a division by zero"),
    (GOOD | {"size": "1"}, r"problems\[1\]\.size=1 is an unknown field"),
    ({name: GOOD[name] for name in ("depth", "lam", "alpha", "eta")}, r"problems\[1\]\.eps=none is missing"),
    ({}, r"problems\[1\]\.alpha=none is missing"),
    ("3, 1, 1/10", r"problems\[1\]\.entry=3, 1, 1/10 is a str"),
]


@pytest.mark.parametrize(("bad", "message"), BAD)
def test_a_bad_problem_is_named_and_loses_none_of_the_others(bad, message):
    with pytest.raises(InvalidBatch, match=message) as caught:
        hitting_times([GOOD, bad, GOOD])
    assert caught.value.index == 1
    assert [answer.k for answer in caught.value.results] == [13, None, 13]
    assert caught.value.results[1].outcome is Outcome.UNDECIDED


def test_a_problem_with_a_beta_is_perturbed_and_keeps_its_place():
    pair = GOOD | {"lam": "-1", "beta": "1/100"}
    expected = perturbed_hitting_time(PerturbedProblem.from_text(pair))
    told = []
    assert hitting_times([GOOD, pair, GOOD], progress=lambda *done: told.append(done))[1] == expected
    assert expected.k not in (None, 13)
    assert told == [(1, 3, "problems"), (2, 3, "problems"), (3, 3, "problems")]
    with pytest.raises(InvalidBatch, match=r"problems\[1\]\.beta=1 is not below alpha") as caught:
        hitting_times([pair, GOOD | {"beta": "1"}, {name: pair[name] for name in pair if name != "eps"}])
    assert caught.value.results[0] == expected
    assert "eps=none is missing" in str(caught.value.errors[2])


def test_every_bad_problem_is_listed():
    with pytest.raises(InvalidInput, match="1 more") as caught:
        hitting_times([GOOD | {"eta": "-1"}, GOOD, GOOD | {"depth": "1/2"}])
    assert sorted(caught.value.errors) == [0, 2]


def test_the_error_travels_between_processes():
    with pytest.raises(InvalidBatch) as caught:
        hitting_times([GOOD | {"eta": "-1"}, GOOD])
    copy = pickle.loads(pickle.dumps(caught.value))
    assert (str(copy), copy.results) == (str(caught.value), caught.value.results)


def test_ctrl_c_keeps_what_is_done(monkeypatch):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(hitting, "by_balls", interrupted)
    slow = GOOD | {"eta": "3/2", "alpha": "1/100", "eps": "1/1000"}
    answers = hitting_times([GOOD, slow, GOOD | {"depth": 1}])
    assert [answer.k for answer in answers] == [13, None, hitting_time(Problem.from_text(GOOD | {"depth": 1})).k]
    assert answers[1].reason == "interrupted"


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no timer signals on this system")
def test_a_signal_in_the_middle_of_the_kernel_keeps_what_is_done():
    # In a process of its own: here the interrupt could land in a callback of the test tools, which drop it.
    program = f"""
import signal
from dmfproof.dynamics.batch import hitting_times
from dmfproof.perturbed_problem import PerturbedProblem
from dmfproof.problem import Problem
good = {GOOD!r}
quick = Problem.from_text(good | {{"depth": 1}})
slow = Problem.from_text(good | {{"eta": "1/100000", "eps": "1e-3"}})
hitting_times([quick, slow])  # the first call loads what it needs
signal.signal(signal.SIGALRM, signal.default_int_handler)
signal.setitimer(signal.ITIMER_REAL, 1)
answers = hitting_times([quick, *[slow] * 20_000])
signal.setitimer(signal.ITIMER_REAL, 0)
print(answers[0].outcome.value, answers[-1].reason)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["certified", "interrupted"]


def test_a_problem_out_of_budget_does_not_hold_up_the_others():
    answers = hitting_times([GOOD, GOOD | {"eta": "3/2", "alpha": "1/100", "eps": "1/1000"}], max_steps=40)
    assert answers[0].k == 13
    assert "budget of 40 steps" in answers[1].reason
