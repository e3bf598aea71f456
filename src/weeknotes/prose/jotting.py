"""A line caught during the week: the web address in it, and a guess at what kind of thing it says. Pure; it offers, and the writer decides."""

import re
from dataclasses import dataclass
from typing import get_args
from urllib.parse import urlsplit

from weeknotes.prose.label import label_of
from weeknotes.prose.sentences import sentence_items, straight
from weeknotes.prose.shapes import Block, ItemKind
from weeknotes.prose.vocabulary import LEADS, TABLE, choice

# What a jotting may be taken for, and the name under which vocabulary.toml knows its lead-in ("Ones to watch: …").
KINDS: dict[ItemKind, str] = {
    "goal": "goals", "next": "next", "watch": "watch", "learned": "learned", "followup": "", "win": "wins", "challenge": "challenges",
}  # fmt: skip
_SAYS: dict[ItemKind, re.Pattern[str]] = {
    kind: re.compile(rf"(?<!\w)(?:{choice(TABLE['jotting'][kind])})") for kind in get_args(ItemKind) if kind in TABLE["jotting"]
}
_ADDRESS = re.compile(r"https?://[^\s<>\"“”]+", re.IGNORECASE)
_AFTER = ".,;:!?'’*_"
_OPENS = {")": "(", "]": "[", "}": "{"}
_LONGEST_WORDS = 48


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a jotting's words; `href` is "" or the address they lead to."""

    text: str
    href: str = ""


def guess(text: str) -> ItemKind | None:
    """The kind that the words of a line speak for, by its lead-in ("Learned: …"), then as a sentence of a note, then as people jot; None where nothing does."""
    if not text.strip():
        return None
    block = Block("paragraph", text, 0, len(text), marks=((0, 0),))
    label = label_of(block)
    if label:
        for kind, lead in KINDS.items():
            if lead and LEADS[lead].match(label.text):
                return kind
    said = [item.kind for item in sorted(sentence_items(text, block, None), key=lambda item: item.start) if item.kind in KINDS]
    if said:
        return said[0]
    words = straight(text)
    return next((kind for kind, pattern in _SAYS.items() if pattern.search(words)), None)


def is_address(text: str) -> bool:
    """Whether `text` is one web address, http or https, with a host."""
    try:
        parts = urlsplit(text)
        return parts.scheme.lower() in {"http", "https"} and bool(parts.hostname) and not re.search(r"[\s<>\"]", text)
    except ValueError:
        return False


def addresses(text: str) -> tuple[tuple[int, int], ...]:
    """Where web addresses stand in `text`, without the stop or bracket that a sentence put after them."""
    found = []
    for match in _ADDRESS.finditer(text):
        start, end = match.span()
        while end > start and (text[end - 1] in _AFTER or _unopened(text[start:end])):
            end -= 1
        if is_address(text[start:end]):
            found.append((start, end))
    return tuple(found)


def address_in(text: str) -> str:
    """The first web address in `text`, or ""."""
    return next((text[start:end] for start, end in addresses(text)), "")


def pieces(text: str, link: str = "") -> tuple[Piece, ...]:
    """`text` in runs, each address shown by its host and a short path; a `link` that does not stand in it follows in brackets."""
    made: list[Piece] = []
    past = 0
    for start, end in addresses(text):
        made += [Piece(text[past:start]), Piece(shown(text[start:end]), text[start:end])]
        past = end
    made.append(Piece(text[past:]))
    if link and is_address(link) and link not in [one.href for one in made]:
        made += [Piece(" ("), Piece(shown(link), link), Piece(")")]
    return tuple(one for one in made if one.text)


def shown(address: str) -> str:
    """What a reader presses for an address: its host, and its path where that is short."""
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.")
    path = parts.path.rstrip("/")
    return host + path if len(host + path) <= _LONGEST_WORDS else host


def shared(title: str, text: str, url: str) -> tuple[str, str]:
    """The line and the address that another program hands over: a title that the text repeats is said once."""
    title, text, url = (" ".join(each.split()) for each in (title, text, url))
    line = text if not title or title in text else f"{title} – {text}" if text and text not in {title, url} else title
    return line, url if is_address(url) else ""


def _unopened(text: str) -> bool:
    """Whether `text` ends with a bracket that was opened before it."""
    opening = _OPENS.get(text[-1])
    return opening is not None and text.count(opening) < text.count(text[-1])
