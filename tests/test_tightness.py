from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from dmfproof import bounds
from dmfproof.campaign import tightness as campaign
from dmfproof.campaign.tightness import bound_row, certified, loss_row, measure, perturbed_row, theorem_jobs
from dmfproof.cli.main import main
from dmfproof.dynamics.tiers import undecided
from dmfproof.experiments.plateau_windows import descent_row, flow_row, window_jobs
from dmfproof.report.tightness import PLOTS, says, write_tightness

TENTH, STEP, EPS = Fraction(1, 10), Fraction(1, 8), Fraction(1, 1000)
SPECTRUM = (Fraction(1), Fraction(2, 5), Fraction(0))


def test_a_row_holds_certified_counts_and_their_ratios() -> None:
    row = bound_row(2, TENTH, STEP, EPS)
    assert (row["T"], row["upper_paper"], row["upper_sharper"], row["lower_sharper"]) == ("44", "76", "48", "40")
    assert (row["factor_sharper"], row["excess_sharper"]) == (1.090909091, "4")
    assert row["verdict"] == "certified"


def test_a_scale_of_1e_100_is_measured() -> None:
    row = bound_row(3, Fraction(1, 10**100), Fraction(1, 14), EPS)
    assert row["verdict"] == "certified"
    assert row["factor_paper"] > 1e90
    assert int(row["excess_sharper"]) < 1000


def test_a_count_out_of_reach_is_none_and_never_a_guess(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (bounds, campaign):
        monkeypatch.setattr(module, "hitting_time", lambda *_, **__: undecided("no steps", "out of reach"))
    row = bound_row(2, TENTH, STEP, EPS)
    assert (row["T"], row["factor_paper"], row["verdict"]) == (None, None, "undecided")
    assert loss_row(2, TENTH, STEP, EPS)["verdict"] == "undecided"
    assert not certified([row])


@pytest.mark.parametrize("depth", [2, 3, 5])
def test_the_parts_of_a_loss_add_up_to_it(depth: int) -> None:
    step = Fraction(1, 2 * (3 * depth - 2))
    losses, bounds = loss_row(depth, TENTH, step, EPS), bound_row(depth, TENTH, step, EPS)
    for form in ("paper", "sharper"):
        parts = sum(value for name, value in losses.items() if name.startswith(f"{form}: "))
        assert parts == pytest.approx(int(bounds[f"excess_{form}"]), abs=1e-5)
        assert 0 <= losses[f"{form}: rounding"] < 1
    assert losses["sharper: delay"] == 0


def test_the_perturbed_pair_keeps_within_its_bounds() -> None:
    row = perturbed_row(2, TENTH)
    assert (row["T"], row["bound_16"], row["T0"], row["bound_T0"]) == ("471", "601", "111", "118")


def test_the_flows_guaranteed_window_lies_in_the_true_one() -> None:
    row = flow_row(SPECTRUM, 1, TENTH)
    assert row["true_from"] < row["from"] < row["to"] < row["true_to"]
    assert row["share"] == pytest.approx((row["to"] - row["from"]) / (row["true_to"] - row["true_from"]), rel=1e-4)


def test_an_empty_guarantee_has_no_share() -> None:
    row = flow_row((Fraction(1), Fraction(99, 100)), 1, TENTH)
    assert row["share"] is None
    assert row["says"]


def test_the_descents_guaranteed_window_lies_in_the_true_one() -> None:
    row = descent_row(2, SPECTRUM, 1, TENTH)
    assert int(row["true_from"]) <= int(row["from"]) <= int(row["to"]) <= int(row["true_to"])
    assert 0 < row["share"] < 1


def test_a_plateau_that_never_ends_has_no_share() -> None:
    assert descent_row(2, (Fraction(1), Fraction(1, 10)), 1, TENTH)["share"] is None


@pytest.fixture(scope="module")
def record() -> dict[str, Any]:
    return measure([*theorem_jobs("quick"), *window_jobs("quick")], "quick")


def test_the_words_come_from_the_record(record: dict[str, Any]) -> None:
    assert "Every measurement is certified." in says(record)
    worse = {**record, "tables": {**record["tables"], "depth": [{"verdict": "undecided"}]}}
    assert "1 of the measurements are not certified." in says(worse)


def test_every_plot_has_its_data(record: dict[str, Any], tmp_path: Path) -> None:
    write_tightness(record, tmp_path, ("svg",))
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == sorted([*(f"{name}.{form}" for name in PLOTS for form in ("svg", "csv")), "tightness.json"])
    header = (tmp_path / "theorem_2_4_losses.csv").read_text(encoding="utf-8").splitlines()[0]
    assert header.startswith("table,N,alpha,eta,eps,T,T1,paper: delay")


def test_the_same_record_makes_the_same_files(record: dict[str, Any], tmp_path: Path) -> None:
    small = {**record, "tables": {"losses": record["tables"]["losses"]}}
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        write_tightness(small, tmp_path / name)
    first, second = ({path.name: path.read_bytes() for path in (tmp_path / n).iterdir()} for n in ("first", "second"))
    assert first == second
    assert len(first) == 4


def test_interrupted_work_keeps_what_is_done() -> None:
    def interrupt() -> dict[str, Any]:
        raise KeyboardInterrupt

    record = measure([("a", lambda: {"N": 2}), ("a", interrupt)], "quick")
    assert record["interrupted"]
    assert record["tables"] == {"a": [{"N": 2}]}


def test_the_command_measures_writes_and_exits_with_the_verdict(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, record: dict[str, Any]
) -> None:
    monkeypatch.setattr(campaign, "measure", lambda *_: record)
    assert main(["tightness", "--quick", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["schema"] == "dmfproof.tightness/1"
    monkeypatch.setattr(campaign, "measure", lambda *_: {**record, "tables": {"eps": [{"verdict": "undecided"}]}})
    assert main(["tightness", "--quick"]) == 4
    monkeypatch.setattr(campaign, "measure", lambda *_: {**record, "tables": {"eps": [{"verdict": "refuted"}]}})
    assert main(["tightness", "--quick"]) == 1
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert main(["tightness", "--quick", "--out", str(tmp_path / "file")]) == 2


@pytest.mark.deep
def test_the_kept_measurements_are_made_again_byte_for_byte(tmp_path: Path) -> None:
    kept = Path(__file__).parents[1] / "reports" / "tightness"
    write_tightness(measure([*theorem_jobs(), *window_jobs()], "full"), tmp_path, ("png",))
    for path in sorted(tmp_path.iterdir()):
        assert path.read_bytes() == (kept / path.name).read_bytes(), path.name
