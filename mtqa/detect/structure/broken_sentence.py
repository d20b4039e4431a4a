"""Sentences cut where none can end. Documented beside, in broken_sentence.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.language import unwrap
from mtqa.annotate.register import is_talk
from mtqa.detect.overlap import first_come, outside
from mtqa.detect.rule import Hit
from mtqa.detect.structure._abbreviated import torn_off
from mtqa.detect.structure._inside import BREAKS, inside, open_ends, trailing
from mtqa.knowledge.offices import title_words

# no sentence and no line of prose ends with these
_OPEN = r"(?:the|an|their|our|your|my|every|its)"
_STOPPED = re.compile(
    # "Oh my." and "Just because." are whole
    rf"(?<=[\w,] )(?!(?<=\boh )my|(?<=\bOh )my|(?<=ust )because)"
    rf"(?:{_OPEN}|and|or|because|than|whose|although|nor|per|via|whereas|unless)"
    r"\.(?! ?\.)(?:\s+([a-z][\w’'-]*))?(?=\s|[.,;]|\Z)"
)
# small letters behind a full stop, where the word before it waits for a noun
_STOPPED_SMALL = re.compile(
    r"(?<= )(?:of|a|into|from|between|new|old|other|former|largest|biggest|several|main|such)"
    r"\.[^\S\n](?=[a-z]{3,} [a-z])"
    r"[a-z]+"
)
# a line that begins in small letters, and what the line before can't end with
_SMALL_LINE = re.compile(r"\n\s*(?:[-–—•*|][^\S\n]?)?(?P<next>[a-z][\w’'-]*)(?=[\s,.;])")
_WAITS = re.compile(
    rf"(?<=[\w,”\")] )(?:{_OPEN}|an?|of|and|or|but|to|with|for|from|in|on|at|by|into|than|between"
    r"|because|whose|as|his|her|is|are|was|were|has|have|had|will)"
    r"[^\S\n]?[.:;|,–—-]{0,3}[^\S\n]*\Z"
)
_LAST_WORDS = 40  # code points
_WRAPPED = 2  # more lines that end like this were cut by a layout
_CLAUSE = r"(?:The|In|On|At|He|She|It|They|An|After|When|During|According|By|For|With)\b"
_OPENER = (
    r"(?:The|An?|In|On|At|And|Or|But|Of|For|From|To|With|By|That|Before|After|No|He|She|It|They|We"
    r"|Its|Their|His|Her|This|When|While|Because|As|If|During|According)\b"
)
# a letter, an ordinal or an abbreviation that was taken for the end of a sentence
_FALSE_END = re.compile(
    rf"[B-HJ-Z](?:(?<=[.!?] .)|(?<=[.!?]\n.)|(?<=[.!?][”\"] .))\. {_CLAUSE}(?! [A-Z])"
    rf"|\b(?:since|until|on|by|from|in|to|of) the [12]?\d\. {_CLAUSE}"
    rf"|\b(?:[Aa]pprox|vs|ca|cf|[Nn]r|[Ii]ncl|resp|esp|est|min|max|[Tt]el|viz|[Cc]irc)\.\s{_OPENER}"
)
# abbreviations torn from what they belong to, in a shape that nobody writes on purpose
_TORN_ABBREVIATION = re.compile(
    # "The U. The S. Department", "paragraph No. The 65", "from St. In Petersburg"
    rf"\b[A-Z]\.\s{_OPENER} [A-Z]\.(?=\s)"
    rf"|\b(?:[Nn]os?|[Aa]rts?|[Pp]aras?|pp?|[Ff]igs?|[Vv]ol|[Ss]ec|[Cc]h|[Pp]t|§)\.\s{_OPENER} \d+"
    rf"|\b(?:[Ff]rom|[Ii]n|[Oo]f|[Tt]o|[Nn]ear|[Aa]t|[Tt]he) (?:St|Ft|Mt)\.\s{_OPENER}(?= [A-Z])"
    # "$3 mill. In revenue"
    rf"|\b\d+ (?:mill?|mln|mio|bn|bln|thous|tsd)\.\s(?:In|Of|For|From|To|On) [a-z]+"
    # "etc. And benches."
    r"|\betc\.\s(?:And|Or|Of) (?!they|we|s?he|it|th|so|you|yes|no)"
    r"(?:[a-z]+ ){0,2}[a-z]+(?=\.)"
    # "the dept. Considers", "a Co. That", "20 yrs. Of"
    rf"|\b[Aa]n? (?:[Cc]o|[Cc]orp|[Gg]ovt|[Dd]ept|[Aa]ssn|[Uu]niv)\.\s{_OPENER}(?=[’'s]* [a-z])"
    r"|\b(?:[Tt]he|[Tt]his|[Ii]ts) (?:[Cc]o|[Cc]orp|[Gg]ovt?|[Dd]ept|[Mm]in|[Aa]ssn|[Uu]niv)\.\s"
    r"[A-Z][a-z]+(?:s|ed)(?= (?:the|an?|to|that|its|his|their|[a-z]+ing)\b)"
    r"|\b\d+ (?:yrs?|hrs?|mins?|secs?|wks?|km|kg|lbs?|ft|mi|sq)\.\s"
    r"(?:(?:Of|Per|Old|Ago)\b|(?:On|In|From|Before|After|To)(?: [\w’'-]+){1,3}$)"
    # the letters of a country, torn apart, and no sentence
    rf"|\b(?:U\. S|U\. K|U\. N|E\. U|U\. S\. A|U\. A\. E)\.(?:[^\S\n]{_OPENER}|\n[a-z]+)",
    re.MULTILINE,
)
# "in the U.S. And consulate": no sentence begins with a bare noun behind "and"
_AND = re.compile(
    r"(?:\b(?:[A-Z]\.){2,}|\b(?:Jr|Sr|Inc|Ltd|Corp|Co|Bros|St)\.)\s(?:And|Or) (?P<noun>[a-z]+)"
)
# "Norton Inc. In Leeds did not": the subject of the verb stands before the full stop
_FIRM = re.compile(
    r"\b(?:Inc|Ltd|Corp|Co|Bros|LLC|Plc|plc|Cos|GmbH)\.\s(?:In|At|From|Of|On|For) "
    r"(?:(?:the|a|an) )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)? "
    r"(?:did|does|has|had|was|is|will|would|can|could|said|says|told|announced|declined|plans"
    r"|denied|wants|paid|bought|sold|opened|closed|made|makes)\b(?! (?:the|an?|born)\b)"
)
# a title that waits for its name: "Prof. Dr. The", but not "at Mill Dr. The"
_TORN_TITLE = re.compile(
    r"(?<![^\s“\"(])(?:(?:Prof|Dr|Mr|Mrs|Ms|Gen|Col|Lt|Capt|Sen|Gov|Rep|Sgt|Maj|Adm)\. ?)+"
    r" ?(?:The|This|These|Those|His|Her|Their|When|After|During|According"
    r"|(?:In|On|At|By|For|With)(?= (?:the|an?|his|her|its|\d)))\b(?= [a-z\d])"
)
_LAST_WORD = re.compile(r"([\w’'-]+)[^\S\n]\Z")
_LISTED = re.compile(r"(?:^|(?<=\s))[A-HJ-Z]\.? (?=[A-Z])", re.MULTILINE)
# a paragraph that ends where its sentence can't
_CUT = re.compile(
    r"^(?=[A-Z“\"])[^\n]{60,} (?P<last>the|an?|of|and|or|which|whose|with|their|its|because|than"
    r"|from|into|between|has|have|had|was|were|is|are|to|for|at|that|who|will|would)[^\S\n]*$",
    re.MULTILINE,
)
# these can't end a clause, whatever stands before it
_LEFT = re.compile(r" (?:after|before|because|although|since) (?:it|he|she|they) [a-z]+\Z")
# these end a sentence whose clause takes its object, or what they say of it, from before
_STRANDED = re.compile(
    r"\b(?:[Hh]ow|[Ww]hat\w*|[Ww]ho\w*|[Ww]hich|[Ww]here|[Ww]hen|[Ww]hy|[Tt]hat|than|as|all)\b[^.;]*"
    r" (?:with|from|into|has|have|had|was|were|is|are|to|for|at|will)\Z"
    r"|\b(?:to|I|you|we|they|he|she|can|could|must|should) (?!be\b|the\b)[a-z]+"
    r" (?:with|from|into|to|for|at)\Z"
)


def _false_ends(text: Annotated) -> Iterator[Hit]:
    message = "A full stop that ends no sentence was taken for one that does."
    listed = len(list(islice(_LISTED.finditer(text.text), 2))) == 2
    for match in _FALSE_END.finditer(text.text):
        letter = match[0][0].isupper() and match[0][1] == "."
        if not (letter and listed) and not text.in_quotation(match.start()):
            yield Hit(match.start(), match.end(), message, 0.75)
    for match in chain(_FIRM.finditer(text.text), _TORN_ABBREVIATION.finditer(text.text)):
        yield Hit(match.start(), match.end(), message, 0.75)
    for match in _AND.finditer(text.text):
        noun = text.doc.char_span(*match.span("noun"))
        if noun is not None and noun[0].tag_ in ("NN", "VBG"):
            yield Hit(match.start(), match.end(), message, 0.7)
    for match in _TORN_TITLE.finditer(text.text):
        before = _LAST_WORD.search(text.text, max(0, match.start() - 30), match.start())
        word = before[1] if before else ""
        plain = word == word.lower() and word not in ("the", "a", "an")
        if plain or word in title_words("office", "rank"):  # not "on Mill Dr."
            message = "The sentence ends behind a title, before the name."
            yield Hit(match.start(), match.end(), message, 0.8)


def _stopped(text: Annotated) -> Iterator[Hit]:
    """Yield each full stop behind a word that waits for another one."""
    for match in _STOPPED.finditer(text.text):
        if not text.in_quotation(match.start()):
            yield Hit(match.start(), match.end(), BREAKS, 0.8)
    small = list(islice(_STOPPED_SMALL.finditer(text.text), 2))
    for match in small if len(small) == 1 and not is_talk(text) else ():  # some write no capitals
        if not text.in_quotation(match.start()):
            yield Hit(match.start(), match.end(), BREAKS, 0.75)


def _small_lines(text: str) -> Iterator[Hit]:
    """Yield the ends of lines whose last word waits for the next line, in small letters."""
    for match in _SMALL_LINE.finditer(text):
        before = _WAITS.search(text, max(0, match.start() - _LAST_WORDS), match.start())
        if before:
            yield Hit(before.start(), match.end("next"), BREAKS, 0.8)


def _cut(text: Annotated) -> Iterator[Hit]:
    found = list(_CUT.finditer(text.text))
    if len(found) > _WRAPPED:
        return
    for match in found:
        stranded = _STRANDED.search(text.text, match.start(), match.end("last"))
        left = _LEFT.search(text.text, match.start(), match.end("last"))
        if (left or not stranded) and not text.in_quotation(match.start("last")):
            message = "The paragraph ends in the middle of a phrase."
            yield Hit(*match.span("last"), message, 0.75)


def find(text: Annotated) -> Iterator[Hit]:
    """Yield each place where a sentence breaks off and goes on, or doesn't."""
    found = list(_stopped(text))
    if unwrap(text.text) == text.text:
        found += _small_lines(text.text)
        rest = (*_cut(text), *trailing(text), *inside(text), *open_ends(text))
        found += list(first_come(outside(rest, found)))
    found += _false_ends(text)
    yield from found
    yield from outside(torn_off(text), found)
