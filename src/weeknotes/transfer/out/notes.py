"""Notes as an export holds them: what is published as whoever takes it out is shown it, and to its writers the text they write on, every save and edition."""

from collections.abc import Iterable, Iterator

from django.db.models import Prefetch, prefetch_related_objects

from weeknotes.notes.levels import WORDS, Level
from weeknotes.notes.models import Body, Edition, Note, NotePerson, Revision
from weeknotes.notes.rendition import Rendition, renditions
from weeknotes.notes.save import words_of
from weeknotes.notes.viewer import Viewer
from weeknotes.transfer.out import shapes
from weeknotes.transfer.out.shape import Ids, Row, in_order, said

AT_ONCE = 200
LEVELS = {level: word for word, level in WORDS.items()}
_BESIDE = ("note_people", "note_teams", "note_tags", "editions")
_OWN = ("languages", "corrections", "considered", "addresses")


def written_notes(pks: list[int], viewer: Viewer, ids: Ids) -> Iterator[Row]:
    """Each of these notes as an export holds it, in their order. Some ten queries for two hundred."""
    for first in range(0, len(pks), AT_ONCE):
        some = pks[first : first + AT_ONCE]
        rows = {n.pk: n for n in Note.objects.filter(pk__in=some).with_reach(viewer).select_related("edition", "episode").prefetch_related(*_BESIDE)}
        own = [n for n in rows.values() if _own(n)]
        _with_texts(own)
        shown = renditions(rows.values(), viewer, dressed=False)
        for pk in some:
            if pk in rows:
                yield _note(rows[pk], shown.get(pk, ()), viewer, ids)


def _own(note: Note) -> bool:
    """Whether whoever looks writes it: the reach of nobody else is this near."""
    return note.reached == Level.ME  # type: ignore[attr-defined,no-any-return]


def _with_texts(own: Iterable[Note]) -> None:
    """Fetch what belongs to writers alone."""
    saves = Revision.objects.select_related("base").order_by("at", "pk")
    bodies = Body.objects.order_by("lang").prefetch_related(Prefetch("revisions", saves))
    prefetch_related_objects(list(own), Prefetch("bodies", bodies), *_OWN)


def _note(note: Note, shown: tuple[Rendition, ...], viewer: Viewer, ids: Ids) -> Row:
    people, own = list(note.note_people.all()), _own(note)
    # A section that is for fewer than the note carries its mark in what is shown, so that it is for no more of them wherever this comes in again.
    row = shapes.NOTE.written(note, ids) | {"level": LEVELS[Level(note.level)]}
    named = {p.person_id for p in people if p.part == NotePerson.NAMED}
    row["writers"] = _of(ids, "person", (p.person_id for p in people if p.part == NotePerson.WRITES))
    # Whom else it is for, its writers and nobody else know.
    row["named"] = _of(ids, "person", named if own else named & {viewer.person_id})
    row["teams"] = _of(ids, "team", (t.team_id for t in note.note_teams.all()))
    row["tags"] = _of(ids, "tag", (t.tag_id for t in note.note_tags.all()))
    episode = getattr(note, "episode", None)
    row["series"] = {"series": ids.of("series", episode.series_id), "season": episode.season, "number": episode.number} if episode else None
    row["edition"] = shapes.EDITION.written(note.edition, ids) if note.edition else None
    row["texts"] = [{"lang": one.lang, "title": one.title, "slug": one.slug, "html": str(one.html)} for one in shown]
    row["own"] = _writers_part(note, ids) if own else None
    return row


def _writers_part(note: Note, ids: Ids) -> Row:
    row = shapes.OWN_NOTE.written(note, ids)
    row["editions"] = [shapes.OWN_EDITION.written(one, ids) for one in sorted(note.editions.all(), key=_number)]
    row["writing"] = [shapes.BODY.written(body, ids) for body in note.bodies.all()]
    row["saves"] = [_save(body, one, ids) for body in note.bodies.all() for one in body.revisions.all()]
    row["languages"] = in_order((shapes.LANGUAGE.written(one, ids) for one in note.languages.all()), "lang")
    row["corrections"] = in_order((shapes.CORRECTION.written(one, ids) for one in note.corrections.all()), "lang", "start")
    row["considered"] = in_order((shapes.CONSIDERED.written(one, ids) for one in note.considered.all()), "lang", "rule")
    row["addresses"] = sorted([one.lang, one.path] for one in note.addresses.all() if not one.current)
    return row


def _save(body: Body, one: Revision, ids: Ids) -> Row:
    words = words_of(one)
    about = {name: said(getattr(one, name)) for name in ("version", "save_key", "state", "at", "settled")}
    return {"lang": body.lang, **about, "by": ids.of("person", one.by_id), "title": words.title, "html": words.html}


def _number(one: Edition) -> int:
    return one.number


def _of(ids: Ids, what: str, pks: Iterable[int]) -> list[str]:
    return sorted(name for pk in pks if (name := ids.of(what, pk)) is not None)
