"""The page on which a review is prepared, as a value: last year's aims, what was chosen beside each, what is offered, what is aimed at next."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q

from weeknotes.memory.aims import aims_before, answers
from weeknotes.memory.evidence import Offered, Sentence, Told, Year
from weeknotes.memory.kinds import AIM
from weeknotes.memory.models import Outcome, Thread
from weeknotes.memory.models_review import Evidence, Review
from weeknotes.memory.review import Aim
from weeknotes.memory.review_text import own_words
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body, Note, NoteTag
from weeknotes.notes.reading import read_body
from weeknotes.notes.rendition import renditions
from weeknotes.notes.viewer import Viewer

MOST_NOTES = 400


@dataclass(frozen=True, slots=True)
class Chosen:
    """A sentence that was chosen, and the title of the note it stands in."""

    row: Evidence
    title: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """An aim, what its writer chose beside it, what is offered, and what they said became of it."""

    aim: Aim
    chosen: tuple[Chosen, ...]
    offers: tuple[Offered, ...]
    answer: Outcome | None


@dataclass(frozen=True, slots=True)
class Page:
    """All of one review's page. `next` are the aims that its text sets, with their language; `looked` what a search in the year found."""

    review: Review
    title: str
    aims: tuple[Beside, ...]
    chosen: tuple[Chosen, ...]
    looked: tuple[Offered, ...]
    next: tuple[str, ...]
    notes: int


class Desk:
    """What a review is made of: the notes of its period and its own text, each as its writer sees it."""

    def __init__(self, review: Review, viewer: Viewer) -> None:
        self.review = review
        self.viewer = viewer
        mine = Note.objects.writable_by(review.person_id)
        first, last = review.first, review.last
        inside = Q(dated__range=(first, last)) | Q(dated=None, week_from__range=(first, last))
        found = mine.filter(inside).exclude(pk=review.note_id).with_reach(viewer).order_by("dated", "pk")[:MOST_NOTES]
        self.notes = {one.uid: one for one in found}
        body = Body.objects.filter(note=review.note_id, lang=review.note.lead_lang).select_related("note").first()
        self.body = body
        tags: dict[int, list[str]] = {}
        for row in NoteTag.objects.filter(note__in=[one.pk for one in self.notes.values()]).select_related("tag"):
            tags.setdefault(row.note_id, []).extend(name for name in (row.tag.name_en, row.tag.name_cy) if name)
        self._told = [*self._published(tags), *self._drafts(tags)]
        if body:
            self._told.append(Told(str(review.note.uid), body.lang, body.title, own_words(body.html), None, Level.ME))
        self.html = {(one.note, one.lang): one.html for one in self._told}

    def year(self) -> Year:
        """The year's sentences, with what its writer kept of it."""
        monday = self.review.first - timedelta(days=6)
        kept = Thread.objects.filter(owner=self.review.person_id, team=None, last_week__gte=monday, first_week__lte=self.review.last).exclude(kind=AIM)
        return Year(self._told, kept[:MOST_NOTES])

    def note(self, uid: str) -> Note | None:
        """A note of the year, or the review itself."""
        if uid == str(self.review.note.uid):
            return self.review.note
        return next((one for key, one in self.notes.items() if str(key) == uid), None)

    def titles(self) -> dict[str, str]:
        """Titles by note."""
        return {one.note: one.title for one in reversed(self._told)}

    def _published(self, tags: dict[int, list[str]]) -> Iterable[Told]:
        for several in renditions(self.notes.values(), self.viewer, dressed=False).values():
            for one in several:
                note = self.notes[one.note_uid]
                yield Told(str(one.note_uid), one.lang, one.title, str(one.html), note.dated, Level(note.level), tuple(tags.get(note.pk, ())))

    def _drafts(self, tags: dict[int, list[str]]) -> Iterable[Told]:
        drafts = {one.pk: one for one in self.notes.values() if one.edition_id is None}
        for body in Body.objects.filter(note__in=drafts).exclude(html=""):
            note = drafts[body.note_id]
            yield Told(str(note.uid), body.lang, body.title, body.html, note.dated, Level.ME, tuple(tags.get(note.pk, ())))


def page(review: Review, viewer: Viewer, *, find: str = "") -> Page:
    """The page of `review` for its writer. Some 14 queries, however many notes its year has; each note of the year is read once."""
    desk = Desk(review, viewer)
    year = desk.year()
    rows = list(review.evidence.select_related("note").order_by("at", "pk"))
    titles = desk.titles()
    by_aim: dict[int | None, list[Chosen]] = {}
    for row in rows:
        title = titles.get(str(row.note.uid), "")
        by_aim.setdefault(row.aim_id, []).append(Chosen(row, title, row.note_id == review.note_id))
    said = answers(review)
    aims = []
    for aim in aims_before(review, viewer):
        mine = tuple(by_aim.pop(aim.thread.pk, ()))
        offers = year.offers(aim.words, aim.lang, apart=[one.row.key for one in mine])
        aims.append(Beside(aim, mine, offers, said.get(aim.thread.pk)))
    rest = tuple(one for several in by_aim.values() for one in several)
    looked = year.looked(find, apart=[one.row.key for one in rest]) if find else ()
    following = tuple(one.text for one in read_body(desk.body).kept if one.kind == "aim") if desk.body else ()
    return Page(review, desk.body.title if desk.body else "", tuple(aims), rest, looked, following, len(desk.notes))


def find(review: Review, viewer: Viewer, note: str, lang: str, key: str) -> tuple[Note, Sentence, str] | None:
    """The sentence of that key in a note of the year, the note, and its text; None where it does not stand there now."""
    desk = Desk(review, viewer)
    held = desk.note(note)
    sentence = desk.year().sentence(note, lang, key) if held else None
    return (held, sentence, desk.html[note, lang]) if held and sentence else None


def aim_of(review: Review, viewer: Viewer, uid: uuid.UUID) -> Aim | None:
    """The aim of that thread, where it returns in this review."""
    return next((one for one in aims_before(review, viewer) if one.thread.uid == uid), None)
