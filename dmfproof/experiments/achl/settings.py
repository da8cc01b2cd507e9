"""Say what is run at which size; every number that was chosen stands here or in the module of its experiment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from dmfproof.errors import InvalidInput
from dmfproof.experiments.achl.losses import Completion, Sensing, low_rank, random_entries, random_measurements
from dmfproof.experiments.experiment import Array

__all__ = ["DEPTHS", "MAX_ITERATIONS", "PARTS", "SCALE", "SIZES", "STOP_AT", "Setting", "chosen_parts", "generator"]

DEPTHS = (1, 2, 3, 4)
SCALE = 1e-3
"""The product's initial entries have standard deviation SCALE n^(-1/2)."""
STOP_AT = 1e-6
MAX_ITERATIONS = 200_000
PARTS = ("completion", "sensing", "paths", "incremental", "co2")


@dataclass(frozen=True, slots=True)
class Setting:
    """A family of random problems: a ground truth of size n x n and rank r, and how many measurements of it."""

    part: Literal["completion", "sensing"]
    size: int
    rank: int
    count: int
    seeds: int

    @property
    def name(self) -> str:
        """Name the setting shortly, as file names and tables do."""
        return f"{self.part}_n{self.size}_r{self.rank}_m{self.count}"

    def problem(self, seed: int, index: int) -> tuple[Array, Completion | Sensing]:
        """Draw the ground truth and its measurements; the same for all depths."""
        random = generator(seed, self.name, index, "problem")
        truth = low_rank(self.size, self.rank, random)
        if self.part == "completion":
            return truth, random_entries(truth, self.count, random)
        return truth, random_measurements(truth, self.count, random, deviation=1 / self.size)


_SMALL = (Setting("completion", 30, 2, 270, 10), Setting("sensing", 20, 2, 120, 10))
SIZES = {
    "small": _SMALL,
    "full": (
        *_SMALL,
        Setting("completion", 100, 5, 2000, 3),
        Setting("completion", 100, 5, 5000, 3),
        Setting("sensing", 30, 3, 450, 3),
    ),
}


def chosen_parts(names: Sequence[str]) -> tuple[str, ...]:
    """Return the parts in their order, all where none is named.  Raises `InvalidInput` for an unknown one."""
    for name in names:
        if name not in PARTS:
            holds = f"the parts are {', '.join(PARTS)}"
            raise InvalidInput("part", name, "unknown", holds, "Choose some, or none for all")
    return tuple(part for part in PARTS if part in names or not names)


def generator(seed: int, *names: str | int) -> np.random.Generator:
    """Return a generator of its own for a piece of work, so that no piece depends on which others run."""
    words = [int.from_bytes(str(name).encode(), "big") for name in names]
    return np.random.default_rng([seed, *words])
