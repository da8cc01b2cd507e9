r"""First phase: the number T1 of steps to the inflection point, with about half the delay of Theorem 2.4.

T1 = min{k : d(k) >= c_N rho} is the hitting time of the accuracy eps = N lam/(2N-1).  For 0 < alpha < c_N rho, U1 =
U(lam; alpha -> c_N rho) and eta <= 1/(N lam^(2-2/N)),

    T1 <= ceil( U1/eta + ( eta G'(alpha) + e^(eta K) ln(G(c_N rho)/G(alpha)) )/2 ),
    K = (N/2) ((N-2)/(2(2N-1)))^(1-2/N) lam^(2-2/N),     N = 2: K = lam;  K is the maximum of G' on (0, c_N rho).

Theorem 2.4 has the whole logarithm.  Load-bearing: the correction e^(eta K); exactly half the logarithm is false.
Ours; the paper has T_N^Id's s_N.  Source: CGMR Theorem 2.4, (24), sharpened.
"""

from __future__ import annotations

import sympy as sp

from dmfproof.statements.builders import false_neighbour, pushed, stated
from dmfproof.statements.cases import BELOW
from dmfproof.statements.count_bounds import U, inflection, phase_edge
from dmfproof.statements.domain import Between, Depth, Domain, GroundTruth
from dmfproof.statements.model import Claim, Source, Statement, Step, Witness, q
from dmfproof.statements.vocabulary import G, HittingTime, N, alpha, eta, lam

_x = sp.Symbol("x", positive=True)
zero = sp.Integer(0)
T1 = HittingTime(N, lam, alpha, eta, phase_edge)
U1 = U(inflection)
log_ratio = sp.log(G(inflection) / G(alpha))
K = N / 2 * ((N - 2) / (2 * (2 * N - 1))) ** (1 - 2 / N) * lam ** (2 - 2 / N)
slope = alpha ** (N - 2) * ((N - 1) * lam - (2 * N - 1) * alpha**N)
step = BELOW.step
bound = U1 / eta + (eta * slope + sp.exp(eta * K) * log_ratio) / 2
bound_whole = U1 / eta + log_ratio


def _domain(low: sp.Expr = zero, depth: tuple[int, int] = (2, 10), least_step: sp.Expr = zero) -> Domain:
    steps = Between(eta, least_step, step, "both" if least_step != zero else "right")
    return (Depth(*depth), GroundTruth("+"), Between(alpha, low, inflection), steps)


def _claim(name: str, says: str, relation: sp.Basic, domain: Domain | None = None) -> Claim:
    return stated(
        name,
        says,
        domain or _domain(),
        (alpha < inflection, eta <= step),
        relation,
        load_bearing="the correction e^(eta K)",
        argument="Below rho the orbit rises (Lemma 2.2): d(k) >= c_N rho at every k >= T1.",
    )


_half = sp.Rational(1, 2)
_CONSTANTS = (
    pushed(
        "half",
        "the delay of the first phase is q (eta G'(alpha) + e^(eta K) ln(G(c_N rho)/G(alpha))) (ours: q = 1/2)",
        "T1 <= ceil(U1/eta + q (eta G'(alpha) + e^(eta K) ln(G(c_N rho)/G(alpha))))",
        (zero, _half),
        _domain(inflection / 10),
        sp.Le(T1, sp.ceiling(U1 / eta + q * (eta * slope + sp.exp(eta * K) * log_ratio)), evaluate=False),
        value=_half,
        stronger="smaller",
    ),
)

STATEMENT = Statement(
    id="scalar.first_phase",
    title="Steps to the inflection point, with half the delay",
    source=Source("CGMR", "Theorem 2.4, (24), first phase"),
    definitions={"T1": T1, "U1": U1, "K": K},
    claims=(
        _claim(
            "upper",
            "T1 <= ceil(U1/eta + (eta G'(alpha) + e^(eta K) ln(G(c_N rho)/G(alpha)))/2)",
            sp.Le(T1, sp.ceiling(bound)),
        ),
        _claim(
            "upper_whole_logarithm",
            "T1 <= ceil(U1/eta + ln(G(c_N rho)/G(alpha))), Theorem 2.4's delay",
            sp.Le(T1, sp.ceiling(bound_whole)),
        ),
        _claim(
            "lower",
            "T1 >= ceil(U1/eta): descent is never ahead of the flow while it accelerates",
            sp.Ge(T1, sp.ceiling(U1 / eta)),
        ),
        _claim(
            "slope_bound",
            "K bounds G' on (0, c_N rho)",
            sp.Le(slope, K),
        ),
    ),
    mutants=(
        false_neighbour(
            _claim(
                "half_the_logarithm",
                "T1 <= ceil(U1/eta + ln(G(c_N rho)/G(alpha))/2), which is T1 < U1/eta + ln(...)/2 + 1",
                sp.Lt(T1, U1 / eta + log_ratio / 2 + 1),
                _domain(inflection / 2, (2, 3), step / 2),
            ),
            why="half the logarithm is the delay for small steps only",
            witness={"N": "2", "lam": "1", "alpha": "40053291/100000000", "eta": "1/4"},
        ),
        false_neighbour(
            _claim(
                "no_delay",
                "T1 <= ceil(U1/eta)",
                sp.Le(T1, sp.ceiling(U1 / eta)),
                _domain(depth=(2, 4)),
            ),
            why="descent lags behind an accelerating flow",
        ),
        false_neighbour(
            _claim(
                "slope_bound_halved",
                "K/2 bounds G' on (0, c_N rho)",
                sp.Le(slope, K / 2),
            ),
            why="K is attained where x^N = lam (N-2)/(2(2N-1)), for N = 2 as x -> 0",
        ),
    ),
    witnesses=(
        Witness(
            claim="upper",
            point={"N": "2", "lam": "1", "alpha": "40053291/100000000", "eta": "1/4"},
            says="T1 = 3, attained, where half the logarithm alone gives 2",
        ),
    ),
    derivation=(
        Step("G' as used", sp.Derivative(G(_x), _x), _x ** (N - 2) * ((N - 1) * lam - (2 * N - 1) * _x**N)),
        Step(
            "G'' vanishes where x^N = lam (N-2)/(2(2N-1)): there G' is largest",
            sp.Derivative(_x ** (N - 2) * ((N - 1) * lam - (2 * N - 1) * _x**N), _x),
            (N - 1) * _x ** (N - 3) * ((N - 2) * lam - 2 * (2 * N - 1) * _x**N),
        ),
    ),
    notes="Open: T1 <= U1/eta + ln(G(c_N rho)/G(alpha))/2 + C with an absolute C.  Neither proved nor refuted.  "
    "In a sketch in binary64 (500 random starts and steps for each N in 2, 3, 4, 6, 10, alpha/(c_N rho) from e^-3 "
    "to 1, eta from 20% to 100% of its limit) T1 - U1/eta - ln(G(c_N rho)/G(alpha))/2 was at most 1.0101 (N = 3), "
    "of which rounding up takes less than 1.  C cannot be below 1.0087, the value at the witness.",
    constants=_CONSTANTS,
)
