"""A focus: what a note says somebody will do in a week, frozen and sent to two people who are asked about it."""

from collections.abc import Collection, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from weeknotes.memory.ask_question import LONGEST, NotAsked, check_pace
from weeknotes.memory.models import Focus, Question
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body
from weeknotes.notes.reading import read_body
from weeknotes.people.models import Person
from weeknotes.prose.cut import level_at
from weeknotes.prose.even import even
from weeknotes.web.dates import WEEK, monday

MOST_ASKED = 2
MOST_LINES = 20
SHOWN_FOR = timedelta(weeks=2)  # from the Monday of its week


@dataclass(frozen=True, slots=True)
class Line:
    """One thing somebody means to do, in the words of the note, and how far these reach."""

    words: str
    level: Level


@dataclass(frozen=True, slots=True)
class Meant:
    """What a note means for a week: its next steps for the week after its own, else its goals for its own."""

    week: date
    lines: tuple[Line, ...]


def meant(body: Body) -> Meant:
    """The focus in the text of `body` as it is saved now. Up to four queries."""
    note = body.note
    other = note.bodies.exclude(pk=body.pk).exclude(html="").filter(held=False).first()
    if other is not None:
        # What the other language keeps to fewer readers is for no more in this one.
        body = copy(body)
        body.html = even(body.html, other.html)[0]
    reach = note.level if note.is_published else note.wanted_level
    kept = read_body(body).kept
    first = note.week_from or monday(timezone.localdate())
    for kind, week in (("next", (note.week_to or first) + WEEK), ("goal", first)):
        lines = [Line(i.text, Level(level_at(body.html, i.source_start, reach))) for i in kept if i.kind == kind]
        if lines:
            return Meant(week, tuple(lines[:MOST_LINES]))
    return Meant(first + WEEK, ())


def questions_of(focus: Focus, today: date) -> tuple[str, str]:
    """The two questions that go out with a focus, in the language in force."""
    achievable = _("Is this achievable this week?") if focus.week <= monday(today) else _("Is this achievable next week?")
    return achievable, _("Am I missing anything important?")


def two_questions(question: Question) -> tuple[str, ...]:
    """Those that went out with the focus of a question, as they read when it was asked: of a week still to come, or begun; none for another question."""
    if question.focus is None:
        return ()
    return questions_of(question.focus, timezone.localtime(question.asked_at).date())


@transaction.atomic
def freeze_focus(*, body: Body, by: Person, week: date, lines: Sequence[Line], at: datetime) -> Focus:
    """The focus of those `lines`: the one that was frozen with the same ones before, as long as it is shown, else a new one. ValueError for none."""
    if not lines:
        raise ValueError("a focus has a line")
    held = [[one.words, int(one.level)] for one in lines]
    same = Focus.objects.filter(note=body.note_id, lang=body.lang, week=week, person=by, shown_until__gt=at).order_by("-made_at")
    there = next((one for one in same if one.lines == held), None)
    if there is not None:
        return there
    until = max(timezone.make_aware(datetime.combine(week, datetime.min.time())) + SHOWN_FOR, at + WEEK)
    return Focus.objects.create(person=by, team=body.note.byline_team, note=body.note, lang=body.lang, week=week, lines=held, made_at=at, shown_until=until)


@transaction.atomic
def ask_focus(*, focus: Focus, by: Person, people: Collection[Person], text: str = "") -> list[Question]:
    """Ask up to two people about `focus`, a row for each, with the two questions and `text` besides.

    NotAsked where it is nobody, more than two in all, `by` themselves, or somebody who is not of the organisation.
    """
    if not people:
        raise NotAsked(_("Choose whom you ask."))
    said = text.replace("\r\n", "\n").strip()
    if len(said) > LONGEST:
        raise NotAsked(_("This question has %(count)d characters; up to %(most)d are kept. Make it shorter.") % {"count": len(said), "most": LONGEST})
    before = {one.to_id: one for one in focus.questions.select_related("to", "asker")}
    fresh = [one for one in people if one.pk not in before]
    if len(before) + len(fresh) > MOST_ASKED:
        raise NotAsked(_("A focus goes to two people at the most. Choose fewer, or take a question back."))
    may = {one.pk for one in may_be_asked(by)}
    if any(one.pk not in may for one in people):
        raise NotAsked(_("Only people of this organisation can be asked, and not yourself. Choose somebody else."))
    check_pace(by, fresh)
    made = [Question.objects.create(focus=focus, lang=focus.lang, asker=by, to=one, text=said) for one in fresh]
    return [*made, *(before[one.pk] for one in people if one.pk in before)]


def may_be_asked(by: Person) -> list[Person]:
    """People of the organisation but `by`, by name. One query."""
    return list(Person.objects.writing().filter(in_organisation=True).exclude(pk=by.pk))
