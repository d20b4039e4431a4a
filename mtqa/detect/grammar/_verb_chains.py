"""Verb forms that can't stand together: "has being sold", "they attack and has run"."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator

from spacy.tokens import Span as Words
from spacy.tokens import Token

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.clauses import TENSED, first_of, subject_of
from mtqa.detect.grammar._prose import is_prose
from mtqa.detect.rule import Hit
from mtqa.knowledge.verbs import base_forms, words
from mtqa.knowledge.words import zipf

_STRONG = (
    r"went|came|took|gave|wrote|saw|began|ran|fell|knew|grew|broke|chose|spoke|drove|flew|rose"
    r"|stole|wore|ate|drank|sang|swam|forgot|became|shook|threw|drew|froze|hid|tore|woke"
)
_FINITE = r"is|are|was|were|has|had|does|did"
# what an auxiliary can't have behind it; a noun of the same form is ruled out by what precedes
_CLASH = re.compile(
    rf"\b(?:(?:has|have|had) (?:been being"
    r"|being (?!green|open|even|often|keen|red|indeed)(?=[a-z]+(?:ed|en|ld|nt|ght|de)\b))"
    rf"|(?:has|have|had) (?:not )?(?:be|{_STRONG})"
    rf"|(?:will|would|could|should|must|can|cannot|may|might) (?:not )?(?:been|{_FINITE}|{_STRONG})"
    rf"|(?:is|are|was|were) (?:not )?(?:been|has|have|had|did|does|{_STRONG})"
    rf"|(?:did|does|do) (?:not )?(?:been|{_FINITE}|{_STRONG})"
    rf"|(?:did|does|do|would|could|should)n['’]t (?:been|{_FINITE}|{_STRONG})"
    rf"|being been|been (?:be|was|were|has|had))\b"
)
# a modal with a form that no noun has: "will includes", "could took", "would sees"
_MODAL = re.compile(
    r"\b(?P<modal>will|would|could|should|must|cannot|can|may|might|shall"
    r"|(?:wo|would|could|should|ca|did|does|do)n['’]t|(?:[Hh]e|[Ss]he|[Tt]hey|[Ww]e|I|[Yy]ou"
    r"|[Ii]t)['’](?:ll|d))"
    r" (?:not |also |never |then |only )?(?P<verb>[a-z]+(?:s|ed))(?![\w’',-])"
)
_HAD = ("'d", "’d")
_SURE = re.compile(r"(?:has|have|had) been being|being been")
# the words before an auxiliary, where they can be nothing but its subject
_SUBJECT = re.compile(
    r"(?:^|.*(?:[,;] |\b(?:and|but|because) ))"
    r"(?:[Hh]e|[Ss]he|[Tt]hey|[Ww]e|I|[Ii]t|(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts)"
    r" (?:[a-z-]+ )?(?!(?:he|she|it|they|we|you|I) )(?:[a-z-]+)|(?:[A-Z][\w-]+ )?[A-Z][\w-]+) $"
)
_OPEN = re.compile(
    r"\b(?:who\w*|what\w*|which|that|as|all|than|where|how|everything|anything|whether|if|thing"
    r"|one|ones|those|way|only|little|few|much|most|best|worst|least|first)\b",
    re.IGNORECASE,
)
_NUMBERS = {"they", "we", "he", "she", "it"}
_SINGULAR = {"has", "is", "was", "does", "goes"}
_PLURAL = {"have", "are", "were", "do", "go"}
# what may join two verbs; a quick look, before the sentence is looked at
_LINKED = re.compile(
    r"\b(?:[Tt]hey|[Ww]e|[Hh]e|[Ss]he|[Ii]t) [^.;:\n]{3,90}?(?:and|but|then|,) (?:"
    r"(?:has|is|was|does|goes|have|are|were|do|go)\b|[a-z]+s (?:the|a|an|his|her|their|its)\b)"
    r"|\b(?:will|shall) [a-z]+ [^.;:\n]{0,60}?\b(?:and|but) [a-z]+"
)
_CHAIN = 4
_ASKING = {"", "how", "when", "why", "where", "what", "who", "which", "and how", "but how"}
_SHORT, _KNOWN = 4, 3.0  # letters of a past, and how usual its infinitive is, on the scale of Zipf
_WHEN = ("DATE", "TIME")
# past and infinitive have the same form
SAME_IN_PAST = base_forms("same-in-past")
_SPOKEN = words("say") | {
    "ask", "call", "invite", "be", "have", "refuse", "decline", "want", "hope",
}  # fmt: skip


def _clashes(text: Annotated) -> Iterator[Hit]:
    """Yield "had been being sold", "did not went", "the firm has being sold"."""
    for match in _CLASH.finditer(text.text):
        span = text.doc.char_span(*match.span(), alignment_mode="expand")
        if span is None or text.in_quotation(match.start()) or not is_prose(span.sent):
            continue
        before = text.text[span.sent.start_char : match.start()]
        if not _SURE.match(match.group()) and not _is_subject(before, span[0]):
            continue
        found = match.group().strip()
        yield Hit(
            match.start(),
            match.start() + len(found),
            f"“{found}”: these verb forms can't follow each other.",
            confidence=0.8,
        )


def _after_modal(text: Annotated) -> Iterator[Hit]:
    """Yield "will includes" and "could provided"."""
    for match in _MODAL.finditer(text.text):
        words = text.doc.char_span(*match.span(), alignment_mode="expand")
        if words is None or text.in_quotation(match.start()):
            continue
        verb = words[-1]
        bare = verb.lower_.removesuffix("s") if verb.lower_.endswith("s") else None
        if not _is_finite(verb, bare) or _is_noun(words[0]):
            continue
        opening = text.text[words.sent.start_char : match.start()].strip().lower()
        if opening in _ASKING:
            continue  # "How will rules on pensions change?"
        if match["modal"].endswith(_HAD) and bare is None:
            continue  # "he'd wanted" has "had"
        found = match.group()
        yield Hit(
            *match.span(), f"“{found}”: behind a modal stands the infinitive.", confidence=0.8
        )


def _is_finite(verb: Token, bare: str | None) -> bool:
    """Return whether the word is a finite form and nothing else: no "need", "pass" or "embed"."""
    lower = verb.lower_
    if lower.endswith("ss") or lower in _INFINITIVES:
        return False
    if bare is not None:
        return verb.tag_ == "VBZ" and lower != verb.lemma_ and lower not in _SINGULAR
    known = max(zipf(lower[:-1]), zipf(lower[:-2])) > _KNOWN
    return verb.tag_ in ("VBD", "VBN", "VB") and len(lower) > _SHORT and known


def _is_noun(modal: Token) -> bool:
    """Return whether the modal is a noun or a name here: "the will leaves all to her"."""
    if modal.tag_ in ("NN", "NNP", "NNS"):
        return True
    before = modal.nbor(-1) if modal.i else None
    return before is None or before.tag_ in ("DT", "PRP$", "POS", "JJ", "IN", "CC", "VBD", "VBZ")


_INFINITIVES = base_forms("looks-inflected")


def _is_subject(before: str, verb: Token) -> bool:
    """Return whether the words before the verb are its subject and no clause in front of another.

    "The money she had went to the church" has two verbs, and "the will is" has one.
    """
    if _OPEN.search(before) or not _SUBJECT.match(before):
        return False
    return verb.tag_ not in ("NN", "NNP")  # "the will is", "the can was"


def _joined(root: Token) -> Iterator[Token]:
    """Yield the verbs that "and" or a comma joins to ``root``, where they have its subject."""
    verb: Token | None = root
    for _ in range(_CHAIN):
        verb = next((c for c in verb.children if c.dep_ == "conj"), None) if verb else None
        if verb is None or subject_of(verb) is not None:
            return
        if any(t.dep_ in ("relcl", "mark") for t in verb.children if t.i < verb.i):
            return
        yield verb


def _mixed_numbers(sentence: Words) -> Hit | None:
    """Return "attack and has run" of "they attack and has run"."""
    root = sentence.root
    subject = subject_of(root)
    if subject is None or subject.conjuncts or subject.i > root.i:
        return None
    lower = subject.lower_
    if lower not in _NUMBERS or first_of(root).tag_ not in TENSED:
        return None
    for verb in _joined(root):
        form = first_of(verb)
        plural = lower in ("they", "we")
        wrong = form.tag_ == "VBZ" if plural else form.lower_ in _PLURAL and form.tag_ == "VBP"
        # "voices and looks" may be nouns
        sure = form.lower_ in _SINGULAR or form.nbor().pos_ in ("DET", "PRON")
        if wrong and (sure or not plural) and form.nbor(-1).lower_ in ("and", "but", "then", ","):
            message = f"“{subject}” is the subject of “{root}” and of “{form}”, which differ."
            return Hit(root.idx, verb.idx + len(verb), message, confidence=0.75)
    return None


def _promised(sentence: Words, momentary: Collection[str]) -> Hit | None:
    """Return "will stop the car and found": one event, to come and past."""
    root = sentence.root
    parts = [c for c in root.children if c.dep_ in ("aux", "auxpass")]
    if root.tag_ != "VB" or len(parts) != 1 or parts[0].lower_ not in ("will", "shall"):
        return None
    # "will miss the game and was hurt on Friday" tells of two events; what is over at once is one
    if root.lemma_ not in momentary or any(
        t.ent_type_ in _WHEN for t in sentence[root.i - sentence.start :]
    ):
        return None
    for verb in _joined(root):
        between = root.doc[root.i + 1 : verb.i]
        plain = (
            verb.tag_ == "VBD" and first_of(verb) == verb and verb.nbor(-1).text in ("and", "but")
        )
        if (
            plain
            and verb.lemma_ not in _SPOKEN
            and not any(t.tag_ in ("VBD", "VBN", "WDT", "WP") for t in between)
        ):
            if verb.lower_ in SAME_IN_PAST or any(t.text in '"“”' for t in sentence):
                return None
            message = (
                f"“{parts[0]} {root}” is to come, and “{verb}” is past; both have one subject."
            )
            return Hit(parts[0].idx, verb.idx + len(verb), message, confidence=0.75)
    return None


def verb_chains(
    text: Annotated, momentary: Collection[str], told: Callable[[list[Words], int], bool]
) -> Iterator[Hit]:
    """Yield auxiliaries that don't go together, and joined verbs of two numbers or times.

    Args:
        text: the text with its analysis.
        momentary: lemmas of verbs for what is over at once.
        told: returns whether the sentences around the one at an index are told in the past.
    """
    yield from _clashes(text)
    yield from _after_modal(text)
    sentences: list[Words] = []
    seen = set()
    for match in _LINKED.finditer(text.text):
        span = text.doc.char_span(*match.span(), alignment_mode="expand")
        if span is None or span.sent.start in seen or text.in_quotation(match.start()):
            continue
        seen.add(span.sent.start)
        sentences = sentences or list(text.sentences)
        at = next((i for i, one in enumerate(sentences) if one.start == span.sent.start), None)
        if at is None or not is_prose(sentences[at]):
            continue
        hit = _mixed_numbers(sentences[at])
        if hit is None:
            hit = _promised(sentences[at], momentary)
            hit = hit if hit and told(sentences, at) else None
        if hit is not None:
            yield hit
