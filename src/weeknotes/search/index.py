"""Keeping what can be found true to what is published: in the transaction that publishes, corrects, narrows, withdraws or erases a note."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import F, Max, QuerySet

from weeknotes.notes.models import Edition, Note, NotePerson, Sight
from weeknotes.people.models import Person, Team
from weeknotes.search.folded import columns, is_long, tsvector
from weeknotes.search.forgotten import leave_word
from weeknotes.search.models import A_DAY, Doc, Words
from weeknotes.web.prepared import prepared
from weeknotes.web.rows import create

BATCH = 200


def echo(*, note: Note, edition: Edition | None, by: Person, at: datetime) -> None:  # noqa: ARG001 - an echo is told all of it
    """Make what can be found of `note` what is frozen of it now; nothing where it is withdrawn."""
    index([note])


def echo_many(*, notes: Iterable[Note]) -> None:
    """The same for many notes at once."""
    index(notes)


def forget(*, note: Note) -> None:
    """Nothing of `note` can be found any more; inside the transaction that deletes it for good."""
    Doc.objects.filter(note=note).delete()
    leave_word()


def renamed(*, person: Person | None = None, team: Team | None = None) -> None:  # noqa: ARG001 - the names of teams are no words of a note
    """Have the notes that `person` wrote found under their new name, and under no former one."""
    if person is None:
        return
    wrote = list(Note.objects.written_by(person.pk).filter(edition__isnull=False).values_list("pk", flat=True))
    for first in range(0, len(wrote), BATCH):
        with transaction.atomic():
            index(Note.objects.filter(pk__in=wrote[first : first + BATCH]))


def index(notes: Iterable[Note]) -> int:
    """Find of these notes what is frozen of them, and nothing else; how many texts. Inside a transaction."""
    held = {note.pk: note for note in notes}
    if known := _known(held):
        Doc.objects.filter(pk__in=known).delete()
    by = _names(held.values())
    sights = _in_force([n.edition_id for n in held.values() if n.edition_id is not None])
    rows = []
    taken = _last_numbers({_day(note) for note in held.values()})
    for sight in sights:
        note = held[sight.note_id]
        words = columns(lang=sight.lang, title=sight.title, html=sight.html, by=by[note.pk])
        day = _day(note)
        taken[day] = taken.get(day, day * A_DAY - 1) + 1
        doc = Doc(
            id=taken[day], sight=sight.pk, note=note, author_id=note.author_id, lang=sight.lang, level=sight.level, floor=sight.floor, long=is_long(words)
        )  # fmt: skip
        rows.append((doc, words))
    _insert(rows)
    return len(rows)


@prepared(list[int])
def _in_force(editions: list[int]) -> QuerySet[Sight]:
    return Sight.objects.filter(edition__in=editions).order_by("note_id", "lang", "level", "id")


def names(note: Note) -> list[str]:
    """The names under which a note is found: its author's, and those of its co-writers."""
    others = [row.person for row in note.note_people.all() if row.part == NotePerson.WRITES and row.person_id != note.author_id]
    return [note.author.name, *sorted(person.name for person in others)]


def _names(notes: Collection[Note]) -> dict[int, list[str]]:
    """The same of many notes, each by its id. Two queries."""
    called = dict(_called({note.author_id for note in notes}))
    others: dict[int, list[str]] = {note.pk: [] for note in notes}
    for note, name in _writing_too([note.pk for note in notes]):
        others[note].append(name)
    return {note.pk: [called[note.author_id], *sorted(others[note.pk])] for note in notes}


@prepared(list[int])
def _called(people: list[int]) -> QuerySet[Person, tuple[int, str]]:
    return Person.objects.filter(pk__in=people).values_list("pk", "name")


@prepared(list[int])
def _writing_too(notes: list[int]) -> QuerySet[NotePerson, tuple[int, str]]:
    rows = NotePerson.objects.filter(note__in=notes, part=NotePerson.WRITES).exclude(person=F("note__author"))
    return rows.values_list("note_id", "person__name")


def day_of(number: int) -> int:
    """The day (`date.toordinal`) that the number of a text says."""
    return number // A_DAY


def ends_of(year: int) -> tuple[int, int]:
    """The numbers of the texts of a year: from the first to one past the last."""
    return date(year, 1, 1).toordinal() * A_DAY, (date(year, 12, 31).toordinal() + 1) * A_DAY


def _day(note: Note) -> int:
    """The day a note is listed under."""
    day = note.dated or (note.published_at or note.created_at).date()
    return day.toordinal()


def _last_numbers(days: Iterable[int]) -> dict[int, int]:
    """The last number that is taken of each day from the first of these to the last that has any. One query; none for no days."""
    asked = list(days)
    return dict(_last_between(min(asked) * A_DAY, (max(asked) + 1) * A_DAY)) if asked else {}


@prepared(int, int)
def _last_between(first: int, end: int) -> QuerySet[Doc, tuple[int, int]]:
    rows = Doc.objects.filter(pk__gte=first, pk__lt=end).order_by()
    return rows.annotate(day=F("pk") / A_DAY).values("day").annotate(last=Max("pk")).values_list("day", "last")


@prepared(list[int])
def _known(notes: list[int]) -> QuerySet[Doc, int]:
    return Doc.objects.filter(note__in=notes).values_list("pk", flat=True)


def _insert(rows: list[tuple[Doc, dict[str, str]]]) -> None:
    if connection.vendor == "postgresql":
        fields = Doc._meta.concrete_fields
        named = ", ".join(f'"{field.column}"' for field in fields)
        marks = ", ".join("%s" for _ in fields)
        with connection.cursor() as cursor:
            cursor.executemany(
                f'INSERT INTO search_doc ({named}, "tsv") VALUES ({marks}, %s::tsvector)',  # noqa: S608 - our own names  # nosec B608
                [[*(getattr(doc, field.attname) for field in fields), tsvector(words)] for doc, words in rows],
            )
    else:
        create(doc for doc, _words in rows)
    create(Words(doc=doc, **words) for doc, words in rows)
