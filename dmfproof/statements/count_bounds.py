"""Write down the bounds of Theorem 2.4 on the number of iterations, (24)-(27), in the paper's form and in ours.

Several statements and `dmfproof.bounds` use them; what they need and where they hold is said in `scalar.theorem_2_4`.
"""

from __future__ import annotations

from functools import partial

import sympy as sp

from dmfproof.statements.vocabulary import (
    FlowTime,
    G,
    HittingTime,
    N,
    a_N,
    alpha,
    b_N,
    c_N,
    delta_eps,
    eps,
    eta,
    h,
    lam,
    limit,
    rho,
    theta,
)

# Unevaluated: SymPy would search for the sign of everything inside, which costs most of this module's import.
rounded_up = partial(sp.ceiling, evaluate=False)
T = HittingTime(N, lam, alpha, eta, eps)
root = lam ** (1 / N)
inflection = c_N * root
phase_edge = N * lam / (2 * N - 1)
reached = (lam - eps) ** (1 / N)
second_start = sp.Max(alpha, inflection)
zero = sp.Integer(0)


def U(end: sp.Expr) -> sp.Expr:
    """Return the flow time from alpha to `end`."""
    return FlowTime(N, lam, alpha, end)


# --- the terms of T_N^Id -------------------------------------------------------------------------------------------
flow_to_zero = sp.Piecewise(
    (sp.log(alpha / sp.sqrt(eps)) / sp.Abs(lam), sp.Eq(N, 2)),
    ((eps ** ((2 - N) / N) - alpha ** (2 - N)) / ((N - 2) * sp.Abs(lam)), True),
)
delay_paper = rounded_up(G(inflection) / G(alpha))
delay = sp.log(G(inflection) / G(alpha))
delay_to_eps_paper = rounded_up(G(reached) / G(alpha))
in_first_phase = alpha < inflection


def _until_second_phase(delayed: sp.Expr) -> sp.Expr:
    return U(second_start) / eta + sp.Piecewise((delayed, in_first_phase), (zero, True))


def _linear_phase(numerator: sp.Expr) -> sp.Expr:
    return sp.log(numerator) / (-sp.log(1 - eta * h(second_start, root)))


linear_phase_paper = sp.Piecewise(
    (sp.log(a_N * lam / eps) / (-sp.log(1 - eta * b_N * lam ** (2 - 2 / N))), in_first_phase),
    (_linear_phase(N * lam ** (1 - 1 / N) * (root - second_start) / eps), True),
)
linear_phase = _linear_phase((root - second_start) / delta_eps)
below_zero, from_above = lam < 0, sp.And(lam >= 0, lam < alpha**N)
before_inflection = sp.And(lam > alpha**N, eps >= phase_edge)

t_id_paper = sp.Piecewise(
    (flow_to_zero / eta, below_zero),
    (U((lam + eps) ** (1 / N)) / eta, from_above),
    (U(reached) / eta + delay_to_eps_paper, before_inflection),
    (_until_second_phase(delay_paper) + linear_phase_paper, True),
)
# Our own form: logarithmic delays, the flow of (28) itself for lam < 0, and one formula for lam > alpha^N.
turning = sp.Min(second_start, reached)
t_id_rising = U(reached) / eta + sp.log(G(turning) / G(alpha))
t_id = sp.Piecewise(
    (U(eps ** (1 / N)) / eta, below_zero),
    (U((lam + eps) ** (1 / N)) / eta, from_above),
    (t_id_rising, True),
)
t_id_two_phases = rounded_up(_until_second_phase(delay)) + rounded_up(linear_phase)

# --- the lower bounds (27) -----------------------------------------------------------------------------------------
contraction = -sp.log(1 - theta)
lower_both_phases = U(inflection) / eta + sp.log((1 - c_N) * root / delta_eps) / contraction
lower_both_phases_paper = U(inflection) / eta + sp.log(phase_edge / eps) / contraction
lower_second_phase = sp.log((root - alpha) / delta_eps) / contraction
lower_first_phase = U(reached) / eta
lower_from_above = sp.log((alpha - rho) / ((lam + eps) ** (1 / N) - rho)) / (-sp.log(1 - eta * h(alpha)))
first_factor = eta * alpha ** (N - 2) * (alpha**N + sp.Abs(lam))
lower_below_zero = sp.log(alpha / eps ** (1 / N)) / (-sp.log(1 - first_factor))
# Along a falling orbit |G| falls and is convex, so one step takes flow time at most eta q, q = |G(d)|/|G(d+)| and
# q <= 1/(1 - eta |G'(alpha)|) by the tangent; q - 1 <= q ln q telescopes to the logarithm of the rounded_up ratio.
fall_slope = alpha ** (N - 2) * ((2 * N - 1) * alpha**N - (N - 1) * lam)
fallen = (limit + eps) ** (1 / N)
lower_falling_flow = U(fallen) / eta - sp.log(G(alpha) / G(fallen)) / (1 - eta * fall_slope)
lower_bound = sp.Piecewise(
    (lower_falling_flow, lam < alpha**N),
    (lower_first_phase, before_inflection),
    (lower_both_phases, in_first_phase),
    (lower_second_phase, True),
)

# --- N = 1: d(k) - lam = (1-eta)^k (alpha - lam) ------------------------------------------------------------------
linear_count = sp.log(sp.Abs(alpha - lam) / eps) / (-sp.log(sp.Abs(1 - eta)))
