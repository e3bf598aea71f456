"""Threads as somebody may see them. Their owner sees all there is; anybody else the words of appearances that they may see, and how many weeks those are.

`Thread.words`, `label` and `times` come from every note, the narrowest too, so they are never shown to anybody but the person who said it all.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from urllib.parse import quote

from weeknotes.memory.models import Appearance, Thread
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Item, Note
from weeknotes.notes.rendition import briefs
from weeknotes.notes.viewer import Viewer

_WHOLE, _ENDS = 10, 5  # words


@lru_cache(maxsize=2_000)
def fragment(words: str) -> str:
    """The end of an address that takes a browser to `words`, without a script and whatever stands in the page around them."""
    spoken = words.split()
    ends = [" ".join(spoken)] if len(spoken) <= _WHOLE else [" ".join(spoken[:_ENDS]), " ".join(spoken[-_ENDS:])]
    # A hyphen, a comma and an ampersand have a meaning there (WICG, Text Fragments).
    return "#:~:text=" + ",".join(quote(end, safe="").replace("-", "%2D") for end in ends)


@dataclass(frozen=True, slots=True)
class Moment:
    """A thread in one note: what it was called and the words of that week, and where they stand. `home`: the thread whose own they are."""

    id: int
    home: uuid.UUID
    week: date
    part: str
    label: str
    words: str
    lang: str
    level: Level
    note: uuid.UUID
    title: str
    is_shown: bool
    is_mine: bool

    @property
    def fragment(self) -> str:
        """The end of an address that takes a browser to these words."""
        return fragment(self.words)


@dataclass(frozen=True, slots=True)
class Seen:
    """A thread as one viewer may see it: its newest words, where they stand, the weeks in which it was spoken of.

    Without moments it is one that its own viewer decided about, and whose notes are deleted: only its words are left.
    """

    thread: Thread
    moments: tuple[Moment, ...]

    @property
    def newest(self) -> Moment | None:
        """What was said last; what happened, where nothing said may be seen."""
        said = [m for m in self.moments if m.part == Appearance.SAID]
        return (said or [*self.moments])[-1] if self.moments else None

    @property
    def name(self) -> str:
        """What it is called: its newest label, else its newest words."""
        newest = self.newest
        return newest.label or newest.words if newest else self.thread.label or self.thread.words

    @property
    def words(self) -> str:
        """Its newest words, where it is not called by them."""
        newest = self.newest
        return newest.words if newest and newest.label else ""

    @property
    def lang(self) -> str:
        """The language of its newest words; "" where it is not known."""
        return self.newest.lang if self.newest else ""

    @property
    def weeks(self) -> tuple[date, ...]:
        """The weeks in which it was spoken of, each once."""
        return tuple(sorted({m.week for m in self.moments}))


def seen(threads: Iterable[Thread], viewer: Viewer) -> dict[int, Seen]:
    """Those of `threads` of which `viewer` may see anything, by id. Four queries, one more where none of the words of some can be seen."""
    held = {t.pk: t for t in threads}
    rows = list(Appearance.objects.filter(thread__in=held).select_related("home").order_by("week", "note", "start", "pk"))
    notes = {n.pk: n for n in Note.objects.kept().filter(pk__in={a.note_id for a in rows}).with_reach(viewer)}
    rows = [a for a in rows if a.note_id in notes and may_see(held[a.thread_id], a, notes[a.note_id], viewer)]
    titles = {pk: {b.lang: b.title for b in several} for pk, several in briefs({a.note_id: notes[a.note_id] for a in rows}.values(), viewer).items()}
    labels = labels_of(rows)
    found: dict[int, list[Moment]] = {}
    for a in rows:
        note, shown = notes[a.note_id], titles.get(a.note_id)
        found.setdefault(a.thread_id, []).append(
            Moment(
                id=a.pk,
                home=(a.home or held[a.thread_id]).uid,
                week=a.week,
                part=a.part,
                label=labels.get(a.pk, ""),
                words=a.words,
                lang=a.lang,
                level=Level(a.level),
                note=note.uid,
                title=shown.get(a.lang, next(iter(shown.values()))) if shown else "",
                is_shown=bool(shown),
                is_mine=note.author_id == viewer.person_id,
            )
        )
    bare = {pk for pk, t in held.items() if t.team_id is None and t.owner_id == viewer.person_id and pk not in found}
    if any(held[pk].by != Thread.PERSON for pk in bare):
        # What only stood in a deleted note is not there, for its writer either.
        bare = set(Thread.objects.standing().filter(pk__in=bare).values_list("pk", flat=True))
    return {pk: Seen(t, tuple(found.get(pk, ()))) for pk, t in held.items() if pk in found or pk in bare}


def is_mine(thread: Thread, viewer: Viewer) -> bool:
    """Whether the viewer may answer it: who said it, or of a team's any member now."""
    return thread.team_id in viewer.teams if thread.team_id else thread.owner_id == viewer.person_id


def may_see(thread: Thread, a: Appearance, note: Note, viewer: Viewer) -> bool:
    """Whether `viewer` may see these words: who said them alone may; anybody else within the gate, of a note that is published."""
    if thread.team_id is None and viewer.person_id == thread.owner_id:
        return True
    return may_read(note, a.level)


def may_read(note: Note, level: int) -> bool:
    """Whether somebody may read a place of that level in `note`, which carries how near they stand: within the gate, once it is published."""
    return note.edition_id is not None and level >= note.reached  # type: ignore[attr-defined]


def labels_of(rows: Iterable[Appearance]) -> dict[int, str]:
    """What each appearance was called in its note, "" for none, by id. One query."""
    several = list(rows)
    found: dict[tuple[int, str, str], str] = {}
    items = Item.objects.filter(note__in={a.note_id for a in several}, key__in={a.key for a in several}).exclude(label="").order_by("-place")
    for note, lang, key, label in items.values_list("note", "lang", "key", "label"):
        found[note, lang, key] = label
    return {a.pk: found.get((a.note_id, a.lang, a.key), "") for a in several}
