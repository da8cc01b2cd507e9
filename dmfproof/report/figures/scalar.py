"""Draw figures 4, 5 and 7: one eigenvalue, its times, its factors, and the flow beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dmfproof.experiments.experiment import Experiment
from dmfproof.report.figures.spectra import level, mark
from dmfproof.report.style import (
    BENCHMARK,
    PAGE,
    PAPER,
    RUN,
    SHARPER,
    THEORY,
    draw,
    figure,
    log_scale,
    panel_letters,
    series,
    window,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["phase_transition", "step_size", "two_phases"]


def two_phases(e: Experiment) -> Figure:
    """Draw figure 4."""
    run = e.tables["run"]
    at = {name: float(values[0]) for name, values in e.tables["marks"].items()}
    with figure(1, 3, width=PAGE, height=2.7) as (sheet, axes):
        first, second, third = axes
        window(first, 0, at["turn"], label="first phase")
        draw(first, run["k"], run["w"], RUN)
        level(first, at["level"])
        first.axvline(at["lower"], **SHARPER.line(linewidth=0.9))
        first.axvline(at["upper"], **SHARPER.line(linewidth=0.9))
        first.axvline(at["paper"], **PAPER.line(linewidth=0.9))
        mark(first, at["hit"], 1 - at["eps"])
        first.text(0.04 * run["k"][-1], at["level"] + 0.02, r"$c_N^N\lambda$", fontsize=7)
        first.set_xlim(0, run["k"][-1])
        first.set_xlabel("iterations $k$")
        first.set_ylabel("$w(k)=d(k)^N$")
        first.set_title("one eigenvalue")
        for axes_, table, name in ((second, "accuracies", "eps"), (third, "scales", "alpha")):
            _times(axes_, e, table, name)
        second.invert_xaxis()
        second.set_xlabel(r"accuracy $\varepsilon$")
        second.set_title("time against accuracy")
        third.set_xlabel(r"initial scale $\alpha$")
        third.set_title("time against scale")
        log_scale(second, "x")
        log_scale(third)
        second.set_ylim(0, None)
        second.set_ylabel("iterations")
        third.set_ylabel("iterations")
        handles, labels = second.get_legend_handles_labels()
        more, names = first.get_legend_handles_labels()
        sheet.legend([*handles, *more], [*labels, *names], loc="outside upper center", ncols=6)
        panel_letters(axes)
    return sheet


def _times(axes: Axes, e: Experiment, table: str, name: str) -> None:
    rows = e.tables[table]
    draw(axes, rows[name], rows["paper"], PAPER, label="paper's upper bound")
    draw(axes, rows[name], rows["upper"], SHARPER, label="sharper bounds")
    draw(axes, rows[name], rows["lower"], SHARPER)
    draw(axes, rows[name], rows["flow"], BENCHMARK, label=r"flow, $U/\eta$")
    mark(axes, rows[name], rows["hit"], label="certified $T$", size=3.2)


def phase_transition(e: Experiment) -> Figure:
    """Draw figure 5."""
    names = [name for name in e.tables if " " not in name]
    with figure(1, len(names), width=PAGE, height=3.1) as (sheet, axes):
        for one, name in zip(axes, names, strict=True):
            run = e.tables[name]
            at = {key: float(values[0]) for key, values in e.tables[f"{name} marks"].items()}
            level(one, 0)
            level(one, -1)
            window(one, at["transition"], at["latest"], label="from $T_0$ to its bound")
            draw(one, run["k"], run["d2"], series(2), label="$d_2$")
            draw(one, run["k"], run["d1"], series(0), label="$d_1$")
            draw(one, run["k"], run["p"], RUN, label="$p=d_1d_2^{N-1}$")
            draw(one, run["k"], run["b"], BENCHMARK, label="$b$ and $a$ (50)")
            draw(one, run["k"], run["a"], BENCHMARK)
            mark(one, at["transition"], 0, label="certified $T_0$", shape="D")
            mark(one, at["hit"], -0.99, label="certified $T$")
            one.set_xlim(0, max(run["k"][-1], 1.05 * at["upper"]) if at["upper"] < 2 * at["hit"] else None)
            one.set_xlabel("iterations $k$")
            one.set_title(f"$N={name[2:]}$")
            if at["upper"] < one.get_xlim()[1]:
                one.axvline(at["upper"], **SHARPER.line(linewidth=0.9))
            text = rf"(16): $T\leq{at['upper']:g}$ "
            one.text(0.94, 0.62, text, fontsize=7, ha="right", transform=one.transAxes)
        axes[0].set_ylabel("factors and their product")
        sheet.legend(*axes[0].get_legend_handles_labels(), loc="outside upper center", ncols=4)
        panel_letters(axes)
    return sheet


def step_size(e: Experiment) -> Figure:
    """Draw figure 7."""
    flow = e.tables["flow"]
    names = [name for name in e.tables if name.startswith("eta=") and " " not in name]
    with figure(1, 3, width=PAGE, height=2.7) as (sheet, axes):
        first, second, third = axes
        for value in (1, 1.5, 1.75):
            level(third, value)
        for i, name in enumerate(names):
            run, look = e.tables[name], series(i)
            too_large = i == len(names) - 1
            label = rf"$\eta={name[4:]}$"
            draw(first, run["t"], run["w"], look, label=label, linewidth=0.7 if too_large else 1.3)
            if not too_large:
                draw(third, run["t"], run["rank"], look)
            if f"{name} delay" in e.tables:
                rows = e.tables[f"{name} delay"]
                draw(second, rows["w"], rows["delay"], look)
                if i == len(names) - 2:
                    draw(second, rows["w"], rows["bound"], THEORY, label="bound")
        draw(first, flow["t"], flow["w"], RUN, label="flow", linewidth=0.9, zorder=3)
        draw(third, flow["t"], flow["rank"], RUN, linewidth=0.9, zorder=3)
        hits = e.tables["hits"]
        mark(first, hits["t"], hits["w"], label="certified $T$", size=3.2)
        first.set_xlim(0, 20)
        first.set_ylabel("$w$")
        first.set_xlabel(r"time $t=\eta k$ (step size $\times$ iterations)")
        first.set_title("descent and flow")
        log_scale(second, "x")
        second.set_xlabel("$w(k)$, first phase")
        second.set_ylabel("iterations behind the flow")
        second.set_title("delay")
        second.legend(loc="upper left")
        third.set_ylim(0.95, 2.3)
        third.set_xlabel(r"time $t=\eta k$")
        third.set_ylabel("effective rank")
        third.set_title("effective rank")
        sheet.legend(*first.get_legend_handles_labels(), loc="outside upper center", ncols=6)
        panel_letters(axes)
    return sheet
