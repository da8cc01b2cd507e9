from __future__ import annotations

import json
from pathlib import Path

import pytest

from dmfproof.campaign.verification import verify
from dmfproof.cli.main import main
from dmfproof.errors import InvalidInput
from dmfproof.statements.catalogue import find, resolve
from dmfproof.statements.templates import KINDS, template

EXAMPLES = Path(__file__).parents[1] / "examples" / "statements"
HEAD = """\
import sympy as sp
from dmfproof.statements.domain import Between, Depth
from dmfproof.statements.model import Claim, Form, Source, Statement
from dmfproof.statements.vocabulary import N
s = sp.Symbol("s", real=True)
def _claim(name="a", concludes=s <= N, assumes=(), domain=(Depth(2, 3), Between(s, sp.Integer(0), sp.Integer(1)))):
    return Claim(name=name, says="", form=Form.SHARPER, tag="own", domain=domain, assumes=assumes, concludes=concludes)
"""
TAIL = '\nSTATEMENT = Statement(title="t", source=Source("own", "1"), claims=(one,))\n'
LINE = HEAD.count("\n") + 1


@pytest.fixture
def write(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def text(body, name="own.py"):
        Path(name).write_text(body, encoding="utf-8")
        return name

    return text


@pytest.mark.parametrize(
    ("body", "line", "says"),
    [
        ("x = (1\n", 1, "'\\(' was never closed"),
        ("\nx = 1/0\n", 2, "ZeroDivisionError: division by zero"),
        (HEAD, None, "a statement file defines STATEMENT, and it defines none"),
        (HEAD + "one = _claim()" + TAIL.replace("STATEMENT =", "other ="), None, f"line {LINE + 1} calls it other"),
        ("STATEMENT = 3\n", 1, "STATEMENT must be a Statement, not int 3"),
        (HEAD + "one = 3" + TAIL, LINE + 1, "claims must be a tuple of Claims, not int 3"),
        (HEAD + "one = _claim()" + TAIL.replace("(one,)", "(one)"), LINE + 1, "claims must be a tuple of Claims"),
        (HEAD + "one = _claim()" + TAIL.replace("(one,)", "()"), LINE + 1, "it has no claims"),
        (HEAD + "one = _claim()" + TAIL.replace("(one,)", "(one, one)"), 6, "two claims .or mutants. are named 'a'"),
        (HEAD + "one = _claim(concludes=s <= sp.Symbol('m'))" + TAIL, LINE, "the unknown symbol m; known there: N, s"),
        (HEAD + "one = _claim(concludes=sp.Symbol('s') <= 1)" + TAIL, 6, "another symbol s than the domain's"),
        (HEAD + "one = _claim(concludes=s == N)" + TAIL, 6, "Python has decided"),
        (HEAD + "one = _claim(concludes=N > 0)" + TAIL, 6, "SymPy decides it from the symbols' assumptions alone"),
        (HEAD + "one = _claim(concludes=s + N)" + TAIL, 6, "which is no relation"),
        (HEAD + "one = _claim(concludes=sp.gamma(s) <= N)" + TAIL, LINE, "there is no rule of evaluation"),
        (HEAD + "one = _claim(assumes=(s > sp.Symbol('m'),))" + TAIL, LINE, "assumes the unknown symbol m"),
        (HEAD + "one = _claim(domain=(Between(s, 0, N), Depth(2, 3)))" + TAIL, 6, "range of s the unknown symbol N"),
        (HEAD + "one = _claim(domain=(Depth(2, 3), Depth(2, 3)))" + TAIL, 6, "its domain has N twice"),
        (HEAD + "one = _claim(domain=(Depth(3, 2),))" + TAIL, 6, "N runs from 3 to 2"),
    ],
)  # fmt: skip
def test_a_mistake_is_reported_with_its_line(write, body, line, says):
    path = write(body)
    with pytest.raises(InvalidInput, match=says) as caught:
        find(path)
    assert f"FILE={path}:{line} " in str(caught.value) if line else f"FILE={path} " in str(caught.value)


def test_a_missing_file_and_an_empty_folder_say_how_to_begin(write, tmp_path):
    with pytest.raises(InvalidInput, match=r"no file.*dmfproof new none\.py"):
        find("none.py")
    with pytest.raises(InvalidInput, match=r"without statements.*dmfproof new FILE\.py"):
        resolve([str(tmp_path)])


def test_ids_files_and_folders_resolve_and_none_twice(write, tmp_path):
    write(HEAD + "one = _claim()" + TAIL)
    write("no statement", "other.py")
    assert resolve(["scalar.lemma_2_2", "own.py", "own.py"]) == ["scalar.lemma_2_2", "own.py"]
    assert resolve([], tmp_path) == resolve([str(tmp_path)]) == resolve(["own"], tmp_path)


def test_the_path_is_the_id_and_a_changed_file_is_read_anew(write):
    path = write(HEAD + "one = _claim()" + TAIL)
    assert find(path).id == path
    write(HEAD + "one = _claim('another')" + TAIL)
    assert find(path).claims[0].name == "another"


@pytest.mark.parametrize("kind", KINDS)
def test_every_template_is_a_statement_with_a_false_neighbour(write, kind):
    statement = find(write(template(kind)))
    assert len(statement.claims) == len(statement.mutants) == 1
    assert len(template(kind).splitlines()) <= 42


def test_new_writes_a_file_once_and_only_python(write, capsys):
    assert main(["new", "mine.py", "--kind", "perturbed"]) == 0
    assert main(["new", "mine.py"]) == 2
    assert "there already" in capsys.readouterr().err
    assert main(["new", "mine.txt"]) == 2
    assert "Write mine.py" in capsys.readouterr().err


def test_show_prints_the_docstring_of_the_file(capsys):
    assert main(["show", str(EXAMPLES / "geometric_descent.py")]) == 0
    assert "closes at least the share" in capsys.readouterr().out


def test_worker_processes_find_the_file_and_call_vacuous_what_is(write):
    claims = 'one = (_claim("true"), _claim("false", s <= 0), _claim("none", assumes=(s > 2,)),\n' \
        '_claim("empty", domain=(Between(s, sp.Integer(1), sp.Integer(0)),), concludes=s <= 1))'  # fmt: skip
    rows = verify([write(HEAD + claims + TAIL.replace("(one,)", "one"))], profile="quick", workers=1)["statements"]
    found = {row["name"]: row for row in rows[0]["claims"]}
    assert [found[name]["outcome"] for name in ("true", "false")] == ["certified", "refuted"]
    assert [found[name]["vacuous"] for name in found] == [False, False, True, True]
    assert found["true"]["evidence"] == "proved for all N"
    assert json.loads(found["true"]["certificate"])["title"] == "true"
    assert len(found["false"]["counterexample"]["s"]) <= 6
    assert found["false"]["evidence"] == "sampled"
