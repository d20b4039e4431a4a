"""Acronyms that contradict what they stand for. Documented beside, in acronym.md."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from mtqa.annotate.annotated import Annotated
from mtqa.detect.names._acronym_letters import astray
from mtqa.detect.names._acronym_names import misnamed
from mtqa.detect.overlap import first_come
from mtqa.detect.rule import Hit
from mtqa.knowledge.acronyms import Acronym, acronyms, foreign_acronyms, telling_words
from mtqa.knowledge.names import usualness
from mtqa.model import Evidence, Severity

_SMALL = "of|for|and|the|in|on|to|de|des|du|la|et|against"
_SHORT = re.compile(r" \(([A-Z][A-Za-z&İÖ]{1,6})\)")
_NAME = re.compile(rf"(?:[^\W\d_][\w’'-]*,? (?:(?:{_SMALL}) )*){{1,8}}[^\W\d_][\w’'-]*\Z")
_FARTHEST = 120  # code points that a name may take
_WORDS = re.compile(r"[\w’'-]+")
_SMALL_WORDS = frozenset(_SMALL.split("|"))
_CAPITALS = re.compile(
    r"(?:(?<![\w.&-])|(?<=\b[Nn]on-)|(?<=\b[Pp]ro-)|(?<=\b[Aa]nti-))[A-Z]{3,7}(?![\w-])"
)
_BEHIND_SHORT = re.compile(r"(?<![\w.-])(?P<short>[A-Z]{2,7}) \((?P<name>[A-Z][^()\n]{3,80})\)")
# "USA (EE.UU.)", "EE.UU./US", and "the UE", too short to be looked for without "the"
_PAIR = re.compile(
    r"(?<![\w.-])([A-Z]{2,7}|(?:[A-Z]{1,2}\.)+[A-Z]{1,2}\.?) ?[(/] ?"
    r"([A-Z]{2,7}|(?:[A-Z]{1,2}\.)+[A-Z]{1,2}\.?)\)?(?![\w-])"
)
_SHORT_ABROAD = re.compile(r"\b(?:[Tt]he|[Ii]n|[Ff]or|[Ff]rom) (UE|VK|VN|ES|RU|UQ|VS)(?![\w-])")
_IS_NAME = rf"(?P<name>(?:[A-Z][\w’'-]*(?:,? (?:{_SMALL}))*,? )+[A-Z][\w’'-]*)"
_SAYS_NAME = re.compile(
    rf"(?<![\w-])(?P<short>[A-Z][A-Za-zÖ]{{1,6}}(?:-CIO)?)"
    rf"(?:, (?:which is |or )?(?:short for|which stands for|standing for|an acronym for)"
    rf"| stands for| is short for| \(short for| \()(?: the)? ?{_IS_NAME}"
)
_BODIES = frozenset({
    "Union", "Association", "Confederation", "Federation", "Party", "Alliance", "Front", "Movement",
    "Organization", "Organisation", "Agency", "Office", "Service", "Bureau", "Authority",
    "Institute", "Fund", "Bank", "Company", "Corporation", "Council", "Committee", "Commission",
    "Court", "League", "Society", "Chamber", "Centre", "Center", "Trade", "Administration",
    "Programme", "Program", "Foundation", "Academy", "Board", "Panel", "Group",
})  # fmt: skip
_RARE = 1.5  # Zipf
_LESS_RARE = 3.1  # beside a body that everybody knows, where it stands in the text but once
_LIKE_OTHERS = frozenset({"UNHRC"})  # bodies whose acronyms have the letters of others
_TABLE = "mtqa’s table of acronyms"
_STEM = 4  # letters
_NEAR = 2  # letters by which spellings of one word may differ


@dataclass(frozen=True, slots=True)
class Introduced:
    """A name with its acronym in brackets.

    Attributes:
        words: the content words of the name, in lower case.
        start: where the name begins.
        end: where it ends.
        short: the acronym, which ends at ``close``.
    """

    words: tuple[str, ...]
    start: int
    end: int
    short: str
    close: int


def _spelling(word: str) -> str:
    """Return ``word`` without what British and American spelling and number change."""
    plain = word.lower().replace("’", "'").replace("isation", "ization").replace("our", "or")
    plain = re.sub(r"'s?\Z", "", plain).replace("programme", "program").replace("centre", "center")
    return plain.removesuffix("s") if len(plain) > 3 else plain


def _content(name: str) -> tuple[str, ...]:
    return tuple(_spelling(w) for w in _WORDS.findall(name) if w.lower() not in _SMALL_WORDS)


def _fits(words: tuple[str, ...], short: str) -> bool:
    """Return whether the words' first letters make the acronym."""
    return "".join(word[0] for word in words) == short.lower().replace("&", "")


def _shortest(name: str, start: int, short: re.Match[str]) -> Iterator[Introduced]:
    """Yield the end of ``name`` that has as many content words as the acronym needs."""
    known = acronyms().get(short[1])
    sizes = {len(_content(expansion)) for expansion in known.expansions} if known else set()
    wanted = sizes or {len(short[1])}
    for word in reversed(list(_WORDS.finditer(name))):
        content = _content(name[word.start() :])
        if len(content) in wanted and word[0].lower() not in _SMALL_WORDS:
            yield Introduced(
                content, start + word.start(), start + len(name), short[1], short.end() - 1
            )
            return


@lru_cache(maxsize=2)
def _introduced(text: Annotated) -> tuple[Introduced, ...]:
    """Return the names that the text abbreviates, each as short as its acronym allows."""
    found: list[Introduced] = []
    for match in _SHORT.finditer(text.text):
        behind = max(0, match.start() - _FARTHEST)
        if name := _NAME.search(text.text[behind : match.start()]):
            found += _shortest(name[0], behind + name.start(), match)
    return tuple(found)


def _swapped(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, str] | None:
    """Return the only words in which two names of equal length differ, if they agree else."""
    if len(one) != len(other) or len(one) < 2:
        return None
    differ = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return differ[0] if len(differ) == 1 else None


def _swallowed(first: tuple[str, ...], name: Introduced) -> bool:
    """Return whether the names differ in what stands before them: a letter each has two."""
    initial = name.short[0].lower()
    return first[0] != name.words[0] and initial not in (first[0][0], name.words[0][0])


def _kindred(one: str, other: str) -> bool:
    """Return whether the words are spellings or derivations of one: "location", "localization"."""
    return OSA.distance(one, other) <= _NEAR or one[:_STEM] == other[:_STEM]


def _two_ways(text: Annotated) -> Iterator[Hit]:
    """Yield a name that differs in a word from the one abbreviated alike before."""
    seen: dict[str, Introduced] = {}
    for name in _introduced(text):
        first = seen.setdefault(name.short, name)
        swapped = _swapped(first.words, name.words)
        if (
            swapped is None
            or _kindred(*swapped)
            or _swallowed(first.words, name)
            or text.text[name.start].islower()
        ):
            continue
        wrong, right = (name, first) if not _fits(name.words, name.short) else (first, name)
        if _fits(wrong.words, wrong.short):
            wrong, right = name, first
        quote = text.text[right.start : right.end]
        yield Hit(
            wrong.start,
            wrong.end,
            f"“{name.short}” stands for two names in one text.",
            0.8,
            (
                Evidence(
                    note="It is this elsewhere.", quote=quote, start=right.start, end=right.end
                ),
            ),
            quote if _fits(right.words, right.short) else None,
        )


def _altered(text: Annotated) -> Iterator[Hit]:
    """Yield a well-known name with a word exchanged before its acronym."""
    for name in _introduced(text):
        known = acronyms().get(name.short)
        right = {_content(expansion): expansion for expansion in known.expansions} if known else {}
        if name.words in right:
            continue
        for content, expansion in right.items():
            swapped = _swapped(content, name.words)
            if swapped and (swapped[0][0] != swapped[1][0] or name.words[0] == content[0]):
                yield Hit(
                    name.start,
                    name.end,
                    f"“{name.short}” stands for “{expansion}”.",
                    0.85,
                    (Evidence(note=f"{name.short}: {expansion}.", source=_TABLE),),
                    expansion,
                )
                break


def _scrambled(text: Annotated) -> Iterator[Hit]:
    """Yield an acronym with the letters of one that the text has explained, in another order."""
    explained = {name.short: name for name in _introduced(text)}
    explained |= {short: name for short, name in _long_before(text) if short not in explained}
    known = {"".join(sorted(short)): short for short in explained if len(short) > _NEAR}
    if not known:
        return
    for match in _CAPITALS.finditer(text.text):
        right = known.get("".join(sorted(match[0])))
        own = match[0] in explained or match[0] in acronyms() or match[0] in foreign_acronyms()
        if right is None or own or match[0] in _LIKE_OTHERS:
            continue
        led = text.text[: match.start()].endswith(("the ", "The "))
        once = led and right in acronyms() and text.text.count(match[0]) == 1
        if usualness(match[0]) >= (_LESS_RARE if once else _RARE):
            continue
        name = explained[right]
        quote = text.text[name.start : name.close + 1]
        place = Evidence(
            note=f"It is {right} there.", quote=quote, start=name.start, end=name.close + 1
        )
        message = f"“{match[0]}” has the letters of “{right}” in another order."
        yield Hit(*match.span(), message, 0.85, (place,), right)


def _long_before(text: Annotated) -> Iterator[tuple[str, Introduced]]:
    """Yield acronyms in brackets whose letters the capitals before them begin with."""
    for match in _SHORT.finditer(text.text):
        behind = max(0, match.start() - _FARTHEST)
        name = _NAME.search(text.text[behind : match.start()])
        if name is not None and name[0][:1].isupper():
            start = behind + name.start()
            yield (
                match[1],
                Introduced(_content(name[0]), start, match.start(), match[1], match.end() - 1),
            )


@cache
def _by_content() -> Mapping[tuple[str, ...], str]:
    return {
        _content(expansion): known.text
        for known in acronyms().values()
        for expansion in known.expansions
        if expansion[0].isupper()
    }


def _of_another(text: Annotated) -> Iterator[Hit]:
    """Yield a well-known name before another body's acronym: "World Food Programme (UNHCR)"."""
    for short, name in _long_before(text):
        if short not in acronyms() and short not in telling_words():
            continue
        words = list(_WORDS.finditer(text.text, name.start, name.end))
        for at, word in enumerate(words):
            if word[0].lower() in _SMALL_WORDS:
                continue
            said = _content(text.text[word.start() : name.end])
            right = _by_content().get(said)
            led = at and words[at - 1][0].lower() in _SMALL_WORDS - {"the"}
            led = led or (at > 1 and words[at - 2][0].lower() == "of")
            if right is None or right == short or led or len(said) < _NEAR:
                continue
            if short not in acronyms()[right].foreign and not _fits(said, short):
                message = f"“{short}” is not what this is abbreviated to."
                fact = f"{right}: {acronyms()[right].expansions[0]}."
                yield Hit(
                    word.start(), name.close + 1, message, 0.85, (_from_table(fact),),
                )  # fmt: skip
            break


def _from_table(fact: str) -> Evidence:
    return Evidence(note=fact, source=_TABLE)


def _explained_wrongly(text: Annotated) -> Iterator[Hit]:
    """Yield what is said to be the name of a well-known body, and no rendering of it could be."""
    said = [(m["short"], m.start("name"), m.end("name")) for m in _SAYS_NAME.finditer(text.text)]
    said += [(short, name.start, name.end) for short, name in _long_before(text)]
    for short, start, end in said:
        telling = telling_words().get(short)
        if telling is None:
            continue
        name = re.sub(r"\A(?:The|the) ", "", text.text[start:end])
        words = [word for word in _WORDS.findall(name) if word.lower() not in _SMALL_WORDS]
        plain = {re.sub(r"['’]s?\Z", "", word.lower()) for word in words}
        plain |= {part for word in plain for part in word.split("-")}
        if not telling.isdisjoint(plain) or len(words) < _NEAR + 1 or _BODIES.isdisjoint(words):
            continue
        if all(word[0].isupper() for word in words) and not _made_of(words, short):
            message = f"“{short}” does not stand for this."
            fact = f"Its name has one of these words: {', '.join(sorted(telling))}."
            yield Hit(end - len(name), end, message, 0.8, (_from_table(fact),))


def _behind_short(text: Annotated) -> Iterator[Hit]:
    """Yield a well-known name with one word exchanged behind its acronym: "UN (United Nation)"."""
    for match in _BEHIND_SHORT.finditer(text.text):
        known = acronyms().get(match["short"])
        said = match["name"].split()
        for expansion in known.expansions if known else ():
            right = expansion.split()
            differ = [(a, b) for a, b in zip(said, right, strict=False) if a.lower() != b.lower()]
            if len(said) != len(right) or len(differ) != 1:
                continue
            one, other = differ[0]
            if _spelling(one) != _spelling(other) or f"{one}s" == other:
                message = f"“{match['short']}” stands for “{expansion}”."
                fact = _from_table(f"{match['short']}: {expansion}.")
                yield Hit(*match.span("name"), message, 0.82, (fact,), expansion)


def _made_of(words: Sequence[str], short: str) -> bool:
    """Return whether the words' first letters, hyphens counted as spaces, are the acronym."""
    return "".join(part[0] for word in words for part in word.split("-")).upper() == short.upper()


@cache
def _lone() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.-])(?:{'|'.join(map(re.escape, foreign_acronyms()))})(?![\w-])")


def _foreign(text: Annotated) -> Iterator[Hit]:
    """Yield the acronym of another language: "World Health Organization (OMS)"."""
    taken = set()
    for name in _introduced(text):
        for known in acronyms().values():
            if name.short in known.foreign and name.words in map(_content, known.expansions):
                start = name.close - len(name.short)
                taken.add(start)
                yield _other_language(start, name.close, name.short, known.text)
    for match in _lone().finditer(text.text):
        if match.start() not in taken and not _explained(text.text, match):
            taken.add(match.start())
            yield _other_language(*match.span(), match[0], foreign_acronyms()[match[0]])
    yield from _beside_english(text, taken)


def _beside_english(text: Annotated, taken: Set[int]) -> Iterator[Hit]:
    """Yield acronyms of another language in texts that name the body in English."""
    own = {name.short for name in _introduced(text)}
    for match in _CAPITALS.finditer(text.text):
        if match[0] in own or match[0] not in _abroad() or match.start() in taken:
            continue
        body = next(filter(_named_in(text.text), _abroad()[match[0]]), None)
        if body and not _explained(text.text, match):
            yield _other_language(*match.span(), match[0], body.text)


def _both_languages(text: Annotated) -> Iterator[Hit]:
    """Yield one body's acronyms of two languages side by side, and short ones beside its name."""
    for match in _PAIR.finditer(text.text):
        one, other = (short.replace(".", "") for short in (match[1], match[2]))
        for english, foreign in ((one, other), (other, one)):
            known = acronyms().get(english)
            if known and foreign in known.foreign:
                yield _other_language(match.start(), match.end(), foreign, english)
    for match in _SHORT_ABROAD.finditer(text.text):
        body = next(filter(_named_in(text.text), _abroad().get(match[1], ())), None)
        if body and not _explained(text.text, match):
            yield _other_language(*match.span(1), match[1], body.text)


@cache
def _abroad() -> Mapping[str, tuple[Acronym, ...]]:
    """Return what each acronym of another language may stand for, unless English has it too."""
    found: dict[str, tuple[Acronym, ...]] = {}
    for known in acronyms().values():
        for short in known.foreign:
            if short not in acronyms():
                found[short] = (*found.get(short, ()), known)
    return found


def _named_in(prose: str) -> Callable[[Acronym], bool]:
    """Return a test of whether the text has the English name or acronym of a body."""

    def named(known: Acronym) -> bool:
        short = re.search(rf"(?<![\w.-]){re.escape(known.text)}(?![\w-])", prose)
        return short is not None or any(name in prose for name in known.expansions)

    return named


def _explained(text: str, match: re.Match[str]) -> bool:
    """Return whether the text says that the acronym is another language's."""
    around = text[max(0, match.start() - 60) : match.end() + 60]
    return (
        re.search(r"acronym|initials|French|Spanish|German|Turkish|Portuguese|known as", around)
        is not None
    )


def _other_language(start: int, end: int, short: str, english: str) -> Hit:
    return Hit(
        start,
        end,
        f"“{short}” is what another language calls {english}.",
        0.8,
        (Evidence(note=f"In English it is {english}.", source=_TABLE),),
        english,
        mqm="accuracy/untranslated",
        severity=Severity.MINOR,
    )


def find(text: Annotated) -> Iterator[Hit]:
    """Yield acronyms of other languages, and names that do not go with their acronym."""
    yield from first_come((
        *_altered(text), *_two_ways(text), *_of_another(text), *_explained_wrongly(text),
        *_scrambled(text), *_foreign(text), *_both_languages(text),
        *_behind_short(text), *misnamed(text), *astray(text),
    ))  # fmt: skip
