"""What was said of a sentence, and whose a section is, stays in its place while the text is edited."""

from weeknotes.notes.models_shared import Comment
from weeknotes.notes.models_team import SectionBy
from weeknotes.prose.anchor import Anchor, re_anchor
from weeknotes.prose.html import plain


def anchor_of(row: Comment | SectionBy) -> Anchor:
    """Where a comment or the heading of a section stands."""
    return Anchor(row.key, row.quote, row.before, row.after, row.start)


def put_at(row: Comment | SectionBy, found: Anchor) -> None:
    """Have a row stand at `found`; it is not saved."""
    row.key, row.quote, row.before, row.after, row.start = found.key, found.quote, found.before[:64], found.after[:64], found.start


def follow_places(*, note_id: int, lang: str, old: str, new: str) -> None:
    """Move open comments and headings to where their words stand in the `new` text; what is gone from it stays as it was."""
    if old == new:
        return
    rows: list[Comment | SectionBy] = [
        *Comment.objects.filter(look__note=note_id, look__lang=lang, fate=Comment.OPEN),
        *SectionBy.objects.filter(note=note_id, lang=lang),
    ]
    if not rows:
        return
    for row, found in zip(rows, re_anchor([anchor_of(row) for row in rows], plain(old), plain(new)), strict=True):
        if found is not None:
            put_at(row, found)
            row.save(update_fields=["key", "quote", "before", "after", "start"])
