"""Find, prove and check the lemmas: the committed certificates are the package's own, nobody needs to search."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dmfproof.errors import InvalidInput
from dmfproof.proof.binding import compare
from dmfproof.proof.checker import Refused, Theorem, check_file
from dmfproof.proof.claims import CLAIMS
from dmfproof.proof.lemma import Lemma
from dmfproof.proof.lemmas import catalogue

__all__ = ["Checked", "Proved", "Refused", "certificate_path", "check", "find", "lemmas", "prove", "written"]

_COMMITTED = Path(__file__).parent / "certificates"


@dataclass(frozen=True, slots=True)
class Checked:
    """A certificate that was accepted; `bound` says whether its statement was compared with the lemma of that id."""

    theorem: Theorem
    bound: bool
    size: int
    check_seconds: float


@dataclass(frozen=True, slots=True)
class Proved:
    """A lemma whose certificate was just found, written to `path` and checked; sizes in bytes, times in seconds."""

    lemma: Lemma
    path: Path
    size: int
    search_seconds: float
    check_seconds: float

    @property
    def range(self) -> str:
        """The range of the claim: "all N" or "all N and k"."""
        return self.lemma.range


def lemmas() -> Mapping[str, Lemma]:
    """Return all lemmas by id, in the order of the theory."""
    return catalogue()


def find(id: str) -> Lemma:
    """Return one lemma; raises `InvalidInput` if there is none of that id."""
    known = catalogue()
    if id not in known:
        raise InvalidInput("lemma", id, "unknown", "the lemmas are " + ", ".join(known), "Choose one of them")
    return known[id]


def certificate_path(id: str) -> Path:
    """Return the committed certificate of a lemma; raises `InvalidInput` if there is no such lemma."""
    return _COMMITTED / f"{find(id).id}.json"


def prove(ids: Iterable[str], out_dir: Path, progress: Callable[[str], None] | None = None) -> list[Proved]:
    """Search the certificates of some lemmas (of all, if `ids` is empty), write them to `out_dir` and check them.

    `progress` is told the id of each lemma before its search.  Raises `InvalidInput` for an unknown id or a
    directory that cannot be written, `dmfproof.proof.search.NoProof` if a search fails, `Refused` if the checker
    does not accept what was found.
    """
    from dmfproof.proof.search import certificate

    chosen = [find(id) for id in ids] or list(catalogue().values())
    try:
        out_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InvalidInput("out", out_dir, "no usable directory", str(error), "Choose another one") from None
    results = []
    for lemma in chosen:
        if progress:
            progress(lemma.id)
        start = time.perf_counter()
        text = written(certificate(lemma))
        seconds = time.perf_counter() - start
        path = out_dir / f"{lemma.id}.json"
        path.write_text(text, encoding="utf-8")
        checked = check(path)
        results.append(Proved(lemma, path, checked.size, seconds, checked.check_seconds))
    return results


def check(path: str | Path) -> Checked:
    """Check a certificate file, and compare what it says with the lemma of its id, if dmfproof knows that id.

    Raises `Refused`; its message names the identity, coefficient or fact that is wrong.
    """
    start = time.perf_counter()
    theorem = check_file(path)
    seconds = time.perf_counter() - start
    content = json.loads(Path(path).read_text(encoding="utf-8"))
    bound = theorem.id in CLAIMS
    if bound:
        compare(content)
        if theorem.first_depth > find(theorem.id).first_depth:
            least = find(theorem.id).first_depth
            raise Refused(f"{theorem.id}: it is proved for N >= {theorem.first_depth}, the lemma is for N >= {least}")
    return Checked(theorem, bound, Path(path).stat().st_size, seconds)


def written(content: Mapping[str, Any]) -> str:
    """Write a certificate as JSON with one line for each hypothesis, fact and sequence."""

    def line(value: Any) -> str:
        return json.dumps(value, ensure_ascii=True)

    parts = []
    for key, value in content.items():
        if key in ("hypotheses", "facts"):
            body = "[\n" + ",\n".join("  " + line(entry) for entry in value) + "\n ]" if value else "[]"
        elif key in ("sequences", "abbreviations") and value:
            body = "{\n" + ",\n".join(f"  {line(name)}: {line(entry)}" for name, entry in value.items()) + "\n }"
        else:
            body = line(value)
        parts.append(f" {line(key)}: {body}")
    return "{\n" + ",\n".join(parts) + "\n}\n"
