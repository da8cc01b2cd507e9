"""Tell Hypothesis how to draw problems; its entry point loads this module whenever Hypothesis is imported."""

from __future__ import annotations

from typing import Any

__all__ = ["register"]


def register() -> None:
    """Let Hypothesis draw `Problem` and `PerturbedProblem` by their types, as in ``st.from_type(Problem)``.

    The strategies, and SymPy with them, are imported when they are first drawn from.
    """
    from hypothesis.strategies import register_type_strategy

    from dmfproof.perturbed_problem import PerturbedProblem
    from dmfproof.problem import Problem

    register_type_strategy(Problem, _problems)
    register_type_strategy(PerturbedProblem, _perturbed_problems)


def _problems(_: type) -> Any:
    from dmfproof.campaign.strategies import problems

    return problems()


def _perturbed_problems(_: type) -> Any:
    from dmfproof.campaign.strategies import perturbed_problems

    return perturbed_problems()
