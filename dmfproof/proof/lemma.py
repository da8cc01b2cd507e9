"""Describe a polynomial lemma for all depths: what is claimed and in which order it is proved, without the proofs.

The search (`dmfproof.proof.search`) fills in the proofs; the checker (`dmfproof.proof.checker`) trusts neither.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["ALL_DEPTHS", "ALL_STEPS", "Hypothesis", "Lemma", "Target", "geometric", "power"]

ALL_DEPTHS, ALL_STEPS = "all N", "all N and k"


@dataclass(frozen=True)
class Hypothesis:
    """Assume `claim relation 0`."""

    name: str
    claim: str
    relation: str = ">="


@dataclass(frozen=True)
class Target:
    """Prove `claim relation 0` from products of at most `degree` of the facts in `using`.

    With `induction` the proof is by induction over N (the base at N0, `base_using` if other facts serve there).
    `times`: strictly positive facts to multiply the claim by first (division); `squares`: roots of squares that
    may serve as factors.
    """

    name: str
    claim: str
    relation: str = ">="
    using: tuple[str, ...] = ()
    degree: int = 2
    times: tuple[str, ...] = ()
    squares: tuple[str, ...] = ()
    induction: bool = False
    base_using: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Lemma:
    """A lemma for all N >= `first_depth`; with `next`, for all steps k of an iteration too.

    `serves` is the id of the statement that it is a part of; `words` and `latex` say what it proves.
    """

    id: str
    title: str
    serves: str
    words: str
    latex: str
    first_depth: int
    variables: tuple[str, ...]
    hypotheses: tuple[Hypothesis, ...]
    facts: tuple[Target, ...]
    conclusions: tuple[str, ...]
    witness: tuple[int, Mapping[str, str]]
    sequences: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    next: Mapping[str, str] = field(default_factory=dict)
    updates: Mapping[str, str] = field(default_factory=dict)

    @property
    def range(self) -> str:
        """The range of the claim: "all N", or "all N and k"."""
        return ALL_STEPS if self.next else ALL_DEPTHS


def power(name: str, base: str, first: str = "1") -> tuple[str, str]:
    """Return the recursion of a power of `base`; `first` is its value at N0 (base^(N-1) has 1 at N0 = 1)."""
    return first, f"({base})*{name}"


def geometric(name: str, base: str, powers: str, first: str = "1") -> tuple[str, str]:
    """Return the recursion of sum_j base^(N-1-j) b^j over j < N, where `powers` is b^N."""
    return first, f"({base})*{name} + {powers}"
