"""What is remembered at a point must not change a verdict: the same points, with and without memory."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction as F
from functools import lru_cache
from typing import Any

import pytest
import sympy as sp

from dmfproof.arithmetic import evaluator_walk as walk
from dmfproof.arithmetic.evaluator import Budget, Remembering, decide, enclose, exact_value
from dmfproof.arithmetic.evaluator_term import term_of
from dmfproof.campaign.drawing import Seeded, draw_point
from dmfproof.errors import OutsideDomain, Unsupported
from dmfproof.statements import examine as module
from dmfproof.statements.catalogue import find
from dmfproof.statements.examine import examine
from dmfproof.statements.model import Claim
from dmfproof.statements.vocabulary import FlowTime, HittingTime, N, alpha, c_N, eps, eta, h, lam
from dmfproof.verdict import Outcome, Verdict

BUDGET = Budget(max_steps=2000, max_bits=1024)
AT = {"N": 3, "lam": 2, "alpha": "1/10", "eta": "1/100", "eps": "1/50"}
POINT = {N: 3, lam: 2, alpha: sp.Rational(1, 10), eta: sp.Rational(1, 100), eps: sp.Rational(1, 50)}


def outcome(claim: Claim, point: Mapping[Any, Any]) -> Verdict | str:
    try:
        return examine(claim, point, budget=BUDGET)
    except (OutsideDomain, Unsupported) as error:
        return f"{type(error).__name__}: {error}"


IDS = [
    "scalar.theorem_2_4",
    "scalar.lemma_2_2",
    "scalar.homogeneity",
    "scalar.flow_closed_form",
    "scalar.contraction",
    "perturbed.equation_15",
    "perturbed.lemma_2_11",
]


@pytest.mark.parametrize("identifier", IDS)
def test_memory_changes_no_verdict(identifier: str, monkeypatch: pytest.MonkeyPatch) -> None:
    statement = find(identifier)
    for claim in (*statement.claims[:6], *(mutant.claim for mutant in statement.mutants[:2])):
        drawn = [dict(draw_point(Seeded(number), claim.domain).point) for number in range(3)]
        with_memory = [outcome(claim, point) for point in drawn]
        with monkeypatch.context() as patch:
            patch.setattr(module, "Remembering", type("Forgetting", (dict,), {}))
            assert [outcome(claim, point) for point in drawn] == with_memory


def test_a_memory_that_lies_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every point share one memory: the comparison above must be able to fail."""
    claim = find("scalar.theorem_2_4").claim("upper_both_phases")
    right = [outcome(claim, {**AT, "eps": eps}) for eps in ("1/50", "1/500000")]
    shared: dict[Any, Any] = {}

    class Lying(Remembering):
        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments)
            self.evaluators = shared
            self.outcomes = shared

    monkeypatch.setattr(module, "Remembering", Lying)
    assert [outcome(claim, {**AT, "eps": eps}) for eps in ("1/50", "1/500000")] != right


def test_a_precision_does_not_answer_for_another() -> None:
    point = Remembering({N: 3, lam: 2})
    expression = lam ** (1 / N)
    rough, fine = enclose(expression, point, bits=20), enclose(expression, point, bits=400)
    assert fine.rad() < rough.rad()
    assert rough.contains(fine)


def test_what_is_summed_over_is_not_mistaken_for_what_is_fixed() -> None:
    values = {N: 4, alpha: 2, lam: 1}
    assert exact_value(h(alpha), Remembering(values)) == exact_value(h(alpha), values)
    assert exact_value(h(alpha), values).rational() == 8 * (8 + 4 + 2 + 1)


def test_what_is_not_exact_stays_so() -> None:
    point = Remembering({N: 2, lam: 2})
    relation = sp.Lt(sp.log(lam), sp.sqrt(lam), evaluate=False)
    assert [decide(relation, point, BUDGET) for _ in range(2)] == [Outcome.CERTIFIED] * 2


def test_functions_are_evaluated_at_remembering_points() -> None:
    claim_free = FlowTime(N, lam, alpha, lam / 2) / eta <= HittingTime(N, lam, alpha, eta, eps)
    point = {symbol: module.parse_point(find(IDS[0]).claims[0], AT).get(symbol) for symbol in POINT}
    assert decide(claim_free, Remembering(point), BUDGET) is decide(claim_free, point, BUDGET)


def test_equal_expressions_are_one_term_and_others_are_not() -> None:
    assert term_of(lam ** (1 / N)) is term_of(sp.Pow(lam, 1 / N))
    assert term_of(sp.Symbol("N")) is not term_of(N)
    assert (term_of(c_N).whole, term_of(c_N * lam).whole, term_of(sp.Rational(2, 3)).number) == ((N,), None, F(2, 3))


def test_what_is_kept_for_all_points_belongs_to_one_depth_and_one_precision() -> None:
    values = {(n, bits): enclose(c_N, Remembering({N: n}), bits=bits) for n in (2, 3) for bits in (40, 400)}
    assert values[2, 400] != values[3, 400]
    assert values[2, 40].contains(values[2, 400])
    assert values[2, 400].rad() < values[2, 40].rad()
    assert decide(sp.Eq(N, 2), Remembering({N: 2})) is not decide(sp.Eq(N, 2), Remembering({N: 3}))


def test_the_index_of_a_sum_is_not_mistaken_for_that_of_another_term() -> None:
    index = sp.Symbol("l", integer=True)
    total = sp.Sum(sp.cos(sp.pi * index / N), (index, 0, N))
    for n in (2, 3):
        assert enclose(total + 1, Remembering({N: n}), bits=60).overlaps(enclose(sp.Integer(1), {}, bits=60))


def test_a_key_that_forgets_the_depth_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walk, "shared_key", lambda term, point: (term,))
    monkeypatch.setattr(walk, "_shared", lru_cache(walk._shared.__wrapped__))  # what is kept wrongly is kept apart
    first, second = (enclose(c_N, Remembering({N: n}), bits=40) for n in (2, 3))
    assert first.overlaps(second)


def test_a_ball_in_the_place_of_an_integer_is_kept_for_no_other_point() -> None:
    box = Remembering({N: enclose(sp.Integer(3), {}, bits=60)})
    assert walk.shared_key(term_of(c_N), box) is None


def test_what_is_asked_with_a_small_budget_does_not_answer_for_a_large_one() -> None:
    near = sp.Lt(sp.sqrt(2), sp.sqrt(2) + sp.Rational(1, 10**200), evaluate=False)
    outcomes = [decide(near, Remembering({N: 2}), Budget(max_bits=bits)) for bits in (128, 2048)]
    assert outcomes == [Outcome.UNDECIDED, Outcome.CERTIFIED]
