"""Figure 5: the two factors d1 and d2 through the phase transition to a negative eigenvalue."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from dmfproof.errors import ToolFault
from dmfproof.experiments.cgmr.descent import factor_paths, first_within, pair_paths
from dmfproof.experiments.experiment import Array, Comparison, Experiment, chosen_steps, no_less, rounded
from dmfproof.pair_bounds import PerturbedBounds, perturbed_bounds
from dmfproof.perturbed_problem import PerturbedProblem
from dmfproof.rational import write

__all__ = ["experiment"]

_LAM = Fraction(-1)
_ALPHA, _EPS = Fraction(1, 2), Fraction(1, 100)
# depth: beta, eta
_RUNS = {2: (Fraction(1, 100), Fraction(1, 50)), 3: (Fraction(1, 5), Fraction(1, 120))}


def experiment(number: int, *, seed: int, quick: bool) -> Experiment:
    """Follow the pair (40) for N = 2 and 3, with the certified transition and hitting time; nothing here is random."""
    tables: dict[str, dict[str, Array]] = {}
    comparisons: list[Comparison] = []
    for depth in (2,) if quick else tuple(_RUNS):
        beta, eta = _RUNS[depth]
        problem = PerturbedProblem(depth=depth, lam=_LAM, alpha=_ALPHA, beta=beta, eta=eta, eps=_EPS)
        found = perturbed_bounds(problem, digits=8)
        marks = _marks(found)
        last = int(1.6 * marks["hit"])
        pair = pair_paths(depth, float(_LAM), float(_ALPHA), float(beta), float(eta), last)
        w = pair[:, 0] * pair[:, 1] ** (depth - 1)
        below = factor_paths(depth, [float(_LAM)], float(_ALPHA - beta), float(eta), last)[:, 0]
        above = factor_paths(depth, [float(_LAM)], float(_ALPHA), float(eta), last)[:, 0]
        crossing = int(np.argmax(pair[:, 0] <= 0))
        until = slice(0, crossing)
        hit = first_within(w, float(_LAM), float(_EPS))
        excess = (pair[until, 0] - below[until]).max(), (above[until] - pair[until, 1]).max()
        name = f"N = {depth}"
        comparisons += [
            Comparison(f"{name}: first k with d1 <= 0", crossing, "=", marks["transition"]),
            Comparison(f"{name}: first k with d1 <= 0, bound of Lemma 2.11", crossing, "<=", marks["latest"]),
            Comparison(f"{name}: first k with |p - lam| <= eps", hit, "=", marks["hit"]),
            Comparison(f"{name}: first k with |p - lam| <= eps, bound (16)", hit, "<=", marks["upper"]),
            Comparison(f"{name}: greatest d1 - a before T0 (rounding)", no_less(excess[0]), "<=", 1e-8, "binary64"),
            Comparison(f"{name}: greatest b - d2 before T0 (rounding)", no_less(excess[1]), "<=", 1e-8, "binary64"),
        ]
        shown = np.unique(np.concatenate((chosen_steps(last), [crossing - 1, crossing])))
        columns = {"k": shown, "d1": pair[shown, 0], "d2": pair[shown, 1], "p": w[shown]}
        envelope = np.where(shown[:, None] < crossing, np.column_stack((below, above))[shown], np.nan)
        tables[f"N={depth}"] = {key: rounded(column) for key, column in columns.items()}
        tables[f"N={depth}"] |= {"a": rounded(envelope[:, 0]), "b": rounded(envelope[:, 1])}
        tables[f"N={depth} marks"] = {key: rounded([value]) for key, value in marks.items()}
    chosen = [(depth, *_RUNS[depth]) for depth in _RUNS]
    return Experiment(
        number,
        "phase_transition",
        "The phase transition of a perturbed pair",
        {
            "lam": write(_LAM),
            "alpha": write(_ALPHA),
            "beta": ", ".join(f"{write(beta)} (N = {depth})" for depth, beta, _ in chosen),
            "eta": ", ".join(f"{write(eta)} (N = {depth})" for depth, _, eta in chosen),
            "eps": write(_EPS),
        },
        tables,
        comparisons,
        "The perturbed factor d1, the other factors d2 and their product p = d1 d2^(N-1) for a negative eigenvalue. "
        "First both factors fall, d1 below a and d2 above b, the unperturbed recursions of (50); at T0 the factor d1 "
        "changes its sign, and from there on p goes to lam. The shaded area ends at Lemma 2.11's bound on T0.",
        "T0 (diamond), Lemma 2.11's bound on it, the hitting time |p - lam| <= eps (square), and the bound (16) on "
        "that, which is written into the picture.",
        "the lines, recursions (40) and (18) in binary64.",
    )


def _marks(found: PerturbedBounds) -> dict[str, float]:
    """Return the certified counts.  Raises `ToolFault` where the parameters of the figure leave one open."""
    counts = [bound.k for bound in found.upper if bound.k is not None]
    known = (found.transition.k, found.transition_bound, found.hitting_time.k)
    if None in known or not counts:
        raise ToolFault(f"the bounds of {found.problem} are {found.outcome.value}")
    names = ("transition", "latest", "hit", "upper")
    return dict(zip(names, (float(k) for k in (*known, min(counts)) if k is not None), strict=True))
