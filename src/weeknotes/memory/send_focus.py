"""Sending a focus to a chat: by its writer's click, or on the goal day where that was switched on."""

import logging
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from weeknotes.memory.chat_shapes import Message, shaped
from weeknotes.memory.chats import why_not
from weeknotes.memory.focus import Line, freeze_focus, questions_of
from weeknotes.memory.models import Chat, Focus, Sending
from weeknotes.net.fetch import REFUSED, NotFetched, post_json
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body, Item, Note
from weeknotes.notes.rendition import rendition
from weeknotes.notes.viewing import viewer_of
from weeknotes.people.away import away_on
from weeknotes.people.models import Person, Rhythm
from weeknotes.people.rota import next_week
from weeknotes.people.site import time_here
from weeknotes.prose.html import plain
from weeknotes.web.dates import WEEK, days_between, monday, number
from weeknotes.web.spoken import speaking
from weeknotes.work.claim import claim, due

log = logging.getLogger(__name__)
LEASE = timedelta(minutes=5)
MOST_TRIES = 6
FROM = time(9)  # on a goal day nothing goes out before
KEPT_FOR = timedelta(weeks=8)


class NotSent(Exception):
    """Why nothing was sent, or may not have arrived, in a sentence for the sender; `why` as NotFetched has it, "" where nothing was tried."""

    def __init__(self, sentence: str, why: str = "") -> None:
        super().__init__(sentence)
        self.why = why


def send(*, focus: Focus, chat: Chat) -> None:
    """Send `focus` to `chat`. Outside any transaction. NotSent, with a sentence, where the chat is read by more than its text is for, or did not take it."""
    refuse_wider(focus, chat)
    try:
        post_json(chat.address, shaped(chat.program, message_of(focus)))
    except NotFetched as why:
        raise NotSent(_("It was not sent to %(chat)s.") % {"chat": chat.name} + " " + why_not(why.why), why.why) from None
    widest = max(focus.sent_level or 0, chat.level)
    Focus.objects.filter(pk=focus.pk).update(sent_level=widest)


def refuse_wider(focus: Focus, chat: Chat) -> None:
    """NotSent where a line of `focus` comes from a text that is for fewer people than read `chat`."""
    for words, level in focus.lines:
        if level < chat.level:
            sentence = _("Nothing was sent: “%(line)s” stands in a text for fewer people than read %(chat)s. Leave it out, or choose more readers for the text.")
            raise NotSent(sentence % {"line": words, "chat": chat.name})
    if chat.level == Level.TEAM and chat.team_id and not focus.note.note_teams.filter(team=chat.team_id).exists():
        sentence = _("Nothing was sent: %(chat)s is read by a team that the note is not for. Add the team to the note, or choose another chat.")
        raise NotSent(sentence % {"chat": chat.name})


def message_of(focus: Focus) -> Message:
    """What goes out, in the language of the focus."""
    with speaking(focus.lang):
        whose = focus.team.name_in(focus.lang) if focus.team else focus.person.name
        days = days_between(focus.week, focus.week + timedelta(days=6))
        title = _("%(name)s: the focus for week %(number)s, %(days)s") % {"name": whose, "number": number(focus.week), "days": days}
        link = f"{settings.SITE_URL}{reverse('focus', args=[focus.uid])}"
        return Message(title, tuple(focus.words), questions_of(focus, timezone.localdate()), link, _("Answer"))


def send_on_goal_day(now: datetime | None = None) -> int:
    """Send what is published of the week's focus to the chats that have it so, once a week each; how many. Part of the worker's round.

    Tried again after a minute, two, four … six times; the page of chats says what became of it. One that fails keeps no other.
    """
    moment = now or timezone.now()
    chats = list(Chat.objects.filter(on_goal_day=True, added_by__is_active=True, team__closed_at=None).select_related("team__rhythm", "person__rhythm", "person", "added_by"))
    if not chats and not Sending.objects.exists():
        return 0
    Sending.objects.filter(week__lt=(moment - KEPT_FOR).date()).delete()
    here = time_here(moment)
    this = monday(here.date())
    done = {one.chat_id for one in Sending.objects.filter(week=this)}
    for chat in chats:
        if chat.pk not in done and _is_goal_day(chat, here) and published_focus(chat, this):
            Sending.objects.get_or_create(chat=chat, week=this, defaults={"due_at": moment})
    sent = 0
    for sending in due(Sending.objects.filter(sent_at=None), moment).select_related("chat__team", "chat__person", "chat__added_by"):
        sent += _send(sending, moment)
    return sent


def published_focus(chat: Chat, week: date) -> tuple[Body, list[Line]] | None:
    """What notes of the chat's person or team say they will do in `week`, in the newest published note that does, as far as those who read the chat may read it."""
    held = Note.objects.filter(edition__isnull=False, level__gte=chat.level)
    held = held.filter(byline_team=chat.team_id) if chat.team_id else held.filter(author=chat.person_id, byline_team=None)
    if chat.team_id and chat.level == Level.TEAM:
        held = held.filter(note_teams__team=chat.team_id)
    told = held.covering(week).filter(items__kind="goal") | held.covering(week - WEEK).filter(items__kind="next")
    for note in told.distinct().select_related("author").order_by("-week_from", "-published_at", "-pk")[:4]:
        lines = _lines(note, chat, week)
        body = Body.objects.filter(note=note, lang=lines[0].lang).select_related("note__author", "note__byline_team").first() if lines else None
        if body is not None:
            return body, [Line(" ".join(one.text.split()), Level(one.level)) for one in lines]
    return None


def _lines(note: Note, chat: Chat, week: date) -> list[Item]:
    covers = note.week_from is not None and note.week_from <= week <= (note.week_to or note.week_from)
    items = list(Item.objects.filter(note=note, kind="goal" if covers else "next", level__gte=chat.level).order_by("place"))
    shown = rendition(note, viewer_of(note.author).through(Level(chat.level)), items[0].lang) if items else None
    words = plain(str(shown.html)) if shown else ""
    return [one for one in items if " ".join(one.text.split()) in " ".join(words.split())]


def _is_goal_day(chat: Chat, here: datetime) -> bool:
    """Whether the focus is due now: on the goal day from nine o'clock on, in a week in which there is one, while its person is not away."""
    owner: Person | None = chat.person
    rhythm = getattr(chat.team or owner, "rhythm", None) or Rhythm()
    if here.weekday() != rhythm.goal_day or here.time() < FROM or next_week(rhythm, monday(here.date())) != monday(here.date()):
        return False
    away: Iterable[tuple[date, date]] = away_on([owner.pk], here.date()).get(owner.pk, []) if owner else ()
    return not any(first <= here.date() <= last for first, last in away)


def _send(sending: Sending, moment: datetime) -> bool:
    mark = claim(Sending.objects.filter(pk=sending.pk), now=moment, lease=LEASE)
    if mark is None:
        return False
    mine = Sending.objects.filter(pk=sending.pk, claimed_by=mark)
    tries = sending.tries + 1
    found = published_focus(sending.chat, sending.week) if sending.chat.on_goal_day else None
    if found is None:  # withdrawn, narrowed or switched off since
        mine.delete()
        return False
    body, lines = found
    focus = freeze_focus(body=body, by=body.note.author, week=sending.week, lines=lines, at=moment)
    try:
        send(focus=focus, chat=sending.chat)
    except NotSent as why:
        log.warning("a focus could not be sent to a chat (number %d), try %d", sending.chat_id, tries)
        ended = moment if tries >= MOST_TRIES else None
        mine.update(due_at=moment + timedelta(minutes=2 ** (tries - 1)), claimed_by=None, lease_until=None, sent_at=ended, last_error=why.why or REFUSED)
        return False
    mine.update(sent_at=moment, claimed_by=None, lease_until=None, last_error="")
    return True


def not_sent(person: Person) -> list[Sending]:
    """What could not be sent on a goal day to a chat that `person` added, the newest first. One query."""
    rows = Sending.objects.filter(Q(chat__added_by=person), ~Q(last_error="")).select_related("chat")
    return list(rows.order_by("-week", "-pk")[:10])
