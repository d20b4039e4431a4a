"""Markdown: markup becomes spaces of the same length, so that offsets still count in the file."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt

_FRONT_MATTER = re.compile(r"\A---\n.*?\n(?:---|\.\.\.)(?:\n|\Z)", re.DOTALL)
_NOT_PROSE = {"fence", "code_block", "html_block", "hr"}
_IMAGE = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)")
_LINK = re.compile(r"\[([^\[\]\n]+)\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\]\n]*\])")
_MARKUP = (
    re.compile(r"<!--.*?-->", re.DOTALL),
    re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)"),  # code
    re.compile(
        r"</?(?:[abipqsu]|br|em|hr|h[1-6]|div|img|sup|sub|span|strong|code)\b[^<>\n]*>", re.I
    ),
    re.compile(r"<https?://[^<>\s]+>"),
    re.compile(r"^[^\S\n]*\[[^\]\n]+\]:[^\n]*$", re.M),  # link definitions
    re.compile(r"\[\^[^\]\n]+\]"),  # footnote marks
    re.compile(r"^[^\S\n]{0,3}(?:#{1,6}(?=\s)|(?:>[^\S\n]?)+|(?:[-*+]|\d{1,9}[.)])(?=\s))", re.M),
    re.compile(r"^[^\S\n]*\|?(?:[^\S\n]*:?-{3,}:?[^\S\n]*\|?)+[^\S\n]*$", re.M),  # table rules
    re.compile(r"(?<=[\s|])\||\|(?=[\s|])|^\|", re.M),  # table cells
    re.compile(r"^(?:={3,}|-{3,})[^\S\n]*$", re.M),  # underlined headings
    re.compile(r"(?<!\w)(?:\*{1,3}|_{1,3}|~~)(?=\S)|(?<=\S)(?:\*{1,3}|_{1,3}|~~)(?!\w)"),
    re.compile(r"\\(?=[\\`*_{}\[\]()#+.!|<>-])"),
)


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def _link_text(match: re.Match[str]) -> str:
    return f" {match[1]}".ljust(len(match[0]))


def _block_lines(text: str) -> set[int]:
    parser = MarkdownIt("commonmark").enable("table")
    return {
        line
        for token in parser.parse(text)
        if token.type in _NOT_PROSE and token.map is not None
        for line in range(*token.map)
    }


def blank_markup(text: str) -> str:
    """Return ``text`` with everything that is not prose as spaces, in the same length.

    Code, raw HTML blocks, rules, images and link targets vanish; headings,
    lists, quotations, tables and link texts keep their words. Block structure
    is CommonMark's, read by markdown-it-py.
    """
    text = _FRONT_MATTER.sub(_blank, text)
    gone = _block_lines(text)
    # not splitlines(): the parser counts line feeds alone
    lines = [
        " " * len(line) if number in gone else line for number, line in enumerate(text.split("\n"))
    ]
    prose = "\n".join(lines)
    prose = _LINK.sub(_link_text, _IMAGE.sub(_blank, prose))
    for pattern in _MARKUP:
        prose = pattern.sub(_blank, prose)
    return prose
