r"""Lemma 2.2 for N = 1: descent is linear, and converges from every start if and only if 0 < eta < 2.

    d(k) - lam = (1-eta)^k (alpha - lam),   lam of any sign

paper: 0 < eta < 1, then d(k) stays between alpha and lam and moves towards lam (sharper: eta <= 1 is enough).
Sharper: |d - lam| shrinks by the factor |1-eta| < 1 for 0 < eta < 2, from alternating sides where eta > 1; for eta >= 2
it never falls, so eta < 2 is necessary.
Load-bearing: the step size.  Sharp: at eta = 2 descent jumps between alpha and 2 lam - alpha.
Source: CGMR Lemma 2.2; the necessity is ours.
"""

from __future__ import annotations

import sympy as sp

from dmfproof.statements.domain import Between, Depth, GroundTruth
from dmfproof.statements.model import Claim, ForEveryStep, Form, Mutant, Source, Statement, Step, x, x_next
from dmfproof.statements.vocabulary import N, alpha, eta, g, lam

zero, high = sp.Integer(0), sp.Integer(20)
_ATTACK = 4


def _linear(
    name: str,
    says: str,
    steps: tuple[sp.Expr, sp.Expr, str],
    assumed: sp.Basic,
    conclusion: ForEveryStep,
    form: Form,
    tag: str,
) -> Claim:
    low, top, closed = steps
    return Claim(
        name=name,
        says=says,
        form=form,
        tag=tag,
        domain=(Depth(1, 1), GroundTruth("+-0"), Between(alpha, zero, high), Between(eta, low, top, closed)),
        assumes=(sp.Eq(N, 1), sp.Ne(alpha, lam), assumed),
        concludes=conclusion,
        load_bearing="the step size",
    )


_away = sp.Abs(x_next - lam)
_near = sp.Abs(x - lam)
_closer = sp.Or(sp.Eq(x, lam), _away < _near)
_linear_between = sp.And(
    sp.Min(alpha, lam) <= x_next,
    x_next <= sp.Max(alpha, lam),
    sp.Implies(alpha <= lam, x <= x_next),
    sp.Implies(alpha >= lam, x_next <= x),
)

STATEMENT = Statement(
    id="scalar.lemma_2_2_linear",
    title="One factor (N = 1): convergence if and only if eta < 2",
    source=Source("CGMR", "Lemma 2.2"),
    claims=(
        _linear(
            "paper",
            "N = 1: d(k) stays between alpha and lam and moves towards lam",
            (zero, sp.Integer(1), ""),
            eta < 1,
            ForEveryStep(_linear_between, sp.And(eta > 0, eta <= 1), "d(k) - lam = (1-eta)^k (alpha - lam)", _ATTACK),
            Form.PAPER,
            "paper 80%",
        ),
        _linear(
            "converges",
            "N = 1: |d - lam| shrinks by the factor |1-eta| < 1 at each step, for every start",
            (zero, sp.Integer(2), ""),
            eta < 2,
            ForEveryStep(
                sp.And(_away <= sp.Abs(1 - eta) * _near, _closer),
                sp.Abs(1 - eta) < 1,
                "d(k) - lam = (1-eta)^k (alpha - lam)",
                _ATTACK,
            ),
            Form.SHARPER,
            "sharper",
        ),
        _linear(
            "needs_eta_below_2",
            "N = 1: for eta >= 2 the distance |d - lam| never falls",
            (sp.Integer(2), sp.Integer(10), "left"),
            eta >= 2,
            ForEveryStep(_away >= _near, sp.Abs(1 - eta) >= 1, "d(k) - lam = (1-eta)^k (alpha - lam)", _ATTACK),
            Form.SHARPER,
            "sharper",
        ),
    ),
    mutants=(
        Mutant(
            claim=_linear(
                "at_eta_2",
                "N = 1: |d - lam| falls at each step for 0 < eta <= 2",
                (zero, sp.Integer(2), "right"),
                eta <= 2,
                ForEveryStep(_closer, sp.Abs(1 - eta) < 1, "false at eta = 2", 2),
                Form.SHARPER,
                "false",
            ),
            why="at eta = 2 descent jumps from alpha to 2 lam - alpha and back: eta < 2 is necessary",
            witness={"N": "1", "lam": "1", "alpha": "2", "eta": "2"},
        ),
        Mutant(
            claim=_linear(
                "monotone_beyond_1",
                "N = 1: descent stays between alpha and lam for 0 < eta < 2",
                (zero, sp.Integer(2), ""),
                eta < 2,
                ForEveryStep(_linear_between, sp.And(eta > 0, eta <= 1), "false for eta > 1", 2),
                Form.SHARPER,
                "false",
            ),
            why="for eta > 1 it converges, but from alternating sides",
            witness={"N": "1", "lam": "1", "alpha": "2", "eta": "3/2"},
        ),
    ),
    derivation=(
        Step(
            "N = 1: the distance to lam is multiplied by 1 - eta", g(alpha).subs(N, 1) - lam, (1 - eta) * (alpha - lam)
        ),
    ),
)
