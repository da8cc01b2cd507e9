"""Measure how much the bounds on iteration counts give away, against certified hitting times.

All problems have lam = 1 (|lam| = 1 for the perturbed pair): by homogeneity that is no restriction.  A factor is
a bound over the true count for an upper bound, the true count over the bound for a lower one, so that 1 means attained;
it is a ratio of integers, rounded to ten digits.  What is not certified within the budget is None, never a guess.
(CGMR Theorem 2.4, (16), Lemma 2.11)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from dmfproof.arithmetic.ball import ends
from dmfproof.arithmetic.evaluator import Budget, enclose
from dmfproof.bounds import iteration_bounds
from dmfproof.dynamics.hitting import hitting_time
from dmfproof.pair_bounds import perturbed_bounds
from dmfproof.perturbed_problem import PerturbedProblem
from dmfproof.problem import Problem
from dmfproof.rational import write
from dmfproof.statements import count_bounds
from dmfproof.statements.vocabulary import Expr, N, alpha, eps, eta, lam
from dmfproof.verdict import Outcome

__all__ = ["SWEEPS", "Job", "bound_row", "certified", "loss_row", "measure", "perturbed_row", "theorem_jobs"]

Row = dict[str, Any]
Job = tuple[str, Callable[[], Row]]
_MOST_STEPS = 1_000_000
_ALPHA, _EPS = Fraction(1, 10), Fraction(1, 1000)
_LOSS_BITS = 160


def _step(depth: int, share: Fraction = Fraction(1, 2)) -> Fraction:
    """Return a share of the paper's largest step size, 1/((3N-2) M^(2N-2)) with M = 1."""
    return share / (3 * depth - 2)


def _powers(first: int, last: int, by: int = 1) -> list[Fraction]:
    return [Fraction(1, 10**k) for k in range(first, last + 1, by)]


_SHARES = (Fraction(9, 10), Fraction(1, 2), *_powers(1, 8))
_FULL: dict[str, list[tuple[int, Fraction, Fraction, Fraction]]] = {
    "eps": [(n, _ALPHA, _step(n), e) for n in (2, 3, 5, 10) for e in _powers(1, 12)],
    "eta": [(n, _ALPHA, _step(n, s), _EPS) for n in (2, 3, 5, 10) for s in _SHARES],
    "alpha": [(n, a, _step(n), _EPS) for n in (2, 3, 5, 10) for a in (*_powers(1, 9), *_powers(10, 100, 10))],
    "depth": [(n, _ALPHA, _step(n), _EPS) for n in range(2, 11)],
}
SWEEPS = {"full": _FULL, "quick": {name: rows[:: max(1, len(rows) // 6)] for name, rows in _FULL.items()}}
"""The sweeps of Theorem 2.4: N, alpha, eta and eps of every problem."""

_LOSSES = {"full": range(2, 11), "quick": (2, 3)}
_BETAS = {"full": tuple(Fraction(1, 10**k) for k in range(1, 13)), "quick": (Fraction(1, 10), Fraction(1, 1000))}
_SHALLOW_BETAS = {"full": tuple(Fraction(1, 2**k) for k in range(1, 13)), "quick": (Fraction(1, 2),)}


def measure(jobs: Sequence[Job], size: str, progress: Callable[[int, int, str], None] | None = None) -> dict[str, Any]:
    """Do the jobs one after another; return the record of schema ``dmfproof.tightness/1``: tables of rows by name.

    On Ctrl-C what is done is returned, with ``"interrupted": true``.
    """
    tables: dict[str, list[Row]] = {}
    interrupted = False
    try:
        for done, (name, job) in enumerate(jobs):
            tables.setdefault(name, []).append(job())
            if progress:
                progress(done + 1, len(jobs), name)
    except KeyboardInterrupt:
        interrupted = True
    return {"schema": "dmfproof.tightness/1", "size": size, "interrupted": interrupted, "tables": tables}


def theorem_jobs(size: str = "full") -> list[Job]:
    """Return (table, job) for every measurement of an iteration count; "quick" takes a few of each table."""

    def job(function: Callable[..., Row], *arguments: Any) -> Callable[[], Row]:
        return lambda: function(*arguments)

    jobs = [(name, job(bound_row, *point)) for name, points in SWEEPS[size].items() for point in points]
    jobs += [("losses", job(loss_row, depth, _ALPHA, _step(depth), _EPS)) for depth in _LOSSES[size]]
    shallow = _SHALLOW_BETAS[size]
    for depth, shares in ((2, _BETAS[size]), (3, shallow), (4, shallow[:8])):
        jobs += [("perturbed", job(perturbed_row, depth, share)) for share in shares]
    return jobs


def bound_row(depth: int, start: Fraction, step: Fraction, accuracy: Fraction) -> Row:
    """Measure Theorem 2.4 at one problem: T, the bounds of both forms, and the factor that each gives away."""
    problem = Problem(depth=depth, lam=1, alpha=start, eta=step, eps=accuracy)
    found = iteration_bounds(problem, max_steps=_MOST_STEPS)
    true = found.hitting_time.k
    upper = {bound.form: bound.k for bound in found.upper}
    lower = max((bound.k for bound in found.lower if bound.form == "sharper" and bound.k is not None), default=None)
    return {
        **_named(depth, start, step, accuracy),
        "T": _count(true),
        "upper_paper": _count(upper.get("paper")),
        "upper_sharper": _count(upper.get("sharper")),
        "lower_sharper": _count(lower),
        "factor_paper": _ratio(upper.get("paper"), true),
        "factor_sharper": _ratio(upper.get("sharper"), true),
        "factor_lower": _ratio(true, lower),
        "excess_paper": _count(_minus(upper.get("paper"), true)),
        "excess_sharper": _count(_minus(upper.get("sharper"), true)),
        "missing_lower": _count(_minus(true, lower)),
        "verdict": found.outcome.value,
    }


def loss_row(depth: int, start: Fraction, step: Fraction, accuracy: Fraction) -> Row:
    """Split what the upper bounds give away, in iterations, for a start before the inflection point.

    With T1 the certified count to the inflection point (d^N >= (N-1)/(2N-1)) and T2 = T - T1, the parts of the paper's
    form are: delay, the ratio of speeds in place of its logarithm; first phase, flow time and logarithm beyond T1;
    second phase, the linear phase beyond T2; rounding, the ceiling.  They add up to bound - T exactly; a part may be
    negative, as T1 is whole and the flow time is not.  The sharper form has no loss under delay.
    """
    problem = Problem(depth=depth, lam=1, alpha=start, eta=step, eps=accuracy)
    edge = Problem(depth=depth, lam=1, alpha=start, eta=step, eps=Fraction(depth, 2 * depth - 1))
    whole, first = (hitting_time(p, max_steps=_MOST_STEPS) for p in (problem, edge))
    row = {**_named(depth, start, step, accuracy), "T": _count(whole.k), "T1": _count(first.k)}
    if whole.k is None or first.k is None:
        return {**row, "verdict": Outcome.UNDECIDED.value}
    first_count, second_count = first.k, whole.k - first.k
    t = count_bounds
    point = {N: depth, lam: Fraction(1), alpha: start, eta: step, eps: accuracy}

    def value(expression: Expr) -> Fraction:
        low, high = ends(enclose(expression, point, bits=_LOSS_BITS, budget=Budget(max_bits=1 << 16)))
        return (low + high) / 2

    flow = value(t.U(t.inflection) / eta)

    def split(delay: Fraction, late: Fraction, total: Fraction) -> dict[str, Fraction]:
        """Split total = flow time + delay + late, rounded up."""
        log_delay = value(t.delay)
        parts = {"delay": delay - log_delay, "first phase": flow + log_delay - first_count}
        parts["second phase"] = late - second_count
        return {**parts, "rounding": -((-total) // 1) - total}

    paper = flow + value(t.delay_paper) + value(t.linear_phase_paper)
    sharper = value(t.U(t.reached) / eta) + value(t.delay)
    parts = {
        "paper": split(value(t.delay_paper), value(t.linear_phase_paper), paper),
        "sharper": split(value(t.delay), sharper - flow - value(t.delay), sharper),
    }
    for form, losses in parts.items():
        row |= {f"{form}: {name}": _decimal(loss) for name, loss in losses.items()}
    return row


def perturbed_row(depth: int, share: Fraction) -> Row:
    """Measure Lemma 2.11's bound on T0 and (16) for lam = -1, alpha = 1/2 and beta a share of alpha."""
    start = Fraction(1, 2)
    problem = PerturbedProblem(
        depth=depth, lam=-1, alpha=start, beta=share * start, eta=Fraction(1, 20 * depth * depth), eps=Fraction(1, 100)
    )
    found = perturbed_bounds(problem, max_steps=_MOST_STEPS)
    true, turned = found.hitting_time.k, found.transition.k
    bounds = {bound.claim: bound.k for bound in found.upper}
    best = min((k for k in bounds.values() if k is not None), default=None)
    return {
        "N": depth,
        "beta_over_alpha": write(share),
        "T": _count(true),
        "bound_16": _count(best),
        "factor_16": _ratio(best, true),
        "T0": _count(turned),
        "bound_T0": _count(found.transition_bound),
        "factor_T0": _ratio(found.transition_bound, turned),
        "verdict": found.outcome.value,
    }


def _named(depth: int, start: Fraction, step: Fraction, accuracy: Fraction) -> Row:
    return {"N": depth, "alpha": write(start), "eta": write(step), "eps": write(accuracy)}


def _minus(left: int | None, right: int | None) -> int | None:
    return None if left is None or right is None else left - right


def _count(k: int | None) -> str | None:
    """Write a count: exactly up to 24 digits, else rounded down to 20 significant digits."""
    if k is None:
        return None
    text = write(Fraction(k))
    return text if len(text) <= 24 else f"{text[0]}.{text[1:20]}e{len(text) - 1}"


def _ratio(above: int | None, below: int | None) -> float | None:
    """Return the ratio rounded to ten significant digits; None where a count is missing or the lower one is 0."""
    if above is None or not below:
        return None
    return float(f"{above / below:.10g}")


def _decimal(value: Fraction) -> float:
    return round(float(value), 6)


def certified(rows: Sequence[Mapping[str, Any]]) -> bool:
    """Say whether every row that carries a verdict is certified."""
    return all(row.get("verdict", Outcome.CERTIFIED.value) == Outcome.CERTIFIED.value for row in rows)
