"""Pages made by several processes at once, for a bake of many: each hand is a fork that asks the database by itself, makes its share, and ends.

Hands only read. Whoever forked them writes what they made; where that process is killed, they find nobody to hand it to, and end.
"""

import os
import pickle  # between our own forks  # nosec B403
import traceback
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from zlib import crc32

from django.db import connections

from weeknotes.publishing.at_hand import kept_at_hand
from weeknotes.publishing.gathered import gather
from weeknotes.publishing.kinds import Rendered, Spot, render
from weeknotes.publishing.together import Together, batches
from weeknotes.web.prepared import LENGTHS, Prepared
from weeknotes.work.hands import share_memory

PIECE = 200  # pages that a hand asks for at once (`together.batches`): their notes are what it holds in memory
_READY: set[str] = set()


@contextmanager
def made_by(hands: int, spots: Sequence[Spot], order: Together) -> Iterator[Iterator[tuple[Spot, Rendered | None]]]:
    """The pages at `spots` as so many forks make them, whichever is ready first. No transaction may be under way, and no other thread at work."""
    for spot in spots:
        if spot.kind not in _READY:
            # What one page of a kind needs first (templates, addresses, names of days), its forks then have.
            _READY.add(spot.kind)
            with kept_at_hand():
                gather([spot])
                render(spot)
    for question in Prepared.every:
        if question.ready:
            question.make_ready(LENGTHS)  # what was asked for one of them is asked for many there
    connections.close_all()
    share_memory()
    shares: list[list[Spot]] = [[] for _hand in range(hands)]
    for spot in spots:
        # What goes together asks much the same, and is made by one hand.
        shares[crc32(order(spot)[1].encode()) % hands].append(spot)
    with ExitStack() as stack:
        pipes: list[Connection] = []
        for share in shares:
            pipes.append(stack.enter_context(_hand(share, beside=pipes)))
        yield _all(dict(zip(pipes, shares, strict=True)))


@contextmanager
def _hand(share: Sequence[Spot], *, beside: Sequence[Connection]) -> Iterator[Connection]:
    """A fork at work on its share; its pages come out of the pipe, like those of the hands `beside` it. It is gone when the block ends."""
    pipe, into = Pipe(duplex=False)
    with pipe:
        try:
            child = os.fork()
            if not child:
                _work(share, into, (pipe, *beside))
        finally:
            into.close()
        try:
            yield pipe
        finally:
            # Whoever still has something to say finds the pipe closed.
            pipe.close()
            os.waitpid(child, 0)


def _work(share: Sequence[Spot], into: Connection, others: Sequence[Connection]) -> None:
    """All that a fork does: it never returns. What it has of the `others` is for whoever forked it: while it was open here, nobody would find it closed."""
    try:
        for one in others:
            one.close()
        try:
            for some in batches(share, PIECE):
                with kept_at_hand():
                    gather(some)
                    for spot in some:
                        into.send_bytes(pickle.dumps(render(spot)))
        except Exception as error:
            into.send_bytes(_told(error))
    finally:
        os._exit(0)


def _told(error: Exception) -> bytes:
    """`error` with where it was raised, for whoever forked us; in words alone where it cannot be handed over as it is."""
    where = traceback.format_exc()
    error.add_note(where)
    try:
        told = pickle.dumps(error)
        pickle.loads(told)  # noqa: S301 - what we wrote ourselves  # nosec B301
    except Exception:
        return pickle.dumps(RuntimeError(where))
    return told


def _all(at_work: Mapping[Connection, Sequence[Spot]]) -> Iterator[tuple[Spot, Rendered | None]]:
    """What comes out of these pipes, each of which gives the pages of its share in their order."""
    left = {pipe: deque(share) for pipe, share in at_work.items() if share}
    while left:
        for pipe in wait(list(left)):
            assert isinstance(pipe, Connection)
            yield left[pipe].popleft(), _taken(pipe)
            if not left[pipe]:
                del left[pipe]


def _taken(pipe: Connection) -> Rendered | None:
    try:
        found = pickle.loads(pipe.recv_bytes())  # noqa: S301 - from a fork of this very process  # nosec B301
    except (OSError, EOFError, pickle.UnpicklingError) as error:  # between two pages, or in the middle of one
        raise RuntimeError("a process that made public pages ended before its time") from error
    if isinstance(found, Exception):
        raise found
    assert found is None or isinstance(found, Rendered)
    return found
