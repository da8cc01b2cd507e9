"""Check that the installation is complete and that it computes what it should."""

from __future__ import annotations

import platform
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Annotated

import typer

from dmfproof.cli.terminal import ExitCode, leave, new_table, page, print_json

__all__ = ["COMMANDS"]


@dataclass(frozen=True, slots=True)
class Part:
    """Something that is needed, or only useful: what was found of it, and whether that is enough."""

    name: str
    found: str
    needed: str
    fine: bool
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Trial:
    """A small computation, the answer that is known, and the answer that came."""

    name: str
    expected: str
    answer: str

    @property
    def passed(self) -> bool:
        """Say whether the known answer came."""
        return self.answer == self.expected


def doctor(as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """Check this installation and run a self-test.

    Exit code 3: a needed part is missing or too old.  Exit code 1: the self-test fails.

    Example:
      dmfproof doctor
    """
    parts = [_python(), *_libraries(), _kernel(), _coq()]
    complete = all(part.fine or part.optional for part in parts)
    trials = [_run(*trial) for trial in _TRIALS] if complete else []
    healthy = complete and all(trial.passed for trial in trials)
    if as_json:
        shown_trials = [{**asdict(trial), "passed": trial.passed} for trial in trials]
        shown_parts = [asdict(part) for part in parts]
        print_json({"schema": "dmfproof.doctor/1", "healthy": healthy, "parts": shown_parts, "self_test": shown_trials})
    else:
        _print_tables(parts, trials, complete, healthy)
    if not complete:
        leave(ExitCode.PART_MISSING)
    leave(ExitCode.AS_CLAIMED if healthy else ExitCode.REFUTED)


def _print_tables(parts: list[Part], trials: list[Trial], complete: bool, healthy: bool) -> None:
    console = page()
    table = new_table("part", "found", "needed", "")
    for part in parts:
        state = "ok" if part.fine else "optional" if part.optional else "NEEDED"
        table.add_row(part.name, part.found, part.needed, state)
    console.print(table)
    if trials:
        table = new_table("self-test", "expected", "answer", "")
        for trial in trials:
            table.add_row(trial.name, trial.expected, trial.answer, "ok" if trial.passed else "WRONG")
        console.print()
        console.print(table)
    console.print()
    advice = "The self-test fails: do not trust this installation." if complete else "Install what is missing with pip."
    console.print("Everything is in order." if healthy else advice)


def _python() -> Part:
    from importlib.metadata import PackageNotFoundError, metadata

    from packaging.specifiers import SpecifierSet

    try:
        needed = metadata("dmfproof")["Requires-Python"]
    except PackageNotFoundError:
        needed = ">=3.11"
    found = platform.python_version()
    return Part("Python", found, needed, SpecifierSet(needed).contains(found, prereleases=True))


def _libraries() -> Iterator[Part]:
    from importlib.metadata import PackageNotFoundError, requires, version

    from packaging.requirements import Requirement

    try:
        needs = requires("dmfproof") or []
    except PackageNotFoundError:
        yield Part("dmfproof itself", "not installed", "pip install", fine=False)
        return
    for need in map(Requirement, needs):
        if need.marker is not None and not need.marker.evaluate():
            continue
        try:
            found = version(need.name)
        except PackageNotFoundError:
            yield Part(need.name, "none", str(need.specifier), fine=False)
            continue
        yield Part(need.name, found, str(need.specifier), need.specifier.contains(found, prereleases=True))


def _kernel() -> Part:
    try:
        from dmfproof.arithmetic.kernel import Backend, backend, describe
    except ImportError as error:
        return Part("C kernel", f"not loaded: {error}", "for speed", fine=False, optional=True)
    return Part("C kernel", describe(), "for speed", backend() is Backend.C, optional=True)


def _coq() -> Part:
    program = shutil.which("coqc")
    if program is None:
        return Part("coqc", "none", "to recheck proofs in Coq", fine=False, optional=True)
    try:
        answer = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=20, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        answer = ""
    found = answer.splitlines()[0] if answer else "does not start"
    return Part("coqc", found, "to recheck proofs in Coq", bool(answer), optional=True)


def _run(name: str, expected: str, trial: Callable[[], str]) -> Trial:
    try:
        return Trial(name, expected, trial())
    except Exception as error:
        return Trial(name, expected, f"{type(error).__name__}: {error}")


def _hitting_trial() -> str:
    from dmfproof.dynamics.hitting import hitting_time
    from dmfproof.problem import Problem

    return str(hitting_time(Problem(depth=2, lam=1, alpha="1/100", eta="1/5", eps="1/2")).k)


def _flow_trial() -> str:
    from dmfproof.bounds import flow_time

    # U(1; 3/5 -> 4/5) = ln(16/9) for N = 2.
    found = flow_time(depth=2, lam=1, start="3/5", end="4/5", digits=30)
    return found.low[:24]


def _mutant_trial() -> str:
    from dmfproof.statements.examine import examine
    from dmfproof.statements.scalar.theorem_2_4 import STATEMENT

    mutant = next(mutant for mutant in STATEMENT.mutants if mutant.name == "no_delay")
    return examine(mutant.claim, mutant.witness or {}).outcome.value


_TRIALS = (
    ("a hitting time (N = 2)", "25", _hitting_trial),
    ("a flow time: ln(16/9)", "0.5753641449035618548784", _flow_trial),
    ("a false claim", "refuted", _mutant_trial),
)

COMMANDS = (doctor,)
