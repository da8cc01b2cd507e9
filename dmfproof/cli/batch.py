"""Certify the hitting times of many problems, one a line."""

from __future__ import annotations

import json
import sys
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dmfproof.cli.terminal import ExitCode, leave, note, print_json, print_text, progress_bar
from dmfproof.errors import InvalidInput
from dmfproof.rational import parse_integer, write

if TYPE_CHECKING:
    from dmfproof.dynamics.hitting import HittingTime

__all__ = ["COMMANDS"]


def batch(
    file: Annotated[str, typer.Argument(metavar="FILE", help="Problems in JSON, one a line; - is stdin.")],
    max_steps: Annotated[
        str, typer.Option(metavar="K", help="Most steps to iterate one by one; in C a perturbed pair takes 100 K.")
    ] = "1000000",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document, not one a line.")] = False,
) -> None:
    """Certify the hitting times of many problems.

    Each line of FILE is a problem such as {"depth": 3, "lam": "2", "alpha": "1/10", "eta": "1/200", "eps": "1/1000"};
    numbers without quotes are exact, too.  One with a "beta" is perturbed, as in `dmfproof bounds --beta`.  Each is
    answered by one line: line, k, verdict, method, reason (k is text, as it may be long).  A line that is no problem
    has the verdict "invalid", loses none of the others, and makes the exit code 2.  Blank lines are skipped.

    Example:
      dmfproof batch problems.jsonl
    """
    budget = parse_integer(max_steps, "max-steps", least=1)
    problems, errors = _read_lines(file)
    answers = _answer(problems, errors, budget)
    rows = [_row(line, answers.get(line), errors.get(line)) for line in sorted({*answers, *errors})]
    if as_json:
        print_json({"schema": "dmfproof.batch/1", "answers": rows})
    else:
        for row in rows:
            print_text(json.dumps(row))
    sys.stdout.flush()
    for line, error in sorted(errors.items()):
        note(f"Error: line {line}: {error}")
    if errors:
        leave(ExitCode.USAGE)
    if any(answer.reason == "interrupted" for answer in answers.values()):
        leave(ExitCode.INTERRUPTED)
    leave(ExitCode.UNDECIDED if any(row["verdict"] == "undecided" for row in rows) else ExitCode.AS_CLAIMED)


def _read_lines(file: str) -> tuple[dict[int, dict[str, Any]], dict[int, InvalidInput]]:
    """Return the problems and what is wrong with the other lines, by line number."""
    try:
        content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        holds = f"it cannot be read ({error.strerror})"
        raise InvalidInput("FILE", file, "no usable file", holds, "Name a file of JSON lines, or - for stdin") from None
    problems: dict[int, dict[str, Any]] = {}
    errors: dict[int, InvalidInput] = {}
    for number, line in enumerate(content.split(b"\n"), start=1):
        if line.strip():
            try:
                problems[number] = _parse(line)
            except InvalidInput as error:
                errors[number] = error
    if not problems and not errors:
        raise InvalidInput("FILE", file, "empty", "at least one problem is needed", "Write one problem a line")
    return problems, errors


def _parse(line: bytes) -> dict[str, Any]:
    """Read one problem; numbers stay text, so that 0.1 is 1/10."""
    advice = 'Write {"depth": 3, "lam": "2", "alpha": "1/10", "eta": "1/200", "eps": "1/1000"}, say'
    try:
        text = line.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        raise InvalidInput("line", line, "not UTF-8", "JSON is read as UTF-8", advice) from None
    try:
        entry = json.loads(text, parse_float=str, parse_int=str, parse_constant=str, object_pairs_hook=_fields)
    except (json.JSONDecodeError, RecursionError):
        raise InvalidInput("line", text, "not JSON", "each line is one JSON object", advice) from None
    if not isinstance(entry, dict):
        raise InvalidInput("line", text, "no JSON object", "each line is one JSON object", advice)
    return entry


def _fields(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for name, value in pairs:
        if name in fields:
            raise InvalidInput(name, value, "a repetition", f"{name}={fields[name]} was given before", "Drop one")
        fields[name] = value
    return fields


def _answer(
    problems: dict[int, dict[str, Any]], errors: dict[int, InvalidInput], max_steps: int
) -> dict[int, HittingTime]:
    """Return the hitting times by line number; the lines that are no problems go to `errors`."""
    from dmfproof.dynamics.batch import InvalidBatch, hitting_times

    lines = list(problems)
    try:
        with progress_bar() as progress:
            found = hitting_times(problems.values(), max_steps=max_steps, progress=progress)
    except InvalidBatch as bad:
        found = bad.results
        errors.update({lines[place]: error for place, error in bad.errors.items()})
    return {line: answer for line, answer in zip(lines, found, strict=True) if line not in errors}


def _row(line: int, answer: HittingTime | None, error: InvalidInput | None) -> dict[str, Any]:
    if answer is None:
        return {"line": line, "k": None, "verdict": "invalid", "method": "none", "reason": str(error)}
    k = None if answer.k is None else write(Fraction(answer.k))
    verdict = answer.outcome.value
    return {"line": line, "k": k, "verdict": verdict, "method": answer.method, "reason": answer.reason}


COMMANDS = (batch,)
