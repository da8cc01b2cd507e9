"""Write the command that examines one claim at one recorded point again."""

from __future__ import annotations

import shlex
from collections.abc import Mapping

__all__ = ["replay_command"]


def replay_command(statement: str, claim: str, point: Mapping[str, str]) -> str:
    """Return the shell command for a claim (or mutant) of a statement at a point as `write_point` wrote it."""
    words = ["dmfproof", "examine", statement, claim]
    for name, value in point.items():
        words += ["--at", f"{name}={value}"]
    return shlex.join(words)
