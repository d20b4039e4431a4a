"""Punctuation that belongs to no sentence. Documented beside, in stray_punctuation.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.clauses import TENSED
from mtqa.annotate.layout import is_heading, line_around
from mtqa.detect.overlap import first_come
from mtqa.detect.rule import Hit
from mtqa.detect.structure._misplaced import careless_spelling, parted_subjects, torn_spelling
from mtqa.detect.structure._quotes import unpaired
from mtqa.detect.structure._shortened import ABBREVIATIONS
from mtqa.knowledge import verbs
from mtqa.knowledge.words import zipf

# a mark that ends or divides a sentence, white space, and the mark once more
_TWICE = re.compile(r"(?<=[\w)\]”’\"'])([^\S\n]?[.,;:!?][”\"’)]?)[^\S\n]+[.,;:](?=\s|\Z)")
_DOUBLED = re.compile(
    r"(?<=[\w)”\"’]),,(?!,)|(?<=[\w)]);;(?!;)|(?<=[\w.,!?])(?:”\"|\"”)|(?<=[^\s“])””"
)
# two marks of different kinds; ".," ends an abbreviation
_MIXED = re.compile(r"(?<=[a-z]{2})(?:[;:],|,[;:.]|[;:]\.|\.,\.)(?=\s|\Z)")
_FULL_STOPS = re.compile(r"(?<=[a-z]{3})\.\.(?=[”\"]?(?:\s+[A-Z“\"]|\s*\Z|\n))")
_SPACE_BEFORE = re.compile(
    r"(?<=[A-Za-z\d)”])(?<!\n[a-z])(?<!\n[A-Z]) (?:([,;])(?=[^\S\n]+[\w“\"]|[”\"]|\n|\Z|[a-z]{2})"
    r"|([:?!])(?=[^\S\n]+[a-z“]))"
)
# apostrophes and dashes that no keyboard of a writer makes
_TORN = (
    (
        re.compile(
            r"(?<=[A-Za-z])(?:(?:[´`‵′‚‛](?:s|t|re|ve|ll|d|m)|\"s)(?!\w)|[’'] s(?= [a-z]))"
            r"|(?<=[A-Za-z])(?<!\b[Tt]he)(?<!\ban) ['’]s(?= [A-Za-z])"
        ),
        "This apostrophe is broken.",
    ),
    (
        re.compile(
            r" ['’](?<=[a-z]..)(?:re|ve|ll|t)(?= [a-z])|['’] (?<=[a-z]..)(?:ll|re|ve|t)(?= [a-z])"
            r"|[´`′](?<=[a-z]s.)(?= [a-z])"
        ),
        "This apostrophe is broken.",
    ),
    (re.compile(r"(?<=\w)['’]s ['’]s\b"), "The ending is written twice."),
    (re.compile(r"[–—] [–—]|[–—] ,|, [–—] ,"), "Two marks stand where one belongs."),
    (
        re.compile(r"(?<![\w.,])\d{1,3} [.,] \d{1,3}(?= (?:percent|per cent|%|million|billion))"),
        "Spaces tear this number apart.",
    ),
    (
        re.compile(
            r" ,(?<=\d..)(?=\d{3}\b)| :(?<=\d..)(?=[0-5]\d\b)|, (?<=\d..)(?=000\b)"
            r"|: (?<=\d..)(?=[0-5]\d ?[ap]\.?m\b)"
        ),
        "A space tears this number apart.",
    ),
)
# a sign where the apostrophe of a short form stands: "didn=t", "they*re"
_SIGN = re.compile(r"[\"”“=*^~;:|_″]([tsdm]|re|ve|ll)(?= [a-z])")
_SHORTENED = re.compile(r"(?:n|\b(?:[Yy]ou|[Tt]hey|[Ww]e|I|[Hh]e|[Ss]he|[Ii]t))\Z")
# a bracket that its line does not close or open; smileys and list letters aside
_UNCLOSED = re.compile(r"(?<=[^\s(] )\((?=[a-z]{2})[^()\n]{12,}$", re.MULTILINE)
_UNOPENED = re.compile(r"^[^()\n\[]{12,}[a-z]{3}(\))(?=[.,;]? [a-z]|\.$)[^()\n]*$", re.MULTILINE)
_WORD_BEFORE = re.compile(r"\S+\Z")
# a quotation mark with space on both sides opens and closes nothing
_LONE_QUOTE = re.compile(r"(?<=[^\W\d]|[,.!?;:]) (['\"“”]) (?:(s)\b|(?=\w))")
# a closing quotation mark with its space on the wrong side, or with none on either side
_WRONG_SIDE = re.compile(r"(?<=[a-z])[,.!?] \"(?=[A-Za-z])")
_NO_SIDE = re.compile(r"(?<=[a-z][,.!?])[\"”](?=[A-Za-z]{2})|(?<=[a-z]{2})[\"“](?=[A-Za-z]{2})")
_LAST = re.compile(r"(?<=[a-z\d][.!?,]) [\"”](?=\n|\Z)")
_TERM = 2  # spaces of a word or two in quotation marks
_BEFORE_SAYING = 4  # words of a subject that may stand before "said"
_SPACED_SIGN = re.compile(r"(?<![\w$€£])(?<!\b[A-Z]{2} )[$€£] (?=\d)")
_CLOSE_SIGN = re.compile(r"(?<!\w)[$€£](?=\d)")
# a quoted sentence that begins in lower case: a fragment would be shorter, or stand inside one
_SMALL_OPENING = re.compile(
    r"(?:^|(?<=[.!?] )|(?<=(?:said|says): )|(?<=(?:told|adds): )|(?<=added: ))"
    r"[“\"]([a-z]+) [^\"“”\n]{25,}[^\"“”\n,]",
    re.MULTILINE,
)
_SAID = (
    r"(?:said|says|told|added|adds|explained|noted|stressed|insisted|warned|argued|recalled|stated"
    r"|continued|asked|wrote)"
)
# a quotation that nothing closes before somebody says it, nor later in the paragraph
_UNCLOSED_QUOTE = re.compile(
    rf"(?:^|(?<=[\s(]))([\"“])(?=\w)[^\"“”\n]{{15,}}?(\b[^\W\d_]+,) (?:(?:he|she|they) {_SAID}\b"
    rf"|{_SAID} (?:[A-Z]|(?:the|an?|he|she|they)\b)"
    rf"|(?:[A-Z][\w.’'-]+ ){{1,4}}{_SAID}\b)[^\"“”\n]*$",
    re.MULTILINE,
)
# "health=care": an equals sign, or one like it, between two words
_EQUALS = re.compile(r"(?<![\w?&=/.\"'+*-])([a-z]{2,})[=≠~_]([a-z]{3,})(?![\w=&/.\"'(\[*+-])")
_DASHES = re.compile(r"(?<=[a-z,] )[~_≈](?= [A-Za-z][a-z’']* [a-z])|(?<=[a-z,] )~(?= I['’ ])")
_FORMULAS = 3  # such signs in a text that is about code or numbers
# a space on the wrong side of a mark: "fragile .This", and around or behind a hyphen
_SHIFTED = re.compile(
    r" [,;](?<=\w..)(?=[A-Za-z]{2})| :[\"“](?<=[a-z]...)(?=[A-Z])"
    r"| [.,;!?](?<=[a-z]{2}..)(?=[A-Z][a-z]+ [a-zI]|[a-z]{2,} [a-z])"
    r"(?!(?<=\.)(?:com|net|org|exe|[a-z]{2,4}\b))"
    r"| :(?<=[a-z]{2}..)(?=[a-z]{2,} [a-z])"
)
_TORN_PREFIX = re.compile(
    r"\b(?:well|self|long|high|part|half|full|anti)(?: - | -)"
    r"(?=[a-z]+(?:ed|en|ing|wn|term|time|level|standing|made)\b)"
)
_TORN_HYPHEN = re.compile(r"(?:- | -)(?<=[a-z]{3}..)(?=([a-z]{3,}) [a-z])")
_HANGS = frozenset(
    {"the", "this", "are", "they", "she", "you", "than", "through", "versus", "plus"}
)
_COMPOUND = re.compile(
    r"\b(?:a|an|the|another|his|her|their|its|this|every)(?: [a-z]+)? ([a-z]{3,})\Z"
)
_SPACED_BRACKETS = re.compile(
    r"\([^\S\n](?=\w)[^()\n]{2,90}[^\S\n]\)|(?<=\w )\([^\S\n](?=[a-z]{2})"
    r"|(?<=[a-z]{3})[^\S\n]\)(?=[.,;]| [a-z])"
)
_LOOSE_SIGN = re.compile(r"[$€£¥](?:\.[^\S\n]?|[^\S\n]{2,})(?=\d)")
_OPENS_SPACED = re.compile(
    r"^[\"“][^\S\n](?=[A-Za-z][\w’']* \w)|(?<=\w)[^\S\n][\"”][^\S\n]?(?=[,.]\s)", re.M
)
_EMPTY_QUOTES = re.compile(r"(?<!\")\"\"(?!\")|“”|«»")
_NO_SPACE = re.compile(r"(?<=\b[A-Za-z][a-z])[a-z]*\.([A-Z][a-z]*)(?=[ ,]|['’](?:s|re|ve|ll|m|d) )")
_ABBREVIATED = 3  # letters of a word and its stop that may be an abbreviation: "St."
_ENDS_SHORT = frozenset({"go", "it", "so", "up", "in", "on", "him", "do", "us", "me", "be", "to"})
_USUAL = 3.0  # Zipf; rarer words may be part of an address
_ENDING = 4  # letters that the end of an address may have: "Info"
_NO_SPACE_INSIDE = re.compile(r"(?<![\w.,@/-])[a-z]{2,}[,;](?=[a-z]{2,}(?:[ ,.;’']|\Z))")
_LOWER_BEHIND = re.compile(
    r"(?:\b(?P<word>[a-z]{3,}|[A-Z]{5,})|(?<=[a-z])(?P<clitic>[’'](?:d|ll|re|ve)))"
    r"\.[^\S\n]+(?=[a-z]{2,}[ ,.])"
)
_GOING_ON = frozenset(
    {"and", "or", "but", "nor", "which", "that", "who", "whose", "of", "in", "on", "at", "to"}
    | {"by", "with", "for", "from", "as", "than", "into", "between", "during", "said", "was"}
)
# words of three letters that are no abbreviations
_SHORT = frozenset(
    {"new", "old", "two", "six", "ten", "big", "low", "top", "red", "few", "bad", "hot"}
    | {"has", "had", "was", "are", "did", "can", "may", "its", "her", "who", "all", "not", "own"}
    | {"out", "off", "way", "day", "men", "man", "war", "law", "car", "sea", "oil", "air", "job"}
)
# words that no name begins with where small letters follow
_CAPITAL = re.compile(
    r"(?<=[a-z]{2})[,;] ?(The|This|That|These|Those|It|He|She|They|There|Nobody|Everybody|His|Her"
    r"|Its|Their|Two|Three|Four|Five|Six|Several|Many|According|However|Although|Is|Was|Were|Are|Has"
    r"|Have|Had|Would|Could|Must|Said|Says|Told|Added|Announced|Stated|Explained|Stressed|Noted"
    r"|Warned|Argued|Recalled|And|But|Or|For|From|As|We|Yes|To|In|On|At|By|With|Even|While|What|If"
    r"|When|Who|Which|Where|Because|Since|After|Before|So|Then|Also|Such|Some|Most|Both|Each|Other"
    r"|More|Instead|Our|Your|Despite|During|About|Until|An|A(?! (?:and|or|to|is|was|has)\b))"
    r"(?= [a-z]+(?:,? [a-z]|, [A-Z]))"
)
# other words with a capital behind a comma: a name, unless the dictionary and the tagger say no
_COMMON_CAPITAL = re.compile(r"(?<=[a-z\d]), ?([A-Z][a-z]{3,})(?= (?:[a-z]+[ ,.]|I\b))")
_LISTED = re.compile(r", [A-Z]")
_NEAR = 40  # code points
_NO_NAME = frozenset({"JJ", "JJR", "JJS", "RB", "VB", "VBN", "VBG", "VBZ", "NNS"})
_COMMON = 4.0  # Zipf
_PEOPLES = frozenset({"Black", "White", "Brown", "Native", "Indigenous", "Aboriginal"})
# a sentence begins, and nothing ended the one before
_UNENDED = re.compile(
    r"(?<![\w’'-])[a-z][a-z’'-]{2,} (?<!\bthe )(?<!alled )(?<!itled )(?<!amed )(?<! film )"
    r"(?<! song )(?<! book )(?<! show )(?<!eries )(?<!novel )(?<! play )"
    r"(This|These|Those|They|There|We|He|She|It|But|Even|While|When|Although|However|According"
    r"|Several|Many|Because|After|Before)(?= [a-z]+ [a-z]+)"
)
_GODLY = re.compile(r"\b(?:God|Lord|Allah|Jesus|Christ|Prophet)\b")
_ADDRESSED = re.compile(
    r"^[^\S\n]*(?:Dear|Hi|Hello|Hey|Good|Sir|Madam|Friends|Thank)\b[^\n]{0,60}\Z", re.M
)
# marks of other languages and of typewriters, in place of quotation marks and dashes
_OTHER_MARKS = (
    (re.compile(r"(?<!\d)[″‶](?=\w)|(?<=[A-Za-z.,!?])[″‶]|(?<!\w)′(?=[A-Za-z]{2})"), "“"),
    (re.compile(r"``(?=\w)|(?<=[\w.,!?])''(?!['\w])|(?<![,\w]),,(?=[A-Z])"), "“"),
    (re.compile(r"«(?=\s?\w)|(?<=[\w.,!?…])\s?»|<<(?=[A-Z])|(?<=[a-z.,!?])>>|„(?=\w)"), "“"),
    (re.compile(r"[〝〞〟＂ʺ˝ˮ❝❞]"), "“"),
    (re.compile(r"[。，、：；（）！？「」『』]"), ""),
    (
        re.compile(
            r"(?:(?<=[a-z]{2} )|(?<=[a-z]{2}, ))=(?= [A-Za-z][a-z]+ [a-z])"
            r"|(?<=[a-z)] )=(?=[A-Z][a-z]+ [A-Za-z])|(?<=[a-z]{2})= (?=[a-z]+ [a-z])"
        ),
        "–",
    ),
)
# a word alone in such marks is typed so by hand: “late“
_NO_TERM = "".join(rf"(?<!“[a-z]{{{letters}}}“)" for letters in range(2, 13))
# marks that stand the wrong way round
_CURLY_MARKS = (
    (re.compile(r"(?:^|(?<=\s))”(?=\w)", re.MULTILINE), "“"),
    (re.compile(r"(?<=\w[.,!?…])“(?=\s|$)", re.MULTILINE), "“"),
    (re.compile(rf"“(?<=[a-z]{{2}}.){_NO_TERM}(?= [a-z])"), "“"),
)
# a text without any of these is not read for the marks above, nor for the rarer ones below
_OTHER = re.compile(r"[″‶′«»„〝〞〟＂ʺ˝ˮ❝❞。，、：；（）！？「」『』=]|``|''|,,|<<|>>")
_RARE = re.compile(r"[‵‶´`‹›《》〈〉【】‚≈≡=]|''")
_RARE_MARKS = (
    (
        re.compile(r"(?:^|(?<=[\s(]))''(?=[A-Za-z])|[‵‶]{2}|´´|(?<=[a-z][.,!?])[`´](?=\s|$)", re.M),
        "“",
    ),
    (re.compile(r"(?<![\w´])´(?=[A-Za-z])|‹(?=\w)|(?<=[\w.,!?])›|[《》〈〉【】]"), "“"),
    (re.compile(r"(?:^|(?<=[\s(]))‚(?=\w)", re.M), "“"),
    (re.compile(r"(?<=[A-Za-z] )(?:={2,3}-?|=-|-=|≈|≡)(?= [a-z]+ [a-z])"), "–"),
    (re.compile(r"(?<=[a-z]{2})[≈≡](?= ?[a-z])|^=(?=[A-Z“\"][^=\n]{8,}$)", re.M), "–"),
)
# a quotation that one kind of mark opens and another closes, at whose end a mark stands
_TWO_KINDS = re.compile(
    r"['‘`´](?:(?<=[.!?:,] .)|(?<=\n.)|(?<!.))(?=[A-Za-z])"
    r"(?:[^'\"“”‘’`\n]|(?<=\w)['’](?=\w)){8,400}?[.,!?…][\"”](?!\w)"
    r"|`(?<!\S.)(?=[A-Za-z])(?:[^'\"“”‘’`\n]|(?<=\w)['’](?=\w)){4,400}?['’](?=[\s.,]|$)",
    re.MULTILINE,
)
_SPACED_QUOTES = re.compile(
    r"(?:^|(?<=[\s(]))\"[^\S\n][A-Za-z][^\"\n]{1,90}[^\S\n]\"(?=[\s.,;]|$)"
    r"|“[^\S\n]\w[^“”\n]{1,90}[^\S\n]”",
    re.MULTILINE,
)
# people who write like this leave out spaces and double marks as well
_INFORMAL = re.compile(
    r"(?<![\w'’.])i(?=['’ ](?:a?m|have|ve|was|will|ll|do|don|think|just|would|can|had|need)\b)"
    r"|[!?]{2,}|\b(?:u|ur|pls|plz|thx|lol|omg|dont|cant|wont|didnt|doesnt|isnt|im|ive)\b"
    r"|(?<!\.)\.\.(?!\.)(?=\s?[a-z])|\.{4,}|[:;]-?[)(D](?!\w)"
    r"|(?:\A|(?<=[.!?]\n))[a-z]+ [^\n]{20}|^(?:Hi|Hello|Hey)\b",
    re.MULTILINE,
)
_SLIPS = 2  # of these make a text informal
_EDITED = 400  # code points; in a shorter text one slip says nothing
_WORD_BEHIND = re.compile(r"\S[\w’'-]*")
_LONGEST_WORD = 40  # code points
# a text in which that many marks stand alone was split into tokens by someone
_SPACED_MARK = re.compile(r"\w [,.;](?=\s)")
_TOKENISED = 5
_HABIT = 4  # so many of one kind: a habit of the writer, said once


def _word_start(text: str, end: int) -> int:
    """Return the first code point of the word before ``end``."""
    word = _WORD_BEFORE.search(text, max(0, end - _LONGEST_WORD), end)
    return word.start() if word else end


def _twice(text: str) -> Iterator[Hit]:
    for match in _TWICE.finditer(text):
        if text[match.end() : match.end() + 3].lstrip(" \t")[:1] in (".", ",", ";", ":"):
            continue  # spaced dots are an ellipsis
        start = _word_start(text, match.start())
        yield Hit(
            start,
            match.end(),
            "A second punctuation mark stands alone after the end of the sentence.",
            confidence=0.95,
            suggestion=text[start : match.start()] + match[1].strip(),
        )


def _doubled(text: str) -> Iterator[Hit]:
    for match in _DOUBLED.finditer(text):
        message = "The mark is written twice."
        yield Hit(match.start(), match.end(), message, 0.85, suggestion=match[0][0])
    for match in _MIXED.finditer(text):
        yield Hit(match.start(), match.end(), "Two marks stand where one belongs.", 0.85)


def _lone_quotes(text: str) -> Iterator[Hit]:
    for match in _LONE_QUOTE.finditer(text):
        start = _word_start(text, match.start())
        written = text[start : match.start()]
        fixed = None
        if match[2]:
            fixed = written + "’s"
        elif match[1] == "'" and written.endswith("s") and _single(text, match.start()):
            fixed = written + "'"
        message = "This quotation mark neither opens nor closes anything."
        end = match.end(2 if match[2] else 1)
        yield Hit(start, end, message, 0.75, suggestion=fixed)


def _wrong_sides(text: Annotated) -> Iterator[Hit]:
    """Yield closing marks that stand at the words behind them: ‘on it, "she said’."""
    prose = text.text
    for match in _WRONG_SIDE.finditer(prose):
        mark = match.end() - 1
        line, end = line_around(prose, mark)
        opened = prose.count('"', line, mark) % 2 == 1
        paired = opened and prose.count('"', mark + 1, end) % 2 == 0
        closes = opened or '"' not in prose[mark + 1 : end]
        quoted = prose[prose.rfind('"', line, mark) : mark].count(" ") > _TERM
        if (paired and quoted and prose[mark + 1].islower()) or (
            closes and _says(text, match.end())
        ):
            message = "The space stands on the wrong side of this quotation mark."
            fixed = f'{match[0][0]}" '
            yield Hit(match.start(), match.end(), message, 0.8, suggestion=fixed)
    for match in _LAST.finditer(prose):
        start = _word_start(prose, match.start())
        message = "A space stands before the closing quotation mark."
        fixed = prose[start : match.start()] + match[0].strip()
        yield Hit(start, match.end(), message, 0.7, suggestion=fixed)
    for match in _NO_SIDE.finditer(prose):
        message = "A space is missing beside this quotation mark."
        yield Hit(_word_start(prose, match.start()), match.end(), message, 0.75)


def _unclosed_quotes(text: str) -> Iterator[Hit]:
    for match in _UNCLOSED_QUOTE.finditer(text):
        fixed = match[2] + ("”" if match[1] == "“" else '"')
        yield Hit(*match.span(2), "The quotation is not closed here.", 0.75, suggestion=fixed)


def _says(text: Annotated, start: int) -> bool:
    """Return whether somebody says something in the words that begin at ``start``."""
    words = text.doc.char_span(start, start + 1, alignment_mode="expand")
    if words is None:
        return False
    if words.start > 1 and text.doc[words.start - 3].lemma_ in verbs.words("say"):
        return False  # 'he said, "Some'
    for word in text.doc[words.start : words.start + _BEFORE_SAYING + 1]:
        if word.lemma_ in verbs.words("say") and word.tag_ in TENSED:
            return True
        if word.pos_ in ("VERB", "AUX") or not (word.is_alpha or word.text == "-"):
            return False
    return False


def _small_openings(text: str) -> Iterator[Hit]:
    """Yield the small letters that quoted sentences begin with, in a text that has few of them."""
    found = list(islice(_SMALL_OPENING.finditer(text), _HABIT))
    for match in found if len(found) < _HABIT else ():
        message = "A quoted sentence begins with a capital."
        mqm = "linguistic-conventions/capitalization"
        fixed = match[1].capitalize()
        yield Hit(*match.span(1), message, 0.7, suggestion=fixed, mqm=mqm)


def _spaced_signs(text: str) -> Iterator[Hit]:
    """Yield the currency signs apart from their amounts, in a text that has others."""
    found = list(islice(_SPACED_SIGN.finditer(text), _HABIT))
    if found and len(list(islice(_CLOSE_SIGN.finditer(text), len(found)))) == len(found) < _HABIT:
        for match in found:
            message = "A space stands between the currency sign and its amount."
            yield Hit(match.start(), match.end(), message, 0.7, suggestion=match[0].strip())


def _loose_signs(text: Annotated) -> Iterator[Hit]:
    """Yield currency signs with a stop or a gap before the amount, and a lone one with a space."""
    for match in _LOOSE_SIGN.finditer(text.text):
        message = "The currency sign does not stand at its amount."
        yield Hit(match.start(), match.end() + 1, message, 0.8, suggestion=None)
    found = list(islice(_SPACED_SIGN.finditer(text.text), 2))
    if len(found) == 1 and found[0][0][0] in "$£" and len(text.text) > _EDITED:
        message = "A space stands between the currency sign and its amount."
        yield Hit(*found[0].span(), message, 0.7, suggestion=found[0][0].strip())


def _equals(text: str) -> Iterator[Hit]:
    """Yield signs of equality between two plain words, in a text without formulas."""
    if 0 < sum(map(text.count, "=≠~_")) < _FORMULAS:
        for match in _EQUALS.finditer(text):
            if min(zipf(match[1]), zipf(match[2])) > _USUAL:
                message = "This sign stands for a hyphen or a space."
                yield Hit(*match.span(), message, 0.75, suggestion=f"{match[1]}-{match[2]}")
        for match in _DASHES.finditer(text):
            yield Hit(*match.span(), "This sign stands for a dash.", 0.75, suggestion="–")


def _alone(text: str) -> Iterator[Hit]:
    """Yield quotation marks without a partner, in a text that has a few of them."""
    found = list(islice(unpaired(text), _HABIT))
    for one in found if len(found) < _HABIT else ():
        if one.opens:
            message = "The quotation that begins here is not closed."
            yield Hit(one.offset, _word_end(text, one.offset), message, 0.7)
        else:
            message = "The quotation that ends here was not opened."
            yield Hit(_word_start(text, one.offset), one.offset + 1, message, 0.7)


def _inside(text: str) -> Iterator[Hit]:
    for match in _SPACED_BRACKETS.finditer(text):
        yield Hit(*match.span(), "A space stands inside this bracket.", 0.7)
    for match in _SHIFTED.finditer(text):
        start = _word_start(text, match.start())
        yield Hit(start, match.end(), "The space stands on the wrong side of this mark.", 0.75)
    for match in _TORN_PREFIX.finditer(text):
        yield Hit(*match.span(), "A space tears this word apart at its hyphen.", 0.7)
    for match in _OPENS_SPACED.finditer(text):
        yield Hit(*match.span(), "A space stands on the wrong side of this quotation mark.", 0.7)


def _torn_hyphens(text: str) -> Iterator[Hit]:
    """Yield the space beside the hyphen of a compound, in a text without such dashes."""
    found = list(islice(_TORN_HYPHEN.finditer(text), 2))
    for match in found if len(found) == 1 else ():
        before = _COMPOUND.search(text, max(0, match.start() - _LONGEST_WORD), match.start())
        if before is None or match[1] in _GOING_ON:
            continue
        if min(zipf(before[1]), zipf(match[1])) > _USUAL and match[1] not in _HANGS:
            message = "A space tears this word apart at its hyphen."
            yield Hit(before.start(1), match.end(1), message, 0.7)


def _single(text: str, offset: int) -> bool:
    """Return whether the line around ``offset`` has no other lone apostrophe to pair with."""
    start, end = line_around(text, offset)
    return text.count(" ' ", start, end) == 1


def _empty_quotes(text: str) -> Iterator[Hit]:
    for match in _EMPTY_QUOTES.finditer(text):
        yield Hit(match.start(), match.end(), "These quotation marks hold nothing.", 0.7)


def _no_space(text: Annotated) -> Iterator[Hit]:
    for match in _NO_SPACE.finditer(text.text):
        stop, opener = match.start(1), match[1].lower()
        start = _word_start(text.text, stop)
        if stop - start <= _ABBREVIATED and not (
            text.text[start : stop - 1] in _ENDS_SHORT and text.doc.vocab[opener].is_stop
        ):
            continue
        if not text.doc.vocab[opener].is_stop and not _two_words(text.text[start:stop], opener):
            continue  # an address or a brand: "Gazeta.Ru"
        fixed = f"{text.text[start:stop]} {match[1]}"
        message = "A space is missing after the full stop."
        yield Hit(start, match.end(), message, 0.8, suggestion=fixed)


def _two_words(stopped: str, opener: str) -> bool:
    """Return whether a sentence may end with the one word and begin with the other."""
    last = stopped.removesuffix(".")
    usual = min(zipf(last), zipf(opener)) > _USUAL
    return last.isalpha() and len(opener) > _ENDING and usual


def _joined(text: str) -> Iterator[Hit]:
    found = list(islice(_NO_SPACE_INSIDE.finditer(text), 2))
    for match in found if len(found) == 1 else ():  # who writes two of them does so always
        message = "A space is missing behind the mark."
        yield Hit(match.start(), match.end(), message, 0.75, suggestion=match[0] + " ")


def _small_letters(text: Annotated) -> Iterator[Hit]:
    """Yield the full stop behind which the sentence goes on, in a text that has one of them."""
    found = list(islice(filter(_ends_word, _LOWER_BEHIND.finditer(text.text)), 2))
    for match in found if len(found) == 1 and len(text.text) > _EDITED else ():
        if _goes_on(text, match):
            message = "The sentence goes on behind this full stop."
            yield Hit(match.start(), match.end(match.lastgroup or 0) + 1, message, 0.7)


def _goes_on(text: Annotated, match: re.Match[str]) -> bool:
    """Return whether the words beside the full stop belong together."""
    before = text.doc.char_span(match.start(), match.end() - 1, alignment_mode="contract")
    behind = text.doc.char_span(match.end(), match.end() + 1, alignment_mode="expand")
    if match["clitic"] or before is None or behind is None:
        return match["clitic"] is not None
    last, following = before[0], behind[0]
    waits = last.pos_ in ("ADJ", "ADV", "DET", "NUM") and following.pos_ in ("NOUN", "NUM", "ADJ")
    if last.tag_ in ("JJ", "JJR") and following.tag_ in ("NN", "NNS", "VBN"):
        return True
    if text.in_quotation(match.start()):
        return False
    return waits or last.is_upper or following.lower_ in _GOING_ON


def _ends_word(match: re.Match[str]) -> bool:
    """Return whether a word stands before the full stop, no abbreviation."""
    word = match["word"]
    if match["clitic"] or word in _SHORT or word.isupper():
        return True
    return len(word) > 3 and word not in ABBREVIATIONS and zipf(word) > _USUAL


def _capitals(text: Annotated) -> Iterator[Hit]:
    """Yield the capitals inside of a sentence, in a text that has one or two of them."""
    message = "A capital stands behind this comma: the sentence goes on, or ends before it."
    found = list(islice(_CAPITAL.finditer(text.text), _HABIT - 1))
    found += islice(_no_names(text), _HABIT - 1)
    for match in found if len(found) < _HABIT - 1 else ():
        if _is_verse(text.text, match, found):
            continue
        if _is_plain(text, match.start(), quoted=match.re is _CAPITAL):
            yield Hit(*match.span(1), message, 0.7)
    unended = list(islice(_UNENDED.finditer(text.text), _HABIT - 1))
    if len(unended) == _HABIT - 1 or _GODLY.search(text.text):
        return
    for match in unended:
        if _is_plain(text, match.start()):
            yield Hit(*match.span(1), "Nothing ends the sentence before this capital.", 0.7)


def _is_verse(text: str, match: re.Match[str], found: list[re.Match[str]]) -> bool:
    """Return whether another such capital stands in the line, or one word goes before this one."""
    line, end = line_around(text, match.start())
    others = sum(line <= other.start() < end for other in found)
    return others > 1 or " " not in text[line : match.start()].strip()


def _no_names(text: Annotated) -> Iterator[re.Match[str]]:
    """Yield the common words that a comma and a capital part from their sentence."""
    for match in _COMMON_CAPITAL.finditer(text.text):
        word = match[1].lower()
        if _LISTED.search(text.text, max(0, match.start() - _NEAR), match.start()):
            continue  # "buses, Call Center Cabs, Private lines"
        if zipf(word) < _COMMON or _CAPITAL.match(text.text, match.start()):
            continue
        led = _WORD_BEFORE.search(text.text, max(0, match.start() - _NEAR), match.start())
        if led is None or not led[0][0].islower() or text.text.count(match[1]) > 1:
            continue  # "Silent Witness, Close to Home", "the Senators"
        if match[1] in _PEOPLES:
            continue
        span = text.doc.char_span(*match.span(1))
        if span is not None and span[0].tag_ in _NO_NAME and not span[0].ent_type_:
            yield match


def _is_plain(text: Annotated, offset: int, *, quoted: bool = False) -> bool:
    """Return whether prose stands at ``offset``: no heading or address, nor a quotation.

    ``quoted`` says that it may be one.
    """
    line, _ = line_around(text.text, offset)
    addressed = _ADDRESSED.search(text.text, line, offset)
    said = not quoted and text.in_quotation(offset)
    return not (addressed or said or is_heading(text.text, line))


def _other_marks(text: str) -> Iterator[Hit]:
    usual = _OTHER_MARKS if _OTHER.search(text) else ()
    curly = _CURLY_MARKS[: 2 if "„" in text else None] if "“" in text or "”" in text else ()
    rare = _RARE_MARKS if _RARE.search(text) else ()
    for pattern, english in (*usual, *curly, *rare):
        for match in pattern.finditer(text):
            what = {"–": "for a dash", "“": "as a quotation mark"}.get(english, "at all")
            message = f"English does not use this mark {what}."
            opens = english != "“" or text[match.end() : match.end() + 1].isalnum()
            fixed = english if opens else "”"
            yield Hit(match.start(), match.end(), message, 0.75, suggestion=fixed or None)
    for match in _SPACED_QUOTES.finditer(text):
        message = "Spaces stand inside these quotation marks."
        fixed = f"{match[0][0]}{match[0][1:-1].strip()}{match[0][-1]}"
        yield Hit(match.start(), match.end(), message, 0.7, suggestion=fixed)


def _two_kinds(text: str) -> Iterator[Hit]:
    for match in _TWO_KINDS.finditer(text):
        message = "One mark opens this quotation, and another kind closes it."
        yield Hit(match.start(), _word_end(text, match.start()), message, 0.75)


def _spaces(text: str) -> Iterator[Hit]:
    for match in _SPACE_BEFORE.finditer(text):
        start = _word_start(text, match.start())
        fixed = text[start : match.start()] + (match[1] or match[2])
        message = "A space stands before the mark."
        yield Hit(start, match.end(), message, 0.75, suggestion=fixed)


def _full_stops(text: str) -> Iterator[Hit]:
    found = list(_FULL_STOPS.finditer(text))
    if len(found) == text.count("..") == 1:  # who writes more of them means pauses
        start = _word_start(text, found[0].start())
        fixed = text[start : found[0].start()] + "."
        yield Hit(start, found[0].end(), "The full stop is written twice.", 0.7, suggestion=fixed)


def _brackets(text: str) -> Iterator[Hit]:
    message = "This bracket has no partner."
    if text.count("(") == text.count(")"):
        return
    for match in _UNCLOSED.finditer(text):
        yield Hit(match.start(), _word_end(text, match.start()), message, 0.7)
    for match in _UNOPENED.finditer(text):
        yield Hit(_word_start(text, match.start(1)), match.end(1), message, 0.7)


def _word_end(text: str, start: int) -> int:
    """Return one past the word that begins at ``start``."""
    word = _WORD_BEHIND.match(text, start, start + _LONGEST_WORD)
    return word.end() if word else start


def _said_once(hits: Iterator[Hit]) -> Iterator[Hit]:
    """Yield all of a few hits, and the first one of many."""
    found = list(hits)
    yield from found if len(found) < _HABIT else found[:1]


def _tokenised(text: str) -> Iterator[Hit]:
    marks = list(islice(_SPACED_MARK.finditer(text), _TOKENISED))
    if len(marks) == _TOKENISED:
        start = _word_start(text, marks[0].start() + 1)
        message = "All through this text, spaces stand before the marks."
        yield Hit(start, marks[0].end(), message, 0.65)


def _torn(text: str) -> Iterator[Hit]:
    for pattern, message in _TORN:
        for match in pattern.finditer(text):
            ending = match[0].endswith("s")
            start = _word_start(text, match.start()) if ending else match.start()
            yield Hit(start, match.end(), message, 0.75)


def _signs(text: str) -> Iterator[Hit]:
    for match in _SIGN.finditer(text):
        before = _SHORTENED.search(text, max(0, match.start() - 5), match.start())
        if before and (before[0] == "n") == (match[1] == "t"):
            start = _word_start(text, match.start())
            yield Hit(start, match.end(), "This apostrophe is broken.", 0.75)


def _informal(text: str) -> bool:
    """Return whether the text is written as people chat, with slips all over."""
    enough = _SLIPS if len(text) > _EDITED else 1
    return len(list(islice(_INFORMAL.finditer(text), enough))) == enough


def _slips(text: Annotated) -> Iterator[Hit]:
    """Yield what only a text that is otherwise typed with care can be blamed for."""
    yield from _no_space(text)
    yield from _joined(text.text)
    yield from _capitals(text)
    yield from _small_letters(text)
    yield from _small_openings(text.text)
    yield from _full_stops(text.text)
    yield from _brackets(text.text)
    yield from _said_once(_inside(text.text))
    yield from _torn_hyphens(text.text)
    yield from _alone(text.text)
    yield from _equals(text.text)
    yield from _said_once(_spaces(text.text))
    yield from _said_once(careless_spelling(text.text))
    yield from _said_once(parted_subjects(text))


def _marks(text: Annotated) -> Iterator[Hit]:
    yield from _twice(text.text)
    yield from _doubled(text.text)
    yield from _said_once(_other_marks(text.text))
    yield from _torn(text.text)
    yield from _signs(text.text)
    yield from torn_spelling(text.text)
    yield from _two_kinds(text.text)
    yield from _lone_quotes(text.text)
    yield from _said_once(_wrong_sides(text))
    yield from _said_once(_unclosed_quotes(text.text))
    yield from _spaced_signs(text.text)
    yield from _loose_signs(text)
    yield from _empty_quotes(text.text)
    if not _informal(text.text):
        yield from _slips(text)


def find(text: Annotated) -> Iterator[Hit]:
    """Yield each mark that stands doubled, alone, with a space too many or without its partner."""
    tokenised = list(_tokenised(text.text))
    if tokenised:
        yield from tokenised
    else:
        yield from first_come(_marks(text))
