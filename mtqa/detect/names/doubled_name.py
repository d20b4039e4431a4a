"""A name that stands twice in a row. Documented beside, in doubled_name.md."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from spacy.tokens import Token

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.clauses import SUBJECTS
from mtqa.annotate.lookup import tokens_with_role
from mtqa.detect.names._joined_twice import joined_twice
from mtqa.detect.names._ledger_of_names import is_first
from mtqa.detect.names._mentions import WORD, Mention, full_names, mentions, not_in_names
from mtqa.detect.names._name_again import named_again
from mtqa.detect.rule import Hit
from mtqa.knowledge import verbs
from mtqa.knowledge.names import fold, is_given_name, usualness
from mtqa.knowledge.offices import country_codes

_TWICE = re.compile(rf"(?<![\w.-])({WORD}) ({WORD}) \2(?![\w'’-]| &)")
_NEXT = re.compile(r",? (?:(?:Mr|Mrs|Ms|Dr)\.? )?([^\W\d_][\w’'-]*)(?!['’]|-\w)")
# "Mohamed El-Hassan Mohamed" bears his father's name and his grandfather's
_GRANDSON = re.compile(
    rf"({WORD}) (?:(?:El|Al|Abd|Abu|Ibn|Ben|Bin)[ -]?{WORD}|Ahmed|Ahmad|Mohamm?ed|Muhammad|Ali) \1"
)
_AGAIN = re.compile(rf"(?<![\w.-])({WORD}) ({WORD}) \1(?![\w’'-]| &)")
_BEHIND_NOUN = re.compile(rf", (?:a|an|the) ((?:[a-z][\w-]* ){{1,4}})({WORD})(?=[,.;])")
# what tells people of one surname apart
_APART = frozenset({
    "elder", "younger", "older", "senior", "junior", "other", "first", "second", "third", "late",
    "real", "former", "new", "old", "young", "next", "last", "only", "original", "fictional",
})  # fmt: skip
_FAMILY = re.compile(
    r"\b(?:wife|husband|spouse|widow(?:er)?|sons?|daughters?|brothers?|sisters?|mother|father"
    r"|parents?|couple|family|married|siblings?|twins?|uncle|aunt|cousin|niece|nephew|namesake)\b"
)
_THINKS = frozenset({"believe", "think", "know", "hope", "fear", "feel", "expect", "learn", "see"})
_RARE = 2.5  # Zipf
_COMMON = 4.6
_TITLE_AGAIN = re.compile(rf"(?<![\w.-])([A-Z][a-z]+) ({WORD}) ({WORD}) (?:the )?(?i:\1) \3\b(?!-)")
_FIRST_AGAIN = re.compile(rf"(?<![\w.-])({WORD}) \1 ({WORD})(?= [a-z]|[,.’';:)]| \()")
_ADDRESS_AGAIN = re.compile(r"\b(Mr|Mrs|Ms)\.? \1\.?(?= [A-Z])")
_NICKNAMES = frozenset({"John", "Jean", "Billie", "Jo", "Lee"})
_REPEATED = re.compile(rf"(?<![\w.-])({WORD})(?= (?:{WORD} )?\1\b)")
_RUN = re.compile(rf"{WORD}(?: {WORD}){{3,6}}(?![\w’'-]| &)")
_CLAUSE = re.compile(r"[.!?]\s|\n|[“\"]")


def _opens(text: Annotated, mention: Mention) -> bool:
    """Return whether the sentence begins with the name or with a noun phrase that ends in it."""
    before = _CLAUSE.split(text.text[max(0, mention.title_start - 80) : mention.title_start])[-1]
    return (
        "," not in before
        and re.fullmatch(r"(?:(?:The|A|An|His|Her|Their) .*)?", before) is not None
    )


def _says(text: Annotated, end: int) -> bool:
    token = text.doc.char_span(end + 1, end + 2, alignment_mode="expand")
    return token is not None and len(token) > 0 and token[0].lemma_ in verbs.words("say")


def _hit(start: int, end: int, word: str, name: str, sure: float) -> Hit:
    message = f"The name “{word}” stands twice in a row."
    return Hit(start, end, message, confidence=sure, suggestion=name)


def _at_once(text: Annotated) -> Iterator[Hit]:
    """Yield a first name, a surname and the surname again."""
    for match in _TWICE.finditer(text.text):
        first, last = match[1], match[2]
        person = is_given_name(first) or text.people.find(f"{first} {last}")
        if person and fold(first) != fold(last):
            yield _hit(*match.span(), last, f"{first} {last}", 0.85)


def _with_title(text: Annotated) -> Iterator[Hit]:
    """Yield a name again with its title, and first names and forms of address twice."""
    for match in _TITLE_AGAIN.finditer(text.text):
        yield _hit(*match.span(), match[3], f"{match[1]} {match[2]} {match[3]}", 0.85)
    for match in _FIRST_AGAIN.finditer(text.text):
        first, last = match[1], match[2]
        if is_first(first) and first not in _NICKNAMES and usualness(last) < _COMMON:
            yield _hit(*match.span(), first, f"{first} {last}", 0.8)
    for match in _ADDRESS_AGAIN.finditer(text.text):
        yield _hit(*match.span(), match[1], match[1], 0.85)


def _in_runs(text: Annotated) -> Iterator[Hit]:
    """Yield a run of names with one three times or two twice: "Petrov Ivan Petrov Ilyev Petrov"."""
    for start in _REPEATED.finditer(text.text):
        run = _RUN.match(text.text, start.start())
        if run is None:
            continue
        words = Counter(map(fold, run[0].split()))
        often = [word for word, times in words.items() if times > 1]
        enough = len(often) > 1 or max(words.values()) > len(often) + 1
        names = any(is_given_name(word) or text.people.has_word(word) for word in words)
        plain = any(usualness(word) >= _COMMON or word in not_in_names() for word in words)
        if enough and names and not plain and not any(map(country_codes, run[0].split())):
            once = " ".join(dict.fromkeys(run[0].split()))
            yield _hit(*run.span(), often[0].capitalize(), once, 0.82)


def _as_subject(text: Annotated) -> Iterator[Hit]:
    """Yield a full name and its surname, one of which must be the subject."""
    for mention in full_names(text):
        behind = _NEXT.match(text.text, mention.end)
        if behind is None or fold(behind[1]) != mention.words[-1]:
            continue
        if behind[0][0] != "," or (_opens(text, mention) and _says(text, behind.end())):
            name = text.text[mention.start : mention.end]
            yield _hit(mention.start, behind.end(), behind[1], name, 0.8)


def _behind_surname(text: Annotated) -> Iterator[Hit]:
    """Yield a surname before the full name: "Whitcombe Alice Whitcombe"."""
    full = {(m.words[0], m.words[-1]): m for m in full_names(text)}
    for match in _AGAIN.finditer(text.text):
        last, first = fold(match[1]), fold(match[2])
        other = full.get((first, last))
        named = other is not None and not match.start() <= other.start < match.end()
        if last != first and (named or text.people.find(f"{match[2]} {match[1]}")):
            yield _hit(*match.span(), match[1], f"{match[2]} {match[1]}", 0.82)


def _as_noun_phrase(text: Annotated) -> Iterator[Hit]:
    """Yield a name with its surname in apposition: "Greta Lindqvist, a baker Lindqvist,"."""
    for mention in full_names(text):
        behind = _BEHIND_NOUN.match(text.text, mention.end)
        if behind is None or fold(behind[2]) != mention.words[-1]:
            continue
        if _APART.isdisjoint(behind[1].split()):
            name = text.text[mention.start : mention.end]
            yield _hit(mention.start, behind.end(), behind[2], name, 0.8)


def _own_words(text: Annotated) -> Iterator[Hit]:
    """Yield who is told of by name in his or her own statement: "Terhorst said Terhorst would"."""
    firsts = Counter(last for _, last in {(m.words[0], m.words[-1]) for m in full_names(text)})
    for subject in tokens_with_role(text.doc, ("nsubj",)):
        again = _stated_of(subject)
        if again is None or again.text != subject.text or firsts[fold(again.text)] > 1:
            continue
        if _FAMILY.search(subject.sent.text) or text.in_quotation(subject.idx):
            continue
        if not text.in_quotation(again.idx) and _is_surname(text, subject):
            message = f"“{again.text}” is named again where “he” or “she” would stand."
            yield Hit(again.idx, again.idx + len(again), message, 0.7)


def _is_surname(text: Annotated, name: Token) -> bool:
    """Return whether the text gives the name with a title or first name somewhere."""
    if any(
        m.words[-1] == fold(name.text) and (len(m.words) > 1 or m.title) for m in mentions(text)
    ):
        return True
    behind = rf"(?<![.!?] )(?<!\w)({WORD}) {re.escape(name.text)}\b"
    first = re.search(behind, text.text)
    strange = usualness(name.text) < _RARE and not country_codes(name.text)
    return strange and first is not None and fold(first[1]) not in not_in_names()


def _stated_of(subject: Token) -> Token | None:
    """Return the subject of what the subject says or thinks, a bare name."""
    verb = subject.head
    if subject.tag_ != "NNP" or subject.i > verb.i:
        return None
    if verb.lemma_ not in verbs.words("say") | _THINKS:
        return None
    for clause in verb.children:
        if clause.dep_ == "ccomp" and clause.i > verb.i:
            named = [child for child in clause.children if child.dep_ in SUBJECTS]
            if named and named[0].tag_ == "NNP" and named[0].left_edge == named[0].right_edge:
                return named[0]
    return None


def find(text: Annotated) -> Iterator[Hit]:
    """Yield a surname again right behind the name: "Barack Obama Obama said"."""
    found: list[Hit] = []
    for hit in (
        *_at_once(text), *_behind_surname(text), *_as_subject(text), *_as_noun_phrase(text),
        *_in_runs(text), *_with_title(text), *named_again(text),
        *joined_twice(text), *_own_words(text),
    ):  # fmt: skip
        if _GRANDSON.fullmatch(text.text, hit.start, hit.end):
            continue
        if not any(other.start < hit.end and hit.start < other.end for other in found):
            found.append(hit)
            yield hit
