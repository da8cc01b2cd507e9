"""Choose how hard the checks attack with the plugin's option: `pytest checks --dmf-profile quick|standard|deep`."""

from __future__ import annotations

import pytest

from dmfproof.campaign.attack import Profile


@pytest.fixture(scope="session")
def profile(dmf_profile: Profile) -> Profile:
    return dmf_profile
