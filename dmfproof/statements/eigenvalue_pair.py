"""Speak of two eigenvalues lam > mu: how fast each is learnt, and the step k0 from which w_mu/w_lam rises for ever.

All of it is derived, and attacked, in `matrix.monotone_effective_rank`; lam and mu are lam_1 and lam_i there.
"""

from __future__ import annotations

import sympy as sp

from dmfproof.statements.count_bounds import t_id
from dmfproof.statements.domain import Between, Depth, Domain, GroundTruth
from dmfproof.statements.vocabulary import Iterate, N, alpha, eps, eta, g, h, lam

__all__ = ["above", "any_pair", "behind", "d_1", "d_i", "k0", "k1", "pair", "ratio_rises", "rising"]

mu = sp.Symbol("mu", positive=True)

# --- the explicit k0 for lam > mu > alpha^N -------------------------------------------------------------------------
rho_1, rho_i = lam ** (1 / N), mu ** (1 / N)
crossing = sp.sqrt(rho_1 * rho_i)
k1 = sp.ceiling(t_id.xreplace({eps: lam - crossing**N}), evaluate=False)
rate_1 = -sp.log(1 - eta * h(crossing, rho_1))
rate_i = -sp.log(1 - eta * N * mu ** (2 - 2 / N))
_above = N * rho_1 ** (2 * N - 3) * (rho_1 - crossing)
_under = alpha ** (N - 2) * rho_i ** (N - 1) * (rho_i - alpha)
k0 = sp.ceiling(k1 + sp.Max(0, sp.log(_above / _under) + k1 * rate_i) / (rate_1 - rate_i), evaluate=False)


def s(d: sp.Expr, truth: sp.Expr) -> sp.Expr:
    """Return d^(N-2) (lam - d^N), the relative speed of one eigenvalue's factor."""
    return d ** (N - 2) * (truth - d**N)


def ratio_rises(count: sp.Expr) -> sp.Basic:
    """State that w_mu/w_lam rises in the step after `count` steps: s of lam is at most that of mu."""
    first, other = (s(Iterate(count, N, truth, alpha, eta), truth) for truth in (lam, mu))
    return first <= other


# --- one step of a pair of eigenvalues, wherever their factors are -------------------------------------------------
d_1, d_i = sp.symbols("d_1 d_i", positive=True)
_least_truth = d_i**N + d_i ** (2 - N) * s(d_1, lam)
any_pair: Domain = (
    Depth(2, 8),
    GroundTruth("+"),
    Between(d_1, sp.Integer(0), lam ** (1 / N), "right"),
    Between(d_i, d_1 * sp.Rational(1, 2), d_1, "right"),
    Between(mu, _least_truth, sp.Min(lam, _least_truth * 2), "left"),
    Between(eta, sp.Integer(0), 1 / (N * lam ** (2 - 2 / N)), "right"),
)
behind = s(g(d_1, lam), lam) <= s(g(d_i, mu), mu)
rising = (mu <= lam, s(d_1, lam) <= s(d_i, mu), eta <= 1 / (N * lam ** (2 - 2 / N)))

pair_step = 1 / ((3 * N - 2) * lam ** (2 - 2 / N))
pair: Domain = (
    Depth(2, 5),
    GroundTruth("+"),
    Between(mu, lam / 10, lam * sp.Rational(9, 10)),
    Between(alpha, mu ** (1 / N) / 10, mu ** (1 / N) * sp.Rational(99, 100)),
    Between(eta, pair_step / 2, pair_step, "right"),
)
above = (mu < lam, alpha**N < mu, eta <= pair_step)
