"""Draw figures 1, 2, 3, 6 and 13: eigenvalues of a product, its effective rank, and the windows for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from dmfproof.experiments.experiment import Array, Experiment
from dmfproof.report.style import (
    BENCHMARK,
    PAGE,
    RUN,
    SHARPER,
    THEORY,
    WINDOW,
    draw,
    figure,
    log_scale,
    panel_letters,
    series,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["depth", "followed", "initialisation", "level", "mark", "plateaus", "variance", "waterfall"]

Columns = Mapping[str, Array]


def level(axes: Axes, value: float, *, label: str = "") -> None:
    """Draw a dotted level across the axes, behind everything else."""
    axes.axhline(value, label=label or "_nolegend_", **BENCHMARK.line(linewidth=0.9, zorder=1))


def mark(axes: Axes, x: object, y: object, *, label: str = "", shape: str = "s", size: float = 4.0) -> None:
    """Put the mark of a predicted point: its black edge keeps it apart from lines of its colour."""
    look = THEORY.points(marker=shape, markersize=size, markeredgecolor="black", markeredgewidth=0.5, zorder=5)
    axes.plot(x, y, label=label or "_nolegend_", **look)  # type: ignore[arg-type]


def initialisation(e: Experiment) -> Figure:
    """Draw figure 1."""
    with figure(1, 3, width=PAGE, height=2.8) as (sheet, axes):
        for one, name in zip(axes, ("identical", "perturbed"), strict=False):
            run, marks = e.tables[name], e.tables[f"{name} marks"]
            for i, lam in enumerate(marks["lam"]):
                level(one, lam)
                draw(one, run["k"], run[f"w{i + 1}"], series(i), label=rf"$\lambda={lam:g}$")
                mark(one, marks["hit"][i], lam, label="certified $T$" if i == 0 else "")
                mark(one, marks["transition"][i], 0, label="certified $T_0$" if i == 0 else "", shape="D")
            one.set_title(f"{name} initialisation")
            one.set_xlabel("iterations $k$")
            one.set_ylim(-2.4, 3.4)
        axes[0].set_ylabel("eigenvalues of $W(k)$")
        handles, labels = axes[1].get_legend_handles_labels()
        order = sorted(range(len(labels)), key=lambda i: labels[i].startswith("certified"))
        sheet.legend([handles[i] for i in order], [labels[i] for i in order], loc="outside upper center", ncols=7)
        last = len(e.tables["identical marks"]["lam"])
        lam = e.tables["identical marks"]["lam"][last - 1]
        for name, look in (("identical", RUN), ("perturbed", series(0))):
            draw(axes[2], e.tables[name]["k"], np.abs(e.tables[name]["recursion"]), look, label=name)
        crossing = e.tables["perturbed marks"]["transition"][last - 1]
        axes[2].axvline(crossing, **THEORY.line(linewidth=0.9))
        axes[2].text(crossing, 4e-7, " certified $T_0$", fontsize=7)
        axes[2].set_ylim(2e-7, 6)
        log_scale(axes[2], "y")
        for one in axes:
            one.locator_params(axis="x", nbins=4)
        axes[2].set_title(rf"$|w(k)|$ for $\lambda={lam:g}$")
        axes[2].set_xlabel("iterations $k$")
        axes[2].legend(loc="center right")
        panel_letters(axes)
    return sheet


def depth(e: Experiment) -> Figure:
    """Draw figure 2."""
    names = [name for name in e.tables if " " not in name]
    with figure(2, len(names), width=PAGE, height=3.6) as (sheet, axes):
        for j, name in enumerate(names):
            top, bottom = axes[j], axes[j + len(names)]
            run, marks = e.tables[name], e.tables[f"{name} marks"]
            for i, lam in enumerate(marks["lam"]):
                level(top, lam)
                draw(top, run["k"], run[f"w{i + 1}"], series(i), label=rf"$\lambda={lam:g}$")
                span = [[marks["hit"][i] - marks["lower"][i]], [marks["upper"][i] - marks["hit"][i]]]
                top.errorbar(marks["hit"][i], lam, xerr=span, fmt="none", ecolor="black", capsize=2.5, elinewidth=0.9)
                mark(top, marks["hit"][i], lam, label="certified $T$ and bounds" if i == 2 else "", size=3)
            top.set_title(f"$N={name[2:]}$")
            draw(bottom, run["k"], run["rank"], RUN)
            for value in (1, 1.5, 1.75):
                level(bottom, value)
            bottom.set_ylim(0.9, 3.1)
            bottom.set_xlabel("iterations $k$")
            for one in (top, bottom):
                one.set_xlim(0, run["k"][-1])
            if j:
                top.tick_params(labelleft=False)
                bottom.tick_params(labelleft=False)
        axes[0].set_ylabel("eigenvalues of $W(k)$")
        axes[len(names)].set_ylabel("effective rank")
        sheet.legend(*axes[0].get_legend_handles_labels(), loc="outside upper center", ncols=4)
    return sheet


def boxes(axes: Axes, windows: Columns, *, highest: float = 0.0) -> None:
    """Draw the windows of the effective rank as boxes, with their plateaus.

    `highest` is how far above a plateau its name has to stand at least.
    """
    from matplotlib.patches import Rectangle

    for i, rank in enumerate(windows["rank"]):
        low = windows["low"][i] - windows["tolerance"][i]
        high = windows["high"][i] + windows["tolerance"][i]
        left, right = windows["start"][i], windows["end"][i]
        label = "guaranteed" if i == 0 else "_nolegend_"
        looks = WINDOW.fill(hatch="////", zorder=2, label=label)
        axes.add_patch(Rectangle((left, low), right - left, high - low, **looks))
        level(axes, (windows["low"][i] + windows["high"][i]) / 2)
        axes.annotate(
            f"$L={rank:g}$",
            (left, max(high, windows["high"][i] + highest)),
            xytext=(0, 2),
            textcoords="offset points",
            fontsize=7,
            ha="left",
            va="bottom",
        )


def _outlines(axes: Axes, windows: Columns) -> None:
    """Draw the exact windows as outlines."""
    from matplotlib.patches import Rectangle

    for i, (start, end) in enumerate(zip(windows["start"], windows["end"], strict=True)):
        low = windows["low"][i] - windows["tolerance"][i]
        height = windows["high"][i] + windows["tolerance"][i] - low
        look = {**SHARPER.line(linewidth=0.9), "label": "exact" if i == 0 else "_nolegend_"}
        axes.add_patch(Rectangle((start, low), end - start, height, fill=False, zorder=2, **look))


def plateaus(e: Experiment) -> Figure:
    """Draw figure 3."""
    names = [name for name in e.tables if " " not in name]
    with figure(1, len(names), width=PAGE, height=2.6) as (sheet, axes):
        for one, name in zip(axes, names, strict=True):
            run = e.tables[name]
            boxes(one, e.tables[f"{name} windows"], highest=e.tables[f"{name} exact"]["tolerance"][0])
            _outlines(one, e.tables[f"{name} exact"])
            draw(one, run["k"][1:], run["rank"][1:], RUN, label="run", zorder=3)
            log_scale(one, "x")
            one.set_xlim(10 if name == "N=2" else 100, run["k"][-1])
            one.set_ylim(0.85, 2.3)
            one.set_title(f"$N={name[2:]}$")
            one.set_xlabel("iterations $k$")
        axes[0].set_ylabel("effective rank $r(W(k))$")
        axes[0].legend(loc="upper left")
        panel_letters(axes)
    return sheet


def waterfall(e: Experiment) -> Figure:
    """Draw figure 6."""
    with figure(2, 2, width=PAGE, height=4.2) as (sheet, axes):
        for j, name in enumerate(("clean", "noisy")):
            run, top, bottom = e.tables[name], axes[j], axes[j + 2]
            for value in e.tables["levels"]["tail"][:3]:
                level(top, value)
            draw(top, run["k"][1:], run["error"][1:], RUN, label=r"$\|W(k)-\hat W\|_F$")
            if name == "noisy":
                draw(top, run["k"][1:], run["clean_error"][1:], series(1), label="distance to the clean matrix")
                axes[j].axhline(e.tables["levels"]["tail"][3], **THEORY.line(linewidth=0.9), label=r"$\|\Xi\|_F$")
            top.set_title({"clean": "without noise", "noisy": "with bounded noise"}[name])
            top.set_ylim(3e-3, 2)
            log_scale(top)
            boxes(bottom, e.tables[f"{name} windows"])
            draw(bottom, run["k"][1:], run["rank"][1:], RUN, label="run", zorder=3)
            log_scale(bottom, "x")
            bottom.set_ylim(0.75, 2.6)
            bottom.set_title("effective rank")
            bottom.set_xlabel("iterations $k$")
            for one in (top, bottom):
                one.set_xlim(100, run["k"][-1])
            top.legend(loc="lower left")
        axes[0].set_ylabel("Frobenius norm")
        axes[2].set_ylabel("effective rank $r(W(k))$")
        axes[2].legend(loc="upper right")
        panel_letters(axes)
    return sheet


def followed(axes: Axes, predicted: Columns, limit: float, *, label: str = "") -> None:
    """Mark a predicted singular value while it rises; on its plateau marks would hide the run."""
    rising = predicted["s"] < 0.98 * limit
    mark(axes, predicted["k"][rising], predicted["s"][rising], label=label, size=2.6)


def variance(e: Experiment) -> Figure:
    """Draw figure 13."""
    limits = [1.0, 0.5, 0.25]
    with figure(2, 2, width=PAGE, height=4.0) as (sheet, axes):
        for j, name in enumerate(("small", "large")):
            run, top, bottom = e.tables[name], axes[j], axes[j + 2]
            for i, lam in enumerate(limits):
                level(top, lam)
                if name == "small":
                    followed(top, e.tables[f"small s{i + 1}"], lam, label="recursion (18)" if i == 0 else "")
            for i in range(5):
                draw(top, run["k"][1:], run[f"s{i + 1}"][1:], series(i) if i < 3 else BENCHMARK)
            draw(bottom, run["k"][1:], run["rank"][1:], RUN)
            for value in (1, 1.5, 1.75):
                level(bottom, value)
            top.set_title(f"{name} variance")
            bottom.set_title("effective rank")
            bottom.set_xlabel("iterations $k$")
            top.set_ylim(-0.03, 1.3)
            bottom.set_ylim(0.8, 8.5)
            for one in (top, bottom):
                log_scale(one, "x")
                one.set_xlim(10, run["k"][-1])
            log_scale(bottom, "y")
            bottom.set_yticks([1, 1.5, 2, 3, 5, 8], labels=["1", "1.5", "2", "3", "5", "8"])
            bottom.minorticks_off()
        axes[0].legend(loc="upper left")
        axes[0].set_ylabel("singular values of $W(k)$")
        axes[2].set_ylabel("effective rank")
        panel_letters(axes)
    return sheet
