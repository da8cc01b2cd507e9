import json
from fractions import Fraction
from importlib import import_module
from pathlib import Path

import pytest
import sympy as sp

from dmfproof.arithmetic.ball import ball, ends, relative_bits, working_precision
from dmfproof.arithmetic.evaluator import Budget, Undetermined, decide, enclose
from dmfproof.arithmetic.evaluator_mpmath import sketch
from dmfproof.proof.derive import derive
from dmfproof.statements import flow_forms
from dmfproof.statements.examine import OutsideDomain, examine
from dmfproof.statements.inversion import flow_value
from dmfproof.statements.scalar import flow_closed_form, lemma_e_1
from dmfproof.statements.vocabulary import FlowTime, FlowValue, N, a_N, alpha, b_N, c_N, lam
from dmfproof.verdict import Outcome

IDS = ("flow_closed_form", "lemma_2_5", "lemma_3_4", "lemma_2_7", "first_phase", "lemma_e_1", "remark_1_2")
STATEMENTS = {name: import_module(f"dmfproof.statements.scalar.{name}").STATEMENT for name in IDS}
VECTORS = Path(__file__).parent / "vectors"
FLOW = json.loads((VECTORS / "flow.json").read_text())["flow"]
CONSTANTS = json.loads((VECTORS / "constants.json").read_text())["constants"]
BUDGET = Budget(max_steps=20_000, max_bits=2048)


def claims(*, mutants=False):
    for name, statement in STATEMENTS.items():
        for claim in [m.claim for m in statement.mutants] if mutants else statement.claims:
            yield pytest.param(claim, id=f"{name}.{claim.name}")


def known(kind):
    for name, statement in STATEMENTS.items():
        for item in getattr(statement, kind):
            claim = item.claim if kind == "mutants" else statement.claim(item.claim)
            point = item.witness if kind == "mutants" else item.point
            if point is not None:
                yield pytest.param(claim, point, id=f"{name}.{claim.name}")


def agrees(value, text):
    """Say that an enclosure agrees with a decimal to its last but one place."""
    reference = Fraction(text)
    place = Fraction(1, 10 ** (len(text) - text.index(".") - 2))
    low, high = ends(value)
    return abs(low - reference) <= place and abs(high - reference) <= place


@pytest.mark.parametrize("name", IDS)
def test_a_statement_is_named_by_its_file(name):
    assert STATEMENTS[name].id == f"scalar.{name}"
    assert STATEMENTS[name].source.paper == "CGMR"
    assert STATEMENTS[name].source.number


@pytest.mark.parametrize("claim", list(claims()))
def test_a_claim_is_tagged_by_whose_form_it_is(claim):
    assert claim.tag.startswith(claim.form.value)


@pytest.mark.parametrize("claim", list(claims(mutants=True)))
def test_a_mutant_is_tagged_false(claim):
    assert claim.tag == "false"


@pytest.mark.parametrize(("claim", "point"), list(known("mutants")))
def test_a_known_counterexample_refutes(claim, point):
    assert examine(claim, point, budget=BUDGET).outcome is Outcome.REFUTED


@pytest.mark.parametrize(("claim", "point"), list(known("witnesses")))
def test_a_witness_is_certified(claim, point):
    assert examine(claim, point, budget=BUDGET).outcome is Outcome.CERTIFIED


@pytest.mark.parametrize("name", IDS)
def test_every_step_of_a_derivation_is_verified(name):
    assert all(outcome is Outcome.CERTIFIED for _, outcome in derive(STATEMENTS[name]))


@pytest.mark.parametrize("row", FLOW, ids=str)
def test_flow_times_agree_with_independent_quadrature(row):
    sign = 1 if Fraction(row["lam"]) > 0 else -1
    at = {"N": row["N"], "lam": Fraction(row["lam"]), "a": Fraction(row["start"]), "m": Fraction(row["end"])}
    point = {symbol: at[symbol.name] for symbol in (flow_forms.N, flow_forms.lam, flow_forms.a, flow_forms.m)}
    for form in (flow_forms.complex_form(sign), flow_forms.real_form(sign), flow_forms.hypergeometric_form()):
        assert agrees(enclose(form, point, bits=150), row["time"])


@pytest.mark.parametrize("row", CONSTANTS, ids=lambda row: str(row["N"]))
def test_constants_agree_with_independent_values(row):
    known = {"c_N": c_N, "a_N": a_N, "b_N": b_N, "C_N": lemma_e_1.C_N}
    for name, expression in known.items():
        if name in row:
            assert agrees(enclose(expression, {N: row["N"]}, bits=120), row[name])


@pytest.mark.parametrize("depth", [2, 7, 12])
@pytest.mark.parametrize(("truth", "start", "end"), [(1, "1/2", "3/4"), (1, "2", "3/2"), (-1, "1", "1/2")])
def test_all_four_forms_agree_to_500_digits(depth, truth, start, end):
    at = {flow_forms.a: Fraction(start), flow_forms.m: Fraction(end), flow_forms.N: depth, flow_forms.lam: truth}
    integral = flow_forms.integral_form()
    for form in (flow_forms.complex_form(truth), flow_forms.real_form(truth), flow_forms.hypergeometric_form()):
        assert decide(flow_closed_form.agree(form, integral, 500), at, BUDGET) is Outcome.CERTIFIED


def test_a_flow_time_that_is_off_in_the_500th_digit_is_refuted():
    at = {flow_forms.a: Fraction(1, 2), flow_forms.m: Fraction(3, 4), flow_forms.N: 3, flow_forms.lam: 1}
    off = flow_forms.real_form(1) * (1 + sp.Integer(10) ** -499)
    assert decide(flow_closed_form.agree(off, flow_forms.complex_form(1), 500), at, BUDGET) is Outcome.REFUTED


def test_the_sketch_of_a_flow_time_follows_the_enclosure():
    point = {N: 3, lam: Fraction(1), alpha: Fraction(1, 10)}
    time = FlowTime(N, lam, alpha, sp.Rational(9, 10))
    assert float(sketch(time, point)) == pytest.approx(float(enclose(time, point).mid()))


def test_the_flow_has_not_moved_at_time_zero():
    assert flow_value(3, ball(1), ball(Fraction(1, 2)), ball(0)) == ball(Fraction(1, 2))


def test_the_flow_needs_to_know_the_side_of_the_root():
    with working_precision(64), pytest.raises(Undetermined, match="side of the root"):
        flow_value(3, ball(2), ball(2).root(3), ball(1))


def test_the_flow_needs_to_know_the_sign_of_the_ground_truth():
    with working_precision(64), pytest.raises(Undetermined, match="sign of the ground truth"):
        flow_value(3, ball(0).union(ball(1)), ball(1), ball(1))


@pytest.mark.parametrize("bits", [64, 256, 1024])
@pytest.mark.parametrize(
    ("depth", "truth", "start", "end"),
    [
        (3, 1, "1/10", "1/5"),
        (7, 2, "1/10", "11/10"),
        (10, 1, "3", "1001/1000"),
        (5, -1, "20", "1/3"),
        (12, -3, "2", "1/1000"),
    ],
)
def test_the_inverse_of_the_flow_time_contains_the_end_and_is_narrow(depth, truth, start, end, bits):
    point = {N: depth, lam: Fraction(truth), alpha: Fraction(start)}
    with working_precision(bits + 64):
        time = enclose(FlowTime(N, lam, alpha, sp.Rational(end)), point, bits=bits + 32)
    with working_precision(bits):
        found = flow_value(depth, ball(truth), ball(Fraction(start)), time)
        assert found.contains(ball(Fraction(end)).mid())
        assert relative_bits(found) > bits - 24


def test_the_enclosure_of_a_flow_from_a_ball_contains_the_flows_from_its_ends():
    with working_precision(128):
        low, high, time = ball(Fraction(1, 10)), ball(Fraction(11, 100)), ball(3)
        whole = flow_value(4, ball(1), low.union(high), time)
        assert all(whole.contains(flow_value(4, ball(1), start, time).mid()) for start in (low, high))


def test_a_point_beyond_the_inflection_is_outside_the_first_phase():
    claim = STATEMENTS["first_phase"].claim("upper")
    with pytest.raises(OutsideDomain, match="does not hold there"):
        examine(claim, {"N": "2", "lam": "1", "alpha": "9/10", "eta": "1/10"})


def test_the_family_of_lemma_2_7_reaches_ten_where_the_flow_is_at_exp_minus_two():
    module = import_module("dmfproof.statements.scalar.lemma_2_7")
    point = {module.corner: Fraction(1, 10), module.bend: 1000, module.start: 1, module.eta: 1}
    assert decide(sp.Eq(module.second, 10), point) is Outcome.CERTIFIED


def test_an_explicit_flow_is_a_flow_value():
    point = {N: 2, lam: Fraction(1), alpha: Fraction(1, 2)}
    value = enclose(FlowValue(sp.log(2), N, lam, alpha), point)
    assert value.overlaps((ball(4) / 7).sqrt())
