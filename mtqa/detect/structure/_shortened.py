"""Abbreviations that look like words, and may stand before small letters."""

ABBREVIATIONS = frozenset({
    "etc", "approx", "incl", "excl", "resp", "esp", "dept", "govt", "prof", "capt", "univ", "assn",
    "corp", "bros", "ibid", "viz", "repr", "orig", "illus", "temp", "misc", "attn", "hwy", "blvd",
})  # fmt: skip
