from __future__ import annotations

import json
from dataclasses import replace

import pytest
import sympy as sp

from dmfproof.arithmetic.evaluator import Budget
from dmfproof.campaign.mutate import mechanical_claim, mechanical_mutants, mutate
from dmfproof.cli.main import main
from dmfproof.errors import InvalidInput
from dmfproof.statements.catalogue import find
from dmfproof.statements.domain import Between
from dmfproof.statements.examine import examine
from dmfproof.statements.model import Claim, Form, Source, Statement
from dmfproof.verdict import Outcome

s, t, u = sp.symbols("s t u", real=True)
SHARP = Claim(name="sharp", says="", form=Form.SHARPER, tag="own", assumes=(t <= 2 * s,), concludes=t**2 <= 4 * s**2,
              domain=(Between(s, sp.Integer(1), sp.Integer(9)), Between(t, s, 2 * s, "both")))  # fmt: skip


def rows(claim, examples=40):
    statement = Statement(title="", source=Source("own", ""), claims=(claim,))
    return {row["mutant"]: row for row in mutate(statement, claim, examples=examples, seed=0, budget=Budget())}


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


def test_an_assumption_that_the_rest_implies_is_called_so():
    found = rows(replace(SHARP, assumes=(t <= 2 * s, t >= s / 2, s**2 >= 0)))
    assert "implies it" in found["sharp:assumption-3"]["how"]


def test_a_slack_inequality_survives():
    found = rows(replace(SHARP, concludes=t <= 3 * s))
    assert found["sharp:inequality-1"]["how"] == "not sharp to 1%, or campaign too weak"


def test_a_claim_about_every_step_is_certified_no_more_once_it_is_changed():
    claim = find("scalar.lemma_2_2").claim("stays_below")
    assert all(v.concludes.because == sp.false for m in mechanical_mutants(claim) for v in m.variants)


def test_an_unknown_mutant_is_refused_with_the_known_ones():
    with pytest.raises(InvalidInput, match="it has sharp:weaken-1, sharp:drop-1"):
        mechanical_claim([SHARP], "sharp:weaken-9")


def test_the_command_shows_a_line_that_refutes_again(capsys):
    assert main(["mutate", "scalar.lemma_2_2", "--claim", "stays_below", "--json"]) == 0
    killed = [row for row in json.loads(capsys.readouterr().out)["mutants"] if row["result"] == "killed"]
    assert len(killed) >= 3
    assert main(killed[0]["command"].split()[1:]) == 1
