"""A note in a series: choosing one or beginning it by its name, which number it has, and how that is said."""

from dataclasses import dataclass

from django.db.models import Max, Q, QuerySet
from django.utils.text import slugify
from django.utils.translation import gettext as _

from weeknotes.notes.models import Episode, Note, Series
from weeknotes.people.models import Person
from weeknotes.web.prepared import prepared
from weeknotes.web.spoken import spoken


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a writer chooses: one of their series, or a new one by its `name`; `number` None is the next one. Neither is no series."""

    series: Series | None = None
    name: str = ""
    number: int | None = None


def series_of(person: Person) -> list[Series]:
    """The series that `person` may write in: their own, and those of the teams they are in now; by name."""
    return sorted(_of(person.pk), key=lambda one: (str(one).casefold(), one.pk))


@prepared(int)
def _of(person: int) -> QuerySet[Series]:
    mine = Q(owner=person) | Q(team__memberships__person=person, team__memberships__left_at=None)
    return Series.objects.filter(mine).select_related("owner").distinct()


def place(*, note: Note, chosen: Chosen) -> None:
    """Put `note` where `chosen` says, or into no series. A new series is its author's; a name they have already is that series."""
    series = _named(note, chosen.name) if chosen.name else chosen.series
    if series is None:
        Episode.objects.filter(note=note).delete()
        return
    held = Episode.objects.filter(note=note).first()
    season = held.season if held and held.series_id == series.pk else series.season
    typed = chosen.number
    if held and held.series_id != series.pk and typed == held.number:
        typed = None  # the number of the series it stood in, which the form still shows
    number = typed or next_number(series, season, but=note)
    Episode.objects.update_or_create(note=note, defaults={"series": series, "season": season, "number": number})


def next_number(series: Series, season: int | None, *, but: Note | None = None) -> int:
    """One more than the last in the season."""
    held = Episode.objects.filter(series=series, season=season).exclude(note=but)
    return (held.aggregate(last=Max("number"))["last"] or 0) + 1


def shown_place(note: Note) -> tuple[str, str, str]:
    """The series of `note` (its id and name) and its number there, as the write page shows them; empty where it is in none."""
    held = Episode.objects.select_related("series").filter(note=note).first()
    return (str(held.series_id), held.series.name_in(spoken()), str(held.number)) if held else ("", "", "")


def said(episode: Episode, kind: str) -> str:
    """`Weeknote 12`; `Part 12` for another kind of note; `Season 2, episode 4` where the series has seasons."""
    if episode.season:
        return _("Season %(season)s, episode %(number)s") % {"season": episode.season, "number": episode.number}
    if kind == Note.WEEKNOTE:
        return _("Weeknote %(number)s") % {"number": episode.number}
    return _("Part %(number)s") % {"number": episode.number}


def _named(note: Note, typed: str) -> Series | None:
    name = " ".join(typed.split())[:120]
    if not name:
        return None
    for one in series_of(note.author):
        if name.casefold() in {one.name_en.casefold(), one.name_cy.casefold()}:
            return one
    wanted = slugify(name)[:70] or "series"
    slug, count = wanted, 2
    while Series.objects.filter(slug=slug).exists():
        slug, count = f"{wanted}-{count}", count + 1
    names = {"name_cy": name} if note.lead_lang == "cy" else {"name_en": name}
    return Series.objects.create(slug=slug, owner=note.author, **names)
