"""Below the root, one step of descent closes at least the share eta alpha^(2N-2) of the gap.

    rho - g(alpha) <= (1 - eta alpha^(2N-2)) (rho - alpha)      for 0 < alpha <= rho, 0 < eta <= 1/(N rho^(2N-2)).

Why: g(alpha) = alpha + eta h(alpha) (rho - alpha), and h(alpha) >= alpha^(2N-2), its first term.  The bound on eta is
not needed for this inequality (it keeps the factor from being negative): `dmfproof mutate` notices.
"""

import sympy as sp

from dmfproof.statements.domain import Between, Depth, GroundTruth
from dmfproof.statements.model import Claim, Form, Mutant, Source, Statement
from dmfproof.statements.vocabulary import N, alpha, eta, g, rho

step = 1 / (N * rho ** (2 * N - 2))


def _claim(name, says, share, tag="own"):
    return Claim(
        name=name,
        says=says,
        form=Form.SHARPER,
        tag=tag,
        domain=(
            Depth(2, 10),
            GroundTruth("+"),
            Between(alpha, sp.Integer(0), rho, "right"),
            Between(eta, sp.Integer(0), step, "right"),
        ),
        assumes=(eta <= step,),
        concludes=sp.Le(rho - g(alpha), (1 - eta * share) * (rho - alpha), evaluate=False),
    )


STATEMENT = Statement(
    title="One step closes a share of the gap",
    source=Source("own", "Lemma 1"),
    claims=(_claim("gap", "rho - g(alpha) <= (1 - eta alpha^(2N-2)) (rho - alpha)", alpha ** (2 * N - 2)),),
    mutants=(
        Mutant(
            claim=_claim("gap_at_the_root", "the same with the slope N rho^(2N-2)", N * rho ** (2 * N - 2), "false"),
            why="the slope is as large as that at the root only",
        ),
    ),
)
