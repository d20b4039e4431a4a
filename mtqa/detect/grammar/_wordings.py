"""Wordings with a preposition that English has not, told without the parse."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.clauses import SUBJECTS
from mtqa.detect.rule import Hit
from mtqa.knowledge.dates import LONG_DAY

_DISEASE = (
    r"(?:the |an? |his |her |their |its )?(?:[a-z]+ )?(?:cancer|pneumonia|heart attack|stroke"
    r"|injuries|injury|wounds|burns|malaria|cholera|tuberculosis|leukaemia|leukemia|diabetes"
    r"|heart failure|kidney failure|typhus|typhoid|plague|tumour|tumor|sepsis|blood poisoning"
    r"|meningitis|smallpox|measles|flu|influenza|cirrhosis|hepatitis|dehydration|hypothermia"
    r"|dementia|depression|asthma|COVID(?:-19)?|Covid(?:-19)?|coronavirus|Ebola|AIDS)\b"
)
_SUCCESS = (
    r"(?:success|victory|win|triumph|birthday|election|re-election|anniversary|wedding|birth|award"
    r"|title|medal|promotion|achievement|result|record|appointment|prize|engagement|nomination"
    r"|graduation|championship|feat|performance|jubilee|new job|new post)\b"
)
_ASKED = (
    r"(?:question|letter|request|message|criticism|allegation|accusation|demand|offer|invitation"
    r"|appeal|inquiry|enquiry|e-?mail|complaint|threat|proposal|reproach|charge|call)s?\b"
)
_OWN = r"(?:the |an? |his |her |their |its |this |that |these |those |all |any |our )?"
_PLACE = (
    r"(?:city|town|village|airport|station|country|scene|hospital|house|place|port|harbour|harbor"
    r"|island|capital|hotel|stadium|camp|border|school|office|building|site|region|shop|beach"
    r"|square|museum|university|court|palace|venue|shore|coast)\b"
)
_SCARCE = (
    r"(?:nurses|doctors|teachers|workers|staff|water|food|money|housing|medicines?|drugs|fuel"
    r"|petrol"
    r"|oil|gas|electricity|experts|engineers|specialists|drivers|police officers|soldiers|pilots"
    r"|information|evidence|transparency|trust|respect|time|space|funds|resources|rain|oxygen|blood"
    r"|vaccines|masks|beds|materials|personnel|labour|labor|carers|flats|homes|ideas|courage)\b"
)
# what is wrong, and what English has
_WORDED = (
    (
        re.compile(rf"(?:d(?:ied|ies|ying|ie)|suffer(?:s|ed|ing)?) (?:on|at|by|under) {_DISEASE}"),
        "“of” or “from”",
    ),
    (
        re.compile(
            rf"congratulat(?:ed|es|ing|e) [^.,;\n]{{2,40}}? (?:with|about) {_OWN}"
            rf"(?:[a-z]+ ){{0,2}}{_SUCCESS}"
        ),
        "“on”",
    ),
    (
        re.compile(
            rf"(?:answer(?:ed|s|ing)?|repl(?:ied|ies|ying|y)|respon(?:ded|ds|ding|d)|reac(?:ted|ts"
            rf"|ting|t)) (?:on|at|about) {_OWN}(?:[a-z]+ )?{_ASKED}"
        ),
        "“to”, or the object of “answer”",
    ),
    (
        re.compile(
            r"t(?:ake|akes|ook|aken|aking) part (?:at|to|of)(?= (?:the|an?|this|these|his|their) "
            r"(?!time|end|week|start|begin|same|age|moment|expense|request|invitation|top|very))"
        ),
        "“in”",
    ),
    (
        re.compile(
            r"(?:s(?:ent|ends?|ending)|t(?:aken|ook|akes?)|went|goes|put|thrown|threw|brought"
            r"|bring)"
            r" (?:him |her |them )?on (?:the |a )?(?:prison|jail|hospital|school|university|court"
            r"|police station|embassy|clinic)(?=[.,;]| (?:for|in|after|with|by|because|where)\b)"
        ),
        "“to”",
    ),
    (
        re.compile(
            r"sentenced (?:(?:on|with) (?:an? )?(?:life|[a-z]+|\d+)(?: (?:and a half ))? ?(?:years?"
            r"|months)|(?:on|for|with) death)(?=[.,;]| (?:in|of|by|for|and)\b)"
        ),
        "“to”",
    ),
    (
        re.compile(
            r"(?:return(?:ed|s|ing)?|went|goes|going|c(?:ame|omes|oming)|dr(?:ove|ives|iven)"
            r"|fl(?:ew"
            r"|ies|own)|travel(?:led|s|ling)?|mov(?:ed|es|ing)|walk(?:ed|s|ing)?|sent|brought|hurr"
            r"(?:ied|ies)) (?:back )?to (?:home|abroad|there|downstairs|upstairs|overseas|somewhere"
            r"|nowhere|anywhere)(?=[.,;]| (?:on|after|by|because|where|and|when|late)\b)"
        ),
        "the adverb without “to”",
    ),
    (
        re.compile(rf"enter(?:s|ed|ing)? to (?:the|an?|his|her|their|this) (?:[a-z]+ )?{_PLACE}"),
        "“enter” without “to”",
    ),
    (
        re.compile(r"similar as (?=below|above|in |before|last |those |that of|for )"),
        "“similar to”",
    ),
    (
        re.compile(
            r"arriv(?:e|es|ed|ing) (?:back )?to (?:(?:the|an?|his|her|their|this) (?:[a-z]+ )?"
            rf"{_PLACE}|[A-Z][a-z]+\b)"
        ),
        "“in” or “at”",
    ),
    (
        re.compile(
            rf"(?:lack|shortage|scarcity|absence) (?:on|at|to|by|about|with) {_OWN}{_SCARCE}"
        ),
        "“of”",
    ),
)
_AMOUNT = (
    r"(?:an? (?:hundred|dozen|thousand|million|billion|third|quarter|half|week|month|year|decade"
    r"|day|hour)|one (?:hundred|thousand|million|billion)|two|three|four|five|six|seven|eight"
    r"|nine|ten|half|\d[\d.,]*)\b"
)
_COMPARED = (
    r"(?:bigg|small|larg|old|young|high|low|great|fast|slow|strong|weak|long|short|cheap|lat|earli"
    r"|rich|poor|hard|easi|near|few)er"
)
_AWAITED = (
    r"(?:decision|result|answer|outcome|bus|train|reply|end|verdict|arrival|return|report|approval"
    r"|permission|help|ambulance|police)s?\b"
)
# small words of which one was taken for another: what must stand in the text, so that it is worth
# a search, how it goes on, and what English has
_SMALL = (
    (("ore as ", "ess as "), rf"(?:[Mm]ore|[Ll]ess) as (?={_AMOUNT})", "“than”"),
    (("er as ",), rf"{_COMPARED} as (?=(?:the one|those|in|last|\d)\b)", "“than”"),
    ((" then ",), r"(?:more|less) then (?=an?\b|\d|one\b|two\b|three\b|half\b)", "“than”"),
    (("uch like ",), r"[Ss]uch like (?=[A-Z]|[a-z]+s\b)", "“such as”"),
    (
        ("known like ",),
        r"(?:now|also|better|best|widely|is|are|was|were) known like (?=[A-Z“\"]|the|an?\b)",
        "“known as”",
    ),
    (("as well like ",), r"as well like (?=[a-z])", "“as well as”"),
    (
        (" number from ", " number for ", " number in "),
        r"an? (?:large |small |growing |great |whole |good )?number (?:from|for|in) "
        r"(?=(?:witness|person|countr|resident|worker|student|case|hous|car)[a-z]*s\b|people\b)",
        "“a number of”",
    ),
    (
        (" most from ",),
        r"(?:for|during|through) most from (?=the\b|his\b|her\b|their\b|its\b)",
        "“most of”",
    ),
    (
        tuple(f"ccording {word} " for word in ("with", "of", "from", "by", "at")),
        r"[Aa]ccording (?:with|of|from|by|at) (?=the\b|an?\b|his\b|her\b|[A-Z])",
        "“according to”",
    ),
    (
        tuple(f"hanks {word} " for word in ("of", "with", "from", "at", "by")),
        r"Thanks (?:of|with|from|at|by) (?=(?:the|his|her|their|its)\b)",
        "“thanks to”",
    ),
    (
        tuple(f"Due {word} " for word in ("of", "from", "for", "by", "with")),
        r"Due (?:of|from|for|by|with) (?=(?:the|an?|his|her|its|no)\b)",
        "“due to”",
    ),
    (
        ("n spite ",),
        r"[Ii]n spite (?=(?:the|an?|his|her|its|their|all)\b)",
        "“in spite of”",
    ),
    (
        tuple(f"interested {word} " for word in ("on", "at", "for", "about", "of")),
        r"interested (?:on|at|for|about|of) (?=(?:the|his|her|their|its|an?|[a-z]+ing)\b)",
        "“interested in”",
    ),
    (
        tuple(f"similar {word} " for word in ("with", "of", "like")),
        r"similar (?:with|of|like) (?=(?:the|that|those|his|her|its|an?|what)\b)",
        "“similar to”",
    ),
    (
        tuple(f"proud {word} " for word in ("for", "with", "on", "about")),
        r"proud (?:for|with|on|about) (?=(?:his|her|their|its|the|our)\b)",
        "“proud of”",
    ),
    (
        ("waiting the ", "waiting his ", "waiting her ", "waiting their ", "waited the "),
        rf"(?<!\ba)wait(?:ed|ing) (?:the|his|her|their) (?:[a-z]+ )?{_AWAITED}",
        "“wait for”",
    ),
    (
        ("t the morning of", "t the evening of", "t the afternoon of"),
        r"[Aa]t the (?:morning|evening|afternoon) of (?=the\b|his\b|her\b|[A-Z])",
        "“on”",
    ),
    (
        tuple(f"n {day}" for day in ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")),
        rf"[Ii]n (?={LONG_DAY}(?:[.,;]| (?:at|in|after|morning|evening|night|for|when|by)\b))",
        "“on”",
    ),
    (
        ("in accordance to", "in addition of", "in addition for", "in front to", "in front from"),
        r"in (?:accordance to|addition (?:of|for)|front (?:to|from)) (?=(?:the|an?|his|her)\b)",
        "another preposition",
    ),
)
_TOLD = tuple((parts, re.compile(pattern), right) for parts, pattern, right in _SMALL)


def _small_words(text: Annotated) -> Iterator[Hit]:
    """Yield "more as ten", "such like", "according with", "in spite the"."""
    for parts, pattern, right in _TOLD:
        if not any(part in text.text for part in parts):
            continue
        for match in outside(text, pattern):
            found = match.group().rstrip()
            end = match.start() + len(found)
            message = f"English has {right} here, not “{found}”."
            yield Hit(match.start(), end, message, confidence=0.75)


# verbs without a passive: "it was arrived by ferry"
_PERFECT = re.compile(
    r"(?:is|are|was|were|been) (?:arrived|happened|occurred|remained|existed|appeared|disappeared"
    r"|died|emerged|became|vanished|stayed|fallen ill|gone bankrupt"
    r"|lasted)(?= (?:to|in|at|on|from|by|with|for|of|since|after|before|without|until|during|again"
    r"|when)\b|[.,;])"
)


def _is_perfect(text: Annotated, match: re.Match[str]) -> bool:
    """Return whether the verb isn't that of another phrase: "all they had was come from"."""
    words = text.doc.char_span(*match.span())
    if words is None or words[-1].tag_ not in ("VBN", "VBD"):
        return False
    return any(c.dep_ in SUBJECTS and c.i < words.start for c in words[-1].children)


def outside(text: Annotated, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Yield what begins with a whole word and stands outside quotations."""
    for match in pattern.finditer(text.text):
        start = match.start()
        if not text.in_quotation(start) and not (start and text.text[start - 1].isalnum()):
            yield match


def worded(text: Annotated) -> Iterator[Hit]:
    """Yield "died on his injuries", "went to abroad", "was arrived"."""
    for pattern, right in _WORDED:
        for match in outside(text, pattern):
            end = match.start() + len(match.group().rstrip())
            yield Hit(match.start(), end, f"English has {right} here.", confidence=0.75)
    yield from _small_words(text)
    for match in outside(text, _PERFECT):
        if _is_perfect(text, match):
            message = f"“{match.group()}”: the verb has no passive, and its perfect takes “have”."
            yield Hit(*match.span(), message, confidence=0.8)
