r"""Lemma 2: how the singular vectors of a deep product turn.

    dU/dt = -U (F o [U' grad l(W) V S + S V' grad l(W)' U]) - (I - U U') grad l(W) V (S^2)^(1/2-1/N)
    dV/dt = -V (F o [S U' grad l(W) V + V' grad l(W)' U S]) - (I - V V') grad l(W)' U (S^2)^(1/2-1/N)
    F_rr' = 1/((sigma_r'^2)^(1/N) - (sigma_r^2)^(1/N)) for r != r', and 0 on the diagonal,

W = U S V' with n = min(d, d') columns in U and V, the factors balanced, l any loss.  The product o is entry by
entry.  Proof: the differential of the singular vectors has 1/(sigma_r'^2 - sigma_r^2) in place of F and dW/dt in
place of -grad l(W); in the end-to-end dynamics the entry (r, r') of U' (dW/dt) V has the factor sum_j a_r^(N-j)
a_r'^(j-1) = (a_r'^N - a_r^N)/(a_r' - a_r), a = (sigma^2)^(1/N), and a^N = sigma^2 cancels; I - U U' annihilates all
terms but j = N, of which V S^(2-2/N) S^(-1) is left.

Load-bearing: distinct, positive singular values (otherwise the vectors are not determined: the claim says nothing
there), and balanced factors.  It follows that the vectors stand still where U' grad l(W) V is diagonal and the gradient
maps into the span of U and V.
Decided by what determines the derivative: the formulas must solve the derivatives of W V = U S, W' U = V S, U'U = I and
V'V = I, with dS/dt = diag(U' (dW/dt) V); these have one solution.
Source: ACHL Lemma 2.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import sympy as sp

from dmfproof.arithmetic.ball import ball, to_fmpq
from dmfproof.arithmetic.evaluator import Budget
from dmfproof.arithmetic.rational_matrix import matrix, shape
from dmfproof.arithmetic.singular import BallMatrix, agree, in_balls, row_of_balls, singular_system
from dmfproof.dynamics.end_to_end import leading_block, rotation
from dmfproof.dynamics.matrix_descent import end_to_end
from dmfproof.dynamics.singular_flow import pair_residuals, vector_velocities
from dmfproof.statements.domain import Domain
from dmfproof.statements.factor_vocabulary import (
    BALANCED,
    DIGITS,
    DISTINCT,
    LOSSES,
    READING,
    G,
    K_in,
    K_out,
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
    rows,
    s,
    within,
)
from dmfproof.statements.model import Claim, Computed, Form, Mutant, Source, Statement, Step
from dmfproof.statements.vocabulary import N
from dmfproof.verdict import Verdict

_left, _right = Quantity("dU/dt", r"\dot U"), Quantity("dV/dt", r"\dot V")
_u, _v = Quantity("U", "U"), Quantity("V", "V")
_bracket = Quantity(
    "(F o [U' grad l(W) V S + S V' grad l(W)' U])",
    r"\left(F \circ \left[U^\top \nabla\ell(W) V S + S V^\top \nabla\ell(W)^\top U\right]\right)",
)
_mirror = Quantity(
    "(F o [S U' grad l(W) V + V' grad l(W)' U S])",
    r"\left(F \circ \left[S U^\top \nabla\ell(W) V + V^\top \nabla\ell(W)^\top U S\right]\right)",
)
_beyond = Quantity("(I - U U') grad l(W)", r"\left(I - U U^\top\right) \nabla\ell(W)")
_across = Quantity("(I - V V') grad l(W)'", r"\left(I - V V^\top\right) \nabla\ell(W)^\top")
_squares = Quantity("(S^2)", "S^2")
_F = sp.Function("F")(*sp.symbols("r r_prime"))
_here, _there = sp.symbols("sigma_r sigma_r_prime")


def _formula(gap: sp.Expr, tail: sp.Expr | None) -> sp.Basic:
    beyond, across = (0, 0) if tail is None else (_beyond * _v * _squares**tail, _across * _u * _squares**tail)
    return sp.And(
        sp.Eq(_left, -_u * _bracket - beyond, evaluate=False),
        sp.Eq(_right, -_v * _mirror - across, evaluate=False),
        sp.Eq(_F, gap, evaluate=False),
        evaluate=False,
    )


def _exact(point: Mapping[sp.Symbol, Any], budget: Budget, **form: Any) -> Verdict:
    """Solve the derivatives of W V = U S, W' U = V S, U'U = I, V'V = I by the formulas, in exact rationals.

    `form` replaces parts of `vector_velocities`: a false neighbour.
    """
    del budget
    flow, n = flow_of(point), len(point[s])
    left, right = (leading_block(q, shape(q)[0], n) for q in (rotation(matrix(point[k])) for k in (K_out, K_in)))
    roots = [to_fmpq(root) for root in point[s]]
    moved = vector_velocities(left, right, roots, flow.slope, flow.depth, **form)
    values = [root**flow.depth for root in roots]
    residuals = pair_residuals(flow.product, flow.velocity, left, right, values, moved)
    return exactly(not any(largest(residual) for residual in residuals))


def _enclosed(point: Mapping[sp.Symbol, Any], budget: Budget, **form: Any) -> Verdict:
    """Solve the derivatives of W V = U S, W' U = V S, U'U = I, V'V = I by the formulas, in balls, relatively.

    `form` replaces parts of `vector_velocities`: a false neighbour.
    """
    w, size = end_to_end(factors_of(point)), ball((largest(matrix(point[G])) if G in point else 0) or 1)

    def difference(bits: int) -> BallMatrix:
        if G in point:
            flow = flow_of(point)
            slope, velocity = in_balls(flow.slope, bits), in_balls(flow.velocity, bits)
        else:
            moving = flow_in_balls(point, bits)
            slope, velocity = moving.slope, moving.velocity
        system, depth = singular_system(w, bits), int(point[N])
        roots = [value.root(depth) for value in system.values]
        moved = vector_velocities(system.left, system.right, roots, slope, depth, **form)
        residuals = pair_residuals(in_balls(w, bits), velocity, system.left, system.right, system.values, moved)
        # relative to the speed sigma_1^(2-2/N) of the product, or sigma_1^(1-2/N) of the vectors
        speeds = [roots[0] ** (2 * depth - 2)] * 2 + [roots[0] ** (depth - 2)] * 2
        pairs = zip(residuals, speeds, strict=True)
        return row_of_balls([entry / speed / size for residual, speed in pairs for entry in residual.entries()])

    return within(agree(difference, digits=DIGITS, max_bits=budget.max_bits))


def _wrong_sign(here: Any, there: Any) -> Any:
    return 1 / (here - there)


def _wrong_power(here: Any, there: Any) -> Any:
    return 1 / (there**2 - here**2)


def _wrong_tail(root: Any, depth: int) -> Any:
    return root ** (2 * depth - 2)


def _no_tail(root: Any, depth: int) -> Any:
    del depth
    return 0 * root


def _claim(
    name: str, says: str, form: Form, tag: str, domain: Domain, concludes: Computed, *assumes: sp.Basic | Computed
) -> Claim:
    return Claim(
        name=name, says=says, form=form, tag=tag, domain=domain, assumes=(*assumes, DISTINCT), concludes=concludes,
        load_bearing="distinct, positive singular values", argument="every loss acts through its gradient at W alone",
    )  # fmt: skip


def _mutant(
    name: str, says: str, formula: sp.Basic, domain: Domain, why: str, *assumes: sp.Basic, **form: Any
) -> Mutant:
    decide = partial(_exact if domain[1].symbol == s else _enclosed, **form)
    return Mutant(claim=_claim(name, says, Form.PAPER, "false", domain, Computed(formula, decide), *assumes), why=why)


def _gap(power: sp.Expr) -> sp.Expr:
    return 1 / ((_there**2) ** power - (_here**2) ** power)


_half = sp.Rational(1, 2) - 1 / N
_stated = _formula(_gap(1 / N), _half)
_a, _b = sp.symbols("a b", positive=True)
_j = sp.Symbol("j", integer=True, positive=True)
_square = balanced_by_roots((1, 3), (2, 2), full=True)

STATEMENT = Statement(
    id="arora2019.lemma_2",
    title="How the singular vectors of a deep product turn",
    source=Source("ACHL", "Lemma 2"),
    notes=READING,
    claims=(
        _claim(
            "singular_vectors", "for every loss, W of any shape, with irrational singular values", Form.PAPER,
            "paper 85%",
            balanced_by_core(), Computed(_stated, _enclosed), BALANCED,
        ),
        _claim(
            "rational_singular_values", "the same, exactly, for clustered, tiny and distant rational singular values",
            Form.PAPER, "paper 85%", balanced_by_roots(full=True), Computed(_stated, _exact), BALANCED,
        ),
        _claim(
            "losses", "the same for quadratic, completion, sensing and logistic losses", Form.PAPER, "paper 85%",
            balanced_by_core((1, 4), (1, 3), LOSSES), Computed(_stated, _enclosed), BALANCED,
        ),
    ),
    mutants=(
        _mutant(
            "sign_of_F", "F_rr' = 1/((sigma_r^2)^(1/N) - (sigma_r'^2)^(1/N))", _formula(-_gap(1 / N), _half), _square,
            "the differential of the vectors has 1/(sigma_r'^2 - sigma_r^2)", BALANCED, gap=_wrong_sign,
        ),
        _mutant(
            "power_in_F", "F has (sigma^2)^(2/N)", _formula(_gap(2 / N), _half), _square,
            "a^N cancels only for a = (sigma^2)^(1/N)", BALANCED, gap=_wrong_power,
        ),
        _mutant(
            "power_of_the_tail", "the last term has (S^2)^(1-1/N)", _formula(_gap(1 / N), 1 - 1 / N),
            balanced_by_roots((1, 3), (1, 2), full=True),
            "one factor S^(-1) comes from the differential of the vectors", BALANCED, sp.Ne(rows, columns),
            tail=_wrong_tail,
        ),
        _mutant(
            "no_tail", "the vectors turn within their span", _formula(_gap(1 / N), None),
            balanced_by_roots((1, 3), (1, 2), full=True),
            "for rectangular W they leave it", BALANCED, sp.Ne(rows, columns), tail=_no_tail,
        ),
        _mutant(
            "unbalanced", "for all factors, balanced or not", _stated, arbitrary((2, 3), (2, 2)),
            "the end-to-end dynamics needs balance",
        ),
        _mutant(
            "sign_of_F_in_balls", "F with the other sign, seen by enclosures", _formula(-_gap(1 / N), _half),
            balanced_by_core((1, 3), (2, 2)), "the enclosures refute it as the exact computation does", BALANCED,
            gap=_wrong_sign,
        ),
    ),
    derivation=(
        Step(
            "within the span, a_r^(N-j) a_r'^(j-1) times a_r' - a_r telescopes to a_r'^N - a_r^N",
            _a ** (N - _j) * _b ** (_j - 1) * (_b - _a), _a ** (N - _j) * _b**_j - _a ** (N - _j + 1) * _b ** (_j - 1),
        ),
        Step(
            "so that the differential's 1/(sigma_r'^2 - sigma_r^2) becomes F",
            (_b**N - _a**N) / (_b - _a) / (_b**N - _a**N),
            1 / (_b - _a),
        ),
        Step(
            "of the last term (sigma^2)^((N-1)/N)/sigma is left", (_a**2) ** ((N - 1) / N) / _a, (_a**2) ** _half,
        ),
    ),
)  # fmt: skip
