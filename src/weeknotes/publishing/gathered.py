"""What pages ask one by one, asked of the database at once: a change touches some forty pages, and a bake makes thousands in batches."""

import uuid
from collections.abc import Collection, Iterable

from django.db.models import QuerySet

from weeknotes.notes.levels import Level
from weeknotes.notes.models import Episode, Item, Note
from weeknotes.publishing.at_hand import told
from weeknotes.publishing.catalogue import AUTHOR, line
from weeknotes.publishing.entries import have_at_hand
from weeknotes.publishing.kinds import Shown, Spot, kinds
from weeknotes.publishing.labels import labels_in
from weeknotes.publishing.links import all_leading_to, leading_to
from weeknotes.publishing.own import both, neighbours, note_of
from weeknotes.publishing.places import have_gone
from weeknotes.publishing.questions import public
from weeknotes.publishing.shelf import KINDS, NAMED, have_called, list_key, list_of, shelf, these
from weeknotes.publishing.successors import in_series
from weeknotes.web.prepared import prepared

MANY = 10  # from so many notes on, all notes of their authors are looked through for those that stand beside them


def gather(spots: Iterable[Spot]) -> None:
    """Have at hand what the pages at `spots` are going to show of notes. Some ten queries however many notes and pages, and two for each list."""
    keys: dict[str, set[str]] = {}
    lists: set[str] = set()
    for spot in spots:
        keys.setdefault(spot.kind, set()).add(spot.key)
        lists.add(list_key(spot))
    called = [list_of(key) for key in sorted(lists)]
    for name in NAMED:
        have_called(name, [which for of, which in called if of == name])
    shelves = [on for of, which in called if of in KINDS and (on := shelf(of, which)) is not None]
    these(pk for on in shelves for pk in on.ids)
    have_gone({(on.kind, on.key) for on in shelves})
    found = [kind.shows(keys[name]) for name, kind in kinds().items() if name in keys and kind.shows is not None]
    have_at_hand([note for one in found for note in (*one.lines, *one.texts)], texts=[note for one in found for note in one.texts])


def shown_by(keys: Collection[str]) -> Shown:
    """What the pages of the notes with these uids show; the rest that they will ask is at hand. Some ten queries, however many notes."""
    uids = {key: uuid.UUID(key) for key in keys}
    # As the lists have them, if they do: what was asked of a note's people there need not be asked here.
    notes = {note.uid: note for note in these(_called(uids.values()))}
    told(note_of, {(key,): notes.get(uid) for key, uid in uids.items()})
    several = list(notes.values())
    beside = _beside(several) if len(several) >= MANY else [one for note in several for one in neighbours(note) if one is not None]
    _series(several)
    _labels(several)
    leading = all_leading_to(several)
    told(leading_to, {(note,): some for note, some in leading.items()})
    return Shown([*beside, *{one.pk: one for some in leading.values() for one in some}.values()], several)


def _beside(several: list[Note]) -> list[Note]:
    """The notes before and after each of these by its author."""
    ids: dict[int, tuple[int | None, int | None]] = {}
    for one in _by_author({note.author_id for note in several}):
        ids |= {pk: (before, after) for before, pk, after in zip([None, *one], one, [*one[1:], None], strict=False)}
    wanted = {pk for note in several for pk in ids.get(note.pk, ()) if pk is not None}
    found = {note.pk: note for note in these({*wanted, *(note.pk for note in several)})}
    told(neighbours, {(note,): both(found, *ids[note.pk]) for note in several if note.pk in ids})
    return [found[pk] for pk in wanted if pk in found]


def _by_author(authors: Collection[int]) -> Iterable[list[int]]:
    """The notes of each of these authors, the oldest first."""
    known = [(author, line(AUTHOR, str(author))) for author in authors]
    yield from ([*on.ids()][::-1] for _author, on in known if on is not None)
    theirs: dict[int, list[int]] = {}
    if lacking := [author for author, on in known if on is None]:
        rows = public().filter(author__in=lacking, dated__isnull=False, published_at__isnull=False)
        for pk, author in rows.reverse().values_list("pk", "author_id"):
            theirs.setdefault(author, []).append(pk)
    yield from theirs.values()


@prepared(list[int])
def _episodes_of(notes: list[int]) -> QuerySet[Episode, int]:
    return Episode.objects.filter(note__in=notes).values_list("note_id", flat=True)


@prepared(list[int])
def _labels_of(notes: list[int]) -> QuerySet[Item, tuple[int, str, str]]:
    return Item.objects.filter(note__in=notes, level=Level.PUBLIC).exclude(label="").order_by("note", "place").values_list("note_id", "label", "lang")


@prepared(list[uuid.UUID])
def _called(uids: list[uuid.UUID]) -> QuerySet[Note, int]:
    return public().order_by().filter(uid__in=uids).values_list("pk", flat=True)


def _series(several: list[Note]) -> None:
    there = set(_episodes_of([note.pk for note in several]))
    told(in_series, {(note,): None for note in several if note.pk not in there})


def _labels(several: list[Note]) -> None:
    labels: dict[int, list[tuple[str, str]]] = {note.pk: [] for note in several}
    for note, label, lang in _labels_of([note.pk for note in several]):
        labels[note].append((label, lang))
    told(labels_in, {(note,): labels[note.pk] for note in several})
