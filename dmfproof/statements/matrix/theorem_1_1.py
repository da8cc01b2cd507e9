r"""Theorem 1.1: identical initialisation converges to the positive part of the ground truth, with rates.

What = V diag(lam_1, ..., lam_n) V' symmetric, N >= 2, M = max(alpha, ||What||^(1/N)), eta < 1/((3N-2) M^(2N-2)): W(k)
-> V diag(lam_i^+) V', lam^+ = max(lam, 0); the error E(k) = V' W(k) V - diag(lam_i^+) is diagonal, and for 0 < eps <
|alpha^N - lam_i^+|

    |E_ii(k)| <= eps   for all integers k >= T_N^Id(lam_i, eps, alpha, eta)     (Theorem 2.4, with this M).

Why: Lemma 2.1 decouples, and the rest is Theorem 2.4 for each eigenvalue.  Sharper: its logarithmic delay.
The claims about every eigenvalue are decided by certified hitting times; `exact_matrix` runs the matrices themselves,
rotated by a rational V, in rationals and compares E(k) entry by entry.
Load-bearing: the step size, by the norm of the whole matrix; the positive part (no negative eigenvalue is recovered).
Source: CGMR Theorem 1.1, (10), (25).
"""

from __future__ import annotations

from fractions import Fraction
from functools import partial

import sympy as sp

from dmfproof.statements.count_bounds import t_id, t_id_paper
from dmfproof.statements.decoupling import a, b, identical, skew, start_not_commuting
from dmfproof.statements.domain import Between, Depth, Domain, RationalMatrix, Spectrum, Whole
from dmfproof.statements.matrix_runs import within_eps
from dmfproof.statements.matrix_vocabulary import entry, i, n, norm, of_entry, spectrum
from dmfproof.statements.model import Claim, Computed, Form, Mutant, Source, Statement, Witness
from dmfproof.statements.vocabulary import HittingTime, Iterate, N, alpha, eps, eta, k, lam, lemma_2_2_step
from dmfproof.verdict import Verdict

zero, one = sp.Integer(0), sp.Integer(1)
M = sp.Max(alpha, norm ** (1 / N))
step = 1 / ((3 * N - 2) * M ** (2 * N - 2))
gap = sp.Abs(alpha**N - sp.Max(entry(i), 0))
T = of_entry(HittingTime(N, lam, alpha, eta, eps), lam)
_argument = "T <= n, and under Lemma 2.2's step size the error never increases: so it is <= eps at every k >= n"


def _domain(most: sp.Expr = step, signs: str = "+-0", least: int = 1) -> Domain:
    return (
        Depth(2, 8),
        Spectrum(spectrum, least, 6, signs),
        Whole(i, 1, n),
        Between(alpha, zero, 2 * norm ** (1 / N) + sp.Rational(1, 10)),
        Between(eta, zero, most, "right"),
        Between(eps, zero, gap),
    )


def _claim(name: str, says: str, form: Form, tag: str, relation: sp.Basic, domain: Domain | None = None) -> Claim:
    small = eta < step if form is Form.PAPER else eta <= step
    return Claim(
        name=name,
        says=says,
        form=form,
        tag=tag,
        domain=domain or _domain(),
        assumes=(eps < gap,) if tag == "false" else (eps < gap, small),
        concludes=relation,
        load_bearing="the step size, by the norm of the whole matrix",
        argument=_argument,
    )


def _bounded(bound: sp.Expr) -> sp.Basic:
    """Return T <= ceil(bound) for lam_i, and Lemma 2.2's step size, by which it stays so."""
    own = of_entry(sp.ceiling(bound, evaluate=False), lam)
    return sp.And(sp.Le(T, own, evaluate=False), of_entry(lemma_2_2_step, lam))


# T_N^Id where eps is below the initial error; -1, which no step is, where it is not.
_own_gap = sp.Abs(alpha**N - sp.Max(lam, 0))
_due = sp.Piecewise((sp.ceiling(t_id, evaluate=False), eps < _own_gap), (-one, True))
_gap_of_first = sp.Abs(alpha**N - sp.Max(entry(1), 0))
_runs: Domain = (
    Depth(2, 3),
    Spectrum(spectrum, 2, 4, "+-0"),
    RationalMatrix(skew, n, n, "skew"),
    Between(alpha, norm ** (1 / N) / 2, 2 * norm ** (1 / N) + one / 10),
    Between(eta, step / 2, step, "right"),
    Between(eps, 3 * _gap_of_first / 4, _gap_of_first),
    Whole(k, 2, 4),
)
_error = sp.Abs(sp.Function("E")(a, b), evaluate=False)
_small = sp.Le(_error, sp.Piecewise((eps, sp.Eq(a, b)), (zero, True)), evaluate=False)
_positive_part = partial(max, Fraction(0))


def _exact(name: str, says: str, decide: partial[Verdict], tag: str = "paper") -> Claim:
    return Claim(
        name=name,
        says=says,
        form=Form.PAPER,
        tag=tag,
        domain=_runs,
        assumes=(eta <= step,),
        concludes=Computed(_small, decide),
        load_bearing="a start that commutes with the ground truth",
    )


STATEMENT = Statement(
    id="matrix.theorem_1_1",
    title="Identical initialisation converges to the positive part of the ground truth",
    source=Source("CGMR", "Theorem 1.1, (10)"),
    definitions={"M": M, "T_N^Id (paper)": of_entry(t_id_paper, lam), "T_N^Id (sharper)": of_entry(t_id, lam)},
    claims=(
        _claim(
            "every_eigenvalue_paper",
            "|E_ii(k)| <= eps at every k >= T_N^Id(lam_i, eps, alpha, eta), the paper's",
            Form.PAPER,
            "paper 60%",
            _bounded(t_id_paper),
        ),
        _claim(
            "every_eigenvalue",
            "|E_ii(k)| <= eps at every k >= T_N^Id(lam_i, eps, alpha, eta), with the logarithmic delay",
            Form.SHARPER,
            "sharper",
            _bounded(t_id),
        ),
        _exact(
            "exact_matrix",
            "on exact matrix runs E(k) is diagonal, and |E_ii(k)| <= eps at every k >= T_N^Id up to the last one",
            partial(within_eps, start=identical, bound=_due, limit=_positive_part),
        ),
    ),
    mutants=(
        Mutant(
            claim=_claim(
                "step_of_the_smallest",
                "the step size may be chosen by the smallest eigenvalue: lam_1 is reached as well",
                Form.SHARPER,
                "false",
                _bounded(t_id).xreplace({i: one}),
                (
                    Depth(2, 4),
                    Spectrum(spectrum, 2, 6, "+"),
                    Whole(i, 1, 1),
                    Between(alpha, entry(n) ** (1 / N) / 4, entry(n) ** (1 / N)),
                    Between(eta, zero, 1 / ((3 * N - 2) * sp.Max(alpha, entry(n) ** (1 / N)) ** (2 * N - 2)), "right"),
                    Between(eps, zero, gap),
                ),
            ),
            why="lam_1 overshoots or diverges",
        ),
        Mutant(
            claim=_claim(
                "recovers_negative",
                "W(k) -> What for negative eigenvalues, too: |d(50)^N - lam_i| <= eps, eps < |lam_i|",
                Form.PAPER,
                "false",
                sp.Abs(Iterate(50, N, entry(n), alpha, eta) ** N - entry(n), evaluate=False) <= eps,
                (*_domain(signs="-")[:-1], Between(eps, sp.Abs(entry(n)) / 2, sp.Min(gap, sp.Abs(entry(n))))),
            ),
            why="d(k) > 0 for every k, so that d(k)^N never comes nearer than |lam_i| to lam_i < 0",
        ),
        Mutant(
            claim=_exact(
                "exact_matrix_quarter",
                "exact_matrix with eps/4 instead of eps",
                partial(within_eps, start=identical, bound=_due, limit=_positive_part, share=Fraction(1, 4)),
                "false",
            ),
            why="T_N^Id is within one iteration of the hitting time where few are needed",
        ),
        Mutant(
            claim=_exact(
                "exact_matrix_not_commuting",
                "exact_matrix from a start that does not commute with What",
                partial(within_eps, start=start_not_commuting, bound=_due, limit=_positive_part),
                "false",
            ),
            why="E(k) is not diagonal then",
        ),
    ),
    witnesses=(
        Witness(
            claim="every_eigenvalue",
            point={
                "N": "2",
                "spectrum": "1,1/4,-1",
                "i": "1",
                "alpha": "1/100",
                "eta": "1/5",
                "eps": "1/2",
            },
            says="T = 25 is the bound, as for one eigenvalue",
        ),
    ),
)
