"""Load the real matrices with missing entries that ship with dmfproof, as exact rationals.

Each is two files: NAME.incomplete.toml (title, provenance, licence) and NAME.incomplete.csv, one row a line, with an
empty cell where there is no entry.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files

from dmfproof.errors import InvalidInput
from dmfproof.rational import parse_rational

__all__ = ["IncompleteMatrix", "incomplete_names", "load_incomplete"]

_FOLDER = files(__package__ or "dmfproof.bundled")
_SUFFIX = ".incomplete.toml"


@dataclass(frozen=True, slots=True)
class IncompleteMatrix:
    """A matrix whose entries are exact rationals or None (missing), where it is from, and what its licence is."""

    name: str
    title: str
    entries: tuple[tuple[Fraction | None, ...], ...]
    provenance: str
    licence: str

    @property
    def shape(self) -> tuple[int, int]:
        """Return the numbers of rows and columns."""
        return len(self.entries), len(self.entries[0])


def incomplete_names() -> tuple[str, ...]:
    """Return the names that `load_incomplete` knows, sorted."""
    return tuple(sorted(path.name.removesuffix(_SUFFIX) for path in _FOLDER.iterdir() if path.name.endswith(_SUFFIX)))


@cache
def load_incomplete(name: str) -> IncompleteMatrix:
    """Read a bundled matrix with missing entries.  Raises `InvalidInput` for an unknown name."""
    if name not in incomplete_names():
        holds = f"bundled with missing entries are {', '.join(incomplete_names())}"
        raise InvalidInput("name", name, "unknown", holds, "Choose one of these")
    about = tomllib.loads(_FOLDER.joinpath(f"{name}{_SUFFIX}").read_text(encoding="utf-8"))
    lines = _FOLDER.joinpath(f"{name}.incomplete.csv").read_text(encoding="ascii").splitlines()
    entries = tuple(tuple(parse_rational(cell) if cell else None for cell in line.split(",")) for line in lines)
    return IncompleteMatrix(name=name, entries=entries, **about)
