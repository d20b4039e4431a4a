"""Make mtqa/knowledge/tables/borrowed_words.tsv: words that English shares with others.

    python -m tools.make_borrowed_words

Words, or plurals of words, that WordNet 3.1 has in lower case and that are
frequent in another language and rare in English; and some by hand.
"""

from __future__ import annotations

import re
from pathlib import Path

from mtqa.knowledge.foreign import frequent
from tools.wordnet import synsets

HERE = Path(__file__).parent
OUT = HERE.parent / "mtqa" / "knowledge" / "tables" / "borrowed_words.tsv"
_ENDING = re.compile(r"(?:s|es|ed|d|er|ers|ing|ly|y|n|en)\Z")


def main() -> None:
    """Write the table."""
    known = {
        part
        for pos in ("noun", "verb", "adj", "adv")
        for synset in synsets(pos).values()
        for word in synset.words
        for part in re.split(r"[_-]", word)
        if part.islower()
    }
    known |= set((HERE / "borrowed_words_by_hand.txt").read_text(encoding="utf-8").split())
    shared = sorted(w for w in frequent() if w in known or _ENDING.sub("", w) in known)
    OUT.write_text("\n".join(["word", *shared]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
