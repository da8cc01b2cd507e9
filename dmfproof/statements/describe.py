"""Describe a statement in JSON-ready values: the one description from which all its renderings are made."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import sympy as sp

from dmfproof.statements import user_files
from dmfproof.statements.domain import Between, Draw, GroundTruth, RationalMatrix, Spectrum, Whole
from dmfproof.statements.formula import Definitions, conjuncts, expression_latex, expression_text, symbol_latex
from dmfproof.statements.model import Claim, Computed, Constant, ForEveryStep, Mutant, Statement, Step, formula_of
from dmfproof.statements.vocabulary import HittingTime, M, N, alpha, c_N, eps, eta, lam, lemma_2_2_step, rho

__all__ = ["known_definitions", "statement_json"]

_SIGN_TEXT = {"+": "> 0", "-": "< 0", "0": "= 0", "+0": ">= 0", "-0": "<= 0", "+-": "!= 0"}
_SIGN_LATEX = {"+": "> 0", "-": "< 0", "0": "= 0", "+0": r"\geq 0", "-0": r"\leq 0", "+-": r"\neq 0"}

# Abbreviations that every statement may use; those that occur are listed among its definitions.
_NOTATION = {
    "T": HittingTime(N, lam, alpha, eta, eps),
    "rho": rho,
    "M": M,
    "c_N": c_N,
    "Lemma 2.2's step size": lemma_2_2_step,
}


def statement_json(statement: Statement) -> dict[str, Any]:
    """Describe a statement in JSON-ready values (schema ``dmfproof.statement/1``), formulas as text and as LaTeX."""
    known = known_definitions(statement)
    return {
        "schema": "dmfproof.statement/1",
        "id": statement.id,
        "title": statement.title,
        "source": {"paper": statement.source.paper, "number": statement.source.number},
        "says": _docstring(statement),
        "functions": [inspect.cleandoc(head.__doc__ or head.__name__) for head in _heads(statement)],
        "definitions": {name: {**_formula(value, known), "name": symbol_latex(name)} for name, value in known.items()},
        "claims": [_claim(claim, known) for claim in statement.claims],
        "mutants": [_mutant(mutant, known) for mutant in statement.mutants],
        "witnesses": [{"claim": w.claim, "point": dict(w.point), "says": w.says} for w in statement.witnesses],
        "covers": [
            {"claim": c.claim, "fixed": dict(c.fixed), "box": {name: list(ends) for name, ends in c.box.items()}}
            for c in statement.covers
        ],
        "constants": [_constant(constant, known) for constant in statement.constants],
        "derivation": [_step(step) for step in statement.derivation],
        "notes": statement.notes,
    }


def known_definitions(statement: Statement) -> dict[str, sp.Basic]:
    """Return what is abbreviated in a statement: the common notation that occurs, then its own definitions."""
    return {**_notation(statement), **statement.definitions}


def _docstring(statement: Statement) -> str:
    if user_files.is_path(statement.id):
        return inspect.cleandoc(user_files.docstring(statement.id)) or statement.title
    module = sys.modules.get(f"dmfproof.statements.{statement.id}")
    return inspect.cleandoc(module.__doc__) if module is not None and module.__doc__ else statement.title


def _expressions(statement: Statement) -> Iterable[sp.Basic]:
    """Yield every expression of a statement."""
    yield from statement.definitions.values()
    for step in statement.derivation:
        yield from (step.left, step.right)
    for claim in (*statement.claims, *(mutant.claim for mutant in statement.mutants)):
        yield from (formula_of(assumption) for assumption in claim.assumes)
        for draw in claim.domain:
            if isinstance(draw, Between):
                yield from (draw.low, draw.high)
            if isinstance(draw, Whole):
                yield from (end for end in (draw.least, draw.most) if isinstance(end, sp.Expr))
            if isinstance(draw, RationalMatrix):
                yield from (side for side in (draw.rows, draw.columns) if isinstance(side, sp.Expr))
        if isinstance(claim.concludes, ForEveryStep):
            yield from (claim.concludes.step, claim.concludes.because)
        else:
            yield formula_of(claim.concludes)


def _notation(statement: Statement) -> dict[str, sp.Basic]:
    """Return the common abbreviations that occur in a statement."""
    parts = {part for expression in _expressions(statement) for part in sp.preorder_traversal(expression)}
    conjunctions = [part.args for part in parts if isinstance(part, sp.And)]
    return {
        name: value
        for name, value in _NOTATION.items()
        if value in parts or (isinstance(value, sp.And) and any(set(value.args) <= set(args) for args in conjunctions))
    }


def _heads(statement: Statement) -> list[type[sp.Basic]]:
    """Return the functions of our own vocabulary that occur in a statement."""
    functions = {type(part) for expression in _expressions(statement) for part in expression.atoms(sp.Function)}
    ours = (head for head in functions if (head.__module__ or "").startswith("dmfproof."))
    return sorted(ours, key=lambda head: str(head.__name__))


def _claim(claim: Claim, known: Definitions) -> dict[str, Any]:
    return {
        "name": claim.name,
        "says": claim.says,
        "form": claim.form.value,
        "tag": claim.tag,
        "domain": [_range(draw, known) for draw in claim.domain],
        "assumes": [_formula(formula_of(part), known) for part in claim.assumes],
        "load_bearing": claim.load_bearing,
        "concludes": _conclusion(claim, known),
        "argument": claim.concludes.argument if isinstance(claim.concludes, ForEveryStep) else claim.argument,
        "proofs": list(claim.proofs),
    }


def _mutant(mutant: Mutant, known: Definitions) -> dict[str, Any]:
    witness = None if mutant.witness is None else dict(mutant.witness)
    return {**_claim(mutant.claim, known), "why": mutant.why, "witness": witness}


def _constant(constant: Constant, known: Definitions) -> dict[str, Any]:
    value = _formula(constant.value, known)
    about = {"name": constant.name, "says": constant.says, "value": value}
    return about | {"stronger": constant.stronger, "known": constant.known}


def _step(step: Step) -> dict[str, Any]:
    return {"text": step.text, "left": _formula(step.left, {}), "right": _formula(step.right, {})}


def _conclusion(claim: Claim, known: Definitions) -> dict[str, Any]:
    if isinstance(claim.concludes, Computed):
        parts = _parts(claim.concludes.formula, known)
        return {"every_step": False, "parts": parts, "computation": _first_line(claim.concludes.decide)}
    if not isinstance(claim.concludes, ForEveryStep):
        return {"every_step": False, "parts": _parts(claim.concludes, known)}
    step, because = _parts(claim.concludes.step, known), _parts(claim.concludes.because, known)
    return {"every_step": True, "parts": step, "because": because}


def _first_line(function: Any) -> str:
    """Return the first line of a function's docstring; a partial function has that of the whole one."""
    return inspect.cleandoc(getattr(function, "func", function).__doc__ or "").split("\n")[0].rstrip(".")


def _parts(conclusion: sp.Basic, known: Definitions) -> list[dict[str, str]]:
    return [_formula(part, known) for part in conjuncts(conclusion, known)]


def _formula(expression: sp.Basic, known: Definitions) -> dict[str, str]:
    return dict(_written(expression, tuple(known.items())))


def _bracketed(expression: sp.Basic, known: Definitions) -> dict[str, str]:
    """Write one side of a product: a sum in brackets."""
    written = _formula(expression, known)
    if not expression.is_Add:
        return written
    return {"text": f"({written['text']})", "latex": rf"\left({written['latex']}\right)"}


@lru_cache(maxsize=4096)
def _written(expression: sp.Basic, known: tuple[tuple[str, sp.Basic], ...]) -> dict[str, str]:
    """Write a formula once; typesetting is what takes the time."""
    definitions = dict(known)
    return {"text": expression_text(expression, definitions), "latex": expression_latex(expression, definitions)}


def _range(draw: Draw, known: Definitions) -> dict[str, str]:
    """Write the range of one variable of a domain."""
    symbol = _formula(draw.symbol, known)
    name, tex = symbol["text"], symbol["latex"]
    if isinstance(draw, GroundTruth):
        signs = "".join(sign for sign in "+-0" if sign in draw.signs)
        text, latex = _SIGN_TEXT.get(signs, "any real number"), _SIGN_LATEX.get(signs, r"\in \mathbb{R}")
        return {"variable": name, "text": f"{name} {text}", "latex": f"{tex} {latex}"}
    if isinstance(draw, Between):
        low, high = _formula(draw.low, known), _formula(draw.high, known)
        left, right = draw.closed in ("left", "both"), draw.closed in ("right", "both")
        text = f"{low['text']} {'<=' if left else '<'} {name} {'<=' if right else '<'} {high['text']}"
        low_sign, high_sign = r"\leq" if left else "<", r"\leq" if right else "<"
        latex = f"{low['latex']} {low_sign} {tex} {high_sign} {high['latex']}"
        return {"variable": name, "text": text, "latex": latex}
    if isinstance(draw, Spectrum):
        signs = "".join(sign for sign in "+-0" if sign in draw.signs)
        sign_text, sign_latex = _SIGN_TEXT.get(signs, ""), _SIGN_LATEX.get(signs, "")
        ordered = f"{name}: lam_1 >= ... >= lam_n {sign_text}".rstrip()
        text = f"{ordered}, n = {draw.least}, ..., {draw.most} (examined)"
        latex = rf"\lambda_1 \geq \dots \geq \lambda_n {sign_latex},\; n = {draw.least}, \dots, {draw.most}"
        return {"variable": name, "text": text, "latex": latex}
    if isinstance(draw, RationalMatrix):
        rows, columns = (_bracketed(sp.sympify(side), known) for side in (draw.rows, draw.columns))
        word = "" if draw.kind == "any" else f"{draw.kind} "
        latex = rf"{tex} \in \mathbb{{Q}}^{{{rows['latex']} \times {columns['latex']}}}"
        latex += "" if not word else rf"\text{{ {draw.kind}}}"
        return {"variable": name, "text": f"{name}: {word}{rows['text']} x {columns['text']}, rational", "latex": latex}
    if isinstance(draw, Whole) and isinstance(draw.most, sp.Expr):
        low, high = (_formula(sp.sympify(end), known) for end in (draw.least, draw.most))
        latex = rf"{low['latex']} \leq {tex} \leq {high['latex']}"
        return {"variable": name, "text": f"{low['text']} <= {name} <= {high['text']}", "latex": latex}
    if draw.least == draw.most:
        return {"variable": name, "text": f"{name} = {draw.least}", "latex": f"{tex} = {draw.least}"}
    text = f"{name} = {draw.least}, ..., {draw.most} (examined)"
    return {"variable": name, "text": text, "latex": rf"{tex} = {draw.least}, \dots, {draw.most}"}
