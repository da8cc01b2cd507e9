"""Draw figures 8 to 12: noisy digits, factorised with N = 1, 2, 3."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dmfproof.experiments.experiment import Experiment
from dmfproof.report.figures.spectra import followed, level, mark
from dmfproof.report.style import BENCHMARK, PAGE, draw, figure, log_scale, panel_letters, series

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["clean_error", "effective_rank", "images", "singular_values", "training_error"]

_DEPTHS = (1, 2, 3)
_WIDTH, _HEIGHT = 4.6, 2.9
_SIDE = 28  # pixels of an image's side


def _lines(axes: Axes, e: Experiment, column: str) -> None:
    for i, depth in enumerate(_DEPTHS):
        run = e.tables[f"N={depth}"]
        draw(axes, run["k"][1:], run[column][1:], series(i), label=f"$N={depth}$", marks=9)
    log_scale(axes, "x")
    axes.set_xlim(1, None)
    axes.set_xlabel("iterations $k$")


def _named_level(axes: Axes, value: float, name: str) -> None:
    """Draw a level and write its name at the right end, outside the axes."""
    level(axes, value)
    place = axes.get_yaxis_transform()
    axes.text(1.01, value, name, transform=place, fontsize=7, va="center", ha="left")


def training_error(e: Experiment) -> Figure:
    """Draw figure 8."""
    with figure(width=_WIDTH, height=_HEIGHT) as (sheet, [axes]):
        _lines(axes, e, "error")
        exact = e.tables["prediction"]
        seen = exact["error"] > 0.02
        mark(axes, exact["k"][seen][1::8], exact["error"][seen][1::8], label=r"$(1-\eta)^k$", size=3)
        for value, name in zip(e.tables["truncation"]["error"], ("rank 1", "rank 2"), strict=True):
            _named_level(axes, value, name)
        axes.set_ylim(0, 1.05)
        axes.set_ylabel("relative training error")
        axes.legend(loc="lower left")
    return sheet


def clean_error(e: Experiment) -> Figure:
    """Draw figure 9."""
    with figure(width=_WIDTH, height=_HEIGHT) as (sheet, [axes]):
        _lines(axes, e, "error")
        for value, name in zip(e.tables["truncation"]["error"], ("rank 1", "rank 2", "noisy"), strict=True):
            _named_level(axes, value, name)
        best = e.tables["best"]
        mark(axes, best["k"], best["error"], label="least", shape="*", size=8)
        axes.set_ylim(0.3, 1.2)
        axes.set_ylabel("relative error to the clean images")
        axes.legend(loc="lower left")
    return sheet


def effective_rank(e: Experiment) -> Figure:
    """Draw figure 10."""
    with figure(width=_WIDTH, height=_HEIGHT) as (sheet, [axes]):
        _lines(axes, e, "rank")
        log_scale(axes, "y")
        names = ("$r(A_1)$", "$r(A_2)$", "$r(A_3)$", "$r(A)$")
        for value, name in zip(e.tables["levels"]["rank"], names, strict=True):
            _named_level(axes, value, name)
        axes.set_yticks([1, 2, 5, 10, 20, 50], labels=["1", "2", "5", "10", "20", "50"])
        axes.minorticks_off()
        axes.set_ylabel("effective rank")
        axes.legend(loc="upper right")
    return sheet


def singular_values(e: Experiment) -> Figure:
    """Draw figure 11."""
    with figure(1, 3, width=PAGE, height=2.5) as (sheet, axes):
        for one, depth in zip(axes, _DEPTHS, strict=True):
            run = e.tables[f"N={depth}"]
            for value in e.tables["limits"]["s"]:
                level(one, value)
            for i in range(5):
                draw(one, run["k"][1:], run[f"s{i + 1}"][1:], series(i) if i < 3 else BENCHMARK)
                if f"N={depth} s{i + 1}" in e.tables:
                    limit = e.tables["limits"]["s"][i]
                    label = "recursion (18)" if i == 0 else ""
                    followed(one, e.tables[f"N={depth} s{i + 1}"], limit, label=label)
            log_scale(one, "x")
            one.set_xlim(1, run["k"][-1])
            one.set_ylim(0, 1.08)
            one.set_title(f"$N={depth}$")
            one.set_xlabel("iterations $k$")
        axes[0].set_ylabel("singular values of $W(k)$")
        axes[2].legend(loc="center left")
        panel_letters(axes)
    return sheet


def images(e: Experiment) -> Figure:
    """Draw figure 12."""
    names = [name for name in e.tables if name != "steps"]
    rows = list(e.tables[names[0]])
    steps = dict(zip((f"N={depth:g}" for depth in e.tables["steps"]["N"]), e.tables["steps"]["k"], strict=True))
    with figure(len(rows), len(names), width=PAGE, height=PAGE * len(rows) / len(names) + 0.35) as (sheet, axes):
        for i, row in enumerate(rows):
            for j, name in enumerate(names):
                one = axes[i * len(names) + j]
                one.imshow(e.tables[name][row].reshape(_SIDE, _SIDE), vmin=0, vmax=1, interpolation="nearest")
                one.set_axis_off()
                if i == 0:
                    at = f"\n$k={steps[name]:g}$" if name in steps else ""
                    one.set_title(name.replace("N=", "$N=$") + at, loc="center")
    return sheet
