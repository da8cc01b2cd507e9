"""A claim is refuted only where it speaks: outside its domain it says nothing."""

from __future__ import annotations

import pytest

from dmfproof.statements.catalogue import find
from dmfproof.statements.examine import OutsideDomain, examine

OUTSIDE = [
    ("scalar.theorem_2_4", "upper_below_zero", {"N": 1, "lam": -1, "alpha": 1, "eta": "1/100", "eps": "7/100"}),
    ("scalar.monotone_in_lam", "any_signs", {"N": 1, "lam": -1, "mu": -2, "alpha": 1, "eta": "1/2", "k": 3}),
    ("scalar.lemma_2_2", "stays_negative", {"N": 1, "lam": -1, "alpha": 1, "eta": "1/2"}),
    ("scalar.lemma_2_5", "depth_two_below", {"N": 4, "lam": "7/100", "alpha": "1/100", "t": 7}),
    ("scalar.lemma_2_5", "stays_below", {"N": 3, "lam": 0, "alpha": "1/10", "t": "1/100"}),
    ("scalar.lemma_2_7", "below_zero", {"N": 3, "lam": 1, "alpha": "3/10", "k": 4, "eta": 1}),
]


@pytest.mark.parametrize(("statement", "claim", "point"), OUTSIDE)
def test_point_outside_the_domain_neither_refutes_nor_faults(
    statement: str, claim: str, point: dict[str, object]
) -> None:
    with pytest.raises(OutsideDomain, match="says nothing at"):
        examine(find(statement).claim(claim), point)
