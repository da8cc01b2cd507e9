r"""Lemma 2.2 with Remark 2.3: descent stays between its start and its limit, and converges monotonically.

rho = max(lam,0)^(1/N), M = max(alpha, |lam|^(1/N)), h the secant slope: G(x) = h(x)(rho - x), increasing for x > 0.

    paper:    eta < 1/((2N-1) M^(2N-2)) for lam >= 0,   eta < 1/(2 M^(2N-2)) for lam < 0
    sharper:  eta <= 1/h(max(alpha, rho)) for lam >= 0,   eta <= 1/(alpha^(N-2)(alpha^N+|lam|)) for lam < 0

and eta <= 1/(N M^(2N-2)) implies the sharper condition for every sign.  Then d(k) stays between alpha and rho, moves
towards rho, neither |d - rho| nor |d^N - max(lam,0)| ever increases, and d(k)^N -> max(lam,0).
Here N >= 2; N = 1 is the statement `lemma_2_2_linear`.

Why: rho - d+ = (rho - d)(1 - eta h(d)) for lam >= 0, d+ = d(1 - eta d^(N-2)(d^N + |lam|)) for lam < 0; the bracket
lies in [0, 1] along the whole orbit because h, and d^(N-2)(d^N+|lam|), are largest where the orbit is largest.
Load-bearing: the step size.  Sharp: above the root and for lam < 0 any larger step size overshoots at k = 0; from
below, 1/h(rho) is the limit over all starts.  Convergence is stated by its rate: a fixed factor below 1 for lam > 0
(and for lam < 0, N = 2), the growth of d^(2-N) or d^(2-2N) by at least a constant each step otherwise.
Source: CGMR Lemma 2.2, Remark 2.3; sharper step sizes and rates are ours.
"""

from __future__ import annotations

import sympy as sp

from dmfproof.statements.domain import Between, Depth, Domain, GroundTruth
from dmfproof.statements.model import (
    Claim,
    Constant,
    ForEveryStep,
    Form,
    Mutant,
    Source,
    Statement,
    Step,
    Witness,
    proved,
    q,
    x,
    x_next,
)
from dmfproof.statements.vocabulary import (
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
    lemma_2_2_step,
    limit,
    rho,
    theta,
)

zero, high = sp.Integer(0), sp.Integer(20)
root = lam ** (1 / N)
size = sp.Abs(lam)
negative_slope = alpha ** (N - 2) * (alpha**N + size)

# --- the three situations: signs of lam, where alpha lies, the sharper step size -----------------------------------
Situation = tuple[str, str, tuple[sp.Expr, sp.Expr], str, sp.Basic, sp.Expr]
BELOW = ("below", "+", (zero, root), "right", lam >= alpha**N, 1 / (N * lam ** (2 - 2 / N)))
ABOVE = ("above", "+0", (rho, rho + high), "", sp.And(lam >= 0, lam < alpha**N), 1 / h(alpha))
NEGATIVE = ("negative", "-", (zero, high), "", lam < 0, 1 / negative_slope)
SITUATIONS = (BELOW, ABOVE, NEGATIVE)
paper_step = sp.Piecewise((1 / ((2 * N - 1) * M ** (2 * N - 2)), lam >= 0), (1 / (2 * M ** (2 * N - 2)), True))
simple_step = 1 / (N * M ** (2 * N - 2))

# --- the conclusions, each about one step of the orbit -------------------------------------------------------------
stays = sp.And(sp.Min(alpha, rho) <= x_next, x_next <= sp.Max(alpha, rho))
monotone = sp.And(sp.Implies(alpha <= rho, x <= x_next), sp.Implies(alpha >= rho, x_next <= x))
never_increase = sp.And(sp.Abs(x_next - rho) <= sp.Abs(x - rho), sp.Abs(x_next**N - limit) <= sp.Abs(x**N - limit))
slowest = 1 - eta * h(sp.Min(alpha, rho))
geometric = sp.Abs(x_next - rho) <= slowest * sp.Abs(x - rho)
gain_zero = x_next ** (2 * N - 2) * (1 + (2 * N - 2) * eta * x ** (2 * N - 2)) <= x ** (2 * N - 2)
gain_negative = sp.And(
    x_next <= x * (1 - eta * size * x ** (N - 2)),
    x_next ** (N - 2) * (1 + (N - 2) * eta * size * x ** (N - 2)) <= x ** (N - 2),
)

_INDUCTION = (
    "the first step does not overshoot, and the bracket 1 - eta h(d) (1 - eta "
    "d^(N-2)(d^N+|lam|) for lam < 0) is largest in "
    "size where d is largest, so it stays in [0, 1] while d moves from alpha towards rho: induction over k"
)
_ATTACK = 4


def _domain(situation: Situation, step: sp.Expr, closed: str = "right", depth: tuple[int, int] = (2, 10)) -> Domain:
    _, signs, (low, top), alpha_closed, _, _ = situation
    return (
        Depth(*depth),
        GroundTruth(signs),
        Between(alpha, low, top, alpha_closed),
        Between(eta, zero, step, closed),
    )


def _sharper(
    name: str,
    says: str,
    situation: Situation,
    step: sp.Basic,
    why: str = _INDUCTION,
    because: sp.Basic = lemma_2_2_step,
    limit_factor: sp.Expr = sp.S.One,
    tag: str = "sharper",
) -> Claim:
    """Build a claim about every step under the sharper step size (times `limit_factor`, for mutants)."""
    largest = situation[5] * limit_factor
    return Claim(
        name=f"{name}_{situation[0]}",
        says=says,
        form=Form.SHARPER,
        tag=tag,
        domain=_domain(situation, largest),
        assumes=(situation[4], eta <= largest),
        concludes=ForEveryStep(step, because, why, _ATTACK),
        load_bearing="the step size",
    )


def _paper(situation: Situation) -> Claim:
    return Claim(
        name=f"paper_{situation[0]}",
        says="d(k) stays between alpha and rho, moves towards rho, and neither |d-rho| nor "
        "|d^N-max(lam,0)| ever increases",
        form=Form.PAPER,
        tag="paper 65%",
        domain=_domain(situation, paper_step, ""),
        assumes=(situation[4], eta < paper_step),
        concludes=ForEveryStep(sp.And(stays, monotone, never_increase), lemma_2_2_step, _INDUCTION, _ATTACK),
        load_bearing="the step size",
    )


_rate = (
    "h is smallest at the end of the orbit nearest 0, so every bracket lies in [0, q], q = 1 - "
    "eta h(min(alpha, rho)) < 1: "
    "|d(k) - rho| <= q^k |alpha - rho| -> 0"
)
_not_linear = sp.And(lemma_2_2_step, eta > 0)
_SLOW = "a factor 1 - w, w = eta d^p in [0, 1], has (1-w)^m (1+mw) <= 1 (Bernoulli), so d^(-m) gains at least m eta"
CONVERGES = "d(k)^N -> max(lam,0)"
_u, _root, _size = sp.symbols("u rho s", positive=True)

# --- constants -----------------------------------------------------------------------------------------------------
def _pushed(name: str, says: str, domain: Domain, relation: sp.Basic) -> Claim:
    return Claim(name=name, says=says, form=Form.PAPER, tag="paper 65%", domain=domain, concludes=relation)


_one = sp.Integer(1)
_CONSTANTS = (
    Constant(
        name="step_nonnegative",
        says="lam >= 0: eta <= q/M^(2N-2) keeps d(1) between alpha and rho (paper: q = 1/(2N-1))",
        claim=_pushed(
            "step_nonnegative",
            "d(1) lies between alpha and rho",
            (Depth(2, 10), Between(q, 1 / (4 * N), _one, "both"), GroundTruth("+"),
             Between(alpha, zero, 3 * root), Between(eta, zero, q / M ** (2 * N - 2), "right")),
            sp.And(g(alpha) <= sp.Max(alpha, rho), sp.Min(alpha, rho) <= g(alpha)),
        ),
        value=1 / (2 * N - 1),
        stronger="larger",
        known="1/N, proved and attained in the limit",
    ),
    Constant(
        name="step_negative",
        says="lam < 0: eta <= q/M^(2N-2) keeps d(1) >= 0 (paper: q = 1/2)",
        claim=_pushed(
            "step_negative",
            "d(1) >= 0",
            (Depth(2, 10), Between(q, sp.Rational(1, 4), _one, "both"), GroundTruth("-"),
             Between(alpha, zero, 3 * size ** (1 / N)), Between(eta, zero, q / M ** (2 * N - 2), "right")),
            g(alpha) >= 0,
        ),
        value=sp.Rational(1, 2),
        stronger="larger",
        known="1/2, proved and attained",
    ),
)  # fmt: skip

STATEMENT = Statement(
    id="scalar.lemma_2_2",
    title="Invariance and monotone convergence of gradient descent",
    source=Source("CGMR", "Lemma 2.2, Remark 2.3"),
    definitions={"paper's step size": paper_step, "simple step size": simple_step},
    claims=(
        *(_paper(situation) for situation in SITUATIONS),
        *(
            _sharper(name, says, situation, step)
            for name, says, step in (
                ("stays", "d(k) stays between alpha and rho", stays),
                ("monotone", "d(k) moves towards rho at every step", monotone),
                ("never_increases", "neither |d - rho| nor |d^N - max(lam,0)| ever increases", never_increase),
            )
            for situation in SITUATIONS
        ),
        _sharper(
            "converges",
            f"{CONVERGES}: |d - rho| shrinks by the factor 1 - eta h(alpha) < 1 at least",
            BELOW,
            geometric,
            _rate,
            sp.And(lemma_2_2_step, slowest < 1),
        ),
        Claim(
            name="converges_above",
            says=f"{CONVERGES}: |d - rho| shrinks by the factor 1 - eta N lam^(2-2/N) < 1 at least",
            form=Form.SHARPER,
            tag="sharper",
            domain=_domain((*ABOVE[:1], "+", *ABOVE[2:]), 1 / h(alpha)),
            assumes=(ABOVE[4], lam > 0, eta * h(alpha) <= 1),
            concludes=ForEveryStep(geometric, sp.And(lemma_2_2_step, slowest < 1), _rate, _ATTACK),
            load_bearing="lam > 0, for a fixed factor",
        ),
        Claim(
            name="converges_zero",
            says=f"{CONVERGES}: d^(2-2N) grows by at least (2N-2) eta at each step (or d is 0)",
            form=Form.SHARPER,
            tag="sharper",
            domain=_domain((*ABOVE[:1], "0", *ABOVE[2:]), alpha ** (2 - 2 * N)),
            assumes=(sp.Eq(lam, 0), eta * alpha ** (2 * N - 2) <= 1),
            concludes=ForEveryStep(gain_zero, _not_linear, _SLOW + " for p = m = 2N-2", _ATTACK),
            load_bearing="the step size",
        ),
        _sharper(
            "converges",
            f"{CONVERGES}: d shrinks by 1 - eta |lam| for N = 2; d^(2-N) grows by at least (N-2) eta "
            "|lam| otherwise (or d is 0)",
            NEGATIVE,
            gain_negative,
            _SLOW + " |lam| for p = m = N-2",
            _not_linear,
        ),
        Claim(
            name="converges_in_time",
            says="for lam > 0 the error is <= eps from k = ln(N M^(N-1)|alpha-rho|/eps)/(-ln(1 - eta "
            "h(min(alpha,rho)))) on",
            form=Form.SHARPER,
            tag="sharper",
            domain=(
                *_domain((*BELOW[:2], (root / 2, root * 3), *BELOW[3:]), simple_step),
                Between(eps, zero, sp.Abs(alpha**N - lam)),
            ),
            assumes=(lam > 0, sp.Ne(alpha**N, lam), eta <= simple_step),
            concludes=HittingTime(N, lam, alpha, eta, eps)
            <= sp.ceiling(sp.log(N * M ** (N - 1) * sp.Abs(alpha - rho) / eps) / (-sp.log(slowest))),
            load_bearing="the step size",
            argument="The rate of convergence with |d^N - lam| <= N M^(N-1) |d - rho|; the error never "
            "increases afterwards.",
        ),
        Claim(
            name="simple_step_suffices",
            says="eta <= 1/(N M^(2N-2)) implies the sharper step size for every sign of lam",
            form=Form.SHARPER,
            tag="sharper",
            domain=(
                Depth(2, 10),
                GroundTruth("+-0"),
                Between(alpha, zero, high),
                Between(eta, zero, simple_step, "right"),
            ),
            assumes=(eta <= simple_step,),
            concludes=lemma_2_2_step,
            load_bearing="the step size",
        ),
    ),
    mutants=(
        *(
            Mutant(
                claim=_sharper(
                    "larger_step",
                    "the step size may be 1.0001 times as large",
                    situation,
                    sp.And(stays, monotone),
                    limit_factor=sp.Rational(10001, 10000),
                    tag="false",
                ),
                why=why,
                witness=witness,
            )
            for situation, why, witness in (
                (
                    BELOW,
                    "near the root one step overshoots it",
                    {"N": "2", "lam": "1", "alpha": "99999/100000", "eta": "10001/20000"},
                ),
                (
                    ABOVE,
                    "the first step overshoots the root",
                    {"N": "2", "lam": "1", "alpha": "2", "eta": "10001/60000"},
                ),
                (
                    NEGATIVE,
                    "the first step becomes negative",
                    {"N": "2", "lam": "-1", "alpha": "1", "eta": "10001/20000"},
                ),
            )
        ),
        Mutant(
            claim=Claim(
                name="without_max",
                says="eta <= 1/(N |lam|^(2-2/N)) suffices also for alpha > |lam|^(1/N)",
                form=Form.SHARPER,
                tag="false",
                domain=_domain((*ABOVE[:1], "+", *ABOVE[2:]), 1 / (N * size ** (2 - 2 / N))),
                assumes=(alpha**N > size,),
                concludes=ForEveryStep(sp.And(stays, monotone), lemma_2_2_step, _INDUCTION, _ATTACK),
            ),
            why="M is the maximum of alpha and |lam|^(1/N): h is largest at alpha",
            witness={"N": "2", "lam": "1", "alpha": "2", "eta": "1/2"},
        ),
        Mutant(
            claim=_sharper(
                "faster",
                "|d - rho| shrinks by the factor 1 - eta N lam^(2-2/N) at each step from below, too",
                BELOW,
                sp.Abs(x_next - rho) <= (1 - theta) * sp.Abs(x - rho),
                "nothing implies it",
                sp.false,
                tag="false",
            ),
            why="the secant slope is smaller than its value at the root",
            witness={"N": "2", "lam": "1", "alpha": "1/2", "eta": "1/4"},
        ),
        Mutant(
            claim=_sharper(
                "error_halves",
                "|d^N - max(lam,0)| falls to a half at least",
                NEGATIVE,
                x_next**N <= x**N / 2,
                "nothing implies it",
                sp.false,
                tag="false",
            ),
            why="a small step size moves slowly",
        ),
    ),
    witnesses=(
        Witness(
            claim="stays_above",
            point={"N": "2", "lam": "1", "alpha": "2", "eta": "1/6"},
            says="at the limit d(1) = rho exactly",
        ),
        Witness(
            claim="stays_negative",
            point={"N": "2", "lam": "-1", "alpha": "1", "eta": "1/2"},
            says="at the limit d(1) = 0 exactly",
        ),
        Witness(
            claim="monotone_below",
            point={"N": "3", "lam": "8", "alpha": "2", "eta": "1/48"},
            says="alpha = rho is a fixed point",
        ),
    ),
    derivation=(
        Step(
            "the secant slope telescopes: (rho - u) times its j-th term, summed over j = 0..N-1, leaves lam - u^N",
            (_root - _u) * _u ** (N - 1 - j) * _root**j,
            _u ** (N - 1 - j) * _root ** (j + 1) - _u ** (N - j) * _root**j,
        ),
        Step(
            "lam < 0, |lam| = s: d+ is d times the bracket",
            g(_u, -_size),
            _u * (1 - eta * _u ** (N - 2) * (_u**N + _size)),
        ),
    ),
    constants=_CONSTANTS,
)

STATEMENT = proved(
    STATEMENT,
    {
        f"{name}_{side}": (f"lemma_2_2_{side}",)
        for name in ("paper", "stays", "monotone", "never_increases")
        for side in ("below", "above", "negative")
    }
    | {"converges_below": ("contraction_below",), "converges_above": ("contraction_above",)},
)
