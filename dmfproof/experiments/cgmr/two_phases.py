"""Figure 4: predicted against true time for one eigenvalue, in its two phases."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from dmfproof.bounds import flow_time
from dmfproof.dynamics.hitting import hitting_time
from dmfproof.errors import ToolFault
from dmfproof.experiments.cgmr.descent import factor_paths, first_within
from dmfproof.experiments.cgmr.prediction import sandwich
from dmfproof.experiments.experiment import Array, Comparison, Experiment, chosen_steps, rounded
from dmfproof.problem import Problem
from dmfproof.rational import write

__all__ = ["experiment"]

_DEPTH = 3
_LAM = Fraction(1)
_ALPHA, _ETA, _EPS = Fraction(1, 10), Fraction(1, 10), Fraction(1, 1000)
_TURN = Fraction(_DEPTH - 1, 2 * _DEPTH - 1)  # c_N^N: where the flow's speed is greatest


def experiment(number: int, *, seed: int, quick: bool) -> Experiment:
    """Follow one eigenvalue and certify its time for many accuracies and initial scales; nothing here is random."""
    hit = sandwich(_problem(_ALPHA, _EPS))
    # The first phase ends when w passes c_N^N lam; its length is a hitting time, too.
    turn = hitting_time(_problem(_ALPHA, _LAM - _TURN)).k
    if turn is None or hit.upper is None or hit.lower is None or hit.upper_paper is None:
        raise ToolFault("the parameters of figure 4 leave a bound open")
    last = int(1.15 * hit.upper_paper)
    path = factor_paths(_DEPTH, [float(_LAM)], float(_ALPHA), float(_ETA), last)[:, 0] ** _DEPTH
    comparisons = [
        Comparison("first k with w >= c_N^N lam", int(np.argmax(path >= float(_TURN))), "=", turn),
        Comparison("first k with |w - lam| <= eps", first_within(path, 1.0, float(_EPS)), "=", hit.hit),
    ]
    shown = chosen_steps(last)
    tables: dict[str, dict[str, Array]] = {"run": {"k": rounded(shown), "w": rounded(path[shown])}}
    row: dict[str, float] = {
        "turn": turn,
        "hit": hit.hit,
        "lower": hit.lower,
        "upper": hit.upper,
        "paper": hit.upper_paper,
    }
    row["alpha"], row["eps"], row["level"] = float(_ALPHA), float(_EPS), float(_TURN)
    tables["marks"] = {name: rounded([value]) for name, value in row.items()}
    count = 4 if quick else 15
    accuracies = [Fraction(_short(x)) for x in np.geomspace(1e-10, 0.9, count)]
    tables["accuracies"] = _sweep([(_ALPHA, eps) for eps in accuracies], "eps", comparisons)
    scales = [Fraction(_short(x)) for x in np.geomspace(1e-4, 0.8, count)]
    tables["scales"] = _sweep([(alpha, Fraction(1, 100)) for alpha in scales], "alpha", comparisons)
    return Experiment(
        number,
        "two_phases",
        "Predicted and true time of one eigenvalue",
        {
            "N": _DEPTH,
            "lam": write(_LAM),
            "alpha": f"{write(_ALPHA)} in (a), (b)",
            "eta": write(_ETA),
            "eps": f"{write(_EPS)} in (a), 1/100 in (c)",
        },
        tables,
        comparisons,
        "(a) One eigenvalue w(k) = d(k)^N. In the first phase it grows slowly away from 0, at c_N^N lam it turns, and "
        "in the second phase it converges geometrically. The true time T is marked, Theorem 2.4's bounds are the lines "
        "left and right of it. (b) Time against accuracy: a constant for the first phase and a straight line (on this "
        "logarithmic axis) for the second one. (c) Time against initial scale: T grows like 1/alpha (N = 3). The "
        "sharper bounds enclose the true time closely; the paper's upper bound (as we rebuilt it from the proof) "
        "grows like 1/alpha^2, as its delay is a ratio of two speeds where the sharper one is that ratio's "
        "logarithm. The flow alone (grey) is no bound: it leads in the first phase and lags behind in the second.",
        "all times T (squares), the upper bounds (26) in the paper's and the sharper form, the sharper lower bound "
        "(27), the flow's time U/eta, and the turn.",
        "the line in (a), the recursion (18) in binary64.",
    )


def _problem(alpha: Fraction, eps: Fraction) -> Problem:
    return Problem(depth=_DEPTH, lam=_LAM, alpha=alpha, eta=_ETA, eps=eps)


def _short(value: float) -> str:
    """Write two significant digits: a short rational."""
    return f"{value:.1e}"


def _sweep(points: list[tuple[Fraction, Fraction]], name: str, comparisons: list[Comparison]) -> dict[str, Array]:
    """Certify the sandwich at every point (alpha, eps), and let the run confirm the time."""
    columns: dict[str, list[float]] = {name: [], "flow": [], "lower": [], "hit": [], "upper": [], "paper": []}
    for alpha, eps in points:
        found = sandwich(_problem(alpha, eps))
        # A level a little below (lam - eps)^(1/N) as a rational, so that the flow's time is a lower bound.
        level = Fraction(int(float(_LAM - eps) ** (1 / _DEPTH) * 10**14) - 1, 10**14)
        flow = float(Fraction(flow_time(depth=_DEPTH, lam=_LAM, start=alpha, end=level).low) / _ETA)
        where = float(alpha if name == "alpha" else eps)
        for column, value in zip(
            columns.values(), (where, flow, found.lower, found.hit, found.upper, found.upper_paper), strict=True
        ):
            column.append(np.nan if value is None else value)
        path = factor_paths(_DEPTH, [float(_LAM)], float(alpha), float(_ETA), found.hit + 2)[:, 0] ** _DEPTH
        says = f"first k with |w - lam| <= eps for alpha = {write(alpha)}, eps = {write(eps)}"
        comparisons.append(Comparison(says, first_within(path, 1.0, float(eps)), "=", found.hit))
    return {key: rounded(column) for key, column in columns.items()}
