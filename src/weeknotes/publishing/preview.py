"""The picture that other sites show beside a link to a note: its title in the site's type, who wrote it, and the week on the week line."""

import io
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from PIL import Image, ImageDraw

from weeknotes.publishing.typeface import Face

# The size that the sites which show such pictures ask for (1.91 : 1); a picture of text alone stays far below a hundred kilobytes.
WIDTH, HEIGHT = 1200, 630
# Greys between ink and paper, as numbers of the palette; one number is the red of the margin line.
INK, SOFT, HAIR, RED, PAPER = 0, 74, 200, 1, 255
_COLOURS = {"ink": (0x15, 0x20, 0x2B), "paper": (0xFB, 0xFB, 0xF8), "red": (0xE2, 0x80, 0x8F)}
EDGE, LINE, TEXT = 64, 268, 320
# The title takes the largest of these sizes at which it fits; even the smallest can be read where the picture is shown at a third of its size.
SIZES = (84, 76, 68, 60, 54, 48)
MOST_LINES = 5
_NAME, _SMALL = Face("Regular", 34), Face("Regular", 28)


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
    _NAME.draw(pen, (TEXT, HEIGHT - 108), _short(shown(said.by), _NAME, WIDTH - TEXT - EDGE), INK)
    _SMALL.draw(pen, (TEXT, HEIGHT - 58), _short(shown(said.site), _SMALL, WIDTH - TEXT - EDGE), SOFT)
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
    size = next((size for size in (110, 92, 76, 60, 48) if Face("Regular", size).wide(said.folio) <= LINE - EDGE - 24), 40)
    Face("Regular", size).draw(pen, (EDGE, 176), said.folio, INK)
    _SMALL.draw(pen, (EDGE, 236), shown(said.week), SOFT)
    wide = (WIDTH - TEXT - EDGE) / max(len(said.days), 1)
    for place, on in enumerate(said.days):
        left = TEXT + round(place * wide)
        pen.line((left, 186, left, 206), HAIR, 2)
        if on:
            pen.rectangle((left, 193, left + round(wide) - 1, 199), fill=INK)


def _title(pen: ImageDraw.ImageDraw, title: str) -> None:
    room = HEIGHT - 160 - 236
    for size in SIZES:
        face, high = Face("Semibold", size), round(size * 1.16)
        lines = _lines(title, face, WIDTH - TEXT - EDGE)
        if len(lines) * high <= room and len(lines) <= MOST_LINES:
            break
    most = min(MOST_LINES, room // high)
    if len(lines) > most:
        lines = [*lines[: most - 1], _short(" ".join(lines[most - 1 :]), face, WIDTH - TEXT - EDGE)]
    for place, line in enumerate(lines):
        face.draw(pen, (TEXT, 236 + round(size * 0.92) + place * high), line, INK)


def _lines(words: str, face: Face, wide: int) -> list[str]:
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and face.wide(longer) <= wide:
            lines[-1] = longer
        else:
            lines.append(_short(word, face, wide))
    return lines


def _short(words: str, face: Face, wide: int) -> str:
    """`words`, or as many of them as there is room for (of a single word its beginning) and three dots."""
    words = words[:400]
    if face.wide(words) <= wide:
        return words
    while words and face.wide(f"{words}…") > wide:
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
def _has(sign: str) -> bool:
    return _NAME.has(sign) and not unicodedata.category(sign).startswith("C")
