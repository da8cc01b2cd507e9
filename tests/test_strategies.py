from __future__ import annotations

from fractions import Fraction as F

import pytest
import sympy as sp
from hypothesis import HealthCheck, Phase, find, given, seed, settings
from hypothesis import strategies as st

from dmfproof.arithmetic.evaluator import decide
from dmfproof.campaign import perturbed_problems, problems, spectra
from dmfproof.campaign.drawing import Choices, Empty, Seeded, draw_point
from dmfproof.campaign.registration import register
from dmfproof.campaign.strategies import points, positions, simplest_between
from dmfproof.errors import InvalidInput
from dmfproof.perturbed_problem import PerturbedProblem
from dmfproof.problem import Problem, StepSize
from dmfproof.statements.domain import Between, Depth, RationalMatrix, Spectrum, Whole, descent
from dmfproof.statements.vocabulary import N, Symbol, alpha, eps, eta, lam, rho
from dmfproof.verdict import Outcome

BELOW = descent(
    signs="+",
    start=(sp.Integer(0), rho),
    step=1 / (N * lam ** (2 - 2 / N)),
    accuracy=(sp.Integer(0), lam - alpha**N),
)


@given(points(BELOW))
@settings(max_examples=40)
def test_every_draw_is_valid_by_construction(point: dict[sp.Symbol, object]) -> None:
    step = eta * N * lam ** (2 - 2 / N) <= 1
    for relation in (alpha > 0, alpha**N < lam, eta > 0, step, eps > 0, eps < lam - alpha**N):
        assert decide(relation, point) is Outcome.CERTIFIED, relation


def steered() -> list[dict[sp.Symbol, F]]:
    found: list[dict[sp.Symbol, F]] = []

    @seed(1)
    @settings(max_examples=400, database=None, derandomize=False, suppress_health_check=list(HealthCheck))
    @given(points(BELOW))
    def keep(point: dict[sp.Symbol, F]) -> None:
        found.append(point)

    keep()
    return found


@pytest.fixture(scope="module", params=["steered", "seeded"])
def drawn(request: pytest.FixtureRequest) -> list[dict[sp.Symbol, F]]:
    if request.param == "steered":
        return steered()
    return [dict(draw_point(Seeded(number), BELOW).point) for number in range(400)]


@pytest.mark.parametrize(
    "extreme",
    [
        sp.Eq(eta * N * lam ** (2 - 2 / N), 1),
        alpha**N > lam * (1 - sp.Rational(1, 10**26)),
        alpha**N < lam / sp.Integer(10) ** 26,
        eps < lam / sp.Integer(10) ** 26,
        eps > (lam - alpha**N) * (1 - sp.Rational(1, 10**20)),
    ],
)
def test_draws_reach_the_extremes(drawn: list[dict[sp.Symbol, F]], extreme: sp.Basic) -> None:
    assert any(decide(extreme, point) is Outcome.CERTIFIED for point in drawn)


def test_an_open_end_is_never_drawn(drawn: list[dict[sp.Symbol, F]]) -> None:
    assert all(decide(eps < lam - alpha**N, point) is Outcome.CERTIFIED for point in drawn[:100])


def test_a_seed_draws_the_same_point_again() -> None:
    assert draw_point(Seeded(3), BELOW) == draw_point(Seeded(3), BELOW)
    assert len({tuple(draw_point(Seeded(n), BELOW).point.values()) for n in range(50)}) > 45


def test_positions_are_those_of_the_point_in_its_intervals() -> None:
    drawn = draw_point(Seeded(0), (Depth(2, 5), Between(alpha, sp.Integer(2), sp.Integer(4))))
    assert drawn.point[alpha] == 2 + 2 * drawn.positions[alpha]


@pytest.mark.parametrize("high", [1, 2])
def test_an_empty_interval_is_never_drawn_from(high: int) -> None:
    with pytest.raises(Empty):
        draw_point(Seeded(0), (Between(alpha, sp.Integer(2), sp.Integer(high)),))


def test_an_empty_range_of_integers_is_never_drawn_from() -> None:
    with pytest.raises(Empty, match="no k from 3 to 2"):
        draw_point(Seeded(0), (Whole(Symbol("k"), 3, 2),))


@given(st.sampled_from(["", "left", "right", "both"]).flatmap(lambda c: st.tuples(st.just(c), positions(c))))
def test_positions_respect_closed_ends(drawn: tuple[str, F]) -> None:
    closed, t = drawn
    assert 0 < t < 1 or (t == 0 and closed in ("left", "both")) or (t == 1 and closed in ("right", "both"))


@given(st.fractions(-9, 9, max_denominator=50), st.fractions(0, 2, max_denominator=90))
def test_simplest_between_lies_inside_and_has_the_least_denominator(low: F, width: F) -> None:
    found = simplest_between(low, low + width)
    assert low <= found <= low + width
    smaller = range(1, found.denominator)
    assert all(-(-low * q // 1) > (low + width) * q for q in smaller)


IRRATIONAL = (
    Depth(2, 2),
    Between(lam, sp.Integer(2), sp.Integer(3), "left"),
    Between(alpha, sp.Integer(0), rho, "right"),
)


@given(points(IRRATIONAL))
def test_an_irrational_bound_is_approached_from_inside(point: dict[sp.Symbol, F]) -> None:
    assert point[alpha] ** 2 <= point[lam]


def test_spectra_and_matrices_are_drawn_from_seeds_too() -> None:
    sigma, w = Symbol("sigma"), Symbol("W")
    domain = (Depth(2, 3), Spectrum(sigma, 2, 4, "+-0"), RationalMatrix(w, 3, 3, "skew"))
    for number in range(30):
        point = draw_point(Seeded(number), domain).point
        assert list(point[sigma]) == sorted(point[sigma], reverse=True)
        assert 2 <= len(point[sigma]) <= 4
        assert all(point[w][i][j] == -point[w][j][i] for i in range(3) for j in range(3))


@given(problems())
@settings(max_examples=40)
def test_drawn_problems_are_admissible(problem: Problem) -> None:
    assert 2 <= problem.depth <= 10
    assert problem.eps is not None
    assert 0 < problem.eps < problem.gap
    assert problem.admissible(StepSize.LEMMA_2_2)


@given(problems(depths=(1, 1), signs="-", accuracy=False))
@settings(max_examples=20)
def test_the_arguments_of_problems_are_respected(problem: Problem) -> None:
    assert (problem.depth, problem.eps) == (1, None)
    assert problem.lam < 0
    assert problem.eta <= 1


def test_problems_reach_the_limit_of_the_step_size_and_every_sign() -> None:
    settled = settings(max_examples=2000, database=None, phases=[Phase.generate])
    find(problems(signs="+"), lambda p: p.lam > p.alpha**p.depth and not _grown(p), settings=settled)
    for sign in (-1, 0, 1):
        find(problems(), lambda p, s=sign: (p.lam > 0) - (p.lam < 0) == s, settings=settled)


def _grown(problem: Problem) -> bool:
    """Say whether a step size larger by a part in a million is still admissible."""
    larger = Problem(depth=problem.depth, lam=problem.lam, alpha=problem.alpha, eta=problem.eta * F(10**6 + 1, 10**6))
    return larger.admissible(StepSize.LEMMA_2_2)


def test_problems_shrink_to_a_simple_one() -> None:
    simple = find(problems(signs="+"), lambda p: p.depth > 2, settings=settings(max_examples=500, database=None))
    assert (simple.depth, simple.lam) == (3, 1)
    assert len(str(simple.alpha)) + len(str(simple.eta)) < 20


@given(perturbed_problems(signs="-"))
@settings(max_examples=20)
def test_drawn_perturbed_problems_are_valid(problem: PerturbedProblem) -> None:
    assert problem.lam < 0
    assert 0 < problem.beta < problem.alpha


@given(spectra(least=2, most=3, signs="+"))
@settings(max_examples=20)
def test_drawn_spectra_descend(values: tuple[F, ...]) -> None:
    assert 2 <= len(values) <= 3
    assert list(values) == sorted(values, reverse=True)
    assert min(values) > 0


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: problems(depths=(3, 2)), "depths=(3, 2) is empty"),
        (lambda: problems(signs="x"), "signs=x is unknown"),
        (lambda: problems(signs=""), "signs='' is unknown"),
        (lambda: perturbed_problems(depths=(1, 2)), "depths=(1, 2) is too small"),
        (lambda: _Drawn(spectra(least=3, most=2)), "least=3 is out of range"),
    ],
)
def test_impossible_arguments_are_refused(make: object, says: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        make().validate()  # type: ignore[operator]
    assert says in str(caught.value)


class _Drawn:
    """A strategy that says what is wrong when it is drawn from."""

    def __init__(self, strategy: st.SearchStrategy[object]) -> None:
        self.strategy = strategy

    def validate(self) -> None:
        find(self.strategy, lambda _: True)


def test_types_are_drawn_by_their_strategies() -> None:
    register()
    quick = settings(max_examples=5, database=None, phases=[Phase.generate])
    assert isinstance(find(st.from_type(Problem), lambda p: True, settings=quick), Problem)
    assert isinstance(find(st.from_type(PerturbedProblem), lambda p: True, settings=quick), PerturbedProblem)


def test_both_sources_are_choices() -> None:
    source: Choices = Seeded(1)
    assert {source.integer(2, 4) for _ in range(100)} == {2, 3, 4}
