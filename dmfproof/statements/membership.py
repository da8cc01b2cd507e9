"""Hold points and boxes against a domain: what its variables stand for, exactly, and their bounds as relations."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from fractions import Fraction
from functools import lru_cache, partial
from typing import Any

import sympy as sp

from dmfproof.arithmetic.evaluator import exact_value
from dmfproof.statements.domain import FAR, Between, Depth, Domain, Draw, GroundTruth, RationalMatrix, Spectrum, Whole

__all__ = ["bounds", "conditions", "is_of_kind", "kinds", "reach", "stated_bounds"]

_SIGNS = {"+": sp.Gt, "-": sp.Lt, "0": sp.Eq, "+0": sp.Ge, "-0": sp.Le, "+-": sp.Ne}
_TESTS: dict[str, Callable[[Any], bool]] = {
    "positive": lambda value: value > 0,
    "negative": lambda value: value < 0,
    "nonnegative": lambda value: value >= 0,
    "nonpositive": lambda value: value <= 0,
    "zero": lambda value: value == 0,
    "nonzero": lambda value: value != 0,
    "integer": lambda value: value.denominator == 1,
    "noninteger": lambda value: value.denominator != 1,
}
_ASSUMED = {"positive": sp.Gt, "negative": sp.Lt, "nonnegative": sp.Ge, "nonpositive": sp.Le, "nonzero": sp.Ne}


def is_of_kind(draw: Draw, value: Any, point: Mapping[sp.Symbol, Any]) -> bool:
    """Decide exactly whether a value is what a variable stands for: a depth of the domain, a sign, a count, a shape."""
    if isinstance(draw, Spectrum):
        signs = all(_sign(eigenvalue) in draw.signs for eigenvalue in value)
        return len(value) >= draw.least and signs and list(value) == sorted(value, reverse=True)
    if isinstance(draw, RationalMatrix):
        return _has_shape(draw, value, point)
    if not _is_as_assumed(draw.symbol, value):
        return False
    if isinstance(draw, Depth):
        only = draw.most if draw.least == draw.most else value
        return bool(draw.least <= value <= only and (value - draw.least) % draw.stride == 0)
    if isinstance(draw, GroundTruth):
        return _sign(value) in draw.signs
    if isinstance(draw, Whole):
        bounded = isinstance(draw.most, sp.Expr)
        within = _whole(sp.ceiling(draw.least), point) <= value
        within = within and (not bounded or value <= _whole(sp.floor(draw.most), point))
        return bool(within and value == int(value))
    return True


def _is_as_assumed(symbol: sp.Symbol, value: Fraction | int) -> bool:
    """Hold a value against its symbol's assumptions: SymPy has simplified the formulas with them."""
    return all(bool(holds(value)) is expected for holds, expected in _assumed(symbol))


@lru_cache(maxsize=4096)
def _assumed(symbol: sp.Symbol) -> tuple[tuple[Callable[[Any], bool], bool], ...]:
    """Return what a symbol's assumptions say that is not true of every rational, as tests and what they must give."""
    rationals = [sp.Rational(p, q) for p in (-4, -3, 0, 3, 4) for q in (1, 5)]
    facts = {
        (name.removeprefix("extended_"), expected)
        for name, expected in symbol.assumptions0.items()
        if any(getattr(number, f"is_{name}") is not expected for number in rationals)
    }
    return tuple((_TESTS.get(name) or partial(_by_sympy, name), expected) for name, expected in sorted(facts))


def _by_sympy(name: str, value: Fraction | int) -> bool:
    return bool(getattr(sp.Rational(value.numerator, value.denominator), f"is_{name}"))


def _sign(value: Any) -> str:
    return "+" if value > 0 else "-" if value < 0 else "0"


def _whole(bound: int | sp.Expr, point: Mapping[sp.Symbol, Any]) -> Fraction:
    return exact_value(sp.sympify(bound), point).rational()


def _has_shape(draw: RationalMatrix, value: Any, point: Mapping[sp.Symbol, Any]) -> bool:
    if len(value) != _whole(draw.rows, point) or len(value[0]) != _whole(draw.columns, point):
        return False
    sign = {"any": 0, "symmetric": 1, "skew": -1}[draw.kind]
    pairs = ((i, j) for i in range(len(value)) for j in range(i + 1))
    return sign == 0 or all(value[i][j] == sign * value[j][i] for i, j in pairs)


def bounds(draw: Between) -> tuple[sp.Basic, sp.Basic]:
    """Return the relations of a variable with the lower and the upper end of its range."""
    left = (sp.Le if draw.closed in ("left", "both") else sp.Lt)(draw.low, draw.symbol, evaluate=False)
    right = (sp.Le if draw.closed in ("right", "both") else sp.Lt)(draw.symbol, draw.high, evaluate=False)
    return left, right


def stated_bounds(draw: Between) -> list[sp.Basic]:
    """Return the bounds that are expressions, hence the claim's; a number may only say how far a campaign draws."""
    both = zip((draw.low, draw.high), bounds(draw), strict=True)
    return [bound for end, bound in both if end.free_symbols]


def kinds(domain: Domain) -> Iterator[sp.Basic]:
    """Yield what the variables of a domain stand for, as relations: their signs, the depths, least integers."""
    for draw in domain:
        if isinstance(draw, Spectrum | RationalMatrix):
            continue
        facts = draw.symbol.assumptions0
        for name, relation in _ASSUMED.items():
            if facts.get(name) or facts.get(f"extended_{name}"):
                yield relation(draw.symbol, 0, evaluate=False)
        if isinstance(draw, GroundTruth):
            signs = "".join(sign for sign in "+-0" if sign in draw.signs)
            if signs in _SIGNS:
                yield _SIGNS[signs](draw.symbol, 0, evaluate=False)
        elif isinstance(draw, Depth | Whole):
            yield sp.Le(draw.least, draw.symbol, evaluate=False)
            if isinstance(draw.most, sp.Expr) or (isinstance(draw, Depth) and draw.least == draw.most):
                yield sp.Le(draw.symbol, draw.most, evaluate=False)


def conditions(domain: Domain, but: Collection[sp.Symbol] = ()) -> Iterator[sp.Basic]:
    """Yield all that a domain presupposes of its real and integer variables, as relations that balls decide, too.

    but -- variables whose ranges are left out.
    """
    yield from kinds(domain)
    for draw in domain:
        if isinstance(draw, Between) and draw.symbol not in but:
            left, right = bounds(draw)
            yield from (left,) if draw.high == FAR else (left, right)


def reach(domain: Domain) -> Iterator[sp.Basic]:
    """Yield how far a campaign draws where a variable has no upper bound: no claim is refuted beyond."""
    return (bounds(draw)[1] for draw in domain if isinstance(draw, Between) and draw.high == FAR)
