r"""The abstract's claim that the effective rank increases after a few steps: where it is false, and where it is true.

The claim: "apart from few initial steps of the iterations, the effective rank is monotonically increasing".  Let What
be PSD, N >= 2, identical initialisation, eta <= 1/((3N-2) lam_1^(2-2/N)), alpha^N < lam_1, r(k) = r(W(k)).

* False as it stands: if some lam_j < alpha^N (any zero eigenvalue: a What of low rank), then r(k+1) < r(k) for every k
  from some k on.  lam_j relaxes more slowly than every eigenvalue above alpha^N (at the rate k^(-N/(2N-2)) for lam_j =
  0), and while it falls r falls.  False for N = 1, too: there r falls strictly at every step.

* True if all lam_i > alpha^N.  r falls, then rises for ever: if r(k+1) >= r(k), then r(k+2) >= r(k+1) (that much holds
  for lam_i >= alpha^N).  It has turned at the latest at the explicit k0 = max_i k0(lam_1, lam_i) over lam_i < lam_1:
  with rho_i = lam_i^(1/N), x = sqrt(rho_1 rho_i), c = eta h(x) (h that of lam_1), theta_i = eta N lam_i^(2-2/N) and k1
  the bound T_N^Id at which d_1 has passed x,

      k0 = k1 + [ ln( N rho_1^(2N-3) (rho_1 - x) / (alpha^(N-2) rho_i^(N-1) (rho_i - alpha)) ) - k1 ln(1 - theta_i) ]^+
                / ( ln(1 - theta_i) - ln(1 - c) ),      rounded up.

Why.  With s_i = d_i^(N-2)(lam_i - d_i^N), X_i = d_i^(2N-2), u_i = 1 + eta s_i a step is w_i -> w_i u_i^N and

      s_i -> F(s_i, X_i) = u_i^(N-2) (s_i - X_i (u_i^N - 1)),   decreasing in X, increasing in s.

(1) s_1 <= s_i persists, as X_1 >= X_i: F(s_1, X_1) <= F(s_1, X_i) <= F(s_i, X_i).  So each ratio w_i/w_1 falls, then
rises.  At k0 the contraction of d_1, faster than that of d_i, has brought s_1 below all s_i; hence k0.
(2) The sum of the ratios: put p_i = w_i/sum w, z_i = u_i^N, phi(u) = 1 + eta F(s, X_1), Psi = phi^N as a function of z.
r(k+1) >= r(k) is m := sum p_i z_i >= z_1.  As X_i <= X_1, u_i+ >= phi(u_i), with equality for i = 1.  If z Psi(z) is
convex and Psi increases, Jensen gives sum p_i z_i (u_i+)^N >= m Psi(m) >= m Psi(z_1) = m (u_1+)^N, which is r(k+2) >=
r(k+1).  With chi = eta X_1 <= kappa = 1/(3N-2) and 1 <= u <= 1 + kappa m_N, m_N = max z^(N-2)(1 - z^N) over [0, 1]
(m_2 = 1, m_3 < .48, and m_N <= max a(1-a^2) < .39 for N >= 4), that needs

      N u - (N-2)(1-chi) - 2 (2N-1) chi u^N >= 0     (convex),
      (N-1) u - (N-2)(1-chi) - (2N-2) chi u^N >= 0   (increases).

Both are concave in u and linear in chi.  At chi = 0 they are at least 2 and 1; at chi = kappa, u = 1 they are (3N-4)/
(3N-2) and (2N-2)/(3N-2); at chi = kappa and the largest u they are 5/32 and 15/32 for N = 2, more than .3 for N >= 3,
where u^N <= e^(3/14) < 1.24.  The flow is the limit eta -> 0, so that its effective rank is unimodal, too.

Load-bearing: all lam_i > alpha^N; N >= 2; the step size (with larger steps lam_1 overshoots and r oscillates).
Source: CGMR abstract (v1) and section 3; the refutation, the dichotomy, the proofs and k0 are ours.
"""

from __future__ import annotations

from functools import partial

import sympy as sp

from dmfproof.statements.builders import false_neighbour, stated
from dmfproof.statements.domain import Between, Depth, Domain, Spectrum, Whole
from dmfproof.statements.eigenvalue_pair import above, any_pair, behind, d_1, d_i, k0, k1, pair, ratio_rises, rising
from dmfproof.statements.matrix_vocabulary import Above, EffectiveRank, L, entry, largest, n, spectrum
from dmfproof.statements.model import BoxCover, Computed, Form, Source, Statement, Step, Witness
from dmfproof.statements.rank_monotone import falls_for_ever, falls_then_rises, rises_at_last
from dmfproof.statements.vocabulary import N, alpha, eta, k

zero, one = sp.Integer(0), sp.Integer(1)
step = 1 / ((3 * N - 2) * largest ** (2 - 2 / N))
start = alpha**N
r = sp.Function("r")


def _all_above(most: sp.Expr = step, depth: tuple[int, int] = (2, 6)) -> Domain:
    return (
        Depth(*depth),
        Spectrum(spectrum, 2, 6, "+"),
        Between(alpha, entry(n) ** (1 / N) / 20, entry(n) ** (1 / N), "right"),
        Between(eta, most / 4, most, "right"),
    )


def _some_below() -> Domain:
    """Return a domain with alpha^N between two neighbours, at least a factor 2 from each."""
    return (
        Depth(2, 5),
        Spectrum(spectrum, 2, 6, "+0"),
        Whole(L, 1, sp.Min(n - 1, Above(spectrum, largest / 20))),
        Between(
            alpha, sp.Max((2 * entry(L + 1)) ** (1 / N), (entry(L) / 100) ** (1 / N)), (entry(L) / 2) ** (1 / N), "both"
        ),
        Between(eta, step / 8, step, "right"),
    )


_rank_falls = EffectiveRank(k + 1, N, spectrum, alpha, eta) < EffectiveRank(k, N, spectrum, alpha, eta)
_falls_again = sp.Implies(r(k + 1) >= r(k), r(k + 2) >= r(k + 1))
_falls = r(k + 1) < r(k)
_rises = r(k + 1) >= r(k)
_claim = partial(stated, load_bearing="all lam_i > alpha^N")
_false = partial(_claim, form=Form.PAPER)
_u, _chi = sp.symbols("u chi", nonnegative=True)
greatest_chi = 1 / (3 * N - 2)
# eta s <= kappa m_N, and m_2 = 1, m_N <= 1/2 for N >= 3
_greatest_u = sp.Piecewise((sp.Rational(5, 4), sp.Eq(N, 2)), (1 + greatest_chi / 2, True))
convex = N * _u - (N - 2) * (1 - _chi) - 2 * (2 * N - 1) * _chi * _u**N
increases = (N - 1) * _u - (N - 2) * (1 - _chi) - (2 * N - 2) * _chi * _u**N
_box = (Depth(2, 12), Between(_chi, zero, greatest_chi, "both"), Between(_u, one, _greatest_u, "both"))


def _cover(claim: str, depth: int) -> BoxCover:
    """Cover the whole box of a scalar inequality at one depth."""
    kappa = sp.Rational(1, 3 * depth - 2)
    most = 1 + kappa * (1 if depth == 2 else sp.Rational(1, 2))
    return BoxCover(claim=claim, fixed={"N": str(depth)}, box={"chi": ("0", str(kappa)), "u": ("1", str(most))})


_LOW_RANK = {"N": "2", "spectrum": "1,1/2,0", "L": "2", "alpha": "1/10", "eta": "1/20"}
_S, _X, _eta = sp.symbols("s X eta", positive=True)
_U = 1 + _eta * _S
_d = sp.Symbol("d", positive=True)
_F = _U ** (N - 2) * (_S - _X * (_U**N - 1))
_v, _c = sp.symbols("u chi", positive=True)
_q = _v + _v**N - _v ** (N - 1) - _c * _v ** (2 * N - 1) + _c * _v ** (N - 1)
_f = 1 + _v ** (N - 1) - _v ** (N - 2) - _c * _v ** (2 * N - 2) + _c * _v ** (N - 2)
_truth = _S * _d ** (2 - N) + _d**N

STATEMENT = Statement(
    id="matrix.monotone_effective_rank",
    title="Where the effective rank increases after a few steps, and where it never does",
    source=Source("CGMR", "abstract (v1) and section 3"),
    definitions={"k0": k0, "k1": k1},
    claims=(
        _claim(
            "falls_then_rises",
            "all lam_i >= alpha^N: once r(W(k)) has not fallen in a step, it never falls again",
            _all_above(),
            (start <= entry(n), eta <= step),
            Computed(_falls_again, falls_then_rises),
        ),
        _claim(
            "turns_by_k0",
            "lam > mu > alpha^N: from the explicit k0 on w_mu/w_lam increases, and so does r if this holds for every "
            "pair (lam_1, lam_i)",
            pair,
            above,
            ratio_rises(k0),
            argument="s_1 <= s_i at k0 persists (`ratio_keeps_rising`), and w_i/w_1 grows in a step iff s_1 <= s_i",
        ),
        _claim(
            "ratio_keeps_rising",
            "d_i <= d_1 <= rho_1 and s_1 <= s_i imply s_1+ <= s_i+: a ratio that rises goes on rising",
            any_pair,
            rising,
            behind,
        ),
        *(
            _claim(
                name, f"{says} for all chi, u that occur", _box, (_chi <= greatest_chi, _u <= _greatest_u), bracket > 0
            )
            for name, says, bracket in (
                ("convex", "z Psi(z) is convex: N u - (N-2)(1-chi) - 2(2N-1) chi u^N > 0", convex),
                ("increases", "Psi increases: (N-1) u - (N-2)(1-chi) - (2N-2) chi u^N > 0", increases),
            )
        ),
        _claim(
            "falls_for_ever",
            "lam_L > alpha^N > lam_{L+1} >= 0: from some k on r(W(k)) falls strictly at every step",
            _some_below(),
            (start < entry(L), entry(L + 1) < start, eta <= step),
            Computed(_falls, falls_for_ever),
        ),
        _claim(
            "depth_one",
            "N = 1: r(W(k)) falls strictly at every step, unless all eigenvalues are equal",
            (
                Depth(1, 1),
                Spectrum(spectrum, 2, 6, "+"),
                Between(alpha, zero, entry(n)),
                Between(eta, zero, one),
                Whole(k, 0, 60),
            ),
            (alpha < entry(n), entry(n) < largest, eta < 1),
            _rank_falls,
            argument="w_i/w_1 is a Moebius function of (1-eta)^k, falling from 1 to lam_i/lam_1",
        ),
    ),
    mutants=(
        false_neighbour(
            _false(
                "abstract",
                "What PSD: there is a k0 with r(W(k+1)) >= r(W(k)) for all k >= k0",
                _some_below(),
                (start < largest, eta <= step),
                Computed(_rises, rises_at_last),
            ),
            why="an eigenvalue below alpha^N falls for longer than the others rise",
            witness=_LOW_RANK,
        ),
        false_neighbour(
            _false(
                "falls_then_rises_with_zeros",
                "What PSD: once r(W(k)) has not fallen in a step, it never falls again",
                _some_below(),
                (start < largest, eta <= step),
                Computed(_falls_again, falls_then_rises),
            ),
            why="the same: it rises while the second eigenvalue does, and falls at last",
            witness=_LOW_RANK,
        ),
        false_neighbour(
            _false(
                "larger_steps",
                "falls_then_rises for steps up to 1.8/(N lam_1^(2-2/N))",
                _all_above(sp.Rational(9, 5) / (N * largest ** (2 - 2 / N)), (2, 4)),
                (start <= entry(n),),
                Computed(_falls_again, falls_then_rises),
            ),
            why="lam_1 overshoots, and the rank oscillates with it",
        ),
        false_neighbour(
            _false(
                "turns_by_k1",
                "the ratio has turned when d_1 passes sqrt(rho_1 rho_i)",
                pair,
                above,
                ratio_rises(k1),
            ),
            why="at that point the first eigenvalue still gains on the other",
        ),
        false_neighbour(
            _false(
                "convex_for_larger_steps",
                "z Psi(z) is convex for chi <= 1/N",
                (Depth(2, 12), Between(_chi, zero, 1 / N, "both"), Between(_u, one, _greatest_u, "both")),
                (_chi <= 1 / N, _u <= _greatest_u),
                convex > 0,
            ),
            why="at u = 1 it needs chi < 2/(3N)",
        ),
        false_neighbour(
            _false(
                "deeper_falls",
                "N >= 2: r(W(k)) falls strictly at every step, as for N = 1",
                (
                    Depth(2, 4),
                    Spectrum(spectrum, 2, 4, "+"),
                    Between(alpha, entry(n) ** (1 / N) / 20, entry(n) ** (1 / N)),
                    Between(eta, step / 4, step, "right"),
                    Whole(k, 0, 60),
                ),
                (start < entry(n), entry(n) < largest, eta <= step),
                _rank_falls,
            ),
            why="with two factors and more a small eigenvalue is learnt late, and the rank rises again",
        ),
        false_neighbour(
            _false(
                "ratio_any_order",
                "ratio_keeps_rising without d_i <= d_1",
                (*any_pair[:3], Between(d_i, d_1, 2 * d_1), *any_pair[4:]),
                rising,
                behind,
            ),
            why="the larger X lets s fall faster",
        ),
    ),
    covers=tuple(_cover(name, depth) for name in ("convex", "increases") for depth in range(2, 9)),
    witnesses=(
        Witness(
            claim="falls_for_ever",
            point=_LOW_RANK,
            says="a What of rank 2: the rank of W(k) falls for ever, although it first rises above 1",
        ),
    ),
    derivation=(
        Step(
            "s+ = F(s, X): the next factor is d (1 + eta s), and lam = s d^(2-N) + d^N",
            (_d * _U) ** (N - 2) * (_truth - (_d * _U) ** N),
            _U ** (N - 2) * (_S - _d ** (2 * N - 2) * (_U**N - 1)),
        ),
        Step("F falls in X", sp.Derivative(_F, _X), -(_U ** (N - 2)) * (_U**N - 1)),
        Step(
            "F rises in s where no step overshoots (the bracket is >= 0) and eta N d^(N-1) (d u)^(N-1) <= 1",
            sp.Derivative(_F, _S),
            (N - 2) * _eta * _U ** (N - 3) * (_S - _X * (_U**N - 1))
            + _U ** (N - 2) * (1 - _eta * N * _X * _U ** (N - 1)),
        ),
        Step(
            "z Psi(z) = (u phi)^N has the slope (u phi)^(N-1) (u phi)' / u^(N-1) in z = u^N; the slope of (u phi)' is",
            sp.Derivative(_q, _v, 2),
            (N - 1) * _v ** (N - 3) * (N * _v - (N - 2) * (1 - _c) - 2 * (2 * N - 1) * _c * _v**N),
        ),
        Step(
            "and that of phi",
            sp.Derivative(_f, _v),
            _v ** (N - 3) * ((N - 1) * _v - (N - 2) * (1 - _c) - (2 * N - 2) * _c * _v**N),
        ),
        Step("at chi = 1/(3N-2), u = 1 the first bracket is", 2 - 3 * N / (3 * N - 2), (3 * N - 4) / (3 * N - 2)),
        Step("and the second", 1 - N / (3 * N - 2), (2 * N - 2) / (3 * N - 2)),
    ),
)
