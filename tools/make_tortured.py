"""Make the tables for tortured phrases: tortured.tsv, tortured_words.tsv and word_pairs.tsv.

    python -m tools.make_tortured LIST BIGRAMS

LIST is the Problematic Paper Screener's list as tab-separated ``tortured``,
``established``, ``src``, ``caution``; BIGRAMS the file
``frequency_bigramdictionary_en_243_342.txt`` out of the wheel of symspellpy
6.10.1 (MIT; counts from Google Books, CC BY 3.0). One term in five is not
carried: ``benchmarks.tortured`` measures the rule on their phrases.

Each word gets two numbers, for standing before and behind another word: how
much more often it does so in tortured phrases than in genuine ones. Genuine are
the established terms, the compounds of WordNet and the noun phrases of its
glosses.
"""

from __future__ import annotations

import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from benchmarks.tortured import Phrase, held_out, read_phrases
from mtqa.annotate.language import _pipeline
from mtqa.knowledge.tortured import Pair, pairs, rarity, stem, stems
from tools.wordnet import glosses, synsets

TABLES = Path(__file__).parent.parent / "mtqa" / "knowledge" / "tables"
GLOSSES = 20_000
FOLDS = 5
OFTEN = 4  # pairs that a word must stand in to get a number of its own
LEAST = 0.5  # score from which it matters whether English has the pair
_TAGS = ("JJ", "NN", "NNS", "VBG", "VBN")


@dataclass
class Learnt:
    """What a part of the list shows about words.

    Attributes:
        wrong: phrases in which a word stands that the term lacks.
        right: terms in which a word stands.
        stands_for: what a word was put for, with how often.
        terms: pairs of words in established terms.
    """

    wrong: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    stands_for: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    terms: set[Pair] = field(default_factory=set)

    def add(self, phrase: Phrase) -> None:
        """Count the words of ``phrase``."""
        said, meant = stems(phrase.tortured), stems(phrase.term)
        self.wrong.update(set(said) - set(meant))
        self.right.update(set(meant))
        self.terms.update(pairs(phrase.term))
        if len(said) == len(meant):
            for one, other in zip(said, meant, strict=True):
                if one != other:
                    self.stands_for[one][other] += 1

    def restores(self, pair: Pair) -> bool:
        """Return whether the pair becomes one of a term when its words are put right."""
        first, last = ({word, *self.stands_for.get(word, ())} for word in pair)
        return any((a, b) in self.terms and (a, b) != pair for a in first for b in last)


def compounds() -> Iterator[str]:
    """Yield the compound nouns of WordNet that are no names."""
    for synset in synsets("noun").values():
        yield from (w.replace("_", " ") for w in synset.words if "_" in w and w.islower())


def noun_phrases() -> Iterator[str]:
    """Yield runs of adjectives and nouns in glosses of WordNet."""
    chosen = sorted(glosses())
    Random(1).shuffle(chosen)
    with _pipeline().select_pipes(disable=["parser", "ner", "lemmatizer"]) as _:
        for doc in _pipeline().pipe(chosen[:GLOSSES], batch_size=500):
            run: list[str] = []
            for token in doc:
                if token.tag_ in _TAGS and token.is_alpha:
                    run.append(token.text)
                elif run:
                    yield " ".join(run)
                    run = []


def bigrams(path: Path) -> dict[Pair, int]:
    """Return how often words stand side by side in English."""
    found: Counter[Pair] = Counter()
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        first, last, count = line.split()
        found[stem(first), stem(last)] += int(count)
    return found


def _level(count: int) -> int:
    return min(5, round(math.log2(count + 1)))


def _features(pair: Pair, learnt: Learnt, attested: bool) -> dict[str, float]:
    found = {"attested": float(attested), "restores": float(learnt.restores(pair))}
    for side, word in zip("fl", pair, strict=True):
        found[f"{side}z{rarity(word)}"] = 1
        found[f"{side}w{_level(learnt.wrong[word])}"] = 1
        found[f"{side}r{_level(learnt.right[word])}"] = 1
        found[f"{side}={word}"] = 1
    return found


@dataclass(frozen=True)
class Example:
    """A pair to learn from; ``fold`` is the part of the list that must not be used for it."""

    pair: Pair
    tortured: bool
    fold: int
    weight: float = 1.0


def examples(carried: Iterable[Phrase], genuine: Iterable[str]) -> Iterator[Example]:
    """Yield the pairs of tortured and of genuine phrases."""
    rng = Random(2)
    for phrase in carried:
        wrong = [pair for pair in pairs(phrase.tortured) if pair not in set(pairs(phrase.term))]
        for pair in wrong:
            yield Example(pair, True, phrase.fold(FOLDS), len(wrong) ** -0.5)
        for pair in pairs(phrase.term):
            yield Example(pair, False, phrase.fold(FOLDS), 0.3)
    for words in genuine:
        for pair in pairs(words):
            yield Example(pair, False, rng.randrange(FOLDS))


def learn(
    found: list[Example], parts: list[Learnt], attested: set[Pair]
) -> tuple[dict[str, float], float]:
    """Return the weight of each feature, and the constant."""
    rng = Random(3)
    rows = [
        _features(e.pair, parts[e.fold], e.pair in attested and (e.tortured or rng.random() < 0.5))
        for e in found
    ]
    often = Counter(name for row in rows for name in row)
    names = sorted(name for name in often if "=" not in name or often[name] >= OFTEN)
    column = {name: i for i, name in enumerate(names)}
    cells = [(i, column[n], v) for i, row in enumerate(rows) for n, v in row.items() if n in column]
    at, to, values = (np.array(part) for part in zip(*cells, strict=True))
    matrix = csr_matrix((values.astype(float), (at, to)), shape=(len(rows), len(names)))
    wanted = np.array([e.tortured for e in found])
    weight = np.array([e.weight for e in found])
    weight[wanted] *= (~wanted).sum() / wanted.sum()
    model = LogisticRegression(C=0.05, max_iter=300).fit(matrix, wanted, sample_weight=weight)
    return dict(zip(names, model.coef_[0], strict=True)), float(model.intercept_[0])


def _write(name: str, header: str, lines: Iterable[str]) -> None:
    (TABLES / name).write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")


def _numbers(learnt: Learnt, weights: dict[str, float]) -> dict[str, tuple[float, float]]:
    """Return the numbers of each word; of ``*3`` for words of rarity 3 that are not listed."""

    def number(side: str, word: str, rare: str) -> float:
        wrong, right = _level(learnt.wrong[word]), _level(learnt.right[word])
        keys = (f"{side}w{wrong}", f"{side}r{right}", f"{side}={word}", f"{side}z{rare}")
        return sum(weights.get(key, 0.0) for key in keys)

    known = set(learnt.wrong) | set(learnt.right) | {n[2:] for n in weights if n[1] == "="}
    rare = sorted({n[2:] for n in weights if n[:2] in ("fz", "lz")})
    return {f"*{r}": (number("f", "*", r), number("l", "*", r)) for r in rare} | {
        word: (number("f", word, str(rarity(word))), number("l", word, str(rarity(word))))
        for word in sorted(known)
    }


def _differs(word: str, numbers: dict[str, tuple[float, float]]) -> bool:
    """Return whether the word's numbers say more than its rarity."""
    rest = numbers.get(f"*{rarity(word)}", (0.0, 0.0))
    return any(abs(a - b) > 0.3 for a, b in zip(numbers[word], rest, strict=True))


@dataclass(frozen=True)
class Model:
    """The logistic model, and what the whole of the carried list shows."""

    constant: float
    restores: float
    numbers: dict[str, tuple[float, float]]
    learnt: Learnt

    def number(self, word: str) -> tuple[float, float]:
        """Return the numbers of the word for standing before and behind another."""
        return self.numbers.get(word) or self.numbers.get(f"*{rarity(word)}", (0.0, 0.0))

    def score(self, pair: Pair) -> float:
        """Return the log-odds that the pair, if English doesn't say it, is tortured."""
        first, last = self.number(pair[0]), self.number(pair[1])
        put_right = self.restores if self.learnt.restores(pair) else 0.0
        return self.constant + first[0] + last[1] + put_right


def fit(carried: list[Phrase], genuine: list[str], attested: set[Pair]) -> Model:
    """Return the model; what it knows of a phrase's words never comes from the phrase's term."""
    parts, whole = [Learnt() for _ in range(FOLDS)], Learnt()
    for phrase in carried:
        whole.add(phrase)
        for fold, part in enumerate(parts):
            if phrase.fold(FOLDS) != fold:
                part.add(phrase)
    weights, constant = learn(list(examples(carried, genuine)), parts, attested)
    numbers = _numbers(whole, weights)
    kept = {
        word: number
        for word, number in numbers.items()
        if word[0] == "*" or whole.stands_for.get(word) or _differs(word, numbers)
    }
    return Model(constant, weights["restores"], kept, whole)


def _write_words(model: Model) -> None:
    lines = [f"*constant\t{model.constant:.1f}\t0\t", f"*restores\t{model.restores:.1f}\t0\t"]
    for word, (before, behind) in model.numbers.items():
        others = "|".join(other for other, _ in model.learnt.stands_for[word].most_common())
        lines.append(f"{word}\t{before:.1f}\t{behind:.1f}\t{others}")
    _write("tortured_words.tsv", "word\tbefore\tbehind\tstands_for", lines)


def _write_pairs(model: Model, attested: set[Pair]) -> None:
    behind = defaultdict(list)
    for first, last in sorted(attested):
        listed = first in model.numbers or last in model.numbers
        if listed and model.score((first, last)) > LEAST:
            behind[first].append(last)
    _write("word_pairs.tsv", "first\tlast", (f"{a}\t{'|'.join(b)}" for a, b in behind.items()))


def _write_phrases(carried: list[Phrase], attested: set[Pair]) -> None:
    by_term: dict[str, set[str]] = defaultdict(set)
    for phrase in carried:
        made = list(pairs(phrase.tortured))
        if not phrase.caution and made and not all(pair in attested for pair in made):
            by_term[phrase.established].add(phrase.tortured)
    lines = (f"{term}\t{'|'.join(sorted(them))}" for term, them in sorted(by_term.items()))
    _write("tortured.tsv", "established\ttortured", lines)


def main() -> None:
    """Write the tables."""
    carried = [p for p in read_phrases(Path(sys.argv[1])) if not held_out(p.term)]
    named, glossed = sorted(compounds()), list(noun_phrases())
    attested = set(bigrams(Path(sys.argv[2])))
    attested |= {pair for words in (*named, *glossed) for pair in pairs(words)}
    model = fit(carried, [*Random(4).sample(named, 12_000), *glossed], attested)
    _write_words(model)
    _write_pairs(model, attested)
    _write_phrases(carried, attested)


if __name__ == "__main__":
    main()
