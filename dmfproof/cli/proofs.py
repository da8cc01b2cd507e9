"""Prove lemmas for all depths, check their certificates, and export proofs to Coq."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dmfproof.cli.terminal import (
    ExitCode,
    leave,
    new_table,
    note,
    open_folder,
    page,
    print_json,
    print_text,
    progress_bar,
    text_width,
)
from dmfproof.errors import InvalidInput

if TYPE_CHECKING:
    from dmfproof.proof.replay import Replayed

__all__ = ["COMMANDS"]

_AS_JSON = typer.Option("--json", help="Print JSON.")
_FOLDER = Path("certificates")


class Target(StrEnum):
    """The proof assistant that an export is for."""

    COQ = "coq"


def lemmas_command(as_json: Annotated[bool, _AS_JSON] = False) -> None:
    """List the lemmas that are proved for all depths.

    Example:
      dmfproof lemmas
    """
    from dmfproof.proof.library import lemmas

    known = list(lemmas().values())
    if as_json:
        rows = [{"id": a.id, "statement": a.serves, "range": a.range, "title": a.title, "says": a.words} for a in known]
        print_json({"schema": "dmfproof.lemmas/1", "lemmas": rows})
        return
    table = new_table("ID", "statement", "range", "title")
    for lemma in known:
        table.add_row(lemma.id, lemma.serves, lemma.range, lemma.title)
    page().print(table)


def prove(
    identifiers: Annotated[list[str] | None, typer.Argument(metavar="[ID]...", help="Lemmas; all if none.")] = None,
    out: Annotated[Path | None, typer.Option(metavar="DIR", help="Where to write; files there are replaced.")] = None,
    as_json: Annotated[bool, _AS_JSON] = False,
) -> None:
    """Search proofs of lemmas and write their certificates.

    The search is not trusted: each certificate is checked as `dmfproof check-certificate` does it.  Without --out they
    go to a new folder, certificates, in the present one.  A lemma without a proof loses none of the others (exit code
    4: nothing is known about it).  The package holds the certificates of all lemmas; nobody needs to search.

    Example:
      dmfproof prove lemma_2_2_below lemma_2_9
    """
    from tempfile import TemporaryDirectory

    from dmfproof.proof.library import Refused, find, lemmas
    from dmfproof.proof.library import prove as search
    from dmfproof.proof.search import NoProof

    chosen = [find(name).id for name in dict.fromkeys(identifiers or lemmas())]
    if out is None and _FOLDER.is_dir() and any(_FOLDER.iterdir()):
        holds = "without --out a new folder is made, and nothing is replaced"
        raise InvalidInput("--out", "none", "missing", holds, f"Write --out {_FOLDER} to replace what is in it")
    folder = out or _FOLDER
    open_folder(folder)
    rows: list[dict[str, Any]] = []
    code = ExitCode.AS_CLAIMED
    with progress_bar() as progress:
        for place, name in enumerate(chosen):
            if progress:
                progress(place, len(chosen), name)
            row = {"id": name, "range": find(name).range}
            path = folder / f"{name}.json"
            try:
                # A file is replaced only by a certificate that was checked.
                with TemporaryDirectory(dir=folder) as scratch:
                    [found] = search([name], Path(scratch))
                    found.path.replace(path)
            except KeyboardInterrupt:
                code = ExitCode.INTERRUPTED
                break
            except (NoProof, Refused) as error:
                code = max(code, ExitCode.UNDECIDED)
                rows.append({**row, "verdict": "no proof", "reason": str(error)})
                note(f"Error: {name}: no proof was found: {error}")
                continue
            seconds = {"search_seconds": found.search_seconds, "check_seconds": found.check_seconds}
            rows.append({**row, "verdict": "proved", "path": str(path), "size": found.size, **seconds})
            note(f"Written: {path} ({place + 1} of {len(chosen)})")
    if as_json:
        print_json({"schema": "dmfproof.prove/1", "interrupted": code is ExitCode.INTERRUPTED, "lemmas": rows})
    else:
        _print_proved(rows)
    if code is ExitCode.INTERRUPTED:
        note("Interrupted: what was proved until then is shown and written.")
    leave(code)


def _print_proved(rows: list[dict[str, Any]]) -> None:
    numbers = ("bytes", "search", "check")
    table = new_table("ID", "proved for", *numbers, right=numbers)
    for row in rows:
        if row["verdict"] == "proved":
            times = (f"{row['search_seconds']:.2f} s", f"{row['check_seconds']:.3f} s")
            table.add_row(row["id"], row["range"], str(row["size"]), *times)
        else:
            table.add_row(row["id"], "not proved", "-", "-", "-")
    page().print(table)


def check_certificate(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Certificates.")],
    as_json: Annotated[bool, _AS_JSON] = False,
) -> None:
    """Check certificates; trust nothing in them.

    A certificate is proved if its identities are right, and bound if its statement is, besides, the one that dmfproof
    has coded independently for the lemma of that id.  Exit code 0: all are proved and bound; 1: one is refused; 4: one
    is proved but not bound, so that only its own text says what it proves.

    Example:
      dmfproof check-certificate certificates/*.json
    """
    rows = [_checked(path) for path in files]
    if as_json:
        print_json({"schema": "dmfproof.check_certificate/1", "certificates": rows})
    else:
        print_text("\n".join(_checked_text(row) for row in rows))
    sys.stdout.flush()
    for row in rows:
        if row["verdict"] == "unreadable":
            holds, advice = f"it cannot be read ({row['reason']})", "Name a file that `dmfproof prove` wrote"
            note(f"Error: {InvalidInput('FILE', row['file'], 'no usable file', holds, advice)}")
    verdicts = {row["verdict"] for row in rows}
    if "refused" in verdicts:
        leave(ExitCode.REFUTED)
    if "unreadable" in verdicts:
        leave(ExitCode.USAGE)
    leave(ExitCode.AS_CLAIMED if all(row["bound"] for row in rows) else ExitCode.UNDECIDED)


def _checked(path: Path) -> dict[str, Any]:
    from dmfproof.proof.library import Refused, check

    row = {"file": str(path), "bound": False}
    try:
        # A pipe can be read only once, and a device need not end.
        if path.exists() and not path.is_file():
            return {**row, "verdict": "unreadable", "reason": "not a regular file"}
        with path.open("rb"):
            pass
    except (OSError, ValueError) as error:
        return {**row, "verdict": "unreadable", "reason": getattr(error, "strerror", None) or str(error)}
    try:
        found = check(path)
    except Refused as refusal:
        return {**row, "verdict": "refused", "reason": str(refusal)}
    return {
        **row,
        "bound": found.bound,
        "verdict": "proved",
        "id": found.theorem.id,
        "range": f"all N >= {found.theorem.first_depth}" + (" and all k" if found.theorem.all_steps else ""),
        "hypotheses": list(found.theorem.hypotheses),
        "conclusions": list(found.theorem.conclusions),
        "identities": found.theorem.identities,
        "size": found.size,
        "check_seconds": found.check_seconds,
    }


def _checked_text(row: dict[str, Any]) -> str:
    from dmfproof.statements.show import hang

    if row["verdict"] != "proved":
        return hang(f"{row['file']}: {row['verdict']}: {row['reason']}", 0, text_width())
    coded = "bound: the statement is the one coded independently for this lemma"
    unknown = "NOT bound: dmfproof codes no lemma of this id, only the file says what is proved"
    parts = [
        f"assume: {'; '.join(row['hypotheses']) or 'nothing'}",
        f"then: {'; '.join(row['conclusions'])}",
        f"{coded if row['bound'] else unknown} ({row['identities']} identities)",
    ]
    lines = [f"{row['file']}: proved: {row['id']}, {row['range']}", *(hang(part, 2, text_width()) for part in parts)]
    return "\n".join(lines)


def export(
    identifier: Annotated[str, typer.Argument(metavar="ID", help="A lemma's id, as `dmfproof lemmas` shows it.")],
    target: Annotated[Target, typer.Option("--to", help="What to export to.")],
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Write there; it is replaced.")] = None,
    run: Annotated[bool, typer.Option("--run", help="Compile it with coqc and say what it answers.")] = False,
    as_json: Annotated[bool, _AS_JSON] = False,
) -> None:
    """Export the proof of a lemma to Coq.

    The file needs Coq's core library alone.  It is printed, unless --out or --run is given.  With --run, exit code 0:
    Coq accepts it, and it rests on the axioms of Coq's real numbers alone; 1: it does not; 3: there is no coqc.

    Example:
      dmfproof export lemma_2_9 --to coq --out lemma_2_9.v
    """
    import shutil

    from dmfproof.proof.replay import export_coq, replay_text

    text = export_coq(identifier)
    if out is not None:
        try:
            out.write_text(text, encoding="utf-8", newline="")
        except OSError as error:
            holds = f"the file must be writable ({error.strerror})"
            raise InvalidInput("--out", out, "not writable", holds, "Choose another file") from None
        note(f"Written: {out}")
    missing = run and shutil.which("coqc") is None
    replayed = replay_text(identifier, text) if run and not missing else None
    if as_json:
        print_json({"schema": "dmfproof.export/1", **_export_json(identifier, target, text, replayed)})
    elif replayed is not None:
        print_text(_replayed_text(replayed))
    elif out is None and not run:
        print_text(text)
    if missing:
        note("Error: a needed part is missing: coqc. Run `make coq`, or install Coq and see that coqc is found.")
        leave(ExitCode.PART_MISSING)
    if replayed is not None and not replayed.accepted:
        leave(ExitCode.REFUTED if replayed.answered else ExitCode.UNDECIDED)


def _export_json(identifier: str, target: Target, text: str, replayed: Replayed | None) -> dict[str, Any]:
    shown: dict[str, Any] = {"lemma": identifier, "to": target.value, "text": text, "replay": None}
    if replayed is not None:
        shown["replay"] = {
            "verdict": _replay_verdict(replayed),
            "axioms": list(replayed.assumptions),
            "seconds": replayed.seconds,
            "output": replayed.output,
        }
    return shown


def _replay_verdict(replayed: Replayed) -> str:
    return "accepted" if replayed.accepted else "not accepted" if replayed.answered else "no answer"


def _replayed_text(replayed: Replayed) -> str:
    lines = [f"{replayed.id}.v: {_replay_verdict(replayed)} by coqc ({replayed.seconds:.1f} s)"]
    if replayed.accepted:
        return "\n".join([*lines, *(f"  rests on {name}" for name in replayed.assumptions)])
    return "\n".join([*lines, replayed.output])


COMMANDS = (lemmas_command, prove, check_certificate, export)
