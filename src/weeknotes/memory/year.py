"""A person's year, for them alone: their notes month by month, what they set out to do and learned in their own words, and a count by year."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.db.models.functions import ExtractYear

from weeknotes.memory.kinds import AIM, GOAL, LEARNING, LESSON, LIFECYCLES, WATCH
from weeknotes.memory.models import Appearance, Thread
from weeknotes.memory.models_review import Review
from weeknotes.memory.seen import labels_of
from weeknotes.notes.models import Body, Note
from weeknotes.notes.queries import Notes
from weeknotes.people.models import Person
from weeknotes.web.dates import monday

KINDS = (GOAL, WATCH, LEARNING, LESSON, AIM)
MOST_NOTES, MOST_THREADS = 400, 300
FIRST, LAST = 1970, 2200


@dataclass(frozen=True, slots=True)
class Written:
    """A note of the year: its address, title and language, its day, and whether it is published."""

    uid: uuid.UUID
    lang: str
    title: str
    day: date
    is_published: bool
    is_review: bool


@dataclass(frozen=True, slots=True)
class Line:
    """Something said in the year, in the words used then, last of all for the week of `week`, and its state, "" where nothing was said of it yet."""

    uid: uuid.UUID
    label: str
    words: str
    lang: str
    week: date
    times: int
    state: str
    team: str


@dataclass(frozen=True, slots=True)
class Year:
    """All of one person's year. `months` are those in which something was written; `counts` the published notes of each year there is."""

    year: int
    months: tuple[tuple[int, tuple[Written, ...]], ...]
    kinds: tuple[tuple[str, tuple[Line, ...]], ...]
    counts: tuple[tuple[int, int], ...]
    reviews: tuple[Review, ...]
    titles: dict[int, str]

    @property
    def written(self) -> frozenset[int]:
        """The months in which something was written."""
        return frozenset(number for number, _notes in self.months)


def year_of(person: Person, year: int) -> Year:
    """The year of `person`. Six queries, however many notes it has. ValueError for a year outside FIRST to LAST."""
    if not FIRST <= year <= LAST:
        raise ValueError(f"{year} is no year of notes")
    first, last = date(year, 1, 1), date(year, 12, 31)
    mine = Note.objects.writable_by(person.pk)
    inside = Q(dated__range=(first, last)) | Q(dated=None, week_from__range=(first, last))
    notes = list(mine.filter(inside).order_by("dated", "week_from", "pk")[:MOST_NOTES])
    reviews = tuple(
        Review.objects.filter(person=person, note__deleted_at=None, first__lte=last, last__gte=first).select_related("note").order_by("pk")
    )
    titles = _titles([*notes, *(one.note for one in reviews)])
    months: dict[int, list[Written]] = {}
    for note in notes:
        day = note.dated or note.week_from
        lang, title = titles.get(note.pk, (note.lead_lang, ""))
        if day is not None:
            one = Written(note.uid, lang, title, day, note.is_published, note.kind == Note.REVIEW)
            months.setdefault(day.month, []).append(one)
    counted = mine.filter(edition__isnull=False, dated__isnull=False).annotate(of=ExtractYear("dated")).values("of").annotate(n=Count("pk", distinct=True))
    return Year(
        year,
        tuple((number, tuple(sorted(several, key=lambda one: one.day))) for number, several in sorted(months.items())),
        _said(person, mine, first, last),
        tuple(sorted((row["of"], row["n"]) for row in counted)),
        reviews,
        {pk: title for pk, (_lang, title) in titles.items()},
    )


def _titles(notes: Iterable[Note]) -> dict[int, tuple[str, str]]:
    """By note, the language it leads with and its title there, else any other."""
    lead = {note.pk: note.lead_lang for note in notes}
    rows = Body.objects.filter(note__in=lead).values_list("note", "lang", "title").order_by("lang")
    found: dict[int, tuple[str, str]] = {}
    for pk, lang, title in rows:
        if pk not in found or lang == lead[pk]:
            found[pk] = (lang, title)
    return found


def _said(person: Person, mine: Notes, first: date, last: date) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    """What they said for a week of the year, by kind. Two queries, one more where some of it is a team's.

    Of a team's thread it is what stands in notes that they write: others of the team may have gone on with it in words that are not for them.
    """
    said = Appearance.objects.filter(note__in=mine.order_by().values("pk"), thread__owner=person, thread__kind__in=KINDS, part=Appearance.SAID)
    said = said.filter(week__range=(monday(first), last))
    newest: dict[int, Appearance] = {}
    weeks: dict[int, set[date]] = {}
    for one in said.defer("before", "after").order_by("week", "pk"):
        newest[one.thread_id] = one
        weeks.setdefault(one.thread_id, set()).add(one.week)
    lines: dict[str, list[Line]] = {}
    threads = list(Thread.objects.filter(pk__in=newest).select_related("team").order_by("first_week", "pk")[:MOST_THREADS])
    shared = [newest[thread.pk] for thread in threads if thread.team_id]
    called = labels_of(shared) if shared else {}
    for thread in threads:
        then = newest[thread.pk]
        state = "" if thread.state == LIFECYCLES[thread.kind].start else thread.state
        team = thread.team.name if thread.team else ""
        line = Line(thread.uid, called.get(then.pk, "") if thread.team_id else thread.label, then.words, then.lang, then.week, len(weeks[thread.pk]), state, team)
        lines.setdefault(thread.kind, []).append(line)
    return tuple((kind, tuple(lines[kind])) for kind in KINDS if kind in lines)
