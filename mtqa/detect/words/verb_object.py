"""Objects and subjects that their verb can't take. Documented beside, in verb_object.md."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from itertools import islice

from spacy.tokens import Token

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.clauses import FINITE, TENSED
from mtqa.annotate.lookup import places
from mtqa.detect.rule import Hit
from mtqa.knowledge.nouns import classes
from mtqa.knowledge.verbs import Demand, demands, participles, words
from mtqa.model import Evidence, Severity

_FURTHEST = 12  # tokens between verb and object, beyond which the parse is not believed
_STATES = {"amputated", "damaged", "appointed"}  # an amputated patient, a well-appointed house
_QUANTITIES = {
    "number", "couple", "dozen", "hundred", "hundreds", "thousand", "thousands", "dozens", "lot",
    "handful", "score", "amount", "quantity", "pair", "piece", "million", "kilo", "kilogram",
    "gram", "ton", "tonne", "pound", "liter", "litre", "batch", "load",
}  # fmt: skip
# what acts through its people: "the railway has apologised", "the house voted"
_ACTING = {
    "railway", "railroad", "pipeline", "house", "chamber", "bench", "cabinet", "board", "plane",
    "camp", "stand", "stands", "terrace", "chair", "throne", "crown", "pit", "room", "vessel",
    "minister", "bureau", "chest", "label", "table",
}  # fmt: skip
_ADDRESSING = {"tell", "ask", "urge", "inform", "thank", "remind", "accuse"}
_TELL = {"tell", "speak", "talk"}
_DIE = {"die", "perish", "decease"}
_INTRANSITIVE = _TELL | _DIE
_NOT_TOLD = {"auxpass", "nsubjpass", "prep", "prt", "neg", "aux"}
_ASKED = {"WP", "WRB", "WDT"}  # "told how it was"
_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
_AUXILIARIES = ("aux", "auxpass")
_PRONOUNS = {"him", "them", "me", "us"}
_KIN = {
    "brother", "sister", "father", "mother", "wife", "husband", "son", "daughter", "child",
    "neighbor", "neighbour", "friend", "people", "person", "man", "woman", "civilian", "soldier",
}  # fmt: skip
_SAID = {"object": "object", "subject": "subject", "passive": "object"}
_WITH = {"prep", "dobj", "prt", "xcomp", "ccomp", "acomp", "oprd", "attr", "npadvmod", "conj"}
# pasts that are no nouns, though the model takes them for such
_PASTS = {"wept": "weep"}
_TAKEN = {"think", "believe"}  # "the knife believed to be the weapon" is what others believe
_GOVERNING = {"ADP", "VERB", "AUX", "PART", "SCONJ"}
_FACT = "WordNet 3.1 and mtqa’s table of nouns"


def _named(noun: Token) -> Token:
    """Return the noun that a quantity such as "dozens of" counts, else ``noun`` itself."""
    if noun.lemma_.lower() in _QUANTITIES:
        for of in noun.children:
            if of.lower_ == "of":
                return next((t for t in of.children if t.dep_ == "pobj"), noun)
    return noun


def _counted(noun: Token, quantity: Token) -> bool:
    return quantity is not noun or any(child.dep_ == "nummod" for child in noun.children)


def _kinds(noun: Token, quantity: Token) -> frozenset[str]:
    if noun.tag_ not in ("NN", "NNS") or not noun.text.islower():
        return frozenset()
    kinds = classes(noun.lemma_) or classes(noun.lower_)
    counted = "person" in kinds and _counted(noun, quantity)
    return kinds | {"counted"} if counted else kinds


def _coordinated(noun: Token) -> Iterator[Token]:
    """Yield what is joined to ``noun``, unless a clause of its own may begin there."""
    for token in noun.conjuncts:
        last = token.right_edge
        if token.i > noun.i and (last.i + 1 == len(last.doc) or last.nbor().is_punct):
            yield token


def _last(subject: Token) -> Token:
    """Return the last of coordinated subjects: a noun before it may be a modifier."""
    return max((subject, *subject.conjuncts), key=lambda token: token.i)


def _relative(verb: Token) -> Token | None:
    """Return the noun that a clause or participle behind it belongs to, where that is certain."""
    noun = verb.head
    sure = noun.dep_ != "pobj" and noun.head.dep_ != "acl"
    return noun if verb.dep_ in ("relcl", "acl") and sure else None


def _objects(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        if child.dep_ == "dobj":
            yield child
            yield from _coordinated(child)
        elif child.dep_ == "nsubjpass" and child.lower_ in ("which", "that"):
            if (noun := _relative(verb)) is not None:
                yield noun
        elif child.dep_ == "nsubjpass":
            yield _last(child)
    if verb.dep_ == "acl" and verb.tag_ == "VBN" and (noun := _relative(verb)) is not None:
        yield noun
    if verb.dep_ == "amod" and verb.lower_ not in _STATES and not _is_headline(verb):
        yield verb.head


def _is_headline(verb: Token) -> bool:
    """Return whether a verb may hide in the run of nouns: "wounded boy steers ship"."""
    between = verb.doc[verb.i + 1 : verb.head.i]
    return sum(token.pos_ in ("NOUN", "PROPN") for token in between) > 1


def _subjects(verb: Token) -> Iterator[Token]:
    if verb.lemma_ in _TAKEN and verb.i + 1 < len(verb.doc) and verb.nbor().tag_ == "TO":
        return
    for child in verb.children:
        if child.dep_ != "nsubj":
            continue
        if child.lower_ not in ("which", "that"):
            yield _last(child)
        elif (noun := _relative(verb)) is not None:
            yield noun


def _of_passive(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        if child.dep_ == "nsubjpass":
            yield _last(child)


_SLOTS = {"object": _objects, "subject": _subjects, "passive": _of_passive}


def _is_alone(verb: Token) -> bool:
    """Return whether the verb has no place, object, particle or second verb with it."""
    if verb.dep_ in ("xcomp", "amod", "acl") or any(verb.conjuncts):
        return False
    return not any(
        child.dep_ in _WITH or (child.dep_ == "advmod" and child.i > verb.i)
        for child in verb.children
    )


def _is_event(verb: Token) -> bool:
    """Return whether the verb's sentence or the one before speaks of violence or disaster."""
    first = verb.sent.start
    before = verb.doc[first - 1].sent.start if first else first
    return any(token.lemma_.lower() in words("event") for token in verb.doc[before : verb.sent.end])


def _demands(token: Token) -> tuple[Demand, ...]:
    if token.pos_ == "VERB":
        if token.lower_ == "wound":
            return ()  # the past of "to wind"
        return demands().get(token.lemma_.lower(), ())
    if token.dep_ == "amod":
        return demands().get(participles().get(token.lower_, ""), ())
    return ()


def _range(verb: Token, noun: Token) -> tuple[int, int]:
    """Return the code points from the one to the other, with what stands before the noun."""
    first = noun.left_edge if noun.left_edge.i > verb.i or noun.i < verb.i else noun
    start = min(verb, first, key=lambda t: t.i)
    end = max(verb, noun, key=lambda t: t.i)
    return start.idx, end.idx + len(end)


def _hit(demand: Demand, verb: Token, noun: Token) -> Hit:
    start, end = _range(verb, noun)
    kind = "people" if "person" in classes(noun.lemma_) else "a thing"
    return Hit(
        start,
        end,
        f"“{demand.verb}” takes {demand.needs} as its {_SAID[demand.slot]}, which “{noun}” is not;"
        f" the source may have meant {demand.instead}.",
        confidence=demand.confidence,
        severity=Severity.MINOR if demand.alone else None,
        evidence=(Evidence(note=f"“{noun}” is a word for {kind}.", source=_FACT),),
    )


def _nouns(demand: Demand, verb: Token) -> Iterator[tuple[Token, Token]]:
    """Yield what stands in the slot, a quantity or the noun itself, with the noun."""
    for quantity in _SLOTS[demand.slot](verb):
        noun = _named(quantity)
        if abs(noun.i - verb.i) <= _FURTHEST:
            yield quantity, noun


def _acts(noun: Token) -> bool:
    """Return whether a verb follows whose subject it is: "can tell the bridge is closed"."""
    end = noun.i + 1
    return end < len(noun.doc) and noun.doc[end].tag_ in FINITE


def _broken(demand: Demand, verb: Token) -> Iterator[Hit]:
    if (_is_event(verb) or not demand.in_event) and (_is_alone(verb) or not demand.alone):
        for quantity, noun in _nouns(demand, verb):
            addressed = demand.slot == "subject" or demand.verb in _ADDRESSING
            if addressed and noun.tag_ == "NN" and noun.lower_ in _ACTING:
                continue
            if demand.verb in _ADDRESSING and _acts(noun):
                continue
            if _kinds(noun, quantity) & demand.wrong:
                yield _hit(demand, verb, noun)


def _complements(verb: Token) -> tuple[Token | None, Token | None]:
    """Return the object behind the verb, and the clause, where nothing divides them from it."""
    behind = [child for child in verb.children if child.i > verb.i]
    given = next((child for child in behind if child.dep_ in ("dobj", "dative")), None)
    clause = next((child for child in behind if child.dep_ == "ccomp"), None)
    if clause is None:
        return given, None
    between = verb.doc[verb.i + 1 : clause.i]
    divided = any(token.is_punct or token.is_space or token.tag_ in _ASKED for token in between)
    return given, None if divided else clause


def _is_told(verb: Token) -> bool:
    """Return whether a clause is what is told or spoken, with nobody who is told it."""
    if verb.tag_ not in TENSED or any(child.dep_ in _NOT_TOLD for child in verb.children):
        return False
    given, clause = _complements(verb)
    if clause is None or (clause.tag_ in ("VBG", "VBN") and not _has(clause, _AUXILIARIES)):
        return False
    if given is None:
        return _has(clause, _SUBJECTS)
    # spaCy takes the clause's subject for the object: "told the talks would fail"
    last = given.right_edge
    sure = clause.doc[last.i + 1].tag_ in ("MD", "VBD", "VBZ") and given.tag_ in ("NN", "NNS")
    return sure and given.lower_ != "truth" and not _has(clause, {*_SUBJECTS, "mark"})


def _has(token: Token, kinds: Collection[str]) -> bool:
    return any(child.dep_ in kinds for child in token.children)


def _victim(verb: Token) -> Token | None:
    """Return whom somebody "died" or "perished", which nobody can do to others."""
    for noun in verb.children:
        if noun.dep_ != "dobj" or noun.i < verb.i or noun.lemma_ == "death":
            continue
        person = (
            "person" in classes(noun.lemma_) or noun.lemma_ in _KIN or noun.ent_type_ == "PERSON"
        )
        if noun.lower_ in _PRONOUNS or (person and _has(noun, ("poss", "nummod"))):
            return noun
    return None


def _intransitive(verb: Token) -> Iterator[Hit]:
    """Yield verbs that are put for "say" and "kill", whose complements they can't have."""
    if verb.lemma_ in _TELL and _is_told(verb):
        why = f"“{verb}” has no such clause behind it without somebody who is told; “said” has."
        yield Hit(verb.idx, verb.idx + len(verb), why, 0.7)
    elif verb.lemma_ in _DIE and (noun := _victim(verb)) is not None:
        why = f"Nobody can “{verb.lemma_}” others; “kill” may be meant."
        yield Hit(verb.idx, noun.idx + len(noun), why, 0.75)


def _taken_for_noun(verb: Token) -> Iterator[Hit]:
    """Yield "the hammer wept", of which the model makes one noun."""
    noun = verb.nbor(-1) if verb.i > verb.sent.start else verb
    if noun.dep_ != "compound" or noun.head != verb or verb.tag_ != "NN":
        return
    for demand in demands()[_PASTS[verb.lower_]]:
        subject = demand.slot == "subject" and not (demand.in_event or demand.alone)
        if subject and _kinds(noun, noun) & demand.wrong and _begins(noun):
            yield _hit(demand, verb, noun)


def _begins(noun: Token) -> bool:
    """Return whether "the" stands before the noun, and nothing that governs it: "with the"."""
    if noun.i == 0 or noun.nbor(-1).lower_ != "the":
        return False
    article = noun.nbor(-1)
    return article.is_sent_start is True or article.nbor(-1).pos_ not in _GOVERNING


@cache
def _verbs() -> frozenset[str]:
    return frozenset({*_INTRANSITIVE, *demands()})


@cache
def _participles() -> frozenset[str]:
    return frozenset(participles())


def find(text: Annotated) -> Iterator[Hit]:
    """Yield verb and noun where the verb can't have that noun: "killing the van"."""
    doc = text.doc
    for at in places(doc, "LOWER", frozenset(_PASTS)):
        yield from islice(_taken_for_noun(doc[at]), 1)
    for at in sorted({*places(doc, "LEMMA", _verbs()), *places(doc, "LOWER", _participles())}):
        verb = doc[at]
        if verb.lemma_ in _INTRANSITIVE and verb.pos_ == "VERB":
            yield from _intransitive(verb)
        if (wanted := _demands(verb)) and not any(child.dep_ == "neg" for child in verb.children):
            hits = (hit for demand in wanted for hit in _broken(demand, verb))
            yield from islice(hits, 1)
