"""Load the real matrices that ship with dmfproof, as exact rationals.

Each is two files: NAME.toml (title, provenance, licence) and NAME.csv or NAME.npz (the entries).  A .csv holds the
lower triangle of a symmetric matrix, one row a line.  `dmfproof.bundled.incomplete` loads those with missing entries.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files

from dmfproof.arithmetic.spectrum import eigenvalues
from dmfproof.errors import InvalidInput
from dmfproof.rational import parse_rational, round_significant

__all__ = ["BundledMatrix", "load", "names", "rational_spectrum"]

_FOLDER = files(__package__ or "dmfproof.bundled")


@dataclass(frozen=True, slots=True)
class BundledMatrix:
    """A matrix in exact rationals, where it is from, and what its licence is (`notice`: the text to pass on)."""

    name: str
    title: str
    entries: tuple[tuple[Fraction, ...], ...]
    provenance: str
    licence: str
    notice: str = ""

    @property
    def shape(self) -> tuple[int, int]:
        """Return the numbers of rows and columns."""
        return len(self.entries), len(self.entries[0])


def names() -> tuple[str, ...]:
    """Return the names that `load` knows, sorted."""
    stems = (path.name.removesuffix(".toml") for path in _FOLDER.iterdir() if path.name.endswith(".toml"))
    return tuple(sorted(stem for stem in stems if not stem.endswith(".incomplete")))


@cache
def load(name: str) -> BundledMatrix:
    """Read a bundled matrix.  Raises `InvalidInput` for an unknown name."""
    if name not in names():
        raise InvalidInput("name", name, "unknown", f"bundled are {', '.join(names())}", "Choose one of these")
    about = tomllib.loads(_FOLDER.joinpath(f"{name}.toml").read_text(encoding="utf-8"))
    denominator = about.pop("denominator", 1)
    triangular = _FOLDER.joinpath(f"{name}.csv").is_file()
    rows = _symmetric(name) if triangular else _rectangular(name)
    entries = tuple(tuple(entry / denominator for entry in row) for row in rows)
    return BundledMatrix(name=name, entries=entries, **about)


def _symmetric(name: str) -> list[list[Fraction]]:
    text = _FOLDER.joinpath(f"{name}.csv").read_text(encoding="ascii")
    lower = [[parse_rational(entry) for entry in line.split(",")] for line in text.splitlines()]
    return [[lower[max(i, j)][min(i, j)] for j in range(len(lower))] for i in range(len(lower))]


def _rectangular(name: str) -> list[list[Fraction]]:
    import numpy as np

    with _FOLDER.joinpath(f"{name}.npz").open("rb") as file, np.load(file) as archive:
        (key,) = archive.files
        return [[Fraction(entry) for entry in row] for row in archive[key].tolist()]


def rational_spectrum(name: str, digits: int = 12) -> tuple[Fraction, ...]:
    """Return a bundled symmetric matrix's eigenvalues, descending, repeated ones repeated, as decimal rationals.

    Each is the exact eigenvalue correctly rounded (half to even) to `digits` significant digits, so it is off by at
    most 5 * 10^-digits of its own size; an eigenvalue that is such a decimal, 0 for one, is exact.  Deterministic.
    Raises `InvalidInput` for an unknown name and for a matrix that is not square.
    """
    matrix, margin = load(name).entries, 8
    while True:
        found = eigenvalues(matrix, digits=digits + margin)
        low = [round_significant(value.low, digits) for value in found for _ in range(value.multiplicity)]
        high = [round_significant(value.high, digits) for value in found for _ in range(value.multiplicity)]
        if low == high:
            return tuple(low)
        # A rational eigenvalue is exact, an irrational one is no tie: more digits settle it.
        margin *= 2
