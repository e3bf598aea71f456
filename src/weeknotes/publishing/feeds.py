"""The feed of each list: its newest entries, those that no archive has yet, and archives of all before them."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from weeknotes.notes.models import Note
from weeknotes.people.site import organisation
from weeknotes.publishing import addresses, places, shelf
from weeknotes.publishing.at_hand import once
from weeknotes.publishing.atom import atom
from weeknotes.publishing.channel import Channel, Departed, items
from weeknotes.publishing.entries import Entry, entries
from weeknotes.publishing.json_feed import json_feed
from weeknotes.publishing.models import Gone
from weeknotes.publishing.rss import rss
from weeknotes.publishing.shelf import Shelf
from weeknotes.publishing.tongue import tongue_of
from weeknotes.web import dates

MOST = 30
WRITTEN: dict[str, Callable[[Channel], bytes]] = {"feed": atom, "rss": rss, "json": json_feed}


@dataclass(frozen=True, slots=True)
class Told:
    """What a feed says, in whatever format, and the notes whose words are in it."""

    channel: Channel
    notes: frozenset[int]


@once
def channel(key: str, lang: str) -> Told | None:
    """The newest thirty of a list by their days, and those after them that no archive has yet; None where there is no such list.

    Fifteen queries at most, for all formats and however many notes."""
    found = _list(key, lang)
    if found is None:
        return None
    full, notes = _telling(found)
    departed = places.gone(found.kind, found.key, lang)
    return _told(found, lang, entries(notes, lang), departed, earlier=full or None)


def notes_of(key: str) -> list[Note]:
    """The notes that the feed of a list tells of, in whatever tree."""
    found = shelf.shelf(*shelf.list_of(key))
    return _telling(found)[1] if found is not None else []


@once
def _telling(on: Shelf) -> tuple[int, list[Note]]:
    """How many archives the feed of a list has, and the notes that it tells of itself: the newest by their days, then those that no archive has yet."""
    newest = on.newest[:MOST]
    ahead = places.ahead(on.kind, on.key)
    backdated = ahead.notes - {note.pk for note in newest}
    return ahead.full, [*newest, *(on.notes.filter(pk__in=backdated) if backdated else ())]


def archived(key: str, lang: str, number: int) -> Told | None:
    """The archive `number` of the feed of a list: its places, whatever became of them; None where there is none, or it is not full yet."""
    found = _list(key, lang)
    full = places.ahead(found.kind, found.key).full if found else 0
    if found is None or not 1 <= number <= full:
        return None
    held = places.within(found.kind, found.key, number)
    shown = entries(found.notes.filter(pk__in=held), lang)
    departed = places.gone_of(held, lang)
    later = number + 1 if number < full else None
    return _told(found, lang, shown, departed, archive=number, earlier=number - 1 or None, later=later)


def _list(key: str, lang: str) -> Shelf | None:
    of, which = shelf.list_of(key)
    return shelf.shelf(of, which) if of in shelf.KINDS and lang in addresses.langs() else None


def _told(
    on: Shelf,
    lang: str,
    shown: list[Entry],
    departed: list[Gone],
    *,
    archive: int | None = None,
    earlier: int | None = None,
    later: int | None = None,
) -> Told:
    here = organisation()
    assert here is not None
    at = addresses.absolute(addresses.address(on.kind, on.key, lang))
    times: list[datetime] = [*(one.updated for one in shown), *(one.at for one in departed)]
    said = Channel(
        title=title_of(on, lang),
        about=about_of(on, lang),
        page=at,
        folder=at,
        name=uuid.uuid5(uuid.NAMESPACE_URL, f"{at}{addresses.feed_file('feed')}").urn,
        lang=lang,
        owner=here.name_in(lang),
        updated=max(times, default=here.made_at),
        items=items(shown, lang),
        departed=tuple(Departed(one.name.urn, one.at) for one in departed),
        archive=archive,
        earlier=earlier,
        later=later,
        hub=settings.WEBSUB_HUB,
        about_lang=spoken if (spoken := spoken_of(on, lang)) != lang else "",
    )
    return Told(said, frozenset(one.note_id for one in shown))


def title_of(on: Shelf, lang: str) -> str:
    """What the feed is called in a reader's list."""
    here = organisation()
    name = here.name_in(lang) if here else ""
    if on.label:
        return f"{on.label} – {on.person.name if on.person else on.team.name_in(lang) if on.team else name}"
    if on.person is not None:
        return f"{on.person.name} – {name}"
    if on.team is not None:
        return f"{on.team.name_in(lang)} – {name}"
    if on.series is not None:
        return f"{on.series.name_in(lang)} – {name}"
    if on.tag is not None:
        return f"{on.tag.name_in(lang)} – {name}"
    if on.monday is not None:
        week = _("Week %(number)s, %(year)s") % {"number": dates.number(on.monday), "year": on.monday.isocalendar().year}
        return f"{week} – {name}"
    return f"{on.year} – {name}" if on.year else _("Weeknotes from %(name)s") % {"name": name}


def about_of(on: Shelf, lang: str) -> str:
    """A line on what the feed is of, in the words of whoever it is about; "" where they gave none."""
    if on.person is not None:
        return on.person.about
    return on.team.about_in(lang) if on.team is not None else ""


def spoken_of(on: Shelf, lang: str) -> str:
    """The language of that line, where it can be told; else `lang`."""
    if on.person is not None:
        return tongue_of(on.person.about, lang)
    return on.team.about_lang(lang) if on.team is not None else lang
