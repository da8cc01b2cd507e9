r"""Theorem 1.3: one perturbed factor suffices to recover every symmetric ground truth, with rates.

What symmetric, N >= 2, W_1(0) = (alpha - beta) I, W_j(0) = alpha I for j >= 2 (or any other factor perturbed), M = max(
alpha, ||What||^(1/N)), c > 1 the root of (c-1) c^(N-1) = 1:

    paper:     0 < beta < (c-1) alpha and eta < 1/(9N (cM)^(2N-2)),
    sharper:   0 < beta < alpha and eta <= 1/(N (cM)^(2N-2)).

Then W(k) -> What, and every eigenvalue lam, |lam| <= ||What||, of What is met by that of W(k) within eps from (15) on
if lam >= 0, from (16) on if lam < 0.
Why: Lemma 2.8 decouples, and the rest is (15) and (16) with the step size of the whole matrix: a claim about one
eigenvalue sees the others through the norm only.  The claims take lam and the norm; `exact_matrix` runs the matrices
themselves in rationals.
Load-bearing: beta > 0 for lam < 0; the step size, by the norm of the whole matrix.
Source: CGMR Theorem 1.3, (13)-(16).
"""

from __future__ import annotations

from functools import partial

import sympy as sp

from dmfproof.statements.decoupling import a, b, factor, perturbed, perturbed_twice, skew
from dmfproof.statements.domain import Between, Depth, Domain, GroundTruth, RationalMatrix, Spectrum, Whole
from dmfproof.statements.matrix_runs import within_eps
from dmfproof.statements.matrix_vocabulary import entry, n, spectrum
from dmfproof.statements.matrix_vocabulary import norm as spectral_norm
from dmfproof.statements.model import Claim, Computed, Form, Mutant, Source, Statement
from dmfproof.statements.perturbed.equation_15 import bound as bound_15
from dmfproof.statements.perturbed.equation_15 import bound_paper as bound_15_paper
from dmfproof.statements.perturbed.equation_16 import bound as bound_16
from dmfproof.statements.perturbed.equation_16 import bound_by_flow as bound_16_by_flow
from dmfproof.statements.perturbed.equation_16 import tau_serves
from dmfproof.statements.perturbed_vocabulary import (
    LargestTau,
    PairHittingTime,
    Product,
    beta,
    c,
    start_product,
    tau,
)
from dmfproof.statements.vocabulary import N, alpha, eps, eta, k, lam
from dmfproof.verdict import Verdict

zero, one = sp.Integer(0), sp.Integer(1)
norm = sp.Symbol("norm", positive=True)
size = sp.Abs(lam)
T = PairHittingTime(N, lam, alpha, beta, eta, eps)
root = lam ** (1 / N)


def _limit(of: sp.Expr, factor_: int) -> sp.Expr:
    return 1 / (factor_ * N * (c * sp.Max(alpha, of ** (1 / N))) ** (2 * N - 2))


paper_step, step = _limit(norm, 9), _limit(norm, 1)
_argument = "T <= n, and the error never increases (Lemma 2.12): so it is <= eps at every k >= n"


def _positive(paper: bool) -> Domain:
    """Return the domain for lam >= 0; alpha, eta and the norm keep the hitting time within reach."""
    most, widest = (paper_step, (c - 1) * alpha) if paper else (step, alpha)
    least = sp.Piecewise((zero, sp.Eq(N, 2)), (root * N / 300, True))
    return (
        Depth(2, 4),
        GroundTruth("+"),
        Between(alpha, least, 2 * root),
        Between(norm, lam, 3 * lam, "left"),
        Between(beta, zero, widest),
        Between(eta, most / 10, most, "right"),
        Between(eps, zero, sp.Abs(lam - start_product)),
    )


def _negative(depths: tuple[int, int]) -> Domain:
    """Return the domain for lam < 0, as in (16)."""
    low, high, least = (zero, sp.Integer(5), zero) if depths == (2, 2) else (one / 10, sp.Integer(2), one / 50)
    scale, widest = size ** (1 / N), LargestTau(N, lam, alpha, beta)
    return (
        Depth(*depths),
        GroundTruth("-"),
        Between(alpha, low * scale, high * scale),
        Between(norm, size, 3 * size, "left"),
        Between(beta, least * alpha, alpha),
        Between(eta, step / 10, step, "right"),
        Between(tau, widest / 4, widest),
        Between(eps, zero, size - tau**N),
    )


def _claim(
    name: str,
    says: str,
    bound: sp.Expr,
    domain: Domain,
    *more: sp.Basic,
    form: Form = Form.SHARPER,
    tag: str = "sharper",
) -> Claim:
    return Claim(
        name=name,
        says=says,
        form=form,
        tag=tag,
        domain=domain,
        assumes=(size <= norm, *more),
        concludes=sp.Le(T, bound, evaluate=False),
        load_bearing="the step size, by the norm of the whole matrix",
        argument=_argument,
    )


_within_16 = (lam < 0, beta < alpha, eta <= step, tau_serves, eps < size - tau**N)
_matrix_step = _limit(spectral_norm, 1)
_gap = sp.Abs(lam - start_product)
_due = sp.Piecewise((sp.ceiling(bound_15, evaluate=False), sp.And(lam >= 0, eps < _gap)), (-one, True))
_first_gap = sp.Abs(entry(1) - start_product)
_runs: Domain = (
    Depth(2, 3),
    Spectrum(spectrum, 2, 4, "+-0"),
    RationalMatrix(skew, n, n, "skew"),
    Between(alpha, spectral_norm ** (1 / N) / 2, 2 * spectral_norm ** (1 / N) + one / 10),
    Between(beta, zero, alpha),
    Between(eta, _matrix_step / 2, _matrix_step, "right"),
    Between(eps, 9 * _first_gap / 10, _first_gap),
    Whole(factor, 1, N),
    Whole(k, 2, 4),
)
_error = sp.Abs(sp.Function("E")(a, b), evaluate=False)
_small = sp.Le(_error, sp.Piecewise((eps, sp.Eq(a, b)), (zero, True)), evaluate=False)


def _exact(name: str, says: str, decide: partial[Verdict], tag: str = "paper") -> Claim:
    return Claim(
        name=name,
        says=says,
        form=Form.PAPER,
        tag=tag,
        domain=_runs,
        assumes=(beta < alpha, eta <= _matrix_step),
        concludes=Computed(_small, decide),
        load_bearing="one perturbed factor",
    )


STATEMENT = Statement(
    id="matrix.theorem_1_3",
    title="One perturbed factor recovers every symmetric ground truth",
    source=Source("CGMR", "Theorem 1.3, (13)-(16)"),
    definitions={
        "(15) (paper)": bound_15_paper,
        "(15) (sharper)": bound_15,
        "(16) (sharper)": bound_16,
        "(16) (flow)": bound_16_by_flow,
    },
    claims=(
        _claim(
            "positive_paper",
            "lam >= 0: within eps at every k from the paper's (15) on",
            sp.ceiling(bound_15_paper, evaluate=False),
            _positive(True),
            sp.Ne(start_product, lam),
            beta < (c - 1) * alpha,
            eta < paper_step,
            form=Form.PAPER,
            tag="paper 75%",
        ),
        _claim(
            "positive",
            "lam >= 0: within eps at every k from (15) on, started at p(0)^(1/N)",
            sp.ceiling(bound_15, evaluate=False),
            _positive(False),
            sp.Ne(start_product, lam),
            beta < alpha,
            eta <= step,
        ),
        _claim(
            "negative", "lam < 0, N = 2: within eps at every k from (16) on", bound_16, _negative((2, 2)), *_within_16
        ),
        _claim(
            "negative_deeper",
            "lam < 0, N >= 3: within eps at every k from (16) on, leaving by the flow",
            bound_16_by_flow,
            _negative((3, 4)),
            *_within_16,
        ),
        _exact(
            "exact_matrix",
            "on exact matrix runs V' W(k) V - diag(lam_i) is diagonal, and its entries for lam_i >= 0 are within eps "
            "at every k from (15) on up to the last one",
            partial(within_eps, start=perturbed, bound=_due, limit=lambda value: value),
        ),
    ),
    mutants=(
        Mutant(
            claim=_claim(
                "step_by_own_eigenvalue",
                "the step size may be chosen by an eigenvalue 20 times smaller",
                sp.ceiling(bound_15, evaluate=False),
                (
                    Depth(2, 3),
                    GroundTruth("+"),
                    Between(alpha, root / 10, root / 4),
                    Between(norm, lam, 3 * lam, "left"),
                    Between(beta, zero, alpha / 2),
                    Between(eta, _limit(norm / 20, 1) / 2, _limit(norm / 20, 1)),
                    Between(eps, lam / 1000, lam / 10),
                ),
                form=Form.SHARPER,
                tag="false",
            ),
            why="the larger eigenvalue overshoots, or diverges",
        ),
        Mutant(
            claim=Claim(
                name="negative_without_waiting",
                says="lam < 0: (15) holds as well",
                form=Form.PAPER,
                tag="false",
                domain=_negative((2, 2)),
                assumes=(size <= norm, *_within_16),
                concludes=sp.Abs(
                    Product(
                        sp.ceiling(bound_15.xreplace({lam: size}), evaluate=False), N, lam, alpha - beta, alpha, eta
                    )
                    - lam,
                    evaluate=False,
                )
                <= eps,
                load_bearing="beta > 0",
            ),
            why="the difference of the factors has to grow from beta first",
        ),
        Mutant(
            claim=_exact(
                "exact_matrix_two_factors",
                "exact_matrix with two perturbed factors, as long as (15) says it takes with one",
                partial(within_eps, start=perturbed_twice, bound=_due, limit=lambda value: value),
                "false",
            ),
            why="the product starts further away",
        ),
    ),
)
