"""Go between exact rationals, Arb balls and decimal text without losing rigour.

Every ball contains the exact number it stands for.  Precision is an argument: `working_precision` sets
flint's context for one block and restores it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction

from flint import arb, ctx, fmpq, fmpz

from dmfproof.verdict import Outcome

__all__ = [
    "arb",
    "at_most",
    "ball",
    "below",
    "current_bits",
    "decimal_ends",
    "ends",
    "hull",
    "magnitude_bits",
    "relative_bits",
    "to_fmpq",
    "unique_ceiling",
    "working_precision",
    "writable",
]


_GREATEST_EXPONENT = 1 << 20


@contextmanager
def working_precision(bits: int) -> Iterator[None]:
    """Round ball arithmetic to `bits` bits within the block."""
    before = ctx.prec
    ctx.prec = bits
    try:
        yield
    finally:
        ctx.prec = before


def current_bits() -> int:
    """Return the working precision of the block we are in."""
    return int(ctx.prec)


def to_fmpq(value: Fraction) -> fmpq:
    """Return the same rational as a flint number."""
    return fmpq(fmpz(value.numerator), fmpz(value.denominator))


def ball(value: Fraction | int) -> arb:
    """Enclose a rational at the working precision (exactly where it is a short dyadic)."""
    if isinstance(value, int):
        return arb(fmpz(value))
    return arb(to_fmpq(value))


def hull(low: Fraction, high: Fraction) -> arb:
    """Enclose the closed interval from low to high in one ball."""
    return ball(low).union(ball(high))


def below(left: arb, right: arb) -> Outcome:
    """Compare strictly.  A ball comparison that is False proves nothing, so its opposite is tested too."""
    if left < right:
        return Outcome.CERTIFIED
    return Outcome.REFUTED if left >= right else Outcome.UNDECIDED


def at_most(left: arb, right: arb) -> Outcome:
    """Compare non-strictly; see `below`."""
    return ~below(right, left)


def writable(value: arb) -> bool:
    """Say whether a ball is finite and its ends can be written down as rationals (exponents up to about a million)."""
    if not value.is_finite():
        return False
    exponents = (part.man_exp()[1] for part in (value.mid(), value.rad()))
    return all(abs(int(exponent)) <= _GREATEST_EXPONENT for exponent in exponents)


def ends(value: arb) -> tuple[Fraction, Fraction]:
    """Return the exact rational lower and upper end of a ball.  Raises `OverflowError` where it is not `writable`."""
    if not writable(value):
        raise OverflowError("the ends of this ball cannot be written down")
    middle, radius = value.mid().fmpq(), value.rad().fmpq()
    low, high = middle - radius, middle + radius
    return Fraction(int(low.p), int(low.q)), Fraction(int(high.p), int(high.q))


def relative_bits(value: arb) -> int:
    """Return how many bits of the value are certain (0 where it may vanish or is not finite)."""
    return max(0, int(value.rel_accuracy_bits())) if value.is_finite() else 0


def magnitude_bits(value: arb) -> int:
    """Return how many bits the integer part of a `writable` ball has, about (0 where its modulus is below 1)."""
    mantissa, exponent = value.abs_upper().man_exp()
    return max(0, int(mantissa).bit_length() + int(exponent))


def unique_ceiling(value: arb) -> int | None:
    """Return the ceiling if all points of the ball share it, else None."""
    if not writable(value):
        return None
    low, high = ends(value)
    ceiling = -((-low.numerator) // low.denominator)
    return ceiling if high <= ceiling else None


def decimal_ends(value: arb, digits: int = 20) -> tuple[str, str]:
    """Write a ball as decimal text ``(lo, hi)``, rounded outward to `digits` significant digits."""
    low, high = ends(value)
    return _decimal(low, digits, up=False), _decimal(high, digits, up=True)


def _decimal(value: Fraction, digits: int, *, up: bool) -> str:
    """Round towards +oo (`up`) or -oo to `digits` significant decimal digits."""
    if value == 0:
        return "0"
    # Whole numbers throughout: fractions would look for common divisors at every step.
    above, under = abs(value.numerator), value.denominator
    exponent = int((above.bit_length() - under.bit_length()) * 0.30103) - digits
    while _compare_scaled(above, under, exponent + digits) >= 0:
        exponent += 1
    while _compare_scaled(above, under, exponent + digits - 1) < 0:
        exponent -= 1
    numerator, denominator = value.numerator, under
    if exponent < 0:
        numerator *= 10**-exponent
    else:
        denominator *= 10**exponent
    whole = -(-numerator // denominator) if up else numerator // denominator
    return _place(whole, exponent)


def _compare_scaled(above: int, under: int, exponent: int) -> int:
    """Return a number with the sign of above/under - 10**exponent."""
    if exponent < 0:
        return above * int(10**-exponent) - under
    return above - under * int(10**exponent)


def _place(whole: int, exponent: int) -> str:
    """Write whole * 10**exponent as decimal text without trailing zeros."""
    sign, text = ("-", str(-whole)) if whole < 0 else ("", str(whole))
    stripped = text.rstrip("0") or "0"
    exponent += len(text) - len(stripped) if stripped != "0" else 0
    point = len(stripped) + exponent
    if stripped == "0":
        return "0"
    if -6 < point <= 0:
        return f"{sign}0.{'0' * -point}{stripped}"
    if 0 < point <= 40:
        if exponent >= 0:
            return sign + stripped + "0" * exponent
        return f"{sign}{stripped[:point]}.{stripped[point:]}"
    rest = f".{stripped[1:]}" if len(stripped) > 1 else ""
    return f"{sign}{stripped[0]}{rest}e{point - 1}"
