"""Texts turned into Markdown, by forks beside the process that writes the files where there are many: it is half of the work of an export."""

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice

from weeknotes.prose.markdown import from_html
from weeknotes.transfer.out.note_page import Text
from weeknotes.transfer.out.shape import Row

Turn = Callable[[Iterable[str]], Iterable[str]]
AT_ONCE, SHARE = 200, 8


@contextmanager
def turning(hands: int) -> Iterator[Turn]:
    """What turns several texts of clean HTML into Markdown, in their order: this process alone, or that many forks, which know of nothing but the texts."""
    if hands < 2:
        yield lambda texts: map(from_html, texts)
        return
    with multiprocessing.get_context("fork").Pool(hands) as pool:
        yield lambda texts: pool.imap(from_html, texts, chunksize=SHARE)


def turned(notes: Iterable[tuple[Row, list[Text]]], turn: Turn) -> Iterator[tuple[Row, list[tuple[Text, str]]]]:
    """Each note with its texts, and each text with its Markdown."""
    coming = iter(notes)
    while some := list(islice(coming, AT_ONCE)):
        bodies = iter(turn([text.html for _row, texts in some for text in texts]))
        for row, texts in some:
            yield row, [(text, next(bodies)) for text in texts]
