r"""Theorem 2.4 with (24)-(27): how many iterations gradient descent needs, from above and from below.

For 0 < eps < |alpha^N - max(lam,0)| and an admissible step size,

    lower(lam, eps, alpha, eta) <= T <= ceil( T_N^Id(lam, eps, alpha, eta) ),

T the hitting time of the accuracy eps.  T_N^Id has four cases: lam < 0; 0 <= lam < alpha^N; lam > alpha^N with an
accuracy that is reached before the inflection point c_N rho of the flow; and lam > alpha^N with one reached after it,
where a linear phase follows.  Descent lags behind the flow while it accelerates: the delay is the paper's
s_N = ceil(G(c_N rho)/G(alpha)), sharpened here to the logarithm of that ratio.

For lam < alpha^N the orbit falls and runs ahead of the flow, by no more than a logarithm again (our own lower bound):

    T >= U(lam; alpha -> m)/eta - ln(|G(alpha)|/|G(m)|) / (1 - eta |G'(alpha)|),   m = (max(lam,0)+eps)^(1/N).

Load-bearing: the step size (it keeps the orbit on one side of its limit) and the delay (without it the bound is false).
The error never increases under Lemma 2.2's step size, so T <= n means: the error is <= eps at every k >= n.
Source: CGMR Theorem 2.4, (24)-(27), Appendix E.
"""

from __future__ import annotations

from functools import partial

import sympy as sp

from dmfproof.statements.domain import Between, Domain, descent
from dmfproof.statements.model import (
    BoxCover,
    Claim,
    Constant,
    Form,
    Mutant,
    Source,
    Statement,
    Step,
    Witness,
    proved,
    q,
)
from dmfproof.statements.vocabulary import (
    FlowTime,
    G,
    HittingTime,
    M,
    N,
    a_N,
    alpha,
    b_N,
    c_N,
    delta_eps,
    eps,
    eta,
    g,
    h,
    lam,
    lemma_2_2_step,
    rho,
    theta,
)  # fmt: skip

# Unevaluated: SymPy would search for the sign of everything inside, which costs most of this module's import.
_ceiling = partial(sp.ceiling, evaluate=False)
_at_most = partial(sp.Le, evaluate=False)
_at_least = partial(sp.Ge, evaluate=False)
T = HittingTime(N, lam, alpha, eta, eps)
inflection = c_N * lam ** (1 / N)
phase_edge = N * lam / (2 * N - 1)
reached = (lam - eps) ** (1 / N)
second_start = sp.Max(alpha, inflection)
zero = sp.Integer(0)
lam_plus = sp.Max(lam, 0)


def U(end: sp.Expr) -> sp.Expr:
    """Return the flow time from alpha to `end`."""
    return FlowTime(N, lam, alpha, end)


# --- the terms of T_N^Id -------------------------------------------------------------------------------------------
flow_to_zero = sp.Piecewise(
    (sp.log(alpha / sp.sqrt(eps)) / sp.Abs(lam), sp.Eq(N, 2)),
    ((eps ** ((2 - N) / N) - alpha ** (2 - N)) / ((N - 2) * sp.Abs(lam)), True),
)
delay_paper = _ceiling(G(inflection) / G(alpha))
delay = sp.log(G(inflection) / G(alpha))
delay_to_eps_paper = _ceiling(G(reached) / G(alpha))
in_first_phase = alpha < inflection


def _linear_phase(numerator: sp.Expr) -> sp.Expr:
    return sp.log(numerator) / (-sp.log(1 - eta * h(second_start, lam ** (1 / N))))


linear_phase_paper = sp.Piecewise(
    (sp.log(a_N * lam / eps) / (-sp.log(1 - eta * b_N * lam ** (2 - 2 / N))), in_first_phase),
    (_linear_phase(N * lam ** (1 - 1 / N) * (lam ** (1 / N) - second_start) / eps), True),
)
linear_phase = _linear_phase((lam ** (1 / N) - second_start) / delta_eps)
below_zero, from_above = lam < 0, sp.And(lam >= 0, lam < alpha**N)
before_inflection = sp.And(lam > alpha**N, eps >= phase_edge)

t_id_paper = sp.Piecewise(
    (flow_to_zero / eta, below_zero),
    (U((lam + eps) ** (1 / N)) / eta, from_above),
    (U(reached) / eta + delay_to_eps_paper, before_inflection),
    (U(second_start) / eta + sp.Piecewise((delay_paper, in_first_phase), (zero, True)) + linear_phase_paper, True),
)
# Our own form: logarithmic delays, the flow of (28) itself for lam < 0, and one formula for lam > alpha^N.
turning = sp.Min(second_start, reached)
t_id = sp.Piecewise(
    (U(eps ** (1 / N)) / eta, below_zero),
    (U((lam + eps) ** (1 / N)) / eta, from_above),
    (U(reached) / eta + sp.log(G(turning) / G(alpha)), True),
)
t_id_two_phases = _ceiling(U(second_start) / eta + sp.Piecewise((delay, in_first_phase), (zero, True))) + _ceiling(
    linear_phase
)

# --- the lower bounds (27) -----------------------------------------------------------------------------------------
contraction = -sp.log(1 - theta)
lower_both_phases = U(inflection) / eta + sp.log((1 - c_N) * lam ** (1 / N) / delta_eps) / contraction
lower_both_phases_paper = U(inflection) / eta + sp.log(phase_edge / eps) / contraction
lower_second_phase = sp.log((lam ** (1 / N) - alpha) / delta_eps) / contraction
lower_first_phase = U(reached) / eta
lower_from_above = sp.log((alpha - rho) / ((lam + eps) ** (1 / N) - rho)) / (-sp.log(1 - eta * h(alpha)))
first_factor = eta * alpha ** (N - 2) * (alpha**N + sp.Abs(lam))
lower_below_zero = sp.log(alpha / eps ** (1 / N)) / (-sp.log(1 - first_factor))
# Along a falling orbit |G| falls and is convex, so one step takes flow time at most eta q, q = |G(d)|/|G(d+)| and
# q <= 1/(1 - eta |G'(alpha)|) by the tangent; q - 1 <= q ln q telescopes to the logarithm of the whole ratio.
fall_slope = alpha ** (N - 2) * ((2 * N - 1) * alpha**N - (N - 1) * lam)
fallen = (sp.Max(lam, 0) + eps) ** (1 / N)
lower_falling_flow = U(fallen) / eta - sp.log(G(alpha) / G(fallen)) / (1 - eta * fall_slope)
lower_bound = sp.Piecewise(
    (lower_falling_flow, lam < alpha**N),
    (lower_first_phase, before_inflection),
    (lower_both_phases, in_first_phase),
    (lower_second_phase, True),
)

# --- N = 1: d(k) - lam = (1-eta)^k (alpha - lam) ------------------------------------------------------------------
linear_count = sp.log(sp.Abs(alpha - lam) / eps) / (-sp.log(sp.Abs(1 - eta)))

# --- domains -------------------------------------------------------------------------------------------------------
root = lam ** (1 / N)
paper_step = 1 / ((3 * N - 2) * M ** (2 * N - 2))
step_below = 1 / (N * lam ** (2 - 2 / N))
step_above = 1 / h(alpha)
step_zero = 1 / (alpha ** (N - 2) * (alpha**N + sp.Abs(lam)))
high = sp.Integer(20)
_STAYS = "T <= n, and under Lemma 2.2's step size the error never increases: so it is <= eps at every k >= n."


def _upper(
    case: str,
    signs: str,
    start: tuple[sp.Expr, sp.Expr],
    step: sp.Expr,
    accuracy: tuple[sp.Expr, sp.Expr],
    assumed: sp.Basic,
    ends: str = "",
) -> tuple[Claim, Claim]:
    """Build the paper's and the sharper upper bound in one case."""
    paper = Claim(
        name=f"upper_{case}_paper",
        says="the error is <= eps at every integer k >= T_N^Id (paper's delay and linear phase)",
        form=Form.PAPER,
        tag="paper 60%" if "phase" in case else "paper 85%",
        domain=descent(
            signs=signs, start=start, step=paper_step, closed=False, accuracy=accuracy, accuracy_closed=ends
        ),
        assumes=(assumed, eta < paper_step),
        concludes=sp.And(_at_most(T, _ceiling(t_id_paper)), lemma_2_2_step),
        load_bearing="the step size",
        argument=_STAYS,
    )
    sharper = Claim(
        name=f"upper_{case}",
        says="the error is <= eps at every k >= ceil(U/eta + ln(G(x*)/G(alpha))), x* where G is largest on the way",
        form=Form.SHARPER,
        tag="sharper",
        domain=descent(signs=signs, start=start, step=step, accuracy=accuracy, accuracy_closed=ends),
        assumes=(assumed, eta <= step),
        concludes=sp.And(_at_most(T, _ceiling(t_id)), lemma_2_2_step),
        load_bearing="the step size",
        argument=_STAYS,
    )
    return paper, sharper


def _lower(
    name: str,
    signs: str,
    start: tuple[sp.Expr, sp.Expr],
    step: sp.Expr,
    accuracy: tuple[sp.Expr, sp.Expr],
    bound: sp.Expr,
    assumed: sp.Basic,
    ends: str = "",
    form: Form = Form.SHARPER,
    tag: str = "sharper",
) -> Claim:
    """Build a lower bound T >= ceil(bound)."""
    return Claim(
        name=name,
        says="no iterate before this count has an error <= eps",
        form=form,
        tag=tag,
        domain=descent(signs=signs, start=start, step=step, closed=False, accuracy=accuracy, accuracy_closed=ends),
        assumes=(assumed, eta < step),
        concludes=_at_least(T, _ceiling(bound)),
        load_bearing="the step size",
    )


def _linear(name: str, form: Form, tag: str, step: sp.Expr, assumed: sp.Basic, where: str) -> Claim:
    """Build the exact count for N = 1."""
    return Claim(
        name=name,
        says=f"{where} the count is exactly ceil(ln(|alpha-lam|/eps)/(-ln|1-eta|))",
        form=form,
        tag=tag,
        domain=descent(
            signs="+-0",
            start=(zero, high),
            step=step,
            closed=False,
            accuracy=(zero, sp.Abs(alpha - lam)),
            depth=(1, 1),
        ),
        assumes=(sp.Eq(N, 1), assumed),
        concludes=sp.Eq(T, _ceiling(linear_count)),
        load_bearing="the step size",
    )


_FIRST = (zero, inflection)
_ALL_BELOW = (zero, root)
_TO_EDGE = (zero, sp.Min(phase_edge, lam - alpha**N))
_FROM_EDGE = (phase_edge, lam - alpha**N)
_lower_both = _lower(
    "lower_both_phases", "+", _FIRST, step_below, (zero, phase_edge), lower_both_phases, alpha < inflection
)


def _cover(claim: str, depth: int, start: int, wide: bool) -> BoxCover:
    """Cover a box at lam = 1 (by homogeneity, all lam > 0): alpha from start/100, eta about 1/(2N), eps about 1/5.

    The lower bound has room, so its box is wider: up to 10% in each direction, against 1/2%, 1% and 2%.
    """
    grow = (110 if depth < 6 else 104,) * 3 if wide else (sp.Rational(1005, 10), 101, 102)
    low = (sp.Rational(start, 100), sp.Rational(1, 2 * depth), sp.Rational(1, 5))
    ends = [(str(x), str(x * factor / 100)) for x, factor in zip(low, grow, strict=True)]
    names = ("alpha", "eta", "eps")
    return BoxCover(claim=claim, fixed={"N": str(depth), "lam": "1"}, box=dict(zip(names, ends, strict=True)))


_q, _u, _r = sp.symbols("q u rho", positive=True)
_STARTS = {2: 40, 3: 50, 4: 60, 5: 66, 6: 71, 7: 72, 8: 76}

# --- constants -----------------------------------------------------------------------------------------------------
_half, _one = sp.Rational(1, 2), sp.Integer(1)


def _pushed(name: str, says: str, ends: tuple[sp.Expr, sp.Expr], domain: Domain, relation: sp.Basic) -> Claim:
    """Build the claim of a constant between `ends`; the domain is one of `descent`, its depths 2, ..., 10."""
    pushed = (domain[0], Between(q, *ends, "both"), *domain[1:])
    return Claim(name=name, says=says, form=Form.SHARPER, tag="sharper", domain=pushed, concludes=relation)


# Starts and step sizes at which orbits are short: the constants are decided there, and every value is cheap.
_near = (inflection / 10, inflection)
_early = descent(signs="+", start=_near, step=step_below, accuracy=(zero, phase_edge))
_rate = -sp.log(1 - eta * q * lam ** (2 - 2 / N))
_own_rate = -sp.log(1 - eta * b_N * lam ** (2 - 2 / N))
_once = U(inflection) / eta + delay

_CONSTANTS = (
    Constant(
        name="a_N",
        says="the linear phase starts with the numerator q lam/eps (paper: q = a_N = N(1-c_N))",
        claim=_pushed("a_N", "T <= ceil(U/eta + s + ln(q lam/eps)/|ln(1 - eta b_N lam^(2-2/N))|)", (a_N / 3, a_N),
                      _early, _at_most(T, _ceiling(_once + sp.log(q * lam / eps) / _own_rate))),
        value=a_N,
        stronger="smaller",
    ),
    Constant(
        name="b_N",
        says="the linear phase contracts by 1 - eta q lam^(2-2/N) (paper: q = b_N)",
        claim=_pushed("b_N", "T <= ceil(U/eta + s + ln(a_N lam/eps)/|ln(1 - eta q lam^(2-2/N))|)", (b_N, N - _half),
                      _early, _at_most(T, _ceiling(_once + sp.log(a_N * lam / eps) / _rate))),
        value=b_N,
        stronger="larger",
    ),
    Constant(
        name="delay",
        says="the delay is q ln(G(x*)/G(alpha)) (ours: q = 1)",
        claim=_pushed("delay", "T <= ceil(U/eta + q ln(G(x*)/G(alpha)))", (zero, _one),
                      descent(signs="+", start=_near, step=step_below, accuracy=_TO_EDGE),
                      _at_most(T, _ceiling(U(reached) / eta + q * sp.log(G(turning) / G(alpha))))),
        value=_one,
        stronger="smaller",
        known="q = 1 proved; 0 is false",
    ),
    Constant(
        name="lower_numerator",
        says="the lower bound's linear phase starts with the numerator q (1-c_N) rho/Delta(eps) (ours: q = 1)",
        claim=_pushed("lower_numerator", "T >= ceil(U/eta + ln(q (1-c_N) rho/Delta)/|ln(1-theta)|)",
                      (_half, sp.Integer(4)),
                      descent(signs="+", start=_near, step=step_below, closed=False, accuracy=(zero, phase_edge)),
                      _at_least(T, _ceiling(U(inflection) / eta
                                            + sp.log(q * (1 - c_N) * lam ** (1 / N) / delta_eps) / contraction))),
        value=_one,
        stronger="larger",
    ),
    Constant(
        name="falling_correction",
        says="lam < alpha^N: T >= U/eta - q ln(G(alpha)/G(m))/(1 - eta |G'(alpha)|) (ours: q = 1)",
        claim=_pushed("falling_correction", "T >= U/eta - q ln(...)/(1 - eta|G'|)", (zero, _one),
                      descent(signs="+-", start=(rho, rho + 3), step=1 / fall_slope, closed=False,
                              accuracy=((alpha**N - lam_plus) / 100, alpha**N - lam_plus)),
                      _at_least(T, _ceiling(U(fallen) / eta
                                            - q * sp.log(G(alpha) / G(fallen)) / (1 - eta * fall_slope)))),
        value=_one,
        stronger="smaller",
    ),
)  # fmt: skip

STATEMENT = Statement(
    id="scalar.theorem_2_4",
    title="Iteration counts for one eigenvalue, from above and from below",
    source=Source("CGMR", "Theorem 2.4, (24)-(27)"),
    definitions={"T_N^Id (paper)": t_id_paper, "T_N^Id (sharper)": t_id, "lower bound": lower_bound},
    claims=(
        *_upper("below_zero", "-", (zero, high), step_zero, (zero, alpha**N), lam < 0),
        *_upper("from_above", "+0", (rho, rho + high), step_above, (zero, alpha**N - lam), from_above),
        *_upper("first_phase", "+", _FIRST, step_below, _FROM_EDGE, before_inflection, "left"),
        *_upper("both_phases", "+", _ALL_BELOW, step_below, _TO_EDGE, sp.And(lam > alpha**N, eps < phase_edge)),
        Claim(
            name="upper_two_ceilings",
            says="T <= ceil(U/eta + s) + ceil(l): the form in which the case of both phases is proved",
            form=Form.SHARPER,
            tag="sharper",
            domain=descent(signs="+", start=_ALL_BELOW, step=step_below, accuracy=_TO_EDGE),
            assumes=(lam > alpha**N, eps < phase_edge, eta <= step_below),
            concludes=sp.And(_at_most(T, t_id_two_phases), lemma_2_2_step),
            load_bearing="the step size",
            argument=_STAYS,
        ),
        _lower_both,
        _lower(
            "lower_both_phases_paper",
            "+",
            _FIRST,
            step_below,
            (zero, phase_edge),
            lower_both_phases_paper,
            alpha < inflection,
            form=Form.PAPER,
            tag="paper 60%",
        ),
        _lower(
            "lower_second_phase",
            "+",
            (inflection, root),
            step_below,
            (zero, lam - alpha**N),
            lower_second_phase,
            sp.And(alpha >= inflection, lam > alpha**N),
        ),
        _lower("lower_first_phase", "+", _FIRST, step_below, _FROM_EDGE, lower_first_phase, before_inflection, "left"),
        _lower(
            "lower_from_above",
            "+0",
            (rho, rho + high),
            step_above,
            (zero, alpha**N - lam),
            lower_from_above,
            from_above,
        ),
        _lower(
            "lower_from_above_flow",
            "+0",
            (rho, rho + high),
            1 / fall_slope,
            (zero, alpha**N - lam),
            lower_falling_flow,
            from_above,
        ),
        _lower(
            "lower_below_zero_flow", "-", (zero, high), 1 / fall_slope, (zero, alpha**N), lower_falling_flow, lam < 0
        ),
        _lower("lower_below_zero", "-", (zero, high), step_zero, (zero, alpha**N), lower_below_zero, lam < 0),
        _linear("linear", Form.PAPER, "paper 85%", sp.Integer(1), eta < 1, "for N = 1 and eta < 1"),
        _linear(
            "linear_overshooting",
            Form.SHARPER,
            "sharper",
            sp.Integer(2),
            sp.And(eta < 2, sp.Ne(eta, 1)),
            "for N = 1 and eta < 2, eta != 1 (at eta = 1 the first step lands on lam)",
        ),
    ),
    mutants=(
        Mutant(
            claim=Claim(
                name="no_ceiling",
                says="(26) without rounding up: T <= U/eta for 0 <= lam < alpha^N",
                form=Form.PAPER,
                tag="false",
                domain=descent(
                    signs="+0", start=(rho, rho + high), step=step_above, accuracy=(zero, alpha**N - lam), depth=(2, 4)
                ),
                assumes=(from_above, eta <= step_above),
                concludes=_at_most(T, U((lam + eps) ** (1 / N)) / eta),
            ),
            why="iterations are whole: T = 1 while U/eta = .222",
            witness={"N": "2", "lam": "0", "alpha": "1", "eta": "1/4", "eps": "9/10"},
        ),
        Mutant(
            claim=Claim(
                name="no_delay",
                says="T <= ceil(U/eta) for lam > alpha^N: descent never lags behind the flow",
                form=Form.PAPER,
                tag="false",
                domain=descent(
                    signs="+", start=_ALL_BELOW, step=step_below, accuracy=(zero, lam - alpha**N), depth=(2, 4)
                ),
                assumes=(lam > alpha**N, eta <= step_below),
                concludes=_at_most(T, _ceiling(U(reached) / eta)),
            ),
            why="while the flow accelerates, Euler steps lag behind it",
            witness={"N": "2", "lam": "1", "alpha": "1/100", "eta": "1/5", "eps": "1/2"},
        ),
        Mutant(
            claim=_lower(
                "lower_numerator_a_N",
                "+",
                _FIRST,
                step_below,
                (zero, phase_edge),
                U(inflection) / eta + sp.log(a_N * lam / eps) / contraction,
                alpha < inflection,
                tag="false",
            ),
            why="the upper bound's numerator a_N lam/eps is too large for a lower bound",
            witness={"N": "10", "lam": "1", "alpha": "92799687/100000000", "eta": "689/100000", "eps": "52306/100000"},
        ),
        Mutant(
            claim=_lower(
                "lower_with_delay",
                "+",
                _FIRST,
                step_below,
                (zero, phase_edge),
                lower_both_phases + delay,
                alpha < inflection,
                tag="false",
            ),
            why="the delay is an upper bound: adding it to the lower bound claims too much",
        ),
        Mutant(
            claim=_lower(
                "lower_falling_without_correction",
                "+-0",
                (rho, rho + high),
                1 / fall_slope,
                (zero, alpha**N - lam_plus),
                U(fallen) / eta,
                lam < alpha**N,
                tag="false",
            ),
            why="while it falls, descent runs ahead of the flow: the flow's time alone is no lower bound",
        ),
        Mutant(
            claim=_lower(
                "lower_falling_half_correction",
                "+-0",
                (rho, rho + high),
                1 / fall_slope,
                (zero, alpha**N - lam_plus),
                U(fallen) / eta - sp.log(G(alpha) / G(fallen)) / 3,
                lam < alpha**N,
                tag="false",
            ),
            why="a third of the logarithm is too small a correction",
        ),
    ),
    witnesses=(
        Witness(
            claim="upper_both_phases",
            point={"N": "2", "lam": "1", "alpha": "1/100", "eta": "1/5", "eps": "1/2"},
            says="T = 25 and ceil(U/eta) = 24: the delay cannot be dropped",
        ),
    ),
    derivation=(
        Step(
            "q ln q - q + 1 has the derivative ln q: its least value is 0, at q = 1; so 1/q >= 1 - ln q (a rising step "
            "takes flow time at least eta G/G+ >= eta (1 - ln(G+/G)), which telescopes) and q - 1 <= q ln q (falling)",
            sp.Derivative(_q * sp.log(_q) - _q + 1, _q),
            sp.log(_q),
        ),
        Step(
            "the slope of |G| beyond the root: the tangent at alpha bounds |G(d)|/|G(d+)| by 1/(1 - eta |G'(alpha)|)",
            sp.Derivative(-G(_u), _u),
            _u ** (N - 2) * ((2 * N - 1) * _u**N - (N - 1) * lam),
        ),
        Step(
            "the curvature of |G|: positive where (4N-2) u^N > (N-2) lam, so beyond the root |G| is convex",
            sp.Derivative(-G(_u), _u, 2),
            (N - 1) * _u ** (N - 3) * (2 * (2 * N - 1) * _u**N - (N - 2) * lam),
        ),
        Step(
            "one step multiplies the distance to the root by 1 - eta h, h = G/(rho - u)",
            _r - g(_u, _r**N),
            (_r - _u) * (1 - eta * G(_u, _r**N) / (_r - _u)),
        ),
        Step(
            "-ln(1-w) is convex in w: the step that crosses c_N rho costs the lower bound nothing",
            sp.Derivative(-sp.log(1 - _q), _q, 2),
            (1 - _q) ** -2,
        ),
    ),
    covers=(
        *(_cover("upper_both_phases", n, start, False) for n, start in _STARTS.items()),
        *(_cover("lower_both_phases", n, start, True) for n, start in _STARTS.items()),
    ),
    notes="Whether one ceiling suffices for the paper's sum of three terms in the case of both phases is open; it has "
    "never failed here.  The proof gives ceil(U/eta + s) + ceil(l).",
    constants=_CONSTANTS,
)

# Each of these lower bounds is one contraction, repeated: d(k) stays farther from its limit than the accuracy allows.
STATEMENT = proved(
    STATEMENT,
    {
        "lower_second_phase": ("contraction_below",),
        "lower_from_above": ("contraction_above",),
        "lower_below_zero": ("contraction_negative",),
    },
)
