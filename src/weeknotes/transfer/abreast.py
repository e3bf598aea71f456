"""Many posts read at once: in this process while they are few, and by others beside it once they are many, which touch no database."""

from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from contextlib import ExitStack
from itertools import chain, islice
from typing import TypeVar

from weeknotes.transfer.neutral import Left, Post
from weeknotes.transfer.reading import read_several
from weeknotes.transfer.record import Record, Thing, Trouble
from weeknotes.work.hands import hands as beside

BATCH = 200
FEW = 2 * BATCH  # so many posts are read here: a process of its own would not pay
BEFORE = 20  # so many are read here before the others begin, who begin with what that has in memory
Read = Record | Left | Trouble
Kind = TypeVar("Kind")


def read_abreast(things: Iterable[tuple[int, Thing]], *, otherwise: str, whole: int, hands: int = 1) -> Iterator[list[tuple[int, Read]]]:
    """What `things` give (each with the number of its input), a batch at a time, in their order, every post read.

    About so many of the first are read `whole`, with what is read of a post only to be shown. With `hands`, so many processes read ahead while the caller
    writes: no more than two batches are ever held. Closed early, they end.
    """
    source = iter(things)
    first = list(islice(source, FEW + 1)) if hands else []
    source = chain(first, source)
    done = 0
    if len(first) <= FEW:
        while some := list(islice(source, BATCH)):
            yield _together(some, [_read(some, otherwise, done < whole)])
            done += len(some)
        return
    some = list(islice(source, BEFORE))
    here: Future[list[Record | Left]] = Future()
    here.set_result(_read(some, otherwise, done < whole))
    done += len(some)
    ahead: list[tuple[list[tuple[int, Thing]], list[Future[list[Record | Left]]]]] = [(some, [here])]
    with ExitStack() as stack:
        pool = beside(hands)
        stack.callback(pool.shutdown, wait=True, cancel_futures=True)
        while True:
            some = list(islice(source, BATCH))
            if some:
                ahead.append((some, [pool.submit(read_several, share, otherwise, done < whole) for share in _shares(some, hands)]))
                done += len(some)
            if not ahead:
                return
            if len(ahead) > 1 or not some:
                asked, futures = ahead.pop(0)
                yield _together(asked, [future.result() for future in futures])


def _shares(some: list[tuple[int, Thing]], hands: int) -> Iterator[list[Post]]:
    posts = [thing for _number, thing in some if isinstance(thing, Post)]
    each = max(1, -(-len(posts) // (2 * hands)))
    for first in range(0, len(posts), each):
        yield posts[first : first + each]


def _read(some: list[tuple[int, Thing]], otherwise: str, whole: bool) -> list[Record | Left]:
    return read_several([thing for _number, thing in some if isinstance(thing, Post)], otherwise, whole)


def _together(some: list[tuple[int, Thing]], shares: Iterable[list[Record | Left]]) -> list[tuple[int, Read]]:
    """What was read, in the places of its posts."""
    read = iter([one for share in shares for one in share])
    return [(number, next(read) if isinstance(thing, Post) else thing) for number, thing in some]
