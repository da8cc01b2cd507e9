"""State one eigenvalue's perturbed gradient descent exactly: one factor starts at alpha - beta, the others at alpha.

d1(0) = alpha - beta, d2(0) = alpha;  p = d1 d2^(N-1), r = d2^(N-2) (p - lam);
d1+ = d1 - eta r d2,  d2+ = d2 - eta r d1                                       (CGMR (40), (41))
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import Enum
from fractions import Fraction
from functools import lru_cache

from dmfproof.errors import InvalidInput
from dmfproof.problem import GREATEST_DEPTH, about, check_size, positive, tex
from dmfproof.rational import RationalLike, parse_integer, parse_rational, perfect_root, write

__all__ = ["PairStepSize", "PerturbedProblem", "constant_below"]


class PairStepSize(Enum):
    """Conditions on the step size; M = max(alpha, |lam|^(1/N)), c > 1 the root of (c-1) c^(N-1) = 1."""

    PAPER = "eta < 1/(9N (cM)^(2N-2))"
    LEMMA_2_12 = "eta <= 1/(N (cM)^(2N-2))"
    PHASE_TRANSITION = "eta <= 1/((3N-2) M^(2N-2))"
    COMPARISON_ABOVE = "eta <= 1/((2N-1) M^(2N-2))"


@dataclass(frozen=True, slots=True, init=False)
class PerturbedProblem:
    """Gradient descent for one eigenvalue, perturbed initialisation, in exact rationals.

    depth -- number N >= 2 of factors (at most 1,000);
    lam -- ground-truth eigenvalue, any sign;
    alpha -- initial scale of all factors but one, > 0; beta -- what the one factor starts lower, 0 < beta < alpha;
    eta -- step size, > 0 (it need not be admissible: ask `admissible`);
    eps -- target accuracy in the units of lam, 0 < eps < gap; None where no hitting time is asked for.

    Numbers are text, integers or `Fraction`s (see `parse_rational`).  Raises `InvalidInput`.

    >>> PerturbedProblem(depth=2, lam=-1, alpha="1/10", beta="1/100", eta="1/50", eps="1/2").gap
    Fraction(1009, 1000)
    """

    depth: int
    lam: Fraction
    alpha: Fraction
    beta: Fraction
    eta: Fraction
    eps: Fraction | None

    def __init__(
        self,
        *,
        depth: RationalLike,
        lam: RationalLike,
        alpha: RationalLike,
        beta: RationalLike,
        eta: RationalLike,
        eps: RationalLike | None = None,
    ) -> None:
        assign = object.__setattr__
        assign(self, "depth", parse_integer(depth, "depth", least=1))
        if self.depth == 1:
            holds = "one factor alone has no others to differ from"
            raise InvalidInput("depth", depth, "too small for a perturbed initialisation", holds, "Choose depth >= 2")
        if self.depth > GREATEST_DEPTH:
            holds = f"depths up to {GREATEST_DEPTH} are treated"
            raise InvalidInput("depth", depth, "too large", holds, "Choose a smaller depth")
        assign(self, "lam", parse_rational(lam, "lam"))
        assign(self, "alpha", positive(alpha, "alpha", "the initial scale"))
        assign(self, "beta", positive(beta, "beta", "the perturbation"))
        if self.beta >= self.alpha:
            holds = f"0 < beta < alpha = {about(self.alpha)} is needed, so that the factor starts above 0"
            raise InvalidInput("beta", write(self.beta), "not below alpha", holds, "Choose a smaller beta")
        assign(self, "eta", positive(eta, "eta", "the step size"))
        assign(self, "eps", None if eps is None else positive(eps, "eps", "the target accuracy"))
        for name in ("lam", "alpha", "beta", "eta", "eps"):
            check_size(name, getattr(self, name), self.depth)
        if self.eps is not None and self.eps >= self.gap:
            holds = f"0 < eps < |(alpha-beta) alpha^(N-1) - lam| = {about(self.gap)} is needed"
            if self.gap == 0:
                holds = "the start is the limit itself, so descent starts converged and no eps > 0 lies below the gap 0"
            raise InvalidInput("eps", write(self.eps), "not below the initial error", holds, "Choose a smaller eps")

    @property
    def start(self) -> tuple[Fraction, Fraction]:
        """Return (d1(0), d2(0))."""
        return self.alpha - self.beta, self.alpha

    @property
    def start_product(self) -> Fraction:
        """Return p(0) = (alpha - beta) alpha^(N-1)."""
        return (self.alpha - self.beta) * self.alpha ** (self.depth - 1)

    @property
    def gap(self) -> Fraction:
        """Return the initial error |p(0) - lam|."""
        return abs(self.start_product - self.lam)

    @property
    def beta_is_admissible(self) -> bool:
        """Decide the paper's beta < (c-1) alpha exactly: s = beta/alpha is below c - 1 iff s (1+s)^(N-1) < 1."""
        ratio = self.beta / self.alpha
        return ratio * (1 + ratio) ** (self.depth - 1) < 1

    def admissible(self, condition: PairStepSize) -> bool:
        """Decide exactly whether the step size satisfies a condition."""
        n = self.depth
        factor = {
            PairStepSize.PAPER: 9 * n,
            PairStepSize.LEMMA_2_12: n,
            PairStepSize.PHASE_TRANSITION: 3 * n - 2,
            PairStepSize.COMPARISON_ABOVE: 2 * n - 1,
        }[condition]
        scale = max(self.alpha**n, abs(self.lam))  # M^N
        power = (factor * self.eta) ** n * scale ** (2 * n - 2)  # (factor eta M^(2N-2))^N
        if condition in (PairStepSize.PAPER, PairStepSize.LEMMA_2_12):
            return _below_constant(power, n)
        return power <= 1

    def rescale(self, factor: RationalLike) -> PerturbedProblem:
        """Return the equivalent problem with all iterates multiplied by `factor` > 0 (homogeneity).

        lam and eps are multiplied by factor^N, alpha and beta by factor, eta by factor^(2-2N); hitting times and every
        admissibility condition are unchanged.
        """
        r, n = positive(factor, "factor", "the scaling"), self.depth
        eps = None if self.eps is None else self.eps * r**n
        return PerturbedProblem(
            depth=n,
            lam=self.lam * r**n,
            alpha=self.alpha * r,
            beta=self.beta * r,
            eta=self.eta * r ** (2 - 2 * n),
            eps=eps,
        )

    def reduce(self) -> PerturbedProblem:
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
        values = ((field.name, getattr(self, field.name)) for field in fields(self)[1:])
        return {"depth": self.depth} | {name: write(value) for name, value in values if value is not None}

    @classmethod
    def from_text(cls, values: Mapping[str, RationalLike]) -> PerturbedProblem:
        """Rebuild a problem from what `as_text` wrote."""
        known = {field.name for field in fields(cls)}
        for name in values:
            if name not in known:
                raise InvalidInput(name, values[name], "an unknown field", f"a problem has {sorted(known)}", "Drop it")
        for name in sorted(known - {"eps"} - set(values)):
            holds = "depth, lam, alpha, beta and eta make a perturbed problem"
            raise InvalidInput(name, "none", "missing", holds, f"Give {name}")
        return cls(**values)

    def _repr_latex_(self) -> str:
        n = self.depth
        accuracy = "" if self.eps is None else rf",\ \varepsilon={tex(self.eps)}"
        return (
            rf"$d_1(0)={tex(self.start[0])},\ d_2(0)={tex(self.alpha)},\quad "
            rf"p=d_1d_2^{{{n - 1}}},\ r=d_2^{{{n - 2}}}\left(p-{tex(self.lam)}\right),\quad "
            rf"d_1^+=d_1-{tex(self.eta)}\,r\,d_2,\ d_2^+=d_2-{tex(self.eta)}\,r\,d_1{accuracy}$"
        )


def _below_constant(power: Fraction, n: int) -> bool:
    """Decide z c^(2N-2) < 1 for z > 0 given by z^N = `power`; equality never occurs.

    As c^(2N-2) = s^(-2), s = c - 1, the question is whether power < s^(2N).  Were s^(2N) rational, every conjugate t
    of s had |t| = s, and |t| |1+t|^(N-1) = 1 then gave |1+t| = 1+s, so t = s: s would be rational.  But the only
    positive rational that a root of the monic s (1+s)^(N-1) - 1 can be is 1, and 2^(N-1) > 1.  So the bisection ends.
    """
    bits = 32
    while True:
        low = constant_below(n, bits)
        if power <= Fraction(low, 2**bits) ** (2 * n):
            return True
        if power >= Fraction(low + 1, 2**bits) ** (2 * n):
            return False
        bits *= 2


@lru_cache(maxsize=1024)
def constant_below(n: int, bits: int) -> int:
    """Return the floor of 2^bits (c-1), for bits >= 1, by Newton's method in integers.

    f(s) = s (1+s)^(n-1) - 1 increases and is convex, so Newton's steps from above, rounded to shorter ones, stay above.
    """
    one = 1 << bits
    root = one if bits <= 32 else (constant_below(n, bits // 2) + 1) << (bits - bits // 2)
    while True:
        power = (one + root) ** (n - 2)
        excess = root * power * (one + root) - (one << bits * (n - 1))
        step = excess // (power * (one + n * root))
        if step <= 0:
            break
        root -= step
    while root * (one + root) ** (n - 1) > one << bits * (n - 1):
        root -= 1
    return root
