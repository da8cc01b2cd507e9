"""Specify simulations: real runs against certified values, and Remark 1.4 on one matrix."""

import json
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from dmfproof.cli.main import main
from dmfproof.errors import InvalidInput
from dmfproof.experiments.cgmr.descent import matrix_products
from dmfproof.matrix_file import read_matrix
from dmfproof.simulation import run as module
from dmfproof.simulation.run import binary64, multiprecision, simulate, start
from dmfproof.simulation.sign_flip import sign_flips

F = Fraction
EXAMPLE = str(Path(__file__).parents[1] / "examples" / "negative_eigenvalue.csv")
ROWS = read_matrix(EXAMPLE).rows
SETTING = {"depth": 3, "alpha": F(1, 10), "eta": F(1, 8)}


@pytest.fixture
def command(capsys):
    def run(*arguments):
        code = main(["simulate", *map(str, arguments)])
        return code, *capsys.readouterr()

    return run


def test_the_example_matrix_has_the_eigenvalues_it_claims():
    values = np.linalg.eigvalsh(np.array(ROWS, dtype=float))
    assert values == pytest.approx([-1, 0.5, 1])


def test_a_run_in_binary64_follows_the_certified_values_to_rounding():
    found = simulate(ROWS, steps=400, **SETTING)
    assert found.steps[0] == 0
    assert found.steps[-1] == 400
    assert found.deviation.max() < 1e-13
    assert np.all((found.rank >= found.rank_low - 1e-12) & (found.rank <= found.rank_high + 1e-12))
    assert found.leak.max() < 1e-8


def test_a_run_at_another_step_size_is_seen_to_deviate(monkeypatch):
    monkeypatch.setattr(module, "matrix_products", lambda a, f, eta, k: matrix_products(a, f, 1.001 * eta, k))
    assert simulate(ROWS, steps=400, **SETTING).deviation.max() > 1e-4


def test_more_digits_leak_less():
    leaks = [simulate(ROWS, steps=300, arithmetic=multiprecision(bits), **SETTING).leak[-1] for bits in (24, 40)]
    assert leaks[1] < leaks[0] / 1000


def test_a_perturbed_run_follows_its_pairs_and_reaches_the_negative_eigenvalue():
    found = simulate(ROWS, steps=1500, beta=F(1, 20), **SETTING)
    assert found.deviation.max() < 1e-12
    assert found.values[-1] == pytest.approx([1, 0.5, -1])
    assert found.low[-1][-1] < -0.999


def test_a_run_that_blows_up_says_so(monkeypatch):
    monkeypatch.setattr(module, "matrix_products", lambda a, f, eta, k: matrix_products(a, f, 1e6, k))
    found = simulate(ROWS, steps=50, **SETTING)
    assert found.blown_up is not None
    assert len(found.steps) == len(found.values) == len(found.low) < 50


def test_step_sizes_beyond_the_theory_and_large_matrices_in_mpfr_are_refused():
    with pytest.raises(InvalidInput, match="certified for eta"):
        simulate(ROWS, depth=3, alpha=F(1, 10), eta=F(1), steps=5)
    with pytest.raises(InvalidInput, match="at most 24 rows"):
        simulate([[F(i == j) for j in range(25)] for i in range(25)], steps=5, arithmetic=multiprecision(60), **SETTING)


def test_work_of_hours_is_refused():
    with pytest.raises(InvalidInput, match="would take hours"):
        simulate(ROWS, steps=10**12, **SETTING)


# --- Remark 1.4 ------------------------------------------------------------------------------------------------------
def test_the_sign_flips_and_more_digits_delay_it_in_proportion():
    found = sign_flips(ROWS, precisions=(24, 53), **SETTING)
    assert found.factor < 1
    first = {flip.arithmetic: flip.first for flip in found.flips}
    assert [first[f"{bits} bits (MPFR)"] for bits in (24, 53)] == [352, 738]
    assert all(10 < flip.first / flip.bits < 18 for flip in found.flips)
    assert all(flip.first < flip.halfway for flip in found.flips)
    assert all(0 < float(flip.exact[0]) <= float(flip.exact[1]) for flip in found.flips)


def test_at_depth_two_symmetric_rounding_keeps_the_factors_transposes_of_each_other():
    used = multiprecision(24)
    factors = start(3, used, 2, F(1, 10), None)
    truth, eta = used.array(ROWS), used.round(F(1, 8))
    with used.context():
        w1, w2 = factors
        for _ in range(300):
            residual = w2 @ w1 - truth
            w1, w2 = w1 - eta * (w2.T @ residual), w2 - eta * (residual @ w1.T)
            assert (w2 == w1.T).all()
    [_, flip] = sign_flips(ROWS, depth=2, alpha=F(1, 10), eta=F(1, 8), steps=2000, precisions=(24,)).flips
    assert flip.halfway is None


@pytest.mark.parametrize(
    ("rows", "change", "says"),
    [
        ([[F(1)]], {}, "without a negative eigenvalue"),
        ([[F(-1), F(0)], [F(0), F(-1)]], {}, "repeated least eigenvalue"),
        ([[F(-1) * (i == j) for j in range(9)] for i in range(9)], {}, "at most 8 rows"),
        (ROWS, {"eta": F(20)}, "keeps d positive"),
    ],
)
def test_what_remark_1_4_cannot_be_shown_on_is_refused(rows, change, says):
    with pytest.raises(InvalidInput, match=says):
        sign_flips(rows, **(SETTING | change))


# --- the command line ------------------------------------------------------------------------------------------------
def test_the_command_shows_the_run_beside_the_certified_values(command, tmp_path, monkeypatch):
    monkeypatch.setenv("COLUMNS", "120")
    code, out, _ = command("bundled:longley", "--depth", 2, "--steps", 300, "--plot", tmp_path / "a.png")
    assert code == 0
    assert "certified rank" in out
    assert (tmp_path / "a.png").stat().st_size > 5000


def test_json_holds_every_recorded_step(command):
    given = (EXAMPLE, "--depth", 3, "--alpha", "1/10", "--eta", "1/8", "--steps", 200, "--bits", 80, "--json")
    code, out, _ = command(*given)
    found = json.loads(out)
    assert code == 0
    assert found["schema"] == "dmfproof.simulation/1"
    assert found["arithmetic"] == "80 bits (MPFR)"
    assert len(found["steps"]) == len(found["values"]) == len(found["deviation"])


def test_remark_1_4_on_the_command_line(command, tmp_path):
    given = (EXAMPLE, "--depth", 3, "--alpha", "1/10", "--eta", "1/8", "--remark-1-4")
    code, out, _ = command(*given, "--steps", 750, "--plot", tmp_path / "a.svg")
    assert code == 0
    assert "certified  d(k) > 0 for every k" in out
    assert "738" in out
    assert "not up to 750" in out
    assert (tmp_path / "a.svg").is_file()
    _, out, _ = command(*given, "--steps", 20, "--json")
    assert json.loads(out)["schema"] == "dmfproof.sign_flips/1"


def test_the_perturbed_run_on_the_command_line(command):
    given = (EXAMPLE, "--depth", 2, "--alpha", "1/10", "--eta", "1/20", "--init", "perturbed", "--steps", 800)
    code, out, _ = command(*given)
    assert code == 0
    assert "beta = 1/20" in out


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (("--steps", "0"), "too small"),
        (("--steps", "10000000"), "too large"),
        (("--bits", "1"), "too small"),
        (("--bits", "100000"), "too large"),
        (("--remark-1-4", "--init", "perturbed"), "Remark 1.4 is about identical initialisation"),
        (("--plot", "a.gif"), "unknown format"),
        (("--eta", "5"), "too large"),
    ],
)
def test_wrong_options_are_refused_in_one_line(command, given, says):
    code, _, err = command(EXAMPLE, "--depth", 3, *given)
    assert code == 2
    assert says in err
    assert len(err.strip().splitlines()) == 1


def test_binary64_is_named_and_needs_no_context():
    assert binary64().name == "binary64 (NumPy)"
    with binary64().context():
        assert binary64().array([[F(1, 10)]])[0, 0] == 0.1


@pytest.mark.parametrize("run", [simulate, sign_flips])
@pytest.mark.parametrize(
    ("rows", "changes", "name"), [([[F(10) ** 400]], {}, "MATRIX"), (ROWS, {"eta": F(2**1000)}, "eta")]
)
def test_numbers_beyond_binary64_are_refused(run, rows, changes, name):
    with pytest.raises(InvalidInput, match=f"{name}=.*runs are recorded in binary64"):
        run(rows, steps=5, **SETTING | changes)
