"""Certify the hitting times of many problems at once, in order, whatever happens to some of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dmfproof.dynamics.hitting import HittingTime, certify, require_eps
from dmfproof.dynamics.tiers import undecided
from dmfproof.errors import InvalidInput
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


def hitting_times(
    problems: Iterable[Problem | Mapping[str, RationalLike]], *, max_steps: int = 1_000_000, max_bits: int = 1 << 16
) -> list[HittingTime]:
    """Certify the hitting time of every problem; the list has their order.

    A problem may be a mapping of its fields (`Problem.from_text`).  Budgets are per problem, as for `hitting_time`.
    Ctrl-C ends the work and keeps what is done: the rest is undecided, with the reason "interrupted".

    Raises `InvalidBatch`, after all other problems have been treated, where one cannot be read or has no eps.
    """
    read: list[Problem] = []
    positions: list[int] = []
    errors: dict[int, InvalidInput] = {}
    count = 0
    for i, entry in enumerate(problems):
        count = i + 1
        try:
            read.append(_read(entry))
            positions.append(i)
        except InvalidInput as error:
            errors[i] = error
    results = [undecided("none", "interrupted")] * count
    for i, bad in errors.items():
        results[i] = undecided("none", str(bad))
    try:
        for place, found in certify(read, max_steps=max_steps, max_bits=max_bits):
            results[positions[place]] = found
    except KeyboardInterrupt:
        pass
    if errors:
        raise InvalidBatch(errors, results)
    return results


def _read(entry: Problem | Mapping[str, RationalLike]) -> Problem:
    """Return a problem that has an eps."""
    if isinstance(entry, Mapping):
        entry = Problem.from_text(entry)
    if not isinstance(entry, Problem):
        wrong, holds = f"a {type(entry).__name__}", "a Problem or a mapping of its fields is needed"
        raise InvalidInput("entry", entry, wrong, holds, "Give depth, lam, alpha, eta and eps")
    require_eps(entry)
    return entry
