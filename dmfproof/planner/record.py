"""Hold an early-stopping plan: for every plateau what is guaranteed and what is so, and when to stop."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Literal

from dmfproof.errors import InvalidInput
from dmfproof.planner.exact import ExactWindow
from dmfproof.planner.spectrum import EnclosedSpectrum
from dmfproof.planner.theorem import Guarantee, Obstacle
from dmfproof.rational import write

__all__ = ["Initialisation", "Plan", "Plateau", "Stopper"]

Initialisation = Literal["identical", "perturbed"]


@dataclass(frozen=True, slots=True)
class Plateau:
    """One plateau L: the effective rank of What_L (enclosed), what is guaranteed, and what is so.

    guarantee -- Theorem 3.5's window, or None with `obstacle`, the inequality that leaves it empty;
    exact -- the exact window, or None with `unseen`, the reason.
    """

    rank: int
    effective_rank: tuple[Fraction, Fraction]
    guarantee: Guarantee | None
    obstacle: Obstacle | None
    exact: ExactWindow | None
    unseen: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the plateau as JSON: rationals and counts as text."""
        out: dict[str, Any] = {"rank": self.rank, "effective_rank": [write(end) for end in self.effective_rank]}
        if self.guarantee is not None:
            found = self.guarantee
            end = None if found.end is None else str(found.end)
            out["guaranteed"] = {"start": str(found.start), "end": end, "bound": write(found.bound)}
            out["guaranteed"] |= {"e": write(found.accuracy)}
            out["guaranteed"] |= {"e_prime": None if found.cap is None else write(found.cap)}
        elif self.obstacle is not None:
            out["guaranteed"] = None
            out["obstacle"] = {"name": self.obstacle.name, "says": self.obstacle.says}
        if self.exact is not None:
            end = None if self.exact.end is None else str(self.exact.end)
            ends = {"before": self.exact.before.value, "after": self.exact.after.value}
            out["exact"] = {"start": str(self.exact.start), "end": end} | ends
        else:
            out |= {"exact": None, "unseen": self.unseen}
        return out


@dataclass(frozen=True, slots=True)
class Stopper:
    """Say when to stop: `stopper(k)` is True from step `step` on."""

    step: int

    def __call__(self, k: int) -> bool:
        """Return whether step k is at or beyond the planned step."""
        return k >= self.step


@dataclass(frozen=True, slots=True)
class Plan:
    """When to stop gradient descent on a matrix, for every plateau of the effective rank; see `plan`.

    target -- the plateau that was asked for, or is proposed; proposed -- which of rank, alpha, eta, beta and gamma
    were not given; followed -- the last step of the certified iteration; curve -- (k, low, high), enclosures of r(W(k))
    at some of the steps; notes -- what the reader has to know besides.
    """

    depth: int
    init: Initialisation
    alpha: Fraction
    beta: Fraction | None
    eta: Fraction
    gamma: Fraction
    target: int
    proposed: tuple[str, ...]
    plateaus: tuple[Plateau, ...]
    followed: int
    notes: tuple[str, ...]
    spectrum: EnclosedSpectrum = field(repr=False)
    curve: tuple[tuple[int, float, float], ...] = field(repr=False)

    def plateau(self, rank: int) -> Plateau:
        """Return plateau L.  Raises `InvalidInput` where the plan has none."""
        for plateau in self.plateaus:
            if plateau.rank == rank:
                return plateau
        known = ", ".join(str(plateau.rank) for plateau in self.plateaus[:8])
        raise InvalidInput("rank", rank, "not a plateau of this plan", f"there are {known}", "Choose one of these")

    def stop_at(self, rank: int | None = None) -> int:
        """Return the first step of a plateau's window: the guaranteed one, else the exact one.

        Raises `InvalidInput` where there is neither.
        """
        chosen = self.plateau(self.target if rank is None else rank)
        window = chosen.guarantee or chosen.exact
        if window is None:
            why = chosen.obstacle.says if chosen.obstacle else chosen.unseen
            raise InvalidInput("rank", chosen.rank, "without a window", why, "Choose another plateau, alpha or gamma")
        return window.start

    def stopper(self, rank: int | None = None) -> Stopper:
        """Return a callable for a training loop: `if stopper(k): break` stops at `stop_at(rank)`."""
        return Stopper(self.stop_at(rank))

    def as_json(self) -> dict[str, Any]:
        """Return the object of schema ``dmfproof.plan/1``: counts and rationals as text."""
        clusters = self.spectrum.clusters
        out: dict[str, Any] = {"schema": "dmfproof.plan/1", "size": self.spectrum.size, "depth": self.depth}
        out |= {"init": self.init, "alpha": write(self.alpha), "eta": write(self.eta), "gamma": write(self.gamma)}
        if self.beta is not None:
            out["beta"] = write(self.beta)
        out |= {"target": self.target, "proposed": list(self.proposed), "followed": self.followed}
        out["criterion"] = "|r(W(k)) - r(What_L)| <= gamma"
        out["plateaus"] = [plateau.as_json() for plateau in self.plateaus]
        out["eigenvalues"] = [
            {"low": write(one.low), "high": write(one.high), "count": one.count, "single": one.single}
            for one in clusters
        ]
        return out | {"notes": list(self.notes)}
