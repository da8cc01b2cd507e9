"""Find all statements by walking the folders: one file, one statement, its path is its name.

A user's own statement is found by the path of its file.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from dmfproof.errors import InvalidInput
from dmfproof.statements.model import Statement

__all__ = ["catalogue", "find", "identifiers", "resolve"]

_CHAPTERS = ("scalar", "perturbed", "matrix", "arora2019")


@lru_cache(maxsize=1)
def catalogue() -> dict[str, Statement]:
    """Return every statement by id, such as ``scalar.theorem_2_4``, in the order of chapters and of names."""
    return {identifier: _load(identifier) for identifier in identifiers()}


@lru_cache(maxsize=1)
def identifiers() -> tuple[str, ...]:
    """Return the ids of the catalogue without loading its statements."""
    folders = [(chapter, import_module(f"dmfproof.statements.{chapter}").__path__) for chapter in _CHAPTERS]
    return tuple(f"{chapter}.{module.name}" for chapter, path in folders for module in iter_modules(path))


def _load(identifier: str) -> Statement:
    statement: Statement = import_module(f"dmfproof.statements.{identifier}").STATEMENT
    if statement.id != identifier:
        raise AssertionError(f"dmfproof.statements.{identifier} calls itself {statement.id}")
    return statement


def find(identifier: str) -> Statement:
    """Return one statement, loading no other: one of the catalogue by its id, a user's by the path of its file.

    Raises `InvalidInput` naming the nearest ids, or the line that is wrong in a user's file.
    """
    from difflib import get_close_matches

    from dmfproof.statements import user_files

    known = identifiers()
    if identifier in known:
        return _load(identifier)
    if user_files.is_path(identifier) or Path(identifier).is_dir():
        return user_files.load(identifier)
    near = get_close_matches(identifier, known, n=3, cutoff=0.3) or known[:3]
    holds = f"the catalogue has {len(known)} statements, such as {', '.join(near)}"
    advice = "Run `dmfproof list` to see them all; a file of your own is named with its .py"
    raise InvalidInput("ID", identifier, "not in the catalogue", holds, advice)


def resolve(given: Iterable[str], folder: Path | None = None) -> list[str]:
    """Return the ids of statements given as ids, files or folders, none twice.

    With a `folder` (``--statements``) names are those of its files, without .py, and no name means all of them.
    Raises `InvalidInput` for what is none of these; the files themselves are not run.
    """
    from dmfproof.statements import user_files

    chosen: list[str] = [] if folder is None or list(given) else user_files.paths_in(folder)
    for identifier in given:
        inside = None if folder is None else folder / f"{identifier.removesuffix('.py')}.py"
        if inside is not None and inside.is_file():
            chosen.append(inside.as_posix())
        elif Path(identifier).is_dir():
            chosen += user_files.paths_in(Path(identifier))
        else:
            chosen.append(identifier)
    return list(dict.fromkeys(chosen))
