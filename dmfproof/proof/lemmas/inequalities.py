"""Classical inequalities for all depths: Bernoulli, weighted AM-GM, superadditivity of the geometric mean, bounds on c.

E = (b+s)^(N-1), B = b^(N-1), X = x^(N-1) and so on.
"""

from __future__ import annotations

from dmfproof.proof.lemma import Hypothesis, Lemma, Target, geometric, power

__all__ = ["LEMMAS"]

BERNOULLI = Lemma(
    id="bernoulli",
    title="Bernoulli's inequality",
    serves="perturbed.lemma_d_2",
    words="If b >= 0 and b + s >= 0, then (b+s)^N >= b^N + N s b^(N-1).",
    latex=r"(b+s)^N\ge b^N+Nsb^{N-1}",
    first_depth=1,
    variables=("b", "s"),
    sequences={"B": power("B", "b"), "E": power("E", "b + s")},
    hypotheses=(Hypothesis("b_nonneg", "b"), Hypothesis("sum_nonneg", "b + s")),
    facts=(
        Target("B_nonneg", "B", using=("b_nonneg",), induction=True),
        Target(
            "bernoulli",
            "(b + s)*E - b*B - N*s*B",
            induction=True,
            using=("sum_nonneg", "B_nonneg", "depth"),
            squares=("s",),
        ),
    ),
    conclusions=("bernoulli",),
    witness=(3, {"b": "1", "s": "-1/2"}),
)

RECIPROCAL = Lemma(
    id="bernoulli_reciprocal",
    title="Bernoulli's inequality, reciprocal form",
    serves="perturbed.lemma_d_2",
    words="If b >= 0 and s >= 0, then (b+s)^(N-1) (b - (N-1) s) <= b^N.",
    latex=r"(b+s)^{N-1}(b-(N-1)s)\le b^N",
    first_depth=1,
    variables=("b", "s"),
    sequences={"B": power("B", "b"), "E": power("E", "b + s")},
    hypotheses=(Hypothesis("b_nonneg", "b"), Hypothesis("s_nonneg", "s")),
    facts=(
        Target("E_nonneg", "E", using=("b_nonneg", "s_nonneg"), induction=True),
        Target(
            "reciprocal",
            "b*B - E*(b - (N - 1)*s)",
            induction=True,
            using=("b_nonneg", "E_nonneg", "depth"),
            squares=("s",),
        ),
    ),
    conclusions=("reciprocal",),
    witness=(3, {"b": "1", "s": "1/4"}),
)

MEANS = Lemma(
    id="weighted_means",
    title="Weighted inequality of the arithmetic and geometric means",
    serves="perturbed.key_lemma",
    words="If x, y >= 0, then x^N + (N-1) y^N >= N x y^(N-1).",
    latex=r"x^N+(N-1)y^N\ge Nxy^{N-1}",
    first_depth=1,
    variables=("x", "y"),
    sequences={"X": power("X", "x"), "Y": power("Y", "y")},
    hypotheses=(Hypothesis("x_nonneg", "x"), Hypothesis("y_nonneg", "y")),
    facts=(
        Target("Y_nonneg", "Y", using=("y_nonneg",), induction=True),
        Target(
            "means",
            "x*X + (N - 1)*y*Y - N*x*Y",
            induction=True,
            using=("x_nonneg", "Y_nonneg", "depth"),
            squares=("x - y",),
        ),
    ),
    conclusions=("means",),
    witness=(3, {"x": "2", "y": "1"}),
)

# With s1^N >= u1^N + v1^N and s2^N >= u2^N + v2^N; the weighted means are taken at (u1 s2, u2 s1) and (v1 s2, v2 s1).
SUPERADDITIVE = Lemma(
    id="superadditive_mean",
    title="Superadditivity of the weighted geometric mean",
    serves="perturbed.key_lemma",
    words="If u1, v1, u2, v2 >= 0 and s1, s2 > 0 with s1^N >= u1^N + v1^N and s2^N >= u2^N + v2^N, then "
    "u1 u2^(N-1) + v1 v2^(N-1) <= s1 s2^(N-1).  (The N-th powers are weighted 1/N and (N-1)/N.)",
    latex=r"u_1u_2^{N-1}+v_1v_2^{N-1}\le (u_1^N+v_1^N)^{1/N}(u_2^N+v_2^N)^{(N-1)/N}",
    first_depth=1,
    variables=("u1", "v1", "u2", "v2", "s1", "s2"),
    sequences={
        f"{n.upper()[0]}{n[1]}": power(f"{n.upper()[0]}{n[1]}", n) for n in ("u1", "v1", "u2", "v2", "s1", "s2")
    },
    hypotheses=(
        *(Hypothesis(f"{name}_nonneg", name) for name in ("u1", "v1", "u2", "v2")),
        *(Hypothesis(f"{name}_pos", name, ">") for name in ("s1", "s2")),
        Hypothesis("first_sum", "s1*S1 - u1*U1 - v1*V1"),
        Hypothesis("second_sum", "s2*S2 - u2*U2 - v2*V2"),
    ),
    facts=(
        *(Target(f"{n.upper()}_nonneg", n.upper(), using=(f"{n}_nonneg",), induction=True) for n in ("u2", "v2")),
        *(Target(f"{n.upper()}_pos", n.upper(), ">", using=(f"{n}_pos",), induction=True) for n in ("s1", "s2")),
        *(
            Target(
                f"means_{n}",
                f"{n}1*s2*{n.upper()}1*S2 + (N - 1)*{n}2*s1*{n.upper()}2*S1 - N*{n}1*s2*{n.upper()}2*S1",
                induction=True,
                degree=4,
                squares=(f"{n}1*s2 - {n}2*s1",),
                using=(f"{n}1_nonneg", "s2_pos", f"{n.upper()}2_nonneg", "S1_pos", "depth"),
                base_using=(),
            )
            for n in ("u", "v")
        ),
        Target("depth_pos", "N", ">", using=("depth",), degree=1),
        Target(
            "superadditive",
            "s1*S2 - u1*U2 - v1*V2",
            times=("depth_pos", "S1_pos", "s2_pos"),
            degree=4,
            using=("means_u", "means_v", "first_sum", "second_sum", "s1_pos", "s2_pos", "S1_pos", "S2_pos", "depth"),
        ),
    ),
    conclusions=("superadditive",),
    witness=(2, {"u1": "3", "v1": "4", "u2": "4", "v2": "3", "s1": "5", "s2": "5"}),
)

SHIFTED = Lemma(
    id="shifted_mean",
    title="A shift raises the weighted geometric mean by at least as much",
    serves="perturbed.key_lemma",
    words="If a, b, y >= 0 and m >= 0, then (m^N + y b^(N-1)) (b+y)^(N-1) >= (m+y)^N b^(N-1); so if m^N = a "
    "b^(N-1), b > 0, then "
    "(a+y) (b+y)^(N-1) >= (m+y)^N.",
    latex=r"m^N=ab^{N-1} \implies (a+y)(b+y)^{N-1}\ge(m+y)^N",
    first_depth=1,
    variables=("a", "b", "m", "y"),
    sequences={
        "B": power("B", "b"),
        "M": power("M", "m"),
        "Z": power("Z", "b + y"),
        "O": power("O", "m + y"),
        "S": geometric("S", "m", "b*B"),
    },
    hypotheses=(
        Hypothesis("b_pos", "b", ">"),
        Hypothesis("m_nonneg", "m"),
        Hypothesis("y_nonneg", "y"),
        Hypothesis("mean", "m*M - a*B", "="),
    ),
    facts=(
        Target("B_pos", "B", ">", using=("b_pos",), induction=True),
        Target("Z_nonneg", "Z", using=("b_pos", "y_nonneg"), induction=True),
        Target("S_nonneg", "S", using=("m_nonneg", "b_pos", "B_pos"), induction=True),
        Target("secant", "m*M - b*B - (m - b)*S", "=", using=("secant",), induction=True, base_using=()),
        Target(
            "raised",
            "(m*M + y*B)*Z - (m + y)*O*B",
            induction=True,
            degree=3,
            base_using=(),
            squares=("m - b",),
            using=("m_nonneg", "y_nonneg", "b_pos", "Z_nonneg", "S_nonneg", "secant"),
        ),
        Target("shifted", "(a + y)*Z - (m + y)*O", times=("B_pos",), using=("raised", "mean")),
    ),
    conclusions=("raised", "shifted"),
    witness=(3, {"a": "8", "b": "1", "m": "2", "y": "1"}),
)

_C_FACTS = (
    Target("C_pos", "C", ">", using=("s_pos",), induction=True),
    Target("C_gt_1", "C - 1", ">", using=("s_pos", "C_pos"), induction=True),
    Target("reciprocal", "1 - C*(1 - (N - 1)*s)", ">", using=("C_pos", "depth", "s_pos"), degree=4, induction=True),
)

C_ABOVE = Lemma(
    id="c_above",
    title="c > 1 + 1/N",
    serves="perturbed.remark_1_4",
    words="If N >= 2, s > 0 and s (1+s)^(N-1) >= 1, then s > 1/N.  With s = c - 1: c > 1 + 1/N.",
    latex=r"(c-1)c^{N-1}\ge 1,\ c>1 \implies c>1+\tfrac1N",
    first_depth=2,
    variables=("s",),
    sequences={"C": power("C", "1 + s", "1 + s")},
    hypotheses=(Hypothesis("s_pos", "s", ">"), Hypothesis("root", "s*C - 1")),
    facts=(*_C_FACTS, Target("above", "N*s - 1", ">", using=("root", "reciprocal"), times=("C_pos",), degree=1)),
    conclusions=("above",),
    witness=(2, {"s": "1"}),
)

C_BELOW = Lemma(
    id="c_below",
    title="c < 2 and c^(N-1) < N",
    serves="perturbed.remark_1_4",
    words="If N >= 2, s > 0 and s (1+s)^(N-1) <= 1, then s < 1 and (1+s)^(N-1) < N.  With s = c - 1: c < 2 and "
    "c^(2N-2) < N^2.",
    latex=r"(c-1)c^{N-1}\le 1,\ c>1 \implies c<2,\ c^{2N-2}<N^2",
    first_depth=2,
    variables=("s",),
    sequences={"C": power("C", "1 + s", "1 + s")},
    hypotheses=(Hypothesis("s_pos", "s", ">"), Hypothesis("root", "1 - s*C")),
    facts=(
        *_C_FACTS,
        Target("below", "1 - s", ">", using=("root", "s_pos", "C_gt_1")),
        Target("power_lt", "N - C", ">", using=("root", "reciprocal", "depth"), degree=2),
        Target("square_lt", "N^2 - C^2", ">", using=("power_lt", "C_pos"), degree=2),
    ),
    conclusions=("below", "power_lt", "square_lt"),
    witness=(2, {"s": "1/2"}),
)

C_UNIQUE = Lemma(
    id="c_unique",
    title="The root c is unique",
    serves="perturbed.remark_1_4",
    words="If N >= 2 and 0 < s < t, then s (1+s)^(N-1) < t (1+t)^(N-1): at most one c > 1 has (c-1) c^(N-1) = 1.",
    latex=r"0<s<t \implies s(1+s)^{N-1}<t(1+t)^{N-1}",
    first_depth=2,
    variables=("s", "t"),
    sequences={"C": power("C", "1 + s", "1 + s"), "D": power("D", "1 + t", "1 + t")},
    hypotheses=(Hypothesis("s_pos", "s", ">"), Hypothesis("apart", "t - s", ">")),
    facts=(
        Target("C_pos", "C", ">", using=("s_pos",), induction=True),
        Target("C_le_D", "D - C", using=("s_pos", "apart", "C_pos"), induction=True),
        Target("increasing", "t*D - s*C", ">", using=("s_pos", "apart", "C_pos", "C_le_D")),
    ),
    conclusions=("increasing",),
    witness=(2, {"s": "1/2", "t": "1"}),
)

LEMMAS = (BERNOULLI, RECIPROCAL, MEANS, SUPERADDITIVE, SHIFTED, C_ABOVE, C_BELOW, C_UNIQUE)
