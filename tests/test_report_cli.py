from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from report_records import SHARPEN, precision, statement, verification

from dmfproof.cli import report as command
from dmfproof.cli.main import main

NAMES = ["precision.html", "precision.md", "report.html", "report.json", "report.md"]


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a file with a small verification; the catalogue holds its statement only."""
    from dmfproof.campaign import high_precision

    monkeypatch.setattr(
        command, "_descriptions", lambda paper: [statement()] if paper is not command.Paper.ACHL else []
    )
    monkeypatch.setattr(high_precision, "high_precision", lambda progress=None: precision())
    path = tmp_path / "verification.json"
    path.write_text(json.dumps(_certified()), encoding="utf-8")
    return path


def _certified() -> dict[str, Any]:
    found = verification()
    found["statements"][0]["covers"] = []
    return found


def _summary(source: Path, **values: Any) -> None:
    found = json.loads(source.read_text(encoding="utf-8"))
    found["statements"][0]["claims"][0] |= values
    source.write_text(json.dumps(found), encoding="utf-8")


def test_the_report_is_written_and_its_exit_code_is_the_verdict(source: Path, tmp_path: Path) -> None:
    arguments = ["report", "--from", str(source), "--out", str(tmp_path / "out")]
    assert main(arguments) == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == NAMES
    _summary(source, outcome="refuted", counterexample={"N": "2"})
    assert main(arguments) == 1
    _summary(source, outcome="undecided", counterexample=None)
    assert main(arguments) == 4


def test_a_statement_without_a_verification_makes_the_report_undecided(source: Path, tmp_path: Path) -> None:
    source.write_text(json.dumps(verification(statements=[])), encoding="utf-8")
    assert main(["report", "--from", str(source), "--out", str(tmp_path)]) == 4


def test_the_same_verification_makes_the_same_files(source: Path, tmp_path: Path) -> None:
    for name in ("first", "second"):
        main(["report", "--from", str(source), "--out", str(tmp_path / name)])
    for name in NAMES:
        assert (tmp_path / "first" / name).read_bytes() == (tmp_path / "second" / name).read_bytes()


def test_the_json_document_is_printed(source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["report", "--from", str(source), "--out", str(tmp_path), "--json"])
    assert json.loads(capsys.readouterr().out)["schema"] == "dmfproof.report/1"


def test_the_other_papers_report_has_none_of_this_ones_numbers(source: Path, tmp_path: Path) -> None:
    main(["report", "--paper", "achl", "--from", str(source), "--out", str(tmp_path / "out")])
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["report.html", "report.json", "report.md"]
    shown = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert (shown["machine_epsilon"], shown["precision"], shown["statements"]) == ([], None, [])


@pytest.mark.parametrize(
    ("text", "says"),
    [(None, "not readable"), ("{", "no JSON"), ("[]", "no verification"), ('{"schema": 1}', "no verification")],
)
def test_a_wrong_file_is_named(
    text: str | None, says: str, tmp_path: Path, source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "wrong.json"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    assert main(["report", "--from", str(path), "--out", str(tmp_path / "out")]) == 2
    assert says in capsys.readouterr().err


def test_a_folder_without_plots_is_named(tmp_path: Path, source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["report", "--from", str(source), "--out", str(tmp_path), "--tightness", str(tmp_path)]
    assert main(given) == 2
    assert "Run `dmfproof tightness --out DIR` first" in capsys.readouterr().err


def test_a_table_of_constants_beside_the_verification_is_shown(source: Path, tmp_path: Path) -> None:
    given = ["report", "--from", str(source), "--out", str(tmp_path / "out")]
    source.with_name("sharpen.json").write_text(json.dumps(SHARPEN), encoding="utf-8")
    assert main(given) == 0
    assert "constant:step --at q=252/503" in (tmp_path / "out" / "report.md").read_text(encoding="utf-8")
    assert main([*given, "--sharpen", str(source)]) == 2


@pytest.mark.parametrize("option", ["--figures", "--experiments"])
def test_a_folder_without_experiments_is_named(
    option: str, tmp_path: Path, source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", "--from", str(source), "--out", str(tmp_path / "out"), option, str(tmp_path)]) == 2
    assert option in capsys.readouterr().err


def test_the_versions_are_those_that_are_installed() -> None:
    rows = dict(command._environment())
    assert rows["dmfproof"]
    assert "missing" not in rows.values()


def test_the_certificates_are_checked_when_they_are_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    from dmfproof.proof import library

    [row] = command._lemmas({"bernoulli"})
    assert row["verdict"] == "proved and bound"

    def refuse(path: Path) -> None:
        raise library.Refused("identity 1 is wrong")

    monkeypatch.setattr(library, "check", refuse)
    assert command._lemmas({"bernoulli"})[0]["verdict"] == "refused: identity 1 is wrong"


def test_without_a_file_the_statements_are_verified_first(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dmfproof.campaign import verification as campaign

    asked: list[Any] = []

    def verify(ids: list[str], **given: Any) -> dict[str, Any]:
        asked.append((ids, given["profile"], given["seed"], given["workers"]))
        return {**_certified(), "interrupted": len(asked) == 2}

    monkeypatch.setattr(campaign, "verify", verify)
    arguments = ["report", "--out", str(tmp_path / "out"), "--profile", "quick", "--seed", "7", "--workers", "1"]
    assert main(arguments) == 0
    assert main([*arguments, "--paper", "cgmr"]) == 130
    assert asked == [([], "quick", 7, 1), (["scalar.tiny"], "quick", 7, 1)]
    assert "Interrupted" in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
