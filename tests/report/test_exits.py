"""The same findings in the formats of other programs."""

from __future__ import annotations

import csv
import io
import json
from typing import Any
from xml.etree import ElementTree as Xml

import jsonschema
import pydantic_sarif.model as schema  # type: ignore[import-untyped]
import pytest

from mtqa.config import GateSettings
from mtqa.model import EditorVerdict, Problem, ReviewState, Severity, Verdict
from mtqa.report.author import write_author
from mtqa.report.github import write_github
from mtqa.report.junit import write_junit
from mtqa.report.mqm import COLUMNS, category, write_mqm
from mtqa.report.sarif import SarifInfo, write_sarif
from mtqa.review.fingerprint import fingerprints
from tests.report.samples import PAGES, assessment, found, place

SARIF = schema.StaticAnalysisResultsFormatSarifVersion210JsonSchema

TEXT = "Kabul 🚀 100%: he met, Mr. 58 Freericks.\nHe ignored the issue. .\nNobody <v>knew</v>."
AGE = found(TEXT, "58", severity=Severity.CRITICAL, rule="NAM01", confidence=0.8)
STOP = found(
    TEXT,
    "issue. .",
    suggestion="issue.",
    severity=Severity.MINOR,
    rule="STR01:CHECK",
    evidence=(place(TEXT, "Nobody"),),
)
GONE = found(TEXT, "Kabul").model_copy(update={"state": ReviewState.DISMISSED, "reason": "name"})
KNOWN = assessment("ä b/1.txt", TEXT, STOP, AGE).model_copy(update={"dismissed": (GONE,)})


def sarif(**more: Any) -> Any:
    file = io.StringIO()
    write_sarif(file, [KNOWN], SarifInfo("1.2.3", "sig", pages=PAGES, **more))
    return json.loads(file.getvalue())


def test_sarif_follows_the_schema() -> None:
    written = sarif(prefix="content", problems=("b.pdf: is not text",))
    SARIF.model_validate(written)  # made from the schema of SARIF 2.1.0, knows no other keys
    jsonschema.validate(written, SARIF.model_json_schema(by_alias=True))


def test_sarif_says_where_and_how_sure() -> None:
    run = sarif(prefix="content/")["runs"][0]
    first, gone, last = run["results"]
    assert [each["ruleId"] for each in (first, gone, last)] == ["NAM01", "STR01", "STR01/CHECK"]
    assert (first["level"], first["rank"]) == ("error", 80.0)
    location = first["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == "content/%C3%A4%20b/1.txt"
    column = TEXT.index("58") + 1
    assert location["region"]["startLine"] == 1
    assert (location["region"]["startColumn"], location["region"]["endColumn"]) == (
        column,
        column + 2,
    )
    assert first["partialFingerprints"] == {"mtqa/v1": fingerprints(TEXT, [AGE])[0]}
    assert gone["suppressions"] == [{"kind": "external", "justification": "name"}]
    assert "suppressions" not in last
    assert last["relatedLocations"][0]["physicalLocation"]["region"]["startLine"] == 3
    assert last["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"] == {
        "text": "issue."
    }
    rules = run["tool"]["driver"]["rules"]
    assert [rules[each["ruleIndex"]]["id"] for each in (first, last)] == ["NAM01", "STR01"]
    assert run["columnKind"] == "unicodeCodePoints"


def test_github_annotations_are_escaped() -> None:
    file = io.StringIO()
    weird = assessment("a,b:c.txt", TEXT, found(TEXT, "100%", message="Two\nlines, 5 %."), GONE)
    write_github(file, [weird.model_copy(update={"findings": weird.findings[:1]})], "docs")
    assert file.getvalue() == (
        "::warning file=docs/a%2Cb%3Ac.txt,line=1,endLine=1,title=STR01 stray-punctuation,"
        "col=9,endColumn=13::“100%25”: Two%0Alines, 5 %25.\n"
    )


def test_github_shows_the_weightiest_and_counts_the_rest() -> None:
    file = io.StringIO()
    many = [found(TEXT, "58")] * 60
    write_github(file, [assessment("a.txt", TEXT, *many, AGE)])
    lines = file.getvalue().splitlines()
    assert len(lines) == 51
    assert lines[0].startswith("::error ")
    assert "11 more findings" in lines[-1]


def test_junit_has_a_test_a_document() -> None:
    file = io.StringIO()
    clean = assessment("b\x00.txt", "Nothing is wrong.", risk=0.0, verdict=Verdict.PUBLISH)
    problems = [Problem(name="c.pdf", message="is not text", remedy="Save it as text.")]
    write_junit(file, [KNOWN, clean], problems, ("publish", GateSettings()))
    suite = Xml.fromstring(file.getvalue())[0]  # noqa: S314 (our own)
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("3", "1", "1")
    assert [case.get("name") for case in suite] == ["ä b/1.txt", "b\ufffd.txt", "c.pdf"]
    failure = suite[0][0]
    assert failure.get("message") == "1 critical (at most 0); risk 0.50 (below 0.2)"
    assert "2:16 minor STR01:CHECK “issue. .”" in (failure.text or "")


def rows(*findings: Any, text: str = TEXT) -> list[dict[str, str]]:
    file = io.StringIO()
    write_mqm(file, [assessment("a.txt", text, *findings)])
    return list(
        csv.DictReader(io.StringIO(file.getvalue()), delimiter="\t", quoting=csv.QUOTE_NONE)
    )


def test_mqm_marks_the_words_of_each_segment() -> None:
    table = rows(AGE, STOP)
    assert tuple(table[0]) == COLUMNS
    assert [(row["category"], row["severity"]) for row in table] == [
        ("Fluency/Punctuation", "Major"),
        ("Fluency/Punctuation", "Minor"),
        ("No-error", "No-error"),
    ]
    assert table[0]["target"] == "Kabul 🚀 100%: he met, Mr. <v>58</v> Freericks."
    assert table[1]["target"] == "He ignored the <v>issue. .</v>"
    assert table[2]["target"] == "Nobody < v>knew< /v>."
    assert [row["seg_id"] for row in table] == ["1", "2", "3"]


def test_mqm_has_five_errors_a_segment_at_most_and_stays_in_it() -> None:
    text = "one two three four five six\tseven\neight"
    many = [found(text, word) for word in text.split()[:6]]
    across = found(text, "seven\neight", severity=Severity.CRITICAL)
    table = rows(*many, across, text=text)
    assert len(table) == 6
    assert table[4]["target"] == "one two three four five six <v>seven</v>"


@pytest.mark.parametrize(
    ("mqm", "wmt"),
    [
        ("accuracy/entity", "Accuracy/Mistranslation"),
        ("linguistic-conventions/word-order", "Fluency/Grammar"),
        ("style/unidiomatic", "Style/Awkward"),
        ("terminology/inconsistency", "Terminology/Inconsistent use of terminology"),
        ("locale-conventions/name-format", "Locale convention/Name format"),
        ("strange", "Other"),
    ],
)
def test_wmt_categories(mqm: str, wmt: str) -> None:
    assert category(mqm) == wmt


def test_the_authors_version_numbers_marks_and_leaves_out_what_was_dismissed() -> None:
    file = io.StringIO()
    editor = EditorVerdict(verdict=Verdict.FIX, by="ed", at="2026", note="See <2>.")
    write_author(file, [KNOWN.model_copy(update={"editor": editor})], "1 May 2026")
    page = file.getvalue()
    assert '<mark class="critical">58</mark><sup>2</sup>' in page
    assert "Nobody &lt;v&gt;knew&lt;/v&gt;." in page
    assert page.count("<li>") == 2
    assert "Verdict: fix</strong> – See &lt;2&gt;." in page
    assert "<script" not in page
