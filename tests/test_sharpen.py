from __future__ import annotations

import json
from fractions import Fraction as F

import pytest

from dmfproof.arithmetic.evaluator import Budget, enclose
from dmfproof.campaign.push import push
from dmfproof.campaign.sharpen import MAIN, find_constant, sharpen
from dmfproof.cli.main import main
from dmfproof.errors import InvalidInput
from dmfproof.report.sharpen import interval_text, sharpen_markdown
from dmfproof.statements.catalogue import catalogue, find
from dmfproof.statements.domain import Between
from dmfproof.statements.examine import examine
from dmfproof.statements.model import q
from dmfproof.statements.vocabulary import N
from dmfproof.verdict import Outcome


def pushed(identifier, name, depth):
    constant = find_constant(find(identifier), name)
    return constant, push(constant, depth, examples=40, seed=0, budget=Budget(10_000, 2048))


@pytest.mark.parametrize(
    ("identifier", "name", "depth", "sharp"),
    [
        ("scalar.lemma_2_2", "step_nonnegative", 3, F(1, 3)),
        ("scalar.lemma_2_2", "step_negative", 4, F(1, 2)),
        ("scalar.lemma_b_1", "root", 2, F(2)),
        ("perturbed.remark_1_4", "c", 2, F(1618, 1000)),
    ],
)
def test_a_sharp_constant_is_found_from_both_sides(identifier, name, depth, sharp):
    constant, found = pushed(identifier, name, depth)
    assert abs(found.survived - sharp) <= sharp / 50
    assert abs(found.refuted - sharp) <= sharp / 50
    assert (found.survived < found.refuted) == (constant.stronger == "larger")
    assert found.points > 10


def test_the_refuted_end_has_a_witness_that_refutes():
    constant, found = pushed("scalar.lemma_b_1", "not_positive", 3)
    assert F(found.witness["q"]) == found.refuted
    assert examine(constant.claim, found.witness).outcome is Outcome.REFUTED


@pytest.mark.parametrize("statement", [s for s in catalogue().values() if s.constants], ids=lambda s: s.id)
def test_constants_have_names_of_their_own_and_a_range_that_holds_the_stated_value(statement):
    assert len({constant.name for constant in statement.constants}) == len(statement.constants)
    for constant in statement.constants:
        draw = constant.claim.domain[1]
        assert isinstance(draw, Between)
        assert draw.symbol == q
        assert draw.closed == "both"
        assert constant.stronger in ("larger", "smaller")
        low, value, high = (enclose(end, {N: 3}) for end in (draw.low, constant.value, draw.high))
        assert low <= value or low.overlaps(value)
        assert value <= high or value.overlaps(high)


def test_the_report_names_constants_that_exist():
    assert all(find_constant(find(identifier), name) for identifier, name in MAIN)


def test_an_unknown_constant_is_refused_with_the_known_ones():
    with pytest.raises(InvalidInput, match="names step_nonnegative, step_negative"):
        find_constant(find("scalar.lemma_2_2"), "nine")


def test_a_depth_that_the_claim_does_not_speak_of_is_left_out():
    options = {"examples": 5, "seed": 0, "budget": Budget(), "share": F(1, 10)}
    assert sharpen("scalar.lemma_b_1", "root", 99, **options) is None


def test_the_decimals_of_an_interval_claim_no_more_than_what_was_found():
    assert interval_text({"survived": "1/3", "refuted": "2/3"}, "larger") == "[0.3333, 0.6667]"
    assert interval_text({"survived": "2/3", "refuted": "1/3"}, "smaller") == "[0.6667, 0.3333]"
    assert interval_text({"survived": "1/3", "refuted": None}, "smaller") == "survived at 0.3334"
    assert interval_text({"survived": None, "refuted": "1/3"}, "larger") == "refuted at 0.3334"


def test_statements_without_constants_are_nothing_to_push(capsys):
    assert main(["sharpen", "scalar.lemma_3_4", "--all"]) == 2
    assert "--all=scalar.lemma_3_4 is without constants" in capsys.readouterr().err


def test_the_command_writes_a_table_and_its_line_refutes_again(capsys, tmp_path):
    options = ["--constant", "root", "--depths", "2", "--workers", "1", "--json", "--out", str(tmp_path)]
    assert main(["sharpen", "scalar.lemma_b_1", *options]) == 0
    result = json.loads(capsys.readouterr().out)
    [row] = result["constants"][0]["rows"]
    assert main(row["command"].split()[1:]) == 1
    assert (tmp_path / "sharpen.md").read_text() == sharpen_markdown(result)
