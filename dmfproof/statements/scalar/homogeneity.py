r"""Homogeneity: multiplying all iterates by R > 0 turns one problem into an equivalent one.

    lam -> R^N lam,   alpha -> R alpha,   eta -> R^(2-2N) eta,   eps -> R^N eps

maps each iterate d(k) to R d(k): one step satisfies g(R u; R^N lam, R^(2-2N) eta) = R g(u; lam, eta) identically. So
hitting times and every condition on the step size are unchanged, and U(R^N lam; R a -> R m) = R^(2-2N) U(lam; a ->
m). The theory lives on lam in {1, 0, -1} with the two reduced parameters alpha/|lam|^(1/N), eta |lam|^(2-2/N) (lam =
0: eta alpha^(2N-2) alone) and eps/|lam|.

The one-step identity is proved for every N by the derivation; the rest follows from it and is attacked end to end.
Nothing is assumed of the step size.  The papers use the scaling tacitly; the statement is ours.
Source: CGMR section 2.1, (18), (22), (28).
"""

from __future__ import annotations

import sympy as sp

from dmfproof.statements.builders import false_neighbour, stated
from dmfproof.statements.domain import Between, Depth, Domain, GroundTruth
from dmfproof.statements.model import Claim, Source, Statement, Step, Witness
from dmfproof.statements.vocabulary import (
    FlowTime,
    G,
    HittingTime,
    M,
    N,
    alpha,
    eps,
    eta,
    g,
    h,
    j,
    lam,
    limit,
    rho,
)

R = sp.Symbol("R", positive=True)
target = sp.Symbol("m", positive=True)
u = sp.Symbol("u", positive=True)

scaled_lam, scaled_alpha, scaled_eta, scaled_eps = R**N * lam, R * alpha, R ** (2 - 2 * N) * eta, R**N * eps
scaled = {lam: scaled_lam, alpha: scaled_alpha, eta: scaled_eta}
gap = sp.Piecewise((sp.Abs(alpha - lam), sp.Eq(N, 1)), (sp.Abs(alpha**N - limit), True))
T = HittingTime(N, lam, alpha, eta, eps)
time = FlowTime(N, lam, alpha, target)
scaled_definition = sp.Integral(1 / (u ** (N - 1) * (scaled_lam - u**N)), (u, scaled_alpha, R * target))
scale_range = Between(R, sp.Rational(1, 1000), sp.Integer(1000), "both")
high = sp.Integer(20)
DIGITS, INTEGRAL_DIGITS = 30, 8


def _domain(*more: Between, signs: str = "+-0", least: int = 1) -> Domain:
    return (Depth(least, 10), GroundTruth(signs), Between(alpha, sp.Integer(0), high), *more, scale_range)


def _agree(left: sp.Expr, right: sp.Expr, digits: int) -> sp.Basic:
    """State that two flow times forward in time agree to so many digits."""
    return sp.Abs(left - right) <= sp.Integer(10) ** (-digits) * right


def _flow_claim(
    name: str, side: str, signs: str, start: tuple[sp.Expr, sp.Expr], end: tuple[sp.Expr, sp.Expr]
) -> Claim:
    after = FlowTime(N, scaled_lam, scaled_alpha, R * target)
    return stated(
        name,
        f"{side}, U(R^N lam; R a -> R m) = R^(2-2N) U(lam; a -> m), to {DIGITS} digits",
        (Depth(2, 10), GroundTruth(signs), Between(alpha, *start), Between(target, *end), scale_range),
        (),
        _agree(after, R ** (2 - 2 * N) * time, DIGITS),
    )


_root = lam ** (1 / N)
_size = sp.Abs(lam) ** (1 / N)
_step = 1 / (N * M ** (2 * N - 2))
_wide_step = Between(eta, sp.Integer(0), 2 * _step, "right")
_hit_domain = _domain(Between(eta, sp.Integer(0), _step, "right"), Between(eps, gap / 1000, gap))
_hit_slow = _domain(Between(eta, sp.Integer(0), _step, "right"), Between(eps, sp.Integer(0), gap))


def _same(condition: sp.Basic) -> sp.Basic:
    """Say that the condition holds before rescaling if and only if it holds after."""
    after = condition.subs(scaled, simultaneous=True)
    return sp.And(sp.Implies(condition, after), sp.Implies(after, condition))


def _invariant(name: str, says: str, condition: sp.Basic, domain: Domain) -> Claim:
    return stated(name, says, domain, (), _same(condition))


_negative_condition = eta * alpha ** (N - 2) * (alpha**N - lam) <= 1
_r, _s = sp.symbols("rho s", positive=True)

STATEMENT = Statement(
    id="scalar.homogeneity",
    title="Homogeneity: only the reduced parameters matter",
    source=Source("CGMR", "section 2.1, (18), (22), (28)"),
    claims=(
        stated(
            "one_step",
            "one step of the rescaled problem is the rescaled step: g(R u; R^N lam, R^(2-2N) eta) = R g(u; lam, eta)",
            _domain(Between(eta, sp.Integer(0), 2 * _step)),
            (),
            sp.Eq(g(scaled_alpha, scaled_lam, scaled_eta), R * g(alpha)),
            argument="By induction d(k) -> R d(k) for every k.",
        ),
        _flow_claim(
            "flow_time_below", "below the root", "+", (sp.Integer(0), _root * 99 / 100), (alpha, _root * 999 / 1000)
        ),
        _flow_claim(
            "flow_time_above", "above the root", "+", (_root * 101 / 100, _root * 20), (_root * 1001 / 1000, alpha)
        ),
        _flow_claim("flow_time_negative", "for lam < 0", "-", (sp.Integer(0), high), (alpha / 1000, alpha)),
        _flow_claim("flow_time_zero", "for lam = 0", "0", (sp.Integer(0), high), (alpha / 1000, alpha)),
        stated(
            "flow_time_by_definition",
            f"the same with the rescaled flow time by its definition (22), integrated, to {INTEGRAL_DIGITS} digits",
            (
                Depth(2, 3),
                GroundTruth("-"),
                Between(alpha, _size / 2, _size * 2),
                Between(target, alpha / 4, alpha / 2),
                Between(R, sp.Rational(1, 2), sp.Integer(2), "both"),
            ),
            (),
            _agree(scaled_definition, R ** (2 - 2 * N) * time, INTEGRAL_DIGITS),
        ),
        stated(
            "hitting_time",
            "the hitting time is unchanged by rescaling",
            _hit_slow,
            (),
            sp.Eq(HittingTime(N, scaled_lam, scaled_alpha, scaled_eta, scaled_eps), T),
        ),
        stated(
            "hitting_time_reduced_zero",
            "for lam = 0 the hitting time is that of the start 1 with step size eta alpha^(2N-2), accuracy eps/alpha^N",
            (
                Depth(2, 10),
                GroundTruth("0"),
                Between(alpha, sp.Integer(0), high),
                Between(eta, sp.Integer(0), _step, "right"),
                Between(eps, gap / 1000, gap),
            ),
            (),
            sp.Eq(HittingTime(N, lam, 1, eta * alpha ** (2 * N - 2), eps / alpha**N), T),
        ),
        _invariant(
            "simple_step_invariant",
            "eta <= 1/(N M^(2N-2)) holds before rescaling if and only if it holds after",
            sp.Le(eta * N * M ** (2 * N - 2), 1),
            _domain(_wide_step),
        ),
        _invariant(
            "secant_step_invariant",
            "eta h(max(alpha, rho)) <= 1 holds before rescaling if and only if it holds after",
            sp.Le(eta * h(sp.Max(alpha, rho)), 1),
            _domain(Between(eta, sp.Integer(0), 2 / h(sp.Max(alpha, rho)), "right"), signs="+0", least=2),
        ),
        _invariant(
            "negative_step_invariant",
            "for lam < 0, eta alpha^(N-2)(alpha^N+|lam|) <= 1 is unchanged by rescaling",
            _negative_condition,
            _domain(
                Between(eta, sp.Integer(0), 2 / (alpha ** (N - 2) * (alpha**N - lam)), "right"), signs="-", least=2
            ),
        ),
    ),
    mutants=(
        false_neighbour(
            stated(
                "step_size_unscaled",
                "rescaling needs no change of the step size",
                _hit_domain,
                (),
                sp.Eq(HittingTime(N, scaled_lam, scaled_alpha, eta, scaled_eps), T),
            ),
            why="the gradient has degree 2N-1, so the step size must be scaled by R^(2-2N)",
            witness={"N": "2", "lam": "1", "alpha": "1/2", "eta": "1/8", "eps": "1/10", "R": "1/2"},
        ),
        false_neighbour(
            stated(
                "accuracy_scaled_like_the_state",
                "the accuracy is scaled by R, as the iterates are",
                _hit_domain,
                (R * eps < R**N * gap,),
                sp.Eq(HittingTime(N, scaled_lam, scaled_alpha, scaled_eta, R * eps), T),
            ),
            why="the error is that of d^N, so it is scaled by R^N",
            witness={"N": "2", "lam": "1", "alpha": "1/2", "eta": "1/8", "eps": "1/10", "R": "2"},
        ),
        false_neighbour(
            stated(
                "step_exponent_2_minus_N",
                "the step size is scaled by R^(2-N)",
                _domain(Between(eta, sp.Integer(0), 2 * _step)),
                (),
                sp.Eq(g(scaled_alpha, scaled_lam, R ** (2 - N) * eta), R * g(alpha)),
            ),
            why="the exponent is 2-2N",
            witness={"N": "2", "lam": "0", "alpha": "1", "eta": "1/4", "R": "2"},
        ),
        false_neighbour(
            stated(
                "flow_time_exponent",
                "the flow time is scaled by R^(1-2N)",
                (
                    Depth(2, 10),
                    GroundTruth("-"),
                    Between(alpha, sp.Integer(0), high),
                    Between(target, alpha / 100, alpha),
                    scale_range,
                ),
                (),
                _agree(FlowTime(N, scaled_lam, scaled_alpha, R * target), R ** (1 - 2 * N) * time, DIGITS),
            ),
            why="du scales like R and 1/G like R^(1-2N): together R^(2-2N)",
            witness={"N": "2", "lam": "-1", "alpha": "1", "m": "1/2", "R": "2"},
        ),
        false_neighbour(
            stated(
                "step_condition_without_scaling",
                "eta <= 1/(N M^(2N-2)) is unchanged when lam and alpha are rescaled but eta is not",
                _domain(_wide_step),
                (),
                sp.Implies(
                    sp.Le(eta * N * M ** (2 * N - 2), 1),
                    sp.Le(
                        eta * N * M.subs({lam: scaled_lam, alpha: scaled_alpha}, simultaneous=True) ** (2 * N - 2), 1
                    ),
                ),
            ),
            why="M scales like R",
            witness={"N": "2", "lam": "1", "alpha": "1", "eta": "1/2", "R": "2"},
        ),
    ),
    witnesses=(
        Witness(
            claim="simple_step_invariant",
            point={"N": "3", "lam": "2", "alpha": "2", "eta": "1/48", "R": "7/5"},
            says="at the limit itself both sides are equalities",
        ),
    ),
    derivation=(
        Step("one step commutes with the scaling", g(R * u, R**N * lam, R ** (2 - 2 * N) * eta), R * g(u)),
        Step("the flow's right-hand side is homogeneous of degree 2N-1", G(R * u, R**N * lam), R ** (2 * N - 1) * G(u)),
        Step(
            "so the integrand of U with x = R u, dx = R du, scales by R^(2-2N)",
            R / G(R * u, R**N * lam),
            R ** (2 - 2 * N) / G(u),
        ),
        Step("errors scale by R^N, as eps does", (R * u) ** N - R**N * lam, R**N * (u**N - lam)),
        Step(
            "eta N M^(2N-2) is invariant",
            R ** (2 - 2 * N) * eta * N * (R * u) ** (2 * N - 2),
            eta * N * u ** (2 * N - 2),
        ),
        Step(
            "eta h is invariant, term by term of the secant slope",
            R ** (2 - 2 * N) * eta * (R * u) ** (N - 1) * (R * u) ** (N - 1 - j) * (R * _r) ** j,
            eta * u ** (N - 1) * u ** (N - 1 - j) * _r**j,
        ),
        Step(
            "the step size for lam = -s < 0 is invariant",
            R ** (2 - 2 * N) * eta * (R * u) ** (N - 2) * ((R * u) ** N + R**N * _s),
            eta * u ** (N - 2) * (u**N + _s),
        ),
        Step("the root scales like the state", (R**N * _s) ** (1 / N), R * _s ** (1 / N)),
    ),
)
