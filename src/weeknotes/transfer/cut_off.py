"""Posts of a file that may stop before its end: what is said of the last one may not be all that was said, so it is for nobody but its writer."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from weeknotes.prose.shapes import Why
from weeknotes.transfer.bundle import Spoilt
from weeknotes.transfer.neutral import Post

N_ = str  # marks a sentence for translation where it is shown

LAST = N_("The file stops here, so this post may not be whole, and for whom it was is not sure. It is for you alone, until you choose.")


def to_the_cut(found: Iterable[Post], is_cut: Callable[[], bool]) -> Iterator[Post]:
    """The posts, each once the next is reached, and the last narrowed where the file is cut: `is_cut` is asked at the end. A Spoilt comes after them."""
    waiting: Post | None = None
    spoilt: Spoilt | None = None
    try:
        for post in found:
            if waiting is not None:
                yield waiting
            waiting = post
    except Spoilt as why:
        spoilt = why
    if waiting is not None:
        # What was a draft may have lost what says so: it was never surely out.
        yield replace(waiting, reach="me", warnings=(*waiting.warnings, Why(LAST))) if spoilt is not None or is_cut() else waiting
    if spoilt is not None:
        raise spoilt
