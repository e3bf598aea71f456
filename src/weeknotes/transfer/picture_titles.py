"""What a picture says when somebody points at it (its `title`): a note has no place for that, so it is named where it says more than the text does."""

import re
from collections.abc import Iterator
from html import unescape

from weeknotes.prose.shapes import Why

N_ = str  # marks a sentence for translation where it is shown

POINTED = N_("Words that showed where somebody pointed at a picture did not come: %(words)s.")

_PICTURE = re.compile(r"<img\s([^<>]{0,5000})>", re.IGNORECASE)
_SAID = re.compile(r"(?<![\w-])(title|alt|src)\s{0,5}=\s{0,5}(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_MARKDOWN = re.compile(r"!\[([^\[\]\n]{0,1000})\]\(\s{0,5}<?([^()\s<>]{1,2000})>?\s{1,20}(?:\"([^\"\n]{1,1000})\"|'([^'\n]{1,1000})')\s{0,5}\)")
_LETTERS = re.compile(r"\W|_")
_ENDING = re.compile(r"\.\w{2,5}$")
_MOST, _LONGEST = 10, 200
# What cameras write into every picture.
_CAMERAS = frozenset(["olympusdigitalcamera", "sonydsc", "minoltadigitalcamera", "kodakdigitalstillcamera", "samsungcsc"])


def pointed(source: str, words: str) -> tuple[Why, ...]:
    """What is said of the titles of the pictures in `source` (HTML, or Markdown), of which `words` are all that a reader reads."""
    if "title" not in source and "![" not in source:
        return ()
    found = list(dict.fromkeys(_titles(source)))
    read = _bare(words) if found else ""
    kept = [f"“{title[:_LONGEST]}{'…' if len(title) > _LONGEST else ''}”" for title in found if _bare(title) not in read]
    return (Why(POINTED, {"words": ", ".join([*kept[:_MOST], *(["…"] if len(kept) > _MOST else [])])}),) if kept else ()


def _titles(source: str) -> Iterator[str]:
    for picture in _PICTURE.finditer(source):
        said = {one[1].lower(): unescape(one[2] or one[3] or "") for one in _SAID.finditer(picture[1])}
        yield from _worth(said.get("title", ""), said.get("alt", ""), said.get("src", ""))
    for shown in _MARKDOWN.finditer(source):
        yield from _worth(unescape(shown[3] or shown[4]), shown[1], shown[2])


def _worth(title: str, alt: str, src: str) -> Iterator[str]:
    """The title, unless it says nothing that the alternative text or the name of the file does not: many programs put one of these there by themselves."""
    bare = _bare(_ENDING.sub("", title.strip()))
    name = _bare(src.partition("?")[0].rpartition("/")[2])
    if any(letter.isalpha() for letter in bare) and bare not in _bare(alt) and bare not in name and bare not in _CAMERAS and (" " in title.strip() or bare.isalpha()):
        yield " ".join(title.split())


def _bare(words: str) -> str:
    return _LETTERS.sub("", words).lower()
