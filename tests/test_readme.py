"""Execute the examples of README.md."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def sessions() -> list[tuple[str, str]]:
    """Return (command, output) for every line with a prompt in the console blocks."""
    blocks = re.findall(r"```console\n(.*?)```", README, flags=re.DOTALL)
    commands = re.split(r"^\$ ", "".join(blocks), flags=re.MULTILINE)[1:]
    return [(first, rest) for first, _, rest in (text.partition("\n") for text in commands)]


def without_tier(output: str) -> str:
    """Leave out which tier certified a hitting time: it depends on whether there was a C compiler."""
    return re.sub(r"\(certified: [^)]*\)", "(certified)", output)


@pytest.mark.parametrize(("command", "output"), sessions(), ids=[command[:40] for command, _ in sessions()])
def test_a_command_prints_what_the_readme_shows(command: str, output: str) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "COLUMNS": "100"}
    shell = ["bash", "-c", command]
    done = subprocess.run(shell, capture_output=True, text=True, check=False, env=environment, cwd=ROOT)
    assert without_tier(done.stdout) == without_tier(output)
    assert done.stderr == ""


def test_the_readme_shows_twelve_commands() -> None:
    assert len(sessions()) == 12


def test_the_python_examples_are_right() -> None:
    [block] = re.findall(r"```python\n(.*?)```", README, flags=re.DOTALL)
    example = doctest.DocTestParser().get_doctest(block, {}, "README", "README.md", 0)
    runner = doctest.DocTestRunner(verbose=False)
    report: list[str] = []
    runner.run(example, out=report.append)
    assert "".join(report) == ""
    assert runner.summarize(verbose=False).attempted == 7


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\((?!https?:)([^)#]+)\)", README))))
def test_what_the_readme_links_to_is_there(target: str) -> None:
    assert (ROOT / target).is_file()


@pytest.mark.parametrize("target", sorted(set(re.findall(r"^    make (\w+)", README, flags=re.MULTILINE))))
def test_the_make_targets_are_there(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE)
