"""Monotonicity of the update g, and with it the discrete monotonicity of gradient descent in the ground truth.

g(x) = x - eta x^(N-1) (x^N - lam).  X = x^(N-1), Y = y^(N-1), V = x^(N-2), B = A^(N-1) = A Z, and F is the divided
difference (x^(N-1) - y^(N-1)) / (x - y).
"""

from __future__ import annotations

from dmfproof.proof.lemma import Hypothesis, Lemma, Target, geometric, power

__all__ = ["LEMMAS"]

_SLOPE_FACTS = (
    Target("V_nonneg", "V", using=("x_nonneg",), induction=True),
    Target("A_nonneg", "A", using=("x_nonneg", "bounded"), degree=1),
    Target("V_le_Z", "Z - V", using=("A_nonneg", "bounded", "V_nonneg"), induction=True),
    Target("X_nonneg", "x*V", using=("x_nonneg", "V_nonneg")),
    Target("X_le_B", "A*Z - x*V", using=("A_nonneg", "bounded", "V_nonneg", "V_le_Z")),
    Target("square_le", "A^2*Z^2 - x^2*V^2", using=("X_nonneg", "X_le_B")),
)
_SLOPE_SEQUENCES = {"V": power("V", "x"), "Z": power("Z", "A")}
_SLOPE = {"slope": "1 - eta*((2*N - 1)*x^2*V^2 - (N - 1)*lam*V)"}

SLOPE = Lemma(
    id="slope_nonneg",
    title="g' >= 0, lam >= 0",
    serves="scalar.lemma_2_2",
    words="If lam >= 0, 0 <= x <= A and eta (2N-1) A^(2N-2) <= 1, then g'(x) >= 0.",
    latex=r"\lambda\ge 0,\ 0\le x\le A,\ \eta(2N-1)A^{2N-2}\le 1 \implies g'(x)\ge 0",
    first_depth=2,
    variables=("x", "A", "lam", "eta"),
    sequences=_SLOPE_SEQUENCES,
    abbreviations=_SLOPE,
    hypotheses=(
        Hypothesis("eta_nonneg", "eta"),
        Hypothesis("lam_nonneg", "lam"),
        Hypothesis("x_nonneg", "x"),
        Hypothesis("bounded", "A - x"),
        Hypothesis("step_size", "1 - eta*(2*N - 1)*A^2*Z^2"),
    ),
    facts=(
        *_SLOPE_FACTS,
        Target(
            "increasing",
            "slope",
            using=("eta_nonneg", "lam_nonneg", "step_size", "square_le", "V_nonneg", "depth"),
            degree=4,
        ),
    ),
    conclusions=("increasing",),
    witness=(3, {"x": "1/2", "A": "1", "lam": "1/2", "eta": "1/5"}),
)

SLOPE_ANY_SIGN = Lemma(
    id="slope_nonneg_any_sign",
    title="g' >= 0, any sign of lam",
    serves="scalar.lemma_2_2",
    words="If |lam| <= A^N, 0 <= x <= A and eta (3N-2) A^(2N-2) <= 1, then g'(x) >= 0.",
    latex=r"|\lambda|\le A^N,\ 0\le x\le A,\ \eta(3N-2)A^{2N-2}\le 1 \implies g'(x)\ge 0",
    first_depth=2,
    variables=("x", "A", "lam", "eta"),
    sequences=_SLOPE_SEQUENCES,
    abbreviations=_SLOPE,
    hypotheses=(
        Hypothesis("eta_nonneg", "eta"),
        Hypothesis("lam_ge", "lam + A^2*Z"),
        Hypothesis("x_nonneg", "x"),
        Hypothesis("bounded", "A - x"),
        Hypothesis("step_size", "1 - eta*(3*N - 2)*A^2*Z^2"),
    ),
    facts=(
        *_SLOPE_FACTS,
        Target("lam_term", "A^2*Z^2 + lam*V", using=("lam_ge", "V_nonneg", "V_le_Z", "A_nonneg"), degree=4),
        Target("increasing", "slope", using=("eta_nonneg", "step_size", "square_le", "lam_term", "depth"), degree=3),
    ),
    conclusions=("increasing",),
    witness=(3, {"x": "1/2", "A": "1", "lam": "-1/2", "eta": "1/8"}),
)

SLOPE_BELOW = Lemma(
    id="slope_nonneg_below",
    title="g' >= 0 below the ground truth",
    serves="scalar.lemma_2_2",
    words="If lam = rho^N, 0 <= x <= rho and eta N rho^(2N-2) <= 1, then g'(x) >= 0.",
    latex=r"\lambda=\rho^N,\ 0\le x\le\rho,\ \eta N\rho^{2N-2}\le 1 \implies g'(x)\ge 0",
    first_depth=2,
    variables=("x", "A", "eta"),
    sequences=_SLOPE_SEQUENCES,
    abbreviations={"slope": "1 - eta*((2*N - 1)*x^2*V^2 - (N - 1)*A^2*Z*V)"},
    hypotheses=(
        Hypothesis("eta_nonneg", "eta"),
        Hypothesis("x_nonneg", "x"),
        Hypothesis("bounded", "A - x"),
        Hypothesis("step_size", "1 - eta*N*A^2*Z^2"),
    ),
    facts=(
        *_SLOPE_FACTS,
        Target("power_le", "A^2*Z - x^2*V", using=("A_nonneg", "x_nonneg", "bounded", "X_nonneg", "X_le_B")),
        Target(
            "increasing",
            "slope",
            degree=4,
            using=("eta_nonneg", "step_size", "square_le", "V_nonneg", "power_le", "depth"),
        ),
    ),
    conclusions=("increasing",),
    witness=(3, {"x": "1/2", "A": "1", "eta": "1/3"}),
)

_ORBIT_SEQUENCES = {
    "V": power("V", "y"),
    "Y": power("Y", "y", "y"),
    "X": power("X", "x", "x"),
    "Z": power("Z", "A"),
    "F": geometric("F", "x", "Y"),
    "T": geometric("T", "A", "x*X", "A + x"),
}
_ORBIT_UPDATES = {"x": "x - eta*X*(x*X - lam)", "y": "y - eta*Y*(y*Y - mu)"}
_ORBIT_FACTS = (
    Target("x_nonneg", "x", using=("y_nonneg", "ordered"), degree=1),
    Target("A_nonneg", "A", using=("x_nonneg", "bounded"), degree=1),
    Target("Y_nonneg", "Y", using=("y_nonneg",), induction=True),
    Target("Z_nonneg", "Z", using=("A_nonneg",), induction=True),
    Target("Y_le_X", "X - Y", using=("y_nonneg", "ordered", "x_nonneg", "Y_nonneg"), induction=True),
    Target("X_nonneg", "X", using=("Y_nonneg", "Y_le_X"), degree=1),
    Target("X_le_B", "A*Z - X", using=("A_nonneg", "bounded", "X_nonneg"), induction=True),
    Target("Y_le_B", "A*Z - Y", using=("X_le_B", "Y_le_X"), degree=1),
    Target("difference", "X - Y - (x - y)*F", "=", using=("difference",), induction=True, base_using=()),
    Target("F_nonneg", "F", using=("x_nonneg", "Y_nonneg"), induction=True),
    Target("F_le", "(N - 1)*Z - F", using=("A_nonneg", "bounded", "F_nonneg", "Y_le_B"), induction=True),
    Target("xF_le", "N*A*Z - x*F - Y", using=("A_nonneg", "bounded", "F_nonneg", "F_le", "Y_le_B")),
    Target("yF_le", "(N - 1)*A*Z - y*F", using=("A_nonneg", "bounded", "ordered", "F_nonneg", "F_le")),
    Target("B_nonneg", "A*Z", using=("A_nonneg", "Z_nonneg")),
    Target(
        "E_le",
        "(2*N - 1)*A^2*Z^2 - E",
        degree=3,
        using=("B_nonneg", "X_le_B", "X_nonneg", "xF_le", "Y_le_B", "Y_nonneg", "yF_le", "depth"),
    ),
    Target("secant", "A^2*Z - x*X - (A - x)*T", "=", using=("secant",), induction=True, base_using=()),
    Target("T_nonneg", "T", using=("A_nonneg", "x_nonneg", "X_nonneg"), induction=True),
    Target(
        "T_le", "N*A*Z - T", using=("A_nonneg", "bounded", "x_nonneg", "X_le_B", "X_nonneg", "B_nonneg"), induction=True
    ),
    Target("XT_le", "N*A^2*Z^2 - X*T", using=("B_nonneg", "X_le_B", "X_nonneg", "T_le", "depth"), degree=3),
    Target("gap", "u - v - (x - y)*slope - eta*Y*(lam - mu)", "=", using=("difference", "update_x", "update_y")),
)
_ORBIT_ABBREVIATIONS = {"E": "(x*F + Y)*X + y*Y*F", "slope": "1 - eta*(E - lam*F)"}
_ORBIT_HYPOTHESES = (
    Hypothesis("eta_nonneg", "eta"),
    Hypothesis("truths", "lam - mu"),
    Hypothesis("lam_le", "A^2*Z - lam"),
    Hypothesis("y_nonneg", "y"),
    Hypothesis("ordered", "x - y"),
    Hypothesis("bounded", "A - x"),
)
_ORBIT_ENDS = (
    Target(
        "stays_ordered", "u - v", using=("ordered", "slope_nonneg", "gap", "eta_nonneg", "truths", "Y_nonneg"), degree=3
    ),
    Target(
        "stays_bounded",
        "A - u",
        degree=3,
        using=("bounded", "descent", "eta_nonneg", "lam_le", "X_nonneg", "secant", "update_x"),
    ),
)

MONOTONE = Lemma(
    id="monotone_in_lam",
    title="Discrete monotonicity in lam >= 0",
    serves="scalar.lemma_2_2",
    words="If 0 <= lam' <= lam <= M^N, eta (2N-1) M^(2N-2) <= 1 and 0 <= d'(0) <= d(0) <= M, then 0 <= d'(k) <= "
    "d(k) <= M for all k.",
    latex=r"0\le\lambda'\le\lambda\le M^N,\ \eta(2N-1)M^{2N-2}\le 1 \implies 0\le d_{\lambda'}(k)\le d_\lambda(k)\le M",
    first_depth=2,
    variables=("x", "y", "u", "v", "lam", "mu", "A", "eta"),
    sequences=_ORBIT_SEQUENCES,
    abbreviations=_ORBIT_ABBREVIATIONS,
    hypotheses=(
        *_ORBIT_HYPOTHESES,
        Hypothesis("mu_nonneg", "mu"),
        Hypothesis("step_size", "1 - eta*(2*N - 1)*A^2*Z^2"),
    ),
    next={"x": "u", "y": "v"},
    updates=_ORBIT_UPDATES,
    facts=(
        *_ORBIT_FACTS,
        Target("lam_nonneg", "lam", using=("truths", "mu_nonneg"), degree=1),
        Target("slope_nonneg", "slope", using=("eta_nonneg", "step_size", "E_le", "lam_nonneg", "F_nonneg"), degree=3),
        Target("descent", "1 - eta*X*T", using=("eta_nonneg", "step_size", "XT_le", "B_nonneg", "depth"), degree=4),
        Target("Y_square_le", "A^2*Z^2 - Y^2", using=("Y_le_B", "Y_nonneg")),
        Target(
            "shrink", "1 - eta*Y^2", using=("eta_nonneg", "step_size", "Y_square_le", "B_nonneg", "depth"), degree=4
        ),
        Target(
            "stays_nonneg",
            "v",
            using=("y_nonneg", "shrink", "eta_nonneg", "Y_nonneg", "mu_nonneg", "update_y"),
            degree=3,
        ),
        *_ORBIT_ENDS,
    ),
    conclusions=("stays_nonneg", "stays_ordered", "stays_bounded"),
    witness=(2, {"x": "1", "y": "1/2", "u": "1", "v": "15/32", "lam": "1", "mu": "0", "A": "1", "eta": "1/4"}),
)

MONOTONE_ANY_SIGN = Lemma(
    id="monotone_in_lam_any_sign",
    title="Discrete monotonicity in lam, any signs",
    serves="scalar.lemma_2_2",
    words="If -M^N <= lam' <= lam <= M^N, eta (3N-2) M^(2N-2) <= 1 and 0 <= d'(0) <= d(0) <= M, then 0 <= d'(k) <= "
    "d(k) <= M for all k.",
    latex=r"-M^N\le\lambda'\le\lambda\le M^N,\ \eta(3N-2)M^{2N-2}\le 1 \implies 0\le d_{\lambda'}(k)\le "
    r"d_\lambda(k)\le M",
    first_depth=2,
    variables=("x", "y", "u", "v", "lam", "mu", "A", "eta"),
    sequences=_ORBIT_SEQUENCES,
    abbreviations=_ORBIT_ABBREVIATIONS,
    hypotheses=(
        *_ORBIT_HYPOTHESES,
        Hypothesis("mu_ge", "mu + A^2*Z"),
        Hypothesis("step_size", "1 - eta*(3*N - 2)*A^2*Z^2"),
    ),
    next={"x": "u", "y": "v"},
    updates=_ORBIT_UPDATES,
    facts=(
        *_ORBIT_FACTS,
        Target("V_nonneg", "V", using=("y_nonneg",), induction=True),
        Target("Y_is_yV", "Y - y*V", "=", using=("Y_is_yV",), induction=True, base_using=()),
        Target(
            "V_le_Z",
            "Z - V",
            using=("y_nonneg", "A_nonneg", "ordered", "bounded", "V_nonneg"),
            degree=2,
            induction=True,
        ),
        Target("lam_ge", "lam + A^2*Z", using=("truths", "mu_ge"), degree=1),
        Target(
            "lam_term",
            "(N - 1)*A^2*Z^2 + lam*F",
            degree=3,
            using=("lam_ge", "F_nonneg", "F_le", "B_nonneg", "A_nonneg"),
        ),
        Target("slope_nonneg", "slope", using=("eta_nonneg", "step_size", "E_le", "lam_term"), degree=2),
        Target("descent", "1 - eta*X*T", using=("eta_nonneg", "step_size", "XT_le", "B_nonneg", "depth"), degree=4),
        Target("yY_le", "A^2*Z - y*Y", using=("A_nonneg", "bounded", "ordered", "y_nonneg", "Y_nonneg", "Y_le_B")),
        Target(
            "V_term",
            "2*A^2*Z^2 - V*(y*Y - mu)",
            degree=4,
            using=("V_nonneg", "yY_le", "mu_ge", "V_le_Z", "A_nonneg", "Z_nonneg"),
        ),
        Target(
            "shrink", "1 - eta*V*(y*Y - mu)", using=("eta_nonneg", "step_size", "V_term", "B_nonneg", "depth"), degree=4
        ),
        Target("stays_nonneg", "v", using=("y_nonneg", "shrink", "Y_is_yV", "update_y")),
        *_ORBIT_ENDS,
    ),
    conclusions=("stays_nonneg", "stays_ordered", "stays_bounded"),
    witness=(2, {"x": "1", "y": "1/2", "u": "1", "v": "11/32", "lam": "1", "mu": "-1", "A": "1", "eta": "1/4"}),
)

LEMMAS = (SLOPE, SLOPE_ANY_SIGN, SLOPE_BELOW, MONOTONE, MONOTONE_ANY_SIGN)
