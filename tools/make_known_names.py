"""Make the table of words that are put for words of well-known names: name_words.tsv.

    python -m tools.make_known_names

``known_names.tsv`` holds the names. Variants of their words are those of
``name_words_by_hand.tsv``, which lies beside this script, and the synonyms that
WordNet 3.1 has for them as nouns and adjectives.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from mtqa.knowledge.altered_names import FUNCTION, plain
from mtqa.knowledge.phrases import WORD
from mtqa.knowledge.table import rows
from mtqa.knowledge.tortured import stem
from mtqa.knowledge.words import zipf
from tools.make_people import HERE, read
from tools.wordnet import index, synsets

TABLE = Path(__file__).parent.parent / "mtqa" / "knowledge" / "tables" / "name_words.tsv"
RARE = 2.9  # Zipf, below which a synonym is left out
# synonyms that no translation puts into a name: coarse words, and countries for each other
LEFT_OUT = frozenset({
    "anus", "ass", "bastard", "bitch", "brits", "bullshit", "china", "cock", "crap", "damn", "dick",
    "fag", "faggot", "fags", "faggots", "fairies", "fairy", "fuck", "hell", "nance", "nances",
    "number", "pansy", "pee", "persia", "piss", "poof", "poofs", "prc", "punk", "pussy", "queer",
    "queers", "rhodesia", "sex", "shit", "slut", "taiwan", "taiwanese", "tit", "turd", "urine",
    "ussr", "whore",
})  # fmt: skip


def synonyms() -> dict[str, list[str]]:
    """Return the synonyms of each noun and adjective, those of its commonest senses first."""
    tagged: dict[str, dict[str, int]] = defaultdict(dict)
    for part in ("noun", "adj"):
        for lemma, _, offset, often in index(part):
            for word in map(str.lower, synsets(part)[offset].words):
                usual = word.isalpha() and len(word) > 2 and zipf(word) >= RARE
                if usual and word != lemma and word not in LEFT_OUT:
                    tagged[lemma][word] = max(often, tagged[lemma].get(word, 0))
    return {lemma: sorted(them, key=lambda w: (-them[w], w)) for lemma, them in tagged.items()}


def plural(word: str) -> str:
    """Return the regular plural of a word that is none."""
    if word.endswith("s"):
        return word
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("x", "ch", "sh")) else "s")


def words() -> list[str]:
    """Return the words of the known names in alphabetical order."""
    found = {word.lower() for name, *_ in rows("known_names.tsv") for word in WORD.findall(name)}
    return sorted(found - FUNCTION)


def main() -> None:
    """Write the table."""
    by_hand = {
        row["word"]: row["variants"].split("|") for row in read(HERE / "name_words_by_hand.tsv")
    }
    known = synonyms()
    lines = ["word\tvariants\tsynonyms"]
    for word in words():
        own = by_hand.get(word, [])
        more = known.get(word) or [plural(other) for other in known.get(stem(word), ())]
        more = [o for o in more if o not in own and stem(plain(o)) != stem(plain(word))]
        if own or more:
            lines.append(f"{word}\t{'|'.join(own)}\t{'|'.join(more)}")
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
