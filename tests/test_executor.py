from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import chores
import pytest

from dmfproof.campaign.executor import Finished, Job, Lost, do_jobs
from dmfproof.errors import InvalidInput

HERE = Path(__file__).parent


def singles(job: Job) -> list[Job]:
    """Cut a job of `chores.doubles` into its numbers."""
    first, last, *rest = job.arguments
    if last - first == 1:
        return []
    return [Job(f"{n}", job.function, (n, n + 1, *rest)) for n in range(first, last)]


def values(jobs: list[Job], **options: Any) -> dict[str, Any]:
    options = {"workers": 1, "timeout": 60, **options}
    return {end.job.key: end.value if isinstance(end, Finished) else end for end in do_jobs(jobs, **options)}


def test_no_jobs_start_no_process() -> None:
    assert values([]) == {}


def test_every_job_is_done_once_with_one_thread_for_linear_algebra() -> None:
    before = os.environ.get("OMP_NUM_THREADS")
    jobs = [Job(str(n), chores.double, (n,)) for n in range(5)] + [Job("threads", chores.threads, ())]
    ended = list(do_jobs(jobs, workers=2, timeout=60))
    assert len(ended) == 6
    done = {end.job.key: end.value for end in ended if isinstance(end, Finished)}
    assert done == {**{str(n): 2 * n for n in range(5)}, "threads": "1"}
    assert os.environ.get("OMP_NUM_THREADS") == before


def test_jobs_are_taken_as_workers_become_free() -> None:
    taken: list[int] = []

    def endless() -> Iterator[Job]:
        while True:
            taken.append(len(taken))
            yield Job(str(len(taken)), chores.double, (len(taken),))

    for count, _ in enumerate(do_jobs(endless(), workers=1, timeout=60), start=1):
        assert len(taken) <= count + 1
        if count == 4:
            break


def test_the_job_of_a_worker_that_died_is_done_again(tmp_path: Path) -> None:
    jobs = [Job(name, chores.note_and_die_once, (str(tmp_path), name)) for name in ("a", "b")]
    assert values(jobs) == {"a": "a", "b": "b"}


def test_a_job_that_kills_its_worker_is_split_down_to_the_poison() -> None:
    done = values([Job("all", chores.doubles, (0, 4, 2, "die"))], split=singles)
    lost = done.pop("2")
    assert isinstance(lost, Lost)
    assert lost.why == "its worker process died"
    assert done == {"0": [0], "1": [2], "3": [6]}


def test_a_job_that_hangs_is_killed_and_the_rest_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dmfproof.campaign.executor._START_SECONDS", 1000.0)  # which a job that hangs need not last
    done = values([Job("all", chores.doubles, (0, 2, 1, "hang"))], split=singles, timeout=1)
    lost = done.pop("1")
    assert isinstance(lost, Lost)
    assert lost.why == "it did not end within the time-out"
    assert done == {"0": [0]}


def test_an_exception_of_a_job_is_raised_here() -> None:
    with pytest.raises(ValueError, match="no such thing"):
        values([Job("a", chores.fail, ("no such thing",))])


def pids(folder: Path, count: int) -> list[int]:
    """Wait until so many workers have left their file."""
    for _ in range(600):
        found = [int(path.name.removeprefix("pid-")) for path in folder.glob("pid-*")]
        if len(found) >= count:
            return found
        time.sleep(0.05)
    raise AssertionError("the workers did not start")


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    return not state.exists() or state.read_text().rsplit(")", 1)[1].split()[0] != "Z"


@pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")
def test_killing_every_worker_in_turn_loses_nothing(tmp_path: Path) -> None:
    jobs = [Job(str(n), chores.sleep_with_pid, (str(tmp_path), n, 0.2)) for n in range(6)]
    killed: set[int] = set()
    struck: set[str] = {""}  # a job that loses its worker twice is given up, rightly; "" is a file being written
    done = []
    for end in do_jobs(jobs, workers=2, timeout=60):
        assert isinstance(end, Finished)
        done.append(end.value)
        at_work = {int(path.name.removeprefix("pid-")): path.read_text() for path in tmp_path.glob("pid-*")}
        fresh = [pid for pid, number in at_work.items() if pid not in killed and number not in struck]
        if len(killed) < 2 and fresh:
            killed.add(victim := fresh.pop())
            struck.add(at_work[victim])
            os.kill(victim, signal.SIGKILL)
    assert sorted(done) == list(range(6))
    assert killed


@pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")
def test_workers_end_with_a_coordinator_that_is_killed(tmp_path: Path) -> None:
    script = f"""
import sys
sys.path[:0] = [{str(HERE)!r}, {str(HERE.parent)!r}]
import chores
from dmfproof.campaign.executor import Job, do_jobs
if __name__ == "__main__":
    list(do_jobs([Job("a", chores.sleep_with_pid, ({str(tmp_path)!r}, 1, 1000.0))], workers=1, timeout=1000))
"""
    path = tmp_path / "coordinator.py"
    path.write_text(script)
    coordinator = subprocess.Popen([sys.executable, path])
    try:
        [worker] = pids(tmp_path, 1)
    finally:
        coordinator.kill()
        coordinator.wait(timeout=30)
    for _ in range(200):
        if not alive(worker):
            return
        time.sleep(0.05)
    os.kill(worker, signal.SIGKILL)
    pytest.fail("the worker outlived its coordinator")


def test_a_malformed_or_silent_scheduler_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(
        InvalidInput, match=r"--scheduler=localhost:8786 is malformed, an address reads tcp://HOST:PORT"
    ):
        values([], scheduler="localhost:8786")
    monkeypatch.setattr("dmfproof.campaign.cluster._CONNECT_SECONDS", 1)
    with pytest.raises(InvalidInput, match=r"is not reachable, no scheduler answered within 1 s"):
        values([], scheduler="tcp://127.0.0.1:9")
