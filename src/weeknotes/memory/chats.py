"""The chats a person may send a focus to: their own, and those of the teams they are in now."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from weeknotes.memory.models import Chat
from weeknotes.net.fetch import FAILED, REFUSED, SLOW, UNREACHABLE, askable
from weeknotes.notes.levels import Level
from weeknotes.people.models import Membership, Person, Team

MOST = 20


class NotKept(Exception):
    """Why a chat was not kept, in a sentence."""


def chats_of(person: Person) -> QuerySet[Chat]:
    """A person's own chats and those of their teams, by name."""
    teams = Membership.objects.now().filter(person=person).values("team")
    return Chat.objects.filter(Q(person=person) | Q(team__in=teams)).select_related("team", "added_by").order_by("name", "pk")


@transaction.atomic
def keep_chat(*, by: Person, team: Team | None, name: str, program: str, address: str, level: Level, on_goal_day: bool) -> Chat:
    """Keep a chat of `by`, or of a `team` they are in. NotKept where its address is none that is asked, or there are too many.

    ValueError for a program or a level that is none, or a team that is not theirs.
    """
    theirs = team is None or Membership.objects.now().filter(person=by, team=team).exists()
    if not theirs or program not in Chat.PROGRAMS or not Level.TEAM <= level <= Level.PUBLIC:
        raise ValueError("a chat is of a program, for a team or more, of oneself or a team one is in")
    address = address.strip()
    if len(address) > 2000 or not address.isascii() or not askable(address):
        raise NotKept(_("That is not an address that a chat gives out. It begins with https:// and is copied whole."))
    held = Chat.objects.filter(team=team) if team else Chat.objects.filter(person=by)
    if held.count() >= MOST:
        raise NotKept(_("There are %(most)d chats already. Remove one that is no longer used, then add this one.") % {"most": MOST})
    owner = {"team": team} if team else {"person": by}
    return Chat.objects.create(**owner, name=" ".join(name.split()), program=program, address=address, level=level, on_goal_day=on_goal_day, added_by=by)


def remove_chat(*, by: Person, chat: str) -> bool:
    """Forget a chat and its address; whether it was `by`'s or their team's."""
    held = _theirs(by, chat)
    if held is not None:
        held.delete()
    return held is not None


def set_goal_day(*, by: Person, chat: str, on: bool) -> bool:
    """Have the focus go to a chat on the goal day, or not; whether it was `by`'s or their team's."""
    held = _theirs(by, chat)
    if held is not None:
        held.on_goal_day = on
        held.save(update_fields=["on_goal_day"])
    return held is not None


def _theirs(by: Person, chat: str) -> Chat | None:
    return chats_of(by).filter(pk=int(chat)).first() if chat.isdecimal() and len(chat) < 10 else None


def why_not(why: str) -> str:
    """Why a chat did not take a message, in a sentence for whoever sent it."""
    sentences: Mapping[str, str] = {
        REFUSED: _("Its address leads somewhere that this site does not ask: only public addresses that begin with https:// are."),
        UNREACHABLE: _("Nothing answered at its address."),
        SLOW: _("It took too long to answer; the message may have arrived or not. Look into the chat before you send it again."),
        FAILED: _("The chat’s program refused it. Its address may have been ended there: make a new one and add it in the settings."),
    }
    return sentences[why]
