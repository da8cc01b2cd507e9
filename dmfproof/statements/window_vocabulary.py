"""Write down the window of Theorem 3.5, (63), its bounds (64), where both are drawn, and claims about every k of it.

What they say, and why they hold, is said in `matrix.theorem_3_5`; Remarks 3.3 and 3.6 use them.
"""

from __future__ import annotations

from functools import partial

import sympy as sp

from dmfproof.statements.count_bounds import t_id, t_id_paper
from dmfproof.statements.domain import Between, Depth, Domain, Spectrum, Whole
from dmfproof.statements.matrix_vocabulary import (
    Above,
    L,
    MaxOver,
    above_start,
    entry,
    i,
    largest,
    n,
    of_entry,
    rank_of_best,
    spectrum,
)
from dmfproof.statements.model import Claim, Computed, Form
from dmfproof.statements.rank_windows import e, e_prime, every_step, window_is_not_empty
from dmfproof.statements.vocabulary import FlowTime, HittingTime, N, alpha, c_N, eps, eta, k, lam

zero, one = sp.Integer(0), sp.Integer(1)
start = alpha**N
next_ = entry(L + 1)
root_1 = largest ** (1 / N)
step = 1 / ((3 * N - 2) * largest ** (2 - 2 / N))
count = above_start()
best = rank_of_best()


def ceiling_of(bound: sp.Expr) -> sp.Expr:
    """Return a bound of Theorem 2.4 for lam_i and the accuracy e lam_i, rounded up."""
    return sp.ceiling(bound.xreplace({lam: entry(i), eps: e * entry(i)}), evaluate=False)


opens = MaxOver(ceiling_of(t_id), i, one, L)
opens_paper = MaxOver(ceiling_of(t_id_paper), i, one, L)
closes = sp.floor(FlowTime(N, next_, alpha, e_prime ** (1 / N)) / eta, evaluate=False)
reached = MaxOver(of_entry(HittingTime(N, lam, alpha, eta, e * lam), lam), i, one, L)
left = HittingTime(N, next_, alpha, eta, next_ - e_prime)

slack = best - 1
rest = (n - count) * start / largest
bound_64 = (slack * e + (count - L) * e_prime / largest + rest) / (1 - e)
bound_no_end = (slack * e + (n - L) * start / largest) / (1 - e)
above = (slack * e + sp.Sum(sp.Min(e_prime, entry(i)), (i, L + 1, count)) / largest + rest) / (1 - e)
below = slack * e

effective = sp.Function("r")
_distance = sp.Abs(effective(k) - best, evaluate=False)
reachable = sp.Piecewise((sp.Rational(1, 10**6), sp.Eq(N, 2)), (N * sp.Rational(1, 20), True))


def with_end(*, seldom_empty: bool) -> Domain:
    """Return the domain where the window ends, alpha^N < c_N^N lam_{L+1}; all of it or where it is seldom empty."""
    most_alpha, most_e = c_N * next_ ** (1 / N), 1 - start / entry(L)
    if seldom_empty:
        most_alpha = most_alpha / 2
    return (
        Depth(2, 5),
        Spectrum(spectrum, 2, 6, "+0"),
        Whole(L, 1, sp.Min(n - 1, Above(spectrum, largest / 20))),
        Between(alpha, reachable * next_ ** (1 / N), most_alpha),
        Between(e, most_e / 50 if seldom_empty else zero, most_e),
        Between(e_prime, start, c_N**N * next_, "right"),
        Between(eta, step / 4, step, "right"),
    )


def without_end() -> Domain:
    """Return the domain where the window never ends: lam_{L+1} <= alpha^N < lam_L, or L = n."""
    least = entry(L) ** (1 / N) / 20
    low = sp.Piecewise((least, sp.Eq(L, n)), (sp.Max(next_ ** (1 / N), least), True))
    return (
        Depth(2, 5),
        Spectrum(spectrum, 1, 6, "+0"),
        Whole(L, 1, sp.Min(n, Above(spectrum, largest / 20))),
        Between(alpha, low, entry(L) ** (1 / N), "left"),
        Between(e, zero, 1 - start / entry(L)),
        Between(eta, step / 4, step, "right"),
    )


started = (e < 1, start < (1 - e) * entry(L))
ending = (*started, start < e_prime, e_prime <= c_N**N * next_)
_endless = (*started, sp.Eq(count, L))


def window_claim(
    name: str,
    says: str,
    form: Form,
    tag: str,
    *,
    ends: bool,
    opening: sp.Expr = opens,
    above: sp.Expr,
    below: sp.Expr | None = None,
    domain: Domain | None = None,
    shown: sp.Basic | None = None,
    more: tuple[sp.Basic, ...] = (),
    load_bearing: str = "the maximum over i <= L and the factor 1/(1-e)",
) -> Claim:
    """Build a claim about every k of the window."""
    closing = closes if ends else None
    decide = partial(every_step, opens=opening, closes=closing, above=above, below=below)
    not_empty = (Computed(opening <= closes, partial(window_is_not_empty, opens=opening, closes=closes)),)
    formula = shown if shown is not None else (_distance <= above)
    small = eta < step if form is Form.PAPER else eta <= step
    return Claim(
        name=name,
        says=says,
        form=form,
        tag=tag,
        domain=domain or (with_end(seldom_empty=True) if ends else without_end()),
        assumes=(*(ending if ends else _endless), *more, small, *(not_empty if ends else ())),
        concludes=Computed(formula, decide),
        load_bearing=load_bearing,
    )
