"""Make swaps.tsv: set phrases, and what is wrong in the place of a word of theirs.

    python -m tools.make_swaps

The phrases come from ``tools/swaps_by_hand.tsv``, one a line. In them

- ``bear~`` is a verb in all its forms, ``issue+`` a noun in both numbers;
- ``{in,into}`` is a choice, ``one's`` any possessive, ``(the)`` may be missing;
- ``[last/final/ultimate]`` is a place where "final" and "ultimate" are wrong;
- ``[hard*/soft]`` is a place where any other word is wrong but "soft".

All wrong words are written down one by one. Synonyms from WordNet were tried in
their place, without those that English has beside the next word: most of them
belonged to another sense, and some were good English in the phrase.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, product
from pathlib import Path

from wordfreq import zipf_frequency

HERE = Path(__file__).parent
BY_HAND = HERE / "swaps_by_hand.tsv"
TABLE = HERE.parent / "mtqa" / "knowledge" / "tables" / "swaps.tsv"
POSSESSIVES = ("his", "her", "its", "their", "my", "your", "our", "one's")
_OPTIONAL = re.compile(r"\((\w+)\) ")
_LONG_CHOICE = re.compile(r"\{([^}]* [^}]*)\}")
_IRREGULAR = {
    forms.split()[0]: tuple(forms.split())
    for forms in """
be is are was were been being am
beat beats beaten beating
bear bears bore borne bearing
become becomes became becoming
begin begins began begun beginning
bend bends bent bending
bite bites bit bitten biting
bleed bleeds bled bleeding
blow blows blew blown blowing
break breaks broke broken breaking
breathe breathes breathed breathing
bring brings brought bringing
build builds built building
burn burns burned burnt burning
buy buys bought buying
cast casts casting
catch catches caught catching
come comes came coming
cost costs costing
cut cuts cutting
dig digs dug digging
do does did done doing
draw draws drew drawn drawing
drink drinks drank drunk drinking
drive drives drove driven driving
drop drops dropped dropping
eat eats ate eaten eating
fall falls fell fallen falling
feed feeds fed feeding
feel feels felt feeling
fight fights fought fighting
find finds found finding
fly flies flew flown flying
get gets got gotten getting
give gives gave given giving
go goes went gone going
grow grows grew grown growing
hang hangs hung hanging
have has had having
hit hits hitting
hold holds held holding
keep keeps kept keeping
know knows knew known knowing
lay lays laid laying
lead leads led leading
leave leaves left leaving
let lets letting
lie lies lay lain lying
lose loses lost losing
make makes made making
meet meets met meeting
pay pays paid paying
put puts putting
read reads reading
ride rides rode ridden riding
ring rings rang rung ringing
rise rises rose risen rising
run runs ran running
say says said saying
see sees saw seen seeing
sell sells sold selling
send sends sent sending
set sets setting
shake shakes shook shaken shaking
shed sheds shedding
shoot shoots shot shooting
shut shuts shutting
sing sings sang sung singing
sink sinks sank sunk sinking
sit sits sat sitting
sleep sleeps slept sleeping
speak speaks spoke spoken speaking
spend spends spent spending
spill spills spilled spilt spilling
split splits splitting
spread spreads spreading
stand stands stood standing
steal steals stole stolen stealing
stick sticks stuck sticking
strike strikes struck stricken striking
sweep sweeps swept sweeping
swim swims swam swum swimming
swing swings swung swinging
take takes took taken taking
teach teaches taught teaching
tear tears tore torn tearing
tell tells told telling
think thinks thought thinking
throw throws threw thrown throwing
tread treads trod trodden treading
turn turns turned turning
wear wears wore worn wearing
win wins won winning
write writes wrote written writing
stop stops stopped stopping
plan plans planned planning
grab grabs grabbed grabbing
drag drags dragged dragging
rub rubs rubbed rubbing
nip nips nipped nipping
knit knits knitted knitting
commit commits committed committing
admit admits admitted admitting
prefer prefers preferred preferring
bury buries buried burying
carry carries carried carrying
die dies died dying
tie ties tied tying
undergo undergoes underwent undergone undergoing
withdraw withdraws withdrew withdrawn withdrawing
submit submits submitted submitting
step steps stepped stepping
pull pulls pulled pulling
tip tips tipped tipping
trip trips tripped tripping
slip slips slipped slipping
rip rips ripped ripping
rob robs robbed robbing
stab stabs stabbed stabbing
shut shuts shutting
chop chops chopped chopping
pat pats patted patting
travel travels travelled traveled travelling traveling
level levels levelled leveled levelling leveling
swear swears swore sworn swearing
seek seeks sought seeking
forge forges forged forging
lend lends lent lending
bind binds bound binding
lean leans leaned leant leaning
overcome overcomes overcame overcoming
wake wakes woke woken waking
foresee foresees foresaw foreseen foreseeing
freeze freezes froze frozen freezing
""".strip().splitlines()
}
_PLURALS = {
    "man": "men", "woman": "women", "child": "children", "foot": "feet", "tooth": "teeth",
    "person": "people", "life": "lives", "wolf": "wolves", "knife": "knives", "half": "halves",
    "crisis": "crises", "leaf": "leaves", "mouse": "mice", "wife": "wives", "thief": "thieves",
    "sheep": "sheep", "chief": "chiefs", "loaf": "loaves", "goose": "geese", "series": "series",
}  # fmt: skip


def _third(word: str) -> str:
    if re.search(r"(?:s|x|z|ch|sh)$", word):
        return word + "es"
    return word[:-1] + "ies" if re.search(r"[^aeiou]y$", word) else word + "s"


def verb_forms(word: str) -> tuple[str, ...]:
    """Return the forms of a verb."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    stem = word[:-1] if word.endswith("e") and not word.endswith("ee") else word
    if re.fullmatch(r"[^aeiou]*[aeiou][bdgmnprt]", word):
        return word, _third(word), word + word[-1] + "ed", word + word[-1] + "ing"
    past = word[:-1] + "ied" if re.search(r"[^aeiou]y$", word) else stem + "ed"
    return word, _third(word), past, stem + "ing"


def noun_forms(word: str) -> tuple[str, str]:
    """Return singular and plural of a noun."""
    return word, _PLURALS.get(word) or _third(word)


def forms(word: str) -> tuple[str, ...]:
    """Return what a word of a phrase stands for."""
    if word.startswith("{"):
        return tuple(form for part in word.strip("{}").split(",") for form in forms(part))
    if word == "one's":
        return POSSESSIVES
    if word.endswith("~"):
        return verb_forms(word[:-1])
    return noun_forms(word[:-1]) if word.endswith("+") else (word,)


def _inflected(words: Iterable[str], like: str) -> set[str]:
    """Return the forms of the words that are put for ``like``."""
    mark = like[-1] if like[-1] in "~+" else ""
    return {form for word in words for form in forms(word + mark)}


def _choice(found: Iterable[str]) -> str:
    listed = list(dict.fromkeys(found))
    return listed[0] if len(listed) == 1 else "{" + ",".join(listed) + "}"


def _rarest(plain: list[tuple[str, ...]], but: int) -> int:
    """Return the place of the rarest word, by which the phrase is to be found."""
    others = [at for at in range(len(plain)) if at != but]
    return min(others, key=lambda at: sum(10 ** zipf_frequency(w, "en") for w in plain[at]))


@dataclass(frozen=True)
class Row:
    """A phrase with one of its places and its rarest word marked, and what stands there.

    Attributes:
        phrase: as in the table.
        wrong: what is wrong in the place; empty where all is but ``also``.
        also: what else may stand there.
    """

    phrase: str
    wrong: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


def _words(place: str) -> tuple[str, list[str]]:
    """Return the word of a place and what is listed behind it."""
    word, *others = place.strip("[]").split("/")
    return word, others


def expanded(phrase: str) -> Iterator[Row]:
    """Yield the row of each place in which a word of the phrase may be exchanged."""
    places = phrase.split()
    plain = [forms(_words(place)[0].rstrip("*")) for place in places]
    for at, place in enumerate(places):
        if not place.startswith("["):
            continue
        word, others = _words(place)
        listed = tuple(sorted(_inflected(others, word.rstrip("*")) - set(plain[at])))
        marked = [_choice(found) for found in plain]
        marked[at] = f"[{marked[at]}]"
        anchor = _rarest(plain, at)
        marked[anchor] = f"*{marked[anchor]}"
        row = Row(" ".join(marked))
        yield replace(row, also=listed) if word.endswith("*") else replace(row, wrong=listed)


def _variants(phrase: str) -> Iterator[str]:
    """Yield the phrase with and without its words in round brackets, with each longer choice."""
    parts = _OPTIONAL.split(phrase)
    options = [(part + " ", "") if at % 2 else (part,) for at, part in enumerate(parts)]
    for variant in map("".join, product(*options)):
        parts = _LONG_CHOICE.split(variant)
        choices = [part.split(",") if at % 2 else [part] for at, part in enumerate(parts)]
        yield from map("".join, product(*choices))


def main() -> None:
    """Write the table."""
    lines = ["phrase\twrong\talso\tconfidence"]
    for line in BY_HAND.read_text(encoding="utf-8").splitlines()[1:]:
        phrase, _, confidence = line.partition("\t")
        for row in chain.from_iterable(map(expanded, _variants(phrase)) if confidence else ()):
            lines.append(
                "\t".join((row.phrase, "|".join(row.wrong), "|".join(row.also), confidence))
            )
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
