"""Nothing is certified where nothing was claimed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from dmfproof.bounds import iteration_bounds
from dmfproof.campaign.hunt import hunt
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


@pytest.fixture
def own(tmp_path: Path) -> str:
    path = tmp_path / "own.py"
    path.write_text(OWN, encoding="utf-8")
    return path.as_posix()


def test_a_claim_that_its_own_witness_refutes_is_refuted(own: str) -> None:
    [claim] = verify([own], profile="quick", workers=1)["statements"][0]["claims"]
    assert (claim["outcome"], claim["counterexample"]) == ("refuted", {"N": "2", "u": "123457/1000003"})


def test_a_hunt_examines_the_witnesses_of_a_statement(own: str, tmp_path: Path) -> None:
    [claim] = hunt([own], examples=3, record=tmp_path / "record.sqlite")["claims"]
    assert (claim["outcome"], claim["counterexample"]["found_by"]) == ("refuted", "witness")
    assert claim["counterexample"]["point"] == {"N": "2", "u": "123457/1000003"}


def test_the_pytest_plugin_examines_the_witnesses_of_a_statement(own: str) -> None:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--dmf-statements", own]
    found = subprocess.run(command, cwd=Path(own).parent, capture_output=True, text=True, check=False)
    assert "--at N=2 --at u=123457/1000003" in found.stdout
    assert found.returncode == 1
