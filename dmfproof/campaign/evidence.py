"""Name the strongest evidence for a claim; kinds of evidence are never mixed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from dmfproof.proof.library import certificate_path, check, find
from dmfproof.proof.own_claim import certify
from dmfproof.statements.model import Claim, Computed, ForEveryStep
from dmfproof.statements.user_files import is_path

__all__ = ["ON_ITS_WORD", "SAMPLED", "evidence_of", "own_evidence"]

SAMPLED = "sampled"
# A user's claim about every step, or one that a user's own function decides, is certified by what the file says.
ON_ITS_WORD = "sampled, on the file's own argument"


def evidence_of(claim: Claim, statement: str = "") -> str:
    """Return "proved for all N", "proved for all N and k", "sampled", or `ON_ITS_WORD` for a user's own argument.

    A claim is called proved only if it names its lemmas and the checker accepts each of their certificates now;
    "and k" if one of them is about every step.  Raises `dmfproof.proof.library.Refused` where a certificate fails.
    """
    if is_path(statement) and isinstance(claim.concludes, ForEveryStep | Computed):
        return ON_ITS_WORD
    if not claim.proofs:
        return SAMPLED
    ranges = {_checked_range(lemma) for lemma in claim.proofs}
    return "proved for all N and k" if "all N and k" in ranges else "proved for all N"


def own_evidence(statement: str, claim: Claim, point: Mapping[str, str] | None) -> dict[str, str]:
    """Search a certificate for a user's claim, given a point at which it was certified.

    Return its ``evidence`` and the ``certificate``'s text, nothing for a claim of the catalogue or where none is found.
    """
    if point is None or not is_path(statement):
        return {}
    found = certify(claim, point)
    return {} if found is None else {"evidence": "proved for all N", "certificate": found}


@lru_cache(maxsize=256)
def _checked_range(lemma: str) -> str:
    """Check a committed certificate, bound to the independently coded statement, and return its range."""
    checked = check(certificate_path(lemma))
    if not checked.bound:
        raise AssertionError(f"the certificate of {lemma} is bound to no independent statement")
    return find(lemma).range
