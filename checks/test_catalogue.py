"""What every statement owes: its claims survive, are not vacuous, and its false neighbours die."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dmfproof.campaign.attack import Profile, Record
from dmfproof.statements.catalogue import catalogue
from dmfproof.statements.examine import examine
from dmfproof.statements.model import Claim, Form, Mutant, Statement
from dmfproof.verdict import Outcome

STATEMENTS = list(catalogue().values())
CLAIMS = [pytest.param(s, c, id=f"{s.id}-{c.name}") for s in STATEMENTS for c in s.claims]
MUTANTS = [pytest.param(s, m, id=f"{s.id}-{m.name}") for s in STATEMENTS for m in s.mutants]
KNOWN = [pytest.param(m, id=f"{s.id}-{m.name}") for s in STATEMENTS for m in s.mutants if m.witness]
ATTAINED = [pytest.param(s, w, id=f"{s.id}-{w.claim}") for s in STATEMENTS for w in s.witnesses]


@pytest.mark.parametrize(("statement", "claim"), CLAIMS)
def test_claim_is_certified_at_every_decided_point_and_not_vacuous(
    statement: Statement, claim: Claim, dmf_attack: Callable[..., Record]
) -> None:
    record = dmf_attack(claim, statement.id)
    assert record.strict is not None, f"no certified point with all assumptions strict: {record.summary()}"
    assert record.certified > sum(record.undecided.values()), record.summary()


@pytest.mark.parametrize(("statement", "mutant"), MUTANTS)
def test_mutant_is_refuted_by_search_alone(
    statement: Statement, mutant: Mutant, dmf_attack: Callable[..., Record], profile: Profile
) -> None:
    record = dmf_attack(mutant.claim, statement.id, mutant=True)
    assert record.counterexample is not None
    assert examine(mutant.claim, record.counterexample, budget=profile.budget).outcome is Outcome.REFUTED


@pytest.mark.parametrize("mutant", KNOWN)
def test_known_counterexample_refutes_its_mutant(mutant: Mutant) -> None:
    assert mutant.witness is not None
    assert examine(mutant.claim, mutant.witness).outcome is Outcome.REFUTED


@pytest.mark.parametrize(("statement", "witness"), ATTAINED)
def test_witness_of_sharpness_satisfies_its_claim(statement: Statement, witness: object) -> None:
    claim = statement.claim(witness.claim)  # type: ignore[attr-defined]
    assert examine(claim, witness.point).outcome is Outcome.CERTIFIED  # type: ignore[attr-defined]


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda s: s.id)
def test_statement_says_whose_it_is_and_can_fail(statement: Statement) -> None:
    assert statement.source.paper in ("CGMR", "ACHL")
    assert statement.claims
    assert statement.mutants
    for claim in statement.claims:
        assert claim.tag.startswith("paper") == (claim.form is Form.PAPER), claim.name
    names = [claim.name for claim in statement.claims] + [mutant.name for mutant in statement.mutants]
    assert len(names) == len(set(names))
