"""Execute the examples of docs/your_own_statement.md."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "your_own_statement.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```console\n(.*?)```", TEXT, flags=re.DOTALL)
SESSIONS = [text.partition("\n") for text in re.split(r"^\$ ", "".join(BLOCKS), flags=re.MULTILINE)[1:]]


@pytest.mark.parametrize(("command", "output"), [(c, o) for c, _, o in SESSIONS], ids=[c[9:50] for c, _, _ in SESSIONS])
def test_a_command_prints_what_the_page_shows(command: str, output: str) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "COLUMNS": "110", "PYTHONPATH": str(ROOT)}
    shell = ["bash", "-c", command]
    done = subprocess.run(shell, capture_output=True, text=True, env=environment, cwd=ROOT, check=False)
    assert done.stdout.rstrip() == output.rstrip()
    assert done.stderr == ""


def test_the_page_shows_five_commands() -> None:
    assert len(SESSIONS) == 5
