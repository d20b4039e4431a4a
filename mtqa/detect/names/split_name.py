"""A sentence break inside a name. Documented beside, in split_name.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.clauses import SUBJECTS
from mtqa.detect.names._breaks import breaks_inside
from mtqa.detect.names._mentions import WORD, mentions, not_in_names
from mtqa.detect.names._stops import stops_inside
from mtqa.detect.overlap import first_come, outside
from mtqa.detect.rule import Hit
from mtqa.knowledge.names import fold, is_given_name, usualness
from mtqa.knowledge.offices import country_codes, title_words
from mtqa.knowledge.sexes import means_person
from mtqa.model import Evidence, Severity

_ADVERBIAL = (
    "In|On|At|After|Before|Prior|According|As|When|While|For|By|With|From|During|Since|Following|"
    "Under|Until|Despite|Although|Though|If|To|Last|Earlier|Later|However|Meanwhile|Instead|Because|"
    "Once|Upon|Over|Within|Without|Through|Amid|Among|Between|Against|About|Around|Unlike|Besides|"
    "Now|Then|Yesterday|Today|Asked|Speaking|Even|Only|Two|Three|Just|Shortly|Months|Years|Days"
)
_OTHER_OPENER = "The|This|That|A|An|His|Her|He|She|It|They|There|But|And|Or|So|Not|Who|Which"
_ABBREVIATED = r"Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Gov|Col|Lt|Capt|Sgt|Adm|Maj|Rev|Cmdr|Brig|Hon"
_INITIALS = r"[A-Z]\.(?: [A-Z]\.)*"  # "C.K." and "U.S." are no middle initials
_SUFFIX = re.compile(r",? (?:Jr|Sr)\b\.?|,? (?:II|III|IV)\b")
_END = re.compile(r"(?<![\s.][A-Z])(?<!\bJr)(?<!\bSr)(?<!\bMr)(?<!\bMs)[.!?][”\"’)]*(?=\s|\Z)|\n")
_NAME_WORD = re.compile(WORD)
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_NO_NAMES = frozenset({"NORP", "DATE", "EVENT", "WORK_OF_ART", "LANGUAGE"})
_NOUN_BETWEEN = re.compile(r"(?: [a-z-]+){0,2} ([a-z-]+) ")
_USUAL_PLACE = 3.5  # Zipf
_REACH = 160  # code points in which the rest of the name must follow


@cache
def _heads() -> re.Pattern[str]:
    """Return the pattern of the part before the break: "President-elect Joseph R. Prior"."""
    titles = "|".join(
        sorted(map(re.escape, title_words("honorific", "rank", "office")), key=len, reverse=True)
    )
    return re.compile(
        rf"(?<![\w.-])(?P<titles>(?:(?:Prime|Vice|Former|{titles}) )*)"
        rf"(?:(?P<given>{WORD}(?: {WORD})?|[A-Z]\.) (?P<initials>{_INITIALS})"
        rf"|(?P<title>{_ABBREVIATED})\.)"
        rf"[ \xa0](?P<opener>(?P<adverbial>{_ADVERBIAL})|{_OTHER_OPENER})(?=[ ,\xa0])"
    )


@dataclass(frozen=True, slots=True)
class Rest:
    """The torn-off rest of a name; ``why`` says how it is known to belong to the head."""

    word: str
    start: int
    end: int
    why: str
    confidence: float
    evidence: tuple[Evidence, ...] = ()


def _lone_names(text: Annotated, start: int) -> Iterator[tuple[int, int]]:
    """Yield the capitalised words from ``start`` to the sentence's end that stand alone."""
    end = _END.search(text.text, start, start + _REACH)
    for match in _NAME_WORD.finditer(text.text, start, end.start() if end else start + _REACH):
        before = re.search(
            r"(?<!\S)(\w[\w.’'-]*)\s\Z", text.text[max(0, match.start() - 40) : match.start()]
        )
        after = text.text[match.end() : match.end() + 2]
        led = before and before[1][0].isupper() and fold(before[1]) not in not_in_names()
        leads = (
            not _SUFFIX.match(text.text, match.end()) and after[:1] == " " and after[1:].isupper()
        )
        if not led and not leads:
            yield match.span()


def _is_person_word(text: Annotated, start: int, end: int) -> bool:
    span = text.doc.char_span(start, end, alignment_mode="expand")
    word = text.text[start:end]
    if span is None or len(word) < 2:
        return False
    # the model takes rare surnames for places
    place = span[0].ent_type_ in _PLACES and usualness(word) >= _USUAL_PLACE
    dated = span[0].ent_type_ in _NO_NAMES and usualness(word) >= _USUAL_PLACE
    return not place and not dated and fold(word) not in not_in_names() and not country_codes(word)


def _named_elsewhere(text: Annotated, head: re.Match[str], word: str) -> Evidence | None:
    """Return where the text gives the whole name, or the same title with it."""
    given = fold(head["given"] or "").split(" ")[-1]
    for mention in mentions(text):
        if head.start() <= mention.start < head.end() or mention.words[-1] != fold(word):
            continue
        same_title = head["title"] and mention.title.rstrip(".") == head["title"]
        whole = len(mention.words) > 1 and (head["title"] or mention.words[0] == given)
        if same_title or whole:
            start = mention.title_start
            quote = text.text[start : mention.end]
            note = "The whole name stands elsewhere in the text."
            return Evidence(note=note, quote=quote, start=start, end=mention.end)
    return None


def _written_elsewhere(text: Annotated, head: re.Match[str], word: str) -> Evidence | None:
    """Return where the word follows a first name, the head's own where it has one."""
    given = re.escape((head["given"] or "").split(" ")[-1]) or r"[A-Z]\w+"
    for match in re.finditer(rf"\b({given}) {re.escape(word)}\b", text.text):
        if is_given_name(match[1]):
            note = "The whole name stands elsewhere in the text."
            return Evidence(note=note, quote=match[0], start=match.start(), end=match.end())
    return None


def _known(text: Annotated, head: re.Match[str], word: str) -> Evidence | None:
    given = (head["given"] or "").split(" ")[-1]
    found = text.people.find(word if given.endswith(".") else f"{given} {word}") if given else ()
    if not found:
        return None
    return Evidence(note=f"{found[0].name} is a known person.", source="mtqa’s table of people")


def _is_told_of(text: Annotated, head: re.Match[str], start: int, end: int) -> bool:
    """Return whether the word does what the sentence tells, or is whom it is according to."""
    between = text.text[head.end() : start]
    titled = head["title"] or head["titles"]  # else "Anna K. According to Reuters"
    if titled and head["opener"] == "According" and between == " to ":
        return True
    return _is_subject(text, start, end)


def _behind_noun(text: Annotated, head: re.Match[str], start: int, end: int) -> bool:
    """Return whether the rest stands behind a noun that it doesn't belong to.

    "James T. The event Kinsella told": nobody is an event.
    """
    noun = _NOUN_BETWEEN.fullmatch(text.text, head.end(), start)
    return (
        noun is not None
        and head["opener"] in ("The", "This", "That", "His", "Her", "A", "An")
        and bool(head["given"])
        and usualness(text.text[start:end]) < _USUAL_PLACE
        and _is_subject(text, start, end)
        and (not means_person(noun[1]) or bool(head["initials"]))
    )


def _is_subject(text: Annotated, start: int, end: int) -> bool:
    span = text.doc.char_span(start, end)
    if span is None or not re.match(r"['’]s |,? [a-z]", text.text[end:]):
        return False
    return span[-1].dep_ in SUBJECTS or text.doc[span.end].pos_ in ("VERB", "AUX")


def _whole(text: Annotated, head: re.Match[str]) -> bool:
    """Return whether first name and initial are all that the text calls somebody: "Thomas M."."""
    if not head["given"] or head["initials"] == "X.":
        return bool(head["given"])
    name = re.escape(text.text[head.start("given") : head.end("initials") - 1])
    alone = rf"\b{name}\b(?:\.?(?=[,;:’']| [a-z])|(?!\.))"
    return re.search(alone, text.text) is not None


def _first_use(text: Annotated, head: re.Match[str], word: str) -> bool:
    before = text.text[: head.start()]
    return not (head["given"] or "").endswith(".") and not re.search(
        rf"\b{re.escape(word)}\b", before
    )


def _rest(text: Annotated, head: re.Match[str]) -> Rest | None:
    whole = _whole(text, head)
    for start, end in _lone_names(text, head.end()):
        word = text.text[start:end]
        if suffix := _SUFFIX.match(text.text, end):
            why = f"“{word}{suffix[0]}” stands without a first name."
            return Rest(word, start, suffix.end(), why, 0.95)
        if whole or not _is_person_word(text, start, end):
            continue
        evidence = (
            _named_elsewhere(text, head, word)
            or _written_elsewhere(text, head, word)
            or _known(text, head, word)
        )
        if evidence:
            return Rest(word, start, end, evidence.note, 0.92, (evidence,))
        told_of = bool(head["adverbial"]) and _is_told_of(text, head, start, end)
        told_of |= _behind_noun(text, head, start, end)
        if told_of and _first_use(text, head, word):
            sure = 0.85 if head["title"] or head["titles"] else 0.7
            return Rest(word, start, end, f"“{word}” is named here for the first time.", sure)
    return None


def _may_be_head(text: Annotated, head: re.Match[str]) -> bool:
    """Return whether the head is a person's name or title that must go on."""
    before = text.text[: head.start()].rsplit(None, 1)[-1:]
    if head["title"]:
        word = before[0] if before else ""
        nouns = word[:1].isupper() and word[-1:].isalnum() and word not in ("When", "But", "And")
        return not nouns and word.lower() not in ("the", "a", "an", "his", "her", "their", "our")
    given = head["given"].split(" ")[-1]
    if fold(given) in not_in_names():
        return False
    if head["titles"] or given.endswith("."):
        return True
    return is_given_name(given) or text.people.has_word(given)


def find(text: Annotated) -> Iterator[Hit]:
    """Yield a name that a sentence break tears: "Joseph R. In January, Biden Jr."."""
    torn = list(_torn(text))
    yield from torn
    yield from outside(first_come((*stops_inside(text), *breaks_inside(text))), torn)


def _torn(text: Annotated) -> Iterator[Hit]:
    """Yield the head of a name and its rest in the next sentence."""
    for head in _heads().finditer(text.text):
        if not _may_be_head(text, head):
            continue
        rest = _rest(text, head)
        if rest is None:
            continue
        first = text.text[head.start() : head.start("opener")].strip()
        quote = text.text[rest.start : rest.end]
        evidence = rest.evidence or (
            Evidence(note=rest.why, quote=quote, start=rest.start, end=rest.end),
        )
        message = f"A sentence break tears a name apart: “{first}” and “{quote}” are one person."
        weak = Severity.MAJOR if rest.confidence < 0.8 else None
        yield Hit(head.start(), rest.end, message, rest.confidence, evidence, severity=weak)
