"""Find all statements by walking the folders: one file, one statement, its path is its name."""

from __future__ import annotations

import pkgutil
from functools import lru_cache
from importlib import import_module

from dmfproof.errors import InvalidInput
from dmfproof.statements.model import Statement

__all__ = ["catalogue", "find"]

_CHAPTERS = ("scalar",)


@lru_cache(maxsize=1)
def catalogue() -> dict[str, Statement]:
    """Return every statement by id, such as ``scalar.theorem_2_4``, in the order of chapters and of `order`."""
    found: dict[str, Statement] = {}
    for chapter in _CHAPTERS:
        package = import_module(f"dmfproof.statements.{chapter}")
        for module in sorted(m.name for m in pkgutil.iter_modules(package.__path__)):
            statement = import_module(f"{package.__name__}.{module}").STATEMENT
            if statement.id != f"{chapter}.{module}":
                raise AssertionError(f"{package.__name__}.{module} calls itself {statement.id}")
            found[statement.id] = statement
    return found


def find(identifier: str) -> Statement:
    """Return one statement; raises `InvalidInput` naming the nearest ids."""
    from difflib import get_close_matches

    known = catalogue()
    if identifier in known:
        return known[identifier]
    near = get_close_matches(identifier, known, n=3, cutoff=0.3) or list(known)[:3]
    holds = f"the catalogue has {len(known)} statements, such as {', '.join(near)}"
    raise InvalidInput("ID", identifier, "not in the catalogue", holds, "Run `dmfproof list` to see them all")
