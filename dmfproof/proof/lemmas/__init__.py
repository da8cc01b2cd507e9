"""Hold the polynomial lemmas of the theory, one small table a chapter; `catalogue` collects them."""

from dmfproof.proof.lemma import Lemma
from dmfproof.proof.lemmas import comparison, contraction, convexity, inequalities, invariance, pair, perturbed, phases

__all__ = ["catalogue"]

_CHAPTERS = (invariance, comparison, phases, contraction, inequalities, convexity, perturbed, pair)


def catalogue() -> dict[str, Lemma]:
    """Return all lemmas by their id, in the order of the theory."""
    return {lemma.id: lemma for chapter in _CHAPTERS for lemma in chapter.LEMMAS}
