"""Twenty-two false neighbours of the theory's claims, invented for the tests: none is a mutant of a statement.

Each is plausible: a constant pushed, an exponent or a sign mistaken, a mean confused with another.
"""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from dmfproof.statements import count_bounds as bounds
from dmfproof.statements.catalogue import find
from dmfproof.statements.domain import Between, Depth, GroundTruth, Whole
from dmfproof.statements.model import Claim, Form
from dmfproof.statements.perturbed import equation_15, lemma_2_11, lemma_2_12, lemma_d_2, lemma_d_3
from dmfproof.statements.perturbed_vocabulary import beta, c
from dmfproof.statements.scalar import first_phase, lemma_b_1, monotone_in_lam
from dmfproof.statements.vocabulary import (
    FlowTime,
    FlowValue,
    G,
    HittingTime,
    M,
    N,
    a_N,
    alpha,
    b_N,
    c_N,
    delta_eps,
    eps,
    eta,
    g,
    k,
    lam,
    rho,
)

zero, half = sp.Integer(0), sp.Rational(1, 2)
root = lam ** (1 / N)
at_most, at_least = (lambda a, b: sp.Le(a, b, evaluate=False)), (lambda a, b: sp.Ge(a, b, evaluate=False))


def _own(name: str, says: str, domain: tuple, concludes: sp.Basic, assumes: tuple = ()) -> Claim:
    return Claim(name=name, says=says, form=Form.SHARPER, tag="false", domain=domain, assumes=assumes,
                 concludes=concludes)  # fmt: skip


def _like(statement: str, claim: str, name: str, says: str, **changes: object) -> Claim:
    """Change one part of a claim of the catalogue."""
    return replace(find(statement).claim(claim), name=name, says=says, tag="false", **changes)


def _step(signs: str, low: sp.Expr, high: sp.Expr, limit: sp.Expr) -> tuple:
    return Depth(2, 10), GroundTruth(signs), Between(alpha, low, high), Between(eta, zero, limit, "right")


T = HittingTime(N, lam, alpha, eta, eps)
U1 = FlowTime(N, lam, alpha, bounds.inflection)
FALSE = (
    _own("half_a_depth", "from below eta <= 1/((N - 1/2) lam^(2-2/N)) never overshoots",
         _step("+", zero, root, 1 / ((N - half) * lam ** (2 - 2 / N))), g(alpha) <= rho),
    _own("two_thirds", "lam < 0: eta <= 2/(3 M^(2N-2)) keeps d(1) >= 0",
         _step("-", zero, 3 * sp.Abs(lam) ** (1 / N), 2 / (3 * M ** (2 * N - 2))), g(alpha) >= 0),
    _own("order_with_long_steps", "0 <= mu <= lam and eta <= 3/M^(2N-2) keep the order of two orbits",
         monotone_in_lam._domain("+", (zero, lam), 3 / monotone_in_lam.M_both ** (2 * N - 2), 4),
         monotone_in_lam.ordered),
    _like("scalar.theorem_2_4", "upper_both_phases", "quarter_of_the_delay", "a quarter of the delay is enough",
          concludes=at_most(T, sp.ceiling(
              bounds.U(bounds.reached) / eta + sp.log(G(bounds.turning) / G(alpha)) / 4))),
    _like("scalar.theorem_2_4", "lower_both_phases", "numerator_and_a_half", "the lower bound's numerator, 3/2 times",
          concludes=at_least(T, sp.ceiling(
              U1 / eta + sp.log(3 * half * (1 - c_N) * root / delta_eps) / bounds.contraction))),
    _like("scalar.theorem_2_4", "lower_both_phases", "half_of_a_N", "the upper bound with a_N/2 for a_N",
          concludes=at_most(T, sp.ceiling(U1 / eta + bounds.delay + sp.log(a_N * lam / (2 * eps))
                                          / (-sp.log(1 - eta * b_N * lam ** (2 - 2 / N)))))),
    _like("scalar.theorem_2_4", "lower_both_phases", "rate_of_the_root", "the upper bound with N for b_N, a_N as it is",
          concludes=at_most(T, sp.ceiling(U1 / eta + bounds.delay + sp.log(a_N * lam / eps)
                                          / bounds.contraction))),
    _like("scalar.first_phase", "lower", "one_more", "T1 >= ceil(U1/eta) + 1",
          concludes=at_least(first_phase.T1, sp.ceiling(first_phase.U1 / eta) + 1)),
    _like("scalar.first_phase", "slope_bound", "slope_at_the_start", "G' is largest at the inflection's half",
          concludes=at_most(first_phase.slope, first_phase.slope.xreplace({alpha: bounds.inflection / 2}))),
    _own("slow_exponent", "N = 2: y^2 = lam alpha^2/(alpha^2 + (lam - alpha^2) e^(-lam t)), to 20 digits",
         (Depth(2, 2), GroundTruth("+"), Between(alpha, zero, 2 * root), Between(eta, zero, sp.Integer(3) / lam)),
         sp.Abs(FlowValue(eta, N, lam, alpha) ** 2
                - lam * alpha**2 / (alpha**2 + (lam - alpha**2) * sp.exp(-lam * eta)))
         <= lam / 10**20),
    _like("scalar.lemma_2_7", "time_accelerating", "whole_step", "one step takes the flow at least 0.99 eta",
          concludes=at_least(find("scalar.lemma_2_7").claim("time_accelerating").concludes.lts,
                             sp.Rational(99, 100) * eta)),
    _own("growth_without_one", "lam <= 0, eta > 2/alpha^(2N-2): |d(1)| >= eta alpha^(2N-2) |d(0)|",
         (Depth(2, 10), GroundTruth("-0"), Between(alpha, zero, sp.Integer(20)),
          Between(eta, lemma_b_1.simple_threshold, 9 * lemma_b_1.simple_threshold)),
         sp.Abs(g(alpha)) >= eta * alpha ** (2 * N - 1)),
    _like("perturbed.lemma_d_2", "invariants", "little_growth", "d2 <= (1 + 1/(8N)) M",
          concludes=lemma_d_2.second <= (1 + 1 / (8 * N)) * lemma_d_2.M),
    _like("perturbed.lemma_d_3", "ahead", "ahead_by_a_thousandth", "p(k) <= 0.999 bt(k)^N",
          concludes=lemma_d_3.product <= sp.Rational(999, 1000) * lemma_d_3.identical**N),
    _like("perturbed.lemma_2_11", "transition", "twice_beta", "the bound on T0 with 2 beta for beta in its rate",
          concludes=at_most(lemma_2_11.T0, sp.floor(
              sp.log(lemma_2_11.S / beta) / sp.log(1 + eta * sp.Abs(lam) * (2 * beta) ** (N - 2))) + 1)),
    _like("perturbed.lemma_2_12", "error_above_zero", "fast_error", "the error falls by the factor 1 - eta M^(2N-2)",
          concludes=lemma_2_12.error_next <= (1 - eta * M ** (2 * N - 2)) * lemma_2_12.error),
    _like("perturbed.equation_15", "below", "arithmetic_mean", "T^Id may start at the arithmetic mean alpha - beta/N",
          concludes=at_most(equation_15.T, sp.ceiling(equation_15.identical(bounds.t_id, alpha - beta / N)))),
    _own("half_the_square", "c^(2N-2) <= N^2/2", (Depth(2, 100),), at_most(c ** (2 * N - 2), N**2 / 2)),
    _own("c_like_a_reciprocal", "c <= 1 + 2/(N+1)", (Depth(2, 100),), at_most(c, 1 + 2 / (N + 1))),
    _own("floor_for_ceiling", "N = 1: T = floor(ln(|alpha-lam|/eps)/(-ln(1-eta)))",
         (Depth(1, 1), GroundTruth("+-0"), Between(alpha, zero, sp.Integer(20)), Between(eta, zero, sp.Integer(1)),
          Between(eps, zero, sp.Abs(alpha - lam))),
         sp.Eq(T, sp.floor(bounds.linear_count), evaluate=False)),
    _own("error_falls_twice_as_fast", "|d(k)^N - lam| falls to the square of its share at each step",
         (*_step("+", root / 2, root, 1 / (N * lam ** (2 - 2 / N))), Whole(k, 0, 3)),
         (lam - g(alpha) ** N) * lam <= (lam - alpha**N) ** 2),
    _own("middle_of_the_range", "G is largest at rho/2",
         (Depth(2, 10), GroundTruth("+"), Between(alpha, zero, rho)), at_most(G(alpha), G(rho / 2))),
)  # fmt: skip
