"""Write the flow time U(lam; a -> m) = integral_a^m dx / (x^(N-1) (lam - x^N)) in four independent ways.

The logarithmic forms split the integrand as (x^(1-N) + x/(lam - x^N)) / lam: the first part integrates to a power
or a logarithm, the second to complex logarithms over the N roots of x^N = lam, or to real logarithms and arctangents.
The hypergeometric form integrates a geometric series, in x^N/lam below the root and in lam/x^N above it (there without
a split, so that nothing cancels; lam <= 0 is above its root).  All are expressions in N >= 2, lam, a and m.
                                                                                   (CGMR (22), Remark 2.6, Appendix C)
"""

from __future__ import annotations

from functools import lru_cache

import sympy as sp

__all__ = ["N", "a", "complex_form", "hypergeometric_form", "integral_form", "lam", "linear_form", "m", "real_form"]

N = sp.Symbol("N", integer=True, positive=True)
lam = sp.Symbol("lam", real=True)
a, m = sp.symbols("a m", positive=True)
_x = sp.Symbol("x", positive=True)
_l = sp.Symbol("l", integer=True, nonnegative=True)
_radius = sp.Abs(lam) ** (1 / N)

linear_form = sp.log((lam - a) / (lam - m))
"""The flow time for N = 1."""


def first_part(depth: sp.Expr = N) -> sp.Expr:
    """Integrate x^(1-N) from a to m."""
    return sp.Piecewise((sp.log(m / a), sp.Eq(depth, 2)), ((a ** (2 - depth) - m ** (2 - depth)) / (depth - 2), True))


def root(sign: int) -> sp.Expr:
    """Return r_l, the l-th root of x^N = lam for lam of the given sign (1 or -1); l is the symbol `l`."""
    return _radius * sp.exp(sp.I * sp.pi * (2 * _l + (0 if sign > 0 else 1)) / N)


def residue_sum(weight: sp.Expr, at_end: sp.Expr, at_start: sp.Expr) -> sp.Expr:
    """Return the real part of the sum over l = 0..N-1 of weight * (at_end - at_start)."""
    return sp.re(sp.Sum(weight * (at_end - at_start), (_l, 0, N - 1)), evaluate=False)


@lru_cache(maxsize=2)
def complex_form(sign: int) -> sp.Expr:
    """Sum complex logarithms over the N roots: residue r_l^2, principal branch at both ends."""
    r = root(sign)
    return (first_part() - residue_sum(r**2, sp.log(m - r), sp.log(a - r)) / (N * lam)) / lam


def _real_antiderivative(sign: int, u: sp.Expr) -> sp.Expr:
    """Return C(u) with C' = sum_l w_l^2/(u - w_l), w_l the roots of w^N = sign; conjugate pairs are joined."""
    turn = 0 if sign > 0 else 1
    angle = sp.pi * (2 * _l + turn) / N
    pair = sp.cos(2 * angle) * sp.log(u**2 - 2 * u * sp.cos(angle) + 1)
    pair += 2 * sp.sin(2 * angle) * (sp.pi / 2 - sp.atan((u - sp.cos(angle)) / sp.sin(angle)))
    at_minus_one = (sp.log(u + 1), sp.Eq(2 * _l + turn, N))
    at_one = ((sp.log(sp.Abs(u - 1)), sp.Eq(_l, 0)),) if sign > 0 else ()
    return sp.Sum(sp.Piecewise(*at_one, at_minus_one, (pair, True)), (_l, 0, sp.floor((N - turn) / 2)))


@lru_cache(maxsize=2)
def real_form(sign: int) -> sp.Expr:
    """Use real logarithms and arctangents only."""
    rest = _real_antiderivative(sign, m / _radius) - _real_antiderivative(sign, a / _radius)
    return (first_part() - _radius**2 / (N * lam) * rest) / lam


def _below(x: sp.Expr) -> sp.Expr:
    """Integrate x/(1 - x^N/lam) from 0 to x."""
    return x**2 / 2 * sp.hyper((1, 2 / N), (1 + 2 / N,), x**N / lam)


def _above(x: sp.Expr) -> sp.Expr:
    """Integrate -1/(x^(N-1) (lam - x^N)) from x to infinity, for x^N > lam."""
    return x ** (2 - 2 * N) / (2 * N - 2) * sp.hyper((1, 2 - 2 / N), (3 - 2 / N,), lam / x**N)


@lru_cache(maxsize=1)
def hypergeometric_form() -> sp.Expr:
    """Use Gauss's 2F1, for lam of any sign, zero included, and a and m on the same side of the root."""
    below = (first_part() + (_below(m) - _below(a)) / lam) / lam
    return sp.Piecewise((below, a**N < lam), (_above(m) - _above(a), True))


@lru_cache(maxsize=1)
def integral_form() -> sp.Expr:
    """State the definition (22) itself, for quadrature with rigorous error bounds."""
    return sp.Integral(1 / (_x ** (N - 1) * (lam - _x**N)), (_x, a, m))
