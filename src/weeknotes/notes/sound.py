"""What a file of sound or film is, told by its bytes and never by its name. Nothing here makes one anew."""

from typing import IO

from django.conf import settings
from django.utils.translation import gettext as _

from weeknotes.notes.boxes import boxes
from weeknotes.notes.picture import NotTaken

SOUND = {"audio/mpeg": "mp3", "audio/mp4": "m4a", "audio/ogg": "ogg"}
FILM = {"video/mp4": "mp4", "video/webm": "webm"}
HEAD = 4096
MOST_INDEX = 16_000_000


def kind_of(file: IO[bytes], size: int) -> str:
    """The media type of what is in `file`, one of SOUND and FILM. NotTaken with a sentence for anything else, and for what is too long."""
    most = settings.MOST_MEDIA
    file.seek(0)
    head = file.read(HEAD)
    if not head:
        raise NotTaken(_("This file is empty. Choose it once more."))
    if size > most:
        raise NotTaken(
            _("This file is larger than %(most)s MB, which is the most that this site takes. Save it smaller or shorter, then put that in.")
            % {"most": most // 1_000_000}
        )
    kind = _mpeg(head) or _ogg(head) or _webm(head) or _mp4(file, head, size)
    if kind:
        return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        raise NotTaken(_("This is a WAV file, ten times as long as it need be for those who listen. Save it as MP3 or M4A, then put that in."))
    raise NotTaken(
        _("This is no sound or film that browsers can play, whatever its name says. MP3, M4A, Ogg and Opus can be played, and films as MP4 or WebM.")
    )


def _mpeg(head: bytes) -> str:
    """MP3: a tag before it, or a frame of layer III from its first byte (ISO 11172-3, 2.4.1)."""
    frame = head[0] == 0xFF and len(head) > 3 and head[1] & 0xE6 == 0xE2 and head[2] & 0xF0 not in {0, 0xF0} and head[2] & 0x0C != 0x0C
    return "audio/mpeg" if head[:3] == b"ID3" or frame else ""


def _ogg(head: bytes) -> str:
    """Ogg with Opus or Vorbis in it and no film (RFC 3533, RFC 7845)."""
    spoken = b"OpusHead" in head[:200] or b"\x01vorbis" in head[:200]
    return "audio/ogg" if head[:4] == b"OggS" and spoken and b"\x80theora" not in head else ""


def _webm(head: bytes) -> str:
    return "video/webm" if head[:4] == b"\x1a\x45\xdf\xa3" and b"webm" in head[:64] else ""


def _mp4(file: IO[bytes], head: bytes, size: int) -> str:
    """MP4 (ISO 14496-12): a film where a track is one of pictures, else sound. QuickTime's own is none."""
    if head[4:8] != b"ftyp":
        return ""
    if head[8:12] == b"qt  ":
        raise NotTaken(_("This is a QuickTime film, which many browsers cannot play. Export it as MP4, then put that in."))
    index = _index(file, size)
    if b"vide" not in index and b"soun" not in index:
        return ""
    return "video/mp4" if b"vide" in index else "audio/mp4"


def _index(file: IO[bytes], size: int) -> bytes:
    """What an MP4 says of itself: its box `moov`; b"" where there is none."""
    index = next((box for box in boxes(file, 0, size) if box.name == b"moov"), None)
    if index is None:
        return b""
    file.seek(index.at)
    return file.read(min(index.end - index.at, MOST_INDEX))
