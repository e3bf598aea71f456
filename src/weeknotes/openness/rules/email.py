"""Mail addresses, in the words and behind links."""

import re
from collections.abc import Iterator

from weeknotes.openness.context import Context
from weeknotes.openness.finding import Finding
from weeknotes.openness.passage import Hit, Passage, in_web_address, search
from weeknotes.openness.rule import Rule
from weeknotes.openness.words import N_, Words
from weeknotes.prose.shapes import Outline

NAME = "email"
WORDS = Words(
    what=N_("A mail address stands here."),
    why=N_("If it is a person’s own, anybody could write to them, and machines collect addresses from public pages."),
    source=N_("ICO guide to the UK GDPR: What is personal data?"),
    do=N_("Take it out, use an address that a team shares, or say why it stays."),
)

LOCAL_MOST = 64  # RFC 5321, section 4.5.3.1.1
LOCAL = frozenset("&'+-_.%’")
DOMAIN = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,9}")
TOP = re.compile(r"(?:xn--[a-z0-9-]{2,59}|[^\W\d_]{2,24})")
PATH = re.compile(r":\S")  # git@host:path, user@host:22
# "logo@2x.png" and "app@latest.js" are files and packages: an ending that says so is not a country or a trade.
FILES = frozenset(
    {"avif", "bmp", "css", "csv", "doc", "docx", "gif", "heic", "htm", "html", "ico", "jpeg", "jpg", "js", "json", "jsx", "lock", "mjs"}
    | {"pdf", "png", "scss", "svg", "tiff", "ts", "tsx", "txt", "webp", "xml", "yaml", "yml"}
)
# Kept for examples by RFC 2606 and RFC 6761; in code they are test data, in prose they may still stand for a person.
RESERVED = (".test", ".example", ".invalid", ".localhost", "example.com", "example.net", "example.org")


def run(outline: Outline, context: Context) -> Iterator[Finding]:
    """Find each address that mail could be sent to (RFC 5322; of its rarer signs only those that people use)."""
    return search(outline, NAME, WORDS, look)


def look(passage: Passage) -> Iterator[Hit]:
    """The addresses in a passage: not a handle (@name@server), not `git@host:path`, not the password in a web address."""
    text = passage.text
    at = text.find("@")
    if at < 0:
        return
    inside = in_web_address(text)
    while at >= 0:
        start, domain = _local(text, at), DOMAIN.match(text, at + 1)
        if start < at and domain and not (inside(at) and text[start - 1] != "="):
            host = _host(domain.group())
            end = at + 1 + len(host)
            if host and not _other(text, start, end) and not (passage.code and host.lower().endswith(RESERVED)):
                yield Hit(start, end, text[start:end].lower())
        at = text.find("@", at + 1)


def _local(text: str, at: int) -> int:
    """Where the name before the @ at `at` begins; `at` itself where there is none."""
    start = at
    while start and at - start < LOCAL_MOST and (text[start - 1].isalnum() or text[start - 1] in LOCAL):
        start -= 1
    # A name does not begin with punctuation: 'jo@… in quotation marks.
    while start < at and not (text[start].isalnum() or text[start] == "_"):
        start += 1
    return start


def _host(domain: str) -> str:
    """The domain up to its last part that can be a top-level domain, or "" where it is no domain."""
    parts = domain.rstrip("-_").split(".")
    last = parts[-1].lower()
    if len(parts) < 2 or not TOP.fullmatch(last) or last in FILES or any(part.startswith("-") or part.endswith("-") for part in parts):
        return ""
    return ".".join(parts)


def _other(text: str, start: int, end: int) -> bool:
    """Whether the signs around it say that it is a handle on a social network or an address for git or ssh."""
    return (start > 0 and text[start - 1] == "@") or text.startswith("@", end) or bool(PATH.match(text, end))


rule = Rule(NAME, run)
