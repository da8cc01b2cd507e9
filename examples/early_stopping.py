"""Stop gradient descent on a noisy low-rank matrix by a certified plan, and compare with running on.

    python examples/early_stopping.py

The ground truth is a symmetric 60 x 60 matrix of rank 3, eigenvalues 10, 7 and 5, eigenvectors drawn at random (seed
0); the noise is a symmetric Gaussian matrix of operator norm about 1.  The plan sees the noisy matrix only.  Gradient
descent on three factors, in binary64, is stopped at the first step that Theorem 3.5 guarantees for rank 3, with the
effective rank within 1/2, and is then run on, to show what stopping was worth.
"""

from __future__ import annotations

import numpy as np

from dmfproof.planner import plan

SIZE, DEPTH, RANK, NOISE, SEED = 60, 3, 3, 1.0, 0


def noisy_low_rank() -> tuple[np.ndarray, np.ndarray]:
    """Return the ground truth, and what is observed of it."""
    random = np.random.default_rng(SEED)
    basis, _ = np.linalg.qr(random.standard_normal((SIZE, RANK)))
    truth = basis @ np.diag([10.0, 7.0, 5.0]) @ basis.T
    gauss = random.standard_normal((SIZE, SIZE))
    noise = NOISE * (gauss + gauss.T) / np.sqrt(8 * SIZE)
    return (truth + truth.T) / 2, (truth + truth.T) / 2 + noise


def main() -> None:
    """Plan, run, stop, run on, and print the errors."""
    truth, observed = noisy_low_rank()
    planned = plan(observed, depth=DEPTH, rank=RANK, gamma="1/2")
    plateau = planned.plateau(RANK)
    guaranteed, exact = plateau.guarantee, plateau.exact
    print(f"plan: alpha = {planned.alpha}, eta = {planned.eta}, plateau L = {RANK}")
    if guaranteed is not None:
        print(f"  Theorem 3.5 guarantees {guaranteed.start} <= k <= {guaranteed.end}")
    if exact is not None:
        print(f"  exact window           {exact.start} <= k <= {exact.end}")

    alpha, eta = float(planned.alpha), float(planned.eta)
    factors = [alpha * np.eye(SIZE) for _ in range(DEPTH)]
    stopper = planned.stopper()
    stop, last = planned.stop_at(), 40 * planned.stop_at()
    print("\n      k   error to the truth   error to the noisy matrix   effective rank")
    for k in range(last + 1):
        product = np.linalg.multi_dot(factors[::-1])
        if stopper(k) and k in (stop, 2 * stop, 4 * stop, 10 * stop, last):
            singular = np.linalg.svd(product, compute_uv=False)
            errors = (np.linalg.norm(product - matrix) for matrix in (truth, observed))
            mark = "  <- stopped here" if k == stop else ""
            print(f"{k:7d}   {next(errors):18.4f}   {next(errors):25.4f}   {singular.sum() / singular[0]:14.4f}{mark}")
        residual = product - observed
        w1, w2, w3 = factors
        factors = [
            w1 - eta * (w3 @ w2).T @ residual,
            w2 - eta * w3.T @ residual @ w1.T,
            w3 - eta * residual @ (w2 @ w1).T,
        ]

    values, vectors = np.linalg.eigh(observed)
    best = (vectors[:, -RANK:] * values[-RANK:]) @ vectors[:, -RANK:].T
    print(f"\nFor comparison: the best rank-{RANK} truncation is {np.linalg.norm(best - truth):.4f} from the truth,")
    print(f"the noisy matrix itself {np.linalg.norm(observed - truth):.4f}.")


if __name__ == "__main__":
    main()
