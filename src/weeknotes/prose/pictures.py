"""The site's own pictures in a note's HTML: which are asked for, and how they are written for readers.

Both take canonical HTML (`html.clean`), in which a tag is written one way only: no reading of it can go wrong.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape

OWN = re.compile(r'<img src="/media/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"((?: [a-z]+="[^"]*")*)>')
ALT = re.compile(r' alt="([^"]*)"')
LANG = re.compile(r' lang="[^"]*"')
TAG = re.compile(r"<(?:img|source) [^>]*>")
ADDRESSES = re.compile(r' src(?:set)?="[^"]*"')
ADDRESS = re.compile(r'(?<=[" ])/(?=media/)')
# How wide a picture stands on the page: the column of text, or the screen less its margins.
SIZES = "(min-width: 44rem) 41rem, calc(100vw - 2.5rem)"


@dataclass(frozen=True, slots=True)
class Source:
    """A picture in one format: its media type, and an address for each width, narrowest first."""

    kind: str
    widths: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture as a page shows it: its own width and height, the address for what knows no other, and its formats, best first."""

    src: str
    width: int
    height: int
    sources: tuple[Source, ...]


def asked(html: str) -> frozenset[str]:
    """The uid of each of the site's own pictures in canonical `html`."""
    return frozenset(found[1] for found in OWN.finditer(html))


def described(html: str) -> dict[str, list[str | None]]:
    """What is said of each of the site's own pictures in canonical `html`, wherever it stands: None for nothing, "" for decoration."""
    found: dict[str, list[str | None]] = {}
    for picture in OWN.finditer(html):
        alt = ALT.search(picture[2])
        found.setdefault(picture[1], []).append(unescape(alt[1]) if alt else None)
    return found


def dress(html: str, shown: Mapping[str, Shown]) -> str:
    """Canonical `html` with each own picture as `<picture>`: its sizes and formats, width and height set, loaded when it comes near.

    A picture that is not in `shown` leaves its description.
    """

    def dressed(found: re.Match[str]) -> str:
        alt = ALT.search(found[2])
        picture = shown.get(found[1])
        if picture is None:
            return alt[1] if alt else ""
        lang = LANG.search(found[2])
        words = (alt.group() if alt else "") + (lang.group() if lang else "")
        size = f' width="{picture.width}" height="{picture.height}"'
        image = f'<img src="{picture.src}"{words}{size} loading="lazy" decoding="async">'
        return f"<picture>{''.join(map(_source, picture.sources))}{image}</picture>"

    return OWN.sub(dressed, html)


def _source(source: Source) -> str:
    widths = ", ".join(f"{address} {width}w" for width, address in source.widths)
    return f'<source type="{source.kind}" srcset="{widths}" sizes="{SIZES}">'


def with_host(html: str, site: str) -> str:
    """Dressed `html` in which each own picture has the whole address, `site` before it: for what is read elsewhere."""
    return TAG.sub(lambda tag: ADDRESSES.sub(lambda at: ADDRESS.sub(f"{site}/", at.group()), tag.group()), html)
