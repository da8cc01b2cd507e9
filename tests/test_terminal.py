from __future__ import annotations

import io
import re
import sys

import pytest

from dmfproof.cli.terminal import progress_bar


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_pipe_gets_no_bar(capsys: pytest.CaptureFixture[str]) -> None:
    with progress_bar() as progress:
        assert progress is None
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("columns", [60, 120])
def test_rate_and_time_left_are_whole_in_a_narrow_terminal_too(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("TERM", "xterm")
    with progress_bar() as progress:
        assert progress is not None
        for done in range(0, 1001, 250):
            progress(done, 1000, "a label that is much too long for what is left of the line")
    shown = sys.stderr.getvalue()
    assert re.search(r"1000/1000 [\d.]+/s 0:00:00 a l", re.sub(r"\x1b\[[\d;?]*[a-zA-Z]", "", shown))
