from __future__ import annotations

import json

import pytest

from dmfproof.campaign import verification
from dmfproof.campaign.sandwich import SPECTRA, sandwich
from dmfproof.errors import InvalidInput
from dmfproof.problem import Problem, StepSize
from dmfproof.rational import parse_rational
from dmfproof.statements.catalogue import find

ONE = "scalar.contraction"


def test_an_unknown_profile_is_refused() -> None:
    with pytest.raises(InvalidInput, match="profile=thorough is unknown, the profiles are quick, standard, deep"):
        verification.verify([ONE], profile="thorough")


def test_an_unknown_statement_is_refused_with_the_nearest_ones() -> None:
    with pytest.raises(InvalidInput, match=r"ID=scalar\.theorem_24 is not in the catalogue.*scalar\.theorem_2_4"):
        verification.verify(["scalar.theorem_24"])


@pytest.fixture(scope="module")
def report() -> dict[str, object]:
    return verification.verify([ONE], profile="quick", seed=3, workers=2)


def test_every_claim_and_mutant_of_the_statement_is_examined(report: dict) -> None:
    [row] = report["statements"]
    statement = find(ONE)
    assert [c["name"] for c in row["claims"]] == [c.name for c in statement.claims]
    assert [m["name"] for m in row["mutants"]] == [m.name for m in statement.mutants]
    summary = report["summary"]
    assert summary["not_examined"] == summary["refuted"] == summary["vacuous"] == 0
    assert summary["mutants_killed"] == summary["mutants"] == len(statement.mutants)


def test_the_result_is_plain_json_and_does_not_depend_on_the_workers(report: dict) -> None:
    again = verification.verify([ONE], profile="quick", seed=3, workers=1)
    assert json.dumps(again, sort_keys=True) == json.dumps(report, sort_keys=True)


def test_an_interrupt_keeps_what_is_done() -> None:
    def stop(done: int, total: int, label: str) -> None:
        raise KeyboardInterrupt

    report = verification.verify([ONE], profile="quick", workers=1, progress=stop)
    assert report["interrupted"] is True
    examined = sum("outcome" in c for row in report["statements"] for c in (*row["claims"], *row["mutants"]))
    assert examined == 1
    assert report["summary"]["not_examined"] > 0


@pytest.mark.parametrize("name", SPECTRA)
def test_the_real_spectrum_lies_in_the_sandwich(name: str) -> None:
    result = sandwich(name, 2, max_steps=50_000)
    assert len(result["rows"]) >= 30
    for row in result["rows"]:
        assert row["verdict"] == "certified"
        assert int(row["lower"]) <= int(row["hitting_time"]) <= int(row["upper"]) <= int(row["upper_paper"])


@pytest.mark.parametrize("name", SPECTRA)
def test_the_step_size_is_about_half_of_the_papers_limit(name: str) -> None:
    result = sandwich(name, 3, max_steps=1)
    largest, eta = result["rows"][0]["lam"], parse_rational(result["eta"])
    problem = Problem(depth=3, lam=largest, alpha=result["alpha"], eta=eta)
    assert problem.admissible(StepSize.THEOREM_2_4_PAPER)
    assert not Problem(depth=3, lam=largest, alpha=result["alpha"], eta=eta * 21 / 10).admissible(
        StepSize.THEOREM_2_4_PAPER
    )
