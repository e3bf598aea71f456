"""Pictures for tests, drawn here: no photograph of anybody is needed."""

import struct
import zlib
from io import BytesIO

from PIL import Image, ImageCms


def drawn(form: str = "JPEG", size: tuple[int, int] = (1200, 800), *, colour: str = "teal", mode: str = "RGB", **how: object) -> bytes:
    """A picture in one colour, a quarter of it darker so that it has an up and a down."""
    image = Image.new("RGB", size, colour)
    image.paste("black", (0, 0, size[0] // 2, size[1] // 2))
    out = BytesIO()
    image.convert(mode).save(out, form, **how)
    return out.getvalue()


def with_exif(orientation: int = 6) -> bytes:
    """A JPEG held sideways, with a place, a camera's name and a comment beside its pixels."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Glanderw Cameras"
    exif[0x9286] = "Mared at home"
    place = exif.get_ifd(0x8825)
    place.update({1: "N", 2: (51.0, 46.0, 0.0), 3: "W", 4: (3.0, 11.0, 0.0)})
    return drawn(exif=exif, comment=b"Written by a phone")


def moving() -> bytes:
    """A GIF of two frames, red and then blue."""
    out = BytesIO()
    red, blue = (Image.new("RGB", (600, 400), colour) for colour in ("red", "blue"))
    red.save(out, "GIF", save_all=True, append_images=[blue], duration=200, loop=0)
    return out.getvalue()


def see_through() -> bytes:
    """A PNG that is transparent but for a black square."""
    image = Image.new("RGBA", (600, 400), (0, 0, 0, 0))
    image.paste((0, 0, 0, 255), (0, 0, 100, 100))
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def profiled() -> bytes:
    """A JPEG with a profile of colours."""
    return drawn(icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())


def png_bomb(width: int, height: int) -> bytes:
    """A PNG of a few hundred bytes that says it is very large."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")


def webp_bomb(width: int, height: int) -> bytes:
    """The head of a WebP that says it is very large."""
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    body = b"WEBPVP8X" + struct.pack("<I", 10) + b"\0\0\0\0" + size
    return b"RIFF" + struct.pack("<I", len(body)) + body


HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 100
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
