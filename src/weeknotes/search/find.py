"""Finding: what a viewer may read that has what was asked for, best first; the newest 400 where there are more."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.expressions import RawSQL

from weeknotes.notes.models import NotePerson, NoteTag, NoteTeam
from weeknotes.notes.viewer import Viewer
from weeknotes.search.asked import Asked
from weeknotes.search.folded import KINDS
from weeknotes.search.index import ends_of
from weeknotes.search.match import fts5, tsquery
from weeknotes.search.models import Doc
from weeknotes.search.queries import Docs
from weeknotes.search.rank import looks, worth

# So many are ranked: of a common word the newest, so that no search takes longer for a site that grew.
NEWEST = 400


@dataclass(frozen=True, slots=True)
class Filters:
    """What else a hit must be: by a person, a team's, with a tag, of a year, in a language, in sections of one kind. Each None or "" for any."""

    person: int | None = None
    team: int | None = None
    tag: int | None = None
    year: int | None = None
    lang: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A note that was found, in the language in which it fits best; `doc` is the number by which this room knows that text."""

    doc: int
    note: int
    lang: str


@dataclass(frozen=True, slots=True)
class Found:
    """Hits, best first. `more`: there are others, older; `forms`: the other forms of words that stand in what was found, each with its language."""

    hits: tuple[Hit, ...] = ()
    more: bool = False
    forms: tuple[tuple[str, str], ...] = ()


def find(what: Asked, viewer: Viewer, filters: Filters | None = None) -> Found:
    """The texts that `viewer` may read and that have what was asked for. Two queries."""
    if not what.terms:
        return Found()
    asked_for = filters or Filters()
    numbers = _newest(what, viewer, asked_for)
    wanted = looks(what.terms)
    met: set[tuple[str, str]] = set()
    ranked = []
    for doc, note, lang, heads, text in _words(numbers[:NEWEST], asked_for.kind):
        ranked.append((worth(heads, text, wanted, lang=lang, met=met), doc, note, lang))
    ranked.sort(key=lambda one: (-one[0], -one[1]))
    forms = tuple(dict.fromkeys((lang, form) for term in what.terms for lang, several in term.forms for form in several if (lang, form) in met))
    once: dict[int, Hit] = {}
    for _worth, doc, note, lang in ranked:
        once.setdefault(note, Hit(doc, note, lang))
    return Found(tuple(once.values()), len(numbers) > NEWEST, forms)


def _words(numbers: list[int], kind: str) -> list[tuple[int, int, str, str, str]]:
    """Of each text by its number: the number, its note, its language, the words of its title and writers, and its own, or those of `kind` alone."""
    if not numbers:
        return []
    # Put together by the database, which is quicker than asking it for each part.
    heads, text = ("''", f'w."{kind}"') if kind else ('w."title" || w."by"', " || ".join(f'w."{name}"' for name in KINDS))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT d.id, d.note_id, d.lang, {heads}, {text} FROM search_words w JOIN search_doc d ON d.id = w.doc_id "  # noqa: S608 - numbers and our own names  # nosec B608
            f"WHERE w.doc_id IN ({', '.join(map(str, numbers))})"
        )
        rows: list[tuple[int, int, str, str, str]] = cursor.fetchall()
        return rows


def _allowed(viewer: Viewer, filters: Filters) -> Docs:
    """The texts that may be found, whatever is asked for."""
    docs: Docs = Doc.objects.readable_by(viewer)
    if filters.person is not None:
        wrote = NotePerson.objects.filter(note=OuterRef("note_id"), person=filters.person, part=NotePerson.WRITES)
        docs = docs.filter(Q(author=filters.person) | Q(Exists(wrote)))
    if filters.team is not None:
        docs = docs.filter(Exists(NoteTeam.objects.filter(note=OuterRef("note_id"), team=filters.team)))
    if filters.tag is not None:
        docs = docs.filter(Exists(NoteTag.objects.filter(note=OuterRef("note_id"), tag=filters.tag)))
    if filters.lang:
        docs = docs.filter(lang=filters.lang)
    return docs


@lru_cache(maxsize=256)
def _allowed_sql(viewer: Viewer, filters: Filters) -> tuple[str, tuple[Any, ...]]:
    """On SQLite: what the row of the index at hand must have among the texts that may be found, and its values. It asks the database for nothing."""
    looked_up = _allowed(viewer, filters).filter(pk=RawSQL('"search_fts"."rowid"', ())).order_by().values("pk")
    return looked_up.query.sql_with_params()


def _newest(what: Asked, viewer: Viewer, filters: Filters) -> list[int]:
    """The numbers of the newest hits, one more than are ranked where there are more."""
    first, last = ends_of(filters.year) if filters.year is not None else (None, None)
    if connection.vendor == "postgresql":
        docs = _allowed(viewer, filters)
        if first is not None:
            docs = docs.filter(pk__gte=first, pk__lt=last)
        hits = docs.filter(tsquery(what, kind=filters.kind)).order_by("-pk").values_list("pk", flat=True)
        with transaction.atomic(), connection.cursor() as cursor:
            # Its planner thinks it cheap to read the words of text after text until enough have those asked for; that takes seconds
            # where two or three common words are asked for. The index of words answers in a few hundredths of one; compiling the
            # question first (jit) would take longer than the answer.
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off; SET LOCAL jit = off")
            return list(hits[: NEWEST + 1])
    # The index gives its hits newest first; each is looked up among those allowed, until there are enough.
    allowed, allowed_with = _allowed_sql(viewer, filters)
    between = " AND search_fts.rowid BETWEEN %s AND %s" if first is not None else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT rowid FROM search_fts WHERE search_fts MATCH %s{between} AND EXISTS ({allowed}) ORDER BY rowid DESC LIMIT {NEWEST + 1}",  # noqa: S608 - no word of anybody's is in it  # nosec B608
            [fts5(what, kind=filters.kind), *((first, (last or 1) - 1) if first is not None else ()), *allowed_with],
        )
        return [number for (number,) in cursor.fetchall()]
