"""Names of people, garbled and torn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from random import Random

from spacy.lang.en.stop_words import STOP_WORDS
from wordfreq import zipf_frequency

from benchmarks.injection.edits import Edit, Kind, Propose, marked, replaced, sentences
from benchmarks.injection.frames import Values, fillers
from benchmarks.injection.respelling import CASE_ENDINGS, respelt
from mtqa.annotate.annotated import Annotated
from mtqa.knowledge.names import fold, is_given_name
from mtqa.knowledge.people import packaged
from mtqa.knowledge.sexes import sex_of_name

_FULL = re.compile(r"([A-Z][\w’'-]+) (?:[A-Z]\. )?([A-Z][\w’-]{3,}?)(?:['’]s)?")
_INITIALS = "ABCDEFGHJKLMPRSTW"
_NO_SURNAMES = ("Dr", "Prof", "Mr", "Mrs", "Ms", "Sen", "Gen", "Judge", "General", "President")
_TITLES = ("Mr.", "Ms.", "Mrs.", "Dr.", "Prof.", "Sen.", "Gen.", "Rep.", "Gov.")


@dataclass(frozen=True, slots=True)
class Named:
    """A full name where it stands in the text."""

    start: int
    end: int
    first: str
    last: str


def _is_a_thing(word: str) -> bool:
    """Return whether a word that the model takes for a surname is a common noun: "Airport"."""
    known = is_given_name(word) or packaged().has_word(word)
    return not known and zipf_frequency(word, "en") > 4


@lru_cache(maxsize=4)
def people(article: Annotated) -> tuple[Named, ...]:
    """Return the full names in the text, outside of quotations."""
    found = []
    for entity in article.doc.ents:
        match = _FULL.fullmatch(entity.text) if entity.label_ == "PERSON" else None
        if not match or not is_given_name(match[1]) or _is_a_thing(match[2]):
            continue
        if match[1].isupper():
            continue  # initials, often of a firm: "JC Decaux"
        if not article.in_quotation(entity.start_char):
            start = entity.start_char
            found.append(Named(start, start + match.end(2), match[1], match[2]))
    return tuple(found)


def bare(article: Annotated, last: str) -> Iterator[tuple[int, int]]:
    """Yield where a surname stands without a first name, outside of quotations."""
    for match in re.finditer(rf"\b{re.escape(last)}\b(?!-| [A-Z])", article.text):
        led = re.search(r"([A-Z][\w.’'-]*) \Z|-\Z", article.text[: match.start()])
        opens = led and led[1] and re.search(r"(?:[.!?]|\n)\s*\Z", article.text[: led.start()])
        if led and not (opens and not is_given_name(led[1])):
            continue  # by another name; a word that only begins the sentence may lead
        if not article.in_quotation(match.start()):
            yield match.span()


def _surnames(article: Annotated) -> dict[str, Named]:
    return {person.last: person for person in people(article)}


def respelling(least: int, most: int) -> Propose:
    """Return what respells one mention of a name that stands in the text more than once."""

    def propose(article: Annotated, rng: Random, _part: str) -> Iterator[Edit]:
        for last, person in _surnames(article).items():
            full = [(p.end - len(last), p.end) for p in people(article) if p.last == last]
            spans = [*full, *bare(article, last)]
            new = respelt(last, rng, rng.randint(least, most))
            if len(spans) > 1 and new not in article.text and fold(new) != fold(last):
                yield replaced(*rng.choice(spans), new, person.last)

    return propose


def inflected(article: Annotated, rng: Random, _part: str) -> Iterator[Edit]:
    """Yield a surname with the case ending of another language."""
    for last in _surnames(article):
        for start, end in bare(article, last):
            if re.match(r" [a-z]", article.text[end:]):
                yield replaced(start, end, last + rng.choice(CASE_ENDINGS), last)


def known_garbled(article: Annotated, rng: Random, _part: str) -> Iterator[Edit]:
    """Yield a well-known person's full name with its surname respelt."""
    for person in people(article):
        if packaged().find(f"{person.first} {person.last}"):
            new = respelt(person.last, rng, rng.randint(1, 2))
            if fold(new) != fold(person.last):
                yield replaced(person.start, person.end, f"{person.first} {new}", person.last)


def _number(rng: Random) -> str:
    age = str(rng.randint(18, 92))
    return rng.choice((age, age, age, f"{age},", f"({age})", f"{age}-year-old"))


def number_after_title(article: Annotated, rng: Random, _part: str) -> Iterator[Edit]:
    """Yield a title, an age and a surname."""
    titled = r"\b(Mr|Mrs|Ms|Dr|Prof|Sen|President|Senator|Governor|Judge)(\.?) ([A-Z][\w-]+)\b"
    for match in re.finditer(titled, article.text):
        if match[3] in (*_NO_SURNAMES, *map(str.capitalize, STOP_WORDS)):
            continue  # "Prof. Dr. Anna Weiss", a heading "Dr. The ..."
        text = f"{match[1]}{match[2]} {_number(rng)} {match[3]}"
        yield replaced(*match.span(), text, match[3])
    for last in _surnames(article):
        for start, end in bare(article, last):
            yield replaced(start, end, f"{rng.choice(_TITLES[:4])} {_number(rng)} {last}", last)


def number_in_name(article: Annotated, rng: Random, _part: str) -> Iterator[Edit]:
    """Yield a first name, an age and a surname; an age that follows is moved."""
    for person in people(article):
        age = re.match(r", (\d\d),", article.text[person.end :])
        end = person.end + (age.end() if age else 0)
        number = age[1] if age else _number(rng)
        text = f"[[{person.first} {number} {person.last}]]"
        yield marked(person.start, end, text, person.last)


def _torn(part: str, rng: Random, head: str, last: str) -> str:
    introduction = rng.choice(fillers("introduction", part))
    adverbial = rng.choice(fillers("adverbial", part))
    comma = rng.choice((",", ",", ""))
    return f"{introduction} [[{head} {adverbial}{comma} {last}]]"


def _openings(article: Annotated) -> Iterator[tuple[int, int, Named]]:
    """Yield where a sentence begins with a full name or with a surname whose owner is known."""
    starts = {start for start, _ in sentences(article)}
    spans = [(person.start, person.end, person) for person in people(article)]
    for last, person in _surnames(article).items():
        spans += [(*span, person) for span in bare(article, last)]
    for start, end, person in spans:
        if start in starts and re.match(r",? [a-z]+", article.text[end:]):
            yield start, end, person


def _torn_values(rng: Random, _part: str) -> Values:
    return {"initial": rng.choice(_INITIALS), "civil": rng.choice(_TITLES)}


def torn_at_initial(article: Annotated, rng: Random, part: str) -> Iterator[Edit]:
    """Yield a full name with a sentence break behind a middle initial."""
    for start, end, person in _openings(article):
        head = f"{person.first} {rng.choice(_INITIALS)}."
        yield marked(start, end, _torn(part, rng, head, person.last), person.last)


def torn_at_title(article: Annotated, rng: Random, part: str) -> Iterator[Edit]:
    """Yield a title with a sentence break before its name."""
    for start, end, person in _openings(article):
        text = _torn(part, rng, rng.choice(_TITLES), person.last)
        yield marked(start, end, text, person.last)


def doubled(article: Annotated, rng: Random, _part: str) -> Iterator[Edit]:
    """Yield a full name with its surname again, at once or as a second subject."""
    starts = {start for start, _ in sentences(article)}
    for person in people(article):
        behind = re.match(r" (?:said|says|told|added|announced) ", article.text[person.end :])
        comma = "," if behind and person.start in starts and rng.random() < 0.5 else ""
        text = f"{person.first} {person.last}{comma} {person.last}"
        if re.match(r"[,.]? (?:[a-z]|$)", article.text[person.end :]):
            yield replaced(person.start, person.end, text, person.last)


def retitled_sex(article: Annotated, rng: Random, _part: str) -> Iterator[Edit]:
    """Yield a title of the other sex before a first name that only one sex bears."""
    for person in people(article):
        title = _other_title(person.first, rng)
        before = article.text[max(0, person.start - 20) : person.start]
        if title and not re.search(r"[A-Z][\w.]* \Z", before):
            text = f"{title} {person.first} {person.last}"
            yield replaced(person.start, person.end, text, person.last)


def _other_title(first: str, rng: Random) -> str:
    """Return a title that does not go with the first name, ``""`` where both may."""
    sex = sex_of_name(first)
    titles = {"f": ("Mr.", "Mr", "Sir"), "m": ("Ms.", "Ms", "Miss", "Lady")}
    return rng.choice(titles[sex]) if sex else ""


def _sex_values(rng: Random, part: str) -> Values:
    given = rng.choice([name for name in fillers("given", part) if sex_of_name(name)])
    return {"given": given, "wrong_title": _other_title(given, rng)}


def _acronym_values(rng: Random, part: str) -> Values:
    """Return an organization with a word exchanged, and its acronym in another language."""
    name, english, foreign = rng.choice(fillers("organization", part)).split("|")
    words = name.split()
    at = rng.choice([n for n, word in enumerate(words) if n and word[0].isupper()])
    words[at] = rng.choice([word for word in fillers("other_word", part) if word != words[at]])
    return {
        "altered_name": " ".join(words),
        "right_name": name,
        "acronym": english,
        "foreign_acronym": foreign,
    }


KINDS = (
    Kind("name-respelt", ("NAM02", "NAM03"), respelling(1, 2), translated=True),
    Kind("name-by-ear", ("NAM02", "NAM03"), respelling(3, 4), translated=True),
    Kind("name-inflected", ("NAM02",), inflected, translated=True),
    Kind("known-name-garbled", ("NAM03", "NAM02"), known_garbled, translated=True),
    Kind("number-after-title", ("NAM04",), number_after_title, translated=True),
    Kind("number-in-name", ("NAM04",), number_in_name, translated=True),
    Kind("break-after-initial", ("NAM05",), torn_at_initial, _torn_values, translated=True),
    Kind("break-after-title", ("NAM05",), torn_at_title, _torn_values, translated=True),
    Kind("altered-acronym", ("NAM06",), values=_acronym_values),
    Kind("foreign-acronym", ("NAM06",), values=_acronym_values),
    Kind("title-of-other-sex", ("NAM07",), retitled_sex, _sex_values, translated=True),
    Kind("doubled-name", ("NAM08", "STR03", "GRA04"), doubled, translated=True),
)
