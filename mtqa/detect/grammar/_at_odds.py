"""Pronouns at odds with what is said of them: "it married his cousin", "they has"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span as Words
from spacy.tokens import Token

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.clauses import SUBJECTS, subject_of
from mtqa.detect.grammar._prose import is_prose
from mtqa.detect.rule import Hit
from mtqa.knowledge.nouns import classes, nouns
from mtqa.knowledge.sexes import PRONOUNS, Sex, means_person, sex_of_name, sex_of_noun, sex_of_title

_KIN = (
    r"(?:wife|husband|mother|father|parents|son|daughter|children|brother|sister|grandmother"
    r"|grandfather|fiancée?|girlfriend|boyfriend|family)"
)
_FIELD = (
    r"(?:law|medicine|philosophy|economics|history|engineering|mathematics|physics|chemistry|music"
    r"|theology|architecture|journalism|literature|painting|acting|composition)"
)
_COUNT = r"(?:two|three|four|five|six|seven|eight|nine|ten|\d+)"
# what only persons do or undergo, behind "it"
_IT = re.compile(
    r"\b(?P<it>[Ii]t) (?:(?:has|had|was|is|will|would|be|been|to|later|then|also|never|soon|only"
    r"|once|first|finally|recently|already|still) ){0,4}"
    rf"(?:buried (?:beside|next to|alongside) (?:his|her|their) {_KIN}"
    rf"|survived by (?:(?:his|her|a) {_KIN}|{_COUNT} (?:children|sons|daughters))"
    rf"|married (?:his|her)\b|got married|remarried|liv(?:es|ed) with (?:his|her) {_KIN}"
    r"|(?:lost|met|left|visited|misses|missed|called|phoned|thanked|hugged|kissed) (?:his|her)"
    rf" {_KIN}"
    rf"|a? ?(?:father|mother|grandfather|grandmother) of {_COUNT}"
    rf"|(?:studied|read|taught|practised) {_FIELD} (?:at|in|under|with)"
    r"|graduated (?:from|in|with)|dropped out of (?:school|university)|enrolled (?:at|in)"
    r"|retired (?:at the age|with (?:his|her)|to (?:a|his|her) (?:farm|house|village))"
    r"|died (?:aged|at the age|in (?:his|her|hospital)|of (?:cancer|pneumonia|a (?:heart|stroke)))"
    r"|(?:jailed|imprisoned|hospitalised|hospitalized|knighted|handcuffed|orphaned|widowed"
    r"|pregnant)"
    rf"|sentenced to (?:{_COUNT} (?:years|months)|life|death)|taken to hospital"
    r"|(?:elected|appointed|named) (?:president|ambassador|minister|professor|director|bishop)"
    rf"|speaks (?:fluent|{_COUNT} languages)|born (?:the (?:son|daughter)|into a family)"
    r"|nodded|shrugged|sobbed|wept|giggled|frowned)\b(?! (?:who|that)\b)"
)
_SPOUSE = re.compile(
    r"\b(?P<own>[Hh]is) (?:late |first |second |former |ex-|future )?(?:husband|boyfriend|fiancé)\b"
    r"|\b(?P<her>[Hh]er) (?:late |first |second |former |ex-|future )?(?:wife|girlfriend|fiancée)\b"
)
_SAME_SEX = re.compile(r"\b(?:gay|lesbian|same-sex|LGBT\w*|queer|homosexual\w*|civil partner\w*)\b")
_SEVERAL = re.compile(
    r"(?<!like )(?<!of )\b(?:[Tt]hey|[Ww]e) (?:has|is|was|does|hasn['’]t|isn['’]t|wasn['’]t"
    r"|doesn['’]t)\b"
)
_THESE = re.compile(
    r"(?:(?:(?<=[.!?] )|(?<=\n)|\A)|\b(?:and|but|because|when|while|if|although|though|that|as"
    r"|know|knew|think|thought|understand|said|say|believe|believed|hope|hoped) )"
    r"(?P<bad>(?:[Tt]hese|[Tt]hose) (?:is|was|has|does))\b(?! (?:what|where|who)\b)"
)
# a clause begins before the pronoun, so that "make it have" and "does he have" are something else
_OPENED = (
    r"(?:(?:(?<=[.!?] )|(?<=\n)|\A)(?:(?:Last|On|In|This|At|Since|During) (?:[A-Za-z0-9]+ ){1,3})?"
    r"|(?<=[A-Za-z\d], )|\b(?:but|and|because|when|while|since|after|before|where|which|once"
    r"|until) )"
)
_SINGLE = re.compile(
    _OPENED + r"(?P<bad>(?:[Hh]e|[Ss]he) (?:have|are|were|haven['’]t|aren['’]t|weren['’]t)"
    r"|[Ii]t (?:have|are|haven['’]t|aren['’]t)|(?:[Ii]t|[Hh]e|[Ss]he) (?:don['’]t"
    r"|do)) (?!to\b)[a-z]+"
)
# quick looks for what these two patterns find
_PLURALS = tuple(
    f"{these} {verb}" for these in ("hese", "hose") for verb in ("is", "was", "has", "do")
)
_SINGLE_PART = re.compile(r"[HhSsIi](?<!\w.)(?:e|he|t) (?:have|are|were|do)")
_NTH = r"(?:third|fourth|fifth|sixth|seventh|eighth|ninth|last)"
_BEARING = re.compile(
    r"\b[Hh]e (?:(?:was|is|had been|has been|became|got|fell|would be) (?:[a-z]+ )?(?:pregnant"
    rf"|breastfeeding|in (?:his|her) {_NTH} month(?! (?:in|as|at|on)\b))"
    r"|(?:had|suffered) a miscarriage|miscarried|breastfed|was in labour"
    r"|(?:gave|has given|had given|would give|will give) birth to (?:a (?:healthy |baby )?(?:son"
    r"|daughter|boy|girl|child)|twins|triplets|(?:his|her|their) ))"
    r"|\b[Hh]is (?:pregnancy|womb|uterus|ovaries|miscarriage|breast milk|menopause)\b"
    r"|\b[Hh]er (?:prostate|testicles|sperm|vasectomy)\b"
)
_BEASTS = nouns("beast")
_YOUNG = {"baby", "child", "infant", "toddler"}  # are "it", too
_BODIES = nouns("trading-body")
_ASSETS = nouns("of-a-body")
_LEAST = 50  # tokens
_MANY = 4  # pronouns of one sex, beside which one of the other looks strayed


def _sex_of(token: Token) -> Sex | None:
    """Return the sex of whom the word means, where it tells one."""
    if token.lower_ in PRONOUNS:
        return PRONOUNS[token.lower_]
    if token.tag_ == "NNP":
        return sex_of_title(token.text) or (
            sex_of_name(token.text) if token.ent_type_ in ("PERSON", "") else None
        )
    return sex_of_noun(token.lemma_.lower()) if token.tag_ == "NN" else None


def _found(
    text: Annotated, pattern: re.Pattern[str], *, quoted: bool = False
) -> Iterator[tuple[re.Match[str], Words]]:
    """Yield what the pattern finds outside quotations, or ``quoted`` too, with its tokens."""
    for match in pattern.finditer(text.text):
        span = text.doc.char_span(*match.span(), alignment_mode="expand")
        if span is not None and (quoted or not text.in_quotation(match.start())):
            yield match, span


def _hit(match: re.Match[str], message: str, group: str | int = 0) -> Hit:
    return Hit(*match.span(group), message, confidence=0.75)


def _acting(text: Annotated) -> Iterator[Hit]:
    """Yield "it was buried beside his wife", "they has withdrawn", "he gave birth to a son"."""
    for pattern, message in (
        (_IT, "Only persons do that; “it” means a thing."),
        (_BEARING, "The pronoun is of the sex that can't."),
    ):
        for match, span in _found(text, pattern):
            others = _BEASTS | _YOUNG if pattern is _IT else _BEASTS
            if is_prose(span.sent) and not _is_beast(span, others):
                yield _hit(match, message)
    for match, span in _found(text, _SEVERAL, quoted=True):
        if is_prose(span.sent):
            yield _hit(match, "The verb is of one, and the pronoun of several.")
    prose = text.text
    these = _found(text, _THESE, quoted=True) if any(map(prose.__contains__, _PLURALS)) else ()
    for match, _ in these:
        yield _hit(match, "The verb is of one, and the pronoun of several.", "bad")
    for match, span in _found(text, _SINGLE) if _SINGLE_PART.search(prose) else ():
        if is_prose(span.sent) and not _is_joined(match, span):
            yield _hit(match, "The verb is of several, and the pronoun of one.", "bad")


def _is_joined(match: re.Match[str], span: Words) -> bool:
    """Return whether the pronoun is one of several subjects: "he and she are"."""
    if not match.group().startswith("and ") or not span.start:
        return False
    return span.doc[span.start - 1].pos_ in ("PRON", "PROPN", "NOUN", "DET")


def _is_beast(span: Words, beasts: frozenset[str]) -> bool:
    """Return whether a beast is spoken of in the sentence or in one of the two before."""
    start = span.sent.start
    for _ in range(2):
        start = span.doc[start - 1].sent.start if start else 0
    near = span.doc[start : span.sent.end]
    return any(t.pos_ in ("NOUN", "PROPN") and t.lemma_.lower() in beasts for t in near)


def _spouses(text: Annotated) -> Iterator[Hit]:
    """Yield "his husband" where only a woman is spoken of."""
    for match, span in _found(text, _SPOUSE):
        sex: Sex = "m" if match["own"] else "f"
        told = [
            (t, of)
            for t in text.doc[: span.start]
            if (of := _sex_of(t)) and not text.in_quotation(t.idx)
        ]
        if not told or any(of == sex for _, of in told) or _SAME_SEX.search(text.text):
            continue
        # somebody whose sex is open may be meant
        last = told[-1][0]
        between = text.doc[last.i + 1 : span.start]
        if last.sent.start == span.sent.start and not any(map(_is_open, between)):
            yield _hit(match, f"Only “{last}”, a {'woman' if sex == 'm' else 'man'}, is spoken of.")


def _is_open(token: Token) -> bool:
    """Return whether the word may mean a person of either sex."""
    if token.ent_type_ == "PERSON":
        return True
    return token.tag_ in ("NN", "NNP") and means_person(token.lemma_.lower())


def _owned(text: Annotated, owners: list[Token]) -> Iterator[Hit]:
    """Yield "her" of "the bank lost her customers", where nobody is spoken of."""
    for owner in owners:
        noun = owner.head
        if owner.tag_ != "PRP$" or noun.lemma_ not in _ASSETS or noun.i - owner.i > 3:
            continue
        verb = noun.head.head if noun.dep_ == "pobj" else noun.head
        subject = subject_of(verb)
        if subject is None or subject.lemma_ not in _BODIES or subject.tag_ != "NN":
            continue
        if subject.i > owner.i or text.in_quotation(owner.idx) or not is_prose(owner.sent):
            continue
        start = owner.sent.start
        before = text.doc[text.doc[start - 1].sent.start if start else 0 : owner.i]
        sex = PRONOUNS[owner.lower_]
        if not any(_sex_of(t) == sex or _is_open(t) for t in before if t is not subject):
            message = f"“{owner} {noun}” can only be those of the {subject}."
            yield Hit(owner.idx, owner.idx + len(owner), message, confidence=0.75)


def _strayed(text: Annotated, spoken: list[Token]) -> Iterator[Hit]:
    """Yield "her" of "the keeper who came with her", in a text about a male."""
    for sex in ("m", "f"):
        mine = [t for t in spoken if PRONOUNS[t.lower_] == sex]
        if not 0 < len(mine) < _MANY <= len(spoken) - len(mine) or len(text.doc) < _LEAST:
            continue
        first = mine[0]
        verb = first.head.head if first.dep_ == "pobj" else first.head
        if first.dep_ not in ("pobj", "dobj") or verb.pos_ != "VERB":
            continue
        doing = {c.i for c in verb.children if c.dep_ in SUBJECTS}
        doing |= {verb.head.i} if verb.dep_ == "relcl" else set()
        if not any(text.doc[at].tag_ in ("NN", "NNS") for at in doing):
            continue  # "she decided to take him home"
        others = [t for t in text.doc if t not in spoken and t.i not in doing]
        if any(_sex_of(t) == sex for t in others) or len(_names(text)) > 1:
            continue
        start = first.sent.start
        near = text.doc[text.doc[start - 1].sent.start if start else 0 : first.sent.end]
        if not any(_is_single(t) for t in near if t.i not in doing):
            message = f"“{first}”: all that is spoken of here is the other sex."
            yield Hit(first.idx, first.idx + len(first), message, confidence=0.65)


def _names(text: Annotated) -> set[str]:
    return {e.text.split(" ")[-1] for e in text.doc.ents if e.label_ == "PERSON"}


def _is_single(token: Token) -> bool:
    """Return whether the word is a noun that may mean one person or animal."""
    if token.tag_ != "NN":
        return False
    lemma = token.lemma_.lower()
    kinds = classes(lemma)
    return means_person(lemma) or not kinds.isdisjoint({"person", "animal", "ship", "vehicle"})


def at_odds(text: Annotated, spoken: list[Token]) -> Iterator[Hit]:
    """Yield pronouns that don't fit what is said of them.

    Args:
        text: the text with its analysis.
        spoken: its pronouns of one sex outside quotations.
    """
    yield from _acting(text)
    if spoken:
        yield from _spouses(text)
        yield from _owned(text, spoken)
        yield from _strayed(text, spoken)
