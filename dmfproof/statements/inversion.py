"""Enclose the gradient flow y(t) by inverting its time, U(lam; alpha -> y(t)) = t (CGMR (28), Lemma 2.5)."""

from __future__ import annotations

from dmfproof.arithmetic.ball import arb, current_bits
from dmfproof.arithmetic.evaluator_ball import BallEvaluator
from dmfproof.statements import flow_forms

__all__ = ["flow_value"]


def flow_value(depth: int, truth: arb, start: arb, time: arb) -> arb:
    """Enclose y(time) for y' = y^(N-1)(lam - y^N), y(0) = start > 0, at the working precision.

    Depth 1, depth 2 and lam = 0 have closed forms (Lemma 2.5); otherwise the monotone flow time
    is bisected with certified comparisons.
    """
    if time == 0:
        return start
    if depth == 1:
        return truth + (start - truth) * (-time).exp()
    if truth == 0:
        power = 2 * depth - 2
        return 1 / (1 / start**power + power * time).root(power)
    if depth == 2:
        square = truth * start**2 / (start**2 + (truth - start**2) * (-2 * truth * time).exp())
        return square.sqrt()
    return _bracket(depth, truth, start, time)


def _time(depth: int, truth: arb, start: arb, end: arb) -> arb:
    form = flow_forms.real_form(depth, 1 if truth > 0 else -1)
    value: arb = BallEvaluator({flow_forms.lam: truth, flow_forms.a: start, flow_forms.m: end})(form)
    return value


def _bracket(depth: int, truth: arb, start: arb, time: arb) -> arb:
    """Bisect between the start and the limit, keeping U(start -> near) <= t <= U(start -> far).

    The flow time increases along the path and is infinite at the limit, so y(t) always lies between `near` and
    `far`; bisection ends where the ends agree to the working precision or a comparison is undecided.
    """
    near, far = start, abs(truth).root(depth) if truth > 0 else arb(0)
    for _ in range(4 * current_bits()):
        middle = ((near.mid() + far.mid()) / 2).mid()
        passed = _time(depth, truth, start, middle) - time
        if passed <= 0:
            near = middle
        elif passed >= 0:
            far = middle
        else:
            break
        if abs(near - far) < abs(near) * arb(2) ** (4 - current_bits()):
            break
    return near.union(far)
