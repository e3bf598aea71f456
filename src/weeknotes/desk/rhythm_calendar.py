"""Calendars (RFC 5545): one's own week as a feed, and what is for action as a file of a mail. Days alone, no hours: nobody's time is taken."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from weeknotes.desk.for_action import Action
from weeknotes.people.models import Away, Person, Rhythm
from weeknotes.people.rota import next_week
from weeknotes.people.site import organisation
from weeknotes.people.week import writing_day
from weeknotes.publishing.addresses import absolute
from weeknotes.web.dates import DAY, monday


def rhythm_calendar(person: Person, since: datetime) -> bytes:
    """The calendar of `person` from the week of `since` on: the day on which they write and read, as often as they write, days away left out."""
    rhythm = Rhythm.objects.filter(person=person).first() or Rhythm(person=person)
    here = organisation()
    made = _calendar(_("My week at %(site)s") % {"site": here.name if here else ""})
    first = next_week(rhythm, monday(timezone.localdate(since))) + timedelta(days=writing_day(rhythm.note_day, rhythm.working_days))
    away = [(one.first, one.last) for one in Away.objects.filter(person=person, last__gte=first).order_by("first", "pk")]
    for key, words, view in (("write", _("Write this week’s note"), "friday"), ("read", _("Read what others wrote"), "read")):
        event = _event(f"{key}-{person.uid}", words, first, since, absolute(reverse(view)))
        event.add("rrule", {"freq": "weekly", "interval": rhythm.cadence})
        days = _days(first, rhythm.cadence, away)
        if days:
            event.add("exdate", days, parameters={"VALUE": "DATE"})
        made.add_component(event)
    return bytes(made.to_ical())


def calendar_of_actions(actions: Iterable[Action], at: datetime) -> bytes:
    """A file with each of `actions` on its day, where that is still to come, else on that of `at`. Taken in twice, each is there once: its name stays the same."""
    made = _calendar(_("For action"))
    today = timezone.localdate(at)
    for one in actions:
        made.add_component(_event(one.key, one.words, max(one.day or today, today), at, one.url))
    return bytes(made.to_ical())


def _calendar(name: str) -> Calendar:
    made = Calendar()
    made.add("prodid", "-//Weeknotes//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    return made


def _event(key: str, words: str, day: date, stamp: datetime, url: str) -> Event:
    event = Event()
    event.add("uid", f"{key}@{settings.SITE_URL.partition('://')[2].partition(':')[0]}")
    event.add("summary", words)
    event.add("dtstart", day)
    event.add("dtend", day + DAY)
    event.add("dtstamp", stamp.replace(microsecond=0))
    event.add("url", url)
    event.add("description", url)
    event.add("transp", "TRANSPARENT")
    return event


def _days(first: date, cadence: int, away: Iterable[tuple[date, date]]) -> list[date]:
    """The days from `first` on, every `cadence` weeks, that lie in one of the stretches `away`."""
    step = 7 * cadence
    found = []
    for begins, ends in away:
        day = first + timedelta(days=max(0, -(-(begins - first).days // step)) * step)
        while day <= ends:
            found.append(day)
            day += timedelta(days=step)
    return found
