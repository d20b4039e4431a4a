"""Tenses at odds with the time, or with each other. Documented beside, in tense_jump.md."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span as Words
from spacy.tokens import Token

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.register import is_talk
from mtqa.detect.grammar._prose import is_prose
from mtqa.detect.rule import Hit
from mtqa.knowledge.verbs import words

_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_PAST = re.compile(
    rf"\b(?:yesterday|last (?:night|week|month|year|summer|winter|spring|autumn|{_DAY})"
    r"|(?:\d+|a|an|two|three|four|five|six|seven|eight|nine|ten|several|many|some|few) "
    r"(?:minutes?|hours?|days?|weeks?|months?|years?|decades?) ago)\b(?!['’-])"
)
_FUTURE = re.compile(
    rf"(?<!the )(?<!very )\b(?:tomorrow|next (?:week|month|year|summer|winter|{_DAY}))\b(?!['’-])"
)
_SINCE = re.compile(
    rf"\bsince (?:the year )?(?:(?:1[89]|20)\d\d\b|{_DAY}|January|February|March"
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
_MOMENTARY = {
    "call", "ring", "report", "sound", "arrive", "fall", "jump", "grab", "shout", "hit", "crash",
    "enter", "explode", "collapse", "discover", "notice", "arrest", "shoot", "stab", "escape",
    "flee", "phone", "catch", "break", "burst", "scream", "throw", "slip", "wake", "faint", "reply",
    "knock", "land", "drop", "step", "climb", "score", "smash", "seize", "snatch", "pull", "push",
    "leap", "dive", "sink", "capsize", "open", "close", "stop", "begin", "start", "leave", "ask",
    "answer", "appear", "disappear", "lose", "spot", "alert", "attack", "hear", "find", "reach",
    "return", "rush", "board", "interrupt", "cry", "laugh", "light", "ignite", "erupt", "strike",
    "overturn", "swerve", "brake", "stumble", "trip", "pick", "wave", "smile", "nod", "hang",
    "turn", "sit", "stand", "run", "walk", "come", "go", "take", "get", "put", "hand", "give",
    "see", "realise", "realize", "decide", "refuse", "order", "dial", "press", "switch", "lock",
}  # fmt: skip
_STEADY = {"now", "today", "still", "currently", "always", "often", "usually", "every", "each",
    "never", "sometimes", "if", "whenever", "when", "daily", "regularly", "who", "which", "that", "i", "we", "you"}  # fmt: skip
_PLANNED = {
    "plan", "schedule", "expect", "want", "hope", "need", "set", "mean", "intend", "wish", "fear",
    "have", "be", "promise", "do", "decide", "agree", "open", "begin", "start",
}  # fmt: skip
_SUPERLATIVE = {"JJS", "RBS"}
_COUNTED = {"first", "only", "second", "third", "fourth", "fifth", "sixth", "last", "more", "less",
    "up", "down", "higher", "lower", "it", "this", "that", "time", "year", "record", "change",
    "increase", "rise", "drop", "fall", "decline", "not", "n't", "no"}  # fmt: skip
_BEFORE = re.compile(
    r"\b(?:tomorrow|next (?:week|month|year))\b[^.,;]{0,25}\b(?:before|after|when|while)\b"
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
    """Return the tense of the verb's clause: ``past``, ``present``, ``will``, ``perfect`` or ``""``."""
    parts = _auxiliaries(verb)
    first = parts[0] if parts else verb
    lower = first.lower_
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


def _times(text: Annotated) -> Iterator[Hit]:
    """Yield "will open yesterday", "has died yesterday", "ended tomorrow"."""
    for match in _PAST.finditer(text.text):
        span = text.doc.char_span(*match.span())
        if span is None or text.in_quotation(match.start()):
            continue
        time = span.root
        verb = _clause_verb(time.head)
        tense = _finite(verb)
        direct = _direct(time, verb) and _only_verb_between(verb, time)
        if not direct or not is_prose(span.sent):
            continue
        if tense == "will":
            yield _hit(*_ends(verb, span), f"“{span.text}” is past, and “will” is to come.")
        elif tense == "perfect" and time.i > verb.i and not _been(verb):
            message = f"A time that is past, “{span.text}”, takes the simple past."
            yield _hit(*_ends(verb, span), message)
    for match in _FUTURE.finditer(text.text):
        span = text.doc.char_span(*match.span())
        if span is None or text.in_quotation(match.start()) or not is_prose(span.sent):
            continue
        verb = _clause_verb(span.root.head)
        if verb.tag_ != "VBD" or _auxiliaries(verb) or not _direct(span.root, verb):
            continue
        if (
            verb.lemma_ in _PLANNED
            or verb.lemma_ in words("say")
            or verb.dep_ in ("ccomp", "relcl")
        ):
            continue
        if span.start > verb.i and _only_verb_between(verb, span.root):
            yield _hit(*_ends(verb, span), f"“{span.text}” is to come, and “{verb}” is past.")


def _been(verb: Token) -> bool:
    return verb.lemma_ == "be" or any(c.tag_ == "VBG" for c in (verb,))


def _ends(verb: Token, span: Words) -> tuple[Token, Token]:
    first = min([verb, *_auxiliaries(verb), span[0]], key=lambda token: token.i)
    last = max([verb, span[-1]], key=lambda token: token.i)
    return first, last


def _since(text: Annotated) -> Iterator[Hit]:
    """Yield "is a member since 2004", "works there since 1990"."""
    for match in _SINCE.finditer(text.text):
        span = text.doc.char_span(match.start(), match.start() + 5)
        if span is None or text.in_quotation(match.start()) or not is_prose(span.sent):
            continue
        since = span[0]
        verb = since.head
        while verb.dep_ in ("attr", "acomp", "pobj", "prep"):
            verb = verb.head
        if verb.tag_ == "VBN" and verb.lemma_ in _CLOSED:
            verb = next((c for c in verb.children if c.dep_ == "auxpass"), verb)
        if verb.tag_ not in ("VBZ", "VBP") or verb.i > since.i:
            continue
        clause = verb.doc[verb.i : since.i]
        if any(
            t.tag_ in ("VBD", "JJR", "RBR", "VBG", *_SUPERLATIVE) or t.text in ",;:(–—"
            for t in clause
        ):
            continue
        if any(t.lower_ in _COUNTED for t in verb.doc[max(verb.sent.start, verb.i - 2) : since.i]):
            continue
        if verb.lemma_ in _STATES:
            yield _hit(
                verb,
                since,
                f"What began at a time in the past takes the perfect: not “{verb}”, but “has”.",
            )


_CLOSED = {"close", "marry", "know", "block", "occupy", "lock", "employ", "register", "paralyse"}
_STATES = {
    "be", "live", "work", "exist", "belong", "lead", "own", "head", "run", "serve", "play", "study",
    "teach", "know", "hold", "stand", "reside", "govern", "rule", "operate", "manage", "wait", "have",
}  # fmt: skip


def _mixed(text: Annotated) -> Iterator[Hit]:
    """Yield "the pilot reports smoke and had asked", "she will have quoted and was interrupted"."""
    sentences = list(text.sentences)
    for at, sentence in enumerate(sentences):
        root = sentence.root
        future = root.tag_ == "VBN" and _finite(root) == "will have"
        if not future and root.lemma_ not in _MOMENTARY:
            continue
        if not is_prose(sentence) or text.in_quotation(sentence.start_char):
            continue
        tense = "will have" if future else _finite(root)
        others = [t for t in sentence if t.dep_ == "conj" and t.pos_ in ("VERB", "AUX")]
        own = [t for t in others if _chain(t, root)]
        if tense == "will have":
            for other in own:
                own_subject = any(c.dep_ in ("nsubj", "nsubjpass") for c in other.children)
                if not own_subject and _finite(other) in ("past", "pluperfect"):
                    yield _hit(
                        _auxiliaries(root)[0],
                        other,
                        "“Will have” and a past tense can't tell of one event.",
                    )
                    break
            continue
        if tense != "present":
            continue
        if (
            any(t.lower_ in _STEADY for t in sentence)
            or '"' in sentence.text
            or "“" in sentence.text
        ):
            continue
        if not _is_told(sentences, at):
            continue
        other = next((t for t in own if _finite(t) in ("past", "pluperfect")), None)
        if other is not None:
            yield _hit(
                root, other, f"“{root}” is present, “{other}” is past; both belong to one event."
            )
        elif _LATER.match(sentence.text.strip()):
            yield _hit(root, root, f"The story is told in the past, and “{root}” is present.")


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
    return len(tenses) > 1 and tenses.count("past") >= len(tenses) - 1 and "present" not in tenses


def _crossed(text: Annotated) -> Iterator[Hit]:
    """Yield "tomorrow a minute before he scored"."""
    for match in _BEFORE.finditer(text.text):
        span = text.doc.char_span(*match.span())
        if span is None or text.in_quotation(match.start()) or not is_prose(span.sent):
            continue
        link = span[-1]
        clause = link.head if link.dep_ in ("mark", "advmod") else None
        clause = clause or next((c for c in link.children if c.dep_ == "pcomp"), None)
        if (
            clause is not None
            and clause.tag_ == "VBD"
            and clause.i > link.i
            and clause.i - link.i < 6
        ):
            if not any(t.text in ",;" for t in clause.doc[link.i : clause.i]):
                yield _hit(span[0], clause, f"“{span[0]}” is to come, and “{clause}” is past.")


def find(text: Annotated) -> Iterator[Hit]:
    """Yield tenses that don't go with the time named, or with the verb beside."""
    if is_talk(text):
        return
    yield from _times(text)
    yield from _since(text)
    yield from _mixed(text)
    yield from _crossed(text)
