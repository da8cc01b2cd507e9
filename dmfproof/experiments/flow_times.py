"""Say when the gradient flow of two factors passes a level: the two times of which Theorem 3.1's windows are made.

Source: CGMR (60), Theorem 3.1.
"""

from __future__ import annotations

from fractions import Fraction

from dmfproof.arithmetic.ball import ball, ends

__all__ = ["earliest_closing", "latest_opening"]


def latest_opening(lam: Fraction, square: Fraction, accuracy: Fraction) -> Fraction:
    """Return the time from which g_lam(t) <= accuracy, rounded up at the working precision; lam > square = alpha^2."""
    return ends(ball((lam - square) / (square * accuracy)).log() / ball(2 * lam))[1]


def earliest_closing(lam: Fraction, square: Fraction, allowed: Fraction) -> Fraction:
    """Return the time until which w_lam(t) <= allowed < lam, rounded down at the working precision.

    square = alpha^2.
    """
    ratio = allowed * (lam - square) / (square * (lam - allowed))
    return ends(ball(ratio).log() / ball(2 * lam))[0]
