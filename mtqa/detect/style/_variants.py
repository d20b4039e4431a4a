"""Two ways of writing one thing: which comes first, which comes second."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.layout import is_heading
from mtqa.detect.rule import Hit
from mtqa.model import Evidence

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
    """Yield, for each thing written in two notations, a hit on the first use of the later one."""
    by_thing = attrgetter("thing")
    for _, group in groupby(sorted(uses, key=lambda use: (use.thing, use.start)), by_thing):
        ordered = list(group)
        second = next((use for use in ordered if use.form != ordered[0].form), None)
        if second is not None:
            yield _hit(text, ordered, second, confidence)


def _hit(text: Annotated, uses: list[Use], second: Use, confidence: float) -> Hit:
    first = uses[0]
    written = [text.text[use.start : use.end] for use in (first, second)]
    counts = [_times(sum(u.form == use.form for u in uses)) for use in (first, second)]
    return Hit(
        second.start,
        second.end,
        f"“{written[1]}” here, but “{written[0]}” elsewhere in the text: keep to one notation.",
        confidence,
        evidence=(
            Evidence(
                note=f"The notation of “{written[0]}” stands {counts[0]}, "
                f"that of “{written[1]}” {counts[1]}.",
                quote=written[0],
                start=first.start,
                end=first.end,
            ),
        ),
        suggestion=_suggestion(text.text, second, second.written(first.form)),
    )


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _suggestion(text: str, use: Use, replacement: str) -> str | None:
    """Return ``replacement`` unless it may take the sentence's own full stop away."""
    loses_stop = text[use.end - 1] == "." and not replacement.endswith(".")
    return None if loses_stop and _MAY_CLOSE.match(text, use.end) else replacement
