"""The one shape that everything brought in takes first: what a post is, where it came from, what is known of it."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from hashlib import sha256

from weeknotes.prose.alike import fingerprint, marks
from weeknotes.prose.shapes import Says, Week, Why
from weeknotes.transfer.neutral import HowDated, Left, Medium, Post, Reach, Status

FILE = "file"

_PICTURE = re.compile(r'<img[^<>]{0,2000}? src="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Record:
    """A post found in a file. `dated` and `title` are None where nothing says them: nothing is invented.

    `kind` and `source_id` name the place (of a text: file, and in a file of several the lines it begins and ends with); `fingerprint` its words, `marks`
    what may be nearly the same; `html` is clean. `question` is what its file leaves open about where posts begin. `question` and `warnings` are
    translated where they are shown. `status` and `reach` are what its source says of it, `moment` when it says that it was published.
    `old` are addresses that led to `address` there. `twin` is the same text in its other language: one note is made of both. `uid` is
    what the note is called in every Weeknotes, "" where it comes from elsewhere.
    """

    source_id: str
    place: str
    fingerprint: str
    title: str | None
    dated: date | None
    lang: str
    week: Week
    html: str
    words: int
    items: int
    says: tuple[Says, ...] = ()
    warnings: tuple[Why, ...] = ()
    question: Why | None = None
    tags: tuple[str, ...] = ()
    kind: str = FILE
    text: str = ""
    marks: tuple[int, ...] = ()
    address: str = ""
    status: Status = "draft"
    reach: Reach = "me"
    how_dated: HowDated = "unknown"
    moment: datetime | None = None
    media: tuple[Medium, ...] = ()
    old: tuple[str, ...] = ()
    twin: "Record | None" = None
    uid: str = ""

    @property
    def handle(self) -> str:
        """What tells it from every other post of its bringing in, however often that is read."""
        return sha256(f"{self.kind}:{self.source_id}".encode("utf-8", "replace")).hexdigest()

    @property
    def was_out(self) -> bool:
        """Whether everybody could read it there, since a time that is known and past: only such a one may be published with the others."""
        return self.status == "published" and self.reach == "everyone" and self.announced is not None and self.announced <= datetime.now(UTC)

    @property
    def announced(self) -> datetime | None:
        """When it counts as announced: noon, where only its day is known."""
        return self.moment or (datetime.combine(self.dated, time(12), tzinfo=UTC) if self.dated else None)


def told_by(words: str, html: str, place: str) -> tuple[str, tuple[int, ...]]:
    """The `fingerprint` and the `marks` of a post with these words and this clean HTML. One without words is told by its pictures, and nearly the same as none.

    An address that is not whole is another picture's at another `place`.
    """
    if words.strip():
        return fingerprint(words), marks(words)
    shown = (src if src.startswith(("http:", "https:")) else f"{place} {src}" for src in _PICTURE.findall(html))
    # As numbers: a fingerprint looks past the dots and strokes that tell addresses apart.
    return fingerprint(" ".join(sha256(src.encode("utf-8", "replace")).hexdigest() for src in shown)), ()


@dataclass(frozen=True, slots=True)
class Trouble:
    """A file that could not be read, and why, in a sentence."""

    place: str
    sentence: str


Thing = Post | Record | Left | Trouble  # what comes of what was given, before every post is read
