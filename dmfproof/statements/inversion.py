"""Enclose the gradient flow y(t) by inverting its time, U(lam; alpha -> y(t)) = t (CGMR (28), Lemma 2.5).

Depth 1, depth 2 and lam = 0 have closed forms.  Otherwise an enclosure [near, far] of y(t) is narrowed.  The flow time
increases along the path, so a certified comparison of U(alpha -> z) with t drops what lies beyond z; and by the mean
value theorem t - U(alpha -> z) tells how far from z, which cuts a narrow enclosure to the square of its width.
"""

from __future__ import annotations

from collections.abc import Iterator

from dmfproof.arithmetic.ball import arb, current_bits
from dmfproof.arithmetic.evaluator import DEFAULT_BUDGET, Remembering, Undetermined, evaluator_at, extend
from dmfproof.arithmetic.evaluator_ball import BallEvaluator
from dmfproof.statements import flow_forms

__all__ = ["flow_value"]


def flow_value(depth: int, truth: arb, start: arb, time: arb) -> arb:
    """Enclose y(time) for y' = y^(N-1)(lam - y^N), y(0) = start > 0, time >= 0, at the working precision.

    The enclosure is as narrow as the precision allows, and right however wide it is.  Raises `Undetermined` where the
    sign of lam, or the side of the root on which the flow starts, is undecided.
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
    return _narrow(depth, truth, start, time, _bracket(depth, truth, start, time))


def _bracket(depth: int, truth: arb, start: arb, time: arb) -> tuple[arb, arb]:
    """Enclose y(t) from below and above by flows with explicit solutions.

    lam > 0: y' = h(y)(rho - y) with h increasing, so rho - y lies between (rho - start) exp(-h t) for h at the start
    and at
    rho.  lam < 0: y' = -c y^(N-1) with c between |lam| and |lam| + start^N.
    """
    if truth > 0:
        root = truth.root(depth)
        if not (start < root or start > root):
            raise Undetermined("the side of the root on which the flow starts is undecided")
        rates = (_secant(depth, start, root), _secant(depth, root, root))
        ends = [root - (root - start) * (-rate * time).exp() for rate in rates]
        return ends[0].min(ends[1]), ends[0].max(ends[1])
    if not truth < 0:
        raise Undetermined("the sign of the ground truth is undecided")
    power = depth - 2
    ends = [1 / (1 / start**power + power * c * time).root(power) for c in (-truth, start**depth - truth)]
    return ends[1], ends[0]


def _secant(depth: int, x: arb, root: arb) -> arb:
    """Return h(x), G(x) = h(x) (rho - x)."""
    total = arb(0)
    for j in range(depth):
        total += x ** (depth - 1 - j) * root**j
    return x ** (depth - 1) * total


def _narrow(depth: int, truth: arb, start: arb, time: arb, bracket: tuple[arb, arb]) -> arb:
    low, high = bracket
    form = flow_forms.real_form(1 if truth > 0 else -1)  # `FlowTime` has 2F1, so that Lemma 2.5 compares two ways
    at = Remembering({flow_forms.N: depth, flow_forms.lam: truth, flow_forms.a: start})
    root = truth.root(depth) if truth > 0 else None
    rises = root is not None and start < root
    # The flow stays between its start and the root (0 for lam < 0), whatever rounding has done to the bracket.
    if rises:
        low = low.max(start)
    else:
        high = high.min(start)
        low = low if root is None else low.max(root)
    for _ in range(4 * current_bits()):
        width = high - low
        if not width > abs(high) * arb(2) ** (8 - current_bits()):
            break
        middle = _middle(low, high, root)
        late = time - evaluator_at(BallEvaluator, extend(at, flow_forms.m, middle), DEFAULT_BUDGET)(form)
        if not late.is_finite():
            break
        if (late >= 0 and rises) or (late <= 0 and not rises):
            low = low.max(middle)
        elif late >= 0 or late <= 0:
            high = high.min(middle)
        whole = low.union(high).union(middle)
        for cut in _cuts(depth, truth, root, middle, late, whole):
            if cut.is_finite():
                low, high = low.max(cut.lower()), high.min(cut.upper())
        if not high - low < width:
            break
    return low.union(high)


def _middle(low: arb, high: arb, root: arb | None) -> arb:
    """Split where halving tells most: in orders of magnitude of y, or of its distance to the root."""
    if low > 0 and high > 4 * low:
        return (low * high).sqrt().mid()
    if root is not None:
        near, far = (root - high, root - low) if high < root else (low - root, high - root)
        if near > 0 and far > 4 * near:
            distance = (near * far).sqrt()
            return (root - distance if high < root else root + distance).mid()
    return ((low + high) / 2).mid()


def _cuts(depth: int, truth: arb, root: arb | None, z: arb, late: arb, whole: arb) -> Iterator[arb]:
    """Enclose y(t) from a point z that the flow passes `late` before t (after t where negative), y in `whole` between.

    The mean value theorem for three functions along the flow: y^(2-N), which changes at the rate (2-N)(lam - y^N);
    y^(2-2N), at the rate (2N-2)(1 - lam/y^N); and ln|rho - y|, at the rate -h(y).
    """
    power = depth - 2
    reciprocal = 1 / z**power - power * late * (truth - whole**depth)
    if reciprocal > 0:
        yield 1 / reciprocal.root(power)
    upper = 2 * depth - 2
    reciprocal = 1 / z**upper + upper * late * (1 - truth / whole**depth)
    if reciprocal > 0:
        yield 1 / reciprocal.root(upper)
    if root is not None:
        yield root - (root - z) * (-_secant(depth, whole, root) * late).exp()
