"""A picture as it comes from a camera or a screen, made anew in a few sizes: upright, in plain colours, with nothing written beside its pixels."""

import re
import struct
from dataclasses import dataclass
from io import BytesIO
from threading import Lock

from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps

MOST_BYTES = 24_000_000
# A JPEG is read at a fraction of its size (libjpeg's scaling); everything else is held whole.
MOST_PIXELS = {"JPEG": 64_000_000, "MPO": 64_000_000}
MOST_PIXELS_HELD = 26_000_000
WIDTHS = (480, 960, 1600)
TALLEST = 6_000
# Measured on a photo of 12 megapixels: the three sizes take 0.3 s as WebP and 1.2 s as AVIF at this speed, which is a third smaller.
WEBP = {"quality": 80, "method": 4}
AVIF = {"quality": 60, "speed": 8, "max_threads": 1}
# A JPEG of several pictures, as some phones make (MPO), is opened as JPEG and then says what it is.
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
KINDS = {"JPEG": "image/jpeg", "MPO": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "GIF": "image/gif", "AVIF": "image/avif"}
ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "image/gif": "gif", "image/avif": "avif"}
HEIC = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")
SVG = re.compile(rb"\s*(?:<\?xml|<!--|<!DOCTYPE svg|<svg)", re.IGNORECASE)

# Pictures are unpacked one at a time in a process, so that several large ones at once do not fill the memory.
_alone = Lock()
# The size is looked at here before anything is unpacked, with a sentence of our own.
Image.MAX_IMAGE_PIXELS = None


class NotTaken(Exception):
    """Why a file (or a colour, for how a place looks) was not taken, and what to do; `sentence` is for the screen."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Made:
    """One size in one format: media type, bytes, width, height."""

    kind: str
    body: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Picture:
    """What was read: the media type, width and height of the original, whether it moved, and the sizes made of it, narrowest first."""

    kind: str
    width: int
    height: int
    moved: bool
    copies: tuple[Made, ...]


def prepare(data: bytes) -> Picture:
    """The picture in `data`, in each size as WebP and AVIF, none wider than it was. NotTaken with a sentence for anything else.

    Of a moving picture the first frame is taken: what moves by itself must be possible to stop (WCAG 2.2, 2.2.2). What is transparent
    becomes white, so that dark lines can be seen on a dark page too.
    """
    _look(data)
    with _alone:
        try:
            with Image.open(BytesIO(data), formats=FORMATS) as image:
                kind, (width, height) = str(image.format), image.size
                _bounded(width * height, MOST_PIXELS.get(kind, MOST_PIXELS_HELD))
                moved = kind != "MPO" and getattr(image, "n_frames", 1) > 1
                copies = tuple(_copies(_upright(image)))
        except NotTaken:
            raise
        except Exception as error:  # a decoder given bytes that somebody made up may fail in any way
            raise NotTaken(
                _("This picture is damaged: it cannot be read to its end. Save it or send it once more, then put it in.")
            ) from error
    return Picture(KINDS[kind], width, height, moved, copies)


def _look(data: bytes) -> None:
    """Refuse by its first bytes what is no picture, or none that is taken, saying what it seems to be."""
    if not data:
        raise NotTaken(_("This file is empty. Choose the picture once more."))
    if len(data) > MOST_BYTES:
        raise NotTaken(
            _("This picture is larger than %(most)s MB. Save it smaller, or send it to yourself in a smaller size, then put that in.")
            % {"most": MOST_BYTES // 1_000_000}
        )
    if data[4:8] == b"ftyp" and data[8:12] in HEIC:
        raise NotTaken(
            _(
                "This is a HEIC picture, which many browsers cannot show. Share or export it as JPEG, then put that in. On an iPhone, "
                "Settings, Camera, Formats, Most Compatible takes JPEGs from now on."
            )
        )
    if SVG.match(data) and b"<svg" in data[:4096]:
        raise NotTaken(
            _(
                "This is an SVG drawing. One can hold a program that runs at the reader’s, so none is taken. Save it as PNG, then put that in."
            )
        )
    known = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8")
    if not (
        data.startswith(known)
        or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")
        or (data[4:8] == b"ftyp" and data[8:12] in {b"avif", b"avis"})
    ):
        raise NotTaken(_("This is no picture that can be shown here, whatever its name says. JPEG, PNG, WebP, GIF and AVIF can be."))
    if data[:4] == b"RIFF":
        _bounded(_webp_pixels(data), MOST_PIXELS_HELD)


def _bounded(pixels: int, most: int) -> None:
    if pixels > most:
        raise NotTaken(
            _("This picture has %(pixels)s million dots, and up to %(most)s million can be taken. Make it smaller, then put it in.")
            % {"pixels": -(-pixels // 1_000_000), "most": most // 1_000_000}
        )


def _webp_pixels(data: bytes) -> int:
    """How many dots a WebP says it has (RFC 9649, 2.5 to 2.7). Its decoder takes the memory for them before it can be asked."""
    head = data[:30].ljust(30, b"\0")
    if head[12:16] == b"VP8X":
        return (int.from_bytes(head[24:27], "little") + 1) * (int.from_bytes(head[27:30], "little") + 1)
    if head[12:16] == b"VP8L":
        bits = int.from_bytes(head[21:25], "little")
        return ((bits & 0x3FFF) + 1) * ((bits >> 14 & 0x3FFF) + 1)
    width, height = (int(side) & 0x3FFF for side in struct.unpack("<HH", head[26:30]))
    return width * height


def _upright(image: Image.Image) -> Image.Image:
    """The first frame at the largest size that is shown, turned as the camera was held, in sRGB, without a profile or anything else beside it."""
    widest = WIDTHS[-1]
    image.draft(None, (widest, widest))
    image.load()
    profile = image.info.get("icc_profile")
    turned = ImageOps.exif_transpose(image)
    flat = _flat(turned)
    factor = min(1.0, widest / flat.width, TALLEST / flat.height)
    if factor < 1:
        flat = flat.resize((max(1, round(flat.width * factor)), max(1, round(flat.height * factor))), Image.Resampling.LANCZOS)
    coloured = _in_srgb(flat, profile)
    bare = Image.new("RGB", coloured.size)
    bare.paste(coloured)
    return bare


def _flat(image: Image.Image) -> Image.Image:
    """`image` in RGB or CMYK, what is transparent on white."""
    if image.mode.startswith("I"):
        # Sixteen bits of grey.
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L").convert("RGB")
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        seen = image.convert("RGBA")
        ground = Image.new("RGBA", seen.size, "white")
        ground.alpha_composite(seen)
        return ground.convert("RGB")
    return image if image.mode in {"RGB", "CMYK"} else image.convert("RGB")


def _in_srgb(image: Image.Image, profile: object) -> Image.Image:
    """`image` with the colours that its profile means; a profile that cannot be used is passed over."""
    if isinstance(profile, bytes) and profile:
        try:
            found = ImageCms.profileToProfile(
                image, ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
        except (ImageCms.PyCMSError, OSError):
            return image.convert("RGB")
        if found is not None:
            return found
    return image.convert("RGB")


def _copies(image: Image.Image) -> list[Made]:
    widths = [width for width in WIDTHS if width < image.width * 0.9] + [image.width]
    made = []
    for width in widths:
        height = max(1, round(image.height * width / image.width))
        size = image if width == image.width else image.resize((width, height), Image.Resampling.LANCZOS)
        made += [Made("image/avif", _written(size, "AVIF", AVIF), *size.size), Made("image/webp", _written(size, "WEBP", WEBP), *size.size)]
    return made


def _written(image: Image.Image, form: str, how: dict[str, int]) -> bytes:
    out = BytesIO()
    image.save(out, form, **how)
    return out.getvalue()
