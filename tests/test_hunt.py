from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction as F
from pathlib import Path
from typing import Any

import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from dmfproof.arithmetic.evaluator import Budget
from dmfproof.campaign.chunks import draw_number, examine_draws, seed_of, tidy
from dmfproof.campaign.drawing import Drawn, Empty
from dmfproof.campaign.findings import Findings
from dmfproof.campaign.hunt import hunt, resume
from dmfproof.campaign.polish import polish, shrink
from dmfproof.campaign.regions import ZONES, Regions, zone
from dmfproof.campaign.store import open_store
from dmfproof.cli.main import main
from dmfproof.errors import InvalidInput
from dmfproof.statements.catalogue import find
from dmfproof.statements.domain import Between, Depth
from dmfproof.statements.examine import examine
from dmfproof.statements.vocabulary import alpha, eta
from dmfproof.verdict import Outcome

BUDGET = Budget(max_steps=5000, max_bits=1024)
ONE, CLAIM = "scalar.contraction", "lower_below"
SMALL = {"_AIMED": 4, "_STARTS": 2, "_EVALUATIONS": 8, "_FIRST_CHUNK": 6, "_LARGEST_CHUNK": 12}

FILE = '''
import os, time
import sympy as sp
from dmfproof.statements.domain import Between, Depth
from dmfproof.statements.model import Claim, Computed, Form, Mutant, Source, Statement
from dmfproof.statements.vocabulary import N, alpha
from dmfproof.verdict import Outcome, Verdict

def decide(point, budget):
    """Look at the point."""
    if point[N] == POISON:
        HOW
    return Verdict(Outcome.CERTIFIED, "looked at")

STATEMENT = Statement(
    id="own.poison", title="A statement that kills its worker", source=Source("own", "1"),
    claims=(Claim(
        name="poisonous", says="nothing", form=Form.SHARPER, tag="sharper", domain=(Depth(2, 10), Between(alpha, sp.Integer(0), sp.Integer(1))),
        concludes=Computed(sp.Lt(alpha, 1), decide)),),
    mutants=())
'''  # noqa: E501


def poisonous(folder: Path, poison: int, how: str) -> str:
    path = folder / "poison.py"
    path.write_text(FILE.replace("POISON", str(poison)).replace("HOW", how))
    return str(path)


_ROOM = (Depth(1, 4), Between(alpha, sp.Integer(0), sp.Integer(2)))
_SOMETIMES = Between(eta, alpha, sp.Integer(1))  # no room where alpha >= 1
_NEVER = Between(eta, alpha, alpha / 2)


def rows(record: Path) -> list[tuple[str, str]]:
    with sqlite3.connect(record) as connection:
        return sorted(connection.execute("SELECT claim, point FROM certified_points WHERE task LIKE 'draws%'"))


def test_a_draw_depends_on_its_number_alone() -> None:
    claim = find(ONE).claim(CLAIM)
    assert draw_number(ONE, claim, 7, 3) == draw_number(ONE, claim, 7, 3)
    assert draw_number(ONE, claim, 7, 3) != draw_number(ONE, claim, 7, 4)
    assert seed_of(1, "a", "b") != seed_of(1, "ab")


def test_a_draw_without_room_is_made_anew_and_given_up_at_last() -> None:
    rarely, never = (replace(find(ONE).claim(CLAIM), domain=(*_ROOM, room)) for room in (_SOMETIMES, _NEVER))
    assert all(draw_number(ONE, rarely, 0, number).point[eta] < 1 for number in range(20))
    with pytest.raises(Empty, match="10 attempts"):
        draw_number(ONE, never, 0, 0)


def test_chunks_of_any_size_examine_the_same_points() -> None:
    whole = examine_draws(ONE, CLAIM, 1, 0, 12, BUDGET)
    parts = [examine_draws(ONE, CLAIM, 1, first, last, BUDGET) for first, last in ((0, 5), (5, 6), (6, 12))]
    assert whole["certified"] == [point for part in parts for point in part["certified"]]
    assert whole["draws"] == 12
    merged = Regions()
    for part in parts:
        merged.merge(part["regions"])
    assert merged.as_json() == whole["regions"]


def test_a_chunk_ends_behind_the_first_refuted_draw() -> None:
    found = examine_draws("scalar.theorem_2_4", "no_delay", 0, 0, 100, BUDGET)
    assert found["refuted"]["draw"] == found["draws"] - 1
    claim = find("scalar.theorem_2_4").claim("no_delay")
    assert examine(claim, found["refuted"]["point"]).outcome is Outcome.REFUTED


def test_an_error_at_a_point_is_a_fault_and_no_verdict(tmp_path: Path) -> None:
    path = poisonous(tmp_path, 5, "raise ZeroDivisionError('odd')")
    found = examine_draws(path, "poisonous", 0, 0, 40, BUDGET)
    assert found["faults"]
    assert found["faults"][0]["why"] == "ZeroDivisionError: odd"
    assert len(found["certified"]) + len(found["faults"]) == 40
    assert not any(point["N"] == "5" for point, _ in found["certified"])


@pytest.mark.parametrize(
    ("position", "name"),
    [
        (F(0), "0"),
        (F(1, 10**30), "to 1e-10"),
        (F(1, 10), "to 0.1"),
        (F(1, 2), "middle"),
        (F(9, 10), "from 0.9"),
        (1 - F(1, 10**11), "from 1-1e-10"),
        (F(1), "1"),
    ],
)
def test_zones_of_an_interval(position: F, name: str) -> None:
    assert ZONES[zone(position)] == name


def test_coverage_counts_cells_of_depths_and_zones() -> None:
    domain, regions = find(ONE).claim(CLAIM).domain, Regions()
    assert regions.coverage(domain)["reached"] == 0
    drawn = draw_number(ONE, find(ONE).claim(CLAIM), 0, 0)
    for _ in range(2):
        regions.add(drawn, domain)
    assert 1 <= regions.coverage(domain)["reached"] <= len(drawn.positions)
    assert isinstance(drawn, Drawn)


@given(st.lists(st.integers(0, 30), unique=True))
@settings(max_examples=50)
def test_gaps_are_what_is_not_done(done: list[int]) -> None:
    findings = Findings()
    for number in done:
        findings.ranges.append((number, number + 1))
    left = [n for first, last in findings.gaps(25) for n in range(first, last)]
    assert left == [n for n in range(25) if n not in done]


def test_reasons_are_counted_without_their_numbers() -> None:
    assert tidy("step 12 is beyond the budget of 7 steps; more") == "step # is beyond the budget of # steps"


def test_polishing_makes_a_point_tighter_and_every_point_of_it_is_certified() -> None:
    claim = find("scalar.theorem_2_4").claim("upper_from_above")
    start = {"N": "3", "lam": "1", "alpha": "3/2", "eta": "1/100", "eps": "1/10"}
    found = polish("scalar.theorem_2_4", claim.name, start, 30, BUDGET)
    before = examine(claim, start).tightness
    assert before is not None
    assert max(tight for _, tight in found["certified"]) > float(before[1])
    assert all(examine(claim, point).outcome is Outcome.CERTIFIED for point, _ in found["certified"][:5])


def test_polishing_a_false_claim_finds_a_counterexample(tmp_path: Path) -> None:
    path = poisonous(tmp_path, 5, "pass").replace("poison.py", "false.py")
    text = Path(tmp_path / "poison.py").read_text()
    Path(path).write_text(text.replace("Computed(sp.Lt(alpha, 1), decide)", "sp.Le(alpha**2, sp.Rational(9, 10))"))
    found = polish(path, "poisonous", {"N": "2", "alpha": "1/10"}, 60, BUDGET)
    assert F(found["refuted"]["point"]["alpha"]) ** 2 > F(9, 10)
    assert max(tight for _, tight in found["certified"]) > 0.1


def test_a_simplified_counterexample_still_refutes() -> None:
    claim = find("scalar.theorem_2_4").claim("no_delay")
    ugly = {"N": "2", "lam": "1", "alpha": "10007/1000003", "eta": "19997/99991", "eps": "49999/100003"}
    assert examine(claim, ugly).outcome is Outcome.REFUTED
    simple = shrink("scalar.theorem_2_4", "no_delay", ugly, BUDGET)["point"]
    assert examine(claim, simple).outcome is Outcome.REFUTED
    assert sum(map(len, simple.values())) < sum(map(len, ugly.values())) / 2


def test_a_counterexample_moves_to_simpler_places_far_away(tmp_path: Path) -> None:
    path = poisonous(tmp_path, 5, "pass")
    text = Path(path).read_text().replace("Computed(sp.Lt(alpha, 1), decide)", "sp.Le(alpha, alpha**N)")
    Path(path).write_text(text)
    assert shrink(path, "poisonous", {"N": "3", "alpha": "1/1000"}, BUDGET)["point"] == {"N": "2", "alpha": "1/2"}


def test_a_claim_that_speaks_of_no_drawn_point_is_called_vacuous(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = poisonous(tmp_path, 5, "pass")
    Path(path).write_text(Path(path).read_text().replace("concludes=", "assumes=(alpha > 2,), concludes="))
    assert main(["hunt", path, "--examples", "20", "--workers", "1", "--record", str(tmp_path / "r.sqlite")]) == 4
    assert "  vacuous: no point that was drawn is one that the claim speaks of" in capsys.readouterr().out


def test_equal_errors_are_one_line_and_names_may_hold_bars(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = poisonous(tmp_path, 5, "pass").replace("poison.py", "a|b.py")
    text = Path(tmp_path / "poison.py").read_text().replace('name="poisonous"', 'name="|x|"')
    Path(path).write_text(text.replace('return Verdict(', 'raise ZeroDivisionError("odd")\n    return Verdict('))
    options = ["--examples", "20", "--workers", "1", "--record", str(tmp_path / "r.sqlite")]
    assert main(["hunt", path, *options]) == 4
    found = capsys.readouterr().out
    assert "FAULT    steering, draw 0, draw 1 and 18 more: ZeroDivisionError: odd (an error of the file's own" in found
    assert "vacuous" not in found
    assert main(["hunt", "--resume", "1", *options[2:]]) == 4
    assert capsys.readouterr().out == found


def test_a_hunt_that_could_not_begin_leaves_no_run(tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    with pytest.raises(InvalidInput, match="malformed"):
        hunt([ONE], [CLAIM], record=tmp_path / "r.sqlite", scheduler="nowhere")
    with open_store(tmp_path / "r.sqlite") as store:
        assert store.runs() == []
        run = store.begin("hunt", {}, seed=0, version="0")
        store.add(run, "a task", {})
        store.forget(run)
        assert [entry.number for entry in store.runs()] == [run]


def test_unknown_claims_and_runs_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"CLAIM=upper is unknown, scalar\.contraction has every_step_below"):
        hunt([ONE], ["upper"], record=tmp_path / "r.sqlite")
    with open_store(tmp_path / "r.sqlite") as store:
        store.begin("verify", {}, seed=0, version="0")
    with pytest.raises(InvalidInput, match="is a run of `dmfproof verify`, only a run of `dmfproof hunt` is continued"):
        resume(1, record=tmp_path / "r.sqlite")


@pytest.fixture(autouse=True, scope="module")
def small_hunts() -> Iterator[None]:
    """Steer and polish little: these tests are about what is kept, not about how much is found."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in SMALL.items():
            patch.setattr(f"dmfproof.campaign.hunt.{name}", value)
        yield


@pytest.fixture(scope="module")
def hunted(small_hunts: None, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], Path]:
    record = tmp_path_factory.mktemp("hunted") / "record.sqlite"
    return hunt([ONE], [CLAIM], examples=48, seed=5, workers=1, record=record), record


def test_a_hunt_reports_what_is_on_record(hunted: tuple[dict[str, Any], Path]) -> None:
    report, record = hunted
    [claim] = report["claims"]
    assert claim["outcome"] == "certified"
    assert claim["seeded_draws"] == 48
    assert claim["counterexample"] is None
    assert claim["certified_points"] > len(rows(record)) > 30
    assert claim["tightest"][0]["tightness"] >= claim["tightest"][-1]["tightness"] > 0.99
    assert sum(claim["regions"]["depths"].values()) <= 48
    assert json.dumps(report)


def test_the_points_do_not_depend_on_the_workers(hunted: tuple[dict[str, Any], Path], tmp_path: Path) -> None:
    report, record = hunted
    again = hunt([ONE], [CLAIM], examples=48, seed=5, workers=2, record=tmp_path / "r.sqlite")
    assert rows(tmp_path / "r.sqlite") == rows(record)
    for key in ("certified_points", "tightest", "regions", "coverage", "undecided_points"):
        assert again["claims"][0][key] == report["claims"][0][key]


def test_another_seed_draws_other_points() -> None:
    first, other = (examine_draws(ONE, CLAIM, seed, 0, 12, BUDGET)["certified"] for seed in (5, 6))
    assert not {str(point) for point, _ in first} & {str(point) for point, _ in other}


def test_an_ended_hunt_is_reported_again_and_not_done_again(hunted: tuple[dict[str, Any], Path]) -> None:
    report, record = hunted
    before = rows(record)
    assert resume(report["run"], record=record)["claims"] == report["claims"]
    assert rows(record) == before


def test_a_false_claim_is_refuted_with_a_line_to_paste(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    record = tmp_path / "r.sqlite"
    code = main(["hunt", "scalar.theorem_2_4", "no_ceiling", "--examples", "50", "--workers", "1",
                 "--record", str(record)])  # fmt: skip
    out = capsys.readouterr().out
    assert code == 1
    assert "refuted  the conclusion is false at this point" in out
    line = next(line for line in out.splitlines() if "again " in line)
    assert main(line.split()[2:]) == 1
    capsys.readouterr()
    assert main(["runs", "list", "--record", str(record)]) == 0
    assert "scalar.theorem_2_4" in capsys.readouterr().out
    assert main(["runs", "show", "1", "--record", str(record)]) == 0
    assert line in capsys.readouterr().out
    assert main(["runs", "export", "1", "--record", str(record), "--json"]) == 0
    exported = json.loads(capsys.readouterr().out)
    assert all(row["seed"] == "0" and isinstance(row["point"]["alpha"], str) for row in exported)


def test_runs_list_counts_statements_that_json_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = str(tmp_path / "r.sqlite")
    with open_store(Path(record)) as store:
        store.begin("verify", {"ids": ["scalar.lemma_2_2", "scalar.theorem_2_4"]}, seed=0, version="1")
    assert main(["runs", "list", "--record", record]) == 0
    assert "2 statements" in capsys.readouterr().out
    assert main(["runs", "list", "--record", record, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["runs"][0]["subject"] == "scalar.lemma_2_2 scalar.theorem_2_4"


def test_an_interrupted_hunt_continues_where_it_was(hunted: tuple[dict[str, Any], Path], tmp_path: Path) -> None:
    record = tmp_path / "r.sqlite"

    def stop(done: int, total: int, label: str) -> None:
        if done:
            raise KeyboardInterrupt

    first = hunt([ONE], [CLAIM], examples=48, seed=5, workers=1, record=record, progress=stop)
    assert first["interrupted"]
    assert 0 < first["claims"][0]["seeded_draws"] < 48
    last = resume(first["run"], workers=1, record=record)
    assert not last["interrupted"]
    assert rows(record) == rows(hunted[1])
    assert last["claims"][0]["certified_points"] == hunted[0]["claims"][0]["certified_points"]


def test_a_run_about_a_file_that_has_changed_is_not_continued_and_an_ended_one_is_shown_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, record = Path(poisonous(tmp_path, 5, "pass")), tmp_path / "r.sqlite"

    def stop(done: int, total: int, label: str) -> None:
        if done:
            raise KeyboardInterrupt

    options: dict[str, Any] = {"examples": 20, "workers": 1, "record": record}
    assert hunt([str(path)], progress=stop, **options)["interrupted"]
    ended = hunt([str(path)], **options)
    path.write_text(path.read_text() + "# changed\n")
    with pytest.raises(InvalidInput, match=r"--resume=1 is not continued, .*poison\.py has changed since"):
        resume(1, record=record)
    path.unlink()
    assert resume(2, record=record)["claims"] == ended["claims"]


COORDINATE = """
import sys
from pathlib import Path
from dmfproof.campaign import hunt as module
from dmfproof.campaign.hunt import hunt, resume
for name, value in SMALL.items():
    setattr(module, name, value)
if __name__ == "__main__":
    record = Path(sys.argv[1])
    if record.exists():
        resume(1, workers=1, record=record)
    else:
        hunt(["scalar.contraction"], ["lower_below"], examples=48, seed=5, workers=1, record=record)
"""


def tasks_done(record: Path) -> int:
    try:
        with sqlite3.connect(f"file:{record}?mode=ro", uri=True) as connection:
            return int(connection.execute("SELECT count(*) FROM tasks").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


@pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")
def test_a_hunt_killed_at_any_moment_loses_nothing_and_does_nothing_twice(
    hunted: tuple[dict[str, Any], Path], tmp_path: Path
) -> None:
    script, record = tmp_path / "coordinate.py", tmp_path / "r.sqlite"
    script.write_text(COORDINATE.replace("SMALL", repr(SMALL)))
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    for least in (2, 4):
        coordinator = subprocess.Popen([sys.executable, script, record], env=environment)
        try:
            for _ in range(1200):
                if tasks_done(record) >= least or coordinator.poll() is not None:
                    break
                time.sleep(0.05)
        finally:
            coordinator.send_signal(signal.SIGKILL)
            coordinator.wait(timeout=30)
    report = resume(1, workers=1, record=record)
    assert rows(record) == rows(hunted[1])
    assert report["claims"][0]["certified_points"] == hunted[0]["claims"][0]["certified_points"]
    assert report["claims"][0]["seeded_draws"] == 48


@pytest.mark.parametrize("how", ["os._exit(3)", pytest.param("time.sleep(1000)", marks=pytest.mark.deep)])
def test_poisonous_points_are_isolated_recorded_and_skipped(
    how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dmfproof.campaign.hunt._AIMED", 0)
    monkeypatch.chdir(tmp_path)  # draws depend on the statement's id, which is its path as it is given
    poisonous(tmp_path, 5, how)
    path = "poison.py"
    timeout = 3.0 if "sleep" in how else 60.0
    report = hunt([path], examples=6, seed=3, workers=1, record=tmp_path / "r.sqlite", timeout=timeout)
    [claim] = report["claims"]
    drawn = [draw_number(path, find(path).claims[0], 3, number).point for number in range(6)]
    poison = [number for number, point in enumerate(drawn) if 5 in point.values()]
    assert poison
    assert sorted(skipped["draw"] for skipped in claim["skipped"] if skipped["draw"] is not None) == poison
    assert claim["certified_points"] == 6 - len(poison)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["hunt"], "ID=none is missing, a statement to hunt is needed"),
        (["hunt", "scalar.nothing"], "ID=scalar.nothing is not in the catalogue"),
        (["hunt", ONE, "--examples", "0"], "examples=0 is too small"),
        (["hunt", ONE, "--minutes", "-1"], "minutes=-1 is not positive"),
        (["hunt", ONE, "--minutes", "1", "--examples", "5"], "--minutes=1 is one limit too many"),
        (["hunt", ONE, "--resume", "1"], "ID=scalar.contraction is given with --resume"),
        (["hunt", "--resume", "1", "--seed", "3"], "--seed=3 is given with --resume"),
        (["hunt", "--resume", "1", "--examples", "3"], "--examples=3 is given with --resume"),
        (["hunt", ONE, "--minutes", "1e9999"], "minutes=1e9999 is too large"),
        (["hunt", ONE, "--timeout", "1e9999"], "timeout=1e9999 is too large"),
        (["hunt", ONE, "--workers", "1e9"], "workers=1e9 is too large, workers must be an integer, 1 to 512"),
        (["hunt", ONE, "--examples", "x"], "examples=x is not a whole number, examples must be an integer, 1 to"),
        (["hunt", "--resume", "1"], "is missing, nothing was recorded there"),
        (["runs", "list"], "is missing, nothing was recorded there"),
        (["runs", "show"], "RUN=none is missing"),
    ],
)
def test_wrong_input_is_refused_with_what_to_do(
    arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert says in capsys.readouterr().err


def test_the_cluster_does_what_the_processes_do(hunted: tuple[dict[str, Any], Path], tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    record = tmp_path / "r.sqlite"
    with _cluster(distributed, workers=1) as cluster:
        report = hunt([ONE], [CLAIM], examples=48, seed=5, record=record, scheduler=cluster.scheduler_address)
    assert rows(record) == rows(hunted[1])
    assert report["claims"][0]["certified_points"] == hunted[0]["claims"][0]["certified_points"]


def _cluster(distributed: Any, workers: int) -> Any:
    return distributed.LocalCluster(
        n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    )


@pytest.mark.deep
@pytest.mark.filterwarnings("ignore")
def test_a_cluster_whose_workers_are_killed_loses_nothing(tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    record, local = tmp_path / "r.sqlite", tmp_path / "local.sqlite"
    killed: list[int] = []
    with _cluster(distributed, workers=2) as cluster:

        def kill(done: int, total: int, label: str) -> None:
            if done and len(killed) < 2:
                victim = list(cluster.workers.values())[len(killed)].pid
                killed.append(victim)
                os.kill(victim, signal.SIGKILL)

        show: Callable[[int, int, str], None] = kill
        hunt([ONE], [CLAIM], examples=400, seed=5, record=record, progress=show, scheduler=cluster.scheduler_address)
    assert len(killed) == 2
    hunt([ONE], [CLAIM], examples=400, seed=5, workers=2, record=local)
    assert rows(record) == rows(local)
