"""Sounds and films for tests, of the smallest: the first bytes of each kind as its standard has them."""

MP3 = b"ID3\x04\x00\x00\x00\x00\x00\x00" + b"\xff\xfb\x90\x00" + bytes(range(256)) * 8
BARE_MP3 = b"\xff\xfb\x90\x64" + bytes(413)
OPUS = b"OggS" + bytes(24) + b"OpusHead" + bytes(60)
WEBM = b"\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm" + bytes(60)
WAV = b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(20)


def box(name: bytes, inside: bytes = b"") -> bytes:
    return (len(inside) + 8).to_bytes(4) + name + inside


def mp4(*handlers: bytes, brand: bytes = b"isom", late: bool = True) -> bytes:
    """An MP4 with a track for each of `handlers` ("vide", "soun"), its index after the media where `late`."""
    moov = box(b"moov", b"".join(box(b"trak", box(b"hdlr", bytes(8) + one)) for one in handlers))
    parts = [box(b"mdat", bytes(5000)), moov] if late else [moov, box(b"mdat", bytes(5000))]
    return box(b"ftyp", brand + bytes(4)) + b"".join(parts)


VTT = b"WEBVTT\n\n00:01.000 --> 00:02.000\n<b>It rains.</b>\n"
