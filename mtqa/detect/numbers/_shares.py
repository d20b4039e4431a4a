"""Shares of one whole that are more than all of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.annotate.annotated import Annotated
from mtqa.detect.numbers._amounts import Amount
from mtqa.detect.numbers._counts import amounts
from mtqa.detect.rule import Hit

# answers of which nobody gives two
_UNDECIDED = re.compile(
    r"\b(?:undecided|unsure|uncertain|do(?:es)? not know|don[’']t know|did not know|didn[’']t know"
    r"|yet to (?:decide|make up)|not (?:yet )?(?:decided|made up)|no opinion|had no view|abstain\w*"
    r"|neither|no answer|refused to answer|would not vote|spoil\w*)\b"
)
_FOR = re.compile(
    r"\b(?:support(?:s|ed|ing)?|back(?:s|ed|ing)?|favou?r(?:s|ed|ing)?|in favou?r|approv(?:e|ed)"
    r"|agree[ds]?|said yes|(?:vot(?:e|ed|ing)|are|were|is|was) (?:yes|for)|satisfied)\b"
)
_AGAINST = re.compile(
    r"\b(?:oppos(?:e|es|ed|ing)|against|reject(?:s|ed|ing)?|disapprov(?:e|ed|ing)|disagree[ds]?"
    r"|said no|vot(?:e|ed|ing) no|dissatisfied)\b"
)
_OF_VOTE = re.compile(r"(?:percent|per cent|%) of (?:the |all )?(?:votes?|ballots)\b")
# the shares may be of different wholes, times or questions
_APART = re.compile(
    r"\b(?:(?:up|down) (?:from|by|to|on)|[Tt]urnout|[Ff]rom|rose|risen|fell|fallen|compared"
    r"|counted|last|previous|earlier|ago|year|while in|respectively|answers?|also|both"
    r"|of (?:them|whom|those|these|women|men)|among|women|men|aged|those who|between"
    r"|by (?:1[89]|20)\d\d|in (?:1[89]|20)\d\d|in the (?:first"
    r"|second|north|south|east|west|city|capital)|in [A-Z]\w+|points?|margin|more than once"
    r"|strongly|either|some(?:what)?|runoff|run-off|round|if|would have|district|region|province"
    r"|state|threshold|at least|needed|parliament|seats)\b"
)
_MOST = 102  # percent, rounding allowed for
_FEWEST = 10  # percent: smaller shares may be steps and margins


def _exclusive(sentence: str) -> bool:
    """Return whether the sentence gives its shares to answers that exclude each other."""
    if _UNDECIDED.search(sentence) or len(_OF_VOTE.findall(sentence)) == 1:
        return True
    return _FOR.search(sentence) is not None and _AGAINST.search(sentence) is not None


_VOTED = re.compile(
    r"\b(?:vot(?:ed?|ing) (?:yes|no|in favou?r|for|against)|percent (?:yes|no|for|against)"
    r"|% (?:yes|no|for|against))\b"
)
_NOT_ALL = re.compile(
    r"\b(?:polls?|survey\w*|asked|respondents|undecided|abstain\w*|abstention\w*|spoil\w*|invalid"
    r"|blank|rest|others?|exit|projection\w*|intend\w*|would|don[’']t know)\b"
)
_NO_OTHER = re.compile(
    r"\b(?:no|none of the|without) (?:[a-z]+ ){0,3}?(?:blank|invalid|spoil\w*|abst\w+)\b"
)
_BALLOT = re.compile(
    r"\b(?:referendum|plebiscite|ballots?|voters|turnout|votes counted|vote)\b", re.IGNORECASE
)
_LEAST = 97  # percent


def below_all(text: Annotated) -> Iterator[Hit]:
    """Yield "58 percent voted no and 38 percent yes" of a vote with no other answer."""
    shares = [amount for amount in amounts(text.text) if amount.share and not amount.points]
    if len(shares) < 2 or not _VOTED.search(text.text) or not _BALLOT.search(text.text):
        return
    for sentence in text.sentences:
        start, end = sentence.start_char, sentence.end_char
        found = [one for one in shares if start <= one.start < end]
        around = text.text[start:end]
        if len(found) != 2 or not _VOTED.search(around) or text.in_quotation(start):
            continue
        told = _FOR.search(around) or re.search(r"\byes\b|\bfor\b|\bin favou?r\b", around)
        sides = told and re.search(r"\bno\b|\bagainst\b|\bopposed\b", around)
        total = found[0].value + found[1].value
        apart = _APART.search(re.sub(r"\b[Tt]urnout\b|\bcounted\b", "", around))
        others = _NOT_ALL.search(_NO_OTHER.sub("", around))
        if sides and 60 < total < _LEAST and not (others or apart):
            message = f"These shares of one whole are {total:g} percent together."
            yield Hit(found[0].start, found[-1].end, message, 0.65)


def above_all(text: Annotated) -> Iterator[Hit]:
    """Yield "54 percent back it, 39 percent don't and 21 percent have yet to decide"."""
    shares = [amount for amount in amounts(text.text) if amount.share and not amount.points]
    if sum(share.value for share in shares) <= _MOST:
        return
    for sentence in text.sentences:
        start, end = sentence.start_char, sentence.end_char
        found: list[Amount] = [one for one in shares if start <= one.start < end]
        if len(found) < 2 or sum(one.value for one in found) <= _MOST:
            continue
        around = text.text[start:end]
        large = [one for one in found if one.value >= _FEWEST]
        answers = len(large) > 1 and _UNDECIDED.search(around) is not None
        single = (answers or large == found) and all(one.value < 100 for one in found)
        # where the first share is of, all are of: "55 percent of the voters in France agreed"
        placed = re.sub(r"\bin [A-Z]\w+", "", text.text[start : found[1].start])
        whole = placed + text.text[found[1].start : end]
        if single and _exclusive(around) and not _APART.search(whole):
            total = sum(one.value for one in found)
            message = f"These shares of one whole are {total:g} percent together."
            yield Hit(found[0].start, found[-1].end, message, 0.75)
