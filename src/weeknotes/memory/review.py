"""A year looked back on: begun from a template or from a note that is one, the sentences chosen for it, and what became of last year's aims."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from weeknotes.memory.evidence import Sentence
from weeknotes.memory.models import Thread
from weeknotes.memory.models_review import TEMPLATES, Evidence, Review
from weeknotes.memory.review_text import Quoted, from_lines, keep_personal, put_in, take_out
from weeknotes.memory.templates_review import LONGEST, keep_lines, title
from weeknotes.notes.freeze import reread
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body, Edition, Note
from weeknotes.notes.save import save
from weeknotes.notes.start import start
from weeknotes.people.models import Person
from weeknotes.prose.anchor import anchor
from weeknotes.prose.html import plain
from weeknotes.publishing.addresses import public_url
from weeknotes.publishing.change import change
from weeknotes.web.dates import monday


class NotBegun(Exception):
    """A review that was not begun, and why, in a sentence."""


class NotChosen(Exception):
    """A sentence that was not chosen, and why, in a sentence."""


@dataclass(frozen=True, slots=True)
class Aim:
    """What was wanted: the thread, the words used then and their language, the note they stand in, and how far they may be shown."""

    thread: Thread
    words: str
    lang: str
    note: Note
    title: str
    level: Level


@transaction.atomic
def begin(*, person: Person, year: int, template: str, lang: str, lines: str) -> Review:
    """A draft that looks back on `year`, with the headings of `lines`, which are remembered for the next one. NotBegun where there are none."""
    if template not in TEMPLATES:
        raise NotBegun(_("Choose what to begin with: the annual review, or looking back topic by topic."))
    html = from_lines(lines.splitlines())
    if not html:
        raise NotBegun(_("Write at least one heading, one on each line. You can change them in the review itself."))
    if len(lines) > LONGEST:
        raise NotBegun(_("These headings are longer than %(most)d characters. Put fewer here; the rest can go into the review itself.") % {"most": LONGEST})
    keep_lines(person, template, lang, lines)
    note = start(author=person, monday=None, kind=Note.REVIEW, lang=lang, title=title(template, lang, year), html=html)
    return _of(note, year, template)


def take(*, note: Note, person: Person, year: int) -> tuple[Review, bool]:
    """Make `note`, which `person` wrote, their review of `year`; and whether personal parts of it are kept to them alone from now on. Twice is once.

    A draft's personal parts are; what readers have already is theirs to see until its writer publishes it otherwise. NotBegun where the note
    is not theirs alone to speak for; what `change` raises.
    """
    known = Review.objects.filter(note=note).first()
    if known:
        return known, False
    if note.byline_team_id is not None or note.author_id != person.pk:
        raise NotBegun(_("Only a note that you wrote yourself can be your review."))
    if not note.is_published:
        return _take_draft(note, person, year)

    def act(held: Note, at: datetime) -> Edition | None:  # noqa: ARG001 - an act is told when
        _turn(held)
        reread(note=held)
        _of(held, year, "")
        return held.edition

    change(note=note, by=person, act=act)
    return Review.objects.get(note=note), False


@transaction.atomic
def _take_draft(note: Note, person: Person, year: int) -> tuple[Review, bool]:
    held = Note.objects.select_for_update().get(pk=note.pk)
    _turn(held)
    kept = False
    for body in held.bodies.exclude(html=""):
        html = keep_personal(body.html)
        if html != body.html:
            kept = True
            save(body=body, by=person, title=body.title, html=html, version=body.version, save_key=uuid.uuid4())
    return _of(held, year, ""), kept


def _turn(note: Note) -> None:
    """From a weeknote or a reflection to a review, which is about no week."""
    note.kind, note.week_from, note.week_to, note.covers_from, note.covers_to, note.week_how = Note.REVIEW, None, None, None, None, Note.UNKNOWN
    note.save(update_fields=["kind", "week_from", "week_to", "covers_from", "covers_to", "week_how"])
    note.note_teams.update(week_from=None)


def _of(note: Note, year: int, template: str) -> Review:
    first, last = date(year, 1, 1), date(year, 12, 31)
    before = Review.objects.filter(person=note.author_id, last__lt=first, note__deleted_at=None).order_by("-last", "-pk").first()
    note.covers_from, note.covers_to = first, last
    note.save(update_fields=["covers_from", "covers_to"])
    return Review.objects.create(note=note, person_id=note.author_id, first=first, last=last, template=template, previous=before)


def week_of(review: Review) -> date:
    """The week in which its answers are given: that of its last day."""
    return monday(review.last)


@transaction.atomic
def choose(*, review: Review, by: Person, sentence: Sentence, aim: Aim | None, in_note: Note, text: str) -> Evidence:
    """Put `sentence`, which stands in `in_note`, into the review as a quotation beside `aim`, and keep where it stands. Twice is once.

    `text` is the note's as its writer sees it. NotChosen where somebody else owns the review.
    """
    _mine(review, by)
    words = plain(text)
    at = max(words.find(sentence.words), 0)
    place = anchor(words, at, at + len(sentence.words))
    made, _new = Evidence.objects.get_or_create(
        review=review,
        aim=aim.thread if aim else None,
        note=in_note,
        lang=sentence.lang,
        key=sentence.key,
        defaults={"quote": sentence.words, "before": place.before, "after": place.after, "start": place.start, "level": sentence.level},
    )
    if aim:
        _keep(aim.thread)
    if in_note.pk != review.note_id:
        body = _body(review)
        html = put_in(body.html, _aim(aim), _quoted(made, sentence.title or _("Untitled")), lang=body.lang)
        _write(body, by, html)
    return made


@transaction.atomic
def unchoose(*, evidence: Evidence, by: Person, aim: Aim | None) -> None:
    """Let a chosen sentence go, and take its quotation out of the review where it still stands as it was put. NotChosen for somebody else's."""
    _mine(evidence.review, by)
    if evidence.note_id != evidence.review.note_id:
        body = _body(evidence.review)
        _write(body, by, take_out(body.html, _aim(aim), _quoted(evidence)))
    evidence.delete()


def _quoted(evidence: Evidence, title: str = "") -> Quoted:
    return Quoted(evidence.quote, title, _address(evidence.note, evidence.lang), Level(evidence.level), evidence.lang)


def _aim(aim: Aim | None) -> Quoted | None:
    return Quoted(aim.words, aim.title or _("Untitled"), _address(aim.note, aim.lang), aim.level, aim.lang) if aim else None


def _address(note: Note, lang: str) -> str:
    """Where everybody reads a note that is public, else where those here find it who may."""
    return public_url(note, lang) or reverse("note", kwargs={"uid": note.uid})


def _mine(review: Review, by: Person) -> None:
    if review.person_id != by.pk:
        raise NotChosen(_("Only whoever writes this review can choose what stands in it."))


def _keep(thread: Thread) -> None:
    """What a person chose something for is not forgotten with the words it was read from."""
    Thread.objects.filter(pk=thread.pk, by=Thread.READ).update(by=Thread.PERSON)


def _body(review: Review) -> Body:
    note = review.note
    return Body.objects.select_related("note").get_or_create(note=note, lang=note.lead_lang)[0]


def _write(body: Body, by: Person, html: str) -> None:
    if html != body.html:
        save(body=body, by=by, title=body.title, html=html, version=body.version, save_key=uuid.uuid4())
