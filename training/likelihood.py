"""Learn whether a text was translated, and whether by a machine.

Directions in the language model's state space answer the questions. They are learnt
from differences between versions of one article, which share its topic: from an
original to its round trip (translated), and from a person's translation to a machine's
(by a machine). A third one leads from native writers to learners. Shrunken linear
discriminant analysis turns the mean differences into directions, so that what varies
from article to article counts little. Words and pairs of words, which the mean state
blurs, give three more coordinates (``training/wording.py``).

On these coordinates each kind of text is a mixture of normal distributions of one shape,
one for each set. Their spread shrinks with the number of tokens down to what differs
between articles.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from mtqa.score.likelihood import FILE, KINDS, Model
from training import wording
from training.corpus import SOURCES, Kind, Licence, Version
from training.splits import FOLDS, Place, places, splits
from training.states import Sentences, read

Floats = NDArray[np.float64]
SHRINKAGE = 0.1
PAIRED = 0.7
PIECE = 60
"""Tokens of the pieces that variation within an article is measured on."""

PRIOR = (0.22, 0.22, 0.5, 0.06)
"""English, people's translations, machines', learners': as many by machine as by people."""

KNEE = 0.5
"""Log odds above which the calibration has a slope of its own."""

MIN_WORDS = 60
MIN_PARAGRAPH = 40
OF_ITS_KIND = 200
"""Texts of its kind that draw the mean of a set to that of all sets."""

LEARNERS_NEARER = 0.4
"""Where the learners' mean is put between native writers and the one set that teaches: texts
of other learners do not lie as far out as those that the direction was learnt from."""

FALSE_CALLS = {Kind.ORIGINAL: 0.03, Kind.TRANSLATOR: 0.125}
"""Shares of people's news, of the sets that teach, that may be called machine-made at the
published threshold. Of translations that did not teach (WMT21, WMT22) more are: .15 of all."""

TAUGHT_UNSTATED = ("clean_wmt21_en", "clean_wmt22_en", "tmu_gfm")
"""Sets that state no licence and teach, since leaving them out costs much (docs/model-card.md)."""


@dataclass(frozen=True, slots=True)
class Units:
    """Passages or other runs of sentences, one row each.

    Attributes:
        version: index of the version that the run belongs to.
        tokens: how many it has.
        mean: of its hidden states.
    """

    version: NDArray[np.int64]
    tokens: Floats
    mean: Floats

    def of(self, members: NDArray[np.bool_]) -> Units:
        """Return the rows of the versions that are marked in ``members``."""
        rows = members[self.version]
        return Units(self.version[rows], self.tokens[rows], self.mean[rows])


@dataclass(frozen=True, slots=True)
class Probe:
    """Directions.

    Attributes:
        mean: the state between the kinds, which has the coordinates 0.
        directions: one column each for "translated", "by a machine" and "learner".
    """

    mean: Floats
    directions: Floats

    def __call__(self, states: NDArray[np.floating]) -> Floats:
        """Return the coordinates of each row of ``states``."""
        turned = self.directions.astype(states.dtype)
        return np.asarray(states @ turned - self.mean @ self.directions)


@dataclass(frozen=True, slots=True)
class Pieces:
    """Which piece of about ``PIECE`` tokens each row of ``Sentences`` belongs to.

    Attributes:
        first: the row that begins each piece.
        version: of each piece.
        tokens: of each piece.
        opening: whether a piece lies in the first passage of its version.
    """

    first: NDArray[np.intp]
    version: NDArray[np.int64]
    tokens: Floats
    opening: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Placed:
    """A version seen by a probe that has learnt neither its article nor its system.

    Attributes:
        version: its index.
        fold: of its article.
        half: of the systems that the probe has not seen.
        tokens: how many the version has.
        place: its coordinates.
        pieces: coordinates of its pieces, in order.
        lengths: tokens of the pieces.
        opening: how many pieces its first passage has.
    """

    version: int
    fold: int
    half: int
    tokens: float
    place: Floats
    pieces: Floats
    lengths: Floats
    opening: int

    def begun(self) -> Placed:
        """Return its first passage alone."""
        pieces, lengths = self.pieces[: self.opening], self.lengths[: self.opening]
        place = np.average(pieces, axis=0, weights=lengths)
        return replace(
            self, tokens=float(lengths.sum()), place=place, pieces=pieces, lengths=lengths
        )


@dataclass(frozen=True, slots=True)
class Judged:
    """The likelihoods of a version, by a model that was made without it.

    Attributes:
        placed: where it stood.
        machine: probability that a machine wrote it.
        called: whether that reaches the threshold.
        low: lower end of the interval.
        high: upper end.
        translated: probability that it was translated.
        covers: whether the likelihood of its second half lies in the interval of the
            first; ``None`` where it is too short to be halved.
    """

    placed: Placed
    machine: float
    called: bool
    low: float
    high: float
    translated: float
    covers: bool | None


def question_class(kind: Kind) -> int:
    """Return the index of a kind in ``PRIOR``."""
    if kind.machine:
        return 2
    return {Kind.ORIGINAL: 0, Kind.TRANSLATOR: 1, Kind.LEARNER: 3}[kind]


def teaches(version: Version) -> bool:
    """Return whether what ships may be learnt from the version."""
    return version.licence is Licence.OPEN or version.source in TAUGHT_UNSTATED


def units(sentences: Sentences) -> Units:
    """Return the passages."""
    opening, number, mean = sentences.pooled(sentences.passage.astype(np.int64))
    return Units(
        sentences.version[opening].astype(np.int64),
        number.astype(np.float64),
        mean.astype(np.float64),
    )


def pieces(sentences: Sentences) -> Pieces:
    """Return the pieces of all passages."""
    passage = sentences.passage.astype(np.int64)
    before = np.cumsum(sentences.tokens) - sentences.tokens
    new = np.concatenate([[True], passage[1:] != passage[:-1]])
    start = np.maximum.accumulate(np.where(new, before, 0))
    key = passage * 1000 + (before - start) // PIECE
    first = np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]]))
    version = sentences.version[first].astype(np.int64)
    _, at = np.unique(sentences.version, return_index=True)
    return Pieces(
        first,
        version,
        np.add.reduceat(sentences.tokens, first).astype(np.float64),
        passage[first] == passage[at][version],
    )


def by_version(rows: Units, number: int) -> Floats:
    """Return the mean state of each of ``number`` versions; nan where it has no rows."""
    order = np.argsort(rows.version, kind="stable")
    owner = rows.version[order]
    first = np.flatnonzero(np.concatenate([[True], owner[1:] != owner[:-1]]))
    weighted = (rows.mean * rows.tokens[:, None])[order]
    found = np.full((number, rows.mean.shape[1]), np.nan)
    total = np.add.reduceat(rows.tokens[order], first)
    found[owner[first]] = np.add.reduceat(weighted, first, axis=0) / total[:, None]
    return found


def fit_probe(
    versions: Sequence[Version], rows: Units, shrinkage: float = SHRINKAGE, paired: float = PAIRED
) -> Probe:
    """Return the probe that is learnt from these rows.

    Args:
        versions: that ``rows.version`` counts in.
        rows: what to learn from.
        shrinkage: share of a sphere in the covariance.
        paired: share of the differences within articles, the rest between sets.
    """
    states = by_version(rows, len(versions))
    present = np.flatnonzero(~np.isnan(states[:, 0]))
    cells: dict[tuple[str, Kind], list[int]] = defaultdict(list)
    for index in present.tolist():
        cells[versions[index].source, versions[index].kind].append(index)
    means = {cell: states[members].mean(axis=0) for cell, members in cells.items()}
    english, people, made = (_class_mean(means, cells, number) for number in range(3))
    translated, machine = _differences(versions, states, present)
    contrasts = [
        paired * translated + (1 - paired) * ((people + made) / 2 - english),
        paired * machine + (1 - paired) * (made - people),
        _class_mean(means, cells, 3) - english,
    ]
    spread = _covariance(versions, rows, means)
    size = len(spread)
    shrunk = (1 - shrinkage) * spread + shrinkage * np.trace(spread) / size * np.eye(size)
    directions = np.linalg.solve(shrunk, np.stack(contrasts, axis=1))
    scale = np.sqrt(np.einsum("ij,ik,kj->j", directions, shrunk, directions))
    return Probe((english + people + made) / 3, directions / scale)


def _class_mean(
    means: Mapping[tuple[str, Kind], Floats],
    cells: Mapping[tuple[str, Kind], list[int]],
    number: int,
) -> Floats:
    """Return the mean of a class, its sets weighted by the root of their sizes."""
    chosen = [cell for cell in means if question_class(cell[1]) == number]
    weights = np.sqrt([len(cells[cell]) for cell in chosen])
    return np.average([means[cell] for cell in chosen], axis=0, weights=weights)


def _differences(
    versions: Sequence[Version], states: Floats, present: NDArray[np.int64]
) -> tuple[Floats, Floats]:
    """Return the mean differences original → round trip and person → machine."""
    human = {versions[i].article: int(i) for i in present if not versions[i].kind.machine}
    found: dict[Kind, dict[str, list[Floats]]] = {
        Kind.ROUND_TRIP: defaultdict(list),
        Kind.MACHINE: defaultdict(list),
    }
    for index in present:
        version = versions[index]
        if version.kind.machine and version.article in human:
            difference = states[index] - states[human[version.article]]
            found[version.kind][version.source].append(difference)
    return _balanced(found[Kind.ROUND_TRIP]), _balanced(found[Kind.MACHINE])


def _balanced(found: Mapping[str, list[Floats]]) -> Floats:
    weights = np.sqrt([len(differences) for differences in found.values()])
    means = [np.mean(differences, axis=0) for differences in found.values()]
    return np.average(means, axis=0, weights=weights)


def _covariance(
    versions: Sequence[Version], rows: Units, means: Mapping[tuple[str, Kind], Floats]
) -> Floats:
    """Return the covariance of rows within sets and kinds, all of which count alike by root."""
    owner = [(versions[index].source, versions[index].kind) for index in rows.version]
    number = Counter(owner)
    weight = np.array([1 / np.sqrt(number[cell]) for cell in owner])
    apart = rows.mean - np.array([means[cell] for cell in owner])
    return np.asarray((apart * weight[:, None]).T @ apart / weight.sum())


def crossfit(sentences: Sentences, **options: float) -> list[Placed]:
    """Return every version as probes place it that saw neither its article nor its system."""
    versions = sentences.versions
    where = places(versions)
    whole, parts, counts = units(sentences), pieces(sentences), wording.count(sentences)
    found = []
    for split in splits(where):
        learn = [index for index in split.learn if teaches(versions[index])]
        members = np.zeros(len(versions), bool)
        members[learn] = True
        probe = fit_probe(versions, whole.of(members), **options)
        weights = wording.fit(counts, versions, learn)
        placed = _pieces_placed(sentences, parts, probe, counts, weights)
        wanted = [(index, where[index], split.half) for index in split.judge]
        found += list(_placed(placed, parts, wanted))
    return found


def _pieces_placed(
    sentences: Sentences, parts: Pieces, probe: Probe, counts: wording.Counts, weights: Floats
) -> Floats:
    """Return the coordinates of all pieces."""
    heard = probe(sentences.mean) * sentences.tokens[:, None]
    both = np.hstack([heard, counts.sentences @ weights])
    return np.asarray(np.add.reduceat(both, parts.first, axis=0) / parts.tokens[:, None])


def _placed(
    placed: Floats, parts: Pieces, wanted: Sequence[tuple[int, Place, int]]
) -> Iterator[Placed]:
    starts = np.searchsorted(parts.version, np.arange(parts.version[-1] + 2))
    for index, place, half in wanted:
        rows = slice(starts[index], starts[index + 1])
        found, lengths, opening = placed[rows], parts.tokens[rows], int(parts.opening[rows].sum())
        middle = np.average(found, axis=0, weights=lengths)
        yield Placed(index, place.fold, half, float(lengths.sum()), middle, found, lengths, opening)


def fit_model(versions: Sequence[Version], known: Sequence[Placed]) -> Model:
    """Return the model whose distributions and calibration come from these versions.

    It places no text yet: mean state, directions and vocabulary are empty.

    Args:
        versions: that ``Placed.version`` counts in.
        known: versions placed by probes that had not seen them.
    """
    known = [placed for placed in known if teaches(versions[placed.version])]
    rough = _mixture(versions, known)
    machines = np.array([versions[placed.version].kind.machine for placed in known])
    odds = rough.log_odds(*_places(known))
    slope, steeper, offset = _platt(odds, machines, weights(versions, known))
    calibrated = replace(rough, slope=slope, steeper=steeper, offset=offset)
    return replace(
        calibrated,
        quantile=_quantile(calibrated, known),
        threshold=max(
            _called(calibrated, versions, known, kind, share) for kind, share in FALSE_CALLS.items()
        ),
    )


def _places(some: Sequence[Placed]) -> tuple[Floats, Floats]:
    """Return coordinates and numbers of tokens."""
    return np.array([one.place for one in some]), np.array([one.tokens for one in some])


def _mixture(versions: Sequence[Version], known: Sequence[Placed]) -> Model:
    """Return the distributions of the kinds, not calibrated yet."""
    place, tokens = _places(known)
    weight = weights(versions, known)
    names = [f"{versions[p.version].source} {versions[p.version].kind}" for p in known]
    kinds = np.array([question_class(versions[placed.version].kind) for placed in known])
    _, at, part = np.unique(names, return_index=True, return_inverse=True)
    means = _part_means(place, weight, part, kinds)
    within = _within(known)
    apart = place - means[part]
    total = (apart * weight[:, None]).T @ apart / weight.sum()
    learners = kinds[at] == question_class(Kind.LEARNER)
    english = np.average(place[kinds == 0], 0, weight[kinds == 0])
    means[learners] = english + LEARNERS_NEARER * (means[learners] - english)
    nothing = np.zeros((0, 0))
    return Model(
        mean=nothing,
        spread=nothing,
        directions=nothing,
        vocabulary=np.zeros(0, np.uint32),
        weights=nothing,
        kind=kinds[at],
        means=means,
        between=_positive(total - within * np.average(1 / tokens, weights=weight)),
        within=within,
        prior=np.bincount(part, weight).astype(float),
        slope=1.0,
        steeper=0.0,
        knee=KNEE,
        offset=0.0,
        quantile=1.0,
        farthest=np.inf,
        min_words=MIN_WORDS,
        min_paragraph=MIN_PARAGRAPH,
        threshold=0.5,
    )


def _part_means(
    place: Floats, weight: Floats, part: NDArray[np.int64], kinds: NDArray[np.int64]
) -> Floats:
    """Return the mean of each part of the mixture, small ones nearer to that of their kind."""
    found = []
    for number in range(int(part.max()) + 1):
        own = part == number
        alike = kinds == kinds[own][0]
        size = own.sum()
        mean = np.average(place[own], 0, weight[own])
        of_kind = np.average(place[alike], 0, weight[alike])
        found.append((size * mean + OF_ITS_KIND * of_kind) / (size + OF_ITS_KIND))
    return np.array(found)


def _called(
    model: Model, versions: Sequence[Version], known: Sequence[Placed], kind: Kind, share: float
) -> float:
    """Return the likelihood that this share of the news of a kind exceeds."""
    some = [
        placed
        for placed in known
        if versions[placed.version].kind is kind and versions[placed.version].genre == "news"
    ]
    return float(np.quantile(machine(model, some), 1 - share))


def machine(model: Model, some: Sequence[Placed]) -> Floats:
    """Return the probabilities that machines wrote these versions."""
    odds = model.log_odds(*_places(some))
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -30, 30))))


def weights(versions: Sequence[Version], known: Sequence[Placed]) -> Floats:
    """Return weights by which the kinds stand as in ``PRIOR``, sets by the root of their size."""
    cell = [(versions[p.version].source, versions[p.version].kind) for p in known]
    number = Counter(cell)
    raw = np.array([1 / np.sqrt(number[one]) for one in cell])
    kind = np.array([question_class(one[1]) for one in cell])
    for k in range(KINDS):
        raw[kind == k] *= PRIOR[k] / max(raw[kind == k].sum(), 1e-9)
    return raw


def _within(known: Sequence[Placed]) -> Floats:
    """Return the covariance of one token's coordinates, from pieces of the same version."""
    size = known[0].pieces.shape[1]
    total, freedom = np.zeros((size, size)), 0
    for placed in known:
        if len(placed.lengths) > 1:
            apart = placed.pieces - placed.place
            total += (apart * placed.lengths[:, None]).T @ apart
            freedom += len(placed.lengths) - 1
    return total / freedom


def _positive(matrix: Floats) -> Floats:
    """Return the nearest matrix whose variances are not negative."""
    values, vectors = np.linalg.eigh(matrix)
    return np.asarray((vectors * np.maximum(values, 1e-3)) @ vectors.T)


def _platt(odds: Floats, machine: NDArray[np.bool_], weight: Floats) -> Floats:
    """Return slope, additional slope above ``KNEE`` and offset of the calibration.

    A weighted logistic regression on log odds (Platt 1999) with one bend: weak systems
    lie farther out than one normal distribution of all systems allows for.
    """
    design = np.stack([odds, np.maximum(0, odds - KNEE), np.ones_like(odds)], axis=1)
    share = weight / weight.sum()

    def loss(tried: Floats) -> float:
        said = design @ tried
        return float(share @ (np.logaddexp(0, said) - machine * said))

    found = np.array([1.0, 0.0, 0.0])
    for _ in range(50):
        expected = 1 / (1 + np.exp(-np.clip(design @ found, -30, 30)))
        slope = design.T @ (share * (expected - machine))
        curve = (design * (share * expected * (1 - expected))[:, None]).T @ design
        step = np.linalg.solve(curve + 1e-9 * np.eye(3), slope)
        while loss(found - step) > loss(found) and np.abs(step).max() > 1e-9:
            step /= 2  # Newton's method steps too far where the log odds start out too steep
        found = found - step
    return found


def halves(placed: Placed) -> tuple[tuple[Floats, float], tuple[Floats, float]] | None:
    """Return place and tokens of the two halves of a version, ``None`` where it is one piece."""
    if len(placed.lengths) < 2:
        return None
    before = np.cumsum(placed.lengths) - placed.lengths / 2
    first = before < placed.tokens / 2
    if first.all() or not first.any():
        return None
    one, other = (
        (
            np.average(placed.pieces[part], 0, placed.lengths[part]),
            float(placed.lengths[part].sum()),
        )
        for part in (first, ~first)
    )
    return one, other


def _quantile(model: Model, known: Sequence[Placed]) -> float:
    """Return how many standard deviations hold 95 of 100 other halves (conformal)."""
    found = []
    for placed in known:
        parts = halves(placed)
        if parts is not None:
            one, other = parts
            middle, wide = model.middle_and_width(*one)
            found.append(abs(float(model.log_odds(*other)) - middle) / max(wide, 1e-9))
    return float(np.quantile(found, 0.95))


def logit(share: float) -> float:
    """Return the log odds of a probability."""
    return float(np.log(share / (1 - share)))


def judge(
    versions: Sequence[Version], known: Sequence[Placed], *, begun: bool = False
) -> list[Judged]:
    """Return the likelihoods of all versions, each by a model calibrated on other folds.

    Args:
        versions: that ``Placed.version`` counts in.
        known: the versions as they were placed.
        begun: whether only the first passage of each is judged.
    """
    found = []
    for fold in range(FOLDS):
        model = fit_model(versions, [placed for placed in known if placed.fold != fold])
        own = [placed.begun() if begun else placed for placed in known if placed.fold == fold]
        kinds = model.kinds(*_places(own))
        translated = kinds[:, 1] + kinds[:, 2]
        found += [
            _judged(model, *one) for one in zip(own, machine(model, own), translated, strict=True)
        ]
    return found


def _judged(model: Model, placed: Placed, likely: float, translated: float) -> Judged:
    low, high = model.interval(placed.place, placed.tokens)
    parts = halves(placed)
    covers = None
    if parts is not None:
        one, (other, rest) = parts
        middle, wide = model.middle_and_width(*one)
        covers = abs(float(model.log_odds(other, rest)) - middle) <= wide
    return Judged(
        placed,
        float(likely),
        bool(likely >= model.threshold),
        low,
        high,
        float(translated),
        covers,
    )


def train(parts: Sequence[str] = tuple(SOURCES)) -> Model:
    """Return the model that ships, and write it into the package."""
    sentences = read(parts)
    versions = sentences.versions
    rows, counts = units(sentences), wording.count(sentences)
    members = np.array([teaches(version) for version in versions])
    learn = np.flatnonzero(members).tolist()
    weights_of_words = wording.fit(counts, versions, learn) * counts.scale[:, None]
    said = np.flatnonzero(np.abs(weights_of_words).max(axis=1) > 0)
    probe = fit_probe(versions, rows.of(members))
    model = fit_model(versions, crossfit(sentences))
    states = by_version(rows, len(versions))[members]
    spread = rows.of(members).mean.std(axis=0)
    distance = np.sqrt(np.nanmean(((states - probe.mean) / spread) ** 2, axis=1))
    model = replace(
        model,
        mean=probe.mean,
        directions=probe.directions,
        spread=spread,
        vocabulary=counts.vocabulary[said],
        weights=weights_of_words[said],
        farthest=1.5 * float(np.nanmax(distance)),
    )
    FILE.parent.mkdir(exist_ok=True)
    model.save(FILE)
    return model
