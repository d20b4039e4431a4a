"""What programs leave in the texts that they make or carry, as patterns."""

from __future__ import annotations

import re
from functools import cache

from mtqa.knowledge.table import rows

_LED = "§"  # begins a row that stands at the start of a line or sentence
_START = r"(?:^[ \t*>#\"“(\[]*|(?<=[.!?:”\")] ))"

# kinds that begin with a word, or behind a mark; said once, as each row costs time at each letter
_WORDS = frozenset({"web", "assistant", "offer"})
_BEGINS = "(?<![A-Za-z])"


@cache
def pattern(kind: str) -> re.Pattern[str]:
    """Return one pattern for all leftovers of a kind; ``^`` and ``$`` match at line ends.

    Args:
        kind: ``token`` for placeholders and pieces of markup, ``field`` for
            those that hold a sign or a value for nothing, ``note`` for what is said of a
            translation or an original, ``broken`` for
            characters, ``assistant`` for what a tool says of its own work,
            ``offer`` for what it says to whoever it works for, ``web`` for
            words of a web page in the middle of a sentence, ``page`` for what stands
            around an article on its page, ``label`` for those
            that end where a capital is glued to them, ``section`` for parts of
            a site and ``credit`` for what stands before the source of a picture.
    """
    found = [row[1] for row in rows("leftovers.tsv") if row[0] == kind]
    led = "|".join(row[1:] for row in found if row.startswith(_LED))
    free = [row for row in found if not row.startswith(_LED)]
    together = [f"{_START}(?:{led})", *free] if led else free
    begins = _BEGINS if kind in _WORDS else ""
    return re.compile(f"{begins}(?:{'|'.join(together)})", re.MULTILINE)
