"""Hold what a user's file defines against what a statement must be; each fault is reported with its line.

What would fail at every point of a campaign, in words about dmfproof itself, is refused here in words about the file:
a part of the wrong type, an unknown symbol, a number that is not exact, a range that its variable cannot have.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from numbers import Rational
from types import ModuleType
from typing import Any, NoReturn

import sympy as sp
from sympy.core.relational import Relational

from dmfproof.errors import InvalidInput, shorten
from dmfproof.statements.domain import Between, Depth, Draw, GroundTruth, RationalMatrix, Spectrum, Whole
from dmfproof.statements.model import (
    BoxCover,
    Claim,
    Computed,
    Constant,
    ForEveryStep,
    Form,
    Mutant,
    Source,
    Statement,
    Step,
    Witness,
    x,
    x_next,
)
from dmfproof.statements.vocabulary import N, alpha, eta, lam

__all__ = ["checked", "refuse"]

_DRAWS = (Between, Depth, GroundTruth, RationalMatrix, Spectrum, Whole)
_PARTS = {
    "claims": Claim,
    "mutants": Mutant,
    "witnesses": Witness,
    "covers": BoxCover,
    "constants": Constant,
    "derivation": Step,
}


def checked(path: str, tree: ast.Module, module: ModuleType) -> Statement:
    """Return the STATEMENT of a file that was run; raises `InvalidInput`, naming the line, for what is none."""
    return _Checked(path, tree, module).statement()


def refuse(path: str, line: int | None, wrong: str, advice: str) -> NoReturn:
    """Raise `InvalidInput` at a line of a file."""
    place = f"{path}:{line}" if line else path
    raise InvalidInput("FILE", place, "no statement", wrong, advice)


class _Checked:
    """Hold what a file defines against what a statement must be; each fault names its line."""

    def __init__(self, path: str, tree: ast.Module, module: ModuleType) -> None:
        self.path, self.tree, self.module = path, tree, module

    def refuse(self, line: int | None, wrong: str, advice: str) -> NoReturn:
        """Raise `InvalidInput` at a line."""
        refuse(self.path, line, wrong, advice)

    def statement(self) -> Statement:
        """Return STATEMENT if everything in it is as it must be."""
        found = getattr(self.module, "STATEMENT", None)
        if found is None:
            other = next((name for name, value in vars(self.module).items() if isinstance(value, Statement)), None)
            hint = f"line {self.assigned(other)} calls it {other}" if other else "it defines none"
            self.refuse(None, f"a statement file defines STATEMENT, and {hint}", "Write STATEMENT = Statement(...)")
        line = self.assigned("STATEMENT")
        if not isinstance(found, Statement):
            holds = f"STATEMENT must be a Statement, not {type(found).__name__} {shorten(repr(found))}"
            self.refuse(line, holds, "Write STATEMENT = Statement(...)")
        self.parts(found, line)
        return found

    def parts(self, found: Statement, line: int | None) -> None:
        """Check the types of the parts, then every claim."""
        for name, kind in _PARTS.items():
            values = getattr(found, name)
            if not isinstance(values, tuple) or not all(isinstance(value, kind) for value in values):
                bad = values if not isinstance(values, tuple) else next(v for v in values if not isinstance(v, kind))
                holds = f"{name} must be a tuple of {kind.__name__}s, not {type(bad).__name__} {shorten(repr(bad))}"
                self.refuse(line, holds, f"Write {name}=({kind.__name__}(...),), with the comma")
        self.texts("the statement", found, ("title", "notes"), line)
        if not isinstance(found.source, Source):
            holds = f"source must be a Source, not {type(found.source).__name__} {shorten(repr(found.source))}"
            self.refuse(line, holds, 'Write source=Source("own", "Lemma 1")')
        if not found.claims:
            self.refuse(line, "it has no claims", "Write claims=(Claim(...),)")
        claims = [*found.claims, *(mutant.claim for mutant in found.mutants)]
        for claim in [*claims, *(constant.claim for constant in found.constants)]:
            if not isinstance(claim, Claim):
                self.refuse(line, f"a mutant's or constant's claim is {shorten(repr(claim))}", "Write claim=Claim(...)")
            self.texts("a claim", claim, ("name", "says", "tag"), line)
        for number, claim in enumerate(claims):
            if any(claim.name == other.name for other in claims[:number]):
                wrong = f"two claims (or mutants) are named {claim.name!r}"
                self.refuse(self.line_of(claim, last=True), wrong, "Give each a name of its own")
            self.claim(claim)
        for constant in found.constants:
            self.claim(constant.claim)
        for witness in found.witnesses:
            if witness.claim not in {claim.name for claim in found.claims}:
                self.refuse(self.mentioned(witness.claim) or line, f"a witness is for {witness.claim!r}, which is no "
                            "claim", "Name one of its claims")  # fmt: skip

    def texts(self, what: str, owner: Any, names: tuple[str, ...], line: int | None) -> None:
        """Check that these parts are text."""
        for name in names:
            value = getattr(owner, name)
            if not isinstance(value, str):
                holds = f"{name} of {what} must be text, not {type(value).__name__} {shorten(repr(value))}"
                self.refuse(line, holds, f'Write {name}="..."')

    def claim(self, claim: Claim) -> None:
        """Check one claim: its domain, and that its formulas speak of the domain's variables only."""
        line = self.line_of(claim)
        where = f"claim {claim.name!r}"
        if not isinstance(claim.form, Form):
            self.refuse(line, f"{where}: form must be Form.PAPER or Form.SHARPER", "Write form=Form.SHARPER")
        if claim.proofs:
            self.refuse(line, f"{where} names lemmas, which prove claims of the catalogue only", "Leave proofs out")
        known = self.domain(claim, line, where)
        if not isinstance(claim.assumes, tuple):
            self.refuse(line, f"{where}: assumes must be a tuple of relations", "Write assumes=(x > 0,), with comma")
        for assumption in claim.assumes:
            if isinstance(assumption, Computed):
                continue
            self.relation(assumption, known, line, f"{where} assumes", "a tautology is no assumption: drop it")
        if isinstance(claim.concludes, ForEveryStep):
            needed = {symbol.name for symbol in (N, lam, alpha, eta) if symbol not in known}
            if needed:
                holds = f"{where} is about every step of descent, which needs {', '.join(sorted(needed))}, too"
                advice = "Start from `descent(...)`, or draw those of dmfproof.statements.vocabulary"
                self.refuse(line, holds, advice)
            self.relation(claim.concludes.step, known | {x, x_next}, line, f"{where} concludes (step)")
            self.formula(claim.concludes.because, known, line, f"{where} concludes (because)")
        elif not isinstance(claim.concludes, Computed):
            self.relation(claim.concludes, known, line, f"{where} concludes")

    def domain(self, claim: Claim, line: int | None, where: str) -> set[sp.Symbol]:
        """Check the domain and return its variables."""
        if not isinstance(claim.domain, tuple) or not all(isinstance(draw, _DRAWS) for draw in claim.domain):
            self.refuse(line, f"{where}: its domain must be a tuple of Depth, GroundTruth, Between, Whole",
                        "Write domain=(Depth(2, 10), ...)")  # fmt: skip
        known: set[sp.Symbol] = set()
        for draw in claim.domain:
            if not isinstance(draw.symbol, sp.Symbol):
                holds = f"{where}: its domain draws {shorten(repr(draw.symbol))}, which is no symbol"
                self.refuse(line, holds, 'Define one, such as a = sp.Symbol("a", positive=True), and write a')
            name = draw.symbol.name
            if any(symbol.name == name for symbol in known):
                self.refuse(line, f"{where}: its domain has {name} twice", "Drop one of them")
            for end in _ends(draw):
                self.formula(end, known, line, f"{where}: the range of {name} has")
            self.range(draw, line, where)
            known.add(draw.symbol)
        return known

    def range(self, draw: Draw, line: int | None, where: str) -> None:
        """Check that a variable can lie where it is drawn."""
        name = draw.symbol.name
        if isinstance(draw, Between):
            if draw.closed not in ("", "left", "right", "both"):
                holds = f"{where}: the range of {name} is closed {draw.closed!r}"
                self.refuse(line, holds, 'Write "", "left", "right" or "both"')
            if draw.symbol.is_integer:
                holds = f"{where}: {name} is an integer, and Between draws rationals"
                self.refuse(line, holds, f"Write Whole({name}, least, most)")
        if isinstance(draw, Depth):
            if not all(type(value) is int for value in (draw.least, draw.most, draw.stride)) or draw.stride < 1:
                holds = f"{where}: the depths are Depth({draw.least!r}, {draw.most!r}), stride {draw.stride!r}"
                self.refuse(line, holds, "Write whole numbers, such as Depth(2, 10)")
            if draw.least < 1:
                self.refuse(line, f"{where}: {name} begins at {draw.least}, and depths at 1", "Write Depth(1, 10), say")
            if draw.least > draw.most:
                self.refuse(line, f"{where}: {name} runs from {draw.least} to {draw.most}", "Exchange the ends")
        if isinstance(draw, Between | Whole):
            low, high = _ends(draw)
            for end in (low, high):
                if end.is_real is False:
                    self.refuse(line, f"{where}: the range of {name} has the end {end}, no real number", "Correct it")
            # SymPy simplifies by a symbol's assumptions: a value that breaks them would be judged by a wrong formula.
            if (draw.symbol.is_nonnegative and low.is_negative) or (draw.symbol.is_nonpositive and high.is_positive):
                sign = "positive" if draw.symbol.is_nonnegative else "negative"
                holds = f"{where}: {name} is declared {sign} and drawn between {low} and {high}"
                self.refuse(line, holds, f'Declare sp.Symbol("{name}", real=True), or correct the range')

    def relation(
        self, value: Any, known: set[sp.Symbol], line: int | None, where: str,
        trivial: str = "it cannot fail: say something about the domain's variables",
    ) -> None:  # fmt: skip
        """Check a relation that has to be decided at points."""
        if value is True or value is False:
            self.refuse(line, f"{where} {value}, which Python has decided", "Write sp.Eq(a, b) for an equation")
        if value == sp.true:
            holds = f"{where} True: SymPy decides it from the symbols' assumptions alone, so {trivial}"
            self.refuse(line, holds, "Or write it with evaluate=False, as sp.Le(a, b, evaluate=False)")
        self.formula(value, known, line, where)
        if not isinstance(value, Relational | sp.logic.boolalg.Boolean):
            holds = f"{where} {shorten(value)}, which is no relation"
            self.refuse(line, holds, "Write an inequality, sp.Eq(a, b), sp.And(...) or sp.Or(...)")

    def formula(self, value: Any, known: set[sp.Symbol], line: int | None, where: str) -> None:
        """Check that a formula is SymPy's, has known variables only, and that each function in it has a rule."""
        if not isinstance(value, sp.Basic):
            holds = f"{where} {shorten(repr(value))}, which is no SymPy expression"
            self.refuse(line, holds, "Write it with the symbols of dmfproof.statements.vocabulary")
        for number in sorted(value.atoms(sp.Float), key=str):
            holds = f"{where} the number {float(number)}, which is rounded, and numbers here are exact"
            self.refuse(line, holds, f'Write it as text: sp.Rational("{float(number)}")')
        if value.has(sp.oo, -sp.oo, sp.zoo, sp.nan):
            self.refuse(line, f"{where} {shorten(value)}, which is not finite", "Write a number, as large as you like")
        names = {symbol.name: symbol for symbol in known}
        for symbol in sorted(value.free_symbols - known, key=str):
            if symbol.name in names:
                holds = f"{where} another symbol {symbol.name} than the domain's: same name, other assumptions"
                advice = "Import it from dmfproof.statements.vocabulary, or define it once"
            else:
                holds = f"{where} the unknown symbol {symbol.name}; known there: {', '.join(sorted(names)) or 'none'}"
                advice = f"Draw {symbol.name} in the domain (before its use), or correct the name"
            self.refuse(self.mentioned(symbol.name, line) or line, holds, advice)
        for head in _unknown_heads(value):
            holds = f"{where} {head}, for which there is no rule of evaluation"
            self.refuse(self.mentioned(head, line) or line, holds, "Use the functions that docs/statements.md lists")

    def assigned(self, name: str) -> int | None:
        """Return the line of the last assignment to a name at the top level."""
        nodes = (node for node in self.tree.body if isinstance(node, ast.Assign | ast.AnnAssign))
        lines = [n.lineno for n in nodes for t in getattr(n, "targets", [getattr(n, "target", None)])
                 if isinstance(t, ast.Name) and t.id == name]  # fmt: skip
        return lines[-1] if lines else None

    def line_of(self, claim: Claim, last: bool = False) -> int | None:
        """Return the line on which a claim's name is written, else that of STATEMENT."""
        lines = [node.lineno for node in ast.walk(self.tree) if isinstance(node, ast.Constant)
                 and node.value == claim.name]  # fmt: skip
        return (lines[-1 if last else 0]) if lines else self.assigned("STATEMENT")

    def mentioned(self, name: str, after: int | None = None) -> int | None:
        """Return the first line (from `after` on, if there is one) on which a name or a text occurs."""
        lines = sorted(n.lineno for n in ast.walk(self.tree) if isinstance(n, ast.expr) and name in _names(n))
        return next((line for line in lines if after is None or line >= after), lines[0] if lines else None)


def _ends(draw: Draw) -> tuple[Any, ...]:
    """Return the formulas in a range; numbers become SymPy's, so that the check may speak of all alike."""
    if isinstance(draw, Between):
        ends: tuple[Any, ...] = (draw.low, draw.high)
    elif isinstance(draw, Whole):
        ends = (draw.least, draw.most)
    else:
        ends = (draw.rows, draw.columns) if isinstance(draw, RationalMatrix) else ()
    return tuple(sp.sympify(end) if isinstance(end, Rational | float) else end for end in ends)


def _names(node: ast.AST) -> tuple[str, ...]:
    if isinstance(node, ast.Name):
        return (node.id,)
    if isinstance(node, ast.Attribute):
        return (node.attr,)
    return (node.value,) if isinstance(node, ast.Constant) and isinstance(node.value, str) else ()


def _unknown_heads(value: sp.Basic) -> Iterator[str]:
    """Yield the names of applied functions that balls cannot evaluate."""
    from dmfproof.arithmetic.evaluator_ball import BallEvaluator
    from dmfproof.statements import perturbed_vocabulary  # noqa: F401  # its functions bring their rules

    rules = BallEvaluator.direct.keys() | BallEvaluator.lazy.keys() | BallEvaluator.strict.keys()
    for part in sp.preorder_traversal(value):
        if isinstance(part, sp.Function) and not isinstance(part, sp.Piecewise) and not rules & set(type(part).__mro__):
            yield type(part).__name__
