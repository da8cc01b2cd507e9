r"""One-step facts: what a single step does, polynomial inequalities for every N that Lemma 2.2 and Theorem 2.4 rest on.

In reduced form, lam = s in {1, -1}, state u >= 0, step size eta: G = u^(N-1)(s - u^N), g(u) = u + eta G(u).

    s = 1,  0 < u <= 1,  eta N <= 1                               u <= g(u) <= 1
    s = 1,  1 <= u <= A, eta N A^(2N-2) <= 1                      1 <= g(u) <= u
    s = -1, eta (3N-2) max(u,1)^(2N-2) <= 1                       0 < g(u) < u
    s = +-1, 0 <= u <= A, A >= 1, eta (3N-2) A^(2N-2) <= 1        g'(u) >= 0
    c <= u < 1                                             1 - eta N <= (1-g)/(1-u) <= 1 - eta c^(N-1) sum_{k<N} c^k

For lam > 0: G'(u) has the sign of c_N rho - u, c_N = ((N-1)/(2N-1))^(1/N), so G increases up to the inflection point
and decreases after it; G G' > 0 before it, < 0 from there to rho, > 0 above rho.  For lam < 0, G G' > 0 (G' = lam < 0
at 0 for N = 2).
Load-bearing: the step size in the first four, the range of u in the others.  Sharp: the first at u = 1, the fourth
at u = A = 1, s = -1.
Source: ours; used in CGMR Lemma 2.2 and Theorem 2.4.
"""

from __future__ import annotations

import sympy as sp

from dmfproof.statements.builders import false_neighbour, stated
from dmfproof.statements.domain import Between, Depth, Domain, Draw, GroundTruth
from dmfproof.statements.model import Claim, Source, Statement, Step, Witness, proved
from dmfproof.statements.vocabulary import G, N, c_N, eta, g, h, lam

zero, one, high = sp.Integer(0), sp.Integer(1), sp.Integer(20)
u, A, c = sp.symbols("u A c", positive=True)
root = lam ** (1 / N)
inflection = c_N * root


def slope(state: sp.Expr, truth: sp.Expr) -> sp.Expr:
    """Return G'(u) = u^(N-2) ((N-1) lam - (2N-1) u^N)."""
    return state ** (N - 2) * ((N - 1) * truth - (2 * N - 1) * state**N)


def _claim(
    name: str,
    says: str,
    domain: Domain,
    concludes: sp.Basic,
    assumes: tuple[sp.Basic, ...] = (),
    load_bearing: str = "the step size",
) -> Claim:
    return stated(name, says, domain, assumes, concludes, load_bearing=load_bearing)


def _domain(*draws: Draw, limit: sp.Expr | None = None) -> Domain:
    return (Depth(2, 12), *draws) if limit is None else (Depth(2, 12), *draws, Between(eta, zero, limit, "right"))


up, down = g(u, one), g(u, -one)
_below = Between(u, zero, one, "right")
_above = (Between(A, one, high, "left"), Between(u, one, A, "both"))
_anywhere = Between(u, zero, high)
_interval = (Between(A, one, high, "left"), Between(u, zero, A, "right"))
largest = sp.Max(u, 1) ** (2 * N - 2)
slopes = sp.And(1 + eta * slope(u, one) >= 0, 1 + eta * slope(u, -one) >= 0)
ratio = (1 - up) / (1 - u)
_second_phase = (Between(c, zero, one), Between(u, c, one, "left"), Between(eta, zero, high))
_positive = GroundTruth("+")
_no_step = "none"
_before, _after, _beyond = Between(u, zero, inflection), Between(u, inflection, root), Between(u, root, root + high)
wrong_inflection = ((N - 1) / N) ** (1 / N) * root

STATEMENT = Statement(
    id="scalar.one_step_facts",
    title="What one step does, for every depth",
    source=Source("CGMR", "section 2.1 (used in Lemma 2.2 and Theorem 2.4)"),
    definitions={"G'(u)": slope(u, lam), "inflection point": inflection},
    claims=(
        _claim(
            "below",
            "s = 1, 0 < u <= 1, eta N <= 1: u <= g(u) <= 1",
            _domain(_below, limit=1 / N),
            sp.And(u <= up, up <= 1),
            (u <= 1, eta * N <= 1),
        ),
        _claim(
            "above",
            "s = 1, 1 <= u <= A, eta N A^(2N-2) <= 1: 1 <= g(u) <= u",
            _domain(*_above, limit=1 / (N * A ** (2 * N - 2))),
            sp.And(up >= 1, up <= u),
            (u >= 1, u <= A, eta * N * A ** (2 * N - 2) <= 1),
        ),
        _claim(
            "negative",
            "s = -1, eta (3N-2) max(u,1)^(2N-2) <= 1: 0 < g(u) < u",
            _domain(_anywhere, limit=1 / ((3 * N - 2) * largest)),
            sp.And(down > 0, down < u),
            (eta * (3 * N - 2) * largest <= 1,),
        ),
        _claim(
            "increasing",
            "s = +-1, 0 <= u <= A, A >= 1, eta (3N-2) A^(2N-2) <= 1: g'(u) >= 0",
            _domain(*_interval, limit=1 / ((3 * N - 2) * A ** (2 * N - 2))),
            slopes,
            (u <= A, A >= 1, eta * (3 * N - 2) * A ** (2 * N - 2) <= 1),
        ),
        _claim(
            "inflection",
            "G'(c_N rho) = 0",
            _domain(_positive),
            sp.Eq(slope(inflection, lam), 0),
            (lam > 0,),
            load_bearing=_no_step,
        ),
        _claim(
            "before_inflection",
            "0 < u < c_N rho: G > 0 and G' > 0",
            _domain(_positive, _before),
            sp.And(G(u) > 0, slope(u, lam) > 0),
            (u < inflection,),
            load_bearing="u < c_N rho",
        ),
        _claim(
            "after_inflection",
            "c_N rho < u < rho: G > 0 and G' < 0 (so c_N rho is the only inflection point)",
            _domain(_positive, _after),
            sp.And(G(u) > 0, slope(u, lam) < 0),
            (u > inflection, u < root),
            load_bearing="c_N rho < u < rho",
        ),
        _claim(
            "above_root",
            "u > rho: G < 0 and G' < 0, so G G' > 0",
            _domain(_positive, _beyond),
            sp.And(G(u) < 0, slope(u, lam) < 0),
            (u > root,),
            load_bearing="u > rho",
        ),
        _claim(
            "not_positive",
            "lam <= 0, u > 0: G < 0 and G' < 0, so G G' > 0",
            _domain(GroundTruth("-0"), _anywhere),
            sp.And(G(u) < 0, slope(u, lam) < 0),
            (lam <= 0,),
            load_bearing="lam <= 0",
        ),
        _claim(
            "second_phase",
            "c <= u < 1: 1 - eta N <= (1-g)/(1-u) <= 1 - eta c^(N-1) sum_{k<N} c^k, for every eta",
            _domain(*_second_phase),
            sp.And(1 - eta * N <= ratio, ratio <= 1 - eta * h(c, one)),
            (c <= u, u < 1),
            load_bearing="c <= u < 1",
        ),
    ),
    mutants=(
        false_neighbour(
            _claim(
                "below_with_N_minus_1",
                "eta (N-1) <= 1 is enough below the root",
                _domain(_below, limit=1 / (N - 1)),
                sp.And(u <= up, up <= 1),
            ),
            "at u near 1 the step size 1/(N-1) overshoots",
            {"N": "2", "u": "9/10", "eta": "1"},
        ),
        false_neighbour(
            _claim(
                "above_without_A",
                "eta N <= 1 is enough above the root",
                _domain(*_above, limit=1 / N),
                sp.And(up >= 1, up <= u),
            ),
            "far above the root the gradient is larger: A^(2N-2) is needed",
            {"N": "2", "A": "3", "u": "2", "eta": "1/2"},
        ),
        false_neighbour(
            _claim(
                "negative_with_1",
                "s = -1: eta max(u,1)^(2N-2) <= 1 is enough",
                _domain(_anywhere, limit=1 / largest),
                sp.And(down > 0, down < u),
            ),
            "at u = 1 the step size 1 leads to -1",
            {"N": "2", "u": "1", "eta": "1"},
        ),
        false_neighbour(
            _claim(
                "increasing_with_2N_minus_1",
                "eta (2N-1) A^(2N-2) <= 1 is enough for g' >= 0 with both signs",
                _domain(*_interval, limit=1 / ((2 * N - 1) * A ** (2 * N - 2))),
                slopes,
            ),
            "for s = -1 the slope at 1 is 1 - eta (3N-2)",
            {"N": "2", "A": "1", "u": "1", "eta": "1/3"},
        ),
        false_neighbour(
            _claim(
                "inflection_with_N",
                "G' > 0 up to ((N-1)/N)^(1/N) rho",
                _domain(_positive, Between(u, zero, wrong_inflection)),
                slope(u, lam) > 0,
            ),
            "the inflection point has 2N-1, not N",
            {"N": "2", "lam": "1", "u": "7/10"},
        ),
        false_neighbour(
            _claim(
                "flow_and_slope_agree",
                "G G' > 0 wherever u is not the root",
                _domain(_positive, Between(u, zero, root)),
                G(u) * slope(u, lam) > 0,
            ),
            "G decreases between the inflection point and the root",
            {"N": "2", "lam": "1", "u": "9/10"},
        ),
        false_neighbour(
            _claim(
                "second_phase_lower",
                "(1-g)/(1-u) >= 1 - eta (N-1)",
                _domain(*_second_phase),
                1 - eta * (N - 1) <= ratio,
            ),
            "near 1 the ratio is 1 - eta N",
            {"N": "2", "c": "1/2", "u": "9/10", "eta": "1/4"},
        ),
        false_neighbour(
            _claim(
                "second_phase_upper",
                "(1-g)/(1-u) <= 1 - eta N c^(N-1)",
                _domain(*_second_phase),
                ratio <= 1 - eta * N * c ** (N - 1),
            ),
            "each term c^k of the sum is below 1",
            {"N": "2", "c": "1/2", "u": "1/2", "eta": "1/4"},
        ),
    ),
    witnesses=(
        Witness(claim="below", point={"N": "5", "u": "1", "eta": "1/5"}, says="u = 1 is a fixed point"),
        Witness(claim="increasing", point={"N": "2", "A": "1", "u": "1", "eta": "1/4"}, says="g'(1) = 0 for s = -1"),
        Witness(
            claim="second_phase",
            point={"N": "3", "c": "1/2", "u": "1/2", "eta": "1/4"},
            says="u = c attains the upper bound",
        ),
    ),
    derivation=(
        Step("the derivative of the flow's right-hand side", sp.Derivative(G(u), u), slope(u, lam)),
        Step(
            "the second-phase ratio is 1 - eta u^(N-1) (1 - u^N)/(1 - u)",
            ratio,
            1 - eta * u ** (N - 1) * (1 - u**N) / (1 - u),
        ),
        Step(
            "s = -1: one step multiplies u by 1 - eta u^(N-2)(u^N + 1)", down, u * (1 - eta * u ** (N - 2) * (u**N + 1))
        ),
    ),
)

STATEMENT = proved(
    STATEMENT,
    {
        "below": ("lemma_2_2_below",),
        "above": ("lemma_2_2_above",),
        "negative": ("lemma_2_2_negative_strict",),
        "increasing": ("slope_nonneg_any_sign",),
    },
)
