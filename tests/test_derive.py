"""Derivations are verified by exact algebra, for symbolic depths."""

import pytest
import sympy as sp

from dmfproof.proof.derive import derive, verify_step
from dmfproof.statements.model import Source, Statement, Step
from dmfproof.verdict import Outcome

N = sp.Symbol("N", integer=True, positive=True)
u, v, w = sp.symbols("u v w", positive=True)
y = sp.Symbol("y", real=True)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (sp.Integer(0), sp.Integer(0)),
        (u - u, sp.Integer(0)),
        (u ** (N - 1) * u, u**N),
        ((u * v) ** N, u**N * v**N),
        ((u**2) ** (N / 2), u**N),
        ((u**N - v**N) * (u**N + v**N), u ** (2 * N) - v ** (2 * N)),
        (u ** (2 - 2 / N), u**2 * u ** (-1 / N) * u ** (-1 / N)),
        (sp.sqrt(u) * sp.sqrt(u), u),
        (1 / (u**N - v) - 1 / (u**N + v), 2 * v / (u ** (2 * N) - v**2)),
        (sp.Derivative(u**N, u), N * u ** (N - 1)),
        (2 ** (N + 1), 2 * 2**N),
        ((y + 1) ** 2, y**2 + 2 * y + 1),
        ((u + v) ** (N + 1), (u + v) ** N * (v + u)),
        (sp.log(u) * u**N, u * sp.log(u) * u ** (N - 1)),
    ],
)
def test_an_identity_is_certified(left, right):
    assert verify_step(Step("", left, right)) is Outcome.CERTIFIED


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (u, v),
        (u ** (N - 1) * u, u ** (N + 1)),
        ((u + v) ** N, u**N + v**N),
        (sp.Derivative(u**N, u), (N - 1) * u ** (N - 1)),
        (u**N, u**N + sp.Rational(1, 10**60)),
        (1 / (u**N - u**N * v) + 1, 1 / (u**N - u**N * v)),
    ],
)
def test_a_false_identity_is_refuted(left, right):
    assert verify_step(Step("", left, right)) is Outcome.REFUTED


def test_a_depth_that_only_satisfies_the_identity_sometimes_does_not_certify_it():
    assert verify_step(Step("", u ** (N * (N - 2) * (N - 3) * (N - 4) * (N - 5)), u**0)) is Outcome.UNDECIDED


def test_a_root_of_a_square_is_not_taken_for_a_number_of_either_sign():
    assert verify_step(Step("", sp.Pow(y**2, sp.Rational(1, 2), evaluate=False), y)) is not Outcome.CERTIFIED


def test_an_identity_outside_the_algebra_is_undecided():
    assert verify_step(Step("", sp.sin(u) ** 2 + sp.cos(u) ** 2, sp.Integer(1))) is Outcome.UNDECIDED


def test_division_by_what_vanishes_identically_certifies_nothing():
    zero = sp.Add(u**N, -(u ** (N - 1)) * u, evaluate=False)
    assert verify_step(Step("", 1 / zero, 2 / zero)) is not Outcome.CERTIFIED


def test_derive_verifies_step_after_step():
    steps = (Step("true", u + u, 2 * u), Step("false", u + u, 3 * u))
    statement = Statement(id="x", title="x", source=Source("x", "1"), claims=(), derivation=steps)
    assert [outcome for _, outcome in derive(statement)] == [Outcome.CERTIFIED, Outcome.REFUTED]
