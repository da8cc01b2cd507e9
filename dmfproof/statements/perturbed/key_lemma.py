r"""The key lemma: one step of the pair against one step of identical initialisation with the same product.

q = p^(1/N) is the factor that identical initialisation would have, g its step.  Then

    p <= lam:                                   p+ >= g(q)^N,
    p >= lam, 0 < d1 <= d2 and d1+ >= 0:        p+ <= g(q)^N:

an unbalanced pair moves at least as fast.  Equality at d1 = d2.
Why: t = d2/d1 and x = eta d2^(N-2) |lam-p| turn it into (1+xt)(1+x/t)^(N-1) >= (1 + x t^(-(N-2)/N))^N,
superadditivity of the geometric mean, and the reverse for minus signs; eta q^(N-2) |lam-p| = x t^(-(N-2)/N).
Load-bearing, above: d1+ >= 0, and for odd N also d1 <= d2.  Below, nothing but d1, d2 > 0.
Source: ours, for CGMR Lemmas D.2, D.3, where it replaces the condition beta < (c-1) alpha.
"""

from __future__ import annotations

import sympy as sp

from dmfproof.statements.builders import false_neighbour, stated
from dmfproof.statements.domain import Between, Depth
from dmfproof.statements.model import Source, Statement, Step, Witness
from dmfproof.statements.perturbed_vocabulary import d1, d2
from dmfproof.statements.vocabulary import N, eta, g, lam

zero, high = sp.Integer(0), sp.Integer(20)
s, t = sp.symbols("s t", positive=True)
p = d1 * d2 ** (N - 1)
q = p ** (1 / N)
first_next = d1 + eta * d2 ** (N - 1) * (lam - p)
second_next = d2 + eta * d1 * d2 ** (N - 2) * (lam - p)
product_next = first_next * second_next ** (N - 1)
identical = q + eta * q ** (N - 1) * (lam - p)
keeps_first = d1 / (d2 ** (N - 1) * (p - lam))

_PAIR = (Depth(2, 10), Between(d2, zero, high), Between(d1, zero, d2, "right"))
_ANY_PAIR = (Depth(2, 10), Between(d2, zero, high), Between(d1, zero, 3 * d2, "right"))
_BELOW = (Between(lam, p, 2 * p + high, "left"), Between(eta, zero, high))
_SHORT_STEPS = Between(eta, zero, keeps_first, "right")
_ABOVE = (Between(lam, -2 * p - high, p), _SHORT_STEPS)


_AHEAD = identical**N <= product_next
_BEHIND = product_next <= identical**N

STATEMENT = Statement(
    id="perturbed.key_lemma",
    title="An unbalanced pair moves at least as fast as a balanced one",
    source=Source("CGMR", "for Lemmas D.2, D.3"),
    claims=(
        stated(
            "below",
            "p <= lam: p(k+1) >= g(p^(1/N))^N",
            (*_ANY_PAIR, *_BELOW),
            (d1 > 0, p <= lam),
            _AHEAD,
            load_bearing="p <= lam",
            proofs=("key_lemma_below",),
        ),
        stated(
            "above",
            "p >= lam, d1 <= d2, d1+ >= 0: p(k+1) <= g(p^(1/N))^N",
            (*_PAIR, *_ABOVE),
            (d1 > 0, d1 <= d2, p >= lam, eta <= keeps_first),
            _BEHIND,
            load_bearing="d1+ >= 0 and d1 <= d2",
            proofs=("key_lemma_above",),
        ),
        stated(
            "geometric_mean",
            "(1 + s t)(1 + s/t)^(N-1) >= (1 + s t^(-(N-2)/N))^N, the inequality behind it",
            (Depth(2, 10), Between(s, zero, high), Between(t, zero, high)),
            (),
            (1 + s * t ** ((2 - N) / N)) ** N <= (1 + s * t) * (1 + s / t) ** (N - 1),
            proofs=("superadditive_mean",),
        ),
    ),
    mutants=(
        false_neighbour(
            stated(
                "above_unordered",
                "p >= lam and d1+ >= 0 are enough, also for d1 > d2",
                (
                    *(Depth(3, 9, stride=2), Between(d2, zero, high), Between(d1, d2, 9 * d2)),
                    *(Between(lam, -30 * p - high, p), _SHORT_STEPS),
                ),
                (d1 > 0, p >= lam, eta <= keeps_first),
                _BEHIND,
            ),
            why="for d1 > d2 both d2+ and g(q) may be negative, and d2+ more so: an even power hides the sign",
            witness={"N": "3", "d2": "1", "d1": "4", "lam": "-100", "eta": "1/28"},
        ),
        false_neighbour(
            stated(
                "above_long_steps",
                "p >= lam and d1 <= d2 are enough, whatever d1+ is",
                (*_PAIR, Between(lam, -2 * p - high, p), Between(eta, zero, high)),
                (d1 > 0, d1 <= d2, p >= lam),
                _BEHIND,
            ),
            why="two negative factors make a large positive product",
        ),
        false_neighbour(
            stated(
                "below_reversed",
                "p <= lam: p(k+1) <= g(p^(1/N))^N",
                (*_ANY_PAIR, *_BELOW),
                (d1 > 0, p <= lam),
                _BEHIND,
            ),
            why="the pair is ahead, not behind",
            witness={"N": "2", "d2": "1", "d1": "1/4", "lam": "1", "eta": "1"},
        ),
        false_neighbour(
            stated(
                "geometric_mean_larger",
                "(1 + s t)(1 + s/t)^(N-1) >= (1 + s)^N: without the power of t",
                (Depth(2, 10), Between(s, zero, high), Between(t, zero, high)),
                (),
                (1 + s) ** N <= (1 + s * t) * (1 + s / t) ** (N - 1),
            ),
            why="for N >= 3 and t > 1 the mean of t and N-1 times 1/t is below 1",
            witness={"N": "3", "s": "1", "t": "2"},
        ),
    ),
    witnesses=(
        Witness(
            claim="below",
            point={"N": "3", "d2": "1", "d1": "1", "lam": "2", "eta": "1/10"},
            says="a balanced pair is identical initialisation",
        ),
    ),
    derivation=(
        Step("a balanced pair takes the step of identical initialisation", first_next.subs({d1: s, d2: s}), g(s)),
        Step("p+ in the ratio t = d2/d1 and s = d1: p = s^N t^(N-1)", (t * s) ** (N - 1) * s, s**N * t ** (N - 1)),
    ),
)
