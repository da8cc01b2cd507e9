"""Say what the lemmas on the perturbed pair (40) claim."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from dmfproof.proof.claims.one_eigenvalue import descend
from dmfproof.proof.claims.values import Claims, Meaning, Values, eq, ge, gt

__all__ = ["PAIR"]


def pair(a: Fraction, b: Fraction, eta: Fraction, lam: Fraction, n: int) -> tuple[Fraction, Fraction]:
    """Return (d1, d2) one step later, (40)."""
    p = a * b ** (n - 1)
    return a - eta * b ** (n - 1) * (p - lam), b - eta * a * b ** (n - 2) * (p - lam)


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


PAIR: Mapping[str, Meaning] = {
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
