"""Write SymPy expressions for readers: as one line of text, or as LaTeX in the symbols of the papers.

What is written is the expression that is evaluated.  Definitions of the statement that occur in it are abbreviated
by their names, as they are shown beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sympy as sp
from sympy.printing.str import StrPrinter

__all__ = ["conjuncts", "expression_latex", "expression_text"]

_SIGNS = {sp.Eq: "=", sp.Ne: "!=", sp.Le: "<=", sp.Lt: "<", sp.Ge: ">=", sp.Gt: ">"}


class _Reader(StrPrinter):  # type: ignore[misc]  # SymPy ships no types
    """Print relations, cases and connectives as a reader writes them."""

    def _print_Relational(self, relation: sp.Basic) -> str:  # noqa: N802 - SymPy's dispatch
        sign = _SIGNS[type(relation)]
        return f"{self._print(relation.lhs)} {sign} {self._print(relation.rhs)}"

    def _connect(self, expression: sp.Basic, word: str) -> str:
        parts = sorted(expression.args, key=lambda part: part.sort_key())
        return f" {word} ".join(f"({self._print(p)})" if isinstance(p, (sp.And, sp.Or)) else self._print(p) for p in parts)

    def _print_And(self, expression: sp.Basic) -> str:  # noqa: N802
        return self._connect(expression, "and")

    def _print_Or(self, expression: sp.Basic) -> str:  # noqa: N802
        return self._connect(expression, "or")

    def _print_Not(self, expression: sp.Basic) -> str:  # noqa: N802
        return f"not ({self._print(expression.args[0])})"

    def _print_Implies(self, expression: sp.Basic) -> str:  # noqa: N802
        premise, conclusion = (self._print(part) for part in expression.args)
        return f"({premise}) implies ({conclusion})"

    def _print_Piecewise(self, expression: sp.Basic) -> str:  # noqa: N802
        cases = []
        for value, condition in expression.args:
            when = "otherwise" if condition == sp.true else f"if {self._print(condition)}"
            cases.append(f"{self._print(value)} {when}")
        return "{" + "; ".join(cases) + "}"

    def _print_Abs(self, expression: sp.Basic) -> str:  # noqa: N802
        return f"|{self._print(expression.args[0])}|"

    def _print_ceiling(self, expression: sp.Basic) -> str:
        return f"ceil({self._print(expression.args[0])})"

    def _print_Pow(self, expression: sp.Basic, rational: bool = False) -> str:  # noqa: N802
        return str(super()._print_Pow(expression, rational=rational)).replace("**", "^")

    def _print_Symbol(self, symbol: sp.Symbol) -> str:  # noqa: N802
        # An abbreviation such as "T_N^Id (paper)" keeps its brackets out of the way of products and powers.
        return f"[{symbol.name}]" if " " in symbol.name else str(symbol.name)


def conjuncts(expression: sp.Basic) -> list[sp.Basic]:
    """Split a conjunction into its parts, relations first and the ones with the most symbols before others."""
    if not isinstance(expression, sp.And):
        return [expression]
    return sorted(expression.args, key=lambda part: (isinstance(part, sp.Or), part.sort_key()))


def expression_text(expression: sp.Basic, definitions: Mapping[str, sp.Basic] | None = None) -> str:
    """Write an expression as one line of text; occurring definitions appear by name."""
    return str(_Reader().doprint(_abbreviate(expression, definitions or {})))


def expression_latex(expression: sp.Basic, definitions: Mapping[str, sp.Basic] | None = None) -> str:
    """Write an expression as LaTeX (amsmath), without dollar signs."""
    short = _abbreviate(expression, definitions or {})
    names = {symbol: _symbol_latex(symbol.name) for symbol in short.atoms(sp.Symbol)}
    return str(sp.latex(short, symbol_names=names, ln_notation=True))


def _abbreviate(expression: sp.Basic, definitions: Mapping[str, sp.Basic]) -> Any:
    shortest = {value: sp.Symbol(name) for name, value in definitions.items() if value != expression and value.args}
    return expression.xreplace(shortest)


_LETTERS = {"lam": r"\lambda", "eps": r"\varepsilon", "rho": r"\rho"}


def _symbol_latex(name: str) -> str:
    """Translate a symbol's name: lam, eps, x_next and the abbreviations of definitions."""
    if name == "x_next":
        return "x^{+}"
    if " " in name or "^" in name:
        return rf"\mathrm{{{_escape_upright(name)}}}"
    head, _, rest = name.partition("_")
    letter = _LETTERS.get(head) or str(sp.latex(sp.Symbol(head)))
    if rest in ("prime", "p"):
        return letter + "'"
    return rf"{letter}_{{{_LETTERS.get(rest) or sp.latex(sp.Symbol(rest))}}}" if rest else letter


def _escape_upright(name: str) -> str:
    """Write "T_N^Id (paper)" so that sub- and superscripts stay scripts."""
    out, parts = "", name.replace(" ", r"\ ")
    head, _, tail = parts.partition("_")
    if not tail:
        return head
    word, blank, rest = tail.partition(r"\ ")
    below, _, above = word.partition("^")
    out = f"{head}_{{{below}}}"
    if above:
        out += f"^{{{above}}}"
    return out + blank + rest

