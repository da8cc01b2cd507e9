from __future__ import annotations

from fractions import Fraction

import pytest
import sympy as sp

from dmfproof.arithmetic.evaluator import Budget
from dmfproof.arithmetic.rational_matrix import diagonal, matrix
from dmfproof.arithmetic.singular import fractional_powers
from dmfproof.campaign.frontier import Axis, frontier
from dmfproof.errors import InvalidInput, Unsupported
from dmfproof.planner import plan
from dmfproof.statements.catalogue import find
from dmfproof.statements.domain import descent
from dmfproof.statements.examine import examine
from dmfproof.statements.model import Claim, ForEveryStep, Form, x_next
from dmfproof.statements.user_files import load
from dmfproof.statements.vocabulary import N, alpha, eta, lam, rho
from dmfproof.verdict import Outcome

OWN = """\
import sympy as sp
from dmfproof.statements.domain import Between
from dmfproof.statements.model import Claim, Form, Source, Statement
u = sp.Symbol("u", positive=True)
STATEMENT = Statement(title="t", source=Source("own", "1"), claims=(Claim(
    name="lie", says="u is not 123457/1000003", form=Form.SHARPER, tag="own",
    domain=(Between(u, sp.Integer(0), sp.Integer(1)),), concludes=sp.Ne(u, sp.Rational(123457, 1000003)),
    proofs=("bernoulli",)),))
"""


def test_a_claim_of_ones_own_cannot_borrow_the_certificate_of_a_lemma(tmp_path):
    path = tmp_path / "own.py"
    path.write_text(OWN, encoding="utf-8")
    with pytest.raises(InvalidInput, match=r"names lemmas.*catalogue"):
        load(path.as_posix())


@pytest.mark.parametrize(
    ("eta", "outcome"), [("1/20", Outcome.REFUTED), ("1/1000", Outcome.UNDECIDED), ("1/100000", Outcome.UNDECIDED)]
)
def test_an_eigenvalue_below_the_start_is_never_certified_to_let_the_rank_fall_and_then_rise(eta, outcome):
    claim = find("matrix.monotone_effective_rank").claim("falls_then_rises_with_zeros")
    point = {"N": "2", "spectrum": "1,1/2,0", "L": "2", "alpha": "1/10", "eta": eta}
    assert examine(claim, point).outcome is outcome


@pytest.mark.parametrize(("noise", "e_prime"), [("9,-9", "1/10"), ("-9,-9", "1/10"), ("9,-9", "1/20")])
def test_noise_may_bring_the_next_eigenvalue_to_the_threshold_or_below_it(noise, e_prime):
    claim = find("matrix.remark_3_3").claim("window")
    point = {
        "N": "2", "spectrum": "1,1/5", "noise": noise, "L": "1", "e": "1/2", "xi": "3/20", "alpha": "1/2000",
        "e_prime": e_prime, "eta": "1/1000",
    }  # fmt: skip
    assert examine(claim, point).outcome is Outcome.CERTIFIED


def test_a_tolerance_beyond_all_doubles_lets_every_step_be_inside():
    found = plan([[2, 0], [0, 1]], depth=2, gamma="1e400")
    assert [(plateau.exact.start, plateau.exact.end) for plateau in found.plateaus] == [(0, None), (0, None)]


def test_a_tolerance_that_no_alpha_serves_is_refused():
    with pytest.raises(InvalidInput, match="too small to propose alpha"):
        plan([[2, 0], [0, 1]], depth=2, gamma="1e-400")


@pytest.mark.parametrize("scale", ["", "e-60", "e40"])
def test_the_turning_of_singular_vectors_is_compared_relatively(scale):
    statement = find("arora2019.lemma_2")
    turns = {"K_in": "0,1;-1,0", "K_hidden": "0,1,0;-1,0,0;0,0,0", "K_out": "0,2;-2,0", "G": "1,2;3,4"}
    core = f"3{scale},1{scale};1{scale},1{scale}"
    point = {"N": "2", "rows": "2", "columns": "2", "core": core, "hidden": "2"} | turns
    assert examine(statement.claim("singular_vectors"), point).outcome is Outcome.CERTIFIED
    assert examine(statement.claim("sign_of_F_in_balls"), point).outcome is Outcome.REFUTED


def test_no_projectors_are_made_of_eigenvalues_that_are_not_told_apart():
    turned = matrix([[Fraction(3, 5), Fraction(4, 5)], [Fraction(-4, 5), Fraction(3, 5)]])
    long = Fraction(1) + Fraction(1, 10**80000)
    root = turned * diagonal([Fraction(1), long]) * turned.transpose()
    with pytest.raises(Unsupported, match="too long"):
        fractional_powers(root * root, 2, 128)


def test_a_wrong_argument_for_every_step_is_refuted_by_a_step():
    claim = Claim(
        name="half",
        says="d(k) never comes to half of the root",
        form=Form.SHARPER,
        tag="own",
        domain=descent(signs="+", start=(rho / 4, rho / 3), step=1 / (N * lam ** (2 - 2 / N))),
        concludes=ForEveryStep(x_next < rho / 2, sp.Ge(N, 1, evaluate=False), "none"),
    )
    found = examine(claim, {"N": "2", "lam": "1", "alpha": "7/24", "eta": "1/4"})
    assert found.outcome is Outcome.REFUTED
    assert "the argument is wrong" in found.reason
    sides = Axis(eta, Fraction(1, 5), Fraction(1, 4)), Axis(alpha, Fraction(1, 4), Fraction(1, 3))
    drawn = frontier(find("scalar.lemma_2_2"), claim, *sides, {N: 2, lam: Fraction(1)}, cells=8, budget=Budget())
    assert drawn["shares"] == {"refuted": "1"}
