"""The certificate checker: what it refuses, and that it says why."""

import copy
import json
import subprocess
import sys
from pathlib import Path

import pytest

from dmfproof.proof import checker
from dmfproof.proof.checker import Refused, check_file, check_text, main
from dmfproof.proof.library import certificate_path, lemmas


def bernoulli():
    return json.loads(certificate_path("bernoulli").read_text())


def below():
    return json.loads(certificate_path("lemma_2_2_below").read_text())


def fact(content, name):
    return next(entry for entry in content["facts"] if entry["name"] == name)


def refusal(content):
    with pytest.raises(Refused) as caught:
        check_text(content if isinstance(content, str) else json.dumps(content))
    return str(caught.value)


def test_a_committed_certificate_is_accepted_and_its_theorem_is_told():
    theorem = check_file(certificate_path("lemma_2_2_below"))
    assert (theorem.first_depth, theorem.all_steps) == (1, True)
    assert "PROVED for all N >= 1 and all steps k: eta >= 0" in str(theorem)


def test_the_checker_runs_alone_with_the_standard_library(tmp_path):
    alone = tmp_path / "checker.py"
    alone.write_bytes(Path(checker.__file__).read_bytes())
    paths = [str(certificate_path(id)) for id in lemmas()]
    done = subprocess.run([sys.executable, "-I", "-S", str(alone), *paths], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, f"{len(paths)} of {len(paths)} certificates proved")


def test_one_refused_file_makes_the_exit_status_1(tmp_path, capsys):
    wrong = tmp_path / "wrong.json"
    wrong.write_text("{}")
    assert main([str(certificate_path("bernoulli")), str(wrong)]) == 1
    assert "1 of 2 certificates proved" in capsys.readouterr().out


def test_no_file_is_no_success(capsys):
    assert main([]) == 1
    assert "python checker.py FILE" in capsys.readouterr().out


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(Refused, match="cannot be read"):
        check_file(tmp_path / "none.json")


def test_a_file_that_is_too_long_is_refused(tmp_path):
    path = tmp_path / "long.json"
    path.write_text(" " * (checker.MAX_BYTES + 1))
    with pytest.raises(Refused, match="longer than"):
        check_file(path)


def test_a_wrong_identity_is_named_with_what_is_left():
    content = bernoulli()
    fact(content, "bernoulli")["claim"] = "(b + s)*E - b*B - N*s*B - s^2"
    assert refusal(content).startswith("base of bernoulli: the identity fails, left side minus right side is -1*s^2")


def test_a_wrong_coefficient_is_found():
    content = bernoulli()
    fact(content, "bernoulli")["step"]["terms"][0][0] = "2"
    assert "step of bernoulli: the identity fails" in refusal(content)


def test_a_negative_coefficient_is_named():
    content = bernoulli()
    fact(content, "bernoulli")["step"]["terms"][0][0] = "-1"
    assert "the coefficient -1 of term 1 is negative" in refusal(content)


def test_an_unknown_fact_is_named():
    content = bernoulli()
    fact(content, "bernoulli")["step"]["terms"][0][1] = ["ghost"]
    assert "'ghost' is not a known fact" in refusal(content)


def test_a_fact_may_not_use_itself_at_the_same_depth():
    content = below()
    fact(content, "P_pos")["proof"] = {"terms": [["1", ["P_pos"]]], "ideal": []}
    assert "'P_pos' is" in refusal(content)


def test_two_facts_may_not_use_each_other():
    content = below()
    fact(content, "P_pos")["proof"] = {"terms": [["1", ["factor_nonneg"]]], "ideal": []}
    assert "'factor_nonneg' is not a known fact" in refusal(content)


def test_a_hypothesis_that_mentions_the_depth_is_not_used_in_an_induction():
    content = below()
    fact(content, "X_pos")["step"]["terms"] = [["1", ["step_size"]]]
    assert "step of X_pos: 'step_size' is known at one depth only, an induction may not use it" in refusal(content)


def test_what_follows_from_such_a_hypothesis_is_not_used_in_an_induction_either():
    content = below()
    content["facts"].insert(0, {
        "name": "bounded", "claim": "1 - eta*N*P^2", "relation": ">=",
        "proof": {"terms": [["1", ["step_size"]]], "ideal": []},
    })  # fmt: skip
    fact(content, "X_pos")["step"]["terms"] = [["1", ["bounded"]]]
    assert "'bounded' is known at one depth only" in refusal(content)


def test_a_strict_claim_needs_a_strict_term():
    content = bernoulli()
    fact(content, "bernoulli")["relation"] = ">"
    assert "base of bernoulli: '> 0' needs a term of strictly positive facts" in refusal(content)


def test_a_square_does_not_count_as_strict():
    content = bernoulli()
    content["facts"] = [{
        "name": "square", "claim": "s^2", "relation": ">", "proof": {"terms": [["1", [], "s"]], "ideal": []},
    }]  # fmt: skip
    content["conclusions"] = ["square"]
    assert "needs a term of strictly positive facts" in refusal(content)


def test_one_divides_by_strictly_positive_facts_only():
    content = bernoulli()
    fact(content, "bernoulli")["step"]["times"] = ["b_nonneg"]
    assert "'b_nonneg' states '>= 0', but > is needed" in refusal(content)


def test_an_equation_is_no_term_and_a_term_is_no_equation():
    content = below()
    fact(content, "stays_below")["proof"]["terms"].append(["1", ["distance"]])
    assert "'distance' states '= 0', but > or >= is needed" in refusal(content)
    content = below()
    fact(content, "distance")["proof"]["ideal"].append(["1", "below"])
    assert "'below' states '>= 0', but = is needed" in refusal(content)


def test_an_equation_does_not_follow_from_inequalities():
    content = bernoulli()
    content["facts"][0]["relation"] = "="
    assert "an equation follows from equations only" in refusal(content)


def test_contradictory_hypotheses_are_refused_for_want_of_a_witness():
    content = bernoulli()
    content["hypotheses"].append({"name": "absurd", "claim": "-1 - b^2", "relation": ">="})
    assert "witness: it violates 'absurd', -2 >= 0 is false" in refusal(content)


def test_the_witness_obeys_strictness_equations_and_updates():
    content = below()
    content["witness"]["point"]["x"] = "0"
    assert "violates 'positive'" in refusal(content)
    content = below()
    content["witness"]["point"]["y"] = "3/4"
    assert "violates 'update_x'" in refusal(content)
    content = below()
    del content["witness"]["point"]["y"]
    assert "exactly the declared variables" in refusal(content)


def test_a_hypothesis_on_the_state_is_proved_again():
    content = below()
    content["facts"] = [entry for entry in content["facts"] if entry["name"] != "stays_positive"]
    content["conclusions"].remove("stays_positive")
    assert "hypothesis 'positive' on the state is not proved again" in refusal(content)


def test_a_weaker_relation_does_not_carry_a_hypothesis_over():
    content = below()
    fact(content, "stays_positive")["relation"] = ">="
    assert "hypothesis 'positive' on the state is not proved again" in refusal(content)


def test_nothing_is_assumed_about_the_new_state():
    content = below()
    content["hypotheses"].append({"name": "wish", "claim": "rho - y", "relation": ">="})
    assert "'wish' speaks of the new state" in refusal(content)


def test_an_update_may_not_refer_to_the_new_state():
    content = below()
    content["updates"]["x"] = "y"
    assert "'x' speaks of the new state" in refusal(content)


def test_every_new_variable_has_its_update():
    content = below()
    content["updates"] = {}
    assert "exactly the variables of `next`" in refusal(content)


def test_a_hypothesis_on_a_sequence_of_the_state_is_no_constant_of_the_iteration():
    content = below()
    content["hypotheses"].append({"name": "small", "claim": "1 - eta*X", "relation": ">="})
    assert "'small' mentions a sequence of the state that `next` does not rename" in refusal(content)


def test_a_sequence_of_the_new_state_is_the_old_one_renamed():
    content = json.loads(certificate_path("lemma_d_3").read_text())
    content["sequences"]["V2"]["step"] = "b2*V2 + 1"
    assert "the sequence 'V2' is not 'V' made of the new state" in refusal(content)


def test_a_conclusion_is_a_proved_fact():
    content = bernoulli()
    content["conclusions"] = ["b_nonneg"]
    assert "conclusions: 'b_nonneg' is not a proved fact" in refusal(content)
    content["conclusions"] = []
    assert "conclusions: there is none" in refusal(content)


HOSTILE = {
    "not JSON": ("{", "not JSON"),
    "a list": ("[]", "an object is expected"),
    "deep lists": ("[" * 100_000, "nested too deeply"),
    "deep objects": ('{"a":' * 50_000, "nested too deeply"),
    "not a number": ('{"format": NaN}', "the number NaN is not allowed"),
    "infinite": ('{"format": -Infinity}', "the number -Infinity is not allowed"),
    "a float": ('{"format": 1.0}', "the number 1.0 is not allowed"),
    "a giant integer": ('{"format": ' + "9" * 5000 + "}", "is not allowed"),
    "a key given twice": ('{"format": 1, "format": 1}', "a key is given twice"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused(name):
    text, said = HOSTILE[name]
    assert said in refusal(text)


EDITS = {
    "format": (("format",), 2, "only format 1"),
    "boolean": (("first_depth",), True, "not a whole number"),
    "unknown key": (("depends",), ["other.json"], "unknown key 'depends'"),
    "reserved name": (("variables",), ["b", "s", "N"], "declared twice"),
    "name twice": (("variables",), ["b", "s", "s"], "declared twice"),
    "no name": (("variables",), ["b", "s", "a b"], "is not a name"),
    "unhashable name": (("hypotheses", 0, "name"), ["b"], "is not a name"),
    "fact twice": (("hypotheses", 0, "name"), "sum_nonneg", "two facts are called"),
    "relation": (("hypotheses", 0, "relation"), "<=", "none of >=, >, ="),
    "undeclared": (("hypotheses", 0, "claim"), "b + ghost", "'ghost' is not declared"),
    "call": (("hypotheses", 0, "claim"), "b(1)", "is not part of a polynomial"),
    "attribute": (("hypotheses", 0, "claim"), "b.real", "letters, digits"),
    "code": (("hypotheses", 0, "claim"), "__import__('os')", "letters, digits"),
    "double star": (("hypotheses", 0, "claim"), "b**2", "letters, digits"),
    "no text": (("hypotheses", 0, "claim"), 7, "a polynomial is a text"),
    "empty": (("hypotheses", 0, "claim"), "", "cannot be read"),
    "negative power": (("hypotheses", 0, "claim"), "b^-1", "is not part of a polynomial"),
    "huge power": (("hypotheses", 0, "claim"), "b^999999999", "exponents: at most"),
    "tower": (("hypotheses", 0, "claim"), "((((b^40)^40)^40)^40)^40", "degree more than"),
    "tower of numbers": (("hypotheses", 0, "claim"), "((((9^40)^40)^40)^40)^40", "bits"),
    "many terms": (("hypotheses", 0, "claim"), "(1+b+s)^40*(1+b+s)^40*(1+b+s)^40", "more than"),
    "deep parentheses": (("hypotheses", 0, "claim"), "(" * 900 + "b" + ")" * 900, "nested too deeply"),
    "many minus": (("hypotheses", 0, "claim"), "-" * 1900 + "b", "nested too deeply"),
    "too long": (("hypotheses", 0, "claim"), "b+" * 2000 + "b", "at most 2000"),
    "division by a variable": (("hypotheses", 0, "claim"), "1/b", "is not part of a polynomial"),
    "division by zero": (("witness", "point", "b"), "1/0", "not a rational number"),
    "float witness": (("witness", "point", "b"), "1e9", "not a rational number"),
    "far witness": (("witness", "N"), 9999, "not a whole number"),
    "step uses nothing": (("sequences", "B"), {"base": "1"}, "the key 'step' is missing"),
    "base uses N": (("sequences", "B", "base"), "N", "'N' is not declared"),
    "proof missing": (("facts", 0), {"name": "B_nonneg", "claim": "B", "relation": ">="}, "needs either a proof"),
    "term": (("facts", 0, "step", "terms", 0), ["1"], "term 1 is not"),
    "proof is a list": (("facts", 0, "step"), [], "an object is expected"),
    "conclusion of a wrong kind": (("conclusions",), [["bernoulli"]], "is not a proved fact"),
    "many entries": (("conclusions",), ["bernoulli"] * 1000, "of at most 400 entries"),
}


@pytest.mark.parametrize("name", EDITS)
def test_a_hostile_entry_is_refused_and_named(name):
    path, value, said = EDITS[name]
    content = copy.deepcopy(bernoulli())
    place = content
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    assert said in refusal(content)
