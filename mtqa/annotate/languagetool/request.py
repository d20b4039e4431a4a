"""What is asked of LanguageTool: which of its rules, for which language.

What a finding shows is decided later, by the rule ``grammar-check`` and its
table; here only that is left out which nothing is ever shown of. Looking up
spellings takes two thirds of LanguageTool's time, and nearly all that it
reports is names.
"""

from __future__ import annotations

LANGUAGE = "en-US"

CATEGORIES_OFF = (
    "AI_RULES",
    "AMERICAN_ENGLISH",
    "AMERICAN_ENGLISH_STYLE",
    "BRITISH_ENGLISH",
    "BRE_STYLE_OXFORD_SPELLING",
    "CASING",
    "COMPOUNDING",
    "CREATIVE_WRITING",
    "FALSE_FRIENDS",
    "MISC",
    "MULTITOKEN_SPELLING",
    "NONSTANDARD_PHRASES",
    "PLAIN_ENGLISH",
    "PROPER_NOUNS",
    "PUNCTUATION",
    "REDUNDANCY",
    "REPETITIONS",
    "REPETITIONS_STYLE",
    "SEMANTICS",
    "STYLE",
    "TON_ACADEMIC",
    "TYPOGRAPHY",
    "TYPOS",
    "WIKIPEDIA",
)

RULES_ON = (
    "APOS_SPACE_CONTRACTION",
    "APOSTROPHE_UPPERCASE_LETTER",
    "COMMA_PARENTHESIS_WHITESPACE",
    "COMMA_PERIOD_CONFUSION",
    "ENGLISH_WORD_REPEAT_RULE",
    "EN_A_VS_AN",
    "EN_DATE_WEEKDAY",
    "NO_SPACE_CLOSING_QUOTE",
    "ORDINAL_NUMBER_SUFFIX",
    "WRONG_APOSTROPHE",
)
"""Rules of those categories that are wanted nevertheless."""

OPTIONS = {
    "disabledCategories": ",".join(CATEGORIES_OFF),
    "enabledRules": ",".join(RULES_ON),
}
