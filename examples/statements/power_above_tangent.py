"""A power lies above its tangent: a^N + N a^(N-1) s <= (a + s)^N for a >= 0, a + s >= 0.

This is Bernoulli's inequality in homogeneous form.  It is polynomial in a and s, so that `dmfproof verify` also looks
for a certificate, which proves it for every depth N at once.
"""

import sympy as sp

from dmfproof.statements.domain import Between, Depth
from dmfproof.statements.model import Claim, Constant, Form, Mutant, Source, Statement, q
from dmfproof.statements.vocabulary import N

a = sp.Symbol("a", positive=True)
s = sp.Symbol("s", real=True)
ranges = (Between(a, sp.Integer(0), sp.Integer(5)), Between(s, -a, sp.Integer(20), "left"))


def _claim(name, says, slope, tag="own", more=()):
    return Claim(
        name=name,
        says=says,
        form=Form.SHARPER,
        tag=tag,
        domain=(Depth(2, 10), *more, *ranges),
        assumes=(a + s >= 0,),
        concludes=sp.Le(a**N + slope * s * a ** (N - 1), (a + s) ** N, evaluate=False),
    )


STATEMENT = Statement(
    title="A power lies above its tangent",
    source=Source("own", "Lemma 3"),
    claims=(_claim("tangent", "a^N + N a^(N-1) s <= (a+s)^N", N),),
    mutants=(
        Mutant(claim=_claim("steeper", "the same with N + 1 for N", N + 1, "false"), why="no other line touches there"),
    ),
    constants=(
        Constant(
            name="slope",
            says="the slope of the line is q a^(N-1) (ours: q = N)",
            claim=_claim("slope", "a^N + q a^(N-1) s <= (a+s)^N", q, more=(Between(q, N, 2 * N, "both"),)),
            value=N,
            stronger="larger",
            known="N: for s near 0 no other slope serves",
        ),
    ),
)
