"""Hand jobs to a dask scheduler, which gives them to workers on any number of machines.

Every worker needs the same version of dmfproof.  Workers may come and go: the scheduler moves the jobs of a worker that
died, and a job that keeps killing workers is split as on one machine.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from importlib import import_module
from threading import Lock
from typing import Any

from dmfproof.campaign.executor import Finished, Job, Lost, Queue, Split
from dmfproof.errors import InvalidInput

__all__ = ["do_jobs_on_cluster"]

_CONNECT_SECONDS = 10
_NO_WORKER_SECONDS = 120.0
_POLL_SECONDS = 0.5
_AHEAD = 2  # jobs in the scheduler's hands for each thread of a worker


def _distributed() -> Any:
    """Return the library, which has no types; raises `ModuleNotFoundError` where it is not installed."""
    return import_module("distributed")


_turn = Lock()


def _call(function: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
    # The precision of balls belongs to a process: a worker with several threads does one job at a time.
    with _turn:
        return function(*arguments)


def do_jobs_on_cluster(
    jobs: Iterable[Job | None], scheduler: str, *, timeout: float, split: Split | None = None
) -> Iterator[Finished | Lost]:
    """Yield every job's result, or that it is lost; see `dmfproof.campaign.executor.do_jobs`.

    A job's time counts from when it could have begun, so `timeout` is taken for each job that may be queued before it.
    """
    library = _distributed()
    if not scheduler.startswith(("tcp://", "tls://", "ucx://")):
        holds = "an address reads tcp://HOST:PORT"
        raise InvalidInput("--scheduler", scheduler, "malformed", holds, "`dask scheduler` prints its address")
    try:
        client = library.Client(scheduler, timeout=_CONNECT_SECONDS, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        holds = f"no scheduler answered within {_CONNECT_SECONDS} s ({type(error).__name__})"
        raise InvalidInput("--scheduler", scheduler, "not reachable", holds, "Start one: `dask scheduler`") from None
    try:
        yield from _Cluster(client, scheduler, timeout).run(jobs, split)
    finally:
        client.close(timeout=_CONNECT_SECONDS)


class _Cluster:
    """The jobs in a scheduler's hands."""

    def __init__(self, client: Any, address: str, timeout: float) -> None:
        self.client, self.address, self.timeout = client, address, timeout
        self.pending: dict[Any, tuple[Job, float]] = {}
        self.seen_workers = time.monotonic()

    def run(self, jobs: Iterable[Job | None], split: Split | None) -> Iterator[Finished | Lost]:
        queue = Queue(jobs)
        while True:
            self._fill(queue)
            if not self.pending:
                return
            for ended in self._collect():
                if not (isinstance(ended, Lost) and queue.try_again(ended, split)):
                    yield ended

    def _threads(self) -> int:
        """Count the threads of all workers; raises `InvalidInput` where there has been none for long."""
        if self.client.status not in ("running", "connecting"):
            holds = "the scheduler has gone; what was recorded is kept"
            raise InvalidInput("--scheduler", self.address, "lost", holds, "Start it again and resume the run")
        threads = sum(self.client.nthreads().values()) if self.client.status == "running" else 0
        now = time.monotonic()
        if threads:
            self.seen_workers = now
        elif now - self.seen_workers > _NO_WORKER_SECONDS:
            holds = f"it had no worker for {_NO_WORKER_SECONDS:.0f} s"
            raise InvalidInput("--scheduler", self.address, "idle", holds, f"Start one: `dask worker {self.address}`")
        return threads

    def _fill(self, queue: Queue) -> None:
        room = _AHEAD * max(1, self._threads()) - len(self.pending)
        for _ in range(room):
            job = queue.take()
            if job is None:
                return
            # Not pure: a job that is tried again must run again.
            future = self.client.submit(_call, job.function, job.arguments, pure=False)
            self.pending[future] = (job, time.monotonic() + (_AHEAD - 1 + job.patience) * self.timeout)

    def _collect(self) -> list[Finished | Lost]:
        """Return what ended; wait a moment where nothing has."""
        distributed = _distributed()
        with suppress(distributed.TimeoutError), self.client.as_current():
            distributed.wait(list(self.pending), timeout=_POLL_SECONDS, return_when="FIRST_COMPLETED")
        ended: list[Finished | Lost] = []
        for future, (job, deadline) in list(self.pending.items()):
            if future.done():
                del self.pending[future]
                error = future.exception(timeout=self.timeout) if future.status == "error" else None
                if isinstance(error, distributed.KilledWorker):
                    ended.append(Lost(job, "its worker process died"))
                elif error is not None:
                    raise error
                elif future.status == "finished":
                    ended.append(Finished(job, future.result(timeout=self.timeout)))
                else:  # the connection was lost, and the result with it
                    ended.append(Lost(job, f"the scheduler calls it {future.status}"))
            elif time.monotonic() > deadline:
                del self.pending[future]
                self._abandon(future)
                ended.append(Lost(job, "it did not end within the time-out", hung=True))
        return ended

    def _abandon(self, future: Any) -> None:
        """Take a job from the worker that hangs in it; a worker with a nanny is started anew."""
        workers = [address for address, keys in self.client.processing().items() if future.key in keys]
        future.cancel()
        if workers:
            self.client.restart_workers(workers, timeout=_CONNECT_SECONDS, raise_for_error=False)
