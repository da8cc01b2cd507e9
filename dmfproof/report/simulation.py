"""Draw a run of gradient descent with the certified theory over it, and how precision delays a flip of sign."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dmfproof.report import style
from dmfproof.report.plateaus import write_picture

if TYPE_CHECKING:
    from dmfproof.planner import Plan
    from dmfproof.simulation.run import Simulation
    from dmfproof.simulation.sign_flip import SignFlips

__all__ = ["draw_flips", "draw_simulation"]

_MOST_LINES = 6
_MARKS = 24


def draw_simulation(run: Simulation, plan: Plan, path: Path, title: str) -> None:
    """Draw some values v_i' W v_i and the effective rank: the run as lines, the certified values as markers."""
    with style.figure(columns=2, width=style.PAGE, height=3.1) as (sheet, (left, right)):
        steps, count = run.steps, run.values.shape[1]
        shown = sorted({round(i * (count - 1) / max(1, _MOST_LINES - 1)) for i in range(_MOST_LINES)})
        every = slice(None, None, max(1, len(steps) // _MARKS))
        for place, i in enumerate(shown):
            look = style.series(place)
            style.draw(left, steps, run.values[:, i], look, label=f"i = {i + 1}")
            exact = (run.low[:, i] + run.high[:, i]) / 2
            left.plot(steps[every], exact[every], **{**look.points(), "markersize": 3.0}, label="_nolegend_")
        for axes in (left, right):
            axes.set_xlim(1, max(2, steps[-1]))
            style.log_scale(axes, "x")
        left.set_title("values v_i' W(k) v_i; markers: certified")
        left.set_xlabel("iteration k")
        left.legend(loc="best")
        style.draw(right, steps, run.rank, style.RUN, label=f"run, {run.arithmetic}")
        middle = (run.rank_low + run.rank_high) / 2
        right.plot(steps[every], middle[every], **style.CERTIFIED_TRUE.points(markersize=3.0), label="certified")
        window = plan.plateau(plan.target).guarantee
        if window is not None and window.start < steps[-1]:
            end = steps[-1] if window.end is None else min(window.end, steps[-1])
            style.window(right, window.start, end, label=f"Theorem 3.5, L = {plan.target}")
        right.set_title("effective rank")
        right.set_xlabel("iteration k")
        right.legend(loc="best")
        sheet.suptitle(f"{title}: N = {plan.depth}, {plan.init} initialisation", x=0.01, ha="left")
        write_picture(sheet, path, "A run of gradient descent with the certified values over it")


def draw_flips(flips: SignFlips, path: Path) -> None:
    """Draw over the bits of precision when the sign flips, and when the value is halfway to lam."""
    with style.figure(width=style.COLUMN) as (sheet, (axes,)):
        runs = [flip for flip in flips.flips if flip.arithmetic.endswith("(MPFR)")]
        for name, look, label in (("first", style.RUN, "sign flips"), ("halfway", style.THEORY, "halfway to lam")):
            points = [(run.bits, getattr(run, name)) for run in runs if getattr(run, name) is not None]
            style.draw(axes, [bits for bits, _ in points], [k for _, k in points], look, label=label, marks=len(points))
        axes.set_xlabel("bits of precision")
        axes.set_ylabel("iteration k")
        axes.legend(loc="best")
        write_picture(sheet, path, "Iterations until the sign of a negative eigenvalue flips, over the precision")
