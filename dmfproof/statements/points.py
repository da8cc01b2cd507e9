"""Read and write points: the values of a claim's variables, each a rational, a spectrum or a matrix.

A spectrum is written ``9/4,1,0`` and a matrix ``1,2;3,4``, row after row.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import sympy as sp

from dmfproof.errors import InvalidInput
from dmfproof.rational import parse_rational, write
from dmfproof.statements.domain import Draw, RationalMatrix, Spectrum
from dmfproof.statements.model import Claim

__all__ = ["Value", "exact_point", "parse_point", "write_point"]

Value = Fraction | tuple[Any, ...]


def parse_point(claim: Claim, values: Mapping[str, Any]) -> dict[sp.Symbol, Any]:
    """Read a point given as names and values.  Raises `InvalidInput` for missing, unknown or malformed ones."""
    draws = {draw.symbol.name: draw for draw in claim.domain}
    for name in values:
        if name not in draws:
            raise InvalidInput(name, values[name], "no variable of this claim", f"it has {sorted(draws)}", "Drop it")
    for name in draws:
        if name not in values:
            raise InvalidInput(name, "none", "missing", f"the claim has the variables {sorted(draws)}", "Give it")
    return {draws[name].symbol: _read(draws[name], value) for name, value in values.items()}


def exact_point(claim: Claim, point: Mapping[sp.Symbol, Any]) -> dict[sp.Symbol, Any]:
    """Take a point given by symbols.  Raises `InvalidInput` for missing values and for those that are not exact."""
    for draw in claim.domain:
        if draw.symbol not in point:
            holds = f"the claim has the variables {sorted(other.symbol.name for other in claim.domain)}"
            raise InvalidInput(draw.symbol.name, "none", "missing", holds, "Give it")
    return {symbol: _exact(symbol.name, value) for symbol, value in point.items()}


def _exact(name: str, value: Any) -> Value | int:
    """Refuse what is rounded; NumPy's integers, which overflow silently, become Python's."""
    if isinstance(value, list | tuple):
        return tuple(_exact(name, entry) for entry in value)
    return value if type(value) in (int, Fraction) and type(value.numerator) is int else parse_rational(value, name)


def write_point(point: Mapping[sp.Symbol, Any]) -> dict[str, str]:
    """Write a point so that `parse_point` reads it back."""
    return {symbol.name: _write(value) for symbol, value in point.items()}


def _write(value: Any) -> str:
    if isinstance(value, tuple):
        return (";" if value and isinstance(value[0], tuple) else ",").join(map(_write, value))
    return write(Fraction(value))


def _read(draw: Draw, value: Any) -> Value:
    """Read one variable's value and hold it against what the variable stands for."""
    name = draw.symbol.name
    if isinstance(draw, Spectrum):
        return _read_spectrum(name, value)
    if isinstance(draw, RationalMatrix):
        return _read_matrix(name, value)
    number = parse_rational(value, name)
    if draw.symbol.is_integer and number.denominator != 1:
        raise InvalidInput(name, write(number), "not an integer", f"{name} must be an integer", "Give a whole number")
    if (draw.symbol.is_positive and number <= 0) or (draw.symbol.is_nonnegative and number < 0):
        holds = f"{name} must be {'> 0' if draw.symbol.is_positive else '>= 0'}"
        raise InvalidInput(name, write(number), "out of range", holds, f"Choose a larger {name}")
    return number


def _row(name: str, value: Any) -> tuple[Fraction, ...]:
    entries = value.split(",") if isinstance(value, str) else value
    if not isinstance(entries, list | tuple) or not entries:
        raise InvalidInput(name, value, "no list of numbers", "rationals are separated by commas", "Write 9/4,1,0")
    return tuple(parse_rational(entry, name) for entry in entries)


def _read_spectrum(name: str, value: Any) -> tuple[Fraction, ...]:
    eigenvalues = _row(name, value)
    if list(eigenvalues) != sorted(eigenvalues, reverse=True):
        raise InvalidInput(name, value, "out of order", "the largest eigenvalue comes first", "Sort it descending")
    return eigenvalues


def _read_matrix(name: str, value: Any) -> tuple[tuple[Fraction, ...], ...]:
    rows = value.split(";") if isinstance(value, str) else value
    if not isinstance(rows, list | tuple) or not rows:
        raise InvalidInput(name, value, "no matrix", "rows are separated by semicolons", "Write 1,2;3,4")
    matrix = tuple(_row(name, row) for row in rows)
    if len({len(row) for row in matrix}) > 1:
        raise InvalidInput(name, value, "ragged", "all rows of a matrix are equally long", "Write 1,2;3,4")
    return matrix
