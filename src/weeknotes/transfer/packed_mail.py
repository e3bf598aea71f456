"""A box of mails (mbox) and a mail, as `bundle.Packed`: the box has its mails as files, a mail the pictures that came with it.

A box is what Thunderbird, Apple Mail and Google's Takeout keep or give: mails one after the other, each below a line that begins with "From " (RFC 4155). A line
of a mail that begins so has a > before it, and one more where it had some (the manner called mboxrd), which is taken off.
"""

import io
import re
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import PurePosixPath
from typing import IO

from weeknotes.transfer.bundle import INSIDE, MANY, MOST_FILES, Form, Refused
from weeknotes.transfer.mail_read import COUNTED, TRIPPED, NotMail, parse
from weeknotes.transfer.mail_words import beside, bytes_of

_BETWEEN = re.compile(rb"From \S+[ \t]+(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b[^\r\n]*\d\r?\n?")
_BOX = re.compile(_BETWEEN.pattern + rb"\r?\n?[!-9;-~]+:")
_HEAD = re.compile(rb"(?:" + COUNTED.pattern + rb")?(?:[!-9;-~]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){0,200}?(?:message-id|mime-version|received):[^\r\n]*\r?\n", re.IGNORECASE)
_UNSAFE = re.compile(r"[^\w.-]+")
MAILS = (".eml", ".emlx")
_LONGEST_LINE = 1_000_000  # bytes: what follows in a longer one begins no mail


def is_box(first: bytes) -> bool:
    """Whether a file that begins so is a box of mails."""
    return bool(_BOX.match(first))


def is_mail(first: bytes) -> bool:
    """Whether it is a mail: lines of a head, with one among them that no text has before it."""
    return bool(_HEAD.match(first))


class Box:
    """A box: where each of its mails begins and ends is looked up once, and a mail is read when it is asked for."""

    form: Form = "archive"
    weight = 0
    hidden: frozenset[str] = frozenset()

    def __init__(self, opened: Callable[[], IO[bytes]], name: str) -> None:
        """`opened` gives the bytes of the box, each time from their beginning."""
        self.left: list[tuple[str, Refused]] = []
        self._opened = opened
        places = []
        with opened() as file:
            for place in _mails(file):
                places.append(place)
                if len(places) > MOST_FILES:
                    raise Refused(MANY, name=name, most=MOST_FILES)
        digits = len(str(len(places)))
        self._places = {f"{number:0{digits}}.eml": place for number, place in enumerate(places, 1)}

    def sizes(self) -> dict[str, int]:
        return {name: end - start for name, (start, end) in self._places.items()}

    def open(self, name: str) -> tuple[IO[bytes], int]:
        start, end = self._places[name]
        file = self._opened()
        file.seek(start)
        return io.BufferedReader(_Mail(file, end - start)), 0

    def close(self) -> None:
        """Nothing is held open."""


def _mails(file: IO[bytes]) -> Iterator[tuple[int, int]]:
    """Where each mail begins and ends. Only below an empty line, or at the beginning, does a mail begin."""
    start, at, after_blank, whole = -1, 0, True, True
    while line := file.readline(_LONGEST_LINE):
        begins = whole and after_blank and line.startswith(b"From ") and _BETWEEN.fullmatch(line) is not None
        if begins and start >= 0:
            yield start, at
        at += len(line)
        if begins:
            start = at
        after_blank, whole = whole and not line.strip(b"\r\n"), line.endswith(b"\n")
    if start >= 0:
        yield start, at


class _Mail(io.RawIOBase):
    """The bytes of one mail of a box."""

    def __init__(self, file: IO[bytes], size: int) -> None:
        self._file, self._left = file, size
        self._ready = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview[int] | bytearray") -> int:  # type: ignore[override]
        if not self._ready and self._left:
            line = self._file.readline(min(self._left, _LONGEST_LINE))
            self._left = self._left - len(line) if line else 0
            bare = line.lstrip(b">")
            self._ready = line[1:] if bare is not line and bare.startswith(b"From ") else line
        data, self._ready = self._ready[: len(buffer)], self._ready[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._file.close()
        super().close()


class Mail:
    """A mail: the pictures that came with it."""

    form: Form = "archive"
    weight = 0
    hidden: frozenset[str] = frozenset()

    def __init__(self, data: bytes) -> None:
        self.left: list[tuple[str, Refused]] = []
        try:
            self._parts = dict(pictures(parse(data)))
        except (NotMail, *TRIPPED):
            self._parts = {}

    def sizes(self) -> dict[str, int]:
        return {name: len(bytes_of(part)) for name, part in self._parts.items()}

    def open(self, name: str) -> tuple[IO[bytes], int]:
        return io.BytesIO(bytes_of(self._parts[name])), 0

    def close(self) -> None:
        """Nothing is held open."""


def pictures(message: EmailMessage) -> Iterator[tuple[str, EmailMessage]]:
    """The pictures that came with a mail, each under a name that no other of them has."""
    there = [part for part in beside(message) if part.get_content_maintype() == "image"]
    for number, part in enumerate(there[:MOST_FILES], 1):
        called = _UNSAFE.sub("-", PurePosixPath(part.get_filename() or "").name.replace(INSIDE, "-")).strip("-.")[-80:]
        yield f"{number}-{called or part.get_content_subtype()}", part
