"""Which lists there are: of the people, teams, series, tags, weeks and years that a public note stands under."""

from collections.abc import Callable, Sequence

from django.db.models import Q, QuerySet

from weeknotes.notes.levels import Level
from weeknotes.notes.models import Episode, Note, NotePerson, NoteTag, NoteTeam, Series, Tag
from weeknotes.notes.tags import seen_by
from weeknotes.notes.viewer import NOBODY
from weeknotes.people.models import Person, Team
from weeknotes.publishing import shelf
from weeknotes.publishing.almanac import weeks, years
from weeknotes.publishing.at_hand import once
from weeknotes.publishing.labels import SEVERAL, labels_of
from weeknotes.publishing.shelf import Shelf
from weeknotes.publishing.weeks import key_of
from weeknotes.web.prepared import Prepared, prepared


@once
def every_key(kind: str) -> list[str]:
    """All pages of a kind that there should be, in order."""
    if kind == shelf.HOME:
        return [""]
    if kind == shelf.ABOUT:
        return sorted(f"{on.kind}/{on.key}/{slug}" for on in _pages() for slug, ids in labels_of(on).items() if len(ids) >= SEVERAL)
    if kind == shelf.YEAR:
        return [f"{year:04d}" for year in years()]
    if kind == shelf.WEEK:
        return [key_of(monday) for monday in weeks()]
    if kind == shelf.PERSON:
        return [person.slug for person in people()]
    return sorted(one.slug for one in _OTHERS[kind]())


@once
def is_any(kind: str) -> bool:
    """Whether there is a page of people, of teams, of series or of tags."""
    # The first row that comes along says so: to put the pages together would look at every note.
    return bool(_ANY[kind]())


_ANY: dict[str, Prepared[int]] = {
    shelf.PERSON: prepared()(lambda: Note.objects.visible_to(NOBODY).values_list("pk", flat=True)[:1]),
    shelf.TEAM: prepared()(lambda: NoteTeam.objects.filter(note__level=Level.PUBLIC, team__page_level=Level.PUBLIC).values_list("pk", flat=True)[:1]),
    shelf.SERIES: prepared()(lambda: Episode.objects.filter(note__level=Level.PUBLIC).values_list("pk", flat=True)[:1]),
    shelf.TAG: prepared()(lambda: NoteTag.objects.filter(note__level=Level.PUBLIC).values_list("pk", flat=True)[:1]),
}


@once
def people() -> list[Person]:
    """People who wrote a public note, by name."""
    return _people()


@once
def teams() -> list[Team]:
    """Teams that have a public page, by their address."""
    return _teams()


@once
def series() -> list[Series]:
    """Series that a public note is in, by their address."""
    return _series()


@once
def tags() -> list[Tag]:
    """Tags that a public note has."""
    return _tags()


_OTHERS: dict[str, Callable[[], Sequence[Team | Series | Tag]]] = {shelf.TEAM: teams, shelf.SERIES: series, shelf.TAG: tags}


@prepared()
def _people() -> QuerySet[Person]:
    alone = Note.objects.visible_to(NOBODY).values("author")
    together = NotePerson.objects.filter(part=NotePerson.WRITES, note__in=Note.objects.visible_to(NOBODY)).values("person")
    return Person.objects.filter(Q(pk__in=alone) | Q(pk__in=together)).order_by("name", "slug")


@prepared()
def _teams() -> QuerySet[Team]:
    noted = NoteTeam.objects.filter(note__in=Note.objects.visible_to(NOBODY)).values("team")
    return Team.objects.filter(pk__in=noted, page_level=Level.PUBLIC).order_by("slug")


@prepared()
def _series() -> QuerySet[Series]:
    return Series.objects.filter(episodes__note__in=Note.objects.visible_to(NOBODY)).distinct().order_by("slug")


@prepared()
def _tags() -> QuerySet[Tag]:
    return seen_by(NOBODY)


def _pages() -> list[Shelf]:
    rows = [*((shelf.PERSON, person.slug) for person in people()), *((shelf.TEAM, team.slug) for team in teams())]
    return [found for kind, key in rows if (found := shelf.shelf(kind, key))]
