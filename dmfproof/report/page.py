"""Write a document (`dmfproof.report.document`) as one HTML file that needs no network.

Every text is escaped: statement files are the user's.  Only what `mathml`, `strip` and the pictures of this package
make is trusted as markup.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dmfproof.report.document import slack
from dmfproof.report.mathml import mathml
from dmfproof.report.strip import strip
from dmfproof.report.verification import MECHANICAL_READING, spectrum_cells

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = [
    "absent",
    "box_text",
    "data_address",
    "evidence_text",
    "heading_of",
    "html_page",
    "point_text",
    "render",
    "verdict_sentence",
]

_ROOM = Path(__file__).parent
_PAPERS = {"cgmr": "CGMR, arXiv:2011.13772", "achl": "ACHL, arXiv:1905.13655"}


def html_page(content: Mapping[str, Any]) -> str:
    """Return the page."""
    spectra = [spectrum_cells(spectrum) for spectrum in content["spectra"]]
    rows = content["statements"]
    return render(
        "report.html",
        **content,
        heading=heading_of(content),
        verdict_sentence=verdict_sentence(content),
        chapters=list(dict.fromkeys(row["chapter"] for row in rows)),
        verdicts=sorted({claim["verdict"] for row in rows for claim in row["claims"]}),
        known={row["id"] for row in rows},
        absent=absent(content),
        mechanical_reading=MECHANICAL_READING,
        refuted=[(row, claim) for row in rows for claim in row["claims"] if claim["verdict"] == "refuted"],
        slackness=slack(content),
        spectrum_heads=list(spectra[0]) if spectra else [],
        spectrum_rows=[list(cells.values()) for cells in spectra],
    )


def heading_of(content: Mapping[str, Any]) -> str:
    """Return the page's title."""
    of = _PAPERS.get(content["paper"] or "", "")
    return "Referee's report on the theory of deep matrix factorization" + (f" ({of})" if of else "")


def absent(content: Mapping[str, Any]) -> dict[str, list[str]]:
    """Say what is not in the report and how to make it, section by section."""
    of = content["paper"]
    slackness = []
    if not content["tightness"] and of != "achl":
        slackness.append("how tight the bounds are: `dmfproof tightness --out DIR`, shown with `--tightness DIR`")
    if not content["sharpen"] and of != "achl":
        slackness.append(
            "how far the constants can be pushed: `dmfproof sharpen --main --out DIR`, shown with "
            "`--sharpen DIR/sharpen.json`"
        )
    if not content["frontier"] and of != "achl":
        slackness.append(
            "where claims hold beyond their conditions: `dmfproof frontier ID --claim CLAIM --out DIR`, shown with "
            "`--frontier DIR`"
        )
    shown = {group["paper"] for group in content["experiments"]}
    experiments = []
    if "CGMR" not in shown and of != "achl":
        experiments.append("CGMR's experiments: `dmfproof figures --out DIR`, shown with `--figures DIR`")
    if "ACHL" not in shown and of != "cgmr":
        experiments.append("ACHL's experiments: `dmfproof experiments achl --out DIR`, shown with `--experiments DIR`")
    mechanical = []
    if not content["summary"]["mechanical"]:
        mechanical.append("the mechanical mutants: `dmfproof verify --profile standard`, which attacks them")
    return {"slack": slackness, "experiments": experiments, "mechanical": mechanical}


def verdict_sentence(content: Mapping[str, Any]) -> str:
    """Sum the document up in a sentence or two; nothing is called certified that is not."""
    count = content["summary"]
    parts = [f"{count['certified']} of {count['claims']} claims of {count['statements']} statements are certified"]
    parts.append(f"{count['refuted']} are refuted" if count["refuted"] else "none is refuted")
    gaps = (("undecided", "undecided"), ("not_examined", "not examined"), ("vacuous", "vacuous"))
    parts += [f"{count[key]} {words}" for key, words in gaps if count[key]]
    first = ", ".join(parts)
    second = f"Of the claims, {count['proved']} are proved for all depths; {count['only_sampled']} are only sampled"
    third = f"The tool refuted {count['mutants_killed']} of {count['mutants']} false neighbours by itself"
    return f"{first}. {second}. {third}."


def evidence_text(claim: Mapping[str, Any]) -> str:
    """Name the kinds of evidence of a claim."""
    return "; ".join(kind["detail"] for kind in claim["evidence"]) or "none"


def point_text(point: Mapping[str, str]) -> str:
    """Write a point for a reader."""
    return ", ".join(f"{name} = {value}" for name, value in point.items()) or "–"


def box_text(cover: Mapping[str, Any]) -> str:
    """Say how far a box was covered."""
    fixed = ", ".join(f"{name} = {value}" for name, value in cover["fixed"].items())
    sides = ", ".join(f"{name} in [{low}, {high}]" for name, (low, high) in cover["box"].items())
    share = f"{100 * cover['covered_share']:.4f}".rstrip("0").rstrip(".")
    return f"{fixed}; {sides}: {share}% covered, {cover['uncovered_boxes']} of the parts left uncovered"


def _evidence_keys(claim: Mapping[str, Any]) -> str:
    kinds = [kind["kind"] for kind in claim["evidence"]]
    return "|".join([*kinds, *(["only sampled"] if kinds == ["sampled"] else []), *([] if kinds else ["none"])])


def _edge(claim: Mapping[str, Any]) -> str:
    if claim["verdict"] == "certified" and not claim["vacuous"]:
        return "certified-edge"
    return "refuted-edge" if claim["verdict"] == "refuted" else "open-edge"


def _anchor(statement: str, claim: str = "") -> str:
    """Return an id for links: letters, digits, dots, dashes and underscores only."""
    return "s-" + re.sub(r"[^A-Za-z0-9_.-]", "-", f"{statement}--{claim}" if claim else statement)


def _figure(value: float) -> str:
    return f"{value:.4g}"


def data_address(picture: Path) -> str:
    """Return the address that holds a picture itself, an SVG or a PNG."""
    kind = {".svg": "image/svg+xml", ".png": "image/png"}[picture.suffix]
    return f"data:{kind};base64,{base64.b64encode(picture.read_bytes()).decode('ascii')}"


def render(template: str, **content: Any) -> str:
    """Fill a template of this room; everything is escaped but formulas and pictures made here."""
    return _environment().get_template(template).render(**content)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup, escape

    def math(formula: Mapping[str, Any]) -> Markup:
        return Markup(mathml(formula["latex"]))

    environment = Environment(
        loader=FileSystemLoader(_ROOM / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
    )
    environment.globals.update(
        anchor=_anchor,
        box_text=box_text,
        coded=lambda text: Markup(re.sub("`([^`]*)`", r"<code>\1</code>", str(escape(text)))),
        broken=lambda name: Markup(re.sub("([._])", r"\1<wbr>", str(escape(name)))),
        css=Markup((_ROOM / "templates" / "report.css").read_text(encoding="utf-8")),
        edge=_edge,
        equation=lambda step: Markup(mathml(f"{step['left']['latex']} = {step['right']['latex']}")),
        evidence=evidence_text,
        evidence_keys=_evidence_keys,
        figure=_figure,
        font=base64.b64encode((_ROOM / "fonts" / "stix-two-math.woff2").read_bytes()).decode("ascii"),
        js=Markup((_ROOM / "templates" / "report.js").read_text(encoding="utf-8")),
        math=math,
        point=point_text,
        strip=lambda spread: Markup(strip(spread)),
    )
    return environment
