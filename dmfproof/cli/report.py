"""Write the referee's report: one HTML file, and the same as Markdown and JSON."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from dmfproof.cli.terminal import leave, note, open_folder, print_json, print_text, progress_bar
from dmfproof.cli.verification import ProfileName, exit_code

__all__ = ["COMMANDS"]

_LIBRARIES = (
    "python-flint", "gmpy2", "mpmath", "sympy", "hypothesis", "numpy", "scipy", "matplotlib", "jinja2", "latex2mathml"
)  # fmt: skip


class Paper(StrEnum):
    """The papers that are refereed."""

    CGMR = "cgmr"
    ACHL = "achl"


def report(
    paper: Annotated[Paper | None, typer.Option(help="Only this paper's statements.")] = None,
    profile: Annotated[ProfileName, typer.Option(help="How much work to do.")] = ProfileName.STANDARD,
    seed: Annotated[str, typer.Option(metavar="S", help="The seed, a whole number.")] = "0",
    source: Annotated[
        Path | None, typer.Option("--from", metavar="FILE", help="Take this verification.json; verify nothing anew.")
    ] = None,
    plots: Annotated[
        Path | None, typer.Option("--tightness", metavar="DIR", help="Show what `dmfproof tightness` wrote there.")
    ] = None,
    constants: Annotated[
        Path | None,
        typer.Option("--sharpen", metavar="FILE", help="Show this table of constants (sharpen.json beside --from)."),
    ] = None,
    maps: Annotated[
        Path | None, typer.Option("--frontier", metavar="DIR", help="Show the maps `dmfproof frontier` wrote there.")
    ] = None,
    figures: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Show what `dmfproof figures` wrote there.")
    ] = None,
    experiments: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Show what `dmfproof experiments achl` wrote there.")
    ] = None,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where to write.")] = Path("report"),
    workers: Annotated[str | None, typer.Option(metavar="W", help="Processes; all cores by default.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the JSON document, too.")] = False,
) -> None:
    """Write the referee's report as one HTML file (no network), Markdown and JSON.

    It writes report.html, report.md and report.json, and precision.html and precision.md on high precision.  Without
    --from all statements are verified first, which takes minutes; with it, this takes seconds.  --tightness, --sharpen,
    --frontier, --figures and --experiments add what these commands wrote; pictures of experiments are embedded up to
    2 MB, maps up to 2 MB, and the page names those that are left out.  The exit code is that of the verification that
    is reported.

    Example:
      dmfproof report --from reports/verification.json --figures reports/figures --out report
    """
    from dmfproof.rational import parse_integer

    chosen_seed = parse_integer(seed, "seed", least=0)
    processes = None if workers is None else parse_integer(workers, "workers", least=1)
    open_folder(out)
    from dmfproof.report.inputs import read_verification

    added = _added(source, plots, constants, maps, figures, experiments)
    verification = None if source is None else read_verification(source)
    statements = _descriptions(paper)
    if verification is None:
        from dmfproof.campaign.verification import verify

        chosen = [statement["id"] for statement in statements] if paper else []
        with progress_bar() as progress:
            verification = verify(chosen, profile=profile.value, seed=chosen_seed, workers=processes, progress=progress)
    content = _content(verification, statements, paper, added)
    from dmfproof.report.document import document_json
    from dmfproof.report.markdown import markdown
    from dmfproof.report.page import html_page
    from dmfproof.report.precision import precision_html, precision_markdown

    texts = {"report.html": html_page(content), "report.md": markdown(content), "report.json": document_json(content)}
    if content["precision"]:
        texts |= {"precision.html": precision_html(content), "precision.md": precision_markdown(content)}
    for name, text in texts.items():
        (out / name).write_text(text, encoding="utf-8", newline="\n")
        note(f"Written: {out / name}")
    if as_json:
        print_json(json.loads(texts["report.json"]))
    else:
        from dmfproof.report.page import verdict_sentence

        print_text(verdict_sentence(content))
    if verification["interrupted"]:
        note("Interrupted: what was done until then is reported.")
    leave(exit_code(_reported(verification, content)))


def _added(
    source: Path | None,
    plots: Path | None,
    constants: Path | None,
    maps: Path | None,
    figures: Path | None,
    experiments: Path | None,
) -> dict[str, Any]:
    """Read what else is to be shown; a table of constants beside the verification is taken by itself."""
    from dmfproof.report.inputs import embed, read_achl, read_figures, read_frontier, read_sharpen, read_tightness

    if constants is None and source is not None and source.with_name("sharpen.json").is_file():
        constants = source.with_name("sharpen.json")
    groups = [read(folder) for read, folder in ((read_figures, figures), (read_achl, experiments)) if folder]
    return {
        "tightness": None if plots is None else read_tightness(plots),
        "sharpen": None if constants is None else read_sharpen(constants),
        "frontier": None if maps is None else embed([read_frontier(maps)])[0],
        "experiments": embed(groups),
    }


def _content(
    verification: Mapping[str, Any],
    statements: Sequence[Mapping[str, Any]],
    paper: Paper | None,
    added: Mapping[str, Any],
) -> dict[str, Any]:
    from dmfproof.report.document import document

    precision = None
    if paper is not Paper.ACHL:
        from dmfproof.campaign.high_precision import high_precision

        with progress_bar() as progress:
            precision = high_precision(progress)
    content = document(
        verification,
        statements,
        lemmas=_lemmas({name for statement in statements for claim in statement["claims"] for name in claim["proofs"]}),
        environment=_environment(),
        paper=paper.value if paper else None,
        precision=precision,
        tightness=added["tightness"] if paper is not Paper.ACHL else None,
        sharpen=added["sharpen"],
        frontier=added["frontier"],
        experiments=added["experiments"],
    )
    if paper is Paper.ACHL:
        content |= {"machine_epsilon": [], "spectra": []}
    return content


def _descriptions(paper: Paper | None) -> list[dict[str, Any]]:
    from dmfproof.statements.catalogue import catalogue
    from dmfproof.statements.describe import statement_json

    wanted = (s for s in catalogue().values() if paper is None or s.source.paper.lower() == paper.value)
    return [statement_json(statement) for statement in wanted]


def _lemmas(names: set[str]) -> list[dict[str, Any]]:
    """Check the certificates of some lemmas now, and describe each with its text and digest."""
    from hashlib import sha256

    from dmfproof.proof.library import Refused, certificate_path, check, lemmas

    rows = []
    for lemma in lemmas().values():
        if lemma.id in names:
            text = certificate_path(lemma.id).read_text(encoding="utf-8")
            try:
                verdict = "proved and bound" if check(certificate_path(lemma.id)).bound else "proved, not bound"
            except Refused as error:
                verdict = f"refused: {error}"
            digest = sha256(text.encode()).hexdigest()
            described = {"id": lemma.id, "title": lemma.title, "range": lemma.range, "says": lemma.words}
            proof = {"verdict": verdict, "certificate": text, "sha256": digest, "bytes": len(text.encode())}
            rows.append(described | proof)
    return rows


def _environment() -> list[tuple[str, str]]:
    """List the versions that matter to the numbers and to the pages."""
    from importlib.metadata import PackageNotFoundError, version

    from dmfproof import __version__

    rows = [("dmfproof", __version__), ("Python", platform.python_version())]
    for name in _LIBRARIES:
        try:
            rows.append((name, version(name)))
        except PackageNotFoundError:
            rows.append((name, "missing"))
    return rows


def _reported(verification: Mapping[str, Any], content: Mapping[str, Any]) -> dict[str, Any]:
    """Return what of a verification is in the report, for the exit code."""
    shown = {row["id"] for row in content["statements"]}
    rows = [row for row in verification["statements"] if row["id"] in shown]
    return {**verification, "statements": rows, "spectra": content["spectra"], "summary": content["summary"]}


COMMANDS = (report,)
