r"""Lemma 2.1: identical initialisation decouples the eigenvalues.

What = V diag(lam_1, ..., lam_n) V' symmetric, W_j(0) = alpha I for all j: then for every step k and every factor j

    V' W_j(k) V = diag(d(k; lam_1), ..., d(k; lam_n)),   d the scalar gradient descent (18).

Why: while all factors are functions of What they commute, and (9) is V diag(d^(N-j) (d^N - lam) d^(j-1)) V' =
V diag(d^(N-1) (d^N - lam)) V', the same for every j.
Load-bearing: a start that commutes with What, one step size for all factors, a symmetric What.  No condition on the
step size: the lemma is algebra, and is decided in exact rationals, every entry, every step up to k.
Source: CGMR Lemma 2.1 with (17), (18).  The orthogonal V is rational: the Cayley transform of a rational skew matrix.
"""

from __future__ import annotations

from functools import partial

import sympy as sp

from dmfproof.statements.decoupling import (
    Rotated,
    a,
    b,
    decoupled,
    factor,
    identical,
    skew,
    start_not_commuting,
    truth_not_symmetric,
)
from dmfproof.statements.domain import Between, Depth, Domain, RationalMatrix, Spectrum, Whole
from dmfproof.statements.matrix_vocabulary import entry, n, spectrum
from dmfproof.statements.model import Claim, Computed, Form, Mutant, Source, Statement, Step
from dmfproof.statements.vocabulary import Iterate, N, alpha, eta, k
from dmfproof.verdict import Verdict

_zero, _high = sp.Integer(0), sp.Integer(2)
entries_are_18 = sp.Eq(
    Rotated(factor, k, a, b), sp.Piecewise((Iterate(k, N, entry(a), alpha, eta), sp.Eq(a, b)), (_zero, True))
)


def _domain(depth: tuple[int, int], least: int = 2, signs: str = "+-0") -> Domain:
    return (
        Depth(*depth),
        Spectrum(spectrum, least, 5, signs),
        RationalMatrix(skew, n, n, "skew"),
        Between(alpha, _zero, _high),
        Between(eta, _zero, _high, "right"),
        Whole(k, 1, 3),
    )


def _claim(
    name: str,
    says: str,
    decide: partial[Verdict],
    tag: str = "paper",
    depth: tuple[int, int] = (1, 4),
    signs: str = "+-0",
) -> Claim:
    return Claim(
        name=name,
        says=says,
        form=Form.PAPER,
        tag=tag,
        domain=_domain(depth, signs=signs),
        concludes=Computed(entries_are_18, decide),
        load_bearing="a start that commutes with the ground truth",
    )


_d, _lam = sp.symbols("d lam", positive=True)
_j = sp.Symbol("j", integer=True, positive=True)

STATEMENT = Statement(
    id="matrix.lemma_2_1",
    title="Identical initialisation decouples the eigenvalues",
    source=Source("CGMR", "Lemma 2.1"),
    claims=(
        _claim(
            "decoupled",
            "in the eigenbasis of What every factor is diagonal at every step, with the entries of (18)",
            partial(decoupled, start=identical),
        ),
    ),
    mutants=(
        Mutant(
            claim=_claim(
                "start_not_commuting",
                "W_1(0) may have an entry off the diagonal",
                partial(decoupled, start=start_not_commuting),
                "false",
            ),
            why="a start that does not commute with What is not diagonal in its eigenbasis",
        ),
        Mutant(
            claim=_claim(
                "own_step_sizes",
                "each factor may have a step size of its own",
                partial(decoupled, start=identical, own_steps=True),
                "false",
                (2, 4),
            ),
            why="the factors stay diagonal but become different",
        ),
        Mutant(
            claim=_claim(
                "truth_not_symmetric",
                "What may be any matrix with the singular values |lam_i|",
                partial(decoupled, start=identical, truth=truth_not_symmetric),
                "false",
                (2, 4),
                "+",
            ),
            why="left and right singular vectors differ, so that the first step leaves the eigenbasis",
        ),
    ),
    derivation=(
        Step(
            "an eigenvalue of the gradient (9) of the factor j, where all factors have the eigenvalue d: it depends on "
            "j no more",
            _d ** (N - _j) * (_d**N - _lam) * _d ** (_j - 1),
            _d ** (N - 1) * (_d**N - _lam),
        ),
    ),
)
