"""Links whose words do not say where they lead."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice, takewhile

from weeknotes.openness.context import Context
from weeknotes.openness.finding import Finding
from weeknotes.openness.noticed import noticed
from weeknotes.openness.passage import is_missing
from weeknotes.openness.rule import Rule
from weeknotes.openness.words import N_, Words
from weeknotes.prose.shapes import Block, Image, Link, Outline

NAME = "link_text"
SOURCE = N_("WCAG 2.2, 2.4.4 Link Purpose; GOV.UK content design: Links")
VAGUE = Words(
    what=N_("The link “%(words)s” does not say where it leads."),
    why=N_("People who hear the page go from link to link, and hear only these words."),
    source=SOURCE,
    do=N_("Put the link on the words that name the page."),
)
ADDRESS = Words(
    what=N_("A long web address stands here as the words of a link."),
    why=N_("Read aloud it is spelt out sign by sign, and it does not say what is there."),
    source=SOURCE,
    do=N_("Say in words what the page is, and put the link on them."),
)
EMPTY = Words(
    what=N_("This link has no words."),
    why=N_("People who hear the page, or use a keyboard, come to a link that says nothing."),
    source=SOURCE,
    do=N_("Give it words, or take it out."),
)

ENGLISH = """
    here / right here / over here / click / click here / click on this / click this link / click on this link / press here /
    tap here / this / this link / this one / this page / that / link / the link / a link / links / link here / linked here /
    more / read more / read more here / more here / see more / see here / see this / look here / read here / read this / read it /
    read it here / find out more / find out more here / learn more / learn more here / show more / view more / more info /
    more information / more details / further information / details / info / continue reading / go here /
    available here / check it out / check it out here / download here
"""
WELSH = """
    yma / fan hyn / fan yma / cliciwch / cliciwch yma / clicia yma / clic yma / cliciwch ar y ddolen / cliciwch ar y ddolen hon /
    pwyswch yma / gweler yma / darllen mwy / darllen rhagor / darllenwch fwy / darllenwch ragor / darllenwch y mwy / mwy /
    mwy yma / rhagor / rhagor yma / gweld mwy / dysgu mwy / dysgwch fwy / rhagor o wybodaeth / mwy o wybodaeth / manylion /
    dolen / y ddolen / y ddolen hon / y ddolen yma / hwn / hon / hyn / y dudalen hon
"""
VAGUE_WORDS = frozenset(" ".join(words.split()) for words in f"{ENGLISH} / {WELSH}".split("/"))
BARE = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
LONG = 30  # characters; "www.gov.uk/browse" can be said aloud
EDGES = re.compile(r"^[\W_]+|[\W_]+$")
LONGEST = 60
MOST_PICTURES = 50  # looked at in one link


def run(outline: Outline, context: Context) -> Iterator[Finding]:
    """Find links that say "here" or "more" (English, Welsh), nothing at all, or a long web address (WCAG 2.2, 2.4.4; F84, F89)."""
    for block in outline.blocks:
        for link in block.links:
            words = look(outline, block, link)
            if words:
                shown = {"words": link.text.strip()[:LONGEST]} if words is VAGUE else {}
                yield noticed(outline, NAME, words, link.start, link.end, f"{link.text}\0{link.href}", **shown)


def look(outline: Outline, block: Block, link: Link) -> Words | None:
    """What is to be said of a link, or None."""
    text = link.text.strip()
    if not link.href or link.href.startswith("#"):
        return None  # an anchor, a footnote, or a heading's own mark
    if not text:
        return None if _pictured(outline, block, link) else EMPTY
    if BARE.fullmatch(text):
        return ADDRESS if len(text) > LONG else None
    return VAGUE if len(text) <= LONGEST and EDGES.sub("", " ".join(text.casefold().split())) in VAGUE_WORDS else None


def _pictured(outline: Outline, block: Block, link: Link) -> bool:
    """Whether a picture in the link speaks for it, or is found to be silent by the rule for pictures."""
    first = bisect_left(block.images, link.start, key=_start)
    inside = takewhile(lambda image: image.start < link.end, islice(block.images, first, first + MOST_PICTURES))
    return any(image.alt or is_missing(outline, image) for image in inside)


def _start(image: Image) -> int:
    return image.start


rule = Rule(NAME, run)
