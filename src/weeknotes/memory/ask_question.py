"""Asking: somebody who may read a place asks people who may read it too, by name; each is told by one mail."""

from collections.abc import Collection
from datetime import date, timedelta

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from weeknotes.memory.models import Question
from weeknotes.memory.question_place import NoSuchPlace, place_of, put_at, readers
from weeknotes.memory.team_reach import may_read
from weeknotes.notes.models import Note, NotePerson
from weeknotes.notes.rendition import rendition
from weeknotes.notes.viewing import viewer_of
from weeknotes.people.models import Membership, Person, Team
from weeknotes.people.post import LATER, STUCK, deliver, post
from weeknotes.web.prepared import prepared

LONGEST = 2000
AT_ONCE = 5  # people asked in one go
MOST_OPEN = 5  # questions of one person that wait for one other
MOST_A_DAY = 20
DAY = timedelta(days=1)


class NotAsked(Exception):
    """Why nothing was asked, in a sentence for whoever asks."""


class NotThere(NotAsked):
    """What they ask about is not there for them."""


def writers(note: Note) -> list[Person]:
    """Who wrote a note, its author first. One query."""
    return sorted(_writers(note.pk, note.author_id), key=lambda one: (one.pk != note.author_id, one.name))


@prepared(int, int)
def _writers(note: int, author: int) -> models.QuerySet[Person]:
    held = NotePerson.objects.filter(note=note, part=NotePerson.WRITES).values("person")
    return Person.objects.writing().filter(models.Q(pk=author) | models.Q(pk__in=held))


@transaction.atomic
def ask(*, note: Note, lang: str, by: Person, people: Collection[Person], text: str, sentence: int | None = None) -> list[Question]:
    """Ask each of `people` about sentence number `sentence` of `note` as `by` reads it (None: about all of it): a row for each.

    NotThere where `by` may not read it; NotAsked where nothing is asked, nobody or somebody who may not read that place is asked, or too
    much is waiting already. The same question again is the same row.
    """
    shown = rendition(note, viewer_of(by), lang)
    if shown is None or shown.lang != lang:
        raise NotThere(_("This note is not here for you, or no longer."))
    said = _said(text)
    try:
        place = place_of(note, shown, sentence)
    except NoSuchPlace:
        raise NotAsked(_("That sentence is not in the note any more. Choose one that is, or ask about the whole note.")) from None
    may = {one.pk for one in readers(note, place.level)}
    _check(by, people, may, _("%(name)s may not read this, so they cannot be asked about it. Choose somebody who may."))
    row = Question(note=note, lang=lang, asker=by, text=said)
    put_at(row, place)
    return _keep(row, people)


@transaction.atomic
def ask_team(*, team: Team, week: date, by: Person, people: Collection[Person], text: str) -> list[Question]:
    """Ask members of `team` about its week beginning `week`: a row for each. Refusals as `ask`; ValueError where `week` is not a Monday."""
    if week.weekday() != 0:
        raise ValueError(f"{week} is not a Monday")
    if not may_ask_team(team, by):
        raise NotThere(_("This team’s pages are not here for you."))
    said = _said(text)
    _check(by, people, {one.pk for one in members(team)}, _("%(name)s is not in the team now. Choose somebody who is."))
    return _keep(Question(team=team, week=week, asker=by, text=said, place=team.page_level), people)


def may_ask_team(team: Team, by: Person) -> bool:
    """Whether `by` may read the team's pages: anybody signed in, those of the organisation, or its members, as the team has chosen."""
    return team.closed_at is None and may_read(team, viewer_of(by))


def members(team: Team) -> list[Person]:
    """Who is in the team now, by name."""
    return list(Person.objects.writing().filter(memberships__in=Membership.objects.now().filter(team=team)))


@transaction.atomic
def take_back(*, question: Question, by: Person) -> bool:
    """Have a question that nobody has answered never been asked; whether it was `by`'s and still open."""
    gone, _rows = Question.objects.filter(pk=question.pk, asker=by, answered_at=None).delete()
    return bool(gone)


def tell(question: Question) -> str:
    """Send the one mail about `question`, in the hours of whoever was asked; what becomes of it, in a sentence for the asker."""
    name = question.to.name
    if not Question.objects.filter(pk=question.pk, told=False).update(told=True):
        return _("%(name)s has been asked that already, and it is open.") % {"name": name}
    if not question.to.email:
        return _("%(name)s has been asked. They have no mail address here: it stands on their page for today.") % {"name": name}
    became = deliver(post(person=question.to, kind="question", about=question.uid))
    if became == LATER:
        return _("%(name)s has been asked: it stands on their page for today. The mail goes to them in the hours in which they take mail.") % {"name": name}
    if became == STUCK:
        sentence = _("%(name)s has been asked: it stands on their page for today. The mail server did not take the mail; it is tried again.")
        return sentence % {"name": name}
    return _("%(name)s has been asked, and told by one mail.") % {"name": name}


def _said(text: str) -> str:
    """The question in words, or why there is none."""
    said = text.replace("\r\n", "\n").strip()
    if not said:
        raise NotAsked(_("Write what you want to ask."))
    if len(said) > LONGEST:
        raise NotAsked(_("This question has %(count)d characters; up to %(most)d are kept. Make it shorter.") % {"count": len(said), "most": LONGEST})
    return said


def _check(by: Person, people: Collection[Person], may: Collection[int], sentence: str) -> None:
    """Whether `by` may ask all of `people`, those in `may` being there to be asked; NotAsked with a sentence, the last one as `sentence`."""
    if not people:
        raise NotAsked(_("Choose whom you ask."))
    if len(people) > AT_ONCE:
        raise NotAsked(_("Up to %(most)d people can be asked at once. Choose fewer.") % {"most": AT_ONCE})
    for one in people:
        if one.pk == by.pk:
            raise NotAsked(_("That is you. Choose somebody else."))
        if one.pk not in may:
            raise NotAsked(sentence % {"name": one.name})
    check_pace(by, people)


def check_pace(by: Person, people: Collection[Person]) -> None:
    """NotAsked where more of `by`'s questions would wait for one of `people`, or would have been asked in a day, than are read kindly."""
    Person.objects.select_for_update().get(pk=by.pk)
    mine = Question.objects.filter(asker=by)
    for one in people:
        if mine.filter(to=one, answered_at=None).count() >= MOST_OPEN:
            sentence = _("%(count)d questions of yours wait for %(name)s already. Take one back, or wait for an answer, then ask this one.")
            raise NotAsked(sentence % {"count": MOST_OPEN, "name": one.name})
    if mine.filter(asked_at__gt=timezone.now() - DAY).count() + len(people) > MOST_A_DAY:
        raise NotAsked(_("You have asked %(count)d questions within a day, which is as many as go out. Ask this one tomorrow.") % {"count": MOST_A_DAY})


def _keep(row: Question, people: Collection[Person]) -> list[Question]:
    """`row` for each of `people`; one that is open already with the same words about the same place is that one."""
    kept = []
    for one in people:
        same = {"to": one, "asker": row.asker, "note": row.note, "team": row.team, "week": row.week, "key": row.key, "text": row.text}
        there = Question.objects.filter(**same, answered_at=None).select_related("to", "asker").first()
        if there is None:
            values = {f.attname: getattr(row, f.attname) for f in Question._meta.concrete_fields if f.name not in {"id", "uid", "to"}}
            there = Question.objects.create(**values, to=one)
        kept.append(there)
    return kept
