"""Solve q^k <= r for the least integer k, exactly, for rationals 0 <= q < 1 and 0 < r < 1 (the case N = 1)."""

from __future__ import annotations

from fractions import Fraction

from dmfproof.arithmetic.ball import ball, unique_ceiling, working_precision

__all__ = ["least_power"]


def least_power(q: Fraction, r: Fraction) -> int:
    """Return min{k : q^k <= r}.

    k = ceil(ln r / ln q) is enclosed at doubling precision; where the quotient is an integer no precision
    separates it, and that is decided by its exact consequence q^m = r, which bounds m: r's numerator and
    denominator in lowest terms are the m-th powers of q's.
    """
    if q == 0:
        return 1
    bits = 64
    while True:
        with working_precision(bits):
            quotient = ball(r).log() / ball(q).log()
            ceiling = unique_ceiling(quotient)
            nearest = None if ceiling is not None else int(quotient.mid().floor().unique_fmpz() or 0)
        if ceiling is not None:
            return ceiling
        for m in (nearest, (nearest or 0) + 1):
            if m is not None and m > 0 and _is_power(q, m, r):
                return m
        bits *= 2


def _is_power(q: Fraction, m: int, r: Fraction) -> bool:
    """Decide q^m == r; sizes are compared first, so that no power larger than r itself is formed."""
    if m > r.denominator.bit_length() and q.denominator > 1:
        return False
    return q**m == r
