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

from dmfproof.replay import replay_command
from dmfproof.statements.domain import Between, Depth, Draw, GroundTruth
from dmfproof.statements.formula import conjuncts, expression_latex, expression_text
from dmfproof.statements.model import Claim, ForEveryStep, Mutant, Statement

__all__ = ["statement_html", "statement_json", "statement_latex", "statement_text"]

_SIGN_TEXT = {"+": "> 0", "-": "< 0", "0": "= 0", "+0": ">= 0", "-0": "<= 0", "+-": "!= 0"}
_SIGN_LATEX = {"+": "> 0", "-": "< 0", "0": "= 0", "+0": r"\geq 0", "-0": r"\leq 0", "+-": r"\neq 0"}


def statement_json(statement: Statement) -> dict[str, Any]:
    """Describe a statement in JSON-ready values (schema ``dmfproof.statement/1``), formulas as text and as LaTeX."""
    return {
        "schema": "dmfproof.statement/1",
        "id": statement.id,
        "title": statement.title,
        "source": {"paper": statement.source.paper, "number": statement.source.number},
        "says": _docstring(statement),
        "definitions": {
            name: _formula(value, statement) for name, value in statement.definitions.items()
        },
        "claims": [_claim(claim, statement) for claim in statement.claims],
        "mutants": [_mutant(mutant, statement) for mutant in statement.mutants],
        "witnesses": [
            {"claim": witness.claim, "point": dict(witness.point), "says": witness.says} for witness in statement.witnesses
        ],
        "notes": statement.notes,
    }


def _docstring(statement: Statement) -> str:
    module = sys.modules.get(f"dmfproof.statements.{statement.id}")
    return inspect.cleandoc(module.__doc__) if module is not None and module.__doc__ else statement.title


def _claim(claim: Claim, statement: Statement) -> dict[str, Any]:
    return {
        "name": claim.name,
        "says": claim.says,
        "form": claim.form.value,
        "tag": claim.tag,
        "domain": [_range(draw) for draw in claim.domain],
        "assumes": [_formula(part, statement) for part in claim.assumes],
        "load_bearing": claim.load_bearing,
        "concludes": _conclusion(claim, statement),
        "argument": claim.concludes.argument if isinstance(claim.concludes, ForEveryStep) else claim.argument,
    }


def _mutant(mutant: Mutant, statement: Statement) -> dict[str, Any]:
    witness = None if mutant.witness is None else dict(mutant.witness)
    return {**_claim(mutant.claim, statement), "why": mutant.why, "witness": witness}


def _conclusion(claim: Claim, statement: Statement) -> dict[str, Any]:
    if not isinstance(claim.concludes, ForEveryStep):
        return {"every_step": False, "parts": [_formula(part, statement) for part in conjuncts(claim.concludes)]}
    return {
        "every_step": True,
        "parts": [_formula(part, statement) for part in conjuncts(claim.concludes.step)],
        "because": [_formula(part, statement) for part in conjuncts(claim.concludes.because)],
    }


def _formula(expression: Any, statement: Statement) -> dict[str, str]:
    known = statement.definitions
    return {"text": expression_text(expression, known), "latex": expression_latex(expression, known)}


def _range(draw: Draw) -> dict[str, str]:
    """Write the range of one variable of a domain."""
    name, tex = expression_text(draw.symbol), expression_latex(draw.symbol)
    if isinstance(draw, GroundTruth):
        signs = "".join(sign for sign in "+-0" if sign in draw.signs)
        text, latex = _SIGN_TEXT.get(signs, "any real number"), _SIGN_LATEX.get(signs, r"\in \mathbb{R}")
        return {"variable": name, "text": f"{name} {text}", "latex": f"{tex} {latex}"}
    if isinstance(draw, Between):
        below = "<=" if draw.closed in ("left", "both") else "<"
        above = "<=" if draw.closed in ("right", "both") else "<"
        low, high = (expression_text(end) for end in (draw.low, draw.high))
        low_tex, high_tex = (expression_latex(end) for end in (draw.low, draw.high))
        signs_tex = {"<": "<", "<=": r"\leq"}
        latex = f"{low_tex} {signs_tex[below]} {tex} {signs_tex[above]} {high_tex}"
        return {"variable": name, "text": f"{low} {below} {name} {above} {high}", "latex": latex}
    if draw.least == draw.most:
        return {"variable": name, "text": f"{name} = {draw.least}", "latex": f"{tex} = {draw.least}"}
    kind = "depths" if isinstance(draw, Depth) else "integers"
    text = f"{name} = {draw.least}, ..., {draw.most} ({kind} examined)"
    return {"variable": name, "text": text, "latex": rf"{tex} = {draw.least}, \dots, {draw.most}"}


# --- text --------------------------------------------------------------------------------------------------------------
def statement_text(statement: Statement, *, width: int = 100) -> str:
    """Write a statement for the terminal, lines broken at `width` columns."""
    shown = statement_json(statement)
    lines = [shown["id"], f"{shown['source']['paper']} {shown['source']['number']}", "", shown["says"]]
    if shown["definitions"]:
        lines += ["", "DEFINITIONS"]
        lines += [_hang(f"{name} = {value['text']}", 2, width) for name, value in shown["definitions"].items()]
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


def _hang(text: str, indent: int, width: int) -> str:
    lead = " " * indent
    return fill(text, width, initial_indent=lead, subsequent_indent=lead + "  ", break_long_words=False, break_on_hyphens=False)


# --- LaTeX -------------------------------------------------------------------------------------------------------------
_TEX_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
    "^": r"\textasciicircum{}", "~": r"\textasciitilde{}", "<": r"\textless{}", ">": r"\textgreater{}",
}  # fmt: skip


def statement_latex(statement: Statement) -> str:
    """Write a statement as a LaTeX fragment (it needs amsmath and amssymb)."""
    shown = statement_json(statement)
    source = f"{shown['source']['paper']} {shown['source']['number']}"
    lines = [rf"\paragraph{{{_tex(shown['title'])}}} ({_tex(source)}; \texttt{{{_tex(shown['id'])}}})", ""]
    for name, value in shown["definitions"].items():
        lines += [rf"\noindent {_tex(name)}:", rf"\[ {value['latex']} \]"]
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


# --- HTML --------------------------------------------------------------------------------------------------------------
def statement_html(statement: Statement) -> str:
    """Write a statement as HTML for notebooks, where MathJax sets the formulas; everything is escaped."""
    shown = statement_json(statement)
    source = f"{shown['source']['paper']} {shown['source']['number']}"
    out = [f"<div><h3>{escape(shown['title'])}</h3><p>{escape(source)}; <code>{escape(shown['id'])}</code></p>"]
    out.append(f"<pre>{escape(shown['says'])}</pre>")
    for name, value in shown["definitions"].items():
        out.append(f"<p>{escape(name)}:</p><p>$${escape(value['latex'])}$$</p>")
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
    because = "".join(f"<p>decided by $${escape(part['latex'])}$$</p>" for part in claim["concludes"].get("because", ()))
    title = f"<b>{escape(claim['name'])}</b> [{_plain(claim['tag'])}]: {_plain(claim['says'])}"
    return f"<p>{title}</p><p>For {given}{bearing}{every}</p>{parts}{because}"


def _plain(text: str) -> str:
    """Escape prose, so that a dollar sign in it starts no formula."""
    return escape(text).replace("$", "<span>$</span>")
