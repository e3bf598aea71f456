"""Posts of a file that may stop before its end: what is said of the last one may not be all that was said, so it is for nobody but its writer."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any, TypeVar

from weeknotes.prose.shapes import Why
from weeknotes.transfer.bundle import Spoilt
from weeknotes.transfer.neutral import Left, Post
from weeknotes.transfer.record import Record, Trouble

N_ = str  # marks a sentence for translation where it is shown

LAST = N_("The file stops here, so this post may not be whole, and for whom it was is not sure. It is for you alone, until you choose.")

# In what no tag of a page is one, and whether that goes on to the end of the page.
_NO_TAGS = re.compile(r"<!--.*?(?:-->|(\Z))|<(script|style|textarea|title)(?=[\s>]).*?(?:</\2|(\Z))", re.IGNORECASE | re.DOTALL)
_END = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_BEGINS = re.compile(r"<(?:html|body)(?=[\s>])", re.IGNORECASE)
_IN_TAG = re.compile(r"<[A-Za-z/!][^<>]*\Z")
# Ends that may be left out (HTML, 13.1.2.4): who writes these writes all. Those that may not.
_MAY_MISS = re.compile(r"</(?:head|p|li|td|tr|dd)\s*>", re.IGNORECASE)
_MAY_NOT = re.compile(r"<(/?)(div|article|main|section|ul|ol|dl|table|blockquote|figure|pre|a|h[1-6])(?=[\s>])", re.IGNORECASE)

_T = TypeVar("_T", bound=Post | Record | Left | Trouble)


def page_is_cut(source: str) -> bool:
    """Whether a page of HTML stops before its end, as far as that is plain: within a tag, or without the ends that its maker writes."""
    bare = _NO_TAGS.sub(lambda found: " " if found[1] is None and found[3] is None else "<!", source)
    if _END.search(bare):
        return False
    if _IN_TAG.search(bare[-5000:]) or (_BEGINS.search(bare) and _MAY_MISS.search(bare)):
        return True
    open_there: dict[str, int] = {}
    for shut, name in _MAY_NOT.findall(bare):
        open_there[name.lower()] = open_there.get(name.lower(), 0) + (-1 if shut else 1)
    return any(count > 0 for count in open_there.values())


def to_the_cut(found: Iterable[_T], is_cut: Callable[[], bool]) -> Iterator[_T]:
    """The posts, each once the next is reached, and the last narrowed where the file is cut: `is_cut` is asked at the end. A Spoilt comes after them."""
    waiting: _T | None = None
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
        one: Any = waiting
        narrowed = isinstance(waiting, Post | Record) and (spoilt is not None or is_cut())
        yield replace(one, reach="me", warnings=(*one.warnings, Why(LAST))) if narrowed else waiting
    if spoilt is not None:
        raise spoilt
