"""Keep what campaigns did in one SQLite file: runs, finished tasks, and one row for every certified point.

A task and its points are written in one transaction, under the task's key: after a kill at any moment a task is either
there with all of its points or not at all, and what is there is never done or counted twice.  Processes that write
to the same file take turns; a single run is continued by one process at a time, which a lock on one byte of
``FILE-lock`` sees to (the system releases it when the process dies).
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from dmfproof.campaign.record_file import default_path, lock_byte
from dmfproof.errors import InvalidInput

__all__ = ["Point", "Run", "Store", "open_store"]

_SCHEMA = 1
_WAIT_SECONDS = 60
_TABLES = """
CREATE TABLE runs (
    run INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, plan TEXT NOT NULL, seed TEXT NOT NULL,
    version TEXT NOT NULL, started TEXT NOT NULL, seconds REAL NOT NULL DEFAULT 0, ended TEXT, report TEXT);
CREATE TABLE tasks (
    run INTEGER NOT NULL REFERENCES runs, key TEXT NOT NULL, result TEXT NOT NULL, seconds REAL NOT NULL,
    PRIMARY KEY (run, key)) WITHOUT ROWID;
CREATE TABLE claims (claim INTEGER PRIMARY KEY, statement TEXT NOT NULL, name TEXT NOT NULL, UNIQUE (statement, name));
CREATE TABLE points (
    run INTEGER NOT NULL REFERENCES runs, claim INTEGER NOT NULL REFERENCES claims, point TEXT NOT NULL,
    tightness REAL, task TEXT NOT NULL, PRIMARY KEY (run, claim, point)) WITHOUT ROWID;
CREATE VIEW certified_points AS
    SELECT run, statement, name AS claim, point, tightness, task, seed, version
    FROM points JOIN runs USING (run) JOIN claims USING (claim);
"""


@dataclass(frozen=True, slots=True)
class Point:
    """A certified point: statement, claim, the values as text, and the tightness as a float for sorting (or None)."""

    statement: str
    claim: str
    values: Mapping[str, str]
    tightness: float | None


@dataclass(frozen=True, slots=True)
class Run:
    """One row of the ledger.

    plan -- what was asked for; seconds -- time spent, all continuations together; ended -- when it came to its end, or
    None; report -- what it found, or None; points -- distinct certified points on record.
    """

    number: int
    kind: str
    plan: dict[str, Any]
    seed: str
    version: str
    started: str
    seconds: float
    ended: str | None
    report: dict[str, Any] | None
    points: int


@contextmanager
def open_store(path: Path | None = None, *, create: bool = True) -> Iterator[Store]:
    """Open a record, the default one if no path is given; a missing file is made where `create`, else refused.

    Raises `InvalidInput` for a file that cannot be written, is no record, or is of another version of the schema.
    """
    path = default_path() if path is None else path
    if not create and not path.exists():
        raise InvalidInput("--record", path, "missing", "nothing was recorded there", "Give the file of a campaign")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=_WAIT_SECONDS, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        raise _unusable(path, error) from None
    try:
        store = Store(connection, path)
    except sqlite3.Error as error:
        connection.close()
        raise _unusable(path, error) from None
    except InvalidInput:
        connection.close()
        raise
    try:
        yield store
    except sqlite3.OperationalError as error:
        if "locked" not in str(error) and "full" not in str(error) and "readonly" not in str(error):
            raise
        raise _unusable(path, error) from None
    finally:
        store.close()


def _unusable(path: Path, error: Exception) -> InvalidInput:
    if "locked" in str(error):
        wrong, advice = f"in use: another process held it for {_WAIT_SECONDS} s", "Wait for it, or use another file"
        return InvalidInput("--record", path, wrong, "writers take turns", advice)
    holds = f"a record is an SQLite file that can be written ({error})"
    return InvalidInput("--record", path, "not usable", holds, "Choose another file")


class Store:
    """An open record; made by `open_store`."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        """Make the tables in a new file; raises `InvalidInput` for a file of another schema."""
        self.path, self._db = path, connection
        self._locks: IO[bytes] | None = None
        self._claims: dict[tuple[str, str], int] = {}
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        with self._transaction():
            [version] = connection.execute("PRAGMA user_version").fetchone()
            [tables] = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            if version == 0 and tables == 0:
                for statement in _TABLES.strip().split(";\n"):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {_SCHEMA}")
            elif version != _SCHEMA:
                holds = f"this version of dmfproof writes records of schema {_SCHEMA}, and this file has {version}"
                raise InvalidInput("--record", path, "not usable", holds, "Choose another file")

    def close(self) -> None:
        """Close the file and release the run that is held."""
        self._db.close()
        if self._locks is not None:
            self._locks.close()
            self._locks = None

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Write all or nothing.  IMMEDIATE: wait for the turn before reading what the writing depends on."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def begin(self, kind: str, plan: Mapping[str, Any], *, seed: int, version: str) -> int:
        """Enter a new run, hold it, and return its number."""
        values = (kind, json.dumps(plan, sort_keys=True), str(seed), version, _now())
        insert = "INSERT INTO runs (kind, plan, seed, version, started) VALUES (?,?,?,?,?)"
        with self._transaction():
            cursor = self._db.execute(insert, values)
        run = int(cursor.lastrowid or 0)
        self.hold(run)
        return run

    def forget(self, run: int) -> None:
        """Remove a run that did nothing, as one that could not begin; one that has tasks stays."""
        with self._transaction():
            self._db.execute("DELETE FROM runs WHERE run = ? AND run NOT IN (SELECT run FROM tasks)", (run,))

    def hold(self, run: int) -> None:
        """Make this process the one that continues a run; raises `InvalidInput` where another process holds it."""
        if self._locks is None:
            self._locks = Path(f"{self.path}-lock").open("ab")  # noqa: SIM115 -- held until `close`
        if not lock_byte(self._locks, run):
            holds = "one process at a time continues a run"
            raise InvalidInput("RUN", run, "in use by another process", holds, "Wait for it, or begin a new run")

    def is_held(self, run: int) -> bool:
        """Say whether another process is working on a run now."""
        path = Path(f"{self.path}-lock")
        if self._locks is not None or not path.exists():
            return False
        with path.open("ab") as locks:
            return not lock_byte(locks, run)

    def done(self, run: int) -> dict[str, Any]:
        """Return the results of a run's finished tasks by key."""
        rows = self._db.execute("SELECT key, result FROM tasks WHERE run = ? ORDER BY key", (run,))
        return {key: json.loads(result) for key, result in rows}

    def add(self, run: int, key: str, result: Any, points: Iterable[Point] = (), *, seconds: float = 0.0) -> bool:
        """Write a finished task and its points, all or nothing; return False, writing nothing, if it was there.

        seconds -- time that passed since the last task was written; it is added to the run's.
        """
        with self._transaction():
            text = json.dumps(result, sort_keys=True)
            written = self._db.execute("INSERT OR IGNORE INTO tasks VALUES (?,?,?,?)", (run, key, text, seconds))
            if written.rowcount == 0:
                return False
            rows = [(run, self._claim(p.statement, p.claim), _text(p.values), p.tightness, key) for p in points]
            self._db.executemany("INSERT OR IGNORE INTO points VALUES (?,?,?,?,?)", rows)
            self._db.execute("UPDATE runs SET seconds = seconds + ? WHERE run = ?", (seconds, run))
        return True

    def _claim(self, statement: str, name: str) -> int:
        key = (statement, name)
        if key not in self._claims:
            self._db.execute("INSERT OR IGNORE INTO claims (statement, name) VALUES (?,?)", key)
            [number] = self._db.execute("SELECT claim FROM claims WHERE statement = ? AND name = ?", key).fetchone()
            self._claims[key] = number
        return self._claims[key]

    def end(self, run: int, report: Mapping[str, Any]) -> None:
        """Note that a run has come to its end, and what it found."""
        with self._transaction():
            values = (_now(), json.dumps(report, sort_keys=True), run)
            self._db.execute("UPDATE runs SET ended = ?, report = ? WHERE run = ?", values)

    def runs(self) -> list[Run]:
        """Return the ledger, oldest run first."""
        count = "(SELECT count(*) FROM points WHERE points.run = runs.run)"
        fields = "run, kind, plan, seed, version, started, seconds, ended, report"
        return [_run(row) for row in self._db.execute(f"SELECT {fields}, {count} FROM runs ORDER BY run")]

    def run(self, number: int) -> Run:
        """Return one run; raises `InvalidInput` naming those there are."""
        found = {run.number: run for run in self.runs()}
        if number not in found:
            holds = f"{self.path} has {f'the runs 1 to {max(found)}' if found else 'no runs'}"
            raise InvalidInput("RUN", number, "not on record", holds, "Run `dmfproof runs list` to see them")
        return found[number]

    def count(self, run: int, statement: str, claim: str) -> int:
        """Count the distinct certified points of one claim in a run."""
        query = "SELECT count(*) FROM certified_points WHERE run = ? AND statement = ? AND claim = ?"
        return int(self._db.execute(query, (run, statement, claim)).fetchone()[0])

    def tightest(
        self, run: int, statement: str, claim: str, most: int, *, but: str = " "
    ) -> list[tuple[float, dict[str, str]]]:
        """Return up to `most` points of a claim with the largest tightness; equal ones in the order of their text.

        Points of tasks whose key begins with `but` are left out.
        """
        query = """SELECT tightness, point FROM certified_points WHERE run = ? AND statement = ? AND claim = ?
            AND tightness IS NOT NULL AND substr(task, 1, ?) <> ?
            ORDER BY tightness DESC, length(point), point LIMIT ?"""
        rows = self._db.execute(query, (run, statement, claim, len(but), but, most))
        return [(t, json.loads(point)) for t, point in rows]

    def points(self, run: int) -> Iterator[dict[str, Any]]:
        """Yield a run's certified points with their seed and version, in the order of claims and of text."""
        names = ("run", "statement", "claim", "point", "tightness", "task", "seed", "version")
        query = f"SELECT {', '.join(names)} FROM certified_points WHERE run = ? ORDER BY statement, claim, point"
        for row in self._db.execute(query, (run,)):
            yield {**dict(zip(names, row, strict=True)), "point": json.loads(row[3])}

    def last_verified(self) -> list[dict[str, Any]]:
        """Return, for each claim with certified points, the last run that has any, its version, seed and points."""
        query = """SELECT statement, claims.name, runs.run, kind, version, seed, started, count(*)
            FROM points JOIN claims USING (claim) JOIN runs USING (run)
            GROUP BY points.claim, points.run
            HAVING points.run = (SELECT max(run) FROM points AS later WHERE later.claim = points.claim)
            ORDER BY statement, claims.name"""
        names = ("statement", "claim", "run", "kind", "version", "seed", "started", "points")
        return [dict(zip(names, row, strict=True)) for row in self._db.execute(query)]


def _run(row: Sequence[Any]) -> Run:
    number, kind, plan, seed, version, started, seconds, ended, report, points = row
    found = None if report is None else json.loads(report)
    return Run(number, kind, json.loads(plan), seed, version, started, seconds, ended, found, points)


def _text(values: Mapping[str, str]) -> str:
    return json.dumps(values, separators=(",", ":"))


def _now() -> str:
    # Whole seconds of universal time, as SQLite's own functions write and read them.
    return datetime.fromtimestamp(int(time.time()), UTC).strftime("%Y-%m-%d %H:%M:%S")
