"""Nothing is certified or refuted by what is undefined, nor at points that the variables cannot take."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction as F
from pathlib import Path
from typing import Any

import pytest
import sympy as sp

from dmfproof.arithmetic.evaluator import Budget, Remembering, Undetermined, decide, enclose
from dmfproof.campaign.cover import cover
from dmfproof.campaign.drawing import Seeded, draw_point
from dmfproof.campaign.frontier import Axis, frontier
from dmfproof.errors import InvalidInput, OutsideDomain, Unsupported
from dmfproof.proof.checker import Refused, check_text
from dmfproof.proof.library import certificate_path, check
from dmfproof.proof.own_claim import certify
from dmfproof.statements.catalogue import find
from dmfproof.statements.domain import Between, Depth, Spectrum, Whole
from dmfproof.statements.examine import examine
from dmfproof.statements.model import Claim, Form
from dmfproof.statements.spectrum_vocabulary import spectrum
from dmfproof.statements.user_files import load
from dmfproof.statements.vocabulary import FlowTime, FlowValue, Iterate, N, alpha, eta, lam
from dmfproof.verdict import Outcome

BUDGET = Budget(max_steps=2000, max_bits=512)
u, n = sp.Symbol("u", real=True), sp.Symbol("n", integer=True)


def claim(concludes: Any, *domain: Any, **changes: Any) -> Claim:
    made = Claim(name="own", says="", form=Form.SHARPER, tag="own", domain=(Depth(2, 9), *domain), concludes=concludes)
    return replace(made, **changes)


# --- symbols ---------------------------------------------------------------------------------------------------------
def drawn(low: Any, high: Any, **assumptions: bool) -> tuple[sp.Symbol, Between]:
    symbol = sp.Symbol("s", **assumptions)
    return symbol, Between(symbol, sp.sympify(low), sp.sympify(high))


@pytest.mark.parametrize(
    ("assumptions", "good", "bad"),
    [
        ({"negative": True}, -1, 1), ({"positive": True}, F(1, 2), 0), ({"nonpositive": True}, 0, 1),
        ({"odd": True}, 3, 4), ({"even": True}, 4, 3), ({"integer": True}, 5, F(1, 2)), ({"nonzero": True}, -1, 0),
        ({"integer": False, "real": True}, F(1, 2), 2), ({"prime": True}, 7, 8), ({"extended_positive": True}, 1, -1),
    ],
)  # fmt: skip
def test_a_value_that_its_symbol_cannot_take_is_outside(assumptions: dict[str, bool], good: Any, bad: Any) -> None:
    s, draw = drawn(-9, 9, **assumptions)
    about = claim(sp.Le(sp.Abs(s), 10 * N, evaluate=False), draw)
    assert examine(about, {N: 2, s: good}, budget=BUDGET).outcome is Outcome.CERTIFIED
    with pytest.raises(OutsideDomain, match="s is not in its domain"):
        examine(about, {N: 2, s: bad}, budget=BUDGET)


def test_a_whole_variable_takes_whole_numbers_whatever_its_symbol_says() -> None:
    about = claim(sp.Le(u * (u - 1), 99, evaluate=False), Whole(u, 0, 5))
    with pytest.raises(OutsideDomain):
        examine(about, {N: 2, u: F(1, 2)}, budget=BUDGET)


def test_a_spectrum_in_another_order_is_none() -> None:
    about = claim(sp.Le(u, 1), Spectrum(spectrum, 2, 4), Between(u, sp.Integer(0), sp.Integer(1)))
    with pytest.raises(OutsideDomain):
        examine(about, {N: 2, spectrum: (F(1), F(2)), u: F(1, 2)}, budget=BUDGET)


# --- what an argument presupposes ------------------------------------------------------------------------------------
def test_an_argument_certifies_nothing_beyond_what_it_presupposes() -> None:
    point = {"N": 3, "lam": 1, "alpha": "3/5", "e_prime": "2/5", "eta": "1/8", "lam_prime": "1/2"}
    smaller = find("matrix.lemma_3_8").claim("smaller_truth")
    assert examine(smaller, point).outcome is Outcome.CERTIFIED
    with pytest.raises(OutsideDomain, match="lam_prime >= 0"):
        examine(smaller, point | {"lam_prime": -(10**6)})


def test_a_relation_that_is_decided_at_a_point_is_certified_beyond_the_range_and_never_refuted_there() -> None:
    about = claim(sp.Le(u**2, 9), Between(u, sp.Integer(0), sp.Integer(2)))
    assert examine(about, {N: 2, u: 3}, budget=BUDGET).outcome is Outcome.CERTIFIED
    with pytest.raises(OutsideDomain):
        examine(about, {N: 2, u: 4}, budget=BUDGET)


# --- boxes -----------------------------------------------------------------------------------------------------------
BEYOND = [
    ("scalar.lemma_2_5", "depth_one", {"N": 5, "lam": "1/2", "t": "25/4"}, {"alpha": (43, 44)}),
    ("scalar.flow_closed_form", "closed_forms_below", {"N": 2, "lam": 46, "a": "43/3"}, {"m": (3, 4)}),
    ("scalar.lemma_b_1", "unstable", {"N": 1, "lam": -1}, {"eta": (3, 4)}),
]


@pytest.mark.parametrize(("statement", "name", "fixed", "box"), BEYOND)
def test_a_box_beyond_the_domain_is_outside(statement: str, name: str, fixed: dict[str, Any], box: Any) -> None:
    about = find(statement).claim(name)
    symbols = {draw.symbol.name: draw.symbol for draw in about.domain}
    ends = {symbols[key]: (F(low), F(high)) for key, (low, high) in box.items()}
    found = cover(about, {symbols[key]: F(value) for key, value in fixed.items()}, ends, max_boxes=20)
    assert (found.outside, found.refuted, found.outcome) == (1, None, Outcome.UNDECIDED)


def cells(name: str, x: Axis, y: Axis, at: dict[Any, Any]) -> dict[tuple[int, ...], str]:
    statement = find("scalar.lemma_2_2")
    made = frontier(statement, statement.claim(name), x, y, at, cells=8, budget=BUDGET)
    return {
        tuple(box): status for status, scopes in made["boxes"].items() for part in scopes.values() for box in part
    }


def test_a_map_certifies_no_claim_where_its_sign_of_lam_fails() -> None:
    at = {N: 3, alpha: F(1, 2)}
    found = cells("converges_negative", Axis(lam, F(-1), F(1)), Axis(eta, F(0), F(1)), at)
    assert {status for (i, *_), status in found.items() if i >= 4} == {"outside"}
    assert "certified" in {status for (i, *_), status in found.items() if i < 4}


def test_a_map_certifies_nothing_for_values_that_a_symbol_cannot_take() -> None:
    found = cells("stays_above", Axis(alpha, F(-2), F(2)), Axis(eta, F(0), F(1)), {N: 3, lam: F(1)})
    assert {status for (i, *_), status in found.items() if i < 4} == {"outside"}


def plane(about: Claim, x: Axis, y: Axis, at: dict[Any, Any]) -> dict[str, str]:
    made = frontier(find("scalar.lemma_2_2"), about, x, y, at, cells=8, budget=BUDGET)
    return dict(made["shares"])


def test_a_box_of_values_that_a_symbol_cannot_take_is_outside() -> None:
    s, draw = drawn(-9, 9, extended_positive=True)
    found = cover(claim(sp.Le(sp.Abs(s), 1, evaluate=False), draw), {N: 2}, {s: (F(-3), F(-2))})
    assert (found.outside, found.outcome) == (1, Outcome.UNDECIDED)


def test_irrational_bounds_of_whole_numbers_are_rounded_inwards() -> None:
    about = claim(sp.Ge(n**2, N, evaluate=False), Whole(n, sp.sqrt(N), 2 * sp.sqrt(N)))
    reached = {(point[N], point[n]) for point in (draw_point(Seeded(i), about.domain).point for i in range(300))}
    assert {(2, 2), (4, 2), (4, 4), (5, 3), (5, 4)} < reached
    assert all(examine(about, dict(zip((N, n), point, strict=True))).outcome is Outcome.CERTIFIED for point in reached)
    with pytest.raises(OutsideDomain):
        examine(about, {N: 5, n: 2})


def test_a_sum_whose_limits_vary_over_a_box_is_undecided_there() -> None:
    i = sp.Symbol("i", integer=True)
    counted = sp.Sum(1, (i, 0, sp.floor(5 * u)))
    about = claim(sp.Ge(counted, 1, evaluate=False), Between(u, sp.Integer(0), sp.Integer(1)))
    assert cover(about, {N: 2}, {u: (F(1, 10), F(9, 10))}, max_boxes=1).outcome is Outcome.UNDECIDED
    assert cover(about, {N: 2}, {u: (F(3, 10), F(7, 20))}).outcome is Outcome.CERTIFIED


def test_another_symbol_lam_makes_no_descent(tmp_path: Path) -> None:
    path = tmp_path / "own.py"
    path.write_text(
        "import sympy as sp\n"
        "from dmfproof.statements.domain import Between, Depth, GroundTruth\n"
        "from dmfproof.statements.model import Claim, ForEveryStep, Form, Source, Statement, x_next\n"
        "from dmfproof.statements.vocabulary import N, alpha, eta\n"
        "lam = sp.Symbol('lam', positive=True)\n"
        "domain = (Depth(2, 3), GroundTruth('+', symbol=lam), Between(alpha, 0, 1), Between(eta, 0, 1))\n"
        "STATEMENT = Statement(title='t', source=Source('own', '1'), claims=(Claim(name='c', says='', tag='own',\n"
        "    form=Form.SHARPER, domain=domain, concludes=ForEveryStep(x_next > 0, eta <= 1, '')),))\n",
        encoding="utf-8",
    )
    with pytest.raises(InvalidInput, match="needs lam, too"):
        load(path.as_posix())


def test_a_map_refutes_nothing_beyond_the_range_of_a_variable_but_the_first() -> None:
    v = sp.Symbol("v", real=True)
    one = Between(u, sp.Integer(0), sp.Integer(1), "both"), Between(v, sp.Integer(0), sp.Integer(1), "both")
    about = claim(sp.Le(u * v, u, evaluate=False), *one)
    unit, wider = Axis(u, F(0), F(1)), Axis(v, F(0), F(2))
    assert plane(about, unit, wider, {N: 2}) == {"certified": "1/2", "outside": "1/2"}
    assert plane(about, wider, unit, {N: 2}) == {"certified": "1/2", "refuted": "1/2"}
    far = claim(sp.Le(v, u + 20, evaluate=False), one[0], Between(v, sp.Integer(0), sp.Integer(20)))
    assert "refuted" not in plane(far, unit, Axis(v, F(0), F(40)), {N: 2})


def test_a_map_at_a_number_that_its_variable_does_not_stand_for_is_refused() -> None:
    even = sp.Symbol("even", even=True)
    sides = Axis(u, F(0), F(1)), Axis(alpha, F(0), F(1))
    ranges = Between(u, sp.Integer(0), sp.Integer(1)), Between(alpha, sp.Integer(0), sp.Integer(1))
    for draw, value in ((Whole(n, 0, 5), F(3, 2)), (Whole(even, 0, 6), F(3))):
        about = claim(sp.Ge(sp.Abs(draw.symbol - 3) + u * alpha, 1, evaluate=False), draw, *ranges)
        with pytest.raises(InvalidInput, match="stands for other numbers"):
            plane(about, *sides, {N: 2, draw.symbol: value})


# --- undefined values ------------------------------------------------------------------------------------------------
def test_what_is_undefined_is_not_one_in_the_power_zero() -> None:
    point = {u: F(1), n: 0}
    assert decide(sp.Le(sp.log(u - 1) ** n, 2, evaluate=False), point, BUDGET) is Outcome.UNDECIDED
    assert decide(sp.Le((u - 2) ** n, 2, evaluate=False), point, BUDGET) is Outcome.CERTIFIED


@pytest.mark.parametrize(
    "value",
    [
        FlowValue(1, N, lam, -u), FlowValue(-10, N, lam, u), FlowTime(N, lam, u, 3 * lam), FlowTime(N, lam, -u, u),
        FlowTime(1, lam, u, 3 * lam),
    ],
)  # fmt: skip
def test_a_flow_that_does_not_lead_there_has_no_time_and_no_value(value: Any) -> None:
    point = {N: 3, lam: F(1), u: F(1, 2)}
    with pytest.raises(Undetermined, match="certain"):
        enclose(value, point, budget=BUDGET)


def test_a_step_before_the_first_has_no_iterate_whatever_was_asked_before() -> None:
    point = {N: 2, lam: F(1), alpha: F(1, 2), eta: F(1, 10)}
    assert enclose(Iterate(9, N, lam, alpha, eta), point).is_finite()
    with pytest.raises(Unsupported, match="k = -1 is negative"):
        enclose(Iterate(-1, N, lam, alpha, eta), point)


def test_the_flow_is_inverted_next_to_a_tiny_start() -> None:
    about = find("scalar.lemma_2_5").claim("flows_on_below")
    tiny = {"N": 4, "lam": 1, "alpha": "1e-30", "s": "499999999499999999999999999999999999999999999999999999999163/100"}
    time = F("499999999499999999999999999999500000000499999999999999999163000000000000000000000000000837") / 10**30
    assert examine(about, tiny | {"t": time}, budget=Budget(5000, 4096)).outcome is Outcome.CERTIFIED


def test_an_extremum_of_complex_numbers_is_not_supported() -> None:
    with pytest.raises(Unsupported):
        enclose(sp.Max(sp.log(-u), u, evaluate=False), Remembering({u: F(2)}))


def test_an_integral_over_a_pole_ends_and_is_undecided() -> None:
    over_a_pole = sp.Integral(1 / u**2, (u, -1, 2))
    assert decide(sp.Le(over_a_pole, 1, evaluate=False), {}, Budget(max_bits=128)) is Outcome.UNDECIDED


@pytest.mark.parametrize("value", [sp.sqrt(-u), 1 / (u - 2)])
def test_what_has_no_value_has_no_imaginary_part(value: Any) -> None:
    part = sp.im(value, evaluate=False)
    assert decide(sp.Le(part, 1, evaluate=False), {u: F(2)}, BUDGET) is Outcome.UNDECIDED
    assert decide(sp.Ne(part, 0, evaluate=False), {u: F(2)}, BUDGET) is Outcome.UNDECIDED


def test_a_ball_on_both_sides_of_0_has_a_logarithm_of_unknown_imaginary_part() -> None:
    about = claim(sp.Le(sp.im(sp.log(u), evaluate=False), 1), Between(u, sp.Integer(-1), sp.Integer(1)))
    found = cover(about, {N: 2}, {u: (F(-1, 3), F(2, 3))}, max_boxes=1)
    assert (found.share, found.outcome) == (0, Outcome.UNDECIDED)


def test_an_integral_of_imaginary_values_is_refused_and_not_0() -> None:
    t = sp.Symbol("t", real=True)
    for integral in (sp.Integral(sp.I * t, (t, 0, u)), sp.Integral(t, (t, 0, sp.I * u))):
        with pytest.raises(Unsupported, match="complex"):
            decide(sp.Eq(sp.Abs(integral), 0, evaluate=False), {u: F(1)}, BUDGET)


# --- certificates ----------------------------------------------------------------------------------------------------
def test_a_hypothesis_may_not_take_the_name_of_an_update() -> None:
    names = [path for path in certificate_path("bernoulli").parent.glob("*.json") if '"updates"' in path.read_text()]
    content = json.loads(names[0].read_text(encoding="utf-8"))
    variable = next(iter(content["updates"]))
    content["hypotheses"].append({"name": f"update_{variable}", "claim": "0 - 1", "relation": ">="})
    with pytest.raises(Refused, match="update_"):
        check_text(json.dumps(content))


def test_a_certificate_that_begins_at_a_larger_depth_is_not_the_lemma(tmp_path: Path) -> None:
    content = json.loads(certificate_path("bernoulli").read_text(encoding="utf-8"))
    below, above = content["facts"]
    content |= {"first_depth": 3, "witness": {"N": 3, "point": {"b": "1", "s": "1"}}}
    content["sequences"]["B"]["base"], content["sequences"]["E"]["base"] = "b^2", "(b + s)^2"
    below["base"]["terms"] = [["1", [], "b"]]
    above["base"]["terms"] = [["2", ["b_nonneg"], "s"], ["1", ["sum_nonneg"], "s"]]
    above["step"]["terms"][0] = ["3", ["B_nonneg"], "s"]
    assert check_text(json.dumps(content)).first_depth == 3
    (tmp_path / "late.json").write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(Refused, match="proved for N >= 3, the lemma is for N >= 1"):
        check(tmp_path / "late.json")


@pytest.mark.parametrize("value", [1 / u, sp.log(u)])
def test_what_cancels_in_the_difference_of_the_sides_is_not_proved_where_it_is_undefined(value: Any) -> None:
    about = claim(sp.Le(value, value + 1, evaluate=False), Between(u, sp.Integer(-1), sp.Integer(1)))
    assert certify(about, {"N": "2", "u": "1/2"}) is None
    assert certify(replace(about, concludes=sp.Le(u, u + 1, evaluate=False)), {"N": "2", "u": "1/2"}) is not None


def test_a_box_does_not_refute_between_two_integers() -> None:
    m = sp.Symbol("m", integer=True, nonnegative=True)
    about = claim(sp.Ge((m - 1) * (m - 2), 0, evaluate=False), Whole(m, 0, 10))
    with pytest.raises(InvalidInput, match="between two integers the claim says nothing"):
        cover(about, {N: 2}, {m: (F(0), F(3))})
    with pytest.raises(InvalidInput, match="m stands for other numbers"):
        cover(replace(about, domain=(*about.domain, Between(u, sp.Integer(0), sp.Integer(1)))),
              {N: 2, m: F(1, 2)}, {u: (F(0), F(1))})  # fmt: skip


def test_a_budget_of_a_few_steps_is_answered_and_no_fault() -> None:
    larger = find("matrix.monotone_effective_rank").claim("larger_steps")
    point = {"N": 2, "spectrum": "1,1/2", "alpha": "1/2", "eta": 1}
    assert examine(larger, point, budget=Budget(max_steps=10)).outcome is Outcome.UNDECIDED
