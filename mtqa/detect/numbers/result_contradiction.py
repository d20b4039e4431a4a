"""A result that its own figures contradict. Documented beside, in result_contradiction.md."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.annotate.annotated import Annotated
from mtqa.detect.numbers._amounts import AMOUNT, integer, named, read_amount
from mtqa.detect.rule import Hit
from mtqa.model import Evidence

_PAIR = r"(?<![\w.,:/–-])(?P<one>\d{1,2})[-–](?P<two>\d{1,2})(?![\w:/–-]|[.,]\d)"
_ENDS = (  # "drew 12-15 portraits" counts something
    r"(?=[.,;:)!?]|\Z|\s(?:with|against|at|in|on|by|to|and|after|away|but|as|for|thanks|over|before"
    r"|when|here|there|last|yesterday|from|despite|while|\()\b)"
)
_SCORE = re.compile(_PAIR)
_SEVERAL = re.compile(r",? ?(?:and |but )?\(?\d")  # the sets of a match
_DRAW = re.compile(
    rf"\bdrew (?:[\w’'. ]{{0,30}}? )?{_PAIR}{_ENDS}"
    rf"|{_PAIR.replace('one', 'first').replace('two', 'last')}"
    r"[ -](?:home |away |goalless |score )?(?:draw|stalemate|deadlock)\b"
)
_WIN = re.compile(
    r"\b(?:beat|beats|beaten|defeated|defeats|won|wins|thrashed|overcame|edged|hammered|routed)"
    rf"(?P<whom>(?: (?!and\b|but\b|after\b|to\b|with\b)[\w’'-]+){{0,5}}) {_PAIR}{_ENDS}"
)
_EQUAL_WIN = re.compile(
    rf"{_PAIR} (?:home |away )?(?:win|victory|defeat|loss|triumph)\b"
    rf"|\b(?:win|victory) of {_PAIR.replace('one', 'first').replace('two', 'last')}"
)
_OTHERWISE = re.compile(
    r"\b(?:penalt(?:y|ies)|shoot-?out|aggregate|away goals|replay|tie-?break\w*|series|legs?"
    r"|half-time|interval|trail\w*|down|behind|level\w*|coin|points|forfeit\w*|disqualif\w*"
    r"|extra[ -]time|count|majority|vote)\b",
    re.IGNORECASE,
)
_FEW = r"(?:three|four|five|six|seven|eight|nine|ten|\d{1,2})"
_ALL_GOALS = re.compile(
    rf"\b[Aa]ll (?P<count>{_FEW})(?: of)?(?P<side> (?:his|her|their|its|the \w+|the \w+ \w+|\w+)"
    r"(?: (?:side|team|country|club))?[’']s?)?(?: the| of the)? goals\b"
)
_HAT_TRICK = re.compile(r"\bhat[ -]trick\b")
_ONLY = re.compile(
    r"\bthe only goal(?: of the (?:game|match|evening|night))?(?! of the (?!game|match))"
)
_OTHER_MATCHES = re.compile(
    r"\b(?:season|tournament|career|previous|earlier|campaign|games|matches)\b"
)
_ELSEWHERE = re.compile(
    r"\b(?:season|tournament|last|earlier|previous|career|tally|first[ -]half|second[ -]half|before"
    r"|group|campaign|games|matches|assists?|first leg|half-time|missed|denied)\b"
)
_VOTES = re.compile(
    r"\b(?:approved|passed|adopted|ratified|accepted|carried|elected|backed|endorsed|agreed to)\b"
    r"[^.;:!?\n\d]{0,60}? (?:by|with|by a vote of|vote of) "
    rf"{named(AMOUNT, 'for_')} (?:votes? )?(?:to|against) {named(AMOUNT, 'against_')}"
    r"(?! (?:percent|of))"
)


def _pair(match: re.Match[str]) -> tuple[int, int]:
    """Return the two numbers of a score, which either of two pairs of groups holds."""
    groups = match.groupdict()
    return int(groups["one"] or groups["first"]), int(groups["two"] or groups["last"])


def _only_score(text: str) -> tuple[int, int, re.Match[str]] | None:
    """Return the one score of a text on one match, the higher number first."""
    if "goal" not in text and "hat-trick" not in text:
        return None
    found = list(_SCORE.finditer(text))
    scores = {tuple(sorted(_pair(match), reverse=True)) for match in found}
    if len(scores) != 1:
        return None
    high, low = scores.pop()
    return high, low, found[0]


def _goals(text: Annotated) -> Iterator[Hit]:
    """Yield goals of a match that has another number of them."""
    score = _only_score(text.text)
    if score is None:
        return
    high, low, written = score
    place = Evidence(
        note="This is the score.", quote=written[0], start=written.start(), end=written.end()
    )
    message = "So many goals do not go with the score."
    for match in _ALL_GOALS.finditer(text.text):
        number = integer(match["count"])
        most = high if match["side"] else high + low
        if number > most and not _told_in(text, match, _OTHER_MATCHES):
            yield Hit(*match.span(), message, 0.75, (place,))
    for match in _HAT_TRICK.finditer(text.text):
        if high < 3 and not _told_in(text, match, _ELSEWHERE):
            yield Hit(*match.span(), message, 0.7, (place,))
    for match in _ONLY.finditer(text.text):
        if high + low != 1 and not _told_in(text, match, _ELSEWHERE):
            yield Hit(*match.span(), message, 0.7, (place,))


def _told_in(text: Annotated, match: re.Match[str], words: re.Pattern[str]) -> bool:
    """Return whether the sentence has one of the words, and so may tell of another match."""
    return words.search(text.sentence_at(match.start())) is not None


def _scores(text: Annotated) -> Iterator[Hit]:
    """Yield draws that somebody won and wins that nobody did: "drew 2-1", "beat Bremen 1-3"."""
    for match in _DRAW.finditer(text.text):
        one, two = _pair(match)
        if one != two and not _OTHERWISE.search(text.sentence_at(match.start())):
            yield Hit(*match.span(), "A draw has the same number on both sides.", 0.8)
    for match in _EQUAL_WIN.finditer(text.text):
        one, two = _pair(match)
        if one == two and not _OTHERWISE.search(text.sentence_at(match.start())):
            yield Hit(*match.span(), "Nobody wins with as many on both sides.", 0.75)
    for match in _WIN.finditer(text.text):
        one, two = _pair(match)
        apart = one <= two and not _SEVERAL.match(text.text, match.end())
        if apart and not _OTHERWISE.search(text.sentence_at(match.start())):
            if one == two:
                yield Hit(*match.span(), "Nobody wins with as many on both sides.", 0.75)
            elif match["whom"] and "won" not in match[0].split()[0]:
                message = "English writes the winner’s number first."
                yield Hit(*match.span(), message, 0.65)


def _votes(text: Annotated) -> Iterator[Hit]:
    for match in _VOTES.finditer(text.text):
        one, two = read_amount(match, "for_"), read_amount(match, "against_")
        if one is None or two is None or one.share or two.share or one.value >= two.value:
            continue
        start, end = match.start("for_digits"), match.end("against_digits")
        yield Hit(start, end, "More votes were against it than for it.", 0.75)


_MARGIN = re.compile(
    rf"\bby (?:a margin of |a majority of )?(?:just |only )?(?P<count>one|two|{_FEW}|\d{{1,3}}) "
    r"(?:clear |unanswered )?(?:points?|goals?|votes?|runs?|seats?|frames?)"
    r"(?:,|:| \(| -| –| —| at)? ?(?:in |to win |winning |finishing )?"
    r"(?P<one>\d{1,3})(?:[-–]| to | votes to )(?P<two>\d{1,3})(?![\w/:–-]|[.,]\d)"
)
_HOUSE = re.compile(
    r"\b(?P<size>\d{2,3})-(?:seat|member|strong)(?: [a-z]+){0,2} (?:[Pp]arliament|[Cc]hamber"
    r"|[Aa]ssembly|[Cc]ouncil|[Hh]ouse|[Bb]oard|[Ss]enate|[Cc]ongress|[Pp]anel|[Cc]ommittee|body"
    r"|legislature)\b"
)
_BALLOT = re.compile(
    r"\b(?:vot(?:e|es|ed)|passed|approved|rejected|backed|adopted|defeated)\b[^.;!?\n\d]{0,50}?"
    r"(?P<for>\d{1,3})(?: votes)?(?: to |[-–]| in favou?r(?: and |, with |, )| for(?: and |, ))"
    r"(?P<against>\d{1,3})(?:(?: against)?(?:,| and|, with) (?P<rest>\d{1,3})"
    r" abst)?(?![\w%]|[.,]\d)"
)


def _margins(text: Annotated) -> Iterator[Hit]:
    """Yield "by four points, 78-71" and "the 100-seat parliament passed it by 70 votes to 60"."""
    for match in _MARGIN.finditer(text.text):
        if integer(match["count"]) != abs(int(match["one"]) - int(match["two"])):
            yield Hit(*match.span(), "These numbers are not so far apart.", 0.75)
    houses = {int(match["size"]): match for match in _HOUSE.finditer(text.text)}
    if len(houses) != 1:
        return
    (size, house), *_ = houses.items()
    for match in _BALLOT.finditer(text.text):
        votes = sum(int(match[side] or 0) for side in ("for", "against", "rest"))
        if votes > size and not text.in_quotation(match.start()):
            quote = house["size"]
            start, end = house.span("size")
            place = Evidence(note="So many can vote.", quote=quote, start=start, end=end)
            message = "More votes were cast than there are seats."
            yield Hit(match.start("for"), match.end(), message, 0.7, (place,))


def find(text: Annotated) -> Iterator[Hit]:
    """Yield each result that its figures contradict."""
    yield from _goals(text)
    yield from _scores(text)
    yield from _votes(text)
    yield from _margins(text)
