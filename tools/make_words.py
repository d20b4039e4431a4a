"""Make mtqa/knowledge/tables/words.tsv: words that can't be known otherwise.

    python -m tools.make_words

Those of WordNet 3.1, and by hand what English texts call the food, customs, months and
medicines of other countries by. Left out is what the frequency list has and what is
derived from its words.
"""

from __future__ import annotations

import re
from pathlib import Path

from mtqa.knowledge import words
from tools.wordnet import synsets

HERE = Path(__file__).parent
OUT = HERE.parent / "mtqa" / "knowledge" / "tables" / "words.tsv"
_PART = re.compile(r"(?<![A-Za-z])[a-z]{4,}(?![A-Za-z])")


def main() -> None:
    """Write the table."""
    OUT.write_text("word\n", encoding="utf-8")
    found = {
        part
        for pos in ("noun", "verb", "adj", "adv")
        for synset in synsets(pos).values()
        for word in synset.words
        for part in _PART.findall(word)
    }
    found |= set((HERE / "words_by_hand.txt").read_text(encoding="utf-8").split())
    rare = sorted(word for word in found if not words.is_english(word))
    OUT.write_text("\n".join(["word", *rare]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
