"""What an entry of a feed shows beside its words (Media RSS 1.5.1; RSS 2.0, enclosure), and words of it whose tags were written as words."""

import re
from collections.abc import Mapping
from html import escape, unescape
from typing import Any
from urllib.parse import urlsplit

from weeknotes.transfer.keep import figure, link_to, named_after

_MOST, _LONGEST = 20, 5000
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg)$", re.IGNORECASE)
_URL = re.compile(rb"(?:^|\s)url\s{0,3}=\s{0,3}[\"']([^\"'<>]{1,2000})[\"']")
_DESCRIBED = re.compile(rb"<media:description[^<>]{0,200}>\s{0,100}(<!\[CDATA\[)?(.{0,4000}?)(?:\]\]>)?\s{0,100}</media:description>", re.DOTALL)
_AVATAR = re.compile(r"//(?:[\w-]+\.)*gravatar\.com/", re.IGNORECASE)  # WordPress says of each entry what its writer looks like
_FILM = ("video/", "audio/")
_BLOCK = "p|div|h[1-6]|ul|ol|blockquote|figure|table|pre|section|article"
_TWICE = re.compile(rf"\s*&lt;(?:{_BLOCK})(?:\s[^<>]*?)?&gt;.*&lt;/(?:{_BLOCK})&gt;\s*", re.IGNORECASE | re.DOTALL)


def once(html: str) -> str:
    """HTML that was written as words once more than it should have been, as HTML: all of it, with no tag that is one, and a block at each of its ends."""
    return unescape(html) if "<" not in html and _TWICE.fullmatch(html) else html


def descriptions(data: bytes) -> dict[str, str]:
    """What a feed says that each picture of its entries shows, by the picture's address. The library that reads it says that of an entry alone."""
    made: dict[str, str] = {}
    for piece in data.split(b"<media:content")[1:] if b"media:description" in data else ():
        about, _end, within = piece.partition(b">")
        address = _URL.search(about[:_LONGEST])
        words = None if about.endswith(b"/") else _DESCRIBED.search(within.partition(b"</media:content>")[0][:_LONGEST])
        if address and words:
            said = unescape(words[2].decode("utf-8", "replace")) if words[1] is None else words[2].decode("utf-8", "replace")
            made.setdefault(unescape(address[1].decode("utf-8", "replace")), " ".join(said.split()))
    return made


def with_shown(html: str, entry: Any, described: Mapping[str, str]) -> str:
    """The words of an entry with the pictures that stand beside them alone, and links to what else came with it; `described` is what each picture shows."""
    pictures: dict[str, str] = {}
    links: list[tuple[str, str]] = []
    for one in sorted(_all(entry, "media_content"), key=lambda one: (one.get("isdefault") != "true", -_number(one.get("width")))):
        address = _address(one.get("url"))
        if _is_picture(one, address):
            pictures.setdefault(_path(address), address)
        elif address and (str(one.get("medium")) in {"video", "audio"} or str(one.get("type")).startswith(_FILM)):
            links.append((address, named_after(address)))
    for one in _all(entry, "enclosures"):
        address = _address(one.get("href"))
        if _is_picture(one, address):
            pictures.setdefault(_path(address), address)
        elif address:
            links.append((address, named_after(address)))
    # A thumbnail is another picture's, or a film's, where there is one.
    if not pictures and "<img" not in html:
        pictures = {_path(address): address for one in _all(entry, "media_thumbnail")[:1] if (address := _address(one.get("url")))}
    shown = [figure(address, described.get(address) or None) for path, address in pictures.items() if not _stands(path, html) and not _AVATAR.search(address)]
    more = [link_to(address, words) for address, words in dict.fromkeys(links) if address not in html and escape(address) not in html]
    return "\n".join(filter(None, [*shown[:_MOST], html, *more]))


def _all(entry: Any, name: str) -> list[Any]:
    found = entry.get(name)
    return [one for one in found if isinstance(one, dict)][:_MOST] if isinstance(found, list) else []


def _address(said: object) -> str:
    address = str(said or "").strip()
    return address if address.startswith(("http:", "https:")) else ""


def _is_picture(one: Any, address: str) -> bool:
    kind, medium = str(one.get("type") or ""), str(one.get("medium") or "")
    return bool(address) and (medium == "image" or kind.startswith("image/") or (not medium and not kind and bool(_PICTURE.search(_path(address)))))


def _path(address: str) -> str:
    """An address without what asks for one of its sizes."""
    try:
        return urlsplit(address).path or address
    except ValueError:
        return address


def _stands(path: str, html: str) -> bool:
    """Whether a picture stands among the words already: by its path, or by the name of its file."""
    last = path.rpartition("/")[2]
    return path in html or (len(last) > 5 and f"/{last}" in html)


def _number(said: object) -> int:
    text = str(said or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
