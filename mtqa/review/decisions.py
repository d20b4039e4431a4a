"""What holds now: of all decisions about a finding or an article the latest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from mtqa.review.events import Act, Event, Scope
from mtqa.review.log import read

Target = tuple[str, ...]


def target(event: Event) -> Target:
    """Return what the event is about: events with the same target overtake each other."""
    if event.act is Act.VERDICT:
        return ("verdict", event.doc)
    if event.scope is Scope.EVERYWHERE:
        return ("everywhere", event.key)
    if event.scope is Scope.DOC:
        return ("doc", event.doc, event.key)
    return ("this", event.doc, event.fp)


class Decisions:
    """The decisions of a log, to be asked about findings and articles.

    Args:
        events: the oldest first.
    """

    def __init__(self, events: Iterable[Event] = ()) -> None:
        self._latest: dict[Target, tuple[int, Event]] = {}
        self._texts: dict[Target, tuple[int, Event]] = {}
        for order, event in enumerate(events):
            self._latest[target(event)] = (order, event)
            if event.scope is Scope.THIS:
                # a file that was only moved has the same text under another name
                self._texts["verdict" if event.act is Act.VERDICT else event.fp, event.sha] = (
                    order,
                    event,
                )
        self._by_doc: dict[str, list[Event]] = defaultdict(list)
        for _, event in self._latest.values():
            if event.act is not Act.VERDICT and event.scope is Scope.THIS:
                self._by_doc[event.doc].append(event)

        self._by_end: dict[str, set[str]] = defaultdict(set)
        for _, event in self._latest.values():
            self._by_end[event.doc.rpartition("/")[2]].add(event.doc)

    def __bool__(self) -> bool:
        return bool(self._latest)

    @property
    def latest(self) -> tuple[Event, ...]:
        """Return the events that no later one has overtaken, the oldest first."""
        return tuple(event for _, event in sorted(self._latest.values(), key=lambda each: each[0]))

    @property
    def in_force(self) -> tuple[Event, ...]:
        """Return those of the latest events that decide something, rather than take it back."""
        return tuple(event for event in self.latest if event.decides)

    def about(self, doc: str, sha: str, fp: str, key: str) -> Event | None:
        """Return the latest decision that reaches a finding, ``None`` where there is none."""
        doc = self._known_as(doc)
        found = [
            self._latest.get(("this", doc, fp)),
            self._latest.get(("doc", doc, key)),
            self._latest.get(("everywhere", key)),
            self._texts.get((fp, sha)),
        ]
        known = [each for each in found if each is not None]
        return max(known, key=lambda each: each[0])[1] if known else None

    def verdict(self, doc: str, sha: str) -> Event | None:
        """Return the latest verdict about the article, of this text or of an earlier one."""
        doc = self._known_as(doc)
        known = [
            each
            for each in (self._latest.get(("verdict", doc)), self._texts.get(("verdict", sha)))
            if each is not None
        ]
        event = max(known, key=lambda each: each[0])[1] if known else None
        return event if event is not None and event.verdict is not None else None

    def of_document(self, doc: str) -> tuple[Event, ...]:
        """Return the decisions about single findings of the document."""
        return tuple(self._by_doc.get(self._known_as(doc), ()))

    def _known_as(self, doc: str) -> str:
        """Return the name under which the document was decided about.

        A document is called by its path in the folder that was given, so ``news/a.txt`` may be
        ``a.txt`` the next time: a name of which one is the end of the other is taken, where
        there is only one.
        """
        same = self._by_end.get(doc.rpartition("/")[2], set())
        if doc in same:
            return doc
        alike = [name for name in same if _ends(name, doc) or _ends(doc, name)]
        return alike[0] if len(alike) == 1 else doc


def _ends(path: str, part: str) -> bool:
    return f"/{path}".endswith(f"/{part}")


def decisions_in(path: Path | None) -> Decisions:
    """Return the decisions of the file ``path``, none where there is no such file.

    Raises:
        InputError: it cannot be read.
    """
    if path is None or not path.exists():
        return Decisions()
    state = path.stat()
    return _decisions(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=4)
def _decisions(path: Path, _changed: int, _size: int) -> Decisions:
    return Decisions(read(path).events)
