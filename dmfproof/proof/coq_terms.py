"""Print the names and polynomials of a certificate as terms of Coq, and find the closed forms of its sequences."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from dmfproof.errors import Unsupported
from dmfproof.proof.checker import Certificate, Poly, constant, polynomial, symbol

__all__ = ["Terms"]

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_SIGNS = {">=": "0 <= {}", ">": "0 < {}", "=": "{} = 0"}


class Terms:
    """One checked certificate; `at` and `powers` are two readings of its names: as fixpoints, and as real powers."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        self.content, self.certificate = content, Certificate(content)
        self.certificate.check()
        self.facts = self.certificate.facts
        self.first = self.certificate.first
        self.variables = list(self.certificate.variables)
        self.recursions: dict[str, dict[str, str]] = content["sequences"]
        self.renamed: dict[str, str] = content.get("next", {})
        self.old = {new: old for old, new in self.renamed.items()}
        self.texts = {"depth": f"N - {self.first}"}
        self.texts |= {entry["name"]: entry["claim"] for entry in (*content["hypotheses"], *content["facts"])}
        updates = content.get("updates", {})
        self.texts |= {f"update_{name}": f"{self.renamed[name]} - ({text})" for name, text in updates.items()}
        self.hypotheses = [entry["name"] for entry in content["hypotheses"]]
        self.assumed = self.hypotheses + [f"update_{name}" for name in updates]
        self.proved: list[str] = [entry["name"] for entry in content["facts"]]
        self.state = [name for name in self.variables if name in self.renamed]
        self.fixed = [name for name in self.variables if name not in self.renamed and name not in self.old]
        made = self.certificate.made_of(self.renamed)
        self.invariants = [name for name in self.hypotheses if self.facts[name].poly.names() & made]


    def read(self, text: str, names: Mapping[str, str]) -> str:
        """Write a polynomial's text with every name replaced; abbreviations are expanded."""
        short = self.content.get("abbreviations", {})

        def one(match: re.Match[str]) -> str:
            name = match.group()
            return f"({self.read(short[name], names)})" if name in short else names[name]

        return _NAME.sub(one, text)

    def arguments(self, sequence: str) -> list[str]:
        """Return the variables that a sequence depends on, in the order of their declaration."""
        return [name for name in self.variables if sequence in self.certificate.made_of({name})]

    def applied(self, sequence: str, index: str) -> str:
        """Write a sequence's value; a sequence of the new state is the old one's fixpoint at the new variables."""
        source = self.old.get(sequence, sequence)
        arguments = [
            self.renamed[name] if source != sequence and name in self.renamed else name
            for name in self.arguments(source)
        ]
        return f"(seq_{source} {' '.join([*arguments, index])})"

    def at(self, index: str) -> dict[str, str]:
        """Read the names at depth N0 + index, the sequences as fixpoints."""
        names = {name: name for name in self.variables}
        names |= {name: self.applied(name, index) for name in self.recursions}
        return names | {"N": f"(depth {index})"}

    def closed(self, sequence: str) -> tuple[str, str, int]:
        """Return a sequence's closed form: ("", base, e) for base^(N - e), or (a, b, e) for sum_j a^(N-e-j) b^j."""
        Poly.work = 0
        base, step = self.certificate.base[sequence], self.certificate.step[sequence]
        for factor in self._factors(sequence):
            value = self.certificate_poly(factor)
            rest = step - value * symbol(sequence)
            for power in range(3):
                if not rest.terms and base == value**power:
                    return "", factor, self.first - power
            for other in [name for name in self.recursions if name != sequence]:
                for root in self._factors(other):
                    inner = self.certificate_poly(root)
                    for extra in range(3):
                        if (
                            rest == inner**extra * symbol(other)
                            and not self.closed(other)[0]
                            and self.closed(other)[1] == root
                        ):
                            # rest is b^(N - e + extra), and the sum's last power is one lower.
                            e = self.closed(other)[2] - extra + 1
                            if base == self._sum(value, inner, self.first - e):
                                return factor, root, e
        raise Unsupported(f"{self.content['id']}: the sequence {sequence} is no power and no sum of powers")

    def _factors(self, sequence: str) -> list[str]:
        found = re.fullmatch(rf"\((.*?)\)\*{sequence}(?: \+ .*)?", self.recursions[sequence]["step"])
        return [found.group(1)] if found else []

    def certificate_poly(self, text: str) -> Poly:
        """Read a polynomial in the names of the certificate."""
        return polynomial(text, self.certificate.known, "factor")

    @staticmethod
    def _sum(a: Poly, b: Poly, last: int) -> Poly:
        total = constant(0)
        for j in range(last + 1):
            total = total + a ** (last - j) * b**j
        return total

    def powers(self, reading: Mapping[str, str]) -> dict[str, str]:
        """Read the names with sequences as real powers and sums, variables as `reading` says."""
        names = dict(reading) | {"N": "INR N"}
        for sequence in self.mentioned():
            a, b, e = self.closed(self.old.get(sequence, sequence))
            inner = (
                {name: reading[self.renamed[name]] for name in self.renamed if name in reading}
                if sequence in self.old
                else {}
            )
            there = dict(reading) | inner
            if a:
                names[sequence] = f"(power_sum ({self.read(a, there)}) ({self.read(b, there)}) (N - {e}))"
            else:
                names[sequence] = f"(({self.read(b, there)}) ^ (N - {e}))"
        return names

    def mentioned(self) -> list[str]:
        """Return the sequences that the theorem itself speaks of."""
        names = {*self.assumed, *self.content["conclusions"], *(self.again(name) for name in self.invariants)}
        used = set().union(*(self.facts[name].poly.names() for name in names))
        return [sequence for sequence in self.recursions if sequence in used]

    def says(self, name: str, names: Mapping[str, str]) -> str:
        """Write a fact in a reading of the names."""
        return _SIGNS[self.facts[name].relation].format(f"({self.read(self.texts[name], names)})")

    def again(self, invariant: str) -> str:
        """Return the fact that proves an invariant for the new state."""
        Poly.work = 0
        images = {old: symbol(new) for old, new in self.renamed.items()}
        wanted, relation = self.facts[invariant].poly.at(images), self.facts[invariant].relation
        both = [name for name in self.proved if self.facts[name].poly == wanted]
        return next(name for name in both if self.facts[name].relation in (relation, ">"))
