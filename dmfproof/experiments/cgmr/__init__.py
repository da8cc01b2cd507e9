"""Compute the data of figures 1 to 13 of CGMR (arXiv:2011.13772, section 4), with parameters of our own choice.

Runs are in binary64; what the theory predicts is certified where the tool can, and every caption says which is which.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

from dmfproof.errors import InvalidInput
from dmfproof.experiments.experiment import Experiment

__all__ = ["NUMBERS", "SEED", "experiment", "experiments"]

SEED = 2011
"""The seed of the figures that are kept in the repository."""

_MODULES = {
    1: "initialisation",
    2: "depth",
    3: "plateaus",
    4: "two_phases",
    5: "phase_transition",
    6: "waterfall",
    7: "step_size",
    8: "digits",
    9: "digits",
    10: "digits",
    11: "digits",
    12: "digits",
    13: "variance",
}
NUMBERS = tuple(_MODULES)


def experiments(numbers: Sequence[int]) -> list[int]:
    """Return the numbers sorted and once each, all where none is given.  Raises `InvalidInput` for an unknown one."""
    for number in numbers:
        if number not in _MODULES:
            advice = "Choose some of these, or none for all"
            raise InvalidInput("figure", number, "unknown", "the figures are 1 to 13", advice)
    return sorted(set(numbers)) if numbers else list(NUMBERS)


def experiment(number: int, *, seed: int = SEED, quick: bool = False) -> Experiment:
    """Compute the data of one figure; the same arguments give the same arrays.

    `quick` takes smaller matrices and fewer steps, for tests.  Figures 8 to 12 share one run, which is kept.
    """
    [number] = experiments([number])
    module = import_module(f"{__name__}.{_MODULES[number]}")
    found: Experiment = module.experiment(number, seed=seed, quick=quick)
    return found
