"""The languages of a note as its readers know them: which they can read, since when, and which they are told will follow."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from weeknotes.notes.models import Language, Note


@dataclass(frozen=True, slots=True)
class Languages:
    """`first` is the language a note was announced in; `late` those that came after it, and when; `follow` those that readers are told will."""

    first: str
    late: tuple[tuple[str, datetime], ...]
    follow: tuple[str, ...]


def languages_of(notes: Iterable[Note]) -> dict[int, Languages]:
    """For each note its languages. One query."""
    held = {note.pk: note for note in notes}
    rows: dict[int, list[Language]] = {}
    for row in Language.objects.filter(note__in=list(held)).order_by("lang"):
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


def tell(*, note: Note, out: Iterable[str], before: Iterable[str], follow: Iterable[str], at: datetime) -> None:
    """Record that `note` can be read in the languages `out` from `at` on, where it could be in those `before`, and that others `follow`.

    A language that joins others is new from now; all else has been there since the note was first published. Inside the caller's transaction.
    """
    rows = {row.lang: row for row in Language.objects.filter(note=note)}
    known = {*before, *(lang for lang, row in rows.items() if row.since is not None)}
    coming = set(follow)
    began = note.published_at or at
    for lang in sorted({*out, *known, *coming}):
        row = rows.get(lang) or Language(note=note, lang=lang)
        if row.since is None and lang in {*out, *known}:
            row.since = at if known and lang not in known else began
        row.follows = lang in coming
        row.save()


def hush(*, note: Note) -> None:
    """Nothing is said to follow any more: the note is withdrawn."""
    Language.objects.filter(note=note).update(follows=False)
