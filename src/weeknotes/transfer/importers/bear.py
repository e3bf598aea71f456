"""Notes as Bear exports or keeps them (.bear2bk, .textbundle, .textpack), and bundles of text of other programs' (textbundle.org). Nothing in them was published."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from weeknotes.prose.decode import Unreadable, decode, decoded
from weeknotes.prose.markdown import rendered
from weeknotes.transfer.bundle import Bundle, Spoilt
from weeknotes.transfer.front_matter import Broken, lowered, text, values
from weeknotes.transfer.instants import instant
from weeknotes.transfer.keep import kept, media
from weeknotes.transfer.leaving import BIN, left, other_files
from weeknotes.transfer.neutral import Left, Post
from weeknotes.transfer.obsidian import tags_in
from weeknotes.transfer.record import Trouble
from weeknotes.transfer.trouble import text_trouble, trouble

N_ = str  # marks a sentence for translation where it is shown

KIND = "bear"
NAME = "Bear, TextBundle"

ARCHIVED = N_("Notes in Bear’s archive: %(count)s. Take one out of it there, and export once more, if you want it.")

_TEXT = re.compile(r"(^|.*/)text\.(?:md|markdown|txt)$")
_FOLDER = re.compile(r"\.textbundle/?$")
_CALLED = re.compile(r"\.text(?:bundle|pack)/?$")
_HEADING = re.compile(r"\s*#[ \t]+([^\n]{1,1000})(?:\n|\Z)")
_OWN = "net.shinyfrog.bear"
_SAID = {_OWN, "type", "transient", "creatorIdentifier"}  # one of these is said of every bundle (textbundle.org, "Meta data")
_LARGEST = 20_000_000


def recognises(bundle: Bundle) -> bool:
    return any(_texts(bundle))


def _texts(bundle: Bundle) -> Iterator[tuple[str, str]]:
    """The text of each bundle, and the folder that it lies in: one that is called a bundle, or says that it is one."""
    for name in bundle.names():
        if (found := _TEXT.match(name)) and (_CALLED.search(found[1] or bundle.name) or not _SAID.isdisjoint(_about(bundle, found[1]))):
            yield name, found[1]


def _about(bundle: Bundle, folder: str) -> Mapping[str, Any]:
    """What stands beside the text in a folder about it; nothing where that cannot be read."""
    try:
        return values(decode(bundle.read(f"{folder}info.json", 50_000)), "json") if f"{folder}info.json" in bundle else {}
    except (Spoilt, Unreadable, Broken):
        return {}


def posts(bundle: Bundle) -> Iterator[Post | Left | Trouble]:
    """The notes, in the order of their bundles' names."""
    used: set[str] = set()
    for name, folder in _texts(bundle):
        used.update((name, f"{folder}info.json"))
        made = _one(bundle, name, folder)
        if isinstance(made, Post):
            used.update(each.inside for each in made.media)
        yield made
    yield from other_files(bundle, used)


def _one(bundle: Bundle, name: str, folder: str) -> Post | Left | Trouble:
    called = _FOLDER.sub("", folder).rstrip("/").rpartition("/")[2] or _FOLDER.sub("", f"{bundle.name}/").rstrip("/").removesuffix(".textpack")
    try:
        source = decoded(bundle.read(name, _LARGEST)).text
    except Spoilt as why:
        return trouble(name, why)
    except Unreadable as why:
        return text_trouble(name, why)
    own = _about(bundle, folder).get(_OWN)
    said = lowered(own) if isinstance(own, dict) else {}
    for key, sentence in (("trashed", BIN), ("archived", ARCHIVED)):
        if said.get(key) not in (None, 0, False, "", "0"):
            return left(called or name, sentence)
    heading = _HEADING.match(source)
    title = heading[1].strip() if heading else called
    body = source[heading.end() :] if heading else source
    html = kept(rendered(body))
    dated = instant(text(said, "creationdate", "creation_date"))
    return Post(
        kind=KIND,
        source_id=text(said, "uniqueidentifier", "unique_identifier") or name,
        place=title or name,
        title=title or None,
        html=html,
        dated=dated,
        how_dated="stated" if dated else "unknown",
        tags=tuple(dict.fromkeys(tags_in("", html, body))),
        media=media(html, lambda src: bundle.near(src, name)),
    )
