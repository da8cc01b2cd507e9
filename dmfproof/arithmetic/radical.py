"""Compute exactly with rationals and real radicals +-q^(1/n), where a tie has to be decided.

Products, powers and comparisons of radicals are radicals; a sum is one only if the ratio of its terms is
rational.  What leaves this set raises `NotExact`, which means "ask the balls", never "false".
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm

from dmfproof.rational import perfect_root

__all__ = ["NotExact", "Radical"]

_MOST_BITS = 2_000_000
_LARGEST_INDEX = 10_000


class NotExact(ArithmeticError):
    """The exact value is not a rational or a radical, or would be too large to write down."""


@dataclass(frozen=True, slots=True)
class Radical:
    """The real number sign * radicand^(1/index), in lowest terms; sign 0 stands for zero."""

    sign: int
    radicand: Fraction
    index: int

    @classmethod
    def of(cls, value: Fraction | int) -> Radical:
        """Take a rational."""
        value = Fraction(value)
        return cls((value > 0) - (value < 0), abs(value), 1)

    @classmethod
    def root(cls, sign: int, radicand: Fraction, index: int) -> Radical:
        """Normalise: take out perfect powers, so that equal numbers are equal objects."""
        if sign == 0 or radicand == 0:
            return cls(0, Fraction(0), 1)
        if radicand == 1:
            return cls(sign, radicand, 1)
        if index > _LARGEST_INDEX:
            raise NotExact("a root of too large an index")
        _check_size(radicand, 1)
        for divisor in sorted(_divisors(index), reverse=True):
            inner = perfect_root(radicand, divisor)
            if inner is not None:
                return cls(sign, inner, index // divisor)
        raise AssertionError("unreachable: 1 divides the index")

    def rational(self) -> Fraction:
        """Return the number as a rational; raises `NotExact` where it is irrational."""
        if self.index != 1:
            raise NotExact("irrational")
        return self.sign * self.radicand

    def __mul__(self, other: Radical) -> Radical:
        index = lcm(self.index, other.index)
        _check_size(self.radicand, index // self.index)
        _check_size(other.radicand, index // other.index)
        product = self.radicand ** (index // self.index) * other.radicand ** (index // other.index)
        return Radical.root(self.sign * other.sign, product, index)

    def __pow__(self, exponent: Fraction) -> Radical:
        if self.sign == 0:
            if exponent < 0:
                raise NotExact("a negative power of zero")
            return Radical.of(1 if exponent == 0 else 0)
        if self.sign < 0 and exponent.denominator != 1:
            raise NotExact("a fractional power of a negative number")
        _check_size(self.radicand, abs(exponent.numerator))
        sign = self.sign if exponent.numerator % 2 else 1
        return Radical.root(sign, self.radicand**exponent.numerator, self.index * exponent.denominator)

    def __add__(self, other: Radical) -> Radical:
        if self.sign == 0:
            return other
        ratio = (other * self ** Fraction(-1)).rational()
        return self * Radical.of(1 + ratio)

    def __neg__(self) -> Radical:
        return Radical(-self.sign, self.radicand, self.index)

    def compare(self, other: Radical) -> int:
        """Return -1, 0 or 1 as this number is less than, equal to or greater than the other."""
        if self.sign != other.sign:
            return 1 if self.sign > other.sign else -1
        index = lcm(self.index, other.index)
        _check_size(self.radicand, index // self.index)
        _check_size(other.radicand, index // other.index)
        left, right = self.radicand ** (index // self.index), other.radicand ** (index // other.index)
        return self.sign * ((left > right) - (left < right))


def _divisors(n: int) -> set[int]:
    return {d for k in range(1, int(n**0.5) + 1) if n % k == 0 for d in (k, n // k)} | {gcd(n, n)}


def _check_size(value: Fraction, power: int) -> None:
    if (value.numerator.bit_length() + value.denominator.bit_length()) * power > _MOST_BITS:
        raise NotExact("too large to write down")
