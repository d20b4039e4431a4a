"""Abbreviations, initials and ordinals whose full stop ended the sentence, or the paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.language import unwrap
from mtqa.detect.rule import Hit
from mtqa.knowledge.dates import LONG_MONTH, SHORT_DAY, SHORT_MONTH
from mtqa.knowledge.offices import title_words
from mtqa.knowledge.words import zipf

_TITLE = (
    r"(?:(?:Mr|Mrs|Ms|Dr|Prof)\b\.?|(?:Gen|Col|Lt|Capt|Sen|Gov|Rep|Sgt|Maj|Adm|Rev|Mme|Messrs|Pres"
    r"|Supt|Insp|Cmdr|Brig)\.)"
)
_COUNTRY = r"(?:U\.S|U\.K|U\.N|E\.U|U\.A\.E|U\.S\.A)"
# no name begins with these behind a title: not "He", "We", "An", "To", who are people
_OPENER = (
    r"(?:However|But|The|This|These|Those|When|While|After|According to|Although|Meanwhile|There"
    r"|Their|In (?:the|a)|On the|At the|For the|As (?:the|a)|By the|Of the)"
)
_WORD_OF_COUNT = (
    r"(?:minute|century|centuries|day|week|month|year|hour|session|goal|time|edition|anniversary"
    r"|birthday|round|floor|district|place|season|game|match|term|game|congress|meeting|summit"
    r"|division|army|brigade|president|amendment|street|avenue|grade|lap|over|stage|title|win)"
)
# behind these the text goes on in the same line
_IN_LINE = re.compile(
    # "Mr. However Brown has", "Gen. In the Miller"
    rf"\b{_TITLE}[^\S\n]{_OPENER}[^\S\n](?!Lord|Lady|Hon|R(?:igh)?t|Rev|Baron|Earl|Duke|Mr)"
    r"(?=[A-Z][a-z])"
    # "his 22. goal", "in the 84. The minute", "the 3. In the century"
    rf"|\b(?:the|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|our|a|this|every) \d{{1,3}}\.[^\S\n]+"
    rf"(?:(?:{_OPENER}|In|On|At|And|It) (?={_WORD_OF_COUNT}\b(?! (?:was|is|had|has)\b))"
    r"|(?=[a-z]{3,} ?[\w,.]))"
    # "a U.S. The consulate", "former U.S. In the ambassador"
    rf"|\b(?:[Aa]n?|[Tt]his|[Tt]hat|[Ee]very|[Ff]ormer|[Nn]ew|[Tt]wo|[Ss]everal|[Mm]ost|[Ss]enior"
    rf"|[Mm]any|[Ss]ome|[Aa]ny|[Ff]irst|[Tt]op) {_COUNTRY}\.[^\S\n]"
    rf"(?:{_OPENER}|In|On|At|It|They|He)(?= )"
    # "Nov. On the 2nd", "Jan. The 15"
    rf"|\b{SHORT_MONTH}\.[^\S\n](?:On|In|The|At|Of|By|And|It)(?: the)?"
    r" (?=\d{1,4}(?:st|nd|rd|th)?\b)"
    # "on the 33-e floor", "the 75.th session", "his 30º birthday"
    r"|(?<![\w.,/-])\d{1,3}(?:-(?:st|nd|rd|th|e|i|o|ti|ta|ja)|\.(?:st|nd|rd|th)|[ºª])(?= [a-z]{2})"
    # "a 10. December deadline", "on 25.-July"
    rf"|(?<=[a-z] )(?<!ure )(?<!able )(?<!ter )(?<!tep )(?<!art )(?<!ion )(?<!raph )\d{{1,2}}\."
    rf"(?:-|[^\S\n]){LONG_MONTH}\b"
    r"(?! (?:is|was|has|had|will|saw|brought|came|may|can|would|marks?)\b)"
    rf"|(?<!\S)\d{{1,2}}\.-{LONG_MONTH}\b"
    # "at Gatwick on Sun. The day morning"
    rf"|\b(?:on|last|next|this|since|until|by|from) {SHORT_DAY}\.[^\S\n]The day(?=,| [a-z]+ing\b)"
    # "e.g. However it"
    r"|\b(?:e\.g|i\.e)\.[^\S\n](?:However|But|And|According|When|After|While|Although)(?= [a-z])"
)
# without one of these there is none of them
_SHORT_BEFORE = re.compile(
    r"\d(?:-(?:st|nd|rd|th|e|i|o|ti|ta|ja) |\.(?:st|nd|rd|th) |[ºª] |\.(?:-| )[A-Z])"
    r"|(?:[nedtir]|ue|urs?)\. The day|"
    r"(?:\d|[A-Z]|[a-z]\.[a-z]|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Mr|Mrs|Ms|Dr"
    r"|Prof|Gen|Col|Lt|Capt|Sen|Gov|Rep|Sgt|Maj|Adm|Rev|Mme|Messrs|Pres|Supt|Insp|Cmdr|Brig))"
    r"\.[^\S\n]+(?:[a-z]|However|But|The|This|Th|When|While|After|Acc|Alt|Mean|In |On |At |For |As "
    r"|By |Of |And |It |They |He )|(?:Mr|Mrs|Ms|Dr|Prof) (?:The|However|But|In |On |At |When|Acc)"
)
# and behind these in the next one
_AT_LINE_END = re.compile(
    rf"(?:(?<=[^\s(] ){_TITLE}|(?<=[^\s(] )[\"“(]{_TITLE}|(?<=[\"“\n]){_TITLE})"
    r"[^\S\n]*\n\s*(?=[A-Z])"
    r"|\b(?:the|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|our|a|this|every) \d{1,3}\.[^\S\n]*\n\s*(?=[a-z])"
    r"|\b(?:[A-Z]\.){2,}[^\S\n]*\n\s*(?=[a-z]{2,}[ ,])"
    rf"|\b(?:[Aa]n?|[Tt]his|[Ff]ormer|[Ss]everal|[Ss]enior|[Mm]any) {_COUNTRY}\.[^\S\n]*\n\s*(?=\w)"
    r"|\b(?:e\.g|i\.e|vs|[Aa]pprox|[Ii]ncl|[Ee]xcl|viz|cf|resp|esp|[Cc]irc)\.[^\S\n]*\n\s*(?=\w)"
    r"|\b(?:in|of|to|near|at|the|from|and|for) (?:St|Mt|Ft)\.[^\S\n]*\n\s*(?=[A-Z])"
    r"|\b(?:[Nn]os?|[Aa]rts?|[Ff]igs?|[Vv]ol|[Ss]ec|[Pp]ara|pp?)\.[^\S\n]*\n\s*(?=\d)"
    rf"|\b(?:{SHORT_MONTH}\.|{LONG_MONTH})[^\S\n]*\n\s*"
    r"(?=\d{1,4}(?:st|nd|rd|th)?(?:[,. ]|$)(?! ?\())"
    rf"|(?<=[a-z] )\d{{1,2}}\.[^\S\n]*\n\s*(?={LONG_MONTH}\b)"
    rf"|\b(?:on|last|next|this|since|until|by|from) {SHORT_DAY}\.[^\S\n]*\n\s*(?=\S)"
    r"|(?<![\d.,])\d{1,3}(?:,[^\S\n]*\n\s*(?=\d{3}\b)|\.[^\S\n]*\n\s*(?=000\b))"
    r"|(?<=[a-z] )\d{1,3}\.[^\S\n]*\n\s*(?=[a-z]{3,} )"
    r"|\b(?:Inc|Ltd|Corp|Co|Bros|Jr|Sr|a\.m|p\.m|Ave|Blvd)\.[^\S\n]*\n\s*(?=[a-z]{2,} )"
)
# the last word of such a line
_LAST_OF_LINE = re.compile(
    r"[\"“(]*(?:(?:[A-Za-z]\.)+|\d{1,3}[.,]|(?:Mr|Mrs|Ms|Dr|Prof)|[A-Z][a-z]{1,6}\."
    rf"|{LONG_MONTH}"
    r"|(?:vs|approx|incl|excl|viz|cf|resp|esp|circ|nos?|arts?|figs?|vol|sec|para|pp?)\.)"
)
_STREET = re.compile(r"[A-Z][a-z]+ Dr\.?\s*\Z")
# "said A. In the Meyers", "the death of G." and "Floyd" in the next line
_INITIAL = re.compile(
    r"(?<![^\s(“\"])(?P<letter>[A-Z])\."
    rf"(?:(?P<line>[^\S\n]*\n\s*)|[^\S\n](?:{_OPENER}|It|And|He|She|They|In|On|At)[^\S\n])"
    r"(?P<name>[A-Z][a-z][\w’'-]*)(?=(?P<behind>[’']s\b|,|[^\S\n]*$| [a-z]|[^\S\n][A-Z]))",
    re.MULTILINE,
)
_LAST_WORD = re.compile(r"([\w’'-]+)[^\S\n]+\Z")
_AHEAD = 30  # code points of the word before a letter
_MARK = "ABCDEFIO"  # letters that are marks, grades, vitamins and types
_GRADED = frozenset({"of", "to", "as", "at", "from", "and", "or", "with", "for", "type", "is"})
_SMALL = frozenset(
    {"of", "by", "to", "from", "with", "for", "and", "after", "against", "under", "between", "in"}
    | {"said", "says", "told", "with", "before", "about", "on", "mr", "mrs", "ms", "dr", "at"}
    | {"minister", "deputy", "chief", "senator", "actor", "actress", "singer", "lawyer", "coach"}
)
_NAMED = 4.6  # Zipf frequency of words that are names rather than words
_LEADING = ("VBD", "VBZ", "VBP", "IN")
_WHY = "A full stop that ends no sentence was taken for one that does."


def _leads_to_name(text: Annotated, match: re.Match[str]) -> bool:
    """Return whether the word before an initial can't stand before the end of a sentence."""
    if match["line"] and text.doc.vocab[match["name"].lower()].is_stop:
        return False
    before = _LAST_WORD.search(match.string, max(0, match.start() - _AHEAD), match.start())
    if before is None:
        return False
    word = before[1].lower()
    if word in _GRADED and match["letter"] in _MARK and not match["line"]:
        return match["behind"] in ("’s", "'s", ",") and not match["name"].endswith("s")
    if word in _SMALL or before[1].capitalize() in title_words("office", "rank"):
        return True
    if match["line"] and before[1].istitle():
        return max(zipf(word), zipf(match["name"].lower())) < _NAMED  # "Louis K." and "Odom"
    token = text.doc.char_span(*before.span(1), alignment_mode="expand")
    verb = token is not None and token[0].tag_ in _LEADING and token[0].lemma_ != "be"
    return verb and before[1].islower() and word not in _GRADED


def _hit(match: re.Match[str]) -> Hit:
    return Hit(match.start(), match.start() + len(match[0].rstrip()), _WHY, 0.75)


def _line_ends(prose: str) -> Iterator[re.Match[str]]:
    """Yield what stands at the ends of lines and goes on in the next one."""
    end = prose.find("\n")
    while end >= 0:
        line = prose.rfind("\n", 0, end) + 1
        last = prose[line:end].rstrip().rpartition(" ")[2]
        if last and _LAST_OF_LINE.fullmatch(last):
            found = _AT_LINE_END.search(prose, max(0, end - _AHEAD), end + _AHEAD)
            if found and found.start() < end < found.end():
                yield found
        end = prose.find("\n", end + 1)


def torn_off(text: Annotated) -> Iterator[Hit]:
    """Yield the abbreviations, initials and ordinals that are torn from what they belong to."""
    prose = text.text
    for match in _IN_LINE.finditer(prose) if _SHORT_BEFORE.search(prose) else ():
        yield _hit(match)
    whole = "\n" in prose and unwrap(prose) == prose
    for match in _line_ends(prose) if whole else ():
        if not _STREET.search(prose, max(0, match.start() - _AHEAD), match.end()):
            yield _hit(match)
    for match in _INITIAL.finditer(prose):
        if (whole or not match["line"]) and _leads_to_name(text, match):
            yield _hit(match)
