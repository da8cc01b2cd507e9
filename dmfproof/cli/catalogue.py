"""Look statements up, show them, and examine one claim at one point."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dmfproof.cli.terminal import ExitCode, leave, new_table, page, print_json, print_text, text_width
from dmfproof.errors import InvalidInput

if TYPE_CHECKING:
    from dmfproof.statements.model import Claim, Statement

__all__ = ["COMMANDS", "STATEMENTS", "Format", "assignments", "find_claim"]

_IDENTIFIER = typer.Argument(
    metavar="ID", help="A statement's id, as `dmfproof list` shows it, or a file of your own (see `dmfproof new`)."
)
STATEMENTS = typer.Option("--statements", metavar="DIR", help="Take the statements from this folder of files.")
_AS_JSON = typer.Option("--json", help="Print JSON.")


class Format(StrEnum):
    """How a statement is shown."""

    TEXT = "text"
    LATEX = "latex"
    JSON = "json"


def list_command(as_json: Annotated[bool, _AS_JSON] = False) -> None:
    """List the statements of the catalogue.

    Example:
      dmfproof list
    """
    from dmfproof.statements.catalogue import catalogue

    statements = list(catalogue().values())
    if as_json:
        print_json({"schema": "dmfproof.list/1", "statements": [_entry(statement) for statement in statements]})
        return
    table = new_table("ID", "source", "claims", "mutants", "title", right=("claims", "mutants"))
    for statement in statements:
        source = f"{statement.source.paper} {statement.source.number}"
        table.add_row(statement.id, source, str(len(statement.claims)), str(len(statement.mutants)), statement.title)
    page().print(table)


def _entry(statement: Statement) -> dict[str, Any]:
    return {
        "id": statement.id,
        "title": statement.title,
        "source": {"paper": statement.source.paper, "number": statement.source.number},
        "claims": [{"name": claim.name, "form": claim.form.value, "tag": claim.tag} for claim in statement.claims],
        "mutants": [mutant.name for mutant in statement.mutants],
    }


def show(
    identifier: Annotated[str, _IDENTIFIER],
    form: Annotated[Format, typer.Option("--format", help="How to show it.")] = Format.TEXT,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
) -> None:
    """Show one statement in full.

    Example:
      dmfproof show scalar.theorem_2_4 --format latex
    """
    from dmfproof.statements.catalogue import find
    from dmfproof.statements.show import statement_json, statement_latex, statement_text

    statement = find(identifier)
    if as_json or form is Format.JSON:
        print_json(statement_json(statement))
    elif form is Format.LATEX:
        print_text(statement_latex(statement))
    else:
        print_text(statement_text(statement, width=text_width()))


def examine(
    identifier: Annotated[str, _IDENTIFIER],
    claim_name: Annotated[str, typer.Argument(metavar="CLAIM", help="A claim or a mutant of the statement.")],
    at: Annotated[list[str], typer.Option("--at", metavar="NAME=Q", help="A variable's value; one --at for each.")],
    max_steps: Annotated[str, typer.Option(metavar="K", help="Most steps of gradient descent.")] = "1000000",
    as_json: Annotated[bool, _AS_JSON] = False,
) -> None:
    r"""Examine one claim at one point.

    The answer is certified, refuted (exit code 1) or undecided (exit code 4) there.  Every recorded counterexample and
    witness can be examined again like this; a mutant is refuted at its witness.

    Example:
      dmfproof examine scalar.theorem_2_4 upper_both_phases \
        --at N=2 --at lam=1 --at alpha=1/100 --at eta=1/5 --at eps=1/2
    """
    from dmfproof.arithmetic.evaluator import Budget
    from dmfproof.rational import parse_integer
    from dmfproof.statements import examine as examination
    from dmfproof.statements.catalogue import find
    from dmfproof.verdict import Outcome

    statement = find(identifier)
    claim = find_claim(statement, claim_name)
    point = examination.parse_point(claim, assignments(at, "--at"))
    budget = Budget(max_steps=parse_integer(max_steps, "max-steps", least=1))
    verdict = examination.examine(claim, point, budget=budget)
    if as_json:
        print_json(
            {
                "schema": "dmfproof.examine/1",
                "statement": statement.id,
                "claim": claim.name,
                "point": examination.write_point(point),
                "verdict": verdict.outcome.value,
                "method": verdict.method,
                "reason": verdict.reason,
                "margin": None if verdict.margin is None else list(verdict.margin),
                "tightness": None if verdict.tightness is None else list(verdict.tightness),
            }
        )
    else:
        print_text("\n".join(_verdict_lines(statement, claim, verdict)))
    codes = {Outcome.CERTIFIED: ExitCode.AS_CLAIMED, Outcome.REFUTED: ExitCode.REFUTED}
    leave(codes.get(verdict.outcome, ExitCode.UNDECIDED))


def _verdict_lines(statement: Statement, claim: Claim, verdict: Any) -> list[str]:
    lines = [f"{statement.id}: {claim.name} [{claim.tag}]", f"  {claim.says}"]
    lines.append(f"verdict    {verdict.outcome.value} at this point ({verdict.method})")
    if verdict.reason:
        lines.append(f"reason     {verdict.reason}")
    if verdict.margin is not None:
        lines.append(f"margin     right - left in [{', '.join(verdict.margin)}]")
    if verdict.tightness is not None:
        lines.append(f"tightness  left / right in [{', '.join(verdict.tightness)}] (1 = attained)")
    return lines


def find_claim(statement: Statement, name: str) -> Claim:
    """Return a claim or a mutant's claim; raises `InvalidInput` naming the nearest ones."""
    from difflib import get_close_matches

    known = [claim.name for claim in (*statement.claims, *(mutant.claim for mutant in statement.mutants))]
    if name in known:
        return statement.claim(name)
    stem, _, rest = name.partition(":")
    for constant in statement.constants:
        if (stem, rest) == ("constant", constant.name):
            return constant.claim
    if stem in known:
        from dmfproof.campaign.mutants import mechanical_claim

        return mechanical_claim(statement.claims, name)
    near = get_close_matches(name, known, n=3, cutoff=0.3) or known[:3]
    holds = f"{statement.id} has {len(known)} claims and mutants, such as {', '.join(near)}"
    raise InvalidInput("CLAIM", name, "not in this statement", holds, f"Run `dmfproof show {statement.id}` to see them")


def assignments(given: list[str], option: str, form: str = "NAME=Q", example: str = "alpha=1/10") -> dict[str, str]:
    """Split what was given to a repeated option into names and values."""
    values: dict[str, str] = {}
    for text in given:
        name, equals, value = (part.strip() for part in text.partition("="))
        if not (name and equals and value):
            raise InvalidInput(option, text or "''", "malformed", f"it reads {form}", f"Write {option} {example}, say")
        if name in values:
            raise InvalidInput(option, text, "a repetition", f"{name}={values[name]} was given before", "Drop one")
        values[name] = value
    return values


COMMANDS = (list_command, show, examine)
