"""Write SymPy expressions for readers: as one line of text, or as LaTeX in the symbols of the papers.

What is written is the expression that is evaluated.  Definitions of the statement that occur in it are abbreviated
by their names, as they are shown beside it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

import sympy as sp
from sympy.printing.latex import LatexPrinter
from sympy.printing.str import StrPrinter

__all__ = [
    "Definitions",
    "abbreviate",
    "cases_text",
    "conjuncts",
    "expression_latex",
    "expression_text",
    "symbol_latex",
]

Definitions = Mapping[str, sp.Basic]
_NONE: Definitions = MappingProxyType({})

_SIGNS = {sp.Eq: "=", sp.Ne: "!=", sp.Le: "<=", sp.Lt: "<", sp.Ge: ">=", sp.Gt: ">"}


class _Reader(StrPrinter):  # type: ignore[misc]  # SymPy ships no types
    """Print relations, cases and connectives as a reader writes them."""

    def _print_Relational(self, relation: sp.Basic) -> str:
        sign = _SIGNS[type(relation)]
        return f"{self._print(relation.lhs)} {sign} {self._print(relation.rhs)}"

    def _connect(self, expression: sp.Basic, word: str) -> str:
        parts = sorted(expression.args, key=lambda part: part.sort_key())
        texts = (f"({self._print(p)})" if isinstance(p, (sp.And, sp.Or)) else self._print(p) for p in parts)
        return f" {word} ".join(texts)

    def _print_And(self, expression: sp.Basic) -> str:
        return self._connect(expression, "and")

    def _print_Or(self, expression: sp.Basic) -> str:
        return self._connect(expression, "or")

    def _print_Not(self, expression: sp.Basic) -> str:
        return f"not ({self._print(expression.args[0])})"

    def _print_Implies(self, expression: sp.Basic) -> str:
        premise, conclusion = (self._print(part) for part in expression.args)
        return f"({premise}) implies ({conclusion})"

    def _print_Piecewise(self, expression: sp.Basic) -> str:
        return "{" + "; ".join(self.case(*pair) for pair in expression.args) + "}"

    def case(self, value: sp.Basic, condition: sp.Basic) -> str:
        """Print one case of a Piecewise."""
        when = "otherwise" if condition == sp.true else f"if {self._print(condition)}"
        return f"{self._print(value)} {when}"

    def _print_FlowTime(self, value: sp.Basic) -> str:
        depth, truth, start, end = (self._print(part) for part in value.args)
        return f"U{'' if depth == 'N' else f'_{depth}'}({truth}; {start} -> {end})"

    def _print_HittingTime(self, value: sp.Basic) -> str:
        return f"T({', '.join(self._print(part) for part in value.args)})"

    def _print_Iterate(self, value: sp.Basic) -> str:
        step, *rest = (self._print(part) for part in value.args)
        return f"d({step}; {', '.join(rest)})"

    def _print_FlowValue(self, value: sp.Basic) -> str:
        time, *rest = (self._print(part) for part in value.args)
        return f"y({time}; {', '.join(rest)})"

    def _print_Abs(self, expression: sp.Basic) -> str:
        return f"|{self._print(expression.args[0])}|"

    def _print_ceiling(self, expression: sp.Basic) -> str:
        return f"ceil({self._print(expression.args[0])})"

    def _print_Integer(self, number: sp.Integer) -> str:
        digits = str(number)
        if len(digits) > 6 and digits.rstrip("0") == "1":
            return f"10^{len(digits) - 1}"
        return digits

    def _print_Pow(self, expression: sp.Basic, rational: bool = False) -> str:
        return str(super()._print_Pow(expression, rational=rational)).replace("**", "^")

    def _print_Symbol(self, symbol: sp.Symbol) -> str:
        # An abbreviation such as "T_N^Id (paper)" keeps its brackets out of the way of products and powers.
        return f"[{symbol.name}]" if " " in symbol.name else str(symbol.name)


class _Typesetter(LatexPrinter):  # type: ignore[misc]  # SymPy ships no types
    """Print powers of our own functions, whose `_latex` knows no exponents."""

    def _print_Pow(self, expression: sp.Basic) -> str:
        base, exponent = expression.args
        plain = exponent.is_Rational and (exponent.p == 1 or exponent.p < 0)
        if isinstance(base, sp.Function) and hasattr(base, "_latex") and not plain:
            return rf"{self._print(base)}^{{{self._print(exponent)}}}"
        return str(super()._print_Pow(expression))


def conjuncts(expression: sp.Basic, definitions: Definitions = _NONE) -> list[sp.Basic]:
    """Split a conjunction into its parts, definitions that are conjunctions themselves kept together by name."""
    if not isinstance(expression, sp.And):
        return [abbreviate(expression, definitions)]
    parts, named = set(expression.args), []
    for name, value in definitions.items():
        if isinstance(value, sp.And) and parts.issuperset(value.args) and expression != value:
            parts -= set(value.args)
            named.append(sp.Symbol(name))
    return [*(abbreviate(part, definitions) for part in sorted(parts, key=lambda part: part.sort_key())), *named]


def abbreviate(expression: sp.Basic, definitions: Definitions) -> sp.Basic:
    """Replace what the definitions define by symbols of their names; the expression itself stays, and so do clashes."""
    taken = {symbol.name for symbol in expression.atoms(sp.Symbol)}
    known = {value: sp.Symbol(name) for name, value in definitions.items() if name not in taken}
    known.pop(expression, None)
    short: sp.Basic = expression.xreplace(known)
    return short


def expression_text(expression: sp.Basic, definitions: Definitions = _NONE) -> str:
    """Write an expression as one line of text; occurring definitions appear by name."""
    return str(_Reader().doprint(abbreviate(expression, definitions)))


def cases_text(expression: sp.Basic, definitions: Definitions = _NONE) -> list[str]:
    """Write a Piecewise case by case, anything else as one text."""
    short = abbreviate(expression, definitions)
    if isinstance(short, sp.Piecewise):
        return [_Reader().case(*pair) for pair in short.args]
    return [expression_text(short)]


def expression_latex(expression: sp.Basic, definitions: Definitions = _NONE) -> str:
    """Write an expression as LaTeX (amsmath), without dollar signs; occurring definitions appear by name."""
    short = abbreviate(expression, definitions)
    names = {symbol: symbol_latex(symbol.name) for symbol in short.atoms(sp.Symbol)}
    return str(_Typesetter({"symbol_names": names, "ln_notation": True}).doprint(short))


_LETTERS = {"lam": r"\lambda", "eps": r"\varepsilon", "rho": r"\rho"}


def symbol_latex(name: str) -> str:
    """Translate a symbol's name: lam, eps, x_next and the abbreviations of definitions."""
    if name == "x_next":
        return "x^{+}"
    if " " in name or "^" in name:
        return _name_latex(name)
    if "(" in name:  # r(What_L): every name in it by itself
        return re.sub(r"[A-Za-z]\w*", lambda found: symbol_latex(found[0]), name)
    head, _, rest = name.partition("_")
    letter = _LETTERS.get(head) or str(sp.latex(sp.Symbol(head)))
    if rest in ("prime", "p"):
        return letter + "'"
    return rf"{letter}_{{{_LETTERS.get(rest) or sp.latex(sp.Symbol(rest))}}}" if rest else letter


def _name_latex(name: str) -> str:
    """Translate a definition's name: "T_N^Id (paper)" keeps its scripts, the rest is upright text."""
    first, blank, rest = name.partition(" ")
    if "_" not in first and "^" not in first:
        return rf"\text{{{name}}}"
    base, _, above = first.partition("^")
    head, _, below = base.partition("_")
    lowered = rf"_{{{below}}}" if below else ""
    raised = rf"^{{\mathrm{{{above}}}}}" if above else ""
    return rf"{head}{lowered}{raised}" + (rf"\ \text{{{rest}}}" if blank else "")
