"""Verbs where another language puts them: second or last. Documented in verb_place.md."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span as Words
from spacy.tokens import Token

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.clauses import subject_of
from mtqa.annotate.register import is_talk
from mtqa.detect.grammar._chunks import Chunks, chunks
from mtqa.detect.grammar._prose import columns, statements
from mtqa.detect.rule import Hit
from mtqa.knowledge.sexes import means_person
from mtqa.knowledge.verbs import words

# behind these English puts its verb second too
_INVERTING = {
    "so", "only", "never", "not", "nor", "neither", "no", "hardly", "scarcely", "barely", "rarely",
    "seldom", "little", "such", "than", "as", "nowhere", "few", "thus", "well", "many", "often",
    "once", "if", "were", "should", "n't", "nothing", "none", "sooner", "less",
    "more", "much", "here", "there", "what", "which", "how", "why", "gladly", "long", "vain",
    "without", "may", "but", "else", "that", "also", "then", "too", "up", "down", "away", "off",
    "out", "over", "gone",
}  # fmt: skip
_COMING = {"next", "first", "last", "soon", "finally", "again", "later", "now", "still", "suddenly"}
_PAST = {"VBN", "VBD"}
_SECOND_AUXILIARY = re.compile(r"^[Rpt]*[Rpt]A[Nn][Rpt]*(?P<object>N?)[Rpt]*[VF]")
_SECOND_VERB = re.compile(
    r"^[Rpt]*[Rpt]F(?:[Nn]p*[Nn]|S[^A]|O(?=N)|(?P<decides>[Nn]p*(?:TV|M))|(?P<dies>[Nn])(?=p*\.$))"
    r"|^p+FI[Nn]"
)
_LAST = re.compile(
    r"M(?:[SI][Rpt]*N[Rpt]*F(?=\.|C(?!R?[FV][Nn]))|[SI][Rt]*p[Rt]*p[Rpt]*F(?=\.|C(?!R?[FV][Nn]))"
    r"|[SI][Rpt]*nF(?=\.|C(?!R?[FV][Nn]))|[Nn]p*N[Rpt]*F(?=\.|C(?!R?[FV][Nn]))|NN[Rptn]*(?=\.$)"
    r"|S[Rt]*p[Rpt]*p(?=\.$)"
    r"|[SINn][Rpt]*N[Rpt]*VA(?=\.|C))"
)
_LAST_OF_ALL = re.compile(r"^N[Rpt]*N[Rpt]*F[Rpt]*\.$")
# "a in Warsaw born director", "the on Monday by the court fined firm"
_BEFORE_NOUN = re.compile(
    r"[TtaHhIi](?<!\w.)(?:he|n|is|er|heir|ts)? (?:in|at|on|by|from|since|under|near) "
    r"(?!part\b|fact\b|turn\b|effect\b|call\b)(?:(?:the|a|his|her|their) )?(?:[\w-]+ ){1,3}?"
    r"(?P<verb>[a-z]+(?:ed|en|n|t|ld|de)) (?P<noun>[a-z]+)\b"
)
# "the government Spanish announced", "the house white was"
_NATIONS = (
    "Spanish|French|German|Italian|Portuguese|Brazilian|Mexican|Russian|Polish|Turkish|Greek|Dutch"
    "|Swedish|Danish|Japanese|Chinese|Korean|Argentine|Chilean|Peruvian|Colombian|Romanian|American"
    "|British|English|Irish|Israeli|Indian|Egyptian|Moroccan|Algerian|Ukrainian|Hungarian|Czech"
    "|European|African|Belgian|Austrian|Swiss|Norwegian|Finnish|Cuban|Iranian|Iraqi|Syrian"
)
_BEHIND_NOUN = re.compile(
    r"[TAHI](?:he|n|is|er|heir|ts)? (?P<noun>[a-z]+) (?P<quality>"
    rf"{_NATIONS}|red|white|green|black|yellow|grey|gray|pink|purple|wooden|rural|municipal|famous"
    r"|ancient|beautiful|economic|political|social|national|historic|federal|annual|electric"
    r"|industrial|agricultural|new|old|big|small|young|rich) (?P<verb>[a-z]+)\b"
)
_NAMED_COLOURS = {
    "colour", "color", "team", "wine", "code", "district", "line", "word", "language",
    "group", "army", "zone", "category", "class", "course", "shade", "light", "teacher", "state",
}  # fmt: skip
_AFTER_MODAL = re.compile(r"(?:[SI]|^N)A(?:R?N[Rpt]*[VF]|[Rpt]*N[Rpt]*[VF](?=\.$|C))")
# "has on Monday begun", the subject behind it; "that she the wallet had found"
_SECOND_PARTED = re.compile(r"^[Rpt]*[pt]AR?[pt][Rpt]*(?:VR?[Nn]|FR?[Nn])")
_OBJECT_FIRST = re.compile(r"M[SI][Rpt]*N[Rpt]*A[Rpt]*V")
# "he the letter had read", "he yesterday to home"
_SUBJECT_OBJECT = re.compile(r"^(?:S[Rpt]*N[Rpt]*(?:AR?V|F)|St(?:T|N[Rpt]*[.VF]))")
# "announced the minister the new tax", "announced the minister that"
_VERB_FIRST = re.compile(
    r"^F(?P<who>[Nn])p*(?:(?P<what>[Nnt])[^.]*(?=[AF.])|(?P<that>M|TV)[^.]*\.$)"
)
# "of the ship the captain was"
_OWNER_FIRST = re.compile(r"^pN[Rpt]*(?:[AF]|N[^.]*[AF])")
_APART = re.compile(r"AR?[pt][Rpt]*[Nn][VF](?=\.$|C)")
_WITH_AGENT = re.compile(r"AR?p[Rpt]*(?:[FV][Nn])?V[RtN]*V?(?=\.)")
# "where passengers through a glass wall it will see"
_TWICE = re.compile(r"M[Nn]p+[SI][AF][^AFM.]*(?=\.)")
_COPULA_LAST = re.compile(r"[NnJ]R*JA(?=\.$)")
_PREDICATE_FIRST = re.compile(r"^Nn?N?JAR*[pP.]")
_PARTICIPLE_FIRST = re.compile(r"^p+[VF]A(?=[MN])")
# "told the minister to go, she" is a participle
_ASKED = {
    "tell", "ask", "order", "warn", "promise", "remind", "inform", "convince", "teach", "persuade",
    "urge", "force", "want", "expect", "find", "know", "believe", "say", "give", "send", "offer",
    "show", "advise", "instruct", "name", "call", "elect", "appoint", "make", "assure",
}  # fmt: skip
_BODIES = {
    "government", "police", "army", "council", "company", "team", "ministry", "parliament", "court",
    "board", "union", "committee", "firm", "authority", "bank", "club", "party", "museum", "school",
    "commission", "agency", "senate", "prosecution", "opposition", "association", "foundation",
}  # fmt: skip
_WHOLES = {
    "lot", "group", "rest", "total", "number", "team", "set", "family", "two", "crew", "list",
    "squad", "class", "couple", "pair", "generation", "trio", "money", "sum", "amount", "cast",
}  # fmt: skip
# with their subject behind them and a clause behind that
_DECIDING = {
    "decide", "plan", "want", "announce", "say", "promise", "refuse", "demand", "ask", "order",
    "try", "hope", "agree", "threaten", "warn", "confirm", "state", "explain", "declare", "report",
    "find", "learn", "know", "believe", "expect", "propose", "intend", "vow", "admit", "claim",
}  # fmt: skip
# without an object, and not of those that say where something is or comes
_DYING = {
    "die", "increase", "decrease", "grow", "protest", "vote", "resign", "crash", "collapse",
    "participate", "speak", "work", "play", "win", "lose", "study", "drown", "decide", "marry",
    "agree", "suffer", "improve", "continue", "retire", "celebrate", "demonstrate", "explode",
    "buy", "sell", "build", "find", "kill", "arrest", "receive", "make", "take", "give", "sign",
    "open", "close", "publish", "present", "visit", "discover", "meet", "elect", "approve",
    "reject", "pass", "adopt", "produce", "break", "cause", "destroy", "damage", "injure", "start",
}  # fmt: skip
_PREDICATES = {
    "satisfied", "happy", "proud", "angry", "ready", "glad", "sure", "aware", "famous", "rich",
    "certain", "sad", "old", "new", "big", "small", "large", "modern", "young", "strong", "weak",
    "beautiful", "popular", "important", "difficult", "easy", "good", "bad", "poor", "tired",
    "calm", "careful", "grateful", "hopeful", "successful", "dangerous", "cheap", "expensive",
    "empty", "quiet", "heavy", "busy", "optimistic", "disappointed", "surprised", "dissatisfied",
    "great", "long", "high", "low", "red", "green", "blue", "white", "black",
}  # fmt: skip

_LONGEST = 16  # words of what can be read as one order of words


def _quote(found: Chunks, match: re.Match[str]) -> Words:
    return found.words(match.start(), match.end())


def _lemma(found: Chunks, match: re.Match[str], letter: str) -> str:
    """Return the lemma of the first chunk of the match that has this letter."""
    at = match.start() + match.group().index(letter)
    return found.words(at, at + 1)[0].lemma_.lower()


def _second(found: Chunks) -> Iterator[tuple[Words, str]]:
    why = "Behind “{}” the verb stands before its subject, as in German or Dutch."
    match = _SECOND_AUXILIARY.search(found.letters)
    if match and _is_plain(found, match) and _is_perfect(found, match):
        yield _quote(found, match), why
    match = _SECOND_PARTED.search(found.letters)
    if match and _is_plain(found, match) and _is_parted(found, match):
        yield _quote(found, match), why
    match = _SECOND_VERB.search(found.letters)
    if match and _is_plain(found, match) and _never_inverts(found, match):
        yield _quote(found, match), why


def _first(found: Chunks) -> Iterator[tuple[Words, str]]:
    """Yield "announced the minister that", "of the ship the captain was"."""
    match = _VERB_FIRST.search(found.letters)
    if match and _is_doer(found.words(match.start("who"), match.end("who"))):
        verb = found.sentence[0]
        plain = verb.tag_ == "VBD" and verb.lemma_.lower() not in _ASKED
        if plain and (match["what"] or verb.lemma_.lower() in _DECIDING):
            why = "The sentence begins with its verb: “{}”."
            yield found.words(0, match.end("who")), why
    if found.sentence[0].text == "Of" and _OWNER_FIRST.search(found.letters):
        whole, part = found.words(0, 1), found.words(1, 2)
        owned = part[0].lower_ in ("the", "its", "his", "her", "their")
        known = len(whole) > 2 and whole[1].lower_ in ("the", "this", "a", "his", "her")
        if owned and known and whole[-1].tag_ == "NN" and whole[-1].lemma_ not in _WHOLES:
            yield found.words(0, 2), "The whole stands before its part: “{}”."


def _is_doer(words: Words) -> bool:
    """Return whether the words name a person or body that can do something."""
    last = words[-1]
    if last.ent_type_ in ("PERSON", "ORG"):
        return True
    lemma = last.lemma_.lower()
    return means_person(lemma) or lemma in _BODIES


def _is_perfect(found: Chunks, match: re.Match[str]) -> bool:
    """Return whether the verb needs its auxiliary: "last year had people worried" is good."""
    auxiliary = _lemma(found, match, "A")
    if auxiliary == "have" and match.group()[0] == "t" and match.group()[1] == "A":
        return bool(match["object"]) and _quote(found, match)[-1].tag_ in _PAST
    last = _quote(found, match)[-1]
    if auxiliary != "be" and match.group()[-1] == "F":
        return bool(match["object"]) and last.tag_ in ("VBD", "VBP")
    return auxiliary != "be" and last.tag_ != "VBG"


def _is_parted(found: Chunks, match: re.Match[str]) -> bool:
    """Return whether the subject of a verb in two parts stands behind both."""
    before = found.words(match.start() + match.group().index("A"), match.end() - 1)
    participle = next((t for t in reversed(before) if t.tag_ in ("VBN", "VBD", "VB")), None)
    if participle is None:
        return False
    auxiliary = before[0]
    if auxiliary.lemma_ == "have":
        return participle.tag_ in _PAST
    if auxiliary.lemma_ == "be":
        return participle.tag_ in _PAST and participle.lemma_ in _DYING
    return auxiliary.tag_ == "MD" and participle.tag_ == "VB"


def _never_inverts(found: Chunks, match: re.Match[str]) -> bool:
    verb = _lemma(found, match, "F")
    if _is_owned(found, match):
        return False
    if match["decides"]:
        return verb in _DECIDING
    if match["dies"]:
        return verb in _DYING and not _has_subject(found, match)
    return verb not in words("say")


def _has_subject(found: Chunks, match: re.Match[str]) -> bool:
    """Return whether the verb's subject stands before it: "in Athens 2004 Latvia won"."""
    at = match.start() + match.group().index("F")
    verb = found.words(at, at + 1)[0]
    subject = subject_of(verb)
    dated = verb.nbor(-1).tag_ == "NNP" and verb.nbor(-2).tag_ == "CD"
    return dated or (subject is not None and subject.i < verb.i)


def _is_owned(found: Chunks, match: re.Match[str]) -> bool:
    """Return whether what follows the verb belongs to its subject: "announced its decision"."""
    behind = match.start() + match.group().index("F") + 1
    return found.words(behind, behind + 1)[0].lower_ in ("its", "their", "his", "her")


def _is_plain(found: Chunks, match: re.Match[str]) -> bool:
    """Return whether nothing before the verb makes English put it first."""
    opening = re.match(r"[Rpt]*", match.group())
    before = [t.lower_ for t in found.words(0, opening.end() if opening else 0)]
    return _INVERTING.isdisjoint(before) and not (len(before) == 1 and before[0] in _COMING)


def _last(found: Chunks) -> Iterator[tuple[Words, str]]:
    why = "The verb stands at the end of its clause, behind its object: “{}”."
    for match in _LAST.finditer(found.letters):
        yield _quote(found, match), why
    for match in _OBJECT_FIRST.finditer(found.letters):
        if found.words(match.start() + 1, match.start() + 2)[0].lower_ not in ("we", "i"):
            yield _quote(found, match), "The object stands before its verb: “{}”."
    begun = _SUBJECT_OBJECT.search(found.letters)
    if begun and found.sentence[0].lower_ in ("he", "she", "they", "it"):
        yield _quote(found, begun), why
    if twice := _TWICE.search(found.letters):
        yield _quote(found, twice), "The clause has two subjects: “{}”."
    if last := _LAST_OF_ALL.search(found.letters):
        words = _quote(found, last)[:-1]
        if not any(map(_goes_on, words)):
            yield words, why


def _goes_on(noun: Token) -> bool:
    """Return whether the noun belongs to one behind an adjective: "army unmanned vehicle"."""
    within = noun.dep_ in ("npadvmod", "compound", "nmod") and noun.pos_ in ("NOUN", "PROPN")
    return within and noun.head.i > noun.i and noun.nbor().pos_ == "ADJ"


def _apart(found: Chunks) -> Iterator[tuple[Words, str]]:
    why = "What belongs behind the verb stands between its two parts: “{}”."
    for match in _AFTER_MODAL.finditer(found.letters):
        words = _quote(found, match)
        if any(token.tag_ == "MD" for token in words) and words[-1].tag_ in ("VB", "VBP"):
            yield words, why
    for match in _APART.finditer(found.letters):
        if _lemma(found, match, "A") == "have" and _quote(found, match)[-1].tag_ in _PAST:
            yield _quote(found, match), why
    for match in _WITH_AGENT.finditer(found.letters):
        quote = _quote(found, match)
        if quote[0].lemma_ == "be" and _has_agent(found, match):
            yield quote, why


def _has_agent(found: Chunks, match: re.Match[str]) -> bool:
    """Return whether "by the police" or "with a knife" stands there, not "by then"."""
    places = (match.start() + at for at, letter in enumerate(match.group()) if letter == "p")
    phrases = [found.words(at, at + 1) for at in places]
    return any(words[0].lower_ in ("by", "with") and len(words) > 2 for words in phrases)


def _predicate(found: Chunks) -> Iterator[tuple[Words, str]]:
    why = "“{}”: what is said of the subject stands before the verb."
    match = _COPULA_LAST.search(found.letters)
    if match and _lemma(found, match, "A") == "be":
        yield _quote(found, match), why
    match = _PREDICATE_FIRST.search(found.letters)
    if match and _lemma(found, match, "A") == "be":
        adjective = _lemma(found, match, "J")
        if adjective in _PREDICATES:
            yield _quote(found, match), why
    match = _PARTICIPLE_FIRST.search(found.letters)
    if match and _lemma(found, match, "A") == "be" and found.sentence[0].lower_ == "by":
        yield _quote(found, match), why


def _attributes(text: Annotated) -> Iterator[tuple[Words, str]]:
    """Yield "a in Warsaw born director", "the government Spanish announced"."""
    for match in _BEFORE_NOUN.finditer(text.text):
        verb, noun = (text.doc.char_span(*match.span(group)) for group in ("verb", "noun"))
        words = text.doc.char_span(*match.span(), alignment_mode="expand")
        if verb is None or noun is None or words is None or verb[0].tag_ not in _PAST:
            continue
        inner = words[1:-2]
        plain = noun[0].tag_ in ("NN", "NNS") and any(t.tag_[:2] in ("NN", "CD") for t in inner)
        if plain and not any(t.tag_ in ("MD", "VBZ", "VBP", "WDT", "CC") for t in inner):
            yield words, "What describes the noun stands between it and its article: “{}”."
    for match in _BEHIND_NOUN.finditer(text.text):
        noun, verb = (text.doc.char_span(*match.span(group)) for group in ("noun", "verb"))
        words = text.doc.char_span(*match.span())
        if verb is None or noun is None or words is None or match["noun"] in _NAMED_COLOURS:
            continue
        if words[0].is_sent_start and noun[0].tag_ == "NN" and verb[0].tag_ in ("VBD", "VBZ", "MD"):
            yield words[:-1], "The adjective stands behind its noun: “{}”."


def find(text: Annotated) -> Iterator[Hit]:
    """Yield "on the servers found the investigators records", "that it the water takes"."""
    if is_talk(text):
        return
    for quote, why in _attributes(text):
        if not text.in_quotation(quote.start_char):
            yield Hit(quote.start_char, quote.end_char, why.format(quote), confidence=0.75)
    read = columns(text)
    for sentence in statements(text):
        found = chunks(sentence, read)
        for look in (_first, _second, _last, _apart, _predicate):
            for quote, why in look(found):
                quoted = text.in_quotation(quote.start_char) or '"' in quote.text
                if len(quote) <= _LONGEST and not quoted:
                    message = why.format(quote)
                    yield Hit(quote.start_char, quote.end_char, message, confidence=0.75)
