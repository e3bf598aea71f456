"""A page of what was found, as its reader may see it: every word of a note comes through the gate."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.module_loading import import_string

from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note
from weeknotes.notes.rendition import Plain, plain_renditions
from weeknotes.notes.viewer import Viewer
from weeknotes.search.asked import Term
from weeknotes.search.excerpt import Excerpt, Piece, excerpt, marked
from weeknotes.search.find import Hit
from weeknotes.search.index import names

ON_A_PAGE = 10


@dataclass(frozen=True, slots=True)
class Result:
    """A note that was found. `title` is empty where it has none; `kind` of the section that the words are from, "" where it is none in particular."""

    url: str
    lang: str
    title: tuple[Piece, ...]
    pieces: tuple[Piece, ...]
    kind: str
    by: tuple[str, ...]
    team: str
    week: date | None
    day: date
    level: Level


def results(hits: Sequence[Hit], viewer: Viewer, terms: Sequence[Term], *, lang: str, kind: str = "") -> list[Result]:
    """These hits as `viewer` may see them, in their order; one that they may not is left out. Seven queries, however many hits."""
    wanted = {hit.note: hit for hit in hits}
    # Who is on them is asked for anyway, so that the gate need not ask the database again.
    notes = {note.pk: note for note in Note.objects.filter(pk__in=wanted, edition__isnull=False)}
    prefetch_related_objects(list(notes.values()), "author", "note_people__person", "note_teams__team")
    shown = plain_renditions(notes.values(), viewer)
    public = import_string(settings.ADDRESSES)(notes) if viewer.person_id is None else {}
    found = []
    for pk, hit in wanted.items():
        one = shown.get(pk, {}).get(hit.lang)
        if one is not None:
            url = public.get(pk, {}).get(one.lang) or f"{reverse('note', kwargs={'uid': one.note_uid})}?lang={one.lang}"
            found.append(_result(notes[pk], one, viewer, terms, url=url, lang=lang, kind=kind))
    return found


def _result(note: Note, one: Plain, viewer: Viewer, terms: Sequence[Term], *, url: str, lang: str, kind: str) -> Result:
    said = excerpt(one.passages, terms, lang=one.lang, kind=kind) or Excerpt((Piece(one.excerpt),) if one.excerpt else (), kind)
    return Result(
        url=url,
        lang=one.lang,
        title=marked(one.title, terms, lang=one.lang),
        pieces=said.pieces,
        kind=said.kind,
        by=tuple(names(note)),
        team=_team(note, viewer, lang),
        week=note.week_from,
        day=note.dated or (note.published_at or note.created_at).date(),
        level=Level(one.level),
    )


def _team(note: Note, viewer: Viewer, lang: str) -> str:
    """The team whose page the note stands on and that this reader may see; the one that wrote it first."""
    open_to = Level.ORGANISATION if viewer.member else Level.PUBLIC
    teams = [row.team for row in note.note_teams.all() if row.team.page_level >= open_to or row.team_id in viewer.teams]
    teams.sort(key=lambda team: (team.pk != note.byline_team_id, team.name_in(lang), team.slug))
    return teams[0].name_in(lang) if teams else ""
