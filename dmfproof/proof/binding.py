"""Compare what a certificate says with the lemma of its id; that it proves what it says is the checker's part.

The hypotheses, the updates and the conclusions must have the values that `dmfproof.proof.claims` computes, at random
rational points and at the depths N0..8 and two larger random ones.  A polynomial that differs agrees at such points
with a probability below 1e-9.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from random import Random, SystemRandom
from typing import Any

from dmfproof.proof.checker import Certificate, Poly, constant, polynomial, refuse
from dmfproof.proof.claims import CLAIMS, Claims, Values

__all__ = ["compare", "evaluate"]


def evaluate(content: Mapping[str, Any], point: Mapping[str, Fraction], depth: int) -> Claims:
    """Evaluate hypotheses, updates and conclusions of a certificate at a point, its sequences unrolled to `depth`."""
    certificate = Certificate(content)
    values = {name: constant(value) for name, value in point.items()}
    values |= {name: base.at(values) for name, base in certificate.base.items()}
    for _ in range(certificate.first, depth):
        values |= {name: step.at(values) for name, step in certificate.step.items()}
        Poly.work = 0

    def value(text: str) -> Fraction:
        Poly.work = 0
        return polynomial(text, certificate.known, "claim").at(values).terms.get((), Fraction(0))

    proved = {fact["name"]: fact for fact in content["facts"]}
    return Claims(
        [(value(entry["claim"]), entry["relation"]) for entry in content["hypotheses"]],
        [(value(proved[name]["claim"]), proved[name]["relation"]) for name in content["conclusions"]],
        {name: value(text) for name, text in content.get("updates", {}).items()},
    )


def compare(content: Mapping[str, Any], random: Random | None = None) -> None:
    """Raise `Refused` unless a checked certificate states the lemma of its id.

    Raises `KeyError` if there is no lemma of that id.
    """
    random = random or SystemRandom()
    meaning, first = CLAIMS[content["id"]], content["first_depth"]
    for depth in [*range(first, 9), random.randint(9, 20), random.randint(9, 20)]:
        point = {name: Fraction(random.randint(1, 10**4), random.randint(1, 10**4)) for name in content["variables"]}
        said = evaluate(content, point, depth)
        try:
            meant = meaning(Values(**point), depth)
        except AttributeError as error:
            refuse(f"{content['id']}: its variables are not those of the lemma ({error.name} is missing)")
        for kind, ours, theirs in (
            ("hypotheses", said.given, meant.given), ("conclusions", said.claims, meant.claims),
        ):  # fmt: skip
            if len(ours) != len(theirs):
                refuse(f"{content['id']}: it has {len(ours)} {kind}, the lemma has {len(theirs)}")
            for index, (one, other) in enumerate(zip(ours, theirs, strict=True)):
                if one != other:
                    name = (
                        content["conclusions"][index] if kind == "conclusions" else content["hypotheses"][index]["name"]
                    )
                    refuse(f"{content['id']}: {name!r} in the {kind} is not what the lemma says (seen at N = {depth})")
        if said.updates != (meant.updates or {}):
            refuse(f"{content['id']}: the updates are not those of the lemma (seen at N = {depth})")
