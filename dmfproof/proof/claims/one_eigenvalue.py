"""Say what the lemmas on one eigenvalue claim: the update g, its slope, the secant slope h and the field G."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from dmfproof.proof.claims.values import Claim, Claims, Meaning, Values, eq, ge, gt

__all__ = ["ONE_EIGENVALUE", "descend"]


def descend(x: Fraction, eta: Fraction, lam: Fraction, n: int) -> Fraction:
    """Return g(x) = x - eta x^(N-1) (x^N - lam), (18)."""
    return x - eta * x ** (n - 1) * (x**n - lam)


def slope(x: Fraction, eta: Fraction, lam: Fraction, n: int) -> Fraction:
    """Return g'(x) for N >= 2."""
    return 1 - eta * ((2 * n - 1) * x ** (2 * n - 2) - (n - 1) * lam * x ** (n - 2))


def secant(x: Fraction, rho: Fraction, n: int) -> Fraction:
    """Return h(x) = x^(N-1) sum_j x^(N-1-j) rho^j."""
    return x ** (n - 1) * sum((x ** (n - 1 - j) * rho**j for j in range(n)), Fraction(0))


def field(x: Fraction, lam: Fraction, n: int) -> Fraction:
    """Return G(x) = x^(N-1) (lam - x^N), (28)."""
    return x ** (n - 1) * (lam - x**n)


def field_slope(x: Fraction, lam: Fraction, n: int) -> Fraction:
    """Return G'(x) for N >= 2."""
    return (n - 1) * lam * x ** (n - 2) - (2 * n - 1) * x ** (2 * n - 2)


def _below(v: Values, n: int) -> Claims:
    factor = 1 - v.eta * secant(v.x, v.rho, n)
    return Claims(
        [ge(v.eta), ge(1 - v.eta * n * v.rho ** (2 * n - 2)), gt(v.x), ge(v.rho - v.x)],
        [ge(v.y - v.x), ge(v.rho - v.y), gt(v.y), eq(v.y - v.rho, (v.x - v.rho) * factor), ge(factor), ge(1 - factor)],
        {"x": descend(v.x, v.eta, v.rho**n, n)},
    )


def _above(v: Values, n: int) -> Claims:
    factor, h = 1 - v.eta * secant(v.x, v.rho, n), secant(v.A, v.rho, n)
    return Claims(
        [ge(v.eta), ge(v.rho), ge(1 - v.eta * h), ge(v.x - v.rho), ge(v.A - v.x)],
        [
            ge(v.x - v.y), ge(v.y - v.rho), ge(v.A - v.y), eq(v.y - v.rho, (v.x - v.rho) * factor), ge(factor),
            ge(1 - factor), ge(n * v.A ** (2 * n - 2) - h),
        ],
        {"x": descend(v.x, v.eta, v.rho**n, n)},
    )  # fmt: skip


def _negative(v: Values, n: int) -> Claims:
    limit = v.A ** (n - 2) * (v.A**n + v.l)
    return Claims(
        [ge(v.eta), ge(v.l), ge(1 - v.eta * limit), ge(v.x), ge(v.A - v.x)],
        [ge(v.x - v.y), ge(v.y), ge(v.A - v.y)],
        {"x": descend(v.x, v.eta, -v.l, n)},
    )


def _negative_strict(v: Values, n: int) -> Claims:
    return Claims(
        [gt(v.eta), gt(v.l), ge(v.A**n - v.l), gt(1 - 2 * v.eta * v.A ** (2 * n - 2)), gt(v.x), ge(v.A - v.x)],
        [gt(v.x - v.y), gt(v.y), ge(v.A - v.y)],
        {"x": descend(v.x, v.eta, -v.l, n)},
    )


def _zero(v: Values, n: int) -> Claims:
    return Claims(
        [gt(v.eta), ge(1 - v.eta * n * v.A ** (2 * n - 2)), gt(v.x), ge(v.A - v.x)],
        [gt(v.x - v.y), gt(v.y), ge(v.A - v.y)],
        {"x": descend(v.x, v.eta, Fraction(0), n)},
    )


def _slope(v: Values, n: int) -> Claims:
    step = 1 - v.eta * (2 * n - 1) * v.A ** (2 * n - 2)
    return Claims([ge(v.eta), ge(v.lam), ge(v.x), ge(v.A - v.x), ge(step)], [ge(slope(v.x, v.eta, v.lam, n))])


def _slope_any_sign(v: Values, n: int) -> Claims:
    step = 1 - v.eta * (3 * n - 2) * v.A ** (2 * n - 2)
    return Claims([ge(v.eta), ge(v.lam + v.A**n), ge(v.x), ge(v.A - v.x), ge(step)], [ge(slope(v.x, v.eta, v.lam, n))])


def _slope_below(v: Values, n: int) -> Claims:
    step = 1 - v.eta * n * v.A ** (2 * n - 2)
    return Claims([ge(v.eta), ge(v.x), ge(v.A - v.x), ge(step)], [ge(slope(v.x, v.eta, v.A**n, n))])


def _monotone(v: Values, n: int, least: Fraction, factor: int) -> Claims:
    return Claims(
        [
            ge(v.eta), ge(v.lam - v.mu), ge(v.A**n - v.lam), ge(v.y), ge(v.x - v.y), ge(v.A - v.x), ge(v.mu - least),
            ge(1 - v.eta * factor * v.A ** (2 * n - 2)),
        ],
        [ge(v.v), ge(v.u - v.v), ge(v.A - v.u)],
        {"x": descend(v.x, v.eta, v.lam, n), "y": descend(v.y, v.eta, v.mu, n)},
    )  # fmt: skip


def _phase(v: Values, n: int, region: Sequence[Claim], field_sign: int, slope_sign: int) -> Claims:
    g, dg = field(v.x, v.lam, n), field_slope(v.x, v.lam, n)
    return Claims([ge(v.x), *region], [ge(field_sign * g), ge(slope_sign * dg), ge(field_sign * slope_sign * g * dg)])


def _bend(v: Values, n: int) -> Fraction:
    return Fraction((n - 1) * v.lam - (2 * n - 1) * v.x**n)


def _inflection(v: Values, n: int) -> Claims:
    here, there = v.x ** (n - 2), v.w ** (n - 2)
    turned = there * field_slope(v.x, v.lam, n) - here * field_slope(v.w, v.lam, n)
    return Claims([gt(v.x), gt(v.w - v.x)], [gt(here), gt(there), gt(turned)])


def _contraction(v: Values, n: int, sign: int, low: Fraction, high: Fraction, region: Sequence[Claim]) -> Claims:
    factor = 1 - v.eta * secant(v.x, v.rho, n)
    distance, after = sign * (v.rho - v.x), sign * (v.rho - v.y)
    ends = [ge(v.y - v.c), ge(v.rho - v.y)] if sign > 0 else [ge(v.y - v.rho), ge(v.A - v.y)]
    return Claims(
        [
            ge(v.eta), ge(v.c if sign > 0 else v.rho), ge(low), *region,
            ge(distance - v.L * v.w), ge(v.U * v.w - distance),
        ],
        [
            ge(factor - low), ge(high - factor), eq(v.rho - v.y, (v.rho - v.x) * factor), *ends,
            ge(after - v.L1 * v.w), ge(v.U1 * v.w - after),
        ],
        {"x": descend(v.x, v.eta, v.rho**n, n), "L": low * v.L, "U": high * v.U},
    )  # fmt: skip


def _contraction_negative(v: Values, n: int) -> Claims:
    low = 1 - v.eta * v.A ** (n - 2) * (v.A**n + v.l)
    factor = 1 - v.eta * v.x ** (n - 2) * (v.x**n + v.l)
    return Claims(
        [ge(v.eta), ge(v.l), ge(low), ge(v.x), ge(v.A - v.x), ge(v.x - v.L * v.w)],
        [ge(factor - low), ge(v.y), ge(v.A - v.y), ge(v.y - v.L1 * v.w)],
        {"x": descend(v.x, v.eta, -v.l, n), "L": low * v.L},
    )


ONE_EIGENVALUE: Mapping[str, Meaning] = {
    "lemma_2_2_below": _below,
    "lemma_2_2_above": _above,
    "lemma_2_2_negative": _negative,
    "lemma_2_2_negative_strict": _negative_strict,
    "lemma_2_2_zero": _zero,
    "slope_nonneg": _slope,
    "slope_nonneg_any_sign": _slope_any_sign,
    "slope_nonneg_below": _slope_below,
    "monotone_in_lam": lambda v, n: _monotone(v, n, Fraction(0), 2 * n - 1),
    "monotone_in_lam_any_sign": lambda v, n: _monotone(v, n, -(v.A**n), 3 * n - 2),
    "field_before_inflection": lambda v, n: _phase(v, n, [ge(_bend(v, n))], 1, 1),
    "field_after_inflection": lambda v, n: _phase(v, n, [ge(-_bend(v, n)), ge(v.lam - v.x**n)], 1, -1),
    "field_beyond_truth": lambda v, n: _phase(v, n, [ge(v.x**n - v.lam)], -1, -1),
    "inflection_unique": _inflection,
    "contraction_below": lambda v, n: _contraction(
        v, n, 1, 1 - v.eta * n * v.rho ** (2 * n - 2), 1 - v.eta * secant(v.c, v.rho, n), [ge(v.x - v.c),
        ge(v.rho - v.x)]
    ),
    "contraction_above": lambda v, n: _contraction(
        v, n, -1, 1 - v.eta * secant(v.A, v.rho, n), 1 - v.eta * n * v.rho ** (2 * n - 2), [ge(v.x - v.rho),
        ge(v.A - v.x)]
    ),
    "contraction_negative": _contraction_negative,
}  # fmt: skip
