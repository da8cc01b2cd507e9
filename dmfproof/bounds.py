"""Answer the practical questions about one eigenvalue: how long the flow takes, how many iterations descent takes."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from dmfproof.arithmetic.ball import arb, decimal_ends, writable
from dmfproof.arithmetic.evaluator import Budget, Undetermined, decide, enclose, exact_value
from dmfproof.arithmetic.radical import NotExact
from dmfproof.dynamics.hitting import HittingTime, hitting_time
from dmfproof.errors import InvalidInput, Unsupported
from dmfproof.problem import Case, Problem, StepSize
from dmfproof.rational import RationalLike, parse_integer, parse_rational, write
from dmfproof.statements import count_bounds
from dmfproof.statements.formula import expression_text
from dmfproof.statements.scalar.theorem_2_4 import STATEMENT
from dmfproof.statements.vocabulary import Expr, FlowTime, N, Symbol, alpha, ceiling, eps, eta, lam
from dmfproof.verdict import Outcome

__all__ = [
    "Bound",
    "Bounds",
    "FlowTimeEnclosure",
    "bound_json",
    "evaluate_bound",
    "flow_time",
    "hitting_json",
    "iteration_bounds",
    "significant_digits",
]

_MOST_DIGITS = 10_000


@dataclass(frozen=True, slots=True)
class FlowTimeEnclosure:
    """A certified decimal enclosure [low, high] of a flow time, and how it was computed."""

    low: str
    high: str
    method: str


@dataclass(frozen=True, slots=True)
class Bound:
    """One bound on the hitting time: a certified enclosure of its real value, and the whole count it gives.

    `form` says whose it is (paper or sharper), `claim` which claim of scalar.theorem_2_4 vouches for it.
    `k` of an upper bound is a count at which the accuracy is guaranteed, of a lower bound the least count allowed; None
    where the ceiling of the value could not be decided.
    """

    form: str
    claim: str
    low: str
    high: str
    k: int | None


@dataclass(frozen=True, slots=True)
class Bounds:
    """The sandwich of Theorem 2.4 for one problem, with the certified truth between."""

    problem: Problem
    case: Case
    admissible_paper: bool
    admissible_sharper: bool
    hitting_time: HittingTime
    lower: tuple[Bound, ...]
    upper: tuple[Bound, ...]
    not_claimed: tuple[str, ...]
    outcome: Outcome

    def as_json(self) -> dict[str, Any]:
        """Return the object of schema ``dmfproof.bounds/1``: counts as decimal strings, values as enclosures."""
        out: dict[str, Any] = {
            "schema": "dmfproof.bounds/1",
            "problem": self.problem.as_text(),
            "case": self.case.value,
            "admissible": {"paper": self.admissible_paper, "sharper": self.admissible_sharper},
            "hitting_time": hitting_json(self.hitting_time),
            "lower": [bound_json(bound) for bound in self.lower],
            "upper": [bound_json(bound) for bound in self.upper],
            "verdict": self.outcome.value,
        }
        if self.not_claimed:
            out["not_claimed"] = list(self.not_claimed)
        return out


def hitting_json(hit: HittingTime) -> dict[str, Any]:
    """Return a hitting time as JSON: k as decimal text, the verdict, the method, and why there is no k."""
    k = None if hit.k is None else write(Fraction(hit.k))
    time: dict[str, Any] = {"k": k, "verdict": hit.outcome.value, "method": hit.method}
    return time | ({"reason": hit.reason} if hit.reason else {})


def bound_json(bound: Bound) -> dict[str, Any]:
    """Return a bound as JSON: an enclosure of its value, and the count as decimal text."""
    k = None if bound.k is None else write(Fraction(bound.k))
    return {"form": bound.form, "claim": bound.claim, "value": [bound.low, bound.high], "k": k}


def flow_time(
    *, depth: RationalLike, lam: RationalLike, start: RationalLike, end: RationalLike, digits: RationalLike = 20
) -> FlowTimeEnclosure:
    """Enclose U(lam; start -> end), the time the flow y' = y^(N-1)(lam - y^N) takes from start to end.

    start, end -- positive, in the flow's direction and both strictly on the same side of the root max(lam,0)^(1/N)
    (for N = 1 of lam, any sign); digits -- certain significant decimal digits, at most 10,000.

    Raises `InvalidInput`, and `Unsupported` for a time beyond 2^1000000.  Source: CGMR (22), Remark 2.6.
    """
    n, truth = parse_integer(depth, "depth", least=1), parse_rational(lam, "lam")
    first, last = parse_rational(start, "from"), parse_rational(end, "to")
    figures = significant_digits(digits)
    _check_path(n, truth, first, last)
    if first == last:
        return FlowTimeEnclosure("0", "0", "exact: start and end agree")
    symbol, a, m = Symbol("truth"), Symbol("a"), Symbol("m")
    value = enclose(
        FlowTime(N, symbol, a, m),
        {N: n, symbol: truth, a: first, m: last},
        bits=_bits(figures),
        budget=Budget(max_bits=1 << 20),
    )
    closed = "closed form" if n == 1 or truth == 0 else "partial fractions and the hypergeometric function"
    return FlowTimeEnclosure(*_outward(value, figures), f"{closed}, balls")


def _check_path(n: int, truth: Fraction, first: Fraction, last: Fraction) -> None:
    for name, value in (("from", first), ("to", last)):
        if n > 1 and value <= 0:
            raise InvalidInput(name, write(value), "not positive", "the flow lives on x > 0", f"Choose {name} > 0")
    if n == 1:
        sides = [(value > truth) - (value < truth) for value in (first, last)]
    else:
        sides = [(value**n > truth) - (value**n < truth) for value in (first, last)]
    if 0 in sides or sides[0] != sides[1]:
        holds = "the flow never reaches its limit, so both ends must lie strictly on the same side of the root"
        advice = "Choose an end nearer the start"
        raise InvalidInput("to", write(last), "not on the same side as the start", holds, advice)
    if (last - first) * sides[0] > 0:
        holds = f"the flow {'falls' if sides[0] > 0 else 'rises'} from the start towards the root"
        raise InvalidInput("to", write(last), "against the direction of the flow", holds, "Exchange from and to")


def significant_digits(digits: RationalLike) -> int:
    """Read a number of significant digits, 1 to 10,000.  Raises `InvalidInput`."""
    figures = parse_integer(digits, "digits", least=1)
    if figures > _MOST_DIGITS:
        holds = f"at most {_MOST_DIGITS} digits are computed"
        raise InvalidInput("digits", digits, "too large", holds, "Ask for fewer")
    return figures


def _bits(digits: int) -> int:
    return int(digits * 3.33) + 8


def _outward(value: arb, digits: int) -> tuple[str, str]:
    if not writable(value):
        raise Unsupported("the value is too large or too small to be written down: its exponent passes a million bits")
    return decimal_ends(value, digits + 1)


def iteration_bounds(problem: Problem, *, digits: RationalLike = 20, max_steps: int = 1_000_000) -> Bounds:
    """Evaluate Theorem 2.4's sandwich for one problem, beside the certified hitting time.

    A bound is given only where its claim's assumptions are certified at this problem; otherwise `not_claimed` says
    which step size would be needed.  The verdict is CERTIFIED where the hitting time lies within every bound,
    REFUTED where it violates one (that would be a counterexample to the theory), UNDECIDED where it is not
    known, and where no bound is claimed.

    Raises `InvalidInput` for a problem without eps.
    """
    if problem.eps is None:
        raise InvalidInput("eps", "none", "missing", "bounds need a target accuracy", "Give an eps")
    figures, case = significant_digits(digits), problem.case
    point = {N: problem.depth, lam: problem.lam, alpha: problem.alpha, eta: problem.eta, eps: problem.eps}
    lower: list[Bound] = []
    upper: list[Bound] = []
    missing: list[str] = []
    for side, form, name, value in _forms(case, point):
        claim = STATEMENT.claim(name)
        if all(decide(assumption, point) is Outcome.CERTIFIED for assumption in claim.assumes):
            (lower if side == "lower" else upper).append(evaluate_bound(form, name, value, point, figures))
        else:
            needed = " and ".join(expression_text(assumption) for assumption in claim.assumes)
            missing.append(f"{side} bound ({form}, {name}): it needs {needed}")
    hit = hitting_time(problem, max_steps=max_steps)
    return Bounds(
        problem,
        case,
        problem.admissible(StepSize.THEOREM_2_4_PAPER),
        problem.eta < 2 if problem.depth == 1 else problem.admissible(StepSize.LEMMA_2_2),
        hit,
        tuple(lower),
        tuple(upper),
        tuple(missing),
        _judge(hit, lower, upper),
    )


def _forms(case: Case, point: dict[Symbol, Any]) -> list[tuple[str, str, str, Expr]]:
    """List (side, form, claim, value) for a case: which claim vouches for which expression."""
    t = count_bounds
    if case is Case.LINEAR:
        sides = ("lower", "upper")
        names = (("paper", "linear"), ("sharper", "linear_overshooting"))
        return [(side, form, name, t.linear_count) for side in sides for form, name in names]
    if case is Case.BOTH_PHASES and decide(t.in_first_phase, point) is not Outcome.CERTIFIED:
        below: list[tuple[str, str, Expr]] = [("sharper", "lower_second_phase", t.lower_second_phase)]
    else:
        below = {
            Case.NEGATIVE: [
                ("sharper", "lower_below_zero_flow", t.lower_falling_flow),
                ("sharper", "lower_below_zero", t.lower_below_zero),
            ],
            Case.FROM_ABOVE: [
                ("sharper", "lower_from_above_flow", t.lower_falling_flow),
                ("sharper", "lower_from_above", t.lower_from_above),
            ],
            Case.FIRST_PHASE: [("sharper", "lower_first_phase", t.lower_first_phase)],
            Case.BOTH_PHASES: [
                ("paper", "lower_both_phases_paper", t.lower_both_phases_paper),
                ("sharper", "lower_both_phases", t.lower_both_phases),
            ],
        }[case]
    suffix = {
        Case.NEGATIVE: "below_zero",
        Case.FROM_ABOVE: "from_above",
        Case.FIRST_PHASE: "first_phase",
        Case.BOTH_PHASES: "both_phases",
    }[case]
    above = [("paper", f"upper_{suffix}_paper", t.t_id_paper), ("sharper", f"upper_{suffix}", t.t_id)]
    return [("lower", *form) for form in below] + [("upper", *form) for form in above]


def evaluate_bound(form: str, claim: str, value: Expr, point: dict[Symbol, Any], digits: int) -> Bound:
    """Enclose the value of a bound at a point, and decide its ceiling."""
    budget = Budget(max_bits=1 << 16)
    low, high = _outward(enclose(value, point, bits=_bits(digits), budget=budget), digits)
    try:
        k: int | None = max(0, int(exact_value(ceiling(value), point, budget).rational()))
    except (NotExact, Undetermined):
        k = None
    return Bound(form, claim, low, high, k)


def _judge(hit: HittingTime, lower: list[Bound], upper: list[Bound]) -> Outcome:
    if hit.outcome is not Outcome.CERTIFIED:
        return Outcome.UNDECIDED
    counts = [bound.k for bound in (*lower, *upper)]
    if not counts:
        return Outcome.UNDECIDED  # nothing is claimed here, so nothing was checked
    if hit.k is None:
        return Outcome.REFUTED if upper else Outcome.CERTIFIED
    broken = any(b.k is not None and b.k > hit.k for b in lower) or any(b.k is not None and b.k < hit.k for b in upper)
    if broken:
        return Outcome.REFUTED
    return Outcome.UNDECIDED if None in counts else Outcome.CERTIFIED
