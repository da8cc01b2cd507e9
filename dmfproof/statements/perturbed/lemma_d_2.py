r"""Lemma D.2: below the ground truth the pair increases, its difference shrinks, and its product never overshoots.

lam > 0, 0 <= d1(0) <= d2(0), d2(0) > 0, p(0) <= lam, M >= max(d2(0) - d1(0), lam^(1/N)), c the root of (c-1) c^(N-1)
= 1.

    paper:      eta < 1/(9N (cM)^(2N-2))
    sharper:    eta <= 1/(N (cM)^(2N-2)),     even     eta (c^(2N-2) + N - 1) M^(2N-2) <= 1.

Then for every k: d1, d2 increase; 0 <= d2 - d1 <= M decreases; d2 <= c M; p increases, at(k)^N <= p(k) <= lam, where
at is identical initialisation started at p(0)^(1/N); so p(k) -> lam with it (if p(0) = 0, from the first step on).
Load-bearing: the step size with its c; without c the product overshoots.
The invariants are certified for all N and k by an induction over the steps, the comparison with at by the key lemma and
because g increases on [0, lam^(1/N)].  The claims are decided at one drawn step k.
Source: CGMR Lemma D.2; the sharper step sizes and the comparison are ours.
"""

from __future__ import annotations

import sympy as sp

from dmfproof.statements.builders import false_neighbour, pushed, stated
from dmfproof.statements.domain import Between, Depth, Domain, GroundTruth, Whole
from dmfproof.statements.model import Claim, Mutant, Source, Statement, Step, Witness, q
from dmfproof.statements.perturbed_vocabulary import First, Other, Product, ScalarFrom, c, d1, d2
from dmfproof.statements.vocabulary import N, eta, k, lam

zero = sp.Integer(0)
root = lam ** (1 / N)
M = sp.Max(d2 - d1, root)
p = d1 * d2 ** (N - 1)
start = (N, lam, d1, d2, eta)
last = 30

first, second, product = First(k, *start), Other(k, *start), Product(k, *start)
first_next, second_next, product_next = First(k + 1, *start), Other(k + 1, *start), Product(k + 1, *start)
identical = ScalarFrom(k, N, lam, p ** (1 / N), eta)

factors_increase = sp.And(first <= first_next, second <= second_next)
difference_shrinks = sp.And(zero <= second_next - first_next, second_next - first_next <= second - first)
stays_close = sp.And(second - first <= M, second <= c * M)
product_increases = sp.And(product <= product_next, product_next <= lam)
invariants = sp.And(factors_increase, difference_shrinks, stays_close, product_increases)
ahead = identical**N <= product

paper_step = 1 / (9 * N * (c * M) ** (2 * N - 2))
sharper_step = 1 / (N * (c * M) ** (2 * N - 2))
sharpest_step = 1 / ((c ** (2 * N - 2) + N - 1) * M ** (2 * N - 2))
without_c = 1 / (N * sp.Max(d2, root) ** (2 * N - 2))


def _domain(step: sp.Expr, depths: tuple[int, int] = (2, 8), steps: int = last) -> Domain:
    return (
        Depth(*depths),
        GroundTruth("+"),
        Between(d2, zero, 2 * root),
        Between(d1, zero, sp.Min(d2, lam / d2 ** (N - 1)), "both"),
        Between(eta, zero, step, "right"),
        Whole(k, 0, steps),
    )


_PAIR = (lam > 0, d1 >= 0, d1 <= d2, p <= lam)


def _claim(
    name: str,
    says: str,
    step: sp.Expr,
    concludes: sp.Basic,
    tag: str = "sharper",
    proofs: tuple[str, ...] = ("lemma_d_2",),
) -> Claim:
    return stated(
        name,
        says,
        _domain(step),
        (*_PAIR, eta < step if tag.startswith("paper") else eta <= step),
        concludes,
        tag=tag,
        load_bearing="the step size",
        argument="decided at the drawn k; the certificates prove it for all N and k",
        proofs=proofs,
    )


def _mutant(
    name: str, says: str, why: str, step: sp.Expr, concludes: sp.Basic, witness: dict[str, str] | None
) -> Mutant:
    return false_neighbour(stated(name, says, _domain(step, (2, 6), 60), _PAIR, concludes), why, witness)


_COMPARED = ("lemma_d_2", "key_lemma_below", "slope_nonneg_below")
_s = sp.Symbol("s", positive=True)

_CONSTANTS = (
    pushed(
        "nine",
        "Lemma D.2's invariants hold for eta <= 1/(q N (cM)^(2N-2)) (paper: q = 9)",
        "d1, d2, p increase, p <= lam, 0 <= d2 - d1 <= M decreases, d2 <= c M",
        (sp.Rational(1, 200), sp.Integer(9)),
        _domain(sharper_step / q, (2, 6), 3),
        invariants,
        value=sp.Integer(9),
        stronger="smaller",
        known="(c^(2N-2) + N - 1)/(N c^(2N-2)) < 1 is proved",
        tag="paper 85%",
    ),
)

STATEMENT = Statement(
    id="perturbed.lemma_d_2",
    title="The increasing pair",
    source=Source("CGMR", "Lemma D.2"),
    claims=(
        _claim(
            "invariants_paper",
            "d1, d2, p increase, p <= lam, 0 <= d2 - d1 <= M decreases, d2 <= c M",
            paper_step,
            invariants,
            "paper 85%",
        ),
        _claim("invariants", "the same for eta <= 1/(N (cM)^(2N-2))", sharper_step, invariants),
        _claim("invariants_sharpest", "the same for eta (c^(2N-2) + N - 1) M^(2N-2) <= 1", sharpest_step, invariants),
        _claim(
            "ahead_paper",
            "p(k) is at least what identical initialisation from p(0)^(1/N) has reached",
            paper_step,
            ahead,
            "paper 85%",
            _COMPARED,
        ),
        _claim("ahead", "the same for eta <= 1/(N (cM)^(2N-2))", sharper_step, ahead, proofs=_COMPARED),
    ),
    mutants=(
        _mutant(
            "without_c",
            "eta <= 1/(N max(d2(0), lam^(1/N))^(2N-2)) is enough for p <= lam",
            "d2 may grow beyond its start and beyond lam^(1/N): the step size has to know c",
            without_c,
            product_next <= lam,
            {"N": "3", "lam": "1", "d2": "1/2", "d1": "0", "eta": "1/3", "k": "11"},
        ),
        _mutant(
            "first_factor_ahead",
            "d1(k) >= a(k), identical initialisation from d1(0), for every k",
            "in the limit d1 <= lam^(1/N) = lim a, with equality only if d1 = d2",
            sharper_step,
            sp.And(ScalarFrom(k, N, lam, d1, eta) <= first),
            None,
        ),
        _mutant(
            "long_steps",
            "eta <= 2/(N (cM)^(2N-2)) for N = 2..6 keeps 0 <= d2 - d1 <= M, d2 <= M without c",
            "d2 does grow beyond M",
            2 * sharper_step,
            second <= M,
            None,
        ),
        _mutant(
            "second_behind",
            "d2 stays below lam^(1/N)",
            "the larger factor ends above lam^(1/N), as the smaller ends below",
            sharper_step,
            second <= sp.Max(d2, root),
            None,
        ),
    ),
    witnesses=(
        Witness(
            claim="invariants",
            point={"N": "2", "lam": "1", "d2": "1", "d1": "1", "eta": "1/6", "k": "5"},
            says="p = lam is a fixed point",
        ),
    ),
    derivation=(
        Step(
            "the slope of g at s = lam^(1/N): so g increases on [0, lam^(1/N)] where eta N lam^(2-2/N) <= 1",
            sp.Derivative(_s - eta * _s ** (N - 1) * (_s**N - lam), _s).doit().subs(lam, _s**N),
            1 - eta * N * _s ** (2 * N - 2),
        ),
    ),
    constants=_CONSTANTS,
)
