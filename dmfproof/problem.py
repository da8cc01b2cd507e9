"""State one eigenvalue's gradient descent exactly: depth, ground truth, initial scale, step size, accuracy.

d(0) = alpha,   d(k+1) = g(d(k)),   g(x) = x - eta x^(N-1) (x^N - lam)          (CGMR (18))
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from dmfproof.errors import InvalidInput
from dmfproof.rational import RationalLike, at_least_root, parse_integer, parse_rational, perfect_root, write

__all__ = ["Case", "Problem", "StepSize"]

GREATEST_DEPTH = 1000
_MOST_BITS = 10**6
"""Most depth * bits of a number: N-th powers stay small enough to be compared exactly in about a second."""


class StepSize(Enum):
    """Conditions on the step size; M = max(alpha, |lam|^(1/N)), rho = max(lam, 0)^(1/N).

    Every one is decided exactly, also where M or rho is irrational.
    """

    LEMMA_2_2_PAPER = "eta < 1/((2N-1) M^(2N-2)) if lam >= 0, eta < 1/(2 M^(2N-2)) if lam < 0, eta < 1 if N = 1"
    LEMMA_2_2 = "rho <= g(alpha) if alpha >= rho, eta <= 1/(N lam^(2-2/N)) if alpha < rho, 0 <= g(alpha) if lam < 0"
    SIMPLE = "eta <= 1/(N M^(2N-2))"
    MONOTONE_IN_LAM = "eta <= 1/((3N-2) M^(2N-2))"
    THEOREM_2_4_PAPER = "eta < 1/((3N-2) M^(2N-2))"


class Case(Enum):
    """Which of the cases of Theorem 2.4 a problem belongs to."""

    LINEAR = "N = 1"
    NEGATIVE = "lam < 0"
    FROM_ABOVE = "0 <= lam < alpha^N"
    FIRST_PHASE = "lam > alpha^N, eps >= N lam/(2N-1)"
    BOTH_PHASES = "lam > alpha^N, eps < N lam/(2N-1)"


@dataclass(frozen=True, slots=True, init=False)
class Problem:
    """Gradient descent for one eigenvalue, identical initialisation, in exact rationals.

    depth -- number N >= 1 of factors (at most 1,000);
    lam -- ground-truth eigenvalue, any sign;
    alpha -- initial scale, > 0;
    eta -- step size, > 0 (it need not be admissible: ask `admissible`);
    eps -- target accuracy in the units of lam, 0 < eps < gap; None where no hitting time is asked for.

    Numbers are text, integers or `Fraction`s (see `parse_rational`).  Raises `InvalidInput`.

    >>> Problem(depth=2, lam=1, alpha="1/100", eta="0.2", eps="1/2").gap
    Fraction(9999, 10000)
    """

    depth: int
    lam: Fraction
    alpha: Fraction
    eta: Fraction
    eps: Fraction | None

    def __init__(
        self,
        *,
        depth: RationalLike,
        lam: RationalLike,
        alpha: RationalLike,
        eta: RationalLike,
        eps: RationalLike | None = None,
    ) -> None:
        assign = object.__setattr__
        assign(self, "depth", parse_integer(depth, "depth", least=1))
        if self.depth > GREATEST_DEPTH:
            holds = f"depths up to {GREATEST_DEPTH} are treated"
            raise InvalidInput("depth", depth, "too large", holds, "Choose a smaller depth")
        assign(self, "lam", parse_rational(lam, "lam"))
        assign(self, "alpha", positive(alpha, "alpha", "the initial scale"))
        assign(self, "eta", positive(eta, "eta", "the step size"))
        assign(self, "eps", None if eps is None else positive(eps, "eps", "the target accuracy"))
        for name in ("lam", "alpha", "eta", "eps"):
            check_size(name, getattr(self, name), self.depth)
        if self.eps is not None and self.eps >= self.gap:
            holds = f"0 < eps < |alpha^N - max(lam, 0)| = {about(self.gap)} is needed (for N = 1: |alpha - lam|)"
            if self.gap == 0:
                holds = "alpha is the limit itself, so descent starts converged and no eps > 0 lies below the gap 0"
            raise InvalidInput("eps", write(self.eps), "not below the initial error", holds, "Choose a smaller eps")

    @property
    def limit(self) -> Fraction:
        """Return what d(k)^N tends to: max(lam, 0), and lam itself for N = 1."""
        return self.lam if self.depth == 1 else max(self.lam, Fraction(0))

    @property
    def gap(self) -> Fraction:
        """Return the initial error |alpha^N - limit|."""
        return abs(self.alpha**self.depth - self.limit)

    @property
    def case(self) -> Case:
        """Return the case of Theorem 2.4 (eps is needed where alpha^N < lam)."""
        if self.depth == 1:
            return Case.LINEAR
        if self.lam < 0:
            return Case.NEGATIVE
        if self.lam <= self.alpha**self.depth:
            return Case.FROM_ABOVE
        if self.eps is None:
            raise InvalidInput("eps", "none", "missing", "the case depends on eps when alpha^N < lam", "Give an eps")
        first = self.eps >= self.depth * self.lam / (2 * self.depth - 1)
        return Case.FIRST_PHASE if first else Case.BOTH_PHASES

    def admissible(self, condition: StepSize) -> bool:
        """Decide exactly whether the step size satisfies a condition."""
        n, eta = self.depth, self.eta
        if n == 1:
            strict = condition in (StepSize.LEMMA_2_2_PAPER, StepSize.THEOREM_2_4_PAPER)
            return eta < 1 if strict else eta <= 1
        if condition is StepSize.LEMMA_2_2:
            if self.lam > self.alpha**n:
                return self._eta_root_power(n) <= 1
            step = self.alpha - eta * self.alpha ** (n - 1) * (self.alpha**n - self.lam)
            return step >= 0 and at_least_root(step, self.limit, n)
        factor = {
            StepSize.LEMMA_2_2_PAPER: 2 * n - 1 if self.lam >= 0 else 2,
            StepSize.SIMPLE: n,
            StepSize.MONOTONE_IN_LAM: 3 * n - 2,
            StepSize.THEOREM_2_4_PAPER: 3 * n - 2,
        }[condition]
        if self.alpha**n >= abs(self.lam):
            product = factor * eta * self.alpha ** (2 * n - 2)
        else:
            product = self._eta_root_power(factor)
        strict = condition in (StepSize.LEMMA_2_2_PAPER, StepSize.THEOREM_2_4_PAPER)
        return product < 1 if strict else product <= 1

    def _eta_root_power(self, factor: int) -> Fraction:
        """Return (factor eta |lam|^(2-2/N))^N, which is rational and on the same side of 1 as its root."""
        return (factor * self.eta) ** self.depth * abs(self.lam) ** (2 * self.depth - 2)

    def rescale(self, factor: RationalLike) -> Problem:
        """Return the equivalent problem with all iterates multiplied by `factor` > 0 (homogeneity).

        lam and eps are multiplied by factor^N, alpha by factor, eta by factor^(2-2N); hitting times and every
        admissibility condition are unchanged.
        """
        r, n = positive(factor, "factor", "the scaling"), self.depth
        eps = None if self.eps is None else self.eps * r**n
        return Problem(depth=n, lam=self.lam * r**n, alpha=self.alpha * r, eta=self.eta * r ** (2 - 2 * n), eps=eps)

    def reduce(self) -> Problem:
        """Return the equivalent problem with lam in {1, -1}, or lam = 0 and alpha = 1 (homogeneity).

        Raises `InvalidInput` where |lam|^(1/N) is irrational: the reduced parameters are then not rational.
        """
        if self.lam == 0:
            return self.rescale(1 / self.alpha)
        root = perfect_root(abs(self.lam), self.depth)
        if root is None:
            holds = "the reduced alpha/|lam|^(1/N) is rational only for an N-th power"
            raise InvalidInput("lam", write(self.lam), "not an exact N-th power", holds, "Use the problem as it is")
        return self.rescale(1 / root)

    def as_text(self) -> dict[str, int | str]:
        """Return the fields as JSON-ready values: depth as int, rationals as text, eps only where given."""
        out: dict[str, int | str] = {"depth": self.depth}
        for field in fields(self)[1:]:
            value = getattr(self, field.name)
            if value is not None:
                out[field.name] = write(value)
        return out

    @classmethod
    def from_text(cls, values: Mapping[str, RationalLike]) -> Problem:
        """Rebuild a problem from what `as_text` wrote."""
        known = {field.name for field in fields(cls)}
        for name in values:
            if name not in known:
                raise InvalidInput(name, values[name], "an unknown field", f"a problem has {sorted(known)}", "Drop it")
        for name in sorted(known - {"eps"} - set(values)):
            raise InvalidInput(name, "none", "missing", "depth, lam, alpha and eta make a problem", f"Give {name}")
        return cls(**values)

    def _repr_latex_(self) -> str:
        n = self.depth
        accuracy = "" if self.eps is None else rf",\ \varepsilon={tex(self.eps)}"
        return (
            rf"$d(0)={tex(self.alpha)},\quad d(k+1)=d(k)-{tex(self.eta)}\,d(k)^{{{n - 1}}}"
            rf"\left(d(k)^{{{n}}}-{tex(self.lam)}\right){accuracy}$"
        )


def positive(value: RationalLike, name: str, role: str) -> Fraction:
    number = parse_rational(value, name)
    if number <= 0:
        raise InvalidInput(name, write(number), "not positive", f"{role} must be > 0", f"Choose {name} > 0")
    return number


def check_size(name: str, value: Fraction | None, depth: int) -> None:
    bits = 0 if value is None else value.numerator.bit_length() + value.denominator.bit_length()
    if depth * bits > _MOST_BITS:
        holds = f"at depth {depth} numbers of up to {_MOST_BITS // depth} bits are treated (numerator and denominator)"
        raise InvalidInput(name, f"a number of {bits} bits", "too long", holds, "Round it or choose a smaller depth")


def about(value: Fraction) -> str:
    text = write(value)
    if len(text) <= 20:
        return text
    return f"about {Decimal(value.numerator) / Decimal(value.denominator):.6g}"


def tex(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else rf"\frac{{{value.numerator}}}{{{value.denominator}}}"
