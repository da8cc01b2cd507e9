"""Compare the four closed forms of the flow time at fixed precision, and write one time to hundreds of digits.

Each form is evaluated in balls of 53 bits, the precision of binary64, so that the radius of the result says how many
decimal digits are certain: what is missing to the precision's 15.95 digits was lost to cancellation in that form (an
upper bound on the loss, and certified).  (CGMR (22), Remark 2.6, Appendix C)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from math import log10
from typing import Any

import sympy as sp

from dmfproof.arithmetic.ball import ends, relative_bits, working_precision
from dmfproof.arithmetic.evaluator import Budget, Undetermined
from dmfproof.arithmetic.evaluator_ball import BallEvaluator
from dmfproof.bounds import flow_time
from dmfproof.rational import write
from dmfproof.statements.flow_forms import N, a, complex_form, hypergeometric_form, integral_form, lam, m, real_form

__all__ = ["BITS", "DIGITS", "GRID", "form_row", "high_precision", "time_row"]

BITS = 53
DIGITS = (16, 50, 100, 500)

# (N, lam, from, to): ordinary ends, ends close together, ends near 0 and near the root, from above, lam < 0.
GRID = (
    ("2", "1", "1/2", "3/4"),
    ("3", "1", "1/2", "3/4"),
    ("5", "1", "1/10", "9/10"),
    ("8", "1", "1/10", "9/10"),
    ("20", "1", "1/2", "3/4"),
    ("3", "1", "1/1000", "999/1000"),
    ("3", "1", "1/2", "5000001/10000000"),
    ("5", "1", "1/2", "5000000001/10000000000"),
    ("3", "1", "999999/1000000", "99999999/100000000"),
    ("3", "1", "100", "99"),
    ("5", "1", "50", "2"),
    ("3", "2", "5", "3/2"),
    ("3", "-1", "1/2", "1/4"),
    ("5", "-1", "20", "10"),
)
_TIMES = (("2", "1", "1/2", "3/4"), ("3", "1", "1/100", "99/100"), ("5", "-1", "1/2", "1/10"))
_BUDGET = Budget(max_bits=1 << 16)


def high_precision(progress: Callable[[int, int, str], None] | None = None) -> dict[str, Any]:
    """Return the record of schema ``dmfproof.high_precision/1``."""
    total = len(GRID) + len(_TIMES)
    rows: list[dict[str, Any]] = []
    for entry in GRID:
        rows.append(form_row(*entry))
        if progress:
            progress(len(rows), total, "closed forms of the flow time")
    times = [time_row(*entry) for entry in _TIMES]
    if progress:
        progress(total, total, "the flow time to 500 digits")
    return {"schema": "dmfproof.high_precision/1", "bits": BITS, "forms": rows, "times": times}


def form_row(depth: str, truth: str, start: str, end: str, *, bits: int = BITS) -> dict[str, Any]:
    """Evaluate the four forms at one point and one precision; a value of None means that a form gives no digit.

    `consistent` says whether all enclosures meet the value to 20 digits: if not, a form would be wrong.
    """
    point: dict[sp.Symbol, Any] = {N: int(depth), lam: Fraction(truth), a: Fraction(start), m: Fraction(end)}
    exact = flow_time(depth=depth, lam=truth, start=start, end=end)
    low, high = Fraction(exact.low), Fraction(exact.high)
    forms = {name: _lost(form, point, bits, low, high) for name, form in _forms(point[lam] > 0)}
    return {
        "N": depth, "lam": truth, "from": start, "to": end, "value": [exact.low, exact.high], "forms": forms,
        "consistent": all(entry["meets"] for entry in forms.values()),
    }  # fmt: skip


def _forms(positive: bool) -> Iterator[tuple[str, sp.Expr]]:
    sign = 1 if positive else -1
    yield "complex logarithms", complex_form(sign)
    yield "real logarithms", real_form(sign)
    yield "hypergeometric 2F1", hypergeometric_form()
    yield "quadrature of (22)", integral_form()


def _lost(form: sp.Expr, point: dict[sp.Symbol, Any], bits: int, low: Fraction, high: Fraction) -> dict[str, Any]:
    with working_precision(bits):
        try:
            value = BallEvaluator(point, _BUDGET)(form)
        except Undetermined:
            return {"certain": 0.0, "lost": round(bits * log10(2), 1), "meets": True}
        certain = min(bits, relative_bits(value)) * log10(2)
        meets = True
        if value.is_finite():
            least, most = ends(value)
            meets = least <= high and low <= most
    return {"certain": round(certain, 1), "lost": round(max(0.0, bits * log10(2) - certain), 1), "meets": meets}


def time_row(depth: str, truth: str, start: str, end: str) -> dict[str, Any]:
    """Write one flow time to 16, 50, 100 and 500 digits, cut off and not rounded, all of them certain."""
    values = {str(digits): _certain_digits(digits, depth=depth, lam=truth, start=start, end=end) for digits in DIGITS}
    return {"N": depth, "lam": write(Fraction(truth)), "from": start, "to": end, "values": values}


def _certain_digits(digits: int, **path: str) -> str:
    """Return the first digits that both ends of an enclosure share; more are computed until they do."""
    for more in (4, 16, 64, 256):
        found = flow_time(**path, digits=digits + more)
        low, high = _cut(found.low, digits), _cut(found.high, digits)
        if low == high:
            return low
    raise AssertionError(f"the flow time of {path} is too near a decimal of {digits} digits")


def _cut(text: str, digits: int) -> str:
    """Keep the first significant digits of a decimal; an exponent stays."""
    number, exponent, power = text.partition("e")
    count, out = 0, ""
    for character in number:
        if not character.isdigit() or count < digits:
            out += character
            count += character.isdigit() and (count > 0 or character != "0")
    return out + exponent + power
