"""Use the plugin as another project would: in a folder of its own, in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from dmfproof.statements.templates import template

TEST = """
from hypothesis import given
from dmfproof.campaign import problems
from dmfproof.statements.catalogue import find

@given(problems())
def test_problem(problem): assert problem.depth >= 1

def test_false(dmf_attack):
    dmf_attack(find("lemmas/bad.py").claims[0])

def test_claim(dmf_attack):
    assert dmf_attack(find("inequality.py").claims[0], "inequality.py").certified
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    folder = tmp_path_factory.mktemp("project")
    lemmas = folder / "lemmas"
    lemmas.mkdir()
    good = template("inequality")
    (lemmas / "good.py").write_text(good, encoding="utf-8")
    (lemmas / "bad.py").write_text(good.replace('"bernoulli", "1 + N s <= (1 + s)^N", N)', '"a", "", N + 1)'), "utf-8")
    (lemmas / "wrong.py").write_text("STATEMENT = 3\n", encoding="utf-8")
    (folder / "inequality.py").write_text(good, encoding="utf-8")
    (folder / "test_own.py").write_text(TEST, encoding="utf-8")
    return folder


def run(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-q", *options]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_statements_become_tests_with_properties_and_the_witness_is_kept_and_tried_first(project):
    options = ("--dmf-statements", "lemmas/good.py", "--dmf-statements", "lemmas/bad.py", "--junit-xml", "j.xml")
    first = run(project, *options, "-m", "dmf", "-n", "2", "--dmf-profile", "quick")
    assert "2 failed, 4 passed" in first.stdout, first.stdout + first.stderr
    assert "dmfproof examine lemmas/bad.py a --at N=1 --at s=1" in first.stdout  # simplified
    assert "dmfproof.examine(claim, {'N': '1', 's': '1'})" in first.stdout  # by a test, which no command can name
    cases = {case.get("name"): {p.get("name"): p.get("value") for p in case.iter("property")}
             for case in ElementTree.parse(project / "j.xml").iter("testcase")}  # fmt: skip
    assert cases["bernoulli"]["dmf_verdict"] == "certified"
    assert int(cases["bernoulli"]["dmf_points"]) > 100
    assert cases["a"]["dmf_verdict"] == "refuted"
    assert float(cases["bernoulli"]["dmf_tightness"]) == 1
    assert all(value != "None" for case in cases.values() for value in case.values())
    [kept] = (project / ".pytest_cache").rglob("*bad.py-a")
    assert json.loads(kept.read_text())["claim"] == "a"
    assert "found by an earlier run" in run(project, "--dmf-statements", "lemmas/bad.py", "-k", "a").stdout


def test_a_wrong_file_is_an_error_of_the_collection_with_its_line(project):
    done = run(project, "--dmf-statements", "lemmas/wrong.py")
    assert "wrong.py:1 is no statement" in done.stdout
    assert done.returncode == 2


def test_a_missing_path_and_a_wrong_seed_are_usage_errors(project):
    wrong_seed = run(project, "--dmf-statements", "lemmas/good.py", "--hypothesis-seed", "abc")
    assert "--hypothesis-seed abc: give a whole number or the word random" in wrong_seed.stderr
    assert wrong_seed.returncode == 4
    assert "--dmf-statements none: there is no such file" in run(project, "--dmf-statements", "none").stderr
