"""The picture that other sites show beside a link to a note: its title in the site's type, who wrote it, and the week on the week line."""

import io
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import font_source_serif_pro
from PIL import Image, ImageDraw, ImageFont

# The size that the sites which show such pictures ask for (1.91 : 1); a picture of text alone stays far below a hundred kilobytes.
WIDTH, HEIGHT = 1200, 630
# Greys between ink and paper, as numbers of the palette; one number is the red of the margin line.
INK, SOFT, HAIR, RED, PAPER = 0, 74, 200, 1, 255
_COLOURS = {"ink": (0x15, 0x20, 0x2B), "paper": (0xFB, 0xFB, 0xF8), "red": (0xE2, 0x80, 0x8F)}
EDGE, LINE, TEXT = 64, 268, 320
# The title takes the largest of these sizes at which it fits; even the smallest can be read where the picture is shown at a third of its size.
SIZES = (84, 76, 68, 60, 54, 48)
MOST_LINES = 5


@dataclass(frozen=True, slots=True)
class Said:
    """What stands on a picture: words that everybody is shown, in one language. `week` and `folio` are empty where a note is about no week."""

    title: str
    by: str
    site: str
    week: str = ""
    folio: str = ""
    days: tuple[bool, ...] = ()


def preview(said: Said) -> bytes | None:
    """A PNG of `WIDTH` × `HEIGHT`, the same bytes every time; None where the title is in a script that the type does not have."""
    title = shown(said.title)
    if not can_be_drawn(said.title):
        return None
    image = Image.new("L", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(image)
    _week_line(pen, said)
    _title(pen, title)
    pen.text((TEXT, HEIGHT - 108), _short(shown(said.by), _font("Regular", 34), WIDTH - TEXT - EDGE), INK, _font("Regular", 34), "ls")
    pen.text((TEXT, HEIGHT - 58), _short(shown(said.site), _font("Regular", 28), WIDTH - TEXT - EDGE), SOFT, _font("Regular", 28), "ls")
    image = image.point([PAPER if grey >= PAPER - 3 else grey + (grey == RED) for grey in range(256)])
    ImageDraw.Draw(image).rectangle((LINE, 0, LINE + 2, HEIGHT), fill=RED)
    coloured = Image.frombytes("P", image.size, image.tobytes())
    coloured.putpalette(_palette())
    out = io.BytesIO()
    coloured.save(out, "PNG", compress_level=6)
    return out.getvalue()


def can_be_drawn(title: str) -> bool:
    """Whether the type has at least half of the signs of `title`."""
    return len(shown(title)) * 2 >= len("".join(title.split())) > 0


def shown(words: str) -> str:
    """`words` in one line, without what the type has no sign for."""
    plain = unicodedata.normalize("NFC", words)
    return " ".join("".join(sign if sign.isspace() or _has(sign) else "" for sign in plain).split())


def _week_line(pen: ImageDraw.ImageDraw, said: Said) -> None:
    pen.line((0, 196, WIDTH, 196), HAIR, 2)
    if not said.folio:
        return
    # A range of weeks is wider than one.
    size = next((size for size in (110, 92, 76, 60, 48) if _font("Regular", size).getlength(said.folio) <= LINE - EDGE - 24), 40)
    pen.text((EDGE, 176), said.folio, INK, _font("Regular", size), "ls")
    pen.text((EDGE, 236), shown(said.week), SOFT, _font("Regular", 28), "ls")
    wide = (WIDTH - TEXT - EDGE) / max(len(said.days), 1)
    for place, on in enumerate(said.days):
        left = TEXT + round(place * wide)
        pen.line((left, 186, left, 206), HAIR, 2)
        if on:
            pen.rectangle((left, 193, left + round(wide) - 1, 199), fill=INK)


def _title(pen: ImageDraw.ImageDraw, title: str) -> None:
    room = HEIGHT - 160 - 236
    for size in SIZES:
        font, high = _font("Semibold", size), round(size * 1.16)
        lines = _lines(title, font, WIDTH - TEXT - EDGE)
        if len(lines) * high <= room and len(lines) <= MOST_LINES:
            break
    most = min(MOST_LINES, room // high)
    if len(lines) > most:
        lines = [*lines[: most - 1], _short(" ".join(lines[most - 1 :]), font, WIDTH - TEXT - EDGE)]
    for place, line in enumerate(lines):
        pen.text((TEXT, 236 + round(size * 0.92) + place * high), line, INK, font, "ls")


def _lines(words: str, font: ImageFont.FreeTypeFont, wide: int) -> list[str]:
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= wide:
            lines[-1] = longer
        else:
            lines.append(_short(word, font, wide))
    return lines


def _short(words: str, font: ImageFont.FreeTypeFont, wide: int) -> str:
    """`words`, or as many of them as there is room for (of a single word its beginning) and three dots."""
    words = words[:400]
    if font.getlength(words) <= wide:
        return words
    while words and font.getlength(f"{words}…") > wide:
        words = words[: words.rfind(" ")] if " " in words else words[:-1]
    return f"{words.rstrip(' ,.;:–-')}…"


@cache
def _palette() -> Sequence[int]:
    ink, paper = _COLOURS["ink"], _COLOURS["paper"]
    found: list[int] = []
    for grey in range(256):
        found += _COLOURS["red"] if grey == RED else (round(a + (b - a) * grey / 255) for a, b in zip(ink, paper, strict=True))
    return found


@cache
def _font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    folder = Path(font_source_serif_pro.font_directory)
    # The plain layout gives the same bytes on every machine, whether or not it has a library for complex scripts.
    return ImageFont.truetype(folder / f"SourceSerifPro-{weight}.ttf", size, layout_engine=ImageFont.Layout.BASIC)


@cache
def _missing_sign() -> bytes:
    return bytes(_font("Regular", 24).getmask("\U0010fffd"))


@cache
def _has(sign: str) -> bool:
    """Whether the type has this sign."""
    mask = _font("Regular", 24).getmask(sign)
    return bytes(mask) != _missing_sign() and not unicodedata.category(sign).startswith("C")
