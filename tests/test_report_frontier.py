"""Maps of `dmfproof frontier` in the report: read, told in words, shown, escaped, refused where something is wrong."""

from __future__ import annotations

import base64
import copy
import json
import shlex
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from report_records import HOSTILE, PIXEL, content, verification

from dmfproof.cli.main import main
from dmfproof.errors import InvalidInput
from dmfproof.rational import write
from dmfproof.report.document import document_json
from dmfproof.report.frontier_caption import map_caption, map_command, map_title
from dmfproof.report.inputs import embed, read_frontier
from dmfproof.report.markdown import markdown
from dmfproof.report.page import html_page

# A plane of 4 x 4 cells: three quarters are decided as whole boxes, one at the middles of its four cells.
MAP: dict[str, Any] = {
    "schema": "dmfproof.frontier/1", "statement": "scalar.tiny", "claim": "upper", "says": "T <= n",
    "x": {"name": "eta", "low": "0", "high": "1/2"}, "y": {"name": "alpha", "low": "-1", "high": "2"},
    "fixed": {"N": "3", "lam": "1"}, "cells": 4,
    "shares": {"certified": "3/8", "outside": "1/4", "refuted": "5/16", "undecided": "1/16"},
    "boxes": {
        "certified": {"box": [[0, 0, 2]], "point": [[2, 0, 1], [3, 0, 1]]},
        "outside": {"box": [[0, 2, 2]]},
        "refuted": {"box": [[2, 2, 2]], "point": [[2, 1, 1]]},
        "undecided": {"point": [[3, 1, 1]]},
    },
    "curves": [
        {"claim": "upper", "form": "paper", "bound": "eta < 1/9", "points": [[0.1, 1.0]]},
        {"claim": "lower", "form": "sharper", "bound": "eta <= 1/7", "points": [[0.2, 1.0]]},
    ],
}  # fmt: skip
COMMAND = "dmfproof frontier scalar.tiny --claim upper --x eta=0:1/2 --y alpha=-1:2 --at N=3 --at lam=1 --cells 4"


def maps(folder: Path, name: str = "frontier-a", suffix: str = ".png", **values: Any) -> Path:
    (folder / f"{name}.json").write_text(json.dumps({**MAP, **values}), encoding="utf-8")
    if suffix:
        (folder / f"{name}{suffix}").write_bytes(base64.b64decode(PIXEL))
    return folder


def shown(folder: Path) -> dict[str, Any]:
    return embed([read_frontier(folder)])[0]


@pytest.mark.parametrize("name", ["missing", "."])
def test_a_folder_without_maps_is_named(name: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"no frontier-\*\.json.*Run `dmfproof frontier ID --out DIR` first"):
        read_frontier(tmp_path / name)


def test_a_map_without_its_picture_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"frontier-a\.json: its picture is missing"):
        read_frontier(maps(tmp_path, suffix=""))


@pytest.mark.parametrize("text", ["", "{", "[]", "3", "{}", '{"schema": "dmfproof.sharpen/1"}', "\ud800"])
def test_malformed_json_is_named_with_its_file(text: str, tmp_path: Path) -> None:
    (maps(tmp_path) / "frontier-b.json").write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(InvalidInput, match=r"--frontier=.* is not readable.*\(frontier-b\.json: "):
        read_frontier(tmp_path)


@pytest.mark.parametrize("key", ["statement", "claim", "says", "x", "y", "fixed", "cells", "shares", "boxes", "curves"])
@pytest.mark.parametrize("value", [None, 7])
def test_a_map_with_a_wrong_part_is_refused(key: str, value: Any, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"frontier-a\.json: "):
        read_frontier(maps(tmp_path, **{key: value}))


@pytest.mark.parametrize(
    "values",
    [{"cells": 0}, {"cells": 8}, {"shares": {**MAP["shares"], "certified": "1/2"}}, {"boxes": {}},
     {"boxes": {**MAP["boxes"], "holds": {"box": [[0, 0, 1]]}}}],
)  # fmt: skip
def test_boxes_that_do_not_make_up_the_plane_are_refused(values: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"frontier-a\.json: "):
        read_frontier(maps(tmp_path, **values))


def test_a_map_without_other_variables_or_lines_says_so() -> None:
    bare = {**MAP, "fixed": {}, "curves": []}
    assert map_title(bare) == "scalar.tiny: upper; eta in [0, 1/2] to the right, alpha in [-1, 2] upwards"
    assert [text for _, text in map_caption(bare)[1:]] == ["no such line in this plane."] * 2


def test_whole_boxes_and_middles_are_told_apart() -> None:
    [_, says] = map_caption(MAP)[0]
    assert says == (
        "T <= n. Whole boxes of the plane: certified true on 25.0% of it, certified false on 25.0% of it, "
        "the claim says nothing on 25.0% of it. Elsewhere, at the middles only of 4 of 4 x 4 cells: "
        "certified true in 2, certified false in 1, undecided in 1."
    )


@pytest.mark.parametrize(
    ("true", "says"), [(1, "on less than 0.1% of it"), (4095, "on more than 99.9% of it"), (4096, "on all of it")]
)
def test_no_share_is_rounded_to_nothing_or_all(true: int, says: str) -> None:
    areas = {status: area for status, area in (("certified", true), ("refuted", 4096 - true)) if area}
    boxes = {status: {"box": [[0, 0, 1]] * area} for status, area in areas.items()}
    shares = {status: write(Fraction(area, 4096)) for status, area in areas.items()}
    assert f"certified true {says}" in map_caption({**MAP, "cells": 64, "boxes": boxes, "shares": shares})[0][1]


def test_the_papers_line_and_the_sharper_one_are_told_apart() -> None:
    assert map_caption(MAP)[1:] == [
        ["The paper's limit", "eta < 1/9 (this claim's own)."],
        ["The sharper limit", "eta <= 1/7 (lower)."],
    ]


def test_maps_are_in_every_rendering(tmp_path: Path) -> None:
    report = content(frontier=shown(maps(maps(tmp_path), "frontier-b", ".svg", claim="lower")))
    page = html_page(report)
    for text in (page.replace("&lt;", "<"), markdown(report).replace("&lt;", "<"), document_json(report)):
        assert "eta < 1/9 (this claim" in text
        assert COMMAND in text
        assert COMMAND.replace("upper", "lower") in text
    assert f'src="data:image/png;base64,{PIXEL}"' in page
    assert 'alt="scalar.tiny: upper at N = 3, lam = 1; eta in [0, 1/2] to the right' in page
    assert '<a href="#s-scalar.tiny--lower">this claim</a>' in page
    assert PIXEL not in document_json(report)


def test_maps_that_do_not_fit_are_named(tmp_path: Path) -> None:
    page = html_page(content(frontier=embed([read_frontier(maps(tmp_path))], 0)[0]))
    assert "Left out, so that the page stays small: scalar.tiny: upper at N = 3" in page


def test_without_maps_the_report_says_how_to_make_them(tmp_path: Path) -> None:
    for text in (html_page(content()).replace("<code>", "`"), markdown(content())):
        assert "`dmfproof frontier ID --claim CLAIM --out DIR" in text
    assert "dmfproof frontier ID" not in html_page(content(frontier=shown(maps(tmp_path))))


def test_a_paper_has_its_own_maps(tmp_path: Path) -> None:
    both = shown(maps(maps(tmp_path), "frontier-b", statement="mine.py"))
    assert [one["statement"] for one in content(frontier=both)["frontier"]["pictures"]] == ["scalar.tiny", "mine.py"]
    assert [one["statement"] for one in content(frontier=both, paper="cgmr")["frontier"]["pictures"]] == ["scalar.tiny"]
    only = {**both, "pictures": both["pictures"][1:]}
    assert content(frontier=only, paper="cgmr")["frontier"] is None


def test_hostile_maps_are_escaped(tmp_path: Path) -> None:
    hostile = copy.deepcopy(MAP) | dict.fromkeys(("statement", "claim", "says"), HOSTILE)
    hostile["fixed"] = {HOSTILE: HOSTILE}
    for part in ("x", "y"):
        hostile[part] = dict.fromkeys(("name", "low", "high"), HOSTILE)
    hostile["curves"][0] |= {"claim": HOSTILE, "bound": HOSTILE}
    report = content(frontier=shown(maps(tmp_path, **hostile)))
    for text in ("<script>window", "<img src=x"):
        assert text not in html_page(report)
        assert text not in markdown(report).replace(map_command(hostile), "")


def test_the_caption_s_command_makes_the_same_map_again(tmp_path: Path) -> None:
    given = ["frontier", "scalar.lemma_2_2", "--claim", "stays_above", "--lam", "2", "--at", "N=3", "--cells", "8"]
    assert main([*given, "--format", "svg", "--out", str(tmp_path / "one")]) == 0
    [one] = shown(tmp_path / "one")["pictures"]
    program, *words = shlex.split(one["command"])
    assert (program, main([*words, "--format", "svg", "--out", str(tmp_path / "two")])) == ("dmfproof", 0)
    first, second = ({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("one", "two"))
    assert first == second


def test_the_command_shows_maps_and_refuses_an_empty_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from report_records import precision, statement

    from dmfproof.campaign import high_precision
    from dmfproof.cli import report as command

    monkeypatch.setattr(command, "_descriptions", lambda paper: [statement()])
    monkeypatch.setattr(high_precision, "high_precision", lambda progress=None: precision())
    (tmp_path / "v.json").write_text(json.dumps(verification()), encoding="utf-8")
    given = ["report", "--from", str(tmp_path / "v.json"), "--out", str(tmp_path / "out"), "--frontier"]
    assert main([*given, str(tmp_path / "none")]) == 2
    assert "--frontier=" in capsys.readouterr().err
    assert main([*given, str(maps(tmp_path))]) in (0, 4)
    assert COMMAND in (tmp_path / "out" / "report.md").read_text(encoding="utf-8")
