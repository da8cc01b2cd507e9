"""Write Markdown that shows text as it is: tables whose cells cannot break them, and no markup from users' texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

__all__ = ["code", "plain", "table"]


def plain(text: str) -> str:
    """Write text so that Markdown shows it as it is: no tags, links, emphasis or code of its own, on one line."""
    return re.sub(r"([\\`*_{}\[\]<>|#])", r"\\\1", " ".join(text.split())).replace(r"\<", "&lt;").replace(r"\>", "&gt;")


def code(text: str) -> str:
    """Write text as code that Markdown shows as it is, backticks included, on one line."""
    fence = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    room = " " if "`" in text else ""
    return f"{fence}{room}{' '.join(text.split())}{room}{fence}"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table; bars and line breaks in cells are kept from breaking it."""
    yield f"| {' | '.join(heads)} |"
    yield "|" + "---|" * len(heads)
    for row in rows:
        yield f"| {' | '.join(' '.join(cell.split()).replace('|', '&#124;') for cell in row)} |"
