from __future__ import annotations

import itertools
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from report_records import HOSTILE, LEMMA, POINT, SPREAD, content, hostile, statement, verification

from dmfproof.report.document import document, document_json, open_points, slack
from dmfproof.report.markdown import markdown
from dmfproof.report.mathml import mathml
from dmfproof.report.page import html_page, verdict_sentence
from dmfproof.report.precision import precision_html, precision_markdown
from dmfproof.report.strip import strip
from dmfproof.report.table import plain, table

ROOT = Path(__file__).parents[1]


class Tags(HTMLParser):
    """Collect the tags of a page, and complain about one that is not closed."""

    VOID = frozenset(("meta", "link", "br", "img", "input", "wbr", "line", "rect"))

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.open.pop() == tag


# --- formulas ---
def test_an_empty_formula_is_shown_as_nothing() -> None:
    assert mathml("") == "<code></code>"


@pytest.mark.parametrize("latex", [r"\frac{", r"\left( x", "x^", r"\begin{cases} x"])
def test_a_broken_formula_is_shown_as_it_is(latex: str) -> None:
    assert mathml(latex) == f"<code>{latex}</code>" or "<math" in mathml(latex)


def test_a_formula_lets_no_markup_through() -> None:
    for text in (HOSTILE, rf"\text{{{HOSTILE}}}", r"\text{&lt;script&gt;}", r"\href{javascript:alert(1)}{x}"):
        assert {tag for tag, _ in Tags(mathml(text)).seen} & {"script", "img", "a", "style"} == set()
        assert "href" not in mathml(text)


def test_a_long_formula_can_break_at_its_relation() -> None:
    sides = "+".join(f"x_{k}" for k in range(30))
    assert mathml(rf"{sides} \leq {sides}").count("<math") > 3
    assert mathml(r"x \leq y").count("<math") == 1


def test_a_long_power_of_ten_is_written_as_a_power() -> None:
    assert "<mn>500</mn>" in mathml("10" + "0" * 499)
    assert "<mn>1000</mn>" in mathml("1000")


def test_a_name_of_letters_is_one_name_and_a_differential_is_not() -> None:
    assert "<mi>low</mi>" in mathml(r"low \leq \alpha")
    assert "<mi>d</mi><mi>x</mi>" in mathml(r"\int x\, dx")


def test_a_fraction_in_an_exponent_has_a_slash() -> None:
    assert "<mfrac>" not in mathml(r"\lambda^{\frac{1}{N}}")
    assert "<mo>(</mo><mrow><mi>N</mi>" in mathml(r"x^{\frac{N - 1}{2}}")
    assert "<mfrac>" in mathml(r"\frac{1}{N}")


# --- the document ---
def test_without_statements_there_is_nothing_to_report() -> None:
    empty = document(verification(statements=[]), [])
    assert empty["summary"]["claims"] == 0
    assert "0 of 0 claims" in verdict_sentence(empty)


def test_a_statement_that_was_not_examined_is_called_so() -> None:
    shown = content(verification=verification(statements=[]))
    assert [claim["verdict"] for claim in shown["statements"][0]["claims"]] == ["not examined"] * 2
    assert shown["summary"]["mutants_killed"] == 0
    assert {gap["kind"] for gap in open_points(shown)} >= {"not examined", "mutant not examined"}
    assert "not examined" in html_page(shown)


def test_a_statement_of_which_only_the_verification_is_known_is_reported_without_formulas() -> None:
    shown = content(statements=[])
    assert [claim["name"] for claim in shown["statements"][0]["claims"]] == ["upper", "lower"]
    assert "T &lt;= n" in html_page(shown)


def test_another_papers_statements_are_left_out() -> None:
    assert content(statements=[], paper="achl")["statements"] == []


def test_the_kinds_of_evidence_are_kept_apart() -> None:
    upper, lower = content()["statements"][0]["claims"]
    assert [kind["kind"] for kind in upper["evidence"]] == ["proved", "sampled"]
    assert [kind["kind"] for kind in lower["evidence"]] == ["sampled"]
    assert content()["summary"]["only_sampled"] == 1


def test_a_claim_whose_certificate_was_not_accepted_is_not_called_proved() -> None:
    found = verification()
    found["statements"][0]["claims"][0]["evidence"] = "sampled"
    assert content(verification=found)["summary"]["proved"] == 0


def test_only_a_box_that_is_covered_entirely_counts() -> None:
    found = verification()
    assert content()["summary"]["covered"] == 0
    found["statements"][0]["covers"][0]["outcome"] = "certified"
    assert content(verification=found)["summary"]["covered"] == 1


def test_the_load_bearing_assumption_is_marked() -> None:
    marks = [part["load_bearing"] for part in content()["statements"][0]["claims"][0]["assumes"]]
    assert marks == [True, False]
    assert html_page(content()).count('class="bearing"') == 2


def test_vacuous_and_refuted_claims_are_in_the_open() -> None:
    found = verification()
    found["statements"][0]["claims"][0]["strict_point"] = None
    found["statements"][0]["claims"][1] |= {"outcome": "refuted", "counterexample": POINT}
    shown = content(verification=found)
    assert shown["summary"]["vacuous"] == shown["summary"]["refuted"] == 1
    for text in (html_page(shown), markdown(shown)):
        assert "dmfproof examine scalar.tiny lower --at N=2 --at lam=-1/3" in text
        assert "vacuous" in text
        assert "No claim of the theory is refuted" not in text
    assert "1 are refuted" in verdict_sentence(shown)


def test_a_mutant_that_lives_is_in_the_list_of_what_is_open() -> None:
    found = verification()
    found["statements"][0]["mutants"][0] |= {"outcome": "certified", "counterexample": None}
    shown = content(verification=found)
    assert "mutant not killed" in {gap["kind"] for gap in shown["open"]}
    assert "0 of 1 false neighbours" in verdict_sentence(shown)


def test_a_mechanical_mutant_that_survives_is_shown_and_is_no_gap() -> None:
    shown = content()
    assert (shown["summary"]["mechanical"], shown["summary"]["mechanical_killed"]) == (2, 1)
    for text in (html_page(shown).replace("<wbr>", ""), markdown(shown), document_json(shown)):
        assert "upper:assumption-1" in text
        assert "assumption not needed, or campaign too weak" in text
    assert "1 of 2 survived" in html_page(shown)
    assert "dmfproof examine scalar.tiny upper:sharpen-1 --at N=2 --at lam=-1/3" in document_json(shown)
    assert not any("mechanical" in gap["kind"] for gap in shown["open"])


def test_a_report_without_mechanical_mutants_says_how_to_have_them() -> None:
    found = verification()
    for claim in found["statements"][0]["claims"]:
        del claim["mechanical"]
    for text in (html_page(content(verification=found)), markdown(content(verification=found))):
        assert "dmfproof verify --profile standard" in text


def test_undecided_points_uncovered_boxes_and_sandwiches_are_in_the_list_of_what_is_open() -> None:
    spectrum = {"matrix": "karate", "depth": 2, "rows": [{"lam": "3/2", "verdict": "undecided"}]}
    kinds = {gap["kind"] for gap in open_points({**content(), "spectra": [spectrum]})}
    assert kinds == {"undecided points", "box not covered", "sandwich undecided"}


def test_the_slackest_claim_comes_first() -> None:
    found = verification()
    found["statements"][0]["claims"][1]["tightness"] = {**SPREAD, "median": 0.01}
    assert [row["name"] for row in slack(content(verification=found))] == ["lower", "upper"]


def test_the_json_twin_holds_no_latex_and_the_digests_of_certificates() -> None:
    twin = document_json(content())
    assert "latex" not in twin
    assert json.loads(twin)["lemmas"] == [{k: v for k, v in LEMMA.items() if k != "certificate"}]


def test_the_same_records_make_the_same_files() -> None:
    for make in (html_page, markdown, document_json, precision_html, precision_markdown):
        assert make(content()) == make(content())  # type: ignore[operator]


# --- the page ---
def test_every_page_closes_its_tags() -> None:
    for text in (html_page(content()), html_page(hostile()), precision_html(content())):
        assert Tags(text).open == []


def test_hostile_texts_make_no_tags_and_no_attributes() -> None:
    tame, wild = ({tag for tag, _ in Tags(html_page(shown)).seen} for shown in (content(), hostile()))
    assert wild - {"code", "mtext", "mspace"} <= tame
    attributes = {name for _, given in Tags(html_page(hostile())).seen for name in given}
    assert not {name for name in attributes if name.startswith("on")}
    assert html_page(hostile()).count("<script") == 1
    assert "<script" not in markdown(hostile()).replace("`", "") or "&lt;script" in markdown(hostile())


def test_the_page_names_no_address_that_it_would_load() -> None:
    for tag, given in Tags(html_page(content())).seen:
        loaded = given.get("src") or (given.get("href") if tag == "link" else None)
        assert loaded is None or loaded.startswith("data:")
    assert not re.findall(r"url\((?!data:)", html_page(content()))


def test_every_link_within_the_page_has_its_target() -> None:
    seen = Tags(html_page(content())).seen
    targets = {given["id"] for _, given in seen if "id" in given}
    links = {str(given["href"])[1:] for _, given in seen if str(given.get("href", "")).startswith("#")}
    assert links <= targets


def test_no_two_elements_have_the_same_id() -> None:
    ids = [given["id"] for _, given in Tags(html_page(content())).seen if "id" in given]
    assert len(ids) == len(set(ids))


def test_headings_step_down_one_level_at_a_time() -> None:
    for text in (html_page(content()), precision_html(content())):
        levels = [int(tag[1]) for tag, _ in Tags(text).seen if re.fullmatch("h[1-6]", tag)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_pictures_controls_and_regions_have_names() -> None:
    plot = {"name": "p", "title": "A plot", "caption": "It shows.", "csv": "p.csv", "picture": "data:image/png;base64,"}
    shown = content(tightness={"says": "Slack.", "plots": [plot]})
    for tag, given in Tags(html_page(shown)).seen:
        if tag == "img":
            assert given["alt"]
        if given.get("role") in ("img", "region", "group"):
            assert given["aria-label"]
    assert 'lang="en"' in html_page(shown)
    assert "A plot" in markdown(shown)


def test_the_page_answers_a_referees_five_questions() -> None:
    page = html_page(content())
    questions = ("Which statements hold", "Which constants are slack", "What was false", "Which changes of 1% nobody")
    for question in (*questions, "What is only sampled", "How to run it again"):
        assert question in page
    assert "dmfproof verify --profile quick --seed 0" in page
    assert "dmfproof examine scalar.tiny upper --at N=3" in page  # the slackest point


def test_the_page_cites_as_the_citation_file_does() -> None:
    cited = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    for words in re.findall(r'title: "([^"]+)"|value: "([^"]+)"', cited):
        assert "".join(words) in html_page(content())


def test_a_distribution_is_drawn_with_words_for_those_who_do_not_see_it() -> None:
    assert 'aria-label="tightness at 9 certified points: least 0.1, median 0.5, most 1"' in strip(SPREAD)
    assert strip(SPREAD).count('class="decile"') == 11
    assert 'class="decile"' not in strip({key: value for key, value in SPREAD.items() if key != "deciles"})


# --- Markdown ---
def test_a_table_keeps_its_shape_whatever_its_cells_hold() -> None:
    lines = list(table(["a", "b"], [["x|y", "one\ntwo"]]))
    assert {line.count("|") for line in lines} == {3}


def test_plain_text_has_no_markup() -> None:
    assert plain("<b>*x*</b>") == r"&lt;b&gt;\*x\*&lt;/b&gt;"


def test_markdown_is_marked_as_generated_on_its_first_line() -> None:
    for text in (markdown(content()), html_page(content()), precision_markdown(content())):
        assert text.splitlines()[0] == "<!-- Generated by dmfproof 0.1.0 report; do not edit. -->"


# --- high precision ---
def test_every_enclosure_meets_the_value_and_500_digits_are_shown() -> None:
    shown = content()["precision"]
    assert all(row["consistent"] for row in shown["forms"])
    digits = shown["times"][0]["values"]
    assert digits["500"].startswith(digits["100"][:-1])
    assert len(digits["500"].replace(".", "").lstrip("0")) == 500
    assert digits["500"] in precision_html(content())


def test_a_wrong_closed_form_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    from dmfproof.campaign import high_precision

    right = high_precision.real_form
    monkeypatch.setattr(high_precision, "real_form", lambda sign: right(sign) * 2)
    row = high_precision.form_row("3", "1", "1/2", "3/4")
    assert not row["consistent"]
    assert not row["forms"]["real logarithms"]["meets"]


def test_ends_close_to_each_other_cost_digits() -> None:
    from dmfproof.campaign.high_precision import form_row

    near, apart = (form_row("3", "1", "1/2", end)["forms"] for end in ("5000001/10000000", "3/4"))
    assert all(near[name]["lost"] > apart[name]["lost"] + 3 for name in near)


def test_a_statement_of_the_catalogue_is_set_without_a_broken_formula() -> None:
    from dmfproof.statements.catalogue import find
    from dmfproof.statements.describe import statement_json

    shown = content(statements=[statement_json(find("scalar.theorem_2_4")), statement()])
    assert "<code>\\" not in html_page(shown)


def test_the_kept_page_on_high_precision_is_made_again_byte_for_byte() -> None:
    from dmfproof.campaign.high_precision import high_precision

    kept = json.loads((ROOT / "reports" / "verification.json").read_text(encoding="utf-8"))
    text = precision_markdown(document(kept, [], precision=high_precision()))
    assert text == (ROOT / "reports" / "precision.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("latex", "inside"),
    [
        (r"\operatorname{tr} W", '<mi>tr</mi><mspace width="0.17em"/><mi>W</mi>'),
        (r"2 \exp(x)", '<mn>2</mn><mspace width="0.17em"/><mi>exp</mi><mo stretchy="false">(</mo>'),
        (r"a^{low}", "<msup><mi>a</mi><mi>low</mi></msup>"),
        (r"W(\infty)", "<mi>\u221e</mi>"),
        (r"L^{\prime}", '<mrow><mi>L</mi><mo lspace="0" rspace="0">\u2032</mo></mrow>'),
    ],
)
def test_names_primes_and_infinity_are_set_as_in_print(latex: str, inside: str) -> None:
    assert inside in mathml(latex)
