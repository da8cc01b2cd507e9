"""Make tight points tighter by a numeric optimiser, and counterexamples simpler; every point tried is exact.

The optimiser moves the positions of the variables in their intervals (reduced coordinates) on a logarithmic scale
towards both ends; each position is rounded to a short rational before the point is examined.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from dmfproof.arithmetic.evaluator import Budget, Remembering
from dmfproof.campaign.drawing import Empty, interval, simplest_between
from dmfproof.errors import DmfproofError, OutsideDomain, Unsupported
from dmfproof.statements.catalogue import find
from dmfproof.statements.domain import Between, Depth
from dmfproof.statements.examine import examine, parse_point, write_point
from dmfproof.statements.model import Claim
from dmfproof.verdict import Outcome, Verdict

__all__ = ["polish", "shrink", "simplest"]

_FARTHEST = 100.0  # positions come within 2^-100 of an end
_CLOSE = Fraction(1, 4096)
_MOST_TRIES = 400
_SIMPLE = tuple(Fraction(text) for text in ("1", "1/2", "2", "1/3", "2/3", "3", "1/4", "3/4", "1/5", "1/10"))


class _Refuted(Exception):
    """The optimiser came upon a counterexample."""


def polish(statement: str, name: str, start: Mapping[str, str], evaluations: int, budget: Budget) -> dict[str, Any]:
    """Increase the tightness from a certified point by Nelder and Mead's method; return what `examine_draws` does.

    The depth, the ground truth and whatever is not drawn from an interval stay as they are.
    """
    from scipy.optimize import minimize

    claim = find(statement).claim(name)
    point = parse_point(claim, start)
    found = _Trail(claim, point, budget)
    positions = _positions(claim, point)
    if positions:
        try:
            options = {"maxfev": evaluations, "xatol": 1e-3, "fatol": 1e-9}
            minimize(found.slack, [_stretch(t) for t in positions], method="Nelder-Mead", options=options)
        except _Refuted:
            pass
    return found.result()


class _Trail:
    """The points that an optimiser tried."""

    def __init__(self, claim: Claim, start: Mapping[Any, Any], budget: Budget) -> None:
        self.claim, self.start, self.budget = claim, start, budget
        self.certified: list[tuple[dict[str, str], float | None]] = []
        self.counts = {"draws": 0, "outside": 0, "empty": 0}
        self.undecided = 0
        self.refuted: dict[str, Any] | None = None

    def slack(self, stretched: Sequence[float]) -> float:
        """Return 1 - tightness, or 2 where nothing is certified."""
        self.counts["draws"] += 1
        try:
            point = _place(self.claim, self.start, [_unstretch(float(z)) for z in stretched])
            verdict = examine(self.claim, point, budget=self.budget)
        except Empty:
            self.counts["empty"] += 1
            return 2.0
        except OutsideDomain:
            self.counts["outside"] += 1
            return 2.0
        except Unsupported:
            self.undecided += 1
            return 2.0
        if verdict.outcome is Outcome.REFUTED:
            self.refuted = {"draw": self.counts["draws"], "point": write_point(point), "why": verdict.reason}
            raise _Refuted
        if verdict.outcome is Outcome.UNDECIDED:
            self.undecided += 1
            return 2.0
        tight = None if verdict.tightness is None else float(verdict.tightness[1])
        self.certified.append((write_point(point), tight))
        return 2.0 if tight is None else 1.0 - tight

    def result(self) -> dict[str, Any]:
        undecided = {"while polishing": self.undecided} if self.undecided else {}
        found = {"certified": self.certified, "undecided": undecided, "faults": [], "refuted": self.refuted}
        return {**self.counts, **found}


def _positions(claim: Claim, point: Mapping[Any, Any]) -> list[Fraction]:
    """Return where in their intervals the variables lie; none where an interval is empty."""
    out = []
    for variable in claim.domain:
        if isinstance(variable, Between):
            try:
                low, high, _ = interval(variable, point)
            except Empty:
                return []
            if not low < high:
                return []
            out.append(min(max((point[variable.symbol] - low) / (high - low), Fraction(0)), Fraction(1)))
    return out


def _place(claim: Claim, start: Mapping[Any, Any], positions: Sequence[Fraction]) -> Mapping[Any, Any]:
    """Return the point with the variables at these positions, which lie strictly inside their intervals."""
    point, left = Remembering({}), iter(positions)
    for variable in claim.domain:
        value = start[variable.symbol]
        if isinstance(variable, Between):
            low, high, _ = interval(variable, point)
            if not low < high:
                raise Empty(f"no {variable.symbol} between {low} and {high}")
            value = low + next(left) * (high - low)
        point = Remembering({**point, variable.symbol: value}, point, variable.symbol)
    return point


def _stretch(position: Fraction) -> float:
    """Map (0, 1) to the line by log2(t/(1-t)), the ends to its farthest points."""
    from math import log2

    if position in (0, 1):
        return _FARTHEST * (2 * float(position) - 1)
    odds = position / (1 - position)
    return log2(odds.numerator) - log2(odds.denominator)


def _unstretch(z: float) -> Fraction:
    """Undo `_stretch` up to a part in 4096 of the distance to the nearer end, with a short rational."""
    size = min(abs(z), _FARTHEST)
    odds = Fraction(2.0 ** -size)
    near = odds / (1 + odds)
    short = simplest_between(near * (1 - _CLOSE), near * (1 + _CLOSE))
    return short if z < 0 else 1 - short


def shrink(statement: str, name: str, counterexample: Mapping[str, str], budget: Budget) -> dict[str, Any]:
    """Simplify a counterexample to a statement's claim: what a worker does, see `simplest`."""
    return simplest(find(statement).claim(name), counterexample, budget)


def simplest(claim: Claim, counterexample: Mapping[str, str], budget: Budget) -> dict[str, Any]:
    """Simplify a counterexample, one variable after the other, as long as the point still refutes the claim.

    Depths become smaller and rationals get smaller denominators; spectra and matrices stay as they are.  Returns the
    point and why it refutes.
    """
    point = dict(parse_point(claim, counterexample))
    verdict, tries, changed = _examined(claim, point, budget), 0, True
    why = "" if verdict is None else verdict.reason
    while changed and tries < _MOST_TRIES:
        changed = False
        for variable in claim.domain:
            for value in _simpler(variable, point[variable.symbol]):
                tries += 1
                candidate = {**point, variable.symbol: value}
                verdict = _examined(claim, candidate, budget)
                if verdict is not None and verdict.outcome is Outcome.REFUTED:
                    point, why, changed = candidate, verdict.reason, True
                    break
                if tries >= _MOST_TRIES:
                    break
    return {"point": write_point(point), "why": why}


def _examined(claim: Claim, point: Mapping[Any, Any], budget: Budget) -> Verdict | None:
    try:
        return examine(claim, point, budget=budget)
    except DmfproofError:
        return None


def _simpler(variable: Any, value: Any) -> Iterator[Any]:
    """Yield simpler values, the simplest first."""
    if isinstance(value, tuple):
        return
    if isinstance(variable, Depth):
        yield from range(variable.least, int(value), variable.stride)
        return
    if isinstance(value, int) or value.denominator == 1:
        size = abs(int(value))
        yield from (_sign(value) * small for small in (1, 2, 3, 10) if small < size)
        return
    bits, seen = _bits(value), set[Fraction]()
    # The halving below stays near, so that 1/1000 would never become 1/2.
    yield from (_sign(value) * simple for simple in _SIMPLE if _bits(simple) < bits)
    for shift in range(40):
        width = abs(value) / 2**shift
        candidate = simplest_between(value - width, value + width)
        if candidate not in seen and _sign(candidate) == _sign(value) and _bits(candidate) < bits:
            seen.add(candidate)
            yield candidate


def _sign(value: Any) -> int:
    return int(value > 0) - int(value < 0)


def _bits(value: Fraction) -> int:
    return value.numerator.bit_length() + value.denominator.bit_length()
