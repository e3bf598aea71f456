"""Sitemaps (sitemaps.org, with the languages of each page): one that lists the others, one of the pages that stay, one for each kind of list, one a week.

Cut by week, so that a new note touches one small file; the others are written anew only when a list comes or goes.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from xml.sax.saxutils import escape  # writes, reads nothing  # nosec B406

from django.db.models import QuerySet

from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note
from weeknotes.publishing import addresses, shelf, there
from weeknotes.publishing.almanac import years
from weeknotes.publishing.at_hand import once, told
from weeknotes.publishing.baked import follow
from weeknotes.publishing.kinds import Kind, Rendered, Shown, Spot
from weeknotes.publishing.models import Address
from weeknotes.publishing.questions import public
from weeknotes.publishing.statements import KEYS
from weeknotes.publishing.weeks import key_of, weeks_of
from weeknotes.web import dates
from weeknotes.web.prepared import prepared

NAME = shelf.SITEMAP
MANY = 10  # weeks from which on all days between the first and the last of them are looked through
INDEX, PAGES = "", "pages"
# The lists of one kind. Pages about a label are found from their notes: to look them all up at each change would cost by the size of the site.
LISTS = {"people": shelf.PERSON, "teams": shelf.TEAM, "series": shelf.SERIES, "tags": shelf.TAG}
DECLARED = '<?xml version="1.0" encoding="utf-8"?>'
SCHEMA = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
LANGUAGES = 'xmlns:xhtml="http://www.w3.org/1999/xhtml"'


def touched(note: Note) -> set[Spot]:
    """The weeks that the note is dated in or about, and what says which lists, weeks and years there are where it is the first or the last."""
    weeks = _weeks(note)
    found = {key_of(monday) for monday in weeks}
    for key, kind in (*LISTS.items(), (PAGES, shelf.YEAR)):
        if any(shelf.first_or_last(kind, one, note) for one in shelf.keys_of(kind, note)):
            found |= {INDEX, PAGES, key}
    if any(_first_or_last(monday, note) for monday in weeks):
        found.add(INDEX)
    return {Spot(NAME, key, "") for key in found}


def of_lists() -> set[Spot]:
    """All but those of the weeks: what may change where lists are called otherwise."""
    return {Spot(NAME, key, "") for key in (INDEX, PAGES, *LISTS)}


def every() -> list[Spot]:
    """All of them."""
    return [Spot(NAME, key, "") for key in (INDEX, *_keys())]


def render(key: str, lang: str) -> Rendered | None:  # noqa: ARG001 - one for all languages
    """A sitemap: of sitemaps, of the pages that stay, of lists, or of a week and the notes dated in it."""
    if not addresses.trees():
        return None
    if key == INDEX:
        return Rendered("sitemap.xml", _index(), frozenset())
    if key == PAGES or key in LISTS:
        if key == PAGES:
            return _sitemap(key, [_url(one) for one in _pages()])
        held, site = addresses.trees(), addresses.absolute("")
        return _sitemap(key, [_of_list(LISTS[key], one, held, site) for one in there.every_key(LISTS[key])])
    monday = dates.from_iso(key)
    return _week(key, monday) if monday is not None else None


def _week(key: str, monday: date) -> Rendered | None:
    by_note: dict[int, dict[str, str]] = {}
    changed: dict[int, str] = {}
    for note_id, lang, path, made_at in _dated_in(monday):
        by_note.setdefault(note_id, {})[lang] = path
        changed[note_id] = made_at.date().isoformat() if made_at else ""
    on = shelf.shelf(shelf.WEEK, key)
    lists = [_places(shelf.WEEK, key)] if on else []
    # The week's page is there because of notes about it, whenever they are dated.
    notes = {*by_note, *(on.ids if on else ())}
    return _sitemap(key, [*(_url(one) for one in lists), *(_url(by_note[one], changed[one]) for one in by_note)], notes)


@once
def _dated_in(monday: date) -> list[tuple[int, str, str, datetime | None]]:
    """The addresses of the public notes that are dated in a week: the note, the language, the path, when its edition was made; oldest first."""
    return _by_week(monday, monday + dates.WEEK).get(monday, [])


@prepared(date, date)
def _between(first: date, until: date) -> QuerySet[Address, tuple[int, str, str, datetime | None, date | None]]:
    rows = Address.objects.filter(current=True, note__level=Level.PUBLIC, note__dated__gte=first, note__dated__lt=until)
    ordered = rows.order_by("note__dated", "note__published_at", "note_id", "id")
    return ordered.values_list("note_id", "lang", "path", "note__edition__made_at", "note__dated")


@prepared(date, date)
def _two_dated(first: date, until: date) -> QuerySet[Note, int]:
    return public().order_by().filter(dated__gte=first, dated__lt=until).values_list("pk", flat=True)[:2]


@prepared()
def _days() -> QuerySet[Note, date | None]:
    return public().order_by().filter(dated__isnull=False).values_list("dated", flat=True).distinct()


def _by_week(first: date, until: date) -> dict[date, list[tuple[int, str, str, datetime | None]]]:
    found: dict[date, list[tuple[int, str, str, datetime | None]]] = {}
    for note, lang, path, made_at, day in _between(first, until):
        if day is not None:
            found.setdefault(dates.monday(day), []).append((note, lang, path, made_at))
    return found


def _shows(keys: Collection[str]) -> Shown:
    """The notes dated in those weeks are asked for at once, where there are many; no page shows more of them than where they stand."""
    weeks = [monday for key in keys if (monday := dates.from_iso(key)) is not None]
    if len(weeks) >= MANY:
        dated = _by_week(min(weeks), max(weeks) + dates.WEEK)
        told(_dated_in, {(monday,): dated.get(monday, []) for monday in weeks})
    return Shown([], [])


def _weeks(note: Note) -> set[date]:
    return {*weeks_of(note), *([dates.monday(note.dated)] if note.dated else [])}


def _first_or_last(monday: date, note: Note) -> bool:
    """Whether the sitemap of a week has nothing but what `note` gives it."""
    if not shelf.first_or_last(shelf.WEEK, key_of(monday), note):
        return False
    return all(pk == note.pk for pk in _two_dated(monday, monday + dates.WEEK))


def _keys() -> list[str]:
    """Every sitemap that there should be, the newest week last."""
    lists = [key for key, kind in LISTS.items() if there.is_any(kind)]
    return [PAGES, *lists, *sorted({*(key_of(day) for day in _days() if day), *there.every_key(shelf.WEEK)})]


def _pages() -> list[dict[str, str]]:
    """The first pages, everybody, all teams, all tags, how to follow, what is said about this place, and the years."""
    names = [shelf.HOME, "people", "teams", *(["tags"] if there.is_any(shelf.TAG) else [])]
    about = [{lang: f"{addresses.top(lang)}{key}/" for lang in addresses.langs()} for key in KEYS]
    following = {lang: follow.address(lang) for lang in addresses.langs()}
    return [_places(name, "") for name in names] + [following, *about] + [_places(shelf.YEAR, f"{year:04d}") for year in years()]


def _places(kind: str, key: str) -> dict[str, str]:
    return {lang: addresses.address(kind, key, lang) for lang in addresses.langs()}


@lru_cache(maxsize=4_000)
def _of_list(kind: str, key: str, held: tuple[addresses.Tree, ...], site: str) -> str:  # noqa: ARG001 - the trees and the address that there are now
    """The lines of one list's page."""
    return _url(_places(kind, key))


def _index() -> bytes:
    lines = [f"<sitemap><loc>{_whole(f'/sitemap-{key}.xml')}</loc></sitemap>" for key in _keys()]
    return "\n".join([DECLARED, f"<sitemapindex {SCHEMA}>", *lines, "</sitemapindex>", ""]).encode()


def _sitemap(key: str, urls: list[str], notes: Iterable[int] = ()) -> Rendered | None:
    """None where there is nothing in it: the schema has no place for that."""
    body = "\n".join([DECLARED, f"<urlset {SCHEMA} {LANGUAGES}>", *urls, "</urlset>", ""]).encode()
    return Rendered(f"sitemap-{key}.xml", body, frozenset(notes)) if urls else None


def _url(by_lang: Mapping[str, str], changed: str = "") -> str:
    """One `url` for each language, each saying where all of them are."""
    others = [f'<xhtml:link rel="alternate" hreflang="{lang}" href="{_whole(at)}"/>' for lang, at in sorted(by_lang.items())] if len(by_lang) > 1 else []
    when = f"<lastmod>{changed}</lastmod>" if changed else ""
    return "\n".join(f"<url><loc>{_whole(at)}</loc>{when}{''.join(others)}</url>" for at in by_lang.values())


def _whole(at: str) -> str:
    return escape(addresses.absolute(at))


kind = Kind(NAME, touched, every, render, _shows)
