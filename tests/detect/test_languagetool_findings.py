"""What becomes of the grammar engine's matches, without the engine."""

from __future__ import annotations

import pytest

from mtqa.annotate.annotated import Annotated, GrammarMatch
from mtqa.annotate.language import parse
from mtqa.annotate.languagetool.request import CATEGORIES_OFF
from mtqa.detect.catalog import detect, find_rule
from mtqa.detect.grammar.languagetool import find
from mtqa.detect.rule import Hit
from mtqa.knowledge.languagetool import rules_by_name, shown, shown_categories
from mtqa.model import Document, Finding, Segment, Severity


def annotated(marked: str, rule: str, category: str, *replacements: str) -> Annotated:
    """Return the text with the engine's match where ``[[…]]`` stands."""
    start = marked.index("[[")
    end = marked.index("]]") - 2
    text = marked.replace("[[", "").replace("]]", "")
    match = GrammarMatch(start, end, rule, category, "Something is wrong.", replacements)
    return Annotated(Document(name="t", text=text, prose=text), parse(text), (match,))


def hits(
    marked: str, rule: str = "THIS_NNS", category: str = "GRAMMAR", *replacements: str
) -> list[Hit]:
    return list(find(annotated(marked, rule, category, *replacements)))


def test_a_match_becomes_a_finding() -> None:
    text = annotated("We saw [[a]] apple there.", "EN_A_VS_AN", "MISC", "an")
    rule = find_rule("GRA01")
    assert rule is not None
    segment = Segment(index=0, start=0, end=len(text.text), text=text.text)
    assert detect(text, [segment], [rule]).findings == (
        Finding(
            segment=0,
            start=7,
            end=8,
            quote="a",
            rule="GRA01:EN_A_VS_AN",
            name="grammar-check",
            severity=Severity.MINOR,
            confidence=0.85,
            mqm="linguistic-conventions/function-words",
            message="Something is wrong.",
            suggestion="an",
            engine="languagetool",
        ),
    )


def test_without_the_engine_nothing_is_found() -> None:
    text = "We saw a apple there."
    document = Document(name="t", text=text, prose=text)
    assert list(find(Annotated(document, parse(text), None))) == []
    assert list(find(Annotated(document, parse(text), ()))) == []


@pytest.mark.parametrize(
    ("rule", "category"),
    [
        ("MORFOLOGIK_RULE_EN_US", "TYPOS"),
        ("EN_MULTITOKEN_SPELLING_TWO", "MULTITOKEN_SPELLING"),
        ("FIGHTER_COMPOUNDS", "GRAMMAR"),
        ("WORD_ESSAY_HYPHEN", "GRAMMAR"),
        ("NNP_AGREEMENT", "GRAMMAR"),
        ("COLLECTIVE_NOUN_VERB_AGREEMENT_VBP", "GRAMMAR"),
        ("EN_US_SIMPLE_REPLACE_LORRY", "STYLE"),
        ("SOME_NEW_RULE", "SOME_NEW_CATEGORY"),
    ],
)
def test_what_does_not_hold_up_on_good_english_is_not_shown(rule: str, category: str) -> None:
    assert hits("They saw [[these word]] there.", rule, category) == []


def test_a_rule_nobody_has_looked_at_is_shown_as_its_category() -> None:
    (hit,) = hits("They saw [[these word]] there.", "NEVER_SEEN", "GRAMMAR")
    assert hit.mqm == "linguistic-conventions/grammar"
    assert hit.check == "NEVER_SEEN"


def test_a_rules_own_row_goes_before_patterns_and_category() -> None:
    assert shown("A_NNS", "GRAMMAR") != shown("NEVER_SEEN", "GRAMMAR")
    assert shown("SOME_NEW_AGREEMENT", "GRAMMAR") == shown("OTHER_AGREEMENT_2", "GRAMMAR")
    assert shown("MASS_AGREEMENT", "GRAMMAR") is None  # its own row, against *AGREEMENT*
    assert shown("NEW_AGREEMENT_COMPOUNDS", "GRAMMAR") is None  # what is off goes first


@pytest.mark.parametrize(
    "marked",
    [
        "“We ain’t seen [[these thing]] around here,” he said.",
        '"We have [[these thing]] here," he said.',
        "Minister visits [[these town]] after flood\nHe came on Monday.",
        "Storm hits [[these town]]",
    ],
)
def test_quotations_and_headlines_are_left_alone(marked: str) -> None:
    assert hits(marked) == []


def test_a_line_break_inside_a_sentence_makes_no_headline() -> None:
    line = "The quick brown fox jumps over the lazy dog and runs off to"
    wrapped = "\n".join([line] * 4).lower().capitalize() + "\n[[these town]] in the north\n"
    assert len(hits(wrapped + line.lower() + ".")) == 1


def test_names_are_left_alone_except_where_the_rule_is_about_names() -> None:
    assert hits("He flew to [[a Emirates Airlines]] office.", "A_NNS") == []
    assert len(hits("He came [[in Wednesday]] evening.", "IN_WEEKDAY", "GRAMMAR")) == 1
    assert len(hits("[[These thing]] are new.", "THIS_NNS")) == 1  # a sentence's first word


def test_talk_that_was_written_down_is_left_alone() -> None:
    assert hits("Yeah, um, they saw [[these word]] there.") == []
    assert hits("Dont ask me!! They saw [[these word]] there.") == []
    assert len(hits("“Yeah, um, no,” he said. They saw [[these word]] there.")) == 1


def test_a_word_that_stands_twice_for_emphasis_is_no_slip() -> None:
    assert hits("It was a [[very very]] short note.", "ENGLISH_WORD_REPEAT_RULE") == []
    assert len(hits("The [[market market]] is open.", "ENGLISH_WORD_REPEAT_RULE")) == 1


@pytest.mark.parametrize(
    ("marked", "found"),
    [
        ("It lies 90 [[kilometer]] away.", 1),
        ("There were two [[policeman]] there.", 1),
        ("A 10 billion cubic meter gas [[field]] lies there.", 0),
        ("Between 30–40 [[lira]] were paid.", 0),
        ("The price of 1.5 [[pound]] was paid.", 0),
    ],
)
def test_plurals_are_believed_behind_a_number(marked: str, found: int) -> None:
    assert len(hits(marked, "CD_NN")) == found


@pytest.mark.parametrize(
    ("marked", "found"),
    [
        ("We held [[an]] 80th birthday party.", 0),
        ("It was [[an]] 11th-hour deal.", 0),
        ("It was [[an]] 18 per cent cut.", 0),
        ("It was [[an]] 110 million deal.", 1),
        ("[[An]] Fengshan said no.", 0),
        ("[[An]] European bank said no.", 1),
        ("He saw [[an]] zebra.", 1),
    ],
)
def test_an_stands_before_eight_and_is_a_surname(marked: str, found: int) -> None:
    assert len(hits(marked, "EN_A_VS_AN", "MISC", "a")) == found


def test_a_stray_space_is_shown_with_the_word_before_it() -> None:
    (hit,) = hits(
        "We met in May[[ ,]] and left.", "COMMA_PARENTHESIS_WHITESPACE", "TYPOGRAPHY", ","
    )
    assert (hit.start, hit.end, hit.suggestion) == (10, 15, "May,")


@pytest.mark.parametrize(
    "marked",
    [
        "He waited[[ .]] . . and left.",
        "He waited ...[[ .]]",
        "It costs[[ .]]50 a piece.",
        "He said[[ “]] no.",
    ],
)
def test_other_spaces_are_left_alone(marked: str) -> None:
    assert hits(marked, "COMMA_PARENTHESIS_WHITESPACE", "TYPOGRAPHY", ".") == []


def test_blanked_markup_is_no_stray_space() -> None:
    text, prose = "See **this**, please.", "See   this  , please."
    match = GrammarMatch(
        10, 13, "COMMA_PARENTHESIS_WHITESPACE", "TYPOGRAPHY", "No space here.", (",",)
    )
    document = Document(name="t.md", text=text, prose=prose)
    assert list(find(Annotated(document, parse(prose), (match,)))) == []


@pytest.mark.parametrize(
    ("rule", "replacements", "suggestion"),
    [
        ("EN_A_VS_AN", ("an",), "an"),
        ("EN_A_VS_AN", (), None),
        ("EN_A_VS_AN", ("an", "one"), None),
        ("EN_A_VS_AN", ("a",), None),
        ("EN_A_VS_AN", ("",), None),
        ("CD_OTHER", ("an",), None),
    ],
)
def test_a_suggestion_is_made_only_where_it_is_safe(
    rule: str, replacements: tuple[str, ...], suggestion: str | None
) -> None:
    (hit,) = hits("We saw [[a]] apple there.", rule, "GRAMMAR", *replacements)
    assert hit.suggestion == suggestion


def test_the_table_is_in_order() -> None:
    assert shown_categories().isdisjoint(CATEGORIES_OFF)
    assert len(rules_by_name()) > 50
    for rule in rules_by_name():
        how = shown(rule, "")
        assert how is not None
        assert 0.6 <= how.confidence <= 0.95
        assert how.mqm.count("/") == 1
