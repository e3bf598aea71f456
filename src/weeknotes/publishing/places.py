"""The place of each note in the feeds of the lists it stands on, and what is cut by it: archives that do not shift (RFC 5005, 4)."""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, QuerySet

from weeknotes.notes.languages import languages_of
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note
from weeknotes.publishing import addresses, shelf
from weeknotes.publishing.at_hand import kept_at_hand, once, told
from weeknotes.publishing.entries import name_of
from weeknotes.publishing.kinds import Spot
from weeknotes.publishing.models import Address, FeedPlace, Gone
from weeknotes.publishing.questions import public
from weeknotes.web.prepared import prepared
from weeknotes.web.rows import insert

# So many places an archive. No more than a feed shows, so that what no archive has yet is all in the feed.
CHUNK = 30
# A page about a label comes when a second note says it: its feed has its newest notes and no archive.
KINDS = tuple(kind for kind in shelf.KINDS if kind != shelf.ABOUT)
MOST_GONE = 30
FEW_GONE = 200  # as many as are looked through for all lists together
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Ahead:
    """How many archives of a feed are full, and the notes after the last of them, which no archive has yet."""

    full: int
    notes: frozenset[int]


@prepared(list[int])
def _held(notes: list[int]) -> QuerySet[FeedPlace, tuple[int, int, str, str]]:
    return FeedPlace.objects.filter(note__in=notes).values_list("pk", "note_id", "kind", "key")


@prepared(list[str], list[str])
def _last(kinds: list[str], keys: list[str]) -> QuerySet[FeedPlace, tuple[str, str, int]]:
    return FeedPlace.objects.filter(kind__in=kinds, key__in=keys).values_list("kind", "key").annotate(last=Max("number"))


@prepared(str, str)
def _newest(kind: str, key: str) -> QuerySet[FeedPlace, tuple[int, int]]:
    return FeedPlace.objects.filter(kind=kind, key=key).order_by("-number").values_list("number", "note_id")[:CHUNK]


@prepared()
def _latest_gone() -> QuerySet[Gone]:
    return Gone.objects.order_by("-at", "-note_id")[: FEW_GONE + 1]


@prepared(list[int])
def _gone_of(notes: list[int]) -> QuerySet[Gone, int]:
    return Gone.objects.filter(note__in=notes).values_list("pk", flat=True)


def settle(*notes: Note, at: datetime) -> None:
    """Give each public note its place in the feed of each list that it stands on, in this order; of one that was public and is so no more, keep
    that its entry is gone since `at`. Inside the transaction of what changed them, after their addresses were settled. Some ten queries for all."""
    held: dict[int, dict[tuple[str, str], int]] = {note.pk: {} for note in notes}
    for pk, note_id, kind, key in _held(held):
        held[note_id][kind, key] = pk
    for note in notes:
        if note.level != Level.PUBLIC and held[note.pk]:
            _say_gone(note, at)
            _leave_former(note, held[note.pk])
    out = [note for note in notes if note.level == Level.PUBLIC]
    if not out:
        return
    if back := _gone_of([note.pk for note in out]):
        Gone.objects.filter(pk__in=back).delete()
    wanted = {note.pk: {(kind, key) for kind in KINDS for key in shelf.keys_of(kind, note)} for note in out}
    _place([(pk, *one) for pk, theirs in wanted.items() for one in sorted(theirs - held[pk].keys())])
    # A list under a former name has no feed any more, and its name is to be found nowhere.
    former = [pk for note in out for one, pk in held[note.pk].items() if one not in wanted[note.pk] and shelf.shelf(*one) is None]
    if former:
        FeedPlace.objects.filter(pk__in=former).delete()


def _leave_former(note: Note, held: Mapping[tuple[str, str], int]) -> None:
    """Take away the place of a note that is gone in the feed of a person's former name: whoever is called so next has nothing of it."""
    others = {key: pk for (kind, key), pk in held.items() if kind == shelf.PERSON and key != note.author.slug}
    former = [pk for key, pk in others.items() if key not in shelf.keys_of(shelf.PERSON, note) and shelf.shelf(shelf.PERSON, key) is None]
    if former:
        FeedPlace.objects.filter(pk__in=former).delete()


def _place(lacking: list[tuple[int, str, str]]) -> None:
    """Give the next places of these lists to these notes."""
    if not lacking:
        return
    rows = _last({kind for _note, kind, _key in lacking}, {key for _note, _kind, key in lacking})
    last = Counter({(kind, key): number for kind, key, number in rows})
    made = []
    for note, kind, key in lacking:
        last[kind, key] += 1
        made.append((note, kind, key, last[kind, key]))
    insert(FeedPlace, ("note", "kind", "key", "number"), made)


def settle_all(*, at: datetime) -> None:
    """The same for every note that lacks it: those that were published before there were places, in the order they were announced."""
    placed = FeedPlace.objects.filter(note=OuterRef("pk"))
    lacking = public().filter(~Exists(placed.filter(kind=shelf.HOME))).order_by("published_at", "id")
    hidden = Note.objects.filter(Exists(placed)).exclude(level=Level.PUBLIC).exclude(Exists(Gone.objects.filter(note=OuterRef("pk"))))
    ids = [*lacking.values_list("pk", flat=True), *hidden.values_list("pk", flat=True)]
    for first in range(0, len(ids), AT_ONCE):
        several = ids[first : first + AT_ONCE]
        found = Note.objects.in_bulk(several)
        with transaction.atomic(), kept_at_hand():
            shelf.have_keys(found.values())
            settle(*(found[pk] for pk in several), at=at)


def move(kind: str, was: str, now: str) -> None:
    """The list `was` of a kind is called `now`: its notes keep their places, or take the next ones where `now` has some already."""
    there = FeedPlace.objects.filter(kind=kind, key=now)
    last = there.aggregate(last=Max("number"))["last"] or 0
    if not last:
        FeedPlace.objects.filter(kind=kind, key=was).update(key=now)
        return
    FeedPlace.objects.filter(kind=kind, key=was, note__in=there.values("note")).delete()
    for number, pk in enumerate(FeedPlace.objects.filter(kind=kind, key=was).order_by("number").values_list("pk", flat=True), start=last + 1):
        FeedPlace.objects.filter(pk=pk).update(key=now, number=number)


@once
def ahead(kind: str, key: str) -> Ahead:
    """How far the archives of the feed of a list reach. One query."""
    rows = _newest(kind, key)
    full = rows[0][0] // CHUNK if rows else 0
    return Ahead(full, frozenset(note for number, note in rows if number > full * CHUNK))


def within(kind: str, key: str, archive: int) -> list[int]:
    """The notes in an archive of the feed of a list, the oldest first, those that are gone too. One query."""
    held = FeedPlace.objects.filter(kind=kind, key=key, number__gt=(archive - 1) * CHUNK, number__lte=archive * CHUNK)
    return list(held.order_by("number").values_list("note", flat=True))


@once
def gone(kind: str, key: str, lang: str) -> list[Gone]:
    """The latest entries that the feed of a list in the tree `lang` had and has no more. One query."""
    found = Gone.objects.filter(lang=lang).order_by("-at", "-note_id")
    return list(found.filter(Exists(FeedPlace.objects.filter(note=OuterRef("note"), kind=kind, key=key)))[:MOST_GONE])


def have_gone(lists: Collection[tuple[str, str]]) -> None:
    """Have at hand the same for these lists, by kind and key, in every tree. Two queries, unless so much is gone that each list is asked by itself."""
    rows = _latest_gone()
    if len(rows) > FEW_GONE:
        return
    stood: dict[int, set[tuple[str, str]]] = {}
    if rows:
        there = FeedPlace.objects.filter(note__in={row.note_id for row in rows}, kind__in={kind for kind, _key in lists})
        for note, kind, key in there.values_list("note", "kind", "key"):
            stood.setdefault(note, set()).add((kind, key))
    theirs: dict[tuple[Hashable, ...], list[Gone]] = {(*on, lang): [] for on in lists for lang in addresses.langs()}
    for row in rows:
        for on in stood.get(row.note_id, ()):
            if (known := theirs.get((*on, row.lang))) is not None and len(known) < MOST_GONE:
                known.append(row)
    told(gone, theirs)


def gone_of(notes: Iterable[int], lang: str) -> list[Gone]:
    """Those among these notes whose entries are gone from feeds in the tree `lang`, the latest first. One query."""
    return list(Gone.objects.filter(lang=lang, note__in=list(notes)).order_by("-at", "-note_id"))


def saying_gone(note: Note) -> set[Spot]:
    """The feeds that say that the entry of `note` is gone, or when they changed by it: where it comes back elsewhere, they say so no more."""
    if not _gone_of([note.pk]):
        return set()
    rows = FeedPlace.objects.filter(note=note).values_list("kind", "key")
    return {spot for kind, key in rows for form in addresses.forms_of(kind) for spot in shelf.spots(kind, [key], of=form)}


def _say_gone(note: Note, at: datetime) -> None:
    """The address of a note in each language is current until it is public in fewer: it says which there were. Feeds of a tree that came after it went
    never had its entry."""
    if _gone_of([note.pk]):
        return
    out = sorted(Address.objects.filter(note=note, current=True).values_list("lang", flat=True), key=lambda lang: (lang != note.lead_lang, lang))
    if not out:
        return
    spoken = languages_of([note])[note.pk]
    for tree in addresses.langs():
        name = name_of(note.uid, tree if tree in out else out[0], spoken)
        Gone.objects.create(note=note, lang=tree, name=name, at=at)
