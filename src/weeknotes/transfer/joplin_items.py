"""What a file of Joplin's export is: an item of a kind, whose title is its first line and of which the lines at its end say the rest (joplinapp.org, "Export")."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

NOTE, FOLDER, TAG, TAGGED = "1", "2", "5", "6"

_ROW = re.compile(r"([a-z][a-z_]{0,40}):(?: (.*))?$")
_ID = re.compile(r"[0-9a-f]{32}")
_MOST = 100  # lines that say something
_DEEPEST = 24


@dataclass(frozen=True, slots=True)
class Item:
    """An item by what its lines say, and its text."""

    said: Mapping[str, str]
    title: str
    body: str

    @property
    def id(self) -> str:
        """What the others call it."""
        return self.said["id"]

    @property
    def kind(self) -> str:
        """One of those above, or any other number."""
        return self.said["type_"]

    def is_so(self, name: str) -> bool:
        """Whether a line says yes, or when: nothing and a nought are a no."""
        return self.said.get(name, "").strip() not in {"", "0"}

    @property
    def without_text(self) -> "Item":
        """The same, of which no more is held than its name and its lines."""
        return Item(self.said, self.title, "")


def item_in(source: str) -> Item | None:
    """The item in the text of a file; None where it is none. Never raises."""
    lines = [line.rstrip() for line in source.removeprefix("\ufeff").rstrip().split("\n")]
    said: dict[str, str] = {}
    at = len(lines)
    while at and lines[at - 1] and len(said) < _MOST:
        found = _ROW.match(lines[at - 1])
        if found is None:
            return None
        said[found[1]] = found[2] or ""
        at -= 1
    if (at and lines[at - 1]) or not _ID.fullmatch(said.get("id", "")) or not said.get("type_", "").isdecimal():
        return None
    title, *rest = lines[:at] or [""]
    return Item(said, title.strip(), "\n".join(rest).strip("\n"))


def above(item: Item, folders: Mapping[str, Item]) -> list[Item]:
    """The folders that it lies in, the highest first."""
    found: list[Item] = []
    while (folder := folders.get(item.said.get("parent_id", ""))) is not None and len(found) < _DEEPEST:
        found.insert(0, folder)
        item = folder
    return found
