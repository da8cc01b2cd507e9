"""What a stranger met on the command line: wrong input that was taken, misread or put on record."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from dmfproof.campaign.store import open_store
from dmfproof.campaign.verification import verify
from dmfproof.cli.main import main
from dmfproof.errors import InvalidInput
from dmfproof.matrix_file import read_matrix

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        out, err = capsys.readouterr()
        return int(code), out, err

    return call


@pytest.mark.parametrize("leaving", ["import sys; sys.exit(0)", "raise SystemExit", "import sys; sys.exit('bye')"])
def test_a_statement_file_that_leaves_does_not_end_the_command_as_if_all_were_well(
    run: Run, tmp_path: Path, leaving: str
) -> None:
    file = tmp_path / "leaves.py"
    file.write_text(leaving)
    code, out, err = run("show", str(file))
    assert (code, out) == (2, "")
    assert "is no statement, Python stops there with SystemExit" in err


def test_what_a_statement_file_prints_is_not_mixed_with_the_results(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "talks.py"
    run("new", str(file))
    file.write_text(file.read_text() + "\nprint('hello')\n")
    code, out, err = run("show", str(file), "--json")
    assert (code, err) == (0, "hello\n")
    json.loads(out)


@pytest.mark.parametrize("ending", ["npy", "npz"])
def test_a_binary_file_is_not_said_to_hold_python_objects(tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"noise.{ending}"
    file.write_bytes(bytes(range(256)))
    with pytest.raises(InvalidInput, match=r"neither a \.npy nor a \.npz file"):
        read_matrix(str(file))


def test_an_empty_file_is_no_array(tmp_path: Path) -> None:
    file = tmp_path / "empty.npy"
    file.touch()
    with pytest.raises(InvalidInput, match="is not readable"):
        read_matrix(str(file))


@pytest.mark.parametrize("text", ["2,x\n0,1\n", "2,0,\n0,1,\n"])
def test_a_first_line_of_numbers_is_not_called_a_header(tmp_path: Path, text: str) -> None:
    file = tmp_path / "a.csv"
    file.write_text(text)
    with pytest.raises(InvalidInput, match="Remove or replace it"):
        read_matrix(str(file))


def test_a_header_with_a_corner_left_empty_is_one(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(",a,b\n1,2,0\n2,0,1\n")
    with pytest.raises(InvalidInput, match="Remove the header line"):
        read_matrix(str(file))


def test_the_command_that_new_proposes_can_be_pasted(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "with space.py"
    _, _, err = run("new", str(file))
    assert str(file) in shlex.split(err)


def test_a_frontier_needs_a_depth_and_two_variables(run: Run) -> None:
    wrong = {("--depth", "0"): "depth=0 is too small", ("--y", "eta"): "--y=eta is the variable of --x"}
    for options, says in wrong.items():
        code, out, err = run("frontier", "scalar.lemma_2_2", *options)
        assert (code, out) == (2, "")
        assert says in err


def test_a_misspelt_id_is_not_put_on_record(tmp_path: Path) -> None:
    with open_store(tmp_path / "record.sqlite") as store:
        with pytest.raises(InvalidInput, match="not in the catalogue"):
            verify(["scalar.theorem_24"], store=store)
        assert not list(store.runs())


def test_runs_list_takes_no_number(run: Run) -> None:
    code, _, err = run("runs", "list", "3")
    assert code == 2
    assert "runs show 3" in err


def test_remark_1_4_does_not_ignore_bits(run: Run) -> None:
    file = Path(__file__).parents[1] / "examples" / "negative_eigenvalue.csv"
    code, _, err = run("simulate", str(file), "--depth", "3", "--remark-1-4", "--bits", "100")
    assert code == 2
    assert "bits=100 is given with --remark-1-4" in err


@pytest.mark.parametrize("given", ["scalar.lemma_2_2", "--all"])
def test_the_main_constants_are_not_sharpened_in_place_of_those_asked_for(run: Run, given: str) -> None:
    code, out, err = run("sharpen", given, "--main")
    assert (code, out) == (2, "")
    assert f"--main={given} is given beside it" in err
