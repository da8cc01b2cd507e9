"""Search the proofs of a lemma: a linear programme over products of facts, then an exact solution over Q.

Nothing here is trusted.  The programme (HiGHS, floating point) only tells which products take part; their coefficients
are solved for exactly, and the checker decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations_with_replacement
from typing import Any

from dmfproof.errors import DmfproofError
from dmfproof.proof.checker import Fact, Monomial, Poly, constant, polynomial, symbol
from dmfproof.proof.lemma import Lemma, Target

__all__ = ["NoProof", "certificate"]

_TINY = 1e-9
_MOST_COLUMNS = 12_000


class NoProof(DmfproofError):
    """The search found no proof of a fact; nothing is known about its truth."""


@dataclass(frozen=True)
class _Column:
    """One candidate: a product of facts (times a square), or a monomial times an equation; `poly` is its expansion."""

    poly: Poly
    facts: tuple[str, ...]
    square: str = ""
    strict: bool = False
    multiplier: str = ""

    @property
    def free(self) -> bool:
        return bool(self.multiplier)


def certificate(lemma: Lemma) -> dict[str, Any]:
    """Search all proofs of a lemma and return its certificate, ready to be written as JSON.

    Raises `NoProof`, naming the fact, if the products that the lemma allows do not suffice.
    """
    content: dict[str, Any] = {
        "format": 1,
        "id": lemma.id,
        "title": lemma.title,
        "first_depth": lemma.first_depth,
        "variables": list(lemma.variables),
        "sequences": {name: {"base": base, "step": step} for name, (base, step) in lemma.sequences.items()},
        "abbreviations": dict(lemma.abbreviations),
        "hypotheses": [{"name": h.name, "claim": h.claim, "relation": h.relation} for h in lemma.hypotheses],
        "next": dict(lemma.next),
        "updates": dict(lemma.updates),
        "facts": [],
        "conclusions": list(lemma.conclusions),
        "witness": {"N": lemma.witness[0], "point": dict(lemma.witness[1])},
    }
    content = {key: value for key, value in content.items() if value not in ({}, "") or key == "sequences"}
    prover = _Prover(lemma)
    for target in lemma.facts:
        content["facts"].append(prover.fact(target))
    return content


class _Prover:
    """Hold the known facts of a lemma while its targets are proved one after the other."""

    def __init__(self, lemma: Lemma) -> None:
        self.lemma = lemma
        self.known = {name: symbol(name) for name in (*lemma.variables, *lemma.sequences, "N")}
        self.at_base: dict[str, Poly] = {"N": constant(lemma.first_depth)}
        self.at_next: dict[str, Poly] = {"N": symbol("N") + constant(1)}
        for name, (base, step) in lemma.sequences.items():
            self.at_base[name], self.at_next[name] = self._read(base), self._read(step)
        for name, text in lemma.abbreviations.items():
            self.known[name] = self._read(text)
        self.facts = {"depth": Fact(self._read(f"N - {lemma.first_depth}"), ">=", True)}
        for hypothesis in lemma.hypotheses:
            self.facts[hypothesis.name] = Fact(self._read(hypothesis.claim), hypothesis.relation, True)
        for name, text in lemma.updates.items():
            self.facts[f"update_{name}"] = Fact(self._read(f"{lemma.next[name]} - ({text})"), "=", True)

    def _read(self, text: str) -> Poly:
        Poly.work = 0
        return polynomial(text, self.known, self.lemma.id)

    def fact(self, target: Target) -> dict[str, Any]:
        """Prove one target and make it known."""
        claim = self._read(target.claim)
        entry: dict[str, Any] = {"name": target.name, "claim": target.claim, "relation": target.relation}
        if target.induction:
            Poly.work = 0
            bases = {n: Fact(f.poly.at(self.at_base), f.relation, True) for n, f in self.facts.items()}
            using = target.using if target.base_using is None else target.base_using
            using = tuple(name for name in using if name != target.name)
            entry["base"] = self._proof(target, claim.at(self.at_base), bases, using, "base")
            there = self.facts | {target.name: Fact(claim, target.relation, True)}
            using = tuple(dict.fromkeys((target.name, *target.using)))
            entry["step"] = self._proof(target, claim.at(self.at_next), there, using, "step")
        else:
            entry["proof"] = self._proof(target, claim, self.facts, target.using, "proof")
        self.facts[target.name] = Fact(claim, target.relation, True)
        return entry

    def _proof(
        self, target: Target, claim: Poly, facts: Mapping[str, Fact], using: Sequence[str], where: str
    ) -> dict[str, Any]:
        Poly.work = 0
        for name in target.times:
            claim = claim * facts[name].poly
        columns = list(self._products(target, facts, [n for n in using if facts[n].relation != "="]))
        if target.relation == "=":
            columns = []
        columns += self._multiples(claim, columns, {n: facts[n] for n in using if facts[n].relation == "="})
        solution = _solve(claim, columns, target.relation == ">")
        if solution is None:
            raise NoProof(f"{self.lemma.id}: no proof found for the {where} of {target.name} ({len(columns)} products)")
        proof: dict[str, Any] = {"times": list(target.times)} if target.times else {}
        proof["terms"] = [
            [str(value), list(column.facts)] + ([column.square] if column.square else [])
            for column, value in solution
            if not column.free
        ]
        multipliers: dict[str, list[str]] = {}
        for column, value in solution:
            if column.free:
                multipliers.setdefault(column.facts[0], []).append(_signed(value, column.multiplier))
        proof["ideal"] = [[" + ".join(parts).replace("+ -", "- "), name] for name, parts in multipliers.items()]
        return proof

    def _products(self, target: Target, facts: Mapping[str, Fact], using: Sequence[str]) -> Iterator[_Column]:
        """Yield the products of at most `degree` facts, also times each square; none twice, no zero."""
        seen = set()
        for size in range(target.degree + 1):
            for names in combinations_with_replacement(sorted(set(using)), size):
                poly, strict = constant(1), True
                for name in names:
                    Poly.work = 0
                    poly = poly * facts[name].poly
                    strict = strict and facts[name].relation == ">"
                for root in ("", *target.squares):
                    whole = poly * self._read(f"({root})^2") if root else poly
                    key = frozenset(whole.terms.items())
                    if key and key not in seen:
                        seen.add(key)
                        yield _Column(whole, names, root, strict and not root)

    def _multiples(self, claim: Poly, columns: Sequence[_Column], equations: Mapping[str, Fact]) -> list[_Column]:
        """Return monomial multiples of the equations that can cancel a monomial of the claim or of a product."""
        present = set(claim.terms).union(*(column.poly.terms for column in columns))
        found: dict[tuple[str, Monomial], _Column] = {}
        for _ in range(2):
            for name, fact in equations.items():
                for pivot in fact.poly.terms:
                    for monomial in sorted(present):
                        rest = _divide(monomial, pivot)
                        if rest is None or (name, rest) in found:
                            continue
                        Poly.work = 0
                        poly = Poly({rest: Fraction(1)}) * fact.poly
                        found[name, rest] = _Column(poly, (name,), multiplier=_text(rest))
            present = present.union(*(column.poly.terms for column in found.values()))
            if len(found) > _MOST_COLUMNS:
                break
        return list(found.values())


def _divide(monomial: Monomial, by: Monomial) -> Monomial | None:
    exponents = dict(monomial)
    for variable, exponent in by:
        exponents[variable] = exponents.get(variable, 0) - exponent
    if min(exponents.values(), default=0) < 0:
        return None
    return tuple(sorted((variable, exponent) for variable, exponent in exponents.items() if exponent))


def _text(monomial: Monomial) -> str:
    return "*".join(name if exponent == 1 else f"{name}^{exponent}" for name, exponent in monomial) or "1"


def _signed(value: Fraction, monomial: str) -> str:
    if monomial == "1":
        return str(value)
    return {1: monomial, -1: f"-{monomial}"}.get(value, f"{value}*{monomial}")  # type: ignore[call-overload, no-any-return]


def _solve(claim: Poly, columns: Sequence[_Column], strict: bool) -> list[tuple[_Column, Fraction]] | None:
    """Return columns with exact coefficients that add up to the claim, or None."""
    if not columns:
        return None if claim.terms else []
    rows = {m: i for i, m in enumerate(sorted(set(claim.terms).union(*(column.poly.terms for column in columns))))}
    for least in (1.0, 0.1, 0.01, 0.001) if strict else (0.0,):
        support = _support(claim, columns, rows, least)
        if support is None:
            continue
        exact = _exact(claim, [columns[i] for i in support])
        if exact is None or any(value < 0 and not column.free for column, value in exact):
            continue
        if not strict or any(column.strict for column, _ in exact):
            return exact
    return None


def _support(claim: Poly, columns: Sequence[_Column], rows: Mapping[Monomial, int], least: float) -> list[int] | None:
    """Solve the linear programme; return the columns of its vertex, few and short ones preferred."""
    import numpy as np
    from scipy.optimize import linprog
    from scipy.sparse import csc_matrix

    values: list[float] = []
    row: list[int] = []
    column_of: list[int] = []
    costs: list[float] = []
    owners: list[int] = []
    for index, column in enumerate(columns):
        for sign in (1, -1) if column.free else (1,):
            for monomial, coefficient in column.poly.terms.items():
                values.append(sign * float(coefficient))
                row.append(rows[monomial])
                column_of.append(len(owners))
            costs.append(1.0 + len(column.poly.terms) + 2 * len(column.facts))
            owners.append(index)
    matrix = csc_matrix((values, (row, column_of)), shape=(len(rows), len(owners)))
    target = np.zeros(len(rows))
    for monomial, coefficient in claim.terms.items():
        target[rows[monomial]] = float(coefficient)
    bound = [[-1.0 if columns[owner].strict else 0.0 for owner in owners]] if least else None
    result = linprog(costs, A_eq=matrix, b_eq=target, A_ub=bound, b_ub=[-least] if least else None, method="highs-ds")
    if result.status != 0:
        return None
    return sorted({owners[i] for i, value in enumerate(result.x) if value > _TINY})


def _exact(claim: Poly, columns: Sequence[_Column]) -> list[tuple[_Column, Fraction]] | None:
    """Solve sum of value * column = claim exactly; None if there is no solution.  A free choice is set to 0."""
    rows = sorted(set(claim.terms).union(*(column.poly.terms for column in columns)))
    table = [[poly.terms.get(m, Fraction(0)) for poly in (*(c.poly for c in columns), claim)] for m in rows]
    pivots: list[int] = []
    for index in range(len(columns)):
        top = len(pivots)
        pivot = next((i for i in range(top, len(table)) if table[i][index]), None)
        if pivot is None:
            continue
        table[top], table[pivot] = table[pivot], table[top]
        scale = table[top][index]
        table[top] = [value / scale for value in table[top]]
        for i, line in enumerate(table):
            if i != top and line[index]:
                factor = line[index]
                table[i] = [a - factor * b for a, b in zip(line, table[top], strict=True)]
        pivots.append(index)
    if any(line[-1] for line in table[len(pivots) :]):
        return None
    return [(columns[index], table[i][-1]) for i, index in enumerate(pivots) if table[i][-1]]
