"""Figure 13: random initialisation with small and with large variance."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from dmfproof.experiments.cgmr.descent import (
    effective_rank,
    follow,
    matrix_products,
    random_orthogonal,
    symmetric,
)
from dmfproof.experiments.experiment import Array, Comparison, Experiment, chosen_steps, rounded
from dmfproof.rational import write

__all__ = ["experiment"]

_DEPTH = 3
_SPECTRUM = (Fraction(1), Fraction(1, 2), Fraction(1, 4))
_SCALES = {"small": Fraction(1, 20), "large": Fraction(4, 5)}
_ETA = Fraction(1, 20)


def experiment(number: int, *, seed: int, quick: bool) -> Experiment:
    """Run Gaussian factors of two standard deviations on one matrix of rank 3."""
    size, last = (8, 1_500) if quick else (20, 6_000)
    truths = [float(value) for value in _SPECTRUM] + [0.0] * (size - len(_SPECTRUM))
    random = np.random.default_rng(seed)
    target = symmetric(random_orthogonal(size, random), truths)
    shown = chosen_steps(last, 240, logarithmic=True)
    kept = set(shown.tolist())
    tables: dict[str, dict[str, Array]] = {}
    comparisons: list[Comparison] = []
    least: dict[str, float] = {}
    for name, scale in _SCALES.items():
        factors = [float(scale) / np.sqrt(size) * random.standard_normal((size, size)) for _ in range(_DEPTH)]
        products = matrix_products(target, factors, float(_ETA), last)
        recorded = np.array([product for k, product in enumerate(products) if k in kept])
        singular = np.linalg.svd(recorded, compute_uv=False)
        columns = {"k": rounded(shown), "rank": rounded(effective_rank(singular))}
        for i in range(5):
            columns[f"s{i + 1}"] = rounded(singular[:, i])
        tables[name] = columns
        tables[name]["error"] = rounded(np.linalg.norm(recorded - target, axis=(1, 2)) / np.linalg.norm(target))
        least[name] = float(effective_rank(singular).min())
        for i, lam in enumerate(truths[: len(_SPECTRUM)] if name == "small" else []):
            found = follow(_DEPTH, shown.astype(np.float64), singular[:, i], lam, float(_ETA))
            tables[f"small s{i + 1}"] = {key: rounded(column) for key, column in found.items()}
            far = float(np.abs(found["s"] - found["run"]).max(initial=0.0)) / lam
            says = f"small: greatest distance of singular value {i + 1} from its prediction, relative to its limit"
            comparisons.append(Comparison(says, far, "<=", 0.2, "binary64"))
    comparisons += [
        Comparison(
            "small: least effective rank, a plateau at 1", float(f"{least['small']:.5e}"), "<=", 1.1, "binary64"
        ),
        Comparison("large: least effective rank, none", float(f"{least['large']:.5e}"), ">=", 1.1, "binary64"),
    ]
    return Experiment(
        number,
        "variance",
        "Random initialisation with small and large variance",
        {
            "N": _DEPTH,
            "n": size,
            "lam": ", ".join(write(value) for value in _SPECTRUM) + f", and 0 ({size - len(_SPECTRUM)} times)",
            "factors": "Gaussian with mean 0, standard deviation s/sqrt(n)",
            "s": ", ".join(f"{write(scale)} ({name})" for name, scale in _SCALES.items()),
            "eta": write(_ETA),
            "iterations": last,
            "seed": seed,
        },
        tables,
        comparisons,
        "Left small, right large variance. Top: the five largest singular values of W(k) and the ground truth's "
        "(dotted); bottom: the effective rank. A small Gaussian initialisation behaves as the theory says of a small "
        "identical one: one singular value after the other (squares: the recursion (18), started where the run has "
        "passed a tenth of the limit) and plateaus at r(What_1) = 1, 3/2 and 7/4. A large one fits all at once, and "
        "what it started with in the kernel of the ground truth (grey) stays for long.",
        "nothing.",
        "everything; the theorems speak of identical and perturbed initialisation only.",
    )
