"""Do jobs in processes of this machine, or on a cluster, so that none is lost and none holds up the others.

A worker that dies is replaced and its job done again; one that exceeds the time-out is killed.  A job that keeps
killing its worker is split, down to the single piece that does, which is given up and said to be lost.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing import active_children, get_context, parent_process
from multiprocessing.process import BaseProcess
from typing import Any

__all__ = ["Finished", "Job", "Lost", "Queue", "Split", "do_jobs"]

_RETRIES = 1
_START_SECONDS = 120.0  # what a new process may take to import what it needs
_POLL_SECONDS = 0.5
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")


@dataclass(frozen=True, slots=True)
class Job:
    """A call of an importable function with picklable arguments, under a key.

    patience -- how many times the time-out it may take; failures -- how many workers died of it.
    """

    key: str
    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    patience: float = 1.0
    failures: int = 0


@dataclass(frozen=True, slots=True)
class Finished:
    """A job that was done."""

    job: Job
    value: Any


@dataclass(frozen=True, slots=True)
class Lost:
    """A job that was given up, and why; `hung` says that it did not end in time."""

    job: Job
    why: str
    hung: bool = False


Split = Callable[[Job], Iterable[Job]]
"""Cut a job that failed into smaller ones with keys of their own; a job that cannot be cut gives none."""


def do_jobs(
    jobs: Iterable[Job | None],
    *,
    workers: int,
    timeout: float,
    split: Split | None = None,
    scheduler: str | None = None,
) -> Generator[Finished | Lost, None, None]:
    """Yield every job's result, or that it is lost, in the order in which they end.

    Jobs are taken from the iterable as workers become free, so it may be endless and may react to what was yielded; it
    gives None where it has nothing before another job has ended.
    timeout -- seconds that a job may take; scheduler -- tcp://HOST:PORT of a dask scheduler (then `workers` is not
    used).  An ordinary exception of a job is raised here.  Raises `InvalidInput` where no scheduler answers,
    and `ModuleNotFoundError` where dask.distributed is not installed.
    """
    if scheduler is not None:
        from dmfproof.campaign.cluster import do_jobs_on_cluster

        yield from do_jobs_on_cluster(jobs, scheduler, timeout=timeout, split=split)
        return
    with _one_thread_each():
        slots = [_Slot() for _ in range(max(1, workers))]
        queue = Queue(jobs)
        try:
            while True:
                for slot in slots:
                    if slot.job is None and (job := queue.take()) is not None:
                        slot.start(job, timeout)
                busy = [slot for slot in slots if slot.job is not None]
                if not busy:
                    return
                wait([slot.future for slot in busy if slot.future], _POLL_SECONDS, FIRST_COMPLETED)
                for slot in busy:
                    ended = slot.poll()
                    if ended is not None and not (isinstance(ended, Lost) and queue.try_again(ended, split)):
                        yield ended
        finally:
            for slot in slots:
                slot.kill()


class Queue:
    """Jobs still to be done: those that failed first, then those of the source."""

    def __init__(self, jobs: Iterable[Job | None]) -> None:
        self._source, self._again = iter(jobs), deque[Job]()

    def take(self) -> Job | None:
        """Return the next job, or None where there is none now."""
        return self._again.popleft() if self._again else next(self._source, None)

    def try_again(self, lost: Lost, split: Split | None) -> bool:
        """Queue what is to be done instead of a job that failed; return False where it is given up.

        The same is tried once more after a worker's death, as something else may have killed it; then its parts are.
        """
        if lost.job.failures < _RETRIES and not lost.hung:
            again = [replace(lost.job, failures=lost.job.failures + 1)]
        else:
            again = [] if split is None else list(split(lost.job))
        self._again.extendleft(reversed(again))
        return bool(again)


@contextmanager
def _one_thread_each() -> Iterator[None]:
    """Let processes that are started within the block use one thread in linear algebra."""
    before = {name: os.environ.get(name) for name in _ONE_THREAD}
    os.environ.update(dict.fromkeys(_ONE_THREAD, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


class _Slot:
    """One worker process and the job that it does; a pool of one, so that it is known whose job killed it."""

    def __init__(self) -> None:
        self.pool: ProcessPoolExecutor | None = None
        self.processes: list[BaseProcess] = []
        self.future: Future[Any] | None = None
        self.ready: Future[Any] | None = None
        self.job: Job | None = None
        self.allowed = self.deadline = 0.0

    def start(self, job: Job, timeout: float) -> None:
        """Give the worker a job, and make a worker where there is none."""
        self.allowed = timeout * job.patience
        self.deadline = time.monotonic() + self.allowed
        if self.pool is not None:
            try:
                self.future, self.job = self.pool.submit(job.function, *job.arguments), job
                return
            except BrokenProcessPool:  # the worker died while it had nothing to do
                self.kill()
        before = set(active_children())
        # A spawned process inherits no state, so that results do not depend on what ran before.
        self.pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_prepare_worker)
        with _interrupts_ignored():
            self.ready = self.pool.submit(_import, job.function)
        self.future, self.job = self.pool.submit(job.function, *job.arguments), job
        self.processes = [process for process in active_children() if process not in before]
        self.deadline = time.monotonic() + _START_SECONDS

    def poll(self) -> Finished | Lost | None:
        """Return what became of the job, or None while it runs within its time."""
        assert self.job is not None
        assert self.future is not None
        job = self.job
        if self.ready is not None and self.ready.done():
            # The time of the first job counts from here, so that one that hangs does not last as long as a start may.
            self.ready, self.deadline = None, time.monotonic() + self.allowed
        if self.future.done():
            try:
                value = self.future.result()
            except BrokenProcessPool:
                self.kill()
                return Lost(job, "its worker process died")
            self.job = None
            return Finished(job, value)
        if time.monotonic() > self.deadline:
            self.kill()
            return Lost(job, "it did not end within the time-out", hung=True)
        return None

    def kill(self) -> None:
        """End the worker at once, whatever it does."""
        for process in self.processes:
            process.kill()
        if self.pool is not None:
            self.pool.shutdown(wait=True, cancel_futures=True)
        self.pool = self.future = self.ready = self.job = None
        self.processes = []


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """Start processes that ignore Ctrl-C from their first moment on; possible in the main thread only."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _import(function: Callable[..., Any]) -> None:
    """Do nothing: a process that has received a function has imported its module."""
    del function


def _prepare_worker() -> None:
    """Leave Ctrl-C to the coordinator, and end with it, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
