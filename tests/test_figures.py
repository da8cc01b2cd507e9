"""Specify the figures: certified predictions hold in the runs, shifted ones fail, files say the same twice."""

import dataclasses
import json
import re
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from dmfproof.cli.main import main
from dmfproof.errors import InvalidInput, ToolFault
from dmfproof.experiments.cgmr import NUMBERS, SEED, experiment, experiments
from dmfproof.experiments.cgmr import descent as run
from dmfproof.experiments.cgmr.plateaus import compare_windows
from dmfproof.experiments.cgmr.prediction import Window, flow_window, sandwich
from dmfproof.experiments.experiment import Comparison, Experiment, chosen_steps, no_less, rounded
from dmfproof.problem import Problem
from dmfproof.report.figures import draw_experiment
from dmfproof.report.figures.index import index_markdown, write_figure, write_index

KEPT = Path(__file__).parents[1] / "reports" / "figures"
SHAPE = [np.array([[1.0, 2.0], [0.5, -1.0]]), np.array([[0.3, 0.1], [-0.2, 0.4]]), np.array([[1.0, -1.0], [2.0, 0.0]])]


@pytest.fixture(scope="module")
def quick():
    """Return all experiments on small matrices."""
    return {number: experiment(number, quick=True) for number in NUMBERS}


def test_no_number_is_every_figure():
    assert experiments([]) == list(range(1, 14))


def test_numbers_are_sorted_and_taken_once():
    assert experiments([3, 1, 3]) == [1, 3]


@pytest.mark.parametrize("number", [0, 14])
def test_an_unknown_figure_is_refused(number):
    with pytest.raises(InvalidInput, match="the figures are 1 to 13"):
        experiments([number])


@pytest.mark.parametrize("number", NUMBERS)
def test_every_prediction_holds_in_the_run(quick, number):
    assert [row.says for row in quick[number].comparisons if not row.holds] == []
    assert quick[number].comparisons


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5, 7])
def test_hitting_times_are_equal_and_a_shifted_one_would_fail(quick, number):
    equal = [row for row in quick[number].comparisons if row.relation == "="]
    assert equal
    assert all(row.evidence == "certified" for row in equal)
    assert not any(dataclasses.replace(row, theory=row.theory + 1).holds for row in equal)


@pytest.mark.parametrize("number", [3, 6])
def test_a_window_moved_by_its_own_length_no_longer_holds_the_plateau(quick, number):
    found = quick[number]
    name = next(name for name in found.tables if name.endswith("windows"))
    rows, table = found.tables[name], found.tables[name.removesuffix(" windows")]
    first = Window(1, rows["start"][0], rows["end"][0], rows["low"][0], rows["high"][0], rows["tolerance"][0])
    length = first.end - first.start
    moved = dataclasses.replace(first, start=first.end + length, end=first.end + 2 * length)
    assert all(row.holds for row in compare_windows("", [first], table["k"], table["rank"]))
    assert not all(row.holds for row in compare_windows("", [moved], table["k"], table["rank"]))


def test_a_window_without_a_recorded_step_does_not_pass():
    [row] = compare_windows("", [Window(1, 10, 20, 1.0, 1.0, 0.5)], np.array([0, 5]), np.array([1.0, 1.0]))
    assert not row.holds


@pytest.mark.parametrize(
    ("relation", "theory", "holds"), [("=", 3, True), ("=", 4, False), ("<=", 2, False), (">=", 3, True)]
)
def test_a_comparison_compares(relation, theory, holds):
    assert Comparison("", 3, relation, theory).holds is holds


def test_arrays_are_frozen(quick):
    with pytest.raises(ValueError, match="read-only"):
        quick[4].tables["run"]["w"][0] = 2


def test_the_same_seed_gives_the_same_numbers_and_another_seed_others():
    one, two, other = (experiment(13, seed=seed, quick=True).long_table() for seed in (SEED, SEED, SEED + 1))
    assert one == two
    assert one != other


def test_captions_name_every_parameter_and_the_evidence(quick):
    for found in quick.values():
        assert all(f"{name} = {value}" in found.caption["parameters"] for name, value in found.parameters.items())
        assert set(found.caption) == {"sees", "parameters", "certified", "computed"}


def test_rounding_keeps_six_digits():
    assert rounded([1 / 3, 0.0, 1234567.0, np.inf]).tolist() == [0.333333, 0.0, 1234570.0, np.inf]


def test_what_binary64_loses_is_not_told_in_digits():
    assert (no_less(3e-16), no_less(2e-3)) == (1e-9, 2e-3)


@pytest.mark.parametrize(("last", "logarithmic"), [(0, False), (5, False), (10_000, False), (10_000, True), (1, True)])
def test_chosen_steps_hold_both_ends(last, logarithmic):
    steps = chosen_steps(last, logarithmic=logarithmic)
    assert (steps[0], steps[-1]) == (0, last)
    assert len(steps) <= 241


def test_matrix_descent_follows_the_gradient():
    def loss(factors):
        return ((run.end_to_end(factors) - target) ** 2).sum() / 2

    target, eta, tiny = np.array([[1.0, 0.2], [0.3, -0.5]]), 1e-3, 1e-6
    gradients = []
    for j, factor in enumerate(SHAPE):
        gradients.append(np.empty_like(factor))
        for place in np.ndindex(factor.shape):
            moved = [f.copy() for f in SHAPE]
            moved[j][place] += tiny
            up = loss(moved)
            moved[j][place] -= 2 * tiny
            gradients[-1][place] = (up - loss(moved)) / (2 * tiny)
    one = run.end_to_end([factor - eta * gradient for factor, gradient in zip(SHAPE, gradients, strict=True)])
    assert np.allclose(list(run.matrix_products(target, SHAPE, eta, 1))[1], one, rtol=0, atol=1e-9)


def test_descent_stays_in_the_rows_of_the_target_and_of_the_start():
    random = np.random.default_rng(1)
    target, first, second = (
        random.standard_normal((2, 9)),
        random.standard_normal((2, 9)),
        random.standard_normal((2, 2)),
    )
    basis = np.linalg.qr(np.concatenate((target, first)).T)[0]
    *_, whole = run.matrix_products(target, [first, second], 0.01, 50)
    *_, inside = run.matrix_products(target @ basis, [first @ basis, second], 0.01, 50)
    assert np.allclose(inside @ basis.T, whole, rtol=0, atol=1e-12)


def test_no_steps_are_the_start():
    assert np.array_equal(*run.matrix_products(np.eye(2), SHAPE, 0.1, 0), run.end_to_end(SHAPE))


def test_scalar_and_pair_recursions_start_as_told():
    assert run.factor_paths(2, [1.0], 0.5, 0.25, 1)[:, 0].tolist() == [0.5, 0.5 + 0.25 * 0.5 * 0.75]
    assert run.pair_paths(2, -1.0, 0.5, 0.25, 0.25, 0).tolist() == [[0.25, 0.5]]


def test_first_within_says_where_there_is_none():
    assert run.first_within(np.array([3.0, 2.0, 1.0]), 0.0, 0.5) == -1
    assert run.first_within(np.array([3.0, 2.0, 1.0]), 0.0, 2.0) == 1


def test_a_singular_value_that_never_rises_is_not_predicted():
    assert len(run.follow(2, np.arange(3.0), np.array([0.0, 0.01, 0.02]), 1.0, 0.1)["k"]) == 0


def test_the_effective_rank_of_the_identity_is_its_size():
    assert run.effective_rank(np.ones(5)) == 5


def test_open_bounds_are_a_fault_not_a_figure():
    with pytest.raises(ToolFault, match="undecided"):
        sandwich(Problem(depth=2, lam=1, alpha="1/10", eta=3, eps="1/100"))


def test_the_flow_window_is_that_of_the_closed_form():
    spectrum, alpha = [Fraction(1), Fraction(1, 4)], Fraction(1, 1000)
    found = flow_window(spectrum, 1, alpha, accuracy=Fraction(1, 20), leak=Fraction(1, 50))
    square = 1e-6
    assert found.start == pytest.approx(np.log((1 - square) / (square * 0.05)) / 2)
    allowed = 0.02 / 1.05
    assert found.end == pytest.approx(2 * np.log(allowed * (0.25 - square) / (square * (0.25 - allowed))))
    assert found.tolerance == pytest.approx(0.02)


def test_noise_shrinks_the_flow_window_and_widens_its_height():
    keywords = {"accuracy": Fraction(1, 20), "leak": Fraction(1, 50)}
    spectrum, alpha = [Fraction(1), Fraction(1, 2), Fraction(1, 4)], Fraction(1, 1000)
    clean = flow_window(spectrum, 2, alpha, **keywords)
    noisy = flow_window(spectrum, 2, alpha, noise=Fraction(1, 100), **keywords)
    assert clean.start < noisy.start < noisy.end < clean.end
    assert noisy.low < clean.low <= clean.high < noisy.high


def test_noise_above_the_eigenvalue_is_refused():
    with pytest.raises(ToolFault, match="not above"):
        flow_window([Fraction(1)], 1, Fraction(1, 10), accuracy=Fraction(1, 2), leak=Fraction(1, 2), noise=Fraction(1))


def test_a_start_above_the_leak_is_refused():
    with pytest.raises(ToolFault, match="alpha is too large"):
        flow_window([Fraction(1)], 1, Fraction(1, 10), accuracy=Fraction(1, 2), leak=Fraction(1, 1000))


@pytest.mark.parametrize("number", NUMBERS)
def test_every_figure_can_be_drawn(quick, number):
    sheet = draw_experiment(quick[number])
    assert all(axes.get_xlabel() for axes in sheet.axes[-1:]) or number == 12
    assert sheet.axes


def test_a_figure_is_written_twice_as_the_same_files(quick, tmp_path):
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        write_figure(quick[8], tmp_path / folder, formats=("png", "svg"), dpi=50)
        write_index(tmp_path / folder)
    names = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert names == sorted(
        [*(f"figure_08_digits_training_error.{end}" for end in ("csv", "json", "png", "svg")), "index.md"]
    )
    assert all((tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes() for name in names)


def test_the_index_escapes_what_markdown_would_read():
    content = {**experiment(7, quick=True).as_json(), "files": ["a.png"], "title": "T"}
    content["comparisons"] = [{**content["comparisons"][0], "says": "|w_i| < *"}]
    assert r"| \|w\_i\| \< \* |" in index_markdown([content])


def test_a_prediction_that_fails_is_shown_as_such():
    row = Comparison("a", 1, "=", 2)
    found = Experiment(7, "step_size", "T", {}, {}, [row], "", "", "")
    assert "| **no** |" in index_markdown([{**found.as_json(), "files": []}])


def test_the_command_writes_pictures_captions_and_index(tmp_path, capsys):
    assert main(["figures", "7", "--out", str(tmp_path), "--format", "svg", "--no-csv", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    [figure] = answer["figures"]
    assert figure["files"] == ["figure_07_step_size.svg"]
    assert {path.name for path in tmp_path.iterdir()} == {"index.md", *figure["files"], "figure_07_step_size.json"}


def test_an_interruption_keeps_what_is_done(quick, tmp_path, capsys, monkeypatch):
    def interrupted(number, *, seed):
        if number == 8:
            return quick[8]
        raise KeyboardInterrupt

    monkeypatch.setattr("dmfproof.experiments.cgmr.experiment", interrupted)
    assert main(["figures", "8", "13", "--out", str(tmp_path), "--format", "svg", "--no-csv"]) == 130
    assert "1 of 2 figures are written" in capsys.readouterr().err
    assert "## Figure 8." in (tmp_path / "index.md").read_text(encoding="utf-8")


def test_a_run_that_strays_is_told(quick, tmp_path, capsys, monkeypatch):
    strayed = dataclasses.replace(quick[8], comparisons=[Comparison("a", 1, "=", 2)])
    monkeypatch.setattr("dmfproof.experiments.cgmr.experiment", lambda number, seed: strayed)
    assert main(["figures", "8", "--out", str(tmp_path), "--format", "svg", "--no-csv"]) == 4
    assert "1 predictions do not hold" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["0"], "figure=0"),
        (["14"], "figure=14"),
        (["x"], "figure=x"),
        (["--seed", "-1"], "seed=-1"),
        (["--dpi", "7"], "dpi=7"),
        (["--dpi", "5000"], "dpi=5000"),
        (["--format", "pdf"], "--format"),
    ],
)
def test_wrong_input_is_named(tmp_path, capsys, arguments, says):
    assert main(["figures", *arguments, "--out", str(tmp_path)]) == 2
    assert says in capsys.readouterr().err


def _rebuilt(number, folder):
    """Return what the kept JSON of a figure says, and what it says when made anew."""
    [kept] = KEPT.glob(f"figure_{number:02d}_*.json")
    write_figure(experiment(number), folder, formats=("png",), dpi=110, table=False)
    return kept, folder / kept.name


def test_a_kept_figure_is_made_again(tmp_path):
    # The JSON is the same bytes everywhere; the picture's pixels are, where matplotlib and its fonts are.
    kept, made = _rebuilt(3, tmp_path)
    assert made.read_bytes() == kept.read_bytes()
    assert _pixels(made.with_suffix(".png")) == _pixels(kept.with_suffix(".png"))


@pytest.mark.deep
@pytest.mark.parametrize("number", NUMBERS)
def test_all_kept_figures_are_made_again(tmp_path, number):
    kept, made = _rebuilt(number, tmp_path)
    assert made.read_bytes() == kept.read_bytes()
    assert _pixels(made.with_suffix(".png")) == _pixels(kept.with_suffix(".png"))


@pytest.mark.deep
@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("number", NUMBERS)
def test_predictions_hold_for_other_seeds(number, seed):
    assert [row.says for row in experiment(number, seed=seed).comparisons if not row.holds] == []


def test_the_kept_index_shows_every_figure():
    text = (KEPT / "index.md").read_text(encoding="utf-8")
    assert [int(number) for number in re.findall(r"^## Figure (\d+)\.", text, re.MULTILINE)] == list(NUMBERS)
    assert all((KEPT / name).is_file() for name in re.findall(r"\]\((\S+)\)", text))


def test_the_kept_figures_are_small():
    assert sum(path.stat().st_size for path in KEPT.iterdir()) < 900_000


def _pixels(path):
    from matplotlib.image import imread

    return imread(path).tobytes()
