"""The chapter on ACHL: what each statement certifies, what refutes its neighbours, where it says nothing."""

from contextlib import suppress
from fractions import Fraction as F

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

from dmfproof.arithmetic.evaluator import Budget
from dmfproof.campaign.attack import PROFILES, attack
from dmfproof.campaign.strategies import points
from dmfproof.errors import InvalidInput, OutsideDomain
from dmfproof.proof.derive import derive
from dmfproof.statements.arora2019 import lemma_2, theorem_3
from dmfproof.statements.catalogue import find, identifiers
from dmfproof.statements.examine import examine
from dmfproof.statements.show import statement_html, statement_latex, statement_text
from dmfproof.verdict import Outcome

NAMES = [name for name in identifiers() if name.startswith("arora2019.")]
CHAPTER = [find(name) for name in NAMES]
CLAIMS = [(statement.id, claim.name) for statement in CHAPTER for claim in statement.claims]
MUTANTS = [(statement.id, mutant.name) for statement in CHAPTER for mutant in statement.mutants]
EVERY_CHECK = list(HealthCheck)
QUICK = PROFILES["quick"].budget

STILL = {"K_in": "0,0;0,0", "K_hidden": "0,0,0;0,0,0;0,0,0", "K_out": "0,0;0,0"}
GENERIC = {
    "N": "3", "rows": "2", "columns": "2", "core": "2,1;1,-3", "hidden": "2",
    "K_in": "0,1/2;-1/2,0", "K_hidden": "0,1,2;-1,0,1/3;-2,-1/3,0", "K_out": "0,3;-3,0", "G": "1,2;-1/3,5",
}  # fmt: skip


def point_of(claim, **values):
    names = [draw.symbol.name for draw in claim.domain]
    return {name: values[name] for name in names}


def test_the_chapter_has_its_eight_statements():
    parts = ["balancedness", "end_to_end_dynamics", "lemma_2", "link_to_cgmr", "proposition_1"]
    assert [f"arora2019.{part}" for part in [*parts, "theorem_1", "theorem_2", "theorem_3"]] == NAMES


@pytest.mark.parametrize(("name", "claim"), CLAIMS, ids=lambda value: str(value).removeprefix("arora2019."))
def test_every_claim_is_certified_at_drawn_points(name, claim):
    record = attack(find(name).claim(claim), examples=10, seed_value=3, budget=QUICK)
    assert record.outcome is Outcome.CERTIFIED, record.summary()
    assert record.certified >= 4


@pytest.mark.parametrize(("name", "mutant"), MUTANTS, ids=lambda value: str(value).removeprefix("arora2019."))
def test_every_mutant_dies_within_sixty_draws(name, mutant):
    claim = find(name).claim(mutant)

    # Without shrinking, which costs more than the search.
    @seed(11)
    @settings(max_examples=60, database=None, deadline=None, phases=[Phase.generate], suppress_health_check=EVERY_CHECK)
    @given(points(claim.domain))
    def survives(point):
        with suppress(OutsideDomain):
            assert examine(claim, point, budget=QUICK).outcome is not Outcome.REFUTED, "dead"

    with pytest.raises(AssertionError, match="dead"):
        survives()


@pytest.mark.parametrize("statement", CHAPTER, ids=lambda statement: statement.id)
def test_every_step_of_a_derivation_is_an_identity(statement):
    assert [step.text for step, outcome in derive(statement) if outcome is not Outcome.CERTIFIED] == []


@pytest.mark.parametrize("statement", CHAPTER, ids=lambda statement: statement.id)
def test_every_statement_is_shown_in_all_forms(statement):
    assert statement.source.paper == "ACHL"
    for text in (statement_text(statement), statement_latex(statement), statement_html(statement)):
        assert statement.claims[0].name.replace("_", "") in text.replace("_", "").replace("\\", "")


@pytest.mark.parametrize("statement", [theorem_3.STATEMENT, lemma_2.STATEMENT], ids=lambda statement: statement.id)
@pytest.mark.parametrize("core", ["1,0;0,-1", "1,1;1,1", "0,0;0,0"])
def test_repeated_and_zero_singular_values_are_outside_the_domain(statement, core):
    with pytest.raises(OutsideDomain, match=r"sigma_1 > \.\.\. > sigma_n > 0 does not hold there"):
        examine(statement.claims[0], {**GENERIC, "core": core})


def test_a_claim_about_losses_says_nothing_about_a_fifth_one():
    claim = theorem_3.STATEMENT.claim("losses")
    values = {**GENERIC, "loss": "5", "truth": "1,0;0,1", "measurement": "1,2;3,4"}
    with pytest.raises(OutsideDomain, match="numbered 1 to 4"):
        examine(claim, point_of(claim, **values))


@pytest.mark.parametrize("loss", ["1", "2", "3", "4"])
@pytest.mark.parametrize("name", ["end_to_end_dynamics", "theorem_3", "lemma_2"])
def test_the_formulas_hold_for_each_loss(name, loss):
    claim = find(f"arora2019.{name}").claim("losses")
    values = {**GENERIC, "loss": loss, "truth": "1,0;1/2,1", "measurement": "1,-2;3,-4"}
    assert examine(claim, point_of(claim, **values)).outcome is Outcome.CERTIFIED


@pytest.mark.parametrize("claim", ["singular_values", "exactly"])
def test_theorem_3_holds_at_a_point_with_irrational_singular_values(claim):
    verdict = examine(theorem_3.STATEMENT.claim(claim), GENERIC)
    assert verdict.outcome is Outcome.CERTIFIED
    assert ("exact" in verdict.method) == (claim == "exactly")


def test_theorem_3_is_exact_where_singular_values_are_repeated():
    assert examine(theorem_3.STATEMENT.claim("exactly"), {**GENERIC, "core": "2,0;0,-2"}).outcome is Outcome.CERTIFIED
    with pytest.raises(OutsideDomain, match="no positive singular value"):
        examine(theorem_3.STATEMENT.claim("exactly"), {**GENERIC, "core": "0,0;0,0"})


def test_large_rational_singular_values_are_exact():
    # at this point a wrong minimal polynomial once refuted the claim
    values = {"N": "4", "s": "1000000000000", "columns": "2", "rows": "2", "hidden": "1", "G": "-3,0;0,0"}
    still = {**STILL, "K_hidden": "0,0;0,0"}
    assert examine(theorem_3.STATEMENT.claim("exactly_degenerate"), {**values, **still}).outcome is Outcome.CERTIFIED


def test_few_bits_leave_an_irrational_equality_undecided():
    verdict = examine(theorem_3.STATEMENT.claim("singular_values"), GENERIC, budget=Budget(max_bits=128))
    assert verdict.outcome is Outcome.UNDECIDED
    assert "128 bits" in verdict.reason


def test_a_wrong_formula_is_refuted_at_few_bits():
    assert examine(theorem_3.STATEMENT.claim("exponent_in_balls"), GENERIC).outcome is Outcome.REFUTED


def test_theorem_2_bounds_the_gap_by_the_dual_certificate():
    claim = find("arora2019.theorem_2").claim("nuclear_norm")
    point = {"N": "3", "n": "4", "m": "2", "a": "1,2,-1,1/2;0,1,1,3", "x": "0,1/2,1,1/3", "alpha": "1e-10"}
    verdict = examine(claim, point)
    assert verdict.outcome is Outcome.CERTIFIED
    assert 0 < float(verdict.tightness[1]) < 1e-18  # the gap is of order alpha^3, the bound of order alpha


def test_dependent_measurements_are_outside_the_domain():
    claim = find("arora2019.theorem_2").claim("nuclear_norm")
    with pytest.raises(OutsideDomain, match="rank"):
        examine(claim, {"N": "3", "n": "3", "m": "2", "a": "1,2,3;2,4,6", "x": "0,0,0", "alpha": "1/10"})


def test_a_tie_of_entropies_is_undecided():
    claim = find("arora2019.theorem_1").claim("least_entropy")
    verdict = examine(claim, {"N": "2", "n": "2", "m": "1", "a": "1,1", "x": "0,0", "alpha": "1/10"}, budget=QUICK)
    assert verdict.outcome is Outcome.UNDECIDED


def test_the_witness_of_proposition_1_is_certified_and_its_strong_reading_refuted():
    statement = find("arora2019.proposition_1")
    witness = statement.witnesses[0]
    assert examine(statement.claim(witness.claim), witness.point).outcome is Outcome.CERTIFIED
    strong = statement.claim("unique_and_no_local_minimiser")
    two, one = {"m": "2", "a": "1,0,0;0,1,0"}, {"m": "1", "a": "1,1/2,0"}  # the least solution has rank 2, and rank 1
    for measured in (two, one):
        point = {"N": "3", "n": "3", "x": "0,0,0", "alpha": "1/10", **measured}
        assert examine(strong, point).outcome is Outcome.REFUTED
        assert examine(statement.claim("unique_means_rank_one"), point).outcome is Outcome.CERTIFIED


def test_beyond_its_range_a_neighbour_is_not_better():
    claim = find("arora2019.proposition_1").claim("no_local_minimiser")
    with pytest.raises((OutsideDomain, InvalidInput)):
        examine(claim, {"d": "3", "y": "1,1", "K": "0,0,0;0,0,0;0,0,0", "epsilon": "2"})


def test_the_link_holds_for_negative_ground_truths():
    claim = find("arora2019.link_to_cgmr").claim("chain_rule")
    assert examine(claim, {"N": 5, "lam": F(-7, 3), "y": F(2, 9)}).outcome is Outcome.CERTIFIED


@pytest.mark.deep
@pytest.mark.parametrize(("name", "claim"), CLAIMS, ids=lambda value: str(value).removeprefix("arora2019."))
def test_every_claim_has_verdicts_at_a_thousand_points(name, claim):
    found, rounds = 0, 0
    while found < 1000:
        rounds += 1
        record = attack(find(name).claim(claim), examples=1200, seed_value=rounds, budget=PROFILES["standard"].budget)
        assert record.counterexample is None, record.summary()
        assert sum(record.undecided.values()) <= record.drawn / 20, record.summary()
        found += record.certified
    assert rounds <= 4


@pytest.mark.deep
@pytest.mark.parametrize("start", range(5))
@pytest.mark.parametrize(("name", "mutant"), MUTANTS, ids=lambda value: str(value).removeprefix("arora2019."))
def test_every_mutant_dies_on_several_seeds(name, mutant, start, monkeypatch):
    monkeypatch.setattr("dmfproof.campaign.attack._SHRINKS", 0)
    assert attack(find(name).claim(mutant), examples=1500, seed_value=start, budget=QUICK).counterexample is not None
