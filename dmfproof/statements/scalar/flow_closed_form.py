r"""(22), (23), Remark 2.6, Appendix C: the time the gradient flow takes, in closed form.

    U(lam; a -> m) = integral_a^m dx / (x^(N-1) (lam - x^N)),      a and m on the same side of the root of x^N = lam,

equals a sum of complex logarithms over the N roots r_l of x^N = lam (residue r_l^2, principal branch at both ends), a
sum of real logarithms and arctangents, and differences of Gauss's 2F1.  Any other branch of the logarithm serves as
well, provided that it is the same at both ends.  Also here: the time T_N^- of the simplified flow (34), z' = lam
z^(N-1).

Load-bearing: a and m on the same side of the root (the integral diverges at it), and one branch at both ends. "Equal
to D digits" means |A - B| <= 10^-D |A|; the digits are certain, not estimated.  Quadrature with rigorous error bounds
is slow, so the integral is compared to 100 digits away from the root, and to 500 digits at fixed points. The complex
form is the paper's; the 2F1 forms are ours.
Source: CGMR (22), (23), (34), Remark 2.6, Appendix C.
"""

from __future__ import annotations

import sympy as sp

from dmfproof.statements.domain import Between, Depth, Domain, GroundTruth
from dmfproof.statements.flow_forms import (
    N,
    a,
    complex_form,
    first_part,
    hypergeometric_form,
    integral_form,
    lam,
    m,
    real_form,
    residue_sum,
    root,
)  # fmt: skip
from dmfproof.statements.model import Claim, Form, Mutant, Source, Statement, Step
from dmfproof.statements.vocabulary import FlowTime, alpha, eps

middle = sp.Symbol("b", positive=True)
_l = sp.Symbol("l", integer=True, nonnegative=True)
_z = sp.Symbol("z", positive=True)
_radius = lam ** (1 / N)
_zero, _high = sp.Integer(0), sp.Integer(20)
DIGITS, QUADRATURE_DIGITS = 500, 100


def agree(left: sp.Expr, right: sp.Expr, digits: int) -> sp.Basic:
    """Say that two values agree to a number of digits."""
    return sp.Le(sp.Abs(left - right, evaluate=False), sp.Integer(10) ** -digits * sp.Abs(left, evaluate=False))


def _path(signs: str, start: tuple[sp.Expr, sp.Expr], end: tuple[sp.Expr, sp.Expr], most: int = 12) -> Domain:
    return (Depth(2, most), GroundTruth(signs), Between(a, *start), Between(m, *end))


below = _path("+", (_zero, _radius), (a, _radius))
above = _path("+", (_radius, _high * _radius), (_radius, a))
negative = _path("-", (_zero, _high), (_zero, a))
# Quadrature needs many nodes near a pole of the integrand (the root, and 0 for tiny arguments).
below_apart = _path("+", (_radius / 10, _radius * 4 / 5), (a, _radius * 9 / 10))
above_apart = _path("+", (_radius * 6 / 5, 5 * _radius), (_radius * 11 / 10, a))
negative_apart = _path("-", (sp.Rational(1, 10), sp.Integer(5)), (a / 10, a))
_REGIMES = (
    ("below", "below the root", 1, below, below_apart),
    ("above", "above the root", 1, above, above_apart),
    ("negative", "for lam < 0", -1, negative, negative_apart),
)


_fixed = {lam: 1, a: sp.Rational(1, 2), m: sp.Rational(3, 4)}


def _closed_forms(name: str, where: str, sign: int, domain: Domain) -> Claim:
    real, hyper = real_form(sign), hypergeometric_form()
    return Claim(
        name=f"closed_forms_{name}",
        says=f"{where}, complex logarithms, real logarithms with arctangents, and 2F1 agree to {DIGITS} digits",
        form=Form.PAPER,
        tag="paper 80%",
        domain=domain,
        concludes=sp.And(agree(complex_form(sign), real, DIGITS), agree(hyper, real, DIGITS)),
        load_bearing="a and m on the same side of the root",
    )


def _definition(name: str, where: str, domain: Domain) -> Claim:
    return Claim(
        name=f"integral_{name}",
        says=f"{where}, the closed form is the integral (22): they agree to {QUADRATURE_DIGITS} digits",
        form=Form.PAPER,
        tag="paper 85%",
        domain=domain,
        concludes=agree(hypergeometric_form(), integral_form(), QUADRATURE_DIGITS),
        load_bearing="a and m on the same side of the root",
    )


def _additive(name: str, where: str, domain: Domain) -> Claim:
    def time(start: sp.Expr, end: sp.Expr) -> sp.Expr:
        return FlowTime(N, lam, start, end)

    return Claim(
        name=f"additive_{name}",
        says=f"{where}, U(a -> b) + U(b -> m) = U(a -> m) to {QUADRATURE_DIGITS} digits",
        form=Form.SHARPER,
        tag="sharper",
        domain=(*domain, Between(middle, sp.Min(a, m), sp.Max(a, m))),
        concludes=agree(time(a, m), time(a, middle) + time(middle, m), QUADRATURE_DIGITS),
    )


# --- the simplified flow z' = lam z^(N-1), lam < 0 -----------------------------------------------------------------
simplified = sp.Piecewise(
    (sp.log(alpha / eps ** (1 / N)) / sp.Abs(lam), sp.Eq(N, 2)),
    ((eps ** ((2 - N) / N) - alpha ** (2 - N)) / ((N - 2) * sp.Abs(lam)), True),
)
_to_zero = (Depth(2, 12), GroundTruth("-"), Between(alpha, _zero, _high), Between(eps, _zero, alpha**N))
_to_zero_apart = (*_to_zero[:3], Between(eps, (alpha / 20) ** N, alpha**N))
_simplified_integral = sp.Integral(1 / (lam * _z ** (N - 1)), (_z, alpha, eps ** (1 / N)))
explicit_two = sp.log(m**2 * (lam - a**2) / (a**2 * (lam - m**2))) / (2 * lam)


def _false(name: str, says: str, expression: sp.Expr, domain: Domain, why: str) -> Mutant:
    """Build a false closed form, to be told from the true one at ten digits."""
    claim = Claim(
        name=name, says=says, form=Form.PAPER, tag="false", domain=domain,
        concludes=agree(hypergeometric_form(), expression, 10),
    )  # fmt: skip
    return Mutant(claim=claim, why=why)


def _mutated(weight: sp.Expr, at_end: sp.Expr, factor: sp.Expr = 1 / (N * lam), sign: int = -1) -> sp.Expr:
    r = root(1)
    return (first_part() + sign * factor * residue_sum(weight, at_end, sp.log(a - r))) / lam


_r = root(1)
_shallow_below = _path("+", (_radius / 10, _radius), (a, _radius))

STATEMENT = Statement(
    id="scalar.flow_closed_form",
    title="The flow time in closed form, in four independent ways",
    source=Source("CGMR", "(22), (23), (34), Remark 2.6, Appendix C"),
    definitions={
        "U by complex logarithms (lam > 0)": complex_form(1),
        "U by real logarithms (lam > 0)": real_form(1),
        "U by 2F1": hypergeometric_form(),
        "T_N^-": simplified,
    },
    claims=(
        *(_closed_forms(name, where, sign, domain) for name, where, sign, domain, _ in _REGIMES),
        *(_definition(name, where, domain) for name, where, _, _, domain in _REGIMES),
        Claim(
            name="integral_500_digits",
            says=f"from 1/2 to 3/4 at lam = 1 the closed form is the integral (22) to {DIGITS} digits, N = 2..12",
            form=Form.PAPER,
            tag="paper 85%",
            domain=(Depth(2, 12),),
            concludes=agree(hypergeometric_form(), integral_form(), DIGITS).subs(_fixed),
        ),
        *(_additive(name, where, domain) for name, where, _, domain, _ in _REGIMES),
        Claim(
            name="depth_two",
            says=f"for N = 2 and lam != 0, U = ln(m^2(lam-a^2)/(a^2(lam-m^2)))/(2 lam), to {DIGITS} digits",
            form=Form.PAPER,
            tag="paper 85%",
            domain=(
                Depth(2, 2),
                GroundTruth("+-"),
                Between(a, _zero, _high),
                Between(
                    m,
                    sp.Piecewise((a, sp.And(lam > 0, a**2 < lam)), (sp.sqrt(sp.Max(lam, 0)), True)),
                    sp.Piecewise((sp.sqrt(sp.Max(lam, 0)), sp.And(lam > 0, a**2 < lam)), (a, True)),
                ),
            ),
            assumes=(sp.Ne(a**2, lam),),
            concludes=agree(explicit_two, FlowTime(N, lam, a, m), DIGITS),
        ),
        Claim(
            name="simplified_flow",
            says="T_N^-, in both its cases, is the time of the simplified flow (34) from alpha to eps^(1/N), to "
            "60 digits",
            form=Form.PAPER,
            tag="paper 80%",
            domain=_to_zero_apart,
            concludes=agree(simplified, _simplified_integral, 60),
        ),
        Claim(
            name="simplified_flow_is_slower",
            says="T_N^- is at least the time of the flow (28) itself",
            form=Form.PAPER,
            tag="paper 85%",
            domain=_to_zero,
            concludes=sp.Le(FlowTime(N, lam, alpha, eps ** (1 / N)), simplified),
        ),
    ),
    mutants=(
        _false(
            "wrong_branch_at_the_end",
            "the logarithm may be cut along the positive axis at m and the negative one at a",
            _mutated(_r**2, sp.log(_r - m) + sp.I * sp.pi),
            _shallow_below,
            "one branch must serve at both ends (for even N the difference cancels, for odd N it does not)",
        ),
        _false(
            "residue_r",
            "the residue at r_l has the factor e^(2 pi i l/N), not e^(4 pi i l/N)",
            _mutated(_radius * _r, sp.log(m - _r)),
            _shallow_below,
            "the residue is r_l^2, with e^(4 pi i l/N)",
        ),
        _false(
            "residue_sign",
            "the residues enter with a plus sign",
            _mutated(_r**2, sp.log(m - _r), sign=1),
            _shallow_below,
            "x/(lam - x^N) has residues -r_l^2/(N lam)",
        ),
        _false(
            "residue_without_lam",
            "the residue sum is divided by N, not by N lam",
            _mutated(_r**2, sp.log(m - _r), 1 / N),
            _shallow_below,
            "true for lam = 1 only",
        ),
        _false(
            "integrand_power_N",
            "the integrand is 1/(x^N (lam - x^N))",
            sp.Integral(1 / (_z**N * (lam - _z**N)), (_z, a, m)),
            below_apart,
            "the flow is y' = y^(N-1)(lam - y^N)",
        ),
        Mutant(
            claim=Claim(
                name="simplified_flow_is_faster",
                says="T_N^- is at most the time of the flow (28)",
                form=Form.PAPER,
                tag="false",
                domain=_to_zero,
                concludes=sp.Ge(FlowTime(N, lam, alpha, eps ** (1 / N)), simplified),
            ),
            why="(34) drops the term -y^(2N-1), which drives y down too",
            witness={"N": "2", "lam": "-1", "alpha": "1", "eps": "1/4"},
        ),
    ),
    derivation=(
        Step(
            "partial fractions, for every N",
            1 / (_z ** (N - 1) * (lam - _z**N)),
            (_z ** (1 - N) + _z / (lam - _z**N)) / lam,
        ),
        Step("the first part for N != 2", sp.Derivative(_z ** (2 - N) / (2 - N), _z), _z ** (1 - N)),
        Step("the first part for N = 2", sp.Derivative(sp.log(_z), _z), 1 / _z),
        Step(
            "N = 2: the closed form's derivative is the integrand",
            sp.Derivative((sp.log(_z**2) - sp.log(lam - _z**2)) / (2 * lam), _z),
            1 / (_z * (lam - _z**2)),
        ),
        Step(
            "lam = 0: the antiderivative's derivative is the integrand, for every N",
            sp.Derivative(_z ** (2 - 2 * N) / (2 * N - 2), _z),
            1 / (_z ** (N - 1) * (0 - _z**N)),
        ),
        Step(
            "above the root: the integrand as a geometric series in q = lam/z^N, whose remainder after one term is",
            1 / (_z ** (N - 1) * (lam - _z**N)) + _z ** (1 - 2 * N),
            lam * _z**-N / (_z ** (N - 1) * (lam - _z**N)),
        ),
        Step(
            "the simplified flow (34) for N != 2",
            sp.Derivative(_z ** (2 - N) / ((2 - N) * lam), _z),
            1 / (lam * _z ** (N - 1)),
        ),
    ),
    notes="The residue of x/(lam - x^N) at a root r is r/(-N r^(N-1)) = -r^2/(N lam), because r^N = lam.",
)
