"""Draw points and problems with Hypothesis: valid by construction, near every limit, simple when shrunk."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, cast

import sympy as sp
from hypothesis import reject
from hypothesis import strategies as st

from dmfproof.campaign.drawing import Empty, draw_point, position, simplest_between, spectrum
from dmfproof.errors import InvalidInput
from dmfproof.perturbed_problem import PerturbedProblem
from dmfproof.problem import Problem
from dmfproof.statements.domain import Between, Depth, Domain, GroundTruth, Spectrum
from dmfproof.statements.perturbed_vocabulary import beta, pair_step
from dmfproof.statements.vocabulary import N, Symbol, alpha, eps, eta, h, lam, limit, rho

__all__ = ["perturbed_problems", "points", "positions", "problems", "simplest_between", "spectra"]

_GREATEST_START = sp.Integer(20)
_ZERO = sp.Integer(0)


class _Steered:
    """Choices that Hypothesis makes."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw

    def integer(self, least: int, most: int) -> int:
        """Let Hypothesis choose; it shrinks towards 0, or the end next to it."""
        return self._draw(st.integers(least, most))


@st.composite
def points(draw: st.DrawFn, domain: Domain) -> dict[Symbol, Any]:
    """Draw a point of a domain as exact rationals, variable after variable."""
    try:
        return dict(draw_point(_Steered(draw), domain).point)
    except Empty:
        reject()


@st.composite
def positions(draw: st.DrawFn, closed: str = "") -> Fraction:
    """Draw where in an interval to look, 0 < t < 1, and an end itself where `closed`; see `drawing.position`."""
    return position(_Steered(draw), closed)


# The step sizes of Lemma 2.2 and of the perturbed chapter, which every later statement presupposes.
_START = Between(alpha, _ZERO, _GREATEST_START)
_ADMISSIBLE = sp.Piecewise(
    (1 / (alpha ** (N - 2) * (alpha**N - lam)), lam < 0), (1 / h(sp.Max(alpha, rho)), True), evaluate=False
)


def _domain(depths: Sequence[int], signs: str, *, accuracy: bool) -> Domain:
    step: sp.Expr = sp.Piecewise((sp.Integer(1), sp.Eq(N, 1)), (_ADMISSIBLE, True), evaluate=False)
    gap = sp.Piecewise((sp.Abs(alpha - lam), sp.Eq(N, 1)), (sp.Abs(alpha**N - limit), True), evaluate=False)
    last = (Between(eps, _ZERO, gap),) if accuracy else ()
    return (Depth(min(depths), max(depths)), GroundTruth(signs), _START, Between(eta, _ZERO, step, "right"), *last)


def problems(
    *, depths: tuple[int, int] = (2, 10), signs: str = "+-0", accuracy: bool = True
) -> st.SearchStrategy[Problem]:
    """Draw problems for one eigenvalue whose step size is admissible for Lemma 2.2 (eta <= 1 for depth 1).

    depths -- least and greatest depth; signs -- those of lam, of "+-0"; accuracy -- whether they have an eps, then
    0 < eps < gap.  0 < alpha < 20 and 0 < eta <= the limit, which is drawn exactly where it is rational; alpha, eta and
    eps come within 10^-30 of the ends of their intervals, and lam is mostly an exact N-th power.
    They shrink towards depth `depths[0]`, lam = 1 and halves.  Raises `InvalidInput` for arguments that allow nothing.
    """
    _check(depths, signs)
    return cast("st.SearchStrategy[Problem]", points(_domain(depths, signs, accuracy=accuracy)).map(_problem))


def _check(depths: tuple[int, int], signs: str) -> None:
    if not 1 <= depths[0] <= depths[1]:
        raise InvalidInput("depths", depths, "empty", "1 <= least <= greatest is needed", "Write depths=(2, 10)")
    if not signs or set(signs) - set("+-0"):
        raise InvalidInput("signs", signs or "''", "unknown", "signs are of '+-0', one at least", "Write signs='+'")


def _problem(point: dict[Symbol, Any]) -> Problem:
    named = {symbol.name: value for symbol, value in point.items()}
    return Problem(depth=named.pop("N"), **named)


def perturbed_problems(*, depths: tuple[int, int] = (2, 10), signs: str = "+-0") -> st.SearchStrategy[PerturbedProblem]:
    """Draw problems with one perturbed factor: 0 < beta < alpha < 20, eta up to 1/(N (c M)^(2N-2)), and no eps.

    depths -- least (at least 2) and greatest depth; signs -- those of lam.  They shrink as `problems` do.
    """
    _check(depths, signs)
    if depths[0] < 2:
        raise InvalidInput("depths", depths, "too small", "a perturbed problem has two factors", "Begin with 2")
    domain = (
        Depth(*depths),
        GroundTruth(signs),
        _START,
        Between(beta, _ZERO, alpha),
        Between(eta, _ZERO, pair_step, "right"),
    )
    return cast("st.SearchStrategy[PerturbedProblem]", points(domain).map(_perturbed))


def _perturbed(point: dict[Symbol, Any]) -> PerturbedProblem:
    named = {symbol.name: value for symbol, value in point.items()}
    return PerturbedProblem(depth=named.pop("N"), **named)


@st.composite
def spectra(
    draw: st.DrawFn, *, least: int = 1, most: int = 6, signs: str = "+0", depth: int = 2
) -> tuple[Fraction, ...]:
    """Draw eigenvalues in descending order, `least` to `most` of them, with gaps, clusters and repetitions.

    signs -- those of the eigenvalues; depth -- most eigenvalues are exact powers of that exponent.
    """
    _check((depth, depth), signs)
    if not 1 <= least <= most:
        raise InvalidInput("least", least, "out of range", f"1 <= least <= most = {most} is needed", "Choose others")
    return spectrum(_Steered(draw), Spectrum(Symbol("sigma"), least, most, signs), depth)
