"""Marks and line breaks inside names and behind titles: "Petra? Holm", "President. / Holm"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.clauses import FINITE
from mtqa.detect.names._ledger_of_names import Ledger, is_first, ledger
from mtqa.detect.names._mentions import WORD, at, mentions, not_in_names
from mtqa.detect.names._stops import WAITING
from mtqa.detect.overlap import first_come
from mtqa.detect.rule import Hit
from mtqa.knowledge.altered_names import known_names, plain
from mtqa.knowledge.names import fold, usualness
from mtqa.knowledge.offices import countries, country_codes, title_words
from mtqa.knowledge.places import countries_with_division, is_large_city, is_place
from mtqa.knowledge.sexes import means_person
from mtqa.model import Evidence

# a mark, a line break or both, and no plain full stop with one space, which may end a sentence
_BREAK = (
    r"(?:[;?!:] | [.;:,](?=\w)| [;?!.:] |\.  +|\.\. ?|\.[;,:]? ?\n+|[.][;,:?!] |\n+|,\n+|\. \n+"
    r"| [–—-] )"
)
_PARTED = re.compile(rf"(?<![\w’'.&-])(?P<one>{WORD})(?P<break>{_BREAK})(?P<two>{WORD})")
_ABBREVIATED = r"(?:Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Gov|Col|Lt|Capt|Sgt|Adm|Maj|Rev|Messrs|Hon)"
# an abbreviated title, a mark that never stands there, and a name
_MARKED = re.compile(
    rf"(?<![\w’'.-])(?P<title>{_ABBREVIATED})"
    rf"(?:\.?[;:?!]\.? ?|\.\.+ ?|\.?,\.? |\.? ?\n+)(?P<name>{WORD})"
)
_OPENER = (
    r"(?:And|The|In|But|On|At|Or|It|He|She|Of|Also|So|To|For|With|By|That|This|As|An|A|From|Then)"
)
# "President. And Petra", "Foreign Minister. The Petra": a word between title and name
_WEDGED = re.compile(
    rf"(?<![\w’'-])(?P<title>[A-Z][a-z]+(?: [A-Z][a-z]+)?)\.\s+"
    rf"(?P<opener>{_OPENER}) (?P<name>{WORD})"
)
# "said Corey. However Pegues, a guard", "including Tom. This Devocht": words of another sentence
_OPENED_INSIDE = re.compile(
    rf"(?<=[a-z,] )(?P<one>{WORD})(?P<break>[.;!?]) "
    r"(?P<opener>The|This|That|A|An|It|He|She|They|His|Her|Its|Their|However|But|And|Also|So|Then"
    r"|Meanwhile|Moreover|Therefore|Now|In addition|For example|As) "
    rf"(?P<two>{WORD})(?=[,.;’']| [a-z]| and\b)"
)
_LINKS = frozenset({
    "However", "But", "And", "Also", "So", "Then", "Meanwhile", "Moreover", "Therefore", "Now",
    "In addition", "For example", "As",
})  # fmt: skip
_JOINING = frozenset({"But", "And", "So", "Then", "As", "Now", "Also"})
# "The South. Minya police": an adjective by itself is no sentence
_HALF_LINE = re.compile(
    r"(?:(?<=\n)|\A|(?<=[.!?] ))(?P<one>The (?P<half>North|South|East|West|New|Northern|Southern"
    r"|Eastern|Western|Central|Upper|Lower|European|Supreme|Federal|National|International|Royal"
    rf"|Prime|Foreign|Saudi|Hong|Sri|Los|San|Las))(?P<break>[.;:!?]) (?P<two>{WORD})"
)
_FULL_STOP = re.compile(rf"(?<![\w’'-])(?P<title>[A-Z][a-z]+)\. (?P<name>{WORD}) (?P<next>{WORD})")
# an abbreviated title opens a sentence and another sentence begins behind it
_ALONE = re.compile(
    rf"(?<![^\s])(?P<title>{_ABBREVIATED})\."
    rf" (?P<opener>{_OPENER}) (?:[A-Z][\w’'-]* )?(?:he|she|it|they|we|[a-z]+ed)\b"
)
# a first name and an initial, and no surname: "signed by Petra J. In an e-mail on Friday."
_INITIAL = re.compile(
    rf"(?:(?P<lead>\b[a-z][\w’'-]*,? )|(?<=[.!?] )|(?<=\n)|\A)(?P<given>{WORD}) "
    rf"(?P<initial>[A-Z])\. (?P<opener>{_OPENER}) (?P<rest>[^.!?\n]*)"
)
_SENTENCE_END = re.compile(r"(?:\A|\n|[.!?][”\"’]? )\Z")
_ANY_INITIAL = re.compile(rf"[A-Z]\. {_OPENER} ")
_LONE_INITIAL = re.compile(
    r"(?:(?<=\n)|(?<=[.!?] )|\A|(?P<lead>\b(?:was|is|by|with|said|to|of|from|for) ))"
    r"(?P<initial>[B-HJ-Z])\. (?P<opener>The|And|In|On|At|It|He|She|But|This|That) (?=[A-Za-z])"
)
# a first name alone as a sentence: "It was late. Carlo. De Santis, a guard, said"
_BY_ITSELF = re.compile(
    rf"(?:(?<=[.!?] )|(?<=\n)|\A)(?P<given>{WORD})\. "
    rf"(?P<last>(?:(?:De|Di|Da|Del|Della|Van|Von|Al|El|Le|La) )?{WORD}), (?:an?|the|who|[a-z]+) "
)
_HALVED = re.compile(
    r"(?<![\w’'-])(?:(?P<one>(?:Prime|Foreign|Defen[cs]e|Interior|Vice|Deputy|Finance|Attorney|Chief"
    r"|Secretary|General|Supreme|White|Security|European|United|Human|Executive|Constitutional))"
    r"(?P<break>[.,;:]? ?\n+|[;:?!] |\.  +|\. (?=Minister\b)|\. (?:And|The|Of|In|Or) )"
    r"(?P<two>Minister|Secretary|General|Assembly|House|Council|Union|Commission|Nations|States"
    r"|Kingdom|Rights|Court|Parliament|Ministry|Executive|Justice|Office))(?![\w-])"
)
_AS_NOUN = re.compile(
    r"\b(?:the|an?|his|her|its|our|their|as|become|became|new) (?:[\w’'-]+ ){0,2}\Z",
    re.IGNORECASE,
)
_WRAPPED = re.compile(r"[a-z,]\n(?=\S)")
_SMALL = frozenset({"No", "Vol", "Art", "Fig", "Sec", "Ch", "Op"})
_DASHES = frozenset({"-", "–", "—"})
_RARE = 4.2  # Zipf
_LED = re.compile(r"([^\s]+) \Z")
_REACH = 40  # code points before a name
_SELDOM = 3.0  # Zipf
_FEW = 3  # lines that end within a sentence, in a text that isn't wrapped


@cache
def _titles() -> frozenset[str]:
    """Return titles that stand before names, without the full stop."""
    return frozenset(word.rstrip(".") for word in title_words("honorific", "rank", "office"))


@cache
def _places() -> frozenset[tuple[str, ...]]:
    """Return the names of places and bodies of two words, folded."""
    bodies = (tuple(name.words) for names in known_names().values() for name in names)
    lands = (name for country in countries().values() for name in country.names)
    found = {tuple(map(plain, words)) for words in bodies}
    found |= {tuple(plain(word) for word in name.split()) for name in lands}
    found |= {("world", "war"), ("cold", "war"), ("middle", "east"), ("wall", "street")}
    return frozenset(words for words in found if len(words) > 1)


def _is_place(one: str, two: str) -> bool:
    name = f"{one} {two}"
    known = (plain(one), plain(two)) in _places() or bool(countries_with_division(name))
    whole = bool(country_codes(one)) or bool(countries_with_division(one)) or is_large_city(one)
    return (known or is_large_city(name)) and not whole


def _opens_line(text: Annotated, start: int) -> bool:
    return start == 0 or text.text[start - 1] == "\n"


def _parted(text: str) -> Iterator[re.Match[str]]:
    """Yield two words with a break between; the second may be the first of the next two."""
    match = _PARTED.search(text)
    while match is not None:
        yield match
        match = _PARTED.search(text, match.start("two"))


def _inside_names(text: Annotated, book: Ledger) -> Iterator[Hit]:
    """Yield a break between first name and surname, or inside the name of a place or body."""
    wrapped = len(_WRAPPED.findall(text.text)) > _FEW
    for match in _parted(text.text):
        if (wrapped and match["break"] == "\n") or text.text[match.end() : match.end() + 1] == "?":
            continue
        one, two, mark = match["one"], match["two"], match["break"]
        if fold(one) in not_in_names() and one not in _titles():
            continue
        if one in _titles():
            if _behind_title(text, book, match):
                yield _hit(text, match.start(), match.end(), f"{one} {two}")
            continue
        if fold(two) in not_in_names():
            continue
        lines = "\n" in mark
        if mark.strip() in _DASHES:
            if _is_whole_elsewhere(text, match) and not text.in_quotation(match.start()):
                yield _hit(text, match.start(), match.end(), f"{one} {two}")
            continue
        person = _is_person(text, book, match, lines=lines)
        if person or _parts_place(text, match):
            yield _hit(text, match.start(), match.end(), f"{one} {two}")


def _is_whole_elsewhere(text: Annotated, match: re.Match[str]) -> bool:
    """Return whether the two words stand side by side elsewhere, as nothing else does."""
    one, two = match["one"], match["two"]
    whole = rf"(?<![\w-])(?<![A-Z] ){re.escape(one)} {re.escape(two)}(?![\w-]| [A-Z])"
    return re.search(whole, text.text) is not None and not _elsewhere(text, one, match.start())


def _parts_place(text: Annotated, match: re.Match[str]) -> bool:
    """Return whether the break stands inside the name of a place, and nothing may end there."""
    one, two, mark = match["one"], match["two"], match["break"].strip()
    if one in WAITING and _is_place_or_city(one, two):
        return mark not in ("", ".") or not _opens_line(text, match.start())
    if not _is_place(one, two) or _opens_line(text, match.start()):
        return False
    if mark in (";", "!", "?", ":"):  # "Georgia; South Carolina" are two
        behind = text.text[match.end() : match.end() + 2]
        return not _listed(text, match) and mark != ":" and behind[:1] != ":"
    return True


def _is_place_or_city(one: str, two: str) -> bool:
    name = f"{one} {two}"
    known = (plain(one), plain(two)) in _places() or bool(countries_with_division(name))
    return known or is_large_city(name) or is_place(name)


def _elsewhere(text: Annotated, word: str, start: int) -> bool:
    """Return whether the word stands somewhere else with no name behind it."""
    found = re.finditer(rf"(?<![\w-]){re.escape(word)}(?![\w-]| [A-Z])", text.text)
    return any(match.start() != start for match in found)


def _is_person(text: Annotated, book: Ledger, match: re.Match[str], *, lines: bool) -> bool:
    """Return whether the words around the break can only be one person's names."""
    first, last = match["one"], match["two"]
    in_list = lines and _opens_line(text, match.start())
    if in_list or _elsewhere(text, first, match.start()):
        return False
    if book.times(fold(first), fold(last)) > 0 or text.people.find(f"{first} {last}"):
        return True
    mark = match["break"]
    if _opens_line(text, match.start()) and mark.strip() in (";", "!", ".") and mark != ". ":
        # nobody begins a line with one word and a semicolon
        rare = is_first(first) or usualness(first) < _SELDOM
        return rare and _tells_on(text, match) and not (mark == "! " and usualness(last) >= _RARE)
    return _may_be_surname(text, match, lines=lines)


def _may_be_surname(text: Annotated, match: re.Match[str], *, lines: bool) -> bool:
    """Return whether the word behind the break can be nothing but the rest of a name."""
    first, last, mark = match["one"], match["two"], match["break"]
    led = _LED.search(text.text[max(0, match.start() - _REACH) : match.start()])
    named = led is not None and led[1].rstrip(".") not in _titles() and _is_name(led[1])
    if named or not is_first(first) or country_codes(last):
        return False
    if usualness(last) >= _RARE:
        return mark.strip() == ";" and _is_apposed(text, match) and not _listed(text, match)
    if mark in ("? ", "! ", ": ", "; "):
        quoted = text.in_quotation(match.start()) or mark == ": " or _listed(text, match)
        return not quoted and _goes_on(text, match)
    return _goes_on(text, match) if lines or mark.startswith(".  ") else True


def _is_name(word: str) -> bool:
    """Return whether the word has a capital that no sentence's beginning explains."""
    return word[:1].isupper() and word.isalpha() and fold(word) not in not_in_names()


def _tells_on(text: Annotated, match: re.Match[str]) -> bool:
    """Return whether a verb or an age stands behind the name, as behind a subject."""
    return re.match(r" [a-z]|, (?:\d\d|an?|the|who)\b|['’]s ", text.text[match.end() :]) is not None


def _is_apposed(text: Annotated, match: re.Match[str]) -> bool:
    """Return whether it is said behind the break who the person is."""
    behind = text.text[match.end() : match.end() + 8]
    return re.match(r", (?:an?|the|who|whose|\d\d|former)\b|['’]s? ", behind) is not None


def _listed(text: Annotated, match: re.Match[str]) -> bool:
    """Return whether other names or items stand between semicolons."""
    if match["break"] != "; ":
        return False
    line = text.text[max(0, match.start() - 200) : match.end() + 200]
    return line.count("; ") > 1


def _goes_on(text: Annotated, match: re.Match[str]) -> bool:
    """Return whether the words behind the break begin no sentence of their own."""
    token = text.doc.char_span(*match.span("two"), alignment_mode="expand")
    before = re.search(
        r"([\w-]+)[.,]? \Z", text.text[max(0, match.start() - _REACH) : match.start()]
    )
    titled = before is not None and (
        before[1] in _titles()
        or means_person(before[1].lower().removesuffix("s"))
        or before[1] == "said"
    )
    behind = text.text[match.end() : match.end() + 6]
    apposed = re.match(r"['’](?:s\b|\s)|, (?:an?|the|who|ch)|\)| \(", behind) is not None
    return titled or apposed or (token is not None and token[-1].dep_ == "ROOT")


def _behind_title(text: Annotated, book: Ledger, match: re.Match[str]) -> bool:
    """Return whether a name must follow the title before the break."""
    title, name = match["one"], match["two"]
    abbreviated = re.fullmatch(_ABBREVIATED, title) is not None
    if abbreviated:
        return match["break"] not in (": ",) and fold(name) not in not_in_names()
    if not _is_office(text, match):
        return False
    if _opens_line(text, match.start()) and "." not in match["break"]:
        return False
    if fold(name) in not_in_names():
        return False
    person = book.is_surname(fold(name)) or is_first(name)
    return person and match["break"] not in (": ", "\n", "! ", "? ")


def _marked(text: Annotated) -> Iterator[Hit]:
    """Yield a mark behind an abbreviated title: "Mr.; Holm", "Mr? Holm", "Mr.. Holm"."""
    for match in _MARKED.finditer(text.text):
        if fold(match["name"]) not in not_in_names():
            yield _hit(text, match.start(), match.end(), f"{match['title']} {match['name']}")


def _wedged(text: Annotated, book: Ledger) -> Iterator[Hit]:
    """Yield a stop and a word that begins sentences between title and name."""
    for match in _WEDGED.finditer(text.text):
        words = match["title"].split()
        name = fold(match["name"])
        first = is_first(match["name"]) or book.is_surname(name)
        first = first or at(mentions(text), match.start("name")) is not None
        if words[-1] not in _titles() or not first or name in not_in_names():
            continue
        if not _is_office(text, match):
            continue
        if match["opener"] in ("The", "An", "A", "And", "Or", "Of") or len(words) > 1:
            yield _hit(text, match.start(), match.end(), f"{match['title']} {match['name']}")
    for match in _FULL_STOP.finditer(text.text):
        if match["title"] not in _titles() or re.fullmatch(_ABBREVIATED, match["title"]):
            continue
        before = re.search(r"([\w’'-]+) \Z", text.text[max(0, match.start() - 30) : match.start()])
        led = (
            before is not None and before[1][0].isupper() and fold(before[1]) not in not_in_names()
        )
        pair = book.times(fold(match["name"]), fold(match["next"])) or text.people.find(
            f"{match['name']} {match['next']}"
        )
        if led and pair and is_first(match["name"]) and _is_office(text, match):
            yield _hit(text, match.start(), match.end("name"), f"{match['title']} {match['name']}")


def _halves(text: Annotated) -> Iterator[Hit]:
    """Yield a break between the words of an office or body: "the Prime. / Minister"."""
    for match in _HALVED.finditer(text.text):
        name = f"{match['one']} {match['two']}"
        if _opens_line(text, match.start()) and "." not in match["break"]:
            continue
        behind = text.text[match.end() : match.end() + 1]
        if behind != ":":
            yield _hit(text, match.start(), match.end(), name)
    for match in _BY_ITSELF.finditer(text.text):
        last = match["last"].split()[-1]
        given = match["given"]
        if not_in_names() & {fold(given), fold(last)} or usualness(last) >= _RARE:
            continue
        if is_first(given) and not _elsewhere(text, given, match.start("given")):
            name = f"{given} {match['last']}"
            yield _hit(text, match.start("given"), match.end("last"), name)


def _openers_inside(text: Annotated, book: Ledger) -> Iterator[Hit]:
    """Yield a sentence's opener between first name and surname, and half a name as a sentence."""
    for match in _OPENED_INSIDE.finditer(text.text):
        one, two = match["one"], match["two"]
        if not is_first(one) or {fold(one), fold(two)} & not_in_names() or usualness(two) >= _RARE:
            continue
        if country_codes(two) or is_place(two) or _elsewhere(text, one, match.start()):
            continue
        before = text.text[: match.start()]
        told = re.search(rf"(?<![\w-]){re.escape(two)}(?![\w-])", before) is not None
        alone = rf"(?:(?<=[.?!] )|(?<=\n)|(?<=[a-z,] )){re.escape(two)}(?= [a-z]|['’]s)"
        surname = re.search(alone, text.text[match.end() :]) is not None
        whole = book.times(fold(one), fold(two)) > 0
        if match["opener"] in _LINKS:
            person = not told and match["opener"] not in _JOINING and _is_apposed(text, match)
        else:
            person = _is_apposed(text, match) or (surname and not told)
            person = person and usualness(two) < _SELDOM + 1
        if whole or person:
            yield _hit(text, match.start(), match.end(), f"{one} {two}")
    for match in _HALF_LINE.finditer(text.text):
        if fold(match["two"]) in not_in_names():
            continue  # "The West. He said it with a smile."
        yield _hit(text, match.start(), match.end(), f"{match['one']} {match['two']}")


def _is_office(text: Annotated, match: re.Match[str]) -> bool:
    """Return whether no article shows that the title stands for itself: "the new president"."""
    before = text.text[max(0, match.start() - _REACH) : match.start()]
    return _AS_NOUN.search(before) is None


def _cut(text: Annotated) -> Iterator[Hit]:
    """Yield titles and initials that no name follows, a sentence beginning in its place."""
    for match in _ALONE.finditer(text.text):
        if not _SENTENCE_END.search(text.text[max(0, match.start() - 3) : match.start()]):
            continue
        yield _must_follow(match.start("title"), match.end("opener"), f"{match['title']}.")
    if not _ANY_INITIAL.search(text.text):
        return
    for match in _INITIAL.finditer(text.text):
        given = match["given"]
        if given in _SMALL or not is_first(given) or fold(given) in not_in_names():
            continue
        if _no_clause(text, match) and not _whole(text, match):
            short = f"{given} {match['initial']}."
            yield _must_follow(match.start("given"), match.end("opener"), short)
    for match in _LONE_INITIAL.finditer(text.text):
        if not _numbered(text, match):
            yield _must_follow(match.start("initial"), match.end("opener"), f"{match['initial']}.")


def _numbered(text: Annotated, match: re.Match[str]) -> bool:
    """Return whether the letter numbers an item: "A. The court", "B. In law"."""
    letter = match["initial"]
    others = re.findall(r"(?:^|(?<=[.!?] ))[A-Z]\. ", text.text, re.M)
    return (
        len(others) > 1
        or len(re.findall(rf"\b{letter}\b", text.text)) > 1
        or text.text[: match.start()].endswith(f"{letter}. ")
    )


def _whole(text: Annotated, match: re.Match[str]) -> bool:
    """Return whether the text calls somebody so elsewhere, with no surname."""
    name = f"{match['given']} {match['initial']}"
    return len(re.findall(rf"\b{re.escape(name)}\b", text.text)) > 1


def _no_clause(text: Annotated, match: re.Match[str]) -> bool:
    """Return whether what stands behind the initial is no sentence: it lacks subject or verb."""
    words = text.doc.char_span(*match.span("rest"), alignment_mode="expand")
    if words is None:
        return False
    finite = [token for token in words if token.tag_ in FINITE]
    subject = any(token.dep_ in ("nsubj", "nsubjpass", "expl") for token in words)
    return not finite or (
        not subject and match["opener"] not in ("It", "He", "She", "This", "That")
    )


def _must_follow(start: int, end: int, short: str) -> Hit:
    message = f"A name must follow “{short}”; a sentence begins instead."
    return Hit(start, end, message, 0.8)


def _hit(text: Annotated, start: int, end: int, name: str) -> Hit:
    note = Evidence(note="What stands behind it belongs to what stands before.")
    return Hit(start, end, f"A break stands inside “{name}”.", 0.82, (note,), name)


def breaks_inside(text: Annotated) -> Iterator[Hit]:
    """Yield marks, stops and line breaks between the words of a name, or title and name."""
    book = ledger(text)
    yield from first_come((
        *_marked(text), *_inside_names(text, book), *_wedged(text, book), *_cut(text),
        *_halves(text), *_openers_inside(text, book),
    ))  # fmt: skip
