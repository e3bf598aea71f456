"""What all the notes of a writer say, years of them at once: how many there are of each year, what comes up again and again, what was meant and watched.

For the writer alone. Of what is published it is what was remembered; drafts are read as they stand, the newest of them first where there are very many.
"""

import uuid
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from weeknotes.memory.naming import label_key
from weeknotes.notes.models import Body, Item, Note
from weeknotes.people.models import Person
from weeknotes.prose.excerpt import excerpt
from weeknotes.prose.read import read
from weeknotes.transfer.models import Source

READ = 800  # drafts that are read at a time: a second's work
KINDS = ("goal", "watch", "learned")
# What is read, and as what it counts: what is next is a goal of the week that follows.
READ_AS = {"goal": "goal", "next": "goal", "watch": "watch", "learned": "learned"}
LABELS, LINES = 24, 12
A_YEAR = 2  # lines of a kind that one year gives, so that all of them have their turn
LONGEST = 60  # letters of a label that is shown


@dataclass(frozen=True, slots=True)
class Place:
    """A note as it is led to: its uid, language and title, its day (None where it was brought in and nothing says one), whether it is published."""

    uid: uuid.UUID
    lang: str
    title: str
    day: date | None
    is_published: bool

    @property
    def year(self) -> int | None:
        """The year of its day."""
        return self.day.year if self.day else None


@dataclass(frozen=True, slots=True)
class Line:
    """Something said in a note, in its words."""

    label: str
    words: str
    place: Place


@dataclass(frozen=True, slots=True)
class Again:
    """What comes up again and again, as it was called last: in how many notes, and the first and the last of them."""

    label: str
    lang: str
    times: int
    first: Place
    last: Place


@dataclass(frozen=True, slots=True)
class InYear:
    """A year, None for all of which no day is known: how many notes, drafts among them, and how many things were meant, watched and learned in it."""

    year: int | None
    notes: int
    drafts: int
    said: dict[str, int]


@dataclass(frozen=True, slots=True)
class Back:
    """All of it: the years, the newest first and what has none last; the first note and its opening; what comes up again; lines of each kind, the newest first; `unread`
    drafts that were too many to read at once."""

    years: tuple[InYear, ...]
    first: Place | None
    opening: str
    again: tuple[Again, ...]
    lines: tuple[tuple[str, tuple[Line, ...]], ...]
    unread: int

    @property
    def notes(self) -> int:
        """How many notes there are."""
        return sum(one.notes for one in self.years)

    @property
    def several(self) -> int:
        """How many years they are of."""
        return sum(one.year is not None for one in self.years)


@dataclass(frozen=True, slots=True)
class _Said:
    kind: str
    label: str
    words: str
    place: Place


def look_back(person: Person) -> Back:
    """What the notes of `person` say. Five queries, and the reading of at most eight hundred drafts."""
    places = _places(person)
    drafts = sorted((pk for pk, one in places.items() if not one.is_published), key=lambda pk: places[pk].day or date.min, reverse=True)
    said = sorted([*_remembered(person, places), *_read(drafts[:READ], places)], key=lambda one: (one.place.day or date.min, one.place.uid))
    counts = Counter(one.year for one in places.values())
    unfinished = Counter(one.year for one in places.values() if not one.is_published)
    kinds = Counter((one.place.year, one.kind) for one in said)
    ordered = sorted(counts, key=lambda year: year or 0, reverse=True)
    years = tuple(InYear(year, counts[year], unfinished[year], {kind: kinds[year, kind] for kind in KINDS}) for year in ordered)
    first = min(places, key=lambda pk: (places[pk].day or date.max, pk), default=None)
    lines = tuple((kind, tuple(_lines(kind, said))) for kind in KINDS)
    return Back(
        years, places[first] if first is not None else None, _opening(first), tuple(_again(said)), tuple(one for one in lines if one[1]), len(drafts[READ:])
    )  # fmt: skip


def _places(person: Person) -> dict[int, Place]:
    """Every note that is theirs and not deleted, by its id. Two queries."""
    from_elsewhere = Exists(Source.objects.filter(note=OuterRef("pk"), made=True))
    rows = Note.objects.kept().filter(author=person).annotate(brought=from_elsewhere)
    fields = ("pk", "uid", "lead_lang", "week_from", "dated", "published_at", "created_at", "edition", "brought")
    titles = dict(Body.objects.filter(note__author=person, note__deleted_at=None).order_by("lang").values_list("note", "title"))
    return {
        pk: Place(uid, lang, titles.get(pk, ""), dated or week or (None if brought and not published else (published or created).date()), edition is not None)
        for pk, uid, lang, week, dated, published, created, edition, brought in rows.values_list(*fields)
    }


def _remembered(person: Person, places: dict[int, Place]) -> Iterator[_Said]:
    """What was read of the editions in force. One query."""
    mine = Item.objects.filter(note__author=person, note__edition__isnull=False, kind__in=READ_AS).order_by("pk")
    for note, kind, label, words in mine.values_list("note", "kind", "label", "text"):
        if note in places:
            yield _Said(READ_AS[kind], label, words, places[note])


def _read(drafts: list[int], places: dict[int, Place]) -> Iterator[_Said]:
    for note, lang, html in Body.objects.filter(note__in=drafts).exclude(html="").values_list("note", "lang", "html").iterator():
        if lang == places[note].lang:
            for item in read(html, syntax="html").items:
                if item.kind in READ_AS:
                    yield _Said(READ_AS[item.kind], item.label or "", item.text, places[note])


def _again(said: Iterable[_Said]) -> list[Again]:
    """Labels that stand in several notes, those of most notes first."""
    found: dict[str, list[_Said]] = {}
    for one in said:
        if one.label and len(one.label) <= LONGEST:
            found.setdefault(label_key(one.label), []).append(one)
    several = [(len({one.place.uid for one in held}), held) for held in found.values()]
    ordered = sorted((row for row in several if row[0] > 1), key=lambda row: (-row[0], row[1][-1].label))
    return [Again(held[-1].label, held[-1].place.lang, times, held[0].place, held[-1].place) for times, held in ordered[:LABELS]]


def _lines(kind: str, said: list[_Said]) -> Iterator[Line]:
    """Lines of a kind, the newest first, each words once, of no year more than two."""
    taken: set[str] = set()
    of_year: Counter[int | None] = Counter()
    for one in reversed(said):
        year = one.place.year
        if one.kind == kind and one.words not in taken and of_year[year] < A_YEAR and len(taken) < LINES:
            taken.add(one.words)
            of_year[year] += 1
            yield Line(one.label, one.words, one.place)


def _opening(first: int | None) -> str:
    body = Body.objects.filter(note=first).exclude(html="").order_by("pk").first() if first is not None else None
    return excerpt(body.html) if body else ""
