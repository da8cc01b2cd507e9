"""Set LaTeX as MathML for a web page: nothing but known elements leaves, and long formulas can break.

A browser does not break a formula, so a long one is cut at its outermost relations, sums and connectives into several
`math` elements, between which lines break as they do between words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape, unescape
from xml.etree.ElementTree import Element

__all__ = ["mathml"]

# What may leave: elements, and for each attribute the values that matter to a browser.
_ELEMENTS = frozenset(
    {"mrow", "mi", "mn", "mo", "mtext", "mspace", "mfrac", "msqrt", "mroot", "mtable", "mtr", "mtd"}
    | {"msub", "msup", "msubsup", "munder", "mover", "munderover"}
)
_ATTRIBUTES = {
    "accent": re.compile("true|false"),
    "columnalign": re.compile("left|right|center"),
    "displaystyle": re.compile("true|false"),
    "form": re.compile("prefix|infix|postfix"),
    "width": re.compile(r"-?[0-9.]+em"),
}
_BREAK_BEFORE = frozenset("\u2264\u2265<>=\u2260+\u2212-\u21d2\u2227\u2228\u2192")
_RELATIONS = frozenset("\u2264\u2265<>=\u2260\u21d2\u2227\u2228")
_BARS = frozenset("|\u2016\u2223")
_ACCENTS = frozenset("^~\u00af\u02c6\u02da\u02dc\u203e\u2192")
_SHORT = 34  # characters that stay on one line

# A letter group that is no command, such as low in "low \leq \alpha", is one name; 10...0 is a power of ten.
_TOKEN = re.compile(
    r"\\(?:text|mathrm|operatorname|begin|end|mathbb|mathit|mbox)\s*\{[^{}]*\}|\\[A-Za-z]+|\\.|(?P<word>[A-Za-z]{2,})"
    r"|(?<![0-9.])1(?P<zeros>0{7,})(?![0-9.])",
    re.DOTALL,
)
_DIFFERENTIAL = re.compile("d[a-z]")


def mathml(latex: str) -> str:
    """Return MathML for a formula (LaTeX without dollar signs), as one or more `math` elements.

    What cannot be read as LaTeX is shown as it is, escaped, in a `code` element.
    """
    try:
        return _set(latex)
    except Exception:  # the converter raises anything from IndexError to its own errors
        return f"<code>{escape(latex)}</code>"


@lru_cache(maxsize=8192)
def _set(latex: str) -> str:
    from latex2mathml.converter import convert_to_element

    row = list(convert_to_element(_TOKEN.sub(_token, latex)))
    while len(row) == 1 and row[0].tag == "mrow":
        row = list(row[0])
    lines = (_spaced(parts, first=k > 0) for k, parts in enumerate(_lines(row)))
    return "<wbr>".join(f'<math displaystyle="true">{line}</math>' for line in lines)


def _token(found: re.Match[str]) -> str:
    if found["zeros"]:
        return f"10^{{{len(found['zeros'])}}}"
    word = found["word"]
    if not word or _DIFFERENTIAL.fullmatch(word):
        return found[0]
    return rf"\operatorname{{{word}}}"


def _lines(row: Sequence[Element]) -> Iterable[list[Element]]:
    """Cut the outermost row where it may break: at relations if it is long, at sums if a part is still long."""
    if _length(row) <= _SHORT:
        return [list(row)]
    parts = _cut(row, _RELATIONS)
    return [piece for part in parts for piece in (_cut(part, _BREAK_BEFORE) if _length(part) > _SHORT else [part])]


def _cut(row: Sequence[Element], signs: frozenset[str]) -> list[list[Element]]:
    parts: list[list[Element]] = [[]]
    for element in row:
        infix = element.tag == "mo" and _text(element) in signs
        # A sign at the beginning, or after another sign, belongs to what follows.
        if infix and parts[-1] and not (parts[-1][-1].tag == "mo" and _text(parts[-1][-1]) in _BREAK_BEFORE):
            parts.append([])
        parts[-1].append(element)
    return [part for part in parts if part]


def _length(row: Iterable[Element]) -> int:
    """Estimate the width in characters: of a fraction or a table its widest part, scripts count half."""
    total = 0.0
    for element in row:
        children = [_length([child]) for child in element]
        if element.tag in ("mfrac", "mtable", "munder", "mover", "munderover"):
            total += max(children, default=0)
        elif element.tag in ("msup", "msub", "msubsup"):
            total += children[0] + sum(children[1:]) / 2
        else:
            total += len(_text(element)) + sum(children)
    return round(total)


def _text(element: Element) -> str:
    return unescape(element.text or "")


def _spaced(row: Sequence[Element], *, first: bool = False, raised: bool = False) -> str:
    """Write a row, with a thin space between the name of a function and what is multiplied by it or is its argument."""
    out = ""
    for i, part in enumerate(row):
        beside = row[i - 1] if i else None
        if beside is not None and ((_named(part) and not _sign(beside)) or (_named(beside) and not _sign(part))):
            out += '<mspace width="0.17em"/>'
        out += _element(part, first=first and not i, raised=raised)
    return out


def _named(element: Element) -> bool:
    """Say whether a word stands there, perhaps with limits, as in min over W."""
    base = element[0] if element.tag in ("msub", "munder") else element
    return base.tag in ("mi", "mo") and len(_text(base)) > 1 and _text(base).isalpha()


def _sign(element: Element) -> bool:
    return element.tag == "mspace" or (element.tag == "mo" and not _named(element))


def _element(element: Element, *, first: bool = False, raised: bool = False) -> str:
    """Write one element; an unknown one is replaced by its parts.

    `first` -- it begins a broken line; `raised` -- it is in a script, where fractions are written with a slash.
    """
    tag, text, children = element.tag, _text(element), list(element)
    if raised and tag == "mfrac":
        return f'<mrow>{_factor(children[0])}<mo lspace="0" rspace="0">/</mo>{_factor(children[1])}</mrow>'
    if tag == "msup" and "".join(children[1].itertext()) in ("\u2032", "&#x02032;"):
        # The sign of a prime is raised by itself.
        return f'<mrow>{_element(children[0], raised=raised)}<mo lspace="0" rspace="0">\u2032</mo></mrow>'
    scripts = tag in ("msub", "msup", "msubsup")
    if tag == "mrow":
        inside = _spaced(children, raised=raised)
    else:
        parts = (_element(part, raised=raised or (scripts and i > 0)) for i, part in enumerate(children))
        inside = escape(text, quote=False) + "".join(parts)
    if tag not in _ELEMENTS or (tag == "mrow" and len(children) == 1):
        return inside
    if tag == "mi" and len(text) == 1 and element.get("mathvariant") == "normal":
        return f'<mi mathvariant="normal">{inside}</mi>'
    if tag == "mo" and ((text.isalpha() and text.isascii()) or text == "\u221e"):
        return f"<mi>{inside}</mi>"  # the name of a function or variable, or infinity
    attributes = {name: value for name, value in element.attrib.items() if name in _ATTRIBUTES}
    if tag == "mover" and children[0].tag != "mo" and _text(children[1]) in _ACCENTS:
        attributes["accent"] = "true"
    if tag == "mo":
        # Brackets stretch by themselves unless they are told not to, bars only where they are told to.
        stretchy = element.get("stretchy", "")
        if text in _BARS and stretchy == "true":
            attributes["stretchy"] = "true"
        else:
            attributes = {"stretchy": "false"} if stretchy == "false" else {}
        if first:
            attributes["form"] = "infix"
    written = "".join(
        f' {name}="{value}"'
        for name, value in sorted(attributes.items())
        if name == "stretchy" or _ATTRIBUTES[name].fullmatch(value)
    )
    return f"<{tag}{written}/>" if tag == "mspace" else f"<{tag}{written}>{inside}</{tag}>"


def _factor(element: Element) -> str:
    """Write one side of a slash, in brackets where it is not a single sign."""
    while element.tag == "mrow" and len(element) == 1:
        element = element[0]
    inside = _element(element, raised=True)
    return f"<mrow><mo>(</mo>{inside}<mo>)</mo></mrow>" if element.tag == "mrow" and len(element) > 1 else inside
