"""Say where points lie: the case, the depth, and the zones of their intervals; count how much of a domain was reached.

A variable's position in its interval, 0 at the lower end and 1 at the upper one, is a reduced coordinate: homogeneity
moves the ends with the variable.  Each interval is cut into nine zones, two of which are its ends themselves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations
from typing import Any

from dmfproof.campaign.drawing import Drawn
from dmfproof.problem import Case
from dmfproof.statements.domain import Between, Depth, Domain
from dmfproof.statements.vocabulary import Symbol

__all__ = ["ZONES", "Regions", "case_of", "zone"]

ZONES = ("0", "to 1e-10", "to 1e-4", "to 0.1", "middle", "from 0.9", "from 1-1e-4", "from 1-1e-10", "1")
_INNER = len(ZONES) - 2
_ENDS = (Fraction(0), Fraction(1, 10**10), Fraction(1, 10**4), Fraction(1, 10))


def zone(position: Fraction) -> int:
    """Return the index in `ZONES` of a position."""
    if 2 * position > 1:
        return len(ZONES) - 1 - zone(1 - position)
    return next((index for index, end in enumerate(_ENDS) if position <= end), len(_ENDS))


def case_of(point: Mapping[Symbol, Any]) -> str:
    """Name the case of Theorem 2.4 that a point belongs to; "any" where it has no depth, ground truth and scale."""
    named = {symbol.name: value for symbol, value in point.items()}
    if not {"N", "lam", "alpha"} <= named.keys():
        return "any"
    n, lam, start = named["N"], named["lam"], named["alpha"]
    if n == 1:
        return Case.LINEAR.value
    if lam < 0:
        return Case.NEGATIVE.value
    if lam <= start**n:
        return Case.FROM_ABOVE.value
    if "eps" not in named:
        return "lam > alpha^N"
    early = bool(named["eps"] >= n * lam / (2 * n - 1))
    case: Case = Case.FIRST_PHASE if early else Case.BOTH_PHASES
    return str(case.value)


@dataclass(slots=True)
class Regions:
    """Histograms of points, and which cells (depth, zone of one variable, zone of another) they reached.

    cells -- a bit for every depth, pair of variables and pair of their inner zones.
    """

    cases: Counter[str] = field(default_factory=Counter)
    depths: Counter[str] = field(default_factory=Counter)
    zones: dict[str, list[int]] = field(default_factory=dict)
    cells: int = 0

    def add(self, drawn: Drawn, domain: Domain) -> None:
        """Count one point."""
        self.cases[case_of(drawn.point)] += 1
        depth = next((draw for draw in domain if isinstance(draw, Depth)), None)
        row = 0
        if depth is not None:
            value = int(drawn.point[depth.symbol])
            self.depths[str(value)] += 1
            row = (value - depth.least) // depth.stride
        found = {symbol.name: zone(position) for symbol, position in drawn.positions.items()}
        for name, index in found.items():
            self.zones.setdefault(name, [0] * len(ZONES))[index] += 1
        pairs = _pairs(domain)
        for number, names in enumerate(pairs):
            first, second = (min(max(found[name] - 1, 0), _INNER - 1) for name in names)
            self.cells |= 1 << ((row * len(pairs) + number) * _INNER + first) * _INNER + second

    def merge(self, values: Mapping[str, Any]) -> None:
        """Add what `as_json` wrote of other points of the same domain."""
        self.cases.update(values["cases"])
        self.depths.update(values["depths"])
        for name, counts in values["zones"].items():
            own = self.zones.setdefault(name, [0] * len(ZONES))
            self.zones[name] = [a + b for a, b in zip(own, counts, strict=True)]
        self.cells |= int(values["cells"], 16)

    def as_json(self) -> dict[str, Any]:
        """Return JSON-ready counts."""
        depths = dict(sorted(self.depths.items(), key=lambda item: int(item[0])))
        zones = dict(sorted(self.zones.items()))
        return {"cases": dict(sorted(self.cases.items())), "depths": depths, "zones": zones, "cells": f"{self.cells:x}"}

    def coverage(self, domain: Domain) -> dict[str, int]:
        """Return how many cells were reached, and how many there are."""
        depth = next((draw for draw in domain if isinstance(draw, Depth)), None)
        rows = 1 if depth is None else (depth.most - depth.least) // depth.stride + 1
        return {"reached": self.cells.bit_count(), "cells": rows * len(_pairs(domain)) * _INNER**2}


def _pairs(domain: Domain) -> list[tuple[str, str]]:
    """Return the pairs of variables whose zones are looked at together; a single one is paired with itself."""
    names: Iterable[str] = [draw.symbol.name for draw in domain if isinstance(draw, Between)]
    pairs = list(combinations(names, 2))
    return pairs or [(name, name) for name in names]
