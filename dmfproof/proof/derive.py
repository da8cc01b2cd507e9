"""Verify the algebra of a derivation: each step is an identity, for all positive values and for every depth N at once.

Both sides are rewritten as rational functions of independent quantities and compared as polynomials over Q. A power
b^(q1 m1 + q2 m2 + ...), q rational and m a monomial in the symbols of the exponent (N, 1/N, j, ...), is the product
of (b^m1)^q1, (b^m2)^q2, ..., which holds for b > 0; each b^(m/denominator) is one quantity.  Equal polynomials are
equal for every value, so this proves; that the quantities do depend on each other can only make it miss an identity.
SymPy's `simplify` is not asked: it gives no reason for its True.
"""

from __future__ import annotations

from fractions import Fraction
from math import lcm

import sympy as sp

from dmfproof.arithmetic.evaluator import Budget, Undetermined, decide
from dmfproof.errors import Unsupported
from dmfproof.statements.model import Statement, Step
from dmfproof.verdict import Outcome

__all__ = ["derive", "verify_step"]

_ATOMIC = (sp.Symbol, sp.Sum, sp.log)
_BUDGET = Budget(max_steps=100, max_bits=256)


def derive(statement: Statement) -> list[tuple[Step, Outcome]]:
    """Verify every step of a statement's derivation, in order."""
    return [(step, verify_step(step)) for step in statement.derivation]


def verify_step(step: Step) -> Outcome:
    """Decide left = right: CERTIFIED by exact algebra, REFUTED by a point where the sides differ, else UNDECIDED."""
    left, right = (_differentiate(side) for side in (step.left, step.right))
    try:
        if _vanishes(left - right):
            return Outcome.CERTIFIED
    except Unsupported:
        pass
    return Outcome.REFUTED if _differ(left, right) else Outcome.UNDECIDED


def _differentiate(expression: sp.Expr) -> sp.Expr:
    """Carry out the derivatives an expression contains."""
    return expression.replace(lambda part: isinstance(part, sp.Derivative), lambda part: part.doit())


def _vanishes(difference: sp.Expr) -> bool:
    """Say whether the difference is the zero rational function of its quantities.  Raises `Unsupported`."""
    rewritten = _Quantities(difference).rewrite(difference)
    if rewritten.has(sp.zoo, sp.nan, sp.oo):
        raise Unsupported("a denominator is identically zero")
    numerator, denominator = sp.fraction(sp.together(rewritten))
    if _polynomial(denominator).is_zero:
        raise Unsupported("a denominator is identically zero")
    return bool(_polynomial(numerator).is_zero)


def _polynomial(expression: sp.Expr) -> sp.Poly:
    quantities = sorted(expression.free_symbols, key=str) or [sp.Dummy("unit")]
    return sp.Poly(expression, *quantities, domain=sp.QQ)


class _Quantities:
    """The independent quantities b^(m/denominator) of one expression, each with a symbol of its own."""

    def __init__(self, expression: sp.Expr) -> None:
        self.denominators: dict[tuple[sp.Expr, sp.Expr], int] = {}
        self.names: dict[sp.Expr, sp.Symbol] = {}
        for node in sp.preorder_traversal(expression):
            if isinstance(node, sp.Pow) and not node.exp.is_Integer:
                for base, monomial, q in _factors(node):
                    self.denominators[base, monomial] = lcm(self.denominators.get((base, monomial), 1), q.denominator)
        self.bases = {base for base, _ in self.denominators}

    def rewrite(self, expression: sp.Expr) -> sp.Expr:
        """Return the expression as a rational function of the quantities.  Raises `Unsupported`."""
        if expression.is_Rational:
            return expression
        if isinstance(expression, sp.Add | sp.Mul):
            return expression.func(*(self.rewrite(part) for part in expression.args))
        if isinstance(expression, sp.Pow):
            if expression.exp.is_Integer and expression.base not in self.bases:
                return self.rewrite(expression.base) ** expression.exp
            return sp.Mul(*(self._power(*factor) for factor in _factors(expression)))
        if isinstance(expression, _ATOMIC):
            return self._power(expression, sp.S.One, Fraction(1))
        raise Unsupported(f"no rule rewrites {type(expression).__name__} in {expression}")

    def _power(self, base: sp.Expr, monomial: sp.Expr, q: Fraction) -> sp.Expr:
        """Return base^(q monomial) as an integer power of the quantity base^(monomial/denominator)."""
        denominator = self.denominators.get((base, monomial), 1)
        if monomial == 1 and denominator == 1 and not isinstance(base, _ATOMIC):
            return self.rewrite(base) ** q.numerator
        quantity = self.names.setdefault(base ** (monomial / denominator), sp.Dummy("q"))
        return quantity ** int(q * denominator)


def _factors(power: sp.Pow) -> list[tuple[sp.Expr, sp.Expr, Fraction]]:
    """Split a power into factors b^(q m): (b1 b2)^e = b1^e b2^e and (b^p)^e = b^(p e), for b > 0."""
    factors = []
    for part in sp.Mul.make_args(power.base):
        base, inner = part.as_base_exp()
        if not base.is_positive:
            raise Unsupported(f"{base} has to be positive in {power}")
        for term in sp.Add.make_args(sp.expand(inner * power.exp)):
            coefficient, monomial = term.as_coeff_Mul(rational=True)
            factors.append((base, monomial, Fraction(int(coefficient.p), int(coefficient.q))))
    return factors


def _differ(left: sp.Expr, right: sp.Expr) -> bool:
    """Look for a point where the sides certainly differ: whole numbers for integer symbols, else simple rationals."""
    symbols = sorted(left.free_symbols | right.free_symbols, key=str)
    equal = sp.Eq(left, right, evaluate=False)
    for attempt in range(4):
        point = {
            symbol: Fraction(2 + (attempt + place) % 4)
            if symbol.is_integer
            else Fraction(3 + 2 * place + 5 * attempt, 4 + place)
            for place, symbol in enumerate(symbols)
        }
        try:
            if decide(equal, point, _BUDGET) is Outcome.REFUTED:
                return True
        except (Unsupported, Undetermined):
            continue
    return False
