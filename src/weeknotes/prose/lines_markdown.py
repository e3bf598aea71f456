"""What a line of Markdown may be: the patterns that tell headings, lists, fences, tables and definitions from words."""

import re

from weeknotes.prose.kinds import names_kind

ATX = re.compile(r"(#{1,6})(?:\s+|$|(?<=##)(?=[^\s#]))")
RULE = re.compile(r"([-*_])(?:[ \t]*\1){2,}\s*$")
SETEXT = re.compile(r"(?:=+|-+)\s*$")
MARKER = re.compile(r"(?:[-*+•‣◦]|(\d{1,9})[.)])(?:[ \t\u00a0]+|$)")
TASK = re.compile(r"\[([ xX])\](?=\s)")
FENCE = re.compile(r"(`{3,}(?=[^`]*$)|~{3,})")
DEFINITION = re.compile(r"\[([^\[\]^][^\[\]]{0,500})\]:\s*(?:<([^<>\s]*)>|(\S+))(?:\s+(?:\".*\"|'.*'|\(.*\)))?\s*$")
FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,80}\]:[ \t]*")
TEMPLATE = re.compile(r"\{[%{:].*[%}]\}?\s*$|:::+.*$|import\s[^'\"]{1,200}\sfrom\s['\"][^'\"]{1,200}['\"];?$")
TABLE_LINE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t:-]*)+$")
BOLD_LINE = re.compile(r"(\*\*|__)(?=\S)([^\n]{1,140}?)(\1)[ \t]*+([:：]?)[ \t]*+\\?$")
HTML = re.compile(
    r"<(?:/?(?:address|article|aside|blockquote|body|center|details|dd|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|head|header|hr|html"
    r"|iframe|legend|li|link|main|menu|nav|ol|option|p|section|summary|table|tbody|td|tfoot|th|thead|tr|ul|video|audio|source|svg)(?=[\s/>]|$)"
    r"|(script|style|pre|template)(?=[\s>]|$)|(!--))",
    re.IGNORECASE,
)
ITALIC_LINE = re.compile(r"([*_])(?![*_\s])([^*_\n]{1,80})(\1)[ \t]*+([:：]?)[ \t]*+\\?$")
_MOST_WORDS = 15  # a longer line that is bold throughout is a sentence
BLANK = re.compile(r"\n[ \t\r]*(?:\n|$)")


def set_apart(source: str, start: int, stop: int) -> tuple[int, int] | None:
    """The words of a line that its marks make a heading: short and bold alone, or in italics and saying a kind. None where it is a line of words."""
    bold = BOLD_LINE.match(source, start, stop)
    if bold:
        words = bold[2]
        short = "**" not in words and "__" not in words and not words.rstrip().endswith((".", ",", ";")) and len(words.split()) <= _MOST_WORDS
        return bold.span(2) if short else None
    slanted = ITALIC_LINE.match(source, start, stop)
    return slanted.span(2) if slanted and names_kind(slanted[2]) else None


def references(source: str, start: int, end: int) -> dict[str, str]:
    """Collect the link reference definitions (`[name]: address`) of a text, keyed by casefolded name."""
    if "]:" not in source:
        return {}
    found: dict[str, str] = {}
    for line in source[start:end].split("\n"):
        row = line.strip()
        if row.startswith("[") and (match := DEFINITION.match(row)):
            found.setdefault(match[1].strip().casefold(), match[2] or match[3] or "")
    return found


def underlined(source: str, at: int, end: int) -> bool:
    """Whether the line that begins at `at` underlines the one before it."""
    after = source.find("\n", at, end)
    return SETEXT.match(source[at : end if after < 0 else after].strip()) is not None


def code_until(source: str, at: int, end: int, last: int) -> int:
    """Where the code ends of which lines that stand further in go on from `at`; `last` where none does."""
    while at < end:
        stop = source.find("\n", at, end)
        stop = end if stop < 0 else stop
        line = source[at:stop]
        if line.strip() and not line.startswith(("    ", "\t")):
            break
        last = stop if line.strip() else last
        at = stop + 1
    return last
