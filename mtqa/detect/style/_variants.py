"""Two ways of writing one thing: which the text keeps to, and where it does not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.layout import is_heading
from mtqa.detect.rule import Hit
from mtqa.model import Evidence

_MOST_PLACES = 10  # of the rarer notation
_MAY_CLOSE = re.compile(r"[”\"’)]*(?:\Z|\n|\s+[\"“‘A-Z])")


@dataclass(frozen=True, slots=True)
class Use:
    """One place where a thing is named.

    Attributes:
        thing: what is named, ``Mr``; the forms of one thing are compared.
        form: the notation, ``Mr.``; a ``~`` in it stands for ``varying``.
        varying: what differs between two uses of one notation, the ``p`` of "p.m.".
    """

    thing: str
    form: str
    start: int
    end: int
    varying: str = ""

    def written(self, form: str) -> str:
        """Return this use in the notation ``form``."""
        return form.replace("~", self.varying)


def in_house_style(text: Annotated, offset: int) -> bool:
    """Return whether the text's own style holds at ``offset``: no heading, no quotation."""
    return not text.in_quotation(offset) and not is_heading(text.text, offset)


def mixed(
    text: Annotated, uses: Iterable[Use], confidence: float, *, may_end: bool = True
) -> Iterator[Hit]:
    """Yield, for each thing written in two notations, a hit on the first use of the later one.

    The notation that stands more often is proposed, so nothing is where the later one is that;
    the places of the rarer one are the evidence. ``may_end`` says whether a full stop
    at its end may be the sentence's as well, which no suggestion may take away.
    """
    by_thing = attrgetter("thing")
    for _, group in groupby(sorted(uses, key=lambda use: (use.thing, use.start)), by_thing):
        ordered = list(group)
        counts = Counter(use.form for use in ordered)  # in the order of their first uses
        if len(counts) > 1:
            hit = _hit(text, ordered, counts, confidence)
            loses_stop = may_end and _loses_stop(text.text, hit)
            yield replace(hit, suggestion=None) if loses_stop else hit


def _hit(text: Annotated, uses: list[Use], counts: Counter[str], confidence: float) -> Hit:
    first = uses[0]
    second = next(use for use in uses if use.form != first.form)
    usual = max(counts, key=counts.__getitem__)
    here, there = (text.text[use.start : use.end] for use in (second, first))
    note = (
        f"The notation of “{there}” stands {_times(counts[first.form])}, "
        f"that of “{here}” {_times(counts[second.form])}."
    )
    rarer = [use for use in uses if use.form != usual and use not in (first, second)]
    also = [_place(text, use, "Here the rarer one stands as well.") for use in rarer]
    best = f", best to that of “{here}”, which stands more often" if second.form == usual else ""
    return Hit(
        second.start,
        second.end,
        f"“{here}” here, but “{there}” elsewhere in the text: keep to one notation{best}.",
        confidence,
        evidence=(_place(text, first, note), *also[:_MOST_PLACES]),
        suggestion=None if second.form == usual else second.written(usual),
    )


def _place(text: Annotated, use: Use, note: str) -> Evidence:
    return Evidence(note=note, quote=text.text[use.start : use.end], start=use.start, end=use.end)


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _loses_stop(text: str, hit: Hit) -> bool:
    """Return whether the suggestion may take the sentence's own full stop away."""
    if hit.suggestion is None or hit.suggestion.endswith("."):
        return False
    return text[hit.end - 1] == "." and _MAY_CLOSE.match(text, hit.end) is not None
