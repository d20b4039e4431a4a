"""A surname put as the word that it is. Documented beside, in translated_name.md."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from spacy.lang.en.stop_words import STOP_WORDS
from spacy.tokens import Token

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.clauses import FINITE, SUBJECTS
from mtqa.detect.names._mentions import Mention, full_names, mentions
from mtqa.detect.names._thing_names import thing_names
from mtqa.detect.overlap import first_come, outside
from mtqa.detect.rule import Hit
from mtqa.knowledge import verbs
from mtqa.knowledge.offices import title_words
from mtqa.knowledge.sexes import means_person
from mtqa.knowledge.speech import speechless
from mtqa.knowledge.telling import meanings_of
from mtqa.model import Evidence

_MADE = frozenset({"amod", "compound", "nmod", "poss", "prep", "nummod"})
# what only people do, beside saying something
_PERSONAL = frozenset({
    "accuse", "admit", "agree", "answer", "confess", "congratulate", "defend", "denounce", "deny",
    "donate", "emigrate", "enrol", "enroll", "equalise", "laugh", "mourn", "plead", "pledge",
    "pose", "promise", "propose", "qualify", "quit", "recall", "regret", "swear", "vow", "weep",
    "apologise", "apologize", "appoint", "arrest", "ask", "attend",
    "become", "believe", "call", "celebrate", "coach", "comment", "complain", "concede", "convict",
    "criticise", "criticize", "decide", "decline", "dedicate", "demand", "describe", "direct",
    "elect", "finish", "found", "graduate", "hire", "hope", "interview", "invite", "joke", "join",
    "know", "lead", "live", "marry", "meet", "negotiate", "nominate", "paint", "perform", "plan",
    "play", "praise", "predict", "publish", "question", "receive", "refer", "refuse", "reject",
    "remark", "reply", "resign", "respond", "retire", "return", "score", "sentence", "serve",
    "rule", "sign", "sing", "speak", "study", "succeed", "sue", "teach", "testify", "thank",
    "think", "train", "travel", "tweet", "urge", "visit", "vote", "warn", "wear", "welcome", "win",
    "work", "write",
})  # fmt: skip
# of these, what is told of animals and things too
_NOT_ONLY_OF_PEOPLE = frozenset({
    "become", "call", "celebrate", "finish", "found", "join", "know", "lead", "live", "meet",
    "perform", "plan", "play", "receive", "refer", "return", "score", "serve", "sing", "succeed",
    "train", "travel", "visit", "wear", "welcome", "work",
})  # fmt: skip
_TITLED_WORD = re.compile(
    r"(?<![\w’'-])(?P<title>(?:Mr|Mrs|Ms)\.?) (?P<word>(?:the )?[a-z]{3,})"
    r"(?=['’]s\b| [a-z]|[,.;]\s)"
)
# particles of names, and offices that people write small behind "Mr"
_OF_NAMES = frozenset({
    "bin", "ibn", "bint", "ben", "van", "von", "der", "den", "ter", "ten", "del", "della", "des",
    "dos", "das", "president", "speaker", "chairman", "chair", "mayor", "minister", "ambassador",
    "justice", "secretary", "prime", "vice", "right", "universe", "world", "big", "robot",
})  # fmt: skip
_LAST_STATES = frozenset({
    "poverty", "exile", "age", "hospital", "obscurity", "prison", "custody", "office", "hospice",
})  # fmt: skip
_BY_TITLE = 0.9
_BARE = 0.82
_WITH_ARTICLE = 0.76


def _named(text: Annotated) -> Mapping[str, Mention]:
    """Return by English word who in the text has a surname that means it."""
    found: dict[str, Mention] = {}
    for mention in mentions(text):
        if len(mention.words) > 1 or mention.title:
            for meaning in meanings_of(mention.words[-1]):
                found.setdefault(meaning, mention)
    return found


def _singular(token: Token) -> str:
    """Return the word in the singular, whatever part of speech the model takes it for."""
    word = token.lower_
    for ending, singular in (("ches", "ch"), ("ves", "f"), ("ies", "y"), ("s", "")):
        if word.endswith(ending) and len(word) > len(ending) + 2 and not word.endswith("ss"):
            return word.removesuffix(ending) + singular
    return word


def _by_meaning(text: Annotated, named: Mapping[str, Mention]) -> Mapping[str, list[Token]]:
    """Return the tokens of the text that are words which the names mean."""
    found: defaultdict[str, list[Token]] = defaultdict(list)
    for token in text.doc:
        for word in {token.lower_, _singular(token), token.lemma_.lower()}:
            if word in named:
                found[word].append(token)
    return found


def _apart(token: Token) -> bool:
    """Return whether no word of a name or title stands beside the word."""
    before = token.nbor(-1) if token.i else token
    after = token.nbor() if token.i + 1 < len(token.doc) else token
    led = before.text[:1].isupper() and not before.is_sent_start and before is not token
    return not led and not (after.text[:1].isupper() and after is not token)


def _told(token: Token) -> bool:
    """Return whether the word is the subject of what a report tells, no headline's."""
    verb = token.head
    if token.dep_ not in SUBJECTS or verb.i < token.i:
        return _says_before(token)
    finite = verb.tag_ in FINITE or any(
        child.tag_ in FINITE for child in verb.children if child.dep_ in ("aux", "auxpass")
    )
    return finite and token.sent[-1].text in (".", "!", "?", "”", '"')


def _says_before(token: Token) -> bool:
    """Return whether the word stands behind its verb: "… , said Iron"."""
    verb = token.head
    return token.dep_ == "nsubj" and verb.lemma_ in verbs.words("say") and verb.i == token.i - 1


def _acts(token: Token) -> bool:
    """Return whether the word is the subject of a verb that only people are that of."""
    verb = token.head
    return (
        token.dep_ in SUBJECTS
        and verb.pos_ in ("VERB", "AUX")
        and (verb.lemma_ in verbs.words("say") or verb.lemma_ in _PERSONAL)
    )


def _acts_alone(token: Token) -> bool:
    """Return whether plants, animals or things, one or many, could not be told of so."""
    return _acts(token) or _has_goal(token) or _ends_as_person(token)


def _article(token: Token) -> Token | None:
    """Return "the" right before the word."""
    before = token.nbor(-1) if token.i else None
    return before if before is not None and before.lower_ == "the" else None


def _alone(token: Token, *, led: bool) -> bool:
    """Return whether nothing is said of the word; where it leads a sentence, behind it too."""
    own = _MADE | {"det"} if led else (_MADE | {"det"}) - {"prep"}
    return not any(child.dep_ in own for child in token.children)


def _stands_for_name(token: Token, plural: bool) -> float:
    """Return how sure it is that the word, with a capital and no article, is somebody's name."""
    if not token.text[0].isupper() or token.text.isupper() or not _apart(token):
        return 0
    if not _alone(token, led=bool(token.is_sent_start)):
        return 0
    if token.dep_ == "poss":
        return _BARE if means_person(token.head.lemma_.lower()) else 0
    if not token.is_sent_start:
        return _BARE if token.text.istitle() and token.dep_ != "compound" else 0
    if plural or token.lower_ in speechless():
        return _BARE if _told(token) and _acts_alone(token) else 0
    return _BARE if _told(token) else 0


def _ends_as_person(token: Token) -> bool:
    """Return whether the subject dies in poverty, in exile or at an age, as no flowers do."""
    verb = token.head
    return verb.lemma_ == "die" and any(
        child.dep_ == "prep"
        and child.lower_ in ("in", "at")
        and any(
            goal.lemma_ in _LAST_STATES or (goal.shape_ == "dddd" and child.lower_ == "in")
            for goal in child.children
        )
        for child in verb.children
    )


def _has_goal(token: Token) -> bool:
    """Return whether the subject crosses the line or leads the race, as one alone does."""
    return any(
        child.dep_ == "dobj" and child.lemma_ in ("line", "race", "match", "lead", "stage", "title")
        for child in token.head.children
    )


def _article_for_name(token: Token) -> float:
    """Return how sure it is that the word behind "the" is somebody's name."""
    article = _article(token)
    if article is None or token.tag_ in ("NNS", "NNPS") or not _told(token):
        return 0
    capital = token.text[0].isupper()
    who = capital and any(child.dep_ == "relcl" for child in token.children)
    if not (who or _acts(token)) or any(child.dep_ in _MADE for child in token.children):
        return 0
    if capital:
        return _WITH_ARTICLE
    # somebody may be a baker without being called one before
    person = means_person(token.lower_) or token.head.lemma_ in _NOT_ONLY_OF_PEOPLE
    return 0 if person or any(child.dep_ == "relcl" for child in token.children) else _WITH_ARTICLE


def _named_in_full(text: Annotated, token: Token, person: Mention) -> bool:
    """Return whether a title or the person's own first name stands before the word."""
    before = token.nbor(-1).text
    given = text.text[person.start : person.end].split()[0]
    honorifics = title_words("honorific")
    titled = before in honorifics or f"{before}." in honorifics
    return titled or (len(person.words) > 1 and before == given)


def _sure(text: Annotated, word: str, token: Token, person: Mention) -> float:
    if text.in_quotation(token.idx):
        return 0
    if token.text.istitle() and token.i and _named_in_full(text, token, person):
        return _BY_TITLE
    plural = token.lower_ != word
    return _stands_for_name(token, plural) or _article_for_name(token)


def _titled_words(text: Annotated) -> Iterator[Hit]:
    """Yield a common word where a name must stand behind a form of address: "Mr bell"."""
    for match in _TITLED_WORD.finditer(text.text):
        if match["word"] not in _OF_NAMES | STOP_WORDS and not text.in_quotation(match.start()):
            message = f"A name must follow “{match['title']}”; “{match['word']}” is a word."
            yield Hit(match.start(), match.end("word"), message, 0.8)


def find(text: Annotated) -> Iterator[Hit]:
    """Yield "The bird added" where Mr. Vogel was named before, and "Mr bell" anywhere."""
    translated = list(_translated(text))
    yield from translated
    yield from outside(first_come((*_titled_words(text), *thing_names(text))), translated)


def _translated(text: Annotated) -> Iterator[Hit]:
    """Yield words that the surname of somebody whom the text names means."""
    named = _named(text)
    if not named:
        return
    own = {word for mention in full_names(text) for word in mention.words}
    for word, tokens in _by_meaning(text, named).items():
        person = named[word]
        sures = [_sure(text, word, token, person) for token in tokens]
        if not all(sures) or (word in own and min(sures) < _BY_TITLE):
            continue
        for token, sure in zip(tokens, sures, strict=True):
            yield _hit(text, word, token, person, sure)


def _hit(text: Annotated, word: str, token: Token, person: Mention, sure: float) -> Hit:
    article = _article(token)
    start = article.idx if article is not None else token.idx
    quote = text.text[person.start : person.end]
    surname = quote.split()[-1]
    return Hit(
        start,
        token.idx + len(token),
        f"“{text.text[start : token.idx + len(token)]}” seems to be {surname}, a name that"
        f" means “{word}”.",
        sure,
        (
            Evidence(
                note=f"“{surname}” means “{word}”.", quote=quote, start=person.start, end=person.end
            ),
        ),
        surname,
    )
