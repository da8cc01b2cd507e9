"""Measure how much of a plateau of the effective rank Theorems 3.1 (flow, N = 2) and 3.5 (descent) guarantee.

Both are asked for |r - r(What_L)| <= gamma.  The guaranteed window is the theorem's; the true one is the longest
certified run of times around it (3.1) or of steps (3.5, by the planner) with the same gamma.  `share` is the length of
the first over that of the second.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from dmfproof.arithmetic.ball import arb, at_most, ball, hull, working_precision
from dmfproof.experiments.flow_times import earliest_closing, latest_opening
from dmfproof.planner import EnclosedSpectrum, plan_spectrum
from dmfproof.planner.exact import Border
from dmfproof.rational import write
from dmfproof.verdict import Outcome

__all__ = ["descent_row", "flow_row", "window_jobs"]

Row = dict[str, Any]
_SPECTRA = ((Fraction(1), Fraction(2, 5), Fraction(0)), (Fraction(1), Fraction(4, 5), Fraction(3, 10), Fraction(0)))
_RANKS = (1, 2)
_GAMMA = Fraction(1, 4)
_BITS = 128
_HALVINGS = 30
_DEEPEST = 24
_MOST_STEPS = 2_000_000


def window_jobs(size: str = "full") -> list[tuple[str, Callable[[], Row]]]:
    """Return (table, job) for every measurement; "quick" takes two of each table."""

    def job(function: Callable[..., Row], *arguments: Any) -> Callable[[], Row]:
        return lambda: function(*arguments)

    scales = [Fraction(1, 10**k) for k in (1, 2, 3, 4, 6, 8)]
    flow = [("windows_3_1", job(flow_row, s, r, a)) for s, r in zip(_SPECTRA, _RANKS, strict=True) for a in scales]
    reach = {2: scales, 3: [Fraction(1, 10 * 4**k) for k in range(5)], 4: [Fraction(1, 5 * 2**k) for k in range(4)]}
    descent = [
        ("windows_3_5", job(descent_row, n, s, r, a))
        for n, starts in reach.items() for s, r in zip(_SPECTRA, _RANKS, strict=True) for a in starts
    ]  # fmt: skip
    return flow[:2] + descent[:2] if size == "quick" else flow + descent


def descent_row(depth: int, spectrum: tuple[Fraction, ...], rank: int, start: Fraction) -> Row:
    """Compare the guaranteed with the exact window of Theorem 3.5, eta = 1/(4(3N-2))."""
    step = Fraction(1, 4 * (3 * depth - 2))
    found = plan_spectrum(
        EnclosedSpectrum.of_values(spectrum),
        depth=depth, rank=rank, gamma=_GAMMA, alpha=start, eta=step, max_steps=_MOST_STEPS,
    ).plateau(rank)  # fmt: skip
    row = {**_named(depth, spectrum, rank, start), "eta": write(step)}
    promised, true = found.guarantee, found.exact
    row |= {"from": None, "to": None, "true_from": None, "true_to": None, "share": None, "says": ""}
    if promised is not None:
        row |= {"from": str(promised.start), "to": None if promised.end is None else str(promised.end)}
    elif found.obstacle is not None:
        row["says"] = found.obstacle.says
    if true is not None:
        row |= {"true_from": str(true.start), "true_to": None if true.end is None else str(true.end)}
        row["says"] = row["says"] or f"before: {true.before.value}; after: {true.after.value}"
    else:
        row["says"] = row["says"] or found.unseen
    if true is not None and true.end is not None and {true.before, true.after} <= {Border.EXACT, Border.FIRST}:
        length = 0 if promised is None or promised.end is None else max(0, promised.end - promised.start + 1)
        row["share"] = float(f"{length / (true.end - true.start + 1):.6g}")
    return row


def flow_row(spectrum: tuple[Fraction, ...], rank: int, start: Fraction) -> Row:
    """Compare Theorem 3.1's window in closed form with the true one; times as decimals, rounded inward."""
    row = {
        **_named(2, spectrum, rank, start),
        "from": None,
        "to": None,
        "true_from": None,
        "true_to": None,
        "share": None,
    }
    with working_precision(_BITS):
        found = _guaranteed(spectrum, rank, start)
        if found is None:
            return {**row, "says": "the guaranteed window is empty"}
        first, last = found
        flow = _Flow(spectrum, rank, start)
        if not flow.holds_on(first, last):
            return {**row, "says": "the guaranteed window could not be confirmed"}
        before, after = flow.reach(first, Fraction(0)), flow.reach(last, 4 * last + 1)
        share = (last - first) / (after - before)
    row |= {"from": _time(first), "to": _time(last), "true_from": _time(before), "true_to": _time(after)}
    return {**row, "share": float(f"{float(share):.6g}"), "says": ""}


def _named(depth: int, spectrum: tuple[Fraction, ...], rank: int, start: Fraction) -> Row:
    return {
        "N": depth, "spectrum": " ".join(map(write, spectrum)), "L": rank, "alpha": write(start), "gamma": write(_GAMMA)
    }  # fmt: skip


def _time(value: Fraction) -> float:
    return float(f"{float(value):.9g}")


def _guaranteed(spectrum: tuple[Fraction, ...], rank: int, start: Fraction) -> tuple[Fraction, Fraction] | None:
    """Return Theorem 3.1's window [opens, closes], gamma split evenly over its terms, rounded inward; or None."""
    size, scale, top = len(spectrum), start**2, spectrum[0]
    edge, beyond = spectrum[rank - 1], spectrum[rank]
    above = sum(value > scale for value in spectrum)
    excess = sum(spectrum[:rank]) / top - 1
    e1 = _GAMMA / (3 * excess) if excess else Fraction(1, 4)
    e3 = scale * (1 + e1) / top
    e2 = (_GAMMA - excess * e1 - (size - above) * e3) / (above - rank) if above > rank else Fraction(1)
    if scale >= edge or e2 <= 0 or (size - above) * e3 > _GAMMA:
        return None
    opens = max(latest_opening(edge, scale, e1), 1 / (2 * (edge - scale)))
    allowed = e2 * top / (1 + e1)
    if above == rank or beyond <= allowed:
        return None  # it never closes, so there is no length to compare
    closes = earliest_closing(beyond, scale, allowed)
    return (opens, closes) if opens < closes else None


class _Flow:
    """The flow of (60), N = 2, and whether its effective rank is within gamma of the plateau's."""

    def __init__(self, spectrum: tuple[Fraction, ...], rank: int, start: Fraction) -> None:
        self.spectrum, self.scale = spectrum, start**2
        self.target = sum(spectrum[:rank], Fraction(0)) / spectrum[0]

    def _share(self, value: Fraction, time: arb) -> arb:
        """Enclose w_i / w_1; it is no more than 1, as lam_i <= lam_1."""
        a, top = ball(self.scale), ball(self.spectrum[0])

        def inverse(truth: Fraction) -> arb:  # 1/w
            if truth == 0:
                return 1 / a + 2 * time
            return 1 / ball(truth) + (1 / a - 1 / ball(truth)) * (ball(-2 * truth) * time).exp()

        return (1 / top + (1 / a - 1 / top) * (-2 * top * time).exp()) / inverse(value)

    def holds(self, first: Fraction, last: Fraction) -> Outcome:
        """Decide |r(W(t)) - r(What_L)| <= gamma for all t in [first, last] at once."""
        time = hull(first, last)
        rank = 1 + sum((self._share(value, time) for value in self.spectrum[1:]), ball(Fraction(0)))
        return at_most(abs(rank - ball(self.target)), ball(_GAMMA))

    def holds_on(self, first: Fraction, last: Fraction, depth: int = 0) -> bool:
        """Certify the inequality on [first, last] by halving; False where a part is refuted or too fine."""
        outcome = self.holds(first, last)
        if outcome is Outcome.CERTIFIED:
            return True
        if outcome is Outcome.REFUTED or depth == _DEEPEST:
            return False
        middle = (first + last) / 2
        return self.holds_on(first, middle, depth + 1) and self.holds_on(middle, last, depth + 1)

    def reach(self, inside: Fraction, towards: Fraction) -> Fraction:
        """Return how far from `inside` the inequality is certified without a gap, up to 2^-30 of the search range."""
        good, bad = inside, towards
        if self.holds_on(min(good, bad), max(good, bad)):
            return bad
        for _ in range(_HALVINGS):
            middle = (good + bad) / 2
            low, high = sorted((good, middle))
            if self.holds_on(low, high):
                good = middle
            else:
                bad = middle
        return good
