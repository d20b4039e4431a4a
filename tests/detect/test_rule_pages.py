"""Every rule against the cases on its own page, and every page against the house rules."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mtqa.annotate.annotated import Annotated, GrammarMatch
from mtqa.annotate.language import parse
from mtqa.annotate.languagetool import Client, Server
from mtqa.annotate.lm import LanguageModel
from mtqa.detect.catalog import rules
from mtqa.detect.rule import Case, Rule
from mtqa.errors import EngineError
from mtqa.model import Document
from mtqa.pipeline import Engines, read_by_model

SECTIONS = ("What it finds", "Why it points to machine translation", "Known false alarms")


@pytest.fixture(scope="module")
def languagetool() -> Iterator[Client]:
    try:
        server = Server.start()
    except EngineError as error:
        pytest.skip(f"needs LanguageTool: {error}")
    with server:
        yield Client(server.address)


@pytest.fixture(scope="module")
def language_model() -> LanguageModel:
    try:
        return LanguageModel.load()
    except EngineError as error:
        pytest.skip(f"needs the language model: {error}")


@pytest.fixture
def grammar(rule: Rule, case: Case, request: pytest.FixtureRequest) -> tuple[GrammarMatch, ...]:
    """Return the grammar engine's matches in the case, where the rule shows any."""
    if rule.needs != "languagetool":
        return ()
    client: Client = request.getfixturevalue("languagetool")
    return client.check(case.text)


@pytest.fixture
def engines(rule: Rule, request: pytest.FixtureRequest) -> Engines:
    """Return the language model where the rule needs it."""
    if rule.needs != "model":
        return Engines()
    return Engines(model=request.getfixturevalue("language_model"))


def spans(rule: Rule, text: str, grammar: tuple[GrammarMatch, ...], engines: Engines) -> list[str]:
    """Return what the rule reports in ``text``, as quotes with offsets, in order."""
    document = Document(name="case", text=text, prose=text)
    annotated, _ = read_by_model(Annotated(document, parse(text), grammar), engines)
    hits = rule.find(annotated)
    return [
        f"{start}-{end} {text[start:end]}" for start, end in sorted((h.start, h.end) for h in hits)
    ]


def marked(case: Case) -> list[str]:
    return [f"{start}-{end} {case.text[start:end]}" for start, end in sorted(case.spans)]


def touches(span: tuple[int, int], found: str) -> bool:
    """Return whether the finding, written as ``spans`` writes it, shares a code point with it."""
    start, end = map(int, found.split(" ", 1)[0].split("-"))
    return start < span[1] and span[0] < end


def cases(*kinds: str) -> list[object]:
    return [
        pytest.param(
            rule,
            case,
            id=f"{rule.id}-{case.kind}-{case.text[:40]}",
            marks=[getattr(pytest.mark, rule.needs)] if rule.needs else [],
        )
        for rule in rules()
        for case in rule.cases
        if case.kind in kinds
    ]


@pytest.mark.parametrize(("rule", "case"), cases("bad", "good"))
def test_case(rule: Rule, case: Case, grammar: tuple[GrammarMatch, ...], engines: Engines) -> None:
    found = spans(rule, case.text, grammar, engines)
    if rule.needs == "model":
        # eight-bit kernels differ from processor to processor, so the edges of a run move
        assert bool(found) == bool(case.spans)
        assert all(any(touches(span, one) for span in case.spans) for one in found)
    else:
        assert found == marked(case)


@pytest.mark.parametrize(("rule", "case"), cases("todo"))
@pytest.mark.xfail(strict=True, reason="a true case that the rule does not find yet")
def test_todo(rule: Rule, case: Case, grammar: tuple[GrammarMatch, ...], engines: Engines) -> None:
    assert spans(rule, case.text, grammar, engines) == marked(case)


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_page_is_complete(rule: Rule) -> None:
    assert all(rule.section(title) for title in SECTIONS)
    assert sum(case.kind == "bad" for case in rule.cases) >= 5
    assert sum(case.kind == "good" for case in rule.cases) >= 10


def test_bad_cases_are_marked_and_good_ones_are_not() -> None:
    for rule in rules():
        for case in rule.cases:
            assert bool(case.spans) == (case.kind != "good"), f"{rule.id}: {case.text}"


def test_ids_and_names_are_unique() -> None:
    assert (
        len({rule.id for rule in rules()}) == len({rule.name for rule in rules()}) == len(rules())
    )
