from __future__ import annotations

from fractions import Fraction as F

import pytest
import sympy as sp

from dmfproof.arithmetic.evaluator import Budget, Undetermined, decide, enclose, exact_value
from dmfproof.arithmetic.radical import NotExact
from dmfproof.campaign.evidence import evidence_of
from dmfproof.errors import Unsupported
from dmfproof.proof.derive import derive
from dmfproof.statements.catalogue import catalogue
from dmfproof.statements.examine import examine
from dmfproof.statements.formula import expression_latex, expression_text
from dmfproof.statements.model import Statement
from dmfproof.statements.perturbed import equation_16, lemma_d_1
from dmfproof.statements.perturbed_vocabulary import (
    Constant,
    First,
    LargestTau,
    Other,
    PairHittingTime,
    PhaseTime,
    Product,
    ScalarFrom,
    beta,
    c,
    tau,
)
from dmfproof.statements.vocabulary import N, alpha, eta, k, lam
from dmfproof.verdict import Outcome

CHAPTER = [statement for statement in catalogue().values() if statement.id.startswith("perturbed.")]
PROVED = {
    "perturbed.lemma_2_9": "proved for all N and k",
    "perturbed.lemma_d_2": "proved for all N and k",
    "perturbed.key_lemma": "proved for all N",
}


def test_the_chapter_has_its_ten_statements() -> None:
    equations, lemmas = ["equation_15", "equation_16", "key_lemma"], ["2_11", "2_12", "2_9", "d_1", "d_2", "d_3"]
    names = [*equations, *(f"lemma_{number}" for number in lemmas), "remark_1_4"]
    assert [statement.id for statement in CHAPTER] == [f"perturbed.{name}" for name in names]


@pytest.mark.parametrize("statement", CHAPTER, ids=lambda s: s.id)
def test_every_derivation_is_verified(statement: Statement) -> None:
    assert [outcome for _, outcome in derive(statement) if outcome is not Outcome.CERTIFIED] == []


@pytest.mark.parametrize("statement", [s for s in CHAPTER if s.id in PROVED], ids=lambda s: s.id)
def test_what_certificates_prove_is_called_proved(statement: Statement) -> None:
    assert {evidence_of(claim) for claim in statement.claims} == {PROVED[statement.id]}


# The false forms, each with an exact witness.
FALSE = [
    ("lemma_d_3", "behind_the_smaller", {"N": 2, "lam": 0, "d2": 1, "d1": "2/5", "eta": "1/48", "k": 63}),
    ("lemma_d_2", "first_factor_ahead", {"N": 2, "lam": 1, "d2": 1, "d1": "1/2", "eta": "1/6", "k": 40}),
    ("lemma_d_1", "concave_below_zero", {"N": 3, "lam": -200, "p": "3/20", "x": 1, "eta": "1/4"}),
    ("key_lemma", "above_unordered", {"N": 3, "d2": 1, "d1": 4, "lam": -100, "eta": "1/28"}),
    ("lemma_2_12", "keeps_its_sign", {"N": 2, "lam": -1, "alpha": "1/10", "beta": "1/100", "eta": "1/50", "k": 80}),
]


@pytest.mark.parametrize(("name", "mutant", "point"), FALSE, ids=[mutant for _, mutant, _ in FALSE])
def test_a_false_form_is_refuted_at_its_witness(name: str, mutant: str, point: dict[str, object]) -> None:
    claim = catalogue()[f"perturbed.{name}"].claim(mutant)
    assert examine(claim, {key: str(value) for key, value in point.items()}).outcome is Outcome.REFUTED


def test_without_c_the_product_overshoots() -> None:
    # N = 3, lam = 1, d = (0, 1/2), eta = 1/3 = 1/(N max(d2, lam^(1/N))^(2N-2)): p - 1 reaches 6e-7
    start = (sp.Integer(3), sp.Integer(1), sp.Integer(0), sp.Rational(1, 2), sp.Rational(1, 3))
    above = [step for step in range(60) if decide(Product(step, *start) > 1, {}) is Outcome.CERTIFIED]
    assert above
    excess = max(enclose(Product(step, *start) - 1, {}) for step in above)
    assert 5e-7 < float(excess.mid()) < 7e-7


def test_for_n_up_to_8_the_second_derivative_is_the_one_the_certificates_are_about() -> None:
    p, x, z = lemma_d_1.p, lemma_d_1.x, lemma_d_1.z
    stated = 2 * (N - 1) * z * lemma_d_1.w ** (N - 3) * lemma_d_1.Q / x**6
    for n in range(2, 9):
        point = {p: F(3, 7), x: F(5, 4), z: F(2, 9)}
        second = sp.diff(lemma_d_1.f.subs(N, n), x, 2)
        assert exact_value(second, point) == exact_value(stated.subs(N, n), point)


PAIR = (sp.Integer(2), sp.Integer(-1), sp.Rational(9, 100), sp.Rational(1, 10), sp.Rational(1, 50))
TIMED = (sp.Integer(2), sp.Integer(-1), sp.Rational(1, 10), sp.Rational(1, 100), sp.Rational(1, 50))


def test_heads_are_exact_where_exact_values_are_short() -> None:
    assert exact_value(First(1, *PAIR), {}).rational() == F(9, 100) - F(1009, 1000) / 500
    assert exact_value(Product(0, *PAIR), {}).rational() == F(9, 1000)
    assert exact_value(PhaseTime(*TIMED), {}).rational() == 74
    assert exact_value(PairHittingTime(*TIMED, sp.Rational(1, 100)), {}).rational() == 380
    with pytest.raises(NotExact):
        exact_value(Other(60, *PAIR), {})
    with pytest.raises(NotExact):
        exact_value(Constant(2), {})


def test_heads_say_what_they_cannot_evaluate() -> None:
    with pytest.raises(Undetermined, match="beyond the budget of 100 steps"):
        enclose(First(101, *PAIR), {}, budget=Budget(max_steps=100))
    with pytest.raises(Undetermined, match="raise max_steps"):
        enclose(PhaseTime(*TIMED), {}, budget=Budget(max_steps=0))
    with pytest.raises(Unsupported, match="negative"):
        enclose(First(-1, *PAIR), {})
    with pytest.raises(Unsupported, match="exact rational parameters"):
        enclose(First(1, *PAIR[:-1], sp.sqrt(2)), {})


def test_identical_initialisation_from_an_irrational_start_stays_at_its_limit() -> None:
    at_limit = ScalarFrom(7, 3, 2, sp.Integer(2) ** sp.Rational(1, 3), sp.Rational(1, 20))
    assert decide(sp.Eq(at_limit**3, 2, evaluate=False), {}) is Outcome.CERTIFIED


def test_the_largest_tau_is_the_edge_of_its_condition() -> None:
    point = {N: 3, lam: F(-2), alpha: F(1), beta: F(1, 3)}
    edge = enclose(LargestTau(N, lam, alpha, beta), point)
    for shift, outcome in ((F(-1, 10**9), Outcome.CERTIFIED), (F(1, 10**9), Outcome.REFUTED)):
        value = F(float(edge.mid())).limit_denominator(10**15) + shift
        assert decide(equation_16.tau_serves, {**point, tau: value}) is outcome


def test_heads_are_written_as_in_the_paper() -> None:
    assert expression_text(First(k, N, lam, 1, 2, eta)) == "d1(k; N, lam, 1, 2, eta)"
    assert expression_latex(First(k, N, lam, 1, 2, eta)) == r"d_1\left(k; N, \lambda, 1, 2, \eta\right)"
    assert (expression_text(c), expression_text(Constant(N + 1))) == ("c", "c(N + 1)")
