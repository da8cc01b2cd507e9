"""Figure 6: a ground truth of rank 3, with and without noise, and the windows of Theorem 3.1."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from dmfproof.arithmetic.spectrum import eigenvalues
from dmfproof.experiments.cgmr.descent import effective_rank, identical, matrix_products, random_orthogonal, symmetric
from dmfproof.experiments.cgmr.plateaus import compare_windows, window_table
from dmfproof.experiments.cgmr.prediction import flow_window
from dmfproof.experiments.experiment import Array, Comparison, Experiment, chosen_steps, rounded
from dmfproof.rational import write

__all__ = ["experiment"]

_SPECTRUM = (Fraction(1), Fraction(2, 5), Fraction(4, 25))
_ALPHA, _ETA = Fraction(1, 10**4), Fraction(1, 100)
_ACCURACY, _LEAK = Fraction(1, 20), Fraction(1, 50)
_ENTRY = 0.008


def experiment(number: int, *, seed: int, quick: bool) -> Experiment:
    """Run N = 2 on the clean and on the noisy matrix."""
    size, last = (5, 3_000) if quick else (10, 60_000)
    spectrum = [*_SPECTRUM, *[Fraction(0)] * (size - len(_SPECTRUM))]
    random = np.random.default_rng(seed)
    clean = symmetric(random_orthogonal(size, random), [float(value) for value in spectrum])
    half = np.tril(random.uniform(-_ENTRY, _ENTRY, (size, size)))
    noise = half + np.tril(half, -1).T
    noisy = clean + noise
    # The noise that binary64 really added, exactly; its norm is enclosed, and rounded up to a short rational.
    added = [[Fraction(a) - Fraction(b) for a, b in zip(*rows, strict=True)] for rows in zip(noisy, clean, strict=True)]
    enclosed = eigenvalues(added)
    norm = max(abs(value) for one in enclosed for value in (one.low, one.high))
    bound = Fraction(-(-norm.numerator * 10**6 // norm.denominator), 10**6)
    tables: dict[str, dict[str, Array]] = {}
    comparisons: list[Comparison] = []
    shown = chosen_steps(last, 260, logarithmic=True)
    kept = set(shown.tolist())
    ranks = (1, 2) if quick else (1, 2, 3)
    for name, target, delta in (("clean", clean, Fraction(0)), ("noisy", noisy, bound)):
        windows = [flow_window(spectrum, rank, _ALPHA, accuracy=_ACCURACY, leak=_LEAK, noise=delta) for rank in ranks]
        products = matrix_products(target, identical(size, 2, float(_ALPHA)), float(_ETA), last)
        recorded = np.array([product for k, product in enumerate(products) if k in kept])
        rank = effective_rank(np.linalg.eigvalsh((recorded + recorded.transpose(0, 2, 1)) / 2))
        comparisons += compare_windows(f"{name}, descent at t = eta k", windows, shown * float(_ETA), rank)
        tables[name] = {
            "k": rounded(shown),
            "error": rounded(np.linalg.norm(recorded - target, axis=(1, 2))),
            "clean_error": rounded(np.linalg.norm(recorded - clean, axis=(1, 2))),
            "rank": rounded(rank),
        }
        in_steps = window_table(windows, last * float(_ETA))
        tables[f"{name} windows"] = in_steps | {key: rounded(in_steps[key] / float(_ETA)) for key in ("start", "end")}
    truths = np.array([float(value) for value in spectrum])
    tails = [float(np.sqrt((truths[rank:] ** 2).sum())) for rank in range(3)]
    tables["levels"] = {"tail": rounded([*tails, float(np.linalg.norm(noise))])}
    return Experiment(
        number,
        "waterfall",
        "Rank-3 ground truth, with and without noise",
        {
            "N": 2,
            "n": size,
            "lam": ", ".join(write(value) for value in _SPECTRUM) + f", and 0 ({size - len(_SPECTRUM)} times)",
            "alpha": write(_ALPHA),
            "eta": write(_ETA),
            "noise": f"symmetric, entries uniform in [-{_ENTRY}, {_ENTRY}], operator norm at most {write(bound)}",
            "e1": write(_ACCURACY),
            "e2": write(_LEAK),
            "iterations": last,
            "seed": seed,
        },
        tables,
        comparisons,
        "Left without, right with a small bounded noise. Top: the error in the Frobenius norm falls in steps, one per "
        "eigenvalue; the dotted lines are the errors of the best approximations of rank 0, 1, 2. With noise the "
        "distance to the clean matrix (dashed) is least before the noise's own eigenvalues are fitted. Bottom: the "
        "effective rank; boxes are the windows of Theorem 3.1, for the noisy matrix by Weyl's inequality from the norm "
        "of the noise alone. The third window ends before the noise is fitted and the rank rises again.",
        "the windows and their heights (for the gradient flow at time t = eta k and, with noise, for every "
        "perturbation of that norm), and the norm of the noise.",
        "the lines, matrix gradient descent in binary64. The theorem speaks of the flow; that descent at this step "
        "size stays in its boxes is what the figure shows.",
    )
