"""Figure 2: the deeper the factorisation, the more the eigenvalues are found one by one."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from dmfproof.experiments.cgmr.descent import (
    effective_rank,
    first_within,
    identical,
    matrix_products,
    random_orthogonal,
    symmetric,
)
from dmfproof.experiments.cgmr.prediction import sandwich
from dmfproof.experiments.experiment import Array, Comparison, Experiment, chosen_steps, rounded
from dmfproof.problem import Problem
from dmfproof.rational import write

__all__ = ["experiment"]

_SIZE = 6
_START = {1: Fraction(1, 4096), 2: Fraction(1, 64), 3: Fraction(1, 16), 4: Fraction(1, 8)}
_ETA = Fraction(1, 20)
_RELATIVE = Fraction(1, 100)


def experiment(number: int, *, seed: int, quick: bool) -> Experiment:
    """Run N = 1 to 4 on one matrix, from one and the same initial product."""
    spectrum = [Fraction(text) for text in ("1", "1/2", "1/4")]
    depths = (1, 3) if quick else (1, 2, 3, 4)
    truths = [float(value) for value in spectrum] + [0.0] * (_SIZE - len(spectrum))
    basis = random_orthogonal(_SIZE, np.random.default_rng(seed))
    target = symmetric(basis, truths)
    tables: dict[str, dict[str, Array]] = {}
    comparisons: list[Comparison] = []
    for depth in depths:
        alpha = _START[depth]
        marks: dict[str, list[float]] = {"lam": [], "lower": [], "hit": [], "upper": [], "paper": []}
        for value in spectrum:
            found = sandwich(Problem(depth=depth, lam=value, alpha=alpha, eta=_ETA, eps=_RELATIVE * value))
            row = (float(value), found.lower, found.hit, found.upper, found.upper_paper)
            for column, entry in zip(marks.values(), row, strict=True):
                column.append(np.nan if entry is None else entry)
        last = int(1.25 * max(marks["hit"]))
        products = matrix_products(target, identical(_SIZE, depth, float(alpha)), float(_ETA), last)
        paths = np.array([((product @ basis) * basis).sum(axis=0) for product in products])
        for i, value in enumerate(spectrum):
            measured = first_within(paths[:, i], float(value), float(_RELATIVE * value))
            says = f"N = {depth}: first k with |w - lam| <= lam/100 for lam = {write(value)}"
            comparisons.append(Comparison(says, measured, "=", marks["hit"][i]))
            comparisons.append(Comparison(f"{says}, upper bound", measured, "<=", marks["upper"][i]))
            comparisons.append(Comparison(f"{says}, lower bound", measured, ">=", marks["lower"][i]))
        shown = chosen_steps(last, 160)
        columns = {"k": rounded(shown), "rank": rounded(effective_rank(paths)[shown])}
        for i in range(len(spectrum)):
            columns[f"w{i + 1}"] = rounded(paths[shown, i])
        tables[f"N={depth}"] = columns
        tables[f"N={depth} marks"] = {key: rounded(column) for key, column in marks.items()}
    return Experiment(
        number,
        "depth",
        "Effect of the depth N",
        {
            "n": _SIZE,
            "lam": ", ".join(write(value) for value in spectrum) + f", and 0 ({_SIZE - len(spectrum)} times)",
            "alpha": ", ".join(f"{write(_START[depth])} (N = {depth})" for depth in depths),
            "alpha^N": write(_START[1]),
            "eta": write(_ETA),
            "eps": f"{write(_RELATIVE)} lam_i",
            "seed": seed,
        },
        tables,
        comparisons,
        "One ground truth of rank 3, one initial product alpha^N I, more and more factors. Top: eigenvalues of W(k); "
        "with N = 1 all are found at once, with N >= 2 one after the other, the more so the deeper. Bottom: the "
        "effective rank, which starts at n; plateaus at r(What_1) = 1, r(What_2) = 3/2 and r(What_3) = 7/4 (dotted) "
        "appear with the depth.",
        "the hitting times |w_i - lam_i| <= eps (squares) and the interval from Theorem 2.4's lower to its sharper "
        "upper bound (bars; for N = 1 they agree).",
        "the lines, matrix gradient descent in binary64 with a random orthogonal eigenbasis.",
    )
