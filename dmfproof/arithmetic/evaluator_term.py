"""Keep with every expression, once, what a walk asks of it again and again.

Comparing and hashing SymPy expressions is slow, and a walk does it at every node.  A `Term` stands for one expression,
is found by it once, and is compared by identity from there on.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

import sympy as sp

__all__ = ["Term", "term_of"]


class Term:
    """An expression of SymPy, its arguments as terms, and its free symbols.

    number -- its value where it is a rational number, else None; whole -- its symbols in a fixed order where all stand
    for integers, such as N, else None; longest -- the bits of the longest number in it.
    """

    __slots__ = ("arguments", "expression", "head", "longest", "number", "symbols", "whole")

    def __init__(self, expression: sp.Basic) -> None:
        self.expression = expression
        self.head = type(expression)
        self.arguments: tuple[Term, ...] = tuple(map(term_of, expression.args))
        self.symbols: frozenset[sp.Symbol] = frozenset(expression.free_symbols)
        self.number: Fraction | None = None
        if isinstance(expression, sp.Rational):
            self.number = Fraction(int(expression.p), int(expression.q))
            self.longest = max(self.number.numerator.bit_length(), self.number.denominator.bit_length())
        else:
            self.longest = max((argument.longest for argument in self.arguments), default=0)
        self.whole: tuple[sp.Symbol, ...] | None = None
        if all(symbol.is_integer for symbol in self.symbols):
            self.whole = tuple(sorted(self.symbols, key=str))


@lru_cache(maxsize=1 << 17)
def term_of(expression: sp.Basic) -> Term:
    """Return the term of an expression: the same one for equal expressions, as long as it is remembered."""
    return Term(expression)
