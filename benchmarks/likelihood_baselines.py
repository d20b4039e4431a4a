"""What simple means say of the same texts: n-grams, surprisal and LanguageTool."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import numpy as np

from benchmarks.corpora import digest
from benchmarks.grammar import matches
from mtqa.annotate.lm import LanguageModel
from mtqa.annotate.passages import passages
from training.corpus import Kind, Version
from training.likelihood import teaches
from training.splits import places, splits
from training.states import CACHE

Scores = Mapping[tuple[int, int], float]
"""A number by version and half of systems, higher for machines."""

_SAMPLE = 100  # articles of WMT sets whose surprisal is measured


def ngrams(versions: Sequence[Version]) -> Scores:
    """Return the log odds of a logistic regression on words, word pairs and letters."""
    from scipy.sparse import hstack
    from sklearn.feature_extraction.text import HashingVectorizer
    from sklearn.linear_model import LogisticRegression

    texts = [" ".join(run.text for run in passages(one.sentences)) for one in versions]
    words = HashingVectorizer(ngram_range=(1, 2), n_features=2**18, alternate_sign=False)
    letters = HashingVectorizer(
        analyzer="char_wb", ngram_range=(2, 4), n_features=2**17, alternate_sign=False
    )
    counts = hstack([words.transform(texts), letters.transform(texts)]).tocsr()
    machine = np.array([one.kind.machine for one in versions])
    found = {}
    for split in splits(places(versions)):
        learnt = [index for index in split.learn if teaches(versions[index])]
        model = LogisticRegression(
            C=10, class_weight="balanced", solver="liblinear", dual=True, tol=1e-3
        )
        model.fit(counts[learnt], machine[learnt])
        odds = model.decision_function(counts[list(split.judge)])
        found.update({(i, split.half): float(o) for i, o in zip(split.judge, odds, strict=True)})
    return found


def surprisal(versions: Sequence[Version]) -> Scores:
    """Return the mean surprisal of the first passage of a sample of versions, in nats."""
    path = CACHE / "surprisal.json"
    sample = _sampled(versions)
    texts = {str(index): passages(versions[index].sentences)[0].text for index in sample}
    kept: dict[str, float] = json.loads(path.read_text()) if path.exists() else {}
    missing = [text for text in texts.values() if text not in kept]
    if missing:
        model = LanguageModel.load(threads=2)
        for text, read in zip(missing, model.surprisal(missing), strict=True):
            kept[text] = float(np.nanmean(read.nats))
        path.write_text(json.dumps(kept))
    return {(i, half): kept[texts[str(i)]] for i in sample for half in (0, 1)}


def _sampled(versions: Sequence[Version]) -> list[int]:
    """Return round trips of WMT18, one of each article, and some articles of the WMT sets."""
    trips: dict[str, list[int]] = {}
    articles: dict[str, list[int]] = {}
    for index, version in enumerate(versions):
        if version.source == "roundtrip_wmt18_multi":
            trips.setdefault(version.article, []).append(index)
        elif version.source.startswith("docs_wmt") and "liv" not in version.source:
            articles.setdefault(version.article, []).append(index)
    chosen = [index for some in trips.values() for index in some[:2]]
    for name in sorted(articles, key=digest)[:_SAMPLE]:
        human = [i for i in articles[name] if versions[i].kind is Kind.TRANSLATOR]
        made = [i for i in articles[name] if versions[i].kind is Kind.MACHINE]
        chosen += [*human[:1], *made[:1]]
    return chosen


_CHECKED = (
    "original",
    "roundtrip",
    "human-translation",
    "mt-weak",
    "mt-2018",
    "mt-2021",
    "mt-2022",
)


def languagetool(versions: Sequence[Version]) -> Scores:
    """Return LanguageTool's matches per 100 words of the whole text, where it was asked."""
    rates = {}
    for corpus in _CHECKED:
        for part in ("build", "judge"):
            for text, found in matches(corpus, part):
                words = len(text.text.split())
                rates[text.doc, text.system] = 100 * len(found) / max(1, words)
    scores = {}
    for index, version in enumerate(versions):
        system = version.system
        if version.source.startswith("docs_wmt"):
            system = system.partition("/")[2]
        if (version.article, system) in rates:
            for half in (0, 1):
                scores[index, half] = rates[version.article, system]
    return scores
