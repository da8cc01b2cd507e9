"""The export to Coq.

The files are always compared with the certificates; Coq itself is asked only where `coqc` is installed (`make coq`).
"""

import json
import re
import shutil
from pathlib import Path

import pytest

from dmfproof.errors import InvalidInput, Unsupported
from dmfproof.proof import replay
from dmfproof.proof.coq import coq_text
from dmfproof.proof.library import certificate_path, find, lemmas
from dmfproof.proof.replay import committed_coq, export_coq, replay_coq, transcript

TRANSCRIPT = Path(__file__).parent.parent / "reports" / "coq_replay.txt"
needs_coq = pytest.mark.skipif(shutil.which("coqc") is None, reason="coqc is not installed here (make coq)")


@pytest.mark.parametrize("id", lemmas())
def test_the_committed_file_is_the_export_of_the_certificate(id):
    assert committed_coq(id).read_text(encoding="utf-8") == export_coq(id)


@pytest.mark.parametrize("id", lemmas())
def test_a_file_has_no_gap_and_speaks_of_real_powers(id):
    text = export_coq(id)
    assert not re.search(r"\b(Admitted|admit|Axiom|Parameter|Hypothesis|Abort)\b", text)
    theorem = text.split(f"Theorem {id} :")[1].split("Proof.")[0]
    assert "seq_" not in theorem
    assert "(N : nat)" in theorem


@pytest.mark.parametrize("id", [id for id in lemmas() if find(id).next])
def test_an_iteration_has_the_theorem_for_all_steps(id):
    theorem = export_coq(id).split(f"Theorem {id}_all_steps :")[1].split("Proof.")[0]
    assert "forall k : nat" in theorem
    assert "seq_" not in theorem


def test_the_transcript_shows_every_lemma_accepted():
    lines = [line for line in TRANSCRIPT.read_text().splitlines() if ".v: " in line]
    assert [line.split(".v: ")[0] for line in lines] == list(lemmas())
    assert all(".v: accepted: theorem " in line for line in lines)


def test_a_sequence_that_is_no_power_is_not_exported():
    content = json.loads(certificate_path("bernoulli").read_text())
    content["sequences"]["W"] = {"base": "1", "step": "W + b"}
    content["hypotheses"].append({"name": "extra", "claim": "W", "relation": ">="})
    with pytest.raises(Unsupported, match="the sequence W is no power and no sum of powers"):
        coq_text(content)


def test_coq_that_is_not_there_is_told():
    with pytest.raises(InvalidInput, match="coqc=no-such-coqc is not there"):
        replay_coq(["bernoulli"], coqc="no-such-coqc")


@needs_coq
def test_coq_accepts_a_lemma():
    (result,) = replay_coq(["bernoulli"])
    assert result.accepted
    assert "Classical_Prop.classic" not in result.assumptions


@needs_coq
def test_coq_refuses_a_wrong_coefficient(tmp_path, monkeypatch):
    text = committed_coq("bernoulli").read_text().replace("* (Rsqr (s))", "* (Rsqr (b))")
    (tmp_path / "bernoulli.v").write_text(text)
    monkeypatch.setattr(replay, "_COMMITTED", tmp_path)
    (result,) = replay_coq(["bernoulli"])
    assert not result.accepted
    assert "NOT ACCEPTED" in transcript([result], "Coq")


@needs_coq
def test_a_file_with_a_gap_is_not_accepted(tmp_path, monkeypatch):
    text = re.sub(
        r"Proof\.\n  intros N b s.*?Qed\.", "Proof. Admitted.", committed_coq("bernoulli").read_text(), flags=re.S
    )
    (tmp_path / "bernoulli.v").write_text(text)
    monkeypatch.setattr(replay, "_COMMITTED", tmp_path)
    (result,) = replay_coq(["bernoulli"])
    assert not result.accepted


@needs_coq
@pytest.mark.deep
@pytest.mark.parametrize("id", lemmas())
def test_coq_accepts_every_lemma(id):
    (result,) = replay_coq([id])
    assert result.accepted, result.output
