"""Show a statement to a reader: as text, LaTeX, HTML for notebooks, or JSON-ready values.

All four are made from one description, so that they say the same: the docstring of the statement's file, its
source, definitions, claims (domain, assumptions, conclusion) and mutants.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterable
from html import escape
from textwrap import fill
from typing import Any

import sympy as sp

from dmfproof.replay import replay_command
from dmfproof.statements.domain import Between, Draw, GroundTruth
from dmfproof.statements.formula import (
    Definitions,
    cases_text,
    conjuncts,
    expression_latex,
    expression_text,
    symbol_latex,
)
from dmfproof.statements.model import Claim, ForEveryStep, Mutant, Statement
from dmfproof.statements.vocabulary import HittingTime, M, N, alpha, c_N, eps, eta, lam, lemma_2_2_step, rho

__all__ = ["statement_html", "statement_json", "statement_latex", "statement_text"]

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
    known = _known(statement)
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
        "notes": statement.notes,
    }


def _known(statement: Statement) -> dict[str, sp.Basic]:
    return {**_notation(statement), **statement.definitions}


def _docstring(statement: Statement) -> str:
    module = sys.modules.get(f"dmfproof.statements.{statement.id}")
    return inspect.cleandoc(module.__doc__) if module is not None and module.__doc__ else statement.title


def _expressions(statement: Statement) -> Iterable[sp.Basic]:
    """Yield every expression of a statement."""
    yield from statement.definitions.values()
    for claim in (*statement.claims, *(mutant.claim for mutant in statement.mutants)):
        yield from claim.assumes
        for draw in claim.domain:
            if isinstance(draw, Between):
                yield from (draw.low, draw.high)
        if isinstance(claim.concludes, ForEveryStep):
            yield from (claim.concludes.step, claim.concludes.because)
        else:
            yield claim.concludes


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
    ours = (head for head in functions if head.__module__.startswith("dmfproof."))
    return sorted(ours, key=lambda head: str(head.__name__))


def _claim(claim: Claim, known: Definitions) -> dict[str, Any]:
    return {
        "name": claim.name,
        "says": claim.says,
        "form": claim.form.value,
        "tag": claim.tag,
        "domain": [_range(draw, known) for draw in claim.domain],
        "assumes": [_formula(part, known) for part in claim.assumes],
        "load_bearing": claim.load_bearing,
        "concludes": _conclusion(claim, known),
        "argument": claim.concludes.argument if isinstance(claim.concludes, ForEveryStep) else claim.argument,
    }


def _mutant(mutant: Mutant, known: Definitions) -> dict[str, Any]:
    witness = None if mutant.witness is None else dict(mutant.witness)
    return {**_claim(mutant.claim, known), "why": mutant.why, "witness": witness}


def _conclusion(claim: Claim, known: Definitions) -> dict[str, Any]:
    if not isinstance(claim.concludes, ForEveryStep):
        return {"every_step": False, "parts": _parts(claim.concludes, known)}
    step, because = _parts(claim.concludes.step, known), _parts(claim.concludes.because, known)
    return {"every_step": True, "parts": step, "because": because}


def _parts(conclusion: sp.Basic, known: Definitions) -> list[dict[str, str]]:
    return [_formula(part, known) for part in conjuncts(conclusion, known)]


def _formula(expression: sp.Basic, known: Definitions) -> dict[str, str]:
    return {"text": expression_text(expression, known), "latex": expression_latex(expression, known)}


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
    if draw.least == draw.most:
        return {"variable": name, "text": f"{name} = {draw.least}", "latex": f"{tex} = {draw.least}"}
    text = f"{name} = {draw.least}, ..., {draw.most} (examined)"
    return {"variable": name, "text": text, "latex": rf"{tex} = {draw.least}, \dots, {draw.most}"}


# --- text ---
def statement_text(statement: Statement, *, width: int = 100) -> str:
    """Write a statement for the terminal, lines broken at `width` columns."""
    shown = statement_json(statement)
    lines = [shown["id"], f"{shown['source']['paper']} {shown['source']['number']}", "", *_prose(shown["says"], width)]
    if shown["definitions"] or shown["functions"]:
        lines += ["", "DEFINITIONS"]
        lines += [_hang(text, 2, width) for text in shown["functions"]]
        for name, value in _known(statement).items():
            lines += _definition_lines(name, cases_text(value, _known(statement)), width)
    lines += ["", "CLAIMS"]
    for claim in shown["claims"]:
        lines += [*_claim_lines(claim, width), ""]
    if shown["mutants"]:
        lines += ["MUTANTS (false neighbours, which the tool has to refute by itself)"]
    for mutant in shown["mutants"]:
        lines += [*_claim_lines(mutant, width), _hang(f"false because: {mutant['why']}", 4, width)]
        if mutant["witness"]:
            lines.append(_hang(f"witness: {replay_command(statement.id, mutant['name'], mutant['witness'])}", 4, width))
        lines.append("")
    if shown["witnesses"]:
        lines += ["WITNESSES"]
        for witness in shown["witnesses"]:
            lines.append(_hang(f"{witness['claim']}: {witness['says']}", 2, width))
            lines.append(_hang(replay_command(statement.id, witness["claim"], witness["point"]), 4, width))
        lines.append("")
    if shown["notes"]:
        lines += ["NOTES", _hang(shown["notes"], 2, width)]
    return "\n".join(lines).rstrip() + "\n"


def _prose(text: str, width: int) -> Iterable[str]:
    """Break paragraphs anew; formulas, which are indented, stay as they are."""
    for number, paragraph in enumerate(text.split("\n\n")):
        yield from [""] if number else []
        displayed = any(line.startswith(" ") for line in paragraph.splitlines())
        yield paragraph if displayed else _hang(paragraph, 0, width, hang=0)


def _definition_lines(name: str, cases: list[str], width: int) -> Iterable[str]:
    if len(cases) == 1:
        return [_hang(f"{name} = {cases[0]}", 2, width)]
    return [f"  {name} =", *(_hang(case, 4, width) for case in cases)]


def _claim_lines(claim: dict[str, Any], width: int) -> Iterable[str]:
    yield _hang(f"{claim['name']}  [{claim['tag']}]", 2, width)
    yield _hang(claim["says"], 4, width)
    yield _hang("for " + "; ".join(part["text"] for part in claim["domain"]), 4, width)
    for part in claim["assumes"]:
        yield _hang(f"assume {part['text']}", 4, width)
    if claim["load_bearing"]:
        yield _hang(f"load-bearing: {claim['load_bearing']}", 4, width)
    every, parts = claim["concludes"]["every_step"], claim["concludes"]["parts"]
    word = "then for every k, with x = d(k) and x_next = d(k+1)," if every else "then"
    for part in parts:
        yield _hang(f"{word} {part['text']}", 4, width)
        word = "and"
    for part in claim["concludes"].get("because", ()):
        yield _hang(f"decided by {part['text']}", 4, width)
    if claim["argument"]:
        yield _hang(f"argument: {claim['argument']}", 4, width)


def _hang(text: str, indent: int, width: int, *, hang: int = 2) -> str:
    lead, rest = " " * indent, " " * (indent + hang)
    return fill(
        text, width, initial_indent=lead, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )


# --- LaTeX ---
_TEX_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
    "^": r"\textasciicircum{}", "~": r"\textasciitilde{}", "<": r"\textless{}", ">": r"\textgreater{}",
}  # fmt: skip


def statement_latex(statement: Statement) -> str:
    """Write a statement as a LaTeX fragment (it needs amsmath and amssymb)."""
    shown = statement_json(statement)
    source = f"{shown['source']['paper']} {shown['source']['number']}"
    lines = [rf"\paragraph{{{_tex(shown['title'])}}} ({_tex(source)}; \texttt{{{_tex(shown['id'])}}})", ""]
    lines += [rf"\noindent {_tex(text)}\par" for text in shown["functions"]]
    lines += [rf"\[ {value['name']} := {value['latex']} \]" for value in shown["definitions"].values()]
    lines += [line for claim in shown["claims"] for line in _claim_latex(claim)]
    for mutant in shown["mutants"]:
        lines += [*_claim_latex(mutant), rf"\textit{{False}}: {_tex(mutant['why'])}."]
    return "\n".join(lines) + "\n"


def _claim_latex(claim: dict[str, Any]) -> Iterable[str]:
    yield ""
    yield rf"\noindent\textbf{{{_tex(claim['name'])}}} [{_tex(claim['tag'])}]: {_tex(claim['says'])}."
    given = [part["latex"] for part in (*claim["domain"], *claim["assumes"])]
    yield "For " + ", ".join(f"${part}$" for part in given) + (
        rf" (load-bearing: {_tex(claim['load_bearing'])})" if claim["load_bearing"] else ""
    ) + (r", at every step $x = d(k)$, $x^{+} = d(k+1)$:" if claim["concludes"]["every_step"] else ":")
    for part in claim["concludes"]["parts"]:
        yield rf"\[ {part['latex']} \]"
    for part in claim["concludes"].get("because", ()):
        yield rf"Decided by \[ {part['latex']} \]"


def _tex(text: str) -> str:
    return "".join(_TEX_SPECIAL.get(character, character) for character in text)


# --- HTML ---
def statement_html(statement: Statement) -> str:
    """Write a statement as HTML for notebooks, where MathJax sets the formulas; everything is escaped."""
    shown = statement_json(statement)
    source = f"{shown['source']['paper']} {shown['source']['number']}"
    out = [f"<div><h3>{escape(shown['title'])}</h3><p>{escape(source)}; <code>{escape(shown['id'])}</code></p>"]
    out.append(f"<pre>{escape(shown['says'])}</pre>")
    out += [f"<p>{_plain(text)}</p>" for text in shown["functions"]]
    for value in shown["definitions"].values():
        out.append(f"<p>$${escape(value['name'])} := {escape(value['latex'])}$$</p>")
    out += [_claim_html(claim) for claim in shown["claims"]]
    for mutant in shown["mutants"]:
        out.append(_claim_html(mutant) + f"<p>False because: {_plain(mutant['why'])}</p>")
    if shown["notes"]:
        out.append(f"<p>{_plain(shown['notes'])}</p>")
    return "\n".join(out) + "</div>"


def _claim_html(claim: dict[str, Any]) -> str:
    given = ", ".join(f"${escape(part['latex'])}$" for part in (*claim["domain"], *claim["assumes"]))
    bearing = f" (load-bearing: {_plain(claim['load_bearing'])})" if claim["load_bearing"] else ""
    every = " at every step, with $x = d(k)$ and $x^{+} = d(k+1)$:" if claim["concludes"]["every_step"] else ""
    parts = "".join(f"<p>$${escape(part['latex'])}$$</p>" for part in claim["concludes"]["parts"])
    reasons = claim["concludes"].get("because", ())
    because = "".join(f"<p>decided by $${escape(part['latex'])}$$</p>" for part in reasons)
    title = f"<b>{escape(claim['name'])}</b> [{_plain(claim['tag'])}]: {_plain(claim['says'])}"
    return f"<p>{title}</p><p>For {given}{bearing}{every}</p>{parts}{because}"


def _plain(text: str) -> str:
    """Escape prose, so that a dollar sign in it starts no formula."""
    return escape(text).replace("$", "<span>$</span>")
