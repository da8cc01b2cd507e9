from __future__ import annotations

import json
from fractions import Fraction as F
from pathlib import Path

import pytest

from dmfproof.arithmetic.evaluator import Budget
from dmfproof.campaign.frontier import Axis, frontier
from dmfproof.cli.main import main
from dmfproof.errors import InvalidInput
from dmfproof.statements.catalogue import find
from dmfproof.statements.vocabulary import N, alpha, eta, lam

STATEMENT = find("scalar.lemma_2_2")
PLANE = Axis(eta, F(0), F(1)), Axis(alpha, F(0), F(2))
FIXED = {N: F(2), lam: F(1)}


def mapped(claim, cells=16):
    return frontier(STATEMENT, STATEMENT.claim(claim), *PLANE, FIXED, cells=cells, budget=Budget())


def boxes(result):
    return [(status, box) for status, scopes in result["boxes"].items() for part in scopes.values() for box in part]


def status(result, x, y):
    """Return the status of the box that holds a point, the point given as shares of the sides."""
    i, j = int(x * result["cells"]), int(y * result["cells"])
    return next(s for s, (a, b, side) in boxes(result) if a <= i < a + side and b <= j < b + side)


def test_the_boxes_make_up_the_plane_and_the_shares_are_exact():
    result = mapped("stays_above")
    assert sum(side**2 for _, (_, _, side) in boxes(result)) == 16 * 16
    assert sum(map(F, result["shares"].values())) == 1


def test_beyond_the_step_size_the_conclusion_is_false_and_below_the_root_nothing_is_said():
    result = mapped("stays_above")
    assert status(result, 0.05, 0.9) == "certified"
    assert status(result, 0.9, 0.9) == "refuted"
    assert status(result, 0.05, 0.1) == "outside"


def test_both_step_sizes_are_drawn_and_ours_is_the_larger_one():
    curves = {c["form"]: {y: x for x, y in c["points"]} for c in mapped("stays_above")["curves"][:2]}
    common = curves["paper"].keys() & curves["sharper"].keys()
    assert common
    assert all(curves["paper"][y] < curves["sharper"][y] for y in common)


def test_a_missing_variable_is_named():
    claim = find("scalar.theorem_2_4").claims[0]
    with pytest.raises(InvalidInput, match=r"eps=none is missing.*--at eps=1/10"):
        frontier(find("scalar.theorem_2_4"), claim, *PLANE, FIXED, cells=8, budget=Budget())


def test_the_command_writes_the_same_picture_twice(tmp_path, capsys):
    options = ["--claim", "stays_above", "--cells", "8", "--json", "--out"]
    texts = []
    for name in ("one", "two"):
        assert main(["frontier", "scalar.lemma_2_2", *options, str(tmp_path / name)]) == 0
        texts.append((tmp_path / name / "frontier-scalar.lemma_2_2-stays_above-eta-alpha-N=2-lam=1.svg").read_bytes())
        assert json.loads(capsys.readouterr().out)["claim"] == "stays_above"
    assert texts[0] == texts[1]


def test_a_folder_and_an_option_without_effect_are_refused(capsys):
    examples = str(Path(__file__).parents[1] / "examples" / "statements")
    assert main(["frontier", examples]) == 2
    assert "is a folder, one statement is mapped at a time" in capsys.readouterr().err
    assert main(["frontier", "--statements", examples, "power_above_tangent", "--lam", "2"]) == 2
    assert "--lam=2 is without effect, the claim has no such variable" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "says"),
    [(["--x", "N"], "no real variable"), (["--x", "eta=1:0"], "LOW < HIGH"), (["--cells", "9"], "no such size"),
     (["--x", "eta=0"], "--x=eta=0 is malformed"), (["--at", "N=3", "--depth", "2"], "N is given otherwise, too"),
     (["--y", "lam", "--lam", "2"], "lam is given otherwise, too")],
)
def test_a_wrong_option_is_explained(options, says, capsys):
    assert main(["frontier", "scalar.lemma_2_2", *options]) == 2
    assert says in capsys.readouterr().err
