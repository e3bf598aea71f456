"""Remembering everything anew from the notes, as after an upgrade: what is read is brought in line, what was decided stays.

A writer's notes, or a team's, at a time and in the order of their weeks. What was read of an edition was in its writer's sight when it was
published, so that is where it begins: notes are not read in another way behind their writers' backs.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.db import transaction
from django.db.models import Count, F, Q, QuerySet

from weeknotes.memory.happened import OUTCOME, happened
from weeknotes.memory.keep import recount, uid_of
from weeknotes.memory.models import Appearance, Outcome, Thread
from weeknotes.memory.queries import spoken_by
from weeknotes.memory.remember import say
from weeknotes.memory.shelf import known_of
from weeknotes.memory.statements import statements
from weeknotes.memory.team_week_page import say_anew, wanted
from weeknotes.notes.models import Body, Item, Note
from weeknotes.prose.html import plain
from weeknotes.publishing.alone import alone
from weeknotes.web.prepared import prepared

AT_ONCE = 200  # notes whose texts are held at a time


class Progress(Protocol):
    """Told how far the work is: notes done, notes in all."""

    def __call__(self, done: int, total: int) -> None: ...


@dataclass(frozen=True, slots=True, order=True)
class Speaker:
    """Whose threads they are: a team's, or (team 0) a person's own."""

    team: int
    person: int

    @property
    def threads(self) -> Q:
        """Their threads."""
        return spoken_by(self.team, self.person)

    @property
    def notes(self) -> Q:
        """Notes that speak for them."""
        return Q(byline_team=self.team) if self.team else Q(author=self.person, byline_team=None)


def remember(*, anew: bool = False, progress: Progress | None = None) -> int:
    """Bring what is remembered in line with all notes; how many. Called twice it changes nothing the second time.

    Those of one speaker are done in one transaction. Stopped at any moment, it goes on from there when it is called again; with `anew` it
    begins with the first.
    """
    place = Path(settings.DATA) / "remembering"
    if anew:
        place.unlink(missing_ok=True)
    after, done = _left_off(place)
    everybody = speakers()
    total = sum(everybody.values())
    for speaker, count in sorted(everybody.items()):
        if after is not None and speaker <= after:
            continue
        with alone(), transaction.atomic():
            _remember(speaker)
        done += count
        place.write_text(json.dumps({"team": speaker.team, "person": speaker.person, "done": done}), encoding="utf-8")
        if progress is not None:
            progress(min(done, total), total)
    place.unlink(missing_ok=True)
    say_anew(wanted())
    return total


def echo_many(*, notes: Iterable[Note]) -> None:
    """Leave word that what these notes say is to be remembered, once all that come with them are published: `remember_due` does it."""
    due = _due()
    theirs = {*_speakers_due(), *(Speaker(note.byline_team_id or 0, 0 if note.byline_team_id else note.author_id) for note in notes)}
    due.write_text(json.dumps([[one.team, one.person] for one in sorted(theirs)]), encoding="utf-8")


def remember_due() -> None:
    """Bring what is remembered in line for those whom `echo_many` left word of. Killed in between, those that are left are done by the next."""
    for speaker in _speakers_due():
        with alone(), transaction.atomic():
            _remember(speaker)
    if _due().exists():
        say_anew(wanted())
        _due().unlink()


def _due() -> Path:
    return Path(settings.DATA) / "remember-due"


def _speakers_due() -> list[Speaker]:
    try:
        return [Speaker(int(team), int(person)) for team, person in json.loads(_due().read_text(encoding="utf-8"))]
    except (OSError, ValueError, TypeError):
        return []


def _left_off(place: Path) -> tuple[Speaker | None, int]:
    """Whose notes were done last when it was stopped, and how many notes by then."""
    try:
        last = json.loads(place.read_text(encoding="utf-8"))
        return Speaker(int(last["team"]), int(last["person"])), int(last["done"])
    except (OSError, ValueError, KeyError, TypeError):
        return None, 0


def speakers() -> dict[Speaker, int]:
    """Everybody for whom a note was ever published, with how many notes there are. One query."""
    found: dict[Speaker, int] = {}
    rows = Note.objects.filter(published_at__isnull=False).order_by().values_list("byline_team", "author").annotate(count=Count("pk"))
    for team, author, count in rows:
        speaker = Speaker(team or 0, 0 if team else author)
        found[speaker] = found.get(speaker, 0) + count
    return found


def _remember(speaker: Speaker) -> None:
    """One speaker's notes. About a dozen queries, ten for each two hundred notes, and one to three for each note whose threads change."""
    touched = set(Thread.objects.filter(speaker.threads, into=None).values_list("pk", flat=True))
    weeks = (F("week_from").asc(nulls_last=True), "pk")
    ids = list(Note.objects.filter(speaker.notes, edition__isnull=False).order_by(*weeks).values_list("pk", flat=True))
    # What was withdrawn is its writer's alone.
    for rows in (Appearance.objects, Outcome.objects):
        rows.filter(note__in=Note.objects.filter(speaker.notes, edition=None), level__gt=0).update(level=0)
    known = known_of(speaker.threads)
    for several in _texts(ids):
        said = [(note, statements(note, items, text), body, text) for note, items, body in several for text in [plain(body.html) if body else ""]]
        shelf = known.shelf([(note, every) for note, every, _body, _text in said])
        shelf.ask(uid_of(note, one) for note, every, _body, _text in said if note.pk not in shelf.held for one in every)
        for note, every, body, text in said:
            touched |= say(note, every, body, text, shelf)[0]
        shelf.write()
        known.learn(shelf)
    touched |= _happened(speaker, ids)
    recount(touched)


def _texts(ids: list[int]) -> Iterator[list[tuple[Note, list[Item], Body | None]]]:
    """These notes in their order, some at a time, with what was read of each and the text that it was read from."""
    for first in range(0, len(ids), AT_ONCE):
        some = ids[first : first + AT_ONCE]
        notes = {note.pk: note for note in _notes(some)}
        items: dict[int, list[Item]] = {}
        for item in _items(some):
            items.setdefault(item.note_id, []).append(item)
        bodies = {(b.note_id, b.lang): b for b in _bodies(some)}
        yield [
            (notes[pk], mine, bodies.get((pk, mine[0].lang if mine else notes[pk].lead_lang))) for pk in some for mine in [items.get(pk, [])]
        ]


@prepared(list[int])
def _notes(pks: list[int]) -> QuerySet[Note]:
    return Note.objects.filter(pk__in=pks)


@prepared(list[int])
def _items(notes: list[int]) -> QuerySet[Item]:
    return Item.objects.filter(note__in=notes).order_by("note", "place")


@prepared(list[int])
def _bodies(notes: list[int]) -> QuerySet[Body]:
    return Body.objects.filter(note__in=notes)


def _happened(speaker: Speaker, ids: list[int]) -> set[int]:
    """Tie what those notes say of goals that have any such line, or had; the threads concerned."""
    lines: dict[int, list[Item]] = {}
    for item in Item.objects.filter(note__in=ids, kind=OUTCOME).order_by("note", "place"):
        lines.setdefault(item.note_id, []).append(item)
    telling = {*lines, *Appearance.objects.filter(note__in=ids, part=Appearance.HAPPENED).values_list("note", flat=True)}
    telling |= set(Outcome.objects.filter(note__in=ids).values_list("note", flat=True))
    touched: set[int] = set()
    order = {pk: place for place, pk in enumerate(ids)}
    for note in sorted(Note.objects.in_bulk(telling).values(), key=lambda n: order[n.pk]):
        touched |= happened(note, lines.get(note.pk, []), speaker.threads)
    return touched
