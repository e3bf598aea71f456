"""Words that stand near one another: the sentences of a text, and where names stand in it."""

import re
from collections.abc import Iterable

from weeknotes.prose.span import sentences


def bounds(text: str) -> list[tuple[int, int]]:
    """Where each sentence of `text` begins and ends."""
    starts = sentences(text)
    return list(zip(starts, [*starts[1:], len(text)], strict=True))


def whole_words(names: Iterable[str], text: str) -> list[tuple[int, int, str]]:
    """Where each of `names` stands first in `text`, as whole words whatever the case: from, to, the name as it was given; in order of place."""
    low = _small(text)
    found = []
    for name in names:
        wanted = _small(name)
        if wanted and wanted in low and (match := re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", low)):
            found.append((match.start(), match.end(), name))
    return sorted(found)


def _small(text: str) -> str:
    """`text` in small letters, letter for letter: İ, whose small form is two, stays."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in text)
