"""Joplin's notes as it exports them: a folder of its own form (RAW), or the same in an archive (JEX). Nothing in it was published."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import quote

from weeknotes.prose.decode import Unreadable, decoded
from weeknotes.prose.markdown import rendered
from weeknotes.prose.shapes import Why
from weeknotes.transfer.bundle import Bundle, Spoilt
from weeknotes.transfer.inner_links import inner
from weeknotes.transfer.instants import instant
from weeknotes.transfer.joplin_items import FOLDER, NOTE, TAG, TAGGED, Item, above, item_in
from weeknotes.transfer.keep import kept, media
from weeknotes.transfer.leaving import BIN, GROUPS, by_name, left, other_files
from weeknotes.transfer.neutral import Left, Post
from weeknotes.transfer.record import Trouble
from weeknotes.transfer.trouble import text_trouble, trouble

N_ = str  # marks a sentence for translation where it is shown

KIND = "joplin"
NAME = "Joplin"

ENCRYPTED = N_("Notes that Joplin has encrypted: %(count)s. Have them decrypted there, and export once more.")
CONFLICTS = N_("Copies that Joplin kept of notes that were changed in two places: %(count)s. They stay there.")

_NAME = re.compile(r"(?:^|/)[0-9a-f]{32}\.md$")
_RESOURCE = re.compile(r"(?:^|/)resources/([0-9a-f]{32})(?:\.[^/]*)?$")
_LINK = re.compile(r"(?<=[(\"'<]):/([0-9a-f]{32})")
_HTML = "2"
_LARGEST, _LOOKED_AT = 20_000_000, 5


@dataclass(slots=True)
class Around:
    """What an export holds beside the text of its notes: folders and the names of tags by their ids, the ids of notes, which tags each has, its files."""

    folders: dict[str, Item] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    notes: set[str] = field(default_factory=set)
    tagged: dict[str, list[str]] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)

    def add(self, item: Item) -> None:
        """Remember what an item says of others."""
        if item.kind == NOTE:
            self.notes.add(item.id)
        elif item.kind == FOLDER:
            self.folders[item.id] = item.without_text
        elif item.kind == TAG:
            self.names[item.id] = item.title
        elif item.kind == TAGGED:
            self.tagged.setdefault(item.said.get("note_id", ""), []).append(item.said.get("tag_id", ""))

    def tags_of(self, item: Item) -> tuple[str, ...]:
        """The tags of a note, by their names."""
        return tuple(dict.fromkeys(name for tag in self.tagged.get(item.id, ()) if (name := self.names.get(tag, ""))))


def recognises(bundle: Bundle) -> bool:
    names = [name for name in bundle.names() if _NAME.search(name)][:_LOOKED_AT]
    return any(isinstance(_item(bundle, name), Item) for name in names)


def posts(bundle: Bundle) -> Iterator[Post | Left | Trouble]:
    """The notes, in the order of their files' names."""
    around = Around()
    around.files = {found[1]: name for name in bundle.names() if (found := _RESOURCE.search(name))}
    used: set[str] = set()
    notes: list[str] = []
    for name in filter(_NAME.search, bundle.names()):
        item = _item(bundle, name)
        if isinstance(item, Trouble):
            used.add(name)
            yield item
        elif item is not None:
            around.add(item)
            used.update([name] if item.kind in {NOTE, FOLDER, TAG, TAGGED} else ())
            notes += [name] if item.kind == NOTE else []
    for name in notes:
        item = _item(bundle, name)
        if isinstance(item, Item):
            made = _one(bundle, name, item, around)
            if isinstance(made, Post):
                used.update(each.inside for each in made.media)
            yield made
    yield from other_files(bundle, used)


def _item(bundle: Bundle, name: str) -> Item | Trouble | None:
    try:
        return item_in(decoded(bundle.read(name, _LARGEST)).text)
    except Spoilt as why:
        return trouble(name, why)
    except Unreadable as why:
        return text_trouble(name, why)


def _one(bundle: Bundle, name: str, item: Item, around: Around) -> Post | Left:
    folders = above(item, around.folders)
    if item.is_so("encryption_applied"):
        return left(name, ENCRYPTED)
    if any(one.is_so("deleted_time") for one in (item, *folders)):
        return left(item.title or name, BIN)
    if item.is_so("is_conflict"):
        return left(item.title or name, CONFLICTS)
    body = _LINK.sub(partial(_led, around=around), item.body)
    html = kept(body if item.said.get("markup_language") == _HTML else rendered(body))
    dated = instant(item.said.get("user_created_time") or item.said.get("created_time"))
    groups = " / ".join(one.title for one in folders if one.title)
    return Post(
        kind=KIND,
        source_id=item.id,
        place=item.title or name,
        title=item.title or None,
        html=html,
        dated=dated,
        how_dated="stated" if dated else "unknown",
        author=by_name(item.said.get("author", "")),
        tags=around.tags_of(item),
        media=media(html, bundle.near),
        warnings=(Why(GROUPS, {"names": groups}),) if groups else (),
    )


def _led(found: re.Match[str], around: Around) -> str:
    """Where a link of Joplin's leads: to a file of the export, or to another note."""
    if found[1] in around.files:
        return quote(around.files[found[1]])
    return inner(KIND, found[1]) if found[1] in around.notes else found[0]

