"""Read and write exact rationals: the only numbers that cross the boundary of the tool."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from numbers import Rational

from gmpy2 import iroot

from dmfproof.errors import InvalidInput

__all__ = [
    "RationalLike",
    "at_least_root",
    "exact_float",
    "integer_root",
    "parse_integer",
    "parse_rational",
    "perfect_root",
    "round_significant",
    "write",
]

RationalLike = Rational | Decimal | str | int

_CHUNK = 10**4000  # Python refuses to convert integers of more than 4,300 digits at once
_MOST_CHARACTERS = 20_000
_MOST_EXPONENT = 20_000
_DECIMAL = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_RATIO = re.compile(r"([+-]?\d+)/(\d+)", re.ASCII)
_HEX = re.compile(r"[+-]?0[xX]([0-9a-fA-F]+\.?[0-9a-fA-F]*|\.[0-9a-fA-F]+)([pP][+-]?\d+)?", re.ASCII)
_UNREADABLE = "not a number that can be read"
_EXAMPLES = "Write it as 1/3, 0.1 (which is exactly 1/10), 1e-50 or a hex float such as 0x1.8p-3"


def parse_rational(value: RationalLike, name: str = "value") -> Fraction:
    """Turn text or an exact number into a `Fraction`; nothing is evaluated, nothing is rounded.

    Text is ``1/3``, a decimal (``0.1`` is exactly 1/10), ``1e-50`` or a hex float.  A Python `float` is refused: say
    `exact_float` if its binary value is what you mean.  At most 20,000 characters and exponents up to
    20,000 in size are accepted.

    Raises `InvalidInput`.
    """
    if isinstance(value, (bool, float)):
        advice = "Pass text such as '0.1', a Fraction, or exact_float(x) for the exact binary value"
        raise InvalidInput(name, value, f"a {type(value).__name__}", "exact rationals are needed here", advice)
    if isinstance(value, str):
        return _parse_text(value.strip(), name)
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise InvalidInput(name, value, "not finite", "a rational number is needed", _EXAMPLES)
        return _parse_text(str(value), name)
    if isinstance(value, Rational):
        return Fraction(int(value.numerator), int(value.denominator))
    raise InvalidInput(name, value, f"a {type(value).__name__}", "a rational number is needed", _EXAMPLES)


def _parse_text(text: str, name: str) -> Fraction:
    if len(text) > _MOST_CHARACTERS:
        holds = f"at most {_MOST_CHARACTERS} characters are read"
        raise InvalidInput(name, text, "too long", holds, "Round it to fewer digits")
    if ratio := _RATIO.fullmatch(text):
        numerator, denominator = _int(ratio[1]), _int(ratio[2])
        if denominator == 0:
            raise InvalidInput(name, text, "a division by zero", "the denominator must be positive", _EXAMPLES)
        return Fraction(numerator, denominator)
    if decimal := _DECIMAL.fullmatch(text):
        _check_exponent(decimal[2], text, name)
        sign = -1 if text.startswith("-") else 1
        digits, _, exponent = text.lower().lstrip("+-").partition("e")
        whole, _, fraction = digits.partition(".")
        return sign * _int(whole + fraction) * Fraction(10) ** (int(exponent or 0) - len(fraction))
    if _HEX.fullmatch(text):
        return _parse_hex(text.lower(), name)
    raise InvalidInput(name, text or "''", _UNREADABLE, "a rational number is needed", _EXAMPLES)


def _parse_hex(text: str, name: str) -> Fraction:
    mantissa, _, exponent = text.partition("p")
    _check_exponent(exponent, text, name)
    whole, _, fraction = mantissa.partition("x")[2].partition(".")
    sign = -1 if text.startswith("-") else 1
    return sign * int(whole + fraction, 16) * Fraction(2) ** (int(exponent or 0) - 4 * len(fraction))


def _check_exponent(exponent: str | None, text: str, name: str) -> None:
    digits = (exponent or "").lstrip("eEpP+-").lstrip("0")
    if len(digits) > 5 or int(digits or 0) > _MOST_EXPONENT:
        holds = f"exponents up to {_MOST_EXPONENT} in size are read"
        advice = "Rescale the problem (homogeneity) or choose a nearer number"
        raise InvalidInput(name, text, "out of range", holds, advice)


def _int(digits: str) -> int:
    """Convert decimal text of any length (Python caps `int(text)` at 4,300 digits)."""
    if len(digits) <= 4000:
        return int(digits)
    head, tail = digits[:-4000], digits[-4000:]
    if digits[0] in "+-":
        return (-1 if digits[0] == "-" else 1) * _int(digits[1:])
    return _int(head) * _CHUNK + int(tail)


def parse_integer(value: RationalLike, name: str, *, least: int, most: int | None = None) -> int:
    """Read a whole number that is at least `least`, and at most `most` if that is given.  Raises `InvalidInput`."""
    holds = f"{name} must be an integer >= {least}" if most is None else f"{name} must be an integer, {least} to {most}"
    try:
        number = parse_rational(value, name)
    except InvalidInput as error:
        if error.wrong != _UNREADABLE:
            raise
        raise InvalidInput(name, error.value, "not a whole number", holds, f"Write {name} = {least}, say") from None
    if number.denominator != 1:
        raise InvalidInput(name, value, "not an integer", holds, "Give a whole number")
    if number < least:
        raise InvalidInput(name, value, "too small", holds, "Give a larger one")
    if most is not None and number > most:
        raise InvalidInput(name, value, "too large", holds, "Give a smaller one")
    return number.numerator


def exact_float(value: float, name: str = "value") -> Fraction:
    """Take a binary64 number as the exact rational that it is (0.1 becomes 3602879701896397/2**55).

    Raises `InvalidInput` for NaN and infinities.
    """
    try:
        return parse_rational(Fraction(value), name)  # whose parts are Python's: NumPy's integers overflow
    except (ValueError, OverflowError):
        raise InvalidInput(name, value, "not finite", "a rational number is needed", _EXAMPLES) from None


def write(value: Fraction) -> str:
    """Write a rational so that `parse_rational` reads it back: ``2`` or ``1/3``."""
    numerator, denominator = _digits(value.numerator), _digits(value.denominator)
    return numerator if value.denominator == 1 else f"{numerator}/{denominator}"


def _digits(number: int) -> str:
    """Write an integer of any length in decimal (Python caps `str(int)` at 4,300 digits)."""
    if abs(number) < _CHUNK:
        return str(number)
    if number < 0:
        return "-" + _digits(-number)
    head, tail = divmod(number, _CHUNK)
    return _digits(head) + f"{tail:04000d}"


def integer_root(number: int, n: int) -> int:
    """Return the floor of the n-th root of a non-negative integer, exactly."""
    return int(iroot(number, n)[0])


def perfect_root(value: Fraction, n: int) -> Fraction | None:
    """Return the rational n-th root of a non-negative rational, or None where it is irrational."""
    numerator, denominator = integer_root(value.numerator, n), integer_root(value.denominator, n)
    if numerator**n == value.numerator and denominator**n == value.denominator:
        return Fraction(numerator, denominator)
    return None


def at_least_root(value: Fraction, radicand: Fraction, n: int) -> bool:
    """Decide value >= radicand^(1/n) exactly, for non-negative rationals, without forming value^n."""
    root = perfect_root(radicand, n)
    if root is not None:
        return value >= root
    # The root is irrational, so some power of two separates it from the value.
    bits = 32
    while True:
        scaled = (radicand.numerator << n * bits) // radicand.denominator
        low = integer_root(scaled, n)
        if value * 2**bits <= low:
            return False
        if value * 2**bits >= low + 1:
            return True
        bits *= 2


def round_significant(value: Fraction, digits: int) -> Fraction:
    """Round to `digits` significant decimal digits, ties to even; 0 stays 0."""
    if value == 0:
        return value
    exponent = int((value.numerator.bit_length() - value.denominator.bit_length()) * 0.30103) - 1
    while abs(value) >= Fraction(10) ** (exponent + 1):
        exponent += 1
    unit = Fraction(10) ** (exponent - digits + 1)
    return round(value / unit) * unit
