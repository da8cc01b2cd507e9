"""Replay the committed Coq files: `python -m dmfproof.proof.replay [TRANSCRIPT]` compiles each with `coqc`.

Exit status 0 only if Coq accepts every file and every file is the present export of its certificate.  The transcript
holds no times and no paths, so that it is the same on every machine with the same Coq.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from dmfproof.errors import DmfproofError, InvalidInput
from dmfproof.proof.coq import coq_text
from dmfproof.proof.library import certificate_path, find, lemmas

__all__ = ["Replayed", "export_coq", "main", "replay_coq", "replay_text", "transcript"]

_COMMITTED = Path(__file__).parent / "coq"
_AXIOMS = (
    "ClassicalDedekindReals.sig_not_dec",
    "ClassicalDedekindReals.sig_forall_dec",
    "FunctionalExtensionality.functional_extensionality_dep",
    "Classical_Prop.classic",
)  # those of Coq's own real numbers


@dataclass(frozen=True, slots=True)
class Replayed:
    """What `coqc` said about the file of one lemma.

    assumptions -- the axioms that its last theorem rests on; answered -- False if there was no time for an answer.
    """

    id: str
    accepted: bool
    assumptions: tuple[str, ...]
    seconds: float
    output: str
    answered: bool = True


def export_coq(id: str) -> str:
    """Return the Coq file of a lemma, made from its committed certificate; raises `InvalidInput` for an unknown id."""
    return coq_text(json.loads(certificate_path(id).read_text(encoding="utf-8")))


def committed_coq(id: str) -> Path:
    """Return the path of a lemma's committed Coq file."""
    return _COMMITTED / f"{find(id).id}.v"


def replay_coq(
    ids: Iterable[str] = (), progress: Callable[[Replayed], None] | None = None, coqc: str = "coqc", limit: float = 300
) -> list[Replayed]:
    """Compile the committed Coq files of some lemmas (of all, if there is no id), `limit` seconds each.

    A file is accepted if `coqc` accepts it and its theorem assumes nothing but the axioms of Coq's real numbers.
    Raises `InvalidInput` if there is no `coqc`.
    """
    results = []
    for id in [find(id).id for id in ids] or lemmas():
        results.append(replay_text(id, committed_coq(id).read_text(encoding="utf-8"), coqc, limit))
        if progress:
            progress(results[-1])
    return results


def replay_text(id: str, text: str, coqc: str = "coqc", limit: float = 300) -> Replayed:
    """Compile one Coq file, given as text, for the lemma of that id; as `replay_coq`."""
    answered = True
    with tempfile.TemporaryDirectory() as build:
        (Path(build) / f"{id}.v").write_text(text, encoding="utf-8", newline="")
        start = time.perf_counter()
        try:
            done = subprocess.run(
                [coqc, "-q", f"{id}.v"], cwd=build, capture_output=True, text=True, check=False, timeout=limit
            )
            output, status = done.stdout + done.stderr, done.returncode
        except OSError:
            raise InvalidInput("coqc", coqc, "not there", "the replay needs Coq", "Run `make coq`") from None
        except subprocess.TimeoutExpired:
            output, status, answered = f"no answer within {limit} seconds", 1, False
    names = tuple(line.split()[0] for line in output.splitlines() if line[:1].isalpha() and line != "Axioms:")
    accepted = status == 0 and "Axioms:" in output and set(names) <= set(_AXIOMS)
    return Replayed(id, accepted, names, time.perf_counter() - start, output, answered)


def transcript(results: Iterable[Replayed], version: str) -> str:
    """Write what Coq said, without times."""
    lines = ["Made by `make coq`; do not edit.", "", version.strip(), ""]
    for result in results:
        theorem = result.id + ("_all_steps" if find(result.id).next else "")
        lines.append(f"{result.id}.v: {'accepted' if result.accepted else 'NOT ACCEPTED'}: theorem {theorem}")
        lines += [f"    rests on {name}" for name in result.assumptions]
        if not result.accepted:
            lines.append(result.output)
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    """Replay everything, print a line for each lemma, write the transcript to the given paths; 0 if all is well."""
    try:
        stale = [id for id in lemmas() if committed_coq(id).read_text(encoding="utf-8") != export_coq(id)]
        results = replay_coq(
            progress=lambda r: print(f"{r.id}: {'accepted' if r.accepted else r.output} ({r.seconds:.1f} s)")
        )
        version = subprocess.run(["coqc", "--print-version"], capture_output=True, text=True, check=True).stdout
    except DmfproofError as error:
        print(error, file=sys.stderr)
        return 2
    for id in stale:
        print(f"{id}.v is not what `dmfproof export {id} --to coq` writes", file=sys.stderr)
    for path in arguments:
        Path(path).write_text(transcript(results, f"Coq {version.split()[0]}"), encoding="utf-8")
    return 1 if stale or not all(result.accepted for result in results) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
