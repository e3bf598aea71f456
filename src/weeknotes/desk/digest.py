"""The weekly mail: what those one follows published since the last one, for information; and what one may do something about, for action."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from weeknotes.desk.for_action import for_action
from weeknotes.desk.rhythm_calendar import calendar_of_actions
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note, NotePerson, NoteTeam
from weeknotes.notes.rendition import Brief, briefs
from weeknotes.notes.viewing import viewer_of
from weeknotes.people.follow import begin_digests, keep_digests, way_out
from weeknotes.people.mails import Mail
from weeknotes.people.models import Digest, Follow, Person
from weeknotes.people.site import organisation
from weeknotes.publishing.addresses import absolute, note_addresses
from weeknotes.web.dates import day
from weeknotes.web.spoken import spoken

MOST = 40  # notes in one mail
FIRST_WORDS = 160  # characters quoted of each


@dataclass(frozen=True, slots=True)
class Line:
    """A note in the mail: whose it is, its title, its first words and its address."""

    whose: str
    title: str
    words: str
    url: str


def keep_due(now: datetime | None = None) -> int:
    """Keep a row for each weekly mail whose day has come; how many. Part of the worker's round. `post.send_due` sends them, in each person's hours."""
    moment = now or timezone.now()
    begin_digests(moment)
    return keep_digests(moment)


def letter(about: uuid.UUID) -> Mail | None:
    """The weekly mail whose row has this uid, in the language in force; None where nothing is to be said, or it is not wanted any more."""
    digest = Digest.objects.select_related("person").filter(uid=about, wanted=True).first()
    if digest is None:
        return None
    here = organisation()
    with timezone.override(here.timezone if here else None):
        lines, more = notes_between(digest.person, digest.since, digest.until)
        actions = for_action(digest.person)
        if not lines and not actions:
            return None
        out = absolute(reverse("end-digest", args=[way_out(digest)]))
        said = {"lines": lines, "more": more, "actions": actions, "site": here, "out": out, "read": absolute(reverse("read")), "settings": absolute(reverse("following"))}
        text = render_to_string("desk/digest.txt", said)
        words = _("%(site)s, for action: your week, %(day)s") if actions else _("%(site)s, for information: your week, %(day)s")
        subject = words % {"site": here.name if here else "", "day": day(digest.until)}
    files = (("weeknotes.ics", calendar_of_actions(actions, digest.until), "text/calendar"),) if actions else ()
    return Mail(subject, text, {"List-Unsubscribe": f"<{out}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click", "Auto-Submitted": "auto-generated"}, files)


def notes_between(person: Person, since: datetime, until: datetime) -> tuple[list[Line], int]:
    """The notes that those `person` follows published in this time and that `person` may read by mail, newest first; and how many more there are.

    A mail carries nothing that is for fewer than a team, whoever it goes to.
    """
    looks = viewer_of(person).through(Level.TEAM)
    follows = Follow.objects.filter(person=person)
    theirs = Q(author__in=follows.values("whom")) | Q(pk__in=NotePerson.objects.filter(part=NotePerson.WRITES, person__in=follows.values("whom")).values("note"))
    theirs |= Q(pk__in=NoteTeam.objects.filter(team__in=follows.values("team")).values("note"))
    found = Note.objects.visible_to(looks).with_reach(looks).filter(theirs, published_at__gt=since, published_at__lte=until).exclude(author=person)
    notes = list(found.newest_first().select_related("author", "byline_team"))
    shown = briefs(notes[:MOST], looks)
    where = note_addresses(note.pk for note in notes[:MOST] if note.level == Level.PUBLIC)
    lang = spoken()
    lines = []
    for note in notes[:MOST]:
        if several := shown.get(note.pk):
            one = next((brief for brief in several if brief.lang == lang), several[0])
            at = where.get(note.pk, {}).get(one.lang) or reverse("note", args=[note.uid])
            lines.append(Line(note.byline_team.name if note.byline_team else note.author.name, one.title or _("Untitled"), _first_words(one), absolute(at)))
    return lines, max(0, len(notes) - MOST)


def _first_words(one: Brief) -> str:
    words = " ".join(one.excerpt.split())
    return words if len(words) <= FIRST_WORDS else f"{words[:FIRST_WORDS].rsplit(' ', 1)[0]}…"
