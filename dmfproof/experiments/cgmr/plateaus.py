"""Figure 3: plateaus of the effective rank, and the windows in which Theorem 3.5 guarantees them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dmfproof.errors import ToolFault
from dmfproof.experiments.cgmr.descent import effective_rank, identical, matrix_products, random_orthogonal, symmetric
from dmfproof.experiments.cgmr.prediction import Window
from dmfproof.experiments.experiment import Array, Comparison, Experiment, chosen_steps, rounded
from dmfproof.planner import EnclosedSpectrum, plan_spectrum
from dmfproof.rational import write

__all__ = ["compare_windows", "experiment", "window_table"]

_SPECTRUM = (Fraction(1), Fraction(1, 2), Fraction(1, 4))
# depth: alpha, eta, iterations
_RUNS = {2: (Fraction(1, 10**6), Fraction(1, 5), 1_000), 3: (Fraction(1, 50), Fraction(1, 8), 4_000)}
_GAMMA = Fraction(1, 10)


def experiment(number: int, *, seed: int, quick: bool) -> Experiment:
    """Run N = 2 and 3 and certify the window of every plateau."""
    size = 4 if quick else 8
    spectrum = [*_SPECTRUM, *[Fraction(0)] * (size - len(_SPECTRUM))]
    basis = random_orthogonal(size, np.random.default_rng(seed))
    target = symmetric(basis, [float(value) for value in spectrum])
    tables: dict[str, dict[str, Array]] = {}
    comparisons: list[Comparison] = []
    for depth, (alpha, eta, last) in _RUNS.items():
        windows, exact = _windows(spectrum, depth, alpha, eta, last)
        products = matrix_products(target, identical(size, depth, float(alpha)), float(eta), last)
        path = np.array([np.linalg.eigvalsh((product + product.T) / 2) for product in products])
        rank = effective_rank(path)
        comparisons += compare_windows(f"N = {depth}, guaranteed", windows, np.arange(last + 1), rank)
        comparisons += _compare_exactly(f"N = {depth}, exact", exact, rank)
        shown = chosen_steps(last, 260, logarithmic=True)
        tables[f"N={depth}"] = {"k": rounded(shown), "rank": rounded(rank[shown])}
        tables[f"N={depth} windows"] = window_table(windows, last)
        tables[f"N={depth} exact"] = window_table(exact, last)
    runs = _RUNS.items()
    return Experiment(
        number,
        "plateaus",
        "Plateaus of the effective rank",
        {
            "n": size,
            "lam": ", ".join(write(value) for value in _SPECTRUM) + f", and 0 ({size - len(_SPECTRUM)} times)",
            "alpha": ", ".join(f"{write(run[0])} (N = {depth})" for depth, run in runs),
            "eta": ", ".join(f"{write(run[1])} (N = {depth})" for depth, run in runs),
            "gamma": write(_GAMMA),
            "seed": seed,
        },
        tables,
        comparisons,
        "The effective rank r(W(k)) starts at n, falls to 1 and climbs one plateau per eigenvalue, to r(What_L) = 1, "
        "3/2 and 7/4 for L = 1, 2, 3 (dotted). In every hatched box Theorem 3.5 guarantees |r(W(k)) - r(What_L)| to be "
        "at most half the box's height, which is at most gamma: the width is the window (63), the height twice the "
        "right-hand side of (64). Dashed: all k around it for which the distance is at most gamma. The last windows "
        "have no end.",
        "the guaranteed and the exact windows, as the planner (dmfproof stop) gives them, and the heights.",
        "the line, matrix gradient descent in binary64 with a random orthogonal eigenbasis; it is drawn from k = 1 on.",
    )


def _windows(
    spectrum: list[Fraction], depth: int, alpha: Fraction, eta: Fraction, last: int
) -> tuple[list[Window], list[Window]]:
    """Return the guaranteed and the exact window of every plateau."""
    plan = plan_spectrum(
        EnclosedSpectrum.of_values(spectrum), depth=depth, gamma=_GAMMA, alpha=alpha, eta=eta, max_steps=10 * last
    )
    guaranteed: list[Window] = []
    exact: list[Window] = []
    for rank in range(1, len(_SPECTRUM) + 1):
        found = plan.plateau(rank)
        if found.guarantee is None or found.exact is None:
            raise ToolFault(f"the parameters of figure 3 leave the window of L = {rank} open: {found}")
        level = [float(value) for value in found.effective_rank]
        for windows, window, bound in (
            (guaranteed, found.guarantee, found.guarantee.bound),
            (exact, found.exact, _GAMMA),
        ):
            windows.append(Window(rank, window.start, window.end, level[0], level[1], float(bound)))
    return guaranteed, exact


def _compare_exactly(name: str, windows: list[Window], rank: Array) -> list[Comparison]:
    """Hold the ends of the exact windows against the run: the steps before and after are outside."""
    out = []
    for w in windows:
        near = np.maximum(w.low - rank, rank - w.high) <= w.tolerance
        last = len(rank) - 1 if w.end is None else int(w.end)
        start = int(w.start) - int(np.argmin(near[int(w.start) :: -1])) + 1
        out.append(Comparison(f"{name}: first k near the plateau L = {w.rank}", start, "=", w.start))
        if w.end is not None:
            after = last + int(np.argmin(near[last:])) - 1
            out.append(Comparison(f"{name}: last k near the plateau L = {w.rank}", after, "=", w.end))
    return out


def window_table(windows: list[Window], last: float) -> dict[str, Array]:
    """Return the windows as columns; one without an end ends where the run does."""
    rows = [(w.rank, w.start, last if w.end is None else w.end, w.low, w.high, w.tolerance) for w in windows]
    names = ("rank", "start", "end", "low", "high", "tolerance")
    return {name: rounded([row[i] for row in rows]) for i, name in enumerate(names)}


def compare_windows(name: str, windows: list[Window], times: NDArray[Any], rank: Array) -> list[Comparison]:
    """Hold the greatest distance from each plateau within its window against the tolerance."""
    out = []
    for w in windows:
        inside = rank[(times >= w.start) & (times <= (np.inf if w.end is None else w.end))]
        says = f"{name}: number of recorded steps in the window of L = {w.rank}"
        out.append(Comparison(says, len(inside), ">=", 1, "binary64"))
        if len(inside):
            distance = float(np.maximum(w.low - inside, inside - w.high).max())
            says = f"{name}: greatest distance of r(W(k)) from the plateau L = {w.rank} within its window"
            out.append(Comparison(says, float(f"{max(distance, 0.0):.5e}"), "<=", w.tolerance))
    return out
