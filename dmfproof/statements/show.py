"""Show a statement to a reader: as text, LaTeX, HTML for notebooks, or JSON-ready values.

All four are made from one description, so that they say the same: the docstring of the statement's file, its
source, definitions, claims (domain, assumptions, conclusion), derivation and mutants.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from textwrap import fill
from typing import Any

from dmfproof.replay import replay_command
from dmfproof.statements.describe import known_definitions, statement_json
from dmfproof.statements.formula import cases_text
from dmfproof.statements.model import Statement

__all__ = ["escape_tex", "hang", "statement_html", "statement_json", "statement_latex", "statement_text"]


# --- text ---
def statement_text(statement: Statement, *, width: int = 100) -> str:
    """Write a statement for the terminal, lines broken at `width` columns."""
    shown = statement_json(statement)
    lines = [shown["id"], shown["title"], f"{shown['source']['paper']} {shown['source']['number']}", ""]
    lines += _prose(shown["says"], width)
    if shown["definitions"] or shown["functions"]:
        lines += ["", "DEFINITIONS"]
        lines += [hang(text, 2, width) for text in shown["functions"]]
        for name, value in known_definitions(statement).items():
            lines += _definition_lines(name, cases_text(value, known_definitions(statement)), width)
    lines += ["", "CLAIMS"]
    for claim in shown["claims"]:
        lines += [*_claim_lines(claim, width), ""]
    if shown["derivation"]:
        lines += ["DERIVATION (each line is an identity, verified by exact algebra)"]
    for step in shown["derivation"]:
        lines.append(hang(step["text"], 2, width))
        lines += [hang(f"{step['left']['text']} = {step['right']['text']}", 4, width), ""]
    if shown["mutants"]:
        lines += ["MUTANTS (false neighbours, which the tool has to refute by itself)"]
    for mutant in shown["mutants"]:
        lines += [*_claim_lines(mutant, width), hang(f"false because: {mutant['why']}", 4, width)]
        if mutant["witness"]:
            lines.append(hang(f"witness: {replay_command(statement.id, mutant['name'], mutant['witness'])}", 4, width))
        lines.append("")
    if shown["witnesses"]:
        lines += ["WITNESSES"]
        for witness in shown["witnesses"]:
            lines.append(hang(f"{witness['claim']}: {witness['says']}", 2, width))
            lines.append(hang(replay_command(statement.id, witness["claim"], witness["point"]), 4, width))
        lines.append("")
    if shown["constants"]:
        lines += ["CONSTANTS (`dmfproof sharpen` pushes them until the claim breaks)"]
        lines += [hang(f"{constant['name']}: {constant['says']}", 2, width) for constant in shown["constants"]]
        lines.append("")
    if shown["notes"]:
        lines += ["NOTES", hang(shown["notes"], 2, width)]
    return "\n".join(lines).rstrip() + "\n"


def _prose(text: str, width: int) -> Iterable[str]:
    """Break paragraphs anew; formulas, which are indented, stay as they are."""
    for number, paragraph in enumerate(text.split("\n\n")):
        yield from [""] if number else []
        displayed = any(line.startswith(" ") for line in paragraph.splitlines())
        yield paragraph if displayed else hang(paragraph, 0, width, hang=0)


def _definition_lines(name: str, cases: list[str], width: int) -> Iterable[str]:
    if len(cases) == 1:
        return [hang(f"{name} = {cases[0]}", 2, width)]
    return [f"  {name} =", *(hang(case, 4, width) for case in cases)]


def _claim_lines(claim: dict[str, Any], width: int) -> Iterable[str]:
    yield hang(f"{claim['name']}  [{claim['tag']}]", 2, width)
    yield hang(claim["says"], 4, width)
    yield hang("for " + "; ".join(part["text"] for part in claim["domain"]), 4, width)
    for part in claim["assumes"]:
        yield hang(f"assume {part['text']}", 4, width)
    if claim["load_bearing"]:
        yield hang(f"load-bearing: {claim['load_bearing']}", 4, width)
    every, parts = claim["concludes"]["every_step"], claim["concludes"]["parts"]
    word = "then for every k, with x = d(k) and x_next = d(k+1)," if every else "then"
    for part in parts:
        yield hang(f"{word} {part['text']}", 4, width)
        word = "and"
    for part in claim["concludes"].get("because", ()):
        yield hang(f"decided by {part['text']}", 4, width)
    if computation := claim["concludes"].get("computation"):
        yield hang(f"decided by a certified computation: {computation}", 4, width)
    if claim["argument"]:
        yield hang(f"argument: {claim['argument']}", 4, width)
    if claim["proofs"]:
        yield hang(f"proved for all N by {', '.join(claim['proofs'])}", 4, width)


def hang(text: str, indent: int, width: int, *, hang: int = 2) -> str:
    """Break running text at `width` columns; later lines are indented `hang` columns more."""
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
    title, name = escape_tex(shown["title"]), escape_tex(shown["id"])
    lines = [rf"\paragraph{{{title}}} ({escape_tex(source)}; \texttt{{{name}}})", ""]
    lines += [rf"\noindent {escape_tex(text)}\par" for text in shown["functions"]]
    lines += [rf"\[ {value['name']} := {value['latex']} \]" for value in shown["definitions"].values()]
    lines += [line for claim in shown["claims"] for line in _claim_latex(claim)]
    for step in shown["derivation"]:
        equation = rf"\[ {step['left']['latex']} = {step['right']['latex']} \]"
        lines += ["", rf"\noindent {escape_tex(step['text'])}:", equation]
    for mutant in shown["mutants"]:
        lines += [*_claim_latex(mutant), rf"\textit{{False}}: {escape_tex(mutant['why'])}."]
    return "\n".join(lines) + "\n"


def _claim_latex(claim: dict[str, Any]) -> Iterable[str]:
    yield ""
    yield rf"\noindent\textbf{{{escape_tex(claim['name'])}}} [{escape_tex(claim['tag'])}]: {escape_tex(claim['says'])}."
    given = [part["latex"] for part in (*claim["domain"], *claim["assumes"])]
    yield "For " + ", ".join(f"${part}$" for part in given) + (
        rf" (load-bearing: {escape_tex(claim['load_bearing'])})" if claim["load_bearing"] else ""
    ) + (r", at every step $x = d(k)$, $x^{+} = d(k+1)$:" if claim["concludes"]["every_step"] else ":")
    for part in claim["concludes"]["parts"]:
        yield rf"\[ {part['latex']} \]"
    for part in claim["concludes"].get("because", ()):
        yield rf"Decided by \[ {part['latex']} \]"
    if computation := claim["concludes"].get("computation"):
        yield f"Decided by a certified computation: {escape_tex(computation)}."


def escape_tex(text: str) -> str:
    """Write text so that LaTeX prints it as it is."""
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
    for step in shown["derivation"]:
        equation = f"{step['left']['latex']} = {step['right']['latex']}"
        out.append(f"<p>{_plain(step['text'])}:</p><p>$${escape(equation)}$$</p>")
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
    if computation := claim["concludes"].get("computation"):
        because += f"<p>decided by a certified computation: {_plain(computation)}</p>"
    title = f"<b>{escape(claim['name'])}</b> [{_plain(claim['tag'])}]: {_plain(claim['says'])}"
    return f"<p>{title}</p><p>For {given}{bearing}{every}</p>{parts}{because}"


def _plain(text: str) -> str:
    """Escape prose, so that a dollar sign in it starts no formula."""
    return escape(text).replace("$", "<span>$</span>")
