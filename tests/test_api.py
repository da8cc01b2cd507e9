from __future__ import annotations

import subprocess
import sys
from fractions import Fraction
from importlib.util import find_spec

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dmfproof
from dmfproof import InvalidInput, Problem, descend, descend_in_balls


def test_every_exported_name_is_there() -> None:
    for name in dmfproof.__all__:
        assert getattr(dmfproof, name) is not None
    assert set(dmfproof.__all__) <= set(dir(dmfproof))


def test_no_module_takes_the_place_of_an_exported_name_once_it_is_loaded() -> None:
    assert [name for name in dmfproof.__all__ if find_spec(f"dmfproof.{name}") is not None] == []
    code = "import dmfproof, types; names = dmfproof.__all__ * 2; found = [getattr(dmfproof, name) for name in names]; "
    code += "print([n for n, one in zip(names, found) if isinstance(one, types.ModuleType)])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'descent'"):
        dmfproof.descent  # noqa: B018


def test_importing_dmfproof_loads_no_heavy_library() -> None:
    code = "import dmfproof, sys; print(sorted({'sympy', 'flint', 'numpy', 'hypothesis'} & set(sys.modules)))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


def test_exact_descent_follows_the_recursion() -> None:
    problem = Problem(depth=2, lam=1, alpha="1/2", eta="1/4")
    assert descend(problem, 0) == [Fraction(1, 2)]
    assert descend(problem, 1)[1] == Fraction(1, 2) + Fraction(1, 4) * Fraction(1, 2) * Fraction(3, 4)


@pytest.mark.parametrize(("steps", "message"), [(-1, "steps=-1 is too small"), (60, "would pass 20 million bits")])
def test_too_many_exact_steps_are_refused(steps: int, message: str) -> None:
    with pytest.raises(InvalidInput, match=message):
        descend(Problem(depth=3, lam=1, alpha="1/2", eta="1/4"), steps)


def test_an_orbit_that_leaves_every_ball_is_refused() -> None:
    with pytest.raises(InvalidInput, match="no longer enclosed"):
        descend_in_balls(Problem(depth=3, lam=1, alpha=2, eta=5), 80)


@given(
    depth=st.integers(1, 5),
    lam=st.fractions(-3, 3, max_denominator=9),
    alpha=st.fractions(Fraction(1, 9), 2, max_denominator=9),
    eta=st.fractions(Fraction(1, 90), Fraction(1, 2), max_denominator=90),
)
def test_balls_enclose_the_exact_orbit(depth: int, lam: Fraction, alpha: Fraction, eta: Fraction) -> None:
    problem = Problem(depth=depth, lam=lam, alpha=alpha, eta=eta)
    for exact, (low, high) in zip(descend(problem, 4), descend_in_balls(problem, 4, bits=64), strict=True):
        assert Fraction(low) <= exact <= Fraction(high)
