"""Find all statements by walking the folders: one file, one statement, its path is its name."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules

from dmfproof.errors import InvalidInput
from dmfproof.statements.model import Statement

__all__ = ["catalogue", "find", "identifiers"]

_CHAPTERS = ("scalar", "perturbed")


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
    """Return one statement, loading no other; raises `InvalidInput` naming the nearest ids."""
    from difflib import get_close_matches

    known = identifiers()
    if identifier in known:
        return _load(identifier)
    near = get_close_matches(identifier, known, n=3, cutoff=0.3) or known[:3]
    holds = f"the catalogue has {len(known)} statements, such as {', '.join(near)}"
    raise InvalidInput("ID", identifier, "not in the catalogue", holds, "Run `dmfproof list` to see them all")
