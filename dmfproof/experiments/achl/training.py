"""Descend on the factors of a product W = W_N ... W_1 in binary64, by one step size for all of them at a time.

With one step size for all factors each method is Euler's method for the gradient flow: it takes steps of varying length
along it, and the flow's time is the sum of the step sizes.  That is why ACHL use *one* second moment.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, pairwise
from typing import Protocol

import numpy as np

from dmfproof.experiments.achl.losses import Loss
from dmfproof.experiments.experiment import Array

__all__ = [
    "GroupRMSprop",
    "State",
    "StepRule",
    "Steps",
    "Trained",
    "descend",
    "factor_gradients",
    "gaussian_factors",
    "scaled_identities",
    "train",
]


class StepRule(Protocol):
    """Choose the step size; a rule with a memory serves one run only."""

    def step_size(self, squared_norm: float) -> float:
        """Return the step size, given the squared norm of the whole gradient."""


@dataclass(slots=True)
class Steps:
    """Take steps of one size: plain gradient descent."""

    size: float

    def step_size(self, squared_norm: float) -> float:
        """Return the one size."""
        return self.size


@dataclass(slots=True)
class GroupRMSprop:
    """Divide the rate by a running root mean square of the whole gradient's norm (as ACHL's published code does).

    One second moment v for all parameters: v <- decay v + (1 - decay) ||grad||^2, corrected for its start at 0, and
    step size rate / (sqrt(v) + epsilon).
    """

    rate: float = 1e-3
    decay: float = 0.99
    epsilon: float = 1e-4
    _moment: float = 0.0
    _power: float = 1.0

    def step_size(self, squared_norm: float) -> float:
        """Take the gradient's squared norm into the mean, and return the step size."""
        self._moment = self.decay * self._moment + (1 - self.decay) * squared_norm
        self._power *= self.decay
        return self.rate / (math.sqrt(self._moment / (1 - self._power)) + self.epsilon)

    def as_json(self) -> dict[str, float]:
        """Return the three parameters."""
        return {"rate": self.rate, "decay": self.decay, "epsilon": self.epsilon}


@dataclass(frozen=True, slots=True)
class State:
    """Where descent is before a step; later steps leave it as it is."""

    iteration: int
    time: float
    product: Array
    loss: float
    slope: Array
    factors: Sequence[Array]


def descend(loss: Loss, factors: Sequence[Array], rule: StepRule) -> Iterator[State]:
    """Yield the states 0, 1, ... without end; `factors` starts with W_1, the one that acts first."""
    weights, time = list(factors), 0.0
    for iteration in count():
        below = [weights[0]]  # below[j] = W_{j+1} ... W_1
        for weight in weights[1:]:
            below.append(weight @ below[-1])
        value, slope = loss.value_and_slope(below[-1])
        yield State(iteration, time, below[-1], value, slope, weights)
        gradients = factor_gradients(weights, below, slope)
        size = rule.step_size(sum(float(np.vdot(gradient, gradient)) for gradient in gradients))
        weights = [weight - size * gradient for weight, gradient in zip(weights, gradients, strict=True)]
        time += size


def factor_gradients(weights: Sequence[Array], below: Sequence[Array], slope: Array) -> list[Array]:
    """Return (W_N ... W_{j+1})' grad ell(W) (W_{j-1} ... W_1)' for j = 1, ..., N; below[j-1] is W_j ... W_1."""
    gradients = []
    for j in range(len(weights) - 1, 0, -1):
        gradients.append(slope @ below[j - 1].T)
        slope = weights[j].T @ slope
    return [slope, *reversed(gradients)]


@dataclass(frozen=True, slots=True)
class Trained:
    """What a run ended with; `ended` is "loss" (small enough), "budget" (of iterations) or "diverged"."""

    product: Array
    iterations: int
    loss: float
    ended: str


def train(loss: Loss, factors: Sequence[Array], rule: StepRule, *, stop_at: float, max_iterations: int) -> Trained:
    """Descend until the loss is at most `stop_at`, or for that many iterations."""
    with np.errstate(over="ignore", invalid="ignore"):  # a run that diverges is told so
        for state in descend(loss, factors, rule):
            ended = "loss" if state.loss <= stop_at else "budget" if state.iteration >= max_iterations else ""
            if not math.isfinite(state.loss):
                ended = "diverged"
            if ended:
                return Trained(state.product, state.iteration, state.loss, ended)
    raise AssertionError("descent has no end of its own")


def gaussian_factors(shape: tuple[int, int], depth: int, scale: float, random: np.random.Generator) -> list[Array]:
    """Return factors with normal entries of standard deviation scale^(1/N) h^(-1/2), h = min(shape) the hidden size.

    The product's entries then have standard deviation scale h^(-1/2), whatever the depth, and small factors are
    nearly balanced.
    """
    hidden = min(shape)
    sizes = [shape[1], *[hidden] * (depth - 1), shape[0]]
    deviation = scale ** (1 / depth) * hidden**-0.5
    return [deviation * random.standard_normal((after, before)) for before, after in pairwise(sizes)]


def scaled_identities(size: int, depth: int, scale: float) -> list[Array]:
    """Return W_j = scale^(1/N) I: exactly balanced, and scale I as product."""
    return [scale ** (1 / depth) * np.eye(size) for _ in range(depth)]
