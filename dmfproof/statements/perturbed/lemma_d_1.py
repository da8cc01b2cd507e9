r"""Lemma D.1: at fixed p the next product is a function of d2 alone, convex below the ground truth and concave above.

With d1 = p x^(1-N) and x = d2,

    p+ = f(x),   f(x) = ( p x^(1-N) + eta (lam-p) x^(N-1) ) ( x + eta p (lam-p)/x )^(N-1),

f'(p^(1/N)) = 0 and f(p^(1/N)) = g(p^(1/N))^N, g one step of identical initialisation.  f is convex on (0, oo) for p
<= lam. For p >= lam it is concave where x >= p^(1/N) and d1+ >= 0.  For lam >= 0 the paper's condition eta x^(2N-2)
<= 1/N implies d1+ >= 0, since eta (p-lam) x^(2N-2) <= p; for lam < 0 it does not, and concavity fails: a
counterexample is kept as a mutant.

Why: with s = eta (p-lam), X = x^(N-1), f'' = -2 (N-1) s (1 - s p/x^2)^(N-3) Q / x^6 (the derivation verifies it), and
Q >= 0 by the certificates.
Load-bearing: d1+ >= 0 above the ground truth; below it nothing is.
Source: CGMR Lemma D.1; the condition d1+ >= 0 is ours.
"""

from __future__ import annotations

import sympy as sp

from dmfproof.statements.domain import Between, Depth, Domain, Draw, GroundTruth
from dmfproof.statements.model import Claim, Form, Mutant, Source, Statement, Step, Witness
from dmfproof.statements.perturbed_vocabulary import Product, d1, d2
from dmfproof.statements.vocabulary import N, eta, g, lam

zero, high = sp.Integer(0), sp.Integer(20)
one = sp.Integer(1)
p, q, x, z = sp.symbols("p q x z", positive=True)


def next_product(x: sp.Expr, p: sp.Expr, rate: sp.Expr) -> sp.Expr:
    """Return f(x) with `rate` = eta (lam - p)."""
    return (p * x ** (1 - N) + rate * x ** (N - 1)) * (x * (1 + rate * p / x**2)) ** (N - 1)


f = next_product(x, p, z)  # z = eta (lam - p) stands for the rate while it is differentiated
slope, curvature = sp.diff(f, x), sp.diff(f, x, 2)
rate = eta * (lam - p)

# --- domains: p, then x, then eta ----------------------------------------------------------------------------------
_BELOW = (Depth(2, 10), GroundTruth("+"), Between(p, zero, lam, "right"))
_ABOVE = (Depth(2, 10), GroundTruth("+0"), Between(p, lam, lam + high))
_BELOW_ZERO = (Depth(2, 10), GroundTruth("-"), Between(p, zero, high))
_RIGHT = (p ** (1 / N), p ** (1 / N) + high)
keeps_first = p * x ** (2 - 2 * N) / (p - lam)  # eta up to which d1+ >= 0
paper_limit = x ** (2 - 2 * N) / N


def _curved(
    name: str,
    says: str,
    concludes: sp.Basic,
    draws: tuple[Draw, ...],
    steps: tuple[sp.Expr, sp.Expr],
    tag: str,
    limit: sp.Expr | None = None,
    assumes: tuple[sp.Basic, ...] = (),
    proofs: tuple[str, ...] = (),
    load: str = "",
) -> Claim:
    ends = (Between(x, *steps), Between(eta, zero, high if limit is None else limit, "" if limit is None else "right"))
    return Claim(
        name=name,
        says=says,
        form=Form.PAPER if tag.startswith("paper") else Form.SHARPER,
        tag=tag,
        domain=(*draws, *ends),
        assumes=assumes,
        concludes=concludes.subs(z, rate),
        load_bearing=load,
        argument="the sign of f'' is decided at the point; the certificates and the derivation decide it for all N",
        proofs=proofs,
    )


def _at_root(name: str, says: str, left: sp.Expr, right: sp.Expr, tag: str) -> Claim:
    domain: Domain = (Depth(2, 10), GroundTruth(), Between(q, zero, high), Between(eta, zero, high))
    return Claim(
        name=name,
        says=says,
        form=Form.PAPER,
        tag=tag,
        domain=domain,
        concludes=sp.Eq(left.subs({z: eta * (lam - q**N), p: q**N, x: q}), right, evaluate=False),
    )


concave = curvature <= 0
right_of_root = x**N >= p
# f'' = 2 (N-1) z (1 + z p/x^2)^(N-3) Q / x^6, with z = eta (lam - p) = -s
w = 1 + z * p / x**2
X = x ** (N - 1)
Q = (
    (2 * N - 3) * X**2 * x**4 * w**2
    - 4 * (N - 1) * z * p * X**2 * x**2 * w
    + p * (p + z * X**2) * (3 * x**2 * w + 2 * (N - 2) * z * p)
)

STATEMENT = Statement(
    id="perturbed.lemma_d_1",
    title="The next product as a function of d2: its critical point and its curvature",
    source=Source("CGMR", "Lemma D.1"),
    definitions={"f": f},
    claims=(
        Claim(
            name="next_product",
            says="p(k+1) = f(d2) with p = d1 d2^(N-1)",
            form=Form.PAPER,
            tag="paper 90%",
            domain=(
                Depth(2, 10),
                GroundTruth(),
                Between(d2, zero, high),
                Between(d1, zero, high),
                Between(eta, zero, high),
            ),
            concludes=sp.Eq(
                Product(1, N, lam, d1, d2, eta),
                next_product(d2, d1 * d2 ** (N - 1), eta * (lam - d1 * d2 ** (N - 1))),
                evaluate=False,
            ),
        ),
        _at_root("critical", "f'(p^(1/N)) = 0", slope, zero, "paper 90%"),
        _at_root("value", "f(p^(1/N)) = g(p^(1/N))^N", f, g(q) ** N, "paper 90%"),
        _curved(
            "convex",
            "p <= lam: f'' >= 0 for every x > 0 and eta > 0",
            curvature >= 0,
            _BELOW,
            (zero, high),
            "paper 90%",
            assumes=(p <= lam,),
            proofs=("lemma_d_1_convex",),
        ),
        _curved(
            "concave_paper",
            "0 <= lam < p, x >= p^(1/N), eta x^(2N-2) <= 1/N: f'' <= 0",
            concave,
            _ABOVE,
            _RIGHT,
            "paper 90%",
            paper_limit,
            (lam >= 0, p > lam, right_of_root, eta * x ** (2 * N - 2) <= 1 / N),
            ("lemma_d_1_concave",),
            "eta x^(2N-2) <= 1/N",
        ),
        _curved(
            "concave",
            "lam < p of any sign, x >= p^(1/N), d1+ >= 0: f'' <= 0",
            concave,
            (Depth(2, 10), GroundTruth(), Between(p, sp.Max(lam, 0), sp.Max(lam, 0) + high)),
            _RIGHT,
            "sharper",
            keeps_first,
            (p > lam, right_of_root, eta <= keeps_first),
            ("lemma_d_1_concave",),
            "d1+ >= 0",
        ),
    ),
    mutants=(
        Mutant(
            claim=_curved(
                "concave_below_zero",
                "lam < 0 < p, x >= p^(1/N), eta x^(2N-2) <= 1/N: f'' <= 0",
                concave,
                _BELOW_ZERO,
                _RIGHT,
                "false",
                paper_limit,
                (right_of_root, eta * x ** (2 * N - 2) <= 1 / N),
            ),
            why="for lam < 0 the step may carry d1 below 0, and then d2 far below 0 as well",
            witness={"N": "3", "lam": "-200", "p": "3/20", "x": "1", "eta": "1/4"},
        ),
        Mutant(
            claim=_curved(
                "convex_above", "f is convex also for p > lam", curvature >= 0, _ABOVE, (zero, high), "false"
            ),
            why="above the ground truth f is concave",
            witness={"N": "2", "lam": "0", "p": "1", "x": "1", "eta": "1/2"},
        ),
        Mutant(
            claim=_curved(
                "concave_left_of_root",
                "0 <= lam < p, eta x^(2N-2) <= 1/N: f'' <= 0 for x < p^(1/N) too",
                concave,
                _ABOVE,
                (zero, p ** (1 / N)),
                "false",
                paper_limit,
                (eta * x ** (2 * N - 2) <= 1 / N,),
            ),
            why="left of the root d2 is the small factor, and d2+ may change sign",
        ),
        Mutant(
            claim=_at_root("value_wrong_power", "f(p^(1/N)) = g(p^(1/N))^(N-1)", f, g(q) ** (N - 1), "false"),
            why="all N factors take the step",
            witness={"N": "2", "lam": "0", "q": "1", "eta": "1/2"},
        ),
    ),
    witnesses=(
        Witness(
            claim="convex",
            point={"N": "2", "lam": "1", "p": "1", "x": "1", "eta": "1"},
            says="at p = lam the product stays for every x: f'' = 0",
        ),
    ),
    derivation=(
        Step(
            "f'' for p < lam, z = eta (lam-p) > 0; times w^(3-N) both sides are polynomials in z: it holds for p > lam",
            sp.Derivative(f, (x, 2)),
            2 * (N - 1) * z * w ** (N - 3) * Q / x**6,
        ),
        Step("the critical point, q = p^(1/N)", slope.subs({p: q**N, x: q}), zero),
    ),
)
