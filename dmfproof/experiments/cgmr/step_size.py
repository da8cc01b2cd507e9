"""Figure 7: gradient flow against gradient descent, and the effect of the step size."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from dmfproof.experiments.cgmr.descent import effective_rank, factor_paths, first_within
from dmfproof.experiments.cgmr.prediction import sandwich
from dmfproof.experiments.experiment import Array, Comparison, Experiment, no_less, rounded
from dmfproof.problem import Problem, StepSize
from dmfproof.rational import write

__all__ = ["experiment"]

_ALPHA, _EPS = Fraction(1, 100), Fraction(1, 1000)
_SPECTRUM = (1.0, 0.5, 0.25)
_ADMISSIBLE = (Fraction(1, 50), Fraction(1, 5), Fraction(1, 2))
_TOO_LARGE = Fraction(11, 10)
_LONGEST = 40.0


def experiment(number: int, *, seed: int, quick: bool) -> Experiment:
    """Compare w(k) with the flow at t = eta k for N = 2, where the flow has a closed form; nothing here is random."""
    steps = _ADMISSIBLE[1:] if quick else _ADMISSIBLE
    tables: dict[str, dict[str, Array]] = {}
    comparisons: list[Comparison] = []
    times = np.linspace(0, _LONGEST, 200)
    flow = np.column_stack([_flow(lam, times) for lam in _SPECTRUM])
    tables["flow"] = {"t": rounded(times), "w": rounded(flow[:, 0]), "rank": rounded(effective_rank(flow))}
    hits: dict[str, list[float]] = {"eta": [], "t": [], "w": []}
    for eta in (*steps, _TOO_LARGE):
        last = int(_LONGEST / float(eta))
        paths = factor_paths(2, _SPECTRUM, float(_ALPHA), float(eta), last)
        w = paths**2
        shown = np.unique(np.linspace(0, last, min(last + 1, 240)).astype(int))
        name = f"eta={write(eta)}"
        tables[name] = {
            "t": rounded(shown * float(eta)),
            "w": rounded(w[shown, 0]),
            "rank": rounded(effective_rank(w)[shown]),
        }
        if eta == _TOO_LARGE:
            continue
        problem = Problem(depth=2, lam=1, alpha=_ALPHA, eta=eta, eps=_EPS)
        found = sandwich(problem)
        says = f"eta = {write(eta)}: first k with |w - 1| <= eps"
        comparisons.append(Comparison(says, first_within(w[:, 0], 1.0, float(_EPS)), "=", found.hit))
        if problem.admissible(StepSize.SIMPLE):
            tables[f"{name} delay"] = _delay(paths[:, 0], float(eta), says, comparisons)
        for column, value in zip(hits.values(), (float(eta), found.hit * float(eta), 1.0), strict=True):
            column.append(value)
    tables["hits"] = {key: rounded(column) for key, column in hits.items()}
    late = factor_paths(2, _SPECTRUM, float(_ALPHA), float(_TOO_LARGE), 4_000)[-500:, 0] ** 2
    says = f"eta = {write(_TOO_LARGE)}, above the limit 2/(N lam^(2-2/N)) = 1: late iterates still swing by"
    comparisons.append(Comparison(says, float(np.ptp(late)), ">=", 0.1, "binary64"))
    return Experiment(
        number,
        "step_size",
        "Flow and descent, and the step size",
        {
            "N": 2,
            "lam": "1 in (a), (b); 1, 1/2, 1/4 in (c)",
            "alpha": write(_ALPHA),
            "eta": ", ".join(write(eta) for eta in (*steps, _TOO_LARGE)),
            "eps": write(_EPS),
        },
        tables,
        comparisons,
        "(a) One eigenvalue against the time t = eta k: descent follows the flow (black) with a delay that grows with "
        "the step size; above the limit of Lemma B.1 it does not converge but swings. (b) The delay k - t_k/eta in "
        "iterations during the first phase, where t_k is the time at which the flow passes w(k): it stays below the "
        "logarithm ln(G(d(k))/G(alpha)) of the ratio of speeds (dashed), whatever the step size. (c) Effective rank "
        "of a matrix with three eigenvalues: the same plateaus, at 1, 3/2 and 7/4 (dotted), for all these step sizes.",
        "the hitting times |w - 1| <= eps (squares in (a)); the delay bound is the sharper form of Lemma 2.7.",
        "the lines: the flow's closed form for N = 2 and the recursion (18), both in binary64.",
    )


def _flow(lam: float, times: Array) -> Array:
    """Return w(t) = y(t)^2 = lam/(1 + g(t)) of Lemma 2.5 for N = 2."""
    square = float(_ALPHA) ** 2
    w: Array = lam / (1 + (lam - square) / square * np.exp(-2 * lam * times))
    return w


def _delay(d: Array, eta: float, says: str, comparisons: list[Comparison]) -> dict[str, Array]:
    """Return k - t_k/eta and its bound during the first phase, lam = 1: U(1; a -> m) in closed form."""
    alpha, turn = float(_ALPHA), np.sqrt(1 / 3)
    first = d[: int(np.argmax(d >= turn))]
    passed = np.log(first**2 * (1 - alpha**2) / (alpha**2 * (1 - first**2))) / 2
    delay = np.arange(len(first)) - passed / eta
    bound = np.log(first * (1 - first**2) / (alpha * (1 - alpha**2)))
    excess = float((delay - bound).max())
    comparisons.append(Comparison(f"{says}: greatest delay above its bound", no_less(excess), "<=", 1e-8, "binary64"))
    shown = np.unique(np.linspace(0, len(first) - 1, min(len(first), 120)).astype(int))
    return {"w": rounded(first[shown] ** 2), "delay": rounded(delay[shown]), "bound": rounded(bound[shown])}
