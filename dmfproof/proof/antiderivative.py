"""Prove the partial fractions behind (22) and (23) exactly: in Q[w]/Phi_N for a fixed N, by an argument for all N.

With w a primitive N-th root of unity and Q_k = (x^N - 1)/(x - w^k), the identity

    sum_k w^(2k) Q_k(x) = N x          (that is  x/(x^N - 1) = (1/N) sum_k w^(2k)/(x - w^k))

makes (1/N) sum_k w^(2k) Ln(x - w^k) an antiderivative of x/(x^N - 1).

For all N: w^(2k) (x^N - 1)/(x - w^k) = sum_j x^j w^(k(N+1-j)) over 0 <= j < N, by the geometric sum.  Summing
over k keeps only the j with N | N + 1 - j, and 0 <= j < N leaves j = 1 alone (N >= 2; for N = 1 it leaves j = 0).
`surviving_powers` is that statement, decided for one N.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Antiderivative", "cyclotomic", "prove_antiderivative", "surviving_powers"]


@dataclass(frozen=True, slots=True)
class Antiderivative:
    """What was decided for one N: each product (x - w^k) Q_k = x^N - 1, and the sum of w^(2k) Q_k = N x."""

    depth: int
    products: bool
    total: bool

    @property
    def proved(self) -> bool:
        """Whether both hold."""
        return self.products and self.total


def cyclotomic(n: int) -> list[int]:
    """Return the coefficients of Phi_n, constant first, by exact division of x^n - 1."""
    value = [-1, *[0] * (n - 1), 1]
    for d in range(1, n):
        if n % d == 0:
            value = _divided(value, cyclotomic(d))
    return value


def _divided(value: list[int], divisor: list[int]) -> list[int]:
    """Divide by a monic divisor that divides exactly."""
    rest, quotient = list(value), [0] * (len(value) - len(divisor) + 1)
    for i in range(len(quotient) - 1, -1, -1):
        quotient[i] = rest[i + len(divisor) - 1]
        for j, coefficient in enumerate(divisor):
            rest[i + j] -= quotient[i] * coefficient
    if any(rest):
        raise ArithmeticError("the division is not exact")
    return quotient


def _reduced(value: list[int], modulus: list[int]) -> list[int]:
    """Reduce a polynomial in w modulo the monic Phi_N; the result has deg Phi_N coefficients."""
    rest, degree = list(value), len(modulus) - 1
    for i in range(len(rest) - 1, degree - 1, -1):
        factor = rest[i]
        for j, coefficient in enumerate(modulus):
            rest[i - degree + j] -= factor * coefficient
    return (rest + [0] * degree)[:degree]


def prove_antiderivative(depth: int, residue: int = 2) -> Antiderivative:
    """Decide the identity for one N >= 2, with the residues w^(residue k); 1 is a plausible wrong choice."""
    modulus = cyclotomic(depth)
    powers = [_reduced([0] * e + [1], modulus) for e in range(depth)]  # w^e for e = 0..N-1
    zero = [0] * (len(modulus) - 1)
    total, products = [zero] * depth, True
    for k in range(depth):
        # Q_k = sum_j x^j w^(k (N-1-j)), by synthetic division of x^N - 1 at w^k.
        exponents = [k * (depth - 1 - j) % depth for j in range(depth)]
        # (x - w^k) Q_k: the coefficient of x^j is w^(k(N-j)) - w^k w^(k(N-1-j)).
        for j in range(depth + 1):
            up = powers[exponents[j - 1]] if j > 0 else zero
            down = powers[(exponents[j] + k) % depth] if j < depth else zero
            wanted = [0] * len(zero)
            wanted[0] = 1 if j == depth else -1 if j == 0 else 0
            products = products and [a - b for a, b in zip(up, down, strict=True)] == wanted
        for j in range(depth):
            term = powers[(residue * k + exponents[j]) % depth]
            total[j] = [a + b for a, b in zip(total[j], term, strict=True)]
    wanted_total = [[depth if j == 1 and i == 0 else 0 for i in range(len(zero))] for j in range(depth)]
    return Antiderivative(depth, products, total == wanted_total)


def surviving_powers(depth: int, residue: int = 2) -> list[int]:
    """Return the j in 0..N-1 whose power x^j survives the sum over all w: those with N | N - 1 - j + residue."""
    return [j for j in range(depth) if (depth - 1 - j + residue) % depth == 0]
