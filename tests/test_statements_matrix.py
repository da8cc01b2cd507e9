"""Specify the matrix chapter: its forms, its false forms with their witnesses, and the computations that decide it."""

from __future__ import annotations

import random
from fractions import Fraction as F

import pytest
import sympy as sp

from dmfproof.arithmetic.evaluator import Budget, Undetermined, decide, enclose, exact_value
from dmfproof.campaign.attack import PROFILES, attack
from dmfproof.campaign.verification import cover_row
from dmfproof.errors import OutsideDomain
from dmfproof.proof.derive import derive
from dmfproof.statements.catalogue import catalogue
from dmfproof.statements.examine import examine
from dmfproof.statements.formula import expression_latex, expression_text
from dmfproof.statements.matrix_vocabulary import (
    Above,
    EffectiveRank,
    MaxOver,
    Noisy,
    entry,
    i,
    noise,
    noisy_values,
    rank_of_best,
    spectrum,
    xi,
)
from dmfproof.statements.model import Mutant, Statement
from dmfproof.statements.rank_monotone import first_of_falling
from dmfproof.statements.spectrum_vocabulary import L
from dmfproof.statements.vocabulary import N, alpha, eta
from dmfproof.verdict import Outcome

CHAPTER = [statement for statement in catalogue().values() if statement.id.startswith("matrix.")]
MUTANTS = [(statement, mutant) for statement in CHAPTER for mutant in statement.mutants]
BUDGET = Budget(max_steps=10_000, max_bits=2048)


def verdict(identifier: str, claim: str, **values: object) -> Outcome:
    point = {name: str(value) for name, value in values.items()}
    return examine(catalogue()[f"matrix.{identifier}"].claim(claim), point, budget=BUDGET).outcome


def test_the_chapter_has_its_statements() -> None:
    theorems = ["remark_3_3", "remark_3_6", "theorem_1_1", "theorem_1_3", "theorem_3_1", "theorem_3_5"]
    lemmas = ["equation_9", "lemma_2_1", "lemma_2_8", "lemma_3_8", "monotone_effective_rank"]
    assert [statement.id for statement in CHAPTER] == [f"matrix.{name}" for name in [*lemmas, *theorems]]


@pytest.mark.parametrize("statement", CHAPTER, ids=lambda s: s.id)
def test_every_derivation_is_verified(statement: Statement) -> None:
    assert [outcome for _, outcome in derive(statement) if outcome is not Outcome.CERTIFIED] == []


@pytest.mark.parametrize("statement", CHAPTER, ids=lambda s: s.id)
def test_every_claim_family_has_a_mutant(statement: Statement) -> None:
    assert statement.mutants


@pytest.mark.parametrize("statement", CHAPTER, ids=lambda s: s.id)
def test_every_witness_certifies_its_claim(statement: Statement) -> None:
    found = [examine(statement.claim(w.claim), w.point, budget=BUDGET).outcome for w in statement.witnesses]
    assert [outcome for outcome in found if outcome is not Outcome.CERTIFIED] == []


@pytest.mark.parametrize(
    ("statement", "mutant"), [pair for pair in MUTANTS if pair[1].witness], ids=lambda x: getattr(x, "name", "")
)
def test_a_false_form_is_refuted_at_its_witness(statement: Statement, mutant: Mutant) -> None:
    assert mutant.witness is not None
    assert examine(mutant.claim, mutant.witness, budget=BUDGET).outcome is Outcome.REFUTED


@pytest.mark.deep
@pytest.mark.parametrize(("statement", "mutant"), MUTANTS, ids=lambda x: getattr(x, "name", ""))
def test_every_mutant_dies_on_three_seeds(statement: Statement, mutant: Mutant) -> None:
    profile = PROFILES["quick"]
    for seed in (101, 102, 103):
        record = attack(mutant.claim, examples=profile.mutant_examples, seed_value=seed, budget=profile.budget)
        assert record.outcome is Outcome.REFUTED


# --- the vocabulary ------------------------------------------------------------------------------------------------
POINT = {N: 2, spectrum: (F(2), F(1), F(1), F(0)), alpha: F(1), L: 2}


def test_eigenvalues_above_a_threshold_are_counted_strictly() -> None:
    assert exact_value(Above(spectrum, alpha**N), POINT).rational() == 1


def test_a_maximum_over_an_index_is_exact_where_its_terms_are() -> None:
    assert exact_value(MaxOver(entry(i) ** 2, i, 2, 4), POINT).rational() == 1


def test_a_maximum_over_no_index_is_undetermined() -> None:
    with pytest.raises(Undetermined, match="a maximum over no index"):
        enclose(MaxOver(entry(i), i, 2, 1), POINT)


def test_the_rank_of_the_best_approximation_is_exact() -> None:
    assert exact_value(rank_of_best(), POINT).rational() == F(3, 2)


def test_the_effective_rank_starts_at_n() -> None:
    start = EffectiveRank(0, N, spectrum, alpha, eta)
    assert decide(sp.Abs(start - 4) < sp.Rational(1, 10**15), {**POINT, eta: F(1, 8)}) is Outcome.CERTIFIED


def test_noise_moves_no_eigenvalue_farther_than_its_size() -> None:
    assert noisy_values((F(3), F(1)), ((F(-9), F(18)),), F(2)) == (F(3), F(2))
    row = {**POINT, noise: ((F(9), F(-9), F(0), F(0)),), xi: F(1, 2)}
    values = [exact_value(Noisy(spectrum, noise, xi, index), row).rational() for index in (1, 2, 3, 4)]
    assert values == [F(5, 2), F(1), F(1, 2), F(0)]


def test_formulas_are_written_for_readers() -> None:
    assert expression_text(rank_of_best()) == "1 + Sum(lam_i, (i, 2, L))/lam_1"
    assert expression_latex(MaxOver(entry(i), i, 1, L)) == r"\max_{1 \leq i \leq L} \lambda_{i}"
    assert expression_text(Above(spectrum, alpha**N)) == "#(lam_i > alpha^N)"


# --- decoupling ----------------------------------------------------------------------------------------------------
PLANE = {"spectrum": "3,-1", "S": "0,1/2;-1/2,0", "alpha": "1/2", "eta": "1/10"}


@pytest.mark.parametrize("depth", [1, 2, 3, 4])
def test_matrix_descent_is_the_scalar_descent_entry_by_entry(depth: int) -> None:
    assert verdict("lemma_2_1", "decoupled", N=depth, k=3, **PLANE) is Outcome.CERTIFIED


@pytest.mark.parametrize(("depth", "which"), [(1, 1), (2, 2), (3, 2), (4, 4)])
def test_any_one_factor_may_be_perturbed(depth: int, which: int) -> None:
    assert verdict("lemma_2_8", "decoupled", N=depth, k=2, j=which, beta="1/7", **PLANE) is Outcome.CERTIFIED


@pytest.mark.parametrize("claim", ["start_not_commuting", "own_step_sizes", "truth_not_symmetric"])
def test_without_its_conditions_decoupling_is_refuted(claim: str) -> None:
    values = {**PLANE, "spectrum": "3,1"}
    assert verdict("lemma_2_1", claim, N=2, k=2, **values) is Outcome.REFUTED


@pytest.mark.parametrize("claim", ["perturbed_twice", "perturbed_elsewhere", "own_step_sizes"])
def test_without_its_conditions_the_pair_is_refuted(claim: str) -> None:
    assert verdict("lemma_2_8", claim, N=3, k=2, j=1, beta="1/7", **PLANE) is Outcome.REFUTED


def test_entries_that_grow_too_long_leave_decoupling_undecided() -> None:
    assert verdict("lemma_2_1", "decoupled", N=4, k=7, **PLANE) is Outcome.UNDECIDED


# --- windows -------------------------------------------------------------------------------------------------------
NEAR = {"N": 2, "spectrum": "1,1/100", "L": 1, "e": "1/10", "e_prime": "1/400", "alpha": "1/100", "eta": "1/5"}


def test_a_short_window_is_decided_at_every_iteration() -> None:
    claim = catalogue()["matrix.theorem_3_5"].claim("window_paper")
    found = examine(claim, {name: str(value) for name, value in NEAR.items()}, budget=BUDGET)
    assert (found.outcome, found.method) == (Outcome.CERTIFIED, "balls, 96 bits, at every k from end to end")


def test_a_far_window_is_decided_by_hitting_times() -> None:
    claim = catalogue()["matrix.theorem_3_5"].claim("window")
    far = {"N": "4", "spectrum": "1,1/100", "L": "1", "e": "1/10", "e_prime": "1/400", "alpha": "1/100", "eta": "1/20"}
    found = examine(claim, far, budget=BUDGET)
    assert (found.outcome, found.method) == (Outcome.CERTIFIED, "hitting times at the window's ends: every k between")


def test_an_empty_window_is_outside_the_claim() -> None:
    with pytest.raises(OutsideDomain, match="the window is empty: it opens at k = 71 and closes at k = 8"):
        verdict("theorem_3_5", "window_paper", **{**NEAR, "spectrum": "1,9/10"})


def test_lam_1_converged_within_e_needs_the_factor() -> None:
    # N = 4, alpha^4 just above lam_2: at the window's beginning w_1 = (1-e) lam_1 and w_2 is still alpha^4
    point = {"N": 4, "spectrum": "2.5,.0092982", "L": 1, "alpha": ".37723", "e": ".1", "eta": ".0251"}
    assert verdict("theorem_3_5", "without_factor", **point) is Outcome.REFUTED
    assert verdict("theorem_3_5", "no_end", **point) is Outcome.CERTIFIED


def random_window(rng: random.Random) -> dict[str, str]:
    """Draw a spectrum with gaps, clusters, zeros and values near alpha^N, and a window of Theorem 3.5 for it."""
    n, depth = rng.randint(2, 8), rng.randint(2, 5)
    cut = rng.randint(1, n - 1)
    top = F(rng.randint(1, 10**4), 10 ** rng.randint(0, 4))
    kept = [top * F(rng.randint(60, 100), 100) for _ in range(cut)]
    if rng.random() < 0.5:  # a cluster
        kept = [kept[0] * (1 + rng.choice((0, 1, -1)) * F(1, 10 ** rng.randint(1, 12))) for _ in kept]
    edge = max(kept) * F(rng.randint(1, 30), 100)
    start = edge * F(rng.randint(1, 300), 1000)
    rest = [
        edge,
        *(rng.choice((edge, F(0), start, start * F(999, 1000), start * F(1001, 1000), edge / 7)) for _ in kept),
    ]
    values = sorted(kept + rest[: n - cut], reverse=True)
    # alpha = start^(1/N), rounded to six digits
    alpha_ = F(float(start) ** (1 / depth)).limit_denominator(10**6) or F(1, 10**6)
    most = (depth - 1) * edge / (2 * depth - 1)
    least = alpha_**depth
    threshold = least + (most - least) * rng.choice((F(1), F(1, 2), F(999, 1000), F(1, 10)))
    size = F(float(values[0]) ** (2 / depth - 2)) / (3 * depth - 2) * rng.choice((F(999, 1000), F(1, 2), F(1, 3)))
    texts = {"spectrum": ",".join(map(str, values)), "L": cut, "alpha": alpha_, "e_prime": threshold, "N": depth}
    texts["e"], texts["eta"] = F(rng.randint(1, 90), 100), size.limit_denominator(10**9)
    return {name: str(value) for name, value in texts.items()}


def windows(seed: int, wanted: int) -> list[Outcome]:
    """Decide the paper's window and the two ends of it on random spectra; only windows with an iteration count."""
    rng, found = random.Random(seed), list[Outcome]()
    claims = [
        catalogue()["matrix.theorem_3_5"].claim(name) for name in ("window_paper", "window", "closes_early_enough")
    ]
    while len(found) < wanted * len(claims):
        point = random_window(rng)
        try:
            found += [examine(claim, point, budget=BUDGET).outcome for claim in claims]
        except OutsideDomain:
            found = found[: len(found) // len(claims) * len(claims)]
    return found


def test_windows_lie_inside_the_exact_windows_on_60_random_spectra() -> None:
    assert set(windows(1, 60)) == {Outcome.CERTIFIED}


@pytest.mark.deep
def test_windows_lie_inside_the_exact_windows_on_1000_random_spectra() -> None:
    assert set(windows(2, 1000)) == {Outcome.CERTIFIED}


# --- the abstract's claim ------------------------------------------------------------------------------------------
def test_a_zero_eigenvalue_lets_the_rank_fall_for_ever() -> None:
    point = {N: 2, spectrum: (F(1), F(1, 2), F(0)), alpha: F(1, 10), eta: F(1, 20)}
    assert first_of_falling(point) == 240


def test_where_all_eigenvalues_exceed_the_start_nothing_falls_for_ever() -> None:
    point = {N: 2, spectrum: (F(1), F(1, 2), F(1, 5)), alpha: F(1, 10), eta: F(1, 20)}
    assert first_of_falling(point, 1000) is None


def test_equal_eigenvalues_keep_the_rank() -> None:
    values = {"N": 3, "spectrum": "1,1,1", "alpha": "1/2", "eta": "1/7"}
    assert verdict("monotone_effective_rank", "falls_then_rises", **values) is Outcome.CERTIFIED


def test_the_convexity_that_unimodality_needs_is_covered_up_to_depth_8() -> None:
    statement = catalogue()["matrix.monotone_effective_rank"]
    rows = [cover_row(statement, index, PROFILES["quick"]) for index in range(len(statement.covers))]
    assert [row["covered_share"] for row in rows] == [1.0] * 14


@pytest.mark.deep
def test_the_rank_is_unimodal_on_3000_more_spectra() -> None:
    claim = catalogue()["matrix.monotone_effective_rank"].claim("falls_then_rises")
    record = attack(claim, examples=3000, seed_value=7, budget=BUDGET)
    assert (record.outcome, record.undecided) == (Outcome.CERTIFIED, {})


# --- noise and tolerances ------------------------------------------------------------------------------------------
def test_weyls_inequality_is_attained_by_a_multiple_of_the_identity() -> None:
    assert verdict("remark_3_3", "weyl", m=2, A="1,0;0,2", Z="3,0;0,3") is Outcome.CERTIFIED


def test_noise_of_rank_one_moves_farther_than_its_largest_entry() -> None:
    assert verdict("remark_3_3", "weyl_entrywise", m=2, A="0,0;0,0", Z="1,1;1,1") is Outcome.REFUTED


def test_the_two_halves_of_gamma_are_attained() -> None:
    statement = catalogue()["matrix.remark_3_6"]
    found = examine(statement.claim("two_halves"), statement.witnesses[0].point)
    assert found.margin == ("0", "0") or found.tightness is not None
