"""Say what the classical inequalities and the bounds on c claim."""

from __future__ import annotations

from collections.abc import Mapping

from dmfproof.proof.claims.values import Claims, Meaning, Values, eq, ge, gt

__all__ = ["INEQUALITIES"]


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


INEQUALITIES: Mapping[str, Meaning] = {
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
}  # fmt: skip
