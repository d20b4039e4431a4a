"""The article that the project began with: its phenomena are found, and little else."""

from __future__ import annotations

import pytest

from benchmarks.corpora import ROOT
from benchmarks.seed import gold, overlap
from mtqa.api import Assessments, assess
from mtqa.config import Settings

NAME = "000_2ea128b5d01a0d53.txt"

PHENOMENA = {
    "an office that the country does not have": "Foreign Secretary Mike Pompeo",
    "one person under two spellings": "Mark Friarix",
    "the other spelling": "Freericks",
    "a number where a name should be": "Mr. 58 Freericks",
    "a sentence break inside a name": (
        "President-elect Joseph R. Prior to taking office in January, Biden Jr."
    ),
    "a torn date": "Nov. On the 2nd",
    "a place that is none": "Khajuraho province",
    "redundancy": "halve the number of US troops in Afghanistan by about half",
    "arithmetic": (
        "halve the number of US troops in Afghanistan by about half to 2,500, down from 50,000"
    ),
    "an honorific in two ways": "Mr",
    "an abbreviation in two ways": "U.S.",
    "stray punctuation": "issue. .",
    "an object that the verb cannot take": "killing the delivery van",
    "a mass noun counted": "a shrapnel",
    "first person in third-person narration": "me hitting the rocket",
    "a subject that the verb cannot take": "the rocket arrived",
    "an attribute of people given to a thing": "government of Afghan citizenship",
    "a thing's part with a person's possessive": "his",
    "a common word in its wrong sense": "hurricane",
}


@pytest.fixture(scope="module")
def fast() -> Assessments:
    return assess(ROOT / "seeds" / NAME, Settings(languagetool=False, model=False))


@pytest.mark.parametrize("quote", PHENOMENA.values(), ids=PHENOMENA.keys())
def test_each_phenomenon_is_found_with_its_span(fast: Assessments, quote: str) -> None:
    (assessment,) = fast.documents
    assert any(quote in finding.quote for finding in assessment.findings), [
        finding.quote for finding in assessment.findings
    ]


@pytest.mark.data
@pytest.mark.languagetool
def test_the_gold_confirms_it() -> None:
    if not gold():
        pytest.skip("the gold spans are not present")
    findings = assess(ROOT / "seeds" / NAME).findings
    found = [span for span in gold() if any(overlap(f, span) for f in findings)]
    right = [f for f in findings if any(overlap(f, span) for span in gold())]
    assert len(found) >= 24
    assert len(right) >= 0.8 * len(findings)
    assert {span.quote for span in gold() if span.severity == "critical"} <= {
        span.quote for span in found
    }
