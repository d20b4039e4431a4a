"""Singular and plural that do not fit. Documented beside, in number_disagreement.md."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token
from wordfreq import zipf_frequency

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.clauses import NOUN_TAGS, SUBJECTS
from mtqa.annotate.register import is_talk
from mtqa.detect.grammar._prose import columns
from mtqa.detect.rule import Hit
from mtqa.knowledge.nouns import classes, count_nouns, mass_nouns
from mtqa.knowledge.sexes import means_person
from mtqa.knowledge.verbs import words
from mtqa.knowledge.words import is_english

_SINGULAR_VERBS = {"is", "was", "has", "does"}
_PLURAL_VERBS = {"are", "were", "have", "do"}
_ONE = {"a", "an", "another", "every", "each", "this", "one"}
_SEVERAL = {"these", "those"}
# plurals in form only, or in meaning only
_SINGULAR_IN_S = {
    "news", "politics", "economics", "series", "species", "headquarters", "athletics", "physics",
    "mathematics", "sports", "gymnastics", "means", "crossroads", "works", "games", "statistics",
    "ethics", "logistics", "diabetes", "dynamics", "genetics", "robotics", "mechanics", "thanks",
    "analytics", "premises", "summons", "thumbs", "heads", "barracks", "shambles", "gallows",
    "measles", "billiards", "darts", "dominoes", "innings", "bellows", "chambers", "hers", "hours",
    "years", "months", "days", "weeks", "minutes", "seconds", "miles", "metres", "meters",
    "kilometres", "kilometers", "dollars", "pounds", "euros", "points", "percent", "times",
    "lots", "ways", "electronics", "graphics", "optics", "acoustics", "aerobics", "classics",
    "basics",
}  # fmt: skip
_UNITS = {
    "hours", "years", "months", "days", "weeks", "minutes", "seconds", "miles", "metres", "meters",
    "kilometres", "kilometers", "dollars", "pounds", "euros",
}  # fmt: skip
_EITHER_WAY = ("people", "folk", "kind", "sort", "type", "ing", "s", "craft", "youth", "fish",
               "staff", "police", "media", "data", "personnel", "sheep", "offspring", "elite",
               "men", "women", "children", "bacteria", "criteria", "phenomena")  # fmt: skip
_AMOUNTS = {
    "few", "great", "good", "many", "further", "full", "additional", "several", "total", "mere",
    "whole", "extra", "staggering", "whopping", "record", "last", "dozen",
}  # fmt: skip
_COMPOUND_AHEAD = {"NOUN", "PROPN", "ADJ", "X", "NUM"}
_OBJECT_BEGINS = {"CD", "DT", "PRP$", "PRP"}
_NUMBERS = {
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "many", "several", "few", "both", "twenty", "thirty", "forty", "fifty",
}  # fmt: skip
_PERIODS = {"week", "month", "year", "day", "hour", "minute", "decade", "thank", "point", "goal"}
# "two dozen", "six foot", "three head of cattle"
_WITHOUT_S = {
    "dozen", "score", "hundred", "thousand", "million", "billion", "trillion", "gross", "foot",
    "stone", "head", "brace", "grand", "quid", "fold", "yen", "yuan", "baht", "rand", "pound",
}  # fmt: skip
_STUCK = {"-", "–", "—", "/", "’", "'", "'s", "’s", "%", "\n"}
_ONE_OR = {
    "one", "part", "chapter", "page", "number", "phase", "stage", "level", "act", "season", "a",
    "an", "episode", "volume", "book", "section", "division", "league", "type", "day", "week",
    "group", "class", "plus", "grade", "category", "point", "tier", "every", "per", "not", "step",
}  # fmt: skip
_SINGLE_THINGS = {"effort", "attempt", "shot", "goal", "car", "plan", "law", "bill", "film", "song"}
# who are several, so that the British say "the team were"
_SETS = {
    "team", "crew", "squad", "couple", "pair", "side", "band", "staff", "family", "duo", "trio",
    "class", "cast", "union", "crowd", "public", "audience", "club", "group", "gang", "mob",
    "force",
    "firm", "company", "board", "panel", "jury", "committee", "council", "bunch", "range",
    "handful",
    "party", "series", "list", "string", "army", "unit", "pack", "set", "variety", "dozen", "bank",
    "majority", "minority", "rest", "lot", "half", "total", "youth", "elite", "opposition",
    "clergy",
    "leadership", "management", "electorate", "faculty", "trust", "press", "media", "police",
    "people", "cattle", "watchdog", "opponent",
    "community", "delegation", "agency", "government", "ministry", "population", "village", "chain",
}  # fmt: skip
_DETERMINED = {"the", "a", "an", "this", "that", "his", "her", "its", "their", "every", "each"}
# what makes "were" an unreal present, or several of one
_UNREAL = {
    "if", "though", "wish", "wishes", "wished", "unless", "and", "or", "nor", "as", "than",
    "neither",
    "either", "suppose", "imagine", "were", "whether", "plus", "half", "most", "what", "not",
    "lest",
    "would", "like", "number", "total", "majority", "&", "where", "which", "that", "until", "till",
}  # fmt: skip
# what only a plural has behind it; "do" and "have" where a verb follows
_OF_SEVERAL = {"were", "are", "have", "do"}
# forms in -s that are no nouns
_TOLD = {"says", "wants", "seems", "remains", "believes", "thinks", "includes", "becomes", "knows"}
_IRREGULAR = {"people", "men", "women", "children", "police"}
_VERBS = _SINGULAR_VERBS | _OF_SEVERAL | _TOLD
_QUANTIFIED = {"DT", "PRP$", "JJS", "JJ", "NNS", "RBS"}
# "the names of the firm is what matters", "the three years of war is too long"
_SUMS = {"what", "that", "why", "where", "how", "one", "amount", "number", "percent", "cent"}
_COUNTING = _ONE | _SEVERAL | _NUMBERS | {"that"}
_FEW = 3
_SHORT = 2  # words before a noun in the shortest phrases
_OFTEN = 2.8  # Zipf frequency of the form in -ing from which a word is known as a verb


@cache
def _is_verb(lemma: str) -> bool:
    """Return whether ``lemma`` is also a verb, so that its form in -s may be one."""
    stem = lemma.removesuffix("e")
    return any(
        zipf_frequency(form, "en") > _OFTEN for form in (stem + "ing", stem + stem[-1] + "ing")
    )


def _is_plural(noun: Token) -> bool:
    lower = noun.lower_
    return (
        noun.tag_ == "NNS"
        and (noun.is_lower or noun.is_sent_start is True)
        and noun.is_alpha
        and lower.endswith("s")
        and lower != noun.lemma_
        and lower not in _SINGULAR_IN_S
        and not lower.endswith("works")
    )


def _is_several(noun: Token) -> bool:
    """Return whether ``noun`` is a plural without -s: "the people is"."""
    if noun.lower_ not in _IRREGULAR or noun.tag_ not in ("NNS", "NN") or not noun.is_lower:
        return False
    return not any(t.pos_ == "ADP" for t in noun.doc[max(0, noun.i - 3) : noun.i])


def _first(noun: Token) -> Token:
    return noun.doc[noun.left_edge.i]


def _before(token: Token) -> Token | None:
    return token.nbor(-1) if token.i > token.sent.start else None


def _is_name(noun: Token) -> bool:
    """Return whether the noun in -s names somebody, or is a word of another language."""
    if noun.ent_type_ == "PERSON" or not is_english(noun.lower_):
        return True
    return noun.is_title and any(
        token.text == noun.text and not token.is_sent_start for token in noun.doc
    )


def _is_plural_of(noun: Token, verb: Token) -> bool:
    """Return whether ``noun`` is a plural that ``verb``, a singular, doesn't go with."""
    return _is_plural(noun) or (_is_several(noun) and verb.lower_ in _SINGULAR_VERBS)


def _subject_of(verb: Token) -> Token | None:
    """Return the plural right before the singular ``verb``, where it is its subject."""
    noun = _before(verb)
    if noun is None or noun.dep_ not in SUBJECTS or not _is_plural_of(noun, verb):
        return None
    if noun.head not in (verb, verb.head) or _is_name(noun):
        return None
    if any(k.dep_ in ("conj", "quantmod") for k in noun.children):
        return None
    counted = any(k.dep_ == "nummod" or k.tag_ == "CD" for k in noun.children)
    if counted and verb.i + 1 < len(verb.doc) and verb.nbor().tag_ not in ("VBN", "VBG"):
        return None  # "ten dollars is a lot"
    before = _before(noun)
    compound = before is not None and before.tag_ == "NN" and not _opens(noun)
    if _first(noun).tag_ == "VBG" or (compound and _is_verb(noun.lemma_)):
        return None  # "losing games", "the line on which the railway runs"
    return noun if _begins_clause(_first(noun)) else None


def _far_subject_of(verb: Token) -> Token | None:
    """Return the plural that begins the sentence, with "of …" between: "the signs of … is"."""
    before = _before(verb)
    if before is None or before.tag_ not in ("NN", "NNP", "NNS"):
        return None
    heads = (verb, verb.head) if verb.dep_ in ("aux", "auxpass") else (verb,)
    noun = next((c for head in heads for c in head.children if c.dep_ in SUBJECTS), None)
    if noun is None or noun.i >= verb.i or not _is_plural(noun) or _is_name(noun):
        return None
    first, between = _first(noun), noun.doc[noun.i + 1 : verb.i]
    if first.i != verb.sent.start or first.tag_ not in _QUANTIFIED or not len(between):
        return None
    if between[0].tag_ != "IN" or any(t.tag_[:2] in _BREAKS or t.text in _STUCK for t in between):
        return None
    if any(c.dep_ in ("conj", "nummod", "cc", "quantmod") for c in noun.children):
        return None
    return None if any(t.lower_ in _SUMS for t in verb.doc[first.i : verb.i + 2]) else noun


# verbs, conjunctions, relatives and marks, behind which another clause goes on
_BREAKS = {"VB", "CC", "WD", "WP", "WR", ",", ".", ":", "MD", "``", "''", "-L", "-R"}


def _begins_clause(first: Token) -> bool:
    """Return whether the phrase that begins with ``first`` is a subject and not part of one."""
    outside = _before(first)
    if outside is None or outside.lemma_.lower() in words("say"):
        return True
    if outside.pos_ == "CCONJ":
        return outside.is_sent_start is True or outside.lower_ == "but"
    return outside.pos_ not in ("ADP", "PART", "VERB")


def _opens(noun: Token) -> bool:
    """Return whether the phrase of ``noun`` is the first of its sentence: "Face masks is …"."""
    return noun.i - noun.sent.start <= _SHORT and _first(noun).i == noun.sent.start


def _counted_one(noun: Token) -> Token | None:
    """Return the word for one thing before the plural ``noun``."""
    word = _first(noun)
    governed = noun.dep_ == "pobj" and _before(word) == noun.head
    if word.lower_ not in _ONE and not (governed and word.text == "that"):
        return None
    if word.head != noun or word.dep_ not in ("det", "nummod"):
        return None
    inside = noun.doc[word.i + 1 : noun.i]
    if len(inside) > 1 or any(
        w.tag_ != "JJ" or not (w.is_lower or w.ent_type_ == "NORP") or w.text in _AMOUNTS
        for w in inside
    ):
        return None
    if word.lower_ == "this" and _is_verb(noun.lemma_) and not governed:
        return None
    outside = _before(word)
    if word.lower_ == "each" and outside is not None and outside.lower_ in _PLURAL_VERBS:
        return None  # "the rates are each primary developments"
    return None if outside is not None and outside.text in ("-", "or") else word


def _counted_several(noun: Token) -> Token | None:
    """Return "these" or "those" before the singular ``noun``."""
    if noun.tag_ != "NN" or not noun.is_lower or noun.lower_.endswith(_EITHER_WAY):
        return None
    word = noun.doc[noun.i - 1] if noun.i else None
    if word is not None and word.tag_ == "JJ" and noun.i > 1:
        word = noun.doc[noun.i - 2]
    if word is None or word.lower_ not in _SEVERAL or word.head != noun:
        return None
    if word.is_sent_start and word.i + 1 == noun.i and _is_verb(noun.lemma_):
        return None  # "These work only in the dark."
    after = noun.nbor() if noun.i + 1 < len(noun.doc) else noun
    begins = after.tag_ in _OBJECT_BEGINS or after.lower_ == "to"
    if begins and word.i + 1 == noun.i and _is_verb(noun.lemma_):
        return None  # "The costs of these amount to a third."
    return word


def _is_unit(noun: Token) -> bool:
    """Return whether ``noun`` is one of several units right behind "another"."""
    return noun.lower_ in _UNITS and noun.i > 0 and noun.nbor(-1).lower_ == "another"


def _joined(noun: Token) -> bool:
    """Return whether what follows goes on with the noun: a compound, a coordination."""
    if noun.dep_ in ("compound", "nmod", "npadvmod", "amod") or noun.i + 1 == len(noun.doc):
        return noun.i + 1 < len(noun.doc)
    after = noun.nbor()
    if after.tag_ == "VBZ" and after.lower_ not in _SINGULAR_VERBS:
        return True  # a noun after all: "these art shows"
    if after.lower_ == "and":
        return noun.i + 2 < len(noun.doc) and noun.nbor(2).pos_ not in ("VERB", "AUX", "DET")
    glued = after.text[0] in "-–" and not noun.whitespace_
    return after.pos_ in _COMPOUND_AHEAD or glued or after.text[0] in "/'’(“\"&"


def _numbered(noun: Token) -> Token | None:
    """Return the number before a count noun that stands in the singular: "two week left"."""
    if noun.tag_ != "NN" or not noun.is_lower:
        return None
    word = _before(noun)
    if word is None or word.lower_ not in _NUMBERS or _is_joined_on(noun):
        return None
    if noun.lower_ in _WITHOUT_S:
        return None
    if noun.lower_ not in count_nouns() and noun.lower_ not in _PERIODS and not _is_counted(noun):
        return None
    outside = _before(word)
    if outside is not None and (outside.text in _STUCK or outside.lower_ in _ONE_OR):
        return None  # "part two script", "chapter five page", "one or two"
    return word


def _is_counted(noun: Token) -> bool:
    """Return whether the plural is so usual that the noun is one to count: "three victim"."""
    lower = noun.lower_
    if (
        noun.nbor(-1).lower_ == "both"
        or lower.endswith(_EITHER_WAY)
        or lower in mass_nouns()
        or noun.dep_ not in _PLACES
    ):
        return False
    return zipf_frequency(lower + "s", "en") > max(_USUAL, zipf_frequency(lower, "en") - _RARER)


_PLACES = {*SUBJECTS, "dobj", "pobj"}
_USUAL, _RARER = 3.5, 1.0  # of plurals, on the scale of Zipf, the second as against the singular


def _is_joined_on(noun: Token) -> bool:
    """Return whether the noun may modify what follows: "two week period", "a ten year old"."""
    if noun.i + 1 == len(noun.doc):
        return True  # the text may be cut off
    after = noun.nbor()
    if after.text in _STUCK or after.is_space or after.pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "X"):
        return True
    return after.lower_ in ("old", "long", "wide", "high", "and", "or", "plus", "each", "in")


def _is_single(noun: str) -> bool:
    """Return whether the noun is one thing or person, and no set of several."""
    if noun in _SETS or "institution" in classes(noun):
        return False
    return noun in count_nouns() or noun in _SINGLE_THINGS or means_person(noun)


def _single_with_were(verb: Token) -> Token | None:
    """Return the singular right before "were", where it is the subject: "the effort were"."""
    noun = _before(verb)
    if noun is None or noun.tag_ != "NN" or noun.dep_ not in SUBJECTS or not noun.is_lower:
        return None
    if noun.head not in (verb, verb.head) or not (_is_single(noun.lower_) or _is_mass(noun)):
        return None
    if verb.lower_ in ("have", "do") and not _is_finite(verb):
        return None
    first = _first(noun)
    if first.lower_ not in _DETERMINED or first.head != noun or noun.i - first.i > _FEW:
        return None
    joined = any(k.dep_ in ("conj", "cc", "nummod", "appos") for k in noun.children)
    before = noun.doc[noun.sent.start : first.i]
    if len(before) and before[-1].dep_ == "mark" and before[-1].lower_ == "that":
        before = before[:-1]
    if joined or any(t.lower_ in _UNREAL for t in before):
        return None
    return noun if _begins_clause(first) else None


def _is_mass(noun: Token) -> bool:
    """Return whether English doesn't count the noun: "the information were"."""
    return noun.lower_ in mass_nouns() and noun.lower_ == noun.lemma_ and noun.lower_ not in _SETS


def _is_finite(verb: Token) -> bool:
    """Return whether "have" or "do" is the first verb of its clause: "the man have been"."""
    after = verb.nbor() if verb.i + 1 < len(verb.doc) else verb
    if after.tag_ not in ("VBN", "RB") and after.lower_ not in ("n't", "n’t", "not"):
        return False
    start = verb.doc[verb.sent.start : verb.i]
    return not any(t.tag_ == "MD" or t.lemma_ in ("do", "make", "let", "have") for t in start)


def _hit(first: Token, last: Token, message: str) -> Hit:
    return Hit(first.idx, last.idx + len(last), message, confidence=0.8)


def _candidates(text: Annotated) -> Iterator[Token]:
    """Yield the verbs and nouns that may differ in number from what stands before them."""
    read = columns(text)
    for at, lower in enumerate(read.lower):
        noun = read.tags[at] in NOUN_TAGS
        if lower in _VERBS or (noun and not _COUNTING.isdisjoint(read.lower[max(0, at - 2) : at])):
            yield text.doc[at]


def _of_noun(noun: Token) -> Hit | None:
    """Return "two week", "another layouts", "these apartment"."""
    number = _numbered(noun)
    if number is not None:
        return _hit(number, noun, f"“{number}” and “{noun}” differ in number.")
    plural = _is_plural(noun) or _is_unit(noun)
    one = _counted_one(noun) if plural else _counted_several(noun)
    if one is None or _joined(noun):
        return None
    return _hit(one, noun, f"“{one}” and “{noun}” differ in number.")


def _of_verb(verb: Token) -> Hit | None:
    """Return "the steelworkers is", "the effort were"."""
    if verb.text in _SINGULAR_VERBS or verb.text in _TOLD:
        subject = _subject_of(verb)
        if subject is None and verb.text in _SINGULAR_VERBS:
            subject = _far_subject_of(verb)
        if subject is not None:
            message = f"“{subject}” is a plural, “{verb}” goes with a singular."
            return _hit(_first(subject), verb, message)
    elif verb.text in _OF_SEVERAL:
        single = _single_with_were(verb)
        if single is not None:
            message = f"“{single}” is a singular, “{verb}” goes with a plural."
            return _hit(_first(single), verb, message)
    return None


def find(text: Annotated) -> Iterator[Hit]:
    """Yield "the steelworkers is", "another layouts", "these apartment"."""
    if is_talk(text):
        return
    for token in _candidates(text):
        hit = _of_noun(token) if token.pos_ == "NOUN" else _of_verb(token)
        if hit is not None:
            yield hit
