from __future__ import annotations

import json
from html.parser import HTMLParser

import pytest
import sympy as sp

from dmfproof.replay import replay_command
from dmfproof.statements.catalogue import catalogue, find
from dmfproof.statements.domain import Between, GroundTruth, Whole
from dmfproof.statements.formula import conjuncts, expression_latex, expression_text
from dmfproof.statements.model import Claim, ForEveryStep, Form, Mutant, Source, Statement, x, x_next
from dmfproof.statements.show import statement_html, statement_json, statement_latex, statement_text
from dmfproof.statements.vocabulary import FlowTime, HittingTime, Iterate, N, alpha, eps, eta, k, lam, lemma_2_2_step

T = HittingTime(N, lam, alpha, eta, eps)


def tiny(**changes: object) -> Statement:
    claim = Claim(
        name="bound",
        says="it costs 5 $ & <nothing>",
        form=Form.SHARPER,
        tag="sharper",
        domain=(GroundTruth("+0"), Between(alpha, sp.Integer(0), lam, "right"), Whole(k, 3, 3)),
        assumes=(lam > alpha,),
        concludes=T <= 7,
        load_bearing="the sign of lam",
    )
    parts: dict[str, object] = {"id": "scalar.tiny", "title": "A 100% <b>tiny</b> one", "claims": (claim,)}
    parts["mutants"] = (Mutant(claim=claim, why="it is false", witness={"lam": "-1/3"}),)
    return Statement(source=Source("CGMR", "(1)"), **{**parts, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        (sp.Eq(lam, 2), "lam = 2"),
        (sp.Ne(lam, 2), "lam != 2"),
        (sp.And(lam > 0, alpha <= lam), "lam > 0 and alpha <= lam"),
        (sp.Or(lam > 0, eta < 1), "lam > 0 or eta < 1"),
        (sp.Implies(lam > 0, eta < 1), "(lam > 0) implies (eta < 1)"),
        (sp.Not(sp.Or(lam > 0, eta < 1)), "not (lam > 0 or eta < 1)"),
        (sp.Abs(lam) ** (1 / N), "|lam|^(1/N)"),
        (sp.ceiling(lam / 3), "ceil(lam/3)"),
        (sp.Piecewise((alpha, lam > 0), (eta, True)), "{alpha if lam > 0; eta otherwise}"),
        (FlowTime(N, lam, alpha, eps), "U(lam; alpha -> eps)"),
        (FlowTime(3, lam, alpha, eps), "U_3(lam; alpha -> eps)"),
        (T, "T(N, lam, alpha, eta, eps)"),
        (Iterate(k, N, lam, alpha, eta) ** N, "d(k; N, lam, alpha, eta)^N"),
        (alpha / 10**40, "alpha/10^40"),
        (sp.Integer(1000), "1000"),
    ],
)
def test_expressions_read_as_a_reader_writes_them(expression: sp.Basic, text: str) -> None:
    # SymPy fixes the order of a conjunction's parts.
    assert sorted(expression_text(expression).split(" and ")) == sorted(text.split(" and "))


@pytest.mark.parametrize(
    ("expression", "latex"),
    [
        (lam, r"\lambda"),
        (eps, r"\varepsilon"),
        (x_next, "x^{+}"),
        (sp.Symbol("lam_prime"), r"\lambda'"),
        (sp.Symbol("x_j"), "x_{j}"),
        (Iterate(k, N, lam, alpha, eta) ** N, r"d\left(k;\, N, \lambda, \alpha, \eta\right)^{N}"),
        (1 / Iterate(k, N, lam, alpha, eta) ** 2, r"\frac{1}{d\left(k;\, N, \lambda, \alpha, \eta\right)^{2}}"),
    ],
)
def test_latex_uses_the_symbols_of_the_papers(expression: sp.Basic, latex: str) -> None:
    assert expression_latex(expression) == latex


def test_a_definition_is_abbreviated_by_its_name_but_not_by_itself() -> None:
    known = {"S (ours)": alpha + 1}
    assert expression_text(lam * (alpha + 1), known) == "[S (ours)]*lam"
    assert expression_latex(lam * (alpha + 1), known) == r"\text{S (ours)} \lambda"
    assert expression_text(alpha + 1, known) == "alpha + 1"


def test_a_definition_that_clashes_with_a_symbol_is_written_out() -> None:
    assert expression_text(lam * (alpha + 1), {"lam": alpha + 1}) == "lam*(alpha + 1)"


def test_a_conjunction_that_is_defined_stays_together() -> None:
    parts = conjuncts(sp.And(T <= 3, lemma_2_2_step), {"T": T, "step": lemma_2_2_step})
    assert [expression_text(part) for part in parts] == ["T <= 3", "step"]


def test_the_range_of_every_variable_is_shown() -> None:
    [claim] = statement_json(tiny())["claims"]
    assert [part["text"] for part in claim["domain"]] == ["lam >= 0", "0 < alpha <= lam", "k = 3"]


def test_text_names_the_load_bearing_assumption_and_how_to_replay_a_witness() -> None:
    text = statement_text(tiny(), width=200)
    assert "load-bearing: the sign of lam" in text
    assert "false because: it is false" in text
    assert "witness: dmfproof examine scalar.tiny bound --at lam=-1/3" in text


def test_a_claim_about_every_step_says_what_decides_it() -> None:
    every = ForEveryStep(step=x_next <= x, because=eta <= 1, argument="by induction")
    claim = Claim(name="falls", says="d falls", form=Form.PAPER, tag="paper 80%", domain=(), concludes=every)
    text = statement_text(tiny(claims=(claim,), mutants=()), width=200)
    assert "then for every k, with x = d(k) and x_next = d(k+1), x_next <= x" in text
    assert "decided by eta <= 1" in text
    assert "argument: by induction" in text


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.open.append(tag)
        self.seen.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_html_escapes_prose_and_formulas() -> None:
    page = statement_html(tiny())
    assert "A 100% &lt;b&gt;tiny&lt;/b&gt; one" in page
    assert "it costs 5 <span>$</span> &amp; &lt;nothing&gt;" in page
    assert "$\\lambda &gt; \\alpha$" in page


def test_latex_escapes_prose() -> None:
    latex = statement_latex(tiny())
    assert r"\paragraph{A 100\% \textless{}b\textgreater{}tiny\textless{}/b\textgreater{} one}" in latex
    assert r"it costs 5 \$ \& \textless{}nothing\textgreater{}" in latex


@pytest.mark.parametrize("identifier", list(catalogue()))
def test_every_statement_shows_in_every_form(identifier: str) -> None:
    statement = find(identifier)
    shown = json.loads(json.dumps(statement_json(statement)))
    assert [claim["name"] for claim in shown["claims"]] == [claim.name for claim in statement.claims]
    assert [mutant["name"] for mutant in shown["mutants"]] == [mutant.name for mutant in statement.mutants]
    assert shown["says"] != statement.title
    text = statement_text(statement, width=80)
    assert all(f"  {claim.name}  [{claim.tag}]" in text for claim in statement.claims)
    latex = statement._repr_latex_()
    bare = latex.replace(r"\{", "").replace(r"\}", "")
    assert bare.count("{") == bare.count("}")
    assert latex.count(r"\left") == latex.count(r"\right")
    tags = _Tags()
    tags.feed(statement._repr_html_())
    assert tags.open == []
    assert tags.seen <= {"div", "h3", "p", "pre", "code", "b", "span"}


def test_a_replay_command_survives_the_shell() -> None:
    assert replay_command("a.b", "c", {"lam": "-1/3"}) == "dmfproof examine a.b c --at lam=-1/3"
    assert replay_command("a.b", "c d", {"x": "$(rm)"}) == "dmfproof examine a.b 'c d' --at 'x=$(rm)'"
