"""What is here already of a post that comes: known by where it came from, by its words, or by nearly all of them; in the database, or in the same bringing in."""

import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from typing import TypeVar

from weeknotes.notes.history import squeezed
from weeknotes.notes.models import Body, Note
from weeknotes.people.models import Person
from weeknotes.prose.alike import SAME, overlap
from weeknotes.prose.html import plain
from weeknotes.prose.wording import fold
from weeknotes.transfer.models import Mark, Source
from weeknotes.transfer.record import Record

Holder = TypeVar("Holder")
LONGEST = 500
SHARED = 2  # marks that two texts have in common before they are compared: of nine tenths the same, hardly a pair in a thousand has fewer
COMPARED = 5
COMMON = 40  # notes: a run of words that so many have tells nothing
APART = timedelta(days=1)  # two posts whose days are further apart are two, whatever they say: a quiet week reads like the last
FEW = 20  # words: two posts of so few that are called otherwise are two ("Photos below.")


def key_of(person: Person, record: Record) -> tuple[str, str]:
    """Under which kind and id the place of a record is kept: those of one person are nobody else's."""
    whole = f"{person.uid}:{record.source_id}"
    return record.kind, whole if len(whole) <= LONGEST else f"{person.uid}:{sha256(record.source_id.encode('utf-8', 'replace')).hexdigest()}"


@dataclass(slots=True)
class Said:
    """A post of this bringing in: its place there, what it is called, its day, its words packed, and its note once there is one."""

    place: str
    title: str | None
    dated: date | None
    words: bytes
    note: Note | None = None


@dataclass(frozen=True, slots=True)
class Likeness:
    """What a post is nearly the same as: a note, or a post of the same bringing in, and how much of both is the same, of 100."""

    note: Note | None
    said: Said | None
    percent: int


@dataclass(slots=True)
class Seen:
    """What came in this bringing in so far: some two kilobytes a post."""

    by_words: dict[str, list[Said]] = field(default_factory=dict)
    by_mark: dict[int, list[Said]] = field(default_factory=dict)

    def equal(self, record: Record) -> Said | None:
        """A post that has the same words and may be the same one."""
        return next((one for one in self.by_words.get(record.fingerprint, ()) if may_be_one(record, one.dated, one.title)), None)

    def near(self, record: Record) -> Likeness | None:
        """The post that nearly all words are in common with."""
        held = {id(one): one for mark in record.marks for one in _telling(self.by_mark.get(mark, ()))}
        shared = Counter(which for mark in record.marks for which in map(id, _telling(self.by_mark.get(mark, ()))))
        best: Likeness | None = None
        enough = min(SHARED, len(record.marks))
        for one in [held[which] for which, count in shared.items() if count >= enough][:COMPARED]:
            if may_be_one(record, one.dated, one.title):
                like = overlap(record.text, zlib.decompress(one.words).decode("utf-8", "replace"))
                if like >= SAME and (best is None or like * 100 > best.percent):
                    best = Likeness(one.note, one, int(like * 100))
        return best

    def add(self, record: Record, note: Note | None) -> Said:
        """Know a post from now on."""
        one = Said(record.place, record.title, record.dated, squeezed(record.text.encode("utf-8", "replace")), note)
        self.by_words.setdefault(record.fingerprint, []).append(one)
        for mark in record.marks:
            self.by_mark.setdefault(mark, []).append(one)
        return one


@dataclass(frozen=True, slots=True)
class Here:
    """What the database has of some records: sources by key and by words, the version of each text and what it is called, notes by mark, and the person's own
    by uid; `taken` are uids of notes that are anybody's. Five queries, six of what came out of a Weeknotes."""

    by_key: dict[tuple[str, str], Source]
    by_words: dict[str, list[Source]]
    versions: dict[tuple[int, str], int]
    titles: dict[tuple[int, str], str]
    by_mark: dict[int, list[int]]
    days: dict[int, date | None]
    by_uid: dict[str, Note]
    taken: frozenset[str]

    def equal(self, record: Record) -> Source | None:
        """The place of a note that has the same words and may be the same."""
        return next((one for one in self.by_words.get(record.fingerprint, ()) if may_be_one(record, one.note.dated, self.titles.get(_text(one)))), None)

    def edited(self, source: Source) -> bool:
        """Whether somebody wrote in the note since it came in."""
        return self.versions.get(_text(source), source.version) > source.version

    def near(self, record: Record) -> Likeness | None:
        """The note that nearly all words are in common with."""
        shared = Counter(pk for mark in record.marks for pk in _telling(self.by_mark.get(mark, ())))
        enough = min(SHARED, len(record.marks))
        likely = [pk for pk, count in shared.items() if count >= enough and may_be_one(record, self.days[pk], None)]
        best: Likeness | None = None
        for body in Body.objects.filter(note__in=likely[:COMPARED]).select_related("note") if likely else ():
            like = overlap(record.text, plain(body.html)) if may_be_one(record, body.note.dated, body.title) else 0.0
            if like >= SAME and (best is None or like * 100 > best.percent):
                best = Likeness(body.note, None, int(like * 100))
        return best


def here(person: Person, records: Sequence[Record]) -> Here:
    """Look these records up."""
    keys = [key_of(person, one) for one in records]
    by_key = {(s.kind, s.source_id): s for s in _sources(source_id__in=[key for _kind, key in keys])}
    by_words: dict[str, list[Source]] = {}
    for source in _sources(sha__in=[one.fingerprint for one in records], note__author=person):
        by_words.setdefault(source.sha, []).append(source)
    known = {s.note_id for s in by_key.values()} | {s.note_id for several in by_words.values() for s in several}
    bodies = list(Body.objects.filter(note__in=known).values_list("note", "lang", "version", "title")) if known else []
    versions = {(note, lang): version for note, lang, version, _title in bodies}
    titles = {(note, lang): title for note, lang, _version, title in bodies}
    by_mark: dict[int, list[int]] = {}
    days: dict[int, date | None] = {}
    marks = {mark for one in records for mark in one.marks}
    rows = Mark.objects.filter(number__in=marks, note__author=person, note__deleted_at=None).values_list("number", "note", "note__dated")
    for number, note, dated in rows:
        by_mark.setdefault(number, []).append(note)
        days[note] = dated
    uids = [one.uid for one in records if one.uid]
    named = list(Note.objects.filter(uid__in=uids)) if uids else []
    written = {str(note.uid): note for note in named if note.author_id == person.pk}
    return Here(by_key, by_words, versions, titles, by_mark, days, written, frozenset(str(note.uid) for note in named))


def may_be_one(record: Record, dated: date | None, title: str | None) -> bool:
    """Whether a post of the same words, of that day and title, may be this one."""
    near = record.dated is None or dated is None or abs(record.dated - dated) <= APART
    return near and (record.words > FEW or not record.title or not title or fold(record.title) == fold(title))


def _text(source: Source) -> tuple[int, str]:
    """Which text of which note came from there."""
    return source.note_id, source.lang or source.note.lead_lang


def _telling(holders: Sequence[Holder]) -> Sequence[Holder]:
    return holders if len(holders) <= COMMON else ()


def _sources(**which: object) -> Iterable[Source]:
    return Source.objects.filter(**which).select_related("note").order_by("pk")
