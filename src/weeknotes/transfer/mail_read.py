"""A mail as it was sent (RFC 5322), read into what is taken of it. Who sent it is not looked at: anybody can write any name there."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import format_datetime, parsedate_to_datetime
from itertools import islice

from django.utils import timezone

from weeknotes.prose.html import SURROGATES, clean
from weeknotes.prose.markdown import from_html
from weeknotes.transfer.mail_words import answers_invitation, beside, bytes_of, decoded, words_of

MOST_BYTES = 25_000_000
MOST_FILES = 20
SECRET = re.compile(r"\+([0-9a-f]{32})@", re.IGNORECASE)
BY_PROGRAMS = ("auto-submitted", "x-autoreply", "x-autorespond")
TO = ("delivered-to", "x-original-to", "envelope-to", "to", "cc")
AGAIN = re.compile(r"^(?:(?:re|fw|fwd|atb|ymlaen)\s*:\s*)+", re.IGNORECASE)
PICTURE = re.compile(r"<img\b[^>]*>")  # of clean HTML, in which no attribute has that sign
PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".heif", ".avif")
COUNTED = re.compile(rb"[ \t]*(\d{1,10})[ \t]*\r?\n")  # the first line of a mail of Apple's
LONGEST_TEXT = 1_000_000
LONGEST_HEADER = 20_000
MOST_HEADERS = 20  # of one name
MOST_PARTS = 1000
LONGEST_OF_PART = 4_000  # a name of 255 letters, each written in nine signs, and as much again
MOST_OF_PARTS = 100_000
OF_PART = frozenset({"content-type", "content-disposition", "content-transfer-encoding"})
ENDS = re.compile(rb"\r?\n\r?\n")


class NotMail(Exception):
    """What came cannot be read as a mail."""


class _Counted:
    """How much of one mail was read: its parts, and what stands in the heads that say what each part is."""

    def __init__(self) -> None:
        self.parts, self.heads = 0, 0

    def part(self, policy: policy.EmailPolicy) -> EmailMessage:
        """One part more. NotMail where there are more than any program writes."""
        self.parts += 1
        if self.parts > MOST_PARTS:
            raise NotMail
        return EmailMessage(policy=policy)


class _Short(policy.EmailPolicy):
    """Reads headers as ever, and no more of each than people write: reading one takes the square of its length, and anybody may send a long one, or many."""

    counted: _Counted

    def __init__(self, counted: _Counted) -> None:
        super().__init__()  # type: ignore[call-arg]  # what makes a message is a factory of the parser's here
        object.__setattr__(self, "counted", counted)  # a policy lets nobody set anything

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        if name.lower() not in OF_PART:
            return name, value[:LONGEST_HEADER]
        value = value[:LONGEST_OF_PART]
        self.counted.heads += len(value)
        if self.counted.heads > MOST_OF_PARTS:
            raise NotMail
        return name, value


@dataclass(frozen=True, slots=True)
class File:
    """A file that came with a mail."""

    name: str
    data: bytes
    is_picture: bool


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail: `key` knows it again; when it was written; its text, plain or as Markdown of its HTML; its files, and the names of those `beyond` so many as
    are taken; the secrets that stand in its addresses; whether a program answered by itself."""

    key: str
    at: datetime | None
    subject: str
    text: str
    files: tuple[File, ...]
    secrets: tuple[str, ...]
    by_itself: bool
    beyond: tuple[str, ...] = ()


# What the library, which reads whatever comes, raises here and there over a header or a charset.
TRIPPED = (MessageError, ValueError, LookupError, AttributeError, TypeError, ArithmeticError, RecursionError, AssertionError)


def parse(data: bytes) -> EmailMessage:
    """A mail out of its bytes, in its parts; one that Apple's Mail keeps (.emlx) has how many they are before it, and its own account of it behind.

    NotMail for what is none; may raise TRIPPED, as may all that is asked of it then.
    """
    if counted := COUNTED.match(data):
        data = data[counted.end() :][: int(counted[1])]
    so_far = _Counted()
    message = BytesParser(so_far.part, policy=_Short(so_far)).parsebytes(data)  # type: ignore[arg-type]
    if not isinstance(message, EmailMessage) or not message.keys():
        raise NotMail
    return message


def is_short(data: bytes) -> bool:
    """Whether a mail of Apple's has fewer bytes than it says before it."""
    counted = COUNTED.match(data)
    return counted is not None and len(data) - counted.end() < int(counted[1])


def sent_to(data: bytes) -> tuple[str, ...]:
    """The secrets in the addresses that a mail was sent to, of which its head alone is read. NotMail for what is none."""
    end = ENDS.search(data)
    try:
        return _secrets(parse(data[: end.start() + 1] if end else data))
    except TRIPPED as error:
        raise NotMail from error


def _secrets(message: EmailMessage) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.lower() for name in TO for value in _all(message, name) for one in SECRET.findall(value)))


def read_mail(data: bytes) -> Letter:
    """A mail out of its bytes. NotMail for what is none."""
    try:
        message = parse(data)
        text, came = _text(message), list(beside(message))
        # An answer to an invitation, to which its sender wrote nothing, is called what a program called it.
        own = text.strip() or not answers_invitation(message)
        return Letter(
            key=key_of(header(message, "message-id"), data),
            at=moment(header(message, "date")),
            subject=AGAIN.sub("", legible(header(message, "subject"))) if own else "",
            text=text,
            files=tuple(File(_name(part), bytes_of(part), is_picture(part.get_content_type(), _name(part))) for part in came[:MOST_FILES]),
            secrets=_secrets(message),
            by_itself=by_itself(message),
            beyond=tuple(_name(part) for part in came[MOST_FILES:]),
        )
    except TRIPPED as error:
        raise NotMail from error


def legible(text: str, *, lines: bool = False) -> str:
    """Text without what no database keeps; in one line unless it has `lines`."""
    sound = SURROGATES.sub("\ufffd", text.replace("\x00", ""))
    return sound if lines else " ".join(sound.split())


def is_picture(kind: str, name: str) -> bool:
    """Whether a file is said to be a picture: by its kind, or, where that says nothing, by the end of its name. What it is, is looked at when it is taken."""
    return kind.startswith("image/") or (kind == "application/octet-stream" and name.lower().endswith(PICTURES))


def _all(message: EmailMessage, name: str) -> list[str]:
    there = (value for key, value in message.raw_items() if key.lower() == name)
    return [str(message.policy.header_fetch_parse(name, value)) for value in islice(there, MOST_HEADERS)]


def header(message: EmailMessage, name: str) -> str:
    """What the first header of this name (in small letters) says; "" where there is none."""
    return next(iter(_all(message, name)), "")


def key_of(given: str, data: bytes) -> str:
    """What knows a mail again: by what its head calls it, else by these bytes of it."""
    return hashlib.sha256(given.strip().encode("utf-8", "replace") or data).hexdigest()


def moment(text: str) -> datetime | None:
    """The moment that a Date header says; None for what is none."""
    try:
        found = parsedate_to_datetime(text)
        found = found if found.tzinfo else timezone.make_aware(found)
        format_datetime(found.astimezone(timezone.get_default_timezone()))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found


def _text(message: EmailMessage) -> str:
    """All of its text, in its order: a picture between two texts parts them, and neither is left out."""
    return "\n\n".join(said for part in words_of(message) if (said := _said(part)).strip())[:LONGEST_TEXT]


def _said(part: EmailMessage) -> str:
    return said_in_html(decoded(part)[:LONGEST_TEXT]) if part.get_content_subtype() == "html" else plain_said(part)


def plain_said(part: EmailMessage) -> str:
    """What a part in plain text says."""
    words = decoded(part)[:LONGEST_TEXT]
    if _says(part, "format", "flowed"):
        words = _flowed(words, put_in=_says(part, "delsp", "yes"))
    return legible(words, lines=True)


def _says(part: EmailMessage, name: str, value: str) -> bool:
    return str(part.get_param(name, "")).lower() == value


def said_in_html(words: str) -> str:
    """As Markdown, without pictures: those that came are files, and one elsewhere tells whoever sent it who looks at it."""
    return from_html(PICTURE.sub("", clean(legible(words, lines=True))))


def _flowed(text: str, *, put_in: bool) -> str:
    """Lines that a mail program broke only for their length, joined again (RFC 3676); without the space at their end where it put that in itself (DelSp)."""
    made: list[str] = []
    joins = False
    for line in text.splitlines():
        if joins and not line.startswith(">") and line not in {"-- ", "--"}:
            made[-1] = (made[-1].removesuffix(" ") if put_in else made[-1]) + line.removeprefix(" ")
        else:
            made.append(line.removeprefix(" "))
        joins = line.endswith(" ") and line != "-- " and not line.startswith(">")
    return "\n".join(made)


def _name(part: EmailMessage) -> str:
    return legible(part.get_filename() or "")[:200]


def by_program(message: EmailMessage) -> bool:
    """Whether a mail says that a program wrote it by itself (RFC 3834), or in the words of programs that are older than that."""
    return any(header(message, name).partition(";")[0].strip().lower() not in {"", "no"} for name in BY_PROGRAMS)


def by_itself(message: EmailMessage) -> bool:
    """Whether a program wrote it by itself, or it says that another mail did not arrive (RFC 3464)."""
    precedence = header(message, "precedence").strip().lower()
    return (
        by_program(message)
        or precedence in {"bulk", "junk", "list", "auto_reply"}
        or header(message, "return-path").strip() == "<>"
        or message.get_content_type() == "multipart/report"
    )
