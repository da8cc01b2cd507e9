"""Specify three-valued truth: nothing undecided is ever rounded to a side."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmfproof.verdict import Outcome, Scope, Verdict, all_of, any_of

C, R, U = Outcome.CERTIFIED, Outcome.REFUTED, Outcome.UNDECIDED
outcomes = st.lists(st.sampled_from(Outcome))


@pytest.mark.parametrize("value", [*Outcome, Verdict(C, "exact"), Verdict(R, "exact")])
def test_an_outcome_has_no_truth_value(value):
    with pytest.raises(TypeError, match="no truth value"):
        bool(value)


def test_the_empty_conjunction_is_certified_and_the_empty_disjunction_refuted():
    assert all_of() is C
    assert any_of() is R


def test_negation_keeps_undecided():
    assert [~C, ~R, ~U] == [R, C, U]


@given(outcomes)
def test_negation_is_its_own_inverse_and_exchanges_the_connectives(values):
    assert [~~value for value in values] == values
    assert ~all_of(*values) is any_of(*(~value for value in values))


@given(outcomes)
def test_a_conjunction_is_the_least_of_its_members(values):
    rank = {R: 0, U: 1, C: 2}
    assert rank[all_of(*values)] == min((rank[value] for value in values), default=2)
    assert rank[any_of(*values)] == max((rank[value] for value in values), default=0)


@pytest.mark.parametrize("first", Outcome)
@pytest.mark.parametrize("second", Outcome)
def test_a_conjunction_keeps_whatever_every_resolution_of_its_unknowns_would_say(first, second):
    resolved = {
        all_of(a, b)
        for a in ((C, R) if first is U else (first,))
        for b in ((C, R) if second is U else (second,))
    }
    assert all_of(first, second) is (resolved.pop() if len(resolved) == 1 else U)


def test_a_verdict_speaks_of_a_point_unless_it_says_otherwise():
    assert Verdict(C, "exact").scope is Scope.POINT


def test_a_verdict_cannot_be_changed():
    with pytest.raises(AttributeError):
        Verdict(C, "exact").outcome = R


def test_a_verdict_shows_itself_in_a_notebook_with_markup_escaped():
    shown = Verdict(R, "balls, 53 bits", reason="d(3) < 0")._repr_html_()
    assert shown == "<b>refuted</b> (point; balls, 53 bits): d(3) &lt; 0"
    assert Verdict(U, "")._repr_latex_() == r"$\text{undecided}$"
