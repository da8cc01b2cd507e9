"""Say what is known: certified, refuted or undecided, by which method, and within which scope."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NoReturn

__all__ = ["Outcome", "Scope", "Verdict", "all_of", "any_of"]


class Outcome(Enum):
    """Three-valued truth.  There is no conversion to `bool`: UNDECIDED is never rounded to a side."""

    CERTIFIED = "certified"
    REFUTED = "refuted"
    UNDECIDED = "undecided"

    def __bool__(self) -> NoReturn:
        """Refuse: a three-valued outcome has no truth value."""
        raise TypeError(f"{self} has no truth value; compare with `is Outcome.CERTIFIED` (or REFUTED, UNDECIDED)")

    def __invert__(self) -> Outcome:
        """Negate (Kleene): UNDECIDED stays UNDECIDED."""
        return {
            Outcome.CERTIFIED: Outcome.REFUTED,
            Outcome.REFUTED: Outcome.CERTIFIED,
            Outcome.UNDECIDED: Outcome.UNDECIDED,
        }[self]


def all_of(*outcomes: Outcome) -> Outcome:
    """Conjunction (Kleene): one REFUTED refutes, all CERTIFIED certify (so does the empty one)."""
    if Outcome.REFUTED in outcomes:
        return Outcome.REFUTED
    return Outcome.UNDECIDED if Outcome.UNDECIDED in outcomes else Outcome.CERTIFIED


def any_of(*outcomes: Outcome) -> Outcome:
    """Disjunction (Kleene): one CERTIFIED certifies, all REFUTED refute (so does the empty one)."""
    return ~all_of(*(~outcome for outcome in outcomes))


class Scope(Enum):
    """What a verdict speaks about; reports never mix two of these."""

    POINT = "point"
    BOX = "covered on a box"
    FIXED_DEPTHS = "proved for N <= K"
    ALL_DEPTHS = "proved for all N"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one computation established.

    `method` says how (it names the tier and the precision); `reason` says why not, for UNDECIDED, and
    what was found, for REFUTED.  `margin` and `tightness` are certified decimal enclosures ``(lo, hi)`` of
    right-hand side minus left-hand side and of their ratio (1 = attained), where the claim is one inequality.
    """

    outcome: Outcome
    method: str
    scope: Scope = Scope.POINT
    reason: str = ""
    margin: tuple[str, str] | None = None
    tightness: tuple[str, str] | None = None

    def __bool__(self) -> NoReturn:
        """Refuse: a verdict has no truth value."""
        raise TypeError("a Verdict has no truth value; read its .outcome")

    def _repr_html_(self) -> str:
        from html import escape

        reason = f": {escape(self.reason)}" if self.reason else ""
        return f"<b>{self.outcome.value}</b> ({escape(self.scope.value)}; {escape(self.method)}){reason}"

    def _repr_latex_(self) -> str:
        return rf"$\text{{{self.outcome.value}}}$"
