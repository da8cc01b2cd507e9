"""Specify certified effective ranks: of a spectrum, of the descent after k steps, of the flow at time t."""

from fractions import Fraction
from itertools import product

import mpmath
import numpy as np
import pytest
from flint import arb

from dmfproof.arithmetic.ball import ends, hull
from dmfproof.dynamics import effective_rank as module
from dmfproof.dynamics.descent import descend
from dmfproof.dynamics.effective_rank import descent_values, effective_rank, entropy_rank, flow_values
from dmfproof.errors import InvalidInput, Unsupported
from dmfproof.problem import Problem

SPECTRUM = [Fraction(2), Fraction(1), Fraction(1, 2), Fraction(0), Fraction(-1), Fraction(1, 1000)]


def holds(enclosure, value):
    low, high = ends(enclosure)
    return low <= value <= high


def width(enclosure):
    low, high = ends(enclosure)
    return high - low


def test_one_value_has_rank_one():
    assert effective_rank([Fraction(-1, 3)]) == 1
    assert holds(entropy_rank([Fraction(-1, 3)]), 1)


def test_equal_values_count_fully_and_zeros_not_at_all():
    assert effective_rank([1, 1, -1, 0]) == 3
    assert holds(entropy_rank([1, 1, -1, 0]), 3)


def test_the_effective_rank_is_the_nuclear_over_the_operator_norm():
    assert holds(effective_rank([Fraction(3), Fraction(-2), Fraction(1, 7)]), Fraction(36, 21))


def test_the_entropy_rank_agrees_with_mpmath():
    values = [Fraction(3), Fraction(2), Fraction(1, 7)]
    with mpmath.workdps(60):
        shares = [mpmath.mpf(v.numerator) / v.denominator / (mpmath.mpf(36) / 7) for v in values]
        known = mpmath.exp(-sum(p * mpmath.log(p) for p in shares))
        low, high = ends(entropy_rank(values, bits=128))
        assert mpmath.mpf(low.numerator) / low.denominator < known < mpmath.mpf(high.numerator) / high.denominator


def test_enclosures_narrow_with_the_precision():
    for rank in (effective_rank, entropy_rank):
        wide, narrow = (width(rank([Fraction(1), Fraction(1, 3), Fraction(1, 7)], bits=bits)) for bits in (64, 256))
        assert narrow < wide / 2**150


@pytest.mark.parametrize("rank", [effective_rank, entropy_rank])
@pytest.mark.parametrize("boxes", [[(1, 3), (2, 4)], [(0, 1), (0, 2), (1, 1)], [(0, 1), (0, 1)], [(3, 4), (-1, 2)]])
def test_the_ranks_of_balls_hold_those_of_every_choice(rank, boxes):
    enclosure = rank([hull(Fraction(low), Fraction(high)) for low, high in boxes])
    for choice in product(*([Fraction(low), Fraction(low + high, 2), Fraction(high)] for low, high in boxes)):
        if any(choice):
            assert enclosure.overlaps(rank(choice))


def test_the_effective_rank_of_balls_is_the_exact_range():
    low, high = ends(effective_rank([hull(Fraction(1), Fraction(3)), hull(Fraction(2), Fraction(4))]))
    assert abs(low - Fraction(5, 4)) < Fraction(1, 10**8)  # a ball's radius has 30 bits
    assert abs(high - 2) < Fraction(1, 10**8)


@pytest.mark.parametrize("rank", [effective_rank, entropy_rank])
def test_no_values_all_zero_and_infinite_ones_are_refused(rank):
    for values, says in (([], "empty"), ([0, 0], "all zero"), ([arb(0, arb.pos_inf())], "unbounded")):
        with pytest.raises(InvalidInput, match=says):
            rank(values)


@pytest.mark.parametrize("depth", [1, 2, 3, 5])
def test_descent_values_hold_the_exact_iterates(depth):
    alpha, eta = Fraction(1, 2), Fraction(1, 64)
    for k in range(4):
        found = descent_values(depth=depth, spectrum=SPECTRUM, alpha=alpha, eta=eta, k=k)
        for lam, enclosure in zip(SPECTRUM, found, strict=True):
            exact = descend(Problem(depth=depth, lam=lam, alpha=alpha, eta=eta), k)[-1] ** depth
            assert holds(enclosure, exact)
            assert width(enclosure) <= Fraction(abs(exact), 2**120)


@pytest.mark.parametrize("depth", [2, 3, 4])
def test_hitting_times_and_steps_give_the_same_values(depth, monkeypatch):
    given = {"depth": depth, "spectrum": SPECTRUM, "alpha": "1/10", "eta": "1/100", "bits": 40}
    for k in (10, 700):
        stepped = descent_values(k=k, **given)
        with monkeypatch.context() as patch:
            patch.setattr(module, "_FEW_STEPS", -1)
            leapt = descent_values(k=k, **given)
        assert all(a.overlaps(b) for a, b in zip(stepped, leapt, strict=True))
        assert all(width(b) <= 2 * Fraction(1, 2**40) for b in leapt)


def test_huge_step_counts_are_reached_without_steps():
    values = descent_values(depth=4, spectrum=[2, 1, 0, -1], alpha="1e-30", eta="1/100", k=50 * 10**60, bits=30)
    low, high = ends(effective_rank(values))
    assert Fraction(108, 100) < low <= high < Fraction(1082, 1000)
    assert all(ends(value)[0] > 0 for value in values)


def test_a_value_that_has_vanished_is_enclosed_from_above_only():
    (value,) = descent_values(depth=2, spectrum=[-1], alpha="1/10", eta="1/100", k=10**9)
    assert -Fraction(1, 2**4000) < ends(value)[0] <= 0 < ends(value)[1] < Fraction(1, 2**4000)


def test_a_step_size_beyond_lemma_2_2_is_followed_step_by_step_only():
    given = {"depth": 2, "spectrum": [1], "alpha": "1/2", "eta": "3/4"}
    exact = descend(Problem(depth=2, lam=1, alpha="1/2", eta="3/4"), 3)[-1] ** 2
    assert holds(descent_values(k=3, **given)[0], exact)
    with pytest.raises(Unsupported, match=r"more than 5000 steps, and Lemma 2\.2"):
        descent_values(k=5001, max_steps=5000, **given)


def test_the_flow_has_its_closed_form():
    lam, alpha, t = 2.0, 0.1, 3.0
    values = [float(ends(v)[0]) for v in flow_values(spectrum=["2", "0", "-1"], alpha="1/10", t=3)]
    growth = (lam - alpha**2) / alpha**2 * np.exp(-2 * lam * t)
    decay = (-1 - alpha**2) / alpha**2 * np.exp(2 * t)
    assert values == pytest.approx([lam / (1 + growth), alpha**2 / (1 + 2 * alpha**2 * t), -1 / (1 + decay)])


def test_the_flow_starts_at_alpha_squared_and_narrows_with_the_precision():
    assert all(holds(v, Fraction(1, 9)) for v in flow_values(spectrum=SPECTRUM, alpha="1/3", t=0))
    wide, narrow = (flow_values(spectrum=[1], alpha="1/3", t="7/3", bits=bits)[0] for bits in (64, 256))
    assert width(narrow) < width(wide) / 2**150


@pytest.mark.parametrize(("change", "says"), [({"alpha": 0}, "alpha=0 is not positive"), ({"t": -1}, "negative")])
def test_a_flow_without_a_start_or_backwards_is_refused(change, says):
    with pytest.raises(InvalidInput, match=says):
        flow_values(**({"spectrum": [1], "alpha": 1, "t": 1} | change))
