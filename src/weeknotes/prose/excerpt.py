"""The first words of a note, how many words it has, and how long it takes to read."""

import re
from collections.abc import Iterable, Iterator

from weeknotes.prose.html import parse, plain
from weeknotes.prose.tree import Node, Run, text_of
from weeknotes.prose.word_runs import FIGURES, LETTERS, WordRuns
from weeknotes.prose.wording import STOP, ends

# Silent reading of English prose, words a minute: Brysbaert 2019, "How many words do we read per minute?".
PACE = 238
_STOPS = ".,;:!?…–—-)”’\"'"
SKIPPED = frozenset({"h2", "h3", "figure", "table", "pre", "hr"})
_WORDS = WordRuns(re.compile(r"\w[\w'’.-]*"), inside=f"{LETTERS}{FIGURES}_'.-", is_word=str.isalnum)


def _prose(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        if node.tag in SKIPPED:
            continue
        words = " ".join(text_of(run for run in node.runs if not _numbers(run)).split())
        if words:
            yield words
        yield from _prose(node.children)


def _numbers(run: Run) -> bool:
    """Whether a run is the number of a footnote, at either of its ends: no part of the words it stands behind."""
    return any(mark.href.startswith(("#fn-", "#fnref-")) for mark in run.marks)


def _pictured(nodes: Iterable[Node]) -> Iterator[str]:
    """What stands below pictures; else what is said of them for those who cannot see them."""
    captions, alts = [], []
    for node in _inside(nodes):
        if node.tag == "figcaption":
            captions.append(" ".join(text_of(node.runs).split()))
        alts += [run.picture.alt for run in node.runs if run.picture and run.picture.alt]
    yield from captions or alts


def _inside(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from _inside(node.children)


def excerpt(html: str, limit: int = 220) -> str:
    """The first words of a note in at most `limit` characters, headings, captions, tables and code left out.

    A note of pictures alone begins with what stands below them, or is said of them.

    Ends with the last sentence that fits if that fills half of `limit`, otherwise after a word with "…".
    """
    text = ""
    nodes = parse(html)
    for words in list(_prose(nodes)) or _pictured(nodes):
        # Lines of a list have no stop of their own.
        text = f"{text}{'' if text[-1] in _STOPS else ';'} {words}" if text else words
        if len(text) > limit:
            break
    if len(text) <= limit:
        return text
    near = text[: limit + 8]
    stops = [found.end() for found in STOP.finditer(near) if limit // 2 <= found.end() <= limit and ends(near, found)]
    room = text[:limit]
    if stops:
        return room[: stops[-1]]
    at = room.rfind(" ")
    return room[: at if at > 0 else limit - 1].rstrip(" .,;:–—-") + "…"


def words(html: str) -> int:
    """How many words a reader reads: runs of letters and digits, headings and captions included."""
    return words_of(plain(html))


def words_of(text: str) -> int:
    """The same of plain text."""
    return len(_WORDS.all_of(text))


def minutes(count: int) -> int:
    """Minutes to read `count` words, at least 1; 0 for none."""
    return max(1, round(count / PACE)) if count > 0 else 0
