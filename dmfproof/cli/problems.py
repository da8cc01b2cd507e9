"""Answer for one eigenvalue: how many iterations descent takes, and how long the flow takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from dmfproof.cli.terminal import ExitCode, leave, print_json, print_text
from dmfproof.errors import InvalidInput

if TYPE_CHECKING:
    from dmfproof.bounds import Bound, Bounds
    from dmfproof.pair_bounds import PerturbedBounds

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
    beta: Annotated[str | None, typer.Option(metavar="Q", help="Start one factor at alpha - beta.")] = None,
    digits: Annotated[str, _DIGITS] = "20",
    max_steps: Annotated[
        str, typer.Option(metavar="K", help="Most steps to iterate one by one; in C a perturbed pair takes 100 K.")
    ] = "1000000",
    as_json: Annotated[bool, _AS_JSON] = False,
) -> None:
    """Bound and certify a number of iterations.

    Theorem 2.4 bounds the number of iterations from both sides; the true number is certified beside it.

    A bound whose assumptions do not hold is not claimed and not computed.  Where none is left, as the step size is
    beyond every limit, the hitting time is still given and the exit code is 2.

    With --beta one factor starts lower than the others, so that a negative eigenvalue is reached, too: (15) or (16)
    bounds the number of iterations, and Lemma 2.11 the step at which that factor changes sign.

    Example:
      dmfproof bounds --depth 3 --lam 2 --alpha 1/10 --eta 1/200 --eps 1/1000
      dmfproof bounds --depth 2 --lam -1 --alpha 1/10 --beta 1/100 --eta 1/50 --eps 1/100
    """
    from dmfproof.bounds import iteration_bounds
    from dmfproof.problem import Problem
    from dmfproof.rational import parse_integer
    from dmfproof.verdict import Outcome

    budget = parse_integer(max_steps, "max-steps", least=1)
    if beta is not None:
        from dmfproof.pair_bounds import perturbed_bounds
        from dmfproof.perturbed_problem import PerturbedProblem

        pair = PerturbedProblem(depth=depth, lam=lam, alpha=alpha, beta=beta, eta=eta, eps=eps)
        perturbed = perturbed_bounds(pair, digits=digits, max_steps=budget)
        lines, claimed = _perturbed_lines(perturbed), bool(perturbed.upper)
        shown, outcome = perturbed.as_json(), perturbed.outcome
    else:
        found = iteration_bounds(
            Problem(depth=depth, lam=lam, alpha=alpha, eta=eta, eps=eps), digits=digits, max_steps=budget
        )
        lines, claimed = _bounds_lines(found), bool(found.lower or found.upper)
        shown, outcome = found.as_json(), found.outcome
    if as_json:
        print_json(shown)
    else:
        print_text("\n".join(lines))
    if not claimed:
        holds = "so none is claimed (each says what it needs)"
        raise InvalidInput("eta", eta, "outside what the bounds assume", holds, "Choose another step size")
    if outcome is Outcome.REFUTED:
        leave(ExitCode.REFUTED)
    if outcome is Outcome.UNDECIDED:
        leave(ExitCode.UNDECIDED)


def _bounds_lines(found: Bounds) -> list[str]:
    shown = found.as_json()
    said = {True: "admissible", False: "too large"}
    lines = [
        f"case         {shown['case']}",
        f"step size    {said[found.admissible_paper]} for the paper's form, {said[found.admissible_sharper]} for ours",
        f"true count   {_certified_count('T', shown['hitting_time'])}",
    ]
    for side, sign, some in (("lower", ">=", found.lower), ("upper", "<=", found.upper)):
        lines += [f"{side} bound  T {sign} {_count(bound)}  ({bound.form}: {_enclosure(bound)})" for bound in some]
    lines += [f"not claimed  {missing}" for missing in found.not_claimed]
    if found.lower or found.upper:
        lines.append(f"verdict      {shown['verdict']}: lower bounds <= T <= upper bounds")
    return lines


def _certified_count(letter: str, hit: dict[str, Any]) -> str:
    if hit["k"] is not None:
        return f"{letter} = {hit['k']}  (certified: {hit['method']})"
    return f"{'undecided' if hit['verdict'] == 'undecided' else 'none'}: {hit['reason']}"


def _perturbed_lines(found: PerturbedBounds) -> list[str]:
    shown = found.as_json()
    said = {True: "admissible", False: "outside"}
    phase = shown["phase_transition"]
    bounded = "" if phase["bound"] is None else f", Lemma 2.11: T0 <= {phase['bound']}"
    lines = [
        f"beta, eta    {said[found.admissible_paper]} for the paper's form, {said[found.admissible_sharper]} for ours",
        f"true count   {_certified_count('T', shown['hitting_time'])}",
        f"d1 <= 0 at   {_certified_count('T0', phase)}{bounded}",
    ]
    if found.tau is not None:
        lines.append(f"tau          {shown['tau']}")
    lines += [f"upper bound  T <= {_count(bound)}  ({bound.form}: {_enclosure(bound)})" for bound in found.upper]
    lines += [f"not claimed  {missing}" for missing in found.not_claimed]
    return [*lines, f"verdict      {shown['verdict']}: T <= upper bounds"] if found.upper else lines


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
