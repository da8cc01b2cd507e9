r"""Theorem 3.1: when the effective rank of the gradient flow is near that of the best approximation of rank L (N = 2).

What PSD, 1 <= L <= n, alpha^2 < lam_L, L' = #{i : lam_i > alpha^2}.  The flow has the eigenvalues (60)

    w_i(t) = lam_i/(1 + g_i(t)),  g_i(t) = ((lam_i - alpha^2)/alpha^2) e^(-2 lam_i t);
    w_i(t) = alpha^2/(1 + 2 alpha^2 t) for lam_i = 0.

Where max_{i<=L} g_i(t) <= e1, w_{L+1}(t) <= e2 w_1(t) and alpha^2 <= e3 w_1(t), r denoting the effective rank,

    (61)  |r(W(t)) - r(What_L)| <= (r(What_L) - 1) e1 + (L' - L) e2 + (n - L') e3.

The claims take the smallest e1, e2, e3 that t allows, so that nothing is lost.  Sharper, one side at a time:

    r(W(t)) - r(What_L) <= (r(What_L) - 1) g_1(t) + (L' - L) e2 + (n - L') e3,
    r(What_L) - r(W(t)) <= (r(What_L) - 1) e1/(1 + e1).

Only g_L instead of the maximum will do once t >= 1/(2 (lam_L - alpha^2)): from then on g decreases in lam.  That gives
a window in closed form: for e3 = alpha^2 (1 + e1)/lam_1 it begins at

    max( 1/(2 (lam_L - alpha^2)), ln((lam_L - alpha^2)/(alpha^2 e1))/(2 lam_L) )

and ends, where lam_{L+1} > alpha^2, at ln((lam_{L+1} - alpha^2)/(alpha^2 q))/(2 lam_{L+1}), q = lam_{L+1} (1 + e1)/(e2
lam_1) - 1 (never, if q <= 0).

Why: w_i/w_1 - lam_i/lam_1 = (lam_i/lam_1) (g_1 - g_i)/(1 + g_i), and an eigenvalue that does not exceed alpha^2 falls.
Load-bearing: the maximum over i <= L (see the mutant), and alpha^2 < lam_L.
Source: CGMR Theorem 3.1, (60), (61); the one-sided bounds and the window in closed form are ours.
"""

from __future__ import annotations

from typing import Any

import sympy as sp

from dmfproof.statements.builders import false_neighbour, stated
from dmfproof.statements.domain import Between, Depth, Domain, Spectrum, Whole
from dmfproof.statements.matrix_vocabulary import Above, L, MaxOver, entry, i, largest, n, rank_of_best, spectrum
from dmfproof.statements.model import Claim, Form, Source, Statement, Step, Witness
from dmfproof.statements.vocabulary import alpha

zero, one = sp.Integer(0), sp.Integer(1)
t = sp.Symbol("t", nonnegative=True)
where = sp.Symbol("p", nonnegative=True)
e1, e2 = sp.symbols("e1 e2", positive=True)
start = alpha**2
next_ = entry(L + 1)


def g(index: sp.Expr, time: sp.Expr) -> sp.Expr:
    """Return g_index of (60)."""
    return (entry(index) - start) / start * sp.exp(-2 * entry(index) * time)


def w(index: sp.Expr, time: sp.Expr, truth: sp.Expr | None = None) -> sp.Expr:
    """Return the eigenvalue w_index of the flow, (60), or that of another ground truth."""
    lam_i = entry(index) if truth is None else truth
    rest = sp.exp(-2 * lam_i * time)
    return sp.Piecewise(
        (start / (1 + 2 * start * time), sp.Eq(lam_i, 0)), (start * lam_i / (lam_i * rest + start * (1 - rest)), True)
    )


def rank(time: sp.Expr) -> sp.Expr:
    """Return the effective rank of the flow: its largest eigenvalue is the first (Lemma 3.4)."""
    return 1 + sp.Sum(w(i, time), (i, 2, n)) / w(one, time)


best = rank_of_best()
count = Above(spectrum, start)
slack = best - 1
worst = MaxOver(g(i, t), i, one, L)
tail = sp.Piecewise((w(L + 1, t) / w(one, t), count > L), (zero, True)) * (count - L) + (n - count) * start / w(one, t)
bound = slack * worst + tail

# The window in closed form.
opens = sp.Max(1 / (2 * (entry(L) - start)), sp.log((entry(L) - start) / (start * e1)) / (2 * entry(L)))
q = next_ * (1 + e1) / (e2 * largest) - 1
closes = sp.log((next_ - start) / (start * q)) / (2 * next_)
in_window = opens + where * (closes - opens)
window_bound = slack * e1 + (count - L) * e2 + (n - count) * start * (1 + e1) / largest
# e2 for which the window is a point, and from which it never closes
least_e2 = next_ * (1 + e1) / (largest * (1 + g(L + 1, opens)))
most_e2 = next_ * (1 + e1) / largest
greatest_e1 = 3 * (entry(L) - start) / start
_later = (sp.log(1 + entry(L) / start) + 30) / (2 * entry(L))


def _spectrum(least: int) -> tuple[Depth, Spectrum]:
    return Depth(2, 2), Spectrum(spectrum, least, 6, "+0")


def _domain(latest: sp.Expr = _later) -> Domain:
    return (
        *_spectrum(1),
        Whole(L, 1, n),
        Between(alpha, zero, sp.sqrt(entry(L))),
        Between(t, zero, latest, "left"),
    )


def _claim(
    name: str, says: str, relation: sp.Basic, domain: Domain | None = None, *more: sp.Basic, **told: Any
) -> Claim:
    assumes = (start < entry(L), *more)
    bearing = "the maximum over all i <= L"
    return stated(name, says, domain or _domain(), assumes, relation, load_bearing=bearing, **told)


def _window_domain(closing: bool) -> Domain:
    """Return the domain of the closed form: alpha^2 < lam_{L+1}, or lam_{L+1} <= alpha^2 (L = n included)."""
    if closing:
        return (
            *_spectrum(2),
            Whole(L, 1, n - 1),
            Between(alpha, zero, sp.sqrt(next_)),
            Between(e1, zero, greatest_e1),
            Between(e2, least_e2, most_e2),
            Between(where, zero, one, "both"),
        )
    return (
        *_spectrum(1),
        Whole(L, 1, n),
        Between(alpha, sp.Piecewise((zero, sp.Eq(L, n)), (sp.sqrt(next_), True)), sp.sqrt(entry(L)), "left"),
        Between(e1, zero, greatest_e1),
        Between(t, opens, opens + _later, "left"),
    )


def _window(name: str, says: str, relation: sp.Basic, domain: Domain, *more: sp.Basic) -> Claim:
    bearing = "t >= 1/(2 (lam_L - alpha^2))"
    return stated(name, says, domain, (start < entry(L), *more), relation, load_bearing=bearing)


_settled = 1 / (2 * (entry(L) - start))
other = sp.Symbol("j", integer=True, positive=True)
# g_j <= g_L, written so that equal eigenvalues make it an exact equality
_no_larger = (entry(other) - start) * sp.exp(-2 * (entry(other) - entry(L)) * t) <= entry(L) - start
_distance = sp.Abs(rank(t) - best, evaluate=False)
_in_window = sp.Abs(rank(in_window) - best, evaluate=False)
_z, _lam, _lam_1, _a, _g, _g_1 = sp.symbols("z lam lam_1 a g g_1", positive=True)
_flow = _lam * _a / (_a + (_lam - _a) * _z)
_s = sp.Symbol("s", positive=True)

STATEMENT = Statement(
    id="matrix.theorem_3_1",
    title="Effective rank of the gradient flow on two factors",
    source=Source("CGMR", "Theorem 3.1, (60), (61)"),
    definitions={"r(What_L)": best, "L'": count, "r(W(t))": rank(t), "window opens": opens, "window closes": closes},
    claims=(
        _claim("on_the_sets", "(61), with the smallest e1, e2, e3 for t", _distance <= bound, tag="paper 45%"),
        _claim(
            "from_above",
            "the rank exceeds r(What_L) by no more than (r(What_L) - 1) g_1 + (L'-L) e2 + (n-L') e3",
            rank(t) <= best + slack * g(one, t) + tail,
        ),
        _claim(
            "from_below",
            "the rank falls short of r(What_L) by no more than (r(What_L) - 1) e1/(1 + e1)",
            best - rank(t) <= slack * worst / (1 + worst),
        ),
        _claim(
            "last_suffices",
            "from t = 1/(2(lam_L - alpha^2)) on, g_L bounds all g_j, j <= L, and replaces the maximum",
            sp.And(_distance <= slack * g(L, t) + tail, _no_larger),
            (*_domain()[:-1], Between(t, _settled, _settled + _later, "left"), Whole(other, 1, L)),
            _settled <= t,
        ),
        _window(
            "window",
            "lam_{L+1} > alpha^2: (61) at every t of the window in closed form, its two ends (p = 0, 1) included",
            _in_window <= window_bound,
            _window_domain(True),
            start < next_,
            least_e2 <= e2,
            where <= 1,
        ),
        _window(
            "no_end",
            "lam_{L+1} <= alpha^2, or L = n: (61) at every t from where the window opens",
            _distance <= slack * e1 + (n - L) * start * (1 + e1) / largest,
            _window_domain(False),
            sp.Eq(count, L),
            opens <= t,
        ),
    ),
    mutants=(
        false_neighbour(
            _claim(
                "only_last",
                "(61) with g_L(t) instead of the maximum over i <= L",
                _distance <= slack * g(L, t) + tail,
                _domain(2 / entry(L)),
                form=Form.PAPER,
            ),
            why="at first g is largest for the largest eigenvalue",
            witness={
                "N": "2",
                "spectrum": "2.2525,.074271,.047669",
                "L": "2",
                "alpha": ".217882",
                "t": ".073",
            },
        ),
        false_neighbour(
            _claim(
                "without_the_rest",
                "(61) without the eigenvalues below alpha^2",
                _distance <= bound - (n - count) * start / w(one, t),
                form=Form.PAPER,
            ),
            why="an eigenvalue below alpha^2 falls no faster than 1/t",
        ),
        false_neighbour(
            _claim(
                "from_above_without_head",
                "the rank exceeds r(What_L) by no more than the tail",
                rank(t) <= best + tail,
            ),
            why="the first eigenvalue is late at first",
        ),
        false_neighbour(
            _claim(
                "from_below_half",
                "the rank falls short by no more than half of (r(What_L) - 1) e1/(1 + e1)",
                best - rank(t) <= slack * worst / (1 + worst) / 2,
            ),
            why="the factor 1 is attained where lam_1 has converged and lam_L has not",
        ),
        false_neighbour(
            _window(
                "window_until_e2",
                "the window may stay open 10% longer",
                sp.Abs(rank(opens + (closes * sp.Rational(11, 10) - opens) * where) - best, evaluate=False)
                <= window_bound,
                _window_domain(True),
                start < next_,
                least_e2 <= e2,
            ),
            why="beyond the end lam_{L+1} is no longer small",
        ),
    ),
    witnesses=(
        Witness(
            claim="from_above",
            point={"N": "2", "spectrum": "1,1/1000000", "L": "1", "alpha": "1/100", "t": "0"},
            says="at t = 0 the rank is n, and with L = 1 the tail is all",
        ),
    ),
    derivation=(
        Step(
            "(60) solves the flow w' = 2 w (lam - w): w = lam a/(a + (lam-a) z), z = e^(-2 lam t), z' = -2 lam z",
            sp.Derivative(_flow, _z) * (-2 * _lam * _z),
            2 * _flow * (_lam - _flow),
        ),
        Step("and starts at a = alpha^2", _flow.subs(_z, 1), _a),
        Step(
            "for lam = 0 the flow is w' = -2 w^2",
            sp.Derivative(_a / (1 + 2 * _a * _s), _s),
            -2 * (_a / (1 + 2 * _a * _s)) ** 2,
        ),
        Step(
            "the head, one eigenvalue: w_i/w_1 - lam_i/lam_1",
            _lam / (1 + _g) / (_lam_1 / (1 + _g_1)) - _lam / _lam_1,
            _lam / _lam_1 * (_g_1 - _g) / (1 + _g),
        ),
        Step(
            "ln g falls in lam from t = 1/(2 (lam - alpha^2)) on: its slope is 1/(lam - alpha^2) - 2 t",
            sp.Derivative(sp.log(_lam - _a) - sp.log(_a) - 2 * _lam * _s, _lam),
            1 / (_lam - _a) - 2 * _s,
        ),
    ),
)
