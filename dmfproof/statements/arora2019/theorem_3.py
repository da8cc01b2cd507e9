r"""Theorem 3: how fast the singular values of a deep product move.

    d sigma_r/dt = -N (sigma_r^2)^(1-1/N) <grad l(W), u_r v_r'>,

sigma_r, u_r, v_r a singular value of W = W_N ... W_1 with its vectors, the factors balanced, l any loss.  Proof: W
v_r = sigma_r u_r gives dsigma_r/dt = u_r' (dW/dt) v_r; in the end-to-end dynamics every one of the N terms
contributes sigma_r^(2(N-j)/N) sigma_r^(2(j-1)/N) = (sigma_r^2)^(1-1/N).  So large singular values move fast and
small ones slowly, the more so the deeper the product: this is the bias towards low rank.

Load-bearing: the factors are balanced.  At a repeated or a zero singular value, neither the vectors nor a derivative
of its own are determined (unless the singular values are followed with signs and out of order, as the paper does):
there the paper's form says nothing.  Ours does for repeated values: the sum of the derivatives of equal singular
values is -N (sigma^2)^(1-1/N) <grad l(W), sum u_q v_q'>, the sum over the vectors of that value. The paper's form is
held against enclosures that know W and dW/dt alone: the derivative by the characteristic polynomial, the vectors by
projectors.  Ours is decided exactly, in the field of sigma^(2/N), although the singular values are irrational.  With
l = 1/2 ||W - What||^2 and aligned What it is the flow (28) of CGMR (`arora2019.link_to_cgmr`).
Source: ACHL Theorem
3.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import partial
from typing import Any

import sympy as sp

from dmfproof.arithmetic.ball import ball
from dmfproof.arithmetic.evaluator import Budget
from dmfproof.arithmetic.rational_matrix import shape
from dmfproof.arithmetic.singular import (
    BallMatrix,
    agree,
    exact_slopes_agree,
    in_balls,
    row_of_balls,
    singular_system,
    singular_value_slopes,
)
from dmfproof.dynamics.matrix_descent import end_to_end
from dmfproof.dynamics.singular_flow import Speed, theorem_3_speed, value_velocities
from dmfproof.statements.domain import Between, Depth, Domain
from dmfproof.statements.factor_vocabulary import (
    BALANCED,
    DIGITS,
    DISTINCT,
    LOSSES,
    READING,
    Quantity,
    arbitrary,
    balanced_by_core,
    balanced_by_roots,
    columns,
    exactly,
    factors_of,
    flow_in_balls,
    flow_of,
    largest,
    refuse,
    rows,
    sigma,
    within,
)
from dmfproof.statements.model import Claim, Computed, Form, Mutant, Source, Statement, Step
from dmfproof.statements.vocabulary import N
from dmfproof.verdict import Verdict

_zero = sp.Integer(0)
_large, _little = sp.symbols("sigma_1 sigma_2", positive=True)
_moves = Quantity("dsigma_r/dt", r"\dot\sigma_r")
_pairing = Quantity("<grad l(W), u_r v_r'>", r"\langle\nabla\ell(W), u_r v_r^\top\rangle")
_exchanged = Quantity("<grad l(W), v_r u_r'>", r"\langle\nabla\ell(W), v_r u_r^\top\rangle")
_all_move = Quantity("sum_{sigma_q = sigma_r} dsigma_q/dt", r"\sum_{\sigma_q = \sigma_r} \dot\sigma_q")
_all_pair = Quantity(
    "<grad l(W), sum_{sigma_q = sigma_r} u_q v_q'>",
    r"\langle\nabla\ell(W), \textstyle\sum_{\sigma_q = \sigma_r} u_q v_q^\top\rangle",
)


def _speed(factor: sp.Expr, power: sp.Expr, pairing: Quantity = _pairing, moves: Quantity = _moves) -> sp.Basic:
    return sp.Eq(moves, -factor * (sigma**2) ** power * pairing, evaluate=False)


def _enclosed(
    point: Mapping[sp.Symbol, Any], budget: Budget, *, speed: Speed = theorem_3_speed, exchange: bool = False
) -> Verdict:
    """Enclose dsigma_r/dt by the characteristic polynomial, the vectors by projectors; compare relative to the speed.

    False neighbours: another `speed`, u_r and v_r in exchanged roles (both padded by zeros where W is not square).
    """
    flow = flow_of(point)
    w, scale = flow.product, largest(flow.slope) or Fraction(1)

    def difference(bits: int) -> BallMatrix:
        system = singular_system(w, bits)
        roots = [value.root(flow.depth) for value in system.values]
        slopes = singular_value_slopes(w, flow.velocity, bits)
        slope, left, right = in_balls(flow.slope, bits), system.left, system.right
        if exchange:
            least = min(shape(w))
            left, right = (kind(m.tolist()[:least]) for kind, m in ((type(right), right), (type(left), left)))
            slope = type(slope)([row[:least] for row in slope.tolist()[:least]])
        claimed = value_velocities(left, right, roots, slope, flow.depth, speed)
        pairs = zip(slopes, claimed, roots, strict=True)
        return row_of_balls([(x - y) / theorem_3_speed(root, flow.depth) * ball(1 / scale) for x, y, root in pairs])

    return within(agree(difference, digits=DIGITS, max_bits=budget.max_bits))


def _losses(point: Mapping[sp.Symbol, Any], budget: Budget) -> Verdict:
    """Enclose gradient, flow and vectors in balls; compare u_r' (dW/dt) v_r with the speed, relatively."""
    w = end_to_end(factors_of(point))

    def difference(bits: int) -> BallMatrix:
        flow, system = flow_in_balls(point, bits), singular_system(w, bits)
        roots = [value.root(flow.depth) for value in system.values]
        claimed = value_velocities(system.left, system.right, roots, flow.slope, flow.depth)
        moving = system.left.transpose() * flow.velocity * system.right
        triples = enumerate(zip(claimed, roots, strict=True))
        return row_of_balls([(moving[r, r] - v) / theorem_3_speed(root, flow.depth) for r, (v, root) in triples])

    return within(agree(difference, digits=DIGITS, max_bits=budget.max_bits))


def _exact(point: Mapping[sp.Symbol, Any], budget: Budget, *, form: str = "") -> Verdict:
    """Divide polynomials over Q in mu = sigma^(2/N), an eigenvalue of W_1' W_1 (or W_N W_N'): all sigma > 0 at once.

    False neighbours by `form`: the exponent "1 - 2/N" or "2 - 2/N", the factor N "dropped".
    """
    del budget
    flow, n = flow_of(point), int(point[N])
    first, last = flow.factors[0], flow.factors[-1]
    root = first.transpose() * first if shape(flow.product)[1] <= shape(flow.product)[0] else last * last.transpose()
    power = {"1 - 2/N": n - 2, "2 - 2/N": 2 * n - 2}.get(form, n - 1)
    factor = 1 if form == "dropped" else n
    agreeing = exact_slopes_agree(flow.product, flow.velocity, flow.slope, root, n, factor=factor, power=power)
    if agreeing == 0:
        raise refuse("W = 0 has no positive singular value")
    return exactly(agreeing > 0)


def _claim(
    name: str, says: str, form: Form, tag: str, domain: Domain, concludes: Computed, *assumes: sp.Basic | Computed
) -> Claim:
    return Claim(
        name=name, says=says, form=form, tag=tag, domain=domain, assumes=assumes, concludes=concludes,
        load_bearing="the factors are balanced", argument="every loss acts through its gradient at W alone",
    )  # fmt: skip


def _contrast(depth: sp.Expr) -> sp.Expr:
    return (_large / _little) ** (2 - 2 / depth)


def _contrast_claim(name: str, says: str, form: Form, tag: str, more: sp.Expr, less: sp.Expr) -> Claim:
    domain = (Depth(1, 10), Between(_little, _zero, sp.Integer(20)), Between(_large, _little, 2 * _little + 20))
    return Claim(
        name=name, says=says, form=form, tag=tag, domain=domain, concludes=sp.Gt(more, less, evaluate=False),
        load_bearing="sigma_1 > sigma_2",
    )  # fmt: skip


def _shallow(s: Any, depth: int) -> Any:
    return depth * s ** (2 * depth - 4)


_stated = _speed(N, 1 - 1 / N)
_summed = _speed(N, 1 - 1 / N, _all_pair, _all_move)
_small = balanced_by_core((2, 3), (1, 2))
_s, _j = sp.Symbol("sigma", positive=True), sp.Symbol("j", integer=True, positive=True)

STATEMENT = Statement(
    id="arora2019.theorem_3",
    title="How fast the singular values of a deep product move",
    source=Source("ACHL", "Theorem 3"),
    notes=READING,
    claims=(
        _claim(
            "singular_values", "for every loss, W of any shape, with irrational singular values", Form.PAPER,
            "paper 90%",
            balanced_by_core(), Computed(_stated, _enclosed), BALANCED, DISTINCT,
        ),
        _claim(
            "clustered_singular_values", "the same for singular values that are close together, tiny or far apart",
            Form.PAPER, "paper 90%", balanced_by_roots(full=True), Computed(_stated, _enclosed), BALANCED, DISTINCT,
        ),
        _claim(
            "losses", "the same for quadratic, completion, sensing and logistic losses", Form.PAPER, "paper 90%",
            balanced_by_core((1, 4), (1, 3), LOSSES), Computed(_stated, _losses), BALANCED, DISTINCT,
        ),
        _claim(
            "exactly", "exact equality for irrational singular values, summed over equal ones; others may be zero",
            Form.SHARPER, "sharper", balanced_by_core(), Computed(_summed, _exact), BALANCED,
        ),
        _claim(
            "exactly_degenerate", "the same for repeated, clustered, tiny and zero singular values", Form.SHARPER,
            "sharper",
            balanced_by_roots(), Computed(_summed, _exact), BALANCED,
        ),
        _contrast_claim(
            "depth_strengthens_the_contrast",
            "at equal pull, the ratio (sigma_1/sigma_2)^(2-2/N) of two singular values' speeds grows with the depth",
            Form.SHARPER, "sharper", _contrast(N + 1), _contrast(N),
        ),
    ),
    mutants=(
        Mutant(
            claim=_claim(
                "exponent_1_minus_2_over_N", "the exponent is 1 - 2/N", Form.PAPER, "false", _small,
                Computed(_speed(N, 1 - 2 / N, _all_pair, _all_move), partial(_exact, form="1 - 2/N")), BALANCED,
            ),
            why="each of the N terms has degree 2N-2 in the factors",
        ),
        Mutant(
            claim=_claim(
                "exponent_2_minus_2_over_N", "the exponent is 2 - 2/N, of sigma_r^2", Form.PAPER, "false", _small,
                Computed(_speed(N, 2 - 2 / N, _all_pair, _all_move), partial(_exact, form="2 - 2/N")), BALANCED,
            ),
            why="2 - 2/N is the exponent of sigma_r, not of its square",
        ),
        Mutant(
            claim=_claim(
                "factor_N_dropped", "without the factor N", Form.PAPER, "false", _small,
                Computed(_speed(sp.Integer(1), 1 - 1 / N, _all_pair, _all_move), partial(_exact, form="dropped")),
                BALANCED,
            ),
            why="N factors move at once",
        ),
        Mutant(
            claim=_claim(
                "exponent_in_balls", "the exponent is 1 - 2/N, seen by enclosures", Form.PAPER, "false", _small,
                Computed(_speed(N, 1 - 2 / N), partial(_enclosed, speed=_shallow)), BALANCED, DISTINCT,
            ),
            why="the enclosures refute it as the exact computation does",
        ),
        Mutant(
            claim=_claim(
                "unbalanced", "for all factors, balanced or not", Form.PAPER, "false", arbitrary((2, 3), (1, 2)),
                Computed(_stated, _enclosed), DISTINCT,
            ),
            why="the speed depends on how W is shared out among its factors",
        ),
        Mutant(
            claim=_claim(
                "vectors_exchanged", "u_r and v_r exchanged for rectangular W (padded by zeros)", Form.PAPER, "false",
                balanced_by_core((1, 3), (1, 2)),
                Computed(_speed(N, 1 - 1 / N, _exchanged), partial(_enclosed, exchange=True)),
                BALANCED, DISTINCT, sp.Ne(rows, columns),
            ),
            why="u_r lives in the space of W's columns and v_r in that of its rows",
        ),
        Mutant(
            claim=_claim(
                "vectors_exchanged_square", "u_r and v_r exchanged for square W", Form.PAPER, "false",
                balanced_by_core((1, 3), (2, 2)),
                Computed(_speed(N, 1 - 1 / N, _exchanged), partial(_enclosed, exchange=True)),
                BALANCED, DISTINCT,
            ),
            why="the gradient is not symmetric, nor is W",
        ),
        Mutant(
            claim=_contrast_claim(
                "depth_weakens_the_contrast", "the ratio of the speeds of two singular values falls with the depth",
                Form.SHARPER, "false", _contrast(N), _contrast(N + 1),
            ),
            why="2 - 2/N increases with N",
        ),
    ),
    derivation=(
        Step(
            "each term of the end-to-end dynamics contributes the same speed",
            _s ** (2 * (N - _j) / N) * _s ** (2 * (_j - 1) / N), (_s**2) ** (1 - 1 / N),
        ),
        Step("and there are N of them", N * (_s**2) ** (1 - 1 / N), N * _s ** (2 - 2 / N)),
    ),
)  # fmt: skip
