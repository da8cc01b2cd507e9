r"""Lemma E.1: the first phase's length as an explicit function of the relative start z = alpha/lam^(1/N) < c_N.

With eta = kappa/((3N-2) lam_1^(2-2/N)), lam_1 >= lam,

    U(lam; alpha -> c_N rho)/eta = ((3N-2)/kappa) (lam_1/lam)^(2-2/N) V(z),
    N = 2:   V = ln(1/z) - (ln 2)/2 + ln(1-z^2)/2,
    N >= 3:  V = z^(2-N)/(N-2) + C_N + R(z),    C_N = -c_N^(2-N)/(N-2) + int_0^{c_N} u du/(1-u^N),
             R(z) = -int_0^z u du/(1-u^N),      -z^2/(2(1-z^N)) <= R <= -z^2/2.

The forms are exact (ours); the paper states the orders.  Also: a_N decreases to ln 2 and b_N/N to 1/(4 ln 2), sampled
up to N = 1000.  Load-bearing: z < c_N (for larger z there is no first phase).  Source: CGMR Lemma E.1, Remark 1.2,
Appendix A.
"""

from __future__ import annotations

import sympy as sp

from dmfproof.statements.domain import Between, Depth, Domain, GroundTruth
from dmfproof.statements.model import BoxCover, Claim, Form, Mutant, Source, Statement, Step
from dmfproof.statements.scalar.flow_closed_form import agree
from dmfproof.statements.vocabulary import FlowTime, N, a_N, alpha, b_N, c_N, lam

lam_1, kappa, _u = sp.symbols("lam_1 kappa u", positive=True)
_z = sp.Symbol("z", positive=True)
_zero, _one = sp.Integer(0), sp.Integer(1)
inflection = c_N * lam ** (1 / N)
z = alpha / lam ** (1 / N)


def head(x: sp.Expr) -> sp.Expr:
    """Return int_0^x u du/(1 - u^N) by 2F1, for 0 <= x < 1."""
    return x**2 / 2 * sp.hyper((1, 2 / N), (1 + 2 / N,), x**N)


_ratio = sp.hyper((1, 2 / N), (1 + 2 / N,), z**N)


def _integral(end: sp.Expr) -> sp.Integral:
    return sp.Integral(_u / (1 - _u**N), (_u, 0, end))


C_N = -(c_N ** (2 - N)) / (N - 2) + head(c_N)
remainder = -head(z)
V_two = sp.log(1 / z) - sp.log(2) / 2 + sp.log(1 - z**2) / 2
V = sp.Piecewise((V_two, sp.Eq(N, 2)), (z ** (2 - N) / (N - 2) + C_N + remainder, True))
C_N_integral = -(c_N ** (2 - N)) / (N - 2) + _integral(c_N)

_step = kappa / ((3 * N - 2) * lam_1 ** (2 - 2 / N))
phase = FlowTime(N, lam, alpha, inflection) / _step
scale = (3 * N - 2) / kappa * (lam_1 / lam) ** (2 - 2 / N)


def _domain(depth: tuple[int, int]) -> Domain:
    return (
        Depth(*depth), GroundTruth("+"), Between(alpha, _zero, inflection), Between(lam_1, lam, 1000 * lam, "left"),
        Between(kappa, _zero, _one),
    )  # fmt: skip


def _start(depth: tuple[int, int]) -> Domain:
    return (Depth(*depth), GroundTruth("+"), Between(alpha, _zero, inflection))


def _claim(name: str, says: str, domain: Domain, relation: sp.Basic, tag: str = "sharper") -> Claim:
    assumed = () if len(domain) == 1 else (alpha < inflection,)
    return Claim(
        name=name, says=says, form=Form.SHARPER, tag=tag, domain=domain, assumes=assumed, concludes=relation,
        load_bearing="z < c_N" if assumed else "",
    )  # fmt: skip


_depths = (Depth(2, 1000),)
_limit_b = 1 / (4 * sp.log(2))
_next = {N: N + 1}

STATEMENT = Statement(
    id="scalar.lemma_e_1",
    title="The first phase's length in the relative start",
    source=Source("CGMR", "Lemma E.1, Remark 1.2, Appendix A"),
    definitions={"V": V, "C_N": C_N, "c_N": c_N, "a_N": a_N, "b_N": b_N},
    claims=(
        _claim(
            "depth_two",
            "U/eta = (4/kappa)(lam_1/lam)(ln(1/z) - (ln 2)/2 + ln(1-z^2)/2) for N = 2, to 100 digits",
            _domain((2, 2)),
            agree(phase, scale * V_two, 100),
        ),
        _claim(
            "deeper",
            "U/eta = ((3N-2)/kappa)(lam_1/lam)^(2-2/N)(z^(2-N)/(N-2) + C_N + R(z)), C_N and R as integrals, to "
            "40 digits",
            _domain((3, 10)),
            agree(phase, scale * (z ** (2 - N) / (N - 2) + C_N_integral - _integral(z)), 40),
        ),
        _claim(
            "remainder",
            "-z^2/(2(1-z^N)) <= R(z) <= -z^2/2",
            _start((3, 10)),
            sp.And(sp.Le(-(z**2) / (2 * (1 - z**N)), remainder), sp.Le(remainder, -(z**2) / 2)),
        ),
        _claim(
            "remainder_ratio",
            "1 <= R(z)/(-z^2/2) <= 1/(1-z^N): the remainder's bounds without their common factor",
            _start((3, 10)),
            sp.And(sp.Le(1, _ratio), sp.Le(_ratio, 1 / (1 - z**N))),
        ),
        _claim(
            "upper_estimate",
            "V(z) <= z^(2-N)/(N-2) + C_N - z^2/2 for N >= 3",
            _start((3, 10)),
            sp.Le(FlowTime(N, 1, z, c_N), z ** (2 - N) / (N - 2) + C_N - z**2 / 2),
        ),
        _claim(
            "a_N_decreases",
            "ln 2 < a_(N+1) < a_N",
            _depths,
            sp.And(sp.Lt(sp.log(2), a_N.subs(_next)), sp.Lt(a_N.subs(_next), a_N)),
        ),
        _claim(
            "a_N_rate",
            "1/4 <= N (a_N - ln 2) <= 1/3",
            _depths,
            sp.And(
                sp.Le(sp.Rational(1, 4), N * (a_N - sp.log(2))),
                sp.Le(N * (a_N - sp.log(2)), sp.Rational(1, 3)),
            ),
        ),
        _claim(
            "b_N_decreases",
            "1/(4 ln 2) < b_(N+1)/(N+1) < b_N/N",
            _depths,
            sp.And(sp.Lt(_limit_b, b_N.subs(_next) / (N + 1)), sp.Lt(b_N.subs(_next) / (N + 1), b_N / N)),
        ),
        _claim(
            "b_N_rate",
            "1/10 <= b_N - N/(4 ln 2) <= 1/5",
            _depths,
            sp.And(
                sp.Le(sp.Rational(1, 10), b_N - N * _limit_b),
                sp.Le(b_N - N * _limit_b, sp.Rational(1, 5)),
            ),
        ),
    ),
    covers=tuple(
        BoxCover(claim="remainder_ratio", fixed={"N": str(depth), "lam": "1"}, box={"alpha": ("1/50", "7/10")})
        for depth in range(3, 9)
    ),
    mutants=(
        Mutant(
            claim=_claim(
                "wrong_inflection",
                "c_N = ((N-1)/N)^(1/N) in C_N",
                _domain((3, 10)),
                agree(
                    phase,
                    scale * (z ** (2 - N) / (N - 2) + C_N_integral.subs(c_N, ((N - 1) / N) ** (1 / N)) - _integral(z)),
                    40,
                ),
                "false",
            ),
            why="the inflection is at c_N^N = (N-1)/(2N-1)",
        ),
        Mutant(
            claim=_claim(
                "exponent_of_the_ratio",
                "U/eta grows like (lam_1/lam)^(2-1/N) for N = 2",
                _domain((2, 2)),
                agree(phase, scale * (lam_1 / lam) ** (1 / N) * V_two, 20),
                "false",
            ),
            why="the exponent is 2-2/N",
        ),
        Mutant(
            claim=_claim(
                "remainder_too_large", "R(z) >= -z^2/2", _start((3, 10)), sp.Ge(remainder, -(z**2) / 2), "false"
            ),
            why="u/(1-u^N) exceeds u",
        ),
        Mutant(
            claim=_claim("b_N_limit", "b_N/N >= 3/8", _depths, sp.Ge(b_N / N, sp.Rational(3, 8)), "false"),
            why="the limit 1/(4 ln 2) = .3607 is smaller",
            witness={"N": "10"},
        ),
        Mutant(
            claim=_claim("a_N_limit", "a_N >= 7/10", _depths, sp.Ge(a_N, sp.Rational(7, 10)), "false"),
            why="the limit ln 2 = .6931 is smaller",
            witness={"N": "1000"},
        ),
    ),
    derivation=(
        Step(
            "with lam = 1 the integrand of U splits, for every N",
            1 / (_z ** (N - 1) * (1 - _z**N)),
            _z ** (1 - N) + _z / (1 - _z**N),
        ),
        Step(
            "N = 2: minus the derivative of V is the integrand",
            -sp.Derivative(-sp.log(_z) + sp.log(1 - _z**2) / 2, _z),
            1 / (_z * (1 - _z**2)),
        ),
        Step("R's bounds: u <= u/(1-u^N) exceeds u by", _z / (1 - _z**N) - _z, _z ** (N + 1) / (1 - _z**N)),
    ),
)
