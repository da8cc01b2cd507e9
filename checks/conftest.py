"""Choose how hard the checks attack: `pytest checks --dmf-profile quick|standard|deep`."""

from __future__ import annotations

import pytest

from dmfproof.campaign.attack import PROFILES, Profile


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--dmf-profile", choices=sorted(PROFILES), default="quick", help="how hard the checks attack")


@pytest.fixture(scope="session")
def profile(request: pytest.FixtureRequest) -> Profile:
    return PROFILES[request.config.getoption("--dmf-profile")]
