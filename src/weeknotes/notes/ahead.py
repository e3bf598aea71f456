"""Editions worked out ahead, by processes beside this one, while the caller writes those before them."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager

from weeknotes.notes.freeze import Going, Text, texts_of
from weeknotes.notes.frozen import Frozen, Given, frozen
from weeknotes.work.hands import hands

EACH = 10  # notes that are handed over together


class Ahead:
    """What was begun is there for `freeze_many` as its `words`; what was not, or has changed since, it works out itself."""

    def __init__(self, pool: ProcessPoolExecutor) -> None:
        self._pool = pool
        self._begun: dict[int, tuple[Given, Future[list[Frozen]], int]] = {}

    def begin(self, going: Sequence[Going]) -> None:
        """Have the editions of these notes worked out. Half a dozen queries."""
        texts = [text for text in texts_of(going) if text is not None]
        for first in range(0, len(texts), EACH):
            some = texts[first : first + EACH]
            together = self._pool.submit(_several, [text.given for text in some])
            self._begun |= {text.going.note.pk: (text.given, together, place) for place, text in enumerate(some)}

    def words(self, text: Text) -> Frozen:
        """What the edition of this note says."""
        given, together, place = self._begun.pop(text.going.note.pk, (None, None, 0))
        return together.result()[place] if together is not None and given == text.given else frozen(text.given)


@contextmanager
def ahead(number: int) -> Iterator[Ahead]:
    """So many processes at work until the block ends; what they have not begun by then is left."""
    pool = hands(number)
    try:
        yield Ahead(pool)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _several(given: list[Given]) -> list[Frozen]:
    return [frozen(one) for one in given]
