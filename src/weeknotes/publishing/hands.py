"""Pages made by several processes at once, for a bake of many: each hand is a fork that asks the database by itself, makes its share, and ends.

Hands only read. Whoever forked them writes what they made; where that process is killed, they find nobody to hand it to, and end.
"""

import os
import pickle  # between our own forks  # nosec B403
import traceback
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import BinaryIO
from zlib import crc32

from django.db import connections

from weeknotes.publishing.at_hand import kept_at_hand
from weeknotes.publishing.gathered import gather
from weeknotes.publishing.kinds import Rendered, Spot, render
from weeknotes.publishing.shelf import list_key
from weeknotes.work.hands import share_memory

_READY: set[str] = set()


@contextmanager
def made_by(hands: int, spots: Sequence[Spot]) -> Iterator[Iterator[Rendered | None]]:
    """The pages at `spots`, in this order, as so many forks make them. No transaction may be under way, and no other thread at work."""
    for spot in spots:
        if spot.kind not in _READY:
            # What one page of a kind needs first (templates, addresses, names of days), its forks then have.
            _READY.add(spot.kind)
            render(spot)
    connections.close_all()
    share_memory()
    # What stands beside one list asks much the same, and is made by one hand.
    whose = [crc32((list_key(spot) or spot.key).encode()) % hands for spot in spots]
    with ExitStack() as stack:
        pipes: list[BinaryIO] = []
        for hand in range(hands):
            pipes.append(stack.enter_context(_hand([spot for spot, by in zip(spots, whose, strict=True) if by == hand], beside=pipes)))
        yield (_taken(pipes[by]) for by in whose)


@contextmanager
def _hand(share: Sequence[Spot], *, beside: Sequence[BinaryIO]) -> Iterator[BinaryIO]:
    """A fork at work on its share; its pages come out of the pipe, like those of the hands `beside` it. It is gone when the block ends."""
    out, into = os.pipe()
    with os.fdopen(out, "rb") as pipe:
        try:
            child = os.fork()
            if not child:
                _work(share, into, (pipe, *beside))
        finally:
            os.close(into)
        try:
            yield pipe
        finally:
            # Whoever still has something to say finds the pipe closed.
            pipe.close()
            os.waitpid(child, 0)


def _work(share: Sequence[Spot], into: int, others: Sequence[BinaryIO]) -> None:
    """All that a fork does: it never returns. What it has of the `others` is for whoever forked it: while it was open here, nobody would find it closed."""
    try:
        for one in others:
            os.close(one.fileno())
        with os.fdopen(into, "wb") as pipe, kept_at_hand():
            try:
                gather(share)
                for spot in share:
                    pipe.write(pickle.dumps(render(spot)))
            except Exception as error:
                pipe.write(_told(error))
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


def _taken(pipe: BinaryIO) -> Rendered | None:
    try:
        found = pickle.load(pipe)  # noqa: S301 - from a fork of this very process  # nosec B301
    except (EOFError, pickle.UnpicklingError) as error:  # between two pages, or in the middle of one
        raise RuntimeError("a process that made public pages ended before its time") from error
    if isinstance(found, Exception):
        raise found
    assert found is None or isinstance(found, Rendered)
    return found
