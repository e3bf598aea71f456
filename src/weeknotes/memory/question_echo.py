"""Questions as their notes change: they follow their sentence, go no further than it does, and are answered by what a note says to them."""

from datetime import datetime

from django.db.models import Q, QuerySet

from weeknotes.memory.ask_question import writers
from weeknotes.memory.models import Focus, Question
from weeknotes.memory.question_note import Answer, answers_in
from weeknotes.memory.question_place import follow, level_now, published_words
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Edition, Note
from weeknotes.notes.rendition import Rendition, audience_of, renditions
from weeknotes.notes.viewer import Viewer, reach
from weeknotes.notes.viewing import viewer_of
from weeknotes.people.models import Person
from weeknotes.web.prepared import prepared
from weeknotes.web.rows import update

_PLACED = ["key", "quote", "before", "after", "start", "version", "lost", "place", "level"]
_READ = ["how", "answer", "answered_at", "into", "said_level", "level"]


def echo(*, note: Note, edition: Edition | None, by: Person, at: datetime) -> None:  # noqa: ARG001 - the shape every echo has
    """Bring questions in line with `note` as it now stands (`edition` None: withdrawn), inside the transaction that changed it.
    A focus that went to a chat is read there by no more people than its note.

    An answer that was read from the note is as the note has it: without its line, or for fewer than whoever asked, the question is open again.
    """
    if edition is None:
        note.questions.update(place=Level.ME, level=Level.ME)
        Focus.objects.filter(note=note, shown_until__gt=at).update(shown_until=at)
        _read(note, _waiting(note.pk, []), (), at)
        return
    if _sent_to_more(note.pk, note.level):
        Focus.objects.filter(note=note, sent_level__gt=note.level).update(sent_level=note.level)
    about, waiting = _about(note.pk), _waiting(note.pk, [person.pk for person in writers(note)])
    if about or waiting:
        shown = renditions([note], Viewer(note.author_id, member=True, teams=frozenset())).get(note.pk, ())
        _place(note, about, shown)
        _read(note, waiting, shown, at)


def forget(*, note: Note) -> None:
    """Delete what was asked about `note`, inside the transaction that deletes it for good; what it answered elsewhere is open again."""
    _read(note, _waiting(note.pk, []), (), note.created_at)
    note.questions.all().delete()
    note.focuses.all().delete()


def _place(note: Note, held: list[Question], shown: tuple[Rendition, ...]) -> None:
    if not held:
        return
    bodies = {body.lang: body for body in note.bodies.all()}
    texts = {one.lang: one for one in shown}
    for lang in {row.lang for row in held}:
        rows = [row for row in held if row.lang == lang]
        levels: dict[int, Level] = {}
        if lang in texts and lang in bodies:
            # A note that is shown to fewer is published as it stood: what was written since is nobody's to read.
            now = published_words(note, bodies[lang])
            follow([row for row in rows if row.key], bodies[lang], now)
            levels = level_now(rows, note, now, texts[lang])
        for row in rows:
            row.place = levels.get(row.pk, Level.ME)
            row.level = Level.ME if row.is_open else min(row.place, row.wanted_level)
    update(held, _PLACED)


@prepared(int)
def _about(note: int) -> QuerySet[Question]:
    return Question.objects.filter(note=note)


@prepared(int, int)
def _sent_to_more(note: int, level: int) -> QuerySet[Focus, int]:
    return Focus.objects.filter(note=note, sent_level__gt=level).values_list("pk", flat=True)


@prepared(int, list[int])
def _waiting(note: int, people: list[int]) -> QuerySet[Question]:
    """What may be answered in a note by these people, and what is."""
    open_ones = Q(to__in=people, answered_at=None, focus=None)
    return Question.objects.filter(open_ones | Q(into=note, how=Question.NOTE)).select_related("asker")


def _read(note: Note, rows: list[Question], shown: tuple[Rendition, ...], at: datetime) -> None:
    """Take answers from the note's text, and give back those that it no longer has."""
    if not rows:
        return
    found: dict[str, Answer] = {}
    for one in shown:
        for question, answer in answers_in(str(one.html), [row.text for row in rows], note.level).items():
            found.setdefault(question, answer)
    audience = audience_of(note)
    for row in rows:
        said = found.get(row.text)
        if said is not None and said.level >= reach(audience, viewer_of(row.asker)):
            row.how, row.answer, row.answered_at = Question.NOTE, said.words, row.answered_at or at
            row.into, row.said_level, row.level = note, said.level, min(row.place, row.wanted_level)
        elif row.how == Question.NOTE:
            row.how, row.answer, row.answered_at, row.said_level, row.level = "", "", None, Level.ME, Level.ME
    update(rows, _READ)
