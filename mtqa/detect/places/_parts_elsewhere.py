"""Places that the text gives to a continent, a country or a state where they do not lie.

"the African country of Cambodia", "Australia's capital, Melbourne", "Portugal's Madrid",
"Houston, the largest city of Ohio".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from spacy.lang.en.stop_words import STOP_WORDS

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.layout import sentence_start
from mtqa.detect.rule import Hit
from mtqa.knowledge.continents import (
    capital_of,
    capital_of_part,
    continents,
    has_town,
    home_states,
    is_capital_of,
    is_state,
    largest_cities,
    lies_in,
    states_pattern,
)
from mtqa.knowledge.names import is_given_name
from mtqa.knowledge.offices import countries, country_codes
from mtqa.knowledge.places import countries_with_city, large_city, share_cities
from mtqa.model import Evidence

_WORD = r"[A-Z][\w’-]+"
_NAME = rf"{_WORD}(?: (?:(?:of|de|and) )?{_WORD}){{0,2}}"
_CONTINENT = "|".join(sorted(continents(), key=lambda word: (-len(word), word)))
_SIDE = r"(?:(?:north|south|east|west|centr)(?:east|west)?(?:ern|al)|landlocked|tiny|small|island)"
_COUNTRY = r"(?:country|nation|state|republic|kingdom)"
# "the African country of Cambodia", "the Asian nation Portugal"
_OF_CONTINENT = re.compile(
    rf"\b(?P<continent>{_CONTINENT}) (?:{_SIDE} )?{_COUNTRY}(?: of)? (?:the )?(?P<name>{_NAME})"
)
# "Cambodia, a country in Africa", "Portugal is an Asian nation"
_SAID = re.compile(
    rf"(?P<name>{_NAME})(?:,| is|, which is) an? (?:[a-z-]+ )?(?:{_COUNTRY} (?:in|of) "
    rf"(?:{_SIDE} )?(?P<continent>{_CONTINENT})\b|(?P<adjective>{_CONTINENT}) {_COUNTRY}\b)"
)
# "Australia's capital, Melbourne", "the Scottish capital, Belfast", "the capital of Peru, Quito"
_CAPITAL = re.compile(
    rf"(?:(?P<owner>{_NAME})(?:['’]s)? (?:national )?capital(?: city)?(?: of)?,?"
    rf"|\bcapital (?:city )?of (?:the )?(?P<land>{_NAME}),) (?P<name>{_NAME})(?![\w’'-]| [A-Z])"
)
# "Melbourne, the capital of Australia", "Melbourne is the Australian capital"
_IS_CAPITAL = re.compile(
    rf"(?<![\w’'-])(?P<name>{_NAME})(?:,| is|, which is|, now) "
    rf"(?:the (?:capital|capital city) of (?:the )?(?P<land>{_NAME})"
    rf"|the (?P<owner>{_NAME}) capital\b|(?P<possessor>{_NAME})['’]s capital\b)"
    r"(?! (?:of|markets?|gains?)\b|[’'-])"
)
# "Portugal's Madrid", where no word follows that Madrid would only describe
_OWNED = re.compile(rf"['’]s (?P<name>{_NAME})(?![\w’'&-]| [A-Z\d])")
_OWNER = re.compile(rf"(?<![\w’'-])(?P<land>{_NAME})\Z")
_CITY_BEFORE = re.compile(
    rf"(?<![\w’'&.-])(?P<name>{_NAME})(?:,? \(| in |, in |, |,? (?:which is |now )?(?:a|the) "
    rf"(?:[a-z-]+ ){{0,3}}(?:city|capital|town|metropolis|port) (?:of|in) )\Z"
)
_NOT_BEHIND = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_FIGURE = re.compile(
    r"\b(?:cultural|financial|economic|commercial|former|old|ancient|then|historic\w*|1\d\d\d|born"
    r"|centur\w+|empire|colonial|proposed|future|new|answer to|version of|equivalent|de facto|exile"
    r"|not|never|twin\w*|sister)\b",
    re.IGNORECASE,
)
_DISPUTED = frozenset({"IL", "PS", "TW", "XK", "CY", "EH"})
_WORD_CAPITAL = re.compile("capital")
_NEAR = 60  # code points before a phrase
_FAR = 90  # code points that a city and what is said of it may take


def _country(words: str) -> tuple[str, str]:
    """Return the code and the words of the country that ``words`` name or begin with.

    A word that begins a sentence may stand before it; "Western Australia" is no country.
    """
    found = words.split(" ")
    first = 1 if found[0].lower() in STOP_WORDS and len(found) > 1 else 0
    for end in range(len(found), first, -1):
        name = " ".join(found[first:end]).removesuffix("’s").removesuffix("'s")
        codes = country_codes(name)
        if len(codes) == 1 and name not in ("Georgia", "Jordan", "Chad"):
            return next(iter(codes)), name
    return "", ""


def _hit(start: int, end: int, message: str, note: str) -> Hit:
    return Hit(start, end, message, 0.8, (Evidence(note=note, source="GeoNames"),))


def _in_figure(text: Annotated, start: int, end: int) -> bool:
    first = max(sentence_start(text.text, start), start - _NEAR)
    sentence = text.text[first:end]
    return _FIGURE.search(sentence) is not None or text.in_quotation(start)


def _of_continents(text: Annotated) -> Iterator[Hit]:
    for pattern in (_OF_CONTINENT, _SAID):
        for match in pattern.finditer(text.text):
            parts = match.groupdict()
            said = parts["continent"] or parts["adjective"]
            code, name = _country(match["name"])
            if not code or lies_in(code, continents()[said]) or text.in_quotation(match.start()):
                continue
            start = match.start("continent") if pattern is _OF_CONTINENT else match.start("name")
            note = f"The capital of {name} is {capital_of(code)}."
            yield _hit(start, match.end(), f"{name} does not lie there.", note)


def _is_city(name: str) -> bool:
    return large_city(name) is not None and not country_codes(name)


def _ending(words: str, accepts: Callable[[str], object]) -> str:
    """Return the longest ending of ``words`` that is accepted, or an empty string."""
    found = words.split(" ")
    return next((w for w in (" ".join(found[i:]) for i in range(len(found))) if accepts(w)), "")


def _of_capitals(text: Annotated) -> Iterator[Hit]:
    for word in _WORD_CAPITAL.finditer(text.text):
        for pattern in (_CAPITAL, _IS_CAPITAL):
            match = pattern.search(text.text, max(0, word.start() - _FAR), word.end() + _FAR)
            if match is None:
                continue
            owners = match.groupdict()
            owner = owners["owner"] or owners["land"] or owners.get("possessor") or ""
            owner = owner.removesuffix("’s")
            name = match["name"]
            if not _is_city(name) or _in_figure(text, match.start(), match.end()):
                continue
            part = _ending(owner, capital_of_part)
            code, land = ("", part) if part else _country(owner)
            if not owner.endswith(land):
                continue  # "Australia Zoo's capital"
            right = capital_of_part(part) if part else capital_of(code)
            wrong = right and name != right and (part or not is_capital_of(name, code))
            if wrong and code not in _DISPUTED:
                note = f"The capital is {right}."
                yield _hit(*match.span(), f"{name} is not the capital.", note)


def _stands_alone(text: Annotated, end: int) -> bool:
    """Return whether no noun follows, of which a city before it would only say where it is."""
    behind = text.doc.char_span(end - 1, end, alignment_mode="expand")
    token = text.doc[behind[-1].i + 1 : behind[-1].i + 2] if behind is not None else ()
    return all(t.pos_ not in _NOT_BEHIND or t.is_punct for t in token)


def _owned(text: Annotated) -> Iterator[Hit]:
    """Yield "Portugal's Madrid" and "Ohio's Houston"."""
    for match in _OWNED.finditer(text.text):
        name, city = match["name"], large_city(match["name"])
        owner = _OWNER.search(text.text, max(0, match.start() - _NEAR), match.start())
        if city is None or owner is None or is_given_name(name) or country_codes(name):
            continue
        land = _ending(owner["land"], is_state)
        code, said = ("", land) if land else _country(owner["land"])
        wrong = _not_in_state(text, name, land) if land else bool(code) and _not_in(name, code)
        if wrong and _stands_alone(text, match.end()) and not _in_figure(text, *match.span()):
            home = countries()[city.countries[0]].names[0]
            start = match.start() - len(said)
            yield _hit(start, match.end(), f"{name} does not lie in {said}.", f"It lies in {home}.")


def _not_in(name: str, code: str) -> bool:
    """Return whether the country has no such town, and its neighbours' does not belong to it."""
    city = large_city(name)
    if city is None or code in {*city.countries, *countries_with_city(name)} or city.people < 300:
        return False
    home = city.countries[0]
    capital = is_capital_of(name, home) and not {home, code} & _DISPUTED
    return capital or not share_cities(home, code)


def _not_in_state(text: Annotated, name: str, state: str) -> bool:
    """Return whether a state lacks the city; small towns are called like large ones.

    So the text must name the city once more, without that state, and the state nowhere else.
    """
    if name not in largest_cities() or has_town(state, name) or name == state:
        return False
    again = len(re.findall(rf"\b{re.escape(name)}\b(?![’']|,? \(?(?:in )?{state})", text.text)) > 1
    own = any(home in text.text for home in home_states(name) if home != name)
    return (again or own) and len(re.findall(rf"\b{state}\b", text.text)) == 1


def _in_states(text: Annotated) -> Iterator[Hit]:
    """Yield "Houston (Ohio)" and "Seattle, the largest city of Florida"."""
    for state in states_pattern().finditer(text.text):
        land, end = state[0], state.end()
        before = _CITY_BEFORE.search(text.text, max(0, state.start() - _FAR), state.start())
        name = _ending(before["name"], large_city) if before else ""
        if before is None or not name or not _not_in_state(text, name, land):
            continue
        start = before.end("name") - len(name)
        if text.text[end : end + 2] in ("'s", "’s") or _in_figure(text, start, end):
            continue
        yield _hit(
            start, end, f"{name} does not lie in {land}.", "GeoNames has no such town there."
        )


def parts_elsewhere(text: Annotated) -> Iterator[Hit]:
    """Yield cities and countries that lie elsewhere than the words beside them say."""
    if _CONTINENTAL.search(text.text):
        yield from _of_continents(text)
    if "capital" in text.text:
        yield from _of_capitals(text)
    yield from _owned(text)
    yield from _in_states(text)


_CONTINENTAL = re.compile(
    rf"(?:{_CONTINENT}) (?:[a-z]+ )?{_COUNTRY}\b|\b{_COUNTRY} (?:in|of) [A-Zcnsew]"
)
