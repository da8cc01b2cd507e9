r"""Lemma 3.8: how long an eigenvalue stays below a threshold.

N >= 2, alpha^N < e' <= c_N^N lam_{L+1}.  For every 0 <= lam <= lam_{L+1} and every integer

    k <= U(lam_{L+1}; alpha -> e'^(1/N))/eta:      d_lam(k)^N <= e'.

Why: up to c_N rho the flow accelerates, so that an Euler step takes the flow at least as far: with U(a -> b) the flow
time of lam_{L+1}, a step that rises from d to d+ <= e'^(1/N) has U(d -> d+) <= eta, as G_lam <= G_{lam_{L+1}} and G
increases there; the first step beyond e'^(1/N) therefore comes after U/eta.
Sharper: that argument needs no condition on the step size for lam = lam_{L+1}, and for smaller lam only that the
iterates stay positive.
Load-bearing: e' <= c_N^N lam_{L+1} (the inflection), see the mutant.
Source: CGMR Lemma 3.8; dropping the step size is ours.
"""

from __future__ import annotations

import sympy as sp

from dmfproof.statements.domain import Between, Depth, Domain, GroundTruth
from dmfproof.statements.model import Claim, Form, Mutant, Source, Statement, Step
from dmfproof.statements.rank_windows import e_prime
from dmfproof.statements.vocabulary import FlowTime, G, HittingTime, Iterate, N, alpha, c_N, eta, lam

zero = sp.Integer(0)
smaller = sp.Symbol("lam_prime", real=True)
threshold = c_N**N * lam
until = FlowTime(N, lam, alpha, e_prime ** (1 / N))
last = sp.floor(until / eta, evaluate=False)
paper_step = 1 / ((3 * N - 2) * lam ** (2 - 2 / N))
_start = (Depth(2, 10), GroundTruth("+"))
# alpha near the inflection for deeper products, so that the orbit is short enough to be followed
_near = sp.Piecewise((c_N / 1000, sp.Eq(N, 2)), (c_N * (N - 1) / (N + 1), True)) * lam ** (1 / N)
_inside = (alpha**N < e_prime, e_prime <= threshold)


def _domain(least: sp.Expr, size: tuple[sp.Expr, sp.Expr], *more: Between) -> Domain:
    return (
        *_start,
        Between(alpha, least, threshold ** (1 / N)),
        Between(e_prime, alpha**N, threshold, "right"),
        Between(eta, *size, "right"),
        *more,
    )


def _claim(
    name: str,
    says: str,
    form: Form,
    tag: str,
    domain: Domain,
    relation: sp.Basic,
    *more: sp.Basic,
    inside: tuple[sp.Basic, ...] = _inside,
    argument: str = "",
) -> Claim:
    return Claim(
        name=name,
        says=says,
        form=form,
        tag=tag,
        domain=domain,
        assumes=(*inside, *more),
        concludes=relation,
        load_bearing="e' <= c_N^N lam_{L+1}",
        argument=argument,
    )


_longest = until  # beyond it not even one step is taken
_few = until / 300
_rises = "the iterates increase until they pass lam, so that none before was larger"
_a, _u = sp.symbols("a u", positive=True)

STATEMENT = Statement(
    id="matrix.lemma_3_8",
    title="How long an eigenvalue stays below a threshold",
    source=Source("CGMR", "Lemma 3.8"),
    claims=(
        _claim(
            "stays_below",
            "lam = lam_{L+1}: e' is not reached within U/eta steps",
            Form.PAPER,
            "paper 75%",
            _domain(zero, (zero, paper_step)),
            last < HittingTime(N, lam, alpha, eta, lam - e_prime),
            eta <= paper_step,
        ),
        _claim(
            "any_step",
            "lam = lam_{L+1}: d(k)^N <= e' for k <= U/eta, whatever the step size",
            Form.SHARPER,
            "sharper",
            _domain(_near, (_few, _longest)),
            Iterate(last, N, lam, alpha, eta) ** N <= e_prime,
            argument=_rises,
        ),
        _claim(
            "smaller_truth",
            "0 <= lam' <= lam_{L+1}: d_lam'(k)^N <= e' for k <= U/eta",
            Form.PAPER,
            "paper 75%",
            _domain(_near, (paper_step / 20, paper_step), Between(smaller, zero, lam, "both")),
            Iterate(last, N, smaller, alpha, eta) ** N <= e_prime,
            eta <= paper_step,
            smaller <= lam,
            smaller >= 0,
            argument="under the step size d_lam' is monotone: rising, so that none before was larger, or below alpha",
        ),
    ),
    mutants=(
        Mutant(
            claim=_claim(
                "past_the_inflection",
                "the same for any e' < lam_{L+1}",
                Form.SHARPER,
                "false",
                (
                    *_start,
                    Between(alpha, _near, lam ** (1 / N)),
                    Between(e_prime, alpha**N, lam),
                    Between(eta, until / 20, until, "right"),
                ),
                Iterate(last, N, lam, alpha, eta) ** N <= e_prime,
                inside=(alpha**N < e_prime, e_prime < lam),
            ),
            why="past the inflection the flow slows down, and Euler steps run ahead of it: already d(1) > y(eta)",
            witness={"N": "6", "lam": "1", "alpha": ".95678", "e_prime": ".82", "eta": "1/16"},
        ),
        Mutant(
            claim=_claim(
                "a_larger_truth",
                "the same for an eigenvalue 5% larger",
                Form.SHARPER,
                "false",
                _domain(_near, (_few, _longest)),
                Iterate(last, N, lam * sp.Rational(21, 20), alpha, eta) ** N <= e_prime,
            ),
            why="a larger eigenvalue rises earlier",
        ),
        Mutant(
            claim=_claim(
                "one_step_more",
                "k <= U/eta + 1",
                Form.SHARPER,
                "false",
                _domain(_near, (_few, _longest)),
                Iterate(last + 1, N, lam, alpha, eta) ** N <= e_prime,
            ),
            why="for small steps descent follows the flow closely",
        ),
    ),
    derivation=(
        Step(
            "a smaller eigenvalue has the smaller right-hand side",
            G(_u) - G(_u, _a),
            _u ** (N - 1) * (lam - _a),
        ),
        Step(
            "the right-hand side increases up to the inflection (2N-1) u^N = (N-1) lam",
            sp.Derivative(G(_u), _u),
            _u ** (N - 2) * ((N - 1) * lam - (2 * N - 1) * _u**N),
        ),
    ),
)
