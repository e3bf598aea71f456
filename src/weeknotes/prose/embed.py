"""What stands elsewhere and can be shown in a note: an address alone in its paragraph, recognised by the forms of embed.toml.

In the text it stays a paragraph with one link, so that feeds, mails, Markdown and print have nothing to translate; `cards` writes it for a page.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import unescape
from importlib.resources import files
from typing import Any
from urllib.parse import quote, urlsplit

from weeknotes.prose.tree import Mark, Node, Run, attribute, escape

# What a name in a form stands for. No quotation mark, angle bracket or white space can be in any.
_PARTS = {"zoom": r"\d{1,2}", "lat": r"-?\d{1,3}(?:\.\d{1,15})?", "lon": r"-?\d{1,3}(?:\.\d{1,15})?"}
_NUMBER, _WORD = r"\d{1,20}", r"[A-Za-z0-9_.~%+@:,!-]{1,300}"
_NAME = re.compile(r"\{([a-z]+)\}")
_REST = r"""[^\s"'<>\\^`{|}]{0,500}"""
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")
# A paragraph of one link and nothing else, as canonical HTML has it.
_LONE = re.compile(r'^<p((?: lang="[^"]*")?)>(<a href="([^"]*)"[^>]*>(?:(?!</?(?:a|img)[ >]).)+</a>)</p>$', re.MULTILINE)
_FRAME = re.compile(
    r"""<iframe(?=[\s/])[^<>]{0,2000}?\ssrc\s*=\s*(?:"([^"<]{1,1000})"|'([^'<]{1,1000})'|([^\s<>"']{1,1000}))[^<>]{0,2000}>""",
    re.IGNORECASE,
)
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Form:
    """How a provider's addresses look (`page`, which is also how one is written), read by `pattern`, and what a frame loads (`frame`)."""

    provider: str
    page: str
    frame: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Embed:
    """Something elsewhere: who has it, its page, what a frame would load, and the host that is asked for that."""

    provider: str
    page: str
    frame: str
    host: str


@dataclass(frozen=True, slots=True)
class Says:
    """The words of a card: on its button, and what pressing it does, with {name} and {host} in it."""

    show: str
    asks: str


def _pattern(page: str) -> str:
    """A pattern that Python and JavaScript read alike, for addresses of the form `page`, whatever a browser was told beside it."""
    before, mark, query = page.removesuffix("*").partition("?")
    pieces = _NAME.split(before)
    path = "".join(_part(piece) if i % 2 else re.escape(piece) for i, piece in enumerate(pieces))
    if mark:
        name, _equals, value = query.partition("=")
        path += rf"/?\?(?:[^\s#\"'<>]{{1,300}}&)?{re.escape(name)}={_part(value[1:-1])}(?:[&#]{_REST})?"
    elif page.endswith("*"):
        path += _REST
    else:
        path += rf"(?:&{_REST})?" if "#" in before else rf"/?(?:[?#]{_REST})?"
    return rf"^https?:\/\/(?:www\.|m\.)?{path}$"


def _part(name: str) -> str:
    return "(" + (_NUMBER if name.endswith("number") else _PARTS.get(name, _WORD)) + ")"


def _names(page: str) -> list[str]:
    return [found[1] for found in _NAME.finditer(page)]


def read_forms(table: dict[str, Any]) -> list[Form]:
    """The forms of a file such as embed.toml. ValueError with a sentence that names the provider and the form that cannot be used."""
    found = []
    for key, provider in table.items():
        name, forms = (provider.get("name"), provider.get("forms")) if isinstance(provider, dict) else (None, None)
        if not isinstance(name, str) or not name.strip() or not isinstance(forms, dict):
            raise ValueError(f'[{key}] needs a name, such as name = "PeerTube", and [{key}.forms].')
        for page, frame in forms.items():
            found.append(_form(key, " ".join(name.split()), page, frame))
    return found


def _form(key: str, name: str, page: str, frame: object) -> Form:
    where = f"[{key}.forms] {page!r}"
    if not re.fullmatch(r"[a-z0-9.-]+/[^\s?\"'<>]*(?:\?[A-Za-z_-]+=\{[a-z]+\})?", page) or not _HOST.fullmatch(page.partition("/")[0]):
        raise ValueError(f'{where} is no address without https:// and www., such as "films.example.org/w/{{id}}".')
    if not isinstance(frame, str) or not re.fullmatch(r"https://[^\s\"'<>;,]+", frame) or not _HOST.fullmatch(urlsplit(frame).netloc):
        raise ValueError(
            f'{where} needs an address for the frame that begins with https://, such as "https://films.example.org/embed/{{id}}".'
        )
    names = _names(page)
    given = {*names, "address"} | ({"box"} if {"zoom", "lat", "lon"} <= set(names) else set())
    if len(set(names)) < len(names) or set(_names(frame)) - given:
        raise ValueError(f"{where}: the frame’s address has a name in braces that the page’s has not, or the page’s has one twice.")
    return Form(name, page.removesuffix("*").rstrip("/"), frame, re.compile(_pattern(page), re.IGNORECASE | re.ASCII))


FORMS: list[Form] = read_forms(tomllib.loads((files("weeknotes.prose") / "embed.toml").read_text(encoding="utf-8")))


def add_forms(table: dict[str, Any]) -> None:
    """Add a host's providers for this process, before those there are. ValueError as `read_forms` says; then nothing is added."""
    FORMS[:0] = read_forms(table)


def hosts() -> tuple[str, ...]:
    """Every host that a frame may be asked of, as a content security policy names it."""
    return tuple(sorted({f"https://{urlsplit(form.frame).netloc}" for form in FORMS}))


def recognise(address: str) -> Embed | None:
    """What stands at `address`, where its form is known."""
    read = _read(address)
    if read is None:
        return None
    form, parts = read
    frame = _filled(form.frame, parts | {"address": quote(address, safe=""), "box": _box(parts)})
    return Embed(form.provider, address, frame, urlsplit(frame).netloc)


def _read(address: str) -> tuple[Form, dict[str, str]] | None:
    for form in FORMS:
        if found := form.pattern.match(address):
            return form, dict(zip(_names(form.page), found.groups(), strict=True))
    return None


def forms() -> list[tuple[str, str]]:
    """Who has it, and a pattern of addresses without regard to capitals, for the editor."""
    return [(form.provider, form.pattern.pattern) for form in FORMS]


def _filled(template: str, parts: dict[str, str]) -> str:
    return _NAME.sub(lambda name: parts[name[1]], template)


def _box(parts: dict[str, str]) -> str:
    """The corners of what a map of about two tiles around a place shows, west, south, east, north; "" where none is meant."""
    if not {"zoom", "lat", "lon"} <= set(parts):
        return ""
    lat, lon, wide = float(parts["lat"]), float(parts["lon"]), 360 / 2 ** int(parts["zoom"])
    corners = (max(lon - wide, -180), max(lat - wide / 2, -85), min(lon + wide, 180), min(lat + wide / 2, 85))
    return ",".join(f"{corner:.6g}" for corner in corners)


def unframed(html: str) -> str:
    """`html` in which frames that show something recognised, as other programs keep them, are paragraphs with its address."""
    return _FRAME.sub(_page_of, html)


def _page_of(found: re.Match[str]) -> str:
    source = unescape(found[1] or found[2] or found[3])
    address = f"https:{source}" if source.startswith("//") else source
    read = _read(address)
    if read is None:
        return found.group()
    form, parts = read
    # The first form with the same frame is the page that people open; the frame's own address is none.
    first = next(other for other in FORMS if other.frame == form.frame and set(_names(other.page)) == set(parts))
    page = f"https://{_filled(first.page, parts)}"
    return f"<p><a{attribute('href', page)}>{escape(page)}</a></p>{found.group()}"


def linked(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """`nodes` in which a recognised address that is all a paragraph says is a link."""
    return tuple(map(_linked, nodes))


def _linked(node: Node) -> Node:
    if node.children:
        return replace(node, children=linked(node.children))
    if node.tag != "p" or len(node.runs) != 1 or node.runs[0].marks or not node.runs[0].text.startswith("http"):
        return node
    address = node.runs[0].text
    return replace(node, runs=(Run(address, (Mark("a", address),)),)) if recognise(address) else node


def cards(html: str, says: Says) -> str:
    """Canonical `html` with each recognised link that is all a paragraph says as a card: its words, who has it, its address.

    What a script needs to open it stands in the card's data attributes; without one it is a link.
    """

    def card(found: re.Match[str]) -> str:
        lang, link, href = found.groups()
        there = recognise(unescape(href))
        if there is None:
            return found.group()
        asks = says.asks.replace("{name}", there.provider).replace("{host}", there.host)
        bare = re.sub(r"^https?://(?:www\.)?", "", there.page)
        shown = bare if len(bare) <= _SHOWN else f"{bare[: _SHOWN - 1]}…"
        data = attribute("data-frame", there.frame) + attribute("data-show", says.show) + attribute("data-asks", asks)
        return (
            f'<figure class="embed"{lang}{data}><p>{link}</p><figcaption>{escape(there.provider)} · {escape(shown)}</figcaption></figure>'
        )

    return _LONE.sub(card, html)


def has_cards(html: str) -> bool:
    """Whether `cards` would make one of canonical `html`."""
    return any(recognise(unescape(found[3])) for found in _LONE.finditer(html))
