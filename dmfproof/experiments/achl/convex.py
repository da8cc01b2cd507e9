"""Minimise the nuclear norm subject to linear measurements with a convex solver, as a benchmark.

The solver is trusted with nothing: its answer is made feasible here, and its dual variables give a lower bound, so that
the gap between the two says how far from optimal the answer can be (up to binary64 rounding).
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy as np

from dmfproof.experiments.achl.losses import Loss
from dmfproof.experiments.experiment import Array

__all__ = ["NuclearNormSolution", "nuclear_norm_solution"]


@dataclass(frozen=True, slots=True)
class NuclearNormSolution:
    """A feasible matrix, and bounds low <= optimum <= high, `high` being its nuclear norm."""

    product: Array
    low: float
    high: float
    status: str

    @property
    def gap(self) -> float:
        """Return (high - low) / high."""
        return (self.high - self.low) / self.high


def nuclear_norm_solution(loss: Loss, *, tolerance: float = 1e-6, max_iterations: int = 20_000) -> NuclearNormSolution:
    """Minimise the nuclear norm over all W with ell(W) = 0, by cvxpy and SCS.

    Weak duality: if ||A'(z)||_op <= 1 then <z, y> <= ||W||_* for every feasible W.
    Raises `ModuleNotFoundError` where cvxpy is not installed (the extra [convex]).
    """
    cvxpy: Any = import_module("cvxpy")  # an optional extra, and its functions have no types
    measure, values = loss.equations()
    variable = cvxpy.Variable(loss.shape)
    constraint = measure @ cvxpy.vec(variable, order="C") == values
    problem = cvxpy.Problem(cvxpy.Minimize(cvxpy.normNuc(variable)), [constraint])
    problem.solve(solver=cvxpy.SCS, eps_abs=tolerance, eps_rel=tolerance, max_iters=max_iterations)
    product, dual = loss.feasible(variable.value), constraint.dual_value
    bound = abs(float(dual @ values)) / max(1.0, float(np.linalg.norm((measure.T @ dual).reshape(loss.shape), 2)))
    return NuclearNormSolution(product, bound, float(np.linalg.norm(product, "nuc")), str(problem.status))
