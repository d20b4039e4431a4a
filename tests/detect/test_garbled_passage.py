"""Garbled passages: which words go together; what the language model hears is made up here."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.language import parse
from mtqa.annotate.lm import LanguageModel
from mtqa.annotate.probe import KINDS, Said
from mtqa.detect.catalog import rules
from mtqa.detect.grammar import garbled_passage
from mtqa.detect.grammar._garble import Ear, Features, ear, runs
from mtqa.errors import EngineError
from mtqa.model import Document, Severity
from mtqa.pipeline import Engines, read_by_model

TEXT = "The council met. Then water enough warm be must for them to swim, says the teacher."


def heard(text: str, faulty: str, logit: float = 3.0) -> Annotated:
    """Return the text as read by a model that hears a fault of flow in each word of ``faulty``."""
    doc = parse(text)
    tokens = [token for token in doc if not token.is_space]
    kinds = np.full((len(tokens), len(KINDS)), -9.0, np.float32)
    first = text.index(faulty)
    for row, token in zip(kinds, tokens, strict=True):
        if first <= token.idx < first + len(faulty):
            row[KINDS.index("flow")] = logit
    start = np.array([token.idx for token in tokens])
    said = Said(start, start + np.array([len(token) for token in tokens]), kinds)
    return Annotated(Document(name="x", text=text, prose=text), doc, answers=said)


def spans(text: Annotated) -> list[str]:
    return [text.text[run.start : run.end] for run in runs(text)]


def test_words_that_sound_faulty_together_are_one_run() -> None:
    assert spans(heard(TEXT, "enough warm be must")) == ["enough warm be must"]


def test_without_the_model_nothing_is_heard() -> None:
    silent = replace(heard(TEXT, "enough warm be must"), answers=None)
    assert not spans(silent)
    assert not list(garbled_passage.find(silent))


@pytest.mark.parametrize(
    ("text", "faulty"),
    [
        (TEXT, "enough"),
        ("Children came to see Maria Kowalska Nowak on Sunday.", "Maria Kowalska Nowak"),
        ("The total came to 12 345 678 in the end.", "12 345 678"),
        ("New rules for river boats\\nThe council met.", "boats"),
        ("buy cheap tickets for boats here now, they said.", "cheap tickets for boats"),
        ("Run away now", "Run away now"),
        (TEXT, "enough warm"),
    ],
    ids=[
        "one word alone",
        "a name",
        "figures",
        "the last word of a headline",
        "a line in lower case",
        "a sentence of three words",
        "two words together",
    ],
)
def test_what_is_no_run(text: str, faulty: str) -> None:
    assert spans(heard(text.replace("\\n", "\n"), faulty)) == []


def test_marks_at_either_end_are_left_out() -> None:
    assert spans(heard(TEXT, ", says the teacher.")) == ["says the teacher"]


def test_a_run_ends_with_its_sentence() -> None:
    text = "He said that water must be warm. Enough be of them and so it went."
    assert spans(heard(text, "must be warm. Enough be of")) == ["must be warm", "Enough be of"]


def test_a_word_between_faulty_ones_belongs_to_the_run() -> None:
    all_faulty = heard("Then water enough of warm be must for them.", "enough of warm be must")
    assert all_faulty.said is not None
    kinds = all_faulty.said.kinds.copy()
    kinds[3] = -9.0  # of
    quiet = replace(all_faulty, answers=replace(all_faulty.said, kinds=kinds))
    assert spans(quiet) == ["enough of warm be must"]


def test_more_faults_elsewhere_make_a_run_likelier() -> None:
    (alone,) = runs(heard(TEXT, "enough warm be must"))
    text = heard(TEXT, "enough warm be must")
    assert text.said is not None
    worse = replace(text.said, kinds=np.maximum(text.said.kinds, -2.0))
    (among,) = runs(replace(text, answers=worse))
    assert ear()(among.features) > ear()(alone.features)


@pytest.fixture
def by_the_faults_of_flow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the logarithm of the expected faults of flow for the log-odds."""
    fake = Ear(0.0, 1.0, Features(0, 0, 0, flow=1, surprise=0, sentence=0, text=0))
    monkeypatch.setattr(garbled_passage, "ear", lambda: fake)


@pytest.mark.usefixtures("by_the_faults_of_flow")
def test_a_finding_names_the_words_and_is_as_sure_as_the_model() -> None:
    (hit,) = garbled_passage.find(heard(TEXT, "enough warm be must"))
    assert hit.message.startswith("“enough warm be must” reads as garbled")
    assert hit.evidence[0].note == "The language model expects 12 faults in these 4 words."
    assert (hit.engine, hit.severity) == ("model", Severity.MINOR)
    assert 0.8 < hit.confidence <= 0.95


@pytest.mark.usefixtures("by_the_faults_of_flow")
def test_what_is_not_sure_enough_is_not_reported() -> None:
    assert not list(garbled_passage.find(heard(TEXT, "enough warm be must", logit=-0.4)))


@pytest.mark.usefixtures("by_the_faults_of_flow")
def test_talk_is_left_alone() -> None:
    talk = TEXT + " Um, yes, uh, I see."
    assert not list(garbled_passage.find(heard(talk, "enough warm be must")))


@pytest.mark.model
def test_the_cases_of_the_page_are_clear_on_every_processor() -> None:
    """A case beside the threshold passes on one processor's kernels and fails on another's."""
    try:
        engines = Engines(model=LanguageModel.load())
    except EngineError as error:
        pytest.skip(f"needs the language model: {error}")
    (rule,) = (rule for rule in rules() if rule.id == "GRA20")
    for case in rule.cases:
        document = Document(name="case", text=case.text, prose=case.text)
        text, _ = read_by_model(Annotated(document, parse(case.text)), engines)
        loudest = max((ear()(run.features) for run in runs(text)), default=-np.inf)
        assert abs(loudest - ear().least) > 0.2, case.text
