"""Say what each lemma claims, coded independently of its certificate: with powers and sums, at one point.

`dmfproof.proof.binding` compares the certificates with these: the update g, its slope, the secant slope h, the field
G, the pair (40).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from types import SimpleNamespace

__all__ = ["CLAIMS", "Claims", "Values"]

Values = SimpleNamespace
Claim = tuple[Fraction, str]


@dataclass(frozen=True)
class Claims:
    """The values of hypotheses, new variables and conclusions at one point, with their relations to 0."""

    given: Sequence[Claim]
    claims: Sequence[Claim]
    updates: Mapping[str, Fraction] | None = None


def ge(value: Fraction | int) -> Claim:
    return Fraction(value), ">="


def gt(value: Fraction | int) -> Claim:
    return Fraction(value), ">"


def eq(left: Fraction, right: Fraction) -> Claim:
    return left - right, "="


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


def pair(a: Fraction, b: Fraction, eta: Fraction, lam: Fraction, n: int) -> tuple[Fraction, Fraction]:
    """Return (d1, d2) one step later, (40)."""
    p = a * b ** (n - 1)
    return a - eta * b ** (n - 1) * (p - lam), b - eta * a * b ** (n - 2) * (p - lam)


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


def _superadditive(v: Values, n: int) -> Claims:
    return Claims(
        [
            ge(v.u1), ge(v.v1), ge(v.u2), ge(v.v2), gt(v.s1), gt(v.s2),
            ge(v.s1**n - v.u1**n - v.v1**n), ge(v.s2**n - v.u2**n - v.v2**n),
        ],
        [ge(v.s1 * v.s2 ** (n - 1) - v.u1 * v.u2 ** (n - 1) - v.v1 * v.v2 ** (n - 1))],
    )  # fmt: skip


def _shifted(v: Values, n: int) -> Claims:
    power = v.b ** (n - 1)
    return Claims(
        [gt(v.b), ge(v.m), ge(v.y), eq(v.m**n, v.a * power)],
        [
            ge((v.m**n + v.y * power) * (v.b + v.y) ** (n - 1) - (v.m + v.y) ** n * power),
            ge((v.a + v.y) * (v.b + v.y) ** (n - 1) - (v.m + v.y) ** n),
        ],
    )


def _d1(v: Values, n: int, s: Fraction, ends: Callable[[Fraction, Fraction], Claims]) -> Claims:
    """Compute Q of Lemma D.1 from the second derivative of (p - s x^(2N-2)) (1 - s p / x^2)^(N-1)."""
    x, p, k = v.x, v.p, n - 1
    f0, f1, f2 = p - s * x ** (2 * k), -2 * k * s * x ** (2 * k - 1), -2 * k * (2 * k - 1) * s * x ** (2 * k - 2)
    b0, b1, b2 = 1 - s * p / x**2, 2 * s * p / x**3, -6 * s * p / x**4
    second = f2 * b0**2 + 2 * k * f1 * b0 * b1 + f0 * k * ((k - 1) * b1**2 + b0 * b2)
    return ends(x**2 * b0, second * x**6 / (-2 * k * s))


def _key(v: Values, n: int, sign: int) -> Claims:
    p = v.a * v.b ** (n - 1)
    a2, b2 = pair(v.a, v.b, v.eta, v.lam, n)
    defined = [
        eq(v.a2, a2), eq(v.b2, b2), eq(v.g, descend(v.q, v.eta, v.lam, n)), eq(v.y, sign * v.eta * p * (v.lam - p)),
    ]  # fmt: skip
    ordered = [gt(v.a), gt(v.b)] if sign > 0 else [gt(v.a), ge(v.b - v.a)]
    last = [ge(v.lam - p)] if sign > 0 else [ge(p - v.lam), ge(v.a2)]
    return Claims(
        [*ordered, gt(v.q), ge(v.eta), eq(v.q**n, p), *last, *defined], [ge(sign * (v.a2 * v.b2 ** (n - 1) - v.g**n))]
    )


def _decoupling(v: Values, n: int) -> Claims:
    r = v.b ** (n - 2) * (v.a * v.b ** (n - 1) - v.lam)
    a2, b2 = pair(v.a, v.b, v.eta, v.lam, n)
    return Claims(
        [],
        [
            eq(v.b2 - v.a2, (1 + v.eta * r) * (v.b - v.a)),
            eq(v.b2 + v.a2, (1 - v.eta * r) * (v.b + v.a)),
            eq(v.b2**2 - v.a2**2, (1 - v.eta**2 * r**2) * (v.b**2 - v.a**2)),
        ],
        {"a": a2, "b": b2},
    )


def _increasing(v: Values, n: int) -> Claims:
    p, after = v.a * v.b ** (n - 1), v.a2 * v.b2 ** (n - 1)
    a2, b2 = pair(v.a, v.b, v.eta, v.lam, n)
    size = (v.c * v.M) ** (2 * n - 2) + (n - 1) * v.M ** (2 * n - 2)
    return Claims(
        [
            ge(v.eta), gt(v.M), gt(v.c - 1), ge((v.c - 1) * v.c ** (n - 1) - 1), ge(v.M**n - v.lam),
            ge(1 - v.eta * size),
            ge(v.a), gt(v.b), ge(v.b - v.a), ge(v.M - v.b + v.a), ge(v.lam - p),
        ],
        [
            ge(v.a2 - v.a), ge(v.b2 - v.b), ge(v.b2 - v.a2), ge(v.b - v.a - v.b2 + v.a2), ge(v.M - v.b2 + v.a2),
            ge(v.c * v.M - v.b), ge(1 + v.eta * v.b ** (n - 2) * (p - v.lam)), ge(after - p), ge(v.lam - after),
            ge(n * (v.c * v.M) ** (2 * n - 2) - size),
        ],
        {"a": a2, "b": b2},
    )  # fmt: skip


def _decreasing(v: Values, n: int) -> Claims:
    p, after = v.a * v.b ** (n - 1), v.a2 * v.b2 ** (n - 1)
    a2, b2 = pair(v.a, v.b, v.eta, v.lam, n)
    return Claims(
        [
            ge(v.eta), ge(v.lam), ge(1 - v.eta * n * v.A ** (2 * n - 2)), gt(v.a), ge(v.b - v.a), ge(v.A - v.b),
            ge(p - v.lam),
        ],
        [
            ge(v.a - v.a2), ge(v.b - v.b2), gt(v.a2), ge(v.b2 - v.a2), ge(v.A - v.b2), ge(p - after), ge(after - v.lam),
        ],
        {"a": a2, "b": b2},
    )  # fmt: skip


CLAIMS: Mapping[str, Callable[[Values, int], Claims]] = {
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
    "bernoulli": lambda v, n: Claims(
        [ge(v.b), ge(v.b + v.s)], [ge((v.b + v.s) ** n - v.b**n - n * v.s * v.b ** (n - 1))]
    ),
    "bernoulli_reciprocal": lambda v, n: Claims(
        [ge(v.b), ge(v.s)], [ge(v.b**n - (v.b + v.s) ** (n - 1) * (v.b - (n - 1) * v.s))]
    ),
    "weighted_means": lambda v, n: Claims(
        [ge(v.x), ge(v.y)], [ge(v.x**n + (n - 1) * v.y**n - n * v.x * v.y ** (n - 1))]
    ),
    "superadditive_mean": _superadditive,
    "shifted_mean": _shifted,
    "c_above": lambda v, n: Claims([gt(v.s), ge(v.s * (1 + v.s) ** (n - 1) - 1)], [gt(n * v.s - 1)]),
    "c_below": lambda v, n: Claims(
        [gt(v.s), ge(1 - v.s * (1 + v.s) ** (n - 1))],
        [gt(1 - v.s), gt(n - (1 + v.s) ** (n - 1)), gt(n**2 - (1 + v.s) ** (2 * n - 2))],
    ),
    "c_unique": lambda v, n: Claims(
        [gt(v.s), gt(v.t - v.s)], [gt(v.t * (1 + v.t) ** (n - 1) - v.s * (1 + v.s) ** (n - 1))]
    ),
    "lemma_d_1_concave": lambda v, n: _d1(
        v, n, v.s, lambda beta, q: Claims(
            [gt(v.x), gt(v.p), ge(v.s), ge(v.x**n - v.p), ge(v.p - v.s * v.x ** (2 * n - 2))], [ge(beta), ge(q)]
        ),
    ),
    "lemma_d_1_convex": lambda v, n: _d1(v, n, -v.z, lambda beta, q: Claims([gt(v.x), gt(v.p), ge(v.z)], [gt(q)])),
    "lemma_2_9": _decoupling,
    "key_lemma_below": lambda v, n: _key(v, n, 1),
    "key_lemma_above": lambda v, n: _key(v, n, -1),
    "lemma_d_2": _increasing,
    "lemma_d_3": _decreasing,
}  # fmt: skip
