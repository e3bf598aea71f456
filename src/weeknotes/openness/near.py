"""Words that stand near one another: the sentences of a text, and whether a note holds any of some words at all."""

import re
from collections.abc import Iterable

from weeknotes.prose.shapes import Outline
from weeknotes.prose.span import sentences


def holds(outline: Outline, stems: Iterable[str]) -> bool:
    """Whether any of `stems` (small letters, ASCII) stands in the source: the quickest way to pass a note over."""
    low = outline.source.lower()
    return any(stem in low for stem in stems)


def bounds(text: str) -> list[tuple[int, int]]:
    """Where each sentence of `text` begins and ends."""
    starts = sentences(text)
    return list(zip(starts, [*starts[1:], len(text)], strict=True))


def whole_words(names: Iterable[str], text: str) -> list[tuple[int, int, str]]:
    """Where each of `names` stands first in `text`, as whole words whatever the case: from, to, the name as it was given; in order of place."""
    low = text.casefold()
    if len(low) != len(text):
        low = text.lower() if len(text.lower()) == len(text) else text
    found = []
    for name in names:
        if name and name.casefold() in low and (match := re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", low)):
            found.append((match.start(), match.end(), name))
    return sorted(found)
