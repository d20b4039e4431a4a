"""Fingerprints: by what a decision knows its finding again after the text or a rule has changed.

A fingerprint is a hash of the rule's first id, the quote, three tokens on each side and an
ordinal among findings that agree in all of these. It holds neither offsets nor lines, so edits
elsewhere leave it as it is, and neither message nor suggestion, so a rule may be reworded.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from mtqa.model import Finding

TOKENS = 3  # on each side

_TOKEN = re.compile(r"\w+|[^\w\s]")
_REACH = 200  # characters in which the tokens beside a finding are looked for
_DIGITS = 12  # hexadecimal: 48 bits, and a decision is looked for in one article only
_STRAIGHT = str.maketrans("‘’‚‛“”„‟«»–—", '\'\'\'\'""""""--')


@cache
def _renamed() -> Mapping[str, str]:
    table = Path(__file__).with_name("renamed.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines()[1:])
    return {row[0]: row[1] for row in rows}


def first_id(rule: str, renamed: Mapping[str, str] | None = None) -> str:
    """Return the id that the rule had at first; an engine's check behind the colon stays.

    Args:
        rule: an id as it is today, or as it was at any time.
        renamed: from an id to the one before it, else the table ``renamed.tsv``.
    """
    table = _renamed() if renamed is None else renamed
    base, colon, check = rule.partition(":")
    seen = {base}
    while base in table and table[base] not in seen:
        base = table[base]
        seen.add(base)
    return f"{base}{colon}{check}"


def normalised(text: str) -> str:
    """Return ``text`` with one kind of quotation mark, dash, space and composed letter."""
    folded = unicodedata.normalize("NFC", text).translate(_STRAIGHT)
    return " ".join(folded.split())


def tokens_before(text: str, start: int) -> tuple[str, ...]:
    """Return the last tokens before the offset ``start``, up to three."""
    return tuple(_TOKEN.findall(normalised(text[max(0, start - _REACH) : start])))[-TOKENS:]


def tokens_after(text: str, end: int) -> tuple[str, ...]:
    """Return the first tokens from the offset ``end`` on, up to three."""
    return tuple(_TOKEN.findall(normalised(text[end : end + _REACH])))[:TOKENS]


def _hash(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:_DIGITS]


def text_sha(text: str) -> str:
    """Return a hash of a whole text: a verdict holds as long as it stays the same."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def key_of(rule: str, quote: str) -> str:
    """Return a hash of rule and quote: equal for "the same finding everywhere"."""
    return _hash(first_id(rule), normalised(quote))


def fingerprints(text: str, findings: Sequence[Finding]) -> tuple[str, ...]:
    """Return the fingerprint of each finding, in the order given."""
    places = [
        (
            first_id(finding.rule),
            normalised(finding.quote),
            " ".join(tokens_before(text, finding.start)),
            " ".join(tokens_after(text, finding.end)),
        )
        for finding in findings
    ]
    found = [""] * len(findings)
    seen: Counter[tuple[str, str, str, str]] = Counter()
    for at in sorted(range(len(findings)), key=lambda at: findings[at].start):
        found[at] = _hash(*places[at], str(seen[places[at]]))
        seen[places[at]] += 1
    return tuple(found)
