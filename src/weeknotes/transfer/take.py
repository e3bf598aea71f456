"""Taking records in as drafts: twice is once, and a note that was edited here is never overwritten."""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import islice

from django.db import transaction

from weeknotes.notes.models import Note
from weeknotes.notes.own_address import own_address
from weeknotes.notes.start_many import Also, Begun, start_many
from weeknotes.people.models import Person
from weeknotes.transfer.here import Here, Seen, here, key_of
from weeknotes.transfer.inner_links import KINDS, inner
from weeknotes.transfer.models import ImportRun, Mark, OldAddress, PictureWanted, Source
from weeknotes.transfer.neutral import Medium
from weeknotes.transfer.record import Record
from weeknotes.transfer.relink import addresses, bare, relinked
from weeknotes.web.dates import from_iso, monday
from weeknotes.web.rows import create, fresh, insert

NEW, SAME, HERE, CHANGED, DELETED, ALIKE = "new", "same as another", "already here", "changed there", "among the deleted", "nearly the same"
FATES = (NEW, HERE, CHANGED, SAME, ALIKE, DELETED)
EVERY = "*"
AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a record: its fate, and the note (None in a dry run for one that would be new).

    `like`: how much of both is the same, of 100, where it is nearly the same as `other` (a place of the same bringing in) or as the note.
    `edited`: the note was edited here since it came in.
    """

    record: Record
    fate: str
    note: Note | None
    like: int = 0
    other: str = ""
    edited: bool = False


@dataclass(slots=True)
class Taking:
    """One bringing in under way: for whom, its row (None: nothing is kept), and what came so far. What is nearly the same as another comes in where
    its handle, or "*" for every one, is among those `alike`."""

    person: Person
    run: ImportRun | None
    alike: frozenset[str] = frozenset()
    seen: Seen = field(default_factory=Seen)
    links: int = 0
    _moved: dict[str, str] | None = None

    def several(self, records: Sequence[Record], *, inputs: Sequence[int] = ()) -> list[Taken]:
        """What becomes of these records; what is new is a draft when this returns. Inside the caller's transaction: some fifteen statements."""
        known = here(self.person, [text for record in records for text in texts_of(record)])
        fates: list[Taken] = []
        of: list[int] = []
        for number, record in enumerate(records):
            some = self._fates(record, known)
            fates += some
            of += [inputs[number] if inputs else 0] * len(some)
        if self.run is not None:
            coming = [number for number, one in enumerate(fates) if one.fate == NEW]
            self._keep(self.run, fates, coming, known, of)
        return fates

    def _fates(self, record: Record, known: Here) -> list[Taken]:
        """What becomes of a record: of its texts in two languages together, where both are new, or both of one note; otherwise of each."""
        if record.twin is None:
            return [self._fate(record, known)]
        one, twin = self._fate(replace(record, twin=None), known), self._fate(record.twin, known)
        if one.fate == twin.fate == NEW:
            return [replace(one, record=record)]
        if one.fate != SAME and (NEW in {one.fate, twin.fate} or one.note is None or one.note != twin.note):
            return [one, twin]
        changed = CHANGED if CHANGED in {one.fate, twin.fate} else one.fate
        return [replace(one, record=record, fate=changed, edited=one.edited or twin.edited)]

    def _fate(self, record: Record, known: Here) -> Taken:
        same = self.seen.equal(record)
        if same is not None:
            return Taken(record, SAME, same.note, other=same.place)
        source = known.equal(record) or known.by_key.get(key_of(self.person, record))
        if source is not None and (source.sha or source.note.deleted_at is not None):
            fate = DELETED if source.note.deleted_at is not None else HERE if source.sha == record.fingerprint else CHANGED
            self.seen.add(record, source.note)
            return Taken(record, fate, source.note, edited=known.edited(source))
        if (note := known.by_uid.get(record.uid)) is not None and source is None:
            self.seen.add(record, note)
            return Taken(record, HERE if note.deleted_at is None else DELETED, note)
        like = self.seen.near(record) or known.near(record)
        if self.alike & {EVERY, record.handle} or (like is None and source is None):
            self.seen.add(record, None)
            return Taken(record, NEW, None)
        self.seen.add(record, like.note if like else None)
        if like is None:
            return Taken(record, HERE, source.note if source else None)
        return Taken(record, ALIKE, like.note, like=like.percent, other=like.said.place if like.said else "")

    def _keep(self, run: ImportRun, fates: list[Taken], coming: list[int], known: Here, of: Sequence[int]) -> None:
        notes = start_many(author=self.person, begun=self._begun([fates[number].record for number in coming], known.taken))
        for number, note in zip(coming, notes, strict=True):
            record = fates[number].record
            fates[number] = Taken(record, NEW, note)
            for text in texts_of(record):
                for said in self.seen.by_words[text.fingerprint]:
                    said.note = said.note or note
        rows: dict[tuple[str, str], Source] = {}
        old_of: dict[tuple[str, str], tuple[str, ...]] = {}
        for number, one in enumerate(fates):
            found = one.note or self._noted(one)
            for text in texts_of(one.record):
                key = key_of(self.person, text)
                if found is not None and (key not in known.by_key or one.fate == NEW) and key not in rows:
                    rows[key] = _source(run, key, found, text, one.fate)
                    old_of[key] = text.old
            if one.note is None and found is not None:
                fates[number] = replace(one, note=found)
        # What was nearly the same when it came before, and comes in all the same now, is of this bringing in from here.
        Source.objects.filter(pk__in=[known.by_key[key].pk for key in rows if key in known.by_key]).delete()
        made = dict(zip(rows, create(rows.values()), strict=True))
        create(OldAddress(source=made[key], address=old) for key, said in old_of.items() for old in said)
        new = [fates[number] for number in coming]
        insert(Mark, ["note", "number"], [(one.note.pk, mark) for one in new if one.note for text in texts_of(one.record) for mark in text.marks])
        create(
            _picture(made[key_of(self.person, text)], medium, of[number])
            for number in coming
            for text in texts_of(fates[number].record)
            for medium in text.media
            if medium.inside or (run.fetch_images and medium.is_whole)
        )

    def _begun(self, records: Sequence[Record], taken: frozenset[str]) -> list[Begun]:
        """What the notes are started with: what links to a note that came before, or with it, leads there from the first. Those that come later are
        seen to at the end (`relink`)."""
        if self._moved is None:
            self._moved = addresses(self.person)
        used = set(taken)
        begun = [_begun(record, used) for record in records]
        every = [(text, own_address(one.uid)) for record, one in zip(records, begun, strict=True) for text in texts_of(record)]
        for text, at in every:
            for old in filter(None, map(bare, text.old)):
                self._moved.setdefault(old, at)
        for text, at in every:
            for name in filter(None, (bare(text.address), bare(inner(text.kind, text.source_id)) if text.kind in KINDS else "")):
                self._moved[name] = at
        return [self._led(record, one) for record, one in zip(records, begun, strict=True)]

    def _led(self, record: Record, one: Begun) -> Begun:
        """The same with its links where they lead now."""
        html = self._leading(one.html, record.address)
        if one.also is None or record.twin is None:
            return replace(one, html=html)
        return replace(one, html=html, also=replace(one.also, html=self._leading(one.also.html, record.twin.address)))

    def _leading(self, html: str, address: str) -> str:
        if not self._moved or "<a " not in html:
            return html
        led, count = relinked(html, self._moved, address)
        self.links += count
        return led

    def _noted(self, one: Taken) -> Note | None:
        """The note of a post of the same batch, which was none yet when its fate was found."""
        same = self.seen.equal(one.record)
        if same is not None and same.note is not None:
            return same.note
        near = self.seen.near(one.record) if one.fate == ALIKE else None
        return near.note if near else None


def take(found: Iterable[Record], *, person: Person, dry: bool = False, alike: frozenset[str] = frozenset()) -> list[Taken]:
    """Make a draft of each record that is not here yet, for `person`; with `dry`, only say what would be done. A transaction for each two hundred.

    Those `alike` come in though they are nearly the same as another (see `Taking`)."""
    run = None if dry else ImportRun.objects.create(person=person)
    taking = Taking(person, run, alike)
    done: list[Taken] = []
    for some in batched(found, AT_ONCE):
        with transaction.atomic():
            done += taking.several(some)
    if run is not None:
        run.counts = counted({}, done)
        run.place = run.total = len(done)
        run.save(update_fields=["counts", "place", "total"])
    return done


def counted(before: dict[str, int], taken: Iterable[Taken]) -> dict[str, int]:
    """Sums by fate, with those of `before`; also of what could be published with the others, and of notes here that were edited since."""
    sums = dict(before)
    for one in taken:
        sums[one.fate] = sums.get(one.fate, 0) + 1
        if one.fate == NEW and one.record.was_out:
            sums["was out"] = sums.get("was out", 0) + 1
        for medium in (medium for text in texts_of(one.record) for medium in text.media if one.fate == NEW and not medium.inside):
            # Where the site that it stood on is not known, it can be fetched from nowhere.
            what = "pictures elsewhere" if medium.is_whole else "pictures nowhere"
            sums[what] = sums.get(what, 0) + 1
        if one.edited:
            sums["edited here"] = sums.get("edited here", 0) + 1
    return sums


def texts_of(record: Record) -> tuple[Record, ...]:
    """A record, and what it is in its other language."""
    return (record,) if record.twin is None else (record, record.twin)


def batched(found: Iterable[Record], size: int) -> Iterator[list[Record]]:
    """`found` in lists of so many."""
    source = iter(found)
    while some := list(islice(source, size)):
        yield some


def forget(*, note: Note) -> None:
    """Forget where `note` came from, inside the transaction that deletes it for good: brought in again, it is a new note."""
    note.sources.all().delete()
    Mark.objects.filter(note=note).delete()


def _begun(record: Record, used: set[str]) -> Begun:
    """What a note is started with; under the uid that it has elsewhere, unless that is `used` here."""
    first, last, how = weeks(record)
    twin = record.twin
    also = Also(twin.lang, twin.title or "", twin.html, twin.tags) if twin is not None else None
    begun = Begun(record.lang, record.title or "", record.html, True, first, last, how, record.dated, record.tags, also)
    if not record.uid or record.uid in used:
        return begun
    used.add(record.uid)
    return replace(begun, uid=uuid.UUID(record.uid))


def _source(run: ImportRun, key: tuple[str, str], note: Note, text: Record, fate: str) -> Source:
    """The place of one text. Whether a note was out there is said once, by the text that it leads with; nearly the same words are not the note's."""
    made = fate == NEW
    moment: datetime | None = text.announced
    lang = text.lang if made and text.lang != note.lead_lang else ""
    out = text.was_out and not lang
    sha = "" if fate == ALIKE else text.fingerprint
    row = {"kind": key[0], "source_id": key[1], "note_id": note.pk, "run_id": run.pk, "sha": sha, "made": made, "out": out, "moment": moment}
    return fresh(Source, **row, address=text.address, lang=lang)


def _picture(source: Source, medium: Medium, number: int) -> PictureWanted:
    return PictureWanted(source=source, input=number, src=medium.src, inside=medium.inside, alt=medium.alt, caption=medium.caption)


def weeks(record: Record) -> tuple[date | None, date | None, str]:
    """Mondays of the weeks that a record surely covers, or none: an offer is for the writer to take."""
    week = record.week
    if not week.sure:
        return None, None, Note.UNKNOWN
    if week.iso:
        only = from_iso(week.iso)
        return only, only, Note.SURE
    if week.start and week.end and week.end - week.start <= timedelta(weeks=8):
        return monday(week.start), monday(week.end), Note.SURE
    return None, None, Note.UNKNOWN
