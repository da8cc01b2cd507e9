"""Jobs for the tests of the executor: importable, as worker processes need them."""

from __future__ import annotations

import os
import time
from pathlib import Path


def double(number: int) -> int:
    return 2 * number


def threads() -> str | None:
    return os.environ.get("OMP_NUM_THREADS")


def note_and_die_once(folder: str, name: str) -> str:
    """Die at the first call with this name, answer at the second."""
    marker = Path(folder) / name
    if not marker.exists():
        marker.touch()
        os._exit(3)
    return name


def doubles(first: int, last: int, poison: int, how: str) -> list[int]:
    """Double a range of numbers, one of which is poisonous."""
    if first <= poison < last:
        if how == "hang":
            time.sleep(1000)
        os._exit(3)
    return [2 * number for number in range(first, last)]


def fail(text: str) -> None:
    raise ValueError(text)


def sleep_with_pid(folder: str, number: int, seconds: float) -> int:
    """Leave a file named by the process, so that a test can kill it, with the number of the job in it; then sleep."""
    (Path(folder) / f"pid-{os.getpid()}").write_text(str(number))
    time.sleep(seconds)
    return number
