from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from test_report_verification import COVER, RESULT, changed

from dmfproof.campaign.store import Store
from dmfproof.cli.main import main

Answer = Callable[..., dict[str, Any]]


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Answer:
    """Let `dmfproof verify` find what a test wants it to find; return what it was asked for."""

    def decree(**values: Any) -> dict[str, Any]:
        asked: dict[str, Any] = {}

        def verify(ids: tuple[str, ...], **options: Any) -> dict[str, Any]:
            asked.update(options, ids=list(ids))
            return changed(**values)

        monkeypatch.setattr("dmfproof.campaign.verification.verify", verify)
        return asked

    return decree


MECHANICAL = {
    "mutants": 2, "killed": 1, "survived": 1, "claims_left_out": 0, "faults": 0, "survivors": ["scalar.tiny upper:x"],
    "by_kind": {"assumption": {"mutants": 2, "killed": 1, "survived": 1}},
}  # fmt: skip


def summary(**values: int) -> dict[str, Any]:
    return {"summary": {**RESULT["summary"], **values}}


def spectrum(verdict: str) -> dict[str, Any]:
    rows = [{**RESULT["spectra"][0]["rows"][0], "verdict": verdict}]
    return {"spectra": [{**RESULT["spectra"][0], "rows": rows}]}


def derived(certified: int, refuted: int) -> dict[str, Any]:
    derivation = {"steps": 5, "certified": certified, "refuted": refuted}
    return {**RESULT["statements"][0], "derivation": derivation}


@pytest.mark.parametrize(
    ("found", "code"),
    [
        ({}, 0),
        (summary(refuted=1), 1),
        (summary(undecided=1), 4),
        (summary(vacuous=1), 4),
        (summary(mutants_killed=0), 4),
        (summary(not_examined=1), 4),
        ({"summary": {**RESULT["summary"], "mechanical": MECHANICAL}}, 0),
        (spectrum("refuted"), 1),
        (spectrum("undecided"), 4),
        ({"interrupted": True}, 130),
        ({"statements": [derived(5, 0)]}, 0),
        ({"statements": [derived(4, 0)]}, 4),
        ({"statements": [derived(4, 1)]}, 1),
        ({"interrupted": True, **summary(refuted=1)}, 1),
        ({"statements": [{**RESULT["statements"][0], "covers": [{**COVER, "outcome": "refuted"}]}]}, 1),
        ({"statements": [{**RESULT["statements"][0], "covers": [{**COVER, "outcome": "undecided"}]}]}, 0),
    ],
)
def test_the_exit_code_says_what_was_found(answer: Answer, found: dict[str, Any], code: int) -> None:
    answer(**found)
    assert main(["verify"]) == code


def test_the_options_reach_the_campaign(answer: Answer) -> None:
    asked = answer()
    main(["verify", "a.b", "c.d", "--profile", "quick", "--seed", "7", "--workers", "2"])
    assert isinstance(asked.pop("store"), Store)
    assert asked == {
        "ids": ["a.b", "c.d"], "profile": "quick", "seed": 7, "workers": 2, "scheduler": None, "resume": None,
        "progress": None,
    }  # fmt: skip


def test_a_default_record_that_cannot_be_written_is_done_without(
    answer: Answer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("DMFPROOF_RECORD", str(tmp_path / "file" / "record.sqlite"))
    asked = answer()
    assert main(["verify"]) == 0
    assert asked["store"] is None
    assert "Not recorded: --record=" in capsys.readouterr().err
    assert main(["verify", "--record", str(tmp_path / "file" / "record.sqlite")]) == 2


def test_a_skipped_task_is_named_and_leaves_the_verdict_open(
    answer: Answer, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(skipped=[{"task": "scalar.tiny: upper", "why": "its worker process died"}])
    assert main(["verify"]) == 4
    assert "Skipped: scalar.tiny: upper: its worker process died." in capsys.readouterr().err


def test_one_table_shows_everything(answer: Answer, capsys: pytest.CaptureFixture[str]) -> None:
    answer()
    main(["verify"])
    out, err = capsys.readouterr()
    for text in (
        "scalar.tiny: CGMR (1); mutants killed 1/1",
        "  upper  paper 60%  certified  sampled      40      2  1      0.5",
        "karate  2  1            1           0         0          10 <= 11 <= 12",
        "depth = 2, lam = 1  wrong  24, not 25",
        "1 claims: 1 certified, 0 refuted, 0 undecided; 40 certified points.",
        "1 of 1 mutants killed.",
    ):
        assert text in out
    assert err == ""


def test_a_line_below_the_table_sums_the_mechanical_mutants_up(
    answer: Answer, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(summary={**RESULT["summary"], "mechanical": MECHANICAL})
    main(["verify"])
    out = " ".join(capsys.readouterr().out.split())
    assert "1 of 2 mechanical mutants killed (1 of 2 of assumptions), 1 survived." in out


@pytest.mark.parametrize("columns", ["80", "200"])
def test_no_line_is_wider_than_the_terminal(
    answer: Answer, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    answer()
    main(["verify"])
    assert max(map(len, capsys.readouterr().out.splitlines())) <= int(columns)


def test_a_refuted_claim_comes_with_the_command_that_examines_it_again(
    answer: Answer, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    claim = {**RESULT["statements"][0]["claims"][0], "outcome": "refuted", "counterexample": {"N": "2", "lam": "1/3"}}
    answer(statements=[{**RESULT["statements"][0], "claims": [claim]}])
    main(["verify"])
    out = capsys.readouterr().out.splitlines()
    assert "  upper is refuted by: dmfproof examine scalar.tiny upper --at N=2 --at lam=1/3" in out


def test_files_are_written_where_asked(answer: Answer, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer()
    folder = tmp_path / "new" / "reports"
    assert main(["verify", "--json", "--out", str(folder)]) == 0
    assert sorted(path.name for path in folder.iterdir()) == ["verification.json", "verification.md"]
    out, err = capsys.readouterr()
    assert json.loads(out) == RESULT
    assert err.count("Written:") == 2


def test_an_interrupted_verification_is_written_and_said_to_be(
    answer: Answer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(interrupted=True)
    assert main(["verify", "--out", str(tmp_path)]) == 130
    assert "Interrupted" in (tmp_path / "verification.md").read_text(encoding="utf-8")
    assert "Interrupted: what was done until then is shown and written." in capsys.readouterr().err


def test_progress_is_shown_on_a_terminal_only(
    answer: Answer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def verify(ids: object, *, progress: Callable[[int, int, str], None] | None, **_: object) -> dict[str, Any]:
        assert progress is not None
        progress(1, 4, "scalar.tiny: upper")
        return changed()

    monkeypatch.setattr("dmfproof.campaign.verification.verify", verify)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    assert main(["verify"]) == 0
    assert "1/4" in capsys.readouterr().err
