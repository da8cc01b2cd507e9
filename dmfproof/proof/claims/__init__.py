"""Say what each lemma claims, coded independently of its certificate: with powers and sums, at one point.

`dmfproof.proof.binding` compares the certificates with these: the update g, its slope, the secant slope h, the field
G, the pair (40).
"""

from __future__ import annotations

from collections.abc import Mapping

from dmfproof.proof.claims.inequalities import INEQUALITIES
from dmfproof.proof.claims.one_eigenvalue import ONE_EIGENVALUE
from dmfproof.proof.claims.pair import PAIR
from dmfproof.proof.claims.values import Claims, Meaning, Values

__all__ = ["CLAIMS", "Claims", "Values"]

CLAIMS: Mapping[str, Meaning] = {**ONE_EIGENVALUE, **INEQUALITIES, **PAIR}
