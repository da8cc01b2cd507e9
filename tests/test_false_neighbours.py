"""Every false form of the theory notes is a mutant; twenty-two more are refuted within the quick budget, too."""

from __future__ import annotations

import pytest
from false_neighbours import FALSE

from dmfproof.campaign.attack import PROFILES, attack
from dmfproof.statements.catalogue import catalogue
from dmfproof.statements.examine import examine
from dmfproof.verdict import Outcome

QUICK = PROFILES["quick"]


def meaning(claim):
    return claim.domain, claim.assumes, claim.concludes


def test_there_are_twenty_at_least_and_none_is_a_mutant_of_a_statement():
    mutants = {meaning(mutant.claim) for statement in catalogue().values() for mutant in statement.mutants}
    assert len({claim.name for claim in FALSE}) == len(FALSE) >= 20
    assert not mutants & {meaning(claim) for claim in FALSE}


@pytest.mark.parametrize("claim", FALSE, ids=lambda claim: claim.name)
def test_a_false_neighbour_is_refuted_within_the_quick_budget(claim):
    record = attack(claim, examples=QUICK.mutant_examples, seed_value=0, budget=QUICK.budget)
    assert record.counterexample is not None, record.summary()
    assert examine(claim, record.counterexample).outcome is Outcome.REFUTED
