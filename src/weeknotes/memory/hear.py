"""Keeping a hearing: what a team does with it. Any member may, and where its page is for everyone the page agrees before this returns."""

import uuid
from collections.abc import Callable, Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from weeknotes.memory.answer import NotAnswered, NotYours, answer, follow, take_back
from weeknotes.memory.hearing import FATES, TOLD_BACK, improvements
from weeknotes.memory.hearing_page import spots
from weeknotes.memory.kinds import IMPROVEMENT, LIFECYCLES
from weeknotes.memory.models import Hearing, Outcome, Thread
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note
from weeknotes.people.models import Membership, Person, Team
from weeknotes.people.site import day_here
from weeknotes.publishing.change import rearrange
from weeknotes.publishing.kinds import Spot
from weeknotes.web.dates import monday

LONGEST_WORDS = 500
MOST = 200


@transaction.atomic
def begin(*, team: Team, by: Person, form: str, group: str, dated: date, lang: str, note: Note | None = None, said: int | None = None) -> Hearing:
    """A hearing of `team` with nothing in it, for the team alone. Raises NotYours for who is no member now."""
    _member(team.pk, by)
    return Hearing.objects.create(team=team, by=by, form=form, group=group, dated=dated, lang=lang, note=note, said=said)


def describe(*, hearing: Hearing, by: Person, form: str, group: str, dated: date) -> None:
    """Say anew in what form, whom and when. Raises NotYours."""

    def act(held: Hearing) -> None:
        held.form, held.group, held.dated = form, group, dated
        held.save(update_fields=["form", "group", "dated"])

    _keep(hearing, by, act)


def add(*, hearing: Hearing, by: Person, lines: Iterable[str]) -> int:
    """Write down what was asked for, one thing a line; how many were new. What stands there already is not written twice.

    Raises NotYours, and NotAnswered for a line over LONGEST_WORDS characters or more than MOST things.
    """
    wanted = list(dict.fromkeys(words for line in lines if (words := " ".join(line.split()))))
    for words in wanted:
        _short_enough(words)
    made: list[Thread] = []

    def act(held: Hearing) -> None:
        known = set(held.improvements.values_list("words", flat=True))
        new = [words for words in wanted if words not in known]
        if len(known) + len(new) > MOST:
            raise NotAnswered(_("One hearing holds up to %(most)d things. Begin another one for the rest.") % {"most": MOST})
        week = monday(held.dated)
        life = LIFECYCLES[IMPROVEMENT]
        made.extend(
            Thread.objects.create(
                owner=by, team_id=held.team_id, kind=IMPROVEMENT, state=life.start, by=Thread.PERSON, first_week=week, last_week=week, words=words, hearing=held
            )
            for words in new
        )
        _told(held)

    _keep(hearing, by, act)
    return len(made)


def reword(*, hearing: Hearing, by: Person, uid: uuid.UUID, words: str) -> None:
    """Put what was asked for in other words. Raises NotYours, NotAnswered where there are none or too many, Thread.DoesNotExist."""
    words = " ".join(words.split())
    if not words:
        raise NotAnswered(_("Write what was asked for. To take it out, use the button beside it."))
    _short_enough(words)

    def act(held: Hearing) -> None:
        thread = held.improvements.get(uid=uid)
        thread.words = words
        thread.save(update_fields=["words"])

    _keep(hearing, by, act)


def take_out(*, hearing: Hearing, by: Person, uid: uuid.UUID) -> None:
    """Take out what was written down by mistake. Raises NotYours, Thread.DoesNotExist, and NotAnswered once something was said of it."""

    def act(held: Hearing) -> None:
        thread = held.improvements.get(uid=uid)
        if thread.outcomes.exists():
            raise NotAnswered(_("Something was already said about this, so it stays. Say “will not be done, because…” instead."))
        thread.delete()
        _told(held)

    _keep(hearing, by, act)


def say(*, hearing: Hearing, by: Person, uid: uuid.UUID, word: str, because: str, at: datetime) -> None:
    """Say what became of one thing: doing, done, or not, because. The same again changes nothing.

    Raises NotYours, Thread.DoesNotExist, and NotAnswered for another word or a reason that is too long.
    """
    if word not in FATES:
        raise NotAnswered(_("Choose “doing it”, “done” or “will not be done”."))

    def act(held: Hearing) -> None:
        thread = held.improvements.get(uid=uid)
        before = next(one for one in improvements(held) if one.uid == uid)
        if before.fate and (before.fate.word, before.fate.because) == (word, because.replace("\r\n", "\n").strip()):
            return
        answer(thread=thread, by=by, word=word, because=because, week=monday(day_here(at)), at=at)
        _told(held)

    _keep(hearing, by, act)


def unsay(*, hearing: Hearing, by: Person, uid: uuid.UUID) -> None:
    """Take back the newest of what was said of one thing; what was said in an earlier week stands again. Raises NotYours, Thread.DoesNotExist."""

    def act(held: Hearing) -> None:
        thread = held.improvements.get(uid=uid)
        newest = thread.outcomes.order_by("-week", "-at", "-id").first()
        if newest is not None and newest.word == TOLD_BACK:
            newest.delete()
            follow(thread)
        elif newest is not None:
            take_back(thread=thread, by=by, week=newest.week)
        _told(held)

    _keep(hearing, by, act)


def tell_back(*, hearing: Hearing, by: Person, how: str, at: datetime) -> int:
    """Say that those who asked were told what was done and what will not be; of how many things. Raises NotYours, NotAnswered."""
    told: list[Thread] = []

    def act(held: Hearing) -> None:
        waiting = {one.uid for one in improvements(held) if one.is_decided and one.told is None}
        for thread in held.improvements.filter(uid__in=waiting):
            # Beside the answer of this week, not in its place: that it was told says nothing else about it.
            Outcome.objects.create(thread=thread, kind=thread.kind, word=TOLD_BACK, because=how.strip(), by=by, week=monday(day_here(at)), at=at)
            follow(thread)
            told.append(thread)
        if not told:
            raise NotAnswered(_("Nothing is waiting to be told back: say first what was done, or will not be."))
        _told(held, at)

    _keep(hearing, by, act)
    return len(told)


def open_to(*, hearing: Hearing, by: Person, level: Level) -> None:
    """Have the page of a hearing for its team, the organisation or everyone; one that was for everyone and is no more is gone when this returns.

    Raises NotYours; DiskFull where there is no room, with everything as it was.
    """
    _member(hearing.team_id, by)
    if not Level.TEAM <= level <= Level.PUBLIC:
        raise NotAnswered(_("Choose who may read it: the team, the organisation, or everyone."))

    def act() -> Iterable[Spot]:
        held = Hearing.objects.select_for_update().get(pk=hearing.pk)
        held.page_level = level
        held.save(update_fields=["page_level"])
        return spots(held)

    rearrange(act, taking_away=hearing.page_level > level)


def _keep(hearing: Hearing, by: Person, act: Callable[[Hearing], None]) -> None:
    """Run `act` on the hearing as it stands; where everyone reads its page, the page says so before this returns."""
    _member(hearing.team_id, by)
    with transaction.atomic():
        held = Hearing.objects.select_for_update().get(pk=hearing.pk)
        if held.page_level < Level.PUBLIC:
            act(held)
            return

    def arranged() -> Iterable[Spot]:
        now = Hearing.objects.select_for_update().get(pk=hearing.pk)
        act(now)
        return spots(now)

    rearrange(arranged)


def _told(hearing: Hearing, at: datetime | None = None) -> None:
    """Keep since when all of it is told back: nothing heard is undecided, nothing decided untold."""
    all_told = [one.told for one in improvements(hearing)]
    if all_told and all(all_told):
        hearing.told_back_at = hearing.told_back_at or at
    else:
        hearing.told_back_at = None
    hearing.save(update_fields=["told_back_at"])


def _member(team_id: int, by: Person) -> None:
    if not Membership.objects.now().filter(team_id=team_id, person=by).exists():
        raise NotYours(_("Only members of the team that listened keep its hearing."))


def _short_enough(words: str) -> None:
    if len(words) > LONGEST_WORDS:
        raise NotAnswered(_("This has %(count)d characters; up to %(most)d are kept. Make it shorter.") % {"count": len(words), "most": LONGEST_WORDS})
