"""Show Remark 1.4 on one matrix: exactly, a negative eigenvalue is never reached; in floating point it is, at last.

From identical initialisation d(k) > 0 for every k, whatever the sign of lam (Lemma 2.2), so W(k) has no negative
eigenvalue.  Rounding lets the factors differ.  For N >= 3 the differences between the direction of lam < 0 and one that
is reached already grow geometrically, until the value v' W v changes its sign and goes to lam after all: a digit more
only delays it.  For N = 2 this does not happen where products are rounded symmetrically: W_2 = W_1' is kept by every
rounding, so W = W_1' W_1 has no negative eigenvalue.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from dmfproof.arithmetic.ball import decimal_ends
from dmfproof.dynamics.effective_rank import descent_values
from dmfproof.errors import InvalidInput
from dmfproof.experiments.cgmr.descent import matrix_products
from dmfproof.planner import EnclosedSpectrum
from dmfproof.rational import write
from dmfproof.simulation.run import Arithmetic, binary64, check_range, multiprecision, start

__all__ = ["Flip", "SignFlips", "sign_flips"]

_MOST_ROWS = 8
PRECISIONS = (24, 53, 113, 256)


@dataclass(frozen=True, slots=True)
class Flip:
    """What one arithmetic did: v' W(k) v, v the unit eigenvector of the least eigenvalue lam.

    first -- the first k with v' W v < 0; halfway -- the first k with v' W v <= lam/2; each None where there was none up
    to `steps`; exact -- certified ends of d(first)^N, what the value is in exact arithmetic.
    """

    arithmetic: str
    bits: int
    first: int | None
    halfway: int | None
    steps: int
    exact: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class SignFlips:
    """The runs, and the certificate: eta alpha^(N-2) (alpha^N + |lam|) < 1, so that d(k) > 0 for every k."""

    lam: tuple[Fraction, Fraction]
    factor: Fraction
    flips: tuple[Flip, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the object of schema ``dmfproof.sign_flips/1``."""
        names = ("arithmetic", "bits", "first", "halfway", "steps", "exact")
        return {
            "schema": "dmfproof.sign_flips/1",
            "lam": [write(end) for end in self.lam],
            "certified": "d(k) > 0 for every k",
            "because": {"eta alpha^(N-2) (alpha^N + |lam|)": write(self.factor), "is below": "1"},
            "runs": [{name: getattr(flip, name) for name in names} for flip in self.flips],
        }


def sign_flips(
    rows: Sequence[Sequence[Fraction]],
    *,
    depth: int,
    alpha: Fraction,
    eta: Fraction,
    steps: int = 20_000,
    precisions: Sequence[int] = PRECISIONS,
) -> SignFlips:
    """Run descent in binary64 and at each precision until the negative eigenvalue is reached, `steps` steps at most.

    Raises `InvalidInput` for a matrix without a single, negative least eigenvalue, for one of more than 8 rows, and for
    a step size with which Lemma 2.2 does not keep d positive.
    """
    if len(rows) > _MOST_ROWS:
        holds = f"at most {_MOST_ROWS} rows are treated here"
        raise InvalidInput("MATRIX", f"{len(rows)} rows", "too large", holds, "Take a smaller one")
    check_range(rows, alpha, eta)
    least = EnclosedSpectrum.of_matrix(rows).clusters[-1]
    if least.high >= 0 or least.count > 1:
        wrong = "without a negative eigenvalue" if least.high >= 0 else "of a repeated least eigenvalue"
        holds = "Remark 1.4 is shown on a matrix with a single, negative least eigenvalue"
        raise InvalidInput("MATRIX", f"lam_n <= {float(least.high):.3g}", wrong, holds, "Choose another matrix")
    factor = eta * alpha ** (depth - 2) * (alpha**depth - least.low) if depth > 1 else Fraction(1)
    if factor >= 1:
        holds = "Lemma 2.2 keeps d positive for eta alpha^(N-2) (alpha^N + |lam|) < 1 and N >= 2"
        raise InvalidInput("eta", write(eta), "too large", holds, "Choose a smaller step size")
    flips = []
    for used in (binary64(), *map(multiprecision, precisions)):
        first, halfway, taken = _run(rows, used, depth, alpha, eta, steps)
        flips.append(Flip(used.name, used.bits, first, halfway, taken, _exact(least, depth, alpha, eta, first)))
    return SignFlips((least.low, least.high), factor, tuple(flips))


def _run(
    rows: Sequence[Sequence[Fraction]], used: Arithmetic, depth: int, alpha: Fraction, eta: Fraction, steps: int
) -> tuple[int | None, int | None, int]:
    """Return the first k with v' W v < 0, the first with v' W v <= lam/2, and the steps taken."""
    import gmpy2

    wide = 4 * used.bits  # v, and v' W v, with so many bits that their own rounding does not matter
    lam, v = _least_pair(rows, wide)
    factors = start(len(rows), used, depth, alpha, None)
    with used.context():
        products = matrix_products(used.array(rows), factors, used.round(eta), steps)
        first = None
        for k, product in enumerate(products):
            with gmpy2.context(precision=wide):
                value = v @ np.vectorize(gmpy2.mpfr, otypes=[object])(product) @ v
            if first is None and value < 0:
                first = k
            if value <= lam / 2:
                return first, k, k
            if not gmpy2.is_finite(value):
                return first, None, k
    return first, None, steps


def _least_pair(rows: Sequence[Sequence[Fraction]], bits: int) -> tuple[Any, Any]:
    """Return the least eigenvalue and its unit eigenvector, good to about `bits` bits."""
    import gmpy2
    import mpmath

    with mpmath.workprec(bits + 32):
        matrix = mpmath.matrix([[mpmath.mpf(x.numerator) / x.denominator for x in row] for row in rows])
        values, vectors = mpmath.eigsy(matrix)
        index = min(range(len(rows)), key=lambda i: values[i])
        digits = int(bits * 0.31) + 8
        texts = [mpmath.nstr(x, digits) for x in (values[index], *vectors[:, index])]
    with gmpy2.context(precision=bits):
        lam, *entries = (gmpy2.mpfr(text) for text in texts)
    return lam, np.array(entries, dtype=object)


def _exact(least: Any, depth: int, alpha: Fraction, eta: Fraction, k: int | None) -> tuple[str, str] | None:
    """Return certified decimal ends of d(k)^N: it increases with lam."""
    if k is None:
        return None
    low, high = descent_values(depth=depth, spectrum=[least.low, least.high], alpha=alpha, eta=eta, k=k, bits=64)
    return decimal_ends(low, 3)[0], decimal_ends(high, 3)[1]
