"""One document from text to assessment: annotate, detect, score."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from mtqa.annotate import language, segments
from mtqa.annotate.annotated import Annotated, GrammarMatch
from mtqa.annotate.identify import language as identify
from mtqa.compare.reference import compare, reference_for
from mtqa.config import RuleSettings, Settings, digest
from mtqa.detect.accept import Accepted
from mtqa.detect.catalog import Detected, choose, detect
from mtqa.detect.rule import Rule
from mtqa.errors import EngineError, InputError
from mtqa.knowledge import people
from mtqa.model import Assessment, Document, Finding, Paragraph, Score, Segment, Verdict
from mtqa.read import read
from mtqa.read.discover import Source
from mtqa.review.apply import reviewed
from mtqa.review.decisions import decisions_in
from mtqa.score import confidence, fluency, likelihood, risk
from mtqa.score.likelihood import Likelihood
from mtqa.score.surprise import with_surprise
from mtqa.signature import signature
from mtqa.words import count_words

if TYPE_CHECKING:
    from mtqa.annotate.languagetool import Client
    from mtqa.annotate.lm import LanguageModel

_SURELY = 0.5
_MOST_PASSAGES = 400  # some 60,000 words, whose states fill 200 MB


@dataclass(frozen=True)
class Engines:
    """What a run has at hand to look at text with.

    Attributes:
        grammar: LanguageTool's client, ``None`` where there is none.
        grammar_version: what answers there.
        grammar_skipped: why there is no client.
        model: the language model, ``None`` where there is none.
        model_skipped: why there is none.
    """

    grammar: Client | None = None
    grammar_version: str = ""
    grammar_skipped: str = "grammar: switched off"
    model: LanguageModel | None = None
    model_skipped: str = "mt_likelihood: switched off"


def assess_source(source: Source, engines: Engines, settings: Settings) -> Assessment:
    """Return the assessment of a file.

    Raises:
        InputError: the file cannot be read as an article.
    """
    return assess_document(
        read(source.path, source.name, settings.input.max_bytes), engines, settings
    )


def assess_document(document: Document, engines: Engines, settings: Settings) -> Assessment:
    """Return the assessment of a document.

    A text that is not English, or shorter than ``settings.verdict.min_words``, gets
    the verdict that it cannot be judged, and ``skipped`` says why.
    """
    words = count_words(document.prose)
    code, probability = identify(document.prose)
    if code != "en" and probability >= _SURELY:
        unjudged = _unjudged(document, words, f"all: not English (looks like {code})")
        known = reviewed(document, (), decisions_in(settings.decisions))
        return unjudged.model_copy(update={"editor": known.editor})
    annotated, skipped = _annotate(document, engines, settings)
    if words < settings.verdict.min_words:
        skipped += (f"verdict: fewer than {settings.verdict.min_words} words",)
    return _with_reference(_judge(annotated, words, skipped, engines, settings), settings)


def chosen(settings: RuleSettings) -> tuple[Rule, ...]:
    """Return the rules that the settings ask for.

    Raises:
        UsageError: they name a rule, a pack or a table of people that does not exist.
    """
    people.known(settings.people)
    return choose(settings.disable, settings.packs, tuple(settings.options.items()))


def _unjudged(document: Document, words: int, why: str) -> Assessment:
    nothing = Score(value=None, signature=signature())
    return Assessment(
        document=document,
        words=words,
        segments=segments.lines(document),
        findings=(),
        fluency=nothing,
        mt_likelihood=nothing,
        risk=nothing,
        verdict=Verdict.CANNOT_JUDGE,
        skipped=(*document.notes, why),
    )


def _annotate(
    document: Document, engines: Engines, settings: Settings
) -> tuple[Annotated, tuple[str, ...]]:
    """Return the annotated document and what was skipped; the grammar is checked meanwhile."""
    known = people.known(settings.rules.people)
    if engines.grammar is None:
        parsed = Annotated(document, language.parse(document.prose), people=known)
        annotated, skipped = read_by_model(parsed, engines)
        return annotated, (*document.notes, engines.grammar_skipped, *skipped)
    with ThreadPoolExecutor(1) as beside:
        asked: Future[tuple[GrammarMatch, ...]] = beside.submit(
            engines.grammar.check, document.prose
        )
        parsed = Annotated(document, language.parse(document.prose), people=known)
        annotated, skipped = read_by_model(parsed, engines)
        try:
            return replace(annotated, grammar=asked.result()), (*document.notes, *skipped)
        except EngineError as error:
            return annotated, (*document.notes, f"grammar: {error}", *skipped)


def read_by_model(annotated: Annotated, engines: Engines) -> tuple[Annotated, tuple[str, ...]]:
    """Return the document with what the language model makes of it, and what was skipped."""
    model = engines.model
    if model is None:
        return annotated, (engines.model_skipped,)
    runs = annotated.passages
    texts = [run.text for run in runs[:_MOST_PASSAGES]]
    cut = () if len(runs) == len(texts) else (f"mt_likelihood: read {len(texts)} passages only",)
    try:
        if model.model.calibrated:
            return replace(annotated, states=tuple(model.states(texts))), cut
        known = replace(annotated, surprisal=tuple(model.surprisal(texts)))
    except EngineError as error:
        return annotated, (f"mt_likelihood: {error}",)
    why = f"mt_likelihood: nothing is calibrated for {model.model.name}"
    return known, (*cut, why)


def _judge(
    annotated: Annotated,
    words: int,
    skipped: tuple[str, ...],
    engines: Engines,
    settings: Settings,
) -> Assessment:
    document = annotated.document
    aligned = settings.reference is not None
    units = segments.lines(document) if aligned else segments.sentences(annotated)
    detected = _detected(annotated, units, settings)
    known = reviewed(document, detected.findings, decisions_in(settings.decisions))
    skipped += detected.failed
    how = _signature(annotated, engines, settings, len(known.dismissed))
    measured = likelihood.likelihood(annotated) if annotated.states is not None else None
    if isinstance(measured, str):
        skipped += (f"mt_likelihood: {measured}",)
        measured = None
    machine, translated, paragraphs = _likelihoods(measured, how)
    failed = annotated.grammar is None and settings.languagetool
    by_rules, findings = _sure_enough(annotated, units, known.findings, settings)
    danger = risk.risk(by_rules, machine.value)
    units, fluent, without = _fluency(annotated, units, findings, how)
    skipped += without
    if annotated.surprisal is not None:
        units = with_surprise(units, annotated)
    return Assessment(
        document=document,
        words=words,
        segments=units,
        findings=findings,
        fluency=fluent,
        mt_likelihood=machine,
        translated=translated,
        paragraphs=paragraphs,
        risk=Score(value=danger, signature=f"{how}|{risk.signature(machine.value)}"),
        verdict=risk.verdict(danger, words, failed, settings.verdict),
        skipped=skipped,
        incomplete=failed or (settings.model and not annotated.read) or bool(detected.failed),
        dismissed=known.dismissed,
        editor=known.editor,
    )


def _signature(annotated: Annotated, engines: Engines, settings: Settings, dismissed: int) -> str:
    """Return what the document's scores depend on, in one line."""
    how = signature(
        "" if annotated.grammar is None else engines.grammar_version,
        digest(settings),
        engines.model.signature if engines.model and annotated.read else "",
    )
    return f"{how}|dismissed:{dismissed}" if dismissed else how


def _detected(annotated: Annotated, units: tuple[Segment, ...], settings: Settings) -> Detected:
    return detect(
        annotated,
        units,
        chosen(settings.rules),
        Accepted(settings.accept.terms, settings.accept.names),
    )


def _sure_enough(
    annotated: Annotated,
    units: tuple[Segment, ...],
    findings: tuple[Finding, ...],
    settings: Settings,
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Return the findings that are as sure as the user wants them, in two forms.

    The first are as sure as the rules are, which the risk was fitted on; the second as
    rules and language model together.
    """
    least = {rule.id: rule.min_confidence for rule in chosen(settings.rules)}
    weighed = findings
    if annotated.said is not None:
        weighed = confidence.weighed(findings, units, annotated.said, annotated.document.prose)
    kept = [
        (own, seen)
        for own, seen in zip(findings, weighed, strict=True)
        if seen.confidence >= least[own.base_rule]
    ]
    return tuple(own for own, _ in kept), tuple(seen for _, seen in kept)


def _likelihoods(
    measured: Likelihood | None, how: str
) -> tuple[Score, Score, tuple[Paragraph, ...]]:
    """Return the likelihoods that a machine wrote and that someone translated the text."""
    if measured is None:
        nothing = Score(value=None, signature=how)
        return nothing, nothing, ()
    made = f"{how}|{likelihood.signature()}"
    return (
        Score(value=measured.machine, signature=made, low=measured.low, high=measured.high),
        Score(value=measured.translated, signature=made),
        measured.paragraphs,
    )


def _fluency(
    annotated: Annotated,
    units: tuple[Segment, ...],
    findings: tuple[Finding, ...],
    how: str,
) -> tuple[tuple[Segment, ...], Score, tuple[str, ...]]:
    """Return the segments with their fluency, the document's, and why there is none.

    The language model's is learnt from people's judgements; without the model it is
    MQM's linear score, which says nothing where the grammar was not checked either.
    """
    prose = annotated.document.prose
    if annotated.said is not None:
        units = fluency.with_fluency(units, findings, prose, annotated.said)
        value = fluency.of_document(units, prose)
        return units, Score(value=value, signature=f"{how}|{fluency.LEARNT}"), ()
    signed = f"{how}|{fluency.SIGNATURE}"
    if annotated.grammar is None:
        why = "fluency: needs the language model or the grammar check"
        return units, Score(value=None, signature=signed), (why,)
    value = fluency.fluency(findings, count_words(prose))
    return fluency.with_fluency(units, findings, prose), Score(value=value, signature=signed), ()


def _with_reference(assessment: Assessment, settings: Settings) -> Assessment:
    if settings.reference is None:
        return assessment
    try:
        reference = reference_for(assessment.document.name, Path(settings.reference))
        return compare(assessment, reference)
    except InputError as error:
        return assessment.model_copy(
            update={
                "skipped": (*assessment.skipped, f"reference: {error}"),
                "incomplete": True,
            }
        )
