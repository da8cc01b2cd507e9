r"""Lemma 2.8: perturbing one factor leaves the eigenvalues decoupled, each a pair (40).

What = V diag(lam_1, ..., lam_n) V' symmetric, W_j(0) = (alpha - beta) I for one factor j, alpha I for all others: then
for every step k

    V' W_j(k) V = diag(d1(k; lam_i)),   V' W_m(k) V = diag(d2(k; lam_i)) for m != j,   (d1, d2) the pair (40).

It does not matter which factor is perturbed.  Sharper: from W_j(0) = V diag(D_j1, ..., D_jn) V' with any real D the
factors stay diagonal, with d_j+ = d_j - eta (p - lam) prod_{m != j} d_m for every eigenvalue, p = d_1 ... d_N.
Load-bearing: a start that commutes with What.  No condition on the step size; decided in exact rationals.
Source: CGMR Lemma 2.8 with (38), (40); any factor and any commuting start are ours.
"""

from __future__ import annotations

from functools import partial

import sympy as sp

from dmfproof.statements.decoupling import (
    Rotated,
    a,
    any_commuting_start,
    b,
    coefficients,
    decoupled,
    factor,
    perturbed,
    perturbed_elsewhere,
    perturbed_twice,
    skew,
)
from dmfproof.statements.domain import Between, Depth, Domain, RationalMatrix, Spectrum, Whole
from dmfproof.statements.matrix_vocabulary import entry, n, spectrum
from dmfproof.statements.model import Claim, Computed, Form, Mutant, Source, Statement, Step
from dmfproof.statements.perturbed_vocabulary import First, beta
from dmfproof.statements.vocabulary import N, alpha, eta, k
from dmfproof.verdict import Verdict

_zero, _high = sp.Integer(0), sp.Integer(2)
_d1 = First(k, N, entry(a), alpha - beta, alpha, eta)
entries_are_40 = sp.Eq(Rotated(factor, k, a, b), sp.Piecewise((_d1, sp.Eq(a, b)), (_zero, True)))
diagonal_for_ever = sp.Eq(Rotated(factor, k, a, b), _zero)


def _domain(least: int) -> Domain:
    return (
        Depth(least, 4),
        Spectrum(spectrum, 2, 5, "+-0"),
        RationalMatrix(skew, n, n, "skew"),
        Between(alpha, _zero, _high),
        Between(beta, _zero, alpha),
        Between(eta, _zero, _high, "right"),
        Whole(factor, 1, N),
        Whole(k, 1, 3),
    )


def _claim(name: str, says: str, decide: partial[Verdict], tag: str = "paper", least: int = 1) -> Claim:
    return Claim(
        name=name,
        says=says,
        form=Form.PAPER,
        tag=tag,
        domain=_domain(least),
        concludes=Computed(entries_are_40, decide),
        load_bearing="one perturbed factor",
    )


_f, _s, _lam = sp.symbols("d1 d2 lam", positive=True)
_j = sp.Symbol("j", integer=True, positive=True)

STATEMENT = Statement(
    id="matrix.lemma_2_8",
    title="Perturbing one factor leaves the eigenvalues decoupled",
    source=Source("CGMR", "Lemma 2.8"),
    claims=(
        _claim(
            "decoupled",
            "in the eigenbasis of What every factor is diagonal: d1 of (40) in the perturbed factor, d2 in the others",
            partial(decoupled, start=perturbed),
        ),
        Claim(
            name="any_commuting_start",
            says="from any factors that are diagonal in the eigenbasis of What all iterates are: for a != b the "
            "entry is 0, and the diagonal follows a product system of its own",
            form=Form.SHARPER,
            tag="sharper",
            domain=(
                Depth(1, 4),
                Spectrum(spectrum, 2, 4, "+-0"),
                RationalMatrix(skew, n, n, "skew"),
                RationalMatrix(coefficients, N, n),
                Between(eta, _zero, _high, "right"),
                Whole(k, 1, 2),
            ),
            concludes=Computed(diagonal_for_ever, partial(decoupled, start=any_commuting_start)),
            load_bearing="a start that commutes with the ground truth",
        ),
    ),
    mutants=(
        Mutant(
            claim=_claim(
                "perturbed_twice",
                "(40) describes two perturbed factors as well",
                partial(decoupled, start=perturbed_twice),
                "false",
                2,
            ),
            why="two perturbed factors make another system",
        ),
        Mutant(
            claim=_claim(
                "perturbed_elsewhere",
                "d1 belongs to the factor j whichever factor is perturbed",
                partial(decoupled, start=perturbed_elsewhere),
                "false",
                2,
            ),
            why="d1 belongs to the perturbed factor",
        ),
        Mutant(
            claim=_claim(
                "own_step_sizes",
                "each factor may have a step size of its own",
                partial(decoupled, start=perturbed, own_steps=True),
                "false",
                2,
            ),
            why="the unperturbed factors become different",
        ),
    ),
    derivation=(
        Step(
            "an eigenvalue of the gradient (9) of the perturbed factor j",
            _s ** (N - _j) * (_f * _s ** (N - 1) - _lam) * _s ** (_j - 1),
            _s ** (N - 1) * (_f * _s ** (N - 1) - _lam),
        ),
        Step(
            "and of a factor that acts after it: the perturbed one is among the j-1 that act before",
            _s ** (N - _j) * (_f * _s ** (N - 1) - _lam) * (_f * _s ** (_j - 2)),
            _f * _s ** (N - 2) * (_f * _s ** (N - 1) - _lam),
        ),
    ),
)
