r"""End-to-end dynamics: balanced factors move their product by a preconditioned gradient.

    dW/dt = - sum_{j=1}^N (W W')^((N-j)/N) grad l(W) (W' W)^((j-1)/N),

powers of positive semidefinite matrices with A^0 = I.  Proof: by the product rule dW/dt = -sum_j L_j L_j' grad l(W)
R_j' R_j with L_j = W_N ... W_{j+1} and R_j = W_{j-1} ... W_1; balanced factors telescope, L_j L_j' = (W_N
W_N')^(N-j), in particular W W' = (W_N W_N')^N, so that W_N W_N' is the N-th root of W W' (the positive semidefinite
root is unique), and W_1' W_1 is that of W' W.

Load-bearing: the factors are balanced.  Not needed (our own form): distinct or positive singular values, or hidden
layers as wide as min(d, d'); the formula holds where W has no full rank, if A^0 is I and not the projector on A's
range. Read backwards (j -> N+1-j) the sum is the same, so that exchanging the powers alone falsifies nothing. The
paper's form is held against enclosures that know W alone; ours is decided in rationals, as W_N W_N' is rational
where the factors are, whatever the singular values.
Source: ACHL, section 2 (from Arora, Cohen, Hazan 2018,
arXiv:1802.06509, Theorem 1).
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import partial
from typing import Any

import sympy as sp

from dmfproof.arithmetic.ball import ball
from dmfproof.arithmetic.evaluator import Budget
from dmfproof.arithmetic.rational_matrix import Matrix, diagonal_of, identity, shape
from dmfproof.arithmetic.singular import BallMatrix, agree, fractional_powers, in_balls, range_projector
from dmfproof.dynamics.matrix_descent import end_to_end
from dmfproof.dynamics.singular_flow import end_to_end_formula
from dmfproof.statements.domain import Domain
from dmfproof.statements.factor_vocabulary import (
    BALANCED,
    DIGITS,
    LOSSES,
    READING,
    Quantity,
    arbitrary,
    balanced_by_core,
    balanced_by_roots,
    exactly,
    factors_of,
    flow_in_balls,
    flow_of,
    largest,
    refuse,
    within,
)
from dmfproof.statements.model import Claim, Computed, Form, Mutant, Source, Statement
from dmfproof.statements.vocabulary import N
from dmfproof.verdict import Verdict

_j = sp.Symbol("j", integer=True, positive=True)
_left, _right = Quantity("(W W')", r"W W^\top"), Quantity("(W' W)", r"W^\top W")
_left_root, _right_root = Quantity("(W_N W_N')", r"W_N W_N^\top"), Quantity("(W_1' W_1)", r"W_1^\top W_1")
_slope, _moves = Quantity("grad l(W)", r"\nabla\ell(W)"), Quantity("dW/dt", r"\dot W")


def _sum(left: sp.Expr, right: sp.Expr, left_power: sp.Expr, right_power: sp.Expr, first: int = 1) -> sp.Expr:
    return -sp.Sum(left**left_power * _slope * right**right_power, (_j, first, N))


_formula = sp.Eq(_moves, _sum(_left, _right, (N - _j) / N, (_j - 1) / N), evaluate=False)


def _enclosed(
    point: Mapping[sp.Symbol, Any], budget: Budget, *, shift: int = 0, exchange: bool = False, drop: int = 0
) -> Verdict:
    """Enclose the fractional powers, knowing W alone, and compare with the product rule, relatively.

    False neighbours: powers of W W' `shift` steps higher, W W' and W' W exchanged, the last `drop` terms left out.
    """
    flow = flow_of(point)
    left, right = flow.product * flow.product.transpose(), flow.product.transpose() * flow.product
    if exchange:
        if shape(left) != shape(right):
            raise refuse("W is not square")
        left, right = right, left
    scale = _size(flow.factors) ** (flow.depth - 1) * largest(flow.slope) or Fraction(1)

    def difference(bits: int) -> BallMatrix:
        first, second = (fractional_powers(gram, flow.depth, bits) for gram in (left, right))
        raised = [*first, in_balls(left, bits)][shift : shift + flow.depth]
        claimed = end_to_end_formula(raised[drop:], in_balls(flow.slope, bits), second[: flow.depth - drop])
        apart: BallMatrix = (in_balls(flow.velocity, bits) - claimed) * ball(1 / scale)
        return apart

    return within(agree(difference, digits=DIGITS, max_bits=budget.max_bits))


def _size(factors: tuple[Matrix, ...]) -> Fraction:
    """Return the trace of W_N W_N', at least sigma_1^(2/N)."""
    return sum(diagonal_of(factors[-1] * factors[-1].transpose()), Fraction(0))


def _exact(point: Mapping[sp.Symbol, Any], budget: Budget, *, projector: bool = False) -> Verdict:
    """Check (W_N W_N')^N = W W' and (W_1' W_1)^N = W' W, then the sum with these roots, all in exact rationals.

    A false neighbour: A^0 is the `projector` on the range of A.
    """
    del budget
    flow = flow_of(point)
    left, right = flow.factors[-1] * flow.factors[-1].transpose(), flow.factors[0].transpose() * flow.factors[0]
    w = flow.product
    if left**flow.depth != w * w.transpose() or right**flow.depth != w.transpose() * w:
        return exactly(False)
    ones = [range_projector(root) if projector else identity(root.nrows()) for root in (left, right)]
    powers = [[one, *(root**k for k in range(1, flow.depth))] for one, root in zip(ones, (left, right), strict=True)]
    return exactly(flow.velocity == end_to_end_formula(powers[0], flow.slope, powers[1]))


def _losses(point: Mapping[sp.Symbol, Any], budget: Budget) -> Verdict:
    """Enclose gradient, flow and fractional powers in balls, and compare relative to |W|^(2-2/N)."""
    w, scale = end_to_end(factors_of(point)), _size(factors_of(point)) ** (int(point[N]) - 1) or Fraction(1)

    def difference(bits: int) -> BallMatrix:
        flow = flow_in_balls(point, bits)
        left, right = (fractional_powers(gram, flow.depth, bits) for gram in (w * w.transpose(), w.transpose() * w))
        apart: BallMatrix = (flow.velocity - end_to_end_formula(left, flow.slope, right)) * ball(1 / scale)
        return apart

    return within(agree(difference, digits=DIGITS, max_bits=budget.max_bits))


def _claim(
    name: str, says: str, form: Form, tag: str, domain: Domain, concludes: Computed, *, balanced: bool = True
) -> Claim:
    return Claim(
        name=name, says=says, form=form, tag=tag, domain=domain, assumes=(BALANCED,) if balanced else (),
        concludes=concludes, load_bearing="the factors are balanced",
        argument="every loss acts through its gradient at W alone",
    )  # fmt: skip


_roots = _sum(_left_root, _right_root, N - _j, _j - 1)
_stated, _small = Computed(_formula, _enclosed), (1, 2)

STATEMENT = Statement(
    id="arora2019.end_to_end_dynamics",
    title="Balanced factors move their product by a preconditioned gradient",
    source=Source("ACHL", "section 2, after Arora, Cohen, Hazan 2018"),
    notes=READING,
    claims=(
        _claim(
            "fractional_powers", "for every loss; W may be rectangular, degenerate or of lower rank", Form.PAPER,
            "paper 95%", balanced_by_roots(), _stated,
        ),
        _claim(
            "irrational_singular_values", "the same where the singular values are irrational", Form.PAPER, "paper 95%",
            balanced_by_core(), _stated,
        ),
        _claim(
            "losses", "the same for quadratic, completion, sensing and logistic losses", Form.PAPER, "paper 95%",
            balanced_by_core((1, 4), (1, 3), LOSSES), Computed(_formula, _losses),
        ),
        _claim(
            "exact_roots",
            "(W W')^(1/N) = W_N W_N' and (W' W)^(1/N) = W_1' W_1: the formula holds exactly, in rationals",
            Form.SHARPER, "sharper", balanced_by_core(), Computed(sp.Eq(_moves, _roots, evaluate=False), _exact),
        ),
        _claim(
            "exact_roots_degenerate", "the same for repeated, clustered, tiny and zero singular values", Form.SHARPER,
            "sharper", balanced_by_roots(), Computed(sp.Eq(_moves, _roots, evaluate=False), _exact),
        ),
    ),
    mutants=(
        Mutant(
            claim=_claim(
                "unbalanced", "the formula holds for all factors", Form.PAPER, "false", arbitrary((2, 3), _small),
                _stated,
                balanced=False,
            ),
            why="without balance L_j L_j' is no power of W W'",
        ),
        Mutant(
            claim=_claim(
                "power_one_step_higher", "the left power is (N-j+1)/N", Form.PAPER, "false",
                balanced_by_core((2, 3), _small),
                Computed(
                    sp.Eq(_moves, _sum(_left, _right, (N - _j + 1) / N, (_j - 1) / N), evaluate=False),
                    partial(_enclosed, shift=1),
                ),
            ),
            why="the powers of both sides add up to (N-1)/N: degree 2N-2 in the factors, not 2N",
        ),
        Mutant(
            claim=_claim(
                "sides_exchanged", "W W' and W' W exchanged, for square W", Form.PAPER, "false",
                balanced_by_core((2, 3), (2, 2)),
                Computed(
                    sp.Eq(_moves, _sum(_right, _left, (N - _j) / N, (_j - 1) / N), evaluate=False),
                    partial(_enclosed, exchange=True),
                ),
            ),
            why="W W' acts on the rows of W and W' W on its columns",
        ),
        Mutant(
            claim=_claim(
                "without_the_last_term", "the sum ends at j = N-1", Form.PAPER, "false",
                balanced_by_core((2, 3), _small),
                Computed(
                    sp.Eq(_moves, -sp.Sum(_left ** ((N - _j) / N) * _slope * _right ** ((_j - 1) / N), (_j, 1, N - 1)),
                          evaluate=False),
                    partial(_enclosed, drop=1),
                ),
            ),
            why="each of the N factors contributes a term",
        ),
        Mutant(
            claim=_claim(
                "zero_power_projects", "A^0 is the projector on the range of A", Form.SHARPER, "false",
                balanced_by_roots((2, 3), _small),
                Computed(sp.Eq(_moves, _roots, evaluate=False), partial(_exact, projector=True)),
            ),
            why="W_N moves out of the range of W as well, so that the first and last power are I",
        ),
    ),
)  # fmt: skip
