"""Sandwich the certified hitting times of a real spectrum between Theorem 2.4's bounds."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from dmfproof.bounds import Bounds, iteration_bounds
from dmfproof.bundled import rational_spectrum
from dmfproof.problem import Problem
from dmfproof.rational import integer_root, write

__all__ = ["SPECTRA", "sandwich"]

SPECTRA = ("breast_cancer", "les_miserables")
ALPHA = Fraction(1, 4)
_RELATIVE_EPS = Fraction(1, 100)


def step_size(largest: Fraction, depth: int) -> Fraction:
    """Return a short rational just below half of the paper's limit 1/((3N-2) M^(2N-2)), M for the largest."""
    # |lam_1|^(2-2/N) from above, to six digits: an N-th root of integers.
    power = abs(largest) ** (2 * depth - 2) * Fraction(10) ** (6 * depth)
    root = Fraction(integer_root(-(-power.numerator // power.denominator), depth) + 1, 10**6)
    greatest = max(root, ALPHA ** (2 * depth - 2))
    limit = 1 / (2 * (3 * depth - 2) * greatest)
    scale = Fraction(10) ** (len(str(limit.denominator // limit.numerator)) + 2)
    return Fraction(int(limit * scale)) / scale


def sandwich(name: str, depth: int, *, max_steps: int) -> dict[str, Any]:
    """Bound every distinct eigenvalue's hitting time from both sides; return JSON-ready rows.

    alpha = 1/4, one step size for the whole spectrum (about half of the paper's limit), eps = 1% of the initial error
    or of the eigenvalue, whichever is smaller.  The eigenvalues are correctly rounded to 12 digits, then exact.
    """
    spectrum = sorted(set(rational_spectrum(name)), reverse=True)
    eta = step_size(spectrum[0], depth)
    rows = []
    for value in spectrum:
        gap = abs(ALPHA**depth - max(value, Fraction(0)))
        size = gap if value <= 0 else min(gap, value)
        problem = Problem(depth=depth, lam=value, alpha=ALPHA, eta=eta, eps=_RELATIVE_EPS * size)
        rows.append(_row(iteration_bounds(problem, digits=8, max_steps=max_steps)))
    return {"matrix": name, "depth": depth, "alpha": write(ALPHA), "eta": write(eta), "rows": rows}


def _row(bounds: Bounds) -> dict[str, Any]:
    hit = bounds.hitting_time
    lower = [bound.k for bound in bounds.lower if bound.k is not None]
    upper = {bound.form: bound.k for bound in bounds.upper}
    return {
        "lam": write(bounds.problem.lam),
        "case": bounds.case.value,
        "lower": _text(max(lower, default=None)),
        "hitting_time": _text(hit.k),
        "upper": _text(upper.get("sharper")),
        "upper_paper": _text(upper.get("paper")),
        "method": hit.method,
        "verdict": bounds.outcome.value,
    }


def _text(count: int | None) -> str | None:
    return None if count is None else write(Fraction(count))
