from __future__ import annotations

from dataclasses import replace

import pytest
import sympy as sp

from dmfproof.arithmetic.evaluator import Budget
from dmfproof.campaign.attack import attack
from dmfproof.errors import InvalidInput
from dmfproof.rational import parse_rational
from dmfproof.statements.domain import descent
from dmfproof.statements.examine import OutsideDomain, examine, parse_point, write_point
from dmfproof.statements.model import Claim, ForEveryStep, Form, strictly, x, x_next
from dmfproof.statements.scalar.theorem_2_4 import STATEMENT
from dmfproof.statements.vocabulary import N, alpha, eta, lam, rho
from dmfproof.verdict import Outcome

POINT = {"N": "2", "lam": "1", "alpha": "1/100", "eta": "1/5", "eps": "1/2"}
DOMAIN = descent(signs="+", start=(sp.Integer(0), rho), step=1 / (N * lam ** (2 - 2 / N)), depth=(2, 4))
LARGE_STEPS = descent(signs="+", start=(sp.Integer(0), rho), step=sp.Integer(2), depth=(2, 4))
MONOTONE = ForEveryStep(
    step=x_next >= x, because=eta * N * lam ** (2 - 2 / N) <= 1, argument="1 - eta h lies in [0, 1] on the orbit"
)


def _claim(concludes: sp.Basic | ForEveryStep, *assumes: sp.Basic) -> Claim:
    return Claim(
        name="test", says="", form=Form.SHARPER, tag="sharper", domain=DOMAIN, assumes=assumes, concludes=concludes
    )


def test_a_point_needs_every_variable_and_no_other() -> None:
    claim = STATEMENT.claim("upper_both_phases")
    with pytest.raises(InvalidInput, match="eps=none is missing"):
        parse_point(claim, {k: v for k, v in POINT.items() if k != "eps"})
    with pytest.raises(InvalidInput, match="beta=1 is no variable of this claim"):
        parse_point(claim, {**POINT, "beta": "1"})
    with pytest.raises(InvalidInput, match="eta=1/0 is a division by zero"):
        parse_point(claim, {**POINT, "eta": "1/0"})


def test_a_point_is_written_as_it_is_read() -> None:
    claim = STATEMENT.claim("upper_both_phases")
    assert write_point(parse_point(claim, POINT)) == POINT


def test_a_claim_says_nothing_outside_its_domain() -> None:
    with pytest.raises(OutsideDomain, match="does not hold there"):
        examine(STATEMENT.claim("upper_both_phases"), {**POINT, "eta": "3/5"})


def test_the_sandwich_is_certified_with_margin_and_tightness() -> None:
    verdict = examine(STATEMENT.claim("upper_both_phases"), POINT)
    assert verdict.outcome is Outcome.CERTIFIED
    assert verdict.margin is not None
    assert verdict.tightness is not None
    assert all(0 < parse_rational(end) <= 1 for end in verdict.tightness)


def test_a_false_bound_is_refuted() -> None:
    verdict = examine(STATEMENT.claim("no_delay"), POINT)
    assert verdict.outcome is Outcome.REFUTED
    assert verdict.margin == ("-1", "-1")


def test_a_small_budget_leaves_the_bound_undecided_and_says_so() -> None:
    hard = {"N": "3", "lam": "1", "alpha": "1/1000", "eta": "3333/10000000000", "eps": "1/1000"}
    verdict = examine(STATEMENT.claim("upper_both_phases"), hard, budget=Budget(max_steps=3, max_bits=64))
    assert verdict.outcome in (Outcome.CERTIFIED, Outcome.UNDECIDED)
    assert verdict.outcome is Outcome.CERTIFIED or verdict.reason


def test_every_step_is_certified_by_the_sufficient_condition() -> None:
    point = {N: 3, lam: parse_rational("8"), alpha: parse_rational("1/2"), eta: parse_rational("1/48")}
    verdict = examine(_claim(MONOTONE), point)
    assert verdict.outcome is Outcome.CERTIFIED
    assert verdict.method.startswith("all k: ")


def test_every_step_is_refuted_along_the_orbit() -> None:
    point = {N: 2, lam: parse_rational("1"), alpha: parse_rational("1/2"), eta: parse_rational("3/2")}
    verdict = examine(replace(_claim(MONOTONE), domain=LARGE_STEPS), point)
    assert verdict.outcome is Outcome.REFUTED
    assert "k = 1 breaks it" in verdict.reason


def test_every_step_is_undecided_where_neither_side_is_proved() -> None:
    point = {N: 2, lam: parse_rational("1"), alpha: parse_rational("1/1000000"), eta: parse_rational("51/100")}
    few = ForEveryStep(step=MONOTONE.step, because=MONOTONE.because, argument="", attack=3)
    verdict = examine(_claim(few), point)
    assert verdict.outcome is Outcome.UNDECIDED
    assert "3 steps do not break the claim" in verdict.reason


def test_a_wrong_argument_is_caught_by_the_orbit() -> None:
    wrong = ForEveryStep(step=x_next <= x, because=eta <= 1, argument="wrong on purpose")
    point = {N: 2, lam: parse_rational("1"), alpha: parse_rational("1/2"), eta: parse_rational("1/4")}
    found = examine(_claim(wrong), point)
    assert found.outcome is Outcome.REFUTED
    assert "the argument is wrong" in found.reason


def test_an_attack_counts_what_it_certified_and_finds_a_strict_point() -> None:
    claim = _claim(sp.Le(alpha**N, lam), eta * N * lam ** (2 - 2 / N) <= 1)
    record = attack(claim, examples=30, seed_value=1, budget=Budget())
    assert record.outcome is Outcome.CERTIFIED
    assert record.certified + sum(record.undecided.values()) + record.outside <= record.drawn
    assert record.certified > 20
    assert record.strict is not None


def test_an_attack_shrinks_what_refutes() -> None:
    record = attack(_claim(sp.Le(alpha, sp.Rational(1, 2))), examples=500, seed_value=1, budget=Budget())
    assert record.outcome is Outcome.REFUTED
    assert record.counterexample is not None
    assert record.counterexample["N"] == "2"
    assert len(record.counterexample["alpha"]) <= 5


def test_a_vacuous_claim_has_no_strict_point() -> None:
    record = attack(_claim(sp.Le(alpha, 0), alpha < 0), examples=30, seed_value=1, budget=Budget())
    assert record.outcome is Outcome.UNDECIDED
    assert record.strict is None
    assert record.outside > 0


def test_the_same_seed_gives_the_same_record() -> None:
    claim = STATEMENT.claim("lower_second_phase")
    first, second = (attack(claim, examples=8, seed_value=5, budget=Budget(max_steps=2000)) for _ in range(2))
    assert first.summary() == second.summary()
    assert attack(claim, examples=8, seed_value=6, budget=Budget(max_steps=2000)).summary() != first.summary()


def test_a_strict_assumption_keeps_the_conditions_of_its_cases():
    cases = sp.Piecewise((lam, lam <= 1), (1, True))
    assert strictly(sp.Le(eta, cases, evaluate=False)) == sp.Lt(eta, cases, evaluate=False)
    both = sp.And(lam <= alpha, eta < alpha)
    assert strictly(both).args == sp.And(lam < alpha, eta < alpha).args
