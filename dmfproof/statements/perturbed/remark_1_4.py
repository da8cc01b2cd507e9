r"""Remark 1.4, one eigenvalue: the constant c of the step size, and why lam < 0 needs a perturbation.

c is the root > 1 of (c-1) c^(N-1) = 1.  It is unique, 1 + 1/N < c < 2, and c^(2N-2) = (c-1)^(-2) < N^2, hence

    1/(9N (cM)^(2N-2)) > 1/(9 N^3 M^(2N-2)).

Its role: 0 <= d2 - d1 <= M and p = d1 d2^(N-1) <= M^N imply d2 <= c M, as (x-M) x^(N-1) increases for x > M.  Nothing
smaller does: at d2 = c M, d1 = (c-1) M both hold with equality.
Identical initialisation never recovers lam < 0 in exact arithmetic: d(k) > 0 for every k, so d(k)^N stays |lam| away
from lam (Lemma 2.2).  Load-bearing there: the strict step size; with equality the first step lands on 0.
Source: CGMR (14), Remark 1.4; N = 2 gives the golden ratio.
"""

from __future__ import annotations

import sympy as sp

from dmfproof.statements.builders import false_neighbour, pushed, stated
from dmfproof.statements.cases import NEGATIVE
from dmfproof.statements.domain import Between, Depth
from dmfproof.statements.model import (
    Claim,
    ForEveryStep,
    Source,
    Statement,
    Step,
    Witness,
    q,
    x_next,
)
from dmfproof.statements.perturbed_vocabulary import c, d1, d2
from dmfproof.statements.vocabulary import N, alpha, eta, lam

zero, high = sp.Integer(0), sp.Integer(20)
digits = sp.Rational(1, 10**60)
M = sp.Symbol("M", positive=True)
s, t = sp.symbols("s t", positive=True)
size = sp.Abs(lam)
first_factor = eta * alpha ** (N - 2) * (alpha**N + size)
paper_negative = 1 / (2 * sp.Max(alpha, size ** (1 / N)) ** (2 * N - 2))


def _about_c(name: str, says: str, concludes: sp.Basic, tag: str, *proofs: str) -> Claim:
    return stated(name, says, (Depth(2, 400),), (), concludes, tag=tag, proofs=proofs)


def _never_negative(
    name: str, says: str, step: sp.Expr, assumed: sp.Basic, tag: str = "sharper", closed: bool = False
) -> Claim:
    return stated(
        name,
        says,
        NEGATIVE._replace(step=step).domain(closed=closed),
        (lam < 0, assumed),
        ForEveryStep(
            step=x_next > 0,
            because=first_factor < 1,
            argument="d+ = d (1 - eta d^(N-2)(d^N + |lam|)), whose bracket is least at the largest d, the start",
        ),
        tag=tag,
        load_bearing="the step size",
    )


_PAIRS = (
    Depth(2, 10),
    Between(M, zero, high),
    Between(d2, zero, 2 * M),
    Between(d1, sp.Max(0, d2 - M), sp.Max(sp.Min(d2, M**N / d2 ** (N - 1)), d2 - M), "both"),
)
_NEAR = (d1 >= 0, d1 <= d2, d2 - d1 <= M, d1 * d2 ** (N - 1) <= M**N)


def _largest_factor(name: str, says: str, bound: sp.Expr, *proofs: str) -> Claim:
    return stated(name, says, _PAIRS, _NEAR, d2 <= bound, load_bearing="p <= M^N", proofs=proofs)


negative_step = NEGATIVE.step

_one = sp.Integer(1)
_CONSTANTS = (
    pushed(
        "c",
        "0 <= d2 - d1 <= M and p <= M^N imply d2 <= q M (paper: q = c)",
        "d2 <= q M",
        (_one, c),
        _PAIRS,
        d2 <= q * M,
        assumes=_NEAR,
        value=c,
        stronger="smaller",
        known="c, attained",
        tag="paper 90%",
    ),
    pushed(
        "cube",
        "c^(2N-2) <= q N^2, so that 1/(9N(cM)^(2N-2)) >= 1/(9 q N^3 M^(2N-2)) (paper: q = 1)",
        "c^(2N-2) <= q N^2",
        (sp.Rational(1, 100), _one),
        (Depth(2, 10),),
        sp.Le(c ** (2 * N - 2), q * N**2, evaluate=False),
        value=_one,
        stronger="smaller",
        tag="paper 90%",
    ),
)

STATEMENT = Statement(
    id="perturbed.remark_1_4",
    title="The constant c, and what identical initialisation cannot reach",
    source=Source("CGMR", "(14), Remark 1.4"),
    claims=(
        _about_c(
            "root",
            "(c-1) c^(N-1) = 1, to 60 digits",
            sp.Abs((c - 1) * c ** (N - 1) - 1) <= digits,
            "paper 95%",
        ),
        _about_c("bounds", "1 + 1/N < c < 2", sp.And(c > 1 + 1 / N, c < 2), "paper 90%", "c_above", "c_below"),
        _about_c(
            "power",
            "c^(2N-2) = (c-1)^(-2), to 50 digits, and it is below N^2: 1/(9N(cM)^(2N-2)) > 1/(9N^3 M^(2N-2))",
            sp.And(c ** (2 * N - 2) < N**2, sp.Abs(c ** (2 * N - 2) * (c - 1) ** 2 - 1) <= 10**10 * digits),
            "paper 90%",
            "c_below",
        ),
        stated(
            "unique",
            "s (1+s)^(N-1) increases, so that only one c > 1 has (c-1) c^(N-1) = 1",
            (Depth(2, 40), Between(s, zero, high), Between(t, s, s + high)),
            (s < t,),
            s * (1 + s) ** (N - 1) < t * (1 + t) ** (N - 1),
            load_bearing="s < t",
            proofs=("c_unique",),
        ),
        _largest_factor("largest_factor", "0 <= d2 - d1 <= M and p <= M^N imply d2 <= c M", c * M, "lemma_d_2"),
        _never_negative(
            "never_negative_paper",
            "eta < 1/(2M^(2N-2)): the identically started d(k) stays > 0 > lam for every k",
            paper_negative,
            eta < paper_negative,
            "paper 90%",
        ),
        _never_negative(
            "never_negative",
            "eta < 1/(alpha^(N-2)(alpha^N+|lam|)) is enough",
            negative_step,
            eta < negative_step,
        ),
    ),
    mutants=(
        false_neighbour(
            _about_c("tighter_above", "c < 1 + 1/N + 1/N^2", c < 1 + 1 / N + 1 / N**2, "false"),
            why="c - 1 decreases like ln(N)/N, more slowly than 1/N",
            witness={"N": "9"},
        ),
        false_neighbour(
            _about_c("wrong_exponent", "(c-1) c^N = 1, to 60 digits", sp.Abs((c - 1) * c**N - 1) <= digits, "false"),
            why="the exponent is N - 1",
            witness={"N": "2"},
        ),
        false_neighbour(
            _largest_factor("largest_factor_without_c", "d2 - d1 <= M and p <= M^N imply d2 <= M", M),
            why="the difference may be spread over one small factor: d2 reaches c M",
            witness={"N": "2", "M": "1", "d2": "3/2", "d1": "1/2"},
        ),
        false_neighbour(
            _largest_factor(
                "largest_factor_deeper_c",
                "d2 <= c_{N+1} M, the constant of the next depth",
                c.xreplace({N: N + 1}) * M,
            ),
            why="c is the least constant that serves: at d2 = c M, d1 = (c-1) M both premises are equalities",
            witness={"N": "2", "M": "1", "d2": "8/5", "d1": "5/8"},
        ),
        false_neighbour(
            _never_negative(
                "never_negative_at_the_limit",
                "d(k) > 0 also for eta = 1/(alpha^(N-2)(alpha^N+|lam|))",
                negative_step,
                eta <= negative_step,
                closed=True,
            ),
            why="at the limit the first step lands on 0",
            witness={"N": "2", "lam": "-1", "alpha": "1", "eta": "1/2"},
        ),
        false_neighbour(
            _never_negative(
                "never_negative_long_steps",
                "d(k) > 0 also for eta < 2/(alpha^(N-2)(alpha^N+|lam|))",
                2 * negative_step,
                eta < 2 * negative_step,
            ),
            why="a long first step jumps over 0",
            witness={"N": "2", "lam": "-1", "alpha": "1", "eta": "3/4"},
        ),
    ),
    witnesses=(
        Witness(
            claim="largest_factor",
            point={"N": "2", "M": "1", "d2": "1618033/1000000", "d1": "618033/1000000"},
            says="d2 is within a millionth of c M",
        ),
    ),
    derivation=(
        Step(
            "identical initialisation, |lam| = s: d+ is d times the bracket",
            d2 - eta * d2 ** (N - 1) * (d2**N + s),
            d2 * (1 - eta * d2 ** (N - 2) * (d2**N + s)),
        ),
        Step(
            "at d2 = (1+s)M, d1 = s M the difference is M and p is s (1+s)^(N-1) M^N",
            (s * M) * ((1 + s) * M) ** (N - 1),
            s * (1 + s) ** (N - 1) * M**N,
        ),
    ),
    constants=_CONSTANTS,
)
