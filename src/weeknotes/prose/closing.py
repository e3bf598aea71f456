"""Posts of one file that each end with the same line, such as "Follow me on …"."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from weeknotes.prose.vocabulary import CHROME
from weeknotes.prose.wording import fold

# A line that takes leave: nobody says these twice in one post.
LEAVES = re.compile(
    r"(?:you can )?(?:follow|find|catch|contact) (?:me|us)\b|thanks? (?:you )?(?:so much )?for (?:reading|listening|following)"
    r"|until next (?:week|time|month)|(?:see|speak to) you (?:next|soon|all)|bye|have a (?:good|great|lovely) weekend|that s (?:all|it) for"
    r"|(?:posted|written|published|originally published|filed) (?:by|in|on|under|from)\b"
    r"|(?:all )?(?:views|opinions|thoughts) (?:are |expressed )?my own"
    r"|dilyn(?:wch)? (?:fi|ni)\b|diolch (?:yn fawr )?am (?:ddarllen|ddilyn)|tan (?:yr wythnos|y tro) nesaf|hwyl\b|postiwyd|cyhoeddwyd"
)
# Lines a site repeats inside one post: buttons and links within the page.
BUTTONS = re.compile(
    r"back to|read more|continue|subscribe|sign up|share|leave a|comment|top$|contents|tweet|photo|image|source|click|download|status|rag\b"
    r"|tanysgrif|rhannu|nol i|darllen"
)
LEAST_WORDS, POST_WORDS, LONG_POST_WORDS = 40, 100, 150
HEADING_WORDS = 14


@dataclass(frozen=True, slots=True)
class Line:
    """A line with words in it, its place, and whether blank lines (or the edges of the text) stand on both sides."""

    text: str
    start: int
    end: int
    alone: bool

    @property
    def words(self) -> int:
        return len(self.text.split())

    @property
    def headlike(self) -> bool:
        """Whether it could be a title or a heading: short, and not ended as a sentence is."""
        return self.words <= HEADING_WORDS and not self.text.endswith((".", "!", "?", "…", ":", ";", ",", ".”", '."'))


@dataclass(frozen=True, slots=True)
class Closing:
    """What a repeated line parts: its words, the lines of each post, the lines that head the file, and whether it is sure."""

    line: str
    pieces: tuple[tuple[Line, ...], ...]
    head: tuple[Line, ...]
    sure: bool


def lines_of(source: str) -> list[Line]:
    """The lines of `source` that have words."""
    found = []
    start = 0
    rows = source.split("\n")
    for i, row in enumerate(rows):
        text = row.strip()
        if text:
            alone = (i == 0 or not rows[i - 1].strip()) and (i + 1 == len(rows) or not rows[i + 1].strip())
            found.append(Line(text, start + row.index(text), start + row.index(text) + len(text), alone))
        start += len(row) + 1
    return found


def _candidates(lines: Sequence[Line]) -> Iterator[list[int]]:
    """The places of each line that is repeated and ends the file, or is followed there only by the furniture of a page."""
    last = len(lines) - 1
    while last > 0 and len(lines) - last <= 3 and CHROME.match(lines[last].text):
        last -= 1
    places: dict[str, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        if line.alone and len(line.text) <= 120 and line.text[:2] not in {"- ", "* ", "+ "} and line.text[0] not in "#|<>":
            places[fold(line.text)].append(i)
    for found in places.values():
        if len(found) > 1 and found[-1] >= last and any(letter.isalpha() for letter in lines[found[0]].text):
            yield found


def _weigh(lines: Sequence[Line], places: Sequence[int]) -> Closing | None:
    starts = [0, *(place + 1 for place in places)]
    pieces = [tuple(lines[start:end]) for start, end in zip(starts, places, strict=False)]
    sizes = [sum(line.words for line in piece) for piece in pieces]
    words = fold(lines[places[0]].text)
    if min(sizes) < LEAST_WORDS or median(sizes) < POST_WORDS:
        return None
    button = BUTTONS.search(words) is not None
    leaves = LEAVES.match(words) is not None and not button
    headed = sum(piece[0].headlike for piece in pieces[1:])
    whole = min(sizes) >= LONG_POST_WORDS
    sure = (leaves and (len(places) >= 3 or whole)) or (
        not button and len(places) >= 5 and whole and headed * 3 <= len(pieces) and all(len(piece) >= 3 for piece in pieces)
    )
    if button and not leaves and len(places) < 3:
        return None
    head = _head(pieces)
    return Closing(lines[places[0]].text, (pieces[0][len(head) :], *pieces[1:]), head, sure)


def _opening(piece: Sequence[Line]) -> int:
    count = 0
    while count < len(piece) and piece[count].alone and piece[count].headlike:
        count += 1
    return count


def _head(pieces: Sequence[tuple[Line, ...]]) -> tuple[Line, ...]:
    """The lines before the first post that no other post has: the name of the blog, its author."""
    usual = int(median(_opening(piece) for piece in pieces[1:]))
    # A first post of nothing but short lines keeps one of them: a post is never empty.
    return pieces[0][: max(0, min(_opening(pieces[0]) - usual, len(pieces[0]) - 1))]


def closing(source: str) -> Closing | None:
    """What the line that closes every post parts `source` into; None where no line could be one."""
    lines = lines_of(source)
    found = [weighed for places in _candidates(lines) if (weighed := _weigh(lines, places))]
    return max(found, key=lambda one: (one.sure, len(one.pieces)), default=None)
