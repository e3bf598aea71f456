"""A public note as pages and feeds show it, taken from the gate for a viewer who is nobody."""

import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from django.db.models import prefetch_related_objects
from django.utils import translation
from django.utils.translation import gettext as _
from markupsafe import Markup

from weeknotes.notes.languages import Languages, languages_of
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note
from weeknotes.notes.rendition import Rendition, renditions
from weeknotes.notes.viewer import NOBODY
from weeknotes.prose.players import Played
from weeknotes.publishing import addresses
from weeknotes.publishing.labels import labels_at_hand
from weeknotes.publishing.shelf import writers
from weeknotes.publishing.weeks import group_of, weeks_of
from weeknotes.web import dates

WORDS_A_MINUTE = 230


@dataclass(frozen=True, slots=True)
class Name:
    """A person or team on a page, with the address of their own page where there is one."""

    name: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Other:
    """The same note in another language."""

    lang: str
    url: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A public note in one language. `html` is clean; `day` the day it is dated; `group` the Monday it is listed under."""

    note_id: int
    uid: uuid.UUID
    kind: str
    url: str
    lang: str
    title: str
    html: Markup
    played: Mapping[str, Played]
    excerpt: str
    minutes: int
    by: tuple[Name, ...]
    teams: tuple[Name, ...]
    day: date
    group: date | None
    weeks: tuple[date, ...]
    published: datetime
    updated: datetime
    edition: int
    correction: str
    others: tuple[Other, ...]
    languages: Languages

    @property
    def urn(self) -> str:
        """Its lasting name in feeds, the same after every correction. A language that came later goes by the name that was announced."""
        return name_of(self.uid, self.lang, self.languages).urn

    @property
    def late(self) -> tuple[tuple[str, datetime], ...]:
        """Languages that came after the first and can be read now, and when they came."""
        now = {self.lang, *(other.lang for other in self.others)}
        return tuple((lang, since) for lang, since in self.languages.late if lang in now and len(now) > 1)

    @property
    def corrected(self) -> bool:
        """Whether the writer says what was corrected."""
        return self.edition > 1 and bool(self.correction)


def name_of(uid: uuid.UUID, lang: str, spoken: Languages) -> uuid.UUID:
    """The lasting name in feeds of a note in one language."""
    late = any(one == lang for one, _since in spoken.late)
    return uuid.uuid5(uid, spoken.first if late else lang)


T = TypeVar("T")
_at_hand: ContextVar[dict[tuple[int, str], Entry | None] | None] = ContextVar("entries", default=None)
_made: ContextVar[dict[object, object] | None] = ContextVar("made", default=None)


@contextmanager
def kept_at_hand() -> Iterator[None]:
    """Within the block each note is asked for once, however many pages it stands on. Nothing about notes may change inside."""
    token, other = _at_hand.set({}), _made.set({})
    try:
        with labels_at_hand():
            yield
    finally:
        _at_hand.reset(token)
        _made.reset(other)


def once(key: object, make: Callable[[], T]) -> T:
    """What `make` makes; within `kept_at_hand` made once for `key`, for pages that say the same in several ways."""
    held = _made.get()
    if held is None:
        return make()
    if key not in held:
        held[key] = make()
    return held[key]  # type: ignore[return-value]


def entries(notes: Iterable[Note], lang: str) -> list[Entry]:
    """Each public note once, in `lang` where it has that language, in the order given. Seven queries, however many notes."""
    held = list(notes)
    known = _at_hand.get()
    if known is None:
        return _asked_for(held, lang)
    lacking = [note for note in held if (note.pk, lang) not in known]
    if lacking:
        found = {one.note_id: one for one in _asked_for(lacking, lang)}
        known |= {(note.pk, lang): found.get(note.pk) for note in lacking}
    return [one for note in held if (one := known[note.pk, lang]) is not None]


def _asked_for(held: list[Note], lang: str) -> list[Entry]:
    prefetch_related_objects(held, "author", "byline_team", "note_teams__team", "note_people__person")
    shown = renditions(held, NOBODY)
    urls = addresses.note_addresses(shown)
    spoken = languages_of(held)
    found = []
    for note in held:
        several = [r for r in shown.get(note.pk, ()) if r.lang in urls.get(note.pk, {})]
        if several:
            chosen = next((r for r in several if r.lang == lang), several[0])
            found.append(_entry(note, chosen, several, urls[note.pk], spoken[note.pk], lang))
    return found


def entry(note: Note, lang: str) -> Entry | None:
    """A public note in `lang` and no other; None where everyone may not read it so."""
    found = entries([note], lang)
    return found[0] if found and found[0].lang == lang else None


def _entry(note: Note, shown: Rendition, several: Sequence[Rendition], urls: dict[str, str], spoken: Languages, tree: str) -> Entry:
    published = note.published_at or shown.edition_made_at
    mondays = tuple(weeks_of(note)) if note.week_from else ()
    return Entry(
        note_id=note.pk,
        uid=note.uid,
        kind=note.kind,
        url=urls[shown.lang],
        lang=shown.lang,
        title=shown.title or untitled(note, shown.lang),
        html=shown.html,
        played=shown.played,
        excerpt=shown.excerpt,
        minutes=max(1, round(shown.words / WORDS_A_MINUTE)),
        by=tuple(Name(person.name, addresses.address("person", person.slug, tree)) for person in writers(note)),
        teams=_teams(note, tree),
        day=note.dated or published.date(),
        group=group_of(note),
        weeks=mondays,
        published=published,
        updated=shown.edition_made_at,
        edition=shown.edition,
        correction=shown.correction,
        others=tuple(Other(r.lang, urls[r.lang]) for r in several if r.lang != shown.lang),
        languages=spoken,
    )


def _teams(note: Note, tree: str) -> tuple[Name, ...]:
    """The teams whose public page the note stands on, that of its byline first; a team whose page is for fewer people is not named."""
    held = {row.team_id: row.team for row in note.note_teams.all() if row.team.page_level == Level.PUBLIC}
    ordered = sorted(held.values(), key=lambda team: (team.pk != note.byline_team_id, team.name_in(tree), team.slug))
    return tuple(Name(team.name_in(tree), addresses.address("team", team.slug, tree)) for team in ordered)


def untitled(note: Note, lang: str) -> str:
    """What stands where a note has no title: the calendar's words, in the note's language."""
    with translation.override(lang):
        mondays = weeks_of(note)
        if mondays and note.week_from:
            return _("Week %(number)s") % {"number": dates.number(mondays[-1])}
        return dates.day(note.dated) if note.dated else _("Untitled")
