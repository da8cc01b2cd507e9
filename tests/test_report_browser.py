"""Open the report in headless Chromium: it sorts, filters, fits, prints, is legible and asks nobody for anything."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import CHROMIUM, DRIVER, WHY_MISSING, Page, browser
from report_records import content, hostile

from dmfproof.report.page import html_page
from dmfproof.report.precision import precision_html

pytestmark = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason=WHY_MISSING)


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with browser(tmp_path_factory.mktemp("profile")) as page:
        yield page


def _real() -> dict[str, Any]:
    """Return a document of a statement with long formulas."""
    from report_records import statement

    from dmfproof.statements.catalogue import find
    from dmfproof.statements.describe import statement_json

    return content(statements=[statement(), statement_json(find("scalar.theorem_2_4"))])


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pages") / "report.html"
    path.write_text(html_page(_real()), encoding="utf-8")
    return path


def test_the_page_makes_no_request_and_no_complaint(chromium: Page, report: Path, tmp_path: Path) -> None:
    chromium.requests()
    chromium.open(report)
    assert chromium.console() == []
    assert {address.partition(":")[0] for address in chromium.requests()} <= {"file", "data"}
    chromium.screenshot(tmp_path / "report.png")
    assert (tmp_path / "report.png").stat().st_size > 10_000


def test_a_page_that_asks_the_network_is_noticed(chromium: Page, tmp_path: Path) -> None:
    path = tmp_path / "bad.html"
    path.write_text("<img src='http://127.0.0.1:9/x.png'>", encoding="utf-8")
    chromium.open(path)
    assert "http" in {address.partition(":")[0] for address in chromium.requests()}
    assert chromium.console()


def test_the_contents_security_policy_stops_a_request(chromium: Page, report: Path, tmp_path: Path) -> None:
    path = tmp_path / "injected.html"
    text = report.read_text(encoding="utf-8").replace("<main>", "<main><img src='http://127.0.0.1:9/x.png'>")
    path.write_text(text, encoding="utf-8")
    chromium.requests()
    chromium.open(path)
    assert any("Content Security Policy" in message for message in chromium.console())


def _column(page: Page, place: int) -> list[str]:
    script = """
      const rows = [...document.querySelectorAll('#claims tbody tr')].filter(row => !row.hidden);
      return rows.map(row => row.cells[arguments[0]].textContent)"""
    return [str(cell) for cell in page.run(script, place)]


def test_a_click_on_a_head_sorts_and_another_one_turns_the_order(chromium: Page, report: Path) -> None:
    chromium.open(report)
    click = "document.querySelectorAll('#claims th button')[arguments[0]].click()"
    chromium.run(click, 2)
    names = _column(chromium, 2)
    assert names == sorted(names)
    chromium.run(click, 2)
    assert _column(chromium, 2) == sorted(names, reverse=True)
    chromium.run(click, 6)
    points = [int(cell) for cell in _column(chromium, 6)]
    assert points == sorted(points)
    assert chromium.run("return document.querySelectorAll('#claims th[aria-sort]').length") == 1


def _filter(page: Page, key: str, value: str) -> int:
    script = """
      for (const input of document.querySelectorAll('[data-filter]')) input.value = '';
      const input = document.querySelector(`[data-filter=${arguments[0]}]`);
      input.value = arguments[1];
      input.dispatchEvent(new Event('input'));
      return [...document.querySelectorAll('#claims tbody tr')].filter(r => !r.hidden).length"""
    return int(page.run(script, key, value))


def test_filters_show_what_they_say(chromium: Page, report: Path) -> None:
    chromium.open(report)
    every = _filter(chromium, "text", "")
    assert _filter(chromium, "evidence", "proved") == 1
    assert _filter(chromium, "evidence", "only sampled") == 1
    assert _filter(chromium, "verdict", "certified") == 2
    assert _filter(chromium, "verdict", "not examined") == every - 2
    assert _filter(chromium, "text", "no such text") == 0
    assert chromium.run("return document.getElementById('shown').textContent") == f"0 of {every} claims shown"
    assert _filter(chromium, "chapter", "") == every


@pytest.mark.parametrize("width", [1200, 420])
def test_nothing_is_wider_than_the_page(chromium: Page, report: Path, width: int) -> None:
    chromium.resize(width, 900)
    chromium.open(report)
    chromium.run("for (const part of document.querySelectorAll('details')) part.open = true")
    assert chromium.run("return document.documentElement.scrollWidth <= innerWidth")


def test_the_embedded_font_sets_the_formulas(chromium: Page, report: Path) -> None:
    chromium.open(report)
    assert chromium.run("return [...document.fonts].map(font => font.status)") == ["loaded"]
    assert "STIX Two Math" in chromium.run("return getComputedStyle(document.querySelector('math')).fontFamily")


def test_hostile_texts_run_nothing(chromium: Page, tmp_path: Path) -> None:
    for name, text in (("report.html", html_page(hostile())), ("precision.html", precision_html(hostile()))):
        (tmp_path / name).write_text(text, encoding="utf-8")
        chromium.open(tmp_path / name)
        assert chromium.run(
            "return window.hacked === undefined && document.querySelectorAll('img, iframe').length === 0"
        )


def test_printing_opens_what_is_folded_and_folds_it_again(chromium: Page, report: Path, tmp_path: Path) -> None:
    chromium.open(report)
    count = "return document.querySelectorAll('details[open]').length"
    chromium.run("dispatchEvent(new Event('beforeprint'))")
    assert chromium.run(count) > 10
    chromium.run("dispatchEvent(new Event('afterprint'))")
    assert chromium.run(count) == 0
    chromium.print(tmp_path / "report.pdf")
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")


_COLOURS = """
  // Every text with its colour, the opaque colour behind it, its size and weight.
  const out = new Set();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const element = walk.currentNode.parentElement, style = getComputedStyle(element);
    const unseen = ['SCRIPT', 'STYLE', 'TITLE'].includes(element.tagName.toUpperCase());
    if (unseen || !walk.currentNode.textContent.trim()) continue;
    let behind = element;
    while (behind && getComputedStyle(behind).backgroundColor === 'rgba(0, 0, 0, 0)') behind = behind.parentElement;
    const colour = element.closest('svg') ? style.fill : style.color;
    out.add(JSON.stringify([colour, behind ? getComputedStyle(behind).backgroundColor : 'rgb(255, 255, 255)']));
  }
  return [...out].map(pair => JSON.parse(pair))"""


def _luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(front: str, back: str) -> float:
    darker, lighter = sorted((_luminance(front), _luminance(back)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_the_guidelines_do() -> None:
    assert _contrast("rgb(0, 0, 0)", "rgb(255, 255, 255)") == pytest.approx(21)
    assert _contrast("rgb(119, 119, 119)", "rgb(255, 255, 255)") == pytest.approx(4.48, abs=0.01)


def test_every_text_has_the_contrast_that_the_guidelines_ask_for(chromium: Page, report: Path) -> None:
    chromium.open(report)
    pairs = chromium.run(_COLOURS)
    assert len(pairs) > 4, json.dumps(pairs)
    assert [pair for pair in pairs if _contrast(*pair) < 4.5] == []


def test_the_summary_can_be_used_with_the_keyboard_alone(chromium: Page, report: Path) -> None:
    chromium.open(report)
    unnamed = "return [...document.querySelectorAll('input, select')].filter(e => !e.labels.length).length"
    assert chromium.run(unnamed) == 0
    heads = "return [...document.querySelectorAll('table.sortable th')]"
    assert chromium.run(f"{heads}.every(head => head.querySelector('button') && head.scope === 'col')")
