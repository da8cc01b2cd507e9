r"""All k at once: the distance to the root falls at least and at most geometrically, for every N and k.

For 0 < low <= alpha <= rho = lam^(1/N) and eta N lam^(2-2/N) < 1,

    (1 - theta)^k (rho - alpha) <= rho - d(k) <= (1 - eta h(low))^k (rho - alpha),   theta = eta N lam^(2-2/N),

with the secant slope h(low) = low^(N-1) sum_j low^(N-1-j) rho^j; in reduced form (lam = 1, c = low) the two rates are
1 - eta N and 1 - eta c^(N-1) sum_{k<N} c^k.  From above, rho <= alpha and eta h(alpha) <= 1 give the same with the
rates 1 - eta h(alpha) below and 1 - theta above.  Both follow from the one-step identity rho - d+ = (rho - d)(1 - eta
h(d)), as h increases and the orbit never leaves [low, rho] (or [rho, alpha]).
Load-bearing: the step size.  Sharp: k = 1 with alpha = low attains the upper rate; the lower one is the limit k ->
oo.
Source: ours; used for the linear phase of CGMR Theorem 2.4.
"""

from __future__ import annotations

from functools import partial

import sympy as sp

from dmfproof.statements.builders import false_neighbour, stated
from dmfproof.statements.domain import Between, Depth, Domain, GroundTruth, Whole
from dmfproof.statements.model import (
    ForEveryStep,
    Source,
    Statement,
    Step,
    Witness,
    proved,
    x,
    x_next,
)
from dmfproof.statements.vocabulary import G, Iterate, N, alpha, eta, h, j, k, lam, theta

zero = sp.Integer(0)
low = sp.Symbol("low", positive=True)
root = lam ** (1 / N)
distance = sp.Abs(root - Iterate(k, N, lam, alpha, eta))
first_distance = sp.Abs(root - alpha)
step_below = 1 / (N * lam ** (2 - 2 / N))
fast, slow, first_rate = 1 - theta, 1 - eta * h(low, root), 1 - eta * h(alpha, root)
count = Whole(k, 1, 60)
_MONOTONE_SLOPE = (
    "rho - d+ = (rho - d)(1 - eta h(d)) and h increases: by induction d stays between its "
    "start and rho, and h(d) between "
    "h at the two ends; multiply over the steps"
)


def _below(*more: Whole, closed: str = "left") -> Domain:
    return (
        Depth(2, 10),
        GroundTruth("+"),
        Between(low, zero, root),
        Between(alpha, low, root, closed),
        Between(eta, zero, step_below),
        *more,
    )


def _above(*more: Whole) -> Domain:
    return (
        Depth(2, 10),
        GroundTruth("+"),
        Between(alpha, root, 20 * root),
        Between(eta, zero, 1 / h(alpha, root)),
        *more,
    )


def _one_step(slower: sp.Expr, faster: sp.Expr) -> sp.Basic:
    """Bound one step's contraction on both sides."""
    return sp.And(
        faster * sp.Abs(root - x) <= sp.Abs(root - x_next), sp.Abs(root - x_next) <= slower * sp.Abs(root - x)
    )


_claim = partial(
    stated,
    load_bearing="the step size",
    argument="The claim for one drawn k; every_step_* certifies all of them.",
)


def _every(step: sp.Basic, because: sp.Basic) -> ForEveryStep:
    return ForEveryStep(step, because, _MONOTONE_SLOPE, 4)


_BELOW = (lam >= alpha**N, low <= alpha, theta < 1)
_ABOVE = (lam > 0, alpha**N > lam, eta * h(alpha, root) < 1)
_upper, _lower = distance <= slow**k * first_distance, fast**k * first_distance <= distance
_u, _root = sp.symbols("u rho", positive=True)

STATEMENT = Statement(
    id="scalar.contraction",
    title="Geometric contraction for every number of steps at once",
    source=Source("CGMR", "section 2.1 (linear phase of Theorem 2.4)"),
    claims=(
        _claim(
            "every_step_below",
            "d stays in [low, rho] and each step contracts the distance by 1-theta..1-eta h(low)",
            _below(),
            _BELOW,
            _every(sp.And(low <= x_next, x_next <= root, _one_step(slow, fast)), sp.And(*_BELOW)),
        ),
        _claim(
            "every_step_above",
            "d stays in [rho, alpha] and each step contracts the distance by 1-eta h(alpha)..1-theta",
            _above(),
            _ABOVE,
            _every(sp.And(root <= x_next, x_next <= alpha, _one_step(fast, first_rate)), sp.And(*_ABOVE)),
        ),
        _claim(
            "upper_below", "rho - d(k) <= (1 - eta h(low))^k (rho - alpha)", _below(count, closed=""), _BELOW, _upper
        ),
        _claim("lower_below", "rho - d(k) >= (1 - theta)^k (rho - alpha)", _below(count, closed=""), _BELOW, _lower),
        _claim(
            "upper_above",
            "d(k) - rho <= (1 - theta)^k (alpha - rho)",
            _above(count),
            _ABOVE,
            distance <= fast**k * first_distance,
        ),
        _claim(
            "lower_above",
            "d(k) - rho >= (1 - eta h(alpha))^(k-1) (d(1) - rho)",
            _above(Whole(k, 2, 60)),
            _ABOVE,
            first_rate ** (k - 1) * sp.Abs(root - Iterate(1, N, lam, alpha, eta)) <= distance,
        ),
    ),
    mutants=(
        false_neighbour(
            _claim(
                "upper_with_the_root_rate",
                "the distance falls at the rate 1 - theta from below, too",
                _below(count, closed=""),
                _BELOW,
                distance <= fast**k * first_distance,
            ),
            why="before the root the secant slope is smaller than N lam^(2-2/N)",
            witness={"N": "2", "lam": "1", "low": "1/4", "alpha": "1/2", "eta": "1/4", "k": "1"},
        ),
        false_neighbour(
            _claim(
                "lower_N_minus_1",
                "(N-1) in place of N in the lower rate",
                _below(count, closed=""),
                _BELOW,
                (1 - theta * (N - 1) / N) ** k * first_distance <= distance,
            ),
            why="near the root the rate is 1 - theta",
            witness={"N": "2", "lam": "1", "low": "1/4", "alpha": "9/10", "eta": "1/4", "k": "2"},
        ),
        false_neighbour(
            _claim(
                "upper_slope_without_sum",
                "h(low) replaced by N low^(N-1) rho^(N-1)",
                _below(count, closed=""),
                _BELOW,
                distance <= (1 - eta * N * (low * root) ** (N - 1)) ** k * first_distance,
            ),
            why="each term low^(N-1-j) rho^j of the sum is below rho^(N-1)",
        ),
        false_neighbour(
            _claim(
                "one_step_longer",
                "every step contracts as the first one does from below",
                _below(),
                _BELOW,
                ForEveryStep(sp.Abs(root - x_next) >= first_rate * sp.Abs(root - x), sp.false, "nothing implies it", 4),
            ),
            why="the contraction gets stronger on the way to the root",
        ),
        false_neighbour(
            _claim(
                "lower_above_with_theta",
                "from above the distance falls no faster than (1-theta)^k",
                _above(count),
                _ABOVE,
                fast**k * first_distance <= distance,
            ),
            why="above the root the secant slope is larger than at it",
            witness={"N": "2", "lam": "1", "alpha": "2", "eta": "1/10", "k": "1"},
        ),
    ),
    witnesses=(
        Witness(
            claim="every_step_below",
            point={"N": "3", "lam": "8", "low": "1", "alpha": "1", "eta": "1/50"},
            says="alpha = low: the first step attains the upper rate",
        ),
    ),
    derivation=(
        Step(
            "one step multiplies the distance by 1 - eta h(u), where G(u) = h(u)(rho - u)",
            1 - eta * G(_u, _root**N) / (_root - _u),
            (_root - _u - eta * G(_u, _root**N)) / (_root - _u),
        ),
        Step(
            "h telescopes: (rho - u) times its j-th term, summed over j = 0..N-1, leaves rho^N - u^N",
            (_root - _u) * _u ** (N - 1 - j) * _root**j,
            _u ** (N - 1 - j) * _root ** (j + 1) - _u ** (N - j) * _root**j,
        ),
        Step(
            "at the root each of the N terms is rho^(2N-2)",
            _root ** (N - 1) * _root ** (N - 1 - j) * _root**j,
            _root ** (2 * N - 2),
        ),
    ),
)

STATEMENT = proved(
    STATEMENT,
    {
        f"{name}_{side}": (f"contraction_{side}",)
        for name in ("every_step", "upper", "lower")
        for side in ("below", "above")
    },
)
