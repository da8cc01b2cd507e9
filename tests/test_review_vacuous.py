"""Nothing is certified where nothing was claimed."""

from __future__ import annotations

from pathlib import Path

from dmfproof.bounds import iteration_bounds
from dmfproof.campaign.verification import verify
from dmfproof.problem import Problem
from dmfproof.verdict import Outcome


def test_bounds_that_claim_nothing_certify_nothing() -> None:
    bounds = iteration_bounds(Problem(depth=2, lam=1, alpha=2, eta=3, eps="1/4"))
    assert not bounds.lower
    assert not bounds.upper
    assert bounds.outcome is Outcome.UNDECIDED


OWN = """\
import sympy as sp
from dmfproof.statements.domain import Between, Depth
from dmfproof.statements.model import Claim, Form, Source, Statement, Witness
u = sp.Symbol("u", real=True)
STATEMENT = Statement(title="t", source=Source("own", "1"), claims=(Claim(
    name="lie", says="u is not 123457/1000003", form=Form.SHARPER, tag="own",
    domain=(Depth(2, 3), Between(u, 0, 1)), concludes=sp.Ne(u, sp.Rational(123457, 1000003))),),
    witnesses=(Witness(claim="lie", point={"N": "2", "u": "123457/1000003"}, says="attained"),))
"""


def test_a_claim_that_its_own_witness_refutes_is_refuted(tmp_path: Path) -> None:
    path = tmp_path / "own.py"
    path.write_text(OWN, encoding="utf-8")
    [claim] = verify([path.as_posix()], profile="quick", workers=1)["statements"][0]["claims"]
    assert (claim["outcome"], claim["counterexample"]) == ("refuted", {"N": "2", "u": "123457/1000003"})
