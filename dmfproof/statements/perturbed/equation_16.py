r"""(16), from Theorem 1.3: how many iterations a perturbed pair needs for a ground truth lam < 0.

S^2 = beta (2 alpha - beta).  For any tau > 0 with tau (tau + sqrt(tau^2 + S^2))^(N-1) <= |lam|/2 let
delta* = tau + sqrt(tau^2 + S^2) and

    T1 = ceil( ln(delta*/beta) / ln(1 + eta |lam| (beta/2)^(N-2) / 2) ).

Then the error is <= eps at every k >= T1 + ceil(T^Id(|lam|, eps, tau, eta)), for 0 < eps < |lam| - tau^N.  For N >= 3
the growth of the difference accelerates; with a = |lam|/2^(N-1) the count T1 may be replaced by

    floor( (beta^(2-N) - delta*^(2-N))/((N-2) eta a) + (N-1) ln(delta*/beta) ) + 1.

After the phase transition at T0 (Lemma 2.11) the difference is at least delta0 = S R^(-q0/2) sqrt(1 - q0^2); so T1 may
also be replaced by that lemma's bound on T0 and this count from delta0 in place of beta.  For N >= 3 and small beta
that is of order (alpha beta)^(-(N-2)/2), as T itself is where it was measured; the others are of order beta^(-(N-2)).

Why: while d1 > -tau, delta < delta* (as delta (delta - 2 tau) < D <= S^2), p + |lam| >= |lam|/2 and d2 >= delta/2, so
that delta+ >= delta + eta a delta^(N-1): geometric growth at least at its first rate, and Euler steps of an
increasing flow, late by the logarithm of the ratio of its speeds at most.  Once d1 <= -tau, (-d1, d2) has a product
>= tau^N and is ahead of identical initialisation from tau (Lemma D.2, key lemma).
At T0 u <= v, so that delta^2 = 4 v^2 >= 4 u v, which has lost the factor R^(-q0) (1 - q0^2) at most.
Load-bearing: the step size and the condition on tau.  The paper's constant is lost, so there is no paper form.
Source: CGMR Theorem 1.3, (16); all forms are ours.
"""

from __future__ import annotations

import sympy as sp

from dmfproof.statements.count_bounds import t_id_rising
from dmfproof.statements.domain import Between, Depth, Domain, GroundTruth
from dmfproof.statements.model import Claim, Form, Mutant, Source, Statement, Step
from dmfproof.statements.perturbed import lemma_2_11
from dmfproof.statements.perturbed_vocabulary import LargestTau, PairHittingTime, beta, pair_step, tau
from dmfproof.statements.vocabulary import N, alpha, eps, eta, lam

zero = sp.Integer(0)
size = sp.Abs(lam)
T = PairHittingTime(N, lam, alpha, beta, eta, eps)
square = beta * (2 * alpha - beta)
delta_star = tau + sp.sqrt(tau**2 + square)
tau_serves = tau * delta_star ** (N - 1) <= size / 2
accuracy = size - tau**N
# every tau below serves: the accuracy eps < |lam| has to lie beyond tau, too
widest_tau = sp.Min(LargestTau(N, lam, alpha, beta), (size - eps) ** (1 / N))

first_growth = eta * size * (beta / 2) ** (N - 2) / 2
leaving = sp.ceiling(sp.log(delta_star / beta) / sp.log(1 + first_growth))
speed = size / 2 ** (N - 1)


def count_from(delta: sp.Expr) -> sp.Expr:
    """Return the flow's time from a difference to delta*, over eta, and by how much Euler's steps are late."""
    flow = sp.Piecewise(
        (sp.log(delta_star / delta), sp.Eq(N, 2)), ((delta ** (2 - N) - delta_star ** (2 - N)) / (N - 2), True)
    )
    return flow / (eta * speed) + (N - 1) * sp.log(delta_star / delta)


leaving_by_flow = sp.floor(count_from(beta)) + 1
turned = lemma_2_11.least_mean * sp.sqrt(1 - lemma_2_11.first_rate**2)  # delta0
leaving_by_transition = lemma_2_11.transition_bound_by_mean + sp.floor(sp.Max(0, count_from(turned))) + 1
# T^Id of Theorem 2.4 for |lam|, from tau
rising = sp.ceiling(t_id_rising.xreplace({alpha: tau, lam: size}))
bound, bound_by_flow = leaving + rising, leaving_by_flow + rising
bound_by_transition = leaving_by_transition + rising


def _domain(depths: tuple[int, int], start: tuple[sp.Expr, sp.Expr], least: sp.Expr) -> Domain:
    """Return the domain; for N >= 3 alpha and beta keep the hitting time within reach."""
    scale = size ** (1 / N)
    return (
        Depth(*depths),
        GroundTruth("-"),
        Between(alpha, start[0] * scale, start[1] * scale),
        Between(beta, least * alpha, alpha),
        Between(eta, pair_step / 20, pair_step, "right"),
        Between(tau, LargestTau(N, lam, alpha, beta) / 4, LargestTau(N, lam, alpha, beta)),
        Between(eps, zero, accuracy),
    )


_TWO = _domain((2, 2), (zero, sp.Integer(5)), zero)
_DEEPER = _domain((3, 4), (sp.Rational(1, 10), sp.Integer(2)), sp.Rational(1, 50))


def _claim(name: str, says: str, value: sp.Expr, domain: Domain, tag: str = "sharper") -> Claim:
    return Claim(
        name=name,
        says=says,
        form=Form.SHARPER,
        tag=tag,
        domain=domain,
        assumes=(lam < 0, beta < alpha, eta <= pair_step, tau_serves, eps < accuracy),
        concludes=sp.Le(T, value),
        load_bearing="the step size and the condition on tau",
        argument="T <= n, and the error never increases (Lemma 2.12): so it is <= eps at every k >= n",
    )


_x = sp.Symbol("x", positive=True)
_t, _w = sp.symbols("t w", positive=True)

STATEMENT = Statement(
    id="perturbed.equation_16",
    title="Iteration counts of the perturbed pair, lam < 0",
    source=Source("CGMR", "Theorem 1.3, (16)"),
    definitions={
        "delta*": delta_star,
        "T1": leaving,
        "T1 (flow)": leaving_by_flow,
        "delta0": turned,
        "T1 (transition)": leaving_by_transition,
    },
    claims=(
        _claim(
            "two_factors", "N = 2, any alpha and perturbations down to 10^-30 alpha: T <= T1 + ceil(T^Id)", bound, _TWO
        ),
        _claim("deeper", "N >= 3: T <= T1 + ceil(T^Id); drawn at N = 3, 4", bound, _DEEPER),
        _claim("deeper_by_flow", "N >= 3: the same with T1 by the flow", bound_by_flow, _DEEPER),
        _claim(
            "two_factors_by_transition",
            "N = 2: T <= T1 + ceil(T^Id), T1 by Lemma 2.11's bound on T0, and from there on by the flow from delta0",
            bound_by_transition,
            _TWO,
        ),
        _claim(
            "deeper_by_transition",
            "N >= 3: the same; drawn at N = 3, 4",
            bound_by_transition,
            _DEEPER,
        ),
    ),
    mutants=(
        Mutant(
            claim=_claim(
                "without_leaving",
                "T <= ceil(T^Id(|lam|, eps, tau, eta)): leaving the wrong side costs nothing",
                rising,
                _TWO,
                "false",
            ),
            why="the difference has to grow from beta before the product can fall below 0",
        ),
        Mutant(
            claim=_claim(
                "without_rising", "T <= T1: the accuracy is reached when d1 = -tau is", leaving, _TWO, "false"
            ),
            why="from -tau the pair still has to rise",
        ),
        Mutant(
            claim=_claim(
                "only_to_the_transition",
                "N >= 3: T <= the bound on T0: the accuracy is reached when d1 changes its sign",
                lemma_2_11.transition_bound_by_mean,
                _DEEPER,
                "false",
            ),
            why="at T0 the product is at most 0, and |lam| is still to be reached",
        ),
        Mutant(
            claim=_claim(
                "rate_of_alpha",
                "T1 with alpha instead of beta/2, and the full rate: the growth of identical start",
                sp.ceiling(sp.log(delta_star / beta) / sp.log(1 + 4 * eta * size * (2 * alpha) ** (N - 2))) + rising,
                _DEEPER,
                "false",
            ),
            why="d2 has fallen far below alpha long before the difference is of its size",
        ),
    ),
    derivation=(
        Step(
            "delta* is where delta (delta - 2 tau) = S^2, w = sqrt(tau^2 + S^2)",
            (_t + _w) * (_t + _w - 2 * _t),
            _w**2 - _t**2,
        ),
        Step(
            "the flow x' = a x^(N-1) takes the time of T1: its primitive has slope 1/x^(N-1)",
            sp.Derivative(-(_x ** (2 - N)) / (N - 2), _x),
            _x ** (1 - N),
        ),
    ),
)
