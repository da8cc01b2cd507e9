r"""Theorem 3.5: a window of iterations in which the effective rank is near that of the best approximation of rank L.

What PSD, N >= 2, eta < 1/((3N-2) lam_1^(2-2/N)), 0 < e < 1, alpha^N < (1-e) lam_L, L' = #{i : lam_i > alpha^N}; if
lam_{L+1} > alpha^N let alpha^N < e' <= c_N^N lam_{L+1}.  For every integer k of the window

    (63)  max_{i<=L} T_N^Id(lam_i, e lam_i, alpha, eta) <= k <= U(lam_{L+1}; alpha -> e'^(1/N))/eta

(no upper end if lam_{L+1} <= alpha^N or L = n), r denoting the effective rank,

    (64)  |r(W(k)) - r(What_L)| <= [ (r(What_L) - 1) e + (L'-L) e'/lam_1 + (n-L') alpha^N/lam_1 ] / (1-e).

Sharper: T_N^Id with our logarithmic delay; and one side at a time, w_i <= lam_i and a rest that is never negative give

    r(W(k)) - r(What_L) <= [ (r(What_L) - 1) e + sum_{L<i<=L'} min(e', lam_i)/lam_1 + (n-L') alpha^N/lam_1 ] / (1-e),
    r(What_L) - r(W(k)) <= (r(What_L) - 1) e.

Why: (1-e) lam_i <= w_i <= lam_i for i <= L from the window's beginning on, w_i <= e' for L < i <= L' until its end
(Lemma 3.8), and w_i <= alpha^N for the others.  The claims `opens_late_enough` and `closes_early_enough` hold the two
ends against the certified iterates at any scale: (63) lies inside the exact window, and their tightness tells how far.
The other claims decide (64) at every k of the window.
Load-bearing: the factor 1/(1-e) and the maximum over i <= L (see the mutants).
Drawn are lam_L >= lam_1/20 and, for N >= 3, alpha not far below the eigenvalues, to keep the number of steps in reach;
for claims about all k of a window that ends, also alpha and e for which it is seldom empty.
Source: CGMR Theorem 3.5, (63), (64).
"""

from __future__ import annotations

import sympy as sp

from dmfproof.statements.builders import false_neighbour
from dmfproof.statements.count_bounds import t_id
from dmfproof.statements.domain import Domain
from dmfproof.statements.matrix_vocabulary import L, MaxOver, i
from dmfproof.statements.model import Claim, Form, Source, Statement, Step
from dmfproof.statements.rank_windows import e
from dmfproof.statements.vocabulary import eta, k
from dmfproof.statements.window_vocabulary import (
    above,
    below,
    best,
    bound_64,
    bound_no_end,
    ceiling_of,
    closes,
    count,
    effective,
    ending,
    left,
    opens,
    opens_paper,
    reached,
    slack,
    started,
    step,
    window_claim,
    with_end,
    without_end,
)


def _end_claim(name: str, says: str, form: Form, tag: str, relation: sp.Basic, domain: Domain, ends: bool) -> Claim:
    return Claim(
        name=name,
        says=says,
        form=form,
        tag=tag,
        domain=domain,
        assumes=(*(ending if ends else started), eta < step if form is Form.PAPER else eta <= step),
        concludes=relation,
        load_bearing="the step size",
    )


_sides = sp.And(effective(k) - best <= above, best - effective(k) <= below)
_lam, _e, _first = sp.symbols("lam e lam_1", positive=True)

STATEMENT = Statement(
    id="matrix.theorem_3_5",
    title="A window of iterations around the best approximation of rank L",
    source=Source("CGMR", "Theorem 3.5, (63), (64)"),
    definitions={
        "r(What_L)": best,
        "L'": count,
        "window opens": opens,
        "window opens (paper)": opens_paper,
        "window closes": closes,
    },
    claims=(
        window_claim(
            "window_paper",
            "(64) at every integer k of (63)",
            Form.PAPER,
            "paper 75%",
            ends=True,
            opening=opens_paper,
            above=bound_64,
        ),
        window_claim(
            "window",
            "at every k of the window with our T_N^Id: the two sides of (64) apart, and min(e', lam_i) for e'",
            Form.SHARPER,
            "sharper",
            ends=True,
            above=above,
            below=below,
            shown=_sides,
        ),
        window_claim(
            "no_end_paper",
            "lam_{L+1} <= alpha^N, or L = n: (64) at every k from the window's beginning on",
            Form.PAPER,
            "paper 75%",
            ends=False,
            opening=opens_paper,
            above=bound_no_end,
        ),
        window_claim(
            "no_end",
            "lam_{L+1} <= alpha^N, or L = n: the two sides of (64) at every k from our T_N^Id on",
            Form.SHARPER,
            "sharper",
            ends=False,
            above=bound_no_end,
            below=below,
            shown=sp.And(effective(k) - best <= bound_no_end, best - effective(k) <= below),
        ),
        _end_claim(
            "opens_late_enough_paper",
            "when (63) begins, every eigenvalue up to lam_L has come within e lam_i",
            Form.PAPER,
            "paper 75%",
            reached <= opens_paper,
            without_end(),
            False,
        ),
        _end_claim(
            "opens_late_enough",
            "the same with our T_N^Id",
            Form.SHARPER,
            "sharper",
            reached <= opens,
            without_end(),
            False,
        ),
        _end_claim(
            "closes_early_enough",
            "when (63) ends, lam_{L+1} has not come up to e'",
            Form.PAPER,
            "paper 75%",
            closes < left,
            with_end(seldom_empty=False),
            True,
        ),
    ),
    mutants=(
        false_neighbour(
            window_claim(
                "without_factor",
                "(64) without 1/(1-e)",
                Form.PAPER,
                "false",
                ends=False,
                above=bound_no_end * (1 - e),
            ),
            why="w_1 may still be as small as (1-e) lam_1",
            witness={
                "N": "4",
                "spectrum": "2.5,.0092982",
                "L": "1",
                "alpha": ".37723",
                "e": ".1",
                "eta": ".0251",
            },
        ),
        false_neighbour(
            window_claim(
                "only_last_time",
                "(63) begins at T_N^Id(lam_L, e lam_L, alpha, eta)",
                Form.PAPER,
                "false",
                ends=False,
                opening=MaxOver(ceiling_of(t_id), i, L, L),
                above=bound_no_end,
            ),
            why="alpha^N just below (1-e) lam_L makes T_L about 0, while lam_1 has hardly moved",
        ),
        false_neighbour(
            window_claim(
                "smaller_rest",
                "(64) without the eigenvalues below alpha^N",
                Form.PAPER,
                "false",
                ends=False,
                above=slack * e / (1 - e),
            ),
            why="they fall no faster than k^(-N/(2N-2)) if they are 0",
        ),
        false_neighbour(
            window_claim(
                "below_quarter",
                "r(What_L) - r(W(k)) <= (r(What_L) - 1) e/4, a quarter of the bound",
                Form.SHARPER,
                "false",
                ends=False,
                above=bound_no_end,
                below=below / 4,
            ),
            why="lam_1 has converged long before lam_L comes within e lam_L",
        ),
        false_neighbour(
            _end_claim(
                "closes_later",
                "(63) may end an eighth later",
                Form.PAPER,
                "false",
                sp.floor(closes * sp.Rational(9, 8)) < left,
                with_end(seldom_empty=False),
                True,
            ),
            why="for small steps descent follows the flow",
        ),
        false_neighbour(
            _end_claim(
                "opens_earlier",
                "(63) may begin a quarter earlier",
                Form.SHARPER,
                "false",
                reached <= sp.ceiling(opens * sp.Rational(3, 4)),
                without_end(),
                False,
            ),
            why="the bound is within a few percent of the hitting time where the first phase is long",
        ),
    ),
    derivation=(
        Step(
            "the head from above: w_i <= lam_i and w_1 >= (1-e) lam_1",
            _lam / ((1 - _e) * _first) - _lam / _first,
            _lam / _first * _e / (1 - _e),
        ),
        Step(
            "the head from below: w_i >= (1-e) lam_i and w_1 <= lam_1",
            _lam / _first - (1 - _e) * _lam / _first,
            _e * _lam / _first,
        ),
    ),
)
