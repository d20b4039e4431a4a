"""Two ways of writing one thing: which the text keeps to, and where it does not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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


def mixed(text: Annotated, uses: Iterable[Use], confidence: float) -> Iterator[Hit]:
    """Yield, for each thing written in two notations, a hit on the first use of the rarer one.

    Of two that stand equally often the later one gives way.
    """
    by_thing = attrgetter("thing")
    for _, group in groupby(sorted(uses, key=lambda use: (use.thing, use.start)), by_thing):
        ordered = list(group)
        counts = Counter(use.form for use in ordered)  # in the order of their first uses
        if len(counts) > 1:
            yield _hit(text, ordered, counts, confidence)


def _hit(text: Annotated, uses: list[Use], counts: Counter[str], confidence: float) -> Hit:
    usual = max(counts, key=counts.__getitem__)
    kept = next(use for use in uses if use.form == usual)
    odd = [use for use in uses if use.form != usual]
    here, there = (text.text[use.start : use.end] for use in (odd[0], kept))
    also = [
        _place(text, use, "The rarer notation stands here as well.") for use in odd[1:_MOST_PLACES]
    ]
    note = (
        f"The notation of “{there}” stands {_times(counts[usual])}, "
        f"that of “{here}” {_times(counts[odd[0].form])}."
    )
    return Hit(
        odd[0].start,
        odd[0].end,
        f"“{here}” here, but “{there}” elsewhere in the text: keep to one notation.",
        confidence,
        evidence=(_place(text, kept, note), *also),
        suggestion=_suggestion(text.text, odd[0], odd[0].written(usual)),
    )


def _place(text: Annotated, use: Use, note: str) -> Evidence:
    return Evidence(note=note, quote=text.text[use.start : use.end], start=use.start, end=use.end)


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _suggestion(text: str, use: Use, replacement: str) -> str | None:
    """Return ``replacement`` unless it may take the sentence's own full stop away."""
    loses_stop = text[use.end - 1] == "." and not replacement.endswith(".")
    return None if loses_stop and _MAY_CLOSE.match(text, use.end) else replacement
