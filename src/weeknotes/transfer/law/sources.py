"""All that people here have written and that is still held, one thing after another, for a search that two people agreed to. Nothing else reads this.

Notes as they stand and as they were published (drafts, withdrawn ones and deleted ones that are not gone yet among them), jottings, questions and answers, comments on
drafts, what people wrote of a goal or lesson themselves, and transcripts. A few hundred rows are held at a time.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.html import escape

from weeknotes.memory.models import Outcome, Question, Thread
from weeknotes.notes.history import Words, unpack
from weeknotes.notes.levels import WORDS
from weeknotes.notes.models import Body, Jotting, Note, Revision, Sight, Transcript
from weeknotes.notes.models_shared import Comment
from weeknotes.transfer.law.scope import Scope
from weeknotes.transfer.models_law import LawText

AT_ONCE = 300
STATE = {int(level): word for word, level in WORDS.items()}


@dataclass(frozen=True, slots=True)
class Text:
    """The words of a thing in a language ("" for one that is not known), as HTML."""

    how: str
    lang: str
    title: str
    html: str


@dataclass(frozen=True, slots=True)
class Held:
    """Something that is held: what it is, whose, how far it reaches, its day. `texts` are tried in their order; of `spare` one is, where none of those answers."""

    kind: str
    person: int
    state: str
    dated: date | None
    texts: tuple[Text, ...]
    note: int | None = None
    spare: tuple[Text, ...] = field(default=(), repr=False)


def held(scope: Scope, *, earlier: bool) -> Iterator[Held]:
    """Everything in `scope`. `earlier`: earlier saves of notes too, the newest first."""
    yield from _notes(scope, earlier=earlier)
    for one in (_jottings, _questions, _answers, _comments, _threads, _outcomes, _transcripts):
        yield from one(scope)


def _notes(scope: Scope, *, earlier: bool) -> Iterator[Held]:
    for some in _in_batches(scope.notes()):
        notes = {one.pk: one for one in some}
        texts: dict[int, list[Text]] = {pk: [] for pk in notes}
        spare: dict[int, list[Text]] = {pk: [] for pk in notes}
        for body in Body.objects.filter(note__in=notes).order_by("pk"):
            texts[body.note_id].append(Text(LawText.NOW, body.lang, body.title, body.html))
        # The text in force that leaves nothing out.
        for sight in Sight.objects.filter(edition__in=[one.edition_id for one in some if one.edition_id], floor=0).defer("outline", "excerpt"):
            texts[sight.note_id].append(Text(LawText.PUBLISHED, sight.lang, sight.title, sight.html))
        if earlier:
            for save in Revision.objects.filter(body__note__in=notes).select_related("base", "body").defer("body__html").order_by("-at", "-pk"):
                words = _unpacked(save)
                spare[save.body.note_id].append(Text(LawText.EARLIER, save.body.lang, words.title, words.html))
        for pk, note in notes.items():
            yield Held("note", note.author_id, _state(note), note.dated or note.week_from or _day(note.created_at), tuple(texts[pk]), pk, tuple(spare[pk]))


def _unpacked(save: Revision) -> Words:
    return unpack(bytes(save.data), unpack(bytes(save.base.data)) if save.base else None)


def _state(note: Note) -> str:
    if note.deleted_at is not None:
        return "deleted"
    if note.edition_id is None:
        return "withdrawn" if note.withdrawn_at else "draft"
    return STATE[note.level]


def _jottings(scope: Scope) -> Iterator[Held]:
    rows = Jotting.objects.filter(scope.whose("person"), scope.when("at")).select_related("photo")
    return _plain(rows, "jotting", lambda one: (one.person_id, one.at, one.label, one.link))


def _questions(scope: Scope) -> Iterator[Held]:
    return _plain(Question.objects.filter(scope.whose("asker"), scope.when("asked_at")), "question", lambda one: (one.asker_id, one.asked_at, one.text))


def _answers(scope: Scope) -> Iterator[Held]:
    rows = Question.objects.filter(scope.whose("to"), scope.when("answered_at"), answered_at__isnull=False)
    return _plain(rows, "answer", lambda one: (one.to_id, one.answered_at, one.answer))


def _comments(scope: Scope) -> Iterator[Held]:
    rows = Comment.objects.filter(scope.whose("look__person"), scope.when("at")).select_related("look")
    return _plain(rows, "comment", lambda one: (one.look.person_id, one.at, one.text, one.instead))


def _threads(scope: Scope) -> Iterator[Held]:
    """What somebody wrote there themselves: words read from a note are found in it."""
    days = (Q(last_week__gte=scope.first) if scope.first else Q()) & (Q(first_week__lte=scope.last) if scope.last else Q())
    rows = Thread.objects.filter(scope.whose("owner"), days, by=Thread.PERSON)
    return _plain(rows, "thread", lambda one: (one.owner_id, one.last_week, one.words, *_strings(one.more)))


def _outcomes(scope: Scope) -> Iterator[Held]:
    return _plain(Outcome.objects.filter(scope.whose("by"), scope.when("at")).exclude(because=""), "outcome", lambda one: (one.by_id, one.at, one.because))


def _transcripts(scope: Scope) -> Iterator[Held]:
    rows = Transcript.objects.filter(scope.whose("media__owner"), scope.when("media__made_at")).exclude(text="").select_related("media")
    return _plain(rows, "transcript", lambda one: (one.media.owner_id, one.media.made_at, one.text))


def _plain(rows: "QuerySet[Any]", kind: str, said: Callable[[Any], tuple[Any, ...]]) -> Iterator[Held]:
    """Things that are lines of plain text: `said` gives whose it is, when it is of, and its lines."""
    for some in _in_batches(rows):
        for one in some:
            person, at, *words = said(one)
            lines = [line for text in words for line in str(text).splitlines() if line.strip()]
            html = "".join(f"<p>{escape(line)}</p>" for line in lines)
            if html:
                yield Held(kind, person, "own", _day(at), (Text(LawText.NOW, getattr(one, "lang", ""), "", html),))


def _in_batches(rows: "QuerySet[Any]") -> Iterator[list[Any]]:
    """All of `rows`, some hundred at a time: what is written meanwhile keeps none of them back."""
    after = 0
    while some := list(rows.filter(pk__gt=after).order_by("pk")[:AT_ONCE]):
        yield some
        after = some[-1].pk


def _strings(more: object) -> Iterator[str]:
    """The words of a JSON value."""
    if isinstance(more, str):
        yield more
    elif isinstance(more, dict):
        for one in more.values():
            yield from _strings(one)
    elif isinstance(more, list):
        for one in more:
            yield from _strings(one)


def _day(at: datetime | date | None) -> date | None:
    return timezone.localtime(at).date() if isinstance(at, datetime) else at
