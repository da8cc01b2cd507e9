"""Lemma 2.2: gradient descent on one eigenvalue stays between its start and the ground truth and approaches it.

Everywhere x is the iterate, y the next one, X = x^(N-1); rho = lam^(1/N), P = rho^(N-1) (so lam = rho P) and
S = sum_j x^(N-1-j) rho^j, the secant slope: x^N - rho^N = (x - rho) S.  A bounds x, with B = A^(N-1).
"""

from __future__ import annotations

from dmfproof.proof.lemma import Hypothesis, Lemma, Target, geometric, power

__all__ = ["LEMMAS", "SECANT", "SEQUENCES"]

SEQUENCES = {"X": power("X", "x"), "P": power("P", "rho"), "S": geometric("S", "x", "rho*P")}
SECANT = Target("secant", "x*X - rho*P - (x - rho)*S", "=", ("secant",), induction=True, base_using=())
_STEP = {"x": "x - eta*X*(x*X - rho*P)"}
_DISTANCE = Target("distance", "(y - rho) - (x - rho)*(1 - eta*X*S)", "=", ("secant", "update_x"))

BELOW = Lemma(
    id="lemma_2_2_below",
    title="Lemma 2.2, lam > 0, from below",
    serves="scalar.lemma_2_2",
    words="If 0 < d(0) <= rho and eta N rho^(2N-2) <= 1, then d(k) increases and stays in (0, rho]; its distance to"
    " rho "
    "shrinks by the factor 1 - eta h(d) in [0, 1].",
    latex=r"0<d\le\rho,\ \eta N\rho^{2N-2}\le 1 \implies d\le g(d)\le\rho",
    first_depth=1,
    variables=("x", "y", "rho", "eta"),
    sequences=SEQUENCES,
    hypotheses=(
        Hypothesis("eta_nonneg", "eta"),
        Hypothesis("step_size", "1 - eta*N*P^2"),
        Hypothesis("positive", "x", ">"),
        Hypothesis("below", "rho - x"),
    ),
    next={"x": "y"},
    updates=_STEP,
    facts=(
        Target("X_pos", "X", ">", ("positive",), induction=True),
        Target("X_le_P", "P - X", using=("positive", "below", "X_pos"), induction=True),
        Target("P_pos", "P", using=("X_pos", "X_le_P")),
        SECANT,
        Target("S_pos", "S", ">", ("positive", "below", "X_pos", "X_le_P"), degree=2, induction=True),
        Target("S_le", "N*P - S", using=("positive", "below", "S_pos"), induction=True),
        Target(
            "factor_nonneg",
            "1 - eta*X*S",
            using=("eta_nonneg", "step_size", "P_pos", "S_le", "S_pos", "X_le_P"),
            degree=3,
        ),
        Target("factor_le_1", "eta*X*S", using=("eta_nonneg", "X_pos", "S_pos"), degree=3),
        _DISTANCE,
        Target("stays_below", "rho - y", using=("below", "factor_nonneg", "distance")),
        Target("increases", "y - x", using=("below", "factor_le_1", "distance")),
        Target("stays_positive", "y", ">", ("positive", "increases"), degree=1),
    ),
    conclusions=("increases", "stays_below", "stays_positive", "distance", "factor_nonneg", "factor_le_1"),
    witness=(2, {"x": "1/2", "y": "11/16", "rho": "1", "eta": "1/2"}),
)

ABOVE = Lemma(
    id="lemma_2_2_above",
    title="Lemma 2.2, lam >= 0, from above",
    serves="scalar.lemma_2_2",
    words="If 0 <= rho <= d(0) <= A and eta h(A) <= 1, in particular if eta N A^(2N-2) <= 1, then d(k) decreases "
    "and stays in "
    "[rho, A]; its distance to rho shrinks by the factor 1 - eta h(d) in [0, 1].",
    latex=r"0\le\rho\le d\le A,\ \eta h(A)\le 1 \implies \rho\le g(d)\le d, \qquad h(A)\le NA^{2N-2}",
    first_depth=1,
    variables=("x", "y", "rho", "A", "eta"),
    sequences=SEQUENCES | {"B": power("B", "A"), "T": geometric("T", "A", "rho*P")},
    hypotheses=(
        Hypothesis("eta_nonneg", "eta"),
        Hypothesis("rho_nonneg", "rho"),
        Hypothesis("step_size", "1 - eta*B*T"),
        Hypothesis("above", "x - rho"),
        Hypothesis("bounded", "A - x"),
    ),
    next={"x": "y"},
    updates=_STEP,
    facts=(
        Target("x_nonneg", "x", using=("rho_nonneg", "above"), degree=1),
        Target("A_nonneg", "A", using=("x_nonneg", "bounded"), degree=1),
        Target("P_nonneg", "P", using=("rho_nonneg",), induction=True),
        Target("X_nonneg", "X", using=("x_nonneg",), induction=True),
        Target("P_le_X", "X - P", using=("x_nonneg", "above", "P_nonneg"), induction=True),
        Target("X_le_B", "B - X", using=("A_nonneg", "bounded", "X_nonneg"), induction=True),
        Target("B_nonneg", "B", using=("X_nonneg", "X_le_B"), degree=1),
        SECANT,
        Target("S_nonneg", "S", using=("x_nonneg", "rho_nonneg", "P_nonneg"), induction=True),
        Target("S_le_T", "T - S", using=("A_nonneg", "bounded", "S_nonneg"), induction=True),
        Target(
            "T_le",
            "N*B - T",
            induction=True,
            using=("A_nonneg", "rho_nonneg", "above", "bounded", "P_nonneg", "P_le_X", "X_le_B", "B_nonneg"),
        ),
        Target("simple_step_size", "N*B^2 - B*T", using=("B_nonneg", "T_le")),
        Target(
            "factor_nonneg",
            "1 - eta*X*S",
            degree=3,
            using=("eta_nonneg", "step_size", "B_nonneg", "S_le_T", "S_nonneg", "X_le_B"),
        ),
        Target("factor_le_1", "eta*X*S", using=("eta_nonneg", "X_nonneg", "S_nonneg"), degree=3),
        _DISTANCE,
        Target("stays_above", "y - rho", using=("above", "factor_nonneg", "distance")),
        Target("decreases", "x - y", using=("above", "factor_le_1", "distance")),
        Target("stays_bounded", "A - y", using=("decreases", "bounded"), degree=1),
    ),
    conclusions=(
        "decreases",
        "stays_above",
        "stays_bounded",
        "distance",
        "factor_nonneg",
        "factor_le_1",
        "simple_step_size",
    ),
    witness=(2, {"x": "3/2", "y": "21/16", "rho": "1", "A": "2", "eta": "1/10"}),
)

_NEGATIVE_STEP = {"x": "x - eta*x*Y*(x^2*Y + l)"}
_NEGATIVE_BOUNDS = (
    Target("Y_nonneg", "Y", using=("positive",), induction=True),
    Target("A_nonneg", "A", using=("positive", "bounded"), degree=1),
    Target("Y_le_Z", "Z - Y", using=("A_nonneg", "bounded", "Y_nonneg"), induction=True),
    Target("Z_nonneg", "Z", using=("Y_nonneg", "Y_le_Z"), degree=1),
    Target("power_le", "A^2*Z - x^2*Y", degree=3, using=("A_nonneg", "bounded", "positive", "Y_nonneg", "Y_le_Z")),
    Target("power_nonneg", "x^2*Y", using=("positive", "Y_nonneg"), degree=3),
)

NEGATIVE = Lemma(
    id="lemma_2_2_negative",
    title="Lemma 2.2, lam < 0 (sharp step size)",
    serves="scalar.lemma_2_2",
    words="If lam = -l <= 0, 0 <= d(0) <= A and eta A^(N-2) (A^N + l) <= 1, then d(k) decreases and stays in [0, A].",
    latex=r"0\le d\le A,\ \eta A^{N-2}(A^N+|\lambda|)\le 1 \implies 0\le g(d)\le d",
    first_depth=2,
    variables=("x", "y", "A", "l", "eta"),
    sequences={"Y": power("Y", "x"), "Z": power("Z", "A")},
    hypotheses=(
        Hypothesis("eta_nonneg", "eta"),
        Hypothesis("l_nonneg", "l"),
        Hypothesis("step_size", "1 - eta*Z*(A^2*Z + l)"),
        Hypothesis("positive", "x"),
        Hypothesis("bounded", "A - x"),
    ),
    next={"x": "y"},
    updates=_NEGATIVE_STEP,
    facts=(
        *_NEGATIVE_BOUNDS,
        Target(
            "factor_nonneg",
            "1 - eta*Y*(x^2*Y + l)",
            degree=3,
            using=("eta_nonneg", "l_nonneg", "step_size", "Y_nonneg", "Y_le_Z", "Z_nonneg", "power_le", "power_nonneg"),
        ),
        Target(
            "factor_le_1", "eta*Y*(x^2*Y + l)", using=("eta_nonneg", "l_nonneg", "Y_nonneg", "power_nonneg"), degree=3
        ),
        Target("stays_nonneg", "y", using=("positive", "factor_nonneg", "update_x")),
        Target("decreases", "x - y", using=("positive", "factor_le_1", "update_x")),
        Target("stays_bounded", "A - y", using=("decreases", "bounded"), degree=1),
    ),
    conclusions=("decreases", "stays_nonneg", "stays_bounded"),
    witness=(3, {"x": "1/2", "y": "37/80", "A": "1", "l": "1/4", "eta": "2/5"}),
)

NEGATIVE_STRICT = Lemma(
    id="lemma_2_2_negative_strict",
    title="Lemma 2.2, lam < 0 (step size of the paper)",
    serves="scalar.lemma_2_2",
    words="If lam = -l with 0 < l <= M^N, 0 < d(0) <= M and eta < 1/(2 M^(2N-2)), then 0 < d(k+1) < d(k) for every k.",
    latex=r"0<d\le M,\ 0<|\lambda|\le M^N,\ 2\eta M^{2N-2}<1 \implies 0<g(d)<d",
    first_depth=2,
    variables=("x", "y", "A", "l", "eta"),
    sequences={"Y": power("Y", "x"), "Z": power("Z", "A")},
    hypotheses=(
        Hypothesis("eta_pos", "eta", ">"),
        Hypothesis("l_pos", "l", ">"),
        Hypothesis("l_le", "A^2*Z - l"),
        Hypothesis("step_size", "1 - 2*eta*A^2*Z^2", ">"),
        Hypothesis("positive", "x", ">"),
        Hypothesis("bounded", "A - x"),
    ),
    next={"x": "y"},
    updates=_NEGATIVE_STEP,
    facts=(
        Target("Y_pos", "Y", ">", using=("positive",), induction=True),
        *_NEGATIVE_BOUNDS[1:2],
        Target("Y_le_Z", "Z - Y", using=("A_nonneg", "bounded", "Y_pos"), induction=True),
        Target("power_le", "A^2*Z - x^2*Y", degree=3, using=("A_nonneg", "bounded", "positive", "Y_pos", "Y_le_Z")),
        Target("power_pos", "x^2*Y", ">", using=("positive", "Y_pos"), degree=3),
        Target("Z_nonneg", "Z", using=("Y_pos", "Y_le_Z"), degree=1),
        Target(
            "factor_pos",
            "1 - eta*Y*(x^2*Y + l)",
            ">",
            degree=3,
            using=("eta_pos", "l_pos", "l_le", "step_size", "Y_pos", "Y_le_Z", "Z_nonneg", "power_le", "power_pos"),
        ),
        Target("factor_lt_1", "eta*Y*(x^2*Y + l)", ">", using=("eta_pos", "l_pos", "Y_pos", "power_pos"), degree=3),
        Target("stays_positive", "y", ">", using=("positive", "factor_pos", "update_x")),
        Target("decreases", "x - y", ">", using=("positive", "factor_lt_1", "update_x")),
        Target("stays_bounded", "A - y", using=("decreases", "bounded"), degree=1),
    ),
    conclusions=("decreases", "stays_positive", "stays_bounded"),
    witness=(3, {"x": "1/2", "y": "37/80", "A": "1", "l": "1/4", "eta": "2/5"}),
)

ZERO = Lemma(
    id="lemma_2_2_zero",
    title="Lemma 2.2, lam = 0",
    serves="scalar.lemma_2_2",
    words="If lam = 0, N >= 2, 0 < d(0) <= A and eta N A^(2N-2) <= 1, then 0 < d(k+1) < d(k) for every k.",
    latex=r"\lambda=0,\ 0<d\le A,\ \eta NA^{2N-2}\le 1 \implies 0<g(d)<d",
    first_depth=2,
    variables=("x", "y", "A", "eta"),
    sequences={"X": power("X", "x", "x"), "B": power("B", "A", "A")},
    hypotheses=(
        Hypothesis("eta_pos", "eta", ">"),
        Hypothesis("step_size", "1 - eta*N*B^2"),
        Hypothesis("positive", "x", ">"),
        Hypothesis("bounded", "A - x"),
    ),
    next={"x": "y"},
    updates={"x": "x - eta*X*x*X"},
    facts=(
        Target("A_nonneg", "A", using=("positive", "bounded"), degree=1),
        Target("X_pos", "X", ">", ("positive",), induction=True),
        Target("X_le_B", "B - X", using=("A_nonneg", "bounded", "X_pos"), induction=True),
        Target("square_le", "B^2 - X^2", using=("X_pos", "X_le_B")),
        Target("B_pos", "B", ">", using=("X_pos", "X_le_B"), degree=1),
        Target("factor_pos", "1 - eta*X^2", ">", ("eta_pos", "step_size", "B_pos", "square_le", "depth"), degree=4),
        Target("stays_positive", "y", ">", ("positive", "factor_pos", "update_x")),
        Target("decreases", "x - y", ">", ("eta_pos", "positive", "X_pos", "update_x"), degree=4),
        Target("stays_bounded", "A - y", using=("decreases", "bounded"), degree=1),
    ),
    conclusions=("decreases", "stays_positive", "stays_bounded"),
    witness=(2, {"x": "1/2", "y": "15/32", "A": "1", "eta": "1/4"}),
)

LEMMAS = (BELOW, ABOVE, NEGATIVE, NEGATIVE_STRICT, ZERO)
