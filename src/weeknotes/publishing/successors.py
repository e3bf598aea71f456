"""A public note's place in its series: how it is said, and which public notes stand before and after it there."""

from dataclasses import dataclass

from django.db.models import QuerySet

from weeknotes.notes.models import Episode, Note, Series
from weeknotes.publishing.at_hand import once
from weeknotes.publishing.questions import public
from weeknotes.web.prepared import prepared


@dataclass(frozen=True, slots=True)
class InSeries:
    """A note's place, and its neighbours of those that everybody may read."""

    series: Series
    episode: Episode
    before: Note | None
    after: Note | None


@prepared(int)
def _of_note(note: int) -> QuerySet[Episode]:
    return Episode.objects.select_related("series").filter(note=note)


@once
def in_series(note: Note) -> InSeries | None:
    """Where `note` stands in its series, None where it is in none. Neighbours by season, number, then day."""
    episode = next(iter(_of_note(note.pk)), None)
    if episode is None:
        return None
    order = _order(episode, note)
    others = Episode.objects.filter(series=episode.series_id, note__in=public().order_by()).exclude(note=note).select_related("note")
    ranked = sorted((_order(one, one.note), one.note_id) for one in others)
    before = [pk for at, pk in ranked if at < order]
    after = [pk for at, pk in ranked if at > order]
    beside = public().in_bulk([*before[-1:], *after[:1]])
    return InSeries(episode.series, episode, beside.get(before[-1]) if before else None, beside.get(after[0]) if after else None)


def _order(episode: Episode, note: Note) -> tuple[int, int, str, int]:
    return episode.season or 0, episode.number, note.dated.isoformat() if note.dated else "", note.pk
