"""A file cut where its writer says: which lines a post can begin at, and the posts that chosen places give.

Nothing is lost on the way: what stands in no post is what `split` had left out between the posts it found (the file's own heading, a
closing line that is repeated, the furniture of a page), and `left_out` names it.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from weeknotes.prose.logbook import headings
from weeknotes.prose.shapes import Why
from weeknotes.prose.split import PAGE, Post, Split, post_at

N_ = str  # marks a sentence for translation where it is shown

MOVED = N_("It is cut where you say.")
Range = tuple[int, int]


class IllCut(ValueError):
    """A place at which no post can begin: `place` is the offset or the line that was given."""

    def __init__(self, place: int) -> None:
        super().__init__(f"no post can begin at {place}")
        self.place = place


def _rows(source: str) -> Iterator[tuple[int, str, bool]]:
    """Each line that has words: where it begins, what it says, whether it opens a block between blank lines."""
    start = 0
    opens = True
    for row in source.split("\n"):
        if row.strip():
            yield start, row, opens
        opens = not row.strip()
        start += len(row) + 1


def _noted(source: str, found: Split) -> dict[int, int]:
    """Where posts were found or are offered, by the beginning of their line."""
    return {source.rfind("\n", 0, place) + 1: place for place in (*found.offers, *(post.start for post in found.posts))}


def places(source: str, found: Split, cuts: Iterable[int] = ()) -> tuple[int, ...]:
    """Offsets at which the writer is asked whether a post begins: the first line of each block, and each line where a cut stands or is offered.

    A web page has one: its text is not written in lines.
    """
    noted = _noted(source, found)
    if PAGE.match(source):
        return tuple(post.start for post in found.posts)
    chosen = set(cuts)
    return tuple(noted.get(start, start) for start, _row, opens in _rows(source) if opens or start in noted or start in chosen)


def place_of_line(source: str, found: Split, number: int) -> int:
    """The offset at which a post begins that begins in line `number` (from 1). IllCut where that line has no words or is not there."""
    rows = source.split("\n")
    if not 1 <= number <= len(rows) or not rows[number - 1].strip():
        raise IllCut(number)
    start = sum(len(row) + 1 for row in rows[: number - 1])
    return _noted(source, found).get(start, start)


def pieces(source: str, found: Split, cuts: Sequence[int]) -> Split:
    """The posts of `source` that begin at `cuts`, which rise; `found` is what `split` says of it.

    What stands before the first cut is a post as well, from where the first post was found. A post ends before the next one begins, and
    before what `split` had left out at that place. One that begins where a post was found keeps the title and date stated there.
    IllCut for a place where no line begins, out of order, or within a web page.
    """
    first = found.posts[0].start
    allowed = {first} if PAGE.match(source) else _allowed(source, found)
    for place in cuts:
        if place not in allowed:
            raise IllCut(place)
    for before, place in pairwise(cuts):
        if place <= before:
            raise IllCut(place)
    starts = list(cuts) if cuts and cuts[0] <= first else [first, *cuts]
    gaps = left_out(source, found.posts)
    stated = {post.start: post for post in found.posts} if len(found.posts) > 1 else {}
    posts = tuple(_piece(source, start, end, gaps, stated.get(start)) for start, end in pairwise([*starts, len(source)]))
    if len(posts) > 1:
        posts = tuple(_dated(post) for post in posts)
    return Split(posts, sure=True, why=Why(MOVED), heading=found.heading if starts[0] == first else "", offers=found.offers)


def left_out(source: str, posts: Sequence[Post]) -> tuple[Range, ...]:
    """The parts of `source` that have words and stand in no post, blank lines around them left out; in order."""
    edges = [0, *(edge for post in posts for edge in (post.start, post.end)), len(source)]
    parts = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        text = source[start:end]
        if text.strip():
            begins = start + len(text) - len(text.lstrip())
            parts.append((begins, begins + len(text.strip())))
    return tuple(parts)


def _allowed(source: str, found: Split) -> set[int]:
    noted = _noted(source, found)
    return {noted.get(start, start) for start, _row, _opens in _rows(source)} | {found.posts[0].start}


def _piece(source: str, start: int, end: int, gaps: Sequence[Range], stated: Post | None) -> Post:
    last = start + len(source[start:end].rstrip())
    begins, ends = gaps[bisect_left(gaps, (last, 0)) - 1] if gaps and gaps[0][0] < last else (0, 0)
    post = post_at(source, start, begins if last <= ends and source[start:begins].strip() else end, "its writer says so")
    return replace(post, title=stated.title, dated=stated.dated) if stated else post


def _dated(post: Post) -> Post:
    """The post with the day its first line states, where that is a heading of Markdown and nothing else dates it."""
    opening = headings("\n".join(post.text.split("\n", 2)[:2]))
    return replace(post, dated=post.dated or opening[0].dated) if opening and opening[0].start == 0 else post
