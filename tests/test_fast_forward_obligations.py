"""Specify the obligations of fast forward: bounds that hold point by point, and mutants that brute force catches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest
from flint import arb, arb_poly
from test_fast_forward import brute_force, disagreements

from dmfproof.arithmetic import fast_forward as package
from dmfproof.arithmetic.ball import working_precision
from dmfproof.arithmetic.fast_forward import crossing, fast_forward, fixed_point, panel
from dmfproof.arithmetic.fast_forward.crossing import Stop, count_to, leap_to, step_to
from dmfproof.arithmetic.fast_forward.fixed_point import Expansion, FixedPointCoordinate, LocalMap, nonvanishing
from dmfproof.arithmetic.fast_forward.panel import Panel, build_panel
from dmfproof.arithmetic.fast_forward.reduction import Reduced, origin_map, reduce_in_balls, root_map, velocity
from dmfproof.problem import Problem

BITS = 300
PROBLEMS = {
    "parabolic, up": Problem(depth=5, lam=1, alpha="1/1000", eta="1/10", eps="1/9"),
    "hyperbolic, up": Problem(depth=2, lam=1, alpha="1/1000", eta="1/5", eps="1/9"),
    "parabolic, down": Problem(depth=4, lam=-1, alpha="1/2", eta="1/3", eps="1/100"),
    "hyperbolic, down": Problem(depth=2, lam=-1, alpha="1/2", eta="1/3", eps="1/100"),
    "lam = 0": Problem(depth=3, lam=0, alpha="1/2", eta="1/3", eps="1/100"),
    "root from below": Problem(depth=6, lam=1, alpha="9/10", eta="1/60", eps="1/1000"),
    "root from above": Problem(depth=3, lam=1, alpha="11/10", eta="1/60", eps="1/1000"),
}


def reduced(problem: Problem) -> Reduced:
    with working_precision(BITS):
        return reduce_in_balls(problem, BITS)


def local_map(name: str) -> LocalMap:
    problem = reduced(PROBLEMS[name])
    with working_precision(BITS):
        return root_map(problem) if name.startswith("root") else origin_map(problem)


def coordinate_of(name: str, terms: int = 24) -> FixedPointCoordinate:
    return FixedPointCoordinate(local_map(name), terms=terms, bits=BITS, tail_bits=BITS, goal=-24)


def defect_at(coordinate: FixedPointCoordinate, y: arb) -> arb:
    """Enclose |A(p(y)) - A(y) - 1| at a point."""
    local = coordinate.local
    image = y * (1 + arb_poly(list(local.growth))(y**local.power))
    return abs(coordinate.value(image) - coordinate.value(y) - 1)


def holds_everywhere(coordinate: FixedPointCoordinate) -> bool:
    """Say whether the bound of the defects holds at points of the range."""
    assert coordinate.edge is not None
    with working_precision(BITS):
        points = [coordinate.edge * i / 20 for i in range(6, 21)]
        return all(defect_at(coordinate, y.mid()) <= coordinate.error(y.mid(), y.mid()) for y in points)


@pytest.mark.parametrize("name", PROBLEMS)
def test_the_defect_obeys_its_bound_on_the_range(name: str) -> None:
    assert holds_everywhere(coordinate_of(name))


@pytest.mark.parametrize("name", PROBLEMS)
def test_the_range_is_worth_having(name: str) -> None:
    edge = coordinate_of(name).edge
    assert edge is not None
    assert edge > 0.04


@pytest.mark.parametrize("name", PROBLEMS)
def test_a_wrong_coefficient_breaks_the_bound(name: str) -> None:
    coordinate = coordinate_of(name)
    wrong = coordinate.expansion.regular * (1 + arb(2) ** -40)
    coordinate.expansion = replace(coordinate.expansion, regular=wrong)
    assert not holds_everywhere(coordinate)


def test_no_range_is_certified_at_a_superattracting_root() -> None:
    problem = reduced(Problem(depth=3, lam=1, alpha="1/2", eta="1/3", eps="1/9"))
    with working_precision(BITS):
        local = root_map(problem)
    assert FixedPointCoordinate(local, terms=24, bits=BITS, tail_bits=BITS, goal=-24).edge is None


def test_an_error_beyond_the_disc_is_infinite() -> None:
    assert not coordinate_of("parabolic, up").error(arb(2), arb(2)).is_finite()


def test_a_polynomial_with_a_zero_in_range_is_not_called_nonvanishing() -> None:
    with working_precision(64):
        assert nonvanishing(arb_poly([1, -1]), 20, arb(1) / 2)
        assert not nonvanishing(arb_poly([1, -2]), 20, arb(1) / 2)
        assert not nonvanishing(arb_poly([0, 1]), 20, arb(1) / 2)


class Clock:
    """A coordinate with A(y) = y and a given error: whole steps at whole numbers."""

    def __init__(self, error: str) -> None:
        self.bound = arb(error)

    def value(self, y: arb) -> arb:
        return y

    def error(self, start: arb, end: arb) -> arb:
        return self.bound

    def covers(self, y: arb) -> bool:
        return bool(y > -100) and bool(y < 100)


@pytest.mark.parametrize(("error", "steps"), [("0", 3), ("0.24", 3), ("0.26", None), ("0.76", None), ("inf", None)])
def test_an_error_that_reaches_the_next_integer_is_undecided(error: str, steps: int | None) -> None:
    assert count_to(Clock(error), arb(0), arb("2.75")) == steps


def test_nothing_is_counted_outside_the_range() -> None:
    assert count_to(Clock("0"), arb(0), arb("100.5")) is None
    assert leap_to(Clock("0"), arb(-101), arb("2.5")) is None


def test_a_mark_before_the_start_is_undecided() -> None:
    assert count_to(Clock("0"), arb(3), arb("2.5")) is None


def test_a_leap_lands_before_the_mark() -> None:
    landing = leap_to(Clock("0.01"), arb(0), arb("2.5"))
    assert landing is not None
    assert landing[0] == 2
    assert landing[1].contains(arb(2))
    assert landing[1] < 2.5


def test_a_budget_of_direct_steps_counts_each_step_once() -> None:
    problem = reduced(PROBLEMS["parabolic, down"])
    stop, steps, once = step_to(problem, problem.start, None, budget=5, bits=200)
    _, _, first = step_to(problem, problem.start, None, budget=2, bits=200)
    assert (stop, steps) == (Stop.BUDGET, 5)
    assert step_to(problem, first, None, budget=3, bits=200)[2].overlaps(once)
    assert not step_to(problem, first, None, budget=4, bits=200)[2].overlaps(once)


def middle_panel(goal: float = -24) -> Panel | None:
    problem = reduced(Problem(depth=4, lam=1, alpha="1/10", eta="1e-6", eps="1/100"))
    with working_precision(BITS):
        field = velocity(problem)
    return build_panel(field, centre=Fraction(3, 5), radius=Fraction(2, 5), half=Fraction(1, 3), goal=goal, bits=BITS)


def test_the_defect_of_a_panel_obeys_its_bound() -> None:
    found = middle_panel()
    assert found is not None
    with working_precision(BITS):
        for i in range(-10, 11):
            u = (found.centre + found.radius * found.half * i / 10).mid()
            image = u + arb("1e-6") * u**3 * (1 - u**4)
            assert abs(found.value(image) - found.value(u) - 1) <= found.defect


def test_a_wrong_coefficient_is_seen_in_the_defect_of_a_panel(monkeypatch: pytest.MonkeyPatch) -> None:
    solve = panel._solve
    monkeypatch.setattr(panel, "_solve", lambda *given: _bent(solve(*given)))
    assert middle_panel() is None


def _bent(time: arb_poly) -> arb_poly:
    return arb_poly([c.mid() for c in (time * (1 + arb(2) ** -40)).coeffs()])


def test_long_steps_get_no_panel() -> None:
    field = arb_poly([0, 0, 0, arb("0.2"), 0, 0, 0, -arb("0.2")])
    given = {"centre": Fraction(3, 5), "radius": Fraction(2, 5), "half": Fraction(1, 3)}
    assert build_panel(field, **given, goal=-24, bits=BITS) is None


def _without_logarithm(found: Expansion) -> Expansion:
    return replace(found, log_factor=found.log_factor * 0) if found.polar.degree() > 0 else found


def _with_wrong_term(found: Expansion) -> Expansion:
    return replace(found, regular=found.regular * (1 + arb(2) ** -5))


def mutate_solution(change: Callable[[Expansion], Expansion]) -> Callable[[pytest.MonkeyPatch], None]:
    def apply(patch: pytest.MonkeyPatch) -> None:
        solve = fixed_point.solve
        patch.setattr(fixed_point, "solve", lambda *given: change(solve(*given)))

    return apply


def shrink_majorant(patch: pytest.MonkeyPatch) -> None:
    majorant = FixedPointCoordinate._majorant

    def shrunk(self: FixedPointCoordinate, r: arb) -> arb | None:
        found = majorant(self, r)
        return None if found is None else found * arb(2) ** -60

    patch.setattr(FixedPointCoordinate, "_majorant", shrunk)


def trust_a_crude_panel(patch: pytest.MonkeyPatch) -> None:
    defect = panel._defect

    def shrunk(*given: object) -> tuple[arb | None, arb]:
        found, wide = defect(*given)  # type: ignore[arg-type]
        return (None if found is None else found * arb(2) ** -60), wide

    patch.setattr(panel, "_defect", shrunk)
    patch.setattr(panel, "_terms", lambda half, aim, pole: 3)


def count_one_step_too_many(patch: pytest.MonkeyPatch) -> None:
    ceiling = crossing.unique_ceiling
    patch.setattr(crossing, "unique_ceiling", lambda lead: ceiling(lead + 1))


MUTANTS = {
    "no logarithm": mutate_solution(_without_logarithm),
    "a wrong regular part": mutate_solution(_with_wrong_term),
    "a majorant scaled down": shrink_majorant,
    "one step too many": count_one_step_too_many,
}


@pytest.mark.parametrize("name", MUTANTS)
def test_brute_force_catches_the_mutant(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "_ATTEMPTS", ((-24, 8),))
    MUTANTS[name](monkeypatch)
    wrong, _ = disagreements(1, 160, 3000)
    assert len(wrong) >= 3


def test_brute_force_catches_a_panel_whose_defect_is_scaled_down(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "_ATTEMPTS", ((-24, 100),))
    problem = Problem(depth=4, lam=1, alpha="0.6", eta="1e-4", eps="1/3")
    assert fast_forward(problem).k == brute_force(problem, 20_000)
    trust_a_crude_panel(monkeypatch)
    found = fast_forward(problem)
    assert "panel of order 3" in found.method
    assert found.k != brute_force(problem, 20_000)
