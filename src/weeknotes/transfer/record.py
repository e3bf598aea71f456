"""The one shape that everything brought in takes first: what a post is, where it came from, what is known of it."""

from dataclasses import dataclass
from datetime import date

from weeknotes.prose.shapes import Says, Week, Why


@dataclass(frozen=True, slots=True)
class Record:
    """A post found in a file. `dated` and `title` are None where nothing says them: nothing is invented.

    `source_id` names the place (file, and in a file of several the lines it begins and ends with); `fingerprint` its words; `html` is
    clean. `question` is what its file leaves open about where posts begin. `question` and `warnings` are translated where they are shown.
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


@dataclass(frozen=True, slots=True)
class Trouble:
    """A file that could not be read, and why, in a sentence."""

    place: str
    sentence: str
