r"""Lemma 2.11: for lam < 0 the perturbed factor changes sign after finitely many steps, and the pair starts anew.

lam < 0, 0 < beta < alpha, eta <= 1/((3N-2) M^(2N-2)), T0 = min{k : d1(k) <= 0}, S^2 = beta (2 alpha - beta).

    before T0:   0 < d1 <= a <= b <= d2 <= alpha,   a, b identical initialisation from alpha - beta and alpha     (50)
    T0 <= floor( ln(S/beta) / ln(1 + eta |lam| beta^(N-2)) ) + 1,   and it is attained
    N = 2:    T0 <= ceil( ln R / ln((1+q1)/(1-q1)) ),   R = (2 alpha - beta)/beta,  q1 = eta |lam| (S R^(-q0/2))^(N-2)
    N = 3:    T0 <= ceil( (4 arctan sqrt(R) - pi)/(2 q1) ),   q0 = eta alpha^(N-2) (alpha^(N-1) (alpha-beta) + |lam|)
    N >= 4:   T0 <= ceil( (1 - beta/alpha)/q1 ),   of order (alpha beta)^(-(N-2)/2), not beta^(-(N-2)), for small beta
    |p(T0)| <= eta M^(2N-2) |lam| < |lam|,   so that a case |p(T0)| > |lam| never occurs
    after T0:    (-d1, d2) obeys (40) with |lam|, 0 < d1 + d2 <= alpha, and Lemma D.2 applies                  (52)-(54)

Why: delta+ = (1 + eta r) delta with r >= |lam| d2^(N-2) >= |lam| delta^(N-2) while d1 >= 0, and delta^2 <= D <= S^2
there.  The other bound: u = (d1+d2)/2 and v = (d2-d1)/2 have u+ = (1-q) u and v+ = (1+q) v with q = eta d2^(N-2)
(p + |lam|), and T0 = min{k : u <= v}.  Before it d2 and p fall, so q <= q0 < 1, and l = ln(u/v) falls from ln R by
ln((1+q)/(1-q)) a step, to above 0.  As -ln(1-q^2) <= q0 ln((1+q)/(1-q)), uv keeps the part R^(-q0) of its first value
S^2/4; so d2 = 2 sqrt(uv) cosh(l/2) >= S R^(-q0/2) cosh(l/2), and q >= q1 cosh(l/2)^(N-2) =: r(l).  A step that ends
above 0 takes 2 r(l) off l at least, and r grows with l: so it takes 1 off the integral of 1/(2 r) from 0 to l at least,
whose value at the start is given for N = 3 and 4; for N > 4 it is less, as cosh^(N-2) >= cosh^2.

At T0, d1+ = d1 (1 - eta d2^(2N-2)) - eta d2^(N-1) |lam| with d1 > 0.
Load-bearing: the step size; the bound on T0 is false without its last step.
Source: CGMR Lemma 2.11, (50), (52)-(54); the bounds are ours.
"""

from __future__ import annotations

import sympy as sp

from dmfproof.statements.builders import pushed
from dmfproof.statements.domain import Between, Depth, Domain, GroundTruth, Whole
from dmfproof.statements.model import Claim, Form, Mutant, Source, Statement, Step, Witness, q
from dmfproof.statements.perturbed_vocabulary import (
    First,
    Other,
    PhaseTime,
    Product,
    ScalarFrom,
    beta,
    d1,
    d2,
    pair_start,
)
from dmfproof.statements.vocabulary import M, N, alpha, eta, k, lam

zero = sp.Integer(0)
size = sp.Abs(lam)
S = sp.sqrt(beta * (2 * alpha - beta))
T0 = PhaseTime(N, lam, alpha, beta, eta)
start = (N, lam, *pair_start, eta)
step_limit = 1 / ((3 * N - 2) * M ** (2 * N - 2))
growth = sp.log(S / beta) / sp.log(1 + eta * size * beta ** (N - 2))
transition_bound = sp.floor(growth) + 1
ratio = (2 * alpha - beta) / beta  # u/v at the start
first_rate = eta * alpha ** (N - 2) * (alpha ** (N - 1) * (alpha - beta) + size)
least_mean = S * ratio ** (-first_rate / 2)  # of 2 sqrt(uv) before T0
least_rate = eta * size * least_mean ** (N - 2)
transition_bound_by_mean = sp.ceiling(
    sp.Piecewise(
        (sp.log(ratio) / sp.log((1 + least_rate) / (1 - least_rate)), sp.Eq(N, 2)),
        ((4 * sp.atan(sp.sqrt(ratio)) - sp.pi) / (2 * least_rate), sp.Eq(N, 3)),
        ((1 - beta / alpha) / least_rate, True),
    )
)
product_bound = eta * M ** (2 * N - 2) * size

before = sp.Min(k, T0 - 1)
after = T0 + k
smaller, larger = (ScalarFrom(before, N, lam, value, eta) for value in pair_start)
ordered = sp.And(
    zero < First(before, *start), First(before, *start) <= smaller, smaller <= larger, larger <= Other(before, *start)
)
restarted = sp.And(
    First(after, *start) <= 0,
    zero < First(after, *start) + Other(after, *start),
    First(after, *start) + Other(after, *start) <= alpha,
    Product(after + 1, *start) <= Product(after, *start),
    lam <= Product(after + 1, *start),
)


def _domain(step: sp.Expr = step_limit, depths: tuple[int, int] = (2, 6), least: sp.Expr = zero) -> Domain:
    """Return the domain; `least` step size over its limit, alpha and beta keep T0 within reach."""
    scale = size ** (1 / N)
    return (
        Depth(*depths),
        GroundTruth("-"),
        Between(alpha, *((zero, 10 * scale) if depths[1] == 2 else (scale / 50, 3 * scale))),
        Between(beta, zero if depths[1] == 2 else alpha / 50, alpha),
        Between(eta, least * step, step, "right"),
    )


def _claim(
    name: str, says: str, form: Form, tag: str, concludes: sp.Basic, domain: Domain, step: sp.Expr = step_limit
) -> Claim:
    return Claim(
        name=name,
        says=says,
        form=form,
        tag=tag,
        domain=domain,
        assumes=(lam < 0, beta < alpha, eta <= step),
        concludes=concludes,
        load_bearing="the step size",
    )


_BRISK = sp.Rational(1, 20)
_ALL = _domain(least=_BRISK)
_TWO = _domain(depths=(2, 2), least=_BRISK)
_TIMED = (*_ALL, Whole(k, 0, 40))


_y = sp.Symbol("y", positive=True)
_PUSHED = (Depth(2, 10), *_ALL[1:])
_CONSTANTS = (
    pushed(
        "rate",
        "T0 <= floor(ln(S/beta)/ln(1 + q eta|lam|beta^(N-2))) + 1 (ours: q = 1)",
        "T0 <= floor(ln(S/beta)/ln(1 + q eta|lam|beta^(N-2))) + 1",
        (sp.Integer(1), sp.Integer(8)),
        _PUSHED,
        sp.Le(T0, sp.floor(sp.log(S / beta) / sp.log(1 + q * eta * size * beta ** (N - 2))) + 1, evaluate=False),
        value=sp.Integer(1),
        stronger="larger",
    ),
    pushed(
        "product",
        "|p(T0)| <= q eta M^(2N-2) |lam| (ours: q = 1)",
        "|p(T0)| <= q eta M^(2N-2) |lam|",
        (zero, sp.Integer(1)),
        _PUSHED,
        sp.Le(sp.Abs(Product(T0, *start)), q * product_bound, evaluate=False),
        value=sp.Integer(1),
        stronger="smaller",
    ),
)

STATEMENT = Statement(
    id="perturbed.lemma_2_11",
    title="The phase transition for a negative ground truth",
    source=Source("CGMR", "Lemma 2.11, (50), (52)-(54)"),
    definitions={"T0 bound": transition_bound, "T0 bound (mean)": transition_bound_by_mean, "S": S},
    claims=(
        _claim(
            "before",
            "0 < d1 <= a <= b <= d2 at every k < T0 (decided at the drawn k, or the last such)",
            Form.PAPER,
            "paper 85%",
            sp.And(ordered, Other(before, *start) <= alpha),
            _TIMED,
        ),
        _claim(
            "transition",
            "T0 <= floor(ln(S/beta)/ln(1+eta|lam|beta^(N-2))) + 1",
            Form.SHARPER,
            "sharper",
            sp.Le(T0, transition_bound),
            _ALL,
        ),
        _claim(
            "transition_tiny_perturbation",
            "the same for N = 2 and any alpha, with perturbations down to 10^-30 alpha",
            Form.SHARPER,
            "sharper",
            sp.Le(T0, transition_bound),
            _TWO,
        ),
        _claim(
            "transition_by_mean",
            "T0 <= the time in which ln(u/v) falls to 0, d2 being at least 2 sqrt(uv) cosh(ln(u/v)/2)",
            Form.SHARPER,
            "sharper",
            sp.Le(T0, transition_bound_by_mean),
            _ALL,
        ),
        _claim(
            "product_at_transition",
            "|p(T0)| <= eta M^(2N-2) |lam|, which is below |lam|",
            Form.SHARPER,
            "sharper",
            sp.And(sp.Abs(Product(T0, *start)) <= product_bound, product_bound < size),
            _ALL,
        ),
        _claim(
            "after",
            "from T0 on 0 < d1 + d2 <= alpha, and p decreases towards lam",
            Form.PAPER,
            "paper 85%",
            restarted,
            _TIMED,
        ),
    ),
    mutants=(
        Mutant(
            claim=_claim(
                "transition_one_less",
                "T0 <= floor(ln(S/beta)/ln(1+eta|lam|beta^(N-2)))",
                Form.SHARPER,
                "false",
                sp.Le(T0, sp.floor(growth)),
                _ALL,
            ),
            why="the bound is attained: one step less is too few",
            witness={"N": "2", "lam": "-1", "alpha": "1", "beta": "9/10", "eta": "1/4"},
        ),
        Mutant(
            claim=_claim(
                "transition_by_mean_one_less",
                "T0 <= the same less 1",
                Form.SHARPER,
                "false",
                sp.Le(T0, transition_bound_by_mean - 1),
                _ALL,
            ),
            why="this bound is attained, too",
            witness={"N": "2", "lam": "-1", "alpha": "1", "beta": "9/10", "eta": "1/4"},
        ),
        Mutant(
            claim=_claim(
                "transition_twice_the_rate_of_alpha",
                "T0 <= floor(ln(S/beta)/ln(1+2 eta|lam|alpha^(N-2))) + 1",
                Form.SHARPER,
                "false",
                sp.floor(sp.log(S / beta) / sp.log(1 + 2 * eta * size * alpha ** (N - 2))) + 1 >= T0,
                _ALL,
            ),
            why="the rate grows from beta; alpha, even with a factor 2, is not what it begins with",
        ),
        Mutant(
            claim=_claim(
                "product_at_transition_half",
                "|p(T0)| <= eta M^(2N-2) |lam| / 20",
                Form.SHARPER,
                "false",
                sp.Abs(Product(T0, *start)) <= product_bound / 20,
                _ALL,
            ),
            why="the step over 0 may carry d1 nearly as far as the bound says",
        ),
        Mutant(
            claim=_claim(
                "first_above",
                "d1 >= a before T0: the perturbed factor stays above identical initialisation",
                Form.PAPER,
                "false",
                smaller <= First(before, *start),
                _TIMED,
            ),
            why="d2 > d1 makes r larger, and d1 falls faster",
        ),
    ),
    witnesses=(
        Witness(
            claim="transition",
            point={"N": "2", "lam": "-1", "alpha": "1", "beta": "9/10", "eta": "1/4"},
            says="T0 = 1 is what the bound gives",
        ),
    ),
    derivation=(
        Step(
            "at T0: d1+ in the parts that d1 > 0 and lam < 0 make positive and negative",
            d1 - eta * d2 ** (N - 1) * (d1 * d2 ** (N - 1) - lam),
            d1 * (1 - eta * d2 ** (2 * N - 2)) + eta * d2 ** (N - 1) * lam,
        ),
        Step("D(0) = S^2", alpha**2 - (alpha - beta) ** 2, beta * (2 * alpha - beta)),
        Step(
            "D = 4 u v falls by the factor 1 - q^2 in a step",
            (d2 - q * d1) ** 2 - (d1 - q * d2) ** 2,
            (1 - q**2) * (d2**2 - d1**2),
        ),
        Step(
            "N = 3, y = sqrt(u/v): 1/cosh(l/2) dl = 4/(1 + y^2) dy", 2 / (_y + 1 / _y) * 2 / _y, 4 / (1 + _y**2)
        ),
        Step(
            "N = 4: the primitive of 1/cosh(l/2)^2 is 2 (y^2-1)/(y^2+1) = 2 tanh(l/2), as dl = 2 dy/y",
            sp.Derivative(2 * (_y**2 - 1) / (_y**2 + 1), _y),
            (2 / (_y + 1 / _y)) ** 2 * 2 / _y,
        ),
        Step("at the start tanh(l/2) = (R-1)/(R+1) = 1 - beta/alpha", (ratio - 1) / (ratio + 1), 1 - beta / alpha),
    ),
    constants=_CONSTANTS,
)
