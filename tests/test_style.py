"""Specify the visual language of the plots: apart without colours, no trace in matplotlib, the same bytes twice."""

import subprocess
import sys
from fractions import Fraction
from itertools import combinations

import matplotlib
import numpy as np
import pytest

from dmfproof.report import style
from dmfproof.report.style import PAGE, RUN, THEORY, csv_text, draw, figure, log_scale, save, series, window


def plot(folder, formats=("png", "svg")):
    k = np.arange(50)
    with figure(1, 2, width=PAGE) as (sheet, (left, right)):
        draw(left, k, 0.9**k, RUN, label="run", marks=5)
        log_scale(left, "y")
        draw(right, k, k - 25, THEORY, label=r"$\alpha$")
        window(right, 10, None, label="window")
        log_scale(right, "y", linear_below=1)
        right.legend()
        style.panel_letters([left, right])
    return save(sheet, folder / "plot", title="A plot", formats=formats, columns={"k": k, "d": 0.9**k}, dpi=60)


def test_a_figure_without_rows_is_refused():
    with pytest.raises(ValueError, match="Number of rows must be a positive integer"), figure(0, 1):
        pass


def test_no_columns_are_an_empty_line():
    assert csv_text({}) == "\n"


def test_columns_of_different_lengths_are_refused():
    with pytest.raises(ValueError, match="shorter"):
        csv_text({"k": [1, 2], "d": [1]})


def test_numbers_are_written_so_that_they_can_be_read_back():
    columns = {"k": np.array([1, 2]), "d": np.array([0.1, 1 / 3]), "lam": [Fraction(1, 3), None], "say": ["a,b", ""]}
    text = csv_text(columns)
    assert text == 'k,d,lam,say\n1,0.1,1/3,"a,b"\n2,0.3333333333333333,,\n'


def test_the_same_figure_is_the_same_files(tmp_path):
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
    one, two = plot(tmp_path / "one"), plot(tmp_path / "two")
    assert [path.name for path in one] == ["plot.png", "plot.svg", "plot.csv"]
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]


def test_files_name_the_picture_but_no_date_and_no_version(tmp_path):
    png, svg, _ = (path.read_bytes() for path in plot(tmp_path))
    assert b"A plot" in png
    assert b"<dc:title>A plot</dc:title>" in svg
    for word in (b"Matplotlib v", b"Software", b"<dc:date>", matplotlib.__version__.encode()):
        assert word not in png
        assert word not in svg


def test_one_format_is_one_file(tmp_path):
    assert [path.suffix for path in plot(tmp_path, formats=("svg",))] == [".svg", ".csv"]


def test_the_style_leaves_no_trace(tmp_path):
    before = dict(matplotlib.rcParams)
    plot(tmp_path)
    assert dict(matplotlib.rcParams) == before


def test_no_plot_needs_the_state_of_pyplot(tmp_path):
    code = (
        "import sys; from pathlib import Path; from dmfproof.report.style import figure, save\n"
        "with figure() as (sheet, _): save(sheet, Path(sys.argv[1]) / 'plot', title='A plot')\n"
        "sys.exit('matplotlib.pyplot' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code, tmp_path], check=False).returncode == 0


def test_settings_of_the_reader_have_no_effect(tmp_path):
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
    one = plot(tmp_path / "one")
    with matplotlib.rc_context({"font.size": 30, "lines.linewidth": 9, "svg.fonttype": "none", "axes.grid": False}):
        two = plot(tmp_path / "two")
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]


def test_looks_stay_apart_without_colour():
    looks = [series(i) for i in range(7)]
    assert all(one.dashes != two.dashes and one.marker != two.marker for one, two in combinations(looks, 2))
    judged = (style.CERTIFIED_TRUE, style.CERTIFIED_FALSE, style.UNDECIDED)
    assert all(one.marker != two.marker and one.hatch != two.hatch for one, two in combinations(judged, 2))
    assert len({look.dashes for look in (RUN, THEORY, style.PAPER, style.SHARPER, style.BENCHMARK)}) == 5


def test_hatches_differ_from_the_face_they_are_on():
    fill = THEORY.fill()
    assert len(fill["facecolor"]) == 3
    assert fill["facecolor"] != matplotlib.colors.to_rgb(fill["edgecolor"])


def test_series_repeat_after_seven():
    assert series(7) == series(0)
