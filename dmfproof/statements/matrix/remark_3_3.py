r"""Remark 3.3: what noise does to the effective rank, by Weyl's inequality.

A symmetric perturbation Xi (the noise is symmetrised first) moves no eigenvalue by more than its norm:

    |lam_i(What + Xi) - lam_i(What)| <= ||Xi||.

Let the noisy matrix be learnt, with eigenvalues mu_1 >= ... >= mu_n, |mu_i - lam_i| <= xi, and compare with r(What_L)
of the clean one.  D = xi (r(What_L) + L - 2)/(lam_1 - xi) bounds |r((What+Xi)_L) - r(What_L)|.

Flow (N = 2, alpha^2 < lam_L - xi), L'' = #{i : lam_i > alpha^2 - xi}:  |r(W(t)) - r(What_L)| is at most

    (r(What_L) - 1 + D) max_{i<=L} ((lam_i + xi - alpha^2)/alpha^2) e^(-2 (lam_i - xi) t)
        + (L''-L) w(lam_{L+1} + xi)/w(lam_1 - xi) + (n-L'') alpha^2/w(lam_1 - xi) + D,

w(lam) the flow (60) of the eigenvalue lam at the time t.

Descent, eta <= 1/((3N-2) (lam_1 + xi)^(2-2/N)), (2-e) xi < e lam_L, alpha^N < (1-e)(lam_L - xi), alpha^N < e' <= c_N^N
(lam_{L+1} + xi), L'' = #{i : lam_i > alpha^N - xi}: for every integer k with

    max_{i<=L} T_N^Id(lam_i - xi, e lam_i - (2-e) xi, alpha, eta) <= k <= U(lam_{L+1} + xi; alpha -> e'^(1/N))/eta,

    |r(W(k)) - r(What_L)| <= [ (r(What_L)-1+D) e + (L''-L) e'/(lam_1-xi) + (n-L'') alpha^N/(lam_1-xi) ]/(1-e) + D

(no upper end, and e' = alpha^N, where L'' <= L).

Why: iterates and flows are ordered as the eigenvalues are, so that each condition is taken at the end of the interval
where it is hardest; mu_i may be negative, where w falls from alpha^N and stays positive.
Load-bearing: D, and Xi symmetric.
Source: CGMR Remark 3.3; the explicit interval versions are ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import partial
from typing import Any

import sympy as sp

from dmfproof.arithmetic.evaluator import Budget
from dmfproof.arithmetic.spectrum import eigenvalues
from dmfproof.statements.count_bounds import t_id
from dmfproof.statements.domain import Between, Depth, Domain, RationalMatrix, Spectrum, Whole
from dmfproof.statements.matrix.theorem_3_1 import w
from dmfproof.statements.matrix_vocabulary import (
    Above,
    L,
    MaxOver,
    Noisy,
    entry,
    i,
    largest,
    n,
    noise,
    noisy_values,
    rank_of_best,
    spectrum,
    xi,
)
from dmfproof.statements.model import Claim, Computed, Form, Mutant, Source, Statement, Step
from dmfproof.statements.rank_windows import e, e_prime, every_step, window_is_not_empty
from dmfproof.statements.vocabulary import FlowTime, N, alpha, c_N, eps, eta, lam
from dmfproof.statements.window_vocabulary import bound_no_end as bound_64
from dmfproof.statements.window_vocabulary import opens as opens_64
from dmfproof.verdict import Outcome, Verdict

zero, one = sp.Integer(0), sp.Integer(1)
t = sp.Symbol("t", nonnegative=True)
size = sp.Symbol("m", integer=True, positive=True)
clean, raw = sp.symbols("A Z", real=True)
start, square = alpha**N, alpha**2
best = rank_of_best()
next_ = entry(L + 1)
lowest = largest - xi
shift = xi * (best + L - 2) / lowest
count = Above(spectrum, start - xi)

# --- the flow ------------------------------------------------------------------------------------------------------
worst = MaxOver((entry(i) + xi - square) / square * sp.exp(-2 * (entry(i) - xi) * t), i, one, L)
_first = w(one, t, lowest)
_flow_tail = sp.Sum(w(L + 1, t, next_ + xi), (i, L + 1, count)) / _first + (n - count) * square / _first
flow_bound = (best - 1 + shift) * worst + _flow_tail + shift
flow_rank = 1 + sp.Sum(w(i, t, Noisy(spectrum, noise, xi, i)), (i, 2, n)) / w(one, t, Noisy(spectrum, noise, xi, one))

# --- descent -------------------------------------------------------------------------------------------------------
step = 1 / ((3 * N - 2) * (largest + xi) ** (2 - 2 / N))
opens = MaxOver(
    sp.ceiling(t_id.xreplace({lam: entry(i) - xi, eps: e * entry(i) - (2 - e) * xi}), evaluate=False), i, one, L
)
closes = sp.floor(FlowTime(N, next_ + xi, alpha, e_prime ** (1 / N)) / eta, evaluate=False)
_head = (best - 1 + shift) * e
bound = (_head + (count - L) * e_prime / lowest + (n - count) * start / lowest) / (1 - e) + shift
bound_no_end = (_head + (n - L) * start / lowest) / (1 - e) + shift


def _enclosures(rows: Any, digits: int) -> list[tuple[Fraction, Fraction]]:
    found = eigenvalues(rows, digits=digits)
    return [(value.low, value.high) for value in found for _ in range(value.multiplicity)]


def moved_at_most(point: Mapping[sp.Symbol, Any], budget: Budget, *, share: Fraction, entrywise: bool) -> Verdict:
    """Enclose the eigenvalues of A, of Xi = (Z + Z')/2 and of A + Xi, and compare in pairs; rational ones are exact."""
    a, z = point[clean], point[raw]
    m = len(a)
    noise_ = [[(z[p][q] + z[q][p]) / 2 for q in range(m)] for p in range(m)]
    both = [[a[p][q] + noise_[p][q] for q in range(m)] for p in range(m)]
    for digits in (15, 40, 120):
        before, after, moved = (_enclosures(rows, digits) for rows in (a, both, noise_))
        if entrywise:
            least = most = max(abs(entry_) for row in noise_ for entry_ in row)
        else:
            least, most = (max(sizes) for sizes in zip(*(_modulus(low, high) for low, high in moved), strict=True))
        gaps = [_modulus(y[0] - x[1], y[1] - x[0]) for x, y in zip(before, after, strict=True)]
        if all(high <= share * least for _, high in gaps):
            return Verdict(Outcome.CERTIFIED, "enclosed eigenvalues")
        for index, (low, _) in enumerate(gaps, 1):
            if low > share * most:
                return Verdict(Outcome.REFUTED, "enclosed eigenvalues", reason=f"lam_{index} moves farther")
    return Verdict(Outcome.UNDECIDED, "enclosed eigenvalues", reason="a tie to 120 digits")


def _modulus(low: Fraction, high: Fraction) -> tuple[Fraction, Fraction]:
    """Return the least and the greatest |x| for low <= x <= high."""
    return max(low, -high, Fraction(0)), max(high, -low)


_matrices: Domain = (Whole(size, 1, 4), RationalMatrix(clean, size, size, "symmetric"), RationalMatrix(raw, size, size))
_moved = sp.Le(sp.Function("|lam_i(A + Xi) - lam_i(A)|")(i), sp.Symbol("||Xi||", positive=True), evaluate=False)


def _weyl(name: str, says: str, tag: str, share: Fraction = Fraction(1), entrywise: bool = False) -> Claim:
    return Claim(
        name=name,
        says=says,
        form=Form.PAPER,
        tag=tag,
        domain=_matrices,
        concludes=Computed(_moved, partial(moved_at_most, share=share, entrywise=entrywise)),
        load_bearing="Xi is symmetric",
    )


_flow_domain: Domain = (
    Depth(2, 2),
    Spectrum(spectrum, 1, 5, "+0"),
    RationalMatrix(noise, 1, n),
    Whole(L, 1, n),
    Between(xi, zero, entry(L)),
    Between(alpha, zero, sp.sqrt(entry(L) - xi)),
    Between(t, zero, (sp.log(1 + entry(L) / square) + 20) / (2 * (entry(L) - xi)), "left"),
)


def _flow(name: str, says: str, relation: sp.Basic, tag: str = "sharper") -> Claim:
    return Claim(
        name=name,
        says=says,
        form=Form.SHARPER,
        tag=tag,
        domain=_flow_domain,
        assumes=(xi < entry(L), square < entry(L) - xi),
        concludes=relation,
        load_bearing="D",
    )


def _noisy(point: Mapping[sp.Symbol, Any]) -> tuple[Fraction, ...]:
    return noisy_values(point[spectrum], point[noise], point[xi])


def _descent(name: str, says: str, ends: bool, above: sp.Expr, tag: str = "sharper", opening: sp.Expr = opens) -> Claim:
    low = sp.Piecewise((sp.Rational(1, 10**8), sp.Eq(N, 2)), (sp.Rational(1, 20), True))
    most_alpha = ((1 - e) * (entry(L) - xi)) ** (1 / N)
    if ends:  # so small that the window is seldom empty
        most_alpha = sp.Min(most_alpha, c_N * (next_ + xi) ** (1 / N) / 2)
    least_alpha = low * most_alpha
    if not ends:
        rest = sp.Piecewise((zero, sp.Eq(L, n)), ((next_ + xi) ** (1 / N), True))
        least_alpha = sp.Max(least_alpha, rest)
    ending = (Between(e_prime, start, c_N**N * (next_ + xi), "right"),) if ends else ()
    not_empty = (Computed(opening <= closes, partial(window_is_not_empty, opens=opening, closes=closes)),)
    return Claim(
        name=name,
        says=says,
        form=Form.SHARPER,
        tag=tag,
        domain=(
            Depth(2, 4),
            Spectrum(spectrum, 2 if ends else 1, 5, "+0"),
            RationalMatrix(noise, 1, n),
            Whole(L, 1, sp.Min(n - 1 if ends else n, Above(spectrum, largest / 20))),
            Between(e, sp.Rational(1, 20) if ends else zero, sp.Rational(9, 10) if ends else one),
            Between(xi, zero, e * entry(L) / (2 - e) / (4 if ends else 1)),
            Between(alpha, least_alpha, most_alpha, "" if ends else "left"),
            *ending,
            Between(eta, step / 2, step, "right"),
        ),
        assumes=(
            e < 1,
            (2 - e) * xi < e * entry(L),
            start < (1 - e) * (entry(L) - xi),
            *((start < e_prime, e_prime <= c_N**N * (next_ + xi)) if ends else (sp.Eq(count, L),)),
            eta <= step,
            *(not_empty if ends else ()),
        ),
        concludes=Computed(
            sp.Le(_distance, above, evaluate=False),
            partial(every_step, opens=opening, closes=closes if ends else None, above=above, learnt=_noisy),
        ),
        load_bearing="D",
    )


_distance = sp.Abs(sp.Function("r")(sp.Symbol("k", integer=True, nonnegative=True)) - best, evaluate=False)
_lam, _first_lam, _xi = sp.symbols("lam lam_1 xi", positive=True)

STATEMENT = Statement(
    id="matrix.remark_3_3",
    title="Noise: Weyl's inequality and the effective rank of a noisy ground truth",
    source=Source("CGMR", "Remark 3.3"),
    definitions={"D": shift, "r(What_L)": best, "L''": count, "window opens": opens, "window closes": closes},
    claims=(
        _weyl("weyl", "symmetrised noise moves no eigenvalue by more than its norm", "paper"),
        _flow(
            "flow",
            "Theorem 3.1 for noisy eigenvalues against the clean r(What_L)",
            sp.Abs(flow_rank - best, evaluate=False) <= flow_bound,
        ),
        _descent("window", "Theorem 3.5 for noisy eigenvalues against the clean r(What_L), at every k", True, bound),
        _descent("no_end", "the same where no noisy eigenvalue beyond lam_L exceeds alpha^N", False, bound_no_end),
    ),
    mutants=(
        Mutant(
            claim=_weyl("weyl_nine_tenths", "... by more than 9/10 of its norm", "false", Fraction(9, 10)),
            why="Weyl's inequality is attained, by multiples of the identity",
            witness={"m": "1", "A": "0", "Z": "1"},
        ),
        Mutant(
            claim=_weyl("weyl_entrywise", "... by more than its largest entry", "false", entrywise=True),
            why="the norm of a matrix may be m times its largest entry",
            witness={"m": "2", "A": "0,0;0,0", "Z": "1,1;1,1"},
        ),
        Mutant(
            claim=_flow(
                "flow_without_shift",
                "the flow's bound without D",
                sp.Abs(flow_rank - best, evaluate=False) <= flow_bound - shift * (1 + worst),
                "false",
            ),
            why="the noisy matrix has another effective rank",
        ),
        Mutant(
            claim=Claim(
                name="noise_ignored",
                says="Theorem 3.5 holds for noisy eigenvalues as if there were no noise",
                form=Form.PAPER,
                tag="false",
                domain=(
                    Depth(2, 3),
                    Spectrum(spectrum, 2, 4, "+"),
                    RationalMatrix(noise, 1, n),
                    Whole(L, n, n),
                    Between(e, zero, one),
                    Between(xi, zero, entry(n) / 2),
                    Between(alpha, ((1 - e) * entry(n) / 100) ** (1 / N), ((1 - e) * (entry(n) - xi)) ** (1 / N)),
                    Between(eta, step / 2, step, "right"),
                ),
                assumes=(sp.Eq(L, n), e < 1, start < (1 - e) * (entry(n) - xi), eta <= step),
                concludes=Computed(
                    sp.Le(_distance, bound_64, evaluate=False),
                    partial(every_step, opens=opens_64, closes=None, above=bound_64, learnt=_noisy),
                ),
                load_bearing="D",
            ),
            why="the noisy matrix has another effective rank, and comes near to it at another time",
        ),
    ),
    derivation=(
        Step(
            "D, one eigenvalue: (lam_i + xi)/(lam_1 - xi) - lam_i/lam_1",
            (_lam + _xi) / (_first_lam - _xi) - _lam / _first_lam,
            _xi * (1 + _lam / _first_lam) / (_first_lam - _xi),
        ),
        Step(
            "and lam_i/lam_1 - (lam_i - xi)/(lam_1 + xi), which is smaller",
            _lam / _first_lam - (_lam - _xi) / (_first_lam + _xi),
            _xi * (1 + _lam / _first_lam) / (_first_lam + _xi),
        ),
    ),
)
