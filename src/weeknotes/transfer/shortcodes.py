"""What WordPress writes in square brackets: captions, galleries, sounds and films as what they show; the rest as the words that stand there."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape, unescape

from weeknotes.transfer.autop import preformatted
from weeknotes.transfer.keep import figure, link_to, named_after

_ATTRIBUTES = r"""(?:[^\[\]"']|"[^"]{0,2000}"|'[^']{0,2000}'){0,400}?"""
_CAPTION = re.compile(rf"\[(?:wp_)?caption(?P<said>\s{_ATTRIBUTES})?\](?P<inner>(?:(?!\[/?(?:wp_)?caption).){{0,20000}}?)\[/(?:wp_)?caption\]", re.DOTALL)
_SHOWN = re.compile(r"\s*(<a\s[^>]*>\s*<img[^>]*>\s*</a>|<img[^>]*>)\s*(.*)", re.DOTALL)
# The names that the plugins for code in posts go by, and the languages that stand for it.
_CODE = re.compile(
    rf"\[(sourcecode|source|code|php|python|css|html|xml|js|javascript|bash|shell|sql|java|ruby|csharp|cpp|perl|powershell)(?:\s{_ATTRIBUTES})?\]", re.IGNORECASE
)
_GALLERY = re.compile(rf"\[gallery(\s{_ATTRIBUTES})?/?\]")
_EMBED = re.compile(r"\[embed[^\]]{0,200}\]\s*(https?://[^\s\[\]<>]{1,2000})\s*\[/embed\]")
_PLAYER = re.compile(rf"\[(audio|video|playlist)(\s{_ATTRIBUTES})?\](?:\s{{0,20}}\[/\1\])?")
_VIMEO = re.compile(r"\[vimeo\s{1,3}(\d{4,12})(?:\s[^\[\]]{0,200})?\]")
_NAMED = re.compile(r"\[(?:youtube|vimeo|soundcloud|ted|dailymotion|tweet|instagram|facebook|googlemaps)[=\s]{1,3}\"?(https?://[^\s\[\]<>\"]{1,2000})[^\]]{0,200}\]")
_ONE = re.compile(r"""([\w-]{1,40})\s{0,3}=\s{0,3}(?:"([^"]*)"|'([^']*)'|([^\s"'\]]+))""")
_OTHER = re.compile(rf"\[([A-Za-z][\w-]{{1,40}})(?:(?:\s{_ATTRIBUTES}=)[^\[\]]{{0,2000}}|\s{{0,3}}/)\]|\[/([A-Za-z][\w-]{{1,40}})\]")
_BARE = re.compile(r"https?://[^\s\[\]<>\"'|]{1,2000}")
_LONE = re.compile(r"^[ \t]*(https?://[^\s<>\"'\[\]]{1,2000})[ \t]*$", re.MULTILINE)
_MOST_GALLERIES = 50
_SOURCES = ("src", "mp3", "m4a", "ogg", "wav", "flac", "mp4", "m4v", "webm", "ogv", "url")


@dataclass(frozen=True, slots=True)
class Attached:
    """A picture of the site's own that posts name by its number: its address, what it shows, what stands under it, the post it belongs to."""

    address: str
    alt: str | None
    caption: str
    parent: str


Pictures = Callable[[str], list[Attached]]


def opened(text: str, pictures: Pictures) -> tuple[str, tuple[str, ...]]:
    """`text` with what is known opened, and the names of the rest. `pictures` gives those of a gallery, by its list of numbers or, for "", the post's own."""
    made: list[str] = []
    names: dict[str, None] = {}
    for part, is_code in _coded(text):
        if is_code:
            bare = unescape(part).strip("\r\n")
            made.append(f"\n\n<pre><code>{escape(bare, quote=False)}</code></pre>\n\n" if bare.strip() else "")
        else:
            shown, others = _opened(part, pictures)
            made.append(shown)
            names |= dict.fromkeys(others)
    return "".join(made), tuple(names)[:10]


def _coded(text: str) -> Iterator[tuple[str, bool]]:
    """The parts of a text, each with whether it stands between brackets that say it is code; brackets that are never closed are words."""
    at = 0
    low = text.lower() if "[/" in text else ""
    ends: dict[str, int] = {}
    for found in _CODE.finditer(text) if low else ():
        if found.start() < at:
            continue
        closing = f"[/{found[1].lower()}]"
        if closing not in ends:
            ends[closing] = low.rfind(closing)
        end = low.find(closing, found.end()) if ends[closing] >= found.end() else -1
        if end >= 0:
            yield text[at : found.start()], False
            yield text[found.end() : end], True
            at = end + len(closing)
    yield text[at:], False


def _opened(text: str, pictures: Pictures) -> tuple[str, tuple[str, ...]]:
    if "[" in text:
        if "caption]" in text:
            text = _CAPTION.sub(_captioned, text)
        text = _GALLERY.sub(lambda found: _gallery(found, pictures), text, count=_MOST_GALLERIES)
        text = _EMBED.sub(lambda found: f"\n\n{link_to(unescape(found[1]))}\n\n", text)
        text = _NAMED.sub(lambda found: f"\n\n{link_to(unescape(found[1]))}\n\n", text)
        text = _VIMEO.sub(lambda found: f"\n\n{link_to(f'https://vimeo.com/{found[1]}')}\n\n", text)
        text = _PLAYER.sub(_player, text)
        others = tuple(dict.fromkeys(found[1] or found[2] for found in _OTHER.finditer(text)))[:10]
    else:
        others = ()
    return _lone(text) if "http" in text else text, others


def _lone(text: str) -> str:
    """`text` in which an address that has a line to itself is a link; in what is preformatted it is part of the code."""
    made: list[str] = []
    at = 0
    for start, end in (*preformatted(text), (len(text), len(text))):
        made.append(_LONE.sub(lambda found: f"\n{link_to(unescape(found[1]))}\n", text[at:start]))
        made.append(text[start:end])
        at = end
    return "".join(made)


def _said(found: str | None) -> dict[str, str]:
    return {one[1].lower(): unescape(one[2] or one[3] or one[4] or "") for one in _ONE.finditer(found or "")}


def _captioned(found: re.Match[str]) -> str:
    said = _said(found["said"])
    shown = _SHOWN.match(found["inner"])
    if shown is None:
        return found["inner"]
    words = shown[2].strip() or escape(said.get("caption", ""))
    under = f"<figcaption>{words}</figcaption>" if words else ""
    return f"\n\n<figure>{shown[1]}{under}</figure>\n\n"


def _gallery(found: re.Match[str], pictures: Pictures) -> str:
    said = _said(found[1])
    shown = pictures(said.get("ids", "") or said.get("include", ""))
    if not shown:
        return found.group()
    return "\n\n" + "\n".join(figure(one.address, one.alt, escape(one.caption)) for one in shown) + "\n\n"


def _player(found: re.Match[str]) -> str:
    said = _said(found[2])
    address = next((said[name] for name in _SOURCES if said.get(name, "").startswith(("http", "/"))), "")
    if not address and (bare := _BARE.search(found[2] or "")):
        address = unescape(bare[0])
    return f"\n\n{link_to(address, named_after(address))}\n\n" if address else found.group()
