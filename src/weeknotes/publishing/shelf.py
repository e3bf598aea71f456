"""Which notes stand on a page that lists notes, newest first: home, a person's, a team's, a series', a tag's, a year's, a week's."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from weeknotes.notes.levels import Level
from weeknotes.notes.models import Episode, Note, NoteTag, NoteTeam, Series, Tag
from weeknotes.notes.queries import Notes
from weeknotes.notes.viewer import NOBODY
from weeknotes.people.models import Person, Team
from weeknotes.publishing import questions
from weeknotes.publishing.addresses import langs
from weeknotes.publishing.almanac import counted, years
from weeknotes.publishing.at_hand import answers, at_hand, once, told
from weeknotes.publishing.bylines import byline_of, bylines_of
from weeknotes.publishing.catalogue import Line, line
from weeknotes.publishing.kinds import Spot
from weeknotes.publishing.labels import SEVERAL, labels_in, labels_of, slug_of
from weeknotes.publishing.questions import Parts, in_order, newest_of
from weeknotes.publishing.weeks import ends_of, key_of, weeks_of, years_of
from weeknotes.web import dates
from weeknotes.web.prepared import Prepared, prepared

HOME, PERSON, TEAM, SERIES, TAG, YEAR, WEEK, ABOUT, SITEMAP = "home", "person", "team", "series", "tag", "year", "week", "about", "sitemap"
MOST = questions.MOST  # notes on the own page of a list
NAMED = {PERSON, TEAM, SERIES, TAG}  # lists of somebody or something with an address of its own
KINDS = (HOME, PERSON, TEAM, SERIES, TAG, YEAR, WEEK, ABOUT)


@dataclass(frozen=True, eq=False)
class Shelf:
    """A page that lists notes, the person or team it is about, its year or Monday.

    Its notes are found in `parts`, which have none in common: each is a question that one index answers, where one question for all has none.
    Where a catalogue is in force they are its `line`, and nothing is asked.
    """

    kind: str
    key: str
    ask: Callable[[], Parts]
    person: Person | None = None
    team: Team | None = None
    series: Series | None = None
    tag: Tag | None = None
    year: int | None = None
    monday: date | None = None
    label: str = ""
    line: Line | None = None

    @cached_property
    def parts(self) -> Parts:
        """The questions for its notes."""
        return self.ask()

    @cached_property
    def notes(self) -> Notes:
        """All of them, newest first."""
        if len(self.parts) == 1:
            return in_order(self.parts[0].notes)
        first, *others = (part.notes.order_by().values("pk") for part in self.parts)
        notes: Notes = Note.objects.filter(pk__in=first.union(*others, all=True)).with_reach(NOBODY)
        return in_order(notes)

    @cached_property
    def ids(self) -> tuple[int, ...]:
        """As many of its notes as its own page shows, and one more where there are more, by their ids. A query for each part, once."""
        if self.line is not None:
            return self.line.ids(0, MOST + 1)
        return tuple(newest_of(row for part in self.parts for row in part.newest())[: MOST + 1])

    @cached_property
    def newest(self) -> tuple[Note, ...]:
        """The same as notes. One query more, none where other lists had them already."""
        return these(self.ids)

    @cached_property
    def count(self) -> int:
        """How many notes it has. No query where its own page shows all of them."""
        if self.line is not None:
            return len(self.line)
        return len(self.ids) if len(self.ids) <= MOST else sum(part.notes.order_by().count() for part in self.parts)

    def has_any_but(self, *notes: int) -> bool:
        """Whether it has a note beside those of these ids. Where pages are made, its own will ask for more."""
        if at_hand("") is not None:
            return any(pk not in notes for pk in self.ids)
        return any(part.has_any_but(notes) for part in self.parts)


def these(ids: Iterable[int]) -> tuple[Note, ...]:
    """Public notes by their ids, in the order given, but for those that are so no more; each is asked for once while answers are at hand. One query at most."""
    wanted = tuple(ids)
    known = answers("public notes")
    lacking = [pk for pk in wanted if pk not in known]
    if lacking:
        known |= {note.pk: note for note in questions.in_bulk(lacking)}
    return tuple(known[pk] for pk in wanted if pk in known)


@once
def shelf(kind: str, key: str) -> Shelf | None:
    """The page `key` of a kind, or None where it has no public note (home always has its page)."""
    found = _found(kind, key)
    if found is None or kind == HOME:
        return found
    if found.year is not None or found.monday is not None:
        there = found.year in years() or found.monday in counted()
    else:
        there = found.has_any_but()
    return found if there else None


@once
def first_or_last(kind: str, key: str, note: Note) -> bool:
    """Whether a list has no public note but `note`: with it, the list itself comes or goes."""
    found = _found(kind, key) if kind != HOME else None
    return found is not None and not found.has_any_but(note.pk)


@once
def _found(kind: str, key: str) -> Shelf | None:
    """The same, whether or not there is a note on it."""
    found = _FOUND[kind](key)
    # A page about a label has its line of the page that it belongs to.
    return found if found is None or kind == ABOUT else replace(found, line=line(kind, key))


def _home(key: str) -> Shelf | None:
    return Shelf(HOME, key, questions.everything)


def _person(key: str) -> Shelf | None:
    person = _called(PERSON, key)
    return Shelf(PERSON, key, lambda: questions.of_person(person), person=person) if person else None


def _team(key: str) -> Shelf | None:
    team = _called(TEAM, key)
    return Shelf(TEAM, key, lambda: questions.of_team(team), team=team) if team else None


def _series(key: str) -> Shelf | None:
    series = _called(SERIES, key)
    return Shelf(SERIES, key, lambda: questions.of_series(series), series=series) if series else None


def _tag(key: str) -> Shelf | None:
    tag = _called(TAG, key)
    return Shelf(TAG, key, lambda: questions.of_tag(tag), tag=tag) if tag else None


@once
def _called(kind: str, key: str) -> Any:
    """Whoever or whatever has this address."""
    return next(iter(_CALLED[kind]([key])), None)


_CALLED: dict[str, Prepared[Any]] = {
    PERSON: prepared(list[str])(lambda slugs: Person.objects.filter(slug__in=slugs)),
    TEAM: prepared(list[str])(lambda slugs: Team.objects.filter(slug__in=slugs, page_level=Level.PUBLIC)),
    SERIES: prepared(list[str])(lambda slugs: Series.objects.filter(slug__in=slugs)),
    TAG: prepared(list[str])(lambda slugs: Tag.objects.filter(slug__in=slugs)),
}


def have_called(kind: str, keys: Collection[str]) -> None:
    """Have at hand whom or what these pages of a kind are of. One query at most."""
    there = {one.slug: one for one in _CALLED[kind](keys)} if keys else {}
    told(_called, {(kind, key): there.get(key) for key in keys})


def _year(key: str) -> Shelf | None:
    try:
        year = int(key)
        ends_of(year)
    except ValueError:
        return None
    return Shelf(YEAR, key, lambda: questions.of_year(year), year=year)


def _week(key: str) -> Shelf | None:
    monday = dates.from_iso(key)
    return Shelf(WEEK, key, lambda: questions.of_week(monday), monday=monday) if monday is not None else None


def _about(key: str) -> Shelf | None:
    """`person/nerys/out-of-hours`: what one page's notes say under a label, once there are several."""
    kind, _slash, rest = key.partition("/")
    slug, _slash, wanted = rest.rpartition("/")
    on = shelf(kind, slug) if kind in {PERSON, TEAM} else None
    ids = labels_of(on).get(wanted, ()) if on else ()
    if on is None or len(ids) < SEVERAL:
        return None
    found = Shelf(ABOUT, key, lambda: questions.of_ids(ids), person=on.person, team=on.team, line=on.line and on.line.only(ids))
    newest = these(found.ids[:1])
    return replace(found, label=next(one for one, _lang in labels_in(newest[0]) if slug_of(one) == wanted)) if newest else None


_SLUGS: dict[str, Prepared[tuple[int, str]]] = {
    TEAM: prepared(list[int])(lambda notes: NoteTeam.objects.filter(note__in=notes).values_list("note_id", "team__slug")),
    SERIES: prepared(list[int])(lambda notes: Episode.objects.filter(note__in=notes).values_list("note_id", "series__slug")),
    TAG: prepared(list[int])(lambda notes: NoteTag.objects.filter(note__in=notes).values_list("note_id", "tag__slug")),
}
_FOUND = {HOME: _home, PERSON: _person, TEAM: _team, SERIES: _series, TAG: _tag, YEAR: _year, WEEK: _week, ABOUT: _about}


@once
def pages_of(note: Note) -> list[tuple[str, str]]:
    """The pages of people and teams that `note` stands on, or would if it were public: kind and key, people first."""
    byline = byline_of(note)
    return [(PERSON, person.slug) for person in byline.writers] + [(TEAM, slug) for slug in sorted(team.slug for team in byline.teams)]


def beside_label(note: Note) -> list[Note]:
    """Public notes with which `note` begins or ends a page about a label: where one of its labels stands in one other, that one."""
    slugs = {slug for one, _lang in labels_in(note) if (slug := slug_of(one))}
    found: set[int] = set()
    for whose in pages_of(note) if slugs else []:
        on = shelf(*whose)
        labels = labels_of(on) if on else {}
        for slug in slugs:
            others = {*labels.get(slug, ())} - {note.pk}
            found |= others if len(others) == SEVERAL - 1 else set()
    return list(these(sorted(found)))


def slugs_of(kind: str, notes: Iterable[Note]) -> dict[int, frozenset[str]]:
    """For each of these notes its teams, its series or its tags. One query."""
    found: dict[int, set[str]] = {note.pk: set() for note in notes}
    for note, slug in _SLUGS[kind](found):
        found[note].add(slug)
    return {pk: frozenset(slugs) for pk, slugs in found.items()}


def have_keys(notes: Collection[Note]) -> None:
    """Have at hand on which pages of each kind these notes stand. Some five queries, however many notes."""
    bylines_of(notes)
    for kind in _SLUGS:
        slugs = slugs_of(kind, notes)
        told(keys_of, {(kind, note): slugs[note.pk] for note in notes})


@once
def keys_of(kind: str, note: Note) -> frozenset[str]:
    """The pages of a kind on which `note` stands, or would if it were public."""
    if kind == HOME:
        return frozenset({""})
    if kind == PERSON:
        return frozenset(person.slug for person in byline_of(note).writers)
    if kind in _SLUGS:
        return slugs_of(kind, [note])[note.pk]
    if kind == ABOUT:
        slugs = {slug for one, _lang in labels_in(note) if (slug := slug_of(one))}
        return frozenset(f"{of}/{key}/{slug}" for of, key in (pages_of(note) if slugs else []) for slug in slugs)
    if kind == YEAR:
        return frozenset(f"{year:04d}" for year in years_of(note))
    return frozenset(key_of(monday) for monday in weeks_of(note))


def list_key(spot: Spot) -> str:
    """The list that a page is of, or stands beside, as feeds and sheets name it in their keys; "" for other pages. A week's sitemap stands beside the week."""
    if spot.kind in KINDS:
        return f"{spot.kind}:{spot.key}"
    if spot.kind == SITEMAP and spot.key[:1].isdecimal():
        return f"{WEEK}:{spot.key}"
    return ":".join(spot.key.split(":")[:2]) if ":" in spot.key else ""


def list_of(key: str) -> tuple[str, str]:
    """The kind and key of the list that the key of a feed names, as `person:nerys`."""
    of, _colon, which = key.partition(":")
    return of, which


def spots(kind: str, keys: Iterable[str], *, of: str | None = None) -> set[Spot]:
    """Those pages in every tree; with `of`, the pages of the kind `of` beside them."""
    return {Spot(of or kind, f"{kind}:{key}" if of else key, lang) for key in keys for lang in langs()}

