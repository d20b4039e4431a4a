"""Marks and line ends that stand inside of a phrase, and words that wait for the next one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice

from spacy.tokens import Token

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.clauses import NOUN_TAGS
from mtqa.annotate.register import is_talk
from mtqa.detect.rule import Hit
from mtqa.detect.structure._shortened import ABBREVIATIONS
from mtqa.knowledge.verbs import words
from mtqa.knowledge.words import zipf

BREAKS = "The sentence breaks off in the middle of a phrase."
_WAITING = frozenset(
    {"the", "a", "an", "my", "your", "our", "its", "their", "his", "whose", "every", "these"}
    | {"those", "of", "from", "into", "between", "among", "toward", "towards", "upon", "via"}
    | {"than", "because", "although", "whereas", "unless", "and", "or", "nor", "most", "very"}
)
# a mark or a line end before a word in small letters; what stands before is looked at later,
# for a pattern that begins with a mark is found fast
_MARK = re.compile(
    r"(?:(?P<mark>[!;?])[^\S\n]*|(?P<line>(?<!\d)\n)\s*)"
    r"(?P<next>[a-z]{2,}|a)(?=[\s.,;!?’'-])(?!['’-]?\w*[@/])"
)
_LAST = re.compile(r"(?<![\w@/.’'-])(?P<last>[\w’'-]*\w) ?(?P<end>\.{3}|…|\.)?[^\S\n]*\Z")
# a full stop or dots before a word in small letters
_STOP = re.compile(
    r"[.…]+-?(?P<gap>\s+)(?!www|http)(?P<next>[a-z]{2,}|a)(?=[\s.,;:!?’'-])(?!['’-]?\w*[@/])"
)
_OPENS = frozenset({"DT", "PRP$", "WP$", "TO"})
_NOUNS = frozenset({"NN", "NNS"})
_SHORTENED = ABBREVIATIONS | {"min", "max", "est", "sec", "inc", "ext", "fig", "art", "rev", "sq"}
_FULL_WORD = 3.3  # Zipf; rarer ones may be abbreviations
_LONGEST = 40  # code points of a word and its mark
_NOMINAL = frozenset({"NN", "NNS", "JJ", "JJR", "JJS", "VBN", "VBG"})
_MODIFIERS = frozenset({"NN", "JJ", "JJR", "JJS", "NNP"})
_HABIT = 3  # so many of them: the writer does so, or the layout
_BEFORE = 3  # tokens among which the determiner of an adjective stands
_DETERMINERS = frozenset({"DT", "PRP$", "POS", "CD", "WP$"})
# what is left of a sentence behind a semicolon: one word
_TAIL = re.compile(r"[a-z]+(?=[.,]?(?:\s*\n|\s*\Z|\. [A-Z]))")
_TURNS = frozenset({"however", "therefore", "instead", "nevertheless", "moreover", "otherwise"})

# what the sentence breaks off behind: a preposition, an auxiliary, "that", "his"
_LEFT_OPEN = re.compile(
    r"(?<=[\w,(] )(?P<last>(?P<aux>is|are|was|were|has|have|had|will|would|should|must)"
    r"|(?P<prep>of|for|from|with|at|to|into|between|against|among|during|until|upon|via|in|by)"
    r"|(?P<that>that|which|who|whom)|(?P<whose>his|your|my)"
    r"|(?P<sure>an?|the|and|or|whose|every|because|their|its|our))"
    r"(?: ?(?P<odd>[\[(|/]|\[(?:\.\.\.|…)\]|[,–—-])[^\S\n]*$"
    r"| ?(?:(?P<dots>\.{3}|…)|\.)(?:[^\S\n]*$|[^\S\n]+(?=[A-Z“\"]))|[^\S\n]*$)",
    re.MULTILINE,
)
_BRACKET = re.compile(r"(?<=[a-z]{2})[^\S\n]?[\[{][^\S\n]*$", re.MULTILINE)
_HYPHEN = re.compile(r"(?<=[a-z]{3})-[^\S\n]*$", re.MULTILINE)
# a clause that takes its last word from before, or leaves out what was said
_TAKES = re.compile(
    r"(?i:\b(?:than|as|so|what\w*|who\w*|wh(?:ere|en|y|ich|ether)\w*|how\w*|that|if|but|nor|neither"
    r"|while|although|though|all|not|it|there|too|either|like|because|those|he|she|they|we|i|you"
    r"|no|nobody|this|one|ones|other|others|only|never|and|or)\b)|n[’']t\b|[;?]"
)
_ASKED = re.compile(
    r"(?i:\b(?:than|what\w*|who\w*|wh(?:ere|en|y|ich)\w*|how\w*|that|nothing|something|anything"
    r"|everything|someone|anyone|hard|easy|worth|nobody|good|things?)\b)|[?]"
)
_USED_OF = frozenset(
    {"care", "advantage", "use", "sight", "hold", "track", "rid", "charge", "fun", "notice", "note"}
    | {"account", "mention", "part", "faith", "interest", "attention", "access", "reference", "way"}
    | {"touch", "love", "contact", "business", "time", "place", "tune", "line", "heard", "home"}
)
# behind a passive these wait for their noun, but for verbs that have them as a part
_BEFORE_OPEN = NOUN_TAGS | {","}
_BY = frozenset({"by", "from", "into", "between", "against", "during", "among", "until", "with"})
_WITH = frozenset(
    {"deal", "tamper", "reckon", "trifle", "meddle", "interfere", "do", "live", "argue", "hear"}
)
_ENDINGS = ("\n", ". ", "! ", "? ", "; ", ": ", '." ', ".” ")
_REACH = 8  # words that may take the last one
_LEAST_WORDS = 5

# a paragraph that ends behind a word that waits; dots, a comma or a dash may hide it
_TRAILS = re.compile(
    r"(?<=[\w,] )(?P<last>(?P<sure>the|an?|their|its|whose|every|our|because(?: of)?"
    r"|than|so-called)|of|and|or|but|from|into|with|for|to|by|between)"
    r"(?P<mark> ?(?:\.\.\.|…|,|;| -|–|—)|)[^\S\n]*$",
    re.MULTILINE,
)
_SHORT_LINE = 20  # code points of a line that may be a sentence
# "the benefit of.": what of?
_HALF = re.compile(
    r"\b(?:the|an|his|her|their|its) [a-z]+ (?:of|between|among)\.(?=\s+[A-Z“\"]|\s*\Z)"
)
_ASKS = re.compile(
    r"\b(?:(?i:wh\w+|how|that|than)\b|(?:as|to|this|all|not|[a-z]+ing)\b(?: [\w’'-]+){0,3} \Z)"
)
# people break off like this where they talk
_SPOKEN = re.compile(r"\b(?:I|[Ww]e|[Yy]ou)\b|[’'](?:s|re|t|ve|ll|d|m)\b|\?")


def _is_waiting(last: Token, mark: str | None) -> bool:
    """Return whether the word can't be the last one of its phrase, before the mark."""
    if last.lower_ in _WAITING:
        return True
    if last.tag_ not in ("JJ", "JJR", "JJS", "VBN", "VBG", "CD") or last.is_title:
        return False
    before = last.doc[max(last.sent.start, last.i - _BEFORE) : last.i]
    # "the poor" is a phrase
    determined = any(t.tag_ in _DETERMINERS and (mark == "!" or t.lower_ != "the") for t in before)
    return determined


def _goes_on(last: Token, following: Token, mark: str | None) -> bool:
    """Return whether the two words make one phrase: "diverse arsenal", "winter storm"."""
    return following.tag_ in _NOMINAL and (
        _is_waiting(last, mark) or (last.tag_ in _MODIFIERS and following.tag_ in ("NN", "NNS"))
    )


def _inside(text: Annotated) -> Iterator[tuple[int, int]]:
    """Yield where the words beside the marks and line ends inside of phrases begin and end."""
    for match in _MARK.finditer(text.text):
        before = _LAST.search(text.text, max(0, match.start() - _LONGEST), match.start())
        if before is None or (match["mark"] and before["end"]):
            continue
        last = text.doc.char_span(*before.span("last"), alignment_mode="expand")
        following = text.doc.char_span(*match.span("next"), alignment_mode="expand")
        if last is None or following is None:
            continue
        loose = match["line"] and before["end"] != "." and _parts_line(text.text, before, match)
        if (_goes_on if loose else _waits_for)(last[-1], following[0], match["mark"]) or (
            match["mark"] == ";" and _is_tail(last[-1], text.text, match)
        ):
            yield before.start("last"), match.end("next")


def _waits_for(last: Token, following: Token, mark: str | None) -> bool:
    if mark == "?" and last.pos_ == "ADP":
        return False  # "What is it made of? wood"
    return following.tag_ in _NOMINAL and _is_waiting(last, mark)


def _parts_line(text: str, before: re.Match[str], match: re.Match[str]) -> bool:
    """Return whether a line of prose ends here and the next one goes on with it."""
    start = text.rfind("\n", 0, match.start()) + 1
    line = text[start : before.end("last")]
    end = text.find("\n", match.start("next"))
    behind = text[match.start("next") : end if end >= 0 else len(text)]
    return " " in behind and (line[:1] in "“\"'(" or line[:1].isupper())


def _is_tail(last: Token, text: str, match: re.Match[str]) -> bool:
    """Return whether one word stands behind the semicolon, and belongs to the noun before it."""
    bare = last.tag_ == "NN" and last.i > 0 and last.nbor(-1).tag_ in ("JJ", "IN", "NN")
    if not bare:
        return False
    start = max(text.rfind("\n", 0, match.start()), text.rfind(". ", 0, match.start())) + 1
    alone = ";" not in text[start : match.start("mark")]
    return alone and match["next"] not in _TURNS and bool(_TAIL.match(text, match.start("next")))


def _stops(text: Annotated) -> Iterator[tuple[int, int]]:
    """Yield where a sentence goes on in small letters behind a full stop or behind dots."""
    found = list(islice(_STOP.finditer(text.text), _HABIT + 1))
    dots = text.text.count("...") + text.text.count("…")
    for match in found if len(found) < _HABIT else ():
        pause = match[0][0] == "…" or match[0].startswith("...")
        if pause and (dots >= _HABIT or text.in_quotation(match.start())):
            continue
        before = _LAST.search(text.text, max(0, match.start() - _LONGEST), match.start())
        if before is None:
            continue
        last = text.doc.char_span(*before.span("last"), alignment_mode="expand")
        following = text.doc.char_span(*match.span("next"), alignment_mode="expand")
        if last is None or following is None or last[0].lower_ in _SHORTENED:
            continue
        line = "\n" in match["gap"] and not pause
        if _belongs(last[0], following[0]) or (line and _is_phrase(last[0], following[0])):
            yield before.start("last"), match.end("next")


def _belongs(last: Token, following: Token) -> bool:
    """Return whether no sentence ends between the two words: "of the. river", "soy. sauce"."""
    waits = last.tag_ in _OPENS or last.lower_ in _WAITING or last.lower_ in ("per", "no.")
    if waits and last.lower_ not in ("that", "this", "these", "those", "all", "some", "most"):
        return following.tag_ in _NOMINAL | {"DT", "RB", "CD", "VB", "PRP$"}
    plain = last.is_lower and zipf(last.lower_) > _FULL_WORD
    if last.tag_ in ("JJ", "JJR", "JJS"):
        return plain and following.tag_ in _NOUNS
    compound = last.tag_ == "NN" and following.tag_ in _NOUNS and following.dep_ != "nsubj"
    subject = following.dep_ == "nsubj" and following.n_lefts == 0 and following.tag_ == "NN"
    return plain and (compound or (last.tag_ == "NN" and subject))


def _is_phrase(last: Token, following: Token) -> bool:
    """Return whether a noun in small letters at the head of a line belongs to the line before."""
    return last.is_lower and last.pos_ in ("ADJ", "NOUN", "NUM") and following.tag_ in _NOUNS


def inside(text: Annotated) -> Iterator[Hit]:
    """Yield the few marks and line ends inside of phrases of a text that somebody edited."""
    if is_talk(text):
        return
    found = list(islice(chain(_inside(text), _stops(text)), _HABIT))
    for start, end in found if len(found) < _HABIT else ():
        yield Hit(start, end, BREAKS, 0.75)


def trailing(text: Annotated) -> Iterator[Hit]:
    """Yield the words at the end of a paragraph, or of a sentence, that wait for another one."""
    if is_talk(text):
        return
    found = list(islice(filter(_is_left, _TRAILS.finditer(text.text)), _HABIT))
    for match in found if len(found) < _HABIT else ():
        if not text.in_quotation(match.start()):
            yield Hit(*match.span(), "The paragraph ends in the middle of a phrase.", 0.75)
    for match in _HALF.finditer(text.text):
        start = max(text.text.rfind(mark, 0, match.start()) for mark in (". ", "\n", ", ")) + 1
        asks = _ASKS.search(text.text, start, match.start())
        if not asks and not text.in_quotation(match.start()):
            yield Hit(*match.span(), BREAKS, 0.75)


def open_ends(text: Annotated) -> Iterator[Hit]:
    """Yield the words behind which a sentence of prose breaks off, seen from their clause."""
    prose = text.text
    if is_talk(text):
        return
    for match in _LEFT_OPEN.finditer(prose):
        ends = ((prose.rfind(mark, 0, match.start()), len(mark)) for mark in _ENDINGS)
        start = max((at + length for at, length in ends if at >= 0), default=0)
        clause = prose[start : match.start()].lstrip('"“”’) ')
        if (
            len(clause.split()) >= _LEAST_WORDS
            and clause[:1].isupper()
            and not text.in_quotation(match.start())
        ):
            word = text.doc.char_span(*match.span("last"), alignment_mode="expand")
            if word is not None and word.start and _is_open(match, word[0], clause):
                yield Hit(*match.span("last"), BREAKS, 0.7)
    for match in chain(_HYPHEN.finditer(prose), _BRACKET.finditer(prose)):
        if match.start() - prose.rfind("\n", 0, match.start()) >= _SHORT_LINE:
            yield Hit(match.start() - 3, match.end(), BREAKS, 0.7)


def _is_open(match: re.Match[str], word: Token, clause: str) -> bool:
    """Return whether nothing in the clause takes the word that it ends with."""
    before = word.nbor(-1)
    if match["sure"]:
        return not _SPOKEN.search(clause)
    if match["odd"]:
        particle = match["prep"] and match["last"] not in ("of", "from", "into")
        return match["odd"][0] in "[(|/" or not (particle or _SPOKEN.search(clause))
    if match["aux"]:
        noun = before.tag_ in _BEFORE_OPEN
        if match["dots"]:
            return (noun or before.tag_ == "RB") and not _SPOKEN.search(clause)
        return noun and not _TAKES.search(clause)
    if match["prep"]:
        return _waits_for_noun(word, before, clause)
    return _waits_for_clause(match["last"], before, clause)


def _waits_for_clause(last: str, before: Token, clause: str) -> bool:
    """Return whether a relative or a possessive ends the clause behind what it belongs to."""
    if last in ("his", "your", "my"):
        verb = before.tag_ in ("VB", "VBD", "VBG", "VBZ", "IN", "TO") and before.lemma_ != "be"
        return verb and before.lower_ not in ("of", "like", "than", "as")
    if last == "which":
        return before.text in ("(", ",")
    if last in ("who", "whom"):
        return before.tag_ in ("NN", "NNS", ",") and not _SPOKEN.search(clause)
    return before.tag_ in ("NN", "NNS") or (before.tag_ == "JJ" and " so " in clause)


def _is_passive(verb: Token) -> bool:
    return any(child.dep_ == "auxpass" for child in verb.children)


def _waits_for_noun(word: Token, before: Token, clause: str) -> bool:
    """Return whether the preposition belongs to no verb and no clause before it."""
    if before.tag_ == "VBN" and word.lower_ in _BY and _is_passive(before):
        return not _ASKED.search(clause) and before.lemma_ not in _WITH
    if before.tag_ not in _BEFORE_OPEN or not before.is_alpha:
        return False
    if before.lower_ in _USED_OF or _ASKED.search(" ".join(clause.split()[-_REACH:])):
        return False
    for token in word.doc[max(word.sent.start, word.i - _REACH) : word.i]:
        if token.dep_ in ("relcl", "acl", "auxpass", "csubj") and token.tag_ != "VBN":
            return False
        particle = word.lower_ in ("in", "by") and token.lemma_.lower() in words(
            f"ends-in-{word.lower_}" if word.lower_ == "in" else "ends-in-on"
        )
        if particle or (token.tag_ == "VB" and token.head.pos_ in ("ADJ", "NOUN")):
            return False
    return True


def _is_left(match: re.Match[str]) -> bool:
    """Return whether the line is long enough for a sentence, and its last word sure to wait."""
    start = match.string.rfind("\n", 0, match.start()) + 1
    mark = match["mark"].strip()
    if not mark or mark == ";":
        return bool(match["sure"]) and match.start() - start >= _SHORT_LINE
    if mark == "," or (match["sure"] and mark in ("...", "…")):
        return True
    return not _SPOKEN.search(match.string, start, match.start())
