r"""Remark 1.2 with (12) and (68): what the iteration count looks like.

With kappa = eta (3N-2) lam_1^(2-2/N) in (0, 1), lam_1 >= lam the largest eigenvalue, z = alpha/lam^(1/N) < c_N and eps
< N lam/(2N-1),

    T <= ceil( ((3N-2)/kappa)(lam_1/lam)^(2-2/N) V(z) + s + ln(a_N lam/eps)/l(b_N) ),
    T >= ceil( ((3N-2)/kappa)(lam_1/lam)^(2-2/N) V(z) + ln((1-c_N) rho/Delta(eps))/l(N) ),
    l(b) = |ln(1 - kappa (b/(3N-2))(lam/lam_1)^(2-2/N))|,

V of Lemma E.1, Delta(eps) = lam^(1/N) - (lam-eps)^(1/N), s the paper's ceil(G(c_N rho)/G(alpha)), sharpened to its
logarithm; the sharper numerator is (1-c_N) rho/Delta(eps).  So z^(2-N) (N >= 3) or ln(1/z) (N = 2) and ln(1/eps) rule:
alpha and eps enter apart.
Load-bearing: the step size.  The sum under one ceiling is open for the paper's three terms; it has never failed.
Source: CGMR Remark 1.2, (12), (68), Lemma E.1.
"""

from __future__ import annotations

import sympy as sp

from dmfproof.statements.domain import Between, Depth, Domain, GroundTruth
from dmfproof.statements.model import Claim, Form, Mutant, Source, Statement, Step
from dmfproof.statements.scalar.lemma_e_1 import V
from dmfproof.statements.vocabulary import G, HittingTime, N, a_N, alpha, b_N, c_N, delta_eps, eps, eta, lam

lam_1 = sp.Symbol("lam_1", positive=True)
_zero = sp.Integer(0)
inflection = c_N * lam ** (1 / N)
phase_edge = N * lam / (2 * N - 1)
step = 1 / ((3 * N - 2) * lam_1 ** (2 - 2 / N))
kappa = eta * (3 * N - 2) * lam_1 ** (2 - 2 / N)
relative = (lam / lam_1) ** (2 - 2 / N)
T = HittingTime(N, lam, alpha, eta, eps)
flow_part = (3 * N - 2) / kappa * (lam_1 / lam) ** (2 - 2 / N) * V
ratio = G(inflection) / G(alpha)
numerator_paper = a_N * lam / eps
numerator = (1 - c_N) * lam ** (1 / N) / delta_eps


def linear(top: sp.Expr, factor: sp.Expr) -> sp.Expr:
    """Return the length of the linear phase with the contraction 1 - kappa (factor/(3N-2)) (lam/lam_1)^(2-2/N)."""
    return sp.log(top) / (-sp.log(1 - kappa * factor / (3 * N - 2) * relative))


_DOMAIN: Domain = (
    Depth(2, 10), GroundTruth("+"), Between(alpha, _zero, inflection), Between(lam_1, lam, 1000 * lam, "left"),
    Between(eta, _zero, step), Between(eps, _zero, phase_edge),
)  # fmt: skip


def _claim(name: str, says: str, relation: sp.Basic, form: Form, tag: str) -> Claim:
    return Claim(
        name=name, says=says, form=form, tag=tag, domain=_DOMAIN,
        assumes=(alpha < inflection, eps < phase_edge, lam_1 >= lam, eta < step), concludes=relation,
        load_bearing="the step size",
    )  # fmt: skip


_truth, _kappa = sp.symbols("lam_i kappa", positive=True)

STATEMENT = Statement(
    id="scalar.remark_1_2",
    title="What the iteration count looks like",
    source=Source("CGMR", "Remark 1.2, (12), (68)"),
    definitions={"V": V, "kappa": kappa},
    claims=(
        _claim(
            "upper_paper",
            "T <= ceil(flow part + ceil(G(c_N rho)/G(alpha)) + linear phase with numerator a_N lam/eps)",
            sp.Le(T, sp.ceiling(flow_part + sp.ceiling(ratio) + linear(numerator_paper, b_N))),
            Form.PAPER,
            "paper 60%",
        ),
        _claim(
            "upper",
            "T <= ceil(flow part + ln(G(c_N rho)/G(alpha)) + 1 + linear phase with numerator (1-c_N) rho/Delta(eps))",
            sp.Le(T, sp.ceiling(flow_part + sp.log(ratio) + 1 + linear(numerator, b_N))),
            Form.SHARPER,
            "sharper",
        ),
        _claim(
            "lower",
            "T >= ceil(flow part + linear phase with N in place of b_N and numerator (1-c_N) rho/Delta(eps))",
            sp.Ge(T, sp.ceiling(flow_part + linear(numerator, N))),
            Form.SHARPER,
            "sharper",
        ),
        _claim(
            "lower_paper",
            "T >= ceil(flow part + linear phase with N in place of b_N and numerator N lam/((2N-1) eps))",
            sp.Ge(T, sp.ceiling(flow_part + linear(phase_edge / eps, N))),
            Form.PAPER,
            "paper 60%",
        ),
    ),
    mutants=(
        Mutant(
            claim=_claim(
                "linear_phase_at_the_root_rate",
                "the linear phase contracts at the rate of the root, N in place of b_N, from c_N rho on",
                sp.Le(T, sp.ceiling(flow_part + linear(numerator, N))),
                Form.PAPER,
                "false",
            ),
            why="the contraction reaches 1 - theta only at the root, and the delay is missing",
        ),
        Mutant(
            claim=_claim(
                "lower_at_the_slow_rate",
                "T >= ceil(flow part + linear phase at the rate b_N)",
                sp.Ge(T, sp.ceiling(flow_part + linear(numerator, b_N))),
                Form.PAPER,
                "false",
            ),
            why="the contraction is faster than at c_N rho",
        ),
    ),
    derivation=tuple(
        Step(
            f"(12): with eta = kappa/((3N-2) lam_1^(2-2/N)) the rate eta {name} lam^(2-2/N) depends on lam/lam_1 alone",
            _kappa / ((3 * N - 2) * lam_1 ** (2 - 2 / N)) * rate * _truth ** (2 - 2 / N),
            _kappa * rate / (3 * N - 2) * (_truth / lam_1) ** (2 - 2 / N),
        )
        for name, rate in (("b_N", sp.Symbol("b_N", positive=True)), ("N", N))
    ),
    notes="The sharper upper bound carries + 1 because it is proved as ceil(U/eta + s) + ceil(l) <= ceil(U/eta "
    "+ s + l + 1).",
)
