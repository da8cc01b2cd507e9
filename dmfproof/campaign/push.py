"""Push a named constant of a statement until the claim breaks, to see how much of it is slack.

For one depth the constant's value is bisected between a value at which no counterexample was found and one with an
exact counterexample.  A counterexample remains one for every stronger value, so the refuted end is certain; the
surviving end says how many certified points it survived, no more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from dmfproof.arithmetic.ball import ends
from dmfproof.arithmetic.evaluator import Budget, enclose, exact_value
from dmfproof.arithmetic.radical import NotExact
from dmfproof.campaign.attack import attack
from dmfproof.campaign.places import neighbours, place_of, point_at
from dmfproof.campaign.strategies import simplest_between
from dmfproof.errors import InvalidInput, Unsupported
from dmfproof.rational import write
from dmfproof.statements.domain import Between, Depth
from dmfproof.statements.examine import OutsideDomain, examine
from dmfproof.statements.model import Claim, Constant, q
from dmfproof.statements.points import parse_point, write_point
from dmfproof.statements.vocabulary import Expr, N, Symbol
from dmfproof.verdict import Outcome

__all__ = ["Pushed", "push"]

_FINE = Fraction(1, 10**6)  # a stated value that is irrational is rounded to this, towards the weaker side
_THOROUGH = 8
_LEAST_STEP = Fraction(1, 600)  # of the way to an end of a range: finer moves are not tried


@dataclass(slots=True)
class Pushed:
    """What is known about a constant at one depth.

    stated -- the stated value as a rational (rounded to the weaker side); survived -- the strongest value without a
    counterexample, at `points` certified points (None: every value that was tried is refuted); refuted -- the weakest
    value with one, its `witness` (None: no value of the range was).
    """

    depth: int
    stated: Fraction
    survived: Fraction | None = None
    points: int = 0
    refuted: Fraction | None = None
    witness: dict[str, str] | None = None

    def as_json(self) -> dict[str, Any]:
        """Return JSON-ready values; rationals as text."""
        text = {name: None if (value := getattr(self, name)) is None else write(value)
                for name in ("stated", "survived", "refuted")}  # fmt: skip
        return {"N": self.depth, **text, "points": self.points, "witness": self.witness}


def push(
    constant: Constant, depth: int, *, examples: int, seed: int, budget: Budget, share: Fraction = Fraction(1, 200)
) -> Pushed:
    """Bisect until the two ends are closer than `share` of the refuted value."""
    search = _Search(constant, depth, examples, seed, budget, share)
    found = search.result
    weak, strong = found.stated, search.strongest
    if not search.refute(weak):
        search.survive(weak)
        if not search.refute(strong) and not search.refute(strong, thorough=True):
            search.survive(strong)
            return found
    else:
        weak = search.weakest
        if search.refute(weak):
            return found
        search.survive(weak)
    while search.apart():
        search.polish()
        if not search.apart():
            break
        middle = search.between(found.survived, found.refuted)
        if not search.refute(middle):
            search.survive(middle)
    return found


class _Search:
    """The state of one bisection: the claim at one depth, points known to be tight, and the two ends."""

    def __init__(
        self, constant: Constant, depth: int, examples: int, seed: int, budget: Budget, share: Fraction
    ) -> None:
        self.share = share
        self.claim, self.depth, self.examples, self.budget = constant.claim, depth, examples, budget
        self.seed = seed
        self.larger = constant.stronger == "larger"
        at = {N: Fraction(depth)}
        bounds = next(d for d in constant.claim.domain if d.symbol == q)
        assert isinstance(bounds, Between)
        low, high = (_rational(end, at, up=up) for end, up in ((bounds.low, True), (bounds.high, False)))
        self.weakest, self.strongest = (low, high) if self.larger else (high, low)
        self.result = Pushed(depth, _rational(constant.value, at, up=not self.larger))
        self.places: list[dict[Symbol, Fraction]] = []
        self.certified = 0

    def apart(self) -> bool:
        """Say whether the two ends are still further apart than is asked for."""
        survived, refuted = self.result.survived, self.result.refuted
        if survived is None or refuted is None:
            return False
        return abs(refuted - survived) > self.share * abs(refuted)

    def at(self, value: Fraction) -> Claim:
        """Return the claim at this depth and value."""
        fixed = Between(q, _expression(value), _expression(value), "both")
        domain = tuple(
            fixed if d.symbol == q else replace(d, least=self.depth, most=self.depth) if isinstance(d, Depth) else d
            for d in self.claim.domain
        )
        return replace(self.claim, domain=domain)

    def between(self, weak: Fraction | None, strong: Fraction | None) -> Fraction:
        """Return a short rational in the middle third."""
        assert weak is not None
        assert strong is not None
        low, high = sorted((weak, strong))
        third = (high - low) / 3
        return simplest_between(low + third, high - third)

    def refute(self, value: Fraction, *, thorough: bool = False) -> bool:
        """Look for a counterexample at a value: where others were found, then by an attack (of many more draws)."""
        claim, before = self.at(value), self.certified
        self.certified = 0
        for place in self.places:
            if self.refutes(claim, place, value):
                return True
        examples = self.examples * (_THOROUGH if thorough else 1)
        record = attack(claim, examples=examples, seed_value=self.seed, budget=self.budget)
        self.certified += record.certified
        for text in (record.tightest, record.counterexample):
            if text is not None:
                self.remember(claim, text)
        if record.counterexample is not None:
            self.certified = before
            self.accept(value, record.counterexample)
            self.shift(self.places[0] if self.places else {})
            return True
        return False

    def refutes(self, claim: Claim, place: Mapping[Symbol, Fraction], value: Fraction) -> bool:
        """Examine the point at a place; a counterexample is kept."""
        point = point_at(claim, place)
        if point is None:
            return False
        try:
            outcome = examine(claim, point, budget=self.budget).outcome
        except (OutsideDomain, Unsupported, InvalidInput):
            return False
        self.certified += outcome is Outcome.CERTIFIED
        if outcome is Outcome.REFUTED:
            self.accept(value, write_point(point))
        return outcome is Outcome.REFUTED

    def accept(self, value: Fraction, witness: dict[str, str]) -> None:
        """Keep a counterexample; no weaker value has been refuted."""
        self.result.refuted, self.result.witness = value, witness

    def survive(self, value: Fraction) -> None:
        """Keep a value that was attacked in vain."""
        self.result.survived, self.result.points = value, self.certified

    def remember(self, claim: Claim, text: Mapping[str, str]) -> None:
        """Keep where in its ranges a point lies."""
        place = place_of(claim, parse_point(claim, text))
        if place is not None:
            self.places = [place, *(other for other in self.places if other != place)][:4]

    def shift(self, place: Mapping[Symbol, Fraction]) -> None:
        """Bisect the value at one place: down to where its point no longer refutes."""
        for _ in range(12):
            survived = self.result.survived if self.result.survived is not None else self.weakest
            refuted = self.result.refuted
            assert refuted is not None
            if abs(refuted - (self.floor or survived)) <= self.share * abs(refuted) / 4:
                break
            middle = self.between(self.floor or survived, refuted)
            if not self.refutes(self.at(middle), place, middle):
                self.floor = middle
        self.floor = None

    floor: Fraction | None = None

    def polish(self) -> None:
        """Move the best place coordinate by coordinate, ever less, as long as that refutes a weaker value."""
        step = Fraction(1, 2)
        while step >= _LEAST_STEP and self.places and self.apart():
            step = step if self.sweep(step) else step / 4

    def sweep(self, step: Fraction) -> bool:
        """Try every coordinate once; say whether a weaker value was refuted."""
        better = False
        for draw in self.claim.domain:
            for moved in neighbours(draw, self.places[0].get(draw.symbol), step):
                refuted = self.result.refuted
                if refuted is None or not self.apart():
                    return better
                away = self.share * abs(refuted) / 2
                value = simplest_between(*sorted((refuted + (-away if self.larger else away), refuted
                                                  + (-away if self.larger else away) / 2)))  # fmt: skip
                place = {**self.places[0], draw.symbol: moved}
                if self.refutes(self.at(value), place, value):
                    self.places = [place, *self.places][:4]
                    self.shift(place)
                    better = True
                    break
        return better


def _expression(value: Fraction) -> Expr:
    import sympy as sp

    return sp.Rational(value.numerator, value.denominator)


def _rational(expression: Expr, point: Mapping[Symbol, Any], *, up: bool) -> Fraction:
    """Return the exact value, or one within a millionth of it, above it where `up`."""
    import sympy as sp

    expression = sp.sympify(expression)
    try:
        return exact_value(expression, point).rational()
    except NotExact:
        low, high = ends(enclose(expression, point, bits=96))
    return simplest_between(high, high * (1 + _FINE)) if up else simplest_between(low * (1 - _FINE), low)
