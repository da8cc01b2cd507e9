"""Say what a statement is: claims with their domains and assumptions, mutants that must die, witnesses, source.

A statement is data about the mathematics.  It says nothing about how it is attacked, evaluated or reported.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any

import sympy as sp

from dmfproof.arithmetic.evaluator import Budget
from dmfproof.statements.domain import Domain
from dmfproof.verdict import Verdict

__all__ = [
    "BoxCover",
    "Claim",
    "Computed",
    "Constant",
    "ForEveryStep",
    "Form",
    "Mutant",
    "Source",
    "Statement",
    "Step",
    "Witness",
    "formula_of",
    "proved",
    "q",
    "rests_on_an_argument",
    "strictly",
    "x",
    "x_next",
]


# The state before and after one step of gradient descent, for claims about every step.
x, x_next = sp.symbols("x x_next", real=True)

# Stands for a constant that is pushed, see `Constant`.
q = sp.Symbol("q", nonnegative=True)


class Form(Enum):
    """Whose form a claim is."""

    PAPER = "paper"
    SHARPER = "sharper"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement stands: paper ("CGMR" = arXiv:2011.13772, "ACHL" = arXiv:1905.13655) and number there."""

    paper: str
    number: str


@dataclass(frozen=True, slots=True)
class ForEveryStep:
    """A conclusion about every k >= 0: `step` holds with x = d(k) and x_next = d(k+1).

    `because` is decided at the point and implies the conclusion for all k by `argument`; only it can certify.
    Iterating the first `attack` steps can only refute.
    """

    step: sp.Basic
    because: sp.Basic
    argument: str
    attack: int = 24


@dataclass(frozen=True, slots=True)
class Computed:
    """A conclusion, or an assumption, about matrices: read as `formula`, decided by a certified computation.

    formula -- a relation for the reader; it may use undefined functions, as it is never evaluated;
    decide -- takes the point (symbols with their rationals, tuples or tuples of rows) and the budget and returns a
    `Verdict`: CERTIFIED or REFUTED only on an exact computation or enclosures; it may raise `OutsideDomain` where the
    claim says nothing.  The first line of its docstring tells a reader how it decides.
    """

    formula: sp.Basic
    decide: Callable[[Mapping[sp.Symbol, Any], Budget], Verdict]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One form of one conclusion.

    name -- unique within the statement; form -- the paper's or a sharper one; tag -- provenance, as shown in reports
    ("paper 80%": our confidence that the paper states it literally so; "sharper": ours, with a proof);
    domain -- the variables; assumes -- what the claim presupposes (decided at each point); concludes -- a relation
    between SymPy expressions, `ForEveryStep` or `Computed`; load_bearing -- which assumption the claim fails without;
    argument -- why the conclusion, decided at a point, establishes what `says` says; proofs -- the lemmas of
    `dmfproof.proof` whose certificates together prove the claim for all N.
    """

    name: str
    says: str
    form: Form
    tag: str
    domain: Domain
    assumes: tuple[sp.Basic | Computed, ...] = ()
    concludes: sp.Basic | ForEveryStep | Computed
    load_bearing: str = ""
    argument: str = ""
    proofs: tuple[str, ...] = ()


def formula_of(assumption: sp.Basic | Computed) -> sp.Basic:
    """Return an assumption as a reader sees it."""
    return assumption.formula if isinstance(assumption, Computed) else assumption


def rests_on_an_argument(claim: Claim) -> bool:
    """Say whether what is decided at a point implies the claim there by an argument, which presupposes the domain."""
    return bool(claim.argument) or isinstance(claim.concludes, ForEveryStep | Computed)


def strictly(assumption: sp.Basic | Computed) -> sp.Basic | Computed:
    """Return the assumption with its non-strict inequalities made strict; a computed one stays as it is.

    Inequalities inside the two sides (conditions of a Piecewise) are no assumptions and stay.
    """
    if isinstance(assumption, sp.And | sp.Or):
        return assumption.func(*map(strictly, assumption.args), evaluate=False)
    if isinstance(assumption, sp.Le | sp.Ge):
        strict = sp.Lt if isinstance(assumption, sp.Le) else sp.Gt
        return strict(*assumption.args, evaluate=False)
    return assumption


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """A false neighbour of a claim, which the tool has to refute by itself; `witness` is a known counterexample."""

    claim: Claim
    why: str
    witness: Mapping[str, str] | None = None

    @property
    def name(self) -> str:
        """Return the name of the false claim."""
        return self.claim.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """A point at which a claim is attained, or nearly so."""

    claim: str
    point: Mapping[str, str]
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Constant:
    """A constant of a statement, named so that it can be pushed until the claim breaks.

    claim -- has `q` in the constant's place; `q` is the first variable of its domain after the depth, and its range,
    a closed interval of rationals or of expressions in N, is where the constant is looked for; value -- the stated
    value, an expression in N; stronger -- "larger" or "smaller", where the claim gets stronger; known -- the value
    that is proved to be enough, or what the true one is, where there is more to say than `value`.
    """

    name: str
    says: str
    claim: Claim
    value: sp.Expr
    stronger: str
    known: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a derivation: `left` = `right` for all values of the symbols; `text` says what for.

    The symbols' assumptions (positive, integer) are part of the claim; `dmfproof.proof.derive` verifies it.
    """

    text: str
    left: sp.Expr
    right: sp.Expr


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxCover:
    """A box on which a claim is to be covered by balls: `fixed` variables and closed intervals, in rationals."""

    claim: str
    fixed: Mapping[str, str]
    box: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A numbered statement of a paper: what a reader looks up and a campaign attacks.

    `id` is its file's path; a user's own file may leave it out, as the path under which it is read takes its place.
    """

    id: str = ""
    title: str
    source: Source
    claims: tuple[Claim, ...]
    mutants: tuple[Mutant, ...] = ()
    witnesses: tuple[Witness, ...] = ()
    covers: tuple[BoxCover, ...] = ()
    constants: tuple[Constant, ...] = ()
    notes: str = ""
    definitions: Mapping[str, sp.Basic] = field(default_factory=dict)
    derivation: tuple[Step, ...] = ()

    def claim(self, name: str) -> Claim:
        """Return the claim or the mutant's claim of that name; raises `KeyError`."""
        for claim in (*self.claims, *(mutant.claim for mutant in self.mutants)):
            if claim.name == name:
                return claim
        raise KeyError(name)

    def _repr_latex_(self) -> str:
        from dmfproof.statements.show import statement_latex

        return str(statement_latex(self))

    def _repr_html_(self) -> str:
        from dmfproof.statements.show import statement_html

        return str(statement_html(self))


def proved(statement: Statement, lemmas: Mapping[str, tuple[str, ...]]) -> Statement:
    """Return the statement with the lemmas of `dmfproof.proof` that prove its claims for all N, by claim name."""
    unknown = lemmas.keys() - {claim.name for claim in statement.claims}
    if unknown:
        raise KeyError(f"{statement.id} has no claims {sorted(unknown)}")
    claims = tuple(replace(claim, proofs=lemmas.get(claim.name, claim.proofs)) for claim in statement.claims)
    return replace(statement, claims=claims)
