"""Lemma D.1: p(k+1) as a function of x = d2 at fixed p is convex for p <= lam, and concave for p > lam while d1+ >= 0.

f(x) = (p - s x^(2N-2)) (1 - s p / x^2)^(N-1) with s = eta (p - lam), X = x^(N-1), n = N - 1.  Differentiating twice,

    f''(x) = -2 n s (1 - s p / x^2)^(n-2) Q / x^6,
    Q = (2n-1) X^2 (x^2 - s p)^2 + 4 n s p X^2 (x^2 - s p) + p (p - s X^2) (3 (x^2 - s p) - 2 (n-1) s p),

so the sign of f'' is that of -s Q.  The formula for f'' is calculus, no certificate; it is compared with the product
rule at random points whenever the certificate is checked (`dmfproof.proof.claims`).
"""

from __future__ import annotations

from dmfproof.proof.lemma import Hypothesis, Lemma, Target, power

__all__ = ["LEMMAS"]

_SEQUENCES = {"X": power("X", "x", "x")}

CONCAVE = Lemma(
    id="lemma_d_1_concave",
    title="Lemma D.1, p >= lam: concave while d1+ >= 0",
    serves="perturbed.lemma_d_1",
    words="If p > 0, s = eta (p - lam) >= 0, x^N >= p and p >= s x^(2N-2) (that is d1+ >= 0), then x^2 >= s p (d2+ "
    ">= 0) and Q >= 0, "
    "so f'' <= 0.  For lam >= 0 the condition d1+ >= 0 follows from eta x^(2N-2) <= 1.",
    latex=r"p\ge\lambda,\ x^N\ge p>0,\ d_1^+\ge 0 \implies f''(x)\le 0",
    first_depth=2,
    variables=("x", "p", "s"),
    sequences=_SEQUENCES,
    abbreviations={
        "beta": "x^2 - s*p",
        "Q": "(2*N - 3)*X^2*beta^2 + 4*(N - 1)*s*p*X^2*beta + p*(p - s*X^2)*(3*beta - 2*(N - 2)*s*p)",
    },
    hypotheses=(
        Hypothesis("x_pos", "x", ">"),
        Hypothesis("p_pos", "p", ">"),
        Hypothesis("s_nonneg", "s"),
        Hypothesis("large", "x*X - p"),
        Hypothesis("d1_nonneg", "p - s*X^2"),
    ),
    facts=(
        Target("X_pos", "X", ">", using=("x_pos",), induction=True),
        Target("compare", "X^2*beta - p*(p - s*X^2)", using=("large", "p_pos")),
        Target("beta_nonneg", "beta", times=("X_pos", "X_pos"), using=("compare", "p_pos", "d1_nonneg")),
        Target("beta_term", "p*(p - s*X^2)*beta", using=("p_pos", "d1_nonneg", "beta_nonneg"), degree=3),
        Target("square_term", "X^2*beta^2", using=("beta_nonneg", "X_pos"), degree=4),
        Target("mixed_term", "s*p*X^2*beta", using=("s_nonneg", "p_pos", "X_pos", "beta_nonneg"), degree=5),
        Target("compared_term", "s*p*(X^2*beta - p*(p - s*X^2))", using=("s_nonneg", "p_pos", "compare"), degree=3),
        Target("concave", "Q", using=("depth", "beta_term", "square_term", "mixed_term", "compared_term")),
    ),
    conclusions=("beta_nonneg", "concave"),
    witness=(3, {"x": "1", "p": "1/2", "s": "1/4"}),
)

CONVEX = Lemma(
    id="lemma_d_1_convex",
    title="Lemma D.1, p <= lam: convex on (0, oo)",
    serves="perturbed.lemma_d_1",
    words="If p > 0, x > 0 and z = -s = eta (lam - p) >= 0, then Q > 0, so f'' >= 0 everywhere (> 0 if p < lam): f'"
    " has at most one zero.",
    latex=r"p\le\lambda \implies f''(x)\ge 0 \quad\text{on }(0,\infty)",
    first_depth=2,
    variables=("x", "p", "z"),
    sequences=_SEQUENCES,
    abbreviations={
        "beta": "x^2 + z*p",
        "Q": "(2*N - 3)*X^2*beta^2 - 4*(N - 1)*z*p*X^2*beta + p*(p + z*X^2)*(3*beta + 2*(N - 2)*z*p)",
    },
    hypotheses=(Hypothesis("x_pos", "x", ">"), Hypothesis("p_pos", "p", ">"), Hypothesis("z_nonneg", "z")),
    facts=(
        Target("X_pos", "X", ">", using=("x_pos",), induction=True),
        Target("X_square", "X^2", ">", using=("X_pos",)),
        Target("zp", "z*p", using=("z_nonneg", "p_pos")),
        Target("beta_pos", "beta", ">", using=("x_pos", "zp")),
        Target("x_square", "x^2", ">", using=("x_pos",)),
        Target("inner", "(2*N - 3)*beta - 2*(N - 2)*z*p", ">", using=("depth", "beta_pos", "x_square", "zp")),
        Target(
            "main_term",
            "X^2*x^2*((2*N - 3)*beta - 2*(N - 2)*z*p)",
            ">",
            using=("X_square", "x_square", "inner"),
            degree=3,
        ),
        Target("rest", "p^2*(3*beta + 2*(N - 2)*z*p)", using=("p_pos", "beta_pos", "zp", "depth"), degree=4),
        Target("convex", "Q", ">", using=("main_term", "rest"), degree=1),
    ),
    conclusions=("convex",),
    witness=(3, {"x": "1", "p": "1/2", "z": "1/4"}),
)

LEMMAS = (CONCAVE, CONVEX)
