"""Hold what one experiment gave: parameters, arrays, the theory's predictions beside the run, and a caption."""

from __future__ import annotations

import operator
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["Array", "Comparison", "Experiment", "chosen_steps", "no_less", "rounded"]

Array = NDArray[np.float64]
Relation = Literal["=", "<=", ">="]
_RELATIONS = {"=": operator.eq, "<=": operator.le, ">=": operator.ge}
_FIGURES = 6
"""Significant digits kept of every array: the last bits of binary64 differ from processor to processor."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One number of a binary64 run beside what the theory says of it: run `relation` theory.

    evidence -- "certified" (the theory's number has an enclosure or an exact computation behind it) or "binary64".
    """

    says: str
    run: float
    relation: Relation
    theory: float
    evidence: Literal["certified", "binary64"] = "certified"

    @property
    def holds(self) -> bool:
        """Say whether this run keeps to the prediction; a run in binary64 proves nothing either way."""
        return bool(_RELATIONS[self.relation](self.run, self.theory))

    def as_json(self) -> dict[str, Any]:
        """Return the comparison as JSON-ready values."""
        return {
            "says": self.says,
            "run": float(f"{self.run:.{_FIGURES}g}"),
            "relation": self.relation,
            "theory": float(f"{self.theory:.{_FIGURES}g}"),
            "evidence": self.evidence,
            "holds": self.holds,
        }


@dataclass(frozen=True, slots=True)
class Experiment:
    """One figure of CGMR's experiments.

    parameters -- everything that was chosen, exact numbers as text; tables -- named columns of equal length, read-only,
    with six significant digits; comparisons -- run against theory; sees, certified, computed -- the caption's three
    parts: what to see, which numbers are certified, which are of a binary64 run or no theorem's.
    """

    number: int
    name: str
    title: str
    parameters: Mapping[str, str | int]
    tables: Mapping[str, Mapping[str, Array]]
    comparisons: Sequence[Comparison]
    sees: str
    certified: str
    computed: str

    @property
    def caption(self) -> dict[str, str]:
        """Return what to see, all parameters, and what is certified and what is not, each as text."""
        chosen = "; ".join(f"{name} = {value}" for name, value in self.parameters.items())
        return {"sees": self.sees, "parameters": f"{chosen}.", "certified": self.certified, "computed": self.computed}

    def long_table(self) -> dict[str, list[Any]]:
        """Return all tables as one: the columns table, row, column, value."""
        rows = [
            (table, i, column, value)
            for table, columns in self.tables.items()
            for column, values in columns.items()
            for i, value in enumerate(values.tolist())
        ]
        return {name: [row[i] for row in rows] for i, name in enumerate(("table", "row", "column", "value"))}

    def as_json(self) -> dict[str, Any]:
        """Return everything but the tables as JSON-ready values."""
        return {
            "figure": self.number,
            "name": self.name,
            "title": self.title,
            "parameters": dict(self.parameters),
            "comparisons": [comparison.as_json() for comparison in self.comparisons],
            "caption": self.caption,
        }


def rounded(values: ArrayLike) -> Array:
    """Return a read-only copy with six significant digits."""
    source = np.asarray(values, dtype=np.float64)
    out = np.array([float(f"{value:.{_FIGURES - 1}e}") for value in source.ravel()]).reshape(source.shape)
    out.setflags(write=False)
    return out


def no_less(rounding_error: float, floor: float = 1e-9) -> float:
    """Return the error, or the floor where it is below: which error binary64 makes depends on the processor."""
    return max(float(rounding_error), floor)


def chosen_steps(last: int, count: int = 240, *, logarithmic: bool = False) -> NDArray[np.int64]:
    """Return about `count` of the steps 0..last, both ends among them, evenly spread on the axis they are drawn on."""
    if logarithmic:
        return np.unique(np.concatenate(([0], np.round(np.geomspace(1, last, count)).astype(np.int64))))
    return np.unique(np.round(np.linspace(0, last, min(count, last + 1))).astype(np.int64))
