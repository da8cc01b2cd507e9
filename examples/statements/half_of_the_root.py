"""False: from alpha <= rho/2, descent with eta <= 1/(2 rho^(2N-2)) needs fewer steps than ceil(2 U/eta) - 1.

The factor 2 leaves room when orbits are long, but not when they take a single step.  Whoever believes it has tried
small step sizes only; `dmfproof verify` finds the point, shrunk.
"""

import sympy as sp

from dmfproof.statements.domain import Between, Depth, GroundTruth
from dmfproof.statements.model import Claim, Form, Source, Statement
from dmfproof.statements.vocabulary import FlowTime, HittingTime, N, alpha, eps, eta, lam, rho

T = HittingTime(N, lam, alpha, eta, eps)
U = FlowTime(N, lam, alpha, (lam - eps) ** (1 / N))
step = 1 / (N * rho ** (2 * N - 2))

STATEMENT = Statement(
    title="Twice the flow's time is enough, with a step to spare",
    source=Source("own", "Conjecture 2"),
    claims=(
        Claim(
            name="one_to_spare",
            says="T <= ceil(2 U/eta) - 1",
            form=Form.SHARPER,
            tag="own",
            domain=(
                Depth(2, 4),
                GroundTruth("+"),
                Between(alpha, rho / 10, rho / 2, "right"),
                Between(eta, step / 20, step, "right"),
                Between(eps, lam / 100, lam - alpha**N),
            ),
            assumes=(eta <= step,),
            concludes=sp.Le(T, sp.ceiling(2 * U / eta) - 1, evaluate=False),
        ),
    ),
)
