"""Perturbed initialisation: Lemma 2.9, the key lemma, and the invariants of Lemmas D.2 and D.3 for all depths and steps.

a = d1, b = d2, p = a b^(N-1); V = b^(N-2), and a2, b2, V2 are the same one step later.  e = eta b^(N-2) |lam - p| is the step's
relative size: d1+ = a +- e b, d2+ = b +- e a.
"""

from __future__ import annotations

from dmfproof.proof.lemma import Hypothesis, Lemma, Target, geometric, power

__all__ = ["LEMMAS"]

DECOUPLING = Lemma(
    id="lemma_2_9",
    title="Lemma 2.9: difference and difference of squares",
    serves="perturbed.lemma_2_9",
    words="With r = d2^(N-2) (p - lam), p = d1 d2^(N-1): d2+ - d1+ = (1 + eta r)(d2 - d1) and "
    "d2+^2 - d1+^2 = (1 - eta^2 r^2)(d2^2 - d1^2), for all real d1, d2, lam, eta.",
    latex=r"\delta^+=(1+\eta r)\delta,\quad D^+=(1-\eta^2r^2)D",
    first_depth=2,
    variables=("a", "b", "a2", "b2", "lam", "eta"),
    sequences={"V": power("V", "b")},
    abbreviations={"p": "a*b*V", "r": "V*(p - lam)"},
    hypotheses=(),
    next={"a": "a2", "b": "b2"},
    updates={"a": "a - eta*r*b", "b": "b - eta*r*a"},
    facts=(
        Target("difference", "b2 - a2 - (1 + eta*r)*(b - a)", "=", using=("update_a", "update_b")),
        Target("sum", "b2 + a2 - (1 - eta*r)*(b + a)", "=", using=("update_a", "update_b")),
        Target("squares", "b2^2 - a2^2 - (1 - eta^2*r^2)*(b^2 - a^2)", "=", using=("difference", "sum")),
    ),
    conclusions=("difference", "sum", "squares"),
    witness=(2, {"a": "1", "b": "2", "a2": "1/2", "b2": "7/4", "lam": "0", "eta": "1/8"}),
)

_KEY_SEQUENCES = {
    "V": power("V", "b"),
    "Q": power("Q", "q", "q"),
    "E": power("E", "b2", "b2"),
    "H": power("H", "g", "g"),
    "S": geometric("S", "q^2", "b^4*V^2", "q^2 + b^2"),
}
_KEY_SECANT = Target("secant", "q^2*Q^2 - b^4*V^2 - (q^2 - b^2)*S", "=", using=("secant",), induction=True, base_using=())

KEY_BELOW = Lemma(
    id="key_lemma_below",
    title="Key lemma, p <= lam",
    serves="perturbed.key_lemma",
    words="If d1, d2 > 0, q^N = p <= lam and eta >= 0, then p(k+1) >= g(q)^N, g(q) = q - eta q^(N-1) (q^N - lam).",
    latex=r"p\le\lambda,\ q^N=p \implies p^+\ge g(q)^N",
    first_depth=2,
    variables=("a", "b", "q", "lam", "eta", "a2", "b2", "g", "y"),
    sequences=_KEY_SEQUENCES | {"Z": power("Z", "b^2 + y", "b^2 + y"), "O": power("O", "q^2 + y", "q^2 + y")},
    abbreviations={"p": "a*b*V"},
    hypotheses=(
        Hypothesis("a_pos", "a", ">"),
        Hypothesis("b_pos", "b", ">"),
        Hypothesis("q_pos", "q", ">"),
        Hypothesis("eta_nonneg", "eta"),
        Hypothesis("root", "q*Q - p", "="),
        Hypothesis("below", "lam - p"),
        Hypothesis("a_step", "a2 - a - eta*b*V*(lam - p)", "="),
        Hypothesis("b_step", "b2 - b - eta*a*V*(lam - p)", "="),
        Hypothesis("g_step", "g - q - eta*Q*(lam - q*Q)", "="),
        Hypothesis("shift", "y - eta*p*(lam - p)", "="),
    ),
    facts=(
        Target("V_pos", "V", ">", using=("b_pos",), induction=True),
        Target("p_pos", "p", ">", using=("a_pos", "b_pos", "V_pos"), degree=3),
        Target("y_nonneg", "y", using=("eta_nonneg", "p_pos", "below", "shift"), degree=3),
        Target("b_shifted", "b2*b - b^2 - y", "=", using=("b_step", "shift")),
        Target("a_shifted", "a2*a - a^2 - y", "=", using=("a_step", "shift")),
        Target("g_shifted", "g*q - q^2 - y", "=", using=("g_step", "shift", "root")),
        Target("Z_is", "Z - E*b*V", "=", using=("Z_is", "b_shifted"), induction=True),
        Target("O_is", "O - H*Q", "=", using=("O_is", "g_shifted"), induction=True),
        Target("Z_nonneg", "Z", using=("b_pos", "y_nonneg"), induction=True, squares=("b",)),
        Target("Q_pos", "Q", ">", using=("q_pos",), induction=True),
        Target("S_nonneg", "S", using=("V_pos", "b_pos", "q_pos"), induction=True, degree=3, squares=("q", "b", "b^2*V")),
        _KEY_SECANT,
        Target(
            "raised", "(q^2*Q^2 + y*b^2*V^2)*Z - (q^2 + y)*O*b^2*V^2", induction=True,
            squares=("q*b", "b", "q^2 - b^2"), using=("y_nonneg", "Z_nonneg", "S_nonneg", "secant"), degree=3,
        ),
        Target("shifted", "(a^2 + y)*Z - (q^2 + y)*O", times=("b_pos", "b_pos", "V_pos", "V_pos"), using=("raised", "root")),
        Target(
            "key", "a2*E - g*H", times=("p_pos",), degree=1,
            using=("shifted", "a_shifted", "g_shifted", "Z_is", "O_is", "root"),
        ),
    ),
    conclusions=("key",),
    witness=(2, {"a": "1/4", "b": "1", "q": "1/2", "lam": "1", "eta": "1", "a2": "1", "b2": "19/16", "g": "7/8", "y": "3/16"}),
)  # fmt: skip

KEY_ABOVE = Lemma(
    id="key_lemma_above",
    title="Key lemma, p >= lam",
    serves="perturbed.key_lemma",
    words="If 0 < d1 <= d2, q^N = p >= lam, eta >= 0 and d1(k+1) >= 0, then p(k+1) <= g(q)^N.",
    latex=r"p\ge\lambda,\ q^N=p,\ d_1^+\ge 0 \implies p^+\le g(q)^N",
    first_depth=2,
    variables=("a", "b", "q", "lam", "eta", "a2", "b2", "g", "y"),
    sequences=_KEY_SEQUENCES | {
        "Z": power("Z", "b^2 - y", "b^2 - y"), "O": power("O", "q^2 - y", "q^2 - y"), "D": power("D", "a"),
        "R": geometric("R", "q", "a^2*D", "q + a"),
    },
    abbreviations={"p": "a*b*V"},
    hypotheses=(
        Hypothesis("a_pos", "a", ">"),
        Hypothesis("ordered", "b - a"),
        Hypothesis("q_pos", "q", ">"),
        Hypothesis("eta_nonneg", "eta"),
        Hypothesis("root", "q*Q - p", "="),
        Hypothesis("above", "p - lam"),
        Hypothesis("a2_nonneg", "a2"),
        Hypothesis("a_step", "a2 - a + eta*b*V*(p - lam)", "="),
        Hypothesis("b_step", "b2 - b + eta*a*V*(p - lam)", "="),
        Hypothesis("g_step", "g - q + eta*Q*(q*Q - lam)", "="),
        Hypothesis("shift", "y - eta*p*(p - lam)", "="),
    ),
    facts=(
        Target("b_pos", "b", ">", using=("a_pos", "ordered"), degree=1),
        Target("V_pos", "V", ">", using=("b_pos",), induction=True),
        Target("p_pos", "p", ">", using=("a_pos", "b_pos", "V_pos"), degree=3),
        Target("y_nonneg", "y", using=("eta_nonneg", "p_pos", "above", "shift"), degree=3),
        Target("b_shifted", "b2*b - b^2 + y", "=", using=("b_step", "shift")),
        Target("a_shifted", "a2*a - a^2 + y", "=", using=("a_step", "shift")),
        Target("g_shifted", "g*q - q^2 + y", "=", using=("g_step", "shift", "root")),
        Target("y_le_a", "a^2 - y", using=("a_pos", "a2_nonneg", "a_shifted")),
        Target("y_le_b", "b^2 - y", using=("a_pos", "ordered", "y_le_a")),
        Target("D_pos", "D", ">", using=("a_pos",), induction=True),
        Target("D_le_V", "V - D", using=("a_pos", "b_pos", "ordered", "D_pos"), induction=True),
        Target("R_pos", "R", ">", using=("q_pos", "a_pos", "D_pos"), induction=True, degree=3),
        Target("a_secant", "q*Q - a^2*D - (q - a)*R", "=", using=("a_secant",), induction=True, base_using=()),
        Target(
            "a_le_q", "q - a", times=("R_pos",), degree=3,
            using=("a_pos", "b_pos", "V_pos", "ordered", "D_le_V", "a_secant", "root"),
        ),
        Target("y_le_q", "q^2 - y", using=("a_pos", "a_le_q", "y_le_a")),
        Target("Z_is", "Z - E*b*V", "=", using=("Z_is", "b_shifted"), induction=True),
        Target("O_is", "O - H*Q", "=", using=("O_is", "g_shifted"), induction=True),
        Target("Z_nonneg", "Z", using=("y_le_b",), induction=True),
        Target("S_nonneg", "S", using=("V_pos", "b_pos", "q_pos"), induction=True, degree=3, squares=("q", "b", "b^2*V")),
        _KEY_SECANT,
        Target(
            "lowered", "(q^2 - y)*O*b^2*V^2 - (q^2*Q^2 - y*b^2*V^2)*Z", induction=True,
            squares=("b", "q^2 - b^2"), using=("y_nonneg", "y_le_q", "Z_nonneg", "S_nonneg", "secant"), degree=3,
        ),
        Target("shifted", "(q^2 - y)*O - (a^2 - y)*Z", times=("b_pos", "b_pos", "V_pos", "V_pos"), using=("lowered", "root")),
        Target(
            "key", "g*H - a2*E", times=("p_pos",), degree=1,
            using=("shifted", "a_shifted", "g_shifted", "Z_is", "O_is", "root"),
        ),
    ),
    conclusions=("key",),
    witness=(2, {
        "a": "1/4", "b": "1", "q": "1/2", "lam": "0", "eta": "1/2", "a2": "1/8", "b2": "31/32", "g": "7/16", "y": "1/32",
    }),
)  # fmt: skip

_PAIR_NEXT = {"a": "a2", "b": "b2", "V": "V2"}

INCREASING = Lemma(
    id="lemma_d_2",
    title="Lemma D.2: the increasing pair, all steps",
    serves="perturbed.lemma_d_2",
    words="N >= 2, 0 <= d1(0) <= d2(0), d2(0) > 0, p(0) <= lam <= M^N, d2(0) - d1(0) <= M, c > 1 with (c-1) c^(N-1) >= 1 and "
    "eta (c^(2N-2) + N - 1) M^(2N-2) <= 1, in particular if eta N (cM)^(2N-2) <= 1.  Then for every k: d1 and d2 increase, "
    "0 <= d2 - d1 <= M decreases, d2 <= c M, p increases and p <= lam.",
    latex=r"\eta\left(c^{2N-2}+N-1\right)M^{2N-2}\le 1 \implies p\le p^+\le\lambda,\ d_2\le cM,\ 0\le\delta^+\le\delta\le M",
    first_depth=2,
    variables=("a", "b", "a2", "b2", "lam", "M", "c", "eta"),
    sequences={
        "V": power("V", "b"), "V2": power("V2", "b2"), "m": power("m", "M"), "C": power("C", "c"), "W": power("W", "c*M"),
        "F": geometric("F", "c*M", "b*V"), "H": geometric("H", "b", "M*m"),
    },
    abbreviations={
        "p": "a*b*V", "p2": "a2*b2*V2", "e": "eta*V*(lam - p)", "size": "c^2*M^2*W^2 + (N - 1)*M^2*m^2",
        "K": "(c - 1)*M*F + b*V", "load": "b^3*V^2 + (N - 1)*a*V*lam", "rate": "eta*V*(b^2 + (N - 1)*a^2)",
    },
    hypotheses=(
        Hypothesis("eta_nonneg", "eta"),
        Hypothesis("M_pos", "M", ">"),
        Hypothesis("c_gt_1", "c - 1", ">"),
        Hypothesis("c_root", "(c - 1)*c*C - 1"),
        Hypothesis("lam_le", "M^2*m - lam"),
        Hypothesis("step_size", "1 - eta*size"),
        Hypothesis("a_nonneg", "a"),
        Hypothesis("b_pos", "b", ">"),
        Hypothesis("ordered", "b - a"),
        Hypothesis("close", "M - (b - a)"),
        Hypothesis("below", "lam - p"),
    ),
    next=_PAIR_NEXT,
    updates={"a": "a + e*b", "b": "b + e*a"},
    facts=(
        Target("c_pos", "c", ">", using=("c_gt_1",), degree=1),
        Target("cM_pos", "c*M", ">", using=("c_pos", "M_pos")),
        Target("V_pos", "V", ">", using=("b_pos",), induction=True),
        Target("m_pos", "m", ">", using=("M_pos",), induction=True),
        Target("C_pos", "C", ">", using=("c_pos",), induction=True),
        Target("W_is", "W - C*m", "=", using=("W_is",), induction=True, base_using=()),
        Target("W_pos", "W", ">", using=("cM_pos",), induction=True),
        Target("p_nonneg", "p", using=("a_nonneg", "b_pos", "V_pos"), degree=3),
        Target("lam_nonneg", "lam", using=("p_nonneg", "below"), degree=1),
        # d2 <= c M: compare (x - M) x^(N-1) at x = d2 and at x = c M.
        Target("F_pos", "F", ">", using=("cM_pos", "b_pos", "V_pos"), induction=True),
        Target("divided", "c*M*W - b*V - (c*M - b)*F", "=", using=("divided",), induction=True, base_using=()),
        Target("K_pos", "K", ">", using=("c_gt_1", "M_pos", "F_pos", "b_pos", "V_pos"), degree=3),
        Target("at_cM", "(c - 1)*M*c*M*W - M^2*m", using=("c_root", "M_pos", "m_pos", "W_is"), degree=4),
        Target("at_b", "M^2*m - (b - M)*b*V", using=("close", "below", "lam_le", "b_pos", "V_pos"), degree=3),
        Target("b_le_cM", "c*M - b", times=("K_pos",), using=("at_cM", "at_b", "divided"), degree=1),
        Target("V_le_W", "W - V", using=("b_pos", "b_le_cM", "cM_pos", "V_pos"), induction=True),
        Target("B_le", "c*M*W - b*V", using=("b_pos", "b_le_cM", "cM_pos", "V_pos", "V_le_W", "W_pos")),
        Target("M_le_cM", "c*M - M", using=("c_gt_1", "M_pos")),
        Target("m_le_W", "W - m", using=("M_pos", "M_le_cM", "cM_pos", "m_pos"), induction=True),
        # The step's relative size is at most 1, so the order of the pair is kept.
        Target("e_nonneg", "e", using=("eta_nonneg", "V_pos", "below"), degree=3),
        Target("Vlam_le", "M^2*m*W - V*lam", using=("lam_le", "lam_nonneg", "V_le_W", "W_pos", "V_pos"), degree=2),
        Target("cM_square", "c^2*M^2 - M^2", using=("M_le_cM", "cM_pos", "M_pos")),
        Target("mW_le", "c^2*M^2*W^2 - M^2*m*W", using=("cM_square", "m_le_W", "W_pos", "M_pos", "m_pos"), degree=4),
        Target("Mm_nonneg", "M^2*m^2", using=("M_pos", "m_pos"), degree=4),
        Target("e_le_1", "1 - e", degree=3, using=(
            "step_size", "eta_nonneg", "mW_le", "Vlam_le", "Mm_nonneg", "depth", "p_nonneg", "V_pos")),
        Target("a_increases", "a2 - a", using=("e_nonneg", "b_pos", "update_a")),
        Target("b_increases", "b2 - b", using=("e_nonneg", "a_nonneg", "update_b")),
        Target("a_stays", "a2", using=("a_nonneg", "a_increases"), degree=1),
        Target("b_stays", "b2", ">", using=("b_pos", "b_increases"), degree=1),
        Target("stays_ordered", "b2 - a2", using=("e_le_1", "ordered", "update_a", "update_b")),
        Target("gap_shrinks", "(b - a) - (b2 - a2)", using=("e_nonneg", "ordered", "update_a", "update_b")),
        Target("stays_close", "M - (b2 - a2)", using=("close", "gap_shrinks"), degree=1),
        # p+ <= lam: Bernoulli for d2+^(N-1), and a weighted mean for (d1/d2) d2^(N-2) <= M^(N-2).
        Target("V2_pos", "V2", ">", using=("b_stays",), induction=True),
        Target("reciprocal", "b^2*V - b2*V2*(b - (N - 1)*(b2 - b))", induction=True, degree=4, squares=("b2 - b",),
               using=("b_pos", "b_stays", "V2_pos", "depth"), base_using=()),
        Target("H_nonneg", "H", using=("b_pos", "M_pos", "m_pos"), induction=True),
        Target("means_secant", "b*V - M*m - (b - M)*H", "=", using=("means_secant",), induction=True, base_using=()),
        Target("means", "(N - 2)*b^2*V + 2*M^2*m - N*M^2*V", induction=True, degree=2, squares=("b - M",), base_using=(),
               using=("b_pos", "M_pos", "m_pos", "H_nonneg", "means_secant")),
        Target("depth_pos", "N", ">", using=("depth",), degree=1),
        Target("aV_le", "b*m - a*V", times=("depth_pos", "M_pos", "M_pos"), degree=4, using=(
            "means", "a_nonneg", "ordered", "M_pos", "m_pos", "depth", "b_pos", "below", "lam_le")),
        Target("aVlam_le", "b*M^2*m^2 - a*V*lam", using=("aV_le", "lam_nonneg", "b_pos", "m_pos", "lam_le"), degree=3),
        Target("B_square_le", "c^2*M^2*W^2 - b^2*V^2", using=("B_le", "cM_pos", "W_pos", "b_pos", "V_pos"), degree=3),
        Target("room", "b - eta*load", degree=4, using=("b_pos", "step_size", "eta_nonneg", "B_square_le", "aVlam_le", "depth")),
        Target("room_used", "b - (N - 1)*e*a - rate*b*V - (b - eta*load)", "="),
        Target("B_pos", "b*V", ">", using=("b_pos", "V_pos")),
        Target("E_pos", "b2*V2", ">", using=("b_stays", "V2_pos")),
        Target("bracket", "b - b2*V2*rate", times=("B_pos",), using=(
            "reciprocal", "E_pos", "room", "room_used", "update_b")),
        Target("balance", "b*(lam - p2) - (lam - p)*(b - b2*V2*rate) - a*(b^2*V - b2*V2*(b - (N - 1)*(b2 - b)))", "=",
               using=("update_a", "update_b")),
        Target("stays_below", "lam - p2", times=("b_pos",), using=("below", "bracket", "a_nonneg", "reciprocal", "balance")),
        # p increases, since both factors do.
        Target("V2_ge", "V2 - V", using=("b_pos", "b_stays", "b_increases", "V_pos"), induction=True),
        Target("p_increases", "p2 - p", degree=4, using=(
            "a_nonneg", "a_stays", "a_increases", "b_pos", "b_stays", "b_increases", "V_pos", "V2_pos", "V2_ge")),
        Target("Mm_le", "c*M*W - M*m", using=("M_le_cM", "m_le_W", "M_pos", "W_pos")),
        Target("Mm_square_le", "c^2*M^2*W^2 - M^2*m^2", using=("Mm_le", "cM_pos", "W_pos", "M_pos", "m_pos"), degree=3),
        Target("simple_step_size", "N*c^2*M^2*W^2 - size", using=("depth", "Mm_square_le")),
    ),
    conclusions=(
        "a_increases", "b_increases", "stays_ordered", "gap_shrinks", "stays_close", "b_le_cM", "e_le_1", "p_increases",
        "stays_below", "simple_step_size",
    ),
    witness=(2, {"a": "1/2", "b": "1", "a2": "17/32", "b2": "65/64", "lam": "1", "M": "1", "c": "2", "eta": "1/16"}),
)  # fmt: skip

DECREASING = Lemma(
    id="lemma_d_3",
    title="Lemma D.3: the decreasing pair, all steps",
    serves="perturbed.lemma_d_3",
    words="N >= 2, lam >= 0, p(0) >= lam, 0 < d1(0) <= d2(0) <= A and eta N A^(2N-2) <= 1.  Then for every k: d1 and d2 decrease and "
    "stay positive and ordered, p decreases and p >= lam.",
    latex=r"\eta NA^{2N-2}\le 1 \implies \lambda\le p^+\le p,\ 0<d_1^+\le d_2^+\le A",
    first_depth=2,
    variables=("a", "b", "a2", "b2", "lam", "A", "eta"),
    sequences={"V": power("V", "b"), "V2": power("V2", "b2"), "Z": power("Z", "A")},
    abbreviations={"p": "a*b*V", "p2": "a2*b2*V2", "e": "eta*V*(p - lam)"},
    hypotheses=(
        Hypothesis("eta_nonneg", "eta"),
        Hypothesis("lam_nonneg", "lam"),
        Hypothesis("step_size", "1 - eta*N*A^2*Z^2"),
        Hypothesis("a_pos", "a", ">"),
        Hypothesis("ordered", "b - a"),
        Hypothesis("bounded", "A - b"),
        Hypothesis("above", "p - lam"),
    ),
    next=_PAIR_NEXT,
    updates={"a": "a - e*b", "b": "b - e*a"},
    facts=(
        Target("b_pos", "b", ">", using=("a_pos", "ordered"), degree=1),
        Target("A_pos", "A", ">", using=("b_pos", "bounded"), degree=1),
        Target("V_pos", "V", ">", using=("b_pos",), induction=True),
        Target("V_le_Z", "Z - V", using=("A_pos", "bounded", "V_pos"), induction=True),
        Target("B_pos", "b*V", ">", using=("b_pos", "V_pos")),
        Target("B_le", "A*Z - b*V", using=("A_pos", "bounded", "V_pos", "V_le_Z")),
        Target("B_square_le", "A^2*Z^2 - b^2*V^2", using=("B_le", "B_pos")),
        Target("room", "1 - eta*N*b^2*V^2", using=("step_size", "eta_nonneg", "B_square_le", "depth"), degree=3),
        Target("depth_pos", "N", ">", using=("depth",), degree=1),
        Target("shrink", "1 - eta*b^2*V^2", ">", using=("room", "depth"), times=("depth_pos",), degree=1),
        Target("e_nonneg", "e", using=("eta_nonneg", "V_pos", "above"), degree=3),
        Target("a_decreases", "a - a2", using=("e_nonneg", "b_pos", "update_a")),
        Target("b_decreases", "b - b2", using=("e_nonneg", "a_pos", "update_b")),
        Target("stays_positive", "a2", ">", using=("a_pos", "shrink", "eta_nonneg", "B_pos", "lam_nonneg", "update_a"), degree=3),
        Target("stays_ordered", "b2 - a2", using=("e_nonneg", "ordered", "update_a", "update_b")),
        Target("stays_bounded", "A - b2", using=("bounded", "b_decreases"), degree=1),
        Target("b2_pos", "b2", ">", using=("stays_positive", "stays_ordered"), degree=1),
        Target("V2_pos", "V2", ">", using=("b2_pos",), induction=True),
        Target("bernoulli", "b2*V2 - b*V + (N - 1)*V*(b - b2)", induction=True, degree=4, squares=("b - b2",),
               using=("b2_pos", "V_pos", "depth"), base_using=()),
        Target("a_square_le", "b^2 - a^2", using=("a_pos", "ordered")),
        Target("rate_le", "N*b^2*V^2 - V^2*(b^2 + (N - 1)*a^2)", degree=4, using=("V_pos", "a_square_le", "depth")),
        Target("bracket", "1 - eta*V^2*(b^2 + (N - 1)*a^2)", using=("room", "eta_nonneg", "rate_le")),
        Target("cross_nonneg", "V*e*e*a*b", using=("V_pos", "e_nonneg", "a_pos", "b_pos"), degree=5),
        Target("first", "a2*(b*V - (N - 1)*V*(b - b2)) - p + V*e*(b^2 + (N - 1)*a^2) - (N - 1)*V*e*e*a*b", "=",
               using=("update_a", "update_b")),
        Target("stays_above", "p2 - lam", using=(
            "above", "bracket", "bernoulli", "stays_positive", "cross_nonneg", "depth", "first")),
        Target("V2_le", "V - V2", using=("b_pos", "b2_pos", "b_decreases", "V2_pos"), induction=True),
        Target("p_decreases", "p - p2", degree=4, using=(
            "a_pos", "stays_positive", "a_decreases", "b_pos", "b2_pos", "b_decreases", "V_pos", "V2_pos", "V2_le")),
    ),
    conclusions=(
        "a_decreases", "b_decreases", "stays_positive", "stays_ordered", "stays_bounded", "p_decreases", "stays_above",
    ),
    witness=(2, {"a": "1/2", "b": "1", "a2": "3/8", "b2": "15/16", "lam": "0", "A": "1", "eta": "1/4"}),
)  # fmt: skip

LEMMAS = (DECOUPLING, KEY_BELOW, KEY_ABOVE, INCREASING, DECREASING)
