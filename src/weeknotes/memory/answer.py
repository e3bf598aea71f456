"""What became of a thread: said by its owner, replaced or taken back by its owner, and by nobody else."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from weeknotes.memory.kinds import GOAL, LIFECYCLES
from weeknotes.memory.models import Appearance, Outcome, Thread
from weeknotes.people.models import Membership, Person

LONGEST_BECAUSE = 2000


class NotAnswered(Exception):
    """An answer that was not taken, and why."""


class NotYours(NotAnswered):
    """The thread is another person's, or a team's of which the person is no member now."""


def may_answer(thread: Thread, by: Person) -> bool:
    """Whether `by` owns the thread: its owner, or for a team's thread any member now. One query for a team's."""
    if thread.team_id is None:
        return thread.owner_id == by.pk
    return Membership.objects.now().filter(team_id=thread.team_id, person=by).exists()


@transaction.atomic
def answer(*, thread: Thread, by: Person, word: str, because: str = "", week: date, at: datetime) -> Outcome:
    """Keep what `by` says became of `thread` in the week beginning `week`; an earlier answer for that week is replaced.

    The same answer again is the same outcome. Raises NotYours, or NotAnswered for a word that is none of its kind or a reason over
    LONGEST_BECAUSE characters; ValueError where `week` is not a Monday.
    """
    if week.weekday() != 0:
        raise ValueError(f"{week} is not a Monday")
    thread = locked(thread, by)
    words = LIFECYCLES[thread.kind].words
    because = because.replace("\r\n", "\n").strip()
    if word not in words:
        raise NotAnswered(_("“%(word)s” cannot be said of this. Choose one of: %(words)s.") % {"word": word, "words": ", ".join(words)})
    if len(because) > LONGEST_BECAUSE:
        raise NotAnswered(
            _("This reason has %(count)d characters; up to %(most)d are kept. Make it shorter, or put the rest into your note.")
            % {"count": len(because), "most": LONGEST_BECAUSE}
        )
    before = current(thread, week)
    if before and (before.word, before.because) == (word, because):
        return before
    if before:
        # What others may see is what the note says; until that is published again, nobody is shown the new words or the old.
        before.level = 0
        before.save(update_fields=["level"])
    made = Outcome.objects.create(
        thread=thread, home=_home(thread, week), kind=thread.kind, word=word, because=because, by=by, week=week, at=at, replaces=before
    )
    follow(thread)
    return made


@transaction.atomic
def take_back(*, thread: Thread, by: Person, week: date) -> bool:
    """Forget what was answered for that week, and what that had replaced; whether there was anything. Raises NotYours."""
    thread = locked(thread, by)
    gone, _rows = Outcome.objects.filter(thread=thread, week=week).delete()
    follow(thread)
    return bool(gone)


def current(thread: Thread, week: date) -> Outcome | None:
    """The answer in force for that week, or None."""
    return Outcome.objects.filter(thread=thread, week=week, replaced_by=None).order_by("-at", "-id").first()


def follow(thread: Thread) -> None:
    """Bring the thread's state in line with its newest answer, by week and then by time; without one it is as it began."""
    life = LIFECYCLES[thread.kind]
    newest = Outcome.objects.filter(thread=thread, replaced_by=None).order_by("-week", "-at", "-id").first()
    thread.state = newest.word if newest else life.start
    thread.open = thread.state not in life.closes
    thread.save(update_fields=["state", "open"])


def spoken_of(thread: Thread, week: date) -> Appearance | None:
    """The words of which an answer for `week` is said: the newest by then, of a goal those set before that week's own note; else the first."""
    said = Appearance.objects.filter(thread=thread, part=Appearance.SAID)
    before = said.filter(week__lte=week).order_by("-week", "-id")
    if thread.kind == GOAL:
        earlier = before.exclude(note__week_from__lte=week, note__week_to__gte=week).first()
        return earlier or before.first() or said.order_by("week", "id").first()
    return before.first() or said.order_by("week", "id").first()


def _home(thread: Thread, week: date) -> Thread | None:
    """The thread of whose words an answer is said, where it was made one with `thread` by hand."""
    words = spoken_of(thread, week) if thread.placed_at else None
    return words.home if words else None


def locked(thread: Thread, by: Person) -> Thread:
    """The thread as it stands, locked where the database can, so that two answers at once do not both think they are the first. Raises NotYours."""
    if not may_answer(thread, by):
        if thread.team_id:
            raise NotYours(_("Only a member of the team that said this can answer it."))
        raise NotYours(_("Only the person who said this can answer it."))
    return Thread.objects.select_for_update().get(pk=thread.pk)
