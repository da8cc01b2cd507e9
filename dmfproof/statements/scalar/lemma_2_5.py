r"""Lemma 2.5: the gradient flow y' = y^(N-1)(lam - y^N), y(0) = alpha > 0, in closed form.

    N = 1:                y(t) = lam + (alpha - lam) e^(-t)
    lam = 0, N >= 2:      y(t) = (alpha^(2-2N) + (2N-2) t)^(-1/(2N-2))
    N = 2, lam != 0:      y(t)^2 = lam alpha^2 / (alpha^2 + (lam - alpha^2) e^(-2 lam t))
    otherwise:            y(t) is the solution of U(lam; alpha -> y(t)) = t.

The flow stays between alpha and rho = max(lam,0)^(1/N) and flows on from where it is: y(s+t) is y(t) started at y(s).
Load-bearing: alpha > 0 (the flow stays at 0 where it starts there) and alpha != rho in the last line.
The explicit solutions are put into the closed form of U; for N >= 3, y(t) is inverted by the real form of U and put
into its 2F1 form.  Equal to D digits means |A - B| <= 10^-D |A|.
Source: CGMR Lemma 2.5, (28).
"""

from __future__ import annotations

import sympy as sp

from dmfproof.statements.domain import Between, Depth, Domain, GroundTruth
from dmfproof.statements.model import Claim, Form, Mutant, Source, Statement, Step, Witness
from dmfproof.statements.scalar.flow_closed_form import agree
from dmfproof.statements.vocabulary import FlowTime, FlowValue, N, alpha, lam, rho

t, later, _y = sp.symbols("t s y", positive=True)
_zero, _high = sp.Integer(0), sp.Integer(20)
_long = sp.Integer(50)
DIGITS = 100

linear = lam + (alpha - lam) * sp.exp(-t)
zero = (alpha ** (2 - 2 * N) + (2 * N - 2) * t) ** (-1 / (2 * N - 2))
two = sp.sqrt(lam * alpha**2 / (alpha**2 + (lam - alpha**2) * sp.exp(-2 * lam * t)))
y = FlowValue(t, N, lam, alpha)
# Times up to when the distance to the limit has shrunk by a factor 10^12.
_root = lam ** (1 / N)
_shrunk = sp.Integer(10) ** -12
_unit_below = FlowTime(N, lam, alpha, _root + (alpha - _root) * _shrunk)
_unit_above = FlowTime(N, lam, alpha, rho + (alpha - rho) * _shrunk)


def _domain(
    signs: str, depth: tuple[int, int], start: tuple[sp.Expr, sp.Expr], unit: sp.Expr, *more: Between
) -> Domain:
    return (Depth(*depth), GroundTruth(signs), Between(alpha, *start), Between(t, _zero, unit), *more)


def _closed(
    name: str, says: str, domain: Domain, solution: sp.Expr, *assumes: sp.Basic, tag: str = "paper 90%"
) -> Claim:
    return Claim(
        name=name, says=says, form=Form.PAPER, tag=tag, domain=domain, assumes=assumes,
        concludes=agree(t, FlowTime(N, lam, alpha, solution), DIGITS), load_bearing="alpha > 0",
    )  # fmt: skip


_below = _domain("+", (3, 10), (_zero, _root), _unit_below)
_above = _domain("+", (3, 10), (_root, _root + _high), _unit_above)
_negative = _domain("-", (3, 10), (_zero, _high), _unit_above)
_two_below = _domain("+", (2, 2), (_zero, _root), _unit_below)
_two_above = _domain("+", (2, 2), (_root, _root + _high), _unit_above)
_two_negative = _domain("-", (2, 2), (_zero, _high), _unit_above)
_says_two = "y^2 = lam alpha^2/(alpha^2 + (lam - alpha^2) e^(-2 lam t)) for N = 2"
_says_inverse = f"the time U(lam; alpha -> y(t)) is t, to {DIGITS} digits, for N >= 3"


def _between(name: str, says: str, domain: Domain, relation: sp.Basic, tag: str = "paper 85%") -> Claim:
    return Claim(
        name=name, says=says, form=Form.PAPER, tag=tag,
        domain=domain, concludes=relation, load_bearing="alpha > 0",
    )  # fmt: skip


def _semigroup(name: str, where: str, domain: Domain, unit: sp.Expr) -> Claim:
    return Claim(
        name=name, says=f"{where}, y(s+t) is y(t) started at y(s), to 30 digits", form=Form.SHARPER, tag="sharper",
        domain=(*domain, Between(later, _zero, unit)),
        concludes=agree(FlowValue(later + t, N, lam, alpha), FlowValue(later, N, lam, y), 30),
    )  # fmt: skip


STATEMENT = Statement(
    id="scalar.lemma_2_5",
    title="The gradient flow in closed form",
    source=Source("CGMR", "Lemma 2.5, (28)"),
    definitions={"y (N = 1)": linear, "y (lam = 0)": zero, "y (N = 2)": two},
    claims=(
        _closed(
            "depth_one",
            "y = lam + (alpha - lam) e^(-t) for N = 1",
            (Depth(1, 1), GroundTruth("+-0"), Between(alpha, _zero, _high), Between(t, _zero, _long)),
            linear,
            sp.Ne(alpha, lam),
        ),
        _closed(
            "zero",
            "y = (alpha^(2-2N) + (2N-2)t)^(-1/(2N-2)) for lam = 0",
            _domain("0", (2, 10), (_zero, _high), 1000 * alpha ** (2 - 2 * N)),
            zero,
        ),
        _closed("depth_two_below", f"{_says_two}, below the root", _two_below, two),
        _closed("depth_two_above", f"{_says_two}, above the root", _two_above, two),
        _closed("depth_two_negative", f"{_says_two}, lam < 0", _two_negative, two),
        _closed("inverse_below", f"{_says_inverse}, below the root", _below, y),
        _closed("inverse_above", f"{_says_inverse}, above the root", _above, y),
        _closed("inverse_negative", f"{_says_inverse}, lam < 0", _negative, y),
        _between(
            "stays_below",
            "below the root, the flow stays strictly between alpha and rho",
            _below,
            sp.And(alpha < y, y < _root),
        ),
        _between(
            "stays_above",
            "above the root, the flow stays strictly between alpha and rho",
            _above,
            sp.And(_root < y, y < alpha),
        ),
        _between(
            "stays_positive",
            "for lam < 0, the flow stays strictly between alpha and rho",
            _negative,
            sp.And(y > 0, y < alpha),
        ),
        _semigroup("flows_on_below", "below the root", _below, _unit_below),
        _semigroup("flows_on_negative", "for lam < 0", _negative, _unit_above),
    ),
    mutants=(
        Mutant(
            claim=_closed(
                "zero_exponent",
                "y = (alpha^(2-2N) + (2N-2)t)^(-1/(2N-1)) for lam = 0",
                _domain("0", (2, 10), (_zero, _high), 50 * alpha ** (2 - 2 * N)),
                (alpha ** (2 - 2 * N) + (2 * N - 2) * t) ** (-1 / (2 * N - 1)),
                tag="false",
            ),
            why="the exponent is -1/(2N-2)",
        ),
        Mutant(
            claim=_closed(
                "depth_two_rate",
                "y^2 = lam alpha^2/(alpha^2 + (lam - alpha^2) e^(-lam t)) for N = 2",
                _two_negative,
                sp.sqrt(lam * alpha**2 / (alpha**2 + (lam - alpha**2) * sp.exp(-lam * t))),
                tag="false",
            ),
            why="y^2 obeys a logistic equation of rate 2 lam",
        ),
        Mutant(
            claim=_closed(
                "depth_two_formula_for_all_depths", "the formula of N = 2 holds for N >= 3", _negative, two, tag="false"
            ),
            why="for N >= 3 the flow is algebraically, not exponentially, slow near 0",
        ),
        Mutant(
            claim=_between(
                "halfway_at_once",
                "below the root, the flow is more than halfway to rho at once",
                _below,
                y > (alpha + _root) / 2,
                "false",
            ),
            why="it takes the time U(lam; alpha -> (alpha+rho)/2) to get halfway",
        ),
    ),
    witnesses=(
        Witness(
            claim="depth_one",
            point={"N": "1", "lam": "2", "alpha": "1", "t": "1"},
            says="y(1) = 2 - 1/e",
        ),
    ),
    derivation=(
        Step("N = 1: the solution obeys y' = lam - y", sp.Derivative(linear, t), lam - linear),
        Step(
            "lam = 0: y' = -y^(2N-1) says that y^(2-2N) grows at the constant rate 2N-2, for every N",
            (2 - 2 * N) * _y ** (1 - 2 * N) * -(_y ** (2 * N - 1)),
            sp.Derivative(alpha ** (2 - 2 * N) + (2 * N - 2) * t, t),
        ),
    ),
)
