"""Perturbed initialisation: Lemma 2.9 and the key lemma, which compares the pair with one eigenvalue.

a = d1, b = d2, p = a b^(N-1), V = b^(N-2); a2, b2 are the same one step later, and q^N = p.
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
_KEY_SECANT = Target(
    "secant", "q^2*Q^2 - b^4*V^2 - (q^2 - b^2)*S", "=", using=("secant",), induction=True, base_using=()
)

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
        Target(
            "S_nonneg", "S", using=("V_pos", "b_pos", "q_pos"), induction=True, degree=3, squares=("q", "b", "b^2*V")
        ),
        _KEY_SECANT,
        Target(
            "raised",
            "(q^2*Q^2 + y*b^2*V^2)*Z - (q^2 + y)*O*b^2*V^2",
            induction=True,
            squares=("q*b", "b", "q^2 - b^2"),
            using=("y_nonneg", "Z_nonneg", "S_nonneg", "secant"),
            degree=3,
        ),
        Target(
            "shifted", "(a^2 + y)*Z - (q^2 + y)*O", times=("b_pos", "b_pos", "V_pos", "V_pos"), using=("raised", "root")
        ),
        Target(
            "key",
            "a2*E - g*H",
            times=("p_pos",),
            degree=1,
            using=("shifted", "a_shifted", "g_shifted", "Z_is", "O_is", "root"),
        ),
    ),
    conclusions=("key",),
    witness=(
        2,
        {"a": "1/4", "b": "1", "q": "1/2", "lam": "1", "eta": "1", "a2": "1", "b2": "19/16", "g": "7/8", "y": "3/16"},
    ),
)

KEY_ABOVE = Lemma(
    id="key_lemma_above",
    title="Key lemma, p >= lam",
    serves="perturbed.key_lemma",
    words="If 0 < d1 <= d2, q^N = p >= lam, eta >= 0 and d1(k+1) >= 0, then p(k+1) <= g(q)^N.",
    latex=r"p\ge\lambda,\ q^N=p,\ d_1^+\ge 0 \implies p^+\le g(q)^N",
    first_depth=2,
    variables=("a", "b", "q", "lam", "eta", "a2", "b2", "g", "y"),
    sequences=_KEY_SEQUENCES
    | {
        "Z": power("Z", "b^2 - y", "b^2 - y"),
        "O": power("O", "q^2 - y", "q^2 - y"),
        "D": power("D", "a"),
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
            "a_le_q",
            "q - a",
            times=("R_pos",),
            degree=3,
            using=("a_pos", "b_pos", "V_pos", "ordered", "D_le_V", "a_secant", "root"),
        ),
        Target("y_le_q", "q^2 - y", using=("a_pos", "a_le_q", "y_le_a")),
        Target("Z_is", "Z - E*b*V", "=", using=("Z_is", "b_shifted"), induction=True),
        Target("O_is", "O - H*Q", "=", using=("O_is", "g_shifted"), induction=True),
        Target("Z_nonneg", "Z", using=("y_le_b",), induction=True),
        Target(
            "S_nonneg", "S", using=("V_pos", "b_pos", "q_pos"), induction=True, degree=3, squares=("q", "b", "b^2*V")
        ),
        _KEY_SECANT,
        Target(
            "lowered",
            "(q^2 - y)*O*b^2*V^2 - (q^2*Q^2 - y*b^2*V^2)*Z",
            induction=True,
            squares=("b", "q^2 - b^2"),
            using=("y_nonneg", "y_le_q", "Z_nonneg", "S_nonneg", "secant"),
            degree=3,
        ),
        Target(
            "shifted",
            "(q^2 - y)*O - (a^2 - y)*Z",
            times=("b_pos", "b_pos", "V_pos", "V_pos"),
            using=("lowered", "root"),
        ),
        Target(
            "key",
            "g*H - a2*E",
            times=("p_pos",),
            degree=1,
            using=("shifted", "a_shifted", "g_shifted", "Z_is", "O_is", "root"),
        ),
    ),
    conclusions=("key",),
    witness=(
        2,
        {
            "a": "1/4",
            "b": "1",
            "q": "1/2",
            "lam": "0",
            "eta": "1/2",
            "a2": "1/8",
            "b2": "31/32",
            "g": "7/16",
            "y": "1/32",
        },
    ),
)

LEMMAS = (DECOUPLING, KEY_BELOW, KEY_ABOVE)
