"""Enclose the two roots that the perturbed chapter is about: the constant c and the largest tau of (16)."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from flint import arb

from dmfproof.arithmetic.ball import ball, current_bits, ends, hull, working_precision
from dmfproof.perturbed_problem import constant_below

__all__ = ["enclose_constant", "enclose_largest_tau"]


def enclose_constant(n: int) -> arb:
    """Enclose the root c > 1 of (c-1) c^(n-1) = 1, n >= 2, to the working precision."""
    low, bits = _constant(n, current_bits()), current_bits()
    return hull(1 + Fraction(low, 2**bits), 1 + Fraction(low + 1, 2**bits))


@lru_cache(maxsize=1024)
def _constant(n: int, bits: int) -> int:
    return constant_below(n, bits)


def enclose_largest_tau(n: int, lam: Fraction, alpha: Fraction, beta: Fraction) -> arb:
    """Enclose the root of tau (tau + sqrt(tau^2 + S^2))^(n-1) = |lam|/2, lam != 0; S^2 = beta (2 alpha - beta)."""
    bits = current_bits()
    low, high = _tau_bracket(n, abs(lam) / 2, beta * (2 * alpha - beta), bits)
    return hull(low, high)


@lru_cache(maxsize=4096)
def _tau_bracket(n: int, target: Fraction, square: Fraction, bits: int) -> tuple[Fraction, Fraction]:
    """Bracket the root to a relative width of about 2^-bits by bisection; each sign is certified in balls."""
    with working_precision(bits + 32):
        goal, spread = ball(target), ball(square)

        def above(tau: arb) -> bool | None:
            """Say whether tau is beyond the root, None where balls do not tell."""
            value = tau * (tau + (tau * tau + spread).sqrt()) ** (n - 1)
            return True if value > goal else (False if value < goal else None)

        # The ends are dyadic numbers of at most `bits` bits, hence exact as balls.
        high = arb(1)
        while above(high) is not True:
            high *= 2
        while above(high / 2):
            high /= 2
        low = high / 2
        while above(low) is not False:
            low /= 2
        while (high - low) * arb(2) ** bits > low:
            middle = (low + high) / 2
            side = above(middle)
            if side is None:
                break
            low, high = (low, middle) if side else (middle, high)
    return ends(low)[0], ends(high)[1]
