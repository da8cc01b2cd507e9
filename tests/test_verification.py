from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import sympy as sp

from dmfproof.arithmetic.evaluator import Budget
from dmfproof.campaign import verification
from dmfproof.campaign.assembly import Task, assemble
from dmfproof.campaign.attack import attack
from dmfproof.campaign.mutants import mechanical_claim
from dmfproof.campaign.sandwich import SPECTRA, sandwich
from dmfproof.campaign.store import open_store
from dmfproof.errors import InvalidInput
from dmfproof.problem import Problem, StepSize
from dmfproof.rational import parse_rational
from dmfproof.statements.catalogue import find
from dmfproof.statements.examine import examine
from dmfproof.statements.model import Computed
from dmfproof.statements.vocabulary import N
from dmfproof.verdict import Outcome, Verdict

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


def test_a_verification_is_on_record_and_continues(tmp_path: Path, report: dict) -> None:
    def stop(done: int, total: int, label: str) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with open_store(tmp_path / "r.sqlite") as store:
        first = verification.verify([ONE], profile="quick", seed=3, workers=1, store=store, progress=stop)
        assert first["interrupted"]
        assert len(store.done(1)) == 3
        again = verification.verify(resume=1, workers=1, store=store)
        assert json.dumps(again, sort_keys=True) == json.dumps(report, sort_keys=True)
        [run] = store.runs()
        assert (run.kind, run.plan["ids"], run.report["summary"]) == ("verify", [ONE], report["summary"])
        # Points that were drawn twice are one row.
        certified = report["summary"]["certified_points"]
        assert 0.7 * certified < run.points <= certified
        assert {row["claim"] for row in store.last_verified()} <= {claim.name for claim in find(ONE).claims}


SELDOM = """
import sympy as sp
from dmfproof.statements.domain import Between
from dmfproof.statements.model import Claim, Form, Source, Statement
from dmfproof.statements.vocabulary import alpha

a, half = Between(alpha, sp.Integer(0), sp.Integer(1)), sp.Rational(1, 2)
STATEMENT = Statement(title="Seldom", source=Source("own", "1"), claims=tuple(
    Claim(name=name, says="", form=Form.SHARPER, tag="own", domain=(a,), assumes=(side,),
          concludes=sp.Le(alpha**2, 1, evaluate=False))
    for name, side in (("low", alpha < half), ("high", alpha > half))))
"""


# --- mechanical mutants ---
@pytest.fixture
def mechanical(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the quick profile attack the mechanical mutants, too."""
    quick = replace(verification.PROFILES["quick"], mechanical=3)
    monkeypatch.setitem(verification.PROFILES, "quick", quick)


def test_the_quick_profile_leaves_the_mechanical_mutants_out_and_the_others_do_not(report: dict) -> None:
    assert report["summary"]["mechanical"] is None
    assert not any("mechanical" in claim for row in report["statements"] for claim in row["claims"])
    assert 0 < verification.PROFILES["standard"].mechanical < verification.PROFILES["deep"].mechanical


@pytest.mark.usefixtures("mechanical")
def test_false_mechanical_mutants_are_killed_with_a_witness_and_survivors_are_named() -> None:
    result = verification.verify([ONE], profile="quick", seed=3, workers=1)
    rows = [row for claim in result["statements"][0]["claims"] for row in claim["mechanical"]]
    killed = [row for row in rows if row["result"] == "killed"]
    for row in killed:
        assert examine(mechanical_claim(find(ONE).claims, row["by"]), row["witness"]).outcome is Outcome.REFUTED
    assert "upper_below:inequality-1" in {row["mutant"] for row in killed}
    count = result["summary"]["mechanical"]
    assert (count["mutants"], count["killed"], count["claims_left_out"]) == (len(rows), len(killed), 0)
    assert len(count["survivors"]) == count["survived"] == len(rows) - len(killed)
    assert sum(kind["mutants"] for kind in count["by_kind"].values()) == len(rows)
    assert not any("known" in claim for claim in result["statements"][0]["claims"])


@pytest.mark.usefixtures("mechanical")
def test_mechanical_mutants_do_not_depend_on_the_workers_nor_on_an_interruption(tmp_path: Path) -> None:
    whole = json.dumps(verification.verify([ONE], profile="quick", seed=3, workers=2), sort_keys=True)

    def stop(done: int, total: int, label: str) -> None:
        if "mechanical" in label:
            raise KeyboardInterrupt

    with open_store(tmp_path / "r.sqlite") as store:
        first = verification.verify([ONE], profile="quick", seed=3, workers=1, store=store, progress=stop)
        assert first["summary"]["mechanical"]["claims_left_out"] == len(find(ONE).claims) - 1
        assert json.dumps(verification.verify(resume=1, workers=1, store=store), sort_keys=True) == whole


@pytest.mark.usefixtures("mechanical")
def test_the_mutants_of_a_claim_that_was_lost_are_attacked_without_its_points() -> None:
    tasks = [Task("mechanical", ONE, "upper_below"), Task("claim", ONE, "upper_below")]
    work = verification._Work([], tasks, "quick", 3, None, None)
    jobs = work._jobs()
    first = next(jobs)
    assert first is not None
    assert first.arguments[0].kind == "claim"
    assert next(jobs) is None
    work.lost.add(tasks[1])
    last = next(jobs)
    assert last is not None
    assert (last.arguments[0], last.arguments[3]) == (tasks[0], ())


# --- seeded draws ---
@pytest.fixture
def seldom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return a file whose two claims speak of about half of the points that are drawn; want 60 certified ones."""
    path = tmp_path / "seldom.py"
    path.write_text(SELDOM, encoding="utf-8")
    quick = replace(verification.PROFILES["quick"], points=60, examples=1)
    monkeypatch.setitem(verification.PROFILES, "quick", quick)
    return str(path)


def test_draws_go_on_until_the_points_wanted_are_certified(seldom: str, tmp_path: Path) -> None:
    results = [verification.verify([seldom], profile="quick", seed=1, workers=n) for n in (1, 2)]
    assert json.dumps(results[0], sort_keys=True) == json.dumps(results[1], sort_keys=True)
    seeded = [claim["seeded_draws"] for claim in results[0]["statements"][0]["claims"]]
    assert sum(row["certified_points"] for row in seeded) >= 60
    assert {row["draws"] for row in seeded} == {seeded[0]["draws"]}
    assert seeded[0]["draws"] > 30

    def stop(done: int, total: int, label: str) -> None:
        if done > 4:
            raise KeyboardInterrupt

    with open_store(tmp_path / "r.sqlite") as store:
        cut = verification.verify([seldom], profile="quick", seed=1, workers=1, store=store, progress=stop)
        assert cut["interrupted"]
        again = verification.verify(resume=1, workers=1, store=store)
    assert json.dumps(again, sort_keys=True) == json.dumps(results[0], sort_keys=True)


def test_no_more_is_drawn_where_nothing_is_certified_or_a_draw_refutes() -> None:
    profile = replace(verification.PROFILES["quick"], points=100)
    task, row = Task("draws", ONE, "upper_below|0-50"), {"draws": 50, "certified_points": 25, "refuted": None}
    each = -(-151 // len(find(ONE).claims))
    more = verification.more_draws(find(ONE), profile, {task: row})
    assert {task.name.partition("|")[2] for task in more} == {f"50-{50 + each}"}
    seldom = verification.more_draws(find(ONE), profile, {task: row | {"certified_points": 1}})
    assert sum(-int.__sub__(*map(int, t.name.rpartition("|")[2].split("-"))) for t in seldom) < 400
    for other in ({"certified_points": 0}, {"certified_points": 100}, {"refuted": {"draw": 3}}, {"draws": 400}):
        assert verification.more_draws(find(ONE), profile, {task: row | other}) == []


FALSE = SELDOM.replace("alpha**2, 1,", "alpha**2, sp.Rational(1, 3),")


def test_a_false_claim_of_a_file_is_refuted_with_a_simple_counterexample(tmp_path: Path) -> None:
    path = tmp_path / "false.py"
    path.write_text(FALSE, encoding="utf-8")
    found = verification.run_task(Task("claim", str(path), "high"), verification.PROFILES["quick"], 0)
    assert (found["outcome"], found["counterexample"]) == ("refuted", {"alpha": "2/3"})


def test_an_error_of_a_users_own_function_is_raised_as_it_came() -> None:
    def broken(point: object, budget: object) -> Verdict:
        raise ZeroDivisionError("of the user's own")

    claim = replace(find(ONE).claims[0], concludes=Computed(sp.Le(N, 1), broken))
    with pytest.raises(ZeroDivisionError, match="of the user's own"):
        attack(claim, examples=5, seed_value=0, budget=Budget())


def test_a_verification_about_a_file_that_has_changed_is_not_continued(seldom: str, tmp_path: Path) -> None:
    def stop(done: int, total: int, label: str) -> None:
        raise KeyboardInterrupt

    with open_store(tmp_path / "r.sqlite") as store:
        verification.verify([seldom], profile="quick", workers=1, store=store, progress=stop)
        Path(seldom).write_text(SELDOM + "# another file\n", encoding="utf-8")
        with pytest.raises(InvalidInput, match="has changed since"):
            verification.verify(resume=1, store=store)


def test_a_verification_that_could_not_begin_leaves_no_run(seldom: str, tmp_path: Path) -> None:
    with open_store(tmp_path / "r.sqlite") as store:
        with pytest.raises(InvalidInput, match="not reachable"):
            verification.verify([seldom], profile="quick", store=store, scheduler="tcp://127.0.0.1:1")
        assert store.runs() == []


def test_only_a_verification_of_this_version_is_continued(tmp_path: Path) -> None:
    with open_store(tmp_path / "r.sqlite") as store:
        store.begin("verify", {}, seed=0, version="0.0.0")
        with pytest.raises(InvalidInput, match=r"it was begun with version 0\.0\.0"):
            verification.verify(resume=1, store=store)


def test_seeded_draws_count_for_their_claim_and_can_refute_it() -> None:
    statement = find(ONE)
    name = statement.claims[0].name
    attacked = {"outcome": "undecided", "certified_points": 0, "counterexample": None, "why": ""}
    attacked |= {"strict_point": None}
    chunk = {"draws": 5, "certified_points": 4, "outside": 1, "empty": 0, "undecided": {}, "refuted": None}
    chunk |= {"faults": []}
    results = {Task("claim", ONE, name): attacked, Task("draws", ONE, f"{name}|0-5"): chunk}
    [row] = assemble([statement], results, "deep", 0, False)["statements"]
    assert (row["claims"][0]["outcome"], row["claims"][0]["certified_points"]) == ("certified", 4)
    bad = {**chunk, "refuted": {"draw": 7, "point": {"N": "2"}, "why": "false"}}
    results[Task("draws", ONE, f"{name}|5-10")] = bad
    [row] = assemble([statement], results, "deep", 0, False)["statements"]
    assert (row["claims"][0]["outcome"], row["claims"][0]["counterexample"]) == ("refuted", {"N": "2"})
    assert row["claims"][0]["seeded_draws"]["draws"] == 10


def test_the_deep_profile_draws_for_every_claim_of_a_statement() -> None:
    tasks = verification.tasks_of(find(ONE), verification.PROFILES["deep"])
    drawn = sum(-int.__sub__(*map(int, t.name.split("|")[1].split("-"))) for t in tasks if t.kind == "draws")
    assert drawn >= 100_000
    assert {t.name.split("|")[0] for t in tasks if t.kind == "draws"} == {claim.name for claim in find(ONE).claims}
