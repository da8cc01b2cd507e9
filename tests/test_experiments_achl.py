"""Specify ACHL's experiments: the parts against independent ones, and that what is reported as seen can fail to be."""

import itertools
import json
import math
from fractions import Fraction

import numpy as np
import pytest

from dmfproof.arithmetic.rational_matrix import matrix
from dmfproof.bundled import names
from dmfproof.bundled.incomplete import incomplete_names, load_incomplete
from dmfproof.campaign.executor import Finished, Lost
from dmfproof.cli.main import main
from dmfproof.dynamics import effective_rank as certified
from dmfproof.dynamics.losses import completion_slope
from dmfproof.dynamics.matrix_descent import factor_gradient
from dmfproof.errors import InvalidInput
from dmfproof.experiments.achl import incremental, mauna_loa, run, work
from dmfproof.experiments.achl.convex import nuclear_norm_solution
from dmfproof.experiments.achl.losses import (
    Completion,
    least_observations,
    low_rank,
    random_entries,
    random_measurements,
)
from dmfproof.experiments.achl.measures import entropy_rank, quantiles, spectrum_measures
from dmfproof.experiments.achl.settings import PARTS, Setting, chosen_parts, generator
from dmfproof.experiments.achl.slopes import FORMS, deviations, predicted_slopes, singular_value_path
from dmfproof.experiments.achl.summary import observations, summary
from dmfproof.experiments.achl.training import GroupRMSprop, Steps, descend, gaussian_factors, scaled_identities, train
from dmfproof.report.achl import _reduce_colours, write_achl
from dmfproof.report.style import figure, save, series

TINY = Setting("completion", 6, 1, 20, 2)
TINY_SENSING = Setting("sensing", 5, 1, 15, 1)


def problem(setting=TINY):
    return setting.problem(0, 0)


def balanced(shape, depth, seed=0):
    """Return factors with W_{j+1}' W_{j+1} = W_j W_j', generic singular values and rectangular outer shapes."""
    random = generator(seed, "balanced")
    size = min(shape)
    sizes = [shape[1], *[size] * (depth - 1), shape[0]]
    bases = [np.linalg.qr(random.standard_normal((n, n)))[0][:, :size] for n in sizes]
    core = np.diag(np.linspace(1.0, 0.4, size))
    return [after @ core @ before.T for before, after in itertools.pairwise(bases)]


def imbalance(factors):
    pairs = itertools.pairwise(factors)
    return max(np.abs(after.T @ after - before @ before.T).max() for before, after in pairs)


# Losses and gradients


@pytest.mark.parametrize("setting", [TINY, TINY_SENSING])
def test_the_slope_is_the_derivative_of_the_loss(setting):
    truth, loss = setting.problem(0, 0)
    random = np.random.default_rng(1)
    point, along = random.standard_normal(truth.shape), random.standard_normal(truth.shape)
    ends = [loss.value_and_slope(point + sign * along)[0] for sign in (1, -1)]
    assert np.vdot(loss.value_and_slope(point)[1], along) == pytest.approx((ends[0] - ends[1]) / 2)


@pytest.mark.parametrize("setting", [TINY, TINY_SENSING])
def test_the_truth_has_no_loss_and_a_feasible_matrix_has_none_either(setting):
    truth, loss = setting.problem(0, 0)
    mended = loss.feasible(np.ones(truth.shape))
    assert loss.value_and_slope(truth)[0] == pytest.approx(0, abs=1e-25)
    assert loss.value_and_slope(mended)[0] == pytest.approx(0, abs=1e-25)
    measure, values = loss.equations()
    assert measure @ mended.ravel() == pytest.approx(values)


def test_the_ground_truth_has_the_rank_and_the_norm_that_are_asked_for():
    truth = low_rank(8, 3, np.random.default_rng(0))
    assert np.linalg.matrix_rank(truth) == 3
    assert np.linalg.norm(truth) == pytest.approx(8)


def test_entries_are_known_once_each():
    loss = random_entries(np.eye(5), 20, np.random.default_rng(0))
    assert len(np.unique(loss.entries, axis=0)) == 20
    assert least_observations(loss) <= 4


def test_factor_gradients_equal_the_exact_ones():
    random = np.random.default_rng(3)
    shapes = [(3, 4), (3, 3), (2, 3)]
    whole = [random.integers(-5, 6, shape) for shape in shapes]
    entries = np.array([[0, 0], [1, 2], [1, 3]])
    loss = Completion((2, 4), entries, np.array([1.0, -2.0, 3.0]))
    (state, after) = (
        s for s, _ in zip(descend(loss, [w.astype(float) for w in whole], Steps(1.0)), range(2), strict=False)
    )
    exact = [matrix([[Fraction(int(x)) for x in row] for row in w]) for w in whole]
    truth = matrix([[1, 0, 0, 0], [0, 0, -2, 3]])
    slope = completion_slope(exact[2] * exact[1] * exact[0], truth, {(0, 0), (1, 2), (1, 3)})
    for j, (before, moved) in enumerate(zip(state.factors, after.factors, strict=True)):
        gradient = factor_gradient(exact, slope, j)
        wanted = [[float(gradient[a, b]) * 2 / 3 for b in range(shapes[j][1])] for a in range(shapes[j][0])]
        assert before - moved == pytest.approx(np.array(wanted))


# Descent


def test_a_state_stays_as_it_was():
    truth, loss = problem()
    states = descend(loss, [np.zeros(truth.shape)], Steps(1.0))
    first = next(states)
    next(states)
    assert not first.product.any()


def test_group_rmsprop_equals_a_plain_implementation():
    truth, loss = problem()
    start = gaussian_factors(truth.shape, 3, 0.1, np.random.default_rng(0))
    a, b, c = (factor.copy() for factor in start)
    moment, time = 0.0, 0.0
    states = descend(loss, start, GroupRMSprop(rate=0.01, decay=0.9, epsilon=1e-3))
    for k in range(1, 6):
        state = next(states)
        assert state.product == pytest.approx(c @ b @ a)
        assert state.time == pytest.approx(time)
        slope = loss.value_and_slope(c @ b @ a)[1]
        gradients = [b.T @ c.T @ slope, c.T @ slope @ a.T, slope @ a.T @ b.T]
        moment = 0.9 * moment + 0.1 * sum((g**2).sum() for g in gradients)
        size = 0.01 / (math.sqrt(moment / (1 - 0.9**k)) + 1e-3)
        a, b, c = (w - size * g for w, g in zip((a, b, c), gradients, strict=True))
        time += size


def test_a_run_says_how_it_ended():
    truth, loss = problem()
    start = gaussian_factors(truth.shape, 2, 1e-3, np.random.default_rng(0))
    ends = {
        "loss": train(loss, start, GroupRMSprop(), stop_at=1e-2, max_iterations=50_000),
        "budget": train(loss, start, GroupRMSprop(), stop_at=1e-2, max_iterations=3),
        "diverged": train(loss, start, Steps(1e6), stop_at=1e-2, max_iterations=1000),
    }
    assert {name: found.ended for name, found in ends.items()} == {name: name for name in ends}
    assert ends["budget"].iterations == 3


def test_gaussian_starts_have_the_same_scale_at_every_depth():
    for depth in (1, 2, 4):
        product = np.linalg.multi_dot(
            [np.eye(60), *reversed(gaussian_factors((60, 60), depth, 1e-3, np.random.default_rng(1)))]
        )
        assert product.std() == pytest.approx(1e-3 * 60**-0.5, rel=0.15)


def test_rectangular_factors_fit():
    assert [f.shape for f in gaussian_factors((3, 5), 3, 1.0, np.random.default_rng(0))] == [(3, 5), (3, 3), (3, 3)]


def test_scaled_identities_are_balanced_and_have_the_scale_as_product():
    factors = scaled_identities(4, 3, 1e-3)
    assert factors[2] @ factors[1] @ factors[0] == pytest.approx(1e-3 * np.eye(4))
    assert imbalance(factors) == 0


def test_balancedness_is_lost_in_proportion_to_the_step_size_only():
    truth, loss = problem()
    start = balanced(truth.shape, 3)
    lost = []
    for halvings in (0, 1, 2):
        states = descend(loss, start, Steps(0.04 / 2**halvings))
        lost.append(imbalance(next(s for s in states if s.iteration == 100 * 2**halvings).factors))
    assert imbalance(start) < 1e-14
    assert lost[0] / lost[1] == pytest.approx(2, rel=0.1)
    assert lost[1] / lost[2] == pytest.approx(2, rel=0.1)


# Theorem 3


def measured_slopes(loss, factors, size=1e-6):
    before, after = (s for s, _ in zip(descend(loss, factors, Steps(size)), range(2), strict=False))
    first, second = (np.linalg.svd(s.product, compute_uv=False) for s in (before, after))
    return before, (second - first) / size


@pytest.mark.parametrize("depth", [1, 2, 3, 4])
@pytest.mark.parametrize("shape", [(5, 5), (3, 5), (5, 3)])
def test_theorem_3_gives_the_slopes_from_balanced_factors(depth, shape):
    loss = random_measurements(np.ones(shape), 10, np.random.default_rng(2), deviation=1.0)
    state, measured = measured_slopes(loss, balanced(shape, depth))
    assert predicted_slopes(state.product, state.slope, depth)[1] == pytest.approx(measured, rel=1e-3, abs=1e-4)


@pytest.mark.parametrize("depth", [2, 3, 4])
@pytest.mark.parametrize("form", FORMS[1:])
def test_a_false_exponent_does_not(depth, form):
    loss = random_measurements(np.ones((5, 5)), 10, np.random.default_rng(2), deviation=1.0)
    state, measured = measured_slopes(loss, balanced((5, 5), depth))
    false = predicted_slopes(state.product, state.slope, depth, form)[1]
    assert np.abs(false / measured - 1)[1:].min() > 0.1


def test_unbalanced_factors_break_theorem_3():
    loss = random_measurements(np.ones((5, 5)), 10, np.random.default_rng(2), deviation=1.0)
    first, second = balanced((5, 5), 2)
    state, measured = measured_slopes(loss, [2 * first, second / 2])
    predicted = predicted_slopes(state.product, state.slope, 2)[1]
    assert np.abs(predicted / measured - 1).max() > 0.1


def test_along_a_path_only_theorem_3_fits():
    truth, loss = problem()
    table = singular_value_path(
        loss, gaussian_factors(truth.shape, 2, 1e-3, generator(0, "path")), GroupRMSprop(), stop_at=1e-3,
        max_iterations=20_000, every=50, keep=3,
    )  # fmt: skip
    medians = {form: np.median(values) for form, values in deviations(table, rank=1).items()}
    assert medians[FORMS[0]] < 0.01
    assert min(medians[form] for form in FORMS[1:]) > 0.1


# Measures


def test_the_two_effective_ranks_differ_and_lie_in_their_certified_enclosures():
    exact = [Fraction(3), Fraction(2), Fraction(1, 2), Fraction(0)]
    values = np.array([float(value) for value in exact])
    found = spectrum_measures(np.diag(values))
    assert found["effective_rank"] == pytest.approx(float(certified.effective_rank(exact)))
    assert found["entropy_rank"] == pytest.approx(float(certified.entropy_rank(exact)))
    assert found["nuclear_norm"] == pytest.approx(5.5)
    assert abs(found["effective_rank"] - found["entropy_rank"]) > 0.3


@pytest.mark.parametrize("rank", [1, 2, 5])
def test_equal_singular_values_have_their_number_as_entropy_rank(rank):
    assert entropy_rank(np.array([2.0] * rank + [0.0] * 3)) == pytest.approx(rank)


def test_quantiles_are_those_of_the_values():
    assert quantiles([5.0, 1.0, 2.0, 4.0, 3.0]) == {"least": 1, "lower": 2, "median": 3, "upper": 4, "most": 5}


# The convex benchmark


def test_the_nuclear_norm_minimiser_completes_a_matrix_of_ones():
    pytest.importorskip("cvxpy")
    loss = Completion((2, 2), np.array([[0, 0], [0, 1], [1, 0]]), np.ones(3))
    found = nuclear_norm_solution(loss)
    assert found.product == pytest.approx(np.ones((2, 2)), abs=1e-3)
    assert found.low <= 2 <= found.high + 1e-9
    assert 0 <= found.gap < 1e-5


def test_the_bounds_enclose_the_optimum_even_when_the_solver_stops_early():
    pytest.importorskip("cvxpy")
    truth, loss = problem(TINY_SENSING)
    good, poor = nuclear_norm_solution(loss), nuclear_norm_solution(loss, tolerance=0.3)
    assert poor.low <= good.high
    assert poor.high >= good.low
    assert poor.gap > good.gap
    assert good.high <= np.linalg.norm(truth, "nuc") * (1 + 1e-6)


# Incremental learning


def test_half_heights_are_interpolated_and_may_never_come():
    values = np.array([[0.0, 4.0, 0.0, 0.0], [4.0, 5.0, 1.0, 0.1], [6.0, 6.0, 2.0, 0.2]])
    assert half_heights_of(values) == [pytest.approx(15), 0.0, pytest.approx(15), None]


def half_heights_of(values):
    return incremental.half_heights([0, 10, 20], values)


def test_the_prediction_at_depth_1_is_the_logarithm():
    wanted = [math.log((value - 1e-3) / (value / 2)) / 1e-3 for value in incremental.SPECTRUM]
    assert incremental.predicted_half_heights(1) == pytest.approx(wanted)


def test_complete_measurements_keep_to_the_prediction(monkeypatch):
    monkeypatch.setattr(incremental, "SIZE", 5)
    truth = np.diag([*incremental.SPECTRUM, 0.0])
    # All matrices with a single entry sqrt(25/2): then the loss is 1/2 ||W - What||^2 itself.
    loss = incremental.Sensing((5, 5), np.eye(25) * 12.5**0.5, truth.ravel() * 12.5**0.5)
    path = incremental.spectrum_path(loss, 2, 2600)
    found = incremental.half_heights(path["iteration"], path["values"])
    assert found == pytest.approx(incremental.predicted_half_heights(2), rel=0.02)


@pytest.mark.deep
@pytest.mark.parametrize("index", [0, 1])
def test_larger_singular_values_come_first_but_not_at_depth_1(index):
    times = {depth: work.incremental_learning(0, index, depth, False)["half_heights"] for depth in (1, 2, 3)}
    assert times[2] == sorted(times[2])
    assert times[3] == sorted(times[3])
    assert times[1][0] > times[1][3]


# The real matrix


def test_an_unknown_incomplete_matrix_is_answered_with_the_known_ones():
    with pytest.raises(InvalidInput, match=r"^name=karate is unknown, bundled with missing entries are mauna_loa_co2"):
        load_incomplete("karate")


def test_incomplete_matrices_are_not_among_the_complete_ones():
    assert set(incomplete_names()).isdisjoint(names())
    assert not any("incomplete" in name for name in names())


def test_the_carbon_dioxide_matrix_is_what_was_published():
    found = load_incomplete("mauna_loa_co2")
    flat = [entry for row in found.entries for entry in row]
    assert found.shape == (44, 52)
    assert all(len(row) == 52 for row in found.entries)
    assert flat.count(None) == 71
    assert found.entries[0][:13] == (None,) * 12 + (Fraction("316.1"),)
    assert all(300 < entry < 380 for entry in flat if entry is not None)
    assert all(text.strip() for text in (found.title, found.provenance, found.licence))


def test_a_split_holds_out_entries_that_are_there():
    measured = mauna_loa.carbon_dioxide()
    parts = mauna_loa.split(measured, 0.2, np.random.default_rng(0))
    pairs = [*map(tuple, parts.known.entries), *map(tuple, parts.held_out)]
    assert len(set(pairs)) == len(pairs) == 44 * 52 - 71
    assert len(parts.known.values) == round(0.2 * len(pairs))
    assert np.isfinite([measured[pair] for pair in pairs]).all()
    assert parts.error((measured - parts.mean) / parts.deviation) == pytest.approx(0, abs=1e-10)


def test_the_additive_fit_recovers_an_additive_matrix():
    truth = np.arange(5.0)[:, None] + np.array([0.0, 3.0, -1.0])
    loss = random_entries(truth, 12, np.random.default_rng(0))
    assert mauna_loa.additive_fit(loss) == pytest.approx(truth)


# Summaries: what is said to be seen must be able to fail


def rows_of(errors, ranks):
    truth = [{"setting": "s", "index": i, "method": "truth", "entropy_rank": 2.0} for i in range(3)]
    return truth + [
        {
            "setting": "s",
            "index": i,
            "method": depth,
            "test_error": error * (1 + i),
            "entropy_rank": rank,
            "ended": "loss",
        }
        for depth, (error, rank) in enumerate(zip(errors, ranks, strict=True), 1)
        for i in range(3)
    ]


@pytest.mark.parametrize(
    ("errors", "ranks", "seen"),
    [
        ((1, 0.1, 0.01), (9, 3, 2.1), [True, True]),
        ((1, 0.1, 0.1), (9, 3, 2.1), [False, True]),
        ((0.01, 0.1, 1), (9, 3, 2.1), [False, True]),
        ((1, 0.1, 0.01), (9, 3, 0.5), [True, False]),
        ((1, 0.1, 0.01), (2.1, 3, 9), [True, False]),
    ],
)
def test_a_bias_that_is_not_there_is_not_seen(errors, ranks, seen):
    result = {"completion": rows_of(errors, ranks), "sensing": [], "co2": [], "incremental": [], "paths": []}
    assert [one["seen"] for one in observations(result)] == seen


def test_nothing_is_said_where_a_depth_is_missing():
    rows = [row for row in rows_of((1, 0.1, 0.01), (9, 3, 2.1)) if row["method"] != 3]
    assert observations({"completion": rows, "sensing": [], "co2": [], "incremental": [], "paths": []}) == []


def test_half_heights_out_of_order_and_false_slopes_are_not_seen():
    steps = [{"depth": 2, "half_heights": [5.0, 4.0]}, {"depth": 3, "half_heights": [5.0, None]}]
    slopes = [{"depth": 2, "deviations": {FORMS[0]: [0.5], FORMS[1]: [0.9], FORMS[2]: [0.01]}}]
    result = {"completion": [], "sensing": [], "co2": [], "incremental": steps, "paths": slopes}
    assert [one["seen"] for one in observations(result)] == [False, False, False]


def test_a_summary_counts_runs_that_ran_out_of_budget():
    rows = rows_of((1, 0.1, 0.01), (9, 3, 2.1))
    rows[-1]["ended"] = "budget"
    assert [record["not_converged"] for record in summary(rows)] == [0, 0, 0, 1]
    assert summary(rows)[1]["test_error"]["median"] == 2


# Runs, files and the command


@pytest.fixture
def tiny(monkeypatch):
    """Make everything small, and do it in this process."""
    monkeypatch.setitem(run.SIZES, "small", (TINY, TINY_SENSING))
    monkeypatch.setattr(run, "_FIRST", TINY)
    monkeypatch.setattr(run, "DEPTHS", (1, 2, 3))
    monkeypatch.setattr(work, "MAX_ITERATIONS", 800)
    for name, value in {"SIZE": 5, "COUNT": 20, "SPECTRUM": (10.0, 6.0), "DEPTHS": (1, 2), "RATE": 5e-3}.items():
        monkeypatch.setattr(incremental, name, value)
    monkeypatch.setattr(mauna_loa, "DEPTHS", (1, 2))
    monkeypatch.setattr(run, "do_jobs", lambda jobs, **_: (Finished(job, job.function(*job.arguments)) for job in jobs))


def small_run(**more):
    return run.run(seeds=1, benchmark=False, **more)


def test_an_unknown_part_and_an_unknown_size_are_refused():
    with pytest.raises(InvalidInput, match=r"^part=adam is unknown, the parts are completion, sensing"):
        chosen_parts(["adam"])
    with pytest.raises(InvalidInput, match=r"^size=huge is unknown, the sizes are small, full"):
        run.run("huge")


def test_no_part_is_all_parts_in_their_order():
    assert chosen_parts([]) == PARTS
    assert chosen_parts(["co2", "completion"]) == ("completion", "co2")


def test_a_run_is_determined_by_its_seed():
    same = [work.reconstruction(TINY, 7, 0, 2) for _ in range(2)]
    assert same[0] == same[1]
    assert work.reconstruction(TINY, 8, 0, 2)["test_error"] != same[0]["test_error"]
    assert work.reconstruction(TINY, 7, 1, 2)["test_error"] != same[0]["test_error"]


def test_all_depths_get_the_same_problem():
    assert (problem()[0] == TINY.problem(0, 0)[0]).all()
    assert not (problem()[0] == TINY.problem(0, 1)[0]).all()


@pytest.mark.usefixtures("tiny")
def test_every_part_has_its_figure_and_its_numbers(tmp_path):
    calls = []
    result = small_run(progress=lambda done, total, label: calls.append((done, total)))
    assert calls[-1] == (len(calls), len(calls))
    written = write_achl(result, tmp_path, formats=["png", "csv", "json"], dpi=30)
    figures = ["paths", "incremental", "co2", *(f"bias_{setting.name}" for setting in (TINY, TINY_SENSING))]
    wanted = {f"{name}.{form}" for name in figures for form in ("png", "csv")} | {"achl.md", "achl.json"}
    assert {path.name for path in written} == {path.name for path in tmp_path.iterdir()} == wanted
    text = (tmp_path / "achl.md").read_text(encoding="utf-8")
    assert "`dmfproof experiments achl --size small --seeds 1 --no-benchmark`" in text
    assert all(f"({name}.png)" in text for name in figures)


def test_a_picture_with_fewer_colours_looks_the_same(tmp_path):
    from PIL import Image

    with figure(width=3) as (sheet, (axes,)):
        for i in range(7):
            axes.plot([i], [i], **series(i).points())
        save(sheet, tmp_path / "few", title="Few points", formats=["png"], dpi=100)
    before = np.asarray(Image.open(tmp_path / "few.png").convert("RGB")).astype(int)
    _reduce_colours(tmp_path / "few.png", "Few points")
    with Image.open(tmp_path / "few.png") as picture:
        assert picture.info["Title"] == "Few points"
        assert np.abs(np.asarray(picture.convert("RGB")).astype(int) - before).max() < 16


@pytest.mark.usefixtures("tiny")
def test_the_same_run_is_written_as_the_same_files(tmp_path):
    result = small_run(parts=["incremental"])
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    written = write_achl(result, tmp_path / "one", dpi=30)
    again = write_achl(json.loads(json.dumps(result)), tmp_path / "two", dpi=30)
    assert [path.name for path in written] == [path.name for path in again]
    assert [path.read_bytes() for path in written] == [path.read_bytes() for path in again]


@pytest.mark.usefixtures("tiny")
@pytest.mark.parametrize("after", [0, 1, 3, 12])
def test_what_is_done_before_an_interrupt_is_kept_and_can_be_written(after, monkeypatch, tmp_path):
    def interrupted(jobs, **_):
        for job in jobs[:after]:
            yield Finished(job, job.function(*job.arguments))
        raise KeyboardInterrupt

    monkeypatch.setattr(run, "do_jobs", interrupted)
    result = small_run()
    assert result["interrupted"]
    assert sum(len(result[part]) for part in PARTS) == after
    write_achl(result, tmp_path, formats=["csv"])
    assert "**Interrupted**" in (tmp_path / "achl.md").read_text(encoding="utf-8")


@pytest.mark.usefixtures("tiny")
def test_a_run_that_was_lost_is_named(monkeypatch):
    monkeypatch.setattr(run, "do_jobs", lambda jobs, **_: (Lost(job, "it died") for job in jobs))
    assert small_run(parts=["paths"])["lost"] == [
        "paths:N = 1: it died",
        "paths:N = 2: it died",
        "paths:N = 3: it died",
    ]


@pytest.mark.usefixtures("tiny")
def test_the_command_prints_json_and_leaves_with_4_where_something_is_not_seen(monkeypatch, capsys):
    command = ["experiments", "achl", "--part", "completion", "--seeds", "2", "--no-benchmark", "--json"]
    code = main(command)
    shown = json.loads(capsys.readouterr().out)
    assert code == (0 if all(one["seen"] for one in shown["observations"]) else 4)
    monkeypatch.setattr(run, "observations", lambda result: [{"says": "x", "seen": False, "seeds": 1, "measured": ""}])
    assert main(command) == 4


@pytest.mark.usefixtures("tiny")
def test_the_command_shows_tables_and_writes_files(capsys, tmp_path):
    options = ["--part", "sensing", "--seeds", "1", "--no-benchmark", "--format", "csv", "--out", str(tmp_path)]
    main(["experiments", "achl", *options])
    shown = capsys.readouterr()
    assert "sensing_n5_r1_m15, 1 seeds: median [quartiles] (minimum, maximum)" in shown.out
    assert sorted(path.name for path in tmp_path.iterdir()) == ["achl.md", "bias_sensing_n5_r1_m15.csv"]
    assert "Written:" in shown.err


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--seeds", "0"], "seeds=0"),
        (["--part", "adam"], "adam"),
        (["--seed", "x"], "seed=x"),
        (["--workers", "0"], "workers=0"),
    ],
)
def test_wrong_input_is_named(options, says, capsys):
    assert main(["experiments", "achl", *options]) == 2
    assert says in capsys.readouterr().err


def test_a_missing_solver_is_named_with_what_to_do(monkeypatch, capsys):
    monkeypatch.setattr(run, "find_spec", lambda name: None)
    assert main(["experiments", "achl"]) == 3
    assert "pip install 'dmfproof[convex]'" in capsys.readouterr().err


@pytest.mark.deep
def test_depth_strengthens_the_bias_over_ten_problems():
    result = run.run("small", parts=["completion"], benchmark=False)
    assert [one["seen"] for one in result["observations"]] == [True, True]
    assert min(one["seeds"] for one in result["observations"]) == 10
