"""Build the claims, false neighbours and constants of a statement where many of them share one shape."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import sympy as sp

from dmfproof.statements.domain import Between, Depth, Domain
from dmfproof.statements.model import Claim, Computed, Constant, ForEveryStep, Form, Mutant, q

__all__ = ["false_neighbour", "pushed", "stated"]


def stated(
    name: str,
    says: str,
    domain: Domain,
    assumes: tuple[sp.Basic | Computed, ...],
    concludes: sp.Basic | ForEveryStep | Computed,
    *,
    form: Form | None = None,
    tag: str = "sharper",
    load_bearing: str = "",
    argument: str = "",
    proofs: tuple[str, ...] = (),
) -> Claim:
    """Build a claim: the paper's where its tag begins so, else ours, unless `form` says it.

    A file binds what its claims share, with `functools.partial`.
    """
    own = Form.PAPER if tag.startswith("paper") else Form.SHARPER
    return Claim(
        name=name,
        says=says,
        form=form or own,
        tag=tag,
        domain=domain,
        assumes=assumes,
        concludes=concludes,
        load_bearing=load_bearing,
        argument=argument,
        proofs=proofs,
    )


def false_neighbour(claim: Claim, why: str, witness: Mapping[str, str] | None = None) -> Mutant:
    """Build the mutant of a claim that is false, whatever tag it was built with."""
    return Mutant(claim=replace(claim, tag="false"), why=why, witness=witness)


def pushed(
    name: str,
    says: str,
    claimed: str,
    ends: tuple[sp.Expr, sp.Expr],
    domain: Domain,
    concludes: sp.Basic,
    *,
    value: sp.Expr,
    stronger: str,
    known: str = "",
    assumes: tuple[sp.Basic, ...] = (),
    form: Form | None = None,
    tag: str = "sharper",
) -> Constant:
    """Build a constant and its claim, which says `claimed`: q in `ends` comes after the depth, the domain's first.

    Raises `ValueError` for a domain that does not begin with the depth.
    """
    depth, *others = domain
    if not isinstance(depth, Depth):
        raise ValueError(f"the domain of the constant {name} begins with {depth.symbol}, not with the depth")
    with_q = (depth, Between(q, *ends, "both"), *others)
    claim = stated(name, claimed, with_q, assumes, concludes, form=form, tag=tag)
    return Constant(name=name, says=says, claim=claim, value=value, stronger=stronger, known=known)
