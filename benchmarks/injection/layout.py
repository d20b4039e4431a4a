"""Punctuation, notation and the traces of tools."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from random import Random

from wordfreq import zipf_frequency

from benchmarks.injection.edits import Edit, Kind, Propose, inserted, replaced, sentences
from benchmarks.injection.frames import fill, fillers, frames
from mtqa.annotate.annotated import Annotated
from mtqa.knowledge.spelling import pattern, spelling

_ENTITIES = {"&": "&amp;", '"': "&quot;", "“": "&quot;", "’": "&#39;", "'": "&apos;"}


def _word_before(article: Annotated, offset: int) -> int:
    return article.text.rfind(" ", 0, offset) + 1


def stray_mark(article: Annotated, rng: Random, _part: str) -> Iterator[Edit]:
    """Yield a mark that stands twice, alone behind another one, or without its space."""
    for _, end in sentences(article):
        start = _word_before(article, end)
        text = article.text[start:end] + rng.choice((" .", " ,", ",.", " . .", " ;", " :"))
        yield replaced(start, end, text)
    for match in re.finditer(r"(?<=[a-z]{3}), (?=[a-z])", article.text):
        start = _word_before(article, match.start())
        word = article.text[start : match.start()]
        yield replaced(start, match.end() - 1, word + rng.choice((",,", ", ,", ",.", ";,")))


def space_before(article: Annotated, rng: Random, _part: str) -> Iterator[Edit]:
    """Yield a space before a comma or the like, or none behind it."""
    for match in re.finditer(r"\b([a-z]{2,})([,;:?!])(?= [a-z])", article.text):
        text = f"{match[1]} {match[2]}"
        if rng.random() < 0.3:
            yield replaced(match.start(), match.end() + 1, f"{match[1]}{match[2]}")
        else:
            yield replaced(*match.span(), text)


def lone_quote(article: Annotated, rng: Random, _part: str) -> Iterator[Edit]:
    """Yield a quotation mark or apostrophe with space on both sides."""
    for match in re.finditer(r"\b([A-Z]?[a-z]+)(['’])s? (?=[a-z])", article.text):
        if not article.in_quotation(match.start()):
            ending = match[0][len(match[1]) + 1 :].strip()
            yield replaced(
                match.start(), match.end() - 1, f"{match[1]} {match[2]} {ending}".rstrip()
            )
    for match in re.finditer(r"(?<=[a-z]) (?=[a-z])", article.text):
        if rng.random() < 0.02:
            start = _word_before(article, match.start())
            word = article.text[start : match.start()]
            yield replaced(start, match.end(), f"{word} {rng.choice('“”')} ")


def _again(
    article: Annotated, first: re.Match[str], key: str, other: str, draw: tuple[Random, str]
) -> Iterator[Edit]:
    """Yield sentences that write in the other form what the text has in the form of ``first``."""
    rng, part = draw
    for _, end in sentences(article):
        if end > first.end():
            values = {"other": other, "digit": str(rng.randint(2, 11))}
            sentence = fill(rng.choice(frames(key, part)), rng, part, values)
            yield inserted(end, sentence, first[0].replace(".", ""))


def _forms(
    article: Annotated, one: str, other: str, around: tuple[str, str]
) -> Iterator[tuple[re.Match[str], str]]:
    """Yield where either form stands outside of quotations and headings, and the other form."""
    lines = [range(*span) for span in sentences(article)]
    either = rf"{around[0]}(?:{re.escape(one)}|{re.escape(other)}(?!\.)){around[1]}"
    for match in re.finditer(either, article.text):
        if any(match.start() in line for line in lines):
            yield match, other if match[0] == one else one


def _mixed(pairs: Sequence[tuple[str, str, str]], around: tuple[str, str]) -> Propose:
    """Return what writes a later mention in the other form, or adds one by the frames named."""

    def propose(article: Annotated, rng: Random, part: str) -> Iterator[Edit]:
        for one, other, key in pairs:
            found = list(_forms(article, one, other, around))
            for match, changed in found[1:]:
                yield replaced(*match.span(), changed, match[0].replace(".", ""))
            if len(found) == 1:
                yield from _again(article, found[0][0], key, found[0][1], (rng, part))

    return propose


other_honorific = _mixed(
    [(f"{word}.", word, "honorific-again") for word in ("Mr", "Mrs", "Ms", "Dr")],
    (r"\b", r"(?= [A-Z])"),
)
other_abbreviation = _mixed(
    [(".".join(word) + ".", word, "abbreviation-again") for word in ("US", "UK", "UN", "EU")],
    (r"(?<!\w)", r"(?= [a-z])"),
)
other_notation = _mixed(
    [
        ("percent", "per cent", "percent-again"),
        ("p.m.", "pm", "hour-again"),
        ("a.m.", "am", "hour-again"),
    ],
    (r"(?<=\d )", r"(?= [a-z])"),
)


def other_spelling(article: Annotated, _rng: Random, _part: str) -> Iterator[Edit]:
    """Yield a word in British spelling that the text spells as Americans do, or the reverse."""
    lines = [range(*span) for span in sentences(article)]
    seen: set[str] = set()
    for match in pattern().finditer(article.text):
        how = spelling(match[0], match["stem"])
        if how and any(match.start() in line for line in lines):
            if how.stem in seen and zipf_frequency(how.other, "en") > 1.5:
                yield replaced(*match.span(), how.other, how.stem)
            seen.add(how.stem)


def entity(article: Annotated, rng: Random, _part: str) -> Iterator[Edit]:
    """Yield a character written as an HTML entity."""
    for match in re.finditer(r"\w+([&\"“’'])\w+|\w+ (&) \w+", article.text):
        mark = match[1] or match[2]
        yield replaced(*match.span(), match[0].replace(mark, _ENTITIES[mark]))
    for match in re.finditer(r"(?<=[a-z]) (?=[a-z])", article.text):
        if rng.random() < 0.02:
            yield replaced(
                *match.span(), rng.choice(("&nbsp;", " &quot;", "&#160;", " &lt;", "&ndash;"))
            )


def mojibake(article: Annotated, _rng: Random, _part: str) -> Iterator[Edit]:
    """Yield a word whose UTF-8 bytes were read in another encoding."""
    for match in re.finditer(r"\b[\w]*[^\x00-\x7f][\w]*", article.text):
        for encoding in ("cp1252", "latin-1"):
            broken = match[0].encode().decode(encoding, errors="replace")
            if broken.isprintable() and "\ufffd" not in broken:
                yield replaced(*match.span(), broken)
    for match in re.finditer(r"\b\w+['-]\w+", article.text):
        curly = match[0].replace("'", "’").replace("-", "–")
        yield replaced(*match.span(), curly.encode().decode("cp1252", errors="replace"))


def placeholder(article: Annotated, rng: Random, part: str) -> Iterator[Edit]:
    """Yield a placeholder in place of a word."""
    for match in re.finditer(r"(?<= )[a-z]{4,}(?= )", article.text):
        if not article.in_quotation(match.start()):
            yield replaced(*match.span(), rng.choice(fillers("placeholder", part)))


def wrong_side(article: Annotated, rng: Random, _part: str) -> Iterator[Edit]:
    """Yield a closing quotation mark with its space before it, or with none."""
    for match in re.finditer(r"\b([a-z]+[,.!?])[\"”] (?=[A-Za-z]+ [a-z])", article.text):
        text = match[1] + rng.choice((' "', ' "', '"'))
        yield replaced(match.start(), match.end(), text)


def foreign_marks(article: Annotated, rng: Random, _part: str) -> Iterator[Edit]:
    """Yield a name or quotation between the quotation marks of another language or machine."""
    pairs = (("«", "»"), ("„", "“"), ("″", "″"), ("``", "''"), ("<<", ">>"), ("« ", " »"))
    for match in re.finditer(r"(?<=\s)[\"“]([A-Z][^\"”\n]{3,60})[\"”](?=[\s.,])", article.text):
        first, last = rng.choice(pairs)
        yield replaced(*match.span(), f"{first}{match[1]}{last}")


def cut_paragraph(article: Annotated, _rng: Random, _part: str) -> Iterator[Edit]:
    """Yield a paragraph of which the end is missing, behind a word that leads on."""
    leads = r"[^\S\n](?:the|of|and|their|from|into|between|which)(?=[^\S\n])"
    for start, end in sentences(article):
        line_end = article.text.find("\n", end)
        found = list(re.finditer(leads, article.text[start:end]))
        if found and line_end == end and found[-1].start() > 80:
            text = article.text[start + found[-1].start() : start + found[-1].end()]
            yield replaced(start + found[-1].start(), end, text)


def sentence_again(article: Annotated, _rng: Random, _part: str) -> Iterator[Edit]:
    """Yield a sentence that comes back two sentences later."""
    places = sentences(article)
    for (start, end), (_, later) in zip(places[1:], places[3:], strict=False):
        sentence = article.text[start:end]
        if len(sentence.split()) > 12 and article.text[later : later + 1] in (" ", "\n"):
            yield inserted(later, f"[[{sentence}]]")


KINDS = (
    Kind("stray-mark", ("STR01",), stray_mark),
    Kind("space-before-mark", ("STR01", "GRA01"), space_before),
    Kind("lone-quotation-mark", ("STR01",), lone_quote),
    Kind("mark-on-wrong-side", ("STR01",), wrong_side),
    Kind("mixed-honorific", ("STY01",), other_honorific),
    Kind("mixed-abbreviation", ("STY02",), other_abbreviation),
    Kind("mixed-notation", ("STY02",), other_notation),
    Kind("mixed-spelling", ("STY03",), other_spelling),
    Kind("entity", ("STR02",), entity),
    Kind("mojibake", ("STR02",), mojibake),
    Kind("placeholder", ("STR02",), placeholder),
    Kind("chatbot", ("STR02",), alone=True),
    Kind("foreign-marks", ("STR01",), foreign_marks),
    Kind("cut-paragraph", ("STR05",), cut_paragraph),
    Kind("sentence-again", ("STR03",), sentence_again),
    Kind("foreign-passage", ("STR06",)),
    Kind("dropped-slug", ("STR02",)),
)
