"""Records for the tests of reports: one statement of the catalogue, one that tries to break the page."""

from __future__ import annotations

import copy
from functools import lru_cache
from typing import Any

HOSTILE = "</pre></script><script>window.hacked = 1</script><img src=x onerror='window.hacked = 1'>\"`|&"
POINT = {"N": "2", "lam": "-1/3"}
SPREAD = {"points": 9, "least": 0.1, "median": 0.5, "most": 1.0, "deciles": [k / 10 for k in range(11)]}


def statement(**values: Any) -> dict[str, Any]:
    """Describe a small statement as `statement_json` does."""
    claim = {
        "name": "upper", "says": "T <= n", "form": "paper", "tag": "paper 60%",
        "domain": [{"variable": "N", "text": "N = 2, 3", "latex": "N = 2, 3"}],
        "assumes": [
            {"text": "eta <= 1", "latex": r"\eta \leq 1"},
            {"text": "lam > 0", "latex": r"\lambda > 0"},
        ],
        "load_bearing": "the step size",
        "concludes": {"every_step": False, "parts": [{"text": "T <= n", "latex": r"T \leq \lceil n \rceil"}]},
        "argument": "", "proofs": ["key_lemma"],
    }  # fmt: skip
    mutant = {**claim, "name": "no_delay", "says": "T <= U", "tag": "false", "why": "descent lags", "witness": None}
    return {
        "schema": "dmfproof.statement/1", "id": "scalar.tiny", "title": "A tiny one",
        "source": {"paper": "CGMR", "number": "Lemma 9.9"}, "says": "One.\n\n    x = 1", "functions": ["f(x) is x."],
        "definitions": {"rho": {"name": r"\rho", "latex": r"\lambda^{\frac{1}{N}}", "text": "lam^(1/N)"}},
        "claims": [claim, {**claim, "name": "lower", "says": "T >= n", "form": "sharper", "tag": "ours", "proofs": []}],
        "mutants": [mutant], "witnesses": [{"claim": "upper", "point": POINT, "says": "attained"}], "covers": [],
        "derivation": [{"text": "a step", "left": {"text": "x", "latex": "x"}, "right": {"text": "x", "latex": "x"}}],
        "notes": "A note.", **values,
    }  # fmt: skip


def verification(**values: Any) -> dict[str, Any]:
    """Return a verification of `statement()`."""
    claim = {
        "name": "upper", "says": "T <= n", "form": "paper", "tag": "paper 60%", "evidence": "proved for all N",
        "outcome": "certified", "certified_points": 40, "undecided_points": 2,
        "undecided_reasons": {"no hit within the budget": 2}, "tightness": SPREAD, "strict_point": POINT,
        "tightest_point": POINT, "slackest_point": {"N": "3"}, "counterexample": None,
        "methods": {"balls": 40}, "why": "",
    }  # fmt: skip
    cover = {
        "claim": "upper", "fixed": {"N": "2"}, "box": {"alpha": ["1/10", "1/2"]}, "outcome": "undecided",
        "covered_share": 0.5, "boxes": 12, "uncovered_boxes": 3,
    }  # fmt: skip
    mutant = {
        "name": "no_delay", "says": "T <= U", "why_false": "descent lags", "outcome": "refuted",
        "counterexample": POINT, "found_after_draws": 7,
    }  # fmt: skip
    claim["mechanical"] = [
        {"mutant": "upper:inequality-1", "kind": "inequality", "what": "T <= n", "result": "killed",
         "by": "upper:sharpen-1", "witness": POINT, "how": "at a known point", "points": 0, "undecided": 0,
         "faults": {}},
        {"mutant": "upper:assumption-1", "kind": "assumption", "what": "eta <= 1", "result": "survived", "by": None,
         "witness": None, "how": "assumption not needed, or campaign too weak", "points": 8, "undecided": 1,
         "faults": {}},
    ]  # fmt: skip
    lower = {**claim, "name": "lower", "says": "T >= n", "form": "sharper", "tag": "sharper", "evidence": "sampled"}
    lower["mechanical"] = []
    row = {
        "id": "scalar.tiny", "title": "A tiny one", "source": "CGMR Lemma 9.9", "claims": [claim, lower],
        "mutants": [mutant], "covers": [cover], "derivation": {"steps": 1, "certified": 1, "refuted": 0},
    }  # fmt: skip
    wrong = {
        "problem": {"depth": 2, "lam": "1", "alpha": "1/2", "eta": "1/4", "eps": "1/8"}, "fault": "wrong",
        "says": "24, not 25", "inputs": "exact in binary64",
    }  # fmt: skip
    return copy.deepcopy(
        {
            "schema": "dmfproof.verification/1", "version": "0.1.0", "profile": "quick", "seed": 0,
            "interrupted": False, "summary": {}, "statements": [row], "spectra": [],
            "machine_epsilon": [wrong], **values,
        }
    )  # fmt: skip


LEMMA = {
    "id": "key_lemma", "title": "Key", "range": "all N", "says": "x >= 0", "verdict": "proved and bound",
    "certificate": "{}\n", "sha256": "0" * 64, "bytes": 3,
}  # fmt: skip


@lru_cache(maxsize=1)
def precision() -> dict[str, Any]:
    """Compute a small record of the page on high precision."""
    from dmfproof.campaign.high_precision import form_row, time_row

    return {
        "schema": "x",
        "bits": 53,
        "forms": [form_row("3", "1", "1/2", "3/4")],
        "times": [time_row("2", "1", "1/2", "3/4")],
    }


def content(**values: Any) -> dict[str, Any]:
    """Return a document."""
    from dmfproof.report.document import document

    given: dict[str, Any] = {"verification": verification(), "statements": [statement()], "lemmas": [LEMMA]}
    given |= {"environment": [("dmfproof", "0.1.0")], "precision": precision(), **values}
    return document(given.pop("verification"), given.pop("statements"), **given)


def hostile() -> dict[str, Any]:
    """Return a document in which every text of the user is hostile."""
    tiny, found = statement(), verification()
    for part in (*tiny["claims"], *tiny["mutants"]):
        part |= {"says": HOSTILE, "load_bearing": HOSTILE, "argument": HOSTILE, "tag": HOSTILE, "why": HOSTILE}
        part["concludes"] = {
            "every_step": False,
            "parts": [{"text": HOSTILE, "latex": rf"\text{{{HOSTILE}}} < \href{{javascript:x}}{{y}}"}],
        }
        part["assumes"] = [{"text": HOSTILE, "latex": HOSTILE}]
    tiny |= {"title": HOSTILE, "says": HOSTILE, "notes": HOSTILE, "functions": [HOSTILE]}
    tiny["definitions"] = {HOSTILE: {"name": HOSTILE, "latex": HOSTILE, "text": HOSTILE}}
    tiny["claims"][1]["name"] = found["statements"][0]["claims"][1]["name"] = HOSTILE
    found["statements"][0]["claims"][0]["undecided_reasons"] = {HOSTILE: 2}
    found["statements"][0]["mutants"][0]["counterexample"] = {"N": HOSTILE}
    found["machine_epsilon"][0]["says"] = HOSTILE
    found["statements"][0]["claims"][0]["mechanical"][1] |= {"mutant": HOSTILE, "what": HOSTILE}
    found["version"] = HOSTILE
    return content(verification=found, statements=[tiny], environment=[(HOSTILE, HOSTILE)])


SHARPEN: dict[str, Any] = {
    "schema": "dmfproof.sharpen/1", "seed": 0, "draws": 40, "interrupted": False,
    "constants": [
        {
            "statement": "scalar.tiny", "constant": "step", "says": "eta <= q", "stated": "1/(2*N - 1)",
            "stronger": "larger", "known": "1/N, attained", "rows": [
                {"N": 2, "stated": "1/3", "survived": "1/2", "refuted": "252/503", "points": 40,
                 "command": "dmfproof examine scalar.tiny constant:step --at q=252/503"},
                {"N": 3, "stated": "1/5", "survived": "1/3", "refuted": None, "points": 38, "command": None},
            ],
        }
    ],
}  # fmt: skip

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=="
"""A PNG of one pixel."""


def experiments(**values: Any) -> list[dict[str, Any]]:
    """Return a group of one picture that is shown, and of one that is left out."""
    shown = {"title": "Figure 3. Plateaus", "caption": [["", "See the rank."], ["Parameters", "N = 2"]]}
    shown |= {"file": "figure_03.png", "bytes": 67, "picture": f"data:image/png;base64,{PIXEL}"}
    left = {**shown, "title": "Figure 4. Phases", "file": "figure_04.png", "picture": None}
    group = {"paper": "CGMR", "says": "Made anew.", "made_by": "dmfproof figures"}
    return [{**group, "observations": [["a falls", "seen", "10", "3 > 1"]], "pictures": [shown, left], **values}]
