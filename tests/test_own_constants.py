"""The points of a campaign do not depend on what code is imported beside it."""

import sys

import pytest
from hypothesis import Phase, given, seed, settings
from hypothesis import strategies as st

from dmfproof.campaign.own_constants import without_local_constants


def draws():
    found = []

    @seed(3)
    @settings(max_examples=300, database=None, phases=[Phase.generate])
    @given(st.integers(0, 10**9))
    def keep(value):
        found.append(value)

    keep()
    return found


@pytest.fixture
def imported(tmp_path, monkeypatch):
    """Import a module that is full of constants."""
    (tmp_path / "constants_beside.py").write_text(f"VALUES = {list(range(7 * 10**8, 7 * 10**8 + 400))}")
    monkeypatch.syspath_prepend(tmp_path)
    import constants_beside

    yield set(constants_beside.VALUES)
    del sys.modules["constants_beside"]


def test_constants_of_imported_code_are_not_drawn(imported):
    with without_local_constants():
        assert not imported & set(draws())


def test_they_are_drawn_without_this_protection(imported):
    assert imported & set(draws())
