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

from functools import partial

import sympy as sp

from dmfproof.statements.builders import false_neighbour, pushed, stated
from dmfproof.statements.cases import ABOVE, BELOW, NEGATIVE, Case
from dmfproof.statements.model import Claim, ForEveryStep, Source, Statement, Step, Witness, q, x, x_next
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

zero, one = sp.Integer(0), sp.Integer(1)
root = lam ** (1 / N)
size = sp.Abs(lam)
CASES = (BELOW, ABOVE, NEGATIVE)
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
_SAYS = {
    "stays": "d(k) stays between alpha and rho",
    "monotone": "d(k) moves towards rho at every step",
    "never_increases": "neither |d - rho| nor |d^N - max(lam,0)| ever increases",
}
_claim = partial(stated, load_bearing="the step size")


def _every(step: sp.Basic, because: sp.Basic = lemma_2_2_step, why: str = _INDUCTION) -> ForEveryStep:
    return ForEveryStep(step, because, why, 4)


def _sharper(name: str, says: str, case: Case, concludes: ForEveryStep, *proofs: str) -> Claim:
    """Build a claim about every step under the sharper step size."""
    name, assumes = f"{name}_{case.name}", (case.assumed, eta <= case.step)
    return _claim(name, says, case.domain(), assumes, concludes, proofs=proofs)


def _paper(case: Case) -> Claim:
    return _claim(
        f"paper_{case.name}",
        "d(k) stays between alpha and rho, moves towards rho, and neither |d-rho| nor |d^N-max(lam,0)| ever increases",
        case._replace(step=paper_step).domain(closed=False),
        (case.assumed, eta < paper_step),
        _every(sp.And(stays, monotone, never_increase)),
        tag="paper 65%",
        proofs=(f"lemma_2_2_{case.name}",),
    )


_rate = (
    "h is smallest at the end of the orbit nearest 0, so every bracket lies in [0, q], q = 1 - "
    "eta h(min(alpha, rho)) < 1: "
    "|d(k) - rho| <= q^k |alpha - rho| -> 0"
)
_not_linear = sp.And(lemma_2_2_step, eta > 0)
_SLOW = "a factor 1 - w, w = eta d^p in [0, 1], has (1-w)^m (1+mw) <= 1 (Bernoulli), so d^(-m) gains at least m eta"
_ABOVE_ROOT = ABOVE._replace(signs="+")
CONVERGES = "d(k)^N -> max(lam,0)"
_u, _root, _size = sp.symbols("u rho s", positive=True)

# --- constants -----------------------------------------------------------------------------------------------------
_pushed = partial(pushed, stronger="larger", tag="paper 65%")
_CONSTANTS = (
    _pushed(
        "step_nonnegative",
        "lam >= 0: eta <= q/M^(2N-2) keeps d(1) between alpha and rho (paper: q = 1/(2N-1))",
        "d(1) lies between alpha and rho",
        (1 / (4 * N), one),
        BELOW._replace(start=(zero, 3 * root), start_closed="", step=q / M ** (2 * N - 2)).domain(),
        sp.And(g(alpha) <= sp.Max(alpha, rho), sp.Min(alpha, rho) <= g(alpha)),
        value=1 / (2 * N - 1),
        known="1/N, proved and attained in the limit",
    ),
    _pushed(
        "step_negative",
        "lam < 0: eta <= q/M^(2N-2) keeps d(1) >= 0 (paper: q = 1/2)",
        "d(1) >= 0",
        (sp.Rational(1, 4), one),
        NEGATIVE._replace(start=(zero, 3 * size ** (1 / N)), step=q / M ** (2 * N - 2)).domain(),
        g(alpha) >= 0,
        value=sp.Rational(1, 2),
        known="1/2, proved and attained",
    ),
)

STATEMENT = Statement(
    id="scalar.lemma_2_2",
    title="Invariance and monotone convergence of gradient descent",
    source=Source("CGMR", "Lemma 2.2, Remark 2.3"),
    definitions={"paper's step size": paper_step, "simple step size": simple_step},
    claims=(
        *map(_paper, CASES),
        *(
            _sharper(name, _SAYS[name], case, _every(step), f"lemma_2_2_{case.name}")
            for name, step in (("stays", stays), ("monotone", monotone), ("never_increases", never_increase))
            for case in CASES
        ),
        _sharper(
            "converges",
            f"{CONVERGES}: |d - rho| shrinks by the factor 1 - eta h(alpha) < 1 at least",
            BELOW,
            _every(geometric, sp.And(lemma_2_2_step, slowest < 1), _rate),
            "contraction_below",
        ),
        stated(
            "converges_above",
            f"{CONVERGES}: |d - rho| shrinks by the factor 1 - eta N lam^(2-2/N) < 1 at least",
            _ABOVE_ROOT.domain(),
            (ABOVE.assumed, lam > 0, eta * h(alpha) <= 1),
            _every(geometric, sp.And(lemma_2_2_step, slowest < 1), _rate),
            load_bearing="lam > 0, for a fixed factor",
            proofs=("contraction_above",),
        ),
        _claim(
            "converges_zero",
            f"{CONVERGES}: d^(2-2N) grows by at least (2N-2) eta at each step (or d is 0)",
            ABOVE._replace(signs="0", step=alpha ** (2 - 2 * N)).domain(),
            (sp.Eq(lam, 0), eta * alpha ** (2 * N - 2) <= 1),
            _every(gain_zero, _not_linear, _SLOW + " for p = m = 2N-2"),
        ),
        _sharper(
            "converges",
            f"{CONVERGES}: d shrinks by 1 - eta |lam| for N = 2; d^(2-N) grows by at least (N-2) eta "
            "|lam| otherwise (or d is 0)",
            NEGATIVE,
            _every(gain_negative, _not_linear, _SLOW + " |lam| for p = m = N-2"),
        ),
        _claim(
            "converges_in_time",
            "for lam > 0 the error is <= eps from k = ln(N M^(N-1)|alpha-rho|/eps)/(-ln(1 - eta h(min(alpha,rho)))) on",
            BELOW._replace(
                start=(root / 2, root * 3), step=simple_step, accuracy=(zero, sp.Abs(alpha**N - lam))
            ).domain(),
            (lam > 0, sp.Ne(alpha**N, lam), eta <= simple_step),
            HittingTime(N, lam, alpha, eta, eps)
            <= sp.ceiling(sp.log(N * M ** (N - 1) * sp.Abs(alpha - rho) / eps) / (-sp.log(slowest))),
            argument="The rate of convergence with |d^N - lam| <= N M^(N-1) |d - rho|; the error never "
            "increases afterwards.",
        ),
        _claim(
            "simple_step_suffices",
            "eta <= 1/(N M^(2N-2)) implies the sharper step size for every sign of lam",
            NEGATIVE._replace(signs="+-0", step=simple_step).domain(),
            (eta <= simple_step,),
            lemma_2_2_step,
        ),
    ),
    mutants=(
        *(
            false_neighbour(
                _sharper(
                    "larger_step",
                    "the step size may be 1.0001 times as large",
                    case._replace(step=case.step * sp.Rational(10001, 10000)),
                    _every(sp.And(stays, monotone)),
                ),
                why,
                {"N": "2", "lam": lam_, "alpha": start, "eta": step},
            )
            for case, why, lam_, start, step in (
                (BELOW, "near the root one step overshoots it", "1", "99999/100000", "10001/20000"),
                (ABOVE, "the first step overshoots the root", "1", "2", "10001/60000"),
                (NEGATIVE, "the first step becomes negative", "-1", "1", "10001/20000"),
            )
        ),
        false_neighbour(
            stated(
                "without_max",
                "eta <= 1/(N |lam|^(2-2/N)) suffices also for alpha > |lam|^(1/N)",
                _ABOVE_ROOT._replace(step=1 / (N * size ** (2 - 2 / N))).domain(),
                (alpha**N > size,),
                _every(sp.And(stays, monotone)),
            ),
            why="M is the maximum of alpha and |lam|^(1/N): h is largest at alpha",
            witness={"N": "2", "lam": "1", "alpha": "2", "eta": "1/2"},
        ),
        false_neighbour(
            _sharper(
                "faster",
                "|d - rho| shrinks by the factor 1 - eta N lam^(2-2/N) at each step from below, too",
                BELOW,
                _every(sp.Abs(x_next - rho) <= (1 - theta) * sp.Abs(x - rho), sp.false, "nothing implies it"),
            ),
            why="the secant slope is smaller than its value at the root",
            witness={"N": "2", "lam": "1", "alpha": "1/2", "eta": "1/4"},
        ),
        false_neighbour(
            _sharper(
                "error_halves",
                "|d^N - max(lam,0)| falls to a half at least",
                NEGATIVE,
                _every(x_next**N <= x**N / 2, sp.false, "nothing implies it"),
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
