"""Points that hold spectra and matrices: drawn, written, read back, held against their domain."""

from fractions import Fraction as F

import numpy as np
import pytest
import sympy as sp
from hypothesis import given, settings

from dmfproof.arithmetic.evaluator import Budget
from dmfproof.campaign.attack import attack
from dmfproof.campaign.strategies import points
from dmfproof.errors import InvalidInput
from dmfproof.statements.domain import Between, Depth, RationalMatrix, Spectrum, Whole
from dmfproof.statements.examine import OutsideDomain, examine
from dmfproof.statements.model import Claim, Computed, Form, Source, Statement
from dmfproof.statements.points import parse_point, write_point
from dmfproof.statements.show import statement_html, statement_latex, statement_text
from dmfproof.statements.spectrum_vocabulary import Entry, L, Size, spectrum
from dmfproof.statements.vocabulary import N, alpha
from dmfproof.verdict import Outcome, Verdict

S = sp.Symbol("S", real=True)
SPECTRUM = Spectrum(spectrum, 2, 5, "+")
PLATEAU = (
    Depth(2, 4),
    SPECTRUM,
    Whole(L, 1, Size(spectrum) - 1),
    Between(alpha, sp.Integer(0), Entry(spectrum, L) ** (1 / N)),
)


def trace(point, budget):
    """Add up the diagonal exactly."""
    total = sum(point[S][i][i] for i in range(len(point[S])))
    return Verdict(Outcome.CERTIFIED if total == 0 else Outcome.REFUTED, "exact")


def claim(domain, concludes, **more):
    return Claim(name="c", says="s", form=Form.SHARPER, tag="t", domain=domain, concludes=concludes, **more)


SORTED = claim(PLATEAU, sp.Ge(Entry(spectrum, L), Entry(spectrum, L + 1), evaluate=False))
TRACELESS = Computed(sp.Eq(sp.Function("trace")(S), 0), trace)
SKEW = claim((Whole(L, 2, 4), RationalMatrix(S, L, L, "skew")), TRACELESS)


@given(points(PLATEAU))
@settings(max_examples=60, deadline=None)
def test_a_drawn_spectrum_is_sorted_and_its_dependents_are_within_their_bounds(point):
    values = point[spectrum]
    assert 2 <= len(values) <= 5
    assert list(values) == sorted(values, reverse=True)
    assert 1 <= point[L] < len(values)
    assert 0 < point[alpha] ** point[N] < values[point[L] - 1]


@given(points(SKEW.domain))
@settings(max_examples=30, deadline=None)
def test_a_drawn_skew_matrix_is_skew_and_of_the_drawn_size(point):
    matrix = point[S]
    assert len(matrix) == point[L]
    assert all(matrix[i][j] == -matrix[j][i] for i in range(len(matrix)) for j in range(len(matrix)))


@given(points(PLATEAU))
@settings(max_examples=30, deadline=None)
def test_a_written_point_is_read_back(point):
    assert parse_point(SORTED, write_point(point)) == point


def test_a_matrix_is_written_row_after_row():
    point = {L: F(2), S: ((F(0), F(1, 2)), (F(-1, 2), F(0)))}
    assert write_point(point)["S"] == "0,1/2;-1/2,0"
    assert parse_point(SKEW, write_point(point)) == point


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"spectrum": "1,2"}, "out of order"),
        ({"spectrum": ""}, "not a number"),
        ({"spectrum": "2,x"}, "not a number"),
        ({"spectrum": 3}, "no list of numbers"),
    ],
)
def test_a_malformed_spectrum_is_refused(values, message):
    with pytest.raises(InvalidInput, match=message):
        parse_point(SORTED, {"N": 2, "L": 1, "alpha": "1/2", **values})


def test_a_ragged_matrix_is_refused():
    with pytest.raises(InvalidInput, match="ragged"):
        parse_point(SKEW, {"L": 2, "S": "1,2;3"})


def test_relations_between_eigenvalues_are_decided_at_a_point():
    verdict = examine(SORTED, {"N": 2, "spectrum": "2,2,1", "L": 1, "alpha": "1/2"})
    assert verdict.outcome is Outcome.CERTIFIED
    strict = claim(PLATEAU, sp.Gt(Entry(spectrum, L), Entry(spectrum, L + 1), evaluate=False))
    assert examine(strict, {"N": 2, "spectrum": "2,2,1", "L": 1, "alpha": "1/2"}).outcome is Outcome.REFUTED


def test_a_computed_conclusion_certifies_and_refutes():
    assert examine(SKEW, {"L": 2, "S": "0,1;-1,0"}).outcome is Outcome.CERTIFIED
    free = claim((Whole(L, 2, 4), RationalMatrix(S, L, L)), TRACELESS)
    record = attack(free, examples=30, seed_value=1, budget=Budget())
    assert record.counterexample is not None
    assert examine(free, record.counterexample).outcome is Outcome.REFUTED


def test_a_computed_assumption_keeps_the_claim_silent():
    silent = claim((Whole(L, 2, 4), RationalMatrix(S, L, L)), sp.Gt(L, 0), assumes=(TRACELESS,))
    with pytest.raises(OutsideDomain, match="does not hold there"):
        examine(silent, {"L": 2, "S": "1,0;0,1"})


@pytest.mark.parametrize(
    ("broken", "values"),
    [
        (SKEW, {"L": 2, "S": "0,1;1,0"}),
        (SKEW, {"L": 3, "S": "0,1;-1,0"}),
        (SORTED, {"N": 2, "spectrum": "2,-1", "L": 1, "alpha": "1/2"}),
        (SORTED, {"N": 2, "spectrum": "2", "L": 1, "alpha": "1/2"}),
        (SORTED, {"N": 2, "spectrum": "2,1", "L": 2, "alpha": "1/2"}),
    ],
)
def test_a_point_of_another_kind_is_outside_the_domain(broken, values):
    with pytest.raises(OutsideDomain, match="not in its domain"):
        examine(broken, values)


def test_all_renderings_show_the_formula_and_how_it_is_decided():
    shown = Statement(id="x.y", title="t", source=Source("CGMR", "0"), claims=(SKEW, SORTED))
    for text in (statement_text(shown), statement_latex(shown), statement_html(shown)):
        assert "Add up the diagonal exactly" in text
    assert "lam_L >= lam_(L + 1)" in statement_text(shown)
    assert r"\lambda_{L + 1}" in statement_latex(shown)


SUM = claim((Depth(2, 9), Between(alpha, sp.Integer(0), sp.Integer(10) ** 20)), alpha**2 + sp.Rational(1, 2) >= 1)


@pytest.mark.parametrize("value", [2**40, np.int64(2**40), F(np.int64(2**40)), sp.Integer(2**40)])
def test_numbers_of_numpy_do_not_overflow(value):
    assert examine(SUM, {N: np.int64(2), alpha: value}).outcome is Outcome.CERTIFIED


@pytest.mark.parametrize(
    ("point", "wrong"), [({N: 2, alpha: 0.1}, "alpha=0.1 is a float"), ({N: 2}, "alpha=none is missing")]
)
def test_a_point_given_by_symbols_is_exact_and_complete(point, wrong):
    with pytest.raises(InvalidInput, match=wrong):
        examine(SUM, point)
