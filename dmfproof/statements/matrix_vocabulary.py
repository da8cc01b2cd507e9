"""Name what the matrix chapter speaks of beyond a spectrum's entries, and give it the rules of evaluation.

What = V diag(lam_1, ..., lam_n) V', lam_1 >= ... >= lam_n.  The factors decouple (Lemma 2.1), so that the end-to-end
matrix has the eigenvalues w_i(k) = d_i(k)^N, and its effective rank is a function of the spectrum.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import reduce
from typing import Any

import sympy as sp

from dmfproof.arithmetic.ball import arb, current_bits
from dmfproof.arithmetic.evaluator import Evaluator, Undetermined, decide, exact_value
from dmfproof.arithmetic.evaluator_ball import BallEvaluator
from dmfproof.arithmetic.evaluator_exact import ExactEvaluator
from dmfproof.arithmetic.radical import NotExact, Radical
from dmfproof.dynamics.effective_rank import descent_values, effective_rank
from dmfproof.errors import Unsupported
from dmfproof.statements.spectrum_vocabulary import Entry, L, Size, spectrum
from dmfproof.statements.vocabulary import N, alpha, whole_value
from dmfproof.verdict import Outcome

__all__ = [
    "Above",
    "EffectiveRank",
    "L",
    "MaxOver",
    "Noisy",
    "above_start",
    "entry",
    "i",
    "largest",
    "n",
    "noise",
    "noisy_values",
    "norm",
    "of_entry",
    "rank_of_best",
    "spectrum",
    "xi",
]

i = sp.Symbol("i", integer=True, positive=True)
n = Size(spectrum)
noise = sp.Symbol("noise", real=True)
xi = sp.Symbol("xi", positive=True)


class MaxOver(sp.Function):  # type: ignore[misc]  # SymPy ships no types
    """The largest value of a term over an index: term, index, first, last."""

    nargs = 4
    is_real = True

    def _latex(self, printer: Any) -> str:
        term, index, first, last = (printer._print(part) for part in self.args)
        return rf"\max_{{{first} \leq {index} \leq {last}}} {term}"

    def _sympystr(self, printer: Any) -> str:
        term, index, first, last = (printer._print(part) for part in self.args)
        return f"max_({first} <= {index} <= {last}) {term}"


class Above(sp.Function):  # type: ignore[misc]  # SymPy ships no types
    """#{i : lam_i > t}: how many eigenvalues, counted with multiplicity, exceed a threshold t."""

    nargs = 2
    is_integer = True
    is_nonnegative = True

    def _latex(self, printer: Any) -> str:
        return rf"\#\{{i : \lambda_i > {printer._print(self.args[1])}\}}"

    def _sympystr(self, printer: Any) -> str:
        return f"#(lam_i > {printer._print(self.args[1])})"


class EffectiveRank(sp.Function):  # type: ignore[misc]  # SymPy ships no types
    """r(W(k)) = ||W(k)||_*/||W(k)||, from k, N, the spectrum, alpha and eta (identical initialisation)."""

    nargs = 5
    is_positive = True

    def _latex(self, printer: Any) -> str:
        return rf"r\left(W({printer._print(self.args[0])})\right)"

    def _sympystr(self, printer: Any) -> str:
        return f"r(W({printer._print(self.args[0])}))"


class Noisy(sp.Function):  # type: ignore[misc]  # SymPy ships no types
    """mu_i: the i-th largest of lam_j + xi z_j, z the row `noise` divided by max(9, its largest modulus).

    Arguments: spectrum, noise, xi, i.  Every spectrum with |mu_i - lam_i| <= xi for all i is of this form.
    """

    nargs = 4
    is_real = True

    def _latex(self, printer: Any) -> str:
        return rf"\mu_{{{printer._print(self.args[3])}}}"

    def _sympystr(self, printer: Any) -> str:
        return f"mu_{printer._print(self.args[3])}"


def noisy_values(values: Sequence[Fraction], row: Sequence[Sequence[Fraction]], size: Fraction) -> tuple[Fraction, ...]:
    """Return mu_1 >= ... >= mu_n of `Noisy`."""
    scale = max(Fraction(9), *(abs(z) for z in row[0]))
    return tuple(sorted((lam + size * z / scale for lam, z in zip(values, row[0], strict=True)), reverse=True))


def entry(index: Any) -> sp.Expr:
    """Return lam_index."""
    return Entry(spectrum, index)


largest = entry(1)
norm = sp.Max(sp.Abs(entry(1)), sp.Abs(entry(n)))


def of_entry(expression: Any, symbol: sp.Symbol, index: Any = i) -> Any:
    """Return an expression about one eigenvalue, for the eigenvalue lam_index of the spectrum."""
    return expression.xreplace({symbol: entry(index)})


def rank_of_best(last: Any = L) -> sp.Expr:
    """Return r(What_L) = sum_{i <= L} lam_i/lam_1, the effective rank of the best approximation of rank L (PSD)."""
    return 1 + sp.Sum(entry(i), (i, 2, last)) / largest


def above_start() -> sp.Expr:
    """Return L' = #{i : lam_i > alpha^N}."""
    return Above(spectrum, alpha**N)


def _range(evaluator: Evaluator, first: sp.Expr, last: sp.Expr) -> range:
    return range(whole_value(evaluator, first, "the index"), whole_value(evaluator, last, "the index") + 1)


def _maximum_rule(larger: Callable[[Any, Any], Any]) -> Callable[..., Any]:
    def rule(evaluator: Evaluator, term: sp.Expr, index: sp.Symbol, first: sp.Expr, last: sp.Expr) -> Any:
        values = [evaluator.with_symbol(index, Fraction(m))(term) for m in _range(evaluator, first, last)]
        if not values:
            raise Undetermined("a maximum over no index", final=True)
        return reduce(larger, values)

    return rule


def _count(evaluator: Evaluator, name: sp.Symbol, threshold: sp.Expr) -> Any:
    size = whole_value(evaluator, Size(name), "n")
    total = 0
    for m in range(1, size + 1):
        outcome = decide(Entry(name, m) > threshold, evaluator.point, evaluator.budget)
        if outcome is Outcome.UNDECIDED:
            raise Undetermined(f"lam_{m} > {threshold} is undecided", final=True)
        total += outcome is Outcome.CERTIFIED
    return evaluator.number(Fraction(total))


def _noisy(evaluator: Evaluator, name: sp.Symbol, row: sp.Symbol, size: sp.Expr, index: sp.Expr) -> Any:
    amount = exact_value(size, evaluator.point, evaluator.budget).rational()
    values = noisy_values(evaluator.point[name], evaluator.point[row], amount)
    return evaluator.number(values[whole_value(evaluator, index, "the index") - 1])


def _effective_rank(evaluator: Evaluator, k: sp.Expr, depth: sp.Expr, name: sp.Symbol, *rest: sp.Expr) -> arb:
    try:
        start, step = (exact_value(x, evaluator.point, evaluator.budget).rational() for x in rest)
    except NotExact:
        raise Unsupported("gradient descent is certified for exact rational parameters only") from None
    bits = current_bits()
    values = descent_values(
        depth=whole_value(evaluator, depth, "N"),
        spectrum=evaluator.point[name],
        alpha=start,
        eta=step,
        k=whole_value(evaluator, k, "k"),
        bits=bits,
    )
    return effective_rank(values, bits=bits)


BallEvaluator.lazy.update(
    {MaxOver: _maximum_rule(lambda x, y: x.max(y)), Above: _count, EffectiveRank: _effective_rank, Noisy: _noisy}
)


def _larger(x: Radical, y: Radical) -> Radical:
    return x if x.compare(y) >= 0 else y


ExactEvaluator.lazy.update({MaxOver: _maximum_rule(_larger), Above: _count, Noisy: _noisy})
