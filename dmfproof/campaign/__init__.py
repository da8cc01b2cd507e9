"""Attack the statements: draw problems, examine claims, keep the witnesses.

For tests of one's own: ``from dmfproof.campaign import problems`` (and ``perturbed_problems``, ``spectra``, ``points``)
gives Hypothesis strategies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dmfproof.campaign.strategies import perturbed_problems, points, problems, spectra

__all__ = ["perturbed_problems", "points", "problems", "spectra"]


def __getattr__(name: str) -> Any:
    """Import the strategies, and with them SymPy, only when they are asked for."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from dmfproof.campaign import strategies

    return getattr(strategies, name)
