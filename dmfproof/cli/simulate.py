"""Run gradient descent on a matrix in a file, beside the certified theory."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dmfproof.cli.stop import MATRIX, SYMMETRISE, Initialisation, read_symmetric
from dmfproof.cli.terminal import new_table, note, page, print_json, print_text
from dmfproof.errors import InvalidInput

if TYPE_CHECKING:
    from fractions import Fraction

    from dmfproof.matrix_file import Rows
    from dmfproof.planner import Plan
    from dmfproof.simulation.run import Simulation
    from dmfproof.simulation.sign_flip import SignFlips

__all__ = ["COMMANDS"]

_ROWS = 12
_MOST_STEPS = 1_000_000
_REMARK_STEPS, _STEPS = 20_000, 2_000


def simulate(
    matrix: Annotated[str, MATRIX],
    depth: Annotated[str, typer.Option(metavar="N", help="Number of factors, at least 2.")],
    alpha: Annotated[str | None, typer.Option(metavar="Q", help="Initial scale; proposed if not given.")] = None,
    eta: Annotated[str | None, typer.Option(metavar="Q", help="Step size; proposed if not given.")] = None,
    steps: Annotated[
        str | None, typer.Option(metavar="K", help="Steps to take; if not given 2000, for --remark-1-4 20000.")
    ] = None,
    init: Annotated[Initialisation, typer.Option(help="How the factors start.")] = Initialisation.IDENTICAL,
    beta: Annotated[
        str | None, typer.Option(metavar="Q", help="Perturbed: a factor starts at alpha - beta; proposed if not given.")
    ] = None,
    bits: Annotated[
        str | None, typer.Option(metavar="P", help="Run with P bits (MPFR, up to 24 rows) in place of binary64.")
    ] = None,
    remark: Annotated[
        bool, typer.Option("--remark-1-4", help="Show when rounding flips the sign of a negative eigenvalue.")
    ] = False,
    symmetrise: Annotated[bool, SYMMETRISE] = False,
    plot: Annotated[str | None, typer.Option(metavar="FILE", help="Draw it (.png, .svg).")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Run real gradient descent on a matrix, with the theory over it.

    All N factors are trained, in binary64.  Beside the run stand the certified values of exact arithmetic, in which
    the eigenvalues decouple; "off by" is how far the run certainly is from them.

    With --remark-1-4 the matrix must have a negative eigenvalue (and up to 8 rows).  In exact arithmetic identical
    initialisation never reaches it; runs in floating point do for N >= 3, the later the more digits they have.

    Example:
      dmfproof simulate bundled:longley --depth 3 --steps 3000
      dmfproof simulate examples/negative_eigenvalue.csv --depth 3 --alpha 1/10 --eta 1/8 --remark-1-4
    """
    from dmfproof.rational import parse_integer
    from dmfproof.report.plateaus import check_picture

    picture = None if plot is None else check_picture(plot)
    taken = (_REMARK_STEPS if remark else _STEPS) if steps is None else parse_integer(steps, "steps", least=1)
    if taken > _MOST_STEPS:
        raise InvalidInput("steps", steps, "too large", f"at most {_MOST_STEPS} steps are taken", "Take fewer")
    precision = None if bits is None else parse_integer(bits, "bits", least=2)
    if precision is not None and precision > 10_000:
        raise InvalidInput("bits", bits, "too large", "at most 10,000 bits are used", "Use fewer")
    if remark and init is Initialisation.PERTURBED:
        holds = "Remark 1.4 is about identical initialisation"
        raise InvalidInput("init", "perturbed", "given with --remark-1-4", holds, "Drop one of them")
    if remark and bits is not None:
        holds = "Remark 1.4 is shown in binary64 and at several precisions"
        raise InvalidInput("bits", bits, "given with --remark-1-4", holds, "Drop one of them")
    rows, says, changed = read_symmetric(matrix, symmetrise)
    plan = _plan(rows, depth, alpha, eta, beta, init, taken)
    if remark:
        _remark(rows, plan, says, taken, picture, as_json)
    else:
        _run(rows, plan, says + (f"; {changed}" if changed else ""), taken, precision, picture, as_json)


def _plan(
    rows: Rows, depth: str, alpha: str | None, eta: str | None, beta: str | None, init: Initialisation, steps: int
) -> Plan:
    from dmfproof.planner import plan

    given = {"alpha": alpha, "eta": eta, "beta": beta}
    return plan(rows, depth=depth, init=init.value, max_steps=steps, **given)


def _run(rows: Rows, plan: Plan, says: str, steps: int, bits: int | None, picture: Path | None, as_json: bool) -> None:
    from dmfproof.report.simulation import draw_simulation
    from dmfproof.simulation.run import binary64, multiprecision, simulate

    run = simulate(
        rows,
        depth=plan.depth,
        alpha=plan.alpha,
        beta=plan.beta,
        eta=plan.eta,
        steps=steps,
        arithmetic=binary64() if bits is None else multiprecision(bits),
    )
    if as_json:
        setting = {"matrix": says, "depth": plan.depth, "init": plan.init, **_setting(plan)}
        print_json({"schema": "dmfproof.simulation/1", **setting, **run.as_json()})
    else:
        _print_run(run, plan, says)
    if picture is not None:
        draw_simulation(run, plan, picture, says.split(",")[0].split(" (")[0])
        note(f"The picture is in {picture}.")


def _setting(plan: Plan) -> dict[str, str]:
    from dmfproof.rational import write

    out = {"alpha": write(plan.alpha), "eta": write(plan.eta)}
    return out if plan.beta is None else out | {"beta": write(plan.beta)}


def _print_run(run: Simulation, plan: Plan, says: str) -> None:
    setting = ", ".join(f"{name} = {value}" for name, value in _setting(plan).items())
    print_text(f"matrix   {says}\ndescent  N = {plan.depth}, {plan.init} initialisation, {setting}")
    print_text(f"run      {run.arithmetic}, {run.steps[-1]} steps\n")
    print_text("")
    columns = ("k", "loss", "rank of the run", "certified rank", "largest value", "least value", "leak", "off by")
    table = new_table(*columns, right=columns)
    rows = sorted({round(i * (len(run.steps) - 1) / (_ROWS - 1)) for i in range(_ROWS)})
    for row in rows:
        low, high = run.rank_low[row], run.rank_high[row]
        rank = f"{low:.6g}" if f"{low:.6g}" == f"{high:.6g}" else f"[{low:.6g}, {high:.6g}]"
        values = run.values[row]
        table.add_row(
            str(run.steps[row]),
            f"{run.loss[row]:.4g}",
            f"{run.rank[row]:.6g}",
            rank,
            f"{values.max():.6g}",
            f"{values.min():.3g}",
            f"{run.leak[row]:.1e}",
            f"{run.deviation[row]:.1e}",
        )
    page().print(table)
    if run.blown_up is not None:
        print_text(f"The run is not finite from step {run.blown_up} on, or before.")


def _remark(rows: Rows, plan: Plan, says: str, steps: int, picture: Path | None, as_json: bool) -> None:
    from dmfproof.report.simulation import draw_flips
    from dmfproof.simulation.sign_flip import sign_flips

    found = sign_flips(rows, depth=plan.depth, alpha=plan.alpha, eta=plan.eta, steps=steps)
    if as_json:
        print_json(found.as_json() | {"matrix": says, "depth": plan.depth, **_setting(plan)})
    else:
        _print_remark(found, plan, says)
    if picture is not None:
        draw_flips(found, picture)
        note(f"The picture is in {picture}.")


def _print_remark(found: SignFlips, plan: Plan, says: str) -> None:
    setting = ", ".join(f"{name} = {value}" for name, value in _setting(plan).items())
    product = f"eta alpha^(N-2) (alpha^N + |lam|) = {float(found.factor):.3g} < 1"
    print_text(f"matrix     {says}, least eigenvalue {_between(found.lam)}")
    print_text(f"descent    N = {plan.depth}, identical initialisation, {setting}")
    print_text(f"certified  d(k) > 0 for every k: {product} (Lemma 2.2)\n")
    print_text("")
    columns = ("arithmetic", "v'Wv < 0 first at k", "v'Wv <= lam/2 at k", "certified d(k)^N at the flip")
    table = new_table(*columns, right=columns[1:3])
    for flip in found.flips:
        never = f"not up to {flip.steps}"
        first = never if flip.first is None else str(flip.first)
        halfway = never if flip.halfway is None else str(flip.halfway)
        exact = "" if flip.exact is None else f"[{flip.exact[0]}, {flip.exact[1]}]"
        table.add_row(flip.arithmetic, first, halfway, exact)
    page().print(table)
    if plan.depth == 2:
        print_text(
            "N = 2: rounding keeps W_2 = W_1', so that W = W_1' W_1; what falls below 0 is its own rounding error."
        )


def _between(ends: tuple[Fraction, Fraction]) -> str:
    low, high = (f"{float(end):.6g}" for end in ends)
    return low if low == high else f"in [{low}, {high}]"


COMMANDS = (simulate,)
