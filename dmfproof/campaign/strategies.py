"""Draw points from a statement's domain: valid by construction, ends and near-ends included, simple when shrunk."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy as sp
from hypothesis import reject
from hypothesis import strategies as st

from dmfproof.arithmetic.ball import ends, writable
from dmfproof.arithmetic.evaluator import Undetermined, enclose, exact_value
from dmfproof.arithmetic.radical import NotExact
from dmfproof.statements.domain import Between, Depth, Domain, GroundTruth, RationalMatrix, Spectrum
from dmfproof.statements.vocabulary import Expr, Symbol

__all__ = ["points", "positions", "scales", "simplest_between"]

_DEEPEST = 30
_ONE = Fraction(1)


def positions(closed: str = "") -> st.SearchStrategy[Fraction]:
    """Draw where in an interval to look, 0 < t < 1, and an end itself where `closed`.

    Simple fractions, thousandths, and distances 10^-j from either end, j up to 30.
    """
    simple = st.integers(2, 12).flatmap(lambda q: st.integers(1, q - 1).map(lambda p: Fraction(p, q)))
    fine = st.integers(1, 999).map(lambda p: Fraction(p, 1000))
    shallow = st.integers(1, 4).map(lambda j: Fraction(1, 10**j))
    deep = st.integers(5, _DEEPEST).map(lambda j: Fraction(1, 10**j))
    choices = [simple, fine, shallow, shallow.map(lambda t: 1 - t), deep, deep.map(lambda t: 1 - t)]
    if closed in ("left", "both"):
        choices.append(st.just(Fraction(0)))
    if closed in ("right", "both"):
        choices.append(st.just(_ONE))
    return st.one_of(choices)


def scales() -> st.SearchStrategy[Fraction]:
    """Draw a positive scale R: 1, simple fractions, powers of ten from 1e-3 to 1e3."""
    simple = st.tuples(st.integers(1, 12), st.integers(1, 12)).map(lambda pair: Fraction(*pair))
    decades = st.integers(-3, 3).map(lambda j: Fraction(10) ** j)
    return st.one_of(st.just(_ONE), simple, decades)


@st.composite
def _ground_truth(draw: st.DrawFn, signs: str, depth: int) -> Fraction:
    sign = {"+": 1, "-": -1, "0": 0}[draw(st.sampled_from(signs))]
    if draw(st.integers(0, 3)) < 3:
        return sign * draw(scales()) ** depth
    return sign * Fraction(draw(st.integers(1, 9999)), draw(st.sampled_from([1000, 997, 100])))


def _inward(expression: Expr, point: dict[Symbol, Any], *, low: bool) -> tuple[Fraction, bool]:
    """Return a rational bound inside the interval, and whether it is the bound itself."""
    try:
        return exact_value(expression, point).rational(), True
    except NotExact:
        enclosure = enclose(expression, point, bits=160)
    if not writable(enclosure):
        reject()
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


@st.composite
def points(draw: st.DrawFn, domain: Domain) -> dict[Symbol, Any]:
    """Draw a point of a domain as exact rationals, variable after variable."""
    point: dict[Symbol, Any] = {}
    for variable in domain:
        if isinstance(variable, Depth):
            strides = (variable.most - variable.least) // variable.stride
            point[variable.symbol] = variable.least + variable.stride * draw(st.integers(0, strides))
        elif isinstance(variable, GroundTruth):
            depth = next((value for symbol, value in point.items() if symbol.name == "N"), 1)
            point[variable.symbol] = draw(_ground_truth(variable.signs, depth))
        elif isinstance(variable, Between):
            point[variable.symbol] = draw(_between(variable, point))
        elif isinstance(variable, Spectrum):
            point[variable.symbol] = draw(_spectrum(variable, point))
        elif isinstance(variable, RationalMatrix):
            point[variable.symbol] = draw(_matrix(variable, point))
        else:
            least, most = _whole(variable.least, point), _whole(variable.most, point)
            if most < least:
                reject()
            point[variable.symbol] = draw(st.integers(least, most))
    return point


def _whole(bound: int | Expr, point: dict[Symbol, Any]) -> int:
    return int(exact_value(sp.sympify(bound), point).rational())


@st.composite
def _spectrum(draw: st.DrawFn, variable: Spectrum, point: dict[Symbol, Any]) -> tuple[Fraction, ...]:
    """Draw eigenvalues one by one: new ones, and ones equal to, near, or far below an earlier value."""
    named = {symbol.name: value for symbol, value in point.items()}
    depth = named.get("N", 1)
    values: list[Fraction] = []
    anchors = [named["alpha"] ** depth] if "alpha" in named and "+" in variable.signs else []
    for _ in range(draw(st.integers(variable.least, variable.most))):
        positive = [value for value in values if value > 0] + anchors
        kind = draw(st.integers(0, 6))
        if kind < 4 or not positive:
            values.append(draw(_ground_truth(variable.signs, depth)))
            continue
        value = draw(st.sampled_from(positive))
        if kind == 4:
            value *= 1 + draw(st.sampled_from([0, 1, -1])) * Fraction(1, 10 ** draw(st.integers(1, 12)))
        else:
            value *= Fraction(1, 10 ** draw(st.integers(1, 6)))
        values.append(value)
    return tuple(sorted(values, reverse=True))


@st.composite
def _matrix(draw: st.DrawFn, variable: RationalMatrix, point: dict[Symbol, Any]) -> tuple[tuple[Fraction, ...], ...]:
    rows, columns = _whole(variable.rows, point), _whole(variable.columns, point)
    entries = st.builds(Fraction, st.integers(-9, 9), st.integers(1, 5))
    matrix = [[Fraction(0)] * columns for _ in range(rows)]
    mirrored = {"any": 0, "symmetric": 1, "skew": -1}[variable.kind]
    for i in range(rows):
        for j in range(columns if not mirrored else i + max(mirrored, 0)):
            matrix[i][j] = draw(entries)
            if mirrored:
                matrix[j][i] = mirrored * matrix[i][j]
    return tuple(tuple(row) for row in matrix)


@st.composite
def _between(draw: st.DrawFn, variable: Between, point: dict[Symbol, Any]) -> Fraction:
    try:
        low, low_exact = _inward(variable.low, point, low=True)
        high, high_exact = _inward(variable.high, point, low=False)
    except Undetermined:
        reject()
    left = variable.closed in ("left", "both") and low_exact
    right = variable.closed in ("right", "both") and high_exact
    closed = {(True, True): "both", (True, False): "left", (False, True): "right"}.get((left, right), "")
    position = draw(positions(closed))
    if high < low or (high == low and not (left and right)):
        reject()
    return low + position * (high - low)
