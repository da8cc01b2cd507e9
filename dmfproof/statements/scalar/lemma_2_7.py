r"""Lemma 2.7: Euler's method against the flow, with both delays.

For y' = f(y) and x(k+1) = x(k) + eta f(x(k)) from the same start, with f f' >= 0 on an interval I that holds x(0..k-1)
and y(0..eta k), and eta sup_I |f'| <= 1 (needed only where f < 0):

    x(k) <= y(eta k).

Time forms (ours), with t_k the time at which the flow is at x(k): where f > 0 increases, t_{k+1} - t_k <= eta, with no
condition on the step; where f < 0 and |f| falls along the path, t_{k+1} - t_k >= eta.
Delays, where f > 0 increases: x(k+xi) >= y(eta k) with the paper's xi = ceil(f(sup I)/f(y_0)); ours is the logarithm,
t_k >= eta (k - ln(f(x(k))/f(y_0))): t_{k+1} - t_k = integral dx/f >= eta f_k/f_{k+1} >= eta (1 - ln(f_{k+1}/f_k)); add
up.

Here f = G, the right-hand side of (28): I = (0, c_N rho] where it accelerates; [rho, alpha], or (0, alpha] for lam <
0, where it slows down from above.  Load-bearing: x(j) in I.  Without it the lemma is false: f(x) = -x on I = [c, 1],
continued below c by -x + K (c-x)^2, which is C^1, jumps over I's end; the members of this family are the mutant
`family_without_invariance`.
Source: CGMR Lemma 2.7.
"""

from __future__ import annotations

import sympy as sp

from dmfproof.statements.domain import Between, Depth, Domain, GroundTruth, Whole
from dmfproof.statements.model import Claim, Constant, Form, Mutant, Source, Statement, Step, Witness, q
from dmfproof.statements.vocabulary import FlowTime, FlowValue, G, Iterate, N, alpha, c_N, eta, h, k, lam

# --- f = G ---------------------------------------------------------------------------------------------------------
inflection = c_N * lam ** (1 / N)
_zero, _high, _one = sp.Integer(0), sp.Integer(20), sp.Integer(1)
_root = lam ** (1 / N)
x_k, x_next = Iterate(k, N, lam, alpha, eta), Iterate(k + 1, N, lam, alpha, eta)
_elapsed = FlowTime(N, lam, alpha, x_k)
_one_more = FlowTime(N, lam, x_k, x_next)
ratio = G(x_k) / G(alpha)
delay_paper = sp.ceiling(G(inflection) / G(alpha))
_admissible = 1 / h(_root)
# |G'| is largest at alpha on [rho, alpha], and on (0, alpha] for lam < 0.
slope = alpha ** (N - 2) * ((2 * N - 1) * alpha**N - (N - 1) * lam)
_steps = Whole(k, 1, 40)


def _accelerating(low: sp.Expr = _zero, most: sp.Expr = sp.oo) -> Domain:
    """Draw points whose flow, and so whose orbit, is in (0, c_N rho] up to step k+1."""
    limit = FlowTime(N, lam, alpha, inflection) / (k + 1)
    step = limit if most == sp.oo else sp.Min(limit, most)
    return (
        Depth(2, 10), GroundTruth("+"), Between(alpha, low, inflection), _steps, Between(eta, _zero, step),
    )  # fmt: skip


def _slowing(signs: str, start: tuple[sp.Expr, sp.Expr]) -> Domain:
    return (Depth(2, 10), GroundTruth(signs), Between(alpha, *start), _steps, Between(eta, _zero, 1 / slope, "right"))


_from_above = _slowing("+0", (sp.Max(lam, 0) ** (1 / N), sp.Max(lam, 0) ** (1 / N) + _high))
_negative = _slowing("-", (_zero, _high))
_mild = inflection * sp.Rational(1, 1000) ** (1 / (N - 1))


def _claim(
    name: str, says: str, domain: Domain, relation: sp.Basic, *, form: Form = Form.PAPER, tag: str = "paper 85%"
) -> Claim:
    accelerates = domain[1] == GroundTruth("+")
    assumed = (eta * (k + 1) <= FlowTime(N, lam, alpha, inflection),) if accelerates else (eta * slope <= 1,)
    return Claim(
        name=name, says=says, form=form, tag=tag, domain=domain, assumes=assumed, concludes=relation,
        load_bearing="x(j) in I",
    )  # fmt: skip


def _ours(name: str, says: str, domain: Domain, relation: sp.Basic) -> Claim:
    return _claim(name, says, domain, relation, form=Form.SHARPER, tag="sharper")


_behind = sp.Le(x_k, FlowValue(eta * k, N, lam, alpha))

# --- the family f = -x on I = [c, 1], -x + K (c-x)^2 below ------------------------------------------------------------
corner, bend, start = sp.symbols("c K y_0", positive=True)


def family(x: sp.Expr) -> sp.Expr:
    """Return f of the family, C^1 on the line."""
    return sp.Piecewise((-x, x >= corner), (-x + bend * (corner - x) ** 2, True))


first = start - eta * start  # y_0 is in I
second = first + eta * family(first)
_flow_twice = start * sp.exp(-2 * eta)
_family = (
    Between(corner, _zero, sp.Rational(1, 8)), Between(bend, _zero, sp.Integer(10_000)),
    Between(start, sp.Rational(9, 10), _one, "right"), Between(eta, _zero, _one, "right"),
)  # fmt: skip


def _family_claim(name: str, says: str, assumes: tuple[sp.Basic, ...], tag: str) -> Claim:
    return Claim(
        name=name, says=says, form=Form.PAPER, tag=tag, domain=_family, assumes=assumes,
        concludes=sp.Le(second, _flow_twice), load_bearing="x(1) in I",
    )  # fmt: skip


_CONSTANTS = (
    Constant(
        name="delay",
        says="t_k >= eta (k - q ln(G(x(k))/G(alpha))) (ours: q = 1)",
        claim=Claim(
            name="delay_factor",
            says="t_k >= eta (k - q ln(G(x(k))/G(alpha)))",
            form=Form.SHARPER,
            tag="sharper",
            domain=(Depth(2, 10), Between(q, _zero, _one, "both"), *_accelerating()[1:]),
            concludes=sp.Ge(_elapsed, eta * (k - q * sp.log(ratio)), evaluate=False),
        ),
        value=_one,
        stronger="smaller",
    ),
)

STATEMENT = Statement(
    id="scalar.lemma_2_7",
    title="Euler's method against the flow, and the delay",
    source=Source("CGMR", "Lemma 2.7"),
    definitions={"f of the family": family(sp.Symbol("x", real=True)), "delay (paper)": delay_paper},
    claims=(
        _claim("accelerating", "descent is never ahead of the flow up to c_N rho", _accelerating(), _behind),
        _claim("from_above", "0 <= lam < alpha^N: descent is never above the flow", _from_above, _behind),
        _claim("below_zero", "lam < 0: descent is never above the flow", _negative, _behind),
        _family_claim(
            "family",
            "the family -x, -x + K(c-x)^2 obeys the lemma at k = 2 while x(1) is in I",
            (first >= corner, _flow_twice >= corner),
            "paper 85%",
        ),
        _ours(
            "time_accelerating",
            "one step takes the flow at most eta, up to c_N rho",
            _accelerating(),
            sp.Le(_one_more, eta),
        ),
        _ours(
            "time_from_above", "one step takes the flow at least eta, from above", _from_above, sp.Ge(_one_more, eta)
        ),
        _ours("time_below_zero", "one step takes the flow at least eta, for lam < 0", _negative, sp.Ge(_one_more, eta)),
        _claim(
            "delay_paper",
            "x(k + ceil(G(c_N rho)/G(alpha))) >= y(eta k) for starts with a ratio below about 1000",
            _accelerating(_mild, _admissible),
            sp.Ge(Iterate(k + delay_paper, N, lam, alpha, eta), FlowValue(eta * k, N, lam, alpha)),
            tag="paper 60%",
        ),
        _ours(
            "delay",
            "t_k >= eta (k - ln(G(x(k))/G(alpha))): the delay is the logarithm of the ratio",
            _accelerating(),
            sp.Ge(_elapsed, eta * (k - sp.log(ratio))),
        ),
    ),
    mutants=(
        Mutant(
            claim=_family_claim(
                "family_without_invariance",
                "x(2) <= y(2 eta) while the flow is in I, wherever x(1) is",
                (_flow_twice >= corner,),
                "false",
            ),
            why="x(1) below c is thrown back over the flow: x = 1, 0, 10 but y(2) = .135",
            witness={"c": "1/10", "K": "1000", "y_0": "1", "eta": "1"},
        ),
        Mutant(
            claim=_claim(
                "ahead",
                "descent is never behind the flow up to c_N rho",
                _accelerating(),
                sp.Ge(x_k, _behind.rhs),
                tag="false",
            ),
            why="Euler's tangent lies below an accelerating flow",
        ),
        Mutant(
            claim=_claim(
                "no_delay", "t_k >= eta k: there is no delay", _accelerating(), sp.Ge(_elapsed, eta * k), tag="false"
            ),
            why="each step takes the accelerating flow less than eta",
        ),
        Mutant(
            claim=_claim(
                "third_of_the_delay",
                "t_k >= eta (k - ln(G(x(k))/G(alpha))/3)",
                _accelerating(),
                sp.Ge(_elapsed, eta * (k - sp.log(ratio) / 3)),
                tag="false",
            ),
            why="for small steps the delay is half the logarithm",
        ),
        Mutant(
            claim=_claim(
                "slow_from_above",
                "one step takes the flow at most eta, from above",
                _from_above,
                sp.Le(_one_more, eta),
                tag="false",
            ),
            why="from above each step goes further than the flow does",
        ),
    ),
    witnesses=(
        Witness(
            claim="from_above",
            point={"N": "2", "lam": "0", "alpha": "1", "k": "1", "eta": "1/3"},
            says="at the limit eta |G'(alpha)| = 1: x(1) = 2/3 and y(1/3) = sqrt(3/5)",
        ),
    ),
    derivation=(
        Step(
            "G' vanishes where (2N-1) x^N = (N-1) lam, that is at c_N rho",
            sp.Derivative(G(start), start),
            start ** (N - 2) * ((N - 1) * lam - (2 * N - 1) * start**N),
        ),
    ),
    notes="The paper's delay is examined for ratios up to about 1000 only (more would be counted in steps); for "
    "smaller "
    "starts the logarithmic delay, which is at most as long, is examined without restriction.",
    constants=_CONSTANTS,
)
