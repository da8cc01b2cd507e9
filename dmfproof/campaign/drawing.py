"""Draw points of a domain from a source of choices: valid by construction, ends and near-ends included.

The source is Hypothesis, which steers and shrinks, or a seeded generator, which is fast.  Choices are whole numbers in
a range, the simplest first, so that both sources give the same kinds of points.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Any, Protocol, TypeVar

import sympy as sp

from dmfproof.arithmetic.ball import ends, writable
from dmfproof.arithmetic.evaluator import Remembering, Undetermined, enclose, exact_value
from dmfproof.arithmetic.radical import NotExact
from dmfproof.statements.domain import Between, Depth, Domain, Draw, GroundTruth, RationalMatrix, Spectrum
from dmfproof.statements.vocabulary import Expr, Symbol

__all__ = [
    "Choices",
    "Drawn",
    "Empty",
    "Seeded",
    "draw_point",
    "interval",
    "position",
    "scale",
    "simplest_between",
    "spectrum",
]

_DEEPEST = 30
_ONE = Fraction(1)
_Option = TypeVar("_Option")


class Choices(Protocol):
    """A source of choices."""

    def integer(self, least: int, most: int) -> int:
        """Choose a whole number, least and most included."""


class Seeded:
    """Choices that depend on a seed alone."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def integer(self, least: int, most: int) -> int:
        """Choose uniformly."""
        return self._random.randint(least, most)


class Empty(Exception):
    """What was chosen so far leaves nothing to choose from, such as an interval without inside."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A point, and where in their intervals its rationals lie: 0 at the lower end, 1 at the upper one.

    A domain's ends scale with its variables, so the positions are reduced coordinates: homogeneity leaves them.
    """

    point: Mapping[Symbol, Any]
    positions: Mapping[Symbol, Fraction]


def draw_point(choices: Choices, domain: Domain) -> Drawn:
    """Draw a point as exact rationals, variable after variable; raises `Empty`."""
    point, positions = Remembering({}), dict[Symbol, Fraction]()
    for variable in domain:
        if isinstance(variable, Between):
            low, high, closed = interval(variable, point)
            positions[variable.symbol] = t = position(choices, closed)
            if high < low or (high == low and closed != "both"):
                raise Empty(f"no {variable.symbol} between {low} and {high}")
            value: Any = low + t * (high - low)
        else:
            value = _value(choices, variable, point)
        point = Remembering({**point, variable.symbol: value}, point, variable.symbol)
    return Drawn(point, positions)


def _value(choices: Choices, variable: Draw, point: Mapping[Symbol, Any]) -> Any:
    if isinstance(variable, Depth):
        strides = (variable.most - variable.least) // variable.stride
        return variable.least + variable.stride * choices.integer(0, strides)
    if isinstance(variable, GroundTruth):
        return _ground_truth(choices, variable.signs, _depth(point))
    if isinstance(variable, Spectrum):
        named = {symbol.name: value for symbol, value in point.items()}
        return spectrum(choices, variable, _depth(point), named.get("alpha"))
    if isinstance(variable, RationalMatrix):
        return _matrix(choices, variable, point)
    assert not isinstance(variable, Between)
    least, most = _whole(variable.least, point, sp.ceiling), _whole(variable.most, point, sp.floor)
    if most < least:
        raise Empty(f"no {variable.symbol} from {least} to {most}")
    return choices.integer(least, most)


def _depth(point: Mapping[Symbol, Any]) -> int:
    return int(next((value for symbol, value in point.items() if symbol.name == "N"), 1))


def _whole(bound: int | Expr, point: Mapping[Symbol, Any], inward: Any = sp.sympify) -> int:
    return bound if isinstance(bound, int) else int(exact_value(inward(bound), point).rational())


def _pick(choices: Choices, options: Sequence[_Option]) -> _Option:
    return options[choices.integer(0, len(options) - 1)]


def position(choices: Choices, closed: str = "") -> Fraction:
    """Draw where in an interval to look, 0 < t < 1, and an end itself where `closed`.

    Simple fractions, thousandths, and distances 10^-j from either end, j up to 30.
    """
    kinds = ["simple", "fine", "low", "high", "lowest", "highest"]
    kinds += ["left"] if closed in ("left", "both") else []
    kinds += ["right"] if closed in ("right", "both") else []
    kind = _pick(choices, kinds)
    if kind == "simple":
        denominator = choices.integer(2, 12)
        return Fraction(choices.integer(1, denominator - 1), denominator)
    if kind == "fine":
        return Fraction(choices.integer(1, 999), 1000)
    if kind in ("left", "right"):
        return Fraction(int(kind == "right"))
    if kind in ("low", "high"):
        digits = choices.integer(1, 4)
    else:  # the farthest one is drawn often enough to be met in a few hundred draws
        digits = _DEEPEST if choices.integer(0, 3) == 3 else choices.integer(5, _DEEPEST)
    near = Fraction(1, 10**digits)
    return near if kind in ("low", "lowest") else 1 - near


def scale(choices: Choices) -> Fraction:
    """Draw a positive scale R: 1, simple fractions, powers of ten from 1e-3 to 1e3."""
    kind = choices.integer(0, 2)
    if kind == 0:
        return _ONE
    if kind == 1:
        return Fraction(choices.integer(1, 12), choices.integer(1, 12))
    return Fraction(10) ** choices.integer(-3, 3)


def _ground_truth(choices: Choices, signs: str, depth: int) -> Fraction:
    sign = {"+": 1, "-": -1, "0": 0}[_pick(choices, signs)]
    if choices.integer(0, 3) < 3:
        return sign * scale(choices) ** depth
    return sign * Fraction(choices.integer(1, 9999), _pick(choices, (1000, 997, 100)))


def spectrum(choices: Choices, variable: Spectrum, depth: int, start: Fraction | None = None) -> tuple[Fraction, ...]:
    """Draw eigenvalues one by one: new ones, and ones equal to, near, or far below an earlier one or start^depth."""
    values: list[Fraction] = []
    anchors = [start**depth] if start is not None and "+" in variable.signs else []
    for _ in range(choices.integer(variable.least, variable.most)):
        positive = [value for value in values if value > 0] + anchors
        kind = choices.integer(0, 6)
        if kind < 4 or not positive:
            values.append(_ground_truth(choices, variable.signs, depth))
            continue
        value = _pick(choices, positive)
        if kind == 4:
            value *= 1 + _pick(choices, (0, 1, -1)) * Fraction(1, 10 ** choices.integer(1, 12))
        else:
            value *= Fraction(1, 10 ** choices.integer(1, 6))
        values.append(value)
    return tuple(sorted(values, reverse=True))


def _matrix(
    choices: Choices, variable: RationalMatrix, point: Mapping[Symbol, Any]
) -> tuple[tuple[Fraction, ...], ...]:
    rows, columns = _whole(variable.rows, point), _whole(variable.columns, point)
    matrix = [[Fraction(choices.integer(-9, 9), choices.integer(1, 5)) for _ in range(columns)] for _ in range(rows)]
    if variable.kind != "any":
        sign = 1 if variable.kind == "symmetric" else -1
        for i in range(rows):
            for j in range(i):
                matrix[i][j] = sign * matrix[j][i]
            matrix[i][i] *= (1 + sign) // 2
    return tuple(tuple(row) for row in matrix)


def interval(variable: Between, point: Mapping[Symbol, Any]) -> tuple[Fraction, Fraction, str]:
    """Return rational ends of a variable's interval, none beyond its own ends, and which of them belong to it.

    Raises `Empty` where they cannot be determined.
    """
    try:
        low, low_exact = _inward(variable.low, point, low=True)
        high, high_exact = _inward(variable.high, point, low=False)
    except Undetermined as stop:
        raise Empty(str(stop)) from None
    left = variable.closed in ("left", "both") and low_exact
    right = variable.closed in ("right", "both") and high_exact
    return low, high, {(True, True): "both", (True, False): "left", (False, True): "right"}.get((left, right), "")


def _inward(expression: Expr, point: Mapping[Symbol, Any], *, low: bool) -> tuple[Fraction, bool]:
    """Return a rational bound inside the interval, and whether it is the bound itself."""
    try:
        return exact_value(expression, point).rational(), True
    except NotExact:
        enclosure = enclose(expression, point, bits=160)
    if not writable(enclosure):
        raise Empty(f"{expression} is not enclosed")
    bound = ends(enclosure)[1 if low else 0]
    margin = abs(bound) / 10**9
    return simplest_between(bound, bound + margin) if low else simplest_between(bound - margin, bound), False


def simplest_between(low: Fraction, high: Fraction) -> Fraction:
    """Return the rational of least denominator in the closed interval (Stern-Brocot), so that points stay short."""
    if low == high:
        return low
    if low < 0:
        return -simplest_between(-high, -low) if high < 0 else Fraction(0)
    whole = -(-low.numerator // low.denominator)
    if whole <= high:
        return Fraction(whole)
    return (whole - 1) + 1 / simplest_between(1 / (high - (whole - 1)), 1 / (low - (whole - 1)))
