"""Certify events of the perturbed pair in binary64: the perturbed kernel (perturbed.c).

It is some sixty times as fast as balls (reports/benchmarks.md); without a C compiler there is none, and balls serve.
u = 2^-53 below is the unit of rounding, n the depth; the pair is written as in `pair_descent`, with U and V for its
coordinates: U+ = (1-q) U, V+ = (1+q) V.

The kernel carries doubles in pairs, U^ and V^, and bounds S >= |s|, Z >= |z| of s = dlnU + dlnV and z = dlnU - dlnV,
where dlnU = ln U - ln U^.  For a step let K = eta d2^(n-2) (d2^n + |lam|), so that |q| <= K, and e the relative error
of d2 (that of d1, relative to d2).  All is scaled by a power of 2 first, which is exact (homogeneity).

1. The box.  The kernel goes on only while K <= 1/4 and n e <= 1/200, where e = 0.505 (S+Z) + 4u: as dlnU and dlnV are
   at most (S+Z)/2 and the low parts that d1 and d2 are computed without are at most u of the high ones, e bounds the
   errors of the computed d1 and d2, both as parts of d2, for the whole box.
2. The mean value.  In ln U and ln V, q changes by B s/2 + A z/2 with, somewhere in the box,
       B = U q_U + V q_V = eta d2^(n-2) ((n-2) (p-lam) + n p)
       A = U q_U - V q_V = eta d2^(n-2) ((n-2) (d1/d2) (p-lam) + d2^(n-2) (d2^2 + (n-1) d1^2)),
   so that, c = 1/(1-q^2) <= 1.08,   s+ = (1 - q B c) s - q A c z,   z+ = (1 - A c) z - B c s.
   Near the limit A > 0: there z contracts as the orbit does, and the enclosure does not lose what the orbit gains.
   A and B are sums of monomials of degree at most 2n in d1 and d2, together at most 2n K; so each is within 2.02 n e
   of that of its computed value, and as 4u <= e the roundings are paid for by 12 n^2 e K altogether.  c - 1 <= 1.1 q^2.
3. What a step adds.  Computed from U^ and V^, d2^(n-2) is off by 4n u, d1 by 3u d2, p by (4n+10) u d2^n, p - lam by
   (4n+14) u (d2^n + |lam|), hence q by (9n+20) u K.  ln(1 -+ q) is off by 1.36 times that, in s and z by three times.
   The product U^ q takes 2u K, the sum of the low parts 3u^2 of U^; over 1 - K that is less than 3.1u K + 5u^2, and
   twice that in s and z.  So a step adds at most u ((27n+67) K + 10u): in proportion to K, not to the number of steps.
4. Sums and products of S and Z, all positive, have less than 30 roundings: they are paid for by the factor 1 + 2^-48.
5. The tests.  p is within 2n e d2^n of its computed value, p - lam within that and 8u (d2^n + |lam|), d1 within e d2.
   Hit: certainly at most the lower end of eps; miss: certainly above its upper end; else the step is open.
   Near the limit p - lam keeps its relative accuracy by a recursion of its own.  With y = d2 - q d1,
       (p+ - lam)/(p - lam) = 1 - X,   X = eta d2^(n-2) (d2 y^(n-1) + d1^2 sum_{j<n-1} d2^j y^(n-2-j)).
   Over the box q is within (2.1n + (9n+20)/4) K e, so y is within e2 d2, e2 = (1.3 + (4.4n+8) K) e, and |y| at most Y =
   d2 (1 + 1.02 K).  X is eta d2^(n-2), off by a part 2n e, times n monomials of degree n, each off by 1.02 n e2 Y^n
   while n e2 <= 1/100, and with the roundings (4u <= e) by 2 n e2 Y^n: so X is off by 5 n^2 e2 eta d2^(n-2) Y^n.  Where
   the direct value is the better one the recursion begins anew (it rests where that is sharper than a part 2^-36); a
   part of 1 or more says nothing, and is sound.
6. Range.  U, V, d2^(n-2), K and d2^n + |lam| are at least 2^-400, and the last is at most 2^400.  What underflows is
   off by 2^-1074, at most 2^-676 after the factor eta d2^(n-2), and at most 2^-674 of U: nothing beside u K and u^2.
"""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction
from functools import cache

from dmfproof.arithmetic.kernel.c_kernel import library
from dmfproof.arithmetic.kernel.entry import above, nearest
from dmfproof.perturbed_problem import PerturbedProblem

__all__ = ["DEEPEST", "UNIT", "Event", "Finding", "Run", "available", "enter"]

UNIT = 2.0**-53
DEEPEST = 64
_MOST_STEPS = 1 << 40
_QUOTA = 4_000_000  # steps between two chances to interrupt
_GREATEST_EXPONENT = 380


class Event(IntEnum):
    """What is looked for: |p - lam| <= eps, or d1 <= 0."""

    HITTING = 0
    CROSSING = 1


class Finding(IntEnum):
    """What the kernel found out; see perturbed.c."""

    RUNNING = 0
    FOUND = 1
    OPEN = 2
    BUDGET = 3
    RANGE = 4


@dataclass(slots=True)
class Run:
    """A problem under way: all steps before `step` are certified to miss (with BUDGET, this one, too).

    state -- U and V as high and low parts, S and Z, p - lam and the part by which it may be off; numbers -- lam, eta,
    eps low, eps high; all scaled by 2^scale to the power of their homogeneity.
    """

    event: Event
    depth: int
    scale: int
    state: list[float]
    numbers: tuple[float, ...]
    step: int = 0
    unit: float = UNIT

    def advance(self, max_steps: int, quota: int | None = None) -> Finding:
        """Take steps until the event is found or open, or `max_steps` was tested; with a quota at most so many."""
        state, step = (ctypes.c_double * 8)(*self.state), ctypes.c_int64(self.step)
        finding = Finding.RUNNING
        while finding is Finding.RUNNING:
            finding = Finding(
                _run()(
                    ctypes.c_int(self.event),
                    ctypes.c_int(self.depth),
                    state,
                    ctypes.byref(step),
                    ctypes.c_int64(min(max_steps, _MOST_STEPS)),
                    ctypes.c_int64(_QUOTA if quota is None else quota),
                    *(ctypes.c_double(number) for number in self.numbers),
                    ctypes.c_double(self.unit),
                )
            )
            if quota is not None:
                break
        self.state, self.step = list(state), step.value
        return finding


@cache
def _run() -> ctypes._FuncPointer:
    found = library()
    if found is None:
        raise RuntimeError("the C kernel was not built")
    return found.dmf_perturbed_run


def available() -> bool:
    """Say whether the C kernel was built."""
    return library() is not None


def enter(problem: PerturbedProblem, event: Event, unit: float = UNIT) -> Run | str:
    """Enclose a problem so that the kernel may start, or say why it may not; `unit` 0 leaves all roundings unpaid."""
    n = problem.depth
    if n > DEEPEST:
        return f"the perturbed kernel treats depths up to {DEEPEST}"
    scale = -above(problem.alpha)
    if problem.lam:
        scale = min(scale, above(problem.lam) // -n)
    first, second, eps = problem.alpha - problem.beta / 2, problem.beta / 2, problem.eps or Fraction(1)
    weights = ((first, 1), (second, 1), (problem.lam, n), (problem.eta, 2 - 2 * n), (eps, n if problem.eps else 0))
    if any(value and abs(above(value) + weight * scale) > _GREATEST_EXPONENT for value, weight in weights):
        return "the problem leaves the range of binary64"
    lam, eta, near = (nearest(value, weight * scale) for value, weight in weights[2:])
    bound = 2.0**-100 if unit else 0.0  # of the errors of both logarithms, 2^-106 each
    outward = (math.nextafter(near, 0.0), math.nextafter(near, math.inf)) if unit else (near, near)
    parts = (*_two_doubles(first, scale), *_two_doubles(second, scale))
    return Run(event, n, scale, [*parts, bound, bound, 0.0, math.inf], (lam, eta, *outward), unit=unit)


def _two_doubles(value: Fraction, shift: int) -> tuple[float, float]:
    high = nearest(value, shift)
    return high, nearest(value - Fraction(high) / Fraction(2) ** shift, shift)
