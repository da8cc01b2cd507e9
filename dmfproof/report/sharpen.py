"""Turn pushed constants (`dmfproof.campaign.sharpen`) into a Markdown table and JSON; nothing is judged anew here."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

__all__ = ["interval_text", "pushed", "sharpen_json", "sharpen_markdown", "write_sharpen"]

_TIGHT = Fraction(101, 100)

_READING = """\
For each depth the constant was bisected. *Survived* is the strongest value without a counterexample, and at how many
certified points; that is sampled evidence, no proof. *Refuted* is the weakest value with an exact counterexample, which
stays one for every stronger value; its command examines it again. Decimals are rounded so that they say no more than
what was found: the surviving value towards weaker claims, the refuted one towards stronger ones."""


def interval_text(row: Mapping[str, Any], stronger: str) -> str:
    """Write the interval from the surviving to the refuted value, decimals rounded away from each other.

    stronger -- "larger" or "smaller": which values claim more.
    """
    upwards = stronger == "larger"
    survived, refuted = row["survived"], row["refuted"]
    if survived is None:
        return f"refuted at {_decimal(refuted, up=upwards)}"
    if refuted is None:
        return f"survived at {_decimal(survived, up=not upwards)}"
    return f"[{_decimal(survived, up=not upwards)}, {_decimal(refuted, up=upwards)}]"


def pushed(constants: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Say of each constant by which factor it can be pushed beyond what is stated, for each depth and in all.

    Each row gets `interval`, `least` and `most`: the factor up to which no counterexample was found, rounded down, and
    the one at which there is one, rounded up (None where there is none).  `least` is None where the stated value did
    not survive.  Each constant gets `sums`, the same in words.
    """
    out = []
    for constant in constants:
        stronger = constant["stronger"]
        rows = []
        for row in constant["rows"]:
            least, most = (_factor(row["stated"], row[end], stronger) for end in ("survived", "refuted"))
            factors = {"least": _rounded(least, up=False), "most": _rounded(most, up=True)}
            rows.append({**row, "interval": interval_text(row, stronger), **factors})
        out.append({**constant, "rows": rows, "sums": _sums(rows)})
    return out


def _factor(stated: str, value: str | None, stronger: str) -> Fraction | None:
    """Return how many times stronger than the stated value a value is; None where the ratio says nothing."""
    if value is None or Fraction(stated) <= 0 or Fraction(value) <= 0:
        return None
    ratio = Fraction(value) / Fraction(stated)
    return ratio if stronger == "larger" else 1 / ratio


def _rounded(factor: Fraction | None, *, up: bool) -> str | None:
    return None if factor is None else _decimal(str(factor), up=up, digits=3)


def _sums(rows: Sequence[Mapping[str, Any]]) -> str:
    """Say over all depths where the constant is slack, where it is not, and where the search did not settle it."""
    groups: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        groups.setdefault(_kind(row), []).append(row)
    words = {
        "lost": "the stated value is refuted",
        "tight": f"not slack: refuted within {float(100 * (_TIGHT - 1)):g}% of the stated value",
        "slack": "a factor of {least} survives (sampled); {most} is refuted",
        "open": "a factor of {least} survives (sampled); no counterexample was found",
    }
    parts = []
    for kind, text in words.items():
        if chosen := groups.get(kind):
            where = "" if len(chosen) == len(rows) else f" for N = {', '.join(str(row['N']) for row in chosen)}"
            parts.append(text.format(least=_span(chosen, "least"), most=_span(chosen, "most")) + where)
    return "; ".join(parts)


def _kind(row: Mapping[str, Any]) -> str:
    if row["survived"] is None:
        return "lost"
    if row["refuted"] is None:
        return "open"
    if row["most"] is None:
        return ""
    return "tight" if Fraction(row["most"]) <= _TIGHT else "slack"


def _span(rows: Sequence[Mapping[str, Any]], key: str) -> str:
    ends = sorted((row[key] for row in rows if row[key] is not None), key=Fraction)
    if not ends:
        return "an unknown amount"
    return ends[0] if ends[0] == ends[-1] else f"{ends[0]} to {ends[-1]}"


def _decimal(value: str, *, up: bool, digits: int = 4) -> str:
    """Round an exact rational to some decimals, up or down; an exact one stays."""
    scaled = Fraction(value) * 10**digits
    whole = -(-scaled.numerator // scaled.denominator) if up else scaled.numerator // scaled.denominator
    return f"{whole / 10**digits:.{digits}f}".rstrip("0").rstrip(".")


def sharpen_json(result: Mapping[str, Any]) -> str:
    """Write the table as JSON text with sorted keys."""
    about = "Generated by dmfproof sharpen; do not edit."
    return json.dumps({"about": about, **result}, indent=1, sort_keys=True) + "\n"


def sharpen_markdown(result: Mapping[str, Any]) -> str:
    """Write one table a constant: rows are depths."""
    lines = ["<!-- Generated by dmfproof sharpen; do not edit. -->", "# How far the constants can be pushed", ""]
    lines += [_READING, "", f"Seed {result['seed']}, {result['draws']} draws an attack."]
    if result["interrupted"]:
        lines.append("Interrupted: what was done until then is shown.")
    for constant in result["constants"]:
        lines += ["", f"## {constant['statement']}: {constant['constant']}", "", f"{constant['says']}."]
        lines += [f"Stated: q = `{constant['stated']}`; a {constant['stronger']} q claims more."]
        if constant["known"]:
            lines.append(f"Known: {constant['known']}.")
        lines += ["", "| N | stated | survived to refuted | points | counterexample |", "|---|---|---|---|---|"]
        for row in constant["rows"]:
            command = f"`{row['command']}`" if row["command"] else "none found"
            stated = f"{float(Fraction(row['stated'])):.5g}"
            interval = interval_text(row, constant["stronger"])
            lines.append(f"| {row['N']} | {stated} | {interval} | {row['points']} | {command} |")
    return "\n".join(lines) + "\n"


def write_sharpen(result: Mapping[str, Any], folder: Path) -> list[Path]:
    """Write sharpen.json and sharpen.md into an existing folder and return their paths."""
    texts = {"sharpen.json": sharpen_json(result), "sharpen.md": sharpen_markdown(result)}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return [folder / name for name in texts]
