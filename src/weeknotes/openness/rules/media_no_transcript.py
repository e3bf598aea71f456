"""Sound and film whose words nobody can read."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from weeknotes.openness.context import Context
from weeknotes.openness.finding import Finding
from weeknotes.openness.noticed import noticed
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


def run(outline: Outline, context: Context) -> Iterator[Finding]:
    """Find the site's own sounds and films without a transcript, and links to files elsewhere in a note that says nothing of one."""
    untold = [link for link in _links(outline) if link.href in context.untold or ENDING.search(_path(link.href))]
    speaks = bool(untold) and any(SPEAKS.search(block.text) for block in outline.blocks)
    for link in untold:
        if link.href in context.untold or not speaks:
            yield noticed(outline, NAME, LACKING, link.start, link.end, link.href)


def _path(address: str) -> str:
    """The path of an address; "" where it is none that can be read."""
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def _links(outline: Outline) -> Iterator[Link]:
    for block in outline.blocks:
        yield from block.links


rule = Rule(NAME, run)
