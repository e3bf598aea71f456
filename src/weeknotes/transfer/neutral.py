"""What every importer gives: a post as its source has it, before we read it; what was left, and why. One shape for all sources."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from weeknotes.prose.shapes import Why

Status = Literal["published", "draft", "private", "scheduled"]
Reach = Literal["everyone", "members", "me"]
HowDated = Literal["stated", "name", "unknown"]


@dataclass(frozen=True, slots=True)
class Medium:
    """A picture, sound or film of a post: `src` as the post's HTML names it, and `inside` the name of its file in the archive, '' where it is not in it."""

    src: str
    inside: str = ""
    alt: str | None = None
    caption: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether its address says where it stands."""
        return self.src.startswith(("http:", "https:"))


@dataclass(frozen=True, slots=True)
class Post:
    """A post as its source has it.

    `kind` names the importer and `source_id` the post within one account or folder of that kind, the same at every export of it. `place` says to a person
    where it stands. `address` is the whole web address it had, '' where none is known; `old` are whole ones that led there. `dated` is None where
    nothing states it, `how_dated` says what did.
    `status` and `reach` are what the source said of it: neither is ever widened. `lang` is None where the source does not say. `html` is as it came, not clean.
    `pair` names what is one text in two languages there, '' where it is in one as far as is known; of two the one that `leads` is the first, with the
    other as its `twin` (made by `pairs`). `base` is where addresses without a host in its text are seen from, `address` where it is ''. `uid` is
    what the note is called in every Weeknotes, `covers` the days that its weeks are surely of.
    """

    kind: str
    source_id: str
    place: str
    title: str | None
    html: str
    address: str = ""
    dated: datetime | None = None
    how_dated: HowDated = "unknown"
    status: Status = "draft"
    reach: Reach = "me"
    lang: str | None = None
    author: str = ""
    tags: tuple[str, ...] = ()
    media: tuple[Medium, ...] = ()
    warnings: tuple[Why, ...] = ()
    old: tuple[str, ...] = ()
    pair: str = ""
    leads: bool = False
    twin: "Post | None" = None
    uid: str = ""
    covers: tuple[date, date] | None = None
    base: str = ""


@dataclass(frozen=True, slots=True)
class Left:
    """Something of the source that does not come in: how many of them, and why (`why.sentence` may name `%(count)s`). `place` is '' for a sum of many."""

    place: str
    why: Why
    count: int = 1
