from __future__ import annotations

import json
import signal
from fractions import Fraction
from pathlib import Path

import pytest

from dmfproof.campaign.hunt import hunt
from dmfproof.campaign.verification import verify
from dmfproof.cli.main import main
from dmfproof.errors import InvalidInput
from dmfproof.rational import write as written
from dmfproof.statements import user_files
from dmfproof.statements.catalogue import find, resolve
from dmfproof.statements.examine import examine
from dmfproof.statements.templates import KINDS, template
from dmfproof.verdict import Outcome

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
RANGE = "one = _claim(domain=(Between(s, 0, END),), concludes=s < 1)"
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
        (HEAD + "one = _claim(domain=(Between(s, 0, N), Depth(2, 3)))" + TAIL, 6, "s has the unknown symbol N"),
        (HEAD + "one = _claim(domain=(Depth(2, 3), Depth(2, 3)))" + TAIL, 6, "its domain has N twice"),
        (HEAD + "one = _claim(domain=(Depth(3, 2),))" + TAIL, 6, "N runs from 3 to 2"),
        (HEAD + "one = _claim(domain=(Depth(-3, 2),))" + TAIL, 6, "N begins at -3, and depths at 1"),
        (HEAD + "one = _claim(domain=(Depth(2, 9.5),))" + TAIL, 6, "Write whole numbers"),
        (HEAD + "one = _claim(domain=(Between('s', 0, 1),))" + TAIL, 6, "draws 's', which is no symbol"),
        (HEAD + RANGE.replace("END", "0.1") + TAIL, 6, r'sp.Rational."0.1".'),
        (HEAD + RANGE.replace("END", "'1'") + TAIL, 6, "no SymPy expression"),
        (HEAD + RANGE.replace("END", "sp.oo") + TAIL, 6, "has oo, which is not finite"),
        (HEAD + RANGE.replace("END", "sp.I") + TAIL, 6, "the end I, no real number"),
        (HEAD + "p = sp.Symbol('p', positive=True)\n" + RANGE.replace("s, 0", "p, -3").replace("END", "1") + TAIL, 6,
         "p is declared positive and drawn between -3 and 1"),
        (HEAD + "one = _claim(domain=(Between(N, 0, 1),))" + TAIL, 6, r"Write Whole\(N, least, most\)"),
        (HEAD + "one = _claim(concludes=s <= 0.3)" + TAIL, 6, "0.3, which is rounded, and numbers here are exact"),
        (HEAD + "one = _claim(name=3)" + TAIL, LINE + 1, "name of a claim must be text, not int 3"),
        (HEAD + "one = _claim()" + TAIL.replace('"t"', "None"), LINE + 1, "title of the statement must be text"),
        (HEAD + "one = _claim()" + TAIL.replace('Source("own", "1")', "None"), LINE + 1, "source must be a Source"),
        (HEAD + "one = _claim()" + TAIL.replace("(one,))", "(one,), constants=(3,))"), LINE + 1, "tuple of Constants"),
    ],
)  # fmt: skip
def test_a_mistake_is_reported_with_its_line(write, body, line, says):
    path = write(body)
    with pytest.raises(InvalidInput, match=says) as caught:
        find(path)
    assert f"FILE={path}:{line} " in str(caught.value) if line else f"FILE={path} " in str(caught.value)


LOOPS = (
    "while True:\n    pass",
    "import time\ntime.sleep(60)",
    "while True:\n    try:\n        s = 1\n    except Exception:\n        pass",
)


@pytest.mark.parametrize("loop", LOOPS)
def test_a_file_without_end_is_stopped_at_its_line_and_timers_of_others_go_on(write, loop, monkeypatch):
    monkeypatch.setattr(user_files, "_SECONDS", 0.2)
    previous = signal.signal(signal.SIGALRM, lambda *_: None)
    signal.setitimer(signal.ITIMER_REAL, 1000.0)
    try:
        with pytest.raises(InvalidInput, match=r"FILE=own\.py:\d+ is no statement, Python was still at work there"):
            find(write(loop))
        assert signal.getitimer(signal.ITIMER_REAL)[0] > 100.0
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0.0)
        signal.signal(signal.SIGALRM, previous)


def test_python_s_own_whole_numbers_and_fractions_may_bound_a_range(write):
    claim = find(write(HEAD + "from fractions import Fraction\none = _claim(domain=(Between(s, Fraction(-1, 2), 1),), "
                       "concludes=s <= 1)" + TAIL)).claims[0]  # fmt: skip
    assert examine(claim, {"s": "1/3"}).outcome is Outcome.CERTIFIED
    assert hunt(["own.py"], examples=5, record=Path("r.sqlite"))["claims"][0]["faults"] == []


def test_a_folder_in_the_place_of_one_statement_is_refused(write, tmp_path):
    write(HEAD + "one = _claim()" + TAIL)
    for folder in (str(tmp_path), f"{tmp_path}/"):
        with pytest.raises(InvalidInput, match="is a folder, one statement is needed here"):
            find(folder)


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


@pytest.mark.parametrize("form", ["text", "latex", "json"])
def test_show_writes_whole_numbers_of_thousands_of_digits(write, capsys, form):
    file = write(HEAD + "one = _claim(concludes=s <= sp.Integer(7)**6000)" + TAIL)
    assert main(["show", file, "--format", form]) == 0
    assert "7**6000" in capsys.readouterr().out.replace(written(Fraction(7**6000)), "7**6000")


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
