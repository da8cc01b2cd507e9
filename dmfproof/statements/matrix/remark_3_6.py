r"""Remark 3.6, (65): how to choose e, e' and alpha so that the effective rank is within gamma of r(What_L).

In Theorem 3.5 let 0 < gamma, and

    e <= gamma/(gamma + 3(L-1))   (free if L = 1),
    e' <= gamma (1-e) lam_1/(3(n-L)),   alpha^N <= gamma (1-e) lam_1/(3(n-L)).

Then each of the three terms of (64) is at most gamma/3, so that |r(W(k)) - r(What_L)| <= gamma on the window (63).
Sharper: as alpha^N < e' the last two terms together are at most (n-L) e'/((1-e) lam_1), and gamma/2 is left for each of
two terms:  e <= gamma/(gamma + 2(L-1)),  e' <= gamma (1-e) lam_1/(2(n-L)).

Why: r(What_L) - 1 <= L-1, and x/(1-x) = gamma/(3(L-1)) at x = gamma/(gamma + 3(L-1)).
Load-bearing: the 1-e that all terms share.  Attained for L equal eigenvalues, and where L' = L or L' = n.
Source: CGMR Remark 3.6, (65); the constants are rebuilt, as the paper's are lost.
"""

from __future__ import annotations

import sympy as sp

from dmfproof.statements.domain import Between, Depth, Domain, Spectrum, Whole
from dmfproof.statements.matrix_vocabulary import Above, L, above_start, entry, largest, n, rank_of_best, spectrum
from dmfproof.statements.model import Claim, Form, Mutant, Source, Statement, Step, Witness
from dmfproof.statements.rank_windows import e, e_prime
from dmfproof.statements.vocabulary import N, alpha, c_N, eta
from dmfproof.statements.window_vocabulary import bound_64, closes, opens, step, window_claim

zero, one = sp.Integer(0), sp.Integer(1)
gamma = sp.Symbol("gamma", positive=True)
start = alpha**N
next_ = entry(L + 1)
count = above_start()
slack = rank_of_best() - 1
shares = {
    "head": slack * e / (1 - e),
    "middle": (count - L) * e_prime / largest / (1 - e),
    "rest": (n - count) * start / largest / (1 - e),
}


def most_e(parts: int) -> sp.Expr:
    """Return the largest e: gamma/(gamma + parts (L-1))."""
    return gamma / (gamma + parts * (L - 1))


def most_threshold(parts: int) -> sp.Expr:
    """Return the largest e', and alpha^N."""
    return gamma * (1 - e) * largest / (parts * (n - L))


def _domain(parts: int, wider_e: sp.Expr, wider: sp.Expr) -> Domain:
    """Return the domain: e and e' up to their limits (times a factor), alpha^N up to e'."""
    limit = sp.Min(most_threshold(parts) * wider, entry(L) * (1 - e))
    return (
        Depth(2, 6),
        Spectrum(spectrum, 2, 6, "+0"),
        Whole(L, 1, n - 1),
        Between(gamma, zero, sp.Integer(2)),
        Between(e, zero, sp.Min(most_e(parts) * wider_e, 1), "right"),
        Between(e_prime, zero, limit, "right"),
        Between(alpha, zero, e_prime ** (1 / N), "right"),
    )


def _assumed(parts: int, wider_e: sp.Expr, wider: sp.Expr) -> tuple[sp.Basic, ...]:
    return (
        e < 1,
        e <= most_e(parts) * wider_e,
        e_prime <= most_threshold(parts) * wider,
        start <= e_prime,
        start < (1 - e) * entry(L),
    )


def _claim(
    name: str,
    says: str,
    parts: int,
    relation: sp.Basic,
    tag: str = "sharper",
    wider_e: sp.Expr = one,
    wider: sp.Expr = one,
) -> Claim:
    return Claim(
        name=name,
        says=says,
        form=Form.SHARPER,
        tag=tag,
        domain=_domain(parts, wider_e, wider),
        assumes=_assumed(parts, wider_e, wider),
        concludes=relation,
        load_bearing="the 1-e that all terms share",
    )


# Windows that are short enough to be followed: the eigenvalues within a factor 20, alpha not far below.
_near: Domain = (
    Depth(2, 4),
    Spectrum(spectrum, 2, 5, "+0"),
    Whole(L, 1, sp.Min(n - 1, Above(spectrum, largest / 20))),
    Between(gamma, sp.Rational(1, 100), one),
    Between(e, zero, sp.Min(most_e(2), sp.Rational(9, 10)), "right"),
    Between(e_prime, zero, sp.Min(most_threshold(2), c_N**N * next_), "right"),
    Between(alpha, sp.Piecewise((zero, sp.Eq(N, 2)), (e_prime ** (1 / N) / 20, True)), e_prime ** (1 / N)),
    Between(eta, step / 4, step, "right"),
)
_rank, _k = sp.Function("r"), sp.Symbol("k", integer=True, nonnegative=True)
_g, _m, _x = sp.symbols("gamma m x", positive=True)

STATEMENT = Statement(
    id="matrix.remark_3_6",
    title="Parameters that bring the effective rank within gamma",
    source=Source("CGMR", "Remark 3.6, (65)"),
    definitions={"L'": count, "(64)": bound_64, "window opens": opens, "window closes": closes},
    claims=(
        _claim(
            "each_a_third",
            "each of the three terms of (64) is at most gamma/3",
            3,
            sp.And(*(share <= gamma / 3 for share in shares.values())),
        ),
        _claim("together", "(64) is at most gamma", 3, bound_64 <= gamma),
        _claim(
            "two_halves",
            "(64) is at most gamma with gamma/2 for each of two terms",
            2,
            bound_64 <= gamma,
        ),
        window_claim(
            "on_the_window",
            "|r(W(k)) - r(What_L)| <= gamma at every k of the window, with gamma/2 for each of two terms",
            Form.SHARPER,
            "sharper",
            ends=True,
            above=gamma,
            domain=_near,
            more=(e <= most_e(2), e_prime <= most_threshold(2)),
            shown=sp.Abs(_rank(_k) - rank_of_best(), evaluate=False) <= gamma,
            load_bearing="the 1-e that all terms share",
        ),
    ),
    mutants=(
        Mutant(
            claim=_claim(
                "without_gamma_below",
                "e <= gamma/(3(L-1)), gamma dropped from the denominator: the first term is at most gamma/3",
                3,
                shares["head"] <= gamma / 3,
                "false",
                1 + gamma,
            ),
            why="the first term is (r(What_L) - 1) e/(1-e), not (r(What_L) - 1) e",
        ),
        Mutant(
            claim=_claim(
                "without_factor",
                "e' and alpha^N without the factor 1-e: (64) is at most gamma",
                2,
                bound_64 <= gamma,
                "false",
                wider=1 / (1 - e),
            ),
            why="all terms are divided by 1-e",
        ),
        Mutant(
            claim=_claim(
                "one_part", "e' and e with nothing shared: (64) is at most gamma", 1, bound_64 <= gamma, "false"
            ),
            why="two terms of gamma each",
        ),
    ),
    witnesses=(
        Witness(
            claim="two_halves",
            point={
                "N": "2",
                "spectrum": "1,1,0",
                "L": "2",
                "gamma": "2/3",
                "e": "1/4",
                "e_prime": "1/4",
                "alpha": "1/2",
            },
            says="attained: lam_1 = lam_2, and alpha^2 = e'",
        ),
    ),
    derivation=(Step("x/(1-x) = gamma/m at x = gamma/(gamma + m)", _g / (_g + _m) / (1 - _g / (_g + _m)), _g / _m),),
)
