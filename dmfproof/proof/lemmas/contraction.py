"""The distance to the ground truth contracts at a rate that is bounded on both sides, for all steps at once.

x is the iterate, y the next one, w = |rho - d(0)|, L = (lower factor)^k, U = (upper factor)^k (both 1 at k = 0).
"""

from __future__ import annotations

from dmfproof.proof.lemma import Hypothesis, Lemma, Target, geometric, power
from dmfproof.proof.lemmas.invariance import SECANT, SEQUENCES

__all__ = ["LEMMAS"]

_STEP = "x - eta*X*(x*X - rho*P)"
_DISTANCE = Target("distance", "(rho - y) - (rho - x)*factor", "=", ("secant", "update_x"))

BELOW = Lemma(
    id="contraction_below",
    title="Both contraction bounds from below, and their form for all k",
    serves="scalar.theorem_2_4",
    words="If 0 <= c <= d(0) <= rho and eta N rho^(2N-2) <= 1, then c <= d(k) <= rho and "
    "(1 - eta N rho^(2N-2))^k (rho - d(0)) <= rho - d(k) <= (1 - eta h(c))^k (rho - d(0)), h(c) = c^(N-1) sum_j "
    "c^(N-1-j) rho^j.",
    latex=r"(1-\eta N\rho^{2N-2})^k(\rho-d_0)\le\rho-d_k\le(1-\eta h(c))^k(\rho-d_0)",
    first_depth=1,
    variables=("x", "L", "U", "y", "L1", "U1", "w", "c", "rho", "eta"),
    sequences=SEQUENCES | {"C": power("C", "c"), "T": geometric("T", "c", "rho*P")},
    abbreviations={"factor": "1 - eta*X*S", "low": "1 - eta*N*P^2", "high": "1 - eta*C*T"},
    hypotheses=(
        Hypothesis("eta_nonneg", "eta"),
        Hypothesis("c_nonneg", "c"),
        Hypothesis("step_size", "low"),
        Hypothesis("from_c", "x - c"),
        Hypothesis("below", "rho - x"),
        Hypothesis("not_faster", "rho - x - L*w"),
        Hypothesis("not_slower", "U*w - (rho - x)"),
    ),
    next={"x": "y", "L": "L1", "U": "U1"},
    updates={"x": _STEP, "L": "low*L", "U": "high*U"},
    facts=(
        Target("x_nonneg", "x", using=("c_nonneg", "from_c"), degree=1),
        Target("rho_nonneg", "rho", using=("x_nonneg", "below"), degree=1),
        Target("C_nonneg", "C", using=("c_nonneg",), induction=True),
        Target("C_le_X", "X - C", using=("x_nonneg", "from_c", "C_nonneg"), induction=True),
        Target("X_nonneg", "X", using=("C_nonneg", "C_le_X"), degree=1),
        Target("X_le_P", "P - X", using=("rho_nonneg", "below", "X_nonneg"), induction=True),
        Target("P_nonneg", "P", using=("X_nonneg", "X_le_P"), degree=1),
        SECANT,
        Target("T_nonneg", "T", using=("c_nonneg", "rho_nonneg", "P_nonneg"), induction=True),
        Target("T_le_S", "S - T", using=("x_nonneg", "from_c", "T_nonneg"), induction=True),
        Target("S_nonneg", "S", using=("T_nonneg", "T_le_S"), degree=1),
        Target("S_le", "N*P - S", using=("rho_nonneg", "below", "S_nonneg"), induction=True),
        Target("low_le", "factor - low", using=("eta_nonneg", "P_nonneg", "S_le", "S_nonneg", "X_le_P"), degree=3),
        Target(
            "high_ge",
            "high - factor",
            using=("eta_nonneg", "C_nonneg", "C_le_X", "T_nonneg", "T_le_S", "X_nonneg"),
            degree=3,
        ),
        Target("factor_nonneg", "factor", using=("low_le", "step_size"), degree=1),
        Target("high_nonneg", "high", using=("factor_nonneg", "high_ge"), degree=1),
        Target("factor_le_1", "eta*X*S", using=("eta_nonneg", "X_nonneg", "S_nonneg"), degree=3),
        _DISTANCE,
        Target("stays_below", "rho - y", using=("below", "factor_nonneg", "distance")),
        Target("stays_from_c", "y - c", using=("below", "from_c", "factor_le_1", "distance")),
        Target(
            "stays_not_faster",
            "rho - y - L1*w",
            using=("below", "low_le", "step_size", "not_faster", "distance", "update_L"),
        ),
        Target(
            "stays_not_slower",
            "U1*w - (rho - y)",
            using=("below", "high_ge", "high_nonneg", "not_slower", "distance", "update_U"),
        ),
    ),
    conclusions=(
        "low_le",
        "high_ge",
        "distance",
        "stays_from_c",
        "stays_below",
        "stays_not_faster",
        "stays_not_slower",
    ),
    witness=(
        2,
        {
            "x": "1/2",
            "L": "1",
            "U": "1",
            "y": "11/16",
            "L1": "0",
            "U1": "7/8",
            "w": "1/2",
            "c": "1/4",
            "rho": "1",
            "eta": "1/2",
        }
        | {"U1": "27/32"},
    ),
)

ABOVE = Lemma(
    id="contraction_above",
    title="Both contraction bounds from above, and their form for all k",
    serves="scalar.theorem_2_4",
    words="If 0 <= rho <= d(0) <= A and eta h(A) <= 1, then (1 - eta h(A))^k (d(0) - rho) <= d(k) - rho <= "
    "(1 - eta N rho^(2N-2))^k (d(0) - rho).",
    latex=r"(1-\eta h(A))^k(d_0-\rho)\le d_k-\rho\le(1-\eta N\rho^{2N-2})^k(d_0-\rho)",
    first_depth=1,
    variables=("x", "L", "U", "y", "L1", "U1", "w", "A", "rho", "eta"),
    sequences=SEQUENCES | {"B": power("B", "A"), "T": geometric("T", "A", "rho*P")},
    abbreviations={"factor": "1 - eta*X*S", "low": "1 - eta*B*T", "high": "1 - eta*N*P^2"},
    hypotheses=(
        Hypothesis("eta_nonneg", "eta"),
        Hypothesis("rho_nonneg", "rho"),
        Hypothesis("step_size", "low"),
        Hypothesis("above", "x - rho"),
        Hypothesis("bounded", "A - x"),
        Hypothesis("not_faster", "x - rho - L*w"),
        Hypothesis("not_slower", "U*w - (x - rho)"),
    ),
    next={"x": "y", "L": "L1", "U": "U1"},
    updates={"x": _STEP, "L": "low*L", "U": "high*U"},
    facts=(
        Target("x_nonneg", "x", using=("rho_nonneg", "above"), degree=1),
        Target("A_nonneg", "A", using=("x_nonneg", "bounded"), degree=1),
        Target("P_nonneg", "P", using=("rho_nonneg",), induction=True),
        Target("P_le_X", "X - P", using=("x_nonneg", "above", "P_nonneg"), induction=True),
        Target("X_nonneg", "X", using=("P_nonneg", "P_le_X"), degree=1),
        Target("X_le_B", "B - X", using=("A_nonneg", "bounded", "X_nonneg"), induction=True),
        Target("B_nonneg", "B", using=("X_nonneg", "X_le_B"), degree=1),
        SECANT,
        Target("S_nonneg", "S", using=("x_nonneg", "rho_nonneg", "P_nonneg"), induction=True),
        Target("S_le_T", "T - S", using=("A_nonneg", "bounded", "S_nonneg"), induction=True),
        Target("S_ge", "S - N*P", using=("rho_nonneg", "above", "S_nonneg"), induction=True),
        Target("low_le", "factor - low", using=("eta_nonneg", "B_nonneg", "X_le_B", "S_le_T", "S_nonneg"), degree=3),
        Target(
            "high_ge",
            "high - factor",
            using=("eta_nonneg", "P_nonneg", "P_le_X", "S_ge", "S_nonneg", "X_nonneg"),
            degree=3,
        ),
        Target("factor_nonneg", "factor", using=("low_le", "step_size"), degree=1),
        Target("high_nonneg", "high", using=("factor_nonneg", "high_ge"), degree=1),
        Target("factor_le_1", "eta*X*S", using=("eta_nonneg", "X_nonneg", "S_nonneg"), degree=3),
        _DISTANCE,
        Target("stays_above", "y - rho", using=("above", "factor_nonneg", "distance")),
        Target("stays_bounded", "A - y", using=("above", "bounded", "factor_le_1", "distance")),
        Target(
            "stays_not_faster",
            "y - rho - L1*w",
            using=("above", "low_le", "step_size", "not_faster", "distance", "update_L"),
        ),
        Target(
            "stays_not_slower",
            "U1*w - (y - rho)",
            using=("above", "high_ge", "high_nonneg", "not_slower", "distance", "update_U"),
        ),
    ),
    conclusions=(
        "low_le",
        "high_ge",
        "distance",
        "stays_above",
        "stays_bounded",
        "stays_not_faster",
        "stays_not_slower",
    ),
    witness=(
        2,
        {
            "x": "3/2",
            "L": "1",
            "U": "1",
            "y": "21/16",
            "L1": "2/5",
            "U1": "4/5",
            "w": "1/2",
            "A": "2",
            "rho": "1",
            "eta": "1/10",
        },
    ),
)

NEGATIVE = Lemma(
    id="contraction_negative",
    title="The contraction bound for lam < 0, and its form for all k",
    serves="scalar.theorem_2_4",
    words="If lam = -l <= 0, 0 <= d(0) <= A and eta A^(N-2) (A^N + l) <= 1, then d(k) >= (1 - eta A^(N-2) (A^N + "
    "l))^k d(0).",
    latex=r"d_k\ge(1-\eta A^{N-2}(A^N+|\lambda|))^k d_0",
    first_depth=2,
    variables=("x", "L", "y", "L1", "w", "A", "l", "eta"),
    sequences={"Y": power("Y", "x"), "Z": power("Z", "A")},
    abbreviations={"factor": "1 - eta*Y*(x^2*Y + l)", "low": "1 - eta*Z*(A^2*Z + l)"},
    hypotheses=(
        Hypothesis("eta_nonneg", "eta"),
        Hypothesis("l_nonneg", "l"),
        Hypothesis("step_size", "low"),
        Hypothesis("x_nonneg", "x"),
        Hypothesis("bounded", "A - x"),
        Hypothesis("not_faster", "x - L*w"),
    ),
    next={"x": "y", "L": "L1"},
    updates={"x": "x - eta*x*Y*(x^2*Y + l)", "L": "low*L"},
    facts=(
        Target("Y_nonneg", "Y", using=("x_nonneg",), induction=True),
        Target("A_nonneg", "A", using=("x_nonneg", "bounded"), degree=1),
        Target("Y_le_Z", "Z - Y", using=("A_nonneg", "bounded", "Y_nonneg"), induction=True),
        Target("Z_nonneg", "Z", using=("Y_nonneg", "Y_le_Z"), degree=1),
        Target("power_le", "A^2*Z - x^2*Y", degree=3, using=("A_nonneg", "bounded", "x_nonneg", "Y_nonneg", "Y_le_Z")),
        Target("power_nonneg", "x^2*Y", using=("x_nonneg", "Y_nonneg"), degree=3),
        Target(
            "low_le",
            "factor - low",
            degree=3,
            using=("eta_nonneg", "l_nonneg", "Y_nonneg", "Y_le_Z", "Z_nonneg", "power_le", "power_nonneg"),
        ),
        Target("factor_nonneg", "factor", using=("low_le", "step_size"), degree=1),
        Target("factor_le_1", "1 - factor", using=("eta_nonneg", "l_nonneg", "Y_nonneg", "power_nonneg"), degree=3),
        Target("stays_nonneg", "y", using=("x_nonneg", "factor_nonneg", "update_x")),
        Target("stays_bounded", "A - y", using=("x_nonneg", "factor_le_1", "bounded", "update_x")),
        Target(
            "stays_not_faster",
            "y - L1*w",
            using=("x_nonneg", "low_le", "step_size", "not_faster", "update_x", "update_L"),
        ),
    ),
    conclusions=("low_le", "stays_nonneg", "stays_bounded", "stays_not_faster"),
    witness=(3, {"x": "1/2", "L": "1", "y": "37/80", "L1": "1/2", "w": "1/2", "A": "1", "l": "1/4", "eta": "2/5"}),
)

LEMMAS = (BELOW, ABOVE, NEGATIVE)
