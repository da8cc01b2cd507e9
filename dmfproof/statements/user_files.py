"""Read a user's own statement: a Python file that defines STATEMENT, as the files of the catalogue do.

The file is run, as any Python file that its owner names, for a minute at most; what it defines is then held against
what a statement must be, so that a mistake is reported with its line instead of failing inside a campaign.  The id of
a user's statement is its path as it was given: other processes find it by that.
"""

from __future__ import annotations

import ast
import hashlib
import linecache
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import NoReturn

from dmfproof.errors import InvalidInput, shorten
from dmfproof.statements.model import Statement
from dmfproof.statements.user_checks import checked, refuse

__all__ = ["digest", "docstring", "is_path", "load", "paths_in"]

_SUFFIX = ".py"
_SECONDS = 60.0  # that a file may take to be run and checked


def is_path(identifier: str) -> bool:
    """Say whether an identifier names a file, not a statement of the catalogue."""
    return identifier.endswith(_SUFFIX) or "/" in identifier or os.sep in identifier


def paths_in(folder: Path) -> list[str]:
    """Return the statement files of a folder by name, those that assign STATEMENT; raises `InvalidInput` if none do."""
    try:
        found = [path for path in sorted(folder.glob(f"*{_SUFFIX}")) if "STATEMENT" in _read(path)]
    except OSError as error:
        raise InvalidInput("folder", folder, "not readable", str(error.strerror), "Name another one") from None
    if not found:
        wrong = "without statements" if folder.is_dir() else "no folder"
        advice = "Write a first statement with `dmfproof new FILE.py`"
        raise InvalidInput("folder", folder, wrong, "a folder with files that define STATEMENT is needed", advice)
    return [path.as_posix() for path in found]


def load(path: str) -> Statement:
    """Run a statement file and return its statement, `path` being its id.

    Raises `InvalidInput`, naming the line, for a file that cannot be read or run and for what is no statement.
    """
    return _loaded(path, _stamp(path))[0]


def docstring(path: str) -> str:
    """Return the docstring of a statement file, "" if it has none."""
    return _loaded(path, _stamp(path))[1].__doc__ or ""


def digest(path: str) -> str:
    """Return the SHA-256 of a statement file, which tells whether it has changed; raises `InvalidInput`."""
    _stamp(path)
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def _stamp(path: str) -> tuple[int, int]:
    """Return what changes when the file does; raises `InvalidInput` if there is no such file."""
    try:
        status = os.stat(path)
    except OSError as error:
        holds = f"it cannot be read ({error.strerror})"
        raise InvalidInput("FILE", path, "no file", holds, f"`dmfproof new {path}` writes one to start from") from None
    return status.st_mtime_ns, status.st_size


@lru_cache(maxsize=64)
def _loaded(path: str, stamp: tuple[int, int]) -> tuple[Statement, ModuleType]:
    del stamp  # the file as it is now: a changed one is read anew
    try:
        source = Path(path).read_text(encoding="utf-8")
    except IsADirectoryError:
        raise InvalidInput("FILE", path, "a folder", "one statement is needed here", "Name one of its files") from None
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInput("FILE", path, "not readable", f"it must be UTF-8 text ({error})", "Save it anew") from None
    try:
        with _time_limit(_SECONDS):
            module, tree = _run(path, source)
            statement = checked(path, tree, module)
    except _Overtime as late:
        wrong = f"Python was still at work there after {_SECONDS:.0f} s, the time that a file may take"
        refuse(path, _line_of(late, path), wrong, "Look for an endless loop, or move slow work out of the file")
    return replace(statement, id=path), module


class _Overtime(BaseException):
    """A file takes too long; no `Exception`, so that what the file itself catches does not catch this."""


@contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    """Raise `_Overtime` in the block after so many seconds of the clock.

    Signals reach the main thread only, and Windows has no such timer: elsewhere there is no limit but the executor's.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(*_: object) -> NoReturn:
        raise _Overtime

    before = signal.signal(signal.SIGALRM, stop)
    # Again every second, in case the file catches everything.
    left, interval = signal.setitimer(signal.ITIMER_REAL, seconds, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, left, interval)
        signal.signal(signal.SIGALRM, before)


def _run(path: str, source: str) -> tuple[ModuleType, ast.Module]:
    """Run the file in a module of its own.  Python's errors become `InvalidInput` with their line."""
    module = ModuleType(f"dmfproof_user.{Path(path).stem}")
    module.__file__ = path
    try:
        tree = ast.parse(source, path)
        code = compile(tree, path, "exec")
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        text = (linecache.getline(path, line) if line else "").strip()
        says = getattr(error, "msg", None) or str(error)
        refuse(path, line, f"it is not Python: {says}{f' in {shorten(text)!r}' if text else ''}", "Correct that line")
    sys.modules[module.__name__] = module
    try:
        with redirect_stdout(sys.stderr):  # what it prints is no result of ours
            exec(code, module.__dict__)
    except (Exception, SystemExit) as error:  # a file that leaves must not end a verification with its own exit code
        line = _line_of(error, path)
        text = shorten(" ".join(str(error).split()))
        says = f"{type(error).__name__}: {text}" if text else type(error).__name__
        refuse(path, line, f"Python stops there with {says}", "Correct that line")
    finally:
        del sys.modules[module.__name__]
    return module, tree


def _line_of(error: BaseException, path: str) -> int | None:
    """Return the last line of the file itself that the error came through."""
    line, trace = None, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == path:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
