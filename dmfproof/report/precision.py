"""Write the page on high precision (`dmfproof.campaign.high_precision`) by itself, as HTML and as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dmfproof.report.page import render
from dmfproof.report.table import table

__all__ = ["precision_html", "precision_lines", "precision_markdown"]


def precision_html(content: Mapping[str, Any]) -> str:
    """Return the page as one HTML file; `content` is the report's document."""
    return render("precision.html", **content)


def precision_markdown(content: Mapping[str, Any]) -> str:
    """Return the page as Markdown."""
    lines = precision_lines(content["precision"], content["machine_epsilon"])
    head = [f"<!-- {content['about']} -->", "# The flow time to hundreds of digits, and where binary64 is wrong"]
    return "\n".join([*head, *lines]) + "\n"


def precision_lines(precision: Mapping[str, Any] | None, failures: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the lines of Markdown, headings of the second level."""
    if precision:
        yield from ("", "## Four closed forms of the flow time, and the digits that each loses", "")
        yield (
            f"Each form is evaluated once in balls of {precision['bits']} bits (15.95 digits, as binary64); the "
            "columns say how many digits its enclosure does not certify. Where the ends are close to each other or to "
            "the root, rounding them costs every form digits; what one loses beyond the others is cancellation of its "
            "own."
        )
        yield ""
        heads = ["N", "lam", "from", "to", "U, rounded down", *precision["forms"][0]["forms"]]
        yield from table(heads, [_form_cells(row) for row in precision["forms"]])
        yield from ("", "## The same time at 16, 50, 100 and 500 digits")
        for row in precision["times"]:
            yield from ("", f"U({row['lam']}; {row['from']} -> {row['to']}) for N = {row['N']}:", "")
            yield from (f"- {digits} digits: `{value}`" for digits, value in row["values"].items())
    if failures:
        yield from ("", "## Where plain binary64 is wrong", "")
        heads = ["N", "lam", "alpha", "eta", "eps", "inputs", "what is wrong", "what is right"]
        keys = ("depth", "lam", "alpha", "eta", "eps")
        words = ("inputs", "fault", "says")
        rows = [[*(str(row["problem"][key]) for key in keys), *(row[key] for key in words)] for row in failures]
        yield from table(heads, rows)


def _form_cells(row: Mapping[str, Any]) -> list[str]:
    lost = [f"{entry['lost']:.1f}" for entry in row["forms"].values()]
    return [row["N"], row["lam"], row["from"], row["to"], f"`{row['value'][0]}`", *lost]
