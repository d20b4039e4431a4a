"""Words, clauses and sentences that come back at once. Documented beside, in repetition.md."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

from spacy.lang.en.stop_words import STOP_WORDS

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.layout import is_heading
from mtqa.annotate.register import is_talk
from mtqa.detect.overlap import outside
from mtqa.detect.rule import Hit
from mtqa.detect.structure._nearly import come_again, comes_at_once
from mtqa.knowledge.names import is_given_name
from mtqa.knowledge.verbs import words as words_of
from mtqa.knowledge.words import zipf
from mtqa.model import Evidence, Severity

_WORD = re.compile(r"\d+(?:[.,]\d+)+[a-z]*|(?:[A-Z]\.){2,}|[^\W_]+(?:['’-][^\W_]+)*")
# a percent sign or bracket on one side of a space stands on that side of the other copy too
_SPACE = re.compile(r"[%)]*[^\S\n]+[($€£]*")
_COMMA = re.compile(r"[%)]*,[^\S\n]+[($€£]*")
_GAP = re.compile(  # inside a phrase
    r"(?:(?<=\b[MDS][rt])\.|(?<=\b(?:Gov|Sen|Rep|Gen|Mrs))\.)?[%)]*[,;:]?[^\S\n]+(?:[-–—][^\S\n]+)?[($€£]*"
)
_LONGEST = 16  # words in a phrase that comes back
_ROUNDS = 10  # are enough to be sure of a loop
_SCORED = 2  # words of a team and its score
_CLAUSE = 5  # words from which on it may come back behind a comma, or behind one other word
_SENTENCE = 8  # words from which on a whole sentence counts, inside of quotations as well
_SHORT_SENTENCE = 5  # and outside of them
_PASSAGE = 12  # words from which on a sentence counts that comes back later
# "again and again and again", "step by step by step": people do say these
_LINKS = {"and", "or", "to", "by", "after", "upon", "but", "not", "than"}
# "on and on and on" is made of none of these
_LEADING_ON = {"without", "of", "for", "from", "with", "into", "at", "the", "a", "an", "than"}
# who speaks like this begins a phrase twice
_SPOKEN = re.compile(r"\b(?:[Uu]h|[Uu]m|[Mm]hm|[Yy]eah|gonna|wanna|gotta|you know, )")
_SPEECH = 3  # of these make a transcript
_USUAL_WORD = 4.0  # Zipf; of short words so usual people make titles: "Girls Girls Girls"
_SHORT_WORD = 5
_JOINING = {"and", "or", "but", "not", "than"}
_PRONOUNS = {"i", "it", "he", "she", "we", "you", "they", "there", "i'm", "it's", "that", "this"}
_OPEN_ENDS = {"IN", "DT", "CC", "TO", "PRP$", "WDT", "WP", "MD", "VBZ", "VBD", "VBN", "VBG"}
_FINITE = {"VBD", "VBZ", "MD", "CC", "IN"}
_LEADING = {"DT", "PRP$", "POS", "MD", "TO"}  # what nobody leaves out who says a phrase again
_BEFORE_NOUN = {"amod", "compound", "nummod"}
_DOUBLED = re.compile(r"(?<![\w'’-])([a-z]+)[^\S\n]\1(?![\w'’-])")

_STUTTERED_WORD = 12  # letters of a word in which three rounds may stand
# "Silver-Silver-Silver", "agreementmentment"
_STUTTERED = re.compile(
    r"(?<![^\W\d_])(?P<word>[^\W\d_]{4,})(?:-(?P=word)){2,}(?![^\W\d_])"
    r"|(?P<part>[a-z]{3,9})(?P=part){2,}"
)
# "the weather, weather, weather report"
_LISTED = re.compile(r"(?<![\w’'-])(?P<word>[a-z]{4,}), (?P=word), (?P=word) (?=[a-z])")
_CHANTED = 4  # rounds of a phrase that nobody shouts
_REFRAIN = 4  # times that a short sentence stands in a text, of which one would do
_SHORT_REFRAIN = 4  # words of such a sentence

Word = re.Match[str]


def _same(words: Sequence[str], first: int, second: int, length: int) -> bool:
    return words[first : first + length] == words[second : second + length]


def _spaced(text: str, words: Sequence[Word], first: int, last: int) -> bool:
    """Return whether only spaces part the words from ``first`` to before ``last``."""
    return all(
        _SPACE.fullmatch(text, words[i].end(), words[i + 1].start()) for i in range(first, last - 1)
    )


def _rounds(lower: Sequence[str], first: int, length: int, most: int) -> int:
    """Return how often, up to ``most``, the phrase of ``length`` words at ``first`` stands."""
    rounds = 1
    while rounds < most and _same(lower, first, first + rounds * length, length):
        rounds += 1
    return rounds


def _is_loop(phrase: Sequence[str]) -> bool:
    """Return whether nobody says this phrase three times in a row on purpose."""
    if not any(word.isalpha() for word in phrase):
        return False
    if len(set(phrase)) == 1:  # "very very very", "no no no no"
        return not phrase[0].endswith("ly") and phrase[0] not in words_of("chanted")
    return len(phrase) >= _CLAUSE or _LINKS.isdisjoint(phrase) or not _LEADING_ON.isdisjoint(phrase)


def _is_stutter(text: Annotated, words: Sequence[Word], first: int, last: int) -> bool:
    """Return whether the words are one word thrice or more that may be shouted or a title."""
    written = words[first][0]
    if len({word[0].lower() for word in words[first:last]}) > 1:
        return False
    if len(written) == 1 and written not in ("a", "A"):
        return True
    usual = zipf(written.lower()) >= _USUAL_WORD and not is_given_name(written)
    capital = written[0].isupper() and len(written) <= _SHORT_WORD
    return is_talk(text) or (capital and usual and written.lower() not in STOP_WORDS)


def _joined(text: str, words: Sequence[Word], first: int, last: int) -> bool:
    """Return whether no sentence ends between the words from ``first`` to before ``last``."""
    return all(
        _GAP.fullmatch(text, words[i].end(), words[i + 1].start()) for i in range(first, last - 1)
    )


def _is_torn(text: Annotated, words: Sequence[Word], first: int, last: int) -> bool:
    """Return whether the phrase can't stand by itself, as "of each" can't, or is a name."""
    span = text.doc.char_span(
        words[first].start(), words[last - 1].end(), alignment_mode="contract"
    )
    if span is None or len(span) < 2:
        return False
    if span[-1].tag_ in _OPEN_ENDS or span[0].tag_ in ("VBP", "MD"):
        return True
    if span[0].tag_ == "IN" and not is_talk(text):
        return True  # "in the north, in the north"
    named = {token.ent_type_ for token in span} <= {"PERSON", "ORG"}
    return named or (len(span) > 2 and span[0].tag_ in _FINITE)


def _is_piece(text: Annotated, words: Sequence[Word], first: int, second: int) -> bool:
    """Return whether a phrase said twice is cut out of a longer one: "a cheap, new cheap, new car".

    Who says a phrase twice on purpose says all of it: "the sea, the sea that had taken him".
    """
    last = 2 * second - first
    if _is_name(words[first:second]) or is_talk(text):
        return False
    if second - first > 2 and _COMMA.search(
        text.text, words[first].end(), words[second - 1].start()
    ):
        return True
    again = text.doc.char_span(
        words[second].start(), words[last - 1].end(), alignment_mode="contract"
    )
    opened = text.doc.char_span(words[first].start(), words[first].end(), alignment_mode="expand")
    if again is None or opened is None or not opened.start:
        return False
    before, behind = text.doc[opened.start - 1], text.doc[again.end : again.end + 1]
    if before.tag_ in _LEADING and not opened[0].is_punct:
        return True
    goes_on = bool(behind) and behind[0].tag_ in ("NN", "NNS", "NNP")
    return second - first > 2 and goes_on and again[-1].dep_ in _BEFORE_NOUN


def _is_name(words: Sequence[Word]) -> bool:
    return all(word[0][0].isupper() or word[0].isdigit() for word in words)


def _twice_at(text: Annotated, words: Sequence[Word], lower: Sequence[str], first: int) -> int:
    """Return the index behind a phrase of two words or more that stands twice at once, or 0."""
    for length in range(2, _LONGEST + 1):
        second = first + length
        last = second + length
        if last > len(lower) or not _same(lower, first, second, length):
            continue
        joint = text.text[words[second - 1].end() : words[second].start()]
        phrase, before = lower[first:second], lower[first - 1] if first else ""
        cut = _is_cut(phrase, comma=joint.startswith(","))
        if not _joined(text.text, words, first, last) or not _is_twice(phrase, before, cut=cut):
            return 0
        if _SPACE.fullmatch(joint):
            return last if length > 2 or phrase[0] not in _PRONOUNS else 0
        if _COMMA.fullmatch(joint) and _is_twice_behind_comma(text, words, first, second):
            return last
    return 0


def _is_twice_behind_comma(text: Annotated, words: Sequence[Word], first: int, second: int) -> bool:
    """Return whether the phrase from ``first`` to before ``second`` is said twice by mistake."""
    start, length = words[first].start(), second - first
    if length <= _SCORED and any(word[0].isdigit() for word in words[first:second]):
        return False  # "Spurs 2, Spurs 2"
    if text.text[max(0, start - 3) : start].rstrip().endswith(":"):
        return False  # a cry: "a voice called: He is here, he is here"
    return (
        length >= _CLAUSE
        or _is_torn(text, words, first, second)
        or _is_piece(text, words, first, second)
    )


def _is_cut(phrase: Sequence[str], *, comma: bool) -> bool:
    """Return whether a word that leads on ends the phrase where nothing can follow."""
    if comma:
        return phrase[-1] in _JOINING - {"not"} | {"to"} and phrase[0] not in _LINKS
    return phrase[-1] == "not" and phrase[0] in STOP_WORDS - _LINKS


def _is_twice(phrase: Sequence[str], before: str, *, cut: bool) -> bool:
    """Return whether nobody says this phrase twice in a row on purpose, behind ``before``.

    ``cut`` says that its last word is parted from what it would lead to.
    """
    # "step by step by step": the phrase is "step by", or "by step" behind "step"
    chain = phrase[0] in _LINKS and before == phrase[-1]
    chain |= phrase[-1] in _LINKS and len(phrase) == 2
    joined = not _JOINING.isdisjoint((phrase[0], phrase[-1]))
    led = phrase[0] in _LEADING_ON and phrase[-1] in _JOINING and len(phrase) == 2
    said = len(phrase) < 4 and not cut and not led and (chain or joined)
    return len(set(phrase)) > 1 and any(len(word) > 2 for word in phrase) and not said


def _loop_at(text: str, words: Sequence[Word], lower: Sequence[str], first: int) -> int:
    """Return the index behind three rounds or more that begin with the word ``first``, or 0."""
    for length in range(1, _LONGEST + 1):
        second = first + length
        if second >= len(lower) or lower[first] != lower[second]:
            continue
        rounds = _rounds(lower, first, length, 3)
        last = first + rounds * length
        if rounds > 2 and _is_loop(lower[first:second]) and _spaced(text, words, first, last):
            whole = first + _rounds(lower, first, length, _ROUNDS) * length
            return whole if _spaced(text, words, first, whole) else last
    return 0


def _echo_at(text: str, words: Sequence[Word], lower: Sequence[str], first: int) -> int:
    """Return the index behind a phrase that comes back after one other word, or 0."""
    for length in range(_CLAUSE, _LONGEST + 1):
        second = first + length + 1
        last = second + length
        if last > len(lower) or lower[first] != lower[second] or lower[last - 1] in STOP_WORDS:
            continue  # "six came from the navy, six came from the army": a parallel, no echo
        if _same(lower, first, second, length) and _spaced(text, words, first, last):
            return last
    return 0


def _loops(text: Annotated) -> Iterator[Hit]:
    words = list(_WORD.finditer(text.text))
    lower = [word[0].lower() for word in words]
    first = 0
    while first < len(words):
        last = 0
        if lower[first] in lower[first + 1 : first + _LONGEST + 1]:
            last = (
                _loop_at(text.text, words, lower, first)
                or _twice_at(text, words, lower, first)
                or _echo_at(text.text, words, lower, first)
            )
        stutter = last > 0 and _is_stutter(text, words, first, last)
        if last and not stutter and not _is_shouted(text, words, lower, first, last):
            start, end = words[first].start(), words[last - 1].end()
            yield Hit(start, end, "The same words come back at once.", 0.8)
        first = last or first + 1


def _is_shouted(
    text: Annotated, words: Sequence[Word], lower: Sequence[str], first: int, last: int
) -> bool:
    """Return whether somebody is quoted who may say the words so: "We will, we will".

    Nobody says "the right to the right to the right to the right to".
    """
    distinct = set(lower[first:last])
    many = len(distinct) > 1 and last - first >= _CHANTED * len(distinct)
    stuck = many and not ({"to"} | _LEADING_ON).isdisjoint(distinct)
    return not stuck and text.in_quotation(words[first].start())


def _stuttered(text: Annotated, words: Sequence[str]) -> Iterator[Hit]:
    """Yield words that come thrice in one, and nouns listed thrice before another noun."""
    if any(len(word) >= _STUTTERED_WORD and _STUTTERED.search(word) for word in words):
        for match in _STUTTERED.finditer(text.text):
            part = match["word"] or match["part"]
            sung = part in (part + part)[1:-1] or part.lower() in words_of("chanted")
            if not sung and len(match[0]) >= _STUTTERED_WORD:
                yield Hit(*match.span(), "The same letters come back at once.", 0.8)
    for match in _LISTED.finditer(text.text):
        listed = text.doc.char_span(match.start(), match.end("word"))
        behind = text.doc.char_span(match.end(), match.end() + 1, alignment_mode="expand")
        nouns = listed and behind and listed[0].pos_ == "NOUN" and behind[0].tag_ in ("NN", "NNS")
        if nouns and not text.in_quotation(match.start()):
            yield Hit(match.start(), match.end() - 1, "The same word comes back at once.", 0.75)


def _doubled(text: Annotated) -> Iterator[Hit]:
    for match in _DOUBLED.finditer(text.text):
        span = text.doc.char_span(*match.span())
        if span is None or len(span) != 2 or text.in_quotation(match.start()):
            continue
        reach = len(match[1]) + 1
        around = text.text[max(0, match.start() - reach) : match.end() + reach].lower()
        chanted = match[1] in words_of("chanted") and around.count(match[1]) > 2
        if not chanted and {token.pos_ for token in span} in ({"NOUN"}, {"VERB"}):
            message = "This word is written twice."
            start, end = match.span()
            yield Hit(start, end, message, 0.8, severity=Severity.MINOR, suggestion=match[1])


def _sentences(text: Annotated) -> Iterator[Hit]:
    seen: dict[str, tuple[int, int, int]] = {}
    plain = text.text
    for index, sentence in enumerate(text.sentences):
        said = sentence.text.strip().strip('“”"').casefold()
        key = said.rstrip(".… ")  # the stop may be lost on one of them
        start = sentence.start_char
        end = start + len(sentence.text.rstrip())
        before = seen.get(key)
        asked = before and _leads_to_question(plain, before[1]) and _leads_to_question(plain, start)
        if before and not asked and _comes_back(text, said, index - before[0], before[1]):
            quote = plain[before[1] : before[2]]
            note = "The same sentence stands here."
            evidence = Evidence(note=note, quote=quote, start=before[1], end=before[2])
            yield Hit(start, end, "This sentence comes twice.", 0.8, evidence=(evidence,))
        seen[key] = (index, start, end)


def _refrains(text: Annotated) -> Iterator[Hit]:
    """Yield a short sentence each time that it comes again, where it comes all over the text."""
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for sentence in text.sentences:
        start = sentence.start_char
        said = text.text[start : sentence.end_char].rstrip()
        places[said].append((start, start + len(said)))
    for said, found in places.items():
        short = len(said.split()) < _SHORT_REFRAIN if len(found) >= _REFRAIN else True
        if short or said[-1] not in ".!" or is_talk(text):
            continue
        for start, end in found[1:]:
            if not text.in_quotation(start) and not is_heading(text.text, start):
                message = f"This sentence stands {len(found)} times in the text."
                yield Hit(start, end, message, 0.75)


def _almost(text: Annotated) -> Iterator[Hit]:
    for again in come_again(text.text):
        if again.first_start == 0 or is_heading(text.text, again.first_start):
            continue
        quote = text.text[again.first_start : again.first_end]
        note = "Almost the same sentence stands here."
        evidence = Evidence(note=note, quote=quote, start=again.first_start, end=again.first_end)
        message = "This sentence comes twice, with a word changed."
        yield Hit(again.start, again.end, message, 0.75, evidence=(evidence,))


def _at_once(text: Annotated) -> Iterator[Hit]:
    if is_talk(text):
        return
    for again in comes_at_once(text.text):
        if text.in_quotation(again.first_start) or is_heading(text.text, again.first_start):
            continue
        quote = text.text[again.first_start : again.first_end]
        note = "The sentence before says it."
        evidence = Evidence(note=note, quote=quote, start=again.first_start, end=again.first_end)
        message = "This sentence says again what the one before said, in its words."
        yield Hit(again.start, again.end, message, 0.75, evidence=(evidence,))


def _leads_to_question(text: str, start: int) -> bool:
    """Return whether the paragraph goes on to ask something, as the stem of an exercise does."""
    end = text.find("\n", start)
    return "?" in text[start : end if end >= 0 else len(text)]


def _comes_back(text: Annotated, sentence: str, behind: int, offset: int) -> bool:
    """Return whether a sentence that stood at ``offset`` too is no refrain."""
    length = len(sentence.split())
    if behind > 1 and not sentence.endswith("."):
        return False
    if is_heading(text.text, offset):
        return False
    if behind > 1:
        return length >= _PASSAGE and offset > 0
    quoted = text.in_quotation(offset)
    return length >= (_SENTENCE if quoted else _SHORT_SENTENCE)


def find(text: Annotated) -> Iterator[Hit]:
    """Yield each phrase that loops and each sentence that comes twice."""
    spoken = len(list(islice(_SPOKEN.finditer(text.text), _SPEECH))) == _SPEECH
    loops = [] if spoken else list(_loops(text))
    yield from loops
    yield from outside(_doubled(text), loops)
    yield from outside(_stuttered(text, text.text.split()), loops)
    sentences = list(_sentences(text))
    sentences += outside(_refrains(text), sentences)
    yield from sentences
    almost = list(outside(_almost(text), sentences))
    yield from almost
    yield from outside(_at_once(text), [*sentences, *almost])
