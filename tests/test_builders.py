"""Build claims, false neighbours and constants in one place."""

import pytest
import sympy as sp

from dmfproof.statements.builders import false_neighbour, pushed, stated
from dmfproof.statements.cases import BELOW, BOTH_PHASES
from dmfproof.statements.domain import Between, Depth
from dmfproof.statements.model import Form, q
from dmfproof.statements.vocabulary import alpha, eps, eta

ENDS = (sp.Integer(0), sp.Integer(1))


def test_a_claim_is_the_papers_where_its_tag_says_so_and_else_one_of_ours():
    claim = stated("name", "says", BELOW.domain(), (), eta > 0)
    assert (claim.form, claim.tag, claim.load_bearing, claim.proofs) == (Form.SHARPER, "sharper", "", ())
    assert stated("name", "says", BELOW.domain(), (), eta > 0, tag="paper 60%").form is Form.PAPER
    assert stated("name", "says", BELOW.domain(), (), eta > 0, tag="false").form is Form.SHARPER
    assert stated("name", "says", BELOW.domain(), (), eta > 0, tag="false", form=Form.PAPER).form is Form.PAPER


def test_a_false_neighbour_is_tagged_false_whatever_its_claim_was_built_with():
    mutant = false_neighbour(stated("name", "says", BELOW.domain(), (), eta > 0, tag="sharper"), "it is not so")
    assert (mutant.claim.tag, mutant.name, mutant.witness) == ("false", "name", None)


def test_a_constant_has_q_after_the_depth_and_both_its_ends():
    constant = pushed("one", "says", "q >= 0", ENDS, BELOW.domain(), q >= 0, value=ENDS[1], stronger="larger")
    depth, drawn, *others = constant.claim.domain
    assert (depth, drawn) == (Depth(2, 10), Between(q, *ENDS, "both"))
    assert (depth, *others) == BELOW.domain()


def test_a_constant_needs_a_domain_that_begins_with_the_depth():
    with pytest.raises(ValueError, match="the constant one begins with eta, not with the depth"):
        pushed("one", "says", "q >= 0", ENDS, (Between(eta, *ENDS),), q >= 0, value=ENDS[1], stronger="larger")


def test_a_case_closes_the_ends_it_names():
    _, _, start, step, *rest = BELOW.domain(closed=False)
    assert (start.symbol, start.closed, step.closed, rest) == (alpha, "right", "", [])
    assert [draw.symbol for draw in BOTH_PHASES.domain()][-1] == eps
