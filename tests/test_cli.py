from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable

import pytest

from dmfproof.cli.main import main
from dmfproof.dynamics.hitting import HittingTime
from dmfproof.verdict import Outcome, Verdict

BOUNDS = ["--depth", "3", "--lam", "2", "--alpha", "1/10", "--eta", "1/200", "--eps", "1/1000"]
AT = {"N": "2", "lam": "1", "alpha": "1/100", "eta": "1/5", "eps": "1/2"}
MUTANT = ["examine", "scalar.theorem_2_4", "no_delay", *(w for name, q in AT.items() for w in ("--at", f"{name}={q}"))]
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        out, err = capsys.readouterr()
        return int(code), out, err

    return call


def bounds_with(name: str, value: str) -> list[str]:
    changed = list(BOUNDS)
    changed[changed.index(f"--{name}") + 1] = value
    return ["bounds", *changed]


def test_without_a_command_the_help_is_shown(run: Run) -> None:
    code, out, err = run()
    assert (code, err) == (0, "")
    assert "Exit codes:" in out


@pytest.mark.parametrize("command", ["list", "show", "examine", "bounds", "flow", "verify", "doctor"])
def test_every_command_offers_json_and_shows_an_example(run: Run, command: str) -> None:
    code, out, _ = run(command, "--help")
    assert code == 0
    assert "--json" in out
    assert f"Example:\n    dmfproof {command}" in out


def test_help_loads_no_heavy_library() -> None:
    code = (
        "import sys; from dmfproof.cli.main import main; main(['--help']);"
        "print(sorted({'sympy', 'flint', 'numpy', 'scipy', 'matplotlib', 'hypothesis', 'rich'} & set(sys.modules)))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.splitlines()[-1] == "[]"


def test_python_m_dmfproof_is_the_same_command() -> None:
    done = subprocess.run([sys.executable, "-m", "dmfproof", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == "dmfproof 0.1.0\n"


def test_a_reader_that_goes_away_is_no_error() -> None:
    shell = f"{sys.executable} -m dmfproof show scalar.theorem_2_4 | head -n 1"
    done = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("scalar.theorem_2_4\n", "")


def test_list_names_every_statement(run: Run) -> None:
    code, out, _ = run("list", "--json")
    listed = json.loads(out)
    assert (code, listed["schema"]) == (0, "dmfproof.list/1")
    ids = [statement["id"] for statement in listed["statements"]]
    assert "scalar.theorem_2_4" in ids
    _, table, _ = run("list")
    assert all(identifier in table for identifier in ids)


def test_show_knows_three_formats(run: Run) -> None:
    assert run("show", "scalar.theorem_2_4")[1].startswith("scalar.theorem_2_4\nIteration counts")
    assert r"\[ T \leq" in run("show", "scalar.theorem_2_4", "--format", "latex")[1]
    as_format = run("show", "scalar.theorem_2_4", "--format", "json")
    assert as_format == run("show", "scalar.theorem_2_4", "--json")
    assert json.loads(as_format[1])["schema"] == "dmfproof.statement/1"


def test_bounds_prints_the_sandwich(run: Run) -> None:
    code, out, err = run("bounds", *BOUNDS, "--json")
    shown = json.loads(out)
    assert (code, err) == (0, "")
    assert shown["schema"] == "dmfproof.bounds/1"
    assert shown["problem"] == {"depth": 3, "lam": "2", "alpha": "1/10", "eta": "1/200", "eps": "1/1000"}
    assert shown["hitting_time"]["k"] == "1140"
    assert shown["verdict"] == "certified"
    assert all(int(bound["k"]) <= 1140 for bound in shown["lower"])
    assert all(int(bound["k"]) >= 1140 for bound in shown["upper"])
    text = run("bounds", *BOUNDS)[1]
    assert "true count   T = 1140" in text
    assert f"upper bound  T <= {shown['upper'][0]['k']}" in text


def test_a_negative_number_is_a_value_and_no_option(run: Run) -> None:
    code, out, _ = run(*bounds_with("lam", "-2")[:-1], "1/10000", "--json")
    assert (code, json.loads(out)["case"]) == (0, "lam < 0")


def test_a_step_size_beyond_every_limit_claims_nothing(run: Run) -> None:
    code, out, err = run(*bounds_with("eta", "5"), "--json")
    shown = json.loads(out)
    assert code == 2
    assert err.startswith("Error: eta=5 is outside what the bounds assume, so none is claimed")
    assert err.count("\n") == 1
    assert shown["lower"] == shown["upper"] == []
    assert len(shown["not_claimed"]) == 4
    assert "reason" in shown["hitting_time"]


@pytest.mark.parametrize(
    ("k", "outcome", "code"),
    [
        (None, Outcome.UNDECIDED, 4),
        (1, Outcome.CERTIFIED, 1),
        (10**6, Outcome.CERTIFIED, 1),
        (None, Outcome.CERTIFIED, 1),
    ],
)
def test_the_exit_code_of_bounds_is_its_verdict(
    run: Run, monkeypatch: pytest.MonkeyPatch, k: int | None, outcome: Outcome, code: int
) -> None:
    # A hitting time outside the bounds, as it would be if the theorem were false.
    decreed = HittingTime(k, outcome, "by decree", "because")
    monkeypatch.setattr("dmfproof.bounds.hitting_time", lambda *_, **__: decreed)
    assert run("bounds", *BOUNDS)[0] == code


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (bounds_with("lam", "nan"), "lam=nan is not a number that can be read"),
        (bounds_with("lam", "1/0"), "lam=1/0 is a division by zero"),
        (bounds_with("lam", "7" * 1_000_000), "(1000000 characters) is too long"),
        (bounds_with("lam", "2**3"), "lam=2**3 is not a number that can be read"),
        (bounds_with("depth", "0"), "depth=0 is too small"),
        (bounds_with("depth", "2.5"), "depth=2.5 is not an integer"),
        (bounds_with("alpha", "0"), "alpha=0 is not positive"),
        (bounds_with("alpha", "-1"), "alpha=-1 is not positive"),
        (bounds_with("eta", "0"), "eta=0 is not positive"),
        (bounds_with("eps", "3"), "eps=3 is not below the initial error"),
        ([*bounds_with("eps", "1/9"), "--digits", "0"], "digits=0 is too small"),
        ([*bounds_with("eps", "1/9"), "--max-steps", "1/2"], "max-steps=1/2 is not an integer"),
        (["bounds", "--depth", "3"], "Missing option '--lam'"),
        (["bounds", *BOUNDS, "--frob"], "No such option: --frob"),
        (["frob"], "No such command 'frob'"),
        (["flow", "--depth", "3", "--lam", "1", "--from", "2", "--to", "1/2"], "to=1/2 is not on the same side"),
        (["flow", "--depth", "3", "--lam", "1", "--from", "1/2", "--to", "1/4"], "to=1/4 is against the direction"),
        (["show", "scalar.theorem_24"], "such as scalar.theorem_2_4"),
        (["show", "scalar.theorem_2_4", "--format", "pdf"], "'--format': 'pdf' is not one of"),
        (["verify", "nope"], "ID=nope is not in the catalogue"),
        (["verify", "--seed", "-1"], "seed=-1 is too small"),
        (["verify", "--workers", "0"], "workers=0 is too small"),
        (["verify", "--profile", "fast"], "'fast' is not one of"),
        (["verify", "--out", "/dev/null/here"], "--out=/dev/null/here is not writable"),
        (MUTANT[:-2], "eps=none is missing"),
        ([*MUTANT[:-1], "eps"], "--at=eps is malformed"),
        ([*MUTANT, "--at", "eps=1/3"], "--at=eps=1/3 is a repetition"),
        ([*MUTANT, "--at", "beta=1/3"], "beta=1/3 is no variable of this claim"),
        ([*MUTANT[:2], "no_dela", *MUTANT[3:]], "such as no_delay"),
        ([*MUTANT[:4], "N=5/2", *MUTANT[5:]], "N=5/2 is not an integer"),
        ([*MUTANT[:4], "N=0", *MUTANT[5:]], "N=0 is out of range"),
        ([*MUTANT[:6], "lam=-1", *MUTANT[7:]], "no_delay says nothing at"),
    ],
)
def test_bad_input_is_refused_in_one_line(run: Run, arguments: list[str], message: str) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith("Error: ")
    assert message in err
    assert err.count("\n") == 1


def test_flow_encloses_the_time(run: Run) -> None:
    code, out, _ = run("flow", "--depth", "2", "--lam", "1", "--from", "3/5", "--to", "0.8", "--json")
    shown = json.loads(out)
    assert (code, shown["schema"]) == (0, "dmfproof.flow/1")
    assert all(end.startswith("0.57536414490356185487") for end in shown["time"])  # ln(16/9)


def test_examine_says_refuted_for_a_mutant_and_certified_for_its_claim(run: Run) -> None:
    code, out, _ = run(*MUTANT, "--json")
    assert (code, json.loads(out)["verdict"]) == (1, "refuted")
    code, out, _ = run(*MUTANT[:2], "upper_both_phases", *MUTANT[3:])
    assert (code, "certified at this point" in out) == (0, True)


def test_examine_replays_what_it_prints(run: Run) -> None:
    point = json.loads(run(*MUTANT, "--json")[1])["point"]
    again = [*MUTANT[:3], *(word for name, value in point.items() for word in ("--at", f"{name}={value}"))]
    assert run(*again) == run(*MUTANT)


def test_examine_has_an_exit_code_for_undecided(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    verdict = Verdict(Outcome.UNDECIDED, "balls", reason="a tie")
    monkeypatch.setattr("dmfproof.statements.examine.examine", lambda *_, **__: verdict)
    code, out, _ = run(*MUTANT)
    assert (code, "reason     a tie" in out) == (4, True)


def test_doctor_finds_this_installation_in_order(run: Run) -> None:
    code, out, _ = run("doctor", "--json")
    shown = json.loads(out)
    assert (code, shown["healthy"], shown["schema"]) == (0, True, "dmfproof.doctor/1")
    assert all(trial["passed"] for trial in shown["self_test"])
    assert {"Python", "sympy", "python-flint", "C kernel", "coqc"} <= {part["name"] for part in shown["parts"]}


def test_doctor_names_a_part_that_is_too_old(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.metadata.requires", lambda name: ["sympy>=99", "nosuchpackage>=1"])
    code, out, _ = run("doctor")
    assert code == 3
    assert out.count("NEEDED") == 2
    assert "self-test" not in out


def test_doctor_distrusts_an_installation_that_computes_wrongly(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from dmfproof.cli import doctor

    monkeypatch.setattr(doctor, "_TRIALS", (("a sum", "4", lambda: "5"), ("a fault", "4", lambda: str(1 // 0))))
    code, out, _ = run("doctor")
    assert code == 1
    assert out.count("WRONG") == 2
    assert "ZeroDivisionError" in out


def test_a_bug_is_called_a_bug_and_has_its_own_exit_code(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**values: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("dmfproof.bounds.flow_time", broken)
    arguments = ["flow", "--depth", "2", "--lam", "1", "--from", "3/5", "--to", "0.8"]
    code, out, err = run(*arguments)
    assert (code, out) == (70, "")
    assert "this is a bug in dmfproof, please report it: RuntimeError: broken" in err
    assert "Traceback" not in err
    monkeypatch.setenv("DMFPROOF_DEBUG", "1")
    assert "Traceback" in run(*arguments)[2]


def test_a_missing_library_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "dmfproof.bounds", None)
    code, _, err = run("flow", "--depth", "2", "--lam", "1", "--from", "3/5", "--to", "0.8")
    assert (code, "a needed part is missing" in err) == (3, True)
