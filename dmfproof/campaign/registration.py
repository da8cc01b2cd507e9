"""Tell Hypothesis how to draw problems; its entry point loads this module whenever Hypothesis is imported."""

from __future__ import annotations

from typing import Any

__all__ = ["register"]


def register() -> None:
    """Let Hypothesis draw `Problem` and `PerturbedProblem` by their types, as in ``st.from_type(Problem)``.

    The profiles dmf-quick (the same examples in every run), dmf-standard and dmf-deep become known, too.

    The strategies, and SymPy with them, are imported when they are first drawn from.
    """
    from hypothesis import settings
    from hypothesis.strategies import register_type_strategy

    from dmfproof.perturbed_problem import PerturbedProblem
    from dmfproof.problem import Problem

    register_type_strategy(Problem, _problems)
    register_type_strategy(PerturbedProblem, _perturbed_problems)
    settings.register_profile("dmf-quick", deadline=None, derandomize=True, max_examples=50)
    settings.register_profile("dmf-standard", deadline=None, max_examples=200)
    settings.register_profile("dmf-deep", deadline=None, max_examples=5000)


def _problems(_: type) -> Any:
    from dmfproof.campaign.strategies import problems

    return problems()


def _perturbed_problems(_: type) -> Any:
    from dmfproof.campaign.strategies import perturbed_problems

    return perturbed_problems()
