"""Hold the text of a new statement file for each kind of claim, ready to be run and to be changed."""

from __future__ import annotations

__all__ = ["KINDS", "template"]

_HEAD = '''\
"""Say in one sentence what is claimed.  Then: why, what it needs, where it is sharp."""

import sympy as sp

from dmfproof.statements.domain import {ranges}
from dmfproof.statements.model import {parts}
{imports}

# Write numbers exactly: sp.Rational(1, 3), not 1/3.  An equation is sp.Eq(a, b), "and" is sp.And(a, b).
'''

_TAIL = '''
STATEMENT = Statement(
    title="{title}",
    source=Source("own", "Lemma 1"),
    claims=(claim,),
    mutants=(Mutant(claim=false_neighbour, why="say why it is false"),),  # it has to be refuted
)
'''

_CLAIM = '''
def _claim(name, says, {varied}, tag="own"):
    return Claim(
        name=name,
        says=says,
        form=Form.SHARPER,
        tag=tag,
        domain={domain},
        assumes={assumes},
        concludes={concludes},
    )


claim = {claim}
{false}
'''

# kind: title, ranges, imports from the vocabulary, definitions, what varies, domain, assumptions, conclusion, claims
_KINDS = {
    "step": (
        "One step of descent does not overshoot",
        "Between, Depth, GroundTruth",
        "from dmfproof.statements.vocabulary import M, N, alpha, eta, g, rho",
        "# Variables in order; each range may use the earlier ones.  g(alpha) is one step from alpha.",
        "step",
        """(
            Depth(2, 10),  # N
            GroundTruth("+"),  # lam > 0; "+-0" for any sign
            Between(alpha, sp.Integer(0), rho, "right"),  # 0 < alpha <= rho = lam^(1/N)
            Between(eta, sp.Integer(0), step, "right"),
        )""",
        "(eta <= step,)",
        "g(alpha) <= rho",
        '_claim("no_overshoot", "g(alpha) <= rho", 1 / (N * M ** (2 * N - 2)))',
        'longer = sp.Rational(101, 100) / (N * M ** (2 * N - 2))\n'
        'false_neighbour = _claim("longer_steps", "the same for steps up to 1% longer", longer, "false")',
    ),
    "trajectory": (
        "The orbit never leaves (0, rho]",
        "descent",
        "from dmfproof.statements.vocabulary import N, eta, h, lam, rho",
        "# x = d(k) and x_next = d(k+1) for every k >= 0.  Only `because`, decided at the start, certifies all k;\n"
        "# the first steps of each orbit are run to refute.",
        "step",
        'descent(signs="+", start=(sp.Integer(0), rho), step=step)',
        "(eta <= step,)",
        """ForEveryStep(
            step=sp.And(x <= x_next, x_next <= rho),
            because=eta * h(rho) <= 1,
            argument="rho - d+ = (rho - d)(1 - eta h(d)) with h(d) <= h(rho): induction over k",
        )""",
        '_claim("rises", "d(k) rises and stays below rho", 1 / (N * lam ** (2 - 2 / N)))',
        'longer = 2 / (N * lam ** (2 - 2 / N))\n'
        'false_neighbour = _claim("longer_steps", "the same for steps up to twice as long", longer, "false")',
    ),
    "hitting-time": (
        "The flow's time bounds the number of steps",
        "descent",
        "from dmfproof.statements.vocabulary import FlowTime, HittingTime, N, alpha, eps, eta, h, lam, rho",
        "T = HittingTime(N, lam, alpha, eta, eps)  # the least k with |d(k)^N - max(lam, 0)| <= eps\n"
        "U = FlowTime(N, lam, alpha, (lam + eps) ** (1 / N))  # the flow's time from alpha to there",
        "bound",
        """descent(
            signs="+0",
            start=(rho, rho + 20),  # alpha above rho: the orbit falls
            step=1 / h(alpha),
            accuracy=(sp.Integer(0), alpha**N - lam),  # 0 < eps < alpha^N - lam
        )""",
        "(eta <= 1 / h(alpha),)",
        "sp.Le(T, bound)",
        '_claim("counts", "T <= ceil(U/eta)", sp.ceiling(U / eta))',
        'false_neighbour = _claim("one_less", "one step fewer is enough", sp.ceiling(U / eta) - 1, "false")',
    ),
    "perturbed": (
        "The error of the perturbed pair never grows",
        "Between, Depth, GroundTruth, Whole",
        "from dmfproof.statements.perturbed_vocabulary import Product, beta, pair_start, pair_step\n"
        "from dmfproof.statements.vocabulary import N, alpha, eta, k, lam",
        "error = sp.Abs(Product(k, N, lam, *pair_start, eta) - lam)  # |p(k) - lam|, from (alpha - beta, alpha)\n"
        "error_next = sp.Abs(Product(k + 1, N, lam, *pair_start, eta) - lam)",
        "bound",
        """(
            Depth(2, 6),
            GroundTruth("+-0"),
            Between(alpha, sp.Integer(0), sp.Integer(3)),
            Between(beta, sp.Integer(0), alpha),
            Between(eta, sp.Integer(0), pair_step, "right"),
            Whole(k, 0, 30),
        )""",
        "(beta < alpha, eta <= pair_step)",
        "error_next <= bound",
        '_claim("error", "|p(k+1) - lam| <= |p(k) - lam|", error)',
        'false_neighbour = _claim("halves", "the error halves at each step", error / 2, "false")',
    ),
    "inequality": (
        "Bernoulli's inequality",
        "Between, Depth",
        "from dmfproof.statements.vocabulary import N",
        's = sp.Symbol("s", real=True)  # any symbols; their assumptions (real, positive) are part of the claim',
        "power",
        """(
            Depth(1, 10),  # N = 1, ..., 10 are examined; a certificate speaks of all N
            Between(s, sp.Integer(-1), sp.Integer(20), "left"),
        )""",
        "(s >= -1,)",
        "1 + power * s <= (1 + s) ** N",
        '_claim("bernoulli", "1 + N s <= (1 + s)^N", N)',
        'false_neighbour = _claim("too_much", "1 + (N + 1) s <= (1 + s)^N", N + 1, "false")',
    ),
}

KINDS = tuple(_KINDS)


def template(kind: str) -> str:
    """Return the text of a new statement file; raises `KeyError` for another kind than those in `KINDS`."""
    title, ranges, imports, definitions, varied, domain, assumes, concludes, claim, false = _KINDS[kind]
    parts = "Claim, ForEveryStep, Form, Mutant, Source, Statement, x, x_next"
    if "ForEveryStep" not in concludes:
        parts = "Claim, Form, Mutant, Source, Statement"
    head = _HEAD.format(ranges=ranges, parts=parts, imports=imports)
    body = _CLAIM.format(varied=varied, domain=domain, assumes=assumes, concludes=concludes, claim=claim, false=false)
    return f"{head}{definitions}\n\n{body}{_TAIL.format(title=title)}"
