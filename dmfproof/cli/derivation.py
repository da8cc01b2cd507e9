"""Verify the derivation of a statement while it is shown."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dmfproof.cli.catalogue import Format
from dmfproof.cli.terminal import ExitCode, leave, print_json, print_text, text_width

if TYPE_CHECKING:
    from dmfproof.statements.model import Statement, Step
    from dmfproof.verdict import Outcome

__all__ = ["COMMANDS"]


def derive(
    identifier: Annotated[str, typer.Argument(metavar="ID", help="A statement's id, as `dmfproof list` shows it.")],
    form: Annotated[Format, typer.Option("--format", help="How to show it.")] = Format.TEXT,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
) -> None:
    """Verify the derivation of a statement, step by step.

    Each step is an identity for all values of its symbols, for every depth where N is one of them.  It is certified
    by exact algebra, or refuted at a point (exit code 1), or undecided (exit code 4).  A statement without a derivation
    names the lemmas that prove its claims.

    Example:
      dmfproof derive scalar.lemma_2_7
    """
    from dmfproof.proof.derive import verify_step
    from dmfproof.statements.catalogue import find
    from dmfproof.statements.formula import expression_latex, expression_text
    from dmfproof.verdict import Outcome

    statement = find(identifier)
    form = Format.JSON if as_json else form
    outcomes: list[Outcome] = []
    rows: list[dict[str, Any]] = []
    _print_heading(statement, form)
    for number, step in enumerate(statement.derivation, start=1):
        _print_step(number, step, form)
        outcomes.append(verify_step(step))
        same = step.left == step.right
        if form is Format.JSON:
            row = {"number": number, "text": step.text, "outcome": outcomes[-1].value, "same_expression": same}
            sides = {"left": step.left, "right": step.right}
            written = {n: {"text": expression_text(e), "latex": expression_latex(e)} for n, e in sides.items()}
            rows.append({**row, **written})
        else:
            said = outcomes[-1].value + (" (both sides are the same expression)" if same else "")
            print_text(f"    {said}" if form is Format.TEXT else f"% step {number}: {said}")
            sys.stdout.flush()
    proofs = _proofs(statement)
    if form is Format.JSON:
        print_json({"schema": "dmfproof.derive/1", "statement": statement.id, "steps": rows, "proofs": proofs})
    else:
        _print_end(outcomes, proofs, form)
    if Outcome.REFUTED in outcomes or any(proof["evidence"].startswith("refused") for proof in proofs):
        leave(ExitCode.REFUTED)
    leave(ExitCode.UNDECIDED if Outcome.UNDECIDED in outcomes else ExitCode.AS_CLAIMED)


def _print_heading(statement: Statement, form: Format) -> None:
    from dmfproof.statements.show import escape_tex

    if form is Format.TEXT:
        print_text(f"{statement.id}: {statement.title}")
    elif form is Format.LATEX:
        print_text(rf"\paragraph{{{escape_tex(statement.title)}}} (\texttt{{{escape_tex(statement.id)}}})")


def _print_step(number: int, step: Step, form: Format) -> None:
    """Print a step before it is verified, so that a slow one can be seen."""
    from dmfproof.statements.formula import expression_latex, expression_text
    from dmfproof.statements.show import escape_tex, hang

    if form is Format.TEXT:
        equation = f"{expression_text(step.left)} = {expression_text(step.right)}"
        print_text(f"{hang(f'{number}. {step.text}', 0, text_width())}\n{hang(equation, 4, text_width())}")
    elif form is Format.LATEX:
        equation = rf"\[ {expression_latex(step.left)} = {expression_latex(step.right)} \]"
        print_text(rf"\noindent {number}. {escape_tex(step.text)}:" + f"\n{equation}")
    sys.stdout.flush()


def _proofs(statement: Statement) -> list[dict[str, Any]]:
    """Name the lemmas that prove claims for all N, and check their certificates."""
    from dmfproof.campaign.evidence import evidence_of
    from dmfproof.proof.library import Refused

    proofs = []
    for claim in statement.claims:
        if claim.proofs:
            try:
                evidence = evidence_of(claim)
            except Refused as refusal:
                evidence = f"refused: {refusal}"
            proofs.append({"claim": claim.name, "lemmas": list(claim.proofs), "evidence": evidence})
    return proofs


def _print_end(outcomes: list[Outcome], proofs: list[dict[str, Any]], form: Format) -> None:
    from dmfproof.statements.show import hang
    from dmfproof.verdict import Outcome

    certified = sum(outcome is Outcome.CERTIFIED for outcome in outcomes)
    count = f"{len(outcomes)} step{'' if len(outcomes) == 1 else 's'}"
    lines = [f"{certified} of {count} certified by exact algebra" if outcomes else "It has no derivation."]
    lines += [f"{proof['claim']}: {proof['evidence']} (lemma {', '.join(proof['lemmas'])})" for proof in proofs]
    if not outcomes and not proofs:
        lines.append("No lemma proves its claims for all N, either: they are examined at points, or covered on boxes.")
    if form is Format.LATEX:
        print_text("\n".join(f"% {line}" for line in lines))
    else:
        print_text("\n".join(hang(line, 0, text_width()) for line in lines))


COMMANDS = (derive,)
