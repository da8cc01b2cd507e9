r"""Lemma D.3: above the ground truth the pair decreases, stays positive, and its product never undershoots.

lam >= 0, p(0) >= lam, 0 < d1(0) <= d2(0) = alpha.  Then for every k: d1 and d2 decrease, stay positive and ordered, p
decreases and p >= lam, if

    eta <= 1/(N alpha^(2N-2)),

and p(k) <= bt(k)^N, bt identical initialisation started at p(0)^(1/N) <= alpha, if eta <= 1/((2N-1) alpha^(2N-2)); so
p(k) -> lam with it.  The paper's step size eta < 1/(9N (cM)^(2N-2)) implies both.
Load-bearing: the step size.  It is not true that p(k) >= a(k)^N, a from alpha - beta: a decreasing pair is ahead of
both. The invariants are certified for all N and k, the comparison by the key lemma and because g increases on [0,
alpha].
Source: CGMR Lemma D.3; the step sizes and the comparison are ours.
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
p = d1 * d2 ** (N - 1)
start = (N, lam, d1, d2, eta)
last = 30

first, second, product = First(k, *start), Other(k, *start), Product(k, *start)
first_next, second_next, product_next = First(k + 1, *start), Other(k + 1, *start), Product(k + 1, *start)
identical = ScalarFrom(k, N, lam, p ** (1 / N), eta)
slower = ScalarFrom(k, N, lam, d1, eta)

factors_decrease = sp.And(zero < first_next, first_next <= first, second_next <= second, first_next <= second_next)
product_decreases = sp.And(lam <= product_next, product_next <= product)
invariants = sp.And(factors_decrease, product_decreases)
ahead = product <= identical**N

paper_step = 1 / (9 * N * (c * d2) ** (2 * N - 2))
invariant_step = 1 / (N * d2 ** (2 * N - 2))
comparison_step = 1 / ((2 * N - 1) * d2 ** (2 * N - 2))


def _domain(step: sp.Expr, depths: tuple[int, int] = (2, 8), steps: tuple[int, int] = (0, last)) -> Domain:
    return (
        Depth(*depths),
        GroundTruth("+0"),
        Between(d2, root, 2 * root + 5),
        Between(d1, lam / d2 ** (N - 1), d2, "right"),
        Between(eta, zero, step, "right"),
        Whole(k, *steps),
    )


_PAIR = (lam >= 0, d1 > 0, d1 <= d2, p >= lam)


def _claim(
    name: str, says: str, step: sp.Expr, concludes: sp.Basic, proofs: tuple[str, ...], tag: str = "sharper"
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
    name: str,
    says: str,
    why: str,
    step: sp.Expr,
    concludes: sp.Basic,
    witness: dict[str, str] | None = None,
    depths: tuple[int, int] = (2, 4),
    steps: tuple[int, int] = (1, 80),
) -> Mutant:
    return false_neighbour(stated(name, says, _domain(step, depths, steps), _PAIR, concludes), why, witness)


_s = sp.Symbol("s", positive=True)

_CONSTANTS = tuple(
    pushed(
        name,
        says,
        says,
        (1 / (4 * N), sp.Integer(2)),
        _domain(q / d2 ** (2 * N - 2), (2, 10), (0, 3)),
        concludes,
        value=value,
        stronger="larger",
        known=known,
    )
    for name, says, concludes, value, known in (
        ("invariants", "0 < d1 <= d2, lam <= p decrease for eta <= q/d2^(2N-2) (ours: q = 1/N)", invariants, 1 / N,
         "1/N is proved"),
        ("comparison", "p(k) <= bt(k)^N for eta <= q/d2^(2N-2) (ours: q = 1/(2N-1))", ahead, 1 / (2 * N - 1),
         "1/(2N-1) is proved"),
    )
)  # fmt: skip

STATEMENT = Statement(
    id="perturbed.lemma_d_3",
    title="The decreasing pair",
    source=Source("CGMR", "Lemma D.3"),
    claims=(
        _claim(
            "invariants_paper",
            "0 < d1 <= d2 decrease, lam <= p decreases",
            paper_step,
            invariants,
            ("lemma_d_3",),
            "paper 70%",
        ),
        _claim("invariants", "the same for eta <= 1/(N d2^(2N-2))", invariant_step, invariants, ("lemma_d_3",)),
        _claim(
            "ahead",
            "p(k) is at most what identical initialisation from p(0)^(1/N) has reached",
            comparison_step,
            ahead,
            ("lemma_d_3", "key_lemma_above", "slope_nonneg"),
        ),
    ),
    mutants=(
        _mutant(
            "behind_the_smaller",
            "a(k)^N <= p(k), a identical initialisation from d1(0)",
            "the larger factor d2 drags p down faster than a^N falls",
            1 / (18 * d2 ** (2 * N - 2)),
            slower**N <= product,
            {"N": "2", "lam": "0", "d2": "1", "d1": "2/5", "eta": "1/48", "k": "80"},
            (2, 2),
        ),
        _mutant(
            "behind",
            "p(k) is at least what identical initialisation from p(0)^(1/N) has reached",
            "the pair is ahead",
            comparison_step,
            identical**N <= product,
            {"N": "2", "lam": "0", "d2": "1", "d1": "1/2", "eta": "1/4", "k": "1"},
        ),
        _mutant(
            "long_steps",
            "eta <= 2/(N d2^(2N-2)) keeps p >= lam",
            "the product undershoots",
            2 * invariant_step,
            lam <= product_next,
            None,
            (3, 6),
            (0, 10),
        ),
        _mutant(
            "first_stays_positive",
            "eta <= 2/d2^(2N-2) keeps d1 > 0",
            "for lam = 0 d1+ = d1 (1 - eta d2^(2N-2))",
            2 * N * invariant_step,
            zero < first_next,
            {"N": "2", "lam": "0", "d2": "1", "d1": "1/2", "eta": "1", "k": "0"},
            (2, 6),
            (0, 3),
        ),
    ),
    witnesses=(
        Witness(
            claim="ahead",
            point={"N": "2", "lam": "0", "d2": "1", "d1": "1", "eta": "1/4", "k": "2"},
            says="a balanced pair is identical initialisation",
        ),
    ),
    derivation=(
        Step(
            "g increases on [0, alpha]: its slope is least for lam = 0 and the largest s, where it is",
            sp.Derivative(_s - eta * _s ** (N - 1) * _s**N, _s).doit(),
            1 - eta * (2 * N - 1) * _s ** (2 * N - 2),
        ),
    ),
    constants=_CONSTANTS,
)
