"""Describe where a statement lives: an ordered list of variables, each with a range that may use the earlier ones.

A domain is data.  It is shown with the statement, it says which points are valid, and campaigns draw from it so
that every draw is valid by construction, ends and near-ends included.
"""

from __future__ import annotations

from dataclasses import dataclass
from numbers import Rational

import sympy as sp

from dmfproof.statements.vocabulary import N, alpha, eps, eta, lam

__all__ = ["FAR", "Between", "Depth", "Domain", "Draw", "GroundTruth", "RationalMatrix", "Spectrum", "Whole", "descent"]


@dataclass(frozen=True, slots=True)
class Depth:
    """The depth N, least to most (both included), in steps of `stride` (2: all even, or all odd)."""

    least: int = 2
    most: int = 10
    symbol: sp.Symbol = N
    stride: int = 1


@dataclass(frozen=True, slots=True)
class GroundTruth:
    """A ground-truth eigenvalue with one of the given signs ("+", "-", "0").

    Most draws are exact N-th powers times the sign, R random, so that the homogeneous scaling is explored
    and roots are rational; the others are arbitrary rationals.
    """

    signs: str = "+-0"
    symbol: sp.Symbol = lam


@dataclass(frozen=True, slots=True)
class Between:
    """A rational between two bounds, which may use earlier variables; `closed` says which ends belong to it.

    An upper end that is `FAR` says how far a campaign draws, and is no bound of the claim; where the claim's
    assumptions speak of the variable, they alone bound it.  Beyond an end nothing is refuted.  A bound that is a number
    may be Python's own (an `int` or a `Fraction`): it becomes SymPy's.
    """

    symbol: sp.Symbol
    low: sp.Expr
    high: sp.Expr
    closed: str = ""  # "", "left", "right" or "both"

    def __post_init__(self) -> None:
        """Make SymPy's numbers of Python's exact ones; whatever else is no expression is left for others to refuse."""
        for name in ("low", "high"):
            bound = getattr(self, name)
            if isinstance(bound, Rational) and not isinstance(bound, bool):
                object.__setattr__(self, name, sp.Rational(bound.numerator, bound.denominator))


@dataclass(frozen=True, slots=True)
class Whole:
    """An integer, least to most (both included).

    `most` is how far a campaign draws where it is a number, and a bound of the claim where it is an expression in the
    earlier variables.
    """

    symbol: sp.Symbol
    least: int | sp.Expr
    most: int | sp.Expr


@dataclass(frozen=True, slots=True)
class Spectrum:
    """Real eigenvalues in descending order, `least` to `most` of them, each with one of the given signs.

    Its value at a point is a tuple of rationals.  Draws have gaps and clusters, repeated eigenvalues, zeros and tiny
    ones where the signs allow them, and values at and near alpha^N where alpha is an earlier variable.
    """

    symbol: sp.Symbol
    least: int = 1
    most: int = 6
    signs: str = "+0"


@dataclass(frozen=True, slots=True)
class RationalMatrix:
    """A matrix of rationals; rows and columns may use earlier variables.  Its value is a tuple of rows.

    kind -- "any", "symmetric" or "skew" (the latter two are square).
    """

    symbol: sp.Symbol
    rows: int | sp.Expr
    columns: int | sp.Expr
    kind: str = "any"


FAR = sp.Integer(20)

Draw = Depth | GroundTruth | Between | Whole | Spectrum | RationalMatrix
Domain = tuple[Draw, ...]


def descent(
    *,
    signs: str,
    start: tuple[sp.Expr, sp.Expr],
    start_closed: str = "",
    step: sp.Expr,
    closed: bool = True,
    accuracy: tuple[sp.Expr, sp.Expr] | None = None,
    accuracy_closed: str = "",
    depth: tuple[int, int] = (2, 10),
) -> Domain:
    """Build the usual domain: N, lam, alpha in the interval `start`, 0 < eta <= step (< where not closed), eps."""
    draws: list[Draw] = [
        Depth(*depth),
        GroundTruth(signs),
        Between(alpha, *start, start_closed),
        Between(eta, sp.Integer(0), step, "right" if closed else ""),
    ]
    if accuracy is not None:
        draws.append(Between(eps, *accuracy, accuracy_closed))
    return tuple(draws)
