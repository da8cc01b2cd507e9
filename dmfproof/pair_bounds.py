"""Answer for one eigenvalue with perturbed initialisation: its hitting time, its phase transition, and their bounds."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from dmfproof.arithmetic.ball import ends
from dmfproof.arithmetic.evaluator import Undetermined, decide, enclose, exact_value
from dmfproof.arithmetic.radical import NotExact
from dmfproof.bounds import Bound, bound_json, evaluate_bound, hitting_json, significant_digits
from dmfproof.dynamics.perturbed import PhaseTransition, perturbed_hitting_time, phase_transition
from dmfproof.dynamics.tiers import HittingTime
from dmfproof.errors import InvalidInput
from dmfproof.perturbed_problem import PairStepSize, PerturbedProblem
from dmfproof.rational import RationalLike, round_significant, write
from dmfproof.statements.formula import expression_text
from dmfproof.statements.perturbed import equation_15, equation_16, lemma_2_11
from dmfproof.statements.perturbed_vocabulary import beta, tau
from dmfproof.statements.vocabulary import Expr, N, Symbol, alpha, eps, eta, lam
from dmfproof.verdict import Outcome

__all__ = ["PerturbedBounds", "perturbed_bounds"]

_BACK_OFF = Fraction(199, 200)


@dataclass(frozen=True, slots=True)
class PerturbedBounds:
    """(15) or (16) for one problem, with the certified truth beside it.

    transition_bound -- Lemma 2.11's bound on T0, None where it is not claimed; tau -- what (16) was evaluated with.
    """

    problem: PerturbedProblem
    admissible_paper: bool
    admissible_sharper: bool
    hitting_time: HittingTime
    transition: PhaseTransition
    transition_bound: int | None
    tau: Fraction | None
    upper: tuple[Bound, ...]
    not_claimed: tuple[str, ...]
    outcome: Outcome

    def as_json(self) -> dict[str, Any]:
        """Return the object of schema ``dmfproof.perturbed_bounds/1``: counts as decimal strings, values as enclosures.

        ``excess`` of an upper bound says by how many iterations it is too long.
        """
        hit, phase = self.hitting_time, self.transition
        transition = hitting_json(HittingTime(phase.k, phase.outcome, phase.method, phase.reason))
        transition["bound"] = None if self.transition_bound is None else write(Fraction(self.transition_bound))
        upper = []
        for bound in self.upper:
            known = bound.k is not None and hit.k is not None
            upper.append(bound_json(bound) | {"excess": write(Fraction(bound.k - hit.k)) if known else None})  # type: ignore[operator]
        out: dict[str, Any] = {
            "schema": "dmfproof.perturbed_bounds/1",
            "problem": self.problem.as_text(),
            "admissible": {"paper": self.admissible_paper, "sharper": self.admissible_sharper},
            "hitting_time": hitting_json(hit),
            "phase_transition": transition,
            "tau": None if self.tau is None else write(self.tau),
            "upper": upper,
            "verdict": self.outcome.value,
        }
        return out | ({"not_claimed": list(self.not_claimed)} if self.not_claimed else {})


def perturbed_bounds(
    problem: PerturbedProblem, *, digits: RationalLike = 20, max_steps: int = 1_000_000
) -> PerturbedBounds:
    """Evaluate (15) for lam >= 0, (16) and Lemma 2.11 for lam < 0, beside the certified hitting time.

    (16) is evaluated at nearly the largest tau that it admits, a decimal of three digits.  A bound is given only where
    its claim's assumptions are certified; otherwise `not_claimed` says what they are.  The verdict is CERTIFIED where
    the hitting time and T0 are within every bound, REFUTED where one is violated (a counterexample to the theory),
    else UNDECIDED, as where no bound is claimed.

    Raises `InvalidInput` for a problem without eps.
    """
    if problem.eps is None:
        raise InvalidInput("eps", "none", "missing", "bounds need a target accuracy", "Give an eps")
    figures = significant_digits(digits)
    point: dict[Symbol, Any] = {
        N: problem.depth, lam: problem.lam, alpha: problem.alpha, beta: problem.beta, eta: problem.eta, eps: problem.eps
    }  # fmt: skip
    upper: list[Bound] = []
    missing: list[str] = []
    chosen = _tau(problem, point)
    if chosen is not None:
        point[tau] = chosen
    for form, statement, name, value in _forms(problem):
        claim = statement.claim(name)
        if problem.lam < 0 and chosen is None:
            missing.append(f"upper bound ({form}, {name}): it needs eps < |lam|")
        elif all(decide(assumption, point) is Outcome.CERTIFIED for assumption in claim.assumes):
            upper.append(evaluate_bound(form, name, value, point, figures))
        else:
            needed = " and ".join(expression_text(assumption) for assumption in claim.assumes)
            missing.append(f"upper bound ({form}, {name}): it needs {needed}")
    hit = perturbed_hitting_time(problem, max_steps=max_steps)
    transition = phase_transition(problem, max_steps=max_steps)
    longest = _transition_bound(problem, point)
    return PerturbedBounds(
        problem,
        problem.admissible(PairStepSize.PAPER) and problem.beta_is_admissible,
        problem.admissible(PairStepSize.LEMMA_2_12),
        hit,
        transition,
        longest,
        chosen,
        tuple(upper),
        tuple(missing),
        _judge(hit, transition, longest, upper),
    )


def _forms(problem: PerturbedProblem) -> list[tuple[str, Any, str, Expr]]:
    """List (form, statement, claim, value): which claim vouches for which expression."""
    if problem.lam < 0:
        below = equation_16
        if problem.depth == 2:
            return [
                ("sharper", below.STATEMENT, "two_factors", below.bound),
                ("sharper", below.STATEMENT, "two_factors_by_transition", below.bound_by_transition),
            ]
        return [
            ("sharper", below.STATEMENT, "deeper", below.bound),
            ("sharper", below.STATEMENT, "deeper_by_flow", below.bound_by_flow),
            ("sharper", below.STATEMENT, "deeper_by_transition", below.bound_by_transition),
        ]
    case = "below" if problem.start_product < problem.lam else "above"
    return [
        ("paper", equation_15.STATEMENT, f"{case}_paper", equation_15.bound_paper),
        ("sharper", equation_15.STATEMENT, case, equation_15.bound),
    ]


def _tau(problem: PerturbedProblem, point: dict[Symbol, Any]) -> Fraction | None:
    """Return a short tau that (16) admits, within 1% of the largest; None where there is none."""
    if problem.lam >= 0 or problem.eps is None or problem.eps >= -problem.lam:
        return None
    low, _ = ends(enclose(equation_16.widest_tau, point, bits=64))
    return round_significant(low * _BACK_OFF, 3)


def _transition_bound(problem: PerturbedProblem, point: dict[Symbol, Any]) -> int | None:
    if problem.lam >= 0 or not problem.admissible(PairStepSize.PHASE_TRANSITION):
        return None
    known = []
    for bound in (lemma_2_11.transition_bound, lemma_2_11.transition_bound_by_mean):
        try:
            known.append(int(exact_value(bound, point).rational()))
        except (NotExact, Undetermined):
            continue
    return min(known, default=None)


def _judge(hit: HittingTime, transition: PhaseTransition, longest: int | None, upper: list[Bound]) -> Outcome:
    """Hold the certified counts against their bounds."""
    pairs = [(hit.k, bound.k) for bound in upper]
    if longest is not None:
        pairs.append((transition.k, longest))
    if any(k is not None and bound is not None and k > bound for k, bound in pairs):
        return Outcome.REFUTED
    if not pairs:
        return Outcome.UNDECIDED  # nothing is claimed here, so nothing was checked
    if hit.outcome is not Outcome.CERTIFIED or any(k is None or bound is None for k, bound in pairs):
        return Outcome.UNDECIDED
    return Outcome.CERTIFIED
