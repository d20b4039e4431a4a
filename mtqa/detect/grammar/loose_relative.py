"""Relative clauses behind what they can't belong to. Documented in loose_relative.md."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span as Words
from spacy.tokens import Token

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.clauses import FINITE, SUBJECTS, first_of
from mtqa.annotate.register import is_talk
from mtqa.detect.grammar._prose import columns, is_prose, is_time
from mtqa.detect.rule import Hit
from mtqa.knowledge.names import is_given_name
from mtqa.knowledge.nouns import classes
from mtqa.knowledge.sexes import means_person, sex_of_noun
from mtqa.knowledge.words import zipf

_WHOSE = re.compile(
    r"\b[Ww]hose (?P<next>both|the|a|an|his|her|their|its|some of|this|these)\b(?! and\b)(?!-)"
)
_RELATIVE = re.compile(r" (?=wh(?:ich|o|om|ose) |that w)")
# a relative with a whole clause behind it, or with another relative
_FULL = re.compile(
    r"(?P<whose>(?<=[a-z,] )whose (?:it|he|she|they|we|there|is|are|was|were|has|had|have|will"
    r"|in the|on the|at the|by the|from the) (?=[a-z]))"
    r"|(?P<two>(?<=, )(?:that where|that which|that who|which where|who where|where which|which who"
    r"|who which|which that|who that|whom that|where that|whose which|which whose|whom which)"
    r" (?:is|are|was|were|has|had|have|will)\b)"
    r"|(?P<happens>(?<=[a-z,] )(?:who|which|whom) (?:the|an?|his|her|their|its|this|that|such an?)"
    r" (?:[a-z-]+ ){1,2}(?:(?:had|has|have|would|will|could|may|might|was|were|is|are) )?(?:also )?"
    r"(?:happen|occurr?|arise|arose|rain|elapse|die|vanish|disappear|arrive|fell|fallen|exist"
    r"|erupt|explode|collapse|begin|began|begun|sleep|slept|result)"
    r"(?:s|d|ed|ing)? (?=(?:in|on|at|during|last|after|before|near|yesterday|when)\b))"
    r"|(?P<owns>(?<=, )(?:which|who|whom) (?:he|she|they|it|we) (?:has|have|had) (?:an?|two|three"
    r"|four|five|six|seven|eight|nine|ten|many|several|some|no|\d+) (?:[a-z-]+ )?(?:[a-z]+)"
    r"(?=,|\.| and\b))"
)
# relatives with nothing between them, or nothing behind; told without the parse
_BARE = (
    (
        re.compile(
            r"\b(?P<bad>who where|who which|which who|which where|where which|whom which|who whom"
            r"|which whom|whose which|whose who|what which|whom who|where who)\b(?!\?)"
        ),
        "Two relatives can't follow each other.",
    ),
    (
        re.compile(
            r"\b(?P<bad>(?:which|who|whom|where) that) (?:the|an?|his|her|their|its|he|she|it"
            r"|they|we"
            r"|there)\b"
        ),
        "Behind a relative “that” opens no clause.",
    ),
    (
        re.compile(
            r"(?:, (?:and |but )?|\b(?:and|but) )(?P<bad>(?:(?:in|of|on|for|to|from|with|by) )?"
            r"(?:which"
            r"|whose|that which)(?: also| then| still| even| only| not)?)\.(?=\s|\Z)"
        ),
        "The relative has no clause.",
    ),
    (
        re.compile(
            r", (?P<bad>(?:of|from|with|by|to|for) whom (?:is|are|was|were|has|have|had))\b"
        ),
        "Nothing stands between the relative and its verb that could be the subject.",
    ),
    (
        re.compile(
            r"(?<!\bof )(?<!\bto )(?<!\bby )(?<!\bfor )(?<!\bwith )(?<!\bfrom )(?<!\bin )"
            r"(?<!\bthan )"
            r"(?<!among )(?<!whom )\b(?P<bad>whom (?:is|are|was|were|has|have|had|will|would|can"
            r"|could|should|must"
            r"|died|became|came|went|took|made|said|did|does|do))\b"
        ),
        "“Whom” is the form of an object, not the subject.",
    ),
    (
        re.compile(
            r"\b(?P<bad>whose (?:does|did|went|came|took|became|wrote|knew|saw|said|says|gave"
            r"|could|would"
            r"|should|him|them|me|us))\b"
        ),
        "“Whose” needs what is owned behind it.",
    ),
    (
        re.compile(r"\b(?P<bad>whose of)\b"),
        "“Whose” needs what is owned behind it.",
    ),
    (
        re.compile(
            r", (?P<bad>which it (?:was|is|has|had|will))\b"
            r"(?=[^,.;]* (?:of|by|to|for) (?:them|him|it|us|her)\b)"
        ),
        "The clause behind the relative is whole without it.",
    ),
    (
        re.compile(r"\b(?P<bad>(?:they|he|she|it|we) (?:which|whose|whom))(?= [a-z])"),
        "A relative can't follow this pronoun.",
    ),
    (
        re.compile(
            r"\b(?P<bad>(?:which|whom|whose) (?:also |then |even )?(?:whose|which|whom|who))\b"
        ),
        "Two relatives can't open one clause.",
    ),
    (
        re.compile(
            r"\b(?P<bad>(?P<link>about|of|with|for|from|to) (?:what|which|whom) [^,.;]{2,30}? "
            r"(?P=link) (?:it|him|her|them))\b"
        ),
        "What the relative stands for is named again at the end of its clause.",
    ),
    (
        re.compile(r"(?<=[a-z], )(?P<bad>which its) (?=[a-z]+ed\b)"),
        "“Its” needs a noun behind it.",
    ),
    (
        re.compile(r"\b(?:[Tt]he|[Aa]n?) [a-z]+ (?P<bad>(?:that|this) of (?:which|whom))\b"),
        "The relative follows a noun, and “that” has no place between them.",
    ),
)
# only persons are, whatever the relative stands behind
_LIVES = re.compile(
    r", (?P<bad>which (?:(?:has|have|had) (?:two|three|four|five|six|seven|eight"
    r"|nine|ten|a|one|no) (?:grown-up |adult |small |young |little )?(?:children|grandchildren"
    r"|sons?|daughters?|child|siblings|brothers|sisters)(?=[,.;]| and )"
    r"|(?:is|are|was|were|had been|has been|have been) (?:not |also |never |already |happily "
    r"|recently |once )?(?:married|divorced|widowed|pregnant|unmarried|childless"
    r"|survived by (?:his|her|a|two|three|four))(?! to (?:its|the|their|an?|any)\b)"
    r"|(?:never )?(?:married|remarried) (?:in|his|her|at)\b))"
)
_BREEDING = {
    "animal", "bear", "dog", "cat", "elephant", "horse", "panda", "wolf", "lion", "tiger", "whale",
    "bird", "cow", "sheep", "goat", "monkey", "ape", "gorilla", "family", "couple", "species",
    "pair", "household", "idea", "concept", "style", "genre", "movement", "mare", "bitch", "swan",
    "school", "home", "orphanage", "nursery", "class", "clan", "dynasty", "house", "process",
    "mother", "project", "music", "tradition", "marriage",
}  # fmt: skip
_STRANDED = re.compile(
    r"\b(?:of|for|to|with|about|from|on|in|at|by|into|over|under|against|after|without)\s*"
    r"(?:[.,;:]|(?:and|but|is|was|are|were|has|had)\b)"
)
_WHAT = re.compile(
    r"\b(?:[Aa]ll|[Ee]verything|[Nn]othing|[Ss]omething|[Aa]nything) what (?=[a-z]+\b)(?!the\b)"
)
_WHO = {"who", "whom"}
_GROUPS = {
    "family", "team", "couple", "crew", "party", "union", "government", "company", "group", "firm",
    "club", "band", "duo", "trio", "staff", "police", "army", "majority", "minority", "rest",
    "generation", "country", "nation", "city", "village", "town", "world", "community", "public",
    "people", "crowd", "audience", "side", "squad", "class", "jury", "board", "committee",
    "council",
    "number", "dozen", "hundred", "thousand", "million", "pair", "half", "third", "quarter", "lot",
    "unit", "force", "delegation", "gang", "tribe", "household", "agency", "bank", "brand", "mob",
    "ministry", "parliament", "institution", "organisation", "organization", "association", "wing",
    "cast", "choir", "orchestra", "troop", "brigade", "regiment", "cohort", "few", "many", "some",
    "dog", "cat", "horse", "animal", "bird", "bear", "figure", "character", "name", "face", "voice",
    "state", "authority", "court", "office", "service", "chain", "league", "movement", "network",
    "school", "university", "hospital", "church", "newspaper", "channel", "federation", "society",
    "elite", "youth", "opposition", "coalition", "faction", "electorate", "workforce", "management",
    "leadership", "command", "patrol", "convoy", "population", "press", "media", "body",
    "netizen", "legislature", "soul", "mind", "heart", "hand", "head", "star", "hero", "icon",
    "talent", "legend", "god",
}  # fmt: skip
_PERSONAL = re.compile(r"(?:er|or|ist|ian|ee|man|men|ant|ent|eur|ess|woman|women)$")
_PEOPLE_PRONOUNS = {
    "he", "she", "they", "him", "her", "them", "those", "one", "ones", "everyone", "someone",
    "anyone", "nobody", "everybody", "somebody", "anybody", "all", "we", "us", "you", "i", "me",
    "his", "their", "our", "my", "your", "others", "other", "both", "each", "many", "some", "few",
    "most", "several", "none", "two", "three", "half", "that", "this", "these", "it",
    "another", "either", "neither", "more", "fewer", "any", "whose", "who", "whom", "what",
}  # fmt: skip
_PLACED = re.compile(
    r"(?:is|was|are|were) (?:a (?:founding )?member|the capital|located|situated|home to|famous for"
    r"|known for)|has (?:a population|\d[\d,.]* (?:inhabitants|residents|people))"
    r"|(?:lies|borders|belongs to|employs|was founded)"
)
_NEAR = 5  # tokens
_PLURAL = tuple(f"{letter}s" for letter in "abcdeéfghklmnopqrtvwxyz")
_RARE = 3.0  # on the scale of Zipf
_HUMAN = {"resign", "die", "marry", "study", "say", "live", "work", "retire", "graduate", "bear"}


def _hit(first: Token, last: Token, message: str, confidence: float = 0.75) -> Hit:
    return Hit(first.idx, last.idx + len(last), message, confidence=confidence)


def _may_be(token: Token) -> bool:
    """Return whether the word may mean a person or persons."""
    if token.lower_ in _PEOPLE_PRONOUNS or token.tag_ in ("NNP", "NNPS", "CD"):
        return not is_time(token)
    if token.lower_ == "old":
        return True
    if token.tag_ not in ("NN", "NNS"):
        return token.tag_ == "JJ" and token.nbor(-1).lower_ == "the" if token.i else False
    lemma = token.lemma_.lower()
    if lemma in _GROUPS or sex_of_noun(lemma) or means_person(lemma):
        return True
    kinds = classes(lemma)
    if not kinds:
        # what is rare may be a foreign office: "the taoiseach, who arrived late"
        return _PERSONAL.search(lemma) is not None or zipf(lemma) < _RARE
    return not kinds.isdisjoint({"person", "animal", "institution", "body"})


def _is_person(token: Token) -> bool:
    """Return whether the word means a person, and no group, body or thing."""
    if token.lower_ in _PEOPLE_PRONOUNS - {"it", "this", "that"}:
        return True
    if token.tag_ in ("NNP", "NNPS"):
        return token.ent_type_ not in ("GPE", "LOC", "FAC", "DATE", "TIME")
    return token.lemma_ not in _GROUPS - {"people", "family", "couple", "team"} and _may_be(token)


def _nobody(pronoun: Token) -> Hit | None:
    """Return "a container, who", where the sentence has nobody before."""
    before = pronoun.doc[pronoun.sent.start : pronoun.i]
    if len(before) < 3:
        return None
    dated = before[-1].text == "," and before[-2].ent_type_ in ("DATE", "TIME")
    if any(map(_is_person if dated else _may_be, before)):
        return None
    last = before[-1] if before[-1].text not in (",", "of", "to", "with", "for") else before[-2]
    if pronoun.dep_ not in ("nsubj", "nsubjpass", "dobj", "pobj") or last.pos_ not in (
        "NOUN",
        "PUNCT",
        "ADP",
        "VERB",
        "ADJ",
        "ADV",
        "NUM",
        "PROPN",
    ):
        return None
    if pronoun.lower_ == "who" and pronoun.head.dep_ not in ("relcl", "advcl", "ROOT", "acl"):
        return None  # "the question who will pay"
    asked = pronoun.lower_ == "who" and before[-1].text != ","
    if asked and any(t.lemma_ in _ASKING for t in before):
        return None
    return _hit(pronoun, pronoun, f"“{pronoun}” means persons, and the sentence names none before.")


_ASKING = {
    "ask", "know", "question", "decide", "wonder", "say", "see", "tell", "debate", "clear", "show",
    "unclear", "find", "determine", "learn", "matter", "understand", "doubt", "dispute", "reveal",
    "guess", "remember", "discuss", "dependent", "depend", "regardless", "care", "sure", "certain",
    "answer", "information", "detail", "indication", "idea", "evidence", "explain", "establish",
    "identify", "choose", "specify", "disclose", "control", "over", "about", "be", "recall",
    "check", "past",
}  # fmt: skip


def _number(pronoun: Token) -> Hit | None:
    """Return "the unions, who receives" and "the incident that are", of which nothing else fits."""
    verb = pronoun.head
    if pronoun.dep_ not in SUBJECTS or verb.dep_ not in ("relcl", "acl", "advcl"):
        return None
    finite = first_of(verb)
    before = list(pronoun.doc[pronoun.sent.start : pronoun.i])
    if finite.i - pronoun.i > 3 or len(before) < 3:
        return None
    nouns = [
        t
        for t in before
        if t.tag_ in ("NN", "NNS", "NNP", "NNPS", "PRP", "CD", "DT")
        and not is_time(t)
        and t.lower_ != "it"
        and not (t.dep_ == "pobj" and t.head.lower_ in ("since", "before", "after"))
    ]
    if (finite.tag_ == "VBZ" or finite.lower_ == "was") and pronoun.lower_ == "who":
        return _without(pronoun, finite, [t for t in nouns if _may_be(t)], {"NNS", "NNPS"})
    if (
        before[-1].text != ","
        and finite.lower_ in ("are", "were")
        and pronoun.lower_ in ("that", "which")
    ):
        if any(t.lower_ in ("and", "or", "of") for t in before):
            return None
        return _without(pronoun, finite, nouns, {"NN"})
    return None


def _without(pronoun: Token, finite: Token, nouns: list[Token], tags: set[str]) -> Hit | None:
    """Return a hit where all nouns that may be meant are of the other number."""
    if not nouns or any(
        t.tag_ not in (*tags, "DT") or ("NN" in tags and t.lemma_ in _GROUPS) for t in nouns
    ):
        return None
    if any(t.tag_ == "DT" and t.lower_ not in ("the", "a", "an", "this", "that") for t in nouns):
        return None
    if all(t.tag_ == "DT" for t in nouns):
        return None
    if "NN" in tags and any(t.lower_.endswith(_PLURAL) for t in nouns):
        return None  # a plural that the analysis doesn't know: "cafés"
    return _hit(pronoun, finite, f"Nothing that “{pronoun}” could mean goes with “{finite}”.", 0.75)


def _of_place(pronoun: Token) -> Hit | None:
    """Return "in 1974, which is a member", "his wife, which resigned"."""
    if pronoun.i < 2:
        return None
    before = pronoun.nbor(-1)
    noun = pronoun.nbor(-2) if before.text == "," else before
    rest = pronoun.doc[pronoun.i + 1 : pronoun.i + 8].text
    timed = before.text == "," and (noun.tag_ == "CD" or noun.ent_type_ in ("DATE", "TIME"))
    if timed and _PLACED.match(rest):
        message = f"“{pronoun}” follows a time, which its clause can't be said of."
        return _hit(pronoun, pronoun.nbor(), message)
    verb = pronoun.head
    if pronoun.dep_ not in SUBJECTS or verb.dep_ != "relcl" or noun.tag_ not in ("NN", "NNP"):
        return None
    person = sex_of_noun(noun.lemma_.lower()) is not None and noun.dep_ != "pobj"
    own = noun.i + 1 >= pronoun.i and verb.head.i in (noun.i, noun.i - 1)
    if person and own and (before.text != "," or verb.lemma_ in _HUMAN):
        return _hit(pronoun, pronoun, f"“{pronoun}” means things, and “{noun}” is a person.")
    return None


def _of_token(token: Token) -> Hit | None:
    lower = token.lower_
    if lower in _WHO and token.text != "WHO":
        return _nobody(token) or _number(token)
    if lower == "which":
        return _of_place(token) or _number(token)
    return _number(token) if lower == "that" and token.tag_ == "WDT" else None


def _full(text: Annotated) -> Iterator[Hit]:
    """Yield relatives that their clause has no place for: "which he has two children"."""
    for at in (found.end() for found in _RELATIVE.finditer(text.text)):
        match = _FULL.match(text.text, at)
        span = match and text.doc.char_span(*match.span(), alignment_mode="expand")
        if match is None or span is None or text.in_quotation(match.start()):
            continue
        if is_prose(span.sent) and not _has_gap(match, span):
            found = match.group().strip()
            message = f"The clause behind “{found.split(' ')[0]}” is whole without it."
            yield Hit(match.start(), match.start() + len(found), message, confidence=0.75)


def _has_gap(match: re.Match[str], span: Words) -> bool:
    """Return whether the relative may be at its place: "which the accident had happened in"."""
    before = span.doc[max(span.sent.start, span.start - 2) : span.start]
    if any(t.lemma_ in _ASKING for t in before) or (before and before[-1].pos_ == "ADP"):
        return True
    if match["happens"] and any(t.pos_ == "VERB" for t in span[1:-1]):
        return True  # "who the doctors say died"
    if not (match["happens"] or match["owns"]):
        return False
    rest = span.doc.text[match.end() : span.sent.end_char]
    clause = match.group()[-8:] + (re.split(r"(?<=[,;.])", rest) or [""])[0]
    return _STRANDED.search(clause) is not None


# whatever the patterns find has one of these; a text seldom has
_RELATIVES = re.compile(
    r"(?:they|he|she|it|we) wh(?:ich|ose|om)|which also who|whose of|which its? "
    r"|(?:what|which|whom) [^,.;]{2,30} (?:it|him|her|them)\b"
    r"|wh(?:o|ich|om|ose|ere|at) (?:wh(?!o (?:[a-z]+ed|had)\b)|that )|(?:which|whose)"
    r"(?: [a-z]+)?\.|whom [a-z]"
    r"|whose (?:d|w|c|t|b|k|s|g|h|m|u)|(?:that|this) of wh"
)


def _told_by_words(text: Annotated) -> Iterator[Hit]:
    """Yield "who where", "whom was", ", and which."."""
    if "wh" not in text.text:
        return
    if _RELATIVES.search(text.text) is None:
        return
    for pattern, message in _BARE:
        for match in pattern.finditer(text.text):
            if not text.in_quotation(match.start()):
                yield Hit(*match.span("bad"), message, confidence=0.75)


# "a fisherman what has lived there", "the minister, what resigned"
_WHAT_FOR_WHO = re.compile(
    r"(?:(?<=[.!?] )|(?<=\n)|\A)(?:An?|The) (?:[\w-]+ ){0,2}?(?P<noun>[a-z]+),? (?P<bad>what) "
    r"(?P<verb>[a-z]+)\b"
)


def _what(text: Annotated) -> Iterator[Hit]:
    """Yield "what" behind the subject that begins a sentence, before a finite verb."""
    found = _WHAT_FOR_WHO.finditer(text.text) if " what " in text.text else iter(())
    for match in found:
        words = text.doc.char_span(match.start("noun"), match.end())
        if words is None or words[0].tag_ not in ("NN", "NNS") or text.in_quotation(match.start()):
            continue
        rest = text.doc[words.end : words[0].sent.end]
        again = any(t.tag_ in FINITE for t in rest)
        asked = words[0].lemma_ in _ASKING or words[0].lemma_ in ("matter", "reason", "mystery")
        if words[-1].tag_ in FINITE and again and not asked:
            yield Hit(
                *match.span("bad"), "Behind a noun the relative is not “what”.", confidence=0.75
            )


def _named(text: Annotated) -> Iterator[Hit]:
    """Yield "it is Donald Trump which said"."""
    for match in _NAMED.finditer(text.text):
        words = text.doc.char_span(match.start("first"), match.end())
        if words is None or text.in_quotation(match.start()) or not is_given_name(match["first"]):
            continue
        if all(t.ent_type_ == "PERSON" for t in words[:2]) and words[-1].tag_ in ("VBD", "VBZ"):
            message = "“Which” means things, and this is a person."
            yield Hit(*match.span("bad"), message, confidence=0.75)


_NAMED = re.compile(r"(?P<first>[A-Z][a-z]+) [A-Z][a-z]+ (?P<bad>which) [a-z]+\b")


def _living(text: Annotated) -> Iterator[Hit]:
    """Yield "which" that is married or has sons."""
    for match in _LIVES.finditer(text.text):
        start = match.start("bad")
        span = text.doc.char_span(start, start + 5)
        if span is None or text.in_quotation(start) or not is_prose(span.sent):
            continue
        if not any(t.lemma_.lower() in _BREEDING for t in _before(span[0])):
            message = "“Which” means things, and only persons are that."
            yield Hit(start, match.end(), message, confidence=0.75)


def _before(token: Token) -> Words:
    """Return the words before, in which the nearest noun stands."""
    return token.doc[max(token.sent.start, token.i - _NEAR) : token.i]


def _in_place_of(text: Annotated) -> Iterator[Hit]:
    """Yield "whose both", "all what": a relative in the place of another word."""
    for match in _WHOSE.finditer(text.text):
        span = text.doc.char_span(*match.span("next"), alignment_mode="expand")
        if span is not None and not text.in_quotation(match.start()):
            yield Hit(
                *match.span(), f"“Whose” takes the place of “{match['next']}”.", confidence=0.8
            )
    for match in _WHAT.finditer(text.text):
        if not text.in_quotation(match.start()):
            found = match.group().rstrip()
            yield Hit(
                match.start(),
                match.start() + len(found),
                "After “all” the relative is “that”.",
                confidence=0.75,
            )


def find(text: Annotated) -> Iterator[Hit]:
    """Yield "whose both knees", "in 1974, which is a member", "a container, of whom"."""
    if is_talk(text):
        return
    for look in (_in_place_of, _full, _living, _told_by_words, _named, _what):
        yield from look(text)
    for at, tag in enumerate(columns(text).tags):
        if tag not in ("WP", "WDT"):
            continue
        token = text.doc[at]
        if not text.in_quotation(token.idx) and is_prose(token.sent):
            hit = _of_token(token)
            if hit is not None:
                yield hit
