"""What is remembered, put back as it was: where there is nothing yet all of it, otherwise the person's own threads of the notes that came in."""

import uuid
from collections.abc import Iterable
from typing import Any

from weeknotes.memory.keep import recount
from weeknotes.memory.models import Appearance, Focus, Hearing, Measure, MeasureTeam, Outcome, Question, Reading, Thread
from weeknotes.memory.models_review import Evidence, Review, Signature
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Edition, Note
from weeknotes.transfer.back.coming import Coming, Row
from weeknotes.transfer.out import shapes
from weeknotes.transfer.out.shape import Shape

_LATER = ("became", "into", "split_from")


def threads(coming: Coming) -> None:
    """Threads, where they appeared and what became of them. What was read of the notes while they were published gives way to it."""
    _forget_read(coming)
    rows = [row for row in coming.bundle.rows("threads") if coming.whole or _theirs(coming, row)]
    here = {str(uid) for uid in Thread.objects.filter(uid__in=[row["uid"] for row in rows]).values_list("uid", flat=True)}
    new = [row for row in rows if row["uid"] not in here and coming.keys.of("person", row["owner"]) is not None]
    for row in new:
        made = _shape(row).read({name: value for name, value in row.items() if name not in _LATER}, coming.keys)
        assert isinstance(made, Thread)
        if not row["whole"]:
            made.times = len({a["week"] for a in row["appearances"]}) or row.get("times", 1)
            made.words = row["appearances"][-1]["words"] if row["appearances"] else row.get("words", "")
            made.by = row.get("by", Thread.READ)
        made.save()
        coming.keys.put("thread", row["uid"], made.pk)
    for row in new:
        later = {f"{name}_id": pk for name in _LATER if (pk := coming.keys.of("thread", row.get(name))) is not None}
        if later:
            Thread.objects.filter(uid=row["uid"]).update(**later)
    levels = dict(Note.objects.filter(pk__in=coming.keys.tables.get("note", {}).values()).values_list("pk", "level"))
    for row in new:
        _told(coming, row, levels)


def _shape(row: Row) -> Shape:
    if row["whole"]:
        return shapes.OWN_THREAD
    return shapes.HEARD_THREAD if row.get("hearing") else shapes.THREAD


def _theirs(coming: Coming, row: Row) -> bool:
    """Whether it is the person's own, and one of the notes that came in speaks of it, or they began it by hand."""
    new = {source["uid"] for _note, source in coming.notes}
    mine = bool(row["whole"]) and row["owner"] == coming.whose and row["team"] is None
    return mine and (any(a["note"] in new for a in row["appearances"]) or not row["appearances"])


def _forget_read(coming: Coming) -> None:
    """What the publishing has read of these notes: the export says it in its own words, with what was decided."""
    came = [note.pk for note, _row in coming.notes]
    rows = Appearance.objects.filter(note__in=came)
    touched = set(rows.values_list("thread", flat=True))
    rows.delete()
    outcomes = Outcome.objects.filter(note__in=came)
    touched |= set(outcomes.values_list("thread", flat=True))
    outcomes.delete()
    recount(touched)


def _told(coming: Coming, row: Row, levels: dict[int, int]) -> None:
    thread = coming.keys.of("thread", row["uid"])
    shape = shapes.OWN_APPEARANCE if row["whole"] else shapes.APPEARANCE
    for one in row["appearances"]:
        note = coming.keys.of("note", one["note"])
        if note is None:
            continue
        more: dict[str, Any] = {} if row["whole"] else {"start": 0, "end": 0}
        made = shape.read(one, coming.keys, thread_id=thread, **more)
        assert isinstance(made, Appearance)
        made.level = min(made.level, levels.get(note, Level.ME))
        made.save()
    placed: list[Outcome] = []
    for one in row["outcomes"]:
        outcome = shapes.OUTCOME.read(one, coming.keys, thread_id=thread)
        assert isinstance(outcome, Outcome)
        if outcome.by_id is None:
            continue
        outcome.level = min(outcome.level, levels.get(outcome.note_id or 0, Level.ME))
        outcome.replaces = placed[one["replaces"]] if one["replaces"] is not None and one["replaces"] < len(placed) else None
        outcome.save()
        placed.append(outcome)


def hearings(coming: Coming) -> None:
    """Hearings of teams: before the threads, which may be what was asked for at them."""
    _plain(coming, "hearings", "hearing", shapes.HEARING, Hearing)


def focuses(coming: Coming) -> None:
    """What a person sent out as their focus."""
    _plain(coming, "focuses", "focus", shapes.FOCUS, Focus)


def _plain(coming: Coming, name: str, what: str, shape: Shape, model: type[Hearing] | type[Focus]) -> None:
    if not coming.whole:
        return
    for row in coming.bundle.rows(name):
        if shape.whole(row, coming.keys) and not model.objects.filter(uid=row["uid"]).exists():
            made = shape.read(row, coming.keys)
            made.save()
            coming.keys.put(what, row["uid"], made.pk)


def measures(coming: Coming) -> None:
    """Measures of teams with their readings; where there is nothing yet alone, for they are the teams' and not anybody's."""
    for row in coming.bundle.rows("measures") if coming.whole else ():
        if not shapes.MEASURE.whole(row, coming.keys) or Measure.objects.filter(uid=row["uid"]).exists():
            continue
        measure = shapes.MEASURE.read(row, coming.keys)
        measure.save()
        MeasureTeam.objects.bulk_create([MeasureTeam(measure_id=measure.pk, team_id=pk) for one in row["partners"] if (pk := coming.keys.of("team", one))])
        placed: list[Reading] = []
        for one in row["readings"]:
            shape = shapes.SAID_READING if "words" in one else shapes.READING
            reading = shape.read(one, coming.keys, measure_id=measure.pk)
            assert isinstance(reading, Reading)
            reading.replaces = placed[one["replaces"]] if one["replaces"] is not None and one["replaces"] < len(placed) else None
            reading.save()
            placed.append(reading)


def questions(coming: Coming) -> None:
    """Questions about notes that are here, between people who are; where there is nothing yet alone, for half of each is somebody else's."""
    for row in coming.bundle.rows("questions") if coming.whole else ():
        shape = shapes.OWN_QUESTION if row["whole"] else shapes.QUESTION
        about = [name for name, what in (("note", "note"), ("team", "team"), ("focus", "focus")) if coming.keys.of(what, row.get(name)) is not None]
        if len(about) != 1 or not shape.whole(row, _with_notes(coming)) or Question.objects.filter(uid=row["uid"]).exists():
            continue
        made = shape.read(row, _with_notes(coming))
        assert isinstance(made, Question)
        note = Note.objects.filter(pk=made.note_id or 0).first()
        if note is not None:
            made.place = min(made.place, note.level)
            made.level = min(made.level, made.place)
        made.save()


def _with_notes(coming: Coming) -> Any:
    coming.keys.tables["any note"] = coming.keys.tables.get("note", {})
    return coming.keys


def reviews(coming: Coming) -> None:
    """The person's reviews of notes that came in, the earlier ones first."""
    new = {source["uid"] for _note, source in coming.notes}
    for row in coming.bundle.rows("reviews"):
        if row["note"] not in new or not shapes.REVIEW.whole(row, coming.keys):
            continue
        signer = {} if coming.whole else {"signer_id": None}
        previous = Review.objects.filter(note=coming.keys.of("note", row["previous"])).first() if row["previous"] else None
        made = shapes.REVIEW.read(row, coming.keys, previous=previous, **signer)
        made.save()
        for one in row["evidence"]:
            if shapes.EVIDENCE.whole(one, coming.keys):
                uid = {"uid": str(uuid.uuid4())} if Evidence.objects.filter(uid=one["uid"]).exists() else {}
                shapes.EVIDENCE.read({**one, **uid}, coming.keys, review_id=made.pk).save()
        _signed(coming, made.pk, row["signatures"])


def _signed(coming: Coming, review: int, rows: Iterable[Row]) -> None:
    for one in rows if coming.whole else ():
        edition = Edition.objects.filter(note__review=review, number=one["edition"]).first()
        if edition is not None and shapes.SIGNATURE.whole(one, coming.keys):
            signed = shapes.SIGNATURE.read(one, coming.keys, review_id=review, edition=edition)
            assert isinstance(signed, Signature)
            signed.save()
