from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction

import pytest
import sympy as sp

from dmfproof.arithmetic.evaluator import Budget, Undetermined, enclose
from dmfproof.campaign import mutate as module
from dmfproof.campaign.assembly import Task
from dmfproof.campaign.attack import PROFILES
from dmfproof.campaign.mutants import mechanical_claim, mechanical_mutants
from dmfproof.campaign.mutate import attack_mutants, mutate, tightest
from dmfproof.campaign.verification import run_task
from dmfproof.cli.main import main
from dmfproof.errors import InvalidInput
from dmfproof.statements.catalogue import find
from dmfproof.statements.domain import Between
from dmfproof.statements.examine import examine
from dmfproof.statements.model import Claim, Form, Source, Statement
from dmfproof.statements.perturbed_vocabulary import LargestTau, beta
from dmfproof.statements.vocabulary import N, alpha, lam
from dmfproof.verdict import Outcome, Verdict

s, t, u = sp.symbols("s t u", real=True)
SHARP = Claim(name="sharp", says="", form=Form.SHARPER, tag="own", assumes=(t <= 2 * s,), concludes=t**2 <= 4 * s**2,
              domain=(Between(s, sp.Integer(1), sp.Integer(9)), Between(t, s, 2 * s, "both")))  # fmt: skip


def rows(claim, draws=40, known=()):
    statement = Statement(title="", source=Source("own", ""), claims=(claim,))
    found = attack_mutants(statement, claim, draws=draws, seed=0, budget=Budget(), known=known)
    return {row["mutant"]: row for row in found}


def test_without_draws_and_points_everything_survives_and_says_so():
    found = rows(SHARP, draws=0)
    assert {row["result"] for row in found.values()} == {"survived"}
    assert found["sharp:assumption-1"]["how"].startswith("assumption not needed, or campaign too weak: no drawn point")
    assert found["sharp:inequality-1"]["how"].endswith("no drawn point meets its assumptions")


def test_a_sharp_claim_kills_all_of_its_mutants_and_the_witnesses_refute():
    found = rows(SHARP)
    assert {row["result"] for row in found.values()} == {"killed"}
    assert found["sharp:assumption-1"]["by"] == "sharp:weaken-1"
    for row in found.values():
        assert examine(mechanical_claim([SHARP], row["by"]), row["witness"]).outcome is Outcome.REFUTED


def test_a_superfluous_assumption_survives_and_is_not_hidden():
    unrelated = Between(u, sp.Integer(0), s)
    found = rows(replace(SHARP, domain=(*SHARP.domain, unrelated), assumes=(t <= 2 * s, u < s)))
    assert found["sharp:assumption-2"]["result"] == "survived"
    assert found["sharp:assumption-2"]["how"] == "assumption not needed, or campaign too weak"
    assert found["sharp:assumption-2"]["points"] > 0


def test_an_assumption_that_the_rest_implies_is_called_so():
    found = rows(replace(SHARP, assumes=(t <= 2 * s, t >= s / 2, s**2 >= 0)))
    assert "may imply it" in found["sharp:assumption-3"]["how"]


def test_a_known_point_kills_before_any_draw_is_made():
    found = rows(SHARP, draws=0, known=[{"s": "2", "t": "3"}, {"s": "2", "t": "4"}])
    assert found["sharp:inequality-1"]["how"] == "at a known point"
    assert found["sharp:inequality-1"]["witness"] == {"s": "2", "t": "4"}


def test_the_tightest_points_come_first_whatever_their_order():
    points = [({"s": "1"}, None), ({"s": "3"}, 0.5), ({"s": "2"}, 1.0), ({"s": "4"}, 0.5)]
    assert [point["s"] for point in tightest(points)] == ["2", "3", "4", "1"]
    assert tightest(points[::-1]) == tightest(points)


def test_more_draws_kill_what_fewer_do():
    few, many = rows(SHARP, draws=6), rows(SHARP, draws=60)
    killed = [name for name, row in few.items() if row["result"] == "killed"]
    assert killed
    assert {many[name]["result"] for name in killed} == {"killed"}
    assert all(many[name] == few[name] for name in killed if many[name]["by"] == few[name]["by"])


def test_an_examination_that_fails_is_counted_and_is_no_verdict(monkeypatch):
    def fail(*_, **__):
        raise TypeError("no rule")

    monkeypatch.setattr(module, "examine", fail)
    for row in rows(SHARP, draws=2).values():
        assert (row["result"], list(row["faults"])) == ("survived", ["TypeError: no rule"])


def test_undecided_points_are_not_taken_for_a_test(monkeypatch):
    monkeypatch.setattr(module, "examine", lambda *_, **__: Verdict(Outcome.UNDECIDED, "none"))
    row = rows(SHARP, draws=3)["sharp:inequality-1"]
    assert (row["points"], row["undecided"]) == (3, 3)
    assert row["how"].endswith("every point that was examined is undecided")


def test_where_there_is_no_largest_tau_the_point_is_undecided_and_the_search_ends():
    tau = LargestTau(N, lam, alpha, beta)
    beyond = {N: 2, lam: Fraction(-1), alpha: Fraction(1)}
    assert enclose(tau, beyond | {beta: Fraction(2)}) > 0
    for out in ({beta: Fraction(5, 2)}, {beta: Fraction(1), lam: Fraction(0)}):
        with pytest.raises(Undetermined, match="there is a largest tau for lam != 0"):
            enclose(tau, beyond | out)


def test_a_replaced_number_is_replaced_everywhere_and_nowhere_else():
    claim = replace(SHARP, concludes=sp.Le(sp.Abs(t - 7), 7 * sp.Max(s, 3), evaluate=False))
    [number] = [mutant for mutant in mechanical_mutants(claim) if mutant.what == "7"]
    assert number.variants[0].concludes.subs({s: 4, t: 1}) == sp.true
    assert sp.Rational(707, 100) in number.variants[0].concludes.atoms(sp.Rational)
    assert 7 not in number.variants[0].concludes.atoms(sp.Rational)


def test_a_slack_inequality_survives():
    found = rows(replace(SHARP, concludes=t <= 3 * s))
    assert found["sharp:inequality-1"]["how"] == "not sharp to 1%, or campaign too weak"


def test_a_claim_about_every_step_is_certified_no_more_once_it_is_changed():
    claim = find("scalar.lemma_2_2").claim("stays_below")
    assert all(v.concludes.because == sp.false for m in mechanical_mutants(claim) for v in m.variants)


def test_an_unknown_mutant_is_refused_with_the_known_ones():
    with pytest.raises(InvalidInput, match="it has sharp:weaken-1, sharp:drop-1"):
        mechanical_claim([SHARP], "sharp:weaken-9")


def test_a_verification_kills_no_mutant_that_the_command_does_not_kill():
    statement = find("scalar.contraction")
    claim = statement.claims[0]
    profile = PROFILES["standard"]
    hard = {row["mutant"]: row for row in mutate(statement, claim, profile=profile, draws=30, seed=5)}
    task = Task("claim", statement.id, claim.name)
    known = run_task(task, profile, 5)["known"]
    soft = run_task(replace(task, kind="mechanical"), profile, 5, known)
    killed = [row for row in soft if row["result"] == "killed"]
    assert killed
    for row in killed:  # with more draws a nearer variant may fall first
        stronger = hard[row["mutant"]]
        assert stronger == row or (stronger["result"] == "killed" and stronger["by"] != row["by"])


def test_the_command_shows_a_line_that_refutes_again(capsys):
    assert main(["mutate", "scalar.lemma_2_2", "--claim", "stays_below", "--json"]) == 0
    killed = [row for row in json.loads(capsys.readouterr().out)["mutants"] if row["result"] == "killed"]
    assert len(killed) >= 3
    assert main(killed[0]["command"].split()[1:]) == 1
