"""Pictures without words for those who cannot see them."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from weeknotes.openness.context import Context
from weeknotes.openness.finding import Finding
from weeknotes.openness.noticed import noticed
from weeknotes.openness.passage import is_missing
from weeknotes.openness.rule import Rule
from weeknotes.openness.words import N_, Words
from weeknotes.prose.shapes import Image, Outline

NAME = "image_no_alt"
SOURCE = N_("WCAG 2.2, 1.1.1 Non-text Content")
MISSING = Words(
    what=N_("This picture has no words."),
    why=N_("Somebody who cannot see it gets nothing."),
    source=SOURCE,
    do=N_("Say what it shows, or mark it as decoration."),
)
EMPTY_WORDS = Words(
    what=N_("The words of this picture do not say what it shows: “%(words)s”."),
    why=N_("Somebody who cannot see it hears only that."),
    source=SOURCE,
    do=N_("Say what it shows, or mark it as decoration."),
)

ENDING = re.compile(r"\.(?:avif|bmp|gif|heic|ico|jfif|jpe?g|png|svg|tiff?|webp)$", re.IGNORECASE)
# Names that cameras, phones and programs give, and words that hold the place of a description (WCAG failure F30).
# `COUNTED` is what may follow: dates and counts, and nothing else.
GIVEN = re.compile(
    r"(?:img|dsc[nf]?|pxl|mvimg|image|photo|picture|pic|screen ?shot|screen ?grab|whatsapp image|untitled|unnamed|alt text|alt|placeholder"
    r"|spacer|llun|delwedd|sgrinlun)(?=$|[\s\d_-])|\d(?=[\d_-]{5})|p(?=\d{7})",
    re.IGNORECASE,
)
COUNTED = re.compile(r"(?:[\s\d._:()-]|from|at|am|pm|edit|edited|copy)*", re.IGNORECASE)
LONGEST = 120


def run(outline: Outline, context: Context) -> Iterator[Finding]:
    """Find pictures without alt, or with the name of a file as alt (WCAG 2.2, 1.1.1; F30, F65).

    `alt=""` says decoration and is fine; `![](…)` says nothing yet.
    """
    for block in outline.blocks:
        for image in block.images:
            if is_missing(outline, image):
                yield _finding(outline, image, MISSING)
            elif is_file_name(image.alt or "", image.src):
                yield _finding(outline, image, EMPTY_WORDS, words=(image.alt or "").strip()[:LONGEST])


def is_file_name(alt: str, src: str) -> bool:
    """Whether `alt` is a file's name, with or without its ending, or holds the place of words that were never written."""
    words = alt.strip()
    given = GIVEN.match(words)
    if ENDING.search(words) or (given and COUNTED.fullmatch(words, given.end())):
        return True
    # "team-photo-2" for /img/team-photo-2.jpg is the file's name; "Team" for /img/team.jpg is a word.
    stem = unquote(src.partition("?")[0].rpartition("/")[2]).rpartition(".")[0]
    return words == stem and bool(re.search(r"[\d_-]", words)) and not re.search(r"\s", words)


def _finding(outline: Outline, image: Image, words: Words, /, **values: str) -> Finding:
    return noticed(outline, NAME, words, image.start, image.end, f"{image.alt or ''}\0{image.src}", **values)


rule = Rule(NAME, run)
