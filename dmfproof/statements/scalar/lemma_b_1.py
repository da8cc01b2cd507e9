r"""Lemma B.1: beyond a constant times the step size of Lemma 2.2, descent diverges or its limit is unstable.

    N = 1, eta > 2:                             |d(k) - lam| = (eta-1)^k |alpha - lam| -> oo
    N >= 2, lam > 0, eta > 2/(N lam^(2-2/N)):   |g'(rho)| > 1, and every start above rho is repelled in one step
    N >= 2, lam <= 0, eta > 2/alpha^(2N-2):     |d(k+1)| >= q |d(k)|, q = eta alpha^(2N-2) - 1 > 1, so |d(k)| -> oo
    N even, lam <= 0:       the same beyond 2/(alpha^(N-2)(alpha^N+|lam|)); below that, |d| never increases

For odd N the last threshold is not one: the factor of a negative state is 1 - eta |d|^(N-2)(|d|^N - |lam|).
Sufficient for growth from the first step on is |d_1| > alpha with eta |d_1|^(N-2)(|d_1|^N - |lam|) > 2.

Without it orbits beyond the threshold need not diverge: for every odd N >= 3, alpha^N/8 <= |lam| <= alpha^N/4 and
eta up to 1 + 1/(100N) times the threshold, d(1) < -alpha, d(2) > 0, and from there Lemma 2.2 gives d(k) -> 0.
Exact instance: N = 3, alpha = 1, lam = -1/4, eta = 1.001 * 8/5.  Proof for all odd N, with b = |lam|/alpha^N:
p = |d(1)|/alpha <= 1 + 1/(50N), so f = (p+1) p^(N-2) (p^N-b)/(1+b) lies in [1.2, 1.63], w = d(2)/alpha = p (f-1) in
(0, .634], and eta d(2)^(N-2)(d(2)^N+|lam|) = (p+1) w^(N-2)(w^N+b)/(1+b) <= .57.

Load-bearing: the step size; N >= 2 in the third line (N = 1, lam = -1, alpha = 1, eta = 3 grows by 7/5 only); lam <= 0.
Source: CGMR Lemma B.1; growth factors, the sharp even threshold and the odd-N results are ours.
"""

from __future__ import annotations

from functools import partial

import sympy as sp

from dmfproof.statements.builders import false_neighbour, pushed, stated
from dmfproof.statements.domain import Between, Depth, Domain, Draw, GroundTruth
from dmfproof.statements.model import ForEveryStep, Source, Statement, Step, Witness, q, x, x_next
from dmfproof.statements.vocabulary import N, alpha, eta, g, lam

zero, high = sp.Integer(0), sp.Integer(20)
size, root = sp.Abs(lam), lam ** (1 / N)
start, growth = sp.symbols("start p", positive=True)
grows, falls = sp.Abs(x_next) > sp.Abs(x), sp.Abs(x_next) <= sp.Abs(x)

bracket = alpha ** (N - 2) * (alpha**N + size)
even_threshold = 2 / bracket
slightly_beyond = even_threshold * (1 + 1 / (100 * N))
simple_threshold = 2 / alpha ** (2 * N - 2)
root_threshold = 2 / (N * lam ** (2 - 2 / N))
slope_at_root = 1 + eta * root ** (N - 2) * ((N - 1) * lam - (2 * N - 1) * root**N)
simple_factor, even_factor = eta * alpha ** (2 * N - 2) - 1, eta * bracket - 1
first = alpha * even_factor
second_factor = eta * first ** (N - 2) * (first**N - size) - 1
# The criterion for odd N in terms of p = |d_1|/alpha: it holds for |lam| < odd_limit alpha^N.
odd_limit = ((growth + 1) * growth ** (2 * N - 2) - 2) / (2 + (growth + 1) * growth ** (N - 2))
odd_step = (growth + 1) / bracket
d_1, d_2 = g(alpha), g(g(alpha))

_ODD, _EVEN = Depth(3, 11, N, 2), Depth(2, 10, N, 2)
_IS_EVEN = (sp.Eq((-1) ** N, 1), lam <= 0)
_NOT_POSITIVE = GroundTruth("-0")
_ANY = Between(alpha, zero, high)
_DEPTHS = Depth(2, 10)
_claim = partial(stated, load_bearing="the step size")


def _every(step: sp.Basic, because: sp.Basic = sp.false, argument: str = "nothing implies it") -> ForEveryStep:
    return ForEveryStep(step, because, argument, 5)


def _grows_by(factor: sp.Expr) -> sp.Basic:
    return sp.Abs(x_next) >= factor * sp.Abs(x)


def _domain(depth: Depth, low: sp.Expr, top: sp.Expr, closed: str = "") -> Domain:
    return (depth, _NOT_POSITIVE, _ANY, Between(eta, low, top, closed))


def _at_root(low: sp.Expr, top: sp.Expr, *more: Draw) -> Domain:
    return (_DEPTHS, GroundTruth("+"), *more, Between(eta, low, top))


_ABOVE_ROOT = Between(start, root, 20 * root)
_SIMPLE = (
    "with e = eta alpha^(2N-2) > 2 and b = |lam|/alpha^N, |d(1)| = alpha (e(1+b) - 1) >= alpha (1+2b), so also for a "
    "negative state eta |d|^(N-2)(|d|^N - |lam|) >= e; the size never falls again: induction over k"
)
_EVEN_WHY = "g is odd for even N, so |d+| = |d| |1 - eta |d|^(N-2)(|d|^N+|lam|)|, and the bracket is increasing in |d|"
_ODD_WHY = (
    "d(1) < -alpha, |d(2)| = |d(1)| (eta |d(1)|^(N-2)(|d(1)|^N-|lam|) - 1) > |d(1)|; both brackets increase in |d|, "
    "and that of a positive state is the larger one: induction over k"
)

_pushed = partial(pushed, value=sp.Integer(2), stronger="smaller")
_UP_TO_TWO = (sp.Rational(1, 2), sp.Integer(2))
_CONSTANTS = (
    _pushed(
        "root",
        "lam > 0: the limit is unstable for eta > q/(N lam^(2-2/N)) (paper: q = 2)",
        "|g'(rho)| > 1",
        _UP_TO_TWO,
        _at_root(q * root_threshold / 2, 20 * root_threshold),
        sp.Abs(slope_at_root) > 1,
        known="2, attained",
        tag="paper 90%",
    ),
    _pushed(
        "not_positive",
        "lam <= 0: |d(1)| > alpha for eta > q/alpha^(2N-2) (ours: q = 2)",
        "|d(1)| > alpha",
        _UP_TO_TWO,
        _domain(_DEPTHS, q * simple_threshold / 2, 10 * simple_threshold),
        sp.Abs(g(alpha)) > alpha,
        known="2, attained for lam = 0",
    ),
)

STATEMENT = Statement(
    id="scalar.lemma_b_1",
    title="The step-size condition is necessary up to a constant",
    source=Source("CGMR", "Lemma B.1"),
    definitions={"sharp threshold for even N, lam <= 0": even_threshold},
    claims=(
        _claim(
            "linear_diverges",
            "N = 1, eta > 2: |d - lam| grows by the factor eta - 1 > 1 at each step",
            (Depth(1, 1), GroundTruth("+-0"), _ANY, Between(eta, sp.Integer(2), high)),
            (sp.Eq(N, 1), sp.Ne(alpha, lam), eta > 2),
            _every(
                sp.Eq(sp.Abs(x_next - lam), (eta - 1) * sp.Abs(x - lam)),
                sp.And(sp.Eq(N, 1), eta - 1 > 1),
                "d(k) - lam = (1-eta)^k (alpha - lam)",
            ),
            tag="paper 80%",
        ),
        _claim(
            "unstable",
            "lam > 0, eta > 2/(N lam^(2-2/N)): |g'(rho)| > 1, the limit is unstable",
            _at_root(root_threshold, 20 * root_threshold),
            (eta > root_threshold,),
            sp.Abs(slope_at_root) > 1,
            tag="paper 90%",
            argument="So only orbits that land on rho exactly can converge to it.",
        ),
        _claim(
            "repelled_from_above",
            "lam > 0, eta > 2/(N lam^(2-2/N)): one step leads any u > rho farther away from rho",
            _at_root(root_threshold, 20 * root_threshold, _ABOVE_ROOT),
            (start > root, eta > root_threshold),
            sp.Abs(g(start) - root) > sp.Abs(start - root),
            argument="1 - eta h(u) < 1 - eta h(rho) < -1.",
        ),
        _claim(
            "diverges_simple",
            "lam <= 0, eta > 2/alpha^(2N-2): |d| grows by the factor eta alpha^(2N-2) - 1 > 1 at least",
            _domain(_DEPTHS, simple_threshold, 10 * simple_threshold),
            (lam <= 0, eta > simple_threshold),
            _every(_grows_by(simple_factor), sp.And(N >= 2, lam <= 0, simple_factor > 1), _SIMPLE),
        ),
        _claim(
            "diverges_even",
            "N even, lam <= 0, eta beyond the threshold: |d| grows by eta alpha^(N-2)(alpha^N+|lam|) - 1 > 1",
            _domain(_EVEN, even_threshold, 10 * even_threshold),
            (lam <= 0, eta > even_threshold),
            _every(_grows_by(even_factor), sp.And(*_IS_EVEN, even_factor > 1), _EVEN_WHY),
        ),
        _claim(
            "never_increases_even",
            "N even, lam <= 0, eta <= 2/(alpha^(N-2)(alpha^N+|lam|)): |d| never increases",
            _domain(_EVEN, zero, even_threshold, "right"),
            (lam <= 0, eta <= even_threshold),
            _every(falls, sp.And(*_IS_EVEN, even_factor <= 1), _EVEN_WHY),
        ),
        _claim(
            "diverges_odd",
            "N odd, lam <= 0, |d_1| = p alpha, p > 1, eta |d_1|^(N-2)(|d_1|^N-|lam|) > 2: |d| grows at every step",
            (
                _ODD,
                _ANY,
                Between(growth, sp.Integer(1), sp.Integer(3)),
                Between(lam, -odd_limit * alpha**N, zero, "right"),
                Between(eta, odd_step, odd_step, "both"),
            ),
            (lam <= 0, sp.Eq(eta, odd_step), even_factor > 1, second_factor > 1),
            _every(grows, sp.And(lam <= 0, even_factor > 1, second_factor > 1), _ODD_WHY),
        ),
        _claim(
            "odd_may_converge",
            "N odd, lam < 0, alpha^N/8 <= |lam| <= alpha^N/4, eta beyond 2/(alpha^(N-2)(alpha^N+|lam|)) by up "
            "to 1/(100N): d(k) -> 0",
            (
                _ODD,
                _ANY,
                Between(lam, -(alpha**N) / 4, -(alpha**N) / 8, "both"),
                Between(eta, even_threshold, slightly_beyond),
            ),
            (lam < 0, 8 * size >= alpha**N, 4 * size <= alpha**N, eta > even_threshold, eta < slightly_beyond),
            sp.And(-d_1 > alpha, d_2 > 0, eta * d_2 ** (N - 2) * (d_2**N + size) <= 1),
            argument="From d(2) > 0 on, Lemma 2.2 for lam < 0 applies: d falls to 0 monotonically.",
        ),
    ),
    mutants=(
        false_neighbour(
            _claim(
                "diverges_odd_beyond_threshold",
                "the growth |d(k+1)| > |d(k)| beyond the even threshold for odd N, too",
                _domain(_ODD, even_threshold, 3 * even_threshold),
                (lam <= 0, eta > even_threshold),
                _every(grows),
            ),
            why="for a negative state |lam| is subtracted: |d| = 1, 1.0002, .9421, ...",
            witness={"N": "9", "lam": "-945395/1000000", "alpha": "1", "eta": "2000200/1945395"},
        ),
        false_neighbour(
            _claim(
                "never_increases_odd",
                "N odd, lam <= 0, eta below the even threshold: |d| never increases",
                _domain(_ODD, zero, even_threshold, "right"),
                (lam <= 0, eta <= even_threshold),
                _every(falls),
            ),
            why="a negative state is drawn to the negative root of d^N = lam",
            witness={"N": "3", "lam": "-2", "alpha": "1", "eta": "1/2"},
        ),
        false_neighbour(
            _claim(
                "diverges_simple_linear",
                "N = 1, lam <= 0, eta > 2: |d| grows by the factor eta - 1 at least",
                _domain(Depth(1, 1), sp.Integer(2), high),
                (lam <= 0, eta > 2),
                _every(_grows_by(simple_factor)),
            ),
            why="for N = 1 it is |d - lam| that grows by this factor",
            witness={"N": "1", "lam": "-1", "alpha": "1", "eta": "3"},
        ),
        false_neighbour(
            _claim(
                "unstable_half",
                "the limit is unstable from 1/(N lam^(2-2/N)) on",
                _at_root(root_threshold / 2, 2 * root_threshold),
                (2 * eta > root_threshold,),
                sp.Abs(slope_at_root) > 1,
            ),
            why="g'(rho) = 1 - eta N lam^(2-2/N) exceeds -1 until eta reaches twice that",
            witness={"N": "2", "lam": "1", "eta": "3/4"},
        ),
        false_neighbour(
            _claim(
                "diverges_even_pushed",
                "N even: growth already from 0.999 of the threshold on",
                _domain(_EVEN, sp.Rational(999, 1000) * even_threshold, 2 * even_threshold),
                (lam <= 0, 1000 * eta > 999 * even_threshold),
                _every(grows),
            ),
            why="the threshold is sharp: below it |d| never increases",
            witness={"N": "2", "lam": "-1", "alpha": "1", "eta": "9995/10000"},
        ),
        false_neighbour(
            _claim(
                "repelled_too_early",
                "lam > 0: one step leads any u > rho farther away once eta > 1/(N lam^(2-2/N))",
                _at_root(root_threshold / 2, root_threshold, _ABOVE_ROOT),
                (start > root,),
                sp.Abs(g(start) - root) > sp.Abs(start - root),
            ),
            why="near the root the factor is 1 - eta N lam^(2-2/N) > -1",
            witness={"N": "2", "lam": "1", "start": "101/100", "eta": "3/4"},
        ),
    ),
    witnesses=(
        Witness(
            claim="odd_may_converge",
            point={"N": "3", "lam": "-1/4", "alpha": "1", "eta": "1001/625"},
            says="beyond the threshold 8/5, yet d(k) -> 0: d = 1, -1.002, 0.2137..., ...",
        ),
        Witness(
            claim="never_increases_even",
            point={"N": "2", "lam": "-1", "alpha": "1", "eta": "1"},
            says="at the threshold d alternates between 1 and -1",
        ),
        Witness(
            claim="diverges_simple",
            point={"N": "2", "lam": "0", "alpha": "1", "eta": "3"},
            says="for lam = 0 the first step attains the growth factor",
        ),
    ),
    notes="For lam = 0 the constant 2 in 2/alpha^(2N-2) cannot be improved.  Open: for odd N and lam < 0, the exact "
    "set of step sizes from which every larger one diverges.",
    derivation=(
        Step(
            "N = 1: the distance to lam is multiplied by 1 - eta", g(alpha).subs(N, 1) - lam, (1 - eta) * (alpha - lam)
        ),
        Step(
            "the slope of g at u, where lam = start^N: 1 - eta N start^(2N-2)",
            sp.Subs(sp.Derivative(g(start), start).doit(), lam, start**N).doit(),
            1 - eta * N * start ** (2 * N - 2),
        ),
        Step(
            "lam = -p: one step multiplies d by 1 - eta d^(N-2)(d^N + p)",
            g(start, -growth),
            start * (1 - eta * start ** (N - 2) * (start**N + growth)),
        ),
    ),
    constants=_CONSTANTS,
)
