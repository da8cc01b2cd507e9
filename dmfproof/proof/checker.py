"""Check a certificate: a theorem about all depths N, in one file, with the standard library alone.

Run `python checker.py FILE...`; exit status 0 only if everything in every file is proved, 1 otherwise.

A certificate speaks of real *variables*, of the depth N (an integer, N >= N0 = `first_depth`) and of *sequences*
(polynomials in the variables given at N0 by `base`, and at N + 1 from their values at N by `step`).  A *fact* is
`claim >= 0`, `> 0` or `= 0` for a polynomial `claim`.  The hypotheses are facts; every other fact has a *proof*,

    times * claim = sum of  coefficient * product of facts (* a square)   +  sum of  polynomial * equation,

an exact identity over Q with coefficients >= 0 and `times` a product of strictly positive facts (1 if absent).
A fact with `base` and `step` is proved by induction over N: `base` proves it at N0, `step` at N + 1 from N (its own
name is the induction hypothesis).  Fix a point and a depth that satisfy the hypotheses: an induction may use only what
holds at every depth: facts that mention neither N nor a sequence, earlier induction facts, and what follows from these.

`next` maps the state of an iteration (variables and the sequences made of them) to names for the state one step
later; the `updates` give the new variables.  All hypotheses on the state must be proved again for the new state (as facts),
so the hypotheses at step k = 0 give them, and all conclusions, at every step k.

The `witness` (rational) satisfies the hypotheses: they are not contradictory.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, NoReturn

__all__ = ["Fact", "Refused", "Theorem", "check_file", "check_text", "main"]

Monomial = tuple[tuple[str, int], ...]
Poly = dict[Monomial, Fraction]

MAX_BYTES, MAX_LENGTH, MAX_DEPTH, MAX_DIGITS, MAX_EXPONENT = 400_000, 2_000, 30, 60, 40
MAX_TERMS, MAX_BITS, MAX_DEGREE, MAX_WORK, MAX_WITNESS_DEPTH, MAX_ITEMS = 5_000, 4_096, 200, 3_000_000, 12, 400
NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,39}", re.ASCII)
TOKEN = re.compile(r"\s*(?:([0-9]+(?:/[0-9]+)?)|([A-Za-z][A-Za-z0-9_]*)|([-+*^()]))", re.ASCII)
CERTIFICATE_KEYS = {"format", "id", "first_depth", "variables", "sequences", "hypotheses", "facts", "conclusions", "witness"}


class Refused(Exception):
    """The certificate does not prove what it says; the message names the identity, coefficient or fact."""


@dataclass(frozen=True)
class Fact:
    """The statement `poly relation 0`; `everywhere` if it holds at every depth once the point is fixed."""

    poly: Poly
    relation: str
    everywhere: bool


@dataclass(frozen=True)
class Theorem:
    """What a certificate proves: for all N >= first_depth (and all steps k if `iterated`), hypotheses imply conclusions."""

    id: str
    first_depth: int
    iterated: bool
    hypotheses: tuple[str, ...]
    conclusions: tuple[str, ...]
    identities: int

    def __str__(self) -> str:
        scope = f"for all N >= {self.first_depth}" + (" and all steps k" if self.iterated else "")
        return f"{self.id}: PROVED {scope}: {', '.join(self.hypotheses)}  ==>  {', '.join(self.conclusions)}"


def refuse(message: str) -> NoReturn:
    raise Refused(message)


def shown(poly: Poly, most: int = 4) -> str:
    """Write the first terms of a polynomial, for a message."""
    items = sorted(poly.items())[:most]
    parts = ["*".join([str(c), *(f"{v}^{e}" if e > 1 else v for v, e in m)])[:120] for m, c in items]
    return " + ".join(parts or ["0"]) + (f" + ... ({len(poly)} terms)" if len(poly) > most else "")


class Algebra:
    """Polynomials over Q with a budget: every operation is counted, so that a hostile file ends early."""

    def __init__(self) -> None:
        self.work = 0

    def add(self, left: Poly, right: Poly, sign: int = 1) -> Poly:
        total = dict(left)
        for monomial, coefficient in right.items():
            total[monomial] = self._checked(total.get(monomial, Fraction(0)) + sign * coefficient)
            if not total[monomial]:
                del total[monomial]
        if len(total) > MAX_TERMS:
            refuse(f"a polynomial has more than {MAX_TERMS} terms")
        return total

    def mul(self, left: Poly, right: Poly) -> Poly:
        total: Poly = {}
        for m1, c1 in left.items():
            for m2, c2 in right.items():
                exponents = dict(m1)
                for variable, exponent in m2:
                    exponents[variable] = exponents.get(variable, 0) + exponent
                    if exponents[variable] > MAX_DEGREE:
                        refuse(f"a polynomial has degree more than {MAX_DEGREE} in {variable}")
                monomial = tuple(sorted(exponents.items()))
                total[monomial] = self._checked(total.get(monomial, Fraction(0)) + c1 * c2)
            if len(total) > MAX_TERMS:
                refuse(f"a polynomial has more than {MAX_TERMS} terms")
        return {monomial: coefficient for monomial, coefficient in total.items() if coefficient}

    def power(self, base: Poly, exponent: int) -> Poly:
        total: Poly = {(): Fraction(1)}
        for _ in range(exponent):
            total = self.mul(total, base)
        return total

    def substitute(self, poly: Poly, images: Mapping[str, Poly]) -> Poly:
        total: Poly = {}
        for monomial, coefficient in poly.items():
            part: Poly = {(): coefficient}
            for variable, exponent in monomial:
                part = self.mul(part, self.power(images.get(variable, symbol(variable)), exponent))
            total = self.add(total, part)
        return total

    def _checked(self, coefficient: Fraction) -> Fraction:
        self.work += 1
        if self.work > MAX_WORK:
            refuse(f"the certificate needs more than {MAX_WORK} operations")
        if max(coefficient.numerator.bit_length(), coefficient.denominator.bit_length()) > MAX_BITS:
            refuse(f"a coefficient has more than {MAX_BITS} bits")
        return coefficient


def symbol(name: str) -> Poly:
    return {((name, 1),): Fraction(1)}


def symbols(poly: Poly) -> set[str]:
    return {variable for monomial in poly for variable, _ in monomial}


def number(text: object, where: str) -> Fraction:
    """Read "3", "-3" or "3/4" exactly."""
    if not isinstance(text, str) or not re.fullmatch(r"-?[0-9]+(/[0-9]+)?", text, re.ASCII) or len(text) > MAX_DIGITS:
        refuse(f"{where}: {str(text)[:60]!r} is not a rational number of at most {MAX_DIGITS} characters, such as \"3/4\"")
    if int((text + "/1").split("/")[1]) == 0:
        refuse(f"{where}: {text!r} divides by zero")
    return Fraction(text)


def parse(text: object, known: Mapping[str, Poly], algebra: Algebra, where: str) -> Poly:
    """Read a polynomial in the known names: numbers, + - * ^ (exponent: a literal) and parentheses."""
    if not isinstance(text, str) or len(text) > MAX_LENGTH:
        refuse(f"{where}: a polynomial must be a text of at most {MAX_LENGTH} characters")
    tokens, at = [], 0
    while text[at:].strip():
        found = TOKEN.match(text, at)
        if not found:
            refuse(f"{where}: cannot read {text[at : at + 20]!r}")
        tokens.append(found.groups())
        at = found.end()
    tokens.append((None, None, "end"))

    def total(depth: int) -> Poly:
        sign = -1 if tokens[0][2] == "-" else 1
        if sign < 0:
            tokens.pop(0)
        value = algebra.add({}, product(depth), sign)
        while tokens[0][2] in ("+", "-"):
            sign = 1 if tokens.pop(0)[2] == "+" else -1
            value = algebra.add(value, product(depth), sign)
        return value

    def product(depth: int) -> Poly:
        value = power(depth)
        while tokens[0][2] == "*":
            tokens.pop(0)
            value = algebra.mul(value, power(depth))
        return value

    def power(depth: int) -> Poly:
        literal, name, mark = tokens.pop(0)
        if literal:
            rational = number(literal, where)
            value: Poly = {(): rational} if rational else {}
        elif name:
            if name not in known:
                refuse(f"{where}: the name {name[:40]!r} is not declared")
            value = known[name]
        elif mark == "(" and depth < MAX_DEPTH:
            value = total(depth + 1)
            if tokens.pop(0)[2] != ")":
                refuse(f"{where}: a parenthesis is not closed")
        else:
            refuse(f"{where}: parentheses are nested too deeply" if mark == "(" else f"{where}: unexpected {mark!r}")
        if tokens[0][2] == "^":
            tokens.pop(0)
            exponent = tokens.pop(0)[0]
            if exponent is None or not exponent.isdigit() or len(exponent) > 3 or int(exponent) > MAX_EXPONENT:
                refuse(f"{where}: an exponent must be a whole number of at most {MAX_EXPONENT}")
            value = algebra.power(value, int(exponent))
        return value

    result = total(0)
    if tokens[0][2] != "end":
        refuse(f"{where}: unexpected {next(part for part in tokens[0] if part)!r}")
    return result


class Certificate:
    """One certificate being checked: the declared names, then the facts in their order."""

    def __init__(self, content: dict[str, Any]) -> None:
        keys(content, "certificate", optional={"title", "next", "updates", "abbreviations"})
        if content["format"] != 1:
            refuse("format: only format 1 is known")
        self.content, self.algebra, self.identities = content, Algebra(), 0
        self.first = whole(content["first_depth"], "first_depth", 1, MAX_WITNESS_DEPTH)
        self.variables = [word(name, "variables") for name in items(content["variables"], list, "variables")]
        self.sequences: dict[str, tuple[Poly, Poly]] = {}
        recursions = items(content["sequences"], dict, "sequences")
        names = [*self.variables, *(word(name, "sequences") for name in recursions), "N"]
        abbreviations = items(content.get("abbreviations", {}), dict, "abbreviations")
        for name in {*names, *abbreviations}:
            if [*names, *abbreviations].count(name) > 1:
                refuse(f"the name {name!r} is declared twice")
        self.known = {name: symbol(name) for name in names}
        plain = {name: symbol(name) for name in self.variables}
        for name, recursion in recursions.items():
            keys(recursion, f"sequence {name}", {"base", "step"})
            base = parse(recursion["base"], plain, self.algebra, f"base of {name}")
            self.sequences[name] = (base, parse(recursion["step"], self.known, self.algebra, f"step of {name}"))
        for name, text in abbreviations.items():
            self.known[word(name, "abbreviations")] = parse(text, self.known, self.algebra, f"abbreviation {name}")
        self.at_base = {"N": constant(self.first)} | {name: base for name, (base, _) in self.sequences.items()}
        self.at_next = {"N": self.algebra.add(symbol("N"), constant(1))}
        self.at_next |= {name: step for name, (_, step) in self.sequences.items()}
        self.facts = {"depth": Fact(self.algebra.add(symbol("N"), constant(-self.first)), ">=", True)}

    def check(self) -> Theorem:
        """Check everything; raise `Refused` at the first thing that is not proved."""
        content = self.content
        hypotheses = items(content["hypotheses"], list, "hypotheses")
        for hypothesis in hypotheses:
            keys(hypothesis, "hypothesis", {"name", "claim", "relation"})
            self.declare(hypothesis)
        assumed = [name for name in self.facts if name != "depth"]
        updates = {
            name: parse(text, self.known, self.algebra, f"update of {name}")
            for name, text in items(content.get("updates", {}), dict, "updates").items()
        }
        renamed = {word(old, "next"): word(new, "next") for old, new in items(content.get("next", {}), dict, "next").items()}
        self.check_updates(renamed, updates, assumed)
        self.check_witness(content["witness"])
        facts = items(content["facts"], list, "facts")
        for fact in facts:
            keys(fact, "fact", {"name", "claim", "relation"}, {"base", "step", "proof"})
            self.prove(fact)
        conclusions = items(content["conclusions"], list, "conclusions")
        for name in conclusions:
            if not isinstance(name, str) or name not in {fact["name"] for fact in facts}:
                refuse(f"conclusions: {str(name)[:60]!r} is not a proved fact")
        if not conclusions:
            refuse("conclusions: there is none")
        self.check_invariance(renamed, assumed, {fact["name"] for fact in facts})
        said = {entry["name"]: f"{entry['claim']} {entry['relation']} 0" for entry in [*hypotheses, *facts]}
        return Theorem(
            word(content["id"], "id"), self.first, bool(renamed),
            tuple(said[name] for name in assumed if name in said), tuple(said[name] for name in conclusions), self.identities,
        )  # fmt: skip

    def declare(self, entry: dict[str, Any], induction: bool = False) -> Fact:
        """Add a hypothesis or a fact that is about to be proved."""
        name, relation = word(entry["name"], "facts"), entry["relation"]
        if name in self.facts:
            refuse(f"two facts are called {name!r}")
        if relation not in (">=", ">", "="):
            refuse(f"fact {name}: the relation {str(relation)[:20]!r} is none of >=, >, =")
        poly = parse(entry["claim"], self.known, self.algebra, f"claim of {name}")
        everywhere = induction or not symbols(poly) & {"N", *self.sequences}
        self.facts[name] = Fact(poly, relation, everywhere)
        return self.facts[name]

    def prove(self, entry: dict[str, Any]) -> None:
        """Check the proof of one fact, direct or by induction over N."""
        induction = {"base", "step"} <= entry.keys() and "proof" not in entry
        if not induction and ("proof" not in entry or {"base", "step"} & entry.keys()):
            refuse(f"fact {str(entry['name'])[:60]}: it needs either a proof, or a base and a step")
        before = dict(self.facts)
        fact = self.declare(entry, induction)
        if not induction:
            local = self.check_proof(entry["proof"], fact.poly, fact.relation, before, f"proof of {entry['name']}")
            self.facts[entry["name"]] = Fact(fact.poly, fact.relation, fact.everywhere or not local)
            return
        at_base = {
            name: Fact(self.algebra.substitute(other.poly, self.at_base), other.relation, True) if other.everywhere else other
            for name, other in before.items()
        }
        claim = self.algebra.substitute(fact.poly, self.at_base)
        self.check_proof(entry["base"], claim, fact.relation, at_base, f"base of {entry['name']}", True)
        claim = self.algebra.substitute(fact.poly, self.at_next)
        self.check_proof(entry["step"], claim, fact.relation, self.facts, f"step of {entry['name']}", True)

    def check_proof(
        self, proof: Any, claim: Poly, relation: str, facts: Mapping[str, Fact], where: str, induction: bool = False
    ) -> bool:
        """Check  times * claim = sum of terms + sum of multiples of equations; return whether it uses a local fact."""
        keys(proof, where, {"terms", "ideal"}, {"times"})
        mul, add, local = self.algebra.mul, self.algebra.add, False

        def usable(name: object, relations: str) -> Fact:
            if not isinstance(name, str) or name not in facts:
                refuse(f"{where}: {str(name)[:60]!r} is not a fact known here")
            nonlocal local
            fact = facts[name]
            local = local or not fact.everywhere
            if induction and not fact.everywhere:
                refuse(f"{where}: {name!r} is known at one depth only, an induction over N may not use it")
            if fact.relation not in relations.split():
                refuse(f"{where}: {name!r} states '{fact.relation} 0', but {relations.replace(' ', ' or ')} is needed here")
            return fact

        left = claim
        for name in items(proof.get("times", []), list, where):
            left = mul(left, usable(name, ">").poly)
        right: Poly = {}
        strict = False
        for index, term in enumerate(items(proof["terms"], list, where), 1):
            if not isinstance(term, list) or len(term) not in (2, 3):
                refuse(f"{where}: term {index} is not [coefficient, facts] or [coefficient, facts, root of the square]")
            coefficient = number(term[0], f"{where}, term {index}")
            if coefficient < 0:
                refuse(f"{where}: the coefficient {coefficient} of term {index} is negative")
            product, positive = constant(coefficient), coefficient > 0 and len(term) == 2
            for name in items(term[1], list, where):
                fact = usable(name, "> >=")
                product, positive = mul(product, fact.poly), positive and fact.relation == ">"
            if len(term) == 3:
                root = parse(term[2], self.known, self.algebra, f"{where}, term {index}")
                product = mul(product, mul(root, root))
            right, strict = add(right, product), strict or positive
        if relation == "=" and proof["terms"]:
            refuse(f"{where}: an equation follows from equations only, not from terms")
        for pair in items(proof["ideal"], list, where):
            if not isinstance(pair, list) or len(pair) != 2:
                refuse(f"{where}: an entry of ideal is [polynomial, equation]")
            right = add(right, mul(parse(pair[0], self.known, self.algebra, where), usable(pair[1], "=").poly))
        rest = add(left, right, -1)
        if rest:
            refuse(f"{where}: the identity fails, left side minus right side is {shown(rest)}")
        if relation == ">" and not strict:
            refuse(f"{where}: '> 0' needs a term of strictly positive facts, there is none")
        self.identities += 1
        return local

    def made_of(self, names: set[str]) -> set[str]:
        """Return the names and all sequences that depend on them, directly or through other sequences."""
        found = set(names)
        while True:
            more = {s for s, (base, step) in self.sequences.items() if (symbols(base) | symbols(step)) & found} - found
            if not more:
                return found
            found |= more

    def check_updates(self, renamed: dict[str, str], updates: dict[str, Poly], assumed: list[str]) -> None:
        """Check that `updates` defines exactly the new variables, by the old state; add them as equations."""
        olds, news = list(renamed), list(renamed.values())
        for name in olds + news:
            if name not in {*self.variables, *self.sequences} or (olds + news).count(name) > 1:
                refuse(f"next: {name!r} is not declared, or is named twice")
        if set(updates) != {name for name in olds if name in self.variables}:
            refuse("updates: they must be given for exactly the variables of `next`")
        images = {old: symbol(new) for old, new in renamed.items()}
        for old, new in renamed.items():
            if (old in self.sequences) != (new in self.sequences):
                refuse(f"next: {old!r} and {new!r} are not of the same kind")
            if old in self.sequences:
                there = tuple(self.algebra.substitute(poly, images) for poly in self.sequences[old])
                if there != self.sequences[new]:
                    refuse(f"next: the sequence {new!r} is not {old!r} made of the new state")
        created = self.made_of({new for new in news if new in self.variables})
        for name, poly in [*updates.items(), *((name, self.facts[name].poly) for name in assumed)]:
            if symbols(poly) & created:
                refuse(f"{name!r} speaks of the new state; only proved facts may")
        for name, poly in updates.items():
            equation = self.algebra.add(symbol(renamed[name]), poly, -1)
            if f"update_{name}" in self.facts:
                refuse(f"two facts are called 'update_{name}'")
            self.facts[f"update_{name}"] = Fact(equation, "=", not symbols(equation) & {"N", *self.sequences})

    def check_invariance(self, renamed: dict[str, str], assumed: list[str], proved: set[str]) -> None:
        """Check that every hypothesis on the state was proved again for the new state."""
        images = {old: symbol(new) for old, new in renamed.items()}
        state = self.made_of({old for old in renamed if old in self.variables})
        for name in assumed:
            hypothesis = self.facts[name]
            if not symbols(hypothesis.poly) & state:
                continue
            if symbols(hypothesis.poly) & state - set(renamed):
                refuse(f"hypothesis {name!r} mentions a sequence of the state that `next` does not rename")
            wanted = self.algebra.substitute(hypothesis.poly, images)
            strong = {hypothesis.relation, ">"} if hypothesis.relation == ">=" else {hypothesis.relation}
            if not any(self.facts[fact].poly == wanted and self.facts[fact].relation in strong for fact in proved):
                refuse(f"hypothesis {name!r} on the state is not proved again for the next state")

    def check_witness(self, witness: Any) -> None:
        """Check that a rational point satisfies all hypotheses and updates: they do not contradict each other."""
        keys(witness, "witness", {"N", "point"})
        depth = whole(witness["N"], "witness N", self.first, MAX_WITNESS_DEPTH)
        given = items(witness["point"], dict, "witness")
        if set(given) != set(self.variables):
            refuse("witness: the point must give exactly the declared variables")
        point = {name: constant(number(text, f"witness {name}")) for name, text in given.items()}
        values = point | {name: self.algebra.substitute(base, point) for name, (base, _) in self.sequences.items()}
        for level in range(self.first, depth):
            here = values | {"N": constant(level)}
            values |= {name: self.algebra.substitute(step, here) for name, (_, step) in self.sequences.items()}
        values["N"] = constant(depth)
        for name, fact in self.facts.items():
            value = self.algebra.substitute(fact.poly, values).get((), Fraction(0))
            if not {">=": value >= 0, ">": value > 0, "=": value == 0}[fact.relation]:
                refuse(f"witness: it violates {name!r}: {shown(constant(value))} {fact.relation} 0 is false")


def constant(value: Fraction | int) -> Poly:
    return {(): Fraction(value)} if value else {}


def keys(entry: Any, where: str, required: set[str] | None = None, optional: set[str] = frozenset()) -> None:  # type: ignore[assignment]
    """Refuse anything but an object with exactly the known keys."""
    wanted = CERTIFICATE_KEYS if required is None else required
    if not isinstance(entry, dict):
        refuse(f"{where}: an object is expected")
    for key in entry.keys() - wanted - optional:
        refuse(f"{where}: unknown key {key[:60]!r}")
    for key in wanted - entry.keys():
        refuse(f"{where}: the key {key!r} is missing")


def items(value: Any, kind: type, where: str) -> Any:
    if not isinstance(value, kind) or len(value) > MAX_ITEMS:
        refuse(f"{where}: {'a list' if kind is list else 'an object'} of at most {MAX_ITEMS} entries is expected")
    return value


def word(value: object, where: str) -> str:
    if not isinstance(value, str) or not NAME.fullmatch(value):
        refuse(f"{where}: {str(value)[:60]!r} is not a name (a letter, then at most 39 letters, digits or _)")
    return value


def whole(value: object, where: str, least: int, most: int) -> int:
    if type(value) is not int or not least <= value <= most:
        refuse(f"{where}: {str(value)[:60]} is not a whole number from {least} to {most}")
    return value


def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) < len(pairs):
        refuse("a key is given twice in one object: " + ", ".join(sorted(k[:60] for k, _ in pairs))[:200])
    return dict(pairs)


def no_float(text: str) -> NoReturn:
    refuse(f"the number {text[:40]} is not allowed: rational numbers are texts such as \"3/4\"")


def short_int(text: str) -> int:
    return int(text) if len(text) < 7 else no_float(text)


def check_text(text: str) -> Theorem:
    """Check the text of a certificate and return its theorem; raise `Refused` if it is not proved."""
    try:
        content = json.loads(
            text, object_pairs_hook=unique, parse_float=no_float, parse_constant=no_float, parse_int=short_int
        )
    except RecursionError:
        refuse("the file is nested too deeply")
    except ValueError as error:
        refuse(f"the file is not JSON: {error}")
    return Certificate(content).check()


def check_file(path: str | Path) -> Theorem:
    """Check one file and return its theorem; raise `Refused` if it is not proved or not readable."""
    try:
        with open(path, "rb") as file:
            raw = file.read(MAX_BYTES + 1)
        text = raw.decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        refuse(f"the file cannot be read: {error}")
    if len(raw) > MAX_BYTES:
        refuse(f"the file is longer than {MAX_BYTES} bytes")
    return check_text(text)


def main(arguments: list[str]) -> int:
    """Check the files, print a line for each, and return the exit status."""
    if not arguments or arguments[0].startswith("-"):
        print(__doc__)
        return 0 if arguments else 1
    failures = 0
    for path in arguments:
        try:
            print(check_file(path))
        except Refused as refusal:
            failures += 1
            print(f"{path}: REFUSED: {refusal}")
    print(f"{len(arguments) - failures} of {len(arguments)} certificates proved")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
