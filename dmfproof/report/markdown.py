"""Write a document (`dmfproof.report.document`) as Markdown: the same as the page, formulas as text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dmfproof.report.document import slack
from dmfproof.report.page import absent, box_text, evidence_text, heading_of, point_text, verdict_sentence
from dmfproof.report.precision import precision_lines
from dmfproof.report.table import code, plain, table
from dmfproof.report.verification import MECHANICAL_READING, spectrum_cells

__all__ = ["markdown"]

Record = Mapping[str, Any]

_CONSTANT_HEADS = (
    "N", "stated q", "survived to refuted", "factor survived", "factor refuted", "points", "examine it again"
)  # fmt: skip


def markdown(content: Record) -> str:
    """Return the report as Markdown."""
    return "\n".join(_lines(content)) + "\n"


def _lines(content: Record) -> Iterator[str]:
    yield f"<!-- {content['about']} -->"
    yield f"# {heading_of(content)}"
    yield from ("", verdict_sentence(content), "")
    yield f"dmfproof {content['version']}, profile {content['profile']}, seed {content['seed']}."
    if content["interrupted"]:
        yield from ("", "Interrupted: only what was done until then is reported.")
    yield from ("", "## Which statements hold, and how we know", "")
    rows = [
        [row["id"], plain(row["source"]), f"`{claim['name']}`", claim["tag"], _verdict(claim), evidence_text(claim)]
        for row in content["statements"]
        for claim in row["claims"]
    ]
    yield from table(["statement", "source", "claim", "tag", "verdict", "evidence"], rows)
    yield from ("", "## Which constants are slack, and by how much", "")
    if content["tightness"]:
        yield from (content["tightness"]["says"], "")
        for plot in content["tightness"]["plots"]:
            yield from (f"- **{plot['title']}.** {plot['caption']} Data: `{plot['csv']}`.",)
        yield ""
    yield from _constants(content)
    if content["frontier"]:
        yield from ("### Where claims hold beyond their conditions", "", plain(content["frontier"]["says"]), "")
        yield from _pictures(content["frontier"])
    yield from _missing(absent(content)["slack"])
    yield "Tightness is the ratio of the two sides (1 = attained), at the sampled points; the slackest first."
    yield ""
    yield from table(["claim", "tag", "least", "median", "most"], [_slack_cells(row) for row in slack(content)])
    yield from ("", "## What was false, and with which witness", "")
    yield from _false(content)
    yield from ("", "## Which changes of 1% nobody notices", "")
    yield from _unnoticed(content)
    yield from ("", "## What is only sampled, or open", "")
    count = content["summary"]
    yield f"{count['only_sampled']} of {count['claims']} claims are only sampled: nothing proves them beyond the points"
    yield "that were drawn."
    if content["open"]:
        yield ""
        where = (": ".join(filter(None, (gap["statement"], gap["claim"]))) for gap in content["open"])
        cells = [[gap["kind"], place, plain(gap["why"])] for gap, place in zip(content["open"], where, strict=True)]
        yield from table(["gap", "where", "what is known"], cells)
    yield from ("", "## The statements, one by one")
    for row in content["statements"]:
        yield from _statement(row)
    yield from _experiments(content)
    yield from _rest(content)


def _verdict(claim: Record) -> str:
    return f"{claim['verdict']}{' (vacuous)' if claim['vacuous'] else ''}"


def _slack_cells(row: Record) -> list[str]:
    figures = [f"{row['tightness'][key]:.4g}" for key in ("least", "median", "most")]
    return [f"{row['statement']}: `{row['name']}`", row["tag"], *figures]


def _missing(texts: Sequence[str]) -> Iterator[str]:
    if texts:
        yield from (f"Not in this report: {'; '.join(texts)}.", "")


def _constants(content: Record) -> Iterator[str]:
    if not content["sharpen"]:
        return
    yield from ("### How far the constants can be pushed", "")
    yield "Factors say how many times stronger than stated: survived at certified points (sampled), and refuted by an"
    yield "exact counterexample."
    if content["sharpen"]["interrupted"]:
        yield from ("", "Interrupted: only what was done until then is shown.")
    for constant in content["sharpen"]["constants"]:
        known = f" Known: {plain(constant['known'])}." if constant["known"] else ""
        yield from ("", f"**{plain(constant['statement'])}: `{constant['constant']}`.** {plain(constant['says'])}.")
        yield f"Stated: q = `{constant['stated']}`, a {constant['stronger']} q claims more. How slack:"
        yield from (f"{plain(constant['sums'] or '-')}.{known}", "")
        yield from table(_CONSTANT_HEADS, [_constant_cells(row) for row in constant["rows"]])
    yield ""


def _constant_cells(row: Record) -> list[str]:
    command = f"`{row['command']}`" if row["command"] else "no counterexample found"
    cells = [row["N"], row["stated"], row["interval"], row["least"] or "-", row["most"] or "-", row["points"], command]
    return [str(cell) for cell in cells]


def _experiments(content: Record) -> Iterator[str]:
    yield from ("", "## Experiments", "", "An experiment proves nothing: it shows what the theory speaks of.", "")
    for group in content["experiments"]:
        yield from (f"### {group['paper']}: `{group['made_by']}`", "", plain(group["says"]), "")
        if group["observations"]:
            rows = [[plain(cell) for cell in row] for row in group["observations"]]
            yield from table(["what one expects", "in these runs", "seeds", "measured"], rows)
            yield ""
        yield from _pictures(group)
    yield from _missing(absent(content)["experiments"])


def _pictures(group: Record) -> Iterator[str]:
    for shown in group["pictures"]:
        (_, says), *parts = shown["caption"]
        words = " ".join([plain(says), *(f"{word}: {plain(text)}" for word, text in parts)])
        again = f" Made again by {code(shown['command'])}" if "command" in shown else ""
        yield f"- **{plain(shown['title'])}** (`{shown['file']}`): {words}{again}"
    yield ""


def _false(content: Record) -> Iterator[str]:
    refuted = [(row, claim) for row in content["statements"] for claim in row["claims"] if claim["counterexample"]]
    if not refuted:
        yield "No claim of the theory is refuted. The false neighbours, each with the point that refutes it:"
    for row, claim in refuted:
        command = claim["counterexample"]["replay"]
        yield f"- **{row['id']}: `{claim['name']}` is refuted**: {plain(claim['says'])}; `{command}`"
    yield ""
    cells = []
    for row in content["statements"]:
        for mutant in row["mutants"]:
            entry = mutant["found"] or mutant["known"]
            command = f"`{entry['replay']}`" if entry else "-"
            cells.append([row["id"], f"`{mutant['name']}`", plain(mutant["says"]), mutant["verdict"], command])
    yield from table(["statement", "false form", "it says", "found", "examine it again"], cells)


def _unnoticed(content: Record) -> Iterator[str]:
    count = content["summary"]
    if not count["mechanical"]:
        yield from _missing(absent(content)["mechanical"])
        return
    yield from (MECHANICAL_READING, "")
    left = count["mechanical"] - count["mechanical_killed"]
    yield f"{count['mechanical_killed']} of {count['mechanical']} mechanical mutants were killed. The {left} survivors:"
    yield ""
    cells = [
        [row["id"], f"`{mutant['mutant']}`", f"`{plain(mutant['what'])}`", mutant["how"], str(mutant["points"])]
        for row in content["statements"]
        for mutant in row["mechanical"]
        if mutant["result"] == "survived"
    ]
    yield from table(["statement", "mutant", "changed", "why it may survive", "points examined"], cells)


def _statement(row: Record) -> Iterator[str]:
    yield from ("", f"### {plain(row['source'])}: {plain(row['title'])}", "", f"`{row['id']}`; {row['chapter']}", "")
    for claim in row["claims"]:
        yield f"- **`{claim['name']}`** [{claim['tag']}] {_verdict(claim)}: {plain(claim['says'])}"
        for part in claim["concludes"]["parts"]:
            yield f"  - `{part['text']}`"
        if claim["assumes"]:
            marks = (" (load-bearing)" if part["load_bearing"] else "" for part in claim["assumes"])
            texts = (f"`{part['text']}`{mark}" for part, mark in zip(claim["assumes"], marks, strict=True))
            yield f"  - assuming {', '.join(texts)}"
        yield f"  - evidence: {evidence_text(claim)}"
        for word, key in (("tightest", "tightest"), ("slackest", "slackest"), ("counterexample", "counterexample")):
            if claim[key]:
                yield f"  - {word}: `{claim[key]['replay']}`"
    for cover in row["covers"]:
        yield f"- box {cover['outcome']}: `{cover['claim']}` at {box_text(cover)}"
    for mutant in row["mutants"]:
        entry = mutant["found"] or mutant["known"]
        where = f"; at {point_text(entry['point'])}" if entry else ""
        yield f"- false form `{mutant['name']}` ({mutant['verdict']}): {plain(mutant['why'])}{where}"


def _rest(content: Record) -> Iterator[str]:
    if content["lemmas"]:
        yield from ("", "## Certificates: what is proved for all N", "")
        cells = [
            [f"`{lemma['id']}`", lemma["range"], lemma["verdict"], plain(lemma["says"]), f"`{lemma['sha256']}`"]
            for lemma in content["lemmas"]
        ]
        yield from table(["lemma", "range", "verdict", "it says", "SHA-256 of the certificate"], cells)
    if content["spectra"]:
        spectra = [spectrum_cells(spectrum) for spectrum in content["spectra"]]
        yield from ("", "## Real spectra: lower bound <= T <= upper bound", "")
        yield from table(list(spectra[0]), [list(cells.values()) for cells in spectra])
    yield from precision_lines(content["precision"], content["machine_epsilon"])
    yield from ("", "## How to run it again, versions, how to cite", "")
    paper = f" --paper {content['paper']}" if content["paper"] else ""
    yield f"    dmfproof verify --profile {content['profile']} --seed {content['seed']} --out reports"
    yield f"    dmfproof report{paper} --from reports/verification.json --out reports"
    yield from ("", "The versions below are the only lines that depend on the machine.", "")
    yield from table(["part", "version"], content["environment"])
    yield ""
    yield "Cite: dmfproof, a referee for the theory of gradient descent on deep matrix factorization,"
    yield f"version {content['version']};"
    yield "and the papers arXiv:2011.13772 (CGMR) and arXiv:1905.13655 (ACHL)."
