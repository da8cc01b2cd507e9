r"""Monotonicity in the ground truth: a smaller lam never leads to a larger iterate.

For mu <= lam, the same start and the same step size, d_mu(k) <= d_lam(k) for every k, if

    eta <= 1/((2N-1) M^(2N-2))   for mu, lam >= 0,        eta <= 1/((3N-2) M^(2N-2))   for any signs,

M = max(alpha, |lam|^(1/N), |mu|^(1/N)).  Sharper: with A = max(alpha, lam+^(1/N)) it is enough that g_lam increases
and g_mu is nonnegative on [0, A], that is

    eta A^(N-2) ((2N-1) A^N - (N-1) lam) <= 1   and   eta A^(N-2) (A^N - mu) <= 1.

Why: both orbits stay in [0, A], and d_mu(k+1) = g_mu(d_mu) <= g_lam(d_mu) <= g_lam(d_lam) = d_lam(k+1): g increases
in lam because d >= 0, and g_lam increases on [0, A] because G' decreases wherever it is negative.
Load-bearing: the step size; with eta = 2/M^(2N-2) the order is lost within four steps.
Source: ours, for CGMR Lemma 3.4 in discrete time.  A claim is decided for one drawn k by the two orbits, and for all
k by the two conditions on A, which stand in the conclusion.
"""

from __future__ import annotations

import sympy as sp

from dmfproof.statements.builders import false_neighbour, pushed, stated
from dmfproof.statements.domain import Between, Depth, Domain, GroundTruth, Whole
from dmfproof.statements.model import Claim, Mutant, Source, Statement, Step, Witness, proved, q
from dmfproof.statements.vocabulary import G, Iterate, N, alpha, eta, g, k, lam

zero, high = sp.Integer(0), sp.Integer(20)
mu = sp.Symbol("mu", real=True)
M_both = sp.Max(alpha, sp.Abs(lam) ** (1 / N), sp.Abs(mu) ** (1 / N))
A = sp.Max(alpha, sp.Max(lam, 0) ** (1 / N))
steepest = A ** (N - 2) * ((2 * N - 1) * A**N - (N - 1) * lam)
largest = A ** (N - 2) * (A**N - mu)
ordered = Iterate(k, N, mu, alpha, eta) <= Iterate(k, N, lam, alpha, eta)
for_all_k = sp.And(eta * steepest <= 1, eta * largest <= 1)
_GREATEST = sp.Max(2 * sp.Abs(lam), 1)


def _domain(signs: str, below: tuple[sp.Expr, sp.Expr], limit: sp.Expr, last: int = 40, most: sp.Expr = high) -> Domain:
    return (
        Depth(2, 10),
        GroundTruth(signs),
        Between(mu, *below),
        Between(alpha, zero, most),
        Between(eta, zero, limit, "right"),
        Whole(k, 1, last),
    )


def _claim(name: str, says: str, domain: Domain, limit: sp.Expr, assumes: tuple[sp.Basic, ...]) -> Claim:
    return stated(
        name,
        says,
        domain,
        (mu <= lam, *assumes, eta <= limit),
        sp.And(ordered, for_all_k),
        load_bearing="the step size",
        argument="The orbits are compared at one k; the two conditions on A imply the order at every k, by induction.",
    )


nonnegative_step = 1 / ((2 * N - 1) * M_both ** (2 * N - 2))
any_step = 1 / ((3 * N - 2) * M_both ** (2 * N - 2))
own_step = 1 / sp.Max(largest, steepest)
large_step = 2 / M_both ** (2 * N - 2)
_u, _v, _s, _t = sp.symbols("u v s t", positive=True)


def _mutant(
    name: str,
    says: str,
    why: str,
    signs: str,
    below: tuple[sp.Expr, sp.Expr],
    limit: sp.Expr,
    witness: dict[str, str] | None,
) -> Mutant:
    return false_neighbour(stated(name, says, _domain(signs, below, limit, 4), (), ordered), why, witness)


_CONSTANTS = tuple(
    pushed(
        name,
        f"eta <= q/M^(2N-2) keeps the order of two orbits, {where} (paper: q = {text})",
        "d_mu(k) <= d_lam(k) at the drawn k",
        (1 / (4 * N), sp.Integer(2)),
        _domain(signs, (low, lam), q / M_both ** (2 * N - 2), 6, 3 * sp.Max(sp.Abs(lam), sp.Abs(mu)) ** (1 / N)),
        ordered,
        value=value,
        stronger="larger",
    )
    for name, where, text, signs, low, value in (
        ("nonnegative", "0 <= mu <= lam", "1/(2N-1)", "+", zero, 1 / (2 * N - 1)),
        ("any_signs", "mu <= lam of any signs", "1/(3N-2)", "+-", lam - _GREATEST, 1 / (3 * N - 2)),
    )
)

STATEMENT = Statement(
    id="scalar.monotone_in_lam",
    title="Gradient descent is monotone in the ground truth",
    source=Source("CGMR", "Lemma 3.4, in discrete time"),
    claims=(
        _claim(
            "both_nonnegative",
            "0 <= mu <= lam and eta <= 1/((2N-1)M^(2N-2)): d_mu(k) <= d_lam(k) for every k",
            _domain("+", (zero, lam), nonnegative_step),
            nonnegative_step,
            (mu >= 0,),
        ),
        _claim(
            "any_signs",
            "mu <= lam of any signs and eta <= 1/((3N-2)M^(2N-2)): d_mu(k) <= d_lam(k) for every k",
            _domain("+-0", (lam - _GREATEST, lam), any_step),
            any_step,
            (),
        ),
        _claim(
            "upper_nonnegative",
            "mu <= lam, lam >= 0: eta <= 1/((2N-1)M^(2N-2)) is enough, whatever the sign of mu",
            _domain("+0", (lam - _GREATEST, lam), nonnegative_step),
            nonnegative_step,
            (lam >= 0,),
        ),
        _claim(
            "on_the_interval",
            "it is enough that g_lam increases and g_mu is nonnegative on [0, max(alpha, rho)]",
            _domain("+-0", (lam - _GREATEST, lam), own_step),
            own_step,
            (),
        ),
    ),
    mutants=(
        _mutant(
            "large_step_nonnegative",
            "for mu, lam >= 0 the step size may reach 2/M^(2N-2)",
            "past the root g_lam decreases: the larger orbit overshoots and falls below the smaller one",
            "+",
            (zero, lam),
            large_step,
            {"N": "2", "lam": "1", "mu": "99/100", "alpha": "1/5", "eta": "47/50", "k": "4"},
        ),
        _mutant(
            "large_step_any_signs",
            "for mu < 0 <= lam the step size may reach 2/M^(2N-2)",
            "the lower orbit changes sign, and for even N comes back from below",
            "+0",
            (-2 * _GREATEST, zero),
            large_step,
            {"N": "2", "lam": "1/10", "mu": "-1", "alpha": "1", "eta": "22/25", "k": "2"},
        ),
        _mutant(
            "large_step_negative",
            "for mu <= lam < 0 the step size may reach 2/M^(2N-2)",
            "g_lam decreases at the start, so the order is turned round",
            "-",
            (2 * lam, lam),
            large_step,
            {"N": "2", "lam": "-99/100", "mu": "-1", "alpha": "1", "eta": "29/50", "k": "4"},
        ),
    ),
    witnesses=(
        Witness(
            claim="both_nonnegative",
            point={"N": "2", "lam": "1", "mu": "1/2", "alpha": "1", "eta": "1/3", "k": "1"},
            says="at the limit g_lam has slope 0 at A",
        ),
    ),
    derivation=(
        Step(
            "g increases in the ground truth: the difference is eta u^(N-1)(lam - mu), u >= 0",
            g(_u, lam) - g(_u, mu),
            eta * _u ** (N - 1) * (lam - mu),
        ),
        Step(
            "the slope of g", sp.Derivative(g(_u), _u), 1 - eta * _u ** (N - 2) * ((2 * N - 1) * _u**N - (N - 1) * lam)
        ),
        Step(
            "the slope of G' is u^(N-3)(N-1)((N-2) lam - (4N-2) u^N), negative where G' is",
            sp.Derivative(G(_u), (_u, 2)),
            _u ** (N - 3) * (N - 1) * ((N - 2) * lam - (4 * N - 2) * _u**N),
        ),
        Step(
            "for lam = -s, s <= A^N, the condition is at most eta (3N-2) A^(2N-2): the difference is",
            (3 * N - 2) * _u ** (2 * N - 2) - _u ** (N - 2) * ((2 * N - 1) * _u**N + (N - 1) * _s),
            (N - 1) * _u ** (N - 2) * (_u**N - _s),
        ),
    ),
    constants=_CONSTANTS,
)

STATEMENT = proved(STATEMENT, {"both_nonnegative": ("monotone_in_lam",), "any_signs": ("monotone_in_lam_any_sign",)})
