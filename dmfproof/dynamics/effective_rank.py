"""Enclose effective ranks: of a spectrum, of the descent after k steps, of the flow at time t.

Two quantities go by that name and are kept apart.  For singular values s_1 >= ... >= s_n, not all 0:

    effective_rank  r = sum s_i / s_1, nuclear over operator norm           (CGMR section 3)
    entropy_rank    exp(-sum p_i ln p_i), p_i = s_i / sum s_j               (ACHL's experiments)

Both lie in [1, n].  The iterates are decoupled (Lemma 2.1): W(k) = V diag(d_i(k)^N) V', so only scalars are followed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from itertools import islice

from dmfproof.arithmetic.ball import arb, ball, hull, relative_bits, working_precision
from dmfproof.arithmetic.ball_descent import ball_iterates
from dmfproof.dynamics.hitting import hitting_time
from dmfproof.errors import InvalidInput, Unsupported
from dmfproof.problem import Problem, StepSize
from dmfproof.rational import RationalLike, parse_integer, parse_rational

__all__ = ["descent_values", "effective_rank", "entropy_rank", "flow_values"]

_FEW_STEPS = 2_000
_MOST_STEPS = 1_000_000
_MOST_BITS = 1 << 16
_SPARE_BITS = 32
_FARTHEST = 4096
"""Values that tend to 0 are told apart from 0 down to about 2^-4096 of their start, squared."""


def effective_rank(values: Iterable[Fraction | int | arb], *, bits: int = 128) -> arb:
    """Enclose sum |s_i| / max |s_i| for rationals or balls, in whatever order.

    Over balls this is the exact range, but for rounding: r = 1 + sum_{i != m} s_i / s_m where s_m is the largest, so
    it is greatest where the largest is as small as it can be, and least where one value is as large, and all others
    as small, as they can be.  Where the balls allow all values to vanish, that one point is left out.
    Raises `InvalidInput` where there is no value, or all are 0.
    """
    with working_precision(bits):
        low, high = _moduli(values)
        least, unit = _largest(low), arb(1)
        if least > 0:
            greatest = sum((unit.min(value / least) for value in high), arb(0))
        else:
            greatest = arb(sum(1 for value in high if value > 0))
        total = sum(low, arb(0))
        candidates = [
            1 + (total - mine) / most for mine, most in zip(low, high, strict=True) if most > 0 and most >= least
        ]
        smallest = candidates[0]
        for candidate in candidates[1:]:
            smallest = smallest.min(candidate)
        return smallest.union(greatest)


def entropy_rank(values: Iterable[Fraction | int | arb], *, bits: int = 128) -> arb:
    """Enclose exp(-sum p_i ln p_i), p_i = |s_i| / sum |s_j|, for rationals or balls; 0 ln 0 = 0.

    The enclosure of balls need not be their exact range.  Raises `InvalidInput` as `effective_rank` does; where the
    balls allow all values to vanish, the enclosure is [1, n].
    """
    with working_precision(bits):
        low, high = _moduli(values)
        if not _largest(low) > 0:
            return arb(1).union(arb(len(high)))
        pairs, below, above = list(zip(low, high, strict=True)), sum(low, arb(0)), sum(high, arb(0))
        # p_i = s_i / (s_i + the others) increases with s_i and falls with the others.
        shares = [(a / (a + above - b), b / (b + below - a) if b > 0 else arb(0)) for a, b in pairs]
        return sum((_entropy_term(least, most) for least, most in shares), arb(0)).exp()


def descent_values(
    *,
    depth: int,
    spectrum: Sequence[RationalLike],
    alpha: RationalLike,
    eta: RationalLike,
    k: int,
    bits: int = 128,
    max_steps: int = _MOST_STEPS,
) -> list[arb]:
    """Enclose d_i(k)^N for each eigenvalue, from identical initialisation at alpha.

    bits -- relative accuracy aimed at; an enclosure is right however wide it is.  Few steps are taken in balls, and
    the precision is doubled until the accuracy is reached.  Many are not taken: k is compared with certified hitting
    times, as T(eps) <= k says that the error at k is at most eps (Lemma 2.2: it never increases).  That needs a step
    size admissible under Lemma 2.2.

    Raises `InvalidInput` for numbers that are none, `Unsupported` for more than `max_steps` steps where the step
    size is not admissible or the first comparison is undecided.
    """
    steps = parse_integer(k, "k", least=0)
    known: dict[Fraction, arb] = {}
    found = []
    for entry in spectrum:
        lam = parse_rational(entry, "lam")
        if lam not in known:
            known[lam] = _descent_value(Problem(depth=depth, lam=lam, alpha=alpha, eta=eta), steps, bits, max_steps)
        found.append(known[lam])
    return found


def flow_values(
    *, spectrum: Sequence[RationalLike], alpha: RationalLike, t: RationalLike, bits: int = 128
) -> list[arb]:
    """Enclose y_i(t)^2 of the gradient flow of depth 2, any sign of lam.  Source: CGMR (60).

    w = alpha^2 / (e + alpha^2 (1 - e)/lam) with e = exp(-2 lam t), whose summands are positive; for lam = 0 the
    quotient (1 - e)/lam is 2t.
    """
    start, time = parse_rational(alpha, "alpha") ** 2, parse_rational(t, "t")
    if start <= 0:
        raise InvalidInput("alpha", alpha, "not positive", "the initial scale must be > 0", "Choose alpha > 0")
    if time < 0:
        raise InvalidInput("t", t, "negative", "the flow starts at t = 0", "Choose t >= 0")
    found = []
    with working_precision(bits + _SPARE_BITS):
        for entry in spectrum:
            lam = parse_rational(entry, "lam")
            exponent = ball(-2 * lam * time)
            quotient = -exponent.expm1() / ball(lam) if lam else ball(2 * time)
            found.append(ball(start) / (exponent.exp() + ball(start) * quotient))
    return found


def _moduli(values: Iterable[Fraction | int | arb]) -> tuple[list[arb], list[arb]]:
    """Return exact lower and upper ends of the moduli."""
    sizes = [abs(value) if isinstance(value, arb) else abs(ball(value)) for value in values]
    if not sizes:
        raise InvalidInput("values", "[]", "empty", "an effective rank needs at least one value", "Give a spectrum")
    if any(not size.is_finite() for size in sizes):
        raise InvalidInput("values", "an infinite ball", "unbounded", "finite values are needed", "Raise the precision")
    low, high = [size.abs_lower() for size in sizes], [size.abs_upper() for size in sizes]
    if all(top == 0 for top in high):
        raise InvalidInput("values", 0, "all zero", "the effective rank of 0 is not defined", "Give another spectrum")
    return low, high


def _largest(values: Sequence[arb]) -> arb:
    """Return the largest of exact balls."""
    largest = values[0]
    for value in values[1:]:
        if value > largest:
            largest = value
    return largest


def _entropy_term(low: arb, high: arb) -> arb:
    """Enclose -p ln p for p in [low, high], 0 <= low: it rises up to 1/e and falls from there."""
    turn = (-arb(1)).exp()
    ends = [arb(0) if end <= 0 else -end * end.log() for end in (low.abs_lower(), high.abs_upper())]
    value = ends[0].union(ends[1])
    return value if high < turn or low > turn else value.union(turn)


def _descent_value(problem: Problem, k: int, bits: int, max_steps: int) -> arb:
    if problem.depth == 1:
        with working_precision(bits + k.bit_length() + _SPARE_BITS):
            return ball(problem.lam) + ball(1 - problem.eta) ** k * ball(problem.alpha - problem.lam)
    if k <= _FEW_STEPS or (k <= max_steps and not problem.admissible(StepSize.LEMMA_2_2)):
        return _by_steps(problem, k, bits)
    if not problem.admissible(StepSize.LEMMA_2_2):
        raise Unsupported(f"d({k}) takes more than {max_steps} steps, and Lemma 2.2 does not admit the step size")
    return _by_hitting_times(problem, k, bits)


def _by_steps(problem: Problem, k: int, bits: int) -> arb:
    """Take every step in balls; the precision is doubled until the value has `bits` certain bits."""
    precision = bits + _SPARE_BITS
    while True:
        with working_precision(precision):
            value: arb = next(islice(ball_iterates(problem), k, None)) ** problem.depth
        if relative_bits(value) >= bits or value == 0 or precision > _MOST_BITS:
            return value
        precision *= 2


def _by_hitting_times(problem: Problem, k: int, bits: int) -> arb:
    """Bracket the error at step k: at most eps iff T(eps) <= k.

    Far from the limit it is the value itself that is bracketed, relative to its own size.
    """
    limit, start = problem.limit, problem.alpha**problem.depth
    if start == limit:
        with working_precision(bits):
            return ball(limit)
    half = limit / 2
    if start < half and _reached(problem, limit - half, k) is False:
        return _hull_at(bits, *_bracket(lambda w: _reached(problem, limit - w, k), start, half, bits))
    high = problem.gap if start >= half else half
    low, size = high, max(limit, high)
    least = limit / 2**bits if limit else size / 2**_FARTHEST
    while (reached := _reached(problem, low, k)) is not False:
        if reached is None or low <= least:
            low = Fraction(0)
            break
        low, high = low / 2 ** max(1, (size / low).numerator.bit_length()), low
    if low:
        low, high = _bracket(lambda eps: _flip(_reached(problem, eps, k)), low, high, bits, least)
    if start < limit:
        return _hull_at(bits, limit - high, limit - low)
    return _hull_at(bits, limit + low, limit + high)


def _hull_at(bits: int, low: Fraction, high: Fraction) -> arb:
    """Enclose [low, high] in a ball of `bits` bits and a few more."""
    with working_precision(bits + _SPARE_BITS):
        return hull(low, high)


def _reached(problem: Problem, eps: Fraction, k: int) -> bool | None:
    """Decide T(eps) <= k; None where it is undecided."""
    if eps >= problem.gap:
        return True
    found = hitting_time(
        Problem(depth=problem.depth, lam=problem.lam, alpha=problem.alpha, eta=problem.eta, eps=eps),
        max_steps=_MOST_STEPS,
    )
    return None if found.k is None else found.k <= k


def _flip(known: bool | None) -> bool | None:
    return None if known is None else not known


def _bracket(
    beyond: Callable[[Fraction], bool | None],
    low: Fraction,
    high: Fraction,
    bits: int,
    least: Fraction = Fraction(0),
) -> tuple[Fraction, Fraction]:
    """Narrow low <= value <= high by certified comparisons: `beyond(x)` says that the value is at least x.

    Ends where the bracket is 2^-bits of its size, or narrower than `least`, or where a comparison is undecided.
    """
    while (high - low) * 2**bits > max(high, least * 2**bits):
        middle = _between(low, high)
        answer = beyond(middle)
        if answer is None:
            break
        low, high = (middle, high) if answer else (low, middle)
    return low, high


def _between(low: Fraction, high: Fraction) -> Fraction:
    """Return a short dyadic between: the power of two in the middle of a wide bracket, else about the mean."""
    ratio = (high / low).numerator.bit_length() - (high / low).denominator.bit_length()
    if ratio > 3:
        exponent = low.numerator.bit_length() - low.denominator.bit_length() + ratio // 2
        return Fraction(2) ** exponent
    mean, width = (low + high) / 2, (high - low)
    unit = Fraction(2) ** (width.numerator.bit_length() - width.denominator.bit_length() - 4)
    return round(mean / unit) * unit
