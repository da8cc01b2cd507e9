import random
import re
import shutil
import subprocess
from fractions import Fraction
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from draws import draw

from dmfproof.arithmetic import kernel
from dmfproof.arithmetic.ball import ball, ends, working_precision
from dmfproof.arithmetic.ball_descent import ball_iterates
from dmfproof.arithmetic.kernel import Backend, Finding, Start, c_kernel, enter, numpy_kernel
from dmfproof.arithmetic.kernel.entry import Mode
from dmfproof.arithmetic.kernel.rounding import NONE, OUTWARD
from dmfproof.problem import Problem

needs_c = pytest.mark.skipif(c_kernel.level() is None, reason="the C kernel was not built (no compiler)")
LEVELS = range((c_kernel.level() or 0) + 1)


def problem(**changes):
    fields = {"depth": 3, "lam": 1, "alpha": "1/2", "eta": "1/20", "eps": "1/1000"} | changes
    return Problem(**fields)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"depth": 1}, "depths 2 to 16"),
        ({"depth": 17}, "depths 2 to 16"),
        ({"eta": "0.334"}, "beyond the limit of Lemma 2.2"),
        ({"alpha": 2, "eta": "0.2"}, "beyond the limit of Lemma 2.2"),
        ({"lam": -1, "alpha": 1, "eta": "0.501"}, "beyond the limit of Lemma 2.2"),
        ({"alpha": "1e-200"}, "range of binary64"),
        ({"eta": "1e-300", "eps": "1/2"}, "range of binary64"),
        ({"eps": "1e-300"}, "range of binary64"),
        ({"lam": "1e-300", "alpha": 1, "eps": "1e-200"}, "range of binary64"),
        ({"lam": "-1e300", "alpha": 1, "eta": "1e-301"}, "range of binary64"),
        ({"lam": 0, "alpha": 1, "eps": "1e-150"}, "range of binary64"),
        ({"lam": -1, "eps": "1e-150"}, "range of binary64"),
    ],
)
def test_the_kernel_refuses_what_it_cannot_do_rigorously(changes, reason):
    assert reason in str(enter(problem(**changes)))


def test_scales_far_from_one_are_no_obstacle():
    here = list(kernel.run([enter(problem())], max_steps=10**6))
    for factor in ("1e-200", "1e200"):
        assert list(kernel.run([enter(problem().rescale(factor))], max_steps=10**6)) == here


def test_the_step_size_may_be_exactly_at_its_limit():
    assert isinstance(enter(problem(eta="1/3")), Start)


def test_a_first_step_onto_the_limit_is_decided_exactly():
    assert enter(problem(alpha=2, eta="1/28")) == 1


def test_a_steep_first_step_from_above_is_taken_exactly():
    start = enter(problem(alpha=2, eta="1/40"))
    assert isinstance(start, Start)
    assert start.step == 1


def exact_state(case, steps):
    with working_precision(600):
        d = next(islice(ball_iterates(case), steps, None))
        return ends(d), ends(abs(d**case.depth - ball(case.limit)))


def contained(case, start, row, step):
    (low, high), (least, most) = exact_state(case, step)
    first = exact_state(case, start.step)[0][0]
    factor = Fraction(2) ** round(float(np.log2(start.row[0]) - np.log2(float(first))))
    x, upper, y, greatest = (Fraction(float(v)) for v in row[:4])
    inside = x <= low * factor and high * factor <= upper
    power = factor**case.depth
    return inside and (start.mode is Mode.DOWN or (y <= least * power and most * power <= greatest))


def advanced(start, passes, run=numpy_kernel.run, rounding=OUTWARD, **options):
    rows, step, status = np.array([start.row]), np.array([start.step]), np.zeros(1, dtype=np.int8)
    run(start.mode, start.depth, rows, step, status, 10**6, passes, rounding, **options)
    return rows[0], int(step[0]), status[0]


@pytest.mark.parametrize("seed", range(4))
def test_the_state_encloses_the_exact_iterate_and_its_distance(seed):
    rng, examined = random.Random(seed), set()
    for _ in range(60):
        case = draw(rng, 2000.0)
        start = enter(case)
        if not isinstance(start, Start):
            continue
        for passes in (1, 3, 40):
            row, step, status = advanced(start, passes)
            if status == numpy_kernel.RUNNING:
                assert contained(case, start, row, step), (seed, case)
                examined.add(start.mode)
    assert examined == set(Mode)


def test_the_enclosures_are_narrow():
    row, step, _ = advanced(enter(problem(eta="1/1000", eps="1e-9")), 1000)
    assert step == 1000
    assert row[1] - row[0] < 1e-12
    assert row[3] - row[2] < 1e-11 * row[2]


def test_without_outward_rounding_the_state_does_not_enclose():
    case = problem(eta="1/1000")
    row, step, _ = advanced(enter(case, NONE), 100, rounding=NONE)
    assert not contained(case, enter(case, NONE), row, step)


@needs_c
@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("rounding", [OUTWARD, NONE])
def test_c_and_numpy_agree_bit_for_bit(level, rounding):
    rng = random.Random(7)
    for _ in range(60):
        start = enter(draw(rng), rounding)
        if isinstance(start, Start):
            for passes in (1, 17):
                left = advanced(start, passes, rounding=rounding)
                right = advanced(start, passes, c_kernel.run, rounding, use_level=level)
                assert left[1:] == right[1:]
                assert left[2] != numpy_kernel.RUNNING or left[0].tobytes() == right[0].tobytes()


@needs_c
def test_all_implementations_decide_alike():
    rng = random.Random(11)
    starts = [s for s in (enter(draw(rng, 1000.0)) for _ in range(400)) if isinstance(s, Start)]
    answers = dict(kernel.run(starts, max_steps=700, use=Backend.NUMPY))
    assert {a.finding for a in answers.values()} >= {Finding.HIT, Finding.BUDGET}
    for level in LEVELS:
        assert dict(kernel.run(starts, max_steps=700, use=Backend.C, use_level=level)) == answers


def test_few_remaining_draws_are_given_up_where_asked():
    start = enter(problem(eta="1/1000"))
    [(_, answer)] = kernel.run([start], max_steps=10**6, use=Backend.NUMPY, fewest=2)
    assert answer.finding is Finding.UNDECIDED


def test_the_budget_is_the_last_step_that_is_tested():
    start = enter(problem())
    [(_, hit)] = kernel.run([start], max_steps=10**6)
    [(_, last)] = kernel.run([start], max_steps=hit.step)
    [(_, short)] = kernel.run([start], max_steps=hit.step - 1)
    assert (hit.finding, last, short.finding) == (Finding.HIT, hit, Finding.BUDGET)


def test_more_than_99_in_100_random_draws_are_decided():
    rng = random.Random(3)
    starts = [s for s in (enter(draw(rng, 3000.0)) for _ in range(600)) if isinstance(s, Start)]
    undecided = sum(a.finding is Finding.UNDECIDED for _, a in kernel.run(starts, max_steps=20_000))
    assert undecided <= len(starts) // 100


def fused_operations(path):
    """Disassemble an object and return its fused multiply-add instructions."""
    listing = subprocess.run(["objdump", "-d", str(path)], capture_output=True, text=True, check=True).stdout
    return re.findall(r"\tv?f(?:n?m(?:add|sub)|m(?:addsub|subadd)|madd|msub|mla|mls)\w*", listing)


def built_object():
    return next(p for p in Path(kernel.__file__).parent.glob("_pair*") if p.suffix in (".so", ".dylib"))


needs_objdump = pytest.mark.skipif(not shutil.which("objdump"), reason="objdump is not installed")


@needs_c
@needs_objdump
def test_the_built_kernel_has_no_fused_operations():
    assert fused_operations(built_object()) == []


@needs_objdump
@pytest.mark.skipif(not shutil.which("gcc"), reason="gcc is not installed")
def test_the_search_for_fused_operations_finds_them(tmp_path):
    source = tmp_path / "fused.c"
    source.write_text("double f(double a, double b, double c) { return __builtin_fma(a, b, c); }\n")
    built = tmp_path / "fused.o"
    flags = ["-mfma"] if "x86" in subprocess.run(["gcc", "-dumpmachine"], capture_output=True, text=True).stdout else []
    subprocess.run(["gcc", "-O2", *flags, "-c", str(source), "-o", str(built)], check=True)
    assert fused_operations(built)


def test_a_missing_c_kernel_is_said_in_one_line(monkeypatch):
    monkeypatch.setattr(c_kernel, "level", lambda: None)
    assert "NumPy" in kernel.describe()
    assert kernel.backend() is Backend.NUMPY
