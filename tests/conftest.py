"""Set Hypothesis up for the whole suite: the same examples in every run, no deadline on a loaded machine."""

from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("quick", derandomize=True, deadline=None, max_examples=60)
settings.load_profile("quick")


@pytest.fixture(autouse=True)
def record_of_the_test(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep campaigns of tests out of the user's record."""
    monkeypatch.setenv("DMFPROOF_RECORD", str(tmp_path / "record-of-the-test.sqlite"))
