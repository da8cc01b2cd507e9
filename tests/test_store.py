from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from dmfproof.campaign.record_file import default_path
from dmfproof.campaign.store import Point, open_store
from dmfproof.errors import InvalidInput

POINTS = [Point("s", "c", {"N": str(n), "lam": "1/3"}, 1 / n) for n in (2, 3, 4)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "record.sqlite"


def begun(path: Path) -> int:
    with open_store(path) as store:
        run = store.begin("hunt", {"examples": 5}, seed=2**64 - 1, version="1.0")
        assert store.add(run, "chunk 0", {"draws": 3}, POINTS, seconds=2.5)
    return run


def test_a_missing_record_is_made_only_where_that_makes_sense(path: Path) -> None:
    with (
        pytest.raises(InvalidInput, match=r"--record=.* is missing, nothing was recorded there"),
        open_store(path, create=False),
    ):
        pass
    with open_store(path) as store:
        assert store.runs() == []


def test_the_default_is_in_the_users_data_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "/data")
    monkeypatch.delenv("DMFPROOF_RECORD", raising=False)
    assert default_path() == Path("/data/dmfproof/record.sqlite")
    monkeypatch.setenv("DMFPROOF_RECORD", "here.sqlite")
    assert default_path() == Path("here.sqlite")


def test_a_run_its_tasks_and_its_points_are_kept(path: Path) -> None:
    run = begun(path)
    with open_store(path, create=False) as store:
        [entry] = store.runs()
        assert (entry.number, entry.plan, entry.seed) == (run, {"examples": 5}, str(2**64 - 1))
        assert (entry.seconds, entry.ended, entry.points) == (2.5, None, 3)
        assert store.done(run) == {"chunk 0": {"draws": 3}}
        assert store.count(run, "s", "c") == 3
        assert store.tightest(run, "s", "c", 1) == [(0.5, {"N": "2", "lam": "1/3"})]
        row = next(store.points(run))
        assert row["seed"] == str(2**64 - 1)
        assert (row["version"], row["point"]) == ("1.0", {"N": "2", "lam": "1/3"})


def test_a_task_and_a_point_are_written_once(path: Path) -> None:
    run = begun(path)
    with open_store(path) as store:
        assert not store.add(run, "chunk 0", {"draws": 99}, POINTS, seconds=7)
        assert store.add(run, "chunk 1", {"draws": 1}, POINTS[:1])
        assert store.done(run)["chunk 0"] == {"draws": 3}
        assert store.run(run).points == 3
        assert store.run(run).seconds == 2.5


def test_a_failing_write_leaves_nothing_of_its_task(path: Path) -> None:
    run = begun(path)
    bad = [*POINTS, Point("s", "c", {"N": {1, 2}}, None)]  # type: ignore[dict-item]
    with open_store(path) as store:
        with pytest.raises(TypeError):
            store.add(run, "chunk 1", {}, bad)
        assert list(store.done(run)) == ["chunk 0"]


def test_a_run_that_is_not_on_record_is_refused(path: Path) -> None:
    begun(path)
    with (
        open_store(path) as store,
        pytest.raises(InvalidInput, match=r"RUN=7 is not on record, .* has the runs 1 to 1"),
    ):
        store.run(7)


def test_the_end_and_its_report_are_noted(path: Path) -> None:
    run = begun(path)
    with open_store(path) as store:
        store.end(run, {"found": "none"})
        entry = store.run(run)
        assert entry.report == {"found": "none"}
        assert entry.ended is not None
        assert store.last_verified()[0] | {"started": ""} == {
            "statement": "s", "claim": "c", "run": 1, "kind": "hunt", "version": "1.0", "seed": str(2**64 - 1),
            "started": "", "points": 3,
        }  # fmt: skip


def test_what_is_no_record_is_refused(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("not a database, but long enough to be looked at" * 50)
    with pytest.raises(InvalidInput, match="is not usable, a record is an SQLite file"), open_store(text):
        pass
    other = tmp_path / "other.sqlite"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE songs (title TEXT)")
    with pytest.raises(InvalidInput, match="writes records of schema 1, and this file has 0"), open_store(other):
        pass
    with pytest.raises(InvalidInput, match="is not usable"), open_store(text / "below.sqlite"):
        pass


def run_python(code: str, *arguments: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments], stdout=subprocess.PIPE, text=True, env=environment
    )


HOLD = """
import sys
from pathlib import Path
from dmfproof.campaign.store import open_store
with open_store(Path(sys.argv[1])) as store:
    store.hold(1)
    print("held", flush=True)
    sys.stdin.read()
    import time
    time.sleep(1000)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")
def test_a_run_is_continued_by_one_process_at_a_time_until_it_dies(path: Path) -> None:
    begun(path)
    holder = run_python(HOLD, str(path))
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with open_store(path) as store:
            assert store.is_held(1)
            with pytest.raises(InvalidInput, match="RUN=1 is in use by another process"):
                store.hold(1)
            assert store.begin("hunt", {}, seed=0, version="1.0") == 2
    finally:
        holder.send_signal(signal.SIGKILL)
        holder.wait(timeout=30)
        holder.stdout.close()
    with open_store(path) as store:
        assert not store.is_held(1)
        store.hold(1)


WRITE = """
import sys
from pathlib import Path
from dmfproof.campaign.store import Point, open_store
with open_store(Path(sys.argv[1])) as store:
    run = store.begin("hunt", {}, seed=0, version="1.0")
    print(run, flush=True)
    for task in range(int(sys.argv[2])):
        store.add(run, str(task), task, [Point("s", "c", {"N": f"{task}.{i}"}, None) for i in range(50)])
"""


def test_two_processes_write_to_one_file_in_turns(path: Path) -> None:
    writers = [run_python(WRITE, str(path), "20") for _ in range(2)]
    for writer in writers:
        writer.communicate(timeout=60)
        assert writer.returncode == 0
    with open_store(path) as store:
        assert [run.points for run in store.runs()] == [1000, 1000]


@pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")
def test_a_writer_killed_at_any_moment_leaves_whole_tasks(path: Path) -> None:
    for number, lines in enumerate((1, 2, 3), start=1):
        writer = run_python(WRITE, str(path), "100000")
        assert writer.stdout is not None
        writer.stdout.readline()
        while True:
            with open_store(path) as store:
                if len(store.done(number)) >= lines:
                    break
        writer.kill()
        writer.communicate(timeout=30)
        with open_store(path) as store:
            tasks = store.done(number)
            assert sorted(tasks, key=int) == [str(n) for n in range(len(tasks))]
            assert store.run(number).points == 50 * len(tasks)
            assert json.dumps(tasks)


def test_a_file_that_is_held_for_too_long_is_said_to_be(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun(path)
    monkeypatch.setattr("dmfproof.campaign.store._WAIT_SECONDS", 0)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(InvalidInput, match="is in use: another process held it for 0 s, writers take turns"):
        begun(path)
    other.execute("ROLLBACK")
    other.close()
