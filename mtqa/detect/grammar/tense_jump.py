"""Tenses at odds with the time, or with each other. Documented beside, in tense_jump.md."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span as Words
from spacy.tokens import Token

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.clauses import SUBJECTS
from mtqa.annotate.register import is_talk
from mtqa.detect.grammar._bare_forms import bare_forms
from mtqa.detect.grammar._prose import is_prose
from mtqa.detect.grammar._times import times_at_odds
from mtqa.detect.grammar._verb_chains import SAME_IN_PAST, verb_chains
from mtqa.detect.rule import Hit
from mtqa.knowledge.dates import LONG_DAY
from mtqa.knowledge.verbs import words

_PAST = re.compile(
    rf"\b(?:[Yy]esterday|(?<!the )[Ll]ast (?:night|week|month|year|summer|winter|spring|autumn"
    rf"|{LONG_DAY})"
    r"|(?:\d+|a|an|two|three|four|five|six|seven|eight|nine|ten|several|many|some|few) "
    r"(?:minutes?|hours?|days?|weeks?|months?|years?|decades?) ago)\b(?!['’-])"
)
_FUTURE = re.compile(
    rf"(?<!the )(?<!very )\b(?:[Tt]omorrow|[Nn]ext (?:week|month|year|summer|winter|{LONG_DAY}))\b"
    rf"(?!['’-])"
)
_SINCE = re.compile(
    rf"\bsince (?:the year )?(?:(?:1[89]|20)\d\d\b|{LONG_DAY}|January|February|March"
    r"|April|June|July|August|September|October|November|December|yesterday|last \w+"
    r"|the (?:war|revolution|beginning|end|start|founding|fall|Middle Ages))"
)
_LATER = re.compile(
    r"^(?:(?:\w+ )?(?:\w+ )?(?:seconds?|minutes?|hours?|days?|weeks?|months?) (?:later|afterwards)"
    r"|Shortly (?:afterwards|after(?: that)?|before)|Then|Suddenly|Moments later|A little later"
    r"|At (?:midnight|noon|dawn|\d+(?::\d\d)?(?: ?[ap]\.?m\.?)?)|The (?:next|following) "
    r"(?:day|morning|night|evening)|That (?:night|evening|morning|day)|Half an hour later"
    r"|In the (?:evening|morning|night|afternoon)|Soon after(?:wards)?)\b"
)
# happens at one moment, so that its present is no habit and no state
_MOMENTARY = words("moment")
_STEADY = {"now", "today", "still", "currently", "always", "often", "usually", "every", "each",
    "never", "sometimes", "if", "whenever", "when", "daily", "regularly", "who", "which", "that",
    "i", "we", "you"}  # fmt: skip
_PLANNED = words("planned")
# what is done now for a time to come
_ARRANGED = words("arranged")
_TIMELESS = words("timeless")
_SOON = 6  # tokens
_ROOTS = {"VBN", "VBZ", "VBP"}
_COUNTED = {"first", "only", "second", "third", "fourth", "fifth", "sixth", "last", "more", "less",
    "up", "down", "higher", "lower", "it", "this", "that", "time", "year", "record", "change",
    "increase", "rise", "drop", "fall", "decline", "not", "n't", "no"}  # fmt: skip
_BEFORE = re.compile(
    r"\b(?:tomorrow|next (?:week|month|year))\b[^.,;]{0,25}\b(?:before|after|when|while)\b"
)

# early enough that no text speaks of the year as one to come
_YEAR = re.compile(
    r"\b(?:In|By|On|Since|Until|After|At the|Early in|Late in)(?: [A-Za-z]+){0,4}?"
    r"(?: \d{1,2}(?:st|nd|rd|th)?(?: of)?(?: [A-Z][a-z]+)?,?)? (?:1[0-9]\d\d|200\d|201[0-5])s?\b"
)
_FOUND = re.compile(
    r"\b(?:find|found|discover(?:ed)?|diagnosed|notic?ed|realised|realized|saw|confirmed|detected"
    r"|concluded|established|learned|learnt)\b[^.;,]{0,40}\bthat [^.;,]{2,40}?"
    r"(?P<bad>\b(?:was|were) going to (?:have|be|suffer|break|lose) "
    r"[^.;,]{2,60}?\b(?:earlier|ago|before|yesterday|last \w+)\b)"
)


def _hit(first: Token, last: Token, message: str, confidence: float = 0.75) -> Hit:
    return Hit(first.idx, last.idx + len(last), message, confidence=confidence)


def _clause_verb(token: Token) -> Token:
    """Return the verb that the time belongs to."""
    while token.pos_ not in ("VERB", "AUX") and token.head.i != token.i:
        token = token.head
    return token


def _auxiliaries(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.dep_ in ("aux", "auxpass") and c.i < verb.i]


def _finite(verb: Token) -> str:
    """Return the tense: ``past``, ``perfect``, ``will``, ``will have`` or empty."""
    parts = _auxiliaries(verb)
    first = parts[0] if parts else verb
    lower = first.lower_
    if lower == "to" and verb.head.lower_ == "going" and verb.dep_ == "xcomp":
        first = _auxiliaries(verb.head)[0] if _auxiliaries(verb.head) else verb.head
        return "will" if first.tag_ in ("VBZ", "VBP") else ""
    if lower in ("will", "'ll", "’ll", "wo", "shall"):
        return "will have" if any(p.lower_ == "have" for p in parts[1:]) else "will"
    if lower in ("has", "have", "'ve", "’ve") and parts and len(parts) > 0:
        return "perfect"
    if lower == "had" and parts:
        return "pluperfect"
    if first.tag_ == "VBD":
        return "past"
    return "present" if first.tag_ in ("VBZ", "VBP") else ""


def _only_verb_between(verb: Token, time: Token) -> bool:
    """Return whether no other finite verb or noun clause stands between the verb and the time."""
    low, high = sorted((verb.i, time.i))
    between = verb.doc[low + 1 : high]
    return not any(
        t.tag_ in ("VBD", "VBN", "VBZ", "VBP", "MD", "WDT", "WP") or t.text in ",;:"
        for t in between
    )


def _direct(time: Token, verb: Token) -> bool:
    """Return whether the time is the verb's own, not that of a noun: "the fire last week"."""
    return time.head == verb or (time.dep_ == "advmod" and time.head.head == verb)


def _spans(text: Annotated, pattern: re.Pattern[str]) -> Iterator[Words]:
    """Yield what the pattern finds in the prose of the text."""
    for match in pattern.finditer(text.text):
        span = text.doc.char_span(*match.span(), alignment_mode="expand")
        if span is not None and not text.in_quotation(match.start()) and is_prose(span.sent):
            yield span


def _gone(text: Annotated) -> Iterator[Hit]:
    """Yield "will open yesterday", "has died yesterday"."""
    for span in _spans(text, _PAST):
        time = span.root
        verb = _clause_verb(time.head)
        if not _direct(time, verb) or not _only_verb_between(verb, time):
            continue
        tense = _finite(verb)
        if tense == "will" or (tense == "present" and _is_told_now(verb, span)):
            yield _hit(*_ends(verb, span), f"“{span.text}” is past, and “{verb}” isn't.")
        elif tense == "perfect" and time.i > verb.i and not _been(verb):
            message = f"A time that is past, “{span.text}”, takes the simple past."
            yield _hit(*_ends(verb, span), message)


def _is_told_now(verb: Token, span: Words) -> bool:
    """Return whether the present is no caption's nor a noun: "the photo shows her 20 years ago"."""
    acts = any(child.dep_ == "nsubj" for child in verb.children)
    acts = acts and verb.dep_ not in ("relcl", "ccomp", "advcl")
    return acts and span[-1].lower_ != "ago" and verb.lemma_ not in _TIMELESS


def _coming(text: Annotated) -> Iterator[Hit]:
    """Yield "ended tomorrow"."""
    for span in _spans(text, _FUTURE):
        verb = _clause_verb(span.root.head)
        if not _is_over(verb) or not _direct(span.root, verb):
            continue
        planned = verb.lemma_ in _PLANNED or verb.lemma_ in words("say")
        if planned or verb.dep_ in ("ccomp", "relcl"):
            continue
        if span.start < verb.i and (not span[0].is_sent_start or verb.dep_ != "ROOT"):
            continue
        if _only_verb_between(verb, span.root):
            yield _hit(*_ends(verb, span), f"“{span.text}” is to come, and “{verb}” is past.")


def _is_over(verb: Token) -> bool:
    """Return whether the verb tells what is past: "ended", "was sold", "had been sold"."""
    parts = _auxiliaries(verb)
    if not parts:
        return verb.tag_ == "VBD"
    if verb.tag_ != "VBN" or verb.lemma_ in _ARRANGED:
        return False
    return all(part.lower_ in ("was", "were", "had", "been", "being") for part in parts)


def _been(verb: Token) -> bool:
    return verb.lemma_ == "be" or verb.tag_ == "VBG"


def _ends(verb: Token, span: Words) -> tuple[Token, Token]:
    first = min([verb, *_auxiliaries(verb), span[0]], key=lambda token: token.i)
    last = max([verb, span[-1]], key=lambda token: token.i)
    return first, last


def _since(text: Annotated) -> Iterator[Hit]:
    """Yield "is a member since 2004", "works there since 1990"."""
    for span in _spans(text, _SINCE):
        since = span[0]
        verb = _state(since)
        if verb.tag_ not in ("VBZ", "VBP") or verb.lemma_ not in _STATES or verb.i > since.i:
            continue
        clause = verb.doc[verb.i : since.i]
        if any(t.tag_ in _COMPARING or t.text in ",;:(–—" for t in clause):
            continue
        around = verb.doc[max(verb.sent.start, verb.i - 2) : since.i]
        if not any(token.lower_ in _COUNTED for token in around):
            message = f"What began in the past takes the perfect: not “{verb}”, but “has”."
            yield _hit(verb, since, message)


def _state(since: Token) -> Token:
    """Return the verb that "since" belongs to, or its auxiliary: "is closed since"."""
    verb = since.head
    while verb.dep_ in ("attr", "acomp", "pobj", "prep"):
        verb = verb.head
    if verb.tag_ == "VBN" and verb.lemma_ in _CLOSED:
        return next((child for child in verb.children if child.dep_ == "auxpass"), verb)
    return verb


_COMPARING = {"VBD", "JJR", "RBR", "VBG", "JJS", "RBS"}
_CLOSED = words("resulting")
_STATES = words("lasting")


def _mixed(text: Annotated) -> Iterator[Hit]:
    """Yield "the pilot reports smoke and had asked", "she will have quoted and was interrupted"."""
    sentences = list(text.sentences)
    for at, sentence in enumerate(sentences):
        root = sentence.root
        if root.tag_ not in _ROOTS or not (root.tag_ == "VBN" or root.lemma_ in _MOMENTARY):
            continue
        if not is_prose(sentence) or text.in_quotation(sentence.start_char):
            continue
        joined = [t for t in sentence if t.dep_ == "conj" and _chain(t, root)]
        past = [t for t in joined if _finite(t) in ("past", "pluperfect")]
        tense = _finite(root)
        if tense == "will have":
            yield from _guessed(root, past)
        elif tense == "present" and not _is_steady(sentence) and _is_told(sentences, at):
            yield from _present(sentence, past)


def _guessed(root: Token, past: list[Token]) -> Iterator[Hit]:
    """Yield the first verb in the past that has the subject of "will have"."""
    for other in past:
        if not any(child.dep_ in SUBJECTS for child in other.children):
            message = "“Will have” and a past tense can't tell of one event."
            yield _hit(_auxiliaries(root)[0], other, message)
            return


def _present(sentence: Words, past: list[Token]) -> Iterator[Hit]:
    """Yield the present of the main verb, with a past beside it or a point of time before."""
    root = sentence.root
    if past and root.lower_ not in SAME_IN_PAST and not _is_broken(root, past[0]):
        message = f"“{root}” is present, “{past[0]}” is past; both belong to one event."
        yield _hit(root, past[0], message)
    elif _LATER.match(sentence.text.strip()):
        yield _hit(root, root, f"The story is told in the past, and “{root}” is present.")


def _is_broken(verb: Token, other: Token) -> bool:
    """Return whether a dash or semicolon begins another sentence between the verbs."""
    return any(t.text in "-–—;" and t.tag_ != "HYPH" for t in verb.doc[verb.i : other.i])


def _is_steady(sentence: Words) -> bool:
    """Return whether the sentence says what is always so, or holds a quotation."""
    quoted = '"' in sentence.text or "“" in sentence.text
    return quoted or any(token.lower_ in _STEADY for token in sentence)


def _chain(verb: Token, root: Token) -> bool:
    for _ in range(5):
        if verb == root:
            return True
        if verb.dep_ != "conj":
            return False
        verb = verb.head
    return False


def _is_told(sentences: list[Words], at: int) -> bool:
    """Return whether the sentences around are told in the past."""
    around = [*sentences[max(0, at - 2) : at], *sentences[at + 1 : at + 2]]
    tenses = [_finite(one.root) for one in around if len(one) > 4]
    past = tenses.count("past") + tenses.count("pluperfect")
    return len(tenses) > 1 and past >= len(tenses) - 1 and "present" not in tenses


def _dated(text: Annotated) -> Iterator[Hit]:
    """Yield "will emigrate" of "in 1954 he will emigrate", in a story told in the past."""
    found = list(_YEAR.finditer(text.text))
    if not found:
        return
    sentences = list(text.sentences)
    starts = {sentence.start_char: at for at, sentence in enumerate(sentences)}
    for match in found:
        at = starts.get(match.start())
        if at is None or not is_prose(sentences[at]) or text.in_quotation(match.start()):
            continue
        root = sentences[at].root
        if (
            _finite(root) == "will"
            and root.i > sentences[at].start
            and _is_over_told(sentences, at)
        ):
            will = _auxiliaries(root)[0]
            if will.idx >= match.end():
                message = f"“{match.group().strip()}” is past, and “{will} {root}” is to come."
                yield Hit(match.start(), root.idx + len(root), message, confidence=0.7)


def _is_over_told(sentences: list[Words], at: int) -> bool:
    """Return whether most sentences beside are told in the past, and none in the future."""
    around = [*sentences[max(0, at - 2) : at], *sentences[at + 1 : at + 3]]
    tenses = [_finite(one.root) for one in around if len(one) > 3]
    return tenses.count("past") > 1 and "will" not in tenses and "present" not in tenses


def _foreseen(text: Annotated) -> Iterator[Hit]:
    """Yield "found that she was going to have a broken leg two days earlier"."""
    for match in _FOUND.finditer(text.text):
        compared = " than " in match["bad"] or text.text[match.end() :].startswith(" than")
        if not text.in_quotation(match.start()) and not compared:
            message = "What was to come can't have been found with a time that was over."
            yield Hit(*match.span("bad"), message, confidence=0.7)


def _crossed(text: Annotated) -> Iterator[Hit]:
    """Yield "tomorrow a minute before he scored"."""
    for span in _spans(text, _BEFORE):
        link = span[-1]
        clause = link.head if link.dep_ in ("mark", "advmod") else None
        clause = clause or next((c for c in link.children if c.dep_ == "pcomp"), None)
        if clause is None or clause.tag_ != "VBD" or not 0 < clause.i - link.i < _SOON:
            continue
        if not any(t.text in ",;" for t in clause.doc[link.i : clause.i]):
            yield _hit(span[0], clause, f"“{span[0]}” is to come, and “{clause}” is past.")


def find(text: Annotated) -> Iterator[Hit]:
    """Yield tenses that don't go with the time named, or with the verb beside."""
    if is_talk(text):
        return
    yield from _gone(text)
    yield from _coming(text)
    yield from _since(text)
    yield from _mixed(text)
    yield from _crossed(text)
    yield from _dated(text)
    yield from _foreseen(text)
    yield from times_at_odds(text, _MOMENTARY, _STATES - {"be", "have", "stand"})
    yield from verb_chains(text, _MOMENTARY, _is_told)
    yield from bare_forms(text)
