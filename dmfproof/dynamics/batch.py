"""Certify the hitting times of many problems at once, in order, whatever happens to some of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from dmfproof.dynamics.hitting import HittingTime, certify, require_eps
from dmfproof.dynamics.perturbed import perturbed_hitting_time
from dmfproof.dynamics.tiers import undecided
from dmfproof.errors import InvalidInput
from dmfproof.perturbed_problem import PerturbedProblem
from dmfproof.problem import Problem
from dmfproof.rational import RationalLike

__all__ = ["InvalidBatch", "hitting_times"]


class InvalidBatch(InvalidInput):
    """A batch in which some problems are not problems; nothing else of it is lost.

    index -- the position of the first bad one; errors -- the `InvalidInput` of every bad position; results -- the
    hitting times of the others, in order, with an undecided entry that says what is wrong at each bad position.
    """

    def __init__(self, errors: dict[int, InvalidInput], results: list[HittingTime]) -> None:
        """Take the errors by position and all results."""
        self.errors, self.results, self.index = errors, results, min(errors)
        first = errors[self.index]
        others = f" ({len(errors) - 1} more bad ones are in .errors)" if len(errors) > 1 else ""
        advice = f"{first.advice}; the other hitting times are in .results{others}"
        super().__init__(f"problems[{self.index}].{first.name}", first.value, first.wrong, first.holds, advice)

    def __reduce__(self) -> tuple[type, tuple[dict[int, InvalidInput], list[HittingTime]]]:  # type: ignore[override]
        """Keep everything when the error travels between processes."""
        return type(self), (self.errors, self.results)


_PERTURBED_BITS = 1 << 14  # every step of the perturbed pair is taken at this precision at most

AnyProblem = Problem | PerturbedProblem


def hitting_times(
    problems: Iterable[AnyProblem | Mapping[str, RationalLike]],
    *,
    max_steps: int = 1_000_000,
    max_bits: int = 1 << 16,
    progress: Callable[[int, int, str], None] | None = None,
) -> list[HittingTime]:
    """Certify the hitting time of every problem; the list has their order.

    A problem may be a mapping of its fields (`Problem.from_text`); one with a beta is perturbed
    (`PerturbedProblem.from_text`), and all of its steps are taken.  `progress` is told how many are done.
    Budgets are per problem, as for `hitting_time`.
    Ctrl-C ends the work and keeps what is done: the rest is undecided, with the reason "interrupted".

    Raises `InvalidBatch`, after all other problems have been treated, where one cannot be read or has no eps.
    """
    read: dict[int, Problem] = {}
    perturbed: dict[int, PerturbedProblem] = {}
    errors: dict[int, InvalidInput] = {}
    count = 0
    for i, entry in enumerate(problems):
        count = i + 1
        try:
            problem = _read(entry)
            if isinstance(problem, PerturbedProblem):
                perturbed[i] = problem
            else:
                read[i] = problem
        except InvalidInput as error:
            errors[i] = error
    results = [undecided("none", "interrupted")] * count
    for i, bad in errors.items():
        results[i] = undecided("none", str(bad))
    done = 0

    def enter(position: int, found: HittingTime) -> None:
        nonlocal done
        results[position], done = found, done + 1
        if progress is not None:
            progress(done, len(read) + len(perturbed), "problems")

    try:
        positions = list(read)
        for place, found in certify(list(read.values()), max_steps=max_steps, max_bits=max_bits):
            enter(positions[place], found)
        for i, pair in perturbed.items():
            enter(i, perturbed_hitting_time(pair, max_steps=max_steps, max_bits=min(max_bits, _PERTURBED_BITS)))
    except KeyboardInterrupt:
        pass
    if errors:
        raise InvalidBatch(errors, results)
    return results


def _read(entry: AnyProblem | Mapping[str, RationalLike]) -> AnyProblem:
    """Return a problem that has an eps."""
    if isinstance(entry, Mapping):
        entry = PerturbedProblem.from_text(entry) if "beta" in entry else Problem.from_text(entry)
    if isinstance(entry, PerturbedProblem):
        if entry.eps is None:
            raise InvalidInput("eps", "none", "missing", "a hitting time needs a target accuracy", "Give an eps")
        return entry
    if not isinstance(entry, Problem):
        wrong, holds = f"a {type(entry).__name__}", "a Problem or a mapping of its fields is needed"
        raise InvalidInput("entry", entry, wrong, holds, "Give depth, lam, alpha, eta and eps")
    require_eps(entry)
    return entry
