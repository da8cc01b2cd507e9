r"""(9): the gradient of the loss (5) in one factor.

L(W_1, ..., W_N) = 1/2 ||W - What||_F^2, W = W_N ... W_1:

    grad_{W_j} L = (W_N ... W_{j+1})' (W - What) (W_{j-1} ... W_1)'.

As a function of one entry of one factor L is a quadratic, so that half the difference of its values one to the right
and one to the left is its derivative exactly: every entry of (9) is held against that, in rationals.
Load-bearing: the order of the products and their transposes.
Source: CGMR (5), (9).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial

import sympy as sp

from dmfproof.arithmetic.evaluator import Budget
from dmfproof.arithmetic.rational_matrix import Matrix, entries, matrix
from dmfproof.dynamics.matrix_descent import end_to_end, factor_gradient, loss
from dmfproof.statements.decoupling import METHOD, Place, factor
from dmfproof.statements.domain import Depth, RationalMatrix, Whole
from dmfproof.statements.model import Claim, Computed, Form, Mutant, Source, Statement
from dmfproof.statements.vocabulary import N
from dmfproof.verdict import Outcome, Verdict

size = sp.Symbol("m", integer=True, positive=True)
stack = sp.Symbol("W", real=True)
target = sp.Symbol("What", real=True)
_gradient, _slope = sp.symbols("grad_j dL/dW_j")


def without_transposes(factors: Sequence[Matrix], slope: Matrix, index: int) -> Matrix:
    """Return the gradient with the products as they stand."""
    after, before = factors[index + 1 :], factors[:index]
    gradient = end_to_end(after) * slope if after else slope
    return gradient * end_to_end(before) if before else gradient


def sides_exchanged(factors: Sequence[Matrix], slope: Matrix, index: int) -> Matrix:
    """Return the gradient with the factors of the two sides exchanged."""
    after, before = factors[index + 1 :], factors[:index]
    gradient = end_to_end(before).transpose() * slope if before else slope
    return gradient * end_to_end(after).transpose() if after else gradient


def order_reversed(factors: Sequence[Matrix], slope: Matrix, index: int) -> Matrix:
    """Return the gradient with each of the two products in the reversed order."""
    after, before = factors[index + 1 :], factors[:index]
    gradient = end_to_end(after[::-1]).transpose() * slope if after else slope
    return gradient * end_to_end(before[::-1]).transpose() if before else gradient


def is_the_derivative(
    point: Place, budget: Budget, *, gradient: Callable[[Sequence[Matrix], Matrix, int], Matrix]
) -> Verdict:
    """Compare every entry with half the difference of the loss one to its right and one to its left, exactly."""
    m, index = int(point[size]), int(point[factor]) - 1
    rows = [list(row) for row in point[stack]]
    factors = [matrix(rows[j * m : (j + 1) * m]) for j in range(int(point[N]))]
    truth = matrix(point[target])
    found = entries(gradient(factors, end_to_end(factors) - truth, index))
    for i in range(m):
        for j in range(m):
            if found[i][j] != _slope_at(factors, truth, index, i, j):
                reason = f"the entry ({i + 1}, {j + 1}) is not the derivative"
                return Verdict(Outcome.REFUTED, METHOD, reason=reason)
    return Verdict(Outcome.CERTIFIED, METHOD)


def _slope_at(factors: Sequence[Matrix], truth: Matrix, index: int, i: int, j: int) -> Fraction:
    values = []
    for step in (1, -1):
        rows = entries(factors[index])
        rows[i][j] += step
        values.append(loss([*factors[:index], matrix(rows), *factors[index + 1 :]], truth))
    return (values[0] - values[1]) / 2


def _claim(
    name: str,
    says: str,
    gradient: Callable[[Sequence[Matrix], Matrix, int], Matrix],
    tag: str,
    depth: tuple[int, int] = (1, 4),
) -> Claim:
    return Claim(
        name=name,
        says=says,
        form=Form.PAPER,
        tag=tag,
        domain=(
            Depth(*depth),
            Whole(size, 1, 3),
            RationalMatrix(stack, N * size, size),
            RationalMatrix(target, size, size),
            Whole(factor, 1, N),
        ),
        concludes=Computed(sp.Eq(_gradient, _slope), partial(is_the_derivative, gradient=gradient)),
        load_bearing="the order of the products and their transposes",
    )


STATEMENT = Statement(
    id="matrix.equation_9",
    title="The gradient of the loss in one factor",
    source=Source("CGMR", "(5), (9)"),
    claims=(
        _claim(
            "gradient",
            "(9) is the derivative of (5) in every entry of W_j; the rows of W are W_1, ..., W_N stacked, each m x m",
            factor_gradient,
            "paper",
        ),
    ),
    mutants=(
        Mutant(
            claim=_claim("without_transposes", "(9) without its transposes", without_transposes, "false", (2, 3)),
            why="the derivative of tr(A' W B) in W is A B'",
        ),
        Mutant(
            claim=_claim("sides_exchanged", "(9) with its two sides exchanged", sides_exchanged, "false", (2, 3)),
            why="what acts after W_j stands on its left",
        ),
        Mutant(
            claim=_claim("order_reversed", "(9) with each product reversed", order_reversed, "false", (3, 4)),
            why="matrices do not commute; with two factors, or with one eigenbasis, it makes no difference",
        ),
    ),
)
