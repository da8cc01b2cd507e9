"""Sign of G G' and uniqueness of the inflection, for the flow y' = G(y), G(x) = x^(N-1) (lam - x^N).

V = x^(N-2) and W = w^(N-2), so x^N = x^2 V; G' = x^(N-2) ((N-1) lam - (2N-1) x^N) vanishes at c_N rho.
"""

from __future__ import annotations

from dmfproof.proof.lemma import Hypothesis, Lemma, Target, power

__all__ = ["LEMMAS"]

_ABBREVIATIONS = {"G": "x*V*(lam - x^2*V)", "bend": "(N - 1)*lam - (2*N - 1)*x^2*V", "dG": "V*bend"}
_FACTS = (
    Target("V_nonneg", "V", using=("x_nonneg",), induction=True),
    Target("power_nonneg", "x^2*V", using=("x_nonneg", "V_nonneg"), degree=3),
    Target("depth_gt_1", "N - 1", ">", using=("depth",)),
)

BEFORE = Lemma(
    id="field_before_inflection",
    title="G >= 0 and G' >= 0 before the inflection",
    serves="scalar.lemma_2_7",
    words="If x >= 0 and (2N-1) x^N <= (N-1) lam (x <= c_N rho), then G >= 0, G' >= 0 and G G' >= 0.",
    latex=r"0\le x\le c_N\rho \implies G\ge 0,\ G'\ge 0",
    first_depth=2,
    variables=("x", "lam"),
    sequences={"V": power("V", "x")},
    abbreviations=_ABBREVIATIONS,
    hypotheses=(Hypothesis("x_nonneg", "x"), Hypothesis("before", "bend")),
    facts=(
        *_FACTS,
        Target("below", "lam - x^2*V", using=("before", "power_nonneg", "depth"), times=("depth_gt_1",)),
        Target("field", "G", using=("x_nonneg", "V_nonneg", "below"), degree=3),
        Target("slope", "dG", using=("V_nonneg", "before")),
        Target("product", "G*dG", using=("field", "slope")),
    ),
    conclusions=("field", "slope", "product"),
    witness=(2, {"x": "1/2", "lam": "1"}),
)

BETWEEN = Lemma(
    id="field_after_inflection",
    title="G >= 0 and G' <= 0 between the inflection and the ground truth",
    serves="scalar.lemma_2_7",
    words="If x >= 0, (2N-1) x^N >= (N-1) lam and x^N <= lam (c_N rho <= x <= rho), then G >= 0, G' <= 0 and G G' "
    "<= 0.",
    latex=r"c_N\rho\le x\le\rho \implies G\ge 0,\ G'\le 0",
    first_depth=2,
    variables=("x", "lam"),
    sequences={"V": power("V", "x")},
    abbreviations=_ABBREVIATIONS,
    hypotheses=(Hypothesis("x_nonneg", "x"), Hypothesis("after", "-bend"), Hypothesis("below", "lam - x^2*V")),
    facts=(
        *_FACTS,
        Target("field", "G", using=("x_nonneg", "V_nonneg", "below"), degree=3),
        Target("slope", "-dG", using=("V_nonneg", "after")),
        Target("product", "-G*dG", using=("field", "slope")),
    ),
    conclusions=("field", "slope", "product"),
    witness=(2, {"x": "3/4", "lam": "1"}),
)

BEYOND = Lemma(
    id="field_beyond_truth",
    title="G <= 0 and G' <= 0 beyond the ground truth, any sign of lam",
    serves="scalar.lemma_2_7",
    words="If x >= 0 and x^N >= lam (lam of any sign), then G <= 0, G' <= 0 and G G' >= 0.",
    latex=r"x\ge 0,\ x^N\ge\lambda \implies G\le 0,\ G'\le 0",
    first_depth=2,
    variables=("x", "lam"),
    sequences={"V": power("V", "x")},
    abbreviations=_ABBREVIATIONS,
    hypotheses=(Hypothesis("x_nonneg", "x"), Hypothesis("beyond", "x^2*V - lam")),
    facts=(
        *_FACTS,
        Target("bent", "-bend", using=("beyond", "power_nonneg", "depth")),
        Target("field", "-G", using=("x_nonneg", "V_nonneg", "beyond"), degree=3),
        Target("slope", "-dG", using=("V_nonneg", "bent")),
        Target("product", "G*dG", using=("field", "slope")),
    ),
    conclusions=("field", "slope", "product"),
    witness=(3, {"x": "2", "lam": "-1"}),
)

INFLECTION = Lemma(
    id="inflection_unique",
    title="The inflection is unique",
    serves="scalar.lemma_2_7",
    words="If 0 < x < w, then G'(x)/x^(N-2) > G'(w)/w^(N-2): G' changes its sign at most once on (0, oo), from + to -.",
    latex=r"0<x<w \implies \frac{G'(x)}{x^{N-2}} > \frac{G'(w)}{w^{N-2}}",
    first_depth=2,
    variables=("x", "w", "lam"),
    sequences={"V": power("V", "x"), "W": power("W", "w")},
    abbreviations={"dG": "V*((N - 1)*lam - (2*N - 1)*x^2*V)", "dGw": "W*((N - 1)*lam - (2*N - 1)*w^2*W)"},
    hypotheses=(Hypothesis("x_pos", "x", ">"), Hypothesis("apart", "w - x", ">")),
    facts=(
        Target("V_pos", "V", ">", using=("x_pos",), induction=True),
        Target("w_pos", "w", ">", using=("x_pos", "apart"), degree=1),
        Target("V_le_W", "W - V", using=("x_pos", "w_pos", "apart", "V_pos"), induction=True),
        Target("W_pos", "W", ">", using=("V_pos", "V_le_W"), degree=1),
        Target("powers", "w^2*W - x^2*V", ">", using=("x_pos", "w_pos", "apart", "V_pos", "V_le_W"), degree=3),
        Target("decreasing", "W*dG - V*dGw", ">", using=("V_pos", "W_pos", "powers", "depth"), degree=4),
    ),
    conclusions=("V_pos", "W_pos", "decreasing"),
    witness=(3, {"x": "1/2", "w": "2", "lam": "1"}),
)

LEMMAS = (BEFORE, BETWEEN, BEYOND, INFLECTION)
