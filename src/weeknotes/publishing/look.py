"""How this place looks: the colour of the pen, a logo, a face for the text. A stylesheet of its own is made of the built-in one and these.

What is made stands among the styles of the public folder under names that carry its sum, so that whoever fetched it may keep it for ever,
and pages that somebody still holds find what they ask for.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.translation import gettext as _

from weeknotes.notes.picture import NotTaken, prepare
from weeknotes.people.site import forget
from weeknotes.publishing import disk, statics
from weeknotes.publishing.models import Look
from weeknotes.web.contrast import COLOUR, DARK, ENOUGH, LIGHT, least, lightened, ratio
from weeknotes.web.generation import generation
from weeknotes.web.prepared import prepared

STYLE = "weeknotes.css"
MOST_FONT = 400_000
FACE = '"Iowan Old Style","Palatino Linotype",Palatino,"URW Palladio L",P052,"Noto Serif",Georgia,serif'


@dataclass(frozen=True, slots=True)
class Logo:
    """Where the logo is, and its width and height."""

    src: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Looks:
    """What every page needs: the address of the one stylesheet, and the logo where there is one."""

    style: str
    logo: Logo | None


_held: dict[str, tuple[int, Looks]] = {}


def looks() -> Looks:
    """How this place looks now. Costs no query while nothing shared has changed."""
    now = generation().value
    at, found = _held.get("looks", (-1, None))
    if at != now or found is None:
        look = next(iter(_first()), None)
        files = dict(_files(look)) if look else {}
        style = next((f"/{path}" for path in files if path.endswith(".css")), None) or static(STYLE)
        picture = next((f"/{path}" for path in files if path.endswith(".webp")), None)
        logo = Logo(picture, look.logo_width, look.logo_height) if look and picture else None
        found = Looks(style, logo)
        _held["looks"] = (now, found)
    return found


@prepared()
def _first() -> QuerySet[Look]:
    return Look.objects.order_by("pk")[:1]


def context(request: HttpRequest) -> dict[str, object]:  # noqa: ARG001 - as Django calls it
    """For templates of signed-in pages: `look`."""
    return {"theme": looks()}


def checked_pen(colour: str) -> str:
    """`colour` as `#rrggbb`, where it can be read on the light page and on a block on it. NotTaken with the measured ratios where not."""
    typed = colour.strip().lower()
    if not COLOUR.fullmatch(typed):
        raise NotTaken(_("Write the colour as # and six figures or letters from a to f, such as #1c3bb2."))
    if least(typed, LIGHT) < ENOUGH:
        page, block = (f"{ratio(typed, ground):.1f}" for ground in LIGHT)
        raise NotTaken(
            _("%(colour)s has a contrast of %(page)s on the page and %(block)s on a block; links need 4.5 on both to be read. Choose a darker one.")
            % {"colour": typed, "page": page, "block": block}
        )
    return typed


def measured(pen: str) -> tuple[str, float, float]:
    """The shade of `pen` for dark pages, and the least contrast of each on its pages."""
    dark = lightened(pen)
    return dark, least(pen, LIGHT), least(dark, DARK)


def checked_font(data: bytes) -> bytes:
    """`data` where it is one font as WOFF2 (W3C WOFF 2.0, 4). NotTaken with a sentence where not."""
    if len(data) > MOST_FONT:
        raise NotTaken(
            _("This font has %(size)s kB, and up to %(most)s kB can be taken, so that pages stay quick. Take one with the letters of English and Welsh alone.")
            % {"size": len(data) // 1000, "most": MOST_FONT // 1000}
        )
    if data[:4] in {b"wOFF", b"OTTO", b"\0\1\0\0", b"true", b"ttcf"}:
        raise NotTaken(_("This is a font, but not as WOFF2. Whoever made it has it as WOFF2 too, or a converter makes it; then put that in."))
    flavour, length, tables = data[4:8], int.from_bytes(data[8:12], "big"), int.from_bytes(data[12:14], "big")
    if data[:4] != b"wOF2" or flavour not in {b"OTTO", b"\0\1\0\0", b"true"} or length != len(data) or not tables:
        raise NotTaken(_("This is no font as WOFF2, or it is damaged. Choose a file whose name ends in .woff2, and save it anew if this one does."))
    return data


def keep_look(*, pen: str, logo: bytes | None, font: bytes | None, drop_logo: bool = False, drop_font: bool = False) -> None:
    """Have this place look so from now on; a logo and a font that are None stay as they are. "" for the pen is the built-in blue.

    NotTaken (here, or that of `notes.picture`) with a sentence where one of them cannot be used. Pages are made anew by whoever calls.
    """
    pen = checked_pen(pen) if pen else ""
    if font is not None:
        checked_font(font)
    picture = prepare(logo).copies[1] if logo is not None else None
    with transaction.atomic():
        look = Look.objects.select_for_update().first() or Look(id=1)
        look.pen = pen
        if picture is not None:
            look.logo, look.logo_width, look.logo_height = picture.body, picture.width, picture.height
        elif drop_logo:
            look.logo = b""
        if font is not None or drop_font:
            look.font = font or b""
        look.save()
    ensure()
    forget()


def ensure() -> None:
    """Put the files that the look needs where pages ask for them, those that are missing or damaged."""
    look = Look.objects.first()
    for path, body in _files(look) if look else ():
        if disk.read(path) != body:
            disk.make_room(path)
            disk.swap(disk.put(body), path)


def wrong() -> Iterator[tuple[str, str]]:
    """Path and what is wrong with it for each file that the look needs."""
    look = Look.objects.first()
    for path, body in _files(look) if look else ():
        there = disk.read(path)
        if there != body:
            yield path, "missing" if there is None else "different"


def _files(look: Look) -> list[tuple[str, bytes]]:
    """Path and bytes of the logo, the font and the style, those that there are. What is the same has the same name."""
    found = []
    said = ""
    if look.logo:
        found.append((_named("logo", bytes(look.logo), "webp"), bytes(look.logo)))
    if look.font:
        path = _named("face", bytes(look.font), "woff2")
        found.append((path, bytes(look.font)))
        file = path.rpartition("/")[2]
        said += f'@font-face{{font-family:Here;src:url({file}) format("woff2");font-display:swap}}:root{{--serif:Here,{FACE}}}'
    if look.pen:
        said += f":root{{--pen:light-dark({look.pen},{lightened(look.pen)})}}"
    listed = statics.manifest() or {}
    built_in = disk.read(statics.prefix() + listed[STYLE]) if STYLE in listed else None
    if said and built_in is not None:
        body = built_in.rstrip() + b"\n\n/* as this place has it */\n" + said.encode() + b"\n"
        found.append((_named("weeknotes", body, "css"), body))
    return found


def _named(name: str, body: bytes, ending: str) -> str:
    return f"{statics.prefix()}{name}.{hashlib.md5(body, usedforsecurity=False).hexdigest()[:12]}.{ending}"
