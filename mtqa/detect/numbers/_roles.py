"""Ages that another age, a role or a time in the same sentence contradicts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.numbers._amounts import integer
from mtqa.detect.rule import Hit

_QUICK = re.compile(r"\byears?\b|year-old|\baged?\b")
_TWO = tuple(
    re.compile(pattern)
    for pattern in (
        # "the 25-year-old, aged 34", "a 13-year-old, 24-year-old seller", "60-year-old (71 years)"
        r"(?<![\d-])(?P<one>\d{1,3})[- ]years?[- ]old(?:,? | \()(?:(?:aged|age"
        r"|of) (?P<aged>\d{1,3})\b(?![.,]\d)"
        r"|(?P<two>\d{1,3})[- ]years?(?:[- ]old| of age)?\b(?![- ]old| (?:ago|later|before|after"
        r"|in|and|or|for|on|from|younger|older|to|his|her)\b)"
        r"|(?P<bare>\d{1,3})(?=[,)] [a-z]))(?!, (?:and|\d)|,? (?:and|or) \w+[- ]year)",
        r"\b[Aa]ged? (?P<one>\d{1,3}),? (?:the |a )?(?P<two>\d{1,3})-year-old\b",
        # "I am 48 years old," the 37-year-old said
        r"\bI(?: am|[’']m) (?:now |only |already |just )?(?P<one>\d{1,3})(?: years? old"
        r"| years of age)?[,.!]?[”\"]"
        r" (?:said |says |told [a-z ]{1,20})?the (?P<two>\d{1,3})-year-old",
        # "Born 23 years ago, the 3-year-old"
        r"\b[Bb]orn (?P<one>\d{1,3}) years ago,? (?:in [A-Z]\w+,? )?(?:the "
        r"|a )?(?P<two>\d{1,3})-year-old",
    )
)
_OLDEST = 123
_MAN_OF = re.compile(
    r"\b(?:[Mm]an|[Ww]oman|[Bb]oy|[Gg]irl|[Pp]erson|[Dd]river|[Pp]ensioner|[Cc]itizen"
    r"|[Rr]esident|[Pp]atient|[Vv]ictim"
    r"|[Ss]uspect|[Mm]other|[Ff]ather|[Gg]randmother|[Gg]randfather) (?:of"
    r"|aged) (?P<age>\d{3})(?: years)?\b(?![,.]\d|[-%])"
)
_WORKS = re.compile(
    r"\b(?:is|was|aged),? (?:now |only |already )?(?P<age>\d{1,2})(?:,| years (?:old"
    r"|of age))?,? (?:and|who|but)? ?(?:he |she )?"
    r"(?:has|have|had|was|is)? ?(?:been )?(?:[a-z]+(?:ed|ing|n|t)"
    r"|a [a-z]+)[^.;!?\n\d“”]{0,60}? for (?:over |more than |about |nearly )?"
    r"(?P<years>\d{1,2}) years\b"
)
_CHILD_BORN = re.compile(
    r"\b(?:was|were|is) (?:only |just )?(?P<age>\d{1,2}|one|two|three|four|five|six|seven|eight"
    r"|nine|ten)(?: years (?:old|of age))?"
    r" when (?:his|her|the|their) (?:own )?(?:first |eldest |oldest |second )?(?:child|son"
    r"|daughter|baby|grandchild) (?:was|were) born"
)
_PARENTS = r"(?:grand)?(?:mother|father|parent|mum|dad|mom)"
_CHILDREN = r"(?:son|daughter|child|baby|toddler)"
_OF_CHILD = re.compile(
    rf"\b(?P<parent>\d{{1,3}})-year-old (?:[a-z]+ ){{0,2}}?{_PARENTS} of (?:an? |the |his "
    rf"|her )?(?:\w+ )?(?P<child>\d{{1,3}})-year-old"
    rf" (?:[a-z]+ )?{_CHILDREN}"
    rf"|\b(?P<kid>\d{{1,3}})-year-old (?:[a-z]+ )?{_CHILDREN} of (?:an? "
    rf"|the )?(?P<elder>\d{{1,3}})-year-old"
    rf"|\b{_PARENTS},? (?:aged )?(?P<first>\d{{1,2}}),? (?:and|with|lives? with|killed) (?:his"
    rf"|her|their) (?:own )?(?:[a-z]+ )?{_CHILDREN},? "
    r"(?:aged )?(?P<second>\d{1,2})(?=[,.;)]|\Z)"
)
_LEAST_APART = 11
# how old people in a role are at least, and at most
_ROLES = {
    "great-grandmother": (45, 122), "great-grandfather": (45, 122), "grandmother": (26, 122),
    "grandfather": (26, 122), "grandma": (26, 122), "grandpa": (26, 122), "pensioner": (35, 122),
    "retiree": (30, 122), "mother": (11, 122), "father": (11, 122), "widow": (12, 122),
    "widower": (14, 122), "husband": (13, 122), "judge": (18, 122), "professor": (16, 122),
    "policeman": (16, 99), "senator": (18, 122), "minister": (17, 122), "surgeon": (18, 122),
    "schoolboy": (4, 21), "schoolgirl": (4, 21), "newborn": (0, 1), "infant": (0, 3),
    "toddler": (0, 5), "preschooler": (1, 7), "kindergartner": (2, 8), "teenager": (12, 19),
}  # fmt: skip
_ROLE = "|".join(sorted(_ROLES, key=len, reverse=True))
_IN_ROLE = re.compile(
    rf"(?<![\d-])(?P<age>\d{{1,3}})[- ]years?[- ]old (?:(?!whose|and"
    rf"|with)[a-z]+ ){{0,1}}(?P<role>{_ROLE})(?=[,.;)]|\Z|\n| (?:was|is|has|had"
    r"|who|from|in|of|and|said|died|told|with|on|at|whose|named|[A-Z])\b)"
    rf"|\b(?:[Aa]t|[Aa]ged) (?P<at>\d{{1,2}})(?: years of age| years old"
    rf"| years)?, (?:[A-Z][\w’'-]+ ){{1,3}}(?:is|was) (?:already |now |still )?"
    rf"an? (?:[a-z]+ )?(?P<as>{_ROLE})\b"
    rf"|\b(?P<who>{_ROLE}) (?:is|was|of) (?:only |just "
    rf"|already )?(?P<old>\d{{1,3}}) years(?: old| of age)?(?=[,.;)]|\Z)"
)
_ROLE_GROUPS = (("age", "role"), ("at", "as"), ("old", "who"))


def _two_ages(text: str) -> Iterator[Hit]:
    for pattern in _TWO:
        for match in pattern.finditer(text):
            groups = match.groupdict()
            second = groups["two"] or groups.get("aged") or groups.get("bare")
            one, two = int(match["one"]), int(second or 0)
            if abs(one - two) > ("orn" in match[0][:4]):
                yield Hit(*match.span(), "These are two ages of one person.", 0.75)


def _too_young(text: str) -> Iterator[Hit]:
    """Yield ages that do not reach what is said of the person."""
    for match in _WORKS.finditer(text):
        if int(match["years"]) >= int(match["age"]):
            message = "This lasts longer than the person has lived."
            yield Hit(match.start("age"), match.end(), message, 0.75)
    for match in _CHILD_BORN.finditer(text):
        if integer(match["age"]) < _LEAST_APART:
            yield Hit(match.start("age"), match.end(), "Nobody has a child at this age.", 0.75)
    for match in _OF_CHILD.finditer(text):
        parent = int(match["parent"] or match["elder"] or match["first"])
        child = int(match["child"] or match["kid"] or match["second"])
        if parent - child < _LEAST_APART:
            yield Hit(match.start(), match.end(), "The child is too old for this parent.", 0.8)


def find_roles(text: str) -> Iterator[Hit]:
    """Yield each age that its own sentence contradicts."""
    if not _QUICK.search(text):
        return
    yield from _two_ages(text)
    yield from _too_young(text)
    for match in _MAN_OF.finditer(text):
        if int(match["age"]) >= _OLDEST:
            yield Hit(*match.span(), "Nobody gets this old.", 0.8)
    for match in _IN_ROLE.finditer(text):
        group, name = next(pair for pair in _ROLE_GROUPS if match[pair[0]])
        low, high = _ROLES[match[name]]
        if not low <= int(match[group]) <= high:
            message = f"“{match[name]}” is said of people from {low} to {high}."
            yield Hit(match.start(group), match.end(name), message, 0.75)
