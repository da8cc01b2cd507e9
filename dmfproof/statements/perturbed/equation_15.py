r"""(15), from Theorem 1.3: how many iterations a perturbed pair needs for a ground truth lam >= 0.

With T^Id of Theorem 2.4, p(0) = (alpha-beta) alpha^(N-1), 0 < eps < |p(0) - lam|, the error is <= eps at every integer

    paper:     k >= T^Id(lam, eps, alpha-beta, eta) if p(0) <= lam,   k >= T^Id(lam, eps, alpha, eta) otherwise,
    sharper:   k >= T^Id(lam, eps, p(0)^(1/N), eta) in both cases.

Why: by Lemmas D.2 and D.3 the pair is at least as near to lam as identical initialisation with the same p(0), and the
error never increases.  Load-bearing: the step size.
The paper's T^Id has the delay ceil(G(c_N rho)/G(alpha)), ours its logarithm; the step sizes are those of Lemma 2.12.
Source: CGMR Theorem 1.3, (15); the sharper start is ours.
"""

from __future__ import annotations

import sympy as sp

from dmfproof.statements.builders import pushed
from dmfproof.statements.count_bounds import t_id, t_id_paper
from dmfproof.statements.domain import Between, Depth, Domain, GroundTruth
from dmfproof.statements.model import Claim, Form, Mutant, Source, Statement, Witness, q
from dmfproof.statements.perturbed_vocabulary import (
    PairHittingTime,
    beta,
    c,
    pair_step,
    paper_step,
    start_product,
    start_root,
)
from dmfproof.statements.vocabulary import N, alpha, eps, eta, lam

zero = sp.Integer(0)
T = PairHittingTime(N, lam, alpha, beta, eta, eps)
root = lam ** (1 / N)


def identical(bound: sp.Expr, start: sp.Expr) -> sp.Expr:
    """Return a bound of Theorem 2.4 with another start than alpha."""
    return bound.xreplace({alpha: start})


bound_paper = sp.Piecewise(
    (identical(t_id_paper, alpha - beta), start_product <= lam), (identical(t_id_paper, alpha), True)
)
bound = identical(t_id, start_root)
below, above = start_product < lam, start_product > lam


def _domain(case: str, step: sp.Expr, widest: sp.Expr) -> Domain:
    """Return the domain of a case; alpha and eta keep the hitting time within reach, N = 2 at length."""
    if case == "below":
        ends: tuple[sp.Expr, sp.Expr] = (sp.Piecewise((zero, sp.Eq(N, 2)), (root * N / 300, True)), root)
        least, accuracy = zero, lam - start_product
    else:
        ends, least, accuracy = (root, root + 5), zero, start_product - lam
        widest = sp.Min(widest, alpha - lam / alpha ** (N - 1))
    return (
        Depth(2, 4),
        GroundTruth("+" if case == "below" else "+0"),
        Between(alpha, *ends),
        Between(beta, least, widest),
        Between(eta, step / 20, step, "right"),
        Between(eps, zero, accuracy),
    )


def _claim(case: str, form: Form, tag: str, value: sp.Expr, name: str = "", says: str = "") -> Claim:
    paper = form is Form.PAPER
    step, widest = (paper_step, (c - 1) * alpha) if paper else (pair_step, alpha)
    return Claim(
        name=name or f"{case}{'_paper' if paper else ''}",
        says=says
        or f"the error is <= eps at every k >= T^Id, started at {'alpha-beta or alpha' if paper else 'p(0)^(1/N)'}",
        form=form,
        tag=tag,
        domain=_domain(case, step, widest),
        assumes=(below if case == "below" else above, lam >= 0, beta < widest, eta < step if paper else eta <= step),
        concludes=sp.Le(T, sp.ceiling(value)),
        load_bearing="the step size",
        argument="T <= n, and the error never increases (Lemma 2.12): so it is <= eps at every k >= n",
    )


_CONSTANTS = tuple(
    pushed(
        f"nine_{case}",
        f"(15), p(0) {sign} lam, holds for eta <= 1/(q N (cM)^(2N-2)), with our T^Id (paper: q = 9)",
        "the error is <= eps at the latest at ceil(T^Id), started at p(0)^(1/N)",
        (sp.Rational(1, 200), sp.Integer(9)),
        _domain(case, pair_step / q, alpha),
        sp.Le(T, sp.ceiling(bound), evaluate=False),
        value=sp.Integer(9),
        stronger="smaller",
        known="1 is proved",
        tag="paper 75%",
    )
    for case, sign in (("below", "<"), ("above", ">"))
)

STATEMENT = Statement(
    id="perturbed.equation_15",
    title="Iteration counts of the perturbed pair, lam >= 0",
    source=Source("CGMR", "Theorem 1.3, (15)"),
    definitions={"T^Id (paper)": bound_paper, "T^Id (sharper)": bound},
    claims=(
        _claim("below", Form.PAPER, "paper 75%", bound_paper),
        _claim("above", Form.PAPER, "paper 75%", bound_paper),
        _claim("below", Form.SHARPER, "sharper", bound),
        _claim("above", Form.SHARPER, "sharper", bound),
    ),
    mutants=(
        Mutant(
            claim=_claim(
                "below",
                Form.SHARPER,
                "false",
                identical(t_id, alpha),
                "below_from_the_larger_factor",
                "p(0) < lam: T^Id may start at alpha",
            ),
            why="p(0) < alpha^N is further away than identical initialisation from alpha",
        ),
        Mutant(
            claim=_claim(
                "above",
                Form.SHARPER,
                "false",
                identical(t_id, alpha - beta),
                "above_from_the_smaller_factor",
                "p(0) > lam: T^Id may start at alpha - beta",
            ),
            why="p(0) > (alpha-beta)^N is further away than identical initialisation from alpha - beta",
        ),
        Mutant(
            claim=_claim("above", Form.SHARPER, "false", bound - 1, "above_one_less", "p(0) > lam: one iteration less"),
            why="for beta near 0 the pair is identical initialisation, whose bound is attained",
        ),
    ),
    witnesses=(
        Witness(
            claim="above",
            point={"N": "2", "lam": "0", "alpha": "1", "beta": "1/1000", "eta": "1/10", "eps": "9/10"},
            says="T = 1 is what the bound gives",
        ),
    ),
    constants=_CONSTANTS,
)
