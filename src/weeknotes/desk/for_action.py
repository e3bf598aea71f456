"""What a person may do something about, each as one line that a mail may carry: nothing that is for fewer than a team is quoted in one."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from weeknotes.memory.kinds import FOLLOWUP
from weeknotes.memory.lesson import lessons
from weeknotes.memory.models import Appearance, Thread
from weeknotes.memory.questions import put_to
from weeknotes.notes.levels import Level
from weeknotes.notes.look import looks_for
from weeknotes.notes.viewing import viewer_of
from weeknotes.people.models import Person
from weeknotes.transfer.retention.mine import on_list
from weeknotes.web.dates import WEEK, day, day_month, number

MOST = 12


@dataclass(frozen=True, slots=True)
class Action:
    """One thing: a name for it that stays the same, what it is, where it is done, and the day it is for, None for any."""

    key: str
    words: str
    url: str
    day: date | None = None


def for_action(person: Person) -> list[Action]:
    """All that is for `person` to do something about, of every kind in `settings.FOR_ACTION`."""
    return [one for path in settings.FOR_ACTION for one in import_string(path)(person)]


def looks(person: Person) -> list[Action]:
    """Drafts that `person` was asked to look at and has not answered. Of the draft nothing is said but whose it is."""
    open_looks = [one for one in looks_for(person) if one.right_at is None and not one.comments.exists()]
    return [
        Action(f"look-{one.uid}", _("%(name)s asked you to look at a draft.") % {"name": one.asked_by.name}, _address("look", one.uid))
        for one in open_looks[:MOST]
    ]


def questions(person: Person) -> list[Action]:
    """Questions put to `person` that are open, and when they were asked. What is asked is for the two alone, so it stands on its page and not here."""
    return [
        Action(
            f"question-{one.uid}",
            _("%(name)s asked you a question on %(day)s.") % {"name": one.asker.name, "day": day_month(one.asked_at)},
            _address("question", one.uid),
        )
        for one in put_to(person)[:MOST]
    ]


def lessons_due(person: Person) -> list[Action]:
    """Lessons of `person` and their teams to be looked at again within the week, and on which day. What a lesson says is not quoted."""
    soon = timezone.localdate() + WEEK
    rows = lessons(viewer_of(person)).filter(open=True, look_again__lte=soon).order_by("look_again", "pk")[:MOST]
    words = _("Was it the right lesson? One of week %(number)d of %(year)d was to be looked at again on %(day)s.")
    return [
        Action(
            f"lesson-{one.uid}",
            words % {"number": number(one.first_week), "year": one.first_week.isocalendar().year, "day": day(one.look_again)},
            _address("lesson", one.uid),
            one.look_again,
        )
        for one in rows
        if one.look_again is not None
    ]


def followups(person: Person) -> list[Action]:
    """What `person` made a note to follow up. The words are quoted where a team or more may read them; else it says of which week they are."""
    rows = list(Thread.objects.standing().filter(owner=person, open=True, kind=FOLLOWUP).order_by("-last_week", "-id")[:MOST])
    told: dict[int, str] = {}
    for one in Appearance.objects.standing().filter(thread__in=rows, level__gte=Level.TEAM).order_by("week", "pk"):
        told[one.thread_id] = one.words
    hidden = _("A follow-up from week %(number)d of %(year)d.")
    return [
        Action(f"thread-{row.uid}", told.get(row.pk) or hidden % {"number": number(row.last_week), "year": row.last_week.isocalendar().year}, _address("thread", row.uid))
        for row in rows
    ]


def on_disposal_list(person: Person) -> list[Action]:
    """Notes that `person` writes and that may be deleted for good, and from when on. Which they are stands on the page alone."""
    count, ready = on_list(person)
    if ready is None:
        return []
    said = ngettext(
        "%(count)d note of yours is on a disposal list. From %(day)s on it may be deleted for good; until then you can ask for it to be kept.",
        "%(count)d notes of yours are on a disposal list. From %(day)s on they may be deleted for good; until then you can ask for them to be kept.",
        count,
    )
    when = timezone.localtime(ready).date()
    return [Action(f"disposal-{when}", said % {"count": count, "day": day(when)}, f"{settings.SITE_URL}{reverse('kept')}")]


def _address(name: str, uid: object) -> str:
    return f"{settings.SITE_URL}{reverse(name, args=[uid])}"
