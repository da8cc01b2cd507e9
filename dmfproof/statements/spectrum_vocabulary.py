"""Name the entries of a spectrum, and give them the rule by which they are evaluated.

A point may hold a spectrum: real eigenvalues in descending order, as a tuple of rationals (`domain.Spectrum`).
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy as sp

from dmfproof.arithmetic.evaluator import Evaluator, Undetermined
from dmfproof.arithmetic.evaluator_ball import BallEvaluator
from dmfproof.arithmetic.evaluator_exact import ExactEvaluator
from dmfproof.errors import Unsupported
from dmfproof.statements.vocabulary import whole_value

__all__ = ["Entry", "L", "Size", "spectrum"]

spectrum = sp.Symbol("spectrum", real=True)
L = sp.Symbol("L", integer=True, positive=True)


class Entry(sp.Function):  # type: ignore[misc]  # SymPy ships no types
    """lam_i: the i-th largest entry of the spectrum, i = 1, ..., n."""

    nargs = 2
    is_real = True

    def _latex(self, printer: Any) -> str:
        return rf"\lambda_{{{printer._print(self.args[1])}}}"

    def _sympystr(self, printer: Any) -> str:
        place = self.args[1]
        index = printer._print(place)
        return f"lam_{index}" if place.is_Atom or isinstance(place, Size) else f"lam_({index})"


class Size(sp.Function):  # type: ignore[misc]  # SymPy ships no types
    """n: how many entries the spectrum has, counted with multiplicity."""

    nargs = 1
    is_integer = True
    is_positive = True

    def _latex(self, printer: Any) -> str:
        return "n"

    def _sympystr(self, printer: Any) -> str:
        return "n"


def _values(evaluator: Evaluator, name: sp.Expr) -> tuple[Any, ...]:
    values = evaluator.point.get(name)
    if not isinstance(values, tuple):
        raise Unsupported(f"the point holds no spectrum {name}")
    return values


def _entry(evaluator: Evaluator, name: sp.Expr, index: sp.Expr) -> Any:
    values, i = _values(evaluator, name), whole_value(evaluator, index, "the index")
    if not 1 <= i <= len(values):
        raise Undetermined(f"a spectrum of {len(values)} eigenvalues has no entry {i}", final=True)
    return evaluator.number(values[i - 1])


def _size(evaluator: Evaluator, name: sp.Expr) -> Any:
    return evaluator.number(Fraction(len(_values(evaluator, name))))


for _evaluator in (BallEvaluator, ExactEvaluator):
    _evaluator.lazy.update({Entry: _entry, Size: _size})
