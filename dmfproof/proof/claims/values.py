"""Hold what a lemma claims at one point: values with their relations to 0."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from types import SimpleNamespace

__all__ = ["Claim", "Claims", "Meaning", "Values", "eq", "ge", "gt"]

Values = SimpleNamespace
Claim = tuple[Fraction, str]


@dataclass(frozen=True)
class Claims:
    """The values of hypotheses, new variables and conclusions at one point, with their relations to 0."""

    given: Sequence[Claim]
    claims: Sequence[Claim]
    updates: Mapping[str, Fraction] | None = None


Meaning = Callable[[Values, int], Claims]


def ge(value: Fraction | int) -> Claim:
    """Claim value >= 0."""
    return Fraction(value), ">="


def gt(value: Fraction | int) -> Claim:
    """Claim value > 0."""
    return Fraction(value), ">"


def eq(left: Fraction, right: Fraction) -> Claim:
    """Claim left = right, as left - right = 0."""
    return left - right, "="
