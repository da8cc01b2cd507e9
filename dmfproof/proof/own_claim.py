"""Look for a certificate of a user's claim, a polynomial inequality (powers may have N in the exponent).

The claim is written as a lemma: a power b^(N+c) becomes a multiple of the sequence b^(N-N0), ranges and assumptions
become hypotheses.  Then the polynomial search runs, and the checker decides.  What the certificate says is held against
the claim's own formulas in exact arithmetic at random points, so that a slip in the writing cannot pass.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from random import Random
from typing import Any

import sympy as sp

from dmfproof.arithmetic.evaluator import exact_value
from dmfproof.proof.binding import evaluate
from dmfproof.proof.checker import Refused, check_text, refuse
from dmfproof.proof.lemma import Hypothesis, Lemma, Target
from dmfproof.proof.library import written
from dmfproof.proof.search import NoProof, certificate
from dmfproof.statements.domain import Between, Depth
from dmfproof.statements.membership import bounds
from dmfproof.statements.model import Claim
from dmfproof.statements.vocabulary import N

__all__ = ["certify"]

_SIGNS: dict[type, str] = {sp.Le: ">=", sp.Lt: ">", sp.Ge: ">=", sp.Gt: ">"}
_POINTS = 12


class _NotPolynomial(Exception):
    """The claim is no polynomial inequality."""


def certify(claim: Claim, point: Mapping[str, str]) -> str | None:
    """Return the text of an accepted certificate for all N of the claim, None where none is found.

    `point` satisfies the claim's ranges and assumptions.  None says nothing about the claim's truth.
    """
    for numbers in (False, True):
        try:
            writer = _Writer(claim, numbers)
            lemma, difference = writer.lemma(point)
        except _NotPolynomial:
            return None
        for attempt in _attempts(lemma):
            try:
                content = certificate(attempt)
                text = written(content)
                check_text(text)
                _compare(content, writer, difference)
            except (NoProof, Refused, ValueError):
                continue
            return text
    return None


class _Writer:
    """Write SymPy expressions as the polynomials of a certificate, powers with exponent N as sequences."""

    def __init__(self, claim: Claim, numbers: bool) -> None:
        self.claim, self.numbers = claim, numbers
        depths = [draw for draw in claim.domain if isinstance(draw, Depth)]
        self.first = depths[0].least if depths else 1
        if any(not isinstance(draw, Between | Depth) for draw in claim.domain) or any(
            depth.stride > 1 or depth.symbol != N for depth in depths
        ):
            raise _NotPolynomial
        self.variables = [draw.symbol for draw in claim.domain if isinstance(draw, Between)]
        self.names = {symbol: f"x{index}" for index, symbol in enumerate(self.variables)}
        self.powers: dict[sp.Basic, str] = {}
        self.hypotheses: list[tuple[Hypothesis, sp.Expr]] = []

    def lemma(self, point: Mapping[str, str]) -> tuple[Lemma, sp.Expr]:
        """Return the lemma without its proof plan, and the conclusion's large side minus its small one."""
        conclusion: Any = self.claim.concludes
        if type(conclusion) not in _SIGNS:
            raise _NotPolynomial
        difference = conclusion.gts - conclusion.lts
        # Each side by itself: in the difference what is undefined, such as 1/u, may cancel.
        goal = f"{self.write(conclusion.gts)} - {self.write(conclusion.lts)}"
        for relation in [*self.ranges(), *self.claim.assumes]:
            if type(relation) in _SIGNS and isinstance(relation, sp.Basic):
                try:
                    text = self.write(relation.gts - relation.lts)
                except _NotPolynomial:
                    continue  # one hypothesis less only makes the lemma stronger
                hypothesis = Hypothesis(f"given{len(self.hypotheses)}", text, _SIGNS[type(relation)])
                self.hypotheses.append((hypothesis, relation.gts - relation.lts))
        values = {self.names[symbol]: point[symbol.name] for symbol in self.variables}
        lemma = Lemma(
            id="own",
            title=self.claim.name,
            serves="",
            words=self.claim.says,
            latex="",
            first_depth=self.first,
            variables=tuple(self.names.values()),
            sequences={name: ("1", f"({self.write(base)})*{name}") for base, name in self.powers.items()},
            hypotheses=tuple(hypothesis for hypothesis, _ in self.hypotheses),
            facts=(Target("goal", goal, _SIGNS[type(conclusion)]),),
            conclusions=("goal",),
            witness=(int(point.get("N", self.first)), values),
        )
        return lemma, difference

    def ranges(self) -> Iterator[sp.Basic]:
        """Yield the bounds; an upper bound that is a number mostly says how far to draw: only with `numbers`."""
        for draw in self.claim.domain:
            if isinstance(draw, Between):
                left, right = bounds(draw)
                yield left
                if self.numbers or draw.high.free_symbols:
                    yield right

    def write(self, expression: sp.Expr) -> str:
        """Write a polynomial; raises `_NotPolynomial`."""
        if isinstance(expression, sp.Rational):
            return f"({expression})"
        if expression == N:
            return "N"
        if isinstance(expression, sp.Symbol) and expression in self.names:
            return self.names[expression]
        if isinstance(expression, sp.Add | sp.Mul):
            sign = " + " if isinstance(expression, sp.Add) else "*"
            return f"({sign.join(self.write(part) for part in expression.args)})"
        if isinstance(expression, sp.Pow):
            return self.power(expression.base, expression.exp)
        raise _NotPolynomial

    def power(self, base: sp.Expr, exponent: sp.Expr) -> str:
        """Write base^(m N + c) as base^(m N0 + c) times the m-th power of the sequence base^(N-N0)."""
        slope, rest = exponent.coeff(N, 1), exponent.subs(N, 0)
        whole = slope.is_Integer and rest.is_Integer and sp.expand(slope * N + rest - exponent) == 0
        if not whole or slope < 0 or slope * self.first + rest < 0:
            raise _NotPolynomial
        fixed = f"({self.write(base)})^{slope * self.first + rest}"
        if slope == 0:
            return fixed
        if N in base.free_symbols:
            raise _NotPolynomial
        name = self.powers.setdefault(base, f"P{len(self.powers)}")
        return f"{fixed}*{name}^{slope}"


def _attempts(lemma: Lemma) -> Iterator[Lemma]:
    """Yield proof plans, simple ones first: signs of the sequences that can be had, then the goal."""
    given = tuple(hypothesis.name for hypothesis in lemma.hypotheses)
    signs = []
    for name in lemma.sequences:
        for relation in (">", ">="):
            sign = Target(f"{name}_sign", name, relation, using=given, induction=True)
            try:
                certificate(replace(lemma, facts=(sign,), conclusions=(sign.name,)))
            except (NoProof, Refused):
                continue
            signs.append(sign)
            break
    using = (*given, *(sign.name for sign in signs), "depth")
    goal = lemma.facts[0]
    squares = lemma.variables + tuple(
        f"{a} - {b}" for index, a in enumerate(lemma.variables) for b in lemma.variables[index + 1 :]
    )
    for degree in (2, 3):
        for induction in (False, True) if lemma.sequences else (False,):
            target = replace(goal, using=using, degree=degree, squares=squares, induction=induction)
            yield replace(lemma, facts=(*signs, target))


def _compare(content: Mapping[str, Any], writer: _Writer, difference: sp.Expr) -> None:
    """Refuse a certificate whose hypotheses or conclusion have other values than the claim's formulas."""
    random = Random(0)
    for _ in range(_POINTS):
        values = {symbol: Fraction(random.randint(1, 99), random.randint(1, 99)) for symbol in writer.variables}
        depth = random.randint(writer.first, writer.first + 6)
        said = evaluate(content, {writer.names[symbol]: value for symbol, value in values.items()}, depth)
        point = {**values, N: Fraction(depth)}
        meant = [exact_value(value, point).rational() for _, value in writer.hypotheses]
        if [value for value, _ in said.given] != meant:
            refuse("the hypotheses are not the claim's")
        if [value for value, _ in said.claims] != [exact_value(difference, point).rational()]:
            refuse("the conclusion is not the claim's")
