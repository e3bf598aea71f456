"""Which year a date without one may be of: what the rest of the text bears out, likeliest first."""

from collections import Counter

from weeknotes.prose.dates import Mention, Said, mentions_in
from weeknotes.prose.shapes import Outline

_EVIDENCE = 60000  # characters searched for years named in passing


class Named:
    """The years and months named in a text, each with how often, found when first asked for."""

    def __init__(self, outline: Outline) -> None:
        self._outline = outline
        self._found: Counter[Mention] | None = None

    def mentions(self) -> Counter[Mention]:
        """Each year or month named, with how often it is."""
        if self._found is None:
            parts, size = [], 0
            for block in self._outline.blocks:
                parts.append(block.text[:_EVIDENCE])
                size += len(block.text)
                if size > _EVIDENCE:
                    break
            self._found = Counter(mentions_in("\n".join(parts)))
        return self._found


def years(said: Said, named: Named) -> list[int]:
    """Years the text bears out for a date without one, likeliest first. A deadline lies ahead of the note; a year gone by does not."""
    count: dict[int, int] = {}
    for mention, times in named.mentions().items():
        year = mention.year
        month = mention.month
        if mention.ahead:
            # The last such day before the month that is still to come.
            year = year - 1 if (month or 1) <= said.first.month else year
        elif month and month > said.first.month + 1:
            year += 1
        count[year] = count.get(year, 0) + (2 if mention.ahead and month else 1) * times
    monday = said.lead == "beginning"

    def rank(year: int) -> tuple[bool, int, int]:
        first = said.first.dated(year)
        fits = bool(first) and (not monday or (first is not None and first.isoweekday() == 1))
        return not fits, -count[year], -year

    return sorted(count, key=rank)
