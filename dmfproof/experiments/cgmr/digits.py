"""Figures 8 to 12: noisy images of the digit one, factorised with N = 1, 2, 3 from a small Gaussian initialisation."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from dmfproof.experiments.cgmr.descent import effective_rank, follow
from dmfproof.experiments.cgmr.digits_runs import AMPLITUDE, DEPTHS, ETAS, Runs, descend
from dmfproof.experiments.experiment import Array, Comparison, Experiment, no_less, rounded
from dmfproof.rational import write

__all__ = ["experiment"]

_FOLLOWED = 2  # singular values that are predicted
_IMAGES = 5


def experiment(number: int, *, seed: int, quick: bool) -> Experiment:
    """Return one of the five views of the runs."""
    runs = descend(seed, quick)
    view: Callable[[Runs, dict[str, str | int]], Experiment] = {
        8: _training_error,
        9: _clean_error,
        10: _effective_rank,
        11: _singular_values,
        12: _images,
    }[number]
    m, n = runs.clean.shape
    return view(
        runs,
        {
            "matrix": f"{m} images of the digit one (bundled mnist_ones), {m} x {n}, pixels in [0, 1]",
            "source": "MNIST, (c) Y. LeCun and C. Cortes, CC BY-SA 3.0; changed by noise and scale",
            "noise": f"uniform in [-{AMPLITUDE}, {AMPLITUDE}], every pixel",
            "scale": f"both divided by the noisy matrix's operator norm {runs.scale:.6g}",
            "N": "1, 2, 3",
            "factors": f"W_1 {m} x {n}, the others {m} x {m}, Gaussian with mean 0 and E ||W(0)||_F^2 = (1/1000)^2",
            "eta": ", ".join(f"{write(eta)} (N = {depth})" for depth, eta in ETAS.items()),
            "iterations": runs.last,
            "seed": seed,
        },
    )


_NO_THEOREM = "everything; the theorems do not speak of Gaussian initialisation."


def _training_error(runs: Runs, parameters: dict[str, str | int]) -> Experiment:
    whole = float(np.linalg.norm(runs.noisy))
    tables = {
        f"N={depth}": {"k": rounded(run.k), "error": rounded(run.training / whole)} for depth, run in runs.runs.items()
    }
    one = runs.runs[1]
    exact = one.start_error * (1 - float(ETAS[1])) ** one.k
    tables["prediction"] = {"k": rounded(one.k), "error": rounded(exact / whole)}
    tables["truncation"] = {"error": rounded([np.linalg.norm(t - runs.noisy) / whole for t in runs.truncations])}
    # Rounding of W itself leaves errors of about 1e-15, so the comparison ends well above.
    seen = exact > 1e-6 * whole
    deviation = float(np.abs(one.training[seen] / exact[seen] - 1).max())
    says = "N = 1: greatest relative deviation of the training error from (1-eta)^k ||W(0) - A||_F, down to 1e-6"
    return Experiment(
        8,
        "digits_training_error",
        "Noisy digits: training error",
        parameters,
        tables,
        [Comparison(says, no_less(deviation), "<=", 1e-8, "binary64")],
        "Relative distance of W(k) to the noisy matrix A, which is what descent minimises. N = 1 follows its closed "
        "form (1-eta)^k at once; N = 2 and 3 go down in steps, one per singular value, and pause at the errors of the "
        "best approximations of rank 1 and 2 (dotted).",
        "nothing; that no matrix of rank L is nearer to A than its truncation is the Eckart-Young theorem.",
        "all numbers are of runs in binary64; for N >= 2 the theorems do not speak of Gaussian initialisation.",
    )


def _clean_error(runs: Runs, parameters: dict[str, str | int]) -> Experiment:
    whole = float(np.linalg.norm(runs.clean))
    tables = {
        f"N={depth}": {"k": rounded(run.k), "error": rounded(run.clean / whole)} for depth, run in runs.runs.items()
    }
    benchmarks = [float(np.linalg.norm(t - runs.clean)) / whole for t in runs.truncations]
    noise = float(np.linalg.norm(runs.noisy - runs.clean)) / whole
    tables["truncation"] = {"error": rounded([*benchmarks, noise])}
    tables["best"] = {
        "N": rounded(list(DEPTHS)),
        "k": rounded([runs.runs[depth].best_step for depth in DEPTHS]),
        "error": rounded([runs.runs[depth].clean.min() / whole for depth in DEPTHS]),
    }
    comparisons = [
        Comparison(
            f"N = {depth}: least error to the clean matrix, against that of N = 1",
            float(tables["best"]["error"][depth - 1]),
            "<=",
            float(tables["best"]["error"][0]),
            "binary64",
        )
        for depth in (2, 3)
    ]
    gap = abs(float(runs.runs[1].clean[-1]) / whole / noise - 1)
    says = "N = 1: relative distance of the last error from that of the noisy matrix"
    comparisons.append(Comparison(says, no_less(gap), "<=", 0.05, "binary64"))
    return Experiment(
        9,
        "digits_clean_error",
        "Noisy digits: error to the clean images",
        parameters,
        tables,
        comparisons,
        "Relative distance of W(k) to the clean matrix, which descent does not know. It first falls, as the large "
        "singular values are found, and rises when noise is fitted, towards the distance of the noisy matrix (upper "
        "dotted line): early stopping denoises. The least errors at a recorded k are marked. For N >= 2 they are below "
        "that of the best approximation of rank 2 of the noisy matrix, and N = 3 pauses at those of rank 1 and 2; for "
        "N = 1, where all is found at once, noise and digits cannot be told apart.",
        "nothing.",
        _NO_THEOREM,
    )


def _effective_rank(runs: Runs, parameters: dict[str, str | int]) -> Experiment:
    tables = {
        f"N={depth}": {"k": rounded(run.k), "rank": rounded(effective_rank(run.singular))}
        for depth, run in runs.runs.items()
    }
    levels = [float(runs.limits[:r].sum()) for r in (1, 2, 3)]
    tables["levels"] = {"rank": rounded([*levels, float(effective_rank(runs.limits))])}
    least = {depth: float(effective_rank(run.singular).min()) for depth, run in runs.runs.items()}
    comparisons = [
        Comparison(f"N = {depth}: least effective rank, 1 being the least possible", least[depth], ">=", 1.0)
        for depth in DEPTHS
    ]
    comparisons.append(
        Comparison("N = 1: least effective rank, against that of N = 3", least[1], ">=", least[3], "binary64")
    )
    return Experiment(
        10,
        "digits_effective_rank",
        "Noisy digits: effective rank",
        parameters,
        tables,
        comparisons,
        "Effective rank of W(k). For N = 2 and 3 it falls towards 1 and then rises by plateaus near r(A_1) = 1, r(A_2) "
        "and r(A_3), the values at the truncations of the noisy matrix A (dotted), before the noise is fitted; for "
        "N = 1 it is near r(A) from the first steps on.",
        "nothing; the dotted levels are of a singular value decomposition in binary64.",
        _NO_THEOREM,
    )


def _singular_values(runs: Runs, parameters: dict[str, str | int]) -> Experiment:
    tables: dict[str, dict[str, Array]] = {}
    comparisons: list[Comparison] = []
    for depth, run in runs.runs.items():
        columns = {"k": rounded(run.k)}
        for i in range(5):
            columns[f"s{i + 1}"] = rounded(run.singular[:, i])
        tables[f"N={depth}"] = columns
        if depth > 1:
            for i in range(_FOLLOWED):
                limit, which = float(runs.limits[i]), f"singular value {i + 1}"
                found = follow(depth, run.k, run.singular[:, i], limit, float(ETAS[depth]))
                tables[f"N={depth} s{i + 1}"] = {name: rounded(column) for name, column in found.items()}
                far = float(np.abs(found["s"] - found["run"]).max(initial=0.0)) / limit
                says = f"N = {depth}: greatest distance of {which} from its prediction, relative to its limit"
                comparisons.append(Comparison(says, far, "<=", 0.2, "binary64"))
    tables["limits"] = {"s": rounded(runs.limits[:5])}
    return Experiment(
        11,
        "digits_singular_values",
        "Noisy digits: singular values",
        parameters,
        tables,
        comparisons,
        "The five largest singular values of W(k) and those of the noisy matrix (dotted). N = 1 finds all at once, "
        "N = 2 and 3 one by one. Squares: what the scalar recursion (18) with lam = s_i predicts, started where the "
        "run has passed a tenth of s_i, for the first two.",
        "nothing.",
        "the lines and the prediction, which is the theory of identical initialisation (balanced factors) used outside "
        "its assumptions.",
    )


def _images(runs: Runs, parameters: dict[str, str | int]) -> Experiment:
    chosen = np.linspace(0, len(runs.clean) - 1, _IMAGES).astype(int)
    matrices = {"clean": runs.clean, "noisy": runs.noisy, "rank 1": runs.truncations[0], "rank 2": runs.truncations[1]}
    matrices |= {f"N={depth}": run.best for depth, run in runs.runs.items()}
    tables = {
        name: {f"row {row}": rounded(np.clip(matrix[row] * runs.scale, 0, 1)) for row in chosen}
        for name, matrix in matrices.items()
    }
    tables["steps"] = {
        "N": rounded(list(DEPTHS)),
        "k": rounded([runs.runs[depth].best_step for depth in DEPTHS]),
    }
    whole = float(np.linalg.norm(runs.clean))
    found = {name: float(np.linalg.norm(matrix - runs.clean)) / whole for name, matrix in matrices.items()}
    comparisons = [
        Comparison(
            f"{name}: relative error to the clean matrix, against that of the noisy one",
            float(f"{found[name]:.5e}"),
            "<=",
            float(f"{found['noisy']:.5e}"),
            "binary64",
        )
        for name in ("rank 1", "rank 2", "N=1", "N=2", "N=3")
    ]
    return Experiment(
        12,
        "digits_images",
        "Noisy digits: rows as images",
        {**parameters, "rows": ", ".join(str(row) for row in chosen)},
        tables,
        comparisons,
        "Five rows as images: clean, noisy, the best approximations of rank 1 and 2 of the noisy matrix, and W(k) for "
        "N = 1, 2, 3 at the recorded k at which it is nearest to the clean matrix (the minimum of figure 9). Stopped "
        "there, N = 2 and 3 look like a truncation, without having been told a rank; N = 1 cannot tell noise from "
        "digits. Values outside [0, 1] are cut off.",
        "nothing.",
        _NO_THEOREM,
    )
