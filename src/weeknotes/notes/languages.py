"""The languages of a note as its readers know them: which they can read, since when, and which they are told will follow."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from weeknotes.notes.models import Language, Note
from weeknotes.web.prepared import prepared
from weeknotes.web.rows import create, update


@dataclass(frozen=True, slots=True)
class Languages:
    """`first` is the language a note was announced in; `late` those that came after it, and when; `follow` those that readers are told will."""

    first: str
    late: tuple[tuple[str, datetime], ...]
    follow: tuple[str, ...]


@prepared(list[int])
def _rows(notes: list[int]) -> QuerySet[Language]:
    return Language.objects.filter(note__in=notes).order_by("lang")


def languages_of(notes: Iterable[Note]) -> dict[int, Languages]:
    """For each note its languages. One query."""
    held = {note.pk: note for note in notes}
    rows: dict[int, list[Language]] = {}
    for row in _rows(held):
        rows.setdefault(row.note_id, []).append(row)
    return {pk: _of(note, rows.get(pk, [])) for pk, note in held.items()}


def _of(note: Note, rows: list[Language]) -> Languages:
    known = [(row.lang, row.since) for row in rows if row.since is not None]
    began = min((since for _lang, since in known), default=None)
    first = [lang for lang, since in known if since == began]
    late = tuple((lang, since) for lang, since in known if since != began)
    return Languages(
        note.lead_lang if note.lead_lang in first or not first else first[0], late, tuple(row.lang for row in rows if row.follows)
    )


@dataclass(frozen=True, slots=True)
class Out:
    """A note that can be read in the languages `langs` from `at` on, where it could be in those `before`; others `follow`."""

    note: Note
    langs: frozenset[str]
    before: frozenset[str]
    follow: frozenset[str]
    at: datetime


def tell(several: Sequence[Out]) -> None:
    """Record in which languages these notes can be read, and which will follow. Inside the caller's transaction; three statements at most.

    A language that joins others is new from now; all else has been there since the note was first published.
    """
    rows = {(row.note_id, row.lang): row for row in _rows([one.note.pk for one in several])}
    new: list[Language] = []
    changed: list[Language] = []
    for one in several:
        known = one.before | {lang for (note, lang), row in rows.items() if note == one.note.pk and row.since is not None}
        for lang in sorted(one.langs | known | one.follow):
            row = rows.get((one.note.pk, lang)) or Language(note=one.note, lang=lang)
            before = row.pk, row.since, row.follows
            if row.since is None and lang in one.langs | known:
                row.since = one.at if known and lang not in known else one.note.published_at or one.at
            row.follows = lang in one.follow
            if row.pk is None:
                new.append(row)
            elif before != (row.pk, row.since, row.follows):
                changed.append(row)
    create(new)
    update(changed, ["since", "follows"])


def hush(*, note: Note) -> None:
    """Nothing is said to follow any more: the note is withdrawn."""
    Language.objects.filter(note=note).update(follows=False)
