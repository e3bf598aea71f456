"""Threads for programs: mine, those of my teams, and the history of one as far as I may see it."""

from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from weeknotes.desk.api_door import Answer, Caller, nothing_here
from weeknotes.desk.api_notes import NAMES
from weeknotes.desk.api_sent import wrong
from weeknotes.desk.kinds import ONE
from weeknotes.memory.history import history, now_part_of
from weeknotes.memory.listed import CLOSED, OPEN, Wanted, listed
from weeknotes.memory.seen import Seen
from weeknotes.people.models import Membership
from weeknotes.publishing.addresses import absolute
from weeknotes.web.dates import iso

LONGEST, LAST_PAGE = 200, 10_000


def list_threads(request: HttpRequest, caller: Caller) -> Answer:
    """My own threads, or with `team` those of a team I am in, the one spoken of last first, 25 a page; narrowed by words, kind and what is open."""
    given = request.GET
    team = 0
    if given.get("team"):
        stint = Membership.objects.now().filter(person=caller.person, team__slug=given["team"]).first()
        if stint is None:
            raise wrong("team", _("“%(name)s” is no team that you are in."))
        team = stint.team_id
    page = given.get("page", "1")
    if not page.isdecimal() or len(page) > 5 or not 1 <= int(page) <= LAST_PAGE:
        raise wrong("page", _("“%(name)s” has to be a whole number from 1 on."))
    for name, choices in (("kind", set(ONE)), ("state", {OPEN, CLOSED})):
        if given.get(name) and given[name] not in choices:
            raise wrong(name, _("“%(name)s” is none of those that there are."))
    found = listed(caller.viewer, Wanted(given.get("q", "")[:LONGEST], given.get("kind", ""), given.get("state", ""), team, int(page)))
    return Answer({"threads": [_one(one) for one in found.rows], "next_page": int(page) + 1 if found.more else None})


def one_thread(request: HttpRequest, caller: Caller, uid: UUID) -> Answer:
    """One thread: the words of each week as I may see them, and what its owner answered."""
    found = now_part_of(uid)
    told = history(found, caller.viewer) if found else None
    if told is None:
        raise nothing_here()
    moments = [
        {
            "week": iso(one.week),
            "part": one.part,
            "label": one.label,
            "words": one.words,
            "lang": one.lang,
            "audience": NAMES[one.level],
            "note": str(one.note) if one.is_shown or one.is_mine else None,
        }
        for one in told.seen.moments
    ]
    answers = [{"word": one.word, "because": one.because, "week": iso(one.week), "by": one.by} for one in told.answers]
    return Answer({**_one(told.seen), "mine": told.is_mine, "team": told.team or None, "moments": moments, "answers": answers})


def _one(seen: Seen) -> dict[str, object]:
    thread = seen.thread
    return {
        "uid": str(thread.uid),
        "url": absolute(reverse("thread", args=[thread.uid])),
        "kind": thread.kind,
        "state": thread.state,
        "open": thread.open,
        "name": seen.name,
        "words": seen.words,
        "lang": seen.lang or None,
        "weeks": [iso(week) for week in seen.weeks],
    }
