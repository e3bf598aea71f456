"""A public note as pages and feeds show it, taken from the gate for a viewer who is nobody."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime

from django.utils.translation import gettext as _
from markupsafe import Markup

from weeknotes.notes.languages import Languages, languages_of
from weeknotes.notes.models import Note, Tag
from weeknotes.notes.rendition import Brief, Rendition, briefs, renditions
from weeknotes.notes.tags import by_name, tags_of_many
from weeknotes.notes.viewer import NOBODY
from weeknotes.prose.players import Played
from weeknotes.publishing import addresses
from weeknotes.publishing.at_hand import answers
from weeknotes.publishing.bylines import Byline, bylines_of
from weeknotes.publishing.tongue import tongue_of
from weeknotes.publishing.weeks import group_of, weeks_of
from weeknotes.web import dates
from weeknotes.web.spoken import speaking

WORDS_A_MINUTE = 230
AT_ONCE = 500


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A public note in one language as lists show it. `day` is the day it is dated; `group` the Monday it is listed under."""

    note_id: int
    uid: uuid.UUID
    kind: str
    url: str
    lang: str
    title: str
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
    def correction_lang(self) -> str:
        """The language that the line on what was corrected is in: there is one for both languages of a note."""
        return tongue_of(self.correction, self.lang)

    @property
    def corrected(self) -> bool:
        """Whether the writer says what was corrected."""
        return self.edition > 1 and bool(self.correction)


def name_of(uid: uuid.UUID, lang: str, spoken: Languages) -> uuid.UUID:
    """The lasting name in feeds of a note in one language."""
    late = any(one == lang for one, _since in spoken.late)
    return uuid.uuid5(uid, spoken.first if late else lang)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Listed):
    """The same with its text: `html` is clean, `played` the sounds and films in it; and its tags, by their names in its language."""

    html: Markup
    played: Mapping[str, Played]
    tags: tuple[Tag, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """What is the same of a public note in every tree."""

    note: Note
    byline: Byline
    several: tuple[Brief, ...]
    urls: Mapping[str, str]
    languages: Languages


def listed(notes: Iterable[Note], lang: str) -> list[Listed]:
    """Each public note once, in `lang` where it has that language, in the order given. Seven queries, however many notes, and no text read."""
    return [_listed(one, lang) for one in _known(list(notes))]


def entries(notes: Iterable[Note], lang: str) -> list[Entry]:
    """The same with their texts and tags. Two queries more, and two where a text has pictures or sounds."""
    known = _known(list(notes))
    texts, tags = _texts([one.note for one in known]), _tags([one.note for one in known])
    held = answers("entries")
    for one in known:
        if (one.note.pk, lang) not in held:
            held[one.note.pk, lang] = _whole(_listed(one, lang), texts[one.note.pk], tags[one.note.pk])
    return [held[one.note.pk, lang] for one in known]


def _whole(line: Listed, texts: Iterable[Rendition], tags: Iterable[Tag]) -> Entry:
    text = next(r for r in texts if r.lang == line.lang)
    said = {field.name: getattr(line, field.name) for field in fields(line)}
    return Entry(**said, html=text.html, played=text.played, tags=tuple(by_name(tags, line.lang)))


def have_at_hand(notes: Iterable[Note], *, texts: Iterable[Note]) -> None:
    """Ask at once for what pages are going to show of these notes, and for the texts and tags of some of them."""
    wanted = {note.pk for note in texts}
    whole = [one.note for one in _known(list(notes)) if one.note.pk in wanted]
    _texts(whole)
    _tags(whole)


def entry(note: Note, lang: str) -> Entry | None:
    """A public note in `lang` and no other; None where everyone may not read it so."""
    found = entries([note], lang)
    return found[0] if found and found[0].lang == lang else None


def _known(held: list[Note]) -> list[_Known]:
    """Those of these notes that are public and have an address; each is asked for once while answers are at hand."""
    known = answers("notes")
    wanted = [note.pk for note in held]
    if not known.keys() >= set(wanted):
        lacking = {pk: note for pk, note in zip(wanted, held, strict=True) if pk not in known}
        # In pieces: SQLite refuses what Django asks for a thousand writers at once ("Expression tree is too large").
        for first in range(0, len(lacking), AT_ONCE):
            piece = list(lacking.values())[first : first + AT_ONCE]
            found = _asked_for(piece)
            known |= {note.pk: found.get(note.pk) for note in piece}
    return [one for pk in wanted if (one := known[pk]) is not None]


def _asked_for(held: list[Note]) -> dict[int, _Known]:
    bylines = bylines_of(held)
    shown = briefs(held, NOBODY)
    urls = addresses.note_addresses(shown)
    spoken = languages_of(held)
    found = {}
    for note in held:
        several = tuple(r for r in shown.get(note.pk, ()) if r.lang in urls.get(note.pk, {}))
        if several:
            found[note.pk] = _Known(note, bylines[note.pk], several, urls[note.pk], spoken[note.pk])
    return found


def _texts(held: list[Note]) -> dict[int, tuple[Rendition, ...]]:
    known = answers("texts")
    # A note that several pages show comes several times.
    lacking = list({pk: note for note in held if (pk := note.pk) not in known}.values())
    for first in range(0, len(lacking), AT_ONCE):
        known |= renditions(lacking[first : first + AT_ONCE], NOBODY)
    return known


def _tags(held: list[Note]) -> dict[int, tuple[Tag, ...]]:
    known = answers("tags")
    lacking = list({pk: note for note in held if (pk := note.pk) not in known}.values())
    for first in range(0, len(lacking), AT_ONCE):
        known |= tags_of_many(lacking[first : first + AT_ONCE])
    return known


def _listed(one: _Known, tree: str) -> Listed:
    known = answers("listed")
    key = one.note.pk, tree
    if key not in known:
        known[key] = _made(one, tree)
    line: Listed = known[key]
    return line


def _made(one: _Known, tree: str) -> Listed:
    note, several, urls = one.note, one.several, one.urls
    shown = next((r for r in several if r.lang == tree), several[0])
    published = note.published_at or shown.edition_made_at
    return Listed(
        note_id=note.pk,
        uid=note.uid,
        kind=note.kind,
        url=urls[shown.lang],
        lang=shown.lang,
        title=shown.title or untitled(note, shown.lang),
        excerpt=shown.excerpt,
        minutes=max(1, round(shown.words / WORDS_A_MINUTE)),
        by=tuple(Name(person.name, addresses.address("person", person.slug, tree)) for person in one.byline.writers),
        teams=_teams(one, tree),
        day=note.dated or published.date(),
        group=group_of(note),
        weeks=tuple(weeks_of(note)) if note.week_from else (),
        published=published,
        updated=shown.edition_made_at,
        edition=shown.edition,
        correction=shown.correction,
        others=tuple(Other(r.lang, urls[r.lang]) for r in several if r.lang != shown.lang),
        languages=one.languages,
    )


def _teams(one: _Known, tree: str) -> tuple[Name, ...]:
    """The teams whose public page the note stands on, that of its byline first; a team whose page is for fewer people is not named."""
    ordered = sorted(one.byline.teams, key=lambda team: (team.pk != one.note.byline_team_id, team.name_in(tree), team.slug))
    return tuple(Name(team.name_in(tree), addresses.address("team", team.slug, tree)) for team in ordered)


def untitled(note: Note, lang: str) -> str:
    """What stands where a note has no title: the calendar's words, in the note's language."""
    with speaking(lang):
        mondays = weeks_of(note)
        if mondays and note.week_from:
            return _("Week %(number)s") % {"number": dates.number(mondays[-1])}
        return dates.day(note.dated) if note.dated else _("Untitled")
