r"""Lemma 2.12: the perturbed pair approaches the ground truth whatever its sign; the error never increases.

    paper:      0 < beta < (c-1) alpha   and   eta < 1/(9N (cM)^(2N-2))          (14)
    sharper:    0 < beta < alpha         and   eta <= 1/(N (cM)^(2N-2))

|p(k+1) - lam| <= |p(k) - lam| for every k, and p(k) -> lam with the rates of `equation_15` and `equation_16`.  The
paper calls its condition on beta an artifact of the proof; with the key lemma that remark is a theorem, as the second
form needs no such condition.
Why: Lemma D.2 for p(0) <= lam, Lemma D.3 for p(0) >= lam >= 0.  For lam < 0 Lemma 2.11 holds, as 3N - 2 <= N c^(2N-2):
until T0 p falls towards lam and does not reach it, from T0 on Lemma D.2 holds for (-d1, d2).
Load-bearing: the step size.
Source: CGMR Lemma 2.12, (14); the sharper form is ours.
"""

from __future__ import annotations

import sympy as sp

from dmfproof.statements.builders import false_neighbour, pushed, stated
from dmfproof.statements.domain import Between, Depth, Domain, GroundTruth, Whole
from dmfproof.statements.model import Claim, Form, Mutant, Source, Statement, Witness, q
from dmfproof.statements.perturbed_vocabulary import Product, beta, c, pair_start, pair_step, paper_step, start_product
from dmfproof.statements.vocabulary import M, N, alpha, eta, k, lam

zero = sp.Integer(0)
start = (N, lam, *pair_start, eta)
error, error_next = sp.Abs(Product(k, *start) - lam), sp.Abs(Product(k + 1, *start) - lam)
scale = sp.Max(sp.Abs(lam), sp.Integer(1)) ** (1 / N)
paper_perturbation = (c - 1) * alpha
depth_step = 1 / ((3 * N - 2) * M ** (2 * N - 2))


def _domain(signs: str, widest: sp.Expr, step: sp.Expr, last: int = 60, deepest: int = 8) -> Domain:
    return (
        Depth(2, deepest),
        GroundTruth(signs),
        Between(alpha, zero, 3 * scale),
        Between(beta, zero, widest),
        Between(eta, zero, step, "right"),
        Whole(k, 0, last),
    )


def _claim(
    name: str,
    says: str,
    form: Form,
    tag: str,
    widest: sp.Expr,
    step: sp.Expr,
    proofs: tuple[str, ...],
    signs: str,
    assumed: tuple[sp.Basic, ...] = (),
) -> Claim:
    return Claim(
        name=name,
        says=says,
        form=form,
        tag=tag,
        domain=_domain(signs, widest, step),
        assumes=(*assumed, beta < widest, eta < step if form is Form.PAPER else eta <= step),
        concludes=error_next <= error,
        load_bearing="the step size",
        argument="decided at the drawn k; Lemmas D.2, D.3 and 2.11 prove it for every k",
        proofs=proofs,
    )


def _mutant(name: str, says: str, why: str, step: sp.Expr, concludes: sp.Basic, signs: str, last: int = 60) -> Mutant:
    return false_neighbour(stated(name, says, _domain(signs, alpha, step, last), (), concludes), why)


_CERTIFIED = ("lemma_d_2", "lemma_d_3")

_CONSTANTS = (
    pushed(
        "nine",
        "the error never increases for eta <= 1/(q N (cM)^(2N-2)), (14) (paper: q = 9)",
        "|p(k+1) - lam| <= |p(k) - lam|",
        (sp.Rational(1, 200), sp.Integer(9)),
        _domain("+-0", alpha, pair_step / q, 3, 10),
        error_next <= error,
        value=sp.Integer(9),
        stronger="smaller",
        known="1 is proved",
        tag="paper 85%",
    ),
)

STATEMENT = Statement(
    id="perturbed.lemma_2_12",
    title="The perturbed pair approaches every ground truth",
    source=Source("CGMR", "Lemma 2.12, (14)"),
    claims=(
        _claim(
            "error_paper",
            "the error never increases, 0 < beta < (c-1) alpha, (14)",
            Form.PAPER,
            "paper 85%",
            paper_perturbation,
            paper_step,
            (),
            "+-0",
        ),
        _claim(
            "error_above_zero",
            "lam >= 0: the same for 0 < beta < alpha, eta <= 1/(N(cM)^(2N-2))",
            Form.SHARPER,
            "sharper",
            alpha,
            pair_step,
            _CERTIFIED,
            "+0",
            (lam >= 0,),
        ),
        _claim(
            "error_below_zero",
            "lam < 0: the same for 0 < beta < alpha, eta <= 1/(N(cM)^(2N-2))",
            Form.SHARPER,
            "sharper",
            alpha,
            pair_step,
            (),
            "-",
            (lam < 0,),
        ),
        Claim(
            name="step_implies_lemma_2_11",
            says="1/(N(cM)^(2N-2)) <= 1/((3N-2) M^(2N-2)): the step size serves for Lemma 2.11",
            form=Form.SHARPER,
            tag="sharper",
            domain=(Depth(2, 400),),
            concludes=N * c ** (2 * N - 2) >= 3 * N - 2,
        ),
    ),
    mutants=(
        _mutant(
            "long_steps",
            "eta <= 3/M^(2N-2) is enough",
            "long steps overshoot",
            3 / M ** (2 * N - 2),
            error_next <= error,
            "+-0",
        ),
        _mutant(
            "reaches_at_once",
            "the error halves at each step",
            "one step gains at most about eta N M^(2N-2)",
            pair_step,
            error_next <= error / 2,
            "+-0",
        ),
        _mutant(
            "keeps_its_sign",
            "p(k) > 0 for every k, as with identical initialisation",
            "after the phase transition p < 0: a perturbed pair does recover lam < 0",
            depth_step,
            Product(k, *start) > 0,
            "-",
            200,
        ),
        _mutant(
            "stays_below_the_start",
            "p(k) <= p(0) for every k",
            "for lam > p(0) the product increases",
            pair_step,
            Product(k, *start) <= start_product,
            "+",
        ),
    ),
    witnesses=(
        Witness(
            claim="error_above_zero",
            point={"N": "2", "lam": "1/2", "alpha": "1", "beta": "1/2", "eta": "1/6", "k": "3"},
            says="p(0) = lam is a fixed point",
        ),
    ),
    constants=_CONSTANTS,
)
