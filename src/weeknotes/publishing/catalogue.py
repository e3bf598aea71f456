"""All public notes and the lists they stand on, held in memory while many pages are made: which notes a list has then costs no question.

A site of 100,000 notes takes some five megabytes. What it says is true as long as nobody publishes: whoever has it in force is `alone`, or looks again.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby

from weeknotes.notes.levels import Level
from weeknotes.notes.models import Episode, Item, Note, NotePerson, NoteTag, NoteTeam
from weeknotes.notes.viewer import NOBODY
from weeknotes.people.models import Person
from weeknotes.publishing.labels import SEVERAL, slug_of
from weeknotes.publishing.weeks import Cover, key_of, weeks_of, years_of
from weeknotes.web.generation import generation

AUTHOR, REVIEWS = "author", "reviews"  # lists without a page: of one author alone, by their row; of the reviews of a year
CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Public notes, newest first: their rows' numbers, and their days (proleptic ordinals, 0 for none); for each list the places of its notes among them.

    `labels` are, for each page of a person and a team, the numbers of its notes by the labels that several of them have. Kinds of list are called as on shelves.
    """

    notes: "array[int]"
    days: "array[int]"
    lists: dict[tuple[str, str], "array[int]"]
    labels: dict[tuple[str, str], dict[str, "array[int]"]]

    def line(self, kind: str, key: str) -> "Line":
        """The notes of a list; none where there is no such list."""
        return Line(self, range(len(self.notes)) if kind == "home" else self.lists.get((kind, key), ()))


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """The notes of one list, newest first, as places in a catalogue."""

    of: Catalogue
    places: Sequence[int]

    def __len__(self) -> int:
        return len(self.places)

    def ids(self, first: int = 0, last: int | None = None) -> tuple[int, ...]:
        """The rows' numbers of these, from `first` to before `last`."""
        return tuple(self.of.notes[place] for place in self.places[first:last])

    def only(self, notes: Collection[int]) -> "Line":
        """Those that are among `notes`, by their rows' numbers."""
        among = set(notes)
        return Line(self.of, [place for place in self.places if self.of.notes[place] in among])

    def in_year(self, year: int) -> "Line":
        """Those dated in `year`."""
        return Line(self.of, self.places[self._before(date(year, 12, 31)) : self._before(date(year, 1, 1), itself=True)])

    def years(self) -> Iterator[tuple[int, int]]:
        """The years in which they are dated, newest first, and how many are in each."""
        days = (self.of.days[place] for place in self.places)
        for year, several in groupby(date.fromordinal(day).year for day in days if day):
            yield year, sum(1 for _one in several)

    def years_beside(self, year: int) -> tuple[int | None, int | None]:
        """The nearest years before and after `year` in which one is dated."""
        older, newer = self._before(date(year, 1, 1), itself=True), self._before(date(year, 12, 31)) - 1
        before = self.of.days[self.places[older]] if older < len(self.places) else 0
        after = self.of.days[self.places[newer]] if newer >= 0 else 0
        return date.fromordinal(before).year if before else None, date.fromordinal(after).year if after else None

    def _before(self, day: date, *, itself: bool = False) -> int:
        """How many are newer than `day`; with `itself`, those of the day too."""
        find = bisect_right if itself else bisect_left
        return find(self.places, -day.toordinal(), key=lambda place: -self.of.days[place])


_in_force: ContextVar[Catalogue | None] = ContextVar("catalogue", default=None)


@contextmanager
def in_force(held: Catalogue) -> Iterator[None]:
    """Within the block lists are answered from it."""
    token = _in_force.set(held)
    try:
        yield
    finally:
        _in_force.reset(token)


class Kept:
    """A catalogue for work that goes on in steps, made anew at a step before which others changed anything; for whoever is `alone` at each."""

    def __init__(self) -> None:
        self._held: Catalogue | None = None
        self._true_at = -1

    @contextmanager
    def in_force(self) -> Iterator[None]:
        """One step, in which lists are answered from it."""
        now = generation().value
        if self._held is None or now != self._true_at:
            self._held, self._true_at = catalogue(), now
        with in_force(self._held):
            yield

    def delivered(self) -> None:
        """Pages were put in place once by whoever has this, which changes no list: what is held stays true."""
        self._true_at += 1


def counted(kind: str) -> dict[str, int] | None:
    """How many notes stand under each key of a kind, where a catalogue is in force, else None."""
    held = _in_force.get()
    return {key: len(places) for (of, key), places in held.lists.items() if of == kind} if held is not None else None


def line(kind: str, key: str) -> Line | None:
    """The notes of a list where a catalogue is in force, else None."""
    held = _in_force.get()
    return held.line(kind, key) if held is not None else None


def catalogue() -> Catalogue:
    """What is public now. Seven queries."""
    people = dict(Person.objects.values_list("pk", "slug"))
    notes, days, places = array("q"), array("i"), dict[int, int]()
    lists: dict[tuple[str, str], array[int]] = {}

    def put(kind: str, key: str, place: int) -> None:
        lists.setdefault((kind, key), array("i")).append(place)

    rows = Note.objects.visible_to(NOBODY).order_by("-dated", "-published_at", "-id")
    about = rows.values_list("pk", "author_id", "kind", "week_from", "week_to", "dated")
    for place, (pk, author, kind, first, last, dated) in enumerate(about.iterator(chunk_size=CHUNK)):
        notes.append(pk)
        days.append(dated.toordinal() if dated else 0)
        places[pk] = place
        put("person", people[author], place)
        if dated is not None:
            put(AUTHOR, str(author), place)
        years, weeks = _under(Cover(kind, first, last, dated))
        for year in years:
            put("year", year, place)
            if kind == Note.REVIEW:
                put(REVIEWS, year, place)
        for week in weeks:
            put("week", week, place)
    together = NotePerson.objects.filter(part=NotePerson.WRITES, note__level=Level.PUBLIC).values_list("note_id", "person__slug")
    teams = NoteTeam.objects.filter(team__page_level=Level.PUBLIC, note__level=Level.PUBLIC).values_list("note_id", "team__slug")
    series = Episode.objects.filter(note__level=Level.PUBLIC).values_list("note_id", "series__slug")
    tags = NoteTag.objects.filter(note__level=Level.PUBLIC).values_list("note_id", "tag__slug")
    for kind, others in (("person", together), ("team", teams), ("series", series), ("tag", tags)):
        more = ((key, places[note]) for note, key in others.iterator(chunk_size=CHUNK) if note in places)
        _among(lists, kind, more)
    return Catalogue(notes, days, lists, _labels(notes, lists))


def _labels(notes: "array[int]", lists: dict[tuple[str, str], "array[int]"]) -> dict[tuple[str, str], dict[str, "array[int]"]]:
    by_note: dict[int, set[str]] = {}
    rows = Item.objects.filter(level=Level.PUBLIC, note__level=Level.PUBLIC).exclude(label="").order_by()
    for note, label in rows.values_list("note_id", "label").distinct().iterator(chunk_size=CHUNK):
        if slug := slug_of(label):
            by_note.setdefault(note, set()).add(slug)
    found: dict[tuple[str, str], dict[str, array[int]]] = {}
    for (kind, key), places in lists.items():
        if kind in {"person", "team"}:
            theirs: dict[str, array[int]] = {}
            for note in (notes[place] for place in places):
                for slug in by_note.get(note, ()):
                    theirs.setdefault(slug, array("q")).append(note)
            if several := {slug: ids for slug, ids in theirs.items() if len(ids) >= SEVERAL}:
                found[kind, key] = several
    return found


def _among(lists: dict[tuple[str, str], "array[int]"], kind: str, more: Iterable[tuple[str, int]]) -> None:
    """Put places among those of their lists, each once, in order."""
    found: dict[str, set[int]] = {}
    for key, place in more:
        found.setdefault(key, set()).add(place)
    for key, several in found.items():
        lists[kind, key] = array("i", sorted(several.union(lists.get((kind, key), ()))))


@lru_cache(maxsize=4_000)
def _under(cover: Cover) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The keys of the years and weeks under which a note stands."""
    return tuple(f"{year:04d}" for year in years_of(cover)), tuple(key_of(monday) for monday in weeks_of(cover))
