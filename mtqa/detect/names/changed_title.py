"""One person under titles that exclude each other. Documented beside, in changed_title.md."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from mtqa.annotate.annotated import Annotated
from mtqa.detect.names._ledger import odd_pronouns
from mtqa.detect.names._mentions import Mention, full_names, mentions
from mtqa.detect.names._odd_roles import odd_roles
from mtqa.detect.rule import Hit
from mtqa.knowledge.names import fold, is_pinyin, usualness
from mtqa.knowledge.sexes import GENDERED, PRONOUNS, Sex, sex_of_name, sex_of_noun, sex_of_title
from mtqa.model import Evidence

_KIN = re.compile(
    r"\b(?:wife|husband|spouse|widow(?:er)?|son|daughter|brother|sister|mother|father|parents?"
    r"|couple|family|families|married|siblings?|twins?|uncle|aunt|cousin|niece|nephew|née|in-law"
    r"|grand(?:son|daughter|father|mother)|relatives?|namesake|partner|divorced?)s?\b",
    re.IGNORECASE,
)
# who of a man's or woman's kin may have the same surname
_KIN_OF: dict[Sex, re.Pattern[str]] = {
    "f": re.compile(
        r"\b(?:wife|widow|mother|daughter|sister|aunt|niece|née|spouse|married|grand(?:mother"
        r"|daughter)|mum|mom|couple|twins|siblings)s?\b",
        re.IGNORECASE,
    ),
    "m": re.compile(
        r"\b(?:husband|widower|father|son|brother|uncle|nephew|spouse|married|grand(?:father|son)"
        r"|dad|couple|twins|siblings)s?\b",
        re.IGNORECASE,
    ),
}
_ADDRESS = r"(Mr|Mrs|Ms|Miss|Sir|Madam|Madame|Herr|Frau|Lady|Lord|Dame|Monsieur|Signora?|Señora?)"
_TWO_TITLES = re.compile(rf"(?<![\w’'-]){_ADDRESS}\.? {_ADDRESS}\.? (?=[A-Z])")
# offices of which nobody holds two at a time; careers lead from one to another
_EXCLUSIVE = frozenset({"President", "Prime Minister", "Chancellor", "King", "Queen", "Pope"})
_CAREER = re.compile(
    r"\b(?:former|then|ex|late|future|elected|became|become|appointed|named|nominated|sworn"
    r"|promoted|term|resigned|succeed(?:ed|s)?|inaugurat\w+|deputy|vice|acting|elect)\b",
    re.IGNORECASE,
)
_REACH = 90  # code points around a title in which a word may excuse it
_NEAR = 24  # code points behind a name in which an apposition says whose kin it is
_MANY = 3  # pronouns of a sex, where the text has none of the other
_COMMON = 4.0  # Zipf; families of a common name are many
_VERY_COMMON = 4.6  # the same where somebody of the name is named in full
_CROWNED = frozenset({"King", "Queen", "Prince", "Princess", "Pope"})
_BEFORE_ANY = frozenset({"Alhaji", "Malam"})  # stand before names of other languages
_EXPLAINED = re.compile(r",? (?:an?|the|her|his|who|whose|senior|junior)\b")
_SHORTEST = 4  # letters; most shorter names belong to some man and some woman
_SHORT_NAME = 3.5  # Zipf from which shorter ones are English: "Amy", "Tom"
_USUAL_NAME = 4.0  # and those that are a syllable of Chinese too: "Dan"
_MARRIED = frozenset({"Mrs", "Mrs."})


def _title(text: Annotated, mention: Mention) -> str:
    """Return the mention's title, "Prime Minister" in whole."""
    before = text.text[: mention.title_start]
    return f"Prime {mention.title}" if before.endswith("Prime ") else mention.title


def _around(text: Annotated, mention: Mention, *, told: bool = True) -> str:
    """Return the text around a name; little behind it, where that does not tell who it is.

    "… said Mr. Ortiz, as her husband looked on" does not make Mr. Ortiz the husband.
    """
    behind = _REACH if told else _NEAR
    return text.text[max(0, mention.title_start - _REACH) : mention.end + behind]


def _hit(text: Annotated, wrong: Mention, message: str, sure: float, other: Mention | None) -> Hit:
    start = wrong.title_start
    if text.text[:start].endswith("Prime "):
        start -= len("Prime ")
    evidence: tuple[Evidence, ...] = ()
    if other:
        quote = text.text[other.title_start : other.end]
        note = "The text calls the person so here."
        evidence = (Evidence(note=note, quote=quote, start=other.title_start, end=other.end),)
    return Hit(start, wrong.end, message, sure, evidence)


def _against_first_name(text: Annotated) -> Iterator[Hit]:
    """Yield a man's title before a woman's first name, or the reverse."""
    for mention in mentions(text):
        if len(mention.words) == 1 and mention.title not in _CROWNED:
            continue
        sexes = sex_of_title(mention.title), sex_of_name(mention.words[0])
        if _means_little(mention) or mention.title in _BEFORE_ANY:
            continue
        as_wife = mention.title in _MARRIED and sexes[1] == "m"  # "Mrs. John Smith"
        if mention.title and None not in sexes and sexes[0] != sexes[1] and not as_wife:
            first = text.text[mention.start : mention.end].split()[0]
            who = "woman" if sexes[1] == "f" else "man"
            message = f"“{mention.title}” does not go with {first}, the first name of a {who}."
            yield _hit(text, mention, message, 0.82, None)


def _means_little(mention: Mention) -> bool:
    """Return whether the first name is so short that it may be one of another language."""
    first = mention.words[0]
    known = len(mention.words) > 1 and len(first) == _SHORTEST - 1
    english = usualness(first) >= (_USUAL_NAME if is_pinyin(first) else _SHORT_NAME)
    return len(first) < _SHORTEST and not (known and english)


def _one_person(text: Annotated, them: Sequence[Mention]) -> bool:
    """Return whether all mentions of a surname can only mean one person."""
    surname = them[0].words[-1]
    firsts = {m.words[0] for m in mentions(text) if len(m.words) > 1 and m.words[-1] == surname}
    last = re.escape(text.text[them[0].start : them[0].end].split()[-1])
    if len(firsts) > 1 or usualness(surname) >= (_VERY_COMMON if firsts else _COMMON):
        return False
    several = re.search(rf"\b{last}s\b(?!['’])", text.text)
    return several is None and not _both(text, last, firsts)


def _both(text: Annotated, last: str, firsts: set[str]) -> bool:
    """Return whether two of the surname are named together: "Di and Al Holm"."""
    pair = rf"(?:([A-Z]\w+) )?([\w.]+) (?:and|&) (?:([A-Z]\w+)\.? )?{last}\b"
    for match in re.finditer(pair, text.text):
        one, other = match[2].rstrip("."), match[3] or ""
        if sex_of_title(one) or (not match[1] and sex_of_name(one)):
            return True
        if other and fold(other) not in firsts and not sex_of_title(other):
            return True
    return False


def _of_two_sexes(text: Annotated, them: Sequence[Mention]) -> Iterator[Hit]:
    """Yield the titles of the sex that the person hasn't, or that comes later and less often."""
    by_sex: dict[Sex, list[Mention]] = defaultdict(list)
    for mention in them:
        if sex := sex_of_title(mention.title):
            by_sex[sex].append(mention)
    if len(by_sex) == 1:
        yield from _against_full_name(text, them, *by_sex.popitem())
    if len(by_sex) < 2:
        return
    first = next((m.words[0] for m in them if len(m.words) > 1), "")
    if not first and any(m.title in _MARRIED for m in by_sex["f"]):
        return  # Mr. and Mrs. are a couple, unless the text is about one of them
    sexes: list[Sex] = sorted(by_sex, key=lambda sex: (len(by_sex[sex]), -by_sex[sex][0].start))
    wrong, right = sexes
    if sex_of_name(first) == wrong:
        wrong, right = right, wrong
    if any(_KIN.search(_around(text, m, told=m not in by_sex[wrong])) for m in them):
        return
    for mention in by_sex[wrong]:
        message = f"The person is {by_sex[right][0].title} elsewhere, {mention.title} here."
        yield _hit(text, mention, message, 0.8, by_sex[right][0])


def _against_full_name(
    text: Annotated, them: Sequence[Mention], sex: Sex, titled: Sequence[Mention]
) -> Iterator[Hit]:
    """Yield the titles behind a full name whose first name is one of the other sex.

    Where the text speaks of kin of the title's sex, the one may be the other's wife or husband.
    """
    full = next((m for m in them if len(m.words) > 1), None)
    last = re.escape(text.text[them[0].start : them[0].end].split()[-1])
    # "her ex-husband Chris Martin" has another surname
    told = re.sub(rf"[a-z-]+,? [A-Z][\w’'-]+ (?!{last}\b)[A-Z][\w’'-]+", " ", text.text)
    kin = _KIN_OF[sex].search(told)
    if full is None or _means_little(full) or kin or _KIN.search(_around(text, full)):
        return
    if sex_of_name(full.words[0]) not in (None, sex):
        for mention in titled:
            if mention.start > full.end and not _KIN.search(_around(text, mention)):
                name = text.text[full.start : full.end]
                message = f"“{mention.title}” does not go with {name}, whom the text names before."
                yield _hit(text, mention, message, 0.75, full)


def _against_pronouns(text: Annotated) -> Iterator[Hit]:
    """Yield a title of the sex that no pronoun has, where the text is about one person.

    The first name is one of both sexes, or unknown.
    """
    titled = [m for m in mentions(text) if m.title and sex_of_title(m.title)]
    titled = [m for m in titled if m.title not in _CROWNED | _BEFORE_ANY]
    if not titled:
        return
    said = Counter(
        PRONOUNS[match[0].lower()]
        for match in GENDERED.finditer(text.text)
        if not text.in_quotation(match.start())
    )
    if len(said) != 1 or max(said.values()) < _MANY:
        return
    sex = next(iter(said))
    firsts = {m.words[-1]: m.words[0] for m in full_names(text)}
    if len(firsts) != 1 or any(m.words[-1] not in firsts for m in mentions(text)):
        return
    if any(_EXPLAINED.match(text.text, m.end) for m in titled):
        return  # "Mr. Petit, her coach"
    if any(sex_of_title(m.title) in (None, sex) for m in titled) or _KIN.search(text.text):
        return
    nouns = (token.lemma_.lower() for token in text.doc if token.tag_ == "NN")
    if sex_of_name(next(iter(firsts.values()))) is None and sex not in map(sex_of_noun, nouns):
        for mention in titled:
            pronoun = "she" if sex == "f" else "he"
            message = f"The person is “{pronoun}” all through, and “{mention.title}” here."
            yield _hit(text, mention, message, 0.78, None)


def _of_two_offices(text: Annotated, them: Sequence[Mention]) -> Iterator[Hit]:
    """Yield a second highest office of one person, where no word speaks of a career."""
    held = [(mention, _title(text, mention)) for mention in them]
    held = [(mention, title) for mention, title in held if title in _EXCLUSIVE]
    if len({title for _, title in held}) != 2:
        return
    if any(_CAREER.search(_around(text, mention)) for mention, _ in held):
        return
    known = {
        person
        for m in full_names(text)
        if m in them
        for person in text.people.find(text.text[m.start : m.end])
    }
    if any({"hos", "hog"} <= person.roles for person in known):
        return
    first, title = held[0]
    for mention, other in held:
        if other != title:
            yield _hit(
                text, mention, f"The person is {title} elsewhere, {other} here.", 0.75, first
            )


def _two_titles(text: Annotated) -> Iterator[Hit]:
    """Yield a man's and a woman's form of address side by side: "Mr. Mrs. Holm"."""
    for match in _TWO_TITLES.finditer(text.text):
        if sex_of_title(match[1]) != sex_of_title(match[2]):
            message = f"“{match[1]}” and “{match[2]}” stand before one name."
            yield Hit(match.start(), match.end() - 1, message, 0.85)


def find(text: Annotated) -> Iterator[Hit]:
    """Yield titles and pronouns that contradict a first name, or others of the same person."""
    found = [*_two_titles(text), *_against_first_name(text)]
    by_surname: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions(text):
        by_surname[mention.words[-1]].append(mention)
    for them in by_surname.values():
        titles = sum(bool(mention.title) for mention in them)
        if titles and len(them) > 1 and _one_person(text, them):
            found += _of_two_sexes(text, them)
            found += _of_two_offices(text, them) if titles > 1 else ()
    found += [*_against_pronouns(text), *odd_pronouns(text), *odd_roles(text)]
    seen: set[int] = set()
    for hit in found:
        if hit.end not in seen:
            seen.add(hit.end)
            yield hit
