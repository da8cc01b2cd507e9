"""Draw the experiments (`dmfproof.experiments`) and write them with their captions; nothing is computed here."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from dmfproof.report.figures import digits, scalar, spectra

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from dmfproof.experiments.experiment import Experiment

__all__ = ["draw_experiment"]

_DRAWINGS: dict[str, Callable[[Experiment], Figure]] = {
    "initialisation": spectra.initialisation,
    "depth": spectra.depth,
    "plateaus": spectra.plateaus,
    "two_phases": scalar.two_phases,
    "phase_transition": scalar.phase_transition,
    "waterfall": spectra.waterfall,
    "step_size": scalar.step_size,
    "digits_training_error": digits.training_error,
    "digits_clean_error": digits.clean_error,
    "digits_effective_rank": digits.effective_rank,
    "digits_singular_values": digits.singular_values,
    "digits_images": digits.images,
    "variance": spectra.variance,
}


def draw_experiment(experiment: Experiment) -> Figure:
    """Return the figure of an experiment of CGMR, ready to be saved."""
    return _DRAWINGS[experiment.name](experiment)
