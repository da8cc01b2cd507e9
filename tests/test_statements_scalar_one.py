"""Homogeneity, Lemma 2.2, one-step facts, contraction, monotonicity in lam, Lemma B.1: what these statements say."""

from importlib import import_module

import pytest

from dmfproof.arithmetic.evaluator import decide
from dmfproof.proof.derive import derive
from dmfproof.statements.examine import OutsideDomain, examine, parse_point
from dmfproof.statements.model import Claim, ForEveryStep, Form
from dmfproof.verdict import Outcome

MODULES = {
    "homogeneity": "section 2.1, (18), (22), (28)",
    "lemma_2_2": "Lemma 2.2, Remark 2.3",
    "lemma_2_2_linear": "Lemma 2.2",
    "one_step_facts": "section 2.1 (used in Lemma 2.2 and Theorem 2.4)",
    "contraction": "section 2.1 (linear phase of Theorem 2.4)",
    "monotone_in_lam": "Lemma 3.4, in discrete time",
    "lemma_b_1": "Lemma B.1",
}
STATEMENTS = {name: import_module(f"dmfproof.statements.scalar.{name}").STATEMENT for name in MODULES}
EACH = pytest.mark.parametrize("name", MODULES)
KILLS = [(name, m.name, dict(m.witness)) for name, s in STATEMENTS.items() for m in s.mutants if m.witness]
ATTAINED = [(name, w.claim, dict(w.point)) for name, s in STATEMENTS.items() for w in s.witnesses]


def outcome(name, claim, **point):
    return examine(STATEMENTS[name].claim(claim), {k: str(v) for k, v in point.items()}).outcome


def conclusion_alone(name, claim, **point):
    """Decide the conclusion of a claim, or its sufficient condition, without asking for the assumptions."""
    asked: Claim = STATEMENTS[name].claim(claim)
    concludes = asked.concludes.because if isinstance(asked.concludes, ForEveryStep) else asked.concludes
    return decide(concludes, parse_point(asked, {k: str(v) for k, v in point.items()}))


@EACH
def test_the_id_is_the_path_and_the_source_is_given(name):
    statement = STATEMENTS[name]
    assert (statement.id, statement.source.paper, statement.source.number) == (f"scalar.{name}", "CGMR", MODULES[name])


@EACH
def test_names_are_unique_and_tags_say_whose_form_it_is(name):
    statement = STATEMENTS[name]
    names = [c.name for c in statement.claims] + [m.name for m in statement.mutants]
    assert len(names) == len(set(names))
    assert all(c.tag.startswith("paper") if c.form is Form.PAPER else c.tag == "sharper" for c in statement.claims)
    assert all(m.claim.tag == "false" and m.why for m in statement.mutants)


@EACH
def test_every_step_of_the_derivation_is_an_identity(name):
    verified = derive(STATEMENTS[name])
    assert verified
    assert [step.text for step, found in verified if found is not Outcome.CERTIFIED] == []


@pytest.mark.parametrize(("name", "mutant", "point"), KILLS)
def test_the_named_witness_refutes_its_mutant(name, mutant, point):
    assert outcome(name, mutant, **point) is Outcome.REFUTED


@pytest.mark.parametrize(("name", "claim", "point"), ATTAINED)
def test_the_named_witness_satisfies_its_claim(name, claim, point):
    assert outcome(name, claim, **point) is Outcome.CERTIFIED


def test_the_scaling_of_one_step_holds_exactly_for_irrational_roots():
    point = {"N": 3, "lam": "-2", "alpha": "7/5", "eta": "1/9", "R": "11/13"}
    assert outcome("homogeneity", "one_step", **point) is Outcome.CERTIFIED


@pytest.mark.parametrize("lam", ["1", "0", "-1"])
def test_the_hitting_time_survives_rescaling_for_every_sign(lam):
    point = {"N": 2, "lam": lam, "alpha": "1/2", "eta": "1/8", "eps": "1/100", "R": "3/7"}
    assert outcome("homogeneity", "hitting_time", **point) is Outcome.CERTIFIED


def test_lemma_2_2_holds_at_the_sharper_limit_where_the_paper_says_nothing():
    point = {"N": 3, "lam": "8", "alpha": "1", "eta": "1/48"}
    assert outcome("lemma_2_2", "monotone_below", **point) is Outcome.CERTIFIED
    with pytest.raises(OutsideDomain, match="paper_below says nothing"):
        outcome("lemma_2_2", "paper_below", **point)


@pytest.mark.parametrize(
    ("side", "point"),
    [
        ("below", {"N": "2", "lam": "1", "alpha": "999/1000", "eta": "501/1000"}),
        ("above", {"N": "2", "lam": "1", "alpha": "2", "eta": "167/1000"}),
        ("negative", {"N": "2", "lam": "-1", "alpha": "1", "eta": "501/1000"}),
    ],
)
def test_lemma_2_2_says_nothing_beyond_its_step_size_and_its_condition_fails_there(side, point):
    with pytest.raises(OutsideDomain):
        outcome("lemma_2_2", f"monotone_{side}", **point)
    if side != "below":
        assert conclusion_alone("lemma_2_2", f"monotone_{side}", **point) is Outcome.REFUTED


@pytest.mark.parametrize("eta", ["1/2", "1", "3/2", "199/100"])
def test_one_factor_converges_below_eta_2(eta):
    assert outcome("lemma_2_2_linear", "converges", N=1, lam=3, alpha=1, eta=eta) is Outcome.CERTIFIED


def test_one_factor_does_not_converge_at_eta_2():
    assert outcome("lemma_2_2_linear", "needs_eta_below_2", N=1, lam=3, alpha=1, eta=2) is Outcome.CERTIFIED
    assert conclusion_alone("lemma_2_2_linear", "converges", N=1, lam=3, alpha=1, eta=2) is Outcome.REFUTED


def test_the_slope_of_the_flow_vanishes_at_the_inflection_point_exactly():
    assert outcome("one_step_facts", "inflection", N=7, lam="2/3") is Outcome.CERTIFIED


def test_the_step_below_the_root_overshoots_beyond_one_over_the_depth():
    assert conclusion_alone("one_step_facts", "below", N=3, u="99/100", eta="2/5") is Outcome.REFUTED


def test_the_contraction_certifies_all_k_and_each_drawn_k():
    point = {"N": 4, "lam": "1", "low": "1/4", "alpha": "1/3", "eta": "1/5"}
    assert outcome("contraction", "every_step_below", **point) is Outcome.CERTIFIED
    assert outcome("contraction", "upper_below", **point, k=37) is Outcome.CERTIFIED
    assert outcome("contraction", "lower_below", **point, k=37) is Outcome.CERTIFIED


def test_the_order_in_lam_is_lost_beyond_its_step_size():
    point = {"N": 2, "lam": "1", "mu": "99/100", "alpha": "1/5", "eta": "47/50", "k": 4}
    assert conclusion_alone("monotone_in_lam", "both_nonnegative", **point) is Outcome.REFUTED


def test_the_order_in_lam_holds_for_a_negative_mu_at_the_larger_step_size():
    point = {"N": 5, "lam": "1", "mu": "-1", "alpha": "1", "eta": "1/9", "k": 12}
    assert outcome("monotone_in_lam", "upper_nonnegative", **point) is Outcome.CERTIFIED


def test_an_odd_depth_may_converge_beyond_the_even_threshold():
    point = {"N": "3", "lam": "-1/4", "alpha": "1", "eta": "1001/625"}
    assert outcome("lemma_b_1", "odd_may_converge", **point) is Outcome.CERTIFIED
    with pytest.raises(OutsideDomain):
        outcome("lemma_b_1", "diverges_simple", **point)


def test_an_even_depth_is_sharp_at_its_threshold():
    at = {"N": "4", "lam": "-1", "alpha": "1"}
    assert outcome("lemma_b_1", "never_increases_even", **at, eta="1") is Outcome.CERTIFIED
    assert outcome("lemma_b_1", "diverges_even", **at, eta="1000001/1000000") is Outcome.CERTIFIED


def test_the_growth_factor_needs_two_factors():
    assert conclusion_alone("lemma_b_1", "diverges_simple", N=1, lam=-1, alpha=1, eta=3) is not Outcome.CERTIFIED
