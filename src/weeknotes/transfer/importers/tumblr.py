"""Tumblr's export (a zip): the pages of the posts, and what they show. Messages and what else it keeps of a person are never looked at."""

import re
from collections.abc import Iterator

from weeknotes.prose.decode import Unreadable, decoded
from weeknotes.prose.shapes import Why
from weeknotes.transfer.bundle import INSIDE, Bundle, Spoilt
from weeknotes.transfer.cut_off import LAST, page_is_cut
from weeknotes.transfer.gates import NOT_SAID
from weeknotes.transfer.instants import instant
from weeknotes.transfer.keep import kept, media
from weeknotes.transfer.leaving import BLANK, left, other_files
from weeknotes.transfer.neutral import Left, Post
from weeknotes.transfer.record import Trouble
from weeknotes.transfer.tree_html import body, inner, said
from weeknotes.transfer.trouble import text_trouble, trouble

N_ = str  # marks a sentence for translation where it is shown

KIND = "tumblr"
NAME = "Tumblr"

NO_PAGE = N_("“%(name)s” could not be read as a page. Export it once more.")

_PAGE = re.compile(r"(?:^|/)html/(\d{1,20})\.html$")
_PACKED = re.compile(r"(?:^|/)posts\.zip$")
_INDEX = re.compile(r"(?:^|/)posts_index\.html$")
_LOOKED_AT = 5


def recognises(bundle: Bundle) -> bool:
    packed = any(_PACKED.search(name) for name in bundle.names())
    pages = [name for name in (_pages(bundle) if packed else bundle.names()) if _PAGE.search(name)][:_LOOKED_AT]
    return any(b'id="timestamp"' in bundle.begins(name, 2_000_000) for name in pages)


def _pages(bundle: Bundle) -> list[str]:
    """The files of the posts, in the zip that lies within the export too. One that cannot be read has none."""
    names = list(bundle.names())
    for packed in [name for name in names if _PACKED.search(name)]:
        try:
            names += [f"{packed}{INSIDE}{name}" for name in bundle.inside(packed).names()]
        except Spoilt:
            continue
    return names


def posts(bundle: Bundle) -> Iterator[Post | Left | Trouble]:
    """A post for each page, in the order of their numbers."""
    names = _pages(bundle)
    pages = sorted((name for name in names if _PAGE.search(name)), key=lambda name: (len(name), name))
    packed = {name.partition(INSIDE)[0] for name in pages if INSIDE in name}
    used = {*pages, *packed, *(name for name in names if _INDEX.search(name))}
    for name in pages:
        made = _one(bundle, name)
        if isinstance(made, Post):
            used.update(each.inside for each in made.media)
        yield made
    yield from other_files(bundle, used)


def _one(bundle: Bundle, name: str) -> Post | Left | Trouble:
    try:
        source = decoded(bundle.read(name)).text
    except Spoilt as why:
        return trouble(name, why)
    except Unreadable as why:
        return text_trouble(name, why)
    root = body(source)
    if root is None:
        return trouble(name, Spoilt(NO_PAGE, name=name))
    dated = instant(said(root.css_first("#timestamp")))
    tags = tuple(dict.fromkeys(words for one in root.css("#footer .tag") if (words := said(one).lstrip("#"))))
    for foot in root.css("#footer"):
        foot.decompose()
    heading = root.css_first("h1")
    title = said(heading)
    if heading is not None and title:
        heading.decompose()
    html = kept(inner(root))
    if not title and not said(root) and "<img" not in html and "<a " not in html:
        return left(name, BLANK)
    return Post(
        kind=KIND,
        source_id=name.rpartition("/")[2].removesuffix(".html"),
        place=title or name,
        title=title or None,
        html=html,
        dated=dated,
        how_dated="stated" if dated else "unknown",
        tags=tags,
        media=media(html, lambda src: bundle.near(src, "")),
        warnings=(Why(NOT_SAID), *((Why(LAST),) if page_is_cut(source) else ())),
    )
