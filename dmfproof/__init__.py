"""Referee the theory of gradient descent on deep matrix factorization.

The names below load what they need on first use, so that importing dmfproof is cheap.
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_HOMES = {
    "Budget": "dmfproof.arithmetic.evaluator",
    "Bounds": "dmfproof.bounds",
    "Case": "dmfproof.problem",
    "DmfproofError": "dmfproof.errors",
    "HittingTime": "dmfproof.dynamics.hitting",
    "InvalidBatch": "dmfproof.dynamics.batch",
    "InvalidInput": "dmfproof.errors",
    "Outcome": "dmfproof.verdict",
    "OutsideDomain": "dmfproof.statements.examine",
    "PerturbedProblem": "dmfproof.perturbed_problem",
    "Problem": "dmfproof.problem",
    "Statement": "dmfproof.statements.model",
    "StepSize": "dmfproof.problem",
    "Verdict": "dmfproof.verdict",
    "catalogue": "dmfproof.statements.catalogue",
    "descend": "dmfproof.dynamics.descent",
    "descend_in_balls": "dmfproof.dynamics.descent",
    "examine": "dmfproof.statements.examine",
    "exact_float": "dmfproof.rational",
    "find": "dmfproof.statements.catalogue",
    "flow_time": "dmfproof.bounds",
    "hitting_time": "dmfproof.dynamics.hitting",
    "hitting_times": "dmfproof.dynamics.batch",
    "iteration_bounds": "dmfproof.bounds",
    "parse_rational": "dmfproof.rational",
    "perturbed_bounds": "dmfproof.pair_bounds",
    "perturbed_hitting_time": "dmfproof.dynamics.perturbed",
    "phase_transition": "dmfproof.dynamics.perturbed",
    "plan": "dmfproof.planner",
    "verify": "dmfproof.campaign.verification",
}

__all__ = ["__version__", *_HOMES]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'dmfproof' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
