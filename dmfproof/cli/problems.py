"""Answer for one eigenvalue: how many iterations descent takes, and how long the flow takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dmfproof.cli.terminal import ExitCode, leave, print_json, print_text
from dmfproof.errors import InvalidInput

if TYPE_CHECKING:
    from dmfproof.bounds import Bound, Bounds

__all__ = ["COMMANDS"]

_DEPTH = typer.Option(metavar="N", help="Number of factors, at least 1.")
_LAM = typer.Option(metavar="Q", help="Ground-truth eigenvalue, any sign.")
_DIGITS = typer.Option(metavar="D", help="Certain significant digits of the enclosures.")
_AS_JSON = typer.Option("--json", help="Print JSON.")


def bounds(
    depth: Annotated[str, _DEPTH],
    lam: Annotated[str, _LAM],
    alpha: Annotated[str, typer.Option(metavar="Q", help="Initial scale, > 0.")],
    eta: Annotated[str, typer.Option(metavar="Q", help="Step size, > 0.")],
    eps: Annotated[str, typer.Option(metavar="Q", help="Target accuracy, below the initial error.")],
    digits: Annotated[str, _DIGITS] = "20",
    max_steps: Annotated[str, typer.Option(metavar="K", help="Most steps to iterate one by one.")] = "1000000",
    as_json: Annotated[bool, _AS_JSON] = False,
) -> None:
    """Bound and certify a number of iterations.

    Theorem 2.4 bounds the number of iterations from both sides; the true number is certified beside it.

    A bound whose assumptions do not hold is not claimed and not computed.  Where none is left, as the step size is
    beyond every limit, the hitting time is still given and the exit code is 2.

    Example:
      dmfproof bounds --depth 3 --lam 2 --alpha 1/10 --eta 1/200 --eps 1/1000
    """
    from dmfproof.bounds import iteration_bounds
    from dmfproof.problem import Problem
    from dmfproof.rational import parse_integer
    from dmfproof.verdict import Outcome

    budget = parse_integer(max_steps, "max-steps", least=1)
    problem = Problem(depth=depth, lam=lam, alpha=alpha, eta=eta, eps=eps)
    found = iteration_bounds(problem, digits=digits, max_steps=budget)
    if as_json:
        print_json(found.as_json())
    else:
        print_text("\n".join(_bounds_lines(found)))
    if not found.lower and not found.upper:
        holds = "so none is claimed (each says what it needs)"
        raise InvalidInput("eta", eta, "outside what the bounds assume", holds, "Choose another step size")
        leave(ExitCode.USAGE)
    if found.outcome is Outcome.REFUTED:
        leave(ExitCode.REFUTED)
    if found.outcome is Outcome.UNDECIDED:
        leave(ExitCode.UNDECIDED)


def _bounds_lines(found: Bounds) -> list[str]:
    shown = found.as_json()
    said = {True: "admissible", False: "too large"}
    hit = shown["hitting_time"]
    lines = [
        f"case         {shown['case']}",
        f"step size    {said[found.admissible_paper]} for the paper's form, {said[found.admissible_sharper]} for ours",
    ]
    if hit["k"] is not None:
        lines.append(f"true count   T = {hit['k']}  (certified: {hit['method']})")
    else:
        lines.append(f"true count   {'undecided' if hit['verdict'] == 'undecided' else 'none'}: {hit['reason']}")
    for side, sign, some in (("lower", ">=", found.lower), ("upper", "<=", found.upper)):
        lines += [f"{side} bound  T {sign} {_count(bound)}  ({bound.form}: {_enclosure(bound)})" for bound in some]
    lines += [f"not claimed  {missing}" for missing in found.not_claimed]
    if found.lower or found.upper:
        lines.append(f"verdict      {shown['verdict']}: lower bounds <= T <= upper bounds")
    return lines


def _count(bound: Bound) -> str:
    from fractions import Fraction

    from dmfproof.rational import write

    return "?" if bound.k is None else write(Fraction(bound.k))


def _enclosure(bound: Bound) -> str:
    return f"ceiling of [{bound.low}, {bound.high}]"


def flow(
    depth: Annotated[str, _DEPTH],
    lam: Annotated[str, _LAM],
    start: Annotated[str, typer.Option("--from", metavar="Q", help="Where the flow starts, > 0.")],
    end: Annotated[str, typer.Option("--to", metavar="Q", help="Where it ends, on the same side of the limit.")],
    digits: Annotated[str, _DIGITS] = "20",
    as_json: Annotated[bool, _AS_JSON] = False,
) -> None:
    """Enclose the time that the gradient flow takes.

    The flow y' = y^(N-1) (lam - y^N) goes from one value to another on the same side of its limit.

    Example:
      dmfproof flow --depth 3 --lam 1 --from 1/100 --to 0.99
    """
    from dmfproof.bounds import flow_time

    found = flow_time(depth=depth, lam=lam, start=start, end=end, digits=digits)
    if as_json:
        print_json({"schema": "dmfproof.flow/1", "time": [found.low, found.high], "method": found.method})
    else:
        print_text(f"time    in [{found.low}, {found.high}]\nmethod  {found.method}")


COMMANDS = (bounds, flow)
