r"""Balancedness is conserved: the flow never changes the difference of neighbouring Gram matrices.

    d/dt (W_{j+1}' W_{j+1} - W_j W_j') = 0   for j = 1, ..., N-1,

for every loss l(W_N ... W_1), all shapes and all factors, balanced or not, where dW_j/dt = -(W_N ... W_{j+1})' grad
l(W) (W_{j-1} ... W_1)'.  Proof: with P = W_j ... W_1, Q = W_N ... W_{j+1} and G = grad l(W), both (dW_{j+1}/dt)'
W_{j+1} and W_j (dW_j/dt)' are -P G' Q, and each derivative is one of them plus its transpose.  Only the gradient's
value at W enters, so that an arbitrary matrix G stands for every loss.  Hence balanced factors stay balanced.

Load-bearing: all factors flow down the same loss at the same speed.  Gradient descent is not the flow: a step of
size eta changes the difference by eta^2 ((dW_{j+1}/dt)' dW_{j+1}/dt - dW_j/dt (dW_j/dt)'), exactly (our own form:
the drift is of second order and no more).
Source: ACHL, section 2 (from Arora, Cohen, Hazan 2018, arXiv:1802.06509,
Theorem 1).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import sympy as sp

from dmfproof.arithmetic.evaluator import Budget
from dmfproof.arithmetic.rational_matrix import scaled
from dmfproof.dynamics.end_to_end import gram_velocities, imbalances
from dmfproof.statements.domain import Between, Domain
from dmfproof.statements.factor_vocabulary import ANY_LOSS, READING, Quantity, arbitrary, exactly, flow_of, largest
from dmfproof.statements.model import Claim, Computed, Form, Mutant, Source, Statement
from dmfproof.statements.vocabulary import eta
from dmfproof.verdict import Verdict

_ZERO = sp.Integer(0)
_moves = Quantity("d/dt (W_{j+1}' W_{j+1} - W_j W_j')", r"\frac{d}{dt}\left(W_{j+1}^\top W_{j+1} - W_j W_j^\top\right)")
_sum = Quantity("d/dt (W_{j+1}' W_{j+1} + W_j W_j')", r"\frac{d}{dt}\left(W_{j+1}^\top W_{j+1} + W_j W_j^\top\right)")
_change = Quantity(
    "[W_{j+1}' W_{j+1} - W_j W_j'] after a step minus before",
    r"\left[W_{j+1}^\top W_{j+1} - W_j W_j^\top\right]_{\text{before a step}}^{\text{after it}}",
)
_drift = Quantity(
    "((dW_{j+1}/dt)' dW_{j+1}/dt - dW_j/dt (dW_j/dt)')",
    r"\left(\dot W_{j+1}^\top \dot W_{j+1} - \dot W_j \dot W_j^\top\right)",
)


def _conserved(point: Mapping[sp.Symbol, Any], budget: Budget, *, sign: int = -1, first: int = 1) -> Verdict:
    """Differentiate both Gram matrices by the product rule, in exact rationals, and compare.

    `sign` -1 asks for their difference, 1 for their sum; W_1 moves `first` times as fast as it should.
    """
    del budget
    flow = flow_of(point)
    velocities = [scaled(flow.factor_velocities[0], first), *flow.factor_velocities[1:]]
    moved = gram_velocities(flow.factors, velocities)
    return exactly(not any(largest(after + scaled(before, sign)) for after, before in moved))


def _drifts(point: Mapping[sp.Symbol, Any], budget: Budget, *, factor: sp.Expr = eta**2) -> Verdict:
    """Take one step of gradient descent in exact rationals and compare both differences of Gram matrices."""
    del budget
    flow, size = flow_of(point), point[eta]
    moved = [w + scaled(v, size) for w, v in zip(flow.factors, flow.factor_velocities, strict=True)]
    claimed = {eta**2: size**2, eta: size, _ZERO: 0}[factor]
    changes = zip(imbalances(flow.factors), imbalances(moved), imbalances(flow.factor_velocities), strict=True)
    return exactly(not any(largest(after - before - scaled(drift, claimed)) for before, after, drift in changes))


def _claim(name: str, says: str, form: Form, tag: str, domain: Domain, concludes: Computed) -> Claim:
    return Claim(
        name=name, says=says, form=form, tag=tag, domain=domain, concludes=concludes,
        load_bearing="all factors flow down the same loss", argument="every loss acts through its gradient at W alone",
    )  # fmt: skip


def _equal_zero(quantity: Quantity) -> sp.Basic:
    return sp.Eq(quantity, 0, evaluate=False)


_with_step = (*ANY_LOSS, Between(eta, _ZERO, sp.Integer(2), "right"))
_deep = arbitrary((2, 4), (1, 2))

STATEMENT = Statement(
    id="arora2019.balancedness",
    title="Balancedness is conserved by the gradient flow of every loss",
    source=Source("ACHL", "section 2, after Arora, Cohen, Hazan 2018"),
    notes=READING,
    claims=(
        _claim(
            "conserved", "for every loss, all shapes and all factors, balanced or not", Form.PAPER, "paper 95%",
            arbitrary(), Computed(_equal_zero(_moves), _conserved),
        ),
        _claim(
            "drift_of_descent", "a step of gradient descent changes the difference at second order, exactly so",
            Form.SHARPER, "sharper", arbitrary((2, 5), (1, 3), _with_step),
            Computed(sp.Eq(_change, eta**2 * _drift, evaluate=False), _drifts),
        ),
    ),
    mutants=(
        Mutant(
            claim=_claim(
                "sum_conserved", "the sum of the Gram matrices is conserved", Form.PAPER, "false", _deep,
                Computed(_equal_zero(_sum), partial(_conserved, sign=1)),
            ),
            why="both Gram matrices move by the same matrix, so that only their difference stays",
        ),
        Mutant(
            claim=_claim(
                "unequal_speeds", "the difference is conserved where W_1 learns at twice the speed", Form.PAPER,
                "false",
                _deep, Computed(_equal_zero(_moves), partial(_conserved, first=2)),
            ),
            why="the same speed of all factors is load-bearing",
        ),
        Mutant(
            claim=_claim(
                "descent_conserves", "gradient descent conserves the difference as the flow does", Form.PAPER, "false",
                arbitrary((2, 4), (1, 2), _with_step), Computed(_equal_zero(_change), partial(_drifts, factor=_ZERO)),
            ),
            why="a step has a second-order term",
        ),
        Mutant(
            claim=_claim(
                "drift_of_first_order", "a step of descent changes the difference by eta times the drift", Form.SHARPER,
                "false", arbitrary((2, 4), (1, 2), _with_step),
                Computed(sp.Eq(_change, eta * _drift, evaluate=False), partial(_drifts, factor=eta)),
            ),
            why="the drift is of second order; at eta = 1 alone the two agree",
        ),
    ),
)  # fmt: skip
