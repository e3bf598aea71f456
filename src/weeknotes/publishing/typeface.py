"""Which signs the type of the previews has and how wide each is, as the type itself says (the OpenType tables cmap, hhea, hmtx), and lines of it drawn so.

The plain layout of the drawing library takes a sign that is put together of others (curly quotes, %, `) for as wide as its first part, and draws the next sign
over it; its other layout is not on every machine, and refuses some signs.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import font_source_serif_pro
from PIL import ImageDraw, ImageFont

_WINDOWS_UNICODE = (3, 1)


@dataclass(frozen=True, slots=True)
class Face:
    """The type in one weight and size."""

    weight: str
    size: int

    @property
    def font(self) -> ImageFont.FreeTypeFont:
        """What draws it."""
        return _font(self.weight, self.size)

    def wide(self, words: str) -> float:
        """How far `words` reach, in pixels: exactly as far as they are drawn."""
        widths = _widths(self.weight)
        return sum(widths.get(ord(sign), widths[0]) for sign in words) * self.size

    def has(self, sign: str) -> bool:
        """Whether the type has this sign."""
        return ord(sign) in _widths(self.weight)

    def draw(self, pen: ImageDraw.ImageDraw, at: tuple[int, int], words: str, ink: int) -> None:
        """`words` from `at` on, which is on the line that they stand on; each sign at its own place, so that nothing depends on its neighbours."""
        left, line = at
        widths = _widths(self.weight)
        reached = 0.0
        for sign in words:
            pen.text((left + round(reached * self.size), line), sign, ink, self.font, "ls")
            reached += widths.get(ord(sign), widths[0])


def _file(weight: str) -> Path:
    return Path(font_source_serif_pro.font_directory) / f"SourceSerifPro-{weight}.ttf"


@cache
def _font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    # The plain layout gives the same bytes on every machine, whether or not it has a library for complex scripts.
    return ImageFont.truetype(_file(weight), size, layout_engine=ImageFont.Layout.BASIC)


@cache
def _widths(weight: str) -> Mapping[int, float]:
    """The width of each sign by its number in Unicode, in parts of the size; under 0 that of one that the type does not have."""
    data = _file(weight).read_bytes()
    tables = {}
    for place in range(struct.unpack_from(">H", data, 4)[0]):
        name, _sum, start, length = struct.unpack_from(">4sIII", data, 12 + 16 * place)
        tables[name] = data[start : start + length]
    em = struct.unpack_from(">H", tables[b"head"], 18)[0]
    several = struct.unpack_from(">H", tables[b"hhea"], 34)[0]
    wide = [struct.unpack_from(">H", tables[b"hmtx"], 4 * glyph)[0] / em for glyph in range(several)]
    # Glyphs after the last one that has a width of its own are as wide as that one.
    return {0: wide[0]} | {sign: wide[min(glyph, several - 1)] for sign, glyph in _glyphs(tables[b"cmap"]).items()}


def _glyphs(cmap: bytes) -> dict[int, int]:
    """The glyph of each sign of the Basic Multilingual Plane (the table cmap, its part in format 4)."""
    parts = [struct.unpack_from(">HHI", cmap, 4 + 8 * place) for place in range(struct.unpack_from(">H", cmap, 2)[0])]
    part = cmap[next(start for system, form, start in parts if (system, form) == _WINDOWS_UNICODE) :]
    twice = struct.unpack_from(">H", part, 6)[0]
    found = {}
    for at in range(0, twice, 2):
        last, first = struct.unpack_from(">H", part, 14 + at)[0], struct.unpack_from(">H", part, 16 + twice + at)[0]
        delta, offset = struct.unpack_from(">H", part, 16 + 2 * twice + at)[0], struct.unpack_from(">H", part, 16 + 3 * twice + at)[0]
        for sign in range(first, min(last, 0xFFFE) + 1):
            # An offset counts from where it stands itself.
            glyph = struct.unpack_from(">H", part, 16 + 3 * twice + at + offset + 2 * (sign - first))[0] if offset else sign
            if glyph:
                found[sign] = (glyph + delta) % 0x10000
    return found
