"""Edit certificates at random: whatever the checker still accepts must still be true, and must still be the lemma."""

import json
import re
from fractions import Fraction
from random import Random

import pytest

from dmfproof.proof.binding import compare, evaluate
from dmfproof.proof.checker import Refused, check_text
from dmfproof.proof.library import certificate_path, lemmas

QUICK = [
    "lemma_2_2_below",
    "slope_nonneg",
    "field_after_inflection",
    "bernoulli",
    "c_below",
    "inflection_unique",
    "contraction_negative",
]
HOLDS = {">=": lambda value: value >= 0, ">": lambda value: value > 0, "=": lambda value: value == 0}


def places(value, path=()):
    """Yield the paths of all texts and lists of a certificate, except titles and names of entries."""
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, entry in entries:
        if key in ("id", "title", "format", "name"):
            continue
        if isinstance(entry, str | list):
            yield (*path, key)
        yield from places(entry, (*path, key))


def edited(content, random):
    """Change one claim, relation, coefficient, fact, sequence, update or list; keep everything else."""
    content = json.loads(json.dumps(content))
    path = random.choice(list(places(content)))
    place = content
    for key in path[:-1]:
        place = place[key]
    value = place[path[-1]]
    names = [entry["name"] for entry in content["hypotheses"] + content["facts"]]
    if isinstance(value, list):
        if value:
            del value[random.randrange(len(value))]
    elif value in (">=", ">", "="):
        place[path[-1]] = random.choice([">=", ">", "="])
    elif value in names:
        place[path[-1]] = random.choice(names)
    else:
        pieces = re.findall(r"[A-Za-z][A-Za-z0-9_]*|[0-9]+|[-+*^/()]", value)
        at = random.randrange(len(pieces)) if pieces else 0
        symbols = [*content["variables"], *content["sequences"], "N", "0", "1", "2", "3", "-1"]
        signs = {"+": "-", "-": "+", "*": random.choice("+-*")}
        if pieces:
            pieces[at] = signs.get(pieces[at]) or (pieces[at] if pieces[at] in "^/()" else random.choice(symbols))
        place[path[-1]] = "".join(pieces)
    return content


def counterexample(content, random, tries=12):
    """Return a rational point and a depth where the hypotheses hold and a conclusion fails, or None."""
    centre = {name: Fraction(text) for name, text in content["witness"]["point"].items()}
    for attempt in range(tries):
        depth = content["witness"]["N"] if attempt == 0 else random.randint(content["first_depth"], 6)
        spread = Fraction(random.randint(0, 8), 8) if attempt else 0
        point = {
            name: value + spread * Fraction(random.randint(-16, 16), 16) * (abs(value) or Fraction(1, 2))
            for name, value in centre.items()
        }
        for name, value in evaluate(content, point, depth).updates.items():
            point[content["next"][name]] = value
        said = evaluate(content, point, depth)
        if all(HOLDS[relation](value) for value, relation in said.given) and not all(
            HOLDS[relation](value) for value, relation in said.claims
        ):
            return depth, point
    return None


def statement(content):
    """Return what a certificate claims, without its proofs."""
    said = {entry["name"]: (entry["claim"], entry["relation"]) for entry in content["facts"]}
    kept = ("first_depth", "variables", "sequences", "abbreviations", "hypotheses", "next", "updates")
    return [content.get(key) for key in kept] + sorted(said[name] for name in content["conclusions"])


def survey(ids, edits, seed):
    """Count the edits that the checker accepted, of these the changed statements, of these the lemma itself."""
    random, accepted, changed, bound = Random(seed), 0, 0, 0
    for index in range(edits):
        original = json.loads(certificate_path(ids[index % len(ids)]).read_text())
        content = edited(original, random)
        try:
            check_text(json.dumps(content))
        except Refused:
            continue
        accepted += 1
        if statement(content) == statement(original):
            continue  # another proof of the same statement, or a conclusion less
        changed += 1
        assert counterexample(content, random) is None, f"a false statement got through: {json.dumps(content)}"
        try:
            compare(content, random)
        except Refused:
            continue
        bound += 1
    return accepted, changed, bound


def test_no_edit_lets_a_false_statement_through():
    accepted, changed, bound = survey(QUICK, 1200, seed=2011_13772)
    assert accepted > changed > bound  # true statements that are not the lemma are not taken for it


@pytest.mark.deep
def test_no_edit_of_any_certificate_lets_a_false_statement_through():
    accepted, changed, bound = survey(list(lemmas()), 6_000, seed=1905_13655)
    assert accepted > changed > bound


def test_the_survey_sees_a_false_statement():
    content = json.loads(certificate_path("lemma_2_2_below").read_text())
    next(entry for entry in content["facts"] if entry["name"] == "increases")["claim"] = "x - y"
    assert counterexample(content, Random(1)) is not None


@pytest.mark.parametrize("id", lemmas())
def test_an_edited_conclusion_is_not_the_lemma(id):
    content = json.loads(certificate_path(id).read_text())
    entry = next(entry for entry in content["facts"] if entry["name"] == content["conclusions"][0])
    entry["claim"] = f"{entry['claim']} + {content['variables'][0]}"
    with pytest.raises(Refused, match=f"'{entry['name']}' in the conclusions is not what the lemma says"):
        compare(content)


@pytest.mark.parametrize("id", [id for id in lemmas() if id != "lemma_2_9"])  # Lemma 2.9 assumes nothing
def test_an_edited_hypothesis_is_not_the_lemma(id):
    content = json.loads(certificate_path(id).read_text())
    entry = content["hypotheses"][-1]
    entry["claim"] = f"{entry['claim']} - {content['variables'][0]}^2"
    with pytest.raises(Refused, match=f"'{entry['name']}' in the hypotheses is not what the lemma says"):
        compare(content)


def test_a_dropped_or_weakened_part_is_not_the_lemma():
    content = json.loads(certificate_path("lemma_2_2_below").read_text())
    content["conclusions"].pop()
    with pytest.raises(Refused, match="it has 5 conclusions, the lemma has 6"):
        compare(content)
    content = json.loads(certificate_path("lemma_2_2_zero").read_text())
    content["hypotheses"][0]["relation"] = ">="
    with pytest.raises(Refused, match="'eta_pos' in the hypotheses is not what the lemma says"):
        compare(content)


def test_an_edited_update_is_not_the_lemma():
    content = json.loads(certificate_path("lemma_d_3").read_text())
    content["updates"]["b"] = "b - e*b"
    with pytest.raises(Refused, match="the updates are not those of the lemma"):
        compare(content)


def test_a_sequence_that_is_right_only_for_small_depths_is_found():
    content = json.loads(certificate_path("bernoulli").read_text())
    wrong = "*".join(f"(N - {depth})" for depth in range(1, 9))
    content["sequences"]["B"]["step"] = f"b*B + {wrong}"
    with pytest.raises(Refused, match="is not what the lemma says"):
        compare(content)
