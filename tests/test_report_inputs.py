from __future__ import annotations

import base64
import copy
import json
from pathlib import Path
from typing import Any

import pytest
from report_records import HOSTILE, PIXEL, SHARPEN, content, experiments

from dmfproof.errors import InvalidInput
from dmfproof.report.document import document_json
from dmfproof.report.inputs import embed, read_achl, read_figures, read_sharpen
from dmfproof.report.markdown import markdown
from dmfproof.report.page import html_page
from dmfproof.report.sharpen import pushed

FIGURE: dict[str, Any] = {
    "figure": 3, "title": "Plateaus", "files": ["figure_03_plateaus.svg", "figure_03_plateaus.png"],
    "caption": {"sees": "See the rank.", "parameters": "N = 2", "certified": "T", "computed": "the lines"},
    "comparisons": [
        {"says": "first k", "run": 16.0, "relation": "=", "theory": 16.0, "evidence": "certified", "holds": True},
        {"says": "last k", "run": 17.0, "relation": "=", "theory": 18.0, "evidence": "certified", "holds": False},
    ],
}  # fmt: skip
ACHL = """\
# ACHL

## What was seen

| expected | in these runs | seeds | measured |
|---|---|---:|---|
| the error falls | seen | 10 | 3 > 1 |

## Completion

![Error by depth](a.png)
"""


def figures(folder: Path, **values: Any) -> Path:
    for name in FIGURE["files"]:
        (folder / name).write_bytes(base64.b64decode(PIXEL))
    (folder / "figure_03_plateaus.json").write_text(json.dumps({**FIGURE, **values}), encoding="utf-8")
    return folder


def constants() -> dict[str, Any]:
    return {**SHARPEN, "constants": pushed(SHARPEN["constants"])}


def test_a_constants_slack_is_a_factor_rounded_to_what_was_found() -> None:
    [constant] = pushed(SHARPEN["constants"])
    assert [(row["least"], row["most"]) for row in constant["rows"]] == [("1.5", "1.503"), ("1.666", None)]
    assert constant["sums"] == (
        "a factor of 1.5 survives (sampled); 1.503 is refuted for N = 2; "
        "a factor of 1.666 survives (sampled); no counterexample was found for N = 3"
    )


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({"survived": "1/3", "refuted": "101/300"}, "not slack: refuted within 1% of the stated value"),
        ({"survived": "1/3", "refuted": "102/300"}, "a factor of 1 survives (sampled); 1.02 is refuted"),
        ({"survived": None, "refuted": "1/3"}, "the stated value is refuted"),
        ({"survived": "0", "refuted": "-1"}, ""),
    ],
)
def test_a_constant_is_called_slack_only_where_it_is(row: dict[str, Any], says: str) -> None:
    [one] = copy.deepcopy(SHARPEN["constants"])
    one["rows"] = [{**one["rows"][0], **row}]
    assert pushed([one])[0]["sums"] == says


def test_a_smaller_value_may_be_the_stronger_one() -> None:
    [one] = copy.deepcopy(SHARPEN["constants"])
    one |= {"stronger": "smaller", "rows": [{**one["rows"][0], "stated": "9", "survived": "14/25", "refuted": "24/43"}]}
    assert pushed([one])[0]["sums"] == "a factor of 16.071 survives (sampled); 16.125 is refuted"


def test_constants_and_experiments_are_in_every_rendering() -> None:
    report = content(sharpen=constants(), experiments=experiments())
    for text in (html_page(report), markdown(report), document_json(report)):
        assert "dmfproof examine scalar.tiny constant:step --at q=252/503" in text
        assert "1.503 is refuted" in text
        assert "See the rank." in text
        assert "figure_04.png" in text
    assert 'alt="Figure 3. Plateaus: See the rank."' in html_page(report)
    assert "Left out, so that the page stays small: Figure 4. Phases" in html_page(report)
    assert PIXEL not in document_json(report)


def test_what_is_absent_is_named_with_the_command_that_makes_it() -> None:
    for text in (html_page(content()).replace("<code>", "`"), markdown(content())):
        for command in ("sharpen --main --out DIR", "tightness --out DIR", "figures --out DIR", "experiments achl"):
            assert f"`dmfproof {command}" in text
    assert "Not in this report" not in html_page(content(paper="achl", experiments=experiments(paper="ACHL")))


def test_a_paper_has_its_own_constants_and_pictures() -> None:
    other = copy.deepcopy(SHARPEN["constants"][0]) | {"statement": "scalar.other"}
    mixed = {**constants(), "constants": pushed([SHARPEN["constants"][0], other])}
    shown = content(paper="cgmr", sharpen=mixed, experiments=[*experiments(), *experiments(paper="ACHL")])
    assert [constant["statement"] for constant in shown["sharpen"]["constants"]] == ["scalar.tiny"]
    assert [group["paper"] for group in shown["experiments"]] == ["CGMR"]


def test_hostile_captions_and_constants_are_escaped() -> None:
    constant = SHARPEN["constants"][0] | {"says": HOSTILE, "constant": HOSTILE, "known": HOSTILE, "statement": HOSTILE}
    group = experiments(says=HOSTILE, made_by=HOSTILE, observations=[[HOSTILE] * 4])
    group[0]["pictures"][0] |= {"title": HOSTILE, "caption": [["", HOSTILE], [HOSTILE, HOSTILE]]}
    report = content(sharpen={**SHARPEN, "constants": pushed([constant])}, experiments=group)
    assert "<script>window" not in html_page(report)
    assert "<img src=x" not in html_page(report)


def test_figures_are_read_with_what_does_not_hold(tmp_path: Path) -> None:
    [shown] = embed([read_figures(figures(tmp_path))])[0]["pictures"]
    assert (shown["title"], shown["file"]) == ("Figure 3. Plateaus", "figure_03_plateaus.png")
    assert shown["caption"][-2:] == [
        ["Predictions that hold in the run", "1 of 2"],
        ["Does not hold", "last k: 17 = 18 (certified)"],
    ]
    assert shown["picture"] == f"data:image/png;base64,{PIXEL}"


def test_a_picture_outside_of_the_folder_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"secret")
    (tmp_path / "inside").mkdir()
    with pytest.raises(InvalidInput, match="not readable"):
        read_figures(figures(tmp_path / "inside", files=["../secret.png"]))


def test_achls_experiments_are_read_from_the_text(tmp_path: Path) -> None:
    (tmp_path / "achl.md").write_text(ACHL, encoding="utf-8")
    (tmp_path / "a.png").write_bytes(base64.b64decode(PIXEL))
    group = read_achl(tmp_path)
    assert group["observations"] == [["the error falls", "seen", "10", "3 > 1"]]
    assert [(one["title"], one["caption"]) for one in group["pictures"]] == [("Completion", [["", "Error by depth"]])]


def test_only_so_many_pictures_are_embedded(tmp_path: Path) -> None:
    group = read_figures(figures(tmp_path))
    size = len(f"data:image/png;base64,{PIXEL}")
    given = [{**group, "pictures": group["pictures"] * 3}]
    assert [one["picture"] is None for one in embed(given, 2 * size)[0]["pictures"]] == [False, False, True]
    assert all("source" not in one for one in embed(given, 0)[0]["pictures"])


@pytest.mark.parametrize("text", ["{}", '{"constants": [], "schema": "dmfproof.verification/1"}', "[]"])
def test_a_file_that_holds_no_constants_is_named(text: str, tmp_path: Path) -> None:
    (tmp_path / "sharpen.json").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidInput, match="no table of constants"):
        read_sharpen(tmp_path / "sharpen.json")


def test_broken_constants_and_empty_folders_are_named(tmp_path: Path) -> None:
    wrong = {**SHARPEN, "constants": [{"rows": [{"stated": "x"}]}]}
    (tmp_path / "sharpen.json").write_text(json.dumps(wrong), encoding="utf-8")
    with pytest.raises(InvalidInput, match="sharpen --main"):
        read_sharpen(tmp_path / "sharpen.json")
    with pytest.raises(InvalidInput, match="dmfproof figures --out DIR"):
        read_figures(tmp_path)
    with pytest.raises(InvalidInput, match="dmfproof experiments achl --out DIR"):
        read_achl(tmp_path)
