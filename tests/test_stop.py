"""Specify `dmfproof stop`: the plan on the command line, its picture, and wrong input in words."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from dmfproof.cli.main import main


@pytest.fixture
def stop(capsys):
    def run(*arguments):
        code = main(["stop", *map(str, arguments)])
        return code, *capsys.readouterr()

    return run


@pytest.fixture
def matrix(tmp_path):
    def write(rows, name="a.npy"):
        np.save(tmp_path / name, np.array(rows))
        return tmp_path / name

    return write


def test_the_table_shows_both_windows_and_the_target(stop):
    code, out, _ = stop("bundled:longley", "--depth", 3, "--rank", 2, "--gamma", "1/20")
    assert code == 0
    assert "target     L = 2: stop at k = 610, guaranteed" in out
    assert "610 ... 2088" in out
    assert "581 ... 50829" in out


def test_json_holds_the_same_numbers(stop):
    code, out, _ = stop("bundled:longley", "--depth", 3, "--rank", 2, "--gamma", "1/20", "--json")
    found = json.loads(out)
    assert code == 0
    assert found["schema"] == "dmfproof.plan/1"
    assert found["proposed"] == ["alpha", "eta"]
    second = found["plateaus"][1]
    assert (second["guaranteed"]["start"], second["guaranteed"]["end"]) == ("610", "2088")
    assert (second["exact"]["start"], second["exact"]["end"]) == ("581", "50829")


def test_given_numbers_are_not_called_proposed(stop):
    _, out, _ = stop("bundled:longley", "--depth", 2, "--alpha", "1/10", "--eta", "1/30", "--energy", "0.9")
    assert "alpha = 0.1, eta = 1/30" in out
    assert "proposed" not in out


def test_empty_windows_name_their_inequality(stop, matrix):
    code, out, _ = stop(matrix([[2.0, 0], [0, 2.0]]), "--depth", 2, "--rank", 1, "--max-steps", 500)
    assert "no eigenvalue gap: lam_1 and lam_2 are equal" in out
    assert code in (0, 4)
    code, out, _ = stop("bundled:longley", "--depth", 2, "--eta", 3)
    assert code == 4
    assert "step too large" in out


def test_many_plateaus_are_shortened_unless_all_are_asked_for(stop):
    given = ("bundled:breast_cancer", "--depth", 2, "--max-steps", 300)
    _, short, _ = stop(*given)
    _, full, _ = stop(*given, "--all")
    assert "more plateaus: --all shows them" in short
    assert "more plateaus" not in full
    assert len(full.splitlines()) > len(short.splitlines()) + 10


def test_the_perturbed_initialisation_has_exact_windows_only(stop, matrix):
    code, out, _ = stop(matrix([[1.0, 0], [0, -3.0]]), "--depth", 2, "--init", "perturbed")
    assert code == 0
    assert "no theorem" in out
    assert "beta" in out


@pytest.mark.parametrize("ending", ["png", "svg", "SVG"])
def test_a_picture_is_drawn(stop, tmp_path, ending):
    path = tmp_path / f"plan.{ending}"
    code, _, err = stop("bundled:longley", "--depth", 2, "--max-steps", 2000, "--plot", path)
    assert code == 0
    assert str(path) in err
    assert path.stat().st_size > 5000
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]


def test_the_same_plan_is_the_same_picture(stop, tmp_path):
    for name in ("a.svg", "b.svg"):
        stop("bundled:longley", "--depth", 2, "--max-steps", 500, "--plot", tmp_path / name)
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()


def test_a_matrix_that_is_not_symmetric_is_symmetrised_only_on_request(stop, matrix):
    path = matrix([[3.0, 1.0], [0.0, 1.0]])
    code, out, err = stop(path, "--depth", 2)
    assert (code, out) == (2, "")
    assert "is not symmetric, ||A - (A+A')/2|| <= 0.707107 (Frobenius norm). Add --symmetrise" in err
    code, out, _ = stop(path, "--depth", 2, "--symmetrise", "--max-steps", 500)
    assert code == 0
    assert "(A+A')/2 in place of A, ||A - (A+A')/2|| <= 0.707107 (Frobenius norm)" in out


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([[float("nan"), 0], [0, 1]], "is not finite"),
        ([[float("inf"), 0], [0, 1]], "is not finite"),
        ([[1.0, 2.0]], "not square"),
        ([[1j]], "complex"),
        (np.zeros((0, 0)), "empty"),
        ([[0.0, 0], [0, 0]], "all zero"),
        ([[-1.0, 0], [0, -2]], "negative semidefinite"),
    ],
)
def test_matrices_that_cannot_be_planned_are_refused_in_one_line(stop, matrix, rows, says):
    code, out, err = stop(matrix(rows), "--depth", 2)
    assert (code, out) == (2, "")
    assert says in err
    assert len(err.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (("missing.csv", "--depth", 2), "not there"),
        (("bundled:nothing", "--depth", 2), "bundled are"),
        (("bundled:longley", "--depth", 1), "too small for early stopping"),
        (("bundled:longley", "--depth", 2, "--rank", 99), "too large"),
        (("bundled:longley", "--depth", 2, "--rank", 1, "--energy", "1/2"), "given beside a rank"),
        (("bundled:longley", "--depth", 2, "--alpha", "__import__"), "not a number"),
        (("bundled:longley", "--depth", 2, "--plot", "a.pdf"), "pictures are .png or .svg"),
        (("bundled:longley", "--depth", 2, "--plot", "/no/such/folder/a.png"), "not there"),
        (("bundled:longley", "--depth", 2, "--beta", "1/10"), "init=perturbed"),
        (("bundled:longley", "--depth", 2, "--init", "random"), "init"),
        (("bundled:mnist_ones", "--depth", 2), "not square"),
    ],
)
def test_wrong_options_are_refused_in_one_line(stop, given, says):
    code, out, err = stop(*given)
    assert (code, out) == (2, "")
    assert says in err
    assert len(err.strip().splitlines()) == 1


def test_a_matrix_of_one_entry_needs_no_plan(stop, matrix):
    code, out, _ = stop(matrix([[5]]), "--depth", 3)
    assert code == 0
    assert "there is nothing to plan" in out


def test_huge_and_tiny_entries_are_planned(stop, tmp_path):
    for text in ("1e300,0\n0,1e299\n", "1e-200,0\n0,1e-201\n", "9" * 300):
        (tmp_path / "a.csv").write_text(text)
        code, out, _ = stop(tmp_path / "a.csv", "--depth", 3)
        assert code == 0
        assert "guaranteed" in out


def test_the_example_of_early_stopping_runs():
    script = Path(__file__).parents[1] / "examples" / "early_stopping.py"
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, check=True, cwd=script.parents[1], env=_path()
    )
    assert "Theorem 3.5 guarantees 149 <= k <= 486" in done.stdout
    rows = [line.split() for line in done.stdout.splitlines() if line[:7].strip().isdigit()]
    assert float(rows[0][1]) < 1.3 < 2.5 < float(rows[-1][1])


def _path():
    import os

    root = str(Path(__file__).parents[1])
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH")]))}
