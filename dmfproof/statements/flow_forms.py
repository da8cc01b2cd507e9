"""Write the flow time U(lam; a -> m) = integral_a^m dx / (x^(N-1) (lam - x^N)) in four independent ways.

All but the integral split the integrand as (x^(1-N) + x/(lam - x^N)) / lam; the first part integrates to a
power or a logarithm, the second is written as complex logarithms over the N roots of x^N = lam, as real
logarithms and arctangents, or as a Gauss hypergeometric function.  Every builder takes a given depth N >= 2 and
a sign s of lam and returns a SymPy expression in the symbols lam, a, m.      (CGMR (22), Remark 2.6, Appendix C)
"""

from __future__ import annotations

from functools import lru_cache

import sympy as sp

__all__ = ["FORMS", "a", "complex_form", "hypergeometric_form", "integral_form", "lam", "m", "real_form", "zero_form"]

lam = sp.Symbol("lam", real=True)
a, m = sp.symbols("a m", positive=True)
_x = sp.Symbol("x", positive=True)


def _first_part(depth: int, start: sp.Expr, end: sp.Expr) -> sp.Expr:
    """Integrate x^(1-N) from start to end."""
    if depth == 2:
        return sp.log(end / start)
    return (start ** (2 - depth) - end ** (2 - depth)) / (depth - 2)


def roots(depth: int, sign: int) -> list[sp.Expr]:
    """Return r_l / |lam|^(1/N), l = 0..N-1: the N roots of x^N = sign."""
    turn = 0 if sign > 0 else 1
    return [sp.cos(angle) + sp.I * sp.sin(angle) for angle in (sp.pi * sp.Rational(2 * k + turn, depth) for k in range(depth))]


@lru_cache(maxsize=256)
def complex_form(depth: int, sign: int) -> sp.Expr:
    """Sum complex logarithms over the N roots: residue r_l^2, principal branch at both ends."""
    radius = (sign * lam) ** sp.Rational(1, depth)
    total = sp.Add(
        *(r**2 * radius**2 * (sp.log(m - r * radius) - sp.log(a - r * radius)) for r in roots(depth, sign))
    )
    return (_first_part(depth, a, m) - sp.re(total, evaluate=False) / (depth * lam)) / lam


def _real_antiderivative(depth: int, sign: int, x: sp.Expr) -> sp.Expr:
    """Return C(x) with C' = sum_l w_l^2/(x - w_l), w_l the roots of w^N = sign; conjugate pairs are joined."""
    terms = []
    for j in range(0 if sign > 0 else 1, depth + 1, 2):
        angle = sp.pi * sp.Rational(j, depth)
        if j == 0:
            terms.append(sp.log(sp.Abs(x - 1)))
        elif j == depth:
            terms.append(sp.log(x + 1))
        else:
            terms.append(sp.cos(2 * angle) * sp.log(x**2 - 2 * x * sp.cos(angle) + 1))
            terms.append(2 * sp.sin(2 * angle) * (sp.pi / 2 - sp.atan((x - sp.cos(angle)) / sp.sin(angle))))
    return sp.Add(*terms)


@lru_cache(maxsize=256)
def real_form(depth: int, sign: int) -> sp.Expr:
    """Use real logarithms and arctangents only."""
    radius = (sign * lam) ** sp.Rational(1, depth)
    rest = _real_antiderivative(depth, sign, m / radius) - _real_antiderivative(depth, sign, a / radius)
    return (_first_part(depth, a, m) - radius**2 / (depth * lam) * rest) / lam


def _below(depth: int, sign: int, x: sp.Expr) -> sp.Expr:
    """Integrate u/(1 - sign u^N) from 0 to x."""
    b = sp.Rational(2, depth)
    return x**2 / 2 * sp.hyper((1, b), (1 + b,), sign * x**depth)


def _above(depth: int, x: sp.Expr) -> sp.Expr:
    """Give an antiderivative of u/(1 - u^N) for x > 1, as a series in 1/x."""
    if depth == 2:
        return -sp.log(x) + x**-2 * sp.hyper((1, 1), (2,), x**-2) / 2
    b = 1 - sp.Rational(2, depth)
    return x ** (2 - depth) * sp.hyper((1, b), (1 + b,), x**-depth) / (depth - 2)


@lru_cache(maxsize=256)
def hypergeometric_form(depth: int, sign: int) -> sp.Expr:
    """Use Gauss's 2F1; for lam > 0 in z = x^N/lam below the root and in 1/z above it."""
    radius = (sign * lam) ** sp.Rational(1, depth)
    start, end = a / radius, m / radius
    below = sign * _first_part(depth, start, end) + _below(depth, sign, end) - _below(depth, sign, start)
    scale = radius ** (2 - 2 * depth)
    if sign < 0:
        return scale * below
    above = _first_part(depth, start, end) + _above(depth, end) - _above(depth, start)
    return scale * sp.Piecewise((below, a**depth < lam), (above, True))


@lru_cache(maxsize=256)
def integral_form(depth: int, sign: int) -> sp.Expr:
    """State the definition (22) itself, for quadrature with rigorous error bounds."""
    del sign
    return sp.Integral(1 / (_x ** (depth - 1) * (lam - _x**depth)), (_x, a, m))


def zero_form(depth: int) -> sp.Expr:
    """Return U(0; a -> m) for lam = 0."""
    return (m ** (2 - 2 * depth) - a ** (2 - 2 * depth)) / (2 * depth - 2)


FORMS = {
    "complex logarithms": complex_form,
    "real logarithms and arctangents": real_form,
    "hypergeometric function": hypergeometric_form,
    "quadrature": integral_form,
}
