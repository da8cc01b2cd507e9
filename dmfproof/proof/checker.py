"""Check certificates: each a theorem about all depths N, in one file; this program needs the standard library alone.

Run `python checker.py FILE...`; exit status 0 only if everything in every file is proved, 1 otherwise.

A certificate speaks of real *variables*, of the depth N (an integer, N >= N0 = `first_depth`) and of *sequences*,
polynomials given at N0 by `base` and at N + 1 from their values at N by `step`.  A *fact* is `claim >= 0`, `> 0` or
`= 0` for a polynomial `claim`.  Hypotheses are facts; every other fact has a proof, an exact identity over Q

    times * claim  =  sum of coefficient * product of facts (* a square)  +  sum of polynomial * equation

with coefficients >= 0 and `times` a product of strictly positive facts (1 if absent).  With `base` and `step` a fact
is proved by induction: at N0, and at N + 1 from N (where its own name is the induction hypothesis).  Fix a point and a
depth that satisfy the hypotheses: an induction may use only what holds at every depth, namely facts that mention
neither N nor a sequence, facts proved by induction, `depth` (N - N0 >= 0), and what follows from these alone.

`next` maps the state of an iteration (variables, and the sequences made of them) to the names of the state one step
later, and `updates` gives the new variables.  Every hypothesis on the state must be proved again for the new state, so
hypotheses that hold at step k = 0 hold, with all conclusions, at every step k.

The rational `witness` satisfies the hypotheses: they do not contradict each other.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Iterable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

__all__ = ["Refused", "Theorem", "check_file", "check_text", "main"]

MAX_BYTES, MAX_LENGTH, MAX_DIGITS, MAX_EXPONENT, MAX_ITEMS, MAX_FIRST = 400_000, 2_000, 60, 40, 400, 12
MAX_TERMS, MAX_BITS, MAX_DEGREE, MAX_WORK = 2_000, 4_096, 200, 200_000
Monomial = tuple[tuple[str, int], ...]


class Refused(Exception):
    """The certificate does not prove what it says; the message names the identity, the coefficient or the fact."""


def refuse(message: str) -> NoReturn:
    raise Refused(message)


class Poly:
    """A polynomial over Q.  `Poly.work` counts operations, so that a hostile file ends early."""

    work = 0

    def __init__(self, terms: Mapping[Monomial, Fraction]) -> None:
        if len(terms) > MAX_TERMS:
            refuse(f"a polynomial has more than {MAX_TERMS} terms")
        self.terms = {monomial: coefficient for monomial, coefficient in terms.items() if coefficient}

    def __add__(self, other: Poly) -> Poly:
        Poly.count(len(self.terms) + len(other.terms))
        total = dict(self.terms)
        for monomial, coefficient in other.terms.items():
            total[monomial] = small(total.get(monomial, Fraction(0)) + coefficient)
        return Poly(total)

    def __sub__(self, other: Poly) -> Poly:
        return self + constant(-1) * other

    def __mul__(self, other: Poly) -> Poly:
        Poly.count(1 + len(self.terms) * len(other.terms))
        total: dict[Monomial, Fraction] = {}
        for m1, c1 in self.terms.items():
            for m2, c2 in other.terms.items():
                exponents = dict(m1)
                for name, exponent in m2:
                    exponents[name] = exponents.get(name, 0) + exponent
                if sum(exponents.values()) > MAX_DEGREE:
                    refuse(f"a polynomial has degree more than {MAX_DEGREE}")
                monomial = tuple(sorted(exponents.items()))
                total[monomial] = small(total.get(monomial, Fraction(0)) + c1 * c2)
        return Poly(total)

    def __pow__(self, exponent: int) -> Poly:
        total = constant(1)
        for _ in range(exponent):
            total = total * self
        return total

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Poly) and self.terms == other.terms

    def __str__(self) -> str:
        parts = ["*".join([str(c)[:80], *(f"{n}^{e}" for n, e in m)]) for m, c in sorted(self.terms.items())[:4]]
        return (" + ".join(parts) or "0") + (f" + ... ({len(self.terms)} terms)" if len(self.terms) > 4 else "")

    def names(self) -> set[str]:
        return {name for monomial in self.terms for name, _ in monomial}

    def at(self, images: Mapping[str, Poly]) -> Poly:
        """Substitute polynomials for names."""
        total = constant(0)
        for monomial, coefficient in self.terms.items():
            part = constant(coefficient)
            for name, exponent in monomial:
                part = part * images.get(name, symbol(name)) ** exponent
            total = total + part
        return total

    @staticmethod
    def count(operations: int) -> None:
        Poly.work += operations
        if Poly.work > MAX_WORK:
            refuse(f"the certificate needs more than {MAX_WORK} operations")


def constant(value: Fraction | int) -> Poly:
    return Poly({(): Fraction(value)})


def symbol(name: str) -> Poly:
    return Poly({((name, 1),): Fraction(1)})


def small(value: Fraction) -> Fraction:
    if max(value.numerator.bit_length(), value.denominator.bit_length()) > MAX_BITS:
        refuse(f"a coefficient has more than {MAX_BITS} bits")
    return value


def rational(text: object, where: str) -> Fraction:
    """Read "3", "-3" or "3/4" exactly."""
    if not isinstance(text, str) or len(text) > MAX_DIGITS or not re.fullmatch("-?[0-9]+(/[0-9]*[1-9][0-9]*)?", text):
        refuse(f'{where}: {str(text)[:60]!r} is not a rational number such as "3/4" of at most {MAX_DIGITS} digits')
    return Fraction(text)


def polynomial(text: object, known: Mapping[str, Poly], where: str) -> Poly:
    """Read a polynomial in known names: whole numbers, + - * ^ (the exponent is a number), p/q and parentheses."""
    if (
        not isinstance(text, str)
        or len(text) > MAX_LENGTH
        or not re.fullmatch(r"(?:[A-Za-z0-9_+^/() -]|\*(?!\*))*", text)
    ):
        refuse(f"{where}: a polynomial is a text of at most {MAX_LENGTH} letters, digits and + - * ^ / ( )")

    def value(node: ast.AST) -> Poly:
        match node:
            case ast.Name(id=name) if name in known:
                return known[name]
            case ast.Name(id=name):
                refuse(f"{where}: the name {name[:40]!r} is not declared")
            case ast.Constant(value=int(number)) if type(number) is int:
                return constant(number)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return constant(0) - value(operand)
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                return value(left) + value(right)
            case ast.BinOp(left=left, op=ast.Sub(), right=right):
                return value(left) - value(right)
            case ast.BinOp(left=left, op=ast.Mult(), right=right):
                return value(left) * value(right)
            case ast.BinOp(left=left, op=ast.Pow(), right=ast.Constant(value=int(n))) if 0 <= n <= MAX_EXPONENT:
                return value(left) ** n
            case ast.BinOp(left=left, op=ast.Div(), right=ast.Constant(value=int(n))) if n > 0:
                return value(left) * constant(Fraction(1, n))
        refuse(f"{where}: {ast.unparse(node)[:60]!r} is not part of a polynomial (exponents: at most {MAX_EXPONENT})")

    try:
        return value(ast.parse(text.strip().replace("^", "**"), mode="eval").body)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        refuse(f"{where}: {text[:60]!r} cannot be read, or is nested too deeply")


class Fact(NamedTuple):
    """`poly relation 0`; `everywhere` if it holds at every depth once the point is fixed."""

    poly: Poly
    relation: str
    everywhere: bool


class Theorem(NamedTuple):
    """What a certificate proves: for all N >= first_depth (and all steps k), the hypotheses imply the conclusions."""

    id: str
    first_depth: int
    all_steps: bool
    hypotheses: tuple[str, ...]
    conclusions: tuple[str, ...]
    identities: int

    def __str__(self) -> str:
        scope = f"for all N >= {self.first_depth}" + (" and all steps k" if self.all_steps else "")
        return f"{self.id}: PROVED {scope}: {', '.join(self.hypotheses)}  ==>  {', '.join(self.conclusions)}"


class Certificate:
    """One certificate while it is checked: its declared names, and the facts known so far, by name."""

    def __init__(self, content: Any) -> None:
        Poly.work = 0
        required = "format id first_depth variables sequences hypotheses facts conclusions witness"
        self.content = record(content, "certificate", required, "title abbreviations next updates")
        if content["format"] != 1:
            refuse("format: only format 1 is known")
        self.first, self.identities = whole(content["first_depth"], "first_depth", 1, MAX_FIRST), 0
        self.variables = [word(name, "variables") for name in entries(content["variables"], list, "variables")]
        recursions = entries(content["sequences"], dict, "sequences")
        short = entries(content.get("abbreviations", {}), dict, "abbreviations")
        names = [*self.variables, *recursions, *short, "N"]
        for name in names:
            if names.count(word(name, "names")) > 1:
                refuse(f"the name {name!r} is declared twice")
        plain = {name: symbol(name) for name in self.variables}
        self.known = plain | {name: symbol(name) for name in [*recursions, "N"]}
        self.base, self.step = {"N": constant(self.first)}, {"N": symbol("N") + constant(1)}
        for name, recursion in recursions.items():
            record(recursion, f"sequence {name}", "base step")
            self.base[name] = polynomial(recursion["base"], plain, f"base of {name}")
            self.step[name] = polynomial(recursion["step"], self.known, f"step of {name}")
        for name, text in short.items():
            self.known[name] = polynomial(text, self.known, f"abbreviation {name}")
        self.facts = {"depth": Fact(symbol("N") - self.base["N"], ">=", True)}

    def check(self) -> Theorem:
        """Check everything, in the order of the file."""
        assumed = entries(self.content["hypotheses"], list, "hypotheses")
        for entry in assumed:
            self.declare(record(entry, "hypothesis", "name claim relation"))
        renamed = self.declare_updates([entry["name"] for entry in assumed])
        self.check_witness(self.content["witness"])
        proved = entries(self.content["facts"], list, "facts")
        for entry in proved:
            self.prove(record(entry, "fact", "name claim relation", "proof base step"))
        said = {entry["name"]: f"{entry['claim']} {entry['relation']} 0" for entry in [*assumed, *proved]}
        given = [entry["name"] for entry in assumed]
        self.check_invariance(renamed, given, [entry["name"] for entry in proved])
        conclusions = entries(self.content["conclusions"], list, "conclusions")
        for name in conclusions:
            if not isinstance(name, str) or name not in said or name in given:
                refuse(f"conclusions: {str(name)[:60]!r} is not a proved fact")
        if not conclusions:
            refuse("conclusions: there is none")
        texts = tuple(said[name] for name in given), tuple(said[name] for name in conclusions)
        return Theorem(word(self.content["id"], "id"), self.first, bool(renamed), *texts, self.identities)

    def declare(self, entry: dict[str, Any], everywhere: bool = False) -> Fact:
        """Add a hypothesis, or a fact whose proof is checked next."""
        name, relation = word(entry["name"], "facts"), entry["relation"]
        if name in self.facts:
            refuse(f"two facts are called {name!r}")
        if relation not in (">=", ">", "="):
            refuse(f"fact {name}: the relation {str(relation)[:20]!r} is none of >=, >, =")
        poly = polynomial(entry["claim"], self.known, f"claim of {name}")
        self.facts[name] = Fact(poly, relation, everywhere or not poly.names() & self.base.keys())
        return self.facts[name]

    def prove(self, entry: dict[str, Any]) -> None:
        """Check the proof of one fact, direct or by induction over N."""
        known, name = dict(self.facts), entry["name"]
        fact = self.declare(entry, everywhere="step" in entry)
        if set(entry) & {"proof", "base", "step"} == {"proof"}:
            everywhere = self.identity(entry["proof"], fact, known, f"proof of {name}")
            self.facts[name] = Fact(fact.poly, fact.relation, fact.everywhere or everywhere)
        elif set(entry) & {"proof", "base", "step"} == {"base", "step"}:
            known = {key: Fact(f.poly.at(self.base), f.relation, True) for key, f in known.items() if f.everywhere}
            self.identity(entry["base"], Fact(fact.poly.at(self.base), fact.relation, True), known, f"base of {name}")
            known = {key: f for key, f in self.facts.items() if f.everywhere}
            self.identity(entry["step"], Fact(fact.poly.at(self.step), fact.relation, True), known, f"step of {name}")
        else:
            refuse(f"fact {name}: it needs either a proof, or a base and a step")

    def identity(self, proof: Any, fact: Fact, known: Mapping[str, Fact], where: str) -> bool:
        """Check one identity; return whether it uses only facts that hold at every depth."""
        record(proof, where, "terms ideal", "times")
        used = []

        def use(name: object, *relations: str) -> Poly:
            if not isinstance(name, str) or name not in known:
                known_at_one_depth = isinstance(name, str) and name in self.facts
                refuse(
                    f"{where}: {str(name)[:60]!r} is "
                    + (
                        "known at one depth only, an induction may not use it"
                        if known_at_one_depth
                        else "not a known fact"
                    )
                )
            if known[name].relation not in relations:
                refuse(f"{where}: {name!r} states '{known[name].relation} 0', but {' or '.join(relations)} is needed")
            used.append(known[name])
            return known[name].poly

        left, right, strict = fact.poly, constant(0), False
        for name in entries(proof.get("times", []), list, where):
            left = left * use(name, ">")
        for index, term in enumerate(entries(proof["terms"], list, where), 1):
            if not isinstance(term, list) or len(term) not in (2, 3):
                refuse(f"{where}: term {index} is not [coefficient, facts] or [coefficient, facts, root of a square]")
            coefficient = rational(term[0], f"{where}, term {index}")
            if coefficient < 0:
                refuse(f"{where}: the coefficient {coefficient} of term {index} is negative")
            product, positive = constant(coefficient), coefficient > 0 and len(term) == 2
            for name in entries(term[1], list, where):
                product = product * use(name, ">", ">=")
                positive = positive and used[-1].relation == ">"
            if len(term) == 3:
                product = product * polynomial(term[2], self.known, f"{where}, term {index}") ** 2
            right, strict = right + product, strict or positive
        for pair in entries(proof["ideal"], list, where):
            if not isinstance(pair, list) or len(pair) != 2:
                refuse(f"{where}: an entry of `ideal` is [polynomial, equation]")
            right = right + polynomial(pair[0], self.known, where) * use(pair[1], "=")
        if (rest := left - right) != constant(0):
            refuse(f"{where}: the identity fails, left side minus right side is {rest}")
        if fact.relation == "=" and proof["terms"]:
            refuse(f"{where}: an equation follows from equations only")
        if fact.relation == ">" and not strict:
            refuse(f"{where}: '> 0' needs a term of strictly positive facts, there is none")
        self.identities += 1
        return all(other.everywhere for other in used)

    def made_of(self, names: Iterable[str]) -> set[str]:
        """Return the variables among the names, and all sequences that depend on them."""
        found = set(names) & set(self.variables)
        while more := {n for n in self.base if (self.base[n].names() | self.step[n].names() - {n}) & found} - found:
            found |= more
        return found

    def declare_updates(self, assumed: list[str]) -> dict[str, str]:
        """Add the new state's defining equations; check that nothing else is assumed about the new state."""
        renamed: dict[str, str] = entries(self.content.get("next", {}), dict, "next")
        updates = entries(self.content.get("updates", {}), dict, "updates")
        both = [*renamed, *(word(new, "next") for new in renamed.values())]
        for old, new in renamed.items():
            kinds = {name in self.variables for name in (old, new)}
            if (
                not {old, new} <= {*self.variables, *self.base} - {"N"}
                or len(kinds) > 1
                or both.count(old) + both.count(new) > 2
            ):
                refuse(f"next: {old!r} -> {new!r} does not map a declared name to another of its kind, each used once")
            if new in self.base and (self.base[new], self.step[new]) != (
                self.base[old].at(images := self.images(renamed)),
                self.step[old].at(images),
            ):
                refuse(f"next: the sequence {new!r} is not {old!r} made of the new state")
        if updates.keys() != renamed.keys() & set(self.variables):
            refuse("updates: they must be given for exactly the variables of `next`")
        new_state = self.made_of(renamed.values())
        polys = {name: polynomial(text, self.known, f"update of {name}") for name, text in updates.items()}
        for name, poly in [*polys.items(), *((name, self.facts[name].poly) for name in assumed)]:
            if poly.names() & new_state:
                refuse(f"{name!r} speaks of the new state, only proved facts may")
        for name, poly in polys.items():
            equation = symbol(renamed[name]) - poly
            if f"update_{name}" in self.facts:
                refuse(f"the name 'update_{name}' is kept for the equation of {name!r}, and a fact has it")
            self.facts[f"update_{name}"] = Fact(equation, "=", not equation.names() & self.base.keys())
        return renamed

    def images(self, renamed: Mapping[str, str]) -> dict[str, Poly]:
        return {old: symbol(new) for old, new in renamed.items()}

    def check_invariance(self, renamed: Mapping[str, str], assumed: list[str], proved: list[str]) -> None:
        """Check that every hypothesis on the state is proved again for the new state."""
        state = self.made_of(renamed)
        for name in assumed:
            mentioned, relation = self.facts[name].poly.names() & state, self.facts[name].relation
            if mentioned - renamed.keys():
                refuse(f"hypothesis {name!r} mentions a sequence of the state that `next` does not rename")
            again = self.facts[name].poly.at(self.images(renamed))
            if mentioned and not any(
                self.facts[other].poly == again
                and self.facts[other].relation in {relation, ">" if relation == ">=" else relation}
                for other in proved
            ):
                refuse(f"hypothesis {name!r} on the state is not proved again for the new state")

    def check_witness(self, witness: Any) -> None:
        """Check that a rational point satisfies the hypotheses and the updates."""
        record(witness, "witness", "N point")
        depth = whole(witness["N"], "witness N", self.first, MAX_FIRST)
        if set(entries(witness["point"], dict, "witness")) != set(self.variables):
            refuse("witness: the point must give exactly the declared variables")
        point = {name: constant(rational(text, f"witness {name}")) for name, text in witness["point"].items()}
        values = point | {name: base.at(point) for name, base in self.base.items()}
        for _ in range(self.first, depth):
            values |= {name: step.at(values) for name, step in self.step.items()}
        for name, fact in self.facts.items():
            value = fact.poly.at(values).terms.get((), Fraction(0))
            if not {">=": value >= 0, ">": value > 0, "=": value == 0}[fact.relation]:
                refuse(f"witness: it violates {name!r}, {str(value)[:60]} {fact.relation} 0 is false")


def record(entry: Any, where: str, required: str, optional: str = "") -> dict[str, Any]:
    """Return an object that has the required keys and no unknown ones."""
    if not isinstance(entry, dict):
        refuse(f"{where}: an object is expected")
    for key in entry.keys() ^ set(required.split()):
        if key in required.split():
            refuse(f"{where}: the key {key!r} is missing")
        if key not in optional.split():
            refuse(f"{where}: unknown key {key[:60]!r}")
    return entry


def entries(value: Any, kind: type[list[Any]] | type[dict[str, Any]], where: str) -> Any:
    if not isinstance(value, kind) or len(value) > MAX_ITEMS:
        refuse(f"{where}: {'a list' if kind is list else 'an object'} of at most {MAX_ITEMS} entries is expected")
    return value


def word(value: object, where: str) -> str:
    if not isinstance(value, str) or not re.fullmatch("[A-Za-z][A-Za-z0-9_]{0,39}", value):
        refuse(f"{where}: {str(value)[:60]!r} is not a name (a letter, then at most 39 letters, digits or _)")
    return value


def whole(value: object, where: str, least: int, most: int) -> int:
    if type(value) is not int or not least <= value <= most:
        refuse(f"{where}: {str(value)[:60]} is not a whole number from {least} to {most}")
    return value


def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) < len(pairs):
        refuse("a key is given twice in one object: " + ", ".join(sorted(key[:40] for key, _ in pairs))[:200])
    return dict(pairs)


def plain_int(text: str) -> int:
    return (
        int(text)
        if re.fullmatch("[0-9]{1,4}", text)
        else refuse(f'the number {text[:40]} is not allowed, write rational numbers as texts such as "3/4"')
    )


def check_text(text: str) -> Theorem:
    """Check the text of a certificate and return its theorem; raise `Refused` if it is not proved."""
    try:
        content = json.loads(
            text, object_pairs_hook=unique, parse_int=plain_int, parse_float=plain_int, parse_constant=plain_int
        )
    except (RecursionError, ValueError) as error:
        refuse(f"the file is not JSON, or nested too deeply: {str(error)[:200]}")
    return Certificate(content).check()


def check_file(path: str | Path) -> Theorem:
    """Check one file and return its theorem; raise `Refused` if it is not proved or cannot be read."""
    try:
        with open(path, "rb") as file:
            raw = file.read(MAX_BYTES + 1)
        text = raw.decode("utf-8")
    except (OSError, ValueError) as error:
        refuse(f"the file cannot be read: {error}")
    return check_text(text) if len(raw) <= MAX_BYTES else refuse(f"the file is longer than {MAX_BYTES} bytes")


def main(paths: list[str]) -> int:
    """Check the files, print a line for each, and return the exit status."""
    refused = 0 if paths else 1
    for path in paths:
        try:
            print(check_file(path))
        except Refused as reason:
            refused += 1
            print(f"{path}: REFUSED: {reason}")
    print(f"{len(paths) - refused} of {len(paths)} certificates proved" if paths else __doc__)
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
