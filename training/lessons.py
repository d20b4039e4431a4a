"""What the token probe is taught: texts, faults on their tokens, and which of two is worse.

Only sets whose licence lets a publisher use the result, and of each only the
``build`` half by article, so that ``benchmarks`` can judge on the other one.
"""

from __future__ import annotations

import difflib
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, permutations
from typing import Any

from benchmarks.corpora import digest, half, rows
from mtqa.annotate.passages import plain
from training.tamper import Lexicon, tamper

MARKED = 3
"""The kind of a word that a rater marked or a post-editor changed."""
DECIDABLE = (
    "critical_id20_shuffled",
    "critical_id22_verb_removed",
    "critical_id23_noun_removed",
    "critical_id24_subj_removed",
    "critical_id25_ne_removed",
    "critical_id4_codemix",
    "major_id19_question",
    "minor_id12_conj_removed",
    "minor_id13_pos_shift",
    "minor_id14_word_swap",
    "minor_id15_case",
    "minor_id16_function_word",
    "minor_id1_repeat2",
    "minor_id26_misspelled",
    "minor_id27_char_removed",
    "minor_id28_final_punc_removed",
    "minor_id29_punc_addition",
    "minor_id2_repeat4",
    "minor_id30_tokenized",
    "minor_id31_full_lower",
    "minor_id32_first_lower",
)
"""DEMETR's kinds of change that leave a sentence malformed, so that its reader needs no source.

Left out are those that make another well-formed sentence: numbers, gender, names,
antonyms, negation, hypernyms, additions, tense, aspect, adjectives and prepositional
phrases removed; and the two baselines, an empty output and the reference.
"""
_SHARE = {"mqm_bio2021_de-en": 3, "mqm_bio2021_es-en": 3, "mqm_bio2021_fr-en": 3}
_SYSTEMS = 4  # of each article's sixty-six round trips
_CLEARLY_BETTER = 0.3  # by the systems' mean scores from people, in standard deviations
LINGUISTIC = ("fluency", "style", "locale", "terminology")
_WEIGHTS = {"minor": 1.0, "major": 5.0, "critical": 10.0}
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])")
_LONGEST = 500  # characters of a sentence to spoil: what is longer was not cut well

Span = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Lessons:
    """Texts of one set and what is known of them.

    Attributes:
        name: of the set.
        texts: in order.
        faults: number of a text to the spans of its faults (start, end, kind); a
            text that has an entry has no other faults of the ``kinds``.
        kinds: which kinds ``faults`` tells of.
        pairs: numbers of two texts, the worse one first.
    """

    name: str
    texts: tuple[str, ...]
    faults: Mapping[int, tuple[Span, ...]]
    kinds: tuple[int, ...]
    pairs: tuple[tuple[int, int], ...]


class _Texts:
    """Numbers for texts, each text once."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        return self._numbers.setdefault(plain(text), len(self._numbers))

    def all(self) -> tuple[str, ...]:
        return tuple(self._numbers)


def sentences(text: str) -> list[str]:
    """Return the sentences of a running text, by their marks."""
    found, at = [], 0
    for match in _SENTENCE_END.finditer(text):
        found.append(text[at : match.end()].strip())
        at = match.end()
    return [sentence for sentence in (*found, text[at:].strip()) if sentence]


def human_articles() -> Iterator[tuple[str, list[str]]]:
    """Yield articles by people, written in English or translated: name and sentences."""
    for row in rows("roundtrip_en-de-en_docs"):
        yield "rt." + row["id"], sentences(row["original"])
    for row in rows("ht-vs-mt_de-en_docs"):
        yield "ht." + row["id"], sentences(row["human_translation"])
    for row in rows("roundtrip_wmt18_multi"):
        yield row["id"], list(row["original"])


@cache
def lexicon() -> Lexicon:
    """Return the words of the human articles and of sources in other languages."""
    foreign = [row["source"] for lp in ("ro", "et") for row in rows(f"mlqepe_{lp}-en_dev")]
    for lp in ("de", "es", "fr"):
        foreign += [row["source"] for row in rows(f"mqm_bio2021_{lp}-en")][::12]
    return Lexicon([one for _, article in human_articles() for one in article], foreign)


def spoilt() -> Lessons:
    """Return runs of human sentences, as they are and with faults put into some."""
    draw, words = random.Random(7), lexicon()
    texts: list[str] = []
    faults: dict[int, tuple[Span, ...]] = {}
    pairs = []
    for run in _runs(draw):
        text, spans = _spoil(run, draw, words)
        taught = not _kept_back(run.article)
        if taught:
            faults[len(texts)] = ()
        texts.append(plain(" ".join(run.sentences)))
        if spans:
            if taught:
                faults[len(texts)] = spans
                pairs.append((len(texts), len(texts) - 1))
            texts.append(text)
    return Lessons("spoilt", tuple(texts), faults, (0, 1, 2), tuple(pairs))


def taught(article: str) -> bool:
    """Return whether runs of a human article are among what is spoilt."""
    return digest(article) % 5 < 3 or article.startswith("wmt18en")


def _kept_back(article: str) -> bool:
    return half(article) == "judge" and digest(article) % 4 == 0


@dataclass(frozen=True, slots=True)
class _Run:
    article: str
    sentences: tuple[str, ...]


def _runs(draw: random.Random) -> Iterator[_Run]:
    """Yield runs of one to six sentences of three in five articles."""
    for article, found in human_articles():
        if not taught(article):
            continue
        at = 0
        while at < len(found):
            length = draw.choice((1, 1, 1, 2, 4, 6))
            group = [plain(one) for one in found[at : at + length] if len(one) < _LONGEST]
            at += length
            if group:
                yield _Run(article, tuple(group))


def _spoil(run: _Run, draw: random.Random, words: Lexicon) -> tuple[str, tuple[Span, ...]]:
    text, spans = "", []
    for sentence in run.sentences:
        text += " " if text else ""
        tampered = None
        if len(run.sentences) == 1 or draw.random() < 0.6:
            tampered = tamper(sentence, draw, words, draw.choice((1, 1, 1, 2, 3)))
        if tampered is not None:
            spans += [(len(text) + a, len(text) + b, kind) for a, b, kind in tampered.spans]
        text += tampered.text if tampered else sentence
    return text, tuple(spans)


def demetr(part: str = "build", without: Sequence[str] = ()) -> Lessons:
    """Return DEMETR's outputs and what was made of them, those that a reader can tell apart.

    Args:
        part: half of the outputs.
        without: kinds of change to leave out.
    """
    texts, pairs = _Texts(), []
    for row in rows("demetr"):
        seen = row["cat"] in DECIDABLE and row["cat"] not in without
        if seen and half(row["mt"]) == part and plain(row["pert"]) != plain(row["mt"]):
            pairs.append((texts.number(row["pert"]), texts.number(row["mt"])))
    return Lessons("demetr", texts.all(), {}, (), tuple(pairs))


def blimp(part: str = "build", without: Sequence[str] = ()) -> Lessons:
    """Return BLiMP's pairs in one half of each paradigm; ``without`` leaves paradigms out."""
    texts, pairs = _Texts(), []
    for row in rows("blimp60"):
        if half(row["good"]) == part and row["uid"] not in without:
            pairs.append((texts.number(row["bad"]), texts.number(row["good"])))
    return Lessons("blimp", texts.all(), {}, (), tuple(pairs))


def edited() -> Lessons:
    """Return machine translations and what editors made of them (mlqe-pe, the dev files)."""
    texts, pairs = _Texts(), []
    faults = {}
    for lp in ("ro", "et", "ne"):
        for row in rows(f"mlqepe_{lp}-en_dev"):
            target, edit = plain(untokenized(row["target"])), plain(untokenized(row["postedit"]))
            worse, better = texts.number(target), texts.number(edit)
            if worse != better:
                pairs.append((worse, better))
            faults[worse] = changed(target, edit)
            faults.setdefault(better, ())
    return Lessons("edited", texts.all(), faults, (MARKED,), tuple(pairs))


def untokenized(text: str) -> str:
    """Return a tokenised sentence with its marks joined to the words again."""
    text = re.sub(r" ([.,;:!?%)\]}])", r"\1", text)
    text = re.sub(r"([(\[{]) ", r"\1", text)
    text = re.sub(r" (n't|'s|'re|'ve|'ll|'d|'m)\b", r"\1", text)
    text = re.sub(r'" ([^"]*?) "', r'"\1"', text)
    return re.sub(r"' ([^']*?) '", r"'\1'", text).strip()


def changed(text: str, edit: str) -> tuple[Span, ...]:
    """Return the spans of the words of ``text`` that ``edit`` does not have there."""
    words = list(re.finditer(r"\S+", text))
    match = difflib.SequenceMatcher(None, [one[0] for one in words], edit.split(), False)
    spans: list[Span] = []
    for change, start, end, _, _ in match.get_opcodes():
        if change != "equal":
            stop = start + 1 if change == "insert" else end  # the word behind what is missing
            spans.extend((one.start(), one.end(), MARKED) for one in words[start:stop])
    return tuple(spans)


def rated(name: str, third: int = 0) -> Lessons:
    """Return outputs with the spans that raters marked as linguistic faults, by source segment.

    Args:
        name: of the set.
        third: which third of the documents, where a set is large; the probe is taught
            with the first.
    """
    texts = _Texts()
    faults: dict[int, tuple[Span, ...]] = {}
    penalties: dict[tuple[str, str], dict[int, list[float]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for row in rows(name):
        if half(row["doc"]) == "build" and digest(row["doc"]) % _SHARE.get(name, 1) == third:
            number = texts.number(row["target"])
            errors = rated_linguistic(row)
            spans = tuple(_found(error, row["target"]) for error in errors)
            faults[number] = faults.get(number, ()) + tuple(one for one in spans if one)
            penalties[row["doc"], row["seg"]][number].append(penalty(errors))
    pairs = tuple(pair for each in penalties.values() for pair in _worse(each))
    return Lessons(name, texts.all(), faults, (MARKED,), pairs)


def rated_linguistic(row: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the errors of an output that a reader without the source could see.

    Where a set names no families, those are all that lie in the output.
    """
    return [
        error
        for error in row["errors"]
        if error["side"] == "target" and error["family"] in (*LINGUISTIC, None)
    ]


def _found(error: Mapping[str, Any], target: str) -> Span | tuple[()]:
    start, end = error["start"], error["end"]
    if start is None or end is None or len(plain(target)) != len(target):
        return ()
    return (start, end, MARKED)


def penalty(errors: Sequence[Mapping[str, Any]]) -> float:
    """Return the MQM penalty of errors; a comma counts a tenth, no error more than ten."""
    total = 0.0
    for error in errors:
        light = (error["category"] or "").endswith("Punctuation") and error["severity"] == "minor"
        total += 0.1 if light else _WEIGHTS.get(error["severity"], 0.0)
    return total


def _worse(penalties: Mapping[int, Sequence[float]]) -> Iterator[tuple[int, int]]:
    """Yield pairs of outputs of one source whose mean penalties differ by a minor fault or more."""
    means = {number: sum(values) / len(values) for number, values in penalties.items()}
    for one, other in combinations(sorted(means), 2):
        if abs(means[one] - means[other]) >= 1:
            yield (one, other) if means[one] > means[other] else (other, one)


def round_trips() -> Lessons:
    """Return sentences beside what four systems made of them by way of another language."""
    texts, pairs = _Texts(), set()
    for row in rows("roundtrip_wmt18_multi"):
        if half(row["id"]) != "build":
            continue
        systems = random.Random(row["id"]).sample(sorted(row["roundtrip"]), _SYSTEMS)
        strength = {system: row["da"].get(system) for system in systems}
        for index, original in enumerate(row["original"]):
            best = texts.number(original)
            made = {one: texts.number(row["roundtrip"][one][index]) for one in systems}
            pairs |= {(number, best) for number in made.values()}
            pairs |= {
                (made[worse], made[better])
                for worse, better in permutations(systems, 2)
                if _clearly(strength[better], strength[worse])
            }
    kept = sorted(pair for pair in pairs if pair[0] != pair[1])
    return Lessons("round_trips", texts.all(), {}, (), tuple(kept))


def _clearly(better: float | None, worse: float | None) -> bool:
    return better is not None and worse is not None and better - worse >= _CLEARLY_BETTER


def everything() -> list[Lessons]:
    """Return all that the probe is taught."""
    raters = ("mqm_ted2021_zh-en", *_SHARE)
    return [
        spoilt(),
        demetr(),
        blimp(),
        edited(),
        round_trips(),
        *(rated(name) for name in raters),
    ]
