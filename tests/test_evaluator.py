from __future__ import annotations

from fractions import Fraction as F

import mpmath
import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from dmfproof.arithmetic.ball import ends, relative_bits
from dmfproof.arithmetic.evaluator import Budget, Undetermined, decide, enclose, exact_value
from dmfproof.arithmetic.evaluator_mpmath import sketch
from dmfproof.arithmetic.radical import NotExact
from dmfproof.errors import InvalidInput, Unsupported
from dmfproof.verdict import Outcome

x, y = sp.symbols("x y", positive=True)
k = sp.Symbol("k", integer=True)
rationals = st.fractions(F(1, 100), F(100), max_denominator=100)


def test_an_unknown_head_is_a_clear_error() -> None:
    with pytest.raises(Unsupported, match="no rule evaluates gamma"):
        enclose(sp.gamma(x), {x: F(1, 3)})


def test_a_missing_symbol_is_named() -> None:
    with pytest.raises(InvalidInput, match=r"y=none is missing, the point has \['x'\]"):
        enclose(x + y, {x: F(1)})


def test_a_complex_comparison_is_refused() -> None:
    with pytest.raises(Unsupported, match="complex"):
        decide(sp.Lt(sp.log(-x - 1), 2, evaluate=False), {x: F(1)})


@pytest.mark.parametrize(
    ("relation", "outcome"),
    [
        (sp.Le(sp.sqrt(x) ** 3, sp.Rational(8)), Outcome.CERTIFIED),
        (sp.Lt(sp.sqrt(x) ** 3, sp.Rational(8)), Outcome.REFUTED),
        (sp.Ge(sp.root(x, 3) * sp.root(x, 3) ** 2, x, evaluate=False), Outcome.CERTIFIED),
        (sp.Eq(sp.log(x / 4), 0, evaluate=False), Outcome.CERTIFIED),
        (sp.Lt(sp.log(x) - 2 * sp.log(2), 0, evaluate=False), Outcome.UNDECIDED),
        (sp.Ne(x, 4, evaluate=False), Outcome.REFUTED),
        (sp.And(x <= 4, x >= 5), Outcome.REFUTED),
        (sp.Or(sp.Lt(sp.log(x) - 2 * sp.log(2), 0, evaluate=False), x >= 4), Outcome.CERTIFIED),
        (sp.Implies(x > 5, x > 6), Outcome.CERTIFIED),
    ],
)
def test_ties_are_decided_exactly_or_left_undecided(relation: sp.Basic, outcome: Outcome) -> None:
    assert decide(relation, {x: F(4)}, Budget(max_bits=256)) is outcome


def test_ceiling_of_an_exact_integer_is_itself() -> None:
    assert exact_value(sp.ceiling(sp.sqrt(x)), {x: F(4)}).rational() == 2
    assert exact_value(sp.floor(-x), {x: F(1, 2)}).rational() == -1
    assert enclose(sp.ceiling(sp.sqrt(x)), {x: F(4)}) == 2


def test_ceiling_of_a_complex_number_is_refused() -> None:
    with pytest.raises(Unsupported, match="the ceiling of a complex number"):
        enclose(sp.ceiling(sp.log(-x), evaluate=False), {x: F(3)})


def test_ceiling_of_a_huge_transcendental_number_is_exact() -> None:
    digits = exact_value(sp.ceiling(sp.exp(x)), {x: F(500)}).rational()
    with mpmath.workdps(300):
        assert digits == int(mpmath.ceil(mpmath.exp(500)))


@pytest.mark.parametrize(("value", "base", "m"), [("1/8", "1/2", 3), ("8", "1/2", -3), ("1", "1/2", 0), ("81", "3", 4)])
def test_a_quotient_of_logarithms_is_exact_where_one_is_a_power_of_the_other(value: str, base: str, m: int) -> None:
    point = {x: F(value), y: F(base)}
    assert exact_value(sp.log(x) / sp.log(y), point).rational() == m
    assert decide(sp.Le(sp.ceiling(sp.log(x) / sp.log(y)), m, evaluate=False), point) is Outcome.CERTIFIED
    assert decide(sp.Lt(sp.log(x) / sp.log(y), m, evaluate=False), point) is Outcome.REFUTED


def test_a_quotient_of_logarithms_that_is_no_integer_is_not_exact() -> None:
    for value, base in (("3", "2"), ("9/2", "2"), ("2", "1")):
        with pytest.raises(NotExact):
            exact_value(sp.log(x) / sp.log(y), {x: F(value), y: F(base)})


def test_a_ball_has_no_exact_value() -> None:
    with pytest.raises(NotExact):
        exact_value(x, {x: enclose(sp.pi, {})})


def test_precision_follows_the_conditioning() -> None:
    tiny = sp.log(1 + x) - x + x**2 / 2
    value = enclose(tiny, {x: F(1, 10**40)}, bits=100)
    assert relative_bits(value) >= 100
    low, high = ends(value)
    assert low <= F(1, 3 * 10**120) - F(1, 4 * 10**160) + F(1, 5 * 10**200)
    assert high >= F(1, 3 * 10**120) - F(1, 4 * 10**160)


def test_a_finite_sum_runs_over_its_index() -> None:
    assert enclose(sp.Sum(k * x, (k, 1, 4)), {x: F(1, 2)}) == 5


def test_a_sum_is_empty_one_below_its_start_and_ambiguous_further_down() -> None:
    total = sp.Sum(x, (x, 1, k))
    assert enclose(total, {k: 0}) == 0
    with pytest.raises(Unsupported, match="ambiguous"):
        enclose(total, {k: -2})


@pytest.mark.parametrize("of_sums", [True, False])
def test_the_limits_of_an_inner_sum_may_name_the_outer_index(of_sums: bool) -> None:
    j = sp.Symbol("j", integer=True)
    inner, outer = (k, 0, j), (j, 0, 3)
    total = sp.Sum(sp.Sum(k * j * x, inner), outer) if of_sums else sp.Sum(k * j * x, inner, outer)
    assert enclose(total, {x: F(1, 2)}) == 12.5
    assert exact_value(total, {x: F(1, 2)}).rational() == F(25, 2)
    assert sketch(total, {x: F(1, 2)}, digits=20) == 12.5


def test_a_piecewise_takes_the_first_branch_that_holds_and_refuses_a_tie_it_cannot_see() -> None:
    pieces = sp.Piecewise((x, x < 1), (x**2, True))
    assert enclose(pieces, {x: F(2)}) == 4
    hidden = sp.Piecewise((x, sp.Lt(sp.log(x) - 2 * sp.log(2), 0, evaluate=False)), (0, True))
    with pytest.raises(Undetermined):
        enclose(hidden, {x: F(4)}, budget=Budget(max_bits=128))


def test_quadrature_takes_rational_integrands_only() -> None:
    assert enclose(sp.Integral(1 / y, (y, 1, x)), {x: F(3)}).overlaps(enclose(sp.log(x), {x: F(3)}))
    with pytest.raises(Unsupported, match="only rational functions are integrated"):
        enclose(sp.Integral(sp.sqrt(y), (y, 1, x)), {x: F(3)})


EXPRESSIONS = [
    sp.exp(-x) * sp.sqrt(y),
    sp.log(x + y) ** 2 - sp.atan(x / y),
    sp.Max(x, y) - sp.Min(x, 1) + sp.cos(x) * sp.sin(y),
    x ** sp.Rational(2, 3) / (1 + y) - sp.Abs(x - y),
    sp.re(sp.log(-x) * sp.I) + sp.im(sp.log(-y)),
    sp.hyper((1, sp.Rational(2, 3)), (sp.Rational(5, 3),), x / (1 + x)),
    sp.Piecewise((x, x < y), (y**2, True)),
]


@given(st.sampled_from(EXPRESSIONS), rationals, rationals)
@settings(max_examples=150, deadline=None)
def test_balls_contain_what_mpmath_finds_at_twice_the_precision(expression: sp.Expr, a: F, b: F) -> None:
    point = {x: a, y: b}
    value = enclose(expression, point, bits=80)
    low, high = ends(value)
    found = mpmath.mpmathify(sketch(expression, point, digits=60)).real
    slack = F(1, 10**40)
    with mpmath.workdps(60):
        exact = F(str(mpmath.nstr(found, 50)))
    assert low - slack <= exact <= high + slack


def test_a_sketch_never_raises_or_lowers_the_global_precision() -> None:
    before = mpmath.mp.prec
    sketch(sp.exp(x), {x: F(1)}, digits=200)
    assert mpmath.mp.prec == before


@pytest.mark.parametrize("exponent", [sp.Rational(1, 10**30), sp.Rational(-7, 10**5 + 3)])
def test_a_root_of_a_huge_index_is_enclosed_without_taking_it(exponent):
    value = enclose(sp.Rational(3, 2) ** y, {y: F(int(exponent.p), int(exponent.q))})
    assert value.overlaps(enclose(sp.exp(exponent * sp.log(sp.Rational(3, 2))), {}))
