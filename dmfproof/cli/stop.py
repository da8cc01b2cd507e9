"""Plan early stopping for a matrix in a file."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dmfproof.cli.terminal import ExitCode, leave, new_table, note, page, print_json, print_text
from dmfproof.errors import InvalidInput

if TYPE_CHECKING:
    from fractions import Fraction

    from dmfproof.matrix_file import Rows
    from dmfproof.planner import Plan, Plateau

__all__ = ["COMMANDS", "MATRIX", "SYMMETRISE", "Initialisation", "read_symmetric"]

_MOST_ROWS = 12

MATRIX = typer.Argument(metavar="MATRIX", help="A file .npy, .npz, .csv or .mtx, or bundled:NAME.")
SYMMETRISE = typer.Option("--symmetrise", help="Take (A + A')/2 in place of a matrix that is not symmetric.")


class Initialisation(StrEnum):
    """How the factors start."""

    IDENTICAL = "identical"
    PERTURBED = "perturbed"


def stop(
    matrix: Annotated[str, MATRIX],
    depth: Annotated[str, typer.Option(metavar="N", help="Number of factors, at least 2.")],
    rank: Annotated[str | None, typer.Option(metavar="L", help="The plateau to stop at.")] = None,
    gamma: Annotated[
        str | None, typer.Option(metavar="G", help="Tolerance of the effective rank, 1/4 if not given.")
    ] = None,
    energy: Annotated[
        str | None, typer.Option(metavar="P", help="In place of --rank: the share of the eigenvalues to keep.")
    ] = None,
    alpha: Annotated[str | None, typer.Option(metavar="Q", help="Initial scale; proposed if not given.")] = None,
    eta: Annotated[str | None, typer.Option(metavar="Q", help="Step size; proposed if not given.")] = None,
    init: Annotated[Initialisation, typer.Option(help="How the factors start.")] = Initialisation.IDENTICAL,
    beta: Annotated[
        str | None,
        typer.Option(metavar="Q", help="Perturbed: one factor starts at alpha - beta; proposed if not given."),
    ] = None,
    symmetrise: Annotated[bool, SYMMETRISE] = False,
    max_steps: Annotated[
        str | None, typer.Option(metavar="K", help="How far the certified iteration goes; as needed if not given.")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Show every plateau.")] = False,
    plot: Annotated[
        str | None, typer.Option(metavar="FILE", help="Draw the effective rank with the windows (.png, .svg).")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Say when to stop gradient descent on a matrix.

    For every plateau L of the effective rank it gives the window of iterations that Theorem 3.5 guarantees, and the
    exact window, in which |r(W(k)) - r(What_L)| <= gamma really holds; or which inequality leaves the window empty.

    All numbers are certified for the matrix in the file, in exact arithmetic.  Without --rank and --energy the target
    is the plateau with the widest gap.  See docs/early_stopping.md.

    Example:
      dmfproof stop bundled:les_miserables --depth 3
      dmfproof stop bundled:longley --depth 2 --rank 1 --gamma 1/10 --plot longley.svg
    """
    from dmfproof.planner import plan
    from dmfproof.report.plateaus import check_picture, draw_plan

    picture = None if plot is None else check_picture(plot)
    rows, says, remark = read_symmetric(matrix, symmetrise)
    found = plan(
        rows,
        depth=depth,
        rank=rank,
        gamma=gamma,
        energy=energy,
        alpha=alpha,
        eta=eta,
        beta=beta,
        init=init.value,
        max_steps=max_steps,
    )
    if as_json:
        print_json(found.as_json() | {"matrix": says} | ({"symmetrised": remark} if remark else {}))
    else:
        _print_plan(found, says, remark, every)
    if picture is not None:
        draw_plan(found, picture, says.split(",")[0].split(" (")[0])
        note(f"The picture is in {picture}.")
    target = found.plateau(found.target)
    if target.guarantee is None and target.exact is None:
        leave(ExitCode.UNDECIDED)


def read_symmetric(source: str, symmetrise: bool) -> tuple[Rows, str, str]:
    """Read a symmetric matrix: its rows, a line that says what it is, and by how much it was changed, if it was.

    Raises `InvalidInput` for a matrix that is not symmetric, unless it is to be symmetrised.
    """
    from dmfproof.matrix_file import is_symmetric, read_matrix, symmetric_part

    found = read_matrix(source)
    if is_symmetric(found.rows):
        return found.rows, found.says, ""
    part, distance = symmetric_part(found.rows)
    size = f"||A - (A+A')/2|| <= {_decimal(distance)} (Frobenius norm)"
    if not symmetrise:
        advice = "Add --symmetrise to plan for (A+A')/2, if that is meant"
        raise InvalidInput("MATRIX", source, "not symmetric", size, advice)
    return part, found.says, f"(A+A')/2 in place of A, {size}"


def _decimal(value: Fraction) -> str:
    """Write a positive rational to six significant digits, rounded up a little."""
    from dmfproof.arithmetic.ball import ball, decimal_ends, working_precision

    with working_precision(64):
        return decimal_ends(ball(value), 6)[1]


def _print_plan(plan: Plan, says: str, remark: str, every: bool) -> None:
    clusters = plan.spectrum.clusters
    low, high = _approximately(clusters[-1].low), _approximately(clusters[0].high)
    lines = [f"matrix     {says}"]
    if remark:
        lines.append(f"symmetric  {remark}")
    proposed = {name: " (proposed)" if name in plan.proposed else "" for name in ("alpha", "eta", "beta")}
    count = plan.spectrum.size
    many = f"{count} eigenvalues from {low} to {high}, {len(clusters)} enclosure{'s' * (len(clusters) > 1)}"
    lines.append(f"spectrum   {many if count > 1 else f'one eigenvalue, {high}'}")
    start = f"alpha = {_exactly(plan.alpha)}{proposed['alpha']}"
    if plan.beta is not None:
        start += f", beta = {_exactly(plan.beta)}{proposed['beta']}"
    step = f"eta = {_exactly(plan.eta)}{proposed['eta']}"
    lines.append(f"descent    N = {plan.depth}, {plan.init} initialisation, {start}, {step}")
    lines.append(f"criterion  |r(W(k)) - r(What_L)| <= gamma = {_exactly(plan.gamma)}")
    lines.append(_target_line(plan))
    lines += [f"note       {text}" for text in plan.notes]
    print_text("\n".join(lines) + "\n")
    print_text("")
    table = new_table("L", "r(What_L)", "Theorem 3.5", "bound", "exact window", "remark", right=("L", "r(What_L)"))
    chosen = plan.plateaus if every else _selection(plan)
    for plateau in chosen:
        table.add_row(*_row(plateau))
    page().print(table)
    left = len(plan.plateaus) - len(chosen)
    if left:
        print_text(f"{left} more plateaus: --all shows them.")


def _target_line(plan: Plan) -> str:
    plateau, why = plan.plateau(plan.target), " (the widest gap)" if "rank" in plan.proposed else ""
    if plateau.guarantee:
        return f"target     L = {plan.target}{why}: stop at k = {plateau.guarantee.start}, guaranteed"
    says = "" if plateau.obstacle is None else f"{plateau.obstacle.name}: {plateau.obstacle.says}"
    if plateau.exact:
        return f"target     L = {plan.target}{why}: stop at k = {plateau.exact.start}, exact ({says})"
    return f"target     L = {plan.target}{why}: no window ({says}; {plateau.unseen})"


def _selection(plan: Plan) -> list[Plateau]:
    """Choose the rows of the short table: the target, guaranteed windows, then the lowest ranks."""
    order = sorted(
        plan.plateaus, key=lambda one: (one.rank != plan.target, one.guarantee is None, one.exact is None, one.rank)
    )
    return sorted(order[:_MOST_ROWS], key=lambda one: one.rank)


def _row(plateau: Plateau) -> tuple[str, ...]:
    guarantee, exact, obstacle = plateau.guarantee, plateau.exact, plateau.obstacle
    remarks = [obstacle.name] if obstacle else []
    window = "empty"
    bound = ""
    if guarantee is not None:
        window, bound = _window(guarantee.start, guarantee.end), _rounded_up(guarantee.bound)
    seen = "none"
    if exact is not None:
        seen = _window(exact.start, exact.end)
        for side, border in (("before", exact.before), ("after", exact.after)):
            if border.name in ("FOLLOWED", "UNDECIDED"):
                remarks.append(f"{side}: {border.value}")
    else:
        remarks.append(plateau.unseen)
    return str(plateau.rank), _approximately(plateau.effective_rank[0]), window, bound, seen, "; ".join(remarks)


def _window(start: int, end: int | None) -> str:
    return f"{start} ..." if end is None else f"{start} ... {end}"


def _exactly(value: Fraction) -> str:
    """Write a rational exactly: as a decimal where it is one, and short."""
    from decimal import Decimal

    from dmfproof.rational import parse_rational, write

    decimal = f"{(Decimal(value.numerator) / Decimal(value.denominator)).normalize():.12g}"
    exact: Any = parse_rational(decimal) == value
    return decimal if exact else write(value)


def _approximately(value: Fraction) -> str:
    from decimal import Decimal

    return f"{Decimal(value.numerator) / Decimal(value.denominator):.6g}"


def _rounded_up(value: Fraction) -> str:
    """Write six digits of a bound so that what is written is a bound, too."""
    from decimal import ROUND_CEILING, Context, Decimal

    return f"{Context(prec=6, rounding=ROUND_CEILING).divide(Decimal(value.numerator), Decimal(value.denominator)):.6g}"


COMMANDS = (stop,)
