"""Draw the effective rank along gradient descent, with the windows of an early-stopping plan."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dmfproof.errors import InvalidInput
from dmfproof.report import style

if TYPE_CHECKING:
    from dmfproof.planner import Plan, Plateau

__all__ = ["check_picture", "draw_plan"]

_FORMATS: dict[str, style.Format] = {".png": "png", ".svg": "svg"}
_MOST_PLATEAUS = 8


def check_picture(name: str) -> Path:
    """Return the path of a picture that can be written.  Raises `InvalidInput` where the format is not .png or .svg."""
    path = Path(name)
    if path.suffix.lower() not in _FORMATS:
        raise InvalidInput("--plot", name, "of an unknown format", "pictures are .png or .svg", "Change the ending")
    if not path.parent.is_dir():
        raise InvalidInput("--plot", name, "in a folder that is not there", f"{path.parent}", "Make the folder first")
    return path


def write_picture(sheet: Any, path: Path, title: str) -> None:
    """Save a figure under exactly this name.  Raises `InvalidInput` where it cannot be written."""
    try:
        # `save` appends the ending itself, and so it may be written in capitals here.
        [written] = style.save(sheet, path.with_suffix(""), title=title, formats=(_FORMATS[path.suffix.lower()],))
        if written != path:
            written.replace(path)
    except OSError as error:
        raise InvalidInput("--plot", path, "not writable", error.strerror or "", "Choose another file") from None


def draw_plan(plan: Plan, path: Path, title: str) -> None:
    """Draw r(W(k)), and for every plateau the band r(What_L) +- gamma over the exact and the guaranteed window."""
    with style.figure(width=style.PAGE, height=3.4) as (sheet, (axes,)):
        shown = _shown(plan)
        steps = [k for k, _, _ in plan.curve] or [0, 1]
        last = _right_edge(plan, shown)
        first = _left_edge(shown)
        axes.set_xlim(first, last)
        style.log_scale(axes, "x")
        inside = [(k, low, high) for k, low, high in plan.curve if first <= k <= last]
        for one, plateau in enumerate(shown):
            _bands(axes, plan, plateau, last, labelled=one == 0)
        if inside:
            middle = [(low + high) / 2 for _, low, high in inside]
            style.draw(axes, [k for k, _, _ in inside], middle, style.RUN, label="r(W(k)), certified")
        tops = [float(plateau.effective_rank[1]) for plateau in shown]
        axes.set_ylim(0.9, max([*tops, 1.0]) + 2.5 * float(plan.gamma))
        axes.set_xlabel("iteration k")
        axes.set_ylabel("effective rank")
        initial = f"alpha = {_short(plan.alpha)}, eta = {_short(plan.eta)}"
        axes.set_title(f"{title}\nN = {plan.depth}, {plan.init} initialisation, {initial}")
        axes.legend(loc="lower right")
        write_picture(sheet, path, f"Effective rank over iterations with the plan's windows, up to step {steps[-1]}")


def _shown(plan: Plan) -> Sequence[Plateau]:
    """Choose the plateaus to draw, so that no bands overlap: the target, those with a guarantee, then the others."""
    order = sorted(
        (plateau for plateau in plan.plateaus if plateau.guarantee or plateau.exact or plateau.rank == plan.target),
        key=lambda one: (one.rank != plan.target, one.guarantee is None, one.rank),
    )
    chosen: list[Plateau] = []
    for one in order:
        apart = all(abs(one.effective_rank[0] - other.effective_rank[0]) >= 2 * plan.gamma for other in chosen)
        if apart and len(chosen) < _MOST_PLATEAUS:
            chosen.append(one)
    return sorted(chosen, key=lambda plateau: plateau.rank)


def _right_edge(plan: Plan, shown: Sequence[Plateau]) -> int:
    """End the picture a little after the last end (or, where a window never ends, start) that it shows."""
    marks = [10]
    for plateau in shown:
        for window in (plateau.guarantee, plateau.exact):
            if window is not None:
                marks.append(window.start if window.end is None else window.end)
    return int(1.6 * max(marks))


def _left_edge(shown: Sequence[Plateau]) -> int:
    """Begin the picture a little before the first window that it shows."""
    starts = [window.start for one in shown for window in (one.guarantee, one.exact) if window is not None]
    return max(1, min(starts, default=1) // 5)


def _bands(axes: Any, plan: Plan, plateau: Plateau, last: int, *, labelled: bool) -> None:
    rank, gamma = sum(map(float, plateau.effective_rank)) / 2, float(plan.gamma)
    for window, look, label in (
        (plateau.exact, style.WINDOW, "exact window, r(What_L) ± gamma"),
        (plateau.guarantee, style.THEORY, "window of Theorem 3.5"),
    ):
        if window is None:
            continue
        left, right = max(1, window.start), last if window.end is None else max(window.end, window.start)
        keywords = look.fill(zorder=0.5, label=label if labelled else "_nolegend_")
        axes.fill_between([left, right], rank - gamma, rank + gamma, **keywords)
    axes.hlines(rank, *axes.get_xlim(), **_thin(style.BENCHMARK))
    axes.annotate(f"L = {plateau.rank}", (last, rank), xytext=(2, 0), textcoords="offset points", va="center", size=7)


def _thin(look: style.Look) -> dict[str, Any]:
    return {"color": look.colour, "linestyle": look.dashes, "linewidth": 0.7, "zorder": 1}


def _short(value: Any) -> str:
    return f"{float(value):.3g}"
