"""Comparing what can be found with what is published."""

from collections.abc import Iterable, Iterator, Mapping

from django.db import DatabaseError, connection, transaction
from django.db.models import prefetch_related_objects

from weeknotes.notes.models import Note, Sight
from weeknotes.search.folded import COLUMNS, columns, tsvector
from weeknotes.search.index import day_of, names
from weeknotes.search.models import Doc, Words

BATCH = 200


def differences() -> Iterator[str]:
    """A sentence for each thing that is not as it should be. Changes nothing."""
    noted = Sight.objects.values_list("note_id", flat=True).union(Doc.objects.values_list("note_id", flat=True))
    ids = sorted(noted)
    count = 0
    for first in range(0, len(ids), BATCH):
        count += len(wrong(Note.objects.filter(pk__in=ids[first : first + BATCH]).select_related("author")))
    if count:
        yield f"{count} {'note is' if count == 1 else 'notes are'} not found as published. To mend it, run: weeknotes reindex --all"
    if not _sound():
        yield "The search index of the database does not hold the words it was given. To mend it, run: weeknotes reindex --all"


def wrong(notes: Iterable[Note]) -> set[int]:
    """Those of `notes` of which anything here is not what would be kept now. Four queries."""
    held = {note.pk: note for note in notes}
    prefetch_related_objects(list(held.values()), "note_people__person")
    wanted = {}
    for sight in Sight.objects.filter(note__in=held, edition__in=[n.edition_id for n in held.values()]):
        note = held[sight.note_id]
        words = columns(lang=sight.lang, title=sight.title, html=sight.html, by=names(note))
        day = (note.dated or (note.published_at or note.created_at).date()).toordinal()
        wanted[sight.pk] = (note.pk, note.author_id, sight.lang, sight.level, sight.floor, day, words)
    found = {}
    docs = {doc.pk: doc for doc in Doc.objects.filter(note__in=held)}
    for row in Words.objects.filter(pk__in=docs).values("doc_id", *COLUMNS):
        doc = docs[row.pop("doc_id")]
        found[doc.sight] = (doc.note_id, doc.author_id, doc.lang, doc.level, doc.floor, day_of(doc.pk), row)
    bare = {doc.note_id for doc in docs.values() if doc.sight not in found}
    said = {pk: one[0] for pk, one in (found | wanted).items()}
    return bare | {note for pk, note in said.items() if found.get(pk) != wanted.get(pk)} | _other_vectors(docs, found)


def _other_vectors(docs: dict[int, Doc], found: Mapping[int, tuple[object, ...]]) -> set[int]:
    """On PostgreSQL: the notes whose words are kept otherwise beside their row."""
    if connection.vendor != "postgresql":
        return set()
    other = set()
    with connection.cursor() as cursor:
        for doc in docs.values():
            words = found.get(doc.sight, ())[-1:]
            if words and isinstance(words[0], dict):
                cursor.execute("SELECT tsv IS DISTINCT FROM %s::tsvector FROM search_doc WHERE id = %s", [tsvector(words[0]), doc.pk])
                if cursor.fetchone()[0]:
                    other.add(doc.note_id)
    return other


def _sound() -> bool:
    """On SQLite: whether the index is what the words say."""
    if connection.vendor != "sqlite":
        return True
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_fts(search_fts, rank) VALUES ('integrity-check', 1)")
    except DatabaseError:
        return False
    return True
