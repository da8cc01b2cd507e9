"""Attack statements in a pytest run: this module is pytest's plugin, loaded wherever dmfproof is installed.

    pytest --dmf-statements lemmas/ --dmf-profile standard

collects every claim and every mutant of the statement files in ``lemmas/`` as a test of its own.  In test files the
fixture `dmf_attack` attacks a claim and fails where it is refuted or vacuous.  Both carry the marker ``dmf``, and
leave JUnit properties: verdict, tightness, points.  A counterexample is kept as JSON in pytest's cache and is
examined first in the next run.  ``--hypothesis-seed`` chooses the points; without it they are the same in every run.

Nothing of dmfproof is imported before an option, a marker or a fixture asks for it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from dmfproof.campaign.attack import Profile, Record
    from dmfproof.statements.model import Claim, Statement

__all__ = ["StatementFile"]

_PROFILES = ("quick", "standard", "deep")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --dmf-profile and --dmf-statements."""
    group = parser.getgroup("dmfproof")
    group.addoption("--dmf-profile", choices=_PROFILES, default=None, help="how hard claims are attacked (quick)")
    group.addoption(
        "--dmf-statements", action="append", default=[], metavar="PATH",
        help="a statement file, or a folder of them, whose claims and mutants become tests; may be repeated",
    )  # fmt: skip


def pytest_configure(config: pytest.Config) -> None:
    """Declare the marker, set Hypothesis's profile where one is asked for, and add the statements to the arguments."""
    config.addinivalue_line("markers", "dmf: attacks claims of a theory (select with -m dmf or -m 'not dmf')")
    if config.getoption("--dmf-profile") is not None and not config.getoption("--hypothesis-profile", None):
        from hypothesis import settings  # whose import registers the profiles

        settings.load_profile(f"dmf-{config.getoption('--dmf-profile')}")
    if config.getoption("--dmf-statements"):
        seed_for(config)  # a wrong seed is said now, not once a claim
    for path in config.getoption("--dmf-statements"):
        resolved = str(config.invocation_params.dir / path)
        if not os.path.exists(resolved):
            raise pytest.UsageError(f"--dmf-statements {path}: there is no such file or folder")
        if resolved not in config.args:
            config.args.append(resolved)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> StatementFile | None:
    """Collect the statement files that --dmf-statements names."""
    named = [Path(parent.config.invocation_params.dir / path).resolve()
             for path in parent.config.getoption("--dmf-statements")]  # fmt: skip
    path = file_path.resolve()
    if path.suffix != ".py" or not any(path == one or path.parent == one for one in named):
        return None
    if "STATEMENT" not in path.read_text(encoding="utf-8", errors="replace"):
        return None
    node: StatementFile = StatementFile.from_parent(parent, path=file_path)
    return node


def seed_for(config: pytest.Config) -> int:
    """Return the seed that --hypothesis-seed gives, 0 without it (the word random is turned into a random number)."""
    given = config.getoption("--hypothesis-seed", None)
    if given in (None, ""):
        return 0
    if given == "random":
        import secrets

        return secrets.randbits(32)
    try:
        return int(given)
    except ValueError:
        raise pytest.UsageError(f"--hypothesis-seed {given}: give a whole number or the word random") from None


class StatementFile(pytest.File):
    """A user's statement file; what is wrong in it is reported as an error of the collection, with its line."""

    def collect(self) -> Iterator[pytest.Item]:
        """Yield one item a claim and one a mutant."""
        from dmfproof.errors import InvalidInput
        from dmfproof.statements.catalogue import find

        path = os.path.relpath(self.path, self.config.invocation_params.dir)
        try:
            statement = find(Path(path).as_posix())
        except InvalidInput as error:
            raise self.CollectError(str(error)) from None
        for claim in statement.claims:
            yield _Item.from_parent(self, name=claim.name, statement=statement, claim=claim, false=False)
        for mutant in statement.mutants:
            yield _Item.from_parent(self, name=mutant.name, statement=statement, claim=mutant.claim, false=True)


class _Failed(Exception):
    """A claim that is refuted or vacuous, or a mutant that survives; the message is all there is to say."""


class _Item(pytest.Item):
    """Attack one claim, which has to survive, or one mutant, which has to die."""

    def __init__(self, *, statement: Statement, claim: Claim, false: bool, **rest: Any) -> None:
        super().__init__(**rest)
        self.statement, self.claim, self.false = statement, claim, false
        self.add_marker("dmf")

    def runtest(self) -> None:
        """Attack."""
        record = attack_claim(self, self.claim, self.statement.id, self.statement, mutant=self.false)
        complaint = survives(record) if self.false else fails(record, self.statement.id)
        if complaint:
            raise _Failed(complaint)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Say what was found, without a traceback."""
        if isinstance(excinfo.value, _Failed):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Name the claim."""
        return self.path, None, f"{'mutant' if self.false else 'claim'} {self.name}"


def attack_claim(
    item: pytest.Item, claim: Claim, statement: str, owner: Statement | None = None, *, mutant: bool = False
) -> Record:
    """Attack a claim in the run of `item`, the counterexample of an earlier run first, and leave JUnit properties.

    owner -- the statement, where it is known, whose own witnesses are examined, too.
    """
    from dmfproof.campaign.attack import attack, refuting_witness
    from dmfproof.campaign.polish import simplest
    from dmfproof.campaign.verification import seed_of

    profile = _profile(item.config)
    key = f"dmfproof/witnesses/{statement.replace('/', '_')}-{claim.name.replace('/', '_')}"
    record = _replayed(item.config, key, claim, profile)
    if record is None:
        examples = profile.draws_for(statement, mutant=mutant)
        seed = seed_of(seed_for(item.config), statement, claim.name)
        record = attack(claim, examples=examples, seed_value=seed, budget=profile.budget)
        if record.counterexample is None and owner is not None and not mutant:
            record.counterexample, record.why = refuting_witness(owner, claim, profile.budget) or (None, "")
        if record.counterexample is not None and not mutant:
            simple = simplest(claim, record.counterexample, profile.budget)
            record.counterexample, record.why = simple["point"], simple["why"]
    _keep(item.config, key, statement, claim.name, record)
    summary = record.summary()
    verdict = "vacuous" if record.vacuous else summary["outcome"]
    item.user_properties += [("dmf_verdict", verdict), ("dmf_points", record.certified)]
    if summary["tightness"]:
        item.user_properties.append(("dmf_tightness", summary["tightness"]["most"]))
    return record


def _replayed(config: pytest.Config, key: str, claim: Claim, profile: Profile) -> Record | None:
    """Examine the counterexample of an earlier run; None where there is none, or where it refutes no more."""
    from dmfproof.campaign.attack import Record
    from dmfproof.errors import DmfproofError
    from dmfproof.statements.examine import examine
    from dmfproof.verdict import Outcome

    cache = getattr(config, "cache", None)
    kept = cache.get(key, None) if cache is not None else None
    if not isinstance(kept, dict) or not isinstance(kept.get("point"), dict):
        return None
    try:
        verdict = examine(claim, kept["point"], budget=profile.budget)
    except DmfproofError:
        return None  # the claim has changed since
    if verdict.outcome is not Outcome.REFUTED:
        return None
    record = Record(claim.name, drawn=1, counterexample=dict(kept["point"]), found_after=1)
    record.why = f"{verdict.reason} (found by an earlier run)"
    return record


def _keep(config: pytest.Config, key: str, statement: str, claim: str, record: Record) -> None:
    cache = getattr(config, "cache", None)
    if cache is not None and record.counterexample is not None:
        cache.set(key, {"statement": statement, "claim": claim, "point": record.counterexample})


def fails(record: Record, statement: str) -> str:
    """Say why a claim fails: refuted, vacuous, or decided at no point; "" where it does not."""
    from dmfproof.replay import replay_command

    if record.counterexample is not None:
        again = f"dmfproof.examine(claim, {record.counterexample})"
        if "::" not in statement:  # a test that names no statement: the claim is known to its Python only
            again = replay_command(statement, record.claim, record.counterexample)
        return f"refuted: {record.why}\n{again}"
    if record.vacuous:
        return f"vacuous: none of {record.drawn} drawn points is one that the claim speaks of"
    if not record.certified:
        reasons = "; ".join(sorted(record.undecided)) or "no reason"
        return f"undecided at all {sum(record.undecided.values())} points: {reasons}"
    return ""


def survives(record: Record) -> str:
    """Say that a mutant survives; "" where it is refuted."""
    if record.counterexample is not None:
        return ""
    return f"survived: no counterexample in {record.drawn} draws, so the check is too weak or the mutant is true"


def _profile(config: pytest.Config) -> Profile:
    from dmfproof.campaign.attack import PROFILES

    return PROFILES[config.getoption("--dmf-profile") or "quick"]


@pytest.fixture(scope="session")
def dmf_profile(request: pytest.FixtureRequest) -> Profile:
    """Return the profile of --dmf-profile: draws for a claim and for a mutant, and the budget of a point."""
    return _profile(request.config)


@pytest.fixture
def dmf_attack(request: pytest.FixtureRequest) -> Callable[..., Record]:
    """Return a function that attacks a claim, `dmf_attack(claim, statement="id", mutant=False)`, returning its record.

    A claim must survive and not be vacuous, a mutant must die; else the test fails with what was found.
    """

    def run(claim: Claim, statement: str = "", *, mutant: bool = False) -> Record:
        identifier = statement or request.node.nodeid
        record = attack_claim(request.node, claim, identifier, mutant=mutant)
        complaint = survives(record) if mutant else fails(record, identifier)
        if complaint:
            pytest.fail(complaint, pytrace=False)
        return record

    return run


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that use the fixture."""
    for item in items:
        names: Mapping[str, Any] = getattr(item, "fixturenames", {}) or {}
        if "dmf_attack" in names:
            item.add_marker("dmf")
