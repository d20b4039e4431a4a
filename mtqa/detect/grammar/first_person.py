"""A first person inside third-person narration. Documented beside, in first_person.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span as Words
from spacy.tokens import Token

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.clauses import SUBJECTS, TENSED
from mtqa.annotate.layout import line_around
from mtqa.annotate.register import is_talk
from mtqa.detect.rule import Hit
from mtqa.knowledge.nouns import classes, nouns
from mtqa.knowledge.sexes import means_person
from mtqa.knowledge.verbs import words
from mtqa.model import Evidence, Severity

_SINGULAR = re.compile(r"\b(?:I|[Mm]e|[Mm]y|[Mm]yself|mine)\b")
_GROUP = re.compile(r"\bus\b")
_PLURAL = re.compile(r"\b(?:[Ww]e|[Oo]ur|[Oo]urs|[Oo]urselves|[Ll]et's|[Ll]et’s)\b")
_AUTHORS = 2  # sentences with "we" outside quotations, from which on it may be the author's voice
_TOLD = 2  # sentences about others, from which on a text is told in the third person
_SHORTEST = 30  # tokens, under which nothing can be said of who is telling
_OTHERS = {"he", "she", "they"}
_NO_SPEAKERS = {"i", "we", "you", "who", "it"}
_PRESENT = {"will", "'ll", "’ll", "wo", "shall", "can", "ca"}
_BACK = 1000  # characters in which a quotation may have been opened
_DEFINITE = {"the", "his", "her", "their"}
_NATIONS = nouns("nation")
_STATES = nouns("of-a-nation")
# what somebody says of himself, and of nobody else
_FEELING = words("own-feeling")
# what belongs to who speaks for himself or his office
_OWNED = nouns("of-a-speaker")
# what a firm does, and a reporter doesn't
_TRADE = words("trade")
# what somebody holds or has told, and opens a clause
_HELD = words("say") | words("hold")
_OPINION = re.compile(
    r"(?:In the (?:opinion|view|words|eyes|judgement|judgment|estimation) of (?!my|our|me|us)"
    r"|According to (?!my|our|me|us)|In (?:his|her|their) (?:opinion|view|words),)[^,]*,? ?$"
)
_READERS = re.compile(
    r"[Dd]ear (?:readers?|viewers?|listeners?|friends|subscribers|users|visitors|guests|colleagues"
    r"|audience|ladies)\b|[Ll]adies and gentlemen\b|[Rr]eaders, "
)
_TELLING = re.compile(
    r"I (?:will|want to|would like to|must|can|have to|should|may) (?:now |also |only )?(?:tell"
    r"|remind|inform|show|assure|ask|explain to|introduce) you\b"
    r"|I (?:remind|inform|tell|told) you\b"
)
# what mankind, or the readers and the author, do
_COMMON = words("mankind")
# whom and what a source has, and no reporter in his own report
_KIN = nouns("of-a-source")
_REACH = 8  # tokens from the first person to its verb
_LONG = 35  # tokens of a text of which it is clear that nobody tells of himself
_LONE = 0.65  # the confidence in one that is alone in its text
_REPORT = 80  # tokens of a text in which a lone "I" would not be the only one
_SECOND = re.compile(r"\b(?:[Yy]ou|[Yy]our|[Yy]ours)\b")
_MARKS = re.compile(r"[\"“”«»„‘]|(?<!\w)'|'(?!\w)")


@dataclass(frozen=True, slots=True)
class _Intruder:
    """A first person that can't be the author's.

    Attributes:
        start: first token of the words to mark.
        end: last token of them.
        why: the message.
    """

    start: Token
    end: Token
    why: str
    severity: Severity
    confidence: float


def _is_numeral(token: Token) -> bool:
    """Return whether "I" is a number or a letter here: "World War I", "Type I", "I-95"."""
    if token.text != "I":
        return False
    before = token.nbor(-1) if token.i else token
    after = token.nbor() if token.i + 1 < len(token.doc) else token
    named = before.is_title and not token.is_sent_start and before.pos_ in ("NOUN", "PROPN")
    return (named and token.dep_ != "nsubj") or after.text in ("-", "&", "/", ".", ")")


def _is_name(token: Token) -> bool:
    """Return whether the word belongs to a name or title: "My Fair Lady", "#MeToo", "the mine"."""
    if token.lower_ == "mine" or (token.is_upper and token.text != "I"):
        return True
    if token.is_title and token.text != "I":
        after = token.doc[token.i + 1 : token.i + 2]
        return not token.is_sent_start or after.text.istitle()
    return False


def _outside(text: Annotated, words_of: re.Pattern[str]) -> list[Token]:
    """Return the first persons outside quotations, also of those that go over several lines."""
    found = []
    for match in words_of.finditer(text.text):
        span = text.doc.char_span(*match.span())
        if span is None or text.in_quotation(match.start()) or _half_quoted(text, match.start()):
            continue
        token = span[0]
        if not _is_numeral(token) and not _is_name(token):
            found.append(token)
    return found


def _half_quoted(text: Annotated, offset: int) -> bool:
    """Return whether the line holds one mark of a quotation that began or ends in another."""
    start, end = line_around(text.text, offset)
    line = text.text[start:end]
    return line.count('"') % 2 == 1 or line.count("“") != line.count("”")


def _quoted(text: Annotated, token: Token) -> bool:
    """Return whether a quotation mark before the token may still be open."""
    sentence = token.sent
    line = text.text.rfind("\n", 0, sentence.start_char) + 1
    marks = _MARKS.findall(text.text[sentence.start_char : token.idx])
    before = text.text[text.text.rfind("\n", 0, max(0, line - _BACK)) + 1 : sentence.start_char]
    return bool(marks) or before.count('"') % 2 == 1 or before.count("“") > before.count("”")


def _spoken(sentence: Words) -> bool:
    """Return whether the sentence is a turn of talk, a question or a request."""
    text = sentence.text.strip()
    return text.endswith(("?", "!")) or re.match(r"[\w.’' -]{1,30}:|[-–—•]", text) is not None


def _is_impersonal(text: Annotated, sentence: Words) -> bool:
    """Return whether a longer text speaks of no first or second person outside quotations."""
    if len(text.doc) < _LONG or is_talk(text):
        return False
    persons = [t for of in (_SINGULAR, _GROUP, _PLURAL, _SECOND) for t in _outside(text, of)]
    return all(sentence.start <= token.i < sentence.end for token in persons)


def _narrated(text: Annotated, sentence: Words) -> bool:
    """Return whether others are told of, or another sentence attributes words to someone."""
    told = {
        token.sent.start
        for token in text.doc
        if token.dep_ == "nsubj" and token.head.tag_ == "VBD"
        if token.lower_ in _OTHERS or token.ent_type_ == "PERSON" or means_person(token.lemma_)
    }
    if len(told - {sentence.start}) >= _TOLD:
        return True
    for token in text.doc:
        if token.pos_ == "VERB" and token.lemma_ in words("say"):
            if sentence.start <= token.i < sentence.end:
                continue
            subject = _subject(token)
            if subject is not None and subject.lower_ not in ("i", "we", "you", "me"):
                return True
    return "according to" in text.text.lower() and "according to" not in sentence.text.lower()


def _subject(verb: Token) -> Token | None:
    return next((child for child in verb.children if child.dep_ == "nsubj"), None)


def _thing(noun: Token) -> bool:
    """Return whether ``noun`` names no person, nor a country or group of persons."""
    if noun.tag_ not in ("NN", "NNS") or noun.ent_type_ in ("PERSON", "GPE", "NORP"):
        return False
    return "person" not in classes(noun.lemma_)


def _last(token: Token, inner: Token | None) -> Token:
    """Return the last token of "me hitting the rocket", of "me" where no verb follows soon."""
    if inner is None or not 0 < inner.i - token.i < 4:
        return token
    found = next((child for child in inner.rights if child.dep_ == "dobj"), inner)
    return found if found.i - inner.i < 4 else inner


def _acted_on(token: Token) -> _Intruder | None:
    """Return "footage showed me hitting": the teller is acted on in the middle of a report."""
    owned = token.lower_ == "my" and token.head.dep_ == "dobj"
    verb, inner = token.head.head if owned else token.head, None
    if token.dep_ == "nsubj" and token.lower_ == "me" and verb.dep_ in ("ccomp", "xcomp"):
        verb, inner = verb.head, verb
    elif not owned and (token.dep_ != "dobj" or token.lower_ not in ("me", "myself", "us")):
        return None
    inner = inner or next((c for c in verb.children if c.dep_ in ("ccomp", "xcomp")), None)
    joined = not owned and any(_is_definite(noun) for noun in token.conjuncts)
    if not _is_action(verb, inner, owned, joined):
        return None
    why = "The text is told in the third person, yet here the teller appears: “{} {}”."
    last = token.head if owned else _last(token, inner)
    return _Intruder(verb, last, why.format(verb, token), Severity.CRITICAL, 0.75)


def _is_definite(noun: Token) -> bool:
    """Return whether the noun names people of the story: "me and most of the staff"."""
    return any(part.lower_ in _DEFINITE for part in noun.subtree)


def _is_action(verb: Token, inner: Token | None, owned: bool, joined: bool) -> bool:
    """Return whether the verb does to somebody what is not done to the author of a report."""
    subject, lemma = _subject(verb), verb.lemma_.lower()
    seen = lemma in words("perceive") and inner is not None and inner.tag_ == "VBG"
    # footage goes on showing what it shows, so that reports tell it in the present too
    if verb.tag_ not in (TENSED if seen else ("VBD",)):
        return False
    if lemma in words("to-an-author") and not joined:
        return False
    if owned and lemma not in words("harm"):
        return False
    if lemma in words("dative") and (inner is None or inner.tag_ not in ("VBG", "VB", "VBN")):
        return False
    if subject is None:
        return lemma in words("harm")
    return _thing(subject) or (seen and subject.pos_ in ("NOUN", "PROPN"))


def _reported(token: Token) -> _Intruder | None:
    """Return "he said that I will": direct speech behind "that", its person left as it was."""
    clause = token.head.head if token.dep_ == "poss" else token.head
    inside = token.dep_ in SUBJECTS or (token.dep_ == "poss" and token.head.dep_ in SUBJECTS)
    outer = _first_clause(clause)
    if inside and outer.dep_ != "ccomp":
        return _added(token, clause)
    if not inside or outer.dep_ != "ccomp" or outer.head.lemma_.lower() not in words("say"):
        return None
    said = outer.head
    subject, first = _subject(said), clause.left_edge
    if subject is None or subject.i > first.i or subject.lower_ in _NO_SPEAKERS:
        return None
    if any(child.lower_ in ("me", "us") for child in said.children):
        return None  # told to the author
    opened = first.lower_ == "that" or token.nbor(-1).lower_ == "that"
    if token.i - first.i > 4 or not (opened or _is_direct(token, clause)):
        return None
    why = (
        f"“{subject} {said} {token.doc[first.i : token.i + 1]}”: reported speech keeps the"
        " speaker’s first person, so the reader takes it for the author’s."
    )
    start = said if outer == clause else token.nbor(-1)
    return _Intruder(start, clause, why, Severity.MAJOR, 0.75)


def _added(token: Token, clause: Token) -> _Intruder | None:
    """Return "said that …, that my ministry had waited", which the parse puts elsewhere."""
    mark = token.nbor(-1) if token.i else token
    if mark.lower_ != "that" or mark.dep_ != "mark" or mark.nbor(-1).text not in (",", "and"):
        return None
    for said in token.doc[token.sent.start : mark.i]:
        if said.lemma_ in words("say") and said.tag_ == "VBD":
            teller = _subject(said)
            if teller is not None and teller.lower_ not in _NO_SPEAKERS:
                why = f"What {teller} said goes on with “{token}”, which can only mean the author."
                return _Intruder(mark, clause, why, Severity.MAJOR, 0.75)
    return None


def _first_clause(clause: Token) -> Token:
    """Return the first of the clauses that "and" or a comma joins to this one."""
    while clause.dep_ == "conj" and clause.head.dep_ in ("conj", "ccomp"):
        clause = clause.head
    return clause


def _untold(token: Token) -> _Intruder | None:
    """Return "how I watched the man, the warden reported": speech without its marks."""
    verb = token.head
    if token.dep_ != "nsubj" or token.lower_ not in ("i", "we"):
        return None
    sentence = list(token.sent)
    for at in range(len(sentence) - 1, max(token.i - sentence[0].i, 1), -1):
        said = sentence[at]
        if said.lemma_ not in words("say") or said.tag_ != "VBD":
            continue
        teller = _subject(said)
        if teller is None or teller.lower_ in _NO_SPEAKERS or teller.i > said.i:
            return None
        comma = teller.left_edge.i - 1
        after = said.i + 1 - sentence[0].i
        if token.doc[comma].text != "," or comma < verb.i or after >= len(sentence):
            return None
        if sentence[after].text not in (".", ","):
            return None
        why = f"“{token} {verb}” can only be what {teller} said, and no marks show it."
        return _Intruder(token, verb, why, Severity.MAJOR, 0.75)
    return None


def _beside(token: Token) -> _Intruder | None:
    """Return "I feel sorry, and he intends": one person told of as two."""
    owned = token.lower_ == "my" and token.head.lemma_ in _OWNED and token.head.dep_ == "nsubj"
    verb = token.head.head if owned else token.head
    feels = token.dep_ == "nsubj" and token.text == "I" and verb.lemma_ in _FEELING
    if not (owned or feels):
        return None
    joined = [child for child in verb.children if child.dep_ == "conj"]
    outer = [verb.head] if verb.dep_ in ("conj", "ccomp") else []
    for other in (*joined, *outer):
        subject = _subject(other)
        if subject is not None and subject.lower_ in ("he", "she") and other.tag_ in ("VBZ", "VBD"):
            why = f"“{token} {verb}” and “{subject} {other}” are said of one person."
            return _Intruder(token, verb, why, Severity.MAJOR, 0.75)
    return None


def _firm(token: Token) -> _Intruder | None:
    """Return "we have also enlarged the restaurant": the firm tells, in the midst of a report."""
    verb = token.head
    if token.dep_ != "nsubj" or token.lower_ != "we" or verb.lemma_ not in _TRADE:
        return None
    if verb.dep_ not in ("ROOT", "conj") or verb.tag_ not in ("VBN", "VBD"):
        return None
    thing = next((c for c in verb.children if c.dep_ == "dobj"), None)
    if thing is None or not any(
        c.dep_ in ("det", "poss", "nummod", "amod") for c in thing.children
    ):
        return None
    why = f"A report in the third person has no “{token}”; name who has {verb.lemma_}ed it."
    why = f"The text is told in the third person, and “{token} {verb}” is what the firm would say."
    return _Intruder(token, verb, why, Severity.MAJOR, 0.7)


def _is_direct(token: Token, clause: Token) -> bool:
    """Return whether the words are those of direct speech: "said I will", but not "said I did"."""
    adjacent = token.text == "I" and token.nbor(-1) == clause.head and clause.head.tag_ == "VBD"
    present = any(c.tag_ == "VBP" or c.lower_ in _PRESENT for c in clause.children)
    return adjacent and (present or clause.tag_ == "VBP")


def _nation(token: Token) -> _Intruder | None:
    """Return "an expert in my country": the source names its own country so."""
    noun = token.head
    states = {"my": _NATIONS, "our": _STATES}.get(token.lower_, frozenset[str]())
    if noun.lemma_ not in states or noun.i - token.i > 2:
        return None
    if any(word.text in ("I", "we", "We") for word in token.sent):
        return None  # a speech that lost its quotation marks
    slots = ("pobj", "poss") if token.lower_ == "my" else ("nsubj", "nsubjpass", "poss", "dobj")
    if noun.dep_ not in slots or noun.head.text in ("as", "for"):
        return None
    quote = token.doc[token.i : noun.i + 1]
    why = f"A report in the third person has no “{quote}”; name the country."
    return _Intruder(token, noun, why, Severity.MAJOR, 0.7)


def _retold(token: Token) -> _Intruder | None:
    """Return "witnesses said a man had followed me": a first person deeper in reported speech."""
    verb = token.head.head if token.dep_ == "poss" else token.head
    if token.dep_ not in ("dobj", "poss") or verb.lemma_.lower() in words("to-an-author"):
        return None
    clause, subject = verb, _subject(verb)
    if clause.dep_ != "ccomp" or clause.head.lemma_.lower() not in words("say"):
        return None
    teller = _subject(clause.head)
    if teller is None or subject is None or teller.i > clause.left_edge.i:
        return None
    others = {teller.lower_, subject.lower_, *(child.lower_ for child in clause.head.children)}
    if others & {*_NO_SPEAKERS, "me", "us"} or verb.lemma_.lower() in words("say"):
        return None
    why = f"“{teller} {clause.head} …”: in what others say, “{token}” can only mean the author."
    last = token.head if token.dep_ == "poss" else token
    return _Intruder(verb, last, why, Severity.MAJOR, 0.7)


def _attributed(token: Token) -> _Intruder | None:
    """Return "she believed my son", "in the opinion of the expert, I": the words of another.

    The teller is named before, speaks in the third person, and no quotation marks follow.
    """
    sentence = token.sent
    if any(t.lower_ in ("you", "your") for t in sentence) or token.lower_ in ("us", "mine"):
        return None
    before = token.doc[sentence.start : token.i]
    opinion = _OPINION.match(before.text)
    teller: Token | None = None
    for said in before:
        if said.lemma_ in _HELD and said.tag_ in ("VBD", "VBZ", "VBP", "VBN"):
            teller = _teller(said, token) or teller
    if teller is None and opinion is None:
        return None
    verb = _verb_of(token)
    if verb.i - token.i > _REACH or any(t.text in '"“”;:()–—' for t in before):
        return None
    if opinion is None and (_may_be_author(token, verb) or not _is_reported(verb, before)):
        return None
    who = teller.text if teller is not None else "the source"
    why = f"What {who} said or thought goes on with “{token}”, which can only mean the author."
    last = verb if verb.i > token.i else token
    return _Intruder(token, max(last, token.head, key=lambda t: t.i), why, Severity.MAJOR, 0.7)


def _may_be_author(token: Token, verb: Token) -> bool:
    """Return whether who is told may be the author: "said I could see it", "said my letter"."""
    if verb.dep_ != "ccomp" or verb.head.lemma_ not in words("say"):
        return False
    noun = token.head
    return noun.lemma_ not in _OWNED and noun.lemma_ not in _KIN


def _teller(said: Token, token: Token) -> Token | None:
    """Return who said it, where that is somebody else, and told it to nobody who is the author."""
    subject = _subject(said)
    if subject is None or subject.i > said.i or subject.lower_ in _NO_SPEAKERS:
        return None
    if any(child.lower_ in ("me", "us") for child in said.subtree if child.head == said):
        return None
    return None if token.head == said else subject


def _verb_of(token: Token) -> Token:
    """Return the verb whose clause the first person stands in."""
    verb = token.head
    while verb.pos_ not in ("VERB", "AUX") and verb.head != verb:
        verb = verb.head
    return verb


def _is_reported(verb: Token, before: Words) -> bool:
    """Return whether the clause of the verb belongs to what was said before."""
    for _ in range(6):
        outer = verb.head
        if outer == verb:
            return False
        if verb.dep_ == "ccomp" and outer.lemma_ in _HELD and outer in before:
            return True
        # "said that she was tired, and I noticed": joined with what was said, by "and" alone
        if verb.dep_ == "conj" and outer in before and outer.lemma_ in _HELD:
            return any(c.lower_ == "and" for c in outer.children) and any(
                c.dep_ == "ccomp" and any(t.lower_ == "that" for t in c.children)
                for c in outer.children
            )
        verb = outer
    return False


def _addressed(token: Token) -> _Intruder | None:
    """Return "dear readers, I will tell you": a letter's words in a report."""
    before = token.doc[token.sent.start : token.i].text
    told = token.lower_ in ("i", "let") and _TELLING.match(token.doc[token.i : token.i + 7].text)
    if not (_READERS.match(before) or (told and len(before) < 30)):
        return None
    verb = _verb_of(token)
    last = verb if 0 < verb.i - token.i < _REACH else token
    why = f"The text is told in the third person, and “{token}” speaks to its readers."
    return _Intruder(token, last, why, Severity.MAJOR, 0.7)


def _intruder(token: Token) -> _Intruder | None:
    looks = (_acted_on, _reported, _retold, _nation, _untold, _beside, _attributed, _addressed)
    return next((found for look in looks if (found := look(token))), None)


def _has_author(text: Annotated) -> bool:
    """Return whether "we" stands outside quotations so often that an author may be meant."""
    return len({token.sent.start for token in _outside(text, _PLURAL)}) >= _AUTHORS


def _of_one(text: Annotated) -> list[tuple[Token, _Intruder]]:
    """Return "I" and "me" that can't be the author's, if nothing else is said by one."""
    tokens = _outside(text, _SINGULAR)
    found = [(token, intruder) for token in tokens if (intruder := _intruder(token))]
    places = {token.sent.start for token, _ in found}
    if any(token.sent.start not in places for token in tokens) or _has_author(text):
        return []
    return found


def _one_of_several(token: Token) -> _Intruder | None:
    found = next((one for look in (_acted_on, _nation, _firm) if (one := look(token))), None)
    return found or (None if _is_everybody(token) else _attributed(token))


def _is_everybody(token: Token) -> bool:
    """Return whether "we" may be all mankind: "scientists believe we eat too much"."""
    if token.lower_ not in ("we", "ourselves"):
        return all(t.lower_ != "we" or _is_everybody(t) for t in token.sent)
    verb = _verb_of(token)
    parts = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    first = min([verb, *parts], key=lambda t: t.i)
    past = first.tag_ == "VBD" or first.lower_ in ("will", "have", "'ll", "’ll")
    acts = past or (verb.lower_ == "going" and first.lower_ == "are")
    asked = any(c.tag_ in ("WRB", "WP", "WDT") and c.i < token.i for c in verb.children)
    if verb.lower_ == "going":
        verb = next((c for c in verb.children if c.dep_ == "xcomp"), verb)
    common = verb.lemma_ in _COMMON or any(c.lower_ == "have" for c in verb.lefts if c != first)
    return not acts or asked or common or token.nbor().lower_ in ("all", "both", "humans", "as")


def _alone(text: Annotated) -> Iterator[tuple[Token, _Intruder]]:
    """Yield the only first or second person of a text, where it is what somebody else said."""
    if len(text.doc) < _REPORT:
        return
    persons = [t for of in (_SINGULAR, _GROUP, _PLURAL, _SECOND) for t in _outside(text, of)]
    if len(persons) != 1 or is_talk(text):
        return
    token = persons[0]
    found = _said_alone(token) or _owned_alone(token)
    if found is not None:
        yield token, found


def _said_alone(token: Token) -> _Intruder | None:
    """Return "officials have stated we have not received it"."""
    verb = token.head
    clause = _first_clause(verb)
    if token.dep_ not in SUBJECTS or token.lower_ not in ("i", "we") or clause.dep_ != "ccomp":
        return None
    said = clause.head
    teller = _subject(said) if said.lemma_ in words("say") | {"tell", "assure", "inform"} else None
    if teller is None or not teller.i < said.i < token.i:
        return None
    if teller.lower_ in _NO_SPEAKERS and (teller.lower_ != "who" or said.dep_ != "relcl"):
        return None
    # told to somebody it is no wisdom for all: "experts said we should sleep more"
    told = any(c.dep_ in ("dobj", "dative") for c in said.children)
    common = token.lower_ == "we" and not told and _is_everybody(token)
    if said.tag_ not in ("VBD", "VBN") or common:
        return None
    why = f"What {teller} said goes on with “{token}”, and nobody else speaks for himself here."
    return _Intruder(token, verb, why, Severity.MAJOR, _LONE)


def _owned_alone(token: Token) -> _Intruder | None:
    """Return "your club" of "he scored for your club", told of a third person in the past."""
    noun = token.head
    if token.tag_ != "PRP$" or token.lower_ not in ("your", "my", "our"):
        return None
    if token.lower_ == "our" and noun.lemma_ not in _KIN:
        return None  # "our planet", "our town"
    verb = _verb_of(token)
    if verb.tag_ == "VBG" and verb.head.pos_ == "VERB":
        verb = verb.head
    subject = _subject(verb)
    for _ in range(4):
        if subject is not None and subject.lower_ not in ("what", "which", "that"):
            break
        verb = _verb_of(verb)
        subject = _subject(verb)
    if subject is None or verb.tag_ != "VBD" or subject.i > token.i:
        return None
    if not (subject.lower_ in _OTHERS or subject.ent_type_ == "PERSON" or _is_body(subject)):
        return None
    why = f"The text is told of others, and “{token}” speaks for or to somebody else."
    return _Intruder(token, noun, why, Severity.MAJOR, _LONE)


def _is_body(noun: Token) -> bool:
    lemma = noun.lemma_.lower()
    return means_person(lemma) or not classes(lemma).isdisjoint({"person", "institution", "body"})


def _of_several(text: Annotated) -> list[tuple[Token, _Intruder]]:
    """Return the only "us" of the text, if it can't be the author's and the readers'."""
    tokens = [*_outside(text, _PLURAL), *_outside(text, _GROUP)]
    found = [(t, one) for t in tokens if (one := _one_of_several(t))]
    places = {token.sent.start for token, _ in found}
    return found if all(token.sent.start in places for token in tokens) else []


def _each_once(text: Annotated) -> Iterator[tuple[Token, _Intruder]]:
    """Yield all that intrudes, what several looks find once."""
    seen = set()
    for token, intruder in (*_of_one(text), *_of_several(text), *_alone(text)):
        if token.i not in seen:
            seen.add(token.i)
            yield token, intruder


def find(text: Annotated) -> Iterator[Hit]:
    """Yield a lone first person in a text that is told in the third."""
    if len(text.doc) < _SHORTEST:
        return
    for token, intruder in _each_once(text):
        sentence = token.sent
        if (
            (_quoted(text, token) and intruder.confidence != _LONE)
            or _spoken(sentence)
            or not (_narrated(text, sentence) or _is_impersonal(text, sentence))
        ):
            continue
        yield Hit(
            intruder.start.idx,
            intruder.end.idx + len(intruder.end),
            intruder.why,
            confidence=intruder.confidence,
            severity=intruder.severity,
            evidence=(Evidence(note="Outside quotations the first person stands nowhere else."),),
        )
