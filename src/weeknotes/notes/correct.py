"""The writer's "not that" and "another kind": kept for the sentence, through later edits of the text."""

from django.db import transaction

from weeknotes.notes.models import Body, Correction, Habit
from weeknotes.notes.reading import Remembered, read_body
from weeknotes.people.models import Person
from weeknotes.prose.anchor import Anchor, key, re_anchor
from weeknotes.prose.html import plain


def correct(*, body: Body, by: Person, anchor: Anchor, found_as: str, kind: str) -> Correction:
    """Remember that the sentence at `anchor`, read as `found_as`, is of `kind` ("" = not that)."""
    made, _ = Correction.objects.update_or_create(
        note_id=body.note_id,
        lang=body.lang,
        key=anchor.key,
        before=anchor.before[:64],
        defaults={"quote": anchor.quote, "after": anchor.after[:64], "start": anchor.start, "kind": kind, "by": by, "found_as": found_as},
    )
    return made


def uncorrect(*, body: Body, sentence: str) -> None:
    """Take a correction of the sentence with this key back: it is read again as it was found."""
    Correction.objects.filter(note_id=body.note_id, lang=body.lang, key=sentence).delete()


def learn(*, body: Body) -> None:
    """Keep for the author what was said of every statement under a heading, so that the same heading reads right next time; or forget it.

    It is learned where all that the heading gave was said to be the same other kind, forgotten where something under it is not.
    """
    under: dict[str, list[Remembered]] = {}
    for item in read_body(body, habits={}).items:
        if item.by_heading:
            under.setdefault(key(item.section), []).append(item)
    for heading, items in under.items():
        kinds = {item.kind for item in items}
        if len(kinds) == 1 and all(item.said and item.corrected for item in items):
            Habit.objects.update_or_create(person_id=body.note.author_id, key=heading, defaults={"kind": kinds.pop()})
        elif any(item.said for item in items):
            Habit.objects.filter(person_id=body.note.author_id, key=heading).delete()


def follow_edits(*, body: Body, old: str, new: str) -> None:
    """Move each correction of `body` to where its sentence stands in the `new` text; one whose sentence is gone stays as it was."""
    if old == new:
        return
    rows = list(Correction.objects.filter(note_id=body.note_id, lang=body.lang))
    if not rows:
        return
    anchors = [Anchor(row.key, row.quote, row.before, row.after, row.start) for row in rows]
    with transaction.atomic():
        for row, found in zip(rows, re_anchor(anchors, plain(old), plain(new)), strict=True):
            if found is None or (found.key, found.before) == (row.key, row.before):
                continue
            clash = Correction.objects.filter(note_id=body.note_id, lang=body.lang, key=found.key, before=found.before[:64]).exclude(
                pk=row.pk
            )
            if clash.exists():
                row.delete()
                continue
            row.key, row.quote, row.before, row.after, row.start = found.key, found.quote, found.before[:64], found.after[:64], found.start
            row.save(update_fields=["key", "quote", "before", "after", "start"])
