"""Make mtqa/knowledge/tables/words.tsv: WordNet's words that can't be known otherwise.

    python -m tools.make_words

Left out is what the frequency list has and what is derived from its words.
"""

from __future__ import annotations

import re
from pathlib import Path

from mtqa.knowledge import words
from tools.wordnet import synsets

OUT = Path(__file__).parent.parent / "mtqa" / "knowledge" / "tables" / "words.tsv"
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
    rare = sorted(word for word in found if not words.is_english(word))
    OUT.write_text("\n".join(["word", *rare]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
