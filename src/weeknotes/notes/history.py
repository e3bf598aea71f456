"""How a save is kept small: zlib, with the first text of the same sitting as dictionary. Depth one, no chains."""

import json
import zlib
from dataclasses import dataclass

WINDOW = 32_000
SMALLEST, LARGEST = 9, 15  # bits of a window, in zlib.h


@dataclass(frozen=True, slots=True)
class Words:
    """What one save holds."""

    title: str
    html: str

    def packed(self) -> bytes:
        """The bytes that are compressed, and that serve as dictionary for others."""
        return json.dumps([self.title, self.html], ensure_ascii=False).encode()


def squeezed(data: bytes) -> bytes:
    """`data` compressed as zlib does, for `zlib.decompress`. With a window no larger than it is: half the time for a text goes into making room that it
    never fills."""
    bits = min(LARGEST, max(SMALLEST, len(data).bit_length()))
    packer = zlib.compressobj(6, zlib.DEFLATED, bits, bits - 7)
    return packer.compress(data) + packer.flush()


def pack(words: Words, base: Words | None = None) -> bytes:
    """Compress `words`, leaning on `base`; a first byte says which. Longer than the window of zlib, the base would not help: left out."""
    text = words.packed()
    key = base.packed() if base else b""
    if base is None or len(key) > WINDOW:
        return b"f" + squeezed(text)
    packer = zlib.compressobj(6, zdict=key)
    return b"d" + packer.compress(text) + packer.flush()


def unpack(data: bytes, base: Words | None = None) -> Words:
    """The reverse of `pack` with the same base. Raises ValueError where the base is needed and not given."""
    how, rest = data[:1], data[1:]
    if how == b"f":
        text = zlib.decompress(rest)
    elif base is None:
        raise ValueError("this save leans on another, which was not given")
    else:
        text = zlib.decompressobj(zdict=base.packed()).decompress(rest)
    title, html = json.loads(text)
    return Words(title, html)


def leans(data: bytes) -> bool:
    """Whether `data` was packed with a base."""
    return data[:1] == b"d"
