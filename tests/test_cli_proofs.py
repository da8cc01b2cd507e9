"""The commands that prove, check, derive, export, cover, and answer batches."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import sympy as sp

from dmfproof.cli.main import main
from dmfproof.proof import library, replay, search
from dmfproof.proof.lemma import Lemma
from dmfproof.proof.library import certificate_path
from dmfproof.statements.model import Step

Run = Callable[..., tuple[int, str, str]]
COVER = ["--fix", "N=2", "--fix", "lam=1", "--fix", "eps=1/5"]
GOOD = '{"depth": 3, "lam": "2", "alpha": "1/10", "eta": "1/200", "eps": "1/1000"}'


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        out, err = capsys.readouterr()
        return int(code), out, err

    return call


def edited(path: Path, old: str, new: str, lemma: str = "bernoulli") -> str:
    """Write an edited copy of a committed certificate and return its path."""
    text = certificate_path(lemma).read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("command", ["lemmas", "prove", "check-certificate", "derive", "export", "cover", "batch"])
def test_every_command_offers_json_and_shows_an_example(run: Run, command: str) -> None:
    code, out, _ = run(command, "--help")
    assert code == 0
    assert "--json" in out
    assert f"Example:\n    dmfproof {command}" in out


# --- lemmas ---
def test_lemmas_lists_what_is_proved_and_for_what(run: Run) -> None:
    code, out, err = run("lemmas", "--json")
    listed = json.loads(out)
    assert (code, err, listed["schema"]) == (0, "", "dmfproof.lemmas/1")
    assert {"id", "statement", "range", "title", "says"} == set(listed["lemmas"][0])
    table = run("lemmas")[1]
    assert all(row["id"] in table for row in listed["lemmas"])


def test_lemmas_are_listed_without_a_heavy_library() -> None:
    code = (
        "import sys; from dmfproof.cli.main import main; main(['lemmas', '--json']);"
        "print(sorted({'sympy', 'flint', 'numpy', 'scipy', 'hypothesis', 'rich'} & set(sys.modules)))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.splitlines()[-1] == "[]"


def test_the_table_of_lemmas_fits_eighty_columns(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert max(map(len, run("lemmas")[1].splitlines())) <= 80


# --- prove ---
def test_prove_writes_a_certificate_that_is_accepted(run: Run, tmp_path: Path) -> None:
    code, out, err = run("prove", "c_unique", "c_unique", "--json")
    [row] = json.loads(out)["lemmas"]
    assert (code, row["verdict"], row["range"]) == (0, "proved", "all N")
    assert err == f"Written: {Path('certificates/c_unique.json')} (1 of 1)\n"
    assert (tmp_path / "certificates" / "c_unique.json").stat().st_size == row["size"]
    assert [path.name for path in (tmp_path / "certificates").iterdir()] == ["c_unique.json"]
    assert run("check-certificate", row["path"])[0] == 0


def test_a_search_finds_the_same_proof_whatever_the_hashes_are(tmp_path: Path) -> None:
    for seed in "12":
        command = [sys.executable, "-m", "dmfproof", "prove", "key_lemma_below", "--out", str(tmp_path / seed)]
        subprocess.run(command, capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
    one, other = ((tmp_path / seed / "key_lemma_below.json").read_bytes() for seed in "12")
    assert one == other


def test_prove_replaces_nothing_unless_it_is_told_to(run: Run, tmp_path: Path) -> None:
    (tmp_path / "certificates").mkdir()
    (tmp_path / "certificates" / "c_unique.json").write_text("mine", encoding="utf-8")
    code, _, err = run("prove", "c_unique")
    assert (code, err.count("\n")) == (2, 1)
    assert "nothing is replaced. Write --out certificates to replace what is in it" in err
    assert (tmp_path / "certificates" / "c_unique.json").read_text(encoding="utf-8") == "mine"
    code, out, _ = run("prove", "c_unique", "--out", "certificates")
    assert (code, "all N" in out) == (0, True)


def test_prove_names_an_unknown_lemma_before_it_makes_a_folder(run: Run, tmp_path: Path) -> None:
    code, _, err = run("prove", "c_unique", "nonsense")
    assert (code, "lemma=nonsense is unknown" in err) == (2, True)
    assert list(tmp_path.iterdir()) == []


def test_a_lemma_without_a_proof_is_not_called_false_and_loses_no_other(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = search.certificate

    def fail(lemma: Lemma) -> object:
        if lemma.id == "bernoulli":
            raise search.NoProof("fact 'step' has no proof")
        return found(lemma)

    monkeypatch.setattr(search, "certificate", fail)
    code, out, err = run("prove", "bernoulli", "c_unique")
    assert code == 4
    assert "bernoulli  not proved" in out
    assert "Error: bernoulli: no proof was found: fact 'step' has no proof" in err
    assert [path.name for path in (tmp_path / "certificates").iterdir()] == ["c_unique.json"]


def test_a_search_that_the_checker_refuses_replaces_nothing(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = edited(tmp_path / "wrong.json", '"(b)*B"', '"(b)*B + B"')
    monkeypatch.setattr(search, "certificate", lambda lemma: json.loads(Path(wrong).read_text(encoding="utf-8")))
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "bernoulli.json").write_text("kept", encoding="utf-8")
    code, _, err = run("prove", "bernoulli", "--out", "out")
    assert (code, "the identity fails" in err) == (4, True)
    assert (tmp_path / "out" / "bernoulli.json").read_text(encoding="utf-8") == "kept"


def test_an_interrupted_search_keeps_what_is_proved(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    prove = library.prove

    def stop(ids: list[str], folder: Path) -> object:
        if ids == ["bernoulli"]:
            raise KeyboardInterrupt
        return prove(ids, folder)

    monkeypatch.setattr(library, "prove", stop)
    code, out, err = run("prove", "c_unique", "bernoulli", "c_above", "--json")
    shown = json.loads(out)
    assert (code, shown["interrupted"], [row["id"] for row in shown["lemmas"]]) == (130, True, ["c_unique"])
    assert "Interrupted:" in err


# --- check-certificate ---
def test_a_committed_certificate_is_proved_and_bound(run: Run) -> None:
    code, out, err = run("check-certificate", str(certificate_path("lemma_2_2_below")))
    assert (code, err) == (0, "")
    assert "proved: lemma_2_2_below, all N >= 1 and all k" in out
    assert "  bound: the statement is the one coded independently" in out


def test_a_wrong_identity_is_refused_with_its_reason(run: Run, tmp_path: Path) -> None:
    wrong = edited(tmp_path / "wrong.json", '"(b)*B"', '"(b)*B + B"')
    code, out, _ = run("check-certificate", str(certificate_path("c_unique")), wrong)
    assert code == 1
    assert "wrong.json: refused: step of B_nonneg: the identity fails" in " ".join(out.split())
    rows = json.loads(run("check-certificate", wrong, "--json")[1])["certificates"]
    assert [(row["verdict"], row["bound"]) for row in rows] == [("refused", False)]


def test_a_proof_of_another_statement_under_a_lemmas_name_is_refused(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("check-certificate", edited(tmp_path / "a.json", '"c_above"', '"c_below"', "c_above"))
    assert code == 1
    assert "refused: c_below: 'root' in the hypotheses is not what the lemma says" in " ".join(out.split())


def test_a_certificate_of_an_unknown_statement_is_not_bound(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("check-certificate", edited(tmp_path / "a.json", '"id": "bernoulli"', '"id": "mine"'))
    assert code == 4
    assert "NOT bound: dmfproof codes no lemma of this id" in out


@pytest.mark.parametrize("file", ["missing.json", "."])
def test_a_missing_file_is_wrong_input_and_loses_no_other(run: Run, file: str) -> None:
    code, out, err = run("check-certificate", file, str(certificate_path("bernoulli")))
    assert code == 2
    assert "proved: bernoulli" in out
    assert err.startswith(f"Error: FILE={file} is no usable file")


def test_a_refused_file_counts_more_than_a_missing_one(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.json").write_text("", encoding="utf-8")
    code, out, _ = run("check-certificate", "missing.json", "empty.json")
    assert (code, "empty.json: refused: the file is not JSON" in out) == (1, True)


# --- derive ---
def test_derive_numbers_and_certifies_every_step(run: Run) -> None:
    code, out, err = run("derive", "scalar.lemma_3_4")
    assert (code, err) == (0, "")
    assert "\n1. the right-hand side increases with lam\n" in out
    assert "\n    certified\n1 of 1 step certified by exact algebra\n" in out
    assert "% step 1: certified" in run("derive", "scalar.lemma_3_4", "--format", "latex")[1]
    as_format = run("derive", "scalar.lemma_3_4", "--format", "json")
    assert as_format == run("derive", "scalar.lemma_3_4", "--json")
    [step] = json.loads(as_format[1])["steps"]
    assert (step["outcome"], step["same_expression"]) == ("certified", False)


def test_a_statement_without_derivation_names_the_lemmas_that_prove_it(run: Run) -> None:
    code, out, _ = run("derive", "perturbed.lemma_2_12")
    assert (code, "It has no derivation." in out) == (0, True)
    assert "proved for all N" in out
    assert "No lemma proves its claims for all N, either" in run("derive", "perturbed.equation_15")[1]


def test_a_refused_certificate_proves_no_claim(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dmfproof.campaign import evidence

    wrong = edited(tmp_path / "wrong.json", '"(b)*B"', '"(b)*B + B"')
    evidence._checked_range.cache_clear()
    monkeypatch.setattr(evidence, "certificate_path", lambda _: Path(wrong))
    code, out, _ = run("derive", "scalar.theorem_2_4")
    assert (code, "lower_second_phase: refused: step of B_nonneg" in out) == (1, True)


q, r = sp.symbols("q r", positive=True)


@pytest.mark.parametrize(
    ("right", "code", "said"),
    [
        (q + 2 * r, 1, "refuted"),
        (q + r, 0, "certified (both sides are the same expression)"),
        (sp.gamma(q) * (q + r) / sp.gamma(q + 1) * q, 4, "undecided"),
    ],
)
def test_the_worst_step_makes_the_exit_code(
    run: Run, monkeypatch: pytest.MonkeyPatch, right: sp.Expr, code: int, said: str
) -> None:
    from dataclasses import replace

    from dmfproof.statements import catalogue
    from dmfproof.statements.scalar.lemma_3_4 import STATEMENT

    steps = (Step("expand", q * (q + 1), q**2 + q), Step("one more", q + r, right))
    monkeypatch.setattr(catalogue, "find", lambda _: replace(STATEMENT, derivation=steps))
    found, out, _ = run("derive", "scalar.lemma_3_4")
    assert (found, f"\n    {said}\n" in out) == (code, True)


def test_derive_knows_statements_only(run: Run) -> None:
    code, _, err = run("derive", "lemma_2_9")
    assert (code, "such as perturbed.lemma_2_9" in err) == (2, True)


# --- export ---
def test_export_prints_and_writes_the_committed_coq_file(run: Run, tmp_path: Path) -> None:
    committed = replay.committed_coq("bernoulli").read_text(encoding="utf-8")
    assert run("export", "bernoulli", "--to", "coq") == (0, committed, "")
    code, out, err = run("export", "bernoulli", "--to", "coq", "--out", "b.v")
    assert (code, out, err) == (0, "", "Written: b.v\n")
    assert (tmp_path / "b.v").read_text(encoding="utf-8") == committed
    assert json.loads(run("export", "bernoulli", "--to", "coq", "--json")[1])["text"] == committed


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("bernoulli",), "Missing option '--to'"),
        (("bernoulli", "--to", "lean"), "'lean' is not"),
        (("nonsense", "--to", "coq"), "lemma=nonsense is unknown"),
        (("bernoulli", "--to", "coq", "--out", "no/such/folder.v"), "is not writable"),
    ],
)
def test_export_says_what_is_wrong(run: Run, arguments: tuple[str, ...], says: str) -> None:
    code, out, err = run("export", *arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert says in err


def test_without_coqc_a_part_is_missing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    code, out, err = run("export", "bernoulli", "--to", "coq", "--run")
    assert (code, out) == (3, "")
    assert err.startswith("Error: a needed part is missing: coqc.")


SCRIPTS = {
    "accepts": ("echo 'Axioms:'; echo 'Classical_Prop.classic : x'", 0, "rests on Classical_Prop.classic"),
    "refuses": ("echo 'Error: no'; exit 1", 1, "Error: no"),
    "is told more": ("echo 'Axioms:'; echo 'trust_me : False'", 1, "trust_me"),
}


@pytest.mark.skipif(sys.platform == "win32", reason="it writes a shell script")
@pytest.mark.parametrize("case", SCRIPTS)
def test_what_coqc_answers_makes_the_exit_code(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    script, code, says = SCRIPTS[case]
    (tmp_path / "coqc").write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    (tmp_path / "coqc").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    found, out, _ = run("export", "bernoulli", "--to", "coq", "--run")
    assert (found, says in out) == (code, True)
    verdict = json.loads(run("export", "bernoulli", "--to", "coq", "--run", "--json")[1])["replay"]["verdict"]
    assert verdict == ("accepted" if code == 0 else "not accepted")


def test_no_answer_of_coqc_in_time_refutes_nothing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: "coqc")

    def wait(*_: object, **__: object) -> None:
        raise subprocess.TimeoutExpired("coqc", 300)

    monkeypatch.setattr(subprocess, "run", wait)
    code, out, _ = run("export", "bernoulli", "--to", "coq", "--run")
    assert (code, "no answer within 300 seconds" in out) == (4, True)


# --- cover ---
def cover(run: Run, claim: str, *rest: str) -> tuple[int, str, str]:
    return run("cover", "scalar.theorem_2_4", claim, *COVER, *rest)


def test_a_box_is_covered(run: Run) -> None:
    code, out, err = cover(run, "upper_both_phases", "--fix", "eta=1/4", "--box", "alpha=2/5:201/500", "--json")
    shown = json.loads(out)
    assert (code, err, shown["verdict"], shown["examine"]) == (0, "", "certified", None)
    assert shown["covered"] == {"share": "1", "at_least": "1.000000"}
    assert shown["box"] == {"alpha": ["2/5", "201/500"]}
    assert shown["fixed"] == {"N": "2", "lam": "1", "eps": "1/5", "eta": "1/4"}


def test_what_is_not_covered_is_undecided_and_rounded_to_no_side(run: Run) -> None:
    rest = ("--fix", "alpha=2/5", "--box", "eta=1/4:2", "--max-boxes", "20")
    code, out, _ = cover(run, "upper_both_phases", *rest)
    assert code == 4
    assert "outside    27/32 (at least 0.843750) of its volume" in out
    shown = json.loads(cover(run, "upper_both_phases", *rest, "--json")[1])
    assert (shown["verdict"], shown["undecided_boxes"] > 0) == ("undecided", True)
    assert shown["remainder"]["share"] == "5/32"


def test_a_refuting_box_is_shown_with_a_point_that_refutes(run: Run) -> None:
    fixed = ("--fix", "N=2", "--fix", "lam=1", "--fix", "eta=1/5", "--fix", "eps=1/2")
    code, out, _ = run("cover", "scalar.theorem_2_4", "no_delay", *fixed, "--box", "alpha=1/200:1/50")
    assert (code, "verdict    refuted on a part of this box" in out) == (1, True)
    [again] = [line for line in out.splitlines() if line.startswith("again")]
    assert run(*again.split()[2:])[0] == 1


def test_a_box_outside_the_assumptions_is_no_success(run: Run) -> None:
    code, out, _ = cover(run, "upper_both_phases", "--fix", "alpha=1/2", "--box", "eta=5:6", "--json")
    assert (code, json.loads(out)["verdict"]) == (2, "vacuous")


@pytest.mark.parametrize(
    ("rest", "says"),
    [
        ((), "Missing option '--box'"),
        (("--fix", "alpha=1/2", "--box", "eta=1/4"), "it reads NAME=LOW:HIGH"),
        (("--fix", "alpha=1/2", "--box", "eta"), "--box=eta is malformed"),
        (("--fix", "alpha=1/2", "--box", "eta=1/4:1/5"), "eta=1/4:1/5 is empty"),
        (("--fix", "alpha=1/2", "--box", "eta=0:1/5"), "eta must be > 0"),
        (("--fix", "alpha=1/2", "--box", "eta=one:2"), "eta=one is not a number"),
        (("--box", "eta=1/5:1/4"), "alpha=none is missing"),
        (("--fix", "alpha=1/2", "--fix", "alpha=1/3", "--box", "eta=1/5:1/4"), "alpha=1/2 was given before"),
        (("--fix", "alpha=1/2", "--box", "alpha=1/5:1/4", "--box", "eta=1/5:1/4"), "--fix alpha was given, too"),
        (("--fix", "y=1", "--fix", "alpha=1/2", "--box", "eta=1/5:1/4"), "y=1 is no variable of this claim"),
        (("--fix", "alpha=1/2", "--box", "eta=1/5:1/4", "--max-boxes", "0"), "max-boxes=0 is too small"),
    ],
)
def test_a_wrong_box_is_wrong_input(run: Run, rest: tuple[str, ...], says: str) -> None:
    code, out, err = cover(run, "upper_both_phases", *rest)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert says in err


def test_an_integer_has_no_interval(run: Run) -> None:
    values = ("--fix", "lam=1", "--fix", "eps=1/5", "--fix", "alpha=1/2", "--fix", "eta=1/5")
    code, _, err = run("cover", "scalar.theorem_2_4", "upper_both_phases", *values, "--box", "N=2:3")
    assert (code, "N is an integer" in err) == (2, True)


def test_a_claim_about_every_step_is_not_covered(run: Run) -> None:
    values = ("--fix", "N=2", "--fix", "lam=1", "--fix", "eta=1/4", "--box", "alpha=1/3:1/2")
    code, _, err = run("cover", "scalar.lemma_2_2", "stays_below", *values)
    assert (code, "about every step" in err) == (2, True)


# --- batch ---
def rows(out: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.splitlines()]


def test_a_batch_is_answered_line_by_line(run: Run, tmp_path: Path) -> None:
    numbers = '{"depth": 2, "lam": 1, "alpha": 0.01, "eta": 0.2, "eps": 5e-1}'
    (tmp_path / "p.jsonl").write_text(f"{GOOD}\n\n{numbers}\r\n", encoding="utf-8")
    code, out, err = run("batch", "p.jsonl")
    assert (code, err) == (0, "")
    assert [(row["line"], row["k"], row["verdict"]) for row in rows(out)] == [
        (1, "1140", "certified"),
        (3, "25", "certified"),
    ]
    document = json.loads(run("batch", "p.jsonl", "--json")[1])
    assert (document["schema"], document["answers"]) == ("dmfproof.batch/1", rows(out))


def test_a_batch_is_read_from_stdin(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(GOOD.encode())))
    code, out, _ = run("batch", "-")
    assert (code, rows(out)[0]["k"]) == (0, "1140")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b'{"depth": 3', "is not JSON"),
        (b"[" * 100_000, "is not JSON"),
        (b"[1]", "is no JSON object"),
        (b"\xff", "is not UTF-8"),
        (b'{"depth": 2, "depth": 3}', "depth=2 was given before"),
        (b'{"depth": 2, "lam": 1, "alpha": 0.01, "eta": 0.2}', "eps=none is missing"),
        (b'{"depth": 2, "lam": 1, "alpha": 0.01, "eta": 0.2, "eps": NaN}', "eps=NaN is not a number"),
        (b'{"depth": true, "lam": 1, "alpha": 0.01, "eta": 0.2, "eps": 1}', "depth=True is a bool"),
        (b'{"depth": 2, "lam": [], "alpha": 0.01, "eta": 0.2, "eps": 1}', "lam=[] is a list"),
        (b'{"N": 2}', "N=2 is an unknown field"),
    ],
)
def test_a_bad_line_is_named_and_loses_no_other(run: Run, tmp_path: Path, line: bytes, says: str) -> None:
    (tmp_path / "p.jsonl").write_bytes(line + b"\n" + GOOD.encode())
    code, out, err = run("batch", "p.jsonl")
    bad, good = rows(out)
    assert (code, bad["verdict"], good["k"]) == (2, "invalid", "1140")
    assert err.startswith("Error: line 1: ")
    assert says in err
    assert err.count("\n") == 1


def test_an_undecided_problem_makes_the_exit_code(run: Run, tmp_path: Path) -> None:
    # Fast forward needs an admissible step size, and two steps do not reach the limit.
    (tmp_path / "p.jsonl").write_text(GOOD.replace('"1/200"', '"1/7"'), encoding="utf-8")
    code, out, _ = run("batch", "p.jsonl", "--max-steps", "2")
    assert (code, rows(out)[0]["verdict"], rows(out)[0]["k"]) == (4, "undecided", None)


@pytest.mark.parametrize("content", [None, b"", b"\n \n"])
def test_no_problem_at_all_is_wrong_input(run: Run, tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "p.jsonl").write_bytes(content)
    code, out, err = run("batch", "p.jsonl")
    assert (code, out) == (2, "")
    assert err.startswith("Error: FILE=p.jsonl is ")


def test_an_interrupted_batch_keeps_what_is_certified(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dmfproof.dynamics import batch

    certify = batch.certify

    def stop(*arguments: object, **budgets: object) -> object:
        yield next(iter(certify(*arguments, **budgets)))  # type: ignore[arg-type]
        raise KeyboardInterrupt

    monkeypatch.setattr(batch, "certify", stop)
    (tmp_path / "p.jsonl").write_text(f"{GOOD}\n{GOOD}\n", encoding="utf-8")
    code, out, _ = run("batch", "p.jsonl")
    assert (code, sorted(str(row["k"]) for row in rows(out))) == (130, ["1140", "None"])
