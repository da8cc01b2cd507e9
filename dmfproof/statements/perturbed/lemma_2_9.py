r"""Lemma 2.9 with (42)-(45): one step multiplies difference, sum and difference of squares of the factors.

For the pair (40), p = d1 d2^(N-1), r = d2^(N-2) (p - lam), delta = d2 - d1 and D = d2^2 - d1^2:

    delta+ = (1 + eta r) delta,      d1+ + d2+ = (1 - eta r)(d1 + d2),      D+ = (1 - eta^2 r^2) D,

exact identities for every real d1, d2, lam, eta and every N >= 2.  They need no assumption at all, so none is
load-bearing; every step attains them.  Consequence: as long as |eta r| <= 1, D never increases and nothing changes
sign.
Source: CGMR Lemma 2.9, (42)-(45); the sum is ours.
"""

from __future__ import annotations

import sympy as sp

from dmfproof.statements.domain import Between, Depth, Domain, GroundTruth, Whole
from dmfproof.statements.model import Claim, Form, Mutant, Source, Statement, Step, Witness
from dmfproof.statements.perturbed_vocabulary import First, Other, d1, d2
from dmfproof.statements.vocabulary import N, eta, k, lam

zero, high = sp.Integer(0), sp.Integer(20)


def _step(first: sp.Expr, second: sp.Expr) -> tuple[sp.Expr, sp.Expr, sp.Expr]:
    """Return (d1+, d2+, r)."""
    r = second ** (N - 2) * (first * second ** (N - 1) - lam)
    return first - eta * r * second, second - eta * r * first, r


d1_next, d2_next, rate = _step(d1, d2)
square_gap = d2**2 - d1**2
square_gap_next = d2_next**2 - d1_next**2


def _domain() -> Domain:
    return (Depth(2, 10), GroundTruth(), Between(d2, zero, high), Between(d1, -high, high), Between(eta, zero, high))


def _identity(
    name: str, says: str, left: sp.Expr, right: sp.Expr, form: Form = Form.PAPER, tag: str = "paper 95%"
) -> Claim:
    return Claim(
        name=name,
        says=says,
        form=form,
        tag=tag,
        domain=_domain(),
        concludes=sp.Eq(left, right, evaluate=False),
        proofs=() if tag == "false" else ("lemma_2_9",),
    )


def _at(step: sp.Expr) -> sp.Expr:
    start = (N, lam, d1, d2, eta)
    return Other(step, *start) ** 2 - First(step, *start) ** 2


STATEMENT = Statement(
    id="perturbed.lemma_2_9",
    title="The step of the pair is diagonal in sum and difference",
    source=Source("CGMR", "Lemma 2.9, (42)-(45)"),
    definitions={"r": rate},
    claims=(
        _identity("difference", "d2+ - d1+ = (1 + eta r)(d2 - d1)", d2_next - d1_next, (1 + eta * rate) * (d2 - d1)),
        _identity("squares", "D+ = (1 - eta^2 r^2) D", square_gap_next, (1 - eta**2 * rate**2) * square_gap),
        _identity(
            "sum",
            "d1+ + d2+ = (1 - eta r)(d1 + d2)",
            d1_next + d2_next,
            (1 - eta * rate) * (d1 + d2),
            Form.SHARPER,
            "sharper",
        ),
        Claim(
            name="squares_never_increase",
            says="0 <= D(k+1) <= D(k) while the pair is ordered and eta |r| <= 1 (drawn at the start of the orbit)",
            form=Form.SHARPER,
            tag="sharper",
            domain=(
                Depth(2, 10),
                GroundTruth(),
                Between(d2, zero, high),
                Between(d1, -d2, d2, "both"),
                Between(eta, zero, 1 / (d2 ** (N - 2) * (d2**N + sp.Abs(lam))), "right"),
            ),
            assumes=(sp.Abs(d1) <= d2, eta * sp.Abs(rate) <= 1),
            concludes=sp.And(zero <= square_gap_next, square_gap_next <= square_gap),
            load_bearing="eta |r| <= 1",
            proofs=("lemma_2_9",),
        ),
    ),
    mutants=(
        Mutant(
            claim=_identity(
                "difference_wrong_sign",
                "d2+ - d1+ = (1 - eta r)(d2 - d1)",
                d2_next - d1_next,
                (1 - eta * rate) * (d2 - d1),
                tag="false",
            ),
            why="the sum contracts by 1 - eta r, the difference by 1 + eta r",
            witness={"N": "2", "lam": "0", "d2": "2", "d1": "1", "eta": "1/8"},
        ),
        Mutant(
            claim=_identity(
                "squares_first_order",
                "D is conserved",
                square_gap_next,
                square_gap,
                tag="false",
            ),
            why="the flow conserves D, descent loses eta^2 r^2 D at each step",
            witness={"N": "2", "lam": "0", "d2": "2", "d1": "1", "eta": "1/8"},
        ),
        Mutant(
            claim=_identity(
                "rate_without_power",
                "D+ = (1 - eta^2 (p-lam)^2) D: r without its factor d2^(N-2)",
                square_gap_next,
                (1 - eta**2 * (d1 * d2 ** (N - 1) - lam) ** 2) * square_gap,
                tag="false",
            ),
            why="for N >= 3 the factor d2^(N-2) is part of the rate",
            witness={"N": "3", "lam": "0", "d2": "2", "d1": "1", "eta": "1/64"},
        ),
        Mutant(
            claim=Claim(
                name="squares_never_increase_any_step",
                says="0 <= D(k) for every step size: the pair never loses its order",
                form=Form.SHARPER,
                tag="false",
                domain=(*_domain(), Whole(k, 1, 5)),
                assumes=(sp.Abs(d1) <= d2,),
                concludes=zero <= _at(k),
            ),
            why="for eta |r| > 1 the factor 1 - eta^2 r^2 is negative",
            witness={"N": "2", "lam": "0", "d2": "2", "d1": "1", "eta": "1", "k": "1"},
        ),
    ),
    witnesses=(
        Witness(
            claim="squares_never_increase",
            point={"N": "2", "lam": "1", "d2": "1", "d1": "1", "eta": "1/2"},
            says="p = lam is a fixed point: D stays what it is",
        ),
    ),
    derivation=(
        Step("the difference", d2_next - d1_next, (1 + eta * rate) * (d2 - d1)),
        Step("the sum", d1_next + d2_next, (1 - eta * rate) * (d1 + d2)),
        Step("their product is the difference of squares", square_gap_next, (1 - eta**2 * rate**2) * square_gap),
    ),
)
