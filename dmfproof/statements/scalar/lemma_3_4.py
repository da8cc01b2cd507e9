r"""Lemma 3.4, scalar part: the gradient flow is monotone in the ground truth.

    lam' <= lam   implies   y_lam'(t) <= y_lam(t)   for all t >= 0,

both flows started at the same alpha > 0.  Proof: the right-hand side y^(N-1)(lam - y^N) increases with lam where y >
0.

Load-bearing: the same start, and alpha > 0.  With equality at t = 0 and at lam' = lam only.  Times are counted in the
unit in which the flow of lam changes, so that both phases are met.
Source: CGMR Lemma 3.4 (its use for eigenvalues is in the matrix chapter).
"""

from __future__ import annotations

import sympy as sp

from dmfproof.statements.domain import Between, Depth, Domain, GroundTruth
from dmfproof.statements.model import Claim, Form, Mutant, Source, Statement, Step
from dmfproof.statements.vocabulary import FlowValue, G, N, alpha, lam

t = sp.Symbol("t", positive=True)
smaller = sp.Symbol("lam_prime", real=True)
_y = sp.Symbol("y", positive=True)
_zero, _high = sp.Integer(0), sp.Integer(20)
_duration = 100 / (sp.Abs(lam) * alpha ** (N - 2) + alpha ** (2 * N - 2))
flow, flow_smaller = FlowValue(t, N, lam, alpha), FlowValue(t, N, smaller, alpha)


def _domain(signs: str, low: sp.Expr, high: sp.Expr, depth: tuple[int, int] = (2, 10)) -> Domain:
    return (
        Depth(*depth), GroundTruth(signs), Between(smaller, low, high), Between(alpha, _zero, _high),
        Between(t, _zero, _duration),
    )  # fmt: skip


def _claim(name: str, says: str, domain: Domain, relation: sp.Basic, tag: str = "paper 85%") -> Claim:
    return Claim(
        name=name, says=says, form=Form.PAPER, tag=tag, domain=domain, assumes=(smaller < lam,), concludes=relation,
        load_bearing="the same start",
    )  # fmt: skip


_monotone = sp.Le(flow_smaller, flow)
_positive = _domain("+", _zero, lam)

STATEMENT = Statement(
    id="scalar.lemma_3_4",
    title="The gradient flow is monotone in the ground truth",
    source=Source("CGMR", "Lemma 3.4"),
    claims=(
        _claim("positive", "0 < lam' < lam", _positive, _monotone),
        _claim("across_zero", "lam' < 0 <= lam", _domain("+0", -lam - 1, _zero), _monotone),
        _claim("negative", "lam' < lam < 0", _domain("-", 3 * lam, lam), _monotone),
        _claim("depth_one", "N = 1, any signs", _domain("+-0", lam - 10, lam, (1, 1)), _monotone),
    ),
    mutants=(
        Mutant(
            claim=_claim(
                "reversed", "lam' < lam implies y_lam'(t) >= y_lam(t)", _positive, sp.Ge(flow_smaller, flow), "false"
            ),
            why="a larger ground truth pulls the flow up",
        ),
        Mutant(
            claim=_claim(
                "different_starts",
                "the smaller ground truth may start 1% higher",
                _domain("+", _zero, lam, (2, 2)),
                sp.Le(FlowValue(t, N, smaller, alpha * sp.Rational(101, 100)), flow),
                "false",
            ),
            why="the order of the starts persists for a while",
        ),
    ),
    derivation=(
        Step("the right-hand side increases with lam", G(_y) - G(_y, smaller), _y ** (N - 1) * (lam - smaller)),
    ),
)
