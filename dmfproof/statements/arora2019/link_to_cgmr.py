r"""The link between the papers: with w = y^N, CGMR's flow (28) is ACHL's Theorem 3 for the quadratic loss.

    dy/dt = y^(N-1) (lam - y^N)   <=>   dw/dt = N w^(2-2/N) (lam - w),   w = y^N > 0.

ACHL: for l(W) = 1/2 ||W - What||^2 and What aligned with W, <grad l(W), u_r v_r'> = sigma_r - lam_r, so that d
sigma_r/dt = -N (sigma_r^2)^(1-1/N) (sigma_r - lam_r) = N sigma_r^(2-2/N) (lam_r - sigma_r).  CGMR: y is the
eigenvalue of each of the N equal factors, w that of their product.  So every statement about (28) is one about a
singular value of ACHL's flow, with the same clock: the flow time U(lam; a -> b) is the integral of dw/(N w^(2-2/N)
(lam - w)) from a^N to b^N.

Load-bearing: What is aligned with W (shares its singular vectors), and the factors are balanced.  N = 1 is included,
and lam of any sign.
Source: ACHL Theorem 3 and CGMR (28); the link is ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import sympy as sp

from dmfproof.arithmetic.evaluator import Budget
from dmfproof.arithmetic.rational_matrix import diagonal, matrix
from dmfproof.dynamics.end_to_end import balanced_factors, factor_velocities, product_velocity, rotation
from dmfproof.dynamics.losses import quadratic_slope
from dmfproof.dynamics.matrix_descent import end_to_end
from dmfproof.statements.domain import Between, Depth, Domain, GroundTruth, RationalMatrix, Spectrum
from dmfproof.statements.factor_vocabulary import Quantity, exactly
from dmfproof.statements.model import Claim, Computed, Form, Mutant, Source, Statement, Step
from dmfproof.statements.spectrum_vocabulary import Size
from dmfproof.statements.vocabulary import FlowTime, G, N, lam
from dmfproof.verdict import Verdict

y, w = sp.symbols("y w", positive=True)
start, end = sp.symbols("start end", positive=True)
factor_values, truths, K, K_truth = sp.symbols("y_values lam_values K K_truth", real=True)
_ZERO, _DIGITS = sp.Integer(0), 40
_n = Size(factor_values)


def _product_speed(value: sp.Expr, factor: sp.Expr = N, power: sp.Expr = 2 - 2 / N) -> sp.Expr:
    return factor * value**power * (lam - value)


def _aligned(point: Mapping[sp.Symbol, Any], budget: Budget, *, misaligned: bool = False) -> Verdict:
    """Let N equal factors Q diag(y) Q' flow towards What = Q diag(lam) Q' and compare dW/dt, in exact rationals.

    A false neighbour: What is `misaligned`, its vectors turned by a rotation of its own.
    """
    del budget
    n, q = int(point[N]), rotation(matrix(point[K]))
    values, targets = point[factor_values], point[truths][0]
    factors = balanced_factors(diagonal(values), [q] * (n + 1))
    turned = q * rotation(matrix(point[K_truth])) if misaligned else q
    truth = turned * diagonal(targets) * turned.transpose()
    velocities = factor_velocities(factors, quadratic_slope(end_to_end(factors), truth))
    speeds = [n * value ** (2 * n - 2) * (target - value**n) for value, target in zip(values, targets, strict=True)]
    return exactly(product_velocity(factors, velocities) == q * diagonal(speeds) * q.transpose())


def _claim(name: str, says: str, form: Form, tag: str, domain: Domain, concludes: sp.Basic | Computed) -> Claim:
    return Claim(
        name=name, says=says, form=form, tag=tag, domain=domain, concludes=concludes,
        load_bearing="the ground truth is aligned with W",
    )  # fmt: skip


def _equal(left: sp.Expr, right: sp.Expr) -> sp.Basic:
    return sp.Eq(left, right, evaluate=False)


def _same_time(time: sp.Expr) -> sp.Basic:
    clock = FlowTime(N, lam, start, end)
    return sp.Le(sp.Abs(clock - time), sp.Integer(10) ** -_DIGITS * clock, evaluate=False)


_chain = N * y ** (N - 1) * G(y)
_here: Domain = (Depth(1, 10), GroundTruth("+-0"), Between(y, _ZERO, sp.Integer(20)))
_deep: Domain = (Depth(3, 6), *_here[1:])
_matrices: Domain = (Depth(1, 5), Spectrum(factor_values, 1, 4, "+"), RationalMatrix(truths, 1, _n),
                     RationalMatrix(K, _n, _n, "skew"))  # fmt: skip
_turned: Domain = (Depth(1, 3), Spectrum(factor_values, 2, 2, "+"), RationalMatrix(truths, 1, _n),
                   RationalMatrix(K, _n, _n, "skew"), RationalMatrix(K_truth, _n, _n, "skew"))  # fmt: skip
_moves, _diagonal = Quantity("dW/dt", r"\dot W"), Quantity(
    "Q diag(N w^(2-2/N) (lam - w)) Q'", r"Q \operatorname{diag}\left(N w^{2-2/N} (\lambda - w)\right) Q^\top"
)  # fmt: skip
_time = sp.Integral(1 / _product_speed(w), (w, start**N, end**N))
_times: Domain = (
    Depth(1, 2), GroundTruth("+"), Between(end, _ZERO, lam ** (1 / N)), Between(start, _ZERO, end),
)  # fmt: skip

STATEMENT = Statement(
    id="arora2019.link_to_cgmr",
    title="CGMR's scalar flow is ACHL's Theorem 3 for the quadratic loss",
    source=Source("ACHL", "Theorem 3, with CGMR (28)"),
    claims=(
        _claim(
            "chain_rule", "w = y^N moves by Theorem 3 where y moves by (28)", Form.SHARPER, "sharper", _here,
            _equal(_chain, _product_speed(y**N)),
        ),
        _claim(
            "aligned_matrices", "each eigenvalue of W moves so, and the vectors stand still, where What is aligned",
            Form.SHARPER, "sharper", _matrices, Computed(_equal(_moves, _diagonal), _aligned),
        ),
        _claim(
            "same_clock",
            f"both flows take the same time, to {_DIGITS} digits (N = 1, 2: there the integrand is rational)",
            Form.SHARPER, "sharper", _times,
            _same_time(_time),
        ),
    ),
    mutants=(
        Mutant(
            claim=_claim(
                "factor_N_dropped", "dw/dt = w^(2-2/N) (lam - w)", Form.SHARPER, "false", _deep,
                _equal(_chain, _product_speed(y**N, sp.Integer(1))),
            ),
            why="N factors move at once",
        ),
        Mutant(
            claim=_claim(
                "exponent_2_minus_1_over_N", "dw/dt = N w^(2-1/N) (lam - w)", Form.SHARPER, "false", _deep,
                _equal(_chain, _product_speed(y**N, N, 2 - 1 / N)),
            ),
            why="y^(N-1) comes twice, from the chain rule and from (28): w^(2(N-1)/N)",
        ),
        Mutant(
            claim=_claim(
                "square_of_y", "w = y^2 at every depth", Form.SHARPER, "false", _deep,
                _equal(2 * y * G(y), _product_speed(y**2)),
            ),
            why="w is the eigenvalue of a product of N factors",
        ),
        Mutant(
            claim=_claim(
                "misaligned", "What need not share the vectors of W", Form.SHARPER, "false", _turned,
                Computed(_equal(_moves, _diagonal), partial(_aligned, misaligned=True)),
            ),
            why="then the vectors turn (Lemma 2)",
        ),
        Mutant(
            claim=_claim(
                "clock_of_the_factor", "the time is the integral of dw/(w^(2-2/N) (lam - w))", Form.SHARPER, "false",
                (Depth(2, 2), *_times[1:]),
                _same_time(N * _time),
            ),
            why="the product moves N times as fast as that",
        ),
    ),
    derivation=(
        Step("the chain rule", sp.Derivative(y**N, y) * G(y), _product_speed(y**N)),
        Step("Theorem 3 with <grad l(W), u v'> = w - lam", -N * (w**2) ** (1 - 1 / N) * (w - lam), _product_speed(w)),
        Step("and back: dy/dt from dw/dt", _product_speed(y**N) / (N * y ** (N - 1)), G(y)),
        Step("the same clock: dw/(dw/dt) = dy/(dy/dt)", sp.Derivative(y**N, y) / _product_speed(y**N), 1 / G(y)),
    ),
)  # fmt: skip
