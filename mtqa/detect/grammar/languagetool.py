"""What LanguageTool finds and an editor would mark. Documented beside, in languagetool.md."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.annotate.annotated import Annotated, GrammarMatch
from mtqa.annotate.language import unwrap
from mtqa.annotate.register import is_talk
from mtqa.detect.rule import Hit
from mtqa.knowledge.languagetool import shown
from mtqa.knowledge.words import zipf

_SENTENCE_ENDS = ".!?…:;”\"'’)]"
_WORD_BEFORE = re.compile(r"\S+\Z")
_LOOK_BACK = 80
_WHITESPACE = "linguistic-conventions/whitespace"
_HABIT = 3
_NAME = 2.5  # Zipf below which a word that stands twice is a name of something

# rules that are right behind these words and doubtful elsewhere
_ONLY_AFTER = {
    "CD_NN": re.compile(
        r"(?<![\d.,–-])(?:\d+|two|three|four|five|six|seven|eight|nine|ten) \Z", re.IGNORECASE
    ),
    "COMMA_PARENTHESIS_WHITESPACE": re.compile(r"[\w)\]”’\"'%]\Z"),
}
_ONLY_WHERE = {
    # "immunoglobulins A protect", "ended up giving up", "has become a of the town": no such faults
    "A_INFINITIVE": re.compile(r"(?!A )"),
    # "it had had its day", "he said that that was all": GRA04 judges these
    "ENGLISH_WORD_REPEAT_RULE": re.compile(r"(?!(?:had|that|is|do)\b)", re.IGNORECASE),
    "ADVERB_VERB_ADVERB_REPETITION": re.compile(
        r"(?!(?:up|down|out|in|on|off|over|back|away|around)\b)", re.IGNORECASE
    ),
    "EN_A_VS_AN": re.compile(
        r"(?!an\s+(?:8|1[18](?!\d)))an?\s+(?!(?:of|in|on|at|as|is|are|and|or|if|it|us|into|its"
        r"|our|upon|until)\b(?!-))",
        re.IGNORECASE,
    ),
    # spaced dots are an ellipsis
    "COMMA_PARENTHESIS_WHITESPACE": re.compile(r"[^\S\n]+[,.;:](?![\w.]|[^\S\n]*\.)"),
}


def find(text: Annotated) -> Iterator[Hit]:
    """Yield the grammar engine's matches of rules that hold up on good English."""
    if not text.grammar or is_talk(text):
        return
    lines = unwrap(text.text)
    spaced = 0
    for match in text.grammar:
        how = shown(match.rule, match.category)
        if how is None or not _in_prose(text, lines, match) or not _in_place(text, lines, match):
            continue
        spaced += how.mqm == _WHITESPACE
        if how.mqm == _WHITESPACE and spaced > _HABIT:
            continue  # all through a text it is one habit of one writer or program
        if how.names or not _holds_name(text, match):
            yield _hit(text, match, how.mqm, how.confidence, how.suggestion)


def _hit(text: Annotated, match: GrammarMatch, mqm: str, confidence: float, suggest: bool) -> Hit:
    """Return the hit; white space alone cannot be shown, so the word before it is taken along."""
    quote, start, before = text.text[match.start : match.end], match.start, ""
    if quote[:1].isspace():
        word = _WORD_BEFORE.search(text.text, max(0, start - _LOOK_BACK), start)
        before = word[0] if word else ""
        start -= len(before)
    only = match.replacements[0] if suggest and len(match.replacements) == 1 else ""
    return Hit(
        start,
        match.end,
        match.message,
        confidence=confidence,
        suggestion=before + only if only and only != quote else None,
        check=match.rule,
        mqm=mqm,
        engine="languagetool",
    )


def _in_prose(text: Annotated, lines: str, match: GrammarMatch) -> bool:
    """Return whether the match lies in a sentence of the author's, not a headline or quotation."""
    around = slice(max(0, match.start - 1), match.end + 1)
    if text.document.text[around] != text.text[around] or text.in_quotation(match.start):
        return False
    end = lines.find("\n", match.end)
    rest = lines[match.start : end if end >= 0 else len(lines)].rstrip()
    return rest[-1:] in _SENTENCE_ENDS


def _is_meant(text: Annotated, match: GrammarMatch) -> bool:
    """Return whether a word stands twice for emphasis or as a name: "very very", "ylang ylang"."""
    words = text.doc.char_span(match.start, match.end, alignment_mode="expand")
    if match.rule != "ENGLISH_WORD_REPEAT_RULE" or words is None:
        return False
    emphasis = all(word.tag_ in ("JJ", "RB", "UH") for word in words)
    return emphasis or (
        len(words[-1]) > 1 and words[-1].is_alpha and zipf(words[-1].lower_) < _NAME
    )


def _is_surname(text: Annotated, match: GrammarMatch) -> bool:
    """Return whether the article is a name: "An Fengshan said"."""
    words = text.doc.char_span(match.start, match.end, alignment_mode="expand")
    if match.rule != "EN_A_VS_AN" or words is None or words[0].text != "An":
        return False
    after = text.doc[words.start + 1] if words.start + 1 < len(text.doc) else words[0]
    return after.text.istitle() and after.is_alpha and zipf(after.lower_) < _NAME


def _is_numbered(text: Annotated, match: GrammarMatch) -> bool:
    """Return whether the number belongs to the name before it: "a Digic 5 processor"."""
    words = text.doc.char_span(match.start, match.end, alignment_mode="expand")
    if match.rule != "CD_NN" or words is None or words.start < 2:
        return False
    number, before = text.doc[words.start - 1], text.doc[words.start - 2]
    return number.text.isdigit() and before.tag_ in ("NN", "NNP")


def _in_place(text: Annotated, lines: str, match: GrammarMatch) -> bool:
    """Return whether the match stands where its rule can be believed."""
    if _is_meant(text, match) or _is_numbered(text, match) or _is_surname(text, match):
        return False
    after, where = _ONLY_AFTER.get(match.rule), _ONLY_WHERE.get(match.rule)
    if after is not None and not after.search(lines, max(0, match.start - _LOOK_BACK), match.start):
        return False
    return where is None or where.match(lines, match.start) is not None


def _holds_name(text: Annotated, match: GrammarMatch) -> bool:
    """Return whether the match holds a word in capitals that does not begin a sentence."""
    words = text.doc.char_span(match.start, match.end, alignment_mode="expand")
    return words is None or any(
        word.text != "I" and word.text[0].isupper() and not word.is_sent_start for word in words
    )
