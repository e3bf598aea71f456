"""Notes of an export made again: published with the text and at the time they were, then given back the text their writer had come to, and every save."""

import uuid
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from weeknotes.notes.history import Words, pack
from weeknotes.notes.levels import Level, level_named
from weeknotes.notes.media import Placing
from weeknotes.notes.models import Body, Edition, Episode, Note, NotePerson, NoteTag, NoteTeam, Revision
from weeknotes.notes.save import SITTING
from weeknotes.people.models import Person
from weeknotes.prose.html import clean
from weeknotes.prose.pictures import asked
from weeknotes.prose.players import linked
from weeknotes.publishing import many
from weeknotes.publishing.models import Address
from weeknotes.transfer.back.coming import Coming, Row
from weeknotes.transfer.out import shapes

# Of somebody else's place it is not known who its organisation is: only what was for everyone is for the same people there.
ELSEWHERE = frozenset({Level.PUBLIC})


def notes(coming: Coming) -> Iterator[many.Coming]:
    """Make each note that comes in, and give those that are published as they were, oldest first, for `publish_rows`; `finished` does the rest."""
    for row in coming.bundle.notes():
        if not coming.mine(row):
            coming.not_theirs += 1
            continue
        there = Note.objects.filter(uid=row["uid"]).first()
        if there is not None and (coming.whole or _writes(coming.person, there)):
            coming.here += 1
            coming.keys.put("note", row["uid"], there.pk)
            continue
        note = _made(coming, row, taken=there is not None)
        coming.keys.put("note", row["uid"], note.pk)
        coming.notes.append((note, row))
        level = level_named(row["level"]) or Level.ME
        # Of one with parts for fewer, its title may be all that was read: nothing is there to publish.
        words = any(clean(text["html"]).strip() for text in row["texts"])
        if row["edition"] and words and coming.as_before and (coming.whole or level in ELSEWHERE):
            yield many.Coming(note, note.author, level, datetime.fromisoformat(row["edition"]["made_at"]))


def _writes(person: Person, note: Note) -> bool:
    return Note.objects.filter(pk=note.pk).written_by(person.pk).exists()


def _made(coming: Coming, row: Row, *, taken: bool) -> Note:
    """The row of a note with what stands around it, and its published text; a uid that somebody else's note has here is not taken from it."""
    author = coming.keys.of("person", row["author"]) if coming.whole else coming.person.pk
    own = row["own"] or {}
    note = shapes.NOTE.read({**row, **({"uid": str(uuid.uuid4())} if taken else {})}, coming.keys, author_id=author)
    assert isinstance(note, Note)
    note.wanted_level = own.get("wanted_level", level_named(row["level"]) or Level.ME) if coming.whole else Level.ME
    if not (coming.as_before and (coming.whole or row["edition"])):
        note.published_at = None
    note.save()
    _around(coming, note, row)
    for one in own.get("corrections", ()):
        shapes.CORRECTION.read(one, coming.keys, note_id=note.pk).save()
    texts = row["texts"] or ()
    for text in texts:
        Body.objects.create(note=note, lang=text["lang"], version=1, title=text["title"][:300], slug=text["slug"], html=clean(text["html"]))
    for text in own.get("writing", ()):
        if all(text["lang"] != one["lang"] for one in texts):
            Body.objects.create(note=note, lang=text["lang"], slug=text["slug"], held=True)
    return note


def _around(coming: Coming, note: Note, row: Row) -> None:
    keys = coming.keys
    teams = [keys.of("team", one) for one in row["teams"]]
    NoteTeam.objects.bulk_create([NoteTeam(note=note, team_id=pk, week_from=note.week_from) for pk in teams if pk])
    if coming.whole:
        people = [(NotePerson.WRITES, one) for one in row["writers"]] + [(NotePerson.NAMED, one) for one in row["named"]]
        rows = [NotePerson(note=note, person_id=pk, part=part) for part, one in people if (pk := keys.of("person", one)) is not None]
        NotePerson.objects.bulk_create(rows)
    NoteTag.objects.bulk_create([NoteTag(note=note, tag_id=pk) for one in row["tags"] if (pk := keys.of("tag", one)) is not None])
    placed = row["series"]
    series = keys.of("series", placed["series"]) if placed else None
    if series is not None:
        Episode.objects.create(note=note, series_id=series, season=placed["season"], number=placed["number"])
    own = row["own"] or {}
    every = [clean(one["html"]) for one in (*row["texts"], *own.get("writing", ()), *own.get("saves", ()))]
    uids = set().union(*(asked(html) | linked(html) for html in every)) if every else set()
    media = sorted(pk for uid in uids if (pk := keys.of("media", uid)) is not None)
    Placing.objects.bulk_create([Placing(note=note, media_id=pk) for pk in media])


def finished(coming: Coming) -> None:
    """Give every note that came in what it has beside its published text: once they are published."""
    for note, row in coming.notes:
        note.refresh_from_db()
        own = row["own"]
        if own is None:
            _as_others_had_it(coming, note)
            continue
        _editions(coming, note, own)
        _saves(coming, note, own)
        if note.edition_id is None and not coming.whole:
            note.published_at = None
            note.save(update_fields=["published_at"])
        changed: dict[str, Any] = {"created_at": own["created_at"], "withdrawn_at": own["withdrawn_at"] if coming.whole and coming.as_before else None}
        if coming.whole:
            changed["wanted_level"] = own["wanted_level"]
        Note.objects.filter(pk=note.pk).update(**changed)
        if note.edition_id is not None or (coming.whole and coming.as_before):
            note.languages.all().delete()
            for one in own["languages"]:
                shapes.LANGUAGE.read(one, coming.keys, note_id=note.pk).save()
        for one in own["considered"]:
            shapes.CONSIDERED.read(one, coming.keys, note_id=note.pk).save()
        if coming.whole:
            free = [(lang, path) for lang, path in own["addresses"] if not Address.objects.filter(path=path).exists()]
            Address.objects.bulk_create([Address(note=note, lang=lang, path=path, current=False) for lang, path in free])


def _as_others_had_it(coming: Coming, note: Note) -> None:
    """A note of which only the published text came: that is its one save."""
    for body in note.bodies.all():
        state = Revision.PUBLISHED if note.edition_id else Revision.KEPT
        data = pack(Words(body.title, body.html))
        Revision.objects.create(body=body, version=body.version, save_key=uuid.uuid4(), state=state, by_id=note.author_id, data=data)
    row = next(row for one, row in coming.notes if one.pk == note.pk)
    if note.edition_id is not None:
        said = row["edition"]
        Edition.objects.filter(pk=note.edition_id).update(number=said["number"], correction=said["correction"][:500])


def _editions(coming: Coming, note: Note, own: Row) -> None:
    """The editions there were. Where it is not published as before, they are none: nobody here ever read one."""
    if note.edition_id is None and not (coming.whole and coming.as_before):
        return
    # The one in force first: it is there already, under a number that an earlier one may have.
    for one in reversed(own["editions"]):
        made = shapes.OWN_EDITION.read(one, coming.keys, note_id=note.pk)
        assert isinstance(made, Edition)
        if note.edition_id is not None and one is own["editions"][-1]:
            made.pk, made.level = note.edition_id, note.level
            made.save(force_update=True)
        else:
            made.save(force_insert=True)


def _saves(coming: Coming, note: Note, own: Row) -> None:
    bodies = {body.lang: body for body in note.bodies.all()}
    for one in own["writing"]:
        body = bodies[one["lang"]]
        read = shapes.BODY.read(one, coming.keys)
        assert isinstance(read, Body)
        body.version, body.title, body.slug, body.html, body.saved_at, body.held = read.version, read.title, read.slug, clean(read.html), read.saved_at, read.held
        body.save()
    bases: dict[str, tuple[Revision, Words]] = {}
    for one in own["saves"]:
        at, words = datetime.fromisoformat(one["at"]), Words(one["title"][:300], clean(one["html"]))
        base = bases.get(one["lang"])
        if base is not None and at - base[0].at > SITTING:
            base = None
        by = coming.keys.of("person", one["by"])
        state = one["state"] if note.edition_id or one["state"] != Revision.PUBLISHED or coming.whole else Revision.KEPT
        made = Revision.objects.create(
            body=bodies[one["lang"]], version=one["version"], save_key=one["save_key"], state=state, by_id=by, at=at, settled=one["settled"],
            base=base[0] if base else None, data=pack(words, base[1] if base else None),
        )  # fmt: skip
        if base is None:
            bases[one["lang"]] = (made, words)
