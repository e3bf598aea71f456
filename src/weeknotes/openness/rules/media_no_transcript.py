"""Sound and film whose words nobody can read."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from weeknotes.openness.finding import Finding
from weeknotes.openness.rule import Rule
from weeknotes.openness.words import N_, Words
from weeknotes.prose.shapes import Link, Outline

NAME = "media_no_transcript"
SOURCE = N_("WCAG 2.2, 1.2.1 Audio-only and Video-only, 1.2.2 Captions")
LACKING = Words(
    what=N_("This sound or film has no transcript."),
    why=N_("Somebody who cannot hear it gets nothing, and nobody can search what is said in it."),
    source=SOURCE,
    do=N_("Write down what is said, or let a program do it and look it over."),
)
ENDING = re.compile(r"\.(?:mp3|m4a|aac|ogg|oga|opus|wav|flac|mp4|m4v|mov|webm|mpe?g)$", re.IGNORECASE)
# A note that speaks of a transcript has one, as far as a rule can tell.
SPEAKS = re.compile(r"\btranscript|\btrawsgrifiad|\bthrawsgrifiad|\bdrawsgrifiad", re.IGNORECASE)


def run(outline: Outline) -> Iterator[Finding]:
    """Find links to files of sound or film elsewhere, in a note that says nothing of a transcript."""
    if not any(SPEAKS.search(block.text) for block in outline.blocks):
        yield from (_finding(outline, link) for link in _links(outline) if ENDING.search(_path(link.href)))


def lacking(addresses: Iterable[str]) -> Rule:
    """The rule for a note in which the site's own sounds and films at `addresses` have no transcript in its language, in the place of `rule`."""
    known = frozenset(addresses)

    def find(outline: Outline) -> Iterator[Finding]:
        yield from run(outline)
        yield from (_finding(outline, link) for link in _links(outline) if link.href in known)

    return Rule(NAME, find)


def _path(address: str) -> str:
    """The path of an address; "" where it is none that can be read."""
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def _links(outline: Outline) -> Iterator[Link]:
    for block in outline.blocks:
        yield from block.links


def _finding(outline: Outline, link: Link) -> Finding:
    quoted = outline.source[link.start : link.end]
    return Finding(NAME, LACKING.what, LACKING.why, LACKING.source, LACKING.do, link.start, link.end, quoted, link.href)


rule = Rule(NAME, run)
