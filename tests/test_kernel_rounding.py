import random
from fractions import Fraction

import pytest
from draws import draw
from test_kernel import advanced, contained

from dmfproof.arithmetic.kernel import Start, enter, numpy_kernel
from dmfproof.arithmetic.kernel.entry import DEPTHS
from dmfproof.arithmetic.kernel.rounding import OUTWARD, Rounding

U = Fraction(1, 2**53)


def pays_for(widening: Fraction, roundings: int) -> bool:
    """Decide item 1 of the proof: a factor 1 -+ widening makes up for so many roundings."""
    return (1 - widening) * (1 + U) ** roundings <= 1 <= (1 + widening) * (1 - U) ** roundings


@pytest.mark.parametrize("depth", DEPTHS)
def test_the_widening_of_eta_pays_for_all_roundings_of_products(depth):
    widening, roundings = Fraction(OUTWARD.widening(depth)), 5 * depth - 2
    assert pays_for(widening, roundings)
    assert not pays_for(widening / 3, roundings)


@pytest.mark.parametrize("depth", DEPTHS)
def test_the_widened_factors_are_exact_doubles(depth):
    widening = OUTWARD.widening(depth)
    assert Fraction(1.0 - widening) == 1 - Fraction(widening)
    assert Fraction(1.0 + widening) == 1 + Fraction(widening)


@pytest.mark.parametrize("contraction", [Fraction(0), Fraction(1, 1000), Fraction(1, 2), Fraction(1)])
def test_the_shifted_ones_pay_for_the_recursion_of_the_distance(contraction):
    low, high = Fraction(OUTWARD.one_low), Fraction(OUTWARD.one_high)
    assert (low - 1 + contraction) * (1 + U) ** 2 <= contraction <= (high - 1 + contraction) * (1 - U) ** 2


@pytest.mark.parametrize("depth", DEPTHS)
def test_the_slacks_pay_for_the_direct_value(depth):
    powers = (1 + U) ** (depth - 1) - 1
    below = U + 2 * powers + U * (2 + 2 * powers)
    assert below + U * (2 + 3 * below) <= Fraction(OUTWARD.slack(depth)) * (1 - U) ** 2
    above = 2 * U + powers + U * (2 + powers + 2 * U)
    assert above + U * (2 + 3 * above) <= Fraction(OUTWARD.relative(depth)) * (1 - U) ** (depth + 1)


class WithoutNudge(Rounding):
    nudge = 0


class WithoutLowOne(Rounding):
    one_low = 1.0


class WithoutHighOne(Rounding):
    one_high = 1.0


def escapes(rounding: Rounding) -> int:
    """Count random draws whose exact iterate or distance leaves its enclosure after 40 steps."""
    rng, escaped = random.Random(1), 0
    for _ in range(300):
        case = draw(rng, 3000.0)
        start = enter(case, rounding)
        if isinstance(start, Start):
            row, step, status = advanced(start, 40, rounding=rounding)
            escaped += status == numpy_kernel.RUNNING and not contained(case, start, row, step)
    return escaped


def test_every_draw_stays_enclosed():
    assert escapes(OUTWARD) == 0


@pytest.mark.parametrize("mutant", [WithoutNudge, WithoutLowOne, WithoutHighOne])
def test_each_outward_rounding_of_the_recursion_is_needed(mutant):
    assert escapes(mutant(outward=True)) > 0
