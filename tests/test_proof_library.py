"""The lemmas, their committed certificates, and the search."""

from fractions import Fraction
from pathlib import Path

import pytest

from dmfproof.errors import InvalidInput
from dmfproof.proof.claims import CLAIMS, Values
from dmfproof.proof.lemma import Lemma, Target
from dmfproof.proof.lemmas import inequalities
from dmfproof.proof.library import Refused, certificate_path, check, find, lemmas, prove
from dmfproof.proof.search import NoProof, certificate


@pytest.mark.parametrize("id", lemmas())
def test_the_committed_certificate_proves_the_lemma(id):
    checked, lemma = check(certificate_path(id)), find(id)
    assert (checked.theorem.id, checked.theorem.first_depth, checked.bound) == (id, lemma.first_depth, True)
    assert checked.theorem.all_steps is (lemma.range == "all N and k")


def test_every_lemma_is_coded_independently_and_has_its_certificate_and_nothing_else_is_there():
    assert set(CLAIMS) == set(lemmas())
    assert {path.stem for path in certificate_path("bernoulli").parent.iterdir()} == set(lemmas())


@pytest.mark.parametrize("id", lemmas())
def test_a_committed_certificate_speaks_of_its_lemma_as_it_is_written_now(id):
    import json

    content, lemma = json.loads(certificate_path(id).read_text()), find(id)
    assert [entry["claim"] for entry in content["hypotheses"]] == [h.claim for h in lemma.hypotheses]
    assert [entry["claim"] for entry in content["facts"]] == [t.claim for t in lemma.facts]


@pytest.mark.parametrize("id", lemmas())
def test_every_lemma_says_what_it_proves(id):
    lemma = find(id)
    assert lemma.serves.count(".") == 1
    assert all(text.strip() for text in (lemma.title, lemma.words, lemma.latex))


def test_an_unknown_lemma_is_refused():
    with pytest.raises(
        InvalidInput, match=r"lemma=lemma_9_9 is unknown, the lemmas are lemma_2_2_below, .* Choose one of them"
    ):
        certificate_path("lemma_9_9")


def test_the_search_proves_lemmas_anew(tmp_path):
    seen: list[str] = []
    results = prove(["bernoulli", "lemma_2_2_zero"], tmp_path / "new", seen.append)
    assert seen == ["bernoulli", "lemma_2_2_zero"]
    assert [result.range for result in results] == ["all N", "all N and k"]
    assert all(result.size == result.path.stat().st_size for result in results)


@pytest.mark.deep
def test_the_search_proves_all_lemmas_anew(tmp_path):
    assert len(prove([], tmp_path)) == len(lemmas())


def test_a_directory_that_cannot_be_made_is_refused(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(InvalidInput, match="no usable directory"):
        prove(["bernoulli"], tmp_path / "file" / "below")


def test_a_false_target_finds_no_proof():
    from dataclasses import replace

    wrong = replace(inequalities.MEANS.facts[-1], claim="x*X + (N - 1)*y*Y - N*x*Y - y^2")
    lemma: Lemma = replace(inequalities.MEANS, facts=(*inequalities.MEANS.facts[:-1], wrong))
    with pytest.raises(NoProof, match="no proof found for the base of means"):
        certificate(lemma)


def test_a_strict_target_is_not_proved_by_weak_facts():
    from dataclasses import replace

    lemma = replace(
        inequalities.BERNOULLI,
        facts=(Target("B_pos", "B", ">", ("b_nonneg",), induction=True),),
        conclusions=("B_pos",),
    )
    with pytest.raises(NoProof, match="no proof found for the step of B_pos"):
        certificate(lemma)


def test_a_file_with_a_known_id_and_another_statement_is_refused(tmp_path):
    text = certificate_path("bernoulli").read_text().replace('"id": "bernoulli"', '"id": "weighted_means"')
    (tmp_path / "posing.json").write_text(text)
    with pytest.raises(Refused, match="weighted_means"):
        check(tmp_path / "posing.json")


def test_a_file_with_an_unknown_id_is_checked_but_not_bound(tmp_path):
    path = tmp_path / "own.json"
    path.write_text(certificate_path("bernoulli").read_text().replace('"id": "bernoulli"', '"id": "my_own"'))
    assert check(path).bound is False


def test_the_concavity_of_lemma_d_1_needs_its_condition_on_d1():
    """N = 3, p = 1, lam = -4, eta = 1/3, x = 1: eta x^(2N-2) <= 1/N, but d1+ < 0 and f is convex there."""
    s = Fraction(1, 3) * (1 + 4)
    said = CLAIMS["lemma_d_1_concave"](Values(x=Fraction(1), p=Fraction(1), s=s), 3)
    assert said.given[-1][0] < 0
    assert said.claims[1][0] < 0


def test_lemma_d_2_holds_with_the_constant_1():
    """N (cM)^(2N-2) >= (c^(2N-2) + N - 1) M^(2N-2) is proved, too, so the constant 1 suffices."""
    assert "in particular if eta N (cM)^(2N-2) <= 1" in find("lemma_d_2").words
    assert check(certificate_path("lemma_d_2")).theorem.conclusions[-1] == "N*c^2*M^2*W^2 - size >= 0"


def test_the_checker_is_one_file_that_imports_the_standard_library_only():
    source = Path(certificate_path("bernoulli")).parent.parent / "checker.py"
    imports = [line.split()[1] for line in source.read_text().splitlines() if line.startswith(("import ", "from "))]
    assert set(imports) <= {
        "__future__",
        "ast",
        "collections.abc",
        "fractions",
        "json",
        "pathlib",
        "re",
        "sys",
        "typing",
    }
