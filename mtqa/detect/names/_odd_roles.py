"""Roles before a surname that nothing in the text explains: "the astronaut Holm" of a mayor.

Who is named by surname has been introduced before; a trade of which the text has no other
word, a beast, a town or the other sex is not what the person was introduced as.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.lookup import places, tokens_of
from mtqa.detect.names._ledger_of_names import Ledger, ledger
from mtqa.detect.names._mentions import WORD, not_in_names
from mtqa.detect.rule import Hit
from mtqa.knowledge.names import fold, usualness
from mtqa.knowledge.occupations import fields
from mtqa.knowledge.offices import title_words
from mtqa.knowledge.places import is_large_city, is_place
from mtqa.knowledge.sexes import PRONOUNS, Sex, means_person, sex_of_name

_FEMALE = (
    r"businesswoman|chairwoman|congresswoman|spokeswoman|policewoman|sportswoman|saleswoman|lady"
    r"|actress|housewife|heroine|ballerina|stewardess|schoolgirl|widow|mother|princess|queen|nun"
    r"|woman|girl|midwife|waitress|grandmother|pregnant|stateswoman|anchorwoman|councilwoman"
)
_MALE = (
    r"businessman|chairman|congressman|spokesman|policeman|sportsman|salesman|gentleman|schoolboy"
    r"|widower|father|prince|king|monk|man|boy|waiter|grandfather|statesman|councilman"
)
# a noun of one sex before a surname; "the" or a capital shows that it is no word of a clause
_SEXED = re.compile(
    rf"\b[Tt]he (?:(?P<f>{_FEMALE})|(?P<m>{_MALE})) (?P<last>{WORD})(?![\w-]| [A-Z])"
)
# "Holm, the mother of two", "Holm said it as a woman and a mother"
_BEHIND = re.compile(
    rf"(?<![\w-])(?P<last>{WORD})(?:, (?:the |an? )?(?:[a-z]+ )?(?:(?P<f>mother|grandmother)"
    r"|(?P<m>father|grandfather)) of (?:one|two|three|four|five|six|seven|\d)\b"
    r"| [a-z]+ (?:it |this |that )?as (?:a (?P<w>woman|mother|wife|lady)"
    r"|a (?P<x>man|father|husband|gentleman)) (?:and|she|he)\b)"
)
_TOWN = re.compile(
    rf"(?<![\w-])(?P<last>{WORD}), (?:which (?:is|lies) (?:located|situated|\d)"
    r"|an? (?:town|village|city|municipality|river|island|suburb) (?:of|with|in|on|near|located)\b"
    r"|located \d)"
)
_ANY_BEHIND = re.compile(
    r"other of |ather of | as a |, which (?:is|lies) |, located |, an? [tvcmris]"
)
_KIN = re.compile(
    r"\b(?:wife|husband|spouse|widow(?:er)?|mother|father|parents?|siblings?|sister|brother|couple"
    r"|daughter|son|family|née|married)s?\b"
)
_ROLES = ("role", "whose", "bracketed", "apposed", "works")
_SHORT_ROLES = frozenset({"CEO", "MP", "QB", "RB", "MEP", "CFO", "PM", "receiver", "quarterback"})
_WORD_BEFORE = re.compile(r"(?<![\w’'-])([\w’'-]+\.?),? \Z")
_ROLE_BEHIND = re.compile(r"(?:, | \()((?:[\w’'-]+,? ){0,6}?[\w’'-]+)(?=[,.;)]| who\b| of\b| at\b)")
_MANY = 3  # pronouns of a sex, where the first name tells nothing
_LEAST = 3  # letters
_COMMON = 4.6  # Zipf


@cache
def _last_words() -> frozenset[str]:
    return frozenset(role.split()[-1] for role in fields()) | {"diver"}


@cache
def _worker() -> re.Pattern[str]:
    """Return the pattern of a role beside a name: before it, in brackets, behind a comma."""
    role = "|".join(sorted(map(re.escape, fields()), key=len, reverse=True))
    return re.compile(
        rf"\b[Tt]he (?:{role})?(?: and )?(?:(?<=he )|(?<= and ))(?P<role>{role}) (?P<last>{WORD})"
        r"(?![\w-]| [A-Z])"
        rf"|\b[Tt]he (?P<whose>{role}) {WORD} (?P<whole>{WORD})(?![\w-]| [A-Z])"
        rf"|(?<![\w-])(?P<name>{WORD})(?: \((?P<bracketed>{role})\)"
        rf"|, (?:an?|the) (?:[a-z-]+ ){{0,2}}(?P<apposed>{role})(?:,|(?= (?:by|from|of|in|at)\b))"
        rf"|,? (?:who )?(?:has been working|has worked|works|worked) as an? (?P<works>{role})\b)"
    )


def _is_person(text: Annotated, book: Ledger, last: str) -> bool:
    """Return whether the text names somebody by the surname elsewhere, and nobody else by it."""
    word = fold(last)
    if word in not_in_names() or len(word) < _LEAST or usualness(word) >= _COMMON:
        return False
    if len(book.firsts.get(word, ())) > 1 or is_large_city(last):
        return False
    return bool(book.firsts.get(word)) or (book.bare.get(word, 0) > 1 and not is_place(last))


def _of_work(text: Annotated, book: Ledger) -> Iterator[Hit]:
    """Yield roles of whose field the text has no other word; some only of who has another role."""
    for match in _worker().finditer(text.text):
        groups = match.groupdict()
        last = groups["last"] or groups["whole"] or groups["name"]
        role = next(filter(None, (groups[key] for key in _ROLES)))
        if not _is_person(text, book, last) or last == groups["role"]:
            continue
        rest = f"{text.text[: match.start()]} {text.text[match.end() :]}"
        if fields()[role].search(rest) or re.search(rf"\b{role}", rest, re.IGNORECASE):
            continue
        if groups["role"] or _has_role(text, book, last, match.start()):
            message = f"The text says nothing else that makes {last} a {role}."
            yield Hit(match.start(), match.end(), message, 0.72)


def _has_role(text: Annotated, book: Ledger, last: str, before: int) -> bool:
    """Return whether the text says who the person is where it names him or her in full first."""
    for first in book.firsts.get(fold(last), ()):
        name = book.full[first, fold(last)]
        if name.end >= before:  # what is said there is the role in question
            continue
        word = _WORD_BEFORE.search(text.text[max(0, name.title_start - 30) : name.title_start])
        if name.title or (word and _is_role(word[1])):
            return True
        behind = _ROLE_BEHIND.match(text.text, name.end)
        if behind and any(map(_is_role, re.split(r"[ ,-]", behind[1]))):
            return True
    return False


def _is_role(word: str) -> bool:
    """Return whether the word says what somebody is: "adviser", "CEO", "receiver"."""
    plain = word.strip(".")
    if plain in title_words("office", "rank"):
        return True
    return means_person(plain.lower()) or plain in _SHORT_ROLES


def _of_towns(text: Annotated, book: Ledger) -> Iterator[Hit]:
    for match in _TOWN.finditer(text.text):
        last = match["last"]
        before = text.text[max(0, match.start() - 4) : match.start()]
        person = bool(book.firsts.get(fold(last))) and _is_person(text, book, last)
        if person and not is_place(last) and not re.search(r"\b(?:in|at|of) \Z", before):
            yield Hit(match.start(), match.end(), f"{last} is a person here, and no place.", 0.8)


def _sex(text: Annotated, book: Ledger, last: str) -> Sex | None:
    """Return the sex of the first name, or of all the pronouns of a text about few people."""
    known = {sex_of_name(first) for first in book.firsts.get(fold(last), ())}
    if len(known) == 1 and None not in known:
        return known.pop()
    if known - {None}:
        return None
    said = Counter(
        PRONOUNS[token.lower_]
        for token in tokens_of(text.doc, PRONOUNS)
        if not text.in_quotation(token.idx)
    )
    return next(iter(said)) if len(said) == 1 and max(said.values()) >= _MANY else None


def _of_sexes(text: Annotated, book: Ledger) -> Iterator[Hit]:
    for match in (*_SEXED.finditer(text.text), *_BEHIND.finditer(text.text)):
        last, groups = match["last"], match.groupdict()
        if not _is_person(text, book, last):
            continue
        said: Sex = "f" if groups["f"] or groups.get("w") else "m"
        known = _sex(text, book, last)
        named = bool(book.firsts.get(fold(last)))
        rest = f"{text.text[: match.start()]} {text.text[match.end() :]}"
        if known and known != said and (named or not _KIN.search(rest)):
            who = "woman" if known == "f" else "man"
            message = f"“{match[0]}” does not go with {last}, who is a {who} here."
            yield Hit(match.start(), match.end(), message, 0.75)


def odd_roles(text: Annotated) -> Iterator[Hit]:
    """Yield roles of another trade, species or sex than the person's whom the text names."""
    works = places(text.doc, "LOWER", _last_words())
    if not works and not _ANY_BEHIND.search(text.text) and not _SEXED.search(text.text):
        return
    book = ledger(text)
    if works:
        yield from _of_work(text, book)
    yield from _of_towns(text, book)
    yield from _of_sexes(text, book)
